/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "testing/stree-test.h"

G_BEGIN_DECLS

#define STREE_TYPE_TEST_LOCATOR (stree_test_locator_get_type ())

STREE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (StreeTestLocator, stree_test_locator, STREE, TEST_LOCATOR, GObject)

/* --- narrower: owned by the test, as the locator it is made from --- */

STREE_AVAILABLE_IN_1_0
StreeTestLocator *stree_test_locator_within (StreeTestLocator *self, StreeTestLocator *outer);
STREE_AVAILABLE_IN_1_0
StreeTestLocator *stree_test_locator_nth (StreeTestLocator *self, int index);

/* --- doing: each reruns what is due before it returns --- */

STREE_AVAILABLE_IN_1_0
gboolean stree_test_locator_click (StreeTestLocator *self, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_locator_type (StreeTestLocator *self, const char *text, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_locator_set_number (StreeTestLocator *self, double value, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_locator_select (StreeTestLocator *self, int index, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_locator_choose (StreeTestLocator *self, const char *option, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_locator_toggle (StreeTestLocator *self, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_locator_submit (StreeTestLocator *self, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_locator_press_key (StreeTestLocator *self, guint keyval, guint modifiers, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_locator_close (StreeTestLocator *self, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_locator_focus (StreeTestLocator *self, GError **error);

/* --- asking --- */

STREE_AVAILABLE_IN_1_0
guint stree_test_locator_count (StreeTestLocator *self);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_locator_wait (StreeTestLocator *self, GError **error);
STREE_AVAILABLE_IN_1_0
char *stree_test_locator_dup_text (StreeTestLocator *self, GError **error);
STREE_AVAILABLE_IN_1_0
char *stree_test_locator_dup_value_text (StreeTestLocator *self, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_locator_get_value (StreeTestLocator *self, GValue *value, GError **error);
STREE_AVAILABLE_IN_1_0
char *stree_test_locator_dup_path (StreeTestLocator *self, GError **error);
STREE_AVAILABLE_IN_1_0
char *stree_test_locator_dump (StreeTestLocator *self, GError **error);

/* --- expecting: FALSE with an error that says what is there instead --- */

STREE_AVAILABLE_IN_1_0
gboolean stree_test_locator_expect_shown (StreeTestLocator *self, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_locator_expect_missing (StreeTestLocator *self, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_locator_expect_count (StreeTestLocator *self, guint n, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_locator_expect_text (StreeTestLocator *self, const char *text, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_locator_expect_value (StreeTestLocator *self, const GValue *value, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_locator_expect_usable (StreeTestLocator *self, gboolean usable, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_locator_expect_focus (StreeTestLocator *self, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_locator_expect_tree (StreeTestLocator *self, const char *tree, GError **error);

#ifndef __GI_SCANNER__

/* --- the same for C: what does not succeed ends the test, and says where in it --- */

#define stree_test_do(call)                                                                                            \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    GError *stree_error = NULL;                                                                                        \
                                                                                                                       \
    if (!(call))                                                                                                       \
      stree_test_failed (__FILE__, __LINE__, G_STRFUNC, stree_error);                                                  \
  }                                                                                                                    \
  G_STMT_END

#define stree_test_click(what)             stree_test_do (stree_test_locator_click ((what), &stree_error))
#define stree_test_type(what, text)        stree_test_do (stree_test_locator_type ((what), (text), &stree_error))
#define stree_test_set_number(what, value) stree_test_do (stree_test_locator_set_number ((what), (value), &stree_error))
#define stree_test_select(what, index)     stree_test_do (stree_test_locator_select ((what), (index), &stree_error))
#define stree_test_choose(what, option)    stree_test_do (stree_test_locator_choose ((what), (option), &stree_error))
#define stree_test_toggle(what)            stree_test_do (stree_test_locator_toggle ((what), &stree_error))
#define stree_test_submit(what)            stree_test_do (stree_test_locator_submit ((what), &stree_error))
#define stree_test_press(what, keyval, modifiers)                                                                      \
  stree_test_do (stree_test_locator_press_key ((what), (keyval), (modifiers), &stree_error))
#define stree_test_close(what)             stree_test_do (stree_test_locator_close ((what), &stree_error))
#define stree_test_focus(what)             stree_test_do (stree_test_locator_focus ((what), &stree_error))
#define stree_test_wait(what)              stree_test_do (stree_test_locator_wait ((what), &stree_error))
#define stree_test_within(what, outer)     stree_test_locator_within ((what), (outer))
#define stree_test_nth(what, index)        stree_test_locator_nth ((what), (index))

#define stree_test_go(app, uri)            stree_test_do (stree_test_navigate ((app), (uri), &stree_error))
#define stree_test_act(app, action)        stree_test_do (stree_test_activate_action ((app), (action), &stree_error))
#define stree_test_shortcut(app, keys)     stree_test_do (stree_test_press_shortcut ((app), (keys), &stree_error))
#define stree_test_wait_tasks(app)         stree_test_do (stree_test_wait_for_tasks ((app), &stree_error))

#define stree_test_assert_shown(what)      stree_test_do (stree_test_locator_expect_shown ((what), &stree_error))
#define stree_test_assert_missing(what)    stree_test_do (stree_test_locator_expect_missing ((what), &stree_error))
#define stree_test_assert_count(what, n)   stree_test_do (stree_test_locator_expect_count ((what), (n), &stree_error))
#define stree_test_assert_text(what, text) stree_test_do (stree_test_locator_expect_text ((what), (text), &stree_error))
#define stree_test_assert_usable(what)     stree_test_do (stree_test_locator_expect_usable ((what), TRUE, &stree_error))
#define stree_test_assert_unusable(what)   stree_test_do (stree_test_locator_expect_usable ((what), FALSE, &stree_error))
#define stree_test_assert_focus(what)      stree_test_do (stree_test_locator_expect_focus ((what), &stree_error))
#define stree_test_assert_tree(what, tree) stree_test_do (stree_test_locator_expect_tree ((what), (tree), &stree_error))
/* With a number, a boolean or a text. */
#define stree_test_assert_value(what, x)                                                                               \
  stree_test_do (stree_test_expect_plain ((what), stree_value (x), &stree_error))

/* A text somewhere; and not anywhere. */
#define stree_test_assert_shows(app, text)     stree_test_assert_shown (stree_test_by_text ((app), (text)))
#define stree_test_assert_not_shows(app, text) stree_test_assert_missing (stree_test_by_text ((app), (text)))
/* The whole tree is as in snapshots/NAME.tree beside the test; STREE_UPDATE_SNAPSHOTS=1 or --update-snapshots writes it. */
#define stree_test_assert_snapshot(app, name)  stree_test_do (stree_test_check_snapshot ((app), (name), &stree_error))

STREE_AVAILABLE_IN_1_0
void stree_test_failed (const char *file, int line, const char *func, GError *error) G_GNUC_NORETURN;
STREE_AVAILABLE_IN_1_0
gboolean stree_test_expect_plain (StreeTestLocator *what, StreeValue value, GError **error);

#endif /* __GI_SCANNER__ */

G_END_DECLS
