/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Popover: a GtkPopover under a GtkMenuButton. As a dialog does, it opens only after the reconciler has applied. */

#include "stree-gtk-private.h"

#include "core/stree-overlay-private.h"
#include "elements/stree-popover.h"
#include "stree-clamp-private.h"

/* How large the content is by itself, at most, in pixels: beyond that it wraps, and scrolls. */
#define MAX_WIDTH  360
#define MAX_HEIGHT 480

typedef struct
{
  GtkWidget *box;    /* borrowed: what the children are in */
  gboolean   open;   /* that, or on its way to it */
  gboolean   silent; /* it is the program that opens or closes it */
  guint      idle;
} Popover;

static Popover *
popover_of (StreeNode *node)
{
  return g_object_get_data (G_OBJECT (node->widget), "stree-popover");
}

static GtkWidget *
gtk_popover_of (StreeNode *node)
{
  return GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (node->widget)));
}

/* --- the value --- */

static gboolean
pop_up_cb (gpointer data)
{
  StreeNode *node = data;
  Popover   *self = popover_of (node);

  self->idle = 0;
  if (!self->open || gtk_widget_get_visible (gtk_popover_of (node)) || !gtk_widget_get_mapped (node->widget))
    return G_SOURCE_REMOVE;
  self->silent = TRUE;
  gtk_menu_button_popup (GTK_MENU_BUTTON (node->widget));
  self->silent = FALSE;
  return G_SOURCE_REMOVE;
}

static void
pop_up_soon (StreeNode *node)
{
  Popover *self = popover_of (node);

  if (self->idle || !self->open)
    return;
  self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, pop_up_cb, node, NULL);
  g_source_set_name_by_id (self->idle, "[streamtree] popover");
}

static void
show_value (StreeNode *node, const StreeValue *value)
{
  Popover   *self = popover_of (node);
  StreeValue plain = *value;

  if (!stree_open_normalize (NULL, &plain))
    return;
  self->open = plain.v.b;
  if (self->open)
    {
      pop_up_soon (node);
      return;
    }
  self->silent = TRUE;
  gtk_menu_button_popdown (GTK_MENU_BUTTON (node->widget));
  self->silent = FALSE;
}

static void
show_declared (StreeNode *node)
{
  const StreePopoverArgs *args = stree_node_args (node);
  StreeValue              value;

  if (stree_declared_value (&args->open, &value))
    show_value (node, &value);
}

static gboolean
popover_read (StreeNode *node, StreeValue *value)
{
  *value = stree_value_of_bool (popover_of (node)->open);
  return TRUE;
}

static void
visible_cb (GtkWidget *popover, GParamSpec *pspec, StreeNode *node)
{
  Popover   *self;
  StreeValue value = stree_value_of_bool (gtk_widget_get_visible (popover));

  (void) pspec;
  if (node->flags & STREE_NODE_DEAD)
    return;
  self = popover_of (node);
  if (!self || self->silent)
    return;
  self->open = value.v.b;
  stree_node_input (node, &value);
}

static void
mapped_cb (GtkWidget *button, StreeNode *node)
{
  (void) button;
  if (!(node->flags & STREE_NODE_DEAD) && popover_of (node))
    pop_up_soon (node);
}

/* --- the button --- */

static GtkWidget *
toggle_of (StreeNode *node)
{
  return gtk_widget_get_first_child (node->widget);
}

static void
set_button (StreeNode *node)
{
  const StreePopoverArgs *args = stree_node_args (node);
  GtkMenuButton          *button = GTK_MENU_BUTTON (node->widget);
  const char             *label = args->label && *args->label ? args->label : NULL;

  if (args->icon && label)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

      gtk_box_append (GTK_BOX (box), stree_gtk_icon_new (args->icon));
      gtk_box_append (GTK_BOX (box), gtk_label_new (label));
      gtk_box_append (GTK_BOX (box), stree_gtk_icon_new ("pan-down-symbolic"));
      gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
      gtk_menu_button_set_child (button, box);
    }
  else if (args->icon)
    gtk_menu_button_set_icon_name (button, args->icon);
  else
    gtk_menu_button_set_label (button, label ? label : "");
  stree_gtk_set_name (node->widget, label);
  stree_gtk_set_name (toggle_of (node), label);
  stree_gtk_set_name (gtk_popover_of (node), label);
}

/* The button alone: what is open must be usable, and it is inside of the whole. */
static void
set_disabled (StreeNode *node, gboolean disabled)
{
  gtk_widget_set_sensitive (toggle_of (node), !disabled);
}

/* --- the kind --- */

static GtkWidget *
popover_create (StreeNode *node)
{
  const StreePopoverArgs *args = stree_node_args (node);
  Popover                *self = g_new0 (Popover, 1);
  GtkWidget              *popover = gtk_popover_new ();
  GtkWidget              *scroller = gtk_scrolled_window_new ();
  GtkWidget              *clamp;

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, STREE_GTK_SPACING);
  gtk_widget_add_css_class (self->box, "stree-popover-content"); /* the button has the kind's own class */
  clamp = stree_clamp_new (self->box);
  stree_clamp_set_max_width (clamp, MAX_WIDTH);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);

  node->widget = gtk_menu_button_new ();
  g_object_set_data_full (G_OBJECT (node->widget), "stree-popover", self, g_free);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (node->widget), popover);
  stree_gtk_set_core (node->widget, toggle_of (node));
  set_button (node);
  if (args->help)
    gtk_widget_set_tooltip_text (node->widget, args->help);
  if (args->disabled)
    set_disabled (node, TRUE);
  stree_gtk_connect (popover, "notify::visible", G_CALLBACK (visible_cb), node);
  stree_gtk_connect (node->widget, "map", G_CALLBACK (mapped_cb), node);
  show_declared (node);
  return node->widget;
}

static void
popover_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  const StreePopoverArgs *args = stree_node_args (node);

  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreePopoverArgs, label) || STREE_GTK_CHANGED (changed, node, StreePopoverArgs, icon))
    set_button (node);
  if (STREE_GTK_CHANGED (changed, node, StreePopoverArgs, disabled))
    set_disabled (node, args->disabled);
  if (STREE_GTK_CHANGED (changed, node, StreePopoverArgs, help))
    gtk_widget_set_tooltip_text (node->widget, args->help);
  if (STREE_GTK_CHANGED (changed, node, StreePopoverArgs, open))
    show_declared (node);
}

static GtkWidget *
popover_content (StreeNode *node)
{
  return popover_of (node)->box;
}

static void
popover_destroy (StreeNode *node)
{
  g_clear_handle_id (&popover_of (node)->idle, g_source_remove);
}

extern const StreeGtkKind stree_gtk_popover;
const StreeGtkKind stree_gtk_popover = {
  .kind = "Popover",
  .create = popover_create,
  .update = popover_update,
  .content = popover_content,
  .read = popover_read,
  .write = show_value,
  .destroy = popover_destroy,
};
