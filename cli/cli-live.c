/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* streamtree tree --live: the tree of an app that is running, which it says over the session bus. */

#include "cli-private.h"

#include <glib/gi18n-lib.h>

#define INTERFACE "org.streamtree.Tree1"
#define PATIENCE  10000 /* of a busy app, in milliseconds */

/* --- asking --- */

static char *
path_of (const char *application_id)
{
  g_autofree char *words = g_strdelimit (g_strdup (application_id), ".", '/');

  return g_strdelimit (g_strconcat ("/", words, NULL), "-", '_');
}

/* What D-Bus says, in the words of who asked. */
static void
explain (GError **error, const char *id)
{
  GError *told = *error;

  if (g_error_matches (told, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
      g_error_matches (told, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER))
    *error = g_error_new (STREE_ERROR, STREE_ERROR_FAILED, _ ("“%s” is not running"), id);
  else if (g_error_matches (told, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD) ||
           g_error_matches (told, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_INTERFACE) ||
           g_error_matches (told, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT))
    *error = g_error_new (
        STREE_ERROR, STREE_ERROR_FAILED,
        _ ("“%s” does not tell what it shows: it is not made with StreamTree, or with one that is too old, or it "
           "does not let others look"),
        id);
  else if (g_error_matches (told, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY) ||
           g_error_matches (told, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ||
           g_error_matches (told, G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT))
    *error = g_error_new (STREE_ERROR, STREE_ERROR_FAILED, _ ("“%s” does not answer"), id);
  else
    {
      g_dbus_error_strip_remote_error (told);
      *error = g_error_new (STREE_ERROR, STREE_ERROR_FAILED, _ ("“%s” cannot be asked: %s"), id, told->message);
    }
  g_error_free (told);
}

static GVariant *
ask (const char *id, const char *method, GVariant *parameters, const char *type, GError **error)
{
  g_autoptr (GVariant) held = g_variant_ref_sink (parameters);
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, error);
  g_autofree char *path = path_of (id);
  GVariant        *answer;

  if (!bus)
    {
      g_prefix_error (error, "%s: ", _ ("There is no session bus, on which apps could be asked"));
      return NULL;
    }
  answer = g_dbus_connection_call_sync (bus, id, path, INTERFACE, method, held, G_VARIANT_TYPE (type),
                                        G_DBUS_CALL_FLAGS_NO_AUTO_START, PATIENCE, NULL, error);
  if (!answer)
    explain (error, id);
  return answer;
}

/* --- printing --- */

/* One line that the format takes for a comment; of several windows each has its own. */
static void
print_heading (StreeDumpFormat format, guint number, const char *title)
{
  static const struct
  {
    const char *begin, *end;
  } comments[] = {
    [STREE_DUMP_TEXT] = { "# ", "" },  [STREE_DUMP_MERMAID] = { "%% ", "" },  [STREE_DUMP_DOT] = { "// ", "" },
    [STREE_DUMP_C] = { "/* ", " */" }, [STREE_DUMP_UI] = { "<!-- ", " -->" },
  };
  g_autofree char *line = g_strdup_printf (_ ("Window %u: %s"), number, title);

  /* Nothing in a title ends the comment, or begins one in it. */
  for (char *c = line; *c; c++)
    if (g_ascii_iscntrl (*c) || *c == '*' || *c == '/' || *c == '\\' || *c == '?' ||
        (*c == '-' && format == STREE_DUMP_UI))
      *c = ' ';
  g_print ("%s%s%s%s\n", number > 1 ? "\n" : "", comments[format].begin, line, comments[format].end);
}

static void
print_text (const char *text)
{
  g_print ("%s%s", text, g_str_has_suffix (text, "\n") ? "" : "\n");
}

static void
print_json (JsonNode *json)
{
  g_autofree char *text = json_to_string (json, TRUE);

  g_print ("%s\n", text);
}

/* The tree of a window as JSON: a text, or counts. */
static JsonNode *
read_json (GVariant *view, GError **error)
{
  g_autoptr (GVariant) tree = g_variant_get_child_value (view, 1);

  if (g_variant_is_of_type (tree, G_VARIANT_TYPE_STRING))
    return json_from_string (g_variant_get_string (tree, NULL), error);
  return json_gvariant_serialize (tree);
}

/* One window as it is, several as an array of objects that name them. */
static gboolean
print_all_json (GVariant *views, GError **error)
{
  gsize n = g_variant_n_children (views);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) all = NULL;

  json_builder_begin_array (builder);
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) view = g_variant_get_child_value (views, i);
      JsonNode   *tree = read_json (view, error);
      const char *title;

      if (!tree && error && !*error) /* an empty text is no error to the parser */
        g_set_error (error, STREE_ERROR, STREE_ERROR_FAILED, _ ("What the app has answered is no JSON"));
      if (!tree)
        return FALSE;
      if (n == 1)
        {
          print_json (tree);
          json_node_unref (tree);
          return TRUE;
        }
      g_variant_get_child (view, 0, "&s", &title);
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "window");
      json_builder_add_string_value (builder, title);
      json_builder_set_member_name (builder, "tree");
      json_builder_add_value (builder, tree);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  all = json_builder_get_root (builder);
  print_json (all);
  return TRUE;
}

static void
print_all_text (GVariant *views, StreeDumpFormat format, gboolean summarize)
{
  gsize n = g_variant_n_children (views);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) view = g_variant_get_child_value (views, i);
      g_autoptr (GVariant) tree = g_variant_get_child_value (view, 1);
      const char *title;

      g_variant_get_child (view, 0, "&s", &title);
      if (n > 1)
        print_heading (summarize ? STREE_DUMP_TEXT : format, (guint) i + 1, title);
      if (summarize)
        cli_print_kinds (tree);
      else
        print_text (g_variant_get_string (tree, NULL));
    }
}

int
cli_live (const char *application_id, StreeDumpFormat format, gboolean summarize, gboolean expand)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GEnumClass) formats = g_type_class_ref (STREE_TYPE_DUMP_FORMAT);
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) views = NULL;

  if (!g_application_id_is_valid (application_id))
    {
      g_printerr ("streamtree: ");
      g_printerr (_ ("“%s” is no application id: expected such as %s"), application_id, "org.example.App");
      g_printerr ("\n");
      return CLI_USAGE;
    }
  if (summarize)
    answer = ask (application_id, "Summarize", g_variant_new ("(b)", expand), "(a(sa{su}))", &error);
  else
    answer =
        ask (application_id, "Dump",
             g_variant_new ("(sb)", g_enum_get_value (formats, (int) format)->value_nick, expand), "(a(ss))", &error);
  if (!answer)
    return cli_fail (error);
  views = g_variant_get_child_value (answer, 0);
  if (g_variant_n_children (views) == 0)
    {
      g_set_error (&error, STREE_ERROR, STREE_ERROR_FAILED, _ ("“%s” is running, and has no window that shows a tree"),
                   application_id);
      return cli_fail (error);
    }
  if (format != STREE_DUMP_JSON)
    print_all_text (views, format, summarize);
  else if (!print_all_json (views, &error))
    return cli_fail (error);
  return CLI_OK;
}
