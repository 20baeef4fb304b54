/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Pages: what their names say, where they are found, their links, and what fails in them. */

#include <glib/gstdio.h>
#include <unistd.h>

#include "core/stree-error.h"
#include "remove-folder.h"
#include "routing/stree-page-entry-private.h"
#include "support.h"

/* --- pages of this program, registered before main () --- */

static StreeElement *
about (StreeContext *cx, gpointer props)
{
  StreeState *count = stree_state_int (cx, "count", 0);

  (void) props;
  return stree_vstack (stree_text ("about %d", stree_state_get_int (count)),
                       stree_button ("More", .key = "more", .on_click = stree_add (count, 1)));
}
STREE_PAGE (about, "2_About_us", .icon = "help-about-symbolic")

static StreeElement *
start (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_text ("start");
}
STREE_PAGE (start, "1_Start")

static StreeElement *
settings (StreeContext *cx, gpointer props)
{
  StreeState *count = stree_state_int (cx, "count", 0);

  (void) props;
  return stree_vstack (stree_text ("settings %d", stree_state_get_int (count)),
                       stree_button ("Set", .key = "set", .on_click = stree_add (count, 1)));
}
STREE_PAGE (settings, "Settings", .forget = TRUE, .label = "What you like", .domain = GETTEXT_PACKAGE)

static StreeElement *
broken (StreeContext *cx, gpointer props)
{
  (void) props;
  return stree_fail_message (cx, "it is broken");
}
STREE_PAGE (broken, "Broken")

/* --- names --- */

static void
test_names (void)
{
  static const struct
  {
    const char *stem, *prefix, *label, *page;
  } names[] = {
    { "1_About_us", "1", "About us", "About_us" },
    { "01_Getting_started", "01", "Getting started", "Getting_started" },
    { "Options", NULL, "Options", "Options" },
    { "1__Odd_", "1", "Odd", "Odd" },
    { "1_", NULL, "1", "1" },
    { "12", NULL, "12", "12" },
    { "1About", NULL, "1About", "1About" },
    { "1___", "1", "1___", "1" },
    { "3_Größe", "3", "Größe", "Größe" },
    { "99999999999999999999999_Last", "99999999999999999999999", "Last", "Last" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (StreePageEntry) entry = stree_page_entry_new (NULL, names[i].stem);
      g_autoptr (GPtrArray)      entries = g_ptr_array_new ();

      g_ptr_array_add (entries, entry);
      stree_page_entries_end (entries);
      g_assert_cmpstr (stree_page_entry_get_stem (entry), ==, names[i].stem);
      g_assert_cmpstr (stree_page_entry_get_prefix (entry), ==, names[i].prefix);
      g_assert_cmpstr (stree_page_entry_get_label (entry), ==, names[i].label);
      g_assert_cmpstr (stree_page_entry_get_page (entry), ==, names[i].page);
      g_assert_null (stree_page_entry_get_path (entry));
    }
}

/* --- in a folder --- */

typedef struct
{
  char *folder;
  char *pages;
} Place;

static void
touch (const char *folder, const char *name)
{
  g_autofree char   *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "no module", -1, &error);
  g_assert_no_error (error);
}

static Place
place_new (void)
{
  Place place = { g_dir_make_tmp ("stree-pages-XXXXXX", NULL), NULL };

  place.pages = g_build_filename (place.folder, "app", "pages", NULL);
  g_assert_cmpint (g_mkdir_with_parents (place.pages, 0700), ==, 0);
  return place;
}

static void
place_clear (Place *place)
{
  remove_folder (place->folder);
  g_free (place->folder);
  g_free (place->pages);
}

static char *
stems_of (GPtrArray *entries)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (text, "%s%s", i ? " " : "", stree_page_entry_get_stem (entries->pdata[i]));
  return g_string_free (text, FALSE);
}

