/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-frame-sort-private.h"

#include <locale.h>
#include <string.h>

#include "data/stree-frame-private.h"
#include "data/stree-text-match-private.h"

/* Each cell becomes a 64-bit key that sorts as the cell does; then it is a radix sort, which is stable. */
typedef struct
{
  guint64 key;
  guint32 item;
} Pair;

/* Below this many, putting each into its place is quicker. */
#define FEW 32

static void
insertion_sort (Pair *pairs, guint n)
{
  for (guint i = 1; i < n; i++)
    {
      Pair pair = pairs[i];
      guint k = i;

      for (; k > 0 && pairs[k - 1].key > pair.key; k--)
        pairs[k] = pairs[k - 1];
      pairs[k] = pair;
    }
}

static void
radix_sort (Pair *pairs, Pair *scratch, guint n)
{
  guint32 counts[8 * 256] = { 0 };
  Pair *from = pairs, *to = scratch;

  if (n < FEW)
    {
      insertion_sort (pairs, n);
      return;
    }

  for (guint i = 0; i < n; i++)
    for (guint byte = 0; byte < 8; byte++)
      counts[byte * 256 + (pairs[i].key >> (byte * 8) & 0xff)]++;

  for (guint byte = 0; byte < 8; byte++)
    {
      guint32 *count = counts + byte * 256;
      guint32 sum = 0;
      Pair *swap;

      if (n == 0 || count[from[0].key >> (byte * 8) & 0xff] == n)
        continue;

      for (guint i = 0; i < 256; i++)
        {
          guint32 here = count[i];

          count[i] = sum;
          sum += here;
        }
      for (guint i = 0; i < n; i++)
        to[count[from[i].key >> (byte * 8) & 0xff]++] = from[i];
      swap = from;
      from = to;
      to = swap;
    }

  if (from != pairs)
    memcpy (pairs, from, (gsize) n * sizeof *pairs);
}

typedef struct
{
  const char *const *keys; /* of each item: a text that sorts as the item does */
  const StreeColumn *column;
  const guint32 *entries; /* the entry of item i; NULL: entry i */
} TextOrder;

static int
compare_texts (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const TextOrder *order = user_data;
  guint32 x = ((const Pair *) a)->item;
  guint32 y = ((const Pair *) b)->item;
  int difference = strcmp (order->keys[x], order->keys[y]);

  if (difference != 0)
    return difference;
  return strcmp (stree_column_get_entry_text (order->column, order->entries != NULL ? order->entries[x] : x, NULL),
                 stree_column_get_entry_text (order->column, order->entries != NULL ? order->entries[y] : y, NULL));
}

/* Eight bytes, as a number that sorts as they do. */
static guint64
text_prefix (const char *text)
{
  guint64 prefix = 0;

  for (guint i = 0; i < 8; i++)
    {
      prefix = prefix << 8 | (guchar) *text;
      if (*text != '\0')
        text++;
    }
  return prefix;
}

/*
 * Sorts what is the same in its first @depth bytes, eight bytes at a time: each text is looked at once for each eight, and
 * only as far as others are like it. FALSE: cancelled.
 */
static gboolean
sort_texts (TextOrder *order, Pair *pairs, Pair *scratch, guint n, gsize depth, GCancellable *cancellable)
{
  for (;; depth += 8)
    {
      guint first, last = 0;

      if (n > FEW && g_cancellable_is_cancelled (cancellable))
        return FALSE;
      for (guint i = 0; i < n; i++)
        pairs[i].key = text_prefix (order->keys[pairs[i].item] + depth);
      radix_sort (pairs, scratch, n);
      if (n > 0 && pairs[0].key == pairs[n - 1].key && (pairs[0].key & 0xff) != 0)
        continue;

      for (first = 0; first < n; first = last)
        {
          for (last = first + 1; last < n && pairs[last].key == pairs[first].key; last++)
            ;
          if (last - first == 1)
            continue;
          /* With a NUL in these bytes they end here: what is left is how they are written. */
          if ((pairs[first].key & 0xff) == 0)
            g_qsort_with_data (pairs + first, (int) (last - first), sizeof *pairs, compare_texts, order);
          else if (!sort_texts (order, pairs + first, scratch, last - first, depth + 8, cancellable))
            return FALSE;
        }
      return TRUE;
    }
}

