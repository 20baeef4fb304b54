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
  add (prefix, "/snapshot", test_snapshot);
}
