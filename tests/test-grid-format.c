/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Cells as text and back, in several locales. */

#include <math.h>
#include <monetary.h>
#include <string.h>
#include <time.h>

#include "core/stree-clock-private.h"
#include "core/stree-error.h"
#include "data/stree-cell-text-private.h"
#include "data/stree-frame-builder.h"
#include "frames.h"
#include "grid/stree-grid-format-private.h"
#include "locales.h"

#define N_RANDOM 200

static const char *const locales[] = { "de_DE", "en_US", "fr_FR", "hi_IN", "ar_EG", "nl_NL", "bg_BG", "es_PE", "fil_PH", "as_IN", "fa_IR", "he_IL", "ti_ER", NULL };

static StreeGridColumn *
make_column (const StreeGridColumnArgs *args)
{
  g_autoptr (StreeFrame)      schema = make_schema ();
  g_autoptr (StreeGridColumn) declared = stree_grid_column_new_args (args);
  g_autoptr (GError)          error = NULL;
  StreeGridColumn            *column = stree_grid_column_resolve (declared, schema, &error);

  g_assert_no_error (error);
  return column;
}

#define COLUMN(...) make_column (&(StreeGridColumnArgs){ __VA_ARGS__ })
#define DECIMALS(n) .decimals = { .type = STREE_VALUE_INT, .v.i = (n) }
#define NUMBER(n) { .type = STREE_VALUE_DOUBLE, .v.d = (n) }

static void
shows (StreeGridColumn *column, StreeCell *cell, const char *expected)
{
  g_autoptr (StreeCell) owned = cell;
  g_autofree char      *text = stree_grid_column_format_cell (column, owned);

  g_assert_cmpstr (text, ==, expected);
}

static void
reads (StreeGridColumn *column, const char *text, StreeCell *expected)
{
  g_autoptr (StreeCell) owned = expected;
  g_autoptr (GError)    error = NULL;
  g_autoptr (StreeCell) cell = stree_grid_column_parse (column, text, &error);

  g_assert_no_error (error);
  if (!stree_cell_equal (cell, owned))
    {
      g_autofree char *a = stree_cell_to_string (cell);
      g_autofree char *b = stree_cell_to_string (owned);

      g_error ("'%s' was read as %s, not as %s", text, a, b);
    }
}

static void
refuses (StreeGridColumn *column, const char *text, const char *words)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (StreeCell) cell = stree_grid_column_parse (column, text, &error);

  if (cell)
    {
      g_autofree char *read = stree_cell_to_string (cell);

      g_error ("'%s' was read as %s", text, read);
    }
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  if (!strstr (error->message, words))
    g_error ("'%s' is not in: %s", words, error->message);
}

static StreeCell *
day (guint year, guint month, guint day_)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day_, (GDateMonth) month, (GDateYear) year);
  return stree_cell_new_date ((gint32) g_date_get_julian (&date) + STREE_DATE_MIN - 1);
}

#define moment(text) stree_cell_new_parsed (STREE_COLUMN_TIMESTAMP, text, NULL)

/* --- C --- */