/* --- the keys of texts: what a locale says of them takes longer than to sort them --- */

/* So many threads make keys at most, and so many keys are worth one. */
#define MAX_THREADS 4
#define KEYS_PER_THREAD 10000

/* The items from @first to @end, which one thread makes keys for. */
typedef struct
{
  const TextOrder *order;
  StreeCollation collation;
  locale_t locale; /* that of the thread which asks */
  GCancellable *cancellable;
  guint first;
  guint end;
  const char **keys; /* of all items: this part's are filled in */
  GString *arena;    /* owned: where they are */
} KeyPart;

static gpointer
make_part (gpointer data)
{
  KeyPart *part = data;
  locale_t before = uselocale (part->locale);

  part->arena = g_string_new (NULL);
  for (guint i = part->first; i < part->end; i++)
    {
      const guint32 *entries = part->order->entries;
      gsize length;
      const char *text = stree_column_get_entry_text (part->order->column, entries != NULL ? entries[i] : i, &length);

      if (i % STREE_CANCEL_STRIDE == 0 && g_cancellable_is_cancelled (part->cancellable))
        break;
      /* The arena grows, and moves: at first a key is known by its distance from the beginning. */
      part->keys[i] = (const char *) part->arena->len;
      stree_text_append_sort_key (part->arena, part->collation, text, length);
    }
  for (guint i = part->first; i < part->end; i++)
    part->keys[i] = part->arena->str + (gsize) part->keys[i];
  uselocale (before);
  return NULL;
}

/* Fills @parts, of which there are MAX_THREADS, and says how many there are. */
static guint
make_keys_of_texts (const TextOrder *order, StreeCollation collation, const char **keys, guint n, GCancellable *cancellable, KeyPart *parts)
{
  guint n_parts = CLAMP (n / KEYS_PER_THREAD, 1, MIN (g_get_num_processors (), MAX_THREADS));
  GThread *threads[MAX_THREADS] = { NULL };

  for (guint i = 0; i < n_parts; i++)
    {
      parts[i] = (KeyPart){ order, collation, uselocale ((locale_t) 0), cancellable,
                            (guint) ((guint64) n * i / n_parts), (guint) ((guint64) n * (i + 1) / n_parts), keys, NULL };
      if (i > 0)
        threads[i] = g_thread_try_new ("stree-sort-keys", make_part, &parts[i], NULL);
    }
  for (guint i = 0; i < n_parts; i++)
    if (threads[i])
      g_thread_join (threads[i]);
    else
      make_part (&parts[i]);
  return n_parts;
}

/*
 * The place of each item among the texts; the same text has the same place. The items are the entries of the column,
 * or where @entries is not NULL these @n of them. NULL: cancelled.
 */
static guint32 *
rank_texts (const StreeColumn *column, StreeCollation collation, const guint32 *entries, guint n,
            GCancellable *cancellable)
{
  g_autofree const char **keys = g_new0 (const char *, MAX (n, 1));
  g_autofree Pair *pairs = g_new (Pair, MAX (n, 1));
  g_autofree Pair *scratch = g_new (Pair, MAX (n, 1));
  g_autofree guint32 *ranks = g_new (guint32, MAX (n, 1));
  TextOrder order = { .column = column, .entries = entries };
  KeyPart parts[MAX_THREADS];
  guint32 rank = 0;
  guint n_parts;
  gboolean sorted;

  n_parts = make_keys_of_texts (&order, collation, keys, n, cancellable, parts);
  order.keys = keys;
  for (guint i = 0; i < n; i++)
    pairs[i] = (Pair){ .item = i };
  sorted = !g_cancellable_is_cancelled (cancellable) && sort_texts (&order, pairs, scratch, n, 0, cancellable);

  /* What has other last bytes is another text; where these are the same, it may be one that was longer than they. */
  for (guint i = 0; sorted && i < n; i++)
    {
      if (i > 0 && (pairs[i].key != pairs[i - 1].key || compare_texts (&pairs[i - 1], &pairs[i], &order) != 0))
        rank++;
      ranks[pairs[i].item] = rank;
    }
  for (guint i = 0; i < n_parts; i++)
    g_string_free (parts[i].arena, TRUE);
  return sorted ? g_steal_pointer (&ranks) : NULL;
}

