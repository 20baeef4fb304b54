/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "inspector/stree-inspector-window-private.h"

#include <glib/gi18n-lib.h>

#include "actions/stree-shortcut-private.h"
#include "inspector/stree-inspector-pane-private.h"
#include "stree-gtk-actions-private.h"
#include "stree-view-private.h"

#define WINDOW     "stree-inspector-window"     /* of a session: its window, borrowed */
#define KEYS       "<Control><Shift>d"
#define CONTROLLER "stree-inspector-controller" /* of a view: what listens in its window, borrowed */

GtkWidget *
stree_inspector_find_window (StreeSession *session)
{
  return g_object_get_data (G_OBJECT (session), WINDOW);
}

static void
empty_cb (GtkWindow *window)
{
  gtk_window_destroy (window);
}

static void
destroyed_cb (gpointer session, GObject *window)
{
  if (g_object_get_data (session, WINDOW) == (gpointer) window)
    g_object_set_data (session, WINDOW, NULL);
  g_object_unref (session);
}

static GtkWidget *
make_window (StreeView *view)
{
  StreeSession               *session = stree_view_get_session (view);
  StreeMount                 *mount = stree_view_get_mount (view);
  GtkWidget                  *window = gtk_window_new ();
  GtkWidget                  *header = gtk_header_bar_new ();
  GtkWidget                  *pane = stree_inspector_pane_new ();
  g_autoptr (GtkWindowGroup)  group = gtk_window_group_new ();
  g_autofree char            *title = g_strdup_printf (_ ("Inspector – %s"), mount ? stree_mount_get_name (mount) : "");

  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_default_size (GTK_WINDOW (window), 960, 640);
  gtk_window_set_display (GTK_WINDOW (window), gtk_widget_get_display (GTK_WIDGET (view)));
  stree_gtk_style (window);
  /* A group of its own: a modal dialog of the program does not stop it. */
  gtk_window_group_add_window (group, GTK_WINDOW (window));
  gtk_header_bar_pack_start (GTK_HEADER_BAR (header), stree_inspector_pane_get_bar (STREE_INSPECTOR_PANE (pane)));
  gtk_window_set_titlebar (GTK_WINDOW (window), header);
  gtk_window_set_child (GTK_WINDOW (window), pane);
  /* The first thing to do; and the focus on a row would select it. */
  gtk_window_set_focus (GTK_WINDOW (window), gtk_widget_get_last_child (stree_inspector_pane_get_bar (STREE_INSPECTOR_PANE (pane))));
  g_signal_connect_object (pane, "empty", G_CALLBACK (empty_cb), window, G_CONNECT_SWAPPED);
  stree_inspector_pane_set_session (STREE_INSPECTOR_PANE (pane), session);
  g_object_set_data (G_OBJECT (session), WINDOW, window);
  g_object_weak_ref (G_OBJECT (window), destroyed_cb, g_object_ref (session));
  return window;
}

GtkWidget *
stree_inspector_open (StreeView *view)
{
  StreeSession *session = stree_view_get_session (view);
  GtkWidget    *window = stree_inspector_find_window (session);

  if (!window)
    window = make_window (view);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

void
stree_inspector_close (StreeSession *session)
{
  GtkWidget *window = stree_inspector_find_window (session);

  if (window)
    gtk_window_destroy (GTK_WINDOW (window));
}

/* --- the keys --- */

/* An Action with these keys: it is looked at after the keys of windows, where GTK has them for its own inspector. */
static StreeNode *
find_action (StreeView *view)
{
  StreeMount      *mount = stree_view_get_mount (view);
  g_autofree char *keys = stree_shortcut_canonical (KEYS, NULL);

  return mount && mount->n_actions > 0 ? stree_actions_pick_key (mount, keys, stree_gtk_has_focus, view) : NULL;
}

static gboolean
open_cb (GtkWidget *widget, GVariant *args, gpointer view)
{
  StreeNode *action;

  (void) widget;
  (void) args;
  action = find_action (view);
  if (action)
    return stree_action_is_enabled (action) && stree_action_activate (action);
  if (!stree_view_get_inspectable (view))
    return FALSE;
  stree_inspector_open (view);
  return TRUE;
}

/* On the window itself, on the way up: whoever else takes the keys has them first. */
void
stree_inspector_attach (StreeView *view)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkWidget          *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (view)));

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (KEYS),
                                                          gtk_callback_action_new (open_cb, view, NULL)));
  g_object_set_data (G_OBJECT (view), CONTROLLER, controller);
  gtk_widget_add_controller (root, controller);
}

