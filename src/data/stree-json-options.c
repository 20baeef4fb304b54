/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "core/stree-boxed-private.h"
#include "data/stree-json-options-private.h"

STREE_DEFINE_BOXED_TYPE (StreeJsonOptions, stree_json_options)

/**
 * stree_json_options_new:
 *
 * Options for an ordinary file: the format is detected, types are inferred, the first mistake is an error.
 *
 * Returns: (transfer full): the options
 *
 * Since: 1.0
 */
StreeJsonOptions *
stree_json_options_new (void)
{
  StreeJsonOptions *options = g_new0 (StreeJsonOptions, 1);

  g_atomic_ref_count_init (&options->refs);
  options->column_types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return options;
}

/**
 * stree_json_options_ref:
 * @options: options
 *
 * Takes another reference, after which the options cannot be changed any more. May be called from any thread.
 *
 * Returns: (transfer full): @options
 *
 * Since: 1.0
 */
StreeJsonOptions *
stree_json_options_ref (StreeJsonOptions *options)
{
  g_return_val_if_fail (options != NULL, NULL);

  g_atomic_ref_count_inc (&options->refs);
  return options;
}

/**
 * stree_json_options_unref:
 * @options: (transfer full): options
 *
 * Gives a reference back.
 *
 * Since: 1.0
 */
void
stree_json_options_unref (StreeJsonOptions *options)
{
  g_return_if_fail (options != NULL);

  if (!g_atomic_ref_count_dec (&options->refs))
    return;
  g_hash_table_unref (options->column_types);
  g_free (options);
}

/**
 * stree_json_options_set_format:
 * @options: options with one reference
 * @format: how the table is written
 *
 * Says whether the text is one array of records, or has a record on each line. By default the first character tells.
 *
 * Since: 1.0
 */
void
stree_json_options_set_format (StreeJsonOptions *options, StreeJsonFormat format)
{
  g_return_if_fail (options != NULL);
  g_return_if_fail (format <= STREE_JSON_FORMAT_LINES);
  g_return_if_fail (g_atomic_ref_count_compare (&options->refs, 1));

  options->format = format;
}

/**
 * stree_json_options_set_column_type:
 * @options: options with one reference
 * @name: the name of a column
 * @type: what its cells hold
 *
 * Says the type of a column, instead of inferring it. A text that reads as a value of the type is one; what does not fit
 * is %STREE_JSON_ERROR_BAD_VALUE. A column that no record has is not an error.
 *
 * Since: 1.0
 */
void
stree_json_options_set_column_type (StreeJsonOptions *options, const char *name, StreeColumnType type)
{
  g_return_if_fail (options != NULL);
  g_return_if_fail (name != NULL);
  g_return_if_fail (type <= STREE_COLUMN_TEXT);
  g_return_if_fail (g_atomic_ref_count_compare (&options->refs, 1));

  g_hash_table_insert (options->column_types, g_strdup (name), GUINT_TO_POINTER (type));
}

/**
 * stree_json_options_set_keep_rejects:
 * @options: options with one reference
 * @keep_rejects: whether what is wrong is set aside
 *
 * Says what to do with a record that cannot be read. By default it is an error. Set aside, it is in
 * [method@Frame.get_rejects], with its line and what is wrong; the other records are in the frame, and
 * [method@Frame.get_note] tells.
 *
 * That is for lines, whatever is wrong with one of them; in an array it is for elements that are JSON but no records
 * that fit, since behind broken JSON nobody knows where the next element begins.
 *
 * Since: 1.0
 */
void
stree_json_options_set_keep_rejects (StreeJsonOptions *options, gboolean keep_rejects)
{
  g_return_if_fail (options != NULL);
  g_return_if_fail (g_atomic_ref_count_compare (&options->refs, 1));

  options->keep_rejects = !!keep_rejects;
}
