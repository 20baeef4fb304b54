/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Markdown as a tree: the examples of the specification, the extensions, entities, links, equality and text. */

#include "markdown-spec.h"
#include "markdown/stree-markdown-private.h"
#include "support.h"

/* --- the tree as HTML, as the specification writes it --- */

static void
append_escaped (GString *html, const char *text)
{
  for (; *text; text++)
    if (*text == '&')
      g_string_append (html, "&amp;");
    else if (*text == '<')
      g_string_append (html, "&lt;");
    else if (*text == '>')
      g_string_append (html, "&gt;");
    else if (*text == '"')
      g_string_append (html, "&quot;");
    else
      g_string_append_c (html, *text);
}

static void
append_attribute (GString *html, const char *name, const char *value)
{
  g_string_append_printf (html, " %s=\"", name);
  append_escaped (html, value);
  g_string_append_c (html, '"');
}

static void
append_target (GString *html, const char *name, const char *target)
{
  g_autofree char *uri = stree_markdown_link_dup_uri (target);

  append_attribute (html, name, uri);
}

static void append_inlines (GString *html, const StreeMarkdownInline *span);

static void
append_around (GString *html, const char *tag, const StreeMarkdownInline *first)
{
  g_string_append_printf (html, "<%s>", tag);
  append_inlines (html, first);
  g_string_append_printf (html, "</%s>", tag);
}

static void
append_image (GString *html, const StreeMarkdownInline *image)
{
  g_autofree char *alt = stree_markdown_inlines_dup_text (image->first);

  g_string_append (html, "<img");
  append_target (html, "src", image->target);
  append_attribute (html, "alt", alt);
  if (image->title)
    append_attribute (html, "title", image->title);
  g_string_append (html, " />");
}

static void
append_inlines (GString *html, const StreeMarkdownInline *span)
{
  for (; span; span = span->next)
    switch (span->type)
      {
      case STREE_MARKDOWN_TEXT:
        append_escaped (html, span->text);
        break;
      case STREE_MARKDOWN_CODE_SPAN:
        g_string_append (html, "<code>");
        append_escaped (html, span->text);
        g_string_append (html, "</code>");
        break;
      case STREE_MARKDOWN_HTML_SPAN:
        g_string_append (html, span->text);
        break;
      case STREE_MARKDOWN_BREAK:
        g_string_append (html, "<br />\n");
        break;
      case STREE_MARKDOWN_SOFT_BREAK:
        g_string_append_c (html, '\n');
        break;
      case STREE_MARKDOWN_EMPHASIS:
        append_around (html, "em", span->first);
        break;
      case STREE_MARKDOWN_STRONG:
        append_around (html, "strong", span->first);
        break;
      case STREE_MARKDOWN_DELETED:
        append_around (html, "del", span->first);
        break;
      case STREE_MARKDOWN_IMAGE:
        append_image (html, span);
        break;
      case STREE_MARKDOWN_LINK:
      default:
        g_string_append (html, "<a");
        append_target (html, "href", span->target);
        if (span->title)
          append_attribute (html, "title", span->title);
        g_string_append_c (html, '>');
        append_inlines (html, span->first);
        g_string_append (html, "</a>");
      }
}

static void append_blocks (GString *html, const StreeMarkdownBlock *block);

static void
append_list (GString *html, const StreeMarkdownBlock *list)
{
  const char *tag = list->ordered ? "ol" : "ul";

  if (list->ordered && list->start != 1)
    g_string_append_printf (html, "<ol start=\"%u\">\n", list->start);
  else
    g_string_append_printf (html, "<%s>\n", tag);
  for (const StreeMarkdownBlock *item = list->first; item; item = item->next)
    {
      g_string_append (html, "<li>");
      append_blocks (html, item->first);
      g_string_append (html, "</li>\n");
    }
  g_string_append_printf (html, "</%s>\n", tag);
}

