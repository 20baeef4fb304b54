/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Images without a display: whether they are loading, loaded or failed, and what shows in their place meanwhile. */

#include "body-fixture.h"
#include "network/stree-picture-load-private.h"
#include "picture-server.h"

#include <glib/gstdio.h>

static const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R' };

static const char *base;
static char       *file;    /* owned: what the image shows */
static gboolean    without_stand_ins;

static void
set_file (const char *path)
{
  g_free (file);
  file = g_strdup (path);
}

static void
set_url (const char *path)
{
  g_autofree char *url = g_strconcat (base, path, NULL);

  set_file (url);
}

static StreeElement *
show_image (StreeContext *cx)
{
  (void) cx;
  if (!file)
    return stree_text ("nothing");
  if (without_stand_ins)
    return stree_image (file, .alt = "A dot", .key = "i");
  return stree_image (file, .alt = "A dot", .key = "i", .loading = stree_text ("wait"),
                      .error = stree_vstack (stree_text ("sorry"), stree_button ("Again", .key = "again")));
}

static gboolean
says (StreeHeadless *view, const char *status)
{
  g_autofree char *text = stree_headless_dump_text (view);
  g_autofree char *line = g_strdup_printf ("Image key='i': alt='A dot' (%s)\n", status);

  return strstr (text, line) != NULL;
}

static StreeHeadless *
begin (const char *path)
{
  StreeHeadless *view;

  picture_server_reset ();
  set_url (path);
  view = body_new (NULL);
  show (show_image);
  return view;
}

static void
test_loads (void)
{
  g_autoptr (StreeHeadless) view = begin ("/slow.png");
  StreeHeadlessStats        before, after;
  guint                     runs;

  g_assert_true (says (view, "loading"));
  assert_has_text (view, "wait");
  wait_for (picture_held != NULL);
  stree_headless_rerun (view); /* it is not asked for again */
  stree_headless_get_stats (view, &before);
  runs = n_runs;
  picture_server_let_go ();
  wait_for (says (view, "loaded"));
  stree_headless_flush (view);
  g_assert_false (stree_headless_has_text (view, "wait"));
  g_assert_false (stree_headless_has_text (view, "sorry"));
  g_assert_cmpuint (picture_n_requests, ==, 1);
  /* That it came is no reason to run the program. */
  g_assert_cmpuint (n_runs, ==, runs);
  stree_headless_get_stats (view, &after);
  g_assert_cmpuint (after.created, ==, before.created);
  g_assert_cmpuint (after.destroyed, ==, before.destroyed + 1);
}

static void
test_fails (void)
{
  g_autoptr (StreeHeadless) view = begin ("/none.png?key=secret");
  g_autofree char          *json = NULL;

  wait_for (says (view, "failed"));
  stree_headless_flush (view);
  assert_has_text (view, "sorry");
  click (view, "again");
  json = dump_json (view);
  g_assert_nonnull (strstr (json, "\"status\" : \"failed\""));
  g_assert_nonnull (strstr (json, "404"));
  g_assert_null (strstr (strstr (json, "\"problem\""), "secret"));

  set_url ("/page.png");
  stree_headless_rerun (view);
  g_assert_true (says (view, "loading"));
  assert_has_text (view, "wait");
  g_assert_false (stree_headless_has_text (view, "sorry"));
  wait_for (says (view, "failed"));
  g_free (json);
  json = dump_json (view);
  g_assert_nonnull (strstr (json, "no picture"));
  g_assert_null (strstr (json, "404"));
}

/* Without stand-ins there is a state all the same, and nothing below it. */
static void
test_plain (void)
{
  g_autoptr (StreeHeadless) view = NULL;
  g_autofree char          *json = NULL;

  without_stand_ins = TRUE;
  view = begin ("/a.png");
  g_assert_true (says (view, "loading"));
  wait_for (says (view, "loaded"));
  json = dump_json (view);
  g_assert_null (strstr (json, "\"children\" : [ ]"));
  without_stand_ins = FALSE;
  stree_headless_rerun (view);
  g_assert_true (says (view, "loaded"));
}

static void
test_changes_while_loading (void)
{
  g_autoptr (StreeHeadless) view = begin ("/slow/1.png");

  wait_for (picture_held != NULL);
  set_url ("/none.png");
  stree_headless_rerun (view);
  wait_for (picture_n_aborted == 1 && says (view, "failed"));
  set_url ("/slow/2.png");
  stree_headless_rerun (view);
  wait_for (picture_held != NULL);
  g_assert_true (says (view, "loading"));
  g_clear_pointer (&file, g_free);
  stree_headless_rerun (view);
  g_assert_cmpuint (stree_picture_n_loading (), ==, 0);
  wait_for (picture_n_aborted == 2);
}

/* The view goes while it is on its way. */
static void
test_gone (void)
{
  StreeHeadless *view = begin ("/slow.png");

  wait_for (picture_held != NULL);
  g_object_unref (view);
  g_assert_cmpuint (stree_picture_n_loading (), ==, 0);
  wait_for (picture_n_aborted == 1);
}

/* The answer is there, and is being looked at, when the image comes to show another one. */
static void
test_late_file (void)
{
  g_autofree char          *folder = g_dir_make_tmp ("stree-image-XXXXXX", NULL);
  g_autofree char          *good = g_build_filename (folder, "good.png", NULL);
  g_autofree char          *missing = g_build_filename (folder, "missing.png", NULL);
  g_autofree char          *json = NULL;
  g_autoptr (StreeHeadless) view = begin ("/a.png");

  g_assert_true (g_file_set_contents (good, (const char *) png, sizeof png, NULL));
  set_file (good);
  stree_headless_rerun (view);
  set_file (missing);
  stree_headless_rerun (view);
  wait_for (says (view, "failed"));
  json = dump_json (view);
  g_assert_nonnull (strstr (json, "No such file"));
  set_file (good);
  stree_headless_rerun (view);
  wait_for (says (view, "loaded"));
  g_remove (good);
  g_rmdir (folder);
}

/* What a message calls it. */
static void
test_names (void)
{
  static const struct
  {
    StreePictureSource source;
    const char        *name;
  } cases[] = {
    { { "https://ada:pass@a.b/c/map.png?key=secret", NULL, NULL }, "map.png" },
    { { "https://ada:pass@a.b/?key=secret", NULL, NULL }, "https://a.b/?…" },
    { { "a folder/map%20.png", NULL, NULL }, "map%20.png" },
    { { "file:///a/map%20.png", NULL, NULL }, "map .png" },
    { { NULL, "/a/map.png", NULL }, "/a/map.png" },
    { { NULL, NULL, NULL }, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = stree_picture_source_dup_name (&cases[i].source);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GBytes) picture = g_bytes_new_static (png, sizeof png);
  int                status;

  support_init (&argc, &argv);
  base = picture_server_start (picture);
  g_test_add_func ("/image/loads", test_loads);
  g_test_add_func ("/image/fails", test_fails);
  g_test_add_func ("/image/plain", test_plain);
  g_test_add_func ("/image/changes-while-loading", test_changes_while_loading);
  g_test_add_func ("/image/gone", test_gone);
  g_test_add_func ("/image/late-file", test_late_file);
  g_test_add_func ("/image/names", test_names);
  status = g_test_run ();
  picture_server_stop ();
  g_free (file);
  return status;
}
