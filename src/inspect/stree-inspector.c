/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "inspect/stree-inspector.h"

#include "core/stree-error.h"
#include "core/stree-session-private.h"
#include "core/stree-thread-private.h"
#include "history/stree-history.h"
#include "inspect/stree-inspect-private.h"
#include "inspect/stree-inspect-value-private.h"

/**
 * StreeInspector:
 *
 * Looks at a running session, for a developer's eyes: its trees, what its states hold, why it ran and for how long.
 *
 * The session writes down what it does from the first inspector on, until the last one goes. Looking changes nothing: it is no
 * read of a state, and no component reruns for it. What is a password, and each state that is left out of saved sessions, is
 * shown as `[REDACTED]`. Of the main thread.
 *
 * Since: 1.0
 */
struct _StreeInspector
{
  GObject       parent_instance;
  StreeSession *session; /* owned */
};

G_DEFINE_FINAL_TYPE (StreeInspector, stree_inspector, G_TYPE_OBJECT)

static guint changed_signal;

static void
stree_inspector_dispose (GObject *object)
{
  StreeInspector *self = STREE_INSPECTOR (object);

  if (self->session)
    {
      g_ptr_array_remove (self->session->inspectors, self);
      stree_trace_end (self->session);
    }
  g_clear_object (&self->session);
  G_OBJECT_CLASS (stree_inspector_parent_class)->dispose (object);
}

static void
stree_inspector_class_init (StreeInspectorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = stree_inspector_dispose;

  /**
   * StreeInspector::changed:
   * @self: the inspector
   *
   * A run of the session has ended: there may be something new to see. Emitted at once, for each run; whoever shows it looks
   * when there is time.
   *
   * Since: 1.0
   */
  changed_signal = g_signal_new ("changed", STREE_TYPE_INSPECTOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
stree_inspector_init (StreeInspector *self)
{
  (void) self;
}

void
stree_inspector_tell (StreeSession *session)
{
  g_autoptr (GPtrArray) inspectors = NULL;

  if (!session->inspectors || session->inspectors->len == 0)
    return;
  inspectors = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < session->inspectors->len; i++)
    g_ptr_array_add (inspectors, g_object_ref (session->inspectors->pdata[i]));
  for (guint i = 0; i < inspectors->len; i++)
    g_signal_emit (inspectors->pdata[i], changed_signal, 0);
}

/**
 * stree_inspector_new:
 * @session: a session
 *
 * Begins to look at a session.
 *
 * Returns: (transfer full): the inspector
 *
 * Since: 1.0
 */
StreeInspector *
stree_inspector_new (StreeSession *session)
{
  StreeInspector *self;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_SESSION (session), NULL);
  self = g_object_new (STREE_TYPE_INSPECTOR, NULL);
  self->session = g_object_ref (session);
  if (!session->inspectors)
    session->inspectors = g_ptr_array_new ();
  g_ptr_array_add (session->inspectors, self);
  stree_trace_begin (session);
  return self;
}

/**
 * stree_inspector_get_session:
 * @self: an inspector
 *
 * What it looks at.
 *
 * Returns: (transfer none): the session
 *
 * Since: 1.0
 */
StreeSession *
stree_inspector_get_session (StreeInspector *self)
{
  g_return_val_if_fail (STREE_IS_INSPECTOR (self), NULL);
  return self->session;
}

/* --- nodes --- */

static StreeNode *
find (StreeInspector *self, const char *path, GError **error)
{
  StreeNode *node = stree_inspect_find (self->session, path);

  if (!node)
    g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, "There is nothing at '%s'", path);
  return node;
}

static void
add_child (GVariantBuilder *rows, StreeNode *node)
{
  g_autofree char *path = stree_node_dup_path (node);
  g_autofree char *label = stree_inspect_node_dup_label (node);
  const char      *key = node->element->key;
  guint            n_children = 0;

  for (StreeNode *child = node->first; child; child = child->next)
    n_children++;
  g_variant_builder_open (rows, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (rows, "{sv}", "path", g_variant_new_string (path));
  g_variant_builder_add (rows, "{sv}", "kind", g_variant_new_string (stree_inspect_node_kind (node)));
  g_variant_builder_add (rows, "{sv}", "key", g_variant_new_string (key ? key : ""));
  g_variant_builder_add (rows, "{sv}", "label", g_variant_new_take_string (g_utf8_make_valid (label ? label : "", -1)));
  g_variant_builder_add (rows, "{sv}", "n_children", g_variant_new_uint32 (n_children));
  g_variant_builder_close (rows);
}

/**
 * stree_inspector_list_children:
 * @self: an inspector
 * @path: (nullable): the render path of a node, such as `app.Card.Text:1`; %NULL for the root component of each tree
 * @error: return location for an error
 *
 * What is below a node.
 *
 * Returns: (transfer floating): an `aa{sv}`; each has `path`, `kind`, `key` and `label` (`""` for none) and `n_children`; %NULL
 *   with %STREE_ERROR_NOT_FOUND
 *
 * Since: 1.0
 */
GVariant *
stree_inspector_list_children (StreeInspector *self, const char *path, GError **error)
{
  GVariantBuilder rows;
  StreeNode      *node = NULL;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_INSPECTOR (self), NULL);
  if (path && !(node = find (self, path, error)))
    return NULL;
  g_variant_builder_init (&rows, G_VARIANT_TYPE ("aa{sv}"));
  if (path)
    for (StreeNode *child = node->first; child; child = child->next)
      add_child (&rows, child);
  for (guint i = 0; !path && i < self->session->mounts->len; i++)
    for (StreeNode *child = ((StreeMount *) self->session->mounts->pdata[i])->root->first; child; child = child->next)
      add_child (&rows, child);
  return g_variant_builder_end (&rows);
}

