/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include <gio/gio.h>

#include "enterprise/stree-event-sink.h"

G_BEGIN_DECLS

#define STREE_TYPE_JSON_SINK (stree_json_sink_get_type ())

STREE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (StreeJsonSink, stree_json_sink, STREE, JSON_SINK, GObject)

STREE_AVAILABLE_IN_1_0
StreeJsonSink *stree_json_sink_new (GOutputStream *stream) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
StreeJsonSink *stree_json_sink_new_for_file (const char *filename, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
