/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "actions/stree-handles-private.h"

#include "core/stree-node-private.h"
#include "core/stree-session-private.h"

typedef struct
{
  StreeHandle   what;
  StreeContext *cx;   /* held */
  char         *key;  /* owned; NULL: the whole view */
  char         *text; /* owned; to copy */
  StreeQuestion *question; /* owned; instead of all that: to ask. NULL: none */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  stree_context_unref (request->cx);
  g_free (request->key);
  g_free (request->text);
  g_clear_pointer (&request->question, stree_question_unref);
  g_free (request);
}

/* One more thing to be done after the run that is due, for the caller to say what. NULL: the component is gone, and so is
 * what it showed. */
static Request *
push (StreeContext *cx)
{
  StreeMount *mount = cx->node ? stree_node_get_mount (cx->node) : NULL;
  Request    *request;

  if (!mount)
    return NULL;
  request = g_new0 (Request, 1);
  request->cx = stree_context_ref (cx);
  g_queue_push_tail (&mount->handles, request);
  if (!mount->flushing)
    stree_mount_schedule (mount);
  return request;
}

static void
push_handle (StreeContext *cx, StreeHandle what, const char *key, const char *text)
{
  Request *request = push (cx);

  if (!request)
    return;
  request->what = what;
  request->key = g_strdup (key);
  request->text = g_strdup (text);
}

void
stree_handles_ask (StreeContext *cx, StreeQuestion *question)
{
  Request *request = push (cx);

  if (request)
    request->question = stree_question_ref (question);
}

void
stree_handles_clear (StreeMount *mount)
{
  g_queue_clear_full (&mount->handles, request_free);
}

/* --- finding --- */

static StreeNode *
next_shown (StreeNode *node, StreeNode *top)
{
  do
    {
      StreeNode *next = node->flags & STREE_NODE_DETACHED ? NULL : node->first;

      while (!next && node != top)
        {
          next = node->next;
          if (!next)
            node = node->parent;
        }
      node = next;
    }
  while (node && (node->flags & STREE_NODE_DETACHED));
  return node;
}

static StreeNode *
find_below (StreeNode *top, const char *key)
{
  for (StreeNode *node = next_shown (top, top); node; node = next_shown (node, top))
    if (g_strcmp0 (node->element->key, key) == 0 && !(node->element->kind->flags & (STREE_KIND_COMPONENT | STREE_KIND_ACTION)))
      return node;
  return NULL;
}

static StreeNode *
find_path (StreeNode *top, const char *path)
{
  for (StreeNode *node = next_shown (top, top); node; node = next_shown (node, top))
    {
      g_autofree char *own = stree_node_dup_path (node);

      if (strcmp (own, path) == 0)
        return node;
    }
  return NULL;
}

/* What has a widget: the node, or the first below it that does. */
static StreeNode *
first_host (StreeNode *node)
{
  for (StreeNode *at = node; at; at = next_shown (at, node))
    if (stree_node_is_host (at))
      return at;
  return NULL;
}

static StreeNode *
find (StreeMount *mount, const Request *request)
{
  StreeNode *node = request->cx->node ? find_below (request->cx->node, request->key) : NULL;

  if (!node)
    node = find_below (mount->root, request->key);
  if (!node)
    node = find_path (mount->root, request->key);
  return node ? first_host (node) : NULL;
}

/* --- copying --- */

static gboolean
is_secret (const StreeNode *node)
{
  const StreeProp *prop =
    node->element->kind->flags & STREE_KIND_SECRET ? stree_kind_find_prop (node->element->kind, "password") : NULL;

  return prop && STREE_PROP_CFIELD (gboolean, stree_node_args (node), prop->offset);
}

static void
add_text (GString *text, StreeRenderer *renderer, StreeNode *node)
{
  const StreeKind *kind = node->element->kind;
  const char      *label = kind->label ? STREE_PROP_CFIELD (char *, stree_node_args (node), kind->label->offset) : NULL;
  g_auto (GValue)  shown = G_VALUE_INIT;
  StreeValue       live;

  if (kind->flags & (STREE_KIND_ACTION | STREE_KIND_COMPONENT) || is_secret (node))
    return;
  if (kind->value && renderer->klass->read && renderer->klass->read (renderer, node, &live) && stree_value_to_gvalue (&live, &shown))
    {
      g_auto (GValue) as_text = G_VALUE_INIT;

      g_value_init (&as_text, G_TYPE_STRING);
      if (g_value_transform (&shown, &as_text))
        label = g_value_get_string (&as_text);
      if (label && *label)
        g_string_append_printf (text, "%s%s", text->len ? "\n" : "", label);
    }
  else if (label && *label)
    {
      g_string_append_printf (text, "%s%s", text->len ? "\n" : "", label);
    }
}