static void
test_folder (void)
{
  Place                 place = place_new ();
  g_autofree char      *sub = g_build_filename (place.pages, "7_Folder.so", NULL);
  g_autofree char      *outside = g_build_filename (place.folder, "outside.so", NULL);
  g_autofree char      *beside = g_build_filename (place.folder, "app", "beside.so", NULL);
  g_autofree char      *link_out = g_build_filename (place.pages, "8_Out.so", NULL);
  g_autofree char      *link_in = g_build_filename (place.pages, "9_In.so", NULL);
  g_autofree char      *dangling = g_build_filename (place.pages, "5_Nowhere.so", NULL);
  g_autofree char      *linked = g_build_filename (place.folder, "linked-pages", NULL);
  g_autofree char      *program = g_build_filename (place.folder, "app", "program", NULL);
  g_autofree char      *next_to = NULL;
  g_autofree char      *stems = NULL;
  g_autofree char      *iterated = NULL;
  g_autofree char      *through_link = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) linked_entries = NULL;
  g_autoptr (GPtrArray) none = stree_list_page_entries ("/nowhere/at/all");
  GString              *text = g_string_new (NULL);
  StreePageIter         iter;
  StreePageEntry       *entry;

  g_assert_cmpuint (none->len, ==, 0);
  for (const char *const *name = STREE_STRV ("10_Ten.so", "2_Two.so", "2_another.so", "002_A.so", "Zoo.so", "about.so", "_1_Hidden.so",
                                             "1_Script.py", "1_Text", ".so", "2000000_Late.so");
       *name; name++)
    touch (place.pages, *name);
  g_assert_cmpint (g_mkdir (sub, 0700), ==, 0);
  touch (place.folder, "outside.so");
  g_file_set_contents (beside, "x", -1, NULL);
  g_assert_cmpint (symlink (outside, link_out), ==, 0);
  g_assert_cmpint (symlink (beside, link_in), ==, 0);
  g_assert_cmpint (symlink ("/nowhere/x.so", dangling), ==, 0);

  /* By number, then by name in lower case; without a number last, even behind a very great one. */
  entries = stree_list_page_entries (place.pages);
  stems = stems_of (entries);
  g_assert_cmpstr (stems, ==, "002_A 2_another 2_Two 9_In 10_Ten 2000000_Late about Zoo");
  g_assert_true (g_str_has_suffix (stree_page_entry_get_path (entries->pdata[0]), "/app/pages/002_A.so"));
  g_assert_true (g_str_has_suffix (stree_page_entry_get_path (entries->pdata[3]), "/app/beside.so"));

  touch (place.folder, "app/program");
  next_to = stree_pages_dir_next_to (program);
  g_assert_true (g_str_has_suffix (next_to, "/app/pages"));
  found = stree_discover_pages (program);
  g_assert_cmpuint (found->len, ==, entries->len);

  for (stree_page_iter_init (&iter, place.pages); stree_page_iter_next (&iter, &entry);)
    g_string_append_printf (text, "%s%s", text->len ? " " : "", stree_page_entry_get_stem (entry));
  iterated = g_string_free (text, FALSE);
  g_assert_cmpstr (iterated, ==, stems);
  stree_page_iter_init (&iter, place.pages);
  g_assert_true (stree_page_iter_next (&iter, &entry));
  stree_page_iter_clear (&iter);
  g_assert_false (stree_page_iter_next (&iter, &entry));

  /* The folder itself may be a link: the program's folder is where it leads. */
  g_assert_cmpint (symlink (place.pages, linked), ==, 0);
  linked_entries = stree_list_page_entries (linked);
  through_link = stems_of (linked_entries);
  g_assert_cmpstr (through_link, ==, stems);
  place_clear (&place);
}

/* Two pages of one title have routes of their own. */
static void
test_same_title (void)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_page_entry_unref);
  const char *const    *expected = STREE_STRV ("A", "2_A", "A_2", "1_A");

  for (const char *const *stem = STREE_STRV ("1_A", "2_A", "A", "3_1_A"); *stem; stem++)
    g_ptr_array_add (entries, stree_page_entry_new (NULL, *stem));
  stree_page_entries_end (entries);
  for (guint i = 0; i < entries->len; i++)
    for (guint k = 0; k < i; k++)
      g_assert_cmpstr (stree_page_entry_get_page (entries->pdata[i]), !=, stree_page_entry_get_page (entries->pdata[k]));
  g_assert_cmpstr (stree_page_entry_get_page (entries->pdata[0]), ==, expected[0]);
  g_assert_cmpstr (stree_page_entry_get_page (entries->pdata[1]), ==, expected[1]);
  g_assert_cmpstr (stree_page_entry_get_page (entries->pdata[2]), ==, expected[3]); /* 3_1_A: "1 A" */
  g_assert_cmpstr (stree_page_entry_get_page (entries->pdata[3]), ==, expected[2]);
}

