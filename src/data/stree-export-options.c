/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "core/stree-boxed-private.h"
#include "data/stree-export-writer-private.h"

STREE_DEFINE_BOXED_TYPE (StreeExportOptions, stree_export_options)

/**
 * stree_export_options_new:
 * @format: how the table is written
 *
 * Options for all columns, with a header, and cells as what they hold.
 *
 * Returns: (transfer full): the options
 *
 * Since: 1.0
 */
StreeExportOptions *
stree_export_options_new (StreeExportFormat format)
{
  StreeExportOptions *options;

  g_return_val_if_fail (format <= STREE_EXPORT_JSON_LINES, NULL);

  options = g_new0 (StreeExportOptions, 1);
  g_atomic_ref_count_init (&options->refs);
  options->format = format;
  options->header = TRUE;
  return options;
}

/**
 * stree_export_options_ref:
 * @options: options
 *
 * Takes another reference, after which the options cannot be changed any more. May be called from any thread.
 *
 * Returns: (transfer full): @options
 *
 * Since: 1.0
 */
StreeExportOptions *
stree_export_options_ref (StreeExportOptions *options)
{
  g_return_val_if_fail (options != NULL, NULL);

  g_atomic_ref_count_inc (&options->refs);
  return options;
}

/**
 * stree_export_options_unref:
 * @options: (transfer full): options
 *
 * Gives a reference back.
 *
 * Since: 1.0
 */
void
stree_export_options_unref (StreeExportOptions *options)
{
  g_return_if_fail (options != NULL);

  if (!g_atomic_ref_count_dec (&options->refs))
    return;
  if (options->destroy != NULL)
    options->destroy (options->data);
  g_free (options->columns);
  g_free (options);
}

/**
 * stree_export_options_set_header:
 * @options: options with one reference
 * @header: whether the names of the columns come first
 *
 * Says whether there is a header. Without one, that of a Markdown table is empty, since the format knows no other; JSON has
 * the names in each record in any case.
 *
 * Since: 1.0
 */
void
stree_export_options_set_header (StreeExportOptions *options, gboolean header)
{
  g_return_if_fail (options != NULL);
  g_return_if_fail (g_atomic_ref_count_compare (&options->refs, 1));

  options->header = !!header;
}

/**
 * stree_export_options_set_columns:
 * @options: options with one reference
 * @columns: (nullable) (array length=n_columns): the numbers of the columns, from 0; %NULL: all of them
 * @n_columns: how many they are
 *
 * Says which columns are exported, and in which order.
 *
 * Since: 1.0
 */
void
stree_export_options_set_columns (StreeExportOptions *options, const guint *columns, gsize n_columns)
{
  g_return_if_fail (options != NULL);
  g_return_if_fail (columns != NULL || n_columns == 0);
  g_return_if_fail (n_columns <= G_MAXUINT);
  g_return_if_fail (g_atomic_ref_count_compare (&options->refs, 1));

  g_free (options->columns);
  options->columns = NULL;
  if (columns != NULL)
    {
      options->columns = g_new (guint, MAX (n_columns, 1));
      for (gsize i = 0; i < n_columns; i++)
        options->columns[i] = columns[i];
    }
  options->n_columns = n_columns;
}

/**
 * stree_export_options_set_cell_func:
 * @options: options with one reference
 * @func: (nullable) (scope notified) (closure data) (destroy destroy): how a cell is shown; %NULL: as what it holds
 * @data: for @func
 * @destroy: (nullable): frees @data, in any thread
 *
 * Says that cells are exported as they are shown, and how that is. In JSON all cells are texts then.
 *
 * Otherwise they are written so that a program reads the same from them: numbers with a point and as many digits as it
 * takes, `true` and `false`, dates and moments as ISO 8601 has them. JSON has no infinity; it is null there.
 *
 * Since: 1.0
 */
void
stree_export_options_set_cell_func (StreeExportOptions *options, StreeExportCellFunc func, gpointer data,
                                    GDestroyNotify destroy)
{
  g_return_if_fail (options != NULL);
  g_return_if_fail (g_atomic_ref_count_compare (&options->refs, 1));

  if (options->destroy != NULL)
    options->destroy (options->data);
  options->func = func;
  options->data = data;
  options->destroy = destroy;
}
