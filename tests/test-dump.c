/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Trees and what they look like as JSON, as text and as a flowchart; bad trees and what is said about them. The trees
 * are in golden-trees.h, what comes out of them is in tests/golden. */

#include <locale.h>

#include "golden-trees.h"
#include "golden.h"
#include "support.h"

/* --- as elements, and as nodes --- */

/* The root: the tree as it is returned, before anything is mounted. */
static StreeElement *
show_tree (StreeContext *cx, gpointer props)
{
  const Tree          *tree = props;
  StreeElement        *element = tree->make (cx);
  g_autoptr (JsonNode) node = stree_element_dump_json (element);
  g_autofree char     *json = json_to_string (node, TRUE);
  g_autofree char     *text = stree_element_dump_text (element);
  g_autofree char     *chart = stree_element_dump_mermaid (element);

  golden_check (tree->name, "json", json);
  golden_check (tree->name, "txt", text);
  golden_check (tree->name, "mmd", chart);
  return element;
}

static void
test_tree (gconstpointer data)
{
  const Tree               *tree = data;
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", show_tree, (gpointer) tree);
  g_autofree char          *name = g_strconcat (tree->name, "-mounted", NULL);
  g_autofree char          *json = dump_json (view);
  g_autofree char          *text = stree_headless_dump_text (view);
  g_autofree char          *chart = stree_headless_dump_mermaid (view);

  g_assert_cmpuint (count_reruns (view), ==, 1);
  golden_check (name, "json", json);
  golden_check (name, "txt", text);
  golden_check (name, "mmd", chart);
  g_assert_null (strstr (json, "hunter"));
}

static StreeElement *
leaf (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_text ("leaf");
}

/* How many of each kind, sorted; components are not run. */
static StreeElement *
summed (StreeContext *cx, gpointer props)
{
  StreeElement        *element;
  g_autoptr (GVariant) counts = NULL;
  g_autofree char     *text = NULL;

  (void) cx;
  (void) props;
  element = stree_vstack (stree_text ("a"), NULL, stree_hstack (stree_text ("b"), stree_component (leaf), stree_component (leaf)),
                          stree_checkbox ("c"), stree_vstack (stree_button ("d"), stree_text ("e")));
  counts = g_variant_ref_sink (stree_element_summarize_kinds (element));
  text = g_variant_print (counts, FALSE);
  g_assert_cmpstr (text, ==, "{'Button': 1, 'Checkbox': 1, 'ComponentCall': 2, 'HStack': 1, 'Text': 3, 'VStack': 2}");
  return element;
}

static void
test_summary (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", summed, NULL);

  g_assert_cmpuint (count_reruns (view), ==, 1);
}

/* --- bad trees --- */

static StreeElement *
bad_gap (StreeContext *cx)
{
  (void) cx;
  return stree_card (stree_hstack_with ((.gap = "2 parsecs", .key = "row"), stree_text ("a")));
}

static StreeElement *
bad_options (StreeContext *cx)
{
  (void) cx;
  return stree_vstack (stree_selectbox ("Colour", STREE_STRV (NULL), .key = "it's"));
}

static StreeElement *
bad_weights (StreeContext *cx)
{
  (void) cx;
  return stree_columns_with ((.weights = STREE_DOUBLES (1, 2, 3)), stree_text ("a"), stree_text ("b"));
}

static StreeElement *
bad_weight (StreeContext *cx)
{
  (void) cx;
  return stree_columns_with ((.weights = STREE_DOUBLES (1.5, -0.5), .key = "parts"), stree_text ("a"), stree_text ("b"));
}

static StreeElement *
bad_grid (StreeContext *cx)
{
  (void) cx;
  return stree_vstack (stree_text ("above"), stree_grid (0, stree_text ("a")));
}

static StreeElement *
bad_tabs (StreeContext *cx)
{
  (void) cx;
  return stree_vstack (stree_tabs (NULL));
}

static StreeElement *
bad_tab (StreeContext *cx)
{
  (void) cx;
  return stree_tabs (stree_tab ("A", stree_text ("a")), stree_button ("b", .key = "odd"));
}

static StreeElement *
bad_text (StreeContext *cx)
{
  (void) cx;
  return stree_form (stree_text_input ("Name", .value = stree_value (3), .key = "name"));
}

static StreeElement *
bad_state (StreeContext *cx)
{
  return stree_vstack (stree_checkbox ("On", .value = stree_bind (stree_state_string (cx, "on", "yes")), .key = "on"));
}

static StreeElement *
bad_fragment (StreeContext *cx)
{
  (void) cx;
  return stree_vstack_with ((.key = "outer"), stree_with (stree_fragment (stree_text ("a")), .tooltip = "nobody sees it"));
}

