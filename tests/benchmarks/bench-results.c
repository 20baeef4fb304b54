/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "bench.h"

#include <json-glib/json-glib.h>

typedef struct
{
  char *suite;
  char *impl;
  char *op;
  guint n;
  gboolean mapped;
  guint elements;
  gboolean bytes;  /* else microseconds: what the figures below are */
  GArray *samples; /* of double; empty where another program measured */
  GArray *disturbed; /* of double: those taken while the machine was not quiet */
  double median;
  double min;
} Result;

struct _BenchResults
{
  GPtrArray *rows; /* of Result, in the order of their first sample; owned */
};

static void
result_free (gpointer data)
{
  Result *row = data;

  g_free (row->suite);
  g_free (row->impl);
  g_free (row->op);
  g_array_unref (row->samples);
  g_array_unref (row->disturbed);
  g_free (row);
}

BenchResults *
bench_results_new (void)
{
  BenchResults *results = g_new0 (BenchResults, 1);

  results->rows = g_ptr_array_new_with_free_func (result_free);
  return results;
}

void
bench_results_free (BenchResults *results)
{
  g_ptr_array_unref (results->rows);
  g_free (results);
}

static Result *
find_row (BenchResults *results, const char *suite, const char *impl, guint n, const char *op, gboolean mapped)
{
  for (guint i = 0; i < results->rows->len; i++)
    {
      Result *row = g_ptr_array_index (results->rows, i);

      if (row->n == n && row->mapped == mapped && strcmp (row->op, op) == 0 && strcmp (row->impl, impl) == 0 &&
          strcmp (row->suite, suite) == 0)
        return row;
    }
  return NULL;
}

static Result *
ensure_row (BenchResults *results,
            const char *suite,
            const char *impl,
            guint n,
            const char *op,
            gboolean mapped,
            guint elements)
{
  Result *row = find_row (results, suite, impl, n, op, mapped);

  if (row == NULL)
    {
      row = g_new0 (Result, 1);
      row->suite = g_strdup (suite);
      row->impl = g_strdup (impl);
      row->op = g_strdup (op);
      row->n = n;
      row->mapped = mapped;
      row->elements = elements;
      row->samples = g_array_new (FALSE, FALSE, sizeof (double));
      row->disturbed = g_array_new (FALSE, FALSE, sizeof (double));
      g_ptr_array_add (results->rows, row);
    }
  return row;
}

void
bench_results_add (BenchResults *results,
                   const char *suite,
                   const char *impl,
                   guint n,
                   const char *op,
                   gboolean mapped,
                   guint elements,
                   double us,
                   gboolean quiet)
{
  Result *row = ensure_row (results, suite, impl, n, op, mapped, elements);

  g_array_append_val (quiet ? row->samples : row->disturbed, us);
}

void
bench_results_add_bytes (BenchResults *results,
                         const char *suite,
                         const char *impl,
                         guint n,
                         const char *op,
                         guint elements,
                         double bytes)
{
  Result *row = ensure_row (results, suite, impl, n, op, FALSE, elements);

  row->bytes = TRUE;
  g_array_append_val (row->samples, bytes);
}

/* ---- What other programs measured -------------------------------------------------------------------- */

static gboolean
load_line (BenchResults *results, const char *line, const char *suite, GError **error)
{
  static const char *const members[] = { "suite", "impl", "n", "op", "mapped", "elements", "median_us", "min_us" };
  g_autoptr (JsonNode) node = json_from_string (line, error);
  JsonObject *object;
  Result *row;

  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "expected one JSON object a line: %s", line);
      return FALSE;
    }
  object = json_node_get_object (node);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (!json_object_has_member (object, members[i]))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no \"%s\" in %s", members[i], line);
        return FALSE;
      }
  if (suite != NULL && strcmp (suite, json_object_get_string_member (object, "suite")) != 0)
    return TRUE;

  row = ensure_row (results, json_object_get_string_member (object, "suite"),
                    json_object_get_string_member (object, "impl"), (guint) json_object_get_int_member (object, "n"),
                    json_object_get_string_member (object, "op"), json_object_get_boolean_member (object, "mapped"),
                    (guint) json_object_get_int_member (object, "elements"));
  row->median = json_object_get_double_member (object, "median_us");
  row->min = json_object_get_double_member (object, "min_us");
  return TRUE;
}

