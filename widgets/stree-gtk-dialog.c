/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Dialog: a GtkDialog that is there only while it is open. What it shows is made before, and taken out when it closes.
 *
 * It is not opened while the reconciler applies: a window that comes takes the focus, and an entry that loses it has
 * something to say. */

#include "stree-gtk-private.h"

#include "core/stree-overlay-private.h"
#include "core/stree-portals-private.h"
#include "elements/stree-dialog.h"
#include "stree-clamp-private.h"
#include "stree-dialog-private.h"

/* How wide the content is at most by itself, and how high it may be over a small window, in pixels. */
#define MAX_WIDTH  560
#define MIN_WIDTH  280
#define MIN_HEIGHT 420

typedef struct
{
  StreeNode *node;   /* borrowed: it takes this along when it goes */
  GtkWidget *view;   /* borrowed; NULL while the node is not on the screen */
  GtkWidget *frame;  /* owned: what is scrolled, around the node's widget */
  GtkWidget *clamp;  /* borrowed: in the frame */
  GtkWidget *window; /* borrowed: GTK owns it; NULL while there is none */
  GtkWidget *focus;  /* weak: what had the focus before */
  gboolean   open;
  guint      idle;
} Dialog;

static Dialog *
dialog_of (StreeNode *node)
{
  return g_object_get_data (G_OBJECT (node->widget), "stree-dialog");
}

/* --- the window --- */

static void
set_focus_before (Dialog *self, GtkWidget *focus)
{
  if (self->focus)
    g_object_remove_weak_pointer (G_OBJECT (self->focus), (gpointer *) &self->focus);
  self->focus = focus;
  if (focus)
    g_object_add_weak_pointer (G_OBJECT (focus), (gpointer *) &self->focus);
}

/* Whether it has the keyboard, or what stands over it does: the outer one of two dialogs goes first. */
static gboolean
is_active (GtkWindow *window)
{
  g_autoptr (GList) windows = NULL;

  if (gtk_window_is_active (window))
    return TRUE;
  windows = gtk_window_list_toplevels ();
  for (GList *l = windows; l; l = l->next)
    if (GTK_IS_WINDOW (l->data) && gtk_window_get_transient_for (l->data) == window && is_active (l->data))
      return TRUE;
  return FALSE;
}

static void
take_down (Dialog *self)
{
  GtkWidget *window = g_steal_pointer (&self->window);
  GtkWindow *parent;
  gboolean   active;

  g_clear_handle_id (&self->idle, g_source_remove);
  if (!window)
    return;
  parent = gtk_window_get_transient_for (GTK_WINDOW (window));
  active = is_active (GTK_WINDOW (window));
  gtk_box_remove (GTK_BOX (gtk_dialog_get_content_area (GTK_DIALOG (window))), self->frame);
  gtk_window_destroy (GTK_WINDOW (window));
  if (parent && gtk_widget_get_mapped (GTK_WIDGET (parent)))
    {
      if (self->focus && gtk_widget_get_root (self->focus) == GTK_ROOT (parent) && gtk_widget_get_mapped (self->focus))
        gtk_root_set_focus (GTK_ROOT (parent), self->focus);
      if (active)
        gtk_window_present (parent);
    }
  set_focus_before (self, NULL);
}

static gboolean
close_request_cb (GtkWindow *window, StreeNode *node)
{
  (void) window;
  if (node->flags & STREE_NODE_DEAD)
    return FALSE;
  stree_node_close (node);
  return TRUE;
}

/* Over which window: that of the dialog around it, else the one that the view is in. */
static GtkWindow *
find_parent (Dialog *self, Dialog **outer)
{
  GtkRoot *root;

  *outer = NULL;
  for (StreeNode *up = stree_portal_up (self->node); up; up = stree_portal_up (up))
    if (up->widget && (up->element->kind->flags & STREE_KIND_OVERLAY))
      {
        *outer = dialog_of (up);
        return (*outer)->window ? GTK_WINDOW ((*outer)->window) : NULL;
      }
  root = gtk_widget_get_mapped (self->view) ? gtk_widget_get_root (self->view) : NULL;
  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* How wide the content is at most: no wider than the window that all of them stand over. */
static int
width_over (GtkWindow *parent)
{
  while (gtk_window_get_transient_for (parent))
    parent = gtk_window_get_transient_for (parent);
  return CLAMP (gtk_widget_get_width (GTK_WIDGET (parent)), MIN_WIDTH, MAX_WIDTH);
}

static void
put_up (Dialog *self)
{
  const StreeDialogArgs *args = stree_node_args (self->node);
  Dialog                *outer;
  GtkWindow             *parent;
  GtkWidget             *window;
  GtkWidget             *area;

  g_clear_handle_id (&self->idle, g_source_remove);
  if (!self->open || !self->view || self->window)
    return;
  parent = find_parent (self, &outer);
  if (outer && !parent)
    {
      put_up (outer);
      parent = find_parent (self, &outer);
    }
  if (!parent)
    return; /* as soon as there is one */
  set_focus_before (self, gtk_root_get_focus (GTK_ROOT (parent)));
  window = g_object_new (GTK_TYPE_DIALOG, "use-header-bar", TRUE, "transient-for", parent, "modal", TRUE, "title",
                         args->title ? args->title : "", NULL);
  self->window = window;
  stree_gtk_style (window);
  stree_gtk_set_name (window, args->title);
  stree_clamp_set_max_width (self->clamp, width_over (parent));
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->frame),
                                              MAX (gtk_widget_get_height (GTK_WIDGET (parent)), MIN_HEIGHT));
  area = gtk_dialog_get_content_area (GTK_DIALOG (window));
  gtk_box_append (GTK_BOX (area), self->frame);
  stree_gtk_connect (window, "close-request", G_CALLBACK (close_request_cb), self->node);
  gtk_window_present (GTK_WINDOW (window));
}

