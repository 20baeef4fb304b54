/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The description as C: a function for each top, which makes the objects in their order. Strict C11, with nothing but
 * GTK. */

#include "codegen/stree-code-private.h"

#include <string.h>

/* Longer than this is not sure to be allowed in one literal (C11, 5.2.4.1: 4095). */
#define MAX_LITERAL 3800
/* A text is broken at the ends of its lines, if it is not short. */
#define LONG_LINE 60

/* --- texts --- */

/* What looks like something else than it is: control characters, and what turns the direction of a line. */
static gboolean
is_plain (gunichar c)
{
  return g_unichar_isprint (c) && g_unichar_type (c) != G_UNICODE_FORMAT;
}

static void
append_char (GString *code, const char *p, char before)
{
  gunichar c = g_utf8_get_char (p);

  if (c == '"' || c == '\\')
    g_string_append_printf (code, "\\%c", (char) c);
  else if (c == '?' && before == '?') /* no trigraph */
    g_string_append (code, "\\?");
  else if (c == '\n')
    g_string_append (code, "\\n");
  else if (c == '\t')
    g_string_append (code, "\\t");
  else if (c == '\r')
    g_string_append (code, "\\r");
  else if (is_plain (c))
    g_string_append_unichar (code, c);
  else
    for (const char *byte = p; byte < g_utf8_next_char (p); byte++)
      g_string_append_printf (code, "\\%03o", (guchar) *byte); /* three digits: what follows is no part of it */
}

static gboolean
is_long (const char *text)
{
  return strlen (text) > MAX_LITERAL;
}

/* Where the last line begins, counted from its start. */
static guint
column_of (const GString *code)
{
  gsize begin = code->len;

  while (begin > 0 && code->str[begin - 1] != '\n')
    begin--;
  return (guint) g_utf8_strlen (code->str + begin, -1);
}

/* In lines below each other, where it is not short. @comma: pieces of a call, each no longer than a literal may be. */
static void
append_literal (GString *code, const char *text, gboolean comma)
{
  gsize total = strlen (text);
  gsize in_piece = 0;
  guint indent = total > LONG_LINE ? column_of (code) : 0;

  g_string_append_c (code, '"');
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gboolean full = comma && in_piece > MAX_LITERAL / 2;

      if (p > text && (full || (p[-1] == '\n' && total > LONG_LINE)))
        {
          g_string_append_printf (code, full ? "\",\n%*s\"" : "\"\n%*s\"", (int) indent, "");
          in_piece = full ? 0 : in_piece;
        }
      append_char (code, p, p > text ? p[-1] : '\0');
      in_piece += (gsize) (g_utf8_next_char (p) - p);
    }
  g_string_append_c (code, '"');
}

/* A comment that is not ended, begun or read otherwise by what stands in it. */
static void
append_comment (GString *code, const char *text, guint indent)
{
  g_string_append_printf (code, "%*s/* ", (int) indent, "");
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (p > text && ((p[-1] == '*' && c == '/') || (p[-1] == '/' && c == '*') || (p[-1] == '?' && c == '?')))
        g_string_append_c (code, ' ');
      if (c == '\n')
        g_string_append_printf (code, "\n%*s", (int) indent + 3, "");
      else if (is_plain (c) && c != '\\')
        g_string_append_unichar (code, c);
      else if (c == '\\')
        g_string_append (code, "\\ "); /* it does not join two lines */
      else
        g_string_append_printf (code, "<U+%04X>", c);
    }
  g_string_append (code, " */\n");
}

static void
append_double (GString *code, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (code, g_ascii_dtostr (buffer, sizeof buffer, value));
}

/* --- classes: how one is made, whose a property is, and how it is set --- */

typedef struct
{
  const char *klass;
  const char *args[7]; /* properties that its constructor takes; NULL for one that is left out */
  guint       n_args;
  const char *type; /* what it returns; NULL: a widget */
  const char *with; /* where its one property is there: what the constructor is called then; NULL: the same */
} Maker;

