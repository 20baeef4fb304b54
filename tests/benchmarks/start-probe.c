/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Preloaded into a program: when the first window has drawn its first frame, writes the time to the file descriptor
 * that BENCH_START_FD names, and ends the process. The program itself is the one that users run.
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