/* What an element and all in it say, a line each; of an input, what is in it. */
static char *
text_of (StreeRenderer *renderer, StreeNode *top)
{
  GString *text = g_string_new (NULL);

  for (StreeNode *node = top; node; node = next_shown (node, top))
    add_text (text, renderer, node);
  return g_string_free (text, FALSE);
}

/* --- doing --- */

static void
run_one (StreeMount *mount, const Request *request)
{
  static const char *const names[] = { "focus", "scroll_into_view", "scroll_to_top", "select_all", "copy" };
  StreeNode               *node = request->key ? find (mount, request) : NULL;
  g_autofree char         *text = NULL;

  if (request->question)
    {
      if (mount->session->questions)
        g_queue_push_head (mount->session->questions, stree_question_ref (request->question));
      else if (mount->renderer->klass->ask)
        mount->renderer->klass->ask (mount->renderer, request->question);
      return;
    }
  if (request->key && !node)
    {
      g_autofree char *path = stree_context_dup_path (request->cx);

      g_warning ("%s: %s: nothing on the screen has the key or the render path '%s'", path, names[request->what], request->key);
      return;
    }
  if (request->what == STREE_HANDLE_COPY)
    text = request->text ? g_strdup (request->text) : text_of (mount->renderer, node);
  if (mount->renderer->klass->handle)
    mount->renderer->klass->handle (mount->renderer, node, request->what, text);
}

void
stree_handles_run (StreeMount *mount)
{
  StreeRenderer *renderer = mount->renderer;

  if (mount->scheduled || (renderer->klass->is_shown && !renderer->klass->is_shown (renderer)))
    return;
  for (Request *request; (request = g_queue_pop_head (&mount->handles));)
    {
      run_one (mount, request);
      request_free (request);
    }
}

/**
 * stree_focus:
 * @cx: a context, most often that of an event
 * @key: the key, or the render path, of an element
 *
 * Gives the keyboard's focus to an element, or to the first in it that takes it.
 *
 * Since: 1.0
 */
void
stree_focus (StreeContext *cx, const char *key)
{
  g_return_if_fail (cx != NULL && key != NULL);
  push_handle (cx, STREE_HANDLE_FOCUS, key, NULL);
}

/**
 * stree_scroll_into_view:
 * @cx: a context, most often that of an event
 * @key: the key, or the render path, of an element
 *
 * Scrolls as little as is needed for an element to be seen. What has the focus keeps it.
 *
 * Since: 1.0
 */
void
stree_scroll_into_view (StreeContext *cx, const char *key)
{
  g_return_if_fail (cx != NULL && key != NULL);
  push_handle (cx, STREE_HANDLE_SCROLL_INTO_VIEW, key, NULL);
}

/**
 * stree_scroll_to_top:
 * @cx: a context, most often that of an event
 * @key: (nullable): the key, or the render path, of an element that scrolls, such as a List; %NULL: the whole view
 *
 * Scrolls to the beginning.
 *
 * Since: 1.0
 */
void
stree_scroll_to_top (StreeContext *cx, const char *key)
{
  g_return_if_fail (cx != NULL);
  push_handle (cx, STREE_HANDLE_SCROLL_TO_TOP, key, NULL);
}

/**
 * stree_select_all:
 * @cx: a context, most often that of an event
 * @key: the key, or the render path, of an input, or of a table that more than one row can be selected in
 *
 * Selects all that is in an element, and gives it the focus.
 *
 * Since: 1.0
 */
void
stree_select_all (StreeContext *cx, const char *key)
{
  g_return_if_fail (cx != NULL && key != NULL);
  push_handle (cx, STREE_HANDLE_SELECT_ALL, key, NULL);
}

/**
 * stree_copy:
 * @cx: a context, most often that of an event
 * @key: the key, or the render path, of an element
 *
 * Copies the text of an element to the clipboard: what is selected in an input, or all of it; of anything else all that it
 * and what is in it say, a line each. A password is left out.
 *
 * Since: 1.0
 */
void
stree_copy (StreeContext *cx, const char *key)
{
  g_return_if_fail (cx != NULL && key != NULL);
  push_handle (cx, STREE_HANDLE_COPY, key, NULL);
}

/**
 * stree_copy_text:
 * @cx: a context, most often that of an event
 * @text: a text
 *
 * Copies a text to the clipboard.
 *
 * Since: 1.0
 */
void
stree_copy_text (StreeContext *cx, const char *text)
{
  g_return_if_fail (cx != NULL && text != NULL);
  push_handle (cx, STREE_HANDLE_COPY, NULL, text);
}
