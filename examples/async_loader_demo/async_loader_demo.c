/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "async_loader_demo.h"

#include <glib/gi18n-lib.h>

/* --- in a thread --- */

/* Reads a file, and returns how many lines and bytes there are. */
static void
read_file (StreeTask *task, gpointer data)
{
  g_autoptr (GFile)            file = g_file_new_for_path (data);
  GCancellable                *cancellable = stree_task_get_cancellable (task);
  g_autoptr (GError)           error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, &error);
  guint64                      n_lines = 0, n_bytes = 0;
  char                         buffer[64 * 1024];
  gssize                       n = stream ? 1 : -1;

  while (n > 0 && (n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, sizeof buffer, cancellable, &error)) > 0)
    {
      for (gssize i = 0; i < n; i++)
        n_lines += buffer[i] == '\n';
      n_bytes += (guint64) n;
    }
  if (error)
    stree_task_return_error (task, g_steal_pointer (&error));
  else
    stree_task_return_variant (task, g_variant_new ("(tt)", n_lines, n_bytes));
}

/* --- in the window --- */

static StreeElement *
show_file (StreeContext *cx, StreeTask *task, gpointer data)
{
  guint64          n_lines, n_bytes;
  g_autofree char *size = NULL;

  (void) cx;
  (void) data;
  g_variant_get (stree_task_get_variant (task), "(tt)", &n_lines, &n_bytes);
  size = g_format_size (n_bytes);
  return stree_text (g_dngettext (GETTEXT_PACKAGE, "%u line, %s", "%u lines, %s", (gulong) n_lines), (guint) n_lines, size);
}

static StreeElement *
loader (StreeContext *cx, gpointer props)
{
  const char   *path = props;
  StreeTask    *task = stree_task_submit_with (cx, "file", read_file, g_strdup (path), g_free,
                                               .deps = stree_deps (stree_value (path)), .owned = TRUE);
  const GError *error = stree_task_get_error (task);

  /* While another file is read, what is known of the one before stays on the screen. */
  return stree_match_task (cx, task, .loading = stree_text ("%s", _ ("Reading…")), .ready = show_file, .keep = TRUE,
                           .error = stree_with (stree_text ("%s", error ? error->message : ""), .css = "error"),
                           .cancelled = stree_text ("%s", _ ("It was stopped.")));
}

StreeElement *
async_loader_demo (StreeContext *cx, gpointer props)
{
  StreeState *path = stree_state_string (cx, "path", "/etc/os-release");

  (void) props;
  return stree_page (stree_title (_ ("Loading")),
                     stree_text_input (_ ("File"), .key = "path", .value = stree_bind (path), .commit = STREE_COMMIT_ENTER),
                     stree_component (loader, .props = (gpointer) stree_str ("%s", stree_state_get_string (path))));
}
