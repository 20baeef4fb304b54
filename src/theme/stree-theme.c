/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "theme/stree-theme-private.h"

#include <string.h>

#include "core/stree-arena-private.h"
#include "core/stree-boxed-private.h"
#include "core/stree-context.h"
#include "core/stree-element-private.h"
#include "core/stree-error.h"

STREE_DEFINE_BOXED_TYPE (StreeTheme, stree_theme)

/* --- types --- */

static GType
register_enum (const char *name, const GEnumValue *values)
{
  return g_enum_register_static (g_intern_static_string (name), values);
}

GType
stree_theme_mode_get_type (void)
{
  static const GEnumValue values[] = {
    { STREE_THEME_FOLLOW, "STREE_THEME_FOLLOW", "follow" },
    { STREE_THEME_LIGHT, "STREE_THEME_LIGHT", "light" },
    { STREE_THEME_DARK, "STREE_THEME_DARK", "dark" },
    { 0, NULL, NULL },
  };
  static GType type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, register_enum ("StreeThemeMode", values));
  return type;
}

GType
stree_theme_density_get_type (void)
{
  static const GEnumValue values[] = {
    { STREE_DENSITY_NORMAL, "STREE_DENSITY_NORMAL", "normal" },
    { STREE_DENSITY_COMPACT, "STREE_DENSITY_COMPACT", "compact" },
    { STREE_DENSITY_SPACIOUS, "STREE_DENSITY_SPACIOUS", "spacious" },
    { 0, NULL, NULL },
  };
  static GType type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, register_enum ("StreeThemeDensity", values));
  return type;
}

GType
stree_theme_scheme_get_type (void)
{
  static const GFlagsValue values[] = {
    { STREE_SCHEME_LIGHT, "STREE_SCHEME_LIGHT", "light" },
    { STREE_SCHEME_DARK, "STREE_SCHEME_DARK", "dark" },
    { STREE_SCHEME_HIGH_CONTRAST, "STREE_SCHEME_HIGH_CONTRAST", "high-contrast" },
    { 0, NULL, NULL },
  };
  static GType type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_flags_register_static (g_intern_static_string ("StreeThemeScheme"), values));
  return type;
}

GType
stree_theme_color_get_type (void)
{
#define COLOR(name, nick) { STREE_COLOR_##name, "STREE_COLOR_" #name, nick }
  static const GEnumValue values[] = {
    COLOR (BACKGROUND, "background"),
    COLOR (VIEW, "view"),
    COLOR (SURFACE, "surface"),
    COLOR (TEXT, "text"),
    COLOR (DIM_TEXT, "dim-text"),
    COLOR (BORDER, "border"),
    COLOR (CONTROL, "control"),
    COLOR (CONTROL_HOVER, "control-hover"),
    COLOR (CONTROL_ACTIVE, "control-active"),
    COLOR (ACCENT, "accent"),
    COLOR (ACCENT_HOVER, "accent-hover"),
    COLOR (ACCENT_ACTIVE, "accent-active"),
    COLOR (ON_ACCENT, "on-accent"),
    COLOR (ACCENT_TEXT, "accent-text"),
    COLOR (ERROR_TEXT, "error-text"),
    COLOR (FOCUS, "focus"),
    { 0, NULL, NULL },
  };
#undef COLOR
  static GType type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, register_enum ("StreeThemeColor", values));
  return type;
}

/* --- making one --- */

static gboolean
bad (GError **error, const char *token, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* Always FALSE. */
static gboolean
bad (GError **error, const char *token, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list          args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "Theme: %s %s", token, message);
  return FALSE;
}

static gboolean
take_color (StreeTheme *theme, const char *color, GError **error)
{
  if (color && !g_utf8_validate (color, -1, NULL))
    return bad (error, "primary_color", "is not UTF-8: expected #RGB or #RRGGBB");
  theme->primary_color = g_strstrip (g_strdup (color ? color : STREE_THEME_COLOR));
  if (!stree_color_parse (theme->primary_color, &theme->primary))
    return bad (error, "primary_color", "is '%s': expected #RGB or #RRGGBB, such as #06c or #0066cc", theme->primary_color);
  return TRUE;
}

static gboolean
take_fonts (StreeTheme *theme, const char *stack, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_auto (GStrv)     families = NULL;

  if (!stack)
    return TRUE;
  theme->font_stack = g_strstrip (g_strdup (stack));
  families = stree_css_fonts (theme->font_stack, &inner);
  return families ? TRUE : bad (error, "font_stack", "%s", inner->message);
}

