/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Enough of the grammar of CSS to know where a rule begins and ends: comments, texts, brackets, blocks. What is inside of
 * a declaration is GTK's business. */

#include <string.h>

#include "core/stree-error.h"
#include "theme/stree-theme-private.h"

/* What may be in no theme, although its CSS is trusted: it loads what nobody sees in the theme, or is not CSS at all. */
static const char *const refused[] = { "javascript:", "vbscript:", "expression(", "<script", "<!--", "http:", "https:", "ftp:" };
/* What loads another style sheet, and what GTK keeps for all style sheets together (a named colour has no scope). */
static const char *const refused_rules[] = { "import", "charset", "namespace", "define-color", "binding-set" };

/* --- where it is --- */

static void
count (const char *css, const char *p, guint *line, guint *column)
{
  *line = *column = 1;
  for (; css < p; css = g_utf8_next_char (css))
    {
      (*column)++;
      if (*css == '\n')
        {
          (*line)++;
          *column = 1;
        }
    }
}

/* Always FALSE. */
static gboolean
bad (GError **error, const char *css, const char *p, const char *what)
{
  guint line, column;

  count (css, p, &line, &column);
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "line %u, column %u: %s", line, column, what);
  return FALSE;
}

/* --- tokens --- */

/* Behind the comment at @p, or NULL if it does not end. */
static const char *
skip_comment (const char *p)
{
  const char *end = strstr (p + 2, "*/");

  return end ? end + 2 : NULL;
}

/* Behind the text at @p, or NULL if it does not end on its line. */
static const char *
skip_text (const char *p)
{
  char quote = *p++;

  for (; *p && !strchr ("\n\r\f", *p); p++)
    {
      if (*p == '\\' && p[1])
        p++;
      else if (*p == quote)
        return p + 1;
    }
  return NULL;
}

/* Behind one token of sound CSS: a comment, a text, or one character. */
static const char *
skip_token (const char *p)
{
  if (p[0] == '/' && p[1] == '*')
    return skip_comment (p);
  if (*p == '"' || *p == '\'')
    return skip_text (p);
  return g_utf8_next_char (p);
}

/* The first of @stops at @p or behind it, outside of texts, comments and brackets. */
static const char *
find_stop (const char *p, const char *stops)
{
  guint depth = 0;

  while (*p && (depth || !strchr (stops, *p)))
    {
      if (*p == '(' || *p == '[')
        depth++;
      else if (depth && (*p == ')' || *p == ']'))
        depth--;
      p = skip_token (p);
    }
  return p;
}

/* Behind the '}' of the block whose '{' is at @p. */
static const char *
skip_block (const char *p)
{
  guint depth = 0;

  do
    {
      depth += *p == '{' ? 1 : -1;
      p = depth ? find_stop (p + 1, "{}") : p + 1;
    }
  while (depth);
  return p;
}

static gboolean
is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_';
}

/* The rules inside of @media are rules; the blocks of @keyframes and the like are not. */
static gboolean
holds_rules (const char *p)
{
  return g_ascii_strncasecmp (p, "@media", strlen ("@media")) == 0 && !is_name_char (p[strlen ("@media")]);
}

/* --- checking --- */

/* The brackets that are open, outermost first, and where each was opened. */
typedef struct
{
  GString   *open;
  GPtrArray *places;
} Nest;

static gboolean
check_bracket (Nest *nest, const char *css, const char *p, GError **error)
{
  char closing = *p == '{' ? '}' : *p == '(' ? ')' : *p == '[' ? ']' : '\0';
  char expected = nest->open->len ? nest->open->str[nest->open->len - 1] : '\0';

  if (closing)
    {
      if (*p == '{' && expected && expected != '}')
        return bad (error, css, p, "'{' inside of brackets");
      g_string_append_c (nest->open, closing);
      g_ptr_array_add (nest->places, (gpointer) p);
      return TRUE;
    }
  if (*p != expected)
    {
      g_autofree char *what = expected ? g_strdup_printf ("'%c' where '%c' was expected", *p, expected)
                                       : g_strdup_printf ("'%c' closes nothing", *p);

      return bad (error, css, p, what);
    }
  g_string_truncate (nest->open, nest->open->len - 1);
  g_ptr_array_set_size (nest->places, (int) nest->places->len - 1);
  return TRUE;
}

/* What is in url () without quotes has a grammar of its own. */
static gboolean
check_url (const char *css, const char *p, GError **error)
{
  const char *start = p;

  while (start > css && is_name_char (start[-1]))
    start--;
  if (p - start != 3 || g_ascii_strncasecmp (start, "url", 3) != 0)
    return TRUE;
  for (p++; g_ascii_isspace (*p);)
    p++;
  return *p == '"' || *p == '\'' ? TRUE : bad (error, css, start, "url () without quotes: expected url (\"...\")");
}

