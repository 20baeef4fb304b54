/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* How long the library waits in naps, with no clock: how often GLib is asked to sleep. What uses this is linked with
 * naps_link_args and with the library in it. */

#include <glib.h>

/* Since the program began, in all threads. */
guint naps_count (void);
