/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Dialogs and popovers on GTK, by real keys and the pointer: where the focus goes and comes back to, what a rerun leaves
 * alone, and that nothing of a thousand of them stays behind. */

#include <streamtree-gtk.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "stree-gtk-private.h"
#include "xtest.h"

#if defined (__has_feature)
#if __has_feature (address_sanitizer)
#define WITH_ASAN
#endif
#elif defined (__SANITIZE_ADDRESS__)
#define WITH_ASAN
#endif
#ifdef WITH_ASAN
/* From sanitizer/allocator_interface.h, which some packages of gcc leave out. */
size_t __sanitizer_get_current_allocated_bytes (void);
#endif

static StreeState *open_state;
static StreeState *inner_state;
static StreeState *text_state;
static int         n_closed;
static gboolean    keep_open;
static gboolean    failing;

typedef struct
{
  GtkWidget *view;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *f, StreeComponentFunc component)
{
  n_closed = 0;
  keep_open = failing = FALSE;
  f->view = stree_view_new (NULL, "app", component, NULL);
  f->window = xtest_window (f->view, 500, 400);
}

static void
rerun (Fixture *f)
{
  stree_view_rerun (STREE_VIEW (f->view));
  stree_view_flush (STREE_VIEW (f->view));
}

static guint
n_windows (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  return g_list_length (windows);
}

/* The window that an element is shown in; NULL: in none. */
static GtkWidget *
window_of (Fixture *f, const char *key)
{
  return GTK_WIDGET (gtk_widget_get_root (xtest_widget (f->view, key)));
}