/* Sets pairs[i].key for rows[i]. FALSE: cancelled. */
static gboolean
make_keys (StreeFrame *frame,
           const StreeColumn *column,
           StreeCollation collation,
           const guint32 *rows,
           guint n_rows,
           Pair *pairs,
           GCancellable *cancellable)
{
  g_autofree guint32 *entries = NULL;
  g_autofree guint32 *ranks = NULL;
  gboolean per_row = FALSE;

  if (column->type == STREE_COLUMN_TEXT)
    {
      /* A small selection of a large column ranks only its own texts. */
      per_row = n_rows < column->n_entries;
      if (per_row)
        {
          entries = g_new (guint32, MAX (n_rows, 1));
          for (guint i = 0; i < n_rows; i++)
            entries[i] = stree_column_get_entry (column, stree_frame_store_row (frame, rows[i]));
        }
      ranks = rank_texts (column, collation, entries, per_row ? n_rows : column->n_entries, cancellable);
      if (ranks == NULL)
        return FALSE;
    }

  for (guint i = 0; i < n_rows; i++)
    {
      guint row = stree_frame_store_row (frame, rows[i]);
      guint64 key = 0;

      switch (column->type)
        {
        case STREE_COLUMN_INT64:
        case STREE_COLUMN_TIMESTAMP:
          key = (guint64) column->values.int64s[row] ^ G_GUINT64_CONSTANT (0x8000000000000000);
          break;
        case STREE_COLUMN_DOUBLE:
          {
            double value = column->values.doubles[row] + 0.0; /* one zero, not two */

            memcpy (&key, &value, sizeof key);
            key ^= (key >> 63) != 0 ? G_MAXUINT64 : G_GUINT64_CONSTANT (0x8000000000000000);
            break;
          }
        case STREE_COLUMN_BOOL:
          key = column->values.bools[row];
          break;
        case STREE_COLUMN_DATE:
          key = (guint64) ((gint64) column->values.dates[row] - G_MININT32);
          break;
        case STREE_COLUMN_TEXT:
          key = ranks[per_row ? i : stree_column_get_entry (column, row)];
          break;
        default:
          g_assert_not_reached ();
        }
      pairs[i].key = key;
    }
  return TRUE;
}

gboolean
stree_frame_sort_rows (StreeFrame *frame,
                       const StreeSortKey *keys,
                       guint n_keys,
                       guint32 *rows,
                       guint n_rows,
                       GCancellable *cancellable)
{
  g_autofree Pair *pairs = g_new (Pair, MAX (n_rows, 1));
  g_autofree Pair *scratch = g_new (Pair, MAX (n_rows, 1));

  /* The least important key first: each later sort keeps the order of what is equal to it. */
  for (guint k = n_keys; k-- > 0;)
    {
      const StreeColumn *column = stree_frame_column (frame, keys[k].column);
      guint n_values = 0, n_nulls = 0;

      if (g_cancellable_is_cancelled (cancellable) || 
          !make_keys (frame, column, keys[k].collation, rows, n_rows, pairs, cancellable))
        return FALSE;

      for (guint i = 0; i < n_rows; i++)
        {
          pairs[i].item = rows[i];
          if (keys[k].descending)
            pairs[i].key = ~pairs[i].key;
        }
      for (guint i = 0; i < n_rows; i++)
        {
          if (stree_column_is_null (column, stree_frame_store_row (frame, pairs[i].item)))
            scratch[n_nulls++] = pairs[i];
          else
            pairs[n_values++] = pairs[i];
        }
      for (guint i = 0; i < n_nulls; i++)
        rows[n_values + i] = scratch[i].item;

      radix_sort (pairs, scratch, n_values);
      for (guint i = 0; i < n_values; i++)
        rows[i] = pairs[i].item;
    }
  return TRUE;
}
