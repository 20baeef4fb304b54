/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A virtual list on the screen: few rows exist, and none loses what the user did in it. */

#include <string.h>

#include "core/stree-virtual-private.h"
#include "stree-gtk-private.h"
#include "stree-list-model-private.h"
#include "streamtree-gtk.h"
#include "wait-for.h"

#define N_ROWS    10000
#define MOST_ROWS 250 /* GTK keeps about 205 rows around the one that it scrolls by */

typedef struct
{
  GPtrArray  *keys; /* of text, owned */
  int         fails; /* the row that fails; -1: none */
  guint       n_runs;
  GtkWidget  *window;
  GtkWidget  *view;
  StreeMount *mount;
} Fixture;

typedef struct
{
  const char *key;
  gboolean    fails;
} RowProps;

STREE_DEFINE_PROPS (RowProps, STREE_PROP (RowProps, key, STRING, NULL), STREE_PROP (RowProps, fails, BOOL, NULL))

static StreeElement *
counting_row (StreeContext *cx, gpointer data)
{
  const RowProps  *props = data;
  StreeState      *count = stree_state_int (cx, "count", 0);
  g_autofree char *text_key = g_strconcat ("text-", props->key, NULL);
  g_autofree char *add_key = g_strconcat ("add-", props->key, NULL);
  g_autofree char *entry_key = g_strconcat ("entry-", props->key, NULL);
  g_autofree char *text = g_strdup_printf ("%s: %d", props->key, (int) stree_state_get_int (count));

  if (props->fails)
    return stree_fail (cx, g_error_new_literal (STREE_ERROR, STREE_ERROR_BAD_VALUE, "this row is broken"));
  /* From the second click on, another element at the top: what the row shows is exchanged. */
  if (stree_state_get_int (count) > 1)
    return stree_hstack (stree_text_with (text, .key = text_key),
                         stree_button ("Add", .on_click = stree_add (count, 1), .key = add_key));
  return stree_vstack (stree_text_with (text, .key = text_key), stree_text_input (.placeholder = "note", .key = entry_key),
                       stree_button ("Add", .on_click = stree_add (count, 1), .key = add_key));
}

static StreeElement *
make_row (guint index, gpointer data)
{
  Fixture *f = data;

  return stree_component (counting_row,
                          STREE_PROPS (RowProps, .key = f->keys->pdata[index], .fails = (int) index == f->fails));
}

static const char *
row_key (guint index, gpointer data)
{
  return ((Fixture *) data)->keys->pdata[index];
}

static StreeElement *
app (StreeContext *cx, gpointer data)
{
  Fixture *f = data;

  (void) cx;
  f->n_runs++;
  return stree_vstack_new (&(StreeVStackArgs){ .stree_end_ = 0 },
                           STREE_CHILDREN (stree_text ("Runs: %u", f->n_runs),
                                           stree_error_boundary (stree_list ((int) f->keys->len, make_row, row_key, f,
                                                                             .height = 300, .key = "list"),
                                                                 .fallback = stree_text_with ("Sorry", .key = "sorry"))));
}

/* --- waiting --- */

static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  (void) clock;
  *(gboolean *) data = TRUE;
}

static void
wait_frame (Fixture *f)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (f->view);
  gboolean       painted = FALSE;
  gulong         id = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  gtk_widget_queue_draw (f->view);
  wait_for (painted);
  g_signal_handler_disconnect (clock, id);
}

