/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-application.h"

#include <glib/gi18n-lib.h>

#include "core/stree-component-private.h"
#include "core/stree-dispatch-private.h"
#include "core/stree-event-private.h"
#include "core/stree-handler-private.h"
#include "elements/stree-fragment.h"
#include "elements/stree-sidebar.h"
#include "inspector/stree-inspector-window-private.h"
#include "routing/stree-location.h"
#include "stree-color-scheme-private.h"
#include "stree-about-private.h"
#include "stree-auto-sidebar-private.h"
#include "stree-gtk-actions-private.h"
#include "stree-navigation-private.h"
#include "stree-run-private.h"
#include "stree-view-private.h"

#define READING_WIDTH 760

/**
 * StreeApplication:
 *
 * A program whose windows show a component. All its windows share one session.
 *
 * Since: 1.0
 */
struct _StreeApplication
{
  GtkApplication     parent_instance;
  StreeSession      *session;   /* owned */
  char              *name;
  StreeComponentFunc func;      /* NULL: closure */
  gpointer           props;     /* borrowed */
  GClosure          *closure;   /* owned */
  StreeComponentFunc sidebar;   /* NULL: none */

  char              *page_title;
  char              *icon;
  StreeLayout        layout;
  StreeSidebarState  initial_sidebar_state;
  int                width;
  int                height;
  char              *session_file;
  StreeArena        *menu_arena; /* owned: where the menu's labels and handlers live */
  StreeMenu          menu;
  gboolean           single_window;
  gboolean           no_inspector;
};

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_PAGE_TITLE,
  PROP_ICON,
  PROP_LAYOUT,
  PROP_INITIAL_SIDEBAR_STATE,
  PROP_WIDTH,
  PROP_HEIGHT,
  PROP_SESSION_FILE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StreeApplication, stree_application, GTK_TYPE_APPLICATION)

/* --- properties --- */

static void
stree_application_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StreeApplication *self = STREE_APPLICATION (object);

  switch (id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_PAGE_TITLE:
      g_value_set_string (value, self->page_title);
      break;
    case PROP_ICON:
      g_value_set_string (value, self->icon);
      break;
    case PROP_LAYOUT:
      g_value_set_enum (value, self->layout);
      break;
    case PROP_INITIAL_SIDEBAR_STATE:
      g_value_set_enum (value, self->initial_sidebar_state);
      break;
    case PROP_WIDTH:
      g_value_set_int (value, self->width);
      break;
    case PROP_HEIGHT:
      g_value_set_int (value, self->height);
      break;
    case PROP_SESSION_FILE:
      g_value_set_string (value, self->session_file);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
replace_string (char **string, const GValue *value)
{
  g_free (*string);
  *string = g_value_dup_string (value);
}

static void
stree_application_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StreeApplication *self = STREE_APPLICATION (object);

  switch (id)
    {
    case PROP_PAGE_TITLE:
      replace_string (&self->page_title, value);
      break;
    case PROP_ICON:
      replace_string (&self->icon, value);
      break;
    case PROP_LAYOUT:
      self->layout = (StreeLayout) g_value_get_enum (value);
      break;
    case PROP_INITIAL_SIDEBAR_STATE:
      self->initial_sidebar_state = (StreeSidebarState) g_value_get_enum (value);
      break;
    case PROP_WIDTH:
      self->width = g_value_get_int (value);
      break;
    case PROP_HEIGHT:
      self->height = g_value_get_int (value);
      break;
    case PROP_SESSION_FILE:
      replace_string (&self->session_file, value);
      break;
    case PROP_SESSION:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
stree_application_finalize (GObject *object)
{
  StreeApplication *self = STREE_APPLICATION (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->closure, g_closure_unref);
  g_clear_pointer (&self->menu_arena, stree_arena_unref);
  g_free (self->name);
  g_free (self->page_title);
  g_free (self->icon);
  g_free (self->session_file);
  G_OBJECT_CLASS (stree_application_parent_class)->finalize (object);
}

/* --- the window --- */

static const char *
title_of (StreeApplication *self)
{
  return self->page_title ? self->page_title : self->name;
}

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
      g_autofree char *about = g_strdup_printf (_ ("_About %s"), title_of (self));

      g_menu_append (last, about, "app.stree-about");
    }
  g_menu_append (last, _ ("_Quit"), "app.stree-quit");
  g_menu_append_section (model, NULL, G_MENU_MODEL (last));
  return G_MENU_MODEL (model);
}

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

