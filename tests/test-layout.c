/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What lays out, without a screen: bad arguments and what is said about them, what is folded away, which page shows. */

#include <math.h>

#include "elements/stree-length-private.h"
#include "support.h"

/* --- bad arguments --- */

typedef StreeElement *(*MakeFunc) (void);

static StreeElement *
make_bad_gap (void)
{
  return stree_hstack_with ((.gap = "2 parsecs", .key = "row"), stree_text ("a"));
}

static StreeElement *
make_bad_weights (void)
{
  return stree_columns_with ((.weights = STREE_DOUBLES (1, 2, 3)), stree_text ("a"), stree_text ("b"));
}

static StreeElement *
make_zero_weight (void)
{
  return stree_columns_with ((.weights = STREE_DOUBLES (1, 0)), stree_text ("a"), stree_text ("b"));
}

static StreeElement *
make_bad_grid (void)
{
  return stree_grid (0, stree_text ("a"));
}

static StreeElement *
make_bad_spacer (void)
{
  return stree_spacer (.height = -4);
}

static StreeElement *
make_no_tabs (void)
{
  return stree_tabs (NULL);
}

static StreeElement *
make_odd_tabs (void)
{
  return stree_tabs (stree_tab ("A", stree_text ("a")), stree_text_with ("b", .key = "odd"));
}

static StreeElement *
make_bad_index (void)
{
  return stree_tabs_with ((.index = stree_value ("first")), stree_tab ("A", NULL));
}

static StreeElement *
make_bad_expanded (void)
{
  return stree_expander_with ((.label = "E", .expanded = stree_value ("yes")), NULL);
}

static StreeElement *
make_no_image (void)
{
  return stree_image (.alt = "nothing");
}

static StreeElement *
make_two_images (void)
{
  return stree_image ("a.png", .resource = "/b.png");
}

static StreeElement *
make_bad_image_width (void)
{
  return stree_image ("a.png", .width = -1);
}

static StreeElement *
make_nameless_button (void)
{
  return stree_floating_action_button (.icon = "list-add-symbolic", .key = "add");
}

static StreeElement *
make_percent (void)
{
  return stree_progress_bar (50, .key = "half");
}

static StreeElement *
make_negative_progress (void)
{
  return stree_progress_bar (-1);
}

static StreeElement *
make_nan_progress (void)
{
  return stree_progress_bar ((double) NAN);
}

static const struct
{
  MakeFunc    make;
  const char *message;
} bad[] = {
  { make_bad_gap, "HStack 'row': prop 'gap' is \"2 parsecs\": it takes a length of 0 or more, such as \"0\", \"12px\", \"1.5rem\", \"2em\", \"3ch\" or \"5%\"" },
  { make_bad_weights, "Columns: prop 'weights' has 3 numbers for 2 children: it takes one for each child" },
  { make_zero_weight, "Columns: prop 'weights': number 2 is 0: a weight is greater than 0" },
  { make_bad_grid, "Grid: prop 'columns' is 0: a grid has at least 1 column" },
  { make_bad_spacer, "Spacer: prop 'height' is -4: it takes pixels, 0 or more" },
  { make_no_tabs, "Tabs: it has no pages: it takes at least one stree_tab ()" },
  { make_odd_tabs, "Tabs: its child Text 'odd' is no Tab: write stree_tab (\"Title\", ...) around it" },
  { make_bad_index, "Tabs: prop 'index' takes an integer, or a state that holds an integer" },
  { make_bad_expanded, "Expander: prop 'expanded' takes a boolean, or a state that holds a boolean" },
  { make_no_image, "Image: it has 0 sources: it takes exactly one of 'file', 'resource', 'paintable' and 'bytes'" },
  { make_two_images, "Image: it has 2 sources: it takes exactly one of 'file', 'resource', 'paintable' and 'bytes'" },
  { make_bad_image_width, "Image: prop 'width' is -1: it takes pixels, 0 or more" },
  { make_nameless_button, "FloatingActionButton 'add': it has no name: it takes a 'label', or an 'icon' with a 'help' that says what it does" },
  { make_percent, "ProgressBar 'half': prop 'value' is 50: expected a fraction from 0 to 1; what is not known is 'indeterminate'" },
  { make_negative_progress, "ProgressBar: prop 'value' is -1: expected a fraction from 0 to 1; what is not known is 'indeterminate'" },
  { make_nan_progress, "ProgressBar: prop 'value' is nan: expected a fraction from 0 to 1; what is not known is 'indeterminate'" },
};

