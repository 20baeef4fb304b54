/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/stree-values.h"

G_BEGIN_DECLS

/* Named values. Shared by the elements that were made with them, and not changed from then on. */
struct _StreeValues
{
  gatomicrefcount ref_count;
  GHashTable     *table; /* name (owned) -> GValue (owned) */
  GError         *error; /* owned: a name that was blank, where nobody could be told yet; NULL: none */
  gboolean        frozen;
};

/* Borrowed; NULL: there is none. @name is stripped. */
const GValue *stree_values_peek  (const StreeValues *values, const char *name);
void          stree_values_add   (StreeValues *values, const char *name, const GValue *value);
gboolean      stree_values_equal (const StreeValues *a, const StreeValues *b);
gboolean      stree_gvalue_equal (const GValue *a, const GValue *b);
GValue       *stree_gvalue_dup   (const GValue *value);
void          stree_gvalue_free  (gpointer value);
/* A copy without the blanks at both ends; NULL if nothing is left. */
char         *stree_strip_name   (const char *name);

G_END_DECLS
