/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-image.h"

#include "core/stree-element-private.h"
#include "core/stree-error.h"

static const StreeProp props[] = {
  STREE_PROP (StreeImageArgs, file, STRING, "A file name or a URI"),
  STREE_PROP (StreeImageArgs, resource, STRING, "A path in the resources of the program"),
  STREE_PROP_FULL (StreeImageArgs, paintable, OBJECT, g_object_get_type, "A GdkPaintable, such as a GdkTexture"),
  STREE_PROP_FULL (StreeImageArgs, bytes, BOXED, g_bytes_get_type, "A picture file that was read: PNG, JPEG, ..."),
  STREE_PROP (StreeImageArgs, alt, STRING, "What is to be seen, for those who cannot see it: the accessible name"),
  STREE_PROP (StreeImageArgs, caption, STRING, "A text below it"),
  STREE_PROP (StreeImageArgs, width, INT, "Pixels; 0: the size of the picture"),
  STREE_PROP (StreeImageArgs, use_container_width, BOOL, "It is as wide as what it stands in"),
  STREE_PROP (StreeImageArgs, loading, ELEMENT, "What is shown while it is loaded; unset: of what comes over the network, a spinner"),
  STREE_PROP (StreeImageArgs, error, ELEMENT, "What is shown if it cannot be had; unset: a message that names it and says why"),
};

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreeImageArgs *args = data;
  guint                 n = !!args->file + !!args->resource + !!args->paintable + !!args->bytes;

  (void) element;
  if (n != 1)
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                 "it has %u sources: it takes exactly one of 'file', 'resource', 'paintable' and 'bytes'", n);
  else if (args->width < 0)
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "prop 'width' is %d: it takes pixels, 0 or more", args->width);
  else
    return TRUE;
  return FALSE;
}

extern StreeKind stree_image_kind;
StreeKind stree_image_kind = {
  .name = "Image",
  .blurb = "A picture",
  .size = G_STRUCT_OFFSET (StreeImageArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_LOADS,
  .role = "img",
  .label_prop = "alt",
  .validate = validate,
};

/**
 * stree_image_new: (skip)
 * @args: the arguments
 *
 * A picture. In C write `stree_image ("map.png", .alt = "The three islands")`.
 *
 * The picture comes from exactly one of a file, a resource, a paintable and bytes. A file is a name or a URI; what is at an
 * `http:` or `https:` URL is downloaded, once for all that show it. Files, downloads and bytes are decoded in the background.
 * What was asked for last is what is shown: with another source, what is under way is broken off, as when the element goes.
 *
 * While it is on its way `loading` is shown in its place; without one, a spinner if it comes over the network. If it cannot be
 * shown, `error` is; without one, a message that names it and says why. With `error` that message is its tooltip and its
 * accessible description. The same URL is not tried again until the element has another key.
 *
 * It is never wider than what it stands in, and its height follows from its width. Without an alternative text the caption
 * names it, and without that the name of the file.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_image_new (const StreeImageArgs *args)
{
  return stree_element_build (&stree_image_kind, args, args->key, args->common);
}
