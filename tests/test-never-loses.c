/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A rerun never loses what the user is doing: real keys and a real pointer, while the root component reruns ten times a
 * second and nothing is the same from one run to the next but what the user works with. */

#include <string.h>

#include "streamtree-gtk.h"
#include "xtest.h"

#define PERIOD_MS 100

static int         counter; /* of the reruns */
static StreeState *state;   /* what the input under test is bound to */

static gboolean
tick_cb (gpointer view)
{
  counter++;
  stree_view_rerun (view);
  return G_SOURCE_CONTINUE;
}

typedef struct
{
  GtkWidget *view;
  GtkWidget *window;
  guint      timer;
} Fixture;

static void
set_up (Fixture *f, StreeComponentFunc component, gpointer props)
{
  counter = 0;
  state = NULL;
  f->view = stree_view_new (NULL, "app", component, props);
  f->window = xtest_window (f->view, 600, 500);
  f->timer = g_timeout_add (PERIOD_MS, tick_cb, f->view);
}

static void
tear_down (Fixture *f)
{
  g_source_remove (f->timer);
  xtest_close (f->window);
}

/* Until the timer has made @n more reruns, and they are drawn. */
static void
wait_reruns (Fixture *f, int n)
{
  int from = counter;

  xtest_wait (counter >= from + n);
  xtest_settle (f->view);
}

static GtkEditable *
text_of (Fixture *f, const char *key)
{
  return GTK_EDITABLE (xtest_find (xtest_widget (f->view, key), GTK_TYPE_TEXT));
}

static gboolean
has_text (GtkEditable *editable, const char *text)
{
  return strcmp (gtk_editable_get_text (editable), text) == 0;
}

static gboolean
is_focus (Fixture *f, gpointer widget)
{
  return gtk_root_get_focus (GTK_ROOT (f->window)) == widget;
}

static void
focus_by_click (Fixture *f, gpointer widget)
{
  xtest_click (widget);
  xtest_wait (is_focus (f, widget));
}

/* Around the input, everything changes, comes or goes in each run. */
static StreeElement *
surround (StreeElement *input)
{
  return stree_vstack (stree_text ("Run %d", counter), counter % 2 ? stree_title ("Odd") : NULL,
                       stree_with (stree_text ("A neighbour"), .hidden = counter % 3 == 0),
                       stree_button (counter % 2 ? "One" : "Other", .disabled = counter % 2), input,
                       stree_with (stree_text ("Below %d", counter), .margin_top = counter % 7));
}

/* --- typing --- */

typedef enum
{
  BOUND,
  UNBOUND,
  ON_ENTER,
  IN_FORM,
} Variant;

static StreeElement *
typing (StreeContext *cx, gpointer props)
{
  Variant variant = GPOINTER_TO_INT (props);

  state = stree_global_string (cx, "text", "<>");
  switch (variant)
    {
    case BOUND:
      return surround (stree_text_input ("Text", .key = "in", .value = stree_bind (state)));
    case UNBOUND:
      return surround (stree_text_input ("Text", .key = "in", .value = stree_value ("<>")));
    case ON_ENTER:
      return surround (stree_text_input ("Text", .key = "in", .value = stree_bind (state), .commit = STREE_COMMIT_ENTER));
    case IN_FORM:
    default:
      return surround (stree_form_with ((.key = "form"),
                                        stree_text_input ("Text", .key = "in", .value = stree_bind (state)),
                                        stree_button (counter % 2 ? "Save" : "Store", .submit = TRUE)));
    }
}

/* Types @n letters and digits where the caret is, and looks after each. @text has what is there, and gets what is. */
static void
type_many (Fixture *f, GtkEditable *editable, GString *text, int caret, int n)
{
  static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz 0123456789";

  for (int i = 0; i < n; i++)
    {
      char letter[2] = { alphabet[i % (sizeof alphabet - 1)], '\0' };

      xtest_type (GTK_WIDGET (editable), letter);
      g_string_insert_c (text, caret + i, letter[0]);
      xtest_wait (has_text (editable, text->str));
      g_assert_true (is_focus (f, editable));
      g_assert_cmpint (gtk_editable_get_position (editable), ==, caret + i + 1);
      if (i % 20 == 10)
        {
          wait_reruns (f, 1);
          g_assert_cmpstr (gtk_editable_get_text (editable), ==, text->str);
        }
    }
}

