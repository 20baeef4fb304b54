/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/postgres/stree-pg-table-private.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#define TRIGGER "streamtree_notify"

static void
column_clear (gpointer data)
{
  StreePgColumn *column = data;

  g_free (column->name);
  g_free (column->quoted);
  g_free (column->ref);
  g_free (column->type_name);
  g_free (column->text);
}

static StreePgTable *
table_new (void)
{
  StreePgTable *self = g_new0 (StreePgTable, 1);

  g_atomic_ref_count_init (&self->refs);
  self->columns = g_array_new (FALSE, TRUE, sizeof (StreePgColumn));
  g_array_set_clear_func (self->columns, column_clear);
  return self;
}

StreePgTable *
stree_pg_table_ref (StreePgTable *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
stree_pg_table_unref (StreePgTable *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->oid);
  g_free (self->name);
  g_free (self->quoted);
  g_free (self->label);
  g_array_unref (self->columns);
  g_free (self->keys);
  g_free (self->key_order);
  g_clear_pointer (&self->schema, stree_frame_unref);
  g_free (self->select_list);
  g_free (self->locale);
  g_free (self);
}

/* --- the catalog --- */

/* A table is found by any name that a person may give it; the one that is first on the search path counts. */
#define FIND_TABLE                                                                                                     \
  "SELECT c.oid, c.oid::regclass::text, n.nspname, c.relname, c.relkind, "                                             \
  "has_table_privilege (c.oid, 'INSERT') OR has_any_column_privilege (c.oid, 'INSERT'), "                              \
  "has_table_privilege (c.oid, 'UPDATE') OR has_any_column_privilege (c.oid, 'UPDATE'), "                              \
  "has_table_privilege (c.oid, 'DELETE'), pg_is_in_recovery (), "                                                      \
  "EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = '" TRIGGER "' AND t.tgenabled <> 'D') "     \
  "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND "

#define BY_NAME                                                                                                        \
  "(c.oid::regclass::text = $1 OR format ('%I.%I', n.nspname, c.relname) = $1 OR n.nspname || '.' || c.relname = $1 "  \
  "OR (c.relname = $1 AND pg_table_is_visible (c.oid))) "                                                              \
  "ORDER BY c.oid::regclass::text = $1 DESC, c.relname = $1 DESC LIMIT 1"

#define OF_USERS                                                                                                       \
  "n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' AND NOT c.relispartition "                                \
  "AND has_schema_privilege (n.oid, 'USAGE') "                                                                         \
  "AND (has_table_privilege (c.oid, 'SELECT') OR has_any_column_privilege (c.oid, 'SELECT')) "

/* Domains are what they are made of. */
#define FIND_COLUMNS                                                                                                   \
  "SELECT a.attnum, a.attname, format_type (a.atttypid, -1), base.oid, base.typmod, "                                  \
  "a.attnotnull OR t.typnotnull, a.atthasdef OR a.attidentity <> '' OR t.typdefault IS NOT NULL, "                     \
  "a.attgenerated <> '' OR a.attidentity = 'a', COALESCE (NOT l.collisdeterministic, false), "                         \
  "EXISTS (SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisvalid AND i.indpred IS NULL "               \
  "AND i.indkey[0] = a.attnum) "                                                                                       \
  "FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_collation l ON l.oid = a.attcollation, "      \
  "LATERAL (WITH RECURSIVE d (oid, kind, base, typmod) AS (SELECT t.oid, t.typtype, t.typbasetype, a.atttypmod "       \
  "UNION ALL SELECT b.oid, b.typtype, b.typbasetype, d.typmod FROM d JOIN pg_type b ON b.oid = d.base "                \
  "WHERE d.kind = 'd') SELECT oid, typmod FROM d WHERE kind <> 'd') base "                                             \
  "WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped "                                                \
  "AND has_column_privilege (a.attrelid, a.attnum, 'SELECT') ORDER BY a.attnum"

/* The primary key, or else an index that says the same. */
#define FIND_KEY                                                                                                       \
  "SELECT array_to_string ((i.indkey::int2[])[0:i.indnkeyatts - 1], ' ') FROM pg_index i "                             \
  "WHERE i.indrelid = $1::oid AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL "        \
  "AND NOT EXISTS (SELECT FROM unnest ((i.indkey::int2[])[0:i.indnkeyatts - 1]) k JOIN pg_attribute a "                \
  "ON a.attrelid = i.indrelid AND a.attnum = k WHERE NOT a.attnotnull) "                                               \
  "ORDER BY i.indisprimary DESC, i.indnkeyatts, i.indexrelid LIMIT 1"

