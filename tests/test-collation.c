/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Texts in each order, beside comparisons that are written as plainly as can be. */

#include <string.h>

#include "data/stree-frame-query.h"
#include "frames.h"
#include "locales.h"
#include "naive-texts.h"

static StreeFrame *
sort (StreeFrame *frame, gboolean descending, StreeCollation collation)
{
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (GError) error = NULL;
  StreeFrame *sorted;

  stree_query_add_collated_sort (query, "t", descending, collation);
  sorted = stree_frame_query (frame, query, NULL, &error);
  g_assert_no_error (error);
  return sorted;
}

static char *
dup_order (const char *const *texts, StreeCollation collation)
{
  g_autoptr (StreeFrame) frame = frame_of_texts (texts);
  g_autoptr (StreeFrame) sorted = sort (frame, FALSE, collation);
  g_autoptr (GString) order = g_string_new (NULL);

  for (guint row = 0; row < stree_frame_get_n_rows (sorted); row++)
    g_string_append_printf (order, "%s%s", row > 0 ? "," : "",
                            stree_frame_is_null (sorted, row, 0) ? "" : stree_frame_get_text (sorted, row, 0));
  return g_strdup (order->str);
}

static void
test_files (void)
{
  static const char *const texts[] = { "file10", "File9", "file1", "-", "file09", "file", "file1a", "file 2", "file9", "Äfile2",
                                       "file00000000000000000000000010", NULL };
  static const struct
  {
    StreeCollation collation;
    const char *order;
  } cases[] = {
    { STREE_COLLATION_DEFAULT,
      "Äfile2,file,file 2,file00000000000000000000000010,file09,file1,file10,file1a,File9,file9," },
    { STREE_COLLATION_NATURAL,
      "Äfile2,file,file 2,file1,file1a,File9,file09,file9,file00000000000000000000000010,file10," },
    { STREE_COLLATION_BINARY,
      "File9,file,file 2,file00000000000000000000000010,file09,file1,file10,file1a,file9,Äfile2," },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *order = dup_order (texts, cases[i].collation);

      g_assert_cmpstr (order, ==, cases[i].order);
    }
}

/* Each language has its own, and none has that of the code points. */
static void
test_languages (void)
{
  static const char *const texts[] = { "z", "ö", "Z", "a", "Ä", "ä", NULL };
  static const struct
  {
    const char *locale, *order;
  } cases[] = {
    { "C", "Z,a,z,Ä,ä,ö" },
    { "de_DE", "a,ä,Ä,ö,z,Z" },
    { "sv_SE", "a,z,Z,ä,Ä,ö" },
  };
  g_autofree char *binary = dup_order (texts, STREE_COLLATION_BINARY);

  g_assert_cmpstr (binary, ==, cases[0].order);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *order = NULL;

      if (!use_locale (cases[i].locale))
        continue;
      order = dup_order (texts, STREE_COLLATION_LOCALE);
      g_assert_cmpstr (order, ==, cases[i].order);
    }
}

/* Of runs longer than what is said in one byte. */
static void
test_long_numbers (void)
{
  static const guint lengths[] = { 1, 2, 252, 253, 254, 255, 507, 508, 509, 1000 };
  const char *texts[G_N_ELEMENTS (lengths) + 1] = { NULL };
  g_autoptr (StreeFrame) frame = NULL;
  g_autoptr (StreeFrame) sorted = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    texts[G_N_ELEMENTS (lengths) - 1 - i] = g_strnfill (lengths[i], i % 2 == 0 ? '9' : '1');
  frame = frame_of_texts (texts);
  sorted = sort (frame, FALSE, STREE_COLLATION_NATURAL);
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    g_assert_cmpuint (strlen (stree_frame_get_text (sorted, i, 0)), ==, lengths[i]);
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    g_free ((char *) texts[i]);
}