static void
test_typing (gconstpointer data)
{
  Variant             variant = GPOINTER_TO_INT (data);
  Fixture             f;
  g_autoptr (GString) text = g_string_new ("<>");
  GtkEditable        *editable;
  int                 from;
  int                 start;
  int                 end;

  set_up (&f, typing, (gpointer) data);
  editable = text_of (&f, "in");
  focus_by_click (&f, editable);
  xtest_key (f.window, GDK_KEY_Home, 0);
  xtest_key (f.window, GDK_KEY_Right, 0);
  xtest_wait (gtk_editable_get_position (editable) == 1);

  from = counter;
  type_many (&f, editable, text, 1, 200);
  g_assert_cmpint (counter - from, >=, 10);
  g_assert_cmpuint (text->len, ==, 202);
  g_assert_true (GTK_EDITABLE (text_of (&f, "in")) == editable);

  /* A selection, from the middle to the left. */
  for (int i = 0; i < 5; i++)
    xtest_key (f.window, GDK_KEY_Left, GDK_SHIFT_MASK);
  xtest_wait (gtk_editable_get_position (editable) == 196);
  wait_reruns (&f, 3);
  g_assert_true (gtk_editable_get_selection_bounds (editable, &start, &end));
  g_assert_cmpint (start, ==, 196);
  g_assert_cmpint (end, ==, 201);
  g_assert_cmpint (gtk_editable_get_position (editable), ==, 196);
  g_assert_true (is_focus (&f, editable));

  /* What was held back comes when the user says so, and not before. */
  g_assert_cmpstr (stree_state_get_string (state), ==, variant == BOUND ? text->str : "<>");
  xtest_key (f.window, GDK_KEY_Return, 0);
  if (variant == UNBOUND)
    wait_reruns (&f, 2);
  else
    xtest_wait (strcmp (stree_state_get_string (state), text->str) == 0);
  wait_reruns (&f, 2);
  g_assert_cmpstr (gtk_editable_get_text (editable), ==, text->str);
  g_assert_true (is_focus (&f, editable));
  tear_down (&f);
}

/* A handler that makes something else of the text: the caret stays where the user types. */

static void
upper_cb (StreeEvent *event, gpointer data)
{
  g_autofree char *upper = g_ascii_strup (stree_event_get_text (event), -1);

  stree_state_set_string (data, upper);
}

static StreeElement *
upper (StreeContext *cx, gpointer props)
{
  (void) props;
  state = stree_global_string (cx, "text", "<>");
  return surround (stree_text_input ("Text", .key = "in", .value = stree_bind (state), .on_change = stree_call (upper_cb, state)));
}

static void
test_transformed (void)
{
  Fixture      f;
  GtkEditable *editable;

  set_up (&f, upper, NULL);
  editable = text_of (&f, "in");
  focus_by_click (&f, editable);
  xtest_key (f.window, GDK_KEY_Home, 0);
  xtest_key (f.window, GDK_KEY_Right, 0);
  xtest_type (f.window, "hello");
  xtest_wait (has_text (editable, "<HELLO>"));
  g_assert_cmpint (gtk_editable_get_position (editable), ==, 6);
  xtest_key (f.window, GDK_KEY_Left, 0);
  xtest_type (f.window, "x");
  xtest_wait (has_text (editable, "<HELLXO>"));
  g_assert_cmpint (gtk_editable_get_position (editable), ==, 6);
  tear_down (&f);
}

/* --- a number that is only half there --- */

static StreeElement *
number (StreeContext *cx, gpointer props)
{
  (void) props;
  state = stree_global_double (cx, "number", 5);
  return surround (stree_number_input ("Number", .key = "in", .value = stree_bind (state)));
}

static void
stays (Fixture *f, GtkEditable *editable, const char *text)
{
  xtest_wait (has_text (editable, text));
  wait_reruns (f, 2);
  g_assert_cmpstr (gtk_editable_get_text (editable), ==, text);
  g_assert_true (is_focus (f, editable));
}

