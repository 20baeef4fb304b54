/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "profile.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Values that are named. */
#define MAX_TOP 5

struct _Profile
{
  StreeSource  *source;  /* held: what was asked of; NULL: nothing was yet, or it is not so any more */
  StreeSource  *of;      /* held: whose rows are shown; NULL: none */
  StreeQuery   *query;   /* owned: which of them; NULL: all */
  GCancellable *reading;

  /* The answers. They belong to the session, which outlives this. */
  StreeState *table;
  StreeState *share;
  StreeState *error;
  StreeState *n_asked;
};

/* Whoever is under way ends with G_IO_ERROR_CANCELLED, and must not touch this any more. */
static void
forget (Profile *self)
{
  if (self->reading)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->source)
    g_signal_handlers_disconnect_by_data (self->source, self);
  g_clear_object (&self->source);
}

static void
profile_free (gpointer data)
{
  Profile *self = data;

  forget (self);
  g_clear_object (&self->of);
  g_clear_pointer (&self->query, stree_query_unref);
  g_free (self);
}

static gpointer
profile_new (gpointer data)
{
  StreeContext *cx = data;
  Profile      *self = g_new0 (Profile, 1);

  self->table = stree_global_boxed (cx, "profile", STREE_TYPE_FRAME, NULL);
  self->share = stree_global_double (cx, "profile-share", 0);
  self->error = stree_global_string (cx, "profile-error", "");
  self->n_asked = stree_global_int (cx, "profile-asked", 0);
  return self;
}

Profile *
profile_get (StreeContext *cx)
{
  return stree_memo (cx, "profile", profile_new, cx, profile_free);
}

/* --- as a table --- */

static const char *
type_name (StreeColumnType type)
{
  switch (type)
    {
    case STREE_COLUMN_INT64:
      return _ ("Whole number");
    case STREE_COLUMN_DOUBLE:
      return _ ("Number");
    case STREE_COLUMN_BOOL:
      return _ ("Yes or no");
    case STREE_COLUMN_DATE:
      return _ ("Date");
    case STREE_COLUMN_TIMESTAMP:
      return _ ("Date and time");
    case STREE_COLUMN_TEXT:
    default:
      return _ ("Text");
    }
}

/* What a quantile is, which is measured in numbers. */
static char *
measure_text (StreeColumnType type, double value)
{
  g_autoptr (StreeCell) cell = NULL;

  if (type == STREE_COLUMN_DATE)
    cell = stree_cell_new_date ((gint32) rint (value));
  else if (type == STREE_COLUMN_TIMESTAMP)
    cell = stree_cell_new_timestamp ((gint64) rint (value / G_USEC_PER_SEC) * G_USEC_PER_SEC);
  return cell ? stree_cell_to_string (cell) : stree_format_number (value);
}

static void
add_text (StreeFrameBuilder *builder, guint *column, const char *text)
{
  if (text)
    stree_frame_builder_append_text (builder, *column, text);
  else
    stree_frame_builder_append_null (builder, *column);
  ++*column;
}

static char *
different_text (StreeColumnSummary *summary)
{
  g_autofree char *n = stree_format_number (stree_column_summary_get_n_distinct (summary));

  return stree_column_summary_is_exact (summary) ? g_steal_pointer (&n) : g_strdup_printf (_ ("over %s"), n);
}

static char *
top_text (StreeColumnSummary *summary)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (stree_column_summary_get_n_top (summary), MAX_TOP); i++)
    {
      guint            occurs;
      const char      *value = stree_column_summary_get_top (summary, i, &occurs);
      g_autofree char *times = stree_format_number (occurs);

      g_string_append_printf (text, "%s%s (%s)", i > 0 ? ", " : "", value, times);
    }
  return g_string_free (text, FALSE);
}

static char *
spread_text (StreeColumnSummary *summary)
{
  GString *text;

  if (stree_column_summary_get_n_bins (summary) < 2)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < stree_column_summary_get_n_bins (summary); i++)
    g_string_append_printf (text, "%s%u", i > 0 ? ", " : "", stree_column_summary_get_bin (summary, i, NULL, NULL));
  return g_string_free (text, FALSE);
}

