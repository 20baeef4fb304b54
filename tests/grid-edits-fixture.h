/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A small table and edits of it, asked and waited for. */

#include "streamtree.h"

enum
{
  EDITS_ID,
  EDITS_NAME,
  EDITS_PRICE,
  EDITS_COUNT,
  EDITS_N_COLUMNS
};

/* Rows with the keys 1 to @n_rows; the other cells are made of them. */
StreeFrame *edits_make_rows (guint n_rows);
StreeRowKey *edits_key (gint64 id);
/* The frame of the source at the moment, and where a key stands in it; G_MAXUINT: nowhere. */
guint edits_find (StreeFrame *frame, gint64 id);

/* What a cell holds, however its column is written. */
char *edits_cell_text (StreeFrame *frame, guint row, guint column);

/* As a user does who sees the source as it is. */
gboolean edits_type (StreeGridEdits *edits, gint64 id, guint column, const char *text);
gboolean edits_delete (StreeGridEdits *edits, gint64 id);
/* What a user sees in a cell of a row that has edits; "": empty. */
char *edits_shown (StreeGridEdits *edits, StreeRowKey *key, guint column);

gboolean edits_commit (StreeGridEdits *edits, GCancellable *cancellable, GError **error);
/* Until @result, which a callback of edits_on_result () puts there, is there. */
void edits_on_result (GObject *object, GAsyncResult *result, gpointer data);
void edits_wait (GAsyncResult **result);
void edits_refresh (StreeGridEdits *edits);

/* Somebody else writes into the table; NULL: deletes the row. */
void edits_other_writes (StreeGridEdits *edits, gint64 id, guint column, const char *text);
void edits_other_inserts (StreeGridEdits *edits, gint64 id);