static gboolean
has (Fixture *f, const char *key)
{
  StreeMount *mount = g_object_get_data (G_OBJECT (f->view), "stree-mount");

  for (StreeNode *node = mount->root; node; node = stree_node_next_in (node, mount->root))
    if (g_strcmp0 (node->element->key, key) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_focus (GtkWidget *widget)
{
  GtkRoot   *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus && gtk_window_is_active (GTK_WINDOW (root)) && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* Until the dialog with this element in it is on the screen, and has the keyboard. */
static GtkWidget *
wait_dialog (Fixture *f, const char *key)
{
  GtkWidget *window;

  xtest_wait (has (f, key) && window_of (f, key) && window_of (f, key) != f->window);
  window = window_of (f, key);
  xtest_wait (gtk_widget_get_mapped (window) && gtk_window_is_active (GTK_WINDOW (window)));
  xtest_settle (window);
  return window;
}

/* The same for one that opens together with the window below it: that has been given the keyboard by the test, there is no
 * window manager. */
static GtkWidget *
wait_first (Fixture *f, const char *key)
{
  xtest_wait (has (f, key) && window_of (f, key) && window_of (f, key) != f->window);
  xtest_focus (window_of (f, key));
  return wait_dialog (f, key);
}

/* --- one that a button opens --- */

static void
closed_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  (void) data;
  n_closed++;
  if (keep_open)
    stree_state_set_bool (open_state, TRUE);
}

static StreeElement *
simple (StreeContext *cx, gpointer props)
{
  (void) props;
  open_state = stree_state_bool (cx, "open", FALSE);
  text_state = stree_state_string (cx, "text", "");
  return stree_vstack (
    stree_text_input ("Before", .key = "before"),
    stree_button ("Open", .key = "open", .on_click = stree_set (open_state, TRUE)),
    stree_dialog_with ((.title = "Example", .open = stree_bind (open_state), .key = "dialog", .on_close = stree_call (closed_cb, NULL)),
                       stree_text ("Words in it"),
                       stree_text_input ("Name", .key = "name", .value = stree_bind (text_state)),
                       stree_checkbox ("Check", .key = "check"),
                       stree_button ("Done", .key = "done", .on_click = stree_set (open_state, FALSE))));
}

static void
test_open (void)
{
  Fixture    f;
  GtkWidget *dialog;
  guint      before;

  set_up (&f, simple);
  before = n_windows ();
  xtest_click (xtest_widget (f.view, "open"));
  dialog = wait_dialog (&f, "name");
  g_assert_cmpuint (n_windows (), ==, before + 1);
  g_assert_true (gtk_window_get_modal (GTK_WINDOW (dialog)));
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (dialog)) == GTK_WINDOW (f.window));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "Example");
  gtk_test_accessible_assert_role (dialog, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_test_accessible_assert_property (dialog, GTK_ACCESSIBLE_PROPERTY_LABEL, "Example");

  /* The focus is in it, and Tab walks through it in order. */
  xtest_wait (has_focus (xtest_widget (f.view, "name")));
  xtest_key (dialog, GDK_KEY_Tab, 0);
  xtest_wait (has_focus (xtest_widget (f.view, "check")));
  xtest_key (dialog, GDK_KEY_space, 0);
  {
    StreeNode *check = xtest_node (f.view, "check");
    StreeValue value = { .type = STREE_VALUE_NONE };

    xtest_wait (stree_gtk_renderer_class.read (NULL, check, &value) && value.v.b);
  }
  xtest_key (dialog, GDK_KEY_Tab, 0);
  xtest_wait (has_focus (xtest_widget (f.view, "done")));

  /* What is behind cannot be clicked. */
  xtest_move (f.window, 0.02, 0.98);
  xtest_button (f.window, 1, TRUE);
  xtest_button (f.window, 1, FALSE);
  xtest_settle (f.window);
  g_assert_true (stree_state_get_bool (open_state));

  xtest_key (dialog, GDK_KEY_Escape, 0);
  xtest_wait (!stree_state_get_bool (open_state));
  g_assert_cmpint (n_closed, ==, 1);
  xtest_wait (!has (&f, "name"));
  g_assert_cmpuint (n_windows (), ==, before);
  xtest_wait (has_focus (xtest_widget (f.view, "open")));

  /* Again, from the keyboard; closed by a button in it, which is told nobody. */
  xtest_key (f.window, GDK_KEY_Return, 0);
  dialog = wait_dialog (&f, "name");
  xtest_click (xtest_widget (f.view, "done"));
  xtest_wait (!has (&f, "done"));
  g_assert_cmpint (n_closed, ==, 1);
  g_assert_cmpuint (n_windows (), ==, before);
  xtest_wait (has_focus (xtest_widget (f.view, "open")));

  /* The close button. */
  xtest_key (f.window, GDK_KEY_space, 0);
  dialog = wait_dialog (&f, "name");
  xtest_click (xtest_find (gtk_window_get_titlebar (GTK_WINDOW (dialog)), GTK_TYPE_BUTTON));
  xtest_wait (!has (&f, "name"));
  g_assert_cmpint (n_closed, ==, 2);
  xtest_wait (has_focus (xtest_widget (f.view, "open")));
  xtest_close (f.window);
  g_assert_cmpuint (n_windows (), ==, before - 1);
}

static void
test_keep_open (void)
{
  Fixture    f;
  GtkWidget *dialog;

  set_up (&f, simple);
  stree_state_set_bool (open_state, TRUE);
  dialog = wait_dialog (&f, "name");
  keep_open = TRUE;
  xtest_type (dialog, "abc");
  xtest_wait (strcmp (stree_state_get_string (text_state), "abc") == 0);
  xtest_key (dialog, GDK_KEY_Escape, 0);
  xtest_wait (n_closed == 1);
  xtest_settle (dialog);
  g_assert_true (stree_state_get_bool (open_state));
  g_assert_true (window_of (&f, "name") == dialog); /* the very same window */
  g_assert_true (has_focus (xtest_widget (f.view, "name")));
  keep_open = FALSE;
  xtest_key (dialog, GDK_KEY_Escape, 0);
  xtest_wait (!has (&f, "name"));

  /* The window goes with the dialog open. */
  stree_state_set_bool (open_state, TRUE);
  wait_dialog (&f, "name");
  xtest_close (f.window);
  g_assert_cmpuint (n_windows (), ==, 0);
}

/* --- reruns, ten a second and more, while it is typed in --- */

static gboolean
rerun_cb (gpointer data)
{
  rerun (data);
  return G_SOURCE_CONTINUE;
}

