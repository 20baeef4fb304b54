/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The walk over the nodes: which widgets are in which, and what stands beside the page, below it and over it. */

#include "codegen/stree-code-maker-private.h"
#include "codegen/stree-codegen-private.h"

#include <string.h>

#include "core/stree-dispatch-private.h"
#include "core/stree-portals-private.h"

extern StreeKind stree_hstack_kind;

/* --- objects --- */

char *
stree_code_describe (StreeNode *node)
{
  g_autofree char *path = stree_node_dup_path (node);
  const char      *kind = node->element->kind->name;

  if (node->element->key)
    return g_strdup_printf ("%s, key \"%s\", at %s", kind, node->element->key, path);
  return g_strdup_printf ("%s at %s", kind, path);
}

void
stree_code_note (StreeCodeMaker  *maker,
                 StreeCodeObject *object,
                 StreeNode       *node,
                 const char      *prop,
                 const char      *format,
                 ...)
{
  g_autofree char *what = stree_code_describe (node);
  g_autofree char *text = NULL;
  va_list          args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  stree_code_comment (maker->code, object, "%s%s%s: %s", prop ? prop : "", prop ? " of " : "", what, text);
}

StreeCodeObject *
stree_code_node_object (StreeCodeMaker *maker, StreeNode *node, const char *klass)
{
  const char      *key = node->element->key;
  g_autofree char *css = stree_kind_dup_css_class (node->element->kind); /* stree-vstack, which is no v_stack */
  StreeCodeObject *object = stree_code_object_new (maker->code, klass, key ? key : css + strlen ("stree-"));

  object->keyed = key != NULL;
  return object;
}

StreeCodeObject *
stree_code_part (StreeCodeMaker *maker, StreeCodeObject *whole, const char *klass, const char *part)
{
  g_autofree char *name = g_strconcat (whole->name, "_", part, NULL);

  return stree_code_object_new (maker->code, klass, name);
}

/* What GTK has by itself is not said. */
void
stree_code_make_box (StreeCodeObject *box, gboolean vertical, int spacing)
{
  if (vertical)
    stree_code_set_enum (box, "orientation", "GTK_ORIENTATION_VERTICAL");
  if (spacing)
    stree_code_set_int (box, "spacing", spacing);
}

StreeCodeObject *
stree_code_box (StreeCodeMaker *maker, StreeCodeObject *whole, const char *part, gboolean vertical, int spacing)
{
  StreeCodeObject *box = stree_code_part (maker, whole, "GtkBox", part);

  stree_code_make_box (box, vertical, spacing);
  return box;
}

StreeCodeObject *
stree_code_label (StreeCodeMaker *maker, StreeCodeObject *whole, const char *part, const char *text)
{
  StreeCodeObject *label = stree_code_part (maker, whole, "GtkLabel", part);

  stree_code_set_string (maker->code, label, "label", text);
  return label;
}

StreeCodeObject *
stree_code_icon (StreeCodeMaker *maker, StreeCodeObject *whole, const char *icon)
{
  StreeCodeObject *image = stree_code_part (maker, whole, "GtkImage", "icon");

  stree_code_set_enum (image, "accessible-role", "GTK_ACCESSIBLE_ROLE_PRESENTATION");
  stree_code_set_string (maker->code, image, "icon-name", icon);
  return image;
}

gboolean
stree_code_value (StreeCodeMaker *maker, StreeNode *node, StreeValue *value)
{
  const StreeKind *kind = node->element->kind;

  if (maker->renderer && maker->renderer->klass->read && maker->renderer->klass->read (maker->renderer, node, value))
    return TRUE;
  return kind->value &&
         stree_declared_value (&STREE_PROP_CFIELD (StreeValue, stree_node_args (node), kind->value->offset), value);
}

gboolean
stree_code_is_in_row (StreeNode *node)
{
  StreeNode *up = node->parent;

  while (up && !stree_node_is_host (up))
    up = up->parent;
  return up && up->element->kind == &stree_hstack_kind;
}

/* --- what is in what --- */

static gboolean
is_folded (StreeCodeMaker *maker, StreeNode *node)
{
  return !maker->expand && node != maker->top && (node->element->kind->flags & STREE_KIND_COMPONENT);
}

static void
explain (StreeCodeMaker *maker, StreeNode *node, StreeCodeObject *into)
{
  const StreeCodeKind *record = stree_code_kind_lookup (node->element->kind->name);
  g_autofree char     *what = stree_code_describe (node);
  g_autofree char     *text = NULL;

  if (node->element->kind->flags & STREE_KIND_COMPONENT)
    {
      if (is_folded (maker, node))
        stree_code_say (maker->code, into,
                        "Component %s: what is in it was left out; --expand-components writes it as well", what);
      else if (node != maker->top)
        stree_code_say (maker->code, into, "Component %s: its state and its reruns are the program's to write", what);
      return;
    }
  if (!record)
    {
      stree_code_say (maker->code, into, "%s: it is not known what this kind is in plain GTK", what);
      return;
    }
  text = record->explain ? record->explain (node) : NULL;
  if (text)
    stree_code_say (maker->code, into, "%s: %s", what, text);
}

