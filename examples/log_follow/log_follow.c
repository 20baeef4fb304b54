/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "log_follow.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* No more than that is read of a file, however long it is and however many lines are asked for. */
#define MAX_TAIL (64 * 1024)

/* --- in a thread --- */

/* Where the last @n_lines lines begin. */
static const char *
find_lines (const char *text, gsize length, guint n_lines)
{
  const char *start = text + length;

  if (length > 0 && start[-1] == '\n')
    start--;
  while (start > text && (start[-1] != '\n' || --n_lines > 0))
    start--;
  return start;
}

typedef struct
{
  GFile *file; /* owned */
  guint  n_lines;
} Tail;

static void
free_tail (gpointer data)
{
  Tail *tail = data;

  g_object_unref (tail->file);
  g_free (tail);
}

/* The result is a variant (xs): when the file was written last, in seconds since 1970, and its last lines. */
static void
read_tail (StreeTask *task, gpointer data)
{
  Tail                        *tail = data;
  GCancellable                *cancellable = stree_task_get_cancellable (task);
  GError                      *error = NULL;
  g_autoptr (GFileInputStream) input = g_file_read (tail->file, cancellable, &error);
  g_autoptr (GFileInfo)        info = NULL;
  g_autofree char             *bytes = g_malloc (MAX_TAIL);
  gsize                        length = 0;

  if (input)
    info = g_file_input_stream_query_info (input, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_TIME_MODIFIED, cancellable, &error);
  if (info && g_file_info_get_size (info) > MAX_TAIL &&
      !g_seekable_seek (G_SEEKABLE (input), g_file_info_get_size (info) - MAX_TAIL, G_SEEK_SET, cancellable, &error))
    g_clear_object (&info);
  if (info && g_input_stream_read_all (G_INPUT_STREAM (input), bytes, MAX_TAIL, &length, cancellable, &error))
    {
      const char      *start = find_lines (bytes, length, tail->n_lines);
      g_autofree char *text = g_utf8_make_valid (start, (gssize) length - (start - bytes));

      stree_task_return_variant (
        task, g_variant_new ("(xs)", (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED), text));
    }
  else
    {
      stree_task_return_error (task, error);
    }
}

/* --- in the window --- */

static void
chosen_cb (StreeEvent *event, gpointer data)
{
  const char *uri = stree_event_get_text (event);

  stree_state_set_variant (data, g_variant_new_strv (&uri, 1));
}

static void
open_cb (StreeEvent *event, gpointer files)
{
  stree_ask_file (stree_event_get_context (event), NULL, .title = _ ("Open a Text File"), .on_answer = stree_call (chosen_cb, files));
}

static const char *
file_name (const char *uri)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autofree char  *name = g_file_get_basename (file);
  g_autofree char  *shown = name ? g_filename_display_name (name) : NULL;

  return stree_str ("%s", shown ? shown : uri);
}

static const char *
age_text (gint64 seconds)
{
  if (seconds < 60)
    return stree_str (g_dngettext (GETTEXT_PACKAGE, "Written %d second ago", "Written %d seconds ago", (gulong) seconds), (int) seconds);
  seconds /= 60;
  if (seconds < 60)
    return stree_str (g_dngettext (GETTEXT_PACKAGE, "Written %d minute ago", "Written %d minutes ago", (gulong) seconds), (int) seconds);
  return _ ("Written more than an hour ago");
}

typedef struct
{
  double written; /* seconds since 1970 */
} AgeProps;

STREE_DEFINE_PROPS (AgeProps, STREE_PROP (AgeProps, written, DOUBLE, NULL))

/* A region of its own: each second only this runs. */
static StreeElement *
age (StreeContext *cx, gpointer props)
{
  const AgeProps *age = props;
  StreeState     *ticks = stree_watch_interval (cx, "ticks", 1000);
  gint64          seconds = g_get_real_time () / G_USEC_PER_SEC - (gint64) age->written;

  (void) stree_state_get_int64 (ticks); /* who reads it runs when it changes */
  return stree_with (stree_text_with (age_text (MAX (seconds, 0)), .key = "age"), .css = "dim-label");
}

static StreeElement *
show_tail (StreeContext *cx, StreeTask *task, gpointer data)
{
  gint64      written;
  const char *text;

  (void) cx;
  (void) data;
  g_variant_get (stree_task_get_variant (task), "(x&s)", &written, &text);
  return stree_vstack (stree_deferred_fragment (stree_component (age, STREE_PROPS (AgeProps, .written = (double) written))),
                       stree_card (stree_with (stree_text_with (*text ? text : _ ("It is empty."), .selectable = TRUE, .key = "lines"),
                                               .css = "monospace")));
}

static StreeElement *
follow (StreeContext *cx, const char *uri)
{
  GFile        *file = g_file_new_for_uri (uri);
  StreeState   *writes = stree_watch_file (cx, "writes", file);
  StreeState   *n_lines = stree_state_int (cx, "n_lines", 20);
  Tail         *tail = g_new (Tail, 1);
  StreeTask    *task;
  const GError *error;

  tail->file = file;
  tail->n_lines = (guint) stree_state_get_int (n_lines);
  task = stree_task_submit_with (cx, "tail", read_tail, tail, free_tail, .owned = TRUE,
                                 .deps = stree_deps (stree_value (uri), stree_value (stree_state_get_int64 (writes)),
                                                     stree_value (stree_state_get_int (n_lines))));
  error = stree_task_get_error (task);
  return stree_vstack (
    stree_number_input (_ ("Lines"), .value = stree_bind (n_lines), .min_value = stree_value (1), .max_value = stree_value (500), .key = "n_lines"),
    stree_match_task (cx, task, .ready = show_tail, .keep = TRUE,
                      .error = stree_with (stree_text_with (error ? error->message : "", .key = "error"), .css = "error")));
}

StreeElement *
log_follow (StreeContext *cx, gpointer props)
{
  StreeState *files = stree_global_variant (cx, "files", g_variant_new_strv (NULL, 0));
  GVariant   *uris = stree_state_get_variant (files);
  const char *uri = NULL;

  (void) props;
  if (g_variant_n_children (uris) > 0)
    g_variant_get_child (uris, 0, "&s", &uri);
  return stree_page (stree_hstack (stree_title (uri ? file_name (uri) : _ ("No file yet")), stree_spacer (),
                                   stree_button (_ ("Open…"), .on_click = stree_call (open_cb, files), .key = "open")),
                     uri ? follow (cx, uri) : stree_text ("%s", _ ("Choose a text file: what is written to it shows here.")));
}
