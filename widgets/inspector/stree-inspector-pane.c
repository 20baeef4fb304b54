/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "inspector/stree-inspector-pane-private.h"

#include <glib/gi18n-lib.h>

#include "core/stree-session-private.h"
#include "inspect/stree-inspect-private.h"
#include "inspect/stree-inspector.h"
#include "inspector/stree-inspector-details-private.h"
#include "inspector/stree-inspector-highlight-private.h"
#include "inspector/stree-inspector-history-private.h"
#include "inspector/stree-inspector-pick-private.h"
#include "inspector/stree-inspector-states-private.h"
#include "inspector/stree-inspector-table-private.h"
#include "inspector/stree-inspector-tree-private.h"

/* A program that reruns all the time is shown so often. */
#define REFRESH_MS 100

/* --- the tables --- */

static const StreeInspectorColumn component_columns[] = {
  { "name", N_ ("Component"), STREE_INSPECTOR_TEXT, TRUE },
  { "n_reruns", N_ ("Runs"), STREE_INSPECTOR_NUMBER, FALSE },
  { "rerun", N_ ("Last run"), STREE_INSPECTOR_DURATION, FALSE },
  { "apply", N_ ("Last apply"), STREE_INSPECTOR_DURATION, FALSE },
  { "longest", N_ ("Longest"), STREE_INSPECTOR_DURATION, FALSE },
  { "total_rerun", N_ ("Total run"), STREE_INSPECTOR_DURATION, FALSE },
  { "total_diff", N_ ("Total compare"), STREE_INSPECTOR_DURATION, FALSE },
  { "total_apply", N_ ("Total apply"), STREE_INSPECTOR_DURATION, FALSE },
};

static const StreeInspectorColumn run_columns[] = {
  { "run", N_ ("Run"), STREE_INSPECTOR_NUMBER, FALSE },
  { "at", N_ ("Time"), STREE_INSPECTOR_TIME, FALSE },
  { "causes", N_ ("State that was set"), STREE_INSPECTOR_TEXT, TRUE },
  { "n_components", N_ ("Ran"), STREE_INSPECTOR_NUMBER, FALSE },
  { "n_updated", N_ ("Updated"), STREE_INSPECTOR_NUMBER, FALSE },
  { "n_mounted", N_ ("Came"), STREE_INSPECTOR_NUMBER, FALSE },
  { "n_unmounted", N_ ("Went"), STREE_INSPECTOR_NUMBER, FALSE },
  { "rerun", N_ ("Run time"), STREE_INSPECTOR_DURATION, FALSE },
  { "diff", N_ ("Compare"), STREE_INSPECTOR_DURATION, FALSE },
  { "apply", N_ ("Apply"), STREE_INSPECTOR_DURATION, FALSE },
};

static const StreeInspectorColumn warning_columns[] = {
  { "key", N_ ("Key that two have"), STREE_INSPECTOR_TEXT, FALSE },
  { "kind", N_ ("Kind"), STREE_INSPECTOR_TEXT, FALSE },
  { "path", N_ ("Below"), STREE_INSPECTOR_TEXT, TRUE },
  { "run", N_ ("Last in run"), STREE_INSPECTOR_NUMBER, FALSE },
  { "count", N_ ("Times"), STREE_INSPECTOR_NUMBER, FALSE },
};

static const StreeInspectorColumn session_columns[] = {
  { "key", N_ ("Key"), STREE_INSPECTOR_TEXT, TRUE },
  { "category", N_ ("Category"), STREE_INSPECTOR_TEXT, FALSE },
  { "type", N_ ("Type"), STREE_INSPECTOR_TEXT, FALSE },
};

static const StreeInspectorColumn task_columns[] = {
  { "key", N_ ("Task"), STREE_INSPECTOR_TEXT, TRUE },
  { "status", N_ ("Status"), STREE_INSPECTOR_TEXT, FALSE },
  { "progress", N_ ("Progress"), STREE_INSPECTOR_TEXT, FALSE },
  { "has_result", N_ ("Result"), STREE_INSPECTOR_FLAG, FALSE },
  { "has_error", N_ ("Error"), STREE_INSPECTOR_FLAG, FALSE },
  { "cancel_requested", N_ ("Asked to stop"), STREE_INSPECTOR_FLAG, FALSE },
};

