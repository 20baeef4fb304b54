/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Every example, as a user works with it: its main () is entered, up to where it would run the program, and what it would show
 * is shown by the kit. Once without a display, and with --window in one: the scripts are the same. In a window, what it shows
 * then is compared with the plain GTK that it is written as: codegen-compare.h.
 * Tests of their own go further: test-data-grid-gtk.c, check-examples.py, and those that are named after an example. */

#include <gmodule.h>
#include <glib/gstdio.h>
#include <string.h>

#include "codegen-compare.h"
#include "remove-folder.h"

typedef struct
{
  const char *name;
  void (*script) (StreeTest *app);
  const char *argument; /* of its main (), below the folder of the test; NULL: none */
} Example;

static gboolean in_window;
static char    *folder; /* where they may write */

static char *
write_file (const char *name, const char *text)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* --- the scripts: the main control, and what comes of it --- */

static void
use_app_shell (StreeTest *app)
{
  stree_test_click (stree_test_by_key (app, "add"));
  stree_test_click (stree_test_by_key (app, "add"));
  stree_test_assert_shows (app, "Counter: 2");
}

static void
use_async_bg (StreeTest *app)
{
  stree_test_type (stree_test_by_key (app, "note"), "meanwhile");
  stree_test_assert_value (stree_test_by_key (app, "note"), "meanwhile");
  stree_test_wait (stree_test_by_text (app, "12² + 35² = 144 + 1225 = 1369"));
  stree_test_wait (stree_test_by_text (app, "There are 1270607 primes below 20000000."));
  stree_test_click (stree_test_by_role (app, "button", "Count again"));
  stree_test_click (stree_test_by_role (app, "button", "Stop"));
  stree_test_wait (stree_test_by_text (app, "It was stopped."));
}

static void
use_async_loader_demo (StreeTest *app)
{
  g_autofree char *path = write_file ("three lines", "a\nb\nc\n");

  stree_test_type (stree_test_by_key (app, "path"), path);
  stree_test_wait (stree_test_by_substring (app, "3 lines, 6"));
  stree_test_type (stree_test_by_key (app, "path"), "/nonexistent");
  stree_test_wait (stree_test_by_substring (app, "/nonexistent"));
}

/* It has no control. */
static void
use_async_ordered_loader_demo (StreeTest *app)
{
  stree_test_wait (stree_test_by_text (app, "SHA-256: 83ee47245398adee…"));
  stree_test_assert_shown (stree_test_by_substring (app, "MD5: "));
  stree_test_assert_shown (stree_test_by_substring (app, "SHA-512: "));
}

static void
use_counter (StreeTest *app)
{
  stree_test_click (stree_test_by_role (app, "button", "Increment"));
  stree_test_assert_shows (app, "Count: 1");
  stree_test_click (stree_test_by_role (app, "button", "Reset"));
  stree_test_assert_shows (app, "Count: 0");
}

static void
use_crud (StreeTest *app)
{
  StreeTestLocator *grid = stree_test_by_key (app, "grid");

  stree_test_wait (grid);
  stree_test_assert_missing (stree_test_by_key (app, "error"));
  stree_test_assert_rows (grid, 4);
  stree_test_assert_cell (grid, 1, "place", "Hall");
  stree_test_edit_cell (grid, 1, "place", "Stairs");
  stree_test_save (grid);
  stree_test_assert_cell (grid, 1, "place", "Stairs");
}

static void
use_crud_automation_demo (StreeTest *app)
{
  stree_test_wait (stree_test_by_key (app, "pick 2"));
  stree_test_click (stree_test_by_key (app, "pick 2"));
  stree_test_type (stree_test_by_key (app, "name"), "Lovelace");
  stree_test_click (stree_test_by_key (app, "save"));
  stree_test_wait (stree_test_by_text (app, "“Lovelace” is saved as record 2."));
  stree_test_wait (stree_test_by_role (app, "button", "Lovelace"));
}

static void
use_crud_pattern_demo (StreeTest *app)
{
  StreeTestLocator *records = stree_test_by_key (app, "records");

  stree_test_assert_cell (records, 1, "item", "Bread");
  stree_test_select_rows (records, 1, 1);
  stree_test_wait (stree_test_by_label (app, "Stock"));
  stree_test_set_number (stree_test_by_label (app, "Stock"), 15);
  stree_test_type (stree_test_by_label (app, "Item"), "Rolls");
  stree_test_click (stree_test_by_key (app, "save"));
  stree_test_wait (stree_test_by_text (app, "Saved."));
  stree_test_assert_cell (records, 1, "item", "Rolls");
}