static void
test_numbers (void)
{
  g_autoptr (StreeGridColumn) i = COLUMN (.name = "int");
  g_autoptr (StreeGridColumn) d = COLUMN (.name = "double");
  g_autoptr (StreeGridColumn) d2 = COLUMN (.name = "double", DECIMALS (2), .prefix = "~", .suffix = "!", .unit = "km");
  g_autoptr (StreeGridColumn) p = COLUMN (.name = "double", .kind = STREE_GRID_COLUMN_PERCENT);
  g_autoptr (StreeGridColumn) p1 = COLUMN (.name = "double", .kind = STREE_GRID_COLUMN_PERCENT, DECIMALS (1));
  g_autoptr (StreeGridColumn) ip = COLUMN (.name = "int", .kind = STREE_GRID_COLUMN_PERCENT);
  g_autoptr (StreeGridColumn) b = COLUMN (.name = "int", .kind = STREE_GRID_COLUMN_BYTES);
  g_autoptr (StreeGridColumn) db = COLUMN (.name = "double", .kind = STREE_GRID_COLUMN_BYTES);

  g_assert_true (use_locale ("C"));
  shows (i, stree_cell_new_int64 (G_MININT64), "-9223372036854775808");
  shows (i, stree_cell_new_null (STREE_COLUMN_INT64), NULL);
  shows (d, stree_cell_new_double (0.1), "0.1");
  shows (d, stree_cell_new_double (-INFINITY), "-\342\210\236");
  shows (d, stree_cell_new_double (1e300), "1e+300");
  shows (d2, stree_cell_new_double (-1.005), "-~1.00!\302\240km");
  shows (d2, stree_cell_new_double (-0.001), "~0.00!\302\240km");
  shows (p, stree_cell_new_double (0.07), "7%");
  shows (p, stree_cell_new_double (0.123), "12.3%");
  shows (p, stree_cell_new_double (-2), "-200%");
  shows (p, stree_cell_new_double (0.00001), "0.001%");
  shows (p, stree_cell_new_double (1e20), "1e+22%");
  shows (p1, stree_cell_new_double (0.07), "7.0%");
  shows (ip, stree_cell_new_int64 (1), "100%");
  shows (ip, stree_cell_new_int64 (0), "0%");
  shows (b, stree_cell_new_int64 (1500), "1.5\302\240kB");
  shows (b, stree_cell_new_int64 (-1500), "-1.5\302\240kB");
  /* A thousand of a unit is one of the next. */
  shows (b, stree_cell_new_int64 (999949), "999.9\302\240kB");
  shows (b, stree_cell_new_int64 (999950), "1.0\302\240MB");
  shows (b, stree_cell_new_int64 (-999982860692642608), "-1.0\302\240EB");
  shows (db, stree_cell_new_double (-1e20), "-1e+20");

  reads (i, " +1,234,567 ", stree_cell_new_int64 (1234567));
  reads (i, "\342\210\2221 234", stree_cell_new_int64 (-1234));
  reads (i, "\331\241\331\242", stree_cell_new_int64 (12)); /* Arabic digits */
  reads (i, "9223372036854775807", stree_cell_new_int64 (G_MAXINT64));
  reads (i, "1e3", stree_cell_new_int64 (1000));
  reads (i, "", stree_cell_new_null (STREE_COLUMN_INT64));
  reads (i, " ", stree_cell_new_null (STREE_COLUMN_INT64));
  refuses (i, "9223372036854775808", "too large");
  refuses (i, "1.5", "whole");
  refuses (i, "1,5", "such as 1234");
  refuses (i, "12,34", "such as");
  refuses (i, "1,234 567", "such as");
  refuses (i, "--1", "such as");
  refuses (i, "1-2", "such as");
  refuses (i, "twelve", "such as");
  refuses (d, "1.2.3", "such as 1234.5");
  refuses (d, ".", "such as");
  refuses (d, "e5", "such as");
  refuses (d, "0x10", "such as");
  reads (d, ".5", stree_cell_new_double (.5));
  reads (d, "(5)", stree_cell_new_double (-5));
  reads (d, "-inf", stree_cell_new_double (-INFINITY));
  reads (d2, "~3.5! km", stree_cell_new_double (3.5));
  reads (d2, "-3.5km", stree_cell_new_double (-3.5));
  refuses (d2, "3.5 mi", "such as ~1234.50!\302\240km");
  reads (p, "12.3%", stree_cell_new_double (0.123));
  reads (p, "12.3", stree_cell_new_double (0.123));
  reads (p, "% 7", stree_cell_new_double (0.07));
  refuses (p, "7%%", "such as 25%");
  refuses (ip, "50%", "whole");
  reads (ip, "200 %", stree_cell_new_int64 (2));
  reads (b, "1.5kB", stree_cell_new_int64 (1500));
  reads (b, "2 MiB", stree_cell_new_int64 (2 << 20));
  reads (b, "3 g", stree_cell_new_int64 (3000000000));
  reads (b, "17", stree_cell_new_int64 (17));
  reads (b, "17 bytes", stree_cell_new_int64 (17));
  refuses (b, "3 furlongs", "such as 1.2\302\240kB");
}

