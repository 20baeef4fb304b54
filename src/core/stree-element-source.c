/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Where in the program elements are made. Places are numbered, and an element has its number in bits that are free anyway:
 * those that nobody asks for it are as large as ever. */

#include "core/stree-element-private.h"

#define N_RECENT 1024 /* a power of two */
#define MAX_SOURCES (G_MAXUINT >> STREE_ELEMENT_SOURCE_SHIFT)

typedef struct
{
  const char *file; /* interned */
  guint       line;
} Source;

/* The places that were seen, by the address of the file's name: a program has few, and asks for them again in each run. */
typedef struct
{
  const char *file; /* of the program; compared, and never followed once it is noted */
  guint       line;
  guint       number;
} Recent;

static GArray     *sources; /* of Source: number - 1 -> place */
static GHashTable *numbers; /* "file:line" (owned) -> number */
static Recent      recent[N_RECENT];

static guint
number_of (const char *file, guint line)
{
  g_autofree char *place = g_strdup_printf ("%s:%u", file, line);
  guint            number;
  Source           source = { NULL, line };

  if (!numbers)
    {
      numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      sources = g_array_new (FALSE, FALSE, sizeof (Source));
    }
  number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, place));
  if (number || sources->len >= MAX_SOURCES)
    return number;
  source.file = g_intern_string (file);
  g_array_append_val (sources, source);
  number = sources->len;
  g_hash_table_insert (numbers, g_steal_pointer (&place), GUINT_TO_POINTER (number));
  return number;
}

/**
 * stree_element_set_source: (skip)
 * @element: (nullable): an element that was just made
 * @file: the file that made it
 * @line: and the line
 *
 * Notes where in the program an element is made. The macros of C do so where `STREE_SOURCE_LINES` is defined.
 *
 * Returns: (transfer none) (nullable): @element
 *
 * Since: 1.0
 */
StreeElement *
stree_element_set_source (StreeElement *element, const char *file, int line)
{
  Recent *entry = &recent[((GPOINTER_TO_SIZE (file) >> 3) * 31 + (guint) line) & (N_RECENT - 1)];

  if (!element)
    return NULL;
  if (G_UNLIKELY (entry->file != file || entry->line != (guint) line))
    *entry = (Recent){ file, (guint) line, number_of (file, (guint) line) };
  /* Only written where it changes something: most elements are those of the last run. */
  if (element->flags >> STREE_ELEMENT_SOURCE_SHIFT != entry->number)
    element->flags = (element->flags & ((1u << STREE_ELEMENT_SOURCE_SHIFT) - 1)) | entry->number << STREE_ELEMENT_SOURCE_SHIFT;
  return element;
}

gboolean
stree_element_get_source (const StreeElement *element, const char **file, guint *line)
{
  guint number = element->flags >> STREE_ELEMENT_SOURCE_SHIFT;

  if (number == 0)
    return FALSE;
  *file = g_array_index (sources, Source, number - 1).file;
  *line = g_array_index (sources, Source, number - 1).line;
  return TRUE;
}
