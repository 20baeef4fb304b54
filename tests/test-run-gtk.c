/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* streamtree run, from the inside: a script edits the source of an app while keys are pressed in it. What is
 * typed, chosen and opened stays; a build that fails is told, and what ran before goes on. */

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "cli-private.h"
#include "run-fixture.h"
#include "xtest.h"

/* How often the source changes in all; STREE_RUN_EDITS in the environment says otherwise. */
#define N_EDITS 25
#define LIMIT_SECONDS 60
/* From one key to the next, in milliseconds. */
#define KEY 10
/* So much is typed before the text is begun anew. */
#define LONG 200
/* After so many edits everything has been there once: what grows from then on grows with each edit. */
#define N_WARM 20
/* What the allocator and the caches of GTK may take besides, however many edits there are. */
#define SLACK (2 * 1024 * 1024)
/* What of the stack that the main () of a module is left on has been used. */
#define STACK 8192

/* The app: the type of a state and its initial value, what the app says, the label of an input, how the state is shown and read,
 * more elements, and its props, which lie on the stack of main (). */
#define APP                                                                                                            \
  "#include <streamtree-gtk.h>\n"                                                                                      \
  "static StreeElement *part (StreeContext *cx, gpointer props)\n"                                                     \
  "{ StreeState *n = stree_state_int (cx, \"n\", 0); (void) props;\n"                                                  \
  "  return stree_button (stree_str (\"part %%d\", stree_state_get_int (n)), .on_click = stree_add (n, 1), .key = \"part\"); }\n" \
  "G_GNUC_UNUSED static StreeElement *further (StreeContext *cx, gpointer props)\n"                                    \
  "{ StreeState *n = stree_state_int (cx, \"n\", 0); (void) props; return stree_text (\"further %%d\", stree_state_get_int (n)); }\n" \
  "static StreeElement *app (StreeContext *cx, gpointer props)\n"                                                      \
  "{ StreeState *count = stree_state_int (cx, \"count\", 0);\n"                                                        \
  "  StreeState *text = stree_state_string (cx, \"text\", \"\");\n"                                                    \
  "  StreeState *other = stree_state_%s (cx, \"other\", %s);\n"                                                        \
  "  return stree_vstack (stree_text (\"%s %%d %%s\", stree_state_get_int (count), (const char *) props),\n"           \
  "    stree_button (\"Count\", .on_click = stree_add (count, 1), .key = \"count\"),\n"                                \
  "    stree_text_input (\"%s\", .value = stree_bind (text), .key = \"text\"),\n"                                    \
  "    stree_text (\"other %s\", stree_state_get_%s (other)), stree_component (part)%s); }\n"                          \
  "int main (int argc, char **argv)\n"                                                                                 \
  "{ char mine[] = \"%s\"; return stree_run_with (NULL, app, argc, argv, .props = mine, .session_file = NULL); }\n"

static char      *file;
static int        n_edits = N_EDITS;
static int        edit;
static GString   *typed;
static GtkWidget *entry; /* NULL: it is gone */
static gboolean   is_built; /* an edit is on its way to the screen: it is typed meanwhile */
static guint      n_keys;
static gint64     asked_at;
static gint64     spent[2]; /* before the precompiled header can be there; and when it should be */
static guint      n_shown[2];
static gint64     deadline;
static const char *failed;

/* --- memory, in bytes --- */

typedef struct
{
  guint64 resident;  /* of the process */
  guint64 modules;   /* mapped of all modules of the app */
  guint   n_modules;
} Memory;

static Memory warm;

static Memory
measure (void)
{
  Memory           memory = { 0 };
  g_autofree char *maps = NULL;
  g_autofree char *statm = NULL;
  g_auto (GStrv)   lines = NULL;
  g_auto (GStrv)   pages = NULL;
  const char      *last = "";

  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  g_assert_true (g_file_get_contents ("/proc/self/statm", &statm, NULL, NULL));
  pages = g_strsplit (statm, " ", -1);
  memory.resident = g_ascii_strtoull (pages[1], NULL, 10) * (guint64) sysconf (_SC_PAGESIZE);
  lines = g_strsplit (maps, "\n", -1);
  for (char **line = lines; *line; line++)
    {
      const char *name = strstr (*line, "/module-");
      char       *end;
      guint64     from;

      if (!name)
        continue;
      from = g_ascii_strtoull (*line, &end, 16);
      memory.modules += g_ascii_strtoull (end + 1, NULL, 16) - from;
      memory.n_modules += !g_str_equal (name, last);
      last = name;
    }
  return memory;
}

