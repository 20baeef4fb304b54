/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Reading a report: strictly, so that what is played is what was written. */

#include <config.h>

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/stree-error.h"
#include "core/stree-json-read-private.h"
#include "core/stree-variant-json-private.h"
#include "history/stree-report-private.h"
#include "history/stree-secrets-private.h"

/**
 * StreeReport:
 *
 * What a session held, what a user did then, and what came of it: read from a file that
 * [method@StreamTree.History.save_report] wrote.
 *
 * Since: 1.0
 */
G_DEFINE_FINAL_TYPE (StreeReport, stree_report, G_TYPE_OBJECT)

static void
stree_report_finalize (GObject *object)
{
  StreeReport *self = STREE_REPORT (object);

  g_free (self->component);
  g_clear_pointer (&self->versions, g_variant_unref);
  g_clear_pointer (&self->start, g_variant_unref);
  g_hash_table_unref (self->secrets);
  g_ptr_array_unref (self->events);
  G_OBJECT_CLASS (stree_report_parent_class)->finalize (object);
}

static void
stree_report_class_init (StreeReportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = stree_report_finalize;
}

static void
stree_report_init (StreeReport *self)
{
  self->secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->events = g_ptr_array_new_with_free_func (stree_history_event_free);
}

/* --- reading --- */

/* Where in the file it is, for messages; a member of it is asked for by name, and what nobody asked for is refused. */
typedef struct
{
  JsonObject *object; /* borrowed */
  char       *where;  /* owned: "event 3" */
  GHashTable *asked;  /* name (borrowed) */
} Part;

static gboolean
refuse (const Part *part, const char *name, const char *expected, GError **error)
{
  /* Translators: a place, a name, and what should be there, such as "an array" */
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("%s: \"%s\" should be %s"), part->where, name, expected);
  return FALSE;
}

static JsonNode *
ask (Part *part, const char *name)
{
  g_hash_table_add (part->asked, (gpointer) name);
  return json_object_get_member (part->object, name);
}

static gboolean
is_plain (JsonNode *node, GType type)
{
  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

/* A text that may be missing. */
static gboolean
read_text (Part *part, const char *name, gboolean needed, char **text, GError **error)
{
  JsonNode *node = ask (part, name);

  if (!node && !needed)
    return TRUE;
  if (!is_plain (node, G_TYPE_STRING))
    return refuse (part, name, _ ("a text"), error);
  *text = json_node_dup_string (node);
  return TRUE;
}

static gboolean
read_number (Part *part, const char *name, gboolean needed, gint64 max, gint64 *number, GError **error)
{
  JsonNode *node = ask (part, name);

  if (!node && !needed)
    return TRUE;
  if (!is_plain (node, G_TYPE_INT64) || json_node_get_int (node) < 0 || json_node_get_int (node) > max)
    return refuse (part, name, _ ("a number that is not negative, and not too large"), error);
  *number = json_node_get_int (node);
  return TRUE;
}

static gboolean
is_all (const Part *part, GError **error)
{
  g_autoptr (GList) names = json_object_get_members (part->object);

  for (GList *l = names; l; l = l->next)
    if (!g_hash_table_contains (part->asked, l->data))
      {
        g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("%s: \"%s\" is nothing that a report has"), part->where,
                     (const char *) l->data);
        return FALSE;
      }
  return TRUE;
}

static gboolean
is_secret_mark (JsonObject *object)
{
  JsonNode *secret = json_object_get_member (object, "secret");

  return is_plain (secret, G_TYPE_BOOLEAN) && json_node_get_boolean (secret) && json_object_get_size (object) == 1;
}