static void
test_typing (void)
{
  Fixture      f;
  GtkWidget   *dialog;
  GtkWidget   *name;
  guint        source;
  StreeMount  *mount;
  guint        run;
  const char  *words = "the quick brown fox jumps over the lazy dog";
  GtkEditable *text;

  set_up (&f, simple);
  mount = g_object_get_data (G_OBJECT (f.view), "stree-mount");
  stree_state_set_bool (open_state, TRUE);
  dialog = wait_dialog (&f, "name");
  name = xtest_widget (f.view, "name");
  text = GTK_EDITABLE (xtest_find (name, GTK_TYPE_TEXT));
  run = mount->run;
  source = g_timeout_add (20, rerun_cb, &f);
  for (guint i = 0; words[i]; i++)
    {
      char letter[2] = { words[i], '\0' };

      xtest_type (dialog, letter);
      xtest_wait (gtk_editable_get_text (text)[i] == words[i]);
    }
  xtest_wait (mount->run > run + 20);
  g_source_remove (source);
  g_assert_cmpstr (gtk_editable_get_text (text), ==, words);
  xtest_wait (strcmp (stree_state_get_string (text_state), words) == 0);
  g_assert_cmpint (gtk_editable_get_position (text), ==, (int) strlen (words));
  g_assert_true (xtest_widget (f.view, "name") == name);
  g_assert_true (window_of (&f, "name") == dialog);
  g_assert_true (has_focus (name));
  xtest_close (f.window);
}

/* --- nested --- */

static StreeElement *
nested (StreeContext *cx, gpointer props)
{
  (void) props;
  open_state = stree_state_bool (cx, "outer", TRUE);
  inner_state = stree_state_bool (cx, "inner", FALSE);
  return stree_vstack (
    stree_button ("Behind", .key = "behind", .on_click = stree_set (open_state, TRUE)),
    stree_dialog_with ((.title = "Outer", .open = stree_bind (open_state), .key = "outer"),
                       stree_text_input ("Outer", .key = "outer-text"),
                       stree_button ("More", .key = "more", .on_click = stree_set (inner_state, TRUE)),
                       stree_dialog_with ((.title = "Inner", .open = stree_bind (inner_state), .key = "inner"),
                                          stree_text_input ("Inner", .key = "inner-text"),
                                          stree_button ("All", .key = "all", .on_click = stree_set (open_state, FALSE)))));
}

static void
test_nested (void)
{
  Fixture    f;
  GtkWidget *outer;
  GtkWidget *inner;

  /* One that is open from the start. */
  set_up (&f, nested);
  outer = wait_first (&f, "outer-text");
  xtest_click (xtest_widget (f.view, "more"));
  inner = wait_dialog (&f, "inner-text");
  g_assert_true (inner != outer);
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (inner)) == GTK_WINDOW (outer));
  xtest_wait (has_focus (xtest_widget (f.view, "inner-text")));

  xtest_key (inner, GDK_KEY_Escape, 0);
  xtest_wait (!has (&f, "inner-text"));
  g_assert_true (stree_state_get_bool (open_state));
  xtest_wait (has_focus (xtest_widget (f.view, "more")));

  xtest_key (outer, GDK_KEY_space, 0);
  inner = wait_dialog (&f, "inner-text");
  xtest_key (inner, GDK_KEY_Escape, 0);
  xtest_wait (has_focus (xtest_widget (f.view, "more")));
  xtest_key (outer, GDK_KEY_Escape, 0);
  xtest_wait (!has (&f, "outer-text"));
  g_assert_cmpuint (n_windows (), ==, 1);
  xtest_wait (gtk_window_is_active (GTK_WINDOW (f.window)));

  /* Both at once, opened and closed. */
  stree_state_set_bool (inner_state, TRUE);
  stree_state_set_bool (open_state, TRUE);
  inner = wait_dialog (&f, "inner-text");
  g_assert_cmpuint (n_windows (), ==, 3);
  xtest_click (xtest_widget (f.view, "all"));
  xtest_wait (!has (&f, "outer-text"));
  g_assert_cmpuint (n_windows (), ==, 1);
  xtest_wait (gtk_window_is_active (GTK_WINDOW (f.window)));
  xtest_close (f.window);
}

/* --- what had the focus has it again, whatever took it meanwhile --- */

