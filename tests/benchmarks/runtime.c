/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The same program on StreamTree, twice: with GTK's widgets and with the renderer that draws nothing. One component
 * makes the whole tree on each run, as a program would; what an operation changed, the runtime has to find out. */

#include "runtime.h"

#include "stree-view-private.h"
#include "streamtree-gtk.h"

struct _BenchRuntime
{
  const BenchModel *model; /* borrowed */
  gboolean memo;
  int revision;            /* counts what happened to the rows; the memoised list depends on it */
  guint n_clicks;
  const char *clicked;     /* the key of the row whose button was pressed last; the model's */
  GtkWidget *window;       /* NULL: headless */
  GtkWidget *view;         /* in the window */
  StreeHeadless *headless; /* NULL: GTK; owned */
};

/* ---- The program ------------------------------------------------------------------------------------- */

typedef struct
{
  BenchRuntime *side;
  const char *key;
} RowClick;

static void
on_remove_clicked (G_GNUC_UNUSED StreeEvent *event, gpointer data)
{
  const RowClick *click = data;

  click->side->n_clicks++;
  click->side->clicked = click->key;
}

static StreeElement *
row_element (BenchRuntime *side, const BenchRow *row)
{
  return stree_hstack_with ((.key = row->key), stree_text ("%s", row->label1), stree_text ("%s", row->label2),
                            stree_button ("Remove", .on_click = stree_call_with (on_remove_clicked, RowClick,
                                                                                 .side = side, .key = row->key)));
}

static StreeElement *
list_element (G_GNUC_UNUSED StreeContext *cx, gpointer data)
{
  BenchRuntime *side = data;
  StreeBuilder *rows = stree_builder_new ();

  for (guint i = 0; i < side->model->n_rows; i++)
    stree_builder_add (rows, row_element (side, &side->model->rows[i]));
  return stree_vstack (stree_builder_end (rows));
}

static StreeElement *
program (StreeContext *cx, gpointer props)
{
  BenchRuntime *side = props;
  StreeElement *list;

  if (side->memo)
    list = stree_memo_subtree (cx, "rows", stree_deps (stree_value (side->revision)), list_element, side);
  else
    list = list_element (cx, side);
  return stree_vstack (stree_text ("Count: %d", side->model->counter), list);
}

/* ---- What both sides share --------------------------------------------------------------------------- */

static BenchRuntime *
runtime_new (const BenchModel *model, BenchSetup flags)
{
  BenchRuntime *side = g_new0 (BenchRuntime, 1);

  side->model = model;
  side->memo = (flags & BENCH_SETUP_MEMO) != 0;
  return side;
}

StreeMount *
bench_runtime_get_mount (BenchRuntime *side)
{
  return side->headless != NULL ? side->headless->mount : stree_view_get_mount (STREE_VIEW (side->view));
}

const StreeHeadlessWidget *
bench_runtime_get_widgets (BenchRuntime *side)
{
  return &side->headless->root;
}

static void
runtime_apply (gpointer self, G_GNUC_UNUSED const BenchModel *model, const BenchChange *change)
{
  BenchRuntime *side = self;

  if (change->op != BENCH_OP_UNCHANGED && change->op != BENCH_OP_COUNTER)
    side->revision++;
  stree_mount_rerun (bench_runtime_get_mount (side));
}

/* ---- With GTK ---------------------------------------------------------------------------------------- */

static gpointer
runtime_setup (const BenchModel *model, BenchSetup flags)
{
  BenchRuntime *side = runtime_new (model, flags);

  /* The view scrolls by itself: a window like that of bench_window_new () without its scrolled window. */
  side->view = stree_view_new (NULL, "bench", program, side);
  side->window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (side->window), "StreamTree benchmark");
  gtk_window_set_default_size (GTK_WINDOW (side->window), 800, 600);
  gtk_window_set_child (GTK_WINDOW (side->window), side->view);
  return side;
}

static GtkWidget *
runtime_widget (gpointer self)
{
  BenchRuntime *side = self;

  return side->view;
}

static void
runtime_teardown (gpointer self)
{
  BenchRuntime *side = self;

  gtk_window_destroy (GTK_WINDOW (side->window));
  g_free (side);
}

const BenchImpl bench_impl_runtime = {
  .name = "runtime",
  .caps = BENCH_NEEDS_DISPLAY | BENCH_HAS_WINDOW | BENCH_HAS_MEMO,
  .setup = runtime_setup,
  .apply = runtime_apply,
  .widget = runtime_widget,
  .teardown = runtime_teardown,
};

/* ---- Headless ---------------------------------------------------------------------------------------- */

static gpointer
headless_setup (const BenchModel *model, BenchSetup flags)
{
  BenchRuntime *side = runtime_new (model, flags);

  side->headless = stree_headless_new (NULL, "bench", program, side);
  return side;
}

/* Every text and label in a dump, in order. */
static void
collect_texts (JsonObject *object, GPtrArray *texts)
{
  static const char *const members[] = { "body", "label" };
  JsonArray *children =
    json_object_has_member (object, "children") ? json_object_get_array_member (object, "children") : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (json_object_has_member (object, members[i]))
      g_ptr_array_add (texts, (gpointer) json_object_get_string_member (object, members[i]));
  for (guint i = 0; children != NULL && i < json_array_get_length (children); i++)
    collect_texts (json_array_get_object_element (children, i), texts);
}

static gboolean
headless_verify (gpointer self, const BenchModel *model, GError **error)
{
  BenchRuntime *side = self;
  g_autoptr (JsonNode) dump = stree_headless_dump_json (side->headless);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  collect_texts (json_node_get_object (dump), texts);
  return bench_verify_texts (&bench_impl_headless, texts, model, error);
}

static void
headless_teardown (gpointer self)
{
  BenchRuntime *side = self;

  g_object_unref (side->headless);
  g_free (side);
}

const BenchImpl bench_impl_headless = {
  .name = "headless",
  .caps = BENCH_HAS_MEMO,
  .setup = headless_setup,
  .apply = runtime_apply,
  .verify = headless_verify,
  .teardown = headless_teardown,
};
