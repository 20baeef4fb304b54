/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-appearance-private.h"
#include "stree-gtk-private.h"

/* The few rules that the theme has no class for; the rest is the theme's own. From data/streamtree.css, and from one file
 * more while the desktop is dark, and one while it asks for high contrast. */

#define FOLDER "/org/streamtree/"
/* Below what a program has; those of later files go before those of earlier ones. */
#define PRIORITY (GTK_STYLE_PROVIDER_PRIORITY_APPLICATION - 3)

static const struct
{
  const char      *file;
  StreeThemeScheme when; /* all of it */
} sheets[] = {
  { FOLDER "streamtree.css", 0 },
  { FOLDER "streamtree-dark.css", STREE_SCHEME_DARK },
  { FOLDER "streamtree-contrast.css", STREE_SCHEME_HIGH_CONTRAST },
};

typedef struct
{
  GdkDisplay     *display;                          /* borrowed: it owns this */
  GtkCssProvider *providers[G_N_ELEMENTS (sheets)]; /* owned; NULL: not needed yet */
  gboolean        shown[G_N_ELEMENTS (sheets)];
} Style;

static void
show_sheet (Style *style, guint i, gboolean show)
{
  if (show == style->shown[i])
    return;
  style->shown[i] = show;
  if (!style->providers[i])
    {
      style->providers[i] = gtk_css_provider_new ();
      gtk_css_provider_load_from_resource (style->providers[i], sheets[i].file);
    }
  if (show)
    gtk_style_context_add_provider_for_display (style->display, GTK_STYLE_PROVIDER (style->providers[i]), PRIORITY + i);
  else
    gtk_style_context_remove_provider_for_display (style->display, GTK_STYLE_PROVIDER (style->providers[i]));
}

static void
show_sheets (gpointer data)
{
  StreeThemeScheme scheme = stree_appearance_get ();

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    show_sheet (data, i, (scheme & sheets[i].when) == sheets[i].when);
}

static void
load (GdkDisplay *display)
{
  static GQuark quark;
  Style        *style;

  if (!quark)
    quark = g_quark_from_static_string ("stree-style");
  if (g_object_get_qdata (G_OBJECT (display), quark))
    return;
  /* As long as the program: what is told of changes has no end either. */
  style = g_new0 (Style, 1);
  style->display = display;
  g_object_set_qdata (G_OBJECT (display), quark, style);
  show_sheets (style);
  stree_appearance_watch (show_sheets, style);
}

void
stree_gtk_style (GtkWidget *widget)
{
  load (gtk_widget_get_display (widget));
  gtk_widget_add_css_class (widget, "stree-styled");
}
