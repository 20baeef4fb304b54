/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include "elements/stree-text-input.h"

static GtkEditable *
entry_of (StreeNode *node)
{
  return GTK_EDITABLE (stree_gtk_labelled_get (node->widget));
}

static void
deliver (StreeNode *node)
{
  StreeValue value = stree_value_of_string (gtk_editable_get_text (entry_of (node)));

  stree_node_input (node, &value);
}

/* What was typed and not told yet: in the mode that waits for Enter. */
static void
commit (StreeNode *node)
{
  const StreeTextInputArgs *args = stree_node_args (node);
  StreeValue                declared;
  const char               *before;

  if (args->commit != STREE_COMMIT_ENTER)
    return;
  before = g_object_get_data (G_OBJECT (node->widget), "stree-told");
  if (!before)
    before = stree_declared_value (&args->value, &declared) ? declared.v.s : "";
  if (g_strcmp0 (before, gtk_editable_get_text (entry_of (node))) == 0)
    return;
  g_object_set_data_full (G_OBJECT (node->widget), "stree-told", g_strdup (gtk_editable_get_text (entry_of (node))), g_free);
  deliver (node);
}

static void
changed_cb (GtkEditable *editable, StreeNode *node)
{
  if (!(node->flags & STREE_NODE_DEAD) && !stree_gtk_editable_is_showing (editable) &&
      ((const StreeTextInputArgs *) stree_node_args (node))->commit == STREE_COMMIT_TYPING)
    deliver (node);
}

static void
activate_cb (GtkWidget *entry, StreeNode *node)
{
  (void) entry;
  if (node->flags & STREE_NODE_DEAD)
    return;
  stree_node_ref (node);
  commit (node);
  if (!(node->flags & STREE_NODE_DEAD) && !stree_node_submit (node) && !(node->flags & STREE_NODE_DEAD))
    stree_node_activate (node, "on_submit");
  stree_node_unref (node);
}

static void
leave_cb (GtkEventControllerFocus *focus, StreeNode *node)
{
  (void) focus;
  if (!(node->flags & STREE_NODE_DEAD))
    commit (node);
}

static void
show_declared (StreeNode *node)
{
  const StreeTextInputArgs *args = stree_node_args (node);
  StreeValue                value;

  g_object_set_data (G_OBJECT (node->widget), "stree-told", NULL);
  stree_gtk_editable_show (entry_of (node), stree_declared_value (&args->value, &value) ? value.v.s : "");
}

/* A password has an entry of its own kind: it warns of caps lock, lets the user peek, and keeps the text out of swap. */
static GtkWidget *
make_entry (StreeNode *node)
{
  const StreeTextInputArgs *args = stree_node_args (node);
  GtkWidget                *entry = args->password ? gtk_password_entry_new () : gtk_entry_new ();
  GtkEventController       *focus = gtk_event_controller_focus_new ();

  if (args->password)
    gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (entry), TRUE);
  g_object_set (entry, "placeholder-text", args->placeholder, NULL);
  if (args->disabled)
    gtk_widget_set_sensitive (entry, FALSE);
  stree_gtk_editable_watch (GTK_EDITABLE (entry));
  stree_gtk_connect (focus, "leave", G_CALLBACK (leave_cb), node);
  gtk_widget_add_controller (entry, focus);
  return entry;
}

static void
listen (StreeNode *node)
{
  GtkEditable *entry = entry_of (node);

  stree_gtk_connect (entry, "changed", G_CALLBACK (changed_cb), node);
  stree_gtk_connect (entry, "activate", G_CALLBACK (activate_cb), node);
}

static void
set_name (StreeNode *node)
{
  const StreeTextInputArgs *args = stree_node_args (node);

  stree_gtk_set_name (GTK_WIDGET (entry_of (node)), args->label && *args->label ? args->label : args->placeholder);
}

static GtkWidget *
text_input_create (StreeNode *node)
{
  const StreeTextInputArgs *args = stree_node_args (node);

  node->widget = stree_gtk_labelled (make_entry (node), args->label);
  set_name (node);
  show_declared (node);
  if (args->error)
    stree_gtk_set_error (node->widget, args->error);
  listen (node);
  return node->widget;
}

/* The other kind of entry takes the place of the one before, with its text, caret and focus. */
static void
exchange_entry (StreeNode *node)
{
  GtkEditable *old = entry_of (node);
  GtkWidget   *entry = make_entry (node);
  gboolean     focused = gtk_widget_is_focus (GTK_WIDGET (gtk_editable_get_delegate (old)));
  int          start;
  int          end;

  gtk_editable_get_selection_bounds (old, &start, &end);
  gtk_editable_set_text (GTK_EDITABLE (entry), gtk_editable_get_text (old));
  gtk_box_insert_child_after (GTK_BOX (node->widget), entry, GTK_WIDGET (old));
  if (focused)
    gtk_widget_grab_focus (entry);
  gtk_editable_select_region (GTK_EDITABLE (entry), start, end);
  gtk_box_remove (GTK_BOX (node->widget), GTK_WIDGET (old));
  set_name (node);
  stree_gtk_set_error (node->widget, ((const StreeTextInputArgs *) stree_node_args (node))->error);
  listen (node);
}

static void
text_input_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  const StreeTextInputArgs *args = stree_node_args (node);
  GtkWidget                *entry;

  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreeTextInputArgs, password))
    exchange_entry (node);
  entry = GTK_WIDGET (entry_of (node));
  if (STREE_GTK_CHANGED (changed, node, StreeTextInputArgs, label))
    stree_gtk_set_label (node->widget, args->label);
  if (STREE_GTK_CHANGED (changed, node, StreeTextInputArgs, placeholder))
    g_object_set (entry, "placeholder-text", args->placeholder, NULL);
  if (STREE_GTK_CHANGED (changed, node, StreeTextInputArgs, label) ||
      STREE_GTK_CHANGED (changed, node, StreeTextInputArgs, placeholder))
    set_name (node);
  if (STREE_GTK_CHANGED (changed, node, StreeTextInputArgs, disabled))
    gtk_widget_set_sensitive (entry, !args->disabled);
  if (STREE_GTK_CHANGED (changed, node, StreeTextInputArgs, value))
    show_declared (node);
  if (STREE_GTK_CHANGED (changed, node, StreeTextInputArgs, error))
    stree_gtk_set_error (node->widget, args->error);
}

static gboolean
text_input_read (StreeNode *node, StreeValue *value)
{
  *value = stree_value_of_string (gtk_editable_get_text (entry_of (node)));
  return TRUE;
}

static void
text_input_write (StreeNode *node, const StreeValue *value)
{
  g_object_set_data (G_OBJECT (node->widget), "stree-told", NULL);
  stree_gtk_editable_show (entry_of (node), value->type == STREE_VALUE_STRING ? value->v.s : "");
}

extern const StreeGtkKind stree_gtk_text_input;
const StreeGtkKind stree_gtk_text_input = {
  .kind = "TextInput",
  .create = text_input_create,
  .update = text_input_update,
  .read = text_input_read,
  .write = text_input_write,
};
