/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "codegen-compare.h"

#include <gmodule.h>
#include <string.h>

#include <glib/gstdio.h>

/* --- compiling and loading --- */

static char *
run (const char *command)
{
  g_autoptr (GError) error = NULL;
  char            *out = NULL;
  g_autofree char *said = NULL;
  int              status;

  if (!g_spawn_command_line_sync (command, &out, &said, &status, &error) || !g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s\n%s", command, error->message, said ? said : "");
  return out;
}

static const char *
flags (void)
{
  static char *text;

  if (!text)
    text = g_strdelimit (run ("pkg-config --cflags gtk4"), "\n", ' ');
  return text;
}

static char *
make_file (const char *folder, const char *name, const char *text)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* A module of @code, by gcc; clang reads it as well. Its file goes at once. */
static GModule *
compile (const char *code)
{
  const char      *strict = "-std=c11 -Wall -Wextra -Wpedantic -Werror";
  g_autofree char *folder = g_dir_make_tmp ("stree-codegen-XXXXXX", NULL);
  g_autofree char *source = make_file (folder, "built.c", code);
  g_autofree char *module = g_build_filename (folder, "built." G_MODULE_SUFFIX, NULL);
  g_autofree char *gcc = g_find_program_in_path ("gcc");
  g_autofree char *clang = g_find_program_in_path ("clang");
  g_autofree char *command =
      g_strdup_printf ("%s %s -fPIC -shared -o %s %s %s", gcc ? gcc : "cc", strict, module, source, flags ());
  g_autofree char *again = g_strdup_printf ("clang %s -fsyntax-only %s %s", strict, source, flags ());
  GModule         *loaded;

  g_free (run (command));
  if (clang)
    g_free (run (again));
  loaded = g_module_open (module, G_MODULE_BIND_LOCAL);
  if (!loaded)
    g_error ("%s", g_module_error ());
  g_unlink (module);
  g_unlink (source);
  g_rmdir (folder);
  return loaded;
}

/* --- writing a widget down --- */

typedef struct
{
  GString *text;
  gboolean own;   /* the view's: with the plain classes that stand for ours */
  gboolean exact; /* all the way down */
} Writer;

static gboolean
is_type (GtkWidget *widget, const char *name)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), name);
}

static gboolean
has_layout (GtkWidget *widget, const char *name)
{
  GtkLayoutManager *layout = widget ? gtk_widget_get_layout_manager (widget) : NULL;

  return layout && g_str_equal (G_OBJECT_TYPE_NAME (layout), name);
}

/* HStack: in plain GTK the children do what its layout does. */
static gboolean
is_in_row (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return parent && gtk_widget_has_css_class (parent, "stree-hstack");
}

/* Text with pictures: in a label they are links. */
static gboolean
has_picture (GtkWidget *widget)
{
  gboolean found = is_type (widget, "StreePicture");

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = has_picture (child);
  return found;
}

/* What scrolls in a text. */
static gboolean
is_wide (GtkWidget *widget)
{
  GtkWidget *up = gtk_widget_get_parent (widget);

  while (up && !gtk_widget_has_css_class (up, "stree-markdown"))
    up = gtk_widget_get_parent (up);
  return is_type (widget, "StreeWide") || (GTK_IS_SCROLLED_WINDOW (widget) && up);
}

static gboolean
is_shut (GtkWidget *widget)
{
  static const char *const classes[] = { "stree-list", "stree-data-frame", "stree-data-grid", "stree-native", NULL };

  for (guint i = 0; classes[i]; i++)
    if (gtk_widget_has_css_class (widget, classes[i]))
      return TRUE;
  if (gtk_widget_has_css_class (widget, "stree-markdown") && has_picture (widget))
    return TRUE;
  return GTK_IS_DROP_DOWN (widget) || GTK_IS_SPIN_BUTTON (widget) || GTK_IS_ENTRY (widget) ||
         GTK_IS_PASSWORD_ENTRY (widget) || GTK_IS_PICTURE (widget) || is_type (widget, "StreePicture") ||
         GTK_IS_PROGRESS_BAR (widget) || g_str_equal (gtk_widget_get_css_name (widget), "spinbutton");
}

/* What the view holds back. */
static gboolean
is_for_later (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return !gtk_widget_get_visible (widget) && (gtk_widget_has_css_class (widget, "stree-input-label") ||
                                              gtk_widget_has_css_class (widget, "stree-input-error") ||
                                              (parent && gtk_widget_has_css_class (parent, "stree-image")));
}

