/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A session as a GVariant, and as a JSON file:
 *
 *   { "streamtree-session": 1,
 *     "states": { "app.Counter/count": { "type": "x", "value": 3 }, "/unit": { "type": "s", "value": "cm" } } }
 *
 * A scoped state stands under its render path and its name, a global one under "/" and its key. Of the values see
 * stree-variant-json-private.h.
 */

#include <json-glib/json-glib.h>

#include "core/stree-error.h"
#include "core/stree-mount-private.h"
#include "core/stree-node-private.h"
#include "core/stree-session-private.h"
#include "core/stree-variant-json-private.h"
#include "history/stree-history-private.h"
#include "inspect/stree-trace-private.h"
#include "routing/stree-location-private.h"

#define FORMAT_NAME    "streamtree-session"
#define FORMAT_VERSION 1

/* --- to and from a GVariant --- */

static void
save_state (GVariantBuilder *builder, const char *place, StreeState *state)
{
  GVariant *value = stree_state_save (state);

  if (value)
    g_variant_builder_add (builder, "{sv}", place, value);
}

/* The next state of rows out of sight; its name says where it was. */
static StreeState *
next_stashed (StreeNode *node, GHashTableIter *iter, StreeState *state)
{
  gpointer value;

  if (!node->extra || !node->extra->stash)
    return NULL;
  if (state && state->next)
    return state->next;
  if (!state)
    g_hash_table_iter_init (iter, node->extra->stash);
  return g_hash_table_iter_next (iter, NULL, &value) ? value : NULL;
}

/* What a password is typed into is not written down, whether it was typed yet or set by the program. */
static void
mark_secrets (StreeMount *mount)
{
  for (StreeNode *node = mount->root; node; node = stree_node_next_in (node, mount->root))
    {
      const StreeKind *kind = node->element->kind;
      const StreeProp *password = kind->flags & STREE_KIND_SECRET ? stree_kind_find_prop (kind, "password") : NULL;
      StreeValue       value;

      if (!password || !STREE_PROP_CFIELD (gboolean, stree_node_args (node), password->offset))
        continue;
      value = STREE_PROP_CFIELD (StreeValue, stree_node_args (node), kind->value->offset);
      if (value.type == STREE_VALUE_STATE)
        value.v.state->transient = TRUE;
    }
}

static void
save_mount (GVariantBuilder *builder, StreeMount *mount)
{
  for (StreeNode *node = mount->root; node; node = stree_node_next_in (node, mount->root))
    {
      g_autofree char *path = NULL;
      GHashTableIter   iter;

      for (StreeState *state = next_stashed (node, &iter, NULL); state; state = next_stashed (node, &iter, state))
        save_state (builder, state->name, state);
      if (!node->extra || !node->extra->states)
        continue;
      path = stree_node_dup_path (node);
      for (StreeState *state = node->extra->states; state; state = state->next)
        {
          g_autofree char *place = g_strconcat (path, "/", state->name, NULL);

          save_state (builder, place, state);
        }
    }
}

/**
 * stree_session_serialize:
 * @session: a session
 *
 * All states that can be written down: numbers, booleans, texts and variants, with their places.
 *
 * What was loaded and not asked for yet is kept.
 *
 * Returns: (transfer floating): an `a{sv}`
 *
 * Since: 1.0
 */
GVariant *
stree_session_serialize (StreeSession *session)
{
  GVariantBuilder builder;
  GHashTableIter  iter;
  gpointer        key, value;

  g_return_val_if_fail (STREE_IS_SESSION (session), NULL);
  for (guint i = 0; i < session->mounts->len; i++)
    mark_secrets (session->mounts->pdata[i]);
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_hash_table_iter_init (&iter, session->globals);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_autofree char *place = g_strconcat ("/", key, NULL);

      save_state (&builder, place, value);
    }
  for (guint i = 0; i < session->mounts->len; i++)
    save_mount (&builder, session->mounts->pdata[i]);
  if (session->pending)
    {
      g_hash_table_iter_init (&iter, session->pending);
      while (g_hash_table_iter_next (&iter, &key, &value))
        g_variant_builder_add (&builder, "{sv}", key, value);
    }
  return g_variant_builder_end (&builder);
}

