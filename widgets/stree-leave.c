/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Nothing is lost without a question: what a Guard watches over, and what goes on. */

#include "stree-navigation-private.h"

#include <glib/gi18n-lib.h>

#include "routing/stree-location-private.h"
#include "routing/stree-work.h"
#include "stree-ask-private.h"
#include "stree-view-private.h"

#define DIALOG "stree-leave-dialog"

/* --- a step --- */

static void
held_answer (guint button, gpointer data)
{
  StreeLocation *location = data;

  if (button > 0)
    stree_location_confirm (location);
  else
    stree_location_cancel (location);
}

/* One question at a time; the newest step is the one that is meant. */
static void
held_cb (StreeLocation *location, GParamSpec *pspec, GtkApplication *app)
{
  const char *message = stree_location_get_held (location);
  GtkWindow  *dialog = g_object_steal_data (G_OBJECT (location), DIALOG);
  GtkWindow  *window;

  (void) pspec;
  if (dialog && gtk_widget_get_visible (GTK_WIDGET (dialog)))
    gtk_window_destroy (dialog);
  g_clear_object (&dialog);
  window = gtk_application_get_active_window (app);
  if (!message || !window)
    return;
  dialog = stree_ask_window (window, _ ("Leave this page?"), message, (const char *const[]){ _ ("_Stay"), _ ("_Leave"), NULL }, TRUE,
                             held_answer, g_object_ref (location), g_object_unref);
  g_object_set_data_full (G_OBJECT (location), DIALOG, g_object_ref (dialog), g_object_unref);
}

void
stree_leave_watch_held (StreeApplication *app)
{
  StreeLocation *location = stree_session_get_location (stree_application_get_session (app));

  g_signal_connect_object (location, "notify::held", G_CALLBACK (held_cb), app, 0);
}

/* --- the end --- */

/* What would be lost: of a view, or of the whole program. NULL: nothing. */
static char *
what_is_lost (StreeSession *session, StreeView *view)
{
  g_autofree char *guarded = stree_guards_find (session, view ? stree_view_get_mount (view) : NULL, NULL);
  g_auto (GStrv)   work = NULL;
  GString         *text;

  if (view)
    return g_steal_pointer (&guarded);
  work = stree_session_list_work (session);
  if (!guarded && !work[0])
    return NULL;
  text = g_string_new (guarded);
  for (guint i = 0; work[i]; i++)
    {
      if (text->len)
        g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("Not finished yet: %s"), work[i]);
    }
  return g_string_free (text, FALSE);
}

/* The same keys again while the question stands are no second question. */
static gboolean
is_asked (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_object_get_data (G_OBJECT (window), DIALOG))
        return TRUE;
    }
  return FALSE;
}

static void
ask (GtkWindow *window, const char *title, const char *lost, const char *yes, StreeAskFunc answer, gpointer data)
{
  GtkWindow *dialog;

  if (is_asked ())
    return;
  dialog = stree_ask_window (window, title, lost, (const char *const[]){ _ ("_Cancel"), yes, NULL }, TRUE, answer, g_object_ref (data),
                             g_object_unref);
  g_object_set_data (G_OBJECT (dialog), DIALOG, dialog);
}

static void
quit_answer (guint button, gpointer data)
{
  if (button > 0)
    g_application_quit (data);
}

void
stree_leave_quit (StreeApplication *app)
{
  g_autofree char *lost = what_is_lost (stree_application_get_session (app), NULL);
  GtkWindow       *window = gtk_application_get_active_window (GTK_APPLICATION (app));

  if (!lost || !window)
    g_application_quit (G_APPLICATION (app));
  else
    ask (window, _ ("Quit?"), lost, _ ("_Quit"), quit_answer, app);
}

static void
close_answer (guint button, gpointer data)
{
  if (button > 0)
    gtk_window_destroy (data);
}

static gboolean
is_last (GtkWindow *window)
{
  GList *windows = gtk_application_get_windows (gtk_window_get_application (window));

  for (GList *l = windows; l; l = l->next)
    if (l->data != window && GTK_IS_APPLICATION_WINDOW (l->data))
      return FALSE;
  return TRUE;
}

static gboolean
close_cb (GtkWindow *window, StreeView *view)
{
  g_autofree char *lost = what_is_lost (stree_view_get_session (view), is_last (window) ? NULL : view);

  if (!lost)
    return FALSE;
  ask (window, _ ("Close this window?"), lost, _ ("_Close"), close_answer, window);
  return TRUE;
}

void
stree_leave_watch (StreeApplication *app, GtkWindow *window, StreeView *view)
{
  (void) app;
  g_signal_connect (window, "close-request", G_CALLBACK (close_cb), view);
}
