#include "app.h"

static const struct
{
  const char *city;
  const char *country;
  gint64      people;
} cities[] = {
  { "Tokyo", "Japan", 37400000 },    { "Delhi", "India", 32900000 },     { "Shanghai", "China", 29200000 },
  { "Dhaka", "Bangladesh", 23200000 }, { "São Paulo", "Brazil", 22600000 }, { "Cairo", "Egypt", 22200000 },
  { "Mexico City", "Mexico", 22300000 }, { "Beijing", "China", 21800000 },  { "Mumbai", "India", 21300000 },
  { "Osaka", "Japan", 19000000 },
};

/* The table: put your own here, from a file (stree_frame_new_from_csv_file ()) or a service. */
static StreeFrame *
build_table (void)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_set_label (builder, "Cities");
  stree_frame_builder_add_column (builder, "City", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "Country", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "People", STREE_COLUMN_INT64);
  for (guint i = 0; i < G_N_ELEMENTS (cities); i++)
    {
      stree_frame_builder_append_text (builder, 0, cities[i].city);
      stree_frame_builder_append_text (builder, 1, cities[i].country);
      stree_frame_builder_append_int64 (builder, 2, cities[i].people);
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

/* Those rows that hold what is searched for. */
static StreeFrame *
search (StreeFrame *table, const char *text)
{
  g_autoptr (StreeQuery) query = stree_query_new ();

  stree_query_set_search (query, text);
  stree_query_add_sort (query, "People", TRUE);
  return stree_frame_query (table, query, NULL, NULL);
}

static gint64
sum (StreeFrame *table)
{
  gint64 total = 0;

  for (guint row = 0; row < stree_frame_get_n_rows (table); row++)
    total += stree_frame_get_int64 (table, row, 2);
  return total;
}

StreeElement *
app (StreeContext *cx, gpointer props)
{
  g_autoptr (StreeFrame) table = build_table ();
  StreeState            *text = stree_state_string (cx, "search", "");
  g_autoptr (StreeFrame) found = search (table, stree_state_get_string (text));

  (void) props;
  return stree_vstack (stree_title ("@NAME_C@"),
                       stree_text_input ("Search", .value = stree_bind (text), .placeholder = "A city or a country", .key = "search"),
                       stree_text ("%u of %u rows, %" G_GINT64_FORMAT " people", stree_frame_get_n_rows (found),
                                   stree_frame_get_n_rows (table), sum (found)),
                       stree_data_frame (found, .height = 320, .key = "table"));
}
