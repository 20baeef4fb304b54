/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-sqlite-search-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "data/stree-frame-filter-private.h"
#include "data/stree-text-match-private.h"

/* The index has what three letters each make; a search that is shorter finds nothing in it. */
#define TOKEN_LENGTH 3
/* More of them do not narrow any further. */
#define MAX_TOKENS 24

/* The text of a row that is always looked at: letters that nobody has. */
#define MARK_SQL "char (63729, 63730, 63731)"
#define MARK     "\357\243\261\357\243\262\357\243\263"

/* --- letters --- */

/* Those with accents that become letters of ASCII are in here, and what else is in Latin script and on its keyboards.
 */
#define FIRST_LETTER 0xa0
#define LAST_LETTER  0x17f

/* Letters and signs of other scripts, none of which becomes a letter of ASCII when it is folded and its accents are
 * left out, and none of which is an accent. */
static const struct
{
  gunichar first, last;
} others[] = {
  { 0x386, 0x3ff },   { 0x400, 0x482 },   { 0x48a, 0x52f },   { 0x5d0, 0x5ea },   { 0x621, 0x64a },
  { 0x2010, 0x2027 }, { 0x2030, 0x205e }, { 0x20a0, 0x20bf }, { 0x2116, 0x2116 }, { 0x2122, 0x2122 },
  { 0x2190, 0x21ff }, { 0x2500, 0x27bf }, { 0x3001, 0x3003 }, { 0x3041, 0x3096 }, { 0x30a1, 0x30ff },
  { 0x3400, 0x4dbf }, { 0x4e00, 0x9fff }, { 0xac00, 0xd7a3 }, { 0xff01, 0xff5e }, { 0x1f300, 0x1f6ff },
};

/* What is left of a text without capitals and accents. */
static char *
dup_letters (const char *text)
{
  GString *letters = g_string_new (NULL);

  stree_text_append_sort_key (letters, STREE_COLLATION_DEFAULT, text, strlen (text));
  return g_string_free (letters, FALSE);
}

typedef enum
{
  LETTER_OTHER,  /* it stays, and ends a word of ASCII */
  LETTER_ACCENT, /* it becomes ASCII */
  LETTER_ODD
} LetterKind;

/* @plain: what it becomes (transfer full). */
static LetterKind
look_at_letter (gunichar letter, char **plain)
{
  char text[8] = { 0 };
  gboolean ascii = TRUE, none = TRUE;

  g_unichar_to_utf8 (letter, text);
  *plain = dup_letters (text);
  for (const char *p = *plain; *p; p++)
    {
      ascii = ascii && (guchar) *p < 0x80;
      none = none && (guchar) *p >= 0x80;
    }
  return **plain == '\0' ? LETTER_ODD : ascii ? LETTER_ACCENT : none ? LETTER_OTHER : LETTER_ODD;
}

