/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-number-input-private.h"

#include <math.h>

#include "core/stree-element-private.h"
#include "core/stree-error.h"
#include "core/stree-optional-private.h"
#include "core/stree-state-private.h"
#include "elements/stree-number-format-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreeNumberInputArgs, label, STRING, "What it asks for: shown above it, and its accessible name"),
  STREE_PROP (StreeNumberInputArgs, value, VALUE, "An integer, a double, or a state that holds one; none: empty"),
  STREE_PROP (StreeNumberInputArgs, min_value, VALUE, "The least number; none: there is no limit"),
  STREE_PROP (StreeNumberInputArgs, max_value, VALUE, "The greatest number; none: there is no limit"),
  STREE_PROP (StreeNumberInputArgs, step, DOUBLE, "What one step adds; 0: 1 for integers, 0.01 for doubles"),
  STREE_PROP (StreeNumberInputArgs, format, STRING, "How the number is shown: one printf conversion, such as %.2f"),
  STREE_PROP (StreeNumberInputArgs, placeholder, STRING, "Shown while it is empty"),
  STREE_PROP (StreeNumberInputArgs, disabled, BOOL, "It cannot be edited"),
  STREE_PROP_FULL (StreeNumberInputArgs, commit, ENUM, stree_commit_on_get_type, "When it tells what was typed"),
  STREE_PROP (StreeNumberInputArgs, on_change, HANDLER, "Called with the number; with nothing if it was emptied"),
  STREE_PROP (StreeNumberInputArgs, error, STRING, "What is wrong with it: shown below it, and announced"),
};

static StreeValueType
type_of (const StreeValue *value)
{
  if (value->type != STREE_VALUE_STATE)
    return value->type;
  return G_VALUE_HOLDS_INT64 (&value->v.state->value)    ? STREE_VALUE_INT
         : G_VALUE_HOLDS_DOUBLE (&value->v.state->value) ? STREE_VALUE_DOUBLE
         : stree_optional_type (&value->v.state->value)  ? stree_optional_type (&value->v.state->value)
                                                         : STREE_VALUE_STATE;
}

gboolean
stree_number_input_may_be_empty (const StreeNumberInputArgs *args)
{
  return args->value.type != STREE_VALUE_STATE || stree_optional_type (&args->value.v.state->value) != STREE_VALUE_NONE;
}

static double
as_double (const StreeValue *value)
{
  return value->type == STREE_VALUE_INT ? (double) value->v.i : value->v.d;
}

static gboolean
is_number (const StreeValue *value)
{
  return value->type == STREE_VALUE_INT || (value->type == STREE_VALUE_DOUBLE && isfinite (value->v.d));
}

gboolean
stree_number_input_is_integer (const StreeNumberInputArgs *args)
{
  StreeValueType type = type_of (&args->value);
  gboolean       integer;

  if (type != STREE_VALUE_NONE)
    return type == STREE_VALUE_INT;
  if (args->format)
    return stree_number_format_check (args->format, &integer, NULL) && integer;
  if (args->min_value.type == STREE_VALUE_DOUBLE || args->max_value.type == STREE_VALUE_DOUBLE)
    return FALSE;
  return args->min_value.type == STREE_VALUE_INT || args->max_value.type == STREE_VALUE_INT;
}

static int
compare (const StreeValue *a, const StreeValue *b)
{
  if (a->type == STREE_VALUE_INT && b->type == STREE_VALUE_INT)
    return (a->v.i > b->v.i) - (a->v.i < b->v.i);
  return (as_double (a) > as_double (b)) - (as_double (a) < as_double (b));
}

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, message);
  return FALSE;
}

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreeNumberInputArgs *args = data;
  StreeValueType              type = type_of (&args->value);
  gboolean                    integer;

  (void) element;
  if (type != STREE_VALUE_NONE && type != STREE_VALUE_INT && type != STREE_VALUE_DOUBLE)
    return fail (error, "prop 'value' takes an integer, a double, or a state that holds one");
  if (args->value.type == STREE_VALUE_DOUBLE && !isfinite (args->value.v.d))
    return fail (error, "prop 'value' takes a finite number");
  if (args->min_value.type != STREE_VALUE_NONE && !is_number (&args->min_value))
    return fail (error, "prop 'min_value' takes a finite number");
  if (args->max_value.type != STREE_VALUE_NONE && !is_number (&args->max_value))
    return fail (error, "prop 'max_value' takes a finite number");
  if (args->min_value.type != STREE_VALUE_NONE && args->max_value.type != STREE_VALUE_NONE &&
      compare (&args->min_value, &args->max_value) > 0)
    return fail (error, "prop 'min_value' must not be greater than 'max_value'");
  if (!(args->step >= 0) || !isfinite (args->step))
    return fail (error, "prop 'step' takes a positive number");
  if (!args->format)
    integer = FALSE;
  else if (!stree_number_format_check (args->format, &integer, error))
    return FALSE;
  if (stree_number_input_is_integer (args))
    {
      if (args->step != floor (args->step))
        return fail (error, "prop 'step' takes a whole number where 'value' is an integer");
      if (args->min_value.type == STREE_VALUE_DOUBLE || args->max_value.type == STREE_VALUE_DOUBLE)
        return fail (error, "props 'min_value' and 'max_value' take integers where 'value' is an integer");
    }
  else if (integer)
    return fail (error, "prop 'format' shows an integer, and 'value' is a double: use a conversion such as %.2f");
  return TRUE;
}

