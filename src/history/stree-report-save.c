/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A history written down as a report; see stree-report-private.h for what is in the file. What must not be written down is left
 * out in three ways: states that are transient, what was typed into a password input, and whatever else holds such a text. */

#include <config.h>

#include <json-glib/json-glib.h>
#include <locale.h>

#include "core/stree-error.h"
#include "core/stree-session-private.h"
#include "core/stree-thread-private.h"
#include "core/stree-variant-json-private.h"
#include "enterprise/stree-enterprise.h"
#include "history/stree-report-private.h"

typedef struct
{
  StreeHistory *history; /* borrowed */
  JsonBuilder  *builder; /* owned */
  GHashTable   *places;  /* place (owned): of what is secret */
  GPtrArray    *texts;   /* what is secret itself; borrowed but for those in owned; NULL ends it */
  GPtrArray    *owned;   /* copies of texts */
} Writer;

static const char *toolkit_name, *toolkit_version;

void
stree_report_set_toolkit (const char *name, const char *version)
{
  toolkit_name = name;
  toolkit_version = version;
}

static const char *const deed_names[] = {
  [STREE_DEED_PROGRAM] = "program", [STREE_DEED_ACTIVATE] = "activate", [STREE_DEED_INPUT] = "input",
  [STREE_DEED_SUBMIT] = "submit",   [STREE_DEED_KEY] = "key",           [STREE_DEED_DROP] = "drop",
  [STREE_DEED_MENU] = "menu",       [STREE_DEED_REPORT] = "report",     [STREE_DEED_ANSWER] = "answer",
  [STREE_DEED_TRAVEL] = "travel",
};

const char *
stree_deed_get_name (StreeDeed deed)
{
  return deed_names[deed];
}

gboolean
stree_deed_parse (const char *name, StreeDeed *deed)
{
  for (guint i = 0; i < G_N_ELEMENTS (deed_names); i++)
    if (g_str_equal (deed_names[i], name))
      {
        *deed = (StreeDeed) i;
        return TRUE;
      }
  return FALSE;
}

/* --- what is secret --- */

static void
add_text (Writer *writer, const char *text)
{
  char *copy;

  if (!text || strlen (text) < STREE_SECRET_LENGTH)
    return;
  copy = g_strdup (text);
  g_ptr_array_add (writer->owned, copy);
  g_ptr_array_add (writer->texts, copy);
}

/* The texts in a value of any shape. */
static void
add_texts (Writer *writer, GVariant *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    add_text (writer, g_variant_get_string (value, NULL));
  else if (g_variant_is_container (value))
    for (gsize i = 0; i < g_variant_n_children (value); i++)
      {
        g_autoptr (GVariant) child = g_variant_get_child_value (value, i);

        add_texts (writer, child);
      }
}

static void
add_state (Writer *writer, StreeState *state)
{
  if (!state->transient || state->read_only)
    return;
  g_hash_table_add (writer->places, stree_state_dup_place (state));
  if (G_VALUE_HOLDS_STRING (&state->value))
    add_text (writer, g_value_get_string (&state->value));
  else if (G_VALUE_HOLDS_VARIANT (&state->value) && g_value_get_variant (&state->value))
    add_texts (writer, g_value_get_variant (&state->value));
}

/* What is in a password input, whether a state knows it or not. */
static void
add_shown (Writer *writer, StreeMount *mount, StreeNode *node)
{
  const StreeKind *kind = node->element->kind;
  const StreeProp *password = kind->flags & STREE_KIND_SECRET ? stree_kind_find_prop (kind, "password") : NULL;
  StreeValue       live;

  if (password && STREE_PROP_CFIELD (gboolean, stree_node_args (node), password->offset) && node->widget &&
      mount->renderer->klass->read (mount->renderer, node, &live) && live.type == STREE_VALUE_STRING)
    add_text (writer, live.v.s);
}

static void
find_secrets (Writer *writer)
{
  StreeSession  *session = writer->history->session;
  GHashTableIter iter;
  gpointer       key, value;

  g_hash_table_iter_init (&iter, writer->history->secrets);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (writer->places, g_strdup (key));
  g_hash_table_iter_init (&iter, writer->history->typed);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    add_text (writer, value);
  g_hash_table_iter_init (&iter, session->globals);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    add_state (writer, value);
  for (guint i = 0; i < session->mounts->len; i++)
    {
      StreeMount *mount = session->mounts->pdata[i];

      for (StreeNode *node = mount->root; node; node = stree_node_next_in (node, mount->root))
        {
          add_shown (writer, mount, node);
          for (StreeState *state = node->extra ? node->extra->states : NULL; state; state = state->next)
            add_state (writer, state);
          if (!node->extra || !node->extra->stash)
            continue;
          g_hash_table_iter_init (&iter, node->extra->stash);
          while (g_hash_table_iter_next (&iter, NULL, &value))
            for (StreeState *state = value; state; state = state->next)
              add_state (writer, state);
        }
    }
  g_ptr_array_add (writer->texts, NULL);
}

