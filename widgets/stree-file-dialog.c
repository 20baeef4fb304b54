/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Newer GTK is used where it is there: the one file that is not held to the API of the oldest. */
#undef GDK_VERSION_MAX_ALLOWED

#include "stree-file-dialog-private.h"

#include <glib/gi18n-lib.h>

/* --- for tests: an answer that is there before the question --- */

static gboolean answered;
static GFile   *answer; /* owned; NULL: nothing was chosen */

void
stree_pick_file_answer (GFile *file)
{
  answered = TRUE;
  g_set_object (&answer, file);
}

static void
end_task (GTask *task, GFile *file)
{
  if (file)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _ ("No file was chosen"));
}

/* --- the dialog --- */

static GtkFileFilter *
filter_of (const char *type_name, const char *const *patterns)
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

#if GTK_CHECK_VERSION(4, 10, 0)

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask)  task = data;
  g_autoptr (GError) error = NULL;
  GFile             *file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (!file && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    end_task (task, file);
}

static void
open_dialog (GtkWindow *parent, const char *title, const char *type_name, const char *const *patterns, GTask *task)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, title);
  if (patterns && *patterns)
    {
      g_autoptr (GListStore)    filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
      g_autoptr (GtkFileFilter) own = filter_of (type_name, patterns);
      g_autoptr (GtkFileFilter) all = filter_all ();

      g_list_store_append (filters, own);
      g_list_store_append (filters, all);
      gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
      gtk_file_dialog_set_default_filter (dialog, own);
    }
  gtk_file_dialog_open (dialog, parent, g_task_get_cancellable (task), opened_cb, g_object_ref (task));
}

#else

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (GTask) task = data;
  GFile            *file = NULL;

  g_signal_handlers_disconnect_matched (dialog, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, data);
  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  gtk_native_dialog_destroy (dialog);
  end_task (task, file);
  g_object_unref (dialog);
}

static void
cancelled_cb (GCancellable *cancellable, GtkNativeDialog *dialog)
{
  (void) cancellable;
  g_signal_emit_by_name (dialog, "response", GTK_RESPONSE_CANCEL);
}

static void
open_dialog (GtkWindow *parent, const char *title, const char *type_name, const char *const *patterns, GTask *task)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  GCancellable         *cancellable = g_task_get_cancellable (task);

  if (patterns && *patterns)
    {
      g_autoptr (GtkFileFilter) own = filter_of (type_name, patterns);
      g_autoptr (GtkFileFilter) all = filter_all ();

      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), own);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
      gtk_file_chooser_set_filter (GTK_FILE_CHOOSER (dialog), own);
    }
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), g_object_ref (task));
  if (cancellable)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), dialog, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

#endif

/**
 * stree_pick_file:
 * @parent: (nullable): the window to open the dialog for; %NULL for the application's active one
 * @title: (nullable): the dialog's title
 * @type_name: (nullable): what the files of @patterns are called, such as "Tables"
 * @patterns: (nullable) (array zero-terminated=1): which files to offer at first, such as `*.csv`; %NULL for all
 * @cancellable: (nullable): closes the dialog
 * @callback: (scope async) (closure user_data): called when the user has chosen
 * @user_data: for @callback
 *
 * Asks the user for a file to open, in the dialog of the desktop.
 *
 * Since: 1.0
 */
void
stree_pick_file (GtkWindow *parent, const char *title, const char *type_name, const char *const *patterns,
                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GApplication     *app = g_application_get_default ();

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, (gpointer) (guintptr) stree_pick_file);
  g_task_set_name (task, "[streamtree] pick a file");
  if (answered)
    {
      answered = FALSE;
      end_task (task, g_steal_pointer (&answer));
      return;
    }
  if (!parent && GTK_IS_APPLICATION (app))
    parent = gtk_application_get_active_window (GTK_APPLICATION (app));
  open_dialog (parent, title ? title : _ ("Open a File"), type_name, patterns, task);
}

/**
 * stree_pick_file_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * The file that the user chose.
 *
 * Returns: (transfer full) (nullable): the file; %NULL with %G_IO_ERROR_CANCELLED if the user chose nothing
 *
 * Since: 1.0
 */
GFile *
stree_pick_file_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
