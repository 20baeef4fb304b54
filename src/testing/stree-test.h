/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/* Tests of an app, as a user works with it: the same script without a display and in a window.
 *
 *   g_autoptr (StreeTest) app = stree_test_new (NULL, "app", counter, NULL);
 *
 *   stree_test_click (stree_test_by_role (app, "button", "Increment"));
 *   stree_test_assert_shows (app, "Count: 1");
 *
 * A locator is looked up each time it is used, so it is good across reruns. Time stands still until stree_test_advance ().
 */

#include "core/stree-session.h"
#include "core/stree-types.h"
#include "core/stree-value.h"

G_BEGIN_DECLS

#define STREE_TYPE_TEST (stree_test_get_type ())

STREE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (StreeTest, stree_test, STREE, TEST, GObject)

typedef struct _StreeTestLocator StreeTestLocator;

STREE_AVAILABLE_IN_1_0
void stree_test_init (int *argc, char ***argv);

STREE_AVAILABLE_IN_1_0
StreeTest *stree_test_new (StreeSession *session, const char *name, StreeComponentFunc func, gpointer props) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
StreeTest *stree_test_new_for_closure (StreeSession *session, const char *name, GClosure *func) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
StreeSession *stree_test_get_session (StreeTest *self);
STREE_AVAILABLE_IN_1_0
const char *stree_test_get_renderer (StreeTest *self);

/* --- finding: owned by the test --- */

STREE_AVAILABLE_IN_1_0
StreeTestLocator *stree_test_by_key (StreeTest *self, const char *key);
STREE_AVAILABLE_IN_1_0
StreeTestLocator *stree_test_by_role (StreeTest *self, const char *role, const char *name);
STREE_AVAILABLE_IN_1_0
StreeTestLocator *stree_test_by_label (StreeTest *self, const char *label);
STREE_AVAILABLE_IN_1_0
StreeTestLocator *stree_test_by_text (StreeTest *self, const char *text);
STREE_AVAILABLE_IN_1_0
StreeTestLocator *stree_test_by_substring (StreeTest *self, const char *part);
STREE_AVAILABLE_IN_1_0
StreeTestLocator *stree_test_by_kind (StreeTest *self, const char *kind);
STREE_AVAILABLE_IN_1_0
StreeTestLocator *stree_test_by_path (StreeTest *self, const char *path);
STREE_AVAILABLE_IN_1_0
StreeTestLocator *stree_test_root (StreeTest *self);

/* --- what is done to no element --- */

STREE_AVAILABLE_IN_1_0
void stree_test_rerun (StreeTest *self);
STREE_AVAILABLE_IN_1_0
void stree_test_settle (StreeTest *self);
STREE_AVAILABLE_IN_1_0
void stree_test_advance (StreeTest *self, gint64 milliseconds);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_wait_for_tasks (StreeTest *self, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_navigate (StreeTest *self, const char *uri, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_activate_action (StreeTest *self, const char *name, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_press_shortcut (StreeTest *self, const char *shortcut, GError **error);

/* --- what is there --- */

STREE_AVAILABLE_IN_1_0
char *stree_test_dump (StreeTest *self);
STREE_AVAILABLE_IN_1_0
char *stree_test_dup_focus (StreeTest *self);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_check_snapshot (StreeTest *self, const char *name, GError **error);
STREE_AVAILABLE_IN_1_0
GVariant *stree_test_summarize_session (StreeTest *self);
STREE_AVAILABLE_IN_1_0
GVariant *stree_test_summarize_tasks (StreeTest *self);
STREE_AVAILABLE_IN_1_0
GVariant *stree_test_summarize_tree_kinds (StreeTest *self);

G_END_DECLS
