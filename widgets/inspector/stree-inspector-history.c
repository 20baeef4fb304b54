/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "inspector/stree-inspector-history-private.h"

#include <glib/gi18n-lib.h>

#include "core/stree-clock-private.h"
#include "core/stree-session-private.h"
#include "history/stree-history-private.h"
#include "history/stree-report.h"
#include "inspect/stree-inspect-private.h"
#include "inspector/stree-inspector-table-private.h"
#include "stree-question-dialog-private.h"

/* So many steps are gone by Page Up and Page Down. */
#define PAGE 10

struct _StreeInspectorHistory
{
  GtkWidget     parent_instance;
  GtkWidget    *stack;
  GtkWidget    *keep; /* the button where there is no history */
  GtkWidget    *undo;
  GtkWidget    *redo;
  GtkWidget    *scale;
  GtkWidget    *place; /* where it is, in words */
  GtkWidget    *save;
  GtkWidget    *steps;
  GtkWidget    *changes;
  GtkWidget    *about; /* what a report has */
  GtkWidget    *told;  /* what became of the last one */
  StreeSession *session;  /* owned; NULL: none is looked at */
  StreeHistory *own;      /* owned; NULL: it was not begun here */
  StreeHistory *shown;    /* weak: the session's, as it was shown last */
  guint         position; /* the same */
  gboolean      showing;  /* what changes is no user's doing */
};

G_DEFINE_FINAL_TYPE (StreeInspectorHistory, stree_inspector_history, GTK_TYPE_WIDGET)

static const StreeInspectorColumn step_columns[] = {
  { NULL, N_ ("Now"), STREE_INSPECTOR_MARK, FALSE },
  { "step", N_ ("Step"), STREE_INSPECTOR_NUMBER, FALSE },
  { "at", N_ ("Time"), STREE_INSPECTOR_TIME, FALSE },
  { "label", N_ ("What was done"), STREE_INSPECTOR_TEXT, FALSE },
  { "changes", N_ ("State that was set"), STREE_INSPECTOR_TEXT, TRUE },
};

static const StreeInspectorColumn change_columns[] = {
  { "path", N_ ("Component"), STREE_INSPECTOR_TEXT, FALSE },
  { "name", N_ ("State"), STREE_INSPECTOR_TEXT, FALSE },
  { "before", N_ ("Before"), STREE_INSPECTOR_TEXT, TRUE },
  { "now", N_ ("Now"), STREE_INSPECTOR_TEXT, TRUE },
};

/* NULL: none is kept. */
static StreeHistory *
history_of (StreeInspectorHistory *self)
{
  return self->session ? stree_session_get_history (self->session) : NULL;
}

/* --- what there is --- */

static guint
step_of (GVariant *row)
{
  guint32 step = 0;

  if (row)
    g_variant_lookup (row, "step", "u", &step);
  return step;
}

static void
show_changes (StreeInspectorHistory *self)
{
  guint step = step_of (stree_inspector_table_get_row (STREE_INSPECTOR_TABLE (self->steps)));

  stree_inspector_table_set_rows (STREE_INSPECTOR_TABLE (self->changes),
                                  step && self->session ? stree_inspect_step (self->session, step) : NULL);
}