GVariant *
stree_session_take_pending (StreeSession *session, const char *place)
{
  gpointer key, value;

  if (!session->pending || !g_hash_table_steal_extended (session->pending, place, &key, &value))
    return NULL;
  g_free (key);
  if (g_hash_table_size (session->pending) == 0)
    g_clear_pointer (&session->pending, g_hash_table_unref);
  return value;
}

void
stree_session_forget_pending (StreeSession *session, const char *place)
{
  GVariant *value = stree_session_take_pending (session, place);

  if (value)
    g_variant_unref (value);
}

/* What somebody may read is told. */
static void
restore_state (StreeSession *session, StreeState *state, GVariant *value, gboolean tell)
{
  GVariant *before = session->history ? stree_history_before (state) : NULL;

  if (tell && G_UNLIKELY (session->n_tracers > 0))
    stree_trace_state_set (state);
  stree_state_restore (state, value);
  if (tell)
    stree_state_changed (state);
  if (before)
    stree_history_note (session->history, state, before);
}

static void
restore_mount (StreeSession *session, StreeMount *mount)
{
  for (StreeNode *node = mount->root; node && session->pending; node = stree_node_next_in (node, mount->root))
    {
      g_autofree char *path = NULL;
      GHashTableIter   iter;

      for (StreeState *state = next_stashed (node, &iter, NULL); state && session->pending;
           state = next_stashed (node, &iter, state))
        {
          g_autoptr (GVariant) saved = stree_session_take_pending (session, state->name);

          if (saved)
            restore_state (session, state, saved, FALSE);
        }
      if (!node->extra || !node->extra->states)
        continue;
      path = stree_node_dup_path (node);
      for (StreeState *state = node->extra->states; state && session->pending; state = state->next)
        {
          g_autofree char     *place = g_strconcat (path, "/", state->name, NULL);
          g_autoptr (GVariant) saved = stree_session_take_pending (session, place);

          if (saved)
            restore_state (session, state, saved, TRUE);
        }
    }
}

/**
 * stree_session_deserialize:
 * @session: a session
 * @variant: what [method@StreamTree.Session.serialize] gave
 * @error: return location for an error
 *
 * Puts saved states back: into those that exist, now; into the others when a component asks for them.
 *
 * Returns: %FALSE with %STREE_ERROR_BAD_VALUE if @variant is no `a{sv}`; nothing is changed then
 *
 * Since: 1.0
 */
gboolean
stree_session_deserialize (StreeSession *session, GVariant *variant, GError **error)
{
  GVariantIter iter;
  const char  *place;
  GVariant    *value;

  g_return_val_if_fail (STREE_IS_SESSION (session), FALSE);
  g_return_val_if_fail (variant != NULL, FALSE);
  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE_VARDICT))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "A saved session is an a{sv}, not a %s",
                   g_variant_get_type_string (variant));
      return FALSE;
    }
  if (!session->pending)
    session->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  g_variant_iter_init (&iter, variant);
  while (g_variant_iter_next (&iter, "{&sv}", &place, &value))
    {
      StreeState *global = place[0] == '/' ? g_hash_table_lookup (session->globals, place + 1) : NULL;

      if (global)
        {
          restore_state (session, global, value, TRUE);
          g_variant_unref (value);
        }
      else
        {
          g_hash_table_replace (session->pending, g_strdup (place), value);
        }
    }
  for (guint i = 0; i < session->mounts->len; i++)
    restore_mount (session, session->mounts->pdata[i]);
  if (session->location)
    stree_location_reload (STREE_LOCATION (session->location));
  if (session->pending && g_hash_table_size (session->pending) == 0)
    g_clear_pointer (&session->pending, g_hash_table_unref);
  return TRUE;
}

/* --- to and from a file --- */

/* A member that is a text, or a number; NULL if there is none, or if it is something else. */
static JsonNode *
plain_member (JsonObject *object, const char *name, GType type)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type ? node : NULL;
}