static const StreeInspectorColumn cache_columns[] = {
  { "key", N_ ("Key"), STREE_INSPECTOR_TEXT, FALSE },
  { "id", N_ ("Loaded for"), STREE_INSPECTOR_TEXT, TRUE },
  { "status", N_ ("Status"), STREE_INSPECTOR_TEXT, FALSE },
  { "bytes", N_ ("Size"), STREE_INSPECTOR_BYTES, FALSE },
  { "uses", N_ ("Uses"), STREE_INSPECTOR_NUMBER, FALSE },
};

static const StreeInspectorColumn route_columns[] = {
  { "what", N_ ("What"), STREE_INSPECTOR_TEXT, FALSE },
  { "name", N_ ("Name"), STREE_INSPECTOR_TEXT, FALSE },
  { "value", N_ ("Value"), STREE_INSPECTOR_TEXT, TRUE },
  { "current", N_ ("Now"), STREE_INSPECTOR_FLAG, FALSE },
};

static const StreeInspectorColumn counter_columns[] = {
  { "name", N_ ("Counter"), STREE_INSPECTOR_TEXT, TRUE },
  { "count", N_ ("Count"), STREE_INSPECTOR_NUMBER, FALSE },
  { "where", N_ ("Provided at"), STREE_INSPECTOR_TEXT, FALSE },
};

static GVariant *
list_cache (StreeInspector *inspector)
{
  return stree_inspector_list_cache (inspector);
}

static GVariant *
list_session (StreeInspector *inspector)
{
  return stree_session_summarize (stree_inspector_get_session (inspector));
}

static const struct
{
  const char                 *title;
  const char                 *empty;
  const StreeInspectorColumn *columns;
  guint                       n_columns;
  GVariant *(*list) (StreeInspector *inspector);
} tables[] = {
  { N_ ("Components"), N_ ("No component has run since the inspector was opened"), component_columns, G_N_ELEMENTS (component_columns),
    stree_inspector_list_components },
  { N_ ("Runs"), N_ ("No run since the inspector was opened"), run_columns, G_N_ELEMENTS (run_columns), stree_inspector_list_runs },
  { N_ ("Warnings"), N_ ("No two siblings of a kind have the same key"), warning_columns, G_N_ELEMENTS (warning_columns),
    stree_inspector_list_warnings },
  { N_ ("Session"), N_ ("The session holds nothing"), session_columns, G_N_ELEMENTS (session_columns), list_session },
  { N_ ("Tasks"), N_ ("No tasks"), task_columns, G_N_ELEMENTS (task_columns), stree_inspector_list_tasks },
  { N_ ("Cache"), N_ ("Nothing was cached"), cache_columns, G_N_ELEMENTS (cache_columns), list_cache },
  { N_ ("Routes"), N_ ("The program has no routes"), route_columns, G_N_ELEMENTS (route_columns), stree_inspector_list_routes },
  { N_ ("Counters"), N_ ("No counters are provided"), counter_columns, G_N_ELEMENTS (counter_columns), stree_inspector_list_counters },
};

/* --- the pane --- */

/* The pages: the elements, the history, and the tables. */
enum
{
  PAGE_ELEMENTS,
  PAGE_HISTORY,
  PAGE_TABLES,
};

struct _StreeInspectorPane
{
  GtkWidget               parent_instance;
  GtkWidget              *box;
  GtkWidget              *bar;
  GtkWidget              *pick_button;
  GtkWidget              *search;
  GtkWidget              *notebook;
  GtkWidget              *tree;
  GtkWidget              *details;
  GtkWidget              *history;
  GtkWidget              *pages[G_N_ELEMENTS (tables)];
  GtkWidget              *globals; /* below the table of the session */
  StreeSession           *session;   /* owned; NULL: none */
  StreeInspector         *inspector; /* owned; NULL: not on the screen */
  StreeInspectorPick     *pick;      /* owned; NULL: none is under way */
  StreeInspectorHighlight highlight;
  guint                   refresh_id;
};

