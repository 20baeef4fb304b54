/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-column-private.h"

#include <string.h>

#include "core/stree-boxed-private.h"
#include "core/stree-element-private.h"
#include "core/stree-error.h"
#include "core/stree-handler-private.h"
#include "core/stree-prop-private.h"

STREE_DEFINE_BOXED_TYPE (StreeGridColumn, stree_grid_column)

/* In the order of the enumeration in the header. */
static const GEnumValue kinds[] = {
  { STREE_GRID_COLUMN_AUTO, "STREE_GRID_COLUMN_AUTO", "auto" },
  { STREE_GRID_COLUMN_TEXT, "STREE_GRID_COLUMN_TEXT", "text" },
  { STREE_GRID_COLUMN_NUMBER, "STREE_GRID_COLUMN_NUMBER", "number" },
  { STREE_GRID_COLUMN_PERCENT, "STREE_GRID_COLUMN_PERCENT", "percent" },
  { STREE_GRID_COLUMN_CURRENCY, "STREE_GRID_COLUMN_CURRENCY", "currency" },
  { STREE_GRID_COLUMN_BYTES, "STREE_GRID_COLUMN_BYTES", "bytes" },
  { STREE_GRID_COLUMN_DATE, "STREE_GRID_COLUMN_DATE", "date" },
  { STREE_GRID_COLUMN_DATETIME, "STREE_GRID_COLUMN_DATETIME", "datetime" },
  { STREE_GRID_COLUMN_RELATIVE_TIME, "STREE_GRID_COLUMN_RELATIVE_TIME", "relative-time" },
  { STREE_GRID_COLUMN_CHECKBOX, "STREE_GRID_COLUMN_CHECKBOX", "checkbox" },
  { STREE_GRID_COLUMN_CHOICE, "STREE_GRID_COLUMN_CHOICE", "choice" },
  { STREE_GRID_COLUMN_LINK, "STREE_GRID_COLUMN_LINK", "link" },
  { STREE_GRID_COLUMN_IMAGE, "STREE_GRID_COLUMN_IMAGE", "image" },
  { STREE_GRID_COLUMN_PROGRESS, "STREE_GRID_COLUMN_PROGRESS", "progress" },
  { STREE_GRID_COLUMN_SPARKLINE, "STREE_GRID_COLUMN_SPARKLINE", "sparkline" },
  { STREE_GRID_COLUMN_TAGS, "STREE_GRID_COLUMN_TAGS", "tags" },
  { STREE_GRID_COLUMN_BUTTON, "STREE_GRID_COLUMN_BUTTON", "button" },
  { STREE_GRID_COLUMN_COMPONENT, "STREE_GRID_COLUMN_COMPONENT", "component" },
  { 0, NULL, NULL },
};

GType
stree_grid_column_kind_get_type (void)
{
  static GType type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("StreeGridColumnKind", kinds));
  return type;
}

/* What is plain data; choices, functions and handlers are not in the table. */
static const StreeProp props[] = {
  STREE_PROP (StreeGridColumnArgs, name, STRING, "The name of the source's column"),
  STREE_PROP (StreeGridColumnArgs, label, STRING, "The title; unset: the name"),
  STREE_PROP_FULL (StreeGridColumnArgs, kind, ENUM, stree_grid_column_kind_get_type, "What it shows"),
  STREE_PROP (StreeGridColumnArgs, width, INT, "Pixels; 0: by what is in it"),
  STREE_PROP (StreeGridColumnArgs, min_width, INT, "Pixels; 0: no limit"),
  STREE_PROP (StreeGridColumnArgs, max_width, INT, "Pixels; 0: no limit"),
  STREE_PROP (StreeGridColumnArgs, hidden, BOOL, "Not shown until the user asks for it"),
  STREE_PROP (StreeGridColumnArgs, pinned, BOOL, "Stays at the start when the rest scrolls sideways"),
  STREE_PROP (StreeGridColumnArgs, read_only, BOOL, "Its cells cannot be edited"),
  STREE_PROP (StreeGridColumnArgs, required, BOOL, "Its cells may not be empty"),
  STREE_PROP (StreeGridColumnArgs, tooltip, STRING, "Of each cell"),
  STREE_PROP (StreeGridColumnArgs, tooltip_column, STRING, "The column whose text is the tooltip"),
  STREE_PROP_FULL (StreeGridColumnArgs, collation, ENUM, stree_collation_get_type, "How its texts are sorted"),
  STREE_PROP (StreeGridColumnArgs, decimals, VALUE, "Digits after the point; unset: as many as the number has"),
  STREE_PROP (StreeGridColumnArgs, grouping, BOOL, "Thousands stand apart"),
  STREE_PROP (StreeGridColumnArgs, currency, STRING, "ISO 4217; unset: that of the locale"),
  STREE_PROP (StreeGridColumnArgs, prefix, STRING, "Before the number"),
  STREE_PROP (StreeGridColumnArgs, suffix, STRING, "Behind the number"),
  STREE_PROP (StreeGridColumnArgs, unit, STRING, "Behind the number, after a space"),
  STREE_PROP (StreeGridColumnArgs, minimum, VALUE, "The least number; where a progress bar is empty"),
  STREE_PROP (StreeGridColumnArgs, maximum, VALUE, "The largest number; where a progress bar is full"),
  STREE_PROP (StreeGridColumnArgs, button_label, STRING, "The text on a button"),
  STREE_PROP (StreeGridColumnArgs, icon, STRING, "The icon of a button"),
  STREE_PROP (StreeGridColumnArgs, remote, BOOL, "Pictures of other machines are asked for, too"),
};

