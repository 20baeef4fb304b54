/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/stree-values.h"
#include "theme/stree-color-private.h"
#include "theme/stree-theme.h"

G_BEGIN_DECLS

#define STREE_THEME_NAME   "theme" /* what it is provided by */
#define STREE_THEME_COLOR  "#ff4b4b"
#define STREE_THEME_RADIUS 6
#define STREE_THEME_MAX_RADIUS 32

struct _StreeTheme
{
  gatomicrefcount   ref_count;
  char             *primary_color; /* as it was given, but for blanks around it */
  StreeColor        primary;
  char             *font_stack; /* NULL: the desktop's font */
  StreeThemeMode    mode;
  StreeThemeDensity density;
  int               radius; /* 0: square */
  char             *custom_css; /* never NULL */
  StreeValues      *provided;   /* owned: it, or rather its twin, by its name; NULL until asked for */
};

#define STREE_N_THEME_COLORS (STREE_COLOR_FOCUS + 1)

typedef struct
{
  StreeColor colors[STREE_N_THEME_COLORS];
  gboolean   dark;
  gboolean   high_contrast;
} StreePalette;

/* The colours of a theme on a desktop that prefers @desktop. */
void stree_palette_init (StreePalette *palette, StreeTheme *theme, StreeThemeScheme desktop);
/* @desktop, but light or dark as the theme says, if it says so. */
StreeThemeScheme stree_theme_resolve (StreeTheme *theme, StreeThemeScheme desktop);

/* The default theme; borrowed. */
StreeTheme  *stree_theme_get_default (void);
/* What a ThemeRoot provides: the theme by its name. Borrowed. */
StreeValues *stree_theme_get_provided (StreeTheme *theme);

/* --- CSS: enough of its grammar to know where a rule begins and ends --- */

/* Whether @css is well-formed and holds nothing that a theme refuses. The message has line and column. */
gboolean stree_css_check  (const char *css, GError **error);
/* Puts @scope before each selector of each rule: @css was checked. */
char    *stree_css_scope  (const char *css, const char *scope);
/* Splits a list of font families, with or without quotes, into families without. */
char   **stree_css_fonts  (const char *stack, GError **error);

G_END_DECLS
