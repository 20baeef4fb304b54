#include "app.h"

#include <string.h>

static void
test_requests (void)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (StreeJsonSink) sink = stree_json_sink_new (stream);
  g_autoptr (StreeTest)     test = stree_test_new (NULL, "app", app, sink);
  g_autofree char          *events = NULL;

  stree_test_assert_shown (stree_test_by_role (test, "heading", "@NAME_C@"));
  stree_test_assert_shows (test, "Tenant: demo");
  stree_test_assert_unusable (stree_test_by_key (test, "send"));
  stree_test_type (stree_test_by_label (test, "Request"), "The password is hunter2");
  stree_test_click (stree_test_by_role (test, "button", "Send"));
  stree_test_assert_shows (test, "Sent: 1");
  stree_test_assert_value (stree_test_by_label (test, "Request"), "");
  events = g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                      g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)));
  g_assert_nonnull (strstr (events, "request.sent"));
  g_assert_nonnull (strstr (events, "The password is [REDACTED]"));
}
@if pages@

static void
test_pages (void)
{
  g_autoptr (StreeTest) test = stree_test_new (NULL, "app", window, NULL);

  stree_test_assert_shows (test, "Sent: 0");
@pages-script@
}
@end@

int
main (int argc, char **argv)
{
  stree_test_init (&argc, &argv);
  g_test_add_func ("/app/requests", test_requests);
@if pages@
  g_test_add_func ("/app/pages", test_pages);
@end@
  return g_test_run ();
}
