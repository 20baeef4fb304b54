/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-data-frame.h"

#include "core/stree-element-private.h"
#include "core/stree-error.h"
#include "elements/stree-frame-prop-private.h"

/* In dumps a table is its size. */
static void
frame_to_string (const GValue *from, GValue *to)
{
  StreeFrame *frame = g_value_get_boxed (from);

  if (frame)
    g_value_take_string (to, g_strdup_printf ("%u rows x %u columns", stree_frame_get_n_rows (frame),
                                              stree_frame_get_n_columns (frame)));
}

GType
stree_frame_prop_get_type (void)
{
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      g_value_register_transform_func (STREE_TYPE_FRAME, G_TYPE_STRING, frame_to_string);
      g_once_init_leave (&ready, 1);
    }
  return STREE_TYPE_FRAME;
}

static const StreeProp props[] = {
  STREE_PROP_FULL (StreeDataFrameArgs, data, BOXED, stree_frame_prop_get_type, "The table; unset: an empty one"),
  STREE_PROP (StreeDataFrameArgs, label, STRING, "Its accessible name; unset: the label of the data"),
  STREE_PROP (StreeDataFrameArgs, width, INT, "Pixels; 0: what there is"),
  STREE_PROP (StreeDataFrameArgs, height, INT, "Pixels; 0: what there is"),
  STREE_PROP (StreeDataFrameArgs, row_numbers, BOOL, "A first column counts the rows, from 1"),
};

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreeDataFrameArgs *args = data;

  (void) element;
  if (args->width >= 0 && args->height >= 0)
    return TRUE;
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "prop '%s' is %d: 0 or more pixels were expected",
               args->width < 0 ? "width" : "height", args->width < 0 ? args->width : args->height);
  return FALSE;
}

extern StreeKind stree_data_frame_kind;
StreeKind stree_data_frame_kind = {
  .name = "DataFrame",
  .blurb = "A table to read, scroll and sort",
  .size = G_STRUCT_OFFSET (StreeDataFrameArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .role = "table",
  .label_prop = "label",
  .validate = validate,
};

/**
 * stree_data_frame_new: (skip)
 * @args: the arguments
 *
 * A table to read, scroll and sort. In C write `stree_data_frame (frame)`.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_data_frame_new (const StreeDataFrameArgs *args)
{
  return stree_element_build (&stree_data_frame_kind, args, args->key, args->common);
}
