/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Inputs on GTK: what is typed and stepped, lists that change, inputs that go. */

#include <string.h>

#include "streamtree-gtk.h"
#include "stree-gtk-private.h"
#include "xtest.h"

static StreeState *state;
static int         n_changes;

typedef struct
{
  GtkWidget *view;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *f, StreeComponentFunc component)
{
  n_changes = 0;
  f->view = stree_view_new (NULL, "app", component, NULL);
  f->window = xtest_window (f->view, 500, 400);
}

static void
rerun (Fixture *f)
{
  stree_view_rerun (STREE_VIEW (f->view));
  stree_view_flush (STREE_VIEW (f->view));
}

static void
changed_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  (void) data;
  n_changes++;
}

static GtkEditable *
text_of (Fixture *f, const char *key)
{
  return GTK_EDITABLE (xtest_find (xtest_widget (f->view, key), GTK_TYPE_TEXT));
}

static void
wait_text (GtkEditable *editable, const char *text)
{
  xtest_wait (strcmp (gtk_editable_get_text (editable), text) == 0);
}

static void
focus (Fixture *f, GtkEditable *editable)
{
  xtest_enter (GTK_WIDGET (editable));
  xtest_key (f->window, GDK_KEY_a, GDK_CONTROL_MASK);
}

/* --- a number --- */

static StreeElement *
number (StreeContext *cx, gpointer props)
{
  (void) props;
  state = stree_global_int (cx, "n", 5);
  return stree_vstack (stree_number_input ("Number", .key = "n", .value = stree_bind (state), .min_value = stree_value (0),
                                           .max_value = stree_value (100), .on_change = stree_call (changed_cb, NULL)),
                       stree_number_input ("Dollars", .key = "d", .value = stree_value (1.5), .format = "$%.2f"),
                       stree_button ("Other", .key = "other"));
}

static void
test_number (void)
{
  Fixture      f;
  GtkEditable *text;
  GtkWidget   *up;
  GtkWidget   *down;

  set_up (&f, number);
  text = text_of (&f, "n");
  down = gtk_widget_get_next_sibling (GTK_WIDGET (text));
  up = gtk_widget_get_next_sibling (down);
  g_assert_cmpstr (gtk_editable_get_text (text), ==, "5");
  g_assert_cmpstr (gtk_editable_get_text (text_of (&f, "d")), ==, "$1.50");
  gtk_test_accessible_assert_role (text, GTK_ACCESSIBLE_ROLE_SPIN_BUTTON);
  gtk_test_accessible_assert_property (text, GTK_ACCESSIBLE_PROPERTY_LABEL, "Number");

  xtest_click (up);
  xtest_wait (stree_state_get_int (state) == 6);
  wait_text (text, "6");
  xtest_click (down);
  xtest_wait (stree_state_get_int (state) == 5);
  focus (&f, text);
  xtest_key (f.window, GDK_KEY_Up, 0);
  xtest_wait (stree_state_get_int (state) == 6);
  xtest_key (f.window, GDK_KEY_Page_Up, 0);
  xtest_wait (stree_state_get_int (state) == 16);
  xtest_scroll (GTK_WIDGET (text), TRUE);
  xtest_wait (stree_state_get_int (state) == 15);
  g_assert_cmpint (n_changes, ==, 5);

  /* Out of range: not told as it is typed, brought into it by Enter and shown so. */
  xtest_key (f.window, GDK_KEY_a, GDK_CONTROL_MASK);
  xtest_type (f.window, "999");
  wait_text (text, "999");
  g_assert_cmpint (stree_state_get_int (state), ==, 99);
  xtest_key (f.window, GDK_KEY_Return, 0);
  wait_text (text, "100");
  g_assert_cmpint (stree_state_get_int (state), ==, 100);
  xtest_wait (!gtk_widget_get_sensitive (up));
  g_assert_true (gtk_widget_get_sensitive (down));

  /* No number: back to what it was, when the focus leaves. */
  xtest_key (f.window, GDK_KEY_a, GDK_CONTROL_MASK);
  xtest_type (f.window, "many");
  wait_text (text, "many");
  xtest_key (f.window, GDK_KEY_Tab, 0);
  wait_text (text, "100");

  /* The wheel belongs to the page where the input has no focus. */
  xtest_scroll (GTK_WIDGET (text), TRUE);
  xtest_settle (f.window);
  g_assert_cmpint (stree_state_get_int (state), ==, 100);

  /* The format's rounding is for the eye: looking at it changes nothing. */
  text = text_of (&f, "d");
  focus (&f, text);
  xtest_type (f.window, "0.126");
  wait_text (text, "0.126");
  xtest_key (f.window, GDK_KEY_Return, 0);
  wait_text (text, "$0.13");
  {
    StreeValue value;

    g_assert_true (stree_gtk_renderer_class.read (NULL, xtest_node (f.view, "d"), &value));
    g_assert_cmpfloat (value.v.d, ==, 0.126);
  }
  xtest_close (f.window);
}

