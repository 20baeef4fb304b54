/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Not a GtkSpinButton: that one always holds a number, and rewrites what is half typed. This one looks like it. */

#include "stree-gtk-private.h"

#include <glib/gi18n-lib.h>

#include "elements/stree-number-format-private.h"
#include "elements/stree-number-input-private.h"
#include "stree-repeat-private.h"

/* Steps of the page keys. */
#define PAGE 10

typedef struct
{
  GtkEditable *text;
  GtkWidget   *down;
  GtkWidget   *up;
  StreeValue   told;   /* what the program and the user agree on: declared, or told last */
  gboolean     edited; /* the user has changed the text since it was shown */
} Parts;

static Parts *
parts_of (StreeNode *node)
{
  return g_object_get_data (G_OBJECT (node->widget), "stree-number");
}

/* What the text says: where nobody has edited it, the number that it was made of. FALSE: it is no number (yet). */
static gboolean
live_value (StreeNode *node, StreeValue *value)
{
  Parts *parts = parts_of (node);

  if (!parts->edited)
    {
      *value = parts->told;
      return TRUE;
    }
  return stree_number_input_parse (stree_node_args (node), gtk_editable_get_text (parts_of (node)->text), value);
}

static void
update_buttons (StreeNode *node)
{
  const StreeNumberInputArgs *args = stree_node_args (node);
  Parts                      *parts = parts_of (node);
  StreeValue                  up = parts->told;
  StreeValue                  down = parts->told;

  stree_number_input_step (args, 1, &up);
  stree_number_input_step (args, -1, &down);
  gtk_widget_set_sensitive (parts->up, !stree_value_equal (&up, &parts->told));
  gtk_widget_set_sensitive (parts->down, !stree_value_equal (&down, &parts->told));
}

/* --- what is wrong --- */

/* What is typed so far and could become a number: "-", "1e". */
static gboolean
is_begun (const StreeNumberInputArgs *args, const char *text)
{
  g_autofree char *more = g_strconcat (text, "0", NULL);
  StreeValue       value;

  return stree_number_parse (args->format, more, FALSE, &value);
}

/* What is wrong with the text that is typed, and will not be mended by typing on; NULL: nothing. */
static char *
find_problem (StreeNode *node)
{
  const StreeNumberInputArgs *args = stree_node_args (node);
  const char                 *text = gtk_editable_get_text (parts_of (node)->text);
  StreeValue                  value;
  StreeValue                  limit;
  g_autofree char            *number = NULL;
  double                      size;

  if (!parts_of (node)->edited)
    return NULL;
  if (!live_value (node, &value))
    {
      if (stree_number_parse (args->format, text, FALSE, &value))
        return g_strdup (_ ("Not a whole number"));
      return is_begun (args, text) ? NULL : g_strdup (_ ("Not a number"));
    }
  limit = value;
  if (!stree_number_input_clamp (args, &limit))
    return NULL;
  size = value.type == STREE_VALUE_INT ? (double) value.v.i : value.v.d;
  number = stree_number_format (args->format, &limit);
  if (size > (limit.type == STREE_VALUE_INT ? (double) limit.v.i : limit.v.d))
    return size < 0 ? NULL : g_strdup_printf (_ ("At most %s"), number);
  return size >= 0 ? NULL : g_strdup_printf (_ ("At least %s"), number);
}

static void
update_error (StreeNode *node)
{
  const StreeNumberInputArgs *args = stree_node_args (node);
  g_autofree char            *problem = find_problem (node);

  stree_gtk_set_error (node->widget, problem ? problem : args->error);
}

/* --- showing --- */

static void
show_text (StreeNode *node, const StreeValue *value)
{
  const StreeNumberInputArgs *args = stree_node_args (node);
  Parts                      *parts = parts_of (node);
  g_autofree char            *text = stree_number_format (args->format, value);

  stree_gtk_editable_show (parts->text, text);
  parts->edited = FALSE;
  update_error (node);
}

static void
show (StreeNode *node, const StreeValue *declared)
{
  const StreeNumberInputArgs *args = stree_node_args (node);
  Parts                      *parts = parts_of (node);
  StreeValue                  value = *declared;
  StreeValue                  live;

  if (!node->element->kind->normalize (args, &value))
    value = (StreeValue){ .type = STREE_VALUE_NONE };
  /* "1." and "1e" stay as they were typed: the first says the same, the second what the user is about to change. */
  if (!parts->edited || (!stree_value_equal (&value, &parts->told) &&
                         (!live_value (node, &live) || !stree_value_equal (&live, &value))))
    {
      parts->told = value;
      show_text (node, &value);
    }
  parts->told = value;
  update_buttons (node);
}

