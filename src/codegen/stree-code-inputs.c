/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the user changes: a label above it, and below it what is wrong with it. */

#include "codegen/stree-code-maker-private.h"

#include <math.h>

#include "elements/stree-checkbox.h"
#include "elements/stree-number-input-private.h"
#include "elements/stree-selectbox.h"
#include "elements/stree-text-input.h"

/* From so many options on, the popup can be searched; as in widgets/. */
#define SEARCH_FROM 11
/* What stands for a limit that there is not. */
#define FAR 1e9

static StreeCodeObject *
labelled_new (StreeCodeMaker *maker, StreeNode *node)
{
  StreeCodeObject *box = stree_code_node_object (maker, node, "GtkBox");

  stree_code_make_box (box, TRUE, 4);
  return box;
}

static void
put_input (StreeCodeMaker  *maker,
           StreeCodeObject *box,
           StreeCodeObject *input,
           const char      *label,
           const char      *placeholder,
           const char      *error)
{
  if (label && *label)
    {
      StreeCodeObject *above = stree_code_label (maker, box, "label", label);

      stree_code_set_double (above, "xalign", 0);
      stree_code_set_enum (above, "ellipsize", "PANGO_ELLIPSIZE_END");
      stree_code_add_class (maker->code, above, "stree-input-label");
      stree_code_add (box, STREE_CODE_APPEND, above);
    }
  stree_code_set_name (maker->code, input, label && *label ? label : placeholder);
  box->core = input;
  stree_code_add (box, STREE_CODE_APPEND, input);
  if (error && *error)
    {
      StreeCodeObject *below = stree_code_label (maker, box, "error", error);

      stree_code_set_double (below, "xalign", 0);
      stree_code_set_bool (below, "wrap", TRUE);
      stree_code_set_enum (below, "wrap-mode", "PANGO_WRAP_WORD_CHAR");
      stree_code_set_int (below, "width-chars", 1);
      stree_code_set_int (below, "max-width-chars", 1);
      stree_code_add_class (maker->code, below, "error");
      stree_code_add_class (maker->code, below, "stree-input-error");
      stree_code_add_class (maker->code, input, "error");
      stree_code_set_accessible (maker->code, input, "description", error);
      stree_code_add (box, STREE_CODE_APPEND, below);
    }
}

STREE_CODE_MAKE (checkbox)
{
  const StreeCheckboxArgs *args = stree_node_args (node);
  StreeCodeObject         *check = stree_code_node_object (maker, node, "GtkCheckButton");
  StreeValue               on;

  stree_code_set_string (maker->code, check, "label", args->label);
  stree_code_set_enum (check, "halign", "GTK_ALIGN_START");
  if (stree_code_value (maker, node, &on) && on.type == STREE_VALUE_BOOL && on.v.b)
    stree_code_set_bool (check, "active", TRUE);
  if (args->help)
    stree_code_set_string (maker->code, check, "tooltip-text", args->help);
  if (args->disabled)
    stree_code_set_bool (check, "sensitive", FALSE);
  return check;
}

STREE_CODE_MAKE (text_input)
{
  const StreeTextInputArgs *args = stree_node_args (node);
  StreeCodeObject          *box = labelled_new (maker, node);
  StreeCodeObject *entry = stree_code_part (maker, box, args->password ? "GtkPasswordEntry" : "GtkEntry", "entry");
  StreeValue       value;

  if (args->password)
    {
      stree_code_set_bool (entry, "show-peek-icon", TRUE);
      stree_code_note (maker, entry, node, "value", "it is a password, and never written down");
    }
  if (args->placeholder)
    stree_code_set_string (maker->code, entry, "placeholder-text", args->placeholder);
  if (!args->password && stree_code_value (maker, node, &value) && value.type == STREE_VALUE_STRING && value.v.s &&
      *value.v.s)
    stree_code_set_string (maker->code, entry, "text", value.v.s);
  if (args->disabled)
    stree_code_set_bool (entry, "sensitive", FALSE);
  put_input (maker, box, entry, args->label, args->placeholder, args->error);
  return box;
}

/* --- numbers --- */

static double
number_of (const StreeValue *value, double otherwise)
{
  return value->type == STREE_VALUE_INT      ? (double) value->v.i
         : value->type == STREE_VALUE_DOUBLE ? value->v.d
                                             : otherwise;
}