/* --- a number's button, held down --- */

static int n_released; /* clicks of a button that is not held */

static void
count_cb (GtkWidget *button, gpointer data)
{
  (void) data;
  if (!(gtk_widget_get_state_flags (button) & GTK_STATE_FLAG_ACTIVE))
    n_released++;
}

static void
release (GtkWidget *button)
{
  xtest_button (button, 1, FALSE);
  xtest_wait (!(gtk_widget_get_state_flags (button) & GTK_STATE_FLAG_ACTIVE));
  xtest_settle (button);
}

static void
test_hold (void)
{
  Fixture      f;
  GtkWidget   *up;
  GtkWidget   *down;
  gint64       now;

  set_up (&f, number);
  n_released = 0;
  down = gtk_widget_get_next_sibling (GTK_WIDGET (text_of (&f, "n")));
  up = gtk_widget_get_next_sibling (down);
  g_signal_connect (up, "clicked", G_CALLBACK (count_cb), NULL);
  xtest_click (up);
  xtest_wait (stree_state_get_int (state) == 6);
  g_assert_cmpint (n_released, ==, 1);

  /* Each step is told; the release is none. */
  xtest_button (up, 1, TRUE);
  xtest_wait (stree_state_get_int (state) >= 10);
  release (up);
  now = stree_state_get_int (state);
  g_assert_cmpint (n_released, ==, 1);
  g_assert_cmpint (n_changes, ==, now - 5);

  /* It has stopped: the other one gets down to the least, and stops there. */
  xtest_move (down, 0.5, 0.5);
  xtest_button (down, 1, TRUE);
  xtest_wait (stree_state_get_int (state) == 0);
  xtest_wait (!gtk_widget_get_sensitive (down));
  release (down);
  g_assert_cmpint (stree_state_get_int (state), ==, 0);

  /* Released elsewhere, it counts its next click. */
  xtest_move (up, 0.5, 0.5);
  xtest_button (up, 1, TRUE);
  xtest_wait (stree_state_get_int (state) >= 2);
  xtest_move (xtest_widget (f.view, "other"), 0.5, 0.5);
  release (up);
  g_assert_cmpint (n_released, ==, 1);
  now = stree_state_get_int (state);
  g_signal_emit_by_name (up, "clicked");
  g_assert_cmpint (stree_state_get_int (state), ==, now + 1);

  /* It goes while it is held. */
  xtest_move (up, 0.5, 0.5);
  xtest_button (up, 1, TRUE);
  xtest_wait (stree_state_get_int (state) >= now + 3);
  xtest_close (f.window);
  set_up (&f, number);
  xtest_button (f.window, 1, FALSE);
  xtest_settle (f.window);
  xtest_close (f.window);
}

/* --- a list that changes --- */

static const char *const *options;
static gboolean           plain;

static StreeElement *
choice (StreeContext *cx, gpointer props)
{
  (void) props;
  state = stree_global_int (cx, "i", 0);
  return stree_selectbox ("Choice", .key = "s", .options = options, .index = plain ? stree_value (0) : stree_bind (state),
                          .on_change = stree_call (changed_cb, NULL));
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, GString *log)
{
  (void) model;
  g_string_append_printf (log, "%u -%u +%u;", position, removed, added);
}

/* The focus is on a button in it: what assistive technology says of that. */
static void
assert_button (GtkDropDown *drop_down, const char *label, const char *chosen)
{
  g_autofree char *expected = g_strdup_printf ("%s, %s", label, chosen);

  gtk_test_accessible_assert_property (gtk_widget_get_first_child (GTK_WIDGET (drop_down)), GTK_ACCESSIBLE_PROPERTY_LABEL, expected);
}

