/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-picture-box-private.h"

#include <glib/gi18n-lib.h>

#include "network/stree-request-private.h"
#include "stree-gtk-private.h"
#include "stree-picture-load-private.h"
#include "stree-picture-private.h"

/* What the box is made of. Owned by the widget, and borrowing from it. */
typedef struct
{
  StreePicture *picture;
  GtkWidget    *problem; /* the message in place of the picture */
  GtkWidget    *caption;
  GtkWidget    *spinner; /* turns while it comes over the network */
  GCancellable *loading; /* owned; NULL: nothing is on its way */
  StreePictureWait *wait; /* for one of the network; NULL: for none */
  char         *url_name; /* owned: of that one, for messages */
} Parts;

static void
forget_loading (Parts *parts)
{
  g_cancellable_cancel (parts->loading);
  g_clear_object (&parts->loading);
  g_clear_pointer (&parts->wait, stree_picture_wait_end);
}

static void
free_parts (gpointer data)
{
  Parts *parts = data;

  forget_loading (parts);
  g_free (parts->url_name);
  g_free (parts);
}

static Parts *
parts_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "stree-picture-box");
}

static void
show_spinner (Parts *parts, gboolean turns)
{
  gtk_widget_set_visible (parts->spinner, turns);
  gtk_spinner_set_spinning (GTK_SPINNER (parts->spinner), turns);
}

static void
show_picture (Parts *parts, GdkPaintable *paintable)
{
  show_spinner (parts, FALSE);
  stree_picture_set_paintable (parts->picture, paintable);
  gtk_widget_set_visible (GTK_WIDGET (parts->picture), TRUE);
  gtk_widget_set_visible (parts->problem, FALSE);
}

static void
show_problem (Parts *parts, const char *what, const char *why)
{
  g_autofree char *text = NULL;

  show_spinner (parts, FALSE);
  /* Translators: the name of a picture, then what went wrong */
  text = g_strdup_printf (_ ("“%s” cannot be shown: %s"), what, why);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (parts->problem)), text);
  stree_picture_set_paintable (parts->picture, NULL);
  gtk_widget_set_visible (GTK_WIDGET (parts->picture), FALSE);
  gtk_widget_set_visible (parts->problem, TRUE);
}

/* --- loading: read and decode in a thread --- */

typedef struct
{
  char   *name;  /* for messages */
  GFile  *file;  /* owned; or */
  GBytes *bytes; /* owned */
} Source;

static void
free_source (gpointer data)
{
  Source *source = data;

  g_clear_object (&source->file);
  g_clear_pointer (&source->bytes, g_bytes_unref);
  g_free (source->name);
  g_free (source);
}

static void
load_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  Source     *source = data;
  GError     *error = NULL;
  GdkTexture *texture = NULL;

  (void) object;
  /* A device or a pipe may have no end. */
  if (!source->bytes && g_file_query_file_type (source->file, G_FILE_QUERY_INFO_NONE, cancellable) == G_FILE_TYPE_SPECIAL)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _ ("it is not a regular file"));
  else if (!source->bytes)
    source->bytes = g_file_load_bytes (source->file, cancellable, NULL, &error);
  if (source->bytes && !g_cancellable_set_error_if_cancelled (cancellable, &error))
    texture = stree_picture_decode (source->bytes, &error);
  if (texture)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GWeakRef              *weak = data;
  g_autoptr (GtkWidget)  widget = g_weak_ref_get (weak);
  Parts                 *parts = widget ? parts_of (widget) : NULL;
  g_autoptr (GError)     error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  (void) object;
  g_weak_ref_clear (weak);
  g_free (weak);
  /* Another picture was asked for since, or the widget is gone. */
  if (!parts || g_task_get_cancellable (G_TASK (result)) != parts->loading)
    return;
  g_clear_object (&parts->loading);
  if (texture)
    show_picture (parts, GDK_PAINTABLE (texture));
  else
    show_problem (parts, ((Source *) g_task_get_task_data (G_TASK (result)))->name, error->message);
}

static void
load (GtkWidget *widget, Source *source)
{
  Parts            *parts = parts_of (widget);
  GWeakRef         *weak = g_new (GWeakRef, 1);
  g_autoptr (GTask) task = NULL;

  /* Not held by the task: its thread may be the last to let go of it, and a widget must not go in a thread. */
  g_weak_ref_init (weak, widget);
  parts->loading = g_cancellable_new ();
  task = g_task_new (NULL, parts->loading, loaded_cb, weak);
  g_task_set_name (task, "[streamtree] picture");
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, source, free_source);
  g_task_run_in_thread (task, load_thread);
}

/* --- the sources --- */

static Source *
source_of_file (const char *name)
{
  Source          *source = g_new0 (Source, 1);
  g_autofree char *path = NULL;

  source->file = g_file_new_for_commandline_arg (name);
  path = g_file_get_basename (source->file);
  source->name = path ? g_filename_display_name (path) : g_strdup (name);
  return source;
}

static Source *
source_of_bytes (GBytes *bytes, const char *name)
{
  Source *source = g_new0 (Source, 1);

  source->bytes = g_bytes_ref (bytes);
  source->name = g_strdup (name);
  return source;
}

/* --- of the network --- */

static void
arrived (GdkTexture *texture, const GError *error, gpointer data)
{
  Parts *parts = data;

  parts->wait = NULL;
  if (texture)
    show_picture (parts, GDK_PAINTABLE (texture));
  else
    show_problem (parts, parts->url_name, error->message);
}

/* What the last part of the path says, else the URL without its secrets. */
static char *
dup_url_name (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_autofree char *name = uri ? g_path_get_basename (g_uri_get_path (uri)) : NULL;

  if (name && *name && !strchr ("./", *name))
    return g_steal_pointer (&name);
  return uri ? stree_request_show_uri (uri) : g_strdup (_ ("The picture"));
}

static void
load_url (Parts *parts, const char *url)
{
  g_free (parts->url_name);
  parts->url_name = dup_url_name (url);
  gtk_widget_set_visible (parts->problem, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (parts->picture), FALSE);
  stree_picture_set_paintable (parts->picture, NULL);
  show_spinner (parts, TRUE);
  parts->wait = stree_picture_load (url, arrived, parts);
}

void
stree_picture_box_show_file (GtkWidget *box, const char *file)
{
  forget_loading (parts_of (box));
  if (stree_request_is_url (file))
    load_url (parts_of (box), file);
  else
    load (box, source_of_file (file));
}

void
stree_picture_box_show_resource (GtkWidget *box, const char *path)
{
  Parts             *parts = parts_of (box);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  forget_loading (parts);
  if (bytes)
    load (box, source_of_bytes (bytes, path));
  else
    show_problem (parts, path, error->message);
}

void
stree_picture_box_show_bytes (GtkWidget *box, GBytes *bytes, const char *name)
{
  forget_loading (parts_of (box));
  load (box, source_of_bytes (bytes, name));
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

  parts->picture = STREE_PICTURE (stree_picture_new ());
  parts->problem = problem_new ();
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
  gtk_box_append (GTK_BOX (box), parts->spinner);
  gtk_box_append (GTK_BOX (box), parts->caption);
  g_object_set_data_full (G_OBJECT (box), "stree-picture-box", parts, free_parts);
  return box;
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
}
