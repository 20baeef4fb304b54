/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-error.h"

G_DEFINE_QUARK (stree-error-quark, stree_error)