static const Maker makers[] = {
  { "GtkAdjustment",
    { "value", "lower", "upper", "step-increment", "page-increment", "page-size" },
    6,
    "GtkAdjustment",
    NULL },
  { "GtkBox", { "orientation", "spacing" }, 2, NULL, NULL },
  { "GtkButton", { "label" }, 1, NULL, "new_with_label" },
  { "GtkCheckButton", { "label" }, 1, NULL, "new_with_label" },
  { "GtkColumnView", { NULL }, 1, NULL, NULL },
  { "GtkColumnViewColumn", { "title", NULL }, 2, "GtkColumnViewColumn", NULL },
  { "GtkDropDown", { NULL, NULL }, 2, NULL, NULL },
  { "GtkExpander", { "label" }, 1, NULL, NULL },
  { "GtkFrame", { NULL }, 1, NULL, NULL },
  { "GtkLabel", { "label" }, 1, NULL, NULL },
  { "GtkListView", { NULL, NULL }, 2, NULL, NULL },
  { "GtkPaned", { "orientation" }, 1, NULL, NULL },
  { "GtkSeparator", { "orientation" }, 1, NULL, NULL },
  { "GtkSpinButton", { NULL, "climb-rate", "digits" }, 3, NULL, NULL },
};

static const char *const widget_props[] = {
  "can-focus", "can-target", "halign",       "hexpand", "margin-bottom", "margin-end", "margin-start", "margin-top",
  "opacity",   "sensitive",  "tooltip-text", "valign",  "vexpand",       "visible",    NULL,
};

static const Maker *
maker_of (const char *klass)
{
  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    if (g_str_equal (makers[i].klass, klass))
      return &makers[i];
  return NULL;
}

static gboolean
is_at_birth (const char *prop)
{
  return g_str_equal (prop, "accessible-role") || g_str_equal (prop, "css-name");
}

static const char *
owner_of (const StreeCodeObject *object, const char *prop)
{
  if (!g_str_equal (object->klass, "GtkColumnViewColumn") && g_strv_contains (widget_props, prop))
    return "GtkWidget";
  if ((g_str_equal (prop, "text") && !g_str_equal (object->klass, "GtkProgressBar")) ||
      (g_str_equal (prop, "width-chars") && !g_str_equal (object->klass, "GtkLabel")))
    return "GtkEditable";
  return object->klass;
}

/* --- a value --- */

static void
append_value (GString *code, const StreeCodeProp *prop)
{
  switch (prop->type)
    {
    case STREE_CODE_STRING:
      append_literal (code, prop->v.s, FALSE);
      break;
    case STREE_CODE_BOOL:
      g_string_append (code, prop->v.i ? "TRUE" : "FALSE");
      break;
    case STREE_CODE_INT:
      g_string_append_printf (code, "%" G_GINT64_FORMAT, prop->v.i);
      break;
    case STREE_CODE_DOUBLE:
      append_double (code, prop->v.d);
      break;
    case STREE_CODE_ENUM:
      g_string_append (code, prop->v.s);
      break;
    case STREE_CODE_OBJECT:
      if (g_str_equal (prop->v.object->klass, "GtkStringList"))
        g_string_append_printf (code, "G_LIST_MODEL (%s)", prop->v.object->name);
      else
        g_string_append (code, prop->v.object->name);
      break;
    case STREE_CODE_STRINGS:
      g_string_append (code, "G_LIST_MODEL (string_list)");
      break;
    case STREE_CODE_LOOKUP:
      g_string_append (code, "string_lookup");
      break;
    case STREE_CODE_FILE:
    default:
      g_string_append (code, "picture_file");
      break;
    }
}

/* "GTK_LABEL (name)", or the name where a widget is what is wanted. */
static void
append_cast (GString *code, const char *owner, const char *name)
{
  g_autofree char *macro = stree_code_split_name (owner, '_', TRUE);

  if (g_str_equal (owner, "GtkWidget") || g_str_equal (owner, "GtkColumnViewColumn"))
    g_string_append (code, name);
  else
    g_string_append_printf (code, "%s (%s)", macro, name);
}

static void
append_call (GString *code, const char *owner, const char *what, const char *name)
{
  g_autofree char *function = stree_code_split_name (owner, '_', FALSE);

  g_string_append_printf (code, "%s_%s (", function, what);
  append_cast (code, owner, name);
}

/* --- one property --- */