static void
test_progress (void)
{
  g_autoptr (StreeGridColumn) share = COLUMN (.name = "double", .kind = STREE_GRID_COLUMN_PROGRESS);
  g_autoptr (StreeGridColumn) whole = COLUMN (.name = "int", .kind = STREE_GRID_COLUMN_PROGRESS);
  g_autoptr (StreeGridColumn) range =
    COLUMN (.name = "double", .kind = STREE_GRID_COLUMN_PROGRESS, .minimum = NUMBER (-10), .maximum = NUMBER (10), .unit = "V");
  StreeGridValue value = { .type = STREE_COLUMN_DOUBLE, .v.d = 5 };

  g_assert_true (use_locale ("C"));
  shows (share, stree_cell_new_double (0.426), "43%");
  shows (whole, stree_cell_new_int64 (42), "42%");
  shows (range, stree_cell_new_double (2.5), "2.5\302\240V");
  g_assert_cmpfloat (stree_grid_progress_share (range, &value), ==, 0.75);
  value.v.d = 11;
  g_assert_cmpfloat (stree_grid_progress_share (range, &value), ==, 1);
  value.v.d = NAN;
  g_assert_cmpfloat (stree_grid_progress_share (range, &value), ==, 0);
  reads (share, "42%", stree_cell_new_double (0.42));
  reads (share, "0.42", stree_cell_new_double (0.42));
  reads (whole, "42%", stree_cell_new_int64 (42));
  reads (whole, "42", stree_cell_new_int64 (42));
}

static void
test_others (void)
{
  g_autoptr (StreeGridColumn) box = COLUMN (.name = "bool");
  g_autoptr (StreeGridColumn) number_box = COLUMN (.name = "int", .kind = STREE_GRID_COLUMN_CHECKBOX);
  g_autoptr (StreeGridColumn) choice =
    COLUMN (.name = "int", .choices = STREE_GRID_CHOICES ({ .value = "1", .label = "One" }, { .value = "2" }));
  g_autoptr (StreeGridColumn) tags = COLUMN (.name = "text", .kind = STREE_GRID_COLUMN_TAGS);
  g_autoptr (StreeGridColumn) text = COLUMN (.name = "text");

  g_assert_true (use_locale ("C"));
  shows (box, stree_cell_new_bool (TRUE), "Yes");
  reads (box, "no", stree_cell_new_bool (FALSE));
  reads (box, "TRUE", stree_cell_new_bool (TRUE));
  refuses (box, "perhaps", "neither Yes nor No");
  reads (number_box, "yes", stree_cell_new_int64 (1));
  reads (number_box, "7", stree_cell_new_int64 (7));
  shows (choice, stree_cell_new_int64 (1), "One");
  shows (choice, stree_cell_new_int64 (3), "3");
  reads (choice, "One", stree_cell_new_int64 (1));
  reads (choice, "one", stree_cell_new_int64 (1));
  reads (choice, "2", stree_cell_new_int64 (2));
  refuses (choice, "Three", "number");
  shows (tags, stree_cell_new_text ("[\"a\\u00e9\\\"b\", \"c\"]"), "a\303\251\"b, c");
  shows (tags, stree_cell_new_text ("a, b"), "a, b");
  reads (text, " a ", stree_cell_new_text (" a "));
  reads (text, "", stree_cell_new_null (STREE_COLUMN_TEXT));
}

static void
test_dates (void)
{
  g_autoptr (StreeGridColumn) d = COLUMN (.name = "date");
  g_autoptr (StreeGridColumn) t = COLUMN (.name = "timestamp");
  g_autoptr (StreeGridColumn) t3 = COLUMN (.name = "timestamp", DECIMALS (3));
  g_autoptr (StreeGridColumn) td = COLUMN (.name = "timestamp", .kind = STREE_GRID_COLUMN_DATE);

  g_assert_true (use_locale ("C"));
  shows (d, day (2024, 2, 9), "2024-02-09");
  shows (d, day (1, 1, 1), "0001-01-01");
  shows (t, moment ("2024-02-09 12:30:00Z"), "2024-02-09 12:30:00");
  shows (t3, moment ("1969-12-31 23:59:59.9999Z"), "1969-12-31 23:59:59.999");
  reads (d, "2024-2-9", day (2024, 2, 9));
  reads (d, "20240209", day (2024, 2, 9));
  reads (d, "9 February 2024", day (2024, 2, 9));
  reads (d, "Feb 9, 2024", day (2024, 2, 9));
  reads (d, "9.2.2024", day (2024, 2, 9));
  reads (d, "2/19/2024", day (2024, 2, 19));
  refuses (d, "2/9/2024", "such as 2024-12-31");
  refuses (d, "2024-02-30", "such as 2024-12-31");
  refuses (d, "2024-02", "such as");
  refuses (d, "2024-02-09 12:00", "such as");
  refuses (d, "soon", "such as");
  refuses (d, "99999-01-01", "such as");
  reads (t, "2024-02-09", moment ("2024-02-09 00:00:00Z"));
  reads (t, "2024-02-09T12:30+02:00", moment ("2024-02-09 10:30:00Z"));
  reads (t, "2024-02-09 1:05:07.25 pm", moment ("2024-02-09 13:05:07.25Z"));
  reads (t, "2024-02-09 12 am", moment ("2024-02-09 00:00:00Z"));
  refuses (t, "2024-02-09 25:00", "such as 2024-12-31 00:00:00");
  refuses (t, "2024-02-09 13 pm", "such as");
  refuses (t, "2024-02-09 12:30 noon", "such as");

  /* A zone with summer time, which needs no database. */
  g_setenv ("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", TRUE);
  tzset ();
  shows (t, moment ("2024-07-01 22:30:00Z"), "2024-07-02 00:30:00");
  shows (td, moment ("2024-07-01 22:30:00Z"), "2024-07-02");
  shows (t, moment ("2024-01-01 22:30:00Z"), "2024-01-01 23:30:00");
  reads (t, "2024-07-02 00:30", moment ("2024-07-01 22:30:00Z"));
  reads (t, "2024-07-02 00:30Z", moment ("2024-07-02 00:30:00Z"));
  g_setenv ("TZ", "UTC", TRUE);
  tzset ();
}

