/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "slow-source.h"

#define TEST_TYPE_PAGED (test_paged_get_type ())
G_DECLARE_FINAL_TYPE (TestPaged, test_paged, TEST, PAGED, StreeResultSet)

struct _TestPaged
{
  StreeResultSet  parent_instance;
  StreeResultSet *inner; /* owned */
};

G_DEFINE_FINAL_TYPE (TestPaged, test_paged, STREE_TYPE_RESULT_SET)

guint slow_n_pages_asked;
guint slow_n_pages_failing;
guint slow_n_rows_at_hand;
guint slow_n_rows_claimed;

static guint64
paged_get_n_rows (StreeResultSet *rows, gboolean *exact)
{
  if (slow_n_rows_claimed > 0)
    {
      *exact = TRUE;
      return slow_n_rows_claimed;
    }
  return stree_result_set_get_n_rows (TEST_PAGED (rows)->inner, exact);
}

typedef struct
{
  guint64 first;
  guint   n;
} Wanted;

static gboolean
answer_page (gpointer data)
{
  GTask      *task = data;
  TestPaged  *self = g_task_get_source_object (task);
  Wanted     *wanted = g_task_get_task_data (task);
  StreeFrame *page;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  if (slow_n_pages_failing > 0)
    {
      slow_n_pages_failing--;
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "no luck");
      return G_SOURCE_REMOVE;
    }
  page = stree_result_set_get_page (self->inner, wanted->first, wanted->n);
  g_task_return_pointer (task, page, (GDestroyNotify) stree_frame_unref);
  return G_SOURCE_REMOVE;
}

static StreeFrame *
paged_get_page (StreeResultSet *rows, guint64 first, guint n)
{
  return first + n <= slow_n_rows_at_hand ? stree_result_set_get_page (TEST_PAGED (rows)->inner, first, n) : NULL;
}

static void
paged_page_async (StreeResultSet     *rows,
                  guint64             first,
                  guint               n,
                  GCancellable       *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer            data)
{
  GTask  *task = g_task_new (rows, cancellable, callback, data);
  Wanted *wanted = g_new (Wanted, 1);

  slow_n_pages_asked++;
  *wanted = (Wanted){ first, n };
  g_task_set_task_data (task, wanted, g_free);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, answer_page, task, g_object_unref);
}

static StreeFrame *
paged_page_finish (StreeResultSet *rows, GAsyncResult *result, GError **error)
{
  (void) rows;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
paged_locate_async (StreeResultSet     *rows,
                    StreeRowKey        *key,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            data)
{
  stree_result_set_locate_async (TEST_PAGED (rows)->inner, key, cancellable, callback, data);
}

static gboolean
paged_locate_finish (StreeResultSet *rows, GAsyncResult *result, guint64 *position, GError **error)
{
  return stree_result_set_locate_finish (TEST_PAGED (rows)->inner, result, position, error);
}

static void
test_paged_finalize (GObject *object)
{
  g_object_unref (TEST_PAGED (object)->inner);
  G_OBJECT_CLASS (test_paged_parent_class)->finalize (object);
}

static void
test_paged_class_init (TestPagedClass *klass)
{
  StreeResultSetClass *rows = STREE_RESULT_SET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = test_paged_finalize;
  rows->get_n_rows = paged_get_n_rows;
  rows->get_page = paged_get_page;
  rows->page_async = paged_page_async;
  rows->page_finish = paged_page_finish;
  rows->locate_async = paged_locate_async;
  rows->locate_finish = paged_locate_finish;
}

static void
test_paged_init (TestPaged *self)
{
  (void) self;
}

#define TEST_TYPE_SLOW (test_slow_get_type ())
G_DECLARE_FINAL_TYPE (TestSlow, test_slow, TEST, SLOW, GObject)

struct _TestSlow
{
  GObject      parent_instance;
  StreeSource *inner; /* owned */
};

static void slow_iface_init (StreeSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestSlow, test_slow, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (STREE_TYPE_SOURCE, slow_iface_init))

static StreeFrame *
slow_get_schema (StreeSource *source)
{
  return stree_source_get_schema (TEST_SLOW (source)->inner);
}

static StreeColumnFlags
slow_get_column_flags (StreeSource *source, guint column)
{
  return stree_source_get_column_flags (TEST_SLOW (source)->inner, column);
}

/* It is edited like the other one, but not written. */
static StreeSourceCapabilities
slow_get_capabilities (StreeSource *source)
{
  return stree_source_get_capabilities (TEST_SLOW (source)->inner);
}

static void
slow_queried_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError           *error = NULL;
  StreeResultSet   *inner = stree_source_query_finish (STREE_SOURCE (object), result, &error);
  TestPaged        *paged;

  if (!inner)
    {
      g_task_return_error (task, error);
      return;
    }
  paged = g_object_new (TEST_TYPE_PAGED, NULL);
  paged->inner = inner;
  g_task_return_pointer (task, paged, g_object_unref);
}

static void
slow_query_async (StreeSource *source, StreeQuery *query, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  stree_source_query_async (TEST_SLOW (source)->inner, query, cancellable, slow_queried_cb, g_task_new (source, cancellable, callback, data));
}

static StreeResultSet *
slow_query_finish (StreeSource *source, GAsyncResult *result, GError **error)
{
  (void) source;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
slow_iface_init (StreeSourceInterface *iface)
{
  iface->get_schema = slow_get_schema;
  iface->get_column_flags = slow_get_column_flags;
  iface->get_capabilities = slow_get_capabilities;
  iface->query_async = slow_query_async;
  iface->query_finish = slow_query_finish;
}

static void
test_slow_finalize (GObject *object)
{
  g_signal_handlers_disconnect_by_data (TEST_SLOW (object)->inner, object);
  g_object_unref (TEST_SLOW (object)->inner);
  G_OBJECT_CLASS (test_slow_parent_class)->finalize (object);
}

static void
test_slow_class_init (TestSlowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_slow_finalize;
}

static void
test_slow_init (TestSlow *self)
{
  (void) self;
}

StreeSource *
slow_new (StreeSource *inner)
{
  TestSlow *self = g_object_new (TEST_TYPE_SLOW, NULL);

  self->inner = g_object_ref (inner);
  g_signal_connect_swapped (inner, "changed", G_CALLBACK (stree_source_changed), self);
  return STREE_SOURCE (self);
}
