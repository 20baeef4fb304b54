/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A cell of what a person typed into it. */

#include "config.h"

#include "grid/stree-grid-format-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <limits.h>
#include <math.h>
#include <string.h>

#include "core/stree-error.h"

#define PLAIN_SIZE 400

/* --- what stands around a number --- */

/* What is left of a text while its ends are taken away. */
typedef struct
{
  const char *start, *end;
} Span;

static void
trim (Span *span)
{
  while (span->start < span->end && g_unichar_isspace (g_utf8_get_char (span->start)))
    span->start = g_utf8_next_char (span->start);
  while (span->end > span->start)
    {
      const char *last = g_utf8_prev_char (span->end);

      if (!g_unichar_isspace (g_utf8_get_char (last)))
        break;
      span->end = last;
    }
}

/* Takes @token away from the start or the end. */
static gboolean
take (Span *span, const char *token)
{
  gsize length = token ? strlen (token) : 0;

  if (length == 0 || length > (gsize) (span->end - span->start))
    return FALSE;
  if (g_ascii_strncasecmp (span->start, token, length) == 0)
    span->start += length;
  else if (g_ascii_strncasecmp (span->end - length, token, length) == 0)
    span->end -= length;
  else
    return FALSE;
  trim (span);
  return TRUE;
}

/* As take (), of what may have spaces around it. */
static gboolean
take_trimmed (Span *span, const char *token)
{
  g_autofree char *copy = token ? g_strdup (token) : NULL;
  Span             bare = { copy, copy ? copy + strlen (copy) : NULL };

  if (!copy)
    return FALSE;
  trim (&bare);
  copy[bare.end - copy] = '\0';
  return take (span, bare.start);
}

static gboolean
take_sign (Span *span, gboolean *negative)
{
  static const char *const minus[] = { "-", "\342\210\222", "\342\200\223" }; /* a hyphen, a minus, a dash */

  for (guint i = 0; i < G_N_ELEMENTS (minus); i++)
    if (take (span, minus[i]))
      {
        *negative = !*negative;
        return TRUE;
      }
  if (span->start < span->end && *span->start == '+')
    {
      span->start++;
      trim (span);
      return TRUE;
    }
  return FALSE;
}

static gboolean
take_currency (Span *span, const StreeGridColumn *column)
{
  static const struct
  {
    const char *code, *symbol;
  } symbols[] = {
    { "EUR", "\342\202\254" }, { "USD", "$" },          { "GBP", "\302\243" }, { "JPY", "\302\245" }, { "CNY", "\302\245" },
    { "INR", "\342\202\271" }, { "KRW", "\342\202\251" }, { "ILS", "\342\202\252" }, { "UAH", "\342\202\264" },
  };
  const struct lconv *locale = localeconv ();
  gboolean            of_locale;
  const char         *symbol = stree_grid_currency_symbol (column, &of_locale);
  char                code[4];

  g_strlcpy (code, of_locale ? locale->int_curr_symbol : column->args.currency ? column->args.currency : "", sizeof code);
  if (take_trimmed (span, symbol) || take (span, code))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (g_str_equal (symbols[i].code, code) && take (span, symbols[i].symbol))
      return TRUE;
  return FALSE;
}

static gboolean
take_percent (Span *span)
{
  return take (span, "%") || take (span, "\331\252") || take (span, "\357\274\205"); /* an Arabic one, a wide one */
}

/* --- digits --- */

typedef enum
{
  DIGIT,
  POINT,
  SEPARATOR,
  DOT,   /* a full stop that the locale has for grouping, or not at all */
  COMMA, /* the same of a comma */
  EXPONENT,
  OTHER
} Sort;

static gboolean
begins (const Span *span, const char *token, gsize *length)
{
  *length = strlen (token);
  return *length > 0 && *length <= (gsize) (span->end - span->start) && strncmp (span->start, token, *length) == 0;
}