gboolean
stree_sqlite_search_knows (gunichar letter)
{
  if (letter > 0 && letter < 0x80)
    return TRUE;
  if (letter >= FIRST_LETTER && letter <= LAST_LETTER)
    {
      g_autofree char *plain = NULL;

      return look_at_letter (letter, &plain) != LETTER_ODD;
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (letter >= others[i].first && letter <= others[i].last)
      return TRUE;
  return FALSE;
}

/* --- the statements that make it --- */

/* A column that is the rowid under its name. */
static gboolean
has_key (const StreeSqliteTable *table)
{
  g_autoptr (GString) name = g_string_new (NULL);

  if (!table->name || !table->rowid || table->counted || table->n_keys != 1)
    return FALSE;
  stree_sqlite_append_name (name, table->columns[table->keys[0]].name);
  return g_str_equal (name->str, table->rowid);
}

static gboolean
is_in_text (const StreeSqliteColumn *column)
{
  return column->type != STREE_COLUMN_DOUBLE && column->type != STREE_COLUMN_BOOL;
}

/* A column as it is shown, and in @other that it is shown in another way. */
static void
append_shown (GString *raw, GString *other, const StreeSqliteColumn *column)
{
  g_autoptr (GString) name = g_string_new (NULL);

  stree_sqlite_append_name (name, column->name);
  g_string_append_printf (other, "%stypeof (%s) NOT IN ('null', ", other->len > 0 ? " OR " : "", name->str);
  switch (column->type)
    {
    case STREE_COLUMN_INT64:
      g_string_append (other, "'integer')");
      break;
    case STREE_COLUMN_TEXT:
      g_string_append (other, column->mixed ? "'text', 'integer')" : "'text')");
      break;
    case STREE_COLUMN_TIMESTAMP:
      g_string_append_printf (other, "'text') OR %s NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9][ T]*'",
                              name->str);
      g_string_append_printf (raw, "coalesce (substr (%s, 1, 10) || ' ' || substr (%s, 12), '')", name->str, name->str);
      return;
    case STREE_COLUMN_DATE:
    case STREE_COLUMN_DOUBLE:
    case STREE_COLUMN_BOOL:
    default:
      g_string_append (other, "'text')");
      break;
    }
  g_string_append_printf (raw, "coalesce (%s, '')", name->str);
}

/* Into a class of GLOB: what may stay in a text. */
static void
append_others (GString *sql)
{
  for (gunichar letter = FIRST_LETTER; letter <= LAST_LETTER; letter++)
    {
      g_autofree char *plain = NULL;

      if (look_at_letter (letter, &plain) == LETTER_OTHER)
        g_string_append_unichar (sql, letter);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_string_append_unichar (sql, others[i].first);
      if (others[i].first == others[i].last)
        continue;
      g_string_append_c (sql, '-');
      g_string_append_unichar (sql, others[i].last);
    }
}

/* SQLite reads only so much that stands in one another. */
#define LETTERS_AT_ONCE 16

/* "WITH p1 (x) AS (...), p2 (x) AS (...) SELECT x FROM p2": "raw" without accents. */
static void
append_plain (GString *sql)
{
  g_autoptr (GString) starts = g_string_new (NULL);
  g_autoptr (GString) ends = g_string_new (NULL);
  guint n = 0, last = 0;

  for (gunichar letter = FIRST_LETTER; letter <= LAST_LETTER + 1; letter++)
    {
      g_autofree char *plain = NULL;

      if (letter <= LAST_LETTER && look_at_letter (letter, &plain) == LETTER_ACCENT)
        {
          n++;
          g_string_append (starts, "replace (");
          g_string_append (ends, ", '");
          g_string_append_unichar (ends, letter);
          g_string_append_printf (ends, "', '%s')", plain);
        }
      if (n < LETTERS_AT_ONCE && letter <= LAST_LETTER)
        continue;
      g_string_append_printf (sql, "%sp%u (x) AS (SELECT %s%s%s", last == 0 ? "WITH " : ", ", last + 1, starts->str,
                              last == 0 ? "raw" : "x", ends->str);
      if (last > 0)
        g_string_append_printf (sql, " FROM p%u", last);
      g_string_append_c (sql, ')');
      last++;
      n = 0;
      g_string_truncate (starts, 0);
      g_string_truncate (ends, 0);
    }
  g_string_append_printf (sql, " SELECT x FROM p%u", last);
}

#define ASCII "char (1) || '-' || char (127)"

/* In their order. */
enum
{
  VIEW,
  INDEX,
  INSERT,
  UPDATE,
  DELETE,
  N_PARTS
};

static const struct
{
  const char *type, *prefix;
} parts[N_PARTS] = {
  [VIEW] = { "view", "stree_searched_" },    [INDEX] = { "table", "stree_search_" },
  [INSERT] = { "trigger", "stree_insert_" }, [UPDATE] = { "trigger", "stree_update_" },
  [DELETE] = { "trigger", "stree_delete_" },
};

/* Its tables of its own have the name of the index and one of FTS5's endings: none of them ends as an index does. */
static char *
dup_part_name (const StreeSqliteTable *table, guint part)
{
  return g_strconcat (parts[part].prefix, table->name, part == INDEX ? "_text" : NULL, NULL);
}

static void
append_part (GString *sql, const StreeSqliteTable *table, guint part)
{
  g_autofree char *name = dup_part_name (table, part);

  stree_sqlite_append_name (sql, name);
}

static void
append_view (GString *sql, const StreeSqliteTable *table)
{
  g_autoptr (GString) raw = g_string_new (NULL);
  g_autoptr (GString) other = g_string_new (NULL);

  for (guint i = 0; i < table->n_columns; i++)
    if (is_in_text (&table->columns[i]))
      {
        g_string_append (raw, raw->len > 0 ? " || char (10) || " : "");
        append_shown (raw, other, &table->columns[i]);
      }
  g_string_append (sql, " AS SELECT id, CASE WHEN other OR instr (raw, char (0)) > 0 THEN " MARK_SQL
                        " WHEN raw NOT GLOB '*[^' || " ASCII " || ']*' THEN raw"
                        " ELSE (SELECT CASE WHEN x NOT GLOB '*[^' || " ASCII " || '");
  append_others (sql);
  g_string_append (sql, "]*' THEN x ELSE " MARK_SQL " END FROM (");
  append_plain (sql);
  /* Not more than once for each row. */
  g_string_append_printf (sql, " LIMIT 1)) END AS text FROM (SELECT %s AS id, %s AS raw, %s AS other FROM ",
                          table->rowid, raw->str, other->str);
  stree_sqlite_append_name (sql, table->name);
  g_string_append_c (sql, ')');
}

static void
append_delete (GString *sql, const StreeSqliteTable *table, const char *row)
{
  g_string_append (sql, "DELETE FROM ");
  append_part (sql, table, INDEX);
  g_string_append_printf (sql, " WHERE rowid = %s.%s; ", row, table->rowid);
}

/* A statement that makes a part, as the file has it then. */
static char *
make_part (const StreeSqliteTable *table, guint part)
{
  static const char *const events[N_PARTS] = { [INSERT] = "INSERT", [UPDATE] = "UPDATE", [DELETE] = "DELETE" };
  GString *sql = g_string_new ("CREATE ");

  if (part == VIEW)
    {
      g_string_append (sql, "VIEW ");
      append_part (sql, table, VIEW);
      append_view (sql, table);
      return g_string_free (sql, FALSE);
    }
  if (part == INDEX)
    {
      g_string_append (sql, "VIRTUAL TABLE ");
      append_part (sql, table, INDEX);
      g_string_append (sql, " USING fts5 (text, tokenize = 'trigram', detail = none, columnsize = 0)");
      return g_string_free (sql, FALSE);
    }
  g_string_append (sql, "TRIGGER ");
  append_part (sql, table, part);
  g_string_append_printf (sql, " AFTER %s ON ", events[part]);
  stree_sqlite_append_name (sql, table->name);
  g_string_append (sql, " BEGIN ");
  if (part != INSERT)
    append_delete (sql, table, "old");
  if (part != DELETE)
    {
      /* Of a row that was replaced nothing tells, and the clause of the statement that writes is that of this one, too.
       */
      append_delete (sql, table, "new");
      g_string_append (sql, "INSERT INTO ");
      append_part (sql, table, INDEX);
      g_string_append (sql, " (rowid, text) SELECT id, text FROM ");
      append_part (sql, table, VIEW);
      g_string_append_printf (sql, " WHERE id = new.%s; ", table->rowid);
    }
  g_string_append (sql, "END");
  return g_string_free (sql, FALSE);
}

gboolean
stree_sqlite_search_is_used (sqlite3 *handle)
{
  g_autoptr (sqlite3_stmt) statement =
      stree_sqlite_prepare (handle,
                            "SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name LIKE 'stree\\_search\\_%' ESCAPE '\\' "
                            "AND sql LIKE '%fts5%' LIMIT 1",
                            NULL, NULL);

  return statement && stree_sqlite_step (handle, statement, NULL, NULL);
}

/* --- asking --- */

static gboolean
has_module (sqlite3 *handle)
{
  g_autoptr (sqlite3_stmt) statement =
      stree_sqlite_prepare (handle, "SELECT 1 FROM pragma_module_list WHERE name = 'fts5'", NULL, NULL);

  return statement && stree_sqlite_step (handle, statement, NULL, NULL);
}

gboolean
stree_sqlite_search_is_indexed (sqlite3 *handle, const StreeSqliteTable *table)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!has_key (table))
    return FALSE;
  statement = stree_sqlite_prepare (handle, "SELECT sql = ?3 FROM main.sqlite_schema WHERE type = ?1 AND name = ?2",
                                    NULL, NULL);
  for (guint part = 0; statement && part < N_PARTS; part++)
    {
      g_autofree char *name = dup_part_name (table, part);
      g_autofree char *sql = NULL;

      sqlite3_bind_text (statement, 1, parts[part].type, -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 2, name, -1, SQLITE_TRANSIENT);
      sql = make_part (table, part);
      sqlite3_bind_text (statement, 3, sql, -1, SQLITE_TRANSIENT);
      if (!stree_sqlite_step (handle, statement, NULL, NULL) || !sqlite3_column_int64 (statement, 0))
        return FALSE;
      sqlite3_reset (statement);
    }
  return statement && has_module (handle);
}

