/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * The parts of reading CSV: options, where things are in the text, which delimiter it has, its fields, their types.
 */

#include <csv.h>

#include "data/stree-column-parse-private.h"
#include "data/stree-csv-index-private.h"
#include "data/stree-csv.h"
#include "data/stree-frame-load-private.h"
#include "data/stree-rejects-private.h"
#include "data/stree-text-file-private.h"

G_BEGIN_DECLS

struct _StreeCsvOptions
{
  gatomicrefcount refs;
  char delimiter; /* 0: detect */
  char quote;     /* 0: none */
  char *encoding; /* owned; NULL: by the byte order mark */
  gboolean has_header;
  gboolean keep_rejects;
  StreeCsvShortRows short_rows;
  char **null_words;        /* owned; besides the empty field */
  GHashTable *column_types; /* owned name -> StreeColumnType */
};

gboolean stree_csv_options_is_null_word (const StreeCsvOptions *options, const char *text, gsize length);

StreeTextPlace stree_csv_find_place (const StreeCsvText *source, gsize offset);

/*
 * Where field @field of record @record begins, or where the record ends if it has no such field. Records count from 0
 * at @from, which is the beginning of a record; blank lines are no records. Slow: for messages only.
 */
gsize stree_csv_find_field (const StreeCsvText *source, gsize from, guint64 record, guint field);

/* Fails where it is not text. @n_lines and @n_bytes stand before it in the file. */
gboolean stree_csv_text_check (const StreeCsvText *source, guint n_lines, gsize n_bytes, GError **error);

/* Opens @source over @bytes; fails where that is not text. */
gboolean stree_csv_text_init (StreeCsvText *source, const char *bytes, gsize length, GError **error);

/* The most likely of comma, semicolon, tab and bar. */
char stree_csv_detect_delimiter (const char *text, gsize length, char quote);

/* All fields of a file as text, by column. */
typedef struct
{
  StreeColumnBuffer *columns; /* owned, n_columns of them, all TEXT */
  char **names;               /* owned; unique */
  guint n_columns;
  guint n_rows;
  guint n_short_rows;
  guint first_short_line;
  StreeRejects rejects;
  gsize end; /* behind all that was read of the text, good or set aside */
} StreeCsvTable;

/* What is read, where it is not a whole file by itself. */
typedef struct
{
  const char *const *names; /* of the columns: the text begins with a row; NULL: it begins with the file */
  gboolean open_ended;      /* the file goes on behind the text: what is no whole record at its end does not count */
  StreeCsvIndex *index;     /* is told where rows begin; NULL: nobody is */

  /* Of what stands before it in the file. */
  guint first_row;
  gsize first_offset;
  guint first_line;      /* how many lines */
  StreeRejects *rejects; /* those of before, which go into the table; NULL: there are none */
} StreeCsvPart;

/* @part: NULL: a file. */
gboolean stree_csv_table_read (StreeCsvTable *table,
                               const StreeCsvText *source,
                               const StreeCsvOptions *options,
                               const StreeCsvPart *part,
                               GCancellable *cancellable,
                               GFileProgressCallback progress,
                               gpointer progress_data,
                               GError **error);
void stree_csv_table_clear (StreeCsvTable *table);

/* Finds the type of each column and takes the cells out of @table. */
StreeFrame *stree_csv_table_to_frame (StreeCsvTable *table,
                                      const StreeCsvText *source,
                                      const StreeCsvOptions *options,
                                      const char *label,
                                      GCancellable *cancellable,
                                      GError **error);

/* The same for a stretch of a file: converts the columns to what they are as far as all of it is known, which is put into @types.
 * @part: what was read. FALSE and @error: a cell does not fit the type that was asked for. */
gboolean stree_csv_table_type_more (StreeCsvTable *table,
                                    const StreeCsvText *source,
                                    const StreeCsvOptions *options,
                                    const StreeCsvPart *part,
                                    StreeColumnCandidates *candidates,
                                    StreeColumnType *types,
                                    GError **error);

/* What a note tells of rows that were short, and of those set aside; NULL: there are none. */
char *stree_csv_dup_note (guint n_short_rows, guint first_short_line, const StreeRejects *rejects);

/* Converts each column to its type in @types, which becomes a wider one where a cell does not fit. */
void stree_csv_table_convert (StreeCsvTable *table, const StreeCsvOptions *options, StreeColumnType *types);

/* @bytes as stree_frame_load () gives them. @index: nullable: is told where rows of a text in UTF-8 begin. */
StreeFrame *stree_csv_parse (char *bytes,
                             gsize length,
                             StreeCsvOptions *options,
                             const char *label,
                             StreeCsvIndex *index,
                             GCancellable *cancellable,
                             GFileProgressCallback progress,
                             gpointer progress_data,
                             GError **error);

/* How files with CSV are loaded. */
extern const StreeFrameFormat stree_csv_format;

/* libcsv's way to say that white space means nothing here; see stree_csv_parser_init(). */
void stree_csv_parser_init (struct csv_parser *parser, const StreeCsvText *source);

G_END_DECLS
