/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Portals: who shows what, and where; what stays with the place where they are declared; what a rerun costs. */

#include "support.h"

/* What the component below shows. */
typedef struct
{
  gboolean first;    /* a PortalMount before the portals */
  gboolean last;     /* one behind them */
  gboolean fails;    /* what stands between them */
  gboolean turned;   /* portals in the other order */
  gboolean nested;
  const char *slot;
  int n_calls;
} Page;

#define assert_widgets(view, wanted)                                                                                   \
  G_STMT_START                                                                                                         \
    {                                                                                                                  \
      g_autofree char *widgets_ = stree_headless_dump_widgets (view);                                                  \
      g_assert_cmpstr (widgets_, ==, wanted);                                                                          \
    }                                                                                                                  \
  G_STMT_END

static void
rerun (StreeHeadless *view, StreeHeadlessStats *cost)
{
  StreeHeadlessStats before;

  stree_headless_get_stats (view, &before);
  stree_headless_rerun (view);
  stree_headless_get_stats (view, cost);
  cost->created -= before.created;
  cost->destroyed -= before.destroyed;
  cost->inserted -= before.inserted;
  cost->removed -= before.removed;
  cost->moved -= before.moved;
  cost->updated -= before.updated;
}

/* --- a slot shows where its mount stands, in the order of declaration --- */

static StreeElement *
page (StreeContext *cx, gpointer data)
{
  Page         *p = data;
  StreeElement *button = stree_portal_with ((.slot = p->slot, .key = "1"), stree_button ("one", .key = "one"));
  StreeElement *input = stree_portal_with ((.slot = p->slot, .key = "2"), stree_text_input ("two", .key = "two"));

  (void) cx;
  return stree_vstack (p->first ? stree_hstack (stree_portal_mount ("s")) : NULL, stree_title ("page"),
                       p->turned ? stree_fragment (input, button) : stree_fragment (button, input),
                       p->last ? stree_portal_mount ("s") : NULL);
}

