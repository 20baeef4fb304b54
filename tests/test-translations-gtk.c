/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Words in the user's language, from the catalogs of the build directory; and the direction in which they are read. Each
 * language is a process of its own: a program has one from its start to its end. */

#include <streamtree-gtk.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <libintl.h>
#include <string.h>

static StreeElement *
program (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_text ("1");
}

/* --- pages, each with a name of its own --- */

static StreeElement *
labelled (StreeContext *cx, gpointer props)
{
  return program (cx, props);
}
STREE_PAGE (labelled, "1_Not_said", .label = N_ ("Notes"), .domain = GETTEXT_PACKAGE)

static StreeElement *
named (StreeContext *cx, gpointer props)
{
  return program (cx, props);
}
STREE_PAGE (named, "2_Notes", .domain = GETTEXT_PACKAGE)

static StreeElement *
of_program (StreeContext *cx, gpointer props)
{
  return program (cx, props);
}
STREE_PAGE (of_program, "3_Notes")

static StreeElement *
links (StreeContext *cx, gpointer pages)
{
  (void) cx;
  return stree_vstack (stree_page_links (pages), stree_page_routes (pages, NULL));
}

/* What they are called in the user's language; where they are is the same in each. */
static void
look_at_pages (const char *notes)
{
  g_autoptr (GPtrArray)     pages = stree_registered_pages ();
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", links, pages);
  g_autofree char          *tree = NULL;
  static const char *const  routes[] = { "Not_said", "Notes", "3_Notes" };

  g_assert_cmpuint (pages->len, ==, G_N_ELEMENTS (routes));
  for (guint i = 0; i < pages->len; i++)
    g_assert_cmpstr (stree_page_entry_get_page (pages->pdata[i]), ==, routes[i]);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpstr (stree_page_entry_get_label (pages->pdata[i]), ==, notes);
  g_assert_cmpstr (stree_page_entry_get_label (pages->pdata[2]), ==, "Notes");
  textdomain (GETTEXT_PACKAGE);
  g_assert_cmpstr (stree_page_entry_get_label (pages->pdata[2]), ==, notes);
  textdomain ("messages");
  tree = stree_headless_dump_text (view);
  g_assert_nonnull (strstr (tree, notes));
  g_assert_null (strstr (tree, "Not said"));
}

static gboolean
has_tooltip (GtkWidget *widget, const char *text)
{
  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (has_tooltip (child, text))
      return TRUE;
  return FALSE;
}

typedef struct
{
  const char      *language;
  const char      *locale;
  const char      *title;
  const char      *menu;
  const char      *rows[2]; /* of one row and of three */
  GtkTextDirection direction;
} Speech;

static gboolean
look_cb (gpointer data)
{
  const Speech   *speech = data;
  GtkApplication *app = GTK_APPLICATION (g_application_get_default ());
  GtkWidget      *window;

  if (!gtk_application_get_windows (app))
    return G_SOURCE_CONTINUE;
  window = gtk_application_get_windows (app)->data;
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, speech->title);
  g_assert_true (has_tooltip (window, speech->menu));
  g_assert_cmpint (gtk_widget_get_direction (window), ==, speech->direction);
  g_assert_cmpstr (g_dngettext (GETTEXT_PACKAGE, "%s row", "%s rows", 1), ==, speech->rows[0]);
  g_assert_cmpstr (g_dngettext (GETTEXT_PACKAGE, "%s row", "%s rows", 3), ==, speech->rows[1]);
  look_at_pages (speech->title);
  g_application_quit (G_APPLICATION (app));
  return G_SOURCE_REMOVE;
}

static void
test_speech (gconstpointer data)
{
  const Speech         *speech = data;
  char                 *argv[] = { (char *) "program", NULL };
  g_autofree char      *folder = NULL;
  g_autofree char      *made = NULL;
  g_autoptr (GError)    error = NULL;
  g_autofree char      *tool = g_find_program_in_path ("localedef");
  const char           *command[] = { tool, "-f", "UTF-8", "-i", NULL, NULL, NULL };
  g_autofree char      *source = g_strndup (speech->locale, strcspn (speech->locale, "."));
  int                   status = 1;

  if (g_test_subprocess ())
    {
      g_idle_add (look_cb, (gpointer) speech);
      status = stree_run_with ("org.example.Program", program, 1, argv, .page_title = _ ("Notes"), .about = STREE_ABOUT (.version = "1"));
      g_assert_cmpint (status, ==, 0);
      return;
    }
  if (!tool)
    {
      g_test_skip ("localedef is not installed");
      return;
    }
  /* LANGUAGE counts only in a locale that is none of C's, and the direction is that of the locale: make it. */
  folder = g_dir_make_tmp ("stree-locale-XXXXXX", &error);
  g_assert_no_error (error);
  made = g_build_filename (folder, speech->locale, NULL);
  command[4] = source;
  command[5] = made;
  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL, NULL,
                &error);
  g_assert_no_error (error);
  if (!g_file_test (made, G_FILE_TEST_IS_DIR))
    {
      g_rmdir (folder);
      g_test_skip ("localedef has no source for this locale");
      return;
    }
  g_setenv ("LOCPATH", folder, TRUE);
  g_setenv ("LC_ALL", speech->locale, TRUE);
  g_setenv ("LANGUAGE", speech->language, TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
  command[0] = "rm";
  command[1] = "-rf";
  command[2] = folder;
  command[3] = NULL;
  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  static const Speech german = { "de", "de_DE.UTF-8", "Notizen", "Hauptmenü (F10)", { "%s Zeile", "%s Zeilen" }, GTK_TEXT_DIR_LTR };
  static const Speech arabic = { "ar",           "ar_EG.UTF-8", "الملاحظات", "القائمة الرئيسية (F10)", { "صف واحد (%s)", "%s صفوف" },
                                 GTK_TEXT_DIR_RTL };

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/translations/german", &german, test_speech);
  g_test_add_data_func ("/translations/arabic", &arabic, test_speech);
  return g_test_run ();
}