/* --- how long ago --- */

static gint64 the_time;

static gint64
now_cb (void)
{
  return the_time;
}

static void
test_relative (void)
{
  static const struct
  {
    gint64      seconds;
    const char *text;
  } moments[] = {
    { 0, "just now" },          { -59, "just now" },        { 30, "in a moment" },       { -60, "1 minute ago" },
    { -300, "5 minutes ago" },  { 3599, "in 59 minutes" },  { -3600, "1 hour ago" },     { 86399, "in 23 hours" },
    { -86400, "1 day ago" },    { 3 * 86400, "in 3 days" }, { -29 * 86400, "29 days ago" }, { -30 * 86400, "1 month ago" },
    { -364 * 86400, "11 months ago" }, { -365 * 86400, "1 year ago" }, { 800 * 86400, "in 2 years" },
    { -729 * 86400, "1 year ago" }, { -730 * 86400, "2 years ago" }, { -1095 * 86400, "3 years ago" }, { -1460 * 86400, "3 years ago" },
    { -1461 * 86400, "4 years ago" }, { -1826 * 86400, "5 years ago" },
  };
  static const char *const days[] = { "2 days ago", "yesterday", "today", "tomorrow", "in 2 days" };
  g_autoptr (StreeGridColumn) t = COLUMN (.name = "timestamp", .kind = STREE_GRID_COLUMN_RELATIVE_TIME);
  g_autoptr (StreeGridColumn) d = COLUMN (.name = "date", .kind = STREE_GRID_COLUMN_RELATIVE_TIME);

  g_assert_true (use_locale ("C"));
  the_time = (20000 * G_GINT64_CONSTANT (86400) + 43200) * G_USEC_PER_SEC;
  stree_clock_set_wall (now_cb);
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    shows (t, stree_cell_new_timestamp (the_time + moments[i].seconds * G_USEC_PER_SEC), moments[i].text);
  for (int i = -2; i <= 2; i++)
    shows (d, stree_cell_new_date (20000 + i), days[i + 2]);
  stree_clock_set_wall (NULL);
  reads (t, "2024-02-09 12:30", moment ("2024-02-09 12:30:00Z"));
}

/* --- in a locale --- */