/* What the next character is, and how long. */
static Sort
sort_of (const Span *span, const StreeGridMarks *marks, gsize *length, int *digit)
{
  gunichar c;

  if (begins (span, marks->point, length))
    return POINT;
  if (*span->start == '.' || *span->start == ',')
    {
      *length = 1;
      return *span->start == '.' ? DOT : COMMA;
    }
  if (begins (span, marks->separator, length))
    return SEPARATOR;
  c = g_utf8_get_char (span->start);
  *length = (gsize) (g_utf8_next_char (span->start) - span->start);
  *digit = g_unichar_digit_value (c);
  if (*digit >= 0)
    return DIGIT;
  if (g_unichar_isspace (c) || c == '\'' || c == 0x2019 || c == 0x066c)
    return SEPARATOR;
  if (c == 0x066b)
    return POINT;
  return c == 'e' || c == 'E' ? EXPONENT : OTHER;
}

/* Digits in groups: 1,234,567 or, where a locale has it so, 12,34,567. */
typedef struct
{
  guint    n_groups;
  guint    digits; /* of this group so far */
  gboolean wrong;
  gboolean zero; /* a group before a separator begins with 0 */
  gunichar with; /* the separator; 0: none yet */
} Groups;

static void
end_group (Groups *groups, gunichar separator)
{
  if (groups->n_groups == 0)
    groups->wrong |= groups->digits == 0 || groups->digits > 3 || groups->zero;
  else
    groups->wrong |= (groups->digits != 3 && groups->digits != 2) || groups->with != separator;
  groups->with = separator;
  groups->n_groups++;
  groups->digits = 0;
}

static gboolean
check_groups (const Groups *groups)
{
  return groups->n_groups == 0 || (!groups->wrong && groups->digits == 3);
}

/* The exponent, as it stands. */
static gboolean
read_exponent (Span *span, char *plain, gsize *n)
{
  plain[(*n)++] = 'e';
  if (span->start < span->end && (*span->start == '-' || *span->start == '+'))
    plain[(*n)++] = *span->start++;
  if (span->end - span->start < 1 || span->end - span->start > 4)
    return FALSE;
  for (; span->start < span->end; span->start++)
    {
      if (!g_ascii_isdigit (*span->start))
        return FALSE;
      plain[(*n)++] = *span->start;
    }
  return TRUE;
}

/* As C writes it. @dot_groups: a full stop or a comma that is not the locale's point stands between groups; else it is a
 * point, if it is a full stop. */
static gboolean
to_plain (Span span, const StreeGridMarks *marks, gboolean dot_groups, char *plain)
{
  Groups   groups = { 0 };
  gsize    n = 0;
  gboolean point = FALSE, digits = FALSE;

  while (span.start < span.end)
    {
      gsize       length = 0;
      int         digit = -1;
      Sort        sort = sort_of (&span, marks, &length, &digit);
      const char *at = span.start;

      span.start += length;
      if (n + 8 >= PLAIN_SIZE)
        return FALSE;
      if (sort == DOT && !dot_groups)
        sort = POINT;
      if (sort == DIGIT)
        {
          digits = TRUE;
          groups.zero |= !point && groups.n_groups == 0 && groups.digits == 0 && digit == 0;
          groups.digits += !point;
          plain[n++] = (char) ('0' + digit);
        }
      else if (sort == POINT && !point)
        {
          point = TRUE;
          plain[n++] = '.';
        }
      else if (sort == EXPONENT && digits)
        {
          if (!read_exponent (&span, plain, &n))
            return FALSE;
        }
      else if ((sort == SEPARATOR || sort == DOT || sort == COMMA) && !point)
        {
          gunichar c = g_utf8_get_char (at);

          /* All spaces are one. */
          end_group (&groups, g_unichar_isspace (c) ? ' ' : c);
        }
      else
        return FALSE;
    }
  plain[n] = '\0';
  return digits && check_groups (&groups);
}

/* Amounts of money may be written in another way than numbers, in one locale: as they are shown. */
static gboolean
read_plain (Span span, gboolean money, char *plain)
{
  StreeGridMarks marks = stree_grid_marks ();

  if (money)
    {
      StreeGridMarks own = stree_grid_marks_money ();

      if (to_plain (span, &own, TRUE, plain))
        return TRUE;
    }
  return to_plain (span, &marks, TRUE, plain) || to_plain (span, &marks, FALSE, plain);
}

/* --- numbers --- */

