/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-kind-private.h"

#include "core/stree-component-private.h"

static GHashTable *kinds_by_name; /* name (static) -> StreeKind (static) */
static int         n_kinds;

static const StreeProp *
find_prop (const StreeProp *props, guint n_props, const char *name)
{
  for (guint i = 0; i < n_props; i++)
    if (strcmp (props[i].name, name) == 0)
      return &props[i];
  return NULL;
}

void
stree_kind_prepare (StreeKind *kind)
{
  if (kind->ready)
    return;
  stree_prop_plan_init (&kind->plan, kind->props, kind->n_props, kind->size);
  kind->value = kind->value_prop ? find_prop (kind->props, kind->n_props, kind->value_prop) : NULL;
  kind->change = kind->change_prop ? find_prop (kind->props, kind->n_props, kind->change_prop) : NULL;
  kind->label = kind->label_prop ? find_prop (kind->props, kind->n_props, kind->label_prop) : NULL;
  g_assert (!kind->value_prop || kind->value);
  g_assert (!kind->change_prop || kind->change);
  g_assert (!kind->label_prop || kind->label);
  kind->id = ++n_kinds;
  kind->ready = TRUE;
}

static void
ensure_registry (void)
{
  if (kinds_by_name)
    return;
  kinds_by_name = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; stree_element_kinds[i]; i++)
    {
      stree_kind_prepare (stree_element_kinds[i]);
      g_hash_table_insert (kinds_by_name, (char *) stree_element_kinds[i]->name, stree_element_kinds[i]);
    }
}

StreeKind *
stree_kind_lookup (const char *name)
{
  ensure_registry ();
  return g_hash_table_lookup (kinds_by_name, name);
}

int
stree_kind_count (void)
{
  ensure_registry ();
  return n_kinds;
}

const StreeProp *
stree_kind_find_prop (const StreeKind *kind, const char *name)
{
  return find_prop (kind->props, kind->n_props, name);
}

/* --- components: one kind for each name, so that identity is one pointer --- */

#define CACHE_SIZE 64

StreeKind *
stree_kind_for_component (const char *name)
{
  static GHashTable *components; /* name (owned) -> StreeKind (owned, lives for ever) */
  static struct
  {
    const char *name;
    StreeKind  *kind;
  } cache[CACHE_SIZE];
  guint      slot = (GPOINTER_TO_SIZE (name) >> 3) % CACHE_SIZE;
  StreeKind *kind;

  /* The name is most often the same literal: its address is a hint, its text decides. */
  if (cache[slot].name == name && strcmp (cache[slot].kind->name, name) == 0)
    return cache[slot].kind;

  ensure_registry ();
  if (!components)
    components = g_hash_table_new (g_str_hash, g_str_equal);
  kind = g_hash_table_lookup (components, name);
  if (!kind)
    {
      kind = g_new0 (StreeKind, 1);
      *kind = *stree_component_kind_template ();
      kind->name = g_strdup (name);
      kind->ready = FALSE;
      stree_kind_prepare (kind);
      g_hash_table_insert (components, (char *) kind->name, kind);
    }
  cache[slot].name = name;
  cache[slot].kind = kind;
  return kind;
}

/* --- what bindings and documentation ask --- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * stree_kind_list:
 *
 * The names of all element kinds, sorted.
 *
 * Returns: (transfer full) (array zero-terminated=1): the names
 *
 * Since: 1.0
 */
char **
stree_kind_list (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; stree_element_kinds[i]; i++)
    g_ptr_array_add (names, g_strdup (stree_element_kinds[i]->name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_steal (names, NULL);
}

/**
 * stree_kind_list_props:
 * @kind: the name of a kind
 *
 * The props of a kind, in the order of its table. Those of every kind (tooltip, margins ...) are not among them.
 *
 * Returns: (transfer full) (array zero-terminated=1) (nullable): the names; %NULL if there is no such kind
 *
 * Since: 1.0
 */
char **
stree_kind_list_props (const char *kind)
{
  StreeKind            *record;
  g_autoptr (GPtrArray) names = NULL;

  g_return_val_if_fail (kind != NULL, NULL);
  record = stree_kind_lookup (kind);
  if (!record)
    return NULL;
  names = g_ptr_array_new ();
  for (guint i = 0; i < record->n_props; i++)
    g_ptr_array_add (names, g_strdup (record->props[i].name));
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_steal (names, NULL);
}

/**
 * stree_kind_get_blurb:
 * @kind: the name of a kind
 *
 * What a kind is, in a line.
 *
 * Returns: (transfer none) (nullable): the line; %NULL if there is no such kind
 *
 * Since: 1.0
 */
const char *
stree_kind_get_blurb (const char *kind)
{
  StreeKind *record;

  g_return_val_if_fail (kind != NULL, NULL);
  record = stree_kind_lookup (kind);
  return record ? record->blurb : NULL;
}

/**
 * stree_kind_get_prop_blurb:
 * @kind: the name of a kind
 * @prop: the name of one of its props
 *
 * What a prop is, in a line.
 *
 * Returns: (transfer none) (nullable): the line; %NULL if there is no such kind or prop
 *
 * Since: 1.0
 */
const char *
stree_kind_get_prop_blurb (const char *kind, const char *prop)
{
  StreeKind       *record;
  const StreeProp *found;

  g_return_val_if_fail (kind != NULL, NULL);
  g_return_val_if_fail (prop != NULL, NULL);
  record = stree_kind_lookup (kind);
  found = record ? stree_kind_find_prop (record, prop) : NULL;
  return found ? found->blurb : NULL;
}

char *
stree_kind_dup_css_class (const StreeKind *kind)
{
  GString *name = g_string_new ("stree");

  for (const char *p = kind->name; *p; p++)
    {
      if (p == kind->name || (g_ascii_isupper (*p) && !g_ascii_isupper (p[-1])))
        g_string_append_c (name, '-');
      g_string_append_c (name, g_ascii_tolower (*p));
    }
  return g_string_free (name, FALSE);
}
