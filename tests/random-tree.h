/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Trees at random, for the reconciler: as data, changed here and there, and built into elements. */

#include "core/stree-component-private.h"
#include "support.h"

/* --- a tree, as data --- */

typedef enum
{
  SPEC_TEXT,
  SPEC_BUTTON,
  SPEC_INPUT,
  SPEC_BAD_INPUT, /* refused when it is checked */
  SPEC_PORTAL_MOUNT,
  SPEC_VSTACK,
  SPEC_FORM,
  SPEC_FRAGMENT,
  SPEC_PORTAL,
  SPEC_SCOPE, /* a DeferredFragment */
  SPEC_DIALOG,
  SPEC_POPOVER,
  SPEC_ROUTES,
  SPEC_PROVIDER, /* of one of two values */
  SPEC_COMPONENT,
  SPEC_OTHER_COMPONENT,
  SPEC_MEMO, /* a component that memoises its subtree */
  SPEC_BOUNDARY,
  SPEC_FAIL, /* a component that fails */
  SPEC_READER, /* a component that reads what is provided: one value of the two, or both */
  SPEC_N_KINDS,
} SpecKind;

static const char *const spec_names[] = { "Text", "Button",  "Input",    "BadInput", "PortalMount", "VStack",
                                          "Form", "Fragment", "Portal", "Scope", "Dialog", "Popover",
                                          "Routes", "Provider", "Component", "Other", "Memo", "Boundary", "Fail", "Reader" };

typedef struct
{
  SpecKind   kind;
  int        key;   /* 0: none */
  int        label;
  int        extra; /* common props */
  guint      version; /* changes with anything below */
  GPtrArray *children; /* Spec, borrowed; NULL: an empty place */
} Spec;

typedef struct
{
  GRand     *rand;
  GPtrArray *pool; /* owns each Spec */
  guint      version;
  gboolean   portals;   /* many of them */
  gboolean   providers; /* and of those that read from them */
} Maker;

static void
spec_free (gpointer data)
{
  Spec *spec = data;

  g_ptr_array_unref (spec->children);
  g_free (spec);
}

static gboolean
takes_children (SpecKind kind)
{
  return kind >= SPEC_VSTACK && kind < SPEC_FAIL;
}

static gboolean
one_in (Maker *maker, int n)
{
  return g_rand_int_range (maker->rand, 0, n) == 0;
}

static Spec *
spec_new (Maker *maker, SpecKind kind)
{
  Spec *spec = g_new0 (Spec, 1);

  spec->kind = kind;
  spec->version = ++maker->version;
  spec->children = g_ptr_array_new ();
  g_ptr_array_add (maker->pool, spec);
  return spec;
}

/* Keys are unique among the children of a kind: what happens otherwise is another test. */
static void
choose_key (Maker *maker, Spec *spec, GPtrArray *siblings)
{
  spec->key = one_in (maker, 2) ? 0 : g_rand_int_range (maker->rand, 1, 12);
  for (guint i = 0; i < siblings->len; i++)
    {
      const Spec *other = siblings->pdata[i];

      if (other && other != spec && other->kind == spec->kind && other->key == spec->key)
        spec->key = 0;
      /* The same kind for the library. */
      if (other && other != spec && (other->kind == SPEC_INPUT || other->kind == SPEC_BAD_INPUT) &&
          (spec->kind == SPEC_INPUT || spec->kind == SPEC_BAD_INPUT) && other->key == spec->key)
        spec->key = 0;
    }
}

static Spec *
random_spec (Maker *maker, int depth)
{
  SpecKind kind = (SpecKind) g_rand_int_range (maker->rand, 0, SPEC_N_KINDS);
  Spec    *spec;

  if (maker->portals && one_in (maker, 3))
    kind = one_in (maker, 2) ? SPEC_PORTAL : SPEC_PORTAL_MOUNT;
  if (maker->providers && one_in (maker, 3))
    kind = one_in (maker, 2) ? SPEC_PROVIDER : SPEC_READER;
  if ((kind == SPEC_FAIL || kind == SPEC_BAD_INPUT) && !one_in (maker, 3))
    kind = SPEC_TEXT;
  if (depth <= 0 && takes_children (kind))
    kind = SPEC_BUTTON;
  spec = spec_new (maker, kind);
  spec->label = g_rand_int_range (maker->rand, 0, 4);
  spec->extra = one_in (maker, 2) ? g_rand_int_range (maker->rand, 1, 4) : 0;
  if (takes_children (kind))
    for (int n = g_rand_int_range (maker->rand, 0, 6); n > 0; n--)
      {
        Spec *child = one_in (maker, 8) ? NULL : random_spec (maker, depth - 1);

        if (child)
          choose_key (maker, child, spec->children);
        g_ptr_array_add (spec->children, child);
      }
  return spec;
}

