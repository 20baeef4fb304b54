/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-application.h"

#include <locale.h>

/**
 * stree_run_begin: (skip)
 *
 * Takes the user's locale. stree_run_with () does it before its arguments are evaluated: words in them are translated.
 *
 * Since: 1.0
 */
void
stree_run_begin (void)
{
  setlocale (LC_ALL, "");
}

/**
 * stree_run: (skip)
 * @application_id: (nullable): the application's id, such as `org.example.App`
 * @func: the root component
 * @argc: as main () got it
 * @argv: as main () got it
 *
 * Runs a program whose window shows a component. Its render paths begin with `app`.
 *
 * Returns: the exit status for main ()
 *
 * Since: 1.0
 */
int
stree_run (const char *application_id, StreeComponentFunc func, int argc, char **argv)
{
  static const StreeAppArgs none;

  return stree_run_args (application_id, "app", func, argc, argv, &none);
}
