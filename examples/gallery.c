/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Every kind of element, a page for each group, to look at and to try out. */
#include <streamtree-gtk.h>

#include <glib/gi18n-lib.h>

/* --- text --- */

static StreeElement *
text_page (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_vstack (
    stree_title (_ ("A title")), stree_subheader (_ ("A subheader")),
    stree_text ("%s", _ ("A paragraph of text. Where a line does not suffice, it goes on in the next one.")),
    stree_text_with (_ ("Text that can be selected and copied."), .selectable = TRUE), stree_divider (),
    stree_text ("%s", _ ("Above: a divider. Below: a spacer of 24 pixels.")), stree_spacer (.height = 24),
    stree_with (stree_text ("%s", _ ("Any element can have a tooltip, margins, a context menu and more.")),
                .tooltip = _ ("This is one"), .css = "dim-label"));
}

/* --- text in Markdown --- */

/* One block of text each: what is to be translated, and what stays as it is in each language. */
static const char *const guide[] = {
  N_ ("# Markdown"),
  N_ ("A paragraph with *emphasis*, **strong** words, `code`, ~~what is gone~~ &amp; an entity: &frac12;. Links such as "
      "[GTK's](https://www.gtk.org \"The toolkit\") and www.gnome.org are opened by the desktop; "
      "[others](javascript:alert) are text, and so is <b>HTML</b>."),
  N_ ("## Lists"),
  N_ ("1. The first\n2. The second, which is so long that it does not fit on one line and goes on in the next one, below its own "
      "beginning\n   - of dots\n   - of dots\n     - in dots\n3. The third"),
  N_ ("- [x] Done\n- [ ] To do, with `code`"),
  N_ ("## Code"),
  "```c\nstatic int\nanswer (void)\n{\n  return 42; /* a long line of code is not broken: it scrolls, with the wheel or the keys */\n}\n```",
  N_ ("## A quote"),
  N_ ("> Simple things should be simple,\n> complex things should be possible.\n>\n> > And a quote in it"),
  N_ ("## A table"),
  N_ ("| Island | Area in km² | Penguins | Remarks |\n|:-------|------------:|:--------:|---------|\n"
      "| Biscoe | 2600 | yes | An *archipelago* of many islands, most of them under ice |\n"
      "| Dream | 1.6 | **yes** | |\n| Torgersen | 0.4 | yes | `LTER` |"),
  "---",
  N_ ("### Other directions"),
  "هذه فقرة بالعربية فيها **كلمة مهمة** ورابط إلى [GTK](https://www.gtk.org).",
  "1. واحد\n2. اثنان\n\n> اقتباس",
};

static const char *
guide_text (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (guide); i++)
    g_string_append_printf (text, "%s\n\n", _ (guide[i]));
  return stree_str ("%s", text->str);
}

static StreeElement *
markdown_page (StreeContext *cx, gpointer props)
{
  StreeState *text = stree_state_string (cx, "text", _ ("Write **Markdown** here, and press Enter."));

  (void) props;
  return stree_vstack (stree_markdown (guide_text ()), stree_divider (),
                       stree_text_input (_ ("Your own"), .value = stree_bind (text)),
                       stree_card (stree_markdown (stree_state_get_string (text))));
}

/* --- inputs --- */

static StreeElement *
clicked (int n)
{
  return stree_text_with (stree_str (g_dngettext (GETTEXT_PACKAGE, "Clicked %d time.", "Clicked %d times.", (gulong) n), n));
}