/* How a number was written: what it is times 10 to the power, and then times the factor. */
typedef struct
{
  char     plain[PLAIN_SIZE];
  gboolean negative;
  int      power;
  double   factor;
} Number;

static gboolean
read_number (Span span, const StreeGridColumn *column, Number *number)
{
  gboolean signs = FALSE, percent = FALSE;
  gboolean shares = column->args.kind == STREE_GRID_COLUMN_PERCENT ||
                    (column->args.kind == STREE_GRID_COLUMN_PROGRESS && stree_grid_progress_is_share (column));
  gboolean money = column->args.kind == STREE_GRID_COLUMN_CURRENCY;

  number->power = column->args.kind == STREE_GRID_COLUMN_PERCENT ? -2 : 0;
  number->factor = 1;
  number->negative = FALSE;
  trim (&span);
  if (span.end - span.start > 2 && *span.start == '(' && span.end[-1] == ')')
    {
      span.start++;
      span.end--;
      number->negative = signs = TRUE;
      trim (&span);
    }
  for (gboolean more = TRUE; more;)
    {
      more = FALSE;
      if (!signs && take_sign (&span, &number->negative))
        more = signs = TRUE;
      if (shares && !percent && take_percent (&span))
        {
          more = percent = TRUE;
          if (column->args.kind == STREE_GRID_COLUMN_PROGRESS && column->maximum != 100)
            {
              number->power = -2;
              number->factor = column->maximum;
            }
        }
      more |= take_trimmed (&span, column->args.prefix) || take_trimmed (&span, column->args.suffix) ||
              take_trimmed (&span, column->args.unit) || (money && take_currency (&span, column));
    }
  if (span.end - span.start == 3 && g_ascii_strncasecmp (span.start, "inf", 3) == 0)
    {
      strcpy (number->plain, "inf");
      return TRUE;
    }
  if (span.end - span.start == 3 && strncmp (span.start, "\342\210\236", 3) == 0)
    {
      strcpy (number->plain, "inf");
      return TRUE;
    }
  return read_plain (span, money, number->plain);
}

/* The exponent is taken from the text and told with the power. */
static int
take_exponent (Number *number)
{
  char *exponent = strchr (number->plain, 'e');
  int   power = number->power + (exponent ? (int) g_ascii_strtoll (exponent + 1, NULL, 10) : 0);

  if (exponent)
    *exponent = '\0';
  number->power = 0;
  return power;
}

static double
number_value (Number *number)
{
  double value;

  if (g_str_equal (number->plain, "inf"))
    value = INFINITY;
  else
    {
      /* The exponent moves, so that nothing is rounded twice. */
      int power = take_exponent (number);

      if (power != 0)
        {
          gsize n = strlen (number->plain);

          g_snprintf (number->plain + n, PLAIN_SIZE - n, "e%d", power);
        }
      value = g_ascii_strtod (number->plain, NULL);
      if (number->factor != 1)
        value *= number->factor;
    }
  return number->negative ? -value : value;
}

/* The digits before the point, wherever it is moved to. FALSE: others than zeros are behind it. */
static gboolean
whole_digits (Number *number, char *digits, gsize size)
{
  int   power = take_exponent (number);
  char *point = strchr (number->plain, '.');
  int   place = (int) (point ? (gsize) (point - number->plain) : strlen (number->plain)) + power;
  int   n = 0;

  if (point)
    memmove (point, point + 1, strlen (point));
  for (const char *p = number->plain; *p; p++, place--)
    if (place > 0)
      {
        if (n > 0 || *p != '0')
          digits[n++] = *p;
        if ((gsize) n >= size)
          return TRUE; /* too many: as large as that is */
      }
    else if (*p != '0')
      return FALSE;
  for (; place > 0 && n > 0 && (gsize) n < size; place--)
    digits[n++] = '0';
  digits[MIN ((gsize) n, size - 1)] = '\0';
  return TRUE;
}

