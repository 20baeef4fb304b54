/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-element.h"
#include "core/stree-values.h"

G_BEGIN_DECLS

#ifndef __GI_SCANNER__

typedef struct
{
  StreeValues *values; /* what it provides, by name */
  const char  *key;
  char         stree_end_;
} StreeProviderArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_provider_new (const StreeProviderArgs *args, StreeElement *const *children);
STREE_AVAILABLE_IN_1_0
StreeElement *stree_provider_new_named (const StreeNamed *named, StreeElement *const *children);

/* Gives values to every component below it: stree_provide ((stree_named ("tenant_id", "acme"), stree_named ("beta", TRUE)),
 * a, b). It has no widget: its children are laid out by the parent. They are read with stree_lookup_string () and the like.
 */
#define stree_provide(named, ...)                                                                                      \
  STREE_HERE (stree_provider_new_named (STREE_NAMED (STREE_UNPACK named), STREE_CHILDREN (__VA_ARGS__)))
/* The same with values that are a set already: stree_provider (values, a, b). */
#define stree_provider(values_, ...)                                                                                   \
  STREE_HERE (stree_provider_new (&(StreeProviderArgs){ .values = (values_), .stree_end_ = 0 }, STREE_CHILDREN (__VA_ARGS__)))
/* The same with arguments: stree_provider_with ((.values = values, .key = "k"), a, b). */
#define stree_provider_with(args, ...)                                                                                 \
  STREE_HERE (stree_provider_new (&(StreeProviderArgs){ .stree_end_ = 0, STREE_UNPACK args }, STREE_CHILDREN (__VA_ARGS__)))

#endif

G_END_DECLS