static gboolean
take_css (StreeTheme *theme, const char *css, GError **error)
{
  g_autoptr (GError) inner = NULL;

  theme->custom_css = g_strdup (css ? css : "");
  return stree_css_check (theme->custom_css, &inner) ? TRUE : bad (error, "custom_css", "%s", inner->message);
}

static gboolean
take_all (StreeTheme *theme, const StreeThemeArgs *args, GError **error)
{
  if (!take_color (theme, args->primary_color, error) || !take_fonts (theme, args->font_stack, error))
    return FALSE;
  theme->mode = args->mode;
  if (args->mode < STREE_THEME_FOLLOW || args->mode > STREE_THEME_DARK)
    return bad (error, "mode", "is %d: expected follow (%d), light (%d) or dark (%d)", (int) args->mode, STREE_THEME_FOLLOW,
                STREE_THEME_LIGHT, STREE_THEME_DARK);
  theme->density = args->density;
  if (args->density < STREE_DENSITY_NORMAL || args->density > STREE_DENSITY_SPACIOUS)
    return bad (error, "density", "is %d: expected normal (%d), compact (%d) or spacious (%d)", (int) args->density,
                STREE_DENSITY_NORMAL, STREE_DENSITY_COMPACT, STREE_DENSITY_SPACIOUS);
  theme->radius = args->radius == STREE_RADIUS_NONE ? 0 : args->radius == 0 ? STREE_THEME_RADIUS : args->radius;
  if (theme->radius < 0 || theme->radius > STREE_THEME_MAX_RADIUS)
    return bad (error, "radius", "is %d: expected 1 to %d pixels, 0 for the default, or STREE_RADIUS_NONE for square corners",
                args->radius, STREE_THEME_MAX_RADIUS);
  return take_css (theme, args->custom_css, error);
}

/**
 * stree_theme_new_from_args: (skip)
 * @args: what it is made of; copied
 * @error: return location for an error
 *
 * Makes a theme. In C write `stree_theme_make (&error, .primary_color = "#06c")`.
 *
 * Returns: (transfer full) (nullable): the theme; %NULL with %STREE_ERROR_BAD_VALUE, whose message names the token, and in
 *   custom CSS line and column
 *
 * Since: 1.0
 */
StreeTheme *
stree_theme_new_from_args (const StreeThemeArgs *args, GError **error)
{
  g_autoptr (StreeTheme) theme = g_new0 (StreeTheme, 1);

  g_return_val_if_fail (args != NULL, NULL);
  g_atomic_ref_count_init (&theme->ref_count);
  return take_all (theme, args, error) ? g_steal_pointer (&theme) : NULL;
}

/**
 * stree_theme_new:
 * @primary_color: (nullable): `#RGB` or `#RRGGBB`; %NULL for the default, `#ff4b4b`
 * @mode: light, dark, or as the desktop says
 * @error: return location for an error
 *
 * Makes a theme of a colour. More of it can be said in JSON: [ctor@StreamTree.Theme.new_from_json].
 *
 * Returns: (transfer full): the theme; %NULL with %STREE_ERROR_BAD_VALUE
 *
 * Since: 1.0
 */
StreeTheme *
stree_theme_new (const char *primary_color, StreeThemeMode mode, GError **error)
{
  return stree_theme_make (error, .primary_color = primary_color, .mode = mode);
}

/**
 * stree_theme_use_args: (skip)
 * @cx: a context
 * @args: what the theme is made of; copied
 *
 * Makes a theme in a component. In C write `stree_theme_use (cx, .mode = STREE_THEME_DARK)`. A mistake fails the component.
 *
 * Returns: (transfer none): the theme, which lives as long as the run; after a mistake, the default one
 *
 * Since: 1.0
 */
StreeTheme *
stree_theme_use_args (StreeContext *cx, const StreeThemeArgs *args)
{
  GError     *error = NULL;
  StreeTheme *theme;

  g_return_val_if_fail (cx != NULL, NULL);
  g_return_val_if_fail (args != NULL, NULL);
  theme = stree_theme_new_from_args (args, &error);
  if (!theme)
    {
      stree_context_take_error (cx, error);
      return stree_theme_get_default ();
    }
  stree_arena_on_free (stree_element_arena (), theme, (GDestroyNotify) stree_theme_unref);
  return theme;
}