gboolean
bench_results_load (BenchResults *results, const char *path, const char *suite, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0' && !load_line (results, lines[i], suite, error))
      {
        g_prefix_error (error, "%s, line %" G_GSIZE_FORMAT ": ", path, i + 1);
        return FALSE;
      }
  return TRUE;
}

/* ---- Medians and ratios ------------------------------------------------------------------------------ */

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
summarise (Result *row)
{
  GArray *samples = row->samples->len > 0 ? row->samples : row->disturbed;
  guint len = samples->len;
  const double *us;

  if (len == 0)
    return;
  g_array_sort (samples, compare_doubles);
  us = (const double *) (gpointer) samples->data;
  row->median = len % 2 ? us[len / 2] : (us[len / 2 - 1] + us[len / 2]) / 2;
  row->min = us[0];
}

static int
rank (const char *name, const char *const *order)
{
  int i = 0;

  while (order[i] != NULL && strcmp (order[i], name) != 0)
    i++;
  return i;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  static const char *const suites[] = { "reconcile", "memo", "frame", "frame-total", "list", "memory", "start", NULL };
  static const char *const ops[] = { "create", "unchanged",  "counter", "update10",     "swap",
                                     "remove", "append1000", "clear",   "memo-counter", NULL };
  static const char *const impls[] = { "gtk", "runtime", "headless", "react", "react-memo", NULL };
  const Result *x = *(const Result *const *) a, *y = *(const Result *const *) b;
  int order;

  if ((order = rank (x->suite, suites) - rank (y->suite, suites)) != 0)
    return order;
  if (x->n != y->n)
    return x->n < y->n ? -1 : 1;
  if ((order = rank (x->op, ops) - rank (y->op, ops)) != 0)
    return order;
  return rank (x->impl, impls) - rank (y->impl, impls);
}

static void
finish (BenchResults *results)
{
  for (guint i = 0; i < results->rows->len; i++)
    summarise (g_ptr_array_index (results->rows, i));
  g_ptr_array_sort (results->rows, compare_rows);
}

gboolean
bench_results_get_median (BenchResults *results,
                          const char *suite,
                          const char *impl,
                          guint n,
                          const char *op,
                          double *median)
{
  for (guint i = 0; i < results->rows->len; i++)
    {
      Result *row = g_ptr_array_index (results->rows, i);

      if (row->n != n || strcmp (row->op, op) != 0 || strcmp (row->impl, impl) != 0 || strcmp (row->suite, suite) != 0)
        continue;
      summarise (row);
      *median = row->median;
      return TRUE;
    }
  return FALSE;
}

char *
bench_results_describe_noise (BenchResults *results)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0, n_disturbed = 0;

  for (guint i = 0; i < results->rows->len; i++)
    {
      const Result *row = g_ptr_array_index (results->rows, i);

      n += row->samples->len + row->disturbed->len;
      n_disturbed += row->disturbed->len;
      if (row->samples->len == 0 && row->disturbed->len > 0)
        g_string_append_printf (text, "bench: no quiet moment for %s, %s, %u, %s: its figures are those of a disturbed machine\n",
                                row->suite, row->impl, row->n, row->op);
    }
  g_string_append_printf (text, "bench: %u of %u samples were left out: the machine was disturbed\n", n_disturbed, n);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static Result *
find_peer (BenchResults *results, const Result *row, const char *impl)
{
  return find_row (results, row->suite, impl, row->n, row->op, row->mapped);
}

