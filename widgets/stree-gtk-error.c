/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is wrong with an input: below it for the eye, in its description and state for assistive technology. */

#include "stree-gtk-private.h"

/* Object data of the widget that assistive technology meets. */
#define GIVEN "stree-description" /* the common prop; owned text */
#define WRONG "stree-wrong"       /* what is wrong; owned text */
/* Object data of the box with the label: the GtkLabel that shows it; borrowed. */
#define BELOW "stree-below"

static void
describe (GtkWidget *widget)
{
  const char      *given = g_object_get_data (G_OBJECT (widget), GIVEN);
  const char      *wrong = g_object_get_data (G_OBJECT (widget), WRONG);
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;
  g_autofree char *plain = NULL;

  if (given || wrong)
    {
      g_autofree char *both = given && wrong ? g_strconcat (wrong, "\n", given, NULL) : g_strdup (given ? given : wrong);

      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, both, -1);
      return;
    }
  gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);

  /* GTK describes a widget by its tooltip: some versions when that is set, others when somebody asks. Set it again, as it
   * was: a text is not the same there as markup. */
  text = g_strdup (gtk_widget_get_tooltip_text (widget));
  markup = g_strdup (gtk_widget_get_tooltip_markup (widget));
  plain = text ? g_markup_escape_text (text, -1) : NULL;
  if (text && g_strcmp0 (plain, markup) == 0)
    gtk_widget_set_tooltip_text (widget, text);
  else if (markup)
    gtk_widget_set_tooltip_markup (widget, markup);
}

void
stree_gtk_set_description (GtkWidget *widget, const char *description)
{
  g_object_set_data_full (G_OBJECT (widget), GIVEN, g_strdup (description), g_free);
  describe (widget);
}

static GtkWidget *
label_below (GtkWidget *labelled)
{
  GtkWidget *below = g_object_get_data (G_OBJECT (labelled), BELOW);

  if (below)
    return below;
  below = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (below), 0);
  gtk_label_set_wrap (GTK_LABEL (below), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (below), PANGO_WRAP_WORD_CHAR);
  /* It takes the width that its input has, and asks for none. */
  gtk_label_set_width_chars (GTK_LABEL (below), 1);
  gtk_label_set_max_width_chars (GTK_LABEL (below), 1);
  gtk_widget_add_css_class (below, "error");
  gtk_widget_add_css_class (below, "stree-input-error");
  gtk_box_append (GTK_BOX (labelled), below);
  g_object_set_data (G_OBJECT (labelled), BELOW, below);
  return below;
}

/* The relation takes one widget in older GTK, and a list in newer, which ends with NULL. */
static void
relate (GtkWidget *core, GtkWidget *below)
{
  g_auto (GValue) value = G_VALUE_INIT;

  gtk_accessible_relation_init_value (GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, &value);
  if (!G_TYPE_IS_OBJECT (G_VALUE_TYPE (&value)) && !G_TYPE_IS_INTERFACE (G_VALUE_TYPE (&value)))
    gtk_accessible_update_relation (GTK_ACCESSIBLE (core), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, below, NULL, -1);
  else
    gtk_accessible_update_relation (GTK_ACCESSIBLE (core), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, below, -1);
}

void
stree_gtk_set_error (GtkWidget *labelled, const char *error)
{
  GtkWidget *input = stree_gtk_labelled_get (labelled);
  GtkWidget *core = stree_gtk_core_of (input);
  GtkWidget *below;

  if (error && !*error)
    error = NULL;
  if (g_strcmp0 (g_object_get_data (G_OBJECT (core), WRONG), error) == 0)
    return;
  g_object_set_data_full (G_OBJECT (core), WRONG, g_strdup (error), g_free);
  below = label_below (labelled);
  gtk_label_set_text (GTK_LABEL (below), error ? error : "");
  gtk_widget_set_visible (below, error != NULL);
  if (error)
    {
      gtk_widget_add_css_class (input, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (core), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
      relate (core, below);
    }
  else
    {
      gtk_widget_remove_css_class (input, "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (core), GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (core), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
    }
  describe (core);
  if (error)
    stree_gtk_announce (core, error);
}
