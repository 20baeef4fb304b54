/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "xtest.h"

#include <X11/XKBlib.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <gdk/x11/gdkx.h>
#include <string.h>

/* --- what GDK itself says --- */

/* GDK 4.24 warns on X11, in its own bookkeeping of frames, where a menu or a second window opens. In a test each warning
 * is fatal, and this one is nobody's mistake here. */
#define KNOWN "gdk_frame_timings_submitted() called on submitted frame"

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (strcmp (fields[i].key, "MESSAGE") == 0 && fields[i].length < 0 && strstr (fields[i].value, KNOWN))
      return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, data);
}

/* Before any test begins, and before GTK says anything. */
__attribute__ ((constructor)) static void
filter_log (void)
{
  g_log_set_writer_func (write_log, NULL, NULL);
}


/* Long: it is reached only by a test that fails, and the machine may be slow. */
#define LIMIT_SECONDS 60

/* GDK's X11 calls are deprecated from 4.18 on, and still what works. */
static Display *
x_display (GtkWidget *widget)
{
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  return gdk_x11_display_get_xdisplay (gtk_widget_get_display (widget));
  G_GNUC_END_IGNORE_DEPRECATIONS
}

static Window
x_window (GtkWidget *widget)
{
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  return gdk_x11_surface_get_xid (gtk_native_get_surface (gtk_widget_get_native (widget)));
  G_GNUC_END_IGNORE_DEPRECATIONS
}

/* --- waiting --- */

gint64
xtest_deadline (void)
{
  return g_get_monotonic_time () + LIMIT_SECONDS * G_USEC_PER_SEC;
}

static gboolean
wake_cb (gpointer data)
{
  (void) data;
  return G_SOURCE_CONTINUE;
}

void
xtest_iterate (gint64 deadline, const char *file, int line, const char *expression)
{
  guint wake;

  if (g_get_monotonic_time () > deadline)
    g_error ("%s:%d: this did not come true: %s", file, line, expression);
  wake = g_timeout_add (20, wake_cb, NULL);
  g_main_context_iteration (NULL, TRUE);
  g_source_remove (wake);
}

static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  (void) clock;
  ++*(guint *) data;
}

static void
wait_frame (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  guint          painted = 0;
  gulong         id = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  gtk_widget_queue_draw (widget);
  xtest_wait (painted > 0);
  g_signal_handler_disconnect (clock, id);
}

void
xtest_settle (GtkWidget *widget)
{
  XSync (x_display (widget), False);
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  wait_frame (widget);
  wait_frame (widget);
}

/* --- the window --- */

GtkWidget *
xtest_window (GtkWidget *view, int width, int height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  xtest_focus (window);
  return window;
}

void
xtest_focus (GtkWidget *window)
{
  GtkWidget *content = gtk_window_get_child (GTK_WINDOW (window));
  Window     child;
  int        x, y;

  xtest_wait (gtk_widget_get_mapped (content) && gtk_widget_get_width (content) > 0);
  wait_frame (content);
  XSetInputFocus (x_display (window), x_window (window), RevertToParent, CurrentTime);
  /* From right to left GTK 4.24 counts from the other edge, and the window is beside the screen: nobody manages it. */
  XTranslateCoordinates (x_display (window), x_window (window), DefaultRootWindow (x_display (window)), 0, 0, &x, &y, &child);
  if (x < 0 || y < 0)
    XMoveWindow (x_display (window), x_window (window), 0, 0);
  XSync (x_display (window), False);
  xtest_wait (gtk_window_is_active (GTK_WINDOW (window)));
}

void
xtest_close (GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

/* --- finding --- */

GtkWidget *
xtest_find (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = xtest_find (child, type);

      if (found)
        return found;
    }
  return NULL;
}

GtkWidget *
xtest_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && strcmp (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = xtest_label (child, text);

      if (found)
        return found;
    }
  return NULL;
}

/* --- the pointer --- */

void
xtest_move (GtkWidget *widget, double fx, double fy)
{
  GtkNative       *native = gtk_widget_get_native (widget);
  GdkSurface      *surface = gtk_native_get_surface (native);
  Display         *display = x_display (widget);
  graphene_point_t at = GRAPHENE_POINT_INIT ((float) (gtk_widget_get_width (widget) * fx),
                                             (float) (gtk_widget_get_height (widget) * fy));
  graphene_point_t point;
  double           dx;
  double           dy;
  Window           child;
  int              x;
  int              y;
  int              scale = gdk_surface_get_scale_factor (surface);

  g_assert_true (gtk_widget_compute_point (widget, GTK_WIDGET (native), &at, &point));
  gtk_native_get_surface_transform (native, &dx, &dy);
  XTranslateCoordinates (display, x_window (widget), DefaultRootWindow (display), 0, 0, &x, &y, &child);
  XTestFakeMotionEvent (display, -1, x + (int) ((point.x + dx) * scale), y + (int) ((point.y + dy) * scale), 0);
  XSync (display, False);
}

void
xtest_button (GtkWidget *widget, guint button, gboolean down)
{
  XTestFakeButtonEvent (x_display (widget), button, down, 0);
  XSync (x_display (widget), False);
}

void
xtest_click_at (GtkWidget *widget, double fx, double fy, guint button)
{
  xtest_move (widget, fx, fy);
  xtest_button (widget, button, TRUE);
  xtest_button (widget, button, FALSE);
}

void
xtest_click (GtkWidget *widget)
{
  xtest_click_at (widget, 0.5, 0.5, 1);
}

/* The click is handled before anything else comes. One that gives up what was selected, as Tab leaves it, and Control and A in
 * the same millisecond are too much for GTK on X11: it takes the old selection's end for the new one's. */
void
xtest_enter (GtkWidget *text)
{
  xtest_click (text);
  xtest_settle (text);
  xtest_wait (gtk_widget_has_focus (text));
}

void
xtest_scroll (GtkWidget *widget, gboolean down)
{
  xtest_click_at (widget, 0.5, 0.5, down ? 5 : 4);
}

/* --- the keyboard --- */

static void
modifier (Display *display, KeySym keysym, gboolean down)
{
  XTestFakeKeyEvent (display, XKeysymToKeycode (display, keysym), down, 0);
}

void
xtest_hold (GtkWidget *widget, GdkModifierType modifiers, gboolean down)
{
  Display *display = x_display (widget);

  if (modifiers & GDK_CONTROL_MASK)
    modifier (display, XK_Control_L, down);
  if (modifiers & GDK_ALT_MASK)
    modifier (display, XK_Alt_L, down);
  if (modifiers & GDK_SHIFT_MASK)
    modifier (display, XK_Shift_L, down);
  XSync (display, False);
}

void
xtest_key (GtkWidget *widget, guint keyval, GdkModifierType modifiers)
{
  Display *display = x_display (widget);
  KeyCode  code = XKeysymToKeycode (display, keyval); /* GDK's key values are X's */

  if (code == 0)
    g_error ("the keyboard has no key %s", gdk_keyval_name (keyval));
  if (XkbKeycodeToKeysym (display, code, 0, 0) != keyval && XkbKeycodeToKeysym (display, code, 0, 1) == keyval)
    modifiers |= GDK_SHIFT_MASK;
  xtest_hold (widget, modifiers, TRUE);
  XTestFakeKeyEvent (display, code, True, 0);
  XTestFakeKeyEvent (display, code, False, 0);
  xtest_hold (widget, modifiers, FALSE);
}

void
xtest_type (GtkWidget *widget, const char *text)
{
  for (; *text; text++)
    xtest_key (widget, gdk_unicode_to_keyval ((guint32) *text), 0);
}
