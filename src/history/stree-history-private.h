/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/stree-mount-private.h"
#include "core/stree-node-private.h"
#include "core/stree-state-private.h"
#include "history/stree-history-delta-private.h"
#include "history/stree-history.h"

G_BEGIN_DECLS

/* A shorter text is no secret that is looked for elsewhere: it would be found everywhere. */
#define STREE_SECRET_LENGTH 4

/* What can be undone at once. */
typedef struct
{
  StreeDeltas *deltas;
  gint64       time;   /* when it began, as stree_clock_wall () has it */
  gint64       last;   /* when something was added last, as stree_clock_now () has it */
  char        *label;  /* owned, nullable: what the element is labelled with that the user worked with */
  char        *name;   /* owned, nullable: the handler's prop; NULL: the program did it */
  char        *path;   /* owned, nullable: of the element */
  gboolean     typing; /* who types on there goes on with it */
  guint64      n_bytes;
} StreeHistoryStep;

typedef enum
{
  STREE_DEED_PROGRAM, /* nobody did anything: a task, a timer, another program */
  STREE_DEED_ACTIVATE,
  STREE_DEED_INPUT,
  STREE_DEED_SUBMIT,
  STREE_DEED_KEY,
  STREE_DEED_DROP,
  STREE_DEED_MENU,
  STREE_DEED_REPORT, /* of what is in a widget, such as a cell of a grid */
  STREE_DEED_ANSWER, /* to a question: at the component that asked */
  STREE_DEED_TRAVEL, /* through the history */
} StreeDeed;

/* What was done, and what came of it. */
typedef struct
{
  StreeDeed    deed;
  gint64       time;    /* as stree_clock_now () has it */
  char        *name;    /* owned, nullable: the handler's prop */
  char        *path;    /* owned, nullable: of the element */
  const char  *kind;    /* of the element; NULL: there is none */
  char        *key;     /* owned, nullable: its own; of an Action its name */
  GVariant    *value;   /* owned, nullable: what was entered */
  gboolean     secret;  /* it was entered, and is not kept */
  char        *bound;   /* owned, nullable: the place of the state that it was entered into */
  StreeDeltas *writes;  /* what was set until the deed was done; NULL: nothing */
  StreeDeltas *follows; /* what was set, made and dropped in the rerun; NULL: nothing */
  GVariant    *travel;  /* owned, nullable: a{sv} that went into the session: of an undo */
  guint        n_steps, position; /* of a travel: where it ended */
  guint64      n_bytes;
} StreeHistoryEvent;

struct _StreeHistory
{
  GObject            parent_instance;
  StreeSession      *session;  /* borrowed; NULL once it is gone */
  guint              max_steps;
  guint64            max_bytes;
  GPtrArray         *steps;    /* StreeHistoryStep, owned, the oldest first */
  guint              position; /* how many of them are done */
  guint64            n_bytes;  /* of the steps */
  StreeHistoryStep  *open;     /* the last step, while it is added to; NULL: the next write begins one */
  gboolean           joined;   /* the last step may be gone on with */
  StreeState        *ends;     /* who reads whether something can be undone */
  StreeState        *place;    /* and who reads where it is */
  gboolean           could_undo, could_redo; /* as they were told last */
  guint              told_steps, told_position;

  gboolean           going;    /* values are being put back */
  gboolean           settling; /* and what the components make of that is no news */

  GQueue             log;      /* StreeHistoryEvent, owned, the oldest first */
  guint64            log_bytes;
  GHashTable        *start;    /* place (GRefString) -> GVariant (owned): what the session held before the log */
  gint64             started;  /* when that was, as stree_clock_now () has it */
  guint64            n_forgotten; /* events that the log had and has no more */
  GHashTable        *secrets;  /* place (GRefString): of states that are not to be written down */
  GHashTable        *typed;    /* path (owned) -> text (owned): what was typed into secret inputs: never written, looked for */
  GHashTable        *drafts;   /* while settling: StreeNode (held): inputs whose text nobody has taken yet; NULL: none */
  guint              depth;    /* of deeds that call each other */
  StreeHistoryEvent *deed;     /* what is being done; NULL: nothing */
  gboolean           deed_gradual; /* it enters something bit by bit */
  char              *deed_label; /* owned, nullable: what the element is labelled with */
  StreeHistoryEvent *last;     /* to whom belongs what the rerun sets; NULL: to nobody */
};

/* --- what the rest of the runtime says to it; each is called only where a session has a history --- */

/* A state is going to be set, to something else; taken along to stree_history_note (). NULL: it is not noted. */
GVariant *stree_history_before       (StreeState *state) G_GNUC_WARN_UNUSED_RESULT;
/* It was set. Takes @before. */
void      stree_history_note         (StreeHistory *self, StreeState *state, GVariant *before);
/* It was made, or is going to be dropped. */
void      stree_history_note_made    (StreeHistory *self, StreeState *state);
void      stree_history_note_dropped (StreeHistory *self, StreeState *state);
/* The same of all that are in a node that is going to be unmounted, with what is in it. */
void      stree_history_note_unmount (StreeHistory *self, StreeNode *node);
/* A view was rerun. */
void      stree_history_note_flush   (StreeHistory *self);
/* The props of an input that may be told to its widget: not the value, where the user has typed and not submitted yet. */
guint64   stree_history_spare_draft  (StreeHistory *self, StreeNode *node);
/* The session goes. */
void      stree_history_detach       (StreeHistory *self);

/* Around what a user does to a node; @value: what was entered; NULL, or not initialized: nothing. Of deeds that call each other
 * the outermost counts. begin () returns what end () takes: @self, held; end () takes NULL, too. */
StreeHistory *stree_history_begin    (StreeHistory *self, StreeNode *node, StreeDeed deed, const char *name, const GValue *value);
void          stree_history_end      (StreeHistory *self);

/* --- between its own files --- */

StreeHistoryStep  *stree_history_step_new   (StreeHistory *self);
void               stree_history_step_free  (gpointer step);
void               stree_history_event_free (gpointer event);
/* Writes may be added to a step: is it one that can be gone on with? Else a new one begins, and what could be redone is gone. */
StreeHistoryStep  *stree_history_open_step  (StreeHistory *self);
/* The open step is over. */
void               stree_history_seal       (StreeHistory *self);
/* Keeps within the limits. */
void               stree_history_trim       (StreeHistory *self);
void               stree_history_trim_log   (StreeHistory *self);
/* Tells who listens and who reads. */
void               stree_history_tell       (StreeHistory *self);
/* Puts values (a{smv}: nothing where there is no state) into the session. */
void               stree_history_apply      (StreeHistory *self, GHashTable *values);
/* An event of the log. */
StreeHistoryEvent *stree_history_log        (StreeHistory *self, StreeDeed deed);
/* What the session held before the log, and in a new one. */
void               stree_history_start_log  (StreeHistory *self);

G_END_DECLS