static void
add_menu_button (StreeApplication *self, GtkHeaderBar *header)
{
  GtkWidget            *menu = gtk_menu_button_new ();
  g_autoptr (GMenuModel) model = main_menu (self);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu), "open-menu-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (menu), model);
  gtk_menu_button_set_primary (GTK_MENU_BUTTON (menu), TRUE);
  gtk_widget_set_tooltip_text (menu, _ ("Main menu (F10)"));
  stree_gtk_set_name (menu, _ ("Main menu"));
  gtk_header_bar_pack_end (header, menu);
}

static GtkWidget *
make_header (StreeApplication *self, StreeView *view)
{
  GtkWidget *header = gtk_header_bar_new ();

  if (has_menu (self))
    add_menu_button (self, GTK_HEADER_BAR (header));
  g_signal_connect_object (view, "notify::has-sidebar", G_CALLBACK (add_sidebar_toggle), header, 0);
  add_sidebar_toggle (view, NULL, GTK_HEADER_BAR (header));
  return header;
}

/* The root of a program that gives its sidebar apart: both components, side by side. */
static StreeElement *
with_sidebar (StreeContext *cx, gpointer props)
{
  StreeApplication  *self = props;
  StreeComponentArgs args = { .props = self->props };

  (void) cx;
  return stree_fragment (stree_component_new (self->name, self->func, &args),
                         stree_sidebar (stree_component_new ("sidebar", self->sidebar, &args)));
}

static void
start_sidebar (StreeApplication *self, GtkWindow *window, StreeView *view)
{
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  if (self->initial_sidebar_state == STREE_SIDEBAR_COLLAPSED)
    stree_view_set_show_sidebar (view, FALSE);
  else if (self->initial_sidebar_state == STREE_SIDEBAR_AUTO)
    stree_auto_sidebar (view, width);
}

/**
 * stree_application_new_window:
 * @self: an application that is running
 *
 * Opens a further window on the session.
 *
 * Returns: (transfer none): the window
 *
 * Since: 1.0
 */
GtkWindow *
stree_application_new_window (StreeApplication *self)
{
  GtkWidget *window;
  GtkWidget *view;
  GtkWidget *header = NULL;
  gboolean   wide;

  g_return_val_if_fail (STREE_IS_APPLICATION (self), NULL);
  wide = self->layout == STREE_LAYOUT_WIDE;
  window = gtk_application_window_new (GTK_APPLICATION (self));
  stree_gtk_style (GTK_WIDGET (window));
  gtk_window_set_default_size (GTK_WINDOW (window), self->width ? self->width : wide ? 1000 : 640,
                               self->height ? self->height : wide ? 700 : 480);
  if (self->icon)
    gtk_window_set_icon_name (GTK_WINDOW (window), self->icon);
  if (self->sidebar)
    view = stree_view_new (self->session, self->name, with_sidebar, self);
  else if (self->func)
    view = stree_view_new (self->session, self->name, self->func, self->props);
  else
    view = stree_view_new_for_closure (self->session, self->name, self->closure);
  stree_view_set_max_width (STREE_VIEW (view), wide ? 0 : READING_WIDTH);
  g_object_set (stree_view_get_root (STREE_VIEW (view)), "margin-top", 18, "margin-bottom", 18, "margin-start", 18, "margin-end", 18,
                NULL);
  stree_view_set_inspectable (STREE_VIEW (view), !self->no_inspector);
  start_sidebar (self, GTK_WINDOW (window), STREE_VIEW (view));
  gtk_window_set_child (GTK_WINDOW (window), view);
  stree_app_actions_watch (GTK_APPLICATION (self), STREE_VIEW (view));
  /* A program with neither menu nor sidebar nor routes has a plain title bar: its window starts as fast as any. */
  if (has_menu (self) || stree_view_get_has_sidebar (STREE_VIEW (view)) ||
      stree_location_get_has_routes (stree_session_get_location (self->session)))
    header = make_header (self, STREE_VIEW (view));
  if (header)
    gtk_window_set_titlebar (GTK_WINDOW (window), header);
  stree_navigation_attach (self, GTK_WINDOW (window), STREE_VIEW (view), header, title_of (self));
  gtk_window_present (GTK_WINDOW (window));
  return GTK_WINDOW (window);
}

