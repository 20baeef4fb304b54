/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A model from the inside. Whatever a class or a struct stores, a field's value is one GValue in here:
 *
 *   STRING gchararray | INT, ENUM, FLAGS gint64 | DOUBLE gdouble | BOOL gboolean | DATE GDate | DATE_TIME GDateTime
 *
 * An unset GValue is a value that is missing: of an optional number, or no date.
 */

#include "core/stree-value.h"
#include "forms/stree-model-table.h"

G_BEGIN_DECLS

typedef struct
{
  char          *name;
  StreeFieldType type;
  char          *label;
  char          *help;     /* NULL: none */
  GValue         initial;  /* as above; unset: missing */
  StreeValue     min;      /* NONE: no limit */
  StreeValue     max;
  gboolean       required;
  gboolean       optional; /* of a number: @empty stands for none */
  double         empty;
  GTypeClass    *values;   /* of ENUM and FLAGS: its class; owned */
  GHashTable    *value_labels; /* what was set for its values: nick to label; owned; NULL: nothing */
  StreeModel    *nested;   /* of OBJECT; owned; NULL until it is asked for */
  GPtrArray     *validators; /* of StreeFieldCheck; owned; NULL: none */
  GPtrArray     *askers;

  GParamSpec      *pspec;  /* of a class; owned */
  gsize            offset; /* of a struct */
  StreeMemberType  member;
  StreeModel *(*get_nested) (void);
} StreeField;

/* A function that checks, and its data. */
typedef struct
{
  GCallback      func;
  gpointer       data;
  GDestroyNotify destroy;
} StreeFieldCheck;

struct _StreeModel
{
  gatomicrefcount ref_count;
  char           *name;
  GType           type;   /* 0: a struct */
  GTypeClass     *klass;  /* owned: keeps the properties */
  gsize           size;   /* of the struct */
  GPtrArray      *fields; /* StreeField, owned; in the order of their declaration */
  GPtrArray      *checks; /* StreeFieldCheck of the whole, owned */
  GPtrArray      *names[STREE_FIELD_OBJECT + 1]; /* by type: borrowed names, ends with NULL. UNSUPPORTED: all supported ones */
  GPtrArray      *numeric; /* the same of INT and DOUBLE */
  GPtrArray      *dates;   /* the same of DATE and DATE_TIME */
};

/* --- stree-field.c --- */

/* "first-name" as "First Name". */
char       *stree_field_title         (const char *name);
/* What a form calls a value of ENUM or FLAGS. */
char       *stree_field_value_label   (const StreeField *field, const char *nick);
StreeField *stree_field_new_for_pspec (GParamSpec *pspec);
StreeField *stree_field_new_for_decl  (const StreeFieldDecl *decl);
void        stree_field_free          (gpointer field);
/* A number that may be missing: @empty stands for none in the instance. */
void        stree_field_set_optional  (StreeField *field, double empty);
/* From what a class or a struct stores, and back. @stored of write is unset, and gets the property's type. */
void        stree_field_read          (const StreeField *field, const GValue *stored, GValue *value);
void        stree_field_write         (const StreeField *field, const GValue *value, GValue *stored);
/* The member of a struct, as a value and back. What was there is freed. */
void        stree_field_read_member   (const StreeField *field, gconstpointer instance, GValue *value);
void        stree_field_write_member  (const StreeField *field, gpointer instance, const GValue *value);
GType       stree_field_value_type    (StreeFieldType type);
void        stree_field_check_free    (gpointer check);

/* --- stree-model.c --- */

/* NULL: there is none. first_name and first-name are the same. */
StreeField *stree_model_find          (StreeModel *model, const char *name);
/* The same with a path such as "address.city". @pointer, if not NULL, gets the JSON Pointer, @path the fields' names with
 * points between; both owned by the caller. */
StreeField *stree_model_find_path     (StreeModel *model, const char *name, char **path, char **pointer);
/* The model of an OBJECT field; borrowed. NULL: it cannot be edited. */
StreeModel *stree_field_get_nested    (StreeField *field);
/* Calls @func with every field that holds a value, those of nested models included; "address.city", "/address/city". */
typedef void (*StreeLeafFunc) (StreeField *field, const char *path, const char *pointer, gpointer data);
void        stree_model_foreach_leaf  (StreeModel *model, StreeLeafFunc func, gpointer data);

/* How deep models nest at most: one that holds itself has no end. */
#define STREE_MODEL_DEPTH 8

G_END_DECLS
