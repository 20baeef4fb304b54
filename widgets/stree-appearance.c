/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-appearance-private.h"

#include <string.h>

static const char *const watched[] = { "gtk-application-prefer-dark-theme", "gtk-theme-name", "gtk-interface-color-scheme",
                                       "gtk-interface-contrast" };

/* An enum of newer GTK, by the nick of its value; NULL: this GTK has no such setting. */
static const char *
nick_of (GtkSettings *settings, const char *name)
{
  GParamSpec        *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (settings), name);
  g_auto (GValue)    value = G_VALUE_INIT;
  const GEnumValue  *found;

  if (!pspec || !G_IS_PARAM_SPEC_ENUM (pspec))
    return NULL;
  g_value_init (&value, G_PARAM_SPEC_VALUE_TYPE (pspec));
  g_object_get_property (G_OBJECT (settings), name, &value);
  found = g_enum_get_value (G_PARAM_SPEC_ENUM (pspec)->enum_class, g_value_get_enum (&value));
  return found ? found->value_nick : NULL;
}

static gboolean
is_dark (GtkSettings *settings, const char *theme)
{
  const char *scheme = nick_of (settings, "gtk-interface-color-scheme");
  const char *forced = g_getenv ("GTK_THEME");
  gboolean    prefer = FALSE;

  if (forced && *forced) /* it goes before every setting, in GTK too */
    return g_str_has_suffix (forced, ":dark") || g_str_has_suffix (forced, "-dark");
  if (g_strcmp0 (scheme, "dark") == 0)
    return TRUE;
  if (g_strcmp0 (scheme, "light") == 0)
    return FALSE;
  g_object_get (settings, "gtk-application-prefer-dark-theme", &prefer, NULL);
  return prefer || (theme && (g_str_has_suffix (theme, "-dark") || g_str_has_suffix (theme, "Inverse")));
}

static gboolean
is_high_contrast (GtkSettings *settings, const char *theme)
{
  const char *forced = g_getenv ("GTK_THEME");

  if (forced && *forced)
    theme = forced;
  return g_strcmp0 (nick_of (settings, "gtk-interface-contrast"), "more") == 0 ||
         (theme && (g_str_has_prefix (theme, "HighContrast") || strstr (theme, "-hc")));
}

StreeThemeScheme
stree_appearance_get (void)
{
  GtkSettings     *settings = gtk_settings_get_default ();
  g_autofree char *theme = NULL;

  if (!settings)
    return STREE_SCHEME_LIGHT;
  g_object_get (settings, "gtk-theme-name", &theme, NULL);
  return (is_dark (settings, theme) ? STREE_SCHEME_DARK : 0) |
         (is_high_contrast (settings, theme) ? STREE_SCHEME_HIGH_CONTRAST : 0);
}

typedef struct
{
  void (*callback) (gpointer data);
  gpointer data;
} Watch;

static void
changed_cb (GtkSettings *settings, GParamSpec *pspec, gpointer data)
{
  Watch *watch = data;

  (void) settings;
  (void) pspec;
  watch->callback (watch->data);
}

static void
free_watch (gpointer data, GClosure *closure)
{
  (void) closure;
  g_free (data);
}

void
stree_appearance_watch (void (*callback) (gpointer data), gpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();

  for (guint i = 0; settings && i < G_N_ELEMENTS (watched); i++)
    if (g_object_class_find_property (G_OBJECT_GET_CLASS (settings), watched[i]))
      {
        g_autofree char *signal = g_strconcat ("notify::", watched[i], NULL);
        Watch           *watch = g_new (Watch, 1);

        watch->callback = callback;
        watch->data = data;
        g_signal_connect_data (settings, signal, G_CALLBACK (changed_cb), watch, free_watch, 0);
      }
}
