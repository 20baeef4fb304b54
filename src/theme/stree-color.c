/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "theme/stree-color-private.h"

#include <math.h>
#include <string.h>

static const StreeColor black = { 0, 0, 0 };
static const StreeColor white = { 255, 255, 255 };

gboolean
stree_color_parse (const char *text, StreeColor *color)
{
  guint8 digits[6];
  gsize  n = text ? strlen (text) : 0;

  if ((n != 4 && n != 7) || text[0] != '#')
    return FALSE;
  for (gsize i = 1; i < n; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0)
        return FALSE;
      digits[i - 1] = (guint8) digit;
    }
  if (n == 4)
    *color = (StreeColor){ digits[0] * 17, digits[1] * 17, digits[2] * 17 };
  else
    *color = (StreeColor){ digits[0] * 16 + digits[1], digits[2] * 16 + digits[3], digits[4] * 16 + digits[5] };
  return TRUE;
}

char *
stree_color_print (StreeColor color, char *buffer)
{
  g_snprintf (buffer, 8, "#%02x%02x%02x", color.r, color.g, color.b);
  return buffer;
}

gboolean
stree_color_equal (StreeColor a, StreeColor b)
{
  return a.r == b.r && a.g == b.g && a.b == b.b;
}

StreeColor
stree_color_mix (StreeColor a, StreeColor b, double share)
{
  return (StreeColor){ (guint8) lround (a.r + (b.r - a.r) * share), (guint8) lround (a.g + (b.g - a.g) * share),
                       (guint8) lround (a.b + (b.b - a.b) * share) };
}

/* --- https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio --- */

static double
linear (guint8 channel)
{
  double c = channel / 255.0;

  return c <= 0.04045 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
}

double
stree_color_luminance (StreeColor color)
{
  return 0.2126 * linear (color.r) + 0.7152 * linear (color.g) + 0.0722 * linear (color.b);
}

double
stree_color_contrast (StreeColor a, StreeColor b)
{
  double la = stree_color_luminance (a);
  double lb = stree_color_luminance (b);

  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}

StreeColor
stree_color_on (StreeColor background)
{
  return stree_color_contrast (background, white) >= stree_color_contrast (background, black) ? white : black;
}

static double
worst_contrast (StreeColor color, const StreeColor *backgrounds, guint n)
{
  double worst = 21;

  for (guint i = 0; i < n; i++)
    worst = MIN (worst, stree_color_contrast (color, backgrounds[i]));
  return worst;
}

#define STEPS 64

StreeColor
stree_color_readable (StreeColor color, const StreeColor *backgrounds, guint n, double contrast)
{
  StreeColor best = color;
  StreeColor goal = worst_contrast (white, backgrounds, n) >= worst_contrast (black, backgrounds, n) ? white : black;

  for (guint i = 0; i <= STEPS; i++)
    {
      best = stree_color_mix (color, goal, (double) i / STEPS);
      if (worst_contrast (best, backgrounds, n) >= contrast)
        break;
    }
  return best;
}