G_DEFINE_FINAL_TYPE (StreeInspectorPane, stree_inspector_pane, GTK_TYPE_WIDGET)

StreeNode *
stree_inspector_pane_get_node (StreeInspectorPane *self)
{
  return self->tree ? stree_inspector_tree_get_node (STREE_INSPECTOR_TREE (self->tree)) : NULL;
}

static void
show_selected (StreeInspectorPane *self)
{
  StreeNode *node = self->inspector ? stree_inspector_pane_get_node (self) : NULL;

  if (!self->details)
    return; /* it goes */
  if (!self->pick)
    stree_inspector_highlight_set (&self->highlight, node);
  stree_inspector_details_show (STREE_INSPECTOR_DETAILS (self->details), node);
}

static void
show_globals (StreeInspectorPane *self)
{
  StreeSession        *session = self->inspector ? self->session : NULL;
  g_autoptr (GVariant) states = session ? g_variant_ref_sink (stree_inspect_globals (session)) : NULL;

  stree_inspector_states_show_globals (STREE_INSPECTOR_STATES (self->globals), session, states);
}

static void
show_table (StreeInspectorPane *self, guint i)
{
  stree_inspector_table_set_rows (STREE_INSPECTOR_TABLE (self->pages[i]), self->inspector ? tables[i].list (self->inspector) : NULL);
  if (tables[i].list == list_session)
    show_globals (self);
}

/* What is on the page that shows; the rest when it does. */
static void
show_page (StreeInspectorPane *self, int page)
{
  if (page == PAGE_ELEMENTS)
    {
      show_selected (self);
      return;
    }
  if (!self->pick)
    stree_inspector_highlight_set (&self->highlight, NULL);
  if (page == PAGE_HISTORY)
    stree_inspector_history_show (STREE_INSPECTOR_HISTORY (self->history));
  else
    show_table (self, (guint) page - PAGE_TABLES);
}

static void
refresh (StreeInspectorPane *self)
{
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (!self->inspector)
    return;
  stree_inspector_tree_refresh (STREE_INSPECTOR_TREE (self->tree));
  show_page (self, gtk_notebook_get_current_page (GTK_NOTEBOOK (self->notebook)));
}

static gboolean
refresh_cb (gpointer data)
{
  StreeInspectorPane *self = data;

  self->refresh_id = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

static void
refresh_later (StreeInspectorPane *self)
{
  if (self->refresh_id || !self->inspector)
    return;
  self->refresh_id = g_timeout_add (REFRESH_MS, refresh_cb, self);
  g_source_set_name_by_id (self->refresh_id, "[streamtree] inspector");
}

void
stree_inspector_pane_changed (StreeInspectorPane *self)
{
  StreeNode *node;

  if (!self->inspector)
    return;
  if (self->session->mounts->len == 0)
    {
      g_signal_emit_by_name (self, "empty");
      return;
    }
  /* What is gone is let go at once: it may hold a window. */
  node = stree_inspector_pane_get_node (self);
  if (!node)
    show_selected (self);
  refresh_later (self);
}

static void
switched_cb (StreeInspectorPane *self, GtkWidget *page, guint number)
{
  (void) page;
  show_page (self, (int) number);
}

void
stree_inspector_pane_select (StreeInspectorPane *self, StreeNode *node)
{
  gtk_notebook_set_current_page (GTK_NOTEBOOK (self->notebook), PAGE_ELEMENTS);
  stree_inspector_tree_select (STREE_INSPECTOR_TREE (self->tree), node);
}

static void
activated_cb (StreeInspectorPane *self, GVariant *row)
{
  const char *path = NULL;
  StreeNode  *node;

  if (!self->session || !g_variant_lookup (row, "path", "&s", &path))
    return;
  node = stree_inspect_find (self->session, path);
  if (node)
    stree_inspector_pane_select (self, node);
}

/* --- picking and searching --- */

static void
picked_cb (StreeNode *node, gboolean done, gpointer data)
{
  StreeInspectorPane *self = data;

  if (!done)
    {
      stree_inspector_highlight_set (&self->highlight, node);
      return;
    }
  self->pick = NULL;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->pick_button), FALSE);
  if (node)
    stree_inspector_pane_select (self, node);
  show_selected (self);
  if (node && GTK_IS_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))))
    gtk_window_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
}