/* From one edit to the next no more is kept than the module is. */
static void
check_memory (void)
{
  Memory now = measure ();
  gint64 grown = (gint64) (now.resident - warm.resident);
  guint  n = now.n_modules - warm.n_modules;
  gint64 modules = (gint64) (now.modules - warm.modules) + (gint64) n * STACK;

  if (n == 0)
    return;
  g_test_message ("memory: %d edits after the first %d, %u modules: %.1f kB more a module, which is %.1f kB itself with its stack", n_edits - N_WARM,
                  N_WARM, n, (double) grown / n / 1024, (double) modules / n / 1024);
  g_assert_cmpint (grown, <=, modules + SLACK);
}

/* --- the source --- */

static void
write_app (const char *said, const char *label, const char *type, const char *initial, const char *shown, const char *more,
           const char *props)
{
  g_autofree char *text = NULL;

  text = g_strdup_printf (APP, type, initial, said, label, shown, type, more, props);
  asked_at = g_get_monotonic_time ();
  g_assert_true (g_file_set_contents (file, text, -1, NULL)); /* a new file under the old name, as editors do it */
}

/* --- the script: an edit, then what must come of it --- */

/* What the entry is labelled with after this edit. */
static const char *
new_label (void)
{
  static char label[32];

  g_snprintf (label, sizeof label, "Label %d", edit);
  return label;
}

static gboolean
expected (void)
{
  g_autofree char *text = g_strdup_printf ("edit%d 1 props%d", edit, edit);

  switch (edit % 5)
    {
    case 3: /* broken: what ran before goes on */
      return run_banner () != NULL && run_find (run_banner (), run_is_button, "Open app.c, line 2") != NULL &&
             run_find (run_banner (), run_is_label_with, "app.c:2: expected ") != NULL;
    case 4: /* another type: that slot starts again, and no other */
      return run_banner () == NULL && run_shows (text) && run_shows ("other new");
    case 2: /* a further component */
      return run_banner () == NULL && run_shows (text) && run_shows ("further 0");
    case 1: /* another prop of what is being typed into */
      return run_banner () == NULL && run_shows (text) && run_shows (new_label ());
    default:
      return run_banner () == NULL && run_shows (text);
    }
}

static void
next (void)
{
  g_autofree char *said = g_strdup_printf ("edit%d", ++edit);
  g_autofree char *props = g_strdup_printf ("props%d", edit);

  if (edit % 5 == 3)
    {
      asked_at = g_get_monotonic_time ();
      g_assert_true (g_file_set_contents (file, "#include <streamtree-gtk.h>\nint main (void) { return 1 }\n", -1, NULL));
    }
  else if (edit % 5 == 4)
    write_app (said, "Text", "string", "\"new\"", "%s", "", props);
  else if (edit % 5 == 2)
    write_app (said, "Text", "int", "7", "%d", ", stree_component (further)", props);
  else
    write_app (said, edit % 5 == 1 ? new_label () : "Text", "int", "7", "%d", "", props);
}

/* What is on the screen is what was typed, as far as it has arrived; caret and focus are where they belong. */
static void
look (void)
{
  const char *text = entry ? gtk_editable_get_text (GTK_EDITABLE (entry)) : "";

  if (!entry)
    failed = "the widget";
  else if (!g_str_has_prefix (typed->str, text))
    failed = "the text";
  else if (gtk_editable_get_position (GTK_EDITABLE (entry)) != (int) strlen (text))
    failed = "the caret";
  else if (gtk_root_get_focus (gtk_widget_get_root (entry)) != entry)
    failed = "the focus";
  else if (run_find (run_window (), run_is_entry, NULL) != entry)
    failed = "the widget";
  else if (!run_find (run_window (), run_is_button, "part 1"))
    failed = "the state of a part";
}

/* Keys of the keyboard, while it is built and loaded. */
static gboolean
type_cb (gpointer data)
{
  char letter[] = { (char) ('a' + n_keys % 26), 0 };

  (void) data;
  if (!is_built || failed)
    return G_SOURCE_CONTINUE;
  g_string_append (typed, letter);
  xtest_type (run_window (), letter);
  n_keys++;
  return G_SOURCE_CONTINUE;
}

