/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-pages-private.h"

#include <string.h>

/* Rows of a page: a few screens. Pages at hand, those under way at once, and those that wait to be asked for. */
#define PAGE_ROWS   128
#define MAX_PAGES   64
#define MAX_ASKED   2
#define MAX_WAITING 8

typedef struct
{
  guint64 number;
  StreeFrame *frame; /* owned; NULL: it was asked for */
  gboolean failed;
  guint64 used; /* the tick of the last look at it */
} Page;

struct _StreeGridPages
{
  StreeResultSet *rows; /* owned */
  StreeFrame *whole;    /* owned: all of them; NULL: they come in pages */
  StreeGridPagesFunc came;
  gpointer data;
  GHashTable *pages; /* the page's number -> Page (owned) */
  guint64 tick;
  guint64 waiting[MAX_WAITING]; /* numbers of pages: the last one is asked for first */
  guint n_waiting;
  guint n_asked;             /* how many are under way */
  GCancellable *cancellable; /* owned */
};

static void
page_free (gpointer data)
{
  Page *page = data;

  g_clear_pointer (&page->frame, stree_frame_unref);
  g_free (page);
}

StreeGridPages *
stree_grid_pages_new (StreeResultSet *rows, StreeGridPagesFunc came, gpointer data)
{
  StreeGridPages *pages = g_new0 (StreeGridPages, 1);

  pages->rows = g_object_ref (rows);
  pages->came = came;
  pages->data = data;
  pages->pages = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, page_free);
  pages->cancellable = g_cancellable_new ();
  pages->whole = stree_result_set_get_page (rows, 0, G_MAXUINT);
  return pages;
}

void
stree_grid_pages_set_func (StreeGridPages *pages, StreeGridPagesFunc came, gpointer data)
{
  pages->came = came;
  pages->data = data;
}

/* A question under way: where its answer goes. */
typedef struct
{
  StreeGridPages *pages;     /* borrowed: gone when it was cancelled */
  GCancellable *cancellable; /* owned */
  guint64 number;
} Question;

void
stree_grid_pages_free (StreeGridPages *pages)
{
  g_cancellable_cancel (pages->cancellable);
  g_object_unref (pages->cancellable);
  g_hash_table_unref (pages->pages);
  g_clear_pointer (&pages->whole, stree_frame_unref);
  g_object_unref (pages->rows);
  g_free (pages);
}

StreeResultSet *
stree_grid_pages_get_rows (StreeGridPages *pages)
{
  return pages->rows;
}

StreeFrame *
stree_grid_pages_get_whole (StreeGridPages *pages)
{
  return pages->whole;
}

void
stree_grid_pages_counted (StreeGridPages *pages)
{
  if (!pages->whole)
    pages->whole = stree_result_set_get_page (pages->rows, 0, G_MAXUINT);
}

gboolean
stree_grid_pages_is_waiting (StreeGridPages *pages)
{
  return pages->n_asked > 0 || pages->n_waiting > 0;
}

void
stree_grid_pages_page_of (guint64 position, guint64 *first, guint *n)
{
  *first = position - position % PAGE_ROWS;
  *n = PAGE_ROWS;
}

/* --- what is at hand --- */

static void
drop_oldest (StreeGridPages *pages)
{
  GHashTableIter iter;
  gpointer value;
  Page *oldest = NULL;

  g_hash_table_iter_init (&iter, pages->pages);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Page *page = value;

      if ((page->frame || page->failed) && (!oldest || page->used < oldest->used))
        oldest = page;
    }
  if (oldest)
    g_hash_table_remove (pages->pages, &oldest->number);
}

static Page *
add_page (StreeGridPages *pages, guint64 number)
{
  Page *page = g_new0 (Page, 1);

  while (g_hash_table_size (pages->pages) >= MAX_PAGES + MAX_WAITING)
    drop_oldest (pages);
  page->number = number;
  page->used = ++pages->tick;
  g_hash_table_insert (pages->pages, &page->number, page);
  return page;
}

/* --- what is not --- */

static void ask_next (StreeGridPages *pages);