/* Whether a column that is not in the index may have it. */
static gboolean
may_be_elsewhere (const StreeSqliteTable *table, const char *search)
{
  StreeTextMatch match;
  gboolean may = FALSE;

  stree_text_match_init (&match, search);
  for (guint i = 0; i < table->n_columns; i++)
    may = may || (!is_in_text (&table->columns[i]) && stree_column_type_can_match (table->columns[i].type, &match));
  stree_text_match_clear (&match);
  return may;
}

/* Of so many rows one: where more are named, going through all of them is as fast. */
#define MAX_SHARE 16
#define FEW_ROWS  1000

/* Whether it names few rows, beside the highest number that one has. */
static gboolean
names_few (sqlite3 *handle, const StreeSqliteTable *table, const char *ask)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (sqlite3_stmt) statement = NULL;

  g_string_printf (sql,
                   "WITH few (n) AS (SELECT max (%d, coalesce ((SELECT max (%s) FROM %s), 0) / %d)) "
                   "SELECT (SELECT count (*) FROM (SELECT 1 FROM main.",
                   FEW_ROWS, table->rowid, table->from, MAX_SHARE);
  append_part (sql, table, INDEX);
  g_string_append (sql, " WHERE ");
  append_part (sql, table, INDEX);
  g_string_append (sql, " MATCH ?1 LIMIT (SELECT n FROM few))) < n FROM few");
  statement = stree_sqlite_prepare (handle, sql->str, NULL, NULL);
  if (statement)
    sqlite3_bind_text (statement, 1, ask, -1, SQLITE_STATIC);
  return statement && stree_sqlite_step (handle, statement, NULL, NULL) && sqlite3_column_int64 (statement, 0);
}