static void
test_random (void)
{
  static const char *const pieces[] = { "a", "A", "b", "ä", "Ä", "z", "ß", "é", "e\xcc\x81", "0", "1", "9", "10", "007", " ", "-",
                                        "_", ".", "€", "𝄞", "Z", "~" };
  GRand *rand = g_rand_new_with_seed (99);

  /* Where it cannot be made, the order of a language is that of the code points. */
  if (!use_locale ("de_DE"))
    use_locale ("C");
  for (guint round = 0; round < 400; round++)
    {
      StreeCollation collation = (StreeCollation) (round % 4);
      gboolean descending = round / 4 % 2 == 1;
      g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
      g_autoptr (StreeFrame) frame = NULL;
      g_autoptr (StreeFrame) sorted = NULL;
      guint n = (guint) g_rand_int_range (rand, 1, 60), n_nulls = 0;
      g_autofree gboolean *seen = g_new0 (gboolean, n);

      stree_frame_builder_add_column (builder, "t", STREE_COLUMN_TEXT);
      stree_frame_builder_add_column (builder, "row", STREE_COLUMN_INT64);
      for (guint i = 0; i < n; i++)
        {
          g_autoptr (GString) text = g_string_new (NULL);

          /* Most begin as others do, over more than is looked at at once. */
          if (round / 8 % 2 == 1 && g_rand_int_range (rand, 0, 4) > 0)
            g_string_append_len (text, "the same for all of them", g_rand_int_range (rand, 6, 25));
          for (gint32 k = g_rand_int_range (rand, 0, round / 16 % 2 == 1 ? 20 : 6); k > 0; k--)
            g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
          if (g_rand_int_range (rand, 0, 8) > 0)
            stree_frame_builder_append_text (builder, 0, text->str);
          else
            n_nulls++;
          stree_frame_builder_append_int64 (builder, 1, i);
          stree_frame_builder_end_row (builder);
        }
      frame = stree_frame_builder_finish (builder);
      sorted = sort (frame, descending, collation);
      g_assert_cmpuint (stree_frame_get_n_rows (sorted), ==, n);
      for (guint row = 0; row < n; row++)
        {
          gint64 at = stree_frame_get_int64 (sorted, row, 1);
          int difference;

          g_assert_false (seen[at]);
          seen[at] = TRUE;
          g_assert_cmpint (stree_frame_is_null (sorted, row, 0), ==, row >= n - n_nulls);
          if (row == 0)
            continue;
          difference = row >= n - n_nulls ? 0
                                          : naive_compare_texts (collation, stree_frame_get_text (sorted, row - 1, 0),
                                                           stree_frame_get_text (sorted, row, 0));
          if (descending)
            difference = -difference;
          if (row == n - n_nulls)
            continue;
          g_assert_cmpint (difference, <=, 0);
          if (difference == 0)
            g_assert_cmpint (stree_frame_get_int64 (sorted, row - 1, 1), <, at);
        }
    }
  g_rand_free (rand);
}

/* So many different ones that several threads look at them. */
static void
test_many (void)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  g_autoptr (StreeFrame) frame = NULL;

  if (!use_locale ("de_DE"))
    use_locale ("C");
  stree_frame_builder_add_column (builder, "t", STREE_COLUMN_TEXT);
  for (guint i = 0; i < 45000; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s%u", i % 3 ? "ä" : "b", (guint) ((guint64) i * 7919 % 45000));

      stree_frame_builder_append_text (builder, 0, text);
      stree_frame_builder_end_row (builder);
    }
  frame = stree_frame_builder_finish (builder);
  for (int collation = STREE_COLLATION_DEFAULT; collation <= STREE_COLLATION_BINARY; collation++)
    {
      g_autoptr (StreeFrame) sorted = sort (frame, FALSE, (StreeCollation) collation);
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint row = 0; row < 45000; row++)
        {
          g_assert_true (g_hash_table_add (seen, (gpointer) stree_frame_get_text (sorted, row, 0)));
          if (row > 0)
            g_assert_cmpint (naive_compare_texts ((StreeCollation) collation, stree_frame_get_text (sorted, row - 1, 0),
                                            stree_frame_get_text (sorted, row, 0)), <, 0);
        }
    }
}

static void
test_query (void)
{
  g_autoptr (StreeQuery) a = stree_query_new ();
  g_autoptr (StreeQuery) b = stree_query_new ();
  g_autoptr (StreeQuery) c = stree_query_new ();

  stree_query_add_collated_sort (a, "t", TRUE, STREE_COLLATION_NATURAL);
  stree_query_add_collated_sort (b, "t", TRUE, STREE_COLLATION_NATURAL);
  stree_query_add_sort (c, "t", TRUE);
  g_assert_cmpint (stree_query_get_sort_collation (a, 0), ==, STREE_COLLATION_NATURAL);
  g_assert_cmpint (stree_query_get_sort_collation (c, 0), ==, STREE_COLLATION_DEFAULT);
  g_assert_true (stree_query_equal (a, b));
  g_assert_false (stree_query_equal (a, c));
  g_assert_true (stree_query_extends (a, b));
  g_assert_false (stree_query_extends (a, c));
}

int
main (int argc, char **argv)
{
  static const char *const locales[] = { "de_DE", "sv_SE", NULL };
  g_autofree char *folder = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = make_locales (locales);

  g_test_add_func ("/collation/files", test_files);
  g_test_add_func ("/collation/languages", test_languages);
  g_test_add_func ("/collation/long-numbers", test_long_numbers);
  g_test_add_func ("/collation/random", test_random);
  g_test_add_func ("/collation/many", test_many);
  g_test_add_func ("/collation/query", test_query);
  status = g_test_run ();
  remove_locales (folder);
  return status;
}
