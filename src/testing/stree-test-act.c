/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a script does to an element: what a user could do, and nothing else. */

#include "core/stree-error.h"
#include "core/stree-overlay-private.h"
#include "elements/stree-selectbox.h"
#include "elements/stree-tab.h"
#include "testing/stree-test-private.h"
#include "testing/stree-user-private.h"

/* The one element, if a user can reach it. */
static StreeNode *
reach (StreeTestLocator *self, GError **error)
{
  StreeNode       *node = stree_test_locator_find (self, error);
  StreeTestDriver *driver;

  if (!node)
    return NULL;
  driver = stree_test_get_driver (self->test);
  return stree_user_check_obstacle (node, driver->klass->dup_obstacle (driver, node), error) ? node : NULL;
}

static void
settle (StreeTestLocator *self)
{
  if (self->test)
    stree_test_settle (self->test);
}

/* What the driver can do; of a test that is gone nothing is found that it could be done to. */
static const StreeTestDriverClass *
class_of (StreeTestLocator *self)
{
  static const StreeTestDriverClass nobody;

  return self->test ? stree_test_get_driver (self->test)->klass : &nobody;
}

/* Does it, if there is a node to do it to. */
static gboolean
act (StreeTestLocator *self, StreeNode *node, void (*deed) (StreeTestDriver *driver, StreeNode *node))
{
  if (!node)
    return FALSE;
  deed (stree_test_get_driver (self->test), node);
  settle (self);
  return TRUE;
}

/**
 * stree_test_locator_click:
 * @self: a locator
 * @error: return location for an error
 *
 * Clicks it.
 *
 * Returns: %FALSE with %STREE_ERROR_NOT_FOUND, or %STREE_ERROR_BAD_VALUE if a user could not do that
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_click (StreeTestLocator *self, GError **error)
{
  StreeNode *node;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  node = reach (self, error);
  if (!node || !stree_user_check_click (node, error))
    return FALSE;
  return act (self, node, class_of (self)->click);
}

static gboolean
enter_in (StreeTestLocator *self, StreeNode *node, const StreeValue *value)
{
  class_of (self)->enter (stree_test_get_driver (self->test), node, value);
  settle (self);
  return TRUE;
}

/* The one element, if it has a value that is changed in place. */
static StreeNode *
reach_input (StreeTestLocator *self, GError **error)
{
  StreeNode       *node = reach (self, error);
  g_autofree char *what = NULL;

  if (!node || !stree_user_check_value (node, error))
    return NULL;
  if (!(node->element->kind->flags & STREE_KIND_OVERLAY))
    return node;
  what = stree_element_describe (node->element);
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s is a dialog: it is closed, see stree_test_locator_close ()", what);
  return NULL;
}

/**
 * stree_test_locator_type:
 * @self: a locator of an input
 * @text: the text
 * @error: return location for an error
 *
 * Replaces its text.
 *
 * Returns: %FALSE as [method@StreamTree.TestLocator.click] does, or if it takes no text
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_type (StreeTestLocator *self, const char *text, GError **error)
{
  StreeNode *node;
  StreeValue value = stree_value_of_string (text);

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);
  node = reach_input (self, error);
  return node && stree_user_check_entered (node, &value, error) && enter_in (self, node, &value);
}

/**
 * stree_test_locator_set_number:
 * @self: a locator of an input
 * @value: the number
 * @error: return location for an error
 *
 * Enters a number.
 *
 * Returns: %FALSE as [method@StreamTree.TestLocator.click] does, or if it takes no number
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_set_number (StreeTestLocator *self, double value, GError **error)
{
  StreeNode *node;
  StreeValue entered = stree_value_of_double (value);

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  node = reach_input (self, error);
  return node && stree_user_check_entered (node, &entered, error) && enter_in (self, node, &entered);
}

/**
 * stree_test_locator_select:
 * @self: a locator of what has a choice: a Selectbox, or Tabs
 * @index: which one, from 0
 * @error: return location for an error
 *
 * Chooses by number.
 *
 * Returns: %FALSE as [method@StreamTree.TestLocator.click] does, or if there is no such choice
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_select (StreeTestLocator *self, int index, GError **error)
{
  StreeNode *node;
  StreeValue value = stree_value_of_int (index);

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  node = reach_input (self, error);
  return node && stree_user_check_choice (node, index, error) && enter_in (self, node, &value);
}

/* What a user can choose from, as it is shown. */
static GPtrArray *
list_choices (StreeNode *node)
{
  GPtrArray                *choices = g_ptr_array_new_with_free_func (g_free);
  const StreeSelectboxArgs *args = stree_node_args (node);
  g_autoptr (GPtrArray)     pages = NULL;

  if (node->element->kind->flags & STREE_KIND_PAGES)
    {
      pages = stree_user_list_pages (node);
      for (guint i = 0; i < pages->len; i++)
        g_ptr_array_add (choices, stree_user_dup_label (pages->pdata[i]));
      return choices;
    }
  for (const char *const *option = args->options; option && *option; option++)
    g_ptr_array_add (choices, args->format ? args->format (*option, args->format_data) : g_strdup (*option));
  return choices;
}