static void
use_datagrid_demo (StreeTest *app)
{
  stree_test_assert_shown (stree_test_by_role (app, "heading", "Books"));
  stree_test_edit_cell (stree_test_by_key (app, "grid"), 0, "stock", "7");
  stree_test_assert_cell (stree_test_by_key (app, "grid"), 0, "stock", "7");
}

static void
use_datagrid_selection_demo (StreeTest *app)
{
  stree_test_assert_shown (stree_test_by_substring (app, "No planet is selected."));
  stree_test_select_rows (stree_test_by_key (app, "grid"), 2, 2);
  stree_test_assert_shown (stree_test_by_substring (app, "Earth, Mars"));
}

static void
use_deferred_region_demo (StreeTest *app)
{
  stree_test_type (stree_test_by_key (app, "name"), "Ada");
  stree_test_assert_shows (app, "Good to see you, Ada.");
  stree_test_wait (stree_test_by_key (app, "region-runs"));
  stree_test_assert_shown (stree_test_by_key (app, "1"));
  stree_test_click (stree_test_by_key (app, "reverse"));
  stree_test_assert_text (stree_test_nth (stree_test_by_substring (app, "Row "), 0), "Row 200");
}

static void
use_downloads (StreeTest *app)
{
  stree_test_click (stree_test_by_role (app, "button", "Download: Lost letters, which are not there"));
  stree_test_wait (stree_test_by_role (app, "button", "Retry: Lost letters, which are not there"));
  stree_test_click (stree_test_by_role (app, "button", "Download: World atlas"));
  stree_test_wait (stree_test_by_role (app, "button", "Cancel: World atlas"));
  stree_test_click (stree_test_by_role (app, "button", "Cancel: World atlas"));
  stree_test_wait (stree_test_by_role (app, "button", "Resume: World atlas"));
  stree_test_assert_shows (app, "Cancelled");
}

static void
use_explorer (StreeTest *app)
{
  g_autoptr (StreeGridOptions) plain = stree_grid_options_new ();
  g_autoptr (StreeGridOptions) search = stree_grid_options_with_search (plain, "Torgersen");

  stree_test_wait (stree_test_by_key (app, "table"));
  stree_test_arrange (stree_test_by_key (app, "table"), search);
  stree_test_wait (stree_test_by_substring (app, "52 of 344"));
}

static void
use_gallery (StreeTest *app)
{
  stree_test_click (stree_test_by_key (app, "inputs"));
  stree_test_type (stree_test_by_label (app, "Name"), "Grace");
  stree_test_set_number (stree_test_by_label (app, "Age"), 45);
  stree_test_choose (stree_test_by_label (app, "Colour"), "Blue");
  stree_test_assert_shows (app, "Grace is 45 and likes Blue.");
  stree_test_toggle (stree_test_by_label (app, "Send me the news"));
  stree_test_assert_shows (app, "The news will come.");
  for (const char *const *page = (const char *const[]) { "text", "markdown", "form", "layout", "data", "pictures", "errors", NULL }; *page;
       page++)
    stree_test_click (stree_test_by_key (app, *page));
  stree_test_assert_shows (app, "Something went wrong here.");
}

static void
use_log_follow (StreeTest *app)
{
  g_autofree char *path = write_file ("log", "first\nsecond\n");
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  const char      *uris[] = { uri, NULL };

  stree_test_assert_shows (app, "No file yet");
  stree_state_set_variant (stree_session_lookup (stree_test_get_session (app), "files"), g_variant_new_strv (uris, 1));
  stree_test_wait (stree_test_by_text (app, "first\nsecond\n"));
  stree_test_set_number (stree_test_by_key (app, "n_lines"), 1);
  stree_test_wait (stree_test_by_text (app, "second\n"));
}

static void
use_model_form (StreeTest *app)
{
  g_autofree char *json = NULL;

  stree_test_type (stree_test_by_label (app, "Full name"), "Ada");
  stree_test_type (stree_test_by_label (app, "E-mail"), "ada@example.org");
  stree_test_click (stree_test_by_key (app, "save"));
  json = stree_test_locator_dup_value_text (stree_test_by_key (app, "json"), NULL);
  if (!strstr (json, "\"name\":\"Ada\"") || !strstr (json, "\"email\":\"ada@example.org\""))
    g_error ("saved as %s", json);
  stree_test_click (stree_test_by_key (app, "clear"));
  stree_test_assert_value (stree_test_by_key (app, "name"), "");
  stree_test_click (stree_test_by_key (app, "load"));
  stree_test_assert_value (stree_test_by_key (app, "name"), "Ada");
}

