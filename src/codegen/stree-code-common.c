/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What every kind has: the common props, its handlers, and the states that it is bound to. */

#include "codegen/stree-code-maker-private.h"

#include "core/stree-dispatch-private.h"
#include "core/stree-state-private.h"

static const char *
to_gtk_align (StreeAlign align)
{
  switch (align)
    {
    case STREE_ALIGN_FILL:
      return "GTK_ALIGN_FILL";
    case STREE_ALIGN_START:
      return "GTK_ALIGN_START";
    case STREE_ALIGN_CENTER:
      return "GTK_ALIGN_CENTER";
    case STREE_ALIGN_END:
      return "GTK_ALIGN_END";
    case STREE_ALIGN_BASELINE:
      return "GTK_ALIGN_BASELINE";
    case STREE_ALIGN_DEFAULT:
    default:
      return NULL;
    }
}

static void
set_place (StreeCodeObject *object, const StreeCommon *common)
{
  const struct
  {
    const char *prop;
    int         more;
  } margins[] = {
    { "margin-top", common->margin_top },
    { "margin-bottom", common->margin_bottom },
    { "margin-start", common->margin_start },
    { "margin-end", common->margin_end },
  };

  if (to_gtk_align (common->halign))
    stree_code_set_enum (object, "halign", to_gtk_align (common->halign));
  if (to_gtk_align (common->valign))
    stree_code_set_enum (object, "valign", to_gtk_align (common->valign));
  if (common->hexpand)
    stree_code_set_bool (object, "hexpand", TRUE);
  if (common->vexpand)
    stree_code_set_bool (object, "vexpand", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (margins); i++)
    if (common->margin + margins[i].more != 0)
      stree_code_set_int (object, margins[i].prop, common->margin + margins[i].more);
  if (common->min_width)
    stree_code_set_int (object, "width-request", common->min_width);
  if (common->min_height)
    stree_code_set_int (object, "height-request", common->min_height);
}

static void
set_classes (StreeCode *code, StreeCodeObject *object, const char *css)
{
  g_auto (GStrv) classes = g_strsplit_set (css, " \t\n", -1);

  for (guint i = 0; classes[i]; i++)
    if (*classes[i])
      stree_code_add_class (code, object, classes[i]);
}

static void
set_common (StreeCodeMaker *maker, StreeNode *node, StreeCodeObject *object)
{
  const StreeCommon *common = node->element->common;
  StreeCode         *code = maker->code;
  StreeCodeObject   *core = object->core ? object->core : object;
  StreeValue         opacity;

  if (common->tooltip)
    stree_code_set_string (code, object, "tooltip-text", common->tooltip);
  if (common->hidden)
    stree_code_set_bool (object, "visible", FALSE);
  if (common->css)
    set_classes (code, object, common->css);
  set_place (object, common);
  if (stree_declared_value (&common->opacity, &opacity))
    stree_code_set_double (object, "opacity",
                           CLAMP (opacity.type == STREE_VALUE_DOUBLE ? opacity.v.d : (double) opacity.v.i, 0, 1));
  if (common->accessible_label && g_str_equal (core->klass, "GtkBox") && !stree_code_get (core, "accessible-role"))
    stree_code_set_enum (core, "accessible-role",
                         "GTK_ACCESSIBLE_ROLE_GROUP"); /* a plain box has no name in newer GTK */
  stree_code_set_name (code, core, common->accessible_label);
  if (common->accessible_description)
    stree_code_set_accessible (code, core, "description", common->accessible_description);
  if (common->cursor)
    stree_code_note (maker, object, node, "cursor", "call gtk_widget_set_cursor_from_name () with \"%s\"; XML cannot",
                     common->cursor);
  if (common->on_key)
    stree_code_note (maker, object, node, "on_key", "add a GtkEventControllerKey and connect \"key-pressed\" here");
  for (guint i = 0; i < common->context_menu.n_items; i++)
    stree_code_note (maker, object, node, "context_menu", "item \"%s\"; open a GtkPopoverMenu and add its action here",
                     common->context_menu.items[i].label);
  if (common->drag_text || common->drag_files)
    stree_code_note (maker, object, node, common->drag_files ? "drag_files" : "drag_text",
                     "add a GtkDragSource and connect \"prepare\" here");
  if (common->drop || common->on_drop)
    stree_code_note (maker, object, node, "on_drop", "add a GtkDropTarget and connect \"drop\" here");
}

static const char *
signal_of (const char *kind, const char *prop)
{
  const StreeCodeKind *record = stree_code_kind_lookup (kind);

  for (guint i = 0; record && i < G_N_ELEMENTS (record->signals); i++)
    if (g_strcmp0 (record->signals[i].prop, prop) == 0)
      return record->signals[i].signal;
  return NULL;
}

static void
note_prop (StreeCodeMaker *maker, StreeNode *node, StreeCodeObject *object, const StreeProp *prop)
{
  const char       *signal = signal_of (node->element->kind->name, prop->name);
  const StreeValue *value;

  if (prop->type == STREE_PROP_HANDLER && signal)
    stree_code_note (maker, object, node, prop->name, "connect \"%s\" here", signal);
  else if (prop->type == STREE_PROP_HANDLER)
    stree_code_note (maker, object, node, prop->name, "call the program from here; there is no signal for it");
  if (prop->type != STREE_PROP_VALUE)
    return;
  value = &STREE_PROP_CFIELD (StreeValue, stree_node_args (node), prop->offset);
  if (value->type == STREE_VALUE_STATE)
    stree_code_note (maker, object, node, prop->name, "it follows the state \"%s\", which is the program's to keep",
                     value->v.state->name);
}

void
stree_code_common (StreeCodeMaker *maker, StreeNode *node, StreeCodeObject *object)
{
  const StreeKind *kind = node->element->kind;

  for (guint i = 0; i < kind->n_props; i++)
    if (stree_prop_is_set (&kind->props[i], stree_node_args (node)))
      note_prop (maker, node, object, &kind->props[i]);
  if (node->element->common)
    set_common (maker, node, object);
}
