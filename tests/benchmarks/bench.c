/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The benchmark program: picks sides, sizes and suites, runs them, prints one table or one JSON array. */

#include "bench.h"

static const BenchImpl *const all_impls[] = { &bench_impl_gtk, &bench_impl_runtime, &bench_impl_headless, NULL };
static const BenchSuite *const all_suites[] = { &bench_suite_reconcile, &bench_suite_memo,  &bench_suite_frame,
                                                &bench_suite_fragment,  &bench_suite_list,   &bench_suite_memory,
                                                &bench_suite_start,
                                                &bench_suite_tasks,     &bench_suite_data,   &bench_suite_inspector,
                                                NULL };
static const guint all_sizes[] = { 1000, 10000, 0 };

#define EXIT_NO_SIDE 77
#define EXIT_BROKEN  3 /* a suite could not be measured: no limit says anything of that */

typedef struct
{
  gboolean json;
  gboolean once;
  gboolean check;
  int n;
  char *output;
  char *peers;
  char **suites;
} Options;

static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &options->json, "Print one JSON array instead of a table", NULL },
    { "rows", 'n', 0, G_OPTION_ARG_INT, &options->n, "Only this number of rows (at least 4)", "N" },
    { "once", 0, 0, G_OPTION_ARG_NONE, &options->once, "Everything once: to see that it works", NULL },
    { "check", 'c', 0, G_OPTION_ARG_NONE, &options->check, "Also say which limits hold; the exit status is 1 if one does not", NULL },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &options->output, "Write the result to FILE", "FILE" },
    { "peers", 0, 0, G_OPTION_ARG_FILENAME, &options->peers, "JSON lines that other programs measured", "FILE" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->suites, NULL, "[SUITE]" },
    { NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GString) summary = g_string_new ("Suites:");

  for (gsize i = 0; all_suites[i] != NULL; i++)
    g_string_append_printf (summary, "\n  %-12s %s", all_suites[i]->name, all_suites[i]->about);
  g_option_context_set_summary (context, summary->str);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (options->n != 0 && options->n < 4)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--rows: expected 4 or more, got %d", options->n);
      return FALSE;
    }
  if (options->suites != NULL && g_strv_length (options->suites) > 1)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "expected one suite or none, got %u",
                   g_strv_length (options->suites));
      return FALSE;
    }
  return TRUE;
}

static void
clear_options (Options *options)
{
  g_free (options->output);
  g_free (options->peers);
  g_strfreev (options->suites);
}

static gboolean
check_suite (const char *name, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (gsize i = 0; all_suites[i] != NULL; i++)
    {
      if (g_str_equal (all_suites[i]->name, name))
        return TRUE;
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", all_suites[i]->name);
    }
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "there is no suite \"%s\"; there are: %s", name,
               known->str);
  return FALSE;
}

/* One that fails is told, and the others go on: what they measured is not lost. */
static gboolean
run_suites (const char *only, gboolean display, BenchRun *run)
{
  gboolean all = TRUE;

  for (gsize i = 0; all_suites[i] != NULL; i++)
    {
      const BenchSuite *suite = all_suites[i];
      g_autoptr (GError) error = NULL;

      if (only != NULL && !g_str_equal (only, suite->name))
        continue;
      if (suite->needs_display && !display)
        {
          g_printerr ("bench: suite %s skipped: no display\n", suite->name);
          continue;
        }
      if (suite->run (run, &error))
        continue;
      g_printerr ("bench: suite %s failed: %s\n", suite->name, error->message);
      all = FALSE;
    }
  return all;
}

static char *
make_text (const Options *options, BenchResults *results, BenchPairs *pairs)
{
  g_autofree char *text = options->json ? bench_results_to_json (results) : bench_results_to_table (results);
  GString *table;

  if (options->json)
    return bench_pairs_add_to_json (pairs, text);
  table = g_string_new (text);
  bench_pairs_add_to_table (pairs, table);
  return g_string_free (table, FALSE);
}

/* The exit status: 77 tells a test runner that nothing could be run. */
static int
run_bench (const Options *options, GError **error)
{
  const BenchImpl *impls[G_N_ELEMENTS (all_impls)] = { NULL };
  const guint one_size[] = { (guint) options->n, 0 };
  const char *only = options->suites != NULL ? options->suites[0] : NULL;
  gboolean display = gtk_init_check ();
  g_autoptr (BenchResults) results = bench_results_new ();
  g_autoptr (BenchPairs) pairs = bench_pairs_new ();
  BenchRun run = {
    .impls = impls,
    .sizes = options->n != 0 ? one_size : all_sizes,
    .once = options->once,
    .results = results,
    .pairs = pairs,
  };
  g_autofree char *text = NULL;
  g_autofree char *noise = NULL;
  gboolean holds = TRUE;
  gboolean measured;
  gsize n_impls = 0;

  if (only != NULL && !check_suite (only, error))
    return EXIT_FAILURE;
  for (gsize i = 0; all_impls[i] != NULL; i++)
    {
      if (display || !(all_impls[i]->caps & BENCH_NEEDS_DISPLAY))
        impls[n_impls++] = all_impls[i];
      else
        g_printerr ("bench: %s skipped: no display\n", all_impls[i]->name);
    }
  if (n_impls == 0)
    {
      g_printerr ("bench: skipped: no side can run without a display\n");
      return EXIT_NO_SIDE;
    }
  if (options->peers != NULL && !bench_results_load (results, options->peers, only, error))
    return EXIT_FAILURE;
  measured = run_suites (only, display, &run);

  noise = bench_results_describe_noise (results);
  g_printerr ("%s", noise);
  text = make_text (options, results, pairs);
  if (options->check)
    {
      g_autoptr (GString) lines = g_string_new (NULL);

      holds = bench_check (results, lines) && holds;
      holds = bench_pairs_check (pairs, lines) && holds;
      /* An array stays an array: beside it, the lines go to the error output. */
      if (options->json)
        g_printerr ("%s", lines->str);
      else
        {
          g_autofree char *table = g_steal_pointer (&text);

          text = g_strconcat (table, "\n", lines->str, NULL);
        }
    }
  if (options->output == NULL)
    g_print ("%s", text);
  else if (!g_file_set_contents (options->output, text, -1, error))
    return EXIT_FAILURE;
  if (!measured)
    return EXIT_BROKEN;
  return holds ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
main (int argc, char **argv)
{
  Options options = { 0 };
  g_autoptr (GError) error = NULL;
  int status = EXIT_FAILURE;

  if (parse_options (&options, &argc, &argv, &error))
    status = run_bench (&options, &error);
  if (error != NULL)
    g_printerr ("bench: %s\n", error->message);
  clear_options (&options);
  return status;
}