static void
test_options (void)
{
  static const char *const three[] = { "a", "b", "c", NULL };
  static const char *const four[] = { "a", "new", "b", "c", NULL };
  static const char *const one[] = { "z", NULL };
  g_autofree const char  **many = g_new0 (const char *, 10001);
  g_autoptr (GString)      log = g_string_new (NULL);
  Fixture                  f;
  GtkDropDown             *drop_down;

  for (int i = 0; i < 10000; i++)
    many[i] = i % 2 ? "odd" : "even";
  options = three;
  plain = FALSE;
  set_up (&f, choice);
  drop_down = GTK_DROP_DOWN (xtest_find (xtest_widget (f.view, "s"), GTK_TYPE_DROP_DOWN));
  g_signal_connect (gtk_drop_down_get_model (drop_down), "items-changed", G_CALLBACK (items_changed_cb), log);
  gtk_test_accessible_assert_property (drop_down, GTK_ACCESSIBLE_PROPERTY_LABEL, "Choice");
  assert_button (drop_down, "Choice", options[0]); /* the part that has the focus */
  g_assert_false (gtk_drop_down_get_enable_search (drop_down));
  rerun (&f);
  g_assert_cmpstr (log->str, ==, ""); /* nothing changed, nothing is touched */

  gtk_drop_down_set_selected (drop_down, 1);
  stree_view_flush (STREE_VIEW (f.view));
  g_assert_cmpint (stree_state_get_int (state), ==, 1);
  assert_button (drop_down, "Choice", options[1]);
  options = four;
  rerun (&f);
  g_assert_cmpstr (log->str, ==, "1 -0 +1;");
  g_assert_cmpuint (gtk_drop_down_get_selected (drop_down), ==, 1); /* the state's index */
  plain = TRUE;
  rerun (&f);
  gtk_drop_down_set_selected (drop_down, 2);
  options = three;
  rerun (&f);
  g_assert_cmpuint (gtk_drop_down_get_selected (drop_down), ==, 1); /* still "b" */
  options = one;
  rerun (&f);
  g_assert_cmpuint (gtk_drop_down_get_selected (drop_down), ==, 0);
  options = many;
  rerun (&f);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (drop_down)), ==, 10000);
  g_assert_true (gtk_drop_down_get_enable_search (drop_down));
  g_assert_cmpint (n_changes, ==, 2); /* the user's two */
  xtest_close (f.window);
}

/* --- an input that goes while it is edited --- */

static gboolean with_input;
static gboolean secret;

static StreeElement *
going (StreeContext *cx, gpointer props)
{
  (void) props;
  state = stree_global_string (cx, "text", "before");
  return stree_vstack (with_input ? stree_text_input ("Text", .key = "in", .value = stree_bind (state), .commit = STREE_COMMIT_ENTER,
                                                      .password = secret, .on_change = stree_call (changed_cb, NULL))
                                  : NULL,
                       stree_checkbox ("Check", .key = "c", .on_change = stree_call (changed_cb, NULL)));
}

static void
test_going (void)
{
  Fixture f;

  with_input = TRUE;
  secret = FALSE;
  set_up (&f, going);
  focus (&f, text_of (&f, "in"));
  xtest_type (f.window, "typed");
  wait_text (text_of (&f, "in"), "typed");
  with_input = FALSE;
  rerun (&f);
  xtest_settle (f.window);
  g_assert_cmpstr (stree_state_get_string (state), ==, "before");
  g_assert_cmpint (n_changes, ==, 0);

  /* Where it stays, leaving it tells. */
  with_input = TRUE;
  rerun (&f);
  xtest_settle (f.window);
  focus (&f, text_of (&f, "in"));
  xtest_type (f.window, "typed");
  wait_text (text_of (&f, "in"), "typed");
  g_assert_cmpstr (stree_state_get_string (state), ==, "before");
  xtest_key (f.window, GDK_KEY_Tab, 0);
  xtest_wait (strcmp (stree_state_get_string (state), "typed") == 0);
  g_assert_cmpint (n_changes, ==, 1);
  xtest_click_at (xtest_widget (f.view, "c"), 0.1, 0.5, 1);
  xtest_wait (n_changes == 2);
  xtest_close (f.window);
}

