/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How a script finds an element, and what it says when there is none. */

#include <string.h>

#include "core/stree-error.h"
#include "core/stree-portals-private.h"
#include "testing/stree-test-private.h"
#include "testing/stree-user-private.h"

/* How many others an error names. */
#define MAX_CLOSEST 5

/**
 * StreeTestLocator:
 *
 * How to find an element of an app under test. It is looked up whenever it is used, so a locator is good across reruns.
 *
 * What is done to it needs exactly one element: if there are more, it is an error that names them. Within another one
 * ([method@StreamTree.TestLocator.within]) or by number ([method@StreamTree.TestLocator.nth]) it is one again.
 *
 * Since: 1.0
 */
G_DEFINE_FINAL_TYPE (StreeTestLocator, stree_test_locator, G_TYPE_OBJECT)

static void
stree_test_locator_finalize (GObject *object)
{
  StreeTestLocator *self = STREE_TEST_LOCATOR (object);

  g_free (self->what);
  g_free (self->name);
  g_clear_object (&self->outer);
  G_OBJECT_CLASS (stree_test_locator_parent_class)->finalize (object);
}

static void
stree_test_locator_class_init (StreeTestLocatorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = stree_test_locator_finalize;
}

static void
stree_test_locator_init (StreeTestLocator *self)
{
  self->nth = -1;
}

static StreeTestLocator *
locate (StreeTest *test, StreeLocate by, const char *what, const char *name)
{
  StreeTestLocator *self = g_object_new (STREE_TYPE_TEST_LOCATOR, NULL);

  self->by = by;
  self->what = g_strdup (what);
  self->name = g_strdup (name);
  return stree_test_keep (test, self);
}

/**
 * stree_test_by_key:
 * @self: a test
 * @key: a key
 *
 * The element with a key.
 *
 * Returns: (transfer none): a locator
 *
 * Since: 1.0
 */
