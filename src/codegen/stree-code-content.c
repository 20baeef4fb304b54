/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is read and pressed: texts, buttons, pictures, bars. */

#include "codegen/stree-code-maker-private.h"

#include <string.h>

#include "core/stree-load-private.h"
#include "elements/stree-button.h"
#include "elements/stree-floating-action-button.h"
#include "elements/stree-image.h"
#include "elements/stree-page-link-private.h"
#include "elements/stree-progress-bar.h"
#include "elements/stree-subheader.h"
#include "elements/stree-text-private.h"
#include "elements/stree-title.h"

/* --- texts --- */

STREE_CODE_MAKE (text)
{
  const StreeTextArgs *args = stree_node_args (node);
  StreeCodeObject     *label = stree_code_node_object (maker, node, "GtkLabel");

  stree_code_set_string (maker->code, label, "label", args->body);
  stree_code_set_double (label, "xalign", 0);
  if (stree_text_wraps (args->body))
    stree_code_set_bool (label, "wrap", TRUE);
  if (args->selectable)
    stree_code_set_bool (label, "selectable", TRUE);
  return label;
}

static StreeCodeObject *
heading_new (StreeCodeMaker *maker, StreeNode *node, const char *body, const char *css, int level)
{
  StreeCodeObject *label = stree_code_node_object (maker, node, "GtkLabel");

  stree_code_set_enum (label, "accessible-role", "GTK_ACCESSIBLE_ROLE_HEADING");
  stree_code_set_string (maker->code, label, "label", body);
  stree_code_set_double (label, "xalign", 0);
  stree_code_set_bool (label, "wrap", TRUE);
  stree_code_add_class (maker->code, label, css);
  stree_code_set_level (label, level);
  return label;
}

STREE_CODE_MAKE (title)
{
  return heading_new (maker, node, ((const StreeTitleArgs *) stree_node_args (node))->body, "title-1", 1);
}

STREE_CODE_MAKE (subheader)
{
  return heading_new (maker, node, ((const StreeSubheaderArgs *) stree_node_args (node))->body, "title-3", 2);
}

/* --- buttons --- */

/* A text, an icon, or both side by side. */
static void
set_content (StreeCodeMaker *maker, StreeCodeObject *button, const char *label, const char *icon, gboolean ellipsize)
{
  StreeCodeObject *box, *text;

  if (!icon && !(ellipsize && label))
    {
      stree_code_set_string (maker->code, button, "label", label);
      return;
    }
  if (!label)
    {
      stree_code_set_string (maker->code, button, "icon-name", icon);
      return;
    }
  text = stree_code_label (maker, button, "label", label);
  if (ellipsize)
    stree_code_set_enum (text, "ellipsize", "PANGO_ELLIPSIZE_END");
  if (!icon)
    {
      /* What GTK does of a label by itself. */
      stree_code_add_class (maker->code, button, "text-button");
      stree_code_set_object (button, "child", text);
      return;
    }
  box = stree_code_box (maker, button, "content", FALSE, 6);
  stree_code_set_enum (box, "halign", "GTK_ALIGN_CENTER");
  stree_code_add (box, STREE_CODE_APPEND, stree_code_icon (maker, button, icon));
  stree_code_add (box, STREE_CODE_APPEND, text);
  stree_code_set_object (button, "child", box);
}

static void
set_help (StreeCodeMaker *maker, StreeCodeObject *object, const char *help, gboolean disabled)
{
  if (help)
    stree_code_set_string (maker->code, object, "tooltip-text", help);
  if (disabled)
    stree_code_set_bool (object, "sensitive", FALSE);
}

STREE_CODE_MAKE (button)
{
  const StreeButtonArgs *args = stree_node_args (node);
  StreeCodeObject       *button = stree_code_node_object (maker, node, "GtkButton");
  const char            *label = args->label && *args->label ? args->label : NULL;

  set_content (maker, button, label, args->icon, FALSE);
  set_help (maker, button, args->help, args->disabled);
  if (args->icon)
    stree_code_set_name (maker->code, button, label);
  if (args->primary)
    stree_code_add_class (maker->code, button, "suggested-action");
  if (args->submit)
    {

      stree_code_note (maker, button, node, "submit", "let the edits of its form go when it is clicked");
    }
  return button;
}

STREE_CODE_MAKE (floating_action_button)
{
  const StreeFloatingActionButtonArgs *args = stree_node_args (node);
  StreeCodeObject                     *button = stree_code_node_object (maker, node, "GtkButton");
  const char                          *label = args->label && *args->label ? args->label : NULL;

  set_content (maker, button, label, args->icon, TRUE);
  set_help (maker, button, args->help, args->disabled);
  stree_code_set_enum (button, "halign", "GTK_ALIGN_END");
  stree_code_set_enum (button, "valign", "GTK_ALIGN_END");
  if (args->icon || !label)
    stree_code_set_name (maker->code, button, label ? label : args->help);
  if (args->button_type == STREE_BUTTON_PRIMARY)
    stree_code_add_class (maker->code, button, "suggested-action");
  return button;
}

