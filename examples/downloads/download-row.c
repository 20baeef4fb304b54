/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One file. How often it was asked for is a state: not at all, and the row fetches nothing; once more, and it fetches anew. */

#include "downloads.h"

#include <glib/gi18n-lib.h>

#define POOL "downloads"

typedef struct
{
  const DownloadFile *file;
  const char         *url;
  const char         *folder;
} RowProps;

STREE_DEFINE_PROPS (RowProps,
                    STREE_PROP (RowProps, file, POINTER, "The file, in the list"),
                    STREE_PROP (RowProps, url, STRING, "Where it is"),
                    STREE_PROP (RowProps, folder, STRING, "Where it goes"))

/* --- what all that speak of a file know it by --- */

/* Global: whoever asks for it by its name gets the same. */
static StreeState *
attempts_of (StreeContext *cx, const DownloadFile *file)
{
  return stree_global_int (cx, stree_str ("attempts %s", file->name), 0);
}

static StreeTask *
find_fetch (StreeContext *cx, const DownloadFile *file)
{
  return stree_task_lookup (cx, stree_str ("fetch %s", file->name));
}

DownloadPlace
download_get_place (StreeContext *cx, const DownloadFile *file)
{
  GVariant *found;

  switch (stree_task_get_status (find_fetch (cx, file)))
    {
    case STREE_TASK_PENDING:
      return DOWNLOAD_WAITS;
    case STREE_TASK_RUNNING:
      return DOWNLOAD_COMES;
    case STREE_TASK_ERROR:
    case STREE_TASK_CANCELLED:
      return DOWNLOAD_BROKEN;
    case STREE_TASK_DONE:
      return DOWNLOAD_SAVED;
    case STREE_TASK_MISSING:
    default:
      found = stree_task_get_variant (stree_task_lookup (cx, stree_str ("look for %s", file->name)));
      return found && g_variant_get_boolean (found) ? DOWNLOAD_THERE : DOWNLOAD_IDLE;
    }
}

void
download_begin (StreeContext *cx, const DownloadFile *file)
{
  stree_state_add (attempts_of (cx, file), 1);
}

void
download_cancel (StreeContext *cx, const DownloadFile *file)
{
  stree_task_cancel (find_fetch (cx, file));
}

void
download_reset (StreeContext *cx, const DownloadFile *file)
{
  stree_state_set_int (attempts_of (cx, file), 0);
}

static void
begin_cb (StreeEvent *event, gpointer file)
{
  download_begin (stree_event_get_context (event), file);
}

static void
cancel_cb (StreeEvent *event, gpointer file)
{
  download_cancel (stree_event_get_context (event), file);
}

/* --- how fast it comes --- */

#define SPAN (G_USEC_PER_SEC / 2) /* what is said holds for so long, so that it can be read */

typedef struct
{
  int    attempt;
  gint64 time; /* of the last look */
  gint64 bytes;
  double rate; /* bytes a second; 0: not known yet */
} Speed;

static gpointer
speed_new (gpointer data)
{
  (void) data;
  return g_new0 (Speed, 1);
}

static double
look_at_speed (Speed *self, int attempt, gint64 bytes)
{
  gint64 now = g_get_monotonic_time ();
  double rate;

  if (self->attempt != attempt)
    {
      *self = (Speed){ .attempt = attempt, .time = now, .bytes = bytes };
      return 0;
    }
  if (now - self->time < SPAN)
    return self->rate;
  rate = (double) (bytes - self->bytes) * G_USEC_PER_SEC / (double) (now - self->time);
  self->rate = self->rate > 0 ? (self->rate + rate) / 2 : rate;
  self->time = now;
  self->bytes = bytes;
  return self->rate;
}

/* --- what is done --- */

/* In a thread. */
static void
look_for_file (StreeTask *task, gpointer path)
{
  stree_task_return_variant (task, g_variant_new_boolean (g_file_test (path, G_FILE_TEST_EXISTS)));
}

static StreeTask *
fetch (StreeContext *cx, const RowProps *p, const char *path, int attempt)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return stree_fetch_with (cx, stree_str ("fetch %s", p->file->name), p->url, .to_file = file, .pool = POOL,
                           .cache = STREE_REQUEST_CACHE_NO_STORE, .deps = stree_deps (stree_value (attempt)), .owned = TRUE,
                           .work = stree_str (_ ("Downloading “%s”"), _ (p->file->title)));
}

/* --- what is shown --- */

/* How much has come, of how much; -1: not known. */
static void
read_progress (StreeTask *task, gint64 *received, gint64 *total)
{
  g_autoptr (GVariant) progress = stree_task_get_progress_variant (task);

  *received = *total = -1;
  if (progress && g_variant_is_of_type (progress, G_VARIANT_TYPE ("(xx)")))
    g_variant_get (progress, "(xx)", received, total);
}

