/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a script asks of an element, and what it expects. */

#include <stdlib.h>
#include <string.h>

#include "core/stree-error.h"
#include "testing/stree-test-private.h"
#include "testing/stree-user-private.h"

/* --- asking --- */

/**
 * stree_test_locator_count:
 * @self: a locator
 *
 * How many elements match.
 *
 * Returns: how many
 *
 * Since: 1.0
 */
guint
stree_test_locator_count (StreeTestLocator *self)
{
  g_autoptr (GPtrArray) nodes = NULL;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), 0);
  nodes = stree_test_locator_list (self);
  return nodes->len;
}

/**
 * stree_test_locator_dup_text:
 * @self: a locator
 * @error: return location for an error
 *
 * What it is labelled with: its accessible name, or its text.
 *
 * Returns: (transfer full): the text, empty if it has none; %NULL with %STREE_ERROR_NOT_FOUND
 *
 * Since: 1.0
 */
char *
stree_test_locator_dup_text (StreeTestLocator *self, GError **error)
{
  StreeNode *node;
  char      *text;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), NULL);
  node = stree_test_locator_find (self, error);
  if (!node)
    return NULL;
  text = stree_user_dup_label (node);
  return text ? text : g_strdup ("");
}

static gboolean
read_value (StreeTestLocator *self, StreeNode **node, StreeValue *live, GError **error)
{
  StreeMount      *mount;
  g_autofree char *what = NULL;

  *node = stree_test_locator_find (self, error);
  if (!*node)
    return FALSE;
  mount = stree_test_get_mount (self->test);
  if (mount->renderer->klass->read (mount->renderer, *node, live))
    return TRUE;
  if ((*node)->element->kind->value)
    {
      *live = (StreeValue){ .type = STREE_VALUE_NONE }; /* an input that is empty */
      return TRUE;
    }
  what = stree_element_describe ((*node)->element);
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s shows no value", what);
  return FALSE;
}

/**
 * stree_test_locator_get_value:
 * @self: a locator of an input
 * @value: (out): where to put a copy of what it shows
 * @error: return location for an error
 *
 * What it shows.
 *
 * Returns: (skip): %FALSE with %STREE_ERROR_NOT_FOUND, or %STREE_ERROR_BAD_VALUE if it shows nothing
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_get_value (StreeTestLocator *self, GValue *value, GError **error)
{
  StreeNode       *node;
  StreeValue       live;
  g_autofree char *what = NULL;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  g_return_val_if_fail (value != NULL, FALSE);
  *value = (GValue) G_VALUE_INIT;
  if (!read_value (self, &node, &live, error))
    return FALSE;
  if (stree_value_to_gvalue (&live, value))
    return TRUE;
  what = stree_element_describe (node->element);
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s is empty", what);
  return FALSE;
}

/* As a test would write it. */
static char *
print_value (const StreeValue *value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  switch (value->type)
    {
    case STREE_VALUE_BOOL:
      return g_strdup (value->v.b ? "true" : "false");
    case STREE_VALUE_INT:
      return g_strdup_printf ("%" G_GINT64_FORMAT, value->v.i);
    case STREE_VALUE_DOUBLE:
      return g_strdup (g_ascii_dtostr (number, sizeof number, value->v.d));
    case STREE_VALUE_STRING:
      return g_strdup (value->v.s);
    case STREE_VALUE_NONE:
    case STREE_VALUE_STATE:
    default:
      return g_strdup ("");
    }
}

/**
 * stree_test_locator_dup_value_text:
 * @self: a locator of an input
 * @error: return location for an error
 *
 * What it shows, as text: a number with a point, `true` or `false`, the number of what is chosen; empty for nothing.
 *
 * Returns: (transfer full): the text; %NULL with %STREE_ERROR_NOT_FOUND, or %STREE_ERROR_BAD_VALUE if it is no input
 *
 * Since: 1.0
 */
char *
stree_test_locator_dup_value_text (StreeTestLocator *self, GError **error)
{
  StreeNode *node;
  StreeValue live;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), NULL);
  return read_value (self, &node, &live, error) ? print_value (&live) : NULL;
}

/**
 * stree_test_locator_dup_path:
 * @self: a locator
 * @error: return location for an error
 *
 * Where in the tree it is.
 *
 * Returns: (transfer full): a render path; %NULL with %STREE_ERROR_NOT_FOUND
 *
 * Since: 1.0
 */
char *
stree_test_locator_dup_path (StreeTestLocator *self, GError **error)
{
  StreeNode *node;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), NULL);
  node = stree_test_locator_find (self, error);
  return node ? stree_node_dup_path (node) : NULL;
}

