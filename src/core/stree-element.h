/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-common.h"
#include "core/stree-types.h"

G_BEGIN_DECLS

#define STREE_TYPE_ELEMENT (stree_element_get_type ())

STREE_AVAILABLE_IN_1_0
GType stree_element_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_element_new (const char *kind, GError **error) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
StreeElement *stree_element_ref (StreeElement *element);
STREE_AVAILABLE_IN_1_0
void stree_element_unref (StreeElement *element);

STREE_AVAILABLE_IN_1_0
const char *stree_element_get_kind (StreeElement *element);
STREE_AVAILABLE_IN_1_0
const char *stree_element_get_key (StreeElement *element);
STREE_AVAILABLE_IN_1_0
gboolean stree_element_set_key (StreeElement *element, const char *key, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_element_set (StreeElement *element, const char *name, const GValue *value, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_element_set_strings (StreeElement *element, const char *name, const char *const *strings, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_element_get (StreeElement *element, const char *name, GValue *value, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_element_bind (StreeElement *element, const char *name, StreeState *state, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_element_on (StreeElement *element, const char *name, GClosure *handler, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_element_append (StreeElement *element, StreeElement *child, GError **error);
STREE_AVAILABLE_IN_1_0
guint stree_element_get_n_children (StreeElement *element);
STREE_AVAILABLE_IN_1_0
StreeElement *stree_element_get_child (StreeElement *element, guint index);

#ifndef __GI_SCANNER__

/* What C's macros stand on. Elements made this way live in the arena of the run: they are not freed by hand. */

STREE_AVAILABLE_IN_1_0
StreeElement *stree_element_set_common (StreeElement *element, const StreeCommon *common) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
StreeElement *stree_keyed (const char *key, StreeElement *element) G_GNUC_WARN_UNUSED_RESULT;

/* Where in the program an element is made: the macros of the kinds note it where STREE_SOURCE_LINES is defined, for the
 * inspector. Elsewhere it costs nothing, and the elements are the same. */
STREE_AVAILABLE_IN_1_0
StreeElement *stree_element_set_source (StreeElement *element, const char *file, int line);
#ifdef STREE_SOURCE_LINES
#define STREE_HERE(element) stree_element_set_source ((element), __FILE__, __LINE__)
#else
#define STREE_HERE(element) (element)
#endif

/* The end of a list of children. Not NULL: a NULL child means that there is nothing at this place. */
STREE_EXTERN StreeElement *const stree_end;
#define STREE_CHILDREN(...) ((StreeElement *const[]){ __VA_ARGS__, stree_end })
#define STREE_UNPACK(...) __VA_ARGS__

/* A place for elements that are made outside of a run, such as in a test: they live as long as the scope. */
typedef struct _StreeScope StreeScope;
STREE_AVAILABLE_IN_1_0
StreeScope *stree_scope_new (void) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
void stree_scope_free (StreeScope *scope);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeScope, stree_scope_free)

/* Children made in a loop. Lives in the arena of the run: never freed by hand. */
typedef struct _StreeBuilder StreeBuilder;
STREE_AVAILABLE_IN_1_0
StreeBuilder *stree_builder_new (void) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
void stree_builder_add (StreeBuilder *builder, StreeElement *element);
STREE_AVAILABLE_IN_1_0
StreeElement *stree_builder_end (StreeBuilder *builder);
STREE_AVAILABLE_IN_1_0
StreeElement *stree_children (guint n, StreeElement *const *elements);

/* Text that lives as long as the run. */
STREE_AVAILABLE_IN_1_0
const char *stree_str (const char *format, ...) G_GNUC_PRINTF (1, 2);
STREE_AVAILABLE_IN_1_0
const char *stree_key_int (gint64 number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeElement, stree_element_unref)

#endif /* __GI_SCANNER__ */

G_END_DECLS
