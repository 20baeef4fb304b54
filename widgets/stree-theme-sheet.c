/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-theme-sheet-private.h"

#include "core/stree-error.h"
#include "stree-appearance-private.h"
#include "stree-style.h"

/* Above what an application has, below what a person has written. */
#define PRIORITY     (GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1)
#define MAX_PRIORITY (GTK_STYLE_PROVIDER_PRIORITY_USER - 1)

typedef struct
{
  StreeTheme     *theme;   /* owned */
  guint           depth;
  guint           n_users;
  guint           number;  /* no other sheet has it now */
  char           *css_class;
  GdkDisplay     *display; /* owned */
  GtkCssProvider *provider;
} Sheet;

static GPtrArray *sheets; /* Sheet, owned; few */

/* --- what GTK does not understand --- */

static void
parsing_error_cb (GtkCssProvider *provider, GtkCssSection *section, const GError *problem, gpointer data)
{
  GError                **error = data;
  const GtkCssLocation   *start = gtk_css_section_get_start_location (section);

  (void) provider;
  if (!*error && problem->domain == GTK_CSS_PARSER_ERROR)
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "Theme: custom_css line %u, column %u: %s",
                 (guint) start->lines + 1, (guint) start->line_chars + 1, problem->message);
}

/**
 * stree_theme_check:
 * @theme: a theme
 * @error: return location for an error
 *
 * Asks GTK whether it understands a theme's custom CSS. A ThemeRoot does so by itself; this is for a theme that is not shown
 * yet, such as one that is being edited.
 *
 * Returns: %FALSE with %STREE_ERROR_BAD_VALUE, whose message has line and column in the custom CSS
 *
 * Since: 1.0
 */
gboolean
stree_theme_check (StreeTheme *theme, GError **error)
{
  g_autoptr (GtkCssProvider) provider = NULL;
  GError                    *problem = NULL;
  const char                *css;

  g_return_val_if_fail (theme != NULL, FALSE);
  css = stree_theme_get_custom_css (theme);
  if (!*css)
    return TRUE;
  /* As it was written, so that the place is the place in it. */
  provider = gtk_css_provider_new ();
  g_signal_connect (provider, "parsing-error", G_CALLBACK (parsing_error_cb), &problem);
  gtk_css_provider_load_from_data (provider, css, -1);
  if (problem)
    g_propagate_error (error, problem);
  return !problem;
}

/* --- sheets --- */

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  gtk_style_context_remove_provider_for_display (sheet->display, GTK_STYLE_PROVIDER (sheet->provider));
  g_object_unref (sheet->provider);
  g_object_unref (sheet->display);
  stree_theme_unref (sheet->theme);
  g_free (sheet->css_class);
  g_free (sheet);
}

static void
sheet_write (Sheet *sheet)
{
  g_autofree char *scope = g_strconcat (".", sheet->css_class, NULL);
  g_autofree char *css = stree_theme_css (sheet->theme, stree_appearance_get (), scope);

  gtk_css_provider_load_from_data (sheet->provider, css, -1);
}

static void
appearance_changed (gpointer data)
{
  (void) data;
  for (guint i = 0; i < sheets->len; i++)
    sheet_write (sheets->pdata[i]);
}

static Sheet *
sheet_find (GdkDisplay *display, StreeTheme *theme, guint depth)
{
  for (guint i = 0; i < sheets->len; i++)
    {
      Sheet *sheet = sheets->pdata[i];

      if (sheet->display == display && sheet->depth == depth && stree_theme_equal (sheet->theme, theme))
        return sheet;
    }
  return NULL;
}

static gboolean
has_number (guint number)
{
  for (guint i = 0; i < sheets->len; i++)
    if (((Sheet *) sheets->pdata[i])->number == number)
      return TRUE;
  return FALSE;
}

/* The smallest that is free. Numbers come back, since GTK and GLib keep each name of a class that they ever met. */
static guint
free_number (void)
{
  guint number = 1;

  while (has_number (number))
    number++;
  return number;
}

static Sheet *
sheet_new (GdkDisplay *display, StreeTheme *theme, guint depth)
{
  Sheet *sheet = g_new0 (Sheet, 1);

  sheet->theme = stree_theme_ref (theme);
  sheet->depth = depth;
  sheet->number = free_number ();
  sheet->css_class = g_strdup_printf ("stree-theme-%u", sheet->number);
  sheet->display = g_object_ref (display);
  sheet->provider = gtk_css_provider_new ();
  sheet_write (sheet);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (sheet->provider),
                                              (guint) MIN (PRIORITY + depth, MAX_PRIORITY));
  g_ptr_array_add (sheets, sheet);
  return sheet;
}

static Sheet *
sheet_acquire (GdkDisplay *display, StreeTheme *theme, guint depth, GError **error)
{
  Sheet *sheet;

  if (!sheets)
    {
      sheets = g_ptr_array_new_with_free_func (sheet_free);
      stree_appearance_watch (appearance_changed, NULL);
    }
  sheet = sheet_find (display, theme, depth);
  if (!sheet)
    {
      if (!stree_theme_check (theme, error))
        return NULL;
      sheet = sheet_new (display, theme, depth);
    }
  sheet->n_users++;
  return sheet;
}

static void
sheet_release (gpointer data)
{
  Sheet *sheet = data;

  if (--sheet->n_users == 0)
    g_ptr_array_remove_fast (sheets, sheet);
}

guint
stree_gtk_theme_count (void)
{
  return sheets ? sheets->len : 0;
}

/* --- a theme on a widget --- */

#define SHEET "stree-sheet"

StreeTheme *
stree_gtk_theme_applied (GtkWidget *widget)
{
  Sheet *sheet = g_object_get_data (G_OBJECT (widget), SHEET);

  return sheet ? sheet->theme : NULL;
}

gboolean
stree_gtk_theme_apply (GtkWidget *widget, StreeTheme *theme, guint depth, GError **error)
{
  Sheet *before = g_object_get_data (G_OBJECT (widget), SHEET);
  Sheet *sheet = NULL;

  if (theme && !(sheet = sheet_acquire (gtk_widget_get_display (widget), theme, depth, error)))
    return FALSE;
  if (sheet == before)
    {
      if (sheet)
        sheet_release (sheet); /* it is held by the widget already */
      return TRUE;
    }
  if (before)
    gtk_widget_remove_css_class (widget, before->css_class);
  if (sheet)
    gtk_widget_add_css_class (widget, sheet->css_class);
  g_object_set_data_full (G_OBJECT (widget), SHEET, sheet, sheet ? sheet_release : NULL);
  return TRUE;
}
