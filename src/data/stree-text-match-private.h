/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * Text without regard to case: searching in it, the same in every locale; and ordering it.
 */

#include "data/stree-query.h"

G_BEGIN_DECLS

/* What is looked for. */
typedef struct
{
  char *folded; /* owned */
  gsize length;
  gboolean ascii;
} StreeTextMatch;

/* Case folded and decomposed, so that "e" is in "é". */
char *stree_text_fold (const char *text);

void stree_text_match_init (StreeTextMatch *match, const char *text);
void stree_text_match_clear (StreeTextMatch *match);

/* @ascii: the caller knows that @text is plain ASCII. */
gboolean stree_text_match_test (const StreeTextMatch *match, const char *text, gsize length, gboolean ascii);
/* The same, at the beginning of the text only. */
gboolean stree_text_match_test_start (const StreeTextMatch *match, const char *text, gsize length, gboolean ascii);

/* Where it stands in a text, as bytes from the start; places do not overlap. Returns how many, @max at most. */
typedef struct
{
  guint start, end;
} StreeTextRange;

guint stree_text_match_find (const StreeTextMatch *match, const char *text, gsize length, StreeTextRange *ranges, guint max);

/* Appends what orders @text among others, byte by byte, and a NUL. */
void stree_text_append_sort_key (GString *keys, StreeCollation collation, const char *text, gsize length);

G_END_DECLS
