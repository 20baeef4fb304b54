/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What several widget files share: signals, labels above inputs, text that is not taken from under the user. */

#include "stree-gtk-private.h"

#include <string.h>

/* --- signals --- */

static void
unref_node (gpointer node, GClosure *closure)
{
  (void) closure;
  stree_node_unref (node);
}

gulong
stree_gtk_connect (gpointer instance, const char *signal, GCallback callback, StreeNode *node)
{
  return g_signal_connect_data (instance, signal, callback, stree_node_ref (node), unref_node, 0);
}

/* --- labels --- */

void
stree_gtk_set_name (GtkWidget *widget, const char *name)
{
  if (name && *name)
    {
      /* Newer GTK (4.18 does, 4.8 does not) names a button by the label in it, and such a relation goes before a name. */
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

GtkWidget *
stree_gtk_icon_new (const char *icon)
{
  return g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

/* An input may be made of parts: the one that has the focus is what assistive technology meets. */
#define CORE "stree-core"

void
stree_gtk_set_core (GtkWidget *input, GtkWidget *core)
{
  g_object_set_data (G_OBJECT (input), CORE, core);
}

GtkWidget *
stree_gtk_core_of (GtkWidget *input)
{
  GtkWidget *core = g_object_get_data (G_OBJECT (input), CORE);

  return core ? core : input;
}

void
stree_gtk_set_label (GtkWidget *labelled, const char *label)
{
  GtkWidget *above = gtk_widget_get_first_child (labelled);

  gtk_label_set_text (GTK_LABEL (above), label ? label : "");
  gtk_widget_set_visible (above, label && *label);
  stree_gtk_set_name (stree_gtk_core_of (stree_gtk_labelled_get (labelled)), label);
}

GtkWidget *
stree_gtk_labelled (GtkWidget *input, const char *label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *above = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (above), 0);
  gtk_label_set_ellipsize (GTK_LABEL (above), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (above, "stree-input-label");
  gtk_box_append (GTK_BOX (box), above);
  gtk_box_append (GTK_BOX (box), input);
  stree_gtk_set_label (box, label);
  return box;
}

GtkWidget *
stree_gtk_labelled_get (GtkWidget *labelled)
{
  return gtk_widget_get_next_sibling (gtk_widget_get_first_child (labelled));
}

GtkWidget *
stree_gtk_accessible_of (StreeNode *node)
{
  GtkWidget *first = gtk_widget_get_first_child (node->widget);

  if ((node->element->kind->flags & STREE_KIND_INPUT) && first && gtk_widget_has_css_class (first, "stree-input-label"))
    return stree_gtk_core_of (stree_gtk_labelled_get (node->widget));
  return stree_gtk_core_of (node->widget);
}

/* --- text in an editable --- */

/* While an input method composes, its text must not be touched: what is to be shown waits here. */
static GQuark composing_quark;
static GQuark waiting_quark;
static GQuark showing_quark;

static GtkEditable *
text_of (GtkEditable *editable)
{
  GtkEditable *delegate = gtk_editable_get_delegate (editable);

  while (delegate && delegate != editable)
    {
      editable = delegate;
      delegate = gtk_editable_get_delegate (editable);
    }
  return editable;
}

static void
preedit_cb (GtkText *text, const char *preedit, gpointer data)
{
  GtkEditable *editable = data;
  gboolean     composing = preedit && *preedit;

  g_object_set_qdata (G_OBJECT (text), composing_quark, GINT_TO_POINTER (composing));
  if (!composing)
    {
      g_autofree char *waiting = g_object_steal_qdata (G_OBJECT (text), waiting_quark);

      if (waiting)
        stree_gtk_editable_show (editable, waiting);
    }
}

/* What the user enters is newer than what waits. */
static void
changed_cb (GtkText *text, gpointer data)
{
  (void) data;
  if (!g_object_get_qdata (G_OBJECT (text), showing_quark))
    g_object_set_qdata (G_OBJECT (text), waiting_quark, NULL);
}

void
stree_gtk_editable_watch (GtkEditable *editable)
{
  GtkEditable *text = text_of (editable);

  if (!composing_quark)
    {
      composing_quark = g_quark_from_static_string ("stree-composing");
      waiting_quark = g_quark_from_static_string ("stree-waiting");
      showing_quark = g_quark_from_static_string ("stree-showing");
    }
  if (!GTK_IS_TEXT (text))
    return;
  g_signal_connect_object (text, "preedit-changed", G_CALLBACK (preedit_cb), editable, 0);
  g_signal_connect (text, "changed", G_CALLBACK (changed_cb), NULL);
}

gboolean
stree_gtk_editable_is_showing (GtkEditable *editable)
{
  return showing_quark && g_object_get_qdata (G_OBJECT (text_of (editable)), showing_quark) != NULL;
}

/* Where a place in the old text is in the new one, when only what is between head and tail differs. */
static int
follow (int place, int head, int tail, int before, int after)
{
  if (place <= head)
    return place;
  if (place >= before - tail)
    return place + after - before;
  return MIN (place, after - tail);
}

/* Only what differs is exchanged, so that caret and selection stay where they were in what is the same. */
static void
exchange (GtkEditable *editable, const char *old, const char *text)
{
  int         before = (int) g_utf8_strlen (old, -1);
  int         after = (int) g_utf8_strlen (text, -1);
  int         shorter = MIN (before, after);
  int         head = 0;
  int         tail = 0;
  const char *a = old;
  const char *b = text;
  const char *end_a = old + strlen (old);
  const char *end_b = text + strlen (text);
  int         caret = gtk_editable_get_position (editable);
  int         start;
  int         end;
  int         bound;

  gtk_editable_get_selection_bounds (editable, &start, &end);
  bound = caret == start ? end : start;
  for (; head < shorter && g_utf8_get_char (a) == g_utf8_get_char (b); head++)
    {
      a = g_utf8_next_char (a);
      b = g_utf8_next_char (b);
    }
  while (tail < shorter - head)
    {
      const char *prev_a = g_utf8_prev_char (end_a);
      const char *prev_b = g_utf8_prev_char (end_b);

      if (g_utf8_get_char (prev_a) != g_utf8_get_char (prev_b))
        break;
      end_a = prev_a;
      end_b = prev_b;
      tail++;
    }
  if (head < before - tail)
    gtk_editable_delete_text (editable, head, before - tail);
  if (head < after - tail)
    {
      int place = head;

      gtk_editable_insert_text (editable, b, (int) (end_b - b), &place);
    }
  gtk_editable_select_region (editable, follow (bound, head, tail, before, after), follow (caret, head, tail, before, after));
}

void
stree_gtk_editable_show (GtkEditable *editable, const char *text)
{
  GtkEditable     *inner = text_of (editable);
  g_autofree char *old = g_strdup (gtk_editable_get_text (editable));

  if (!text)
    text = "";
  if (composing_quark && g_object_get_qdata (G_OBJECT (inner), composing_quark))
    {
      g_object_set_qdata_full (G_OBJECT (inner), waiting_quark, g_strdup (text), g_free);
      return;
    }
  if (strcmp (old, text) == 0)
    return;
  if (showing_quark)
    g_object_set_qdata (G_OBJECT (inner), showing_quark, GINT_TO_POINTER (1));
  if (g_utf8_validate (text, -1, NULL))
    {
      exchange (editable, old, text);
    }
  else
    {
      g_autofree char *valid = g_utf8_make_valid (text, -1);

      exchange (editable, old, valid);
    }
  if (showing_quark)
    g_object_set_qdata (G_OBJECT (inner), showing_quark, NULL);
}

/* --- what is on a button --- */

GtkWidget *
stree_gtk_button_set_content (GtkButton *button, const char *label, const char *icon)
{
  GtkWidget *box, *text;

  if (!icon)
    {
      gtk_button_set_label (button, label ? label : "");
      return gtk_button_get_child (button);
    }
  if (!label)
    {
      gtk_button_set_icon_name (button, icon);
      return NULL;
    }
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  text = gtk_label_new (label);
  gtk_box_append (GTK_BOX (box), stree_gtk_icon_new (icon));
  gtk_box_append (GTK_BOX (box), text);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (button, box);
  return text;
}
