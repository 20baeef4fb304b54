/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "testing/stree-user-private.h"

#include "core/stree-error.h"
#include "core/stree-overlay-private.h"
#include "core/stree-portals-private.h"

static gboolean
is_off (StreeMount *mount, StreeNode *node)
{
  return (node->flags & STREE_NODE_DETACHED) || !stree_overlay_has_children (mount, node);
}

StreeNode *
stree_user_next (StreeMount *mount, StreeNode *node)
{
  do
    {
      StreeNode *next = is_off (mount, node) ? NULL : node->first;

      while (!next && node != mount->root)
        {
          next = node->next;
          if (!next)
            node = node->parent;
        }
      node = next;
    }
  while (node && (is_off (mount, node) || (mount->portals && !stree_portal_is_shown (node))));
  return node;
}

gboolean
stree_user_is_thing (const StreeNode *node)
{
  return !(node->element->kind->flags & (STREE_KIND_COMPONENT | STREE_KIND_ACTION));
}

StreeNode *
stree_user_find (StreeMount *mount, const char *key)
{
  for (StreeNode *node = stree_user_next (mount, mount->root); node; node = stree_user_next (mount, node))
    if (g_strcmp0 (node->element->key, key) == 0 && stree_user_is_thing (node))
      return node;
  return NULL;
}

StreeNode *
stree_user_shown (StreeMount *mount)
{
  StreeNode *node = mount->root->first;

  while (node->next && (node->flags & STREE_NODE_DETACHED))
    node = node->next;
  return node;
}

char *
stree_user_dup_label (StreeNode *node)
{
  const StreeKind *kind = node->element->kind;

  if (node->element->common && node->element->common->accessible_label)
    return g_strdup (node->element->common->accessible_label);
  if (kind->dup_text)
    return kind->dup_text (stree_node_args (node));
  return kind->label ? g_strdup (STREE_PROP_CFIELD (char *, stree_node_args (node), kind->label->offset)) : NULL;
}

gboolean
stree_user_has_label (StreeNode *node, const char *text)
{
  g_autofree char *label = stree_user_dup_label (node);

  return g_strcmp0 (label, text) == 0;
}

gboolean
stree_user_has_text (StreeNode *node, const char *text)
{
  const StreeProp *prop = stree_kind_find_prop (node->element->kind, "text");

  return prop && prop->type == STREE_PROP_STRING &&
         g_strcmp0 (STREE_PROP_CFIELD (char *, stree_node_args (node), prop->offset), text) == 0;
}

/* The pages, in their order, down to one: how many come before it. -1: it is none of them. */
static int
page_number (StreeNode *node, StreeNode *page, int *n)
{
  for (StreeNode *child = node->first; child; child = child->next)
    if (child->flags & STREE_NODE_DETACHED)
      continue;
    else if (child == page)
      return *n;
    else if (stree_node_is_host (child))
      ++*n;
    else if (page_number (child, page, n) >= 0)
      return *n;
  return -1;
}

/* Whether a child with a widget is out of sight because of what it sits in: another page shows, or it is closed. */
static gboolean
hides (StreeMount *mount, StreeNode *node, StreeNode *child)
{
  const StreeKind *kind = node->element->kind;
  StreeValue       live;
  int              n = 0;

  if (!kind->value || !child || !mount->renderer->klass->read (mount->renderer, node, &live))
    return FALSE;
  if (kind->flags & STREE_KIND_PAGES)
    return live.type == STREE_VALUE_INT && page_number (node, child, &n) != live.v.i;
  return live.type == STREE_VALUE_BOOL && !live.v.b;
}

char *
stree_user_dup_hidden (StreeNode *node)
{
  StreeMount *mount = stree_node_get_mount (node);
  StreeNode  *below = NULL;

  for (StreeNode *up = node; up; up = stree_portal_up (up))
    {
      if (up->element->common && up->element->common->hidden)
        return g_strdup (up == node ? "hidden" : "inside of what is hidden");
      if (mount && up->widget && hides (mount, up, below))
        {
          g_autofree char *what = stree_element_describe (up->element);

          return g_strdup_printf ("in %s, where it does not show", what);
        }
      if (stree_node_is_host (up))
        below = up;
    }
  return NULL;
}

static gboolean
refuse (StreeNode *node, const char *why, GError **error)
{
  g_autofree char *what = stree_element_describe (node->element);

  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s %s", what, why);
  return FALSE;
}

gboolean
stree_user_check_obstacle (StreeNode *node, char *why, GError **error)
{
  g_autofree char *own = why;
  g_autofree char *what = NULL;

  if (!own)
    return TRUE;
  what = stree_element_describe (node->element);
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s is %s: a user could not do that", what, own);
  return FALSE;
}

gboolean
stree_user_check_click (StreeNode *node, GError **error)
{
  return stree_kind_find_prop (node->element->kind, "on_click") ? TRUE : refuse (node, "cannot be clicked", error);
}

gboolean
stree_user_check_value (StreeNode *node, GError **error)
{
  return node->element->kind->value ? TRUE : refuse (node, "has no value to change", error);
}

/* Those that have a widget. */
static int
count_pages (StreeNode *node)
{
  int n = 0;

  for (StreeNode *child = node->first; child; child = child->next)
    if (!(child->flags & STREE_NODE_DETACHED))
      n += stree_node_is_host (child) ? 1 : count_pages (child);
  return n;
}

gboolean
stree_user_check_choice (StreeNode *node, int index, GError **error)
{
  const StreeProp *options = stree_kind_find_prop (node->element->kind, "options");
  const char      *things = "options";
  int              n = index + 1;
  g_autofree char *what = NULL;

  if (options)
    {
      const char *const *strv = STREE_PROP_CFIELD (char *const *, stree_node_args (node), options->offset);

      n = strv ? (int) g_strv_length ((char **) (gpointer) strv) : 0;
    }
  else if (node->element->kind->flags & STREE_KIND_PAGES)
    {
      things = "pages";
      n = count_pages (node);
    }
  if (index >= 0 && index < n)
    return TRUE;
  what = stree_element_describe (node->element);
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s has %d %s: there is no number %d", what, n, things, index);
  return FALSE;
}

gboolean
stree_user_check_open (StreeMount *mount, StreeNode *node, GError **error)
{
  const StreeKind *kind = node->element->kind;
  StreeValue       live = { .type = STREE_VALUE_NONE };

  if (!kind->value || strcmp (kind->value->name, "open") != 0)
    return refuse (node, "is nothing that can be closed", error);
  mount->renderer->klass->read (mount->renderer, node, &live);
  if (live.type == STREE_VALUE_BOOL && live.v.b)
    return TRUE;
  return refuse (node, "is closed already", error);
}
