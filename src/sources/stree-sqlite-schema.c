/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sources/stree-sqlite-table-private.h"

/* What a table is made of, by what the file says and what is in it. */

/* --- which type --- */

#define INTEGERS (STREE_SQLITE_ZERO_ONE | STREE_SQLITE_EXACT | STREE_SQLITE_INTEGER)
#define EXACTS (STREE_SQLITE_ZERO_ONE | STREE_SQLITE_EXACT | STREE_SQLITE_REAL)

typedef struct
{
  StreeColumnType type;
  guint classes; /* which values fit */
  StreeSqliteStyle style;
} Candidate;

static const Candidate candidates[] = {
  { STREE_COLUMN_BOOL, STREE_SQLITE_ZERO_ONE, { 0, FALSE } },
  { STREE_COLUMN_INT64, INTEGERS, { 0, FALSE } },
  { STREE_COLUMN_DOUBLE, EXACTS, { 0, FALSE } },
  { STREE_COLUMN_DATE, STREE_SQLITE_DATE, { 0, FALSE } },
  { STREE_COLUMN_TIMESTAMP, STREE_SQLITE_TIME_SPACE, { ' ', FALSE } },
  { STREE_COLUMN_TIMESTAMP, STREE_SQLITE_TIME_T, { 'T', FALSE } },
  { STREE_COLUMN_TIMESTAMP, STREE_SQLITE_TIME_SPACE_Z, { ' ', TRUE } },
  { STREE_COLUMN_TIMESTAMP, STREE_SQLITE_TIME_T_Z, { 'T', TRUE } },
};

/* The affinity of SQLite's manual, and what people mean besides. */
typedef enum
{
  DECLARED_NOTHING,
  DECLARED_BOOL,
  DECLARED_INT,
  DECLARED_DATE,
  DECLARED_TIMESTAMP,
  DECLARED_TEXT,
  DECLARED_DOUBLE
} Declared;

static Declared
read_declared (const char *declared)
{
  g_autofree char *upper = declared ? g_ascii_strup (declared, -1) : NULL;

  if (!upper || !*upper || strstr (upper, "BLOB") || g_str_equal (upper, "ANY"))
    return DECLARED_NOTHING;
  if (g_str_has_prefix (upper, "BOOL"))
    return DECLARED_BOOL;
  if (strstr (upper, "INT"))
    return DECLARED_INT;
  if (strstr (upper, "CHAR") || strstr (upper, "CLOB") || strstr (upper, "TEXT"))
    return DECLARED_TEXT;
  if (g_str_equal (upper, "DATE"))
    return DECLARED_DATE;
  if (g_str_has_prefix (upper, "DATETIME") || g_str_has_prefix (upper, "TIMESTAMP"))
    return DECLARED_TIMESTAMP;
  return DECLARED_DOUBLE;
}

static gboolean
comes_into_question (Declared declared, const Candidate *candidate, guint classes)
{
  switch (declared)
    {
    case DECLARED_NOTHING:
      return classes != 0 && candidate->type != STREE_COLUMN_BOOL;
    case DECLARED_BOOL:
      return candidate->type == STREE_COLUMN_BOOL || candidate->type == STREE_COLUMN_INT64 ||
             candidate->type == STREE_COLUMN_DOUBLE;
    case DECLARED_INT:
      return candidate->type == STREE_COLUMN_INT64 || candidate->type == STREE_COLUMN_DOUBLE;
    case DECLARED_DATE:
      return (candidate->type == STREE_COLUMN_DATE) ||
             (classes != 0 && (candidate->type == STREE_COLUMN_INT64 || candidate->type == STREE_COLUMN_DOUBLE));
    case DECLARED_TIMESTAMP:
      return (candidate->type == STREE_COLUMN_TIMESTAMP) || (classes != 0 && candidate->type != STREE_COLUMN_BOOL);
    case DECLARED_DOUBLE:
      return candidate->type == STREE_COLUMN_DOUBLE;
    case DECLARED_TEXT:
    default:
      return FALSE;
    }
}

