/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-element.h"

G_BEGIN_DECLS

#ifndef __GI_SCANNER__

typedef struct
{
  StreeElement *placeholder; /* what shows until the first build, a frame later; NULL: built at once */
  const char   *key;
  char          stree_end_;
} StreeDeferredFragmentArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_deferred_fragment_new (const StreeDeferredFragmentArgs *args, StreeElement *const *children);

/* A part of the tree that reruns on its own: stree_deferred_fragment (stree_component (clock)).
 *
 * An event in a component inside, or a change of its state, runs the components inside again and nothing around them.
 * Whoever else read a state that changed runs, too; and when what is around runs, so does the inside. What is written
 * directly between the brackets belongs to the component that wrote it, and reruns with that one. */
#define stree_deferred_fragment(...)                                                                                   \
  STREE_HERE (stree_deferred_fragment_new (&(StreeDeferredFragmentArgs){ .stree_end_ = 0 }, STREE_CHILDREN (__VA_ARGS__)))
/* The same with arguments: stree_deferred_fragment_with ((.placeholder = stree_text ("...")), stree_component (report)).
 *
 * With a placeholder, the first build comes after a frame that shows it, when there is nothing else to do; input comes
 * first. Once built, it stays. */
#define stree_deferred_fragment_with(args, ...)                                                                        \
  STREE_HERE (stree_deferred_fragment_new (&(StreeDeferredFragmentArgs){ .stree_end_ = 0, STREE_UNPACK args }, \
                                           STREE_CHILDREN (__VA_ARGS__)))

#endif

G_END_DECLS
