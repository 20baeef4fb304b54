# SPDX-License-Identifier: LGPL-2.1-or-later

"""The programs that check-run.py runs: in C, each writes on standard error what it has come to."""

# Each start counts; once that is on the screen and written down, it crashes. The last one quits.
CRASHES = '''#include <streamtree-gtk.h>
#include <signal.h>

static int fall (int n) { volatile int *nowhere = NULL; return *nowhere + n; }

static void
count_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  (void) data;
}

static gboolean
later_cb (gpointer data)
{
  GApplication *application = g_application_get_default ();
  StreeSession *session = stree_application_get_session (STREE_APPLICATION (application));
  StreeState   *starts = stree_session_lookup (session, "starts");
  static int    n;

  (void) data;
  if (!starts)
    return G_SOURCE_CONTINUE;
  if (n++ == 0)
    {
      stree_state_add (starts, 1);
      g_printerr ("start %d\\n", stree_state_get_int (starts));
    }
  if (n < 8)
    return G_SOURCE_CONTINUE;
  if (stree_state_get_int (starts) > LAST)
    g_application_quit (application);
  else
    fall (n);
  return G_SOURCE_CONTINUE;
}

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  StreeState *starts = stree_global_int (cx, "starts", 0);

  (void) props;
  return stree_vstack (stree_text ("starts %d", stree_state_get_int (starts)), stree_button ("Go", .on_click = stree_call (count_cb, NULL)));
}

int
main (int argc, char **argv)
{
  g_timeout_add (100, later_cb, NULL);
  return stree_run (NULL, app, argc, argv);
}
'''

EARLY = '''#include <streamtree-gtk.h>
#include <stdlib.h>
int main (void) { abort (); }
'''
MENDED = '''#include <streamtree-gtk.h>
static gboolean quit_cb (gpointer data) { (void) data; g_application_quit (g_application_get_default ()); return TRUE; }
static StreeElement *app (StreeContext *cx, gpointer props) { (void) cx; (void) props; return stree_text ("mended"); }
int main (int argc, char **argv) { g_timeout_add (500, quit_cb, NULL); return stree_run (NULL, app, argc, argv); }
'''


# How an app begins: what it says with RAN comes once its session is written down, a line for each start.
COUNTS = '''#include <streamtree-gtk.h>

static gboolean
later_cb (gpointer data)
{
  GApplication *application = g_application_get_default ();
  StreeSession *session = stree_application_get_session (STREE_APPLICATION (application));
  StreeState   *starts = stree_session_lookup (session, "starts");
  static int    n;

  (void) data;
  if (!starts)
    return G_SOURCE_CONTINUE;
  if (n++ == 0)
    stree_state_add (starts, 1);
  if (n == 8)
    g_printerr ("start %d\\n", stree_state_get_int (starts));
  if (n >= 8)
    RAN;
  return G_SOURCE_CONTINUE;
}

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  StreeState *starts = stree_global_int (cx, "starts", 0);

  (void) props;
  SHOWN;
  return stree_text ("starts %d", stree_state_get_int (starts));
}

int
main (int argc, char **argv)
{
  g_timeout_add (100, later_cb, NULL);
  return stree_run (NULL, app, argc, argv);
}
'''
# What GLib ends a program with, and how the window that comes back looks: what is told in it, and by which buttons.
TOLD = '''{ if (stree_state_get_int (starts) == 1) g_error ("on purpose"); tell (application); g_application_quit (application); }'''
TELL = '''
static void
tell_below (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    g_printerr ("told: %s\\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    tell_below (child);
}

static void
tell (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));
  GtkWidget *banner = stree_view_get_banner (STREE_VIEW (gtk_window_get_child (window)));

  if (banner)
    tell_below (banner);
}
'''
QUITS = 'g_application_quit (application)'


def counts(ran='(void) 0', shown='(void) 0'):
    return COUNTS.replace('RAN', ran).replace('SHOWN', shown)


# Says where it is and how it looks, and quits.
LOOKS = '''#include <streamtree-gtk.h>
static gboolean
quit_cb (gpointer data)
{
  GApplication *application = g_application_get_default ();
  int           width, height;
  (void) data;
  gtk_window_get_default_size (gtk_application_get_active_window (GTK_APPLICATION (application)), &width, &height);
  g_printerr ("size %dx%d\\n", width, height);
  g_application_quit (application);
  return TRUE;
}
static StreeElement *
app (StreeContext *cx, gpointer props)
{
  g_autofree char *uri = stree_location_dup_uri (stree_session_get_location (stree_context_get_session (cx)));
  StreeTheme      *theme = stree_theme (cx);
  (void) props;
  g_printerr ("at %s, mode %d, color %s\\n", uri, (int) stree_theme_get_mode (theme), stree_theme_get_primary_color (theme));
  return stree_text ("looks");
}
int
main (int argc, char **argv)
{
  g_autoptr (StreeTheme) theme = stree_theme_new ("#0066cc", STREE_THEME_LIGHT, NULL);
  g_timeout_add (500, quit_cb, NULL);
  return stree_run_with ("org.example.Looks_1", app, argc, argv, .theme = theme);
}
'''


