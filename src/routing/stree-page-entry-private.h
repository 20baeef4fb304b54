/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "routing/stree-page-entry.h"

G_BEGIN_DECLS

struct _StreePageEntry
{
  gatomicrefcount ref_count;
  char           *path;   /* of its module, without links; NULL: it is in the program */
  char           *stem;
  char           *prefix; /* the digits before its title; NULL: none */
  guint64         order;
  char           *label;  /* what the stem says */
  char           *page;   /* the route */
  char           *sort;   /* the stem in lower case */
};

StreePageEntry      *stree_page_entry_new     (const char *path, const char *stem);
/* Puts entries in their order, and gives each a route of its own. */
void                 stree_page_entries_end   (GPtrArray *entries);
/* What is registered under its stem; NULL: nothing, as long as its module is not loaded. */
const StreePageInfo *stree_page_entry_info    (StreePageEntry *entry);
/* The same, with its module loaded. */
const StreePageInfo *stree_page_entry_load    (StreePageEntry *entry, GError **error);
/* The component that shows it; its props are the entry. */
StreeElement        *stree_page_entry_show    (StreeContext *cx, gpointer entry);

G_END_DECLS