static const char *
size_text (gint64 bytes)
{
  g_autofree char *text = g_format_size ((guint64) bytes);

  return stree_str ("%s", text);
}

/* Some of it has come: a bar that says so. */
static StreeElement *
bar (const DownloadFile *file, gint64 received, gint64 total, double rate)
{
  const char *text;

  if (total <= 0)
    return stree_progress_bar (.indeterminate = TRUE, .text = received > 0 ? size_text (received) : NULL, .label = _ (file->title),
                               .key = "bar");
  text = stree_str (_ ("%s of %s · %d %%"), size_text (received), size_text (total), (int) (received * 100 / total));
  if (rate > 0)
    text = stree_str (_ ("%s · %s/s"), text, size_text ((gint64) rate));
  return stree_progress_bar ((double) received / (double) total, .text = text, .label = _ (file->title), .key = "bar");
}

static const char *
describe (StreeTask *task, DownloadPlace place, gboolean connected)
{
  switch (place)
    {
    case DOWNLOAD_THERE:
      return _ ("There is a file of this name already");
    case DOWNLOAD_WAITS:
      return _ ("Waiting for its turn");
    case DOWNLOAD_COMES:
      return connected ? _ ("Downloading") : _ ("Connecting…");
    case DOWNLOAD_BROKEN:
      return stree_task_get_error (task) ? stree_task_get_error (task)->message : _ ("Cancelled");
    case DOWNLOAD_SAVED:
      return _ ("Saved");
    case DOWNLOAD_IDLE:
    default:
      return NULL;
    }
}

static StreeElement *
button (const DownloadFile *file, StreeTask *task, DownloadPlace place)
{
  const char *label;

  if (DOWNLOAD_IS_BUSY (place))
    label = _ ("Cancel");
  else if (place == DOWNLOAD_BROKEN)
    label = stree_task_get_error (task) ? _ ("Retry") : _ ("Resume");
  else
    label = place == DOWNLOAD_IDLE ? _ ("Download") : _ ("Replace");
  return stree_button (label, .key = file->name,
                       .on_click = stree_call (DOWNLOAD_IS_BUSY (place) ? cancel_cb : begin_cb, (gpointer) file),
                       /* which one, for who hears it without seeing where it stands */
                       .common = stree_common (.valign = STREE_ALIGN_START,
                                               .accessible_label = stree_str (_ ("%s: %s"), label, _ (file->title))));
}

static StreeElement *
row (StreeContext *cx, gpointer props)
{
  const RowProps  *p = props;
  int              attempt = stree_state_get_int (attempts_of (cx, p->file));
  g_autofree char *path = g_build_filename (p->folder, p->file->name, NULL);
  StreeTask       *task = NULL;
  DownloadPlace    place;
  gint64           received, total;
  double           rate = 0;
  const char      *status;

  if (attempt > 0)
    task = fetch (cx, p, path, attempt);
  else
    stree_task_submit_with (cx, stree_str ("look for %s", p->file->name), look_for_file, g_strdup (path), g_free,
                            .deps = stree_deps (stree_value (path)), .owned = TRUE);
  place = download_get_place (cx, p->file);
  read_progress (task, &received, &total);
  if (place == DOWNLOAD_COMES && received >= 0)
    {
      /* It is said anew also when nothing comes any more. */
      stree_state_get_int (stree_watch_interval (cx, "second", 1000));
      rate = look_at_speed (stree_memo (cx, stree_str ("speed %s", p->file->name), speed_new, NULL, g_free), attempt, received);
    }
  status = describe (task, place, received >= 0);
  return stree_card (
    stree_hstack (stree_vstack_with ((.spacing = 3, .common = stree_common (.hexpand = TRUE)),
                                     stree_with (stree_text ("%s", _ (p->file->title)), .css = "heading"),
                                     stree_with (stree_text (_ ("%s, %s"), p->file->name, size_text (p->file->size)),
                                                 .css = "dim-label")),
                  button (p->file, task, place)),
    place == DOWNLOAD_COMES || (place == DOWNLOAD_BROKEN && received > 0) ? bar (p->file, MAX (received, 0), total, rate) : NULL,
    status ? stree_with (stree_text_with (status, .key = "status"),
                         .css = place == DOWNLOAD_BROKEN && stree_task_get_error (task) ? "error" : NULL)
           : NULL);
}

StreeElement *
download_row (const DownloadFile *file, const char *url, const char *folder)
{
  return stree_component (row, STREE_PROPS (RowProps, .file = file, .url = url, .folder = folder), .key = file->name);
}