/* The collation of the user's language: the first that the server has of those that would do. */
#define FIND_LOCALE                                                                                                    \
  "SELECT format ('%I.%I', 'pg_catalog', c.collname) FROM unnest (string_to_array ($1, ' ')) WITH ORDINALITY w (name, place) "  \
  "JOIN pg_collation c ON c.collname = w.name AND c.collnamespace = 'pg_catalog'::regnamespace "                       \
  "AND c.collencoding IN (-1, pg_char_to_encoding (getdatabaseencoding ())) ORDER BY w.place LIMIT 1"

/* Types by their numbers, which are the same in every database. */
#define OID_BOOL 16
#define OID_NAME 19
#define OID_INT8 20
#define OID_INT2 21
#define OID_INT4 23
#define OID_TEXT 25
#define OID_FLOAT4 700
#define OID_FLOAT8 701
#define OID_VARCHAR 1043
#define OID_DATE 1082
#define OID_TIMESTAMP 1114
#define OID_TIMESTAMPTZ 1184
#define OID_NUMERIC 1700

/* numeric (p, s) keeps p and s here. */
#define NUMERIC_PRECISION(typmod) ((guint) ((typmod) -4) >> 16 & 0xffff)
#define NUMERIC_SCALE(typmod) ((guint) ((typmod) -4) & 0x7ff)

static void
choose_kind (StreePgColumn *column, guint oid, int typmod, gboolean is_key)
{
  static const struct
  {
    guint oid;
    StreePgKind kind;
    StreeColumnType type;
  } kinds[] = {
    { OID_BOOL, STREE_PG_BOOL, STREE_COLUMN_BOOL },
    { OID_INT2, STREE_PG_INTEGER, STREE_COLUMN_INT64 },
    { OID_INT4, STREE_PG_INTEGER, STREE_COLUMN_INT64 },
    { OID_INT8, STREE_PG_INTEGER, STREE_COLUMN_INT64 },
    { OID_FLOAT4, STREE_PG_FLOAT4, STREE_COLUMN_DOUBLE },
    { OID_FLOAT8, STREE_PG_FLOAT8, STREE_COLUMN_DOUBLE },
    { OID_NUMERIC, STREE_PG_NUMERIC, STREE_COLUMN_DOUBLE },
    { OID_DATE, STREE_PG_DATE, STREE_COLUMN_DATE },
    { OID_TIMESTAMP, STREE_PG_TIMESTAMP, STREE_COLUMN_TIMESTAMP },
    { OID_TIMESTAMPTZ, STREE_PG_TIMESTAMP, STREE_COLUMN_TIMESTAMP },
    { OID_TEXT, STREE_PG_TEXT, STREE_COLUMN_TEXT },
    { OID_VARCHAR, STREE_PG_TEXT, STREE_COLUMN_TEXT },
    { OID_NAME, STREE_PG_OTHER, STREE_COLUMN_TEXT },
  };

  column->kind = STREE_PG_OTHER;
  column->type = STREE_COLUMN_TEXT;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].oid == oid)
      {
        column->kind = kinds[i].kind;
        column->type = kinds[i].type;
      }
  if (oid != OID_NUMERIC)
    return;
  if (typmod >= 4 && NUMERIC_SCALE (typmod) == 0 && NUMERIC_PRECISION (typmod) <= 18)
    {
      column->kind = STREE_PG_INTEGER;
      column->type = STREE_COLUMN_INT64;
    }
  else if (is_key)
    {
      /* A double would not find every row again. */
      column->kind = STREE_PG_OTHER;
      column->type = STREE_COLUMN_TEXT;
    }
  else if (typmod >= 4 && NUMERIC_SCALE (typmod) <= 15)
    column->decimals = NUMERIC_SCALE (typmod);
}

static void
make_text (StreePgColumn *column, gboolean deterministic)
{
  if (column->kind == STREE_PG_OTHER)
    column->text = g_strconcat (column->ref, "::text", NULL);
  else if (column->kind == STREE_PG_TEXT)
    column->text = deterministic ? g_strdup (column->ref)
                                 : g_strconcat ("(", column->ref, " COLLATE pg_catalog.\"default\")", NULL);
}