static void
test_locale (gconstpointer name)
{
  static const struct
  {
    const char *locale, *number, *date, *moment;
  } expected[] = {
    { "de_DE", "-1.234.567,5", "09.02.2024", "09.02.2024 13:05:07" },
    { "en_US", "-1,234,567.5", "02/09/2024", "02/09/2024 01:05:07 PM" },
    { "fr_FR", "-1\342\200\257234\342\200\257567,5", "09/02/2024", "09/02/2024 13:05:07" },
    { "hi_IN", NULL, "9/2/2024", NULL },
    { "nl_NL", "-1.234.567,5", "09-02-2024", "09-02-2024 13:05:07" },
    { "ar_EG", NULL, NULL, NULL },
    { "bg_BG", NULL, "9.02.2024", NULL },
    { "es_PE", NULL, "09/02/2024", NULL },
    { "as_IN", NULL, "9-02-2024", "9-02-2024 01.05.07 \340\246\205\340\246\252\340\247\260\340\246\276\340\246\271\340\247\215\340\246\250" },
  };
  g_autoptr (StreeGridColumn) number = COLUMN (.name = "double", .grouping = TRUE);
  g_autoptr (StreeGridColumn) money = COLUMN (.name = "double", .kind = STREE_GRID_COLUMN_CURRENCY);
  g_autoptr (StreeGridColumn) d = COLUMN (.name = "date");
  g_autoptr (StreeGridColumn) t = COLUMN (.name = "timestamp");
  static const double amounts[] = { 0, 1, -1, 1234.5, -1234567.89 };

  if (!use_locale (name))
    {
      g_test_skip ("this locale cannot be made here");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    if (g_str_equal (expected[i].locale, name))
      {
        if (expected[i].number)
          shows (number, stree_cell_new_double (-1234567.5), expected[i].number);
        if (expected[i].date)
          shows (d, day (2024, 2, 9), expected[i].date);
        if (expected[i].moment)
          shows (t, moment ("2024-02-09 13:05:07Z"), expected[i].moment);
      }
  /* Money is where and what the C library says. */
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      char text[100];

      g_assert_cmpint (strfmon (text, sizeof text, "%n", amounts[i]), >, 0);
      shows (money, stree_cell_new_double (amounts[i]), text);
    }
  setlocale (LC_ALL, "C.UTF-8");
}

/* A format that is the same as C's: there it is no habit, here it is one. */
static void
test_same_format (void)
{
  g_autoptr (StreeGridColumn) d = COLUMN (.name = "date");

  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (use_locale ("C"));
      shows (d, day (2024, 2, 9), "2024-02-09");
      if (!use_locale ("fil_PH"))
        {
          g_test_skip ("this locale cannot be made here");
          return;
        }
      shows (d, day (2024, 2, 9), "02/09/2024");
    }
  setlocale (LC_ALL, "C.UTF-8");
}

static void
has_figure (StreeGridColumn *column, double figure, const char *expected)
{
  char buffer[STREE_GRID_TEXT_SIZE];

  g_assert_cmpstr (stree_grid_format_figure (column, figure, buffer, sizeof buffer), ==, expected);
}

static void
test_figures (void)
{
  g_autoptr (StreeGridColumn) plain = COLUMN (.name = "double");
  g_autoptr (StreeGridColumn) whole = COLUMN (.name = "double", DECIMALS (0), .unit = "kg");
  g_autoptr (StreeGridColumn) two = COLUMN (.name = "double", DECIMALS (2));
  g_autoptr (StreeGridColumn) share = COLUMN (.name = "double", .kind = STREE_GRID_COLUMN_PERCENT);
  g_autoptr (StreeGridColumn) euro = COLUMN (.name = "double", .kind = STREE_GRID_COLUMN_CURRENCY, .currency = "EUR");
  g_autofree char            *number = NULL;

  if (!use_locale ("de_DE"))
    {
      g_test_skip ("this locale cannot be made here");
      return;
    }
  has_figure (NULL, 1234567.89, "1.234.567,89");
  has_figure (NULL, 0.1 + 0.2, "0,3");
  has_figure (NULL, -43.921929824561404, "-43,9219");
  has_figure (NULL, 0.000012345678, "0,0000123457");
  has_figure (NULL, 624375, "624.375");
  has_figure (NULL, INFINITY, "\342\210\236");
  has_figure (plain, 1234567.89, "1.234.567,89");
  has_figure (whole, 1234, "1.234\302\240kg");
  has_figure (whole, 3.5, "3,5\302\240kg");
  has_figure (two, 1234.5, "1.234,50");
  has_figure (euro, 1234567.891, "1.234.567,89 \342\202\254");
  has_figure (share, 0.25, "25%");
  number = stree_format_number (1234567.891);
  g_assert_cmpstr (number, ==, "1.234.567,891");
  setlocale (LC_ALL, "C.UTF-8");
}

