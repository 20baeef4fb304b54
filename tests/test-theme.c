/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Themes without a display: what they take and refuse, the colours that are made of them, their CSS, and which one is in
 * force where. */

#include "support.h"

#include "theme/stree-theme-private.h"

#define SCHEMES 4

/* --- what is taken, and what is refused --- */

static void
assert_refused (StreeTheme *theme, GError *error, const char *part)
{
  g_assert_null (theme);
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  if (!strstr (error->message, part))
    g_error ("'%s' does not say '%s'", error->message, part);
  g_error_free (error);
}

#define refused(part, ...)                                                                                             \
  do                                                                                                                   \
    {                                                                                                                  \
      GError *error_ = NULL;                                                                                           \
      StreeTheme *theme_ = stree_theme_make (&error_, __VA_ARGS__);                                                    \
      assert_refused (theme_, error_, part);                                                                           \
    }                                                                                                                  \
  while (0)

static void
test_default (void)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (StreeTheme) theme = stree_theme_new (NULL, STREE_THEME_FOLLOW, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (stree_theme_get_primary_color (theme), ==, "#ff4b4b");
  g_assert_null (stree_theme_get_font_stack (theme));
  g_assert_cmpint (stree_theme_get_mode (theme), ==, STREE_THEME_FOLLOW);
  g_assert_cmpint (stree_theme_get_density (theme), ==, STREE_DENSITY_NORMAL);
  g_assert_cmpint (stree_theme_get_radius (theme), ==, 6);
  g_assert_cmpstr (stree_theme_get_custom_css (theme), ==, "");
}

static void
test_taken (void)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (StreeTheme) a = stree_theme_make (&error, .primary_color = " #06c ", .font_stack = "'Fira Sans', sans-serif",
                                               .mode = STREE_THEME_DARK, .density = STREE_DENSITY_COMPACT,
                                               .radius = STREE_RADIUS_NONE, .custom_css = "button { color: red; }");
  g_autoptr (StreeTheme) b = NULL;
  g_autoptr (StreeTheme) c = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (stree_theme_get_primary_color (a), ==, "#06c");
  g_assert_cmpint (stree_theme_get_radius (a), ==, 0);
  b = stree_theme_make (&error, .primary_color = "#0066CC", .font_stack = "'Fira Sans', sans-serif", .mode = STREE_THEME_DARK,
                        .density = STREE_DENSITY_COMPACT, .radius = STREE_RADIUS_NONE, .custom_css = "button { color: red; }");
  g_assert_true (stree_theme_equal (a, b)); /* the same colour */
  c = stree_theme_make (&error, .primary_color = "#0066cc");
  g_assert_false (stree_theme_equal (a, c));
}

static void
test_refused (void)
{
  refused ("primary_color is 'red': expected #RGB or #RRGGBB", .primary_color = "red");
  refused ("primary_color is '#12345'", .primary_color = "#12345");
  refused ("primary_color is '#ggg'", .primary_color = "#ggg");
  refused ("primary_color is ''", .primary_color = "");
  refused ("primary_color is not UTF-8", .primary_color = "\xff");
  refused ("font_stack must not contain '<'", .font_stack = "a<b");
  refused ("font_stack must not contain '>'", .font_stack = "a>b");
  refused ("font_stack must not contain '`'", .font_stack = "a`b");
  refused ("font_stack must not contain '}'", .font_stack = "a } * { color: red");
  refused ("font_stack must not contain '\\n'", .font_stack = "a\nb");
  refused ("font_stack has an empty family", .font_stack = "a,,b");
  refused ("font_stack has an empty family", .font_stack = "");
  refused ("font_stack has a quote that is not closed", .font_stack = "\"a");
  refused ("font_stack has a quote in the middle", .font_stack = "a \"b\" c");
  refused ("mode is 7: expected follow (0), light (1) or dark (2)", .mode = (StreeThemeMode) 7);
  refused ("density is -1", .density = (StreeThemeDensity) -1);
  refused ("radius is 33: expected 1 to 32", .radius = 33);
  refused ("radius is -2", .radius = -2);
}

