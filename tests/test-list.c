/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Rows of a virtual list without a screen: their keys, the state they leave behind, what happens when one fails. */

#include <string.h>

#include "core/stree-rows-private.h"
#include "core/stree-virtual-private.h"
#include "streamtree.h"
#include "testing/stree-headless-private.h"
#include "testing/stree-headless-widgets-private.h"

/* --- the data: rows with a name; the component in each counts clicks --- */

typedef struct
{
  GPtrArray *keys; /* of text, owned */
  gboolean   unkeyed;
  gboolean   two_hosts;
  int        revision;
  int        fails; /* the row that fails; -1: none */
  guint      n_built;
} Data;

typedef struct
{
  const char *key;
  gboolean    fails;
  gboolean    two_hosts;
} RowProps;

STREE_DEFINE_PROPS (RowProps, STREE_PROP (RowProps, key, STRING, NULL), STREE_PROP (RowProps, fails, BOOL, NULL),
                    STREE_PROP (RowProps, two_hosts, BOOL, NULL))

typedef struct
{
  const char *key;
} DetailProps;

STREE_DEFINE_PROPS (DetailProps, STREE_PROP (DetailProps, key, STRING, NULL))

/* Exists only while its row is clicked: its state is found again only if the row's is. */
static StreeElement *
detail (StreeContext *cx, gpointer data)
{
  const DetailProps *props = data;
  StreeState        *more = stree_state_int (cx, "more", 0);
  g_autofree char   *key = g_strconcat ("more-", props->key, NULL);

  return stree_vstack (stree_text ("more of %s: %d", props->key, stree_state_get_int (more)),
                       stree_button ("More", .on_click = stree_add (more, 1), .key = key));
}

static StreeElement *
counting_row (StreeContext *cx, gpointer data)
{
  const RowProps  *props = data;
  StreeState      *count = stree_state_int (cx, "count", 0);
  g_autofree char *key = g_strconcat ("add-", props->key, NULL);
  StreeElement    *text = stree_text ("%s: %d", props->key, stree_state_get_int (count));
  StreeElement    *button = stree_button ("Add", .on_click = stree_add (count, 1), .key = key);
  StreeElement    *two[] = { text, button };

  if (props->fails)
    return stree_fail (cx, g_error_new_literal (STREE_ERROR, STREE_ERROR_BAD_VALUE, "this row is broken"));
  if (props->two_hosts)
    return stree_children (2, two);
  return stree_vstack (text, button,
                       stree_state_get_int (count) > 0
                         ? stree_component (detail, STREE_PROPS (DetailProps, .key = props->key))
                         : NULL);
}

static StreeElement *
make_row (guint index, gpointer data)
{
  Data *self = data;

  self->n_built++;
  return stree_component (counting_row, STREE_PROPS (RowProps, .key = self->keys->pdata[index],
                                                     .fails = (int) index == self->fails, .two_hosts = self->two_hosts));
}

static const char *
row_key (guint index, gpointer data)
{
  return ((Data *) data)->keys->pdata[index];
}

static StreeElement *
app (StreeContext *cx, gpointer data)
{
  Data *self = data;

  (void) cx;
  return stree_vstack (stree_error_boundary (stree_list ((int) self->keys->len, make_row, self->unkeyed ? NULL : row_key, self,
                                                         .revision = self->revision, .key = "list"),
                                             .fallback = stree_text ("Sorry")),
                       stree_text ("Below"));
}

static Data *
data_new (guint n)
{
  Data *self = g_new0 (Data, 1);

  self->fails = -1;
  self->keys = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->keys, g_strdup_printf ("k%u", i));
  return self;
}

static void
data_free (Data *self)
{
  g_ptr_array_unref (self->keys);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Data, data_free)

static void
move_key (Data *self, guint from, guint to)
{
  char *key = g_ptr_array_steal_index (self->keys, from);

  g_ptr_array_insert (self->keys, (int) to, key);
}

static void
click (StreeHeadless *view, const char *key)
{
  g_autoptr (GError) error = NULL;

  stree_headless_click (view, key, &error);
  g_assert_no_error (error);
}

static guint
serial_of (StreeHeadless *view, const char *key)
{
  StreeNode *node = stree_headless_find (view, key);

  g_assert_nonnull (node);
  return ((StreeHeadlessWidget *) node->widget)->serial;
}

