/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-element.h"

G_BEGIN_DECLS

/**
 * StreeCommitOn:
 * @STREE_COMMIT_TYPING: at each change
 * @STREE_COMMIT_ENTER: at Enter, and when the focus leaves
 *
 * When an input tells what was typed.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_COMMIT_TYPING,
  STREE_COMMIT_ENTER,
} StreeCommitOn;

#define STREE_TYPE_COMMIT_ON (stree_commit_on_get_type ())
STREE_AVAILABLE_IN_1_0
GType stree_commit_on_get_type (void) G_GNUC_CONST;

#ifndef __GI_SCANNER__

typedef struct
{
  const char         *label;
  StreeValue          value; /* a text, or a state that holds one */
  const char         *placeholder;
  gboolean            disabled;
  gboolean            password;
  StreeCommitOn       commit;
  const StreeHandler *on_change; /* the event has the text */
  const StreeHandler *on_submit; /* Enter was pressed, outside of a Form */
  const char         *error;     /* what is wrong with it: shown below it, and announced */
  STREE_ARGS_COMMON
} StreeTextInputArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_text_input_new (const StreeTextInputArgs *args);

/* A line of text to edit: stree_text_input ("Name", .value = stree_bind (name)). */
#define stree_text_input(...) STREE_HERE (stree_text_input_new (&(StreeTextInputArgs){ __VA_ARGS__, .stree_end_ = 0 }))

#endif

G_END_DECLS
