/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "kit-scripts.h"

static KitStart start;

/* --- an order: every kind of input --- */

static void
send_cb (StreeEvent *event, gpointer data)
{
  StreeState *sent = data;

  (void) event;
  stree_state_add (sent, 1);
}

static void
key_cb (StreeEvent *event, gpointer data)
{
  guint keyval;
  guint modifiers;

  stree_event_get_key_press (event, &keyval, &modifiers);
  if (keyval == 'k')
    {
      stree_state_add (data, 1);
      stree_event_set_handled (event, TRUE);
    }
}

static StreeElement *
order (StreeContext *cx, gpointer props)
{
  static const char *const sizes[] = { "Small", "Large", NULL };

  StreeState *name = stree_state_string (cx, "name", "");
  StreeState *note = stree_state_string (cx, "note", "");
  StreeState *amount = stree_state_int (cx, "amount", 1);
  StreeState *gift = stree_state_bool (cx, "gift", FALSE);
  StreeState *size = stree_state_int (cx, "size", 0);
  StreeState *page = stree_state_int (cx, "page", 0);
  StreeState *sent = stree_state_int (cx, "sent", 0);
  StreeState *asked = stree_state_bool (cx, "asked", FALSE);
  StreeState *keys = stree_state_int (cx, "keys", 0);

  (void) props;
  return stree_vstack (
    stree_title ("Order"),
    stree_text_input ("Name", .value = stree_bind (name), .key = "name", .on_submit = stree_add (sent, 100)),
    stree_text_input ("Note", .value = stree_bind (note), .key = "note", .commit = STREE_COMMIT_ENTER),
    stree_number_input ("Amount", .value = stree_bind (amount), .key = "amount", .min_value = stree_value (1), .max_value = stree_value (10)),
    stree_checkbox ("Gift", .value = stree_bind (gift), .key = "gift"),
    stree_selectbox ("Size", .options = sizes, .index = stree_bind (size), .key = "size"),
    stree_text ("%s, %d, %s, %s", stree_state_get_string (name), stree_state_get_int (amount),
                stree_state_get_bool (gift) ? "gift" : "plain", sizes[stree_state_get_int (size)]),
    stree_text ("Note: %s", stree_state_get_string (note)),
    stree_text ("Sent: %d", stree_state_get_int (sent)),
    stree_text ("Keys: %d", stree_state_get_int (keys)),
    stree_button ("Send", .key = "send", .disabled = *stree_state_get_string (name) == '\0',
                  .on_click = stree_call (send_cb, sent)),
    stree_button ("Ask", .key = "ask", .on_click = stree_set (asked, TRUE)),
    stree_tabs_with ((.index = stree_bind (page), .key = "tabs"),
                     stree_tab ("One", stree_button ("First", .key = "first", .on_click = stree_add (sent, 10))),
                     stree_tab ("Two", stree_button ("Second", .key = "second", .on_click = stree_add (sent, 20)))),
    stree_expander_with ((.label = "More", .key = "more"),
                         stree_button ("Hidden well", .key = "deep", .on_click = stree_add (sent, 1000))),
    stree_popover_with ((.label = "Options", .key = "options"), stree_text ("An option")),
    stree_vstack_with ((.key = "keys", .common = stree_common (.on_key = stree_call (key_cb, keys))), stree_button ("Keys", .key = "inner")),
    stree_dialog_with ((.title = "Sure?", .open = stree_bind (asked), .key = "dialog"),
                       stree_text ("Is it right?"),
                       stree_button ("Yes", .key = "yes", .on_click = stree_set (asked, FALSE))));
}

