/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The headless renderer's widgets: a tree of small records that does what it is told, and counts it. */

#include "core/stree-dispatch-private.h"
#include "core/stree-scope-private.h"
#include "testing/stree-headless-actions-private.h"
#include "testing/stree-headless-private.h"
#include "testing/stree-headless-widgets-private.h"

StreeHeadless *
stree_headless_of (StreeRenderer *renderer)
{
  return (StreeHeadless *) (gpointer) ((char *) renderer - G_STRUCT_OFFSET (StreeHeadless, renderer));
}

static void
show_value (StreeNode *node, const StreeValue *value)
{
  StreeHeadlessWidget *widget = node->widget;
  const StreeKind     *kind = node->element->kind;
  StreeValue           plain;
  GValue               shown = G_VALUE_INIT;

  if (kind->normalize)
    {
      if (!stree_declared_value (value, &plain))
        plain = (StreeValue){ .type = STREE_VALUE_NONE };
      if (!kind->normalize (stree_node_args (node), &plain))
        return;
      value = &plain;
    }
  stree_value_to_gvalue (value, &shown);
  if (G_IS_VALUE (&widget->value))
    g_value_unset (&widget->value);
  widget->value = shown;
  if (kind->flags & STREE_KIND_PAGES)
    stree_headless_pages_show (node);
  else if (kind->flags & STREE_KIND_OVERLAY)
    stree_headless_overlay_show (node);
}

static void
read_sensitive (StreeNode *node)
{
  StreeHeadlessWidget *widget = node->widget;
  const StreeProp     *prop = stree_kind_find_prop (node->element->kind, "disabled");

  widget->sensitive = !prop || !STREE_PROP_CFIELD (gboolean, stree_node_args (node), prop->offset);
  if (node->element->kind->flags & STREE_KIND_SECRET)
    {
      prop = stree_kind_find_prop (node->element->kind, "password");
      widget->secret = prop && STREE_PROP_CFIELD (gboolean, stree_node_args (node), prop->offset);
    }
}

static void
headless_create (StreeRenderer *renderer, StreeNode *node)
{
  StreeHeadless       *self = stree_headless_of (renderer);
  StreeHeadlessWidget *widget = g_new0 (StreeHeadlessWidget, 1);
  const StreeKind     *kind = node->element->kind;

  widget->kind = kind->name;
  widget->overlay = (kind->flags & STREE_KIND_OVERLAY) != 0;
  widget->serial = ++self->n_widgets;
  node->widget = widget;
  self->stats.created++;
  read_sensitive (node);
  if (kind->value)
    show_value (node, &STREE_PROP_CFIELD (StreeValue, stree_node_args (node), kind->value->offset));
  if (kind->flags & STREE_KIND_VIRTUAL)
    stree_headless_list_create (self, node);
  if (kind->flags & STREE_KIND_LOADS)
    stree_headless_image_show (node);
  if (stree_headless_is_grid (node))
    stree_headless_grid_create (node);
}

static void
headless_update (StreeRenderer *renderer, StreeNode *node, const StreeElement *old, guint64 changed, guint64 common)
{
  const StreeKind *kind = node->element->kind;

  (void) common;
  if (changed || common)
    stree_headless_of (renderer)->stats.updated++;
  read_sensitive (node);
  /* As in GTK: the declared value is written only if the declaration changed. */
  if (kind->value && (changed & (G_GUINT64_CONSTANT (1) << (kind->value - kind->props))))
    show_value (node, &STREE_PROP_CFIELD (StreeValue, stree_node_args (node), kind->value->offset));
  else if (kind->normalize && changed)
    {
      StreeHeadlessWidget *widget = node->widget;
      StreeValue           live;

      /* What is shown may not fit any more: fewer options, another range. */
      if (G_IS_VALUE (&widget->value) && stree_value_from_gvalue (&live, &widget->value))
        show_value (node, &live);
    }
  if (kind->flags & STREE_KIND_VIRTUAL)
    stree_headless_list_update (stree_headless_of (renderer), node);
  if ((kind->flags & STREE_KIND_LOADS) && changed && !stree_headless_image_is_same (old, node->element))
    stree_headless_image_show (node);
  if (stree_headless_is_grid (node))
    stree_headless_grid_update (node, old, changed);
}

