/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-sqlite-functions-private.h"

#include <string.h>

#include "data/stree-cell-text-private.h"
#include "data/stree-frame-filter-private.h"
#include "data/stree-text-match-private.h"


/* Of a blob: more is only counted. */
#define MAX_BLOB_BYTES 32

/* --- dates and moments --- */

static gboolean
take_number (const char *text, guint n, guint *number)
{
  *number = 0;
  for (guint i = 0; i < n; i++)
    {
      if (text[i] < '0' || text[i] > '9')
        return FALSE;
      *number = *number * 10 + (guint) (text[i] - '0');
    }
  return TRUE;
}

static gboolean
is_date (const char *text)
{
  guint year, month, day;

  return take_number (text, 4, &year) && text[4] == '-' && take_number (text + 5, 2, &month) && text[7] == '-' &&
         take_number (text + 8, 2, &day) && day >= 1 && year >= 1 && month >= 1 && month <= 12 &&
         (day <= 28 || g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year));
}

/* Without a fraction where that is nothing, with three digits where they are enough, else with six. */
static gboolean
is_fraction (const char *text, gsize length)
{
  guint number;

  if (length == 0)
    return TRUE;
  if (text[0] != '.' || (length != 4 && length != 7) || !take_number (text + 1, (guint) length - 1, &number))
    return FALSE;
  return length == 4 ? number > 0 : number % 1000 > 0;
}

static gboolean
is_time (StreeSqliteStyle style, const char *text, gsize length)
{
  guint hour, minute, second;

  if (style.zulu && length > 0 && text[--length] != 'Z')
    return FALSE;
  return length >= 19 && is_date (text) && text[10] == style.separator && take_number (text + 11, 2, &hour) && hour < 24 &&
         text[13] == ':' && take_number (text + 14, 2, &minute) && minute < 60 && text[16] == ':' &&
         take_number (text + 17, 2, &second) && second < 60 && is_fraction (text + 19, length - 19);
}

gboolean
stree_sqlite_parse_date (const char *text, gsize length, gint32 *days)
{
  return length == 10 && is_date (text) && stree_cell_parse_date (text, length, days);
}

const char *
stree_sqlite_format_time (StreeSqliteStyle style, char *buffer, gint64 microseconds)
{
  stree_cell_format_timestamp (buffer, microseconds);
  buffer[10] = style.separator;
  if (style.zulu)
    g_strlcat (buffer, "Z", STREE_FRAME_CELL_SIZE);
  return buffer;
}

gboolean
stree_sqlite_parse_time (StreeSqliteStyle style, const char *text, gsize length, gint64 *microseconds)
{
  return is_time (style, text, length) && stree_cell_parse_timestamp (text, length, microseconds);
}

/* --- values as text --- */

static char *
show_blob (const guint8 *bytes, gsize length)
{
  GString *text = g_string_new ("X'");

  for (gsize i = 0; i < MIN (length, MAX_BLOB_BYTES); i++)
    g_string_append_printf (text, "%02X", bytes[i]);
  if (length > MAX_BLOB_BYTES)
    g_string_append_printf (text, "…' (%" G_GSIZE_FORMAT ")", length);
  else
    g_string_append_c (text, '\'');
  return g_string_free (text, FALSE);
}

char *
stree_sqlite_show (int type, gint64 whole, double number, const void *bytes, gsize length)
{
  char buffer[STREE_FRAME_CELL_SIZE];

  switch (type)
    {
    case SQLITE_INTEGER:
      return g_strdup (stree_cell_format_int64 (buffer, whole));
    case SQLITE_FLOAT:
      return g_strdup (stree_cell_format_double (buffer, number, 0));
    case SQLITE_TEXT:
      return g_utf8_make_valid (bytes, (gssize) length); /* a NUL is not valid, either */
    case SQLITE_BLOB:
      return show_blob (bytes, length);
    default:
      return NULL;
    }
}

char
stree_sqlite_type_letter (StreeColumnType type, StreeSqliteStyle style)
{
  switch (type)
    {
    case STREE_COLUMN_INT64:
      return 'i';
    case STREE_COLUMN_DOUBLE:
      return 'n';
    case STREE_COLUMN_BOOL:
      return 'b';
    case STREE_COLUMN_DATE:
      return 'd';
    case STREE_COLUMN_TIMESTAMP:
      return style.separator == 'T' ? (style.zulu ? 'w' : 'v') : (style.zulu ? 'u' : 's');
    case STREE_COLUMN_TEXT:
    default:
      return 't';
    }
}