/* The keys of the rows that are shown, in their order. */
static char *
shown_keys (StreeHeadless *view)
{
  StreeNode *list = stree_headless_find (view, "list");
  GString   *keys = g_string_new (NULL);

  for (StreeNode *row = list->first; row; row = row->next)
    g_string_append_printf (keys, "%s%s", keys->len ? " " : "", row->element->key);
  return g_string_free (keys, FALSE);
}

static void
assert_shown (StreeHeadless *view, const char *expected)
{
  g_autofree char *keys = shown_keys (view);

  g_assert_cmpstr (keys, ==, expected);
}

/* --- tests --- */

static void
test_window (void)
{
  g_autoptr (Data)          data = data_new (10000);
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", app, data);
  StreeNode                *list = stree_headless_find (view, "list");
  g_autofree char          *dump = stree_headless_dump_widgets (view);
  guint                     n = 0;

  for (StreeNode *row = list->first; row; row = row->next)
    g_assert_cmpuint (row->slot, ==, n++);
  g_assert_cmpuint (n, ==, STREE_HEADLESS_ROWS);
  g_assert_cmpuint (data->n_built, ==, STREE_HEADLESS_ROWS);
  g_assert_true (stree_headless_has_text (view, "k49: 0"));
  g_assert_false (stree_headless_has_text (view, "k50: 0"));
  g_assert_nonnull (strstr (dump, "List\n    VStack\n      Text\n      Button\n"));

  stree_headless_rerun (view);
  g_assert_cmpuint (data->n_built, ==, 2 * STREE_HEADLESS_ROWS);
}

static void
test_state_in_place (void)
{
  g_autoptr (Data)          data = data_new (3);
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", app, data);
  guint                     serial = serial_of (view, "add-k1");

  click (view, "add-k1");
  click (view, "add-k1");
  g_assert_true (stree_headless_has_text (view, "k1: 2"));
  g_assert_true (stree_headless_has_text (view, "k0: 0"));
  g_assert_cmpuint (serial_of (view, "add-k1"), ==, serial);

  /* Moved, with others coming and going around it: the same widget. */
  move_key (data, 1, 0);
  g_ptr_array_insert (data->keys, 0, g_strdup ("new"));
  g_ptr_array_remove_index (data->keys, 3);
  stree_headless_rerun (view);
  assert_shown (view, "new k1 k0");
  g_assert_true (stree_headless_has_text (view, "k1: 2"));
  g_assert_cmpuint (serial_of (view, "add-k1"), ==, serial);
}

static void
test_stash (void)
{
  g_autoptr (Data)          data = data_new (100);
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", app, data);
  StreeNode                *list = stree_headless_find (view, "list");

  click (view, "add-k1");
  click (view, "more-k1");
  click (view, "more-k1");
  for (guint i = 0; i < 5; i++)
    {
      /* Out of sight, and back: what is inside the row as well. */
      move_key (data, 1, 80);
      stree_headless_rerun (view);
      g_assert_false (stree_headless_has (view, "add-k1"));
      move_key (data, 80, 1);
      stree_headless_rerun (view);
      g_assert_true (stree_headless_has_text (view, "k1: 1"));
      g_assert_true (stree_headless_has_text (view, "more of k1: 2"));
    }
  click (view, "add-k1");
  g_assert_true (stree_headless_has_text (view, "k1: 2"));

  /* One state of each name, however often it went and came. */
  for (StreeNode *row = list->first; row; row = row->next)
    {
      guint n = 0;

      for (StreeState *state = row->extra->states; state; state = state->next)
        n++;
      g_assert_cmpuint (n, ==, 1);
    }

  /* A row that is gone takes its state along, in sight or not. */
  move_key (data, 1, 80);
  stree_headless_rerun (view);
  g_ptr_array_remove_index (data->keys, 80);
  stree_headless_rerun (view);
  g_ptr_array_insert (data->keys, 1, g_strdup ("k1"));
  stree_headless_rerun (view);
  g_assert_true (stree_headless_has_text (view, "k1: 0"));
  click (view, "add-k1");
  g_ptr_array_remove_index (data->keys, 1);
  stree_headless_rerun (view);
  g_ptr_array_insert (data->keys, 1, g_strdup ("k1"));
  stree_headless_rerun (view);
  g_assert_true (stree_headless_has_text (view, "k1: 0"));
}