static void
test_german (void)
{
  g_autoptr (StreeGridColumn) d = COLUMN (.name = "double");
  g_autoptr (StreeGridColumn) euro = COLUMN (.name = "double", .kind = STREE_GRID_COLUMN_CURRENCY, .currency = "EUR");
  g_autoptr (StreeGridColumn) yen = COLUMN (.name = "double", .kind = STREE_GRID_COLUMN_CURRENCY, .currency = "JPY");
  g_autoptr (StreeGridColumn) date = COLUMN (.name = "date");

  if (!use_locale ("de_DE"))
    {
      g_test_skip ("this locale cannot be made here");
      return;
    }
  reads (d, "1.234,5", stree_cell_new_double (1234.5));
  reads (d, "1.234", stree_cell_new_double (1234));
  reads (d, "1234,5", stree_cell_new_double (1234.5));
  reads (d, "1.5", stree_cell_new_double (1.5));
  reads (d, "0.125", stree_cell_new_double (0.125));
  refuses (d, "1,234.5", "1234,5");
  refuses (d, "1,2,3", "1234,5");
  shows (euro, stree_cell_new_double (-1234.5), "-1.234,50 \342\202\254");
  reads (euro, "1.234,50 \342\202\254", stree_cell_new_double (1234.5));
  reads (euro, "\342\202\254 3", stree_cell_new_double (3));
  reads (euro, "EUR 3", stree_cell_new_double (3));
  refuses (euro, "$3", "\342\202\254");
  shows (yen, stree_cell_new_double (-1234.5), "-1.234 JPY");
  reads (yen, "\302\2455", stree_cell_new_double (5));
  reads (date, "9.2.24", day (2024, 2, 9));
  reads (date, "9.2.70", day (1970, 2, 9));
  reads (date, "9. M\303\244rz 2024", day (2024, 3, 9));
  reads (date, "9. Dez. 2024", day (2024, 12, 9));
  reads (date, "2024-02-09", day (2024, 2, 9));
  refuses (date, "2.13.2024", "31.12.2024");
  setlocale (LC_ALL, "C.UTF-8");
}

/* --- what is shown reads back --- */

static double
random_double (void)
{
  static const double scales[] = { 1, 1e-3, 10, 1e3, 1e6, 1e9, 1e14 };
  double              number = g_test_rand_double_range (-1, 1) * scales[g_test_rand_int_range (0, G_N_ELEMENTS (scales))];

  return g_test_rand_bit () ? number : rint (number * 100) / 100;
}

static StreeCell *
random_cell (StreeColumnType type)
{
  switch (type)
    {
    case STREE_COLUMN_INT64:
      return stree_cell_new_int64 ((gint64) ((guint64) (guint32) g_test_rand_int () << 32 | (guint32) g_test_rand_int ()) >>
                                   g_test_rand_int_range (0, 63));
    case STREE_COLUMN_DOUBLE:
      return stree_cell_new_double (random_double ());
    case STREE_COLUMN_BOOL:
      return stree_cell_new_bool (g_test_rand_bit ());
    case STREE_COLUMN_DATE:
      return stree_cell_new_date (g_test_rand_int_range (STREE_DATE_MIN, STREE_DATE_MAX + 1));
    case STREE_COLUMN_TIMESTAMP:
      return stree_cell_new_timestamp (g_test_rand_int_range (STREE_DATE_MIN + 1, STREE_DATE_MAX) * STREE_DAY_MICROSECONDS +
                                       g_test_rand_int_range (0, 86400) * (gint64) G_USEC_PER_SEC +
                                       (g_test_rand_bit () ? 0 : g_test_rand_int_range (0, G_USEC_PER_SEC)));
    case STREE_COLUMN_TEXT:
    default:
      return stree_cell_new_text ("text");
    }
}

static StreeCell *
read_back (StreeGridColumn *column, const char *text, StreeCell *cell)
{
  g_autoptr (GError)    error = NULL;
  StreeCell            *again = stree_grid_column_parse (column, text, &error);

  if (!again)
    {
      g_autofree char *plain = stree_cell_to_string (cell);

      g_error ("%s: %s is shown as '%s': %s", setlocale (LC_ALL, NULL), plain, text, error->message);
    }
  return again;
}

static void
check_cell (StreeGridColumn *column, StreeCell *cell)
{
  g_autofree char      *edited = stree_grid_column_format_for_edit (column, cell);
  g_autofree char      *shown = stree_grid_column_format_cell (column, cell);
  g_autoptr (StreeCell) exact = read_back (column, edited, cell);
  g_autoptr (StreeCell) near = NULL;
  g_autofree char      *again = NULL;

  if (!stree_cell_equal (exact, cell))
    {
      g_autofree char *plain = stree_cell_to_string (cell);
      g_autofree char *other = stree_cell_to_string (exact);

      g_error ("%s: %s is edited as '%s', which is %s", setlocale (LC_ALL, NULL), plain, edited, other);
    }
  if (column->args.kind == STREE_GRID_COLUMN_RELATIVE_TIME)
    return; /* nobody types how long ago */
  near = read_back (column, shown, cell);
  again = stree_grid_column_format_cell (column, near);
  if (!g_str_equal (shown, again))
    {
      g_autofree char *plain = stree_cell_to_string (cell);

      g_error ("%s: %s is shown as '%s', which is shown as '%s'", setlocale (LC_ALL, NULL), plain, shown, again);
    }
}

