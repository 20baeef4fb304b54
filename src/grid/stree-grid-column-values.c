/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A column beside a source: which kinds fit which types, and which values may stand in it. */

#include "config.h"

#include "grid/stree-grid-column-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/stree-error.h"
#include "grid/stree-grid-format-private.h"

#define MAX_DECIMALS 15

#define INT (1u << STREE_COLUMN_INT64)
#define DOUBLE (1u << STREE_COLUMN_DOUBLE)
#define BOOL (1u << STREE_COLUMN_BOOL)
#define DATE (1u << STREE_COLUMN_DATE)
#define TIMESTAMP (1u << STREE_COLUMN_TIMESTAMP)
#define TEXT (1u << STREE_COLUMN_TEXT)
#define NUMBER (INT | DOUBLE)
#define ANY (NUMBER | BOOL | DATE | TIMESTAMP | TEXT)

/* The types that a kind can show, and whether it needs a column of the source. */
static const struct
{
  guint    types;
  gboolean alone;
} fits[] = {
  [STREE_GRID_COLUMN_AUTO] = { ANY, TRUE },
  [STREE_GRID_COLUMN_TEXT] = { ANY, FALSE },
  [STREE_GRID_COLUMN_NUMBER] = { NUMBER, FALSE },
  [STREE_GRID_COLUMN_PERCENT] = { NUMBER, FALSE },
  [STREE_GRID_COLUMN_CURRENCY] = { NUMBER, FALSE },
  [STREE_GRID_COLUMN_BYTES] = { NUMBER, FALSE },
  [STREE_GRID_COLUMN_DATE] = { DATE | TIMESTAMP, FALSE },
  [STREE_GRID_COLUMN_DATETIME] = { TIMESTAMP, FALSE },
  [STREE_GRID_COLUMN_RELATIVE_TIME] = { DATE | TIMESTAMP, FALSE },
  [STREE_GRID_COLUMN_CHECKBOX] = { BOOL | INT, FALSE },
  [STREE_GRID_COLUMN_CHOICE] = { ANY, FALSE },
  [STREE_GRID_COLUMN_LINK] = { TEXT, FALSE },
  [STREE_GRID_COLUMN_IMAGE] = { TEXT, FALSE },
  [STREE_GRID_COLUMN_PROGRESS] = { NUMBER, FALSE },
  [STREE_GRID_COLUMN_SPARKLINE] = { TEXT, FALSE },
  [STREE_GRID_COLUMN_TAGS] = { TEXT, FALSE },
  [STREE_GRID_COLUMN_BUTTON] = { ANY, TRUE },
  [STREE_GRID_COLUMN_COMPONENT] = { ANY, TRUE },
};

/**
 * stree_grid_column_kind_fits:
 * @kind: a kind
 * @type: what is in a column of a source
 *
 * Whether a kind can show what is in a column.
 *
 * Returns: %TRUE if it can
 *
 * Since: 1.0
 */
gboolean
stree_grid_column_kind_fits (StreeGridColumnKind kind, StreeColumnType type)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (fits), FALSE);

  return (fits[kind].types >> type & 1) != 0;
}

/* --- resolving --- */

static StreeGridColumnKind
kind_of_type (const StreeGridColumn *column)
{
  if (column->index < 0 || column->args.cell)
    return column->args.cell ? STREE_GRID_COLUMN_COMPONENT : STREE_GRID_COLUMN_BUTTON;
  if (column->args.choices.n_items > 0)
    return STREE_GRID_COLUMN_CHOICE;
  switch (column->type)
    {
    case STREE_COLUMN_INT64:
    case STREE_COLUMN_DOUBLE:
      return column->args.currency ? STREE_GRID_COLUMN_CURRENCY : STREE_GRID_COLUMN_NUMBER;
    case STREE_COLUMN_BOOL:
      return STREE_GRID_COLUMN_CHECKBOX;
    case STREE_COLUMN_DATE:
      return STREE_GRID_COLUMN_DATE;
    case STREE_COLUMN_TIMESTAMP:
      return STREE_GRID_COLUMN_DATETIME;
    case STREE_COLUMN_TEXT:
    default:
      return STREE_GRID_COLUMN_TEXT;
    }
}

static gboolean
get_number (const StreeValue *value, double *number)
{
  if (value->type == STREE_VALUE_INT)
    *number = (double) value->v.i;
  else if (value->type == STREE_VALUE_DOUBLE)
    *number = value->v.d;
  else
    return FALSE;
  return isfinite (*number);
}

G_GNUC_PRINTF (3, 4)
static gboolean
refuse (StreeGridColumn *column, GError **error, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list          args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "Column \"%s\" of the grid: %s", stree_grid_column_get_label (column),
               what);
  return FALSE;
}