static const StreePropPlan *
plan (void)
{
  static StreePropPlan made;
  static gsize         ready;

  if (g_once_init_enter (&ready))
    {
      stree_prop_plan_init (&made, props, G_N_ELEMENTS (props), sizeof (StreeGridColumnArgs));
      g_once_init_leave (&ready, 1);
    }
  return &made;
}

/**
 * stree_grid_column_kind_get_nick:
 * @kind: a kind
 *
 * Its name, as it is written in data: `relative-time`.
 *
 * Returns: (transfer none): the name
 *
 * Since: 1.0
 */
const char *
stree_grid_column_kind_get_nick (StreeGridColumnKind kind)
{
  g_return_val_if_fail ((guint) kind <= STREE_GRID_COLUMN_COMPONENT, NULL);

  return kinds[kind].value_nick;
}

/* --- life --- */

static char *
copy_text (StreeArena *arena, const char *text)
{
  return text ? stree_arena_strndup (arena, text, strlen (text)) : NULL;
}

static void
copy_choice (StreeArena *arena, StreeGridChoice *to, const StreeGridChoice *from)
{
  to->value = copy_text (arena, from->value ? from->value : "");
  to->label = copy_text (arena, from->label);
  to->color = copy_text (arena, from->color);
}

/**
 * stree_grid_column_new_args: (skip)
 * @args: what it shows, and how
 *
 * Makes a column. In C write `stree_grid_columns ()`, which makes all of a grid.
 *
 * The handler is that of a run and not held: the column is for the tree of that run.
 *
 * Returns: (transfer full): the column
 *
 * Since: 1.0
 */
StreeGridColumn *
stree_grid_column_new_args (const StreeGridColumnArgs *args)
{
  StreeGridColumn *column;

  g_return_val_if_fail (args != NULL, NULL);
  column = g_new0 (StreeGridColumn, 1);
  g_atomic_ref_count_init (&column->refs);
  column->arena = stree_arena_new ();
  column->index = column->tooltip_index = column->decimals = -1;
  stree_prop_plan_copy (plan (), column->arena, &column->args, args);
  if (args->choices.n_items > 0)
    {
      StreeGridChoice *items = stree_arena_alloc (column->arena, args->choices.n_items * sizeof *items);

      for (guint i = 0; i < args->choices.n_items; i++)
        copy_choice (column->arena, &items[i], &args->choices.items[i]);
      column->args.choices.items = items;
    }
  return column;
}

/**
 * stree_grid_column_new:
 * @name: (nullable): the name of a column of the source; %NULL for a column of buttons or components
 *
 * A column that shows what is in a column of the source, by its type.
 *
 * Returns: (transfer full): the column
 *
 * Since: 1.0
 */
StreeGridColumn *
stree_grid_column_new (const char *name)
{
  return stree_grid_column_new_args (&(StreeGridColumnArgs){ .name = name });
}

/**
 * stree_grid_column_ref:
 * @column: a column
 *
 * Takes another reference, after which the column cannot be changed any more.
 *
 * Returns: (transfer full): @column
 *
 * Since: 1.0
 */
