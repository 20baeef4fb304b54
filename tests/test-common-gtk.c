/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The common props on GTK: set, changed, and taken back again; menus, keys and drags by real input. */

#include <string.h>

#include "streamtree-gtk.h"
#include "stree-gtk-private.h"
#include "xtest.h"

static const StreeCommon *common; /* of the element under test; NULL: none */
static const char        *label = "Target";
static GString           *log_text;

static void
log_cb (StreeEvent *event, gpointer data)
{
  guint keyval = 0;
  guint modifiers = 0;

  stree_event_get_key_press (event, &keyval, &modifiers);
  g_string_append_printf (log_text, "%s", (const char *) data);
  if (keyval)
    g_string_append_printf (log_text, "[%s %u]", gdk_keyval_name (keyval), modifiers);
  if (stree_event_get_text (event))
    g_string_append_printf (log_text, "[%s]", stree_event_get_text (event));
  g_string_append_c (log_text, ';');
  if (keyval == GDK_KEY_x)
    stree_event_set_handled (event, TRUE);
}

/* Handlers live for a run, so those are put in here. */
static StreeElement *
with_common (StreeElement *element, const char *who)
{
  StreeCommon   own;
  StreeMenuItem items[3] = { { .label = "First" }, { .label = "Second" }, { .label = "Not", .disabled = TRUE } };

  if (!common)
    return element;
  own = *common;
  if (own.on_key)
    own.on_key = stree_call (log_cb, (gpointer) who);
  if (own.on_drop)
    own.on_drop = stree_call (log_cb, (gpointer) who);
  if (own.context_menu.n_items)
    {
      items[0].on_click = stree_call (log_cb, (gpointer) stree_str ("%s-first", who));
      items[1].on_click = stree_call (log_cb, (gpointer) stree_str ("%s-second", who));
      items[2].on_click = stree_call (log_cb, (gpointer) "never");
      own.context_menu = (StreeMenu){ items, G_N_ELEMENTS (items) };
    }
  return stree_element_set_common (element, &own);
}

static StreeElement *
target (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_vstack (with_common (stree_button (label, .key = "button", .help = "Help & more"), "button"),
                       with_common (stree_checkbox ("Check", .key = "check"), "check"),
                       with_common (stree_text_input ("Entry", .key = "entry"), "entry"),
                       stree_text_input ("Plain", .key = "plain"));
}

typedef struct
{
  GtkWidget *view;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *f, const StreeCommon *start)
{
  common = start;
  label = "Target";
  g_string_truncate (log_text, 0);
  f->view = stree_view_new (NULL, "app", target, NULL);
  f->window = xtest_window (f->view, 500, 400);
}

static void
rerun (Fixture *f)
{
  stree_view_rerun (STREE_VIEW (f->view));
  stree_view_flush (STREE_VIEW (f->view));
}

static void
show (Fixture *f, const StreeCommon *next)
{
  common = next;
  rerun (f);
}

static void
check_description (GtkWidget *widget, const char *description)
{
  if (description)
    gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description);
  else
    g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
}

/* Older GTK makes a tooltip the description, newer GTK says it if there is none: so it is for a widget that has only that. */
static void
check_described_by (GtkWidget *widget, const char *tooltip)
{
  g_autoptr (GtkWidget) plain = g_object_ref_sink (gtk_button_new ());

  gtk_widget_set_tooltip_text (plain, tooltip);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (widget), ==, tooltip);
  if (gtk_test_accessible_has_property (GTK_ACCESSIBLE (plain), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION))
    check_description (widget, tooltip);
  else
    check_description (widget, NULL);
}

static void
check_name (GtkWidget *widget, const char *name)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}

/* --- set, and taken back --- */

static const StreeCommon everything = {
  .tooltip = "Tip",
  .hidden = TRUE,
  .css = "one  two",
  .halign = STREE_ALIGN_END,
  .valign = STREE_ALIGN_CENTER,
  .hexpand = TRUE,
  .vexpand = TRUE,
  .margin = 1,
  .margin_top = 2,
  .margin_bottom = 3,
  .margin_start = 4,
  .margin_end = 5,
  .min_width = 200,
  .min_height = 50,
  .opacity = { .type = STREE_VALUE_DOUBLE, .v = { .d = 0.5 } },
  .accessible_label = "Other name",
  .accessible_description = "Described",
  .cursor = "pointer",
};