static gboolean
text_is_secret (Writer *writer, const char *text)
{
  for (guint i = 0; writer->texts->pdata[i]; i++)
    if (strstr (text, writer->texts->pdata[i]))
      return TRUE;
  return FALSE;
}

static gboolean
holds_secret (Writer *writer, GVariant *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return text_is_secret (writer, g_variant_get_string (value, NULL));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BYTESTRING))
    return text_is_secret (writer, g_variant_get_bytestring (value));
  if (!g_variant_is_container (value))
    return FALSE;
  for (gsize i = 0; i < g_variant_n_children (value); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (value, i);

      if (holds_secret (writer, child))
        return TRUE;
    }
  return FALSE;
}

/* --- writing --- */

static void
write_name (Writer *writer, const char *name)
{
  g_autofree char *plain = stree_redact_secrets (name, (const char *const *) writer->texts->pdata);

  json_builder_set_member_name (writer->builder, plain);
}

static void
write_text (Writer *writer, const char *name, const char *text)
{
  g_autofree char *plain = NULL;
  g_autofree char *valid = NULL;

  if (!text)
    return;
  plain = stree_redact_secrets (text, (const char *const *) writer->texts->pdata);
  valid = g_utf8_make_valid (plain, -1);
  json_builder_set_member_name (writer->builder, name);
  json_builder_add_string_value (writer->builder, valid);
}

static void
write_number (Writer *writer, const char *name, gint64 number)
{
  json_builder_set_member_name (writer->builder, name);
  json_builder_add_int_value (writer->builder, number);
}

/* NULL: where there is none. */
static void
write_value (Writer *writer, GVariant *value, gboolean secret)
{
  if (!value && !secret)
    {
      json_builder_add_null_value (writer->builder);
      return;
    }
  json_builder_begin_object (writer->builder);
  if (secret || holds_secret (writer, value))
    {
      json_builder_set_member_name (writer->builder, "secret");
      json_builder_add_boolean_value (writer->builder, TRUE);
    }
  else
    {
      stree_variant_to_json (writer->builder, value);
    }
  json_builder_end_object (writer->builder);
}

static gboolean
is_told (Writer *writer, const char *place)
{
  return !g_hash_table_contains (writer->places, place);
}

static void
write_deltas (Writer *writer, const char *name, const StreeDeltas *deltas)
{
  if (!deltas)
    return;
  json_builder_set_member_name (writer->builder, name);
  json_builder_begin_object (writer->builder);
  for (guint i = 0; i < deltas->list->len; i++)
    {
      const StreeDelta *delta = deltas->list->pdata[i];

      if (!is_told (writer, delta->place))
        continue;
      write_name (writer, delta->place);
      json_builder_begin_object (writer->builder);
      json_builder_set_member_name (writer->builder, "old");
      write_value (writer, delta->old, FALSE);
      json_builder_set_member_name (writer->builder, "new");
      write_value (writer, delta->now, FALSE);
      json_builder_end_object (writer->builder);
    }
  json_builder_end_object (writer->builder);
}

static void
write_place (Writer *writer, const char *place, GVariant *value)
{
  if (!is_told (writer, place) || holds_secret (writer, value))
    return;
  write_name (writer, place);
  write_value (writer, value, FALSE);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Sorted; borrowed. */
static GPtrArray *
list_places (GHashTable *table)
{
  GPtrArray     *places = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer       place;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &place, NULL))
    g_ptr_array_add (places, place);
  g_ptr_array_sort (places, compare_names);
  return places;
}

static void
write_start (Writer *writer)
{
  g_autoptr (GPtrArray) places = list_places (writer->history->start);

  json_builder_set_member_name (writer->builder, "start");
  json_builder_begin_object (writer->builder);
  for (guint i = 0; i < places->len; i++)
    write_place (writer, places->pdata[i], g_hash_table_lookup (writer->history->start, places->pdata[i]));
  json_builder_end_object (writer->builder);
}

static void
write_travel (Writer *writer, const StreeHistoryEvent *event)
{
  GVariantIter iter;
  const char  *place;
  GVariant    *value;

  json_builder_set_member_name (writer->builder, "travel");
  json_builder_begin_object (writer->builder);
  g_variant_iter_init (&iter, event->travel);
  while (g_variant_iter_loop (&iter, "{&sv}", &place, &value))
    write_place (writer, place, value);
  json_builder_end_object (writer->builder);
  write_number (writer, "steps", event->n_steps);
  write_number (writer, "position", event->position);
}

