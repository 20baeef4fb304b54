/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "async_ordered_loader_demo.h"

#include <glib/gi18n-lib.h>

#define SIZE (32u * 1024 * 1024)

static const struct
{
  const char   *name;
  GChecksumType type;
} digests[] = { { "SHA-512", G_CHECKSUM_SHA512 }, { "MD5", G_CHECKSUM_MD5 }, { "SHA-256", G_CHECKSUM_SHA256 } };

/* In a thread: the digest of so many zeros. */
static void
digest (StreeTask *task, gpointer data)
{
  g_autoptr (GChecksum) checksum = g_checksum_new ((GChecksumType) GPOINTER_TO_INT (data));
  static const guint8   zeros[64 * 1024];

  for (guint i = 0; i < SIZE / sizeof zeros; i++)
    g_checksum_update (checksum, zeros, sizeof zeros);
  stree_task_return_variant (task, g_variant_new_string (g_checksum_get_string (checksum)));
}

static StreeElement *
show_all (StreeContext *cx, StreeTask *const *tasks, guint n_tasks, gpointer data)
{
  StreeBuilder *rows = stree_builder_new ();

  (void) cx;
  (void) data;
  for (guint i = 0; i < n_tasks; i++)
    {
      const char *result = g_variant_get_string (stree_task_get_variant (tasks[i]), NULL);

      stree_builder_add (rows, stree_text_with (stree_str ("%s: %.16s…", stree_task_get_key (tasks[i]), result),
                                                .key = stree_task_get_key (tasks[i])));
    }
  return stree_card (stree_builder_end (rows));
}

StreeElement *
async_ordered_loader_demo (StreeContext *cx, gpointer props)
{
  StreeTaskSpec specs[G_N_ELEMENTS (digests)];
  StreeTask    *tasks[G_N_ELEMENTS (digests)];

  (void) props;
  for (guint i = 0; i < G_N_ELEMENTS (digests); i++)
    specs[i] = (StreeTaskSpec){ .key = digests[i].name, .worker = digest, .data = GINT_TO_POINTER (digests[i].type) };
  if (!stree_task_submit_many_ordered (cx, specs, G_N_ELEMENTS (specs), tasks))
    return NULL;
  return stree_page (stree_title (_ ("Loading in order")),
                     stree_text ("%s", _ ("Three digests of 32 MiB of zeros, at the same time; shown in the order of their names.")),
                     stree_match_task_many (cx, tasks, G_N_ELEMENTS (tasks), .loading = stree_text ("%s", _ ("Computing…")),
                                            .ready = show_all, .error = stree_text ("%s", _ ("One of them failed."))));
}
