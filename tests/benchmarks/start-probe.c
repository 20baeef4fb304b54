/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Preloaded into a program: when the first window has drawn its first frame, or with BENCH_START_ROWS in the environment
 * the first one with text in the cells of a DataGrid, writes the time to the file descriptor that BENCH_START_FD names, and
 * ends the process. The program itself is the one that users run.
 *
 * The line is "MONOTONIC-NS CPU-NS": when, and how much the process and its threads had worked until then. */

#include <dlfcn.h>
#include <time.h>
#include <unistd.h>

#include <gtk/gtk.h>

G_MODULE_EXPORT int g_application_run (GApplication *app, int argc, char **argv);

static gint64
now_ns (clockid_t id)
{
  struct timespec time;

  clock_gettime (id, &time);
  return (gint64) time.tv_sec * G_GINT64_CONSTANT (1000000000) + time.tv_nsec;
}

/* Whether there is a text in what was drawn. */
static gboolean
has_text (const GskRenderNode *node)
{
  switch (gsk_render_node_get_node_type (node))
    {
    case GSK_TEXT_NODE:
      return TRUE;
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        if (has_text (gsk_container_node_get_child (node, i)))
          return TRUE;
      return FALSE;
    case GSK_TRANSFORM_NODE:
      return has_text (gsk_transform_node_get_child (node));
    case GSK_CLIP_NODE:
      return has_text (gsk_clip_node_get_child (node));
    case GSK_ROUNDED_CLIP_NODE:
      return has_text (gsk_rounded_clip_node_get_child (node));
    case GSK_OPACITY_NODE:
      return has_text (gsk_opacity_node_get_child (node));
    case GSK_DEBUG_NODE:
      return has_text (gsk_debug_node_get_child (node));
    default:
      return FALSE;
    }
}

static gboolean
draws_text (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  gboolean found;

  gdk_paintable_snapshot (picture, snapshot, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  node = gtk_snapshot_to_node (snapshot);
  found = node != NULL && has_text (node);
  g_clear_pointer (&node, gsk_render_node_unref);
  return found;
}

/* A cell of a grid that has its text. */
static gboolean
shows_rows (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "StreeDataCell"))
    return draws_text (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shows_rows (child))
      return TRUE;
  return FALSE;
}

static void
on_after_paint (G_GNUC_UNUSED GdkFrameClock *clock, gpointer data)
{
  GtkWidget *window = data;
  char line[64];
  int length;
  int fd;

  /* The clock also ticks before the window is on the screen. */
  if (!gdk_surface_get_mapped (gtk_native_get_surface (GTK_NATIVE (window))) || gtk_widget_get_width (window) <= 0)
    return;
  if (g_getenv ("BENCH_START_ROWS") != NULL && !shows_rows (window))
    return;
  length = g_snprintf (line, sizeof line, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", now_ns (CLOCK_MONOTONIC),
                       now_ns (CLOCK_PROCESS_CPUTIME_ID));
  fd = (int) g_ascii_strtoll (g_getenv ("BENCH_START_FD"), NULL, 10);
  _exit (write (fd, line, (gsize) length) == length ? 0 : 1);
}

static void
on_realize (GtkWidget *window, G_GNUC_UNUSED gpointer data)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_after_paint), window);
}

static void
on_window_added (G_GNUC_UNUSED GtkApplication *app, GtkWindow *window, G_GNUC_UNUSED gpointer data)
{
  g_signal_connect_after (window, "realize", G_CALLBACK (on_realize), NULL);
}

int
g_application_run (GApplication *app, int argc, char **argv)
{
  int (*run) (GApplication *, int, char **) = NULL;

  *(void **) (gpointer) &run = dlsym (RTLD_NEXT, "g_application_run");
  g_assert (run != NULL);
  g_signal_connect (app, "window-added", G_CALLBACK (on_window_added), NULL);
  return run (app, argc, argv);
}
