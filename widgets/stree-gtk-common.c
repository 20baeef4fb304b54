/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The common props: what every kind has, set on the widget of its node. */

#include "stree-gtk-private.h"

#define BIT(n) (G_GUINT64_CONSTANT (1) << STREE_COMMON_##n)

#define PLACE                                                                                                          \
  (BIT (HALIGN) | BIT (VALIGN) | BIT (HEXPAND) | BIT (VEXPAND) | BIT (MARGIN) | BIT (MARGIN_TOP) |                     \
   BIT (MARGIN_BOTTOM) | BIT (MARGIN_START) | BIT (MARGIN_END) | BIT (MIN_WIDTH) | BIT (MIN_HEIGHT))

static const StreeCommon none;

static const StreeCommon *
common_of (StreeNode *node)
{
  return node->element->common ? node->element->common : &none;
}

/* --- classes: those that were given, among those the widget has by itself --- */

static void
set_classes (GtkWidget *widget, const char *css)
{
  static GQuark given_quark;
  char        **given;

  if (!given_quark)
    given_quark = g_quark_from_static_string ("stree-given-classes");
  given = g_object_get_qdata (G_OBJECT (widget), given_quark);
  for (guint i = 0; given && given[i]; i++)
    if (*given[i])
      gtk_widget_remove_css_class (widget, given[i]);
  given = css ? g_strsplit_set (css, " \t\n", -1) : NULL;
  for (guint i = 0; given && given[i]; i++)
    if (*given[i])
      gtk_widget_add_css_class (widget, given[i]);
  g_object_set_qdata_full (G_OBJECT (widget), given_quark, given, (GDestroyNotify) g_strfreev);
}

/* --- place and size --- */

static GtkAlign
to_gtk_align (StreeAlign align, GtkAlign own)
{
  switch (align)
    {
    case STREE_ALIGN_FILL:
      return GTK_ALIGN_FILL;
    case STREE_ALIGN_START:
      return GTK_ALIGN_START;
    case STREE_ALIGN_CENTER:
      return GTK_ALIGN_CENTER;
    case STREE_ALIGN_END:
      return GTK_ALIGN_END;
    case STREE_ALIGN_BASELINE:
      return GTK_ALIGN_BASELINE;
    case STREE_ALIGN_DEFAULT:
    default:
      return own;
    }
}

/* What a kind set up by itself: the defaults to go back to. */
typedef struct
{
  GtkAlign halign;
  GtkAlign valign;
  gboolean hexpand;
  gboolean hexpand_set;
  gboolean vexpand;
  gboolean vexpand_set;
  int      width;
  int      height;
} Own;

static const Own *
own_of (GtkWidget *widget)
{
  Own *own = g_object_get_data (G_OBJECT (widget), "stree-own");

  if (own)
    return own;
  own = g_new0 (Own, 1);
  own->halign = gtk_widget_get_halign (widget);
  own->valign = gtk_widget_get_valign (widget);
  own->hexpand_set = gtk_widget_get_hexpand_set (widget);
  own->hexpand = own->hexpand_set && gtk_widget_get_hexpand (widget);
  own->vexpand_set = gtk_widget_get_vexpand_set (widget);
  own->vexpand = own->vexpand_set && gtk_widget_get_vexpand (widget);
  gtk_widget_get_size_request (widget, &own->width, &own->height);
  g_object_set_data_full (G_OBJECT (widget), "stree-own", own, g_free);
  return own;
}