static void
decide_type (StreeSqliteColumn *column, Declared declared, guint classes)
{
  column->type = STREE_COLUMN_TEXT;
  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    if ((classes & ~candidates[i].classes) == 0 && comes_into_question (declared, &candidates[i], classes))
      {
        column->type = candidates[i].type;
        column->style = candidates[i].style;
        return;
      }
  /* A column for numbers takes a text that looks like one for a number. */
  column->mixed = (classes & (INTEGERS | STREE_SQLITE_REAL | STREE_SQLITE_BLOB_ANY)) != 0 ||
                  (declared != DECLARED_TEXT && declared != DECLARED_NOTHING);
  if (classes & STREE_SQLITE_BLOB_ANY)
    column->flags |= STREE_COLUMN_READ_ONLY;
}

/* The columns that are declared as text, or the others, so many at a time. */
static guint
append_classes (GString *sql, const StreeSqliteTable *table, const Declared *declared, gboolean texts)
{
  guint n = 0, n_calls = 0;

  for (guint i = 0; i < table->n_columns; i++)
    {
      if ((declared[i] == DECLARED_TEXT) != texts)
        continue;
      if (n % STREE_SQLITE_MAX_ARGUMENTS == 0)
        {
          g_string_append (sql, n > 0 ? "), " : n_calls > 0 ? ", " : "");
          g_string_append (sql, texts ? "stree_text_classes (" : "stree_classes (");
          n_calls++;
        }
      else
        g_string_append (sql, ", ");
      stree_sqlite_append_name (sql, table->columns[i].name);
      n++;
    }
  g_string_append (sql, n > 0 ? ")" : "");
  return n_calls;
}

/* Reads the numbers in the order of append_classes (). */
static void
take_classes (sqlite3_stmt *statement,
              int first,
              const StreeSqliteTable *table,
              const Declared *declared,
              gboolean texts,
              guint *classes)
{
  const char *text = "";
  guint n = 0;

  for (guint i = 0; i < table->n_columns; i++)
    {
      if ((declared[i] == DECLARED_TEXT) != texts)
        continue;
      if (n++ % STREE_SQLITE_MAX_ARGUMENTS == 0)
        text = (const char *) sqlite3_column_text (statement, first++);
      classes[i] = text ? (guint) g_ascii_strtoull (text, (char **) &text, 10) : 0;
    }
}

/* One walk over all rows. Before the counter is there. */
static gboolean
decide_types (sqlite3 *handle,
              StreeSqliteTable *table,
              const Declared *declared,
              const StreeSqliteParameters *parameters,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autofree guint *classes = g_new0 (guint, MAX (table->n_columns, 1));
  GError *local_error = NULL;
  guint n_texts = append_classes (sql, table, declared, TRUE);
  gsize before = sql->len;

  append_classes (sql, table, declared, FALSE);
  if (n_texts > 0 && sql->len > before)
    g_string_insert (sql, (gssize) before, ", ");
  g_string_append_printf (sql, " FROM %s", table->from);
  statement = stree_sqlite_prepare (handle, sql->str, cancellable, error);
  if (!statement || !stree_sqlite_bind_parameters (statement, parameters, error))
    return FALSE;
  stree_sqlite_step (handle, statement, cancellable, &local_error);
  if (local_error)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  take_classes (statement, 0, table, declared, TRUE, classes);
  take_classes (statement, (int) n_texts, table, declared, FALSE, classes);
  for (guint i = 0; i < table->n_columns; i++)
    decide_type (&table->columns[i], declared[i], classes[i]);
  return TRUE;
}

/* --- what the file says --- */

/* What is known of a table before its rows are looked at. */
typedef struct
{
  GArray *columns;  /* of StreeSqliteColumn */
  GArray *declared; /* of Declared */
  GArray *keys;     /* of guint: the place in the key (from 1) of each column, 0: none */
  gboolean integer_key; /* a column that is the rowid under its name */
} Draft;

static void
add_column (Draft *draft, const char *name, const char *declared, StreeColumnFlags flags, guint key)
{
  StreeSqliteColumn column = { .name = g_utf8_make_valid (name, -1), .flags = flags };
  Declared kind = read_declared (declared);

  g_array_append_val (draft->columns, column);
  g_array_append_val (draft->declared, kind);
  g_array_append_val (draft->keys, key);
}