StreeTheme *
stree_theme_get_default (void)
{
  static StreeTheme *theme;

  if (g_once_init_enter (&theme))
    g_once_init_leave (&theme, stree_theme_make (NULL, .primary_color = NULL));
  return theme;
}

/**
 * stree_theme_ref:
 * @theme: a theme
 *
 * Holds a theme.
 *
 * Returns: (transfer full): @theme
 *
 * Since: 1.0
 */
StreeTheme *
stree_theme_ref (StreeTheme *theme)
{
  g_return_val_if_fail (theme != NULL, NULL);
  g_atomic_ref_count_inc (&theme->ref_count);
  return theme;
}

/**
 * stree_theme_unref:
 * @theme: (transfer full): a theme
 *
 * Lets go of a theme.
 *
 * Since: 1.0
 */
void
stree_theme_unref (StreeTheme *theme)
{
  g_return_if_fail (theme != NULL);
  if (!g_atomic_ref_count_dec (&theme->ref_count))
    return;
  g_clear_pointer (&theme->provided, stree_values_unref);
  g_free (theme->primary_color);
  g_free (theme->font_stack);
  g_free (theme->custom_css);
  g_free (theme);
}

/* --- reading it --- */

/**
 * stree_theme_get_primary_color:
 * @theme: a theme
 *
 * The colour of what stands out, as it was given.
 *
 * Returns: (transfer none): `#RGB` or `#RRGGBB`
 *
 * Since: 1.0
 */
const char *
stree_theme_get_primary_color (StreeTheme *theme)
{
  g_return_val_if_fail (theme != NULL, NULL);
  return theme->primary_color;
}

/**
 * stree_theme_get_font_stack:
 * @theme: a theme
 *
 * The font families, separated by commas.
 *
 * Returns: (transfer none) (nullable): the families; %NULL for the desktop's font
 *
 * Since: 1.0
 */
const char *
stree_theme_get_font_stack (StreeTheme *theme)
{
  g_return_val_if_fail (theme != NULL, NULL);
  return theme->font_stack;
}

/**
 * stree_theme_get_mode:
 * @theme: a theme
 *
 * Whether it is light or dark.
 *
 * Returns: the mode
 *
 * Since: 1.0
 */
StreeThemeMode
stree_theme_get_mode (StreeTheme *theme)
{
  g_return_val_if_fail (theme != NULL, STREE_THEME_FOLLOW);
  return theme->mode;
}

/**
 * stree_theme_get_density:
 * @theme: a theme
 *
 * How much room there is inside of controls.
 *
 * Returns: the density
 *
 * Since: 1.0
 */
StreeThemeDensity
stree_theme_get_density (StreeTheme *theme)
{
  g_return_val_if_fail (theme != NULL, STREE_DENSITY_NORMAL);
  return theme->density;
}

/**
 * stree_theme_get_radius:
 * @theme: a theme
 *
 * The radius of corners.
 *
 * Returns: the radius in pixels; 0 for square corners
 *
 * Since: 1.0
 */
int
stree_theme_get_radius (StreeTheme *theme)
{
  g_return_val_if_fail (theme != NULL, 0);
  return theme->radius;
}

/**
 * stree_theme_get_custom_css:
 * @theme: a theme
 *
 * The CSS that is appended.
 *
 * Returns: (transfer none): the CSS; may be empty
 *
 * Since: 1.0
 */
const char *
stree_theme_get_custom_css (StreeTheme *theme)
{
  g_return_val_if_fail (theme != NULL, NULL);
  return theme->custom_css;
}

/**
 * stree_theme_equal:
 * @a: a theme
 * @b: another one
 *
 * Whether two themes look the same.
 *
 * Returns: %TRUE if so
 *
 * Since: 1.0
 */
gboolean
stree_theme_equal (StreeTheme *a, StreeTheme *b)
{
  g_return_val_if_fail (a != NULL, FALSE);
  g_return_val_if_fail (b != NULL, FALSE);
  return a == b || (stree_color_equal (a->primary, b->primary) && g_strcmp0 (a->font_stack, b->font_stack) == 0 &&
                    a->mode == b->mode && a->density == b->density && a->radius == b->radius &&
                    strcmp (a->custom_css, b->custom_css) == 0);
}
