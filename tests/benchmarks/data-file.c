/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The tables of the data suite: a CSV file of ten columns, and the same rows as objects. */

#include "data-file.h"

#include <gio/gio.h>
#include <string.h>

static const char *const first_names[] = { "Ada", "Béla", "Chidi", "Dörte", "Emeka", "Fatima", "Grace", "Håkon", "Ines", "Jürgen" };
static const char *const last_names[] = { "Lovelace", "Okafor", "Müller", "García", "Nakamura", "O'Brien", "Schmidt", "Rossi" };
static const char *const words[] = { "late", "paid", "returned", "open", "by post", "twice", "no answer", "gift", "urgent", "small" };

/* The same rows for the same number, whoever makes them. */
static guint32
dice (guint64 seed)
{
  seed = seed * G_GUINT64_CONSTANT (6364136223846793005) + G_GUINT64_CONSTANT (1442695040888963407);
  seed ^= seed >> 33;
  seed *= G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  return (guint32) (seed >> 32);
}

void
data_row_fill (DataRow *row, guint i)
{
  guint32 a = dice (i), b = dice (i + G_GUINT64_CONSTANT (0x100000000)), c = dice (i + G_GUINT64_CONSTANT (0x200000000));

  row->amount = (double) (a % 10000000) / 100.0;
  g_snprintf (row->name, sizeof row->name, "%s %s %u", first_names[b % G_N_ELEMENTS (first_names)],
              last_names[b / 16 % G_N_ELEMENTS (last_names)], c % 1000000);
}

static void
append_row (GString *text, guint i)
{
  guint32 a = dice (i + G_GUINT64_CONSTANT (0x300000000)), b = dice (i + G_GUINT64_CONSTANT (0x400000000));
  DataRow row;

  data_row_fill (&row, i);
  g_string_append_printf (text, "%u,%s,%.2f,%u.%06u,%s,20%02u-%02u-%02u,20%02u-%02u-%02u %02u:%02u:%02u,city %u,%c%c-%05u,%s %s\n", i + 1,
                          row.name, row.amount, a % 100, b % 1000000, a % 3 == 0 ? "true" : "false", a % 24, b % 12 + 1,
                          a / 7 % 28 + 1, b % 24, a % 12 + 1, b / 7 % 28 + 1, a % 24, b % 60, a / 11 % 60, b % 500,
                          (char) ('A' + a % 26), (char) ('A' + b % 26), b % 100000, words[a / 13 % G_N_ELEMENTS (words)],
                          words[b / 13 % G_N_ELEMENTS (words)]);
}

gboolean
data_file_write (const char *path, guint n_rows, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, error);
  g_autoptr (GString) text = g_string_new ("id,name,amount,ratio,active,day,at,city,code,note\n");

  if (stream == NULL)
    return FALSE;
  for (guint i = 0; i < n_rows; i++)
    {
      append_row (text, i);
      if (text->len < 1024 * 1024 && i + 1 < n_rows)
        continue;
      if (!g_output_stream_write_all (G_OUTPUT_STREAM (stream), text->str, text->len, NULL, NULL, error))
        return FALSE;
      g_string_truncate (text, 0);
    }
  return g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}

/* ---- Objects ----------------------------------------------------------------------------------------- */

struct _DataObject
{
  GObject parent_instance;

  double amount;
  char *name;
};

G_DEFINE_FINAL_TYPE (DataObject, data_object, G_TYPE_OBJECT)

enum
{
  PROP_AMOUNT = 1,
  PROP_NAME,
};

static void
data_object_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DataObject *self = DATA_OBJECT (object);

  switch (id)
    {
    case PROP_AMOUNT:
      g_value_set_double (value, self->amount);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
data_object_finalize (GObject *object)
{
  g_free (DATA_OBJECT (object)->name);
  G_OBJECT_CLASS (data_object_parent_class)->finalize (object);
}

static void
data_object_class_init (DataObjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = data_object_get_property;
  object_class->finalize = data_object_finalize;
  g_object_class_install_property (object_class, PROP_AMOUNT,
                                   g_param_spec_double ("amount", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (
      object_class, PROP_NAME,
      g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
data_object_init (G_GNUC_UNUSED DataObject *self)
{
}

double
data_object_get_amount (DataObject *self)
{
  return self->amount;
}

const char *
data_object_get_name (DataObject *self)
{
  return self->name;
}

GListModel *
data_objects_new (guint n_rows)
{
  GListStore *store = g_list_store_new (DATA_TYPE_OBJECT);
  g_autofree gpointer *objects = g_new (gpointer, MAX (n_rows, 1));

  for (guint i = 0; i < n_rows; i++)
    {
      DataObject *object = g_object_new (DATA_TYPE_OBJECT, NULL);
      DataRow row;

      data_row_fill (&row, i);
      object->amount = row.amount;
      object->name = g_strdup (row.name);
      objects[i] = object;
    }
  g_list_store_splice (store, 0, 0, objects, n_rows);
  for (guint i = 0; i < n_rows; i++)
    g_object_unref (objects[i]);
  return G_LIST_MODEL (store);
}
