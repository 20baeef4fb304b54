/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/* What can be done in a program, declared once: name, label, icon, shortcut, whether it can be done now, and a handler.
 *
 * The Action element (elements/stree-action.h) declares it for as long as it is in the tree: its shortcut works in the whole
 * window, the palette (Ctrl+K) finds it by its label, the list of shortcuts (Ctrl+?) shows it, and other programs see it as
 * a GAction of the application on D-Bus. Where two have one name or one shortcut, that one counts whose place holds the
 * focus: of two panes that both have "delete", the one the user is in. The same arguments are a button and a line of a menu:
 *
 *   StreeActionArgs save = { .name = "save", .label = _("Save"), .shortcut = "<Control>s",
 *                            .on_activate = stree_call (save_document, document), .disabled = !changed };
 *
 *   return stree_page (stree_action_new (&save), stree_action_button (&save),
 *                      stree_text_input ("Name", .common = stree_common (.context_menu = STREE_MENU (stree_action_item (&save)))));
 *
 * Handles (actions/stree-handles.h) are things to do to an element by its key: give it the focus, scroll to it, copy it.
 */

#include "core/stree-prop.h"
#include "core/stree-types.h"
#include "elements/stree-action.h"

G_BEGIN_DECLS

STREE_AVAILABLE_IN_1_0
gboolean stree_activate_action (StreeContext *cx, const char *name, GError **error);

#ifndef __GI_SCANNER__

STREE_AVAILABLE_IN_1_0
StreeElement *stree_action_button (const StreeActionArgs *action);
STREE_AVAILABLE_IN_1_0
StreeMenuItem stree_action_item (const StreeActionArgs *action);

#endif /* __GI_SCANNER__ */

G_END_DECLS