static void
test_mount (void)
{
  Page                      p = { .last = TRUE, .slot = " s\t" };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", page, &p);
  g_autoptr (GError)        error = NULL;
  StreeHeadlessStats        cost;

  assert_widgets (view, "VStack\n  Title\n  Button\n  TextInput\n");
  stree_headless_type (view, "two", "typed", &error);
  g_assert_no_error (error);

  /* Another one, before it: everything goes there, and is what it was. */
  p.first = TRUE;
  rerun (view, &cost);
  assert_widgets (view, "VStack\n  HStack\n    Button\n    TextInput \"typed\"\n  Title\n");
  g_assert_cmpuint (cost.created, ==, 1);
  g_assert_cmpuint (cost.destroyed, ==, 0);

  p.turned = TRUE;
  rerun (view, &cost);
  assert_widgets (view, "VStack\n  HStack\n    TextInput \"typed\"\n    Button\n  Title\n");
  g_assert_cmpuint (cost.moved, ==, 1);
  g_assert_cmpuint (cost.inserted + cost.removed + cost.created + cost.destroyed, ==, 0);

  p.first = FALSE;
  rerun (view, &cost);
  assert_widgets (view, "VStack\n  Title\n  TextInput \"typed\"\n  Button\n");
  g_assert_cmpuint (cost.destroyed, ==, 1);

  /* Nowhere to show: kept, and not to be found. */
  p.last = FALSE;
  rerun (view, &cost);
  assert_widgets (view, "VStack\n  Title\n");
  g_assert_cmpuint (cost.destroyed, ==, 0);
  g_assert_false (stree_headless_has (view, "two"));
  g_assert_false (stree_headless_click (view, "one", &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND);

  p.last = TRUE;
  rerun (view, &cost);
  assert_widgets (view, "VStack\n  Title\n  TextInput \"typed\"\n  Button\n");
  g_assert_true (stree_headless_has (view, "two"));
  g_assert_cmpuint (cost.created, ==, 0);

  /* Nothing changed: nothing is done. */
  rerun (view, &cost);
  g_assert_cmpuint (cost.moved + cost.inserted + cost.removed + cost.updated, ==, 0);

  p.slot = "other";
  rerun (view, &cost);
  assert_widgets (view, "VStack\n  Title\n");
  p.slot = "s";
  rerun (view, &cost);
  assert_widgets (view, "VStack\n  Title\n  TextInput \"typed\"\n  Button\n");
}

/* --- from one mount to another in the same box: moved, and not taken out --- */

static StreeElement *
neighbours (StreeContext *cx, gpointer data)
{
  Page *p = data;

  (void) cx;
  return stree_vstack (p->first ? stree_portal_mount ("s", .key = "m") : NULL, stree_title ("page"),
                       stree_portal ("s", stree_button ("one")), stree_portal_mount ("s", .key = "n"));
}

static void
test_same_box (void)
{
  Page                      p = { 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", neighbours, &p);
  StreeHeadlessStats        cost;

  assert_widgets (view, "VStack\n  Title\n  Button\n");
  p.first = TRUE;
  rerun (view, &cost);
  assert_widgets (view, "VStack\n  Button\n  Title\n");
  g_assert_cmpuint (cost.moved, ==, 1);
  g_assert_cmpuint (cost.removed, ==, 0);
}

static StreeElement *
ends (StreeContext *cx, gpointer data)
{
  static const int orders[2][4] = { { 0, 1, 2, 3 }, { 3, 1, 2, 0 } };
  Page            *p = data;
  StreeBuilder    *builder = stree_builder_new ();

  (void) cx;
  for (int i = 0; i < 4; i++)
    {
      int n = orders[p->turned][i];

      stree_builder_add (builder, stree_portal_with ((.slot = "s", .key = stree_key_int (n)), n == 0 ? stree_button ("0") : stree_text ("%d", n)));
    }
  return stree_vstack (stree_builder_end (builder), stree_portal_mount ("s"));
}

static void
test_swapped_ends (void)
{
  Page                      p = { 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", ends, &p);

  assert_widgets (view, "VStack\n  Button\n  Text\n  Text\n  Text\n");
  p.turned = TRUE;
  stree_headless_rerun (view);
  assert_widgets (view, "VStack\n  Text\n  Text\n  Text\n  Button\n");
}

/* --- a rerun inside of a portal puts widgets where they belong --- */

static StreeElement *
rows (StreeContext *cx, gpointer data)
{
  StreeState   *n = stree_state_int (cx, "n", 1);
  StreeBuilder *builder = stree_builder_new ();

  (void) data;
  for (int i = stree_state_get_int (n) - 1; i >= 0; i--) /* the newest first */
    stree_builder_add (builder, stree_button (stree_str ("row %d", i), .key = stree_str ("row%d", i), .on_click = stree_add (n, 1)));
  return stree_builder_end (builder);
}

static StreeElement *
grow (StreeContext *cx, gpointer data)
{
  (void) cx;
  (void) data;
  return stree_vstack (stree_title ("head"), stree_portal_mount ("s"), stree_portal ("s", stree_checkbox ("top")), stree_portal ("s", stree_fragment (NULL)),
                       stree_portal ("s", stree_component (rows)), stree_portal ("s", stree_text ("end")), stree_divider ());
}

static void
test_grow (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", grow, NULL);

  assert_widgets (view, "VStack\n  Title\n  Checkbox FALSE\n  Button\n  Text\n  Divider\n");
  click (view, "row0");
  assert_widgets (view, "VStack\n  Title\n  Checkbox FALSE\n  Button\n  Button\n  Text\n  Divider\n");
  click (view, "row1");
  assert_widgets (view, "VStack\n  Title\n  Checkbox FALSE\n  Button\n  Button\n  Button\n  Text\n  Divider\n");
}

/* --- portals inside of components are not lost, wherever they run --- */

static StreeElement *
late (StreeContext *cx, gpointer data)
{
  StreeState *n = stree_state_int (cx, "n", 0);

  (void) data;
  return stree_vstack (stree_portal ("bar", stree_button ("Add", .key = "add", .on_click = stree_add (n, 1))),
                       stree_text ("count %d", stree_state_get_int (n)));
}

static StreeElement *
with_late (StreeContext *cx, gpointer data)
{
  (void) cx;
  (void) data;
  return stree_vstack (stree_hstack (stree_portal_mount ("bar")), stree_component (late));
}

static void
test_late (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", with_late, NULL);

  assert_widgets (view, "VStack\n  HStack\n    Button\n  VStack\n    Text\n");
  click (view, "add");
  assert_has_text (view, "count 1");
}

/* --- a mount inside of a portal counts where that portal shows --- */

static StreeElement *
nested (StreeContext *cx, gpointer data)
{
  Page *p = data;

  (void) cx;
  /* In the document, the mount in the portal is first; on the screen it is last. */
  return stree_vstack (stree_portal ("outer", stree_card (stree_portal_mount ("inner")), stree_portal_mount ("outer")),
                       stree_portal ("inner", stree_button ("in")), p->nested ? stree_hstack (stree_portal_mount ("inner")) : NULL,
                       p->last ? stree_page (stree_portal_mount ("outer")) : NULL);
}

static void
test_nested (void)
{
  Page                      p = { .nested = TRUE, .last = TRUE };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", nested, &p);

  assert_widgets (view, "VStack\n  HStack\n    Button\n  Page\n    Card\n");
  p.nested = FALSE;
  stree_headless_rerun (view);
  assert_widgets (view, "VStack\n  Page\n    Card\n      Button\n");
  /* A mount in a portal that shows nowhere, and one in its own portal, show nothing. */
  p.last = FALSE;
  stree_headless_rerun (view);
  assert_widgets (view, "VStack\n");
  g_assert_false (stree_headless_has_text (view, "in"));
  p.last = TRUE;
  stree_headless_rerun (view);
  assert_widgets (view, "VStack\n  Page\n    Card\n      Button\n");
}

static StreeElement *
ring (StreeContext *cx, gpointer data)
{
  Page *p = data;

  (void) cx;
  return stree_vstack (stree_portal ("a", stree_portal_mount ("b"), stree_text ("A")),
                       stree_portal ("b", stree_portal_mount ("a"), stree_text ("B")),
                       p->first ? stree_portal_mount ("a") : NULL, p->last ? stree_portal_mount ("b") : NULL);
}

static void
test_ring (void)
{
  Page                      p = { 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", ring, &p);

  assert_widgets (view, "VStack\n");
  p.first = TRUE;
  stree_headless_rerun (view);
  assert_widgets (view, "VStack\n  Text\n  Text\n");
  g_assert_true (stree_headless_has_text (view, "A"));
  /* The other way round, without a moment between. */
  p.first = FALSE;
  p.last = TRUE;
  stree_headless_rerun (view);
  assert_widgets (view, "VStack\n  Text\n  Text\n");
  p.first = TRUE;
  stree_headless_rerun (view);
  assert_widgets (view, "VStack\n  Text\n  Text\n");
}

/* --- what fails takes its portals and mounts off the screen --- */

static StreeElement *
may_fail (StreeContext *cx, gpointer data)
{
  const Page *p = data;

  return p->fails ? stree_fail_message (cx, "failed on purpose") : stree_text ("fine");
}

static StreeElement *
guarded (StreeContext *cx, gpointer data)
{
  Page *p = data;

  (void) cx;
  return stree_vstack (
    stree_hstack (stree_portal_mount ("s")),
    stree_error_boundary (stree_fragment (stree_portal ("s", stree_text_input ("in", .key = "in")),
                                          stree_card (stree_portal_mount ("t")), stree_component (may_fail, .props = p)),
                          .fallback = stree_portal ("s", stree_text ("sorry"))),
    stree_portal ("t", stree_text ("T")), stree_portal_mount ("t"));
}

static void
test_boundary (void)
{
  Page                      p = { 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", guarded, &p);
  g_autoptr (GError)        error = NULL;

  assert_widgets (view, "VStack\n  HStack\n    TextInput\n  Card\n    Text\n  Text\n");
  stree_headless_type (view, "in", "kept", &error);
  g_assert_no_error (error);
  p.fails = TRUE;
  stree_headless_rerun (view);
  assert_widgets (view, "VStack\n  HStack\n    Text\n  Text\n");
  assert_has_text (view, "sorry");
  assert_has_text (view, "T");
  g_assert_false (stree_headless_has (view, "in"));
  stree_headless_rerun (view);
  assert_widgets (view, "VStack\n  HStack\n    Text\n  Text\n");
  p.fails = FALSE;
  stree_headless_rerun (view);
  assert_widgets (view, "VStack\n  HStack\n    TextInput \"kept\"\n  Card\n    Text\n  Text\n");
}

/* A failure below the portal is a matter of the boundary where it is declared, not of where it shows. */
static StreeElement *
declared_in (StreeContext *cx, gpointer data)
{
  Page *p = data;

  (void) cx;
  return stree_vstack (stree_error_boundary (stree_portal ("s", stree_component (may_fail, .props = p)),
                                             .fallback = stree_text ("declared")),
                       stree_error_boundary (stree_card (stree_portal_mount ("s")), .fallback = stree_text ("mounted")));
}

static void
test_boundary_of_declaration (void)
{
  Page                      p = { .fails = TRUE };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", declared_in, &p);

  assert_widgets (view, "VStack\n  Text\n  Card\n");
  assert_has_text (view, "declared");
  p.fails = FALSE;
  stree_headless_rerun (view);
  assert_widgets (view, "VStack\n  Card\n    Text\n");
  p.fails = TRUE;
  stree_headless_rerun (view);
  assert_widgets (view, "VStack\n  Text\n  Card\n");
}

/* --- state, path and provided values are those of the declaration; so is the form --- */

static StreeElement *
where (StreeContext *cx, gpointer data)
{
  StreeState *name = stree_state_string (cx, "name", "");

  (void) data;
  return stree_fragment (stree_text ("%s of %s", stree_debug_render_path (cx), stree_lookup_string (cx, "tenant", "nobody")),
                         stree_text_input ("name", .key = "name", .value = stree_bind (name)),
                         stree_text ("name: %s", stree_state_get_string (name)));
}

static StreeElement *
declared (StreeContext *cx, gpointer data)
{
  (void) cx;
  (void) data;
  return stree_vstack (
    stree_provide ((stree_named ("tenant", "wrong")), stree_hstack (stree_portal_mount ("s"))),
    stree_provide ((stree_named ("tenant", "right")), stree_form (stree_portal ("s", stree_component (where)),
                                                                 stree_button ("Save", .key = "save", .submit = TRUE))));
}

static void
test_declaration (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", declared, NULL);
  g_autoptr (GError)        error = NULL;

  assert_has_text (view, "app.VStack.Provider:1.Form.Portal.where of right");
  stree_headless_type (view, "name", "Ada", &error);
  g_assert_no_error (error);
  assert_has_text (view, "name: "); /* the form around the portal holds it back */
  click (view, "save");
  assert_has_text (view, "name: Ada");
}

/* --- a Sidebar in a portal shows only with it --- */

static StreeElement *
sidebar (StreeContext *cx, gpointer data)
{
  Page *p = data;

  (void) cx;
  return stree_vstack (stree_portal ("s", stree_card (stree_sidebar (stree_text ("aside"))), p->nested ? stree_sidebar (NULL) : NULL),
                       p->last ? stree_portal_mount ("s") : NULL);
}

static void
test_sidebar (void)
{
  Page                      p = { 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", sidebar, &p);

  assert_widgets (view, "VStack\n");
  p.nested = TRUE;
  stree_headless_rerun (view);
  assert_widgets (view, "VStack\n");
  p.last = TRUE;
  p.nested = FALSE;
  stree_headless_rerun (view);
  assert_widgets (view, "Sidebar\n  Text\nVStack\n  Card\n");
  p.last = FALSE;
  stree_headless_rerun (view);
  assert_widgets (view, "VStack\n");
}

/* --- rows of a List: a mount among them, and portals in them --- */

static StreeElement *
list_row (guint index, gpointer data)
{
  (void) data;
  return index == 1 ? stree_portal_mount ("row") : stree_portal ("out", stree_text ("row %u", index));
}

static StreeElement *
with_list (StreeContext *cx, gpointer data)
{
  Page *p = data;

  (void) cx;
  return stree_vstack (stree_list (.n_rows = p->n_calls, .row = list_row), stree_portal ("row", stree_button ("R", .key = "r")),
                       stree_card (stree_portal_mount ("out")));
}

static void
test_list (void)
{
  Page                      p = { .n_calls = 3 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", with_list, &p);

  assert_widgets (view, "VStack\n  List\n    Button\n  Card\n    Text\n    Text\n");
  p.n_calls = 1;
  stree_headless_rerun (view);
  assert_widgets (view, "VStack\n  List\n  Card\n    Text\n");
  g_assert_false (stree_headless_has (view, "r"));
  p.n_calls = 4;
  stree_headless_rerun (view);
  assert_widgets (view, "VStack\n  List\n    Button\n  Card\n    Text\n    Text\n    Text\n");
}

/* --- a blank slot is refused --- */

static StreeElement *
blank (StreeContext *cx, gpointer data)
{
  (void) cx;
  return *(int *) data ? stree_portal (" \t", stree_text ("x")) : stree_portal_mount (NULL);
}

static void
test_blank (void)
{
  for (int kind = 0; kind < 2; kind++)
    {
      g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", blank, &kind);

      assert_shows (view, kind ? "Portal: prop 'slot' is blank: expected a name that a Portal and a PortalMount share"
                               : "PortalMount: prop 'slot' is blank");
    }
}

/* --- the dump says where things are --- */

static void
test_dump (void)
{
  Page                      p = { .last = TRUE, .slot = "s" };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", page, &p);
  g_autofree char          *text = stree_headless_dump_text (view);

  assert_shows (view, "\"shown_at\" : \"app.VStack.PortalMount:3\"");
  assert_shows (view, "\"app.VStack.Fragment:2.Portal[1]\"");
  g_assert_nonnull (strstr (text, "Portal key='1'\n        Button key='one': label='one'"));
  p.last = FALSE;
  stree_headless_rerun (view);
  assert_shows (view, "\"shown_at\" : null");
}

/* --- what is in a slot, before anything runs --- */

static void
test_gather (void)
{
  g_autoptr (StreeScope) scope = stree_scope_new ();
  StreeElement          *tree = stree_vstack (
    stree_portal ("a", stree_text ("1"), NULL, stree_text ("2")),
    stree_error_boundary (stree_portal (" b ", stree_text ("3")), .fallback = stree_portal ("a", stree_text ("4"))),
    stree_component (late), stree_portal ("c", stree_portal ("a", stree_text ("5"))), stree_portal_mount ("a"));
  g_autoptr (GPtrArray) found = stree_gather_portals (tree, "a ");
  g_autoptr (GPtrArray) b = stree_gather_portals (tree, "b");
  g_autoptr (GPtrArray) none = stree_gather_portals (tree, "bar");
  g_auto (GStrv)        slots = stree_gather_portal_slots (tree);
  g_autofree char      *names = g_strjoinv (",", slots);
  g_autoptr (GString)   texts = g_string_new (NULL);

  (void) scope;
  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *text = stree_element_dump_text (found->pdata[i]);

      g_string_append (texts, text);
    }
  g_assert_cmpstr (texts->str, ==, "Text: body='1'\nText: body='2'\nText: body='4'\nText: body='5'\n");
  g_assert_cmpuint (b->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpstr (names, ==, "a,b,c");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/portals/mount", test_mount);
  g_test_add_func ("/portals/same-box", test_same_box);
  g_test_add_func ("/portals/swapped-ends", test_swapped_ends);
  g_test_add_func ("/portals/grow", test_grow);
  g_test_add_func ("/portals/late", test_late);
  g_test_add_func ("/portals/nested", test_nested);
  g_test_add_func ("/portals/ring", test_ring);
  g_test_add_func ("/portals/boundary", test_boundary);
  g_test_add_func ("/portals/boundary-of-declaration", test_boundary_of_declaration);
  g_test_add_func ("/portals/declaration", test_declaration);
  g_test_add_func ("/portals/sidebar", test_sidebar);
  g_test_add_func ("/portals/list", test_list);
  g_test_add_func ("/portals/blank", test_blank);
  g_test_add_func ("/portals/dump", test_dump);
  g_test_add_func ("/portals/gather", test_gather);
  return g_test_run ();
}
