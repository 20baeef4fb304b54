/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Themes on the screen: which colour a label has where, what is left of a theme that goes, and what GTK says of CSS that it
 * does not understand. */

#include <string.h>

#include "streamtree-gtk.h"
#include "stree-gtk-private.h"
#include "stree-theme-sheet-private.h"
#include "theme/stree-theme-private.h"
#include "xtest.h"

/* --- what a widget shows --- */

/* A GdkRGBA as "#rrggbb". */
static char *
color_of (GtkWidget *widget)
{
  GdkRGBA rgba;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &rgba);
  return g_strdup_printf ("#%02x%02x%02x", (guint) (rgba.red * 255 + 0.5), (guint) (rgba.green * 255 + 0.5), (guint) (rgba.blue * 255 + 0.5));
}

static void
assert_color (GtkWidget *widget, StreeTheme *theme, StreeThemeScheme scheme, StreeThemeColor color)
{
  g_autofree char *expected = stree_theme_dup_color (theme, scheme, color);
  g_autofree char *shown = color_of (widget);

  g_assert_cmpstr (shown, ==, expected);
}

static gboolean
has_color (GtkWidget *widget, StreeTheme *theme, StreeThemeScheme scheme, StreeThemeColor color)
{
  g_autofree char *expected = stree_theme_dup_color (theme, scheme, color);
  g_autofree char *shown = color_of (widget);

  return g_str_equal (shown, expected);
}

/* --- nesting --- */

typedef struct
{
  StreeTheme *outer, *inner; /* borrowed; NULL: no such root */
} Themes;

static StreeElement *
nested (StreeContext *cx, gpointer props)
{
  Themes       *themes = props;
  StreeElement *inner = stree_with (stree_text_with ("inside", .key = "inside"), .css = "accent");

  (void) cx;
  if (themes->inner)
    inner = stree_theme_root_with ((.theme = themes->inner, .key = "inner"), inner);
  inner = stree_vstack (stree_with (stree_text_with ("between", .key = "between"), .css = "accent"), inner);
  if (themes->outer)
    inner = stree_theme_root_with ((.theme = themes->outer, .key = "outer"), inner);
  return stree_vstack (stree_text_with ("outside", .key = "outside"), inner);
}

static void
test_nested (void)
{
  g_autoptr (StreeTheme) red = stree_theme_new ("#c00000", STREE_THEME_LIGHT, NULL);
  g_autoptr (StreeTheme) blue = stree_theme_new ("#0000c0", STREE_THEME_LIGHT, NULL);
  Themes                 themes = { red, blue };
  GtkWidget             *view = stree_view_new (NULL, "app", nested, &themes);
  GtkWidget             *window = xtest_window (view, 400, 300);
  g_autofree char       *plain = color_of (xtest_widget (view, "outside"));
  g_autofree char       *after = NULL;

  g_assert_cmpuint (stree_gtk_theme_count (), ==, 2);
  assert_color (xtest_widget (view, "between"), red, 0, STREE_COLOR_ACCENT_TEXT);
  assert_color (xtest_widget (view, "inside"), blue, 0, STREE_COLOR_ACCENT_TEXT);

  /* the other way round: sheets that came later do not win by that */
  themes = (Themes){ blue, red };
  stree_view_rerun (STREE_VIEW (view));
  stree_view_flush (STREE_VIEW (view));
  xtest_settle (view);
  assert_color (xtest_widget (view, "between"), blue, 0, STREE_COLOR_ACCENT_TEXT);
  assert_color (xtest_widget (view, "inside"), red, 0, STREE_COLOR_ACCENT_TEXT);
  g_assert_cmpuint (stree_gtk_theme_count (), ==, 2);

  themes = (Themes){ blue, NULL };
  stree_view_rerun (STREE_VIEW (view));
  stree_view_flush (STREE_VIEW (view));
  xtest_settle (view);
  assert_color (xtest_widget (view, "inside"), blue, 0, STREE_COLOR_ACCENT_TEXT);
  g_assert_cmpuint (stree_gtk_theme_count (), ==, 1);

  themes = (Themes){ NULL, NULL };
  stree_view_rerun (STREE_VIEW (view));
  stree_view_flush (STREE_VIEW (view));
  xtest_settle (view);
  g_assert_cmpuint (stree_gtk_theme_count (), ==, 0);
  after = color_of (xtest_widget (view, "outside"));
  g_assert_cmpstr (after, ==, plain);
  xtest_close (window);
}

