/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The class that times what a renderer does: it calls the renderer's own. */

#include "inspect/stree-trace-private.h"

struct _StreeTraceClass
{
  StreeRendererClass        klass; /* first: it is what the mount calls */
  const StreeRendererClass *real;
  StreeTrace               *trace; /* borrowed: it owns this */
};

typedef struct
{
  StreeTrace               *trace; /* held */
  const StreeRendererClass *real;
  StreeTracePhase           before;
  gint64                    begun;
} Call;

static Call
begin (StreeRenderer *renderer)
{
  const StreeTraceClass *klass = (const StreeTraceClass *) renderer->klass;
  Call                   call = { stree_trace_ref (klass->trace), klass->real, STREE_TRACE_IDLE, 0 };

  call.before = stree_trace_switch (call.trace, STREE_TRACE_APPLY);
  call.begun = call.trace->since;
  return call;
}

static void
end (Call *call, const char *what)
{
  stree_trace_switch (call->trace, call->before);
  if (stree_trace_marks_wanted ())
    stree_trace_mark ("apply", call->begun, call->trace->since, what);
  stree_trace_unref (call->trace);
}

static void
create (StreeRenderer *renderer, StreeNode *node)
{
  Call call = begin (renderer);

  call.real->create (renderer, node);
  end (&call, "create");
}

static void
update (StreeRenderer *renderer, StreeNode *node, const StreeElement *old, guint64 changed, guint64 common)
{
  Call call = begin (renderer);

  call.real->update (renderer, node, old, changed, common);
  end (&call, "update");
}

static void
insert (StreeRenderer *renderer, StreeNode *parent, StreeNode *node, StreeNode *prev)
{
  Call call = begin (renderer);

  call.real->insert (renderer, parent, node, prev);
  end (&call, "insert");
}

static void
move (StreeRenderer *renderer, StreeNode *parent, StreeNode *node, StreeNode *prev)
{
  Call call = begin (renderer);

  call.real->move (renderer, parent, node, prev);
  end (&call, "move");
}

static void
remove_node (StreeRenderer *renderer, StreeNode *parent, StreeNode *node)
{
  Call call = begin (renderer);

  call.real->remove (renderer, parent, node);
  end (&call, "remove");
}

static void
arrange (StreeRenderer *renderer, StreeNode *parent)
{
  Call call = begin (renderer);

  call.real->arrange (renderer, parent);
  end (&call, "arrange");
}

static void
destroy (StreeRenderer *renderer, StreeNode *node)
{
  Call call = begin (renderer);

  call.real->destroy (renderer, node);
  end (&call, "destroy");
}

StreeTraceClass *
stree_trace_class_put (StreeTrace *trace, StreeRenderer *renderer)
{
  StreeTraceClass *self = g_new0 (StreeTraceClass, 1);

  self->klass = *renderer->klass;
  self->real = renderer->klass;
  self->trace = trace;
  self->klass.create = create;
  self->klass.update = update;
  self->klass.insert = insert;
  self->klass.move = move;
  self->klass.remove = remove_node;
  if (self->klass.arrange)
    self->klass.arrange = arrange;
  self->klass.destroy = destroy;
  renderer->klass = &self->klass;
  return self;
}

void
stree_trace_class_take (StreeTraceClass *klass, StreeRenderer *renderer)
{
  g_assert (renderer->klass == &klass->klass);
  renderer->klass = klass->real;
}