static StreeCell *
make_int (Number *number, const char *text, GError **error)
{
  char    digits[32] = "99999999999999999999999999999";
  double  value;
  guint64 magnitude;

  if (g_str_equal (number->plain, "inf"))
    value = INFINITY;
  else if (number->factor != 1)
    value = number_value (number);
  else if (!whole_digits (number, digits, sizeof digits))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("\"%s\" is not a whole number"), text);
      return NULL;
    }
  else
    {
      digits[sizeof digits - 1] = '\0';
      errno = 0;
      magnitude = g_ascii_strtoull (digits, NULL, 10);
      if (errno == 0 && magnitude <= (guint64) G_MAXINT64 + (number->negative ? 1 : 0))
        return stree_cell_new_int64 (number->negative ? (gint64) (0 - magnitude) : (gint64) magnitude);
      value = INFINITY;
    }
  if (fabs (value) < 9.2e18)
    return stree_cell_new_int64 ((gint64) rint (value));
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("\"%s\" is too large for a whole number of 64 bits"), text);
  return NULL;
}

/* As a column would show this number or this date: what is expected, by an example. */
static char *
example (StreeGridColumn *column)
{
  StreeGridValue value = { .type = column->type };
  char           buffer[STREE_GRID_TEXT_SIZE];

  switch (column->type)
    {
    case STREE_COLUMN_DOUBLE:
      value.v.d = column->args.kind == STREE_GRID_COLUMN_PERCENT || column->args.kind == STREE_GRID_COLUMN_PROGRESS ? 0.25 : 1234.5;
      break;
    case STREE_COLUMN_INT64:
      value.v.i = column->args.kind == STREE_GRID_COLUMN_PERCENT     ? 1
                  : column->args.kind == STREE_GRID_COLUMN_PROGRESS ? 25
                                                                     : 1234;
      break;
    case STREE_COLUMN_DATE:
      value.v.i = 20088; /* the last of 2024 */
      break;
    case STREE_COLUMN_TIMESTAMP:
      value.v.i = G_GINT64_CONSTANT (20088) * 86400 * G_USEC_PER_SEC;
      break;
    case STREE_COLUMN_BOOL:
    case STREE_COLUMN_TEXT:
    default:
      value.v.i = 1;
      return g_strdup (_ ("Yes"));
    }
  if (column->args.kind == STREE_GRID_COLUMN_RELATIVE_TIME)
    {
      StreeGridWriter writer = stree_grid_writer (buffer, sizeof buffer);

      if (column->type == STREE_COLUMN_DATE)
        stree_grid_write_date (&writer, (gint32) value.v.i);
      else
        stree_grid_write_moment (&writer, value.v.i, 0);
      return g_strdup (stree_grid_written (&writer));
    }
  return g_strdup (stree_grid_format_value (column, &value, buffer, sizeof buffer));
}

static StreeCell *
refuse_number (StreeGridColumn *column, const char *text, GError **error)
{
  g_autofree char *expected = example (column);

  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("\"%s\" is not a number such as %s"), text, expected);
  return NULL;
}

static StreeCell *
parse_number (StreeGridColumn *column, const char *text, GError **error)
{
  Number number;

  if (!read_number ((Span){ text, text + strlen (text) }, column, &number))
    return refuse_number (column, text, error);
  if (column->type == STREE_COLUMN_INT64)
    return make_int (&number, text, error);
  return stree_cell_new_double (number_value (&number));
}

/* --- counts of bytes --- */

/* Marks of the direction of writing are seen by nobody: they come with what is shown or copied. */
static void
drop_direction_marks (char *text)
{
  char *out = text;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gsize    n = (gsize) (g_utf8_next_char (p) - p);

      if (c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
        continue;
      memmove (out, p, n);
      out += n;
    }
  *out = '\0';
}

/* What g_format_size () calls 1000 to @power bytes here; @n tells apart one, two, five. */
static gboolean
take_translated_unit (Span *span, guint power)
{
  static const guint64 counts[] = { 1, 2, 5 };
  guint64              factor = 1;

  for (guint i = 0; i < power; i++)
    factor *= 1000;
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *text = g_format_size (counts[i] * factor);
      const char      *last;

      drop_direction_marks (text);
      last = text + strlen (text);
      /* Some languages have digits of their own. */
      while (last > text && !g_unichar_isdigit (g_utf8_get_char (g_utf8_prev_char (last))))
        last = g_utf8_prev_char (last);
      if (take_trimmed (span, last))
        return TRUE;
    }
  return FALSE;
}

