/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include <gtk/gtk.h>

#include "core/stree-dump.h"
#include "core/stree-session.h"
#include "core/stree-types.h"

G_BEGIN_DECLS

#define STREE_TYPE_VIEW (stree_view_get_type ())

STREE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (StreeView, stree_view, STREE, VIEW, GtkWidget)

STREE_AVAILABLE_IN_1_0
GtkWidget *stree_view_new (StreeSession *session, const char *name, StreeComponentFunc func, gpointer props);
STREE_AVAILABLE_IN_1_0
GtkWidget *stree_view_new_for_closure (StreeSession *session, const char *name, GClosure *func);

STREE_AVAILABLE_IN_1_0
void stree_view_set_component (StreeView *self, const char *name, StreeComponentFunc func, gpointer props);
STREE_AVAILABLE_IN_1_0
void stree_view_set_closure (StreeView *self, const char *name, GClosure *func);

STREE_AVAILABLE_IN_1_0
StreeSession *stree_view_get_session (StreeView *self);
STREE_AVAILABLE_IN_1_0
void stree_view_set_session (StreeView *self, StreeSession *session);
STREE_AVAILABLE_IN_1_0
void stree_view_rerun (StreeView *self);
STREE_AVAILABLE_IN_1_0
void stree_view_flush (StreeView *self);
STREE_AVAILABLE_IN_1_0
char *stree_view_dump (StreeView *self, StreeDumpFormat format, gboolean expand_components);
STREE_AVAILABLE_IN_1_0
GVariant *stree_view_summarize_kinds (StreeView *self, gboolean expand_components);

STREE_AVAILABLE_IN_1_0
gboolean stree_view_get_has_sidebar (StreeView *self);
STREE_AVAILABLE_IN_1_0
gboolean stree_view_get_show_sidebar (StreeView *self);
STREE_AVAILABLE_IN_1_0
void stree_view_set_show_sidebar (StreeView *self, gboolean show);
STREE_AVAILABLE_IN_1_0
int stree_view_get_max_width (StreeView *self);
STREE_AVAILABLE_IN_1_0
void stree_view_set_max_width (StreeView *self, int width);
STREE_AVAILABLE_IN_1_0
gboolean stree_view_get_inspectable (StreeView *self);
STREE_AVAILABLE_IN_1_0
void stree_view_set_inspectable (StreeView *self, gboolean inspectable);
STREE_AVAILABLE_IN_1_0
GtkWidget *stree_view_get_banner (StreeView *self);
STREE_AVAILABLE_IN_1_0
void stree_view_set_banner (StreeView *self, GtkWidget *banner);

G_END_DECLS
