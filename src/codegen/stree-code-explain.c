/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Kinds that have no widget: what they are for, and so what the program would have to do. */

#include "codegen/stree-code-maker-private.h"
#include "core/stree-portals-private.h"
#include "elements/stree-action.h"
#include "elements/stree-guard.h"
#include "elements/stree-portal-mount.h"
#include "elements/stree-portal.h"
#include "elements/stree-provider.h"

char *
stree_code_action (StreeNode *node)
{
  const StreeActionArgs *args = stree_node_args (node);

  return g_strdup_printf ("add a GSimpleAction \"%s\" (%s%s%s%s) to the window, and connect \"activate\" there",
                          args->name, args->label ? args->label : "no label", args->shortcut ? ", " : "",
                          args->shortcut ? args->shortcut : "", args->disabled ? ", disabled" : "");
}

char *
stree_code_guard (StreeNode *node)
{
  const StreeGuardArgs *args = stree_node_args (node);

  return g_strdup_printf ("ask \"%s\" in \"close-request\" of the window, while there is something to lose",
                          args->message ? args->message : "");
}

char *
stree_code_provider (StreeNode *node)
{
  const StreeProviderArgs *args = stree_node_args (node);
  g_auto (GStrv) names = args->values ? stree_values_list_names (args->values) : NULL;
  g_autofree char *list = names ? g_strjoinv (", ", names) : g_strdup ("");

  return g_strdup_printf ("it provides %s to what is below it, and has no widget", *list ? list : "nothing");
}

char *
stree_code_portal (StreeNode *node)
{
  const StreePortalArgs *args = stree_node_args (node);

  return g_strdup_printf (stree_portal_shown_at (node)
                              ? "what is in it stands at the PortalMount of \"%s\""
                              : "there is no PortalMount of \"%s\": what is in it is not shown",
                          args->slot);
}

char *
stree_code_portal_mount (StreeNode *node)
{
  const StreePortalMountArgs *args = stree_node_args (node);

  return g_strdup_printf ("here stands what Portals to \"%s\" hold", args->slot);
}

char *
stree_code_routes (StreeNode *node)
{
  (void) node;
  return g_strdup ("what the location names at the moment; the others would be pages of a GtkStack");
}

char *
stree_code_boundary (StreeNode *node)
{
  (void) node;
  return g_strdup ("what is shown at the moment; to show something else when it fails or waits is the program's to do");
}

char *
stree_code_deferred (StreeNode *node)
{
  return g_strdup (node->flags & STREE_NODE_WAITS ? "it is not built yet: its placeholder stands here"
                                                  : "what is in it reruns by itself, and is built a frame later");
}
