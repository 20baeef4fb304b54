/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Portals and DeferredFragments in a window: typing goes on while a PortalMount goes from place to place; the first build
 * comes after a frame that shows the placeholder. */

#include <string.h>

#include "core/stree-scope-private.h"
#include "stree-view-private.h"
#include "streamtree-gtk.h"
#include "xtest.h"

/* --- a mount that moves --- */

static int place; /* 0, 1, 2: where the mount is; 3: nowhere */

static StreeElement *
moving (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_vstack (stree_portal ("s", stree_text_input ("In a portal", .key = "in")), stree_button ("Other", .key = "other"),
                       stree_card_with ((.key = "card"), place == 0 ? stree_portal_mount ("s") : NULL, stree_text ("Card")),
                       stree_columns (stree_text ("Beside"), place == 1 ? stree_portal_mount ("s") : NULL),
                       place == 2 ? stree_expander_with ((.label = "Fold", .expanded = stree_value (TRUE)), stree_portal_mount ("s")) : NULL);
}

static void
go_to (GtkWidget *view, int where)
{
  place = where;
  stree_view_rerun (STREE_VIEW (view));
  xtest_wait (!stree_view_get_mount (STREE_VIEW (view))->scheduled);
  xtest_settle (view);
}

static void
test_typing (void)
{
  GtkWidget   *view = NULL;
  GtkWidget   *window, *text;
  GtkEditable *editable;
  int          from, to;

  place = 0;
  view = stree_view_new (NULL, "app", moving, NULL);
  window = xtest_window (view, 600, 500);
  text = xtest_find (xtest_widget (view, "in"), GTK_TYPE_TEXT);
  editable = GTK_EDITABLE (text);
  g_assert_true (gtk_widget_is_ancestor (text, xtest_widget (view, "card")));

  xtest_click (text);
  xtest_wait (gtk_root_get_focus (GTK_ROOT (window)) == text);
  xtest_type (text, "abc");
  xtest_wait (strcmp (gtk_editable_get_text (editable), "abc") == 0);
  for (int i = 0; i < 6; i++)
    {
      g_autofree char *wanted = g_strdup_printf ("%s%c", gtk_editable_get_text (editable), "defghi"[i]);

      go_to (view, (i + 1) % 3);
      /* The same widget, in its new place, with the focus, and the caret where it was: not all selected. */
      g_assert_true (xtest_find (xtest_widget (view, "in"), GTK_TYPE_TEXT) == text);
      g_assert_cmpint (gtk_widget_is_ancestor (text, xtest_widget (view, "card")), ==, place == 0);
      g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == text);
      g_assert_false (gtk_editable_get_selection_bounds (editable, &from, &to));
      xtest_type (text, (char[]){ "defghi"[i], '\0' });
      xtest_wait (strcmp (gtk_editable_get_text (editable), wanted) == 0);
    }

  /* Nowhere to show: the focus goes, the text stays. */
  go_to (view, 3);
  g_assert_null (gtk_widget_get_root (text));
  go_to (view, 1);
  g_assert_cmpstr (gtk_editable_get_text (editable), ==, "abcdefghi");
  g_assert_nonnull (gtk_widget_get_root (text));

  /* What has the focus elsewhere keeps it. */
  xtest_click (xtest_widget (view, "other"));
  xtest_wait (gtk_root_get_focus (GTK_ROOT (window)) == xtest_widget (view, "other"));
  go_to (view, 0);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == xtest_widget (view, "other"));
  xtest_close (window);
}

/* --- the first build --- */

static int n_built;
static int n_frames_before; /* frames drawn when it was built */
static int n_frames;

static StreeElement *
heavy (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  if (n_built++ == 0)
    n_frames_before = n_frames;
  return stree_button ("Heavy", .key = "heavy");
}

static StreeElement *
deferring (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_vstack (stree_deferred_fragment_with ((.placeholder = stree_text_with ("Wait", .key = "wait")), stree_component (heavy)),
                       stree_deferred_fragment_with ((.placeholder = stree_text ("Wait, too")), stree_component (heavy)));
}

static void
count_frame (GdkFrameClock *clock, gpointer data)
{
  (void) clock;
  (void) data;
  n_frames++;
}

static void
watch_frames (GtkWidget *view, gpointer data)
{
  (void) data;
  g_signal_connect (gtk_widget_get_frame_clock (view), "after-paint", G_CALLBACK (count_frame), NULL);
}

static void
test_first_build (void)
{
  GtkWidget *view, *window;

  n_built = n_frames = 0;
  n_frames_before = -1;
  view = stree_view_new (NULL, "app", deferring, NULL);
  g_signal_connect (view, "realize", G_CALLBACK (watch_frames), NULL);
  g_assert_nonnull (xtest_widget (view, "wait"));
  /* Not on the screen, it waits: nobody sees it. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (n_built, ==, 0);
  window = xtest_window (view, 400, 300);
  xtest_wait (n_built == 2);
  xtest_settle (view);
  g_assert_cmpint (n_frames_before, >, 0);
  g_assert_nonnull (xtest_widget (view, "heavy"));
  g_assert_false (stree_scope_waits (stree_view_get_mount (STREE_VIEW (view))));
  xtest_close (window);

  /* Closed while it waits. */
  n_built = 0;
  view = g_object_ref_sink (stree_view_new (NULL, "app", deferring, NULL));
  g_object_unref (view);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (n_built, ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/portals-gtk/typing", test_typing);
  g_test_add_func ("/portals-gtk/first-build", test_first_build);
  return g_test_run ();
}
