/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-memo-private.h"

#include "core/stree-blank-private.h"
#include "core/stree-context-private.h"
#include "core/stree-deps-private.h"
#include "core/stree-error.h"
#include "core/stree-mount-private.h"
#include "core/stree-node-private.h"
#include "core/stree-provided-private.h"
#include "core/stree-session-private.h"
#include "core/stree-values-private.h"
#include "core/stree-thread-private.h"

/* --- values, once a session --- */

typedef struct
{
  gpointer       value;
  GDestroyNotify destroy;
} MemoValue;

void
stree_memo_value_free (gpointer data)
{
  MemoValue *memo = data;

  if (memo->destroy && memo->value)
    memo->destroy (memo->value);
  g_free (memo);
}

static GHashTable *
session_memos (StreeContext *cx)
{
  StreeSession *session = stree_context_get_session (cx);

  return session ? session->memos : NULL;
}

static gpointer
keep (GHashTable *memos, const char *key, gpointer value, GDestroyNotify destroy)
{
  MemoValue *memo = g_new (MemoValue, 1);

  memo->value = value;
  memo->destroy = destroy;
  g_hash_table_insert (memos, g_strdup (key), memo);
  return value;
}

/**
 * stree_memo: (skip)
 * @cx: a context
 * @key: its name; unique in the session
 * @factory: makes the value
 * @data: (nullable): data for @factory
 * @destroy: (nullable): frees the value, when the session ends
 *
 * A value that is made once a session. Code that was reloaded gets what the code before has made: give another struct
 * another key.
 *
 * Returns: (transfer none) (nullable): the value
 *
 * Since: 1.0
 */
gpointer
stree_memo (StreeContext *cx, const char *key, StreeMemoFunc factory, gpointer data, GDestroyNotify destroy)
{
  GHashTable *memos;
  MemoValue  *memo;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL && key != NULL && factory != NULL, NULL);
  memos = session_memos (cx);
  g_return_val_if_fail (memos != NULL, NULL);
  memo = g_hash_table_lookup (memos, key);
  return memo ? memo->value : keep (memos, key, factory (data), destroy);
}

/**
 * stree_cache: (skip)
 * @cx: a context
 * @key: its name; unique in the session
 * @value: (nullable) (transfer full): a value
 * @destroy: (nullable): frees the value
 *
 * Keeps a value for the session. The first one stays: a later one is freed and the first returned.
 *
 * Returns: (transfer none) (nullable): the value that is kept
 *
 * Since: 1.0
 */
gpointer
stree_cache (StreeContext *cx, const char *key, gpointer value, GDestroyNotify destroy)
{
  GHashTable *memos;
  MemoValue  *memo;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL && key != NULL, NULL);
  memos = session_memos (cx);
  g_return_val_if_fail (memos != NULL, NULL);
  memo = g_hash_table_lookup (memos, key);
  if (!memo)
    return keep (memos, key, value, destroy);
  if (destroy && value && value != memo->value)
    destroy (value);
  return memo->value;
}

/* --- subtrees, by place and key --- */

struct _StreeMemo
{
  char         *key;
  StreeArena   *arena;   /* owned: where the subtree and the copies of its deps live */
  StreeElement *element;
  StreeDeps     deps;    /* kept in the arena */
  guint         run;     /* the last run of the mount that asked for it */
  guint         generation; /* of the code that made it */
  StreeMemo    *outer;   /* borrowed: the one whose factory asked for it; NULL: the component did */
  guint         serial;  /* how often it was made */
  guint         outer_serial; /* the outer one's, when it was asked for */
  gboolean      wanted;
  GPtrArray    *lookups; /* MemoLookup, owned: the provided values that its factory read; NULL: none */
  StreeMemo    *next;
};

typedef struct
{
  char        *name;  /* owned; NULL: all of them */
  GValue      *value; /* owned; NULL: nobody provided it */
  StreeValues *all;   /* owned: of all of them */
} MemoLookup;

static void
lookup_free (gpointer data)
{
  MemoLookup *lookup = data;

  g_free (lookup->name);
  stree_gvalue_free (lookup->value);
  g_clear_pointer (&lookup->all, stree_values_unref);
  g_free (lookup);
}

void
stree_memo_list_free (StreeMemo *memos)
{
  while (memos)
    {
      StreeMemo *next = memos->next;

      g_free (memos->key);
      stree_arena_unref (memos->arena);
      g_clear_pointer (&memos->lookups, g_ptr_array_unref);
      g_free (memos);
      memos = next;
    }
}

/* The one whose factory runs at the moment, and its component. */
static StreeMemo *building;
static StreeNode *building_for;

gboolean
stree_memo_is_building (StreeNode *node)
{
  return building && building_for == node;
}

static gboolean
is_wanted (const StreeMemo *memo, guint run)
{
  if (memo->run == run)
    return TRUE;
  /* What stayed as it was did not ask again for what is in it. */
  return memo->outer && memo->outer_serial == memo->outer->serial && is_wanted (memo->outer, run);
}

