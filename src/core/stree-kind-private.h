/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* An element kind: its name, its prop table, and what the runtime must know of it. One static record for each kind,
 * in the kind's own file in src/elements; one interned record for each component name. */

#include "core/stree-kind.h"
#include "core/stree-prop-private.h"
#include "core/stree-values.h"

G_BEGIN_DECLS

struct _JsonBuilder;
struct _StreeRenderer;

typedef enum
{
  STREE_KIND_CONTAINER = 1 << 0,   /* takes children */
  STREE_KIND_TRANSPARENT = 1 << 1, /* has no widget of its own: its children are its parent's */
  STREE_KIND_DETACHED = 1 << 2,    /* its widget is not placed among its parent's children (Sidebar) */
  STREE_KIND_INPUT = 1 << 3,       /* has a value that the user changes */
  STREE_KIND_COMPONENT = 1 << 4,   /* a call of a component */
  STREE_KIND_BOUNDARY = 1 << 5,    /* catches what fails below it */
  STREE_KIND_SUSPENSE = 1 << 18,   /* with BOUNDARY: what waits for a task, and nothing else (Suspense) */
  STREE_KIND_FORM = 1 << 6,        /* holds back what its inputs say until a submit button */
  STREE_KIND_VIRTUAL = 1 << 7,     /* its children are made by the renderer, on demand (List) */
  STREE_KIND_EVERY_RUN = 1 << 9,   /* its update is called in every rerun, whether it changed or not (Native) */
  STREE_KIND_SECRET = 1 << 8,      /* has a `password` prop: when set, its value is never dumped or saved */
  STREE_KIND_PROVIDER = 1 << 11,   /* gives values to what is below it (Provider, ThemeRoot) */
  STREE_KIND_ROUTES = 1 << 15,     /* of its children the one is mounted that the location names (Routes) */
  STREE_KIND_ACTION = 1 << 16,    /* is something that can be done; has no children (Action) */
  STREE_KIND_PAGES = 1 << 10,      /* its value is the number of the child that shows (Tabs) */
  STREE_KIND_PORTAL = 1 << 12,     /* what is below it shows where its slot's PortalMount stands */
  STREE_KIND_PORTAL_MOUNT = 1 << 13, /* the place for that */
  STREE_KIND_SCOPE = 1 << 14,      /* events of components below it rerun these only (DeferredFragment) */
  STREE_KIND_OVERLAY = 1 << 17,    /* stands over the window while its value is true, and has children only then (Dialog) */
  STREE_KIND_LOADS = 1 << 19,      /* what stands in for it while it is loaded, or cannot be, is its child (Image) */
} StreeKindFlags;

struct _StreeKind
{
  const char      *name;
  const char      *blurb;
  gsize            size; /* of the argument struct up to its key */
  const StreeProp *props;
  guint            n_props;
  StreeKindFlags   flags;
  const char      *role;       /* accessible role, an ARIA name: how tests and assistive technology find it */
  const char      *label_prop; /* the prop that names it; NULL: none */
  const char      *value_prop; /* of an input: what the user changes */
  const char      *change_prop;
  /* Checks what a C compiler cannot. Called once, when the element is made. */
  gboolean (*validate) (const StreeElement *element, gconstpointer args, GError **error);
  /* Of an input: turns a plain value, declared or entered, into one it can show: converted, clamped, a default for none.
   * FALSE: it cannot show that at all. NULL: any value is fine. */
  gboolean (*normalize) (gconstpointer args, StreeValue *value);
  /* What there is to read, where that is not the label prop as it stands (Markdown). Owned by the caller. */
  char *(*dup_text) (gconstpointer args);
  /* Of what shows more than its props say: adds that to a dump (DataGrid). NULL: nothing. */
  void (*dump) (StreeNode *node, struct _StreeRenderer *renderer, struct _JsonBuilder *builder);
  /* Of what leads somewhere: what it does by itself when the user activates it, after its handler. NULL: nothing. */
  void (*activated) (StreeNode *node);
  /* Of a provider: what it gives to what is below it, borrowed; NULL: nothing. */
  StreeValues *(*provides) (gconstpointer args);

  /* Filled by the registry. */
  int             id; /* 1, 2, ...; an index for renderers */
  gboolean        ready;
  StreePropPlan   plan;
  const StreeProp *value;  /* value_prop, looked up */
  const StreeProp *change;
  const StreeProp *label;
};

/* Every kind in src/elements; generated from the meson list. Ends with NULL. */
extern StreeKind *const stree_element_kinds[];

void             stree_kind_prepare    (StreeKind *kind);
StreeKind       *stree_kind_lookup     (const char *name);
StreeKind       *stree_kind_for_component (const char *name);
int              stree_kind_count      (void);
const StreeProp *stree_kind_find_prop  (const StreeKind *kind, const char *name);
const StreePropPlan *stree_common_plan (void);
/* What the widgets of a kind are called in CSS, without the dot: "stree-text-input" of TextInput, "stree-vstack" of VStack. */
char            *stree_kind_dup_css_class (const StreeKind *kind);

G_END_DECLS
