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

gboolean
stree_user_path_holds (const char *path, const char *inner)
{
  gsize n = strlen (path);

  return inner && strncmp (inner, path, n) == 0 && (inner[n] == '\0' || inner[n] == '.');
}

/* Those that have a widget. */
static void
collect_pages (StreeNode *node, GPtrArray *pages)
{
  for (StreeNode *child = node->first; child; child = child->next)
    if (child->flags & STREE_NODE_DETACHED)
      continue;
    else if (stree_node_is_host (child))
      g_ptr_array_add (pages, child);
    else
      collect_pages (child, pages);
}

GPtrArray *
stree_user_list_pages (StreeNode *node)
{
  GPtrArray *pages = g_ptr_array_new ();

  collect_pages (node, pages);
  return pages;
}

/* Whether a page is the one of this number. */
static gboolean
is_page (StreeNode *node, StreeNode *page, gint64 number)
{
  g_autoptr (GPtrArray) pages = stree_user_list_pages (node);

  return number >= 0 && number < (gint64) pages->len && pages->pdata[number] == page;
}

/* Whether a child with a widget is out of sight because of what it sits in: another page shows, or it is closed. */
static gboolean
hides (StreeMount *mount, StreeNode *node, StreeNode *child)
{
  const StreeKind *kind = node->element->kind;
  StreeValue       live;

  if (!kind->value || !child || !mount->renderer->klass->read (mount->renderer, node, &live))
    return FALSE;
  if (kind->flags & STREE_KIND_PAGES)
    return live.type == STREE_VALUE_INT && !is_page (node, child, live.v.i);
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

static gboolean
has_choices (StreeNode *node)
{
  return (node->element->kind->flags & STREE_KIND_PAGES) || stree_kind_find_prop (node->element->kind, "options");
}

/* What it shows of a value of this type, in its own type; NONE: it takes no such value. */
static StreeValueType
type_of (StreeNode *node, StreeValue value)
{
  const StreeKind *kind = node->element->kind;

  if (kind->normalize)
    return kind->normalize (stree_node_args (node), &value) ? value.type : STREE_VALUE_NONE;
  return value.type == STREE_VALUE_STRING ? STREE_VALUE_STRING : STREE_VALUE_NONE;
}

static gboolean
is_number (StreeValueType type)
{
  return type == STREE_VALUE_INT || type == STREE_VALUE_DOUBLE;
}

/* What a user changes in place of it, in words. */
static const char *
describe_value (StreeNode *node)
{
  if (has_choices (node))
    return "a choice";
  if (type_of (node, stree_value_of_bool (TRUE)) == STREE_VALUE_BOOL)
    return "on or off";
  return is_number (type_of (node, stree_value_of_double (1))) ? "a number" : "a text";
}

gboolean
stree_user_check_entered (StreeNode *node, const StreeValue *value, GError **error)
{
  gboolean         text = value->type == STREE_VALUE_STRING;
  gboolean         takes;
  g_autofree char *why = NULL;

  if (!stree_user_check_value (node, error))
    return FALSE;
  /* A number is typed, too: whatever is in the text. The handle of a SplitView is not. */
  if (text)
    takes = (node->element->kind->flags & STREE_KIND_INPUT) && type_of (node, stree_value_of_string ("1")) != STREE_VALUE_NONE;
  else
    takes = !has_choices (node) && is_number (type_of (node, *value));
  if (takes)
    return TRUE;
  why = g_strdup_printf ("takes no %s, but %s", text ? "text" : "number", describe_value (node));
  return refuse (node, why, error);
}

gboolean
stree_user_check_choices (StreeNode *node, GError **error)
{
  return has_choices (node) ? TRUE : refuse (node, "has nothing to choose from", error);
}

gboolean
stree_user_check_choice (StreeNode *node, int index, GError **error)
{
  const StreeProp      *options = stree_kind_find_prop (node->element->kind, "options");
  g_autoptr (GPtrArray) pages = NULL;
  const char *const    *strv;
  int                   n;
  g_autofree char      *what = NULL;

  if (!stree_user_check_choices (node, error))
    return FALSE;
  if (options)
    {
      strv = STREE_PROP_CFIELD (char *const *, stree_node_args (node), options->offset);
      n = strv ? (int) g_strv_length ((char **) (gpointer) strv) : 0;
    }
  else
    {
      pages = stree_user_list_pages (node);
      n = (int) pages->len;
    }
  if (index >= 0 && index < n)
    return TRUE;
  what = stree_element_describe (node->element);
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s has %d %s: there is no number %d", what, n, options ? "options" : "pages",
               index);
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