/* Until rows out of sight are gone. */
static void
settle (Fixture *f)
{
  wait_frame (f);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* --- the view --- */

static void
set_up (Fixture *f, gconstpointer data)
{
  guint n = GPOINTER_TO_UINT (data);

  f->fails = -1;
  f->keys = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (f->keys, g_strdup_printf ("k%u", i));
  f->view = stree_view_new (NULL, "app", app, f);
  f->mount = g_object_get_data (G_OBJECT (f->view), "stree-mount");
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 400, 400);
  gtk_window_set_child (GTK_WINDOW (f->window), f->view);
  gtk_window_present (GTK_WINDOW (f->window));
  wait_for (gtk_widget_get_mapped (f->view));
  settle (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  (void) data;
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_ptr_array_unref (f->keys);
}

static StreeNode *
find (Fixture *f, const char *key)
{
  for (StreeNode *node = f->mount->root; node; node = stree_node_next_in (node, f->mount->root))
    if (g_strcmp0 (node->element->key, key) == 0 && node->widget)
      return node;
  return NULL;
}

static StreeNode *
find_list (Fixture *f)
{
  StreeNode *list = find (f, "list");

  g_assert_nonnull (list);
  return list;
}

static guint
count_rows (Fixture *f)
{
  guint n = 0;

  for (StreeNode *row = find_list (f)->first; row; row = row->next)
    n++;
  return n;
}

static guint
count_widgets (GtkWidget *widget)
{
  guint n = 1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    n += count_widgets (child);
  return n;
}

static void
click (Fixture *f, const char *key)
{
  StreeNode *node = find (f, key);

  g_assert_nonnull (node);
  g_signal_emit_by_name (node->widget, "clicked");
  wait_for (!f->mount->scheduled);
}

static const char *
text_of (Fixture *f, const char *key)
{
  StreeNode *node = find (f, key);

  return node ? gtk_label_get_text (GTK_LABEL (node->widget)) : NULL;
}

static GtkAdjustment *
vadjustment (Fixture *f)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (find_list (f)->widget));
}

/* To where the list is @fraction through. The first jump after mapping may do nothing in some versions of GTK. */
static void
scroll_to (Fixture *f, double fraction)
{
  GtkAdjustment *adj = vadjustment (f);

  for (int i = 0; i < 3; i++)
    {
      double range = gtk_adjustment_get_upper (adj) - gtk_adjustment_get_page_size (adj);

      gtk_adjustment_set_value (adj, CLAMP (range * fraction - (i == 1), 0, range));
      settle (f);
    }
}

/* Where a row is seen, in pixels from the top of the list. */
static double
y_of (Fixture *f, const char *key)
{
  StreeNode      *node = find (f, key);
  graphene_rect_t bounds;

  g_assert_nonnull (node);
  g_assert_true (gtk_widget_compute_bounds (node->widget, find_list (f)->widget, &bounds));
  return bounds.origin.y;
}

static void
rerun (Fixture *f)
{
  stree_mount_rerun (f->mount);
  settle (f);
}

static void
insert_keys (Fixture *f, guint at, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    g_ptr_array_insert (f->keys, (int) (at + i), g_strdup_printf ("%s%u", name, i));
}

static void
move_key (Fixture *f, guint from, guint to)
{
  char *key = g_ptr_array_steal_index (f->keys, from);

  g_ptr_array_insert (f->keys, (int) to, key);
}

/* Every row that exists stands for what its place says, in its widgets too. */
static void
check_rows (Fixture *f)
{
  StreeNode *before = NULL;

  for (StreeNode *row = find_list (f)->first; row; before = row, row = row->next)
    {
      g_autofree char *text_key = g_strconcat ("text-", row->element->key, NULL);
      GtkWidget       *box;

      g_assert_cmpuint (row->slot, <, f->keys->len);
      g_assert_cmpstr (row->element->key, ==, f->keys->pdata[row->slot]);
      g_assert_true (!before || before->slot < row->slot);
      g_assert_true (g_str_has_prefix (text_of (f, text_key), row->element->key));
      box = gtk_widget_get_parent (row->first->widget);
      g_assert_true (gtk_widget_get_first_child (box) == row->first->widget);
      g_assert_null (gtk_widget_get_next_sibling (row->first->widget));
      g_assert_true (gtk_widget_is_ancestor (box, find_list (f)->widget));
    }
}

/* --- tests --- */

static void
test_few_rows (Fixture *f, gconstpointer data)
{
  (void) data;
  g_assert_cmpuint (count_rows (f), >, 2);
  g_assert_cmpuint (count_rows (f), <, MOST_ROWS);
  for (int i = 0; i <= 10; i++)
    {
      scroll_to (f, i / 10.0);
      g_assert_cmpuint (count_rows (f), <, MOST_ROWS);
      check_rows (f);
    }
  g_assert_nonnull (find (f, "text-k9999"));
  g_assert_null (find (f, "text-k5")); /* GTK holds on to the first row, for the focus */
}

