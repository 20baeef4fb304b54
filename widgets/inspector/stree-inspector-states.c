/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "inspector/stree-inspector-states-private.h"

#include "inspect/stree-inspect-private.h"
#include "inspect/stree-inspect-value-private.h"

/* What an entry was filled with: what is typed differs from it. */
#define SHOWN "stree-inspector-shown"
#define NAME  "stree-inspector-name"

struct _StreeInspectorStates
{
  GtkWidget     parent_instance;
  GtkWidget    *stack;
  GtkWidget    *box;
  StreeNode    *node;    /* held; NULL: none */
  StreeSession *session; /* owned; its global states; NULL: those of the node */
  char         *shape;   /* owned: the names and types that there are rows for */
};

G_DEFINE_FINAL_TYPE (StreeInspectorStates, stree_inspector_states, GTK_TYPE_WIDGET)

static void
fill (GtkWidget *entry, const char *text)
{
  g_object_set_data_full (G_OBJECT (entry), SHOWN, g_strdup (text), g_free);
  if (strcmp (gtk_editable_get_text (GTK_EDITABLE (entry)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static gboolean
is_edited (GtkWidget *entry)
{
  return strcmp (gtk_editable_get_text (GTK_EDITABLE (entry)), g_object_get_data (G_OBJECT (entry), SHOWN)) != 0;
}

/* NULL: it is gone. */
static StreeState *
find_state (StreeInspectorStates *self, const char *name)
{
  if (self->session)
    return stree_session_lookup (self->session, name);
  return self->node && !(self->node->flags & STREE_NODE_DEAD) ? stree_inspect_find_state (self->node, name) : NULL;
}

/* The entry keeps what was typed, and says what is wrong with it. */
static void
activate_cb (GtkWidget *entry, StreeInspectorStates *self)
{
  const char        *name = g_object_get_data (G_OBJECT (entry), NAME);
  GtkWidget         *row = gtk_widget_get_ancestor (entry, GTK_TYPE_BOX);
  StreeState        *state = find_state (self, name);
  g_autoptr (GError) error = NULL;

  if (!state)
    return;
  if (stree_inspect_state_set_text (state, gtk_editable_get_text (GTK_EDITABLE (entry)), &error))
    {
      g_autofree char *edit = stree_inspect_state_dup_edit (state);

      fill (entry, edit ? edit : "");
    }
  stree_gtk_set_error (row, error ? error->message : NULL);
}

/* Escape takes back what was typed. */
static gboolean
key_cb (GtkEventController *controller, guint keyval, guint keycode, GdkModifierType modifiers, gpointer data)
{
  GtkWidget       *entry = gtk_event_controller_get_widget (controller);
  g_autofree char *shown = g_strdup (g_object_get_data (G_OBJECT (entry), SHOWN));

  (void) keycode;
  (void) modifiers;
  (void) data;
  if (keyval != GDK_KEY_Escape || !is_edited (entry))
    return FALSE;
  fill (entry, shown);
  stree_gtk_set_error (gtk_widget_get_ancestor (entry, GTK_TYPE_BOX), NULL);
  return TRUE;
}

static void
add_row (StreeInspectorStates *self, GVariant *state)
{
  GtkWidget          *entry = gtk_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  const char         *name = "", *type = "", *edit = "";
  gboolean            editable = FALSE;
  guint               reads = 0;
  g_autofree char    *label = NULL;

  g_variant_lookup (state, "name", "&s", &name);
  g_variant_lookup (state, "type", "&s", &type);
  g_variant_lookup (state, "edit", "&s", &edit);
  g_variant_lookup (state, "editable", "b", &editable);
  g_variant_lookup (state, "reads", "u", &reads);
  label = g_strdup_printf ("%s (%s)", name, type);
  g_object_set_data_full (G_OBJECT (entry), NAME, g_strdup (name), g_free);
  fill (entry, edit);
  gtk_widget_set_sensitive (entry, editable);
  if (!editable)
    {
      const char *value = "";

      g_variant_lookup (state, "value", "&s", &value);
      gtk_entry_set_placeholder_text (GTK_ENTRY (entry), value);
    }
  gtk_widget_add_css_class (entry, "monospace");
  g_signal_connect (entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), NULL);
  gtk_widget_add_controller (entry, keys);
  gtk_box_append (GTK_BOX (self->box), stree_gtk_labelled (entry, label));
}

static GtkWidget *
entry_at (GtkWidget *row)
{
  return stree_gtk_labelled_get (row);
}

static char *
shape_of (GVariant *states)
{
  GString *shape = g_string_new (NULL);

  for (gsize i = 0; states && i < g_variant_n_children (states); i++)
    {
      g_autoptr (GVariant) state = g_variant_get_child_value (states, i);
      const char          *name = "", *type = "";
      gboolean             editable = FALSE;

      g_variant_lookup (state, "name", "&s", &name);
      g_variant_lookup (state, "type", "&s", &type);
      g_variant_lookup (state, "editable", "b", &editable);
      g_string_append_printf (shape, "%s\n%s\n%d\n", name, type, editable);
    }
  return g_string_free (shape, FALSE);
}

static void
show (StreeInspectorStates *self, StreeNode *node, StreeSession *session, GVariant *states)
{
  g_autofree char *shape = shape_of (states);
  GtkWidget       *child;

  if (node != self->node || session != self->session || g_strcmp0 (shape, self->shape) != 0)
    {
      while ((child = gtk_widget_get_first_child (self->box)))
        gtk_box_remove (GTK_BOX (self->box), child);
      g_clear_pointer (&self->node, stree_node_unref);
      self->node = node ? stree_node_ref (node) : NULL;
      g_set_object (&self->session, session);
      g_free (self->shape);
      self->shape = g_steal_pointer (&shape);
      for (gsize i = 0; states && i < g_variant_n_children (states); i++)
        {
          g_autoptr (GVariant) state = g_variant_get_child_value (states, i);

          add_row (self, state);
        }
    }
  else
    {
      child = gtk_widget_get_first_child (self->box);
      for (gsize i = 0; child && i < g_variant_n_children (states); i++, child = gtk_widget_get_next_sibling (child))
        {
          g_autoptr (GVariant) state = g_variant_get_child_value (states, i);
          const char          *edit = "";

          g_variant_lookup (state, "edit", "&s", &edit);
          if (!is_edited (entry_at (child)))
            fill (entry_at (child), edit);
        }
    }
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), gtk_widget_get_first_child (self->box) ? "states" : "empty");
}

void
stree_inspector_states_show (StreeInspectorStates *self, StreeNode *node, GVariant *states)
{
  show (self, node, NULL, states);
}

void
stree_inspector_states_show_globals (StreeInspectorStates *self, StreeSession *session, GVariant *states)
{
  show (self, NULL, session, states);
}

static void
stree_inspector_states_dispose (GObject *object)
{
  StreeInspectorStates *self = STREE_INSPECTOR_STATES (object);
  GtkWidget            *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_pointer (&self->node, stree_node_unref);
  g_clear_object (&self->session);
  g_clear_pointer (&self->shape, g_free);
  G_OBJECT_CLASS (stree_inspector_states_parent_class)->dispose (object);
}

static void
stree_inspector_states_class_init (StreeInspectorStatesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = stree_inspector_states_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
stree_inspector_states_init (StreeInspectorStates *self)
{
  (void) self;
}

GtkWidget *
stree_inspector_states_new (const char *empty)
{
  StreeInspectorStates *self = g_object_new (STREE_TYPE_INSPECTOR_STATES, NULL);
  GtkWidget            *scroller = gtk_scrolled_window_new ();
  GtkWidget            *label = gtk_label_new (empty);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_margin_top (self->box, 12);
  gtk_widget_set_margin_bottom (self->box, 12);
  gtk_widget_set_margin_start (self->box, 12);
  gtk_widget_set_margin_end (self->box, 12);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->box);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), label, "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), scroller, "states");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
