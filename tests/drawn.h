/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What a widget has drawn, by the nodes of its snapshot. */

#include <string.h>

#include <gtk/gtk.h>

typedef struct
{
  guint           n_texts, n_clips, n_colors, n_textures, n_borders, n_cairo, n_others;
  graphene_rect_t texts; /* around all of them */
  double          text_alpha;
} Drawn;

/* How much of the ground a text covers, 1: all. GTK 4.18 does not tell its colour right (gsk_text_node_get_color () leads to
 * what is before it), but writes it right: "color: color(srgb 0.1 0.2 0.3 / 0.7);". */
static inline double
text_alpha (GskRenderNode *node)
{
  g_autoptr (GBytes) bytes = NULL;
  const char        *text, *color, *end, *slash;

  if (gtk_check_version (4, 16, 0))
    return gsk_text_node_get_color (node)->alpha;
  bytes = gsk_render_node_serialize (node);
  text = g_bytes_get_data (bytes, NULL);
  color = strstr (text, "color: ");
  end = color ? strchr (color, ';') : NULL;
  slash = color ? strchr (color, '/') : NULL;
  if (end && g_str_has_prefix (color, "color: rgba("))
    return g_ascii_strtod (g_strrstr_len (color, end - color, ",") + 1, NULL);
  return slash && slash < end ? g_ascii_strtod (slash + 1, NULL) : 1;
}

static inline void
look_at (GskRenderNode *node, Drawn *drawn)
{
  graphene_rect_t bounds;

  switch ((int) gsk_render_node_get_node_type (node))
    {
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        look_at (gsk_container_node_get_child (node, i), drawn);
      break;
    case GSK_TRANSFORM_NODE:
      look_at (gsk_transform_node_get_child (node), drawn);
      break;
    case GSK_CLIP_NODE:
      look_at (gsk_clip_node_get_child (node), drawn);
      break;
    case GSK_ROUNDED_CLIP_NODE:
      drawn->n_clips++;
      look_at (gsk_rounded_clip_node_get_child (node), drawn);
      break;
    case GSK_COLOR_MATRIX_NODE:
      look_at (gsk_color_matrix_node_get_child (node), drawn);
      break;
    case GSK_TEXT_NODE:
      gsk_render_node_get_bounds (node, &bounds);
      if (drawn->n_texts++ == 0)
        drawn->texts = bounds;
      else
        graphene_rect_union (&drawn->texts, &bounds, &drawn->texts);
      drawn->text_alpha = text_alpha (node);
      break;
    case GSK_COLOR_NODE:
      drawn->n_colors++;
      break;
    case GSK_TEXTURE_NODE:
      drawn->n_textures++;
      break;
    case GSK_BORDER_NODE:
      drawn->n_borders++;
      break;
    case GSK_CAIRO_NODE:
      drawn->n_cairo++;
      break;
    default: /* newer GTK draws symbolic icons as paths */
      drawn->n_others++;
      break;
    }
}
