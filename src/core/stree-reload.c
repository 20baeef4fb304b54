/* SPDX-License-Identifier: LGPL-2.1-or-later */
#define _GNU_SOURCE /* dladdr () */
#include "core/stree-reload-private.h"

#include <dlfcn.h>
#include <string.h>

#include "core/stree-session-private.h"

static gconstpointer current; /* the module whose code counts; NULL: there was no other */

/* Of a type that was registered below: its module. */
static G_DEFINE_QUARK (stree-reload-module, module)

/* Where the module is that @code is in; NULL: in none. */
static gpointer
module_of (gpointer code)
{
  Dl_info info;

  return dladdr (code, &info) ? info.dli_fbase : NULL;
}

void
stree_reload_begin (StreeSession *session, StreeComponentFunc func)
{
  gpointer code;

  memcpy (&code, &func, sizeof code);
  current = module_of (code);
  session->generation++;
}

gboolean
stree_reload_is_old_type (GType type)
{
  for (; type; type = g_type_parent (type))
    {
      gconstpointer module = g_type_get_qdata (type, module_quark ());

      if (module && current && module != current)
        return TRUE;
    }
  return FALSE;
}

/* --- types --- */

/* From the choice of a name to its registration; types are registered in any thread. */
G_LOCK_DEFINE_STATIC (names);

/* What to register it as. What is not ours to name GLib refuses under its own name, and says so: a type of a library, and one
 * that the same module has registered before. Owned. */
static char *
begin_register (const char *name, gconstpointer module)
{
  g_autofree char *numbered = g_strdup (name);
  GType            taken;

  G_LOCK (names);
  for (guint i = 2; name && (taken = g_type_from_name (numbered)) != 0; i++)
    {
      gconstpointer its_module = g_type_get_qdata (taken, module_quark ());

      if (!its_module || its_module == module)
        return g_strdup (name);
      g_free (numbered);
      numbered = g_strdup_printf ("%s-%u", name, i);
    }
  return g_steal_pointer (&numbered);
}

static GType
end_register (GType type, gpointer module)
{
  if (type)
    g_type_set_qdata (type, module_quark (), module);
  G_UNLOCK (names);
  return type;
}

GType
stree_reload_type_register_static (GType parent, const char *name, const GTypeInfo *info, GTypeFlags flags)
{
  gpointer         module = module_of (__builtin_return_address (0));
  g_autofree char *chosen = begin_register (name, module);

  return end_register (g_type_register_static (parent, chosen, info, flags), module);
}

GType
stree_reload_type_register_static_simple (GType parent, const char *name, guint class_size, GClassInitFunc class_init,
                                          guint instance_size, GInstanceInitFunc instance_init, GTypeFlags flags)
{
  gpointer         module = module_of (__builtin_return_address (0));
  g_autofree char *chosen = begin_register (name, module);

  return end_register (g_type_register_static_simple (parent, chosen, class_size, class_init, instance_size, instance_init, flags),
                       module);
}

GType
stree_reload_boxed_type_register_static (const char *name, GBoxedCopyFunc copy, GBoxedFreeFunc free)
{
  gpointer         module = module_of (__builtin_return_address (0));
  g_autofree char *chosen = begin_register (name, module);

  return end_register (g_boxed_type_register_static (chosen, copy, free), module);
}

GType
stree_reload_pointer_type_register_static (const char *name)
{
  gpointer         module = module_of (__builtin_return_address (0));
  g_autofree char *chosen = begin_register (name, module);

  return end_register (g_pointer_type_register_static (chosen), module);
}

GType
stree_reload_enum_register_static (const char *name, const GEnumValue *values)
{
  gpointer         module = module_of (__builtin_return_address (0));
  g_autofree char *chosen = begin_register (name, module);

  return end_register (g_enum_register_static (chosen, values), module);
}

GType
stree_reload_flags_register_static (const char *name, const GFlagsValue *values)
{
  gpointer         module = module_of (__builtin_return_address (0));
  g_autofree char *chosen = begin_register (name, module);

  return end_register (g_flags_register_static (chosen, values), module);
}
