/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "inspector/stree-inspector-table-private.h"

#include "stree-gtk-private.h"

#define TICK    "✓"
#define BINDING "stree-inspector-binding" /* of a cell: what keeps its mark up to date, owned */

/* --- a row --- */

#define STREE_TYPE_INSPECTOR_ROW (stree_inspector_row_get_type ())
G_DECLARE_FINAL_TYPE (StreeInspectorRow, stree_inspector_row, STREE, INSPECTOR_ROW, GObject)

struct _StreeInspectorRow
{
  GObject   parent_instance;
  GVariant *values; /* owned; `a{sv}` */
  gboolean  marked;
};

enum
{
  PROP_0,
  PROP_MARK, /* how it shows that it is marked */
};

G_DEFINE_FINAL_TYPE (StreeInspectorRow, stree_inspector_row, G_TYPE_OBJECT)

static void
stree_inspector_row_finalize (GObject *object)
{
  g_variant_unref (STREE_INSPECTOR_ROW (object)->values);
  G_OBJECT_CLASS (stree_inspector_row_parent_class)->finalize (object);
}

static void
stree_inspector_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_MARK:
      g_value_set_static_string (value, STREE_INSPECTOR_ROW (object)->marked ? TICK : "");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
stree_inspector_row_class_init (StreeInspectorRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = stree_inspector_row_finalize;
  object_class->get_property = stree_inspector_row_get_property;
  g_object_class_install_property (object_class, PROP_MARK,
                                   g_param_spec_string ("mark", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
stree_inspector_row_init (StreeInspectorRow *self)
{
  (void) self;
}

static StreeInspectorRow *
row_new (GVariant *rows, gsize i)
{
  StreeInspectorRow *row = g_object_new (STREE_TYPE_INSPECTOR_ROW, NULL);

  row->values = g_variant_get_child_value (rows, i);
  return row;
}

/* --- cells --- */

static gint64
number_of (StreeInspectorRow *row, const char *member)
{
  g_autoptr (GVariant) value = g_variant_lookup_value (row->values, member, NULL);

  if (!value)
    return 0;
  switch (g_variant_classify (value))
    {
    case G_VARIANT_CLASS_BOOLEAN:
      return g_variant_get_boolean (value);
    case G_VARIANT_CLASS_UINT32:
      return g_variant_get_uint32 (value);
    case G_VARIANT_CLASS_INT64:
      return g_variant_get_int64 (value);
    case G_VARIANT_CLASS_UINT64:
      return (gint64) MIN (g_variant_get_uint64 (value), (guint64) G_MAXINT64);
    case G_VARIANT_CLASS_BYTE:
    case G_VARIANT_CLASS_INT16:
    case G_VARIANT_CLASS_UINT16:
    case G_VARIANT_CLASS_INT32:
    case G_VARIANT_CLASS_HANDLE:
    case G_VARIANT_CLASS_DOUBLE:
    case G_VARIANT_CLASS_STRING:
    case G_VARIANT_CLASS_OBJECT_PATH:
    case G_VARIANT_CLASS_SIGNATURE:
    case G_VARIANT_CLASS_VARIANT:
    case G_VARIANT_CLASS_MAYBE:
    case G_VARIANT_CLASS_ARRAY:
    case G_VARIANT_CLASS_TUPLE:
    case G_VARIANT_CLASS_DICT_ENTRY:
    default:
      return 0;
    }
}

static char *
dup_cell (StreeInspectorRow *row, const StreeInspectorColumn *column)
{
  const char *text = NULL;
  gint64      number = column->cell == STREE_INSPECTOR_TEXT || !column->member ? 0 : number_of (row, column->member);

  switch (column->cell)
    {
    case STREE_INSPECTOR_DURATION:
      return number < 1000      ? g_strdup_printf ("%d ns", (int) number)
             : number < 1000000 ? g_strdup_printf ("%.1f µs", (double) number / 1e3)
                                : g_strdup_printf ("%.2f ms", (double) number / 1e6);
    case STREE_INSPECTOR_NUMBER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, number);
    case STREE_INSPECTOR_BYTES:
      return g_format_size ((guint64) number);
    case STREE_INSPECTOR_FLAG:
      return g_strdup (number ? TICK : "");
    case STREE_INSPECTOR_TIME:
      {
        g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (number / G_USEC_PER_SEC);

        return at ? g_date_time_format (at, "%H:%M:%S") : g_strdup ("");
      }
    case STREE_INSPECTOR_MARK:
      return g_strdup (row->marked ? TICK : "");
    case STREE_INSPECTOR_TEXT:
    default:
      g_variant_lookup (row->values, column->member, "&s", &text);
      return g_strdup (text ? text : "");
    }
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const StreeInspectorColumn *column = data;
  StreeInspectorRow          *one = (StreeInspectorRow *) a;
  StreeInspectorRow          *other = (StreeInspectorRow *) b;

  if (column->cell == STREE_INSPECTOR_TEXT)
    {
      g_autofree char *text_one = dup_cell (one, column);
      g_autofree char *text_other = dup_cell (other, column);

      return gtk_ordering_from_cmpfunc (g_utf8_collate (text_one, text_other));
    }
  else
    {
      gint64 number_one = number_of (one, column->member);
      gint64 number_other = number_of (other, column->member);

      return (number_one > number_other) - (number_one < number_other);
    }
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, const StreeInspectorColumn *column)
{
  GtkWidget *label = gtk_label_new (NULL);
  gboolean   text = column->cell == STREE_INSPECTOR_TEXT;

  (void) factory;
  gtk_label_set_xalign (GTK_LABEL (label), text ? 0 : 1);
  if (text)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), column->wide ? 12 : 8);
    }
  else
    {
      gtk_widget_add_css_class (label, "numeric");
    }
  gtk_list_item_set_child (item, label);
}

