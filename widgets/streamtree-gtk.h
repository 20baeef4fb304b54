/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* StreamTree for programs with windows: the runtime, and its GTK 4 renderer. */

#include "streamtree.h"

#define STREE_H_INSIDE

#include "stree-view.h"
#include "stree-application.h"
#include "stree-style.h"
#include "stree-test-window.h"

#undef STREE_H_INSIDE
