/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A form made from a GObject class: the properties are its fields, and what is wrong stands at each of them. */

#include <streamtree-gtk.h>

#include <glib/gi18n-lib.h>

#include "model_form/model_form.h"

int
main (int argc, char **argv)
{
  return stree_run_with ("org.streamtree.ModelForm", model_form, argc, argv, .page_title = _ ("Model Form"),
                         .height = 600);
}
