/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "enterprise/stree-enterprise.h"

#include <string.h>

#include "core/stree-context-private.h"
#include "core/stree-element-private.h"
#include "core/stree-error.h"
#include "core/stree-provided.h"
#include "core/stree-state.h"
#include "core/stree-values-private.h"
#include "enterprise/stree-event-sink.h"

/**
 * stree_tenant_id:
 * @cx: a context
 * @fallback: (nullable): what to return if nobody provides one
 *
 * The tenant that is provided as `tenant_id`, as a text.
 *
 * Returns: (transfer none) (nullable): the tenant; lives as long as the run or the handler does
 *
 * Since: 1.0
 */
const char *
stree_tenant_id (StreeContext *cx, const char *fallback)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_auto (GValue) text = G_VALUE_INIT;

  g_return_val_if_fail (cx != NULL, fallback);
  if (!stree_context_lookup (cx, STREE_TENANT_ID, &value))
    return fallback;
  if (G_VALUE_HOLDS (&value, STREE_TYPE_STATE) && g_value_get_boxed (&value))
    {
      g_auto (GValue) held = G_VALUE_INIT;

      stree_state_get (g_value_get_boxed (&value), &held);
      g_value_unset (&value);
      g_value_init (&value, G_VALUE_TYPE (&held));
      g_value_copy (&held, &value);
    }
  if (G_TYPE_FUNDAMENTAL (G_VALUE_TYPE (&value)) == G_TYPE_OBJECT || G_TYPE_FUNDAMENTAL (G_VALUE_TYPE (&value)) == G_TYPE_BOXED ||
      G_VALUE_HOLDS_POINTER (&value) || !g_value_type_transformable (G_VALUE_TYPE (&value), G_TYPE_STRING))
    {
      stree_context_complain (cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE,
                                               "The provided value '%s' is a %s: expected a text or a number", STREE_TENANT_ID,
                                               G_VALUE_TYPE_NAME (&value)));
      return fallback;
    }
  g_value_init (&text, G_TYPE_STRING);
  g_value_transform (&value, &text);
  if (!g_value_get_string (&text))
    return fallback;
  return stree_arena_strndup (stree_element_arena (), g_value_get_string (&text), strlen (g_value_get_string (&text)));
}

/**
 * stree_emit_event:
 * @cx: a context, of a component or of an event
 * @name: what happened, such as `order.placed`; blanks around it do not count; a blank one is an error of the component
 * @payload: (nullable): what there is to say about it, most often an `a{sv}`; a floating one is taken
 *
 * Tells the event sink that is provided at this place, with the tenant if there is one. Without a sink nothing happens. A
 * sink that fails is logged: an event that is lost must not take the program with it.
 *
 * Returns: %TRUE if a sink has taken it
 *
 * Since: 1.0
 */
gboolean
stree_emit_event (StreeContext *cx, const char *name, GVariant *payload)
{
  g_autoptr (GVariant) data = payload ? g_variant_ref_sink (payload) : NULL;
  g_autofree char     *stripped = NULL;
  g_autoptr (GError)   error = NULL;
  StreeEventSink      *sink;

  g_return_val_if_fail (cx != NULL, FALSE);
  stripped = stree_strip_name (name);
  if (!stripped)
    {
      stree_context_complain (cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE,
                                               "An event was emitted with a blank name: expected one that says what happened"));
      return FALSE;
    }
  sink = stree_lookup_object (cx, STREE_EVENT_SINK_NAME, STREE_TYPE_EVENT_SINK);
  if (!sink)
    return FALSE;
  if (!stree_event_sink_emit (sink, stripped, data, stree_tenant_id (cx, NULL), &error))
    {
      g_autofree char *path = stree_context_dup_path (cx);

      g_warning ("%s: event '%s' is lost: %s", path, stripped, error->message);
      return FALSE;
    }
  return TRUE;
}

/* --- secrets --- */

/**
 * stree_redact_secrets:
 * @text: a text
 * @secrets: (array zero-terminated=1): what must not be seen; empty ones are passed over
 *
 * Puts `[REDACTED]` in place of each secret in a text. Where secrets overlap, all that belongs to any of them goes.
 *
 * Returns: (transfer full): the text without them
 *
 * Since: 1.0
 */
char *
stree_redact_secrets (const char *text, const char *const *secrets)
{
  gsize           length;
  g_autofree gsize *ends = NULL; /* ends[i]: where the longest secret that starts at i ends; 0: none does */
  GString        *out;
  gsize           i = 0;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (secrets != NULL, NULL);
  length = strlen (text);
  ends = g_new0 (gsize, length + 1);
  for (; *secrets; secrets++)
    {
      gsize n = strlen (*secrets);

      if (n == 0)
        continue;
      for (const char *at = strstr (text, *secrets); at; at = strstr (at + 1, *secrets))
        ends[at - text] = MAX (ends[at - text], (gsize) (at - text) + n);
    }
  out = g_string_sized_new (length);
  while (i < length)
    {
      gsize end = ends[i];

      if (!end)
        {
          g_string_append_c (out, text[i++]);
          continue;
        }
      for (; i < end; i++)
        end = MAX (end, ends[i]);
      g_string_append (out, "[REDACTED]");
    }
  return g_string_free (out, FALSE);
}
