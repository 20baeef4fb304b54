/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/stree-component.h"
#include "core/stree-element-private.h"

G_BEGIN_DECLS

/* What a component element carries: stored in place of a kind's arguments. */
typedef struct
{
  StreeComponentFunc func;
  gpointer           props; /* in the arena if type is given */
  StreePropsType    *type;
} StreeComponentCall;

static inline const StreeComponentCall *
stree_component_call (const StreeElement *element)
{
  return stree_element_get_args (element);
}

const StreeKind     *stree_component_kind_template (void);
const StreePropPlan *stree_props_type_plan         (StreePropsType *type);

G_END_DECLS
