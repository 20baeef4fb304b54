/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/stree-state.h"

G_BEGIN_DECLS

struct _StreeState
{
  gatomicrefcount ref_count;
  char           *name;      /* owned */
  GValue          value;     /* for a form state: what is being edited */
  GValue          initial;
  GValue          committed; /* unset unless it is a form state */
  guint           serial;    /* counts the changes */
  guint           run;       /* of the mount: the last run that asked for it */
  guint           generation; /* of the code that asked for it last */
  guint           watched : 1;   /* read_only, and follows what is outside */
  guint           read_only : 1;
  guint           transient : 1; /* never saved */
  guint           global : 1;
  StreeNode      *owner;     /* borrowed; NULL when global or once unmounted */
  StreeSession   *session;   /* borrowed; NULL once dropped */
  StreeState     *next;      /* in the owner's list, which owns it */
  GPtrArray      *readers;   /* nodes that read it and do not own it; borrowed: they leave when they unmount */
};

StreeState *stree_state_new_detached (const char *name, const GValue *initial);
/* Of no place and no key: it only knows who reads it. */
StreeState *stree_state_new_signal   (const char *name, StreeSession *session);
/* Of nobody but the run: what a component gets after it failed, so that it can go on to its return. */
StreeState *stree_state_new_orphan   (const char *name, const GValue *initial);
void        stree_state_restore      (StreeState *state, GVariant *variant);
/* A value as a variant that says of which type it was; NULL: it cannot be written down. Floating. */
GVariant   *stree_state_pack         (const GValue *value);
GVariant   *stree_state_save         (StreeState *state);
/* The same for a history: with what is in no file, and held. NULL: it holds an object or the like. */
GVariant   *stree_state_record       (StreeState *state);
/* Its render path and its name; of a global one "/" and its key. Owned. */
char       *stree_state_dup_place    (StreeState *state);
void        stree_state_drop         (StreeState *state);
guint       stree_state_get_serial   (StreeState *state);
/* Marks everybody who reads it dirty, and schedules the rerun. */
void        stree_state_changed      (StreeState *state);
/* The same for those other than the component that runs, and only if there are such. */
void        stree_state_tell_others  (StreeState *state);
/* The component that runs at the moment has read @state. */
void        stree_state_track        (StreeState *state);

G_END_DECLS
