/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Cells of a grid: what they draw, what they say, and that they cost no more than a GTK widget for a text. */

#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <string.h>
#include <time.h>

#include "data-cells.h"
#include "drawn.h"
#include "data/stree-text-match-private.h"
#include "network/stree-picture-load-private.h"
#include "stree-data-cell-draw-private.h"
#include "stree-gtk-private.h"
#include "xtest.h"
#include "wait-for.h"

/* The best of so many batches counts: a machine does other things, too. */
#define N_BATCHES 15
#define N_BINDS 300

/* --- a window with one cell --- */

typedef struct
{
  GtkWidget        *window;
  GtkWidget        *box;
  StreeDataCell    *cell;
  StreeFrame       *frame;
  StreeGridColumns *columns;
  char             *picture;
} Fixture;

static void
setup (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 60, 40);

  (void) data;
  fixture->picture = g_build_filename (g_get_user_runtime_dir (), "data-cell.png", NULL);
  gdk_pixbuf_fill (pixbuf, 0x26a269ff);
  g_assert_true (gdk_pixbuf_save (pixbuf, fixture->picture, "png", NULL, NULL));
  fixture->frame = make_sample (fixture->picture, 0);
  fixture->columns = make_sample_columns (fixture->frame);
  fixture->cell = STREE_DATA_CELL (stree_data_cell_new ());
  fixture->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (fixture->box), GTK_WIDGET (fixture->cell));
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 200, 60);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->box);
  stree_gtk_style (fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_for (gtk_widget_get_width (GTK_WIDGET (fixture->cell)) > 0);
}

static void
teardown (Fixture *fixture, gconstpointer data)
{
  (void) data;
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  stree_picture_forget ();
  g_remove (fixture->picture);
  g_free (fixture->picture);
  stree_frame_unref (fixture->frame);
  stree_grid_columns_unref (fixture->columns);
}

static void
show (Fixture *fixture, Sample place, guint row)
{
  stree_data_cell_set_column (fixture->cell, stree_grid_columns_get (fixture->columns, place));
  stree_data_cell_set_row (fixture->cell, fixture->frame, row);
}

/* --- what is drawn --- */

static Drawn
draw (Fixture *fixture)
{
  GtkWidget                *widget = GTK_WIDGET (fixture->cell);
  GtkSnapshot              *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  Drawn                     drawn = { 0 };

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node)
    look_at (node, &drawn);
  return drawn;
}

/* Glyphs reach beyond where they stand, and newer GTK counts their ink instead of their advance. */
#define NEAR (gtk_check_version (4, 10, 0) ? 3 : 8)

static gboolean
is_near (float a, float b)
{
  return fabsf (a - b) <= NEAR;
}

/* --- tests --- */

static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  Drawn drawn;

  (void) data;
  show (fixture, SAMPLE_NAME, 0);
  drawn = draw (fixture);
  g_assert_cmpuint (drawn.n_texts, ==, 1);
  g_assert_cmpuint (drawn.n_colors + drawn.n_clips, ==, 0);
  show (fixture, SAMPLE_DONE, 0); /* true: a ground and a mark */
  drawn = draw (fixture);
  g_assert_cmpuint (drawn.n_texts, ==, 0);
  g_assert_cmpuint (drawn.n_clips, ==, 1);
  g_assert_cmpuint (drawn.n_textures + drawn.n_others, >=, 1);
  show (fixture, SAMPLE_DONE, 1); /* false: a ground and an edge */
  drawn = draw (fixture);
  g_assert_cmpuint (drawn.n_borders, ==, 1);
  g_assert_cmpuint (drawn.n_textures + drawn.n_others, ==, 0);
  g_assert_cmpuint (drawn.n_colors, ==, 1);
  show (fixture, SAMPLE_DONE, 9); /* null: and a bar across */
  g_assert_cmpuint (draw (fixture).n_colors, ==, 2);
  show (fixture, SAMPLE_STATE, 0);
  drawn = draw (fixture);
  g_assert_cmpuint (drawn.n_clips, ==, 1);
  g_assert_cmpuint (drawn.n_texts, ==, 1);
  show (fixture, SAMPLE_TAGS, 0);
  drawn = draw (fixture);
  g_assert_cmpuint (drawn.n_clips, ==, 2);
  g_assert_cmpuint (drawn.n_texts, ==, 2);
  show (fixture, SAMPLE_PROGRESS, 0); /* nothing of it is done */
  g_assert_cmpuint (draw (fixture).n_colors, ==, 1);
  show (fixture, SAMPLE_PROGRESS, 5);
  drawn = draw (fixture);
  g_assert_cmpuint (drawn.n_colors, ==, 2);
  g_assert_cmpuint (drawn.n_texts, ==, 1);
  show (fixture, SAMPLE_TREND, 0);
  g_assert_cmpuint (draw (fixture).n_cairo, ==, 1);
  show (fixture, SAMPLE_BUTTON, 0);
  drawn = draw (fixture);
  g_assert_cmpuint (drawn.n_texts, ==, 1);
  g_assert_cmpuint (drawn.n_borders, ==, 1);
  /* A row that has not come. */
  stree_data_cell_set_column (fixture->cell, stree_grid_columns_get (fixture->columns, SAMPLE_NAME));
  stree_data_cell_set_row (fixture->cell, NULL, 0);
  drawn = draw (fixture);
  g_assert_cmpuint (drawn.n_texts, ==, 0);
  g_assert_cmpuint (drawn.n_clips, ==, 1);
  stree_data_cell_set_column (fixture->cell, NULL);
  drawn = draw (fixture);
  g_assert_cmpuint (drawn.n_clips + drawn.n_texts + drawn.n_colors, ==, 0);
}

