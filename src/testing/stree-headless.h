/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include <json-glib/json-glib.h>

#include "core/stree-dump.h"
#include "core/stree-session.h"
#include "core/stree-types.h"

G_BEGIN_DECLS

#define STREE_TYPE_HEADLESS (stree_headless_get_type ())

STREE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (StreeHeadless, stree_headless, STREE, HEADLESS, GObject)

/**
 * StreeHeadlessStats:
 * @created: widgets made
 * @destroyed: widgets taken down
 * @updated: updates of one widget's props
 * @inserted: widgets put into a parent
 * @moved: widgets moved within their parent
 * @removed: widgets taken out of a parent
 * @reruns: runs of the root component
 *
 * What a headless view has been told to do since it was made.
 *
 * Since: 1.0
 */
typedef struct
{
  guint created;
  guint destroyed;
  guint updated;
  guint inserted;
  guint moved;
  guint removed;
  guint reruns;
} StreeHeadlessStats;

STREE_AVAILABLE_IN_1_0
StreeHeadless *stree_headless_new (StreeSession *session, const char *name, StreeComponentFunc func, gpointer props) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
StreeHeadless *stree_headless_new_for_closure (StreeSession *session, const char *name, GClosure *func) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
StreeSession *stree_headless_get_session (StreeHeadless *self);

STREE_AVAILABLE_IN_1_0
void stree_headless_flush (StreeHeadless *self);
STREE_AVAILABLE_IN_1_0
void stree_headless_rerun (StreeHeadless *self);
STREE_AVAILABLE_IN_1_0
void stree_headless_build_deferred (StreeHeadless *self);

STREE_AVAILABLE_IN_1_0
gboolean stree_headless_click (StreeHeadless *self, const char *key, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_headless_click_named (StreeHeadless *self, const char *role, const char *name, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_headless_type (StreeHeadless *self, const char *key, const char *text, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_headless_submit (StreeHeadless *self, const char *key, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_headless_select (StreeHeadless *self, const char *key, int index, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_headless_toggle (StreeHeadless *self, const char *key, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_headless_close (StreeHeadless *self, const char *key, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_headless_set_number (StreeHeadless *self, const char *key, double value, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_headless_press_key (StreeHeadless *self, const char *key, guint keyval, guint modifiers, GError **error);

STREE_AVAILABLE_IN_1_0
gboolean stree_headless_has (StreeHeadless *self, const char *key);
STREE_AVAILABLE_IN_1_0
gboolean stree_headless_has_text (StreeHeadless *self, const char *text);
STREE_AVAILABLE_IN_1_0
char *stree_headless_dup_text (StreeHeadless *self, const char *key, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_headless_get_value (StreeHeadless *self, const char *key, GValue *value, GError **error);

STREE_AVAILABLE_IN_1_0
char *stree_headless_dump (StreeHeadless *self, StreeDumpFormat format, gboolean expand_components);
STREE_AVAILABLE_IN_1_0
GVariant *stree_headless_summarize_kinds (StreeHeadless *self, gboolean expand_components);
STREE_AVAILABLE_IN_1_0
JsonNode *stree_headless_dump_json (StreeHeadless *self);
STREE_AVAILABLE_IN_1_0
char *stree_headless_dump_text (StreeHeadless *self);
STREE_AVAILABLE_IN_1_0
char *stree_headless_dump_mermaid (StreeHeadless *self);
STREE_AVAILABLE_IN_1_0
char *stree_headless_dump_widgets (StreeHeadless *self);
STREE_AVAILABLE_IN_1_0
void stree_headless_get_stats (StreeHeadless *self, StreeHeadlessStats *stats);

G_END_DECLS
