/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Blocks of cells from the clipboard, and frames of objects. */

#include <string.h>
#include <sys/resource.h>

#include "core/stree-error.h"
#include "data/stree-csv.h"
#include "data/stree-frame-builder.h"
#include "data/stree-frame-export.h"
#include "data/stree-frame-objects.h"
#include "frames.h"

static void
test_blocks (void)
{
  /* In the last, rows are separated by '/' and cells by '|'; '-' is null. */
  static const struct
  {
    const char *text, *cells;
  } cases[] = {
    { "", "" },
    { "a", "a" },
    { "a\n", "a" },
    { "a\r\n", "a" },
    { "a\tb\nc\td", "a|b/c|d" },
    { "a\tb\r\nc\td\r\n", "a|b/c|d" },
    { "a\tb\rc\td\r", "a|b/c|d" },
    { "\t\n", "|" },
    { "\n", "" },
    { "a\n\nb\n", "a//b" },
    { "a\tb\nc\n", "a|b/c|-" },
    { "a\nb\tc\td\n", "a|-|-/b|c|d" },
    { "\"a\tb\"\tc\n", "a\tb|c" },
    { "\"a\nb\"\tc\n", "a\nb|c" },
    { "\"a\r\nb\"\r\nc", "a\r\nb/c" },
    { "\"say \"\"hi\"\"\"\tx", "say \"hi\"|x" },
    { "\"\"\tx", "|x" },
    { "5\" pipe\t\"5\" pipe\"\tx", "5\" pipe|\"5\" pipe\"|x" },
    { "\"open\tb\nc", "\"open|b/c|-" },
    { "\"\"\"open\tb", "\"\"\"open|b" },
    { " a \tÄ€𝄞", " a |Ä€𝄞" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (StreeFrame) frame = stree_frame_new_from_tsv_block (cases[i].text, &error);
      g_auto (GStrv) rows = g_strsplit (cases[i].cells, "/", -1);

      g_test_message ("%u", i);
      g_assert_no_error (error);
      if (*cases[i].text == '\0')
        {
          g_assert_cmpuint (stree_frame_get_n_rows (frame), ==, 0);
          g_assert_cmpuint (stree_frame_get_n_columns (frame), ==, 0);
          continue;
        }
      if (rows[0] == NULL)
        {
          g_assert_cmpuint (stree_frame_get_n_rows (frame), ==, 1);
          assert_cell (frame, 0, 0, "");
          continue;
        }
      g_assert_cmpuint (stree_frame_get_n_rows (frame), ==, g_strv_length (rows));
      for (guint row = 0; rows[row] != NULL; row++)
        {
          g_auto (GStrv) cells = g_strsplit (*rows[row] != '\0' ? rows[row] : "", "|", -1);

          if (cells[0] == NULL)
            assert_cell (frame, row, 0, "");
          else
            g_assert_cmpuint (stree_frame_get_n_columns (frame), ==, g_strv_length (cells));
          for (guint column = 0; cells[column] != NULL; column++)
            assert_cell (frame, row, column, g_str_equal (cells[column], "-") ? NULL : cells[column]);
        }
    }
}

static void
test_bad_blocks (void)
{
  g_autoptr (GString) wide = g_string_new (NULL);
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeFrame) frame = NULL;

  g_assert_null (stree_frame_new_from_tsv_block ("a\nb\xff", &error));
  g_assert_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_NOT_TEXT);
  g_assert_cmpstr (error->message, ==, "line 2, column 2: expected UTF-8 text");
  g_clear_error (&error);

  for (guint i = 1; i < STREE_CSV_MAX_COLUMNS; i++)
    g_string_append_c (wide, '\t');
  frame = stree_frame_new_from_tsv_block (wide->str, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_frame_get_n_columns (frame), ==, STREE_CSV_MAX_COLUMNS);
  g_string_append (many, wide->str);
  g_string_append_c (wide, '\t');
  g_assert_null (stree_frame_new_from_tsv_block (wide->str, &error));
  g_assert_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_TOO_LARGE);
  g_clear_error (&error);

  /* A little text that would be a large rectangle. */
  for (guint i = 0; i < 3000; i++)
    g_string_append_c (many, '\n');
  g_assert_null (stree_frame_new_from_tsv_block (many->str, &error));
  g_assert_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_TOO_LARGE);
}