static void
assert_sides (Fixture *fixture, gboolean rtl)
{
  float                 width = (float) gtk_widget_get_width (GTK_WIDGET (fixture->cell));
  g_autoptr (StreeCell) many = stree_cell_new_text ("many");
  Drawn                 drawn;

  gtk_widget_set_direction (GTK_WIDGET (fixture->cell), rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  /* Texts begin where lines begin, whichever way they run themselves; numbers end where they end. */
  for (guint row = 0; row < 7; row++)
    {
      show (fixture, SAMPLE_NAME, row);
      drawn = draw (fixture);
      if (rtl)
        g_assert_cmpfloat_with_epsilon (drawn.texts.origin.x + drawn.texts.size.width, width, NEAR);
      else
        g_assert_cmpfloat_with_epsilon (drawn.texts.origin.x, 0, NEAR);
      show (fixture, SAMPLE_COUNT, row);
      drawn = draw (fixture);
      if (rtl)
        g_assert_cmpfloat_with_epsilon (drawn.texts.origin.x, 0, NEAR);
      else
        g_assert_cmpfloat_with_epsilon (drawn.texts.origin.x + drawn.texts.size.width, width, NEAR);
      g_assert_true (is_near (drawn.texts.origin.y + drawn.texts.size.height / 2,
                              (float) gtk_widget_get_height (GTK_WIDGET (fixture->cell)) / 2));
      /* So does what was typed and is none, as in the entry before. */
      stree_data_cell_set_value (fixture->cell, many);
      drawn = draw (fixture);
      if (rtl)
        g_assert_cmpfloat_with_epsilon (drawn.texts.origin.x, 0, NEAR);
      else
        g_assert_cmpfloat_with_epsilon (drawn.texts.origin.x + drawn.texts.size.width, width, NEAR);
      stree_data_cell_set_value (fixture->cell, NULL);
    }
}

static void
test_sides (Fixture *fixture, gconstpointer data)
{
  (void) data;
  assert_sides (fixture, FALSE);
  assert_sides (fixture, TRUE);
}

static void
test_null (Fixture *fixture, gconstpointer data)
{
  Drawn text, null;

  (void) data;
  show (fixture, SAMPLE_NAME, 0);
  text = draw (fixture);
  show (fixture, SAMPLE_NAME, 9);
  null = draw (fixture);
  g_assert_cmpuint (null.n_texts, ==, 1);
  g_assert_cmpfloat (null.text_alpha, <, text.text_alpha);
  /* An edit stands in the place of what is in the frame. */
  {
    g_autoptr (StreeCell) value = stree_cell_new_text ("edited");

    stree_data_cell_set_value (fixture->cell, value);
    g_assert_cmpfloat (draw (fixture).text_alpha, ==, text.text_alpha);
    stree_data_cell_set_value (fixture->cell, NULL);
    g_assert_cmpfloat (draw (fixture).text_alpha, <, text.text_alpha);
  }
}

static void
test_highlight (Fixture *fixture, gconstpointer data)
{
  (void) data;
  show (fixture, SAMPLE_NAME, 4); /* café creme */
  g_assert_cmpuint (draw (fixture).n_colors, ==, 0);
  stree_data_cell_set_highlight (fixture->cell, "E");
  g_assert_cmpuint (draw (fixture).n_colors, ==, 3);
  stree_data_cell_set_highlight (fixture->cell, "cr");
  g_assert_cmpuint (draw (fixture).n_colors, ==, 1);
  stree_data_cell_set_highlight (fixture->cell, "");
  g_assert_cmpuint (draw (fixture).n_colors, ==, 0);
}

static void
assert_found (const char *search, const char *text, const char *expected)
{
  StreeTextMatch      match;
  StreeTextRange      ranges[8];
  g_autoptr (GString) found = g_string_new (NULL);
  guint               n;

  stree_text_match_init (&match, search);
  n = stree_text_match_find (&match, text, strlen (text), ranges, G_N_ELEMENTS (ranges));
  for (guint i = 0; i < n; i++)
    {
      g_string_append_len (found, text + ranges[i].start, ranges[i].end - ranges[i].start);
      g_string_append_c (found, '|');
    }
  g_assert_cmpstr (found->str, ==, expected);
  stree_text_match_clear (&match);
}

static void
test_ranges (void)
{
  assert_found ("an", "Banana", "an|an|");
  assert_found ("CAFE", "le caf\303\251", "caf\303\251|");
  assert_found ("caf\303\251", "cafe", "");
  assert_found ("e", "\303\251e\303\250", "\303\251|e|\303\250|");
  assert_found ("strasse", "Stra\303\237e", "Stra\303\237e|");
  assert_found ("", "text", "");
  assert_found ("aa", "aaaaa", "aa|aa|");
}

static void
test_parts (Fixture *fixture, gconstpointer data)
{
  int width = gtk_widget_get_width (GTK_WIDGET (fixture->cell));

  (void) data;
  show (fixture, SAMPLE_NAME, 0);
  draw (fixture);
  g_assert_cmpint (stree_data_cell_get_part (fixture->cell, 5, 5), ==, STREE_DATA_CELL_PART_NONE);
  show (fixture, SAMPLE_DONE, 0);
  gtk_widget_queue_draw (GTK_WIDGET (fixture->cell));
  wait_for (stree_data_cell_get_part (fixture->cell, width / 2.0, 5) == STREE_DATA_CELL_PART_CHECK);
  g_assert_cmpint (stree_data_cell_get_part (fixture->cell, 2, 5), ==, STREE_DATA_CELL_PART_NONE);
  show (fixture, SAMPLE_BUTTON, 0);
  wait_for (stree_data_cell_get_part (fixture->cell, 5, 5) == STREE_DATA_CELL_PART_BUTTON);
  g_assert_cmpint (stree_data_cell_get_part (fixture->cell, width - 2, 5), ==, STREE_DATA_CELL_PART_NONE);
  stree_data_cell_set_row (fixture->cell, NULL, 0);
  g_assert_cmpint (stree_data_cell_get_part (fixture->cell, 5, 5), ==, STREE_DATA_CELL_PART_NONE);
}

static void
test_state (Fixture *fixture, gconstpointer data)
{
  GtkWidget *widget = GTK_WIDGET (fixture->cell);

  (void) data;
  show (fixture, SAMPLE_COUNT, 1);
  g_assert_true (gtk_widget_has_css_class (widget, "stree-number"));
  stree_data_cell_set_state (fixture->cell, STREE_DATA_CELL_SELECTED | STREE_DATA_CELL_CURSOR | STREE_DATA_CELL_CHANGED |
                                              STREE_DATA_CELL_INVALID | STREE_DATA_CELL_CONFLICT);
  g_assert_true (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_SELECTED);
  g_assert_true (gtk_widget_has_css_class (widget, "stree-cell-cursor"));
  g_assert_true (gtk_widget_has_css_class (widget, "stree-cell-changed"));
  g_assert_true (gtk_widget_has_css_class (widget, "stree-cell-invalid"));
  g_assert_true (gtk_widget_has_css_class (widget, "stree-cell-conflict"));
  gtk_test_accessible_assert_state (widget, GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
  gtk_test_accessible_assert_state (widget, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  stree_data_cell_set_problem (fixture->cell, "Too large");
  gtk_test_accessible_assert_property (widget, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Too large");
  stree_data_cell_set_state (fixture->cell, 0);
  g_assert_false (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_SELECTED);
  g_assert_false (gtk_widget_has_css_class (widget, "stree-cell-cursor"));
  gtk_test_accessible_assert_state (widget, GTK_ACCESSIBLE_STATE_SELECTED, FALSE);
  show (fixture, SAMPLE_LINK, 1);
  g_assert_false (gtk_widget_has_css_class (widget, "stree-number"));
  g_assert_true (gtk_widget_has_css_class (widget, "link"));
}

static void
test_spoken (Fixture *fixture, gconstpointer data)
{
  GtkWidget *widget = GTK_WIDGET (fixture->cell);

  (void) data;
  gtk_test_accessible_assert_role (widget, GTK_ACCESSIBLE_ROLE_GRID_CELL);
  show (fixture, SAMPLE_COUNT, 1);
  draw (fixture);
  gtk_test_accessible_assert_property (widget, GTK_ACCESSIBLE_PROPERTY_LABEL, "Count: 12347");
  show (fixture, SAMPLE_COUNT, 9);
  draw (fixture);
  gtk_test_accessible_assert_property (widget, GTK_ACCESSIBLE_PROPERTY_LABEL, "Count: empty");
  show (fixture, SAMPLE_DONE, 0);
  draw (fixture);
  gtk_test_accessible_assert_property (widget, GTK_ACCESSIBLE_PROPERTY_LABEL, "Done: Yes");
  show (fixture, SAMPLE_BUTTON, 0);
  draw (fixture);
  gtk_test_accessible_assert_property (widget, GTK_ACCESSIBLE_PROPERTY_LABEL, "Action: Delete");
  stree_data_cell_set_row (fixture->cell, NULL, 0);
  draw (fixture);
  gtk_test_accessible_assert_property (widget, GTK_ACCESSIBLE_PROPERTY_LABEL, "Action: loading");
  show (fixture, SAMPLE_TREND, 0);
  draw (fixture);
  gtk_test_accessible_assert_property (widget, GTK_ACCESSIBLE_PROPERTY_LABEL, "Trend: 9 numbers, from 1 to 9");
}

static void
test_picture (Fixture *fixture, gconstpointer data)
{
  (void) data;
  show (fixture, SAMPLE_IMAGE, 0);
  wait_for (draw (fixture).n_textures == 1);
  show (fixture, SAMPLE_IMAGE, 4); /* there is no such file: its name */
  wait_for (draw (fixture).n_texts == 1);
  g_assert_cmpuint (draw (fixture).n_textures, ==, 0);
  /* Another row before it has come: the answer goes nowhere. */
  stree_picture_forget ();
  show (fixture, SAMPLE_IMAGE, 0);
  draw (fixture);
  show (fixture, SAMPLE_NAME, 0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (draw (fixture).n_textures, ==, 0);
}

/* A frame of one cell, and its column as declared. */
static void
show_address (Fixture *fixture, const char *address, gboolean remote)
{
  g_autoptr (StreeScope)        scope = stree_scope_new ();
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  g_autoptr (StreeFrame)        frame = NULL;
  g_autoptr (StreeGridColumns)  columns = NULL;

  (void) scope;
  stree_frame_builder_add_column (builder, "picture", STREE_COLUMN_TEXT);
  stree_frame_builder_append_text (builder, 0, address);
  stree_frame_builder_end_row (builder);
  frame = stree_frame_builder_finish (builder);
  columns = stree_grid_columns_resolve (stree_grid_columns ({ .name = "picture", .kind = STREE_GRID_COLUMN_IMAGE, .remote = remote }), frame, NULL);
  stree_data_cell_set_row (fixture->cell, NULL, 0);
  stree_data_cell_set_column (fixture->cell, stree_grid_columns_get (columns, 0));
  stree_data_cell_set_row (fixture->cell, frame, 0);
}

/* Other machines are asked for a picture only where the program says so: else its address is shown, as a link. */
static void
test_remote_picture (Fixture *fixture, gconstpointer data)
{
  static const char *const remote[] = { "http://127.0.0.1:9/a.png", "HTTPS://127.0.0.1:9/a.png", "sftp://127.0.0.1/a.png", "smb://127.0.0.1/a/b.png" };
  g_autofree char         *bytes = NULL, *text = NULL, *held = NULL, *uri = NULL;
  gsize                    length;

  (void) data;
  for (guint i = 0; i < G_N_ELEMENTS (remote); i++)
    {
      show_address (fixture, remote[i], FALSE);
      g_assert_cmpuint (draw (fixture).n_texts, ==, 1);
      g_assert_cmpuint (stree_picture_n_loading (), ==, 0);
      g_assert_cmpint (stree_data_cell_get_part (fixture->cell, 5, 5), ==, STREE_DATA_CELL_PART_LINK);
    }
  show_address (fixture, remote[0], TRUE);
  draw (fixture);
  g_assert_cmpuint (stree_picture_n_loading (), ==, 1);
  show_address (fixture, remote[0], FALSE); /* nobody waits for it any more */
  draw (fixture);
  g_assert_cmpuint (stree_picture_n_loading (), ==, 0);
  uri = g_filename_to_uri (fixture->picture, NULL, NULL);
  show_address (fixture, uri, FALSE);
  wait_for (draw (fixture).n_textures == 1);
  g_assert_cmpint (stree_data_cell_get_part (fixture->cell, 5, 5), ==, STREE_DATA_CELL_PART_NONE);
  g_assert_true (g_file_get_contents (fixture->picture, &bytes, &length, NULL));
  text = g_base64_encode ((const guchar *) bytes, length);
  held = g_strconcat ("data:image/png;base64,", text, NULL);
  show_address (fixture, held, FALSE);
  wait_for (draw (fixture).n_textures == 1);
  show_address (fixture, "data:nothing", FALSE);
  wait_for (draw (fixture).n_texts == 1);
}

/* Whether the bound cells of a view are as high as each other, and nothing but what differs is notified. */
static void
notify_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  (void) object;
  (void) pspec;
  (*(guint *) data)++;
}

static void
test_binding_is_quiet (Fixture *fixture, gconstpointer data)
{
  GtkWidget *widget = GTK_WIDGET (fixture->cell);
  guint      notified = 0;
  int        height, same;

  (void) data;
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  show (fixture, SAMPLE_NAME, 0);
  g_signal_connect (widget, "notify", G_CALLBACK (notify_cb), &notified);
  for (guint row = 0; row < SAMPLE_ROWS; row++)
    {
      show (fixture, SAMPLE_NAME, row);
      stree_data_cell_set_state (fixture->cell, 0);
      stree_data_cell_set_highlight (fixture->cell, NULL);
      draw (fixture);
      gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, &same, NULL, NULL, NULL);
      g_assert_cmpint (same, ==, height);
    }
  g_signal_handlers_disconnect_by_data (widget, &notified);
  g_assert_cmpuint (notified, ==, 0);
  g_assert_null (gtk_widget_get_first_child (widget));
  g_assert_cmpint (stree_data_cell_measure_height (fixture->box), ==, height);
}

static void
test_width (Fixture *fixture, gconstpointer data)
{
  StreeGridColumn *column = stree_grid_columns_get (fixture->columns, SAMPLE_PRICE);
  int              all = stree_data_cell_measure_text (fixture->box, column, fixture->frame, SAMPLE_ROWS);
  int              few = stree_data_cell_measure_text (fixture->box, column, fixture->frame, 1);
  Drawn            drawn;

  (void) data;
  g_assert_cmpint (all, >, few);
  g_assert_cmpint (few, >, STREE_DATA_CELL_PADDING);
  g_assert_cmpint (stree_data_cell_measure_text (fixture->box, column, NULL, 60), ==, STREE_DATA_CELL_PADDING);
  /* What was measured is not cut. */
  show (fixture, SAMPLE_PRICE, SAMPLE_ROWS - 1);
  drawn = draw (fixture);
  g_assert_cmpfloat (drawn.texts.size.width, <=, (float) (all - STREE_DATA_CELL_PADDING));
}

/* --- beside GTK's widgets: test-data-cell -m perf --- */

typedef struct
{
  const char *name;
  GtkWidget *(*make) (Fixture *fixture);
  void (*bind) (GtkWidget *widget, Fixture *fixture, guint row);
} Side;

static GtkWidget *
make_cell (Fixture *fixture)
{
  GtkWidget *cell = stree_data_cell_new ();

  stree_data_cell_set_column (STREE_DATA_CELL (cell), stree_grid_columns_get (fixture->columns, SAMPLE_NAME));
  return cell;
}

static void
bind_cell (GtkWidget *widget, Fixture *fixture, guint row)
{
  stree_data_cell_set_row (STREE_DATA_CELL (widget), fixture->frame, row);
  stree_data_cell_set_state (STREE_DATA_CELL (widget), 0);
  stree_data_cell_set_highlight (STREE_DATA_CELL (widget), NULL);
}

static GtkWidget *
make_number_cell (Fixture *fixture)
{
  GtkWidget *cell = stree_data_cell_new ();

  stree_data_cell_set_column (STREE_DATA_CELL (cell), stree_grid_columns_get (fixture->columns, SAMPLE_PRICE));
  return cell;
}

static GtkWidget *
make_inscription (Fixture *fixture)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  (void) fixture;
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (cell), 1);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (cell), 1);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), 0);
  return cell;
}

