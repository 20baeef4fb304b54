/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-live-private.h"

#include "stree-view-private.h"

/* All views are answered for at once: between two calls a window may go. */
static const char introspection[] = "<node>"
                                    "  <interface name='org.streamtree.Tree1'>"
                                    "    <method name='List'><arg name='titles' type='as' direction='out'/></method>"
                                    "    <method name='Dump'>"
                                    "      <arg name='format' type='s' direction='in'/>"
                                    "      <arg name='expand_components' type='b' direction='in'/>"
                                    "      <arg name='views' type='a(ss)' direction='out'/>"
                                    "    </method>"
                                    "    <method name='Summarize'>"
                                    "      <arg name='expand_components' type='b' direction='in'/>"
                                    "      <arg name='views' type='a(sa{su})' direction='out'/>"
                                    "    </method>"
                                    "  </interface>"
                                    "</node>";

#define REGISTRATION "stree-inspect" /* object data of the application: the id of what is exported */

/* --- the views --- */

/* One without a component shows nothing. */
static void
collect (GtkWidget *widget, GPtrArray *views)
{
  if (STREE_IS_VIEW (widget) && stree_view_get_mount (STREE_VIEW (widget)))
    g_ptr_array_add (views, widget);
  else if (!STREE_IS_VIEW (widget))
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
      collect (child, views);
}

static guint
number_of (gconstpointer window)
{
  return GTK_IS_APPLICATION_WINDOW (window) ? gtk_application_window_get_id (GTK_APPLICATION_WINDOW (window))
                                            : G_MAXUINT;
}

static int
compare_windows (gconstpointer a, gconstpointer b)
{
  return (number_of (a) > number_of (b)) - (number_of (a) < number_of (b));
}

/* In the order in which their windows came: GTK has the one first that was used last. */
static GPtrArray *
list_views (GtkApplication *application)
{
  GPtrArray *views = g_ptr_array_new ();
  g_autoptr (GList) windows = g_list_sort (g_list_copy (gtk_application_get_windows (application)), compare_windows);

  for (GList *l = windows; l; l = l->next)
    collect (l->data, views);
  return views;
}

static const char *
title_of (GtkWidget *view)
{
  GtkRoot    *root = gtk_widget_get_root (view);
  const char *title = GTK_IS_WINDOW (root) ? gtk_window_get_title (GTK_WINDOW (root)) : NULL;

  return title ? title : "";
}

/* --- answers --- */

static gboolean
answer_dump (GPtrArray *views, const char *nick, gboolean expand, GVariantBuilder *answer)
{
  g_autoptr (GEnumClass) formats = g_type_class_ref (STREE_TYPE_DUMP_FORMAT);
  GEnumValue *format = g_enum_get_value_by_nick (formats, nick);

  for (guint i = 0; format && i < views->len; i++)
    {
      g_autofree char *text = stree_view_dump (views->pdata[i], (StreeDumpFormat) format->value, expand);
      g_autofree char *valid = g_utf8_make_valid (text, -1);

      g_variant_builder_add (answer, "(ss)", title_of (views->pdata[i]), valid);
    }
  return format != NULL;
}

static void
answer (GDBusMethodInvocation *invocation)
{
  GApplication *application = g_object_get_data (G_OBJECT (invocation), REGISTRATION);
  const char   *method = g_dbus_method_invocation_get_method_name (invocation);
  GVariant     *parameters = g_dbus_method_invocation_get_parameters (invocation);
  g_autoptr (GPtrArray) views = list_views (GTK_APPLICATION (application));
  GVariantBuilder builder;
  const char     *format;
  gboolean        expand;

  if (g_str_equal (method, "Dump"))
    {
      g_variant_get (parameters, "(&sb)", &format, &expand);
      g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ss)"));
      if (answer_dump (views, format, expand, &builder))
        {
          g_dbus_method_invocation_return_value (invocation, g_variant_new ("(a(ss))", &builder));
          return;
        }
      g_variant_builder_clear (&builder);
      g_dbus_method_invocation_return_error (invocation, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS,
                                             "'%s' is no format of this program", format);
    }
  else if (g_str_equal (method, "Summarize"))
    {
      g_variant_get (parameters, "(b)", &expand);
      g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sa{su})"));
      for (guint i = 0; i < views->len; i++)
        g_variant_builder_add (&builder, "(s@a{su})", title_of (views->pdata[i]),
                               stree_view_summarize_kinds (views->pdata[i], expand));
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(a(sa{su}))", &builder));
    }
  else
    {
      g_variant_builder_init (&builder, G_VARIANT_TYPE ("as"));
      for (guint i = 0; i < views->len; i++)
        g_variant_builder_add (&builder, "s", title_of (views->pdata[i]));
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(as)", &builder));
    }
}

/* Frames and what the user does go first. */
static gboolean
answer_cb (gpointer data)
{
  answer (data);
  return G_SOURCE_REMOVE;
}

static void
call_cb (GDBusConnection       *connection,
         const char            *sender,
         const char            *path,
         const char            *interface,
         const char            *method,
         GVariant              *parameters,
         GDBusMethodInvocation *invocation,
         gpointer               application)
{
  guint source;

  (void) connection;
  (void) sender;
  (void) path;
  (void) interface;
  (void) method;
  (void) parameters;
  g_object_set_data_full (G_OBJECT (invocation), REGISTRATION, g_object_ref (application), g_object_unref);
  source = g_idle_add (answer_cb, invocation); /* the answer takes it */
  g_source_set_name_by_id (source, "[streamtree] inspect");
}

/* --- being there --- */

gboolean
stree_live_export (GApplication *application, GDBusConnection *connection, const char *path, GError **error)
{
  static const GDBusInterfaceVTable vtable = { .method_call = call_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, error);
  guint id;

  if (!node)
    return FALSE;
  id = g_dbus_connection_register_object (connection, path, node->interfaces[0], &vtable, application, NULL, error);
  g_object_set_data (G_OBJECT (application), REGISTRATION, GUINT_TO_POINTER (id));
  return id != 0;
}

void
stree_live_unexport (GApplication *application, GDBusConnection *connection)
{
  guint id = GPOINTER_TO_UINT (g_object_steal_data (G_OBJECT (application), REGISTRATION));

  if (id)
    g_dbus_connection_unregister_object (connection, id);
}
