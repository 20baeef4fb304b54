/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The colours that are made of a theme's one. Text has a contrast of 4.5 to 1 at least on all that it may stand on, 7 to 1
 * where the desktop asks for high contrast (WCAG 2.1, 1.4.3 and 1.4.6); lines and rings have 3 to 1 there (1.4.11). */

#include "theme/stree-theme-private.h"

#define TEXT_CONTRAST 4.5
#define HIGH_CONTRAST 7.0
#define RING_CONTRAST 3.0
#define LINE_CONTRAST 4.5 /* of borders, in high contrast */

typedef struct
{
  StreeColor background, view, surface, text, control, hover, active, error;
  double     border; /* how much of the text's colour is in it */
} Ground;

/* light, dark, light with high contrast, dark with high contrast: as %StreeThemeScheme counts */
static const Ground grounds[] = {
  { { 0xfa, 0xfa, 0xfa }, { 0xff, 0xff, 0xff }, { 0xf2, 0xf2, 0xf3 }, { 0x2a, 0x2a, 0x2e },
    { 0xec, 0xec, 0xee }, { 0xe2, 0xe2, 0xe5 }, { 0xd4, 0xd4, 0xd8 }, { 0xc0, 0x1c, 0x28 }, 0.18 },
  { { 0x24, 0x24, 0x27 }, { 0x1c, 0x1c, 0x1f }, { 0x2e, 0x2e, 0x32 }, { 0xf0, 0xf0, 0xf2 },
    { 0x3a, 0x3a, 0x3f }, { 0x45, 0x45, 0x4a }, { 0x51, 0x51, 0x57 }, { 0xff, 0x7b, 0x63 }, 0.18 },
  { { 0xff, 0xff, 0xff }, { 0xff, 0xff, 0xff }, { 0xff, 0xff, 0xff }, { 0x00, 0x00, 0x00 },
    { 0xff, 0xff, 0xff }, { 0xe6, 0xe6, 0xe6 }, { 0xd0, 0xd0, 0xd0 }, { 0xa5, 0x0d, 0x1a }, 0.6 },
  { { 0x00, 0x00, 0x00 }, { 0x00, 0x00, 0x00 }, { 0x00, 0x00, 0x00 }, { 0xff, 0xff, 0xff },
    { 0x00, 0x00, 0x00 }, { 0x26, 0x26, 0x26 }, { 0x3c, 0x3c, 0x3c }, { 0xff, 0x9c, 0x8a }, 0.6 },
};

StreeThemeScheme
stree_theme_resolve (StreeTheme *theme, StreeThemeScheme desktop)
{
  if (theme->mode == STREE_THEME_LIGHT)
    return desktop & STREE_SCHEME_HIGH_CONTRAST;
  if (theme->mode == STREE_THEME_DARK)
    return (desktop & STREE_SCHEME_HIGH_CONTRAST) | STREE_SCHEME_DARK;
  return desktop & (STREE_SCHEME_HIGH_CONTRAST | STREE_SCHEME_DARK);
}

/* What is pressed moves away from the text on it: that reads better then, never worse. */
static void
init_accent (StreePalette *palette, StreeColor primary, double contrast)
{
  StreeColor *colors = palette->colors;
  StreeColor  on = stree_color_on (primary);
  StreeColor  away = { 255 - on.r, 255 - on.g, 255 - on.b };

  colors[STREE_COLOR_ACCENT] = stree_color_readable (primary, &on, 1, contrast);
  colors[STREE_COLOR_ACCENT_HOVER] = stree_color_mix (colors[STREE_COLOR_ACCENT], away, 0.12);
  colors[STREE_COLOR_ACCENT_ACTIVE] = stree_color_mix (colors[STREE_COLOR_ACCENT], away, 0.24);
  colors[STREE_COLOR_ON_ACCENT] = on;
}

void
stree_palette_init (StreePalette *palette, StreeTheme *theme, StreeThemeScheme desktop)
{
  StreeThemeScheme scheme = stree_theme_resolve (theme, desktop);
  const Ground    *ground = &grounds[scheme];
  StreeColor      *colors = palette->colors;
  /* What text may stand on: controls, too. */
  StreeColor       all[6] = { ground->background, ground->view, ground->surface, ground->control, ground->hover, ground->active };
  double           contrast;

  palette->dark = (scheme & STREE_SCHEME_DARK) != 0;
  palette->high_contrast = (scheme & STREE_SCHEME_HIGH_CONTRAST) != 0;
  contrast = palette->high_contrast ? HIGH_CONTRAST : TEXT_CONTRAST;
  colors[STREE_COLOR_BACKGROUND] = ground->background;
  colors[STREE_COLOR_VIEW] = ground->view;
  colors[STREE_COLOR_SURFACE] = ground->surface;
  colors[STREE_COLOR_CONTROL] = ground->control;
  colors[STREE_COLOR_CONTROL_HOVER] = ground->hover;
  colors[STREE_COLOR_CONTROL_ACTIVE] = ground->active;
  colors[STREE_COLOR_TEXT] = stree_color_readable (ground->text, all, G_N_ELEMENTS (all), contrast);
  colors[STREE_COLOR_DIM_TEXT] =
    stree_color_readable (stree_color_mix (ground->text, ground->background, 0.35), all, 3, contrast);
  colors[STREE_COLOR_BORDER] = stree_color_mix (ground->background, ground->text, ground->border);
  if (palette->high_contrast)
    colors[STREE_COLOR_BORDER] = stree_color_readable (colors[STREE_COLOR_BORDER], all, 3, LINE_CONTRAST);
  colors[STREE_COLOR_ACCENT_TEXT] = stree_color_readable (theme->primary, all, 3, contrast);
  colors[STREE_COLOR_ERROR_TEXT] = stree_color_readable (ground->error, all, 3, contrast);
  colors[STREE_COLOR_FOCUS] = stree_color_readable (theme->primary, all, G_N_ELEMENTS (all), RING_CONTRAST);
  init_accent (palette, theme->primary, contrast);
}

/**
 * stree_theme_dup_color:
 * @theme: a theme
 * @desktop: what the desktop prefers; a theme that is light or dark by itself stays so
 * @color: which colour
 *
 * A colour that is made of a theme: for charts and drawings.
 *
 * Returns: (transfer full): `#rrggbb`
 *
 * Since: 1.0
 */
char *
stree_theme_dup_color (StreeTheme *theme, StreeThemeScheme desktop, StreeThemeColor color)
{
  StreePalette palette;
  char         text[8];

  g_return_val_if_fail (theme != NULL, NULL);
  g_return_val_if_fail (color >= STREE_COLOR_BACKGROUND && color < STREE_N_THEME_COLORS, NULL);
  stree_palette_init (&palette, theme, desktop);
  return g_strdup (stree_color_print (palette.colors[color], text));
}

/**
 * stree_theme_contrast:
 * @color: `#RGB` or `#RRGGBB`
 * @other: the same
 *
 * How well one colour reads on another, by the formula of WCAG 2. Text needs 4.5.
 *
 * Returns: 1 to 21; 0 if one of them is no colour
 *
 * Since: 1.0
 */
double
stree_theme_contrast (const char *color, const char *other)
{
  StreeColor a, b;

  g_return_val_if_fail (color != NULL, 0);
  g_return_val_if_fail (other != NULL, 0);
  return stree_color_parse (color, &a) && stree_color_parse (other, &b) ? stree_color_contrast (a, b) : 0;
}
