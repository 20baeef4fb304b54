/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The steps of a session's history, as they are told: what a report leaves out as a secret is left out here. */

#include "inspect/stree-inspect-private.h"

#include "core/stree-session-private.h"
#include "history/stree-secrets-private.h"
#include "inspect/stree-inspect-value-private.h"

/* In a line with others only what is short, and of any number of states the first ones: there are many steps. */
#define MAX_SHORT_BYTES  200
#define MAX_SHORT_STATES 8

static void
add_text (GVariantBuilder *row, const StreeSecrets *secrets, const char *name, const char *text)
{
  g_autofree char *plain = stree_secrets_redact (secrets, text ? text : "");

  g_variant_builder_add (row, "{sv}", name, g_variant_new_take_string (g_utf8_make_valid (plain, -1)));
}

/* Where the name of a state, or the key of a global one, begins in its place. In the path before it a slash has a backslash. */
static const char *
name_in (const char *place)
{
  const char *slash = place;

  while (*slash && *slash != '/')
    slash += *slash == '\\' && slash[1] ? 2 : 1;
  return *slash ? slash + 1 : place;
}

/* "" for a global state. */
static char *
dup_path (const char *place)
{
  const char *name = name_in (place);

  return g_strndup (place, name > place ? (gsize) (name - place - 1) : 0);
}

/* NULL: there was no state. */
static char *
dup_value (const StreeSecrets *secrets, const StreeDelta *delta, GVariant *value)
{
  if (!value)
    return NULL;
  if (stree_secrets_has_place (secrets, delta->place) || stree_secrets_is_in (secrets, value))
    return g_strdup (STREE_SECRET_TEXT);
  return stree_inspect_variant_dup_text (value);
}

static gboolean
is_short (const StreeDelta *delta)
{
  return (delta->old ? g_variant_get_size (delta->old) : 0) + (delta->now ? g_variant_get_size (delta->now) : 0) <= MAX_SHORT_BYTES;
}

static char *
summarize (const StreeSecrets *secrets, const StreeDeltas *deltas)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (deltas->list->len, MAX_SHORT_STATES); i++)
    {
      const StreeDelta *delta = deltas->list->pdata[i];
      g_autofree char  *before = NULL;
      g_autofree char  *now = NULL;

      g_string_append_printf (text, "%s%s", i ? ", " : "", name_in (delta->place));
      if (!is_short (delta))
        continue;
      before = dup_value (secrets, delta, delta->old);
      now = dup_value (secrets, delta, delta->now);
      g_string_append_printf (text, ": %s → %s", before ? before : "–", now ? now : "–");
    }
  if (deltas->list->len > MAX_SHORT_STATES)
    g_string_append (text, ", …");
  return g_string_free (text, FALSE);
}

/* The label of the element that was used, or else its own part of the render path. */
static const char *
label_of (const StreeHistoryStep *step)
{
  const char *own = step->path;

  if (step->label && *step->label)
    return step->label;
  for (const char *c = step->path; c && *c; c++)
    if (*c == '\\' && c[1])
      c++;
    else if (*c == '.')
      own = c + 1;
  return own;
}

static void
add_step (GVariantBuilder *rows, StreeHistory *history, const StreeSecrets *secrets, guint i)
{
  const StreeHistoryStep *step = history->steps->pdata[i];
  g_autofree char        *changes = summarize (secrets, step->deltas);

  g_variant_builder_open (rows, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (rows, "{sv}", "step", g_variant_new_uint32 (i + 1));
  g_variant_builder_add (rows, "{sv}", "at", g_variant_new_int64 (step->time));
  add_text (rows, secrets, "label", label_of (step));
  add_text (rows, secrets, "path", step->path);
  add_text (rows, secrets, "changes", changes);
  g_variant_builder_close (rows);
}

GVariant *
stree_inspect_steps (StreeSession *session)
{
  StreeHistory            *history = session->history;
  g_autoptr (StreeSecrets) secrets = history ? stree_secrets_new (history) : NULL;
  GVariantBuilder          rows;

  g_variant_builder_init (&rows, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; history && i < history->steps->len; i++)
    add_step (&rows, history, secrets, i);
  return g_variant_builder_end (&rows);
}

GVariant *
stree_inspect_step (StreeSession *session, guint step)
{
  StreeHistory            *history = session->history;
  g_autoptr (StreeSecrets) secrets = NULL;
  const StreeDeltas       *deltas;
  GVariantBuilder          rows;

  if (!history || step < 1 || step > history->steps->len)
    return NULL;
  secrets = stree_secrets_new (history);
  deltas = ((StreeHistoryStep *) history->steps->pdata[step - 1])->deltas;
  g_variant_builder_init (&rows, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < deltas->list->len; i++)
    {
      const StreeDelta *delta = deltas->list->pdata[i];
      g_autofree char  *path = dup_path (delta->place);
      g_autofree char  *before = dup_value (secrets, delta, delta->old);
      g_autofree char  *now = dup_value (secrets, delta, delta->now);

      g_variant_builder_open (&rows, G_VARIANT_TYPE_VARDICT);
      add_text (&rows, secrets, "path", path);
      add_text (&rows, secrets, "name", name_in (delta->place));
      add_text (&rows, secrets, "before", before);
      add_text (&rows, secrets, "now", now);
      g_variant_builder_add (&rows, "{sv}", "has_before", g_variant_new_boolean (before != NULL));
      g_variant_builder_add (&rows, "{sv}", "has_now", g_variant_new_boolean (now != NULL));
      g_variant_builder_close (&rows);
    }
  return g_variant_builder_end (&rows);
}