/* Which columns there are, for who wrote one that is not. */
static char *
list_names (StreeFrame *schema)
{
  GString *names = g_string_new (NULL);
  guint    n = stree_frame_get_n_columns (schema);

  for (guint i = 0; i < n && i < 20; i++)
    g_string_append_printf (names, "%s%s", i ? ", " : "", stree_frame_get_column_name (schema, i));
  if (n > 20)
    g_string_append (names, ", …");
  return g_string_free (names, FALSE);
}

static gboolean
find_place (StreeGridColumn *column, StreeFrame *schema, const char *what, const char *name, int *index, GError **error)
{
  g_autofree char *names = NULL;
  guint            place;

  if (!name)
    return TRUE;
  if (stree_frame_find_column (schema, name, &place))
    {
      *index = (int) place;
      return TRUE;
    }
  names = list_names (schema);
  return refuse (column, error, "the table has no column '%s', which is its '%s'. It has: %s", name, what, names);
}

static char *
list_types (guint types)
{
  GString *text = g_string_new (NULL);

  for (guint type = 0; type <= STREE_COLUMN_TEXT; type++)
    if (types >> type & 1)
      g_string_append_printf (text, "%s%s", text->len ? ", " : "", stree_column_type_get_nick ((StreeColumnType) type));
  return g_string_free (text, FALSE);
}

static gboolean
check_kind (StreeGridColumn *column, GError **error)
{
  StreeGridColumnKind    kind = column->args.kind;
  const char            *nick = stree_grid_column_kind_get_nick (kind);
  g_autofree char       *types = NULL;

  if (kind == STREE_GRID_COLUMN_BUTTON && !column->args.button_label && !column->args.icon)
    return refuse (column, error, "%s", column->index < 0 && column->declared->args.kind == STREE_GRID_COLUMN_AUTO
                                          ? "it shows nothing: 'name', 'button_label', 'icon' or 'cell' was expected"
                                          : "a button has a 'button_label' or an 'icon'");
  if (kind == STREE_GRID_COLUMN_COMPONENT && !column->args.cell)
    return refuse (column, error, "'cell' is missing: the function that makes its cells");
  if (column->index < 0)
    return fits[kind].alone || refuse (column, error, "'name' is missing: which column of the table its %s comes from", nick);
  if (stree_grid_column_kind_fits (kind, column->type))
    return TRUE;
  types = list_types (fits[kind].types);
  return refuse (column, error, "the kind '%s' takes %s; the table's column is %s", nick, types,
                 stree_column_type_get_nick (column->type));
}

static gboolean
check_numbers (StreeGridColumn *column, GError **error)
{
  const StreeGridColumnArgs *args = &column->args;
  double                     number;
  gboolean                   whole = column->index >= 0 && column->type == STREE_COLUMN_INT64;

  if (args->width < 0 || args->min_width < 0 || args->max_width < 0)
    return refuse (column, error, "a width is %d: 0 or more pixels were expected",
                   MIN (args->width, MIN (args->min_width, args->max_width)));
  if (args->max_width > 0 && args->min_width > args->max_width)
    return refuse (column, error, "'min_width' is %d and 'max_width' only %d", args->min_width, args->max_width);
  if (args->decimals.type != STREE_VALUE_NONE)
    {
      if (!get_number (&args->decimals, &number) || number < 0 || number > MAX_DECIMALS || number != floor (number))
        return refuse (column, error, "'decimals' takes a whole number from 0 to %d", MAX_DECIMALS);
      column->decimals = (int) number;
    }
  column->minimum = args->kind == STREE_GRID_COLUMN_PROGRESS ? 0 : -INFINITY;
  column->maximum = args->kind != STREE_GRID_COLUMN_PROGRESS ? INFINITY : whole ? 100 : 1;
  if (args->minimum.type != STREE_VALUE_NONE && !get_number (&args->minimum, &column->minimum))
    return refuse (column, error, "'minimum' takes a number");
  if (args->maximum.type != STREE_VALUE_NONE && !get_number (&args->maximum, &column->maximum))
    return refuse (column, error, "'maximum' takes a number");
  if (column->minimum > column->maximum || (args->kind == STREE_GRID_COLUMN_PROGRESS && column->minimum == column->maximum))
    return refuse (column, error, "its minimum %g is not below its maximum %g", column->minimum, column->maximum);
  return TRUE;
}