static void
use_notes (StreeTest *app)
{
  stree_test_assert_shows (app, "No notes yet");
  stree_test_type (stree_test_by_key (app, "draft"), "Buy milk");
  stree_test_click (stree_test_by_role (app, "button", "Add the note"));
  stree_test_assert_shows (app, "Buy milk");
  stree_test_type (stree_test_by_key (app, "draft"), "Water the plants");
  stree_test_act (app, "add");
  stree_test_assert_shows (app, "Water the plants");
}

static void
use_numeric_nav_demo (StreeTest *app)
{
  stree_test_set_number (stree_test_by_label (app, "Quantity"), 4);
  stree_test_set_number (stree_test_by_label (app, "Unit price"), 2.5);
  stree_test_assert_shows (app, "Total: 10.00");
}

static void
use_overlay_demo (StreeTest *app)
{
  stree_test_click (stree_test_by_key (app, "edit"));
  stree_test_type (stree_test_by_key (app, "draft"), "Feed the cat");
  stree_test_click (stree_test_by_key (app, "save"));
  stree_test_assert_missing (stree_test_by_key (app, "editor"));
  stree_test_assert_shows (app, "Feed the cat");
}

static void
use_pages_helpers_demo (StreeTest *app)
{
  stree_test_click (stree_test_by_role (app, "link", "Temperature"));
  stree_test_set_number (stree_test_by_key (app, "celsius"), 100);
  stree_test_assert_shows (app, "212.0 degrees Fahrenheit");
}

static void
use_phase2_composite_demo (StreeTest *app)
{
  stree_test_assert_shows (app, "The ErrorBoundary caught what failed below it.");
  stree_test_click (stree_test_by_key (app, "about"));
  stree_test_assert_shows (app, "Alt and Left goes back.");
}

static void
use_phase2_layout_demo (StreeTest *app)
{
  stree_test_type (stree_test_by_key (app, "color"), "#0a0");
  stree_test_assert_shows (app, "The accent here is #0a0");
  stree_test_click (stree_test_by_key (app, "validate"));
  stree_test_assert_shows (app, "Valid: 1 time");
}

static void
use_routed_app (StreeTest *app)
{
  stree_test_click (stree_test_by_key (app, "profile"));
  stree_test_type (stree_test_by_key (app, "json"), "{\"name\": \"Ada\", \"email\": \"ada@example.org\"}");
  stree_test_assert_text (stree_test_by_key (app, "status"), "Not committed yet");
  stree_test_click (stree_test_by_key (app, "commit"));
  stree_test_assert_text (stree_test_by_key (app, "status"), "All is committed");
}

static void
use_todo (StreeTest *app)
{
  stree_test_type (stree_test_by_key (app, "draft"), "Buy milk");
  stree_test_click (stree_test_by_key (app, "add"));
  stree_test_assert_shows (app, "1 of 1 is open");
  stree_test_toggle (stree_test_by_role (app, "checkbox", "“Buy milk” is done"));
  stree_test_assert_shows (app, "0 of 1 is open");
}

static const Example examples[] = {
  { "app_shell", use_app_shell, NULL },
  { "async_bg", use_async_bg, NULL },
  { "async_loader_demo", use_async_loader_demo, NULL },
  { "async_ordered_loader_demo", use_async_ordered_loader_demo, NULL },
  { "counter", use_counter, NULL },
  { "crud", use_crud, NULL },
  { "crud_automation_demo", use_crud_automation_demo, NULL },
  { "crud_pattern_demo", use_crud_pattern_demo, NULL },
  { "datagrid_demo", use_datagrid_demo, NULL },
  { "datagrid_selection_demo", use_datagrid_selection_demo, NULL },
  { "deferred_region_demo", use_deferred_region_demo, NULL },
  { "downloads", use_downloads, "downloads" },
  { "explorer", use_explorer, NULL },
  { "gallery", use_gallery, NULL },
  { "log_follow", use_log_follow, NULL },
  { "model_form", use_model_form, NULL },
  { "notes", use_notes, NULL },
  { "numeric_nav_demo", use_numeric_nav_demo, NULL },
  { "overlay_demo", use_overlay_demo, NULL },
  { "pages_helpers_demo", use_pages_helpers_demo, NULL },
  { "phase2_composite_demo", use_phase2_composite_demo, NULL },
  { "phase2_layout_demo", use_phase2_layout_demo, NULL },
  { "routed_app", use_routed_app, NULL },
  { "todo", use_todo, NULL },
};

/* --- starting one --- */

typedef struct
{
  const Example *example;
  gboolean       used;
} Use;

static GtkWidget *
find_view (GtkWidget *widget)
{
  GtkWidget *found = STREE_IS_VIEW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_view (child);
  return found;
}

