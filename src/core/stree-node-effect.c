/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-node-effect-private.h"

#include "core/stree-memo-private.h"
#include "core/stree-mount-private.h"
#include "core/stree-node-private.h"

struct _StreeNodeEffect
{
  char            *key;  /* owned */
  gpointer         data; /* owned */
  GDestroyNotify   end;  /* frees it */
  guint            run;  /* the last one that asked for it */
  gboolean         lasts; /* set by a handler, or where no run asks again: until the component unmounts */
  StreeNodeEffect *next;
};

static StreeNodeEffect **
find (StreeNode *node, const char *key)
{
  StreeNodeEffect **link = &stree_node_extra (node)->effects;

  while (*link && strcmp ((*link)->key, key) != 0)
    link = &(*link)->next;
  return link;
}

static void
want (StreeNode *node, StreeNodeEffect *effect)
{
  effect->run = stree_node_get_mount (node)->run;
  /* What a memoised subtree asked for, it does not ask for again while it stays. */
  effect->lasts = stree_node_get_running () != node || stree_memo_is_building (node);
}

gpointer
stree_node_effect_find (StreeNode *node, const char *key)
{
  StreeNodeEffect *effect = node->extra ? *find (node, key) : NULL;

  if (!effect)
    return NULL;
  want (node, effect);
  return effect->data;
}

static void
free_one (StreeNodeEffect *effect)
{
  effect->end (effect->data);
  g_free (effect->key);
  g_free (effect);
}

void
stree_node_effect_set (StreeNode *node, const char *key, gpointer data, GDestroyNotify end)
{
  StreeNodeEffect **link = find (node, key);
  StreeNodeEffect  *before = *link;
  StreeNodeEffect  *effect = g_new0 (StreeNodeEffect, 1);

  effect->key = g_strdup (key);
  effect->data = data;
  effect->end = end;
  effect->next = before ? before->next : NULL;
  *link = effect;
  want (node, effect);
  if (before)
    free_one (before);
}

void
stree_node_effect_sweep (StreeNode *node, guint run)
{
  StreeNodeEffect **link = &node->extra->effects;

  while (*link)
    {
      StreeNodeEffect *effect = *link;

      if (effect->lasts || effect->run == run)
        {
          link = &effect->next;
          continue;
        }
      *link = effect->next;
      free_one (effect);
    }
}

void
stree_node_effect_free (StreeNodeEffect *effects)
{
  while (effects)
    {
      StreeNodeEffect *next = effects->next;

      free_one (effects);
      effects = next;
    }
}
