/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "actions/stree-fuzzy-private.h"

#include <string.h>

#define MAX_LETTERS 256 /* of a text; what is behind them is not looked at */

#define FOR_LETTER     16
#define FOR_ROW        32 /* behind the letter before */
#define FOR_WORD       32 /* at the start of a word */
#define FOR_START      16 /* at the start of the text */
#define FOR_WHOLE      64 /* nothing else is in the text */
#define MAX_FOR_LENGTH 32 /* less one for each letter that is in the text and was not typed */
#define NONE           G_MININT

/* The text's letters in one case and without accents; @starts[i]: a word begins there. */
static guint
fold (const char *text, gunichar *letters, gboolean *starts)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *bare = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  gunichar         before = ' ';
  guint            n = 0;

  for (const char *p = bare; *p && n < MAX_LETTERS; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_ismark (c))
        continue;
      letters[n] = g_unichar_tolower (c);
      if (starts)
        starts[n] = !g_unichar_isalnum (before) || (g_unichar_isupper (c) && g_unichar_islower (before));
      before = c;
      n++;
    }
  return n;
}

/* The best way to find the letters of a word in this order: ends[j] is that of its first letters, with the last of them
 * at j. */
static int
score_word (const gunichar *word, guint n_word, const gunichar *letters, const gboolean *starts, guint n)
{
  int ends[MAX_LETTERS];
  int best = NONE;

  for (guint i = 0; i < n_word; i++)
    {
      int before = NONE;  /* the best that ends before j - 1 */
      int last = NONE;    /* of the word so far, with its last letter at j - 1 */

      best = NONE;
      for (guint j = 0; j < n; j++)
        {
          int next_last = i > 0 ? ends[j] : NONE;
          int from = i == 0 ? 0 : before;

          if (i > 0 && last != NONE && last + FOR_ROW > from)
            from = last + FOR_ROW;
          ends[j] = NONE;
          if (letters[j] == word[i] && from != NONE)
            {
              ends[j] = from + FOR_LETTER + (starts[j] ? FOR_WORD : 0) + (j == 0 ? FOR_START : 0);
              best = MAX (best, ends[j]);
            }
          if (i > 0)
            {
              before = MAX (before, last);
              last = next_last;
            }
        }
      if (best == NONE)
        return NONE;
    }
  return best;
}

int
stree_fuzzy_score (const char *typed, const char *text)
{
  gunichar letters[MAX_LETTERS];
  gunichar wanted[MAX_LETTERS];
  gboolean starts[MAX_LETTERS];
  guint    n = fold (text, letters, starts);
  guint    n_wanted = fold (typed, wanted, NULL);
  guint    n_used = 0;
  int      score = 0;

  for (guint i = 0; i < n_wanted;)
    {
      guint end = i;
      int   one;

      while (end < n_wanted && !g_unichar_isspace (wanted[end]))
        end++;
      if (end == i)
        {
          i++;
          continue;
        }
      one = score_word (wanted + i, end - i, letters, starts, n);
      if (one == NONE)
        return STREE_FUZZY_NONE;
      score += one;
      n_used += end - i;
      i = end;
    }
  if (n_used == 0)
    return 0;
  if (n_used == n)
    score += FOR_WHOLE;
  return score + MAX (0, MAX_FOR_LENGTH - (int) n + (int) n_used);
}
