/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The style sheet that is made of a theme. GTK before 4.16 has no variables in CSS, and a widget cannot be dark in a window
 * that is light: so every colour of every control is said, and said below the scope. */

#include "theme/stree-theme-private.h"

/* ":root" is the scope; $name is a colour, a length or a font. */
static const char *const sheet[] = {
  ":root { background-color: $background; color: $text; $font}\n"
  /* the few names that the desktop's own sheet and ours use */
  "label, image, checkbutton, radiobutton, .title { color: inherit; }\n"
  ".dim-label, .stree-caption, .stree-input-label, placeholder, entry > text > placeholder"
  " { color: $dim-text; opacity: 1; }\n"
  ".error { color: $error-text; }\n"
  ".accent, link, .link, label > link { color: $accent-text; }\n"
  "separator { background: none; background-color: $border; }\n"
  "selection, label > selection { background-color: $accent; color: $on-accent; }\n",

  /* surfaces */
  ".stree-card, frame > border { border-color: $border; border-radius: $card-radius; }\n"
  ".stree-card { background-color: $surface; color: $text; }\n"
  ".stree-problem { background-color: $surface; border-color: $error-text; color: $text; border-radius: $radius; }\n"
  "headerbar, :root > headerbar, .titlebar { background: none; background-color: $surface; color: $text; border-color: $border;"
  " box-shadow: inset 0 -1px $border; }\n"
  "popover > contents, popover > arrow { background: none; background-color: $surface; color: $text; border: 1px solid $border; }\n"
  "popover > contents { border-radius: $card-radius; }\n"
  "modelbutton, popover.menu modelbutton { color: $text; }\n"
  "modelbutton:hover, modelbutton:selected, popover.menu modelbutton:hover, popover.menu modelbutton:selected"
  " { background-color: $control-hover; color: $text; }\n"
  "tooltip, tooltip.background { background-color: $text; color: $background; }\n"
  "tooltip label { color: $background; }\n",

  /* buttons */
  "button, menubutton > button, dropdown > button, spinbutton > button"
  " { background: none; background-color: $control; color: $text; border: 1px solid $border; border-radius: $radius;"
  " box-shadow: none; text-shadow: none; -gtk-icon-shadow: none; padding: $button-padding; }\n"
  "button:hover { background: none; background-color: $control-hover; color: $text; }\n"
  "button:active, button:checked { background: none; background-color: $control-active; color: $text; }\n"
  "button.flat:not(:hover):not(:active):not(:checked), headerbar button:not(:hover):not(:active):not(:checked)"
  " { background-color: transparent; border-color: transparent; }\n"
  "button.suggested-action, button.default { background-color: $accent; color: $on-accent; border-color: $accent-active; }\n"
  "button.suggested-action:hover { background-color: $accent-hover; color: $on-accent; }\n"
  "button.suggested-action:active, button.suggested-action:checked { background-color: $accent-active; color: $on-accent; }\n"
  "button.destructive-action { color: $error-text; }\n"
  "button:disabled, button.suggested-action:disabled, dropdown:disabled > button"
  " { background-color: $surface; color: $dim-text; border-color: $border; opacity: 0.7; }\n"
  "windowcontrols > button { border-color: transparent; background-color: transparent; }\n"
  "button > label, button > box > label, button label, button image { color: inherit; }\n",

  /* where something is typed */
  "entry, spinbutton, textview, textview > text, .view"
  " { background: none; background-color: $view; color: $text; }\n"
  "entry, spinbutton { border: 1px solid $border; border-radius: $radius; box-shadow: none; }\n"
  "entry { padding: $entry-padding; }\n"
  "spinbutton > text { background: none; background-color: transparent; color: $text; caret-color: $text; }\n"
  "entry > text, textview > text { caret-color: $text; }\n"
  "entry:disabled, spinbutton:disabled { background-color: $surface; color: $dim-text; }\n"
  "entry.error, spinbutton.error { border-color: $error-text; color: $text; }\n"
  "spinbutton > button { border-color: transparent; border-left-color: $border; border-radius: 0; background-color: transparent; }\n"
  "spinbutton > button:dir(rtl) { border-left-color: transparent; border-right-color: $border; }\n"
  "entry:focus-within, spinbutton:focus-within { border-color: $focus; outline-color: $focus; box-shadow: inset 0 0 0 1px $focus; }\n",

  /* marks and ranges */
  "check, radio { background: none; background-color: $view; color: $on-accent; border: 1px solid $mark; box-shadow: none; }\n"
  "check:checked, check:indeterminate, radio:checked, radio:indeterminate"
  " { background-color: $accent; color: $on-accent; border-color: $accent-active; }\n"
  "switch { background: none; background-color: $control-active; border: 1px solid $mark; color: $text; }\n"
  "switch:checked { background-color: $accent; border-color: $accent-active; color: $on-accent; }\n"
  "switch > slider { background: none; background-color: $view; border: 1px solid $mark; box-shadow: none; }\n"
  "scale > trough, progressbar > trough, levelbar > trough { background: none; background-color: $control-active; border-color: $border; }\n"
  "scale > trough > highlight, progressbar > trough > progress { background: none; background-color: $accent; border-color: $accent-active; }\n"
  "scale > trough > slider { background: none; background-color: $control; border: 1px solid $mark; box-shadow: none; }\n"
  "scrollbar { background: none; background-color: transparent; border-color: transparent; }\n"
  "scrollbar > range > trough > slider { background-color: $mark; }\n",

  /* pages and folds */
  "notebook { background: none; background-color: $view; color: $text; border-color: $border; }\n"
  "notebook > stack { background-color: $view; color: $text; }\n"
  "notebook > header { background: none; background-color: $surface; border-color: $border; color: $text; }\n"
  "notebook > header tab { background: none; color: $dim-text; padding: $tab-padding; }\n"
  "notebook > header tab:hover { background-color: $control-hover; color: $text; }\n"
  "notebook > header tab:checked { color: $text; box-shadow: inset 0 -3px $accent-text; }\n"
  "notebook > header.left tab:checked, notebook > header.right tab:checked { box-shadow: inset -3px 0 $accent-text; }\n"
  "expander-widget > box > title, expander { color: $text; }\n"
  "paned > separator { background: none; background-color: $border; }\n",

  /* lists and tables */
  "list, listview, columnview, columnview > listview, treeview.view, gridview, iconview"
  " { background: none; background-color: $view; color: $text; border-color: $border; }\n"
  "row, listview > row { color: $text; }\n"
  "row:hover, columnview > listview > row:hover { background-color: $hover-veil; }\n"
  "row:selected, listview > row:selected, columnview > listview > row:selected, flowboxchild:selected"
  " { background: none; background-color: $accent; color: $on-accent; }\n"
  "row:selected label, row:selected .dim-label { color: $on-accent; }\n"
  "columnview > header > button { background-color: $surface; color: $text; border-radius: 0; }\n"
  "columnview > listview > row > cell { padding: $cell-padding; border-color: $border; }\n"
  "data-cell:selected, data-cell.accent:selected, data-cell.link:selected { background-color: $accent; color: $on-accent; }\n"
  "data-cell.stree-cell-cursor { outline-color: $focus; }\n"
  "data-cell.stree-cell-cursor:selected { outline-color: $on-accent; }\n"
  "popover listview, popover list, popover listview > row { background-color: transparent; }\n"
  "popover listview > row:selected, popover listview > row:hover { background-color: $control-hover; color: $text; }\n"
  "popover listview > row:selected label { color: $text; }\n",

  /* the ring around what has the focus */
  "button:focus:focus-visible, checkbutton:focus:focus-visible > check, checkbutton:focus:focus-visible > radio,"
  " switch:focus:focus-visible, expander-widget > box > title:focus:focus-visible, tab:focus:focus-visible,"
  " row:focus:focus-visible, scale:focus:focus-visible > trough, label:focus:focus-visible, link:focus:focus-visible,"
  " dropdown > button:focus:focus-visible"
  " { outline-color: $focus; outline-style: solid; outline-width: 2px; outline-offset: $ring-offset; }\n",
};

