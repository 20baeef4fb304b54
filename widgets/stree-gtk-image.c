/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include <glib/gi18n-lib.h>

#include "elements/stree-image.h"
#include "stree-picture-box-private.h"

static void
state_cb (StreeLoadState state, const char *message, gpointer data)
{
  stree_node_set_load (data, state, message);
}

static void
show_source (StreeNode *node)
{
  const StreeImageArgs *args = stree_node_args (node);
  StreePictureSource    source = { args->file, args->resource, args->bytes };
  const char           *name = args->alt && *args->alt ? args->alt : _ ("The picture");

  if (!args->paintable)
    {
      stree_picture_box_show (node->widget, &source, args->bytes ? name : NULL);
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
  stree_picture_box_set_stand_ins (node->widget, args->loading != NULL, args->error != NULL);
  stree_picture_box_set_func (node->widget, state_cb, node);
  show_source (node);
  return node->widget;
}

static void
image_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  const StreeImageArgs *args = stree_node_args (node);

  (void) old;
  stree_picture_box_set_stand_ins (node->widget, args->loading != NULL, args->error != NULL);
  if (STREE_GTK_CHANGED (changed, node, StreeImageArgs, width) ||
      STREE_GTK_CHANGED (changed, node, StreeImageArgs, use_container_width))
    stree_picture_box_set_width (node->widget, args->width, args->use_container_width);
  if (STREE_GTK_CHANGED (changed, node, StreeImageArgs, file) || STREE_GTK_CHANGED (changed, node, StreeImageArgs, resource) ||
      STREE_GTK_CHANGED (changed, node, StreeImageArgs, paintable) || STREE_GTK_CHANGED (changed, node, StreeImageArgs, bytes))
    show_source (node);
  set_texts (node);
}

static void
image_destroy (StreeNode *node)
{
  stree_picture_box_stop (node->widget);
}

static GtkWidget *
image_content (StreeNode *node)
{
  return stree_picture_box_get_stand_in (node->widget);
}

extern const StreeGtkKind stree_gtk_image;
const StreeGtkKind stree_gtk_image = {
  .kind = "Image",
  .create = image_create,
  .update = image_update,
  .destroy = image_destroy,
  .content = image_content,
};
