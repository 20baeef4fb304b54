/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The shortcuts of a view's actions: in the whole window, after whoever has the focus did not want the key. */

#include "stree-gtk-actions-private.h"

#include "actions/stree-shortcut-private.h"

#define CONTROLLER "stree-action-keys"
#define KNOWN      "stree-action-known" /* which shortcuts the controller has */

#define PALETTE_KEYS   "<Control>k"
#define SHORTCUTS_KEYS "<Control>question"

gboolean
stree_gtk_has_focus (StreeNode *host, gpointer view)
{
  GtkRoot   *root = gtk_widget_get_root (view);
  GtkWidget *focus = stree_gtk_palette_get_focus (view);

  if (!focus)
    focus = root ? gtk_root_get_focus (root) : NULL;
  return focus && (focus == host->widget || gtk_widget_is_ancestor (focus, host->widget));
}

/* --- what a key does --- */

static gboolean
shortcut_cb (GtkWidget *widget, GVariant *args, gpointer shortcut)
{
  StreeMount *mount = stree_view_get_mount (STREE_VIEW (widget));
  StreeNode  *node = mount ? stree_actions_pick_key (mount, shortcut, stree_gtk_has_focus, widget) : NULL;

  (void) args;
  return node && stree_action_is_enabled (node) && stree_action_activate (node);
}

static gboolean
palette_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  (void) args;
  (void) data;
  return stree_gtk_palette_open (STREE_VIEW (widget));
}

static gboolean
shortcuts_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  (void) args;
  (void) data;
  return stree_gtk_shortcuts_open (STREE_VIEW (widget));
}

static void
add_key (GtkShortcutController *keys, const char *shortcut, GtkShortcutFunc func)
{
  GtkShortcutTrigger *trigger = gtk_shortcut_trigger_parse_string (shortcut);

  if (!trigger)
    {
      g_warning ("There is no key as in the shortcut '%s'", shortcut);
      return;
    }
  gtk_shortcut_controller_add_shortcut (keys, gtk_shortcut_new (trigger, gtk_callback_action_new (func, g_strdup (shortcut), g_free)));
}

/* --- which there are --- */

static char **
list_shortcuts (StreeMount *mount)
{
  g_autoptr (GPtrArray)  actions = stree_actions_list (mount);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal); /* shortcut, borrowed */
  GPtrArray             *shortcuts = g_ptr_array_new ();

  for (guint i = 0; i < actions->len; i++)
    {
      const char *own = stree_action_args (actions->pdata[i])->shortcut;
      char       *shortcut = own && *own ? stree_shortcut_canonical (own, NULL) : NULL;

      if (shortcut && g_hash_table_add (seen, shortcut))
        g_ptr_array_add (shortcuts, shortcut);
      else
        g_free (shortcut);
    }
  g_ptr_array_add (shortcuts, NULL);
  return (char **) g_ptr_array_free (shortcuts, FALSE);
}

static void
drop_keys (StreeView *view)
{
  GtkEventController *keys = g_object_steal_data (G_OBJECT (view), CONTROLLER);

  if (keys)
    gtk_widget_remove_controller (GTK_WIDGET (view), keys);
}

static void
set_keys (StreeView *view, StreeMount *mount)
{
  g_auto (GStrv)      shortcuts = list_shortcuts (mount);
  char               *known = mount->n_actions ? g_strjoinv ("|", shortcuts) : NULL;
  GtkEventController *keys;

  /* A rerun that only turned actions on and off leaves the keys alone: whether one can be done is asked when it is pressed. */
  if (g_strcmp0 (known, g_object_get_data (G_OBJECT (view), KNOWN)) == 0)
    {
      g_free (known);
      return;
    }
  g_object_set_data_full (G_OBJECT (view), KNOWN, known, g_free);
  drop_keys (view);
  if (!known)
    return;
  keys = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (keys), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (guint i = 0; shortcuts[i]; i++)
    add_key (GTK_SHORTCUT_CONTROLLER (keys), shortcuts[i], shortcut_cb);
  if (!g_strv_contains ((const char *const *) shortcuts, PALETTE_KEYS))
    add_key (GTK_SHORTCUT_CONTROLLER (keys), PALETTE_KEYS, palette_cb);
  if (!g_strv_contains ((const char *const *) shortcuts, SHORTCUTS_KEYS))
    add_key (GTK_SHORTCUT_CONTROLLER (keys), SHORTCUTS_KEYS, shortcuts_cb);
  g_object_set_data (G_OBJECT (view), CONTROLLER, keys);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
}

void
stree_gtk_actions_changed (StreeRenderer *renderer, StreeMount *mount)
{
  StreeView *view = STREE_VIEW (((StreeGtkRenderer *) (gpointer) renderer)->view);

  set_keys (view, mount);
  stree_gtk_palette_refresh (view);
  g_signal_emit_by_name (view, "actions-changed");
}

void
stree_gtk_actions_clear (StreeView *view)
{
  if (!g_object_get_data (G_OBJECT (view), KNOWN))
    return;
  g_object_set_data (G_OBJECT (view), KNOWN, NULL);
  drop_keys (view);
  stree_gtk_palette_close (view);
  g_signal_emit_by_name (view, "actions-changed");
}
