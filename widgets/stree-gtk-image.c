/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include <glib/gi18n-lib.h>

#include "elements/stree-image.h"
#include "stree-picture-box-private.h"

static void
show_source (StreeNode *node)
{
  const StreeImageArgs *args = stree_node_args (node);
  const char           *name = args->alt && *args->alt ? args->alt : _ ("The picture");

  if (args->file)
    {
      stree_picture_box_show_file (node->widget, args->file);
    }
  else if (args->resource)
    {
      stree_picture_box_show_resource (node->widget, args->resource);
    }
  else if (args->bytes)
    {
      stree_picture_box_show_bytes (node->widget, args->bytes, name);
    }
  else if (GDK_IS_PAINTABLE (args->paintable))
    {
      stree_picture_box_show_paintable (node->widget, GDK_PAINTABLE (args->paintable));
    }
  else
    {
      g_autofree char *why = g_strdup_printf (_ ("a %s is no GdkPaintable"), G_OBJECT_TYPE_NAME (args->paintable));

      stree_picture_box_show_problem (node->widget, name, why);
    }
}

static void
set_texts (StreeNode *node)
{
  const StreeImageArgs *args = stree_node_args (node);
  g_autofree char      *name = NULL;

  if (args->alt && *args->alt)
    name = g_strdup (args->alt);
  else if (args->caption && *args->caption)
    name = g_strdup (args->caption);
  else if (args->file || args->resource)
    name = g_path_get_basename (args->file ? args->file : args->resource);
  stree_picture_box_set_texts (node->widget, args->caption, name);
}

static GtkWidget *
image_create (StreeNode *node)
{
  const StreeImageArgs *args = stree_node_args (node);

  node->widget = stree_picture_box_new ();
  stree_picture_box_set_width (node->widget, args->width, args->use_container_width);
  set_texts (node);
  show_source (node);
  return node->widget;
}

static void
image_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  const StreeImageArgs *args = stree_node_args (node);

  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreeImageArgs, width) ||
      STREE_GTK_CHANGED (changed, node, StreeImageArgs, use_container_width))
    stree_picture_box_set_width (node->widget, args->width, args->use_container_width);
  if (STREE_GTK_CHANGED (changed, node, StreeImageArgs, file) || STREE_GTK_CHANGED (changed, node, StreeImageArgs, resource) ||
      STREE_GTK_CHANGED (changed, node, StreeImageArgs, paintable) || STREE_GTK_CHANGED (changed, node, StreeImageArgs, bytes))
    show_source (node);
  set_texts (node);
}

extern const StreeGtkKind stree_gtk_image;
const StreeGtkKind stree_gtk_image = {
  .kind = "Image",
  .create = image_create,
  .update = image_update,
};
