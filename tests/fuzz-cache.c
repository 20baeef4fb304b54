/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* 20,000 steps at random beside a naive model of the cache: components of three sessions ask and go, loads end, fail and are
 * stopped, time passes, things are invalidated and evicted. After each: one loader for each thing that is waited for and none
 * for others, every component shows what came of the last load, nothing that is older than an invalidation or its ttl, and the
 * memory limit holds. In the end, what loaders were given and what came of them was freed once. Then the same with threads. */

#include "cache-fixture.h"

#define N_STEPS  20000
#define N_THINGS 6
#define N_PARTS  4 /* components of a view */
#define TTL      10
#define LIMIT    300
#define COST     100

typedef enum
{
  NOTHING,
  LOADING,
  DONE,
  FAILED,
} Way;

/* What the model knows of a thing. */
typedef struct
{
  Way    way;       /* of the last load */
  guint  last;      /* its number: all loads are counted; 0: there was none */
  guint  barrier;   /* the number of the last load, of whatever, when it was invalidated last */
  guint  failed;    /* the number of the load that had failed before this step; 0: none */
  gint64 loaded_at;
  gboolean kept;    /* it has been shown ever since it was done: nothing may load it, but for time or an invalidation */
} Thing;

typedef struct
{
  StreeTask *task; /* owned */
  int        thing;
  guint      number;
} Load;

static Thing      things[N_THINGS];
static int        wanted[N_VIEWS][N_PARTS]; /* what each component asks for; -1: it is not there */
static int        before[N_VIEWS][N_PARTS]; /* before this step, of those that are mounted */
static GPtrArray *running;                  /* Load, owned */
static guint      n_begun;
static guint      n_results;

static gboolean
is_old (int thing)
{
  return thing % 2 && now_us - things[thing].loaded_at > TTL * G_USEC_PER_SEC;
}

static void
begin_one (StreeTask *task, gpointer data)
{
  Load  *load = g_new0 (Load, 1);
  Thing *thing;

  load->task = stree_task_ref (task);
  load->thing = *(int *) data;
  load->number = ++n_begun;
  g_ptr_array_add (running, load);
  thing = &things[load->thing];
  if (thing->way == DONE && thing->kept && thing->last > thing->barrier)
    g_assert_true (is_old (load->thing));
  thing->way = LOADING;
  thing->last = load->number;
}

static void
load_free (gpointer data)
{
  Load *load = data;

  stree_task_unref (load->task);
  g_free (load);
}

static gboolean
is_stopped (const Load *load)
{
  return g_cancellable_is_cancelled (stree_task_get_cancellable (load->task));
}

static StreeElement *
part (StreeContext *cx, gpointer props)
{
  int  thing = GPOINTER_TO_INT (props);
  int *number = given ();

  *number = thing;
  return show_task (stree_cached_with (cx, "fuzz", begin_one, number, given_free, .begin = TRUE, .cost = COST,
                                       .ttl = thing % 2 ? TTL : 0, .deps = stree_deps (stree_value (thing))));
}

static StreeElement *
parts (StreeContext *cx, gpointer props)
{
  StreeBuilder *rows = stree_builder_new ();
  guint         view = GPOINTER_TO_UINT (props);

  (void) cx;
  for (guint i = 0; i < N_PARTS; i++)
    if (wanted[view][i] >= 0)
      stree_builder_add (rows, stree_component (part, .key = stree_str ("%u", i), .props = GINT_TO_POINTER (wanted[view][i])));
  return stree_vstack (stree_builder_end (rows));
}

/* --- what must hold --- */

static int
shown (guint view, guint i)
{
  return viewers[view].view ? wanted[view][i] : -1;
}

static gboolean
is_shown (int thing)
{
  for (guint i = 0; i < N_VIEWS; i++)
    for (guint j = 0; j < N_PARTS; j++)
      if (shown (i, j) == thing)
        return TRUE;
  return FALSE;
}

