/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "forms/stree-validation-errors-private.h"

#include <string.h>

#include "core/stree-boxed-private.h"
#include "core/stree-error.h"

typedef struct
{
  char *path;
  char *message;
} Entry;

struct _StreeValidationErrors
{
  gatomicrefcount ref_count;
  GPtrArray      *entries; /* Entry, owned; in the order in which they were found */
  guint           n_pending;
};

/**
 * StreeValidationErrors:
 *
 * What is wrong with the values of a model: a list of messages, each with the JSON Pointer (RFC 6901) of its field, such
 * as `/address/city`; empty for the whole.
 *
 * Since: 1.0
 */
STREE_DEFINE_BOXED_TYPE (StreeValidationErrors, stree_validation_errors)

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->path);
  g_free (entry->message);
  g_free (entry);
}

/**
 * stree_validation_errors_new:
 *
 * An empty list.
 *
 * Returns: (transfer full): the list
 *
 * Since: 1.0
 */
StreeValidationErrors *
stree_validation_errors_new (void)
{
  StreeValidationErrors *errors = g_new0 (StreeValidationErrors, 1);

  g_atomic_ref_count_init (&errors->ref_count);
  errors->entries = g_ptr_array_new_with_free_func (entry_free);
  return errors;
}

/**
 * stree_validation_errors_ref: (skip)
 * @errors: a list
 *
 * Returns: (transfer full): @errors, held once more
 *
 * Since: 1.0
 */
StreeValidationErrors *
stree_validation_errors_ref (StreeValidationErrors *errors)
{
  g_return_val_if_fail (errors != NULL, NULL);
  g_atomic_ref_count_inc (&errors->ref_count);
  return errors;
}

/**
 * stree_validation_errors_unref: (skip)
 * @errors: (transfer full): a list
 *
 * Lets go of a list.
 *
 * Since: 1.0
 */
void
stree_validation_errors_unref (StreeValidationErrors *errors)
{
  g_return_if_fail (errors != NULL);
  if (!g_atomic_ref_count_dec (&errors->ref_count))
    return;
  g_ptr_array_unref (errors->entries);
  g_free (errors);
}

/* A field's name, or names with points between, as a pointer. */
static char *
to_pointer (const char *path)
{
  char *pointer;

  if (!*path || *path == '/')
    return g_strdup (path);
  pointer = g_strconcat ("/", path, NULL);
  return g_strdelimit (pointer, ".", '/');
}

/* GObject takes first_name and first-name for the same. */
static gboolean
same_pointer (const char *a, const char *b)
{
  for (; *a && *b; a++, b++)
    if (*a != *b && !((*a == '_' || *a == '-') && (*b == '_' || *b == '-')))
      return FALSE;
  return *a == *b;
}

/**
 * stree_validation_errors_add:
 * @errors: a list
 * @path: a JSON Pointer such as `/address/city`, a field such as `address.city`, or an empty text for the whole
 * @message: what is wrong; copied
 *
 * Adds an error.
 *
 * Since: 1.0
 */
void
stree_validation_errors_add (StreeValidationErrors *errors, const char *path, const char *message)
{
  Entry *entry;

  g_return_if_fail (errors != NULL);
  g_return_if_fail (path != NULL);
  g_return_if_fail (message != NULL);
  entry = g_new (Entry, 1);
  entry->path = to_pointer (path);
  entry->message = g_strdup (message);
  g_ptr_array_add (errors->entries, entry);
}

void
stree_validation_errors_add_all (StreeValidationErrors *errors, const char *parent, StreeValidationErrors *from)
{
  for (guint i = 0; i < from->entries->len; i++)
    {
      const Entry     *entry = from->entries->pdata[i];
      g_autofree char *path = g_strconcat (parent, entry->path, NULL);

      stree_validation_errors_add (errors, path, entry->message);
    }
}

void
stree_validation_errors_set_pending (StreeValidationErrors *errors, guint n_pending)
{
  errors->n_pending = n_pending;
}

/**
 * stree_validation_errors_get_n_errors:
 * @errors: a list
 *
 * How many errors there are.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint
stree_validation_errors_get_n_errors (StreeValidationErrors *errors)
{
  g_return_val_if_fail (errors != NULL, 0);
  return errors->entries->len;
}

/**
 * stree_validation_errors_get_path:
 * @errors: a list
 * @index: which one, from 0
 *
 * Where an error is.
 *
 * Returns: (transfer none): a JSON Pointer; empty for the whole
 *
 * Since: 1.0
 */
