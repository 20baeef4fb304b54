/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "testing/stree-headless.h"

G_BEGIN_DECLS

STREE_AVAILABLE_IN_1_0
char **stree_headless_list_actions (StreeHeadless *self);
STREE_AVAILABLE_IN_1_0
char **stree_headless_search_actions (StreeHeadless *self, const char *typed);
STREE_AVAILABLE_IN_1_0
gboolean stree_headless_activate_action (StreeHeadless *self, const char *name, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_headless_press_shortcut (StreeHeadless *self, const char *shortcut, GError **error);

STREE_AVAILABLE_IN_1_0
gboolean stree_headless_set_focus (StreeHeadless *self, const char *key, GError **error);
STREE_AVAILABLE_IN_1_0
char *stree_headless_dup_focus (StreeHeadless *self);
STREE_AVAILABLE_IN_1_0
char *stree_headless_dup_scrolled (StreeHeadless *self);
STREE_AVAILABLE_IN_1_0
char *stree_headless_dup_selected (StreeHeadless *self);
STREE_AVAILABLE_IN_1_0
char *stree_headless_dup_clipboard (StreeHeadless *self);

STREE_AVAILABLE_IN_1_0
char *stree_headless_dup_question (StreeHeadless *self);
STREE_AVAILABLE_IN_1_0
char **stree_headless_list_answers (StreeHeadless *self);
STREE_AVAILABLE_IN_1_0
gboolean stree_headless_answer (StreeHeadless *self, const char *button, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_headless_answer_files (StreeHeadless *self, const char *const *uris, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_headless_fail_files (StreeHeadless *self, const char *message, GError **error);

G_END_DECLS