static gboolean
check_rule (const char *css, const char *p, GError **error)
{
  const char      *end = p + 1;
  g_autofree char *name = NULL;

  while (is_name_char (*end))
    end++;
  name = g_ascii_strdown (p + 1, end - p - 1);
  for (guint i = 0; i < G_N_ELEMENTS (refused_rules); i++)
    if (g_str_equal (name, refused_rules[i]))
      {
        g_autofree char *what = g_strdup_printf ("@%s is refused: a theme stands for itself", name);

        return bad (error, css, p, what);
      }
  return TRUE;
}

static gboolean
check_structure (Nest *nest, const char *css, GError **error)
{
  const char *p = css;

  while (*p)
    {
      const char *next = skip_token (p);

      if (!next)
        return bad (error, css, p, *p == '/' ? "a comment that does not end" : "a text that does not end on its line");
      if (strchr ("{}()[]", *p) && !check_bracket (nest, css, p, error))
        return FALSE;
      if (*p == '(' && !check_url (css, p, error))
        return FALSE;
      if (*p == '\\') /* it would hide what a name is */
        return bad (error, css, p, "an escape outside of a text");
      if (*p == '@' && !check_rule (css, p, error))
        return FALSE;
      p = next;
    }
  if (nest->places->len)
    {
      g_autofree char *what = g_strdup_printf ("'%c' is not closed", *(const char *) nest->places->pdata[nest->places->len - 1]);

      return bad (error, css, nest->places->pdata[nest->places->len - 1], what);
    }
  return TRUE;
}

static const char *
skip_blanks (const char *p, const char *end)
{
  while (p < end && (g_ascii_isspace (*p) || (p[0] == '/' && p[1] == '*')))
    p = skip_token (p);
  return p;
}

/* Each between its commas: an empty one would be the scope itself. */
static gboolean
check_selectors (const char *css, const char *p, const char *end, GError **error)
{
  for (;; p++)
    {
      const char *comma = find_stop (p, ",{");

      if (skip_blanks (p, comma) == comma)
        return bad (error, css, p, "a rule without a selector");
      if (comma == end)
        return TRUE;
      p = comma;
    }
}

/* Rules, and nothing between them that belongs to none. */
static gboolean
check_rules (const char *css, const char *p, const char *end, GError **error)
{
  while (p < end)
    {
      const char *start;

      p = skip_blanks (p, end);
      if (p == end)
        break;
      start = p;
      p = find_stop (p, "{;}");
      if (*p == ';' && *start != '@')
        return bad (error, css, p, "a declaration outside of a rule: expected 'selector { property: value; }'");
      if (*p == '{')
        {
          const char *behind = skip_block (p);

          if (*start != '@' && !check_selectors (css, start, p, error))
            return FALSE;
          if (holds_rules (start) && !check_rules (css, p + 1, behind - 1, error))
            return FALSE;
          p = behind;
        }
      else if (*p == ';')
        p++;
      else
        return bad (error, css, start, "a rule without '{'");
    }
  return TRUE;
}

/* With escapes resolved and letters small. */
static char *
plain (const char *css)
{
  GString *text = g_string_new (NULL);

  while (*css)
    {
      if (*css == '\\' && g_ascii_isxdigit (css[1]))
        {
          gunichar c = 0;
          guint    n = 0;

          for (css++; n < 6 && g_ascii_isxdigit (*css); n++)
            c = c * 16 + (gunichar) g_ascii_xdigit_value (*css++);
          if (g_ascii_isspace (*css))
            css++;
          if (c && g_unichar_validate (c))
            g_string_append_unichar (text, c < 128 ? (gunichar) g_ascii_tolower ((char) c) : c);
          continue;
        }
      if (*css == '\\')
        {
          css++;
          continue;
        }
      g_string_append_c (text, g_ascii_tolower (*css++));
    }
  return g_string_free (text, FALSE);
}

static gboolean
check_refused (const char *css, GError **error)
{
  g_autofree char *text = plain (css);
  g_autofree char *low = g_ascii_strdown (css, -1);

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    if (strstr (text, refused[i]) || strstr (low, refused[i]))
      {
        const char      *found = strstr (low, refused[i]);
        g_autofree char *what = g_strdup_printf ("'%s' is refused", refused[i]);

        return bad (error, css, found ? css + (found - low) : css, what);
      }
  return TRUE;
}

