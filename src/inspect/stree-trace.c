/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "inspect/stree-trace-private.h"

#include <time.h>

#include "core/stree-children-private.h"
#include "core/stree-clock-private.h"
#include "core/stree-component-private.h"
#include "core/stree-session-private.h"
#include "inspect/stree-inspect-private.h"
#include "inspect/stree-inspect-value-private.h"

/* --- what is kept --- */

static void
change_clear (StreeTraceChange *change)
{
  g_free (change->what);
  g_free (change->before);
  g_free (change->now);
}

static void
change_free (gpointer data)
{
  change_clear (data);
  g_free (data);
}

static void
node_free (gpointer data)
{
  StreeTraceNode *node = data;

  g_clear_pointer (&node->changes, g_ptr_array_unref);
  g_free (node);
}

static void
cause_free (gpointer data)
{
  StreeTraceCause *cause = data;

  change_clear (&cause->change);
  g_clear_pointer (&cause->readers, g_ptr_array_unref);
  g_free (cause);
}

static void
run_free (gpointer data)
{
  StreeTraceRun *run = data;

  g_free (run->causes);
  g_free (run);
}

static void
warning_free (gpointer data)
{
  StreeTraceWarning *warning = data;

  g_free (warning->path);
  g_free (warning->kind);
  g_free (warning->key);
  g_free (warning);
}

/* --- life --- */

static StreeTrace *
trace_new (StreeMount *mount)
{
  StreeTrace *trace = g_new0 (StreeTrace, 1);

  trace->ref_count = 1;
  trace->mount = mount;
  trace->nodes = g_hash_table_new_full (NULL, NULL, NULL, node_free);
  trace->components = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  trace->causes = g_ptr_array_new_with_free_func (cause_free);
  trace->warnings = g_ptr_array_new_with_free_func (warning_free);
  g_queue_init (&trace->runs);
  trace->klass = stree_trace_class_put (trace, mount->renderer);
  return trace;
}

StreeTrace *
stree_trace_ref (StreeTrace *trace)
{
  trace->ref_count++;
  return trace;
}

void
stree_trace_unref (StreeTrace *trace)
{
  if (--trace->ref_count > 0)
    return;
  g_assert (trace->mount == NULL);
  g_hash_table_unref (trace->nodes);
  g_hash_table_unref (trace->components);
  g_ptr_array_unref (trace->causes);
  g_ptr_array_unref (trace->warnings);
  g_queue_clear_full (&trace->runs, run_free);
  g_free (trace->klass);
  g_free (trace);
}

static gboolean
tell_cb (gpointer data)
{
  StreeSession *session = data;

  session->tell_id = 0;
  stree_inspector_tell (session);
  return G_SOURCE_REMOVE;
}

/* Something came or went that no run's end tells of: a row of a list that was scrolled, or a whole tree. */
static void
tell_later (StreeSession *session)
{
  if (session->tell_id || session->n_tracers == 0)
    return;
  session->tell_id = g_idle_add (tell_cb, session); /* the session takes it away when it goes */
  g_source_set_name_by_id (session->tell_id, "[streamtree] inspector");
}

void
stree_trace_drop (StreeMount *mount)
{
  StreeTrace *trace = g_steal_pointer (&mount->trace);

  if (!trace)
    return;
  stree_trace_class_take (trace->klass, mount->renderer);
  trace->mount = NULL;
  stree_trace_unref (trace);
}

/* What was wrong before anybody looked. */
static void
look_for_duplicates (StreeTrace *trace)
{
  StreeNode *root = trace->mount->root;

  for (StreeNode *node = root; node; node = stree_node_next_in (node, root))
    {
      const char *kind;
      const char *key = stree_children_find_duplicate (node->element->children, node->element->n_children, &kind);

      if (key)
        stree_trace_duplicate (trace, node, kind, key);
    }
}

void
stree_trace_settle (StreeMount *mount)
{
  gboolean keeps = mount->session->n_tracers > 0;

  /* A run goes on with what it began with; its end asks again. */
  if (mount->flushing)
    return;
  if (!keeps && !stree_trace_marks_wanted ())
    {
      stree_trace_drop (mount);
      return;
    }
  if (!mount->trace)
    mount->trace = trace_new (mount);
  if (keeps && !mount->trace->keeps)
    {
      mount->trace->keeps = TRUE;
      look_for_duplicates (mount->trace);
    }
  else if (!keeps && mount->trace->keeps)
    {
      /* The profiler goes on; what was kept for whoever looked goes. */
      stree_trace_drop (mount);
      mount->trace = trace_new (mount);
    }
}

