/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What there is to see of a session and its nodes, as GVariants: for the inspector's window, and for whoever asks from
 * outside. All are floating. Nothing here counts as a read: whoever looks changes nothing. */

#include "core/stree-session.h"
#include "inspect/stree-trace-private.h"

G_BEGIN_DECLS

/* A run of @session has ended: inspectors say so. */
void      stree_inspector_tell         (StreeSession *session);

/* What is written on a node in a tree: its label or text; NULL: nothing. A password's is left out. */
char     *stree_inspect_node_dup_label (StreeNode *node);
/* The kind, or the component's name. */
const char *stree_inspect_node_kind    (StreeNode *node);

/* `a{sv}`: all of the below but the props' blurbs are in every one.
 *
 *   path s, kind s, component b, key s ("" for none), label s, file s ("" if it is not known), line u
 *   props     aa{sv}: name s, type s, value s, about s; those that are set
 *   handlers  aa{sv}: name s, where s, about s
 *   states    aa{sv}: name s, type s, value s, edit s (what an entry starts with), editable b, reads u
 *   changes   aa{sv}: what s, before s, now s, has_before b
 *   mounted u, updated u (runs; 0: before anybody looked), n_updates u, run u (the last one)
 *   n_reruns u, rerun x, apply x, diff x, total x (of a component; nanoseconds)
 */
GVariant *stree_inspect_node           (StreeNode *node);
/* The node at @path in the session; NULL: there is none. */
StreeNode *stree_inspect_find          (StreeSession *session, const char *path);
/* The state @name of a node; NULL: there is none. */
StreeState *stree_inspect_find_state   (StreeNode *node, const char *name);
/* What contains @text in its kind, its key or its label, next after @from in the order of the tree, and round again; NULL. */
StreeNode *stree_inspect_search        (StreeMount *mount, StreeNode *from, const char *text);

/* --- of the whole session, each an `aa{sv}`; see StreeInspector --- */

GVariant *stree_inspect_components     (StreeSession *session);
GVariant *stree_inspect_warnings       (StreeSession *session);
GVariant *stree_inspect_runs           (StreeSession *session);
GVariant *stree_inspect_tasks          (StreeSession *session);
GVariant *stree_inspect_cache          (void);
GVariant *stree_inspect_routes         (StreeSession *session);
GVariant *stree_inspect_counters       (StreeSession *session);

/* The global states, as the states of a node are told. */
GVariant *stree_inspect_globals        (StreeSession *session);
/* `aa{sv}` for each step of the history, the oldest first: see stree_inspector_list_steps (). */
GVariant *stree_inspect_steps          (StreeSession *session);
/* What step @step, from 1, changed: see stree_inspector_describe_step (); NULL: there is none. */
GVariant *stree_inspect_step           (StreeSession *session, guint step);

G_END_DECLS