static gboolean
is_true (PGresult *result, guint row, guint column)
{
  return PQgetvalue (result, (int) row, (int) column)[0] == 't';
}

static gboolean
has_number (char **numbers, const char *number)
{
  return g_strv_contains ((const char *const *) numbers, number);
}

static void
add_column (StreePgTable *self, StreePgConnection *connection, PGresult *result, guint row, char **key_numbers)
{
  StreePgColumn column = { 0 };
  gboolean is_key = has_number (key_numbers, PQgetvalue (result, (int) row, 0));

  column.name = g_strdup (PQgetvalue (result, (int) row, 1));
  column.quoted = stree_pg_connection_quote (connection, column.name);
  column.ref = g_strconcat ("t.", column.quoted, NULL);
  column.type_name = g_strdup (PQgetvalue (result, (int) row, 2));
  choose_kind (&column, (guint) g_ascii_strtoull (PQgetvalue (result, (int) row, 3), NULL, 10),
               (int) g_ascii_strtoll (PQgetvalue (result, (int) row, 4), NULL, 10), is_key);
  make_text (&column, !is_true (result, row, 8));
  column.indexed = is_true (result, row, 9);
  column.flags = (is_key ? STREE_COLUMN_KEY : 0) | (is_true (result, row, 5) ? STREE_COLUMN_REQUIRED : 0) |
                 (is_true (result, row, 6) ? STREE_COLUMN_DEFAULT : 0) |
                 (is_true (result, row, 7) ? STREE_COLUMN_READ_ONLY | STREE_COLUMN_DEFAULT : 0);
  g_array_append_val (self->columns, column);
}

/* @columns: of FIND_COLUMNS. @key_numbers: in the order of the index. */
static void
collect_keys (StreePgTable *self, PGresult *columns, char **key_numbers)
{
  guint n_expected = g_strv_length (key_numbers);

  self->keys = g_new (guint, MAX (self->columns->len, 1));
  self->key_order = g_new (guint, MAX (self->columns->len, 1));
  for (guint i = 0; i < self->columns->len; i++)
    if (stree_pg_table_column (self, i)->flags & STREE_COLUMN_KEY)
      self->keys[self->n_keys++] = i;
  if (self->n_keys > 0 && self->n_keys == n_expected)
    {
      self->identity = STREE_PG_BY_KEY;
      for (guint i = 0; i < self->n_keys; i++)
        for (guint place = 0; place < n_expected; place++)
          if (g_str_equal (key_numbers[place], PQgetvalue (columns, (int) self->keys[i], 0)))
            self->key_order[place] = self->keys[i];
      return;
    }
  /* There is none, or it cannot be read. */
  for (guint i = 0; i < self->columns->len; i++)
    g_array_index (self->columns, StreePgColumn, i).flags &= (StreeColumnFlags) ~STREE_COLUMN_KEY;
  self->n_keys = 0;
  self->capabilities &= STREE_SOURCE_NOTIFIES;
}

static void
make_schema (StreePgTable *self)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  GString *list = g_string_new (NULL);

  stree_frame_builder_set_label (builder, self->label);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const StreePgColumn *column = stree_pg_table_column (self, i);

      stree_frame_builder_add_column (builder, column->name, column->type);
      if (column->decimals > 0)
        stree_frame_builder_set_decimals (builder, i, column->decimals);
      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", column->text ? column->text : column->ref);
    }
  self->schema = stree_frame_builder_finish (builder);
  self->select_list = g_string_free (list, FALSE);
}

static void
read_table (StreePgTable *self, StreePgConnection *connection, PGresult *result)
{
  const char *kind = PQgetvalue (result, 0, 4);
  g_autofree char *schema = stree_pg_connection_quote (connection, PQgetvalue (result, 0, 2));
  g_autofree char *name = stree_pg_connection_quote (connection, PQgetvalue (result, 0, 3));
  g_autofree char *where = stree_pg_connection_dup_label (connection);

  self->oid = g_strdup (PQgetvalue (result, 0, 0));
  self->name = g_strdup (PQgetvalue (result, 0, 1));
  self->quoted = g_strconcat (schema, ".", name, NULL);
  self->label = g_strconcat (where, "/", PQgetvalue (result, 0, 2), ".", PQgetvalue (result, 0, 3), NULL);
  self->identity = *kind == 'r' || *kind == 'm' ? STREE_PG_BY_PLACE : STREE_PG_BY_NOTHING;
  if ((*kind == 'r' || *kind == 'p') && !is_true (result, 0, 8))
    self->capabilities = (is_true (result, 0, 5) ? STREE_SOURCE_INSERT : 0) |
                         (is_true (result, 0, 6) ? STREE_SOURCE_UPDATE : 0) |
                         (is_true (result, 0, 7) ? STREE_SOURCE_DELETE : 0);
  if (is_true (result, 0, 9))
    self->capabilities |= STREE_SOURCE_NOTIFIES;
}

