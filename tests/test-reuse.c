/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a run takes from the run before: the very elements, where they are the same, and nothing that is not. */

#include "support.h"

#include "testing/stree-headless-private.h"

#define MAX_ROWS 600

typedef struct
{
  int         keys[MAX_ROWS];
  int         n_rows;
  const char *text;     /* of the row with the key 1 */
  const char *tooltip;
  int         number;   /* what the handlers of this run carry */
  int         heard;
  gboolean    fails;
  gboolean    bad;      /* an element that fails its check */
  StreeElement *held;   /* made in an earlier run */
} World;

typedef struct
{
  World *world;
  int    number; /* with room behind it, which is not to count */
} Click;

static void
on_click (StreeEvent *event, gpointer data)
{
  const Click *click = data;

  (void) event;
  click->world->heard = click->number;
}

static StreeElement *
row (World *world, int key)
{
  return stree_hstack_with ((.key = stree_str ("row %d", key)),
                            stree_text_with (key == 1 ? world->text : "same", .key = stree_str ("text %d", key)),
                            stree_button ("Say", .on_click = stree_call_with (on_click, Click, .world = world, .number = world->number),
                                          .key = stree_str ("say %d", key)));
}

static StreeElement *
rows (StreeContext *cx, gpointer props)
{
  World        *world = props;
  StreeBuilder *builder = stree_builder_new ();
  StreeState   *count = stree_state_int (cx, "count", 0);

  for (int i = 0; i < world->n_rows; i++)
    stree_builder_add (builder, row (world, world->keys[i]));
  return stree_vstack_with ((.key = "all"), stree_builder_end (builder),
                            stree_button ("More", .on_click = stree_add (count, 1), .key = "more"),
                            stree_text ("%d", stree_state_get_int (count)));
}

static World
world_of (int n_rows)
{
  World world = { .n_rows = n_rows, .text = "first", .number = 1 };

  for (int i = 0; i < n_rows; i++)
    world.keys[i] = i + 1;
  return world;
}

static StreeElement *
element (StreeHeadless *view, const char *format, int key)
{
  g_autofree char *name = g_strdup_printf (format, key);
  StreeNode       *node = stree_headless_find (view, name);

  g_assert_nonnull (node);
  return node->element;
}

static void
test_same (void)
{
  World                     world = world_of (3);
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", rows, &world);
  StreeElement             *all, *more;

  stree_headless_rerun (view);
  all = element (view, "all", 0);
  more = element (view, "more", 0);
  for (int i = 0; i < 100; i++)
    {
      stree_headless_rerun (view);
      g_assert_true (element (view, "all", 0) == all);
    }
  g_assert_cmpuint (view->mount->reuse.n_bases, ==, 1); /* what nothing is taken from is gone */

  /* A handler that changes a state is the same while it does the same, and the state is held. */
  for (int i = 1; i <= 5; i++)
    {
      g_assert_true (stree_headless_click (view, "more", NULL));
      stree_headless_flush (view);
      g_assert_true (element (view, "more", 0) == more);
      g_assert_true (element (view, "all", 0) != all);
    }
  assert_has_text (view, "5");
}

static void
test_changed (void)
{
  World                     world = world_of (3);
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", rows, &world);
  StreeElement             *changed, *beside, *other, *all;

  stree_headless_rerun (view);
  changed = element (view, "text %d", 1);
  beside = element (view, "say %d", 1);
  other = element (view, "row %d", 2);
  all = element (view, "all", 0);
  world.text = "second";
  stree_headless_rerun (view);
  assert_has_text (view, "second");
  g_assert_true (element (view, "text %d", 1) != changed);
  g_assert_true (element (view, "all", 0) != all);
  g_assert_true (element (view, "say %d", 1) == beside);
  g_assert_true (element (view, "row %d", 2) == other);
}

static void
test_handlers (void)
{
  World                     world = world_of (3);
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", rows, &world);

  for (world.number = 1; world.number <= 5; world.number++)
    {
      StreeElement *first;

      stree_headless_rerun (view);
      first = element (view, "say %d", 1);
      stree_headless_rerun (view);
      g_assert_true (element (view, "say %d", 1) == first); /* with the handler that is new */
      g_assert_true (stree_headless_click (view, "say 2", NULL));
      g_assert_cmpint (world.heard, ==, world.number);
    }
}