/* How many decimals the steps and the value need. */
static int
digits_of (double step, double value)
{
  double scale = 1;
  int    n = 0;

  while (n < 6 &&
         (fabs (step * scale - round (step * scale)) > 1e-6 || fabs (value * scale - round (value * scale)) > 1e-6))
    {
      scale *= 10;
      n++;
    }
  return n;
}

STREE_CODE_MAKE (number_input)
{
  const StreeNumberInputArgs *args = stree_node_args (node);
  StreeCodeObject            *box = labelled_new (maker, node);
  StreeCodeObject            *spin = stree_code_part (maker, box, "GtkSpinButton", "spin");
  StreeCodeObject            *range = stree_code_part (maker, box, "GtkAdjustment", "range");
  StreeValue                  value = { .type = STREE_VALUE_NONE };
  double                      step = args->step > 0 ? args->step : stree_number_input_is_integer (args) ? 1 : 0.01;
  double                      number, lower, upper;

  stree_code_value (maker, node, &value);
  if (!node->element->kind->normalize (args, &value))
    value = (StreeValue){ .type = STREE_VALUE_NONE };
  number = number_of (&value, 0);
  lower = number_of (&args->min_value, MIN (-FAR, number));
  upper = number_of (&args->max_value, MAX (FAR, number));
  number = CLAMP (number, lower, MAX (lower, upper));
  stree_code_set_double (range, "lower", lower);
  stree_code_set_double (range, "upper", MAX (lower, upper));
  stree_code_set_double (range, "value", number);
  stree_code_set_double (range, "step-increment", step);
  stree_code_set_double (range, "page-increment", step * 10);
  stree_code_set_double (range, "page-size", 0);
  stree_code_set_object (spin, "adjustment", range);
  if (!stree_number_input_is_integer (args))
    stree_code_set_int (spin, "digits", digits_of (step, number));
  stree_code_set_int (spin, "width-chars", 6);
  if (args->disabled)
    stree_code_set_bool (spin, "sensitive", FALSE);
  if (value.type == STREE_VALUE_NONE)
    stree_code_note (maker, spin, node, "value", "it is empty%s%s%s; a GtkSpinButton always holds a number",
                     args->placeholder ? ", and says \"" : "", args->placeholder ? args->placeholder : "",
                     args->placeholder ? "\"" : "");
  if (args->format)
    stree_code_note (maker, spin, node, "format", "it shows the number as \"%s\"; connect \"output\" here",
                     args->format);
  put_input (maker, box, spin, args->label, args->placeholder, args->error);
  return box;
}

/* --- a choice --- */

STREE_CODE_MAKE (selectbox)
{
  const StreeSelectboxArgs *args = stree_node_args (node);
  StreeCodeObject          *box = labelled_new (maker, node);
  StreeCodeObject          *choice = stree_code_part (maker, box, "GtkDropDown", "choice");
  guint                     n = g_strv_length ((char **) (gpointer) args->options);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  gboolean   blank = FALSE;
  StreeValue index = stree_value_of_int (0);

  for (guint i = 0; i < n; i++)
    {
      char *text = args->format ? args->format (args->options[i], args->format_data) : g_strdup (args->options[i]);

      if (!text || !*text)
        {
          g_free (text);
          text = g_strdup (" ");
          blank = TRUE;
        }
      g_ptr_array_add (texts, text);
    }
  if (blank)
    stree_code_note (maker, choice, node, "options",
                     "a blank stands for one without a text, which GtkBuilder would leave out");
  g_ptr_array_add (texts, NULL);
  if (n >= SEARCH_FROM)
    stree_code_set_lookup (choice, "expression");
  stree_code_set_strings (maker->code, choice, "model", (const char *const *) texts->pdata);
  if (n >= SEARCH_FROM)
    stree_code_set_bool (choice, "enable-search", TRUE);
  if (stree_code_value (maker, node, &index) && index.type == STREE_VALUE_INT && index.v.i > 0)
    stree_code_set_int (choice, "selected", MIN (index.v.i, (gint64) n - 1));
  if (args->disabled)
    stree_code_set_bool (choice, "sensitive", FALSE);
  put_input (maker, box, choice, args->label, NULL, args->error);
  return box;
}
