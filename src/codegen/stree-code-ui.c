/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The description as XML for GtkBuilder. */

#include "codegen/stree-code-private.h"

#include <string.h>

static void
indent_by (GString *xml, guint depth)
{
  g_string_append_printf (xml, "%*s", (int) depth * 2, "");
}

/* A carriage return would be read as the end of a line. */
static void
append_text (GString *xml, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  for (const char *p = escaped; *p; p++)
    if (*p == '\r')
      g_string_append (xml, "&#13;");
    else
      g_string_append_c (xml, *p);
}

/* There are no two dashes in a comment, and none at its end. */
static void
append_comment (GString *xml, const char *text, guint depth)
{
  indent_by (xml, depth);
  g_string_append (xml, "<!-- ");
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '-' && p > text && p[-1] == '-')
        g_string_append_c (xml, ' ');
      if (c == '\n')
        {
          g_string_append_c (xml, '\n');
          indent_by (xml, depth + 2);
        }
      else if (g_unichar_isprint (c) && g_unichar_type (c) != G_UNICODE_FORMAT)
        g_string_append_unichar (xml, c);
      else
        g_string_append_printf (xml, "<U+%04X>", c);
    }
  g_string_append (xml, " -->\n");
}

static void
append_number (GString *xml, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (xml, g_ascii_dtostr (buffer, sizeof buffer, value));
}

/* GTK_ALIGN_START is "start": the nick is what follows the name of the type. */
static void
append_nick (GString *xml, const char *value)
{
  static const char *const types[] = { "GTK_ACCESSIBLE_ROLE_", "GTK_ALIGN_",  "GTK_JUSTIFY_",
                                       "GTK_ORIENTATION_",     "GTK_POLICY_", "PANGO_ELLIPSIZE_",
                                       "PANGO_WRAP_",          NULL };
  const char              *nick = value;
  g_autofree char         *text = NULL;

  for (guint i = 0; types[i]; i++)
    if (g_str_has_prefix (value, types[i]))
      nick = value + strlen (types[i]);
  text = g_strdelimit (g_ascii_strdown (nick, -1), "_", '-');
  g_string_append (xml, text);
}

static void
write_object (GString *xml, const StreeCodeObject *object, const StreeCodeChild *place, guint depth, gboolean top);

static void
append_value (GString *xml, const StreeCodeProp *prop, guint depth)
{
  switch (prop->type)
    {
    case STREE_CODE_BOOL:
      g_string_append (xml, prop->v.i ? "true" : "false");
      break;
    case STREE_CODE_INT:
      g_string_append_printf (xml, "%" G_GINT64_FORMAT, prop->v.i);
      break;
    case STREE_CODE_DOUBLE:
      append_number (xml, prop->v.d);
      break;
    case STREE_CODE_ENUM:
      append_nick (xml, prop->v.s);
      break;
    case STREE_CODE_OBJECT:
      g_string_append_c (xml, '\n');
      write_object (xml, prop->v.object, NULL, depth + 1, FALSE);
      indent_by (xml, depth);
      break;
    case STREE_CODE_STRINGS:
      g_string_append_c (xml, '\n');
      indent_by (xml, depth + 1);
      g_string_append (xml, "<object class=\"GtkStringList\">\n");
      indent_by (xml, depth + 2);
      g_string_append (xml, "<items>\n");
      for (guint i = 0; prop->v.strings[i]; i++)
        {
          indent_by (xml, depth + 3);
          g_string_append (xml, "<item>");
          append_text (xml, prop->v.strings[i]);
          g_string_append (xml, "</item>\n");
        }
      indent_by (xml, depth + 2);
      g_string_append (xml, "</items>\n");
      indent_by (xml, depth + 1);
      g_string_append (xml, "</object>\n");
      indent_by (xml, depth);
      break;
    case STREE_CODE_LOOKUP:
      g_string_append (xml, "<lookup name=\"string\" type=\"GtkStringObject\"/>");
      break;
    case STREE_CODE_STRING:
    case STREE_CODE_FILE:
    default:
      append_text (xml, prop->v.s);
      break;
    }
}