static void
unbind (gpointer binding)
{
  g_binding_unbind (binding);
  g_object_unref (binding);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, const StreeInspectorColumn *column)
{
  g_autofree char *text = dup_cell (gtk_list_item_get_item (item), column);
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n\r\t", ' ');
  GtkWidget       *label = gtk_list_item_get_child (item);
  const char      *about = NULL;

  (void) factory;
  gtk_label_set_label (GTK_LABEL (label), line);
  if (column->cell == STREE_INSPECTOR_TEXT && !column->wide)
    g_variant_lookup (((StreeInspectorRow *) gtk_list_item_get_item (item))->values, "about", "&s", &about);
  gtk_widget_set_tooltip_text (label, about && *about ? about : column->cell == STREE_INSPECTOR_TEXT && *text ? text : NULL);
  if (column->cell == STREE_INSPECTOR_MARK)
    {
      GBinding *binding = g_object_bind_property (gtk_list_item_get_item (item), "mark", label, "label", G_BINDING_DEFAULT);

      g_object_set_data_full (G_OBJECT (item), BINDING, g_object_ref (binding), unbind);
    }
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, const StreeInspectorColumn *column)
{
  (void) factory;
  (void) column;
  g_object_set_data (G_OBJECT (item), BINDING, NULL);
}

/* --- the table --- */

struct _StreeInspectorTable
{
  GtkWidget           parent_instance;
  GtkWidget          *stack;
  GtkWidget          *view;
  GListStore         *store;     /* owned */
  GtkSingleSelection *selection; /* borrowed: the view's */
};

G_DEFINE_FINAL_TYPE (StreeInspectorTable, stree_inspector_table, GTK_TYPE_WIDGET)

static void
stree_inspector_table_dispose (GObject *object)
{
  StreeInspectorTable *self = STREE_INSPECTOR_TABLE (object);
  GtkWidget           *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (stree_inspector_table_parent_class)->dispose (object);
}

