/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Trees as plain GTK: codegen-compare.h. That of the examples is in test-examples.c. */

#include <gtk/gtk.h>

#include "codegen-compare.h"
#include "codegen/stree-code-maker-private.h"
#include "golden-trees.h"
#include "random-tree.h"
#include "stree-view-private.h"

/* --- every kind --- */

/* A new kind has a line in stree-code-kinds.c: what has widgets makes them, and what has none may say why. */
static void
test_kinds (void)
{
  guint n = 0;

  for (guint i = 0; stree_element_kinds[i]; i++, n++)
    {
      const StreeKind     *kind = stree_element_kinds[i];
      const StreeCodeKind *record = stree_code_kind_lookup (kind->name);

      if (!record)
        g_error ("%s has no line in stree-code-kinds.c", kind->name);
      if (!record->make != !!(kind->flags & STREE_KIND_TRANSPARENT))
        g_error ("%s: what has a widget is made of plain ones, and nothing else is", kind->name);
    }
  g_assert_cmpuint (n, >, 40);
}

/* --- trees in a window --- */

static StreeElement *
show (StreeContext *cx, gpointer props)
{
  return (*(MakeFunc *) props) (cx);
}

static gboolean
is_settled (GtkWidget *view)
{
  g_autofree char *dump = stree_view_dump (STREE_VIEW (view), STREE_DUMP_JSON, TRUE);

  /* There is one dialog at most, with a button in it. */
  return gtk_widget_get_mapped (view) && !strstr (dump, "\"loading\"") && (codegen_count_dialogs (view) > 0) == (strstr (dump, "in the dialog") != NULL);
}

static void
check_view (const char *name, GtkWidget *view)
{
  g_autofree char *code = stree_view_dump (STREE_VIEW (view), STREE_DUMP_C, TRUE);
  g_autofree char *ui = stree_view_dump (STREE_VIEW (view), STREE_DUMP_UI, TRUE);

  codegen_compare (view, name, code, ui);
}

static void
check_tree (const char *name, StreeComponentFunc func, gpointer props)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = stree_view_new (NULL, "app", func, props);

  gtk_window_set_default_size (GTK_WINDOW (window), 700, 500);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  wait_for (is_settled (view));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  check_view (name, view);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_tree (gconstpointer data)
{
  const Tree *tree = data;

  check_tree (tree->name, show, (gpointer) &tree->make);
}

/* --- what the golden trees do not have --- */

static StreeElement *
make_places (StreeContext *cx)
{
  StreeState *ratio = stree_state_double (cx, "ratio", 0.4);

  return stree_page (
    stree_split_view_with ((.narrow_ratio = stree_bind (ratio), .key = "split"), stree_text ("narrow"), stree_vstack (stree_text ("main"))),
    stree_split_view (NULL, stree_text ("alone")), stree_portal ("tools", stree_button ("At the side"), stree_text ("too")),
    stree_portal ("nowhere", stree_text ("not shown")),
    stree_sidebar (stree_portal_mount ("tools"), stree_page_link ("Home", .page = "home", .icon = "go-home-symbolic", .help = "There"),
                   stree_page_link ("Else", .page = "else", .disabled = TRUE)),
    stree_hstack_with ((.align = STREE_ALIGN_CENTER, .gap = "4px"), stree_text_input ("Name"), stree_divider (), stree_spacer (.height = 8),
                       stree_checkbox ("Yes")),
    stree_spacer (), stree_spacer (.height = 7), stree_divider (.vertical = TRUE),
    stree_floating_action_button ("New", .icon = "list-add-symbolic", .key = "new", .help = "Makes one"),
    stree_floating_action_button (NULL, .icon = "go-up-symbolic", .help = "Up"),
    stree_floating_action_button ("Words only", .disabled = TRUE), stree_bottom_dock (stree_text ("below")),
    stree_form_with ((.form_key = "f", .spacing = 3), stree_button ("Go", .submit = TRUE)));
}

static StreeElement *
make_inputs_more (StreeContext *cx)
{
  static const char *const many[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", NULL };

  (void) cx;
  return stree_vstack (
    stree_text_input (NULL, .placeholder = "who", .error = "There is nobody"), stree_text_input ("Off", .disabled = TRUE, .value = stree_value ("x")),
    stree_text_input ("Secret", .password = TRUE, .placeholder = "hidden", .error = "Too short"),
    stree_number_input ("Empty", .placeholder = "a number", .error = "None"), stree_number_input ("Off", .disabled = TRUE, .value = stree_value (3)),
    stree_number_input ("Small", .value = stree_value (0.125), .max_value = stree_value (1.0)),
    stree_number_input ("Large", .value = stree_value ((gint64) 1 << 40)),
    stree_selectbox ("Many", many, .index = stree_value (11), .error = "Not that one"), stree_selectbox (NULL, STREE_STRV ("x"), .disabled = TRUE),
    stree_progress_bar (.value = 0.25, .text = "a quarter", .label = "Work"), stree_progress_bar (.indeterminate = TRUE),
    stree_progress_bar (.value = 1), stree_expander_with ((.label = "Shut"), stree_text ("in")),
    stree_text_with ("A text that is long enough to be broken into lines", .selectable = TRUE),
    stree_button ("", .icon = "go-up-symbolic"), stree_button ("Both", .icon = "go-up-symbolic", .help = "what"), stree_button (NULL));
}

static StreeElement *
provided (StreeContext *cx, gpointer props)
{
  (void) props;
  return stree_text ("%d", (int) stree_lookup_int (cx, "depth", 0));
}

static gpointer
make_native (gpointer data)
{
  (void) data;
  return gtk_calendar_new ();
}

static StreeFrame *
make_frame (void)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, "name", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "n", STREE_COLUMN_INT64);
  return stree_frame_builder_finish (builder);
}

