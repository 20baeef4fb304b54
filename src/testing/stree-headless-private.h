/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The headless renderer: widgets in memory, for tests and dumps. It needs no display and no GTK, and says what it was
 * told to do: that is what the reconciler is tested with. */

#include "core/stree-mount-private.h"
#include "core/stree-rows-private.h"
#include "network/stree-picture-load-private.h"
#include "testing/stree-headless.h"

G_BEGIN_DECLS

typedef struct _StreeHeadlessWidget StreeHeadlessWidget;
typedef struct _StreeHeadlessUser   StreeHeadlessUser;
typedef struct _StreeHeadlessGrid   StreeHeadlessGrid;

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
  gboolean             overlay; /* it is a dialog */
  guint                opened; /* of a dialog: the count of those that were opened until then; 0: it is closed */
  StreeHeadlessGrid   *grid; /* of a DataGrid; owned */
  StreePictureWait    *wait; /* of an image that is on its way; NULL: it is not */
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
  guint               n_opened; /* dialogs */
  GSource            *source; /* the rerun that is due */
  StreeHeadlessUser  *user;   /* owned: where the focus is, and the like */
  GSource            *deferred; /* what waits behind placeholders */
};

/* Nodes, for tests of the inside. */
StreeNode *stree_headless_find           (StreeHeadless *self, const char *key);

StreeNode *stree_headless_find_key       (StreeHeadless *self, const char *key, GError **error);
gboolean   stree_headless_check_usable   (StreeHeadless *self, StreeNode *node, GError **error);
/* Why a user could not reach a node at the moment; owned. NULL: one could. */
char      *stree_headless_dup_obstacle   (StreeHeadless *self, StreeNode *node);
/* The same of what stands in front of it: "behind Dialog 'd'". */
char      *stree_headless_describe_front (StreeHeadless *self, StreeNode *node);
/* What a user does to a node that is usable, and the rerun. */
void       stree_headless_click_node     (StreeHeadless *self, StreeNode *node);
void       stree_headless_enter_node     (StreeHeadless *self, StreeNode *node, const StreeValue *value);
void       stree_headless_submit_node    (StreeHeadless *self, StreeNode *node);
void       stree_headless_press_node     (StreeHeadless *self, StreeNode *node, guint keyval, guint modifiers);
void       stree_headless_close_node     (StreeHeadless *self, StreeNode *node);
/* Reruns, if that is due. */
void       stree_headless_settle         (StreeHeadless *self);

G_END_DECLS