/* What it shows in the end, as a program of plain GTK. Nothing moves meanwhile: no main loop runs. */
static void
compare_code (const char *name)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  GtkWidget        *view = NULL;
  g_autofree char  *code = NULL;
  g_autofree char  *ui = NULL;

  for (GList *l = windows; l && !view; l = l->next)
    view = find_view (l->data);
  g_assert_nonnull (view);
  code = stree_view_dump (STREE_VIEW (view), STREE_DUMP_C, TRUE);
  ui = stree_view_dump (STREE_VIEW (view), STREE_DUMP_UI, TRUE);
  codegen_compare (view, name, code, ui);
}

/* In its main (), which stays where it is until the script is through. */
static int
use_cb (const char *application_id, const char *name, StreeComponentFunc func, int argc, char **argv, const StreeAppArgs *args,
        gpointer data)
{
  Use                      *use = data;
  StreeRunRoot              root = { name, func, args->sidebar, args->props };
  gpointer                  props;
  StreeComponentFunc        shown = stree_run_root_choose (&root, &props);
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autoptr (StreeTest)     app = NULL;

  (void) argc;
  (void) argv;
  g_assert_true (application_id && g_application_id_is_valid (application_id));
  if (args->theme)
    stree_session_set_theme (session, args->theme);
  app = in_window ? stree_test_new_in_window (session, name, shown, props) : stree_test_new (session, name, shown, props);
  use->example->script (app);
  if (in_window)
    compare_code (use->example->name);
  use->used = TRUE;
  return 0;
}

static void
test_example (gconstpointer data)
{
  const Example   *example = data;
  Use              use = { example, FALSE };
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *beside = g_path_get_dirname (self);
  g_autofree char *file = g_strdup_printf ("kit-%s." G_MODULE_SUFFIX, example->name);
  g_autofree char *path = g_build_filename (beside, file, NULL);
  g_autofree char *argument = example->argument ? g_build_filename (folder, example->argument, NULL) : NULL;
  char            *argv[] = { (char *) example->name, argument, NULL };
  GModule         *module = g_module_open (path, G_MODULE_BIND_LOCAL);
  gpointer         symbol = NULL;
  int (*enter) (int argc, char **argv);

  if (!module || !g_module_symbol (module, "main", &symbol))
    g_error ("%s", g_module_error ());
  g_module_make_resident (module);
  *(gpointer *) &enter = symbol;
  if (argument)
    g_assert_cmpint (g_mkdir_with_parents (argument, 0700), ==, 0);
  stree_run_catch (use_cb, &use);
  g_assert_cmpint (enter (argument ? 2 : 1, argv), ==, 0);
  stree_run_catch (NULL, NULL);
  g_assert_true (use.used);
}

/* What failed on purpose is also said on the terminal: not here. */
static void
drop_messages (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  if ((level & G_LOG_LEVEL_MASK) < G_LOG_LEVEL_MESSAGE)
    g_log_default_handler (domain, level, message, data);
}

static gboolean
has_script (const char *file)
{
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    if (strncmp (file, examples[i].name, strlen (examples[i].name)) == 0 && g_str_equal (file + strlen (examples[i].name), ".c"))
      return TRUE;
  return FALSE;
}

/* None may be left out: each is a C file in examples/. */
static void
test_all_are_there (void)
{
  const char       *root = g_getenv ("STREE_TEST_ROOT");
  g_autofree char  *path = root ? g_build_filename (root, "examples", NULL) : NULL;
  g_autoptr (GDir)  dir = path ? g_dir_open (path, 0, NULL) : NULL;
  const char       *name;

  if (!dir)
    {
      g_test_skip ("STREE_TEST_ROOT does not say where the sources are");
      return;
    }
  while ((name = g_dir_read_name (dir)))
    if (g_str_has_suffix (name, ".c") && !has_script (name))
      g_error ("%s has no script here", name);
}

int
main (int argc, char **argv)
{
  int status;

  /* Before anybody asks: what they remember is of no use to the next one. */
  folder = g_dir_make_tmp ("stree-examples-XXXXXX", NULL);
  for (const char *const *name = (const char *const[]) { "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", NULL }; *name;
       name++)
    g_setenv (*name, folder, TRUE);
  in_window = argc > 1 && g_str_equal (argv[argc - 1], "--window");
  if (in_window)
    argv[--argc] = NULL;
  stree_test_init (&argc, &argv);
  g_log_set_default_handler (drop_messages, NULL);
  g_test_add_func ("/examples/all-are-there", test_all_are_there);
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autofree char *path = g_strdup_printf ("/examples/%s", examples[i].name);

      g_test_add_data_func (path, &examples[i], test_example);
    }
  status = g_test_run ();
  remove_folder (folder);
  g_free (folder);
  return status;
}
