/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A DataGrid without a screen: its rows, what is selected and typed in them, and what it tells of that. It has no cursor. */

#include "core/stree-dispatch-private.h"
#include "elements/stree-data-grid.h"
#include "grid/stree-grid-edits-private.h"
#include "grid/stree-grid-held-private.h"
#include "grid/stree-grid-result-private.h"
#include "grid/stree-grid-seek-private.h"
#include "grid/stree-grid-shown-private.h"
#include "testing/stree-headless-private.h"
#include "testing/stree-headless-widgets-private.h"

struct _StreeHeadlessGrid
{
  StreeNode        *node; /* borrowed: it owns this, by its widget */
  StreeGridHeld     held;
  StreeGridModel   *model;    /* owned */
  StreeGridColumns *resolved; /* owned; NULL: nothing is shown */
  StreeGridOptions *options;  /* owned */
  StreeGridEdits   *edits;    /* owned: what was typed, also while nothing can be edited; NULL: nothing ever could */
  gboolean          editable;
  char             *problem; /* owned: why nothing can be shown; NULL: it can */
  StreeGridSeek     seek;    /* for the row that the program selects */
  gboolean          quiet;   /* while the program selects */
};

extern StreeKind stree_data_grid_kind;

gboolean
stree_headless_is_grid (StreeNode *node)
{
  return node->element->kind == &stree_data_grid_kind;
}

static StreeHeadlessGrid *
grid_of (StreeNode *node)
{
  return ((StreeHeadlessWidget *) node->widget)->grid;
}

/* --- what the user makes of it --- */

static void
tell (StreeHeadlessGrid *self, StreeGridReason reason)
{
  StreeGridResultParts        parts = { .reason = reason };
  g_autoptr (StreeGridResult) result = NULL;
  GValue                      value = G_VALUE_INIT;

  if (self->node->flags & STREE_NODE_DEAD)
    return;
  parts.selected = stree_grid_model_get_selected (self->model);
  parts.options = self->options;
  parts.edits = self->editable ? self->edits : NULL;
  result = stree_grid_result_new (self->model, &parts);
  g_value_init (&value, STREE_TYPE_GRID_RESULT);
  g_value_set_boxed (&value, result);
  stree_node_report (self->node, "on_result", &value);
  g_value_unset (&value);
}

static void
selection_cb (StreeGridModel *model, StreeHeadlessGrid *self)
{
  (void) model;
  if (self->quiet)
    return;
  stree_grid_seek_stop (&self->seek);
  tell (self, STREE_GRID_REASON_SELECTION);
}

static void
edits_changed_cb (StreeGridEdits *edits, StreeHeadlessGrid *self)
{
  if (!self->editable)
    return;
  stree_grid_model_set_extra (self->model, edits);
  tell (self, STREE_GRID_REASON_EDIT);
}

/* --- the row that the program selects --- */

static void
found_cb (guint position, gpointer data)
{
  StreeHeadlessGrid *self = data;

  self->quiet = TRUE;
  stree_grid_model_select (self->model, position, 1, TRUE);
  self->quiet = FALSE;
}

static void
status_cb (StreeGridModel *model, StreeHeadlessGrid *self)
{
  (void) model;
  stree_grid_seek_follow (&self->seek);
}

static void
select_key (StreeHeadlessGrid *self, StreeRowKey *key)
{
  stree_grid_seek_stop (&self->seek);
  self->quiet = TRUE;
  stree_grid_model_unselect (self->model, 0, G_MAXUINT);
  self->quiet = FALSE;
  stree_grid_seek_start (&self->seek, key);
}

/* --- what it shows --- */

static void
drop_edits (StreeHeadlessGrid *self)
{
  if (!self->edits)
    return;
  g_signal_handlers_disconnect_by_data (self->edits, self);
  stree_grid_edits_unfollow_columns (self->edits);
  g_clear_object (&self->edits);
}

static void
show_editable (StreeHeadlessGrid *self)
{
  const StreeDataGridArgs *args = stree_node_args (self->node);
  StreeSource             *source = stree_grid_model_get_source (self->model);

  self->editable = args->editable && source;
  /* What was typed stays while there is nothing to show. */
  if (self->edits && source && stree_grid_edits_get_source (self->edits) != source)
    drop_edits (self);
  if (self->editable && !self->edits)
    {
      self->edits = stree_grid_edits_new (source);
      stree_grid_edits_follow_columns (self->edits, &self->resolved);
      g_signal_connect (self->edits, "changed", G_CALLBACK (edits_changed_cb), self);
    }
  stree_grid_model_set_extra (self->model, self->editable ? self->edits : NULL);
}

static void
ask (StreeHeadlessGrid *self)
{
  StreeSource           *source = stree_grid_model_get_source (self->model);
  g_autoptr (StreeQuery) query = NULL;

  if (!source)
    return;
  query = stree_grid_options_make_query (self->options, self->resolved, stree_source_get_schema (source));
  stree_grid_model_set_query (self->model, query);
}

static void
show_source (StreeHeadlessGrid *self)
{
  const StreeDataGridArgs     *args = stree_node_args (self->node);
  g_autoptr (GError)           error = NULL;
  StreeSource                 *source = stree_grid_held_find (&self->held, args->source, args->data, args->key_columns, &error);
  g_autoptr (StreeGridColumns) columns = NULL;
  StreeGridColumns            *resolved = NULL;

  if (source)
    {
      columns = args->columns ? stree_grid_columns_ref (args->columns) : stree_grid_columns_new_for_source (source);
      resolved = stree_grid_columns_resolve (columns, stree_source_get_schema (source), &error);
    }
  if (!resolved)
    source = NULL;
  g_clear_pointer (&self->resolved, stree_grid_columns_unref);
  self->resolved = resolved;
  g_free (self->problem);
  self->problem = error ? g_strdup (error->message) : NULL;
  stree_grid_model_set_source (self->model, source);
  ask (self);
  show_editable (self);
}

