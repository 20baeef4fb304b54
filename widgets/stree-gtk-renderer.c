/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The renderer's vtable on GTK: finds the record of a node's kind and does what all kinds have in common. */

#include "stree-gtk-actions-private.h"
#include "stree-gtk-private.h"
#include "stree-view-private.h"

/* --- kinds, by number --- */

static const StreeGtkKind **table;   /* StreeKind.id -> record */
static char               **classes; /* StreeKind.id -> the CSS class of its widgets */

static void
ensure_table (void)
{
  if (table)
    return;
  table = g_new0 (const StreeGtkKind *, stree_kind_count () + 1);
  classes = g_new0 (char *, stree_kind_count () + 1);
  for (guint i = 0; stree_gtk_kinds[i]; i++)
    {
      StreeKind *kind = stree_kind_lookup (stree_gtk_kinds[i]->kind);

      g_assert (kind != NULL);
      table[kind->id] = stree_gtk_kinds[i];
      classes[kind->id] = stree_kind_dup_css_class (kind);
    }
}

static inline const StreeGtkKind *
record_of (const StreeNode *node)
{
  return table[node->element->kind->id];
}

static StreeGtkRenderer *
self_of (StreeRenderer *renderer)
{
  return (StreeGtkRenderer *) (gpointer) renderer;
}

guint64
stree_gtk_prop_bit (StreeNode *node, guint offset)
{
  const StreeKind *kind = node->element->kind;

  for (guint i = 0; i < kind->n_props; i++)
    if (kind->props[i].offset == offset)
      return G_GUINT64_CONSTANT (1) << i;
  g_return_val_if_reached (0);
}

/* --- the vtable --- */

static GtkAccessibleRole
role_of (GtkWidget *widget)
{
  return gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));
}

static void
gtk_create (StreeRenderer *renderer, StreeNode *node)
{
  const StreeGtkKind *record = record_of (node);
  const StreeCommon  *common = node->element->common;

  (void) renderer;
  g_assert (record != NULL);
  node->widget = g_object_ref_sink (record->create (node));
  gtk_widget_add_css_class (node->widget, classes[node->element->kind->id]);
  if (common)
    {
      guint64 changed = 0;
      guint   n = stree_common_plan ()->n_props;

      for (guint i = 0; i < n; i++)
        if (stree_prop_is_set (&stree_common_plan ()->props[i], common))
          changed |= G_GUINT64_CONSTANT (1) << i;
      /* What GTK calls generic (boxes, from 4.12 on) has no name. A role is for good once the widget is shown. */
      if (common->accessible_label && role_of (node->widget) == GTK_ACCESSIBLE_ROLE_GENERIC)
        g_object_set (node->widget, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
      stree_gtk_common_update (node, changed);
    }
}

static void
gtk_update (StreeRenderer *renderer, StreeNode *node, const StreeElement *old, guint64 changed, guint64 common)
{
  const StreeGtkKind *record = record_of (node);

  (void) renderer;
  if (record->update && (changed || (node->element->kind->flags & (STREE_KIND_VIRTUAL | STREE_KIND_EVERY_RUN))))
    record->update (node, old, changed);
  /* A label or a hint of the kind's own does not replace a common one. */
  if (changed && node->element->common)
    {
      if (node->element->common->accessible_label)
        common |= G_GUINT64_CONSTANT (1) << STREE_COMMON_ACCESSIBLE_LABEL;
      if (node->element->common->tooltip || node->element->common->accessible_description)
        common |= G_GUINT64_CONSTANT (1) << STREE_COMMON_TOOLTIP;
    }
  if (common)
    stree_gtk_common_update (node, common);
}

static GtkBox *
box_of (StreeGtkRenderer *self, StreeNode *parent)
{
  const StreeGtkKind *record;

  if (!parent)
    return GTK_BOX (self->root);
  record = record_of (parent);
  return GTK_BOX (record->content ? record->content (parent) : parent->widget);
}

static void
attach (StreeGtkRenderer *self, StreeNode *node)
{
  const StreeGtkKind *record = record_of (node);

  if (record->place)
    stree_view_add (STREE_VIEW (self->view), record->place, node);
  else
    record->attach (node, self->view);
}

static void
detach (StreeGtkRenderer *self, StreeNode *node)
{
  const StreeGtkKind *record = record_of (node);

  if (record->place)
    stree_view_remove (STREE_VIEW (self->view), record->place, node);
  else
    record->detach (node, self->view);
}

static void
gtk_insert (StreeRenderer *renderer, StreeNode *parent, StreeNode *node, StreeNode *prev)
{
  StreeGtkRenderer *self = self_of (renderer);

  if (!parent && (node->element->kind->flags & STREE_KIND_DETACHED))
    attach (self, node);
  else if (parent && record_of (parent)->insert)
    record_of (parent)->insert (parent, node, prev ? prev->widget : NULL);
  else
    gtk_box_insert_child_after (box_of (self, parent), node->widget, prev ? prev->widget : NULL);
}

static void
gtk_move (StreeRenderer *renderer, StreeNode *parent, StreeNode *node, StreeNode *prev)
{
  if (parent && record_of (parent)->move)
    record_of (parent)->move (parent, node, prev ? prev->widget : NULL);
  else
    gtk_box_reorder_child_after (box_of (self_of (renderer), parent), node->widget, prev ? prev->widget : NULL);
}

static void
gtk_remove (StreeRenderer *renderer, StreeNode *parent, StreeNode *node)
{
  StreeGtkRenderer *self = self_of (renderer);

  if (!parent && (node->element->kind->flags & STREE_KIND_DETACHED))
    detach (self, node);
  else if (parent && record_of (parent)->remove)
    record_of (parent)->remove (parent, node);
  else
    gtk_box_remove (box_of (self, parent), node->widget);
}

static void
gtk_arrange (StreeRenderer *renderer, StreeNode *parent)
{
  if (record_of (parent)->arrange)
    record_of (parent)->arrange (parent);
  stree_view_sort (STREE_VIEW (self_of (renderer)->view));
}

static void
gtk_destroy (StreeRenderer *renderer, StreeNode *node)
{
  const StreeGtkKind *record = record_of (node);

  if (record->destroy)
    record->destroy (node);
  /* One inside of a container that goes is not detached before. */
  if (record->place)
    stree_view_remove (STREE_VIEW (self_of (renderer)->view), record->place, node);
  g_object_unref (node->widget);
}

static gboolean
gtk_read (StreeRenderer *renderer, StreeNode *node, StreeValue *value)
{
  const StreeGtkKind *record = record_of (node);

  (void) renderer;
  return record->read && record->read (node, value);
}

static void
gtk_write (StreeRenderer *renderer, StreeNode *node, const StreeValue *value)
{
  const StreeGtkKind *record = record_of (node);

  (void) renderer;
  if (record->write)
    record->write (node, value);
}

/* --- reruns: once before the next frame; soon, where there are no frames --- */

#define NO_FRAME_MS 100

static void
clear_due (StreeGtkRenderer *self)
{
  if (self->tick)
    gtk_widget_remove_tick_callback (self->view, self->tick);
  self->tick = 0;
  g_clear_handle_id (&self->fallback, g_source_remove);
}

static void
rerun (StreeGtkRenderer *self)
{
  StreeMount *mount = g_object_get_data (G_OBJECT (self->view), "stree-mount");

  clear_due (self);
  if (mount)
    stree_mount_flush (mount);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  StreeGtkRenderer *self = data;

  (void) widget;
  (void) clock;
  self->tick = 0;
  rerun (self);
  return G_SOURCE_REMOVE;
}

static gboolean
fallback_cb (gpointer data)
{
  StreeGtkRenderer *self = data;

  self->fallback = 0;
  rerun (self);
  return G_SOURCE_REMOVE;
}

static void
gtk_schedule (StreeRenderer *renderer, StreeMount *mount)
{
  StreeGtkRenderer *self = self_of (renderer);

  (void) mount;
  if (self->tick || self->fallback)
    return;
  if (gtk_widget_get_mapped (self->view))
    {
      self->tick = gtk_widget_add_tick_callback (self->view, tick_cb, self, NULL);
      /* A window that is covered or minimized may get no frames: its state moves on all the same. */
      self->fallback = g_timeout_add (NO_FRAME_MS, fallback_cb, self);
    }
  else
    {
      self->fallback = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fallback_cb, self, NULL);
    }
  g_source_set_name_by_id (self->fallback, "[streamtree] rerun");
}

