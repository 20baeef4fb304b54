/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-frame-filter-private.h"

#include <string.h>

#include "data/stree-filter-private.h"
#include "data/stree-frame-private.h"
#include "data/stree-text-match-private.h"

/* Whether a row fulfils a condition; of a null it is most often not known. */
enum
{
  NO,
  YES,
  UNKNOWN
};

/* The rows that a condition is asked for, and the answers. */
typedef struct
{
  StreeFrame *frame;
  const guint32 *rows;
  guint n_rows;
  GCancellable *cancellable;
  const guint8 *settled; /* rows that have the answer yes already are not looked at; NULL: all are */
} Question;

static inline gboolean
is_cancelled (const Question *question, guint i)
{
  return i % STREE_CANCEL_STRIDE == 0 && g_cancellable_is_cancelled (question->cancellable);
}

/* --- conditions on the value of a cell --- */

/* Which of less, equal, greater an operation takes: bits 0, 1, 2. */
static guint
accepted_orders (StreeFilterOp op)
{
  switch (op)
    {
    case STREE_FILTER_EQUAL:
      return 2;
    case STREE_FILTER_LESS:
      return 1;
    case STREE_FILTER_LESS_EQUAL:
      return 3;
    case STREE_FILTER_GREATER:
      return 4;
    case STREE_FILTER_GREATER_EQUAL:
      return 6;
    default:
      g_assert_not_reached ();
    }
}

#define ORDER(a, b) (((a) > (b)) - ((a) < (b)) + 1)

#define ANSWER_EACH(question, column, answers, of_row)                                                                 \
  for (guint i = 0; i < (question)->n_rows; i++)                                                                       \
    {                                                                                                                  \
      guint row = stree_frame_store_row ((question)->frame, (question)->rows[i]);                                      \
                                                                                                                       \
      if (is_cancelled (question, i))                                                                                  \
        return FALSE;                                                                                                  \
      if ((question)->settled && (question)->settled[i] == YES)                                                        \
        continue;                                                                                                      \
      (answers)[i] = (guint8) (stree_column_is_null (column, row) ? UNKNOWN : (of_row));                               \
    }

static gboolean
compare_values (const Question *question, const StreeColumn *column, guint accepted, StreeCell *value, guint8 *answers)
{
  switch (column->type)
    {
    case STREE_COLUMN_INT64:
    case STREE_COLUMN_TIMESTAMP:
      {
        gint64 other = column->type == STREE_COLUMN_INT64 ? stree_cell_get_int64 (value) : stree_cell_get_timestamp (value);

        ANSWER_EACH (question, column, answers, accepted >> ORDER (column->values.int64s[row], other) & 1);
        return TRUE;
      }
    case STREE_COLUMN_DOUBLE:
      {
        double other = stree_cell_get_double (value);

        ANSWER_EACH (question, column, answers, accepted >> ORDER (column->values.doubles[row], other) & 1);
        return TRUE;
      }
    case STREE_COLUMN_BOOL:
      {
        guint8 other = stree_cell_get_bool (value) ? 1 : 0;

        ANSWER_EACH (question, column, answers, accepted >> ORDER (column->values.bools[row], other) & 1);
        return TRUE;
      }
    case STREE_COLUMN_DATE:
      {
        gint32 other = stree_cell_get_date (value);

        ANSWER_EACH (question, column, answers, accepted >> ORDER (column->values.dates[row], other) & 1);
        return TRUE;
      }
    case STREE_COLUMN_TEXT:
    default:
      g_assert_not_reached ();
    }
}

/* A value as a number that is equal where the values are. */
static guint64
bits_of (const StreeColumn *column, guint row)
{
  guint64 bits;
  double number;

  switch (column->type)
    {
    case STREE_COLUMN_INT64:
    case STREE_COLUMN_TIMESTAMP:
      return (guint64) column->values.int64s[row];
    case STREE_COLUMN_DOUBLE:
      number = column->values.doubles[row] + 0.0; /* one zero, not two */
      memcpy (&bits, &number, sizeof bits);
      return bits;
    case STREE_COLUMN_BOOL:
      return column->values.bools[row];
    case STREE_COLUMN_DATE:
      return (guint64) (gint64) column->values.dates[row];
    case STREE_COLUMN_TEXT:
    default:
      g_assert_not_reached ();
    }
}

