/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Queries on frames beside what they mean, cell by cell, with nothing clever. */

#include <string.h>

#include "core/stree-error.h"
#include "data/stree-frame-query.h"
#include "frames.h"

/* --- the reference --- */

typedef struct
{
  char *search;        /* nullable */
  StreeFilter *filter; /* nullable */
  guint sort_columns[2];
  gboolean descending[2];
  guint n_sorts;
  StreeFrame *frame;
} Reference;

static char *
plain_fold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_NFD);
}

static char *
plain_letters (const char *text)
{
  g_autofree char *folded = plain_fold (text);
  GString *letters = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_unichar (letters, g_utf8_get_char (p));
  return g_string_free (letters, FALSE);
}

static int
compare_cells (StreeFrame *frame, guint column, guint a, guint b)
{
  switch (stree_frame_get_column_type (frame, column))
    {
    case STREE_COLUMN_INT64:
      {
        gint64 x = stree_frame_get_int64 (frame, a, column), y = stree_frame_get_int64 (frame, b, column);

        return x < y ? -1 : x > y;
      }
    case STREE_COLUMN_DOUBLE:
      {
        double x = stree_frame_get_double (frame, a, column), y = stree_frame_get_double (frame, b, column);

        return x < y ? -1 : x > y;
      }
    case STREE_COLUMN_BOOL:
      return stree_frame_get_bool (frame, a, column) - stree_frame_get_bool (frame, b, column);
    case STREE_COLUMN_DATE:
      return stree_frame_get_date (frame, a, column) - stree_frame_get_date (frame, b, column);
    case STREE_COLUMN_TIMESTAMP:
      {
        gint64 x = stree_frame_get_timestamp (frame, a, column), y = stree_frame_get_timestamp (frame, b, column);

        return x < y ? -1 : x > y;
      }
    case STREE_COLUMN_TEXT:
    default:
      {
        const char *x = stree_frame_get_text (frame, a, column), *y = stree_frame_get_text (frame, b, column);
        g_autofree char *x_letters = plain_letters (x);
        g_autofree char *y_letters = plain_letters (y);
        int difference = strcmp (x_letters, y_letters);

        return difference != 0 ? difference : strcmp (x, y);
      }
    }
}

/* Not known: of a null. */
typedef enum
{
  NO,
  YES,
  UNKNOWN
} Answer;

static int
compare_with_cell (StreeFrame *frame, guint row, guint column, StreeCell *value)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  g_autoptr (StreeCell) cell = stree_frame_get_cell (frame, row, column);
  g_autoptr (StreeFrame) both = NULL;

  stree_frame_builder_add_column (builder, "c", stree_cell_get_column_type (cell));
  stree_frame_builder_append_cell (builder, 0, cell);
  stree_frame_builder_end_row (builder);
  stree_frame_builder_append_cell (builder, 0, value);
  both = stree_frame_builder_finish (builder);
  return compare_cells (both, 0, 0, 1);
}

static Answer
reference_in (StreeFrame *frame, StreeFilter *filter, guint row, guint column)
{
  g_autoptr (StreeCell) cell = stree_frame_get_cell (frame, row, column);

  for (guint i = 0; i < stree_filter_get_n_values (filter); i++)
    if (stree_cell_equal (cell, stree_filter_get_value (filter, i)))
      return YES;
  return stree_cell_is_null (cell) ? UNKNOWN : NO;
}

