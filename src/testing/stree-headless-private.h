/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The headless renderer: widgets in memory, for tests and dumps. It needs no display and no GTK, and says what it was
 * told to do: that is what the reconciler is tested with. */

#include "core/stree-mount-private.h"
#include "core/stree-rows-private.h"
#include "testing/stree-headless.h"

G_BEGIN_DECLS

typedef struct _StreeHeadlessWidget StreeHeadlessWidget;

struct _StreeHeadlessWidget
{
  const char          *kind;
  guint                serial; /* counts the widgets made: the same serial is the same widget */
  gboolean             sensitive;
  gboolean             secret; /* of a password: its value is in no dump */
  GValue               value;  /* what an input shows */
  StreeRows           *rows;   /* of a virtual list: the keys of the last run */
  StreeHeadlessWidget *page;   /* of pages: the child that shows; borrowed */
  guint                page_run; /* the run of the mount in which it was said which one */
  StreeHeadlessWidget *parent; /* NULL at the root, or outside of the tree */
  StreeHeadlessWidget *first;
  StreeHeadlessWidget *last;
  StreeHeadlessWidget *prev;
  StreeHeadlessWidget *next;
};

struct _StreeHeadless
{
  GObject             parent_instance;
  StreeRenderer       renderer;
  StreeMount         *mount;
  StreeHeadlessWidget root;
  StreeHeadlessStats  stats;
  guint               n_widgets;
  GSource            *source; /* the rerun that is due */
};

/* Nodes, for tests of the inside. */
StreeNode *stree_headless_find (StreeHeadless *self, const char *key);

G_END_DECLS
