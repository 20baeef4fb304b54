/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A list of things to do: add, tick off, edit in place, put in order, remove. It is kept from one start to the next. */

#include <streamtree-gtk.h>

#include <glib/gi18n-lib.h>

#include "todo/todo.h"

int
main (int argc, char **argv)
{
  g_autofree char *file = g_build_filename (g_get_user_state_dir (), "streamtree", "todo.json", NULL);

  return stree_run_with ("org.streamtree.Todo", todo, argc, argv, .page_title = _ ("To Do"), .session_file = file);
}
