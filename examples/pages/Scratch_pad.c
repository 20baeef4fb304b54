/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A page without a number stands last. This one starts afresh each time. */

#include <streamtree.h>

#include <glib/gi18n-lib.h>

static StreeElement *
scratch_pad (StreeContext *cx, gpointer props)
{
  StreeState *note = stree_state_string (cx, "note", "");

  (void) props;
  return stree_vstack (stree_title (_ ("Scratch pad")),
                       stree_text_input (_ ("Note"), .value = stree_bind (note), .placeholder = _ ("It is forgotten when you leave"), .key = "note"));
}
STREE_PAGE (scratch_pad, "Scratch_pad", .forget = TRUE, .label = N_ ("Scratch pad"), .domain = GETTEXT_PACKAGE)
