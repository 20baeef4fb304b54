/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Numbers and amounts of money, as a locale writes them. */

#include "config.h"

#include "grid/stree-grid-format-private.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#include "data/stree-cell-text-private.h"

/* Beyond this a double is written with its exponent. */
#define LARGEST_FIXED 1e15

StreeGridMarks
stree_grid_marks (void)
{
  const struct lconv *locale = localeconv ();

  return (StreeGridMarks){ locale->decimal_point, locale->thousands_sep, locale->grouping };
}

/* A locale without money, such as C, has numbers. */
StreeGridMarks
stree_grid_marks_money (void)
{
  const struct lconv *locale = localeconv ();

  if (!*locale->mon_decimal_point)
    return stree_grid_marks ();
  return (StreeGridMarks){ locale->mon_decimal_point, locale->mon_thousands_sep, locale->mon_grouping };
}

/* Before which digits, counted from the last, a separator stands. */
static guint64
find_separators (guint n_digits, const char *grouping)
{
  guint64 set = 0;
  guint   at = 0;

  while (*grouping > 0 && *grouping != CHAR_MAX)
    {
      at += (guint) *grouping;
      if (at >= n_digits || at > 63)
        break;
      set |= G_GUINT64_CONSTANT (1) << at;
      /* The last one goes on. */
      if (grouping[1])
        grouping++;
    }
  return set;
}

void
stree_grid_write_digits (StreeGridWriter *writer, const char *plain, gboolean grouping, const StreeGridMarks *marks)
{
  guint   n = (guint) strspn (plain, "0123456789");
  guint64 separators = 0;

  if (n == 0)
    {
      stree_grid_write (writer, g_str_equal (plain, "inf") ? "\342\210\236" : plain); /* an infinity sign */
      return;
    }
  if (grouping && *marks->separator && strcspn (plain, "eE") == strlen (plain))
    separators = find_separators (n, marks->grouping);
  if (separators == 0)
    stree_grid_write_n (writer, plain, n);
  else
    for (guint i = 0; i < n; i++)
      {
        if (i > 0 && n - i < 64 && (separators >> (n - i) & 1))
          stree_grid_write (writer, marks->separator);
        stree_grid_write_n (writer, plain + i, 1);
      }
  plain += n;
  if (*plain == '.')
    {
      stree_grid_write (writer, marks->point);
      plain++;
    }
  stree_grid_write (writer, plain);
}

/* Moves the point of what C writes: "0.123" and 2 is "12.3". */
static void
shift_point (char *buffer, int power)
{
  char  digits[STREE_FRAME_CELL_SIZE];
  char *exponent = strpbrk (buffer, "eE");
  char *p = buffer + (*buffer == '-');
  gsize n = 0;
  int   point;
  gsize first = 0;
  char *out = p;

  if (!g_ascii_isdigit (*p))
    return;
  if (exponent)
    {
      int shifted = (int) g_ascii_strtoll (exponent + 1, NULL, 10) + power;

      g_snprintf (exponent + 1, STREE_FRAME_CELL_SIZE - (gsize) (exponent + 1 - buffer), "%+03d", shifted);
      return;
    }
  for (point = -1; *p; p++)
    if (*p == '.')
      point = (int) n;
    else
      digits[n++] = *p;
  point = (point < 0 ? (int) n : point) + power;
  while (point > (int) n && n + 1 < sizeof digits)
    digits[n++] = '0';
  while ((int) first < point - 1 && digits[first] == '0')
    first++;
  memcpy (out, digits + first, (gsize) point - first);
  out += (gsize) point - first;
  if ((gsize) point < n)
    {
      *out++ = '.';
      memcpy (out, digits + point, n - (gsize) point);
      out += n - (gsize) point;
    }
  *out = '\0';
}

static void
add_decimals (char *buffer, int decimals)
{
  gsize length = strlen (buffer);

  if (decimals <= 0)
    return;
  buffer[length++] = '.';
  while (decimals-- > 0)
    buffer[length++] = '0';
  buffer[length] = '\0';
}

/* No minus before what is shown as nothing. */
static void
drop_sign_of_zero (char *buffer)
{
  if (*buffer == '-' && strspn (buffer + 1, "0.") == strlen (buffer + 1))
    memmove (buffer, buffer + 1, strlen (buffer));
}

void
stree_grid_plain_number (const StreeGridValue *value, int decimals, guint shown_decimals, int power, char *buffer)
{
  static const char *const formats[] = { "%.0f", "%.1f", "%.2f",  "%.3f",  "%.4f",  "%.5f",  "%.6f",  "%.7f",
                                         "%.8f", "%.9f", "%.10f", "%.11f", "%.12f", "%.13f", "%.14f", "%.15f" };
  double                   number;

  if (value->type == STREE_COLUMN_INT64)
    {
      stree_cell_format_int64 (buffer, value->v.i);
      if (power)
        shift_point (buffer, power);
      add_decimals (buffer, decimals);
      return;
    }
  number = value->v.d;
  if (decimals < 0 || !(fabs (number) < LARGEST_FIXED))
    {
      stree_cell_format_double (buffer, number, shown_decimals);
      /* Small ones without an exponent. */
      if (strchr (buffer, 'e') && fabs (number) < 1 && stree_cell_count_decimals (number, 15) > 0)
        stree_cell_format_double (buffer, number, (guint) stree_cell_count_decimals (number, 15));
      if (power)
        shift_point (buffer, power);
      return;
    }
  g_ascii_formatd (buffer, STREE_FRAME_CELL_SIZE, formats[MIN (decimals + power, 15)], number);
  if (power)
    shift_point (buffer, power);
  drop_sign_of_zero (buffer);
}