/* --- actions --- */

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  (void) parameter;
  stree_application_new_window (data);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  (void) parameter;
  stree_leave_quit (data);
}

static void
sidebar_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (data);
  GtkWidget *view = window ? gtk_window_get_child (window) : NULL;

  (void) action;
  (void) parameter;
  if (STREE_IS_VIEW (view))
    stree_view_set_show_sidebar (STREE_VIEW (view), !stree_view_get_show_sidebar (STREE_VIEW (view)));
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

static void
add_actions (StreeApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "stree-new-window", .activate = new_window_cb },
    { .name = "stree-quit", .activate = quit_cb },
    { .name = "stree-sidebar", .activate = sidebar_cb },
  };
  GtkApplication *app = GTK_APPLICATION (self);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  if (self->single_window)
    g_action_map_remove_action (G_ACTION_MAP (self), "stree-new-window");
  stree_navigation_start (self);
  gtk_application_set_accels_for_action (app, "app.stree-new-window", (const char *[]){ "<Control>n", NULL });
  gtk_application_set_accels_for_action (app, "app.stree-quit", (const char *[]){ "<Control>q", NULL });
  gtk_application_set_accels_for_action (app, "app.stree-sidebar", (const char *[]){ "F9", NULL });
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

/* --- the application's life --- */

static void
stree_application_startup (GApplication *application)
{
  StreeApplication *self = STREE_APPLICATION (application);

  G_APPLICATION_CLASS (stree_application_parent_class)->startup (application);
  add_actions (self);
  stree_color_scheme_follow (G_OBJECT (self), g_application_get_dbus_connection (application));
  if (self->session_file && g_file_test (self->session_file, G_FILE_TEST_EXISTS))
    {
      g_autoptr (GError) error = NULL;

      if (!stree_session_load (self->session, self->session_file, &error))
        g_warning ("The last session could not be restored, the program starts afresh: %s", error->message);
    }
}

static gboolean
stree_application_local_command_line (GApplication *application, char ***arguments, int *status)
{
  if (!stree_deep_link_take (application, *arguments, status))
    return TRUE;
  return G_APPLICATION_CLASS (stree_application_parent_class)->local_command_line (application, arguments, status);
}

static void
stree_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window)
    gtk_window_present (window);
  else
    stree_application_new_window (STREE_APPLICATION (application));
}

/* Files go to the global state "files", for the component to open; before a window is there, it waits for it. */
static void
stree_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  StreeApplication    *self = STREE_APPLICATION (application);
  StreeState          *state;
  GVariantBuilder      uris;
  guint                n_uris = 0;
  g_autoptr (GVariant) variant = NULL;

  (void) hint;
  g_variant_builder_init (&uris, G_VARIANT_TYPE_STRING_ARRAY);
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);

      if (stree_deep_link_open (application, files[i]))
        continue;
      g_variant_builder_add (&uris, "s", uri);
      n_uris++;
    }
  variant = g_variant_ref_sink (g_variant_builder_end (&uris));
  if (n_uris == 0)
    {
      stree_application_activate (application);
      return;
    }
  state = stree_session_lookup (self->session, "files");
  if (state)
    {
      stree_state_set_variant (state, variant);
    }
  else
    {
      GVariantDict         dict;
      g_autoptr (GVariant) saved = NULL;

      g_variant_dict_init (&dict, NULL);
      g_variant_dict_insert_value (&dict, "/files", g_variant_new_variant (variant));
      saved = g_variant_ref_sink (g_variant_dict_end (&dict));
      stree_session_deserialize (self->session, saved, NULL);
    }
  stree_application_activate (application);
}

static void
stree_application_shutdown (GApplication *application)
{
  StreeApplication  *self = STREE_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  if (self->session_file)
    {
      g_autofree char *folder = g_path_get_dirname (self->session_file);

      g_mkdir_with_parents (folder, 0700);
      if (!stree_session_save (self->session, self->session_file, &error))
        g_warning ("The session could not be saved: %s", error->message);
    }
  /* Windows go while the session is still there. */
  while (gtk_application_get_windows (GTK_APPLICATION (self)))
    gtk_window_destroy (gtk_application_get_windows (GTK_APPLICATION (self))->data);
  stree_inspector_close (self->session);
  G_APPLICATION_CLASS (stree_application_parent_class)->shutdown (application);
}

