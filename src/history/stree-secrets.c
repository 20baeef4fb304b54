/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "history/stree-secrets-private.h"

#include "core/stree-session-private.h"
#include "enterprise/stree-enterprise.h"

struct _StreeSecrets
{
  GHashTable *places; /* place (owned) */
  GPtrArray  *texts;  /* owned; NULL ends it */
};

static void
add_text (StreeSecrets *self, const char *text)
{
  if (text && strlen (text) >= STREE_SECRET_LENGTH)
    g_ptr_array_add (self->texts, g_strdup (text));
}

/* The texts in a value of any shape. */
static void
add_texts (StreeSecrets *self, GVariant *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    add_text (self, g_variant_get_string (value, NULL));
  else if (g_variant_is_container (value))
    for (gsize i = 0; i < g_variant_n_children (value); i++)
      {
        g_autoptr (GVariant) child = g_variant_get_child_value (value, i);

        add_texts (self, child);
      }
}

static void
add_state (StreeSecrets *self, StreeState *state)
{
  if (!state->transient || state->read_only)
    return;
  g_hash_table_add (self->places, stree_state_dup_place (state));
  if (G_VALUE_HOLDS_STRING (&state->value))
    add_text (self, g_value_get_string (&state->value));
  else if (G_VALUE_HOLDS_VARIANT (&state->value) && g_value_get_variant (&state->value))
    add_texts (self, g_value_get_variant (&state->value));
}

/* What is in a password input, whether a state knows it or not. */
static void
add_shown (StreeSecrets *self, StreeMount *mount, StreeNode *node)
{
  const StreeKind *kind = node->element->kind;
  const StreeProp *password = kind->flags & STREE_KIND_SECRET ? stree_kind_find_prop (kind, "password") : NULL;
  StreeValue       live;

  if (password && STREE_PROP_CFIELD (gboolean, stree_node_args (node), password->offset) && node->widget &&
      mount->renderer->klass->read (mount->renderer, node, &live) && live.type == STREE_VALUE_STRING)
    add_text (self, live.v.s);
}

static void
add_mount (StreeSecrets *self, StreeMount *mount)
{
  GHashTableIter iter;
  gpointer       states;

  for (StreeNode *node = mount->root; node; node = stree_node_next_in (node, mount->root))
    {
      add_shown (self, mount, node);
      for (StreeState *state = node->extra ? node->extra->states : NULL; state; state = state->next)
        add_state (self, state);
      if (!node->extra || !node->extra->stash)
        continue;
      g_hash_table_iter_init (&iter, node->extra->stash);
      while (g_hash_table_iter_next (&iter, NULL, &states))
        for (StreeState *state = states; state; state = state->next)
          add_state (self, state);
    }
}

StreeSecrets *
stree_secrets_new (StreeHistory *history)
{
  StreeSecrets  *self = g_new0 (StreeSecrets, 1);
  GHashTableIter iter;
  gpointer       key, value;

  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_iter_init (&iter, history->secrets);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (self->places, g_strdup (key));
  g_hash_table_iter_init (&iter, history->typed);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    add_text (self, value);
  g_hash_table_iter_init (&iter, history->session->globals);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    add_state (self, value);
  for (guint i = 0; i < history->session->mounts->len; i++)
    add_mount (self, history->session->mounts->pdata[i]);
  g_ptr_array_add (self->texts, NULL);
  return self;
}

void
stree_secrets_free (StreeSecrets *self)
{
  g_hash_table_unref (self->places);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

gboolean
stree_secrets_has_place (const StreeSecrets *self, const char *place)
{
  return g_hash_table_contains (self->places, place);
}

GHashTable *
stree_secrets_get_places (const StreeSecrets *self)
{
  return self->places;
}

static gboolean
is_in_text (const StreeSecrets *self, const char *text)
{
  for (guint i = 0; self->texts->pdata[i]; i++)
    if (strstr (text, self->texts->pdata[i]))
      return TRUE;
  return FALSE;
}

gboolean
stree_secrets_is_in (const StreeSecrets *self, GVariant *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return is_in_text (self, g_variant_get_string (value, NULL));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BYTESTRING))
    return is_in_text (self, g_variant_get_bytestring (value));
  /* No text can be in it, such as in a table of numbers. */
  if (!strpbrk (g_variant_get_type_string (value), "syv"))
    return FALSE;
  for (gsize i = 0; i < g_variant_n_children (value); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (value, i);

      if (stree_secrets_is_in (self, child))
        return TRUE;
    }
  return FALSE;
}

char *
stree_secrets_redact (const StreeSecrets *self, const char *text)
{
  return stree_redact_secrets (text, (const char *const *) self->texts->pdata);
}
