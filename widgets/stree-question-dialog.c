/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The dialogs of the desktop that a question is asked in: GTK's asynchronous ones where it has them (4.10), else those
 * before them. This file is not held to the API of the oldest GTK. */
#undef GDK_VERSION_MAX_ALLOWED

#include "stree-question-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "stree-ask-private.h"
#include "stree-gtk-private.h"

/* A question whose dialog is open. */
typedef struct
{
  StreeQuestion *question;    /* held */
  GCancellable  *cancellable; /* owned: the view goes */
  char         **chosen;      /* owned: what a test has chosen; NULL: nothing */
  StreeFileFunc  func;        /* instead of who asked; NULL: that, or it was told */
  gpointer       data;
} Asking;

/* Who is no component is told once. */
static void
tell (Asking *asking, const char *uri, const GError *error)
{
  StreeFileFunc func = asking->func;

  asking->func = NULL;
  if (func)
    func (uri, error, asking->data);
}

static void
asking_free (Asking *asking)
{
  tell (asking, NULL, NULL);
  stree_question_unref (asking->question);
  g_object_unref (asking->cancellable);
  g_strfreev (asking->chosen);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static Asking *
asking_new (GtkWidget *view, StreeQuestion *question)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->question = stree_question_ref (question);
  asking->cancellable = g_cancellable_new ();
  g_signal_connect_object (view, "destroy", G_CALLBACK (g_cancellable_cancel), asking->cancellable, G_CONNECT_SWAPPED);
  return asking;
}

/* Takes @error. */
static void
fail_with (Asking *asking, GError *error)
{
  if (!asking->func)
    {
      stree_question_fail (asking->question, error);
      return;
    }
  tell (asking, NULL, error);
  g_error_free (error);
}

static void
take (Asking *asking, const char *const *uris)
{
  GError *error = NULL;

  if (!stree_question_fits_files (asking->question, uris, &error))
    fail_with (asking, error);
  else if (asking->func)
    tell (asking, uris ? uris[0] : NULL, NULL);
  else
    stree_question_answer_files (asking->question, uris);
}

static void
take_files (Asking *asking, GListModel *files)
{
  g_autoptr (GPtrArray) uris = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      g_ptr_array_add (uris, g_file_get_uri (file));
    }
  g_ptr_array_add (uris, NULL);
  take (asking, (const char *const *) uris->pdata);
}

/* --- for tests: an answer that is there before the question --- */

static GQueue chosen = G_QUEUE_INIT; /* char **, owned */
static guint  n_waiting;

void
stree_question_dialog_choose (const char *const *uris)
{
  g_queue_push_tail (&chosen, uris ? g_strdupv ((char **) uris) : g_new0 (char *, 1));
  n_waiting++;
}

guint
stree_question_dialog_n_waiting (void)
{
  return n_waiting;
}

static gboolean
chosen_cb (gpointer data)
{
  Asking *asking = data;

  if (!g_cancellable_is_cancelled (asking->cancellable))
    take (asking, (const char *const *) asking->chosen);
  n_waiting--;
  return G_SOURCE_REMOVE;
}

static void
answer_soon (Asking *asking)
{
  GSource *source = g_idle_source_new ();

  g_source_set_name (source, "[streamtree] files chosen in advance");
  g_source_set_callback (source, chosen_cb, asking, (GDestroyNotify) asking_free);
  g_source_attach (source, NULL);
  g_source_unref (source);
}

/* --- an error of GTK's dialogs --- */

#if GTK_CHECK_VERSION(4, 10, 0)

/* Takes @error. Who cancels, and a view that goes, are none. */
static void
fail (Asking *asking, GError *error)
{
  if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_error_free (error);
  else
    fail_with (asking, error);
}

#endif

/* --- which files are shown --- */

static GtkFileFilter *
filter_of (const char *type_name, char **patterns)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, type_name ? type_name : _ ("Files"));
  for (; *patterns; patterns++)
    gtk_file_filter_add_pattern (filter, *patterns);
  return filter;
}

static GtkFileFilter *
filter_all (void)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("All files"));
  gtk_file_filter_add_pattern (filter, "*");
  return filter;
}

/* --- a message --- */

static void
answer_cb (guint button, gpointer data)
{
  stree_question_answer (data, button);
}

/* In the window of ours. */
static void
open_message_window (GtkWidget *view, GtkWindow *parent, StreeQuestion *question)
{
  GtkWindow *dialog = stree_ask_window (parent, question->title, question->u.message.detail,
                                        (const char *const *) question->u.message.buttons, question->u.message.destructive, answer_cb,
                                        stree_question_ref (question), (GDestroyNotify) stree_question_unref);

  g_signal_connect_object (view, "destroy", G_CALLBACK (gtk_window_destroy), dialog, G_CONNECT_SWAPPED);
}

#if GTK_CHECK_VERSION(4, 10, 0)

