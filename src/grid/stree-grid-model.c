/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-model-inside-private.h"

#include "grid/stree-grid-remap-private.h"

/* So many rows are on a screen. */
#define SEEN_ROWS 64

/* --- a place --- */

struct _StreeGridRow
{
  GObject parent_instance;
  guint position;
};

G_DEFINE_FINAL_TYPE (StreeGridRow, stree_grid_row, G_TYPE_OBJECT)

static void
stree_grid_row_class_init (StreeGridRowClass *klass)
{
  (void) klass;
}

static void
stree_grid_row_init (StreeGridRow *self)
{
  (void) self;
}

guint
stree_grid_row_get_position (StreeGridRow *self)
{
  return self->position;
}

/* --- the list --- */

enum
{
  REPLACED,
  LOADED,
  SELECTION,
  STATUS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
grid_model_get_item_type (GListModel *list)
{
  (void) list;
  return STREE_TYPE_GRID_ROW;
}

static guint
grid_model_get_n_items (GListModel *list)
{
  return STREE_GRID_MODEL (list)->n_rows + STREE_GRID_MODEL (list)->extra->len;
}

static gpointer
grid_model_get_item (GListModel *list, guint position)
{
  StreeGridRow *row;

  if (position >= grid_model_get_n_items (list))
    return NULL;
  row = g_object_new (STREE_TYPE_GRID_ROW, NULL);
  row->position = position;
  return row;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = grid_model_get_item_type;
  iface->get_n_items = grid_model_get_n_items;
  iface->get_item = grid_model_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (StreeGridModel,
                               stree_grid_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* --- marks --- */

gboolean
stree_grid_model_get_mark (StreeGridModel *self, StreeGridMarkName name, guint *position)
{
  const StreeGridMark *mark = &self->marks[name];

  if (!mark->found)
    return FALSE;
  *position = (guint) mark->position;
  return TRUE;
}

void
stree_grid_model_clear_mark (StreeGridModel *self, StreeGridMarkName name)
{
  StreeGridMark *mark = &self->marks[name];

  self->touched++;
  mark->found = FALSE;
  g_clear_pointer (&mark->key, stree_row_key_unref);
}

/* The key, as soon as its cells are there. */
static void
know_mark (StreeGridModel *self, StreeGridMark *mark)
{
  if (mark->found && !mark->key)
    {
      mark->key = mark->position < self->n_rows
                      ? stree_grid_model_dup_key (self, (guint) mark->position)
                      : stree_row_key_ref (g_ptr_array_index (self->extra, mark->position - self->n_rows));
      self->touched++;
    }
}

void
stree_grid_model_set_mark (StreeGridModel *self, StreeGridMarkName name, guint position)
{
  StreeGridMark *mark = &self->marks[name];

  if (mark->found && mark->position == position && mark->key)
    return;
  stree_grid_model_clear_mark (self, name);
  mark->found = position < self->n_rows + self->extra->len;
  mark->position = position;
  know_mark (self, mark);
}

/* --- what there is --- */

static void
say (StreeGridModel *self, guint signal)
{
  if (signal == SELECTION)
    self->touched++;
  g_signal_emit (self, signals[signal], 0);
}

void
stree_grid_model_say_selection (StreeGridModel *self)
{
  say (self, SELECTION);
}

static void
take_error (StreeGridModel *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
}

static void
pages_came (guint64 first, guint n, const GError *error, gpointer data)
{
  StreeGridModel *self = data;

  g_object_ref (self);
  if (error)
    take_error (self, g_error_copy (error));
  else
    for (guint i = 0; i < STREE_GRID_N_MARKS; i++)
      know_mark (self, &self->marks[i]);
  g_signal_emit (self, signals[LOADED], 0, (guint) first, n);
  say (self, STATUS);
  g_object_unref (self);
}

static guint
count_rows (StreeGridModel *self, gboolean *exact)
{
  guint64 n;

  *exact = TRUE;
  if (!self->pages)
    return 0;
  n = stree_result_set_get_n_rows (stree_grid_pages_get_rows (self->pages), exact);
  if (!*exact)
    n = MAX (n, self->at_least);
  return (guint) MIN (n, G_MAXUINT - 1);
}

/* The source has another number of rows; what there was stands where it stood. New rows behind them stand elsewhere, and a
 * place knows where it is: they come as others. */
static void
set_n_rows (StreeGridModel *self, guint n)
{
  guint before = self->n_rows;
  guint first = MIN (n, before);

  if (n == before)
    return;
  self->n_rows = n;
  g_list_model_items_changed (G_LIST_MODEL (self), first, before - first + self->extra->len,
                              n - first + self->extra->len);
}

/* What is about rows when there are @n of them. New rows are the same ones. Returns whether selected ones are gone. */
static gboolean
move_end (StreeGridModel *self, guint n)
{
  guint before = self->n_rows;
  StreeRange range;
  gboolean lost = n < before && stree_ranges_find (&self->selected, n, &range) && range.first < before;

  stree_ranges_shift (&self->selected, before, n);
  for (guint i = 0; i < STREE_GRID_N_MARKS; i++)
    {
      StreeGridMark *mark = &self->marks[i];

      if (mark->found && mark->position >= before)
        mark->position = mark->position - before + n;
      else if (mark->found && mark->position >= n)
        stree_grid_model_clear_mark (self, (StreeGridMarkName) i);
    }
  return lost;
}

static void
counted_cb (StreeResultSet *rows, StreeGridModel *self)
{
  g_autoptr (GObject) held = g_object_ref (G_OBJECT (self));
  guint before = self->n_rows;
  guint n = count_rows (self, &self->exact);
  gboolean lost = move_end (self, n);

  (void) rows;
  if (self->selects_all && n > before)
    {
      stree_ranges_add (&self->selected, before, n - before);
      lost = TRUE;
    }
  (void) held;
  stree_grid_pages_counted (self->pages);
  set_n_rows (self, n);
  if (lost)
    say (self, SELECTION);
  say (self, STATUS);
}

static void
drop_pages (StreeGridModel *self)
{
  if (!self->pages)
    return;
  g_signal_handler_disconnect (stree_grid_pages_get_rows (self->pages), self->counted);
  g_clear_pointer (&self->pages, stree_grid_pages_free);
}

/* Where a mark is in the new rows. */
static void
move_mark (StreeGridModel *self, StreeGridMarkName name, const StreeGridRemap *remap, guint n)
{
  StreeGridMark *mark = &self->marks[name];
  guint index;

  if (remap && remap->marks[name].found)
    {
      mark->found = TRUE;
      mark->position = remap->marks[name].position;
    }
  else if (remap && mark->key && stree_grid_model_find_extra (self, mark->key, &index))
    {
      mark->found = TRUE;
      mark->position = (guint64) n + index;
    }
  else if (remap && !mark->key && mark->found && mark->position < n)
    ; /* without a key it is a place, such as the top of the view, and stays where it was */
  else if (remap && self->again && mark->key && !mark->found)
    ; /* it was written, and the next answer may have it */
  else
    stree_grid_model_clear_mark (self, name);
}

/* What is selected in the new rows; new ones that are not in them stay so. */
static void
move_selected (StreeGridModel *self, const StreeGridRemap *remap, guint n)
{
  StreeRange range;

  stree_ranges_remove (&self->selected, 0, self->n_rows);
  stree_ranges_shift (&self->selected, self->n_rows, n);
  for (guint64 at = 0; stree_ranges_find (&remap->selected, at, &range); at = range.end)
    stree_ranges_add (&self->selected, range.first, range.end - range.first);
  if (remap->all)
    stree_ranges_add (&self->selected, 0, n);
}

/* A row that was found is there, also where the count is not that far: behind the rows stand only new ones. */
static guint64
count_found (const StreeGridRemap *remap)
{
  guint64 n = 0;
  StreeRange range;

  for (guint i = 0; remap && i < remap->n_marks; i++)
    if (remap->marks[i].found)
      n = MAX (n, remap->marks[i].position + 1);
  for (guint64 at = 0; remap && stree_ranges_find (&remap->selected, at, &range); at = range.end)
    n = MAX (n, range.end);
  return n;
}

/* All rows go and others come, with what is known of them; they have what was written up to @n_written. */
static void
show_rows (StreeGridModel *self, StreeGridPages *pages, StreeGridRemap *remap, guint n_written)
{
  g_autoptr (GObject) held = g_object_ref (G_OBJECT (self));
  StreeRanges before;
  guint n, common;
  gboolean selection;

  (void) held;
  drop_pages (self);
  stree_grid_model_forget_written (self, n_written);
  self->pages = pages;
  self->counted =
      pages ? g_signal_connect (stree_grid_pages_get_rows (pages), "counted", G_CALLBACK (counted_cb), self) : 0;
  self->at_least = count_found (remap);
  n = count_rows (self, &self->exact);
  common = MIN (n, self->n_rows);
  stree_ranges_init (&before);
  stree_ranges_copy (&before, &self->selected);
  self->selects_all = remap && remap->all;
  if (remap)
    move_selected (self, remap, n);
  else
    stree_ranges_remove_all (&self->selected);
  selection = remap && !stree_ranges_equal (&before, &self->selected);
  stree_ranges_clear (&before);
  for (guint i = 0; i < STREE_GRID_N_MARKS; i++)
    move_mark (self, (StreeGridMarkName) i, remap, n);
  if (!self->again)
    g_ptr_array_set_size (self->written, 0);
  set_n_rows (self, common);
  if (common > 0)
    say (self, REPLACED);
  set_n_rows (self, n);
  if (selection)
    say (self, SELECTION);
  say (self, STATUS);
}

/* --- asking --- */

/* What is under way: held by its callbacks, or by the pages that it awaits. */
typedef struct
{
  StreeGridModel *self;      /* borrowed: not looked at where it was cancelled */
  GCancellable *cancellable; /* owned */
  guint touched;         /* as the model's was when it was looked for the rows */
  guint n_written;       /* and this when the source was asked */
  StreeResultSet *rows;  /* owned; NULL: not there yet */
  StreeGridRemap *remap; /* owned; NULL: not there yet */
  StreeGridPages *pages; /* owned; NULL: not there yet */
  GError *error;         /* owned: why one of them did not come; NULL: they did */
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->cancellable);
  g_clear_object (&asking->rows);
  g_clear_pointer (&asking->remap, stree_grid_remap_free);
  g_clear_pointer (&asking->pages, stree_grid_pages_free);
  g_clear_error (&asking->error);
  g_free (asking);
}

static void
stop_asking (StreeGridModel *self)
{
  if (self->asking)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  if (self->fetching)
    asking_free (g_steal_pointer (&self->fetching));
}

static void
asked (StreeGridModel *self, GError *error)
{
  g_clear_object (&self->asking);
  take_error (self, error);
}

/* While the answer came the source changed: the answer is shown, for it is newer than what there was, and it is asked
 * again. */
static void
ask_again (StreeGridModel *self)
{
  if (!self->again)
    return;
  self->again = FALSE;
  stree_grid_model_ask (self);
}

static void find_rows_again (Asking *asking);

static void
show_answer (Asking *asking)
{
  StreeGridModel *self = asking->self;
  StreeGridPages *pages = asking->pages;
  g_autoptr (GObject) held = g_object_ref (G_OBJECT (self));

  (void) held;
  self->fetching = NULL;
  if (asking->touched != self->touched)
    {
      /* The user did something while the rows were looked for. */
      g_clear_pointer (&asking->remap, stree_grid_remap_free);
      find_rows_again (asking);
      return;
    }
  stree_grid_pages_set_func (pages, pages_came, self);
  stree_grid_pages_counted (pages);
  asking->pages = NULL;
  asked (self, g_steal_pointer (&asking->error));
  g_clear_pointer (&self->shown, stree_query_unref);
  self->shown = self->query ? stree_query_ref (self->query) : NULL;
  show_rows (self, pages, asking->remap, asking->n_written);
  asking_free (asking);
  ask_again (self);
}

static void
page_came (guint64 first, guint n, const GError *error, gpointer data)
{
  Asking *asking = data;

  (void) first;
  (void) n;
  if (error && !asking->error)
    asking->error = g_error_copy (error);
  if (asking->self->fetching && !stree_grid_pages_is_waiting (asking->pages))
    show_answer (asking);
}

/* What is on the screen stays there until the cells that come in its place are at hand. */
static void
fetch_seen (Asking *asking)
{
  StreeGridModel *self = asking->self;
  const StreeGridMark *top = &self->marks[STREE_GRID_MARK_TOP];
  guint64 n = stree_result_set_get_n_rows (asking->rows, NULL);
  guint64 first = MIN (top->found ? top->position : 0, n - MIN (n, SEEN_ROWS));
  StreeFrame *frame;
  guint row;

  if (!asking->pages)
    asking->pages = stree_grid_pages_new (asking->rows, page_came, asking);
  if (n > 0)
    {
      stree_grid_pages_get (asking->pages, first, &frame, &row);
      stree_grid_pages_get (asking->pages, MIN (first + SEEN_ROWS, n) - 1, &frame, &row);
    }
  if (stree_grid_pages_is_waiting (asking->pages))
    self->fetching = asking;
  else
    show_answer (asking);
}

static void
remapped_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Asking *asking = data;
  StreeGridModel *self = asking->self;
  GError *error = NULL;
  StreeGridRemap *remap = stree_grid_remap_finish (result, &error);

  (void) object;
  if (g_cancellable_is_cancelled (asking->cancellable))
    {
      g_clear_error (&error);
      g_clear_pointer (&remap, stree_grid_remap_free);
      asking_free (asking);
    }
  else if (!remap)
    {
      asked (self, error);
      asking_free (asking);
      say (self, STATUS);
    }
  else
    {
      asking->remap = remap;
      fetch_seen (asking);
    }
}

/* Whether all rows of another query were among those of the one before. */
static gboolean
were_there (StreeQuery *before, StreeQuery *now)
{
  StreeFilter *a = before ? stree_query_get_filter (before) : NULL;
  StreeFilter *b = now ? stree_query_get_filter (now) : NULL;
  const char *search = before ? stree_query_get_search (before) : NULL;

  if (search && g_strcmp0 (search, now ? stree_query_get_search (now) : NULL) != 0)
    return FALSE;
  return !a || a == b || (b && stree_filter_equal (a, b));
}

/* Where what is selected and marked stands in the new rows. */
static void
find_rows_again (Asking *asking)
{
  StreeGridModel *self = asking->self;
  StreeGridRemap *remap = stree_grid_remap_new (STREE_GRID_N_MARKS);

  asking->touched = self->touched;
  for (guint i = 0; i < STREE_GRID_N_MARKS; i++)
    stree_grid_remap_set_mark (remap, i, self->marks[i].key);
  stree_ranges_copy (&remap->selected, &self->selected);
  stree_ranges_remove (&remap->selected, self->n_rows, G_MAXUINT64 - self->n_rows);
  for (guint i = 0; i < self->written->len; i++)
    g_ptr_array_add (remap->more, stree_row_key_ref (g_ptr_array_index (self->written, i)));
  remap->all = self->n_rows > 0 && (self->exact || self->selects_all) &&
               stree_ranges_covers (&self->selected, 0, self->n_rows) && were_there (self->shown, self->query);
  stree_grid_remap_async (remap, self->pages, asking->rows, self->keys, self->n_keys, asking->cancellable, remapped_cb,
                          asking);
}

static void
queried_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Asking *asking = data;
  StreeGridModel *self = asking->self;
  GError *error = NULL;