StreeGridColumn *
stree_grid_column_ref (StreeGridColumn *column)
{
  g_return_val_if_fail (column != NULL, NULL);

  g_atomic_ref_count_inc (&column->refs);
  return column;
}

/**
 * stree_grid_column_unref:
 * @column: (transfer full): a column
 *
 * Gives a reference back.
 *
 * Since: 1.0
 */
void
stree_grid_column_unref (StreeGridColumn *column)
{
  g_return_if_fail (column != NULL);

  if (!g_atomic_ref_count_dec (&column->refs))
    return;
  if (column->validate_destroy)
    column->validate_destroy (column->validate_data);
  g_clear_pointer (&column->arena, stree_arena_unref);
  g_clear_pointer (&column->declared, stree_grid_column_unref);
  g_free (column);
}

/* --- by name --- */

static const StreeProp *
find_prop (const char *name, GError **error)
{
  g_autoptr (GString) names = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (props); i++)
    if (g_str_equal (props[i].name, name))
      return &props[i];
  names = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (props); i++)
    g_string_append_printf (names, "%s%s", i ? ", " : "", props[i].name);
  g_set_error (error, STREE_ERROR, STREE_ERROR_UNKNOWN_PROP, "A column of a grid has no prop '%s'. It has: %s", name,
               names->str);
  return NULL;
}

/* What a binding calls while it fills a column. */
static gboolean
is_open (StreeGridColumn *column)
{
  return g_atomic_ref_count_compare (&column->refs, 1);
}

/**
 * stree_grid_column_set:
 * @column: a column with one reference
 * @name: what to set: one of the members of the C struct `StreeGridColumnArgs`, such as `label` or `decimals`
 * @value: its value; copied
 * @error: return location for an error
 *
 * Says something about a column.
 *
 * Returns: %FALSE with %STREE_ERROR_UNKNOWN_PROP, %STREE_ERROR_BAD_VALUE or %STREE_ERROR_FROZEN; nothing is changed then
 *
 * Since: 1.0
 */
gboolean
stree_grid_column_set (StreeGridColumn *column, const char *name, const GValue *value, GError **error)
{
  const StreeProp *prop;

  g_return_val_if_fail (column != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (G_IS_VALUE (value), FALSE);

  prop = find_prop (name, error);
  if (!prop)
    return FALSE;
  if (!is_open (column))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_FROZEN, "The column \"%s\" is part of a list already and cannot be changed",
                   stree_grid_column_get_label (column));
      return FALSE;
    }
  if (stree_prop_set (prop, column->arena, &column->args, value, error))
    return TRUE;
  g_prefix_error (error, "Column \"%s\": ", stree_grid_column_get_label (column));
  return FALSE;
}

/**
 * stree_grid_column_get:
 * @column: a column
 * @name: what to read, as [method@StreamTree.GridColumn.set] has it
 * @value: (out): where to put a copy of it
 * @error: return location for an error
 *
 * Reads what was said about a column. What was not set gives its default.
 *
 * Returns: (skip): %FALSE with %STREE_ERROR_UNKNOWN_PROP or %STREE_ERROR_BAD_VALUE
 *
 * Since: 1.0
 */
gboolean
stree_grid_column_get (StreeGridColumn *column, const char *name, GValue *value, GError **error)
{
  const StreeProp *prop;

  g_return_val_if_fail (column != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  *value = (GValue) G_VALUE_INIT;
  prop = find_prop (name, error);
  if (!prop)
    return FALSE;
  if (stree_prop_get (prop, &column->args, value))
    return TRUE;
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "Column \"%s\": '%s' is not set", stree_grid_column_get_label (column),
               name);
  return FALSE;
}

/**
 * stree_grid_column_add_choice:
 * @column: a column with one reference
 * @value: what is in a cell, as text
 * @label: (nullable): what is shown for it; %NULL for @value
 * @color: (nullable): a CSS colour, such as `green` or `#2ec27e`
 *
 * Adds one of the values that a cell of a choice may have.
 *
 * Since: 1.0
 */