/* What both of them say of something inside, the inner one says: also where the outer one's sheet came later. */
static void
test_inner_counts (void)
{
  g_autoptr (StreeTheme) first = stree_theme_make (NULL, .mode = STREE_THEME_LIGHT, .custom_css = "label.accent, label { color: #111111; }");
  g_autoptr (StreeTheme) later = stree_theme_make (NULL, .mode = STREE_THEME_LIGHT, .custom_css = "label.accent, label { color: #222222; }");
  g_autoptr (StreeTheme) own = stree_theme_make (NULL, .mode = STREE_THEME_LIGHT, .custom_css = "label.accent, label { color: #333333; }");
  Themes                 themes = { first, own };
  GtkWidget             *view = stree_view_new (NULL, "app", nested, &themes);
  GtkWidget             *window = xtest_window (view, 400, 300);
  StreeTheme            *outers[] = { first, later };

  for (guint i = 0; i < G_N_ELEMENTS (outers); i++)
    {
      g_autofree char *between = NULL;
      g_autofree char *inside = NULL;

      themes.outer = outers[i];
      stree_view_rerun (STREE_VIEW (view));
      stree_view_flush (STREE_VIEW (view));
      xtest_settle (view);
      between = color_of (xtest_widget (view, "between"));
      inside = color_of (xtest_widget (view, "inside"));
      g_assert_cmpstr (between, ==, i == 0 ? "#111111" : "#222222");
      g_assert_cmpstr (inside, ==, "#333333");
    }
  xtest_close (window);
}

static void
test_custom_css_is_scoped (void)
{
  g_autoptr (StreeTheme) theme = stree_theme_make (NULL, .mode = STREE_THEME_LIGHT, .custom_css = "label.accent, label { color: #123456; }");
  Themes                 themes = { NULL, theme };
  GtkWidget             *view = stree_view_new (NULL, "app", nested, &themes);
  GtkWidget             *window = xtest_window (view, 400, 300);
  g_autofree char       *inside = color_of (xtest_widget (view, "inside"));
  g_autofree char       *outside = color_of (xtest_widget (view, "outside"));

  g_assert_cmpstr (inside, ==, "#123456");
  g_assert_cmpstr (outside, !=, "#123456");
  xtest_close (window);
  g_assert_cmpuint (stree_gtk_theme_count (), ==, 0);
}

/* --- sheets are shared, and go --- */

static StreeElement *
changing (StreeContext *cx, gpointer props)
{
  guint       n = *(guint *) props;
  StreeTheme *theme = stree_theme_use (cx, .primary_color = stree_str ("#%06x", n * 16), .mode = n % 2 ? STREE_THEME_DARK : STREE_THEME_LIGHT);

  return stree_vstack (stree_theme_root_with ((.theme = theme, .key = "a"), stree_text ("a")),
                       stree_theme_root_with ((.theme = theme, .key = "b"), stree_button ("b")));
}

static void
test_changes (void)
{
  guint      n = 0;
  GtkWidget *view = stree_view_new (NULL, "app", changing, &n);
  GtkWidget *window = xtest_window (view, 400, 300);
  GtkWidget *a = xtest_widget (view, "a");
  guint      n_classes;

  g_assert_cmpuint (stree_gtk_theme_count (), ==, 1); /* two roots, one sheet */
  {
    g_auto (GStrv) classes = gtk_widget_get_css_classes (a);

    n_classes = g_strv_length (classes);
  }
  for (n = 1; n <= 1000; n++)
    {
      g_auto (GStrv) classes = NULL;

      stree_view_rerun (STREE_VIEW (view));
      stree_view_flush (STREE_VIEW (view));
      g_assert_cmpuint (stree_gtk_theme_count (), ==, 1);
      g_assert_true (xtest_widget (view, "a") == a);
      classes = gtk_widget_get_css_classes (a);
      g_assert_cmpuint (g_strv_length (classes), ==, n_classes);
    }
  g_assert_cmpuint (g_quark_try_string ("stree-theme-100"), ==, 0); /* names are never freed: few must do for many themes */
  xtest_close (window);
  g_assert_cmpuint (stree_gtk_theme_count (), ==, 0);
}

