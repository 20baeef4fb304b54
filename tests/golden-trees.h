/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Trees of every kind, for what writes them down. */

#include "streamtree.h"

typedef StreeElement *(*MakeFunc) (StreeContext *cx);

typedef struct
{
  const char *name;
  MakeFunc    make;
} Tree;

/* --- trees --- */

static StreeElement *
make_containers (StreeContext *cx)
{
  (void) cx;
  return stree_page (
    stree_title ("Containers"),
    stree_subheader ("All of them"),
    stree_vstack_with ((.spacing = 12, .key = "stack"),
                       stree_hstack_with ((.gap = "1.5rem"), stree_text ("left"), stree_spacer (), stree_text ("right")),
                       stree_card (stree_text ("in a card"), stree_divider ()),
                       NULL),
    stree_columns_with ((.weights = STREE_DOUBLES (2.5, 1.5)), stree_text ("wide"), stree_text ("narrow")),
    stree_grid (2, stree_text ("a"), stree_text ("b"), stree_text ("c")),
    stree_expander_with ((.label = "More", .expanded = stree_value (TRUE)), stree_text ("inside")),
    stree_fragment (stree_text ("of a fragment"), stree_fragment (NULL)),
    stree_form_with ((.form_key = "form", .clear_on_submit = TRUE), stree_button ("Send", .submit = TRUE)),
    stree_sidebar (stree_text ("at the side")),
    stree_bottom_dock (stree_text ("at the bottom")),
    stree_progress_bar (0.25, .text = "1 of 4", .label = "Parts", .key = "parts"),
    stree_floating_action_button ("New", .button_type = STREE_BUTTON_PRIMARY, .icon = "list-add-symbolic", .key = "new"),
    stree_vstack (NULL));
}

static StreeElement *
make_inputs (StreeContext *cx)
{
  StreeState *name = stree_state_string (cx, "name", "Ada");
  StreeState *age = stree_state_int (cx, "age", 36);
  StreeState *done = stree_state_bool (cx, "done", TRUE);
  StreeState *colour = stree_state_int (cx, "colour", 1);

  return stree_vstack (
    stree_text_input ("Name", .key = "name", .value = stree_bind (name), .placeholder = "who", .commit = STREE_COMMIT_ENTER),
    stree_number_input ("Age", .key = "age", .value = stree_bind (age), .min_value = stree_value (0), .max_value = stree_value (150)),
    stree_number_input ("Share", .value = stree_value (0.5), .step = 0.25, .format = "%.2f"),
    stree_checkbox ("Done", .key = "done", .value = stree_bind (done), .help = "Ticked when it is"),
    stree_selectbox ("Colour", STREE_STRV ("red", "green", "red"), .key = "colour", .index = stree_bind (colour)),
    stree_button ("Save", .primary = TRUE, .on_click = stree_set (done, TRUE), .icon = "document-save-symbolic"),
    stree_button ("Off", .disabled = TRUE));
}

static StreeElement *
make_password (StreeContext *cx)
{
  StreeState *secret = stree_state_string (cx, "secret", "hunter2");

  return stree_vstack (stree_text_input ("Password", .key = "bound", .value = stree_bind (secret), .password = TRUE),
                       stree_text_input ("Again", .key = "given", .value = stree_value ("hunter3"), .password = TRUE),
                       stree_text_input ("Shown", .key = "shown", .value = stree_value ("no secret")));
}

static StreeElement *
make_common (StreeContext *cx)
{
  StreeState *menu = stree_state_int (cx, "menu", 0);

  return stree_with (stree_vstack (stree_with (stree_text ("styled"), .css = "dim-label caption", .margin = 6, .opacity = stree_value (0.5),
                                               .halign = STREE_ALIGN_END, .tooltip = "what it is"),
                                   stree_button ("Named", .common = stree_common (.accessible_label = "A name", .hidden = TRUE,
                                                                                  .drag_text = "dragged"))),
                     .context_menu = STREE_MENU ({ .label = "First", .on_click = stree_set (menu, 1) }, { .label = "Second" }), .min_width = 200);
}

