/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Forms without a display: edits wait until they are submitted. */

#include "support.h"

static StreeState *name;
static StreeState *age;
static int         n_saved;
static int         n_changed;
static char       *seen; /* what the submit handler saw */

static void
save_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  (void) data;
  n_saved++;
  g_free (seen);
  seen = g_strdup_printf ("%s is %d", stree_state_get_string (name), stree_state_get_int (age));
}

static void
changed_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  (void) data;
  n_changed++;
}

typedef struct
{
  gboolean clear;
  gboolean no_button;
  gboolean disabled;
} Setting;

static StreeElement *
form (StreeContext *cx, gpointer props)
{
  const Setting *setting = props;

  name = stree_state_string (cx, "name", "Ada");
  age = stree_state_int (cx, "age", 36);
  return stree_vstack (
    stree_form_with ((.form_key = "form", .clear_on_submit = setting->clear),
                     stree_text_input ("Name", .key = "name", .value = stree_bind (name), .on_change = stree_call (changed_cb, NULL),
                                       .on_submit = stree_call (save_cb, NULL)),
                     stree_number_input ("Age", .key = "age", .value = stree_bind (age), .on_change = stree_call (changed_cb, NULL)),
                     stree_number_input ("Free", .key = "free", .value = stree_value (1), .on_change = stree_call (changed_cb, NULL)),
                     stree_button ("Look", .key = "look"),
                     setting->no_button ? NULL
                                        : stree_button ("Save", .key = "save", .submit = TRUE, .disabled = setting->disabled,
                                                        .on_click = stree_call (save_cb, NULL))),
    stree_text ("%s, %d", stree_state_get_string (name), stree_state_get_int (age)));
}

static StreeHeadless *
start (Setting *setting)
{
  n_saved = n_changed = 0;
  g_clear_pointer (&seen, g_free);
  return stree_headless_new (NULL, "app", form, setting);
}

static char *
shown (StreeHeadless *view, const char *key)
{
  g_auto (GValue) value = G_VALUE_INIT;

  if (!stree_headless_get_value (view, key, &value, NULL))
    return g_strdup ("nothing");
  return g_strdup_value_contents (&value);
}

static void
check_shown (StreeHeadless *view, const char *key, const char *expected)
{
  g_autofree char *text = shown (view, key);

  g_assert_cmpstr (text, ==, expected);
}

static void
fill_in (StreeHeadless *view)
{
  g_assert_true (stree_headless_type (view, "name", "G", NULL));
  g_assert_true (stree_headless_type (view, "name", "Grace", NULL));
  g_assert_true (stree_headless_set_number (view, "age", 85, NULL));
}

static void
test_held (void)
{
  Setting                   setting = { FALSE, FALSE, FALSE };
  g_autoptr (StreeHeadless) view = start (&setting);

  fill_in (view);
  stree_headless_rerun (view);
  stree_headless_click (view, "look", NULL); /* no submit button */
  assert_has_text (view, "Ada, 36");
  g_assert_cmpint (n_changed, ==, 0);
  check_shown (view, "name", "\"Grace\"");

  g_assert_true (stree_headless_click (view, "save", NULL));
  g_assert_cmpstr (seen, ==, "Grace is 85"); /* the edits came before the handler */
  g_assert_cmpint (n_saved, ==, 1);
  g_assert_cmpint (n_changed, ==, 2); /* once for each input, not for each key */
  assert_has_text (view, "Grace, 85");

  g_assert_true (stree_headless_click (view, "save", NULL)); /* nothing is held any more */
  g_assert_cmpint (n_changed, ==, 2);
  g_assert_cmpint (n_saved, ==, 2);
}

static void
test_enter (void)
{
  Setting                   setting = { FALSE, FALSE, FALSE };
  g_autoptr (StreeHeadless) view = start (&setting);

  fill_in (view);
  g_assert_true (stree_headless_submit (view, "name", NULL));
  g_assert_cmpstr (seen, ==, "Grace is 85");
  g_assert_cmpint (n_saved, ==, 1);
}

