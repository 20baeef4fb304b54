/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-ask-private.h"

#include "stree-dialog-private.h"

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

  g_object_ref (dialog); /* what is answered lives as long */
  gtk_window_destroy (dialog);
  func (response == GTK_RESPONSE_ACCEPT, data);
  g_object_unref (dialog);
}

GtkWindow *
stree_ask (GtkWindow *parent, const char *title, const char *text, const char *no, const char *yes, StreeAskFunc func,
           gpointer data, GDestroyNotify destroy)
{
  GtkWidget *dialog = gtk_message_dialog_new (parent, GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT, GTK_MESSAGE_QUESTION,
                                              GTK_BUTTONS_NONE, "%s", title);
  GtkWidget *accept;
  Question  *question = g_new0 (Question, 1);

  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s", text);
  stree_dialog_add_button (dialog, no, GTK_RESPONSE_CANCEL);
  accept = stree_dialog_add_button (dialog, yes, GTK_RESPONSE_ACCEPT);
  gtk_widget_add_css_class (accept, "destructive-action");
  stree_dialog_set_default (dialog, GTK_RESPONSE_CANCEL);
  question->func = func;
  question->data = data;
  question->destroy = destroy;
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WINDOW (dialog);
}
