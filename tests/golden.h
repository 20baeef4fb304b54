/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Texts that are kept in tests/golden. STREE_UPDATE_GOLDEN=1 in the environment writes them instead of comparing:
 * look at what git says has changed before it is committed. */

#include <gio/gio.h>
#include <string.h>

/* The longest run of lines that both have from (i, j) on; one row and one column more than there are lines. */
static inline guint *
golden_common_lines (char **old, guint n_old, char **new, guint n_new)
{
  guint *common = g_new0 (guint, (gsize) (n_old + 1) * (n_new + 1));

  for (guint i = n_old; i-- > 0;)
    for (guint j = n_new; j-- > 0;)
      {
        guint *here = &common[(gsize) i * (n_new + 1) + j];

        if (strcmp (old[i], new[j]) == 0)
          *here = here[n_new + 2] + 1;
        else
          *here = MAX (here[n_new + 1], here[1]);
      }
  return common;
}

/* What is different, as a unified diff with three lines around each change. */
static inline char *
golden_diff (const char *name, const char *expected, const char *got)
{
  g_auto (GStrv)        old = g_strsplit (expected, "\n", -1);
  g_auto (GStrv)        new = g_strsplit (got, "\n", -1);
  guint                 n_old = g_strv_length (old), n_new = g_strv_length (new);
  g_autofree guint     *common = golden_common_lines (old, n_old, new, n_new);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free); /* all of them, each with its mark */
  g_autoptr (GArray)    places = g_array_new (FALSE, FALSE, 2 * sizeof (guint)); /* of each: the line in old and in new */
  GString              *diff = g_string_new (NULL);
  guint                 shown = 0;

  for (guint i = 0, j = 0; i < n_old || j < n_new;)
    {
      guint place[2] = { i + 1, j + 1 };

      g_array_append_val (places, place);
      if (i < n_old && j < n_new && strcmp (old[i], new[j]) == 0)
        g_ptr_array_add (lines, g_strconcat (" ", old[(j++, i++)], NULL));
      else if (j == n_new || (i < n_old && common[(gsize) (i + 1) * (n_new + 1) + j] >= common[(gsize) i * (n_new + 1) + j + 1]))
        g_ptr_array_add (lines, g_strconcat ("-", old[i++], NULL));
      else
        g_ptr_array_add (lines, g_strconcat ("+", new[j++], NULL));
    }

  g_string_append_printf (diff, "--- %s\n+++ what came out\n", name);
  for (guint k = 0; k < lines->len; k++)
    {
      gboolean near = FALSE;

      for (guint around = k > 3 ? k - 3 : 0; around < MIN (k + 4, lines->len); around++)
        near |= *(const char *) lines->pdata[around] != ' ';
      if (!near)
        continue;
      if (k == 0 || shown < k)
        {
          const guint *place = (const guint *) (gpointer) places->data + (gsize) 2 * k;

          g_string_append_printf (diff, "@@ from line %u, now %u @@\n", place[0], place[1]);
        }
      g_string_append_printf (diff, "%s\n", (const char *) lines->pdata[k]);
      shown = k + 1;
    }
  return g_string_free (diff, FALSE);
}

/* Fails the test, with what is different, unless @text is what tests/golden/NAME.SUFFIX holds. */
static inline void
golden_check (const char *name, const char *suffix, const char *text)
{
  g_autofree char   *file = g_strconcat (name, ".", suffix, NULL);
  g_autofree char   *path = g_test_build_filename (G_TEST_DIST, "golden", file, NULL);
  g_autofree char   *ended = g_strconcat (text, g_str_has_suffix (text, "\n") ? "" : "\n", NULL);
  g_autofree char   *expected = NULL;
  g_autofree char   *diff = NULL;
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (g_getenv ("STREE_UPDATE_GOLDEN"), "1") == 0)
    {
      g_file_set_contents (path, ended, -1, &error);
      g_assert_no_error (error);
      return;
    }
  if (!g_file_get_contents (path, &expected, NULL, &error))
    {
      g_test_message ("%s", error->message);
      g_test_fail ();
      return;
    }
  if (strcmp (expected, ended) == 0)
    return;
  diff = golden_diff (file, expected, ended);
  g_test_message ("%s", diff);
  g_test_fail ();
}