static void
test_focus_back (void)
{
  Fixture    f;
  GtkWidget *dialog;

  set_up (&f, simple);
  xtest_click (xtest_widget (f.view, "open"));
  dialog = wait_dialog (&f, "name");
  gtk_root_set_focus (GTK_ROOT (f.window), xtest_widget (f.view, "before"));
  xtest_key (dialog, GDK_KEY_Escape, 0);
  xtest_wait (!has (&f, "name"));
  xtest_wait (has_focus (xtest_widget (f.view, "open")));

  /* What is not to be seen any more does not get it. */
  xtest_key (f.window, GDK_KEY_space, 0);
  dialog = wait_dialog (&f, "name");
  gtk_root_set_focus (GTK_ROOT (f.window), xtest_widget (f.view, "before"));
  gtk_widget_set_visible (xtest_widget (f.view, "open"), FALSE);
  xtest_key (dialog, GDK_KEY_Escape, 0);
  xtest_wait (!has (&f, "name"));
  xtest_wait (has_focus (xtest_widget (f.view, "before")));
  xtest_close (f.window);
}

/* --- how wide it is, and its title --- */

static const char *outer_words; /* NULL: many */

static StreeElement *
wide (StreeContext *cx, gpointer props)
{
  StreeState *title = stree_state_string (cx, "title", "First");

  (void) props;
  text_state = title;
  return stree_dialog_with ((.title = stree_state_get_string (title), .open = stree_value (TRUE), .key = "wide"),
                            outer_words ? stree_text_with (outer_words, .key = "words") :
                            stree_text_with ("So many words that they would stand in one line on no screen of this world, and "
                                             "therefore have to stand in as many lines as the dialog gives them, however many "
                                             "these are, and whatever the window below has of width for them.",
                                             .key = "words"),
                            stree_dialog_with ((.title = "Inner", .open = stree_value (keep_open), .key = "inner"),
                                               stree_text_with ("So many words that they would stand in one line on no screen of "
                                                                "this world, and therefore have to stand in as many lines as the "
                                                                "dialog gives them.", .key = "inner-words")));
}

static void
assert_width (int window_width, int least, int most)
{
  Fixture f;
  int     width;

  keep_open = FALSE;
  f.view = stree_view_new (NULL, "app", wide, NULL);
  f.window = xtest_window (f.view, window_width, 300);
  wait_first (&f, "words");
  width = gtk_widget_get_width (gtk_widget_get_parent (xtest_widget (f.view, "wide")));
  g_assert_cmpint (width, >=, least);
  g_assert_cmpint (width, <=, most);
  keep_open = TRUE;
  rerun (&f);
  wait_first (&f, "inner-words");
  width = gtk_widget_get_width (gtk_widget_get_parent (xtest_widget (f.view, "inner")));
  g_assert_cmpint (width, >=, least);
  g_assert_cmpint (width, <=, most); /* by the width of the window that all stand over */
  xtest_close (f.window);
}

static void
test_width (void)
{
  Fixture    f;
  GtkWidget *outer;

  assert_width (1000, 560, 560);
  assert_width (400, 400, 400);
  assert_width (200, 280, 380); /* no less, and what a title bar needs */

  /* The inner one of two has the room that the window has, whatever the outer one took of it. */
  outer_words = "Few words";
  keep_open = FALSE;
  f.view = stree_view_new (NULL, "app", wide, NULL);
  f.window = xtest_window (f.view, 1000, 300);
  outer = wait_first (&f, "words");
  g_assert_cmpint (gtk_widget_get_width (outer), <, 500);
  keep_open = TRUE;
  rerun (&f);
  wait_first (&f, "inner-words");
  g_assert_cmpint (gtk_widget_get_width (gtk_widget_get_parent (xtest_widget (f.view, "inner"))), ==, 560);
  outer_words = NULL;
  xtest_close (f.window);
}

static void
test_title (void)
{
  Fixture    f;
  GtkWidget *dialog;

  set_up (&f, wide);
  dialog = wait_first (&f, "words");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "First");
  stree_state_set_string (text_state, "Second");
  stree_view_flush (STREE_VIEW (f.view));
  g_assert_true (window_of (&f, "words") == dialog);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "Second");
  gtk_test_accessible_assert_property (dialog, GTK_ACCESSIBLE_PROPERTY_LABEL, "Second");
  xtest_close (f.window);
}