  asking->rows = stree_source_query_finish (STREE_SOURCE (object), result, &error);
  if (g_cancellable_is_cancelled (asking->cancellable))
    {
      g_clear_error (&error);
      asking_free (asking);
      return;
    }
  if (!asking->rows)
    {
      asking_free (asking);
      asked (self, error);
      say (self, STATUS);
      return;
    }
  find_rows_again (asking);
}

void
stree_grid_model_ask (StreeGridModel *self)
{
  Asking *asking;
  g_autoptr (StreeQuery) all = NULL;

  stop_asking (self);
  self->again = FALSE;
  if (!self->source)
    return;
  self->asking = g_cancellable_new ();
  asking = g_new0 (Asking, 1);
  asking->self = self;
  asking->n_written = self->n_written;
  asking->cancellable = g_object_ref (self->asking);
  if (!self->query)
    all = stree_query_new ();
  say (self, STATUS);
  stree_source_query_async (self->source, self->query ? self->query : all, asking->cancellable, queried_cb, asking);
}

static void
changed_cb (StreeSource *source, StreeGridModel *self)
{
  (void) source;
  if (self->asking)
    self->again = TRUE;
  else
    stree_grid_model_ask (self);
}

void
stree_grid_model_reload (StreeGridModel *self)
{
  if (self->pages)
    stree_grid_pages_retry (self->pages);
  stree_grid_model_ask (self);
}

