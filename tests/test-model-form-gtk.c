/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is wrong with a form made from a class stands at its field, for the eye and for assistive technology. */

#include <string.h>

#include "model_form/model_form.h"
#include "streamtree-gtk.h"
#include "stree-gtk-private.h"
#include "xtest.h"

static GtkWidget *view;
static GtkWidget *window;

static void
set_up (void)
{
  view = stree_view_new (NULL, "app", model_form, NULL);
  window = xtest_window (view, 600, 600);
}

/* The message below an input; NULL: there is none. */
static const char *
message_of (const char *key)
{
  GtkWidget *below = gtk_widget_get_last_child (xtest_widget (view, key));

  return gtk_widget_has_css_class (below, "stree-input-error") && gtk_widget_get_mapped (below)
           ? gtk_label_get_text (GTK_LABEL (below))
           : NULL;
}

static void
check_wrong (const char *key, const char *message, const char *help)
{
  GtkWidget       *met = stree_gtk_accessible_of (xtest_node (view, key));
  g_autofree char *both = message && help ? g_strconcat (message, "\n", help, NULL) : NULL;

  xtest_wait (g_strcmp0 (message_of (key), message) == 0);
  if (message)
    {
      gtk_test_accessible_assert_property (met, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, help ? both : message);
      gtk_test_accessible_assert_state (met, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
    }
  else
    {
      if (help)
        gtk_test_accessible_assert_property (met, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, help);
      g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (met), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
    }
}

static GtkEditable *
text_of (const char *key)
{
  return GTK_EDITABLE (xtest_find (xtest_widget (view, key), GTK_TYPE_TEXT));
}

static void
focus (const char *key)
{
  xtest_enter (GTK_WIDGET (text_of (key)));
}

static void
type (const char *key, const char *text)
{
  xtest_key (window, GDK_KEY_a, GDK_CONTROL_MASK);
  xtest_type (window, text);
  xtest_wait (strcmp (gtk_editable_get_text (text_of (key)), text) == 0);
}

static void
test_number (void)
{
  set_up ();
  focus ("age");
  type ("age", "many");
  check_wrong ("age", "Not a number", "In years");
  type ("age", "151");
  check_wrong ("age", "At most 150", "In years");
  type ("age", "36");
  check_wrong ("age", NULL, "In years");

  /* The whole has its say, too, at a field. */
  xtest_key (window, GDK_KEY_Tab, 0);
  xtest_wait (gtk_root_get_focus (GTK_ROOT (window)) == GTK_WIDGET (text_of ("birthday")));
  type ("birthday", "10.12.1815");
  check_wrong ("birthday", "Not a date such as 2024-02-29", NULL);
  type ("birthday", "1815-12-10");
  check_wrong ("birthday", NULL, NULL);
  focus ("name");
  type ("name", "Ada");
  focus ("email");
  type ("email", "ada");
  check_wrong ("email", "An address such as name@example.org", "Where messages are sent to");
  type ("email", "ada@example.org");
  check_wrong ("email", NULL, "Where messages are sent to");
  check_wrong ("age", "The birthday says it already", "In years");

  /* Emptied, it is no number, and not zero. */
  focus ("age");
  xtest_key (window, GDK_KEY_a, GDK_CONTROL_MASK);
  xtest_key (window, GDK_KEY_Delete, 0);
  check_wrong ("age", NULL, "In years");
  xtest_key (window, GDK_KEY_Tab, 0);
  xtest_click (xtest_widget (view, "save"));
  xtest_wait (strstr (gtk_editable_get_text (text_of ("json")), "\"age\":null") != NULL);
  xtest_close (window);
}

/* The message comes and goes under the typing; caret and text stay. */
static void
test_required (void)
{
  set_up ();
  xtest_click (xtest_widget (view, "save"));
  check_wrong ("name", "Required", NULL);
  focus ("name");
  xtest_type (window, "Ada");
  check_wrong ("name", NULL, NULL);
  xtest_key (window, GDK_KEY_Left, 0);
  xtest_key (window, GDK_KEY_BackSpace, 0);
  xtest_wait (strcmp (gtk_editable_get_text (text_of ("name")), "Aa") == 0);
  g_assert_cmpint (gtk_editable_get_position (text_of ("name")), ==, 1);
  xtest_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model-form-gtk/number", test_number);
  g_test_add_func ("/model-form-gtk/required", test_required);
  return g_test_run ();
}