/* --- a view that is in no window yet, or moves to another one --- */

static void
test_moved (void)
{
  Fixture    f;
  GtkWidget *second = gtk_window_new ();

  f.view = g_object_ref_sink (stree_view_new (NULL, "app", nested, NULL));
  xtest_iterate (xtest_deadline (), __FILE__, __LINE__, "");
  g_assert_cmpuint (n_windows (), ==, 1); /* the second one */
  g_assert_null (window_of (&f, "outer-text"));
  f.window = xtest_window (f.view, 300, 200);
  wait_first (&f, "outer-text");
  stree_state_set_bool (inner_state, TRUE); /* two of them move: the outer one goes up first */
  wait_first (&f, "inner-text");
  gtk_window_set_child (GTK_WINDOW (f.window), NULL);
  g_assert_cmpuint (n_windows (), ==, 2);
  gtk_window_set_child (GTK_WINDOW (second), f.view);
  gtk_window_present (GTK_WINDOW (second));
  wait_first (&f, "outer-text");
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (window_of (&f, "outer-text"))) == GTK_WINDOW (second));
  g_assert_true (stree_state_get_bool (open_state));
  wait_first (&f, "inner-text");
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (window_of (&f, "inner-text"))) ==
                 GTK_WINDOW (window_of (&f, "outer-text")));
  gtk_window_destroy (GTK_WINDOW (second));
  g_assert_cmpuint (n_windows (), ==, 1);
  g_object_unref (f.view);
  xtest_close (f.window);
}

/* --- what fails --- */

static StreeElement *
fragile (StreeContext *cx, gpointer props)
{
  (void) props;
  return failing ? stree_fail_message (cx, "it failed") : stree_text_input ("Sound", .key = "sound");
}

static StreeElement *
guarded (StreeContext *cx, gpointer props)
{
  gboolean inside = props != NULL;

  (void) cx;
  return stree_vstack (
    stree_text ("outside"),
    stree_error_boundary (.fallback = stree_text ("outer fallback"),
      .child = stree_dialog_with ((.title = "Guarded", .open = stree_value (TRUE), .key = "guarded"),
                                  stree_button ("Beside", .key = "beside"),
                                  inside ? stree_error_boundary (.fallback = stree_text ("inner fallback"), .child = stree_component (fragile))
                                         : stree_component (fragile, .key = "bare"))));
}

static void
test_boundary (void)
{
  Fixture    f;
  GtkWidget *dialog;

  n_closed = 0;
  failing = FALSE;
  f.view = stree_view_new (NULL, "app", guarded, &f);
  f.window = xtest_window (f.view, 500, 400);
  dialog = wait_first (&f, "sound");
  failing = TRUE;
  rerun (&f);
  g_assert_nonnull (xtest_label (dialog, "inner fallback"));
  g_assert_true (window_of (&f, "beside") == dialog);
  failing = FALSE;
  rerun (&f);
  wait_first (&f, "sound");
  xtest_close (f.window);

  set_up (&f, guarded);
  wait_first (&f, "sound");
  failing = TRUE;
  rerun (&f);
  g_assert_nonnull (xtest_label (f.window, "outer fallback"));
  g_assert_cmpuint (n_windows (), ==, 1);
  failing = FALSE;
  rerun (&f);
  wait_first (&f, "sound");
  xtest_close (f.window);

  /* One that fails from the start is never seen. */
  failing = TRUE;
  f.view = stree_view_new (NULL, "app", guarded, NULL);
  f.window = xtest_window (f.view, 500, 400);
  xtest_settle (f.window);
  g_assert_cmpuint (n_windows (), ==, 1);
  xtest_close (f.window);
}

/* --- a popover --- */

static int n_toggled;

static void
toggled_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  (void) data;
  n_toggled++;
}

static StreeElement *
popovers (StreeContext *cx, gpointer props)
{
  (void) props;
  open_state = stree_state_bool (cx, "open", FALSE);
  inner_state = stree_state_bool (cx, "off", FALSE);
  return stree_vstack (
    stree_text_input ("Before", .key = "before"),
    stree_popover_with ((.label = "Details", .key = "details", .disabled = stree_state_get_bool (inner_state),
                         .on_toggle = stree_call (toggled_cb, NULL), .help = "What there is"),
                        stree_text_input ("Inside", .key = "inside"), stree_checkbox ("Check", .key = "check")),
    stree_popover_with ((.label = "Bound", .key = "bound", .open = stree_bind (open_state)),
                        stree_text ("bound words"), stree_button ("Shut", .key = "shut", .on_click = stree_set (open_state, FALSE))));
}