static StreeElement *
input_page (StreeContext *cx, gpointer props)
{
  const char *colours[] = { _ ("Red"), _ ("Green"), _ ("Blue"), NULL };
  StreeState *name = stree_state_string (cx, "name", "Ada");
  StreeState *age = stree_state_int (cx, "age", 36);
  StreeState *colour = stree_state_int (cx, "colour", 1);
  StreeState *subscribed = stree_state_bool (cx, "subscribed", FALSE);
  StreeState *clicks = stree_state_int (cx, "clicks", 0);

  (void) props;
  return stree_vstack (
    stree_columns (stree_text_input (_ ("Name"), .value = stree_bind (name), .placeholder = _ ("Your name")),
                   stree_text_input (_ ("Password"), .password = TRUE)),
    stree_columns (stree_number_input (_ ("Age"), .value = stree_bind (age), .min_value = stree_value (0), .max_value = stree_value (150)),
                   stree_selectbox (_ ("Colour"), .options = colours, .index = stree_bind (colour))),
    stree_checkbox (_ ("Send me the news"), .value = stree_bind (subscribed)),
    stree_hstack (stree_button (_ ("Count"), .on_click = stree_add (clicks, 1), .primary = TRUE),
                  stree_button (_ ("Reset"), .on_click = stree_set (clicks, 0), .disabled = stree_state_get_int (clicks) == 0),
                  stree_button (_ ("Like"), .icon = "emblem-favorite-symbolic", .help = _ ("A button with an icon"))),
    stree_text_with (stree_str (_ ("%s is %d and likes %s."), stree_state_get_string (name), stree_state_get_int (age),
                                colours[stree_state_get_int (colour)])),
    stree_text ("%s", stree_state_get_bool (subscribed) ? _ ("The news will come.") : _ ("No news.")),
    clicked (stree_state_get_int (clicks)));
}

static StreeElement *
form_page (StreeContext *cx, gpointer props)
{
  StreeState *title = stree_state_string (cx, "title", "");
  StreeState *copies = stree_state_int (cx, "copies", 1);
  StreeState *sent = stree_state_int (cx, "sent", 0);

  (void) props;
  return stree_vstack (
    stree_text ("%s", _ ("The inputs of a form tell nobody what is typed until it is sent, with the button or Enter.")),
    stree_card (stree_form (stree_text_input (_ ("Title"), .value = stree_bind (title)),
                            stree_number_input (_ ("Copies"), .value = stree_bind (copies), .min_value = stree_value (1)),
                            stree_hstack (stree_spacer (), stree_button (_ ("Send"), .submit = TRUE, .primary = TRUE, .on_click = stree_add (sent, 1))))),
    stree_text_with (stree_str (_ ("Sent: %d. Copies of “%s”: %d."), stree_state_get_int (sent), stree_state_get_string (title),
                                stree_state_get_int (copies))));
}

/* --- layout --- */

static StreeElement *
layout_page (StreeContext *cx, gpointer props)
{
  StreeState *open = stree_state_bool (cx, "open", TRUE);
  StreeState *tab = stree_state_int (cx, "tab", 0);
  StreeState *dialog = stree_toggle_state (cx, "dialog", FALSE);
  StreeState *pressed = stree_state_int (cx, "pressed", 0);

  (void) props;
  return stree_vstack (
    stree_hstack (stree_subheader (_ ("A row")), stree_spacer (), stree_button (_ ("One")), stree_divider (), stree_button (_ ("Two"))),
    stree_columns_with ((.weights = STREE_DOUBLES (2, 1, 1)),
                        stree_card (stree_subheader ("2"), stree_text ("%s", _ ("A column with two shares of the width, in a card."))),
                        stree_card (stree_subheader ("1"), stree_text ("%s", _ ("One share."))),
                        stree_card (stree_subheader ("1"), stree_text ("%s", _ ("One more.")))),
    stree_grid (4, stree_button ("7"), stree_button ("8"), stree_button ("9"), stree_button ("÷"), stree_button ("4"),
                stree_button ("5"), stree_button ("6"), stree_button ("×")),
    stree_expander_with ((.label = _ ("Details"), .expanded = stree_bind (open)), stree_text ("%s", _ ("What is in it can be folded away.")),
                         stree_button (_ ("Close it"), .on_click = stree_set (open, false))),
    stree_columns (stree_button (_ ("Open a dialog"), .on_click = stree_set (dialog, true)),
                   stree_popover (_ ("Open a popover"), stree_text ("%s", _ ("A press elsewhere closes it.")), stree_checkbox (_ ("And it keeps what is in it")))),
    stree_dialog (_ ("A dialog"), dialog, stree_text ("%s", _ ("It waits until it is closed.")), stree_text_input (_ ("Your words")),
                  stree_button (_ ("Close it"), .on_click = stree_set (dialog, false), .primary = TRUE)),
    stree_tabs_with ((.index = stree_bind (tab)),
                     stree_tab (_ ("First"), stree_text ("%s", _ ("The first page.")), stree_button (_ ("On to the second"), .on_click = stree_set (tab, 1))),
                     stree_tab (_ ("Second"), stree_text ("%s", _ ("The second page.")))),
    stree_bottom_dock (stree_text ("%s", _ ("A bar at the bottom, which is not scrolled away.")), clicked (stree_state_get_int (pressed))),
    stree_floating_action_button (_ ("Press"), .icon = "list-add-symbolic", .button_type = STREE_BUTTON_PRIMARY, .on_click = stree_add (pressed, 1)));
}

