/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The actions of an application's windows as its own: GActions, which GApplication has on D-Bus, and lines of the main
 * menu. One that several windows declare is the active one's. */

#include "stree-gtk-actions-private.h"

#include <glib/gi18n-lib.h>

#define DATA "stree-app-actions"

typedef struct
{
  GtkApplication *app;  /* borrowed: it owns this */
  GHashTable     *ours; /* name (owned) -> GSimpleAction (owned by the application, held) */
  GMenu          *menu; /* owned */
  GSimpleAction  *shortcuts; /* owned: opens the list of shortcuts; there is none while nothing is declared */
  char           *shown; /* owned: what the menu was made from */
} AppActions;

static void
data_free (gpointer data)
{
  AppActions *self = data;

  g_hash_table_unref (self->ours);
  g_object_unref (self->menu);
  g_object_unref (self->shortcuts);
  g_free (self->shown);
  g_free (self);
}

/* The view of each window, the active one's first; borrowed. */
static GPtrArray *
list_views (AppActions *self)
{
  GPtrArray *views = g_ptr_array_new ();

  /* GTK has them in the order in which they were active last. */
  for (GList *l = gtk_application_get_windows (self->app); l; l = l->next)
    {
      GtkWidget *child = gtk_window_get_child (l->data);

      if (STREE_IS_VIEW (child) && stree_view_get_mount (STREE_VIEW (child)))
        g_ptr_array_add (views, child);
    }
  return views;
}

static StreeNode *
find (AppActions *self, const char *name)
{
  g_autoptr (GPtrArray) views = list_views (self);

  for (guint i = 0; i < views->len; i++)
    {
      StreeNode *node = stree_actions_pick (stree_view_get_mount (views->pdata[i]), name, stree_gtk_has_focus, views->pdata[i]);

      if (node)
        return node;
    }
  return NULL;
}

static void
activate_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  StreeNode *node = find (data, g_action_get_name (G_ACTION (action)));

  (void) parameter;
  if (node)
    stree_action_activate (node);
}

/* --- the menu --- */

static void
fill_menu (AppActions *self, GPtrArray *nodes)
{
  g_autoptr (GString) shown = g_string_new (NULL);

  for (guint i = 0; i < nodes->len; i++)
    {
      const StreeActionArgs *args = stree_action_args (nodes->pdata[i]);

      if (args->in_menu)
        g_string_append_printf (shown, "%s\1%s\1%s\2", args->name, args->label, args->shortcut ? args->shortcut : "");
    }
  if (g_strcmp0 (shown->str, self->shown) == 0)
    return; /* an open menu is left alone */
  g_free (self->shown);
  self->shown = g_strdup (shown->str);
  g_menu_remove_all (self->menu);
  for (guint i = 0; i < nodes->len; i++)
    {
      const StreeActionArgs *args = stree_action_args (nodes->pdata[i]);
      g_autofree char       *detailed = g_strconcat ("app.", args->name, NULL);
      g_autoptr (GMenuItem)  item = NULL;

      if (!args->in_menu)
        continue;
      item = g_menu_item_new (args->label, detailed);
      if (args->shortcut && *args->shortcut)
        g_menu_item_set_attribute (item, "accel", "s", args->shortcut);
      g_menu_append_item (self->menu, item);
    }
}

/* --- the GActions --- */

static void
set_action (AppActions *self, StreeNode *node)
{
  const char    *name = stree_action_args (node)->name;
  GSimpleAction *action = g_hash_table_lookup (self->ours, name);

  if (!action)
    {
      if (g_action_map_lookup_action (G_ACTION_MAP (self->app), name))
        return; /* the program's own */
      action = g_simple_action_new (name, NULL);
      g_signal_connect (action, "activate", G_CALLBACK (activate_cb), self);
      g_hash_table_insert (self->ours, g_strdup (name), action);
      g_simple_action_set_enabled (action, stree_action_is_enabled (node));
      g_action_map_add_action (G_ACTION_MAP (self->app), G_ACTION (action));
    }
  g_simple_action_set_enabled (action, stree_action_is_enabled (node));
}

static void
sync_actions (AppActions *self)
{
  g_autoptr (GPtrArray)  views = list_views (self);
  g_autoptr (GPtrArray)  nodes = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal); /* name, borrowed */
  GHashTableIter         iter;
  gpointer               name;

  for (guint i = 0; i < views->len; i++)
    {
      g_autoptr (GPtrArray) choices =
        stree_actions_choices (stree_view_get_mount (views->pdata[i]), stree_gtk_has_focus, views->pdata[i]);

      for (guint k = 0; k < choices->len; k++)
        if (g_hash_table_add (seen, (char *) stree_action_args (choices->pdata[k])->name))
          g_ptr_array_add (nodes, choices->pdata[k]);
    }
  for (guint i = 0; i < nodes->len; i++)
    set_action (self, nodes->pdata[i]);
  g_hash_table_iter_init (&iter, self->ours);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (seen, name))
      {
        g_action_map_remove_action (G_ACTION_MAP (self->app), name);
        g_hash_table_iter_remove (&iter);
      }
  g_simple_action_set_enabled (self->shortcuts, nodes->len > 0);
  fill_menu (self, nodes);
}

/* In the active window. */
static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GPtrArray) views = list_views (data);

  (void) action;
  (void) parameter;
  if (views->len)
    stree_gtk_shortcuts_open (views->pdata[0]);
}

static AppActions *
data_of (GtkApplication *app)
{
  AppActions *self = g_object_get_data (G_OBJECT (app), DATA);

  if (self)
    return self;
  self = g_new0 (AppActions, 1);
  self->app = app;
  self->ours = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->menu = g_menu_new ();
  self->shortcuts = g_simple_action_new ("stree-shortcuts", NULL);
  g_signal_connect (self->shortcuts, "activate", G_CALLBACK (shortcuts_cb), self);
  g_action_map_add_action (G_ACTION_MAP (app), G_ACTION (self->shortcuts));
  g_object_set_data_full (G_OBJECT (app), DATA, self, data_free);
  g_signal_connect_data (app, "window-removed", G_CALLBACK (sync_actions), self, NULL, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_swapped (app, "notify::active-window", G_CALLBACK (sync_actions), self);
  return self;
}

static void
changed_cb (StreeView *view, GtkApplication *app)
{
  (void) view;
  sync_actions (data_of (app));
}

void
stree_app_actions_watch (GtkApplication *app, StreeView *view)
{
  g_signal_connect_object (view, "actions-changed", G_CALLBACK (changed_cb), app, 0);
  sync_actions (data_of (app));
}

GMenuModel *
stree_app_actions_get_menu (GtkApplication *app)
{
  return G_MENU_MODEL (data_of (app)->menu);
}

StreeView *
stree_app_actions_get_view (GtkApplication *app)
{
  g_autoptr (GPtrArray) views = list_views (data_of (app));

  return views->len ? views->pdata[0] : NULL;
}

GMenuItem *
stree_app_actions_new_shortcuts_item (void)
{
  GMenuItem *item = g_menu_item_new (_ ("_Keyboard Shortcuts"), "app.stree-shortcuts");

  g_menu_item_set_attribute (item, "accel", "s", "<Control>question");
  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  return item;
}
