/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-column-parse-private.h"

#include "data/stree-cell-text-private.h"

gboolean
stree_column_buffer_append_parsed (StreeColumnBuffer *buffer, const char *text, gsize length)
{
  switch (buffer->type)
    {
    case STREE_COLUMN_INT64:
      {
        gint64 value;

        if (!stree_cell_parse_int64 (text, length, &value))
          return FALSE;
        stree_column_buffer_append_int64 (buffer, value);
        return TRUE;
      }
    case STREE_COLUMN_DOUBLE:
      {
        double value;
        guint decimals;

        if (!stree_cell_parse_double (text, length, &value, &decimals))
          return FALSE;
        stree_column_buffer_append_double (buffer, value);
        buffer->decimals = MAX (buffer->decimals, decimals);
        return TRUE;
      }
    case STREE_COLUMN_BOOL:
      {
        gboolean value;

        if (!stree_cell_parse_bool (text, length, &value))
          return FALSE;
        stree_column_buffer_append_bool (buffer, value);
        return TRUE;
      }
    case STREE_COLUMN_DATE:
      {
        gint32 days;

        if (!stree_cell_parse_date (text, length, &days))
          return FALSE;
        stree_column_buffer_append_date (buffer, days);
        return TRUE;
      }
    case STREE_COLUMN_TIMESTAMP:
      {
        gint64 microseconds;

        if (!stree_cell_parse_timestamp (text, length, &microseconds))
          return FALSE;
        stree_column_buffer_append_int64 (buffer, microseconds);
        return TRUE;
      }
    case STREE_COLUMN_TEXT:
      return stree_column_buffer_append_text (buffer, text, length);
    default:
      g_assert_not_reached ();
    }
}

/* FALSE: the cell in @bad_row does not fit. */
static gboolean
convert (const StreeColumnBuffer *from,
         StreeColumnType type,
         StreeColumnIsNull is_null,
         gconstpointer data,
         StreeColumnBuffer *to,
         guint *n_values,
         guint *bad_row)
{
  stree_column_buffer_init (to, type);
  *n_values = 0;
  for (guint row = 0; row < from->n_rows; row++)
    {
      gsize length;
      const char *text;

      if (stree_column_buffer_is_null (from, row))
        {
          stree_column_buffer_append_null (to);
          continue;
        }
      text = stree_column_buffer_get_text (from, row, &length);
      if (stree_column_buffer_append_parsed (to, text, length))
        ++*n_values;
      else if (is_null != NULL && is_null (text, length, data))
        stree_column_buffer_append_null (to);
      else
        {
          *bad_row = row;
          stree_column_buffer_clear (to);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
stree_column_buffer_convert (StreeColumnBuffer *cells, StreeColumnType type, StreeColumnIsNull is_null,
                             gconstpointer data, guint *bad_row)
{
  StreeColumnBuffer typed;
  guint n_values;

  if (type == STREE_COLUMN_TEXT)
    return TRUE;
  if (!convert (cells, type, is_null, data, &typed, &n_values, bad_row))
    return FALSE;
  stree_column_buffer_clear (cells);
  *cells = typed;
  return TRUE;
}

void
stree_column_buffer_infer (StreeColumnBuffer *cells, const StreeColumnType *types, guint n_types,
                           StreeColumnIsNull is_null, gconstpointer data)
{
  for (guint i = 0; i < n_types; i++)
    {
      StreeColumnBuffer typed;
      guint n_values, bad_row;

      if (!convert (cells, types[i], is_null, data, &typed, &n_values, &bad_row))
        continue;
      if (n_values == 0)
        {
          stree_column_buffer_clear (&typed);
          return;
        }
      stree_column_buffer_clear (cells);
      *cells = typed;
      return;
    }
}

StreeColumnType
stree_column_buffer_infer_more (StreeColumnBuffer *cells, StreeColumnCandidates *candidates, const StreeColumnType *types,
                                guint n_types, StreeColumnIsNull is_null, gconstpointer data)
{
  StreeColumnBuffer first;
  guint chosen = n_types;

  for (guint i = 0; i < n_types; i++)
    {
      StreeColumnBuffer typed;
      guint n_values, bad_row;

      if (!(candidates->fit & 1u << i))
        continue;
      if (!convert (cells, types[i], is_null, data, &typed, &n_values, &bad_row))
        {
          candidates->fit &= (guint8) ~(1u << i);
          continue;
        }
      if (n_values > 0)
        candidates->values |= (guint8) (1u << i);
      if (chosen < n_types)
        stree_column_buffer_clear (&typed);
      else
        {
          chosen = i;
          first = typed;
        }
    }
  if (chosen == n_types)
    return STREE_COLUMN_TEXT;
  if (!(candidates->values & 1u << chosen))
    {
      stree_column_buffer_clear (&first);
      return STREE_COLUMN_TEXT;
    }
  stree_column_buffer_clear (cells);
  *cells = first;
  return types[chosen];
}

#define QUOTED_CHARS 60

char *
stree_column_dup_start (const char *text)
{
  const char *end = text;

  for (guint n = 0; n < QUOTED_CHARS && *end; n++)
    end = g_utf8_next_char (end);
  return *end ? g_strdup_printf ("%.*s…", (int) (end - text), text) : g_strdup (text);
}
