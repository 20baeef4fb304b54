/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-text.h"

#include "core/stree-element-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreeTextArgs, body, STRING, "The text"),
  STREE_PROP (StreeTextArgs, selectable, BOOL, "The user can select and copy it"),
};

extern StreeKind stree_text_kind;
StreeKind stree_text_kind = {
  .name = "Text",
  .blurb = "A paragraph of plain text",
  .size = G_STRUCT_OFFSET (StreeTextArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .role = "label",
  .label_prop = "body",
};

/**
 * stree_text_new: (skip)
 * @args: the arguments
 *
 * A paragraph of plain text. In C write `stree_text ("%d rows", n)`, or `stree_text_with (text, ...)`.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_text_new (const StreeTextArgs *args)
{
  return stree_element_build (&stree_text_kind, args, args->key, args->common);
}

/**
 * stree_text: (skip)
 * @format: a printf format; `"%s"` and a text without `%` are not formatted at all
 * @...: what goes into it
 *
 * A paragraph of plain text.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_text (const char *format, ...)
{
  StreeArena    *arena = stree_element_arena ();
  StreeElement  *element = stree_element_alloc (arena, &stree_text_kind);
  StreeTextArgs *args = STREE_ELEMENT_ARGS (element);
  va_list        values;

  /* Not *args = {...}: the element is shorter than the struct, which ends with what only macros use. */
  args->selectable = FALSE;
  if (format[0] == '%' && format[1] == 's' && format[2] == '\0')
    {
      const char *text;

      va_start (values, format);
      text = va_arg (values, const char *);
      va_end (values);
      args->body = text ? stree_arena_strndup (arena, text, strlen (text)) : NULL;
    }
  else if (!strchr (format, '%'))
    {
      args->body = stree_arena_strndup (arena, format, strlen (format));
    }
  else
    {
      g_autofree char *text = NULL;

      va_start (values, format);
      text = g_strdup_vprintf (format, values);
      va_end (values);
      args->body = stree_arena_strndup (arena, text, strlen (text));
    }
  return element;
}