# It works with itself as a user would, through its widgets, and quits, or crashes.
RECORDED = '''#include <streamtree-gtk.h>
#include <signal.h>
#include <string.h>

static void
add_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  stree_state_add (data, STEP);
}

static StreeElement *
part (StreeContext *cx, gpointer props)
{
  StreeState *part = stree_state_int (cx, "part", 0);

  return stree_button ("Part", .key = "part", .on_click = stree_add (part, props ? 1 : 2));
}

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  StreeState *name = stree_state_string (cx, "name", "");
  StreeState *password = stree_state_string (cx, "password", "");
  StreeState *count = stree_global_int (cx, "count", 5);

  return stree_vstack (stree_text_input ("Name", .value = stree_bind (name), .key = "name"),
                       stree_text_input ("Password", .value = stree_bind (password), .password = TRUE, .key = "password"),
                       stree_button ("Add", .key = "add", .on_click = stree_call (add_cb, count)),
                       stree_text ("%s: %d?", stree_state_get_string (name), stree_state_get_int (count)),
                       stree_text ("%s", (const char *) props));
}

static GtkWidget *
find (GtkWidget *widget, GType type, const char *label)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (!label || g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find (child, type, label);
  return found;
}

static gboolean
work_cb (gpointer data)
{
  GApplication *application = g_application_get_default ();
  GtkWidget    *window = application ? GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (application))) : NULL;
  static int    n;

  (void) data;
  if (!window || !gtk_widget_get_mapped (window))
    return G_SOURCE_CONTINUE;
  switch (n++)
    {
    case 0:
      gtk_editable_set_text (GTK_EDITABLE (find (window, GTK_TYPE_ENTRY, NULL)), "Zoë");
      break;
    case 1:
      gtk_editable_set_text (GTK_EDITABLE (find (window, GTK_TYPE_PASSWORD_ENTRY, NULL)), "hunter-zwei");
      break;
    case 2:
    case 3:
      g_signal_emit_by_name (find (window, GTK_TYPE_BUTTON, "Add"), "clicked");
      break;
    case 4:
      g_signal_emit_by_name (find (window, GTK_TYPE_BUTTON, "Part"), "clicked");
      break;
    case 10:
      if (CRASHES && !g_file_test (MARK, G_FILE_TEST_EXISTS))
        {
          g_file_set_contents (MARK, "", 0, NULL);
          raise (SIGSEGV);
        }
      g_application_quit (G_APPLICATION (application));
      break;
    }
  return G_SOURCE_CONTINUE;
}

int
main (int argc, char **argv)
{
  char title[] = "on the stack";

  g_timeout_add (CRASHES ? 250 : 50, work_cb, NULL);
  return stree_run_with ("org.example.Recorded", app, argc, argv, .props = title, .sidebar = part);
}
'''


# Says how its window looks, whenever that is another way than before. The code that came first does it, for all that come.
OUTSIDE = '''#include <streamtree-gtk.h>
#include <string.h>

static void
add_items (GString *text, GMenuModel *menu)
{
  for (int i = 0; menu && i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char       *label = NULL;
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);

      if (g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label))
        g_string_append_printf (text, "|%s", label);
      add_items (text, section);
    }
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); !found && child; child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

/* A header bar brings a border. */
static int
round_up (int pixels)
{
  return (pixels + 49) / 50 * 50;
}

static gboolean
look_cb (gpointer data)
{
  GtkApplication    *application = GTK_APPLICATION (g_application_get_default ());
  GtkWindow         *window = application ? gtk_application_get_active_window (application) : NULL;
  g_autoptr (GString) text = g_string_new ("looks: ");
  GtkWidget         *button, *entry;
  g_auto (GStrv)     keys = NULL;
  static char       *last;
  static int         n;

  (void) data;
  if (!window || gtk_widget_get_width (GTK_WIDGET (window)) == 0)
    return G_SOURCE_CONTINUE;
  button = gtk_window_get_titlebar (window) ? find (gtk_window_get_titlebar (window), GTK_TYPE_MENU_BUTTON) : NULL;
  entry = find (gtk_window_get_child (window), GTK_TYPE_TEXT);
  if (n++ == 0)
    {
      gtk_window_set_default_size (window, 700, 500); /* as the user would */
      gtk_editable_set_text (GTK_EDITABLE (entry), "typed");
      gtk_widget_grab_focus (entry);
    }
  keys = gtk_application_get_accels_for_action (application, "app.stree-item0");
  g_string_append_printf (text, "%s, %s, %dx%d, %s, %s, menu ", gtk_window_get_title (window), gtk_window_get_icon_name (window),
                          round_up (gtk_widget_get_width (GTK_WIDGET (window))), round_up (gtk_widget_get_height (GTK_WIDGET (window))),
                          gtk_editable_get_text (GTK_EDITABLE (entry)), gtk_window_get_focus (window) == entry ? "focus" : "no focus");
  if (button && gtk_widget_get_visible (button))
    add_items (text, gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button)));
  g_string_append_printf (text, " %s", keys[0] ? keys[0] : "-");
  if (g_strcmp0 (last, text->str) != 0)
    {
      g_printerr ("%s\\n", text->str);
      g_free (last);
      last = g_strdup (text->str);
    }
  if (keys[0])
    g_action_group_activate_action (G_ACTION_GROUP (application), "stree-item0", NULL);
  return G_SOURCE_CONTINUE;
}

static void
chosen_cb (StreeEvent *event, gpointer data)
{
  static gboolean said;

  (void) event;
  if (!said)
    g_printerr ("chosen: %s\\n", (const char *) data);
  said = TRUE;
}

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  StreeState *text = stree_state_string (cx, "text", "");

  (void) props;
  (void) chosen_cb;
  return stree_vstack (stree_text_input ("Text", .value = stree_bind (text), .key = "text"));
}

int
main (int argc, char **argv)
{
  g_autoptr (StreeScope) scope = stree_scope_new ();

  (void) scope;
  if (!g_application_get_default ())
    g_timeout_add (20, look_cb, NULL);
  return stree_run_with (NULL, app, argc, argv, ARGUMENTS);
}
'''


