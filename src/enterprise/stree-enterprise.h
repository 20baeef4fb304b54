/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/* Thin hooks for programs that an organisation runs: who the tenant is, where events go, what must not be shown.
 *
 * All of it travels as provided values (core/stree-provided.h), under the names below: a program provides a tenant and a
 * sink once, at its session or around a part of the tree, and every component and handler finds them. Without them nothing
 * happens. A sink is a GInterface; two come with the library, one that writes JSON lines and one for the systemd journal.
 */

#include "core/stree-types.h"

G_BEGIN_DECLS

/**
 * STREE_TENANT_ID:
 *
 * The name by which the tenant is provided: a text or a number.
 *
 * Since: 1.0
 */
#define STREE_TENANT_ID "tenant_id"

/**
 * STREE_EVENT_SINK_NAME:
 *
 * The name by which a [iface@StreamTree.EventSink] is provided.
 *
 * Since: 1.0
 */
#define STREE_EVENT_SINK_NAME "streamtree_event_sink"

STREE_AVAILABLE_IN_1_0
const char *stree_tenant_id (StreeContext *cx, const char *fallback);
STREE_AVAILABLE_IN_1_0
gboolean stree_emit_event (StreeContext *cx, const char *name, GVariant *payload);
STREE_AVAILABLE_IN_1_0
char *stree_redact_secrets (const char *text, const char *const *secrets);

G_END_DECLS