static guint64
bits_of_cell (StreeCell *cell)
{
  guint64 bits;
  double number;

  switch (stree_cell_get_column_type (cell))
    {
    case STREE_COLUMN_INT64:
      return (guint64) stree_cell_get_int64 (cell);
    case STREE_COLUMN_TIMESTAMP:
      return (guint64) stree_cell_get_timestamp (cell);
    case STREE_COLUMN_DOUBLE:
      number = stree_cell_get_double (cell) + 0.0;
      memcpy (&bits, &number, sizeof bits);
      return bits;
    case STREE_COLUMN_BOOL:
      return stree_cell_get_bool (cell) ? 1 : 0;
    case STREE_COLUMN_DATE:
      return (guint64) (gint64) stree_cell_get_date (cell);
    case STREE_COLUMN_TEXT:
    default:
      g_assert_not_reached ();
    }
}

static int
compare_bits (gconstpointer a, gconstpointer b)
{
  guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

  return x < y ? -1 : x > y;
}

static gboolean
has_bits (const GArray *sorted, guint64 bits)
{
  return sorted->len > 0 && bsearch (&bits, sorted->data, sorted->len, sizeof bits, compare_bits) != NULL;
}

static gboolean
find_values (const Question *question, const StreeColumn *column, StreeFilter *filter, guint8 *answers)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint i = 0; i < filter->values->len; i++)
    {
      StreeCell *value = g_ptr_array_index (filter->values, i);
      guint64 bits;

      if (stree_cell_is_null (value))
        continue;
      bits = bits_of_cell (value);
      g_array_append_val (sorted, bits);
    }
  g_array_sort (sorted, compare_bits);
  ANSWER_EACH (question, column, answers, has_bits (sorted, bits_of (column, row)) ? YES : NO);
  return TRUE;
}

/* --- conditions on a text --- */

/* What a text is compared with. */
typedef struct
{
  StreeFilterOp op;
  StreeTextMatch match; /* of CONTAINS and STARTS_WITH */
  guint accepted;       /* of comparisons: orders */
  const char *value;
  GString *value_key;
  GString *key;         /* scratch */
  GHashTable *values;   /* of IN: text (borrowed) */
} TextTest;

static void
text_test_init (TextTest *test, StreeFilter *filter)
{
  memset (test, 0, sizeof *test);
  test->op = filter->op;
  switch (filter->op)
    {
    case STREE_FILTER_CONTAINS:
    case STREE_FILTER_STARTS_WITH:
      stree_text_match_init (&test->match, filter->text);
      break;
    case STREE_FILTER_IN:
      test->values = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < filter->values->len; i++)
        {
          StreeCell *value = g_ptr_array_index (filter->values, i);

          if (!stree_cell_is_null (value))
            g_hash_table_add (test->values, (gpointer) stree_cell_get_text (value));
        }
      break;
    default:
      test->accepted = accepted_orders (filter->op);
      test->value = stree_cell_get_text (g_ptr_array_index (filter->values, 0));
      test->value_key = g_string_new (NULL);
      test->key = g_string_new (NULL);
      stree_text_append_sort_key (test->value_key, STREE_COLLATION_DEFAULT, test->value, strlen (test->value));
    }
}

static void
text_test_clear (TextTest *test)
{
  stree_text_match_clear (&test->match);
  g_clear_pointer (&test->values, g_hash_table_unref);
  if (test->value_key)
    g_string_free (test->value_key, TRUE);
  if (test->key)
    g_string_free (test->key, TRUE);
}

/* As texts are sorted. */
static int
compare_texts (TextTest *test, const char *text, gsize length)
{
  int difference;

  g_string_truncate (test->key, 0);
  stree_text_append_sort_key (test->key, STREE_COLLATION_DEFAULT, text, length);
  difference = strcmp (test->key->str, test->value_key->str);
  return difference != 0 ? difference : strcmp (text, test->value);
}

static gboolean
test_text (TextTest *test, const char *text, gsize length, gboolean ascii)
{
  switch (test->op)
    {
    case STREE_FILTER_CONTAINS:
      return stree_text_match_test (&test->match, text, length, ascii);
    case STREE_FILTER_STARTS_WITH:
      return stree_text_match_test_start (&test->match, text, length, ascii);
    case STREE_FILTER_IN:
      return g_hash_table_contains (test->values, text);
    case STREE_FILTER_EQUAL:
      return strcmp (text, test->value) == 0;
    default:
      return test->accepted >> ORDER (compare_texts (test, text, length), 0) & 1;
    }
}