static Answer
reference_column (StreeFrame *frame, StreeFilter *filter, guint row)
{
  StreeFilterOp op = stree_filter_get_op (filter);
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *needle = NULL;
  gboolean null;
  guint column;
  int order;

  g_assert_true (stree_frame_find_column (frame, stree_filter_get_column (filter), &column));
  null = stree_frame_is_null (frame, row, column);
  if (op == STREE_FILTER_NULL)
    return null ? YES : NO;
  if (op == STREE_FILTER_IN)
    return reference_in (frame, filter, row, column);
  if (null)
    return UNKNOWN;
  if (op == STREE_FILTER_CONTAINS || op == STREE_FILTER_STARTS_WITH)
    {
      text = stree_frame_dup_cell_text (frame, row, column);
      folded = plain_fold (text);
      needle = plain_fold (stree_filter_get_text (filter));
      return (op == STREE_FILTER_CONTAINS ? strstr (folded, needle) != NULL : g_str_has_prefix (folded, needle)) ? YES : NO;
    }
  order = compare_with_cell (frame, row, column, stree_filter_get_value (filter, 0));
  return (op == STREE_FILTER_EQUAL && order == 0) || (op == STREE_FILTER_LESS && order < 0) ||
                 (op == STREE_FILTER_LESS_EQUAL && order <= 0) || (op == STREE_FILTER_GREATER && order > 0) ||
                 (op == STREE_FILTER_GREATER_EQUAL && order >= 0)
             ? YES
             : NO;
}

static Answer
reference_filter (StreeFrame *frame, StreeFilter *filter, guint row)
{
  StreeFilterOp op = stree_filter_get_op (filter);
  guint counts[3] = { 0 };

  if (op < STREE_FILTER_ALL)
    return reference_column (frame, filter, row);
  for (guint i = 0; i < stree_filter_get_n_children (filter); i++)
    counts[reference_filter (frame, stree_filter_get_child (filter, i), row)]++;
  if (op == STREE_FILTER_NOT)
    return counts[UNKNOWN] ? UNKNOWN : counts[NO] ? YES : NO;
  if (op == STREE_FILTER_ALL)
    return counts[NO] ? NO : counts[UNKNOWN] ? UNKNOWN : YES;
  return counts[YES] ? YES : counts[UNKNOWN] ? UNKNOWN : NO;
}

static gboolean
reference_passes (const Reference *reference, guint row)
{
  if (reference->filter && reference_filter (reference->frame, reference->filter, row) != YES)
    return FALSE;
  if (reference->search == NULL)
    return TRUE;
  for (guint column = 0; column < stree_frame_get_n_columns (reference->frame); column++)
    {
      g_autofree char *cell = stree_frame_dup_cell_text (reference->frame, row, column);
      g_autofree char *folded = plain_fold (cell);
      g_autofree char *needle = plain_fold (reference->search);

      if (!stree_frame_is_null (reference->frame, row, column) && strstr (folded, needle) != NULL)
        return TRUE;
    }
  return FALSE;
}

static int
reference_compare (gconstpointer first, gconstpointer second, gpointer user_data)
{
  const Reference *reference = user_data;
  guint a = *(const guint32 *) first, b = *(const guint32 *) second;

  for (guint i = 0; i < reference->n_sorts; i++)
    {
      guint column = reference->sort_columns[i];
      gboolean a_null = stree_frame_is_null (reference->frame, a, column);
      gboolean b_null = stree_frame_is_null (reference->frame, b, column);
      int difference;

      if (a_null || b_null)
        {
          if (a_null != b_null)
            return a_null ? 1 : -1;
          continue;
        }
      difference = compare_cells (reference->frame, column, a, b);
      if (difference != 0)
        return reference->descending[i] ? -difference : difference;
    }
  return a < b ? -1 : a > b;
}