/* What is copied is pasted. */
static void
test_copy_and_paste (void)
{
  static const char *const pieces[] = { "a", "\t", "\n", "\r", "\"", " ", "Ä", "NA", "" };
  GRand *rand = g_rand_new_with_seed (8);

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
      g_autoptr (StreeExportOptions) options = stree_export_options_new (STREE_EXPORT_TSV);
      g_autoptr (StreeFrame) frame = NULL;
      g_autoptr (StreeFrame) back = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *text = NULL;
      guint n_columns = (guint) g_rand_int_range (rand, 1, 4), n_rows = (guint) g_rand_int_range (rand, 1, 5);

      for (guint i = 0; i < n_columns; i++)
        {
          g_autofree char *name = g_strdup_printf ("column_%u", i + 1);

          stree_frame_builder_add_column (builder, name, STREE_COLUMN_TEXT);
        }
      for (guint row = 0; row < n_rows; row++)
        {
          for (guint i = 0; i < n_columns; i++)
            {
              g_autoptr (GString) cell = g_string_new (NULL);

              for (gint32 n = g_rand_int_range (rand, 0, 5); n > 0; n--)
                g_string_append (cell, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
              stree_frame_builder_append_text (builder, i, cell->str);
            }
          stree_frame_builder_end_row (builder);
        }
      frame = stree_frame_builder_finish (builder);
      stree_export_options_set_header (options, FALSE);
      bytes = stree_frame_export_bytes (frame, options, NULL, NULL);
      text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      back = stree_frame_new_from_tsv_block (text, NULL);
      g_assert_true (stree_frame_equal (frame, back));
    }
  g_rand_free (rand);
}

/* ---- Objects ----------------------------------------------------------------------------------------- */

#define TEST_TYPE_THING (test_thing_get_type ())
G_DECLARE_FINAL_TYPE (TestThing, test_thing, TEST, THING, GObject)

struct _TestThing
{
  GObject parent_instance;

  guint number;
};

G_DEFINE_FINAL_TYPE (TestThing, test_thing, G_TYPE_OBJECT)

enum
{
  PROP_INT = 1,
  PROP_UINT,
  PROP_LARGE,
  PROP_SMALL_LARGE,
  PROP_FLOAT,
  PROP_DOUBLE,
  PROP_BOOL,
  PROP_KIND,
  PROP_FLAGS,
  PROP_DAY,
  PROP_AT,
  PROP_TEXT,
  PROP_TYPE,
  PROP_FRIEND,
  PROP_SECRET,
};