gboolean
stree_css_check (const char *css, GError **error)
{
  Nest        nest;
  gboolean    ok;
  const char *end;

  if (!g_utf8_validate (css, -1, &end))
    {
      g_autofree char *valid = g_strndup (css, (gsize) (end - css));

      return bad (error, valid, valid + strlen (valid), "a byte that is not UTF-8");
    }
  nest.open = g_string_new (NULL);
  nest.places = g_ptr_array_new ();
  ok = check_structure (&nest, css, error) && check_rules (css, css, css + strlen (css), error) && check_refused (css, error);
  g_string_free (nest.open, TRUE);
  g_ptr_array_unref (nest.places);
  return ok;
}

/* --- scoping --- */

/* A selector, from @p to @end, with the scope before it; ":root" is the scope itself. */
static void
add_selector (GString *out, const char *p, const char *end, const char *scope)
{
  g_autofree char *selector = NULL;

  p = skip_blanks (p, end);
  selector = g_strchomp (g_strndup (p, (gsize) (end - p)));
  if (g_str_has_prefix (selector, ":root"))
    g_string_append_printf (out, "%s%s", scope, selector + strlen (":root"));
  else
    g_string_append_printf (out, "%s %s", scope, selector);
}

static void
scope_rules (GString *out, const char *p, const char *end, const char *scope)
{
  while (p < end)
    {
      const char *start;
      const char *behind;

      p = skip_blanks (p, end);
      if (p >= end)
        break;
      start = p;
      p = find_stop (p, *p == '@' ? "{;" : "{");
      if (*p == ';')
        {
          p++;
          g_string_append_len (out, start, p - start);
          g_string_append_c (out, '\n');
          continue;
        }
      behind = skip_block (p);
      if (*start == '@')
        {
          gboolean inner = holds_rules (start);

          g_string_append_len (out, start, (inner ? p + 1 : behind) - start);
          if (inner)
            {
              g_string_append_c (out, '\n');
              scope_rules (out, p + 1, behind - 1, scope);
              g_string_append_c (out, '}');
            }
        }
      else
        {
          const char *block = p;

          for (p = start; p < block; p++)
            {
              const char *comma = find_stop (p, ",{");

              add_selector (out, p, comma, scope);
              if (comma < block)
                g_string_append (out, ", ");
              p = comma;
            }
          g_string_append_c (out, ' ');
          g_string_append_len (out, block, behind - block);
        }
      g_string_append_c (out, '\n');
      p = behind;
    }
}

char *
stree_css_scope (const char *css, const char *scope)
{
  GString *out = g_string_new (NULL);

  scope_rules (out, css, css + strlen (css), scope);
  return g_string_free (out, FALSE);
}

/* --- fonts --- */

static gboolean
add_family (GPtrArray *families, const char *start, const char *end, GError **error)
{
  g_autofree char *family = g_strstrip (g_strndup (start, (gsize) (end - start)));
  gsize            n = strlen (family);

  if (n >= 2 && (family[0] == '"' || family[0] == '\'') && family[n - 1] == family[0])
    {
      memmove (family, family + 1, n - 2);
      family[n - 2] = '\0';
      g_strstrip (family);
    }
  if (!*family)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                   "has an empty family: expected names separated by commas, such as \"Cantarell, sans-serif\"");
      return FALSE;
    }
  if (strpbrk (family, "\"'"))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "has a quote in the middle of a family: %s", family);
      return FALSE;
    }
  g_ptr_array_add (families, g_steal_pointer (&family));
  return TRUE;
}

char **
stree_css_fonts (const char *stack, GError **error)
{
  g_autoptr (GPtrArray) families = g_ptr_array_new_with_free_func (g_free);
  const char           *start = stack;
  char                  quote = '\0';

  if (!g_utf8_validate (stack, -1, NULL))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "is not UTF-8");
      return NULL;
    }
  for (const char *p = stack; *p; p++)
    if (strchr ("<>`;{}\\", *p) || g_ascii_iscntrl (*p))
      {
        g_autofree char *shown = g_strescape ((char[]){ *p, '\0' }, NULL);

        g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "must not contain '%s': expected font families, separated by commas",
                     shown);
        return NULL;
      }
  for (const char *p = stack;; p++)
    {
      if (*p && quote)
        {
          if (*p == quote)
            quote = '\0';
          continue;
        }
      if (*p == '"' || *p == '\'')
        quote = *p;
      else if (*p == ',' || !*p)
        {
          if (quote || !add_family (families, start, p, error))
            break;
          start = p + 1;
          if (!*p)
            {
              g_ptr_array_add (families, NULL);
              return (char **) g_ptr_array_free (g_steal_pointer (&families), FALSE);
            }
        }
    }
  if (error && !*error)
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "has a quote that is not closed");
  return NULL;
}
