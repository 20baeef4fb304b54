/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-rows-private.h"

#include <string.h>

#include "core/stree-virtual-private.h"
#include "elements/stree-list.h"

/* Keys lie one behind the other in one text: a run compares them in one walk. */
struct _StreeRows
{
  guint       n;
  int         revision;
  gboolean    keyed;
  GByteArray *text;  /* all keys, each with its NUL; unused if the list gives no keys */
  GArray     *at;    /* gsize: where each begins in it */
};

StreeRows *
stree_rows_new (void)
{
  StreeRows *rows = g_new0 (StreeRows, 1);

  rows->text = g_byte_array_new ();
  rows->at = g_array_new (FALSE, FALSE, sizeof (gsize));
  return rows;
}

void
stree_rows_free (StreeRows *rows)
{
  g_byte_array_unref (rows->text);
  g_array_unref (rows->at);
  g_free (rows);
}

static const char *
key_at (const StreeRows *rows, guint index)
{
  return (const char *) rows->text->data + g_array_index (rows->at, gsize, index);
}

static void
add_key (StreeRows *rows, const char *key)
{
  gsize at = rows->text->len;

  g_array_append_val (rows->at, at);
  g_byte_array_append (rows->text, (const guint8 *) key, (guint) strlen (key) + 1);
}

/* --- differences --- */

void
stree_rows_change_clear (StreeRowsChange *change)
{
  g_clear_pointer (&change->target, g_free);
  g_clear_pointer (&change->source, g_free);
}

guint
stree_rows_change_target (const StreeRowsChange *change, guint old_index)
{
  if (old_index < change->start)
    return old_index;
  if (old_index < change->start + change->n_old)
    return change->target[old_index - change->start];
  return old_index - change->n_old + change->n_new;
}

static void
change_init (StreeRowsChange *change, guint start, guint n_old, guint n_new)
{
  change->start = start;
  change->n_old = n_old;
  change->n_new = n_new;
  change->target = g_new (guint, n_old + 1);
  change->source = g_new (int, n_new + 1);
  for (guint i = 0; i < n_old; i++)
    change->target[i] = STREE_ROW_NONE;
  for (guint i = 0; i < n_new; i++)
    change->source[i] = -1;
}

/* What lies between the common ends. Of rows with the same key, the first takes the first. */
static void
match_middle (const StreeRows *before, const StreeRows *now, StreeRowsChange *change)
{
  g_autoptr (GHashTable) table = NULL; /* key (borrowed from @before) -> 1 + its place among the n_old */

  if (change->n_old == 0 || change->n_new == 0)
    return;
  table = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = change->n_old; i-- > 0;)
    g_hash_table_insert (table, (gpointer) key_at (before, change->start + i), GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < change->n_new; i++)
    {
      guint old = GPOINTER_TO_UINT (g_hash_table_lookup (table, key_at (now, change->start + i)));

      if (!old || change->target[old - 1] != STREE_ROW_NONE)
        continue;
      change->target[old - 1] = change->start + i;
      change->source[i] = (int) old - 1;
    }
}

/* How many rows at the beginning have the keys they had. */
static guint
same_at_start (const StreeRows *rows, StreeNode *list, guint n)
{
  guint       limit = MIN (rows->n, n);
  const char *key = rows->n > 0 ? key_at (rows, 0) : NULL;
  char        buffer[16];

  for (guint i = 0; i < limit; i++)
    {
      if (strcmp (key, stree_virtual_row_key (list, i, buffer, sizeof buffer)) != 0)
        return i;
      key += strlen (key) + 1;
    }
  return limit;
}

static StreeRows *
read_keys (const StreeRows *before, StreeNode *list, guint n, guint same)
{
  StreeRows *now = stree_rows_new ();
  char       buffer[16];

  now->n = n;
  now->keyed = TRUE;
  if (same > 0)
    {
      gsize length = same < before->n ? g_array_index (before->at, gsize, same) : before->text->len;

      g_array_append_vals (now->at, before->at->data, same);
      g_byte_array_append (now->text, before->text->data, (guint) length);
    }
  for (guint i = same; i < n; i++)
    add_key (now, stree_virtual_row_key (list, i, buffer, sizeof buffer));
  return now;
}

static void
forget_gone (const StreeRows *before, StreeNode *list, const StreeRowsChange *change)
{
  char buffer[16];

  if (!list->extra || !list->extra->stash || g_hash_table_size (list->extra->stash) == 0)
    return;
  for (guint i = 0; i < change->n_old; i++)
    {
      if (change->target[i] != STREE_ROW_NONE)
        continue;
      g_snprintf (buffer, sizeof buffer, "%u", change->start + i);
      stree_virtual_forget (list, before->keyed ? key_at (before, change->start + i) : buffer);
    }
}

static void
take (StreeRows *rows, StreeRows *now)
{
  StreeRows swap = *rows;

  *rows = *now;
  *now = swap;
  stree_rows_free (now);
}

static gboolean
update_unkeyed (StreeRows *rows, StreeNode *list, guint n, StreeRowsChange *change)
{
  guint start = rows->keyed ? 0 : MIN (rows->n, n);

  if (!rows->keyed && rows->n == n)
    return FALSE;
  change_init (change, start, rows->n - start, n - start);
  forget_gone (rows, list, change);
  rows->n = n;
  rows->keyed = FALSE;
  g_byte_array_set_size (rows->text, 0);
  g_array_set_size (rows->at, 0);
  return TRUE;
}

static gboolean
update_keyed (StreeRows *rows, StreeNode *list, guint n, StreeRowsChange *change)
{
  guint      same = rows->keyed ? same_at_start (rows, list, n) : 0;
  guint      end = 0;
  StreeRows *now;

  if (rows->keyed && same == n && n == rows->n)
    return FALSE;
  now = read_keys (rows, list, n, same);
  if (rows->keyed)
    while (end < rows->n - same && end < n - same && strcmp (key_at (rows, rows->n - 1 - end), key_at (now, n - 1 - end)) == 0)
      end++;
  change_init (change, same, rows->n - same - end, n - same - end);
  if (rows->keyed)
    match_middle (rows, now, change);
  forget_gone (rows, list, change);
  take (rows, now);
  return TRUE;
}

gboolean
stree_rows_update (StreeRows *rows, StreeNode *list, StreeRowsChange *change)
{
  const StreeListArgs *args = stree_node_args (list);
  guint                n = stree_virtual_n_rows (list);
  gboolean             told_same = args->revision != 0 && args->revision == rows->revision;

  *change = (StreeRowsChange){ 0 };
  rows->revision = args->revision;
  if (told_same && n == rows->n && rows->keyed == (args->row_key != NULL))
    return FALSE;
  return args->row_key ? update_keyed (rows, list, n, change) : update_unkeyed (rows, list, n, change);
}