static void
test_half_typed (void)
{
  Fixture      f;
  GtkEditable *editable;

  set_up (&f, number, NULL);
  editable = text_of (&f, "in");
  focus_by_click (&f, editable);
  xtest_key (f.window, GDK_KEY_a, GDK_CONTROL_MASK);
  xtest_type (f.window, "-");
  stays (&f, editable, "-");
  g_assert_cmpfloat (stree_state_get_double (state), ==, 5);
  xtest_type (f.window, "1");
  stays (&f, editable, "-1");
  g_assert_cmpfloat (stree_state_get_double (state), ==, -1);
  xtest_type (f.window, "e");
  stays (&f, editable, "-1e");
  xtest_type (f.window, "1");
  stays (&f, editable, "-1e1");
  g_assert_cmpfloat (stree_state_get_double (state), ==, -10);
  xtest_key (f.window, GDK_KEY_a, GDK_CONTROL_MASK);
  xtest_type (f.window, "12,");
  stays (&f, editable, "12,");
  xtest_key (f.window, GDK_KEY_BackSpace, 0);
  xtest_type (f.window, ".");
  stays (&f, editable, "12.");
  xtest_type (f.window, "50");
  stays (&f, editable, "12.50");
  g_assert_cmpfloat (stree_state_get_double (state), ==, 12.5);
  /* Steps go on from there; leaving makes it tidy. */
  xtest_key (f.window, GDK_KEY_Up, 0);
  stays (&f, editable, "12.51");
  xtest_key (f.window, GDK_KEY_a, GDK_CONTROL_MASK);
  xtest_key (f.window, GDK_KEY_BackSpace, 0);
  stays (&f, editable, "");
  xtest_key (f.window, GDK_KEY_Tab, GDK_SHIFT_MASK);
  xtest_wait (has_text (editable, "12.51"));
  g_assert_cmpfloat (stree_state_get_double (state), ==, 12.51);
  tear_down (&f);
}

/* --- where a page is scrolled to --- */

static StreeElement *
long_page (StreeContext *cx, gpointer props)
{
  StreeBuilder *builder = stree_builder_new ();

  (void) cx;
  (void) props;
  for (int i = 0; i < 100; i++)
    stree_builder_add (builder, stree_text ("Line %d in run %d", i, counter));
  return stree_vstack_with ((.key = "page"), stree_builder_end (builder));
}

static void
test_scrolled (void)
{
  Fixture        f;
  GtkAdjustment *adjustment;
  double         value;

  set_up (&f, long_page, NULL);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (xtest_find (f.view, GTK_TYPE_SCROLLED_WINDOW)));
  xtest_wait (gtk_adjustment_get_upper (adjustment) > 2 * gtk_adjustment_get_page_size (adjustment));
  for (int i = 0; i < 5; i++)
    xtest_scroll (f.window, TRUE);
  xtest_wait (gtk_adjustment_get_value (adjustment) > 100);
  wait_reruns (&f, 10); /* it may still be gliding */
  value = gtk_adjustment_get_value (adjustment);
  wait_reruns (&f, 5);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, value);
  g_assert_cmpfloat (value, >, 100);
  tear_down (&f);
}

/* --- what is open --- */

static StreeElement *
opened (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return surround (stree_vstack (
    stree_expander_with ((.label = "More", .key = "more"), stree_text ("Inside %d", counter)),
    stree_tabs_with ((.key = "tabs"), stree_tab ("First", stree_text ("Page one %d", counter)),
                     stree_tab ("Second", stree_text_input ("Here", .key = "here")))));
}

static void
test_open (void)
{
  Fixture      f;
  GtkExpander *expander;
  GtkEditable *here;

  set_up (&f, opened, NULL);
  expander = GTK_EXPANDER (xtest_find (xtest_widget (f.view, "more"), GTK_TYPE_EXPANDER));
  xtest_click (xtest_label (GTK_WIDGET (expander), "More"));
  xtest_wait (gtk_expander_get_expanded (expander));
  wait_reruns (&f, 3);
  g_assert_true (gtk_expander_get_expanded (expander));

  xtest_click (xtest_label (xtest_widget (f.view, "tabs"), "Second"));
  here = text_of (&f, "here");
  xtest_wait (gtk_widget_get_mapped (GTK_WIDGET (here)));
  focus_by_click (&f, here);
  xtest_type (f.window, "still");
  stays (&f, here, "still");
  wait_reruns (&f, 3);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (here)));
  g_assert_true (gtk_expander_get_expanded (expander));
  tear_down (&f);
}