static void
write_event (Writer *writer, const StreeHistoryEvent *event)
{
  gboolean secret = event->secret || (event->bound && !is_told (writer, event->bound));

  json_builder_begin_object (writer->builder);
  write_number (writer, "at", (event->time - writer->history->started) / 1000);
  write_text (writer, "deed", stree_deed_get_name (event->deed));
  write_text (writer, "name", event->name);
  write_text (writer, "kind", event->kind);
  write_text (writer, "path", event->path);
  write_text (writer, "key", event->key);
  if (event->value || secret)
    {
      json_builder_set_member_name (writer->builder, "value");
      write_value (writer, event->value, secret);
    }
  write_deltas (writer, "writes", event->writes);
  write_deltas (writer, "follows", event->follows);
  if (event->travel)
    write_travel (writer, event);
  json_builder_end_object (writer->builder);
}

static void
write_versions (Writer *writer)
{
  g_autofree char *glib = g_strdup_printf ("%u.%u.%u", glib_major_version, glib_minor_version, glib_micro_version);
  g_autofree char *os = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  json_builder_set_member_name (writer->builder, "versions");
  json_builder_begin_object (writer->builder);
  write_text (writer, "StreamTree", STREE_PACKAGE_VERSION);
  if (toolkit_name)
    write_text (writer, toolkit_name, toolkit_version);
  write_text (writer, "GLib", glib);
  write_text (writer, "OS", os ? os : "unknown");
  write_text (writer, "locale", setlocale (LC_ALL, NULL));
  json_builder_end_object (writer->builder);
}

static void
write_secrets (Writer *writer)
{
  g_autoptr (GPtrArray) places = list_places (writer->places);

  json_builder_set_member_name (writer->builder, "secrets");
  json_builder_begin_array (writer->builder);
  for (guint i = 0; i < places->len; i++)
    {
      g_autofree char *plain = stree_redact_secrets (places->pdata[i], (const char *const *) writer->texts->pdata);

      json_builder_add_string_value (writer->builder, plain);
    }
  json_builder_end_array (writer->builder);
}

/**
 * stree_history_save_report:
 * @self: a history
 * @filename: (type filename): where to write it
 * @error: return location for an error
 *
 * Writes down what the user did since the history began, as far as it is kept: what the session held at first, each event with
 * what it set, and what the program ran on. The file is replaced as a whole or not at all, and is for its owner's eyes only.
 *
 * What is typed into a password input, states that are transient, and every other text in which such a secret stands is left out.
 * What else the user has entered is in the file.
 *
 * Returns: %FALSE with a %G_FILE_ERROR, or with %STREE_ERROR_NOT_FOUND if the session is gone
 *
 * Since: 1.0
 */
gboolean
stree_history_save_report (StreeHistory *self, const char *filename, GError **error)
{
  Writer               writer = { .history = self };
  g_autoptr (JsonNode) root = NULL;
  g_autofree char     *text = NULL;
  g_autoptr (GVariant) marked = NULL;
  StreeMount          *mount;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_HISTORY (self), FALSE);
  g_return_val_if_fail (filename != NULL, FALSE);
  if (!self->session)
    {
      g_set_error_literal (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, "The session of this history is gone");
      return FALSE;
    }
  marked = g_variant_ref_sink (stree_session_serialize (self->session)); /* what is bound to a password is transient now */
  writer.builder = json_builder_new ();
  writer.places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  writer.texts = g_ptr_array_new ();
  writer.owned = g_ptr_array_new_with_free_func (g_free);
  find_secrets (&writer);
  mount = self->session->mounts->len > 0 ? self->session->mounts->pdata[0] : NULL;

  json_builder_begin_object (writer.builder);
  write_number (&writer, STREE_REPORT_FORMAT, STREE_REPORT_VERSION);
  write_text (&writer, "component", mount ? stree_mount_get_name (mount) : "app");
  write_versions (&writer);
  write_start (&writer);
  write_secrets (&writer);
  write_number (&writer, "forgotten", (gint64) self->n_forgotten);
  json_builder_set_member_name (writer.builder, "events");
  json_builder_begin_array (writer.builder);
  for (GList *l = self->log.head; l; l = l->next)
    write_event (&writer, l->data);
  json_builder_end_array (writer.builder);
  json_builder_end_object (writer.builder);

  root = json_builder_get_root (writer.builder);
  text = json_to_string (root, TRUE);
  g_object_unref (writer.builder);
  g_hash_table_unref (writer.places);
  g_ptr_array_unref (writer.texts);
  g_ptr_array_unref (writer.owned);
  return g_file_set_contents_full (filename, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}