static void
check_set (Fixture *f, const char *key)
{
  GtkWidget *widget = xtest_widget (f->view, key);
  GtkWidget *met = stree_gtk_accessible_of (xtest_node (f->view, key));
  int        width;
  int        height;

  g_assert_cmpstr (gtk_widget_get_tooltip_text (widget), ==, "Tip");
  g_assert_false (gtk_widget_get_visible (widget));
  g_assert_true (gtk_widget_has_css_class (widget, "one"));
  g_assert_true (gtk_widget_has_css_class (widget, "two"));
  g_assert_cmpint (gtk_widget_get_halign (widget), ==, GTK_ALIGN_END);
  g_assert_cmpint (gtk_widget_get_valign (widget), ==, GTK_ALIGN_CENTER);
  g_assert_true (gtk_widget_get_hexpand (widget));
  g_assert_true (gtk_widget_get_vexpand (widget));
  g_assert_cmpint (gtk_widget_get_margin_top (widget), ==, 3);
  g_assert_cmpint (gtk_widget_get_margin_bottom (widget), ==, 4);
  g_assert_cmpint (gtk_widget_get_margin_start (widget), ==, 5);
  g_assert_cmpint (gtk_widget_get_margin_end (widget), ==, 6);
  gtk_widget_get_size_request (widget, &width, &height);
  g_assert_cmpint (width, ==, 200);
  g_assert_cmpint (height, ==, 50);
  g_assert_cmpfloat_with_epsilon (gtk_widget_get_opacity (widget), 0.5, 0.01);
  check_name (met, "Other name");
  check_description (met, "Described");
  g_assert_cmpstr (gdk_cursor_get_name (gtk_widget_get_cursor (widget)), ==, "pointer");
}

static void
check_default (Fixture *f, const char *key, const char *name, const char *tooltip, GtkAlign halign)
{
  GtkWidget *widget = xtest_widget (f->view, key);
  GtkWidget *met = stree_gtk_accessible_of (xtest_node (f->view, key));
  int        width;
  int        height;

  g_assert_cmpstr (gtk_widget_get_tooltip_text (widget), ==, tooltip);
  g_assert_true (gtk_widget_get_visible (widget));
  g_assert_false (gtk_widget_has_css_class (widget, "one"));
  g_assert_false (gtk_widget_has_css_class (widget, "two"));
  g_assert_cmpint (gtk_widget_get_halign (widget), ==, halign);
  g_assert_cmpint (gtk_widget_get_valign (widget), ==, GTK_ALIGN_FILL);
  g_assert_false (gtk_widget_get_hexpand_set (widget));
  g_assert_false (gtk_widget_get_vexpand_set (widget));
  g_assert_cmpint (gtk_widget_get_margin_top (widget), ==, 0);
  g_assert_cmpint (gtk_widget_get_margin_end (widget), ==, 0);
  gtk_widget_get_size_request (widget, &width, &height);
  g_assert_cmpint (width, ==, -1);
  g_assert_cmpint (height, ==, -1);
  g_assert_cmpfloat (gtk_widget_get_opacity (widget), ==, 1);
  check_name (met, name);
  check_described_by (met, tooltip);
  g_assert_null (gtk_widget_get_cursor (widget));
}

static void
check_defaults (Fixture *f)
{
  check_default (f, "button", "Target", "Help & more", GTK_ALIGN_FILL);
  check_default (f, "check", "Check", NULL, GTK_ALIGN_START);
  check_default (f, "entry", "Entry", NULL, GTK_ALIGN_FILL);
}

static void
test_props (void)
{
  Fixture f;

  set_up (&f, NULL);
  check_defaults (&f);
  for (int i = 0; i < 2; i++)
    {
      show (&f, &everything);
      check_set (&f, "button");
      check_set (&f, "check");
      check_set (&f, "entry");
      show (&f, NULL);
      check_defaults (&f);
    }
  /* A label of the kind's own does not replace a name that was given. */
  show (&f, &everything);
  label = "Another";
  rerun (&f);
  check_name (xtest_widget (f.view, "button"), "Other name");
  show (&f, NULL);
  check_name (xtest_widget (f.view, "button"), "Another");
  xtest_close (f.window);

  set_up (&f, &everything);
  check_set (&f, "entry");
  show (&f, NULL);
  check_defaults (&f);
  xtest_close (f.window);
}

/* --- names --- */

static StreeElement *
named (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return with_common (
      stree_vstack_with ((.key = "box"), with_common (stree_button (label, .key = "button"), "button"),
                         with_common (stree_button (label, .icon = "list-add-symbolic", .key = "icon"), "icon"),
                         with_common (stree_checkbox (label, .key = "check"), "check"),
                         with_common (stree_text_with (label, .key = "text"), "text"),
                         with_common (stree_title (label, .key = "title"), "title"),
                         with_common (stree_expander_with ((.label = label, .key = "expander"), stree_text ("In it")), "expander")),
      "box");
}

