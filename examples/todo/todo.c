/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "todo.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The list is one state, "todos": an a(xsb) of number, text and whether it is done, in the order that it is shown. The
 * number never changes, so it is the row's key: a row that moves keeps its widgets and its focus. */
#define TODOS "a(xsb)"
#define TODO "(xsb)"

enum
{
  SHOW_ALL,
  SHOW_OPEN,
  SHOW_DONE,
};

/* --- changing the list: each change makes a new one --- */

typedef struct
{
  StreeState *todos;
  gint64      id;
} Item;

typedef enum
{
  REMOVE,
  RENAME,
  TICK,
  MOVE_UP,
  MOVE_DOWN,
} Change;

static gint64
id_at (GVariant *todos, gsize i)
{
  gint64 id;

  g_variant_get_child (todos, i, TODO, &id, NULL, NULL);
  return id;
}

static void
change (const Item *item, Change what, const char *text, gboolean done)
{
  GVariant       *todos = stree_state_get_variant (item->todos);
  gsize           n = g_variant_n_children (todos);
  gsize           at = 0;
  gsize           first;
  GVariantBuilder changed;

  while (at < n && id_at (todos, at) != item->id)
    at++;
  if (at == n || (what == MOVE_UP && at == 0) || (what == MOVE_DOWN && at + 1 == n))
    return;
  /* Where a pair changes places; else behind the end. */
  first = what == MOVE_UP ? at - 1 : what == MOVE_DOWN ? at : n;

  g_variant_builder_init (&changed, G_VARIANT_TYPE (TODOS));
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) todo = g_variant_get_child_value (todos, i == first ? i + 1 : i == first + 1 ? i - 1 : i);
      const char          *old_text;
      gboolean             was_done;

      g_variant_get (todo, "(x&sb)", NULL, &old_text, &was_done);
      if (i != at || what == MOVE_UP || what == MOVE_DOWN)
        g_variant_builder_add_value (&changed, todo);
      else if (what == RENAME)
        g_variant_builder_add (&changed, TODO, item->id, text, was_done);
      else if (what == TICK)
        g_variant_builder_add (&changed, TODO, item->id, old_text, done);
    }
  stree_state_set_variant (item->todos, g_variant_builder_end (&changed));
}

static void
remove_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  change (data, REMOVE, NULL, FALSE);
}

/* Nothing left of the text: nothing left to do. */
static void
rename_cb (StreeEvent *event, gpointer data)
{
  g_autofree char *text = g_strstrip (g_strdup (stree_event_get_text (event)));

  change (data, *text ? RENAME : REMOVE, text, FALSE);
}

static void
tick_cb (StreeEvent *event, gpointer data)
{
  change (data, TICK, NULL, stree_event_get_bool (event));
}

static void
up_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  change (data, MOVE_UP, NULL, FALSE);
}

static void
down_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  change (data, MOVE_DOWN, NULL, FALSE);
}

typedef struct
{
  StreeState *todos;
  StreeState *draft;
} NewItem;

static void
add_cb (StreeEvent *event, gpointer data)
{
  const NewItem  *new_item = data;
  GVariant       *todos = stree_state_get_variant (new_item->todos);
  gsize           n = g_variant_n_children (todos);
  g_autofree char *text = g_strstrip (g_strdup (stree_state_get_string (new_item->draft)));
  gint64          id = 1;
  GVariantBuilder changed;

  (void) event;
  if (!*text)
    return;
  g_variant_builder_init (&changed, G_VARIANT_TYPE (TODOS));
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) todo = g_variant_get_child_value (todos, i);

      g_variant_builder_add_value (&changed, todo);
      id = MAX (id, id_at (todos, i) + 1);
    }
  g_variant_builder_add (&changed, TODO, id, text, FALSE);
  stree_state_set_variant (new_item->todos, g_variant_builder_end (&changed));
  stree_state_set_string (new_item->draft, "");
}

/* --- showing it --- */

typedef struct
{
  gint64      id;
  const char *text;
  gboolean    done;
  gboolean    first;
  gboolean    last;
} Row;

