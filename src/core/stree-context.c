/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-boxed-private.h"
#include "core/stree-context-private.h"

#include "core/stree-arena-private.h"
#include "core/stree-element-private.h"
#include "core/stree-error.h"
#include "core/stree-mount-private.h"
#include "core/stree-node-private.h"
#include "core/stree-thread-private.h"

/**
 * StreeContext:
 *
 * What a component is called with: its place in the tree, and the session.
 *
 * Since: 1.0
 */
STREE_DEFINE_BOXED_TYPE (StreeContext, stree_context)

StreeContext *
stree_context_new (StreeNode *node)
{
  StreeContext *cx = g_new0 (StreeContext, 1);

  g_atomic_ref_count_init (&cx->ref_count);
  cx->node = node;
  return cx;
}

StreeContext *
stree_context_ref (StreeContext *cx)
{
  g_atomic_ref_count_inc (&cx->ref_count);
  return cx;
}

void
stree_context_unref (StreeContext *cx)
{
  if (!g_atomic_ref_count_dec (&cx->ref_count))
    return;
  g_clear_error (&cx->error);
  g_free (cx);
}

/**
 * stree_context_get_session:
 * @cx: a context
 *
 * The session the component runs in.
 *
 * Returns: (transfer none) (nullable): the session; %NULL once the component is gone
 *
 * Since: 1.0
 */
StreeSession *
stree_context_get_session (StreeContext *cx)
{
  StreeMount *mount;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL, NULL);
  mount = cx->node ? stree_node_get_mount (cx->node) : NULL;
  return mount ? mount->session : NULL;
}

/**
 * stree_context_dup_path:
 * @cx: a context
 *
 * The render path of the component, such as `app.Page.Counter[inc]`.
 *
 * Returns: (transfer full): the path
 *
 * Since: 1.0
 */
char *
stree_context_dup_path (StreeContext *cx)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL, NULL);
  return cx->node ? stree_node_dup_path (cx->node) : g_strdup ("(unmounted)");
}

/**
 * stree_context_get_key:
 * @cx: a context
 *
 * The key the component was called with.
 *
 * Returns: (transfer none) (nullable): the key
 *
 * Since: 1.0
 */
const char *
stree_context_get_key (StreeContext *cx)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL, NULL);
  return cx->node ? stree_node_get_key (cx->node) : NULL;
}

/**
 * stree_debug_render_path: (skip)
 * @cx: a context
 *
 * The render path of the component, for a message or a label.
 *
 * Returns: (transfer none): the path; lives as long as the run
 *
 * Since: 1.0
 */
const char *
stree_debug_render_path (StreeContext *cx)
{
  g_autofree char *path = stree_context_dup_path (cx);

  return stree_str ("%s", path);
}

/**
 * stree_context_take_error: (skip)
 * @cx: a context
 * @error: (transfer full): what failed
 *
 * Lets the component fail. The first error of a run counts.
 *
 * Since: 1.0
 */
void
stree_context_take_error (StreeContext *cx, GError *error)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (cx != NULL);
  g_return_if_fail (error != NULL);
  if (cx->error)
    g_error_free (error);
  else
    cx->error = error;
}

void
stree_context_complain (StreeContext *cx, GError *error)
{
  if (cx->node && stree_node_get_running () == cx->node)
    {
      stree_context_take_error (cx, error);
    }
  else
    {
      g_autofree char *path = stree_context_dup_path (cx);

      g_warning ("%s: %s", path, error->message);
      g_error_free (error);
    }
}

/**
 * stree_context_fail:
 * @cx: a context
 * @message: what failed
 *
 * Lets the component fail: the nearest ErrorBoundary shows its fallback.
 *
 * Since: 1.0
 */
void
stree_context_fail (StreeContext *cx, const char *message)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (cx != NULL);
  g_return_if_fail (message != NULL);
  stree_context_take_error (cx, g_error_new_literal (STREE_ERROR, STREE_ERROR_FAILED, message));
}

/**
 * stree_fail: (skip)
 * @cx: a context
 * @error: (transfer full): what failed
 *
 * Lets the component fail: `return stree_fail (cx, error);`
 *
 * Returns: %NULL
 *
 * Since: 1.0
 */
StreeElement *
stree_fail (StreeContext *cx, GError *error)
{
  stree_context_take_error (cx, error);
  return NULL;
}

/**
 * stree_fail_message: (skip)
 * @cx: a context
 * @format: a printf format
 * @...: what goes into it
 *
 * Lets the component fail with a message.
 *
 * Returns: %NULL
 *
 * Since: 1.0
 */
StreeElement *
stree_fail_message (StreeContext *cx, const char *format, ...)
{
  va_list          args;
  g_autofree char *message = NULL;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  stree_context_fail (cx, message);
  return NULL;
}
