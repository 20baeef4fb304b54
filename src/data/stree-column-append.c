/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-column-private.h"

#include <string.h>

#include "tasks/stree-task-lock-private.h"

/*
 * Rows behind those of a column, which stay where they are: both columns have the same arrays, and the new one sees more of
 * them. There is one place behind the last row that was ever appended, and who takes it first has it; another column that
 * grows from the same rows is a copy, as is one whose arrays are full. A copy leaves room for half as many rows again, so
 * that rows which come a few at a time cost what they are.
 *
 * The null bitmap is a column's own: the bits of old and new rows may be in one byte, which others read.
 */

struct _StreeColumnRoom
{
  gatomicrefcount refs;
  guint end; /* atomic: so many rows are taken */
  guint alloc_rows;
  guint alloc_entries;
  gsize alloc_arena;
  gpointer values;
  char *arena;
  guint32 *offsets;
};

void
stree_column_room_unref (StreeColumnRoom *room)
{
  stree_hand_over (room);
  if (!g_atomic_ref_count_dec (&room->refs))
    return;
  stree_take_over (room);
  g_free (room->values);
  g_free (room->arena);
  g_free (room->offsets);
  g_free (room);
}

gsize
stree_column_room_get_memory (const StreeColumnRoom *room, StreeColumnType type)
{
  return (room->values ? room->alloc_rows * stree_column_cell_size (type) : 0) +
         (room->offsets ? ((gsize) room->alloc_entries + 1) * sizeof *room->offsets + room->alloc_arena : 0);
}

/* --- what is appended --- */

/* The new entries of a text column, and which of them the new rows have. */
typedef struct
{
  guint32 *codes;     /* owned; NULL: each row has its own entry */
  GPtrArray *entries; /* owned: of texts, borrowed from the part */
  gsize bytes;        /* of the entries, with their ends */
} Texts;

static guint
part_row (const StreeColumnPart *part, guint row)
{
  return part->index ? part->index[part->first + row] : part->first + row;
}

static void
texts_clear (Texts *texts)
{
  g_free (texts->codes);
  g_clear_pointer (&texts->entries, g_ptr_array_unref);
}

/* Where the column has a dictionary its entries are used again. */
static void
texts_init (Texts *texts, const StreeColumn *old, const StreeColumnPart *part)
{
  g_autoptr (GHashTable) known = old->values.codes ? g_hash_table_new (g_str_hash, g_str_equal) : NULL;

  *texts = (Texts){ known ? g_new (guint32, part->n_rows) : NULL, g_ptr_array_sized_new (known ? 0 : part->n_rows), 0 };
  for (guint i = 0; known && i < old->n_entries; i++)
    g_hash_table_insert (known, old->arena + old->offsets[i], GUINT_TO_POINTER (i));
  for (guint i = 0; i < part->n_rows; i++)
    {
      gsize length;
      const char *text = stree_column_get_entry_text (part->column, stree_column_get_entry (part->column, part_row (part, i)), &length);
      gpointer entry;

      if (known && g_hash_table_lookup_extended (known, text, NULL, &entry))
        {
          texts->codes[i] = GPOINTER_TO_UINT (entry);
          continue;
        }
      if (known)
        {
          texts->codes[i] = old->n_entries + texts->entries->len;
          g_hash_table_insert (known, (gpointer) text, GUINT_TO_POINTER (texts->codes[i]));
        }
      g_ptr_array_add (texts->entries, (gpointer) text);
      texts->bytes += length + 1;
    }
}

/* --- room for it --- */

static guint
with_spare (guint n)
{
  return n < G_MAXUINT32 / 3 * 2 ? MAX (n + n / 2, 64) : G_MAXUINT32 - 1;
}

static gpointer
copy_into (gsize alloc, gconstpointer from, gsize size)
{
  gpointer copy = g_malloc (MAX (alloc, 1));

  if (size > 0)
    memcpy (copy, from, size);
  return copy;
}

static StreeColumnRoom *
room_new (const StreeColumn *old, guint n_rows, guint n_entries, gsize bytes)
{
  StreeColumnRoom *room = g_new0 (StreeColumnRoom, 1);
  gsize size = stree_column_cell_size (old->type);

  g_atomic_ref_count_init (&room->refs);
  room->end = n_rows;
  room->alloc_rows = with_spare (n_rows);
  if (old->type != STREE_COLUMN_TEXT || old->values.codes)
    room->values = copy_into (room->alloc_rows * size, old->values.any, old->n_rows * size);
  if (old->type != STREE_COLUMN_TEXT)
    return room;
  room->alloc_entries = old->values.codes ? with_spare (n_entries) : room->alloc_rows;
  room->alloc_arena = MIN (bytes + bytes / 2, G_MAXUINT32);
  room->offsets = copy_into (((gsize) room->alloc_entries + 1) * sizeof *room->offsets, old->offsets,
                             ((gsize) old->n_entries + 1) * sizeof *room->offsets);
  room->arena = copy_into (room->alloc_arena, old->arena, old->offsets[old->n_entries]);
  return room;
}