/* Names of a frame's columns are unique; a query may have one twice. */
static gboolean
has_column (const Draft *draft, const char *name, gboolean in_ascii)
{
  for (guint i = 0; i < draft->columns->len; i++)
    {
      const char *other = g_array_index (draft->columns, StreeSqliteColumn, i).name;

      if (in_ascii ? g_ascii_strcasecmp (other, name) == 0 : g_str_equal (other, name))
        return TRUE;
    }
  return FALSE;
}

static gboolean
read_table_columns (sqlite3 *handle,
                    Draft *draft,
                    const char *name,
                    gboolean writable,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (sqlite3_stmt) statement = stree_sqlite_prepare (
      handle,
      "SELECT name, type, \"notnull\", dflt_value IS NOT NULL, pk, hidden FROM pragma_table_xinfo (?1) WHERE hidden <> 1",
      cancellable, error);
  GError *local_error = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_TRANSIENT);
  while (stree_sqlite_step (handle, statement, cancellable, &local_error))
    {
      StreeColumnFlags flags = 0;

      if (sqlite3_column_int64 (statement, 2))
        flags |= STREE_COLUMN_REQUIRED;
      if (sqlite3_column_int64 (statement, 3))
        flags |= STREE_COLUMN_DEFAULT;
      /* Generated, or of a view. */
      if (sqlite3_column_int64 (statement, 5) >= 2 || !writable)
        flags = (flags | STREE_COLUMN_READ_ONLY) & ~STREE_COLUMN_REQUIRED;
      add_column (draft, (const char *) sqlite3_column_text (statement, 0),
                  (const char *) sqlite3_column_text (statement, 1), flags, (guint) sqlite3_column_int64 (statement, 4));
    }
  if (!local_error)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/* A single INTEGER PRIMARY KEY has no index of its own: it is the rowid. */
static gboolean
find_integer_key (sqlite3 *handle, Draft *draft, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  GError *local_error = NULL;
  guint n_keys = 0;

  for (guint i = 0; i < draft->keys->len; i++)
    n_keys += g_array_index (draft->keys, guint, i) > 0;
  if (n_keys != 1)
    return TRUE;
  statement =
      stree_sqlite_prepare (handle, "SELECT 1 FROM pragma_index_list (?1) WHERE origin = 'pk'", cancellable, error);
  if (!statement)
    return FALSE;
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_TRANSIENT);
  draft->integer_key = !stree_sqlite_step (handle, statement, cancellable, &local_error);
  if (!local_error)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/* Of the names that the rowid has, one that no column took. */
