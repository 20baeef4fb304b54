/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include "elements/stree-selectbox.h"

/* From so many options on, the popup can be searched. */
#define SEARCH_FROM 11

static GtkDropDown *
drop_down_of (StreeNode *node)
{
  return GTK_DROP_DOWN (stree_gtk_labelled_get (node->widget));
}

/* The focus is on a button in it, and that is all that is read out: what it is for, what is chosen, and what is wrong. */
static void
name_button (StreeNode *node)
{
  const StreeSelectboxArgs *args = stree_node_args (node);
  GtkDropDown              *drop_down = drop_down_of (node);
  GtkWidget                *button = gtk_widget_get_first_child (GTK_WIDGET (drop_down));
  GtkStringObject          *chosen = gtk_drop_down_get_selected_item (drop_down);
  const char               *text = chosen ? gtk_string_object_get_string (chosen) : "";
  const StreeCommon        *common = node->element->common;
  const char               *label = common && common->accessible_label ? common->accessible_label : args->label;
  g_autofree char          *both = label && *label ? g_strdup_printf ("%s, %s", label, text) : g_strdup (text);

  if (!button)
    return;
  stree_gtk_set_name (button, both);
  stree_gtk_set_description (button, args->error);
}

static void
selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, StreeNode *node)
{
  guint      selected = gtk_drop_down_get_selected (drop_down);
  StreeValue value = stree_value_of_int (selected);

  (void) pspec;
  if (node->flags & STREE_NODE_DEAD)
    return;
  name_button (node);
  if (selected != GTK_INVALID_LIST_POSITION)
    stree_node_input (node, &value);
}

/* --- the list: what is the same stays, so that a choice and an open popup do --- */

static char **
make_texts (const StreeSelectboxArgs *args)
{
  guint  n = g_strv_length ((char **) (gpointer) args->options);
  char **texts = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    {
      texts[i] = args->format ? args->format (args->options[i], args->format_data) : g_strdup (args->options[i]);
      if (!texts[i])
        texts[i] = g_strdup ("");
    }
  return texts;
}

static void
show_options (StreeNode *node)
{
  GtkDropDown   *drop_down = drop_down_of (node);
  GtkStringList *list = GTK_STRING_LIST (gtk_drop_down_get_model (drop_down));
  g_auto (GStrv) texts = make_texts (stree_node_args (node));
  guint          before = g_list_model_get_n_items (G_LIST_MODEL (list));
  guint          after = g_strv_length (texts);
  guint          shorter = MIN (before, after);
  guint          head = 0;
  guint          tail = 0;

  while (head < shorter && g_str_equal (gtk_string_list_get_string (list, head), texts[head]))
    head++;
  while (tail < shorter - head &&
         g_str_equal (gtk_string_list_get_string (list, before - 1 - tail), texts[after - 1 - tail]))
    tail++;
  if (head + tail < MAX (before, after))
    {
      g_clear_pointer (&texts[after - tail], g_free); /* the list ends before what stays */
      for (guint i = after - tail + 1; i < after; i++)
        g_clear_pointer (&texts[i], g_free);
      gtk_string_list_splice (list, head, before - head - tail, (const char *const *) (gpointer) (texts + head));
    }
  if (gtk_drop_down_get_enable_search (drop_down) != (after >= SEARCH_FROM))
    gtk_drop_down_set_enable_search (drop_down, after >= SEARCH_FROM);
}

/* --- the choice --- */

static void
show (StreeNode *node, const StreeValue *value)
{
  GtkDropDown *drop_down = drop_down_of (node);
  gint64       last = (gint64) g_list_model_get_n_items (gtk_drop_down_get_model (drop_down)) - 1;
  guint        index = value->type == STREE_VALUE_INT ? (guint) CLAMP (value->v.i, 0, last) : 0;

  if (gtk_drop_down_get_selected (drop_down) != index)
    gtk_drop_down_set_selected (drop_down, index);
}

static void
show_declared (StreeNode *node)
{
  const StreeSelectboxArgs *args = stree_node_args (node);
  StreeValue                value;

  if (!stree_declared_value (&args->index, &value))
    value = stree_value_of_int (0);
  show (node, &value);
}

static GtkWidget *
selectbox_create (StreeNode *node)
{
  const StreeSelectboxArgs *args = stree_node_args (node);
  GtkWidget *drop_down = gtk_drop_down_new (G_LIST_MODEL (gtk_string_list_new (NULL)),
                                            gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));

  node->widget = stree_gtk_labelled (drop_down, args->label);
  if (args->disabled)
    gtk_widget_set_sensitive (drop_down, FALSE);
  show_options (node);
  if (args->error)
    stree_gtk_set_error (node->widget, args->error);
  show_declared (node);
  name_button (node);
  stree_gtk_connect (drop_down, "notify::selected", G_CALLBACK (selected_cb), node);
  return node->widget;
}

static void
selectbox_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  const StreeSelectboxArgs *args = stree_node_args (node);
  gboolean                  options = STREE_GTK_CHANGED (changed, node, StreeSelectboxArgs, options);

  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreeSelectboxArgs, label))
    stree_gtk_set_label (node->widget, args->label);
  if (STREE_GTK_CHANGED (changed, node, StreeSelectboxArgs, disabled))
    gtk_widget_set_sensitive (GTK_WIDGET (drop_down_of (node)), !args->disabled);
  if (options || STREE_GTK_CHANGED (changed, node, StreeSelectboxArgs, format) ||
      STREE_GTK_CHANGED (changed, node, StreeSelectboxArgs, format_data))
    {
      guint index = gtk_drop_down_get_selected (drop_down_of (node));

      show_options (node);
      /* Other texts for the same options, or a choice that is gone: it stays where it was. */
      if (!options || gtk_drop_down_get_selected (drop_down_of (node)) == GTK_INVALID_LIST_POSITION)
        show (node, &(StreeValue){ .type = STREE_VALUE_INT, .v = { .i = index } });
      if (args->index.type == STREE_VALUE_STATE)
        show_declared (node);
    }
  if (STREE_GTK_CHANGED (changed, node, StreeSelectboxArgs, index))
    show_declared (node);
  if (STREE_GTK_CHANGED (changed, node, StreeSelectboxArgs, error))
    stree_gtk_set_error (node->widget, args->error);
  name_button (node);
}

static gboolean
selectbox_read (StreeNode *node, StreeValue *value)
{
  *value = stree_value_of_int (gtk_drop_down_get_selected (drop_down_of (node)));
  return TRUE;
}

extern const StreeGtkKind stree_gtk_selectbox;
const StreeGtkKind stree_gtk_selectbox = {
  .kind = "Selectbox",
  .create = selectbox_create,
  .update = selectbox_update,
  .read = selectbox_read,
  .write = show,
};