static void
test_password (void)
{
  Fixture f;

  with_input = TRUE;
  secret = FALSE;
  set_up (&f, going);
  focus (&f, text_of (&f, "in"));
  xtest_type (f.window, "half");
  wait_text (text_of (&f, "in"), "half");
  secret = TRUE;
  rerun (&f);
  g_assert_nonnull (xtest_find (f.view, GTK_TYPE_PASSWORD_ENTRY));
  g_assert_false (gtk_text_get_visibility (GTK_TEXT (text_of (&f, "in"))));
  g_assert_cmpstr (gtk_editable_get_text (text_of (&f, "in")), ==, "half");
  g_assert_cmpint (n_changes, ==, 0);
  xtest_type (f.window, "way");
  wait_text (text_of (&f, "in"), "halfway");
  xtest_close (f.window);
}

/* --- an input method that composes --- */

static StreeElement *
composing (StreeContext *cx, gpointer props)
{
  (void) props;
  state = stree_global_string (cx, "text", "before");
  return stree_text_input ("Text", .key = "in", .value = stree_bind (state), .on_change = stree_call (changed_cb, NULL));
}

static void
test_composing (void)
{
  Fixture      f;
  GtkEditable *text;
  int          place = 0;

  set_up (&f, composing);
  text = text_of (&f, "in");
  g_signal_emit_by_name (text, "preedit-changed", "k");
  stree_state_set_string (state, "program");
  stree_view_flush (STREE_VIEW (f.view));
  g_assert_cmpstr (gtk_editable_get_text (text), ==, "before"); /* not under it */
  g_signal_emit_by_name (text, "preedit-changed", "");
  g_assert_cmpstr (gtk_editable_get_text (text), ==, "program");
  g_assert_cmpint (n_changes, ==, 0); /* and that was not the user */

  /* What is composed and entered is newer than what waited. */
  g_signal_emit_by_name (text, "preedit-changed", "k");
  stree_state_set_string (state, "late");
  stree_view_flush (STREE_VIEW (f.view));
  gtk_editable_insert_text (text, "ka", 2, &place);
  g_signal_emit_by_name (text, "preedit-changed", "");
  stree_view_flush (STREE_VIEW (f.view));
  g_assert_cmpstr (gtk_editable_get_text (text), ==, "kaprogram");
  g_assert_cmpstr (stree_state_get_string (state), ==, "kaprogram");
  g_assert_cmpint (n_changes, ==, 1);
  xtest_close (f.window);
}

/* --- a widget of the program's own --- */

static const char *type;
static int         revision;
static int         n_created;
static int         n_updated;

static gpointer
native_create (gpointer data)
{
  (void) data;
  n_created++;
  return gtk_label_new ("native");
}

static void
native_update (gpointer widget, gpointer data)
{
  gtk_label_set_text (GTK_LABEL (widget), data);
  n_updated++;
}

static StreeElement *
native (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_native (.key = "x", .type = type, .create = native_create, .update = native_update, .data = (gpointer) "shown",
                       .revision = revision);
}

static void
test_native (void)
{
  Fixture f;

  type = "One";
  revision = n_created = n_updated = 0;
  set_up (&f, native);
  g_assert_nonnull (xtest_label (f.view, "shown"));
  g_assert_cmpint (n_updated, ==, 1);
  rerun (&f);
  g_assert_cmpint (n_updated, ==, 2); /* in each rerun */
  revision = 1;
  rerun (&f);
  rerun (&f);
  g_assert_cmpint (n_updated, ==, 3); /* unless a revision says when */
  g_assert_cmpint (n_created, ==, 1);
  type = "Two";
  rerun (&f);
  g_assert_cmpint (n_created, ==, 2);
  g_assert_cmpint (n_updated, ==, 4);
  xtest_close (f.window);
}

/* --- what is wrong with an input stands below it, and is told --- */

static StreeElement *
wrong (StreeContext *cx, gpointer props)
{
  (void) props;
  state = stree_state_variant (cx, "n", g_variant_new_maybe (G_VARIANT_TYPE_INT64, g_variant_new_int64 (5)));
  return stree_vstack (
    stree_with (stree_number_input ("Number", .key = "n", .value = stree_bind (state), .min_value = stree_value (0),
                                    .max_value = stree_value (100)),
                .accessible_description = "Of pieces"),
    stree_text_input ("Name", .key = "name", .error = n_changes ? "Somebody has that name" : NULL),
    stree_selectbox ("Colour", .key = "colour", .options = STREE_STRV ("red", "green"), .error = n_changes ? "Not that" : NULL));
}

