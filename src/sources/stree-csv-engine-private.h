/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sources/stree-source-engine.h"

G_BEGIN_DECLS

/* Opens CSV files: by the schemes "csv" and "tsv", and these endings. */
#define STREE_TYPE_CSV_ENGINE (stree_csv_engine_get_type ())
G_DECLARE_FINAL_TYPE (StreeCsvEngine, stree_csv_engine, STREE, CSV_ENGINE, GObject)

G_END_DECLS
