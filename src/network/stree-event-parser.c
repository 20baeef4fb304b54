/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "network/stree-event-parser-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

static const char byte_order_mark[] = "\xEF\xBB\xBF";

/* A longer time than this is this one: a day. */
#define MAX_RETRY (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

struct _StreeEventParser
{
  GString             *line; /* what there is of the line that has not ended */
  GString             *type; /* of the event that has not ended */
  GString             *data; /* with a newline after each line */
  char                *next_id; /* owned: what the last `id` said; takes effect with the end of the event */
  char                *id;      /* owned */
  gint64               retry;
  gsize                max_size;
  guint                n_mark;  /* bytes of a byte order mark that came; beyond its length: it is too late for one */
  gboolean             after_cr; /* a newline now belongs to the line that has ended */
  StreeEventParserFunc func;
  gpointer             func_data;
};

StreeEventParser *
stree_event_parser_new (gsize max_size, StreeEventParserFunc func, gpointer data)
{
  StreeEventParser *parser = g_new0 (StreeEventParser, 1);

  parser->line = g_string_new (NULL);
  parser->type = g_string_new (NULL);
  parser->data = g_string_new (NULL);
  parser->next_id = g_strdup ("");
  parser->id = g_strdup ("");
  parser->retry = -1;
  parser->max_size = max_size;
  parser->func = func;
  parser->func_data = data;
  return parser;
}

void
stree_event_parser_free (StreeEventParser *parser)
{
  g_string_free (parser->line, TRUE);
  g_string_free (parser->type, TRUE);
  g_string_free (parser->data, TRUE);
  g_free (parser->next_id);
  g_free (parser->id);
  g_free (parser);
}

const char *
stree_event_parser_get_id (StreeEventParser *parser)
{
  return parser->id;
}

gint64
stree_event_parser_get_retry (StreeEventParser *parser)
{
  return parser->retry;
}

/* A buffer that held a large event does not stay large. */
static void
empty (GString **buffer)
{
  if ((*buffer)->allocated_len > 64 * 1024)
    {
      g_string_free (*buffer, TRUE);
      *buffer = g_string_new (NULL);
    }
  else
    {
      g_string_truncate (*buffer, 0);
    }
}

void
stree_event_parser_restart (StreeEventParser *parser)
{
  empty (&parser->line);
  empty (&parser->type);
  empty (&parser->data);
  g_free (parser->next_id);
  parser->next_id = g_strdup (parser->id);
  parser->n_mark = 0;
  parser->after_cr = FALSE;
}

/* --- an event --- */

/* What is valid is not copied. */
static const char *
valid (GString *text, char **owned)
{
  if (g_utf8_validate_len (text->str, text->len, NULL))
    return text->str;
  *owned = g_utf8_make_valid (text->str, (gssize) text->len);
  return *owned;
}

static gboolean
dispatch (StreeEventParser *parser)
{
  g_autofree char *data = NULL;
  g_autofree char *type = NULL;
  gboolean         more = TRUE;

  if (strcmp (parser->id, parser->next_id) != 0)
    {
      g_free (parser->id);
      parser->id = g_strdup (parser->next_id);
    }
  if (parser->data->len > 0)
    {
      StreeParsedEvent event;

      g_string_truncate (parser->data, parser->data->len - 1);
      event.type = parser->type->len > 0 ? valid (parser->type, &type) : "message";
      event.data = valid (parser->data, &data);
      event.id = parser->id;
      more = parser->func (&event, parser->func_data);
    }
  empty (&parser->type);
  empty (&parser->data);
  return more;
}

/* --- a line --- */

static gboolean
is_field (const char *line, gsize size, const char *name)
{
  return size == strlen (name) && memcmp (line, name, size) == 0;
}

static void
set_retry (StreeEventParser *parser, const char *value, gsize size)
{
  gint64 retry = 0;

  if (size == 0)
    return;
  for (gsize i = 0; i < size; i++)
    {
      if (!g_ascii_isdigit (value[i]))
        return;
      retry = MIN (retry * 10 + (value[i] - '0'), MAX_RETRY);
    }
  parser->retry = retry;
}

static void
set_id (StreeEventParser *parser, const char *value, gsize size)
{
  if (memchr (value, '\0', size))
    return;
  g_free (parser->next_id);
  parser->next_id = g_utf8_make_valid (value, (gssize) size);
}

static void
take_field (StreeEventParser *parser, const char *line, gsize size)
{
  const char *colon = memchr (line, ':', size);
  gsize       name_size = colon ? (gsize) (colon - line) : size;
  const char *value = colon ? colon + 1 : line + size;

  if (colon && value < line + size && *value == ' ')
    value++;
  size -= (gsize) (value - line);
  if (is_field (line, name_size, "data"))
    {
      g_string_append_len (parser->data, value, (gssize) size);
      g_string_append_c (parser->data, '\n');
    }
  else if (is_field (line, name_size, "event"))
    {
      g_string_truncate (parser->type, 0);
      g_string_append_len (parser->type, value, (gssize) size);
    }
  else if (is_field (line, name_size, "id"))
    {
      set_id (parser, value, size);
    }
  else if (is_field (line, name_size, "retry"))
    {
      set_retry (parser, value, size);
    }
}

static gboolean
end_line (StreeEventParser *parser)
{
  gboolean more = TRUE;

  if (parser->line->len == 0)
    more = dispatch (parser);
  else if (parser->line->str[0] != ':')
    take_field (parser, parser->line->str, parser->line->len);
  empty (&parser->line);
  return more;
}

static gboolean
check_size (StreeEventParser *parser, gsize more, GError **error)
{
  g_autofree char *size = NULL;

  if (more <= parser->max_size && parser->line->len + parser->type->len + parser->data->len <= parser->max_size - more)
    return TRUE;
  size = g_format_size (parser->max_size);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, _ ("An event of the stream is larger than %s"), size);
  return FALSE;
}

/* --- bytes --- */

/* One mark at the very start is no part of the stream. It may come in pieces; a part of one that goes on otherwise is text. */
static gsize
skip_mark (StreeEventParser *parser, const char *bytes, gsize size)
{
  gsize n = 0;

  while (parser->n_mark < 3 && n < size)
    {
      if (bytes[n] != byte_order_mark[parser->n_mark])
        {
          g_string_append_len (parser->line, byte_order_mark, parser->n_mark);
          parser->n_mark = 3;
          break;
        }
      parser->n_mark++;
      n++;
    }
  return n;
}

static gsize
line_size (const char *bytes, gsize size)
{
  gsize n = 0;

  while (n < size && bytes[n] != '\n' && bytes[n] != '\r')
    n++;
  return n;
}

gboolean
stree_event_parser_feed (StreeEventParser *parser, gconstpointer bytes, gsize size, GError **error)
{
  const char *at = bytes;
  const char *end = at + size;

  at += parser->n_mark < 3 ? skip_mark (parser, at, size) : 0;
  while (at < end)
    {
      gsize n;

      if (parser->after_cr)
        {
          parser->after_cr = FALSE;
          if (*at == '\n')
            {
              at++;
              continue;
            }
        }
      n = line_size (at, (gsize) (end - at));
      if (!check_size (parser, n, error))
        return FALSE;
      g_string_append_len (parser->line, at, (gssize) n);
      at += n;
      if (at == end)
        break;
      parser->after_cr = *at++ == '\r';
      if (!end_line (parser))
        return FALSE;
    }
  return TRUE;
}