/* All of it has arrived; a long text is begun anew. */
static gboolean
has_arrived (void)
{
  if (!entry || strcmp (gtk_editable_get_text (GTK_EDITABLE (entry)), typed->str) != 0)
    return FALSE;
  if (typed->len > LONG)
    {
      g_string_truncate (typed, 0);
      gtk_editable_set_text (GTK_EDITABLE (entry), "");
    }
  return TRUE;
}

static gboolean
begin (void)
{
  if (!run_window () || !run_shows ("edit0 0 props0"))
    return FALSE;
  g_set_weak_pointer (&entry, run_find (run_window (), run_is_entry, NULL));
  xtest_focus (run_window ());
  gtk_widget_grab_focus (entry);
  gtk_editable_select_region (GTK_EDITABLE (entry), -1, -1);
  g_signal_emit_by_name (run_find (run_window (), run_is_button, "Count"), "clicked");
  g_signal_emit_by_name (run_find (run_window (), run_is_button, "part 0"), "clicked");
  return TRUE;
}

/* It is on the screen. */
static void
count_edit (void)
{
  spent[edit > n_edits / 2] += g_get_monotonic_time () - asked_at;
  n_shown[edit > n_edits / 2]++;
  deadline = g_get_monotonic_time () + (gint64) LIMIT_SECONDS * G_USEC_PER_SEC;
  is_built = FALSE;
  look ();
}

static void
go_on (void)
{
  look ();
  if (edit == N_WARM)
    warm = measure ();
  if (failed)
    return;
  if (edit < n_edits)
    {
      next ();
      is_built = TRUE;
      return;
    }
  check_memory ();
  failed = "nothing";
}

static gboolean
script_cb (gpointer data)
{
  static gboolean begun;

  (void) data;
  if (g_get_monotonic_time () > deadline)
    failed = "patience";
  else if (!begun)
    begun = begin ();
  else if (is_built && expected ())
    count_edit ();
  else if (!is_built && (edit > 0 || run_shows ("edit0 1 props0")) && has_arrived ())
    go_on ();
  else if (edit > 0)
    look ();
  if (!failed)
    return G_SOURCE_CONTINUE;
  g_application_quit (g_application_get_default ());
  return G_SOURCE_REMOVE;
}

static void
test_edits (void)
{
  g_autofree char *folder = g_dir_make_tmp ("stree-run-XXXXXX", NULL);
  char            *argv[] = { (char *) "run", (char *) "--no-restart", NULL, NULL };
  guint            typing;

  file = g_build_filename (folder, "app.c", NULL);
  argv[2] = file;
  typed = g_string_new (NULL);
  deadline = g_get_monotonic_time () + (gint64) LIMIT_SECONDS * G_USEC_PER_SEC;
  write_app ("edit0", "Text", "int", "7", "%d", "", "props0");
  g_timeout_add (5, script_cb, NULL);
  typing = g_timeout_add (KEY, type_cb, NULL);
  g_assert_cmpint (cli_run (3, argv), ==, 0);
  g_assert_cmpstr (failed, ==, "nothing");
  g_assert_cmpint (edit, ==, n_edits);
  g_source_remove (typing);
  g_assert_cmpuint (n_keys, >, 2 * (guint) n_edits);
  g_test_message ("keys: %u, while it was built and loaded", n_keys);
  g_test_message ("save to screen: %.2f s at first, %.2f s later, with the precompiled header",
                  (double) spent[0] / G_USEC_PER_SEC / n_shown[0], (double) spent[1] / G_USEC_PER_SEC / n_shown[1]);
  g_clear_weak_pointer (&entry);
  g_string_free (typed, TRUE);
  g_remove (file);
  g_rmdir (folder);
  g_free (file);
}

int
main (int argc, char **argv)
{
  const char *edits = g_getenv ("STREE_RUN_EDITS");

  g_test_init (&argc, &argv, NULL);
  if (edits)
    n_edits = (int) g_ascii_strtoll (edits, NULL, 10);
  if (n_edits <= N_WARM)
    g_error ("STREE_RUN_EDITS is %s: expected more than the %d edits that come before memory is measured", edits, N_WARM);
  g_log_set_fatal_mask (NULL, G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_test_add_func ("/run/edits", test_edits);
  return g_test_run ();
}