static StreeColumnType
type_of_letter (char letter)
{
  switch (letter)
    {
    case 'i':
      return STREE_COLUMN_INT64;
    case 'n':
      return STREE_COLUMN_DOUBLE;
    case 'b':
      return STREE_COLUMN_BOOL;
    case 'd':
      return STREE_COLUMN_DATE;
    case 't':
      return STREE_COLUMN_TEXT;
    default:
      return STREE_COLUMN_TIMESTAMP;
    }
}

static char *
dup_shown (sqlite3_value *value)
{
  int type = sqlite3_value_type (value);

  return stree_sqlite_show (type, type == SQLITE_INTEGER ? sqlite3_value_int64 (value) : 0,
                            type == SQLITE_FLOAT ? sqlite3_value_double (value) : 0,
                            type == SQLITE_TEXT || type == SQLITE_BLOB ? sqlite3_value_text (value) : NULL,
                            type == SQLITE_TEXT || type == SQLITE_BLOB ? (gsize) sqlite3_value_bytes (value) : 0);
}

static void
text_func (sqlite3_context *context, int n_args, sqlite3_value **args)
{
  char *text = dup_shown (args[0]);

  (void) n_args;
  if (text)
    sqlite3_result_text (context, text, -1, g_free);
}

static void
key_func (sqlite3_context *context, int n_args, sqlite3_value **args)
{
  const char *text = (const char *) sqlite3_value_text (args[0]);
  GString *key;
  gsize length;

  (void) n_args;
  if (!text)
    return;
  key = g_string_sized_new (64);
  stree_text_append_sort_key (key, (StreeCollation) sqlite3_value_int64 (args[1]), text, strlen (text));
  length = key->len - 1;
  sqlite3_result_text (context, g_string_free (key, FALSE), (int) length, g_free);
}

/* --- what is looked for --- */

static void
match_free (gpointer data)
{
  stree_text_match_clear (data);
  g_free (data);
}

/* Made once for a statement: its first argument is a parameter. */
static const StreeTextMatch *
get_match (sqlite3_context *context, sqlite3_value **args, StreeTextMatch *own)
{
  StreeTextMatch *match = sqlite3_get_auxdata (context, 0);

  if (match)
    return match;
  match = g_new0 (StreeTextMatch, 1);
  stree_text_match_init (match, (const char *) sqlite3_value_text (args[0]));
  sqlite3_set_auxdata (context, 0, match, match_free);
  match = sqlite3_get_auxdata (context, 0);
  if (match)
    return match;
  stree_text_match_init (own, (const char *) sqlite3_value_text (args[0]));
  return own;
}

/* The text that a column of this type shows. @buffer or memory that @owned gets. */
static const char *
show (sqlite3_value *value, char letter, char *buffer, char **owned)
{
  int type = sqlite3_value_type (value);
  const char *text;

  switch (letter)
    {
    case 'i':
      return stree_cell_format_int64 (buffer, sqlite3_value_int64 (value));
    case 'n':
      return stree_cell_format_double (buffer, sqlite3_value_double (value), 0);
    case 'b':
      return sqlite3_value_int64 (value) ? "true" : "false";
    case 's':
    case 'u':
    case 'v':
    case 'w':
      text = (const char *) sqlite3_value_text (value);
      g_strlcpy (buffer, text, STREE_FRAME_CELL_SIZE);
      if (strlen (buffer) > 10)
        buffer[10] = ' ';
      if (g_str_has_suffix (buffer, "Z"))
        buffer[strlen (buffer) - 1] = '\0';
      return buffer;
    case 'd':
      return (const char *) sqlite3_value_text (value);
    default:
      text = type == SQLITE_TEXT ? (const char *) sqlite3_value_text (value) : NULL;
      if (text && g_utf8_validate (text, sqlite3_value_bytes (value), NULL))
        return text;
      return *owned = dup_shown (value);
    }
}

static gboolean
matches (const StreeTextMatch *match, sqlite3_value *value, char letter, gboolean at_start)
{
  char buffer[STREE_FRAME_CELL_SIZE];
  g_autofree char *owned = NULL;
  const char *text;

  if (!stree_column_type_can_match (type_of_letter (letter), match))
    return FALSE;
  text = show (value, letter, buffer, &owned);
  return at_start ? stree_text_match_test_start (match, text, strlen (text), letter != 't')
                  : stree_text_match_test (match, text, strlen (text), letter != 't');
}