static void
pick_cb (StreeInspectorPane *self)
{
  gboolean active = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->pick_button));

  if (active && !self->pick && self->inspector)
    self->pick = stree_inspector_pick_begin (self->session, GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), picked_cb, self);
  else if (!active && self->pick)
    g_clear_pointer (&self->pick, stree_inspector_pick_cancel);
  if (!active)
    show_selected (self);
}

static void
search_cb (StreeInspectorPane *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  StreeNode  *from = stree_inspector_pane_get_node (self);
  guint       n = self->session ? self->session->mounts->len : 0;
  guint       first = 0;

  if (!*text)
    return;
  for (guint i = 0; from && i < n; i++)
    if (self->session->mounts->pdata[i] == stree_node_get_mount (from))
      first = i;
  for (guint i = 0; i < n; i++)
    {
      StreeNode *found = stree_inspect_search (self->session->mounts->pdata[(first + i) % n], i == 0 ? from : NULL, text);

      if (found)
        {
          stree_inspector_pane_select (self, found);
          gtk_widget_remove_css_class (self->search, "error");
          return;
        }
    }
  gtk_widget_add_css_class (self->search, "error");
}

static void
search_changed_cb (StreeInspectorPane *self)
{
  gtk_widget_remove_css_class (self->search, "error");
}

/* --- when it looks --- */

static void
stop (StreeInspectorPane *self)
{
  g_clear_pointer (&self->pick, stree_inspector_pick_cancel);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  stree_inspector_highlight_set (&self->highlight, NULL);
  if (self->tree)
    stree_inspector_tree_set_session (STREE_INSPECTOR_TREE (self->tree), NULL);
  if (self->inspector)
    g_signal_handlers_disconnect_by_data (self->inspector, self);
  g_clear_object (&self->inspector);
  if (self->details)
    stree_inspector_details_show (STREE_INSPECTOR_DETAILS (self->details), NULL);
  if (self->history)
    stree_inspector_history_set_session (STREE_INSPECTOR_HISTORY (self->history), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tables) && self->details; i++)
    show_table (self, i);
  if (self->pick_button)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->pick_button), FALSE);
}

static void
start (StreeInspectorPane *self)
{
  if (self->inspector || !self->session || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->inspector = stree_inspector_new (self->session);
  g_signal_connect_swapped (self->inspector, "changed", G_CALLBACK (stree_inspector_pane_changed), self);
  stree_inspector_tree_set_session (STREE_INSPECTOR_TREE (self->tree), self->session);
  stree_inspector_history_set_session (STREE_INSPECTOR_HISTORY (self->history), self->session);
  refresh (self);
}

void
stree_inspector_pane_set_session (StreeInspectorPane *self, StreeSession *session)
{
  if (session == self->session)
    return;
  stop (self);
  g_set_object (&self->session, session);
  start (self);
}

GtkWidget *
stree_inspector_pane_get_bar (StreeInspectorPane *self)
{
  return self->bar;
}

static void
stree_inspector_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (stree_inspector_pane_parent_class)->map (widget);
  start (STREE_INSPECTOR_PANE (widget));
}

static void
stree_inspector_pane_unmap (GtkWidget *widget)
{
  GtkRoot   *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  /* A notebook that goes with the focus in it moves that to its next page, and asks a window that is no more. */
  if (focus && gtk_widget_is_ancestor (focus, widget))
    gtk_root_set_focus (root, NULL);
  stop (STREE_INSPECTOR_PANE (widget));
  GTK_WIDGET_CLASS (stree_inspector_pane_parent_class)->unmap (widget);
}

static void
stree_inspector_pane_dispose (GObject *object)
{
  StreeInspectorPane *self = STREE_INSPECTOR_PANE (object);

  stop (self);
  self->tree = self->details = self->history = self->pick_button = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->bar);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (stree_inspector_pane_parent_class)->dispose (object);
}