/* The longest names first: the e of a byte is no exabyte. */
static gboolean
take_unit (Span *span, double *factor)
{
  static const char prefixes[] = "kMGTPE";
  double            decimal = 1, binary = 1;

  *factor = 1;
  if (take_translated_unit (span, 0) || take (span, "bytes") || take (span, "byte"))
    return TRUE;
  for (guint i = 0; prefixes[i]; i++)
    {
      char unit[] = { prefixes[i], 'i', 'B', '\0' };
      char tail[] = { prefixes[i], 'B', '\0' };

      *factor = binary *= 1024;
      if (take (span, unit))
        return TRUE;
      *factor = decimal *= 1000;
      if (take (span, tail) || take_translated_unit (span, i + 1))
        return TRUE;
    }
  *factor = 1;
  if (take (span, "B"))
    return TRUE;
  for (guint i = 0; prefixes[i]; i++)
    {
      char bare[] = { prefixes[i], '\0' };

      *factor *= 1000;
      if (take (span, bare))
        return TRUE;
    }
  *factor = 1;
  return FALSE;
}

static StreeCell *
parse_bytes (StreeGridColumn *column, const char *text, GError **error)
{
  Span   span = { text, text + strlen (text) };
  Number number;
  double factor = 1, value;

  trim (&span);
  (void) take_unit (&span, &factor);
  if (!read_number (span, column, &number))
    return refuse_number (column, text, error);
  if (factor == 1 && column->type == STREE_COLUMN_INT64)
    return make_int (&number, text, error);
  value = number_value (&number) * factor;
  if (column->type == STREE_COLUMN_DOUBLE)
    return stree_cell_new_double (value);
  if (!(fabs (value) < 9.2e18))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("\"%s\" is too large for a whole number of 64 bits"), text);
      return NULL;
    }
  return stree_cell_new_int64 ((gint64) rint (value)); /* of 1.0005 kB a half byte is lost */
}

/* --- the other kinds --- */

static StreeCell *
parse_time (StreeGridColumn *column, const char *text, GError **error)
{
  gint32           days;
  gint64           moment;
  g_autofree char *expected = NULL;

  if (column->type == STREE_COLUMN_DATE)
    {
      if (stree_grid_parse_date (text, &days))
        return stree_cell_new_date (days);
    }
  else if (stree_grid_parse_moment (text, &moment))
    return stree_cell_new_timestamp (moment);
  expected = example (column);
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
               column->type == STREE_COLUMN_DATE ? _ ("\"%s\" is not a date such as %s") : _ ("\"%s\" is not a date and time such as %s"),
               text, expected);
  return NULL;
}

static gboolean
same_text (const char *a, const char *b)
{
  g_autofree char *x = g_utf8_casefold (a, -1);
  g_autofree char *y = g_utf8_casefold (b, -1);

  return g_str_equal (x, y);
}

static StreeCell *
parse_bool (StreeGridColumn *column, const char *text, GError **error)
{
  const char *yes[] = { _ ("Yes"), "yes", "true", "on", "1", "x", "y" };
  const char *no[] = { _ ("No"), "no", "false", "off", "0", "n" };

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    if (same_text (text, yes[i]))
      return column->type == STREE_COLUMN_BOOL ? stree_cell_new_bool (TRUE) : stree_cell_new_int64 (1);
  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    if (same_text (text, no[i]))
      return column->type == STREE_COLUMN_BOOL ? stree_cell_new_bool (FALSE) : stree_cell_new_int64 (0);
  if (column->type == STREE_COLUMN_INT64)
    return parse_number (column, text, error);
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("\"%s\" is neither %s nor %s"), text, _ ("Yes"), _ ("No"));
  return NULL;
}

