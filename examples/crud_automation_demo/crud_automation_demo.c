/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "crud_automation_demo.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* --- in a thread: what is done with a record --- */

typedef enum
{
  CREATE,
  UPDATE,
  DELETE,
} Verb;

typedef struct
{
  Records *records; /* owned */
  Verb     verb;
  int id;
  char    *name;    /* owned */
} Change;

static void
free_change (gpointer data)
{
  Change *change = data;

  records_unref (change->records);
  g_free (change->name);
  g_free (change);
}

static void
run_change (StreeTask *task, gpointer data)
{
  const Change *change = data;
  GCancellable *cancellable = stree_task_get_cancellable (task);
  GError       *error = NULL;
  int id = change->id;

  if (change->verb == CREATE)
    id = records_create (change->records, change->name, cancellable, &error);
  else if (change->verb == UPDATE)
    records_update (change->records, id, change->name, cancellable, &error);
  else
    records_delete (change->records, id, cancellable, &error);
  if (error)
    stree_task_return_error (task, error);
  else
    stree_task_return_variant (task, g_variant_new ("(iis)", change->verb, id, change->name));
}

static void
run_list (StreeTask *task, gpointer records)
{
  GError   *error = NULL;
  GVariant *list = records_list (records, stree_task_get_cancellable (task), &error);

  if (list)
    stree_task_return_variant (task, list);
  else
    stree_task_return_error (task, error);
}

/* --- submitting, from a handler --- */

#define CHANGE "change " /* what the keys of these tasks begin with */

typedef struct
{
  Records    *records;
  Verb        verb;
  int id;
  StreeState *name;
  StreeState *intents; /* how often somebody wanted to save */
} Intent;

/* What was done with this record before is over, and makes room for what is done now. */
static void
change_cb (StreeEvent *event, gpointer data)
{
  const Intent *intent = data;
  StreeContext *cx = stree_event_get_context (event);
  const char   *name = stree_state_get_string (intent->name);
  const char   *key = stree_str (CHANGE "%d", intent->id);
  Change       *change = g_new (Change, 1);

  if (intent->verb == UPDATE)
    stree_state_add (intent->intents, 1);
  stree_task_dismiss (cx, key);
  *change = (Change){ records_ref (intent->records), intent->verb, intent->id, g_strdup (name) };
  if (intent->verb == CREATE && strspn (name, " ") < strlen (name))
    stree_state_set_string (intent->name, ""); /* for the next one */
  stree_task_submit_with (cx, key, run_change, change, free_change, .pool = "records", .work = _ ("A record is being changed"));
}

static const StreeHandler *
on_change (Records *records, Verb verb, int id, StreeState *name, StreeState *intents)
{
  return stree_call_with (change_cb, Intent, records, verb, id, name, intents);
}

/* --- what is under way, and what came of it --- */

static void
cancel_cb (StreeEvent *event, gpointer key)
{
  stree_task_cancel (stree_task_lookup (stree_event_get_context (event), key));
}

static void
dismiss_cb (StreeEvent *event, gpointer key)
{
  stree_task_dismiss (stree_event_get_context (event), key);
}

/* The keys of the changes that the session knows of. */
static GStrv
dup_keys (StreeContext *cx)
{
  g_autoptr (GVariant)     rows = g_variant_ref_sink (stree_summarize_tasks (cx));
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  for (gsize i = 0; i < g_variant_n_children (rows); i++)
    {
      g_autoptr (GVariant) row = g_variant_get_child_value (rows, i);
      const char          *key;

      if (g_variant_lookup (row, "key", "&s", &key) && g_str_has_prefix (key, CHANGE))
        g_strv_builder_add (keys, key);
    }
  return g_strv_builder_end (keys);
}

static void
dismiss_all_cb (StreeEvent *event, gpointer data)
{
  g_auto (GStrv) keys = dup_keys (stree_event_get_context (event));

  (void) data;
  stree_task_dismiss_many (stree_event_get_context (event), (const char *const *) keys);
}

