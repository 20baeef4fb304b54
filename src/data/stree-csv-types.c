/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "data/stree-cell-text-private.h"
#include "data/stree-csv-private.h"
#include "data/stree-frame-private.h"

/*
 * Converts a column of text. Fails at the first cell that does not fit, whose row is then put into @bad_row; where no
 * cell has a value @bad_row is the number of rows. Quoted words for null, which text keeps, are null here.
 */
static gboolean
convert (const StreeColumnBuffer *from,
         StreeColumnType type,
         const StreeCsvOptions *options,
         StreeColumnBuffer *to,
         guint *bad_row)
{
  guint n_values = 0;

  stree_column_buffer_init (to, type);
  for (guint row = 0; row < from->n_rows; row++)
    {
      gsize length;
      const char *text;
      gboolean fits = FALSE;

      if (stree_column_buffer_is_null (from, row))
        {
          stree_column_buffer_append_null (to);
          continue;
        }

      text = stree_column_buffer_get_text (from, row, &length);
      switch (type)
        {
        case STREE_COLUMN_INT64:
          {
            gint64 value;

            if ((fits = stree_cell_parse_int64 (text, length, &value)))
              stree_column_buffer_append_int64 (to, value);
            break;
          }
        case STREE_COLUMN_DOUBLE:
          {
            double value;
            guint decimals;

            if ((fits = stree_cell_parse_double (text, length, &value, &decimals)))
              {
                stree_column_buffer_append_double (to, value);
                to->decimals = MAX (to->decimals, decimals);
              }
            break;
          }
        case STREE_COLUMN_BOOL:
          {
            gboolean value;

            if ((fits = stree_cell_parse_bool (text, length, &value)))
              stree_column_buffer_append_bool (to, value);
            break;
          }
        case STREE_COLUMN_DATE:
          {
            gint32 days;

            if ((fits = stree_cell_parse_date (text, length, &days)))
              stree_column_buffer_append_date (to, days);
            break;
          }
        case STREE_COLUMN_TIMESTAMP:
          {
            gint64 microseconds;

            if ((fits = stree_cell_parse_timestamp (text, length, &microseconds)))
              stree_column_buffer_append_int64 (to, microseconds);
            break;
          }
        case STREE_COLUMN_TEXT:
        default:
          g_assert_not_reached ();
        }

      if (fits)
        {
          n_values++;
        }
      else if (length == 0 || stree_csv_options_is_null_word (options, text, length))
        {
          stree_column_buffer_append_null (to);
        }
      else
        {
          *bad_row = row;
          stree_column_buffer_clear (to);
          return FALSE;
        }
    }

  if (n_values > 0)
    return TRUE;
  *bad_row = from->n_rows;
  return FALSE;
}

/* The first type that fits every cell and has a cell to fit; else it stays text. */
static void
infer (StreeColumnBuffer *cells, const StreeCsvOptions *options)
{
  static const StreeColumnType types[] = { STREE_COLUMN_BOOL, STREE_COLUMN_INT64, STREE_COLUMN_DOUBLE,
                                           STREE_COLUMN_DATE, STREE_COLUMN_TIMESTAMP };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      StreeColumnBuffer typed;
      guint bad_row;

      if (convert (cells, types[i], options, &typed, &bad_row))
        {
          stree_column_buffer_clear (cells);
          *cells = typed;
          return;
        }
      stree_column_buffer_clear (&typed);
      if (bad_row == cells->n_rows)
        return;
    }
}

#define QUOTED_CHARS 60

/* What a message quotes of a text: its first characters, all of them whole. */
static char *
dup_start (const char *text)
{
  const char *end = text;

  for (guint n = 0; n < QUOTED_CHARS && *end; n++)
    end = g_utf8_next_char (end);
  return *end ? g_strdup_printf ("%.*s…", (int) (end - text), text) : g_strdup (text);
}

static gboolean
force (StreeColumnBuffer *cells,
       StreeColumnType type,
       guint column,
       const char *name,
       const StreeCsvSource *source,
       const StreeCsvOptions *options,
       GError **error)
{
  StreeColumnBuffer typed;
  StreeCsvPlace place;
  g_autofree char *text = NULL;
  gsize length;
  guint bad_row;

  if (type == STREE_COLUMN_TEXT)
    return TRUE;
  if (convert (cells, type, options, &typed, &bad_row) || bad_row == cells->n_rows)
    {
      stree_column_buffer_clear (cells);
      *cells = typed;
      return TRUE;
    }

  text = dup_start (stree_column_buffer_get_text (cells, bad_row, &length));
  place = stree_csv_find_place (
      source, stree_csv_find_field (source, 0, (guint64) bad_row + (options->has_header ? 1 : 0), column));
  g_set_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_BAD_VALUE,
               _ ("line %u, column %u: \"%s\" in column \"%s\"; expected a value of type %s"), place.line,
               place.column, text, name, stree_column_type_get_nick (type));
  return FALSE;
}

StreeFrame *
stree_csv_table_to_frame (StreeCsvTable *table,
                          const StreeCsvSource *source,
                          const StreeCsvOptions *options,
                          const char *label,
                          GCancellable *cancellable,
                          GError **error)
{
  StreeColumn **columns = g_new0 (StreeColumn *, table->n_columns);
  g_autofree char *note = NULL;

  for (guint i = 0; i < table->n_columns; i++)
    {
      gpointer type;
      gboolean fits = !g_cancellable_set_error_if_cancelled (cancellable, error);

      if (fits && g_hash_table_lookup_extended (options->column_types, table->names[i], NULL, &type))
        fits = force (&table->columns[i], GPOINTER_TO_UINT (type), i, table->names[i], source, options, error);
      else if (fits)
        infer (&table->columns[i], options);

      if (!fits)
        {
          for (guint j = 0; j < i; j++)
            stree_column_unref (columns[j]);
          g_free (columns);
          return NULL;
        }
      columns[i] = stree_column_buffer_finish (&table->columns[i], table->names[i]);
    }

  if (table->n_short_rows > 0)
    note = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u row has fewer fields than there are columns (line %u); the missing cells are empty",
                     "%u rows have fewer fields than there are columns (the first is line %u); the "
                     "missing cells are empty",
                     table->n_short_rows),
        table->n_short_rows, table->first_short_line);
  return stree_frame_new_take_columns (columns, table->n_columns, table->n_rows, label, note);
}