static void
stree_inspector_table_class_init (StreeInspectorTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = stree_inspector_table_dispose;
  g_signal_new ("activated", STREE_TYPE_INSPECTOR_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_VARIANT);
  g_signal_new ("selected", STREE_TYPE_INSPECTOR_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
stree_inspector_table_init (StreeInspectorTable *self)
{
  self->store = g_list_store_new (STREE_TYPE_INSPECTOR_ROW);
}

static void
activate_cb (GtkColumnView *view, guint position, StreeInspectorTable *self)
{
  g_autoptr (StreeInspectorRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  (void) view;
  if (row)
    g_signal_emit_by_name (self, "activated", row->values);
}

static void
selected_cb (StreeInspectorTable *self)
{
  g_signal_emit_by_name (self, "selected");
}

static void
add_column (StreeInspectorTable *self, const StreeInspectorColumn *column)
{
  GtkListItemFactory             *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) shown = NULL;
  g_autoptr (GtkCustomSorter)     sorter = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) column);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), (gpointer) column);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), (gpointer) column);
  shown = gtk_column_view_column_new (g_dgettext (GETTEXT_PACKAGE, column->title), factory);
  if (column->member)
    {
      sorter = gtk_custom_sorter_new (compare_rows, (gpointer) column, NULL);
      gtk_column_view_column_set_sorter (shown, GTK_SORTER (sorter));
    }
  gtk_column_view_column_set_resizable (shown, TRUE);
  gtk_column_view_column_set_expand (shown, column->wide);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), shown);
}

GtkWidget *
stree_inspector_table_new (const char *name, const char *empty, const StreeInspectorColumn *columns, guint n_columns)
{
  StreeInspectorTable *self = g_object_new (STREE_TYPE_INSPECTOR_TABLE, NULL);
  GtkWidget           *scroller = gtk_scrolled_window_new ();
  GtkWidget           *label = gtk_label_new (empty);
  GtkSortListModel    *sorted;

  self->view = gtk_column_view_new (NULL);
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->store)),
                                    g_object_ref (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view))));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < n_columns; i++)
    add_column (self, &columns[i]);
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), GTK_SELECTION_MODEL (self->selection));
  g_object_unref (self->selection);
  gtk_widget_add_css_class (self->view, "data-table");
  stree_gtk_set_name (self->view, name);
  g_signal_connect (self->view, "activate", G_CALLBACK (activate_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  gtk_widget_set_vexpand (scroller, TRUE);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), label, "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), scroller, "rows");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

static gboolean
is_same (GListStore *store, guint i, GVariant *rows, gsize k)
{
  g_autoptr (StreeInspectorRow) row = g_list_model_get_item (G_LIST_MODEL (store), i);
  g_autoptr (GVariant)          values = g_variant_get_child_value (rows, k);

  return g_variant_equal (row->values, values);
}

void
stree_inspector_table_set_rows (StreeInspectorTable *self, GVariant *rows)
{
  g_autoptr (GVariant)  owned = rows ? g_variant_ref_sink (rows) : NULL;
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  guint                 n_old = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  guint                 n_new = owned ? (guint) g_variant_n_children (owned) : 0;
  guint                 start = 0, end = 0;

  while (start < n_old && start < n_new && is_same (self->store, start, owned, start))
    start++;
  while (end < n_old - start && end < n_new - start && is_same (self->store, n_old - 1 - end, owned, n_new - 1 - end))
    end++;
  for (guint i = start; i < n_new - end; i++)
    g_ptr_array_add (added, row_new (owned, i));
  if (added->len > 0 || n_old - end > start)
    g_list_store_splice (self->store, start, n_old - end - start, added->pdata, added->len);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), n_new > 0 ? "rows" : "empty");
}

void
stree_inspector_table_mark (StreeInspectorTable *self, guint i)
{
  for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (self->store)); k++)
    {
      g_autoptr (StreeInspectorRow) row = g_list_model_get_item (G_LIST_MODEL (self->store), k);

      if (row->marked == (k == i))
        continue;
      row->marked = k == i;
      g_object_notify (G_OBJECT (row), "mark");
    }
}

/* Where a row is, as the table is sorted. */
static guint
position_of (StreeInspectorTable *self, guint i)
{
  g_autoptr (GObject) wanted = g_list_model_get_item (G_LIST_MODEL (self->store), i);

  for (guint k = 0; wanted && k < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); k++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (self->selection), k);

      if (row == wanted)
        return k;
    }
  return GTK_INVALID_LIST_POSITION;
}

void
stree_inspector_table_select (StreeInspectorTable *self, guint i)
{
  guint position = position_of (self, i);

  gtk_single_selection_set_selected (self->selection, position);
  if (position == GTK_INVALID_LIST_POSITION)
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (self->view); child; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
}

GVariant *
stree_inspector_table_get_row (StreeInspectorTable *self)
{
  StreeInspectorRow *row = gtk_single_selection_get_selected_item (self->selection);

  return row ? row->values : NULL;
}
