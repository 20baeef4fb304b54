/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The description: objects, and what is in them. */

#include "codegen/stree-code-private.h"

#include <string.h>

/* --- names --- */

/* Words that no variable can be called by, that a header may have made something else of, or that the
 * code has for itself. */
static const char *const reserved[] = {
  "alignas",  "alignof",   "asm",          "assert",        "auto",     "bool",     "break",     "case",
  "char",     "complex",   "const",        "continue",      "default",  "do",       "double",    "else",
  "enum",     "errno",     "extern",       "false",         "far",      "float",    "for",       "goto",
  "if",       "imaginary", "inline",       "int",           "linux",    "long",     "long_text", "near",
  "noreturn", "nullptr",   "offsetof",     "picture_file",  "register", "restrict", "return",    "short",
  "signed",   "sizeof",    "static",       "static_assert", "stderr",   "stdin",    "stdout",    "string_list",
  "struct",   "switch",    "thread_local", "true",          "typedef",  "typeof",   "union",     "unix",
  "unsigned", "void",      "volatile",     "while",         NULL,
};

/* What the code calls begins like this. */
static const char *const prefixes[] = { "g_", "gtk_", "gdk_", "pango_", "build_", "cairo_", NULL };

#define MAX_NAME 40

char *
stree_code_split_name (const char *name, char mark, gboolean upper)
{
  GString *text = g_string_new (NULL);

  for (const char *p = name; *p; p++)
    {
      gboolean starts =
          g_ascii_isupper (*p) && p > name && p[-1] != mark && (!g_ascii_isupper (p[-1]) || g_ascii_islower (p[1]));

      if (starts)
        g_string_append_c (text, mark);
      g_string_append_c (text, upper ? g_ascii_toupper (*p) : g_ascii_tolower (*p));
    }
  return g_string_free (text, FALSE);
}

/* The letters and digits of ASCII, and one bar for whatever is between them. */
static char *
make_identifier (const char *hint)
{
  g_autofree char *words = stree_code_split_name (hint, '_', FALSE);
  GString         *name = g_string_new (NULL);
  gboolean         taken;

  for (const char *p = words; *p && name->len < MAX_NAME; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (name, *p);
    else if (name->len > 0 && name->str[name->len - 1] != '_')
      g_string_append_c (name, '_');
  while (name->len > 0 && name->str[name->len - 1] == '_')
    g_string_truncate (name, name->len - 1);
  taken = name->len == 0 || g_ascii_isdigit (*name->str) || g_strv_contains (reserved, name->str);
  for (guint i = 0; prefixes[i]; i++)
    taken = taken || g_str_has_prefix (name->str, prefixes[i]);
  if (taken)
    g_string_prepend (name, name->len == 0 ? "widget" : "the_");
  return g_string_free (name, FALSE);
}

static char *
take_name (StreeCode *self, const char *hint)
{
  g_autofree char *base = make_identifier (hint);
  guint            n = GPOINTER_TO_UINT (g_hash_table_lookup (self->names, base));
  char            *name = g_strdup (base);

  /* What follows the same base goes on counting where the one before has stopped. */
  while (g_hash_table_contains (self->names, name))
    {
      g_free (name);
      name = g_strdup_printf ("%s_%u", base, ++n);
    }
  g_hash_table_insert (self->names, g_strdup (name), GUINT_TO_POINTER (1));
  g_hash_table_insert (self->names, g_steal_pointer (&base), GUINT_TO_POINTER (MAX (n, 1)));
  return name;
}

/* --- texts: what XML cannot hold is in neither --- */

static char *
dup_text (StreeCode *code, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString         *kept = g_string_new (NULL);

  code->replaced = code->replaced || strcmp (valid, text) != 0;
  for (const char *p = valid; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xfffe || c == 0xffff)
        {
          code->replaced = TRUE;
          c = 0xfffd;
        }
      g_string_append_unichar (kept, c);
    }
  return g_string_free (kept, FALSE);
}

/* --- objects --- */

static void
clear_prop (gpointer data)
{
  StreeCodeProp *prop = data;

  if (prop->type == STREE_CODE_STRING || prop->type == STREE_CODE_FILE)
    g_free (prop->v.s);
  else if (prop->type == STREE_CODE_STRINGS)
    g_strfreev (prop->v.strings);
  else if (prop->type == STREE_CODE_OBJECT)
    stree_code_object_free (prop->v.object);
}

static void
clear_child (gpointer data)
{
  StreeCodeChild *child = data;

  if (child->object)
    stree_code_object_free (child->object);
  if (child->tab)
    stree_code_object_free (child->tab);
  g_free (child->comment);
}

static GArray *
props_new (void)
{
  GArray *props = g_array_new (FALSE, TRUE, sizeof (StreeCodeProp));

  g_array_set_clear_func (props, clear_prop);
  return props;
}

StreeCodeObject *
stree_code_object_new (StreeCode *code, const char *klass, const char *hint)
{
  StreeCodeObject *self = g_new0 (StreeCodeObject, 1);

  self->klass = klass;
  self->name = take_name (code, hint);
  self->comments = g_ptr_array_new_with_free_func (g_free);
  self->css = g_ptr_array_new_with_free_func (g_free);
  self->props = props_new ();
  self->accessible = props_new ();
  self->children = g_array_new (FALSE, TRUE, sizeof (StreeCodeChild));
  g_array_set_clear_func (self->children, clear_child);
  return self;
}

