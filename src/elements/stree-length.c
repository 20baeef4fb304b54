/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-length-private.h"

#include <string.h>

#define MAX_NUMBER 10000

gboolean
stree_length_parse (const char *text, StreeLength *length)
{
  static const struct
  {
    const char     *name;
    StreeLengthUnit unit;
  } units[] = {
    { "px", STREE_LENGTH_PX }, { "rem", STREE_LENGTH_REM },   { "em", STREE_LENGTH_EM },
    { "ch", STREE_LENGTH_CH }, { "%", STREE_LENGTH_PERCENT },
  };
  gsize digits = strspn (text, "0123456789.");
  char *end = NULL;

  /* Checked first, because strtod also takes signs, exponents, hexadecimal and "inf". */
  if (digits == 0 || strchr ("0123456789", text[digits - 1]) == NULL)
    return FALSE;
  length->number = g_ascii_strtod (text, &end);
  if (end != text + digits || length->number > MAX_NUMBER)
    return FALSE;
  length->unit = STREE_LENGTH_PX;
  if (*end == '\0')
    return length->number <= 0; /* a bare number other than 0 has no unit */
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (end, units[i].name) == 0)
      {
        length->unit = units[i].unit;
        return TRUE;
      }
  return FALSE;
}
