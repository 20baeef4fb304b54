/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "body-fixture.h"

static StreeElement *(*body) (StreeContext *cx);
guint         n_runs;
StreeContext *context;

static StreeElement *
component (StreeContext *cx, gpointer props)
{
  (void) props;
  context = cx;
  n_runs++;
  return body (cx);
}

static StreeElement *
show_nothing (StreeContext *cx)
{
  (void) cx;
  return stree_text ("nothing");
}

StreeHeadless *
body_new (StreeSession *session)
{
  body = show_nothing;
  n_runs = 0;
  return stree_headless_new (session, "app", component, NULL);
}

void
show (StreeElement *(*func) (StreeContext *cx))
{
  body = func;
  stree_session_rerun (stree_context_get_session (context));
  stree_session_flush (stree_context_get_session (context));
}
