/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <gmodule.h>

static gboolean
find_symbol (GModule *module, const char *name, gpointer *symbol, GError **error, const char *what)
{
  if (g_module_symbol (module, name, symbol) && *symbol)
    return TRUE;
  g_set_error_literal (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, what);
  return FALSE;
}

gboolean
cli_load (StreeTarget *target, CliModule *loaded, GError **error)
{
  g_autofree char *said = NULL;
  g_autofree char *what = NULL;
  g_autofree char *path = stree_target_build (target, &said, error);
  GModule         *module;
  gpointer         symbol = NULL;

  if (said && *said)
    g_printerr ("%s%s", said, g_str_has_suffix (said, "\n") ? "" : "\n");
  if (!path)
    return FALSE;
  module = g_module_open (path, G_MODULE_BIND_LOCAL);
  /* It is mapped: its name is no longer needed. */
  if (target->type != STREE_TARGET_MODULE)
    g_unlink (path);
  if (!module)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_FAILED, _ ("%s cannot be loaded: %s"), target->path, g_module_error ());
      return FALSE;
    }
  g_module_make_resident (module);
  *loaded = (CliModule){ NULL, NULL };
  if (target->function)
    {
      what = g_strdup_printf (_ ("%s has no function “%s” that can be seen from outside: it must not be static"), target->path,
                              target->function);
      if (!find_symbol (module, target->function, &symbol, error, what))
        return FALSE;
      *(gpointer *) &loaded->func = symbol;
      return TRUE;
    }
  what = g_strdup_printf (_ ("%s has no main (): say which component is meant, as in %s:FUNCTION"), target->path, target->path);
  if (!find_symbol (module, "main", &symbol, error, what))
    return FALSE;
  *(gpointer *) &loaded->enter = symbol;
  return TRUE;
}

typedef struct
{
  StreeRunFunc func;
  gpointer     data;
  gboolean     called;
} Caught;

static int
caught_cb (const char *application_id, const char *name, StreeComponentFunc func, int argc, char **argv,
           const StreeAppArgs *args, gpointer data)
{
  Caught *caught = data;

  caught->called = TRUE;
  return caught->func (application_id, name, func, argc, argv, args, caught->data);
}

gboolean
cli_enter (StreeTarget *target, CliModule *module, char **args, StreeRunFunc func, gpointer data, int *status)
{
  static const StreeAppArgs none;

  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  Caught                caught = { func, data, FALSE };

  if (module->func)
    {
      *status = func (NULL, target->function, module->func, 0, NULL, &none, data);
      return TRUE;
    }
  g_ptr_array_add (argv, target->path);
  for (; args && *args; args++)
    g_ptr_array_add (argv, *args);
  g_ptr_array_add (argv, NULL);
  stree_run_catch (caught_cb, &caught);
  *status = module->enter ((int) argv->len - 1, (char **) argv->pdata);
  stree_run_catch (NULL, NULL);
  return caught.called;
}
