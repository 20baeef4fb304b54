/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-view-private.h"

#include "core/stree-component-private.h"
#include "history/stree-report-private.h"
#include "inspector/stree-inspector-window-private.h"
#include "stree-clamp-private.h"
#include "stree-gtk-actions-private.h"
#include "stree-theme-sheet-private.h"
#include "stree-view-places-private.h"

/**
 * StreeView:
 *
 * A widget that shows a component: for any window, any box, any .ui file.
 *
 * Several views can share a session: what one changes in a global state, all show.
 *
 * Since: 1.0
 */
struct _StreeView
{
  GtkWidget        parent_instance;
  StreeGtkRenderer renderer;
  StreeMount      *mount;    /* owned; NULL while there is no component */
  StreeSession    *session;  /* owned */
  StreeElement    *component; /* held: the root's call */
  char            *name;
  GtkWidget       *scroller; /* around root */
  GtkWidget       *column;   /* limits the width, where that is asked for */
  GtkWidget       *root;     /* the box that the component's widgets are in */
  StreeViewPlaces  places; /* what is elsewhere than in root */
  GtkWidget       *banner; /* above all that; NULL: nothing */
  gboolean         show_sidebar;
  gboolean         inspectable;
  int              max_width;
};

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_HAS_SIDEBAR,
  PROP_SHOW_SIDEBAR,
  PROP_MAX_WIDTH,
  PROP_INSPECTABLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StreeView, stree_view, GTK_TYPE_WIDGET)

/* --- life --- */

static void
drop_mount (StreeView *self)
{
  if (!self->mount)
    return;
  stree_gtk_renderer_clear (&self->renderer);
  g_object_set_data (G_OBJECT (self), "stree-mount", NULL);
  g_clear_pointer (&self->mount, stree_mount_free);
  stree_gtk_actions_clear (self);
}