static void
gtk_unschedule (StreeRenderer *renderer, StreeMount *mount)
{
  (void) mount;
  clear_due (self_of (renderer));
}

static gboolean
gtk_is_shown (StreeRenderer *renderer)
{
  return gtk_widget_get_root (self_of (renderer)->view) != NULL;
}

const StreeRendererClass stree_gtk_renderer_class = {
  .name = "gtk",
  .create = gtk_create,
  .update = gtk_update,
  .insert = gtk_insert,
  .move = gtk_move,
  .remove = gtk_remove,
  .arrange = gtk_arrange,
  .destroy = gtk_destroy,
  .read = gtk_read,
  .write = gtk_write,
  .get_grid = stree_gtk_get_grid,
  .arrange_grid = stree_gtk_arrange_grid,
  .keep_focus = stree_gtk_keep_focus,
  .schedule = gtk_schedule,
  .unschedule = gtk_unschedule,
  .defer = stree_gtk_defer,
  .undefer = stree_gtk_undefer,
  .actions_changed = stree_gtk_actions_changed,
  .is_shown = gtk_is_shown,
  .handle = stree_gtk_handle,
  .ask = stree_gtk_ask,
  /* GtkWidget's private data come before it, a class's own behind it. */
  .widget_from = -320,
  .widget_to = 128,
};

void
stree_gtk_renderer_init (StreeGtkRenderer *self, GtkWidget *view, GtkWidget *root)
{
  ensure_table ();
  self->renderer.klass = &stree_gtk_renderer_class;
  self->view = view;
  self->root = root;
}

void
stree_gtk_renderer_clear (StreeGtkRenderer *self)
{
  clear_due (self);
  g_clear_weak_pointer (&self->focus);
}

GtkWidget *
stree_gtk_node_view (StreeNode *node)
{
  StreeMount *mount = stree_node_get_mount (node);

  return mount ? self_of (mount->renderer)->view : NULL;
}
