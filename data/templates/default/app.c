#include "app.h"

StreeElement *
app (StreeContext *cx, gpointer props)
{
  StreeState *name = stree_state_string (cx, "name", "");
  StreeState *count = stree_state_int (cx, "count", 0);
  const char *who = stree_state_get_string (name);

  (void) props;
  return stree_vstack (stree_title ("@NAME_C@"),
                       stree_text_input ("Your name", .value = stree_bind (name), .key = "name"),
                       stree_text ("Hello, %s!", *who ? who : "world"),
                       stree_text ("Clicked: %d", stree_state_get_int (count)),
                       stree_hstack (stree_button ("Click", .primary = TRUE, .on_click = stree_add (count, 1), .key = "click"),
                                     stree_button ("Start again", .disabled = stree_state_get_int (count) == 0,
                                                   .on_click = stree_set (count, 0), .key = "reset")));
}