const char *
stree_validation_errors_get_path (StreeValidationErrors *errors, guint index)
{
  g_return_val_if_fail (errors != NULL && index < errors->entries->len, NULL);
  return ((const Entry *) errors->entries->pdata[index])->path;
}

/**
 * stree_validation_errors_get_message:
 * @errors: a list
 * @index: which one, from 0
 *
 * What an error says.
 *
 * Returns: (transfer none): the message
 *
 * Since: 1.0
 */
const char *
stree_validation_errors_get_message (StreeValidationErrors *errors, guint index)
{
  g_return_val_if_fail (errors != NULL && index < errors->entries->len, NULL);
  return ((const Entry *) errors->entries->pdata[index])->message;
}

/**
 * stree_validation_errors_lookup:
 * @errors: (nullable): a list
 * @path: a JSON Pointer or a field, as for [method@StreamTree.ValidationErrors.add]
 *
 * What is wrong at a place: the first message there.
 *
 * Returns: (transfer none) (nullable): the message; %NULL if nothing is wrong
 *
 * Since: 1.0
 */
const char *
stree_validation_errors_lookup (StreeValidationErrors *errors, const char *path)
{
  g_autofree char *pointer = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  if (!errors)
    return NULL;
  pointer = to_pointer (path);
  for (guint i = 0; i < errors->entries->len; i++)
    {
      const Entry *entry = errors->entries->pdata[i];

      if (same_pointer (entry->path, pointer))
        return entry->message;
    }
  return NULL;
}

/**
 * stree_validation_errors_get_n_pending:
 * @errors: a list
 *
 * How many asynchronous validators have not answered yet, see [func@StreamTree.validate_bindings].
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint
stree_validation_errors_get_n_pending (StreeValidationErrors *errors)
{
  g_return_val_if_fail (errors != NULL, 0);
  return errors->n_pending;
}

/* "/address/ci~1ty" as "address.ci/ty". */
static char *
to_dotted (const char *pointer)
{
  GString *text = g_string_new (NULL);

  for (const char *p = *pointer == '/' ? pointer + 1 : pointer; *p; p++)
    {
      if (*p == '/')
        g_string_append_c (text, '.');
      else if (*p == '~' && (p[1] == '0' || p[1] == '1'))
        g_string_append_c (text, *++p == '0' ? '~' : '/');
      else
        g_string_append_c (text, *p);
    }
  return g_string_free (text, FALSE);
}

/**
 * stree_format_validation_errors:
 * @errors: a list
 *
 * All errors as a list in Markdown: a line `- **address.city**: message` for each, `- message` for what is wrong with the
 * whole.
 *
 * Returns: (transfer full): the text; empty if there are none
 *
 * Since: 1.0
 */
char *
stree_format_validation_errors (StreeValidationErrors *errors)
{
  GString *text;

  g_return_val_if_fail (errors != NULL, NULL);
  text = g_string_new (NULL);
  for (guint i = 0; i < errors->entries->len; i++)
    {
      const Entry     *entry = errors->entries->pdata[i];
      g_autofree char *path = to_dotted (entry->path);

      if (i > 0)
        g_string_append_c (text, '\n');
      if (*path)
        g_string_append_printf (text, "- **%s**: %s", path, entry->message);
      else
        g_string_append_printf (text, "- %s", entry->message);
    }
  return g_string_free (text, FALSE);
}

char *
stree_json_pointer_join (const char *parent, const char *member)
{
  GString *text = g_string_new (parent);

  g_string_append_c (text, '/');
  for (; *member; member++)
    {
      if (*member == '~')
        g_string_append (text, "~0");
      else if (*member == '/')
        g_string_append (text, "~1");
      else
        g_string_append_c (text, *member);
    }
  return g_string_free (text, FALSE);
}

void
stree_validation_errors_to_gerror (StreeValidationErrors *errors, const char *what, GError **error)
{
  const Entry *first;

  g_assert (errors->entries->len > 0);
  first = errors->entries->pdata[0];
  if (errors->entries->len == 1)
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s%s%s: %s", what, *first->path ? " at " : "", first->path,
                 first->message);
  else
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s%s%s: %s (and %u more)", what, *first->path ? " at " : "",
                 first->path, first->message, errors->entries->len - 1);
}
