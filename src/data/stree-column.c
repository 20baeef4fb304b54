/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-column-private.h"

#include <string.h>

#include "data/stree-distinct-private.h"
#include "tasks/stree-task-lock-private.h"

static void
column_clear (gpointer data)
{
  StreeColumn *column = data;

  stree_take_over (column);
  g_free (column->name);
  g_free (column->nulls);
  if (column->room)
    {
      stree_column_room_unref (column->room);
      return;
    }
  g_free (column->values.any);
  g_free (column->arena);
  g_free (column->offsets);
}

StreeColumn *
stree_column_ref (StreeColumn *column)
{
  return g_atomic_rc_box_acquire (column);
}

void
stree_column_unref (StreeColumn *column)
{
  stree_hand_over (column);
  g_atomic_rc_box_release_full (column, column_clear);
}

gsize
stree_column_cell_size (StreeColumnType type)
{
  switch (type)
    {
    case STREE_COLUMN_INT64:
    case STREE_COLUMN_TIMESTAMP:
      return sizeof (gint64);
    case STREE_COLUMN_DOUBLE:
      return sizeof (double);
    case STREE_COLUMN_BOOL:
      return sizeof (guint8);
    case STREE_COLUMN_DATE:
      return sizeof (gint32);
    case STREE_COLUMN_TEXT:
      return sizeof (guint32);
    default:
      g_assert_not_reached ();
    }
}

gsize
stree_column_get_memory (const StreeColumn *column)
{
  gsize bytes = column->nulls ? (column->n_rows + 7) / 8 : 0;

  if (column->room)
    return bytes + stree_column_room_get_memory (column->room, column->type);
  if (column->values.any)
    bytes += stree_column_cell_size (column->type) * column->n_rows;
  if (column->offsets)
    bytes += (column->n_entries + 1) * sizeof *column->offsets + column->offsets[column->n_entries];
  return bytes;
}

void
stree_column_buffer_init (StreeColumnBuffer *buffer, StreeColumnType type)
{
  memset (buffer, 0, sizeof *buffer);
  buffer->type = type;
}

void
stree_column_buffer_clear (StreeColumnBuffer *buffer)
{
  g_free (buffer->nulls);
  g_free (buffer->values);
  g_free (buffer->arena);
  stree_column_buffer_init (buffer, buffer->type);
}

/* Room for @n_rows cells in all. */
void
stree_column_buffer_reserve (StreeColumnBuffer *buffer, guint n_rows)
{
  gsize old_bytes, new_bytes;

  if (n_rows <= buffer->alloc)
    return;

  old_bytes = ((gsize) buffer->alloc + 7) / 8;
  new_bytes = ((gsize) n_rows + 7) / 8;
  buffer->values = g_realloc_n (buffer->values, n_rows, stree_column_cell_size (buffer->type));
  buffer->nulls = g_realloc (buffer->nulls, new_bytes);
  memset (buffer->nulls + old_bytes, 0, new_bytes - old_bytes);
  buffer->alloc = n_rows;
}

static inline guint
next_row (StreeColumnBuffer *buffer)
{
  if (G_UNLIKELY (buffer->n_rows == buffer->alloc))
    {
      g_assert (buffer->n_rows < G_MAXUINT32 - 1);
      stree_column_buffer_reserve (buffer, buffer->alloc < G_MAXUINT32 / 2 ? MAX (64, buffer->alloc * 2)
                                                                         : G_MAXUINT32 - 1);
    }
  return buffer->n_rows++;
}

void
stree_column_buffer_append_int64 (StreeColumnBuffer *buffer, gint64 value)
{
  guint row = next_row (buffer);

  ((gint64 *) buffer->values)[row] = value;
}

void
stree_column_buffer_append_double (StreeColumnBuffer *buffer, double value)
{
  guint row = next_row (buffer);

  ((double *) buffer->values)[row] = value;
}

void
stree_column_buffer_append_bool (StreeColumnBuffer *buffer, gboolean value)
{
  guint row = next_row (buffer);

  ((guint8 *) buffer->values)[row] = value ? 1 : 0;
}

void
stree_column_buffer_append_date (StreeColumnBuffer *buffer, gint32 days)
{
  guint row = next_row (buffer);

  ((gint32 *) buffer->values)[row] = days;
}

gboolean
stree_column_buffer_append_text (StreeColumnBuffer *buffer, const char *text, gsize length)
{
  guint row;

  if (length >= G_MAXUINT32 - buffer->arena_len)
    return FALSE;

  if (buffer->arena_alloc - buffer->arena_len < length + 1)
    {
      buffer->arena_alloc = MAX (buffer->arena_len + length + 1, MAX (1024, buffer->arena_alloc * 2));
      buffer->arena = g_realloc (buffer->arena, buffer->arena_alloc);
    }

  row = next_row (buffer);
  ((guint32 *) buffer->values)[row] = (guint32) buffer->arena_len;
  if (length > 0)
    memcpy (buffer->arena + buffer->arena_len, text, length);
  buffer->arena[buffer->arena_len + length] = '\0';
  buffer->arena_len += length + 1;
  return TRUE;
}

