/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A list of notes in which everything is an action: a button, a line of the main menu, a shortcut, and what the palette
 * (Ctrl+K) finds. Ctrl+? lists the shortcuts. */
#include <glib/gi18n-lib.h>
#include <streamtree-gtk.h>

typedef struct
{
  StreeState *notes; /* a note a line */
  StreeState *draft;
} Notes;

static void
add_note (StreeEvent *event, gpointer data)
{
  const Notes    *n = data;
  const char     *before = stree_state_get_string (n->notes);
  g_autofree char *after = g_strconcat (before, *before ? "\n" : "", stree_state_get_string (n->draft), NULL);

  stree_state_set_string (n->notes, after);
  stree_state_set_string (n->draft, "");
  stree_focus (stree_event_get_context (event), "draft");
  stree_scroll_into_view (stree_event_get_context (event), "add");
}

static void
write_note (StreeEvent *event, gpointer data)
{
  (void) data;
  stree_focus (stree_event_get_context (event), "draft");
}

static void
copy_notes (StreeEvent *event, gpointer data)
{
  (void) data;
  stree_copy (stree_event_get_context (event), "notes");
}

static void
go_to_top (StreeEvent *event, gpointer data)
{
  (void) data;
  stree_scroll_to_top (stree_event_get_context (event), NULL);
}

/* The second button is the one that clears. */
static void
clear_answered (StreeEvent *event, gpointer data)
{
  if (stree_event_get_int (event) == 1)
    stree_state_set_string (data, "");
}

static void
clear_notes (StreeEvent *event, gpointer data)
{
  stree_ask_destructive (stree_event_get_context (event), NULL, _("Clear the list?"), _("All notes will be lost."),
                         STREE_STRV (_("_Keep Them"), _("_Clear")), .on_answer = stree_call (clear_answered, data));
}

static StreeElement *
notes (StreeContext *cx, gpointer props)
{
  Notes         n = { stree_state_string (cx, "notes", ""), stree_state_string (cx, "draft", "") };
  gboolean      empty = *stree_state_get_string (n.notes) == '\0';
  g_auto (GStrv) lines = g_strsplit (stree_state_get_string (n.notes), "\n", -1);
  StreeBuilder *list = stree_builder_new ();

  StreeActionArgs add = { .name = "add", .label = _("Add the note"), .icon = "list-add-symbolic", .shortcut = "<Control>Return",
                          .group = _("Notes"), .on_activate = stree_call_copy (add_note, &n, sizeof n),
                          .disabled = *stree_state_get_string (n.draft) == '\0' };
  StreeActionArgs copy = { .name = "copy", .label = _("Copy all notes"), .icon = "edit-copy-symbolic", .shortcut = "<Control><Shift>c",
                           .group = _("Notes"), .on_activate = stree_call (copy_notes, NULL), .disabled = empty, .in_menu = TRUE };
  StreeActionArgs clear = { .name = "clear", .label = _("Clear the list"), .icon = "edit-clear-all-symbolic", .group = _("Notes"),
                            .on_activate = stree_call (clear_notes, n.notes), .disabled = empty, .in_menu = TRUE };

  (void) props;
  for (guint i = 0; lines[i]; i++)
    stree_builder_add (list, *lines[i] ? stree_text ("%s", lines[i]) : NULL);
  return stree_fragment (
    stree_action_new (&add), stree_action_new (&copy), stree_action_new (&clear),
    stree_action ("write", _("Write a note"), .on_activate = stree_call (write_note, NULL), .shortcut = "<Control>l", .group = _("Go")),
    stree_action ("top", _("Go to the first note"), .on_activate = stree_call (go_to_top, NULL), .shortcut = "<Alt>Home", .group = _("Go")),
    stree_card_with ((.key = "notes", .common = stree_common (.context_menu = STREE_MENU (stree_action_item (&copy), stree_action_item (&clear)))),
                     empty ? stree_text ("%s", _("No notes yet")) : stree_builder_end (list)),
    stree_text_input (_("A note"), .value = stree_bind (n.draft), .key = "draft"),
    stree_hstack (stree_action_button (&add), stree_action_button (&copy)));
}

int
main (int argc, char **argv)
{
  return stree_run_with ("org.streamtree.Notes", notes, argc, argv, .page_title = _("Notes"));
}