STREE_CODE_MAKE (page_link)
{
  const StreePageLinkArgs *args = stree_node_args (node);
  StreeCodeObject         *button = stree_code_node_object (maker, node, "GtkButton");
  StreeCodeObject         *box = stree_code_box (maker, button, "content", FALSE, 8);
  StreeCodeObject         *text = stree_code_label (maker, button, "label", args->label);

  if (args->icon)
    stree_code_add (box, STREE_CODE_APPEND, stree_code_icon (maker, button, args->icon));
  stree_code_set_double (text, "xalign", 0);
  stree_code_set_enum (text, "ellipsize", "PANGO_ELLIPSIZE_END");
  stree_code_add (box, STREE_CODE_APPEND, text);
  stree_code_set_object (button, "child", box);
  set_help (maker, button, args->help, args->disabled);
  stree_code_set_name (maker->code, button, args->label);
  stree_code_add_class (maker->code, button, "flat");
  if (stree_page_link_is_current (node))
    stree_code_add_class (maker->code, button, "stree-current");
  stree_code_note (maker, button, node, "page", "it leads to \"%s\"; connect \"clicked\" and go there", args->page);
  return button;
}

/* --- a bar --- */

STREE_CODE_MAKE (progress_bar)
{
  const StreeProgressBarArgs *args = stree_node_args (node);
  StreeCodeObject            *bar = stree_code_node_object (maker, node, "GtkProgressBar");
  const char                 *text = args->text && *args->text ? args->text : NULL;

  stree_code_set_enum (bar, "ellipsize", "PANGO_ELLIPSIZE_END");
  if (args->indeterminate)
    stree_code_note (maker, bar, node, "indeterminate",
                     "call gtk_progress_bar_pulse () again and again, from a timeout");
  else
    stree_code_set_double (bar, "fraction", args->value);
  if (text)
    {
      stree_code_set_string (maker->code, bar, "text", text);
      stree_code_set_bool (bar, "show-text", TRUE);
    }
  stree_code_set_name (maker->code, bar, args->label);
  return bar;
}

/* --- a picture --- */

static void
set_source (StreeCodeMaker *maker, StreeNode *node, StreeCodeObject *picture)
{
  const StreeImageArgs *args = stree_node_args (node);
  g_autofree char      *scheme = args->file ? g_uri_parse_scheme (args->file) : NULL;

  if (args->file && scheme && g_ascii_strcasecmp (scheme, "file") == 0)
    stree_code_set_file (picture, "file", args->file);
  else if (args->file && !scheme && g_path_is_absolute (args->file))
    {
      g_autofree char *uri = g_filename_to_uri (args->file, NULL, NULL);

      if (uri)
        stree_code_set_file (picture, "file", uri);
    }
  else if (args->file)
    stree_code_note (maker, picture, node, "file",
                     "load \"%s\" and call gtk_picture_set_file () or _set_paintable () here", args->file);
  else if (args->resource)
    stree_code_note (maker, picture, node, "resource", "call gtk_picture_set_resource () with \"%s\" here",
                     args->resource);
  else
    stree_code_note (maker, picture, node, args->paintable ? "paintable" : "bytes",
                     "the program has it in memory; call gtk_picture_set_paintable () here");
}

static StreeCodeObject *
problem_new (StreeCodeMaker *maker, StreeCodeObject *whole, const char *message)
{
  StreeCodeObject *box = stree_code_box (maker, whole, "problem", FALSE, 8);
  StreeCodeObject *label = stree_code_label (maker, box, "label", message);

  stree_code_add (box, STREE_CODE_APPEND, stree_code_icon (maker, box, "image-missing-symbolic"));
  stree_code_set_bool (label, "wrap", TRUE);
  stree_code_set_enum (label, "wrap-mode", "PANGO_WRAP_WORD_CHAR");
  stree_code_set_double (label, "xalign", 0);
  stree_code_set_bool (label, "hexpand", TRUE);
  stree_code_add (box, STREE_CODE_APPEND, label);
  stree_code_add_class (maker->code, box, "stree-problem");
  return box;
}

/* Only what shows: the picture, what stands in for it, or what went wrong. */
STREE_CODE_MAKE (image)
{
  const StreeImageArgs *args = stree_node_args (node);
  StreeCodeObject      *box = stree_code_node_object (maker, node, "GtkBox");
  StreeCodeObject      *part;
  StreeLoadState        state = stree_node_get_load (node);
  const char           *name = args->alt && *args->alt ? args->alt : args->caption;

  stree_code_make_box (box, TRUE, 4);
  if ((state == STREE_LOAD_LOADING && args->loading) || (state == STREE_LOAD_FAILED && args->error))
    {
      part = stree_code_box (maker, box, "stand_in", TRUE, STREE_CODE_SPACING);
      if (state == STREE_LOAD_FAILED)
        stree_code_set_string (maker->code, part, "tooltip-text", stree_node_get_load_message (node));
      stree_code_fill (maker, node, part);
    }
  else if (state == STREE_LOAD_FAILED)
    {
      part = problem_new (maker, box, stree_node_get_load_message (node));
    }
  else
    {
      part = stree_code_part (maker, box, "GtkPicture", "picture");
      set_source (maker, node, part);
      if (args->width)
        stree_code_set_int (part, "width-request", args->width);
    }
  stree_code_set_name (maker->code, part, name);
  stree_code_add (box, STREE_CODE_APPEND, part);
  if (args->caption && *args->caption)
    {
      part = stree_code_label (maker, box, "caption", args->caption);
      stree_code_set_bool (part, "wrap", TRUE);
      stree_code_set_double (part, "xalign", 0);
      stree_code_add_class (maker->code, part, "stree-caption");
      stree_code_add (box, STREE_CODE_APPEND, part);
    }
  return box;
}
