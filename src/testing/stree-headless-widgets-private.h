/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "testing/stree-headless-private.h"

G_BEGIN_DECLS

extern const StreeRendererClass stree_headless_renderer_class;

/* How many rows of a virtual list are shown: the first ones. */
#define STREE_HEADLESS_ROWS 50

StreeHeadless *stree_headless_of (StreeRenderer *renderer);

void stree_headless_link_widget   (StreeHeadlessWidget *parent, StreeHeadlessWidget *widget, StreeHeadlessWidget *prev);
void stree_headless_unlink_widget (StreeHeadlessWidget *widget);

void stree_headless_list_create  (StreeHeadless *self, StreeNode *list);
void stree_headless_list_update  (StreeHeadless *self, StreeNode *list);
void stree_headless_list_arrange (StreeHeadless *self, StreeNode *list);

/* Of pages: the value says which one shows; one is about to be removed; they came, went or moved. */
void stree_headless_pages_show    (StreeNode *node);
void stree_headless_pages_remove  (StreeHeadlessWidget *page);
void stree_headless_pages_arrange (StreeNode *node);

/* Of a dialog: the value says whether it is open. */
void stree_headless_overlay_show (StreeNode *node);

/* Of an Image: loads what it is to show; breaks that off; whether the source is the same. */
void     stree_headless_image_show    (StreeNode *node);
void     stree_headless_image_stop    (StreeHeadlessWidget *widget);
gboolean stree_headless_image_is_same (const StreeElement *old, const StreeElement *element);

/* Of a DataGrid: its rows, and what is done to them. */
gboolean stree_headless_is_grid      (StreeNode *node);
void     stree_headless_grid_create  (StreeNode *node);
void     stree_headless_grid_update  (StreeNode *node, const StreeElement *old, guint64 changed);
void     stree_headless_grid_free    (StreeHeadlessGrid *self);
void     stree_headless_grid_dump    (GString *text, StreeHeadlessGrid *self, guint depth);
gboolean stree_headless_get_grid     (StreeRenderer *renderer, StreeNode *node, struct _StreeGridShown *shown);
void     stree_headless_arrange_grid (StreeRenderer *renderer, StreeNode *node, struct _StreeGridOptions *options);

void stree_headless_dump_widget_tree (GString *text, StreeHeadlessWidget *widget);

G_END_DECLS