static void
append_blocks (GString *html, const StreeMarkdownBlock *block)
{
  static const char *const headings[] = { "h0", "h1", "h2", "h3", "h4", "h5", "h6" };

  for (; block; block = block->next)
    switch (block->type)
      {
      case STREE_MARKDOWN_PARAGRAPH:
        if (block->tight)
          append_inlines (html, block->inlines);
        else
          append_around (html, "p", block->inlines);
        g_string_append_c (html, '\n');
        break;
      case STREE_MARKDOWN_HEADING:
        append_around (html, headings[block->level], block->inlines);
        g_string_append_c (html, '\n');
        break;
      case STREE_MARKDOWN_CODE:
        g_string_append (html, "<pre><code");
        if (block->info)
          {
            g_autofree char *name = g_strconcat ("language-", block->info, NULL);

            append_attribute (html, "class", name);
          }
        g_string_append_c (html, '>');
        append_escaped (html, block->text);
        g_string_append (html, "</code></pre>\n");
        break;
      case STREE_MARKDOWN_HTML:
        g_string_append (html, block->text);
        break;
      case STREE_MARKDOWN_RULE:
        g_string_append (html, "<hr />\n");
        break;
      case STREE_MARKDOWN_QUOTE:
        g_string_append (html, "<blockquote>\n");
        append_blocks (html, block->first);
        g_string_append (html, "</blockquote>\n");
        break;
      case STREE_MARKDOWN_LIST:
        append_list (html, block);
        break;
      default:
        g_assert_not_reached ();
      }
}

static char *
to_html (const StreeMarkdownTree *tree)
{
  GString *html = g_string_new (NULL);

  append_blocks (html, stree_markdown_tree_get_blocks (tree));
  return g_string_free (html, FALSE);
}

/* Line ends beside a tag mean nothing in HTML, but for those in <pre>. */
static char *
without_line_ends (const char *html)
{
  g_autoptr (GRegex) beside = g_regex_new ("(<pre>.*?</pre>)|\\n*(</?(?:p|h[1-6]|li|[ou]l|blockquote|hr|pre)\\b[^>]*>)\\n*",
                                           G_REGEX_DOTALL, 0, NULL);

  return g_strstrip (g_regex_replace (beside, html, -1, 0, "\\1\\2", 0, NULL));
}

/* --- the specification --- */

/* Until its version 0.5, md4c reads three things as before version 0.31 of the specification: a currency sign is no
 * punctuation, two hyphens end a comment, and <textarea> is a tag as any other. */
static gboolean
is_newer_than_parser (const SpecExample *example)
{
  static const char *const newer[] = { "*£*", "foo <!-- this is a --\n", "foo <!-->", "<textarea>\n\n" };

  for (guint i = 0; !STREE_TEST_MD4C_IS_0_31 && i < G_N_ELEMENTS (newer); i++)
    if (strstr (example->markdown, newer[i]))
      return TRUE;
  return FALSE;
}

/* md4c 0.5 makes one space of those before a line's end in a code span, and of the end; the specification keeps them. */
static gboolean
loses_spaces (const SpecExample *example)
{
  return strchr (example->markdown, '`') && strstr (example->markdown, " \n");
}

static void
drop_doubled_spaces (char *text)
{
  char *to = text;

  for (const char *from = text; *from; from++)
    if (*from != ' ' || to == text || to[-1] != ' ')
      *to++ = *from;
  *to = '\0';
}