StreeTestLocator *
stree_test_by_key (StreeTest *self, const char *key)
{
  g_return_val_if_fail (STREE_IS_TEST (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);
  return locate (self, STREE_LOCATE_KEY, key, NULL);
}

/**
 * stree_test_by_role:
 * @self: a test
 * @role: an ARIA role, such as `button`
 * @name: (nullable): the accessible name; %NULL for any
 *
 * What assistive technology meets: an element by its role and its name.
 *
 * Returns: (transfer none): a locator
 *
 * Since: 1.0
 */
StreeTestLocator *
stree_test_by_role (StreeTest *self, const char *role, const char *name)
{
  g_return_val_if_fail (STREE_IS_TEST (self), NULL);
  g_return_val_if_fail (role != NULL, NULL);
  return locate (self, STREE_LOCATE_ROLE, role, name);
}

/**
 * stree_test_by_label:
 * @self: a test
 * @label: the label
 *
 * An input by its label.
 *
 * Returns: (transfer none): a locator
 *
 * Since: 1.0
 */
StreeTestLocator *
stree_test_by_label (StreeTest *self, const char *label)
{
  g_return_val_if_fail (STREE_IS_TEST (self), NULL);
  g_return_val_if_fail (label != NULL, NULL);
  return locate (self, STREE_LOCATE_LABEL, label, NULL);
}

/**
 * stree_test_by_text:
 * @self: a test
 * @text: a text
 *
 * What is labelled with exactly this text, or shows it beside its label.
 *
 * Returns: (transfer none): a locator
 *
 * Since: 1.0
 */
StreeTestLocator *
stree_test_by_text (StreeTest *self, const char *text)
{
  g_return_val_if_fail (STREE_IS_TEST (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);
  return locate (self, STREE_LOCATE_TEXT, text, NULL);
}

/**
 * stree_test_by_substring:
 * @self: a test
 * @part: a part of a text
 *
 * What is labelled with a text that holds this.
 *
 * Returns: (transfer none): a locator
 *
 * Since: 1.0
 */
StreeTestLocator *
stree_test_by_substring (StreeTest *self, const char *part)
{
  g_return_val_if_fail (STREE_IS_TEST (self), NULL);
  g_return_val_if_fail (part != NULL, NULL);
  return locate (self, STREE_LOCATE_SUBSTRING, part, NULL);
}

/**
 * stree_test_by_kind:
 * @self: a test
 * @kind: the name of a kind, such as `TextInput`
 *
 * An element by its kind.
 *
 * Returns: (transfer none): a locator
 *
 * Since: 1.0
 */
StreeTestLocator *
stree_test_by_kind (StreeTest *self, const char *kind)
{
  g_return_val_if_fail (STREE_IS_TEST (self), NULL);
  g_return_val_if_fail (kind != NULL, NULL);
  return locate (self, STREE_LOCATE_KIND, kind, NULL);
}

/**
 * stree_test_by_path:
 * @self: a test
 * @path: a render path, as [method@StreamTree.TestLocator.dup_path] gives it
 *
 * The element at a place of the tree, components included.
 *
 * Returns: (transfer none): a locator
 *
 * Since: 1.0
 */
StreeTestLocator *
stree_test_by_path (StreeTest *self, const char *path)
{
  g_return_val_if_fail (STREE_IS_TEST (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);
  return locate (self, STREE_LOCATE_PATH, path, NULL);
}

/**
 * stree_test_root:
 * @self: a test
 *
 * The root component.
 *
 * Returns: (transfer none): a locator
 *
 * Since: 1.0
 */
StreeTestLocator *
stree_test_root (StreeTest *self)
{
  g_return_val_if_fail (STREE_IS_TEST (self), NULL);
  return locate (self, STREE_LOCATE_ROOT, NULL, NULL);
}

/* The same, to be made narrower. */
static StreeTestLocator *
copy (StreeTestLocator *self)
{
  StreeTestLocator *copied = locate (self->test, self->by, self->what, self->name);

  copied->nth = self->nth;
  copied->outer = self->outer ? g_object_ref (self->outer) : NULL;
  return copied;
}

/**
 * stree_test_locator_within:
 * @self: a locator
 * @outer: another one of the same test
 *
 * Those that are inside of the other one.
 *
 * Returns: (transfer none): a locator
 *
 * Since: 1.0
 */
StreeTestLocator *
stree_test_locator_within (StreeTestLocator *self, StreeTestLocator *outer)
{
  StreeTestLocator *within;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self) && STREE_IS_TEST_LOCATOR (outer), NULL);
  g_return_val_if_fail (self->test != NULL && self->test == outer->test, NULL);
  within = copy (self);
  g_set_object (&within->outer, outer);
  return within;
}

/**
 * stree_test_locator_nth:
 * @self: a locator
 * @index: which one, from 0
 *
 * One of those that match, in the order of the tree.
 *
 * Returns: (transfer none): a locator
 *
 * Since: 1.0
 */
StreeTestLocator *
stree_test_locator_nth (StreeTestLocator *self, int index)
{
  StreeTestLocator *one;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), NULL);
  g_return_val_if_fail (self->test != NULL, NULL);
  g_return_val_if_fail (index >= 0, NULL);
  one = copy (self);
  one->nth = index;
  return one;
}

/* --- finding --- */