static void
check_part (guint view, guint i)
{
  int              number = shown (view, i);
  const Thing     *thing = &things[number];
  g_autofree char *text = NULL;

  g_assert_cmpint (thing->way, !=, NOTHING);
  g_assert_cmpuint (thing->last, >, thing->barrier);
  if (thing->failed > 0 && before[view][i] != number)
    g_assert_cmpuint (thing->last, >, thing->failed);
  if (thing->way == LOADING)
    return;
  g_assert_false (thing->way == DONE && is_old (number));
  text = g_strdup_printf (thing->way == DONE ? "done %u" : "error %u", thing->last);
  assert_has_text (viewers[view].view, text);
}

static void
check (void)
{
  StreeCache *cache = stree_cache_get_default ();
  guint       n_loading[N_THINGS] = { 0 };
  guint       n_shown = 0, n_done = 0;

  for (guint i = 0; i < running->len; i++)
    {
      const Load *load = running->pdata[i];

      if (!is_stopped (load))
        n_loading[load->thing]++;
    }
  for (int i = 0; i < N_THINGS; i++)
    {
      gboolean is = is_shown (i);

      g_assert_cmpuint (n_loading[i], ==, is && things[i].way == LOADING);
      n_shown += is;
      n_done += is && things[i].way == DONE;
      things[i].kept = is && things[i].way == DONE;
    }
  for (guint i = 0; i < N_VIEWS; i++)
    for (guint j = 0; j < N_PARTS; j++)
      {
        if (shown (i, j) >= 0)
          check_part (i, j);
        before[i][j] = shown (i, j);
      }
  g_assert_cmpuint (stree_cache_get_n_entries (cache), >=, n_done);
  g_assert_cmpuint (stree_cache_get_memory_used (cache), ==, stree_cache_get_n_entries (cache) * COST);
  g_assert_cmpuint (stree_cache_get_memory_used (cache), <=, MAX (LIMIT, n_shown * COST));
}

/* --- steps --- */

static void
end_some (GRand *rand)
{
  Load            *load = g_ptr_array_steal_index (running, (guint) g_rand_int_range (rand, 0, (int) running->len));
  Thing           *thing = &things[load->thing];
  gboolean         is_last = thing->last == load->number && load->number > thing->barrier;
  g_autofree char *text = g_strdup_printf ("%u", load->number);
  Way              way = NOTHING;

  g_queue_push_head (&loads, stree_task_ref (load->task));
  if (is_stopped (load) && g_rand_boolean (rand))
    {
      stree_task_complete_cancelled (load->task);
      stree_task_unref (g_queue_pop_head (&loads));
      if (is_last)
        thing->way = NOTHING;
      load_free (load);
      return;
    }
  way = g_rand_int_range (rand, 0, 4) == 0 ? FAILED : DONE;
  if (is_last)
    {
      thing->way = way;
      thing->loaded_at = now_us;
    }
  if (way == DONE)
    {
      n_results++;
      end_load (text);
    }
  else
    {
      end_load_badly (text);
    }
  load_free (load);
}

static void
invalidate_some (GRand *rand)
{
  StreeCache *cache = stree_cache_get_default ();
  gboolean    all = g_rand_int_range (rand, 0, 4) == 0;
  int         thing = g_rand_int_range (rand, 0, N_THINGS);

  if (all)
    stree_cache_invalidate (cache, "fuzz");
  else
    stree_cache_invalidate_with (cache, "fuzz", stree_deps (stree_value (thing)));
  for (int i = 0; i < N_THINGS; i++)
    if (all || i == thing)
      things[i].barrier = n_begun;
}

static void
step (GRand *rand)
{
  guint view = (guint) g_rand_int_range (rand, 0, N_VIEWS);

  for (int i = 0; i < N_THINGS; i++)
    things[i].failed = things[i].way == FAILED ? things[i].last : 0;
  switch (g_rand_int_range (rand, 0, 10))
    {
    case 0:
      if (viewers[view].view)
        unmount_view (view);
      else
        mount_view (view, parts);
      break;
    case 1:
    case 2:
    case 3:
      wanted[view][g_rand_int_range (rand, 0, N_PARTS)] = g_rand_int_range (rand, -1, N_THINGS);
      break;
    case 4:
      now_us += g_rand_int_range (rand, 0, TTL * G_USEC_PER_SEC);
      break;
    case 5:
      invalidate_some (rand);
      break;
    default:
      if (running->len > 0)
        end_some (rand);
      break;
    }
  for (guint i = 0; i < N_VIEWS; i++)
    if (viewers[i].view)
      rerun (i);
  settle ();
}