void
stree_inspector_detach (StreeView *view)
{
  GtkEventController *controller = g_object_steal_data (G_OBJECT (view), CONTROLLER);
  GtkWidget          *root = controller ? gtk_event_controller_get_widget (controller) : NULL;

  if (root)
    gtk_widget_remove_controller (root, controller);
}

/* --- a page in GTK's inspector --- */

#define EXTENSION_POINT "gtk-inspector-page"

#define STREE_TYPE_INSPECTOR_PAGE (stree_inspector_page_get_type ())
G_DECLARE_FINAL_TYPE (StreeInspectorPage, stree_inspector_page, STREE, INSPECTOR_PAGE, GtkWidget)

struct _StreeInspectorPage
{
  GtkWidget  parent_instance;
  GtkWidget *box;
  GtkWidget *pane;
  GObject   *object; /* weak: what is selected in GTK's inspector */
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_OBJECT,
};

G_DEFINE_FINAL_TYPE (StreeInspectorPage, stree_inspector_page, GTK_TYPE_WIDGET)

static StreeView *
find_view (GtkWidget *widget)
{
  if (STREE_IS_VIEW (widget))
    return STREE_VIEW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      StreeView *view = find_view (child);

      if (view)
        return view;
    }
  return NULL;
}

static StreeView *
find_any_view (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  StreeView  *view = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && !view; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      view = find_view (window);
    }
  return view;
}

/* That of the view around what is selected; else that of any. */
static void
find_session (StreeInspectorPage *self)
{
  GtkWidget *around = GTK_IS_WIDGET (self->object) ? gtk_widget_get_ancestor (GTK_WIDGET (self->object), STREE_TYPE_VIEW) : NULL;
  StreeView *view = around ? STREE_VIEW (around) : find_any_view ();

  stree_inspector_pane_set_session (STREE_INSPECTOR_PANE (self->pane),
                                    view && stree_view_get_inspectable (view) ? stree_view_get_session (view) : NULL);
}

static void
stree_inspector_page_map (GtkWidget *widget)
{
  find_session (STREE_INSPECTOR_PAGE (widget));
  GTK_WIDGET_CLASS (stree_inspector_page_parent_class)->map (widget);
}

static void
stree_inspector_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, _ ("StreamTree"));
      break;
    case PROP_OBJECT:
      g_value_set_object (value, STREE_INSPECTOR_PAGE (object)->object);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
stree_inspector_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StreeInspectorPage *self = STREE_INSPECTOR_PAGE (object);

  switch (id)
    {
    case PROP_OBJECT:
      g_set_weak_pointer (&self->object, g_value_get_object (value));
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        find_session (self);
      break;
    case PROP_TITLE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
stree_inspector_page_dispose (GObject *object)
{
  StreeInspectorPage *self = STREE_INSPECTOR_PAGE (object);

  g_clear_weak_pointer (&self->object);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (stree_inspector_page_parent_class)->dispose (object);
}

static void
stree_inspector_page_class_init (StreeInspectorPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = stree_inspector_page_dispose;
  object_class->get_property = stree_inspector_page_get_property;
  object_class->set_property = stree_inspector_page_set_property;
  GTK_WIDGET_CLASS (klass)->map = stree_inspector_page_map;
  /* The two that GTK asks for and sets. */
  g_object_class_install_property (object_class, PROP_TITLE,
                                   g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (object_class, PROP_OBJECT,
                                   g_param_spec_object ("object", NULL, NULL, G_TYPE_OBJECT, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
stree_inspector_page_init (StreeInspectorPage *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->pane = stree_inspector_pane_new ();
  gtk_box_append (GTK_BOX (self->box), stree_inspector_pane_get_bar (STREE_INSPECTOR_PANE (self->pane)));
  gtk_box_append (GTK_BOX (self->box), self->pane);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

void
stree_inspector_register_page (void)
{
  if (g_io_extension_point_lookup (EXTENSION_POINT))
    g_io_extension_point_implement (EXTENSION_POINT, STREE_TYPE_INSPECTOR_PAGE, "streamtree", 10);
}
