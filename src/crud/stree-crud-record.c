/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

/* A form's model from the columns of a source. */

#include "crud/stree-crud-private.h"

#include <float.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "data/stree-cell-date-private.h"
#include "data/stree-frame-builder.h"
#include "forms/stree-model-table.h"

/* Numbers that stand for none. */
#define NO_INT    ((double) G_MININT64)
#define NO_DOUBLE (-DBL_MAX)

/* Each member has as much room as the largest one needs. */
#define SLOT sizeof (gint64)

static void
declare (StreeCrud *self, StreeFieldDecl *decl, guint column, const StreeCrudField *field)
{
  StreeFrame *schema = stree_source_get_schema (self->source);
  StreeColumnFlags flags = stree_source_get_column_flags (self->source, column);

  *decl = (StreeFieldDecl){ .name = field->name, .offset = field->offset };
  decl->label = stree_frame_get_column_name (schema, column);
  decl->required = (flags & (STREE_COLUMN_REQUIRED | STREE_COLUMN_DEFAULT)) == STREE_COLUMN_REQUIRED;
  switch (stree_frame_get_column_type (schema, column))
    {
    case STREE_COLUMN_INT64:
      decl->type = STREE_MEMBER_INT64;
      decl->optional = TRUE;
      decl->empty = NO_INT;
      break;
    case STREE_COLUMN_DOUBLE:
      decl->type = STREE_MEMBER_DOUBLE;
      decl->optional = TRUE;
      decl->empty = NO_DOUBLE;
      break;
    case STREE_COLUMN_BOOL:
      decl->type = STREE_MEMBER_INT32;
      decl->boolean = TRUE;
      decl->required = FALSE;
      break;
    case STREE_COLUMN_DATE:
      decl->type = STREE_MEMBER_DATE;
      break;
    case STREE_COLUMN_TIMESTAMP:
      decl->type = STREE_MEMBER_DATE_TIME;
      break;
    case STREE_COLUMN_TEXT:
    default:
      decl->type = STREE_MEMBER_STRING;
      break;
    }
}

/* A time of the last evening of 9999 may be in 10000 elsewhere. */
static char *
check_time (const GValue *value, gpointer data)
{
  GDateTime *time = g_value_get_boxed (value);
  gint64 microseconds;

  (void) data;
  return !time || stree_microseconds_from_date_time (time, &microseconds)
             ? NULL
             : g_strdup (_ ("Not a date and time such as 2024-02-29 12:30"));
}

static void
field_clear (gpointer data)
{
  g_free (((StreeCrudField *) data)->name);
}

void
stree_crud_make_model (StreeCrud *self)
{
  StreeFrame *schema = stree_source_get_schema (self->source);
  guint n = stree_frame_get_n_columns (schema);
  g_autofree StreeFieldDecl *decls = g_new0 (StreeFieldDecl, MAX (n, 1));

  self->fields = g_array_new (FALSE, TRUE, sizeof (StreeCrudField));
  g_array_set_clear_func (self->fields, field_clear);
  for (guint column = 0; column < n; column++)
    {
      StreeCrudField field = { .column = column, .offset = self->fields->len * SLOT };

      if (stree_source_get_column_flags (self->source, column) & (STREE_COLUMN_READ_ONLY | STREE_COLUMN_HIDDEN))
        continue;
      field.name = g_strdup_printf ("field%u", column);
      g_array_append_val (self->fields, field);
      declare (self, &decls[self->fields->len - 1], column, &field);
    }
  self->size = MAX (self->fields->len, 1) * SLOT;
  self->model = stree_model_new_for_table ("record", self->size, decls, self->fields->len);
  for (guint i = 0; i < self->fields->len; i++)
    if (decls[i].type == STREE_MEMBER_DATE_TIME)
      stree_model_add_validator (self->model, decls[i].name, check_time, NULL, NULL, NULL);
}

/* --- records of it --- */

static void
put_cell (char *slot, StreeColumnType type, StreeCell *cell)
{
  gboolean is_null = !cell || stree_cell_is_null (cell);

  switch (type)
    {
    case STREE_COLUMN_INT64:
      *(gint64 *) (gpointer) slot = is_null ? G_MININT64 : stree_cell_get_int64 (cell);
      break;
    case STREE_COLUMN_DOUBLE:
      *(double *) (gpointer) slot = is_null ? NO_DOUBLE : stree_cell_get_double (cell);
      break;
    case STREE_COLUMN_BOOL:
      *(gint32 *) (gpointer) slot = !is_null && stree_cell_get_bool (cell);
      break;
    case STREE_COLUMN_DATE:
      if (!is_null)
        {
          GDate *date = g_date_new ();

          stree_days_to_date (stree_cell_get_date (cell), date);
          *(GDate **) (gpointer) slot = date;
        }
      break;
    case STREE_COLUMN_TIMESTAMP:
      if (!is_null)
        *(GDateTime **) (gpointer) slot = stree_microseconds_to_date_time (stree_cell_get_timestamp (cell));
      break;
    case STREE_COLUMN_TEXT:
    default:
      *(char **) (gpointer) slot = g_strdup (is_null ? "" : stree_cell_get_text (cell));
      break;
    }
}

