/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-ask-private.h"

#include "stree-dialog-private.h"
#include "stree-question-dialog-private.h"
#include "stree-gtk-actions-private.h"

typedef struct
{
  StreeAskFunc   func;
  gpointer       data;
  GDestroyNotify destroy;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  (void) closure;
  if (question->destroy)
    question->destroy (question->data);
  g_free (question);
}

static void
response_cb (GtkWindow *dialog, int response, Question *question)
{
  StreeAskFunc func = question->func;
  gpointer     data = question->data;
  GtkWindow   *parent = gtk_window_get_transient_for (dialog);
  gboolean     active = gtk_window_is_active (dialog);

  g_object_ref (dialog); /* what is answered lives as long */
  gtk_window_destroy (dialog);
  if (active && parent) /* it has the keyboard again, also where no window manager sees to that */
    gtk_window_present (parent);
  func (response > 0 ? (guint) response : 0, data); /* below 0 it was closed */
  g_object_unref (dialog);
}

GtkWindow *
stree_ask_window (GtkWindow *parent, const char *title, const char *text, const char *const *buttons, gboolean destructive,
                  StreeAskFunc func, gpointer data, GDestroyNotify destroy)
{
  GtkWidget *dialog = gtk_message_dialog_new (parent, GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT, GTK_MESSAGE_QUESTION,
                                              GTK_BUTTONS_NONE, "%s", title);
  GtkWidget *last = NULL;
  Question  *question = g_new0 (Question, 1);
  int        n_buttons = 0;

  stree_gtk_style (dialog);
  if (text)
    gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s", text);
  for (; buttons[n_buttons]; n_buttons++)
    last = stree_dialog_add_button (dialog, buttons[n_buttons], n_buttons);
  if (destructive)
    gtk_widget_add_css_class (last, "destructive-action");
  stree_dialog_set_default (dialog, destructive ? 0 : n_buttons - 1);
  question->func = func;
  question->data = data;
  question->destroy = destroy;
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WINDOW (dialog);
}

/* --- what a program asks --- */

void
stree_gtk_ask (StreeRenderer *renderer, StreeQuestion *question)
{
  StreeGtkRenderer *self = (StreeGtkRenderer *) (gpointer) renderer;

  stree_question_dialog_ask (self->view, question);
}