static gboolean
matches (StreeTestLocator *self, StreeMount *mount, StreeNode *node)
{
  g_autofree char *text = NULL;

  if (self->by == STREE_LOCATE_ROOT)
    return node == stree_user_shown (mount);
  if (self->by == STREE_LOCATE_PATH)
    {
      text = stree_node_dup_path (node);
      return g_str_equal (text, self->what);
    }
  if (!stree_user_is_thing (node))
    return FALSE;
  switch (self->by)
    {
    case STREE_LOCATE_KEY:
      return g_strcmp0 (node->element->key, self->what) == 0;
    case STREE_LOCATE_KIND:
      return g_str_equal (node->element->kind->name, self->what);
    case STREE_LOCATE_ROLE:
      return g_strcmp0 (node->element->kind->role, self->what) == 0 && (!self->name || stree_user_has_label (node, self->name));
    case STREE_LOCATE_LABEL:
      return (node->element->kind->flags & STREE_KIND_INPUT) && stree_user_has_label (node, self->what);
    case STREE_LOCATE_TEXT:
      return stree_user_has_label (node, self->what) || stree_user_has_text (node, self->what);
    case STREE_LOCATE_SUBSTRING:
      text = stree_user_dup_label (node);
      return text && strstr (text, self->what);
    case STREE_LOCATE_ROOT:
    case STREE_LOCATE_PATH:
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
is_in (StreeNode *node, GPtrArray *outer)
{
  for (StreeNode *up = stree_portal_up (node); up; up = stree_portal_up (up))
    if (g_ptr_array_find (outer, up, NULL))
      return TRUE;
  return FALSE;
}

GPtrArray *
stree_test_locator_list (StreeTestLocator *self)
{
  StreeMount           *mount = self->test ? stree_test_get_mount (self->test) : NULL;
  g_autoptr (GPtrArray) outer = self->outer ? stree_test_locator_list (self->outer) : NULL;
  GPtrArray            *nodes = g_ptr_array_new ();

  for (StreeNode *node = mount ? stree_user_next (mount, mount->root) : NULL; node; node = stree_user_next (mount, node))
    if (matches (self, mount, node) && (!outer || is_in (node, outer)))
      g_ptr_array_add (nodes, node);
  if (self->nth >= 0)
    {
      gpointer one = (guint) self->nth < nodes->len ? nodes->pdata[self->nth] : NULL;

      g_ptr_array_set_size (nodes, 0);
      if (one)
        g_ptr_array_add (nodes, one);
    }
  return nodes;
}

/* --- saying what is there instead --- */

char *
stree_test_locator_describe (StreeTestLocator *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->nth >= 0)
    g_string_append_printf (text, "number %d of ", self->nth);
  switch (self->by)
    {
    case STREE_LOCATE_ROOT:
      g_string_append (text, "root component");
      break;
    case STREE_LOCATE_KEY:
      g_string_append_printf (text, "element with the key '%s'", self->what);
      break;
    case STREE_LOCATE_KIND:
      g_string_append_printf (text, "element of the kind %s", self->what);
      break;
    case STREE_LOCATE_ROLE:
      g_string_append (text, self->what);
      if (self->name)
        g_string_append_printf (text, " named '%s'", self->name);
      break;
    case STREE_LOCATE_LABEL:
      g_string_append_printf (text, "input labelled '%s'", self->what);
      break;
    case STREE_LOCATE_TEXT:
      g_string_append_printf (text, "text '%s'", self->what);
      break;
    case STREE_LOCATE_SUBSTRING:
      g_string_append_printf (text, "text with '%s' in it", self->what);
      break;
    case STREE_LOCATE_PATH:
    default:
      g_string_append_printf (text, "element at '%s'", self->what);
      break;
    }
  if (self->outer)
    {
      g_autofree char *outer = stree_test_locator_describe (self->outer);

      g_string_append_printf (text, " in the %s", outer);
    }
  return g_strdup (text->str);
}

/* How many letters have to be changed, added or left out: Levenshtein, on bytes. */
static guint
distance (const char *a, const char *b)
{
  gsize            n = strlen (b);
  g_autofree guint *row = g_new (guint, n + 1);

  for (gsize j = 0; j <= n; j++)
    row[j] = (guint) j;
  for (guint i = 1; *a; a++, i++)
    {
      guint diagonal = row[0];

      row[0] = i;
      for (gsize j = 1; j <= n; j++)
        {
          guint above = row[j];

          row[j] = MIN (MIN (above, row[j - 1]) + 1, diagonal + (*a != b[j - 1]));
          diagonal = above;
        }
    }
  return row[n];
}

/* What of a node is compared with what was looked for; owned. NULL: nothing, it is no candidate. */
static char *
dup_compared (StreeTestLocator *self, StreeNode *node)
{
  if (self->by == STREE_LOCATE_PATH)
    return stree_node_dup_path (node);
  if (!stree_user_is_thing (node))
    return NULL;
  switch (self->by)
    {
    case STREE_LOCATE_KEY:
      return g_strdup (node->element->key);
    case STREE_LOCATE_KIND:
      return g_strdup (node->element->kind->name);
    case STREE_LOCATE_ROLE:
      return self->name ? stree_user_dup_label (node) : g_strdup (node->element->kind->role);
    case STREE_LOCATE_LABEL:
    case STREE_LOCATE_TEXT:
    case STREE_LOCATE_SUBSTRING:
      return stree_user_dup_label (node);
    case STREE_LOCATE_ROOT:
    case STREE_LOCATE_PATH:
    default:
      return NULL;
    }
}

/* "Button 'save' (button named 'Save')" */
static char *
describe_node (StreeNode *node)
{
  g_autofree char *what = stree_element_describe (node->element);
  g_autofree char *label = stree_user_dup_label (node);
  const char      *role = node->element->kind->role;

  if (label && *label)
    return g_strdup_printf ("%s (%s named '%s')", what, role ? role : "no role", label);
  return g_steal_pointer (&what);
}

typedef struct
{
  StreeNode *node;
  guint      cost;
} Candidate;

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  guint one = ((const Candidate *) a)->cost;
  guint other = ((const Candidate *) b)->cost;

  return one < other ? -1 : one > other;
}

