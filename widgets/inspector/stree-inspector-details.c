/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "inspector/stree-inspector-details-private.h"

#include <glib/gi18n-lib.h>

#include "inspect/stree-inspect-private.h"
#include "inspector/stree-inspector-states-private.h"
#include "inspector/stree-inspector-table-private.h"
#include "inspector/stree-inspector-widgets-private.h"

struct _StreeInspectorDetails
{
  GtkWidget  parent_instance;
  GtkWidget *paned;
  GtkWidget *place;  /* the render path */
  GtkWidget *source; /* the line of the macro */
  GtkWidget *props;
  GtkWidget *states;
  GtkWidget *handlers;
  GtkWidget *why;
  GtkWidget *changes;
  GtkWidget *widgets;
};

G_DEFINE_FINAL_TYPE (StreeInspectorDetails, stree_inspector_details, GTK_TYPE_WIDGET)

static const StreeInspectorColumn prop_columns[] = {
  { "name", N_ ("Prop"), STREE_INSPECTOR_TEXT, FALSE },
  { "value", N_ ("Value"), STREE_INSPECTOR_TEXT, TRUE },
  { "type", N_ ("Takes"), STREE_INSPECTOR_TEXT, FALSE },
};

static const StreeInspectorColumn handler_columns[] = {
  { "name", N_ ("Event"), STREE_INSPECTOR_TEXT, FALSE },
  { "where", N_ ("Calls"), STREE_INSPECTOR_TEXT, TRUE },
};

static const StreeInspectorColumn change_columns[] = {
  { "what", N_ ("What"), STREE_INSPECTOR_TEXT, FALSE },
  { "before", N_ ("Before"), STREE_INSPECTOR_TEXT, TRUE },
  { "now", N_ ("Now"), STREE_INSPECTOR_TEXT, TRUE },
};

static GVariant *
rows_of (GVariant *node, const char *member)
{
  return node ? g_variant_lookup_value (node, member, G_VARIANT_TYPE ("aa{sv}")) : NULL;
}

static guint
number_of (GVariant *node, const char *member)
{
  guint32 number = 0;

  g_variant_lookup (node, member, "u", &number);
  return number;
}

static double
microseconds_of (GVariant *node, const char *member)
{
  gint64 ns = 0;

  g_variant_lookup (node, member, "x", &ns);
  return (double) ns / 1e3;
}

static char *
describe_why (GVariant *node)
{
  GString *text = g_string_new (NULL);
  guint    updated = number_of (node, "updated");
  guint    mounted = number_of (node, "mounted");
  guint    run = number_of (node, "run");

  if (updated)
    g_string_append_printf (text, _ ("Updated last in run %u of %u."), updated, run);
  else if (mounted)
    g_string_append_printf (text, _ ("Came in run %u of %u, and was not updated since."), mounted, run);
  else
    g_string_append (text, _ ("Not updated since the inspector was opened."));
  if (number_of (node, "n_reruns"))
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("Its last run took %.1f µs; comparing %.1f µs, applying %.1f µs."), microseconds_of (node, "rerun"),
                              microseconds_of (node, "diff"), microseconds_of (node, "apply"));
    }
  return g_string_free (text, FALSE);
}

static void
show_head (StreeInspectorDetails *self, GVariant *node)
{
  const char      *path = "", *file = "";
  guint            line = node ? number_of (node, "line") : 0;
  g_autofree char *source = NULL;
  g_autofree char *why = node ? describe_why (node) : g_strdup ("");

  if (node)
    {
      g_variant_lookup (node, "path", "&s", &path);
      g_variant_lookup (node, "file", "&s", &file);
    }
  source = *file ? g_strdup_printf ("%s:%u", file, line) : g_strdup ("");
  gtk_label_set_label (GTK_LABEL (self->place), node ? path : _ ("Select an element in the tree, or pick one on the screen"));
  gtk_label_set_label (GTK_LABEL (self->source), source);
  gtk_widget_set_tooltip_text (self->source, *source ? source : NULL);
  gtk_widget_set_visible (self->source, *source != '\0');
  gtk_label_set_label (GTK_LABEL (self->why), why);
}

static void
show_table (GtkWidget *table, GVariant *node, const char *member)
{
  g_autoptr (GVariant) rows = rows_of (node, member);

  stree_inspector_table_set_rows (STREE_INSPECTOR_TABLE (table), rows);
}