gboolean
stree_column_buffer_append_null (StreeColumnBuffer *buffer)
{
  guint row = buffer->n_rows;

  switch (buffer->type)
    {
    case STREE_COLUMN_INT64:
    case STREE_COLUMN_TIMESTAMP:
      stree_column_buffer_append_int64 (buffer, 0);
      break;
    case STREE_COLUMN_DOUBLE:
      stree_column_buffer_append_double (buffer, 0.0);
      break;
    case STREE_COLUMN_BOOL:
      stree_column_buffer_append_bool (buffer, FALSE);
      break;
    case STREE_COLUMN_DATE:
      stree_column_buffer_append_date (buffer, 0);
      break;
    case STREE_COLUMN_TEXT:
      if (!stree_column_buffer_append_text (buffer, NULL, 0))
        return FALSE;
      break;
    default:
      g_assert_not_reached ();
    }

  buffer->nulls[row >> 3] |= (guint8) (1u << (row & 7));
  buffer->n_nulls++;
  return TRUE;
}

void
stree_column_buffer_pop (StreeColumnBuffer *buffer)
{
  guint row = --buffer->n_rows;

  if (stree_column_buffer_is_null (buffer, row))
    {
      buffer->nulls[row >> 3] &= (guint8) ~(1u << (row & 7));
      buffer->n_nulls--;
    }
  if (buffer->type == STREE_COLUMN_TEXT)
    buffer->arena_len = ((guint32 *) buffer->values)[row];
}

static gboolean
is_ascii (const char *bytes, gsize length)
{
  gsize i = 0;

  for (; i + 8 <= length; i += 8)
    {
      guint64 word;

      memcpy (&word, bytes + i, 8);
      if ((word & G_GUINT64_CONSTANT (0x8080808080808080)) != 0)
        return FALSE;
    }
  for (; i < length; i++)
    if ((guchar) bytes[i] >= 0x80)
      return FALSE;
  return TRUE;
}

typedef struct
{
  const StreeColumnBuffer *buffer;
  const char *text;
} DictionaryLookup;

static gboolean
same_text (guint32 item, gpointer user_data)
{
  const DictionaryLookup *lookup = user_data;

  return strcmp (lookup->buffer->arena + ((const guint32 *) lookup->buffer->values)[item], lookup->text) == 0;
}

/* Gives @column an entry for each different text, or returns FALSE where that would save nothing. */
static gboolean
encode_dictionary (const StreeColumnBuffer *buffer, StreeColumn *column)
{
  StreeDistinct *distinct = stree_distinct_new ();
  g_autofree guint32 *codes = g_new (guint32, MAX (buffer->n_rows, 1));
  const StreeDistinctItem *items;
  gsize bytes = 0;
  guint n_items;

  for (guint row = 0; row < buffer->n_rows; row++)
    {
      DictionaryLookup lookup = { .buffer = buffer };
      gsize length;

      lookup.text = stree_column_buffer_get_text (buffer, row, &length);
      codes[row] = stree_distinct_add (distinct, stree_hash_bytes (lookup.text, length), row, same_text, &lookup);
      if (row >= STREE_DICTIONARY_TRIAL && stree_distinct_get_n_items (distinct) > row / 2)
        {
          stree_distinct_free (distinct);
          return FALSE;
        }
    }

  items = stree_distinct_get_items (distinct, &n_items);
  for (guint i = 0; i < n_items; i++)
    bytes += strlen (buffer->arena + ((guint32 *) buffer->values)[items[i].first]) + 1;

  column->n_entries = n_items;
  column->offsets = g_new (guint32, (gsize) n_items + 1);
  column->arena = g_malloc (MAX (bytes, 1));
  bytes = 0;
  for (guint i = 0; i < n_items; i++)
    {
      const char *text = buffer->arena + ((guint32 *) buffer->values)[items[i].first];
      gsize size = strlen (text) + 1;

      memcpy (column->arena + bytes, text, size);
      column->offsets[i] = (guint32) bytes;
      bytes += size;
    }
  column->offsets[n_items] = (guint32) bytes;
  column->ascii = is_ascii (column->arena, bytes);
  column->values.codes = g_steal_pointer (&codes);
  stree_distinct_free (distinct);
  return TRUE;
}

static void
finish_text (StreeColumnBuffer *buffer, StreeColumn *column)
{
  if (encode_dictionary (buffer, column))
    return;

  column->n_entries = buffer->n_rows;
  column->offsets = g_realloc_n (g_steal_pointer (&buffer->values), (gsize) buffer->n_rows + 1, sizeof (guint32));
  column->offsets[buffer->n_rows] = (guint32) buffer->arena_len;
  column->arena = g_realloc (g_steal_pointer (&buffer->arena), buffer->arena_len);
  column->ascii = is_ascii (column->arena, buffer->arena_len);
}

StreeColumn *
stree_column_buffer_finish (StreeColumnBuffer *buffer, const char *name)
{
  StreeColumn *column = g_atomic_rc_box_new0 (StreeColumn);

  column->name = g_strdup (name);
  column->type = buffer->type;
  column->n_rows = buffer->n_rows;
  column->n_nulls = buffer->n_nulls;
  column->decimals = buffer->decimals;
  if (buffer->n_nulls > 0)
    column->nulls = g_steal_pointer (&buffer->nulls);

  if (buffer->type == STREE_COLUMN_TEXT)
    finish_text (buffer, column);
  else if (buffer->n_rows > 0)
    column->values.any = g_realloc_n (g_steal_pointer (&buffer->values), buffer->n_rows, stree_column_cell_size (buffer->type));

  stree_column_buffer_clear (buffer);
  return column;
}
