/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The values of one instance, on their way in or out: what bindings hold, what JSON says, what an instance has. */

#include "forms/stree-model-private.h"

G_BEGIN_DECLS

typedef struct _StreeModelValues StreeModelValues;

typedef struct
{
  GValue            value;  /* unset: missing */
  StreeModelValues *nested; /* of OBJECT; owned; NULL: no object */
  gboolean          given;  /* else the field keeps what an instance starts with */
  gboolean          wrong;  /* an error was told already */
} StreeModelValue;

struct _StreeModelValues
{
  StreeModel      *model;  /* owned */
  StreeModelValue *values; /* one for each field */
};

StreeModelValues *stree_model_values_new   (StreeModel *model);
void              stree_model_values_free  (StreeModelValues *values);
/* Of an instance. */
StreeModelValues *stree_model_values_read  (StreeModel *model, gpointer instance);
/* Whether every value is there that must be, in its limits, and good for the validators; @pointer is where they stand. */
void              stree_model_values_check (StreeModelValues *values, const char *pointer, StreeValidationErrors *errors);
/* The same for one value that is given. NULL: it is good. Transfer full. */
char             *stree_field_check        (StreeField *field, const GValue *value);
/* Checks them, makes an instance, and checks that as a whole. NULL: @errors says why. */
gpointer          stree_model_values_make  (StreeModelValues *values, StreeValidationErrors *errors);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeModelValues, stree_model_values_free)

G_END_DECLS
