/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What a Form holds back: the values of its inputs, until a submit button lets them go. */

#include "core/stree-node-private.h"

G_BEGIN_DECLS

void stree_form_free   (StreeForm *form);
/* The user changed an input inside of the form. */
void stree_form_hold   (StreeNode *form, StreeNode *input, const StreeValue *value);
/* The user submitted: every held value is delivered, in the order of the tree, then @handler runs. */
void stree_form_submit (StreeNode *form, StreeNode *button, const StreeHandler *handler, StreeEvent *event);
/* Whether this one does. */
gboolean stree_form_holds (StreeNode *form, StreeNode *input);
/* How many inputs hold an edit. */
guint stree_form_n_held (StreeNode *form);

G_END_DECLS