static void
test_inputs (void)
{
  g_autoptr (StreeTest) app = start (NULL, "app", order, NULL);

  stree_test_assert_shown (stree_test_by_role (app, "heading", "Order"));
  stree_test_assert_unusable (stree_test_by_key (app, "send"));
  stree_test_type (stree_test_by_label (app, "Name"), "Ada");
  stree_test_assert_value (stree_test_by_key (app, "name"), "Ada");
  stree_test_set_number (stree_test_by_role (app, "spinbutton", "Amount"), 3);
  stree_test_assert_value (stree_test_by_key (app, "amount"), 3);
  stree_test_toggle (stree_test_by_role (app, "checkbox", "Gift"));
  stree_test_assert_value (stree_test_by_key (app, "gift"), TRUE);
  stree_test_choose (stree_test_by_label (app, "Size"), "Large");
  stree_test_assert_value (stree_test_by_key (app, "size"), 1);
  stree_test_assert_shows (app, "Ada, 3, gift, Large");
  stree_test_select (stree_test_by_key (app, "size"), 0);
  stree_test_toggle (stree_test_by_key (app, "gift"));
  stree_test_assert_shows (app, "Ada, 3, plain, Small");
  stree_test_click (stree_test_by_role (app, "button", "Send"));
  stree_test_assert_shows (app, "Sent: 1");
  stree_test_submit (stree_test_by_key (app, "name"));
  stree_test_assert_shows (app, "Sent: 101");
  stree_test_type (stree_test_by_key (app, "note"), "soon");
  stree_test_assert_shows (app, "Note: soon");
}

static StreeElement *
all_inputs (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_vstack (stree_component (order),
                       stree_split_view_with ((.key = "split"), stree_text ("Narrow"), stree_text ("Main")));
}