static StreeFrame *
random_frame (GRand *rand, guint n_rows)
{
  static const char *const words[] = { "Adelie", "adelie", "Zürich", "zurich",     "STRASSE",    "straße",
                                       "Éa",     "ea",     "",       "12.5",       "true",       "ΣΑΣ",
                                       "σας",    "a b",    "a  b",   "prefix-one", "prefix-two", "Prefix-two!" };
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, "n", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "x", STREE_COLUMN_DOUBLE);
  stree_frame_builder_add_column (builder, "b", STREE_COLUMN_BOOL);
  stree_frame_builder_add_column (builder, "d", STREE_COLUMN_DATE);
  stree_frame_builder_add_column (builder, "t", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "u", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "m", STREE_COLUMN_TIMESTAMP);
  for (guint row = 0; row < n_rows; row++)
    {
      g_autofree char *unique = g_strdup_printf ("%s %u", words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))], row);

      if (g_rand_int_range (rand, 0, 5) != 0)
        stree_frame_builder_append_int64 (builder, 0,
                                          g_rand_int_range (rand, -50, 50) * G_GINT64_CONSTANT (1000000007));
      if (g_rand_int_range (rand, 0, 5) != 0)
        stree_frame_builder_append_double (builder, 1, g_rand_int_range (rand, -500, 500) / 8.0);
      if (g_rand_int_range (rand, 0, 5) != 0)
        stree_frame_builder_append_bool (builder, 2, g_rand_boolean (rand));
      if (g_rand_int_range (rand, 0, 5) != 0)
        stree_frame_builder_append_date (builder, 3, g_rand_int_range (rand, -400, 20000));
      if (g_rand_int_range (rand, 0, 5) != 0)
        stree_frame_builder_append_text (builder, 4, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
      stree_frame_builder_append_text (builder, 5, unique);
      if (g_rand_int_range (rand, 0, 5) != 0)
        stree_frame_builder_append_timestamp (builder, 6, g_rand_int_range (rand, -40, 40) * G_GINT64_CONSTANT (12345678901));
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

/* --- at random --- */

static const char *const needles[] = { "a",    "ADEL", "zür", "zu",      "strasse",     "é", "e",
                                     "12",   "-0",   ".5",  "true",    "prefix",      "σ", "\"",
                                     "1970", " ",    "TW",  "0000007", "none of them" };

static const char *
random_text (GRand *rand)
{
  return needles[g_rand_int_range (rand, 0, G_N_ELEMENTS (needles))];
}

/* Most often one that is in the frame. */
static StreeCell *
random_value (GRand *rand, StreeFrame *frame, guint column, gboolean may_be_null)
{
  StreeColumnType type = stree_frame_get_column_type (frame, column);
  guint n_rows = stree_frame_get_n_rows (frame);

  for (guint i = 0; n_rows > 0 && i < 4; i++)
    {
      g_autoptr (StreeCell) cell = stree_frame_get_cell (frame, (guint) g_rand_int_range (rand, 0, (gint32) n_rows), column);

      if (may_be_null || !stree_cell_is_null (cell))
        return g_steal_pointer (&cell);
    }
  return type == STREE_COLUMN_TEXT        ? stree_cell_new_text (random_text (rand))
         : type == STREE_COLUMN_DOUBLE    ? stree_cell_new_double (-0.0)
         : type == STREE_COLUMN_BOOL      ? stree_cell_new_bool (TRUE)
         : type == STREE_COLUMN_DATE      ? stree_cell_new_date (100)
         : type == STREE_COLUMN_TIMESTAMP ? stree_cell_new_timestamp (0)
                                          : stree_cell_new_int64 (0);
}

static StreeFilter *
random_condition (GRand *rand, StreeFrame *frame)
{
  StreeFilterOp op = (StreeFilterOp) g_rand_int_range (rand, 0, STREE_FILTER_ALL);
  guint column = (guint) g_rand_int_range (rand, 0, (gint32) stree_frame_get_n_columns (frame));
  const char *name = stree_frame_get_column_name (frame, column);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_cell_unref);

  if (op == STREE_FILTER_NULL)
    return stree_filter_new_null (name);
  if (op == STREE_FILTER_CONTAINS || op == STREE_FILTER_STARTS_WITH)
    return stree_filter_new_text (name, op, random_text (rand));
  for (guint i = op == STREE_FILTER_IN ? (guint) g_rand_int_range (rand, 0, 5) : 1; i > 0; i--)
    g_ptr_array_add (values, random_value (rand, frame, column, op == STREE_FILTER_IN));
  if (op == STREE_FILTER_IN)
    return stree_filter_new_in (name, (StreeCell **) values->pdata, values->len);
  return stree_filter_new_compare (name, op, g_ptr_array_index (values, 0));
}