void
stree_headless_link_widget (StreeHeadlessWidget *parent, StreeHeadlessWidget *widget, StreeHeadlessWidget *prev)
{
  StreeHeadlessWidget *next = prev ? prev->next : parent->first;

  g_assert (widget->parent == NULL);
  g_assert (prev == NULL || prev->parent == parent);
  widget->parent = parent;
  widget->prev = prev;
  widget->next = next;
  if (prev)
    prev->next = widget;
  else
    parent->first = widget;
  if (next)
    next->prev = widget;
  else
    parent->last = widget;
}

void
stree_headless_unlink_widget (StreeHeadlessWidget *widget)
{
  StreeHeadlessWidget *parent = widget->parent;

  g_assert (parent != NULL);
  if (widget->prev)
    widget->prev->next = widget->next;
  else
    parent->first = widget->next;
  if (widget->next)
    widget->next->prev = widget->prev;
  else
    parent->last = widget->prev;
  widget->parent = widget->prev = widget->next = NULL;
}

static StreeHeadlessWidget *
parent_widget (StreeRenderer *renderer, StreeNode *parent)
{
  return parent ? parent->widget : &stree_headless_of (renderer)->root;
}

static void
headless_insert (StreeRenderer *renderer, StreeNode *parent, StreeNode *node, StreeNode *prev)
{
  stree_headless_of (renderer)->stats.inserted++;
  stree_headless_link_widget (parent_widget (renderer, parent), node->widget, prev ? prev->widget : NULL);
}

static void
headless_move (StreeRenderer *renderer, StreeNode *parent, StreeNode *node, StreeNode *prev)
{
  stree_headless_of (renderer)->stats.moved++;
  stree_headless_unlink_widget (node->widget);
  stree_headless_link_widget (parent_widget (renderer, parent), node->widget, prev ? prev->widget : NULL);
}

static void
headless_remove (StreeRenderer *renderer, StreeNode *parent, StreeNode *node)
{
  (void) parent;
  stree_headless_of (renderer)->stats.removed++;
  /* A row that has just come may go before it was shown. */
  if (((StreeHeadlessWidget *) node->widget)->parent)
    {
      stree_headless_pages_remove (node->widget);
      stree_headless_unlink_widget (node->widget);
    }
}

static void
headless_arrange (StreeRenderer *renderer, StreeNode *parent)
{
  if (parent->element->kind->flags & STREE_KIND_VIRTUAL)
    stree_headless_list_arrange (stree_headless_of (renderer), parent);
  else if (parent->element->kind->flags & STREE_KIND_PAGES)
    stree_headless_pages_arrange (parent);
}

static void
headless_destroy (StreeRenderer *renderer, StreeNode *node)
{
  StreeHeadlessWidget *widget = node->widget;

  stree_headless_of (renderer)->stats.destroyed++;
  /* What sits inside of a widget that goes is not taken out first; what sits elsewhere must be. */
  g_assert (widget->parent == NULL || !(node->element->kind->flags & STREE_KIND_DETACHED));
  if (widget->parent)
    stree_headless_unlink_widget (widget);
  g_assert (widget->first == NULL);
  g_clear_pointer (&widget->rows, stree_rows_free);
  g_clear_pointer (&widget->grid, stree_headless_grid_free);
  stree_headless_image_stop (widget);
  if (G_IS_VALUE (&widget->value))
    g_value_unset (&widget->value);
  g_free (widget);
}

static gboolean
headless_read (StreeRenderer *renderer, StreeNode *node, StreeValue *value)
{
  StreeHeadlessWidget *widget = node->widget;

  (void) renderer;
  return widget && G_IS_VALUE (&widget->value) && stree_value_from_gvalue (value, &widget->value);
}