/* The rows around one that came, went or moved are found again. */
static void
test_rows (void)
{
  World                     world = world_of (MAX_ROWS - 1);
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", rows, &world);
  StreeElement             *early, *middle, *late;

  stree_headless_rerun (view);
  early = element (view, "row %d", 10);
  middle = element (view, "row %d", 500);
  late = element (view, "row %d", MAX_ROWS - 1);

  memmove (&world.keys[300], &world.keys[301], (world.n_rows - 301) * sizeof world.keys[0]); /* one goes */
  world.n_rows--;
  stree_headless_rerun (view);
  g_assert_true (element (view, "row %d", 10) == early);
  g_assert_true (element (view, "row %d", MAX_ROWS - 1) == late);

  memmove (&world.keys[301], &world.keys[300], (world.n_rows - 300) * sizeof world.keys[0]); /* one comes */
  world.keys[300] = 10000;
  world.n_rows++;
  stree_headless_rerun (view);
  g_assert_true (element (view, "row %d", 10) == early);
  g_assert_true (element (view, "row %d", MAX_ROWS - 1) == late);

  world.keys[1] = 599; /* two change places */
  world.keys[world.n_rows - 1] = 2;
  stree_headless_rerun (view);
  g_assert_true (element (view, "row %d", 10) == early);
  g_assert_true (element (view, "row %d", 500) == middle);
}

/* What changed where another kind stood is not taken for it, when what comes after it gets its key. */
static StreeElement *
alike (StreeContext *cx, gpointer props)
{
  World        *world = props;
  StreeElement *label, *text;

  (void) cx;
  if (!world->fails)
    {
      label = stree_subheader ("alike", .key = "alike");
      return stree_vstack (label, stree_text ("alike"));
    }
  label = stree_subheader ("another", .key = "alike");
  text = stree_keyed ("alike", stree_text ("alike"));
  return stree_vstack (label, stree_hstack (text));
}

static void
test_alike (void)
{
  World                     world = world_of (0);
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", alike, &world);
  g_autofree char          *dump = NULL;

  world.fails = TRUE;
  stree_headless_rerun (view);
  dump = stree_headless_dump_text (view);
  g_assert_nonnull (strstr (dump, "Text key='alike'"));
}

/* --- what is given to an element once it is made --- */

static StreeElement *
dressed (StreeContext *cx, gpointer props)
{
  World        *world = props;
  StreeElement *text = stree_text ("dressed");

  (void) cx;
  if (world->tooltip)
    text = stree_with (text, .tooltip = world->tooltip);
  return stree_vstack (stree_keyed ("text", text), stree_keyed ("after", stree_text ("after")));
}

static void
test_dressed (void)
{
  static const char *const  tooltips[] = { NULL, NULL, "a", "a", "b", NULL, "b", "b", "b" };
  World                     world = world_of (0);
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", dressed, &world);
  StreeElement             *before = NULL;
  StreeElement             *after = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (tooltips); i++)
    {
      StreeElement *now;

      world.tooltip = tooltips[i];
      stree_headless_rerun (view);
      now = element (view, "text", 0);
      g_assert_cmpstr (now->common ? now->common->tooltip : NULL, ==, tooltips[i]);
      if (i > 0)
        {
          g_assert_true (element (view, "after", 0) == after);
          g_assert_cmpint (now == before, ==, g_strcmp0 (tooltips[i], tooltips[i - 1]) == 0);
        }
      before = now;
      after = element (view, "after", 0);
    }
}

/* --- what lives on --- */

static StreeElement *
failing (StreeContext *cx, gpointer props)
{
  World *world = props;

  if (world->fails)
    return stree_fail (cx, g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "on purpose"));
  return rows (cx, props);
}

static StreeElement *
around (StreeContext *cx, gpointer props)
{
  World *world = props;

  (void) cx;
  return stree_vstack (stree_text ("run %d", world->number), stree_error_boundary (.child = stree_component (failing, .props = props)),
                       stree_hstack (stree_text ("beside"), world->bad ? stree_columns_with ((.weights = STREE_DOUBLES (1)), stree_text ("a"), stree_text ("b"))
                                                                       : stree_columns (stree_text ("a"), stree_text ("b"))));
}

