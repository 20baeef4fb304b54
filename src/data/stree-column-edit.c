/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-column-private.h"

#include <string.h>

/* --- other cells --- */

static void
set_null_bit (StreeColumn *column, guint row, gboolean is_null)
{
  guint8 bit = (guint8) (1u << (row & 7));
  gboolean was_null = stree_column_is_null (column, row);

  if (is_null == was_null)
    return;
  if (!column->nulls)
    column->nulls = g_malloc0 ((column->n_rows + 7) / 8);
  column->nulls[row >> 3] ^= bit;
  column->n_nulls = is_null ? column->n_nulls + 1 : column->n_nulls - 1;
}

static void
edit_value (StreeColumn *column, guint row, StreeCell *cell)
{
  switch (column->type)
    {
    case STREE_COLUMN_INT64:
      column->values.int64s[row] = stree_cell_get_int64 (cell);
      break;
    case STREE_COLUMN_TIMESTAMP:
      column->values.int64s[row] = stree_cell_get_timestamp (cell);
      break;
    case STREE_COLUMN_DOUBLE:
      column->values.doubles[row] = stree_cell_get_double (cell);
      break;
    case STREE_COLUMN_BOOL:
      column->values.bools[row] = stree_cell_get_bool (cell) ? 1 : 0;
      break;
    case STREE_COLUMN_DATE:
      column->values.dates[row] = stree_cell_get_date (cell);
      break;
    case STREE_COLUMN_TEXT:
    default:
      g_assert_not_reached ();
    }
}

/* The entries stay, and new texts come behind them. */
static gboolean
edit_dictionary (StreeColumn *column, const StreeColumn *old, const StreeColumnEdit *edits, guint n_edits)
{
  g_autoptr (GHashTable) entries = g_hash_table_new (g_str_hash, g_str_equal); /* text (borrowed) -> entry */
  g_autoptr (GPtrArray) added = g_ptr_array_new ();                            /* of text (borrowed) */
  gsize bytes = old->offsets[old->n_entries];

  for (guint i = 0; i < old->n_entries; i++)
    g_hash_table_insert (entries, old->arena + old->offsets[i], GUINT_TO_POINTER (i));
  for (guint i = 0; i < n_edits; i++)
    {
      const char *text = stree_cell_get_text (edits[i].cell);
      gpointer entry;

      if (!g_hash_table_lookup_extended (entries, text, NULL, &entry))
        {
          bytes += strlen (text) + 1;
          if (bytes > G_MAXUINT32)
            return FALSE;
          entry = GUINT_TO_POINTER (old->n_entries + added->len);
          g_hash_table_insert (entries, (gpointer) text, entry);
          g_ptr_array_add (added, (gpointer) text);
        }
      column->values.codes[edits[i].row] = GPOINTER_TO_UINT (entry);
    }

  column->n_entries = old->n_entries + added->len;
  column->offsets = g_new (guint32, (gsize) column->n_entries + 1);
  memcpy (column->offsets, old->offsets, (old->n_entries + 1) * sizeof *old->offsets);
  column->arena = g_malloc (MAX (bytes, 1));
  memcpy (column->arena, old->arena, old->offsets[old->n_entries]);
  for (guint i = 0; i < added->len; i++)
    {
      const char *text = g_ptr_array_index (added, i);
      guint32 at = column->offsets[old->n_entries + i];
      gsize size = strlen (text) + 1;

      memcpy (column->arena + at, text, size);
      column->offsets[old->n_entries + i + 1] = at + (guint32) size;
      column->ascii = column->ascii && g_str_is_ascii (text);
    }
  return TRUE;
}

static int
compare_edits (gconstpointer a, gconstpointer b)
{
  guint x = ((const StreeColumnEdit *) a)->row, y = ((const StreeColumnEdit *) b)->row;

  return x < y ? -1 : x > y;
}