typedef struct
{
  const char *button, *entry, *tab, *cell;
} Paddings;

static const Paddings paddings[] = {
  [STREE_DENSITY_NORMAL] = { "5px 10px", "0 8px", "6px 12px", "5px 8px" },
  [STREE_DENSITY_COMPACT] = { "1px 6px", "0 5px", "2px 8px", "1px 5px" },
  [STREE_DENSITY_SPACIOUS] = { "10px 18px", "6px 12px", "11px 18px", "10px 14px" },
};

static char *
font_declaration (StreeTheme *theme)
{
  g_auto (GStrv)     families = theme->font_stack ? stree_css_fonts (theme->font_stack, NULL) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; families && families[i]; i++)
    g_string_append_printf (text, "%s\"%s\"", i ? ", " : "font-family: ", families[i]);
  if (text->len)
    g_string_append (text, "; ");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
set (GHashTable *table, const char *name, char *value)
{
  g_hash_table_insert (table, (gpointer) name, value);
}

static GHashTable *
values_of (StreeTheme *theme, const StreePalette *palette)
{
  GHashTable           *table = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GEnumClass) klass = g_type_class_ref (STREE_TYPE_THEME_COLOR);
  const Paddings       *padding = &paddings[theme->density];
  const StreeColor     *colors = palette->colors;
  char                  text[8];

  for (guint i = 0; i < klass->n_values; i++)
    set (table, klass->values[i].value_nick, g_strdup (stree_color_print (colors[klass->values[i].value], text)));
  /* of lines that say what a control is: seen without a look at its text */
  set (table, "mark", g_strdup (stree_color_print (stree_color_mix (colors[STREE_COLOR_BACKGROUND], colors[STREE_COLOR_TEXT], 0.6), text)));
  set (table, "hover-veil", g_strdup (stree_color_print (colors[palette->high_contrast ? STREE_COLOR_CONTROL_HOVER : STREE_COLOR_SURFACE], text)));
  set (table, "radius", g_strdup_printf ("%dpx", theme->radius));
  set (table, "card-radius", g_strdup_printf ("%dpx", theme->radius * 3 / 2));
  set (table, "ring-offset", g_strdup (palette->high_contrast ? "1px" : "-2px"));
  set (table, "font", font_declaration (theme));
  set (table, "button-padding", g_strdup (padding->button));
  set (table, "entry-padding", g_strdup (padding->entry));
  set (table, "tab-padding", g_strdup (padding->tab));
  set (table, "cell-padding", g_strdup (padding->cell));
  return table;
}