gboolean
stree_number_input_parse (const StreeNumberInputArgs *args, const char *text, StreeValue *value)
{
  return stree_number_parse (args->format, text, stree_number_input_is_integer (args), value);
}

/* An integer or a double, as the input's type wants it. FALSE: it does not fit. */
static gboolean
convert (const StreeNumberInputArgs *args, StreeValue *value)
{
  if (!is_number (value))
    return FALSE;
  if (!stree_number_input_is_integer (args))
    *value = stree_value_of_double (as_double (value));
  else if (value->type == STREE_VALUE_DOUBLE)
    {
      if (fabs (value->v.d) >= 9223372036854775808.0)
        return FALSE;
      *value = stree_value_of_int ((gint64) round (value->v.d));
    }
  return TRUE;
}

gboolean
stree_number_input_clamp (const StreeNumberInputArgs *args, StreeValue *value)
{
  const StreeValue *limit = NULL;

  if (!is_number (value))
    return FALSE;
  if (args->min_value.type != STREE_VALUE_NONE && compare (value, &args->min_value) < 0)
    limit = &args->min_value;
  else if (args->max_value.type != STREE_VALUE_NONE && compare (value, &args->max_value) > 0)
    limit = &args->max_value;
  if (!limit)
    return FALSE;
  *value = *limit;
  convert (args, value);
  return TRUE;
}

static gboolean
normalize (gconstpointer data, StreeValue *value)
{
  const StreeNumberInputArgs *args = data;

  if (value->type == STREE_VALUE_STRING && !stree_number_input_parse (args, value->v.s, value))
    return FALSE;
  if (value->type == STREE_VALUE_NONE)
    return TRUE;
  if (!convert (args, value))
    return FALSE;
  stree_number_input_clamp (args, value);
  return TRUE;
}

/* How many decimals a number has, so that steps do not gather rounding errors. */
static int
decimals (double number)
{
  double scale = 1;

  for (int n = 0; n < 12; n++, scale *= 10)
    if (fabs (number * scale - round (number * scale)) <= 1e-9 * fmax (1, fabs (number * scale)))
      return n;
  return 12;
}

static double
round_to (double number, int n)
{
  double scale = pow (10, n);
  double rounded = round (number * scale) / scale;

  return isfinite (rounded) ? rounded : number;
}

void
stree_number_input_step (const StreeNumberInputArgs *args, int steps, StreeValue *value)
{
  gboolean integer = stree_number_input_is_integer (args);
  double   step = args->step > 0 ? args->step : integer ? 1 : 0.01;

  if (value->type == STREE_VALUE_NONE)
    *value = integer ? stree_value_of_int (0) : stree_value_of_double (0);
  else if (integer)
    {
      gint64 sum;
      double by = step * steps;

      if (fabs (by) >= 9223372036854775808.0 || __builtin_add_overflow (value->v.i, (gint64) by, &sum))
        sum = steps > 0 ? G_MAXINT64 : G_MININT64;
      value->v.i = sum;
    }
  else
    {
      double sum = value->v.d + step * steps;

      if (isfinite (sum))
        value->v.d = round_to (sum, MAX (decimals (value->v.d), decimals (step)));
    }
  stree_number_input_clamp (args, value);
}

extern StreeKind stree_number_input_kind;
StreeKind stree_number_input_kind = {
  .name = "NumberInput",
  .blurb = "A number to edit",
  .size = G_STRUCT_OFFSET (StreeNumberInputArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_INPUT,
  .role = "spinbutton",
  .label_prop = "label",
  .value_prop = "value",
  .change_prop = "on_change",
  .validate = validate,
  .normalize = normalize,
};

/**
 * stree_number_input_new: (skip)
 * @args: the arguments
 *
 * A number to edit. In C write `stree_number_input ("Age", .value = stree_bind (age), .min_value = stree_value (0))`.
 *
 * An integer stays an integer: the type is that of the value; of an empty one, that of the format or the limits. What
 * is typed out of range is brought into it when it is committed. An input without a state can be emptied: the event
 * then carries no value. One that is bound to a state returns to the state's number, unless the state holds a number that
 * may be missing: a variant of type `mx` (a 64-bit integer or nothing) or `md` (a double or nothing).
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_number_input_new (const StreeNumberInputArgs *args)
{
  return stree_element_build (&stree_number_input_kind, args, args->key, args->common);
}