/* A copy with changes here and there; what did not change is the same spec. */
static G_GNUC_UNUSED Spec *
mutate (Maker *maker, const Spec *from, int depth)
{
  Spec *spec;

  if (one_in (maker, 3))
    return (Spec *) from;
  if (one_in (maker, 25))
    {
      spec = random_spec (maker, depth);
      spec->key = spec->kind == from->kind ? from->key : 0;
      return spec;
    }
  spec = spec_new (maker, from->kind);
  spec->key = from->key;
  spec->label = one_in (maker, 3) ? g_rand_int_range (maker->rand, 0, 4) : from->label;
  spec->extra = one_in (maker, 6) ? g_rand_int_range (maker->rand, 0, 4) : from->extra;
  for (guint i = 0; i < from->children->len; i++)
    {
      Spec *child = from->children->pdata[i];

      if (one_in (maker, 10))
        continue;
      g_ptr_array_add (spec->children, child ? mutate (maker, child, depth - 1) : NULL);
    }
  if (takes_children (spec->kind) && depth > 0)
    while (one_in (maker, 3))
      {
        Spec *child = random_spec (maker, depth - 1);

        choose_key (maker, child, spec->children);
        g_ptr_array_insert (spec->children, g_rand_int_range (maker->rand, 0, (int) spec->children->len + 1), child);
      }
  if (one_in (maker, 3))
    for (guint i = spec->children->len; i > 1; i--)
      {
        guint    k = (guint) g_rand_int_range (maker->rand, 0, (int) i);
        gpointer child = spec->children->pdata[k];

        spec->children->pdata[k] = spec->children->pdata[i - 1];
        spec->children->pdata[i - 1] = child;
      }
  return spec;
}

static G_GNUC_UNUSED void
print_spec (GString *text, const Spec *spec, int depth)
{
  g_string_append_printf (text, "%*s", depth * 2, "");
  if (!spec)
    {
      g_string_append (text, "-\n");
      return;
    }
  g_string_append_printf (text, "%s key=%d label=%d extra=%d #%u\n", spec_names[spec->kind], spec->key, spec->label,
                          spec->extra, spec->version);
  for (guint i = 0; i < spec->children->len; i++)
    print_spec (text, spec->children->pdata[i], depth + 1);
}

/* --- the same, as elements --- */

static int n_states; /* each state that is made holds another number */

static StreeElement *build (const Spec *spec);

static StreeElement *
build_children (const Spec *spec)
{
  StreeBuilder *builder = stree_builder_new ();

  for (guint i = 0; i < spec->children->len; i++)
    stree_builder_add (builder, spec->children->pdata[i] ? build (spec->children->pdata[i]) : NULL);
  return stree_builder_end (builder);
}

static StreeElement *
part (StreeContext *cx, gpointer props)
{
  stree_state_int (cx, "id", ++n_states);
  return build_children (props);
}

static StreeElement *
other (StreeContext *cx, gpointer props)
{
  const Spec *spec = props;

  stree_state_int (cx, "id", ++n_states);
  return spec->label % 2 ? stree_vstack (build_children (props), NULL, stree_text ("tail")) : build_children (props);
}

static StreeElement *
memo_factory (StreeContext *cx, gpointer data)
{
  (void) cx;
  return stree_vstack (build_children (data));
}

static StreeElement *
memo (StreeContext *cx, gpointer props)
{
  const Spec *spec = props;

  stree_state_int (cx, "id", ++n_states);
  return stree_memo_subtree (cx, "m", stree_deps (stree_value ((gint64) spec->version)), memo_factory, props);
}

static StreeElement *
fail (StreeContext *cx, gpointer props)
{
  const Spec *spec = props;

  return stree_fail_message (cx, "failed on purpose: %d", spec->label);
}

static const char *const provided_names[] = { "p", "q" };

/* Which of the two values a reader reads. */
static gboolean
reads (const Spec *spec, int i)
{
  return spec->label % 3 == i || spec->label % 3 == 2;
}

static StreeElement *
reader (StreeContext *cx, gpointer props)
{
  const Spec *spec = props;
  int         found[2] = { -2, -2 };

  stree_state_int (cx, "id", ++n_states);
  for (int i = 0; i < 2; i++)
    if (reads (spec, i))
      found[i] = (int) stree_lookup_int (cx, provided_names[i], -1);
  return stree_text ("reads %d %d", found[0], found[1]);
}