/* @value: NULL if there is none, or if it is secret. */
static gboolean
read_value (const Part *part, const char *name, JsonNode *node, gboolean may_be_null, gboolean *secret, GVariant **value, GError **error)
{
  if (may_be_null && node && JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (node && JSON_NODE_HOLDS_OBJECT (node))
    {
      if (is_secret_mark (json_node_get_object (node)))
        {
          *secret = TRUE;
          return TRUE;
        }
      *value = stree_variant_from_json (json_node_get_object (node));
      if (*value)
        return TRUE;
    }
  return refuse (part, name, _ ("an object with a GVariant type string \"type\" and a \"value\" of it"), error);
}

static gboolean
read_values (Part *part, const char *name, JsonNode *node, GVariant **values, GError **error)
{
  GVariantDict   dict;
  JsonObjectIter iter;
  const char    *place;
  JsonNode      *member;
  gboolean       good = TRUE;

  if (!node || !JSON_NODE_HOLDS_OBJECT (node))
    return refuse (part, name, _ ("an object of states"), error);
  g_variant_dict_init (&dict, NULL);
  json_object_iter_init (&iter, json_node_get_object (node));
  while (good && json_object_iter_next (&iter, &place, &member))
    {
      g_autoptr (GVariant) value = NULL;
      gboolean             secret = FALSE;

      good = read_value (part, place, member, FALSE, &secret, &value, error);
      if (value)
        g_variant_dict_insert_value (&dict, place, value);
    }
  *values = g_variant_ref_sink (g_variant_dict_end (&dict));
  return good;
}

static gboolean
read_delta (StreeReport *self, const Part *part, StreeDeltas *deltas, const char *place, JsonNode *node, GError **error)
{
  JsonObject *object = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  GVariant   *old = NULL;
  GVariant   *now = NULL;
  gboolean    secret = FALSE;

  if (!object || json_object_get_size (object) != 2)
    return refuse (part, place, _ ("an object with \"old\" and \"new\""), error);
  if (!read_value (part, place, json_object_get_member (object, "old"), TRUE, &secret, &old, error) ||
      !read_value (part, place, json_object_get_member (object, "new"), TRUE, &secret, &now, error))
    {
      g_clear_pointer (&old, g_variant_unref);
      return FALSE;
    }
  if (!secret)
    {
      stree_deltas_add (deltas, place, old, now);
      return TRUE;
    }
  /* What it held is not known: it is not compared. */
  g_clear_pointer (&old, g_variant_unref);
  g_clear_pointer (&now, g_variant_unref);
  g_hash_table_add (self->secrets, g_strdup (place));
  return TRUE;
}

static gboolean
read_deltas (StreeReport *self, Part *part, const char *name, StreeDeltas **deltas, GError **error)
{
  JsonNode      *node = ask (part, name);
  JsonObjectIter iter;
  const char    *place;
  JsonNode      *member;

  if (!node)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (part, name, _ ("an object of states"), error);
  *deltas = stree_deltas_new ();
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &place, &member))
    if (!read_delta (self, part, *deltas, place, member, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_deed (Part *part, StreeHistoryEvent *event, GError **error)
{
  g_autofree char *deed = NULL;
  g_autofree char *kind = NULL;

  if (!read_text (part, "deed", TRUE, &deed, error) || !read_text (part, "kind", FALSE, &kind, error))
    return FALSE;
  if (!stree_deed_parse (deed, &event->deed))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("%s: \"%s\" is nothing that a user does"), part->where, deed);
      return FALSE;
    }
  event->kind = kind ? g_intern_string (kind) : NULL;
  if (event->deed != STREE_DEED_PROGRAM && event->deed != STREE_DEED_TRAVEL && (!event->path || !event->name || !kind))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                   _ ("%s: it is done to an element: \"path\", \"name\" and \"kind\" are missing"), part->where);
      return FALSE;
    }
  return TRUE;
}

/* What the deed needs to be done again. */
static gboolean
check_value (const Part *part, const StreeHistoryEvent *event, GError **error)
{
  const char *type = event->value ? g_variant_get_type_string (event->value) : "";

  if (event->deed == STREE_DEED_KEY && !event->secret && strcmp (type, "(uu)") != 0)
    return refuse (part, "value", _ ("a key and its modifiers: \"(uu)\""), error);
  if (event->deed == STREE_DEED_MENU && strcmp (type, "x") != 0)
    return refuse (part, "value", _ ("the number of a line: \"x\""), error);
  if (event->deed == STREE_DEED_DROP && !event->secret && strcmp (type, "s") != 0)
    return refuse (part, "value", _ ("a text: \"s\""), error);
  if (event->deed == STREE_DEED_ANSWER && !event->secret && strcmp (type, "x") != 0 && strcmp (type, "s") != 0 && strcmp (type, "as") != 0)
    return refuse (part, "value", _ ("the number of a button, or files: \"x\", \"s\" or \"as\""), error);
  if (event->deed == STREE_DEED_TRAVEL && !event->travel)
    /* Translators: as in “"travel" should be there” */
    return refuse (part, "travel", _ ("there"), error);
  return TRUE;
}

