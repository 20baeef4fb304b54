/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

static gboolean
reads_from_right (gunichar letter)
{
  switch (g_unichar_get_script (letter))
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_SAMARITAN:
    case G_UNICODE_SCRIPT_MANDAIC:
    case G_UNICODE_SCRIPT_ADLAM:
    case G_UNICODE_SCRIPT_HANIFI_ROHINGYA:
      return TRUE;
    default:
      return FALSE;
    }
}

GtkTextDirection
stree_gtk_text_direction (const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return reads_from_right (g_utf8_get_char (p)) ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR;
  return GTK_TEXT_DIR_NONE;
}