static void
alert_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asking) asking = data;
  GError            *error = NULL;
  int                button = gtk_alert_dialog_choose_finish (GTK_ALERT_DIALOG (source), result, &error);

  if (error)
    fail (asking, error);
  else
    stree_question_answer (asking->question, MAX (button, 0));
}

/* It goes while it has the keyboard: the one under it has that again, also where no window manager sees to it. */
static void
alert_active_cb (GtkWindow *window, GParamSpec *pspec, GtkWindow *parent)
{
  (void) pspec;
  if (!gtk_window_is_active (window) && !gtk_widget_get_mapped (GTK_WIDGET (window)) && gtk_widget_get_mapped (GTK_WIDGET (parent)))
    gtk_window_present (parent);
}

/* What GTK has put up over it, to look and do as our own dialogs; where it is none of our windows, it is left alone. */
static void
adopt_alert (GtkWindow *parent, GList *before)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l; l = l->next)
    if (GTK_IS_WINDOW (l->data) && gtk_window_get_transient_for (l->data) == parent && !g_list_find (before, l->data))
      {
        stree_gtk_style (l->data);
        /* GTK destroys it when its call ends, and does not know then that it went with its parent: cancelling takes it down. */
        gtk_window_set_destroy_with_parent (l->data, FALSE);
        g_signal_connect_object (l->data, "notify::is-active", G_CALLBACK (alert_active_cb), parent, 0);
      }
}

/* GtkAlertDialog cannot make a button look as if it loses something, and has no window to do that to: a destructive question
 * has a window of ours on each GTK. */
static void
open_message (GtkWidget *view, GtkWindow *parent, StreeQuestion *question)
{
  g_autoptr (GtkAlertDialog) dialog = NULL;
  g_autoptr (GList)          before = NULL;
  Asking                    *asking;

  if (question->u.message.destructive)
    {
      open_message_window (view, parent, question);
      return;
    }
  asking = asking_new (view, question);
  dialog = gtk_alert_dialog_new ("%s", question->title);
  gtk_alert_dialog_set_detail (dialog, question->u.message.detail ? question->u.message.detail : "");
  gtk_alert_dialog_set_buttons (dialog, (const char *const *) question->u.message.buttons);
  gtk_alert_dialog_set_cancel_button (dialog, 0);
  gtk_alert_dialog_set_default_button (dialog, (int) g_strv_length (question->u.message.buttons) - 1);
  before = gtk_window_list_toplevels ();
  if (parent)
    g_signal_connect_object (parent, "destroy", G_CALLBACK (g_cancellable_cancel), asking->cancellable, G_CONNECT_SWAPPED);
  gtk_alert_dialog_choose (dialog, parent, asking->cancellable, alert_cb, asking);
  if (parent)
    adopt_alert (parent, before);
}

#else

static void
open_message (GtkWidget *view, GtkWindow *parent, StreeQuestion *question)
{
  open_message_window (view, parent, question);
}

#endif

/* --- files --- */

#if GTK_CHECK_VERSION(4, 10, 0)

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GtkFileDialog         *dialog = GTK_FILE_DIALOG (source);
  g_autoptr (Asking)     asking = data;
  g_autoptr (GListModel) files = NULL;
  g_autoptr (GFile)      file = NULL;
  GError                *error = NULL;

  switch (asking->question->u.file.what)
    {
    case STREE_FILE_CHOICE_OPEN:
      file = gtk_file_dialog_open_finish (dialog, result, &error);
      break;
    case STREE_FILE_CHOICE_OPEN_SEVERAL:
      files = gtk_file_dialog_open_multiple_finish (dialog, result, &error);
      break;
    case STREE_FILE_CHOICE_SAVE:
      file = gtk_file_dialog_save_finish (dialog, result, &error);
      break;
    case STREE_FILE_CHOICE_FOLDER:
      file = gtk_file_dialog_select_folder_finish (dialog, result, &error);
      break;
    default:
      g_assert_not_reached ();
    }
  if (file)
    {
      files = G_LIST_MODEL (g_list_store_new (G_TYPE_FILE));
      g_list_store_append (G_LIST_STORE (files), file);
    }
  if (files)
    take_files (asking, files);
  else
    fail (asking, error);
}

static void
set_filters (GtkFileDialog *dialog, const StreeQuestion *question)
{
  g_autoptr (GListStore)    filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) own = filter_of (question->u.file.type_name, question->u.file.patterns);
  g_autoptr (GtkFileFilter) all = filter_all ();

  g_list_store_append (filters, own);
  g_list_store_append (filters, all);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_default_filter (dialog, own);
}