static gboolean
test_entry (TextTest *test, const StreeColumn *column, guint32 entry)
{
  gsize length;
  const char *text = stree_column_get_entry_text (column, entry, &length);

  return test_text (test, text, length, column->ascii);
}

/* The texts of a column: each of them once, unless the rows are fewer. */
static gboolean
test_texts (const Question *question, const StreeColumn *column, TextTest *test, guint8 *answers)
{
  g_autofree guint8 *of_entries = NULL;

  if (column->n_entries > question->n_rows)
    {
      ANSWER_EACH (question, column, answers, test_entry (test, column, stree_column_get_entry (column, row)));
      return TRUE;
    }
  of_entries = g_new (guint8, MAX (column->n_entries, 1));
  for (guint32 i = 0; i < column->n_entries; i++)
    {
      if (is_cancelled (question, i))
        return FALSE;
      of_entries[i] = (guint8) test_entry (test, column, i);
    }
  ANSWER_EACH (question, column, answers, of_entries[stree_column_get_entry (column, row)]);
  return TRUE;
}

gboolean
stree_column_type_can_match (StreeColumnType type, const StreeTextMatch *match)
{
  const char *alphabet = NULL;

  switch (type)
    {
    case STREE_COLUMN_INT64:
    case STREE_COLUMN_DATE:
      alphabet = "-0123456789";
      break;
    case STREE_COLUMN_TIMESTAMP:
      alphabet = "-.: 0123456789";
      break;
    case STREE_COLUMN_DOUBLE:
      alphabet = "-+.0123456789einf";
      break;
    case STREE_COLUMN_BOOL:
      alphabet = "truefals";
      break;
    case STREE_COLUMN_TEXT:
    default:
      return TRUE;
    }
  return strspn (match->folded, alphabet) == match->length;
}

/* Cells that are not text, as they are displayed. */
static gboolean
test_displayed (const Question *question, const StreeColumn *column, TextTest *test, guint8 *answers)
{
  char buffer[STREE_FRAME_CELL_SIZE];
  const char *text;

  if (!stree_column_type_can_match (column->type, &test->match))
    {
      ANSWER_EACH (question, column, answers, NO);
      return TRUE;
    }
  ANSWER_EACH (question, column, answers,
               (text = stree_column_format (column, row, buffer), test_text (test, text, strlen (text), TRUE)));
  return TRUE;
}

static gboolean
ask_text (const Question *question, const StreeColumn *column, TextTest *test, guint8 *answers)
{
  return column->type == STREE_COLUMN_TEXT ? test_texts (question, column, test, answers)
                                           : test_displayed (question, column, test, answers);
}

/* --- a condition on a column --- */

static void
answer_nulls (const Question *question, const StreeColumn *column, guint8 of_null, guint8 *answers)
{
  if (column->nulls == NULL)
    return;
  for (guint i = 0; i < question->n_rows; i++)
    if (stree_column_is_null (column, stree_frame_store_row (question->frame, question->rows[i])))
      answers[i] = of_null;
}

static gboolean
has_null (StreeFilter *filter)
{
  for (guint i = 0; i < filter->values->len; i++)
    if (stree_cell_is_null (g_ptr_array_index (filter->values, i)))
      return TRUE;
  return FALSE;
}

static gboolean
ask_column (const Question *question, StreeFilter *filter, guint8 *answers)
{
  const StreeColumn *column;
  guint number = 0;
  gboolean complete;
  gboolean on_text;
  TextTest test;

  stree_frame_find_column (question->frame, filter->column, &number);
  column = stree_frame_column (question->frame, number);
  if (filter->op == STREE_FILTER_NULL)
    {
      memset (answers, NO, question->n_rows);
      answer_nulls (question, column, YES, answers);
      return !g_cancellable_is_cancelled (question->cancellable);
    }

  on_text = filter->op == STREE_FILTER_CONTAINS || filter->op == STREE_FILTER_STARTS_WITH;
  if (column->type != STREE_COLUMN_TEXT && !on_text)
    {
      complete = filter->op == STREE_FILTER_IN
                   ? find_values (question, column, filter, answers)
                   : compare_values (question, column, accepted_orders (filter->op), g_ptr_array_index (filter->values, 0), answers);
    }
  else
    {
      text_test_init (&test, filter);
      complete = ask_text (question, column, &test, answers);
      text_test_clear (&test);
    }
  if (complete && filter->op == STREE_FILTER_IN && has_null (filter))
    answer_nulls (question, column, YES, answers);
  return complete;
}