/* --- what GTK does not understand --- */

static const char *custom;

static StreeElement *
with_css (StreeContext *cx, gpointer props)
{
  (void) props;
  return stree_vstack (stree_text ("before"),
                       stree_error_boundary (stree_theme_root_with ((.theme = stree_theme_use (cx, .custom_css = custom), .key = "root"),
                                                                    stree_text ("themed"))));
}

static gboolean
shows_part (GtkWidget *widget, const char *part)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), part))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (shows_part (child, part))
      return TRUE;
  return FALSE;
}

static void
test_parser (void)
{
  GtkWidget             *view, *window;
  g_autoptr (GError)     error = NULL;
  g_autoptr (StreeTheme) theme = NULL;

  custom = "label { color: red; }\n\nbutton {\n    colour: red;\n}\n";
  view = stree_view_new (NULL, "app", with_css, NULL);
  window = xtest_window (view, 500, 400);
  g_assert_true (shows_part (view, "ThemeRoot 'root': Theme: custom_css line 4, column 5:"));
  g_assert_true (shows_part (view, "before"));
  g_assert_false (shows_part (view, "themed"));
  g_assert_cmpuint (stree_gtk_theme_count (), ==, 0);

  /* it stays wrong for as long as it is */
  stree_view_rerun (STREE_VIEW (view));
  stree_view_flush (STREE_VIEW (view));
  g_assert_true (shows_part (view, "line 4, column 5"));

  custom = "button { color: red; }";
  stree_view_rerun (STREE_VIEW (view));
  stree_view_flush (STREE_VIEW (view));
  xtest_settle (view);
  g_assert_true (shows_part (view, "themed"));
  g_assert_cmpuint (stree_gtk_theme_count (), ==, 1);
  xtest_close (window);

  theme = stree_theme_make (NULL, .custom_css = "a { color: nocolor(1); }");
  g_assert_nonnull (theme);
  g_assert_false (stree_theme_check (theme, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_assert_true (g_str_has_prefix (error->message, "Theme: custom_css line 1, column "));
}

/* What is generated has nothing that GTK does not understand. */
static void
note_error (GtkCssProvider *provider, GtkCssSection *section, const GError *error, gpointer data)
{
  const GtkCssLocation *start = gtk_css_section_get_start_location (section);

  (void) provider;
  g_error ("line %u, column %u: %s in:\n%s", (guint) start->lines + 1, (guint) start->line_chars + 1, error->message, (const char *) data);
}

static void
test_generated (void)
{
  for (guint density = 0; density < 3; density++)
    for (guint scheme = 0; scheme < 4; scheme++)
      {
        g_autoptr (StreeTheme)     theme = stree_theme_make (NULL, .density = (StreeThemeDensity) density, .font_stack = "A \xc3\x84, 'b'");
        g_autofree char           *css = stree_theme_css (theme, (StreeThemeScheme) scheme, NULL);
        g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

        g_signal_connect (provider, "parsing-error", G_CALLBACK (note_error), css);
        gtk_css_provider_load_from_data (provider, css, -1);
      }
}

/* --- the theme of a program --- */

static void
test_session (void)
{
  g_autoptr (StreeTheme)   theme = stree_theme_new ("#c00000", STREE_THEME_DARK, NULL);
  g_autoptr (StreeTheme)   broken = stree_theme_make (NULL, .custom_css = "a { colour: red; }");
  g_autoptr (StreeSession) session = stree_session_new ();
  Themes                   none = { NULL, NULL };
  GtkWidget               *view = stree_view_new (session, "app", nested, &none);
  GtkWidget               *window = xtest_window (view, 400, 300);

  g_assert_cmpuint (stree_gtk_theme_count (), ==, 0);
  stree_session_set_theme (session, theme);
  xtest_settle (view);
  g_assert_true (stree_gtk_theme_applied (window) == theme);
  g_assert_null (stree_gtk_theme_applied (view));
  assert_color (xtest_widget (view, "outside"), theme, 0, STREE_COLOR_TEXT);

  g_test_expect_message ("StreamTree", G_LOG_LEVEL_WARNING, "*custom_css line 1, column 5*keeps the looks*");
  stree_session_set_theme (session, broken);
  g_test_assert_expected_messages ();
  g_assert_true (stree_gtk_theme_applied (window) == theme);

  stree_session_set_theme (session, NULL);
  g_assert_cmpuint (stree_gtk_theme_count (), ==, 0);
  stree_session_set_theme (session, theme);

  /* in a window with other things it is the view's alone */
  g_object_ref (view);
  gtk_window_set_child (GTK_WINDOW (window), NULL);
  g_assert_null (stree_gtk_theme_applied (window));
  g_assert_true (stree_gtk_theme_applied (view) == theme);
  {
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

    gtk_box_append (GTK_BOX (box), view);
    gtk_window_set_child (GTK_WINDOW (window), box);
  }
  g_object_unref (view);
  g_assert_null (stree_gtk_theme_applied (window));
  g_assert_true (stree_gtk_theme_applied (view) == theme);
  xtest_close (window);
  g_assert_cmpuint (stree_gtk_theme_count (), ==, 0);
}

/* --- the desktop --- */

static void
test_desktop (void)
{
  g_autoptr (StreeTheme) theme = stree_theme_new ("#3465a4", STREE_THEME_FOLLOW, NULL);
  GtkSettings           *settings = gtk_settings_get_default ();
  Themes                 themes = { theme, NULL };
  GtkWidget             *view = stree_view_new (NULL, "app", nested, &themes);
  GtkWidget             *window = xtest_window (view, 400, 300);
  GtkWidget             *label = xtest_widget (view, "inside");
  g_autofree char       *name = NULL;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (settings), "gtk-interface-color-scheme"))
    {
      xtest_close (window);
      g_test_skip ("this GTK follows the desktop by itself");
      return;
    }
  assert_color (label, theme, STREE_SCHEME_LIGHT, STREE_COLOR_ACCENT_TEXT);
  g_object_set (settings, "gtk-application-prefer-dark-theme", TRUE, NULL);
  xtest_wait (has_color (label, theme, STREE_SCHEME_DARK, STREE_COLOR_ACCENT_TEXT));
  g_object_get (settings, "gtk-theme-name", &name, NULL);
  g_object_set (settings, "gtk-theme-name", "HighContrast", NULL);
  xtest_wait (has_color (label, theme, STREE_SCHEME_DARK | STREE_SCHEME_HIGH_CONTRAST, STREE_COLOR_ACCENT_TEXT));
  g_object_set (settings, "gtk-application-prefer-dark-theme", FALSE, NULL);
  xtest_wait (has_color (label, theme, STREE_SCHEME_HIGH_CONTRAST, STREE_COLOR_ACCENT_TEXT));
  g_object_set (settings, "gtk-theme-name", name, NULL);
  xtest_wait (has_color (label, theme, STREE_SCHEME_LIGHT, STREE_COLOR_ACCENT_TEXT));
  g_assert_cmpuint (stree_gtk_theme_count (), ==, 1);
  xtest_close (window);
}

