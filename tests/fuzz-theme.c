/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Theme JSON and CSS, at random from a seed: no input, however broken, does more than fail with a message; and CSS that is
 * taken stays below its scope. */

#include "support.h"

#include "theme/stree-theme-private.h"

static const char *const css_pieces[] = {
  "a", "b", " ", "\n", "{", "}", "(", ")", "[", "]", ",", ";", ":", "@", "@media", "@keyframes", "@import", "/*", "*/", "\"", "'",
  "\\", "\\69", "url(", "color: red;", ":root", "Ä", "𝄞", "<", ">", "button", "a { b: c; }", "javascript:", "!", "#1", "\xff", "\r"
};
static const char *const json_pieces[] = {
  "{", "}", "[", "]", ",", ":", "\"", "\"primary_color\"", "\"#06c\"", "\"mode\"", "\"dark\"", "\"radius\"", "3", "-1", "1e9", "null",
  "true", "\"custom_css\"", "\"a { }\"", "\"font_stack\"", "\"x, y\"", "\\u0000", "\\", " ", "\xff", "\"density\"", "\"compact\""
};

static char *
random_text (const char *const *pieces, guint n_pieces, guint most)
{
  GString *text = g_string_new (NULL);

  for (gint32 n = g_test_rand_int_range (0, (gint32) most); n > 0; n--)
    g_string_append (text, pieces[g_test_rand_int_range (0, (gint32) n_pieces)]);
  return g_string_free (text, FALSE);
}

/* Outside of texts and comments, in no block: each selector begins with the scope. Written apart from what makes it. */
static void
assert_below_scope (const char *css)
{
  guint    depth = 0;
  gboolean fresh = TRUE; /* a selector begins here */
  gboolean at_rule = FALSE;
  guint    brackets = 0;

  for (const char *p = css; *p; p++)
    {
      if (p[0] == '/' && p[1] == '*')
        {
          p = strstr (p + 2, "*/") + 1;
          continue;
        }
      if (fresh && depth == 0 && !g_ascii_isspace (*p))
        {
          at_rule = *p == '@';
          if (!at_rule && !g_str_has_prefix (p, ".scope"))
            g_error ("a selector outside of the scope, at '%s' in:\n%s", p, css);
          fresh = FALSE;
        }
      if (*p == '"' || *p == '\'')
        {
          char quote = *p;

          for (p++; *p != quote; p++)
            if (*p == '\\')
              p++;
        }
      else if (*p == '(' || *p == '[')
        brackets++;
      else if (*p == ')' || *p == ']')
        brackets--;
      else if (*p == '{')
        depth++;
      else if (*p == '}')
        fresh = --depth == 0;
      else if (depth == 0 && brackets == 0 && ((*p == ',' && !at_rule) || *p == ';'))
        fresh = TRUE;
    }
  g_assert_cmpuint (depth, ==, 0);
}

static void
test_css (void)
{
  guint taken = 0;

  for (guint i = 0; i < 200000; i++)
    {
      g_autofree char   *css = random_text (css_pieces, G_N_ELEMENTS (css_pieces), 14);
      g_autoptr (GError) error = NULL;

      if (stree_css_check (css, &error))
        {
          g_autofree char *scoped = stree_css_scope (css, ".scope");

          assert_below_scope (scoped);
          taken++;
        }
      else
        {
          g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
          g_assert_true (g_str_has_prefix (error->message, "line "));
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
        }
    }
  g_test_message ("%u were taken", taken);
  g_assert_cmpuint (taken, >, 1000);
}

static void
test_json (void)
{
  guint taken = 0;

  for (guint i = 0; i < 100000; i++)
    {
      g_autofree char       *middle = random_text (json_pieces, G_N_ELEMENTS (json_pieces), 9);
      g_autofree char       *json = i % 2 ? g_strdup (middle) : g_strconcat ("{", middle, "}", NULL);
      g_autoptr (GError)     error = NULL;
      g_autoptr (StreeTheme) theme = stree_theme_new_from_json (json, -1, &error);

      if (theme)
        {
          g_autofree char       *written = stree_theme_to_json (theme);
          g_autoptr (StreeTheme) back = stree_theme_new_from_json (written, -1, NULL);

          g_assert_nonnull (back);
          g_assert_true (stree_theme_equal (theme, back));
          taken++;
        }
      else
        {
          g_assert_nonnull (error);
          g_assert_true (g_str_has_prefix (error->message, "Theme: "));
        }
    }
  g_test_message ("%u were taken", taken);
  g_assert_cmpuint (taken, >, 100);
}

static void
test_fonts (void)
{
  static const char *const pieces[] = { "a", " ", ",", "\"", "'", "Noto Sans", "<", "{", ";", "\\", "Ä", "\xff", "\n" };

  for (guint i = 0; i < 100000; i++)
    {
      g_autofree char   *stack = random_text (pieces, G_N_ELEMENTS (pieces), 10);
      g_autoptr (GError) error = NULL;
      g_auto (GStrv)     families = stree_css_fonts (stack, &error);

      g_assert_true ((families == NULL) == (error != NULL));
      for (guint f = 0; families && families[f]; f++)
        g_assert_null (strpbrk (families[f], "\"'\\<>`;{}\n"));
    }
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/fuzz-theme/css", test_css);
  g_test_add_func ("/fuzz-theme/json", test_json);
  g_test_add_func ("/fuzz-theme/fonts", test_fonts);
  return g_test_run ();
}
