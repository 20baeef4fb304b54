/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Cancels work in the midst of it, with no clock: its checks whether it is cancelled are counted, and it is cancelled by the
 * one in the middle. What uses this is linked with midway_link_args and with the library in it. */

#include <gio/gio.h>

/* Does the work; FALSE: it was cancelled. */
typedef gboolean (*MidwayFunc) (GCancellable *cancellable, gpointer data);

/* Fails if the work asks fewer than so many times, or goes on after it was cancelled. */
void assert_cancelled_midway (MidwayFunc func, gpointer data, guint at_least);