/* --- loading --- */

typedef struct
{
  StreePgConnection *connection; /* owned */
  char *name;                    /* owned, nullable */
  StreePgTable *table;           /* owned */
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_object_unref (load->connection);
  g_free (load->name);
  g_clear_pointer (&load->table, stree_pg_table_unref);
  g_free (load);
}

static void
columns_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) results =
      stree_pg_connection_run_finish (STREE_PG_CONNECTION (object), result, &error);
  g_auto (GStrv) keys = NULL;

  if (!results)
    {
      g_task_return_error (task, error);
      return;
    }
  keys = g_strsplit (PQntuples (results->pdata[1]) > 0 ? PQgetvalue (results->pdata[1], 0, 0) : "", " ", -1);
  for (int i = 0; i < PQntuples (results->pdata[0]); i++)
    add_column (load->table, load->connection, results->pdata[0], (guint) i, keys);
  if (load->table->columns->len == 0)
    {
      g_task_return_new_error (task, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_DENIED,
                               _ ("The table “%s” has no column that may be read"), load->table->name);
      return;
    }
  collect_keys (load->table, results->pdata[0], keys);
  make_schema (load->table);
  load->table->locale = g_strdup (PQgetvalue (results->pdata[2], 0, 0));
  g_task_return_pointer (task, g_steal_pointer (&load->table), (GDestroyNotify) stree_pg_table_unref);
}

static void
add_statement (GPtrArray *statements, const char *sql, const char *param)
{
  StreePgStatement *statement = stree_pg_statement_new (sql);

  if (param)
    stree_pg_statement_bind (statement, param);
  g_ptr_array_add (statements, statement);
}

/* What to say where none was named, and there is not just one. */
static GError *
choice_error (PGresult *result)
{
  g_autoptr (GString) names = g_string_new (NULL);
  int n = PQntuples (result);

  if (n == 0)
    return g_error_new_literal (STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_NOT_FOUND, _ ("There is no table in this database"));
  for (int i = 0; i < MIN (n, 3); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", PQgetvalue (result, i, 1));
  return g_error_new (STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_NOT_FOUND,
                      /* Translators: names of tables */
                      _ ("There are several tables; the name of one was expected, such as %s"), names->str);
}

/* The names that ICU's collations have for LC_COLLATE, such as "de_AT.UTF-8"; every server has "default". */
static char *
list_locales (void)
{
  const char *name = setlocale (LC_COLLATE, NULL);
  g_autofree char *language = g_strndup (name, strcspn (name, "_.@"));
  g_autofree char *with_region = g_strndup (name, strcspn (name, ".@"));

  if (g_str_equal (language, "C") || g_str_equal (language, "POSIX"))
    return g_strdup ("C");
  g_strdelimit (with_region, "_", '-');
  return g_strdup_printf ("%s-x-icu %s-x-icu und-x-icu default", with_region, language);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) results = stree_pg_connection_run_finish (STREE_PG_CONNECTION (object), result, &error);
  g_autofree char *locales = list_locales ();
  GPtrArray *statements;

  if (!results)
    {
      g_task_return_error (task, error);
      return;
    }
  if (PQntuples (results->pdata[0]) != 1)
    {
      if (load->name)
        g_task_return_new_error (task, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_NOT_FOUND,
                                 _ ("There is no table “%s” in this database"), load->name);
      else
        g_task_return_error (task, choice_error (results->pdata[0]));
      return;
    }
  load->table = table_new ();
  read_table (load->table, load->connection, results->pdata[0]);
  statements = stree_pg_statements_new ();
  add_statement (statements, FIND_COLUMNS, load->table->oid);
  add_statement (statements, FIND_KEY, load->table->oid);
  add_statement (statements, FIND_LOCALE, locales);
  stree_pg_connection_run_async (load->connection, statements, NULL, NULL, g_task_get_cancellable (task), columns_cb,
                                 g_object_ref (task));
}