static void
test_state_survives_scrolling (Fixture *f, gconstpointer data)
{
  (void) data;
  click (f, "add-k3");
  g_assert_cmpstr (text_of (f, "text-k3"), ==, "k3: 1");
  for (int i = 2; i < 6; i++)
    {
      g_autofree char *expected = g_strdup_printf ("k3: %d", i);

      scroll_to (f, 0.9);
      g_assert_null (find (f, "text-k3"));
      scroll_to (f, 0);
      click (f, "add-k3");
      g_assert_cmpstr (text_of (f, "text-k3"), ==, expected);
      check_rows (f);
    }
}

static GtkWidget *
focus_entry (Fixture *f, const char *key)
{
  StreeNode *node = find (f, key);
  GtkWidget *entry;

  g_assert_nonnull (node);
  entry = stree_gtk_labelled_get (node->widget);
  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "hello world");
  gtk_editable_select_region (GTK_EDITABLE (entry), 2, 5);
  settle (f);
  return entry;
}

static void
assert_focus (Fixture *f, GtkWidget *entry)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->window));
  int        start, end;

  g_assert_nonnull (focus);
  g_assert_true (focus == entry || gtk_widget_is_ancestor (focus, entry));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "hello world");
  g_assert_true (gtk_editable_get_selection_bounds (GTK_EDITABLE (entry), &start, &end));
  g_assert_cmpint (start, ==, 2);
  g_assert_cmpint (end, ==, 5);
  check_rows (f);
}

static void
test_focus (Fixture *f, gconstpointer data)
{
  GtkWidget *entry;
  guint      at;

  (void) data;
  scroll_to (f, 0.5);
  at = find_list (f)->last->slot - count_rows (f) / 2;
  {
    g_autofree char *key = g_strconcat ("entry-", f->keys->pdata[at], NULL);

    entry = focus_entry (f, key);
  }
  assert_focus (f, entry);

  insert_keys (f, 0, 3, "above");
  at += 3;
  rerun (f);
  assert_focus (f, entry);

  insert_keys (f, at - 1, 500, "many");
  at += 500;
  rerun (f);
  assert_focus (f, entry);

  g_ptr_array_remove_range (f->keys, 10, 300);
  at -= 300;
  rerun (f);
  assert_focus (f, entry);

  /* The neighbours go, on both sides. */
  g_ptr_array_remove_index (f->keys, at + 1);
  g_ptr_array_remove_index (f->keys, at - 1);
  at--;
  rerun (f);
  assert_focus (f, entry);

  /* It moves: by one, and past a few. */
  move_key (f, at, at + 1);
  at++;
  rerun (f);
  assert_focus (f, entry);
  move_key (f, at, at - 7);
  at -= 7;
  rerun (f);
  assert_focus (f, entry);

  /* More changes than are told one by one, on both sides of it. */
  for (guint i = 1; i < 60; i++)
    {
      move_key (f, at - 2 * i, at - 2 * i - 1);
      move_key (f, at + 2 * i, at + 2 * i + 1);
    }
  rerun (f);
  assert_focus (f, entry);
}

static void
test_scroll_position (Fixture *f, gconstpointer data)
{
  const char *key;
  double      y, value;
  g_autofree char *text_key = NULL;

  (void) data;
  scroll_to (f, 0.3);
  value = gtk_adjustment_get_value (vadjustment (f));
  for (int i = 0; i < 50; i++)
    {
      rerun (f);
      g_assert_cmpfloat (gtk_adjustment_get_value (vadjustment (f)), ==, value);
    }

  /* The row in the middle of what is seen stays where it is seen. */
  text_key = NULL;
  for (StreeNode *row = find_list (f)->first; row && !text_key; row = row->next)
    {
      g_autofree char *row_text = g_strconcat ("text-", row->element->key, NULL);

      if (y_of (f, row_text) > 50 && y_of (f, row_text) < 250)
        text_key = g_steal_pointer (&row_text);
    }
  g_assert_nonnull (text_key);
  key = text_key;
  y = y_of (f, key);
  insert_keys (f, 5, 20, "above");
  rerun (f);
  g_assert_cmpfloat_with_epsilon (y_of (f, key), y, 1.5);
  g_ptr_array_remove_range (f->keys, 40, 70);
  rerun (f);
  g_assert_cmpfloat_with_epsilon (y_of (f, key), y, 1.5);
  move_key (f, 9000, 10);
  rerun (f);
  g_assert_cmpfloat_with_epsilon (y_of (f, key), y, 1.5);
  check_rows (f);
}