static gboolean
put_up_cb (gpointer data)
{
  Dialog *self = data;

  self->idle = 0;
  put_up (self);
  return G_SOURCE_REMOVE;
}

static void
put_up_soon (Dialog *self)
{
  if (self->idle || self->window || !self->open || !self->view)
    return;
  self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, put_up_cb, self, NULL);
  g_source_set_name_by_id (self->idle, "[streamtree] dialog");
}

/* --- the value --- */

static void
show_value (StreeNode *node, const StreeValue *value)
{
  Dialog    *self = dialog_of (node);
  StreeValue plain = *value;

  if (!stree_open_normalize (NULL, &plain))
    return;
  self->open = plain.v.b;
  if (self->open)
    put_up_soon (self);
  else
    take_down (self);
}

static void
show_declared (StreeNode *node)
{
  const StreeDialogArgs *args = stree_node_args (node);
  StreeValue             value;

  if (!stree_declared_value (&args->open, &value))
    value = stree_value_of_bool (FALSE);
  show_value (node, &value);
}

static gboolean
dialog_read (StreeNode *node, StreeValue *value)
{
  *value = stree_value_of_bool (dialog_of (node)->open);
  return TRUE;
}

/* --- the view that it belongs to: it may not be in a window yet, and may leave it --- */

static void
view_mapped_cb (GtkWidget *view, Dialog *self)
{
  (void) view;
  put_up_soon (self);
}

static void
view_root_cb (GtkWidget *view, GParamSpec *pspec, Dialog *self)
{
  (void) view;
  (void) pspec;
  take_down (self);
  put_up_soon (self);
}

static void
dialog_attach (StreeNode *node, GtkWidget *view)
{
  Dialog *self = dialog_of (node);

  self->view = view;
  g_signal_connect (view, "map", G_CALLBACK (view_mapped_cb), self);
  g_signal_connect (view, "notify::root", G_CALLBACK (view_root_cb), self);
  put_up_soon (self);
}

static void
dialog_detach (StreeNode *node, GtkWidget *view)
{
  Dialog *self = dialog_of (node);

  g_signal_handlers_disconnect_by_data (view, self);
  take_down (self);
  self->view = NULL;
}

/* --- the kind --- */

static void
dialog_free (gpointer data)
{
  Dialog *self = data;

  g_assert (self->window == NULL && self->idle == 0);
  g_object_unref (self->frame);
  g_free (self);
}

static GtkWidget *
dialog_create (StreeNode *node)
{
  Dialog    *self = g_new0 (Dialog, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, STREE_GTK_SPACING);

  node->widget = box;
  gtk_widget_add_css_class (box, "stree-dialog");
  self->node = node;
  self->clamp = stree_clamp_new (box);
  self->frame = g_object_ref_sink (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->frame), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (self->frame), TRUE);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->frame), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->frame), self->clamp);
  gtk_widget_set_vexpand (self->frame, TRUE);
  g_object_set_data (G_OBJECT (box), "stree-dialog", self);
  show_declared (node);
  return box;
}

static void
dialog_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  const StreeDialogArgs *args = stree_node_args (node);
  Dialog                *self = dialog_of (node);

  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreeDialogArgs, title) && self->window)
    {
      gtk_window_set_title (GTK_WINDOW (self->window), args->title ? args->title : "");
      stree_gtk_set_name (self->window, args->title);
    }
  if (STREE_GTK_CHANGED (changed, node, StreeDialogArgs, open))
    show_declared (node);
}

static void
dialog_destroy (StreeNode *node)
{
  Dialog *self = g_object_steal_data (G_OBJECT (node->widget), "stree-dialog");

  take_down (self);
  dialog_free (self);
}

/* --- for message dialogs --- */

GtkWidget *
stree_dialog_add_button (GtkWidget *dialog, const char *label, int response)
{
  return gtk_dialog_add_button (GTK_DIALOG (dialog), label, response);
}

void
stree_dialog_set_default (GtkWidget *dialog, int response)
{
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), response);
}

extern const StreeGtkKind stree_gtk_dialog;
const StreeGtkKind stree_gtk_dialog = {
  .kind = "Dialog",
  .create = dialog_create,
  .update = dialog_update,
  .read = dialog_read,
  .write = show_value,
  .attach = dialog_attach,
  .detach = dialog_detach,
  .destroy = dialog_destroy,
};
