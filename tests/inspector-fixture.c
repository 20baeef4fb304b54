/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "inspector-fixture.h"

#include <string.h>

#include "core/stree-session-private.h"
#include "inspector/stree-inspector-window-private.h"

StreeState *count_state;
StreeState *shown_state;
StreeState *dialog_state;
StreeState *unit_state;
gboolean    takes_keys;
guint       n_taken;
guint       n_clicked;

static void
clicked_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  (void) data;
  n_clicked++;
  stree_state_add (count_state, 1);
}

static void
taken_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  (void) data;
  n_taken++;
}

static StreeElement *
inner (StreeContext *cx, gpointer props)
{
  StreeState *own = stree_state_string (cx, "own", "inside");

  (void) props;
  return stree_text_with (stree_state_get_string (own), .key = "own");
}

StreeElement *
app (StreeContext *cx, gpointer props)
{
  (void) props;
  count_state = stree_state_int (cx, "count", 0);
  shown_state = stree_state_bool (cx, "shown", TRUE);
  dialog_state = stree_state_bool (cx, "dialog", FALSE);
  unit_state = stree_global_string (cx, "unit", "cm");
  return stree_vstack (
    takes_keys ? stree_action ("take", "Take", .shortcut = "<Control><Shift>d", .on_activate = stree_call (taken_cb, NULL)) : NULL,
    stree_text_with (stree_str ("Count: %d", stree_state_get_int (count_state)), .key = "count"),
    stree_button ("More", .on_click = stree_call (clicked_cb, NULL), .key = "more"),
    stree_state_get_bool (shown_state) ? stree_component (inner, .key = "inner") : NULL,
    stree_popover_with ((.label = "Open", .key = "popover"), stree_button ("Inside", .key = "inside")),
    stree_dialog_with ((.title = "Ask", .open = stree_bind (dialog_state), .key = "dialog"), stree_button ("Within", .key = "within")));
}

void
set_up (Fixture *f, gconstpointer data)
{
  takes_keys = data != NULL;
  n_taken = n_clicked = 0;
  f->view = stree_view_new (NULL, "app", app, NULL);
  f->window = xtest_window (f->view, 400, 300);
  f->session = g_object_ref (stree_view_get_session (STREE_VIEW (f->view)));
}

void
tear_down (Fixture *f, gconstpointer data)
{
  (void) data;
  if (f->window)
    xtest_close (f->window);
  g_assert_cmpuint (f->session->mounts->len, ==, 0);
  g_assert_null (stree_inspector_find_window (f->session));
  g_assert_cmpuint (f->session->n_tracers, ==, 0);
  g_object_add_weak_pointer (G_OBJECT (f->session), (gpointer *) &f->session);
  g_object_unref (f->session);
  xtest_wait (f->session == NULL);
}

void
open_inspector (Fixture *f)
{
  xtest_key (f->window, GDK_KEY_D, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  xtest_wait (stree_inspector_find_window (f->session) != NULL);
  f->inspector = stree_inspector_find_window (f->session);
  /* Beside the program's window there is no place without a window manager: what is tested there is brought to the front. */
  xtest_focus (f->inspector);
  xtest_settle (f->inspector);
}

StreeInspectorPane *
pane_of (Fixture *f)
{
  return STREE_INSPECTOR_PANE (gtk_window_get_child (GTK_WINDOW (f->inspector)));
}

gboolean
shows_text (GtkWidget *widget, const char *part)
{
  const char *text = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;

  if (text && gtk_widget_get_mapped (widget) && strstr (text, part))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, part))
      return TRUE;
  return FALSE;
}

void
click_tab (Fixture *f, const char *title)
{
  GtkWidget *label = xtest_label (f->inspector, title);

  g_assert_nonnull (label);
  xtest_click (label);
  xtest_settle (f->inspector);
}