/**
 * stree_inspector_describe:
 * @self: an inspector
 * @path: the render path of a node
 * @error: return location for an error
 *
 * All there is to see of a node.
 *
 * Texts: `path`, `kind` (or the component's name), `key`, `label`, `file` (where its macro stands, of a program that was
 * compiled with `STREE_SOURCE_LINES`); `""` for none. A number `line`, and a boolean `component`.
 *
 * Rows, each an `aa{sv}` of texts: `props` (`name`, `type`, `value`, `about`), `handlers` (`name`, `where`, `about`), `states`
 * (`name`, `type`, `value`, `edit`, which is what [method@StreamTree.Inspector.set_state] takes, and `editable` and `reads`), and
 * `changes`, why it was updated last (`what`, `before`, `now`).
 *
 * Numbers: `run`, the last run; `mounted` and `updated`, the runs in which it came and was updated last, 0 before anybody looked;
 * `n_updates`. Of a component `n_reruns`, and nanoseconds that its last run took: `rerun` (its function), `diff` and `apply`;
 * `total` is its function in all runs.
 *
 * Returns: (transfer floating): an `a{sv}`; %NULL with %STREE_ERROR_NOT_FOUND
 *
 * Since: 1.0
 */
GVariant *
stree_inspector_describe (StreeInspector *self, const char *path, GError **error)
{
  StreeNode *node;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_INSPECTOR (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);
  node = find (self, path, error);
  return node ? stree_inspect_node (node) : NULL;
}

/**
 * stree_inspector_set_state:
 * @self: an inspector
 * @path: (nullable): the render path of a component; %NULL for a global state
 * @name: the name of a state of it, or the key of a global one
 * @text: what it is to hold: a number as in C, `true` or `false`, a text as it is, a GVariant in its text format
 * @error: return location for an error
 *
 * Sets a state, as the program would: what reads it reruns before the next frame.
 *
 * Returns: %FALSE with %STREE_ERROR_NOT_FOUND, or with %STREE_ERROR_BAD_VALUE, which says what the state takes
 *
 * Since: 1.0
 */
gboolean
stree_inspector_set_state (StreeInspector *self, const char *path, const char *name, const char *text, GError **error)
{
  StreeNode  *node = NULL;
  StreeState *state;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_INSPECTOR (self), FALSE);
  g_return_val_if_fail (name != NULL && text != NULL, FALSE);
  if (path && !(node = find (self, path, error)))
    return FALSE;
  state = node ? stree_inspect_find_state (node, name) : stree_session_lookup (self->session, name);
  if (!state)
    {
      if (path)
        g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, "There is no state '%s' at '%s'", name, path);
      else
        g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, "There is no global state '%s'", name);
      return FALSE;
    }
  return stree_inspect_state_set_text (state, text, error);
}

/* --- the session --- */

/**
 * stree_inspector_list_globals:
 * @self: an inspector
 *
 * The global states of the session. [method@StreamTree.Inspector.set_state] sets them, without a path.
 *
 * Returns: (transfer floating): an `aa{sv}`, sorted by `name`, which is the key; each is as `states` of
 *   [method@StreamTree.Inspector.describe] are
 *
 * Since: 1.0
 */
GVariant *
stree_inspector_list_globals (StreeInspector *self)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_INSPECTOR (self), NULL);
  return stree_inspect_globals (self->session);
}

/**
 * stree_inspector_list_components:
 * @self: an inspector
 *
 * The components that have run since somebody looks: how often, and for how long.
 *
 * Returns: (transfer floating): an `aa{sv}`, sorted by `name`; each has `n_reruns`, and nanoseconds: `rerun`, `diff` and `apply` of
 *   the last run, `total_rerun`, `total_diff` and `total_apply` of all of them, and `longest` of its function
 *
 * Since: 1.0
 */