static const char *
find_rowid (const Draft *draft)
{
  static const char *const names[] = { "rowid", "_rowid_", "oid" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (!has_column (draft, names[i], TRUE))
      return names[i];
  return NULL;
}

/* SQLite lets a key be null where it is no INTEGER: then rows are found by their number. */
static gboolean
keys_are_null (sqlite3 *handle,
               const Draft *draft,
               const char *from,
               gboolean *are_null,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT 1 FROM ");
  g_autoptr (sqlite3_stmt) statement = NULL;
  GError *local_error = NULL;

  g_string_append_printf (sql, "%s WHERE 0", from);
  for (guint i = 0; i < draft->keys->len; i++)
    if (g_array_index (draft->keys, guint, i) > 0)
      {
        g_string_append (sql, " OR ");
        stree_sqlite_append_name (sql, g_array_index (draft->columns, StreeSqliteColumn, i).name);
        g_string_append (sql, " IS NULL");
      }
  g_string_append (sql, " LIMIT 1");
  statement = stree_sqlite_prepare (handle, sql->str, cancellable, error);
  if (!statement)
    return FALSE;
  *are_null = stree_sqlite_step (handle, statement, cancellable, &local_error);
  if (!local_error)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static void
add_counter (Draft *draft)
{
  g_autofree char *name = g_strdup ("rowid");

  for (guint i = 2; has_column (draft, name, FALSE); i++)
    {
      g_free (name);
      name = g_strdup_printf ("rowid_%u", i);
    }
  add_column (draft, name, "INTEGER",
              STREE_COLUMN_KEY | STREE_COLUMN_READ_ONLY | STREE_COLUMN_DEFAULT | STREE_COLUMN_HIDDEN, 1);
}

/* What tells rows apart: the columns of the key, or a counter. */
static gboolean
choose_keys (sqlite3 *handle,
             StreeSqliteTable *table,
             Draft *draft,
             gboolean has_rowid,
             GCancellable *cancellable,
             GError **error)
{
  gboolean usable = FALSE, are_null = FALSE;

  table->rowid = has_rowid ? g_strdup (find_rowid (draft)) : NULL;
  for (guint i = 0; i < draft->keys->len; i++)
    usable = usable || g_array_index (draft->keys, guint, i) > 0;
  if (usable && !find_integer_key (handle, draft, table->name, cancellable, error))
    return FALSE;
  if (usable && has_rowid && !draft->integer_key &&
      !keys_are_null (handle, draft, table->from, &are_null, cancellable, error))
    return FALSE;
  usable = usable && !are_null;
  for (guint i = 0; usable && i < draft->keys->len; i++)
    if (g_array_index (draft->keys, guint, i) > 0)
      {
        StreeSqliteColumn *column = &g_array_index (draft->columns, StreeSqliteColumn, i);

        column->flags |= STREE_COLUMN_KEY;
        column->flags |= draft->integer_key && has_rowid ? STREE_COLUMN_DEFAULT : STREE_COLUMN_REQUIRED;
        if (draft->integer_key && has_rowid)
          {
            g_autoptr (GString) quoted = g_string_new (NULL);

            column->flags &= ~STREE_COLUMN_REQUIRED;
            stree_sqlite_append_name (quoted, column->name);
            g_free (table->rowid);
            table->rowid = g_strdup (quoted->str);
          }
      }
  table->counted = !usable && table->rowid;
  table->writable = usable || table->counted;
  return TRUE;
}

/* What is not shown as it is tells no rows apart: then their numbers do, where there are some. */
static void
check_keys (StreeSqliteTable *table, Draft *draft)
{
  gboolean plain = TRUE;

  for (guint i = 0; i < table->n_columns; i++)
    plain = plain && !((table->columns[i].flags & STREE_COLUMN_KEY) && table->columns[i].mixed);
  if (plain || !table->rowid)
    return;
  for (guint i = 0; i < table->n_columns; i++)
    if (g_array_index (draft->keys, guint, i) > 0)
      table->columns[i].flags &= ~(STREE_COLUMN_KEY | STREE_COLUMN_REQUIRED);
  table->counted = TRUE;
}

static void
take_draft (StreeSqliteTable *table, Draft *draft)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (StreeFrameBuilder) builder = NULL;

  if (table->counted)
    {
      add_counter (draft);
      g_array_index (draft->columns, StreeSqliteColumn, draft->columns->len - 1).type = STREE_COLUMN_INT64;
    }
  table->n_columns = draft->columns->len;
  table->columns = (StreeSqliteColumn *) (gpointer) g_array_free (g_steal_pointer (&draft->columns), FALSE);
  for (guint i = 0; i < table->n_columns; i++)
    if (table->columns[i].flags & STREE_COLUMN_KEY)
      g_array_append_val (keys, i);
  table->n_keys = keys->len;
  table->keys = (guint *) (gpointer) g_array_free (g_steal_pointer (&keys), FALSE);
  builder = stree_sqlite_table_make_builder (table);
  table->schema = stree_frame_builder_finish (builder);
}

static gboolean
read_kind (sqlite3 *handle,
           const char *name,
           char **real_name,
           char **kind,
           gboolean *has_rowid,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (sqlite3_stmt) statement = stree_sqlite_prepare (
      handle, "SELECT name, type, wr FROM pragma_table_list WHERE schema = 'main' AND name = ?1 COLLATE NOCASE",
      cancellable, error);
  GError *local_error = NULL;

  if (!statement)
    return FALSE;
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_TRANSIENT);
  if (stree_sqlite_step (handle, statement, cancellable, &local_error))
    {
      *real_name = g_strdup ((const char *) sqlite3_column_text (statement, 0));
      *kind = g_strdup ((const char *) sqlite3_column_text (statement, 1));
      *has_rowid = g_str_equal (*kind, "table") && !sqlite3_column_int64 (statement, 2);
      return TRUE;
    }
  if (local_error)
    g_propagate_error (error, local_error);
  else
    g_set_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_NOT_FOUND,
                 _ ("The database has no table or view “%s”"), name);
  return FALSE;
}

