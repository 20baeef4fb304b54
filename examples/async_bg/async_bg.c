/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "async_bg.h"

#include <glib/gi18n-lib.h>

#define LIMIT 20000000u

/* --- in a thread --- */

/* How many primes there are below LIMIT, by the sieve of Eratosthenes. */
static void
count_primes (StreeTask *task, gpointer data)
{
  g_autofree guint8 *composite = g_new0 (guint8, LIMIT);
  guint              n = 0;

  (void) data;
  for (guint i = 2; i < LIMIT; i++)
    {
      if (i % 65536 == 0)
        {
          if (stree_task_is_cancel_requested (task))
            {
              stree_task_complete_cancelled (task);
              return;
            }
          stree_task_set_progress (task, (double) i / LIMIT);
        }
      if (composite[i])
        continue;
      n++;
      for (guint64 k = (guint64) i * i; k < LIMIT; k += i)
        composite[k] = 1;
    }
  stree_task_return_variant (task, g_variant_new_uint32 (n));
}

static void
square (StreeTask *task, gpointer data)
{
  guint number = GPOINTER_TO_UINT (data);

  stree_task_return_variant (task, g_variant_new_uint32 (number * number));
}

/* --- in the window --- */

static void
cancel_cb (StreeEvent *event, gpointer data)
{
  (void) data;
  stree_task_cancel (stree_task_lookup (stree_event_get_context (event), "primes"));
}

/* Without the task at its key, the next run submits it again. */
static void
again_cb (StreeEvent *event, gpointer data)
{
  (void) data;
  stree_task_dismiss (stree_event_get_context (event), "primes");
}

static StreeElement *
primes (StreeContext *cx, gpointer props)
{
  StreeTask      *task = stree_task_submit (cx, "primes", count_primes, NULL, NULL);
  StreeTaskStatus status = stree_task_get_status (task);
  gboolean        finished = stree_task_is_finished (task);
  const char     *text;

  (void) props;
  if (status == STREE_TASK_DONE)
    text = stree_str (_ ("There are %u primes below %u."), g_variant_get_uint32 (stree_task_get_variant (task)), LIMIT);
  else if (status == STREE_TASK_CANCELLED)
    text = _ ("It was stopped.");
  else
    text = stree_str (_ ("Counting primes: %.0f %%"), 100 * MAX (0, stree_task_get_progress (task)));
  return stree_card (stree_text_with (text, .key = "primes"),
                     stree_button (finished ? _ ("Count again") : _ ("Stop"), .key = "button",
                                   .on_click = stree_call (finished ? again_cb : cancel_cb, NULL)));
}

/* Two small tasks at once. */
static StreeElement *
squares (StreeContext *cx, gpointer props)
{
  StreeTaskSpec specs[] = { { .key = "square of 12", .worker = square, .data = GUINT_TO_POINTER (12) },
                            { .key = "square of 35", .worker = square, .data = GUINT_TO_POINTER (35) } };
  StreeTask    *tasks[G_N_ELEMENTS (specs)];
  guint         first, second;

  (void) props;
  if (!stree_task_submit_many (cx, specs, G_N_ELEMENTS (specs), tasks))
    return NULL; /* and the component has failed */
  if (!stree_await (cx, tasks[0]) || !stree_await (cx, tasks[1]))
    return NULL; /* and the Suspense around shows what it has for that */
  first = g_variant_get_uint32 (stree_task_get_variant (tasks[0]));
  second = g_variant_get_uint32 (stree_task_get_variant (tasks[1]));
  return stree_text ("12² + 35² = %u + %u = %u", first, second, first + second);
}

StreeElement *
async_bg (StreeContext *cx, gpointer props)
{
  StreeState *note = stree_state_string (cx, "note", "");

  (void) props;
  return stree_page (stree_title (_ ("Work in the background")), stree_component (primes),
                     stree_suspense (stree_component (squares), .loading = stree_text ("%s", _ ("Two small tasks are under way…"))),
                     stree_text_input (_ ("Type here meanwhile"), .key = "note", .value = stree_bind (note)));
}