/* The smallest and the largest are exact. */
static char *
end_text (double end, const char *text)
{
  /* Where no digit is lost its thousands stand apart, as in the figures beside it. */
  if (text && fabs (end) < 1e11 && rint (end * 1e4) / 1e4 == end)
    return stree_format_number (end);
  return g_strdup (text);
}

static void
add_row (StreeFrameBuilder *builder, StreeColumnSummary *summary)
{
  StreeColumnType  type = stree_column_summary_get_column_type (summary);
  guint            n_nulls = stree_column_summary_get_n_nulls (summary);
  guint            column = 0;
  double           min = NAN, max = NAN, mean;
  gboolean         is_number = stree_column_summary_get_range (summary, &min, &max, &mean) && type != STREE_COLUMN_BOOL;
  g_autofree char *different = different_text (summary);
  g_autofree char *min_text = end_text (is_number ? min : NAN, stree_column_summary_get_min_text (summary));
  g_autofree char *max_text = end_text (is_number ? max : NAN, stree_column_summary_get_max_text (summary));
  g_autofree char *mean_text = is_number ? stree_format_number (mean) : NULL;
  g_autofree char *spread = spread_text (summary);
  g_autofree char *top = top_text (summary);

  add_text (builder, &column, stree_column_summary_get_name (summary));
  add_text (builder, &column, type_name (type));
  stree_frame_builder_append_int64 (builder, column++, stree_column_summary_get_n_rows (summary) - n_nulls);
  stree_frame_builder_append_int64 (builder, column++, n_nulls);
  add_text (builder, &column, different);
  add_text (builder, &column, spread);
  add_text (builder, &column, min_text);
  for (guint i = 0; i <= STREE_QUANTILE_P95; i++)
    {
      double           value;
      g_autofree char *text =
        stree_column_summary_get_quantile (summary, (StreeQuantile) i, &value) ? measure_text (type, value) : NULL;

      add_text (builder, &column, text);
    }
  add_text (builder, &column, max_text);
  add_text (builder, &column, mean_text);
  add_text (builder, &column, *top ? top : NULL);
  stree_frame_builder_end_row (builder);
}

static StreeFrame *
make_table (StreeProfile *profile)
{
  static const struct
  {
    const char     *name;
    StreeColumnType type;
  } columns[] = {
    { "column", STREE_COLUMN_TEXT }, { "type", STREE_COLUMN_TEXT },     { "values", STREE_COLUMN_INT64 }, { "missing", STREE_COLUMN_INT64 },
    { "different", STREE_COLUMN_TEXT }, { "spread", STREE_COLUMN_TEXT }, { "smallest", STREE_COLUMN_TEXT }, { "p05", STREE_COLUMN_TEXT },
    { "p25", STREE_COLUMN_TEXT },    { "median", STREE_COLUMN_TEXT },   { "p75", STREE_COLUMN_TEXT },     { "p95", STREE_COLUMN_TEXT },
    { "largest", STREE_COLUMN_TEXT }, { "mean", STREE_COLUMN_TEXT },    { "top", STREE_COLUMN_TEXT },
  };
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    stree_frame_builder_add_column (builder, columns[i].name, columns[i].type);
  for (guint i = 0; i < stree_profile_get_n_columns (profile); i++)
    add_row (builder, stree_profile_get_column (profile, i));
  return stree_frame_builder_finish (builder);
}

/* --- reading --- */

static void
take_error (Profile *self, const GError *error)
{
  stree_state_set_string (self->error, error->message);
}

typedef struct
{
  Profile      *self;    /* borrowed: gone when it was cancelled */
  GCancellable *reading; /* owned */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->reading);
  g_free (reading);
}

static void
progress_cb (goffset done, goffset total, gpointer data)
{
  const Reading *reading = data;

  if (total > 0 && !g_cancellable_is_cancelled (reading->reading))
    stree_state_set_double (reading->self->share, (double) done / (double) total);
}