static void
test_messages (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (StreeScope) scope = stree_scope_new ();
      g_autoptr (GError)     error = NULL;

      g_assert_nonnull (scope);
      g_assert_false (stree_element_validate (bad[i].make (), &error));
      g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
      g_assert_cmpstr (error->message, ==, bad[i].message);
    }
}

/* A place with nothing in it may have a weight or go without; a Fragment's children count one by one. */
static void
test_places (void)
{
  g_autoptr (StreeScope) scope = stree_scope_new ();
  g_autoptr (GError)     error = NULL;
  StreeElement          *two[] = { stree_text ("b"), stree_text ("c") };

  g_assert_nonnull (scope);
  g_assert_true (stree_element_validate (stree_columns_with ((.weights = STREE_DOUBLES (1, 2, 3)), stree_text ("a"), NULL, stree_text ("c")), &error));
  g_assert_true (stree_element_validate (stree_columns_with ((.weights = STREE_DOUBLES (1, 3)), stree_text ("a"), NULL, stree_text ("c")), &error));
  g_assert_true (stree_element_validate (stree_columns_with ((.weights = STREE_DOUBLES (1, 2, 3)), stree_text ("a"), stree_children (2, two)), &error));
  g_assert_true (stree_element_validate (stree_columns (stree_text ("a"), stree_text ("b")), &error));
  g_assert_no_error (error);
  g_assert_false (stree_element_validate (stree_columns_with ((.weights = STREE_DOUBLES (1, 2)), stree_text ("a"), stree_children (2, two)), &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
}

static void
test_lengths (void)
{
  static const struct
  {
    const char     *text;
    double          number;
    StreeLengthUnit unit;
  } good[] = {
    { "0", 0, STREE_LENGTH_PX },      { "0.0", 0, STREE_LENGTH_PX },   { "12px", 12, STREE_LENGTH_PX },
    { "1.5rem", 1.5, STREE_LENGTH_REM }, { "2em", 2, STREE_LENGTH_EM }, { "3ch", 3, STREE_LENGTH_CH },
    { "5%", 5, STREE_LENGTH_PERCENT }, { ".5em", 0.5, STREE_LENGTH_EM },
  };
  static const char *const wrong[] = { "",     " ",    "12",     "px",  "-1px", "+1px",   "1 px", "1px ", " 1px", "1e3px",
                                       "0x1px", "inf", "nanpx", "1.",  "1.px", "1.2.3px", ".",    "1PX",  "1vw",  "20000px" };
  StreeLength length;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (stree_length_parse (good[i].text, &length));
      g_assert_cmpfloat (length.number, ==, good[i].number);
      g_assert_cmpint (length.unit, ==, good[i].unit);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    if (stree_length_parse (wrong[i], &length))
      g_error ("'%s' is taken for a length", wrong[i]);
}

/* --- values --- */

typedef struct
{
  gboolean    extra;    /* a page before the others */
  gboolean    no_first; /* the first of the others is gone */
  gboolean    bound;
  gboolean    in_form;
  int         declared;
  const char *title;
  guint       n_told;
  gint64      told;
} Data;

static void
told_cb (StreeEvent *event, gpointer data)
{
  Data *shown = data;

  shown->n_told++;
  shown->told = stree_event_get_int (event);
}

static StreeElement *
pages (StreeContext *cx, gpointer props)
{
  Data        *data = props;
  StreeState  *index = stree_global_int (cx, "index", 0);
  StreeElement *tabs = stree_tabs_with ((.index = data->bound      ? stree_bind (index)
                                                  : data->declared ? stree_value (data->declared)
                                                                   : (StreeValue){ .type = STREE_VALUE_NONE },
                                         .on_change = stree_call (told_cb, data), .key = "tabs"),
                                        data->extra ? stree_keyed ("x", stree_tab ("Extra", stree_text ("x"))) : NULL,
                                        data->no_first ? NULL : stree_keyed ("a", stree_tab (data->title, stree_text ("a"))),
                                        stree_keyed ("b", stree_tab ("B", stree_text ("b"))),
                                        stree_keyed ("c", stree_tab ("C", stree_text ("c"))));

  return stree_page (data->in_form ? stree_form (tabs, stree_button ("Send", .submit = TRUE)) : tabs,
                     stree_text ("index %d", stree_state_get_int (index)));
}

static gint64
page_of (StreeHeadless *view)
{
  g_auto (GValue)    value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  stree_headless_get_value (view, "tabs", &value, &error);
  g_assert_no_error (error);
  return g_value_get_int64 (&value);
}

static void
turn_to (StreeHeadless *view, int index)
{
  g_autoptr (GError) error = NULL;

  stree_headless_select (view, "tabs", index, &error);
  g_assert_no_error (error);
}

static void
test_tabs (void)
{
  Data                      data = { .title = "A" };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", pages, &data);
  g_autoptr (GError)        error = NULL;

  g_assert_cmpint (page_of (view), ==, 0);
  turn_to (view, 1);
  g_assert_cmpint (data.n_told, ==, 1);
  g_assert_cmpint (data.told, ==, 1);

  /* It is B that shows: also when another page comes before it, and when one goes. */
  data.extra = TRUE;
  stree_headless_rerun (view);
  g_assert_cmpint (page_of (view), ==, 2);
  data.extra = FALSE;
  data.no_first = TRUE;
  stree_headless_rerun (view);
  g_assert_cmpint (page_of (view), ==, 0);
  data.no_first = FALSE;
  stree_headless_rerun (view);
  g_assert_cmpint (page_of (view), ==, 1);

  /* When the page itself goes, the next one shows. */
  turn_to (view, 0);
  data.no_first = TRUE;
  stree_headless_rerun (view);
  g_assert_cmpint (page_of (view), ==, 0);
  g_assert_cmpint (data.n_told, ==, 2);

  g_assert_false (stree_headless_select (view, "tabs", 2, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_assert_cmpstr (error->message, ==, "Tabs 'tabs' has 2 pages: there is no number 2");
}

static void
test_tabs_declared (void)
{
  Data                      data = { .title = "A", .declared = 2 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", pages, &data);

  g_assert_cmpint (page_of (view), ==, 2);
  turn_to (view, 1);
  stree_headless_rerun (view);
  g_assert_cmpint (page_of (view), ==, 1); /* what is declared is as before: the user's page stays */
  data.declared = 3;
  data.extra = TRUE;
  stree_headless_rerun (view);
  g_assert_cmpint (page_of (view), ==, 3); /* one that comes in the same run can be asked for */
  data.declared = 9;
  stree_headless_rerun (view);
  data.extra = FALSE;
  stree_headless_rerun (view);
  g_assert_cmpint (page_of (view), ==, 2);
}

static void
test_tabs_bound (void)
{
  Data                      data = { .title = "A", .bound = TRUE };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", pages, &data);

  turn_to (view, 2);
  assert_has_text (view, "index 2");
  data.extra = TRUE;
  stree_headless_rerun (view);
  g_assert_cmpint (page_of (view), ==, 3);
  stree_headless_flush (view);
  assert_has_text (view, "index 3"); /* the state follows */
  g_assert_cmpint (data.n_told, ==, 1);
}

static void
test_tabs_in_form (void)
{
  Data                      data = { .title = "A", .bound = TRUE, .in_form = TRUE };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", pages, &data);

  turn_to (view, 1);
  assert_has_text (view, "index 1"); /* without a submit button */
}

static void
test_tab_title (void)
{
  Data                      data = { .title = "Inbox (1)" };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", pages, &data);
  StreeHeadlessStats        before, after;

  assert_has_text (view, "Inbox (1)");
  stree_headless_get_stats (view, &before);
  data.title = "Inbox (2)";
  stree_headless_rerun (view);
  assert_has_text (view, "Inbox (2)");
  stree_headless_get_stats (view, &after);
  g_assert_cmpint (after.created, ==, before.created);
}

static StreeElement *
folded (StreeContext *cx, gpointer props)
{
  StreeState *open = stree_state_bool (cx, "open", FALSE);
  gboolean   *declared = props;

  return stree_page (
    stree_expander_with ((.label = "Bound", .expanded = stree_bind (open), .key = "bound"), stree_text ("inside")),
    stree_expander_with ((.label = "Open", .expanded = stree_value (*declared), .key = "open"), NULL),
    stree_expander_with ((.label = "Free", .key = "free"), stree_text ("inside")),
    stree_text ("open %d", stree_state_get_bool (open)), stree_button ("Open it", .on_click = stree_set (open, TRUE), .key = "button"));
}

static gboolean
is_open (StreeHeadless *view, const char *key)
{
  g_auto (GValue)    value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  stree_headless_get_value (view, key, &value, &error);
  g_assert_no_error (error);
  return g_value_get_boolean (&value);
}

static void
toggle (StreeHeadless *view, const char *key)
{
  g_autoptr (GError) error = NULL;

  stree_headless_toggle (view, key, &error);
  g_assert_no_error (error);
}

static void
test_expander (void)
{
  gboolean                  declared = TRUE;
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", folded, &declared);

  g_assert_false (is_open (view, "bound"));
  g_assert_true (is_open (view, "open"));
  g_assert_false (is_open (view, "free"));
  toggle (view, "bound");
  assert_has_text (view, "open 1");
  toggle (view, "bound");
  assert_has_text (view, "open 0");
  click (view, "button");
  g_assert_true (is_open (view, "bound"));

  toggle (view, "open");
  toggle (view, "free");
  stree_headless_rerun (view);
  g_assert_false (is_open (view, "open"));
  g_assert_true (is_open (view, "free"));
  declared = FALSE;
  stree_headless_rerun (view);
  declared = TRUE;
  stree_headless_rerun (view);
  g_assert_true (is_open (view, "open"));
}

/* --- what stands elsewhere: the bottom bar, and the button over the page --- */

static StreeElement *
docked (StreeContext *cx, gpointer props)
{
  const gboolean *shown = props;
  StreeState     *n = stree_state_int (cx, "n", 0);

  return stree_vstack (stree_text ("pressed %d times", stree_state_get_int (n)),
                       *shown ? stree_card (stree_bottom_dock (stree_text_input ("Words", .key = "words")),
                                            stree_floating_action_button ("Add", .key = "add", .on_click = stree_add (n, 1),
                                                                          .disabled = stree_state_get_int (n) > 1))
                              : NULL);
}

static void
test_docked (void)
{
  gboolean                  shown = TRUE;
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", docked, &shown);
  g_autoptr (GError)        error = NULL;
  g_autofree char          *widgets = stree_headless_dump_widgets (view);

  /* not in the card: each at the place that it has */
  g_assert_cmpstr (widgets, ==, "VStack\n  Text\n  Card\nFloatingActionButton\nBottomDock\n  TextInput\n");
  click (view, "add");
  click (view, "add");
  assert_has_text (view, "pressed 2 times");
  g_assert_false (stree_headless_click (view, "add", &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_true (stree_headless_type (view, "words", "abc", &error));
  stree_headless_rerun (view);
  assert_shows (view, "abc");
  shown = FALSE;
  stree_headless_rerun (view);
  g_free (widgets);
  widgets = stree_headless_dump_widgets (view);
  g_assert_cmpstr (widgets, ==, "VStack\n  Text\n");
}

/* --- progress --- */

static StreeElement *
progress (StreeContext *cx, gpointer props)
{
  const double *done = props;

  (void) cx;
  return stree_vstack (stree_progress_bar (*done, .indeterminate = *done < 0, .text = stree_str ("%g done", *done), .label = "Files", .key = "bar"));
}

static void
test_progress (void)
{
  double                    done = 0.25;
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", progress, &done);
  g_autofree char          *label = stree_headless_dup_text (view, "bar", NULL);
  StreeHeadlessStats        stats;

  g_assert_cmpstr (label, ==, "Files");
  g_assert_true (stree_headless_has_text (view, "0.25 done"));
  g_assert_false (stree_headless_has_text (view, "0.5 done"));
  done = 0.5;
  stree_headless_rerun (view);
  g_assert_true (stree_headless_has_text (view, "0.5 done"));
  assert_shows (view, "\"value\" : 0.5");
  done = -1; /* what a task says before it knows */
  stree_headless_rerun (view);
  assert_shows (view, "\"indeterminate\" : true");
  stree_headless_get_stats (view, &stats);
  g_assert_cmpuint (stats.created, ==, 2);
}

/* By name, as other languages do it: a number of any type is a fraction. */
static void
test_progress_by_name (void)
{
  g_autoptr (StreeElement) element = stree_element_new ("ProgressBar", NULL);
  g_autoptr (GError)       error = NULL;
  g_auto (GValue)          one = G_VALUE_INIT;
  g_auto (GValue)          half = G_VALUE_INIT;

  g_value_set_int (g_value_init (&one, G_TYPE_INT), 1);
  g_value_set_string (g_value_init (&half, G_TYPE_STRING), "half");
  g_assert_true (stree_element_set (element, "value", &one, &error));
  g_assert_no_error (error);
  g_assert_true (stree_element_validate (element, &error));
  g_assert_false (stree_element_set (element, "value", &half, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_assert_nonnull (strstr (error->message, "prop 'value' takes a number"));
}

/* --- dumps --- */

static void
test_dump (void)
{
  Data                      data = { .title = "A" };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", pages, &data);
  g_autofree char          *text = stree_headless_dump_text (view);
  g_autofree char          *widgets = NULL;

  turn_to (view, 1);
  widgets = stree_headless_dump_widgets (view);
  g_assert_cmpstr (widgets, ==, "Page\n  Tabs 1\n    Tab\n      Text\n    Tab\n      Text\n    Tab\n      Text\n  Text\n");
  if (!strstr (text, "Tab key='b': title='B'"))
    g_error ("the tabs are not in:\n%s", text);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/layout/messages", test_messages);
  g_test_add_func ("/layout/places", test_places);
  g_test_add_func ("/layout/lengths", test_lengths);
  g_test_add_func ("/layout/tabs", test_tabs);
  g_test_add_func ("/layout/tabs/declared", test_tabs_declared);
  g_test_add_func ("/layout/tabs/bound", test_tabs_bound);
  g_test_add_func ("/layout/tabs/in-form", test_tabs_in_form);
  g_test_add_func ("/layout/tabs/title", test_tab_title);
  g_test_add_func ("/layout/expander", test_expander);
  g_test_add_func ("/layout/docked", test_docked);
  g_test_add_func ("/layout/progress", test_progress);
  g_test_add_func ("/layout/progress/by-name", test_progress_by_name);
  g_test_add_func ("/layout/dump", test_dump);
  return g_test_run ();
}
