/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-view-private.h"

/* The few rules that the theme has no class for; the rest is the theme's own. From data/streamtree.css. */
void
stree_gtk_load_style (GdkDisplay *display)
{
  static GQuark              loaded_quark;
  g_autoptr (GtkCssProvider) provider = NULL;

  if (!loaded_quark)
    loaded_quark = g_quark_from_static_string ("stree-style");
  if (g_object_get_qdata (G_OBJECT (display), loaded_quark))
    return;
  g_object_set_qdata (G_OBJECT (display), loaded_quark, GINT_TO_POINTER (1));
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/org/streamtree/streamtree.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION - 1);
}
