/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "routing/stree-work.h"

#include "core/stree-session-private.h"

typedef struct
{
  guint id;
  char *what;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->what);
  g_free (work);
}

/**
 * stree_session_begin_work:
 * @session: a session
 * @what: what goes on, as the user knows it: "The export of 3 tables"
 *
 * Says that something goes on that the end of the program would break off. The user is asked before that.
 *
 * Returns: a number for [method@StreamTree.Session.end_work]; never 0
 *
 * Since: 1.0
 */
guint
stree_session_begin_work (StreeSession *session, const char *what)
{
  static guint next = 1;
  Work        *work;

  g_return_val_if_fail (STREE_IS_SESSION (session), 0);
  g_return_val_if_fail (what != NULL && *what, 0);
  if (!session->work)
    session->work = g_ptr_array_new_with_free_func (work_free);
  work = g_new0 (Work, 1);
  work->id = next++;
  work->what = g_strdup (what);
  g_ptr_array_add (session->work, work);
  return work->id;
}

/**
 * stree_session_end_work:
 * @session: a session
 * @id: what [method@StreamTree.Session.begin_work] returned
 *
 * Says that it is over, done or not.
 *
 * Returns: %FALSE if it was over before
 *
 * Since: 1.0
 */
gboolean
stree_session_end_work (StreeSession *session, guint id)
{
  g_return_val_if_fail (STREE_IS_SESSION (session), FALSE);
  for (guint i = 0; session->work && i < session->work->len; i++)
    if (((Work *) session->work->pdata[i])->id == id)
      {
        g_ptr_array_remove_index (session->work, i);
        return TRUE;
      }
  return FALSE;
}

/**
 * stree_session_list_work:
 * @session: a session
 *
 * What goes on, the oldest first.
 *
 * Returns: (transfer full) (array zero-terminated=1): the texts
 *
 * Since: 1.0
 */
char **
stree_session_list_work (StreeSession *session)
{
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();

  g_return_val_if_fail (STREE_IS_SESSION (session), NULL);
  for (guint i = 0; session->work && i < session->work->len; i++)
    g_strv_builder_add (list, ((Work *) session->work->pdata[i])->what);
  return g_strv_builder_end (list);
}
