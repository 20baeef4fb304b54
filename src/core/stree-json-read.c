/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-json-read-private.h"

#include <string.h>

#include "core/stree-json-syntax-private.h"

/* Values between two looks at the cancellable. */
#define STEP 4096

/* What is read is known to be JSON. */
typedef struct
{
  const char *p;
  GString    *name; /* of the member that is read */
  GString    *text;
} Reader;

static void
skip_space (Reader *reader)
{
  reader->p += strspn (reader->p, " \t\n\r");
}

static guint
read_hex (Reader *reader)
{
  guint unit = 0;

  for (guint i = 0; i < 4; i++)
    unit = unit * 16 + (guint) g_ascii_xdigit_value (*reader->p++);
  return unit;
}

static void
read_escape (Reader *reader, GString *text)
{
  static const char escapes[] = "bfnrt", meant[] = "\b\f\n\r\t";
  char              c = *reader->p++;
  gunichar          unit;

  if (c == 'u')
    {
      unit = read_hex (reader);
      if (unit >= 0xd800 && unit < 0xdc00)
        {
          reader->p += strlen ("\\u");
          unit = 0x10000 + ((unit - 0xd800) << 10) + (read_hex (reader) - 0xdc00);
        }
      g_string_append_unichar (text, unit);
    }
  else if (strchr (escapes, c))
    g_string_append_c (text, meant[strchr (escapes, c) - escapes]);
  else
    g_string_append_c (text, c);
}

static void
read_text (Reader *reader, GString *text)
{
  g_string_truncate (text, 0);
  for (reader->p++; *reader->p != '"';)
    {
      gsize length = strcspn (reader->p, "\"\\");

      g_string_append_len (text, reader->p, (gssize) length);
      reader->p += length;
      if (*reader->p != '\\')
        continue;
      reader->p++;
      read_escape (reader, text);
    }
  reader->p++;
}

void
stree_json_read_text (const char *p, GString *text)
{
  Reader reader = { .p = p };

  read_text (&reader, text);
}

static void
read_name (Reader *reader)
{
  skip_space (reader);
  read_text (reader, reader->name);
  skip_space (reader);
  reader->p++; /* the colon */
}

static JsonNode *
read_number (Reader *reader)
{
  gsize    length = strspn (reader->p, "+-.eE0123456789");
  gsize    whole = strcspn (reader->p, ".eE");
  JsonNode *node = json_node_alloc ();

  if (whole < length)
    json_node_init_double (node, g_ascii_strtod (reader->p, NULL));
  else
    json_node_init_int (node, g_ascii_strtoll (reader->p, NULL, 10));
  reader->p += length;
  return node;
}

/* Of an array or an object, only its beginning. */
static JsonNode *
read_value (Reader *reader)
{
  JsonNode *node;

  switch (*reader->p)
    {
    case '{':
      reader->p++;
      node = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (node, json_object_new ());
      return node;
    case '[':
      reader->p++;
      node = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (node, json_array_new ());
      return node;
    case '"':
      read_text (reader, reader->text);
      return json_node_init_string (json_node_alloc (), reader->text->str);
    case 't':
      reader->p += strlen ("true");
      return json_node_init_boolean (json_node_alloc (), TRUE);
    case 'f':
      reader->p += strlen ("false");
      return json_node_init_boolean (json_node_alloc (), FALSE);
    case 'n':
      reader->p += strlen ("null");
      return json_node_init_null (json_node_alloc ());
    default:
      return read_number (reader);
    }
}

/* Takes @node. */
static void
add_to (JsonNode *parent, const char *name, JsonNode *node)
{
  json_node_set_parent (node, parent);
  if (JSON_NODE_HOLDS_ARRAY (parent))
    json_array_add_element (json_node_get_array (parent), node);
  else
    json_object_set_member (json_node_get_object (parent), name, node);
}

static JsonNode *
read_all (Reader *reader, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  JsonNode            *around[STREE_JSON_MAX_DEPTH]; /* what is open; borrowed */
  guint                depth = 0;

  for (guint n = 0;; n++)
    {
      JsonNode *node;
      gboolean  is_object, is_open;

      if (n % STEP == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      skip_space (reader);
      node = read_value (reader);
      is_object = JSON_NODE_HOLDS_OBJECT (node);
      is_open = is_object || JSON_NODE_HOLDS_ARRAY (node);
      if (depth > 0)
        add_to (around[depth - 1], reader->name->str, node);
      else
        root = node;
      if (is_open)
        {
          around[depth++] = node;
          skip_space (reader);
          if (*reader->p != (is_object ? '}' : ']'))
            {
              if (is_object)
                read_name (reader);
              continue;
            }
        }
      /* A value has ended, and maybe what it is in. */
      for (; depth > 0; depth--, reader->p++)
        {
          skip_space (reader);
          if (*reader->p == ',')
            break;
        }
      if (depth == 0)
        return g_steal_pointer (&root);
      reader->p++; /* the comma */
      if (JSON_NODE_HOLDS_OBJECT (around[depth - 1]))
        read_name (reader);
    }
}

JsonNode *
stree_json_read (const char *json, GCancellable *cancellable, GError **error)
{
  Reader    reader = { .p = json };
  JsonNode *node;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !stree_json_check_syntax (json, error))
    return NULL;
  reader.name = g_string_new (NULL);
  reader.text = g_string_new (NULL);
  node = read_all (&reader, cancellable, error);
  g_string_free (reader.name, TRUE);
  g_string_free (reader.text, TRUE);
  return node;
}