void
stree_grid_column_add_choice (StreeGridColumn *column, const char *value, const char *label, const char *color)
{
  StreeGridChoice *items;
  guint            n;

  g_return_if_fail (column != NULL);
  g_return_if_fail (value != NULL);
  g_return_if_fail (is_open (column));

  /* The old ones stay behind in the arena, so the place for them grows by doubling. */
  n = column->args.choices.n_items;
  items = (StreeGridChoice *) (gpointer) column->args.choices.items;
  if ((n & (n - 1)) == 0)
    {
      items = stree_arena_alloc (column->arena, MAX (1, 2 * n) * sizeof *items);
      if (n > 0)
        memcpy (items, column->args.choices.items, n * sizeof *items);
    }
  copy_choice (column->arena, &items[n], &(StreeGridChoice){ .value = value, .label = label, .color = color });
  column->args.choices.items = items;
  column->args.choices.n_items = n + 1;
}

/**
 * stree_grid_column_set_validator:
 * @column: a column with one reference
 * @func: (scope notified) (closure user_data) (destroy destroy): says what is wrong with a value
 * @user_data: its data
 * @destroy: (nullable): how to free @user_data
 *
 * Sets what looks at each value before it may stand in the column.
 *
 * Since: 1.0
 */
void
stree_grid_column_set_validator (StreeGridColumn *column, StreeGridValidateFunc func, gpointer user_data,
                                 GDestroyNotify destroy)
{
  g_return_if_fail (column != NULL);
  g_return_if_fail (func != NULL);
  g_return_if_fail (is_open (column));

  if (column->validate_destroy)
    column->validate_destroy (column->validate_data);
  column->args.validate = func;
  column->args.validate_data = column->validate_data = user_data;
  column->validate_destroy = destroy;
}

/**
 * stree_grid_column_set_on_click:
 * @column: a column with one reference
 * @handler: a closure that takes a [struct@StreamTree.Event], whose value is the text of the row's key
 *
 * Sets what a button of the column does.
 *
 * Since: 1.0
 */
void
stree_grid_column_set_on_click (StreeGridColumn *column, GClosure *handler)
{
  g_return_if_fail (column != NULL);
  g_return_if_fail (handler != NULL);
  g_return_if_fail (is_open (column));

  stree_arena_push (column->arena);
  column->args.on_click = stree_call_closure (handler);
  stree_arena_pop (column->arena);
}

/* --- the cells of components, by closure --- */

static StreeElement *
call_closure (StreeFrame *frame, guint row, gpointer data)
{
  g_auto (GValue) result = G_VALUE_INIT;
  GValue          params[2] = { G_VALUE_INIT, G_VALUE_INIT };
  StreeElement   *element;

  g_value_init (&result, STREE_TYPE_ELEMENT);
  g_value_init (&params[0], STREE_TYPE_FRAME);
  g_value_set_boxed (&params[0], frame);
  g_value_init (&params[1], G_TYPE_UINT);
  g_value_set_uint (&params[1], row);
  g_closure_invoke (data, &result, 2, params, NULL);
  g_value_unset (&params[0]);
  g_value_unset (&params[1]);
  element = g_value_get_boxed (&result);
  if (element)
    stree_element_hold (stree_element_arena (), element);
  return element;
}

/**
 * stree_grid_column_set_cell:
 * @column: a column with one reference
 * @func: a closure that takes a [struct@StreamTree.Frame] and the place of a row in it, and returns an element or nothing
 *
 * Sets what makes the cells of a column of components.
 *
 * Since: 1.0
 */
void
stree_grid_column_set_cell (StreeGridColumn *column, GClosure *func)
{
  g_return_if_fail (column != NULL);
  g_return_if_fail (func != NULL);
  g_return_if_fail (is_open (column));

  stree_arena_hold_closure (column->arena, func, g_cclosure_marshal_generic);
  column->args.cell = call_closure;
  column->args.cell_data = func;
}

/* --- reading --- */

/**
 * stree_grid_column_get_name:
 * @column: a column
 *
 * The name of the column of the source that it shows.
 *
 * Returns: (nullable) (transfer none): the name, or %NULL where it shows none
 *
 * Since: 1.0
 */
const char *
stree_grid_column_get_name (StreeGridColumn *column)
{
  g_return_val_if_fail (column != NULL, NULL);

  return column->args.name;
}

/**
 * stree_grid_column_get_label:
 * @column: a column
 *
 * Its title.
 *
 * Returns: (transfer none): the title: what was set, else its name, else that of its button, else an empty text
 *
 * Since: 1.0
 */