/* For the index: that a row has all of the letters, or is always looked at. */
static char *
make_ask (const char *letters)
{
  GString *ask = g_string_new ("(");
  gsize length = strlen (letters);

  for (gsize at = 0; at + TOKEN_LENGTH <= length && at < MAX_TOKENS; at++)
    {
      g_string_append (ask, at > 0 ? " AND \"" : "\"");
      for (gsize i = at; i < at + TOKEN_LENGTH; i++)
        {
          if (letters[i] == '"')
            g_string_append_c (ask, '"');
          g_string_append_c (ask, letters[i]);
        }
      g_string_append_c (ask, '"');
    }
  g_string_append (ask, ") OR \"" MARK "\"");
  return g_string_free (ask, FALSE);
}

char *
stree_sqlite_search_ask (sqlite3 *handle, const StreeSqliteTable *table, const char *search)
{
  g_autofree char *letters = dup_letters (search);
  g_autofree char *ask = NULL;

  if (strlen (letters) < TOKEN_LENGTH || !g_str_is_ascii (letters) || may_be_elsewhere (table, search) ||
      !stree_sqlite_search_is_indexed (handle, table))
    return NULL;
  ask = make_ask (letters);
  return names_few (handle, table, ask) ? g_steal_pointer (&ask) : NULL;
}

void
stree_sqlite_search_append (GString *sql, const StreeSqliteTable *table)
{
  g_string_append_printf (sql, "%s IN (SELECT rowid FROM main.", table->rowid);
  append_part (sql, table, INDEX);
  g_string_append (sql, " WHERE ");
  append_part (sql, table, INDEX);
  g_string_append (sql, " MATCH ");
}

/* --- making it --- */

