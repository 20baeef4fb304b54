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
  StreeTextArgs    args = { .body = format };
  g_autofree char *long_text = NULL;
  char             text[256];
  va_list          values;

  if (format[0] == '%' && format[1] == 's' && format[2] == '\0')
    {
      va_start (values, format);
      args.body = va_arg (values, const char *);
      va_end (values);
    }
  else if (strchr (format, '%'))
    {
      int length;

      va_start (values, format);
      length = g_vsnprintf (text, sizeof text, format, values);
      va_end (values);
      args.body = text;
      if (length >= (int) sizeof text)
        {
          va_start (values, format);
          args.body = long_text = g_strdup_vprintf (format, values);
          va_end (values);
        }
    }
  return stree_element_build (&stree_text_kind, &args, NULL, NULL);
}