/**
 * stree_test_locator_dump:
 * @self: a locator
 * @error: return location for an error
 *
 * It and what is in it, as [method@StreamTree.Test.dump] writes the whole tree.
 *
 * Returns: (transfer full): the text; %NULL with %STREE_ERROR_NOT_FOUND
 *
 * Since: 1.0
 */
char *
stree_test_locator_dump (StreeTestLocator *self, GError **error)
{
  StreeNode *node;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), NULL);
  node = stree_test_locator_find (self, error);
  return node ? stree_test_dump_node (stree_test_get_mount (self->test), node) : NULL;
}

/* --- expecting --- */

/**
 * stree_test_locator_expect_shown:
 * @self: a locator
 * @error: return location for an error
 *
 * There is such an element; one or more.
 *
 * Returns: %FALSE with %STREE_ERROR_NOT_FOUND
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_expect_shown (StreeTestLocator *self, GError **error)
{
  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  if (stree_test_locator_count (self) > 0)
    return TRUE;
  stree_test_locator_explain (self, error);
  return FALSE;
}

/**
 * stree_test_locator_expect_count:
 * @self: a locator
 * @n: how many
 * @error: return location for an error
 *
 * There are so many such elements.
 *
 * Returns: %FALSE with %STREE_ERROR_NOT_FOUND or %STREE_ERROR_BAD_VALUE
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_expect_count (StreeTestLocator *self, guint n, GError **error)
{
  g_autoptr (GPtrArray) nodes = NULL;
  g_autoptr (GString)   all = NULL;
  g_autofree char      *what = NULL;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  nodes = stree_test_locator_list (self);
  if (nodes->len == n)
    return TRUE;
  if (nodes->len == 0)
    {
      stree_test_locator_explain (self, error);
      return FALSE;
    }
  what = stree_test_locator_describe (self);
  all = g_string_new (NULL);
  for (guint i = 0; i < nodes->len; i++)
    {
      g_autofree char *path = stree_node_dup_path (nodes->pdata[i]);

      g_string_append_printf (all, "\n  %s", path);
    }
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%u were expected, there are %u of %s:%s", n, nodes->len, what, all->str);
  return FALSE;
}

/**
 * stree_test_locator_expect_missing:
 * @self: a locator
 * @error: return location for an error
 *
 * There is no such element.
 *
 * Returns: %FALSE with %STREE_ERROR_BAD_VALUE
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_expect_missing (StreeTestLocator *self, GError **error)
{
  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  return stree_test_locator_count (self) == 0 || stree_test_locator_expect_count (self, 0, error);
}

/**
 * stree_test_locator_expect_text:
 * @self: a locator
 * @text: the text
 * @error: return location for an error
 *
 * It is labelled with this text.
 *
 * Returns: %FALSE with %STREE_ERROR_NOT_FOUND or %STREE_ERROR_BAD_VALUE
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_expect_text (StreeTestLocator *self, const char *text, GError **error)
{
  g_autofree char *shown = NULL;
  g_autofree char *what = NULL;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);
  shown = stree_test_locator_dup_text (self, error);
  if (!shown)
    return FALSE;
  if (g_str_equal (shown, text))
    return TRUE;
  what = stree_test_locator_describe (self);
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "The %s should say '%s'; it says '%s'", what, text, shown);
  return FALSE;
}

/* 3 and 3.0 are the same number, TRUE is 1 in C; nothing is an empty text. */
static gboolean
is_same (const StreeValue *a, const StreeValue *b)
{
  if (a->type == STREE_VALUE_INT && b->type == STREE_VALUE_DOUBLE)
    return (double) a->v.i == b->v.d;
  if (a->type == STREE_VALUE_DOUBLE && b->type == STREE_VALUE_INT)
    return a->v.d == (double) b->v.i;
  if (a->type == STREE_VALUE_BOOL && b->type == STREE_VALUE_INT)
    return (a->v.b && b->v.i == 1) || (!a->v.b && b->v.i == 0);
  if (a->type == STREE_VALUE_NONE && b->type == STREE_VALUE_STRING)
    return *b->v.s == '\0';
  return stree_value_equal (a, b);
}

/**
 * stree_test_expect_plain: (skip)
 * @what: a locator of an input
 * @value: what it should show: a text, a number or a boolean
 * @error: return location for an error
 *
 * It shows this value. In C write `stree_test_assert_value (what, 3)`.
 *
 * Returns: %FALSE with %STREE_ERROR_NOT_FOUND or %STREE_ERROR_BAD_VALUE
 *
 * Since: 1.0
 */
