/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* GTK draws an indeterminate bar anew in each frame, whether it is to be seen or not: here it is one only while it is
 * mapped. */

#include "stree-gtk-private.h"

#include <glib/gi18n-lib.h>

#include "elements/stree-progress-bar.h"

#define INTERVAL 100 /* between two pulses, in milliseconds; GTK fills in the frames */
#define STEP     0.06

/* Owned by the bar. */
typedef struct
{
  GtkProgressBar *bar;      /* borrowed */
  GtkSettings    *settings; /* owned; NULL: it is not mapped */
  gulong          changed;  /* handler of the settings */
  guint           source;   /* pulses; 0: it stands still */
  gboolean        indeterminate;
  double          fraction;
} Motion;

#define MOTION "stree-motion"

static Motion *
motion_of (GtkWidget *bar)
{
  return g_object_get_data (G_OBJECT (bar), MOTION);
}

static gboolean
pulse_cb (gpointer data)
{
  gtk_progress_bar_pulse (((Motion *) data)->bar);
  return G_SOURCE_CONTINUE;
}

static gboolean
may_move (Motion *self)
{
  gboolean animations;

  if (!self->settings || !self->indeterminate)
    return FALSE;
  g_object_get (self->settings, "gtk-enable-animations", &animations, NULL);
  return animations;
}

/* Moving, at rest without a value, or at a value. */
static void
show_motion (Motion *self)
{
  GtkWidget *bar = GTK_WIDGET (self->bar);

  if (may_move (self))
    {
      gtk_widget_remove_css_class (bar, "stree-resting");
      if (self->source)
        return;
      gtk_progress_bar_pulse (self->bar);
      gtk_accessible_reset_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW); /* of before */
      self->source = g_timeout_add (INTERVAL, pulse_cb, self);
      g_source_set_name_by_id (self->source, "[streamtree] progress");
      return;
    }
  g_clear_handle_id (&self->source, g_source_remove);
  gtk_progress_bar_set_fraction (self->bar, self->indeterminate ? 0 : self->fraction);
  if (!self->indeterminate)
    {
      gtk_widget_remove_css_class (bar, "stree-resting");
      return;
    }
  gtk_widget_add_css_class (bar, "stree-resting");
  gtk_accessible_reset_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW);
}

static void
settings_cb (GtkSettings *settings, GParamSpec *pspec, Motion *self)
{
  (void) settings;
  (void) pspec;
  show_motion (self);
}

static void
map_cb (GtkWidget *bar, Motion *self)
{
  self->settings = g_object_ref (gtk_widget_get_settings (bar));
  self->changed = g_signal_connect (self->settings, "notify::gtk-enable-animations", G_CALLBACK (settings_cb), self);
  show_motion (self);
}

static void
let_go (Motion *self)
{
  if (self->settings)
    g_clear_signal_handler (&self->changed, self->settings);
  g_clear_object (&self->settings);
}

static void
unmap_cb (GtkWidget *bar, Motion *self)
{
  (void) bar;
  let_go (self);
  show_motion (self);
}

static void
free_motion (gpointer data)
{
  Motion *self = data;

  let_go (self);
  g_clear_handle_id (&self->source, g_source_remove);
  g_free (self);
}

/* --- what is said --- */

static void
set_label (StreeNode *node)
{
  const StreeProgressBarArgs *args = stree_node_args (node);

  stree_gtk_set_name (node->widget, args->label && *args->label ? args->label : _ ("Progress"));
}

/* GTK makes the text that of the value too, but only where the fraction is set. */
static void
set_text (StreeNode *node)
{
  const StreeProgressBarArgs *args = stree_node_args (node);
  const char                 *text = args->text && *args->text ? args->text : NULL;
  GtkWidget                  *first;

  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (node->widget), text);
  gtk_progress_bar_set_show_text (GTK_PROGRESS_BAR (node->widget), text != NULL);
  first = gtk_widget_get_first_child (node->widget);
  if (GTK_IS_LABEL (first))
    gtk_label_set_xalign (GTK_LABEL (first), 0); /* as other texts are */
  if (text)
    gtk_accessible_update_property (GTK_ACCESSIBLE (node->widget), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (node->widget), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT);
}

static void
set_value (StreeNode *node)
{
  const StreeProgressBarArgs *args = stree_node_args (node);
  Motion                     *self = motion_of (node->widget);

  self->indeterminate = args->indeterminate;
  self->fraction = args->value;
  show_motion (self);
}

static GtkWidget *
progress_bar_create (StreeNode *node)
{
  Motion *self = g_new0 (Motion, 1);

  node->widget = gtk_progress_bar_new ();
  self->bar = GTK_PROGRESS_BAR (node->widget);
  g_object_set_data_full (G_OBJECT (node->widget), MOTION, self, free_motion);
  g_signal_connect (node->widget, "map", G_CALLBACK (map_cb), self);
  g_signal_connect (node->widget, "unmap", G_CALLBACK (unmap_cb), self);
  gtk_progress_bar_set_pulse_step (self->bar, STEP);
  gtk_progress_bar_set_ellipsize (self->bar, PANGO_ELLIPSIZE_END);
  set_label (node);
  set_value (node);
  set_text (node);
  return node->widget;
}

static void
progress_bar_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  gboolean value = STREE_GTK_CHANGED (changed, node, StreeProgressBarArgs, value) ||
                   STREE_GTK_CHANGED (changed, node, StreeProgressBarArgs, indeterminate);

  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreeProgressBarArgs, label))
    set_label (node);
  if (value)
    set_value (node);
  if (value || STREE_GTK_CHANGED (changed, node, StreeProgressBarArgs, text))
    set_text (node);
}

extern const StreeGtkKind stree_gtk_progress_bar;
const StreeGtkKind stree_gtk_progress_bar = {
  .kind = "ProgressBar",
  .create = progress_bar_create,
  .update = progress_bar_update,
};