static void
test_refused_css (void)
{
  refused ("custom_css line 1, column 1: @import is refused", .custom_css = "@import url(\"a.css\");");
  refused ("custom_css line 2, column 3: @import is refused", .custom_css = "a { }\n  @IMPORT \"a.css\";");
  refused ("custom_css line 1, column 1: an escape", .custom_css = "\\40import \"a.css\";");
  refused ("custom_css line 1, column 2: an escape", .custom_css = "@\\69mport \"a.css\";");
  refused ("@define-color is refused", .custom_css = "@define-color accent_color #fff;");
  refused ("'javascript:' is refused", .custom_css = "a { background: url(\"javascript:alert(1)\"); }");
  refused ("'javascript:' is refused", .custom_css = "a { background: url(\"JAVA\\73 cript:alert(1)\"); }");
  refused ("'javascript:' is refused", .custom_css = "/* JavaScript: */");
  refused ("'https:' is refused", .custom_css = "a { background: url(\"https://example.org/a.png\"); }");
  refused ("'expression(' is refused", .custom_css = "a { width: expression(1); }");
  refused ("'<script' is refused", .custom_css = "/* <SCRIPT> */");
  refused ("line 1, column 17: url () without quotes", .custom_css = "a { background: url(a.png); }");
  refused ("line 3, column 1: '}' closes nothing", .custom_css = "a {\n}\n}");
  refused ("line 2, column 3: '{' is not closed", .custom_css = "\nb { a { }");
  refused ("'}' where ')' was expected", .custom_css = "a { color: rgb(1 }");
  refused ("'{' inside of brackets", .custom_css = "a:not({ }");
  refused ("line 1, column 3: a comment that does not end", .custom_css = "  /* a");
  refused ("a text that does not end on its line", .custom_css = "a { font-family: \"b\n\"; }");
  refused ("a declaration outside of a rule", .custom_css = "color: red;");
  refused ("a rule without a selector", .custom_css = "{ color: red; }");
  refused ("line 1, column 3: a rule without a selector", .custom_css = "a, , b { color: red; }");
  refused ("line 1, column 3: a rule without a selector", .custom_css = "a,{ color: red; }");
  refused ("a rule without '{'", .custom_css = "a b c");
  refused ("line 1, column 3: a byte that is not UTF-8", .custom_css = "a \xff { }");
}

/* --- JSON --- */

static void
refused_json (const char *json, const char *part)
{
  GError     *error = NULL;
  StreeTheme *theme = stree_theme_new_from_json (json, -1, &error);

  assert_refused (theme, error, part);
}

static void
test_json (void)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (StreeTheme) theme = stree_theme_new_from_json (
    "{ \"primary_color\": \"#06c\", \"font_stack\": \"Cantarell, sans-serif\", \"mode\": \"dark\", \"density\": \"spacious\","
    "  \"radius\": 0, \"custom_css\": \"a { }\" }", -1, &error);
  g_autoptr (StreeTheme) back = NULL;
  g_autoptr (StreeTheme) empty = NULL;
  g_autoptr (StreeTheme) broken = NULL;
  g_autofree char       *json = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (stree_theme_get_radius (theme), ==, 0);
  g_assert_cmpint (stree_theme_get_density (theme), ==, STREE_DENSITY_SPACIOUS);
  json = stree_theme_to_json (theme);
  back = stree_theme_new_from_json (json, (gssize) strlen (json), &error);
  g_assert_no_error (error);
  g_assert_true (stree_theme_equal (theme, back));
  empty = stree_theme_new_from_json ("{}", -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (stree_theme_get_primary_color (empty), ==, "#ff4b4b");
  broken = stree_theme_new_from_json ("{ \"mode\": ", -1, &error);
  g_assert_null (broken);
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_assert_true (g_str_has_prefix (error->message, "Theme: Not JSON: line 1, column "));
}

static void
test_json_refused (void)
{
  refused_json ("[]", "Theme: expected a JSON object");
  refused_json ("", "Theme: Not JSON: line 1, column 1: expected a value");
  refused_json ("{ \"primary_color\": 7 }", "Theme: /primary_color: expected a text");
  refused_json ("{ \"primary_color\": \"blue\" }", "Theme: /primary_color: is 'blue': expected #RGB");
  refused_json ("{ \"mode\": \"night\" }", "Theme: /mode: expected one of \"follow\", \"light\", \"dark\"");
  refused_json ("{ \"mode\": 1 }", "Theme: /mode: expected one of");
  refused_json ("{ \"density\": null }", "Theme: /density: expected one of \"normal\", \"compact\", \"spacious\"");
  refused_json ("{ \"radius\": 6.5 }", "Theme: /radius: expected a whole number of pixels, 0 to 32");
  refused_json ("{ \"radius\": 99 }", "Theme: /radius: expected");
  refused_json ("{ \"radius\": -1 }", "Theme: /radius: expected");
  refused_json ("{ \"font_stack\": [\"a\"] }", "Theme: /font_stack: expected a text");
  refused_json ("{ \"font_stack\": \"a`\" }", "Theme: /font_stack: must not contain");
  refused_json ("{ \"custom_css\": \"a {\" }", "Theme: /custom_css: line 1, column 3: '{' is not closed");
  refused_json ("{ \"a/b~c\": 1 }", "Theme: /a~1b~0c: a theme has no such member");
}

