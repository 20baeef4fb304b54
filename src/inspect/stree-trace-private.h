/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the runtime does, written down while somebody looks: why nodes were updated, how often components ran and for how
 * long, what was warned of.
 *
 * A mount has a trace only while its session is inspected, or a profiler records. Without one, the core pays a test of a
 * pointer for each run of a component and each node that is updated, and nothing for what stayed as it was. The renderer's
 * calls are timed by a class that stands before its own for as long.
 *
 * Times are of the one thing alone: what a component's function takes, what comparing its tree with the last one takes, and
 * what the renderer takes for it, without the components below it.
 */

#include "core/stree-mount-private.h"

G_BEGIN_DECLS

typedef enum
{
  STREE_TRACE_IDLE,
  STREE_TRACE_RERUN, /* a component's function runs */
  STREE_TRACE_DIFF,  /* its tree is compared */
  STREE_TRACE_APPLY, /* the renderer does what differs */
  STREE_TRACE_N_PHASES
} StreeTracePhase;

/* Of a component: in nanoseconds. */
typedef struct
{
  guint  n_reruns;
  gint64 last[STREE_TRACE_N_PHASES];
  gint64 total[STREE_TRACE_N_PHASES];
  gint64 longest; /* of its function */
} StreeTraceTimes;

typedef struct
{
  char *what; /* owned: the prop, or "state NAME" */
  char *before; /* owned; NULL: not set, or not known */
  char *now;
} StreeTraceChange;

/* Of a node that was mounted or updated since the trace began. */
typedef struct
{
  guint           mounted; /* the run; 0: before the trace began */
  guint           updated; /* the last run that changed something; 0: none */
  guint           n_updates;
  GPtrArray      *changes; /* StreeTraceChange, owned: of that run; NULL: nobody knows why */
  StreeTraceTimes times;   /* of a component */
} StreeTraceNode;

/* A state that was set since the last run. */
typedef struct
{
  StreeTraceChange change;
  StreeState      *state;   /* only compared */
  guint            serial;  /* that the state had before */
  StreeNode       *owner;   /* only compared; NULL: global */
  GPtrArray       *readers; /* the same */
} StreeTraceCause;

typedef struct
{
  guint  run;
  gint64 at;    /* by the wall clock, in microseconds */
  gint64 ns[STREE_TRACE_N_PHASES];
  guint  n_components;
  guint  n_updated;
  guint  n_mounted;
  guint  n_unmounted;
  char  *causes; /* owned: the states that were set, "" for none */
} StreeTraceRun;

typedef struct
{
  char *path; /* owned: of the parent */
  char *kind;
  char *key;
  guint run;  /* the last that had it */
  guint count;
} StreeTraceWarning;

#define STREE_TRACE_MAX_RUNS     100
#define STREE_TRACE_MAX_WARNINGS 200

typedef struct _StreeTraceFrame StreeTraceFrame;
typedef struct _StreeTraceClass StreeTraceClass;

struct _StreeTrace
{
  guint            ref_count; /* the mount's, and of what is under way */
  StreeMount      *mount;     /* borrowed; NULL: it is gone */
  StreeTraceClass *klass;     /* owned */
  gboolean         keeps;     /* FALSE: only a profiler is told */
  gboolean         running;   /* a run is under way */
  StreeTracePhase  phase;
  gint64           since;     /* of the phase */
  StreeTraceFrame *frame;     /* of the component that runs or is compared; NULL: none */
  StreeTraceRun    now;       /* the run that is under way */
  gint64           begun;
  GHashTable      *nodes;      /* StreeNode -> StreeTraceNode (owned) */
  GHashTable      *components; /* StreeKind -> StreeTraceTimes (owned) */
  GPtrArray       *causes;     /* StreeTraceCause, owned */
  GQueue           runs;       /* StreeTraceRun, owned; the newest last */
  GPtrArray       *warnings;   /* StreeTraceWarning, owned */
};

struct _StreeTraceFrame
{
  StreeTrace      *trace; /* held */
  StreeNode       *node;
  StreeTraceFrame *outer;
  StreeTracePhase  outer_phase;
  gint64           begun;
  gint64           built;
  gint64           ns[STREE_TRACE_N_PHASES];
};

/* --- who looks --- */

/* Counted: a session is traced until each begin has had its end. */
void        stree_trace_begin      (StreeSession *session);
void        stree_trace_end        (StreeSession *session);
/* Makes the mount's trace come or go, as is wanted now. */
void        stree_trace_settle     (StreeMount *mount);
/* The mount goes. */
void        stree_trace_drop       (StreeMount *mount);

/* --- what the core tells; only where there is a trace --- */

void        stree_trace_run_begin  (StreeTrace *trace);
void        stree_trace_run_end    (StreeTrace *trace);
void        stree_trace_enter      (StreeTraceFrame *frame, StreeTrace *trace, StreeNode *component);
/* Its function has returned. */
void        stree_trace_built      (StreeTrace *trace);
void        stree_trace_leave      (StreeTraceFrame *frame);
void        stree_trace_mounted    (StreeTrace *trace, StreeNode *node);
void        stree_trace_unmounted  (StreeTrace *trace, StreeNode *node);
/* @node has a new element; @old is the one it had. */
void        stree_trace_updated    (StreeTrace *trace, StreeNode *node, const StreeElement *old);
void        stree_trace_duplicate  (StreeTrace *trace, StreeNode *parent, const char *kind, const char *key);

/* Of a session that is traced: @state is about to be set, then it was. */
void        stree_trace_state_set     (StreeState *state);
void        stree_trace_state_changed (StreeState *state);

/* --- inside of src/inspect --- */

StreeTraceNode *stree_trace_peek   (StreeTrace *trace, StreeNode *node);
StreeTrace *stree_trace_ref        (StreeTrace *trace);
void        stree_trace_unref      (StreeTrace *trace);
/* What comes next takes its time for @phase; returns the phase before. */
StreeTracePhase stree_trace_switch (StreeTrace *trace, StreeTracePhase phase);
gint64      stree_trace_clock      (void);

/* The class that times the renderer: it stands before the renderer's own until it is taken away. */
StreeTraceClass *stree_trace_class_put  (StreeTrace *trace, StreeRenderer *renderer);
void             stree_trace_class_take (StreeTraceClass *klass, StreeRenderer *renderer);

/* Marks in a profile: see stree-trace-marks.c. */
gboolean    stree_trace_marks_wanted (void);
void        stree_trace_mark         (const char *what, gint64 begun, gint64 ended, const char *message);

G_END_DECLS
