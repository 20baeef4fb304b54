/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How two texts differ, line by line: the longest common subsequence, with a few lines around each difference. */

#include "testing/stree-test-private.h"

#define CONTEXT 3

typedef struct
{
  char       *sign; /* of each line of the result: ' ', '-' or '+' */
  const char **line;
  guint       n;
} Script;

static void
add (Script *script, char sign, const char *line)
{
  script->sign[script->n] = sign;
  script->line[script->n++] = line;
}

/* What is the same at both ends needs no table. */
static void
compare (Script *script, char **a, guint n, char **b, guint m)
{
  guint             head = 0;
  guint             tail = 0;
  g_autofree guint *table = NULL;
  guint             rows, columns, i, j;

  while (head < n && head < m && g_str_equal (a[head], b[head]))
    add (script, ' ', a[head++]);
  while (tail < n - head && tail < m - head && g_str_equal (a[n - 1 - tail], b[m - 1 - tail]))
    tail++;
  rows = n - head - tail;
  columns = m - head - tail;
  /* The length of what both have in common, from a line on. */
  table = g_new0 (guint, (gsize) (rows + 1) * (columns + 1));
#define AT(i, j) table[(gsize) (i) * (columns + 1) + (j)]
  for (i = rows; i-- > 0;)
    for (j = columns; j-- > 0;)
      AT (i, j) = g_str_equal (a[head + i], b[head + j]) ? AT (i + 1, j + 1) + 1 : MAX (AT (i + 1, j), AT (i, j + 1));
  i = j = 0;
  while (i < rows || j < columns)
    if (i < rows && j < columns && g_str_equal (a[head + i], b[head + j]))
      {
        add (script, ' ', a[head + i++]);
        j++;
      }
    else if (i < rows && (j == columns || AT (i + 1, j) >= AT (i, j + 1)))
      add (script, '-', a[head + i++]);
    else
      add (script, '+', b[head + j++]);
#undef AT
  for (i = n - tail; i < n; i++)
    add (script, ' ', a[i]);
}

static gboolean
is_near (const Script *script, guint at)
{
  guint from = at > CONTEXT ? at - CONTEXT : 0;
  guint to = MIN (at + CONTEXT + 1, script->n);

  for (guint i = from; i < to; i++)
    if (script->sign[i] != ' ')
      return TRUE;
  return FALSE;
}

static char *
write_script (const Script *script)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint               line = 1; /* of what was expected */
  gboolean            shown = FALSE;

  for (guint i = 0; i < script->n; i++)
    {
      gboolean near = is_near (script, i);

      if (near && !shown)
        g_string_append_printf (text, "@@ line %u @@\n", line);
      if (near)
        g_string_append_printf (text, "%c%s\n", script->sign[i], script->line[i]);
      shown = near;
      line += script->sign[i] != '+';
    }
  return g_strdup (text->str);
}

/* Its lines; one that ends with a line break has none after it. */
static char **
split (const char *text, guint *n)
{
  char **lines = g_strsplit (text, "\n", -1);

  *n = g_strv_length (lines);
  if (*n > 0 && *lines[*n - 1] == '\0')
    --*n;
  return lines;
}

char *
stree_test_diff (const char *expected, const char *actual)
{
  guint                   n, m;
  g_auto (GStrv)          a = split (expected, &n);
  g_auto (GStrv)          b = split (actual, &m);
  g_autofree char        *sign = g_new (char, n + m + 1);
  g_autofree const char **line = g_new (const char *, n + m + 1);
  Script                  script = { sign, line, 0 };

  compare (&script, a, n, b, m);
  for (guint i = 0; i < script.n; i++)
    if (script.sign[i] != ' ')
      return write_script (&script);
  return NULL;
}
