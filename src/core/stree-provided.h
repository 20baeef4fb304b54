/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/* Values that travel down the tree by name, past everything in between: what the Python package calls the app context.
 *
 * Two words, two things. A context (StreeContext, "cx") is what a component is called with: its place. A provided value is
 * what a Provider above that place gives, or the session: stree_provide () gives, stree_lookup_...() (cx, ...) reads. The
 * nearest Provider that has the name counts; the session's values come last. A component that has read a name runs again
 * when what it would read changes, also below a memoised subtree.
 */

#include "core/stree-session.h"
#include "core/stree-types.h"
#include "core/stree-values.h"

G_BEGIN_DECLS

/* --- reading, from a component or a handler --- */

STREE_AVAILABLE_IN_1_0
gboolean stree_context_lookup (StreeContext *cx, const char *name, GValue *value);
STREE_AVAILABLE_IN_1_0
gboolean stree_context_provides (StreeContext *cx, const char *name);
STREE_AVAILABLE_IN_1_0
StreeValues *stree_context_snapshot (StreeContext *cx);

#ifndef __GI_SCANNER__

STREE_AVAILABLE_IN_1_0
gint64 stree_lookup_int (StreeContext *cx, const char *name, gint64 fallback);
STREE_AVAILABLE_IN_1_0
double stree_lookup_double (StreeContext *cx, const char *name, double fallback);
STREE_AVAILABLE_IN_1_0
gboolean stree_lookup_bool (StreeContext *cx, const char *name, gboolean fallback);
STREE_AVAILABLE_IN_1_0
const char *stree_lookup_string (StreeContext *cx, const char *name, const char *fallback);
STREE_AVAILABLE_IN_1_0
gpointer stree_lookup_pointer (StreeContext *cx, const char *name);
STREE_AVAILABLE_IN_1_0
gpointer stree_lookup_object (StreeContext *cx, const char *name, GType type);
STREE_AVAILABLE_IN_1_0
gpointer stree_lookup_boxed (StreeContext *cx, const char *name, GType type);
STREE_AVAILABLE_IN_1_0
StreeState *stree_lookup_state (StreeContext *cx, const char *name);

#endif /* __GI_SCANNER__ */

/* --- outside of every tree: for all views of a session --- */

STREE_AVAILABLE_IN_1_0
gboolean stree_session_provide (StreeSession *session, const char *name, const GValue *value, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_session_get_provided (StreeSession *session, const char *name, GValue *value);

#ifndef __GI_SCANNER__

STREE_AVAILABLE_IN_1_0
gboolean stree_session_provide_all (StreeSession *session, const StreeNamed *named, GError **error);

/* stree_provide_in (session, stree_named ("tenant_id", "acme"), stree_named ("beta", TRUE)) */
#define stree_provide_in(session, ...) stree_session_provide_all ((session), STREE_NAMED (__VA_ARGS__), NULL)

#endif /* __GI_SCANNER__ */

G_END_DECLS