static void
settle_all (StreeSession *session)
{
  for (guint i = 0; i < session->mounts->len; i++)
    stree_trace_settle (session->mounts->pdata[i]);
}

void
stree_trace_begin (StreeSession *session)
{
  session->n_tracers++;
  settle_all (session);
}

void
stree_trace_end (StreeSession *session)
{
  g_assert (session->n_tracers > 0);
  session->n_tracers--;
  settle_all (session);
}

/* --- times --- */

gint64
stree_trace_clock (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (gint64) now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

static StreeTracePhase
switch_at (StreeTrace *trace, StreeTracePhase phase, gint64 now)
{
  StreeTracePhase before = trace->phase;

  if (before != STREE_TRACE_IDLE)
    {
      trace->now.ns[before] += now - trace->since;
      if (trace->frame)
        trace->frame->ns[before] += now - trace->since;
    }
  trace->phase = phase;
  trace->since = now;
  return before;
}

StreeTracePhase
stree_trace_switch (StreeTrace *trace, StreeTracePhase phase)
{
  return switch_at (trace, phase, stree_trace_clock ());
}

static void
times_add (StreeTraceTimes *times, const StreeTraceFrame *frame)
{
  times->n_reruns++;
  for (guint i = 0; i < STREE_TRACE_N_PHASES; i++)
    {
      times->last[i] = frame->ns[i];
      times->total[i] += frame->ns[i];
    }
  times->longest = MAX (times->longest, frame->ns[STREE_TRACE_RERUN]);
}

StreeTraceNode *
stree_trace_peek (StreeTrace *trace, StreeNode *node)
{
  return g_hash_table_lookup (trace->nodes, node);
}

static StreeTraceNode *
record_of (StreeTrace *trace, StreeNode *node)
{
  StreeTraceNode *record = stree_trace_peek (trace, node);

  if (!record)
    {
      record = g_new0 (StreeTraceNode, 1);
      g_hash_table_insert (trace->nodes, node, record);
    }
  return record;
}

/* --- why --- */

static void
take_change (StreeTrace *trace, StreeNode *node, char *what, char *before, char *now)
{
  StreeTraceNode   *record = record_of (trace, node);
  StreeTraceChange *change = g_new (StreeTraceChange, 1);

  if (record->updated != trace->mount->run)
    {
      record->updated = trace->mount->run;
      record->n_updates++;
      trace->now.n_updated++;
      g_clear_pointer (&record->changes, g_ptr_array_unref);
    }
  if (!record->changes)
    record->changes = g_ptr_array_new_with_free_func (change_free);
  *change = (StreeTraceChange){ what, before, now };
  g_ptr_array_add (record->changes, change);
}

static gboolean
is_cause_for (const StreeTraceCause *cause, StreeNode *node)
{
  return cause->owner == node || (cause->readers && g_ptr_array_find (cause->readers, node, NULL));
}

static void
note_causes (StreeTrace *trace, StreeNode *component)
{
  for (guint i = 0; i < trace->causes->len; i++)
    {
      const StreeTraceCause *cause = trace->causes->pdata[i];

      if (is_cause_for (cause, component))
        take_change (trace, component, g_strconcat ("state ", cause->change.what, NULL), g_strdup (cause->change.before),
                     g_strdup (cause->change.now));
    }
}

/* What a prop was. A state that it is bound to holds the next value already: what it held stands in what set it. NULL: it was not
 * set, or nobody has written it down. */
static char *
dup_before (StreeTrace *trace, const StreeProp *prop, gconstpointer before, gboolean secret)
{
  const StreeValue *declared = prop->type == STREE_PROP_VALUE ? &STREE_PROP_CFIELD (StreeValue, before, prop->offset) : NULL;

  if (secret || !declared || declared->type != STREE_VALUE_STATE || declared->serial == stree_state_get_serial (declared->v.state))
    return stree_inspect_prop_dup_text (prop, before, secret);
  for (guint i = 0; i < trace->causes->len; i++)
    {
      const StreeTraceCause *cause = trace->causes->pdata[i];

      if (cause->state == declared->v.state && cause->serial == declared->serial && cause->change.before)
        return stree_inspect_bound_dup_text (declared->v.state, cause->change.before);
    }
  return NULL;
}

static void
note_props (StreeTrace          *trace,
            StreeNode           *node,
            const StreePropPlan *plan,
            gconstpointer        before,
            gconstpointer        now,
            gboolean             secret)
{
  guint64 changed = stree_prop_plan_diff (plan, before, now);

  for (guint i = 0; i < plan->n_props && changed; i++)
    if (changed & (G_GUINT64_CONSTANT (1) << i))
      take_change (trace, node, g_strdup (plan->props[i].name), dup_before (trace, &plan->props[i], before, secret),
                   stree_inspect_prop_dup_text (&plan->props[i], now, secret));
}

static guint
count_children (const StreeElement *element)
{
  guint n = 0;

  for (guint i = 0; i < element->n_children; i++)
    n += element->children[i] != NULL;
  return n;
}

void
stree_trace_updated (StreeTrace *trace, StreeNode *node, const StreeElement *old)
{
  static const StreeCommon none;
  const StreeElement      *element = node->element;
  gboolean                 secret;
  guint                    n_before, n_now;

  if (!trace->keeps)
    return;
  secret = stree_element_is_secret (old) || stree_element_is_secret (element);
  if (element->kind->flags & STREE_KIND_COMPONENT)
    {
      const StreeComponentCall *before = stree_component_call (old);
      const StreeComponentCall *now = stree_component_call (element);

      if (before->func != now->func)
        take_change (trace, node, g_strdup ("code"), NULL, NULL);
      if (now->type && before->type == now->type && before->props && now->props)
        note_props (trace, node, stree_props_type_plan (now->type), before->props, now->props, FALSE);
      return;
    }
  note_props (trace, node, &element->kind->plan, old + 1, element + 1, secret);
  if (old->common || element->common)
    note_props (trace, node, stree_common_plan (), old->common ? old->common : &none, element->common ? element->common : &none,
                FALSE);
  n_before = count_children (old);
  n_now = count_children (element);
  if (n_before != n_now)
    take_change (trace, node, g_strdup ("children"), g_strdup_printf ("%u", n_before), g_strdup_printf ("%u", n_now));
}

/* --- components --- */

void
stree_trace_enter (StreeTraceFrame *frame, StreeTrace *trace, StreeNode *component)
{
  *frame = (StreeTraceFrame){ .trace = stree_trace_ref (trace), .node = component, .outer = trace->frame };
  frame->begun = frame->built = stree_trace_clock ();
  frame->outer_phase = switch_at (trace, STREE_TRACE_RERUN, frame->begun);
  trace->frame = frame;
  trace->now.n_components++;
  if (trace->keeps)
    note_causes (trace, component);
}

void
stree_trace_built (StreeTrace *trace)
{
  if (!trace->frame)
    return; /* the trace began while it ran */
  trace->frame->built = stree_trace_clock ();
  switch_at (trace, STREE_TRACE_DIFF, trace->frame->built);
}

void
stree_trace_leave (StreeTraceFrame *frame)
{
  StreeTrace *trace = frame->trace;
  StreeKind  *kind = frame->node->element ? frame->node->element->kind : NULL;
  gint64      now = stree_trace_clock ();

  switch_at (trace, frame->outer_phase, now);
  trace->frame = frame->outer;
  if (kind && stree_trace_marks_wanted ())
    {
      stree_trace_mark ("rerun", frame->begun, frame->built, kind->name);
      stree_trace_mark ("diff", frame->built, now, kind->name);
    }
  if (kind && trace->keeps && trace->mount)
    {
      StreeTraceTimes *times = g_hash_table_lookup (trace->components, kind);

      if (!times)
        {
          times = g_new0 (StreeTraceTimes, 1);
          g_hash_table_insert (trace->components, kind, times);
        }
      times_add (times, frame);
      if (!(frame->node->flags & STREE_NODE_DEAD))
        times_add (&record_of (trace, frame->node)->times, frame);
    }
  stree_trace_unref (trace);
}

/* --- nodes --- */

void
stree_trace_mounted (StreeTrace *trace, StreeNode *node)
{
  trace->now.n_mounted++;
  if (!trace->keeps)
    return;
  record_of (trace, node)->mounted = trace->mount->run;
  if (!trace->running)
    tell_later (trace->mount->session);
}

void
stree_trace_unmounted (StreeTrace *trace, StreeNode *node)
{
  trace->now.n_unmounted++;
  g_hash_table_remove (trace->nodes, node);
  if (!trace->running)
    tell_later (trace->mount->session);
}

void
stree_trace_duplicate (StreeTrace *trace, StreeNode *parent, const char *kind, const char *key)
{
  g_autofree char   *path = NULL;
  StreeTraceWarning *warning;

  if (!trace->keeps)
    return;
  path = stree_node_dup_path (parent);
  for (guint i = 0; i < trace->warnings->len; i++)
    {
      warning = trace->warnings->pdata[i];
      if (strcmp (warning->path, path) == 0 && strcmp (warning->kind, kind) == 0 && strcmp (warning->key, key) == 0)
        {
          warning->run = trace->mount->run;
          warning->count++;
          return;
        }
    }
  if (trace->warnings->len >= STREE_TRACE_MAX_WARNINGS)
    g_ptr_array_remove_index (trace->warnings, 0);
  warning = g_new (StreeTraceWarning, 1);
  *warning = (StreeTraceWarning){ g_steal_pointer (&path), g_strdup (kind), g_strdup (key), trace->mount->run, 1 };
  g_ptr_array_add (trace->warnings, warning);
}

/* --- states --- */

/* What the state that is being set held until now: it is told of right after. */
static StreeState *set_state;
static char       *set_before;

void
stree_trace_state_set (StreeState *state)
{
  set_state = state;
  g_free (set_before);
  set_before = stree_inspect_state_dup_text (state);
}

void
stree_trace_state_changed (StreeState *state)
{
  g_autofree char *before = set_state == state ? g_steal_pointer (&set_before) : NULL;
  g_autofree char *now = stree_inspect_state_dup_text (state);

  set_state = NULL;
  g_clear_pointer (&set_before, g_free);
  for (guint i = 0; i < state->session->mounts->len; i++)
    {
      StreeMount      *mount = state->session->mounts->pdata[i];
      StreeTraceCause *cause;

      if (!mount->trace || !mount->trace->keeps || (state->owner && stree_node_get_mount (state->owner) != mount))
        continue;
      cause = g_new0 (StreeTraceCause, 1);
      cause->change = (StreeTraceChange){ g_strdup (state->name), g_strdup (before), g_strdup (now) };
      cause->state = state;
      cause->serial = state->serial - 1; /* it is counted already */
      cause->owner = state->owner;
      cause->readers = state->readers ? g_ptr_array_copy (state->readers, NULL, NULL) : NULL;
      g_ptr_array_add (mount->trace->causes, cause);
    }
}

/* --- runs --- */

static char *
describe_causes (StreeTrace *trace)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < trace->causes->len; i++)
    {
      const StreeTraceCause *cause = trace->causes->pdata[i];

      g_string_append_printf (text, "%s%s", i ? ", " : "", cause->change.what);
      if (cause->change.before)
        g_string_append_printf (text, ": %s → %s", cause->change.before, cause->change.now);
    }
  return g_string_free (text, FALSE);
}

void
stree_trace_run_begin (StreeTrace *trace)
{
  trace->now = (StreeTraceRun){ .run = trace->mount->run, .at = stree_clock_wall () };
  trace->running = TRUE;
  trace->begun = stree_trace_clock ();
  switch_at (trace, STREE_TRACE_DIFF, trace->begun);
}

void
stree_trace_run_end (StreeTrace *trace)
{
  gint64 now = stree_trace_clock ();

  if (!trace->running)
    return;
  switch_at (trace, STREE_TRACE_IDLE, now);
  trace->running = FALSE;
  if (stree_trace_marks_wanted ())
    stree_trace_mark ("run", trace->begun, now, trace->mount->name);
  if (trace->keeps)
    {
      trace->now.causes = describe_causes (trace);
      g_queue_push_tail (&trace->runs, g_memdup2 (&trace->now, sizeof trace->now));
      if (trace->runs.length > STREE_TRACE_MAX_RUNS)
        run_free (g_queue_pop_head (&trace->runs));
    }
  trace->now = (StreeTraceRun){ .run = 0 };
  /* Those that were set while it ran are for the next one, but its components have them already. */
  g_ptr_array_set_size (trace->causes, 0);
}
