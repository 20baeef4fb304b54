/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/* Themes: a few tokens (a colour, a font, light or dark, corners, density), and the style sheet that is made of them.
 *
 * A theme is immutable and is checked when it is made. Which one is in force travels by the provided value "theme":
 * stree_session_set_theme () gives one to a whole program, a ThemeRoot to what is inside of it, stree_theme () reads it.
 * Nothing here needs GTK; the renderer turns a theme's CSS into widgets' looks.
 */

#include "core/stree-session.h"
#include "core/stree-types.h"

G_BEGIN_DECLS

/**
 * StreeTheme:
 *
 * How a program, or a part of it, looks. Immutable; copies are references.
 *
 * Since: 1.0
 */
typedef struct _StreeTheme StreeTheme;

/**
 * StreeThemeMode:
 * @STREE_THEME_FOLLOW: as the desktop says, also when it changes; the mode of a theme of which none was said
 * @STREE_THEME_LIGHT: dark text on light
 * @STREE_THEME_DARK: light text on dark
 *
 * Whether a theme is light or dark.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_THEME_FOLLOW,
  STREE_THEME_LIGHT,
  STREE_THEME_DARK,
} StreeThemeMode;

/**
 * StreeThemeDensity:
 * @STREE_DENSITY_NORMAL: as much room as the desktop gives
 * @STREE_DENSITY_COMPACT: less, for much on one screen
 * @STREE_DENSITY_SPACIOUS: more
 *
 * How much room there is inside of controls.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_DENSITY_NORMAL,
  STREE_DENSITY_COMPACT,
  STREE_DENSITY_SPACIOUS,
} StreeThemeDensity;

/**
 * StreeThemeScheme:
 * @STREE_SCHEME_LIGHT: neither of the others
 * @STREE_SCHEME_DARK: the desktop is dark
 * @STREE_SCHEME_HIGH_CONTRAST: the desktop asks for high contrast
 *
 * What a desktop prefers: what a theme's colours depend on, besides the theme.
 *
 * Since: 1.0
 */
typedef enum /*< flags >*/
{
  STREE_SCHEME_LIGHT = 0,
  STREE_SCHEME_DARK = 1 << 0,
  STREE_SCHEME_HIGH_CONTRAST = 1 << 1,
} StreeThemeScheme;

/**
 * StreeThemeColor:
 * @STREE_COLOR_BACKGROUND: of a window
 * @STREE_COLOR_VIEW: of entries, lists and tables
 * @STREE_COLOR_SURFACE: of cards, menus and title bars
 * @STREE_COLOR_TEXT: text on any of these
 * @STREE_COLOR_DIM_TEXT: text that matters less, on any of these
 * @STREE_COLOR_BORDER: lines around and between them
 * @STREE_COLOR_CONTROL: of a button
 * @STREE_COLOR_CONTROL_HOVER: of a button below the pointer
 * @STREE_COLOR_CONTROL_ACTIVE: of a button that is pressed
 * @STREE_COLOR_ACCENT: of what stands out: the main button, what is selected
 * @STREE_COLOR_ACCENT_HOVER: the same below the pointer
 * @STREE_COLOR_ACCENT_ACTIVE: the same while it is pressed
 * @STREE_COLOR_ON_ACCENT: text on these three
 * @STREE_COLOR_ACCENT_TEXT: text and links in the accent's colour, on the first three
 * @STREE_COLOR_ERROR_TEXT: text that says what is wrong
 * @STREE_COLOR_FOCUS: the ring around what has the focus
 *
 * The colours that are made of a theme.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_COLOR_BACKGROUND,
  STREE_COLOR_VIEW,
  STREE_COLOR_SURFACE,
  STREE_COLOR_TEXT,
  STREE_COLOR_DIM_TEXT,
  STREE_COLOR_BORDER,
  STREE_COLOR_CONTROL,
  STREE_COLOR_CONTROL_HOVER,
  STREE_COLOR_CONTROL_ACTIVE,
  STREE_COLOR_ACCENT,
  STREE_COLOR_ACCENT_HOVER,
  STREE_COLOR_ACCENT_ACTIVE,
  STREE_COLOR_ON_ACCENT,
  STREE_COLOR_ACCENT_TEXT,
  STREE_COLOR_ERROR_TEXT,
  STREE_COLOR_FOCUS,
} StreeThemeColor;

#define STREE_TYPE_THEME (stree_theme_get_type ())
STREE_AVAILABLE_IN_1_0
GType stree_theme_get_type (void) G_GNUC_CONST;
#define STREE_TYPE_THEME_MODE (stree_theme_mode_get_type ())
STREE_AVAILABLE_IN_1_0
GType stree_theme_mode_get_type (void) G_GNUC_CONST;
#define STREE_TYPE_THEME_DENSITY (stree_theme_density_get_type ())
STREE_AVAILABLE_IN_1_0
GType stree_theme_density_get_type (void) G_GNUC_CONST;
#define STREE_TYPE_THEME_SCHEME (stree_theme_scheme_get_type ())
STREE_AVAILABLE_IN_1_0
GType stree_theme_scheme_get_type (void) G_GNUC_CONST;
#define STREE_TYPE_THEME_COLOR (stree_theme_color_get_type ())
STREE_AVAILABLE_IN_1_0
GType stree_theme_color_get_type (void) G_GNUC_CONST;

/* --- making one --- */