void
stree_grid_model_set_query (StreeGridModel *self, StreeQuery *query)
{
  if (self->query == query || (self->query && query && stree_query_equal (self->query, query)))
    return;
  g_clear_pointer (&self->query, stree_query_unref);
  self->query = query ? stree_query_ref (query) : NULL;
  stree_grid_model_ask (self);
}

StreeQuery *
stree_grid_model_get_query (StreeGridModel *self)
{
  return self->query;
}

void
stree_grid_model_set_source (StreeGridModel *self, StreeSource *source)
{
  if (self->source == source)
    return;
  stop_asking (self);
  take_error (self, NULL);
  /* Rows that were written into the other source are not awaited in this one. */
  self->again = FALSE;
  g_ptr_array_set_size (self->written, 0);
  stree_grid_model_set_extra (self, NULL);
  if (self->source)
    g_signal_handler_disconnect (self->source, self->changed);
  g_clear_object (&self->source);
  g_clear_pointer (&self->keys, g_free);
  self->n_keys = 0;
  g_clear_pointer (&self->query, stree_query_unref);
  g_clear_pointer (&self->shown, stree_query_unref);
  show_rows (self, NULL, NULL, self->n_written);
  if (!source)
    return;
  self->source = g_object_ref (source);
  self->keys = stree_source_get_key_columns (source, &self->n_keys);
  self->changed = g_signal_connect (source, "changed", G_CALLBACK (changed_cb), self);
  stree_grid_model_ask (self);
}