static char *
describe_closest (StreeTestLocator *self, StreeMount *mount)
{
  g_autoptr (GArray)  candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr (GString) text = g_string_new (NULL);
  const char         *wanted = self->by == STREE_LOCATE_ROLE && self->name ? self->name : self->what;

  for (StreeNode *node = stree_user_next (mount, mount->root); node && wanted; node = stree_user_next (mount, node))
    {
      g_autofree char *compared = dup_compared (self, node);
      Candidate        candidate = { node, 0 };

      if (!compared)
        continue;
      candidate.cost = 2 * distance (wanted, compared);
      /* The same name under another role is near, another name under the same role nearer than both others. */
      if (self->by == STREE_LOCATE_ROLE && self->name && g_strcmp0 (node->element->kind->role, self->what) != 0)
        candidate.cost += 3;
      if (candidate.cost <= 2 * MAX (strlen (wanted), strlen (compared)) - (candidate.cost > 0))
        g_array_append_val (candidates, candidate);
    }
  g_array_sort (candidates, compare_candidates); /* stable enough: ties are of equal worth */
  for (guint i = 0; i < MIN (candidates->len, MAX_CLOSEST); i++)
    {
      g_autofree char *one = describe_node (g_array_index (candidates, Candidate, i).node);

      g_string_append_printf (text, "  %s\n", one);
    }
  return g_strdup (text->str);
}

void
stree_test_locator_explain (StreeTestLocator *self, GError **error)
{
  StreeMount      *mount = self->test ? stree_test_get_mount (self->test) : NULL;
  g_autofree char *what = stree_test_locator_describe (self);
  g_autofree char *closest = NULL;
  g_autofree char *tree = NULL;

  if (!mount)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, "There is no %s: the app was closed", what);
      return;
    }
  closest = describe_closest (self, mount);
  tree = stree_test_dump_node (mount, stree_user_shown (mount));
  g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, "There is no %s.%s%s There is:\n%s", what,
               *closest ? " Closest:\n" : "", closest, tree);
}

StreeNode *
stree_test_locator_find (StreeTestLocator *self, GError **error)
{
  g_autoptr (GPtrArray) nodes = stree_test_locator_list (self);
  g_autofree char      *what = NULL;
  g_autoptr (GString)   all = NULL;

  if (nodes->len == 1)
    return nodes->pdata[0];
  if (nodes->len == 0)
    {
      stree_test_locator_explain (self, error);
      return NULL;
    }
  what = stree_test_locator_describe (self);
  all = g_string_new (NULL);
  for (guint i = 0; i < nodes->len; i++)
    {
      g_autofree char *path = stree_node_dup_path (nodes->pdata[i]);
      g_autofree char *one = describe_node (nodes->pdata[i]);

      g_string_append_printf (all, "\n  %u: %s, at %s", i, one, path);
    }
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
               "There is more than one %s: say which by its number, or within what:%s", what, all->str);
  return NULL;
}
