/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Windows, frames, and reading back what a window shows. */

#include "bench.h"

GtkWidget *
bench_window_new (GtkWidget *content)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_window_set_title (GTK_WINDOW (window), "StreamTree benchmark");
  gtk_window_set_default_size (GTK_WINDOW (window), 800, 600);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), content);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  return window;
}

static void
on_after_paint (G_GNUC_UNUSED GdkFrameClock *clock, gpointer data)
{
  gboolean *painted = data;

  *painted = TRUE;
}

void
bench_wait_frame (GtkWidget *content)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (content);
  gboolean painted = FALSE;
  gulong handler;

  g_assert (clock != NULL);
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), &painted);
  /* A phase that draws nothing itself: the frame holds what was pending, and comes even where nothing was. */
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_AFTER_PAINT);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

void
bench_draw_frame (GtkWidget *content)
{
  gtk_widget_queue_draw (GTK_WIDGET (gtk_widget_get_native (content)));
  bench_wait_frame (content);
}

void
bench_present (GtkWidget *content)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (content));

  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (content))
    g_main_context_iteration (NULL, TRUE);
  bench_wait_frame (content);
  bench_draw_frame (content);
}

/* ---- What is shown ----------------------------------------------------------------------------------- */

static void
collect_labels (GtkWidget *widget, GPtrArray *texts)
{
  if (GTK_IS_LABEL (widget))
    {
      g_ptr_array_add (texts, (gpointer) gtk_label_get_text (GTK_LABEL (widget)));
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_labels (child, texts);
}

static gboolean
expect_text (const BenchImpl *impl, GPtrArray *texts, guint at, const char *expected, GError **error)
{
  const char *shown = g_ptr_array_index (texts, at);

  if (strcmp (shown, expected) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: label number %u shows \"%s\", expected \"%s\"", impl->name,
               at, shown, expected);
  return FALSE;
}

gboolean
bench_verify_texts (const BenchImpl *impl, GPtrArray *texts, const BenchModel *model, GError **error)
{
  g_autofree char *count = g_strdup_printf ("Count: %d", model->counter);
  guint at = 0;

  if (texts->len != 1 + 3 * model->n_rows)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %u labels are shown, expected %u for %u rows", impl->name,
                   texts->len, 1 + 3 * model->n_rows, model->n_rows);
      return FALSE;
    }
  if (!expect_text (impl, texts, at++, count, error))
    return FALSE;
  for (guint i = 0; i < model->n_rows; i++)
    if (!expect_text (impl, texts, at++, model->rows[i].label1, error) ||
        !expect_text (impl, texts, at++, model->rows[i].label2, error) ||
        !expect_text (impl, texts, at++, "Remove", error))
      return FALSE;
  return TRUE;
}

gboolean
bench_verify (const BenchImpl *impl, gpointer self, const BenchModel *model, GError **error)
{
  g_autoptr (GPtrArray) texts = NULL;

  if (impl->verify != NULL)
    return impl->verify (self, model, error);
  texts = g_ptr_array_new ();
  collect_labels (impl->widget (self), texts);
  return bench_verify_texts (impl, texts, model, error);
}
