/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-picture-box-private.h"

#include <glib/gi18n-lib.h>

#include "stree-gtk-private.h"
#include "stree-picture-decode-private.h"
#include "stree-picture-private.h"

/* What the box is made of. Owned by the widget, and borrowing from it. */
typedef struct
{
  StreePicture *picture;
  GtkWidget    *problem; /* the message in place of the picture */
  GtkWidget    *stand_in; /* what the program gave for the same, or for the spinner */
  GtkWidget    *caption;
  GtkWidget    *spinner; /* turns while it comes over the network */
  GtkWidget    *box;     /* itself */

  StreeLoadState    state;
  StreeLoadState    before;  /* what goes on showing while a file is read */
  gboolean          remote;  /* it comes over the network */
  gboolean          has_loading, has_error; /* what the stand-in is for */
  StreePictureWait *wait;    /* NULL: nothing is on its way */
  char             *name;    /* owned: of the picture, for messages; NULL: none */
  StreePictureBoxFunc func;
  gpointer            func_data;
} Parts;

static void
free_parts (gpointer data)
{
  Parts *parts = data;

  g_clear_pointer (&parts->wait, stree_picture_wait_end);
  g_free (parts->name);
  g_free (parts);
}

static Parts *
parts_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "stree-picture-box");
}

/* --- what shows --- */

static StreeLoadState
shown_state (const Parts *parts)
{
  if (parts->state == STREE_LOAD_LOADING && !parts->remote && !parts->has_loading)
    return parts->before;
  return parts->state;
}

static void
show_parts (Parts *parts)
{
  StreeLoadState state = shown_state (parts);
  gboolean       loading = state == STREE_LOAD_LOADING, failed = state == STREE_LOAD_FAILED;
  gboolean       turns = loading && !parts->has_loading;

  gtk_widget_set_visible (parts->spinner, turns);
  gtk_spinner_set_spinning (GTK_SPINNER (parts->spinner), turns);
  gtk_widget_set_visible (GTK_WIDGET (parts->picture), !loading && !failed);
  gtk_widget_set_visible (parts->problem, failed && !parts->has_error);
  gtk_widget_set_visible (parts->stand_in, (loading && parts->has_loading) || (failed && parts->has_error));
  gtk_accessible_update_state (GTK_ACCESSIBLE (parts->box), GTK_ACCESSIBLE_STATE_BUSY, parts->state == STREE_LOAD_LOADING, -1);
}

/* A stand-in for what failed still says what and why, to those who ask. */
static void
set_message (Parts *parts, const char *message)
{
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (parts->problem)), message ? message : "");
  gtk_widget_set_tooltip_text (parts->stand_in, message);
  if (message)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parts->stand_in), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (parts->stand_in), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static void
set_state (Parts *parts, StreeLoadState state, const char *message)
{
  if (state == STREE_LOAD_LOADING)
    parts->before = shown_state (parts);
  parts->state = state;
  if (state != STREE_LOAD_LOADING)
    set_message (parts, message);
  if (state == STREE_LOAD_FAILED || (state == STREE_LOAD_LOADING && shown_state (parts) == STREE_LOAD_LOADING))
    stree_picture_set_paintable (parts->picture, NULL);
  show_parts (parts);
  if (parts->func)
    parts->func (state, message, parts->func_data);
}

static void
show_picture (Parts *parts, GdkPaintable *paintable)
{
  stree_picture_set_paintable (parts->picture, paintable);
  set_state (parts, STREE_LOAD_LOADED, NULL);
}

static void
show_problem (Parts *parts, const char *what, const char *why)
{
  /* Translators: the name of a picture, then what went wrong */
  g_autofree char *text = g_strdup_printf (_ ("“%s” cannot be shown: %s"), what ? what : _ ("The picture"), why);

  set_state (parts, STREE_LOAD_FAILED, text);
}

/* --- the sources --- */

static void
loaded (gpointer picture, const GError *error, gpointer data)
{
  Parts *parts = data;

  parts->wait = NULL;
  if (picture)
    show_picture (parts, GDK_PAINTABLE (picture));
  else
    show_problem (parts, parts->name, error->message);
}