# Does what a file says: types, crashes, or writes down what the window looks like once it has been drawn.
FRAMES = '''#include <streamtree-gtk.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); !found && child; child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static gboolean
shoot_cb (GtkWidget *window, GdkFrameClock *clock, gpointer data)
{
  int                      width = gtk_widget_get_width (window);
  int                      height = gtk_widget_get_height (window);
  static int               n;
  g_autoptr (GdkPaintable) paintable = NULL;
  GtkSnapshot             *snapshot;
  GskRenderNode           *node;
  g_autoptr (GdkTexture)   texture = NULL;

  if (width == 0 || n++ < 4)
    {
      gtk_widget_queue_draw (window);
      gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
      return G_SOURCE_CONTINUE;
    }
  paintable = gtk_widget_paintable_new (window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (!node)
    return G_SOURCE_CONTINUE; /* it is being laid out */
  n = 0;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  gsk_render_node_unref (node);
  g_printerr ("%s: %s\\n", gdk_texture_save_to_png (texture, data) ? "written" : "not written", (char *) data);
  return G_SOURCE_REMOVE;
}

static gboolean
look_cb (gpointer data)
{
  GtkApplication  *application = GTK_APPLICATION (g_application_get_default ());
  GtkWindow       *window = application ? gtk_application_get_active_window (application) : NULL;
  g_autofree char *what = NULL;

  if (!window || !gtk_widget_get_mapped (GTK_WIDGET (window)) || !g_file_get_contents (data, &what, NULL, NULL))
    return G_SOURCE_CONTINUE;
  g_remove (data);
  if (g_str_has_prefix (what, "crash"))
    abort ();
  if (g_str_has_prefix (what, "type "))
    {
      GtkWidget *entry = find (gtk_window_get_child (window), GTK_TYPE_TEXT);

      gtk_widget_grab_focus (entry);
      gtk_editable_set_text (GTK_EDITABLE (entry), what + strlen ("type "));
      gtk_editable_set_position (GTK_EDITABLE (entry), -1);
      g_printerr ("typed\\n");
    }
  else
    {
      gtk_widget_add_tick_callback (GTK_WIDGET (window), shoot_cb, g_strdup (what), g_free);
    }
  return G_SOURCE_CONTINUE;
}

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  StreeState *name = stree_state_string (cx, "name", "");
  StreeState *count = stree_state_int (cx, "count", 0);

  (void) props;
  return stree_vstack (stree_title ("Order"),
                       stree_text_input ("Customer", .value = stree_bind (name), .key = "name"),
                       stree_text ("LABEL: %d", stree_state_get_int (count)),
                       stree_hstack (stree_button ("Add", .primary = TRUE, .on_click = stree_add (count, 1), .key = "add"),
                                     stree_button ("Clear", .on_click = stree_set (count, 0), .key = "clear")));
}

int
main (int argc, char **argv)
{
  if (!g_application_get_default ())
    g_timeout_add (20, look_cb, (gpointer) "COMMAND");
  return stree_run_with ("org.example.Order", app, argc, argv, .page_title = "Order", .width = 640, .height = 480,
                         .about = STREE_ABOUT (.version = "1.0"));
}
'''