static void
headless_write (StreeRenderer *renderer, StreeNode *node, const StreeValue *value)
{
  (void) renderer;
  show_value (node, value);
}

static gboolean
rerun_cb (gpointer data)
{
  StreeHeadless *self = data;

  g_clear_pointer (&self->source, g_source_unref);
  stree_mount_flush (self->mount);
  return G_SOURCE_REMOVE;
}

static void
headless_schedule (StreeRenderer *renderer, StreeMount *mount)
{
  StreeHeadless *self = stree_headless_of (renderer);

  (void) mount;
  if (self->source)
    return;
  self->source = g_idle_source_new ();
  g_source_set_static_name (self->source, "[streamtree] rerun");
  g_source_set_priority (self->source, G_PRIORITY_HIGH_IDLE);
  g_source_set_callback (self->source, rerun_cb, self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
}

static void
headless_unschedule (StreeRenderer *renderer, StreeMount *mount)
{
  StreeHeadless *self = stree_headless_of (renderer);

  (void) mount;
  if (self->source)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
}

/* Without frames, there is nothing to wait for but the rest of the program. */
static gboolean
build_cb (gpointer data)
{
  StreeHeadless *self = data;
  GSource       *source = g_main_current_source ();

  stree_scope_build_next (self->mount);
  if (g_source_is_destroyed (source))
    return G_SOURCE_REMOVE;
  if (stree_scope_waits (self->mount))
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&self->deferred, g_source_unref);
  return G_SOURCE_REMOVE;
}

static void
headless_defer (StreeRenderer *renderer, StreeMount *mount)
{
  StreeHeadless *self = stree_headless_of (renderer);

  (void) mount;
  if (self->deferred)
    return;
  self->deferred = g_idle_source_new ();
  g_source_set_static_name (self->deferred, "[streamtree] deferred");
  g_source_set_callback (self->deferred, build_cb, self, NULL);
  g_source_attach (self->deferred, g_main_context_get_thread_default ());
}

static void
headless_undefer (StreeRenderer *renderer, StreeMount *mount)
{
  StreeHeadless *self = stree_headless_of (renderer);

  (void) mount;
  if (self->deferred)
    g_source_destroy (self->deferred);
  g_clear_pointer (&self->deferred, g_source_unref);
}

const StreeRendererClass stree_headless_renderer_class = {
  .name = "headless",
  .create = headless_create,
  .update = headless_update,
  .insert = headless_insert,
  .move = headless_move,
  .remove = headless_remove,
  .arrange = headless_arrange,
  .destroy = headless_destroy,
  .read = headless_read,
  .write = headless_write,
  .get_grid = stree_headless_get_grid,
  .arrange_grid = stree_headless_arrange_grid,
  .schedule = headless_schedule,
  .unschedule = headless_unschedule,
  .handle = stree_headless_handle,
  .ask = stree_headless_ask,
  .defer = headless_defer,
  .undefer = headless_undefer,
  .widget_from = 0,
  .widget_to = sizeof (StreeHeadlessWidget),
};

static void
dump_widget (GString *text, StreeHeadlessWidget *widget, guint depth)
{
  for (; widget; widget = widget->next)
    {
      if (widget->overlay && !widget->opened)
        continue; /* a dialog that is closed */
      g_string_append_printf (text, "%*s%s", (int) depth * 2, "", widget->kind);
      if (G_IS_VALUE (&widget->value))
        {
          g_autofree char *value = widget->secret ? g_strdup ("[REDACTED]") : g_strdup_value_contents (&widget->value);

          g_string_append_printf (text, " %s", value);
        }
      g_string_append_c (text, '\n');
      if (widget->grid)
        stree_headless_grid_dump (text, widget->grid, depth + 1);
      dump_widget (text, widget->first, depth + 1);
    }
}

void
stree_headless_dump_widget_tree (GString *text, StreeHeadlessWidget *widget)
{
  dump_widget (text, widget->first, 0);
}