/**
 * stree_test_locator_choose:
 * @self: a locator of what has a choice: a Selectbox, or Tabs
 * @option: the text of the choice, as it is shown
 * @error: return location for an error
 *
 * Chooses by text; the first of equal ones.
 *
 * Returns: %FALSE as [method@StreamTree.TestLocator.click] does, or if there is no such choice
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_choose (StreeTestLocator *self, const char *option, GError **error)
{
  StreeNode            *node;
  g_autoptr (GPtrArray) choices = NULL;
  g_autoptr (GString)   all = NULL;
  g_autofree char      *what = NULL;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  g_return_val_if_fail (option != NULL, FALSE);
  node = reach_input (self, error);
  if (!node || !stree_user_check_choices (node, error))
    return FALSE;
  what = stree_element_describe (node->element);
  choices = list_choices (node);
  all = g_string_new (NULL);
  for (guint i = 0; i < choices->len; i++)
    {
      StreeValue value = stree_value_of_int (i);

      if (g_strcmp0 (choices->pdata[i], option) == 0)
        return enter_in (self, node, &value);
      g_string_append_printf (all, "%s'%s'", i ? ", " : "", (const char *) choices->pdata[i]);
    }
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s has no choice '%s'. It has: %s", what, option, all->str);
  return FALSE;
}

/**
 * stree_test_locator_toggle:
 * @self: a locator of a check box, or of what opens in place
 * @error: return location for an error
 *
 * Turns it over.
 *
 * Returns: %FALSE as [method@StreamTree.TestLocator.click] does
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_toggle (StreeTestLocator *self, GError **error)
{
  StreeNode       *node;
  StreeMount      *mount;
  StreeValue       live = { .type = STREE_VALUE_NONE };
  StreeValue       value;
  g_autofree char *what = NULL;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  node = reach_input (self, error);
  if (!node)
    return FALSE;
  mount = stree_test_get_mount (self->test);
  mount->renderer->klass->read (mount->renderer, node, &live);
  /* Where nothing is shown yet, its kind says what that stands for. */
  if (live.type == STREE_VALUE_NONE && node->element->kind->normalize)
    node->element->kind->normalize (stree_node_args (node), &live);
  if (live.type != STREE_VALUE_BOOL)
    {
      what = stree_element_describe (node->element);
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s is neither on nor off", what);
      return FALSE;
    }
  value = stree_value_of_bool (!live.v.b);
  return enter_in (self, node, &value);
}

/**
 * stree_test_locator_submit:
 * @self: a locator of an input
 * @error: return location for an error
 *
 * Presses Enter in it: submits the form around it, or calls its on_submit.
 *
 * Returns: %FALSE as [method@StreamTree.TestLocator.click] does
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_submit (StreeTestLocator *self, GError **error)
{
  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  return act (self, reach_input (self, error), class_of (self)->submit);
}

/**
 * stree_test_locator_press_key:
 * @self: a locator
 * @keyval: which key of the keyboard, as in GDK
 * @modifiers: the modifiers, as in GDK
 * @error: return location for an error
 *
 * Presses a key while it has the focus: on_key handlers get it, its own first, then those of what it sits in.
 *
 * Returns: %FALSE as [method@StreamTree.TestLocator.click] does
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_press_key (StreeTestLocator *self, guint keyval, guint modifiers, GError **error)
{
  StreeNode       *node;
  StreeTestDriver *driver;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  node = reach (self, error);
  if (!node)
    return FALSE;
  driver = stree_test_get_driver (self->test);
  driver->klass->press_key (driver, node, keyval, modifiers);
  settle (self);
  return TRUE;
}

/**
 * stree_test_locator_close:
 * @self: a locator of a Dialog or a Popover that is open
 * @error: return location for an error
 *
 * Closes it as the Escape key does. The program may keep a dialog open.
 *
 * Returns: %FALSE as [method@StreamTree.TestLocator.click] does, or if it is closed already
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_close (StreeTestLocator *self, GError **error)
{
  StreeNode *node;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  node = reach (self, error);
  if (!node || !stree_user_check_open (stree_test_get_mount (self->test), node, error))
    return FALSE;
  return act (self, node, class_of (self)->close);
}

/**
 * stree_test_locator_focus:
 * @self: a locator
 * @error: return location for an error
 *
 * Gives it the focus, as a click or the Tab key would.
 *
 * Returns: %FALSE as [method@StreamTree.TestLocator.click] does
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_focus (StreeTestLocator *self, GError **error)
{
  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  return act (self, reach (self, error), class_of (self)->focus);
}