static void
test_flat (Fixture *f, gconstpointer data)
{
  guint widgets, rows;

  (void) data;
  widgets = count_widgets (f->view);
  rows = count_rows (f);
  for (int i = 0; i < 1000; i++)
    stree_mount_rerun (f->mount);
  settle (f);
  g_assert_cmpuint (f->n_runs, >=, 1001);
  g_assert_cmpuint (count_widgets (f->view), ==, widgets);
  g_assert_cmpuint (count_rows (f), ==, rows);
}

/* Moves and comings and goings at random, told in steps and as one. */
static void
test_random (Fixture *f, gconstpointer data)
{
  guint next = 0;

  (void) data;
  for (int round = 0; round < 150; round++)
    {
      int edits = round % 3 == 2 ? 80 : g_test_rand_int_range (1, 6);

      while (edits-- > 0)
        {
          int n = (int) f->keys->len;

          if (n > 150 && g_test_rand_bit ())
            g_ptr_array_remove_index (f->keys, (guint) g_test_rand_int_range (0, n));
          else if (n < 100 || g_test_rand_bit ())
            g_ptr_array_insert (f->keys, g_test_rand_int_range (0, n + 1), g_strdup_printf ("n%u", next++));
          else
            move_key (f, (guint) g_test_rand_int_range (0, n), (guint) g_test_rand_int_range (0, n));
        }
      rerun (f);
      check_rows (f);
    }
  g_ptr_array_set_size (f->keys, 0);
  rerun (f);
  g_assert_cmpuint (count_rows (f), ==, 0);
  insert_keys (f, 0, 5, "again");
  rerun (f);
  g_assert_cmpuint (count_rows (f), ==, 5);
  check_rows (f);
}

static void
test_failing_row (Fixture *f, gconstpointer data)
{
  (void) data;
  click (f, "add-k1");
  f->fails = 8000;
  stree_mount_rerun (f->mount);
  settle (f);
  g_assert_null (find (f, "sorry"));

  /* It comes into sight between runs. */
  g_test_expect_message ("StreamTree", G_LOG_LEVEL_MESSAGE, "*k8000*this row is broken");
  gtk_adjustment_set_value (vadjustment (f), gtk_adjustment_get_upper (vadjustment (f)) * 0.8 + 1);
  wait_frame (f);
  gtk_adjustment_set_value (vadjustment (f), gtk_adjustment_get_upper (vadjustment (f)) * 0.8);
  wait_for (find (f, "sorry"));
  g_test_assert_expected_messages ();
  g_assert_false (gtk_widget_get_mapped (find_list (f)->widget));

  f->fails = -1;
  rerun (f);
  g_assert_null (find (f, "sorry"));
  g_assert_true (gtk_widget_get_mapped (find_list (f)->widget));
  scroll_to (f, 0);
  g_assert_cmpstr (text_of (f, "text-k1"), ==, "k1: 1");
  check_rows (f);
}

/* Tab goes through the widgets in the rows, from row to row. */
static void
test_tab (Fixture *f, gconstpointer data)
{
  const char *const order[] = { "add-k0", "entry-k1", "add-k1", "entry-k2" };

  (void) data;
  gtk_widget_grab_focus (stree_gtk_labelled_get (find (f, "entry-k0")->widget));
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      GtkWidget *focus;

      gtk_widget_child_focus (f->window, GTK_DIR_TAB_FORWARD);
      focus = gtk_root_get_focus (GTK_ROOT (f->window));
      g_assert_nonnull (focus);
      g_assert_true (focus == find (f, order[i])->widget || gtk_widget_is_ancestor (focus, find (f, order[i])->widget));
    }
}

/* --- the model alone --- */