void
stree_headless_grid_create (StreeNode *node)
{
  const StreeDataGridArgs *args = stree_node_args (node);
  StreeHeadlessGrid       *self = g_new0 (StreeHeadlessGrid, 1);

  ((StreeHeadlessWidget *) node->widget)->grid = self;
  self->node = node;
  self->model = stree_grid_model_new ();
  stree_grid_seek_init (&self->seek, self->model, found_cb, self);
  self->options = args->grid_options ? stree_grid_options_ref (args->grid_options) : stree_grid_options_new ();
  show_source (self);
  g_signal_connect (self->model, "selection", G_CALLBACK (selection_cb), self);
  g_signal_connect (self->model, "status", G_CALLBACK (status_cb), self);
  if (args->selected)
    select_key (self, args->selected);
}

static void
take_options (StreeHeadlessGrid *self, StreeGridOptions *options)
{
  StreeGridOptions *before = self->options;

  self->options = stree_grid_options_ref (options);
  stree_grid_options_unref (before);
  ask (self);
}

static gboolean
has_changed (StreeNode *node, guint64 changed, const char *prop)
{
  const StreeKind *kind = node->element->kind;

  return (changed & (G_GUINT64_CONSTANT (1) << (stree_kind_find_prop (kind, prop) - kind->props))) != 0;
}

void
stree_headless_grid_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  const StreeDataGridArgs *args = stree_node_args (node);
  const StreeDataGridArgs *before = (const StreeDataGridArgs *) (gconstpointer) stree_element_get_args (old);
  StreeHeadlessGrid       *self = grid_of (node);

  if (has_changed (node, changed, "data") || has_changed (node, changed, "source") || has_changed (node, changed, "key_columns") ||
      has_changed (node, changed, "columns"))
    show_source (self);
  else if (has_changed (node, changed, "editable"))
    show_editable (self);
  if (has_changed (node, changed, "selection_mode") && args->selection_mode < STREE_SELECTION_MULTIPLE &&
      stree_ranges_count (stree_grid_model_get_selected (self->model)) > (args->selection_mode == STREE_SELECTION_SINGLE))
    stree_grid_model_unselect (self->model, 0, G_MAXUINT);
  if (has_changed (node, changed, "grid_options") && stree_grid_options_are_news (before->grid_options, args->grid_options))
    take_options (self, args->grid_options);
  if (has_changed (node, changed, "selected") && stree_grid_selected_is_news (before->selected, args->selected))
    select_key (self, args->selected);
}

void
stree_headless_grid_free (StreeHeadlessGrid *self)
{
  stree_grid_seek_stop (&self->seek);
  drop_edits (self);
  g_signal_handlers_disconnect_by_data (self->model, self);
  stree_grid_model_stop (self->model);
  g_object_unref (self->model);
  stree_grid_held_clear (&self->held);
  g_clear_pointer (&self->resolved, stree_grid_columns_unref);
  stree_grid_options_unref (self->options);
  g_free (self->problem);
  g_free (self);
}

/* --- for dumps and tests --- */

static StreeGridShown
shown_of (StreeHeadlessGrid *self)
{
  return (StreeGridShown){ self->model,   self->editable ? self->edits : NULL, self->resolved, self->options,
                           self->problem, stree_grid_seek_is_asking (&self->seek) };
}

gboolean
stree_headless_get_grid (StreeRenderer *renderer, StreeNode *node, StreeGridShown *shown)
{
  StreeHeadlessGrid *self = node->widget ? grid_of (node) : NULL;

  (void) renderer;
  if (!self)
    return FALSE;
  *shown = shown_of (self);
  return TRUE;
}

void
stree_headless_arrange_grid (StreeRenderer *renderer, StreeNode *node, StreeGridOptions *options)
{
  StreeHeadlessGrid *self = grid_of (node);
  StreeGridReason    reason = stree_grid_options_get_reason (self->options, options);

  (void) renderer;
  if (stree_grid_options_equal (self->options, options))
    return;
  take_options (self, options);
  tell (self, reason);
}

static void
dump_line (GString *text, guint depth, GPtrArray *columns, const StreeGridShown *shown, guint position)
{
  g_string_append_printf (text, "%*s", (int) depth * 2, "");
  for (guint i = 0; i < columns->len; i++)
    {
      const char      *label = stree_grid_column_get_label (columns->pdata[i]);
      g_autofree char *cell = position == G_MAXUINT ? g_strdup (label) : stree_grid_shown_dup_text (shown, position, columns->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? " | " : "", cell ? cell : "");
    }
  g_string_append_c (text, '\n');
}

void
stree_headless_grid_dump (GString *text, StreeHeadlessGrid *self, guint depth)
{
  StreeGridShown        shown = shown_of (self);
  g_autoptr (GPtrArray) columns = stree_grid_shown_list_columns (&shown);
  guint                 n = MIN (g_list_model_get_n_items (G_LIST_MODEL (self->model)), STREE_GRID_DUMP_ROWS);

  if (self->problem)
    g_string_append_printf (text, "%*s%s\n", (int) depth * 2, "", self->problem);
  if (columns->len > 0)
    dump_line (text, depth, columns, &shown, G_MAXUINT);
  for (guint i = 0; i < n && columns->len > 0 && stree_grid_shown_has_row (&shown, i); i++)
    dump_line (text, depth, columns, &shown, i);
}