static StreeCell *
parse_plain (StreeGridColumn *column, const char *text, GError **error)
{
  StreeCell *cell = stree_cell_new_parsed (column->type, text, NULL);

  if (cell)
    return cell;
  switch (column->type)
    {
    case STREE_COLUMN_INT64:
    case STREE_COLUMN_DOUBLE:
      return parse_number (column, text, error);
    case STREE_COLUMN_DATE:
    case STREE_COLUMN_TIMESTAMP:
      return parse_time (column, text, error);
    case STREE_COLUMN_BOOL:
      return parse_bool (column, text, error);
    case STREE_COLUMN_TEXT:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* A label or a value, exactly, or else in other case. */
const StreeGridChoice *
stree_grid_column_read_choice (StreeGridColumn *column, const char *text)
{
  const StreeGridChoice *found = NULL;

  for (guint i = 0; i < column->args.choices.n_items && !found; i++)
    {
      const StreeGridChoice *choice = &column->args.choices.items[i];

      if (g_str_equal (choice->label ? choice->label : choice->value, text))
        found = choice;
    }
  if (!found)
    found = stree_grid_column_find_choice (column, text);
  for (guint i = 0; i < column->args.choices.n_items && !found; i++)
    {
      const StreeGridChoice *choice = &column->args.choices.items[i];

      if ((choice->label && same_text (choice->label, text)) || same_text (choice->value, text))
        found = choice;
    }
  return found;
}

static StreeCell *
parse_choice (StreeGridColumn *column, const char *text, GError **error)
{
  const StreeGridChoice *found = stree_grid_column_read_choice (column, text);

  return parse_plain (column, found ? found->value : text, error);
}

/**
 * stree_grid_column_parse:
 * @column: a resolved column that shows a column of the source
 * @text: what a person typed, UTF-8
 * @error: where to put what is wrong with it, in words for who typed it
 *
 * Makes a value of what was typed into a cell of the column: a number as the locale writes it, with or without what the
 * column shows around it, a date in the locale's order or as ISO 8601 has it, the label of a choice.
 *
 * Nothing, or only spaces, is null; in a column of texts spaces are a text. Whether the value may stand in the column is another
 * question: [method@StreamTree.GridColumn.validate]. The error is %STREE_ERROR_BAD_VALUE.
 *
 * Returns: (transfer full): the value, of the column's type, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeCell *
stree_grid_column_parse (StreeGridColumn *column, const char *text, GError **error)
{
  Span             span;
  g_autofree char *bare = NULL;

  g_return_val_if_fail (column != NULL && column->resolved && column->index >= 0, NULL);
  g_return_val_if_fail (text != NULL && g_utf8_validate (text, -1, NULL), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (column->type == STREE_COLUMN_TEXT && column->args.kind != STREE_GRID_COLUMN_CHOICE)
    return *text ? stree_cell_new_text (text) : stree_cell_new_null (column->type);
  span = (Span){ text, text + strlen (text) };
  trim (&span);
  if (span.start == span.end)
    return stree_cell_new_null (column->type);
  bare = g_strndup (span.start, (gsize) (span.end - span.start));
  if (column->type != STREE_COLUMN_TEXT && column->args.kind != STREE_GRID_COLUMN_CHOICE)
    drop_direction_marks (bare);
  if (!*bare)
    return stree_cell_new_null (column->type);
  switch (column->args.kind)
    {
    case STREE_GRID_COLUMN_NUMBER:
    case STREE_GRID_COLUMN_PERCENT:
    case STREE_GRID_COLUMN_CURRENCY:
    case STREE_GRID_COLUMN_PROGRESS:
      return parse_number (column, bare, error);
    case STREE_GRID_COLUMN_BYTES:
      return parse_bytes (column, bare, error);
    case STREE_GRID_COLUMN_DATE:
    case STREE_GRID_COLUMN_DATETIME:
    case STREE_GRID_COLUMN_RELATIVE_TIME:
      return parse_time (column, bare, error);
    case STREE_GRID_COLUMN_CHECKBOX:
      return parse_bool (column, bare, error);
    case STREE_GRID_COLUMN_CHOICE:
      return parse_choice (column, bare, error);
    case STREE_GRID_COLUMN_AUTO:
    case STREE_GRID_COLUMN_TEXT:
    case STREE_GRID_COLUMN_LINK:
    case STREE_GRID_COLUMN_IMAGE:
    case STREE_GRID_COLUMN_SPARKLINE:
    case STREE_GRID_COLUMN_TAGS:
    case STREE_GRID_COLUMN_BUTTON:
    case STREE_GRID_COLUMN_COMPONENT:
    default:
      return parse_plain (column, bare, error);
    }
}