static void
stree_inspector_pane_class_init (StreeInspectorPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = stree_inspector_pane_dispose;
  GTK_WIDGET_CLASS (klass)->map = stree_inspector_pane_map;
  GTK_WIDGET_CLASS (klass)->unmap = stree_inspector_pane_unmap;
  g_signal_new ("empty", STREE_TYPE_INSPECTOR_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
make_bar (StreeInspectorPane *self)
{
  self->bar = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  self->pick_button = gtk_toggle_button_new ();
  stree_gtk_button_set_content (GTK_BUTTON (self->pick_button), _ ("Pick"), "find-location-symbolic");
  gtk_widget_set_tooltip_text (self->pick_button, _ ("Pick an element on the screen: click it, or press Escape"));
  g_signal_connect_swapped (self->pick_button, "toggled", G_CALLBACK (pick_cb), self);
  self->search = gtk_search_entry_new ();
  gtk_widget_set_hexpand (self->search, TRUE);
  g_object_set (self->search, "placeholder-text", _ ("Kind, key or text"), "width-chars", 24, NULL);
  stree_gtk_set_name (self->search, _ ("Search elements"));
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (search_cb), self);
  g_signal_connect_swapped (self->search, "next-match", G_CALLBACK (search_cb), self);
  g_signal_connect_swapped (self->search, "changed", G_CALLBACK (search_changed_cb), self);
  gtk_box_append (GTK_BOX (self->bar), self->pick_button);
  gtk_box_append (GTK_BOX (self->bar), self->search);
}

/* The table of the session, and its global states to be set. */
static GtkWidget *
make_session (StreeInspectorPane *self, GtkWidget *table)
{
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_VERTICAL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *heading = gtk_label_new (_ ("Global states"));

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_set_margin_top (heading, 6);
  gtk_widget_set_margin_start (heading, 12);
  self->globals = stree_inspector_states_new (_ ("The program has no global states"));
  gtk_widget_set_vexpand (self->globals, TRUE);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), self->globals);
  gtk_widget_set_size_request (box, -1, 180);
  gtk_paned_set_start_child (GTK_PANED (paned), table);
  gtk_paned_set_end_child (GTK_PANED (paned), box);
  gtk_paned_set_resize_end_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  return paned;
}

static void
stree_inspector_pane_init (StreeInspectorPane *self)
{
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);

  make_bar (self);
  self->tree = stree_inspector_tree_new ();
  self->details = stree_inspector_details_new ();
  g_signal_connect_object (self->tree, "selected", G_CALLBACK (show_selected), self, G_CONNECT_SWAPPED);
  gtk_paned_set_start_child (GTK_PANED (paned), self->tree);
  gtk_paned_set_end_child (GTK_PANED (paned), self->details);
  gtk_paned_set_position (GTK_PANED (paned), 320);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);

  self->notebook = gtk_notebook_new ();
  gtk_notebook_set_scrollable (GTK_NOTEBOOK (self->notebook), TRUE);
  gtk_notebook_set_show_border (GTK_NOTEBOOK (self->notebook), FALSE);
  gtk_notebook_append_page (GTK_NOTEBOOK (self->notebook), paned, gtk_label_new (_ ("Elements")));
  self->history = stree_inspector_history_new ();
  g_signal_connect_object (self->history, "changed", G_CALLBACK (refresh_later), self, G_CONNECT_SWAPPED);
  gtk_notebook_append_page (GTK_NOTEBOOK (self->notebook), self->history, gtk_label_new (_ ("History")));
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      self->pages[i] = stree_inspector_table_new (_ (tables[i].title), _ (tables[i].empty), tables[i].columns, tables[i].n_columns);
      g_signal_connect_object (self->pages[i], "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
      gtk_notebook_append_page (GTK_NOTEBOOK (self->notebook),
                                tables[i].list == list_session ? make_session (self, self->pages[i]) : self->pages[i],
                                gtk_label_new (_ (tables[i].title)));
    }
  g_signal_connect_object (self->notebook, "switch-page", G_CALLBACK (switched_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_vexpand (self->notebook, TRUE);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), self->notebook);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  stree_gtk_style (GTK_WIDGET (self));
}

GtkWidget *
stree_inspector_pane_new (void)
{
  return g_object_new (STREE_TYPE_INSPECTOR_PANE, NULL);
}
