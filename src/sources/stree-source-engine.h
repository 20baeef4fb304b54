/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/*
 * What opens a source of one kind: an engine. It is a type with this interface that is registered at the extension
 * point "streamtree-source-engine", by the library itself or by a plug-in. A plug-in is two files in one folder: a
 * module, and a key file NAME.engine beside it that says for which URIs it is to be loaded:
 *
 *     [Source Engine]
 *     Schemes=postgresql;postgres;
 *     Module=libstreamtree-postgres.so
 *
 * An engine for files says for which ones by the endings of their names, too: Endings=.dbf;.db3;, and get_endings. A path, or a
 * "file:" URI, with such an ending is opened with it; others with the engine for the scheme "file".
 *
 * The module is loaded when such a URI is opened for the first time, and stays. It exports a function
 * stree_source_engine_load(), which registers its type: g_io_extension_point_implement().
 */

#include "sources/stree-changes.h"
#include "sources/stree-source.h"

G_BEGIN_DECLS

/**
 * STREE_SOURCE_ENGINE_EXTENSION_POINT:
 *
 * The name of the extension point of engines.
 *
 * Since: 1.0
 */
#define STREE_SOURCE_ENGINE_EXTENSION_POINT "streamtree-source-engine"

/**
 * STREE_TYPE_SOURCE_ENGINE:
 *
 * The type of #StreeSourceEngine.
 *
 * Since: 1.0
 */
#define STREE_TYPE_SOURCE_ENGINE (stree_source_engine_get_type ())

STREE_AVAILABLE_IN_1_0
G_DECLARE_INTERFACE (StreeSourceEngine, stree_source_engine, STREE, SOURCE_ENGINE, GObject)

/**
 * StreeSourceEngineInterface:
 * @get_schemes: the schemes of the URIs that it opens, in lower case, borrowed
 * @open_async: opens a table; @table: %NULL: the only one there is
 * @open_finish: the source
 * @list_tables_async: finds which tables there are
 * @list_tables_finish: their names, as @open_async takes them
 * @get_endings: (nullable): the endings of the names of files that it opens, in lower case with their dot, borrowed; %NULL: none
 *
 * What opens sources of one kind. Errors do not tell passwords; see [func@Source.mask_uri].
 *
 * Since: 1.0
 */
struct _StreeSourceEngineInterface
{
  /*< private >*/
  GTypeInterface parent_iface;

  /*< public >*/
  const char *const *(*get_schemes) (StreeSourceEngine *engine);
  void (*open_async) (StreeSourceEngine *engine,
                      const char *uri,
                      const char *table,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  StreeSource *(*open_finish) (StreeSourceEngine *engine, GAsyncResult *result, GError **error);
  void (*list_tables_async) (StreeSourceEngine *engine,
                             const char *uri,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
  char **(*list_tables_finish) (StreeSourceEngine *engine, GAsyncResult *result, GError **error);
  const char *const *(*get_endings) (StreeSourceEngine *engine);

  /*< private >*/
  gpointer padding[7];
};

STREE_AVAILABLE_IN_1_0
gboolean stree_changes_check_rows (StreeChanges *changes, const guint *keys, gsize n_keys, GError **error);

STREE_AVAILABLE_IN_1_0
gint *stree_changes_order_updates (StreeChanges *changes, const guint *keys, gsize n_keys, gsize *n_steps)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
