/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Numbers as people write them: a format such as "%.2f" or "$%d" that is checked before it is used, and back. The
 * decimal point is the locale's; where that is a comma, a point is understood, too.
 */

#include "core/stree-value.h"

G_BEGIN_DECLS

/* Whether a format has exactly one conversion, of an integer or of a double; @integer says which. */
gboolean stree_number_format_check (const char *format, gboolean *integer, GError **error);

/* An INT or a DOUBLE as text; NONE is the empty text. @format has passed the check; NULL: as short as is exact. */
char    *stree_number_format (const char *format, const StreeValue *value);

/* A text as a number: an INT if @integer, else a DOUBLE; the empty text is NONE. What @format puts around the number
 * may be there or not. FALSE: it is no number, or not a finite one, or not a whole one where that is asked for. */
gboolean stree_number_parse (const char *format, const char *text, gboolean integer, StreeValue *value);

G_END_DECLS