static void
test_thing_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  guint number = TEST_THING (object)->number;

  switch (id)
    {
    case PROP_INT:
      g_value_set_int (value, -(int) number);
      break;
    case PROP_UINT:
      g_value_set_uint (value, G_MAXUINT);
      break;
    case PROP_LARGE:
      g_value_set_uint64 (value, number == 1 ? (guint64) G_MAXINT64 + 1 : number);
      break;
    case PROP_SMALL_LARGE:
      g_value_set_uint64 (value, G_MAXINT64);
      break;
    case PROP_FLOAT:
      g_value_set_float (value, 0.1f);
      break;
    case PROP_DOUBLE:
      g_value_set_double (value, number == 1 ? 0.0 / 1.0 : 2.25);
      break;
    case PROP_BOOL:
      g_value_set_boolean (value, number == 1);
      break;
    case PROP_KIND:
      g_value_set_enum (value, (int) (number == 1 ? G_FILE_TYPE_DIRECTORY : G_FILE_TYPE_REGULAR));
      break;
    case PROP_FLAGS:
      g_value_set_flags (value, number == 1 ? G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN : 0);
      break;
    case PROP_DAY:
      g_value_take_boxed (value, number == 1 ? g_date_new_dmy (29, G_DATE_FEBRUARY, 2024) : NULL);
      break;
    case PROP_AT:
      g_value_take_boxed (value, number == 1 ? g_date_time_new_from_iso8601 ("2024-02-29T12:00:00.25+01:00", NULL) : NULL);
      break;
    case PROP_TEXT:
      g_value_set_string (value, number == 1 ? "one" : NULL);
      break;
    case PROP_TYPE:
      g_value_set_gtype (value, G_TYPE_FILE);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
test_thing_set_property (G_GNUC_UNUSED GObject *object, G_GNUC_UNUSED guint id, G_GNUC_UNUSED const GValue *value,
                         G_GNUC_UNUSED GParamSpec *pspec)
{
}

static void
test_thing_class_init (TestThingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = test_thing_get_property;
  object_class->set_property = test_thing_set_property;
  g_object_class_install_property (object_class, PROP_INT, g_param_spec_int ("int", NULL, NULL, G_MININT, G_MAXINT, 0, flags));
  g_object_class_install_property (object_class, PROP_UINT, g_param_spec_uint ("uint", NULL, NULL, 0, G_MAXUINT, 0, flags));
  g_object_class_install_property (object_class, PROP_LARGE,
                                   g_param_spec_uint64 ("large", NULL, NULL, 0, G_MAXUINT64, 0, flags));
  g_object_class_install_property (object_class, PROP_SMALL_LARGE,
                                   g_param_spec_uint64 ("small-large", NULL, NULL, 0, G_MAXUINT64, 0, flags));
  g_object_class_install_property (object_class, PROP_FLOAT, g_param_spec_float ("float", NULL, NULL, 0, 1, 0, flags));
  g_object_class_install_property (object_class, PROP_DOUBLE, g_param_spec_double ("double", NULL, NULL, 0, 9, 0, flags));
  g_object_class_install_property (object_class, PROP_BOOL, g_param_spec_boolean ("bool", NULL, NULL, FALSE, flags));
  g_object_class_install_property (object_class, PROP_KIND,
                                   g_param_spec_enum ("kind", NULL, NULL, G_TYPE_FILE_TYPE, G_FILE_TYPE_UNKNOWN, flags));
  g_object_class_install_property (object_class, PROP_FLAGS,
                                   g_param_spec_flags ("flags", NULL, NULL, G_TYPE_APPLICATION_FLAGS, 0, flags));
  g_object_class_install_property (object_class, PROP_DAY, g_param_spec_boxed ("day", NULL, NULL, G_TYPE_DATE, flags));
  g_object_class_install_property (object_class, PROP_AT, g_param_spec_boxed ("at", NULL, NULL, G_TYPE_DATE_TIME, flags));
  g_object_class_install_property (object_class, PROP_TEXT, g_param_spec_string ("text", NULL, NULL, NULL, flags));
  g_object_class_install_property (object_class, PROP_TYPE, g_param_spec_gtype ("type", NULL, NULL, G_TYPE_NONE, flags));
  g_object_class_install_property (object_class, PROP_FRIEND,
                                   g_param_spec_object ("friend", NULL, NULL, G_TYPE_OBJECT, flags));
  g_object_class_install_property (object_class, PROP_SECRET,
                                   g_param_spec_int ("secret", NULL, NULL, 0, 1, 0, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
}

static void
test_thing_init (G_GNUC_UNUSED TestThing *self)
{
}

static GListStore *
things (GType type)
{
  GListStore *store = g_list_store_new (type);

  for (guint i = 1; i <= 2; i++)
    {
      g_autoptr (TestThing) thing = g_object_new (TEST_TYPE_THING, NULL);

      thing->number = i;
      g_list_store_append (store, thing);
    }
  return store;
}

static void
test_objects (void)
{
  static const struct
  {
    const char *name;
    StreeColumnType type;
    const char *first, *second;
  } columns[] = {
    { "int", STREE_COLUMN_INT64, "-1", "-2" },
    { "uint", STREE_COLUMN_INT64, "4294967295", "4294967295" },
    { "large", STREE_COLUMN_TEXT, "9223372036854775808", "2" },
    { "small-large", STREE_COLUMN_INT64, "9223372036854775807", "9223372036854775807" },
    { "float", STREE_COLUMN_DOUBLE, "0.1", "0.1" },
    { "double", STREE_COLUMN_DOUBLE, "0.00", "2.25" },
    { "bool", STREE_COLUMN_BOOL, "true", "false" },
    { "kind", STREE_COLUMN_TEXT, "directory", "regular" },
    { "flags", STREE_COLUMN_TEXT, "handles-open|non-unique", "" },
    { "day", STREE_COLUMN_DATE, "2024-02-29", NULL },
    { "at", STREE_COLUMN_TIMESTAMP, "2024-02-29 11:00:00.250", NULL },
    { "text", STREE_COLUMN_TEXT, "one", NULL },
  };
  g_autoptr (GListStore) store = things (TEST_TYPE_THING);
  g_autoptr (GListStore) unsaid = things (G_TYPE_OBJECT);
  g_autoptr (GListStore) none = g_list_store_new (TEST_TYPE_THING);
  static const char *const two[] = { "text", "int", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeFrame) frame = stree_frame_new_from_model (G_LIST_MODEL (store), NULL, &error);
  g_autoptr (StreeFrame) some = stree_frame_new_from_model (G_LIST_MODEL (unsaid), two, &error);
  g_autoptr (StreeFrame) empty = stree_frame_new_from_model (G_LIST_MODEL (none), two, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (stree_frame_get_n_rows (frame), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      guint column;

      g_test_message ("%s", columns[i].name);
      g_assert_true (stree_frame_find_column (frame, columns[i].name, &column));
      g_assert_cmpint (stree_frame_get_column_type (frame, column), ==, columns[i].type);
      assert_cell (frame, 0, column, columns[i].first);
      assert_cell (frame, 1, column, columns[i].second);
    }
  g_assert_false (stree_frame_find_column (frame, "friend", NULL));
  g_assert_false (stree_frame_find_column (frame, "secret", NULL));

  g_assert_cmpuint (stree_frame_get_n_columns (some), ==, 2);
  g_assert_cmpstr (stree_frame_get_column_name (some, 0), ==, "text");
  assert_cell (some, 1, 1, "-2");
  g_assert_cmpuint (stree_frame_get_n_rows (empty), ==, 0);
  g_assert_cmpint (stree_frame_get_column_type (empty, 1), ==, STREE_COLUMN_INT64);
}

static void
test_bad_objects (void)
{
  static const struct
  {
    const char *names[3];
    const char *message;
  } cases[] = {
    { { "nothing", NULL }, "A TestThing has no property \"nothing\"" },
    { { "int", "friend", NULL }, "The property \"friend\" of a TestThing is a GObject; expected a number, a boolean, a date, a "
                                 "text, or what can be made into one" },
    { { "secret", NULL }, "The property \"secret\" of a TestThing cannot be read; expected one that can" },
    { { "int", "int", NULL }, "The property \"int\" is there twice; expected each once" },
  };
  static const char *const ints[] = { "int", NULL };
  g_autoptr (GListStore) store = things (TEST_TYPE_THING);
  g_autoptr (GListStore) mixed = things (G_TYPE_OBJECT);
  g_autoptr (GObject) other = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_null (stree_frame_new_from_model (G_LIST_MODEL (store), cases[i].names, &error));
      g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_clear_error (&error);
    }
  g_list_store_append (mixed, other);
  g_assert_null (stree_frame_new_from_model (G_LIST_MODEL (mixed), ints, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_assert_cmpstr (error->message, ==, "Item 2: A GObject has no property \"int\"");
}

/* A long row below many short ones: what it would be filled up to is refused at its first cell too many. */
static void
test_too_many_cells (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  struct rusage before, after;

  for (guint i = 0; i < 20000; i++)
    g_string_append (text, "a\n");
  for (guint i = 0; i < 9000; i++)
    g_string_append_c (text, '\t');
  getrusage (RUSAGE_SELF, &before);
  g_assert_null (stree_frame_new_from_tsv_block (text->str, &error));
  getrusage (RUSAGE_SELF, &after);
  g_assert_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_TOO_LARGE);
  /* 180 million cells would be a gigabyte. In kilobytes. */
  g_assert_cmpint (after.ru_maxrss - before.ru_maxrss, <, 400 * 1024);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/frame-block/blocks", test_blocks);
  g_test_add_func ("/frame-block/bad-blocks", test_bad_blocks);
  g_test_add_func ("/frame-block/too-many-cells", test_too_many_cells);
  g_test_add_func ("/frame-block/copy-and-paste", test_copy_and_paste);
  g_test_add_func ("/frame-block/objects", test_objects);
  g_test_add_func ("/frame-block/bad-objects", test_bad_objects);
  return g_test_run ();
}
