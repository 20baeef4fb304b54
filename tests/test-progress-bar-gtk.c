/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* ProgressBar on the screen: what it shows and says, and that it moves only while somebody can see it. */

#include "streamtree-gtk.h"
#include "xtest.h"

typedef struct
{
  StreeProgressBarArgs args;
  gboolean             hidden;
} Setup;

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  Setup               *setup = props;
  StreeProgressBarArgs args = setup->args;

  (void) cx;
  args.key = "bar";
  return stree_vstack (stree_with (stree_vstack (stree_progress_bar_new (&args)), .hidden = setup->hidden),
                       stree_text ("beside it"));
}

typedef struct
{
  Setup      setup;
  GtkWidget *view;
  GtkWidget *window;
  gboolean   animations; /* as they were */
} Fixture;

static void
set_animations (gboolean animations)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", animations, NULL);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  (void) data;
  g_object_get (gtk_settings_get_default (), "gtk-enable-animations", &f->animations, NULL);
  set_animations (TRUE);
  f->setup.args = (StreeProgressBarArgs){ .value = 0.25, .text = "1 of 4", .label = "Files" };
  f->view = stree_view_new (NULL, "app", app, &f->setup);
  f->window = xtest_window (f->view, 300, 200);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  (void) data;
  if (f->window)
    xtest_close (f->window);
  set_animations (f->animations);
}

static void
rerun (Fixture *f)
{
  stree_view_rerun (STREE_VIEW (f->view));
  stree_view_flush (STREE_VIEW (f->view));
}

static GtkProgressBar *
bar_in (Fixture *f)
{
  return GTK_PROGRESS_BAR (xtest_widget (f->view, "bar"));
}

/* The node that GTK makes of what is filled: it has the class 'pulse' as long as GTK moves it. */
static gboolean
has_pulse (GtkWidget *widget)
{
  if (gtk_widget_has_css_class (widget, "pulse"))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (has_pulse (child))
      return TRUE;
  return FALSE;
}

static gboolean
moves (Fixture *f)
{
  return has_pulse (GTK_WIDGET (bar_in (f)));
}

/* Whether the library's own timer is there: a source of that name. */
static gboolean
has_timer (void)
{
  for (guint id = 1; id < 100000; id++)
    {
      GSource *source = g_main_context_find_source_by_id (NULL, id);

      if (source && g_strcmp0 (g_source_get_name (source), "[streamtree] progress") == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_value (Fixture *f, gconstpointer data)
{
  GtkAccessible *bar = GTK_ACCESSIBLE (bar_in (f));

  (void) data;
  gtk_test_accessible_assert_role (bar, GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_LABEL, "Files");
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "1 of 4");
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 0.25);
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 1.0);
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (bar_in (f)), ==, 0.25);
  g_assert_cmpstr (gtk_progress_bar_get_text (bar_in (f)), ==, "1 of 4");
  g_assert_true (gtk_progress_bar_get_show_text (bar_in (f)));

  f->setup.args = (StreeProgressBarArgs){ .value = 1, .text = "4 of 4" };
  rerun (f);
  g_assert_true (GTK_ACCESSIBLE (bar_in (f)) == bar);
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (bar_in (f)), ==, 1);
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 1.0);
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_LABEL, "Progress");
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "4 of 4");
  f->setup.args.text = "all of them"; /* and nothing else */
  rerun (f);
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "all of them");

  f->setup.args = (StreeProgressBarArgs){ 0 };
  rerun (f);
  g_assert_false (gtk_progress_bar_get_show_text (bar_in (f)));
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (bar_in (f)), ==, 0);
  g_assert_false (gtk_test_accessible_has_property (bar, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT));
  g_assert_false (moves (f));
}

static void
test_moves (Fixture *f, gconstpointer data)
{
  GtkAccessible *bar = GTK_ACCESSIBLE (bar_in (f));

  (void) data;
  g_assert_false (has_timer ());
  f->setup.args.indeterminate = TRUE;
  rerun (f);
  g_assert_true (moves (f));
  g_assert_true (has_timer ());
  g_assert_false (gtk_test_accessible_has_property (bar, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW));

  f->setup.args.indeterminate = FALSE;
  rerun (f);
  g_assert_false (moves (f));
  g_assert_false (has_timer ());
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (bar_in (f)), ==, 0.25);
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 0.25);
}

/* Nothing moves in what is hidden, in a window that is, or in a view that is taken down. */
static void
test_unseen (Fixture *f, gconstpointer data)
{
  (void) data;
  f->setup.args.indeterminate = TRUE;
  rerun (f);
  g_assert_true (moves (f));
  f->setup.hidden = TRUE;
  rerun (f);
  g_assert_false (moves (f));
  g_assert_false (has_timer ());
  f->setup.args.text = "changed meanwhile";
  rerun (f);
  g_assert_false (has_timer ());
  f->setup.hidden = FALSE;
  rerun (f);
  g_assert_true (moves (f));

  gtk_widget_set_visible (f->window, FALSE);
  g_assert_false (moves (f));
  g_assert_false (has_timer ());
  gtk_widget_set_visible (f->window, TRUE);
  xtest_wait (moves (f));
  g_assert_true (has_timer ());
  xtest_close (f->window);
  f->window = NULL;
  g_assert_false (has_timer ());
}

/* A desktop without animations gets one that stands still, and no 0 that is not true. */
static void
test_rests (Fixture *f, gconstpointer data)
{
  GtkWidget *bar = GTK_WIDGET (bar_in (f));

  (void) data;
  f->setup.args.indeterminate = TRUE;
  rerun (f);
  g_assert_false (gtk_widget_has_css_class (bar, "stree-resting"));
  set_animations (FALSE);
  g_assert_false (moves (f));
  g_assert_false (has_timer ());
  g_assert_true (gtk_widget_has_css_class (bar, "stree-resting"));
  g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW));
  f->setup.args.indeterminate = FALSE;
  rerun (f);
  g_assert_false (gtk_widget_has_css_class (bar, "stree-resting"));
  f->setup.args.indeterminate = TRUE;
  rerun (f);
  g_assert_true (gtk_widget_has_css_class (bar, "stree-resting"));
  set_animations (TRUE);
  g_assert_true (moves (f));
  g_assert_false (gtk_widget_has_css_class (bar, "stree-resting"));
}

/* A long text does not make the window wider. */
static void
test_narrow (Fixture *f, gconstpointer data)
{
  (void) data;
  f->setup.args.text = "A text that is so long that there is no place for all of it in a window that is as narrow as this one is";
  rerun (f);
  xtest_settle (f->view);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (bar_in (f))), <=, 300);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add ("/progress-bar-gtk/value", Fixture, NULL, set_up, test_value, tear_down);
  g_test_add ("/progress-bar-gtk/moves", Fixture, NULL, set_up, test_moves, tear_down);
  g_test_add ("/progress-bar-gtk/unseen", Fixture, NULL, set_up, test_unseen, tear_down);
  g_test_add ("/progress-bar-gtk/rests", Fixture, NULL, set_up, test_rests, tear_down);
  g_test_add ("/progress-bar-gtk/narrow", Fixture, NULL, set_up, test_narrow, tear_down);
  return g_test_run ();
}
