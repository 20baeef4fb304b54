/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The window that lists the shortcuts: made from the declarations when it is opened. */

#include "stree-gtk-actions-private.h"

#include <glib/gi18n-lib.h>

#define WINDOW "stree-shortcuts-window"

static void
add_shortcut (GString *xml, const char *title, const char *keys)
{
  g_autofree char *one = g_markup_printf_escaped ("<child><object class='GtkShortcutsShortcut'>"
                                                  "<property name='title'>%s</property>"
                                                  "<property name='accelerator'>%s</property></object></child>",
                                                  title, keys);

  g_string_append (xml, one);
}

static void
begin_group (GString *xml, const char *title)
{
  g_autofree char *begin = g_markup_printf_escaped ("<child><object class='GtkShortcutsGroup'>"
                                                    "<property name='title'>%s</property>",
                                                    title);

  g_string_append (xml, begin);
}

static void
end_group (GString *xml)
{
  g_string_append (xml, "</object></child>");
}

static const char *
group_of (const StreeNode *node)
{
  const StreeActionArgs *args = stree_action_args (node);

  return args->group && *args->group ? args->group : _ ("Actions");
}

/* Whether GTK knows the keys; a name of none was warned of when it was declared. */
static gboolean
is_listed (const StreeNode *node)
{
  const char     *keys = stree_action_args (node)->shortcut;
  guint           key;
  GdkModifierType modifiers;

  return keys && gtk_accelerator_parse (keys, &key, &modifiers) && key;
}

static void
add_actions (GString *xml, GPtrArray *actions)
{
  for (guint i = 0; i < actions->len; i++)
    {
      gboolean first = is_listed (actions->pdata[i]);

      for (guint k = 0; k < i && first; k++)
        first = !is_listed (actions->pdata[k]) || strcmp (group_of (actions->pdata[k]), group_of (actions->pdata[i])) != 0;
      if (!first)
        continue;
      begin_group (xml, group_of (actions->pdata[i]));
      for (guint k = i; k < actions->len; k++)
        if (is_listed (actions->pdata[k]) && strcmp (group_of (actions->pdata[k]), group_of (actions->pdata[i])) == 0)
          add_shortcut (xml, stree_action_args (actions->pdata[k])->label, stree_action_args (actions->pdata[k])->shortcut);
      end_group (xml);
    }
}

/* What every program has. */
static void
add_general (GString *xml, GtkApplication *app, StreeView *view)
{
  const struct
  {
    const char *action;
    const char *title;
  } general[] = {
    { "app.stree-new-window", _ ("New window") },
    { "app.stree-quit", _ ("Quit") },
    { "app.stree-sidebar", _ ("Show or hide the sidebar") }, /* the last: not everybody has one */
  };

  begin_group (xml, _ ("General"));
  add_shortcut (xml, _ ("Command palette"), "<Control>k");
  add_shortcut (xml, _ ("Keyboard shortcuts"), "<Control>question");
  for (guint i = 0; app && i < G_N_ELEMENTS (general) - !stree_view_get_has_sidebar (view); i++)
    {
      g_auto (GStrv) keys = gtk_application_get_accels_for_action (app, general[i].action);

      if (keys[0])
        add_shortcut (xml, general[i].title, keys[0]);
    }
  end_group (xml);
}

static void
gone_cb (gpointer view, GObject *window)
{
  if (g_object_get_data (view, WINDOW) == (gpointer) window)
    g_object_set_data (view, WINDOW, NULL);
  g_object_unref (view);
}

gboolean
stree_gtk_shortcuts_open (StreeView *view)
{
  GtkRoot               *root = gtk_widget_get_root (GTK_WIDGET (view));
  StreeMount            *mount = stree_view_get_mount (view);
  GtkWidget             *window = g_object_get_data (G_OBJECT (view), WINDOW);
  g_autoptr (GPtrArray)  actions = NULL;
  g_autoptr (GtkBuilder) builder = NULL;
  g_autoptr (GString)    xml = NULL;
  g_autoptr (GError)     error = NULL;

  if (!mount || !mount->n_actions || !GTK_IS_WINDOW (root))
    return FALSE;
  if (window)
    {
      gtk_window_present (GTK_WINDOW (window));
      return TRUE;
    }
  actions = stree_actions_choices (mount, stree_gtk_has_focus, view);
  xml = g_string_new ("<interface><object class='GtkShortcutsWindow' id='window'><child>"
                      "<object class='GtkShortcutsSection'><property name='section-name'>shortcuts</property>"
                      "<property name='max-height'>12</property>");
  add_actions (xml, actions);
  add_general (xml, gtk_window_get_application (GTK_WINDOW (root)), view);
  g_string_append (xml, "</object></child></object></interface>");
  builder = gtk_builder_new ();
  if (!gtk_builder_add_from_string (builder, xml->str, (gssize) xml->len, &error))
    {
      g_warning ("The shortcuts cannot be shown: %s", error->message);
      return FALSE;
    }
  window = GTK_WIDGET (gtk_builder_get_object (builder, "window"));
  stree_gtk_style (window);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (root));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  g_object_set_data (G_OBJECT (view), WINDOW, window);
  g_object_weak_ref (G_OBJECT (window), gone_cb, g_object_ref (view));
  gtk_window_present (GTK_WINDOW (window));
  return TRUE;
}
