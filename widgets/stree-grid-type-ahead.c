/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "data/stree-text-match-private.h"
#include "grid/stree-grid-column-private.h"

/*
 * What is typed where nothing is edited goes to the next row that begins with it, in the column of the cursor and around the
 * end. It is compared as the search does. The rows that are at hand are looked at first; the rest of a table in memory is
 * looked through in a thread, and of others the source is asked which rows begin so: they stand in the same order, so that
 * a few questions find the next one among them.
 */

/* So long after a letter the next one begins a new word, in milliseconds. */
#define PAUSE 1000
/* So many rows are looked at in the main thread. */
#define AT_HAND 2048

typedef struct
{
  StreeGridView  *self;        /* held */
  GCancellable   *cancellable; /* held: for another one */
  StreeResultSet *rows;        /* held: those of the grid when it began */
  StreeResultSet *found;       /* held: those of them that begin so; NULL: not asked */
  char           *text;        /* owned */
  guint           cursor;      /* where it began */
  guint           column;      /* its number, */
  guint           index;       /* and that of the source's */
  guint           from;        /* the first row that may be it */
  guint           n_rows;
  guint64         low, high; /* among those that were found: the next one is there */
  guint64         at;        /* the one that is looked at */
  guint64         next;      /* the nearest one so far; n_rows: none */
  gboolean        around;    /* none is behind the cursor: the first one is looked for */
} Seek;

static void
seek_free (Seek *seek)
{
  g_object_unref (seek->self);
  g_object_unref (seek->cancellable);
  g_object_unref (seek->rows);
  g_clear_object (&seek->found);
  g_free (seek->text);
  g_free (seek);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Seek, seek_free)

static gboolean
begins_with (StreeFrame *frame, guint row, guint column, const StreeTextMatch *match)
{
  char        buffer[STREE_FRAME_CELL_SIZE];
  const char *text;

  if (stree_frame_is_null (frame, row, column))
    return FALSE;
  text = stree_frame_format_cell (frame, row, column, buffer, sizeof buffer);
  return stree_text_match_test_start (match, text, strlen (text), FALSE);
}

/* --- what comes of it --- */

/* Whether the user still waits for it, in the same rows. */
static gboolean
is_wanted (const Seek *seek)
{
  StreeGridView *self = seek->self;
  guint          position, column;

  return !g_cancellable_is_cancelled (seek->cancellable) && self->model && stree_grid_model_get_rows (self->model) == seek->rows &&
         stree_grid_view_get_cursor (self, &position, &column) && position == seek->cursor && column == seek->column;
}

static void
arrive (const Seek *seek, guint64 position)
{
  if (is_wanted (seek) && position != seek->cursor)
    stree_grid_view_move (seek->self, (guint) position, seek->column, FALSE, FALSE);
}

static void
tell_none (const Seek *seek)
{
  g_autofree char *text = NULL;

  if (!is_wanted (seek))
    return;
  /* Translators: what was typed */
  text = g_strdup_printf (_ ("No row begins with “%s”"), seek->text);
  stree_grid_bar_show_note (seek->self, text);
}

/* --- a table in memory --- */

typedef struct
{
  StreeFrame *frame; /* owned */
  char       *text;  /* owned */
  guint       column;
  guint       from;
} Walk;

static void
walk_free (gpointer data)
{
  Walk *walk = data;

  stree_frame_unref (walk->frame);
  g_free (walk->text);
  g_free (walk);
}

static void
walk_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Walk    *walk = data;
  guint          n = stree_frame_get_n_rows (walk->frame);
  gssize         found = -1;
  StreeTextMatch match;

  (void) source;
  stree_text_match_init (&match, walk->text);
  for (guint i = 0; i < n && found < 0 && (i % 4096 != 0 || !g_cancellable_is_cancelled (cancellable)); i++)
    {
      guint row = (guint) (((guint64) walk->from + i) % n);

      if (begins_with (walk->frame, row, walk->column, &match))
        found = (gssize) row;
    }
  stree_text_match_clear (&match);
  g_task_return_int (task, found);
}

static void
walked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Seek) seek = data;
  gssize           found = g_task_propagate_int (G_TASK (result), NULL);

  (void) object;
  if (found >= 0)
    arrive (seek, (guint64) found);
  else
    tell_none (seek);
}