/* The button beside code. */
static gboolean
is_copy (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return GTK_IS_BUTTON (widget) && parent && gtk_widget_has_css_class (parent, "stree-markdown-code");
}

/* Of a notebook: which page shows decides what they can do. */
static gboolean
is_arrow (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return GTK_IS_BUTTON (widget) && gtk_widget_get_ancestor (widget, GTK_TYPE_NOTEBOOK) && parent &&
         g_str_equal (gtk_widget_get_css_name (parent), "tabs");
}

static const char *
class_of (const Writer *writer, GtkWidget *widget)
{
  if (writer->own && has_layout (widget, "StreeCellsLayout"))
    return "GtkGrid";
  if (writer->own && g_str_equal (gtk_widget_get_css_name (widget), "spinbutton"))
    return "GtkSpinButton";
  if (writer->own && is_type (widget, "StreeBin"))
    return "GtkBox";
  if (writer->own && is_type (widget, "StreePicture"))
    return "GtkPicture";
  return G_OBJECT_TYPE_NAME (widget);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The class of a theme that is shown: the code names the style sheet in a comment. */
static gboolean
is_style_sheet (const char *css_class)
{
  static const char prefix[] = "stree-theme-";

  return g_str_has_prefix (css_class, prefix) && g_ascii_isdigit (css_class[sizeof prefix - 1]);
}

static void
write_classes (const Writer *writer, GtkWidget *widget)
{
  g_auto (GStrv) classes = gtk_widget_get_css_classes (widget);

  qsort (classes, g_strv_length (classes), sizeof *classes, compare_texts);
  for (guint i = 0; classes[i]; i++)
    /* Of a bar that stands still, and what GTK says of how a box lies and which edge a label is at. */
    if (!g_str_equal (classes[i], "stree-resting") && !g_str_equal (classes[i], "horizontal") &&
        !g_str_equal (classes[i], "vertical") && !is_style_sheet (classes[i]))
      g_string_append_printf (writer->text, " .%s", classes[i]);
}

/* What XML cannot hold is U+FFFD. */
static char *
escape (const char *text)
{
  g_autoptr (GString) kept = g_string_new (NULL);

  for (const char *c = text; *c; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);

      g_string_append_unichar (kept,
                               (u < 0x20 && !strchr ("\t\n\r", (int) u)) || u == 0xfffe || u == 0xffff ? 0xfffd : u);
    }
  return g_strescape (kept->str, NULL);
}

/* What differs from a widget that nobody has touched. */
static void
write_prop (const Writer *writer, GtkWidget *widget, const char *name)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (widget), name);
  g_auto (GValue) value = G_VALUE_INIT;
  g_autofree char *text = NULL;

  if (!pspec)
    return;
  g_value_init (&value, pspec->value_type);
  g_object_get_property (G_OBJECT (widget), name, &value);
  if (g_param_value_defaults (pspec, &value) ||
      (G_VALUE_HOLDS_STRING (&value) && g_strcmp0 (g_value_get_string (&value), "") == 0))
    return;
  if (G_VALUE_HOLDS_STRING (&value))
    text = escape (g_value_get_string (&value) ? g_value_get_string (&value) : "");
  else
    text = g_strdup_value_contents (&value);
  g_string_append_printf (writer->text, " %s=%s", name, text);
}

static void
write_all (const Writer *writer, GtkWidget *widget, const char *const *names)
{
  for (; *names; names++)
    write_prop (writer, widget, *names);
}

