/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The examples of the CommonMark specification, from tests/data/commonmark-spec.txt: what is written, and the HTML that it is. */

#include <glib.h>
#include <string.h>

#define SPEC_FENCE "````````````````````````````````"

typedef struct
{
  char *section;
  char *markdown;
  char *html;
} SpecExample;

static inline void
spec_example_free (gpointer data)
{
  SpecExample *example = data;

  g_free (example->section);
  g_free (example->markdown);
  g_free (example->html);
  g_free (example);
}

/* Up to the line that is @mark; NULL if there is none. Moves @pos behind it. */
static inline char *
spec_take (const char **pos, const char *mark)
{
  const char *from = *pos;
  gsize       length = strlen (mark);

  for (const char *line = from; line && *line; line = strchr (line, '\n') ? strchr (line, '\n') + 1 : NULL)
    if (strncmp (line, mark, length) == 0)
      {
        *pos = line + length;
        return g_strndup (from, (gsize) (line - from));
      }
  return NULL;
}

static inline GPtrArray *
spec_load (void)
{
  GPtrArray       *examples = g_ptr_array_new_with_free_func (spec_example_free);
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "data", "commonmark-spec.txt", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const char        *pos;

  g_file_get_contents (file, &text, NULL, &error);
  g_assert_no_error (error);
  pos = text;
  for (;;)
    {
      g_autofree char *before = spec_take (&pos, SPEC_FENCE " ");
      SpecExample     *example;
      const char      *end;

      if (!before)
        break;
      example = g_new0 (SpecExample, 1);
      end = strchr (pos, '\n');
      example->section = g_strndup (pos, (gsize) (end - pos));
      pos = end + 1;
      example->markdown = spec_take (&pos, ".\n");
      example->html = spec_take (&pos, SPEC_FENCE "\n");
      g_assert_nonnull (example->html);
      g_ptr_array_add (examples, example);
    }
  g_assert_cmpuint (examples->len, ==, 652);
  return examples;
}
