/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * SQLite, loaded when it is first needed: most programs open no database. As with libsoup (network/stree-soup-private.h),
 * who calls it includes this instead of its header and writes its functions as ever: each is a pointer in a table. But
 * stree_sqlite_load () must have been TRUE before; a connection (stree-sqlite-private.h) sees to that.
 */

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

#define STREE_SQLITE_FUNCTIONS(F) \
  F (sqlite3_aggregate_context) \
  F (sqlite3_bind_double) \
  F (sqlite3_bind_int64) \
  F (sqlite3_bind_null) \
  F (sqlite3_bind_parameter_count) \
  F (sqlite3_bind_text) \
  F (sqlite3_busy_handler) \
  F (sqlite3_changes) \
  F (sqlite3_close_v2) \
  F (sqlite3_column_bytes) \
  F (sqlite3_column_count) \
  F (sqlite3_column_decltype) \
  F (sqlite3_column_double) \
  F (sqlite3_column_int64) \
  F (sqlite3_column_name) \
  F (sqlite3_column_text) \
  F (sqlite3_column_type) \
  F (sqlite3_create_function_v2) \
  F (sqlite3_db_config) \
  F (sqlite3_errmsg) \
  F (sqlite3_errstr) \
  F (sqlite3_exec) \
  F (sqlite3_finalize) \
  F (sqlite3_get_auxdata) \
  F (sqlite3_last_insert_rowid) \
  F (sqlite3_libversion_number) \
  F (sqlite3_open_v2) \
  F (sqlite3_prepare_v2) \
  F (sqlite3_progress_handler) \
  F (sqlite3_reset) \
  F (sqlite3_result_int) \
  F (sqlite3_result_int64) \
  F (sqlite3_result_null) \
  F (sqlite3_result_text) \
  F (sqlite3_set_auxdata) \
  F (sqlite3_step) \
  F (sqlite3_stmt_readonly) \
  F (sqlite3_user_data) \
  F (sqlite3_value_bytes) \
  F (sqlite3_value_double) \
  F (sqlite3_value_int64) \
  F (sqlite3_value_text) \
  F (sqlite3_value_type)

typedef struct
{
#define STREE_SQLITE_FIELD(name) __typeof__ (&name) name;
  STREE_SQLITE_FUNCTIONS (STREE_SQLITE_FIELD)
#undef STREE_SQLITE_FIELD
} StreeSqliteLibrary;

/* From any thread. FALSE and @error: there is no SQLite here, or one that is too old or not for threads. */
gboolean stree_sqlite_load (GError **error);
const StreeSqliteLibrary *stree_sqlite_library (void);

#define sqlite3_aggregate_context (stree_sqlite_library ()->sqlite3_aggregate_context)
#define sqlite3_bind_double (stree_sqlite_library ()->sqlite3_bind_double)
#define sqlite3_bind_int64 (stree_sqlite_library ()->sqlite3_bind_int64)
#define sqlite3_bind_null (stree_sqlite_library ()->sqlite3_bind_null)
#define sqlite3_bind_parameter_count (stree_sqlite_library ()->sqlite3_bind_parameter_count)
#define sqlite3_bind_text (stree_sqlite_library ()->sqlite3_bind_text)
#define sqlite3_busy_handler (stree_sqlite_library ()->sqlite3_busy_handler)
#define sqlite3_changes (stree_sqlite_library ()->sqlite3_changes)
#define sqlite3_close_v2 (stree_sqlite_library ()->sqlite3_close_v2)
#define sqlite3_column_bytes (stree_sqlite_library ()->sqlite3_column_bytes)
#define sqlite3_column_count (stree_sqlite_library ()->sqlite3_column_count)
#define sqlite3_column_decltype (stree_sqlite_library ()->sqlite3_column_decltype)
#define sqlite3_column_double (stree_sqlite_library ()->sqlite3_column_double)
#define sqlite3_column_int64 (stree_sqlite_library ()->sqlite3_column_int64)
#define sqlite3_column_name (stree_sqlite_library ()->sqlite3_column_name)
#define sqlite3_column_text (stree_sqlite_library ()->sqlite3_column_text)
#define sqlite3_column_type (stree_sqlite_library ()->sqlite3_column_type)
#define sqlite3_create_function_v2 (stree_sqlite_library ()->sqlite3_create_function_v2)
#define sqlite3_db_config (stree_sqlite_library ()->sqlite3_db_config)
#define sqlite3_errmsg (stree_sqlite_library ()->sqlite3_errmsg)
#define sqlite3_errstr (stree_sqlite_library ()->sqlite3_errstr)
#define sqlite3_exec (stree_sqlite_library ()->sqlite3_exec)
#define sqlite3_finalize (stree_sqlite_library ()->sqlite3_finalize)
#define sqlite3_get_auxdata (stree_sqlite_library ()->sqlite3_get_auxdata)
#define sqlite3_last_insert_rowid (stree_sqlite_library ()->sqlite3_last_insert_rowid)
#define sqlite3_libversion_number (stree_sqlite_library ()->sqlite3_libversion_number)
#define sqlite3_open_v2 (stree_sqlite_library ()->sqlite3_open_v2)
#define sqlite3_prepare_v2 (stree_sqlite_library ()->sqlite3_prepare_v2)
#define sqlite3_progress_handler (stree_sqlite_library ()->sqlite3_progress_handler)
#define sqlite3_reset (stree_sqlite_library ()->sqlite3_reset)
#define sqlite3_result_int (stree_sqlite_library ()->sqlite3_result_int)
#define sqlite3_result_int64 (stree_sqlite_library ()->sqlite3_result_int64)
#define sqlite3_result_null (stree_sqlite_library ()->sqlite3_result_null)
#define sqlite3_result_text (stree_sqlite_library ()->sqlite3_result_text)
#define sqlite3_set_auxdata (stree_sqlite_library ()->sqlite3_set_auxdata)
#define sqlite3_step (stree_sqlite_library ()->sqlite3_step)
#define sqlite3_stmt_readonly (stree_sqlite_library ()->sqlite3_stmt_readonly)
#define sqlite3_user_data (stree_sqlite_library ()->sqlite3_user_data)
#define sqlite3_value_bytes (stree_sqlite_library ()->sqlite3_value_bytes)
#define sqlite3_value_double (stree_sqlite_library ()->sqlite3_value_double)
#define sqlite3_value_int64 (stree_sqlite_library ()->sqlite3_value_int64)
#define sqlite3_value_text (stree_sqlite_library ()->sqlite3_value_text)
#define sqlite3_value_type (stree_sqlite_library ()->sqlite3_value_type)

G_END_DECLS