static void
write_own_props (const Writer *writer, GtkWidget *widget)
{
  static const char *const label[] = { "label",  "wrap",       "wrap-mode", "justify",    "yalign",
                                       "xalign", "selectable", "ellipsize", "use-markup", NULL };
  static const char *const others[] = { "icon-name",
                                        "expanded",
                                        "fraction",
                                        "show-text",
                                        "placeholder-text",
                                        "scrollable",
                                        "show-peek-icon",
                                        "enable-search",
                                        "selected",
                                        "propagate-natural-width",
                                        "propagate-natural-height",
                                        "max-content-height",
                                        "min-content-height",
                                        "title",
                                        "modal",
                                        "wide-handle",
                                        NULL };

  if (GTK_IS_LABEL (widget))
    write_all (writer, widget, label);
  else
    write_all (writer, widget, others);
  if (GTK_IS_PROGRESS_BAR (widget))
    write_prop (writer, widget, "text");
  if (GTK_IS_EXPANDER (widget) || GTK_IS_CHECK_BUTTON (widget)) /* that of a button is a widget in it */
    write_prop (writer, widget, "label");
  if (!GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget))) /* it is in while its popover is open */
    write_prop (writer, widget, "active");
  if (GTK_IS_ENTRY (widget))
    write_prop (writer, widget, "text");
  if (GTK_IS_BOX (widget) && has_layout (widget, "GtkBoxLayout") && g_str_equal (class_of (writer, widget), "GtkBox"))
    {
      gboolean vertical = gtk_orientable_get_orientation (GTK_ORIENTABLE (widget)) == GTK_ORIENTATION_VERTICAL;

      g_string_append (writer->text, vertical ? " |" : " -");
      if (!gtk_widget_has_css_class (widget, "stree-hstack")) /* there it is the layout's */
        g_string_append_printf (writer->text, " spacing=%d", gtk_box_get_spacing (GTK_BOX (widget)));
    }
  if (has_layout (widget, "StreeRowLayout"))
    g_string_append (writer->text, " -");
  if (GTK_IS_SEPARATOR (widget))
    g_string_append (writer->text, gtk_orientable_get_orientation (GTK_ORIENTABLE (widget)) == GTK_ORIENTATION_VERTICAL
                                       ? " |"
                                       : " -");
  if (GTK_IS_DROP_DOWN (widget))
    {
      GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (widget));

      for (guint i = 0; i < g_list_model_get_n_items (model); i++)
        {
          g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);
          g_autofree char *text = escape (gtk_string_object_get_string (item));

          g_string_append_printf (writer->text, " [%s]", text);
        }
    }
}

static void
write_place (const Writer *writer, GtkWidget *widget)
{
  static const char *const props[] = { "tooltip-text",  "visible",      "margin-top",
                                       "margin-bottom", "margin-start", "margin-end",
                                       "opacity",       "can-target",   NULL };
  static const char *const size[] = { "width-request", "height-request", NULL };
  static const char *const align[] = { "halign", "valign", NULL };
  gboolean                 floats = gtk_widget_has_css_class (widget, "stree-floating-action-button");

  write_all (writer, widget, props);
  if (!GTK_IS_PICTURE (widget) && !is_type (widget, "StreePicture") && !GTK_IS_SPIN_BUTTON (widget) &&
      !GTK_IS_LABEL (widget))
    write_all (writer, widget, size);
  if (!floats && !is_in_row (widget))
    write_all (writer, widget, align);
  if (!is_in_row (widget) && !gtk_widget_has_css_class (widget, "stree-input-error"))
    {
      gboolean hexpand = gtk_widget_get_hexpand_set (widget) && gtk_widget_get_hexpand (widget);
      gboolean vexpand = gtk_widget_get_vexpand_set (widget) && gtk_widget_get_vexpand (widget);

      g_string_append (writer->text, hexpand ? " hexpand" : "");
      g_string_append (writer->text, vexpand ? " vexpand" : "");
    }
}

static gboolean
is_sensitive (GtkWidget *widget)
{
  /* A button that opens something is disabled, and not what is open. */
  if (GTK_IS_MENU_BUTTON (widget) && !gtk_widget_get_sensitive (gtk_widget_get_first_child (widget)))
    return FALSE;
  return gtk_widget_get_sensitive (widget) || GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget));
}

static void write_widget (const Writer *writer, GtkWidget *widget, guint depth);

static void
write_children (const Writer *writer, GtkWidget *widget, guint depth)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    write_widget (writer, child, depth);
}

static void
write_widget (const Writer *writer, GtkWidget *widget, guint depth)
{
  GtkWidget *shape = widget;

  if (!writer->exact && is_wide (widget))
    {
      write_widget (writer, gtk_widget_get_first_child (widget), depth);
      return;
    }
  if (is_type (widget, "StreeClamp") || GTK_IS_VIEWPORT (widget))
    {
      write_children (writer, widget, depth);
      return;
    }
  if ((writer->own && (is_for_later (widget) || is_copy (widget))) || is_arrow (widget))
    return;
  if (is_type (widget, "StreeSplit")) /* a GtkPaned with its classes and its place */
    shape = gtk_widget_get_first_child (widget);
  g_string_append_printf (writer->text, "%*s%s", (int) depth * 2, "", class_of (writer, shape));
  write_classes (writer, widget);
  if (writer->exact || !gtk_widget_has_css_class (widget, "stree-native"))
    write_own_props (writer, shape);
  if (!GTK_IS_POPOVER (widget) && !GTK_IS_POPOVER (gtk_widget_get_parent (widget)))
    write_place (writer, widget);
  if (!is_sensitive (widget))
    g_string_append (writer->text, " insensitive");
  g_string_append_c (writer->text, '\n');
  if (writer->exact || !is_shut (widget))
    write_children (writer, shape, depth + 1);
}