/* The place behind the column's rows, if it is free and large enough. A reference; NULL: it is not. */
static StreeColumnRoom *
room_take (const StreeColumn *old, guint n_rows, guint n_entries, gsize bytes)
{
  StreeColumnRoom *room = old->room;

  if (!room || n_rows > room->alloc_rows || n_entries > room->alloc_entries || bytes > room->alloc_arena)
    return NULL;
  if (!g_atomic_int_compare_and_exchange ((gint *) &room->end, (gint) old->n_rows, (gint) n_rows))
    return NULL;
  g_atomic_ref_count_inc (&room->refs);
  return room;
}

/* Most of the entries are had by one row only: those of rows that come would be looked up in ever more of them. */
static gboolean
dictionary_pays (guint n_rows, guint n_entries)
{
  return n_rows < STREE_DICTIONARY_TRIAL || n_entries <= n_rows / 2;
}

/* --- the column --- */

static void
write_values (StreeColumnRoom *room, guint first, const StreeColumnPart *part)
{
  gsize size = stree_column_cell_size (part->column->type);
  const char *from = part->column->values.any;
  char *to = (char *) room->values + first * size;

  if (!part->index)
    memcpy (to, from + part->first * size, part->n_rows * size);
  else
    for (guint i = 0; i < part->n_rows; i++)
      memcpy (to + i * size, from + part_row (part, i) * size, size);
}

static void
write_texts (StreeColumnRoom *room, StreeColumn *column, const StreeColumn *old, const Texts *texts)
{
  guint32 at = old->offsets[old->n_entries];

  if (texts->codes)
    memcpy ((guint32 *) room->values + old->n_rows, texts->codes, (column->n_rows - old->n_rows) * sizeof *texts->codes);
  for (guint i = 0; i < texts->entries->len; i++)
    {
      const char *text = g_ptr_array_index (texts->entries, i);
      gsize size = strlen (text) + 1;

      memcpy (room->arena + at, text, size);
      at += (guint32) size;
      room->offsets[old->n_entries + i + 1] = at;
    }
  column->arena = room->arena;
  column->offsets = room->offsets;
  column->n_entries = old->n_entries + texts->entries->len;
}

static void
write_nulls (StreeColumn *column, const StreeColumn *old, const StreeColumnPart *part)
{
  column->n_nulls = old->n_nulls;
  if (!old->nulls && !part->column->nulls)
    return;
  column->nulls = g_malloc0 (((gsize) column->n_rows + 7) / 8);
  if (old->nulls)
    memcpy (column->nulls, old->nulls, ((gsize) old->n_rows + 7) / 8);
  for (guint i = 0; i < part->n_rows; i++)
    if (stree_column_is_null (part->column, part_row (part, i)))
      {
        column->nulls[(old->n_rows + i) >> 3] |= (guint8) (1u << ((old->n_rows + i) & 7));
        column->n_nulls++;
      }
  if (column->n_nulls == 0)
    g_clear_pointer (&column->nulls, g_free);
}

StreeColumn *
stree_column_append (const StreeColumn *old, const StreeColumnPart *part)
{
  guint n_rows = old->n_rows + part->n_rows;
  guint n_entries = 0;
  gsize bytes = 0;
  Texts texts = { 0 };
  StreeColumnRoom *room;
  StreeColumn *column;

  if (old->type == STREE_COLUMN_TEXT)
    {
      texts_init (&texts, old, part);
      n_entries = old->n_entries + texts.entries->len;
      bytes = old->offsets[old->n_entries] + texts.bytes;
      if (bytes > G_MAXUINT32)
        {
          texts_clear (&texts);
          return NULL;
        }
      if (texts.codes && !dictionary_pays (n_rows, n_entries))
        {
          const StreeColumnPart parts[] = { { old, NULL, 0, old->n_rows }, *part };

          texts_clear (&texts);
          return stree_column_join (parts, G_N_ELEMENTS (parts), old->name);
        }
    }
  room = room_take (old, n_rows, n_entries, bytes);
  if (!room)
    room = room_new (old, n_rows, n_entries, bytes);

  column = g_atomic_rc_box_new0 (StreeColumn);
  column->name = g_strdup (old->name);
  column->type = old->type;
  column->n_rows = n_rows;
  column->decimals = MAX (old->decimals, part->column->decimals);
  column->ascii = old->ascii && part->column->ascii;
  column->room = room;
  column->values.any = room->values;
  if (old->type == STREE_COLUMN_TEXT)
    write_texts (room, column, old, &texts);
  else
    write_values (room, old->n_rows, part);
  write_nulls (column, old, part);
  texts_clear (&texts);
  return column;
}
