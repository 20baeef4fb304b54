/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Inlines in the markup of Pango. */

#include "markdown/stree-markdown-private.h"

static void append_inlines (GString *markup, const StreeMarkdownInline *first, const StreeMarkdownInline *end, gboolean in_link);

static void
append_escaped (GString *markup, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (markup, escaped);
}

static void
append_on_one_line (GString *markup, const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n", ' ');

  append_escaped (markup, line);
}

/* The tooltip says where it leads to. GtkLabel takes it for markup once more. */
static void
open_link (GString *markup, const StreeMarkdownInline *link)
{
  g_autofree char *uri = stree_markdown_link_dup_uri (link->target);
  g_autofree char *where = link->title ? g_strconcat (link->title, "\n", uri, NULL) : g_strdup (uri);
  g_autofree char *tooltip = g_markup_escape_text (where, -1);

  g_string_append (markup, "<a href=\"");
  append_escaped (markup, uri);
  g_string_append (markup, "\" title=\"");
  append_escaped (markup, tooltip);
  g_string_append (markup, "\">");
}

static void
append_around (GString *markup, const char *tag, const StreeMarkdownInline *first, gboolean in_link)
{
  g_string_append_printf (markup, "<%s>", tag);
  append_inlines (markup, first, NULL, in_link);
  g_string_append_printf (markup, "</%s>", tag);
}

/* What is said instead of a picture; the picture itself is one click away. */
static void
append_image (GString *markup, const StreeMarkdownInline *image, gboolean in_link)
{
  g_autofree char *alt = stree_markdown_inlines_dup_text (image->first);
  gboolean         is_link = !in_link && stree_markdown_link_is_allowed (image->target);

  if (is_link)
    open_link (markup, image);
  append_on_one_line (markup, *alt ? alt : image->target);
  if (is_link)
    g_string_append (markup, "</a>");
}

static void
append_inlines (GString *markup, const StreeMarkdownInline *first, const StreeMarkdownInline *end, gboolean in_link)
{
  for (const StreeMarkdownInline *span = first; span != end; span = span->next)
    switch (span->type)
      {
      case STREE_MARKDOWN_TEXT:
        append_escaped (markup, span->text);
        break;
      case STREE_MARKDOWN_CODE_SPAN:
        /* Grey is seen on dark as on light. */
        g_string_append (markup, "<span font_family=\"monospace\" background=\"#808080\" background_alpha=\"18%\">");
        append_escaped (markup, span->text);
        g_string_append (markup, "</span>");
        break;
      case STREE_MARKDOWN_HTML_SPAN:
        append_on_one_line (markup, span->text);
        break;
      case STREE_MARKDOWN_BREAK:
        g_string_append_c (markup, '\n');
        break;
      case STREE_MARKDOWN_SOFT_BREAK:
        g_string_append_c (markup, ' ');
        break;
      case STREE_MARKDOWN_EMPHASIS:
        append_around (markup, "i", span->first, in_link);
        break;
      case STREE_MARKDOWN_STRONG:
        append_around (markup, "b", span->first, in_link);
        break;
      case STREE_MARKDOWN_DELETED:
        append_around (markup, "s", span->first, in_link);
        break;
      case STREE_MARKDOWN_IMAGE:
        append_image (markup, span, in_link);
        break;
      case STREE_MARKDOWN_LINK:
      default:
        if (in_link || !stree_markdown_link_is_allowed (span->target))
          {
            append_inlines (markup, span->first, NULL, in_link);
            break;
          }
        open_link (markup, span);
        append_inlines (markup, span->first, NULL, TRUE);
        g_string_append (markup, "</a>");
      }
}

char *
stree_markdown_dup_markup (const StreeMarkdownInline *first, const StreeMarkdownInline *end)
{
  GString *markup = g_string_new (NULL);

  append_inlines (markup, first, end, FALSE);
  return g_string_free (markup, FALSE);
}
