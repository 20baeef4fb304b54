/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-markdown.h"

#include "core/stree-element-private.h"
#include "markdown/stree-markdown-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreeMarkdownArgs, body, STRING, "The text, in Markdown"),
  STREE_PROP (StreeMarkdownArgs, remote_images, BOOL, "Pictures at http and https URLs are fetched; else they are links"),
};

static char *
dup_text (gconstpointer data)
{
  const StreeMarkdownArgs      *args = data;
  g_autoptr (StreeMarkdownTree) tree = NULL;

  if (!args->body)
    return NULL;
  tree = stree_markdown_parse (args->body, -1, STREE_MARKDOWN_EXTENDED);
  return stree_markdown_tree_dup_text (tree);
}

extern StreeKind stree_markdown_kind;
StreeKind stree_markdown_kind = {
  .name = "Markdown",
  .blurb = "A text with headings, lists, tables, links and more",
  .size = G_STRUCT_OFFSET (StreeMarkdownArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .role = "group",
  .label_prop = "body",
  .dup_text = dup_text,
};

/**
 * stree_markdown_new: (skip)
 * @args: the arguments
 *
 * A text in Markdown. In C write `stree_markdown ("**Bold**, and a [link](https://www.gtk.org)")`.
 *
 * It is CommonMark, with tables, task lists, `~~strikethrough~~` and bare addresses as links. There is no text that is
 * wrong. All of it can be selected and copied; a block of code has a button that copies it.
 *
 * A link is opened by the desktop if its scheme is http, https, mailto or tel; any other one is text. A picture is a file,
 * a `file:` URI or a `resource:` URI. Of one from elsewhere the alternative text stands there, as a link, and nothing is
 * fetched: a server that is asked for a picture knows that the text is read, by whom and when. With `remote_images`, those at
 * `http:` and `https:` URLs are fetched and shown as an Image does it. Those inside of a link or of emphasis are text.
 *
 * Raw HTML is always shown as the text that it is: a desktop has no page that it could be part of, so there is no
 * `unsafe_allow_html`. Entities such as `&auml;` are what they stand for.
 *
 * When the text changes, only the blocks that differ are made anew: what is selected in the others stays selected.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_markdown_new (const StreeMarkdownArgs *args)
{
  return stree_element_build (&stree_markdown_kind, args, args->key, args->common);
}