void
stree_pg_table_load_async (StreePgConnection *connection,
                           const char *name,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);
  GPtrArray *statements = stree_pg_statements_new ();

  load->connection = g_object_ref (connection);
  load->name = g_strdup (name);
  g_task_set_task_data (task, load, load_free);
  add_statement (statements, name ? FIND_TABLE BY_NAME : FIND_TABLE OF_USERS "ORDER BY 2 LIMIT 4", name);
  stree_pg_connection_run_async (connection, statements, NULL, NULL, cancellable, found_cb, task);
}

StreePgTable *
stree_pg_table_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) results = stree_pg_connection_run_finish (STREE_PG_CONNECTION (object), result, &error);
  g_autoptr (GPtrArray) names = NULL;

  if (!results)
    {
      g_task_return_error (task, error);
      return;
    }
  names = g_ptr_array_new ();
  for (int i = 0; i < PQntuples (results->pdata[0]); i++)
    g_ptr_array_add (names, g_strdup (PQgetvalue (results->pdata[0], i, 1)));
  g_ptr_array_add (names, NULL);
  g_task_return_pointer (task, g_ptr_array_free (g_steal_pointer (&names), FALSE), (GDestroyNotify) g_strfreev);
}

void
stree_pg_list_tables_async (StreePgConnection *connection,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GPtrArray *statements = stree_pg_statements_new ();

  add_statement (statements, FIND_TABLE OF_USERS "ORDER BY 2", NULL);
  stree_pg_connection_run_async (connection, statements, NULL, NULL, cancellable, listed_cb,
                                 g_task_new (NULL, cancellable, callback, user_data));
}

char **
stree_pg_list_tables_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- rows --- */

void
stree_pg_table_append_value (StreeFrameBuilder *builder, guint number, StreeColumnType type, const char *text)
{
  g_autoptr (StreeCell) cell = NULL;

  switch (type)
    {
    case STREE_COLUMN_INT64:
      stree_frame_builder_append_int64 (builder, number, g_ascii_strtoll (text, NULL, 10));
      break;
    case STREE_COLUMN_DOUBLE:
      stree_frame_builder_append_double (builder, number, g_ascii_strtod (text, NULL) + 0.0);
      break;
    case STREE_COLUMN_BOOL:
      stree_frame_builder_append_bool (builder, number, *text == 't');
      break;
    case STREE_COLUMN_DATE:
    case STREE_COLUMN_TIMESTAMP:
      /* Infinity, and what is before the year 1 or after 9999, is null: a frame cannot hold it. */
      cell = stree_cell_new_parsed (type, text, NULL);
      if (cell)
        stree_frame_builder_append_cell (builder, number, cell);
      else
        stree_frame_builder_append_null (builder, number);
      break;
    case STREE_COLUMN_TEXT:
    default:
      stree_frame_builder_append_text (builder, number, text);
      break;
    }
}

StreeFrame *
stree_pg_table_make_frame (const StreePgTable *self, PGresult *result)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  int n_rows = PQntuples (result);

  stree_frame_builder_set_label (builder, self->label);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const StreePgColumn *column = stree_pg_table_column (self, i);

      stree_frame_builder_add_column (builder, column->name, column->type);
      if (column->decimals > 0)
        stree_frame_builder_set_decimals (builder, i, column->decimals);
    }
  for (int row = 0; row < n_rows; row++)
    {
      for (guint i = 0; i < self->columns->len; i++)
        if (!PQgetisnull (result, row, (int) i))
          stree_pg_table_append_value (builder, i, stree_pg_table_column (self, i)->type, PQgetvalue (result, row, (int) i));
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

char *
stree_pg_cell_to_param (StreeCell *cell)
{
  return stree_cell_is_null (cell) ? NULL : stree_cell_to_string (cell);
}

char *
stree_pg_table_notify_sql (const StreePgTable *self)
{
  return g_strdup_printf ("CREATE OR REPLACE FUNCTION streamtree_notify () RETURNS trigger LANGUAGE plpgsql AS $$\n"
                          "BEGIN\n"
                          "  PERFORM pg_notify ('" STREE_PG_CHANNEL "', TG_RELID::text);\n"
                          "  RETURN NULL;\n"
                          "END $$;\n"
                          "CREATE TRIGGER " TRIGGER " AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %s\n"
                          "  FOR EACH STATEMENT EXECUTE FUNCTION streamtree_notify ();\n",
                          self->quoted);
}
