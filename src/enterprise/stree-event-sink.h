/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-types.h"

G_BEGIN_DECLS

#define STREE_TYPE_EVENT_SINK (stree_event_sink_get_type ())

STREE_AVAILABLE_IN_1_0
G_DECLARE_INTERFACE (StreeEventSink, stree_event_sink, STREE, EVENT_SINK, GObject)

/**
 * StreeEventSinkInterface:
 * @parent_iface: the parent
 * @emit: takes an event. The name is not blank; the payload may be %NULL, and so may the tenant. Returns %FALSE and sets
 *   the error if the event is lost
 *
 * What an event sink implements.
 *
 * Since: 1.0
 */
struct _StreeEventSinkInterface
{
  GTypeInterface parent_iface;

  gboolean (*emit) (StreeEventSink *self, const char *name, GVariant *payload, const char *tenant, GError **error);
};

STREE_AVAILABLE_IN_1_0
gboolean stree_event_sink_emit (StreeEventSink *self, const char *name, GVariant *payload, const char *tenant, GError **error);

G_END_DECLS
