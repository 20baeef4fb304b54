#include <streamtree.h>

static StreeElement *
notes (StreeContext *cx, gpointer props)
{
  StreeState *note = stree_state_string (cx, "note", "");

  (void) props;
  return stree_vstack (stree_title ("Notes"), stree_text_input ("Note", .value = stree_bind (note), .key = "note"));
}
STREE_PAGE (notes, "2_Notes", .icon = "document-edit-symbolic")
