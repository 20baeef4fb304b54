/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-types.h"

G_BEGIN_DECLS

/* Pages: components that are found by a name such as 1_About. They are registered in code, or in modules that lie in pages/
 * beside the program; either way by STREE_PAGE.
 */

#define STREE_TYPE_PAGE_ENTRY (stree_page_entry_get_type ())

typedef struct _StreePageEntry StreePageEntry;

STREE_AVAILABLE_IN_1_0
GType stree_page_entry_get_type (void) G_GNUC_CONST;
STREE_AVAILABLE_IN_1_0
StreePageEntry *stree_page_entry_ref (StreePageEntry *entry);
STREE_AVAILABLE_IN_1_0
void stree_page_entry_unref (StreePageEntry *entry);

STREE_AVAILABLE_IN_1_0
const char *stree_page_entry_get_path (StreePageEntry *entry);
STREE_AVAILABLE_IN_1_0
const char *stree_page_entry_get_stem (StreePageEntry *entry);
STREE_AVAILABLE_IN_1_0
const char *stree_page_entry_get_label (StreePageEntry *entry);
STREE_AVAILABLE_IN_1_0
const char *stree_page_entry_get_page (StreePageEntry *entry);
STREE_AVAILABLE_IN_1_0
const char *stree_page_entry_get_prefix (StreePageEntry *entry);

/* --- in code --- */

#ifndef __GI_SCANNER__

typedef struct
{
  const char        *stem; /* 1_About: its place among the others, and what it is called */
  StreeComponentFunc func;
  const char        *icon;   /* of its links: a name of the icon theme */
  const char        *label;  /* what it is called, N_("About us"), translated when it is shown; NULL: what the stem says */
  const char        *domain; /* of gettext, that translates the label: GETTEXT_PACKAGE; NULL: the program's, of textdomain () */
  gboolean           forget; /* it starts afresh when one comes back; else it is as it was left */
  char               stree_end_;
} StreePageInfo;

STREE_AVAILABLE_IN_1_0
void stree_page_register (const StreePageInfo *info);

/* Registers a page before main () runs, or as soon as its module is loaded: STREE_PAGE (about, "1_About") or
 * STREE_PAGE (settings, "Settings", .icon = "emblem-system-symbolic", .forget = TRUE), or translated
 * STREE_PAGE (about, "1_About", .label = N_("About"), .domain = GETTEXT_PACKAGE). No semicolon. */
#define STREE_PAGE(...) STREE_PAGE_ (__VA_ARGS__, .stree_end_ = 0)
#define STREE_PAGE_(func_, stem_, ...)                                                                                 \
  __attribute__ ((constructor)) static void stree_page_of_##func_ (void)                                               \
  {                                                                                                                    \
    static const StreePageInfo info = { .func = (func_), .stem = (stem_), __VA_ARGS__ };                               \
                                                                                                                       \
    stree_page_register (&info);                                                                                       \
  }

#endif

/* --- finding them --- */

STREE_AVAILABLE_IN_1_0
GPtrArray *stree_registered_pages (void) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
char *stree_pages_dir_next_to (const char *program) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
GPtrArray *stree_list_page_entries (const char *pages_dir) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
GPtrArray *stree_discover_pages (const char *program) G_GNUC_WARN_UNUSED_RESULT;

#ifndef __GI_SCANNER__
/* One after the other: for (stree_page_iter_init (&iter, dir); stree_page_iter_next (&iter, &entry);) */
typedef struct
{
  GPtrArray *entries;
  guint      next;
} StreePageIter;

STREE_AVAILABLE_IN_1_0
void stree_page_iter_init (StreePageIter *iter, const char *pages_dir);
STREE_AVAILABLE_IN_1_0
gboolean stree_page_iter_next (StreePageIter *iter, StreePageEntry **entry);
STREE_AVAILABLE_IN_1_0
void stree_page_iter_clear (StreePageIter *iter);
#endif

/* --- trying them out --- */

STREE_AVAILABLE_IN_1_0
GVariant *stree_prefetch_pages (GPtrArray *entries) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreePageEntry, stree_page_entry_unref)

G_END_DECLS
