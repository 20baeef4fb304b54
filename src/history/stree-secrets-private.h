/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What of a history must not be told: states that are transient, what is or was typed into a password input, and whatever else holds
 * such a text. As it was when it was asked for. */

#include "history/stree-history-private.h"

G_BEGIN_DECLS

/* Stands for what was left out, also where it is typed again. */
#define STREE_SECRET_TEXT "[REDACTED]"

typedef struct _StreeSecrets StreeSecrets;

/* Of a history whose session is there. */
StreeSecrets *stree_secrets_new         (StreeHistory *history);
void          stree_secrets_free        (StreeSecrets *self);
/* Is what the state at @place holds a secret? */
gboolean      stree_secrets_has_place   (const StreeSecrets *self, const char *place);
/* The places of all such states; borrowed. */
GHashTable   *stree_secrets_get_places  (const StreeSecrets *self);
/* Is there a secret in a value, whatever it is made of? */
gboolean      stree_secrets_is_in       (const StreeSecrets *self, GVariant *value);
/* A text without the secrets in it. Owned. */
char         *stree_secrets_redact      (const StreeSecrets *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeSecrets, stree_secrets_free)

G_END_DECLS