static StreeElement *
show_done (StreeContext *cx, StreeTask *task, gpointer data)
{
  const char *name;
  int id;
  int         verb;

  (void) cx;
  (void) data;
  g_variant_get (stree_task_get_variant (task), "(ii&s)", &verb, &id, &name);
  if (verb == DELETE)
    return stree_text_with (stree_str (_ ("Record %d is deleted."), id));
  return stree_text_with (stree_str (verb == CREATE ? _ ("“%s” is record %d now.")
                                                    : _ ("“%s” is saved as record %d."), name, id));
}

static StreeElement *
change_row (StreeContext *cx, const char *key)
{
  StreeTask    *task = stree_task_lookup (cx, key);
  gboolean      finished = stree_task_is_finished (task);
  const GError *error = stree_task_get_error (task);
  int           id = atoi (key + strlen (CHANGE));
  const char   *what = id ? stree_str (_ ("Record %d"), id) : _ ("New record");
  const char   *label = finished ? _ ("Dismiss") : _ ("Cancel");
  StreeElement *shown = stree_match_task (
    cx, task, .loading = stree_progress_bar (.indeterminate = TRUE, .text = stree_str (_ ("%s: under way"), what), .label = what),
    .ready = show_done,
    .error = stree_with (stree_text_with (stree_str (_ ("%s: %s"), what, error ? error->message : "")), .css = "error"),
    .cancelled = stree_text_with (stree_str (_ ("%s: cancelled"), what)));

  return stree_hstack_with ((.key = key), stree_with (stree_vstack (shown), .hexpand = TRUE),
                            stree_button (label, .key = stree_str ("of %s", key),
                                          .on_click = stree_call (finished ? dismiss_cb : cancel_cb, (gpointer) key),
                                          .common = stree_common (.accessible_label = stree_str (_ ("%s: %s"), label, what))));
}

static StreeElement *
changes (StreeContext *cx, gpointer props)
{
  g_auto (GStrv) keys = dup_keys (cx);
  StreeBuilder  *list = stree_builder_new ();
  guint          n_finished = 0;

  (void) props;
  for (guint i = 0; keys[i]; i++)
    {
      stree_builder_add (list, change_row (cx, stree_str ("%s", keys[i])));
      n_finished += stree_task_is_finished (stree_task_lookup (cx, keys[i]));
    }
  return stree_vstack (
    stree_hstack (stree_with (stree_subheader (_ ("Changes")), .hexpand = TRUE),
                  stree_button (_ ("Dismiss All"), .key = "dismiss-all", .disabled = n_finished == 0,
                                .on_click = stree_call (dismiss_all_cb, NULL))),
    keys[0] ? stree_builder_end (list) : stree_with (stree_text ("%s", _ ("Nothing to tell of.")), .css = "dim-label"));
}

/* --- the records --- */

/* Global: the editor counts, the page shows. */
static StreeState *
intents_of (StreeContext *cx)
{
  return stree_global_int (cx, "save intents", 0);
}

static gboolean
is_under_way (StreeContext *cx, int id)
{
  StreeTaskStatus status = stree_task_get_status (stree_task_lookup (cx, stree_str (CHANGE "%d", id)));

  return status == STREE_TASK_PENDING || status == STREE_TASK_RUNNING;
}

typedef struct
{
  Records    *records;
  int         id;
  const char *name;
} EditorProps;

STREE_DEFINE_PROPS (EditorProps,
                    STREE_PROP (EditorProps, records, POINTER, "The records"),
                    STREE_PROP (EditorProps, id, INT, "Which one"),
                    STREE_PROP (EditorProps, name, STRING, "Its name, as it was read"))

