/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* 10,000 tasks submitted, superseded, cancelled and dismissed at random, while the program reruns: none is lost, and what each
 * was given is freed once. */

#include "support.h"

#define N_TASKS 10000
#define N_KEYS  40

typedef enum
{
  RETURNS,
  FAILS,
  SAYS_NOTHING,
  REPORTS,
  STOPS,       /* if it is asked to before it comes to its end */
  STOPS_AS_IO, /* the same, by its cancellable */
  N_WAYS,
} Way;

/* What a task was given. */
typedef struct
{
  Way  way;
  guint number;
} Job;

static int n_given; /* atomic, as the others */
static int n_freed;
static int n_worked;

static Job *
job_new (Way way, guint number)
{
  Job *job = g_new (Job, 1);

  job->way = way;
  job->number = number;
  g_atomic_int_inc (&n_given);
  return job;
}

static void
job_free (gpointer data)
{
  g_atomic_int_inc (&n_freed);
  g_free (data);
}

static gboolean
stops (StreeTask *task, Way way)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 200; i++)
    {
      if (way == STOPS && stree_task_is_cancel_requested (task))
        {
          stree_task_complete_cancelled (task);
          return TRUE;
        }
      if (way == STOPS_AS_IO && g_cancellable_set_error_if_cancelled (stree_task_get_cancellable (task), &error))
        {
          stree_task_return_error (task, g_steal_pointer (&error));
          return TRUE;
        }
      g_thread_yield ();
    }
  return FALSE;
}

static void
work (StreeTask *task, gpointer data)
{
  const Job *job = data;

  g_atomic_int_inc (&n_worked);
  switch (job->way)
    {
    case FAILS:
      stree_task_return_error (task, g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "%u", job->number));
      return;

    case SAYS_NOTHING:
      return;

    case REPORTS:
      for (guint i = 0; i < 50; i++)
        if (i % 3)
          stree_task_set_progress (task, i);
        else
          stree_task_set_progress_variant (task, g_variant_new_uint32 (i));
      break;

    case STOPS:
    case STOPS_AS_IO:
      if (stops (task, job->way))
        return;
      break;

    default:
      break;
    }
  stree_task_return_variant (task, g_variant_new_uint32 (job->number));
}

static StreeContext *context;

static StreeElement *
show_done (StreeContext *cx, StreeTask *task, gpointer data)
{
  GVariant *result = stree_task_get_variant (task);

  (void) cx;
  (void) data;
  return stree_text ("done %u", result ? g_variant_get_uint32 (result) : 0);
}

static StreeElement *
program (StreeContext *cx, gpointer props)
{
  StreeBuilder *rows = stree_builder_new ();

  (void) props;
  context = cx;
  for (guint i = 0; i < N_KEYS; i++)
    {
      const char *key = stree_str ("%u", i);
      StreeTask  *task = stree_task_lookup (cx, key);

      stree_builder_add (rows, stree_match_task (cx, task, .loading = stree_text ("%s: %g", key, stree_task_get_progress (task)),
                                                 .ready = show_done, .error = stree_text ("error"), .keep = i % 2 == 0));
    }
  return stree_vstack (stree_builder_end (rows));
}

/* The numbers of the last submits, by key. */
static guint numbers[N_KEYS];

static void
check (StreeTask *task, guint key)
{
  StreeTaskStatus status = stree_task_get_status (task);

  if (status == STREE_TASK_DONE && stree_task_get_variant (task))
    g_assert_cmpuint (g_variant_get_uint32 (stree_task_get_variant (task)), ==, numbers[key]);
  if (status == STREE_TASK_ERROR)
    {
      g_autofree char *number = g_strdup_printf ("%u", numbers[key]);

      g_assert_error (stree_task_get_error (task), G_IO_ERROR, G_IO_ERROR_FAILED);
      g_assert_cmpstr (stree_task_get_error (task)->message, ==, number);
    }
}

static void
submit_one (GRand *rand, guint number)
{
  static const char *const pools[] = { NULL, "fuzz serial", "fuzz wide" };
  guint            key = (guint) g_rand_int_range (rand, 0, N_KEYS);
  g_autofree char *text = g_strdup_printf ("%u", key);
  Job             *job = job_new ((Way) g_rand_int_range (rand, 0, N_WAYS), number);
  StreeTask       *task;

  /* Other deps: whatever is there goes. */
  task = stree_task_submit_with (context, text, work, job, job_free, .deps = stree_deps (stree_value ((gint64) number)),
                                 .pool = pools[g_rand_int_range (rand, 0, G_N_ELEMENTS (pools))],
                                 .priority = g_rand_int_range (rand, -1, 2));
  numbers[key] = number;
  g_assert_nonnull (task);
  if (g_rand_int_range (rand, 0, 4) == 0)
    stree_task_cancel (task);
}

static void
do_something (GRand *rand, StreeHeadless *view)
{
  guint            key = (guint) g_rand_int_range (rand, 0, N_KEYS);
  g_autofree char *text = g_strdup_printf ("%u", key);
  StreeTask       *task = stree_task_lookup (context, text);
  gboolean         finished;

  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0:
      stree_task_cancel (task);
      break;

    case 1:
      finished = stree_task_is_finished (task);
      g_assert_cmpint (stree_task_dismiss (context, text), ==, finished);
      break;

    case 2:
      stree_session_rerun (stree_headless_get_session (view));
      stree_session_flush (stree_headless_get_session (view));
      break;

    default:
      g_main_context_iteration (NULL, FALSE);
      if (task)
        check (task, key);
      break;
    }
}

static gboolean
all_ended (void)
{
  for (guint i = 0; i < N_KEYS; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);
      StreeTask       *task = stree_task_lookup (context, key);

      if (task && !stree_task_is_finished (task))
        return FALSE;
    }
  return TRUE;
}

static void
test_random (void)
{
  g_autoptr (GRand)         rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", program, NULL);

  stree_task_pool_configure ("fuzz wide", 6, 0);
  for (guint number = 1; number <= N_TASKS; number++)
    {
      submit_one (rand, number);
      while (g_rand_boolean (rand))
        do_something (rand, view);
    }
  while (!all_ended ())
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < N_KEYS; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);
      StreeTask       *task = stree_task_lookup (context, key);

      if (task)
        check (task, i);
    }
  g_clear_object (&view);
  /* Those that were superseded while they ran come to their end by themselves. */
  while (g_atomic_int_get (&n_freed) < g_atomic_int_get (&n_given))
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpint (g_atomic_int_get (&n_freed), ==, N_TASKS);
  g_assert_cmpint (g_atomic_int_get (&n_worked), >, 0);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/tasks/random", test_random);
  return g_test_run ();
}