static void
test_stash_is_saved (void)
{
  g_autoptr (Data)          data = data_new (100);
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", app, data);
  g_autoptr (GVariant)      saved = NULL;
  g_autoptr (GVariant)      summary = NULL;
  g_autofree char          *summed = NULL;
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autoptr (StreeHeadless) other = NULL;
  g_autoptr (GError)        error = NULL;

  click (view, "add-k1");
  move_key (data, 1, 80);
  stree_headless_rerun (view);
  summary = g_variant_ref_sink (stree_session_summarize (stree_headless_get_session (view)));
  summed = g_variant_print (summary, FALSE);
  g_assert_nonnull (strstr (summed, "[k1]/count'>, 'category': <'state'>, 'type': <'gint64'>"));
  saved = g_variant_ref_sink (stree_session_serialize (stree_headless_get_session (view)));
  stree_session_deserialize (session, saved, &error);
  g_assert_no_error (error);

  move_key (data, 80, 1);
  other = stree_headless_new (session, "app", app, data);
  g_assert_true (stree_headless_has_text (other, "k1: 1"));

  /* Into rows out of sight. */
  click (other, "add-k1");
  move_key (data, 1, 80);
  stree_headless_rerun (other);
  stree_session_deserialize (session, saved, &error);
  g_assert_no_error (error);
  move_key (data, 80, 1);
  stree_headless_rerun (other);
  g_assert_true (stree_headless_has_text (other, "k1: 1"));
}

static void
test_unkeyed (void)
{
  g_autoptr (Data)          data = data_new (3);
  g_autoptr (StreeHeadless) view = NULL;

  data->unkeyed = TRUE;
  view = stree_headless_new (NULL, "app", app, data);
  click (view, "add-k1");
  g_ptr_array_insert (data->keys, 0, g_strdup ("new"));
  stree_headless_rerun (view);
  assert_shown (view, "0 1 2 3");
  /* Without keys the place counts. */
  g_assert_true (stree_headless_has_text (view, "k0: 1"));
  g_ptr_array_set_size (data->keys, 1);
  stree_headless_rerun (view);
  assert_shown (view, "0");
}

static void
test_two_hosts (void)
{
  g_autoptr (Data)          data = data_new (2);
  g_autoptr (StreeHeadless) view = NULL;
  g_autofree char          *dump = NULL;

  data->two_hosts = TRUE;
  view = stree_headless_new (NULL, "app", app, data);
  dump = stree_headless_dump_widgets (view);
  g_assert_cmpstr (dump, ==, "VStack\n  List\n    Text\n    Button\n    Text\n    Button\n  Text\n");
}

static void
test_revision (void)
{
  g_autoptr (Data)          data = data_new (3);
  g_autoptr (StreeHeadless) view = NULL;

  data->revision = 1;
  view = stree_headless_new (NULL, "app", app, data);
  move_key (data, 2, 0);
  data->revision = 2;
  stree_headless_rerun (view);
  assert_shown (view, "k2 k0 k1");
}

static void
test_errors (void)
{
  g_autoptr (Data)          data = data_new (3);
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", app, data);

  click (view, "add-k0");
  click (view, "add-k2");
  data->fails = 2;
  g_test_expect_message ("StreamTree", G_LOG_LEVEL_MESSAGE, "app*List?list?*k2*this row is broken");
  stree_headless_rerun (view);
  g_assert_true (stree_headless_has_text (view, "Sorry"));
  g_assert_true (stree_headless_has_text (view, "Below"));
  g_assert_false (stree_headless_has (view, "add-k0"));

  data->fails = -1;
  stree_headless_rerun (view);
  g_test_assert_expected_messages ();
  g_assert_false (stree_headless_has_text (view, "Sorry"));
  g_assert_true (stree_headless_has_text (view, "k0: 1"));
  g_assert_true (stree_headless_has_text (view, "k2: 1"));
}