/* Drops what a component that has just run did not ask for. */
void
stree_memo_list_sweep (StreeMemo **memos, guint run)
{
  for (StreeMemo *memo = *memos; memo; memo = memo->next)
    memo->wanted = is_wanted (memo, run);
  while (*memos)
    {
      StreeMemo *memo = *memos;

      if (memo->wanted)
        {
          memos = &memo->next;
          continue;
        }
      *memos = memo->next;
      memo->next = NULL;
      stree_memo_list_free (memo);
    }
}

/* A provided value as a dependency is one that the factory need not be told of: it looked it up. */
static void
note_lookup (StreeMemo *memo, const char *name, const GValue *value, StreeValues *all)
{
  MemoLookup *lookup;

  for (; memo; memo = memo->outer)
    {
      if (!memo->lookups)
        memo->lookups = g_ptr_array_new_with_free_func (lookup_free);
      lookup = g_new0 (MemoLookup, 1);
      lookup->name = g_strdup (name);
      lookup->value = value ? stree_gvalue_dup (value) : NULL;
      lookup->all = all ? stree_values_ref (all) : NULL;
      g_ptr_array_add (memo->lookups, lookup);
    }
}

void
stree_memo_note_lookup (StreeNode *node, const char *name, const GValue *value)
{
  g_autoptr (StreeValues) all = NULL;

  if (!building || building_for != node)
    return;
  if (!name)
    all = stree_provided_all (node);
  note_lookup (building, name, value, all);
}

static gboolean
lookup_equal (const MemoLookup *lookup, StreeNode *node)
{
  const GValue *value;

  if (lookup->all)
    {
      g_autoptr (StreeValues) all = stree_provided_all (node);

      return stree_values_equal (lookup->all, all);
    }
  value = stree_provided_find (node, lookup->name);
  return value == lookup->value || (value && lookup->value && stree_gvalue_equal (value, lookup->value));
}

static gboolean
lookups_equal (const StreeMemo *memo, StreeNode *node)
{
  for (guint i = 0; memo->lookups && i < memo->lookups->len; i++)
    if (!lookup_equal (memo->lookups->pdata[i], node))
      return FALSE;
  return TRUE;
}

/**
 * stree_memo_subtree: (skip)
 * @cx: a context
 * @key: its name; unique in the component
 * @deps: what the subtree depends on; a state stands for the value it holds
 * @factory: makes the subtree
 * @data: (nullable): data for @factory
 *
 * A subtree that is made again only when @deps have changed, or a provided value that @factory looked up. While they
 * have not, it is not even looked at: only components in it run whose state changed, or what they looked up. Code that was
 * reloaded makes it anew, whatever it depends on.
 *
 * An error that @factory returns by `stree_fail()` is the component's; a blank @key is one, too.
 *
 * Returns: (transfer none) (nullable): the subtree
 *
 * Since: 1.0
 */
StreeElement *
stree_memo_subtree (StreeContext *cx, const char *key, StreeDeps deps, StreeSubtreeFunc factory, gpointer data)
{
  StreeNodeExtra *extra;
  StreeMount     *mount;
  StreeMemo      *memo;
  StreeMemo      *outer_memo = building;
  StreeNode      *outer_node = building_for;
  StreeElement   *element;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL && cx->node != NULL, NULL);
  g_return_val_if_fail (factory != NULL, NULL);
  if (stree_is_blank (key))
    {
      stree_context_take_error (cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE, "memo_subtree needs a key that is not blank"));
      return NULL;
    }
  extra = stree_node_extra (cx->node);
  for (memo = extra->memos; memo; memo = memo->next)
    if (strcmp (memo->key, key) == 0)
      break;
  if (!memo)
    {
      memo = g_new0 (StreeMemo, 1);
      memo->key = g_strdup (key);
      memo->next = extra->memos;
      extra->memos = memo;
    }
  mount = stree_node_get_mount (cx->node);
  memo->run = mount->run;
  memo->outer = building_for == cx->node && building != memo ? building : NULL;
  memo->outer_serial = memo->outer ? memo->outer->serial : 0;
  if (memo->element && memo->generation == mount->session->generation && stree_deps_equal (&memo->deps, &deps) && lookups_equal (memo, cx->node))
    {
      /* What the outer one's factory would have read, had this one been made again. */
      for (guint i = 0; memo->outer && memo->lookups && i < memo->lookups->len; i++)
        {
          const MemoLookup *lookup = memo->lookups->pdata[i];

          note_lookup (memo->outer, lookup->name, lookup->value, lookup->all);
        }
      return memo->element;
    }
  g_clear_pointer (&memo->lookups, g_ptr_array_unref);

  if (memo->arena)
    {
      /* The nodes still point into it, for as long as this run lasts. */
      stree_arena_adopt (stree_element_arena (), memo->arena);
      stree_arena_unref (memo->arena);
    }
  memo->arena = stree_arena_new ();
  memo->deps = stree_deps_keep (&deps, memo->arena);
  stree_arena_push (memo->arena);
  memo->element = NULL;
  memo->serial++;
  memo->generation = mount->session->generation;
  building = memo;
  building_for = cx->node;
  element = factory (cx, data);
  building = outer_memo;
  building_for = outer_node;
  stree_arena_pop (memo->arena);
  if (element)
    element->flags |= STREE_ELEMENT_FROZEN;
  /* What was made while something failed is not kept: it would not fail again. */
  memo->element = cx->error ? NULL : element;
  return element;
}