static void
test_round_trip (gconstpointer name)
{
  const StreeGridColumnArgs args[] = {
    { .name = "int" },
    { .name = "int", .grouping = TRUE, .unit = "km", DECIMALS (2) },
    { .name = "double" },
    { .name = "double", .grouping = TRUE, DECIMALS (3), .prefix = "ca. " },
    { .name = "double", .kind = STREE_GRID_COLUMN_PERCENT },
    { .name = "double", .kind = STREE_GRID_COLUMN_PERCENT, DECIMALS (1), .grouping = TRUE },
    { .name = "int", .kind = STREE_GRID_COLUMN_CURRENCY },
    { .name = "double", .kind = STREE_GRID_COLUMN_CURRENCY },
    { .name = "double", .kind = STREE_GRID_COLUMN_CURRENCY, .currency = "EUR" },
    { .name = "double", .kind = STREE_GRID_COLUMN_CURRENCY, .currency = "KWD" },
    { .name = "int", .kind = STREE_GRID_COLUMN_BYTES },
    { .name = "double", .kind = STREE_GRID_COLUMN_PROGRESS },
    { .name = "double", .kind = STREE_GRID_COLUMN_PROGRESS, .maximum = NUMBER (10) },
    { .name = "int", .kind = STREE_GRID_COLUMN_PROGRESS },
    { .name = "date" },
    { .name = "date", .kind = STREE_GRID_COLUMN_RELATIVE_TIME },
    { .name = "timestamp" },
    { .name = "timestamp", DECIMALS (6) },
    { .name = "timestamp", .kind = STREE_GRID_COLUMN_DATE },
    { .name = "timestamp", .kind = STREE_GRID_COLUMN_RELATIVE_TIME },
    { .name = "bool" },
    { .name = "int", .kind = STREE_GRID_COLUMN_CHECKBOX },
    { .name = "double", .kind = STREE_GRID_COLUMN_TEXT },
    { .name = "date", .kind = STREE_GRID_COLUMN_TEXT },
    { .name = "timestamp", .kind = STREE_GRID_COLUMN_TEXT },
  };

  if (!use_locale (name))
    {
      g_test_skip ("this locale cannot be made here");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (args); i++)
    {
      g_autoptr (StreeGridColumn) column = make_column (&args[i]);

      for (guint n = 0; n < N_RANDOM; n++)
        {
          g_autoptr (StreeCell) cell = random_cell (column->type);

          check_cell (column, cell);
        }
    }
  setlocale (LC_ALL, "C.UTF-8");
}

/* Anything may be typed. What is read as something reads back as the same. */
static void
test_anything (gconstpointer name)
{
  static const char *const pieces[] = { "1", "23", "456", "0", ".", ",", "-", "+", " ", "e5", "E", "%", "\342\202\254", "EUR", "(", ")", "'", ":",
                                        "/", "kB", "GiB", "am", "PM", "Z", "T", "2024", "Feb", "\342\200\257", "inf", "x", "\331\243", "\314\201" };
  const StreeGridColumnArgs args[] = {
    { .name = "int" },
    { .name = "double", .unit = "x", .prefix = "ca. " },
    { .name = "double", .kind = STREE_GRID_COLUMN_PERCENT },
    { .name = "int", .kind = STREE_GRID_COLUMN_PERCENT },
    { .name = "double", .kind = STREE_GRID_COLUMN_CURRENCY, .currency = "EUR" },
    { .name = "int", .kind = STREE_GRID_COLUMN_BYTES },
    { .name = "double", .kind = STREE_GRID_COLUMN_BYTES },
    { .name = "double", .kind = STREE_GRID_COLUMN_PROGRESS },
    { .name = "date" },
    { .name = "timestamp" },
    { .name = "bool" },
  };

  if (!use_locale (name))
    {
      g_test_skip ("this locale cannot be made here");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (args); i++)
    {
      g_autoptr (StreeGridColumn) column = make_column (&args[i]);

      for (guint n = 0; n < 5 * N_RANDOM; n++)
        {
          g_autoptr (GString)   text = g_string_new (NULL);
          g_autoptr (GError)    error = NULL;
          g_autoptr (StreeCell) cell = NULL;

          for (int k = g_test_rand_int_range (1, 8); k > 0; k--)
            g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
          cell = stree_grid_column_parse (column, text->str, &error);
          g_assert_true ((cell == NULL) == (error != NULL));
          if (cell && !stree_cell_is_null (cell))
            {
              g_assert_cmpint (stree_cell_get_column_type (cell), ==, column->type);
              check_cell (column, cell);
            }
        }
    }
  setlocale (LC_ALL, "C.UTF-8");
}