static void
bind_inscription (GtkWidget *widget, Fixture *fixture, guint row)
{
  gtk_inscription_set_text (GTK_INSCRIPTION (widget), stree_frame_get_text (fixture->frame, row, SAMPLE_NAME));
}

static GtkWidget *
make_label (Fixture *fixture)
{
  GtkWidget *cell = gtk_label_new (NULL);

  (void) fixture;
  gtk_label_set_ellipsize (GTK_LABEL (cell), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (cell), 0);
  return cell;
}

static void
bind_label (GtkWidget *widget, Fixture *fixture, guint row)
{
  gtk_label_set_text (GTK_LABEL (widget), stree_frame_get_text (fixture->frame, row, SAMPLE_NAME));
}

static const Side sides[] = {
  { "data cell, text", make_cell, bind_cell },
  { "data cell, money", make_number_cell, bind_cell },
  { "GtkInscription", make_inscription, bind_inscription },
  { "GtkLabel", make_label, bind_label },
};

static void
make_and_drop (GtkWidget *widget, Fixture *fixture, const Side *side, guint row)
{
  (void) widget;
  (void) row;
  g_object_unref (g_object_ref_sink (side->make (fixture)));
}

static void
bind_only (GtkWidget *widget, Fixture *fixture, const Side *side, guint row)
{
  side->bind (widget, fixture, row);
}