/* --- a popup, and choosing from it --- */

static StreeElement *
choice (StreeContext *cx, gpointer props)
{
  (void) props;
  state = stree_global_int (cx, "choice", 0);
  return surround (stree_selectbox ("Colour", .key = "in", .options = STREE_STRV ("red", "green", "blue"),
                                    .index = stree_bind (state)));
}

static GtkWidget *
option (Fixture *f, const char *text)
{
  return xtest_label (xtest_find (xtest_widget (f->view, "in"), GTK_TYPE_POPOVER), text);
}

static void
test_popup (void)
{
  Fixture    f;
  GtkWidget *drop_down;
  GtkWidget *blue;

  set_up (&f, choice, NULL);
  drop_down = xtest_find (xtest_widget (f.view, "in"), GTK_TYPE_DROP_DOWN);
  xtest_click (drop_down);
  xtest_wait (option (&f, "blue"));
  blue = option (&f, "blue");
  wait_reruns (&f, 5);
  g_assert_true (option (&f, "blue") == blue);
  g_assert_cmpint (stree_state_get_int (state), ==, 0);
  xtest_click (blue);
  xtest_wait (stree_state_get_int (state) == 2);
  wait_reruns (&f, 3);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down)), ==, 2);
  tear_down (&f);
}

/* --- a row that moves while it is typed in --- */

static StreeElement *
rows (StreeContext *cx, gpointer props)
{
  StreeBuilder *builder = stree_builder_new ();

  (void) cx;
  (void) props;
  for (int i = 0; i < 5; i++)
    {
      int id = (i + counter) % 5;

      stree_builder_add (builder, stree_hstack_with ((.key = stree_key_int (id)), stree_text ("Row %d, run %d", id, counter),
                                                   stree_text_input (NULL, .key = stree_str ("entry%d", id),
                                                                     .placeholder = "Text", .value = stree_value ("<>"))));
    }
  return stree_vstack (stree_builder_end (builder));
}

static void
test_moving_row (void)
{
  Fixture             f;
  GtkEditable        *editable;
  g_autoptr (GString) text = g_string_new ("<>");

  set_up (&f, rows, NULL);
  editable = text_of (&f, "entry2");
  gtk_widget_grab_focus (GTK_WIDGET (editable)); /* not by a click: it moves */
  xtest_wait (is_focus (&f, editable));
  xtest_key (f.window, GDK_KEY_Home, 0);
  xtest_key (f.window, GDK_KEY_Right, 0);
  xtest_wait (gtk_editable_get_position (editable) == 1);
  type_many (&f, editable, text, 1, 100);
  wait_reruns (&f, 5);
  g_assert_true (text_of (&f, "entry2") == editable);
  g_assert_cmpstr (gtk_editable_get_text (editable), ==, text->str);
  g_assert_cmpstr (gtk_editable_get_text (text_of (&f, "entry1")), ==, "<>");
  g_assert_true (is_focus (&f, editable));
  tear_down (&f);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add_data_func ("/never-loses/typing/bound", GINT_TO_POINTER (BOUND), test_typing);
  g_test_add_data_func ("/never-loses/typing/unbound", GINT_TO_POINTER (UNBOUND), test_typing);
  g_test_add_data_func ("/never-loses/typing/on-enter", GINT_TO_POINTER (ON_ENTER), test_typing);
  g_test_add_data_func ("/never-loses/typing/in-form", GINT_TO_POINTER (IN_FORM), test_typing);
  g_test_add_func ("/never-loses/typing/transformed", test_transformed);
  g_test_add_func ("/never-loses/number-half-typed", test_half_typed);
  g_test_add_func ("/never-loses/scrolled", test_scrolled);
  g_test_add_func ("/never-loses/open", test_open);
  g_test_add_func ("/never-loses/popup", test_popup);
  g_test_add_func ("/never-loses/moving-row", test_moving_row);
  return g_test_run ();
}
