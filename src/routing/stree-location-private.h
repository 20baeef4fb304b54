/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/stree-node-private.h"
#include "core/stree-state-private.h"
#include "routing/stree-location.h"

G_BEGIN_DECLS

/* What a step does to the history. */
typedef enum
{
  STREE_STEP_PUSH,    /* a new entry; what was ahead goes */
  STREE_STEP_REPLACE, /* the current entry changes */
  STREE_STEP_BACK,
  STREE_STEP_FORWARD,
} StreeStep;

typedef struct
{
  char *ref;   /* the URI without its scheme */
  char *title; /* NULL: none */
} StreeLocationEntry;

typedef struct
{
  StreeStep  step;
  GPtrArray *params; /* NULL: back and forward */
  char      *slot;
  char      *value;
  char      *message;
} StreeLocationHeld;

struct _StreeLocation
{
  GObject       parent_instance;
  StreeSession *session; /* borrowed: it owns this */
  StreeState   *state;   /* held */
  guint         serial;  /* of the state, as it was read or written last */
  char         *scheme;
  GPtrArray    *entries; /* StreeLocationEntry, owned; at least one */
  guint         index;
  GPtrArray    *params;  /* of the current entry */
  StreeLocationHeld *held;   /* NULL: nothing */
  gboolean      has_routes;
  gboolean      shown; /* a component has read where it is: it is somewhere to go back to */
};

StreeLocationEntry *stree_location_entry_new  (const char *ref, const char *title);
void                stree_location_entry_free (gpointer entry);
void                stree_location_held_free  (StreeLocationHeld *held);
StreeLocationEntry *stree_location_current    (StreeLocation *self);

/* Reads the state behind it anew if it is not what was written last; makes it, where there is none. */
void        stree_location_ensure         (StreeLocation *self);
/* @quiet: nobody reruns. */
void        stree_location_write          (StreeLocation *self, gboolean quiet);
gboolean    stree_location_is_possible    (StreeLocation *self, StreeStep step);
/* Whatever a guard says. @params NULL: back and forward. */
void        stree_location_take_step      (StreeLocation *self, StreeStep step, GPtrArray *params);
void        stree_location_notify_all     (StreeLocation *self);
void        stree_location_notify_held    (StreeLocation *self);
void        stree_location_set_has_routes (StreeLocation *self);
/* A global state of the runtime's own; one that the program made under this name with another type gives way. */
StreeState *stree_location_ensure_state   (StreeSession *session, const char *key, const GValue *initial);
/* @value NULL: it goes. */
void        stree_location_store          (StreeLocation *self, const char *slot, const char *value);

/* Takes @params, those of the place to go to (NULL: back and forward), unless a guard holds it back. Once it has happened, the
 * slot of @slot holds @value (NULL: it goes); @slot NULL: none. FALSE: there is nothing there to go to. */
gboolean    stree_location_step     (StreeLocation *self, StreeStep step, GPtrArray *params, const char *slot, const char *value);
/* The parameters of where it is; who runs at the moment reads them. */
GPtrArray  *stree_location_params   (StreeLocation *self);
/* The route or the value that counts, by the rules of sync_route () and sync_query_value (); it is stored, and written back.
 * Good until the location changes. */
const char *stree_location_sync_route (StreeLocation *self, const char *fallback, const char *param);
const char *stree_location_sync_value (StreeLocation *self, const char *fallback, const char *param);
char       *stree_location_route_slot (const char *param);
char       *stree_location_value_slot (const char *param);
/* After a session was restored. */
void        stree_location_reload   (StreeLocation *self);

/* The message of a guard that @params would leave; @mount NULL: in any view. @params NULL: everything is left. Owned by the
 * caller; NULL: none holds it back. */
char       *stree_guards_find       (StreeSession *session, StreeMount *mount, GPtrArray *params);

G_END_DECLS