static StreeFilter *
random_filter (GRand *rand, StreeFrame *frame, guint depth)
{
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_filter_unref);
  int which = g_rand_int_range (rand, 0, 6);

  if (depth == 0 || which >= 3)
    return random_condition (rand, frame);
  for (guint i = which == 0 ? 1 : (guint) g_rand_int_range (rand, 0, 4); i > 0; i--)
    g_ptr_array_add (children, random_filter (rand, frame, depth - 1));
  return which == 0   ? stree_filter_new_not (g_ptr_array_index (children, 0))
         : which == 1 ? stree_filter_new_all ((StreeFilter **) children->pdata, children->len)
                      : stree_filter_new_any ((StreeFilter **) children->pdata, children->len);
}

static StreeQuery *
query_from_reference (const Reference *reference)
{
  StreeQuery *query = stree_query_new ();

  stree_query_set_search (query, reference->search);
  stree_query_set_filter (query, reference->filter);
  for (guint i = 0; i < reference->n_sorts; i++)
    stree_query_add_sort (query, stree_frame_get_column_name (reference->frame, reference->sort_columns[i]),
                          reference->descending[i]);
  return query;
}

static StreeFrame *
reference_run (Reference *reference)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 row = 0; row < stree_frame_get_n_rows (reference->frame); row++)
    if (reference_passes (reference, row))
      g_array_append_val (rows, row);
  if (reference->n_sorts > 0)
    g_array_sort_with_data (rows, reference_compare, reference);
  return stree_frame_select (reference->frame, (guint32 *) (gpointer) rows->data, rows->len);
}

static void
test_reference (void)
{
  GRand *rand = g_rand_new_with_seed (2024);
  guint n_hits = 0, n_partial = 0;

  for (guint round = 0; round < 1500; round++)
    {
      /* Some rounds with more texts than rows, as in a selection, and some beyond the trial of the dictionary. */
      g_autoptr (StreeFrame) whole = random_frame (rand, round == 7 ? 6000 : (guint) g_rand_int_range (rand, 0, 60));
      g_autoptr (StreeFrame) frame = round % 3 == 0 ? stree_frame_slice (whole, 5, 30) : stree_frame_ref (whole);
      Reference reference = { .frame = frame };
      g_autoptr (StreeQuery) query = NULL;
      g_autoptr (StreeFrame) expected = NULL;
      g_autoptr (StreeFrame) result = NULL;
      g_autoptr (GError) error = NULL;
      guint n;

      if (g_rand_int_range (rand, 0, 3) == 0)
        reference.search = g_strdup (random_text (rand));
      if (g_rand_int_range (rand, 0, 8) != 0)
        reference.filter = random_filter (rand, frame, 2);
      reference.n_sorts = (guint) g_rand_int_range (rand, 0, 3);
      for (guint i = 0; i < reference.n_sorts; i++)
        {
          reference.sort_columns[i] = (guint) g_rand_int_range (rand, 0, 7);
          reference.descending[i] = g_rand_boolean (rand);
        }

      expected = reference_run (&reference);
      query = query_from_reference (&reference);
      result = stree_frame_query (frame, query, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (stree_frame_equal (result, expected));
      n = stree_frame_get_n_rows (result);
      n_hits += n;
      n_partial += n > 0 && n < stree_frame_get_n_rows (frame);

      g_free (reference.search);
      g_clear_pointer (&reference.filter, stree_filter_unref);
    }
  g_assert_cmpuint (n_hits, >, 5000);
  g_assert_cmpuint (n_partial, >, 500);
  g_rand_free (rand);
}

/* Whatever extends something gives the same on its result; and typing does extend. */
static void
test_extends_reference (void)
{
  GRand *rand = g_rand_new_with_seed (99);
  guint n_extends = 0;

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (StreeFrame) frame = random_frame (rand, 30);
      g_autoptr (StreeFilter) one = random_filter (rand, frame, 1);
      g_autoptr (StreeFilter) two = random_filter (rand, frame, 1);
      StreeFilter *filters[] = { one, two };
      g_autoptr (StreeFilter) both = stree_filter_new_all (filters, 2);
      Reference before = { .frame = frame, .filter = g_rand_boolean (rand) ? one : both };
      Reference now = { .frame = frame, .filter = g_rand_boolean (rand) ? both : two };
      g_autofree char *longer = NULL;
      g_autoptr (StreeQuery) previous = NULL;
      g_autoptr (StreeQuery) query = NULL;

      if (g_rand_boolean (rand))
        before.search = (char *) random_text (rand);
      if (before.search && g_rand_boolean (rand))
        now.search = longer = g_strconcat (before.search, g_rand_boolean (rand) ? "e" : "", NULL);
      before.n_sorts = (guint) g_rand_int_range (rand, 0, 2);
      now.n_sorts = (guint) g_rand_int_range (rand, 0, 2);
      before.sort_columns[0] = (guint) g_rand_int_range (rand, 0, 2);
      now.sort_columns[0] = (guint) g_rand_int_range (rand, 0, 2);

      previous = query_from_reference (&before);
      query = query_from_reference (&now);
      if (stree_query_extends (query, previous))
        {
          g_autoptr (StreeFrame) narrow = stree_frame_query (frame, previous, NULL, NULL);
          g_autoptr (StreeFrame) result = stree_frame_query (narrow, query, NULL, NULL);
          g_autoptr (StreeFrame) whole = stree_frame_query (frame, query, NULL, NULL);

          g_assert_true (stree_frame_equal (result, whole));
          n_extends++;
        }
    }
  g_assert_cmpuint (n_extends, >, 200);
  g_rand_free (rand);
}