/* --- colours --- */

static void
test_contrast (void)
{
  /* the figures of the WCAG */
  g_assert_cmpfloat_with_epsilon (stree_theme_contrast ("#000", "#fff"), 21, 0.001);
  g_assert_cmpfloat_with_epsilon (stree_theme_contrast ("#777777", "#ffffff"), 4.478, 0.001);
  g_assert_cmpfloat_with_epsilon (stree_theme_contrast ("#767676", "#ffffff"), 4.542, 0.001);
  g_assert_cmpfloat_with_epsilon (stree_theme_contrast ("#ff4b4b", "#ffffff"), 3.302, 0.001);
  g_assert_cmpfloat_with_epsilon (stree_theme_contrast ("#abc", "#abc"), 1, 0.001);
  g_assert_cmpfloat (stree_theme_contrast ("abc", "#abc"), ==, 0);
}

static const StreeThemeColor on_ground[] = { STREE_COLOR_TEXT, STREE_COLOR_DIM_TEXT, STREE_COLOR_ACCENT_TEXT, STREE_COLOR_ERROR_TEXT };
static const StreeThemeColor grounds[] = { STREE_COLOR_BACKGROUND, STREE_COLOR_VIEW, STREE_COLOR_SURFACE };
static const StreeThemeColor controls[] = { STREE_COLOR_CONTROL, STREE_COLOR_CONTROL_HOVER, STREE_COLOR_CONTROL_ACTIVE };
static const StreeThemeColor accents[] = { STREE_COLOR_ACCENT, STREE_COLOR_ACCENT_HOVER, STREE_COLOR_ACCENT_ACTIVE };

static void
assert_readable (const StreePalette *palette, StreeThemeColor text, StreeThemeColor ground, double least, const char *primary)
{
  double contrast = stree_color_contrast (palette->colors[text], palette->colors[ground]);

  if (contrast < least)
    g_error ("%s%s%s: colour %d on %d has a contrast of %.2f", primary, palette->dark ? ", dark" : "",
             palette->high_contrast ? ", high contrast" : "", text, ground, contrast);
}

static void
check_palette (StreeTheme *theme, StreeThemeScheme scheme)
{
  const char  *primary = stree_theme_get_primary_color (theme);
  double       least = scheme & STREE_SCHEME_HIGH_CONTRAST ? 7 : 4.5;
  StreePalette palette;

  stree_palette_init (&palette, theme, scheme);
  for (guint g = 0; g < G_N_ELEMENTS (grounds); g++)
    {
      for (guint t = 0; t < G_N_ELEMENTS (on_ground); t++)
        assert_readable (&palette, on_ground[t], grounds[g], least, primary);
      assert_readable (&palette, STREE_COLOR_FOCUS, grounds[g], 3, primary);
      if (scheme & STREE_SCHEME_HIGH_CONTRAST)
        assert_readable (&palette, STREE_COLOR_BORDER, grounds[g], 4.5, primary);
    }
  for (guint g = 0; g < G_N_ELEMENTS (controls); g++)
    {
      assert_readable (&palette, STREE_COLOR_TEXT, controls[g], least, primary);
      assert_readable (&palette, STREE_COLOR_FOCUS, controls[g], 3, primary);
    }
  for (guint g = 0; g < G_N_ELEMENTS (accents); g++)
    assert_readable (&palette, STREE_COLOR_ON_ACCENT, accents[g], least, primary);
}

