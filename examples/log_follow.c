/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* log_follow [FILE]: the last lines of a text file, which are there as soon as they are written, and how old they are. */

#include <streamtree-gtk.h>

#include <glib/gi18n-lib.h>

#include "log_follow/log_follow.h"

int
main (int argc, char **argv)
{
  return stree_run_with ("org.streamtree.LogFollow", log_follow, argc, argv, .page_title = _ ("Log"), .width = 760, .height = 480,
                         .opens_files = TRUE);
}
