/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Writes a picture of a column of each kind: show-data-cells FILE.png [dark] [contrast] [rtl]. For who changes how cells look. */

#include <glib/gstdio.h>

#include "core/stree-clock-private.h"
#include "data-cells.h"
#include "network/stree-picture-load-private.h"
#include "stree-gtk-private.h"

typedef struct
{
  GtkWidget    *window;
  GdkPaintable *paintable; /* owned */
  const char   *file;
  guint         frames;
  gboolean      done;
} Show;

static gboolean
frame_cb (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  Show                     *show = data;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture)    texture = NULL;
  GtkSnapshot              *snapshot;

  (void) clock;
  gtk_widget_queue_draw (view);
  if (++show->frames < 20)
    return G_SOURCE_CONTINUE; /* pictures come and sizes settle */
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (show->paintable, snapshot, gtk_widget_get_width (show->window), gtk_widget_get_height (show->window));
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (show->window)), node, NULL);
  if (!gdk_texture_save_to_png (texture, show->file))
    g_printerr ("%s cannot be written\n", show->file);
  show->done = TRUE;
  return G_SOURCE_REMOVE;
}

static void
make_picture (const char *file)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 60, 40);

  gdk_pixbuf_fill (pixbuf, 0x26a269ff);
  gdk_pixbuf_save (pixbuf, file, "png", NULL, NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (StreeFrame)       frame = NULL;
  g_autoptr (StreeGridColumns) columns = NULL;
  g_autoptr (GtkCssProvider)   provider = gtk_css_provider_new ();
  g_autofree char             *picture = NULL;
  Show                         show = { .file = argv[1] };
  GtkWidget                   *view;

  if (argc < 2)
    {
      g_printerr ("usage: show-data-cells FILE.png [dark] [contrast] [rtl]\n");
      return 2;
    }
  gtk_init ();
  for (int i = 2; i < argc; i++)
    if (g_str_equal (argv[i], "dark"))
      g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", TRUE, NULL);
    else if (g_str_equal (argv[i], "contrast"))
      g_object_set (gtk_settings_get_default (), "gtk-theme-name", "HighContrast", NULL);
    else if (g_str_equal (argv[i], "rtl"))
      gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  picture = g_build_filename (g_get_tmp_dir (), "show-data-cells.png", NULL);
  make_picture (picture);
  frame = make_sample (picture, stree_clock_wall ());
  columns = make_sample_columns (frame);
  view = make_sample_view (frame, columns);
  gtk_css_provider_load_from_data (provider, SAMPLE_CSS, -1);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  show.window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (show.window), 1780, 520);
  gtk_window_set_child (GTK_WINDOW (show.window), view);
  stree_gtk_style (show.window);
  show.paintable = gtk_widget_paintable_new (show.window);
  gtk_window_present (GTK_WINDOW (show.window));
  gtk_widget_add_tick_callback (view, frame_cb, &show, NULL);
  while (!show.done)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&show.paintable);
  gtk_window_destroy (GTK_WINDOW (show.window));
  stree_picture_forget ();
  g_remove (picture);
  return 0;
}
