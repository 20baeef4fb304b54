/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-run-private.h"

#include "core/stree-arena-private.h"

#include <locale.h>

#include "core/stree-component.h"
#include "elements/stree-fragment.h"
#include "elements/stree-sidebar.h"

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

/**
 * stree_run_root: (skip)
 * @cx: a context
 * @root: a StreeRunRoot
 *
 * The component at the root of a program that gives its sidebar apart: for a tool that shows what stree_run_with () would.
 *
 * Returns: (transfer none): the component and its sidebar
 *
 * Since: 1.0
 */
StreeElement *
stree_run_root (StreeContext *cx, gpointer root)
{
  const StreeRunRoot *self = root;
  StreeComponentArgs  args = { .props = self->props };

  (void) cx;
  return stree_fragment (stree_component_new (self->name, self->func, &args),
                         stree_sidebar (stree_component_new ("sidebar", self->sidebar, &args)));
}

/**
 * stree_run_root_choose: (skip)
 * @root: a StreeRunRoot
 * @props: (out) (transfer none) (nullable): where to put the props of the component: @root is among them, and has to outlive what shows it
 *
 * What shows a program as stree_run_with () would: with its sidebar, if it has one.
 *
 * Returns: a component
 *
 * Since: 1.0
 */
StreeComponentFunc
stree_run_root_choose (StreeRunRoot *root, gpointer *props)
{
  *props = root->sidebar ? root : root->props;
  return root->sidebar ? stree_run_root : root->func;
}

static StreeRunFunc caught_by;
static gpointer     caught_data;
static guint        caught_depth; /* how many scopes were open before */

/**
 * stree_run_catch: (skip)
 * @func: (nullable): takes what programs run from now on; %NULL: nobody
 * @data: for @func
 *
 * Takes the place of stree_run () and stree_run_with (): for a tool that loads a program as a module, enters its main (), and
 * wants to know what it shows. What @func returns is what main () gets. What @func is given is good until it returns.
 *
 * Since: 1.0
 */
void
stree_run_catch (StreeRunFunc func, gpointer data)
{
  caught_by = func;
  caught_data = data;
  caught_depth = stree_arena_get_depth ();
}

/**
 * stree_run_abandon: (skip)
 *
 * Called by what stree_run_catch () has named, if it never returns, so that main () does not go on: the scopes that are
 * open there are closed for all others. What was made in them stays.
 *
 * Since: 1.0
 */
void
stree_run_abandon (void)
{
  stree_arena_leave (caught_depth);
}

gboolean
stree_run_is_caught (const char *application_id, const char *name, StreeComponentFunc func, int argc, char **argv,
                     const StreeAppArgs *args, int *status)
{
  if (!caught_by)
    return FALSE;
  *status = caught_by (application_id, name, func, argc, argv, args, caught_data);
  return TRUE;
}

/**
 * stree_run_args: (skip)
 * @application_id: (nullable): the application's id, such as `org.example.App`
 * @name: the head of every render path
 * @func: the root component
 * @argc: as main () got it
 * @argv: as main () got it
 * @args: how the window looks
 *
 * Runs a program whose window shows a component. In C write `stree_run_with (id, func, argc, argv, .layout = ...)`.
 *
 * Returns: the exit status for main ()
 *
 * Since: 1.0
 */
int
stree_run_args (const char         *application_id,
                const char         *name,
                StreeComponentFunc  func,
                int                 argc,
                char              **argv,
                const StreeAppArgs *args)
{
  g_autoptr (StreeApplication) app = NULL;
  int                          status;

  stree_run_begin ();
  if (stree_run_is_caught (application_id, name, func, argc, argv, args, &status))
    return status;
  app = stree_application_new (application_id, name, func, args->props);
  g_return_val_if_fail (app != NULL, 1);
  stree_application_apply (app, args);
  if (args->report_file)
    stree_application_record (app, args->report_file);
  return g_application_run (G_APPLICATION (app), argc, argv);
}