/* What assistive technology says is the property, unless the widget is labelled by another: that goes before. */
static void
check_names (Fixture *f, const char *name)
{
  const char *const keys[] = { "button", "icon", "check", "text", "title", "expander" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkAccessible *met = GTK_ACCESSIBLE (stree_gtk_accessible_of (xtest_node (f->view, keys[i])));

      g_test_message ("%s is named %s", keys[i], name);
      gtk_test_accessible_assert_property (met, GTK_ACCESSIBLE_PROPERTY_LABEL, name);
      g_assert_false (gtk_test_accessible_has_relation (met, GTK_ACCESSIBLE_RELATION_LABELLED_BY));
    }
}

static void
test_names (void)
{
  static const StreeCommon given = { .accessible_label = "Other name" };
  Fixture                  f;

  common = &given;
  label = "Target";
  f.view = stree_view_new (NULL, "app", named, NULL);
  f.window = xtest_window (f.view, 500, 400);
  check_names (&f, "Other name");
  /* A box is nothing that could have a name, unless it is a group. */
  check_name (xtest_widget (f.view, "box"), "Other name");
  gtk_test_accessible_assert_role (xtest_widget (f.view, "box"), GTK_ACCESSIBLE_ROLE_GROUP);
  label = "Another";
  rerun (&f);
  check_names (&f, "Other name");
  show (&f, NULL);
  check_names (&f, "Another");
  label = "A third";
  rerun (&f);
  check_names (&f, "A third");
  show (&f, &given);
  check_names (&f, "Other name");
  xtest_close (f.window);
}

/* --- menus --- */

static const StreeCommon with_menu = { .context_menu = { .items = (const StreeMenuItem[]){ { .label = "x" } }, .n_items = 1 } };

static GtkWidget *
menu_label (Fixture *f, const char *text)
{
  GtkWidget *popover = g_object_get_data (G_OBJECT (f->view), "stree-menu-popover");

  return popover && gtk_widget_get_mapped (popover) ? xtest_label (popover, text) : NULL;
}

static void
choose (Fixture *f, const char *text, const char *expected)
{
  xtest_wait (menu_label (f, text));
  xtest_settle (f->window);
  g_string_truncate (log_text, 0);
  xtest_click (menu_label (f, text));
  xtest_wait (strcmp (log_text->str, expected) == 0);
  xtest_wait (!menu_label (f, text));
}

static void
test_menu (void)
{
  Fixture    f;
  GtkWidget *text;
  GtkWidget *item;

  set_up (&f, &with_menu);
  xtest_click_at (xtest_widget (f.view, "button"), 0.5, 0.5, 3);
  choose (&f, "Second", "button-second;");

  /* An entry has a menu of its own: this one is asked for instead. */
  text = xtest_find (xtest_widget (f.view, "entry"), GTK_TYPE_TEXT);
  xtest_click_at (text, 0.5, 0.5, 3);
  choose (&f, "First", "entry-first;");
  gtk_widget_grab_focus (text);
  xtest_type (f.window, "t");
  xtest_wait (strcmp (gtk_editable_get_text (GTK_EDITABLE (text)), "t") == 0);
  xtest_key (f.window, GDK_KEY_F10, GDK_SHIFT_MASK);
  choose (&f, "Second", "entry-second;");
  xtest_wait (gtk_root_get_focus (GTK_ROOT (f.window)) == text);
  xtest_key (f.window, GDK_KEY_Menu, 0);
  xtest_wait (menu_label (&f, "First"));

  /* It stays open over reruns, and Escape closes it. */
  item = menu_label (&f, "First");
  rerun (&f);
  xtest_settle (f.window);
  g_assert_true (menu_label (&f, "First") == item);
  xtest_key (f.window, GDK_KEY_Escape, 0);
  xtest_wait (!menu_label (&f, "First"));

  /* Taken away, it is gone. */
  show (&f, NULL);
  g_string_truncate (log_text, 0);
  xtest_click_at (xtest_widget (f.view, "button"), 0.5, 0.5, 3);
  xtest_settle (f.window);
  g_assert_null (menu_label (&f, "First"));
  show (&f, &with_menu);
  xtest_click_at (xtest_widget (f.view, "button"), 0.5, 0.5, 3);
  choose (&f, "First", "button-first;");
  xtest_close (f.window);
}