static StreeElement *
bad_format (StreeContext *cx)
{
  (void) cx;
  return stree_vstack (stree_number_input ("N", .value = stree_value (1), .format = "%s of %d", .key = "n"));
}

static StreeElement *
bad_range (StreeContext *cx)
{
  (void) cx;
  return stree_number_input ("N", .min_value = stree_value (10), .max_value = stree_value (1));
}

static StreeElement *
bad_list (StreeContext *cx)
{
  (void) cx;
  return stree_vstack (stree_list (3, NULL, .key = "rows"));
}

static StreeElement *
bad_image (StreeContext *cx)
{
  (void) cx;
  return stree_vstack (stree_image (.alt = "nothing"));
}

static StreeElement *
bad_native (StreeContext *cx)
{
  (void) cx;
  return stree_vstack (stree_native (.type = "Map", .key = "map"));
}

static StreeElement *
bad_progress (StreeContext *cx)
{
  (void) cx;
  return stree_vstack (stree_progress_bar (50, .key = "half"));
}

static const Tree bad_trees[] = {
  { "bad-gap", bad_gap },
  { "bad-options", bad_options },
  { "bad-weights", bad_weights },
  { "bad-weight", bad_weight },
  { "bad-grid", bad_grid },
  { "bad-tabs", bad_tabs },
  { "bad-tab", bad_tab },
  { "bad-text", bad_text },
  { "bad-state", bad_state },
  { "bad-fragment", bad_fragment },
  { "bad-format", bad_format },
  { "bad-range", bad_range },
  { "bad-list", bad_list },
  { "bad-image", bad_image },
  { "bad-native", bad_native },
  { "bad-progress", bad_progress },
};

typedef struct
{
  const Tree *tree;
  char       *told;
} Bad;

static StreeElement *
bad_part (StreeContext *cx, gpointer props)
{
  const Bad *bad = props;

  return bad->tree->make (cx);
}

static void
keep_message (StreeEvent *event, gpointer data)
{
  Bad *bad = data;

  g_assert_null (bad->told);
  bad->told = g_strdup (stree_event_get_error (event)->message);
}

static StreeElement *
show_bad (StreeContext *cx, gpointer props)
{
  (void) cx;
  return stree_vstack (stree_error_boundary (stree_component (bad_part, .props = props), .on_error = stree_call (keep_message, props)),
                       stree_text ("the rest"));
}

static const StreeNode *
find_failed (StreeHeadless *view)
{
  StreeNode *root = view->mount->root;

  for (StreeNode *node = root; node; node = stree_node_next_in (node, root))
    if (node->extra && node->extra->error)
      return node;
  g_error ("nothing failed");
}

static void
test_bad (gconstpointer data)
{
  const Tree               *tree = data;
  Bad                       bad = { .tree = tree };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", show_bad, &bad);
  const StreeNode          *failed = find_failed (view);
  g_autofree char          *errors = NULL;
  g_autofree char          *shown = g_strconcat ("In ", failed->extra->error_path, NULL);

  g_assert_cmpint (failed->element->kind->flags & STREE_KIND_BOUNDARY, !=, 0);
  g_assert_cmpstr (bad.told, ==, failed->extra->error->message);
  assert_has_text (view, bad.told);
  assert_has_text (view, shown);
  assert_has_text (view, "the rest");
  errors = g_strdup_printf ("%s\nat %s\n", bad.told, failed->extra->error_path);
  golden_check (tree->name, "errors", errors);
  g_free (bad.told);
}

/* --- the comparison itself --- */

static void
test_diff (void)
{
  g_autofree char *diff = golden_diff ("x", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n", "0\n1\n2\n3\n4\n5\n6\n7\n8\nnine\n10\n11\n");

  g_assert_cmpstr (diff, ==,
                   "--- x\n+++ what came out\n@@ from line 1, now 1 @@\n+0\n 1\n 2\n 3\n"
                   "@@ from line 6, now 7 @@\n 6\n 7\n 8\n-9\n+nine\n 10\n 11\n \n");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* what is different is printed as it is */
  support_init (&argc, &argv);
  g_test_set_nonfatal_assertions (); /* and all of it */
  for (guint i = 0; i < G_N_ELEMENTS (trees); i++)
    {
      g_autofree char *path = g_strconcat ("/dump/", trees[i].name, NULL);

      g_test_add_data_func (path, &trees[i], test_tree);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad_trees); i++)
    {
      g_autofree char *path = g_strconcat ("/dump/", bad_trees[i].name, NULL);

      g_test_add_data_func (path, &bad_trees[i], test_bad);
    }
  g_test_add_func ("/dump/diff", test_diff);
  g_test_add_func ("/dump/summary", test_summary);
  return g_test_run ();
}
