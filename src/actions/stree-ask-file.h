/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-handler.h"
#include "core/stree-types.h"

G_BEGIN_DECLS

/* Files that the user chooses, in the dialog of the desktop. Like the questions of stree-ask.h they finish as state: what
 * was chosen is a URI there. Who cancels leaves the state as it is. */

/**
 * StreeFileChoice:
 * @STREE_FILE_CHOICE_OPEN: a file that is there
 * @STREE_FILE_CHOICE_OPEN_SEVERAL: one or more of them
 * @STREE_FILE_CHOICE_SAVE: a file to write; the dialog has asked before it gives one that is there already
 * @STREE_FILE_CHOICE_FOLDER: a folder
 *
 * What the user is to choose.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_FILE_CHOICE_OPEN,
  STREE_FILE_CHOICE_OPEN_SEVERAL,
  STREE_FILE_CHOICE_SAVE,
  STREE_FILE_CHOICE_FOLDER,
} StreeFileChoice;

#define STREE_TYPE_FILE_CHOICE (stree_file_choice_get_type ())
STREE_AVAILABLE_IN_1_0
GType stree_file_choice_get_type (void) G_GNUC_CONST;

#ifndef __GI_SCANNER__

/* The arguments of stree_ask_file () and its like. */
typedef struct
{
  StreeState         *answer;    /* a string: gets the URI; of several files a variant "as". NULL: on_answer is enough */
  const char         *title;     /* of the dialog; NULL: what suits */
  const char         *accept;    /* the label of the button that takes the file, with an underscore; NULL: the desktop's */
  const char         *type_name; /* what the files of the patterns are called: _("Tables"); NULL: just files */
  const char *const  *patterns;  /* which files to show at first: STREE_STRV ("*.csv", "*.tsv"); NULL: all */
  const char         *name;      /* of a file to save: what to call it, if the user has no better name */
  const char         *folder;    /* the URI of the folder to begin in; NULL: where the desktop does */
  const StreeHandler *on_answer; /* called with each answer: the event has the URI as its text; of several files a variant "as" */
  const StreeHandler *on_error;  /* the dialog failed: the event has the error, which is logged too */
  char                stree_end_;
} StreeAskFileArgs;

STREE_AVAILABLE_IN_1_0
void stree_ask_file_args (StreeContext *cx, StreeFileChoice what, const StreeAskFileArgs *args);

/* A file to open: stree_ask_file (cx, uri, .type_name = _("Tables"), .patterns = STREE_STRV ("*.csv")). See
 * stree_ask_file_args (). */
#define stree_ask_file(cx, ...) stree_ask_file_ ((cx), STREE_FILE_CHOICE_OPEN, __VA_ARGS__, .stree_end_ = 0)
/* One or more files to open. */
#define stree_ask_files(cx, ...) stree_ask_file_ ((cx), STREE_FILE_CHOICE_OPEN_SEVERAL, __VA_ARGS__, .stree_end_ = 0)
/* A file to save to: stree_ask_save_file (cx, uri, .name = "orders.csv"). */
#define stree_ask_save_file(cx, ...) stree_ask_file_ ((cx), STREE_FILE_CHOICE_SAVE, __VA_ARGS__, .stree_end_ = 0)
/* A folder. */
#define stree_ask_folder(cx, ...) stree_ask_file_ ((cx), STREE_FILE_CHOICE_FOLDER, __VA_ARGS__, .stree_end_ = 0)
#define stree_ask_file_(cx, what, ...) stree_ask_file_args ((cx), (what), &(StreeAskFileArgs){ __VA_ARGS__ })

#endif /* __GI_SCANNER__ */

STREE_AVAILABLE_IN_1_0
void stree_context_ask_for_file (StreeContext *cx, StreeFileChoice what, StreeState *answer, const char *title, const char *accept,
                                 const char *type_name, const char *const *patterns, const char *name, const char *folder,
                                 GClosure *on_answer, GClosure *on_error);

G_END_DECLS
