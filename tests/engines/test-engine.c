/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* An engine whose tables are in memory: "numbers" has one row for each letter of the URI; any other is not there. */

#include <gmodule.h>
#include <streamtree.h>
#include <string.h>

G_DECLARE_FINAL_TYPE (TestEngine, test_engine, TEST, ENGINE, GObject)

struct _TestEngine
{
  GObject parent_instance;
};

static void test_engine_iface_init (StreeSourceEngineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestEngine,
                               test_engine,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (STREE_TYPE_SOURCE_ENGINE, test_engine_iface_init))

static const char *const *
get_schemes (StreeSourceEngine *engine)
{
  static const char *const schemes[] = { "test", NULL };

  (void) engine;
  return schemes;
}

static const char *const *
get_endings (StreeSourceEngine *engine)
{
  static const char *const endings[] = { ".tested", NULL };

  (void) engine;
  return endings;
}

static void
open_async (StreeSourceEngine *engine,
            const char *uri,
            const char *table,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer data)
{
  g_autoptr (GTask) task = g_task_new (engine, cancellable, callback, data);
  g_autoptr (StreeFrameBuilder) builder = NULL;
  g_autoptr (StreeFrame) frame = NULL;

  if (table && !g_str_equal (table, "numbers"))
    {
      g_task_return_new_error (task, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_NOT_FOUND, "no “%s”", table);
      return;
    }
  builder = stree_frame_builder_new ();
  stree_frame_builder_add_column (builder, "number", STREE_COLUMN_INT64);
  for (gsize i = 0; i < strlen (uri); i++)
    {
      stree_frame_builder_append_int64 (builder, 0, (gint64) i);
      stree_frame_builder_end_row (builder);
    }
  frame = stree_frame_builder_finish (builder);
  g_task_return_pointer (task, stree_frame_source_new (frame, NULL, NULL), g_object_unref);
}

static StreeSource *
open_finish (StreeSourceEngine *engine, GAsyncResult *result, GError **error)
{
  (void) engine;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
list_tables_async (StreeSourceEngine *engine,
                   const char *uri,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer data)
{
  g_autoptr (GTask) task = g_task_new (engine, cancellable, callback, data);

  (void) uri;
  g_task_return_pointer (task, g_strdupv ((char *[]) { (char *) "numbers", NULL }), (GDestroyNotify) g_strfreev);
}

static char **
list_tables_finish (StreeSourceEngine *engine, GAsyncResult *result, GError **error)
{
  (void) engine;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_engine_iface_init (StreeSourceEngineInterface *iface)
{
  iface->get_schemes = get_schemes;
  iface->get_endings = get_endings;
  iface->open_async = open_async;
  iface->open_finish = open_finish;
  iface->list_tables_async = list_tables_async;
  iface->list_tables_finish = list_tables_finish;
}

static void
test_engine_class_init (TestEngineClass *klass)
{
  (void) klass;
}

static void
test_engine_init (TestEngine *self)
{
  (void) self;
}

G_MODULE_EXPORT void stree_source_engine_load (void);

void
stree_source_engine_load (void)
{
  g_io_extension_point_implement (STREE_SOURCE_ENGINE_EXTENSION_POINT, test_engine_get_type (), "test", 10);
}