/* Every 9th step of each channel: 29^3 colours, each on four desktops; and as many again at random. */
static void
test_readable (void)
{
  guint n = 0;

  for (guint i = 0; i < 2 * 29 * 29 * 29; i++)
    {
      guint                  grid = i / 2;
      guint                  rgb = i % 2 ? (guint) g_test_rand_int () & 0xffffff
                                         : MIN (grid % 29 * 9 + 3, 255) << 16 | MIN (grid / 29 % 29 * 9 + 3, 255) << 8 | MIN (grid / 841 * 9 + 3, 255);
      g_autofree char       *color = g_strdup_printf ("#%06x", rgb);
      g_autoptr (StreeTheme) theme = stree_theme_new (color, STREE_THEME_FOLLOW, NULL);

      for (guint scheme = 0; scheme < SCHEMES; scheme++, n++)
        check_palette (theme, (StreeThemeScheme) scheme);
    }
  g_test_message ("%u palettes", n);
}

/* A theme that says light or dark stays so; high contrast is the person's to say. */
static void
test_modes (void)
{
  g_autoptr (StreeTheme) light = stree_theme_new ("#06c", STREE_THEME_LIGHT, NULL);
  g_autoptr (StreeTheme) dark = stree_theme_new ("#06c", STREE_THEME_DARK, NULL);
  g_autoptr (StreeTheme) follow = stree_theme_new ("#06c", STREE_THEME_FOLLOW, NULL);

  for (guint scheme = 0; scheme < SCHEMES; scheme++)
    {
      StreePalette palette;

      stree_palette_init (&palette, light, (StreeThemeScheme) scheme);
      g_assert_false (palette.dark);
      g_assert_cmpint (palette.high_contrast, ==, (scheme & STREE_SCHEME_HIGH_CONTRAST) != 0);
      stree_palette_init (&palette, dark, (StreeThemeScheme) scheme);
      g_assert_true (palette.dark);
      stree_palette_init (&palette, follow, (StreeThemeScheme) scheme);
      g_assert_cmpint (palette.dark, ==, (scheme & STREE_SCHEME_DARK) != 0);
    }
}

/* --- CSS --- */

static void
assert_scoped (const char *css, const char *expected)
{
  g_autofree char *scoped = NULL;
  GError          *error = NULL;

  stree_css_check (css, &error);
  g_assert_no_error (error);
  scoped = stree_css_scope (css, ".s");
  g_assert_cmpstr (scoped, ==, expected);
}

static void
test_scope (void)
{
  assert_scoped ("", "");
  assert_scoped ("  /* nothing { */ ", "");
  assert_scoped ("a{b:c}", ".s a {b:c}\n");
  assert_scoped ("a, b > c { d: e; }", ".s a, .s b > c { d: e; }\n");
  assert_scoped (":root { a: b; } :root > c { d: e; }", ".s { a: b; }\n.s > c { d: e; }\n");
  assert_scoped ("a:not(b, c), d { }", ".s a:not(b, c), .s d { }\n");
  assert_scoped ("/* a, b { } */ a { background: url(\"data:,{}\"); }", ".s a { background: url(\"data:,{}\"); }\n");
  assert_scoped ("@keyframes k { from { a: b; } to { a: c; } } a { }", "@keyframes k { from { a: b; } to { a: c; } }\n.s a { }\n");
  assert_scoped ("@media (x) { a, b { c: d; } }", "@media (x) {\n.s a, .s b { c: d; }\n}\n");
}

static void
assert_holds (const char *css, const char *part)
{
  if (!strstr (css, part))
    g_error ("no '%s' in:\n%s", part, css);
}

static void
test_css (void)
{
  g_autoptr (StreeTheme) theme = stree_theme_make (NULL, .primary_color = "#06c", .mode = STREE_THEME_DARK, .radius = 11,
                                                   .font_stack = "Fira Sans, \"Noto Sans\", sans-serif",
                                                   .custom_css = "label.mine { color: red; }");
  g_autofree char *light = stree_theme_css (theme, STREE_SCHEME_LIGHT, ".mine");
  g_autofree char *dark = stree_theme_css (theme, STREE_SCHEME_DARK, ".mine");
  g_autofree char *windows = stree_theme_css (theme, STREE_SCHEME_DARK, NULL);
  g_autofree char *accent = stree_theme_dup_color (theme, STREE_SCHEME_LIGHT, STREE_COLOR_ACCENT);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (light, ==, dark); /* it is dark by itself */
  g_assert_cmpstr (accent, ==, "#0066cc");
  assert_holds (light, "font-family: \"Fira Sans\", \"Noto Sans\", \"sans-serif\"; ");
  assert_holds (light, "border-radius: 11px");
  assert_holds (light, "background-color: #0066cc");
  assert_holds (light, "\n.mine label.mine { color: red; }\n");
  assert_holds (windows, "\nwindow label.mine { color: red; }\n");
  g_assert_null (strchr (light, '$'));
  g_assert_null (strstr (light, ":root"));
  g_assert_true (stree_css_check (light, &error)); /* what is made passes what is asked of others */
  g_assert_no_error (error);
}