/* Takes @seek. */
static void
walk_through (Seek *seek, StreeFrame *frame)
{
  g_autoptr (GTask) task = g_task_new (NULL, seek->cancellable, walked_cb, seek);
  Walk             *walk = g_new (Walk, 1);

  walk->frame = stree_frame_ref (frame);
  walk->text = g_strdup (seek->text);
  walk->column = seek->index;
  walk->from = seek->from;
  g_task_set_name (task, "[streamtree] type-ahead");
  g_task_set_task_data (task, walk, walk_free);
  g_task_run_in_thread (task, walk_thread);
}

/* --- a source that has pages --- */

static void ask_next (Seek *seek);

static void
located_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Seek) seek = data;
  guint64          position;

  /* One that is not there, or an error: the rows become others, and they tell it. */
  if (!stree_result_set_locate_finish (STREE_RESULT_SET (object), result, &position, NULL) || !is_wanted (seek))
    return;
  if (seek->around)
    {
      arrive (seek, position);
      return;
    }
  if (position >= seek->from)
    {
      seek->next = position;
      seek->high = seek->at;
    }
  else
    seek->low = seek->at + 1;
  ask_next (g_steal_pointer (&seek));
}

static void
seen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Seek)        seek = data;
  g_autoptr (StreeFrame)  page = stree_result_set_page_finish (STREE_RESULT_SET (object), result, NULL);
  g_autoptr (StreeRowKey) key = NULL;
  const guint            *keys;
  guint                   n_keys;

  if (!page || !is_wanted (seek))
    return;
  if (stree_frame_get_n_rows (page) == 0) /* there are fewer than was said */
    {
      seek->high = seek->at;
      if (seek->around)
        tell_none (seek);
      else
        ask_next (g_steal_pointer (&seek));
      return;
    }
  keys = stree_grid_model_get_keys (seek->self->model, &n_keys);
  key = stree_row_key_new_of_row (page, 0, keys, n_keys);
  stree_result_set_locate_async (seek->rows, key, seek->cancellable, located_cb, seek);
  seek = NULL;
}

/* The first of those that were found that is not before the cursor: each question leaves half of them. Takes @seek. */
static void
ask_next (Seek *seek)
{
  if (seek->low >= seek->high && seek->next < seek->n_rows)
    {
      arrive (seek, seek->next);
      seek_free (seek);
      return;
    }
  seek->around = seek->low >= seek->high;
  seek->at = seek->around ? 0 : seek->low + (seek->high - seek->low) / 2;
  stree_result_set_page_async (seek->found, seek->at, 1, seek->cancellable, seen_cb, seek);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Seek) seek = data;

  seek->found = stree_source_query_finish (STREE_SOURCE (object), result, NULL);
  if (!seek->found || !is_wanted (seek))
    return;
  seek->high = stree_result_set_get_n_rows (seek->found, NULL);
  if (seek->high == 0)
    tell_none (seek);
  else
    ask_next (g_steal_pointer (&seek));
}

/* The rows that are shown, and begin so. */
static StreeQuery *
make_query (const Seek *seek)
{
  StreeGridView           *self = seek->self;
  StreeFrame              *schema = stree_source_get_schema (stree_grid_model_get_source (self->model));
  g_autoptr (StreeQuery)   shown = stree_grid_view_make_query (self, NULL);
  StreeQuery              *query = stree_query_new ();
  StreeFilter             *filters[2] = { stree_query_get_filter (shown) };
  g_autoptr (StreeFilter)  begins = stree_filter_new_text (stree_frame_get_column_name (schema, seek->index), STREE_FILTER_STARTS_WITH, seek->text);
  g_autoptr (StreeFilter)  both = NULL;

  filters[1] = begins;
  both = filters[0] ? stree_filter_new_all (filters, 2) : stree_filter_ref (begins);
  stree_query_set_filter (query, both);
  stree_query_set_search (query, stree_query_get_search (shown));
  for (guint i = 0; i < stree_query_get_n_sorts (shown); i++)
    {
      gboolean    descending;
      const char *column = stree_query_get_sort (shown, i, &descending);

      stree_query_add_collated_sort (query, column, descending, stree_query_get_sort_collation (shown, i));
    }
  return query;
}

/* --- looking --- */

typedef enum
{
  FOUND,
  NONE,
  FURTHER, /* neither among those that are at hand */
} Look;