/* An icon, with words for who hears it and for whose pointer rests on it. */
static StreeElement *
icon_button (const char *icon, const char *what, const StreeHandler *on_click, gboolean disabled, const char *key)
{
  return stree_button (NULL, .icon = icon, .help = what, .on_click = on_click, .disabled = disabled, .key = key,
                       .common = stree_common (.accessible_label = what));
}

static StreeElement *
row_of (StreeState *todos, const Row *row)
{
  const char *key = stree_key_int (row->id);
  const Item  item = { todos, row->id };

  return stree_hstack_with (
    (.key = key),
    stree_checkbox (NULL, .value = stree_value_of_bool (row->done), .on_change = stree_call_copy (tick_cb, &item, sizeof item),
                    .key = stree_str ("done-%s", key), .common = stree_common (.accessible_label = stree_str (_ ("“%s” is done"), row->text))),
    stree_text_input (NULL, .value = stree_value (row->text), .commit = STREE_COMMIT_ENTER,
                      .on_change = stree_call_copy (rename_cb, &item, sizeof item), .key = stree_str ("text-%s", key),
                      .common = stree_common (.hexpand = TRUE, .accessible_label = _ ("What to do"))),
    icon_button ("go-up-symbolic", stree_str (_ ("Move “%s” up"), row->text), stree_call_copy (up_cb, &item, sizeof item),
                 row->first, stree_str ("up-%s", key)),
    icon_button ("go-down-symbolic", stree_str (_ ("Move “%s” down"), row->text), stree_call_copy (down_cb, &item, sizeof item),
                 row->last, stree_str ("down-%s", key)),
    icon_button ("user-trash-symbolic", stree_str (_ ("Remove “%s”"), row->text), stree_call_copy (remove_cb, &item, sizeof item),
                 FALSE, stree_str ("remove-%s", key)));
}

static StreeElement *
rows (StreeState *todos, int show, guint *n_open)
{
  GVariant     *list = stree_state_get_variant (todos);
  gsize         n = g_variant_n_children (list);
  StreeBuilder *builder = stree_builder_new ();

  *n_open = 0;
  for (gsize i = 0; i < n; i++)
    {
      Row row = { .first = i == 0, .last = i + 1 == n };

      g_variant_get_child (list, i, "(x&sb)", &row.id, &row.text, &row.done);
      *n_open += !row.done;
      if (show == SHOW_ALL || (show == SHOW_DONE) == row.done)
        stree_builder_add (builder, row_of (todos, &row));
    }
  return stree_builder_end (builder);
}

StreeElement *
todo (StreeContext *cx, gpointer props)
{
  StreeState   *todos = stree_global_variant (cx, "todos", g_variant_new_array (G_VARIANT_TYPE (TODO), NULL, 0));
  StreeState   *show = stree_global_int (cx, "show", SHOW_ALL);
  StreeState   *draft = stree_state_string (cx, "draft", "");
  guint         n_open;
  StreeElement *list = rows (todos, stree_state_get_int (show), &n_open);
  gsize         n = g_variant_n_children (stree_state_get_variant (todos));

  (void) props;
  return stree_vstack (
    stree_title (_ ("To Do")),
    stree_hstack (
      stree_text_input (NULL, .placeholder = _ ("What is to be done?"), .value = stree_bind (draft),
                        .on_submit = stree_call_with (add_cb, NewItem, todos, draft), .key = "draft",
                        .common = stree_common (.hexpand = TRUE)),
      stree_button (_ ("Add"), .on_click = stree_call_with (add_cb, NewItem, todos, draft), .primary = TRUE, .key = "add")),
    n > 0 ? stree_hstack (stree_with (stree_text_with (stree_str (g_dngettext (GETTEXT_PACKAGE, "%u of %u is open", "%u of %u are open", n),
                                                                  n_open, (guint) n), .key = "count"), .hexpand = TRUE),
                          stree_selectbox (NULL, .options = STREE_STRV (_ ("All"), _ ("Open"), _ ("Done")), .index = stree_bind (show),
                                           .key = "show", .common = stree_common (.accessible_label = _ ("Show"))))
          : stree_text (_ ("Nothing to do.")),
    stree_vstack_with ((.spacing = 6, .key = "list"), list),
    stree_history_actions (cx)); /* Ctrl+Z brings back what was removed */
}