/* What failed is kept off the screen with what it showed, out of arenas of runs long before. */
static void
test_failed (void)
{
  World                     world = world_of (20);
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", around, &world);

  for (int i = 0; i < 60; i++)
    {
      world.number = i;
      world.text = i % 7 < 3 ? "first" : "second";
      world.fails = i % 5 == 3 || i % 11 > 6;
      world.bad = i % 13 > 9;
      stree_headless_rerun (view);
      if (!world.bad)
        g_assert_cmpint (stree_headless_has (view, "say 2"), ==, !world.fails);
      if (!world.fails && !world.bad)
        {
          assert_has_text (view, world.text);
          g_assert_true (stree_headless_click (view, "say 2", NULL));
          g_assert_cmpint (world.heard, ==, world.number);
        }
    }
}

static StreeElement *
holding (StreeContext *cx, gpointer props)
{
  World      *world = props;
  StreeState *count = stree_state_int (cx, "count", 0);

  if (!world->held)
    world->held = stree_element_ref (stree_button ("Held", .key = "held", .on_click = stree_add (count, 1)));
  return stree_vstack (stree_text ("run %d, count %d", world->number, stree_state_get_int (count)),
                       world->fails ? NULL : stree_hstack (world->held));
}

/* Somebody's own reference, kept over runs in which it is in no tree. */
static void
test_held (void)
{
  World                     world = world_of (0);
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", holding, &world);

  for (world.number = 0; world.number < 50; world.number++)
    {
      world.fails = world.number % 4 == 1;
      stree_headless_rerun (view);
      if (!world.fails)
        g_assert_true (stree_headless_click (view, "held", NULL));
    }
  world.fails = FALSE;
  stree_headless_rerun (view);
  g_assert_true (element (view, "held", 0) == world.held);
  g_clear_pointer (&world.held, stree_element_unref);
  g_assert_true (stree_headless_click (view, "held", NULL));
  stree_headless_rerun (view);
  assert_has_text (view, "run 50, count 38");
  stree_element_unref (world.held);
}

static StreeElement *
owning (StreeContext *cx, gpointer props)
{
  GObject **object = props;

  (void) cx;
  return stree_vstack (stree_text ("before"), stree_image (.paintable = *object, .key = "picture"), stree_text ("behind"));
}

/* What an element owns is held by each run that takes it, and let go with the last. */
static void
test_owned (void)
{
  GObject       *object = g_object_new (G_TYPE_OBJECT, NULL);
  GObject       *own = object;
  StreeHeadless *view = stree_headless_new (NULL, "app", owning, &object);
  StreeElement  *picture = element (view, "picture", 0);

  g_object_add_weak_pointer (object, (gpointer *) &object);
  g_object_unref (own);
  for (int i = 0; i < 20; i++)
    {
      stree_headless_rerun (view);
      g_assert_nonnull (object);
      g_assert_true (element (view, "picture", 0) == picture);
    }
  g_object_unref (view);
  g_assert_null (object);
}

/* All rows change, one after the other: the arenas that hold what is left of earlier runs do not pile up. */
static void
test_memory (void)
{
  World                     world = world_of (500);
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", rows, &world);
  gsize                     first;

  stree_headless_rerun (view);
  first = view->mount->reuse.arena->bytes;
  for (int i = 0; i < 2000; i++)
    {
      world.keys[i % 500] = 1000 + i;
      stree_headless_rerun (view);
      g_assert_cmpuint (view->mount->reuse.n_bases, <=, 65);
      g_assert_cmpuint (view->mount->reuse.arena->bytes, <=, 2 * first + 256 * 1024);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reuse/same", test_same);
  g_test_add_func ("/reuse/changed", test_changed);
  g_test_add_func ("/reuse/handlers", test_handlers);
  g_test_add_func ("/reuse/rows", test_rows);
  g_test_add_func ("/reuse/alike", test_alike);
  g_test_add_func ("/reuse/dressed", test_dressed);
  g_test_add_func ("/reuse/failed", test_failed);
  g_test_add_func ("/reuse/held", test_held);
  g_test_add_func ("/reuse/owned", test_owned);
  g_test_add_func ("/reuse/memory", test_memory);
  return g_test_run ();
}