static void
walk (StreeCodeMaker *maker, StreeNode *node, StreeCodeObject *into, StreeCodeHostFunc func, gpointer data)
{
  GPtrArray *portals;

  if (node->flags & STREE_NODE_DETACHED)
    return;
  if (stree_node_is_host (node))
    {
      if (!(node->element->kind->flags & STREE_KIND_DETACHED))
        func (maker, node, into, data);
      else if (!(node->flags & STREE_NODE_ATTACHED))
        {
          g_autofree char *what = stree_code_describe (node);

          stree_code_say (maker->code, into, "%s: it is not shown", what);
        }
      return;
    }
  explain (maker, node, into);
  if (is_folded (maker, node) || (node->element->kind->flags & STREE_KIND_PORTAL))
    return;
  portals = stree_portal_mount_list (node);
  for (guint i = 0; portals && i < portals->len; i++)
    for (StreeNode *child = ((StreeNode *) portals->pdata[i])->first; child; child = child->next)
      walk (maker, child, into, func, data);
  for (StreeNode *child = node->first; child; child = child->next)
    walk (maker, child, into, func, data);
}

void
stree_code_each (StreeCodeMaker *maker, StreeNode *node, StreeCodeObject *into, StreeCodeHostFunc func, gpointer data)
{
  for (StreeNode *child = node->first; child; child = child->next)
    walk (maker, child, into, func, data);
}

static void
append (StreeCodeMaker *maker, StreeNode *host, StreeCodeObject *into, gpointer data)
{
  (void) data;
  stree_code_add (into, STREE_CODE_APPEND, stree_code_make (maker, host));
}

void
stree_code_fill (StreeCodeMaker *maker, StreeNode *node, StreeCodeObject *box)
{
  stree_code_each (maker, node, box, append, NULL);
}

StreeCodeObject *
stree_code_make (StreeCodeMaker *maker, StreeNode *host)
{
  const StreeCodeKind *record = stree_code_kind_lookup (host->element->kind->name);
  g_autofree char     *css = stree_kind_dup_css_class (host->element->kind);
  StreeCodeObject     *object;

  if (record && record->make)
    {
      object = record->make (maker, host);
    }
  else
    {
      g_autofree char *what = stree_code_describe (host);

      object = stree_code_node_object (maker, host, "GtkBox");
      stree_code_make_box (object, TRUE, STREE_CODE_SPACING);
      stree_code_comment (maker->code, object,
                          "%s: it is not known what this kind is in plain GTK; a box stands for it", what);
      stree_code_fill (maker, host, object);
    }
  stree_code_add_class (maker->code, object->body ? object->body : object, css);
  stree_code_common (maker, host, object->body ? object->body : object);
  return object;
}

/* --- the view: the page, and what is beside it, below it and over it --- */

static gboolean
is_below_folded (StreeCodeMaker *maker, StreeNode *node)
{
  for (StreeNode *up = node->parent; up && up != maker->top; up = up->parent)
    if (is_folded (maker, up))
      return TRUE;
  return is_folded (maker, node);
}

/* What is shown elsewhere, in the order of the tree. */
static GPtrArray *
collect_elsewhere (StreeCodeMaker *maker, const char *kind)
{
  GPtrArray *nodes = g_ptr_array_new ();

  for (StreeNode *node = maker->top; node; node = stree_node_next_in (node, maker->top))
    if ((node->flags & STREE_NODE_ATTACHED) && g_str_equal (node->element->kind->name, kind) &&
        !is_below_folded (maker, node))
      g_ptr_array_add (nodes, node);
  return nodes;
}

static void
put_all (StreeCodeMaker *maker, GPtrArray *nodes, StreeCodeObject *into, StreeCodePack pack)
{
  for (guint i = 0; i < nodes->len; i++)
    stree_code_add (into, pack, stree_code_make (maker, nodes->pdata[i]));
}

static StreeCodeObject *
scroller_new (StreeCodeMaker *maker, const char *name, gboolean wide)
{
  StreeCodeObject *scroller = stree_code_object_new (maker->code, "GtkScrolledWindow", name);

  if (!wide)
    stree_code_set_enum (scroller, "hscrollbar-policy", "GTK_POLICY_NEVER");
  return scroller;
}

static StreeCodeObject *
make_page (StreeCodeMaker *maker)
{
  StreeCodeObject *scroller = scroller_new (maker, "page", TRUE);
  StreeCodeObject *box = stree_code_part (maker, scroller, "GtkBox", "content");

  stree_code_make_box (box, TRUE, STREE_CODE_SPACING);
  stree_code_set_bool (scroller, "propagate-natural-width", TRUE);
  stree_code_set_bool (scroller, "propagate-natural-height", TRUE);
  stree_code_set_bool (scroller, "hexpand", TRUE);
  stree_code_set_bool (scroller, "vexpand", TRUE);
  walk (maker, maker->top, box, append, NULL);
  stree_code_set_object (scroller, "child", box);
  return scroller;
}