/* --- registered --- */

static void
test_registered (void)
{
  g_autoptr (GPtrArray) entries = stree_registered_pages ();
  g_autofree char      *stems = stems_of (entries);

  g_assert_cmpstr (stems, ==, "1_Start 2_About_us Broken Settings");
  g_assert_cmpstr (stree_page_entry_get_label (entries->pdata[3]), ==, "What you like");
  g_assert_cmpstr (stree_page_entry_get_page (entries->pdata[3]), ==, "Settings");
}

static void
test_prefetch (void)
{
  Place                 place = place_new ();
  g_autoptr (GPtrArray) entries = stree_registered_pages ();
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GVariant)  report = g_variant_ref_sink (stree_prefetch_pages (entries));
  g_autoptr (GVariant)  of_files = NULL;
  const char           *page, *failure;

  g_assert_cmpuint (g_variant_n_children (report), ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      g_variant_get_child (report, i, "(&sm&s)", &page, &failure);
      g_assert_cmpstr (page, ==, stree_page_entry_get_page (entries->pdata[i]));
      if (g_str_equal (page, "Broken"))
        g_assert_cmpstr (failure, ==, "Broken: it is broken");
      else
        g_assert_null (failure);
    }

  touch (place.pages, "1_Nonsense.so");
  files = stree_list_page_entries (place.pages);
  of_files = g_variant_ref_sink (stree_prefetch_pages (files));
  g_variant_get_child (of_files, 0, "(&sm&s)", &page, &failure);
  g_assert_cmpstr (page, ==, "Nonsense");
  g_assert_true (g_str_has_prefix (failure, "Page '1_Nonsense' cannot be loaded: "));
  place_clear (&place);
}

/* --- links and routes --- */

typedef struct
{
  GPtrArray *entries;
  gboolean   flat;
  gboolean   disabled;
  const char *numbered;
} World;

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  World *world = props;

  (void) cx;
  return stree_vstack (stree_multipage_sidebar_nav (world->entries, .flat = world->flat, .disabled = world->disabled, .help = "Goes there",
                                                    .numbered_heading = world->numbered),
                       stree_page_routes (world->entries, NULL));
}

