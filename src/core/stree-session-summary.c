/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a session holds, for a developer's eyes. */

#include <string.h>

#include "core/stree-mount-private.h"
#include "core/stree-session-private.h"
#include "core/stree-thread-private.h"
#include "tasks/stree-tasks-private.h"

typedef struct
{
  char       *key; /* owned */
  const char *category;
  char       *type; /* owned */
} Row;

static void
row_clear (gpointer data)
{
  Row *row = data;

  g_free (row->key);
  g_free (row->type);
}

static void
add (GArray *rows, char *key, const char *category, const char *type)
{
  Row row = { key, category, g_strdup (type) };

  g_array_append_val (rows, row);
}

/* Of rows that a List has out of sight: they are named by their place. */
static void
add_stash (GArray *rows, GHashTable *stash)
{
  GHashTableIter iter;
  gpointer       states;

  g_hash_table_iter_init (&iter, stash);
  while (g_hash_table_iter_next (&iter, NULL, &states))
    for (StreeState *state = states; state; state = state->next)
      add (rows, g_strdup (state->name), "state", G_VALUE_TYPE_NAME (&state->value));
}

static void
add_mount (GArray *rows, StreeMount *mount)
{
  for (StreeNode *node = mount->root; node; node = stree_node_next_in (node, mount->root))
    {
      g_autofree char *path = NULL;

      if (!node->extra)
        continue;
      if (node->extra->stash)
        add_stash (rows, node->extra->stash);
      if (!node->extra->states)
        continue;
      path = stree_node_dup_path (node);
      for (StreeState *state = node->extra->states; state; state = state->next)
        add (rows, g_strconcat (path, "/", state->name, NULL), "state", G_VALUE_TYPE_NAME (&state->value));
    }
}

static void
add_table (GArray *rows, GHashTable *table, const char *category)
{
  GHashTableIter iter;
  gpointer       key, value;

  if (!table)
    return;
  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_str_equal (category, "global"))
      add (rows, g_strconcat ("/", key, NULL), category, G_VALUE_TYPE_NAME (&((StreeState *) value)->value));
    else if (g_str_equal (category, "task"))
      add (rows, g_strdup (key), category, stree_task_status_name (((StreeTask *) value)->status));
    else if (g_str_equal (category, "loaded"))
      add (rows, g_strdup (key), category, g_variant_get_type_string (value));
    else
      add (rows, g_strdup (key), category, "");
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Row *one = a;
  const Row *other = b;
  int        by_key = strcmp (one->key, other->key);

  return by_key ? by_key : strcmp (one->category, other->category);
}

/**
 * stree_session_summarize:
 * @session: a session
 *
 * What the session holds, for a developer's eyes.
 *
 * Each has a `key`, a `category` and a `type`. A `state` stands under its render path and its name and a `global` one under
 * `/` and its key, as in a saved session; both have the name of a GType. What was `loaded` and is not asked for yet has a
 * GVariant type string; a `task` has its status; a `memo` no type.
 *
 * Returns: (transfer floating): an `aa{sv}`, sorted by key
 *
 * Since: 1.0
 */
GVariant *
stree_session_summarize (StreeSession *session)
{
  g_autoptr (GArray) rows = NULL;
  GVariantBuilder    builder;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_SESSION (session), NULL);
  rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (rows, row_clear);
  add_table (rows, session->globals, "global");
  for (guint i = 0; i < session->mounts->len; i++)
    add_mount (rows, session->mounts->pdata[i]);
  add_table (rows, session->memos, "memo");
  add_table (rows, session->tasks ? session->tasks->table : NULL, "task");
  add_table (rows, session->pending, "loaded");
  g_array_sort (rows, compare);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      g_variant_builder_open (&builder, G_VARIANT_TYPE_VARDICT);
      g_variant_builder_add (&builder, "{sv}", "key", g_variant_new_string (row->key));
      g_variant_builder_add (&builder, "{sv}", "category", g_variant_new_string (row->category));
      g_variant_builder_add (&builder, "{sv}", "type", g_variant_new_string (row->type));
      g_variant_builder_close (&builder);
    }
  return g_variant_builder_end (&builder);
}