/* The page alone, or a box around it: first a row of the side and the page, with what floats over them, then the
 * bottom. */
static void
make_view (StreeCodeMaker *maker)
{
  g_autoptr (GPtrArray) side = collect_elsewhere (maker, "Sidebar");
  g_autoptr (GPtrArray) bottom = collect_elsewhere (maker, "BottomDock");
  g_autoptr (GPtrArray) floating = collect_elsewhere (maker, "FloatingActionButton");
  StreeCodeObject *view = stree_code_object_new (maker->code, "GtkBox", maker->code->name);
  StreeCodeObject *row, *overlay;

  view->keyed = TRUE;
  stree_code_make_box (view, TRUE, 0);
  g_ptr_array_add (maker->code->tops, view);
  stree_code_say (maker->code, view, "The page; in StreamTree it keeps to a column of a width that can be read");
  row = make_page (maker);
  if (side->len > 0)
    {
      StreeCodeObject *page = row;
      StreeCodeObject *scroller = scroller_new (maker, "side", FALSE);
      StreeCodeObject *box = stree_code_box (maker, scroller, "content", TRUE, STREE_CODE_SPACING);
      StreeCodeObject *line = stree_code_part (maker, scroller, "GtkSeparator", "line");

      row = stree_code_box (maker, view, "row", FALSE, 0);
      stree_code_set_int (scroller, "width-request", 240);
      stree_code_set_bool (scroller, "vexpand", TRUE);
      stree_code_add_class (maker->code, box, "stree-side");
      put_all (maker, side, box, STREE_CODE_APPEND);
      stree_code_set_object (scroller, "child", box);
      stree_code_set_enum (line, "orientation", "GTK_ORIENTATION_VERTICAL");
      stree_code_say (maker->code, row,
                      "Beside the page; in StreamTree it can be hidden, and stands over a page that is narrow");
      stree_code_add (row, STREE_CODE_APPEND, scroller);
      stree_code_add (row, STREE_CODE_APPEND, line);
      stree_code_add (row, STREE_CODE_APPEND, page);
    }
  if (floating->len > 0)
    {
      overlay = stree_code_part (maker, view, "GtkOverlay", "overlay");
      stree_code_set_object (overlay, "child", row);
      put_all (maker, floating, overlay, STREE_CODE_OVERLAY);
      row = overlay;
    }
  stree_code_add (view, STREE_CODE_APPEND, row);
  if (bottom->len > 0)
    {
      StreeCodeObject *scroller = scroller_new (maker, "bottom", FALSE);
      StreeCodeObject *box = stree_code_box (maker, scroller, "content", TRUE, STREE_CODE_SPACING);

      stree_code_set_bool (scroller, "propagate-natural-width", TRUE);
      stree_code_set_bool (scroller, "propagate-natural-height", TRUE);
      stree_code_add_class (maker->code, scroller, "stree-bottom");
      put_all (maker, bottom, box, STREE_CODE_APPEND);
      stree_code_set_object (scroller, "child", box);
      stree_code_add (view, STREE_CODE_APPEND, scroller);
    }
}

/* Each that is open is a window of its own. */
static void
make_dialogs (StreeCodeMaker *maker)
{
  g_autoptr (GPtrArray) dialogs = collect_elsewhere (maker, "Dialog");
  StreeValue open;

  for (guint i = 0; i < dialogs->len; i++)
    if (stree_code_value (maker, dialogs->pdata[i], &open) && open.type == STREE_VALUE_BOOL && open.v.b)
      g_ptr_array_add (maker->code->tops, stree_code_make (maker, dialogs->pdata[i]));
    else
      {
        g_autofree char *what = stree_code_describe (dialogs->pdata[i]);

        stree_code_comment (maker->code, NULL, "%s: it is closed, and what is in it is made when it opens", what);
      }
}

static StreeCode *
describe (StreeNode *node, StreeRenderer *renderer, gboolean expand)
{
  const char    *name = node->element->kind->name;
  StreeCode     *code = stree_code_new (name);
  StreeCodeMaker maker = { .code = code, .renderer = renderer, .top = node, .expand = expand };

  stree_code_comment (
      code, NULL,
      "%s in plain GTK 4, as streamtree tree has found it: what it shows, and nothing of what it does.\n"
      "Classes that begin with stree- mean something to the style sheet of StreamTree only.",
      name);
  make_view (&maker);
  make_dialogs (&maker);
  if (code->replaced)
    stree_code_comment (code, NULL, "Characters that XML cannot hold are replaced by U+FFFD.");
  return code;
}

char *
stree_codegen_c (StreeNode *node, StreeRenderer *renderer, gboolean expand)
{
  g_autoptr (StreeCode) code = describe (node, renderer, expand);

  return stree_code_write_c (code);
}

char *
stree_codegen_ui (StreeNode *node, StreeRenderer *renderer, gboolean expand)
{
  g_autoptr (StreeCode) code = describe (node, renderer, expand);

  return stree_code_write_ui (code);
}