static Look
look_at_hand (const Seek *seek, guint *position)
{
  Look           look = NONE;
  StreeTextMatch match;

  stree_text_match_init (&match, seek->text);
  for (guint i = 0; i < seek->n_rows && look == NONE; i++)
    {
      StreeFrame *frame;
      guint       row;

      *position = (guint) (((guint64) seek->from + i) % seek->n_rows);
      if (i == AT_HAND || !stree_grid_model_peek_row (seek->self->model, *position, &frame, &row))
        look = FURTHER;
      else if (begins_with (frame, row, seek->index, &match))
        look = FOUND;
    }
  stree_text_match_clear (&match);
  return look;
}

/* Takes @seek. */
static void
look (Seek *seek)
{
  StreeGridModel *model = seek->self->model;
  StreeFrame     *whole = stree_grid_model_get_whole (model);
  guint           position, n_keys;

  switch (look_at_hand (seek, &position))
    {
    case FOUND:
      arrive (seek, position);
      break;
    case FURTHER:
      stree_grid_model_get_keys (model, &n_keys);
      if (whole)
        {
          walk_through (seek, whole);
          return;
        }
      /* Rows without keys are found nowhere. */
      if (n_keys > 0)
        {
          g_autoptr (StreeQuery) query = make_query (seek);

          stree_source_query_async (stree_grid_model_get_source (model), query, seek->cancellable, found_cb, seek);
          return;
        }
      tell_none (seek);
      break;
    case NONE:
    default:
      tell_none (seek);
      break;
    }
  seek_free (seek);
}

/* --- typing --- */

void
stree_grid_type_ahead_stop (StreeGridView *self)
{
  if (self->seeking)
    g_cancellable_cancel (self->seeking);
  g_clear_object (&self->seeking);
  g_clear_handle_id (&self->sought_timer, g_source_remove);
  if (self->sought)
    g_string_free (self->sought, TRUE);
  self->sought = NULL;
}

gboolean
stree_grid_type_ahead_is_on (StreeGridView *self)
{
  return self->sought != NULL;
}

static gboolean
pause_cb (gpointer data)
{
  StreeGridView *self = data;

  self->sought_timer = 0;
  g_string_free (self->sought, TRUE);
  self->sought = NULL;
  return G_SOURCE_REMOVE;
}

/* A letter, perhaps again and again: it goes on from row to row. A digit that comes again is a number. */
static gboolean
is_one_letter (const char *text)
{
  gunichar first = g_utf8_get_char (text);

  for (const char *p = g_utf8_next_char (text); *p; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) != first || !g_unichar_isalpha (first))
      return FALSE;
  return TRUE;
}

gboolean
stree_grid_type_ahead (StreeGridView *self, gunichar character)
{
  StreeGridViewColumn *column;
  StreeResultSet      *rows = stree_grid_model_get_rows (self->model);
  guint                position, number;
  gboolean             one_letter;
  Seek                *seek;

  if (!rows || !stree_grid_view_get_cursor (self, &position, &number) || (!self->sought && character == ' '))
    return GDK_EVENT_PROPAGATE;
  column = stree_grid_view_get_column (self, number);
  if (column->column->index < 0 || stree_grid_model_get_n_rows (self->model, NULL) == 0)
    return GDK_EVENT_PROPAGATE;
  if (self->seeking)
    g_cancellable_cancel (self->seeking);
  g_clear_object (&self->seeking);
  g_clear_handle_id (&self->sought_timer, g_source_remove);
  self->sought_timer = g_timeout_add (PAUSE, pause_cb, self);
  g_source_set_name_by_id (self->sought_timer, "[streamtree] type-ahead");
  if (!self->sought)
    self->sought = g_string_new (NULL);
  g_string_append_unichar (self->sought, character);
  self->seeking = g_cancellable_new ();
  one_letter = is_one_letter (self->sought->str);

  seek = g_new0 (Seek, 1);
  seek->self = g_object_ref (self);
  seek->cancellable = g_object_ref (self->seeking);
  seek->rows = g_object_ref (rows);
  seek->text = g_strndup (self->sought->str, one_letter ? (gsize) (g_utf8_next_char (self->sought->str) - self->sought->str) : self->sought->len);
  seek->cursor = position;
  seek->column = number;
  seek->index = (guint) column->column->index;
  seek->n_rows = stree_grid_model_get_n_rows (self->model, NULL);
  seek->next = seek->n_rows;
  /* A word that becomes longer may still be that of this row. */
  seek->from = MIN (one_letter ? position + 1 : position, seek->n_rows) % seek->n_rows;
  look (seek);
  return GDK_EVENT_STOP;
}