static GtkWidget *
popover_of (Fixture *f, const char *key)
{
  return GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (xtest_widget (f->view, key))));
}

static gboolean
is_up (Fixture *f, const char *key)
{
  return gtk_widget_get_mapped (popover_of (f, key));
}

static void
test_popover (void)
{
  Fixture      f;
  GtkWidget   *button;
  GtkEditable *text;
  StreeValue   value;

  set_up (&f, popovers);
  n_toggled = 0;
  button = xtest_widget (f.view, "details");
  gtk_test_accessible_assert_property (gtk_widget_get_first_child (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "Details");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "What there is");
  xtest_click (button);
  xtest_wait (is_up (&f, "details"));
  g_assert_cmpint (n_toggled, ==, 1);
  xtest_settle (f.window);
  xtest_wait (has_focus (xtest_widget (f.view, "inside")));
  xtest_type (f.window, "abc");
  text = GTK_EDITABLE (xtest_find (xtest_widget (f.view, "inside"), GTK_TYPE_TEXT));
  xtest_wait (strcmp (gtk_editable_get_text (text), "abc") == 0);

  /* Open over reruns, with what was typed and the focus. */
  for (guint i = 0; i < 10; i++)
    rerun (&f);
  xtest_settle (f.window);
  g_assert_true (is_up (&f, "details"));
  g_assert_true (has_focus (xtest_widget (f.view, "inside")));
  g_assert_cmpstr (gtk_editable_get_text (text), ==, "abc");
  xtest_key (f.window, GDK_KEY_Tab, 0);
  xtest_wait (has_focus (xtest_widget (f.view, "check")));

  /* The button goes off under it: what is open stays usable. */
  stree_state_set_bool (inner_state, TRUE);
  stree_view_flush (STREE_VIEW (f.view));
  g_assert_true (is_up (&f, "details"));
  g_assert_true (gtk_widget_is_sensitive (xtest_widget (f.view, "check")));
  stree_state_set_bool (inner_state, FALSE);
  stree_view_flush (STREE_VIEW (f.view));

  xtest_key (f.window, GDK_KEY_Escape, 0);
  xtest_wait (!is_up (&f, "details"));
  xtest_wait (has_focus (button));
  g_assert_cmpint (n_toggled, ==, 2);
  xtest_settle (f.window);

  /* From the keyboard; closed by a press elsewhere; what was typed is still there. */
  xtest_key (f.window, GDK_KEY_space, 0);
  xtest_wait (is_up (&f, "details"));
  g_assert_cmpstr (gtk_editable_get_text (text), ==, "abc");
  xtest_settle (f.window);
  xtest_click_at (f.window, 0.9, 0.9, 1);
  xtest_wait (!is_up (&f, "details"));
  g_assert_cmpint (n_toggled, ==, 4);
  g_assert_true (stree_gtk_renderer_class.read (NULL, xtest_node (f.view, "details"), &value) && !value.v.b);

  /* A disabled one does not open. */
  stree_state_set_bool (inner_state, TRUE);
  stree_view_flush (STREE_VIEW (f.view));
  xtest_settle (f.window);
  xtest_click (button);
  xtest_settle (f.window);
  g_assert_false (is_up (&f, "details"));
  xtest_close (f.window);
}

