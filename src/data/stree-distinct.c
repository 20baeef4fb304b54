/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-distinct-private.h"

#include <string.h>

#include "data/stree-frame-private.h"

#define NO_ITEM G_MAXUINT32

struct _StreeDistinct
{
  guint32 *slots; /* item numbers, open addressing; never more than half full */
  guint64 mask;
  StreeDistinctItem *items; /* in order of first sight */
  guint n_items;
  guint alloc;
};

static inline guint64
mix (guint64 value)
{
  value ^= value >> 32;
  value *= G_GUINT64_CONSTANT (0x9fb21c651e98df25);
  value ^= value >> 29;
  return value;
}

guint64
stree_hash_bytes (const char *bytes, gsize length)
{
  guint64 hash = mix (length + 1);
  guint64 word = 0;

  for (; length >= 8; bytes += 8, length -= 8)
    {
      memcpy (&word, bytes, 8);
      hash = mix (hash ^ word);
    }
  if (length > 0)
    {
      word = 0;
      memcpy (&word, bytes, length);
      hash = mix (hash ^ word);
    }
  return hash;
}

static void
make_slots (StreeDistinct *distinct, guint64 n_slots)
{
  g_free (distinct->slots);
  distinct->slots = g_new (guint32, n_slots);
  memset (distinct->slots, 0xff, n_slots * sizeof (guint32));
  distinct->mask = n_slots - 1;
  for (guint i = 0; i < distinct->n_items; i++)
    {
      guint64 slot = mix (distinct->items[i].key) & distinct->mask;

      while (distinct->slots[slot] != NO_ITEM)
        slot = (slot + 1) & distinct->mask;
      distinct->slots[slot] = i;
    }
}

StreeDistinct *
stree_distinct_new (void)
{
  StreeDistinct *distinct = g_new0 (StreeDistinct, 1);

  make_slots (distinct, 64);
  return distinct;
}

void
stree_distinct_free (StreeDistinct *distinct)
{
  g_free (distinct->slots);
  g_free (distinct->items);
  g_free (distinct);
}

guint
stree_distinct_get_n_items (const StreeDistinct *distinct)
{
  return distinct->n_items;
}

const StreeDistinctItem *
stree_distinct_get_items (const StreeDistinct *distinct, guint *n_items)
{
  *n_items = distinct->n_items;
  return distinct->items;
}

guint32
stree_distinct_add (StreeDistinct *distinct, guint64 key, guint32 row, StreeDistinctSame same, gpointer user_data)
{
  guint64 slot = mix (key) & distinct->mask;

  for (; distinct->slots[slot] != NO_ITEM; slot = (slot + 1) & distinct->mask)
    {
      StreeDistinctItem *item = &distinct->items[distinct->slots[slot]];

      if (item->key == key && (same == NULL || same (item->first, user_data)))
        {
          item->count++;
          return distinct->slots[slot];
        }
    }

  if (distinct->n_items == distinct->alloc)
    {
      distinct->alloc = MAX (32, distinct->alloc * 2);
      distinct->items = g_renew (StreeDistinctItem, distinct->items, distinct->alloc);
    }
  distinct->items[distinct->n_items] = (StreeDistinctItem){ .first = row, .count = 1, .key = key };
  distinct->slots[slot] = distinct->n_items++;
  if ((guint64) distinct->n_items * 2 > distinct->mask)
    make_slots (distinct, (distinct->mask + 1) * 2);
  return distinct->n_items - 1;
}

typedef struct
{
  StreeFrame *frame;
  const StreeColumn *column;
  const char *text;
} TextLookup;

static gboolean
same_row_text (guint32 row, gpointer user_data)
{
  const TextLookup *lookup = user_data;

  return strcmp (stree_column_get_text (lookup->column, stree_frame_store_row (lookup->frame, row)), lookup->text) == 0;
}

StreeDistinct *
stree_frame_count_distinct (StreeFrame *frame, guint column_number, guint max, GCancellable *cancellable)
{
  const StreeColumn *column = stree_frame_column (frame, column_number);
  g_autoptr (StreeDistinct) distinct = stree_distinct_new ();

  for (guint row = 0; row < frame->n_rows && distinct->n_items <= max; row++)
    {
      guint at = stree_frame_store_row (frame, row);
      guint64 key = 0;

      if (row % STREE_CANCEL_STRIDE == 0 && g_cancellable_is_cancelled (cancellable))
        return NULL;
      if (stree_column_is_null (column, at))
        continue;

      switch (column->type)
        {
        case STREE_COLUMN_INT64:
        case STREE_COLUMN_TIMESTAMP:
          key = (guint64) column->values.int64s[at];
          break;
        case STREE_COLUMN_DOUBLE:
          memcpy (&key, &column->values.doubles[at], sizeof key);
          break;
        case STREE_COLUMN_BOOL:
          key = column->values.bools[at];
          break;
        case STREE_COLUMN_DATE:
          key = (guint64) (gint64) column->values.dates[at];
          break;
        case STREE_COLUMN_TEXT:
          if (column->values.codes != NULL)
            {
              key = column->values.codes[at];
            }
          else
            {
              TextLookup lookup = { .frame = frame, .column = column };
              gsize length;

              lookup.text = stree_column_get_entry_text (column, at, &length);
              stree_distinct_add (distinct, stree_hash_bytes (lookup.text, length), row, same_row_text, &lookup);
              continue;
            }
          break;
        default:
          g_assert_not_reached ();
        }
      stree_distinct_add (distinct, key, row, NULL, NULL);
    }
  return g_steal_pointer (&distinct);
}

static int
compare_counts (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const StreeDistinctItem *items = user_data;
  guint32 x = *(const guint32 *) a;
  guint32 y = *(const guint32 *) b;

  if (items[x].count != items[y].count)
    return items[x].count > items[y].count ? -1 : 1;
  return x < y ? -1 : x > y;
}

guint32 *
stree_distinct_rank (const StreeDistinct *distinct)
{
  guint32 *order = g_new (guint32, MAX (distinct->n_items, 1));

  for (guint i = 0; i < distinct->n_items; i++)
    order[i] = i;
  if (distinct->n_items > 1)
    g_qsort_with_data (order, (int) distinct->n_items, sizeof *order, compare_counts, distinct->items);
  return order;
}