static void
test_disabled (void)
{
  Setting                   setting = { FALSE, FALSE, TRUE };
  g_autoptr (StreeHeadless) view = start (&setting);

  fill_in (view);
  g_assert_false (stree_headless_click (view, "save", NULL));
  assert_has_text (view, "Ada, 36");
  g_assert_cmpint (n_changed, ==, 0);
}

static void
test_no_button (void)
{
  Setting                   setting = { FALSE, TRUE, FALSE };
  g_autoptr (StreeHeadless) view = start (&setting);

  fill_in (view);
  g_assert_true (stree_headless_submit (view, "name", NULL));
  g_assert_cmpint (n_saved, ==, 1); /* the input's own on_submit */
  g_assert_cmpstr (seen, ==, "Ada is 36");
}

static void
test_clear (void)
{
  Setting                   setting = { TRUE, FALSE, FALSE };
  g_autoptr (StreeHeadless) view = start (&setting);

  fill_in (view);
  g_assert_true (stree_headless_set_number (view, "free", 9, NULL));
  g_assert_true (stree_headless_click (view, "save", NULL));
  g_assert_cmpstr (seen, ==, "Grace is 85");
  assert_has_text (view, "Ada, 36");
  check_shown (view, "name", "\"Ada\"");
  check_shown (view, "age", "36");
  check_shown (view, "free", "1");
}

/* An emptied number is held and told, too. */
static void
test_emptied (void)
{
  Setting                   setting = { FALSE, FALSE, FALSE };
  g_autoptr (StreeHeadless) view = start (&setting);

  g_assert_true (stree_headless_type (view, "free", "", NULL));
  check_shown (view, "free", "nothing");
  g_assert_true (stree_headless_click (view, "save", NULL));
  g_assert_cmpint (n_changed, ==, 1);
  check_shown (view, "free", "nothing");
}

/* --- a form state: what is edited, and what was committed --- */

static StreeElement *
committing (StreeContext *cx, gpointer props)
{
  g_auto (GValue) committed = G_VALUE_INIT;

  (void) props;
  name = stree_form_state (cx, "name", "Ada");
  g_assert_true (stree_state_get_committed (name, &committed));
  return stree_vstack (stree_text_input ("Name", .key = "name", .value = stree_bind (name)),
                       stree_button ("Commit", .key = "commit", .on_click = stree_commit (name)),
                       stree_text ("%s, %s", stree_state_get_string (name), g_value_get_string (&committed)));
}

static void
test_commit (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", committing, NULL);

  g_assert_true (stree_headless_type (view, "name", "Grace", NULL));
  assert_has_text (view, "Grace, Ada");
  g_assert_true (stree_headless_click (view, "commit", NULL));
  assert_has_text (view, "Grace, Grace");
}

/* What was typed into an input that is gone goes with it. */

static gboolean with_input;

static StreeElement *
vanishing (StreeContext *cx, gpointer props)
{
  (void) props;
  name = stree_global_string (cx, "name", "Ada");
  return stree_form (with_input ? stree_text_input ("Name", .key = "name", .value = stree_bind (name)) : NULL,
                     stree_button ("Save", .key = "save", .submit = TRUE));
}

static void
test_vanished (void)
{
  g_autoptr (StreeHeadless) view = NULL;

  with_input = TRUE;
  view = stree_headless_new (NULL, "app", vanishing, NULL);
  g_assert_true (stree_headless_type (view, "name", "Grace", NULL));
  with_input = FALSE;
  stree_headless_rerun (view);
  g_assert_true (stree_headless_click (view, "save", NULL));
  g_assert_cmpstr (stree_state_get_string (name), ==, "Ada");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/form/held", test_held);
  g_test_add_func ("/form/enter", test_enter);
  g_test_add_func ("/form/disabled", test_disabled);
  g_test_add_func ("/form/no-button", test_no_button);
  g_test_add_func ("/form/clear", test_clear);
  g_test_add_func ("/form/emptied", test_emptied);
  g_test_add_func ("/form/commit", test_commit);
  g_test_add_func ("/form/vanished", test_vanished);
  return g_test_run ();
}