/* The query itself, without a semicolon and what may stand behind it. NULL and @error. */
static char *
read_query_columns (sqlite3 *handle, Draft *draft, const char *sql, GCancellable *cancellable, GError **error)
{
  gsize length = 0;
  g_autoptr (sqlite3_stmt) statement = stree_sqlite_prepare_query (handle, sql, &length, cancellable, error);

  if (!statement)
    return NULL;
  for (int i = 0; i < sqlite3_column_count (statement); i++)
    {
      const char *name = sqlite3_column_name (statement, i);

      if (has_column (draft, name, TRUE))
        {
          g_set_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_FAILED,
                       _ ("Two columns of the query are called “%s”; names that differ were expected"), name);
          return NULL;
        }
      add_column (draft, name, sqlite3_column_decltype (statement, i), STREE_COLUMN_READ_ONLY, 0);
    }
  while (length > 0 && (g_ascii_isspace (sql[length - 1]) || sql[length - 1] == ';'))
    length--;
  return g_strndup (sql, length);
}

static void
column_clear (gpointer data)
{
  g_free (((StreeSqliteColumn *) data)->name);
}

static gboolean
fill_table (sqlite3 *handle,
            StreeSqliteTable *table,
            Draft *draft,
            const char *name,
            const char *sql,
            const StreeSqliteParameters *parameters,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree char *kind = NULL;
  g_autoptr (GString) from = g_string_new (NULL);
  gboolean has_rowid = FALSE;

  if (name)
    {
      if (!read_kind (handle, name, &table->name, &kind, &has_rowid, cancellable, error) ||
          !read_table_columns (handle, draft, table->name, g_str_equal (kind, "table"), cancellable, error))
        return FALSE;
      g_string_append (from, "main.");
      stree_sqlite_append_name (from, table->name);
    }
  else
    {
      g_autofree char *body = read_query_columns (handle, draft, sql, cancellable, error);

      if (!body)
        return FALSE;
      g_string_append_printf (from, "(%s\n)", body);
    }
  table->from = g_strdup (from->str);
  if (kind && g_str_equal (kind, "table") && !choose_keys (handle, table, draft, has_rowid, cancellable, error))
    return FALSE;
  table->copy_rowid = find_rowid (draft);
  if (!table->rowid && !table->copy_rowid)
    {
      g_set_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_FAILED,
                   _ ("Three columns have the names rowid, _rowid_ and oid; one that has not was expected"));
      return FALSE;
    }
  table->columns = (StreeSqliteColumn *) (gpointer) draft->columns->data;
  table->n_columns = draft->columns->len;
  if (!decide_types (handle, table, (const Declared *) (gpointer) draft->declared->data, parameters, cancellable, error))
    {
      table->columns = NULL;
      table->n_columns = 0;
      return FALSE;
    }
  check_keys (table, draft);
  take_draft (table, draft);
  return TRUE;
}

StreeSqliteTable *
stree_sqlite_table_read (sqlite3 *handle,
                         const char *name,
                         const char *sql,
                         const StreeSqliteParameters *parameters,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (StreeSqliteTable) table = g_atomic_rc_box_new0 (StreeSqliteTable);
  Draft draft = { .columns = NULL };
  gboolean done;

  draft.columns = g_array_new (FALSE, TRUE, sizeof (StreeSqliteColumn));
  g_array_set_clear_func (draft.columns, column_clear);
  draft.declared = g_array_new (FALSE, FALSE, sizeof (Declared));
  draft.keys = g_array_new (FALSE, FALSE, sizeof (guint));
  done = fill_table (handle, table, &draft, name, sql, parameters, cancellable, error);
  g_clear_pointer (&draft.columns, g_array_unref);
  g_array_unref (draft.declared);
  g_array_unref (draft.keys);
  return done ? g_steal_pointer (&table) : NULL;
}

char **
stree_sqlite_list_tables (sqlite3 *handle, GCancellable *cancellable, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = stree_sqlite_prepare (
      handle,
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'view', 'virtual') AND "
      "name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'stree\\_search%' ESCAPE '\\' "
      "ORDER BY name COLLATE NOCASE",
      cancellable, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GError *local_error = NULL;

  if (!statement)
    return NULL;
  while (stree_sqlite_step (handle, statement, cancellable, &local_error))
    g_ptr_array_add (names, g_utf8_make_valid ((const char *) sqlite3_column_text (statement, 0), -1));
  if (local_error)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}
