/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The runtime, in the order in which a program flows:
 *
 *   component -> Element tree -> reconciler -> renderer (widgets) -> signal -> handler -> state -> rerun
 *
 * Nothing here needs GTK. A program with windows includes streamtree-gtk.h, which includes this. The headers below are not
 * included one by one.
 */

#define STREE_H_INSIDE

/* What a component is made of */
#include "core/stree-types.h"
#include "core/stree-error.h"
#include "core/stree-value.h"
#include "core/stree-values.h"
#include "core/stree-element.h"
#include "core/stree-component.h"
#include "core/stree-context.h"
#include "core/stree-memo.h"

/* The element kinds, and what they have in common */
#include "core/stree-prop.h"
#include "core/stree-common.h"
#include "core/stree-kind.h"
#include "elements/stree-elements.h"

/* From a signal to state, and back */
#include "core/stree-event.h"
#include "core/stree-handler.h"
#include "core/stree-state.h"
#include "core/stree-session.h"
#include "core/stree-provided.h"
#include "core/stree-perf.h"
#include "inspect/stree-inspector.h"

/* Work off the main thread */
#include "tasks/stree-task.h"
#include "tasks/stree-task-submit.h"
#include "tasks/stree-task-match.h"
#include "tasks/stree-task-pool.h"
#include "tasks/stree-cache.h"
#include "tasks/stree-watch.h"

/* What comes over the network */
#include "network/stree-response.h"
#include "network/stree-request.h"
#include "network/stree-fetch.h"
#include "network/stree-connection.h"
#include "network/stree-event-source.h"
#include "network/stree-web-socket.h"

/* Where the session is: routes, pages, history */
#include "routing/stree-location.h"
#include "routing/stree-routing.h"
#include "routing/stree-page-entry.h"
#include "routing/stree-page-links.h"
#include "routing/stree-work.h"

/* Forms from models */
#include "forms/stree-validation-errors.h"
#include "forms/stree-model.h"
#include "forms/stree-model-table.h"
#include "forms/stree-bindings.h"
#include "forms/stree-model-check.h"
#include "forms/stree-model-inputs.h"

/* Looks */
#include "theme/stree-theme.h"

/* Data */
#include "data/stree-cell.h"
#include "data/stree-csv.h"
#include "data/stree-filter.h"
#include "data/stree-query.h"
#include "data/stree-frame-builder.h"
#include "data/stree-frame-edit.h"
#include "data/stree-frame-export.h"
#include "data/stree-frame-json.h"
#include "data/stree-frame-objects.h"
#include "data/stree-frame-query.h"
#include "data/stree-frame-summary.h"
#include "data/stree-profile.h"
#include "data/stree-frame.h"

/* Tables that are elsewhere, or change */
#include "sources/stree-source.h"
#include "sources/stree-result-set.h"
#include "sources/stree-row-key.h"
#include "sources/stree-changes.h"
#include "sources/stree-csv-source.h"
#include "sources/stree-frame-source.h"
#include "sources/stree-sqlite-source.h"
#include "sources/stree-sqlite-frame.h"

/* What a grid shows of them, and what is typed into it */
#include "grid/stree-grid-column.h"
#include "grid/stree-grid-columns.h"
#include "grid/stree-grid-format.h"
#include "grid/stree-grid-result.h"
#include "grid/stree-grid-edits.h"
#include "grid/stree-grid-range.h"
#include "sources/stree-source-engine.h"
#include "sources/stree-source-open.h"
#include "grid/stree-grid-options.h"
#include "crud/stree-crud.h"

/* What can be done, and done to an element */
#include "actions/stree-actions.h"
#include "actions/stree-ask.h"
#include "actions/stree-ask-file.h"
#include "actions/stree-handles.h"

/* What the states were: undo, redo, reports */
#include "history/stree-history.h"
#include "history/stree-undo.h"

/* Hooks for organisations */
#include "enterprise/stree-enterprise.h"
#include "enterprise/stree-event-sink.h"
#include "enterprise/stree-journal-sink.h"
#include "enterprise/stree-json-sink.h"

/* Seeing and testing a tree without a display */
#include "core/stree-dump.h"
#include "testing/stree-headless.h"
#include "testing/stree-headless-actions.h"
#include "testing/stree-test.h"
#include "testing/stree-test-locator.h"
#include "testing/stree-test-grid.h"
#include "history/stree-report.h"

#undef STREE_H_INSIDE
