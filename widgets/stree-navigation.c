/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-navigation-private.h"

#include <glib/gi18n-lib.h>

#include "routing/stree-location.h"
#include "stree-gtk-private.h"
#include "stree-view-private.h"

static StreeLocation *
location_of (gpointer app)
{
  return stree_session_get_location (stree_application_get_session (app));
}

/* --- the program's actions --- */

static void
back_cb (GSimpleAction *action, GVariant *parameter, gpointer app)
{
  (void) action;
  (void) parameter;
  stree_location_back (location_of (app));
}

static void
forward_cb (GSimpleAction *action, GVariant *parameter, gpointer app)
{
  (void) action;
  (void) parameter;
  stree_location_forward (location_of (app));
}

/* Another program may call this, on the session bus. */
static void
navigate_cb (GSimpleAction *action, GVariant *parameter, gpointer app)
{
  g_autoptr (GError) error = NULL;

  (void) action;
  if (!stree_location_navigate (location_of (app), g_variant_get_string (parameter, NULL), &error))
    g_message ("A link was not followed. %s", error->message);
}

static void
bind_enabled (StreeApplication *app, const char *property, const char *action)
{
  g_object_bind_property (location_of (app), property, g_action_map_lookup_action (G_ACTION_MAP (app), action), "enabled",
                          G_BINDING_SYNC_CREATE);
}

/* Back is where one comes from: on the right, where text runs from right to left. */
static void
set_keys (GtkApplication *app, GtkTextDirection direction)
{
  gboolean    rtl = direction == GTK_TEXT_DIR_RTL;
  const char *left[] = { "<Alt>Left", "<Alt>KP_Left", rtl ? "Forward" : "Back", NULL };
  const char *right[] = { "<Alt>Right", "<Alt>KP_Right", rtl ? "Back" : "Forward", NULL };

  gtk_application_set_accels_for_action (app, "app.stree-back", rtl ? right : left);
  gtk_application_set_accels_for_action (app, "app.stree-forward", rtl ? left : right);
}

void
stree_navigation_start (StreeApplication *app)
{
  static const GActionEntry entries[] = {
    { .name = "stree-back", .activate = back_cb },
    { .name = "stree-forward", .activate = forward_cb },
    { .name = "stree-navigate", .activate = navigate_cb, .parameter_type = "s" },
  };

  stree_location_set_application_id (location_of (app), g_application_get_application_id (G_APPLICATION (app)));
  g_action_map_add_action_entries (G_ACTION_MAP (app), entries, G_N_ELEMENTS (entries), app);
  bind_enabled (app, "can-go-back", "stree-back");
  bind_enabled (app, "can-go-forward", "stree-forward");
  set_keys (GTK_APPLICATION (app), gtk_widget_get_default_direction ());
  stree_leave_watch_held (app);
}

/* --- a window --- */

/* What a window keeps; owned by it. */
typedef struct
{
  GtkWindow  *window;
  StreeView  *view;
  GtkWidget  *header;  /* borrowed; NULL: none */
  GtkWidget  *steps[2]; /* borrowed: back and forward, in the header; NULL: not there yet */
  char       *title;
  char       *route;   /* where it is */
  GHashTable *focused; /* route (owned) -> GWeakRef (owned): what had the focus when it was left */
  guint       source;  /* the focus is to be looked after: in an idle, */
  guint       tick;    /* or in the next frame, whichever is first */
  gboolean    nowhere; /* the page had nothing to focus: GTK put it somewhere else in the window */
} Window;

static void
weak_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
stop_looking (Window *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->tick)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->tick);
}

static void
window_free (gpointer data)
{
  Window *self = data;

  stop_looking (self);
  g_hash_table_unref (self->focused);
  g_free (self->title);
  g_free (self->route);
  g_free (self);
}

static Window *
window_of (GtkWindow *window)
{
  return g_object_get_data (G_OBJECT (window), "stree-navigation");
}

static StreeLocation *
location_in (Window *self)
{
  return stree_session_get_location (stree_view_get_session (self->view));
}

static void
title_cb (StreeLocation *location, GParamSpec *pspec, GtkWindow *window)
{
  Window          *self = window_of (window);
  const char      *page = stree_location_get_title (location);
  g_autofree char *both = NULL;

  (void) pspec;
  if (page && g_strcmp0 (page, self->title) != 0)
    both = g_strdup_printf (_ ("%s – %s"), page, self->title);
  gtk_window_set_title (window, both ? both : self->title);
}

/* --- the focus: it stays where it is, if that is still there. Else it goes back to where it was on this page, or to the
 *     first thing there --- */

static gboolean
is_inside (Window *self, GtkWidget *widget)
{
  return widget && gtk_widget_is_ancestor (widget, GTK_WIDGET (self->view));
}

static gboolean
has_focus (Window *self)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);

  return focus && gtk_widget_get_mapped (focus) && gtk_widget_is_sensitive (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->window));
}

static gboolean
focus_before (Window *self)
{
  GWeakRef  *ref = g_hash_table_lookup (self->focused, self->route);
  GtkWidget *widget = ref ? g_weak_ref_get (ref) : NULL;
  gboolean   done = is_inside (self, widget) && gtk_widget_grab_focus (widget);

  g_clear_object (&widget);
  return done;
}

static void
look_after_focus (Window *self)
{
  stop_looking (self);
  stree_view_flush (self->view);
  if (has_focus (self) && !(self->nowhere && !is_inside (self, gtk_window_get_focus (self->window))))
    self->nowhere = FALSE;
  else
    self->nowhere = !focus_before (self) && !gtk_widget_child_focus (stree_view_get_root (self->view), GTK_DIR_TAB_FORWARD);
}