static StreeElement *
make_others (StreeContext *cx)
{
  StreeState            *unsaved = stree_state_bool (cx, "unsaved", FALSE);
  g_autoptr (StreeFrame) frame = make_frame ();

  return stree_vstack (
    stree_action ("save", "Save", .shortcut = "<Control>s", .on_activate = stree_set (unsaved, FALSE)), stree_guard ("All is lost", .when = stree_bind (unsaved)),
    stree_provide ((stree_named ("depth", (gint64) 3)), stree_component (provided), stree_fragment (stree_text ("beside"))),
    stree_routes ("a", stree_route ("a", stree_text ("first")), stree_route ("b", stree_text ("second"))),
    stree_deferred_fragment (stree_text ("later")), stree_suspense (stree_text ("waits for nothing")),
    stree_native (.type = "calendar", .create = make_native), stree_image ("/nonexistent/picture.png", .alt = "Nothing", .caption = "No picture"),
    stree_image ("/nonexistent/picture.png", .error = stree_text ("instead")), stree_data_frame (NULL, .height = 180), stree_data_frame (frame, .width = 300),
    stree_data_grid (.data = frame, .columns = stree_grid_columns ({ .name = "name", .label = "Its \"name\"" }, { .name = "n", .hidden = TRUE })),
    stree_popover ("Plain", stree_text ("in it")), stree_popover_with ((.label = "Both", .icon = "go-up-symbolic", .help = "more"), stree_text ("x")),
    stree_popover_with ((.icon = "go-up-symbolic", .disabled = TRUE), stree_text ("y")),
    stree_columns (stree_text ("1"), stree_vstack (stree_text ("2")), stree_fragment (stree_text ("3"), stree_text ("4"))),
    stree_dialog ("Closed", FALSE, stree_text ("later")),
    stree_dialog ("Open", TRUE, stree_text ("in the dialog"), stree_button ("Close", .key = "close")));
}

static StreeElement *
make_markdown_more (StreeContext *cx)
{
  (void) cx;
  return stree_vstack (stree_markdown ("Text with `code`, **bold**, ~~gone~~ and ![a picture](https://example.org/a.png).\n\n> quoted\n>\n> 1. one\n> 2. two\n\n---\n\n"
                                       "- a\n  - b\n    - c\n\n      apart\n- [ ] open\n\n    indented code\n\n<div>raw</div>\n\n"
                                       "a|b|c\n:-:|--:|---\nx|a cell that is long enough to be broken|*z*\n\n###### small\n"));
}

static const Tree more_trees[] = {
  { "markdown-more", make_markdown_more },
  { "places", make_places },
  { "inputs-more", make_inputs_more },
  { "others", make_others },
};

/* --- texts that mean something to C or to XML --- */

static const char *const odd[] = {
  "", "\"quoted\" and 'quoted'", "\\", "ends with \\", "*/ int x; /*", "/* // */", "]]> <![CDATA[ <!-- -- --> &amp; &#1;", "--", "ends with -",
  "?\?=define ?\?/ ?\?' ?\?\?=", "%s %n %d %%", "\001\033\177\302\205", "two\nlines\r\nand\ttabs\n", "\n", " around ", "\342\200\256abc\342\200\254",
  "a\0b", "\357\277\276 and \357\273\277", "ja\314\210", "日本語", "\360\237\216\211 1\01023", "int", "while", "gtk_box_new", "GTK_BOX", "NULL", "errno",
  "text", "te xt", "te-xt", "0", "_", "long_text", "build_app", "main", "${x}", "\\u0041", "#define X", "<b>bold</b>", "_mnemonic",
};

static StreeElement *
make_odd (StreeContext *cx)
{
  StreeBuilder *builder = stree_builder_new ();

  (void) cx;
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      const char *text = odd[i];

      stree_builder_add (builder, stree_text_with (text, .key = stree_str ("%u %s", i, text)));
      stree_builder_add (builder, stree_button (text, .key = text, .help = text, .on_click = stree_set (stree_state_int (cx, text, 0), 1),
                                                .common = stree_common (.accessible_label = text, .cursor = text)));
      stree_builder_add (builder, stree_selectbox (text, ((const char *const[]){ text, "x", NULL }), .error = text, .key = stree_str ("s%u", i)));
      stree_builder_add (builder, stree_text_input (text, .placeholder = text, .key = stree_str ("t%u", i)));
    }
  return stree_vstack (stree_builder_end (builder));
}