static void
test_pages (void)
{
  g_autoptr (GPtrArray)     entries = stree_registered_pages ();
  World                     world = { entries, FALSE, FALSE, NULL };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", app, &world);
  StreeLocation            *location = stree_session_get_location (stree_headless_get_session (view));
  g_autofree char          *uri = NULL;
  g_autoptr (GError)        error = NULL;

  assert_has_text (view, "start");
  assert_shows (view, "Pages (order 1)");
  assert_shows (view, "Pages (order 2)");
  assert_shows (view, "More pages");
  assert_shows (view, "help-about-symbolic");
  g_assert_cmpstr (stree_location_get_title (location), ==, "Start");

  click (view, "About_us");
  assert_has_text (view, "about 0");
  uri = stree_location_dup_uri (location);
  g_assert_cmpstr (uri, ==, "app:/About_us");
  g_assert_cmpstr (stree_location_get_title (location), ==, "About us");
  click (view, "more");
  g_assert_true (stree_headless_click_named (view, "link", "What you like", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (stree_location_get_title (location), ==, "What you like");
  click (view, "set");
  assert_has_text (view, "settings 1");

  /* The one is kept, the other starts afresh. */
  stree_location_back (location);
  stree_headless_flush (view);
  assert_has_text (view, "about 1");
  stree_location_forward (location);
  stree_headless_flush (view);
  assert_has_text (view, "settings 0");

  /* What fails is shown in its place, and the links are still there. */
  click (view, "Broken");
  assert_shows (view, "it is broken");
  click (view, "Start");
  assert_has_text (view, "start");
}

static void
test_links (void)
{
  g_autoptr (GPtrArray)     entries = stree_registered_pages ();
  World                     world = { entries, TRUE, TRUE, "Part {order}" };
  g_autoptr (StreeHeadless) flat = stree_headless_new (NULL, "app", app, &world);
  g_autoptr (StreeHeadless) parts = NULL;
  g_autoptr (StreeHeadless) empty = NULL;
  g_autoptr (GPtrArray)     none = g_ptr_array_new ();
  g_autofree char          *json = dump_json (flat);
  g_autoptr (GError)        error = NULL;

  g_assert_null (strstr (json, "Subheader"));
  g_assert_nonnull (strstr (json, "Goes there"));
  g_assert_false (stree_headless_click (flat, "Settings", &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  world.flat = FALSE;
  parts = stree_headless_new (NULL, "app", app, &world);
  assert_shows (parts, "Part 2");
  world.entries = none;
  empty = stree_headless_new (NULL, "app", app, &world);
  g_assert_false (stree_headless_has (empty, "Settings"));
}

/* Those of one number are together, whatever order they come in; what is written 02 is no 2. */
static StreeElement *
sections (StreeContext *cx, gpointer props)
{
  (void) cx;
  return stree_vstack (stree_page_links_sidebar_sections (props));
}

static void
test_sections (void)
{
  g_autoptr (GPtrArray)     entries = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_page_entry_unref);
  g_autoptr (StreeHeadless) view = NULL;
  g_autofree char          *text = NULL;

  for (const char *const *stem = STREE_STRV ("2_B", "X", "1_A", "2_C", "02_D"); *stem; stem++)
    g_ptr_array_add (entries, stree_page_entry_new (NULL, *stem));
  for (guint i = 0; i < entries->len; i++)
    {
      StreePageEntry *entry = entries->pdata[i];

      entry->page = g_strdup (entry->label);
    }
  view = stree_headless_new (NULL, "app", sections, entries);
  text = dump_json (view);
  {
    g_autoptr (GRegex) regex = g_regex_new ("\"(?:text|body|label)\" : \"([^\"]*)\"", 0, 0, NULL);
    g_autoptr (GMatchInfo) match = NULL;
    GString               *said = g_string_new (NULL);
    g_autofree char       *all = NULL;

    for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
      {
        g_autofree char *word = g_match_info_fetch (match, 1);

        g_string_append_printf (said, "%s|", word);
      }
    all = g_string_free (said, FALSE);
    g_assert_cmpstr (all, ==, "Pages (order 1)|A|Pages (order 2)|B|C|Pages (order 02)|D|More pages|X|");
  }
}

/* --- PageLink --- */

static int n_clicked;

static void
clicked_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  (void) data;
  n_clicked++;
}

static StreeElement *
one_link (StreeContext *cx, gpointer props)
{
  return stree_vstack (stree_page_link ("There", .key = "link", .page = props, .on_click = stree_call (clicked_cb, NULL)),
                       stree_text ("at %s", stree_sync_route (cx, "here", NULL)));
}

static void
test_page_link (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", one_link, (gpointer) "there?x=1");
  g_autoptr (StreeHeadless) blank = stree_headless_new (NULL, "app", one_link, (gpointer) " ");
  g_autoptr (StreeHeadless) bad = stree_headless_new (NULL, "app", one_link, (gpointer) "/%zz");
  g_autofree char          *uri = NULL;

  n_clicked = 0;
  click (view, "link");
  assert_has_text (view, "at there");
  uri = stree_location_dup_uri (stree_session_get_location (stree_headless_get_session (view)));
  g_assert_cmpstr (uri, ==, "app:/there?x=1");
  g_assert_cmpint (n_clicked, ==, 1);
  assert_shows (blank, "PageLink 'link': prop 'page' is blank");
  assert_shows (bad, "PageLink 'link': prop 'page': Location '/%zz'");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/pages/names", test_names);
  g_test_add_func ("/pages/folder", test_folder);
  g_test_add_func ("/pages/same-title", test_same_title);
  g_test_add_func ("/pages/registered", test_registered);
  g_test_add_func ("/pages/prefetch", test_prefetch);
  g_test_add_func ("/pages/routes", test_pages);
  g_test_add_func ("/pages/links", test_links);
  g_test_add_func ("/pages/sections", test_sections);
  g_test_add_func ("/pages/page-link", test_page_link);
  return g_test_run ();
}