static void
fill_in (GString *out, const char *p, GHashTable *values)
{
  while (*p)
    {
      const char      *end = p + 1;
      g_autofree char *name = NULL;

      if (*p != '$')
        {
          g_string_append_c (out, *p++);
          continue;
        }
      while (g_ascii_islower (*end) || *end == '-')
        end++;
      name = g_strndup (p + 1, (gsize) (end - p - 1));
      g_assert (g_hash_table_contains (values, name));
      g_string_append (out, g_hash_table_lookup (values, name));
      p = end;
    }
}

/**
 * stree_theme_css:
 * @theme: a theme
 * @desktop: what the desktop prefers; a theme that is light or dark by itself stays so
 * @scope: (nullable): a selector that each rule is limited to, such as `.mine`; %NULL for all windows
 *
 * The style sheet that is made of a theme, in GTK's CSS: the generated colours, then the custom CSS.
 *
 * The custom CSS is limited to the scope, too: `:root` in it is the scope itself.
 *
 * Returns: (transfer full): CSS
 *
 * Since: 1.0
 */
char *
stree_theme_css (StreeTheme *theme, StreeThemeScheme desktop, const char *scope)
{
  g_autoptr (GHashTable) values = NULL;
  g_autoptr (GString)    plain = g_string_new (NULL);
  g_autofree char       *own = NULL;
  g_autofree char       *custom = NULL;
  StreePalette           palette;

  g_return_val_if_fail (theme != NULL, NULL);
  if (!scope)
    scope = "window";
  stree_palette_init (&palette, theme, desktop);
  values = values_of (theme, &palette);
  for (guint i = 0; i < G_N_ELEMENTS (sheet); i++)
    fill_in (plain, sheet[i], values);
  own = stree_css_scope (plain->str, scope);
  custom = stree_css_scope (theme->custom_css, scope);
  return g_strconcat (own, custom, NULL);
}
