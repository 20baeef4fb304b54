/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "datagrid_selection_demo.h"

#include <glib/gi18n-lib.h>

static gpointer
make_planets (gpointer data)
{
  static const struct
  {
    const char *name;
    gint64      moons;
    double      years;
  } planets[] = {
    { "Mercury", 0, 0.24 }, { "Venus", 0, 0.62 },   { "Earth", 1, 1 },      { "Mars", 2, 1.88 },
    { "Jupiter", 95, 11.9 }, { "Saturn", 146, 29.5 }, { "Uranus", 28, 84 }, { "Neptune", 16, 164.8 },
  };
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  (void) data;
  stree_frame_builder_add_column (builder, "planet", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "moons", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "years", STREE_COLUMN_DOUBLE);
  for (gsize i = 0; i < G_N_ELEMENTS (planets); i++)
    {
      stree_frame_builder_append_text (builder, 0, planets[i].name);
      stree_frame_builder_append_int64 (builder, 1, planets[i].moons);
      stree_frame_builder_append_double (builder, 2, planets[i].years);
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

static void
free_planets (gpointer data)
{
  stree_frame_unref (data);
}

/* The selected rows are state: what is made of them reruns with it. */
static void
result_cb (StreeEvent *event, gpointer data)
{
  stree_state_set_boxed (data, stree_grid_result_get_selected (stree_event_get_grid_result (event)));
}

static const char *
describe (StreeFrame *selected)
{
  g_autoptr (GString) names = g_string_new (NULL);
  gint64              moons = 0;
  guint               n = selected ? stree_frame_get_n_rows (selected) : 0;

  if (n == 0)
    return _ ("No planet is selected. Click one; hold Ctrl or Shift for more.");
  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", stree_frame_get_text (selected, i, 0));
      moons += stree_frame_get_int64 (selected, i, 1);
    }
  /* Translators: how many moons the planets have that are named */
  return stree_str (g_dngettext (GETTEXT_PACKAGE, "%s: %d moon", "%s: %d moons", (gulong) moons), names->str, (int) moons);
}

StreeElement *
datagrid_selection_demo (StreeContext *cx, gpointer data)
{
  StreeFrame *planets = stree_memo (cx, "planets", make_planets, NULL, free_planets);
  StreeState *selected = stree_state_boxed (cx, "selected", STREE_TYPE_FRAME, NULL);

  (void) data;
  return stree_vstack (
    stree_title (_ ("Planets"), .key = "title"),
    stree_data_grid (.data = planets, .key_columns = STREE_STRV ("planet"), .selection_mode = STREE_SELECTION_MULTIPLE,
                     .columns = stree_grid_columns ({ .name = "planet", .label = _ ("Planet") }, { .name = "moons", .label = _ ("Moons") },
                                                    { .name = "years", .label = _ ("Years Around the Sun") }),
                     .height = 320, .label = _ ("Planets"), .on_result = stree_call (result_cb, selected), .key = "grid"),
    stree_text_with (describe (stree_state_get_boxed (selected)), .key = "selected"));
}
