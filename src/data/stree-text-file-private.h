/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The text of a file that a table is read from: whether it is text, and where something is in it. */

#include <gio/gio.h>

G_BEGIN_DECLS

/* A place in the text, for messages: both from 1, the column in characters. */
typedef struct
{
  guint line;
  guint column;
} StreeTextPlace;

/* Lines end in LF, CR LF or CR. Slow: for messages only. */
StreeTextPlace stree_text_find_place (const char *text, gsize length, gsize offset);

/* From the place of offset @from to that of offset @to, behind it: where many places are asked for, in their order. */
void stree_text_advance_place (StreeTextPlace *place, const char *text, gsize length, gsize from, gsize to);

/* The first byte that cannot be in a UTF-8 text: NUL, or not UTF-8; @length where there is none. */
gsize stree_text_find_invalid (const char *text, gsize length);

/*
 * The text in UTF-8, in *@decoded; NULL there: it is that already, as far as its beginning and @encoding (NULL: by its byte
 * order mark, without one UTF-8) say. A byte order mark stays. FALSE: @error, or without one, at *@bad there is something
 * that is no text in this encoding.
 */
gboolean stree_text_decode (char *bytes,
                            gsize length,
                            const char *encoding,
                            GString **decoded,
                            StreeTextPlace *bad,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS
