/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The text/event-stream format, as the HTML standard has it (section 9.2, server-sent events): bytes in, cut anywhere, events
 * out. It knows nothing of where the bytes come from.
 *
 * The standard decodes the stream first and splits it then. Here it is split first: what ends a line is ASCII, so the lines
 * are the same, and only what is handed out is made valid UTF-8. */

#include <glib.h>

G_BEGIN_DECLS

/* No field is NULL, all are valid UTF-8. Good during the call only. */
typedef struct
{
  const char *type;
  const char *data;
  const char *id;   /* the last event ID, of this event or one before */
} StreeParsedEvent;

/* It may not feed the parser, but may free what it came from after the call. FALSE: nothing more is wanted. */
typedef gboolean (*StreeEventParserFunc) (const StreeParsedEvent *event, gpointer data);

typedef struct _StreeEventParser StreeEventParser;

/* @max_size: of an event, and of a line, in bytes; more is an error. */
StreeEventParser *stree_event_parser_new      (gsize max_size, StreeEventParserFunc func, gpointer data);
void              stree_event_parser_free     (StreeEventParser *parser);
/* FALSE with an error, or without one if the function wanted nothing more. Nothing may be fed after either. */
gboolean          stree_event_parser_feed     (StreeEventParser *parser, gconstpointer bytes, gsize size, GError **error);
/* Another stream of the same source: what was begun is discarded, the ID and the time stay. */
void              stree_event_parser_restart  (StreeEventParser *parser);
/* What the last event that was handed out left; "" at first. */
const char       *stree_event_parser_get_id   (StreeEventParser *parser);
/* Milliseconds the stream asked for; -1: it did not. */
gint64            stree_event_parser_get_retry (StreeEventParser *parser);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeEventParser, stree_event_parser_free)

G_END_DECLS