/* There is one zero, whatever its sign. */
static void
test_zero (void)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  g_autoptr (StreeCell) zero = stree_cell_new_double (0.0);
  g_autoptr (StreeFilter) filter = stree_filter_new_in ("x", &zero, 1);
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (StreeFrame) frame = NULL;
  g_autoptr (StreeFrame) result = NULL;

  stree_frame_builder_add_column (builder, "x", STREE_COLUMN_DOUBLE);
  stree_frame_builder_append_double (builder, 0, -0.0);
  stree_frame_builder_end_row (builder);
  stree_frame_builder_append_double (builder, 0, 0.0);
  stree_frame_builder_end_row (builder);
  frame = stree_frame_builder_finish (builder);
  stree_query_set_filter (query, filter);
  result = stree_frame_query (frame, query, NULL, NULL);
  g_assert_cmpuint (stree_frame_get_n_rows (result), ==, 2);
}

static StreeQuery *
search_query (const char *search)
{
  StreeQuery *query = stree_query_new ();

  stree_query_set_search (query, search);
  return query;
}

static void
test_incremental (void)
{
  static const char *const typed[] = { "p", "pr", "pre", "prefix", "prefix-t", "prefix-two", "prefix-two!" };
  GRand *rand = g_rand_new_with_seed (5);
  g_autoptr (StreeFrame) frame = random_frame (rand, 500);
  g_autoptr (StreeFrame) narrow = stree_frame_ref (frame);
  g_autoptr (StreeQuery) previous = search_query (NULL);
  g_autoptr (StreeQuery) other = search_query ("ref");
  g_autoptr (StreeQuery) sorted = search_query ("prefix");
  g_autoptr (StreeQuery) filtered = search_query ("prefix");
  g_autoptr (StreeFilter) filter = stree_filter_new_null ("t");

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      StreeQuery *query = search_query (typed[i]);
      g_autoptr (StreeFrame) full = stree_frame_query (frame, query, NULL, NULL);
      StreeFrame *next = stree_frame_query (narrow, query, NULL, NULL);

      g_assert_true (stree_query_extends (query, previous));
      g_assert_true (stree_frame_equal (full, next));
      g_assert_cmpuint (stree_frame_get_n_rows (next), >, 0);
      stree_frame_unref (narrow);
      narrow = next;
      stree_query_unref (previous);
      previous = query;
    }

  g_assert_false (stree_query_extends (other, previous));
  g_assert_true (stree_query_extends (previous, other));
  stree_query_add_sort (sorted, "n", TRUE);
  g_assert_true (stree_query_extends (sorted, other));
  g_assert_false (stree_query_extends (previous, sorted));
  stree_query_set_filter (filtered, filter);
  g_assert_true (stree_query_extends (filtered, other));
  g_assert_false (stree_query_extends (previous, filtered));
  g_rand_free (rand);
}