static void
set_place (GtkWidget *widget, const StreeCommon *common, guint64 changed)
{
  const Own *own = own_of (widget);

  if (changed & BIT (HALIGN))
    gtk_widget_set_halign (widget, to_gtk_align (common->halign, own->halign));
  if (changed & BIT (VALIGN))
    gtk_widget_set_valign (widget, to_gtk_align (common->valign, own->valign));
  if (changed & BIT (HEXPAND))
    {
      gtk_widget_set_hexpand (widget, common->hexpand || own->hexpand);
      gtk_widget_set_hexpand_set (widget, common->hexpand || own->hexpand_set); /* else its children decide again */
    }
  if (changed & BIT (VEXPAND))
    {
      gtk_widget_set_vexpand (widget, common->vexpand || own->vexpand);
      gtk_widget_set_vexpand_set (widget, common->vexpand || own->vexpand_set);
    }
  if (changed & (BIT (MARGIN) | BIT (MARGIN_TOP)))
    gtk_widget_set_margin_top (widget, common->margin + common->margin_top);
  if (changed & (BIT (MARGIN) | BIT (MARGIN_BOTTOM)))
    gtk_widget_set_margin_bottom (widget, common->margin + common->margin_bottom);
  if (changed & (BIT (MARGIN) | BIT (MARGIN_START)))
    gtk_widget_set_margin_start (widget, common->margin + common->margin_start);
  if (changed & (BIT (MARGIN) | BIT (MARGIN_END)))
    gtk_widget_set_margin_end (widget, common->margin + common->margin_end);
  if (changed & (BIT (MIN_WIDTH) | BIT (MIN_HEIGHT)))
    {
      int width;
      int height;

      gtk_widget_get_size_request (widget, &width, &height);
      if (changed & BIT (MIN_WIDTH))
        width = common->min_width ? common->min_width : own->width;
      if (changed & BIT (MIN_HEIGHT))
        height = common->min_height ? common->min_height : own->height;
      gtk_widget_set_size_request (widget, width, height);
    }
}

/* --- keys --- */

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, StreeNode *node)
{
  (void) controller;
  (void) keycode;
  return !(node->flags & STREE_NODE_DEAD) &&
         stree_node_key_press (node, keyval, state & GDK_MODIFIER_MASK & ~(guint) GDK_LOCK_MASK);
}

/* A controller is kept under a name, so that it can be taken off again. */
static void
set_controller (GtkWidget *widget, const char *name, GtkEventController *controller)
{
  GtkEventController *old = g_object_get_data (G_OBJECT (widget), name);

  if (old)
    gtk_widget_remove_controller (widget, old);
  g_object_set_data (G_OBJECT (widget), name, controller);
  if (controller)
    gtk_widget_add_controller (widget, controller);
}

static void
set_on_key (StreeNode *node, GtkWidget *widget, gboolean wanted)
{
  GtkEventController *controller = NULL;

  if (wanted)
    {
      controller = gtk_event_controller_key_new ();
      gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
      stree_gtk_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), node);
    }
  set_controller (widget, "stree-key", controller);
}

/* --- drag and drop --- */

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, StreeNode *node)
{
  const StreeCommon *common;

  (void) source;
  (void) x;
  (void) y;
  if (node->flags & STREE_NODE_DEAD)
    return NULL;
  common = common_of (node);
  if (common->drag_files)
    {
      g_autoptr (GString) uris = g_string_new (NULL);
      g_autoptr (GBytes)  bytes = NULL;

      for (guint i = 0; common->drag_files[i]; i++)
        {
          g_autoptr (GFile) file = g_file_new_for_commandline_arg (common->drag_files[i]);
          g_autofree char  *uri = g_file_get_uri (file);

          g_string_append_printf (uris, "%s\r\n", uri);
        }
      bytes = g_bytes_new (uris->str, uris->len);
      return gdk_content_provider_new_for_bytes ("text/uri-list", bytes);
    }
  return common->drag_text ? gdk_content_provider_new_typed (G_TYPE_STRING, common->drag_text) : NULL;
}

