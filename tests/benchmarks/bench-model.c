/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "bench.h"

/* A row and both of its texts: made once, so that changing the model moves pointers only. */
typedef struct
{
  char key[24];
  char label1[24];
  char label2[2][24];
} BenchPoolRow;

struct _BenchPool
{
  GPtrArray *rows;  /* of BenchPoolRow, by number; owned */
  BenchRow removed; /* what REMOVE took away and INSERT puts back */
  guint removed_at;
  guint generation; /* how often update10 ran */
  guint capacity;   /* of BenchModel.rows */
};

BenchModel *
bench_model_new (void)
{
  BenchModel *model = g_new0 (BenchModel, 1);

  model->pool = g_new0 (BenchPool, 1);
  model->pool->rows = g_ptr_array_new_with_free_func (g_free);
  return model;
}

void
bench_model_free (BenchModel *model)
{
  g_ptr_array_unref (model->pool->rows);
  g_free (model->pool);
  g_free (model->rows);
  g_free (model);
}

static void
append_rows (BenchModel *model, guint count)
{
  BenchPool *pool = model->pool;

  if (model->n_rows + count > pool->capacity)
    {
      pool->capacity = model->n_rows + count;
      model->rows = g_renew (BenchRow, model->rows, pool->capacity);
    }
  for (guint i = model->n_rows; i < model->n_rows + count; i++)
    {
      BenchPoolRow *row;

      if (i == pool->rows->len)
        {
          row = g_new0 (BenchPoolRow, 1);
          g_snprintf (row->key, sizeof row->key, "row-%u", i);
          g_snprintf (row->label1, sizeof row->label1, "Item %u", i);
          g_snprintf (row->label2[0], sizeof row->label2[0], "Value %u", i);
          g_snprintf (row->label2[1], sizeof row->label2[1], "Value %u !", i);
          g_ptr_array_add (pool->rows, row);
        }
      row = g_ptr_array_index (pool->rows, i);
      model->rows[i] = (BenchRow){ row->key, row->label1, row->label2[0] };
    }
  model->n_rows += count;
}

static void
update_every_tenth (BenchModel *model)
{
  guint text = ++model->pool->generation % 2;

  for (guint i = 0; i < model->n_rows; i += 10)
    {
      guint number = (guint) g_ascii_strtoull (model->rows[i].key + strlen ("row-"), NULL, 10);
      BenchPoolRow *row = g_ptr_array_index (model->pool->rows, number);

      model->rows[i].label2 = row->label2[text];
    }
}

BenchChange
bench_model_change (BenchModel *model, BenchOp op, guint n)
{
  BenchPool *pool = model->pool;
  BenchChange change = { .op = op };
  BenchRow row;

  switch (op)
    {
    case BENCH_OP_CREATE:
      g_assert (model->n_rows == 0);
      pool->generation = 0;
      append_rows (model, n);
      change.count = n;
      break;

    case BENCH_OP_UNCHANGED:
      break;

    case BENCH_OP_COUNTER:
      model->counter++;
      break;

    case BENCH_OP_UPDATE10:
      update_every_tenth (model);
      break;

    case BENCH_OP_SWAP:
      g_assert (model->n_rows >= 4);
      change.at = 1;
      change.with = model->n_rows - 2;
      row = model->rows[change.at];
      model->rows[change.at] = model->rows[change.with];
      model->rows[change.with] = row;
      break;

    case BENCH_OP_REMOVE:
      change.at = pool->removed_at = model->n_rows / 2;
      pool->removed = model->rows[change.at];
      model->n_rows--;
      memmove (&model->rows[change.at], &model->rows[change.at + 1], (model->n_rows - change.at) * sizeof (BenchRow));
      break;

    case BENCH_OP_INSERT:
      change.at = pool->removed_at;
      memmove (&model->rows[change.at + 1], &model->rows[change.at], (model->n_rows - change.at) * sizeof (BenchRow));
      model->rows[change.at] = pool->removed;
      model->n_rows++;
      break;

    case BENCH_OP_APPEND:
      change.count = BENCH_APPENDED;
      append_rows (model, change.count);
      break;

    case BENCH_OP_TRUNCATE:
      g_assert (model->n_rows > BENCH_APPENDED);
      change.count = BENCH_APPENDED;
      model->n_rows -= change.count;
      break;

    case BENCH_OP_CLEAR:
      change.count = model->n_rows;
      model->n_rows = 0;
      break;

    default:
      g_assert_not_reached ();
    }
  return change;
}

const char *
bench_op_name (BenchOp op)
{
  switch (op)
    {
    case BENCH_OP_CREATE:
      return "create";
    case BENCH_OP_UNCHANGED:
      return "unchanged";
    case BENCH_OP_COUNTER:
      return "counter";
    case BENCH_OP_UPDATE10:
      return "update10";
    case BENCH_OP_SWAP:
      return "swap";
    case BENCH_OP_REMOVE:
      return "remove";
    case BENCH_OP_APPEND:
      return "append1000";
    case BENCH_OP_CLEAR:
      return "clear";
    case BENCH_OP_INSERT:
    case BENCH_OP_TRUNCATE:
      return NULL;
    default:
      g_assert_not_reached ();
    }
}

guint
bench_elements (guint n)
{
  return 4 * n + 3;
}