STREE_AVAILABLE_IN_1_0
StreeTheme *stree_theme_new (const char *primary_color, StreeThemeMode mode, GError **error) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
StreeTheme *stree_theme_new_from_json (const char *json, gssize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
StreeTheme *stree_theme_ref (StreeTheme *theme);
STREE_AVAILABLE_IN_1_0
void stree_theme_unref (StreeTheme *theme);

#ifndef __GI_SCANNER__

/* What a theme is made of. Zero is the default everywhere. */
typedef struct
{
  const char       *primary_color; /* "#RGB" or "#RRGGBB"; NULL: "#ff4b4b" */
  const char       *font_stack;    /* font families, separated by commas; NULL: the desktop's font */
  StreeThemeMode    mode;
  StreeThemeDensity density;
  int               radius;        /* of corners, in pixels, 1 to 32; 0: 6; STREE_RADIUS_NONE: square ones */
  const char       *custom_css;    /* appended; trusted, but for @import, script URLs and the like */
  char              stree_end_;
} StreeThemeArgs;

#define STREE_RADIUS_NONE (-1)

STREE_AVAILABLE_IN_1_0
StreeTheme *stree_theme_new_from_args (const StreeThemeArgs *args, GError **error) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
StreeTheme *stree_theme_use_args (StreeContext *cx, const StreeThemeArgs *args);

/* A theme to own: g_autoptr (StreeTheme) theme = stree_theme_make (&error, .primary_color = "#06c"). NULL: error is set. */
#define stree_theme_make(error, ...)                                                                                   \
  stree_theme_new_from_args (&(StreeThemeArgs){ __VA_ARGS__, .stree_end_ = 0 }, (error))
/* A theme in a component, freed with the run: stree_theme_root (stree_theme_use (cx, .mode = STREE_THEME_DARK), a, b). A
 * mistake in it fails the component. */
#define stree_theme_use(cx, ...) stree_theme_use_args ((cx), &(StreeThemeArgs){ __VA_ARGS__, .stree_end_ = 0 })

#endif /* __GI_SCANNER__ */

/* --- reading it --- */

STREE_AVAILABLE_IN_1_0
const char *stree_theme_get_primary_color (StreeTheme *theme);
STREE_AVAILABLE_IN_1_0
const char *stree_theme_get_font_stack (StreeTheme *theme);
STREE_AVAILABLE_IN_1_0
StreeThemeMode stree_theme_get_mode (StreeTheme *theme);
STREE_AVAILABLE_IN_1_0
StreeThemeDensity stree_theme_get_density (StreeTheme *theme);
STREE_AVAILABLE_IN_1_0
int stree_theme_get_radius (StreeTheme *theme);
STREE_AVAILABLE_IN_1_0
const char *stree_theme_get_custom_css (StreeTheme *theme);
STREE_AVAILABLE_IN_1_0
gboolean stree_theme_equal (StreeTheme *a, StreeTheme *b);
STREE_AVAILABLE_IN_1_0
char *stree_theme_to_json (StreeTheme *theme);

/* --- what is made of it --- */

STREE_AVAILABLE_IN_1_0
char *stree_theme_dup_color (StreeTheme *theme, StreeThemeScheme desktop, StreeThemeColor color);
STREE_AVAILABLE_IN_1_0
double stree_theme_contrast (const char *color, const char *other);
STREE_AVAILABLE_IN_1_0
char *stree_theme_css (StreeTheme *theme, StreeThemeScheme desktop, const char *scope);

/* --- which one is in force --- */

STREE_AVAILABLE_IN_1_0
StreeTheme *stree_theme (StreeContext *cx);
STREE_AVAILABLE_IN_1_0
void stree_session_set_theme (StreeSession *session, StreeTheme *theme);
STREE_AVAILABLE_IN_1_0
StreeTheme *stree_session_get_theme (StreeSession *session);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeTheme, stree_theme_unref)

G_END_DECLS
