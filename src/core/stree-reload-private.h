/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Hot reload: a program that runs goes on with code that was built anew and loaded beside the code before.
 *
 * What the code before has made stays, as long as it can be told what it is: a state by its type. A session counts the
 * generations of code; each state knows the last one that asked for it, and each memoised subtree the one that made it.
 *
 * A GType has one name in a process, and there would be two of it: the one of the code before and its successor. So the
 * command compiles an app with the names of GLib's functions that register types replaced by those below. The first code to
 * register a name has it as it is; that of a later module is called "Name-2" and so on.
 */

#include "core/stree-session.h"

G_BEGIN_DECLS

/* From now on what @session shows is made by the module that @func is in. */
void     stree_reload_begin       (StreeSession *session, StreeComponentFunc func);
/* Whether it, or what it is derived from, is of code that was replaced. */
gboolean stree_reload_is_old_type (GType type);

/* --- what takes the place of GLib's functions: exported, but in no header; see stree_build_defines in src/cli --- */

STREE_EXTERN
GType stree_reload_type_register_static        (GType parent, const char *name, const GTypeInfo *info, GTypeFlags flags);
STREE_EXTERN
GType stree_reload_type_register_static_simple (GType parent, const char *name, guint class_size, GClassInitFunc class_init,
                                                guint instance_size, GInstanceInitFunc instance_init, GTypeFlags flags);
STREE_EXTERN
GType stree_reload_boxed_type_register_static  (const char *name, GBoxedCopyFunc copy, GBoxedFreeFunc free);
STREE_EXTERN
GType stree_reload_pointer_type_register_static (const char *name);
STREE_EXTERN
GType stree_reload_enum_register_static        (const char *name, const GEnumValue *values);
STREE_EXTERN
GType stree_reload_flags_register_static       (const char *name, const GFlagsValue *values);

G_END_DECLS
