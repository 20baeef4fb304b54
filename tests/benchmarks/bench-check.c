/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The limits that StreamTree holds itself to: one table. Medians count. */

#include "bench.h"

typedef enum
{
  BENCH_RULE_PLUS,    /* at most the base, plus `value` nanoseconds for each element */
  BENCH_RULE_TIMES,   /* at most `value` times the base */
  BENCH_RULE_FASTER,  /* the base takes at least `value` times as long */
  BENCH_RULE_BESIDES, /* at most `value` bytes more than the base */
  BENCH_RULE_AT_MOST, /* at most `value` microseconds or bytes; no base */
} BenchRule;

typedef struct
{
  const char *suite;
  const char *impl;
  const char *op;
  guint n;
  BenchRule rule;
  double value;
  const char *base; /* the impl that it is measured against */
} Limit;

/* What holds for small and large lists. */
#define BOTH(suite, impl, op, rule, value, base)                                                                       \
  { suite, impl, op, 1000, rule, value, base },                                                                        \
  {                                                                                                                    \
    suite, impl, op, 10000, rule, value, base                                                                          \
  }

static const Limit limits[] = {
  /* A rerun: what hand-written GTK takes for the same change, and so much to find out what changed. */
  BOTH ("reconcile", "runtime", "unchanged", BENCH_RULE_PLUS, 30, "gtk"),
  BOTH ("reconcile", "runtime", "counter", BENCH_RULE_PLUS, 30, "gtk"),
  BOTH ("reconcile", "runtime", "update10", BENCH_RULE_PLUS, 30, "gtk"),
  BOTH ("reconcile", "runtime", "swap", BENCH_RULE_PLUS, 30, "gtk"),
  BOTH ("reconcile", "runtime", "remove", BENCH_RULE_PLUS, 30, "gtk"),
  BOTH ("frame", "runtime", "unchanged", BENCH_RULE_PLUS, 70, "gtk"),
  BOTH ("frame", "runtime", "counter", BENCH_RULE_PLUS, 70, "gtk"),
  BOTH ("frame", "runtime", "update10", BENCH_RULE_PLUS, 70, "gtk"),
  BOTH ("frame", "runtime", "swap", BENCH_RULE_PLUS, 70, "gtk"),
  BOTH ("frame", "runtime", "remove", BENCH_RULE_PLUS, 70, "gtk"),

  /* Widgets made and taken down: GTK's own time, and little else. */
  BOTH ("reconcile", "runtime", "create", BENCH_RULE_TIMES, 1.08, "gtk"),
  BOTH ("reconcile", "runtime", "append1000", BENCH_RULE_TIMES, 1.08, "gtk"),
  BOTH ("reconcile", "runtime", "clear", BENCH_RULE_TIMES, 1.08, "gtk"),

  BOTH ("reconcile", "headless", "unchanged", BENCH_RULE_FASTER, 20, "react"),
  BOTH ("reconcile", "headless", "unchanged", BENCH_RULE_FASTER, 2, "react-memo"),

  BOTH ("memo", "headless", "memo-counter", BENCH_RULE_AT_MOST, 5, NULL),
  BOTH ("memo", "runtime", "memo-counter", BENCH_RULE_AT_MOST, 5, NULL),

  /* A click in one of 100 fragments: what that fragment costs on its own. */
  { "fragment", "headless", "fragment-counter", 100, BENCH_RULE_TIMES, 1.5, "headless-alone" },
  { "fragment", "runtime", "fragment-counter", 100, BENCH_RULE_TIMES, 1.5, "runtime-alone" },

  /* An inspector that is closed costs nothing. */
  BOTH ("inspector", "headless", "unchanged", BENCH_RULE_TIMES, 1.05, "headless-never"),
  BOTH ("inspector", "headless", "counter", BENCH_RULE_TIMES, 1.05, "headless-never"),
  BOTH ("inspector", "runtime", "unchanged", BENCH_RULE_TIMES, 1.05, "runtime-never"),
  BOTH ("inspector", "runtime", "counter", BENCH_RULE_TIMES, 1.05, "runtime-never"),

  { "memory", "headless", "held", 10000, BENCH_RULE_AT_MOST, 250, NULL },
  { "memory", "runtime", "held", 10000, BENCH_RULE_BESIDES, 250, "gtk" },

  { "start", "runtime", "start", 1, BENCH_RULE_TIMES, 1.10, "gtk" },
  { "start", "runtime", "start-cpu", 1, BENCH_RULE_TIMES, 1.10, "gtk" },

  { "tasks", "headless", "latency", 1, BENCH_RULE_TIMES, 1.3, "gtask" },
  { "tasks", "headless", "longest-block", 10000, BENCH_RULE_AT_MOST, 16000, NULL },
  { "tasks", "runtime", "report-frame", 60, BENCH_RULE_AT_MOST, 17000, NULL },

  { "list", "runtime", "shown", 10000, BENCH_RULE_TIMES, 0.2, "gtk" },
  { "list", "runtime", "label-frame", 10000, BENCH_RULE_AT_MOST, 5000, NULL },
};

/* What is held against the limit's value, in its unit. */
static double
figure_of (const Limit *limit, double median, double base)
{
  switch (limit->rule)
    {
    case BENCH_RULE_PLUS:
      return (median - base) * 1000.0 / bench_elements (limit->n);

    case BENCH_RULE_TIMES:
      return median / base;

    case BENCH_RULE_FASTER:
      return base / median;

    case BENCH_RULE_BESIDES:
      return median - base;

    case BENCH_RULE_AT_MOST:
    default:
      return median;
    }
}

static char *
describe (const Limit *limit)
{
  const char *unit = g_str_equal (limit->suite, "memory") ? "bytes an element" : "us";

  switch (limit->rule)
    {
    case BENCH_RULE_PLUS:
      return g_strdup_printf ("ns an element over %s, at most %g", limit->base, limit->value);

    case BENCH_RULE_TIMES:
      return g_strdup_printf ("times %s, at most %g", limit->base, limit->value);

    case BENCH_RULE_FASTER:
      return g_strdup_printf ("times as fast as %s, at least %g", limit->base, limit->value);

    case BENCH_RULE_BESIDES:
      return g_strdup_printf ("%s over %s, at most %g", unit, limit->base, limit->value);

    case BENCH_RULE_AT_MOST:
    default:
      return g_strdup_printf ("%s, at most %g", unit, limit->value);
    }
}

gboolean
bench_check (BenchResults *results, GString *text)
{
  guint n_checked = 0, n_failed = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      const Limit *limit = &limits[i];
      g_autofree char *what = describe (limit);
      double median, base = 0, figure;
      gboolean holds;

      if (!bench_results_get_median (results, limit->suite, limit->impl, limit->n, limit->op, &median) ||
          (limit->base != NULL &&
           !bench_results_get_median (results, limit->suite, limit->base, limit->n, limit->op, &base)))
        continue;
      figure = figure_of (limit, median, base);
      holds = limit->rule == BENCH_RULE_FASTER ? figure >= limit->value : figure <= limit->value;
      n_checked++;
      n_failed += !holds;
      g_string_append_printf (text, "%s %-9s %-8s %6u %-12s %9.2f %s\n", holds ? "pass" : "FAIL", limit->suite,
                              limit->impl, limit->n, limit->op, figure, what);
    }
  if (n_checked > 0)
    g_string_append_printf (text, "%u limits hold, %u do not\n", n_checked - n_failed, n_failed);
  return n_failed == 0;
}