/* --- data --- */

static StreeFrame *
make_frame (void)
{
  static const struct
  {
    const char *name;
    double      area;
    gint64      people;
  } islands[] = { { "Biscoe", 2600, 0 }, { "Dream", 1.6, 0 }, { "Torgersen", 0.4, 0 }, { "Tristan da Cunha", 98, 238 } };
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_set_label (builder, _ ("Islands"));
  stree_frame_builder_add_column (builder, _ ("island"), STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, _ ("area"), STREE_COLUMN_DOUBLE);
  stree_frame_builder_add_column (builder, _ ("people"), STREE_COLUMN_INT64);
  for (guint i = 0; i < G_N_ELEMENTS (islands); i++)
    {
      stree_frame_builder_append_text (builder, 0, islands[i].name);
      stree_frame_builder_append_double (builder, 1, islands[i].area);
      if (islands[i].people)
        stree_frame_builder_append_int64 (builder, 2, islands[i].people);
      else
        stree_frame_builder_append_null (builder, 2);
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

static StreeElement *
make_row (guint index, gpointer data)
{
  (void) data;
  return stree_hstack (stree_text_with (stree_str (_ ("Row %u"), index + 1)), stree_spacer (), stree_button (_ ("Open"), .help = _ ("Does nothing")));
}

static StreeElement *
data_page (StreeContext *cx, gpointer props)
{
  static StreeFrame *frame;

  (void) cx;
  (void) props;
  if (!frame)
    frame = make_frame ();
  return stree_vstack (stree_subheader (_ ("A table")), stree_data_frame (frame, .height = 180),
                       stree_subheader (_ ("A list of 10,000 rows")), stree_text ("%s", _ ("Only those near the screen are there.")),
                       stree_list (10000, make_row, .height = 220), stree_subheader (_ ("Progress")),
                       stree_progress_bar (0.3, .text = _ ("3 of 10 files"), .label = _ ("Files")),
                       stree_progress_bar (.indeterminate = TRUE, .label = _ ("Search")));
}

/* --- pictures, and the way out to plain GTK --- */

static GdkTexture *
make_texture (void)
{
  enum { SIZE = 160 };
  g_autofree guint8 *pixels = g_new (guint8, SIZE * SIZE * 3);
  g_autoptr (GBytes) bytes = NULL;

  for (int y = 0; y < SIZE; y++)
    for (int x = 0; x < SIZE; x++)
      {
        guint8 *pixel = pixels + (y * SIZE + x) * 3;

        pixel[0] = (guint8) (x * 255 / SIZE);
        pixel[1] = (guint8) (y * 255 / SIZE);
        pixel[2] = 160;
      }
  bytes = g_bytes_new (pixels, SIZE * SIZE * 3);
  return gdk_memory_texture_new (SIZE, SIZE, GDK_MEMORY_R8G8B8, bytes, SIZE * 3);
}

static gpointer
make_calendar (gpointer data)
{
  (void) data;
  return gtk_calendar_new ();
}

/* Nothing is fetched before the user says what. */
static StreeElement *
picture_of_network (StreeContext *cx, gpointer props)
{
  StreeState *url = stree_state_string (cx, "url", "");
  StreeState *tries = stree_state_int (cx, "tries", 0);
  const char *text = stree_state_get_string (url);

  (void) props;
  return stree_vstack (
    stree_text_input (_ ("The address of a picture"), .value = stree_bind (url), .placeholder = "https://", .commit = STREE_COMMIT_ENTER),
    *text ? stree_image (text, .width = 320, .key = stree_str ("%d", stree_state_get_int (tries)),
                         .loading = stree_card (stree_text ("%s", _ ("The picture is on its way…"))),
                         .error = stree_card (stree_text ("%s", _ ("The picture cannot be had. The tooltip says why.")),
                                              stree_button (_ ("Try again"), .on_click = stree_add (tries, 1))))
          : NULL);
}

static StreeElement *
picture_page (StreeContext *cx, gpointer props)
{
  static GdkTexture *texture;

  (void) cx;
  (void) props;
  if (!texture)
    texture = make_texture ();
  return stree_vstack (
    stree_columns (stree_image (.paintable = G_OBJECT (texture), .alt = _ ("A square whose colours run into each other"), .caption = _ ("As it is")),
                   stree_image (.paintable = G_OBJECT (texture), .alt = _ ("The same, smaller"), .caption = _ ("64 pixels wide"), .width = 64)),
    stree_image ("no-such-file.png", .alt = _ ("Nothing")), stree_component (picture_of_network),
    stree_subheader (_ ("Any widget of GTK")), stree_with (stree_native (.type = "Calendar", .create = make_calendar), .accessible_label = _ ("Calendar")));
}

/* --- what fails --- */

static StreeElement *
broken (StreeContext *cx, gpointer props)
{
  (void) props;
  return stree_fail (cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE, "this component always fails"));
}

static StreeElement *
error_page (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_vstack (stree_text ("%s", _ ("What fails inside of an error boundary takes nothing else with it.")),
                       stree_error_boundary (stree_component (broken), .fallback = stree_card (stree_text ("%s", _ ("Something went wrong here.")))),
                       stree_text ("%s", _ ("Without a fallback it says what, and where:")), stree_error_boundary (stree_component (broken)));
}

/* --- all of it --- */

static const struct
{
  const char        *name;
  const char        *title;
  StreeComponentFunc page;
} pages[] = {
  { "text", N_ ("Text"), text_page },       { "markdown", N_ ("Markdown"), markdown_page }, { "inputs", N_ ("Inputs"), input_page },
  { "form", N_ ("Form"), form_page },       { "layout", N_ ("Layout"), layout_page },       { "data", N_ ("Data"), data_page },
  { "pictures", N_ ("Pictures"), picture_page }, { "errors", N_ ("Errors"), error_page },
};

static StreeElement *
gallery (StreeContext *cx, gpointer props)
{
  StreeBuilder *links = stree_builder_new ();
  StreeBuilder *routes = stree_builder_new ();

  (void) cx;
  (void) props;
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      stree_builder_add (links, stree_page_link (_ (pages[i].title), .page = pages[i].name, .key = pages[i].name));
      stree_builder_add (routes, stree_route_with ((.name = pages[i].name, .title = _ (pages[i].title)), stree_component (pages[i].page)));
    }
  return stree_page (stree_sidebar (stree_subheader (_ ("Gallery")), stree_builder_end (links)),
                     stree_routes ("text", stree_builder_end (routes)));
}

int
main (int argc, char **argv)
{
  return stree_run_with ("org.streamtree.Gallery", gallery, argc, argv, .page_title = _ ("Gallery"), .layout = STREE_LAYOUT_WIDE);
}