static void
set_pair (GString               *code,
          const StreeCodeObject *object,
          const char            *function,
          const char            *first,
          const char            *second,
          const char            *missing)
{
  const char *const names[] = { first, second };

  g_string_append_printf (code, "  ");
  append_call (code, g_str_equal (first, "width-request") ? "GtkWidget" : object->klass, function, object->name);
  for (guint i = 0; i < 2; i++)
    {
      const StreeCodeProp *prop = stree_code_get (object, names[i]);

      g_string_append (code, ", ");
      if (prop)
        append_value (code, prop);
      else
        g_string_append (code, missing);
    }
  g_string_append (code, ");\n");
}

/* GTK sets some things in pairs: the first of the two that is there stands for both. */
static gboolean
set_in_pair (GString *code, const StreeCodeObject *object, const char *prop)
{
  static const struct
  {
    const char *function, *first, *second, *missing;
  } pairs[] = {
    { "set_size_request", "width-request", "height-request", "-1" },
    { "set_policy", "hscrollbar-policy", "vscrollbar-policy", "GTK_POLICY_AUTOMATIC" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (g_str_equal (prop, pairs[i].first) ||
        (g_str_equal (prop, pairs[i].second) && !stree_code_get (object, pairs[i].first)))
      {
        set_pair (code, object, pairs[i].function, pairs[i].first, pairs[i].second, pairs[i].missing);
        return TRUE;
      }
    else if (g_str_equal (prop, pairs[i].second))
      {
        return TRUE;
      }
  return FALSE;
}

/* What must be made first, in a block of its own. FALSE: nothing. */
static gboolean
begin_value (GString *code, const StreeCodeProp *prop)
{
  if (prop->type == STREE_CODE_STRING && is_long (prop->v.s))
    {
      g_string_append (code, "  {\n    char *long_text = g_strconcat (");
      append_literal (code, prop->v.s, TRUE);
      g_string_append (code, ", NULL);\n\n  ");
      return TRUE;
    }
  if (prop->type == STREE_CODE_FILE)
    {
      g_string_append (code, "  {\n    GFile *picture_file = g_file_new_for_uri (");
      append_literal (code, prop->v.s, FALSE);
      g_string_append (code, ");\n\n  ");
      return TRUE;
    }
  if (prop->type == STREE_CODE_LOOKUP)
    {
      g_string_append (code, "  {\n    GtkExpression *string_lookup = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "
                             "\"string\");\n\n  ");
      return TRUE;
    }
  if (prop->type == STREE_CODE_STRINGS)
    {
      g_string_append (code, "  {\n    GtkStringList *string_list = gtk_string_list_new (NULL);\n\n");
      for (guint i = 0; prop->v.strings[i]; i++)
        {
          if (is_long (prop->v.strings[i]))
            g_string_append (code, "    gtk_string_list_take (string_list, g_strconcat (");
          else
            g_string_append (code, "    gtk_string_list_append (string_list, ");
          append_literal (code, prop->v.strings[i], is_long (prop->v.strings[i]));
          g_string_append (code, is_long (prop->v.strings[i]) ? ", NULL));\n" : ");\n");
        }
      g_string_append (code, "  ");
      return TRUE;
    }
  return FALSE;
}

static void
end_value (GString *code, const StreeCodeProp *prop)
{
  if (prop->type == STREE_CODE_STRING)
    g_string_append (code, "    g_free (long_text);\n");
  else if (prop->type == STREE_CODE_FILE)
    g_string_append (code, "    g_object_unref (picture_file);\n");
  else if (prop->type == STREE_CODE_LOOKUP)
    g_string_append (code, "    gtk_expression_unref (string_lookup);\n");
  else
    g_string_append (code, "    g_object_unref (string_list);\n");
  g_string_append (code, "  }\n");
}

static void
append_value_or_block (GString *code, const StreeCodeProp *prop)
{
  if (prop->type == STREE_CODE_STRING && is_long (prop->v.s))
    g_string_append (code, "long_text");
  else
    append_value (code, prop);
}

static void
set_prop (GString *code, const StreeCodeObject *object, const StreeCodeProp *prop)
{
  const char      *owner = owner_of (object, prop->name);
  g_autofree char *words = g_strdelimit (g_strdup (prop->name), "-", '_');
  g_autofree char *setter = g_strconcat ("set_", words, NULL);
  gboolean         block;

  if (set_in_pair (code, object, prop->name))
    return;
  block = begin_value (code, prop);
  g_string_append (code, "  ");
  if (g_str_equal (object->klass, "GtkPasswordEntry") && g_str_equal (prop->name, "placeholder-text"))
    {
      g_string_append_printf (code, "g_object_set (%s, \"%s\", ", object->name, prop->name);
      append_value_or_block (code, prop);
      g_string_append (code, ", NULL);\n");
    }
  else
    {
      gboolean from = g_str_equal (object->klass, "GtkImage") && g_str_equal (prop->name, "icon-name");

      append_call (code, owner, from ? "set_from_icon_name" : setter, object->name);
      g_string_append (code, ", ");
      append_value_or_block (code, prop);
      g_string_append (code, ");\n");
    }
  if (block)
    end_value (code, prop);
}

/* --- one object --- */

static gboolean
is_made_with (const StreeCodeObject *object, const StreeCodeProp *prop)
{
  const Maker *maker = maker_of (object->klass);

  if (is_at_birth (prop->name))
    return TRUE;
  if (prop->type == STREE_CODE_STRING && is_long (prop->v.s))
    return FALSE;
  for (guint i = 0; maker && i < maker->n_args; i++)
    if (g_strcmp0 (maker->args[i], prop->name) == 0)
      return TRUE;
  return FALSE;
}

/* What can only be set at birth: by the properties' names, with those that the constructor would have taken. */
static gboolean
make_by_names (GString *code, const StreeCodeObject *object)
{
  g_autofree char *type = stree_code_split_name (object->klass + strlen ("Gtk"), '_', TRUE);
  gboolean         needed = FALSE;
  guint            indent;

  for (guint i = 0; i < object->props->len; i++)
    needed = needed || is_at_birth (g_array_index (object->props, StreeCodeProp, i).name);
  if (!needed)
    return FALSE;
  g_string_append (code, "g_object_new (");
  indent = column_of (code);
  g_string_append_printf (code, "GTK_TYPE_%s", type);
  for (guint i = 0; i < object->props->len; i++)
    {
      const StreeCodeProp *prop = &g_array_index (object->props, StreeCodeProp, i);

      if (!is_made_with (object, prop))
        continue;
      g_string_append_printf (code, ",\n%*s\"%s\", ", (int) indent, "", prop->name);
      append_value (code, prop);
    }
  g_string_append_printf (code, ",\n%*sNULL);\n", (int) indent, "");
  return TRUE;
}

static void
append_default (GString *code, const char *arg)
{
  if (!arg || g_str_equal (arg, "label") || g_str_equal (arg, "title"))
    g_string_append (code, "NULL");
  else
    g_string_append (code, g_str_equal (arg, "orientation") ? "GTK_ORIENTATION_HORIZONTAL" : "0");
}

static void
make (GString *code, const StreeCodeObject *object)
{
  const Maker     *maker = maker_of (object->klass);
  g_autofree char *function = stree_code_split_name (object->klass, '_', FALSE);
  gboolean         with = FALSE;

  g_string_append_printf (code, "  %s *%s = ", maker && maker->type ? maker->type : "GtkWidget", object->name);
  if (make_by_names (code, object))
    return;
  if (maker && maker->with)
    {
      const StreeCodeProp *prop = stree_code_get (object, maker->args[0]);

      with = prop && is_made_with (object, prop);
      if (!with)
        maker = NULL; /* it takes nothing then */
    }
  g_string_append_printf (code, "%s_%s (", function, with ? maker->with : "new");
  for (guint i = 0; maker && i < maker->n_args; i++)
    {
      const StreeCodeProp *prop = maker->args[i] ? stree_code_get (object, maker->args[i]) : NULL;

      g_string_append (code, i ? ", " : "");
      if (prop && is_made_with (object, prop))
        append_value (code, prop);
      else
        append_default (code, maker->args[i]);
    }
  g_string_append (code, ");\n");
}

static void
set_accessible (GString *code, const StreeCodeObject *object, const StreeCodeProp *prop)
{
  g_autofree char *words = g_strdelimit (g_ascii_strup (prop->name, -1), "-", '_');
  gboolean         block = begin_value (code, prop);

  g_string_append_printf (code, "  gtk_accessible_update_property (GTK_ACCESSIBLE (%s), GTK_ACCESSIBLE_PROPERTY_%s, ",
                          object->name, words);
  append_value_or_block (code, prop);
  g_string_append (code, ", -1);\n");
  if (block)
    end_value (code, prop);
}

static void write_object (GString *code, const StreeCodeObject *object);

static void
write_child (GString *code, const StreeCodeObject *object, const StreeCodeChild *child)
{
  if (child->pack == STREE_CODE_COMMENT)
    {
      g_string_append_c (code, '\n');
      append_comment (code, child->comment, 2);
      return;
    }
  write_object (code, child->object);
  if (child->tab)
    write_object (code, child->tab);
  g_string_append (code, "  ");
  switch (child->pack)
    {
    case STREE_CODE_OVERLAY:
      append_call (code, object->klass, "add_overlay", object->name);
      g_string_append_printf (code, ", %s);\n", child->object->name);
      break;
    case STREE_CODE_PAGE:
      append_call (code, object->klass, "append_page", object->name);
      g_string_append_printf (code, ", %s, %s);\n", child->object->name, child->tab->name);
      break;
    case STREE_CODE_CELL:
      append_call (code, object->klass, "attach", object->name);
      g_string_append_printf (code, ", %s, %u, %u, 1, 1);\n", child->object->name, child->column, child->row);
      break;
    case STREE_CODE_COLUMN:
      append_call (code, object->klass, "append_column", object->name);
      g_string_append_printf (code, ", %s);\n  g_object_unref (%s);\n", child->object->name, child->object->name);
      break;
    case STREE_CODE_APPEND:
    case STREE_CODE_COMMENT:
    default:
      append_call (code, object->klass, "append", object->name);
      g_string_append_printf (code, ", %s);\n", child->object->name);
      break;
    }
}

/* An object with its properties; then what is in it, each with where it goes. */
static void
write_object (GString *code, const StreeCodeObject *object)
{
  g_string_append_c (code, '\n');
  for (guint i = 0; i < object->comments->len; i++)
    append_comment (code, object->comments->pdata[i], 2);
  make (code, object);
  for (guint i = 0; i < object->props->len; i++)
    {
      const StreeCodeProp *prop = &g_array_index (object->props, StreeCodeProp, i);

      if (prop->type == STREE_CODE_OBJECT)
        write_object (code, prop->v.object);
      if (!is_made_with (object, prop))
        set_prop (code, object, prop);
    }
  for (guint i = 0; i < object->css->len; i++)
    {
      g_string_append_printf (code, "  gtk_widget_add_css_class (%s, ", object->name);
      append_literal (code, object->css->pdata[i], FALSE);
      g_string_append (code, ");\n");
    }
  for (guint i = 0; i < object->accessible->len; i++)
    set_accessible (code, object, &g_array_index (object->accessible, StreeCodeProp, i));
  for (guint i = 0; i < object->children->len; i++)
    write_child (code, object, &g_array_index (object->children, StreeCodeChild, i));
}

char *
stree_code_write_c (const StreeCode *self)
{
  GString *code = g_string_new (NULL);

  for (guint i = 0; i < self->comments->len; i++)
    append_comment (code, self->comments->pdata[i], 0);
  g_string_append (code, "\n#include <gtk/gtk.h>\n\n");
  for (guint i = 0; i < self->tops->len; i++)
    g_string_append_printf (code, "GtkWidget *build_%s (void);\n",
                            ((const StreeCodeObject *) self->tops->pdata[i])->name);
  for (guint i = 0; i < self->tops->len; i++)
    {
      const StreeCodeObject *top = self->tops->pdata[i];

      g_string_append_printf (code, "\nGtkWidget *\nbuild_%s (void)\n{", top->name);
      write_object (code, top);
      g_string_append_printf (code, "\n  return %s;\n}\n", top->name);
    }
  return g_string_free (code, FALSE);
}
