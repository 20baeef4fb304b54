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
static const StreeColumnType inferred[] = { STREE_COLUMN_BOOL, STREE_COLUMN_INT64, STREE_COLUMN_DOUBLE, STREE_COLUMN_DATE,
                                            STREE_COLUMN_TIMESTAMP };

static gboolean
force (StreeColumnBuffer *cells,
       StreeColumnType type,
       guint column,
       const char *name,
       const StreeCsvText *source,
       const StreeCsvOptions *options,
       const StreeCsvPart *part,
       GError **error)
{
  gboolean has_header = options->has_header && part->names == NULL;
  StreeTextPlace place;
  g_autofree char *text = NULL;
  gsize length;
  guint bad_row;

  if (stree_column_buffer_convert (cells, type, is_null, options, &bad_row))
    return TRUE;

  text = stree_column_dup_start (stree_column_buffer_get_text (cells, bad_row, &length));
  place = stree_csv_find_place (
      source, stree_csv_find_field (source, 0, (guint64) bad_row + (has_header ? 1 : 0), column));
  place.line += part->first_line;
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

gboolean
stree_csv_table_type_more (StreeCsvTable *table, const StreeCsvText *source, const StreeCsvOptions *options,
                           const StreeCsvPart *part, StreeColumnCandidates *candidates, StreeColumnType *types, GError **error)
{
  for (guint i = 0; i < table->n_columns; i++)
    {
      gpointer type;

      if (!g_hash_table_lookup_extended (options->column_types, table->names[i], NULL, &type))
        types[i] = stree_column_buffer_infer_more (&table->columns[i], &candidates[i], inferred, G_N_ELEMENTS (inferred),
                                                   is_null, options);
      else if (force (&table->columns[i], GPOINTER_TO_UINT (type), i, table->names[i], source, options, part, error))
        types[i] = GPOINTER_TO_UINT (type);
      else
        return FALSE;
    }
  return TRUE;
}

char *
stree_csv_dup_note (guint n_short_rows, guint first_short_line, const StreeRejects *rejects)
{
  char *aside = stree_rejects_describe (rejects);
  g_autofree char *held = aside;
  g_autofree char *note = NULL;

  if (n_short_rows == 0)
    return g_steal_pointer (&held);
  note = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u row has fewer fields than there are columns (line %u); the missing cells are empty",
                   "%u rows have fewer fields than there are columns (the first is line %u); the "
                   "missing cells are empty",
                   n_short_rows),
      n_short_rows, first_short_line);
  return aside != NULL ? g_strconcat (note, "; ", aside, NULL) : g_steal_pointer (&note);
}

StreeFrame *
stree_csv_table_to_frame (StreeCsvTable *table,
                          const StreeCsvText *source,
                          const StreeCsvOptions *options,
                          const char *label,
                          GCancellable *cancellable,
                          GError **error)
{
  static const StreeCsvPart whole = { .names = NULL };
  StreeColumn **columns = g_new0 (StreeColumn *, table->n_columns);
  g_autofree char *note = NULL;
  StreeFrame *frame;

  for (guint i = 0; i < table->n_columns; i++)
    {
      gpointer type;
      gboolean fits = !g_cancellable_set_error_if_cancelled (cancellable, error);

      if (fits && g_hash_table_lookup_extended (options->column_types, table->names[i], NULL, &type))
        fits = force (&table->columns[i], GPOINTER_TO_UINT (type), i, table->names[i], source, options, &whole, error);
      else if (fits)
        stree_column_buffer_infer (&table->columns[i], inferred, G_N_ELEMENTS (inferred), is_null, options);

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

  note = stree_csv_dup_note (table->n_short_rows, table->first_short_line, &table->rejects);
  frame = stree_frame_new_take_columns (columns, table->n_columns, table->n_rows, label, note);
  stree_rejects_finish (&table->rejects, frame);
  return frame;
}