gboolean
stree_test_expect_plain (StreeTestLocator *what, StreeValue value, GError **error)
{
  StreeNode       *node;
  StreeValue       live;
  g_autofree char *described = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (what), FALSE);
  if (!read_value (what, &node, &live, error))
    return FALSE;
  if (is_same (&live, &value))
    return TRUE;
  described = stree_test_locator_describe (what);
  expected = print_value (&value);
  shown = print_value (&live);
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "The %s should show '%s'; it shows '%s'", described, expected, shown);
  return FALSE;
}

/**
 * stree_test_locator_expect_value:
 * @self: a locator of an input
 * @value: what it should show: a text, a number or a boolean
 * @error: return location for an error
 *
 * It shows this value.
 *
 * Returns: %FALSE with %STREE_ERROR_NOT_FOUND or %STREE_ERROR_BAD_VALUE
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_expect_value (StreeTestLocator *self, const GValue *value, GError **error)
{
  StreeValue plain;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  g_return_val_if_fail (value != NULL, FALSE);
  if (stree_value_from_gvalue (&plain, value))
    return stree_test_expect_plain (self, plain, error);
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "No input shows a %s", G_VALUE_TYPE_NAME (value));
  return FALSE;
}

/**
 * stree_test_locator_expect_usable:
 * @self: a locator
 * @usable: whether a user should be able to do something to it: it is not disabled, hidden or behind something
 * @error: return location for an error
 *
 * A user can reach it, or cannot.
 *
 * Returns: %FALSE with %STREE_ERROR_NOT_FOUND or %STREE_ERROR_BAD_VALUE
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_expect_usable (StreeTestLocator *self, gboolean usable, GError **error)
{
  StreeNode       *node;
  StreeTestDriver *driver;
  g_autofree char *why = NULL;
  g_autofree char *what = NULL;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  node = stree_test_locator_find (self, error);
  if (!node)
    return FALSE;
  driver = stree_test_get_driver (self->test);
  why = driver->klass->dup_obstacle (driver, node);
  if (usable)
    return stree_user_check_obstacle (node, g_steal_pointer (&why), error);
  if (why)
    return TRUE;
  what = stree_test_locator_describe (self);
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "The %s should be out of reach; a user could use it", what);
  return FALSE;
}

/**
 * stree_test_locator_expect_focus:
 * @self: a locator
 * @error: return location for an error
 *
 * It has the focus, or what is in it has.
 *
 * Returns: %FALSE with %STREE_ERROR_NOT_FOUND or %STREE_ERROR_BAD_VALUE
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_expect_focus (StreeTestLocator *self, GError **error)
{
  StreeTestDriver *driver;
  g_autofree char *path = NULL;
  g_autofree char *focus = NULL;
  g_autofree char *what = NULL;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  path = stree_test_locator_dup_path (self, error);
  if (!path)
    return FALSE;
  driver = stree_test_get_driver (self->test);
  focus = driver->klass->dup_focus (driver);
  if (stree_user_path_holds (path, focus))
    return TRUE;
  what = stree_test_locator_describe (self);
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "The %s should have the focus; it is at %s", what, focus ? focus : "nothing");
  return FALSE;
}

/**
 * stree_test_locator_expect_tree:
 * @self: a locator
 * @tree: what [method@StreamTree.TestLocator.dump] should give
 * @error: return location for an error
 *
 * It and what is in it are as written down.
 *
 * Returns: %FALSE with %STREE_ERROR_NOT_FOUND, or with %STREE_ERROR_BAD_VALUE and the difference, line by line
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_expect_tree (StreeTestLocator *self, const char *tree, GError **error)
{
  g_autofree char *shown = NULL;
  g_autofree char *difference = NULL;
  g_autofree char *what = NULL;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  g_return_val_if_fail (tree != NULL, FALSE);
  shown = stree_test_locator_dump (self, error);
  if (!shown)
    return FALSE;
  difference = stree_test_diff (tree, shown);
  if (!difference)
    return TRUE;
  what = stree_test_locator_describe (self);
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "The %s is not as expected (- expected, + shown):\n%s", what, difference);
  return FALSE;
}

/**
 * stree_test_failed: (skip)
 * @file: the file of the test
 * @line: the line in it
 * @func: the function it is in
 * @error: (nullable): what went wrong
 *
 * Ends the test, as an assertion that fails does. In C write `stree_test_do (call (..., &stree_error))`.
 *
 * Since: 1.0
 */
void
stree_test_failed (const char *file, int line, const char *func, GError *error)
{
  g_assertion_message (NULL, file, line, func, error ? error->message : "failed, and did not say why");
  abort (); /* GLib does not say that it does not return */
}