/* What is dragged is read when a drag begins: a rerun in the middle of one leaves it alone. */
static void
set_drag (StreeNode *node, GtkWidget *widget, gboolean wanted)
{
  GtkDragSource *source = NULL;

  if (wanted == (g_object_get_data (G_OBJECT (widget), "stree-drag") != NULL))
    return;
  if (wanted)
    {
      source = gtk_drag_source_new ();
      gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
      stree_gtk_connect (source, "prepare", G_CALLBACK (drag_prepare_cb), node);
    }
  set_controller (widget, "stree-drag", (GtkEventController *) source);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, StreeNode *node)
{
  (void) target;
  (void) x;
  (void) y;
  if (node->flags & STREE_NODE_DEAD)
    return FALSE;
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      g_autoptr (GSList)  files = gdk_file_list_get_files (g_value_get_boxed (value));
      g_autoptr (GString) uris = g_string_new (NULL);

      for (GSList *l = files; l; l = l->next)
        {
          g_autofree char *uri = g_file_get_uri (l->data);

          g_string_append_printf (uris, "%s%s", uris->len ? "\n" : "", uri);
        }
      stree_node_drop (node, uris->str);
    }
  else if (G_VALUE_HOLDS_STRING (value))
    {
      stree_node_drop (node, g_value_get_string (value));
    }
  return TRUE;
}

static void
set_drop (StreeNode *node, GtkWidget *widget, int accepts)
{
  GtkDropTarget *target = NULL;

  if (accepts)
    {
      GType types[2];
      gsize n = 0;

      if (accepts & STREE_DROP_FILES)
        types[n++] = GDK_TYPE_FILE_LIST;
      if (accepts & STREE_DROP_TEXT)
        types[n++] = G_TYPE_STRING;
      target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
      gtk_drop_target_set_gtypes (target, types, n);
      stree_gtk_connect (target, "drop", G_CALLBACK (drop_cb), node);
    }
  set_controller (widget, "stree-drop", (GtkEventController *) target);
}

/* --- names and hints that a kind has by itself, under those that are common --- */

static const char *
own_text (StreeNode *node, const char *name)
{
  const StreeProp *prop = stree_kind_find_prop (node->element->kind, name);

  return prop && prop->type == STREE_PROP_STRING ? STREE_PROP_CFIELD (char *, stree_node_args (node), prop->offset) : NULL;
}

static void
set_accessible_label (StreeNode *node, const char *label)
{
  if (!label && node->element->kind->label)
    label = own_text (node, node->element->kind->label->name);
  if (!label)
    label = own_text (node, "placeholder");
  stree_gtk_set_name (stree_gtk_accessible_of (node), label);
}

/* --- all of it --- */

void
stree_gtk_common_update (StreeNode *node, guint64 changed)
{
  const StreeCommon *common = common_of (node);
  GtkWidget         *widget = node->widget;

  if (changed & BIT (TOOLTIP))
    gtk_widget_set_tooltip_text (widget, common->tooltip ? common->tooltip : own_text (node, "help"));
  if (changed & BIT (HIDDEN))
    gtk_widget_set_visible (widget, !common->hidden);
  if (changed & BIT (CSS))
    set_classes (widget, common->css);
  if (changed & PLACE)
    set_place (widget, common, changed);
  if (changed & BIT (OPACITY))
    {
      StreeValue opacity;
      double     value = 1;

      if (stree_declared_value (&common->opacity, &opacity))
        value = opacity.type == STREE_VALUE_DOUBLE ? opacity.v.d : opacity.type == STREE_VALUE_INT ? opacity.v.i : 1;
      gtk_widget_set_opacity (widget, CLAMP (value, 0, 1));
    }
  if (changed & BIT (ACCESSIBLE_LABEL))
    set_accessible_label (node, common->accessible_label);
  /* What was given goes before a tooltip. */
  if (changed & (BIT (ACCESSIBLE_DESCRIPTION) | BIT (TOOLTIP)))
    stree_gtk_set_description (stree_gtk_accessible_of (node), common->accessible_description);
  if (changed & BIT (CURSOR))
    gtk_widget_set_cursor_from_name (widget, common->cursor);
  if (changed & BIT (ON_KEY))
    set_on_key (node, widget, common->on_key != NULL);
  if (changed & BIT (CONTEXT_MENU))
    stree_gtk_menu_update (node, &common->context_menu);
  if (changed & (BIT (DRAG_TEXT) | BIT (DRAG_FILES)))
    set_drag (node, widget, common->drag_text || common->drag_files);
  if (changed & BIT (DROP))
    set_drop (node, widget, common->drop);
}