/* Each input takes what a user could enter, and says so of the rest; nothing is lost by trying. */
static void
test_refused (void)
{
  static const struct
  {
    const char *key;
    const char *text;   /* what is said to a text, NULL: it is taken */
    const char *number;
    const char *choice;
  } inputs[] = {
    { "name", NULL, "TextInput 'name' takes no number, but a text", "TextInput 'name' has nothing to choose from" },
    { "amount", NULL, NULL, "NumberInput 'amount' has nothing to choose from" },
    { "gift", "Checkbox 'gift' takes no text, but on or off", "Checkbox 'gift' takes no number, but on or off",
      "Checkbox 'gift' has nothing to choose from" },
    { "size", "Selectbox 'size' takes no text, but a choice", "Selectbox 'size' takes no number, but a choice", NULL },
    { "tabs", "Tabs 'tabs' takes no text, but a choice", "Tabs 'tabs' takes no number, but a choice", NULL },
    { "more", "Expander 'more' takes no text, but on or off", "Expander 'more' takes no number, but on or off",
      "Expander 'more' has nothing to choose from" },
    { "split", "SplitView 'split' takes no text, but a number", NULL, "SplitView 'split' has nothing to choose from" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      g_autoptr (StreeTest) app = start (NULL, "app", all_inputs, NULL);
      StreeTestLocator     *input = stree_test_by_key (app, inputs[i].key);
      g_autoptr (GError)    text = NULL;
      g_autoptr (GError)    number = NULL;
      g_autoptr (GError)    choice = NULL;

      stree_test_locator_type (input, "3", &text);
      g_assert_cmpstr (text ? text->message : NULL, ==, inputs[i].text);
      stree_test_locator_set_number (input, 0.5, &number);
      g_assert_cmpstr (number ? number->message : NULL, ==, inputs[i].number);
      stree_test_locator_select (input, 1, &choice);
      g_assert_cmpstr (choice ? choice->message : NULL, ==, inputs[i].choice);
    }
}

static void
test_places (void)
{
  g_autoptr (StreeTest) app = start (NULL, "app", order, NULL);

  stree_test_assert_unusable (stree_test_by_key (app, "second"));
  stree_test_click (stree_test_by_key (app, "first"));
  stree_test_choose (stree_test_by_key (app, "tabs"), "Two");
  stree_test_assert_value (stree_test_by_key (app, "tabs"), 1);
  stree_test_assert_unusable (stree_test_by_key (app, "first"));
  stree_test_click (stree_test_by_key (app, "second"));
  stree_test_assert_shows (app, "Sent: 30");
  stree_test_assert_unusable (stree_test_by_key (app, "deep"));
  stree_test_toggle (stree_test_by_key (app, "more"));
  stree_test_click (stree_test_by_key (app, "deep"));
  stree_test_assert_shows (app, "Sent: 1030");
  stree_test_toggle (stree_test_by_key (app, "options"));
  stree_test_assert_value (stree_test_by_key (app, "options"), TRUE);
  stree_test_close (stree_test_by_key (app, "options"));
  stree_test_assert_value (stree_test_by_key (app, "options"), FALSE);
}

static void
test_dialog (void)
{
  g_autoptr (StreeTest) app = start (NULL, "app", order, NULL);

  stree_test_assert_missing (stree_test_by_key (app, "yes"));
  stree_test_click (stree_test_by_key (app, "ask"));
  stree_test_assert_shows (app, "Is it right?");
  stree_test_assert_unusable (stree_test_by_key (app, "ask"));
  stree_test_click (stree_test_within (stree_test_by_role (app, "button", "Yes"), stree_test_by_key (app, "dialog")));
  stree_test_assert_not_shows (app, "Is it right?");
  stree_test_click (stree_test_by_key (app, "ask"));
  stree_test_close (stree_test_by_key (app, "dialog"));
  stree_test_assert_missing (stree_test_by_key (app, "yes"));
  stree_test_assert_usable (stree_test_by_key (app, "ask"));
}

static void
test_keys (void)
{
  g_autoptr (StreeTest) app = start (NULL, "app", order, NULL);

  stree_test_focus (stree_test_by_key (app, "name"));
  stree_test_assert_focus (stree_test_by_key (app, "name"));
  stree_test_press (stree_test_by_key (app, "inner"), 'k', 0);
  stree_test_press (stree_test_by_key (app, "inner"), 'x', 0);
  stree_test_press (stree_test_by_key (app, "keys"), 'k', 0);
  stree_test_assert_shows (app, "Keys: 2");
}

/* --- rows that look alike --- */

static StreeElement *
row (StreeContext *cx, gpointer props)
{
  StreeState *n = stree_state_int (cx, "n", 0);

  (void) props;
  return stree_hstack (stree_text ("n %d", stree_state_get_int (n)), stree_button ("Add", .on_click = stree_add (n, 1)));
}

static StreeElement *
rows (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_vstack (stree_card_with ((.key = "a"), stree_component (row)), stree_card_with ((.key = "b"), stree_component (row)));
}

static void
test_within (void)
{
  g_autoptr (StreeTest)  app = start (NULL, "app", rows, NULL);
  g_autoptr (GError)     error = NULL;
  g_autofree char       *path = NULL;
  StreeTestLocator      *add = stree_test_by_role (app, "button", "Add");

  stree_test_assert_count (add, 2);
  g_assert_false (stree_test_locator_click (add, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_assert_nonnull (strstr (error->message, "more than one button named 'Add'"));
  stree_test_click (stree_test_within (add, stree_test_by_key (app, "b")));
  stree_test_click (stree_test_nth (add, 1));
  stree_test_assert_shown (stree_test_within (stree_test_by_text (app, "n 2"), stree_test_by_key (app, "b")));
  stree_test_assert_shown (stree_test_within (stree_test_by_text (app, "n 0"), stree_test_by_key (app, "a")));
  stree_test_assert_missing (stree_test_nth (add, 2));
  path = stree_test_locator_dup_path (stree_test_within (add, stree_test_by_key (app, "b")), NULL);
  stree_test_assert_text (stree_test_by_path (app, path), "Add");
  stree_test_assert_tree (stree_test_by_key (app, "b"), "Card key='b'\n"
                                                        "  row\n"
                                                        "    HStack\n"
                                                        "      Text body='n 2'\n"
                                                        "      Button label='Add' has_on_click=true\n");
}

/* --- time, tasks, places --- */

static void
work (StreeTask *task, gpointer data)
{
  (void) data;
  stree_task_return_variant (task, g_variant_new_string ("found"));
}

static StreeElement *
waiting (StreeContext *cx, gpointer props)
{
  StreeState *late = stree_watch_timeout (cx, "late", 60000);
  StreeState *ticks = stree_watch_interval (cx, "ticks", 1000);
  StreeTask  *task = stree_task_submit (cx, "search", work, NULL, NULL);

  (void) props;
  return stree_vstack (
    stree_text ("%s, %d", stree_state_get_bool (late) ? "late" : "early", stree_state_get_int (ticks)),
    stree_text ("%s", stree_task_get_variant (task) ? g_variant_get_string (stree_task_get_variant (task), NULL) : "searching"),
    stree_action ("again", .label = "Again", .shortcut = "<Control>r", .on_activate = stree_add (stree_state_int (cx, "runs", 0), 1)),
    stree_text ("runs %d", stree_state_get_int (stree_state_int (cx, "runs", 0))),
    stree_routes ("home", stree_route ("home", stree_text ("At home")), stree_route ("away", stree_text ("Away"))));
}

static void
test_time (void)
{
  g_autoptr (StreeTest) app = start (NULL, "app", waiting, NULL);
  g_autoptr (GVariant)  tasks = NULL;
  g_autofree char      *printed = NULL;

  stree_test_assert_shows (app, "early, 0");
  stree_test_advance (app, 59999);
  stree_test_assert_shows (app, "early, 59");
  stree_test_advance (app, 1);
  stree_test_assert_shows (app, "late, 60");
  stree_test_wait_tasks (app);
  stree_test_assert_shows (app, "found");
  tasks = g_variant_ref_sink (stree_test_summarize_tasks (app));
  printed = g_variant_print (tasks, FALSE);
  g_assert_nonnull (strstr (printed, "'search'"));
  g_assert_nonnull (strstr (printed, "'done'"));
}

static void
test_actions (void)
{
  g_autoptr (StreeTest) app = start (NULL, "app", waiting, NULL);
  g_autoptr (GError)    error = NULL;

  stree_test_act (app, "again");
  stree_test_shortcut (app, "<Ctrl>r");
  stree_test_assert_shows (app, "runs 2");
  g_assert_false (stree_test_activate_action (app, "agian", &error));
  g_assert_cmpstr (error->message, ==, "There is no action 'agian'. There is: again");
  stree_test_assert_shows (app, "At home");
  stree_test_go (app, "/away");
  stree_test_assert_shows (app, "Away");
  stree_test_assert_not_shows (app, "At home");
}

/* --- a table --- */

static void
result_cb (StreeEvent *event, gpointer data)
{
  StreeGridResult  *result = stree_event_get_grid_result (event);
  g_autofree char  *text = g_strdup_printf ("%u: %u of %u rows, %u edits", stree_grid_result_get_reason (result),
                                            stree_grid_result_get_n_selected (result), stree_grid_result_get_n_rows (result),
                                            stree_grid_edits_get_n_rows (stree_grid_result_get_edits (result), 0));

  stree_state_set_string (data, text);
}

static StreeFrame *
make_fruit (void)
{
  static const char *const      names[] = { "pear", "apple", "fig", "kiwi", "lime" };
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, "id", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "name", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "price", STREE_COLUMN_DOUBLE);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      stree_frame_builder_append_int64 (builder, 0, i + 1);
      stree_frame_builder_append_text (builder, 1, names[i]);
      stree_frame_builder_append_double (builder, 2, i + 0.5);
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

static StreeElement *
fruit (StreeContext *cx, gpointer data)
{
  StreeState       *said = stree_state_string (cx, "said", "nothing");
  StreeGridColumns *columns = stree_grid_columns ({ .name = "id", .read_only = TRUE }, { .name = "name", .label = "Name", .required = TRUE },
                                                  { .name = "price", .label = "Price", .decimals = stree_value (2) });

  return stree_vstack (stree_data_grid (.data = data, .key_columns = STREE_STRV ("id"), .columns = columns,
                                        .selection_mode = STREE_SELECTION_MULTIPLE, .editable = TRUE, .label = "Fruit",
                                        .on_result = stree_call (result_cb, said), .key = "grid"),
                       stree_text ("Said %s", stree_state_get_string (said)));
}

static void
test_grid_seen (void)
{
  g_autoptr (StreeFrame)       frame = make_fruit ();
  g_autoptr (StreeTest)        app = start (NULL, "app", fruit, frame);
  StreeTestLocator            *grid = stree_test_by_role (app, "grid", "Fruit");
  g_autoptr (StreeGridOptions) plain = stree_grid_options_new ();
  g_autoptr (StreeGridOptions) sorted = stree_grid_options_with_sort (plain, "name", STREE_GRID_ASCENDING, FALSE);
  g_autoptr (StreeGridOptions) searched = stree_grid_options_with_search (sorted, "i");
  g_autoptr (StreeGridOptions) ordered = stree_grid_options_with_column_order (sorted, STREE_STRV ("price", "name", "id"));
  g_autoptr (StreeGridOptions) hidden = stree_grid_options_with_column_hidden (ordered, "id", TRUE);
  g_autoptr (StreeGridResult)  result = NULL;
  g_autoptr (GError)           error = NULL;

  stree_test_assert_rows (grid, 5);
  stree_test_assert_cell (grid, 0, "name", "pear");
  stree_test_assert_cell (grid, 4, "price", "4.50");
  stree_test_assert_shows (app, "Said nothing");
  stree_test_select_rows (grid, 1, 2);
  stree_test_assert_shows (app, "Said 0: 2 of 5 rows, 0 edits");
  stree_test_arrange (grid, sorted);
  stree_test_assert_cell (grid, 0, "name", "apple");
  stree_test_assert_cell (grid, 1, "name", "fig");
  stree_test_assert_cell (grid, 4, "name", "pear");
  result = stree_test_locator_dup_grid (grid, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_grid_result_get_n_selected (result), ==, 2);
  g_assert_true (stree_grid_result_is_selected (result, 0) && stree_grid_result_is_selected (result, 1));
  g_assert_cmpint (stree_frame_get_int64 (stree_grid_result_get_selected (result), 1, 0), ==, 3);
  stree_test_arrange (grid, searched);
  stree_test_assert_rows (grid, 3);
  stree_test_assert_cell (grid, 2, "name", "lime");
  stree_test_arrange (grid, hidden);
  stree_test_assert_tree (grid, "DataGrid key='grid' data='5 rows x 3 columns' key_columns=['id'] columns='StreeGridColumns' "
                                "selection_mode='multiple' editable=true label='Fruit' has_on_result=true "
                                "titles=['Price', 'Name'] query=['sorted by name, A to Z'] n_rows=5\n"
                                "  Row cells=['1.50', 'apple']\n"
                                "  Row cells=['2.50', 'fig'] selected=true\n"
                                "  Row cells=['3.50', 'kiwi']\n"
                                "  Row cells=['4.50', 'lime']\n"
                                "  Row cells=['0.50', 'pear']\n");
  g_assert_false (stree_test_locator_expect_cell (grid, 0, "id", "2", &error));
  g_assert_cmpstr (error->message, ==, "DataGrid 'grid' shows no column 'id'. It shows: price, name");
  g_clear_error (&error);
  g_assert_false (stree_test_locator_select_rows (grid, 4, 2, &error));
  g_assert_cmpstr (error->message, ==, "DataGrid 'grid' has 5 rows: there is no number 5");
  g_clear_error (&error);
  g_assert_false (stree_test_locator_expect_cell (grid, 0, "name", "pear", &error));
  g_assert_cmpstr (error->message, ==, "Row 0 of the grid named 'Fruit' should show 'pear' in 'name'; it shows 'apple'");
}

static void
test_grid_edited (void)
{
  g_autoptr (StreeFrame)      frame = make_fruit ();
  g_autoptr (StreeTest)       app = start (NULL, "app", fruit, frame);
  StreeTestLocator           *grid = stree_test_by_key (app, "grid");
  g_autoptr (StreeGridResult) result = stree_test_locator_dup_grid (grid, NULL);
  StreeGridEdits             *edits = stree_grid_result_get_edits (result);
  g_autoptr (StreeRowKey)     added = NULL;
  g_autoptr (GError)          error = NULL;

  stree_test_edit_cell (grid, 2, "price", "12.25");
  stree_test_edit_cell (grid, 3, "name", "kaki");
  stree_test_assert_cell (grid, 2, "price", "12.25");
  stree_test_assert_shows (app, "Said 3: 0 of 5 rows, 2 edits");
  g_assert_true (stree_grid_edits_undo (edits));
  stree_test_settle (app);
  stree_test_assert_cell (grid, 3, "name", "kiwi");
  stree_test_assert_shows (app, "Said 3: 0 of 5 rows, 1 edits");
  /* What cannot be read stays, and is in the way of saving. */
  stree_test_edit_cell (grid, 0, "price", "much");
  stree_test_assert_cell (grid, 0, "price", "much");
  g_assert_false (stree_test_locator_save (grid, &error));
  g_assert_error (error, STREE_GRID_EDITS_ERROR, STREE_GRID_EDITS_ERROR_INVALID);
  g_clear_error (&error);
  stree_test_edit_cell (grid, 0, "price", "0.75");
  /* So is what the column does not let be empty, though the source would. */
  stree_test_edit_cell (grid, 1, "name", "");
  g_assert_cmpuint (stree_grid_edits_get_n_rows (edits, STREE_GRID_EDIT_INVALID), ==, 1);
  g_assert_true (stree_grid_edits_undo (edits));
  /* A new row: behind the others until it is saved. */
  added = stree_grid_edits_insert_row (edits, STREE_GRID_END);
  stree_test_settle (app);
  stree_test_assert_rows (grid, 6);
  g_assert_false (stree_test_locator_save (grid, &error));
  g_assert_error (error, STREE_GRID_EDITS_ERROR, STREE_GRID_EDITS_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_nonnull (stree_grid_edits_get_error (edits, added, 1));
  stree_test_edit_cell (grid, 5, "name", "quince");
  g_assert_false (stree_test_locator_edit_cell (grid, 5, "id", "6", &error));
  g_assert_cmpstr (error->message, ==, "DataGrid 'grid' does not let that cell be edited");
  g_clear_error (&error);
  {
    g_autoptr (StreeCell) id = stree_cell_new_int64 (6);

    g_assert_true (stree_grid_edits_set_cell (edits, added, NULL, 0, 0, id));
  }
  stree_test_select_rows (grid, 5, 1);
  stree_test_save (grid);
  stree_test_assert_rows (grid, 6);
  stree_test_assert_cell (grid, 5, "name", "quince");
  g_clear_pointer (&result, stree_grid_result_unref);
  result = stree_test_locator_dup_grid (grid, NULL);
  g_assert_true (stree_grid_result_is_selected (result, 5));
  g_assert_cmpuint (stree_grid_edits_get_n_rows (edits, 0), ==, 0);
  g_assert_cmpfloat (stree_frame_get_double (stree_grid_result_get_data (result), 2, 2), ==, 12.25);
  /* A rerun with the same data keeps what was written. */
  stree_test_rerun (app);
  stree_test_assert_cell (grid, 2, "price", "12.25");
}

static void
test_snapshot (void)
{
  g_autoptr (StreeTest) app = start (NULL, "app", order, NULL);

  stree_test_type (stree_test_by_key (app, "name"), "It's \\ \"Ada\"");
  stree_test_assert_snapshot (app, "kit-order");
}

static void
add (const char *prefix, const char *name, GTestFunc func)
{
  g_autofree char *path = g_strconcat (prefix, name, NULL);

  g_test_add_func (path, func);
}

void
kit_add_scripts (const char *prefix, KitStart how)
{
  start = how;
  add (prefix, "/inputs", test_inputs);
  add (prefix, "/refused", test_refused);
  add (prefix, "/places", test_places);
  add (prefix, "/dialog", test_dialog);
  add (prefix, "/keys", test_keys);
  add (prefix, "/within", test_within);
  add (prefix, "/time", test_time);
  add (prefix, "/actions", test_actions);
  add (prefix, "/grid-seen", test_grid_seen);
  add (prefix, "/grid-edited", test_grid_edited);
  add (prefix, "/snapshot", test_snapshot);
}
