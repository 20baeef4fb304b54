/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * The benchmark harness: several implementations ("sides") show the same data and go through the same
 * changes; the harness changes the data, times what a side does about it, and checks what it shows.
 *
 *   BenchModel    the data: a counter and a keyed list of rows (bench-model.c)
 *   BenchImpl     one side: shows a model, and follows its changes (gtk-imperative.c, ...)
 *   BenchSuite    which changes are made under which conditions (suite-*.c)
 *   BenchResults  samples in; medians, ratios, a table or JSON out (bench-results.c)
 *
 * What is shown is always the same tree of 4 n + 3 elements:
 *
 *   vertical box
 *     label "Count: <counter>"
 *     vertical box
 *       n times: horizontal box [label label1, label label2, button "Remove" with a click handler]
 */

#include <gtk/gtk.h>

/* ---- The data ---------------------------------------------------------------------------------------- */

typedef struct
{
  const char *key;    /* owned by the model, the same address as long as the model lives */
  const char *label1; /* likewise */
  const char *label2; /* likewise; update10 lets it point at another string */
} BenchRow;

typedef struct _BenchPool BenchPool;

typedef struct
{
  int counter;
  guint n_rows;
  BenchRow *rows;  /* in the order in which they are shown; owned */
  BenchPool *pool; /* every row that was ever shown; owned */
} BenchModel;

typedef enum
{
  BENCH_OP_CREATE,    /* from no rows to n */
  BENCH_OP_UNCHANGED, /* nothing changed; the side has to find that out itself */
  BENCH_OP_COUNTER,   /* the label outside of the list */
  BENCH_OP_UPDATE10,  /* label2 of rows 0, 10, 20, ... */
  BENCH_OP_SWAP,      /* rows `at` and `with` change places */
  BENCH_OP_REMOVE,    /* the row at `at` goes */
  BENCH_OP_INSERT,    /* the row at `at` is new (undoes remove; not measured) */
  BENCH_OP_APPEND,    /* `count` rows more at the end */
  BENCH_OP_TRUNCATE,  /* `count` rows fewer at the end (undoes append; not measured) */
  BENCH_OP_CLEAR,     /* from n rows to none */
} BenchOp;

#define BENCH_APPENDED 1000

typedef struct
{
  BenchOp op;
  guint at;
  guint with;
  guint count;
} BenchChange;

BenchModel *bench_model_new (void);
void bench_model_free (BenchModel *model);
/* Makes the change `op` to the data and says what it was; `n` is the size that CREATE grows to. */
BenchChange bench_model_change (BenchModel *model, BenchOp op, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchModel, bench_model_free)

/* ---- A side ------------------------------------------------------------------------------------------ */

typedef enum
{
  BENCH_NEEDS_DISPLAY = 1 << 0, /* cannot run where gtk_init_check() fails */
  BENCH_HAS_WINDOW = 1 << 1,    /* can be mapped: takes part in the frame suite */
  BENCH_HAS_MEMO = 1 << 2,      /* honours BENCH_SETUP_MEMO: takes part in the memo suite */
} BenchCaps;

typedef enum
{
  BENCH_SETUP_PLAIN = 0,
  BENCH_SETUP_MEMO = 1 << 0, /* the list is memoised: not built again while its rows are the same */
} BenchSetup;

typedef struct
{
  const char *name; /* as in the results: "gtk", "runtime", "headless" */
  BenchCaps caps;

  /* Shows the model (its rows are empty at this time) in a window that is not presented, and returns the side's
   * own data. */
  gpointer (*setup) (const BenchModel *model, BenchSetup flags);
  /* What is timed: the model was changed as `change` says; when it returns, the widgets follow. A side that
   * finds differences itself ignores `change` and reruns. */
  void (*apply) (gpointer self, const BenchModel *model, const BenchChange *change);
  /* What shows the tree: the outer vertical box or a parent of it; NULL for a side without widgets. Transfer none. */
  GtkWidget *(*widget) (gpointer self);
  /* Compares what is shown with the model; sides with widgets leave it NULL: the harness reads their widgets. */
  gboolean (*verify) (gpointer self, const BenchModel *model, GError **error);
  void (*teardown) (gpointer self);
} BenchImpl;

extern const BenchImpl bench_impl_gtk;
extern const BenchImpl bench_impl_runtime;
extern const BenchImpl bench_impl_headless;

/* ---- Time -------------------------------------------------------------------------------------------- */

typedef struct
{
  gint64 wall_ns;
  gint64 thread_ns;
  gint64 process_ns;
} BenchTimer;

void bench_timer_start (BenchTimer *timer);
/* Microseconds: the wall clock, or this thread's CPU time where that is less (so a busy machine adds little). */
double bench_timer_stop (const BenchTimer *timer);
/* Microseconds of the wall clock: for what waits for another thread. */
double bench_timer_wall (const BenchTimer *timer);
/* Microseconds of CPU time of the whole process: for what spans the main loop. */
double bench_timer_process (const BenchTimer *timer);

/* Whether the machine is at its own speed at this moment: nobody else is in its caches. Takes about 100 us, and a quarter
 * of a megabyte of cache. */
gboolean bench_is_quiet (void);

/* ---- Results ----------------------------------------------------------------------------------------- */

typedef struct _BenchResults BenchResults;

