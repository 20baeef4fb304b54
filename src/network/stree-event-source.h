/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "network/stree-connection.h"

G_BEGIN_DECLS

#define STREE_TYPE_EVENT_SOURCE (stree_event_source_get_type ())

typedef struct _StreeEventSource StreeEventSource;

/**
 * StreeEventSourceFunc:
 * @cx: (nullable): the context of the component
 * @source: where an event came, which is its last one now
 * @data: data of the caller
 *
 * Takes an event. It is called for each of them, in their order, outside of any run: it may set state.
 *
 * Since: 1.0
 */
typedef void (*StreeEventSourceFunc) (StreeContext *cx, StreeEventSource *source, gpointer data);

STREE_AVAILABLE_IN_1_0
GType stree_event_source_get_type (void) G_GNUC_CONST;
STREE_AVAILABLE_IN_1_0
StreeEventSource *stree_event_source_ref (StreeEventSource *source);
STREE_AVAILABLE_IN_1_0
void stree_event_source_unref (StreeEventSource *source);

STREE_AVAILABLE_IN_1_0
StreeEventSource *stree_watch_events (StreeContext *cx, const char *name, const char *url);
STREE_AVAILABLE_IN_1_0
StreeEventSource *stree_watch_events_each (StreeContext *cx, const char *name, const char *url, StreeEventSourceFunc func,
                                           gpointer data, GDestroyNotify destroy);

STREE_AVAILABLE_IN_1_0
StreeConnectionStatus stree_event_source_get_status (StreeEventSource *source);
STREE_AVAILABLE_IN_1_0
const GError *stree_event_source_get_error (StreeEventSource *source);
STREE_AVAILABLE_IN_1_0
GVariant *stree_event_source_get_event (StreeEventSource *source);
STREE_AVAILABLE_IN_1_0
const char *stree_event_source_get_data (StreeEventSource *source);
STREE_AVAILABLE_IN_1_0
const char *stree_event_source_get_last_event_id (StreeEventSource *source);
STREE_AVAILABLE_IN_1_0
guint64 stree_event_source_get_n_events (StreeEventSource *source);

#ifndef __GI_SCANNER__

typedef struct
{
  const char *name; /* not blank; unique in the component */
  const char *url;  /* NULL: none at the moment */
  /* The rest may be left out. */
  StreeEventSourceFunc on_event; /* gets each event */
  gpointer             data;
  GDestroyNotify       destroy;  /* frees data, with the next run at the earliest */
  const char *const   *headers;  /* of the request: name, value, ..., NULL; with other ones it is another source */
  gsize                max_event_size; /* bytes; a larger event is an error; 0: 16 MiB */
  char                 stree_end_;
} StreeEventSourceSpec;

STREE_AVAILABLE_IN_1_0
StreeEventSource *stree_watch_events_spec (StreeContext *cx, const StreeEventSourceSpec *spec);

/* With what may be left out: stree_watch_events_with (cx, "news", url, .on_event = append). */
#define stree_watch_events_with(cx_, name_, url_, ...)                                                                 \
  stree_watch_events_spec (                                                                                            \
    (cx_), &(StreeEventSourceSpec){ .stree_end_ = 0, .name = (name_), .url = (url_), __VA_ARGS__ })

#endif /* __GI_SCANNER__ */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeEventSource, stree_event_source_unref)

G_END_DECLS
