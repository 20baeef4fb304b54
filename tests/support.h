/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What tests of the inside share. */

#include <string.h>

#include "core/stree-boundary-private.h"
#include "streamtree.h"
#include "testing/stree-headless-private.h"
#include "wait-for.h"

static inline void
drop_messages (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  if ((level & G_LOG_LEVEL_MASK) < G_LOG_LEVEL_MESSAGE)
    g_log_default_handler (domain, level, message, data);
}

/* What failed below a boundary is also said on the terminal: not here, where it fails on purpose. */
static inline void
support_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  g_log_set_default_handler (drop_messages, NULL);
}

static inline char *
dump_json (StreeHeadless *view)
{
  g_autoptr (JsonNode) node = stree_headless_dump_json (view);

  return json_to_string (node, TRUE);
}

static inline void
assert_has_text (StreeHeadless *view, const char *text)
{
  g_autofree char *tree = stree_headless_dump_text (view);

  if (!stree_headless_has_text (view, text))
    g_error ("no text '%s' in:\n%s", text, tree);
}

/* A text of the view that holds @part; fails if there is none. */
static inline void
assert_shows (StreeHeadless *view, const char *part)
{
  g_autofree char *json = dump_json (view);

  if (!strstr (json, part))
    g_error ("nothing shows '%s' in:\n%s", part, json);
}

static inline guint
count_reruns (StreeHeadless *view)
{
  StreeHeadlessStats stats;

  stree_headless_get_stats (view, &stats);
  return stats.reruns;
}

static inline void
click (StreeHeadless *view, const char *key)
{
  g_autoptr (GError) error = NULL;

  stree_headless_click (view, key, &error);
  g_assert_no_error (error);
}
