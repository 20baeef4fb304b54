/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What goes on outside the tree, as a state: files, sources, properties, settings, D-Bus. */

#include "support.h"
#include "tasks/stree-watch-private.h"

#include <glib-unix.h>
#include <glib/gstdio.h>
#include <unistd.h>

static int n_runs;

/* Every test: what is unmounted is bound no more. */
static void
leave (StreeHeadless **view)
{
  g_clear_object (view);
  g_assert_cmpuint (stree_watch_get_n_bound (), ==, 0);
}

static StreeComponentFunc inner;
static gpointer           inner_props;

static StreeElement *
guest (StreeContext *cx, gpointer props)
{
  (void) props;
  return inner (cx, inner_props);
}

static StreeElement *
guarded (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_error_boundary (stree_component (guest));
}

static void
assert_refused (StreeComponentFunc func, gpointer props, const char *part)
{
  StreeHeadless *view;

  inner = func;
  inner_props = props;
  view = stree_headless_new (NULL, "app", guarded, NULL);
  assert_shows (view, part);
  leave (&view);
}

/* --- files --- */

static StreeElement *
file_reader (StreeContext *cx, gpointer props)
{
  GFile **file = props;
  StreeState *changes = stree_watch_file (cx, "file", *file);
  g_autofree char *contents = NULL;

  n_runs++;
  if (!g_file_load_contents (*file, NULL, &contents, NULL, NULL, NULL))
    return stree_text ("nothing, %s", stree_state_get_int (changes) > 0 ? "changed" : "as it was");
  return stree_text ("%s", contents);
}

static void
write_file (GFile *file, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (g_file_peek_path (file), text, -1, &error); /* a file beside it, and a rename: as editors do */
  g_assert_no_error (error);
}

static gboolean
write_more_cb (gpointer data)
{
  g_assert_cmpint (fputs ("more", data), >=, 0);
  g_assert_cmpint (fflush (data), ==, 0);
  return G_SOURCE_CONTINUE;
}

static StreeElement *
file_counter (StreeContext *cx, gpointer file)
{
  return stree_text ("%s", stree_state_get_int64 (stree_watch_file (cx, "file", file)) > 1 ? "twice" : "not yet");
}