static void
test_spec_html (void)
{
  g_autoptr (GPtrArray) examples = spec_load ();
  guint                 n_equal = 0;

  for (guint i = 0; i < examples->len; i++)
    {
      const SpecExample            *example = examples->pdata[i];
      g_autoptr (StreeMarkdownTree) tree = stree_markdown_parse (example->markdown, -1, STREE_MARKDOWN_COMMONMARK);
      g_autofree char              *html = to_html (tree);
      g_autofree char              *ours = without_line_ends (html);
      g_autofree char              *reference = without_line_ends (example->html);

      if (is_newer_than_parser (example))
        continue;
      if (loses_spaces (example))
        {
          drop_doubled_spaces (ours);
          drop_doubled_spaces (reference);
        }
      if (strcmp (ours, reference) != 0)
        {
          g_test_message ("%s, example %u:\n%s", example->section, i + 1, example->markdown);
          g_test_message ("it is\n%s\nnot\n%s", ours, reference);
          g_test_fail ();
        }
      n_equal++;
    }
  g_assert_cmpuint (n_equal, ==, STREE_TEST_MD4C_IS_0_31 ? 652 : 648);
}

/* --- text content --- */

static gboolean
span_has_html (const StreeMarkdownInline *span)
{
  for (; span; span = span->next)
    if (span->type == STREE_MARKDOWN_HTML_SPAN || span_has_html (span->first))
      return TRUE;
  return FALSE;
}

/* The one difference that is wanted: raw HTML is text. */
static gboolean
has_html (const StreeMarkdownBlock *block)
{
  for (; block; block = block->next)
    if (block->type == STREE_MARKDOWN_HTML || span_has_html (block->inlines) || has_html (block->first))
      return TRUE;
  return FALSE;
}

static char *
decode (const char *text)
{
  GString *decoded = g_string_new (NULL);

  while (*text)
    {
      const char *end = *text == '&' ? strchr (text, ';') : NULL;

      if (end && stree_markdown_append_entity (decoded, text, (gsize) (end + 1 - text)))
        text = end + 1;
      else
        g_string_append_c (decoded, *text++);
    }
  return g_string_free (decoded, FALSE);
}

/* One space between words. */
static char *
squeeze (const char *text)
{
  g_autoptr (GRegex) space = g_regex_new ("[ \\t\\n]+", 0, 0, NULL);

  return g_strstrip (g_regex_replace (space, text, -1, 0, " ", 0, NULL));
}

/* What there is to read in HTML: no tags, a picture's alternative text, entities decoded. */
static char *
text_of_html (const char *html)
{
  g_autoptr (GRegex) image = g_regex_new ("<img [^>]*alt=\"([^\"]*)\"[^>]*>", 0, 0, NULL);
  g_autoptr (GRegex) block = g_regex_new ("</?(p|h[1-6]|li|[ou]l|blockquote|hr|pre|br)\\b[^>]*>", 0, 0, NULL);
  g_autoptr (GRegex) tag = g_regex_new ("<[^>]*>", 0, 0, NULL);
  g_autofree char   *one = g_regex_replace (image, html, -1, 0, "\\1", 0, NULL);
  g_autofree char   *two = g_regex_replace (block, one, -1, 0, "\n", 0, NULL);
  g_autofree char   *three = g_regex_replace (tag, two, -1, 0, "", 0, NULL);
  g_autofree char   *four = decode (three);

  return squeeze (four);
}

static void
test_spec_text (void)
{
  g_autoptr (GPtrArray) examples = spec_load ();
  guint                 n_same = 0, n_html = 0;

  for (guint i = 0; i < examples->len; i++)
    {
      const SpecExample            *example = examples->pdata[i];
      g_autoptr (StreeMarkdownTree) tree = stree_markdown_parse (example->markdown, -1, STREE_MARKDOWN_EXTENDED);
      g_autofree char              *text = stree_markdown_tree_dup_text (tree);
      g_autofree char              *ours = squeeze (text);
      g_autofree char              *reference = text_of_html (example->html);

      if (is_newer_than_parser (example))
        continue;
      if (has_html (stree_markdown_tree_get_blocks (tree)))
        {
          n_html++;
          continue;
        }
      if (loses_spaces (example))
        {
          drop_doubled_spaces (ours);
          drop_doubled_spaces (reference);
        }
      if (strcmp (ours, reference) != 0)
        {
          g_test_message ("%s, example %u:\n%s", example->section, i + 1, example->markdown);
          g_test_message ("it reads\n%s\nnot\n%s", ours, reference);
          g_test_fail ();
        }
      n_same++;
    }
  g_test_message ("%u the same, %u with raw HTML", n_same, n_html);
  g_assert_cmpuint (n_same, >, 540);
  g_assert_cmpuint (n_html, >, 40);
}