static void
stree_view_dispose (GObject *object)
{
  StreeView *self = STREE_VIEW (object);
  GtkWidget *child;

  drop_mount (self);
  stree_gtk_theme_unfollow (GTK_WIDGET (self));
  stree_gtk_menu_close (GTK_WIDGET (self));
  stree_gtk_palette_close (self);
  if (self->scroller)
    stree_view_places_clear (&self->places);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  self->scroller = self->column = self->root = self->banner = NULL;
  g_clear_pointer (&self->component, stree_element_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (stree_view_parent_class)->dispose (object);
}

static void
stree_view_finalize (GObject *object)
{
  StreeView *self = STREE_VIEW (object);

  g_free (self->name);
  G_OBJECT_CLASS (stree_view_parent_class)->finalize (object);
}

static void
stree_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StreeView *self = STREE_VIEW (object);

  switch (id)
    {
    case PROP_SESSION:
      g_value_set_object (value, stree_view_get_session (self));
      break;
    case PROP_HAS_SIDEBAR:
      g_value_set_boolean (value, stree_view_get_has_sidebar (self));
      break;
    case PROP_SHOW_SIDEBAR:
      g_value_set_boolean (value, self->show_sidebar);
      break;
    case PROP_MAX_WIDTH:
      g_value_set_int (value, self->max_width);
      break;
    case PROP_INSPECTABLE:
      g_value_set_boolean (value, self->inspectable);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
stree_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StreeView *self = STREE_VIEW (object);

  switch (id)
    {
    case PROP_SESSION:
      stree_view_set_session (self, g_value_get_object (value));
      break;
    case PROP_SHOW_SIDEBAR:
      stree_view_set_show_sidebar (self, g_value_get_boolean (value));
      break;
    case PROP_MAX_WIDTH:
      stree_view_set_max_width (self, g_value_get_int (value));
      break;
    case PROP_INSPECTABLE:
      stree_view_set_inspectable (self, g_value_get_boolean (value));
      break;
    case PROP_HAS_SIDEBAR:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* What was asked for in a run before it was in a window. */
static void
stree_view_root (GtkWidget *widget)
{
  StreeView *self = STREE_VIEW (widget);

  GTK_WIDGET_CLASS (stree_view_parent_class)->root (widget);
  if (self->mount && self->mount->handles.length > 0)
    stree_mount_schedule_quiet (self->mount);
  stree_inspector_attach (self);
}

static void
stree_view_unroot (GtkWidget *widget)
{
  stree_inspector_detach (STREE_VIEW (widget));
  GTK_WIDGET_CLASS (stree_view_parent_class)->unroot (widget);
}

static void
stree_view_class_init (StreeViewClass *klass)
{
  static char     version[32];
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_snprintf (version, sizeof version, "%u.%u.%u", gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version ());
  stree_report_set_toolkit ("GTK", version);

  object_class->dispose = stree_view_dispose;
  object_class->finalize = stree_view_finalize;
  object_class->get_property = stree_view_get_property;
  object_class->set_property = stree_view_set_property;
  widget_class->root = stree_view_root;
  widget_class->unroot = stree_view_unroot;

  /**
   * StreeView:session: (attributes org.gtk.Property.get=stree_view_get_session org.gtk.Property.set=stree_view_set_session)
   *
   * The session whose state it shows.
   *
   * Since: 1.0
   */
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, STREE_TYPE_SESSION, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * StreeView:has-sidebar: (attributes org.gtk.Property.get=stree_view_get_has_sidebar)
   *
   * Whether the component shows a Sidebar.
   *
   * Since: 1.0
   */
  properties[PROP_HAS_SIDEBAR] =
    g_param_spec_boolean ("has-sidebar", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * StreeView:show-sidebar: (attributes org.gtk.Property.get=stree_view_get_show_sidebar org.gtk.Property.set=stree_view_set_show_sidebar)
   *
   * Whether the sidebar is open.
   *
   * Since: 1.0
   */
  properties[PROP_SHOW_SIDEBAR] = g_param_spec_boolean (
    "show-sidebar", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * StreeView:max-width: (attributes org.gtk.Property.get=stree_view_get_max_width org.gtk.Property.set=stree_view_set_max_width)
   *
   * The width in pixels that the content has at most, centered beyond it; 0 for no limit.
   *
   * Since: 1.0
   */
  properties[PROP_MAX_WIDTH] = g_param_spec_int (
    "max-width", NULL, NULL, 0, G_MAXINT, 0, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * StreeView:inspectable: (attributes org.gtk.Property.get=stree_view_get_inspectable org.gtk.Property.set=stree_view_set_inspectable)
   *
   * Whether Ctrl+Shift+D opens the inspector.
   *
   * Since: 1.0
   */
  properties[PROP_INSPECTABLE] = g_param_spec_boolean (
    "inspectable", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * StreeView::actions-changed:
   *
   * The actions that the component declares have changed.
   *
   * Since: 1.0
   */
  g_signal_new ("actions-changed", STREE_TYPE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, STREE_TYPE_VIEW_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "streeview");
  stree_inspector_register_page ();
}

static void
stree_view_init (StreeView *self)
{
  self->show_sidebar = TRUE;
  self->inspectable = TRUE;
  self->root = gtk_box_new (GTK_ORIENTATION_VERTICAL, STREE_GTK_SPACING);
  self->column = stree_clamp_new (self->root);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->column);
  gtk_widget_set_hexpand (self->scroller, TRUE);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  stree_view_places_init (&self->places, GTK_WIDGET (self), self->column, self->scroller);
  stree_gtk_renderer_init (&self->renderer, GTK_WIDGET (self), self->root);
  stree_gtk_style (GTK_WIDGET (self));
}

/* --- the component --- */

static void
start (StreeView *self)
{
  drop_mount (self);
  if (!self->component)
    return;
  stree_gtk_theme_follow (GTK_WIDGET (self), stree_view_get_session (self));
  self->mount = stree_mount_new (stree_view_get_session (self), &self->renderer.renderer, self->name, self->component);
  g_object_set_data (G_OBJECT (self), "stree-mount", self->mount);
  stree_mount_rerun (self->mount);
}

/* The same component again is an update: its place keeps state and widgets, even if the code is new. */
static void
take_component (StreeView *self, const char *name, StreeElement *component)
{
  g_autoptr (StreeElement) before = g_steal_pointer (&self->component);

  (void) before; /* dropped last: nodes may still point into it */
  self->component = stree_element_ref (component);
  if (self->mount && g_strcmp0 (self->name, name) == 0)
    {
      stree_mount_set_root (self->mount, component);
      return;
    }
  g_free (self->name);
  self->name = g_strdup (name);
  start (self);
}

/**
 * stree_view_new: (skip)
 * @session: (nullable): the session; %NULL for one of its own
 * @name: the head of every render path, such as `app`
 * @func: the root component
 * @props: (nullable): its props; borrowed
 *
 * Makes a view that shows a component.
 *
 * Returns: (transfer floating): the view
 *
 * Since: 1.0
 */
GtkWidget *
stree_view_new (StreeSession *session, const char *name, StreeComponentFunc func, gpointer props)
{
  StreeView *self;

  g_return_val_if_fail (session == NULL || STREE_IS_SESSION (session), NULL);
  self = g_object_new (STREE_TYPE_VIEW, NULL);
  if (session)
    stree_view_set_session (self, session);
  stree_view_set_component (self, name, func, props);
  return GTK_WIDGET (self);
}

/**
 * stree_view_new_for_closure: (constructor) (rename-to stree_view_new)
 * @session: (nullable): the session; %NULL for one of its own
 * @name: the head of every render path, such as `app`
 * @func: the root component: takes a [struct@StreamTree.Context], returns a [struct@StreamTree.Element]
 *
 * Makes a view that shows a component.
 *
 * Returns: (transfer floating): the view
 *
 * Since: 1.0
 */
GtkWidget *
stree_view_new_for_closure (StreeSession *session, const char *name, GClosure *func)
{
  StreeView *self;

  g_return_val_if_fail (session == NULL || STREE_IS_SESSION (session), NULL);
  self = g_object_new (STREE_TYPE_VIEW, NULL);
  if (session)
    stree_view_set_session (self, session);
  stree_view_set_closure (self, name, func);
  return GTK_WIDGET (self);
}

/**
 * stree_view_set_component: (skip)
 * @self: a view
 * @name: the head of every render path, such as `app`
 * @func: the root component
 * @props: (nullable): its props; borrowed
 *
 * Shows a component. The same @name again keeps state and widgets: the code may have been reloaded.
 *
 * Since: 1.0
 */
void
stree_view_set_component (StreeView *self, const char *name, StreeComponentFunc func, gpointer props)
{
  g_autoptr (StreeScope) scope = NULL;
  StreeComponentArgs     args = { .props = props };

  g_return_if_fail (STREE_IS_VIEW (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (func != NULL);
  scope = stree_scope_new ();
  take_component (self, name, stree_component_new (name, func, &args));
}

/**
 * stree_view_set_closure: (rename-to stree_view_set_component)
 * @self: a view
 * @name: the head of every render path, such as `app`
 * @func: the root component: takes a [struct@StreamTree.Context], returns a [struct@StreamTree.Element]
 *
 * Shows a component. The same @name again keeps state and widgets.
 *
 * Since: 1.0
 */
void
stree_view_set_closure (StreeView *self, const char *name, GClosure *func)
{
  g_autoptr (StreeElement) component = NULL;

  g_return_if_fail (STREE_IS_VIEW (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (func != NULL);
  component = stree_element_new_component (name, func);
  take_component (self, name, component);
}

/**
 * stree_view_get_session:
 * @self: a view
 *
 * Its session.
 *
 * Returns: (transfer none): the session
 *
 * Since: 1.0
 */
StreeSession *
stree_view_get_session (StreeView *self)
{
  g_return_val_if_fail (STREE_IS_VIEW (self), NULL);
  if (!self->session)
    self->session = stree_session_new ();
  return self->session;
}

/**
 * stree_view_set_session:
 * @self: a view
 * @session: (nullable): a session; %NULL for one of its own
 *
 * Shows the state of another session. The component starts again in it.
 *
 * Since: 1.0
 */
void
stree_view_set_session (StreeView *self, StreeSession *session)
{
  g_return_if_fail (STREE_IS_VIEW (self));
  g_return_if_fail (session == NULL || STREE_IS_SESSION (session));
  if (self->session == session && session)
    return;
  drop_mount (self);
  stree_gtk_theme_unfollow (GTK_WIDGET (self));
  g_set_object (&self->session, session);
  start (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/**
 * stree_view_rerun:
 * @self: a view
 *
 * Reruns the component before the next frame.
 *
 * Since: 1.0
 */
void
stree_view_rerun (StreeView *self)
{
  g_return_if_fail (STREE_IS_VIEW (self));
  if (self->mount)
    stree_mount_schedule (self->mount);
}

/**
 * stree_view_flush:
 * @self: a view
 *
 * Does now what is due before the next frame.
 *
 * Since: 1.0
 */
void
stree_view_flush (StreeView *self)
{
  g_return_if_fail (STREE_IS_VIEW (self));
  if (self->mount)
    stree_mount_flush (self->mount);
}

StreeMount *
stree_view_get_mount (StreeView *self)
{
  return self->mount;
}

GtkWidget *
stree_view_get_root (StreeView *self)
{
  return self->root;
}

/* --- the side, the bottom, and what is over the page --- */

static void
side_changed (StreeView *self, StreeGtkPlace place, guint empty)
{
  if (place == STREE_GTK_PLACE_SIDE && stree_view_places_count (&self->places, place) == empty)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_SIDEBAR]);
}

void
stree_view_add (StreeView *self, StreeGtkPlace place, StreeNode *node)
{
  stree_view_places_add (&self->places, place, node);
  side_changed (self, place, 1);
}

void
stree_view_remove (StreeView *self, StreeGtkPlace place, StreeNode *node)
{
  if (stree_view_places_remove (&self->places, place, node))
    side_changed (self, place, 0);
}

void
stree_view_sort (StreeView *self)
{
  stree_view_places_sort (&self->places);
}

/**
 * stree_view_get_has_sidebar: (get-property has-sidebar)
 * @self: a view
 *
 * Whether the component shows a Sidebar.
 *
 * Returns: %TRUE if so
 *
 * Since: 1.0
 */
gboolean
stree_view_get_has_sidebar (StreeView *self)
{
  g_return_val_if_fail (STREE_IS_VIEW (self), FALSE);
  return stree_view_places_count (&self->places, STREE_GTK_PLACE_SIDE) > 0;
}

/**
 * stree_view_get_show_sidebar: (get-property show-sidebar)
 * @self: a view
 *
 * Whether the sidebar is open.
 *
 * Returns: %TRUE if so
 *
 * Since: 1.0
 */
gboolean
stree_view_get_show_sidebar (StreeView *self)
{
  g_return_val_if_fail (STREE_IS_VIEW (self), FALSE);
  return self->show_sidebar;
}

/**
 * stree_view_set_show_sidebar: (set-property show-sidebar)
 * @self: a view
 * @show: whether to open it
 *
 * Opens or closes the sidebar.
 *
 * Since: 1.0
 */
void
stree_view_set_show_sidebar (StreeView *self, gboolean show)
{
  g_return_if_fail (STREE_IS_VIEW (self));
  show = !!show;
  if (self->show_sidebar == show)
    return;
  self->show_sidebar = show;
  stree_view_places_show_side (&self->places, show);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_SIDEBAR]);
}

/* --- the width --- */

/**
 * stree_view_get_max_width: (get-property max-width)
 * @self: a view
 *
 * The width in pixels that the content has at most.
 *
 * Returns: the width; 0 for no limit
 *
 * Since: 1.0
 */
int
stree_view_get_max_width (StreeView *self)
{
  g_return_val_if_fail (STREE_IS_VIEW (self), 0);
  return self->max_width;
}

/**
 * stree_view_set_max_width: (set-property max-width)
 * @self: a view
 * @width: the width in pixels; 0 for no limit
 *
 * Limits the width of the content: text across a whole screen is hard to read.
 *
 * Since: 1.0
 */
void
stree_view_set_max_width (StreeView *self, int width)
{
  g_return_if_fail (STREE_IS_VIEW (self));
  g_return_if_fail (width >= 0);
  if (self->max_width == width)
    return;
  self->max_width = width;
  stree_clamp_set_max_width (self->column, width);
  stree_view_places_set_max_width (&self->places, width);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAX_WIDTH]);
}

/* --- for a developer's eyes --- */

/**
 * stree_view_get_inspectable: (get-property inspectable)
 * @self: a view
 *
 * Whether Ctrl+Shift+D opens the inspector.
 *
 * Returns: %TRUE if so
 *
 * Since: 1.0
 */
gboolean
stree_view_get_inspectable (StreeView *self)
{
  g_return_val_if_fail (STREE_IS_VIEW (self), FALSE);
  return self->inspectable;
}

/**
 * stree_view_set_inspectable: (set-property inspectable)
 * @self: a view
 * @inspectable: whether it opens
 *
 * Lets Ctrl+Shift+D open the inspector, in the window that the view is in, unless the program has these keys itself. It does at
 * first; an open inspector stays.
 *
 * Since: 1.0
 */
void
stree_view_set_inspectable (StreeView *self, gboolean inspectable)
{
  g_return_if_fail (STREE_IS_VIEW (self));
  inspectable = !!inspectable;
  if (self->inspectable == inspectable)
    return;
  self->inspectable = inspectable;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INSPECTABLE]);
}

/**
 * stree_view_get_banner:
 * @self: a view
 *
 * What stands above the view.
 *
 * Returns: (transfer none) (nullable): the widget; %NULL for none
 *
 * Since: 1.0
 */
GtkWidget *
stree_view_get_banner (StreeView *self)
{
  g_return_val_if_fail (STREE_IS_VIEW (self), NULL);
  return self->banner;
}

/**
 * stree_view_set_banner:
 * @self: a view
 * @banner: (nullable): a widget without a parent; %NULL for none
 *
 * Puts a widget above the view, as wide as it is: for what does not come from the component, such as news of a tool. The
 * rest of the view keeps its widgets, its state and the focus.
 *
 * Since: 1.0
 */
void
stree_view_set_banner (StreeView *self, GtkWidget *banner)
{
  StreeViewLayout *layout;

  g_return_if_fail (STREE_IS_VIEW (self));
  g_return_if_fail (banner == NULL || (GTK_IS_WIDGET (banner) && (banner == self->banner || !gtk_widget_get_parent (banner))));
  if (banner == self->banner)
    return;
  layout = STREE_VIEW_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));
  stree_view_layout_set_banner (layout, banner);
  g_clear_pointer (&self->banner, gtk_widget_unparent);
  self->banner = banner;
  if (banner)
    gtk_widget_insert_after (banner, GTK_WIDGET (self), NULL);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
