/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* GTK objects as data: of which class, with which properties, what is in them, and what is to be said of them. It can hold only
 * what C and GtkBuilder's XML can both say, so that the two never differ. */

#include <glib.h>

G_BEGIN_DECLS

typedef struct _StreeCodeObject StreeCodeObject;

typedef enum
{
  STREE_CODE_STRING,
  STREE_CODE_BOOL,
  STREE_CODE_INT,
  STREE_CODE_DOUBLE,
  STREE_CODE_ENUM,    /* as C has it: GTK_ALIGN_START */
  STREE_CODE_STRINGS, /* a GtkStringList */
  STREE_CODE_LOOKUP,  /* an expression: the text of a GtkStringObject */
  STREE_CODE_FILE,    /* a GFile, by its URI */
  STREE_CODE_OBJECT,
} StreeCodeType;

typedef struct
{
  const char   *name; /* static, as GObject has it */
  StreeCodeType type;
  union
  {
    char            *s; /* owned; of an ENUM static */
    char           **strings; /* owned */
    gint64           i;
    double           d;
    StreeCodeObject *object; /* owned */
  } v;
} StreeCodeProp;

/* How a child is put in. */
typedef enum
{
  STREE_CODE_APPEND,  /* GtkBox */
  STREE_CODE_OVERLAY, /* GtkOverlay */
  STREE_CODE_PAGE,    /* GtkNotebook; with the text on its tab */
  STREE_CODE_CELL,    /* GtkGrid; with its place */
  STREE_CODE_COLUMN,  /* GtkColumnView */
  STREE_CODE_COMMENT, /* no child: something to say at this place */
} StreeCodePack;

typedef struct
{
  StreeCodePack    pack;
  StreeCodeObject *object; /* owned; NULL of a COMMENT */
  StreeCodeObject *tab;    /* owned; of a PAGE */
  char            *comment; /* owned */
  guint            column;
  guint            row;
} StreeCodeChild;

struct _StreeCodeObject
{
  const char *klass; /* static: GtkBox */
  char       *name;  /* owned: what it is called in C, and by its id in XML */
  gboolean    keyed; /* the name comes from a key: somebody may want to find it */
  char       *key;   /* owned; NULL: none */
  GPtrArray  *comments; /* owned texts */
  GArray     *props;    /* StreeCodeProp; what is only set at birth comes first, in C */
  GPtrArray  *css;      /* owned texts */
  GArray     *accessible; /* StreeCodeProp: of GtkAccessible, STRING or INT */
  GArray     *children; /* StreeCodeChild */
  StreeCodeObject *core; /* borrowed: what assistive technology meets in it; NULL: itself */
  StreeCodeObject *body; /* borrowed: what has the classes and the place; NULL: itself */
};

/* A whole: of each of @tops C has a function, XML an object. */
typedef struct
{
  char       *name;  /* owned: of what it was made */
  GPtrArray  *tops;  /* owned */
  GPtrArray  *comments; /* owned: of all of it */
  GHashTable *names; /* owned: those that are taken -> the last number that was put behind it */
  gboolean    replaced; /* there were characters that XML cannot hold */
} StreeCode;

StreeCode *stree_code_new  (const char *name);
void       stree_code_free (StreeCode *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeCode, stree_code_free)

/* @hint: what it may be called; it gets a name like it that is a valid one in C and has no other object. */
StreeCodeObject *stree_code_object_new  (StreeCode *code, const char *klass, const char *hint);
void             stree_code_object_free (StreeCodeObject *self);

/* What is set twice has the second value, at the place of the first. */
void stree_code_set_string  (StreeCode *code, StreeCodeObject *self, const char *prop, const char *value);
void stree_code_set_bool    (StreeCodeObject *self, const char *prop, gboolean value);
void stree_code_set_int     (StreeCodeObject *self, const char *prop, gint64 value);
void stree_code_set_double  (StreeCodeObject *self, const char *prop, double value);
void stree_code_set_enum    (StreeCodeObject *self, const char *prop, const char *value);
void stree_code_set_strings (StreeCode *code, StreeCodeObject *self, const char *prop, const char *const *values);
void stree_code_set_lookup  (StreeCodeObject *self, const char *prop);
void stree_code_set_file    (StreeCodeObject *self, const char *prop, const char *uri);
void stree_code_set_object  (StreeCodeObject *self, const char *prop, StreeCodeObject *value);
/* NULL: it has none. */
const StreeCodeProp *stree_code_get (const StreeCodeObject *self, const char *prop);

void stree_code_add_class      (StreeCode *code, StreeCodeObject *self, const char *css);
void stree_code_set_name       (StreeCode *code, StreeCodeObject *self, const char *label);
void stree_code_set_accessible (StreeCode *code, StreeCodeObject *self, const char *prop, const char *value);
void stree_code_set_level      (StreeCodeObject *self, int level);

/* Takes @child. */
StreeCodeChild *stree_code_add     (StreeCodeObject *self, StreeCodePack pack, StreeCodeObject *child);
void            stree_code_comment (StreeCode *code, StreeCodeObject *self, const char *format, ...) G_GNUC_PRINTF (3, 4);
void            stree_code_say     (StreeCode *code, StreeCodeObject *self, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* --- writing --- */

char *stree_code_write_c  (const StreeCode *code);
char *stree_code_write_ui (const StreeCode *code);

/* The words of a name, apart by @mark: GtkCheckButton, gtk_check_button and GTK_CHECK_BUTTON. */
char *stree_code_split_name (const char *name, char mark, gboolean upper);

G_END_DECLS
