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

/* @format goes through printf. Kept out of stree_text (), whose usual ways then need no large frame. */
static G_NO_INLINE StreeElement *
text_formatted (const char *format, va_list values)
{
  StreeTextArgs    args = { 0 };
  g_autofree char *long_text = NULL;
  char             text[256];
  va_list          again;

  va_copy (again, values);
  args.body = text;
  if (g_vsnprintf (text, sizeof text, format, values) >= (int) sizeof text)
    args.body = long_text = g_strdup_vprintf (format, again);
  va_end (again);
  return stree_element_build (&stree_text_kind, &args, NULL, NULL);
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
  StreeTextArgs args = { .body = format };
  StreeElement *element;
  va_list       values;

  va_start (values, format);
  if (format[0] == '%' && format[1] == 's' && format[2] == '\0')
    {
      args.body = va_arg (values, const char *);
      element = stree_element_build (&stree_text_kind, &args, NULL, NULL);
    }
  else if (strchr (format, '%'))
    {
      element = text_formatted (format, values);
    }
  else
    {
      element = stree_element_build (&stree_text_kind, &args, NULL, NULL);
    }
  va_end (values);
  return element;
}