static void
open_files (GtkWindow *parent, Asking *asking)
{
  const StreeQuestion      *question = asking->question;
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, question->title);
  gtk_file_dialog_set_accept_label (dialog, question->u.file.accept);
  if (question->u.file.patterns)
    set_filters (dialog, question);
  if (question->u.file.name)
    gtk_file_dialog_set_initial_name (dialog, question->u.file.name);
  if (question->u.file.folder)
    {
      g_autoptr (GFile) folder = g_file_new_for_uri (question->u.file.folder);

      gtk_file_dialog_set_initial_folder (dialog, folder);
    }
  switch (question->u.file.what)
    {
    case STREE_FILE_CHOICE_OPEN:
      gtk_file_dialog_open (dialog, parent, asking->cancellable, done_cb, asking);
      break;
    case STREE_FILE_CHOICE_OPEN_SEVERAL:
      gtk_file_dialog_open_multiple (dialog, parent, asking->cancellable, done_cb, asking);
      break;
    case STREE_FILE_CHOICE_SAVE:
      gtk_file_dialog_save (dialog, parent, asking->cancellable, done_cb, asking);
      break;
    case STREE_FILE_CHOICE_FOLDER:
      gtk_file_dialog_select_folder (dialog, parent, asking->cancellable, done_cb, asking);
      break;
    default:
      g_assert_not_reached ();
    }
}

#else

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (Asking)     asking = data;
  g_autoptr (GListModel) files = NULL;

  g_signal_handlers_disconnect_matched (dialog, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, data);
  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  gtk_native_dialog_destroy (dialog);
  if (files)
    take_files (asking, files);
  g_object_unref (dialog);
}

static void
cancelled_cb (GCancellable *cancellable, GtkNativeDialog *dialog)
{
  (void) cancellable;
  g_signal_emit_by_name (dialog, "response", GTK_RESPONSE_CANCEL);
}

static void
set_filters (GtkFileChooser *chooser, const StreeQuestion *question)
{
  g_autoptr (GtkFileFilter) own = filter_of (question->u.file.type_name, question->u.file.patterns);
  g_autoptr (GtkFileFilter) all = filter_all ();

  gtk_file_chooser_add_filter (chooser, own);
  gtk_file_chooser_add_filter (chooser, all);
  gtk_file_chooser_set_filter (chooser, own);
}

static void
open_files (GtkWindow *parent, Asking *asking)
{
  static const GtkFileChooserAction actions[] = {
    [STREE_FILE_CHOICE_OPEN] = GTK_FILE_CHOOSER_ACTION_OPEN,
    [STREE_FILE_CHOICE_OPEN_SEVERAL] = GTK_FILE_CHOOSER_ACTION_OPEN,
    [STREE_FILE_CHOICE_SAVE] = GTK_FILE_CHOOSER_ACTION_SAVE,
    [STREE_FILE_CHOICE_FOLDER] = GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
  };
  StreeQuestion        *question = asking->question;
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (question->title, parent, actions[question->u.file.what],
                                                              question->u.file.accept, NULL);
  GtkFileChooser       *chooser = GTK_FILE_CHOOSER (dialog);

  gtk_file_chooser_set_select_multiple (chooser, question->u.file.what == STREE_FILE_CHOICE_OPEN_SEVERAL);
  if (question->u.file.patterns)
    set_filters (chooser, question);
  if (question->u.file.name)
    gtk_file_chooser_set_current_name (chooser, question->u.file.name);
  if (question->u.file.folder)
    {
      g_autoptr (GFile) folder = g_file_new_for_uri (question->u.file.folder);
      GError           *error = NULL;

      if (!gtk_file_chooser_set_current_folder (chooser, folder, &error))
        stree_question_complain (question, error); /* it begins elsewhere */
    }
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), asking);
  g_signal_connect_object (asking->cancellable, "cancelled", G_CALLBACK (cancelled_cb), dialog, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

#endif

/* Takes @asking. */
static void
ask_files (GtkWindow *parent, Asking *asking)
{
  asking->chosen = g_queue_pop_head (&chosen);
  if (asking->chosen)
    answer_soon (asking);
  else
    open_files (parent, asking);
}

void
stree_question_dialog_ask (GtkWidget *view, StreeQuestion *question)
{
  GtkRoot   *root = gtk_widget_get_root (view);
  GtkWindow *parent = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;

  if (question->type == STREE_QUESTION_MESSAGE)
    open_message (view, parent, question);
  else
    ask_files (parent, asking_new (view, question));
}

void
stree_question_dialog_save (GtkWidget *widget, const char *title, const char *type_name, const char *const *patterns, const char *name,
                            StreeFileFunc func, gpointer data)
{
  GtkRoot                  *root = gtk_widget_get_root (widget);
  g_autoptr (StreeQuestion) question = stree_question_new (STREE_QUESTION_FILE, NULL, NULL, title, NULL, NULL);
  Asking                   *asking = asking_new (widget, question);

  question->u.file.what = STREE_FILE_CHOICE_SAVE;
  question->u.file.type_name = g_strdup (type_name);
  question->u.file.patterns = g_strdupv ((char **) patterns);
  question->u.file.name = g_strdup (name);
  asking->func = func;
  asking->data = data;
  ask_files (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, asking);
}
