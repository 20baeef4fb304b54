/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "history/stree-history.h"
#include "testing/stree-test.h"

G_BEGIN_DECLS

/* A report: a file that says what a session held, what the user did then, and what came of it. It is played again in a test, and
 * becomes one. `streamtree run --record FILE` writes one, `streamtree replay FILE` plays it. */

STREE_AVAILABLE_IN_1_0
gboolean stree_history_save_report (StreeHistory *self, const char *filename, GError **error);

#define STREE_TYPE_REPORT (stree_report_get_type ())

STREE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (StreeReport, stree_report, STREE, REPORT, GObject)

STREE_AVAILABLE_IN_1_0
StreeReport *stree_report_load (const char *filename, GError **error) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
const char *stree_report_get_component (StreeReport *self);
STREE_AVAILABLE_IN_1_0
GVariant *stree_report_get_versions (StreeReport *self);
STREE_AVAILABLE_IN_1_0
guint stree_report_get_n_events (StreeReport *self);
STREE_AVAILABLE_IN_1_0
char *stree_report_describe_event (StreeReport *self, guint event);

/* --- playing it --- */

STREE_AVAILABLE_IN_1_0
gboolean stree_report_restore_start (StreeReport *self, StreeSession *session, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_report_play (StreeReport *self, StreeTest *test, GError **error);
STREE_AVAILABLE_IN_1_0
char *stree_report_dup_test (StreeReport *self, const char *source, const char *tree);

G_END_DECLS
