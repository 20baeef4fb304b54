/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A long list: StreamTree's List, which makes rows only near the screen, beside hand-written GTK with all rows in a box.
 *
 *   shown        from the data to the first frame of a new window
 *   label-frame  the second label of a row on the screen changes: following it, and the frame that shows it
 *
 * Both are CPU time of the process: most of it is GTK's, and passes in the main loop. */

#include "bench.h"

#include "stree-view-private.h"
#include "streamtree-gtk.h"

#define RUNS    7
#define CHANGES 15
#define THE_ROW 3

typedef struct
{
  const BenchModel *model; /* borrowed */
  GtkWidget *window;
  GtkWidget *view; /* in the window */
} ListSide;

static void
on_remove_clicked (G_GNUC_UNUSED StreeEvent *event, gpointer data)
{
  const char *const *key = data;

  g_debug ("remove %s", *key);
}

static StreeElement *
make_row (guint index, gpointer data)
{
  const BenchRow *row = &((ListSide *) data)->model->rows[index];

  return stree_hstack (stree_text ("%s", row->label1), stree_text ("%s", row->label2),
                       stree_button ("Remove", .on_click = stree_call_copy (on_remove_clicked, &row->key, sizeof row->key)));
}

static const char *
row_key (guint index, gpointer data)
{
  return ((ListSide *) data)->model->rows[index].key;
}

static StreeElement *
program (G_GNUC_UNUSED StreeContext *cx, gpointer props)
{
  ListSide *side = props;

  return stree_vstack (stree_text ("Count: %d", side->model->counter),
                       stree_list ((int) side->model->n_rows, make_row, row_key, side));
}

/* ---- The interface ----------------------------------------------------------------------------------- */

static gpointer
list_setup (const BenchModel *model, G_GNUC_UNUSED BenchSetup flags)
{
  ListSide *side = g_new0 (ListSide, 1);

  side->model = model;
  side->view = stree_view_new (NULL, "bench", program, side);
  side->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (side->window), 800, 600);
  gtk_window_set_child (GTK_WINDOW (side->window), side->view);
  return side;
}

static void
list_apply (gpointer self, G_GNUC_UNUSED const BenchModel *model, G_GNUC_UNUSED const BenchChange *change)
{
  ListSide *side = self;

  stree_mount_rerun (stree_view_get_mount (STREE_VIEW (side->view)));
}

static GtkWidget *
list_widget (gpointer self)
{
  ListSide *side = self;

  return side->view;
}

static void
list_teardown (gpointer self)
{
  ListSide *side = self;

  gtk_window_destroy (GTK_WINDOW (side->window));
  g_free (side);
}

static const BenchImpl list_impl = {
  .name = "runtime",
  .caps = BENCH_NEEDS_DISPLAY | BENCH_HAS_WINDOW,
  .setup = list_setup,
  .apply = list_apply,
  .widget = list_widget,
  .teardown = list_teardown,
};

/* ---- The suite --------------------------------------------------------------------------------------- */

static gboolean
shows (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      strcmp (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
check_shows (const BenchImpl *impl, GtkWidget *widget, const char *text, GError **error)
{
  if (shows (widget, text))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: no label on the screen shows \"%s\"", impl->name, text);
  return FALSE;
}

static gboolean
change_labels (const BenchRun *run, const BenchImpl *impl, gpointer self, BenchModel *model, guint n, GError **error)
{
  static const char *const texts[] = { "One value", "Another value" };
  const BenchChange change = { .op = BENCH_OP_UNCHANGED };
  const char *before = model->rows[THE_ROW].label2;
  GtkWidget *widget = impl->widget (self);
  guint changes = run->once ? 2 : CHANGES;

  for (guint i = 0; i < changes; i++)
    {
      gboolean quiet = bench_is_quiet ();
      BenchTimer timer;
      double us;

      bench_draw_frame (widget);
      model->rows[THE_ROW].label2 = texts[i % G_N_ELEMENTS (texts)];
      bench_timer_start (&timer);
      impl->apply (self, model, &change);
      bench_wait_frame (widget);
      us = bench_timer_process (&timer);
      quiet = bench_is_quiet () && quiet;
      bench_results_add (run->results, "list", impl->name, n, "label-frame", TRUE, bench_elements (n), us, quiet);
      if (!check_shows (impl, widget, model->rows[THE_ROW].label2, error))
        return FALSE;
    }
  model->rows[THE_ROW].label2 = before;
  return TRUE;
}

static gboolean
run_side (const BenchRun *run, const BenchImpl *impl, BenchModel *model, guint n, gboolean record, GError **error)
{
  gboolean quiet = bench_is_quiet ();
  BenchTimer timer;
  gpointer self;
  double us;
  gboolean ok;

  bench_timer_start (&timer);
  self = impl->setup (model, BENCH_SETUP_PLAIN);
  bench_present (impl->widget (self));
  us = bench_timer_process (&timer);
  quiet = bench_is_quiet () && quiet;
  if (record)
    bench_results_add (run->results, "list", impl->name, n, "shown", TRUE, bench_elements (n), us, quiet);
  ok = check_shows (impl, impl->widget (self), model->rows[THE_ROW].label1, error) &&
       (!record || change_labels (run, impl, self, model, n, error));
  impl->teardown (self);
  return ok;
}

static gboolean
run_list (const BenchRun *run, GError **error)
{
  const BenchImpl *const impls[] = { &bench_impl_gtk, &list_impl };
  guint runs = run->once ? 1 : RUNS;

  for (gsize s = 0; run->sizes[s] != 0; s++)
    {
      g_autoptr (BenchModel) model = bench_model_new ();

      g_printerr ("bench: list, %u rows, %u times\n", run->sizes[s], runs);
      bench_model_change (model, BENCH_OP_CREATE, run->sizes[s]);
      for (guint i = 0; i < runs + (run->once ? 0 : 1); i++)
        for (gsize k = 0; k < G_N_ELEMENTS (impls); k++)
          if (!run_side (run, impls[k], model, run->sizes[s], run->once || i > 0, error))
            return FALSE;
    }
  return TRUE;
}

const BenchSuite bench_suite_list = {
  .name = "list",
  .about = "List, which makes rows near the screen, beside a box with all of them",
  .needs_display = TRUE,
  .run = run_list,
};