/* --- the extensions, and text --- */

static void
assert_text (const char *markdown, const char *text)
{
  g_autoptr (StreeMarkdownTree) tree = stree_markdown_parse (markdown, -1, STREE_MARKDOWN_EXTENDED);
  g_autofree char              *ours = stree_markdown_tree_dup_text (tree);

  g_assert_cmpstr (ours, ==, text);
}

static void
test_text (void)
{
  assert_text ("", "");
  assert_text ("# A\n\nsome *b*  \nand\nc\n\n---\n\n- d\n- e\n\n      f\n       g\n", "A\nsome b\nand c\nd\ne\nf\n g");
  assert_text ("<div>\n*a*\n</div>\n\nb <b\nc='d'>e</b>", "<div>\n*a*\n</div>\nb <b c='d'>e</b>");
  assert_text ("![a *b*](c.png) &auml;&nosuchname;&#0;", "a b ä&nosuchname;\357\277\275");
  assert_text ("a | b\n---|---\n1 | \n~~2~~ | 3", "a\tb\n1\t\n2\t3");
  assert_text ("bad \377\376 bytes", "bad \357\277\275\357\277\275 bytes");
}

/* A NUL within the text, as bindings may hand it over: it does not end there. */
static void
test_nul (void)
{
  static const char             text[] = "a \0 b\0\n\n`c\0d`\n\n    e\0f\n\n[g](h\0i)";
  g_autoptr (StreeMarkdownTree) tree = stree_markdown_parse (text, sizeof text - 1, STREE_MARKDOWN_EXTENDED);
  g_autofree char              *ours = stree_markdown_tree_dup_text (tree);

  g_assert_cmpstr (ours, ==, "a \357\277\275 b\357\277\275\nc\357\277\275d\ne\357\277\275f\ng");
}

static const StreeMarkdownBlock *
blocks_of (StreeMarkdownTree **tree, const char *markdown)
{
  g_clear_pointer (tree, stree_markdown_tree_free);
  *tree = stree_markdown_parse (markdown, -1, STREE_MARKDOWN_EXTENDED);
  return stree_markdown_tree_get_blocks (*tree);
}

static void
test_extensions (void)
{
  StreeMarkdownTree        *tree = NULL;
  const StreeMarkdownBlock *block = blocks_of (&tree, "l | c | r | d\n:--|:-:|--:|---\n1 | 2 | 3 | 4\n5 | 6 | 7 | 8\n");

  g_assert_cmpint (block->type, ==, STREE_MARKDOWN_TABLE);
  g_assert_cmpuint (block->n_columns, ==, 4);
  g_assert_true (block->first->head);
  g_assert_false (block->first->next->head);
  g_assert_cmpint (block->last->first->align, ==, STREE_MARKDOWN_ALIGN_LEFT);
  g_assert_cmpint (block->last->first->next->align, ==, STREE_MARKDOWN_ALIGN_CENTER);
  g_assert_cmpint (block->last->first->next->next->align, ==, STREE_MARKDOWN_ALIGN_RIGHT);
  g_assert_cmpint (block->last->last->align, ==, STREE_MARKDOWN_ALIGN_DEFAULT);

  block = blocks_of (&tree, "- [ ] open\n- [x] done\n- none\n");
  g_assert_true (block->first->task);
  g_assert_false (block->first->done);
  g_assert_true (block->first->next->done);
  g_assert_false (block->last->task);

  block = blocks_of (&tree, "7) ~~gone~~ www.gtk.org me@example.org");
  g_assert_true (block->ordered && block->tight);
  g_assert_cmpuint (block->start, ==, 7);
  g_assert_cmpint (block->first->first->inlines->type, ==, STREE_MARKDOWN_DELETED);
  g_assert_cmpstr (block->first->first->inlines->next->next->target, ==, "http://www.gtk.org");
  g_assert_cmpstr (block->first->first->last_inline->target, ==, "mailto:me@example.org");

  block = blocks_of (&tree, "```c++ numbers\nint i;\n```");
  g_assert_cmpstr (block->info, ==, "c++");
  g_assert_cmpstr (block->text, ==, "int i;\n");
  stree_markdown_tree_free (tree);
}