static void
show_place (StreeInspectorHistory *self, guint position, guint n_steps)
{
  g_autofree char *text = g_strdup_printf (_ ("Step %u of %u"), position, n_steps);

  self->showing = TRUE;
  gtk_range_set_range (GTK_RANGE (self->scale), 0, n_steps);
  gtk_range_set_value (GTK_RANGE (self->scale), position);
  self->showing = FALSE;
  gtk_widget_set_sensitive (self->scale, n_steps > 0);
  gtk_widget_set_sensitive (self->undo, position > 0);
  gtk_widget_set_sensitive (self->redo, position < n_steps);
  gtk_label_set_label (GTK_LABEL (self->place), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

/* The log has the clock of the program's run. */
static void
show_about (StreeInspectorHistory *self, StreeHistory *history)
{
  gint64                begun = stree_clock_wall () - (stree_clock_now () - history->started);
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (begun / G_USEC_PER_SEC);
  g_autofree char      *time = at ? g_date_time_format (at, "%H:%M:%S") : g_strdup ("");
  const char           *ends = self->own == history ? _ ("The history ends when the inspector is closed.") : "";
  g_autofree char      *report = g_strdup_printf (_ ("A bug report has what the states held at %s, what was done since, and versions."),
                                                  time);
  g_autofree char      *text = g_strconcat (report, *ends ? " " : NULL, ends, NULL);

  gtk_label_set_label (GTK_LABEL (self->about), text);
}

static void
changed_cb (StreeInspectorHistory *self)
{
  g_signal_emit_by_name (self, "changed");
}

/* TRUE: it is another one. */
static gboolean
follow (StreeInspectorHistory *self, StreeHistory *history)
{
  if (self->shown == history)
    return FALSE;
  if (self->shown)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  g_set_weak_pointer (&self->shown, history);
  if (history)
    g_signal_connect_object (history, "notify", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_label_set_label (GTK_LABEL (self->told), "");
  gtk_widget_set_visible (self->told, FALSE);
  return TRUE;
}

/* @step: the row that was selected; @other: in the list of another history. */
static void
show_where (StreeInspectorHistory *self, StreeHistory *history, guint step, gboolean other)
{
  StreeInspectorTable *steps = STREE_INSPECTOR_TABLE (self->steps);
  guint                position = history ? stree_history_get_position (history) : 0;

  self->showing = TRUE;
  stree_inspector_table_mark (steps, position - 1);
  /* The selection goes along; it stays at the row that was chosen, while nothing moves. */
  if (other || position != self->position)
    stree_inspector_table_select (steps, position - 1);
  else if (step != step_of (stree_inspector_table_get_row (steps)))
    stree_inspector_table_select (steps, step - 1);
  self->showing = FALSE;
  self->position = position;
  show_changes (self);
  show_place (self, position, history ? stree_history_get_n_steps (history) : 0);
}

void
stree_inspector_history_show (StreeInspectorHistory *self)
{
  StreeHistory        *history = history_of (self);
  StreeInspectorTable *steps = STREE_INSPECTOR_TABLE (self->steps);
  guint                step = step_of (stree_inspector_table_get_row (steps));
  gboolean             other = follow (self, history);

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), history ? "history" : "none");
  self->showing = TRUE;
  stree_inspector_table_set_rows (steps, history ? stree_inspect_steps (self->session) : NULL);
  self->showing = FALSE;
  show_where (self, history, step, other);
  if (history)
    show_about (self, history);
}

void
stree_inspector_history_set_session (StreeInspectorHistory *self, StreeSession *session)
{
  if (session == self->session)
    return;
  g_clear_object (&self->own);
  g_set_object (&self->session, session);
  stree_inspector_history_show (self);
}

/* --- what is done --- */

static void
keep_cb (StreeInspectorHistory *self)
{
  if (!self->session)
    return;
  if (!history_of (self))
    self->own = stree_history_new (self->session, 0, 0);
  stree_inspector_history_show (self);
  /* The button that had it is gone. */
  gtk_widget_grab_focus (self->save);
}

/* The list stays as it is on the way: to make it anew at each place would make the slider slow. */
static void
show_moved (StreeInspectorHistory *self, gboolean moved)
{
  StreeHistory *history = history_of (self);

  if (moved && history == self->shown)
    show_where (self, history, 0, FALSE);
  else
    stree_inspector_history_show (self);
}

static void
go (StreeInspectorHistory *self, guint position)
{
  StreeHistory *history = history_of (self);

  show_moved (self, history && stree_history_go_to (history, position));
}

static void
moved_cb (StreeInspectorHistory *self)
{
  if (!self->showing)
    go (self, (guint) (gtk_range_get_value (GTK_RANGE (self->scale)) + 0.5));
}

static void
activated_cb (StreeInspectorHistory *self, GVariant *row)
{
  go (self, step_of (row));
}

static void
selected_cb (StreeInspectorHistory *self)
{
  if (!self->showing)
    show_changes (self);
}

static void
undo_cb (StreeInspectorHistory *self)
{
  StreeHistory *history = history_of (self);

  show_moved (self, history && stree_history_undo (history));
}

static void
redo_cb (StreeInspectorHistory *self)
{
  StreeHistory *history = history_of (self);

  show_moved (self, history && stree_history_redo (history));
}

/* --- a report --- */

static void
tell (StreeInspectorHistory *self, const char *message, gboolean problem)
{
  gtk_label_set_label (GTK_LABEL (self->told), message);
  gtk_widget_set_visible (self->told, TRUE);
  if (problem)
    gtk_widget_add_css_class (self->told, "error");
  else
    gtk_widget_remove_css_class (self->told, "error");
  stree_gtk_announce (self->told, message);
}

static void
save_to (StreeInspectorHistory *self, const char *uri)
{
  StreeHistory       *history = history_of (self);
  g_autoptr (GError)  error = NULL;
  g_autofree char    *filename = g_filename_from_uri (uri, NULL, &error);
  g_autofree char    *shown = filename ? g_filename_display_name (filename) : NULL;
  g_autofree char    *message = NULL;

  if (filename && history && stree_history_save_report (history, filename, &error))
    {
      message = g_strdup_printf (_ ("The bug report is saved: %s"), shown);
      tell (self, message, FALSE);
      return;
    }
  message = g_strdup_printf (_ ("The bug report could not be saved: %s"), error ? error->message : _ ("The program keeps no history"));
  tell (self, message, TRUE);
}

static void
chosen_cb (const char *uri, const GError *error, gpointer data)
{
  GWeakRef                         *ref = data;
  g_autoptr (StreeInspectorHistory) self = g_weak_ref_get (ref);

  if (self && self->session && error)
    tell (self, error->message, TRUE);
  else if (self && self->session && uri)
    save_to (self, uri);
  g_weak_ref_clear (ref);
  g_free (ref);
}

static void
save_cb (StreeInspectorHistory *self)
{
  StreeMount      *mount = self->session && self->session->mounts->len > 0 ? self->session->mounts->pdata[0] : NULL;
  g_autofree char *name = g_strdup_printf ("%s-report.json", mount ? stree_mount_get_name (mount) : "app");
  GWeakRef        *ref = g_new0 (GWeakRef, 1);

  g_weak_ref_init (ref, self);
  g_strdelimit (name, G_DIR_SEPARATOR_S, '-');
  stree_question_dialog_save (GTK_WIDGET (self), _ ("Save Bug Report"), _ ("Bug Reports"), (const char *const[]){ "*.json", NULL }, name,
                              chosen_cb, ref);
}

/* --- life --- */

static void
stree_inspector_history_dispose (GObject *object)
{
  StreeInspectorHistory *self = STREE_INSPECTOR_HISTORY (object);

  if (self->shown)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  g_clear_weak_pointer (&self->shown);
  g_clear_object (&self->own);
  g_clear_object (&self->session);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  G_OBJECT_CLASS (stree_inspector_history_parent_class)->dispose (object);
}

static void
stree_inspector_history_class_init (StreeInspectorHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = stree_inspector_history_dispose;
  g_signal_new ("changed", STREE_TYPE_INSPECTOR_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_label (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css)
    gtk_widget_add_css_class (label, css);
  return label;
}

static GtkWidget *
make_button (StreeInspectorHistory *self, const char *label, const char *icon, GCallback callback)
{
  GtkWidget *button = gtk_button_new ();

  stree_gtk_button_set_content (GTK_BUTTON (button), label, icon);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_none (StreeInspectorHistory *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *body = make_label (_ ("From when one is kept, each step can be undone and done again here, and a bug report says what was "
                                   "done. It ends when the inspector is closed."),
                                "dim-label");

  self->keep = make_button (self, _ ("Keep a History"), NULL, G_CALLBACK (keep_cb));
  gtk_label_set_justify (GTK_LABEL (body), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (body), 50);
  gtk_widget_set_halign (self->keep, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), make_label (_ ("The program keeps no history"), "heading"));
  gtk_box_append (GTK_BOX (box), body);
  gtk_box_append (GTK_BOX (box), self->keep);
  return box;
}

static GtkWidget *
make_bar (StreeInspectorHistory *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->undo = make_button (self, _ ("Undo"), "edit-undo-symbolic", G_CALLBACK (undo_cb));
  self->redo = make_button (self, _ ("Redo"), "edit-redo-symbolic", G_CALLBACK (redo_cb));
  self->scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 1, 1);
  gtk_scale_set_draw_value (GTK_SCALE (self->scale), FALSE);
  gtk_scale_set_digits (GTK_SCALE (self->scale), 0);
  gtk_range_set_increments (GTK_RANGE (self->scale), 1, PAGE);
  gtk_widget_set_hexpand (self->scale, TRUE);
  gtk_widget_set_size_request (self->scale, 120, -1);
  stree_gtk_set_name (self->scale, _ ("Step of the history"));
  g_signal_connect_object (self->scale, "value-changed", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  self->place = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->place, "numeric");
  self->save = make_button (self, _ ("Save Bug Report…"), "document-save-symbolic", G_CALLBACK (save_cb));
  gtk_box_append (GTK_BOX (bar), self->undo);
  gtk_box_append (GTK_BOX (bar), self->redo);
  gtk_box_append (GTK_BOX (bar), self->scale);
  gtk_box_append (GTK_BOX (bar), self->place);
  gtk_box_append (GTK_BOX (bar), self->save);
  return bar;
}

static GtkWidget *
make_tables (StreeInspectorHistory *self)
{
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_VERTICAL);

  self->steps = stree_inspector_table_new (_ ("Steps"), _ ("Nothing was done since the history began: use the program"), step_columns,
                                           G_N_ELEMENTS (step_columns));
  self->changes = stree_inspector_table_new (_ ("Changes"), _ ("Select a step to see what it changed; Enter goes there"), change_columns,
                                             G_N_ELEMENTS (change_columns));
  g_signal_connect_object (self->steps, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->steps, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_size_request (self->steps, -1, 120);
  gtk_widget_set_size_request (self->changes, -1, 120);
  gtk_widget_set_vexpand (paned, TRUE);
  gtk_paned_set_start_child (GTK_PANED (paned), self->steps);
  gtk_paned_set_end_child (GTK_PANED (paned), self->changes);
  gtk_paned_set_resize_end_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  return paned;
}

static void
stree_inspector_history_init (StreeInspectorHistory *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *parts[] = { make_bar (self), make_tables (self), make_label (NULL, NULL), make_label (NULL, "dim-label") };

  self->told = parts[2];
  self->about = parts[3];
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (GTK_IS_LABEL (parts[i]))
        gtk_label_set_xalign (GTK_LABEL (parts[i]), 0);
      if (!GTK_IS_PANED (parts[i]))
        {
          gtk_widget_set_margin_start (parts[i], 6);
          gtk_widget_set_margin_end (parts[i], 6);
        }
      gtk_box_append (GTK_BOX (box), parts[i]);
    }
  gtk_label_set_selectable (GTK_LABEL (self->told), TRUE);
  gtk_widget_set_focusable (self->told, FALSE);
  gtk_widget_set_visible (self->told, FALSE);
  gtk_widget_set_margin_top (parts[0], 6);
  gtk_widget_set_margin_bottom (self->about, 6);
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), make_none (self), "none");
  gtk_stack_add_named (GTK_STACK (self->stack), box, "history");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

GtkWidget *
stree_inspector_history_new (void)
{
  return g_object_new (STREE_TYPE_INSPECTOR_HISTORY, NULL);
}
