/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "actions/stree-shortcut-private.h"

#include <string.h>

#include "core/stree-error.h"

/* In the order in which they are written. */
static const struct
{
  const char *name;
  const char *others[4];
} modifiers[] = {
  { "Shift", { "shift", "shft", NULL } },
  { "Control", { "control", "ctrl", "ctl", "primary" } },
  { "Alt", { "alt", "mod1", NULL } },
  { "Super", { "super", NULL } },
  { "Meta", { "meta", NULL } },
  { "Hyper", { "hyper", NULL } },
};

static guint
find_modifier (const char *text, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (modifiers); i++)
    for (guint k = 0; k < G_N_ELEMENTS (modifiers[i].others) && modifiers[i].others[k]; k++)
      if (strlen (modifiers[i].others[k]) == length && g_ascii_strncasecmp (modifiers[i].others[k], text, length) == 0)
        return 1u << i;
  return 0;
}

static char *
refuse (const char *shortcut, GError **error)
{
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
               "shortcut is '%s': expected modifiers (Shift, Control, Alt, Super, Meta, Hyper) in < >, then one key, such as "
               "<Control>s or <Shift>F5",
               shortcut);
  return NULL;
}

char *
stree_shortcut_canonical (const char *shortcut, GError **error)
{
  const char *p = shortcut;
  guint       used = 0;
  GString    *text;

  while (*p == '<')
    {
      const char *end = strchr (p, '>');
      guint       modifier = end ? find_modifier (p + 1, (gsize) (end - p - 1)) : 0;

      if (!modifier)
        return refuse (shortcut, error);
      used |= modifier;
      p = end + 1;
    }
  if (!*p || strpbrk (p, " \t\n<>|+"))
    return refuse (shortcut, error);
  text = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (modifiers); i++)
    if (used & (1u << i))
      g_string_append_printf (text, "<%s>", modifiers[i].name);
  if (p[1] == '\0')
    g_string_append_c (text, g_ascii_tolower (*p)); /* a letter's case is a matter of Shift */
  else
    g_string_append (text, p);
  return g_string_free (text, FALSE);
}