/* --- the whole, in sections that do not depend on what holds them together --- */

static void
find_by_class (GtkWidget *widget, const char *css, GPtrArray *found)
{
  if (gtk_widget_has_css_class (widget, css))
    g_ptr_array_add (found, widget);
  else
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
      find_by_class (child, css, found);
}

static void
write_found (const Writer *writer, const char *title, GtkWidget *top, const char *css, gboolean inside)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  find_by_class (top, css, found);
  for (guint i = 0; i < found->len; i++)
    {
      g_string_append_printf (writer->text, "%s\n", title);
      if (inside)
        write_children (writer, found->pdata[i], 1);
      else
        write_widget (writer, found->pdata[i], 1);
    }
}

/* The box that the page's elements are in: behind a clamp and a viewport. */
static GtkWidget *
content_of (GtkWidget *scroller)
{
  GtkWidget *widget = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller));

  while (widget && !GTK_IS_BOX (widget))
    widget = gtk_widget_get_first_child (widget);
  return widget;
}

/* The page's is the first scrolled window that is not the side's or the bottom's. */
static GtkWidget *
find_page (GtkWidget *top)
{
  for (GtkWidget *child = gtk_widget_get_first_child (top); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = GTK_IS_SCROLLED_WINDOW (child) ? child : find_page (child);

      if (found && !gtk_widget_has_css_class (found, "stree-bottom") && content_of (found) &&
          !gtk_widget_has_css_class (content_of (found), "stree-side"))
        return found;
    }
  return NULL;
}

/* What the dialogs have in them; their windows are those of GTK. */
static char *
write_dialogs (GPtrArray *windows, gboolean own)
{
  Writer writer = { g_string_new (NULL), own, FALSE };
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < windows->len; i++)
    find_by_class (windows->pdata[i], "stree-dialog", boxes);
  for (guint i = 0; i < boxes->len; i++)
    {
      Writer one = { g_string_new (NULL), own, FALSE };

      g_string_append_printf (one.text, "dialog %s\n",
                              gtk_window_get_title (GTK_WINDOW (gtk_widget_get_root (boxes->pdata[i]))));
      write_widget (&one, boxes->pdata[i], 1);
      g_ptr_array_add (texts, g_string_free (one.text, FALSE));
    }
  g_ptr_array_sort (texts, compare_texts);
  for (guint i = 0; i < texts->len; i++)
    g_string_append (writer.text, texts->pdata[i]);
  return g_string_free (writer.text, FALSE);
}

/* Those that stand over the window of the view. */
static GPtrArray *
list_dialogs (GtkWidget *view)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();
  GPtrArray *windows = g_ptr_array_new ();

  for (GList *l = toplevels; l; l = l->next)
    if (gtk_window_get_transient_for (l->data) && l->data != gtk_widget_get_root (view))
      g_ptr_array_add (windows, l->data);
  return windows;
}

static char *
write_view (GtkWidget *top, gboolean own)
{
  Writer     writer = { g_string_new ("page\n"), own, FALSE };
  GtkWidget *page = find_page (top);

  g_assert_nonnull (page);
  write_children (&writer, content_of (page), 1);
  write_found (&writer, "side", top, "stree-side", TRUE);
  write_found (&writer, "floating", top, "stree-floating-action-button", FALSE);
  write_found (&writer, "bottom", top, "stree-bottom-dock", FALSE);
  return g_string_free (writer.text, FALSE);
}

static char *
write_exactly (GtkWidget *top)
{
  Writer writer = { g_string_new (NULL), FALSE, TRUE };

  write_widget (&writer, top, 0);
  return g_string_free (writer.text, FALSE);
}

static void
assert_same (const char *what, const char *a, const char *b)
{
  g_auto (GStrv) left = g_strsplit (a, "\n", -1);
  g_auto (GStrv) right = g_strsplit (b, "\n", -1);

  for (guint i = 0; left[i] || right[i]; i++)
    if (g_strcmp0 (left[i], right[i]) != 0)
      g_error ("%s differ in line %u:\n%s\n%s\n--- all of the first:\n%s\n--- all of the second:\n%s", what, i + 1,
               left[i] ? left[i] : "(end)", right[i] ? right[i] : "(end)", a, b);
}