static void
forget_loading (Parts *parts)
{
  g_clear_pointer (&parts->wait, stree_picture_wait_end);
}

void
stree_picture_box_show (GtkWidget *box, const StreePictureSource *source, const char *name)
{
  Parts *parts = parts_of (box);

  forget_loading (parts);
  g_free (parts->name);
  parts->name = name ? g_strdup (name) : stree_picture_source_dup_name (source);
  parts->remote = stree_picture_source_is_remote (source);
  set_state (parts, STREE_LOAD_LOADING, NULL);
  parts->wait = stree_picture_load (source, &stree_picture_texture_decoder, loaded, parts);
}

void
stree_picture_box_show_paintable (GtkWidget *box, GdkPaintable *paintable)
{
  forget_loading (parts_of (box));
  show_picture (parts_of (box), paintable);
}

void
stree_picture_box_show_problem (GtkWidget *box, const char *name, const char *why)
{
  forget_loading (parts_of (box));
  show_problem (parts_of (box), name, why);
}

void
stree_picture_box_stop (GtkWidget *box)
{
  forget_loading (parts_of (box));
  stree_picture_box_set_func (box, NULL, NULL);
}

/* --- the widget --- */

static GtkWidget *
problem_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_box_append (GTK_BOX (box), stree_gtk_icon_new ("image-missing-symbolic"));
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "stree-problem");
  gtk_widget_set_visible (box, FALSE);
  return box;
}

GtkWidget *
stree_picture_box_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  Parts     *parts = g_new0 (Parts, 1);

  parts->box = box;
  parts->picture = STREE_PICTURE (stree_picture_new ());
  parts->problem = problem_new ();
  parts->stand_in = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, "orientation",
                                  GTK_ORIENTATION_VERTICAL, "spacing", STREE_GTK_SPACING, "visible", FALSE, NULL);
  parts->spinner = gtk_spinner_new ();
  gtk_widget_set_size_request (parts->spinner, 32, 32);
  gtk_widget_set_halign (parts->spinner, GTK_ALIGN_START);
  gtk_widget_set_visible (parts->spinner, FALSE);
  stree_gtk_set_name (parts->spinner, _ ("The picture is loading"));
  parts->caption = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (parts->caption), TRUE);
  gtk_label_set_xalign (GTK_LABEL (parts->caption), 0);
  gtk_widget_set_visible (parts->caption, FALSE);
  gtk_widget_add_css_class (parts->caption, "stree-caption");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (parts->picture));
  gtk_box_append (GTK_BOX (box), parts->problem);
  gtk_box_append (GTK_BOX (box), parts->stand_in);
  gtk_box_append (GTK_BOX (box), parts->spinner);
  gtk_box_append (GTK_BOX (box), parts->caption);
  g_object_set_data_full (G_OBJECT (box), "stree-picture-box", parts, free_parts);
  return box;
}

void
stree_picture_box_set_func (GtkWidget *box, StreePictureBoxFunc func, gpointer data)
{
  Parts *parts = parts_of (box);

  parts->func = func;
  parts->func_data = data;
}

void
stree_picture_box_set_stand_ins (GtkWidget *box, gboolean loading, gboolean error)
{
  Parts *parts = parts_of (box);

  parts->has_loading = loading;
  parts->has_error = error;
  show_parts (parts);
}

GtkWidget *
stree_picture_box_get_stand_in (GtkWidget *box)
{
  return parts_of (box)->stand_in;
}

void
stree_picture_box_set_width (GtkWidget *box, int width, gboolean fill)
{
  stree_picture_set_width (parts_of (box)->picture, width, fill);
}

void
stree_picture_box_set_texts (GtkWidget *box, const char *caption, const char *name)
{
  Parts *parts = parts_of (box);

  gtk_label_set_text (GTK_LABEL (parts->caption), caption ? caption : "");
  gtk_widget_set_visible (parts->caption, caption && *caption);
  stree_gtk_set_name (GTK_WIDGET (parts->picture), name);
  stree_gtk_set_name (parts->stand_in, name);
}