static void
write_prop (GString *xml, const StreeCodeProp *prop, guint depth)
{
  indent_by (xml, depth);
  g_string_append_printf (xml, "<property name=\"%s\">", prop->name);
  append_value (xml, prop, depth);
  g_string_append (xml, "</property>\n");
}

static void
write_child (GString *xml, const StreeCodeChild *child, guint depth)
{
  if (child->pack == STREE_CODE_COMMENT)
    {
      append_comment (xml, child->comment, depth);
      return;
    }
  indent_by (xml, depth);
  g_string_append (xml, child->pack == STREE_CODE_OVERLAY ? "<child type=\"overlay\">\n" : "<child>\n");
  if (child->pack == STREE_CODE_PAGE)
    {
      StreeCodeProp page = { .name = "child", .type = STREE_CODE_OBJECT, .v = { .object = child->object } };
      StreeCodeProp tab = { .name = "tab", .type = STREE_CODE_OBJECT, .v = { .object = child->tab } };

      indent_by (xml, depth + 1);
      g_string_append (xml, "<object class=\"GtkNotebookPage\">\n");
      write_prop (xml, &page, depth + 2);
      write_prop (xml, &tab, depth + 2);
      indent_by (xml, depth + 1);
      g_string_append (xml, "</object>\n");
    }
  else
    {
      write_object (xml, child->object, child->pack == STREE_CODE_CELL ? child : NULL, depth + 1, FALSE);
    }
  indent_by (xml, depth);
  g_string_append (xml, "</child>\n");
}

static void
write_object (GString *xml, const StreeCodeObject *object, const StreeCodeChild *place, guint depth, gboolean top)
{
  for (guint i = 0; i < object->comments->len; i++)
    append_comment (xml, object->comments->pdata[i], depth);
  indent_by (xml, depth);
  g_string_append_printf (xml, "<object class=\"%s\"", object->klass);
  if (top || object->keyed)
    g_string_append_printf (xml, " id=\"%s\"", object->name);
  g_string_append (xml, ">\n");
  for (guint i = 0; i < object->props->len; i++)
    write_prop (xml, &g_array_index (object->props, StreeCodeProp, i), depth + 1);
  if (place)
    {
      indent_by (xml, depth + 1);
      g_string_append_printf (
          xml, "<layout><property name=\"column\">%u</property><property name=\"row\">%u</property></layout>\n",
          place->column, place->row);
    }
  if (object->accessible->len > 0)
    {
      indent_by (xml, depth + 1);
      g_string_append (xml, "<accessibility>\n");
      for (guint i = 0; i < object->accessible->len; i++)
        write_prop (xml, &g_array_index (object->accessible, StreeCodeProp, i), depth + 2);
      indent_by (xml, depth + 1);
      g_string_append (xml, "</accessibility>\n");
    }
  if (object->css->len > 0)
    {
      indent_by (xml, depth + 1);
      g_string_append (xml, "<style>\n");
      for (guint i = 0; i < object->css->len; i++)
        {
          indent_by (xml, depth + 2);
          g_string_append (xml, "<class name=\"");
          append_text (xml, object->css->pdata[i]);
          g_string_append (xml, "\"/>\n");
        }
      indent_by (xml, depth + 1);
      g_string_append (xml, "</style>\n");
    }
  for (guint i = 0; i < object->children->len; i++)
    write_child (xml, &g_array_index (object->children, StreeCodeChild, i), depth + 1);
  indent_by (xml, depth);
  g_string_append (xml, "</object>\n");
}

char *
stree_code_write_ui (const StreeCode *self)
{
  GString *xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  for (guint i = 0; i < self->comments->len; i++)
    append_comment (xml, self->comments->pdata[i], 0);
  g_string_append (xml, "<interface>\n  <requires lib=\"gtk\" version=\"4.0\"/>\n");
  for (guint i = 0; i < self->tops->len; i++)
    write_object (xml, self->tops->pdata[i], NULL, 1, TRUE);
  g_string_append (xml, "</interface>\n");
  return g_string_free (xml, FALSE);
}