gpointer
stree_crud_make_instance (StreeCrud *self, StreeFrame *record)
{
  StreeFrame *schema = stree_source_get_schema (self->source);
  char *instance = g_malloc0 (self->size);

  for (guint i = 0; i < self->fields->len; i++)
    {
      const StreeCrudField *field = &g_array_index (self->fields, StreeCrudField, i);
      g_autoptr (StreeCell) cell = record ? stree_frame_get_cell (record, 0, field->column) : NULL;

      put_cell (instance + field->offset, stree_frame_get_column_type (schema, field->column), cell);
    }
  return instance;
}

StreeCell *
stree_crud_get_cell (StreeCrud *self, gpointer instance, const StreeCrudField *field)
{
  StreeColumnType type = stree_frame_get_column_type (stree_source_get_schema (self->source), field->column);
  const char *slot = (const char *) instance + field->offset;
  const GDate *date;
  GDateTime *time;
  gint32 days;
  gint64 microseconds;

  switch (type)
    {
    case STREE_COLUMN_INT64:
      if (*(const gint64 *) (gconstpointer) slot != G_MININT64)
        return stree_cell_new_int64 (*(const gint64 *) (gconstpointer) slot);
      break;
    case STREE_COLUMN_DOUBLE:
      if (*(const double *) (gconstpointer) slot > NO_DOUBLE)
        return stree_cell_new_double (*(const double *) (gconstpointer) slot);
      break;
    case STREE_COLUMN_BOOL:
      return stree_cell_new_bool (*(const gint32 *) (gconstpointer) slot);
    case STREE_COLUMN_DATE:
      date = *(GDate *const *) (gconstpointer) slot;
      if (date && g_date_valid (date) && stree_days_from_date (date, &days))
        return stree_cell_new_date (days);
      break;
    case STREE_COLUMN_TIMESTAMP:
      time = *(GDateTime *const *) (gconstpointer) slot;
      if (time && stree_microseconds_from_date_time (time, &microseconds))
        return stree_cell_new_timestamp (microseconds);
      break;
    case STREE_COLUMN_TEXT:
    default:
      if (*(char *const *) (gconstpointer) slot && **(char *const *) (gconstpointer) slot)
        return stree_cell_new_text (*(char *const *) (gconstpointer) slot);
      break;
    }
  return stree_cell_new_null (type);
}

StreeFrame *
stree_crud_make_record (StreeCrud *self, StreeFrame *record, StreeCell *const *cells)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  StreeFrame *schema = stree_source_get_schema (self->source);

  for (guint column = 0; column < stree_frame_get_n_columns (schema); column++)
    {
      StreeColumnType type = stree_frame_get_column_type (schema, column);
      g_autoptr (StreeCell) cell = cells[column] ? stree_cell_ref (cells[column])
                                   : record      ? stree_frame_get_cell (record, 0, column)
                                                 : stree_cell_new_null (type);

      stree_frame_builder_add_column (builder, stree_frame_get_column_name (schema, column), type);
      stree_frame_builder_append_cell (builder, column, cell);
    }
  stree_frame_builder_end_row (builder);
  return stree_frame_builder_finish (builder);
}

/* What cannot be read is typed. */
gboolean
stree_crud_is_modified (StreeCrud *self, StreeBindings *fields)
{
  gpointer typed = stree_build_model_from_bindings (self->model, fields, NULL, NULL);
  gpointer loaded;
  gboolean modified = FALSE;

  if (!typed)
    return TRUE;
  loaded = stree_crud_make_instance (self, self->draft->seen);
  for (guint i = 0; !modified && i < self->fields->len; i++)
    {
      const StreeCrudField *field = &g_array_index (self->fields, StreeCrudField, i);
      g_autoptr (StreeCell) a = stree_crud_get_cell (self, typed, field);
      g_autoptr (StreeCell) b = stree_crud_get_cell (self, loaded, field);

      modified = !stree_cell_equal (a, b);
    }
  stree_model_free_instance (self->model, typed);
  stree_model_free_instance (self->model, loaded);
  return modified;
}

/**
 * stree_crud_dup_field:
 * @crud: the records of a source
 * @column: a column's name
 *
 * The name of a column's field in the model, for functions such as [method@Model.add_validator].
 *
 * Returns: (transfer full) (nullable): the name; %NULL: the column has no field, as it is read only
 *
 * Since: 1.0
 */
char *
stree_crud_dup_field (StreeCrud *crud, const char *column)
{
  guint number;

  g_return_val_if_fail (STREE_IS_CRUD (crud) && column != NULL, NULL);
  if (!stree_frame_find_column (stree_source_get_schema (crud->source), column, &number))
    return NULL;
  for (guint i = 0; i < crud->fields->len; i++)
    if (g_array_index (crud->fields, StreeCrudField, i).column == number)
      return g_strdup (g_array_index (crud->fields, StreeCrudField, i).name);
  return NULL;
}