/* --- a buffer that is too small; lists --- */

static void
test_cut (void)
{
  for (gsize size = 1; size < 12; size++)
    {
      char            buffer[16];
      StreeGridWriter writer = stree_grid_writer (buffer, size);

      memset (buffer, 'x', sizeof buffer);
      stree_grid_write (&writer, "a\303\251\342\202\254z\360\237\230\200"); /* characters of 1, 2, 3, 1 and 4 bytes */
      g_assert_true (g_utf8_validate (stree_grid_written (&writer), -1, NULL));
      g_assert_cmpuint (strlen (buffer), <, size);
      g_assert_cmpuint (strlen (buffer) + 4, >=, MIN (size, 12));
      g_assert_cmpint (buffer[size], ==, 'x');
    }
}

static void
test_lists (void)
{
  const char *at = "[\"a b\", c;d] ";
  const char *broken = "[\"a\\";
  char        word[20];
  double      numbers[3];

  g_assert_true (stree_grid_list_next_word (&at, word, sizeof word));
  g_assert_cmpstr (word, ==, "a b");
  g_assert_true (stree_grid_list_next_word (&at, word, sizeof word));
  g_assert_cmpstr (word, ==, "c");
  g_assert_true (stree_grid_list_next_word (&at, word, sizeof word));
  g_assert_cmpstr (word, ==, "d");
  g_assert_false (stree_grid_list_next_word (&at, word, sizeof word));
  g_assert_true (stree_grid_list_next_word (&broken, word, sizeof word));
  g_assert_false (stree_grid_list_next_word (&broken, word, sizeof word));

  g_assert_cmpuint (stree_grid_list_numbers ("[1, null,-2.5e1 4]", numbers, 3), ==, 4);
  g_assert_cmpfloat (numbers[0], ==, 1);
  g_assert_true (isnan (numbers[1]));
  g_assert_cmpfloat (numbers[2], ==, -25);
  g_assert_cmpuint (stree_grid_list_numbers ("", numbers, 3), ==, 0);
  g_assert_cmpuint (stree_grid_list_numbers ("1x", numbers, 3), ==, 2);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  int              status;

  g_test_init (&argc, &argv, NULL);
  g_setenv ("TZ", "UTC", TRUE);
  folder = make_locales (locales);
  g_test_add_func ("/grid-format/numbers", test_numbers);
  g_test_add_func ("/grid-format/progress", test_progress);
  g_test_add_func ("/grid-format/others", test_others);
  g_test_add_func ("/grid-format/dates", test_dates);
  g_test_add_func ("/grid-format/relative", test_relative);
  g_test_add_func ("/grid-format/same-format", test_same_format);
  g_test_add_func ("/grid-format/german", test_german);
  g_test_add_func ("/grid-format/figures", test_figures);
  for (guint i = 0; locales[i]; i++)
    {
      g_autofree char *shown = g_strconcat ("/grid-format/locale/", locales[i], NULL);
      g_autofree char *back = g_strconcat ("/grid-format/round-trip/", locales[i], NULL);

      g_test_add_data_func (shown, locales[i], test_locale);
      g_test_add_data_func (back, locales[i], test_round_trip);
    }
  g_test_add_data_func ("/grid-format/round-trip/C", "C", test_round_trip);
  g_test_add_data_func ("/grid-format/anything/C", "C", test_anything);
  g_test_add_data_func ("/grid-format/anything/de_DE", "de_DE", test_anything);
  g_test_add_func ("/grid-format/cut", test_cut);
  g_test_add_func ("/grid-format/lists", test_lists);
  status = g_test_run ();
  remove_locales (folder);
  return status;
}