/* --- entities --- */

static void
assert_entity (const char *entity, const char *value)
{
  g_autoptr (GString) text = g_string_new ("<");

  g_assert_cmpint (stree_markdown_append_entity (text, entity, strlen (entity)), ==, value != NULL);
  g_assert_cmpstr (text->str + 1, ==, value ? value : "");
}

static void
test_entities (void)
{
  /* The first, the last, one that begins another, two characters, ASCII. */
  assert_entity ("&AElig;", "Æ");
  assert_entity ("&zwnj;", "\342\200\214");
  assert_entity ("&Aacute;", "Á");
  assert_entity ("&not;", "¬");
  assert_entity ("&notin;", "∉");
  assert_entity ("&NotEqualTilde;", "≂̸");
  assert_entity ("&NewLine;", "\n");
  assert_entity ("&CounterClockwiseContourIntegral;", "∳");
  assert_entity ("&amp;", "&");
  assert_entity ("&aacut;", NULL);
  assert_entity ("&aacutee;", NULL);
  assert_entity ("&Nosuch;", NULL);
  assert_entity ("&;", NULL);
  assert_entity ("&amp", NULL);

  assert_entity ("&#65;", "A");
  assert_entity ("&#x1F600;", "😀");
  assert_entity ("&#X41;", "A");
  assert_entity ("&#0;", "\357\277\275");
  assert_entity ("&#xD800;", "\357\277\275");
  assert_entity ("&#x110000;", "\357\277\275");
  assert_entity ("&#99999999999999999999;", "\357\277\275");
  assert_entity ("&#;", NULL);
  assert_entity ("&#x;", NULL);
  assert_entity ("&#1a;", NULL);
}

/* --- links --- */