void
stree_code_object_free (StreeCodeObject *self)
{
  g_free (self->name);
  g_free (self->key);
  g_ptr_array_unref (self->comments);
  g_ptr_array_unref (self->css);
  g_array_unref (self->props);
  g_array_unref (self->accessible);
  g_array_unref (self->children);
  g_free (self);
}

static StreeCodeProp *
find (GArray *props, const char *name)
{
  for (guint i = 0; i < props->len; i++)
    if (g_str_equal (g_array_index (props, StreeCodeProp, i).name, name))
      return &g_array_index (props, StreeCodeProp, i);
  return NULL;
}

static StreeCodeProp *
put (GArray *props, const char *name, StreeCodeType type)
{
  StreeCodeProp *prop = find (props, name);
  StreeCodeProp  fresh = { .name = name, .type = type };

  if (prop)
    {
      clear_prop (prop);
      *prop = fresh;
      return prop;
    }
  g_array_append_val (props, fresh);
  return &g_array_index (props, StreeCodeProp, props->len - 1);
}

const StreeCodeProp *
stree_code_get (const StreeCodeObject *self, const char *prop)
{
  return find (self->props, prop);
}

void
stree_code_set_string (StreeCode *code, StreeCodeObject *self, const char *prop, const char *value)
{
  put (self->props, prop, STREE_CODE_STRING)->v.s = dup_text (code, value ? value : "");
}

void
stree_code_set_bool (StreeCodeObject *self, const char *prop, gboolean value)
{
  put (self->props, prop, STREE_CODE_BOOL)->v.i = value;
}

void
stree_code_set_int (StreeCodeObject *self, const char *prop, gint64 value)
{
  put (self->props, prop, STREE_CODE_INT)->v.i = value;
}

void
stree_code_set_double (StreeCodeObject *self, const char *prop, double value)
{
  put (self->props, prop, STREE_CODE_DOUBLE)->v.d = value;
}

void
stree_code_set_enum (StreeCodeObject *self, const char *prop, const char *value)
{
  put (self->props, prop, STREE_CODE_ENUM)->v.s = (char *) value;
}

void
stree_code_set_strings (StreeCode *code, StreeCodeObject *self, const char *prop, const char *const *values)
{
  GPtrArray *copies = g_ptr_array_new ();

  for (guint i = 0; values && values[i]; i++)
    g_ptr_array_add (copies, dup_text (code, values[i]));
  g_ptr_array_add (copies, NULL);
  put (self->props, prop, STREE_CODE_STRINGS)->v.strings = (char **) g_ptr_array_free (copies, FALSE);
}

void
stree_code_set_lookup (StreeCodeObject *self, const char *prop)
{
  put (self->props, prop, STREE_CODE_LOOKUP);
}

void
stree_code_set_file (StreeCodeObject *self, const char *prop, const char *uri)
{
  put (self->props, prop, STREE_CODE_FILE)->v.s = g_strdup (uri);
}

void
stree_code_set_object (StreeCodeObject *self, const char *prop, StreeCodeObject *value)
{
  put (self->props, prop, STREE_CODE_OBJECT)->v.object = value;
}

void
stree_code_add_class (StreeCode *code, StreeCodeObject *self, const char *css)
{
  for (guint i = 0; i < self->css->len; i++)
    if (g_str_equal (self->css->pdata[i], css))
      return;
  g_ptr_array_add (self->css, dup_text (code, css));
}

void
stree_code_set_accessible (StreeCode *code, StreeCodeObject *self, const char *prop, const char *value)
{
  put (self->accessible, prop, STREE_CODE_STRING)->v.s = dup_text (code, value);
}

void
stree_code_set_name (StreeCode *code, StreeCodeObject *self, const char *label)
{
  if (label && *label)
    stree_code_set_accessible (code, self, "label", label);
}

void
stree_code_set_level (StreeCodeObject *self, int level)
{
  put (self->accessible, "level", STREE_CODE_INT)->v.i = level;
}

/* --- what is in them --- */

StreeCodeChild *
stree_code_add (StreeCodeObject *self, StreeCodePack pack, StreeCodeObject *child)
{
  StreeCodeChild fresh = { .pack = pack, .object = child };

  g_array_append_val (self->children, fresh);
  return &g_array_index (self->children, StreeCodeChild, self->children->len - 1);
}

void
stree_code_comment (StreeCode *code, StreeCodeObject *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (self ? self->comments : code->comments, dup_text (code, text));
}

void
stree_code_say (StreeCode *code, StreeCodeObject *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  stree_code_add (self, STREE_CODE_COMMENT, NULL)->comment = dup_text (code, text);
}

/* --- the whole --- */

StreeCode *
stree_code_new (const char *name)
{
  StreeCode *self = g_new0 (StreeCode, 1);

  self->name = g_strdup (name);
  self->tops = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_code_object_free);
  self->comments = g_ptr_array_new_with_free_func (g_free);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
stree_code_free (StreeCode *self)
{
  g_free (self->name);
  g_ptr_array_unref (self->tops);
  g_ptr_array_unref (self->comments);
  g_hash_table_unref (self->names);
  g_free (self);
}
