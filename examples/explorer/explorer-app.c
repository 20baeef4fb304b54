/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The root component: which file, and what there is to show of it yet. */

#include "explorer.h"

#include <glib/gi18n-lib.h>

#include "database.h"
#include "document.h"

/* What is asked for, as it may be told: it is part of keys, which are dumped. Lives as long as the run. */
static const char *
without_password (const char *uri)
{
  g_autofree char *masked = stree_source_mask_uri (uri);

  return stree_str ("%s", masked);
}

/* What has a password is not written down with the session. */
static void
keep_secret (StreeState *files, const char *uri)
{
  g_autofree char *masked = stree_source_mask_uri (uri);

  if (!g_str_equal (masked, uri))
    stree_state_set_transient (files, TRUE);
}

void
explorer_open_uri (StreeSession *session, const char *uri)
{
  StreeState *files = stree_session_lookup (session, "files");
  StreeState *revision = stree_session_lookup (session, "revision");

  keep_secret (files, uri);
  stree_state_set_variant (files, g_variant_new_strv (&uri, 1));
  stree_state_add (revision, 1);
}

static void
chosen_cb (StreeEvent *event, gpointer data)
{
  (void) data;
  explorer_open_uri (stree_event_get_session (event), stree_event_get_text (event));
}

void
explorer_ask (StreeEvent *event, gpointer root)
{
  stree_ask_file (root ? root : stree_event_get_context (event), NULL, .title = _ ("Open a Table"), .type_name = _ ("Tables"),
                  .patterns = STREE_STRV ("*.csv", "*.CSV", "*.tsv", "*.txt", "*.json", "*.jsonl", "*.ndjson", "*.sqlite", "*.sqlite3", "*.db"), .on_answer = stree_call (chosen_cb, NULL));
}

const char *
explorer_number (double number)
{
  g_autofree char *text = stree_format_number (number);

  return stree_str ("%s", text);
}

static void
dropped_cb (StreeEvent *event, gpointer data)
{
  g_auto (GStrv) uris = g_strsplit_set (stree_event_get_text (event), "\r\n", 2);

  (void) data;
  if (uris[0] && *uris[0])
    explorer_open_uri (stree_event_get_session (event), uris[0]);
}

static StreeElement *
message (const char *title, const char *body)
{
  return stree_vstack_with (
    (.key = "message", .common = stree_common (.halign = STREE_ALIGN_CENTER, .valign = STREE_ALIGN_CENTER, .vexpand = TRUE)),
    stree_title (title, .key = "message-title", .common = stree_common (.halign = STREE_ALIGN_CENTER)),
    stree_text_with (body, .selectable = TRUE, .key = "message-body", .common = stree_common (.halign = STREE_ALIGN_CENTER)),
    stree_button (_ ("Open a File…"), .on_click = stree_call (explorer_ask, NULL), .primary = TRUE, .key = "message-open",
                  .common = stree_common (.halign = STREE_ALIGN_CENTER)));
}

/* Who opened a table can move in it at once. */
static gpointer
focus_table (gpointer cx)
{
  stree_focus (cx, "table");
  return NULL;
}

/* Where the table had the focus it would go to the message, and select all of it. */
static gpointer
focus_button (gpointer cx)
{
  stree_focus (cx, "message-open");
  return NULL;
}

static StreeElement *
content (StreeContext *cx, Document *document, const char *key)
{
  g_autofree char *name = document_dup_name (document);

  if (!key)
    return message (_ ("Open a table"), _ ("Choose a CSV, JSON or SQLite file, or drop one here."));
  if (document_get_error (document))
    {
      stree_memo (cx, stree_str ("wrong with %s", key), focus_button, cx, NULL);
      return message (stree_str (_ ("“%s” cannot be shown"), name), document_get_error (document));
    }
  if (!document_get_source (document))
    return stree_text_with (document_get_progress (document) > 0
                              ? stree_str (_ ("Reading “%s”: %.0f %%"), name, 100 * document_get_progress (document))
                              : stree_str (_ ("Reading “%s”…"), name),
                            .key = "progress");
  /* Another file is another table: its search and its filters start afresh. */
  stree_memo (cx, stree_str ("looking at %s", key), focus_table, cx, NULL);
  return stree_component (explorer_table, .props = cx, .key = key);
}

StreeElement *
explorer (StreeContext *cx, gpointer data)
{
  const ExplorerProps *props = data;
  Document            *document = document_get (cx);
  StreeState          *files = stree_global_variant (cx, "files", g_variant_new_strv (NULL, 0));
  StreeState          *revision = stree_global_int (cx, "revision", 0);
  const char          *uri = props->default_uri;
  const char          *key;
  gboolean             is_database;

  if (g_variant_n_children (stree_state_get_variant (files)) > 0)
    g_variant_get_child (stree_state_get_variant (files), 0, "&s", &uri);
  if (uri)
    keep_secret (files, uri);
  key = uri ? without_password (uri) : NULL;
  is_database = uri && database_is (uri);
  if (is_database)
    database_open (database_get (cx), uri, stree_state_get_int (revision));
  else if (uri)
    document_open (document, uri, stree_state_get_int (revision));

  return stree_with (stree_vstack_with ((.key = "window"), is_database ? stree_component (explorer_database, .props = cx, .key = key)
                                                                       : content (cx, document, key)), .drop = STREE_DROP_FILES,
                     .on_drop = stree_call (dropped_cb, NULL), .vexpand = TRUE);
}