static void
match_func (sqlite3_context *context, int n_args, sqlite3_value **args)
{
  StreeTextMatch own = { .folded = NULL };
  const StreeTextMatch *match = get_match (context, args, &own);
  const char *types = (const char *) sqlite3_value_text (args[1]);
  gboolean at_start = sqlite3_user_data (context) != NULL;
  gboolean all_null = TRUE, found = FALSE;

  for (int i = 2; i < n_args && !found; i++)
    {
      if (sqlite3_value_type (args[i]) == SQLITE_NULL)
        continue;
      all_null = FALSE;
      found = matches (match, args[i], types[i - 2], at_start);
    }
  if (!all_null || n_args > 3)
    sqlite3_result_int (context, found);
  if (match == &own)
    stree_text_match_clear (&own);
}

/* --- which values there are --- */

static guint
class_of_text (const char *text, gsize length)
{
  StreeSqliteStyle style;

  if (length == 10 && is_date (text))
    return STREE_SQLITE_DATE;
  if (length < 19 || (text[10] != ' ' && text[10] != 'T'))
    return STREE_SQLITE_TEXT_OTHER;
  style = (StreeSqliteStyle){ text[10], text[length - 1] == 'Z' };
  if (!is_time (style, text, length))
    return STREE_SQLITE_TEXT_OTHER;
  return (style.zulu ? STREE_SQLITE_TIME_SPACE_Z : STREE_SQLITE_TIME_SPACE) << (style.separator == 'T' ? 1 : 0);
}

static guint
class_of (sqlite3_value *value, gboolean parse)
{
  gint64 whole;

  switch (sqlite3_value_type (value))
    {
    case SQLITE_INTEGER:
      whole = sqlite3_value_int64 (value);
      return whole == 0 || whole == 1                                              ? STREE_SQLITE_ZERO_ONE
             : whole >= -STREE_SQLITE_EXACT_MAX && whole <= STREE_SQLITE_EXACT_MAX ? STREE_SQLITE_EXACT
                                                                                   : STREE_SQLITE_INTEGER;
    case SQLITE_FLOAT:
      return STREE_SQLITE_REAL;
    case SQLITE_TEXT:
      return parse ? class_of_text ((const char *) sqlite3_value_text (value), (gsize) sqlite3_value_bytes (value))
                   : STREE_SQLITE_TEXT_OTHER;
    case SQLITE_BLOB:
      return STREE_SQLITE_BLOB_ANY;
    default:
      return 0;
    }
}

typedef struct
{
  guint16 classes[STREE_SQLITE_MAX_ARGUMENTS];
} Classes;

static void
classes_step (sqlite3_context *context, int n_args, sqlite3_value **args)
{
  Classes *found = sqlite3_aggregate_context (context, sizeof *found);

  if (!found)
    return;
  /* Whether a text is a date is of no interest any more once another one was none. */
  for (int i = 0; i < n_args; i++)
    found->classes[i] |=
        (guint16) class_of (args[i], sqlite3_user_data (context) && !(found->classes[i] & STREE_SQLITE_TEXT_OTHER));
}

static void
classes_final (sqlite3_context *context)
{
  const Classes *found = sqlite3_aggregate_context (context, 0);
  GString *text;

  if (!found)
    return;
  text = g_string_new (NULL);
  for (guint i = 0; i < STREE_SQLITE_MAX_ARGUMENTS; i++)
    g_string_append_printf (text, "%u ", found->classes[i]);
  sqlite3_result_text (context, g_string_free (text, FALSE), -1, g_free);
}

void
stree_sqlite_add_functions (sqlite3 *handle)
{
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;

  sqlite3_create_function_v2 (handle, "stree_text", 1, flags, NULL, text_func, NULL, NULL, NULL);
  sqlite3_create_function_v2 (handle, "stree_key", 2, flags, NULL, key_func, NULL, NULL, NULL);
  sqlite3_create_function_v2 (handle, "stree_has", -1, flags, NULL, match_func, NULL, NULL, NULL);
  sqlite3_create_function_v2 (handle, "stree_begins", 3, flags, handle, match_func, NULL, NULL, NULL);
  sqlite3_create_function_v2 (handle, "stree_classes", -1, flags, handle, NULL, classes_step, classes_final, NULL);
  sqlite3_create_function_v2 (handle, "stree_text_classes", -1, flags, NULL, NULL, classes_step, classes_final, NULL);
}
