/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Rows of a table with edits, by numbers that stay the same whatever their keys become. */

#include "grid-edits-fixture.h"

/* Rows that are there at first; their ids are their numbers + 1. */
#define EDITS_N_FIRST 12

typedef struct
{
  GRand *rand;
  StreeGridEdits *edits;
  GPtrArray *keys; /* of StreeRowKey: by the numbers of the rows */
  guint n_typed;
} EditsWorld;

void edits_world_init (EditsWorld *world, guint seed);
void edits_world_clear (EditsWorld *world);
guint edits_world_pick (EditsWorld *world, guint n);
StreeFrame *edits_world_frame (EditsWorld *world);
/* Where a row stands in the source; G_MAXUINT: it is not there. */
guint edits_world_find (EditsWorld *world, guint index);