/* What is wrong can be read on every ground: without a theme of the program's own, the desktop's red cannot. */

static StreeElement *
wrong (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_with (stree_text_with ("wrong", .key = "wrong"), .css = "error");
}

static double
contrast_of (GtkWidget *label)
{
  g_autofree char *text = color_of (label);
  g_autofree char *ground = NULL;
  GdkRGBA          rgba;

  g_assert_true (gtk_style_context_lookup_color (gtk_widget_get_style_context (label), "theme_bg_color", &rgba));
  ground = g_strdup_printf ("#%02x%02x%02x", (guint) (rgba.red * 255 + 0.5), (guint) (rgba.green * 255 + 0.5),
                            (guint) (rgba.blue * 255 + 0.5));
  return stree_theme_contrast (text, ground);
}

static void
test_readable (void)
{
  GtkSettings     *settings = gtk_settings_get_default ();
  GtkWidget       *view = stree_view_new (NULL, "app", wrong, NULL);
  GtkWidget       *window = xtest_window (view, 400, 300);
  GtkWidget       *label = xtest_widget (view, "wrong");
  g_autofree char *name = NULL;

  g_object_get (settings, "gtk-theme-name", &name, NULL);
  g_assert_cmpfloat (contrast_of (label), >=, 4.5);
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (settings), "gtk-interface-color-scheme"))
    {
      xtest_close (window);
      return; /* only the desktop makes it dark */
    }
  g_object_set (settings, "gtk-application-prefer-dark-theme", TRUE, NULL);
  xtest_wait (contrast_of (label) >= 4.5);
  g_object_set (settings, "gtk-theme-name", "HighContrast", NULL);
  xtest_wait (contrast_of (label) >= 4.5);
  g_object_set (settings, "gtk-application-prefer-dark-theme", FALSE, NULL);
  xtest_wait (contrast_of (label) >= 4.5);
  g_object_set (settings, "gtk-theme-name", name, NULL);
  xtest_wait (contrast_of (label) >= 4.5);
  xtest_close (window);
}

