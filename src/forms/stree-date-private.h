/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Dates as text, as ISO 8601 has them: 2024-02-29, 2024-02-29T12:30:00+01:00. */

#include "forms/stree-model.h"

G_BEGIN_DECLS

/* @type is DATE or DATE_TIME. Blank text is no date: @value stays unset. What is wrong is returned; NULL: nothing. */
char *stree_date_parse  (StreeFieldType type, const char *text, GValue *value);
/* Of a value that holds a GDate or a GDateTime. */
char *stree_date_format (const GValue *value);

G_END_DECLS