static void
test_accents (void)
{
  static const char *const texts[] = { "Café", "Cafe", "CAFE\xcc\x81", "Kelvin \xe2\x84\xaa", "-", NULL };
  g_autoptr (StreeFrame) frame = frame_of_texts (texts);
  static const struct
  {
    const char *search;
    guint n_rows;
  } searches[] = { { "cafe", 3 }, { "café", 2 }, { "CAFÉ", 2 }, { "N K", 1 }, { "", 5 }, { "x", 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autoptr (StreeQuery) query = search_query (searches[i].search);
      g_autoptr (StreeFrame) result = stree_frame_query (frame, query, NULL, NULL);

      g_assert_cmpuint (stree_frame_get_n_rows (result), ==, searches[i].n_rows);
    }
}

static void
test_errors (void)
{
  static const char *const some[] = { "x", NULL };
  g_autoptr (StreeFrame) frame = frame_of_texts (some);
  g_autoptr (StreeQuery) sort = stree_query_new ();
  g_autoptr (StreeQuery) filter = stree_query_new ();
  g_autoptr (StreeFilter) missing = stree_filter_new_null ("price");
  g_autoptr (StreeFilter) deep = stree_filter_new_not (missing);
  g_autoptr (StreeQuery) query = search_query ("x");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  stree_query_add_sort (sort, "price", FALSE);
  g_assert_null (stree_frame_query (frame, sort, NULL, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_assert_nonnull (strstr (error->message, "\"price\""));
  g_clear_error (&error);

  stree_query_set_filter (filter, deep);
  g_assert_null (stree_frame_query (frame, filter, NULL, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_assert_nonnull (strstr (error->message, "\"price\""));
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  g_assert_null (stree_frame_query (frame, query, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_equal (void)
{
  g_autoptr (StreeQuery) a = search_query ("x");
  g_autoptr (StreeQuery) b = search_query ("x");
  g_autoptr (StreeFilter) filter = stree_filter_new_null ("t");
  g_autoptr (StreeFilter) same = stree_filter_new_null ("t");
  gboolean descending = FALSE;

  g_assert_true (stree_query_equal (a, b));
  stree_query_set_filter (a, filter);
  g_assert_false (stree_query_equal (a, b));
  stree_query_set_filter (b, same);
  g_assert_true (stree_query_equal (a, b));
  stree_query_add_sort (a, "n", TRUE);
  g_assert_false (stree_query_equal (a, b));
  stree_query_add_sort (b, "n", FALSE);
  g_assert_false (stree_query_equal (a, b));
  stree_query_set_search (a, "");
  g_assert_null (stree_query_get_search (a));
  g_assert_cmpuint (stree_query_get_n_sorts (a), ==, 1);
  g_assert_cmpstr (stree_query_get_sort (a, 0, &descending), ==, "n");
  g_assert_true (descending);
  g_assert_true (stree_query_get_filter (a) == filter);
}

static void
test_async (void)
{
  static const char *const some[] = { "Zoë", "Ann", NULL };
  g_autoptr (StreeFrame) frame = frame_of_texts (some);
  g_autoptr (StreeQuery) query = search_query ("ZO");
  g_autoptr (StreeFrame) found = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  stree_frame_query_async (frame, query, NULL, on_result, &result);
  g_assert_null (result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  found = stree_frame_query_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_frame_get_n_rows (found), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query/reference", test_reference);
  g_test_add_func ("/query/extends-reference", test_extends_reference);
  g_test_add_func ("/query/zero", test_zero);
  g_test_add_func ("/query/incremental", test_incremental);
  g_test_add_func ("/query/accents", test_accents);
  g_test_add_func ("/query/errors", test_errors);
  g_test_add_func ("/query/equal", test_equal);
  g_test_add_func ("/query/async", test_async);
  return g_test_run ();
}
