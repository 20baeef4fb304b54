/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The header bar of a program's windows, and the main menu in it. */

#include "stree-application-private.h"

#include <glib/gi18n-lib.h>

#include "core/stree-component-private.h"
#include "core/stree-dispatch-private.h"
#include "core/stree-event-private.h"
#include "core/stree-handler-private.h"
#include "routing/stree-location.h"
#include "stree-gtk-actions-private.h"
#include "stree-view-private.h"

/* --- the menu --- */

static gboolean
has_menu (StreeApplication *self)
{
  return self->menu.n_items > 0 || g_menu_model_get_n_items (stree_app_actions_get_menu (GTK_APPLICATION (self))) > 0 ||
         g_action_map_lookup_action (G_ACTION_MAP (self), "stree-about");
}

static GMenuModel *
main_menu (StreeApplication *self)
{
  GMenu            *model = g_menu_new ();
  g_autoptr (GMenu) own = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();
  g_autoptr (GMenuItem) shortcuts = stree_app_actions_new_shortcuts_item ();

  for (guint i = 0; i < self->menu.n_items; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (self->menu.items[i].label, NULL);
      g_autofree char      *action = g_strdup_printf ("app.stree-item%u", i);

      g_menu_item_set_detailed_action (item, action);
      g_menu_append_item (own, item);
    }
  g_menu_append_section (model, NULL, stree_app_actions_get_menu (GTK_APPLICATION (self)));
  if (self->menu.n_items)
    g_menu_append_section (model, NULL, G_MENU_MODEL (own));
  if (!self->single_window)
    g_menu_append (last, _ ("_New Window"), "app.stree-new-window");
  g_menu_append_item (last, shortcuts);
  if (g_action_map_lookup_action (G_ACTION_MAP (self), "stree-about"))
    {
      g_autofree char *about = g_strdup_printf (_ ("_About %s"), stree_application_get_title (self));

      g_menu_append (last, about, "app.stree-about");
    }
  g_menu_append (last, _ ("_Quit"), "app.stree-quit");
  g_menu_append_section (model, NULL, G_MENU_MODEL (last));
  return G_MENU_MODEL (model);
}

void
stree_application_update_menu (StreeApplication *self, GtkHeaderBar *header)
{
  GtkWidget            *menu = g_object_get_data (G_OBJECT (header), "stree-menu");
  g_autoptr (GMenuModel) model = has_menu (self) ? main_menu (self) : NULL;

  if (!menu && model)
    {
      menu = gtk_menu_button_new ();
      g_object_set_data (G_OBJECT (header), "stree-menu", menu);
      gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu), "open-menu-symbolic");
      gtk_menu_button_set_primary (GTK_MENU_BUTTON (menu), TRUE);
      gtk_widget_set_tooltip_text (menu, _ ("Main menu (F10)"));
      stree_gtk_set_name (menu, _ ("Main menu"));
      gtk_header_bar_pack_end (header, menu);
    }
  if (!menu)
    return;
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (menu), model);
  gtk_widget_set_visible (menu, model != NULL);
}

/* A line of the menu is chosen in the window that was active last: it may ask something there. */
static StreeEvent *
menu_event (StreeApplication *self)
{
  StreeView    *view = stree_app_actions_get_view (GTK_APPLICATION (self));
  StreeContext *cx = view ? stree_mount_get_context (stree_view_get_mount (view)) : NULL;
  StreeEvent   *event;

  if (cx)
    return stree_event_new_for ("menu_items", cx);
  event = stree_event_new ("menu_items", NULL);
  event->session = g_object_ref (self->session);
  return event;
}

static void
item_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  StreeApplication      *self = data;
  guint                  index = (guint) g_ascii_strtoull (g_action_get_name (G_ACTION (action)) + strlen ("stree-item"), NULL, 10);
  const StreeHandler    *handler = self->menu.items[index].on_click;
  g_autoptr (StreeEvent) event = NULL;
  g_autoptr (StreeScope) scope = stree_scope_new ();

  (void) parameter;
  (void) scope; /* what the handler makes is freed with it */
  if (!handler)
    return;
  event = menu_event (self);
  handler->func (event, handler->data);
  stree_session_rerun (self->session);
}

