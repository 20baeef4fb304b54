/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli-private.h"

#include <glib/gi18n-lib.h>
#include <errno.h>
#include <gmodule.h>
#include <sys/mman.h>
#include <ucontext.h>

static gboolean
find_symbol (GModule *module, const char *name, gpointer *symbol, GError **error, const char *what)
{
  if (g_module_symbol (module, name, symbol) && *symbol)
    return TRUE;
  g_set_error_literal (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, what);
  return FALSE;
}

gboolean
cli_open (StreeTarget *target, const char *path, CliModule *loaded, GError **error)
{
  g_autofree char *what = NULL;
  GModule         *module = g_module_open (path, G_MODULE_BIND_LOCAL);
  gpointer         symbol = NULL;

  /* It is mapped: its name is no longer needed, but for who wants to know where it crashed. */
  if (!cli_is_supervised ())
    stree_target_discard (target, path);
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

gboolean
cli_load (StreeTarget *target, CliModule *loaded, GError **error)
{
  g_autofree char *said = NULL;
  g_autofree char *path = NULL;

  /* From where it is it finds the libraries that lie beside it. */
  if (target->type == STREE_TARGET_MODULE)
    return cli_open (target, target->path, loaded, error);
  path = stree_target_build (target, &said, error);
  if (said && *said)
    g_printerr ("%s%s", said, g_str_has_suffix (said, "\n") ? "" : "\n");
  return path && cli_open (target, path, loaded, error);
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

static GPtrArray *
words_of (StreeTarget *target, char **args)
{
  GPtrArray *argv = g_ptr_array_new ();

  g_ptr_array_add (argv, target->path);
  for (; args && *args; args++)
    g_ptr_array_add (argv, *args);
  g_ptr_array_add (argv, NULL);
  return argv;
}

gboolean
cli_enter (StreeTarget *target, CliModule *module, char **args, StreeRunFunc func, gpointer data, int *status)
{
  static const StreeAppArgs none;

  g_autoptr (GPtrArray) argv = words_of (target, args);
  Caught                caught = { func, data, FALSE };

  if (module->func)
    {
      *status = func (NULL, target->function, module->func, 0, NULL, &none, data);
      return TRUE;
    }
  stree_run_catch (caught_cb, &caught);
  *status = module->enter ((int) argv->len - 1, (char **) argv->pdata);
  stree_run_catch (NULL, NULL);
  return caught.called;
}

/* --- on a stack of its own --- */

#define STACK_SIZE (1024 * 1024)

typedef struct
{
  ucontext_t  here;
  ucontext_t  apart;
  CliModule  *module;
  GPtrArray  *argv; /* never freed: it may be read for as long as the module is there */
  CliProgram *program;
  gboolean    called;
  int         status;
} Apart;

static Apart *entering; /* makecontext () takes no pointers */

static int
park (const char *application_id, const char *name, StreeComponentFunc func, int argc, char **argv, const StreeAppArgs *args,
      gpointer data)
{
  Apart *self = data;

  (void) application_id;
  (void) argc;
  (void) argv;
  self->called = TRUE;
  self->program->name = g_strdup (name);
  self->program->func = func;
  self->program->args = *args;
  stree_run_abandon ();
  swapcontext (&self->apart, &self->here);
  g_assert_not_reached ();
}

static void
apart (void)
{
  Apart *self = entering;

  self->status = self->module->enter ((int) self->argv->len - 1, (char **) self->argv->pdata);
}

gboolean
cli_enter_apart (StreeTarget *target, CliModule *module, char **args, CliProgram *program, GError **error)
{
  Apart *self;
  int    status;
  void  *stack;

  if (module->func)
    {
      *program = (CliProgram){ .name = g_strdup (target->function), .func = module->func };
      return TRUE;
    }
  stack = mmap (NULL, STACK_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (stack == MAP_FAILED)
    {
      g_set_error_literal (error, STREE_ERROR, STREE_ERROR_FAILED, g_strerror (errno));
      return FALSE;
    }
  self = g_new0 (Apart, 1);
  self->module = module;
  self->argv = words_of (target, args);
  self->program = program;
  getcontext (&self->apart);
  self->apart.uc_stack.ss_sp = stack;
  self->apart.uc_stack.ss_size = STACK_SIZE;
  self->apart.uc_link = &self->here;
  makecontext (&self->apart, apart, 0);
  entering = self;
  stree_run_catch (park, self);
  swapcontext (&self->here, &self->apart);
  stree_run_catch (NULL, NULL);
  if (self->called)
    return TRUE; /* what is on the stack stays */
  status = self->status;
  munmap (stack, STACK_SIZE);
  g_ptr_array_unref (self->argv);
  g_free (self);
  g_set_error (error, STREE_ERROR, STREE_ERROR_FAILED, _ ("main () returned %d, and did not come to stree_run ()"), status);
  return FALSE;
}