static StreeElement *
make_provider (const Spec *spec, StreeElement *children)
{
  return stree_provide ((stree_named (provided_names[spec->extra % 2], (gint64) spec->label)), children);
}

static StreeElement *
with_children (StreeElement *(*make) (const Spec *, StreeElement *), const Spec *spec)
{
  return make (spec, build_children (spec));
}

static StreeElement *
make_scope (const Spec *spec, StreeElement *children)
{
  return stree_deferred_fragment_with ((.placeholder = spec->label % 2 ? stree_title ("wait") : NULL), children);
}

/* A route for each child, named by its place: r1, r2 and so on. */
static StreeElement *
make_routes (const Spec *spec)
{
  StreeBuilder *builder = stree_builder_new ();

  for (guint i = 0; i < spec->children->len; i++)
    if (spec->children->pdata[i])
      {
        const char *name = stree_str ("r%u", i + 1);

        stree_builder_add (builder, stree_route_with ((.name = name, .key = name, .forget = spec->label / 2),
                                                      build (spec->children->pdata[i])));
      }
  return stree_routes_with ((.default_route = "r0", .query_param = spec->label % 2 ? "a" : "b"), stree_builder_end (builder),
                            stree_route_with ((.name = "r0", .key = "r0"), stree_text ("none of them")));
}

static StreeElement *
make_boundary (const Spec *spec, StreeElement *children)
{
  return stree_error_boundary (children, .fallback = spec->label % 2 ? stree_text ("fallback %d", spec->label) : NULL);
}

static StreeElement *
build (const Spec *spec)
{
  StreeElement *element = NULL;

  switch (spec->kind)
    {
    case SPEC_TEXT:
      element = stree_text ("text %d", spec->label);
      break;
    case SPEC_BUTTON:
      element = stree_button (stree_str ("button %d", spec->label / 2), .disabled = spec->label % 2);
      break;
    case SPEC_INPUT:
      element = stree_text_input ("input", .value = spec->label ? stree_value (stree_str ("v%d", spec->label))
                                                                : (StreeValue){ .type = STREE_VALUE_NONE });
      break;
    case SPEC_BAD_INPUT:
      element = stree_text_input ("input", .value = stree_value (7));
      break;
    case SPEC_PORTAL_MOUNT:
      element = stree_portal_mount (spec->label % 2 ? "a" : "b");
      break;
    case SPEC_VSTACK:
      element = stree_vstack_with ((.spacing = spec->label), build_children (spec));
      break;
    case SPEC_FORM:
      element = stree_form_with ((.clear_on_submit = spec->label % 2), build_children (spec), NULL);
      break;
    case SPEC_FRAGMENT:
      element = build_children (spec);
      break;
    case SPEC_PORTAL:
      element = stree_portal (spec->label % 2 ? "a" : "b", build_children (spec));
      break;
    case SPEC_SCOPE:
      element = with_children (make_scope, spec);
      break;
    case SPEC_DIALOG:
      element = stree_dialog_with ((.title = stree_str ("dialog %d", spec->label / 2),
                                    .open = stree_value (spec->label % 2)),
                                   build_children (spec));
      break;
    case SPEC_POPOVER:
      element = stree_popover_with ((.label = stree_str ("popover %d", spec->label / 2),
                                     .open = stree_value (spec->label % 2)),
                                    build_children (spec));
      break;
    case SPEC_ROUTES:
      element = make_routes (spec);
      break;
    case SPEC_PROVIDER:
      element = with_children (make_provider, spec);
      break;
    case SPEC_READER:
      element = stree_component (reader, .props = spec);
      break;
    case SPEC_COMPONENT:
      element = stree_component (part, .props = spec);
      break;
    case SPEC_OTHER_COMPONENT:
      element = stree_component (other, .props = spec);
      break;
    case SPEC_MEMO:
      element = stree_component (memo, .props = spec);
      break;
    case SPEC_BOUNDARY:
      element = with_children (make_boundary, spec);
      break;
    case SPEC_FAIL:
      element = stree_component (fail, .props = spec);
      break;
    case SPEC_N_KINDS:
    default:
      g_assert_not_reached ();
    }
  if (spec->extra && spec->kind <= SPEC_FORM && spec->kind != SPEC_PORTAL_MOUNT)
    element = stree_with (element, .tooltip = spec->extra % 2 ? "tip" : NULL, .margin = spec->extra / 2);
  return spec->key ? stree_keyed (stree_key_int (spec->key), element) : element;
}