/* --- several --- */

static gboolean ask (const Question *question, StreeFilter *filter, guint8 *answers);

static inline guint8
combine (StreeFilterOp op, guint8 a, guint8 b)
{
  guint8 decides = op == STREE_FILTER_ALL ? NO : YES;

  if (a == decides || b == decides)
    return decides;
  return a == UNKNOWN || b == UNKNOWN ? UNKNOWN : !decides;
}

static gboolean
ask_children (const Question *question, StreeFilter *filter, guint8 *answers)
{
  g_autofree guint8 *more = g_new (guint8, MAX (question->n_rows, 1));

  memset (answers, filter->op == STREE_FILTER_ALL ? YES : NO, question->n_rows);
  for (guint i = 0; i < filter->children->len; i++)
    {
      if (!ask (question, g_ptr_array_index (filter->children, i), more))
        return FALSE;
      for (guint k = 0; k < question->n_rows; k++)
        answers[k] = combine (filter->op, answers[k], more[k]);
    }
  return TRUE;
}

/* FALSE: cancelled. */
static gboolean
ask (const Question *question, StreeFilter *filter, guint8 *answers)
{
  switch (filter->op)
    {
    case STREE_FILTER_ALL:
    case STREE_FILTER_ANY:
      return ask_children (question, filter, answers);
    case STREE_FILTER_NOT:
      if (!ask (question, g_ptr_array_index (filter->children, 0), answers))
        return FALSE;
      for (guint i = 0; i < question->n_rows; i++)
        answers[i] = answers[i] == UNKNOWN ? UNKNOWN : !answers[i];
      return TRUE;
    default:
      return ask_column (question, filter, answers);
    }
}

/* Leaves in @rows those that were hit. */
static guint
keep_hits (guint32 *rows, guint n_rows, const guint8 *hits)
{
  guint n = 0;

  for (guint i = 0; i < n_rows; i++)
    if (hits[i] == YES)
      rows[n++] = rows[i];
  return n;
}

gboolean
stree_frame_filter_rows (StreeFrame *frame, StreeFilter *filter, guint32 *rows, guint *n_rows, GCancellable *cancellable)
{
  g_autofree guint8 *answers = NULL;
  Question question = { frame, rows, *n_rows, cancellable, NULL };

  /* Each looks at what the one before left only. */
  if (filter->op == STREE_FILTER_ALL)
    {
      for (guint i = 0; i < filter->children->len; i++)
        if (!stree_frame_filter_rows (frame, g_ptr_array_index (filter->children, i), rows, n_rows, cancellable))
          return FALSE;
      return TRUE;
    }
  answers = g_new (guint8, MAX (*n_rows, 1));
  if (!ask (&question, filter, answers))
    return FALSE;
  *n_rows = keep_hits (rows, *n_rows, answers);
  return TRUE;
}

/* --- a text in any column --- */

gboolean
stree_frame_search_rows (StreeFrame *frame,
                         const char *search,
                         guint n_columns,
                         guint32 *rows,
                         guint *n_rows,
                         GCancellable *cancellable)
{
  g_autofree guint8 *hits = g_new0 (guint8, MAX (*n_rows, 1));
  Question question = { frame, rows, *n_rows, cancellable, .settled = hits };
  TextTest test = { .op = STREE_FILTER_CONTAINS };
  gboolean complete = TRUE;

  stree_text_match_init (&test.match, search);
  for (guint i = 0; i < n_columns && complete; i++)
    if (stree_column_type_can_match (stree_frame_column (frame, i)->type, &test.match))
      complete = ask_text (&question, stree_frame_column (frame, i), &test, hits);
  text_test_clear (&test);
  if (complete)
    *n_rows = keep_hits (rows, *n_rows, hits);
  return complete;
}
