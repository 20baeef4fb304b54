#include "app.h"
@if enterprise@

/* Where events are written: a line of JSON each. */
static StreeEventSink *
open_sink (void)
{
  g_autofree char   *folder = g_build_filename (g_get_user_state_dir (), "@SLUG@", NULL);
  g_autofree char   *file = g_build_filename (folder, "events.jsonl", NULL);
  g_autoptr (GError) error = NULL;
  StreeJsonSink     *sink = NULL;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    sink = stree_json_sink_new_for_file (file, &error);
  if (!sink)
    g_warning ("Events are not kept: %s", error ? error->message : folder);
  return sink ? STREE_EVENT_SINK (sink) : NULL;
}
@end@

int
main (int argc, char **argv)
{
@if enterprise@
  g_autoptr (StreeEventSink) sink = open_sink ();

@end@
@if pages@
  return stree_run_with ("@ID@", window, argc, argv, .page_title = "@NAME_C@", .icon = "@ID@", .layout = STREE_LAYOUT_WIDE,
@else@
  return stree_run_with ("@ID@", app, argc, argv, .page_title = "@NAME_C@", .icon = "@ID@",
@end@
@if enterprise@
                         .props = sink,
@end@
                         .about = STREE_ABOUT (.version = "0.1.0"));
}
