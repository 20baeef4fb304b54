/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a click in one of 100 fragments costs: a button that counts, among 100 elements, each such part in a
 * DeferredFragment of its own. It is held against the same part as the root of a tree: "-alone". */

#include "bench.h"

#include "core/stree-dispatch-private.h"
#include "elements/stree-text.h"
#include "stree-view-private.h"
#include "streamtree-gtk.h"
#include "testing/stree-headless-private.h"

#define N_FRAGMENTS 100
#define N_ELEMENTS  100
#define CLICKED     50
#define ROUNDS      3
#define REPS        1000
#define BLOCK       50 /* clicks between two looks at the machine */

static StreeElement *
part (StreeContext *cx, gpointer props)
{
  StreeState *count = stree_state_int (cx, "count", 0);
  StreeBuilder *texts = stree_builder_new ();

  /* With the box, the button and the count. */
  for (guint i = 0; i < N_ELEMENTS - 3; i++)
    stree_builder_add (texts, stree_text ("Line %u of %d", i, GPOINTER_TO_INT (props)));
  return stree_vstack (stree_text_with (stree_str ("Count: %d", stree_state_get_int (count)),
                                        .key = stree_str ("count%d", GPOINTER_TO_INT (props))),
                       stree_button ("Count", .key = stree_str ("button%d", GPOINTER_TO_INT (props)),
                                     .on_click = stree_add (count, 1)),
                       stree_builder_end (texts));
}

static StreeElement *
parts (G_GNUC_UNUSED StreeContext *cx, G_GNUC_UNUSED gpointer props)
{
  StreeBuilder *fragments = stree_builder_new ();

  for (int i = 0; i < N_FRAGMENTS; i++)
    stree_builder_add (fragments, stree_deferred_fragment (stree_component (part, .props = GINT_TO_POINTER (i))));
  return stree_vstack (stree_builder_end (fragments));
}

static StreeNode *
find (StreeMount *mount, const char *key)
{
  for (StreeNode *node = mount->root; node != NULL; node = stree_node_next_in (node, mount->root))
    if (g_strcmp0 (stree_node_get_key (node), key) == 0)
      return node;
  return NULL;
}

static gboolean
click (const BenchRun *run, StreeMount *mount, const char *impl, GError **error)
{
  g_autofree char *button_key = g_strdup_printf ("button%d", CLICKED);
  g_autofree char *count_key = g_strdup_printf ("count%d", CLICKED);
  StreeNode *button = find (mount, button_key);
  StreeNode *count = find (mount, count_key);
  guint reps = run->once ? 1 : REPS;
  g_autofree char *wanted = NULL;

  for (guint i = 0; i < reps; i += MIN (BLOCK, reps - i))
    {
      gboolean quiet = bench_is_quiet ();
      double us[BLOCK];
      guint n = MIN (BLOCK, reps - i);

      for (guint k = 0; k < n; k++)
        {
          BenchTimer timer;

          bench_timer_start (&timer);
          stree_node_activate (button, "on_click");
          stree_mount_flush (mount);
          us[k] = bench_timer_stop (&timer);
        }
      quiet = bench_is_quiet () && quiet;
      /* The first meets the caches that the look at the machine has left. */
      for (guint k = n > 1 ? 1 : 0; k < n; k++)
        bench_results_add (run->results, "fragment", impl, N_FRAGMENTS, "fragment-counter", FALSE, N_ELEMENTS, us[k], quiet);
    }
  wanted = g_strdup_printf ("Count: %u", reps);
  if (g_str_equal (((const StreeTextArgs *) stree_node_args (count))->body, wanted))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: after %u clicks it shows \"%s\"", impl, reps,
               ((const StreeTextArgs *) stree_node_args (count))->body);
  return FALSE;
}

static gboolean
run_headless (const BenchRun *run, gboolean alone, GError **error)
{
  g_autoptr (StreeHeadless) view =
    stree_headless_new (NULL, "bench", alone ? part : parts, GINT_TO_POINTER (CLICKED));

  return click (run, view->mount, alone ? "headless-alone" : "headless", error);
}

static gboolean
run_gtk (const BenchRun *run, gboolean alone, GError **error)
{
  GtkWidget *view = g_object_ref_sink (stree_view_new (NULL, "bench", alone ? part : parts, GINT_TO_POINTER (CLICKED)));
  gboolean ok = click (run, stree_view_get_mount (STREE_VIEW (view)), alone ? "runtime-alone" : "runtime", error);

  g_object_unref (view);
  return ok;
}

static gboolean
run_fragment (const BenchRun *run, GError **error)
{
  guint rounds = run->once ? 1 : ROUNDS;

  for (guint round = 0; round < rounds; round++)
    for (gboolean alone = FALSE; alone <= TRUE; alone++)
      {
        g_printerr ("bench: fragment, round %u of %u\n", round + 1, rounds);
        if (!run_headless (run, alone, error) || (gtk_is_initialized () && !run_gtk (run, alone, error)))
          return FALSE;
      }
  return TRUE;
}

const BenchSuite bench_suite_fragment = {
  .name = "fragment",
  .about = "a click in one of 100 fragments of 100 elements, beside one of them alone",
  .run = run_fragment,
};