static StreeElement *
show_odd (StreeContext *cx, gpointer props)
{
  (void) props;
  return make_odd (cx);
}

/* Longer than a literal of C may be. */
static StreeElement *
show_long (StreeContext *cx, gpointer props)
{
  g_autoptr (GString) text = g_string_new (NULL);

  (void) cx;
  (void) props;
  for (guint i = 0; i < 900; i++)
    g_string_append_printf (text, "line %u of \"many\" ?\?=%s", i, i % 3 ? " " : "\n");
  return stree_vstack (stree_text_with (text->str), stree_button ("b", .help = text->str, .common = stree_common (.accessible_label = text->str)),
                       stree_selectbox ("s", ((const char *const[]){ "x", text->str, NULL })),
                       stree_expander_with ((.label = text->str), stree_text ("in")));
}

static void
check_headless (const char *name, StreeComponentFunc func, gpointer props)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", func, props);
  g_autofree char          *code = stree_headless_dump (view, STREE_DUMP_C, TRUE);
  g_autofree char          *ui = stree_headless_dump (view, STREE_DUMP_UI, TRUE);

  codegen_compare_texts (name, code, ui);
}

static void
test_odd (void)
{
  check_headless ("odd", show_odd, NULL);
  check_headless ("long", show_long, NULL);
}

/* --- at random --- */

static StreeElement *
show_random (StreeContext *cx, gpointer props)
{
  (void) cx;
  return stree_vstack (build (props), stree_text ("%s", odd[((const Spec *) props)->version % G_N_ELEMENTS (odd)]));
}

static void
test_random (void)
{
  Maker maker = { .rand = g_rand_new_with_seed (g_test_rand_int ()), .pool = g_ptr_array_new_with_free_func (spec_free) };

  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *name = g_strdup_printf ("random %u", i);
      GtkWidget       *view;

      maker.portals = i % 3 == 1;
      maker.providers = i % 3 == 2;
      /* In no window: what is open by chance may stand anywhere. */
      view = g_object_ref_sink (stree_view_new (NULL, "app", show_random, (gpointer) random_spec (&maker, 4)));
      while (g_main_context_iteration (NULL, FALSE))
        ;
      check_view (name, view);
      g_object_unref (view);
    }
  g_rand_free (maker.rand);
  g_ptr_array_unref (maker.pool);
}

/* --- what is in the comments --- */

static void
assert_says (const char *text, const char *part)
{
  if (!strstr (text, part))
    g_error ("“%s” is not in\n%s", part, text);
}

static StreeElement *
show_spoken (StreeContext *cx, gpointer props)
{
  StreeState *n = stree_state_int (cx, "count", 0);

  (void) props;
  return stree_vstack (stree_button ("+1", .key = "inc", .on_click = stree_add (n, 1)), stree_number_input ("Count", .key = "n", .value = stree_bind (n)),
                       stree_text_input ("Password", .key = "pw", .password = TRUE, .value = stree_value ("hunter2")),
                       stree_native (.type = "calendar", .create = make_native, .key = "cal"), stree_component (plain));
}

static void
test_comments (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", show_spoken, NULL);

  for (const StreeDumpFormat *format = (const StreeDumpFormat[]){ STREE_DUMP_C, STREE_DUMP_UI, STREE_DUMP_TEXT }; *format != STREE_DUMP_TEXT;
       format++)
    {
      g_autofree char *text = stree_headless_dump (view, *format, TRUE);
      g_autofree char *folded = stree_headless_dump (view, *format, FALSE);

      assert_says (text, "on_click of Button, key \"inc\", at app.VStack.Button[inc]: connect \"clicked\" here");
      assert_says (text, "value of NumberInput, key \"n\", at app.VStack.NumberInput[n]: it follows the state \"count\"");
      assert_says (text, "value of TextInput, key \"pw\"");
      assert_says (text, "Native, key \"cal\", at app.VStack.Native[cal]: the program makes this widget (\"calendar\")");
      assert_says (text, *format == STREE_DUMP_C ? "gtk_label_new (\"plain\")" : "<property name=\"label\">plain</property>");
      assert_says (folded, "Component plain at app.VStack.plain:4: what is in it was left out");
      g_assert_null (strstr (text, "hunter2"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_log_set_default_handler (drop_messages, NULL);
  g_test_add_func ("/codegen/kinds", test_kinds);
  g_test_add_func ("/codegen/comments", test_comments);
  for (guint i = 0; i < G_N_ELEMENTS (trees); i++)
    {
      g_autofree char *path = g_strconcat ("/codegen/trees/", trees[i].name, NULL);

      g_test_add_data_func (path, &trees[i], test_tree);
    }
  for (guint i = 0; i < G_N_ELEMENTS (more_trees); i++)
    {
      g_autofree char *path = g_strconcat ("/codegen/trees/", more_trees[i].name, NULL);

      g_test_add_data_func (path, &more_trees[i], test_tree);
    }
  g_test_add_func ("/codegen/odd", test_odd);
  g_test_add_func ("/codegen/random", test_random);
  return g_test_run ();
}
