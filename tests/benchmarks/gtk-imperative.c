/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The same program by hand: what a good GTK programmer writes without a runtime. Each operation touches what
 * it concerns and nothing else; only "unchanged" has to look at every row, and it compares texts of its own
 * before it would call a widget. */

#include "bench.h"

typedef struct
{
  char *label1_text;
  char *label2_text;
  GtkWidget *box; /* the three: owned by the list */
  GtkWidget *label1;
  GtkWidget *label2;
} GtkSideRow;

typedef struct
{
  GtkWidget *window;
  GtkWidget *root;
  GtkWidget *counter_label;
  GtkWidget *list;
  GPtrArray *rows; /* of GtkSideRow, in the order shown; owned */
  int counter;
  guint n_clicks;
  char *clicked;
} GtkSide;

static GQuark
side_quark (void)
{
  return g_quark_from_static_string ("bench-gtk-side");
}

static void
row_free (gpointer data)
{
  GtkSideRow *row = data;

  g_free (row->label1_text);
  g_free (row->label2_text);
  g_free (row);
}

static void
on_remove_clicked (GtkButton *button, gpointer data)
{
  GtkSideRow *row = data;
  GtkSide *side = g_object_get_qdata (G_OBJECT (gtk_widget_get_root (GTK_WIDGET (button))), side_quark ());

  side->n_clicks++;
  g_free (side->clicked);
  side->clicked = g_strdup (row->label1_text);
}

static GtkSideRow *
row_new (const BenchRow *data)
{
  GtkSideRow *row = g_new (GtkSideRow, 1);
  GtkWidget *button = gtk_button_new_with_label ("Remove");

  row->label1_text = g_strdup (data->label1);
  row->label2_text = g_strdup (data->label2);
  row->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  row->label1 = gtk_label_new (data->label1);
  row->label2 = gtk_label_new (data->label2);
  g_signal_connect (button, "clicked", G_CALLBACK (on_remove_clicked), row);
  gtk_box_append (GTK_BOX (row->box), row->label1);
  gtk_box_append (GTK_BOX (row->box), row->label2);
  gtk_box_append (GTK_BOX (row->box), button);
  return row;
}

static void
set_text (GtkWidget *label, char **shown, const char *text)
{
  if (strcmp (*shown, text) == 0)
    return;
  g_free (*shown);
  *shown = g_strdup (text);
  gtk_label_set_text (GTK_LABEL (label), text);
}

static void
show_counter (GtkSide *side, int counter)
{
  char text[32];

  if (side->counter == counter)
    return;
  side->counter = counter;
  g_snprintf (text, sizeof text, "Count: %d", counter);
  gtk_label_set_text (GTK_LABEL (side->counter_label), text);
}

static void
append_rows (GtkSide *side, const BenchModel *model)
{
  for (guint i = side->rows->len; i < model->n_rows; i++)
    {
      GtkSideRow *row = row_new (&model->rows[i]);

      gtk_box_append (GTK_BOX (side->list), row->box);
      g_ptr_array_add (side->rows, row);
    }
}

static void
insert_row (GtkSide *side, const BenchModel *model, guint at)
{
  GtkSideRow *row = row_new (&model->rows[at]);
  GtkSideRow *before = at > 0 ? g_ptr_array_index (side->rows, at - 1) : NULL;

  gtk_box_insert_child_after (GTK_BOX (side->list), row->box, before != NULL ? before->box : NULL);
  g_ptr_array_insert (side->rows, (int) at, row);
}

static void
remove_row (GtkSide *side, guint at)
{
  GtkSideRow *row = g_ptr_array_index (side->rows, at);

  gtk_box_remove (GTK_BOX (side->list), row->box);
  g_ptr_array_remove_index (side->rows, at);
}

static void
swap_rows (GtkSide *side, guint a, guint b)
{
  GtkSideRow *first = g_ptr_array_index (side->rows, a);
  GtkSideRow *second = g_ptr_array_index (side->rows, b);
  GtkWidget *before_first = gtk_widget_get_prev_sibling (first->box);

  gtk_box_reorder_child_after (GTK_BOX (side->list), first->box, second->box);
  gtk_box_reorder_child_after (GTK_BOX (side->list), second->box, before_first);
  side->rows->pdata[a] = second;
  side->rows->pdata[b] = first;
}

static void
truncate_rows (GtkSide *side, guint n_rows)
{
  while (side->rows->len > n_rows)
    remove_row (side, side->rows->len - 1);
}

static void
clear_rows (GtkSide *side)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (side->list)) != NULL)
    gtk_box_remove (GTK_BOX (side->list), child);
  g_ptr_array_set_size (side->rows, 0);
}

static void
update_row (GtkSide *side, const BenchModel *model, guint at)
{
  GtkSideRow *row = g_ptr_array_index (side->rows, at);

  set_text (row->label1, &row->label1_text, model->rows[at].label1);
  set_text (row->label2, &row->label2_text, model->rows[at].label2);
}

/* ---- The interface ----------------------------------------------------------------------------------- */

static gpointer
gtk_side_setup (const BenchModel *model, G_GNUC_UNUSED BenchSetup flags)
{
  GtkSide *side = g_new0 (GtkSide, 1);

  side->rows = g_ptr_array_new_with_free_func (row_free);
  side->root = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  side->counter_label = gtk_label_new (NULL);
  side->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  side->counter = -1;
  gtk_box_append (GTK_BOX (side->root), side->counter_label);
  gtk_box_append (GTK_BOX (side->root), side->list);
  side->window = bench_window_new (side->root);
  g_object_set_qdata (G_OBJECT (side->window), side_quark (), side);
  show_counter (side, model->counter);
  append_rows (side, model);
  return side;
}

static void
gtk_side_apply (gpointer self, const BenchModel *model, const BenchChange *change)
{
  GtkSide *side = self;

  switch (change->op)
    {
    case BENCH_OP_UNCHANGED:
      show_counter (side, model->counter);
      for (guint i = 0; i < side->rows->len; i++)
        update_row (side, model, i);
      break;

    case BENCH_OP_COUNTER:
      show_counter (side, model->counter);
      break;

    case BENCH_OP_UPDATE10:
      for (guint i = 0; i < side->rows->len; i += 10)
        update_row (side, model, i);
      break;

    case BENCH_OP_SWAP:
      swap_rows (side, change->at, change->with);
      break;

    case BENCH_OP_REMOVE:
      remove_row (side, change->at);
      break;

    case BENCH_OP_INSERT:
      insert_row (side, model, change->at);
      break;

    case BENCH_OP_CREATE:
    case BENCH_OP_APPEND:
      append_rows (side, model);
      break;

    case BENCH_OP_CLEAR:
      clear_rows (side);
      break;

    case BENCH_OP_TRUNCATE:
      truncate_rows (side, model->n_rows);
      break;

    default:
      g_assert_not_reached ();
    }
}

static GtkWidget *
gtk_side_widget (gpointer self)
{
  GtkSide *side = self;

  return side->root;
}

static void
gtk_side_teardown (gpointer self)
{
  GtkSide *side = self;

  gtk_window_destroy (GTK_WINDOW (side->window));
  g_ptr_array_unref (side->rows);
  g_free (side->clicked);
  g_free (side);
}

const BenchImpl bench_impl_gtk = {
  .name = "gtk",
  .caps = BENCH_NEEDS_DISPLAY | BENCH_HAS_WINDOW | BENCH_HAS_MEMO,
  .setup = gtk_side_setup,
  .apply = gtk_side_apply,
  .widget = gtk_side_widget,
  .teardown = gtk_side_teardown,
};
