/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A page that has something to keep: what was entered is there when one comes back. */

#include <streamtree.h>

#include <glib/gi18n-lib.h>

static StreeElement *
temperature (StreeContext *cx, gpointer props)
{
  StreeState *celsius = stree_state_double (cx, "celsius", 20);

  (void) props;
  return stree_vstack (stree_title (_ ("Temperature")),
                       stree_number_input (_ ("Degrees Celsius"), .value = stree_bind (celsius), .step = 0.5, .format = "%.1f", .key = "celsius"),
                       stree_text (_ ("%.1f degrees Fahrenheit"), stree_state_get_double (celsius) * 9 / 5 + 32));
}
STREE_PAGE (temperature, "2_Temperature", .label = N_ ("Temperature"), .domain = GETTEXT_PACKAGE)