/* What the row is measured against: hand-written GTK; React draws nothing, so the side that draws nothing.
 * NULL where that was not run. */
static Result *
find_base (BenchResults *results, const Result *row)
{
  return find_peer (results, row, g_str_has_prefix (row->impl, "react") ? "headless" : "gtk");
}

/* ---- Output ------------------------------------------------------------------------------------------ */

static void
append_number (GString *text, const char *format, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, g_ascii_formatd (buffer, sizeof buffer, format, value));
}

static void
append_json_string (GString *text, const char *name, const char *value)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), value);
  g_autofree char *quoted = json_to_string (node, FALSE);

  g_string_append_printf (text, "\"%s\": %s, ", name, quoted);
}

char *
bench_results_to_json (BenchResults *results)
{
  g_autoptr (GString) text = g_string_new ("[");

  finish (results);
  for (guint i = 0; i < results->rows->len; i++)
    {
      Result *row = g_ptr_array_index (results->rows, i);
      Result *base = find_base (results, row);

      g_string_append (text, i > 0 ? ",\n  {" : "\n  {");
      append_json_string (text, "suite", row->suite);
      append_json_string (text, "impl", row->impl);
      g_string_append_printf (text, "\"n\": %u, ", row->n);
      append_json_string (text, "op", row->op);
      g_string_append_printf (text, "\"mapped\": %s, \"elements\": %u, ", row->mapped ? "true" : "false",
                              row->elements);
      if (row->bytes)
        {
          g_string_append (text, "\"median_us\": null, \"min_us\": null, \"bytes\": ");
          append_number (text, "%.1f", row->median);
        }
      else
        {
          g_string_append (text, "\"median_us\": ");
          append_number (text, "%.3f", row->median);
          g_string_append (text, ", \"min_us\": ");
          append_number (text, "%.3f", row->min);
        }
      g_string_append (text, ", \"ratio\": ");
      if (base != NULL && base->median > 0)
        append_number (text, "%.4g", row->median / base->median);
      else
        g_string_append (text, "null");
      g_string_append_c (text, '}');
    }
  g_string_append (text, "\n]\n");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The last column, for the sides that are held to hand-written GTK's time plus so much for each element. */
static void
append_row (GString *text, BenchResults *results, const Result *row)
{
  Result *base = find_base (results, row);
  gboolean rows = g_str_equal (row->suite, "reconcile") || g_str_equal (row->suite, "memo") ||
                  g_str_equal (row->suite, "frame");
  double over;

  g_string_append_printf (text, "%-12s %6u  %-13s %-6s %9u  %-11s %13.2f %13.2f", row->suite, row->n, row->op,
                          row->mapped ? "yes" : "no", row->elements, row->impl, row->median, row->min);
  if (base != NULL && base->median > 0)
    {
      g_string_append_printf (text, " %8.2f", row->median / base->median);
      if (rows && g_str_equal (base->impl, "gtk") && base != row)
        {
          over = (row->median - base->median) * 1000.0 / row->elements;
          g_string_append_printf (text, " %9.1f", over);
        }
    }
  while (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
  g_string_append_c (text, '\n');
}

char *
bench_results_to_table (BenchResults *results)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const Result *last = NULL;

  finish (results);
  g_string_append_printf (text, "%-12s %6s  %-13s %-6s %9s  %-11s %13s %13s %8s %9s\n", "suite", "n", "op", "mapped",
                          "elements", "impl", "median us/B", "min us/B", "ratio", "+ns/elem");
  for (guint i = 0; i < results->rows->len; i++)
    {
      Result *row = g_ptr_array_index (results->rows, i);

      if (last != NULL &&
          (last->n != row->n || strcmp (last->op, row->op) != 0 || strcmp (last->suite, row->suite) != 0))
        g_string_append_c (text, '\n');
      append_row (text, results, row);
      last = row;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