static void
test_error_between_runs (void)
{
  g_autoptr (Data)          data = data_new (60);
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", app, data);
  StreeNode                *list = stree_headless_find (view, "list");
  StreeNode                *row;

  /* As when a row is scrolled into sight: outside of a run. The run that follows shows the fallback. */
  data->fails = 55;
  row = stree_virtual_mount_row (list, 55);
  g_assert_nonnull (row);
  g_assert_false (stree_headless_has_text (view, "Sorry"));
  g_assert_true (view->mount->scheduled);
  stree_virtual_unmount_row (row, TRUE);
  stree_headless_flush (view);
  g_assert_true (stree_headless_has (view, "add-k0"));
}

/* A row that finds its state again but fails: the state waits for it. */
static void
test_failed_row_keeps_state (void)
{
  g_autoptr (Data)          data = data_new (100);
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", app, data);

  click (view, "add-k1");
  click (view, "more-k1");
  move_key (data, 1, 80);
  stree_headless_rerun (view);
  move_key (data, 80, 1);
  data->fails = 1;
  g_test_expect_message ("StreamTree", G_LOG_LEVEL_MESSAGE, "*this row is broken");
  stree_headless_rerun (view);
  g_test_assert_expected_messages ();
  data->fails = -1;
  stree_headless_rerun (view);
  g_assert_true (stree_headless_has_text (view, "k1: 1"));
  g_assert_true (stree_headless_has_text (view, "more of k1: 1"));
}

static void
test_bad_values (void)
{
  g_autoptr (StreeScope) scope = stree_scope_new ();
  g_autoptr (GError)     error = NULL;

  g_assert_nonnull (scope);
  g_assert_false (stree_element_validate (stree_list (-1, make_row), &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_assert_nonnull (strstr (error->message, "n_rows"));
  g_clear_error (&error);
  g_assert_false (stree_element_validate (stree_list (1), &error));
  g_assert_nonnull (strstr (error->message, "'row'"));
  g_clear_error (&error);
  g_assert_false (stree_element_validate (stree_list (1, make_row, .height = -1), &error));
  g_assert_nonnull (strstr (error->message, "height"));
  g_clear_error (&error);
  g_assert_true (stree_element_validate (stree_list (0, make_row), &error));
}

static void
test_duplicates (void)
{
  g_autoptr (Data)          data = data_new (2);
  g_autoptr (StreeHeadless) view = NULL;

  g_ptr_array_add (data->keys, g_strdup ("k0"));
  g_test_expect_message ("StreamTree", G_LOG_LEVEL_WARNING, "app*List?list?: rows 0 and 2 have the key 'k0'*");
  view = stree_headless_new (NULL, "app", app, data);
  g_test_assert_expected_messages ();
  assert_shown (view, "k0 k1 k0");
}

/* --- at random, against a plain model --- */

static void
random_edit (Data *data, guint *next)
{
  guint n = data->keys->len;

  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      g_ptr_array_insert (data->keys, g_test_rand_int_range (0, (int) n + 1), g_strdup_printf ("n%u", (*next)++));
      break;
    case 1:
      if (n > 0)
        g_ptr_array_remove_index (data->keys, (guint) g_test_rand_int_range (0, (int) n));
      break;
    case 2:
    case 3:
      if (n > 0)
        move_key (data, (guint) g_test_rand_int_range (0, (int) n), (guint) g_test_rand_int_range (0, (int) n));
      break;
    case 4:
      for (guint i = n; i > 1; i--)
        {
          guint    k = (guint) g_test_rand_int_range (0, (int) i);
          gpointer key = data->keys->pdata[k];

          data->keys->pdata[k] = data->keys->pdata[i - 1];
          data->keys->pdata[i - 1] = key;
        }
      break;
    default:
      if (n > 70)
        g_ptr_array_remove_range (data->keys, 10, (guint) g_test_rand_int_range (1, 30));
      break;
    }
}

/* The order of the widgets is that of the data, and every row counts what was clicked in it, since it is there. */
static void
check_rows (StreeHeadless *view, Data *data, GHashTable *counts)
{
  StreeNode           *list = stree_headless_find (view, "list");
  StreeHeadlessWidget *widget = ((StreeHeadlessWidget *) list->widget)->first;
  StreeNode           *row = list->first;
  guint                n = MIN (data->keys->len, STREE_HEADLESS_ROWS);

  for (guint i = 0; i < n; i++, row = row->next, widget = widget->next)
    {
      const char      *key = data->keys->pdata[i];
      g_autofree char *text = g_strdup_printf ("%s: %d", key, GPOINTER_TO_INT (g_hash_table_lookup (counts, key)));

      g_assert_nonnull (row);
      g_assert_cmpuint (row->slot, ==, i);
      g_assert_cmpstr (row->element->key, ==, key);
      g_assert_true (row->first->widget == widget);
      g_assert_true (stree_headless_has_text (view, text));
    }
  g_assert_null (row);
  g_assert_null (widget);
}

static void
test_random (void)
{
  g_autoptr (Data)          data = data_new (60);
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", app, data);
  g_autoptr (GHashTable)    counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint                     next = 0;

  for (guint round = 0; round < 400; round++)
    {
      GHashTableIter iter;
      gpointer       key;

      for (int edits = g_test_rand_int_range (1, 4); edits > 0; edits--)
        random_edit (data, &next);
      stree_headless_rerun (view);
      /* What is gone counts from nothing when it comes again. */
      g_hash_table_iter_init (&iter, counts);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        if (!g_ptr_array_find_with_equal_func (data->keys, key, g_str_equal, NULL))
          g_hash_table_iter_remove (&iter);
      if (data->keys->len > 0)
        {
          int              shown = (int) MIN (data->keys->len, STREE_HEADLESS_ROWS);
          const char      *picked = data->keys->pdata[g_test_rand_int_range (0, shown)];
          g_autofree char *button = g_strconcat ("add-", picked, NULL);

          click (view, button);
          g_hash_table_replace (counts, g_strdup (picked),
                                GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, picked)) + 1));
        }
      check_rows (view, data, counts);
    }
}

