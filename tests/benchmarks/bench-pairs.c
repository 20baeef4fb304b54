/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "bench.h"

#include <string.h>

typedef struct
{
  char *suite;
  char *op;
  guint n;
  char *peer;
  const char *unit; /* "us" or "bytes" */
  double limit;     /* of the ratio */
  GArray *ours;     /* of double */
  GArray *theirs;   /* of double; empty: the peer is not here */
} Pair;

struct _BenchPairs
{
  GPtrArray *rows; /* of Pair, in the order of their first sample; owned */
};

static void
pair_free (gpointer data)
{
  Pair *pair = data;

  g_free (pair->suite);
  g_free (pair->op);
  g_free (pair->peer);
  g_array_unref (pair->ours);
  g_array_unref (pair->theirs);
  g_free (pair);
}

BenchPairs *
bench_pairs_new (void)
{
  BenchPairs *pairs = g_new0 (BenchPairs, 1);

  pairs->rows = g_ptr_array_new_with_free_func (pair_free);
  return pairs;
}

void
bench_pairs_free (BenchPairs *pairs)
{
  g_ptr_array_unref (pairs->rows);
  g_free (pairs);
}

void
bench_pairs_declare (BenchPairs *pairs, const char *suite, const char *op, guint n, const char *peer, const char *unit,
                     double limit)
{
  Pair *pair = g_new0 (Pair, 1);

  pair->suite = g_strdup (suite);
  pair->op = g_strdup (op);
  pair->n = n;
  pair->peer = g_strdup (peer);
  pair->unit = unit;
  pair->limit = limit;
  pair->ours = g_array_new (FALSE, FALSE, sizeof (double));
  pair->theirs = g_array_new (FALSE, FALSE, sizeof (double));
  g_ptr_array_add (pairs->rows, pair);
}

void
bench_pairs_add (BenchPairs *pairs, const char *op, gboolean ours, double value)
{
  for (guint i = 0; i < pairs->rows->len; i++)
    {
      Pair *pair = g_ptr_array_index (pairs->rows, i);

      if (!g_str_equal (pair->op, op))
        continue;
      g_array_append_val (ours ? pair->ours : pair->theirs, value);
      return;
    }
  g_assert_not_reached ();
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* FALSE: there are no samples. */
static gboolean
median_of (GArray *samples, double *median)
{
  if (samples->len == 0)
    return FALSE;
  g_array_sort (samples, compare);
  *median = g_array_index (samples, double, samples->len / 2);
  return TRUE;
}

static gboolean
ratio_of (Pair *pair, double *ratio)
{
  double ours, theirs;

  if (!median_of (pair->ours, &ours) || !median_of (pair->theirs, &theirs))
    return FALSE;
  *ratio = ours / theirs;
  return TRUE;
}

static void
add_number (GString *text, const char *name, gboolean known, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (text, "\"%s\": %s", name, known ? g_ascii_formatd (buffer, sizeof buffer, "%.6g", value) : "null");
}

/* Names have nothing in them that JSON would write in another way. */
char *
bench_pairs_add_to_json (BenchPairs *pairs, const char *json)
{
  const char *end = strrchr (json, ']');
  GString *text = g_string_new_len (json, end - json);
  gboolean first;

  while (text->len > 0 && g_ascii_isspace (text->str[text->len - 1]))
    g_string_truncate (text, text->len - 1);
  first = text->str[text->len - 1] == '[';
  for (guint i = 0; i < pairs->rows->len; i++)
    {
      Pair *pair = g_ptr_array_index (pairs->rows, i);
      double value = 0;
      gboolean known;

      if (pair->ours->len == 0)
        continue;
      g_string_append_printf (text, "%s\n  {\"suite\": \"%s\", \"op\": \"%s\", \"n\": %u, \"unit\": \"%s\", ",
                              first ? "" : ",", pair->suite, pair->op, pair->n, pair->unit);
      first = FALSE;
      known = median_of (pair->ours, &value);
      add_number (text, "ours_us", known, value);
      g_string_append_printf (text, ", \"peer\": \"%s\", ", pair->peer);
      known = median_of (pair->theirs, &value);
      add_number (text, "peer_us", known, value);
      g_string_append (text, ", ");
      known = ratio_of (pair, &value);
      add_number (text, "ratio", known, value);
      g_string_append (text, ", ");
      add_number (text, "limit", TRUE, pair->limit);
      g_string_append_c (text, '}');
    }
  g_string_append (text, "\n]\n");
  return g_string_free (text, FALSE);
}

void
bench_pairs_add_to_table (BenchPairs *pairs, GString *text)
{
  for (guint i = 0; i < pairs->rows->len; i++)
    {
      Pair *pair = g_ptr_array_index (pairs->rows, i);
      double ours = 0, theirs = 0, ratio = 0;

      if (i == 0)
        g_string_append_printf (text, "%-8s %-20s %9s %5s %14s  %-36s %14s %7s %6s\n", "suite", "op", "n", "unit", "ours",
                                "peer", "its", "ratio", "limit");
      if (!median_of (pair->ours, &ours))
        continue;
      g_string_append_printf (text, "%-8s %-20s %9u %5s %14.0f  %-36s ", pair->suite, pair->op, pair->n, pair->unit, ours,
                              pair->peer);
      if (median_of (pair->theirs, &theirs) && ratio_of (pair, &ratio))
        g_string_append_printf (text, "%14.0f %7.3f %6.2f\n", theirs, ratio, pair->limit);
      else
        g_string_append_printf (text, "%14s %7s %6.2f\n", "-", "-", pair->limit);
    }
}

gboolean
bench_pairs_check (BenchPairs *pairs, GString *text)
{
  guint n_checked = 0, n_failed = 0;

  for (guint i = 0; i < pairs->rows->len; i++)
    {
      Pair *pair = g_ptr_array_index (pairs->rows, i);
      double ratio;
      gboolean holds;

      if (!ratio_of (pair, &ratio))
        continue;
      holds = ratio <= pair->limit;
      n_checked++;
      n_failed += !holds;
      g_string_append_printf (text, "%s %-9s %9u %-20s %7.3f times %s, at most %g\n", holds ? "pass" : "FAIL", pair->suite,
                              pair->n, pair->op, ratio, pair->peer, pair->limit);
    }
  if (n_checked > 0)
    g_string_append_printf (text, "%u limits beside peers hold, %u do not\n", n_checked - n_failed, n_failed);
  return n_failed == 0;
}