static gboolean
focus_cb (gpointer data)
{
  Window *self = data;

  self->source = 0;
  look_after_focus (self);
  return G_SOURCE_REMOVE;
}

static gboolean
focus_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  (void) widget;
  (void) clock;
  look_after_focus (data);
  return G_SOURCE_REMOVE;
}

static void
tick_gone_cb (gpointer data)
{
  Window *self = data;

  self->tick = 0;
}

/* Where a page goes within a frame, that frame's layout gives the focus to whatever comes first: the tick is before that.
 * A window that is covered may get no frame: then the idle does it. */
static void
start_looking (Window *self)
{
  if (!self->source)
    {
      self->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, focus_cb, self, NULL);
      g_source_set_name_by_id (self->source, "[streamtree] focus");
    }
  if (!self->tick)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), focus_tick_cb, self, tick_gone_cb);
}

static void
remember_focus (Window *self)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);
  GWeakRef  *ref;

  if (!is_inside (self, focus))
    return;
  ref = g_new0 (GWeakRef, 1);
  g_weak_ref_init (ref, focus);
  g_hash_table_replace (self->focused, g_strdup (self->route), ref);
}

static char *
dup_route (Window *self)
{
  char *route = stree_location_dup_param (location_in (self), "route");

  return route ? route : g_strdup ("");
}

static void
uri_cb (StreeLocation *location, GParamSpec *pspec, GtkWindow *window)
{
  Window          *self = window_of (window);
  g_autofree char *route = dup_route (self);

  (void) location;
  (void) pspec;
  if (g_str_equal (route, self->route))
    return;
  remember_focus (self);
  g_free (self->route);
  self->route = g_steal_pointer (&route);
  start_looking (self);
}

/* --- the pointer and the header bar --- */

static void
side_button_cb (guint button, gpointer data)
{
  Window *self = data;

  if (button == 8)
    stree_location_back (location_in (self));
  else
    stree_location_forward (location_in (self));
}

static void
show_keys (Window *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self->view)) == GTK_TEXT_DIR_RTL;

  if (!self->steps[0])
    return;
  gtk_widget_set_tooltip_text (self->steps[0], rtl ? _ ("Back (Alt+Right)") : _ ("Back (Alt+Left)"));
  gtk_widget_set_tooltip_text (self->steps[1], rtl ? _ ("Forward (Alt+Left)") : _ ("Forward (Alt+Right)"));
}

static void
direction_cb (GtkWidget *view, GtkTextDirection previous, GtkWindow *window)
{
  GtkApplication *app = gtk_window_get_application (window);

  (void) previous;
  if (app)
    set_keys (app, gtk_widget_get_direction (view));
  show_keys (window_of (window));
}

static GtkWidget *
step_button (const char *icon, const char *action, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_focus_on_click (button, FALSE); /* what is being edited keeps the focus */
  stree_gtk_set_name (button, name);
  return button;
}

/* They come with the first route. */
static void
routes_cb (StreeLocation *location, GParamSpec *pspec, GtkWindow *window)
{
  Window    *self = window_of (window);
  GtkWidget *box;

  (void) pspec;
  if (!self->header || !stree_location_get_has_routes (location) || g_object_get_data (G_OBJECT (self->header), "stree-steps"))
    return;
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (box, "linked");
  self->steps[0] = step_button ("go-previous-symbolic", "app.stree-back", _ ("Back"));
  self->steps[1] = step_button ("go-next-symbolic", "app.stree-forward", _ ("Forward"));
  for (guint i = 0; i < G_N_ELEMENTS (self->steps); i++)
    gtk_box_append (GTK_BOX (box), self->steps[i]);
  show_keys (self);
  g_object_set_data (G_OBJECT (self->header), "stree-steps", box);
  gtk_header_bar_pack_start (GTK_HEADER_BAR (self->header), box);
}

void
stree_navigation_attach (StreeApplication *app, GtkWindow *window, StreeView *view, GtkWidget *header, const char *title)
{
  Window        *self = g_new0 (Window, 1);
  StreeLocation *location = location_of (app);

  self->window = window;
  self->view = view;
  self->header = header;
  self->title = g_strdup (title);
  self->focused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, weak_free);
  self->route = dup_route (self);
  g_object_set_data_full (G_OBJECT (window), "stree-navigation", self, window_free);

  g_signal_connect_object (location, "notify::title", G_CALLBACK (title_cb), window, 0);
  g_signal_connect_object (location, "notify::uri", G_CALLBACK (uri_cb), window, 0);
  g_signal_connect_object (location, "notify::has-routes", G_CALLBACK (routes_cb), window, 0);
  g_signal_connect_object (view, "direction-changed", G_CALLBACK (direction_cb), window, 0);
  title_cb (location, NULL, window);
  routes_cb (location, NULL, window);

  stree_side_buttons_attach (window, side_button_cb, self);
  stree_leave_watch (app, window, view);
}

void
stree_navigation_set_title (GtkWindow *window, const char *title)
{
  Window *self = window_of (window);

  g_free (self->title);
  self->title = g_strdup (title);
  title_cb (location_in (self), NULL, window);
}

void
stree_navigation_set_header (GtkWindow *window, GtkWidget *header)
{
  Window *self = window_of (window);

  self->header = header;
  routes_cb (location_in (self), NULL, window);
}
