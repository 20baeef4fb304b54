/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Markdown, at random from a seed: whatever the bytes are, there is a tree, and its text is UTF-8. */

#include "markdown-spec.h"
#include "markdown/stree-markdown-private.h"

static const char *const pieces[] = {
  "*",  "**", "_",  "`",    "```\n", "~~",  "[",   "](",   ")",   "![", "]",      "[x]",      "[x]: ",   "<",     ">",        "> ",
  "- ", "1.", "# ", "---\n", "===\n", "|",   "---|", "\n",   "\n\n", "\\", "&amp;",  "&#0;",     "&",       "<div>", "<!--",     "-->",
  "\t", "    ", " ", "  \n",  "a",     "Ä",   "word", "http:", "//a.b", "@", "www.a.b", "- [ ] ",  "- [x] ",  "\r\n",  "\"",       "'",
};

static guint
count_blocks (const StreeMarkdownBlock *block, guint depth)
{
  guint n = 0;

  /* A list and its items count for two. */
  g_assert_cmpuint (depth, <=, 2 * STREE_MARKDOWN_MAX_DEPTH + 3);
  for (; block; block = block->next)
    {
      g_assert_true (stree_markdown_block_equal (block, block));
      g_assert_true (!block->text || g_utf8_validate (block->text, -1, NULL));
      n += 1 + count_blocks (block->first, depth + 1);
    }
  return n;
}

static guint
check (const char *bytes, gsize length)
{
  guint n = 0;

  for (int i = 0; i < 2; i++)
    {
      StreeMarkdownFlags            flags = i ? STREE_MARKDOWN_EXTENDED : STREE_MARKDOWN_COMMONMARK;
      g_autoptr (StreeMarkdownTree) tree = stree_markdown_parse (bytes, (gssize) length, flags);
      g_autofree char              *text = stree_markdown_tree_dup_text (tree);

      g_assert_true (g_utf8_validate (text, -1, NULL));
      n += count_blocks (stree_markdown_tree_get_blocks (tree), 0);
    }
  return n;
}

static void
test_bytes (void)
{
  GRand *rand = g_rand_new_with_seed (1984);
  guint  n = 0;

  for (guint round = 0; round < 20000; round++)
    {
      guint8 bytes[64];
      gsize  length = (gsize) g_rand_int_range (rand, 0, sizeof bytes + 1);

      for (gsize i = 0; i < length; i++)
        bytes[i] = (guint8) g_rand_int_range (rand, 0, round % 2 ? 256 : 128);
      n += check ((const char *) bytes, length);
    }
  g_assert_cmpuint (n, >, 20000);
  g_rand_free (rand);
}

static void
test_pieces (void)
{
  GRand *rand = g_rand_new_with_seed (2004);
  guint  n = 0;

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      gint32              length = g_rand_int_range (rand, 0, 50);

      while (length--)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      n += check (text->str, text->len);
    }
  g_assert_cmpuint (n, >, 50000);
  g_rand_free (rand);
}

/* Examples of the specification with a piece cut out, doubled, put in or broken. */
static void
test_mutations (void)
{
  GRand                *rand = g_rand_new_with_seed (652);
  g_autoptr (GPtrArray) examples = spec_load ();
  guint                 n = 0;

  for (guint round = 0; round < 30000; round++)
    {
      const SpecExample  *example = examples->pdata[round % examples->len];
      g_autoptr (GString) text = g_string_new (example->markdown);
      gint32              n_changes = g_rand_int_range (rand, 1, 5);

      while (n_changes-- && text->len > 1)
        {
          gsize place = (gsize) g_rand_int_range (rand, 0, (gint32) text->len);
          gsize size = (gsize) g_rand_int_range (rand, 1, 8);

          size = MIN (size, text->len - place);

          switch (g_rand_int_range (rand, 0, 4))
            {
            case 0:
              g_string_erase (text, (gssize) place, (gssize) size);
              break;
            case 1:
              {
                g_autofree char *part = g_strndup (text->str + place, size);

                g_string_insert (text, (gssize) place, part);
              }
              break;
            case 2:
              g_string_insert (text, (gssize) place, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
              break;
            default:
              text->str[place] = (char) g_rand_int_range (rand, 1, 256);
            }
        }
      n += check (text->str, text->len);
    }
  g_assert_cmpuint (n, >, 60000);
  g_rand_free (rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/markdown/fuzz/bytes", test_bytes);
  g_test_add_func ("/markdown/fuzz/pieces", test_pieces);
  g_test_add_func ("/markdown/fuzz/mutations", test_mutations);
  return g_test_run ();
}
