/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "actions/stree-ask-file.h"
#include "core/stree-arena-private.h"
#include "core/stree-handler.h"
#include "core/stree-types.h"

G_BEGIN_DECLS

typedef enum
{
  STREE_QUESTION_MESSAGE,
  STREE_QUESTION_FILE,
} StreeQuestionType;

/* A question that waits for its answer: what a renderer shows. It outlives the component that asked; nobody is called
 * then. */
typedef struct
{
  gatomicrefcount     ref_count;
  StreeQuestionType   type;
  StreeContext       *cx;        /* held: who asked; NULL: no component, and a renderer answers itself */
  StreeState         *answer;    /* owned: an int for a message; a string, or a variant "as", for files. NULL: none */
  const StreeHandler *on_answer; /* lives in an arena of these; NULL: none */
  const StreeHandler *on_error;  /* as on_answer */
  StreeArena         *arenas[3]; /* owned: those of the handlers, and one with what their data may point to; NULL: none */
  char               *title;     /* owned */

  union
  {
    struct
    {
      char    *detail;      /* owned; NULL: none */
      char   **buttons;     /* owned, at least one: labels, an underscore before the letter that is the key */
      gboolean destructive; /* the last one loses something: Enter is the first one then, else the last */
    } message;
    struct
    {
      StreeFileChoice what;
      char           *accept;    /* owned: the label of the button that takes the file; NULL: the desktop's */
      char           *type_name; /* owned: what the files of the patterns are called; NULL: just files */
      char          **patterns;  /* owned; NULL: all files */
      char           *name;      /* owned: of the file to save, at first; NULL: none */
      char           *folder;    /* owned: the URI of where to begin; NULL: where the desktop does */
    } file;
  } u;
} StreeQuestion;

StreeQuestion *stree_question_new    (StreeQuestionType type, StreeContext *cx, StreeState *answer, const char *title,
                                      const StreeHandler *on_answer, const StreeHandler *on_error);
StreeQuestion *stree_question_ref    (StreeQuestion *question);
void           stree_question_unref  (StreeQuestion *question);

/* The user chose a button of a message: that of the place. */
void           stree_question_answer (StreeQuestion *question, guint button);
/* The user chose files, by their URIs; none leaves everything as it is. */
void           stree_question_answer_files (StreeQuestion *question, const char *const *uris);
/* Whether they are what is asked for: as many as that, and URIs. */
gboolean       stree_question_fits_files (StreeQuestion *question, const char *const *uris, GError **error);
/* There is no answer, since this went wrong. Takes @error. */
void           stree_question_fail   (StreeQuestion *question, GError *error);
/* It is asked, but not quite as it should be. Takes @error. */
void           stree_question_complain (StreeQuestion *question, GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeQuestion, stree_question_unref)

G_END_DECLS