static void
profiled_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError)       error = NULL;
  g_autoptr (StreeProfile) profile = stree_result_set_profile_finish (STREE_RESULT_SET (object), result, &error);
  g_autoptr (StreeFrame)   table = NULL;
  Profile                 *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error)
    {
      take_error (self, error);
      return;
    }
  table = make_table (profile);
  stree_state_set_boxed (self->table, table);
}

static void
queried_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError)         error = NULL;
  g_autoptr (StreeResultSet) rows = stree_source_query_finish (STREE_SOURCE (object), result, &error);
  Profile                   *self = data;
  guint                      n_all, n = 0;
  g_autofree guint          *columns = NULL;
  Reading                   *reading;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error)
    {
      take_error (self, error);
      return;
    }
  n_all = stree_frame_get_n_columns (stree_source_get_schema (STREE_SOURCE (object)));
  columns = g_new (guint, n_all + 1);
  for (guint i = 0; i < n_all; i++)
    if (!(stree_source_get_column_flags (STREE_SOURCE (object), i) & STREE_COLUMN_HIDDEN))
      columns[n++] = i;
  if (n == 0)
    {
      stree_state_set_string (self->error, _ ("There are no columns in it."));
      return;
    }
  reading = g_new (Reading, 1);
  reading->self = self;
  reading->reading = g_object_ref (self->reading);
  stree_result_set_profile_async (rows, columns, n, self->reading, progress_cb, reading, reading_free, profiled_cb, self);
}

/* It is asked for again by who looks, who reads this state. */
static void
stale (Profile *self)
{
  if (!self->source)
    return;
  forget (self);
  stree_state_add (self->n_asked, 1);
}

static void
changed_cb (StreeSource *source, Profile *self)
{
  (void) source;
  stale (self);
}

/* What was looked for in one table is not for the next. */
static void
turn_to (Profile *self, StreeSource *source)
{
  if (!g_set_object (&self->of, source))
    return;
  forget (self);
  g_clear_pointer (&self->query, stree_query_unref);
}

void
profile_look (Profile *self, StreeSource *source)
{
  g_autoptr (StreeQuery) all = stree_query_new ();

  turn_to (self, source);
  stree_state_get_int (self->n_asked);
  if (source == self->source)
    return;
  forget (self);
  stree_state_set_boxed (self->table, NULL);
  stree_state_set_double (self->share, 0);
  stree_state_set_string (self->error, "");
  if (!source)
    return;
  self->source = g_object_ref (source);
  g_signal_connect (source, "changed", G_CALLBACK (changed_cb), self);
  self->reading = g_cancellable_new ();
  stree_source_query_async (source, self->query ? self->query : all, self->reading, queried_cb, self);
}

void
profile_stop (Profile *self, StreeSource *source)
{
  turn_to (self, source);
  if (self->source && !stree_state_get_boxed (self->table))
    forget (self);
}

void
profile_narrow (Profile *self, StreeQuery *query)
{
  g_autoptr (StreeQuery) all = stree_query_new ();
  g_autoptr (StreeQuery) which = stree_query_new ();

  /* In which order they stand is nothing to it. */
  if (query)
    {
      stree_query_set_search (which, stree_query_get_search (query));
      stree_query_set_filter (which, stree_query_get_filter (query));
    }
  if (stree_query_equal (which, self->query ? self->query : all))
    return;
  g_clear_pointer (&self->query, stree_query_unref);
  self->query = g_steal_pointer (&which);
  stale (self);
}

void
profile_again (Profile *self)
{
  stale (self);
}

/* --- answers --- */

StreeFrame *
profile_get_table (Profile *self)
{
  return stree_state_get_boxed (self->table);
}

double
profile_get_share (Profile *self)
{
  return stree_state_get_double (self->share);
}

const char *
profile_get_error (Profile *self)
{
  const char *message = stree_state_get_string (self->error);

  return *message ? message : NULL;
}