static gboolean
read_event_members (StreeReport *self, Part *part, StreeHistoryEvent *event, GError **error)
{
  gint64    at = 0, n_steps = 0, position = 0;
  JsonNode *node;

  if (!read_text (part, "path", FALSE, &event->path, error) || !read_text (part, "key", FALSE, &event->key, error) ||
      !read_text (part, "name", FALSE, &event->name, error) || !read_deed (part, event, error) ||
      !read_number (part, "at", TRUE, G_MAXINT64 / 1000, &at, error) || !read_number (part, "steps", FALSE, G_MAXUINT, &n_steps, error) ||
      !read_number (part, "position", FALSE, G_MAXUINT, &position, error) ||
      !read_deltas (self, part, "writes", &event->writes, error) || !read_deltas (self, part, "follows", &event->follows, error))
    return FALSE;
  event->time = at * 1000;
  event->n_steps = (guint) n_steps;
  event->position = (guint) position;
  node = ask (part, "travel");
  if (node && !read_values (part, "travel", node, &event->travel, error))
    return FALSE;
  node = ask (part, "value");
  if (node && !read_value (part, "value", node, FALSE, &event->secret, &event->value, error))
    return FALSE;
  return check_value (part, event, error) && is_all (part, error);
}

static gboolean
read_event (StreeReport *self, const char *filename, guint i, JsonNode *node, GError **error)
{
  StreeHistoryEvent *event = g_new0 (StreeHistoryEvent, 1);
  Part               part = { 0 };
  gboolean           good;

  g_ptr_array_add (self->events, event);
  part.where = g_strdup_printf (_ ("%s: event %u"), filename, i + 1);
  part.asked = g_hash_table_new (g_str_hash, g_str_equal);
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      part.object = json_node_get_object (node);
      good = read_event_members (self, &part, event, error);
    }
  else
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("%s: it should be an object"), part.where);
      good = FALSE;
    }
  g_hash_table_unref (part.asked);
  g_free (part.where);
  return good;
}

static gboolean
read_versions (StreeReport *self, Part *part, GError **error)
{
  JsonNode       *node = ask (part, "versions");
  GVariantBuilder builder;
  JsonObjectIter  iter;
  const char     *name;
  JsonNode       *member;

  if (!node || !JSON_NODE_HOLDS_OBJECT (node))
    return refuse (part, "versions", _ ("an object of texts"), error);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &member))
    {
      if (!is_plain (member, G_TYPE_STRING))
        {
          g_variant_builder_clear (&builder);
          return refuse (part, name, _ ("a text"), error);
        }
      g_variant_builder_add (&builder, "{ss}", name, json_node_get_string (member));
    }
  self->versions = g_variant_ref_sink (g_variant_builder_end (&builder));
  return TRUE;
}

static gboolean
read_secrets (StreeReport *self, Part *part, GError **error)
{
  JsonNode  *node = ask (part, "secrets");
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      if (!is_plain (json_array_get_element (array, i), G_TYPE_STRING))
        return refuse (part, "secrets", _ ("an array of texts"), error);
      g_hash_table_add (self->secrets, g_strdup (json_array_get_string_element (array, i)));
    }
  return array ? TRUE : refuse (part, "secrets", _ ("an array of texts"), error);
}

