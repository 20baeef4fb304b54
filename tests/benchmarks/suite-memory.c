/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How much of the heap a side holds, for each element that it shows, once the rows are there and the tree was rerun.
 *
 * Allocators keep what is freed for later. glibc counts what is in use; the runtime's own pool is emptied first, so
 * that what counts is what the tree needs: nodes, state, and the arena of the last run. The pool is told apart ("spare"):
 * it is where the next run is built. */

#include "runtime.h"

#ifdef BENCH_HAVE_MALLINFO2

#include <malloc.h>

#include "core/stree-arena-private.h"
#include "core/stree-pages-private.h"
#include "testing/stree-headless-private.h"

#define RERUNS 3

static double
heap_in_use (void)
{
  struct mallinfo2 info;

  /* What was merged lazily is counted as in use until somebody asks for it. */
  malloc_trim (0);
  info = mallinfo2 ();
  return (double) info.uordblks + (double) info.hblkhd + (double) stree_pages_in_use ();
}

/* What the widgets of the headless renderer take: they stand where GTK's would. */
static double
headless_widget_bytes (const StreeHeadlessWidget *widget)
{
  double bytes = 0;

  for (const StreeHeadlessWidget *child = widget->first; child != NULL; child = child->next)
    bytes += (double) malloc_usable_size ((gpointer) child) + sizeof (gsize) + headless_widget_bytes (child);
  return bytes;
}

static void
apply (const BenchImpl *impl, gpointer self, BenchModel *model, BenchOp op, guint n)
{
  BenchChange change = bench_model_change (model, op, n);

  impl->apply (self, model, &change);
}

static gboolean
run_side (const BenchRun *run, const BenchImpl *impl, guint n, GError **error)
{
  g_autoptr (BenchModel) model = bench_model_new ();
  gpointer self = impl->setup (model, BENCH_SETUP_PLAIN);
  guint added = bench_elements (n) - bench_elements (0);
  double before, after, widgets = 0, spare;
  gboolean ok;

  /* The model's own rows must not count: they are made once, and stay. */
  apply (impl, self, model, BENCH_OP_CREATE, n);
  apply (impl, self, model, BENCH_OP_CLEAR, n);
  for (guint i = 0; i < RERUNS; i++)
    apply (impl, self, model, BENCH_OP_UNCHANGED, n);
  stree_arena_trim_pool (NULL);
  before = heap_in_use ();

  apply (impl, self, model, BENCH_OP_CREATE, n);
  for (guint i = 0; i < RERUNS; i++)
    apply (impl, self, model, BENCH_OP_UNCHANGED, n);
  spare = heap_in_use ();
  stree_arena_trim_pool (NULL);
  after = heap_in_use ();
  spare -= after;

  if (impl == &bench_impl_headless)
    widgets = headless_widget_bytes (bench_runtime_get_widgets (self));
  bench_results_add_bytes (run->results, "memory", impl->name, n, "held", bench_elements (n),
                           (after - before - widgets) / added);
  if (impl != &bench_impl_gtk)
    bench_results_add_bytes (run->results, "memory", impl->name, n, "spare", bench_elements (n), spare / added);
  ok = bench_verify (impl, self, model, error);
  impl->teardown (self);
  return ok;
}

static gboolean
run_memory (const BenchRun *run, GError **error)
{
  for (gsize i = 0; run->impls[i] != NULL; i++)
    for (gsize s = 0; run->sizes[s] != 0; s++)
      {
        g_printerr ("bench: memory, %u rows: %s\n", run->sizes[s], run->impls[i]->name);
        if (!run_side (run, run->impls[i], run->sizes[s], error))
          return FALSE;
      }
  return TRUE;
}

#else

static gboolean
run_memory (G_GNUC_UNUSED const BenchRun *run, G_GNUC_UNUSED GError **error)
{
  g_printerr ("bench: memory skipped: mallinfo2() is needed\n");
  return TRUE;
}

#endif

const BenchSuite bench_suite_memory = {
  .name = "memory",
  .about = "bytes on the heap for each element (headless: without its widgets)",
  .run = run_memory,
};
