/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Trees as text, kept in files beside a test. */

#include <errno.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "core/stree-dump-private.h"
#include "core/stree-error.h"
#include "testing/stree-test-private.h"

#define UPDATE_FLAG     "--update-snapshots"
#define UPDATE_VARIABLE "STREE_UPDATE_SNAPSHOTS"

static gboolean update_asked;

/**
 * stree_test_init: (skip)
 * @argc: as main () got it
 * @argv: as main () got it
 *
 * g_test_init (), and takes `--update-snapshots` from the command line, as `STREE_UPDATE_SNAPSHOTS=1` in the environment:
 * [method@StreamTree.Test.check_snapshot] writes what is there then.
 *
 * Since: 1.0
 */
void
stree_test_init (int *argc, char ***argv)
{
  int kept = 0;

  g_return_if_fail (argc != NULL && argv != NULL);
  for (int i = 0; i < *argc; i++)
    if (i > 0 && g_str_equal ((*argv)[i], UPDATE_FLAG))
      update_asked = TRUE;
    else
      (*argv)[kept++] = (*argv)[i];
  (*argv)[kept] = NULL;
  *argc = kept;
  g_test_init (argc, argv, NULL);
}

static gboolean
is_update (void)
{
  const char *asked = g_getenv (UPDATE_VARIABLE);

  return update_asked || (asked && *asked && !g_str_equal (asked, "0"));
}

/* --- the tree --- */

static void append_value (GString *text, JsonNode *node);

static void
append_string (GString *text, const char *value)
{
  g_string_append_c (text, '\'');
  for (; *value; value++)
    switch (*value)
      {
      case '\n':
        g_string_append (text, "\\n");
        break;
      case '\r':
        g_string_append (text, "\\r");
        break;
      case '\'':
      case '\\':
        g_string_append_c (text, '\\');
        G_GNUC_FALLTHROUGH;
      default:
        g_string_append_c (text, *value);
      }
  g_string_append_c (text, '\'');
}

static void
append_array (GString *text, JsonArray *array)
{
  g_string_append_c (text, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i > 0)
        g_string_append (text, ", ");
      append_value (text, json_array_get_element (array, i));
    }
  g_string_append_c (text, ']');
}

static void
append_object (GString *text, JsonObject *object)
{
  g_autoptr (GList) names = json_object_get_members (object);

  g_string_append_c (text, '{');
  for (GList *l = names; l; l = l->next)
    {
      g_string_append_printf (text, "%s%s=", l == names ? "" : " ", (const char *) l->data);
      append_value (text, json_object_get_member (object, l->data));
    }
  g_string_append_c (text, '}');
}

static void
append_value (GString *text, JsonNode *node)
{
  g_autofree char *plain = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    append_object (text, json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    append_array (text, json_node_get_array (node));
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    append_string (text, json_node_get_string (node));
  else
    {
      plain = json_to_string (node, FALSE);
      g_string_append (text, plain);
    }
}

static void
append_node (GString *text, JsonObject *object, guint depth)
{
  g_autoptr (GList) names = json_object_get_members (object);
  const char       *kind = json_object_get_string_member (object, "kind");
  gboolean          component = g_str_equal (kind, "ComponentCall");

  /* A component goes by its own name. */
  g_string_append_printf (text, "%*s%s", (int) depth * 2, "",
                          component ? json_object_get_string_member (object, "name") : kind);
  for (GList *l = names; l; l = l->next)
    {
      const char *name = l->data;

      if (g_str_equal (name, "kind") || g_str_equal (name, "children") || (component && g_str_equal (name, "name")))
        continue;
      g_string_append_printf (text, " %s=", name);
      append_value (text, json_object_get_member (object, name));
    }
  g_string_append_c (text, '\n');
  if (json_object_has_member (object, "children"))
    {
      JsonArray *children = json_object_get_array_member (object, "children");

      for (guint i = 0; i < json_array_get_length (children); i++)
        append_node (text, json_array_get_object_element (children, i), depth + 1);
    }
}

char *
stree_test_dump_node (StreeMount *mount, StreeNode *node)
{
  g_autoptr (JsonNode) json = stree_node_dump_json (node, mount->renderer);
  g_autoptr (GString)  text = g_string_new (NULL);

  append_node (text, json_node_get_object (json), 0);
  return g_strdup (text->str);
}

/* --- the files --- */

static char *
file_of (const char *name)
{
  const char      *folder = g_getenv ("G_TEST_SRCDIR");
  g_autofree char *file = g_strconcat (name, ".tree", NULL);

  if (g_path_is_absolute (name))
    return g_steal_pointer (&file);
  return g_build_filename (folder ? folder : ".", "snapshots", file, NULL);
}

static gboolean
write_snapshot (const char *file, const char *tree, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (file);

  if (g_mkdir_with_parents (folder, 0777) == 0)
    return g_file_set_contents (file, tree, -1, error);
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", folder, g_strerror (errno));
  return FALSE;
}

/**
 * stree_test_check_snapshot:
 * @self: a test
 * @name: the name of the snapshot; a path to be put before `.tree`, or where that is relative, below `snapshots/` in
 *   `G_TEST_SRCDIR` (else in the current folder)
 * @error: return location for an error
 *
 * The tree is as it was written down: see [method@StreamTree.Test.dump]. With `STREE_UPDATE_SNAPSHOTS=1` in the
 * environment, or `--update-snapshots` given to the test, it is written down instead: read the difference before you
 * commit it.
 *
 * Returns: %FALSE with %STREE_ERROR_BAD_VALUE and the difference, line by line; with %STREE_ERROR_NOT_FOUND if nothing
 *   was written down yet; with a %G_FILE_ERROR
 *
 * Since: 1.0
 */
gboolean
stree_test_check_snapshot (StreeTest *self, const char *name, GError **error)
{
  g_autofree char    *file = NULL;
  g_autofree char    *expected = NULL;
  g_autofree char    *tree = NULL;
  g_autofree char    *difference = NULL;
  g_autoptr (GError)  reading = NULL;

  g_return_val_if_fail (STREE_IS_TEST (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  file = file_of (name);
  tree = stree_test_dump (self);
  if (g_file_get_contents (file, &expected, NULL, &reading))
    {
      difference = stree_test_diff (expected, tree);
      if (!difference)
        return TRUE;
    }
  else if (!g_error_matches (reading, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_propagate_error (error, g_steal_pointer (&reading));
      return FALSE;
    }
  if (is_update ())
    return write_snapshot (file, tree, error);
  if (difference)
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                 "%s: the tree is another one now (- written down, + shown). If it should be, " UPDATE_VARIABLE
                 "=1 writes it down:\n%s", file, difference);
  else
    g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND,
                 "%s: there is no such snapshot yet; " UPDATE_VARIABLE "=1 writes this one:\n%s", file, tree);
  return FALSE;
}