/* As a row that comes into sight: measured where a text makes that necessary, and drawn. */
static void
bind_and_draw (GtkWidget *widget, Fixture *fixture, const Side *side, guint row)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  side->bind (widget, fixture, row);
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, 150, NULL, NULL, NULL, NULL);
  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  gsk_render_node_unref (gtk_snapshot_free_to_node (snapshot));
}

static double
best_time (GtkWidget *widget, Fixture *fixture, const Side *side, void (*func) (GtkWidget *, Fixture *, const Side *, guint))
{
  double best = INFINITY;

  for (guint batch = 0; batch < N_BATCHES; batch++)
    {
      g_test_timer_start ();
      for (guint i = 0; i < N_BINDS; i++)
        func (widget, fixture, side, i % 9);
      best = MIN (best, g_test_timer_elapsed ());
    }
  return best * 1e6 / N_BINDS;
}

static void
measure_side (Fixture *fixture, const Side *side)
{
  GtkWidget *widget = side->make (fixture);

  gtk_box_append (GTK_BOX (fixture->box), widget);
  wait_for (gtk_widget_get_width (widget) > 0);
  g_test_message ("%s: made in %.2f us, bound in %.2f us, bound, measured and drawn in %.2f us", side->name,
                  best_time (widget, fixture, side, make_and_drop), best_time (widget, fixture, side, bind_only),
                  best_time (widget, fixture, side, bind_and_draw));
  gtk_box_remove (GTK_BOX (fixture->box), widget);
}