static void
stree_application_class_init (StreeApplicationClass *klass)
{
  GObjectClass      *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);
  GParamFlags        flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = stree_application_finalize;
  object_class->get_property = stree_application_get_property;
  object_class->set_property = stree_application_set_property;
  application_class->startup = stree_application_startup;
  application_class->local_command_line = stree_application_local_command_line;
  application_class->activate = stree_application_activate;
  application_class->open = stree_application_open;
  application_class->shutdown = stree_application_shutdown;

  /**
   * StreeApplication:session: (attributes org.gtk.Property.get=stree_application_get_session)
   *
   * The session that all windows share.
   *
   * Since: 1.0
   */
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, STREE_TYPE_SESSION, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * StreeApplication:page-title:
   *
   * The title of windows; the component's name if unset.
   *
   * Since: 1.0
   */
  properties[PROP_PAGE_TITLE] = g_param_spec_string ("page-title", NULL, NULL, NULL, flags);
  /**
   * StreeApplication:icon:
   *
   * The icon of windows, a name of the icon theme. Where it is unset, the desktop takes that of the desktop file.
   *
   * Since: 1.0
   */
  properties[PROP_ICON] = g_param_spec_string ("icon", NULL, NULL, NULL, flags);
  /**
   * StreeApplication:layout:
   *
   * How windows use their width.
   *
   * Since: 1.0
   */
  properties[PROP_LAYOUT] = g_param_spec_enum ("layout", NULL, NULL, STREE_TYPE_LAYOUT, STREE_LAYOUT_CENTERED, flags);
  /**
   * StreeApplication:initial-sidebar-state:
   *
   * How sidebars start.
   *
   * Since: 1.0
   */
  properties[PROP_INITIAL_SIDEBAR_STATE] =
    g_param_spec_enum ("initial-sidebar-state", NULL, NULL, STREE_TYPE_SIDEBAR_STATE, STREE_SIDEBAR_AUTO, flags);
  /**
   * StreeApplication:width:
   *
   * The width of windows at first, in pixels; 0 for what suits the layout.
   *
   * Since: 1.0
   */
  properties[PROP_WIDTH] = g_param_spec_int ("width", NULL, NULL, 0, G_MAXINT, 0, flags);
  /**
   * StreeApplication:height:
   *
   * The height of windows at first, in pixels; 0 for what suits the layout.
   *
   * Since: 1.0
   */
  properties[PROP_HEIGHT] = g_param_spec_int ("height", NULL, NULL, 0, G_MAXINT, 0, flags);
  /**
   * StreeApplication:session-file:
   *
   * Where the session is kept from one start to the next; nowhere if unset.
   *
   * Since: 1.0
   */
  properties[PROP_SESSION_FILE] = g_param_spec_string ("session-file", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
stree_application_init (StreeApplication *self)
{
  self->session = stree_session_new ();
}

/**
 * stree_application_get_session:
 * @self: an application
 *
 * The session that all windows share.
 *
 * Returns: (transfer none): the session
 *
 * Since: 1.0
 */
StreeSession *
stree_application_get_session (StreeApplication *self)
{
  g_return_val_if_fail (STREE_IS_APPLICATION (self), NULL);
  return self->session;
}

/**
 * stree_application_new: (skip)
 * @application_id: (nullable): the application's id, such as `org.example.App`
 * @name: the head of every render path, such as `app`
 * @func: the root component
 * @props: (nullable): its props; borrowed
 *
 * Makes a program that shows a component. Run it with g_application_run ().
 *
 * Returns: (transfer full): the application
 *
 * Since: 1.0
 */
StreeApplication *
stree_application_new (const char *application_id, const char *name, StreeComponentFunc func, gpointer props)
{
  StreeApplication *self;

  g_return_val_if_fail (application_id == NULL || g_application_id_is_valid (application_id), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (func != NULL, NULL);
  self = g_object_new (STREE_TYPE_APPLICATION, "application-id", application_id, NULL);
  self->name = g_strdup (name);
  self->func = func;
  self->props = props;
  return self;
}

/**
 * stree_application_new_for_closure: (constructor) (rename-to stree_application_new)
 * @application_id: (nullable): the application's id, such as `org.example.App`
 * @name: the head of every render path, such as `app`
 * @func: the root component: takes a [struct@StreamTree.Context], returns a [struct@StreamTree.Element]
 *
 * Makes a program that shows a component. Run it with [method@Gio.Application.run].
 *
 * Returns: (transfer full): the application
 *
 * Since: 1.0
 */
StreeApplication *
stree_application_new_for_closure (const char *application_id, const char *name, GClosure *func)
{
  StreeApplication *self;

  g_return_val_if_fail (application_id == NULL || g_application_id_is_valid (application_id), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (func != NULL, NULL);
  self = g_object_new (STREE_TYPE_APPLICATION, "application-id", application_id, NULL);
  self->name = g_strdup (name);
  self->closure = g_closure_ref (func);
  g_closure_sink (func);
  return self;
}

static void
replace_view (StreeApplication *self, GtkWidget *view)
{
  if (!STREE_IS_VIEW (view))
    return;
  if (self->sidebar)
    stree_view_set_component (STREE_VIEW (view), self->name, with_sidebar, self);
  else
    stree_view_set_component (STREE_VIEW (view), self->name, self->func, self->props);
}

/**
 * stree_application_replace: (skip)
 * @self: an application that shows a function
 * @name: the head of every render path; where it is another one, state starts afresh
 * @func: the root component from now on
 * @args: how the window looks; its title, theme, sidebar and props count
 *
 * Goes on with other code: every window shows it, and what it shows at the same place under the same name keeps its widget
 * and its state. What was run before must stay loaded.
 *
 * Since: 1.0
 */
void
stree_application_replace (StreeApplication *self, const char *name, StreeComponentFunc func, const StreeAppArgs *args)
{
  g_return_if_fail (STREE_IS_APPLICATION (self) && self->func != NULL);
  g_return_if_fail (name != NULL && func != NULL && args != NULL);
  g_free (self->name);
  self->name = g_strdup (name);
  self->func = func;
  self->props = args->props;
  self->sidebar = args->sidebar;
  g_object_set (self, "page-title", args->page_title, NULL);
  if (args->theme)
    stree_session_set_theme (self->session, args->theme);
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    replace_view (self, gtk_window_get_child (l->data));
}

static void
take_menu (StreeApplication *self, const StreeMenu *menu, StreeArena *arena)
{
  self->menu_arena = stree_arena_ref (arena);
  self->menu = *menu;
  stree_menu_copy (arena, &self->menu);
}

/**
 * stree_run_args: (skip)
 * @application_id: (nullable): the application's id, such as `org.example.App`
 * @name: the head of every render path
 * @func: the root component
 * @argc: as main () got it
 * @argv: as main () got it
 * @args: how the window looks
 *
 * Runs a program whose window shows a component. In C write `stree_run_with (id, func, argc, argv, .layout = ...)`.
 *
 * Returns: the exit status for main ()
 *
 * Since: 1.0
 */
int
stree_run_args (const char         *application_id,
                const char         *name,
                StreeComponentFunc  func,
                int                 argc,
                char              **argv,
                const StreeAppArgs *args)
{
  g_autoptr (StreeApplication) app = NULL;
  g_autoptr (StreeArena)       arena = stree_arena_new ();
  int                          status;

  stree_run_begin ();
  if (stree_run_is_caught (application_id, name, func, argc, argv, args, &status))
    return status;
  app = stree_application_new (application_id, name, func, args->props);
  g_return_val_if_fail (app != NULL, 1);
  g_object_set (app, "page-title", args->page_title, "icon", args->icon, "layout", args->layout, "initial-sidebar-state",
                args->initial_sidebar_state, "width", args->width, "height", args->height, "session-file",
                args->session_file, NULL);
  if (args->theme)
    stree_session_set_theme (app->session, args->theme);
  if (args->opens_files)
    g_application_set_flags (G_APPLICATION (app), G_APPLICATION_HANDLES_OPEN);
  app->sidebar = args->sidebar;
  app->single_window = args->single_window;
  app->no_inspector = args->no_inspector;
  if (args->about)
    stree_about_add (GTK_APPLICATION (app), args->about, title_of (app), args->icon);
  take_menu (app, &args->menu_items, arena);
  return g_application_run (G_APPLICATION (app), argc, argv);
}