static StreeElement *
editor (StreeContext *cx, gpointer props)
{
  const EditorProps  *p = props;
  StreeState         *name = stree_state_string (cx, "name", p->name);
  gboolean            busy = is_under_way (cx, p->id);
  const StreeHandler *save = on_change (p->records, UPDATE, p->id, name, intents_of (cx));

  return stree_card (
    stree_subheader (stree_str (_ ("Record %d"), p->id)),
    stree_text_input (_ ("Name"), .value = stree_bind (name), .key = "name", .disabled = busy, .on_submit = save),
    stree_hstack (stree_button (_ ("Save"), .key = "save", .primary = TRUE, .disabled = busy, .on_click = save),
                  stree_button (_ ("Delete"), .key = "delete", .disabled = busy,
                                .on_click = on_change (p->records, DELETE, p->id, name, NULL))),
    stree_with (stree_text_with (stree_str (_ ("Saves asked for: %d"), stree_state_get_int (intents_of (cx))), .key = "intents"),
                .css = "dim-label"));
}

/* A new one has no id yet: its change goes by 0. */
static StreeElement *
adder (StreeContext *cx, gpointer records)
{
  StreeState         *name = stree_state_string (cx, "new name", "");
  gboolean            busy = is_under_way (cx, 0);
  const StreeHandler *add = on_change (records, CREATE, 0, name, NULL);

  return stree_hstack (stree_text_input (_ ("New record"), .value = stree_bind (name), .key = "new", .disabled = busy,
                                         .on_submit = add, .common = stree_common (.hexpand = TRUE)),
                       stree_button (_ ("Add"), .key = "add", .disabled = busy, .on_click = add,
                                     .common = stree_common (.valign = STREE_ALIGN_END)));
}

static StreeElement *
show_records (StreeContext *cx, StreeTask *task, gpointer records)
{
  const char   *selected = stree_selected_id_from_query (cx, "1", NULL);
  StreeBuilder *picks = stree_builder_new ();
  StreeElement *chosen = NULL;
  GVariantIter  iter;
  const char   *name;
  int           id;

  g_variant_iter_init (&iter, stree_task_get_variant (task));
  while (g_variant_iter_next (&iter, "(i&s)", &id, &name))
    {
      const char *own = stree_str ("%d", id);
      gboolean    is_chosen = strcmp (own, selected) == 0;

      stree_builder_add (picks, stree_button (name, .key = stree_str ("pick %s", own), .primary = is_chosen,
                                              .on_click = stree_query_to ("id", own)));
      if (is_chosen)
        chosen = stree_component (editor, STREE_PROPS (EditorProps, .records = records, .id = id, .name = name),
                                  .key = own);
    }
  if (!chosen)
    chosen = stree_card (stree_text_with (stree_str (_ ("There is no record “%s”. Choose one above."), selected)));
  return stree_vstack (stree_grid_with ((.columns = 4), stree_builder_end (picks)), chosen, stree_component (adder, .props = records));
}

/* Read anew when something was changed: this runs again when a change is over, and finds another version. */
static StreeElement *
list (StreeContext *cx, gpointer records)
{
  g_auto (GStrv) keys = dup_keys (cx);
  StreeTask     *task;
  const GError  *error;

  for (guint i = 0; keys[i]; i++)
    stree_task_get_status (stree_task_lookup (cx, keys[i]));
  task = stree_task_submit_with (cx, "records", run_list, records_ref (records), (GDestroyNotify) records_unref, .owned = TRUE,
                                 .deps = stree_deps (stree_value ((int) records_get_version (records))));
  error = stree_task_get_error (task);
  return stree_match_task (cx, task,
                           .loading = stree_progress_bar (.indeterminate = TRUE, .text = _ ("Reading the records…"),
                                                          .label = _ ("Records")),
                           .ready = show_records, .data = records, .keep = TRUE,
                           .error = stree_with (stree_text ("%s", error ? error->message : ""), .css = "error"));
}

StreeElement *
crud_automation_demo (StreeContext *cx, gpointer records)
{
  (void) cx;
  return stree_page (stree_title (_ ("Records")),
                     stree_text ("%s", _ ("Each change is a task, known by the record it is for: it goes on while you do "
                                          "something else, and says what came of it until it is dismissed.")),
                     stree_component (list, .props = records), stree_component (changes));
}
