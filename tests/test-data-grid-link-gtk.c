/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The links of a DataGrid, by the keyboard, in a desktop whose browser writes down what it is to open. */

#include <glib/gstdio.h>

#include "data-grid-fixture.h"

/* What was opened, one by line. */
static char *opened;

/* Opens everything there is to open. */
static void
install_browser (void)
{
  g_autofree char *applications = g_build_filename (g_getenv ("XDG_DATA_HOME"), "applications", NULL);
  g_autofree char *entry = g_build_filename (applications, "browser.desktop", NULL);
  g_autofree char *defaults = g_build_filename (g_getenv ("XDG_CONFIG_HOME"), "mimeapps.list", NULL);
  g_autofree char *program = g_build_filename (g_getenv ("XDG_DATA_HOME"), "browser", NULL);
  g_autofree char *script = NULL;
  g_autofree char *text = NULL;

  opened = g_build_filename (g_getenv ("XDG_DATA_HOME"), "opened", NULL);
  script = g_strdup_printf ("#!/bin/sh\necho \"$1\" >>'%s'\n", opened);
  text = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Browser\nExec=%s %%u\n"
                          "MimeType=x-scheme-handler/https;x-scheme-handler/file;x-scheme-handler/mailto;x-scheme-handler/odd;\n",
                          program);
  g_assert_cmpint (g_mkdir_with_parents (applications, 0700), ==, 0);
  g_assert_true (g_file_set_contents_full (program, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  g_assert_true (g_file_set_contents (entry, text, -1, NULL));
  g_assert_true (g_file_set_contents (defaults,
                                      "[Default Applications]\nx-scheme-handler/https=browser.desktop\n"
                                      "x-scheme-handler/file=browser.desktop\nx-scheme-handler/mailto=browser.desktop\n"
                                      "x-scheme-handler/odd=browser.desktop\ntext/plain=browser.desktop\n",
                                      -1, NULL));
}

static gboolean
was_opened (const char *expected)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (opened, &text, NULL, NULL) && g_str_equal (text, expected);
}

static const char *const addresses[] = { "https://example.org/a?b=%27c%27", "file:///etc/hosts", "odd:thing", NULL, "no address",
                                         "mailto:a@example.org", "HTTPS://example.org/d" };

static void
set_up_links (Fixture *f)
{
  g_autoptr (StreeFrameBuilder) builder = begin_frame ();

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      stree_frame_builder_append_int64 (builder, 0, i);
      if (addresses[i])
        stree_frame_builder_append_text (builder, 1, addresses[i]);
      stree_frame_builder_end_row (builder);
    }
  f->links = TRUE;
  f->frame = stree_frame_builder_finish (builder);
  set_up (f, G_N_ELEMENTS (addresses));
}

static void
test_keys (gconstpointer editable)
{
  Fixture f = { .mode = STREE_SELECTION_SINGLE, .editable = GPOINTER_TO_INT (editable) };

  set_up_links (&f);
  click_cell (&f, 0, 0);
  /* On no link they are the program's. */
  key (&f, GDK_KEY_Return, GDK_CONTROL_MASK);
  key (&f, GDK_KEY_Right, 0);
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      assert_cursor (&f, i, 1);
      key (&f, i % 2 ? GDK_KEY_KP_Enter : GDK_KEY_Return, GDK_CONTROL_MASK);
      /* One after the other, so that they are written in this order. */
      if (i == 0)
        xtest_wait (was_opened ("https://example.org/a?b=%27c%27\n"));
      else if (i == 5)
        xtest_wait (was_opened ("https://example.org/a?b=%27c%27\nmailto:a@example.org\n"));
      else if (i == 6)
        xtest_wait (was_opened ("https://example.org/a?b=%27c%27\nmailto:a@example.org\nHTTPS://example.org/d\n"));
      key (&f, GDK_KEY_Down, 0);
    }
  g_assert_false (stree_grid_editor_is_open (grid_of (&f)));
  g_remove (opened);
  tear_down (&f);
}

int
main (int argc, char **argv)
{
  install_browser ();
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/data-grid-link/keys", GINT_TO_POINTER (FALSE), test_keys);
  g_test_add_data_func ("/data-grid-link/editable", GINT_TO_POINTER (TRUE), test_keys);
  return g_test_run ();
}