static void
test_model (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  set_up_views ();
  stree_cache_set_memory_limit (stree_cache_get_default (), LIMIT);
  running = g_ptr_array_new_with_free_func (load_free);
  memset (wanted, -1, sizeof wanted);
  memset (before, -1, sizeof before);
  for (guint i = 0; i < N_STEPS; i++)
    {
      step (rand);
      check ();
    }
  g_assert_cmpuint (n_begun, >, N_STEPS / 20);
  while (running->len > 0)
    end_some (rand);
  tear_down_views ();
  g_ptr_array_unref (running);
  g_assert_cmpint (g_atomic_int_get (&n_results_freed), ==, (int) n_results);
}

/* --- with threads --- */

static int n_worked; /* atomic */

static void
work (StreeTask *task, gpointer data)
{
  int thing = *(int *) data;

  g_atomic_int_inc (&n_worked);
  for (guint i = 0; i < 20; i++)
    {
      stree_task_set_progress (task, i);
      g_thread_yield ();
    }
  if (thing == 1)
    stree_cache_invalidate_with (stree_cache_get_default (), "threads", stree_deps (stree_value (2)));
  if (thing == 2)
    stree_task_fail (task, "no luck");
  else if (stree_task_is_cancel_requested (task))
    stree_task_complete_cancelled (task);
  else
    stree_task_return_variant (task, g_variant_new_int32 (thing));
}

static StreeElement *
threaded_part (StreeContext *cx, gpointer props)
{
  int        thing = GPOINTER_TO_INT (props);
  int       *number = given ();
  StreeTask *task;

  *number = thing;
  task = stree_cached_with (cx, "threads", work, number, given_free, .deps = stree_deps (stree_value (thing)), .keep = thing == 3);
  if (stree_task_get_variant (task))
    g_assert_cmpint (g_variant_get_int32 (stree_task_get_variant (task)), ==, thing);
  return stree_text ("%d %g", stree_task_get_status (task), stree_task_get_progress (task));
}

static StreeElement *
threaded (StreeContext *cx, gpointer props)
{
  StreeBuilder *rows = stree_builder_new ();
  guint         view = GPOINTER_TO_UINT (props);

  (void) cx;
  for (guint i = 0; i < N_PARTS; i++)
    if (wanted[view][i] >= 0)
      stree_builder_add (rows,
                         stree_component (threaded_part, .key = stree_str ("%u", i), .props = GINT_TO_POINTER (wanted[view][i])));
  return stree_vstack (stree_builder_end (rows));
}

static void
test_threads (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  set_up_views ();
  memset (wanted, -1, sizeof wanted);
  for (guint i = 0; i < N_STEPS / 4; i++)
    {
      guint view = (guint) g_rand_int_range (rand, 0, N_VIEWS);

      switch (g_rand_int_range (rand, 0, 8))
        {
        case 0:
          if (viewers[view].view)
            unmount_view (view);
          else
            mount_view (view, threaded);
          break;
        case 1:
          stree_cache_invalidate (stree_cache_get_default (), "threads");
          break;
        case 2:
          stree_cache_set_memory_limit (stree_cache_get_default (), g_rand_boolean (rand) ? 0 : 2 * STREE_CACHE_ENTRY_COST);
          break;
        default:
          wanted[view][g_rand_int_range (rand, 0, N_PARTS)] = g_rand_int_range (rand, -1, N_THINGS);
          if (viewers[view].view)
            rerun (view);
          break;
        }
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpint (g_atomic_int_get (&n_worked), >, 0);
  tear_down_views ();
  while (stree_task_pool_get_n_running (NULL) + stree_task_pool_get_n_waiting (NULL) > 0)
    g_thread_yield ();
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/cache/model", test_model);
  g_test_add_func ("/cache/threads-random", test_threads);
  return g_test_run ();
}