void
stree_application_add_items (StreeApplication *self)
{
  GtkApplication *app = GTK_APPLICATION (self);

  for (guint i = 0; i < self->menu.n_items; i++)
    {
      g_autofree char          *name = g_strdup_printf ("stree-item%u", i);
      g_autoptr (GSimpleAction) action = g_simple_action_new (name, NULL);

      g_simple_action_set_enabled (action, !self->menu.items[i].disabled);
      g_signal_connect (action, "activate", G_CALLBACK (item_cb), self);
      g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
      if (self->menu.items[i].accel)
        {
          g_autofree char *detailed = g_strconcat ("app.", name, NULL);

          gtk_application_set_accels_for_action (app, detailed, (const char *[]){ self->menu.items[i].accel, NULL });
        }
    }
}

void
stree_application_remove_items (StreeApplication *self)
{
  for (guint i = 0; i < self->menu.n_items; i++)
    {
      g_autofree char *name = g_strdup_printf ("stree-item%u", i);
      g_autofree char *detailed = g_strconcat ("app.", name, NULL);

      gtk_application_set_accels_for_action (GTK_APPLICATION (self), detailed, (const char *[]){ NULL });
      g_action_map_remove_action (G_ACTION_MAP (self), name);
    }
}

void
stree_application_take_menu (StreeApplication *self, const StreeMenu *menu, StreeArena *arena)
{
  g_clear_pointer (&self->menu_arena, stree_arena_unref);
  self->menu_arena = stree_arena_ref (arena);
  self->menu = *menu;
  stree_menu_copy (arena, &self->menu);
}

/* --- the header bar --- */

/* The button that opens and closes the sidebar comes with the first sidebar. */
static void
add_sidebar_toggle (StreeView *view, GParamSpec *pspec, GtkHeaderBar *header)
{
  GtkWidget *toggle;

  (void) pspec;
  if (!stree_view_get_has_sidebar (view) || g_object_get_data (G_OBJECT (header), "stree-toggle"))
    return;
  toggle = gtk_toggle_button_new ();
  g_object_set_data (G_OBJECT (header), "stree-toggle", toggle);
  gtk_button_set_icon_name (GTK_BUTTON (toggle), "view-sidebar-start-symbolic");
  if (!gtk_icon_theme_has_icon (gtk_icon_theme_get_for_display (gtk_widget_get_display (toggle)), "view-sidebar-start-symbolic"))
    gtk_button_set_icon_name (GTK_BUTTON (toggle), "sidebar-show-symbolic");
  gtk_widget_set_tooltip_text (toggle, _ ("Show or hide the sidebar (F9)"));
  stree_gtk_set_name (toggle, _ ("Sidebar"));
  g_object_bind_property (view, "show-sidebar", toggle, "active", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_object_bind_property (view, "has-sidebar", toggle, "visible", G_BINDING_SYNC_CREATE);
  gtk_header_bar_pack_start (header, toggle);
}

gboolean
stree_application_needs_header (StreeApplication *self, StreeView *view)
{
  return has_menu (self) || stree_view_get_has_sidebar (view) ||
         stree_location_get_has_routes (stree_session_get_location (self->session));
}

GtkWidget *
stree_application_make_header (StreeApplication *self, StreeView *view)
{
  GtkWidget *header = gtk_header_bar_new ();

  stree_application_update_menu (self, GTK_HEADER_BAR (header));
  g_signal_connect_object (view, "notify::has-sidebar", G_CALLBACK (add_sidebar_toggle), header, 0);
  add_sidebar_toggle (view, NULL, GTK_HEADER_BAR (header));
  return header;
}