static void
test_popover_state (void)
{
  Fixture f;

  set_up (&f, popovers);
  stree_state_set_bool (open_state, TRUE);
  xtest_wait (is_up (&f, "bound"));
  g_assert_true (stree_state_get_bool (open_state)); /* it opened by itself: no echo has come back */
  xtest_settle (f.window);
  xtest_click (xtest_widget (f.view, "shut"));
  xtest_wait (!is_up (&f, "bound"));
  g_assert_false (stree_state_get_bool (open_state));
  xtest_settle (f.window);
  xtest_click (xtest_widget (f.view, "bound"));
  xtest_wait (is_up (&f, "bound"));
  xtest_wait (stree_state_get_bool (open_state));
  xtest_settle (f.window);
  xtest_key (f.window, GDK_KEY_Escape, 0);
  xtest_wait (!stree_state_get_bool (open_state));
  xtest_wait (has_focus (xtest_widget (f.view, "bound")));

  /* Opened and closed before it was seen. */
  stree_state_set_bool (open_state, TRUE);
  stree_view_flush (STREE_VIEW (f.view));
  stree_state_set_bool (open_state, FALSE);
  stree_view_flush (STREE_VIEW (f.view));
  xtest_settle (f.window);
  g_assert_false (is_up (&f, "bound"));

  /* The window goes with it open. */
  stree_state_set_bool (open_state, TRUE);
  xtest_wait (is_up (&f, "bound"));
  xtest_close (f.window);
}

/* Open from the start, before there is a window. */
static StreeElement *
popover_at_start (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_popover_with ((.label = "Start", .key = "start", .open = stree_value (TRUE)), stree_text ("at once"));
}

static void
test_popover_start (void)
{
  Fixture f;

  set_up (&f, popover_at_start);
  xtest_wait (is_up (&f, "start"));
  xtest_settle (f.window);
  xtest_key (f.window, GDK_KEY_Escape, 0);
  xtest_wait (!is_up (&f, "start"));
  rerun (&f);
  xtest_settle (f.window);
  g_assert_false (is_up (&f, "start")); /* the user closed it: that stands */
  xtest_close (f.window);
}

/* --- a thousand --- */

/* AddressSanitizer keeps what is freed, so as to find who still uses it: there it is asked how much is in use. */
static gsize
memory_kb (void)
{
#ifdef WITH_ASAN
  return __sanitizer_get_current_allocated_bytes () / 1024;
#else
  g_autofree char *text = NULL;
  unsigned long    size;
  unsigned long    resident;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%lu %lu", &size, &resident), ==, 2);
  return resident * (gsize) sysconf (_SC_PAGESIZE) / 1024;
#endif
}

static void
cycle (Fixture *f, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      /* At once: a frame is 16 ms, and there would be two for each. */
      stree_state_set_bool (open_state, TRUE);
      stree_view_flush (STREE_VIEW (f->view));
      xtest_wait (has (f, "name") && window_of (f, "name") && gtk_widget_get_mapped (window_of (f, "name")));
      if (i % 50 == 0)
        xtest_settle (window_of (f, "name")); /* and some are seen */
      stree_state_set_bool (open_state, FALSE);
      stree_view_flush (STREE_VIEW (f->view));
      xtest_wait (!has (f, "name"));
    }
}

static void
test_thousand (void)
{
  Fixture f;
  gsize   before;
  gsize   after;

  set_up (&f, simple);
  cycle (&f, 200); /* caches fill */
  before = memory_kb ();
  cycle (&f, 1000);
  after = memory_kb ();
  g_test_message ("memory: %" G_GSIZE_FORMAT " kB after 200 dialogs, %" G_GSIZE_FORMAT " kB after 1200", before, after);
  g_assert_cmpuint (n_windows (), ==, 1);
  g_assert_cmpuint (after, <, before + 4096);
  xtest_close (f.window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_test_add_func ("/dialog/gtk/open", test_open);
  g_test_add_func ("/dialog/gtk/keep-open", test_keep_open);
  g_test_add_func ("/dialog/gtk/typing", test_typing);
  g_test_add_func ("/dialog/gtk/nested", test_nested);
  g_test_add_func ("/dialog/gtk/focus-back", test_focus_back);
  g_test_add_func ("/dialog/gtk/width", test_width);
  g_test_add_func ("/dialog/gtk/title", test_title);
  g_test_add_func ("/dialog/gtk/moved", test_moved);
  g_test_add_func ("/dialog/gtk/boundary", test_boundary);
  g_test_add_func ("/popover/gtk/open", test_popover);
  g_test_add_func ("/popover/gtk/state", test_popover_state);
  g_test_add_func ("/popover/gtk/start", test_popover_start);
  g_test_add_func ("/dialog/gtk/thousand", test_thousand);
  return g_test_run ();
}