/* What the keys say: the old rows, brought to where the change puts them, are the new ones. */
static void
test_random_changes (void)
{
  g_autoptr (Data)          data = data_new (30);
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", app, data);
  g_autoptr (StreeRows)     rows = stree_rows_new ();
  guint                     next = 0;

  for (guint round = 0; round < 500; round++)
    {
      StreeNode               *list = stree_headless_find (view, "list");
      g_autoptr (GPtrArray)    before = g_ptr_array_new_with_free_func (g_free);
      g_auto (StreeRowsChange) change = { 0 };
      g_auto (StreeRowsChange) again = { 0 };

      for (guint i = 0; round > 0 && i < data->keys->len; i++)
        g_ptr_array_add (before, g_strdup (data->keys->pdata[i]));
      random_edit (data, &next);
      stree_headless_rerun (view);
      if (stree_rows_update (rows, list, &change))
        {
          g_assert_cmpuint (before->len - change.n_old + change.n_new, ==, data->keys->len);
          for (guint i = 0; i < before->len; i++)
            {
              guint target = stree_rows_change_target (&change, i);

              if (target != STREE_ROW_NONE)
                g_assert_cmpstr (before->pdata[i], ==, data->keys->pdata[target]);
              else
                g_assert_false (g_ptr_array_find_with_equal_func (data->keys, before->pdata[i], g_str_equal, NULL));
            }
          for (guint i = 0; i < change.n_new; i++)
            if (change.source[i] >= 0)
              g_assert_cmpuint (change.target[change.source[i]], ==, change.start + i);
        }
      else
        {
          g_assert_cmpuint (before->len, ==, data->keys->len);
          for (guint i = 0; i < before->len; i++)
            g_assert_cmpstr (before->pdata[i], ==, data->keys->pdata[i]);
        }
      g_assert_false (stree_rows_update (rows, list, &again));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list/window", test_window);
  g_test_add_func ("/list/state-in-place", test_state_in_place);
  g_test_add_func ("/list/stash", test_stash);
  g_test_add_func ("/list/stash-is-saved", test_stash_is_saved);
  g_test_add_func ("/list/unkeyed", test_unkeyed);
  g_test_add_func ("/list/two-hosts", test_two_hosts);
  g_test_add_func ("/list/revision", test_revision);
  g_test_add_func ("/list/errors", test_errors);
  g_test_add_func ("/list/error-between-runs", test_error_between_runs);
  g_test_add_func ("/list/failed-row-keeps-state", test_failed_row_keeps_state);
  g_test_add_func ("/list/bad-values", test_bad_values);
  g_test_add_func ("/list/duplicates", test_duplicates);
  g_test_add_func ("/list/random", test_random);
  g_test_add_func ("/list/random-changes", test_random_changes);
  return g_test_run ();
}