/* --- both texts --- */

/* The names of the tops: the page first, then windows. */
static char **
find_tops (const char *ui)
{
  g_autoptr (GRegex) regex = g_regex_new ("^  <object class=\"\\w+\" id=\"(\\w+)\">$", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  GPtrArray *names = g_ptr_array_new ();

  for (g_regex_match (regex, ui, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    g_ptr_array_add (names, g_match_info_fetch (match, 1));
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

static GtkWidget *
call (GModule *module, const char *name)
{
  g_autofree char *function = g_strconcat ("build_", name, NULL);
  gpointer         symbol;
  GtkWidget *(*build) (void);

  if (!g_module_symbol (module, function, &symbol))
    g_error ("%s", g_module_error ());
  *(gpointer *) &build = symbol;
  return g_object_ref_sink (build ());
}

static void
let_go (gpointer widget)
{
  if (GTK_IS_WINDOW (widget))
    gtk_window_destroy (GTK_WINDOW (widget));
  g_object_unref (widget);
}

/* As strict readers of XML have it: GtkBuilder's is not. And as GTK's own tool does, where it is. */
static void
validate (const char *ui)
{
  static const char *const commands[] = {
    "python3 -c \"import sys, xml.dom.minidom; xml.dom.minidom.parse (sys.argv[1])\"", "gtk4-builder-tool validate"
  };
  g_autofree char *folder = g_dir_make_tmp ("stree-codegen-XXXXXX", NULL);
  g_autofree char *file = make_file (folder, "built.ui", ui);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *program = g_strndup (commands[i], strcspn (commands[i], " "));
      g_autofree char *path = g_find_program_in_path (program);
      g_autofree char *command = g_strdup_printf ("%s %s", commands[i], file);

      if (path)
        g_free (run (command));
    }
  g_unlink (file);
  g_rmdir (folder);
}

/* The page, as C builds it, and the windows; they are the same as the XML's. */
static GtkWidget *
build (const char *name, const char *code, const char *ui, GPtrArray *windows)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) tops = find_tops (ui);
  GModule   *module = compile (code);
  GtkWidget *page = NULL;

  if (!gtk_builder_add_from_string (builder, ui, -1, &error))
    g_error ("%s: %s\n%s", name, error->message, ui);
  g_assert_nonnull (tops[0]);
  validate (ui);
  for (guint i = 0; tops[i]; i++)
    {
      GtkWidget       *loaded = GTK_WIDGET (gtk_builder_get_object (builder, tops[i]));
      GtkWidget       *built = call (module, tops[i]);
      g_autofree char *of_c = write_exactly (built);
      g_autofree char *of_ui = write_exactly (loaded);
      g_autofree char *what = g_strdup_printf ("%s: C and XML of %s", name, tops[i]);

      assert_same (what, of_c, of_ui);
      if (GTK_IS_WINDOW (loaded))
        gtk_window_destroy (GTK_WINDOW (loaded));
      if (i == 0)
        page = built;
      else
        g_ptr_array_add (windows, built);
    }
  g_module_close (module); /* nothing of it is left: it connects nothing */
  return page;
}

void
codegen_compare_texts (const char *name, const char *code, const char *ui)
{
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func (let_go);

  let_go (build (name, code, ui, windows));
}

void
codegen_compare (GtkWidget *view, const char *name, const char *code, const char *ui)
{
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func (let_go);
  g_autoptr (GPtrArray) own_windows = list_dialogs (view);
  GtkWidget       *page = build (name, code, ui, windows);
  g_autofree char *plain = write_view (page, FALSE);
  g_autofree char *own = write_view (view, TRUE);
  g_autofree char *plain_dialogs = write_dialogs (windows, FALSE);
  g_autofree char *own_dialogs = write_dialogs (own_windows, TRUE);
  g_autofree char *what = g_strdup_printf ("%s: plain GTK and the view", name);

  assert_same (what, plain, own);
  /* One that is in no window, or behind another screen, has none of them open. */
  if (own_windows->len > 0)
    assert_same (what, plain_dialogs, own_dialogs);
  let_go (page);
}

guint
codegen_count_dialogs (GtkWidget *view)
{
  g_autoptr (GPtrArray) windows = list_dialogs (view);

  return windows->len;
}