void
stree_inspector_details_show (StreeInspectorDetails *self, StreeNode *node)
{
  g_autoptr (GVariant) seen = NULL;
  g_autoptr (GVariant) states = NULL;

  if (node && (node->flags & STREE_NODE_DEAD))
    node = NULL;
  seen = node ? g_variant_ref_sink (stree_inspect_node (node)) : NULL;
  states = rows_of (seen, "states");
  show_head (self, seen);
  show_table (self->props, seen, "props");
  show_table (self->handlers, seen, "handlers");
  show_table (self->changes, seen, "changes");
  stree_inspector_states_show (STREE_INSPECTOR_STATES (self->states), node, states);
  stree_inspector_widgets_show (self->widgets, node);
}

/* --- life --- */

static void
stree_inspector_details_dispose (GObject *object)
{
  StreeInspectorDetails *self = STREE_INSPECTOR_DETAILS (object);

  g_clear_pointer (&self->paned, gtk_widget_unparent);
  G_OBJECT_CLASS (stree_inspector_details_parent_class)->dispose (object);
}

static void
stree_inspector_details_class_init (StreeInspectorDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = stree_inspector_details_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_label (const char *css, PangoEllipsizeMode ellipsize)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  if (ellipsize == PANGO_ELLIPSIZE_NONE)
    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  else
    gtk_label_set_ellipsize (GTK_LABEL (label), ellipsize);
  gtk_widget_add_css_class (label, css);
  return label;
}

static void
add_page (GtkWidget *notebook, GtkWidget *page, const char *title)
{
  gtk_notebook_append_page (GTK_NOTEBOOK (notebook), page, gtk_label_new (title));
}

static GtkWidget *
make_why (StreeInspectorDetails *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->why = make_label ("dim-label", PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_margin_top (self->why, 6);
  gtk_widget_set_margin_start (self->why, 6);
  gtk_widget_set_margin_end (self->why, 6);
  self->changes = stree_inspector_table_new (_ ("Changes"), _ ("Nothing of it has changed"), change_columns, G_N_ELEMENTS (change_columns));
  gtk_box_append (GTK_BOX (box), self->why);
  gtk_box_append (GTK_BOX (box), self->changes);
  return box;
}

static void
stree_inspector_details_init (StreeInspectorDetails *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *notebook = gtk_notebook_new ();

  self->place = make_label ("heading", PANGO_ELLIPSIZE_MIDDLE);
  self->source = make_label ("dim-label", PANGO_ELLIPSIZE_START);
  gtk_widget_set_margin_top (self->place, 6);
  gtk_widget_set_margin_start (self->place, 6);
  gtk_widget_set_margin_start (self->source, 6);
  self->props = stree_inspector_table_new (_ ("Props"), _ ("No prop is set"), prop_columns, G_N_ELEMENTS (prop_columns));
  self->states = stree_inspector_states_new (_ ("No state here: it is a component that has it"));
  self->handlers = stree_inspector_table_new (_ ("Handlers"), _ ("Nobody listens to it"), handler_columns, G_N_ELEMENTS (handler_columns));
  add_page (notebook, self->props, _ ("Props"));
  add_page (notebook, self->states, _ ("State"));
  add_page (notebook, self->handlers, _ ("Handlers"));
  add_page (notebook, make_why (self), _ ("Updates"));
  gtk_notebook_set_scrollable (GTK_NOTEBOOK (notebook), TRUE);
  gtk_widget_set_vexpand (notebook, TRUE);
  gtk_box_append (GTK_BOX (box), self->place);
  gtk_box_append (GTK_BOX (box), self->source);
  gtk_box_append (GTK_BOX (box), notebook);

  self->widgets = stree_inspector_widgets_new ();
  self->paned = gtk_paned_new (GTK_ORIENTATION_VERTICAL);
  gtk_paned_set_start_child (GTK_PANED (self->paned), box);
  gtk_paned_set_end_child (GTK_PANED (self->paned), self->widgets);
  gtk_paned_set_resize_end_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_shrink_start_child (GTK_PANED (self->paned), FALSE);
  gtk_widget_set_size_request (self->widgets, -1, 120);
  gtk_widget_set_parent (self->paned, GTK_WIDGET (self));
  show_head (self, NULL);
}

GtkWidget *
stree_inspector_details_new (void)
{
  return g_object_new (STREE_TYPE_INSPECTOR_DETAILS, NULL);
}