/* It is kept open, and is never silent for as long as it would take to call it done. */
static void
test_file_written_on (void)
{
  g_autofree char  *folder = g_dir_make_tmp ("stree-watch-XXXXXX", NULL);
  g_autofree char  *path = g_build_filename (folder, "log", NULL);
  FILE             *log = g_fopen (path, "a");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  StreeHeadless    *view = stree_headless_new (NULL, "app", file_counter, file);
  guint             source = g_timeout_add (20, write_more_cb, log);

  wait_for (stree_headless_has_text (view, "twice"));
  g_source_remove (source);
  g_object_unref (view);
  fclose (log);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_file (void)
{
  g_autofree char   *folder = g_dir_make_tmp ("stree-watch-XXXXXX", NULL);
  g_autofree char   *first = g_build_filename (folder, "first", NULL);
  g_autofree char   *second = g_build_filename (folder, "second", NULL);
  g_autofree char   *away = g_build_filename (folder, "away", NULL);
  g_autoptr (GFile)  one = g_file_new_for_path (first);
  g_autoptr (GFile)  two = g_file_new_for_path (second);
  GFile             *file = one;
  StreeHeadless     *view = stree_headless_new (NULL, "app", file_reader, &file);
  FILE              *stream;

  assert_has_text (view, "nothing, as it was");
  write_file (one, "made");
  wait_for (stree_headless_has_text (view, "made"));
  write_file (one, "replaced");
  wait_for (stree_headless_has_text (view, "replaced"));
  stream = g_fopen (first, "a");
  fputs (" and longer", stream);
  fclose (stream);
  wait_for (stree_headless_has_text (view, "replaced and longer"));
  g_assert_cmpint (g_rename (first, away), ==, 0);
  wait_for (stree_headless_has_text (view, "nothing, changed"));
  g_assert_cmpint (g_rename (away, first), ==, 0);
  wait_for (stree_headless_has_text (view, "replaced and longer"));
  g_assert_cmpint (g_remove (first), ==, 0);
  wait_for (stree_headless_has_text (view, "nothing, changed"));

  file = two;
  stree_headless_rerun (view);
  assert_has_text (view, "nothing, as it was");
  g_assert_cmpuint (stree_watch_get_n_bound (), ==, 1);
  write_file (one, "of no interest");
  write_file (two, "the second");
  wait_for (stree_headless_has_text (view, "the second"));

  leave (&view);
  g_remove (first);
  g_remove (second);
  g_rmdir (folder);
}

/* --- sources --- */

typedef struct
{
  int      fds[2];
  int      n_made;
  int      n_freed;
  char     last;
} Pipe;

static gboolean
take_byte (int fd, GIOCondition condition, gpointer data)
{
  Pipe *pipe = data;

  (void) condition;
  g_assert_cmpint (read (fd, &pipe->last, 1), ==, 1);
  return G_SOURCE_CONTINUE;
}

static void
count_freed (gpointer data)
{
  ((Pipe *) data)->n_freed++;
}

static StreeElement *
byte_counter (StreeContext *cx, gpointer props)
{
  Pipe       *pipe = props;
  GSource    *source = g_unix_fd_source_new (pipe->fds[0], G_IO_IN);
  StreeState *bytes;

  pipe->n_made++;
  g_source_set_callback (source, G_SOURCE_FUNC (take_byte), pipe, count_freed);
  bytes = stree_watch_source (cx, "bytes", source);
  return stree_text ("%d bytes, %c", stree_state_get_int (bytes), pipe->last);
}

static void
test_source (void)
{
  Pipe               pipe = { .last = '-' };
  g_autoptr (GError) error = NULL;
  StreeHeadless     *view;

  g_unix_open_pipe (pipe.fds, FD_CLOEXEC, &error);
  g_assert_no_error (error);
  view = stree_headless_new (NULL, "app", byte_counter, &pipe);
  assert_has_text (view, "0 bytes, -");
  g_assert_cmpint (write (pipe.fds[1], "a", 1), ==, 1);
  wait_for (stree_headless_has_text (view, "1 bytes, a"));
  stree_headless_rerun (view);
  g_assert_cmpint (write (pipe.fds[1], "b", 1), ==, 1);
  wait_for (stree_headless_has_text (view, "2 bytes, b"));
  g_assert_cmpint (pipe.n_made, >, 2); /* and all but the first are dropped */
  g_assert_cmpint (pipe.n_freed, ==, pipe.n_made - 1);
  leave (&view);
  g_assert_cmpint (pipe.n_freed, ==, pipe.n_made);
  g_assert_cmpint (write (pipe.fds[1], "c", 1), ==, 1);
  for (int i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpint (pipe.last, ==, 'b');
  close (pipe.fds[0]);
  close (pipe.fds[1]);
}

static StreeElement *
idle_counter (StreeContext *cx, gpointer props)
{
  StreeState *times = stree_watch_source (cx, "idle", g_idle_source_new ());

  (void) props;
  return stree_text (stree_state_get_int (times) > 2 ? "often" : "not yet");
}

/* Without a callback of its own. */
static void
test_source_plain (void)
{
  StreeHeadless *view = stree_headless_new (NULL, "app", idle_counter, NULL);

  wait_for (stree_headless_has_text (view, "often"));
  leave (&view);
}

/* --- properties --- */

static gboolean
is_listened_to (gpointer object, const char *signal)
{
  return g_signal_handler_find (object, G_SIGNAL_MATCH_ID, g_signal_lookup (signal, G_OBJECT_TYPE (object)), 0, NULL, NULL, NULL) != 0;
}

static StreeElement *
action_reader (StreeContext *cx, gpointer props)
{
  GObject   **object = props;
  StreeState *enabled = stree_watch_property (cx, "enabled", *object, "enabled");
  StreeState *name = stree_watch_property (cx, "name", *object, "name");

  n_runs++;
  return stree_text ("%s %s", stree_state_get_string (name), stree_state_get_bool (enabled) ? "on" : "off");
}

static void
test_property (void)
{
  g_autoptr (GSimpleAction) save = g_simple_action_new ("save", NULL);
  g_autoptr (GSimpleAction) quit = g_simple_action_new ("quit", NULL);
  GObject                  *object = G_OBJECT (save);
  StreeHeadless            *view = stree_headless_new (NULL, "app", action_reader, &object);

  assert_has_text (view, "save on");
  n_runs = 0;
  g_simple_action_set_enabled (save, FALSE);
  stree_headless_flush (view);
  assert_has_text (view, "save off");
  g_object_notify (object, "enabled"); /* the same again */
  stree_headless_flush (view);
  g_assert_cmpint (n_runs, ==, 1);
  object = G_OBJECT (quit);
  stree_headless_rerun (view);
  assert_has_text (view, "quit on");
  g_assert_cmpuint (object->ref_count, ==, 3);
  g_assert_cmpuint (G_OBJECT (save)->ref_count, ==, 1);
  g_assert_true (is_listened_to (quit, "notify"));
  g_assert_false (is_listened_to (save, "notify"));
  leave (&view);
  g_assert_false (is_listened_to (quit, "notify"));
  g_assert_cmpuint (G_OBJECT (quit)->ref_count, ==, 1);
}

static StreeElement *
no_property (StreeContext *cx, gpointer props)
{
  GObject **object = props;

  return stree_text ("%d", stree_state_get_int (stree_watch_property (cx, "width", *object, "width")));
}

static void
test_property_refused (void)
{
  g_autoptr (GSimpleAction) save = g_simple_action_new ("save", NULL);
  GObject                  *object = G_OBJECT (save);

  assert_refused (no_property, &object, "'width' asks for property 'width', which a GSimpleAction does not have");
}

/* --- settings --- */

static const char *setting_key;

static StreeElement *
setting_reader (StreeContext *cx, gpointer props)
{
  GSettings *settings = props;
  StreeState *value = stree_watch_setting (cx, "greeting", settings, setting_key);

  n_runs++;
  return stree_text ("%s", stree_state_get_variant (value) ? g_variant_get_string (stree_state_get_variant (value), NULL) : "");
}

static void
test_setting (void)
{
  g_autoptr (GError)                error = NULL;
  g_autoptr (GSettingsSchemaSource) source =
    g_settings_schema_source_new_from_directory (g_test_get_dir (G_TEST_BUILT), NULL, TRUE, &error);
  g_autoptr (GSettingsSchema)       schema = NULL;
  g_autoptr (GSettings)             settings = NULL;
  StreeHeadless                    *view;

  g_assert_no_error (error);
  schema = g_settings_schema_source_lookup (source, "org.streamtree.Test", FALSE);
  g_assert_nonnull (schema);
  settings = g_settings_new_full (schema, NULL, NULL);
  setting_key = "greeting";
  view = stree_headless_new (NULL, "app", setting_reader, settings);
  assert_has_text (view, "hello");
  n_runs = 0;
  g_settings_set_string (settings, "greeting", "good morning");
  wait_for (stree_headless_has_text (view, "good morning"));
  g_settings_set_string (settings, "parting", "bye"); /* another key */
  stree_headless_flush (view);
  g_assert_cmpint (n_runs, ==, 1);
  setting_key = "parting";
  stree_headless_rerun (view);
  assert_has_text (view, "bye");
  leave (&view);

  setting_key = "Greeting";
  assert_refused (setting_reader, settings, "'greeting' asks for key 'Greeting', which schema 'org.streamtree.Test' does not have");
  g_assert_cmpuint (G_OBJECT (settings)->ref_count, ==, 1);
  g_assert_false (is_listened_to (settings, "changed"));
}

/* --- D-Bus --- */

#define BUS_NAME  "org.streamtree.Test"
#define PATH      "/org/streamtree/Test"
#define INTERFACE "org.streamtree.Test"

typedef struct
{
  GDBusConnection *connection; /* of the one who has the object */
  guint            object;
  guint            name;
  int              level;
} Service;

static GVariant *
get_property (GDBusConnection *connection, const char *sender, const char *path, const char *interface, const char *property,
              GError **error, gpointer data)
{
  const Service *service = data;

  (void) connection;
  (void) sender;
  (void) path;
  (void) interface;
  (void) property;
  (void) error;
  return g_variant_new_int32 (service->level);
}

static void
set_level (Service *service, int level, gboolean invalidate)
{
  GVariantBuilder changed, invalidated;

  service->level = level;
  g_variant_builder_init (&changed, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_init (&invalidated, G_VARIANT_TYPE ("as"));
  if (invalidate)
    g_variant_builder_add (&invalidated, "s", "Level");
  else
    g_variant_builder_add (&changed, "{sv}", "Level", g_variant_new_int32 (level));
  g_dbus_connection_emit_signal (service->connection, NULL, PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged",
                                 g_variant_new ("(sa{sv}as)", INTERFACE, &changed, &invalidated), NULL);
}

static void
service_start (Service *service, GTestDBus *bus)
{
  static const char         xml[] = "<node><interface name='" INTERFACE "'><property name='Level' type='i' access='read'/>"
                                    "</interface></node>";
  static const GDBusInterfaceVTable vtable = { .get_property = get_property };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (xml, NULL);
  g_autoptr (GError)        error = NULL;

  service->connection = g_dbus_connection_new_for_address_sync (
    g_test_dbus_get_bus_address (bus),
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, &error);
  g_assert_no_error (error);
  service->object = g_dbus_connection_register_object (service->connection, PATH, info->interfaces[0], &vtable, service, NULL, &error);
  g_assert_no_error (error);
  service->name = g_bus_own_name_on_connection (service->connection, BUS_NAME, G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);
}

static void
service_stop (Service *service)
{
  g_bus_unown_name (service->name);
  g_dbus_connection_unregister_object (service->connection, service->object);
  g_dbus_connection_close_sync (service->connection, NULL, NULL);
  g_clear_object (&service->connection);
}

/* What was warned of last, where a warning is no failure. */
static char *warned;

static void
keep_warning (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  (void) domain;
  (void) level;
  (void) data;
  g_free (warned);
  warned = g_strdup (message);
}

static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  (void) domain;
  (void) message;
  (void) data;
  return (level & G_LOG_LEVEL_MASK) < G_LOG_LEVEL_WARNING;
}

static const char *property;

static StreeElement *
level_reader (StreeContext *cx, gpointer props)
{
  StreeState *level = stree_watch_dbus_property (cx, "level", G_BUS_TYPE_SESSION, BUS_NAME, PATH, INTERFACE, property);
  GVariant   *value = stree_state_get_variant (level);

  (void) props;
  return value ? stree_text ("level %d", g_variant_get_int32 (value)) : stree_text ("unknown");
}

static void
test_dbus (void)
{
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autoptr (GDBusConnection) own = NULL;
  Service               service = { .level = 3 };
  StreeHeadless        *view;
  guint                 handler;

  g_test_dbus_up (bus);
  own = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_assert_nonnull (own);
  g_dbus_connection_set_exit_on_close (own, FALSE);
  property = "Level";
  view = stree_headless_new (NULL, "app", level_reader, NULL);
  assert_has_text (view, "unknown");
  service_start (&service, bus);
  wait_for (stree_headless_has_text (view, "level 3"));
  set_level (&service, 4, FALSE);
  wait_for (stree_headless_has_text (view, "level 4"));
  set_level (&service, 5, TRUE); /* it is asked for again */
  wait_for (stree_headless_has_text (view, "level 5"));
  service_stop (&service);
  wait_for (stree_headless_has_text (view, "unknown"));
  service.level = 6;
  service_start (&service, bus);
  wait_for (stree_headless_has_text (view, "level 6"));
  leave (&view);

  /* Unmounted while it is asked. */
  view = stree_headless_new (NULL, "app", level_reader, NULL);
  leave (&view);

  /* What is not there is told. */
  property = "Height";
  g_test_log_set_fatal_handler (is_fatal, NULL);
  handler = g_log_set_handler (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING | G_LOG_FLAG_FATAL, keep_warning, NULL);
  view = stree_headless_new (NULL, "app", level_reader, NULL);
  wait_for (warned);
  g_assert_nonnull (strstr (warned, "the D-Bus property 'level' of app failed: "));
  g_assert_nonnull (strstr (warned, "Height"));
  g_clear_pointer (&warned, g_free);
  g_log_remove_handler (G_LOG_DOMAIN, handler);
  assert_has_text (view, "unknown");
  leave (&view);
  service_stop (&service);
  g_test_dbus_stop (bus); /* whoever else has the connection keeps it */
}

static const char *bus_name;
static const char *object_path;
static const char *interface_name;

static StreeElement *
bad_reader (StreeContext *cx, gpointer props)
{
  (void) props;
  stree_state_get_variant (stree_watch_dbus_property (cx, "level", G_BUS_TYPE_SESSION, bus_name, object_path, interface_name, "A"));
  return stree_text ("read");
}

static void
test_dbus_refused (void)
{
  bus_name = "nobody";
  object_path = PATH;
  interface_name = INTERFACE;
  assert_refused (bad_reader, NULL, "'level' asks D-Bus for bus name 'nobody'; expected one such as");
  bus_name = BUS_NAME;
  object_path = "org/example";
  assert_refused (bad_reader, NULL, "'level' asks D-Bus for object path 'org/example'; expected one such as");
  object_path = PATH;
  interface_name = "Test";
  assert_refused (bad_reader, NULL, "'level' asks D-Bus for interface 'Test'; expected one such as");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/watch/file", test_file);
  g_test_add_func ("/watch/file-written-on", test_file_written_on);
  g_test_add_func ("/watch/source", test_source);
  g_test_add_func ("/watch/source/plain", test_source_plain);
  g_test_add_func ("/watch/property", test_property);
  g_test_add_func ("/watch/property/refused", test_property_refused);
  g_test_add_func ("/watch/setting", test_setting);
  g_test_add_func ("/watch/dbus", test_dbus);
  g_test_add_func ("/watch/dbus/refused", test_dbus_refused);
  return g_test_run ();
}