/* --- which theme is in force --- */

typedef struct
{
  StreeTheme *outer, *inner; /* borrowed; NULL: none */
} Themes;

static StreeElement *
shows (StreeContext *cx, gpointer props)
{
  (void) props;
  return stree_text ("%s %s", stree_context_get_key (cx), stree_theme_get_primary_color (stree_theme (cx)));
}

static StreeElement *
nested (StreeContext *cx, gpointer props)
{
  Themes *themes = props;

  (void) cx;
  if (!themes->outer)
    return stree_component (shows, .key = "plain");
  return stree_vstack (stree_component (shows, .key = "outside"),
                       stree_theme_root (themes->outer, stree_component (shows, .key = "outer"),
                                         stree_theme_root_with ((.theme = themes->inner, .key = "inner"), stree_component (shows, .key = "inner"))));
}

static void
test_in_force (void)
{
  g_autoptr (StreeTheme)    red = stree_theme_new ("#f00", STREE_THEME_LIGHT, NULL);
  g_autoptr (StreeTheme)    green = stree_theme_new ("#0f0", STREE_THEME_DARK, NULL);
  g_autoptr (StreeTheme)    blue = stree_theme_new ("#00f", STREE_THEME_DARK, NULL);
  g_autoptr (StreeTheme)    got = NULL;
  g_autoptr (StreeSession)  session = stree_session_new ();
  Themes                    themes = { NULL, NULL };
  g_autoptr (StreeHeadless) view = stree_headless_new (session, "app", nested, &themes);

  assert_has_text (view, "plain #ff4b4b");
  stree_session_set_theme (session, red);
  stree_headless_flush (view);
  assert_has_text (view, "plain #f00");
  got = stree_session_get_theme (session);
  g_assert_true (got == red);

  themes = (Themes){ green, blue };
  stree_headless_rerun (view);
  stree_headless_flush (view);
  assert_has_text (view, "outside #f00");
  assert_has_text (view, "outer #0f0");
  assert_has_text (view, "inner #00f");
  themes.inner = red;
  stree_headless_rerun (view);
  stree_headless_flush (view);
  assert_has_text (view, "inner #f00");
  stree_session_set_theme (session, NULL);
  stree_headless_flush (view);
  assert_has_text (view, "outside #ff4b4b");
}

static StreeElement *
mistakes (StreeContext *cx, gpointer props)
{
  (void) props;
  return stree_theme_root (stree_theme_use (cx, .primary_color = "red"), stree_text ("never"));
}

static StreeElement *
forgotten (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_theme_root_with ((.key = "bare"), stree_text ("never"));
}

static void
test_mistakes (void)
{
  g_autoptr (StreeHeadless) a = stree_headless_new (NULL, "app", mistakes, NULL);
  g_autoptr (StreeHeadless) b = stree_headless_new (NULL, "app", forgotten, NULL);

  assert_shows (a, "Theme: primary_color is 'red'");
  assert_shows (b, "ThemeRoot 'bare': prop 'theme' is not set");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/theme/default", test_default);
  g_test_add_func ("/theme/taken", test_taken);
  g_test_add_func ("/theme/refused", test_refused);
  g_test_add_func ("/theme/refused-css", test_refused_css);
  g_test_add_func ("/theme/json", test_json);
  g_test_add_func ("/theme/json-refused", test_json_refused);
  g_test_add_func ("/theme/contrast", test_contrast);
  g_test_add_func ("/theme/readable", test_readable);
  g_test_add_func ("/theme/modes", test_modes);
  g_test_add_func ("/theme/scope", test_scope);
  g_test_add_func ("/theme/css", test_css);
  g_test_add_func ("/theme/in-force", test_in_force);
  g_test_add_func ("/theme/mistakes", test_mistakes);
  return g_test_run ();
}