GVariant *
stree_inspector_list_components (StreeInspector *self)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_INSPECTOR (self), NULL);
  return stree_inspect_components (self->session);
}

/**
 * stree_inspector_list_warnings:
 * @self: an inspector
 *
 * Keys that two siblings of a kind have: state may land at the other.
 *
 * Returns: (transfer floating): an `aa{sv}`; each has `path` (of the parent), `kind`, `key`, `run` (the last one that had it) and
 *   `count`
 *
 * Since: 1.0
 */
GVariant *
stree_inspector_list_warnings (StreeInspector *self)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_INSPECTOR (self), NULL);
  return stree_inspect_warnings (self->session);
}

/**
 * stree_inspector_list_runs:
 * @self: an inspector
 *
 * The last 100 runs of each tree, the newest first.
 *
 * Returns: (transfer floating): an `aa{sv}`; each has `mount`, `run`, `at` (microseconds since 1970), nanoseconds `rerun`, `diff` and
 *   `apply`, the numbers `n_components`, `n_updated`, `n_mounted` and `n_unmounted`, and `causes`, the states that were set
 *
 * Since: 1.0
 */
GVariant *
stree_inspector_list_runs (StreeInspector *self)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_INSPECTOR (self), NULL);
  return stree_inspect_runs (self->session);
}

/**
 * stree_inspector_list_steps:
 * @self: an inspector
 *
 * The steps of the session's history, the oldest first; see [class@StreamTree.History], which also goes there and back. What a
 * report leaves out as a secret shows as `[REDACTED]`.
 *
 * Returns: (transfer floating): an `aa{sv}`, empty if no history is kept; each has `step` (from 1), `at` (microseconds since 1970),
 *   `label` (of the element that was used, or its kind and key), `path` (its render path; both are `""` if the program did it by
 *   itself) and `changes`, a line of the states that it set
 *
 * Since: 1.0
 */
GVariant *
stree_inspector_list_steps (StreeInspector *self)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_INSPECTOR (self), NULL);
  return stree_inspect_steps (self->session);
}

/**
 * stree_inspector_describe_step:
 * @self: an inspector
 * @step: which step of the history, from 1
 * @error: return location for an error
 *
 * What a step changed.
 *
 * Returns: (transfer floating): an `aa{sv}`; each has `path` (of the component, `""` for a global state), `name`, `before` and
 *   `now`, and the booleans `has_before` and `has_now`: whether there was a state, and is one after it; %NULL with
 *   %STREE_ERROR_NOT_FOUND
 *
 * Since: 1.0
 */
GVariant *
stree_inspector_describe_step (StreeInspector *self, guint step, GError **error)
{
  GVariant *changes;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_INSPECTOR (self), NULL);
  changes = stree_inspect_step (self->session, step);
  if (!changes)
    g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, "There is no step %u in the history, which has %u", step,
                 self->session->history ? stree_history_get_n_steps (self->session->history) : 0);
  return changes;
}

/**
 * stree_inspector_list_tasks:
 * @self: an inspector
 *
 * The tasks of the session.
 *
 * Returns: (transfer floating): an `aa{sv}`, as of [func@StreamTree.summarize_tasks]
 *
 * Since: 1.0
 */
GVariant *
stree_inspector_list_tasks (StreeInspector *self)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_INSPECTOR (self), NULL);
  return stree_inspect_tasks (self->session);
}

/**
 * stree_inspector_list_cache:
 * @self: an inspector
 *
 * What is in the program's cache.
 *
 * Returns: (transfer floating): an `aa{sv}`; each has `key`, `id` (of the key and what it was loaded for), `status` (`loading`,
 *   `loaded`, `stale` or `empty`), `bytes` and `uses`
 *
 * Since: 1.0
 */
GVariant *
stree_inspector_list_cache (StreeInspector *self)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_INSPECTOR (self), NULL);
  return stree_inspect_cache ();
}

/**
 * stree_inspector_list_routes:
 * @self: an inspector
 *
 * Where the session is and where it can go.
 *
 * Returns: (transfer floating): an `aa{sv}`; each has `what` (`location`, `parameter`, `route` or `history`), `name`, `value` and
 *   `current`
 *
 * Since: 1.0
 */
GVariant *
stree_inspector_list_routes (StreeInspector *self)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_INSPECTOR (self), NULL);
  return stree_inspect_routes (self->session);
}

/**
 * stree_inspector_list_counters:
 * @self: an inspector
 *
 * The counters that are provided: see [func@StreamTree.perf_bump].
 *
 * Returns: (transfer floating): an `aa{sv}`; each has `name`, `count`, and `where`, the path of the Provider, `""` for the session
 *
 * Since: 1.0
 */
GVariant *
stree_inspector_list_counters (StreeInspector *self)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_INSPECTOR (self), NULL);
  return stree_inspect_counters (self->session);
}