static void
test_cost (Fixture *fixture, gconstpointer data)
{
  (void) data;
  if (!g_test_perf ())
    {
      g_test_skip ("only with -m perf");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    measure_side (fixture, &sides[i]);
}

/* Ten columns of texts and numbers in a GtkColumnView, scrolled by 40 pixels: CPU time a step. */

#define SCROLL_ROWS 5000
#define SCROLL_STEPS 60

typedef struct
{
  Fixture    *fixture;
  const Side *side;
} Scrolled;

static void
scroll_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Scrolled *scrolled)
{
  (void) factory;
  gtk_list_item_set_child (item, scrolled->side->make (scrolled->fixture));
}

static void
scroll_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Scrolled *scrolled)
{
  (void) factory;
  scrolled->side->bind (gtk_list_item_get_child (item), scrolled->fixture, gtk_list_item_get_position (item) % 9);
}

static void
drawn_cb (GdkFrameClock *clock, gpointer data)
{
  (void) clock;
  *(gboolean *) data = TRUE;
}

static void
measure_scroll (Fixture *fixture, const Side *side)
{
  g_autoptr (GtkStringList) rows = gtk_string_list_new (NULL);
  Scrolled                  scrolled = { fixture, side };
  GtkWidget                *window = gtk_window_new (), *scroller = gtk_scrolled_window_new (), *view;
  GtkAdjustment            *place;
  GdkFrameClock            *clock_;
  gboolean                  drawn = FALSE;
  clock_t                   first, best = G_MAXINT;

  for (guint i = 0; i < SCROLL_ROWS; i++)
    gtk_string_list_append (rows, "");
  view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&rows)))));
  for (guint i = 0; i < 10; i++)
    {
      GtkListItemFactory             *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new ("Title", factory);

      g_signal_connect (factory, "setup", G_CALLBACK (scroll_setup_cb), &scrolled);
      g_signal_connect (factory, "bind", G_CALLBACK (scroll_bind_cb), &scrolled);
      gtk_column_view_column_set_fixed_width (column, 120);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), 1220, 700);
  first = clock ();
  gtk_window_present (GTK_WINDOW (window));
  clock_ = gtk_widget_get_frame_clock (window);
  g_signal_connect (clock_, "after-paint", G_CALLBACK (drawn_cb), &drawn);
  wait_for (drawn && gtk_widget_get_height (view) > 0);
  first = clock () - first;
  place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  for (guint batch = 0; batch < 5; batch++)
    {
      clock_t begun = clock ();

      for (guint i = 0; i < SCROLL_STEPS; i++)
        {
          drawn = FALSE;
          gtk_adjustment_set_value (place, gtk_adjustment_get_value (place) + 40);
          wait_for (drawn);
        }
      best = MIN (best, clock () - begun);
    }
  g_test_message ("%s: shown in %.1f ms, a step in %.2f ms", side->name, (double) first * 1e3 / CLOCKS_PER_SEC,
                  (double) best * 1e3 / CLOCKS_PER_SEC / SCROLL_STEPS);
  g_signal_handlers_disconnect_by_data (clock_, &drawn);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_scroll (Fixture *fixture, gconstpointer data)
{
  (void) data;
  if (!g_test_perf ())
    {
      g_test_skip ("only with -m perf");
      return;
    }
  for (guint i = 0; i < 2 * G_N_ELEMENTS (sides); i++)
    measure_scroll (fixture, &sides[i % G_N_ELEMENTS (sides)]);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "C.UTF-8"); /* what gtk_test_init () asks for may not be there */
#define ADD(path, func) g_test_add ("/data-cell/" path, Fixture, NULL, setup, func, teardown)
  ADD ("kinds", test_kinds);
  ADD ("sides", test_sides);
  ADD ("null", test_null);
  ADD ("highlight", test_highlight);
  g_test_add_func ("/data-cell/ranges", test_ranges);
  ADD ("parts", test_parts);
  ADD ("state", test_state);
  ADD ("spoken", test_spoken);
  ADD ("picture", test_picture);
  ADD ("remote-picture", test_remote_picture);
  ADD ("binding-is-quiet", test_binding_is_quiet);
  ADD ("width", test_width);
  ADD ("cost", test_cost);
  ADD ("scroll", test_scroll);
  return g_test_run ();
}