static gboolean
drop_parts (sqlite3 *handle, const StreeSqliteTable *table, GCancellable *cancellable, GError **error)
{
  for (guint part = N_PARTS; part-- > 0;)
    {
      g_autoptr (GString) sql = g_string_new (NULL);

      g_string_printf (sql, "DROP %s IF EXISTS main.", parts[part].type);
      append_part (sql, table, part);
      if (!stree_sqlite_exec (handle, sql->str, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* Of FTS5: what it keeps in memory of what is written. */
#define FILL_BYTES  33554432
#define USUAL_BYTES 1048576

static void
append_hash_size (GString *sql, const char *index, const StreeSqliteTable *table, guint bytes)
{
  g_string_append_printf (sql, "INSERT INTO %s (", index);
  append_part (sql, table, INDEX);
  g_string_append_printf (sql, ", rank) VALUES ('hashsize', %u); ", bytes);
}

static gboolean
make_parts (sqlite3 *handle, const StreeSqliteTable *table, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) index = g_string_new ("main.");
  g_autoptr (GString) fill = g_string_new (NULL);

  append_part (index, table, INDEX);
  /* With more memory than FTS5 takes else it is three times as fast. */
  append_hash_size (fill, index->str, table, FILL_BYTES);
  g_string_append_printf (fill, "INSERT INTO %s (rowid, text) SELECT id, text FROM main.", index->str);
  append_part (fill, table, VIEW);
  g_string_append (fill, "; ");
  append_hash_size (fill, index->str, table, USUAL_BYTES);
  for (guint part = 0; part < N_PARTS; part++)
    {
      g_autofree char *sql = make_part (table, part);

      if (!stree_sqlite_exec (handle, sql, cancellable, error) ||
          (part == INDEX && !stree_sqlite_exec (handle, fill->str, cancellable, error)))
        return FALSE;
    }
  return TRUE;
}

gboolean
stree_sqlite_search_make (sqlite3 *handle, const StreeSqliteTable *table, GCancellable *cancellable, GError **error)
{
  if (!has_key (table))
    {
      g_set_error (
          error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_FAILED,
          /* Translators: what is in capital letters is SQL */
          _ ("The table “%s” has no key by which an index can name its rows; an INTEGER PRIMARY KEY was expected"),
          table->name);
      return FALSE;
    }
  if (!has_module (handle))
    {
      g_set_error_literal (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_FAILED,
                           /* Translators: FTS5 is a part of SQLite that may be left out */
                           _ ("This SQLite has no FTS5, which an index for searches is made of"));
      return FALSE;
    }
  if (!stree_sqlite_exec (handle, "BEGIN IMMEDIATE", cancellable, error))
    return FALSE;
  if (stree_sqlite_search_is_indexed (handle, table)
          ? stree_sqlite_exec (handle, "COMMIT", cancellable, error)
          : drop_parts (handle, table, cancellable, error) && make_parts (handle, table, cancellable, error) &&
                stree_sqlite_exec (handle, "COMMIT", cancellable, error))
    return TRUE;
  stree_sqlite_roll_back (handle);
  return FALSE;
}

gboolean
stree_sqlite_search_drop (sqlite3 *handle, const StreeSqliteTable *table, GCancellable *cancellable, GError **error)
{
  if (!stree_sqlite_exec (handle, "BEGIN IMMEDIATE", cancellable, error))
    return FALSE;
  if (drop_parts (handle, table, cancellable, error) && stree_sqlite_exec (handle, "COMMIT", cancellable, error))
    return TRUE;
  stree_sqlite_roll_back (handle);
  return FALSE;
}

StreeSearchIndex
stree_sqlite_search_check (sqlite3 *handle, const StreeSqliteTable *table, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  StreeSearchIndex state = STREE_SEARCH_INDEX_NONE;
  GError *local_error = NULL;

  if (stree_sqlite_search_is_indexed (handle, table))
    return STREE_SEARCH_INDEX_READY;
  statement = stree_sqlite_prepare (handle, "SELECT 1 FROM main.sqlite_schema WHERE type = ?1 AND name = ?2", NULL, error);
  for (guint part = 0; statement && !local_error && part < N_PARTS && state == STREE_SEARCH_INDEX_NONE; part++)
    {
      g_autofree char *name = dup_part_name (table, part);

      sqlite3_bind_text (statement, 1, parts[part].type, -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 2, name, -1, SQLITE_TRANSIENT);
      if (stree_sqlite_step (handle, statement, NULL, &local_error))
        state = STREE_SEARCH_INDEX_OUTDATED;
      sqlite3_reset (statement);
    }
  if (local_error)
    g_propagate_error (error, local_error);
  return state;
}
