#include "app.h"

/* Requests that are sent and counted; what happens is told to an event sink, without what must not be known. */

typedef struct
{
  StreeState *sent;
  StreeState *text;
} Request;

static void
send_cb (StreeEvent *event, gpointer data)
{
  static const char *const secrets[] = { "hunter2", NULL }; /* what nobody may read in a log */

  const Request   *request = data;
  StreeContext    *cx = stree_event_get_context (event);
  g_autofree char *text = stree_redact_secrets (stree_state_get_string (request->text), secrets);
  GVariantDict     payload;

  g_variant_dict_init (&payload, NULL);
  g_variant_dict_insert (&payload, "tenant", "s", stree_tenant_id (cx, "demo"));
  g_variant_dict_insert (&payload, "text", "s", text);
  stree_emit_event (cx, "request.sent", g_variant_dict_end (&payload));
  stree_state_add (request->sent, 1);
  stree_state_set_string (request->text, "");
}

static StreeElement *
requests (StreeContext *cx, gpointer props)
{
  StreeState *sent = stree_state_int (cx, "sent", 0);
  StreeState *text = stree_state_string (cx, "text", "");
  gboolean    blank = *stree_state_get_string (text) == '\0';

  (void) props;
  return stree_vstack (stree_text ("Tenant: %s", stree_tenant_id (cx, "demo")),
                       stree_text_input ("Request", .value = stree_bind (text), .key = "text"),
                       stree_button ("Send", .primary = TRUE, .disabled = blank, .on_click = stree_call_with (send_cb, Request, sent, text),
                                     .key = "send"),
                       stree_text ("Sent: %d", stree_state_get_int (sent)));
}

StreeElement *
app (StreeContext *cx, gpointer props)
{
  StreeElement *content;

  (void) cx;
  /* Where something fails, the rest goes on. */
  content = stree_vstack (stree_title ("@NAME_C@"),
                          stree_error_boundary (stree_component (requests), .fallback = stree_text ("This part does not work at the moment.")));
  /* @props is where events go; NULL: nowhere. */
  return props ? stree_provide ((stree_named_object (STREE_EVENT_SINK_NAME, props)), content) : content;
}