static gboolean
check_currency (StreeGridColumn *column, GError **error)
{
  const char *code = column->args.currency;

  if (!code || (strlen (code) == 3 && strspn (code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3))
    return TRUE;
  return refuse (column, error, "'currency' takes a code of ISO 4217, such as EUR, not '%s'", code);
}

StreeGridColumn *
stree_grid_column_resolve (StreeGridColumn *declared, StreeFrame *schema, GError **error)
{
  g_autoptr (StreeGridColumn) column = g_new0 (StreeGridColumn, 1);

  g_atomic_ref_count_init (&column->refs);
  column->declared = stree_grid_column_ref (declared);
  column->args = declared->args;
  column->resolved = TRUE;
  column->index = column->tooltip_index = column->decimals = -1;
  column->type = STREE_COLUMN_TEXT;
  if (!find_place (column, schema, "name", column->args.name, &column->index, error) ||
      !find_place (column, schema, "tooltip_column", column->args.tooltip_column, &column->tooltip_index, error))
    return NULL;
  if (column->index >= 0)
    {
      column->type = stree_frame_get_column_type (schema, (guint) column->index);
      if (column->type == STREE_COLUMN_DOUBLE)
        column->shown_decimals = stree_frame_get_column_decimals (schema, (guint) column->index);
    }
  if (column->args.kind == STREE_GRID_COLUMN_AUTO)
    column->args.kind = kind_of_type (column);
  if (!check_kind (column, error) || !check_numbers (column, error) || !check_currency (column, error))
    return NULL;
  return g_steal_pointer (&column);
}

/* --- values --- */

const StreeGridChoice *
stree_grid_column_find_choice (StreeGridColumn *column, const char *value)
{
  const StreeGridChoices *choices = &column->args.choices;

  for (guint i = 0; i < choices->n_items; i++)
    if (g_str_equal (choices->items[i].value, value))
      return &choices->items[i];
  return NULL;
}

StreeElement *
stree_grid_column_make_cell (StreeGridColumn *column, StreeFrame *frame, guint row)
{
  return column->args.cell ? column->args.cell (frame, row, column->args.cell_data) : NULL;
}

static gboolean
is_empty (StreeCell *cell)
{
  return stree_cell_is_null (cell) ||
         (stree_cell_get_column_type (cell) == STREE_COLUMN_TEXT && *stree_cell_get_text (cell) == '\0');
}

G_GNUC_PRINTF (3, 0)
static gboolean
refuse_beyond (StreeGridColumn *column, double limit, const char *format, GError **error)
{
  StreeGridValue   value = { .type = STREE_COLUMN_DOUBLE, .v.d = limit };
  char             buffer[STREE_GRID_TEXT_SIZE];
  g_autofree char *message = g_strdup_printf (format, stree_grid_format_value (column, &value, buffer, sizeof buffer));

  g_set_error_literal (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, message);
  return FALSE;
}

static gboolean
check_range (StreeGridColumn *column, StreeCell *cell, GError **error)
{
  StreeColumnType type = stree_cell_get_column_type (cell);
  double          number;

  if (type != STREE_COLUMN_INT64 && type != STREE_COLUMN_DOUBLE)
    return TRUE;
  number = type == STREE_COLUMN_INT64 ? (double) stree_cell_get_int64 (cell) : stree_cell_get_double (cell);
  if (column->args.minimum.type != STREE_VALUE_NONE && !(number >= column->minimum))
    return refuse_beyond (column, column->minimum, _ ("At least %s is expected"), error);
  if (column->args.maximum.type != STREE_VALUE_NONE && !(number <= column->maximum))
    return refuse_beyond (column, column->maximum, _ ("At most %s is expected"), error);
  return TRUE;
}

static gboolean
check_choice (StreeGridColumn *column, StreeCell *cell, GError **error)
{
  g_autofree char    *text = NULL;
  g_autoptr (GString) expected = NULL;

  if (column->args.kind != STREE_GRID_COLUMN_CHOICE || column->args.choices.n_items == 0)
    return TRUE;
  text = stree_cell_to_string (cell);
  if (stree_grid_column_find_choice (column, text))
    return TRUE;
  expected = g_string_new (NULL);
  for (guint i = 0; i < column->args.choices.n_items && i < 10; i++)
    {
      const char *label;

      (void) stree_grid_column_get_choice (column, i, &label, NULL);
      g_string_append_printf (expected, "%s%s", i ? ", " : "", label);
    }
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("\"%s\" is none of the choices: %s"), text, expected->str);
  return FALSE;
}

/**
 * stree_grid_column_validate:
 * @column: a resolved column
 * @cell: a value of its type, or null
 * @error: where to put what is wrong with it, in words for who typed it
 *
 * Whether a value may stand in a column: not empty where it is required, within its range, one of its choices, and
 * good for its validator. The error is %STREE_ERROR_BAD_VALUE.
 *
 * Returns: %FALSE if not
 *
 * Since: 1.0
 */
gboolean
stree_grid_column_validate (StreeGridColumn *column, StreeCell *cell, GError **error)
{
  g_return_val_if_fail (column != NULL && column->resolved, FALSE);
  g_return_val_if_fail (cell != NULL, FALSE);
  g_return_val_if_fail (column->index < 0 || stree_cell_get_column_type (cell) == column->type, FALSE);

  if (is_empty (cell))
    {
      if (column->args.required)
        {
          g_set_error_literal (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("A value is needed here"));
          return FALSE;
        }
    }
  else if (!check_range (column, cell, error) || !check_choice (column, cell, error))
    return FALSE;
  if (column->args.validate)
    {
      g_autofree char *message = column->args.validate (cell, column->args.validate_data);

      if (message)
        {
          g_set_error_literal (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, message);
          return FALSE;
        }
    }
  return TRUE;
}
