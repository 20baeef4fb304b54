/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-rejects-private.h"

#include <glib/gi18n-lib.h>

#include "data/stree-frame-private.h"

/* Of the texts that are kept in all, in bytes: a column holds 4 GiB. */
#define MAX_LENGTH (G_MAXUINT32 / 2)

gboolean
stree_rejects_add (StreeRejects *rejects, StreeTextPlace place, const char *message, const char *text, gsize length)
{
  g_autofree char *copy = NULL;

  if (rejects->builder == NULL)
    {
      rejects->builder = stree_frame_builder_new ();
      stree_frame_builder_add_column (rejects->builder, "line", STREE_COLUMN_INT64);
      stree_frame_builder_add_column (rejects->builder, "column", STREE_COLUMN_INT64);
      stree_frame_builder_add_column (rejects->builder, "message", STREE_COLUMN_TEXT);
      stree_frame_builder_add_column (rejects->builder, "text", STREE_COLUMN_TEXT);
      rejects->first_line = place.line;
    }
  if (length > MAX_LENGTH - rejects->length || rejects->n == MAX_LENGTH / 256)
    return FALSE;
  rejects->length += length;
  rejects->n++;
  copy = g_strndup (text, length);
  stree_frame_builder_append_int64 (rejects->builder, 0, place.line);
  stree_frame_builder_append_int64 (rejects->builder, 1, place.column);
  stree_frame_builder_append_text (rejects->builder, 2, message);
  stree_frame_builder_append_text (rejects->builder, 3, copy);
  stree_frame_builder_end_row (rejects->builder);
  return TRUE;
}

char *
stree_rejects_describe (const StreeRejects *rejects)
{
  if (rejects->n == 0)
    return NULL;
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u row was set aside (line %u)",
                                       "%u rows were set aside (the first is line %u)", rejects->n),
                          rejects->n, rejects->first_line);
}

void
stree_rejects_finish (StreeRejects *rejects, StreeFrame *frame)
{
  if (rejects->builder != NULL)
    frame->store->rejects = stree_frame_builder_finish (rejects->builder);
  stree_rejects_clear (rejects);
}

void
stree_rejects_clear (StreeRejects *rejects)
{
  g_clear_pointer (&rejects->builder, stree_frame_builder_unref);
  rejects->n = 0;
}