static void
show_declared (StreeNode *node)
{
  const StreeNumberInputArgs *args = stree_node_args (node);
  StreeValue                  value;

  if (!stree_declared_value (&args->value, &value))
    value = (StreeValue){ .type = STREE_VALUE_NONE };
  show (node, &value);
}

/* --- telling --- */

static void
tell (StreeNode *node, const StreeValue *value)
{
  const StreeNumberInputArgs *args = stree_node_args (node);
  Parts                      *parts = parts_of (node);

  if (stree_value_equal (value, &parts->told) ||
      (value->type == STREE_VALUE_NONE && !stree_number_input_may_be_empty (args)))
    return;
  parts->told = *value;
  update_buttons (node);
  stree_node_input (node, value);
}

/* Enter, or the focus left: what is there becomes a number in the range, or what it was before. */
static void
commit (StreeNode *node)
{
  Parts     *parts = parts_of (node);
  StreeValue value;

  if (!parts->edited)
    return;
  if (!live_value (node, &value))
    value = parts->told;
  if (value.type == STREE_VALUE_NONE && !stree_number_input_may_be_empty (stree_node_args (node)))
    value = parts->told;
  stree_number_input_clamp (stree_node_args (node), &value);
  show_text (node, &value);
  tell (node, &value);
}

static void
changed_cb (GtkEditable *editable, StreeNode *node)
{
  const StreeNumberInputArgs *args;
  StreeValue                  value;
  StreeValue                  clamped;

  if ((node->flags & STREE_NODE_DEAD) || stree_gtk_editable_is_showing (editable))
    return;
  args = stree_node_args (node);
  parts_of (node)->edited = TRUE;
  update_error (node);
  if (args->commit != STREE_COMMIT_TYPING || !live_value (node, &value))
    return;
  clamped = value;
  if (!stree_number_input_clamp (args, &clamped)) /* 1 on the way to 15, where 10 is the least */
    tell (node, &value);
}

static void
activate_cb (GtkText *text, StreeNode *node)
{
  (void) text;
  if (node->flags & STREE_NODE_DEAD)
    return;
  stree_node_ref (node);
  commit (node);
  if (!(node->flags & STREE_NODE_DEAD))
    stree_node_submit (node);
  stree_node_unref (node);
}

static void
leave_cb (GtkEventControllerFocus *focus, StreeNode *node)
{
  (void) focus;
  if (!(node->flags & STREE_NODE_DEAD))
    commit (node);
}

/* --- stepping --- */

static void
step (StreeNode *node, int steps)
{
  const StreeNumberInputArgs *args;
  Parts                      *parts;
  StreeValue                  value;

  if (node->flags & STREE_NODE_DEAD)
    return;
  args = stree_node_args (node);
  parts = parts_of (node);
  if (!live_value (node, &value))
    value = parts->told;
  stree_number_input_step (args, steps, &value);
  show_text (node, &value);
  gtk_editable_set_position (parts->text, -1);
  tell (node, &value);
}

static void
up_cb (GtkButton *button, StreeNode *node)
{
  (void) button;
  step (node, 1);
}

static void
down_cb (GtkButton *button, StreeNode *node)
{
  (void) button;
  step (node, -1);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, StreeNode *node)
{
  int steps = 0;

  (void) controller;
  (void) keycode;
  if (state & gtk_accelerator_get_default_mod_mask ())
    return FALSE;
  if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up)
    steps = 1;
  else if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    steps = -1;
  else if (keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_KP_Page_Up)
    steps = PAGE;
  else if (keyval == GDK_KEY_Page_Down || keyval == GDK_KEY_KP_Page_Down)
    steps = -PAGE;
  if (steps)
    step (node, steps);
  return steps != 0;
}

/* The wheel scrolls the page, unless the input has the focus. */
static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, StreeNode *node)
{
  (void) controller;
  (void) dx;
  if ((node->flags & STREE_NODE_DEAD) || !gtk_widget_has_focus (GTK_WIDGET (parts_of (node)->text)) || dy == 0)
    return FALSE;
  step (node, dy < 0 ? 1 : -1);
  return TRUE;
}

/* --- the widget --- */

static GtkWidget *
make_button (const char *icon, const char *css, const char *name, GCallback callback, StreeNode *node)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, css);
  gtk_widget_set_can_focus (button, FALSE);
  stree_gtk_set_name (button, name);
  stree_gtk_repeat (GTK_BUTTON (button));
  stree_gtk_connect (button, "clicked", callback, node);
  return button;
}