StreeSource *
stree_grid_model_get_source (StreeGridModel *self)
{
  return self->source;
}

/* --- what it says --- */

guint
stree_grid_model_get_n_rows (StreeGridModel *self, gboolean *exact)
{
  if (exact)
    *exact = self->exact;
  return self->n_rows;
}

gboolean
stree_grid_model_is_busy (StreeGridModel *self)
{
  return self->asking != NULL || (self->pages && stree_grid_pages_is_waiting (self->pages));
}

gboolean
stree_grid_model_is_asking (StreeGridModel *self)
{
  return self->asking != NULL;
}

const GError *
stree_grid_model_get_error (StreeGridModel *self)
{
  return self->error;
}

gboolean
stree_grid_model_get_row (StreeGridModel *self, guint position, StreeFrame **frame, guint *row)
{
  if (!self->pages || position >= self->n_rows || !stree_grid_pages_get (self->pages, position, frame, row))
    return FALSE;
  stree_grid_model_show_written (self, frame, row);
  return TRUE;
}

gboolean
stree_grid_model_peek_row (StreeGridModel *self, guint position, StreeFrame **frame, guint *row)
{
  if (!self->pages || position >= self->n_rows || !stree_grid_pages_peek (self->pages, position, frame, row))
    return FALSE;
  stree_grid_model_show_written (self, frame, row);
  return TRUE;
}

