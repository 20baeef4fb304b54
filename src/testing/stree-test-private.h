/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A script's view of an app, whatever shows it. A driver stands for the renderer: the headless one, and GTK's in widgets/. */

#include "core/stree-mount-private.h"
#include "testing/stree-test-locator.h"
#include "testing/stree-test.h"

G_BEGIN_DECLS

typedef struct _StreeTestDriver StreeTestDriver;

/* How often the main loop turns at most, until it has nothing to do: something in it may never rest. */
#define STREE_TEST_MAX_SETTLE 10000

/* What a user does to nodes. They were found, and nothing is in the way: see dup_obstacle. The view may be gone afterwards. */
typedef struct
{
  const char *name;

  /* NULL: the view was closed. */
  StreeMount *(*get_mount) (StreeTestDriver *driver);
  /* Why a user could not reach it at the moment; owned. NULL: one could. */
  char *(*dup_obstacle) (StreeTestDriver *driver, StreeNode *node);
  void (*click) (StreeTestDriver *driver, StreeNode *node);
  /* Enters text, a number, a choice, or turns something on or off. */
  void (*enter) (StreeTestDriver *driver, StreeNode *node, const StreeValue *value);
  void (*submit) (StreeTestDriver *driver, StreeNode *node);
  void (*press_key) (StreeTestDriver *driver, StreeNode *node, guint keyval, guint modifiers);
  void (*close) (StreeTestDriver *driver, StreeNode *node);
  void (*focus) (StreeTestDriver *driver, StreeNode *node);
  /* The render path of what has the focus; owned. NULL: nothing has. */
  char *(*dup_focus) (StreeTestDriver *driver);
  /* Reruns what is due, and lets happen what happens by itself without time passing. */
  void (*settle) (StreeTestDriver *driver);
  void (*free) (StreeTestDriver *driver);
} StreeTestDriverClass;

struct _StreeTestDriver
{
  const StreeTestDriverClass *klass;
};

/* Takes the driver. */
StreeTest       *stree_test_new_for_driver (StreeTestDriver *driver);
/* NULL: the view was closed. */
StreeMount      *stree_test_get_mount      (StreeTest *self);
StreeTestDriver *stree_test_get_driver     (StreeTest *self);
/* Runs the main loop until something is so. FALSE: that took too long. */
gboolean         stree_test_wait_until     (StreeTest *self, gboolean (*is_so) (StreeTest *self, gpointer data), gpointer data);
/* Whether a DataGrid waits for rows of a table in memory: they come, and soon. */
gboolean         stree_test_has_busy_grid  (StreeTest *self);
/* Keeps a locator for as long as the test is there. */
StreeTestLocator *stree_test_keep          (StreeTest *self, StreeTestLocator *locator);

StreeTestDriver *stree_test_driver_new_headless (StreeSession *session, const char *name, StreeComponentFunc func,
                                                 gpointer props, GClosure *closure);

/* --- locators --- */

typedef enum
{
  STREE_LOCATE_ROOT,
  STREE_LOCATE_KEY,
  STREE_LOCATE_ROLE,
  STREE_LOCATE_LABEL,
  STREE_LOCATE_TEXT,
  STREE_LOCATE_SUBSTRING,
  STREE_LOCATE_PATH,
  STREE_LOCATE_KIND,
} StreeLocate;

struct _StreeTestLocator
{
  GObject           parent_instance;
  StreeTest        *test; /* borrowed: it owns the locator; NULL once it is gone */
  StreeLocate       by;
  char             *what; /* owned; NULL of the root */
  char             *name; /* owned; of a role: NULL: whatever it is called */
  int               nth;  /* -1: there must be one */
  StreeTestLocator *outer; /* owned: where it is; NULL: anywhere */
};

/* All that match; borrowed until the next rerun. */
GPtrArray *stree_test_locator_list     (StreeTestLocator *self);
/* The one; NULL with an error that says what is there instead. */
StreeNode *stree_test_locator_find     (StreeTestLocator *self, GError **error);
char      *stree_test_locator_describe (StreeTestLocator *self);
/* "There is no ...", with what comes closest. */
void       stree_test_locator_explain  (StreeTestLocator *self, GError **error);

/* --- a clock that a script turns --- */

void   stree_test_clock_acquire (void);
void   stree_test_clock_release (void);
void   stree_test_clock_turn    (gint64 microseconds);

/* --- trees as text, and how two of them differ --- */

/* A line a node: its kind, key and props, and what inputs show. */
char *stree_test_dump_node (StreeMount *mount, StreeNode *node);
/* As diff -u writes it, without a head; owned. NULL: they are the same. */
char *stree_test_diff      (const char *expected, const char *actual);

G_END_DECLS
