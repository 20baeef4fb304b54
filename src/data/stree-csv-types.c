/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "data/stree-column-parse-private.h"
#include "data/stree-csv-private.h"
#include "data/stree-frame-private.h"

/* Quoted words for null, which text keeps, are null in columns of other types. */
static gboolean
is_null (const char *text, gsize length, gconstpointer options)
{
  return length == 0 || stree_csv_options_is_null_word (options, text, length);
}

/* The first type that fits every cell and has a cell to fit; else it stays text. */
static void
infer (StreeColumnBuffer *cells, const StreeCsvOptions *options)
{
  static const StreeColumnType types[] = { STREE_COLUMN_BOOL, STREE_COLUMN_INT64, STREE_COLUMN_DOUBLE,
                                           STREE_COLUMN_DATE, STREE_COLUMN_TIMESTAMP };

  stree_column_buffer_infer (cells, types, G_N_ELEMENTS (types), is_null, options);
}

static gboolean
force (StreeColumnBuffer *cells,
       StreeColumnType type,
       guint column,
       const char *name,
       const StreeCsvText *source,
       const StreeCsvOptions *options,
       GError **error)
{
  StreeTextPlace place;
  g_autofree char *text = NULL;
  gsize length;
  guint bad_row;

  if (stree_column_buffer_convert (cells, type, is_null, options, &bad_row))
    return TRUE;

  text = stree_column_dup_start (stree_column_buffer_get_text (cells, bad_row, &length));
  place = stree_csv_find_place (
      source, stree_csv_find_field (source, 0, (guint64) bad_row + (options->has_header ? 1 : 0), column));
  g_set_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_BAD_VALUE,
               _ ("line %u, column %u: \"%s\" in column \"%s\"; expected a value of type %s"), place.line,
               place.column, text, name, stree_column_type_get_nick (type));
  return FALSE;
}

void
stree_csv_table_convert (StreeCsvTable *table, const StreeCsvOptions *options, StreeColumnType *types)
{
  guint bad_row;

  for (guint i = 0; i < table->n_columns; i++)
    {
      if (stree_column_buffer_convert (&table->columns[i], types[i], is_null, options, &bad_row))
        continue;
      types[i] = types[i] == STREE_COLUMN_INT64 ? STREE_COLUMN_DOUBLE : STREE_COLUMN_TEXT;
      if (!stree_column_buffer_convert (&table->columns[i], types[i], is_null, options, &bad_row))
        types[i] = STREE_COLUMN_TEXT;
    }
}

StreeFrame *
stree_csv_table_to_frame (StreeCsvTable *table,
                          const StreeCsvText *source,
                          const StreeCsvOptions *options,
                          const char *label,
                          GCancellable *cancellable,
                          GError **error)
{
  StreeColumn **columns = g_new0 (StreeColumn *, table->n_columns);
  g_autofree char *note = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *all = NULL;
  StreeFrame *frame;

  for (guint i = 0; i < table->n_columns; i++)
    {
      gpointer type;
      gboolean fits = !g_cancellable_set_error_if_cancelled (cancellable, error);

      if (fits && g_hash_table_lookup_extended (options->column_types, table->names[i], NULL, &type))
        fits = force (&table->columns[i], GPOINTER_TO_UINT (type), i, table->names[i], source, options, error);
      else if (fits)
        infer (&table->columns[i], options);

      if (fits)
        {
          columns[i] = stree_column_buffer_finish (&table->columns[i], table->names[i]);
          fits = !g_cancellable_set_error_if_cancelled (cancellable, error);
        }
      if (!fits)
        {
          for (guint j = 0; j <= i; j++)
            g_clear_pointer (&columns[j], stree_column_unref);
          g_free (columns);
          return NULL;
        }
    }

  if (table->n_short_rows > 0)
    note = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u row has fewer fields than there are columns (line %u); the missing cells are empty",
                     "%u rows have fewer fields than there are columns (the first is line %u); the "
                     "missing cells are empty",
                     table->n_short_rows),
        table->n_short_rows, table->first_short_line);
  aside = stree_rejects_describe (&table->rejects);
  all = note != NULL && aside != NULL ? g_strconcat (note, "; ", aside, NULL) : NULL;
  frame = stree_frame_new_take_columns (columns, table->n_columns, table->n_rows, label,
                                        all != NULL    ? all
                                        : note != NULL ? note
                                                       : aside);
  stree_rejects_finish (&table->rejects, frame);
  return frame;
}