static GtkWidget *
make_input (StreeNode *node, Parts *parts)
{
  GtkWidget          *box = g_object_new (GTK_TYPE_BOX, "css-name", "spinbutton", NULL);
  GtkWidget          *text = g_object_new (GTK_TYPE_TEXT, "accessible-role", GTK_ACCESSIBLE_ROLE_SPIN_BUTTON, NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL |
                                                                GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);

  gtk_text_set_input_purpose (GTK_TEXT (text), GTK_INPUT_PURPOSE_NUMBER);
  gtk_editable_set_width_chars (GTK_EDITABLE (text), 6);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_hexpand (box, FALSE);
  gtk_widget_set_hexpand_set (box, TRUE);
  gtk_box_append (GTK_BOX (box), text);
  parts->text = GTK_EDITABLE (text);
  parts->down = make_button ("value-decrease-symbolic", "down", _("Decrease"), G_CALLBACK (down_cb), node);
  parts->up = make_button ("value-increase-symbolic", "up", _("Increase"), G_CALLBACK (up_cb), node);
  gtk_box_append (GTK_BOX (box), parts->down);
  gtk_box_append (GTK_BOX (box), parts->up);
  stree_gtk_set_core (box, text);

  stree_gtk_connect (focus, "leave", G_CALLBACK (leave_cb), node);
  gtk_widget_add_controller (text, focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  stree_gtk_connect (keys, "key-pressed", G_CALLBACK (key_cb), node);
  gtk_widget_add_controller (text, keys);
  stree_gtk_connect (scroll, "scroll", G_CALLBACK (scroll_cb), node);
  gtk_widget_add_controller (box, scroll);
  return box;
}

static GtkWidget *
number_input_create (StreeNode *node)
{
  const StreeNumberInputArgs *args = stree_node_args (node);
  Parts                      *parts = g_new0 (Parts, 1);
  GtkWidget                  *input = make_input (node, parts);

  node->widget = stree_gtk_labelled (input, args->label);
  g_object_set_data_full (G_OBJECT (node->widget), "stree-number", parts, g_free);
  gtk_text_set_placeholder_text (GTK_TEXT (parts->text), args->placeholder);
  if (!args->label && args->placeholder)
    stree_gtk_set_name (GTK_WIDGET (parts->text), args->placeholder);
  if (args->disabled)
    gtk_widget_set_sensitive (input, FALSE);
  stree_gtk_editable_watch (parts->text);
  show_declared (node);
  stree_gtk_connect (parts->text, "changed", G_CALLBACK (changed_cb), node);
  stree_gtk_connect (parts->text, "activate", G_CALLBACK (activate_cb), node);
  return node->widget;
}

static void
number_input_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  const StreeNumberInputArgs *args = stree_node_args (node);
  Parts                      *parts = parts_of (node);

  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreeNumberInputArgs, label))
    stree_gtk_set_label (node->widget, args->label);
  if (STREE_GTK_CHANGED (changed, node, StreeNumberInputArgs, placeholder))
    {
      gtk_text_set_placeholder_text (GTK_TEXT (parts->text), args->placeholder);
      if (!args->label)
        stree_gtk_set_name (GTK_WIDGET (parts->text), args->placeholder);
    }
  if (STREE_GTK_CHANGED (changed, node, StreeNumberInputArgs, disabled))
    gtk_widget_set_sensitive (stree_gtk_labelled_get (node->widget), !args->disabled);
  if (STREE_GTK_CHANGED (changed, node, StreeNumberInputArgs, value))
    show_declared (node);
  else if (STREE_GTK_CHANGED (changed, node, StreeNumberInputArgs, format) ||
           STREE_GTK_CHANGED (changed, node, StreeNumberInputArgs, min_value) ||
           STREE_GTK_CHANGED (changed, node, StreeNumberInputArgs, max_value) ||
           STREE_GTK_CHANGED (changed, node, StreeNumberInputArgs, step))
    {
      StreeValue told = parts->told;

      show (node, &told);
    }
  update_error (node);
}

static gboolean
number_input_read (StreeNode *node, StreeValue *value)
{
  if (!live_value (node, value))
    *value = parts_of (node)->told;
  return TRUE;
}

/* Whatever is there: a form starts again. */
static void
number_input_write (StreeNode *node, const StreeValue *value)
{
  parts_of (node)->edited = FALSE;
  show (node, value);
}

extern const StreeGtkKind stree_gtk_number_input;
const StreeGtkKind stree_gtk_number_input = {
  .kind = "NumberInput",
  .create = number_input_create,
  .update = number_input_update,
  .read = number_input_read,
  .write = number_input_write,
};
