/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A simple CSS length, 0 or more. */

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  STREE_LENGTH_PX,
  STREE_LENGTH_REM,
  STREE_LENGTH_EM,
  STREE_LENGTH_CH,
  STREE_LENGTH_PERCENT,
} StreeLengthUnit;

typedef struct
{
  double          number;
  StreeLengthUnit unit;
} StreeLength;

/* "0", "12px", "1.5rem", "2em", "3ch", "5%"; at most 10000. FALSE: something else. */
gboolean stree_length_parse (const char *text, StreeLength *length);

G_END_DECLS
