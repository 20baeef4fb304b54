/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Work that goes on while the window stays awake: how far it is, stopping it, starting it again. */

#include <streamtree-gtk.h>

#include <glib/gi18n-lib.h>

#include "async_bg/async_bg.h"

int
main (int argc, char **argv)
{
  return stree_run_with ("org.streamtree.AsyncBg", async_bg, argc, argv, .page_title = _ ("Work in the Background"), .width = 560);
}
