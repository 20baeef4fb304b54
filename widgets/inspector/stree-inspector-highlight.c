/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "inspector/stree-inspector-highlight-private.h"

#include "inspector/stree-inspector-widgets-private.h"

static void
load_style (GdkDisplay *display)
{
  static GQuark              quark;
  g_autoptr (GtkCssProvider) provider = NULL;

  if (!quark)
    quark = g_quark_from_static_string ("stree-inspector-style");
  if (g_object_get_qdata (G_OBJECT (display), quark))
    return;
  g_object_set_qdata (G_OBJECT (display), quark, display);
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/org/streamtree/streamtree-inspector.css");
  /* Above what the program and its user have: it is there only while somebody looks. */
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider), GTK_STYLE_PROVIDER_PRIORITY_USER + 1);
}

static void
weak_free (gpointer data)
{
  gpointer *weak = data;

  if (*weak)
    {
      gtk_widget_remove_css_class (*weak, "stree-inspected");
      g_object_remove_weak_pointer (*weak, weak);
    }
  g_free (weak);
}

static gboolean
shows (StreeInspectorHighlight *self, GPtrArray *widgets)
{
  if (!self->widgets || self->widgets->len != widgets->len)
    return FALSE;
  for (guint i = 0; i < widgets->len; i++)
    if (*(gpointer *) self->widgets->pdata[i] != widgets->pdata[i])
      return FALSE;
  return TRUE;
}

void
stree_inspector_highlight_set (StreeInspectorHighlight *self, StreeNode *node)
{
  g_autoptr (GPtrArray) widgets = node ? stree_inspector_list_widgets (node) : g_ptr_array_new ();

  if (shows (self, widgets))
    return;
  g_clear_pointer (&self->widgets, g_ptr_array_unref);
  if (widgets->len == 0)
    return;
  self->widgets = g_ptr_array_new_with_free_func (weak_free);
  for (guint i = 0; i < widgets->len; i++)
    {
      gpointer *weak = g_new (gpointer, 1);

      *weak = widgets->pdata[i];
      g_object_add_weak_pointer (*weak, weak);
      load_style (gtk_widget_get_display (*weak));
      gtk_widget_add_css_class (*weak, "stree-inspected");
      g_ptr_array_add (self->widgets, weak);
    }
}
