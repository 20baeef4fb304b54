/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* 1,000 reruns with changing content hold no more memory than 200. With AddressSanitizer, what is left at the end is told. */

#include <stdio.h>
#include <unistd.h>

#include "support.h"

static gsize
resident_pages (void)
{
  g_autofree char *text = NULL;
  unsigned long    size = 0, resident = 0;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%lu %lu", &size, &resident), ==, 2);
  return resident;
}

#if defined (__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined (__has_feature)
#if __has_feature (address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0 /* the sanitizer holds back what is freed, so that nothing is flat */
#endif

static void
assert_flat (gsize before)
{
  gsize now = resident_pages ();

  if (!SANITIZED)
    g_assert_cmpuint (now, <=, before + 1024 * 1024 / (gsize) sysconf (_SC_PAGESIZE));
}

static StreeElement *
row (StreeContext *cx, gpointer props)
{
  int         n = GPOINTER_TO_INT (props);
  StreeState *count = stree_state_int (cx, "count", n);
  StreeState *name = stree_state_string (cx, "name", "x");

  if (n % 31 == 0)
    return stree_fail_message (cx, "row %d failed", n);
  return stree_vstack (stree_text ("row %d: %d", n, stree_state_get_int (count)),
                       stree_button ("Add", .on_click = stree_add (count, 1)),
                       stree_text_input ("Name", .value = n % 37 == 0 ? stree_value (n) : stree_bind (name)));
}

static StreeElement *
factory (StreeContext *cx, gpointer data)
{
  (void) cx;
  return stree_component (row, .props = data);
}

static StreeElement *
root (StreeContext *cx, gpointer props)
{
  int           run = (*(int *) props)++;
  StreeBuilder *builder = stree_builder_new ();

  stree_state_set_transient (stree_state_int (cx, "n", 0), TRUE);
  for (int i = 0; i < 60; i++)
    {
      int n = (i * 7 + run * 3) % 100;

      stree_builder_add (builder, stree_error_boundary (stree_component (row, .props = GINT_TO_POINTER (n)),
                                                        .key = stree_key_int (n)));
    }
  return stree_vstack (stree_text ("run %d", run),
                       stree_memo_subtree (cx, stree_str ("memo %d", run / 3), stree_deps (stree_value (run / 2)), factory,
                                           GINT_TO_POINTER (run % 50 + 1)),
                       stree_builder_end (builder));
}

static void
test_reruns (void)
{
  int            run = 0;
  StreeHeadless *view = stree_headless_new (NULL, "app", root, &run);
  gsize          before;

  for (int i = 0; i < 200; i++)
    stree_headless_rerun (view);
  before = resident_pages ();
  for (int i = 0; i < 1000; i++)
    stree_headless_rerun (view);
  g_assert_cmpint (run, ==, 1201);
  assert_flat (before);
  g_assert_finalize_object (view);
}

static void
test_mounts (void)
{
  int   run = 0;
  gsize before = 0;

  for (int i = 0; i < 400; i++)
    {
      StreeHeadless *view = stree_headless_new (NULL, "app", root, &run);

      stree_headless_rerun (view);
      g_assert_finalize_object (view);
      if (i == 100)
        before = resident_pages ();
    }
  g_assert_cmpint (run, ==, 800);
  assert_flat (before);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/leaks/reruns", test_reruns);
  g_test_add_func ("/leaks/mounts", test_mounts);
  return g_test_run ();
}