static void
came_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autofree Question *question = data;
  g_autoptr (GCancellable) cancellable = question->cancellable;
  StreeGridPages *pages = question->pages;
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeFrame) frame = stree_result_set_page_finish (STREE_RESULT_SET (object), result, &error);
  Page *page;
  guint64 number = question->number;

  if (g_cancellable_is_cancelled (cancellable))
    return;
  pages->n_asked--;
  page = g_hash_table_lookup (pages->pages, &number);
  if (page)
    {
      g_clear_pointer (&page->frame, stree_frame_unref);
      page->frame = g_steal_pointer (&frame);
      page->failed = error != NULL;
    }
  ask_next (pages);
  /* Last: who hears of it may free the pages. */
  if (page)
    pages->came (number * PAGE_ROWS, PAGE_ROWS, error, pages->data);
}

static void
ask_next (StreeGridPages *pages)
{
  while (pages->n_asked < MAX_ASKED && pages->n_waiting > 0)
    {
      Question *question = g_new (Question, 1);

      question->pages = pages;
      question->cancellable = g_object_ref (pages->cancellable);
      question->number = pages->waiting[--pages->n_waiting];
      pages->n_asked++;
      stree_result_set_page_async (pages->rows, question->number * PAGE_ROWS, PAGE_ROWS, pages->cancellable, came_cb,
                                   question);
    }
}

/* Who scrolls fast asks for many and looks at the last ones. */
static void
ask (StreeGridPages *pages, guint64 number)
{
  if (pages->n_waiting == MAX_WAITING)
    {
      g_hash_table_remove (pages->pages, &pages->waiting[0]);
      memmove (pages->waiting, pages->waiting + 1, (MAX_WAITING - 1) * sizeof *pages->waiting);
      pages->n_waiting--;
    }
  pages->waiting[pages->n_waiting++] = number;
  ask_next (pages);
}

/* A whole page of what the result set has anyway, such as the rows that came with its answer. */
static StreeFrame *
get_at_once (StreeGridPages *pages, guint64 number)
{
  StreeFrame *frame = stree_result_set_get_page (pages->rows, number * PAGE_ROWS, PAGE_ROWS);

  if (frame && stree_frame_get_n_rows (frame) < PAGE_ROWS)
    g_clear_pointer (&frame, stree_frame_unref);
  return frame;
}

static gboolean
look (StreeGridPages *pages, guint64 position, StreeFrame **frame, guint *row, gboolean wanted)
{
  guint64 number = position / PAGE_ROWS;
  Page *page;

  if (pages->whole)
    {
      *frame = pages->whole;
      *row = (guint) position;
      return position < stree_frame_get_n_rows (pages->whole);
    }
  page = g_hash_table_lookup (pages->pages, &number);
  if (!page && wanted)
    {
      page = add_page (pages, number);
      page->frame = get_at_once (pages, number);
      if (!page->frame)
        {
          ask (pages, number);
          page = g_hash_table_lookup (pages->pages, &number);
        }
    }
  if (!page)
    return FALSE;
  page->used = ++pages->tick;
  *frame = page->frame;
  *row = (guint) (position % PAGE_ROWS);
  return page->frame && *row < stree_frame_get_n_rows (page->frame);
}

gboolean
stree_grid_pages_get (StreeGridPages *pages, guint64 position, StreeFrame **frame, guint *row)
{
  return look (pages, position, frame, row, TRUE);
}

gboolean
stree_grid_pages_peek (StreeGridPages *pages, guint64 position, StreeFrame **frame, guint *row)
{
  return look (pages, position, frame, row, FALSE);
}

void
stree_grid_pages_retry (StreeGridPages *pages)
{
  GHashTableIter iter;
  gpointer value;
  g_autoptr (GArray) failed = g_array_new (FALSE, FALSE, sizeof (guint64));

  g_hash_table_iter_init (&iter, pages->pages);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((Page *) value)->failed)
      g_array_append_val (failed, ((Page *) value)->number);
  for (guint i = 0; i < failed->len; i++)
    {
      Page *page = g_hash_table_lookup (pages->pages, &g_array_index (failed, guint64, i));

      if (!page) /* dropped for another one */
        continue;
      page->failed = FALSE;
      ask (pages, page->number);
    }
}