static gboolean
read_report (StreeReport *self, const char *filename, Part *part, GError **error)
{
  JsonNode *node = ask (part, STREE_REPORT_FORMAT);
  gint64    forgotten = 0;

  if (!is_plain (node, G_TYPE_INT64) || json_node_get_int (node) != STREE_REPORT_VERSION)
    return refuse (part, STREE_REPORT_FORMAT, G_STRINGIFY (STREE_REPORT_VERSION), error);
  if (!read_text (part, "component", TRUE, &self->component, error) || !read_versions (self, part, error) ||
      !read_values (part, "start", ask (part, "start"), &self->start, error) || !read_secrets (self, part, error) ||
      !read_number (part, "forgotten", TRUE, G_MAXINT64, &forgotten, error))
    return FALSE;
  self->forgotten = (guint64) forgotten;
  node = ask (part, "events");
  if (!node || !JSON_NODE_HOLDS_ARRAY (node))
    return refuse (part, "events", _ ("an array"), error);
  if (!is_all (part, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    if (!read_event (self, filename, i, json_array_get_element (json_node_get_array (node), i), error))
      return FALSE;
  return TRUE;
}

/**
 * stree_report_load:
 * @filename: (type filename): a file that [method@StreamTree.History.save_report] wrote
 * @error: return location for an error
 *
 * Reads a report.
 *
 * Returns: (transfer full) (nullable): the report; %NULL with a %G_FILE_ERROR if it cannot be read, or with an error that says
 *   where something else was expected: in which line and column if it is no JSON, else in which event
 *
 * Since: 1.0
 */
StreeReport *
stree_report_load (const char *filename, GError **error)
{
  g_autoptr (StreeReport) self = NULL;
  g_autoptr (JsonNode)    root = NULL;
  g_autofree char        *text = NULL;
  gsize                   length;
  Part                    part = { 0 };
  gboolean                good;

  g_return_val_if_fail (filename != NULL, NULL);
  if (!g_file_get_contents (filename, &text, &length, error))
    return NULL;
  if (memchr (text, '\0', length) || !g_utf8_validate (text, (gssize) length, NULL))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("%s: a report is text in UTF-8, and this is not"), filename);
      return NULL;
    }
  root = stree_json_read (text, NULL, error);
  if (!root)
    {
      g_prefix_error (error, "%s: ", filename);
      return NULL;
    }
  self = g_object_new (STREE_TYPE_REPORT, NULL);
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("%s: a report is an object"), filename);
      return NULL;
    }
  part.object = json_node_get_object (root);
  part.where = g_strdup (filename);
  part.asked = g_hash_table_new (g_str_hash, g_str_equal);
  good = read_report (self, filename, &part, error);
  g_hash_table_unref (part.asked);
  g_free (part.where);
  return good ? g_steal_pointer (&self) : NULL;
}

/* --- what is in it --- */

/**
 * stree_report_get_component:
 * @self: a report
 *
 * The name of the component that was shown: what render paths begin with.
 *
 * Returns: (transfer none): the name
 *
 * Since: 1.0
 */
const char *
stree_report_get_component (StreeReport *self)
{
  g_return_val_if_fail (STREE_IS_REPORT (self), NULL);
  return self->component;
}

/**
 * stree_report_get_versions:
 * @self: a report
 *
 * What the program ran on: a version for each name.
 *
 * Returns: (transfer none): an `a{ss}`
 *
 * Since: 1.0
 */
GVariant *
stree_report_get_versions (StreeReport *self)
{
  g_return_val_if_fail (STREE_IS_REPORT (self), NULL);
  return self->versions;
}

/**
 * stree_report_get_n_events:
 * @self: a report
 *
 * How many events there are.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint
stree_report_get_n_events (StreeReport *self)
{
  g_return_val_if_fail (STREE_IS_REPORT (self), 0);
  return self->events->len;
}

/**
 * stree_report_describe_event:
 * @self: a report
 * @event: which event, from 0
 *
 * Says in a line what was done, for a developer's eyes.
 *
 * Returns: (transfer full): such as "input of TextInput 'name' (value 'Ada')"
 *
 * Since: 1.0
 */
char *
stree_report_describe_event (StreeReport *self, guint event)
{
  const StreeHistoryEvent *of;
  g_autoptr (GString)      text = NULL;
  g_autofree char         *value = NULL;

  g_return_val_if_fail (STREE_IS_REPORT (self), NULL);
  g_return_val_if_fail (event < self->events->len, NULL);
  of = self->events->pdata[event];
  text = g_string_new (of->name ? of->name : stree_deed_get_name (of->deed));
  if (of->kind)
    g_string_append_printf (text, " of %s", of->kind);
  if (of->key)
    g_string_append_printf (text, " '%s'", of->key);
  else if (of->path)
    g_string_append_printf (text, " at %s", of->path);
  value = of->secret ? g_strdup (STREE_SECRET_TEXT) : of->value ? g_variant_print (of->value, FALSE) : NULL;
  if (value)
    g_string_append_printf (text, ": %s", value);
  return g_strdup (text->str);
}