static StreeElement *
nested (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return with_common (stree_vstack_with ((.key = "outer"), stree_text ("Outside"),
                                         with_common (stree_button ("Inner", .key = "inner"), "inner")),
                      "outer");
}

static void
test_nested (void)
{
  Fixture f;

  common = &with_menu;
  f.view = stree_view_new (NULL, "app", nested, NULL);
  f.window = xtest_window (f.view, 400, 300);
  xtest_click_at (xtest_widget (f.view, "inner"), 0.5, 0.5, 3);
  choose (&f, "First", "inner-first;");
  xtest_click_at (xtest_label (f.view, "Outside"), 0.5, 0.5, 3);
  choose (&f, "First", "outer-first;");
  xtest_close (f.window);
}

/* --- keys --- */

static void
test_keys (void)
{
  static const StreeCommon with_key = { .on_key = (gconstpointer) "set" };
  Fixture                  f;
  GtkEditable             *text;

  set_up (&f, &with_key);
  text = GTK_EDITABLE (xtest_find (xtest_widget (f.view, "entry"), GTK_TYPE_TEXT));
  gtk_widget_grab_focus (GTK_WIDGET (text));
  xtest_wait (gtk_widget_has_focus (GTK_WIDGET (text)));
  xtest_type (f.window, "axb");
  xtest_wait (strcmp (log_text->str, "entry[a 0];entry[x 0];entry[b 0];") == 0);
  xtest_wait (strcmp (gtk_editable_get_text (text), "ab") == 0); /* x was handled */
  g_string_truncate (log_text, 0);
  xtest_key (f.window, GDK_KEY_k, GDK_CONTROL_MASK);
  xtest_wait (strstr (log_text->str, "entry[k 4];"));

  show (&f, NULL);
  g_string_truncate (log_text, 0);
  xtest_type (f.window, "xc");
  xtest_wait (strcmp (gtk_editable_get_text (text), "abxc") == 0);
  g_assert_cmpstr (log_text->str, ==, "");
  xtest_close (f.window);
}

/* --- drag and drop --- */

static StreeElement *
dragging (StreeContext *cx, gpointer props)
{
  static int run;

  (void) cx;
  (void) props;
  run++;
  return stree_vstack (stree_with (stree_text ("Drag me"), .min_height = 60, .drag_text = stree_str ("from run %d", run)),
                       stree_with (stree_text ("Drop here %d", run), .min_height = 60, .drop = STREE_DROP_TEXT,
                                   .on_drop = stree_call (log_cb, (gpointer) "drop")));
}

static gboolean
rerun_cb (gpointer view)
{
  stree_view_rerun (view);
  return G_SOURCE_CONTINUE;
}

static GtkWidget *
dropping (GtkWidget *view)
{
  return gtk_widget_get_next_sibling (xtest_label (view, "Drag me"));
}

static void
test_drag (void)
{
  Fixture    f;
  GtkWidget *from;
  guint      timer;

  g_string_truncate (log_text, 0);
  f.view = stree_view_new (NULL, "app", dragging, NULL);
  f.window = xtest_window (f.view, 400, 300);
  timer = g_timeout_add (100, rerun_cb, f.view); /* the drag survives that what would be dragged changes */
  from = xtest_label (f.view, "Drag me");
  xtest_move (from, 0.2, 0.5);
  xtest_button (from, 1, TRUE);
  xtest_settle (f.window);
  for (int i = 1; i <= 10; i++)
    {
      xtest_move (from, 0.2 + i * 0.02, 0.5);
      xtest_settle (f.window);
    }
  for (int i = 1; i <= 10; i++)
    {
      xtest_move (dropping (f.view), 0.4, i * 0.05);
      xtest_settle (f.window);
    }
  xtest_button (from, 1, FALSE);
  xtest_wait (g_str_has_prefix (log_text->str, "drop[from run "));
  g_source_remove (timer);
  xtest_settle (f.window);
  xtest_close (f.window);
}

int
main (int argc, char **argv)
{
  int status;

  gtk_test_init (&argc, &argv, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  log_text = g_string_new (NULL);
  g_test_add_func ("/common/props", test_props);
  g_test_add_func ("/common/names", test_names);
  g_test_add_func ("/common/menu", test_menu);
  g_test_add_func ("/common/menu-nested", test_nested);
  g_test_add_func ("/common/keys", test_keys);
  g_test_add_func ("/common/drag", test_drag);
  status = g_test_run ();
  g_string_free (log_text, TRUE);
  return status;
}