const char *
stree_grid_column_get_label (StreeGridColumn *column)
{
  g_return_val_if_fail (column != NULL, NULL);

  if (column->args.label)
    return column->args.label;
  if (column->args.name)
    return column->args.name;
  return column->args.button_label ? column->args.button_label : "";
}

/**
 * stree_grid_column_get_kind:
 * @column: a column
 *
 * What it shows.
 *
 * Returns: the kind; of a resolved column never %STREE_GRID_COLUMN_AUTO
 *
 * Since: 1.0
 */
StreeGridColumnKind
stree_grid_column_get_kind (StreeGridColumn *column)
{
  g_return_val_if_fail (column != NULL, STREE_GRID_COLUMN_AUTO);

  return column->args.kind;
}

/**
 * stree_grid_column_get_index:
 * @column: a column
 *
 * The place of its column in the schema that it was resolved with.
 *
 * Returns: the place, or -1 where it shows no column of the source or was not resolved
 *
 * Since: 1.0
 */
int
stree_grid_column_get_index (StreeGridColumn *column)
{
  g_return_val_if_fail (column != NULL, -1);

  return column->index;
}

/**
 * stree_grid_column_get_n_choices:
 * @column: a column
 *
 * How many values its cells may have.
 *
 * Returns: the count, or 0 where any may stand there
 *
 * Since: 1.0
 */
guint
stree_grid_column_get_n_choices (StreeGridColumn *column)
{
  g_return_val_if_fail (column != NULL, 0);

  return column->args.choices.n_items;
}

/**
 * stree_grid_column_get_choice:
 * @column: a column
 * @index: which one
 * @label: (out) (optional) (transfer none): what is shown for it
 * @color: (out) (optional) (nullable) (transfer none): its CSS colour
 *
 * One of the values that its cells may have.
 *
 * Returns: (transfer none): the value, as text
 *
 * Since: 1.0
 */
const char *
stree_grid_column_get_choice (StreeGridColumn *column, guint index, const char **label, const char **color)
{
  const StreeGridChoice *choice;

  g_return_val_if_fail (column != NULL && index < column->args.choices.n_items, NULL);

  choice = &column->args.choices.items[index];
  if (label)
    *label = choice->label ? choice->label : choice->value;
  if (color)
    *color = choice->color;
  return choice->value;
}

/* --- comparing --- */

gboolean
stree_grid_column_same_look (StreeGridColumn *a, StreeGridColumn *b)
{
  const StreeGridChoices *x = &a->args.choices, *y = &b->args.choices;

  if (a == b)
    return TRUE;
  if (a->resolved != b->resolved || a->index != b->index || a->tooltip_index != b->tooltip_index || a->type != b->type ||
      a->shown_decimals != b->shown_decimals || x->n_items != y->n_items ||
      !stree_prop_plan_equal (plan (), &a->args, &b->args))
    return FALSE;
  for (guint i = 0; i < x->n_items; i++)
    if (g_strcmp0 (x->items[i].value, y->items[i].value) != 0 || g_strcmp0 (x->items[i].label, y->items[i].label) != 0 ||
        g_strcmp0 (x->items[i].color, y->items[i].color) != 0)
      return FALSE;
  return TRUE;
}

/* Of two runs: their data is in two places, and the same byte by byte where it was copied. */
static gboolean
same_handler (const StreeHandler *a, const StreeHandler *b)
{
  if (a == b)
    return TRUE;
  if (!a || !b || a->func != b->func || a->size != b->size)
    return FALSE;
  return a->size > 0 ? memcmp (a->data, b->data, a->size) == 0 : a->data == b->data;
}

/**
 * stree_grid_column_equal:
 * @a: a column
 * @b: another
 *
 * Whether two columns show the same in the same way, and do the same.
 *
 * Returns: %TRUE if they do
 *
 * Since: 1.0
 */
gboolean
stree_grid_column_equal (StreeGridColumn *a, StreeGridColumn *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a == b ||
         (a->args.validate == b->args.validate && a->args.validate_data == b->args.validate_data &&
          a->args.cell == b->args.cell && a->args.cell_data == b->args.cell_data &&
          same_handler (a->args.on_click, b->args.on_click) && stree_grid_column_same_look (a, b));
}
