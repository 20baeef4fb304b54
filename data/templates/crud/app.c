#include "app.h"

/* The records: a number that stays, and a name. */
#define RECORDS "a(xs)"

typedef struct
{
  StreeState *records;
  gint64      id;
} Row;

/* The same records with one of them renamed; without it, if there is no name. A new number is a new record. */
static void
change (StreeState *records, gint64 id, const char *name)
{
  GVariantBuilder after;
  GVariantIter    iter;
  gint64          each;
  const char     *its_name;
  gboolean        known = FALSE;

  g_variant_builder_init (&after, G_VARIANT_TYPE (RECORDS));
  g_variant_iter_init (&iter, stree_state_get_variant (records));
  while (g_variant_iter_next (&iter, "(x&s)", &each, &its_name))
    {
      known = known || each == id;
      if (each != id || name)
        g_variant_builder_add (&after, "(xs)", each, each == id ? name : its_name);
    }
  if (!known)
    g_variant_builder_add (&after, "(xs)", id, name);
  stree_state_set_variant (records, g_variant_builder_end (&after));
}

static void
add_cb (StreeEvent *event, gpointer data)
{
  const Row  *row = data;
  StreeState *draft = stree_session_lookup (stree_event_get_session (event), "draft");

  change (row->records, row->id, stree_state_get_string (draft));
  stree_state_set_string (draft, "");
}

static void
rename_cb (StreeEvent *event, gpointer data)
{
  const Row *row = data;

  change (row->records, row->id, stree_event_get_text (event));
}

static void
delete_cb (StreeEvent *event, gpointer data)
{
  const Row *row = data;

  (void) event;
  change (row->records, row->id, NULL);
}

StreeElement *
app (StreeContext *cx, gpointer props)
{
  GVariant     *none = g_variant_new_array (G_VARIANT_TYPE ("(xs)"), NULL, 0);
  StreeState   *records = stree_global_variant (cx, "records", none);
  StreeState   *draft = stree_global_string (cx, "draft", "");
  StreeBuilder *rows = stree_builder_new ();
  GVariantIter  iter;
  gint64        id;
  gint64        next = 1;
  const char   *name;
  guint         n = 0;

  (void) props;
  g_variant_iter_init (&iter, stree_state_get_variant (records));
  while (g_variant_iter_next (&iter, "(x&s)", &id, &name))
    {
      stree_builder_add (
        rows, stree_hstack_with ((.key = stree_str ("row-%" G_GINT64_FORMAT, id)),
                                 stree_text_input (NULL, .value = stree_value (name), .on_change = stree_call_with (rename_cb, Row, records, id),
                                                   .key = stree_str ("name-%" G_GINT64_FORMAT, id),
                                                   .common = stree_common (.accessible_label = stree_str ("Name of record %" G_GINT64_FORMAT, id),
                                                                           .hexpand = TRUE)),
                                 stree_button ("Delete", .on_click = stree_call_with (delete_cb, Row, records, id),
                                               .key = stree_str ("delete-%" G_GINT64_FORMAT, id))));
      next = MAX (next, id + 1);
      n++;
    }
  return stree_vstack (stree_title ("@NAME_C@"),
                       stree_form (stree_text_input ("New record", .value = stree_bind (draft), .key = "draft"),
                                   stree_button ("Add", .submit = TRUE, .primary = TRUE, .on_click = stree_call_with (add_cb, Row, records, next),
                                                 .key = "add")),
                       stree_text ("Records: %u", n), stree_builder_end (rows));
}