StreeFrame *
stree_grid_model_get_whole (StreeGridModel *self)
{
  return self->pages ? stree_grid_pages_get_whole (self->pages) : NULL;
}

StreeResultSet *
stree_grid_model_get_rows (StreeGridModel *self)
{
  return self->pages ? stree_grid_pages_get_rows (self->pages) : NULL;
}

StreeRowKey *
stree_grid_model_dup_key (StreeGridModel *self, guint position)
{
  StreeFrame *frame;
  guint row;

  if (self->n_keys == 0 || !stree_grid_model_peek_row (self, position, &frame, &row))
    return NULL;
  return stree_row_key_new_of_row (frame, row, self->keys, self->n_keys);
}

const guint *
stree_grid_model_get_keys (StreeGridModel *self, guint *n_keys)
{
  *n_keys = self->n_keys;
  return self->keys;
}

/* --- the selection --- */

/* --- the object --- */

StreeGridModel *
stree_grid_model_new (void)
{
  return g_object_new (STREE_TYPE_GRID_MODEL, NULL);
}

void
stree_grid_model_stop (StreeGridModel *self)
{
  stop_asking (self);
  if (self->source)
    g_signal_handler_disconnect (self->source, self->changed);
  g_clear_object (&self->source);
  stree_grid_model_follow_edits (self, NULL);
  drop_pages (self);
}

static void
stree_grid_model_finalize (GObject *object)
{
  StreeGridModel *self = STREE_GRID_MODEL (object);

  stree_grid_model_stop (self);
  g_clear_pointer (&self->query, stree_query_unref);
  g_clear_pointer (&self->shown, stree_query_unref);
  g_clear_error (&self->error);
  g_free (self->keys);
  stree_ranges_clear (&self->selected);
  g_ptr_array_unref (self->extra);
  g_ptr_array_unref (self->written);
  g_hash_table_unref (self->as_written);
  for (guint i = 0; i < STREE_GRID_N_MARKS; i++)
    g_clear_pointer (&self->marks[i].key, stree_row_key_unref);
  G_OBJECT_CLASS (stree_grid_model_parent_class)->finalize (object);
}

static void
stree_grid_model_class_init (StreeGridModelClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = stree_grid_model_finalize;
  signals[REPLACED] = g_signal_new ("replaced", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LOADED] =
      g_signal_new ("loaded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[SELECTION] = g_signal_new ("selection", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STATUS] = g_signal_new ("status", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
stree_grid_model_init (StreeGridModel *self)
{
  stree_ranges_init (&self->selected);
  self->extra = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_row_key_unref);
  self->written = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_row_key_unref);
  self->as_written = stree_grid_model_written_new ();
  self->exact = TRUE;
}
