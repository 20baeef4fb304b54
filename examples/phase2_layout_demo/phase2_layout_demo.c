/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "phase2_layout_demo.h"

#include <glib/gi18n-lib.h>

/* --- what the theme is shown on: a profile with a handle and a score --- */

static StreeElement *
profile (StreeContext *cx, gpointer props)
{
  StreeState *handle = stree_state_string (cx, "handle", "ada");
  StreeState *score = stree_state_int (cx, "score", 3);
  StreeState *saved = stree_state_int (cx, "saved", 0);
  gboolean    blank = *stree_state_get_string (handle) == '\0';

  (void) props;
  return stree_vstack (
    stree_columns (stree_text_input (_ ("Handle"), .value = stree_bind (handle), .key = "handle", .error = blank ? _ ("A handle has a letter at least") : NULL),
                   stree_number_input (_ ("Score"), .value = stree_bind (score), .key = "score")),
    stree_hstack (stree_button (_ ("Validate"), .primary = TRUE, .key = "validate", .disabled = blank, .on_click = stree_add (saved, 1)),
                  stree_button (_ ("Reset"), .key = "reset", .on_click = stree_set (handle, "ada"))),
    stree_portal ("footer", stree_with (stree_text_with (stree_str (g_dngettext (GETTEXT_PACKAGE, "Valid: %d time", "Valid: %d times", (gulong) stree_state_get_int (saved)),
                                                                   stree_state_get_int (saved))), .css = "dim-label")));
}

static StreeElement *
badge (StreeContext *cx, gpointer props)
{
  StreeTheme *theme = stree_theme (cx);

  (void) props;
  return stree_with (stree_text_with (stree_str (_ ("The accent here is %s"), stree_theme_get_primary_color (theme))), .css = "accent");
}

static StreeElement *
preview (StreeContext *cx)
{
  const char *sizes[] = { _ ("Small"), _ ("Medium"), _ ("Large"), NULL };

  (void) cx;
  return stree_fragment (
    stree_title (_ ("Main column")), stree_component (badge), stree_card (stree_component (profile)),
    stree_tabs (stree_tab (_ ("Choices"), stree_checkbox (_ ("Send me the news"), .value = stree_value_of_bool (TRUE)),
                           stree_selectbox (_ ("Size"), .options = sizes, .index = stree_value (1))),
                stree_tab (_ ("More"), stree_text ("%s", _ ("Another page")))),
    stree_expander (_ ("Details"), stree_text ("%s", _ ("Folded away until it is wanted."))));
}

/* --- the two sides --- */

StreeElement *
phase2_layout_demo (StreeContext *cx, gpointer props)
{
  StreeState *color = stree_state_string (cx, "color", "#3465a4");
  StreeState *mode = stree_state_int (cx, "mode", STREE_THEME_FOLLOW);
  StreeState *density = stree_state_int (cx, "density", STREE_DENSITY_NORMAL);
  const char *primary = stree_state_get_string (color);
  const char *modes[] = { _ ("As the desktop"), _ ("Light"), _ ("Dark"), NULL };
  const char *densities[] = { _ ("Normal"), _ ("Compact"), _ ("Spacious"), NULL };
  gboolean    known = stree_theme_contrast (primary, "#000") > 0;
  StreeTheme *theme = stree_theme_use (cx, .primary_color = known ? primary : NULL, .mode = (StreeThemeMode) stree_state_get_int (mode),
                                       .density = (StreeThemeDensity) stree_state_get_int (density), .radius = 8);

  (void) props;
  return stree_page (stree_split_view_with (
    (.key = "split", .common = stree_common (.vexpand = TRUE)),
    stree_vstack (stree_subheader (_ ("Narrow strip")),
                  stree_text_input (_ ("Colour"), .value = stree_bind (color), .key = "color", .error = known ? NULL : _ ("Expected #RGB or #RRGGBB")),
                  stree_selectbox (_ ("Light or dark"), .options = modes, .index = stree_bind (mode), .key = "mode"),
                  stree_selectbox (_ ("Density"), .options = densities, .index = stree_bind (density), .key = "density"),
                  stree_divider (), stree_portal_mount ("footer")),
    stree_theme_root_with ((.theme = theme, .key = "root", .common = stree_common (.vexpand = TRUE)), preview (cx))),
    stree_bottom_dock (stree_text ("%s", _ ("This bar is never scrolled away."))),
    stree_floating_action_button (_ ("Default colour"), .key = "p2fab", .icon = "edit-undo-symbolic", .help = _ ("Sets the colour back"),
                                  .on_click = stree_set (color, "#3465a4")));
}