/* Each row has its own entry: what lies between two edits is copied in one go. */
static gboolean
edit_texts (StreeColumn *column, const StreeColumn *old, const StreeColumnEdit *edits, guint n_edits)
{
  g_autofree StreeColumnEdit *sorted = g_memdup2 (edits, n_edits * sizeof *edits);
  gsize bytes = old->offsets[old->n_entries];
  guint row = 0;
  guint32 at = 0;

  qsort (sorted, n_edits, sizeof *sorted, compare_edits);
  for (guint i = 0; i < n_edits; i++)
    bytes += strlen (stree_cell_get_text (edits[i].cell)) + 1 - (old->offsets[edits[i].row + 1] - old->offsets[edits[i].row]);
  if (bytes > G_MAXUINT32)
    return FALSE;

  column->n_entries = old->n_entries;
  column->offsets = g_new (guint32, (gsize) old->n_entries + 1);
  column->arena = g_malloc (MAX (bytes, 1));
  for (guint i = 0; i <= n_edits; i++)
    {
      guint end = i < n_edits ? sorted[i].row : old->n_entries;

      memcpy (column->arena + at, old->arena + old->offsets[row], old->offsets[end] - old->offsets[row]);
      for (; row < end; row++)
        {
          column->offsets[row] = at;
          at += old->offsets[row + 1] - old->offsets[row];
        }
      if (i < n_edits)
        {
          const char *text = stree_cell_get_text (sorted[i].cell);
          gsize size = strlen (text) + 1;

          memcpy (column->arena + at, text, size);
          column->ascii = column->ascii && g_str_is_ascii (text);
          column->offsets[row++] = at;
          at += (guint32) size;
        }
    }
  column->offsets[old->n_entries] = at;
  return TRUE;
}

StreeColumn *
stree_column_edit (const StreeColumn *old, const StreeColumnEdit *edits, guint n_edits)
{
  StreeColumn *column = g_atomic_rc_box_new0 (StreeColumn);
  gboolean fits = TRUE;

  column->name = g_strdup (old->name);
  column->type = old->type;
  column->n_rows = old->n_rows;
  column->n_nulls = old->n_nulls;
  column->decimals = old->decimals;
  column->ascii = old->ascii;
  if (old->nulls)
    column->nulls = g_memdup2 (old->nulls, (old->n_rows + 7) / 8);
  if (old->values.any)
    column->values.any = g_memdup2 (old->values.any, old->n_rows * stree_column_cell_size (old->type));

  if (old->type != STREE_COLUMN_TEXT)
    for (guint i = 0; i < n_edits; i++)
      edit_value (column, edits[i].row, edits[i].cell);
  else if (old->values.codes)
    fits = edit_dictionary (column, old, edits, n_edits);
  else
    fits = edit_texts (column, old, edits, n_edits);
  if (!fits)
    {
      stree_column_unref (column);
      return NULL;
    }

  for (guint i = 0; i < n_edits; i++)
    set_null_bit (column, edits[i].row, stree_cell_is_null (edits[i].cell));
  if (column->n_nulls == 0)
    g_clear_pointer (&column->nulls, g_free);
  return column;
}

/* --- more cells --- */

static gboolean
append_cell (StreeColumnBuffer *buffer, const StreeColumn *column, guint row)
{
  if (stree_column_is_null (column, row))
    return stree_column_buffer_append_null (buffer);

  switch (column->type)
    {
    case STREE_COLUMN_INT64:
    case STREE_COLUMN_TIMESTAMP:
      stree_column_buffer_append_int64 (buffer, column->values.int64s[row]);
      return TRUE;
    case STREE_COLUMN_DOUBLE:
      stree_column_buffer_append_double (buffer, column->values.doubles[row]);
      return TRUE;
    case STREE_COLUMN_BOOL:
      stree_column_buffer_append_bool (buffer, column->values.bools[row]);
      return TRUE;
    case STREE_COLUMN_DATE:
      stree_column_buffer_append_date (buffer, column->values.dates[row]);
      return TRUE;
    case STREE_COLUMN_TEXT:
      {
        gsize length;
        const char *text = stree_column_get_entry_text (column, stree_column_get_entry (column, row), &length);

        return stree_column_buffer_append_text (buffer, text, length);
      }
    default:
      g_assert_not_reached ();
    }
}

StreeColumn *
stree_column_join (const StreeColumnPart *parts, guint n_parts, const char *name)
{
  StreeColumnBuffer buffer;
  guint n_rows = 0;

  stree_column_buffer_init (&buffer, parts[0].column->type);
  for (guint i = 0; i < n_parts; i++)
    n_rows += parts[i].n_rows;
  stree_column_buffer_reserve (&buffer, n_rows);

  for (guint i = 0; i < n_parts; i++)
    {
      const StreeColumnPart *part = &parts[i];

      buffer.decimals = MAX (buffer.decimals, part->column->decimals);
      for (guint row = 0; row < part->n_rows; row++)
        if (!append_cell (&buffer, part->column, part->index ? part->index[part->first + row] : part->first + row))
          {
            stree_column_buffer_clear (&buffer);
            return NULL;
          }
    }
  return stree_column_buffer_finish (&buffer, name);
}