/* --- money --- */

/* Whether the locale's own money is what a column has. */
static gboolean
is_of_locale (const StreeGridColumn *column, const struct lconv *locale)
{
  return *locale->currency_symbol &&
         (!column->args.currency || strncmp (column->args.currency, locale->int_curr_symbol, 3) == 0);
}

const char *
stree_grid_currency_symbol (const StreeGridColumn *column, gboolean *of_locale)
{
  const struct lconv *locale = localeconv ();

  *of_locale = is_of_locale (column, locale);
  if (*of_locale)
    return locale->currency_symbol;
  return column->args.currency ? column->args.currency : "";
}

int
stree_grid_currency_decimals (const StreeGridColumn *column)
{
  /* ISO 4217: those that do not have two. */
  static const char none[] = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
  static const char three[] = "BHD IQD JOD KWD LYD OMR TND";
  const struct lconv *locale = localeconv ();

  if (column->decimals >= 0)
    return column->decimals;
  if (is_of_locale (column, locale) && locale->frac_digits != CHAR_MAX)
    return locale->frac_digits;
  if (!column->args.currency)
    return 2;
  return strstr (none, column->args.currency) ? 0 : strstr (three, column->args.currency) ? 3 : 2;
}

/* What stands where, as POSIX has it for localeconv (). */
typedef struct
{
  gboolean precedes; /* the symbol the number */
  int      space;
  int      sign;
} Places;

static int
known (char value, int otherwise)
{
  return value == CHAR_MAX ? otherwise : value;
}

static Places
find_places (gboolean of_locale, gboolean negative)
{
  const struct lconv *l = localeconv ();

  if (of_locale)
    return negative ? (Places){ known (l->n_cs_precedes, 1) != 0, known (l->n_sep_by_space, 1), known (l->n_sign_posn, 1) }
                    : (Places){ known (l->p_cs_precedes, 1) != 0, known (l->p_sep_by_space, 1), known (l->p_sign_posn, 1) };
  /* A code is a word: never without a space, and the minus is that of all. */
  return (Places){ known (l->int_p_cs_precedes, 1) != 0, 1, 1 };
}

void
stree_grid_write_money (StreeGridWriter *writer, const StreeGridColumn *column, const StreeGridValue *value)
{
  StreeGridMarks marks = stree_grid_marks_money ();
  gboolean       of_locale;
  const char    *symbol = stree_grid_currency_symbol (column, &of_locale);
  char           plain[STREE_FRAME_CELL_SIZE];
  gboolean       negative;
  const char    *sign, *number;
  Places         places;
  gboolean       apart;  /* the sign is not beside the symbol */
  const char    *behind; /* the symbol, and the sign where that goes with it */

  stree_grid_plain_number (value, stree_grid_currency_decimals (column), 0, 0, plain);
  negative = *plain == '-';
  number = plain + negative;
  places = find_places (of_locale, negative);
  sign = negative ? "-" : "";
  if (negative && places.sign == 0)
    {
      stree_grid_write (writer, "(");
      sign = "";
    }
  if (!*symbol)
    {
      stree_grid_write (writer, sign);
      stree_grid_write_digits (writer, number, TRUE, &marks);
    }
  else if (places.precedes)
    {
      gboolean first = places.sign == 0 || places.sign == 1 || places.sign == 3;

      apart = places.sign == 2;
      stree_grid_write (writer, first ? sign : "");
      if (first && places.space == 2 && *sign)
        stree_grid_write (writer, " ");
      stree_grid_write (writer, symbol);
      if (places.sign == 4)
        {
          stree_grid_write (writer, places.space == 2 ? " " : "");
          stree_grid_write (writer, sign);
        }
      stree_grid_write (writer, places.space == 1 ? " " : "");
      stree_grid_write_digits (writer, number, TRUE, &marks);
      if (apart)
        {
          stree_grid_write (writer, places.space == 2 && *sign ? " " : "");
          stree_grid_write (writer, sign);
        }
    }
  else
    {
      apart = places.sign == 0 || places.sign == 1;
      if (apart)
        {
          stree_grid_write (writer, sign);
          stree_grid_write (writer, places.space == 2 && *sign ? " " : "");
        }
      stree_grid_write_digits (writer, number, TRUE, &marks);
      stree_grid_write (writer, places.space == 1 ? " " : "");
      behind = places.sign == 3 ? sign : symbol;
      stree_grid_write (writer, behind);
      if (!apart)
        {
          stree_grid_write (writer, places.space == 2 ? " " : "");
          stree_grid_write (writer, behind == sign ? symbol : sign);
        }
    }
  if (negative && places.sign == 0)
    stree_grid_write (writer, ")");
}
