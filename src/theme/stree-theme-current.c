/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which theme is in force: the one that is provided as "theme" by the nearest ThemeRoot or Provider, or by the session. */

#include "core/stree-error.h"
#include "core/stree-provided.h"
#include "core/stree-values-private.h"
#include "theme/stree-theme-private.h"

static StreeTheme *
copy (const StreeTheme *theme)
{
  StreeTheme *twin = g_new0 (StreeTheme, 1);

  *twin = *theme;
  g_atomic_ref_count_init (&twin->ref_count);
  twin->primary_color = g_strdup (theme->primary_color);
  twin->font_stack = g_strdup (theme->font_stack);
  twin->custom_css = g_strdup (theme->custom_css);
  twin->provided = NULL;
  return twin;
}

/* Values hold what is in them, so a theme that owned values with itself in it would never be freed: they have its twin. */
StreeValues *
stree_theme_get_provided (StreeTheme *theme)
{
  g_auto (GValue) value = G_VALUE_INIT;

  if (theme->provided)
    return theme->provided;
  g_value_init (&value, STREE_TYPE_THEME);
  g_value_take_boxed (&value, copy (theme));
  theme->provided = stree_values_new ();
  stree_values_set (theme->provided, STREE_THEME_NAME, &value, NULL);
  return theme->provided;
}

/**
 * stree_theme: (skip)
 * @cx: a context
 *
 * The theme in force at a component: that of the nearest ThemeRoot or of a Provider of a "theme", else the session's, else
 * the default one. The component runs again when it changes.
 *
 * Returns: (transfer none): the theme; held by who provides it
 *
 * Since: 1.0
 */
StreeTheme *
stree_theme (StreeContext *cx)
{
  StreeTheme *theme;

  g_return_val_if_fail (cx != NULL, NULL);
  theme = stree_lookup_boxed (cx, STREE_THEME_NAME, STREE_TYPE_THEME);
  return theme ? theme : stree_theme_get_default ();
}

/**
 * stree_session_set_theme:
 * @session: a session
 * @theme: (nullable): a theme; %NULL for the desktop's own looks
 *
 * Gives a program its theme: every view of the session shows it, and every window of its application.
 *
 * Since: 1.0
 */
void
stree_session_set_theme (StreeSession *session, StreeTheme *theme)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_return_if_fail (STREE_IS_SESSION (session));
  if (theme)
    {
      g_value_init (&value, STREE_TYPE_THEME);
      g_value_set_boxed (&value, theme);
    }
  stree_session_provide (session, STREE_THEME_NAME, theme ? &value : NULL, NULL);
}

/**
 * stree_session_get_theme:
 * @session: a session
 *
 * The program's theme.
 *
 * Returns: (transfer full) (nullable): the theme; %NULL for the desktop's own looks
 *
 * Since: 1.0
 */
StreeTheme *
stree_session_get_theme (StreeSession *session)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_return_val_if_fail (STREE_IS_SESSION (session), NULL);
  if (!stree_session_get_provided (session, STREE_THEME_NAME, &value) || !G_VALUE_HOLDS (&value, STREE_TYPE_THEME))
    return NULL;
  return g_value_dup_boxed (&value);
}
