/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The sides that are StreamTree, from the inside: for suites that look at more than time. */

#include "bench.h"

#include "core/stree-mount-private.h"
#include "testing/stree-headless-private.h"

typedef struct _BenchRuntime BenchRuntime; /* what setup of bench_impl_runtime and bench_impl_headless returns */

StreeMount *bench_runtime_get_mount (BenchRuntime *side);
/* Headless only: the root of its widgets. */
const StreeHeadlessWidget *bench_runtime_get_widgets (BenchRuntime *side);