static void
check_wrong (GtkWidget *labelled, GtkWidget *core, const char *message, const char *description)
{
  GtkWidget *below = gtk_widget_get_last_child (labelled);
  GtkWidget *input = gtk_widget_get_next_sibling (gtk_widget_get_first_child (labelled));

  if (message)
    {
      g_assert_true (gtk_widget_get_visible (below));
      g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (below)), ==, message);
      g_assert_true (gtk_widget_has_css_class (input, "error"));
      gtk_test_accessible_assert_state (core, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
      g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (core), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
    }
  else
    {
      g_assert_true (below == input || !gtk_widget_get_visible (below));
      g_assert_false (gtk_widget_has_css_class (input, "error"));
      g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (core), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
    }
  if (description)
    gtk_test_accessible_assert_property (core, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description);
  else
    g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (core), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
}

static void
check_typed (Fixture *f, GtkEditable *text, const char *typed, const char *message)
{
  g_autofree char *both = message ? g_strconcat (message, "\nOf pieces", NULL) : NULL;

  xtest_key (f->window, GDK_KEY_a, GDK_CONTROL_MASK);
  xtest_type (f->window, typed);
  wait_text (text, typed);
  check_wrong (xtest_widget (f->view, "n"), GTK_WIDGET (text), message, both ? both : "Of pieces");
}

static gboolean
is_missing (StreeState *optional)
{
  g_autoptr (GVariant) number = g_variant_get_maybe (stree_state_get_variant (optional));

  return number == NULL;
}

static void
test_wrong (void)
{
  Fixture      f;
  GtkEditable *text;
  GtkWidget   *colour;

  set_up (&f, wrong);
  text = text_of (&f, "n");
  check_wrong (xtest_widget (f.view, "n"), GTK_WIDGET (text), NULL, "Of pieces");
  focus (&f, text);
  check_typed (&f, text, "many", "Not a number");
  check_typed (&f, text, "-", NULL); /* may become one */
  check_typed (&f, text, "1.5", "Not a whole number");
  check_typed (&f, text, "1.5e", NULL);
  check_typed (&f, text, "101", "At most 100");
  check_typed (&f, text, "-1", "At least 0");
  check_typed (&f, text, "7", NULL);
  check_typed (&f, text, "999", "At most 100");
  xtest_key (f.window, GDK_KEY_Return, 0);
  wait_text (text, "100");
  check_wrong (xtest_widget (f.view, "n"), GTK_WIDGET (text), NULL, "Of pieces");

  /* It can be emptied, and stays so. */
  xtest_key (f.window, GDK_KEY_a, GDK_CONTROL_MASK);
  xtest_key (f.window, GDK_KEY_Delete, 0);
  xtest_key (f.window, GDK_KEY_Tab, 0);
  wait_text (text, "");
  xtest_wait (is_missing (state));

  /* Declared. */
  colour = gtk_widget_get_next_sibling (gtk_widget_get_first_child (xtest_widget (f.view, "colour")));
  check_wrong (xtest_widget (f.view, "colour"), colour, NULL, NULL);
  n_changes = 1;
  rerun (&f);
  check_wrong (xtest_widget (f.view, "colour"), colour, "Not that", "Not that");
  check_wrong (xtest_widget (f.view, "name"), gtk_widget_get_next_sibling (gtk_widget_get_first_child (xtest_widget (f.view, "name"))),
               "Somebody has that name", "Somebody has that name");
  n_changes = 0;
  rerun (&f);
  check_wrong (xtest_widget (f.view, "colour"), colour, NULL, NULL);
  xtest_close (f.window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add_func ("/inputs-gtk/number", test_number);
  g_test_add_func ("/inputs-gtk/hold", test_hold);
  g_test_add_func ("/inputs-gtk/options", test_options);
  g_test_add_func ("/inputs-gtk/going", test_going);
  g_test_add_func ("/inputs-gtk/password", test_password);
  g_test_add_func ("/inputs-gtk/composing", test_composing);
  g_test_add_func ("/inputs-gtk/native", test_native);
  g_test_add_func ("/inputs-gtk/wrong", test_wrong);
  return g_test_run ();
}
