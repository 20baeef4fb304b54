/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "grid-edits-world.h"

static void
rekeyed_cb (StreeGridEdits *edits, StreeRowKey *old_key, StreeRowKey *new_key, gpointer data)
{
  EditsWorld *world = data;

  (void) edits;
  for (guint i = 0; i < world->keys->len; i++)
    if (stree_row_key_equal (g_ptr_array_index (world->keys, i), old_key))
      {
        stree_row_key_unref (world->keys->pdata[i]);
        world->keys->pdata[i] = stree_row_key_ref (new_key);
        return;
      }
}

void
edits_world_init (EditsWorld *world, guint seed)
{
  static const char *const keys[] = { "id", NULL };
  g_autoptr (StreeFrame) frame = edits_make_rows (EDITS_N_FIRST);
  g_autoptr (StreeFrameSource) source = stree_frame_source_new (frame, keys, NULL);

  world->rand = g_rand_new_with_seed (seed);
  world->edits = stree_grid_edits_new (STREE_SOURCE (source));
  stree_grid_edits_set_max_steps (world->edits, 100000);
  world->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_row_key_unref);
  world->n_typed = 1000;
  for (guint i = 0; i < EDITS_N_FIRST; i++)
    g_ptr_array_add (world->keys, edits_key (i + 1));
  g_signal_connect (world->edits, "rekeyed", G_CALLBACK (rekeyed_cb), world);
}

void
edits_world_clear (EditsWorld *world)
{
  /* A refresh under way holds them. */
  g_object_add_weak_pointer (G_OBJECT (world->edits), (gpointer *) &world->edits);
  g_object_unref (world->edits);
  while (world->edits)
    g_main_context_iteration (NULL, TRUE);
  g_ptr_array_unref (world->keys);
  g_rand_free (world->rand);
}

guint
edits_world_pick (EditsWorld *world, guint n)
{
  return (guint) g_rand_int_range (world->rand, 0, (gint32) n);
}

StreeFrame *
edits_world_frame (EditsWorld *world)
{
  return stree_frame_source_get_frame (STREE_FRAME_SOURCE (stree_grid_edits_get_source (world->edits)));
}

guint
edits_world_find (EditsWorld *world, guint index)
{
  StreeRowKey *key = g_ptr_array_index (world->keys, index);

  if (stree_row_key_get_n_cells (key) != 1)
    return G_MAXUINT;
  return edits_find (edits_world_frame (world), stree_cell_get_int64 (stree_row_key_get_cell (key, 0)));
}
