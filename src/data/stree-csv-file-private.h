/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* An open file of which every part that is read is of the same version, however long that takes. */

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  GFile *file; /* owned */
  GFileInputStream *stream; /* owned */
  char *state; /* owned: changes with the file; NULL: not known */
  goffset size; /* 0: not known */
} StreeCsvFile;

StreeCsvFile *stree_csv_file_open (GFile *file, GCancellable *cancellable, GError **error);
void stree_csv_file_free (StreeCsvFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeCsvFile, stree_csv_file_free)

/* What g_file_input_stream_query_info () says of its version; NULL: nobody can tell. */
char *stree_csv_file_read_state (GFileInputStream *stream);
/* FALSE and @error: another program wrote to it. */
gboolean stree_csv_file_check_state (GFile *file, GFileInputStream *stream, const char *state, GError **error);

/* Whether a part can be read again. */
gboolean stree_csv_file_can_seek (StreeCsvFile *file);
gboolean stree_csv_file_rewind (StreeCsvFile *file, GCancellable *cancellable, GError **error);
/* Appends what comes next, @n bytes where there are so many; fewer: it is the end. */
gboolean stree_csv_file_read (StreeCsvFile *file, GByteArray *bytes, guint n, gboolean *at_end, GCancellable *cancellable, GError **error);
/* What stands there. */
GBytes *stree_csv_file_read_at (StreeCsvFile *file, goffset offset, gsize n, GCancellable *cancellable, GError **error);

G_END_DECLS