static StreeElement *
make_unicode (StreeContext *cx)
{
  (void) cx;
  return stree_vstack_with ((.key = "it's a \"key\" #1\nof two lines"),
                            stree_text ("Zażółć 'gęślą' \"jaźń\"\nand \\ a backslash\r\tand a tab"),
                            stree_button ("日本語 – 🎉", .key = "ключ"),
                            stree_text_input ("", .key = "<&>;", .value = stree_value ("")),
                            stree_selectbox ("Q", STREE_STRV ("\"", "'", "\\", "\n"), .key = "[x]|{y}"));
}

/* Its text is in the dumps beside what was written. */
static StreeElement *
make_markdown (StreeContext *cx)
{
  (void) cx;
  return stree_vstack (stree_markdown ("# Title\n\nOf *two* &frac12; [links](http://a.b), <b>\n\n- [x] a\n- b\n\n```c\nint i;\n```\n\n"
                                       "a|b\n---|--:\nc|d", .key = "text"),
                       stree_markdown (NULL));
}

static StreeElement *
make_tabs (StreeContext *cx)
{
  StreeState *page = stree_state_int (cx, "page", 1);

  return stree_tabs_with ((.index = stree_bind (page), .key = "tabs"),
                          stree_tab ("Map", stree_text ("of the islands")),
                          stree_tab_with ((.title = "Table", .key = "table"), stree_text ("a"), stree_text ("b")),
                          stree_tab ("Empty", NULL));
}

typedef struct
{
  const char *title;
  int         count;
  gboolean    open;
  double      share;
} RowProps;

STREE_DEFINE_PROPS (RowProps,
                    STREE_PROP (RowProps, title, STRING, "What it says"),
                    STREE_PROP (RowProps, count, INT, "How often"),
                    STREE_PROP (RowProps, open, BOOL, "Whether it is open"),
                    STREE_PROP (RowProps, share, DOUBLE, "Its share"))

static StreeElement *
row (StreeContext *cx, gpointer props)
{
  const RowProps *p = props;
  StreeState     *clicks = stree_state_int (cx, "clicks", p->count);

  return stree_hstack (stree_text ("%s: %d", p->title, stree_state_get_int (clicks)),
                       p->open ? stree_button ("Click", .on_click = stree_add (clicks, 1)) : NULL);
}

static StreeElement *
plain (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_text ("plain");
}

static StreeElement *
make_components (StreeContext *cx)
{
  (void) cx;
  return stree_vstack (stree_component (row, STREE_PROPS (RowProps, .title = "it's", .count = 3, .open = TRUE, .share = 0.25), .key = "first"),
                       stree_component (row, STREE_PROPS (RowProps, .title = "closed"), .key = "second"),
                       stree_component (plain));
}

static StreeElement *
failing (StreeContext *cx, gpointer props)
{
  (void) props;
  return stree_fail_message (cx, "there is no %s", "table");
}

static StreeElement *
make_boundaries (StreeContext *cx)
{
  (void) cx;
  return stree_vstack (stree_error_boundary (stree_component (plain), .fallback = stree_text ("never seen"), .key = "sound"),
                       stree_error_boundary (stree_component (failing), .fallback = stree_text ("sorry"), .key = "failed"),
                       stree_error_boundary (stree_vstack (stree_component (failing)), .key = "unsaid"),
                       stree_error_boundary (NULL));
}

static StreeElement *
make_row (guint index, gpointer data)
{
  (void) data;
  return stree_text ("row %u", index);
}

static StreeElement *
make_list (StreeContext *cx)
{
  (void) cx;
  return stree_list (3, make_row, .height = 120, .key = "rows");
}

static const Tree trees[] = {
  { "containers", make_containers },
  { "inputs", make_inputs },
  { "password", make_password },
  { "common", make_common },
  { "unicode", make_unicode },
  { "markdown", make_markdown },
  { "tabs", make_tabs },
  { "components", make_components },
  { "boundaries", make_boundaries },
  { "list", make_list },
};