/* --- classes --- */

static StreeElement *
row (guint index, gpointer data)
{
  (void) data;
  return stree_text ("%u", index);
}

static StreeElement *
many_kinds (StreeContext *cx, gpointer props)
{
  static const char *const options[] = { "a", "b", NULL };

  (void) cx;
  (void) props;
  return stree_page (stree_title ("a"), stree_subheader ("b"), stree_text ("c"), stree_divider (), stree_spacer (),
                     stree_button ("d"), stree_checkbox ("e"), stree_text_input ("f"), stree_number_input ("g"),
                     stree_selectbox ("h", .options = options), stree_card (stree_text ("i")), stree_expander ("j", stree_text ("k")),
                     stree_hstack (stree_text ("l"), stree_vstack (stree_text ("m"))), stree_columns (stree_text ("n")),
                     stree_grid (2, stree_text ("o")), stree_tabs (stree_tab ("p", stree_text ("q"))), stree_form (stree_text ("r")),
                     stree_split_view (stree_text ("s"), stree_text ("t")), stree_list (3, row), stree_data_frame (NULL),
                     stree_theme_root (stree_theme (cx), stree_text ("u")), stree_sidebar (stree_text ("v")),
                     stree_bottom_dock (stree_text ("w")), stree_floating_action_button ("x"), stree_progress_bar (0.5));
}

static void
test_classes (void)
{
  GtkWidget             *view = stree_view_new (NULL, "app", many_kinds, NULL);
  StreeMount            *mount = g_object_get_data (G_OBJECT (g_object_ref_sink (view)), "stree-mount");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (StreeNode *node = mount->root; node; node = stree_node_next_in (node, mount->root))
    {
      const StreeKind *kind = node->element->kind;
      g_autofree char *css_class = stree_kind_dup_css_class (kind);

      if (!stree_node_is_host (node))
        continue;
      if (!gtk_widget_has_css_class (node->widget, css_class))
        g_error ("the widget of a %s has no class '%s'", kind->name, css_class);
      g_hash_table_add (seen, (gpointer) kind->name);
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 28);
  g_object_unref (view);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/theme-gtk/nested", test_nested);
  g_test_add_func ("/theme-gtk/inner-counts", test_inner_counts);
  g_test_add_func ("/theme-gtk/custom-css-is-scoped", test_custom_css_is_scoped);
  g_test_add_func ("/theme-gtk/changes", test_changes);
  g_test_add_func ("/theme-gtk/parser", test_parser);
  g_test_add_func ("/theme-gtk/generated", test_generated);
  g_test_add_func ("/theme-gtk/session", test_session);
  g_test_add_func ("/theme-gtk/desktop", test_desktop);
  g_test_add_func ("/theme-gtk/readable", test_readable);
  g_test_add_func ("/theme-gtk/classes", test_classes);
  return g_test_run ();
}
