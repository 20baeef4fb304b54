/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "history/stree-history-delta-private.h"

static void
clear_value (GVariant **value)
{
  g_clear_pointer (value, g_variant_unref);
}

static void
delta_free (gpointer data)
{
  StreeDelta *delta = data;

  clear_value (&delta->old);
  clear_value (&delta->now);
  g_ref_string_release (delta->place);
  g_free (delta);
}

StreeDeltas *
stree_deltas_new (void)
{
  StreeDeltas *self = g_new0 (StreeDeltas, 1);

  self->list = g_ptr_array_new_with_free_func (delta_free);
  self->index = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
stree_deltas_free (StreeDeltas *self)
{
  g_hash_table_unref (self->index);
  g_ptr_array_unref (self->list);
  g_free (self);
}

gboolean
stree_variants_equal (GVariant *a, GVariant *b)
{
  return a == b || (a && b && g_variant_equal (a, b));
}

void
stree_deltas_add (StreeDeltas *self, const char *place, GVariant *old, GVariant *now)
{
  StreeDelta *delta = g_hash_table_lookup (self->index, place);

  if (delta)
    {
      clear_value (&old);
      clear_value (&delta->now);
      delta->now = now;
      if (!stree_variants_equal (delta->old, delta->now))
        return;
      g_hash_table_remove (self->index, place);
      g_ptr_array_remove (self->list, delta);
      return;
    }
  if (stree_variants_equal (old, now))
    {
      clear_value (&old);
      clear_value (&now);
      return;
    }
  delta = g_new0 (StreeDelta, 1);
  delta->place = g_ref_string_new_intern (place);
  delta->old = old;
  delta->now = now;
  g_ptr_array_add (self->list, delta);
  g_hash_table_insert (self->index, delta->place, delta);
}

guint64
stree_deltas_n_bytes (const StreeDeltas *self)
{
  guint64 n = 0;

  for (guint i = 0; self && i < self->list->len; i++)
    {
      const StreeDelta *delta = self->list->pdata[i];

      n += sizeof (StreeDelta) + g_ref_string_length (delta->place);
      n += delta->old ? g_variant_get_size (delta->old) : 0;
      n += delta->now ? g_variant_get_size (delta->now) : 0;
    }
  return n;
}