/**
 * stree_session_save:
 * @session: a session
 * @filename: (type filename): where to write it
 * @error: return location for an error
 *
 * Writes the session to a JSON file. The file is replaced as a whole or not at all.
 *
 * Returns: %FALSE with a %G_FILE_ERROR
 *
 * Since: 1.0
 */
gboolean
stree_session_save (StreeSession *session, const char *filename, GError **error)
{
  g_autoptr (GVariant)    states = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode)    root = NULL;
  g_autofree char        *text = NULL;
  GVariantIter            iter;
  const char             *place;
  GVariant               *value;

  g_return_val_if_fail (STREE_IS_SESSION (session), FALSE);
  g_return_val_if_fail (filename != NULL, FALSE);
  states = g_variant_ref_sink (stree_session_serialize (session));
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, FORMAT_NAME);
  json_builder_add_int_value (builder, FORMAT_VERSION);
  json_builder_set_member_name (builder, "states");
  json_builder_begin_object (builder);
  g_variant_iter_init (&iter, states);
  while (g_variant_iter_loop (&iter, "{&sv}", &place, &value))
    {
      json_builder_set_member_name (builder, place);
      json_builder_begin_object (builder);
      stree_variant_to_json (builder, value);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  return g_file_set_contents_full (filename, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static gboolean
read_states (const char *filename, JsonObject *states, GVariantBuilder *builder, GError **error)
{
  JsonObjectIter iter;
  const char    *place;
  JsonNode      *node;

  json_object_iter_init (&iter, states);
  while (json_object_iter_next (&iter, &place, &node))
    {
      JsonObject *entry = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      g_autoptr (GVariant) value = entry ? stree_variant_from_json (entry) : NULL;

      if (!value)
        {
          g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                       "%s: state '%s' should be an object with a GVariant type string \"type\" and a \"value\" of it",
                       filename, place);
          return FALSE;
        }
      g_variant_builder_add (builder, "{sv}", place, value);
    }
  return TRUE;
}

/**
 * stree_session_load:
 * @session: a session
 * @filename: (type filename): a file that [method@StreamTree.Session.save] wrote
 * @error: return location for an error
 *
 * Reads a saved session: see [method@StreamTree.Session.deserialize].
 *
 * Returns: %FALSE with a %G_FILE_ERROR, a %JSON_PARSER_ERROR or a %STREE_ERROR; nothing is changed then
 *
 * Since: 1.0
 */
gboolean
stree_session_load (StreeSession *session, const char *filename, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char       *text = NULL;
  gsize                  length;
  JsonNode              *root;
  JsonObject            *object;
  JsonNode              *states;
  JsonNode              *version;
  GVariantBuilder        builder;
  g_autoptr (GVariant)   variant = NULL;

  g_return_val_if_fail (STREE_IS_SESSION (session), FALSE);
  g_return_val_if_fail (filename != NULL, FALSE);
  if (!g_file_get_contents (filename, &text, &length, error))
    return FALSE;
  if (!json_parser_load_from_data (parser, text, length, error))
    {
      g_prefix_error (error, "%s: ", filename);
      return FALSE;
    }
  root = json_parser_get_root (parser);
  object = root && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  states = object ? json_object_get_member (object, "states") : NULL;
  version = object ? plain_member (object, FORMAT_NAME, G_TYPE_INT64) : NULL;
  if (!states || !JSON_NODE_HOLDS_OBJECT (states) || !version || json_node_get_int (version) != FORMAT_VERSION)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                   "%s: not a saved session: an object with \"" FORMAT_NAME "\": %d and an object \"states\" was expected",
                   filename, FORMAT_VERSION);
      return FALSE;
    }
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  if (!read_states (filename, json_node_get_object (states), &builder, error))
    {
      g_variant_builder_clear (&builder);
      return FALSE;
    }
  variant = g_variant_ref_sink (g_variant_builder_end (&builder));
  return stree_session_deserialize (session, variant, error);
}