BenchResults *bench_results_new (void);
void bench_results_free (BenchResults *results);
/* One more sample for the row that these six name; the row is made when it is not there. `quiet`: see bench_is_quiet ();
 * others count only where there are no quiet ones. */
void bench_results_add (BenchResults *results,
                        const char *suite,
                        const char *impl,
                        guint n,
                        const char *op,
                        gboolean mapped,
                        guint elements,
                        double us,
                        gboolean quiet);
/* The same for what is measured in bytes. */
void bench_results_add_bytes (BenchResults *results,
                              const char *suite,
                              const char *impl,
                              guint n,
                              const char *op,
                              guint elements,
                              double bytes);
/* Reads what other programs measured: a file of JSON objects, one a line. `suite` NULL takes all. */
gboolean bench_results_load (BenchResults *results, const char *path, const char *suite, GError **error);
/* The median of a row, in microseconds or bytes. FALSE: it was not measured. */
gboolean bench_results_get_median (BenchResults *results,
                                   const char *suite,
                                   const char *impl,
                                   guint n,
                                   const char *op,
                                   double *median);
/* How many samples were left out since the machine was disturbed, and of how many; and the rows that have no others. */
char *bench_results_describe_noise (BenchResults *results);
char *bench_results_to_json (BenchResults *results);
char *bench_results_to_table (BenchResults *results);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchResults, bench_results_free)

/* ---- Pairs ------------------------------------------------------------------------------------------- */

/* For suites that have a peer for each operation: ours, theirs, the ratio, and what it may be at most. */
typedef struct _BenchPairs BenchPairs;

BenchPairs *bench_pairs_new (void);
void bench_pairs_free (BenchPairs *pairs);
/* Before the first sample. @unit: "us" or "bytes", of both sides. */
void bench_pairs_declare (BenchPairs *pairs,
                          const char *suite,
                          const char *op,
                          guint n,
                          const char *peer,
                          const char *unit,
                          double limit);
void bench_pairs_add (BenchPairs *pairs, const char *op, gboolean ours, double value);
/* As bench_results_to_json () has it, and these behind it: {suite, op, n, unit, ours_us, peer, peer_us, ratio, limit}. */
char *bench_pairs_add_to_json (BenchPairs *pairs, const char *json);
void bench_pairs_add_to_table (BenchPairs *pairs, GString *text);
/* A line for each; FALSE: one does not hold. */
gboolean bench_pairs_check (BenchPairs *pairs, GString *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchPairs, bench_pairs_free)

/* ---- Limits ------------------------------------------------------------------------------------------ */

/* A line for each limit (bench-check.c) whose rows were measured: what it is, the figure, whether it holds. FALSE: one
 * does not. */
gboolean bench_check (BenchResults *results, GString *text);

/* ---- Processes --------------------------------------------------------------------------------------- */

typedef enum
{
  BENCH_START_FRAME, /* the first frame of its window */
  BENCH_START_ROWS,  /* the first frame with text in the cells of a DataGrid */
} BenchStart;

/* From the start of a process, which ends then: the time, and the CPU time of the process. @file: its argument; NULL: none. */
gboolean bench_start_once (const char *program,
                           const char *file,
                           BenchStart until,
                           double *wall_us,
                           double *cpu_us,
                           GError **error);
/* The path of what is built beside this program. */
char *bench_dup_beside (const char *relative);

/* ---- Suites ------------------------------------------------------------------------------------------ */

typedef struct
{
  const BenchImpl *const *impls; /* ends with NULL; sides that cannot run here are left out */
  const guint *sizes;            /* ends with 0 */
  gboolean once;                 /* one repetition of everything: a check of the sides, not a measurement */
  BenchResults *results;
  BenchPairs *pairs;
} BenchRun;

typedef struct
{
  const char *name;
  const char *about;
  gboolean needs_display;
  gboolean (*run) (const BenchRun *run, GError **error);
} BenchSuite;

extern const BenchSuite bench_suite_data;
extern const BenchSuite bench_suite_reconcile;
extern const BenchSuite bench_suite_memo;
extern const BenchSuite bench_suite_frame;
extern const BenchSuite bench_suite_fragment;
extern const BenchSuite bench_suite_inspector;
extern const BenchSuite bench_suite_list;
extern const BenchSuite bench_suite_memory;
extern const BenchSuite bench_suite_start;
extern const BenchSuite bench_suite_tasks;

/* ---- For the sides and the suites -------------------------------------------------------------------- */

/* The name in the results, NULL for the two operations that are never measured. */
const char *bench_op_name (BenchOp op);
guint bench_elements (guint n);

/* A window 800 by 600 with `content` in a scrolled window; not presented. Transfer none: destroy it. */
GtkWidget *bench_window_new (GtkWidget *content);
/* Presents the window of `content` and waits for its first frame. */
void bench_present (GtkWidget *content);
/* Waits until the frame in which everything pending of `content` is drawn. */
void bench_wait_frame (GtkWidget *content);
/* The same, with the whole window drawn afresh: afterwards the CPU caches hold the frame's data and not ours. */
void bench_draw_frame (GtkWidget *content);

/* Whether the side shows the model: every label under its widget, in order. */
gboolean bench_verify (const BenchImpl *impl, gpointer self, const BenchModel *model, GError **error);
/* The same for a side that reads its labels itself: their texts, in order. */
gboolean bench_verify_texts (const BenchImpl *impl, GPtrArray *texts, const BenchModel *model, GError **error);
