/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Opaque sRGB colours, and how well one can be read on another. */

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint8 r, g, b;
} StreeColor;

/* "#RGB" or "#RRGGBB", and nothing else. */
gboolean   stree_color_parse    (const char *text, StreeColor *color);
/* "#rrggbb"; @buffer has 8 bytes. Returns @buffer. */
char      *stree_color_print    (StreeColor color, char *buffer);
gboolean   stree_color_equal    (StreeColor a, StreeColor b);
/* @a for 0, @b for 1, and what lies between. */
StreeColor stree_color_mix      (StreeColor a, StreeColor b, double share);
/* WCAG 2: the relative luminance, 0 to 1; the contrast of two colours, 1 to 21. */
double     stree_color_luminance (StreeColor color);
double     stree_color_contrast (StreeColor a, StreeColor b);
/* Black or white, whichever reads better on @background. */
StreeColor stree_color_on       (StreeColor background);
/* @color, moved towards black or white as little as gives it that contrast on each of the backgrounds. */
StreeColor stree_color_readable (StreeColor color, const StreeColor *backgrounds, guint n, double contrast);

G_END_DECLS
