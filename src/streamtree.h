/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The runtime, in the order in which a program flows:
 *
 *   component -> Element tree -> reconciler -> renderer (widgets) -> signal -> handler -> state -> rerun
 *
 * Nothing here needs GTK. A program with windows includes streamtree-gtk.h, which includes this. The headers below are not
 * included one by one.
 */

#define STREE_H_INSIDE

/* What a component is made of */
#include "core/stree-types.h"
#include "core/stree-error.h"
#include "core/stree-value.h"
#include "core/stree-element.h"
#include "core/stree-component.h"
#include "core/stree-context.h"
#include "core/stree-memo.h"

/* The element kinds, and what they have in common */
#include "core/stree-prop.h"
#include "core/stree-common.h"
#include "core/stree-kind.h"
#include "elements/stree-elements.h"

/* From a signal to state, and back */
#include "core/stree-event.h"
#include "core/stree-handler.h"
#include "core/stree-state.h"
#include "core/stree-session.h"

/* Data */
#include "data/stree-csv.h"
#include "data/stree-frame-builder.h"
#include "data/stree-frame-query.h"
#include "data/stree-frame-summary.h"
#include "data/stree-frame.h"

/* Seeing and testing a tree without a display */
#include "core/stree-dump.h"
#include "testing/stree-headless.h"

#undef STREE_H_INSIDE
