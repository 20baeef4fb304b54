/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-application-private.h"

#include "core/stree-component-private.h"
#include "inspector/stree-inspector-window-private.h"
#include "routing/stree-location.h"
#include "sources/stree-source-open.h"
#include "stree-color-scheme-private.h"
#include "stree-about-private.h"
#include "stree-auto-sidebar-private.h"
#include "stree-gtk-actions-private.h"
#include "stree-live-private.h"
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
  PROP_INSPECTABLE,
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
    case PROP_INSPECTABLE:
      g_value_set_boolean (value, self->inspectable);
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
    case PROP_INSPECTABLE:
      self->inspectable = g_value_get_boolean (value);
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

const char *
stree_application_get_title (StreeApplication *self)
{
  return self->page_title ? self->page_title : self->name;
}

void
stree_application_get_size (StreeApplication *self, int *width, int *height)
{
  gboolean wide = self->layout == STREE_LAYOUT_WIDE;

  *width = self->width ? self->width : wide ? 1000 : 640;
  *height = self->height ? self->height : wide ? 700 : 480;
}

void
stree_application_dress (StreeApplication *self, GtkWindow *window, StreeView *view)
{
  gtk_window_set_icon_name (window, self->icon);
  stree_view_set_max_width (view, self->layout == STREE_LAYOUT_WIDE ? 0 : READING_WIDTH);
  stree_view_set_inspectable (view, self->inspectable);
}

StreeRunRoot *
stree_application_get_root (StreeApplication *self)
{
  self->root = (StreeRunRoot){ self->name, self->func, self->sidebar, self->props };
  return &self->root;
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
  int        width, height;

  g_return_val_if_fail (STREE_IS_APPLICATION (self), NULL);
  window = gtk_application_window_new (GTK_APPLICATION (self));
  stree_gtk_style (GTK_WIDGET (window));
  stree_application_get_size (self, &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  if (self->sidebar)
    view = stree_view_new (self->session, self->name, stree_run_root, stree_application_get_root (self));
  else if (self->func)
    view = stree_view_new (self->session, self->name, self->func, self->props);
  else
    view = stree_view_new_for_closure (self->session, self->name, self->closure);
  stree_application_dress (self, GTK_WINDOW (window), STREE_VIEW (view));
  g_object_set (stree_view_get_root (STREE_VIEW (view)), "margin-top", 18, "margin-bottom", 18, "margin-start", 18, "margin-end", 18,
                NULL);
  start_sidebar (self, GTK_WINDOW (window), STREE_VIEW (view));
  gtk_window_set_child (GTK_WINDOW (window), view);
  stree_app_actions_watch (GTK_APPLICATION (self), STREE_VIEW (view));
  if (stree_application_needs_header (self, STREE_VIEW (view)))
    header = stree_application_make_header (self, STREE_VIEW (view));
  if (header)
    gtk_window_set_titlebar (GTK_WINDOW (window), header);
  stree_navigation_attach (self, GTK_WINDOW (window), STREE_VIEW (view), header, stree_application_get_title (self));
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

void
stree_application_sync_new_window (StreeApplication *self)
{
  static const GActionEntry entry = { .name = "stree-new-window", .activate = new_window_cb };
  GActionMap               *map = G_ACTION_MAP (self);

  if (self->single_window)
    g_action_map_remove_action (map, entry.name);
  else if (!g_action_map_lookup_action (map, entry.name))
    g_action_map_add_action_entries (map, &entry, 1, self);
}

static void
add_actions (StreeApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "stree-quit", .activate = quit_cb },
    { .name = "stree-sidebar", .activate = sidebar_cb },
  };
  GtkApplication *app = GTK_APPLICATION (self);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  stree_application_sync_new_window (self);
  stree_navigation_start (self);
  gtk_application_set_accels_for_action (app, "app.stree-new-window", (const char *[]){ "<Control>n", NULL });
  gtk_application_set_accels_for_action (app, "app.stree-quit", (const char *[]){ "<Control>q", NULL });
  gtk_application_set_accels_for_action (app, "app.stree-sidebar", (const char *[]){ "F9", NULL });
  stree_application_add_items (self);
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
stree_application_dbus_register (GApplication *application, GDBusConnection *connection, const char *path, GError **error)
{
  return G_APPLICATION_CLASS (stree_application_parent_class)->dbus_register (application, connection, path, error) &&
         (!STREE_APPLICATION (application)->inspectable || stree_live_export (application, connection, path, error));
}

static void
stree_application_dbus_unregister (GApplication *application, GDBusConnection *connection, const char *path)
{
  stree_live_unexport (application, connection);
  G_APPLICATION_CLASS (stree_application_parent_class)->dbus_unregister (application, connection, path);
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

/* Files go to the global state "files", for the component to open; before a window is there, it waits for it. With a password in a
 * URI it is not written down. */
static void
stree_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  StreeApplication    *self = STREE_APPLICATION (application);
  StreeState          *state;
  GVariantBuilder      uris;
  guint                n_uris = 0;
  gboolean             secret = FALSE;
  g_autoptr (GVariant) variant = NULL;

  (void) hint;
  g_variant_builder_init (&uris, G_VARIANT_TYPE_STRING_ARRAY);
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);
      g_autofree char *masked = NULL;

      if (stree_deep_link_open (application, files[i]))
        continue;
      masked = stree_source_mask_uri (uri);
      secret |= !g_str_equal (masked, uri);
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
      if (secret)
        stree_state_set_transient (state, TRUE);
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
  state = stree_session_lookup (self->session, "files");
  if (state && secret)
    stree_state_set_transient (state, TRUE);
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
  application_class->dbus_register = stree_application_dbus_register;
  application_class->dbus_unregister = stree_application_dbus_unregister;
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
  /**
   * StreeApplication:inspectable:
   *
   * Whether it can be looked into: the inspector opens by Ctrl+Shift+D, and other programs of the same session may ask what the
   * windows show, as `streamtree tree --live` does. It counts when the application is registered, and for windows opened later.
   *
   * Since: 1.0
   */
  properties[PROP_INSPECTABLE] = g_param_spec_boolean ("inspectable", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
stree_application_init (StreeApplication *self)
{
  self->session = stree_session_new ();
  self->inspectable = TRUE;
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

void
stree_application_apply (StreeApplication *self, const StreeAppArgs *args)
{
  g_autoptr (StreeArena) arena = stree_arena_new ();

  g_object_set (self, "page-title", args->page_title, "icon", args->icon, "layout", args->layout, "initial-sidebar-state",
                args->initial_sidebar_state, "width", args->width, "height", args->height, "session-file", args->session_file,
                "inspectable", !args->not_inspectable, NULL);
  if (args->theme)
    stree_session_set_theme (self->session, args->theme);
  self->themed = args->theme != NULL;
  if (args->opens_files)
    g_application_set_flags (G_APPLICATION (self), G_APPLICATION_HANDLES_OPEN);
  self->sidebar = args->sidebar;
  self->single_window = args->single_window;
  if (args->about)
    stree_about_add (GTK_APPLICATION (self), args->about, stree_application_get_title (self), args->icon);
  stree_application_take_menu (self, &args->menu_items, arena);
}