static StreeListItem *kept; /* the pinned row, if it is still there */

static void
mirror_cb (GListModel *model, guint position, guint removed, guint added, GPtrArray *mirror)
{
  /* Taken out for good, or in one change with what comes: but not the pinned row. */
  for (guint i = position; added == 0 && i < position + removed; i++)
    g_assert_true (mirror->pdata[i] != kept);
  g_ptr_array_remove_range (mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror, (int) (position + i), g_list_model_get_item (model, position + i));
  g_assert_cmpuint (mirror->len, ==, g_list_model_get_n_items (model));
  /* At every step each row is there once, and what was told is what there is. */
  for (guint i = 0; i < mirror->len; i++)
    {
      g_autoptr (StreeListItem) item = g_list_model_get_item (model, i);

      if (stree_list_item_get_index (item) != STREE_ROW_NONE)
        g_assert_true (item == mirror->pdata[i]);
    }
}

static void
test_model (void)
{
  for (int round = 0; round < 300; round++)
    {
      guint                      n = (guint) g_test_rand_int_range (1, 40);
      g_autoptr (StreeListModel) model = stree_list_model_new (n);
      g_autoptr (GPtrArray)      mirror = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GPtrArray)      before = g_ptr_array_new_with_free_func (g_object_unref);
      g_auto (StreeRowsChange)   change = { 0, n, 0, NULL, NULL };
      guint                      pinned = (guint) g_test_rand_int_range (0, (int) n);
      StreeListItem             *pinned_item;

      for (guint i = 0; i < n; i++)
        {
          g_ptr_array_add (mirror, g_list_model_get_item (G_LIST_MODEL (model), i));
          g_ptr_array_add (before, g_object_ref (mirror->pdata[i]));
        }
      pinned_item = before->pdata[pinned];
      g_assert_cmpuint (stree_list_model_n_live (model), ==, n);
      change.target = g_new (guint, n);
      change.source = g_new (int, 2 * n);
      for (guint i = 0; i < n; i++)
        change.target[i] = STREE_ROW_NONE;
      /* Some stay, in any order; some are new. */
      for (guint i = 0; i < n; i++)
        {
          guint old = (guint) g_test_rand_int_range (0, (int) n);

          if (g_test_rand_int_range (0, 4) == 0 || change.target[old] != STREE_ROW_NONE)
            old = i;
          if (change.target[old] != STREE_ROW_NONE || g_test_rand_int_range (0, 5) == 0)
            {
              change.source[change.n_new++] = -1;
              continue;
            }
          change.target[old] = change.n_new;
          change.source[change.n_new++] = (int) old;
        }
      kept = change.target[pinned] == STREE_ROW_NONE ? NULL : pinned_item;
      g_signal_connect (model, "items-changed", G_CALLBACK (mirror_cb), mirror);
      stree_list_model_change (model, &change, pinned);
      g_assert_cmpuint (mirror->len, ==, change.n_new);
      for (guint i = 0; i < mirror->len; i++)
        g_assert_cmpuint (stree_list_item_get_index (mirror->pdata[i]), ==, i);
      if (change.target[pinned] != STREE_ROW_NONE)
        g_assert_true (mirror->pdata[change.target[pinned]] == pinned_item);
      g_ptr_array_set_size (mirror, 0);
      g_ptr_array_set_size (before, 0);
      g_assert_cmpuint (stree_list_model_n_live (model), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
#define ADD(name, n, func)                                                                                             \
  g_test_add ("/list-gtk/" name, Fixture, GUINT_TO_POINTER (n), set_up, func, tear_down)
  g_test_add_func ("/list-gtk/model", test_model);
  ADD ("few-rows", N_ROWS, test_few_rows);
  ADD ("state-survives-scrolling", N_ROWS, test_state_survives_scrolling);
  ADD ("focus", N_ROWS, test_focus);
  ADD ("scroll-position", N_ROWS, test_scroll_position);
  ADD ("flat", N_ROWS, test_flat);
  ADD ("random", 120, test_random);
  ADD ("failing-row", N_ROWS, test_failing_row);
  ADD ("tab", 50, test_tab);
  return g_test_run ();
}
