/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Frames at random: what is written and read back. */

#include <math.h>
#include <string.h>

#include "data/stree-frame-builder.h"

static const char *const frame_pieces[] = {
  ",",  ";", "\t", "|",  "\"", "\"\"", "\n", "\r\n", "\r",   " ",          "a", "Ä",
  "NA", "1", "-2", ".5", "e9", "true", "€",  "word", "null", "2024-02-29", "𝄞", ""
};

static inline char *
random_text (GRand *rand)
{
  GString *text = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (rand, 0, 6);

  for (guint i = 0; i < n; i++)
    g_string_append (text, frame_pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (frame_pieces))]);
  return g_string_free (text, FALSE);
}

static inline double
random_double (GRand *rand)
{
  guint64 bits = (guint64) g_rand_int (rand) << 32 | g_rand_int (rand);
  double value;

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      return g_rand_int_range (rand, -100000, 100000) / 100.0;
    case 1:
      return g_rand_double_range (rand, -1e6, 1e6);
    case 2:
      return g_rand_int_range (rand, -10, 10);
    default:
      memcpy (&value, &bits, sizeof value);
      return isnan (value) ? INFINITY : value;
    }
}

/* Of a year from 1 to 9999; to the second, the millisecond or the microsecond. */
static inline gint64
random_timestamp (GRand *rand)
{
  gint64 seconds = g_rand_int_range (rand, -719162, 2932897) * G_GINT64_CONSTANT (86400) + g_rand_int_range (rand, 0, 86400);
  gint64 micros = g_rand_int_range (rand, 0, 1000000);

  switch (g_rand_int_range (rand, 0, 3))
    {
    case 0:
      micros = 0;
      break;
    case 1:
      micros -= micros % 1000;
      break;
    default:
      break;
    }
  return seconds * G_USEC_PER_SEC + micros;
}

/* One to six columns of any type, their names all different and without space around them. */
static inline StreeFrame *
random_frame (GRand *rand, gint32 least_rows)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  StreeColumnType types[6];
  guint n_columns = (guint) g_rand_int_range (rand, 1, 7);
  guint n_rows = (guint) g_rand_int_range (rand, least_rows, 40);

  for (guint i = 0; i < n_columns; i++)
    {
      g_autofree char *odd = random_text (rand);
      g_autofree char *stem = g_strstrip (g_strdup (odd));
      g_autofree char *name = g_strdup_printf ("%u%s", i, stem);

      types[i] = (StreeColumnType) g_rand_int_range (rand, 0, STREE_COLUMN_TEXT + 1);
      stree_frame_builder_add_column (builder, name, types[i]);
    }
  for (guint row = 0; row < n_rows; row++)
    {
      for (guint i = 0; i < n_columns; i++)
        {
          g_autofree char *text = random_text (rand);

          if (g_rand_int_range (rand, 0, 6) == 0)
            continue;
          switch (types[i])
            {
            case STREE_COLUMN_INT64:
              stree_frame_builder_append_int64 (builder, i,
                                                (gint64) ((guint64) g_rand_int (rand) << 32 | g_rand_int (rand)) >>
                                                    g_rand_int_range (rand, 0, 63));
              break;
            case STREE_COLUMN_DOUBLE:
              stree_frame_builder_append_double (builder, i, random_double (rand));
              break;
            case STREE_COLUMN_BOOL:
              stree_frame_builder_append_bool (builder, i, g_rand_boolean (rand));
              break;
            case STREE_COLUMN_DATE:
              stree_frame_builder_append_date (builder, i, g_rand_int_range (rand, -719162, 2932897));
              break;
            case STREE_COLUMN_TIMESTAMP:
              stree_frame_builder_append_timestamp (builder, i, random_timestamp (rand));
              break;
            case STREE_COLUMN_TEXT:
            default:
              stree_frame_builder_append_text (builder, i, text);
            }
        }
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}
