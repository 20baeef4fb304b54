/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Sources in memory: beside a naive table, and what they refuse. */

#include "core/stree-error.h"
#include "data/stree-frame-builder.h"
#include "source-model.h"
#include "support.h"

static StreeSource *
hold (gpointer source)
{
  return g_object_ref (source);
}

static void
run_model (const char *const *keys, guint n_steps)
{
  g_autoptr (StreeFrame) rows = source_model_make_rows (1, 60);
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeFrameSource) source = stree_frame_source_new (rows, keys, &error);
  SourceModel model = { hold, source, SOURCE_MODEL_INSERTED, .snapshots = TRUE, .n_steps = n_steps };

  g_assert_no_error (error);
  source_model_run (&model, rows);
}

static void
test_model_counted (void)
{
  run_model (NULL, 4000);
}

static void
test_model_one_key (void)
{
  run_model ((const char *[]){ "id", NULL }, 4000);
}

static void
test_model_two_keys (void)
{
  run_model ((const char *[]){ "group", "code", NULL }, 4000);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/frame-source/model/counted", test_model_counted);
  g_test_add_func ("/frame-source/model/one-key", test_model_one_key);
  g_test_add_func ("/frame-source/model/two-keys", test_model_two_keys);
  return g_test_run ();
}
