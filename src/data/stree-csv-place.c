/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "data/stree-csv-private.h"

/* Where things are in the text. libcsv counts bytes only; lines and columns are counted here, and only for messages. */

StreeTextPlace
stree_csv_find_place (const StreeCsvText *source, gsize offset)
{
  return stree_text_find_place (source->text, source->length, offset);
}

void
stree_csv_parser_init (struct csv_parser *parser, const StreeCsvText *source)
{
  if (csv_init (parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL | CSV_APPEND_NULL) != 0)
    g_error ("libcsv could not be set up");
  csv_set_delim (parser, (guchar) source->delimiter);
  csv_set_quote (parser, (guchar) source->quote);
  csv_set_blk_size (parser, 4096);
}

typedef struct
{
  guint64 record;
  guint field;
  gboolean field_ended;
  gboolean record_ended;
} Finder;

static void
finder_field (void *text, size_t length, void *data)
{
  Finder *finder = data;

  (void) text;
  (void) length;
  finder->field_ended = TRUE;
}

static void
finder_record (int terminator, void *data)
{
  Finder *finder = data;

  (void) terminator;
  finder->record_ended = TRUE;
}

static gsize
skip_blank (const StreeCsvText *source, gsize at, gboolean lines)
{
  for (; at < source->length; at++)
    {
      char c = source->text[at];

      if (c == source->delimiter || !(c == ' ' || c == '\t' || (lines && (c == '\r' || c == '\n'))))
        break;
    }
  return at;
}

gsize
stree_csv_find_field (const StreeCsvText *source, gsize from, guint64 record, guint field)
{
  struct csv_parser parser;
  Finder finder = { .record = 0 };
  gsize start = from;
  gsize end = source->length;

  stree_csv_parser_init (&parser, source);
  for (gsize i = from; i < source->length; i++)
    {
      finder.field_ended = finder.record_ended = FALSE;
      if (csv_parse (&parser, source->text + i, 1, finder_field, finder_record, &finder) != 1)
        {
          end = i;
          break;
        }
      if (finder.field_ended)
        {
          if (finder.record == record && finder.field == field)
            break;
          finder.field++;
          start = i + 1;
        }
      if (finder.record_ended)
        {
          if (finder.record == record)
            {
              start = i;
              break;
            }
          finder.record++;
          finder.field = 0;
        }
    }
  csv_free (&parser);

  /* The text ended within the record: its last field begins at `start`, unless that is not the one. */
  if (finder.record == record && finder.field < field && !finder.record_ended)
    return end;
  return skip_blank (source, start, finder.field == 0 && field == 0);
}

gboolean
stree_csv_text_check (const StreeCsvText *source, guint n_lines, gsize n_bytes, GError **error)
{
  g_autofree char *offset = NULL;
  StreeTextPlace place;
  gsize bad;
  guchar byte;

  bad = stree_text_find_invalid (source->text, source->length);
  if (bad == source->length)
    return TRUE;

  place = stree_csv_find_place (source, bad);
  place.line += n_lines;
  byte = (guchar) source->text[bad];
  offset = g_strdup_printf ("%" G_GSIZE_FORMAT, n_bytes + bad);
  if (byte == 0)
    g_set_error (
        error, STREE_CSV_ERROR, STREE_CSV_ERROR_NOT_TEXT,
        _ ("line %u, column %u (byte offset %s): a NUL byte, so this is not a text file; expected CSV in UTF-8"),
        place.line, place.column, offset);
  else
    g_set_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_NOT_TEXT,
                 _ ("line %u, column %u (byte offset %s): the byte 0x%02X is not UTF-8; expected UTF-8 text (of a file in "
                    "Latin-1 or another encoding, that has to be named)"),
                 place.line, place.column, offset, byte);
  return FALSE;
}

gboolean
stree_csv_text_init (StreeCsvText *source, const char *bytes, gsize length, GError **error)
{
  memset (source, 0, sizeof *source);
  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    source->bom = 3;
  source->text = bytes + source->bom;
  source->length = length - source->bom;
  return stree_csv_text_check (source, 0, source->bom, error);
}

/* Delimiters */

#define SAMPLE_BYTES   65536
#define SAMPLE_RECORDS 200

typedef struct
{
  guint n_records;
  guint first;     /* fields of the first record */
  guint same;      /* records with as many as that */
  gboolean broken; /* with this delimiter there are quotes where none may be */
} Sample;

/* Counts the fields of the first records. */
static Sample
sample_fields (const char *text, gsize length, char quote, char delimiter)
{
  enum
  {
    FIELD_START,
    PLAIN,
    QUOTED,
    CLOSED
  } state = FIELD_START;
  Sample sample = { .n_records = 0 };
  guint n_fields = 1;
  gboolean blank = TRUE;
  gboolean cut = length == SAMPLE_BYTES;

  for (gsize i = 0; i <= length && sample.n_records < SAMPLE_RECORDS; i++)
    {
      char c = i < length ? text[i] : '\n';

      if (state == QUOTED && i < length)
        {
          if (c == quote)
            state = CLOSED;
        }
      else if (c == quote && quote != '\0')
        {
          sample.broken |= state == PLAIN || (state == CLOSED && text[i - 1] != quote);
          state = QUOTED;
          blank = FALSE;
        }
      else if (c == '\n' || c == '\r')
        {
          sample.broken |= state == QUOTED && !cut;
          if (!blank)
            {
              if (sample.n_records++ == 0)
                sample.first = n_fields;
              /* The end of the sample may cut a record: then it has fewer fields, which says nothing. */
              if (n_fields == sample.first || (i == length && cut))
                sample.same++;
            }
          n_fields = 1;
          state = FIELD_START;
          blank = TRUE;
        }
      else if (c == delimiter)
        {
          n_fields++;
          state = FIELD_START;
          blank = FALSE;
        }
      else if (c != ' ' && c != '\t')
        {
          sample.broken |= state == CLOSED;
          state = PLAIN;
          blank = FALSE;
        }
    }
  return sample;
}

/*
 * The delimiter with which most records have as many fields as the first, which must have two at least; of equally
 * good ones that which makes more fields; one that leaves a quote where none may be comes last. Where the first record
 * has one field with each of them it is a table of one column: then one that cuts no record at all.
 */
char
stree_csv_detect_delimiter (const char *text, gsize length, char quote)
{
  static const char candidates[] = { ',', ';', '\t', '|' };
  char best = '\0', uncut = '\0';
  double best_share = 0;
  guint best_fields = 0;

  length = MIN (length, SAMPLE_BYTES);
  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      Sample sample = sample_fields (text, length, quote, candidates[i]);
      double share = sample.n_records > 0 ? (double) sample.same / sample.n_records : 0;

      if (sample.first <= 1)
        {
          if (uncut == '\0' && sample.same == sample.n_records && !sample.broken)
            uncut = candidates[i];
          continue;
        }
      if (sample.broken)
        share -= 2;
      if (best == '\0' || share > best_share || (!(share < best_share) && sample.first > best_fields))
        {
          best = candidates[i];
          best_share = share;
          best_fields = sample.first;
        }
    }

  if (best != '\0')
    return best;
  return uncut != '\0' ? uncut : ',';
}