static void
test_links (void)
{
  static const char *const yes[] = { "http://a", "https://a.b/c?d#e", "HTTPS://A", "mailto:me@example.org", "tel:+4930123" };
  static const char *const no[] = { "", "#part", "/etc/passwd", "a.html", "a:b", "file:///etc/passwd", "javascript:alert(1)",
                                    "data:text/html,x", "http", "http:", "//a.b/c", "htt p://a", "httpsx://a", "a/http://b" };
  g_autofree char *uri = stree_markdown_link_dup_uri ("https://a.b/c d\"<ä>?e=%20&f[1]\\");

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    if (!stree_markdown_link_is_allowed (yes[i]))
      g_error ("'%s' should be a link", yes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    if (stree_markdown_link_is_allowed (no[i]))
      g_error ("'%s' should be no link", no[i]);
  g_assert_cmpstr (uri, ==, "https://a.b/c%20d%22%3C%C3%A4%3E?e=%20&f%5B1%5D%5C");
}

/* --- equality --- */

static void
test_equal (void)
{
  /* No two of them look the same. */
  static const char *const texts[] = {
    "a", "*a*", "**a**", "`a`", "~~a~~", "# a", "## a", "> a", "- a", "* b", "1. a", "2. a", "- [ ] a", "- [x] a", "- a\n\n- b",
    "- a\n- b", "    a", "```\nb\n```", "```c\na\n```", "[a](http://b)", "[a](http://c)", "[a](http://b 'd')", "![a](b)", "![a](c)",
    "<div>", "<b>", "a  \nb", "a\nb", "a|b\n---|---", "a|b\n:--|---", "a|b\n---|---\nc|", "---", "- - a", "> - a", "- > a",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
      {
        StreeMarkdownTree        *one = NULL, *two = NULL;
        const StreeMarkdownBlock *a = blocks_of (&one, texts[i]);
        const StreeMarkdownBlock *b = blocks_of (&two, texts[k]);

        if (stree_markdown_block_equal (a, b) != (i == k))
          g_error ("'%s' and '%s': %s", texts[i], texts[k], i == k ? "not equal" : "equal");
        stree_markdown_tree_free (one);
        stree_markdown_tree_free (two);
      }
}

/* --- too much of it --- */

static guint
depth_of (const StreeMarkdownBlock *block)
{
  guint deepest = 0;

  for (; block; block = block->next)
    {
      guint depth = 1 + depth_of (block->first); /* once: MAX() reads what it is given twice */

      deepest = MAX (deepest, depth);
    }
  return deepest;
}

static guint
span_depth_of (const StreeMarkdownInline *span)
{
  guint deepest = 0;

  for (; span; span = span->next)
    {
      guint depth = 1 + span_depth_of (span->first);

      deepest = MAX (deepest, depth);
    }
  return deepest;
}

static void
append_times (GString *text, const char *piece, guint n)
{
  while (n--)
    g_string_append (text, piece);
}

static void
test_deep (void)
{
  g_autoptr (GString)           text = g_string_new (NULL);
  g_autoptr (StreeMarkdownTree) quotes = NULL;
  g_autoptr (StreeMarkdownTree) lists = NULL;
  g_autoptr (StreeMarkdownTree) spans = NULL;
  g_autofree char              *read = NULL;
  guint                         depth;

  append_times (text, ">", 500);
  g_string_append (text, "deep");
  quotes = stree_markdown_parse (text->str, -1, STREE_MARKDOWN_EXTENDED);
  read = stree_markdown_tree_dup_text (quotes);
  g_assert_cmpstr (read, ==, "deep");
  g_assert_cmpuint (depth_of (stree_markdown_tree_get_blocks (quotes)), ==, STREE_MARKDOWN_MAX_DEPTH + 1);

  g_string_truncate (text, 0);
  append_times (text, "- ", 100);
  g_string_append (text, "deep\n\n  ");
  append_times (text, "1. ", 50);
  lists = stree_markdown_parse (text->str, -1, STREE_MARKDOWN_EXTENDED);
  depth = depth_of (stree_markdown_tree_get_blocks (lists));
  g_assert_cmpuint (depth, >, STREE_MARKDOWN_MAX_DEPTH);
  g_assert_cmpuint (depth, <=, 2 * STREE_MARKDOWN_MAX_DEPTH + 1);

  g_string_truncate (text, 0);
  for (guint i = 0; i < 200; i++)
    g_string_append (text, i % 2 ? "**a " : "*a ");
  for (guint i = 200; i-- > 0;)
    g_string_append (text, i % 2 ? " a**" : " a*");
  spans = stree_markdown_parse (text->str, -1, STREE_MARKDOWN_EXTENDED);
  depth = span_depth_of (stree_markdown_tree_get_blocks (spans)->inlines);
  g_assert_cmpuint (depth, ==, STREE_MARKDOWN_MAX_SPANS + 1);
}

/* Far deeper than a stack with a frame for each level would bear, and all of the text is there. */
static void
test_very_deep (void)
{
  const struct
  {
    const char *before, *after;
    guint       n;
  } cases[] = {
    { ">", "", 200000 }, { "1. ", "", 200000 }, { "- > ", "", 100000 }, { "*a **a ", " a** a*", 50000 }, { "![a", "](b)", 50000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString)           text = g_string_new (NULL);
      g_autoptr (StreeMarkdownTree) tree = NULL;
      g_autofree char              *read = NULL;
      guint                         n_letters = 0;

      append_times (text, cases[i].before, cases[i].n);
      g_string_append (text, "deep");
      append_times (text, cases[i].after, cases[i].n);
      g_string_append (text, "\n\nlast");
      tree = stree_markdown_parse (text->str, -1, STREE_MARKDOWN_EXTENDED);
      read = stree_markdown_tree_dup_text (tree);
      g_assert_nonnull (strstr (read, "deep"));
      g_assert_true (g_str_has_suffix (read, "last"));
      g_assert_cmpuint (depth_of (stree_markdown_tree_get_blocks (tree)), <=, 2 * STREE_MARKDOWN_MAX_DEPTH + 1);
      g_assert_cmpuint (span_depth_of (stree_markdown_tree_get_blocks (tree)->inlines), <=, STREE_MARKDOWN_MAX_SPANS + 1);
      for (const char *c = read; *c; c++)
        n_letters += *c == 'a';
      n_letters--; /* of "last" */
      if (strchr (cases[i].before, '*'))
        g_assert_cmpuint (n_letters, ==, 4 * cases[i].n);
      else if (strchr (cases[i].before, '!'))
        g_assert_cmpuint (n_letters, ==, cases[i].n);
      else
        g_assert_cmpuint (n_letters, ==, 0);
    }
}

static gsize
targets_of (const StreeMarkdownInline *span)
{
  gsize size = 0;

  for (; span; span = span->next)
    size += (span->target ? strlen (span->target) : 0) + targets_of (span->first);
  return size;
}

/* A short text that names a long target often does not become gigabytes. */
static void
test_many_targets (void)
{
  g_autoptr (GString)           text = g_string_new ("[x]: http://");
  g_autoptr (StreeMarkdownTree) tree = NULL;
  g_autofree char              *read = NULL;

  append_times (text, "a", 100000);
  g_string_append (text, "\n\n");
  append_times (text, "[x]", 20000);
  tree = stree_markdown_parse (text->str, -1, STREE_MARKDOWN_EXTENDED);
  g_assert_cmpuint (targets_of (stree_markdown_tree_get_blocks (tree)->inlines), <, 1024 * 1024 + 9 * text->len);
  read = stree_markdown_tree_dup_text (tree);
  g_assert_true (g_str_has_prefix (read, "xxxx"));
}

/* --- headless --- */

static StreeElement *
page (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_vstack (stree_markdown ("# Title\n\nOf *two* blocks &amp; <b>", .key = "text"), stree_markdown (NULL, .key = "none"));
}

static void
test_headless (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", page, NULL);
  g_autofree char          *text = stree_headless_dup_text (view, "text", NULL);
  g_autofree char          *none = stree_headless_dup_text (view, "none", NULL);
  g_autofree char          *dump = stree_headless_dump_text (view);

  g_assert_cmpstr (text, ==, "Title\nOf two blocks & <b>");
  g_assert_null (none);
  assert_has_text (view, "Title\nOf two blocks & <b>");
  assert_shows (view, "\"body\" : \"# Title\\n\\nOf *two* blocks &amp; <b>\"");
  assert_shows (view, "\"text\" : \"Title\\nOf two blocks & <b>\"");
  g_assert_nonnull (strstr (dump, "Markdown key='text': text='Title\\nOf two blocks & <b>'"));
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/markdown/spec/html", test_spec_html);
  g_test_add_func ("/markdown/spec/text", test_spec_text);
  g_test_add_func ("/markdown/text", test_text);
  g_test_add_func ("/markdown/nul", test_nul);
  g_test_add_func ("/markdown/extensions", test_extensions);
  g_test_add_func ("/markdown/entities", test_entities);
  g_test_add_func ("/markdown/links", test_links);
  g_test_add_func ("/markdown/equal", test_equal);
  g_test_add_func ("/markdown/deep", test_deep);
  g_test_add_func ("/markdown/very-deep", test_very_deep);
  g_test_add_func ("/markdown/many-targets", test_many_targets);
  g_test_add_func ("/markdown/headless", test_headless);
  return g_test_run ();
}
