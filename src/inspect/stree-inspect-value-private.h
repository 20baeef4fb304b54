/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Values as text, and back: for a developer's eyes and keyboard. */

#include "core/stree-dump-private.h"
#include "core/stree-prop-private.h"

G_BEGIN_DECLS

/* On one line, and not without end, as it stands in a dump: texts in quotes. NULL: it is not set. @secret: the value of a
 * password. */
char    *stree_inspect_prop_dup_text  (const StreeProp *prop, gconstpointer args, gboolean secret);
/* That of a prop that is bound to a state which holds, or held, @held as text. */
char    *stree_inspect_bound_dup_text (const StreeState *state, const char *held);
/* That of what a history has of a state: see stree_state_record (). */
char    *stree_inspect_variant_dup_text (GVariant *recorded);
/* The same of what a state holds. */
char    *stree_inspect_state_dup_text (StreeState *state);
/* All of it, as one would write it: a text as it stands. NULL: it cannot be written, or is kept from eyes. */
char    *stree_inspect_state_dup_edit (StreeState *state);
/* Sets it to what is written. FALSE: it is nothing that the state can hold; @error says what it takes. */
gboolean stree_inspect_state_set_text (StreeState *state, const char *text, GError **error);

G_END_DECLS
