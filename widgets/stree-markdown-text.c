/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Inlines: labels with markup, and pictures between them. */

#include <string.h>

#include "network/stree-request-private.h"
#include "stree-gtk-private.h"
#include "stree-markdown-block-private.h"
#include "stree-picture-box-private.h"

/* --- pictures --- */

/* Where the file, the resource or, if @remote, the URL is; NULL: it is elsewhere, and not fetched. */
static char *
dup_picture_place (const char *target, gboolean remote, gboolean *is_resource)
{
  g_autofree char *scheme = g_uri_parse_scheme (target);
  const char      *path = scheme ? target + strlen (scheme) + 1 : target;

  *is_resource = FALSE;
  if (!scheme)
    return *path ? g_uri_unescape_string (path, NULL) : NULL;
  if (g_ascii_strcasecmp (scheme, "file") == 0 || (remote && stree_request_is_url (target)))
    return stree_markdown_link_dup_uri (target);
  if (g_ascii_strcasecmp (scheme, "resource") != 0)
    return NULL;
  *is_resource = TRUE;
  while (path[0] == '/' && path[1] == '/')
    path++;
  return g_uri_unescape_string (path, NULL);
}

static GtkWidget *
picture_new (const StreeMarkdownInline *image, StreeMarkdownPlace place)
{
  GtkWidget       *box = stree_picture_box_new ();
  g_autofree char *alt = stree_markdown_inlines_dup_text (image->first);
  gboolean         is_resource;
  g_autofree char *file = dup_picture_place (image->target, place.remote_images, &is_resource);

  gtk_widget_set_direction (box, place.direction);
  for (GtkWidget *part = gtk_widget_get_first_child (box); part; part = gtk_widget_get_next_sibling (part))
    gtk_widget_set_direction (part, place.direction);
  stree_picture_box_set_texts (box, image->title, *alt ? alt : image->target);
  stree_picture_box_show (box, &(StreePictureSource){ is_resource ? NULL : file, is_resource ? file : NULL, NULL }, NULL);
  return box;
}

/* Those inside of a link or of emphasis are text, as are those that are not fetched. */
static gboolean
is_picture (const StreeMarkdownInline *span, gboolean remote)
{
  gboolean         is_resource;
  g_autofree char *file = NULL;

  if (span->type != STREE_MARKDOWN_IMAGE)
    return FALSE;
  file = dup_picture_place (span->target, remote, &is_resource);
  return file != NULL;
}

static const StreeMarkdownInline *
next_picture (const StreeMarkdownInline *span, gboolean remote)
{
  while (span && !is_picture (span, remote))
    span = span->next;
  return span;
}

/* --- both --- */

static gboolean
is_blank (const StreeMarkdownInline *first, const StreeMarkdownInline *end)
{
  for (; first != end; first = first->next)
    if (first->type != STREE_MARKDOWN_SOFT_BREAK && first->type != STREE_MARKDOWN_BREAK &&
        (first->type != STREE_MARKDOWN_TEXT || strspn (first->text, " \t") < strlen (first->text)))
      return FALSE;
  return TRUE;
}

static GtkWidget *
part_new (const StreeMarkdownInline *first, const StreeMarkdownInline *end, gboolean beside_picture, StreeMarkdownPlace place)
{
  GtkWidget       *label = stree_markdown_label_new (place, GTK_ACCESSIBLE_ROLE_LABEL);
  g_autofree char *markup = stree_markdown_dup_markup (first, end);

  /* The line end between text and a picture. */
  stree_markdown_label_set_markup (label, beside_picture ? g_strstrip (markup) : markup);
  return label;
}

GtkWidget *
stree_markdown_text_new (const StreeMarkdownInline *first, StreeMarkdownPlace place)
{
  const StreeMarkdownInline *picture = next_picture (first, place.remote_images);
  GtkWidget                 *box;

  if (!picture)
    return part_new (first, NULL, FALSE, place);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_set_direction (box, place.direction);
  for (; first; first = picture ? picture->next : NULL)
    {
      picture = next_picture (first, place.remote_images);
      if (!is_blank (first, picture))
        gtk_box_append (GTK_BOX (box), part_new (first, picture, TRUE, place));
      if (picture)
        gtk_box_append (GTK_BOX (box), picture_new (picture, place));
    }
  return box;
}

gboolean
stree_markdown_text_update (GtkWidget                 *widget,
                            const StreeMarkdownInline *old,
                            const StreeMarkdownInline *first,
                            StreeMarkdownPlace         place)
{
  g_autofree char *markup = NULL;

  if (next_picture (old, place.remote_images) || next_picture (first, place.remote_images))
    return FALSE;
  markup = stree_markdown_dup_markup (first, NULL);
  stree_markdown_label_set_markup (widget, markup);
  return TRUE;
}
