/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A report as a test in C: a statement for each event, and the tree that was there at the end. */

#include "core/stree-kind-private.h"
#include "history/stree-report-private.h"
#include "history/stree-secrets-private.h"

/* As a string literal. Trigraphs are none of it. */
static char *
quote (const char *text)
{
  g_autofree char *escaped = g_strescape (text, NULL);
  g_auto (GStrv)   parts = g_strsplit (escaped, "?", -1);
  g_autofree char *joined = g_strjoinv ("\\?", parts);

  return g_strdup_printf ("\"%s\"", joined);
}

static char *
locator (const StreeHistoryEvent *event)
{
  g_autofree char *path = quote (event->path);

  return g_strdup_printf ("stree_test_by_path (app, %s)", path);
}

/* Puts what an event set into the session: what a script cannot do. */
static void
write_put (GString *c, const StreeHistoryEvent *event)
{
  g_autoptr (GVariant) all = NULL;
  g_autofree char     *text = NULL;
  g_autofree char     *quoted = NULL;
  GVariantDict         dict;

  g_variant_dict_init (&dict, event->travel);
  for (guint i = 0; event->writes && i < event->writes->list->len; i++)
    {
      const StreeDelta *delta = event->writes->list->pdata[i];

      if (delta->now)
        g_variant_dict_insert_value (&dict, delta->place, delta->now);
    }
  all = g_variant_ref_sink (g_variant_dict_end (&dict));
  if (g_variant_n_children (all) == 0)
    return;
  text = g_variant_print (all, TRUE);
  quoted = quote (text);
  g_string_append_printf (c, "  put (app, %s);\n", quoted);
}

static void
write_input (GString *c, const StreeHistoryEvent *event)
{
  const StreeKind *kind = stree_kind_lookup (event->kind);
  g_autofree char *where = locator (event);
  g_autofree char *text = NULL;

  if (event->secret || !event->value || g_variant_is_of_type (event->value, G_VARIANT_TYPE_STRING))
    {
      text = quote (event->secret ? STREE_SECRET_TEXT : event->value ? g_variant_get_string (event->value, NULL) : "");
      g_string_append_printf (c, "  stree_test_type (%s, %s);\n", where, text);
    }
  else if (g_variant_is_of_type (event->value, G_VARIANT_TYPE_BOOLEAN))
    {
      gboolean closes = kind && (kind->flags & STREE_KIND_OVERLAY) && !g_variant_get_boolean (event->value);

      g_string_append_printf (c, "  %s (%s);\n", closes ? "stree_test_close" : "stree_test_toggle", where);
    }
  else if (g_variant_is_of_type (event->value, G_VARIANT_TYPE_INT64) && kind &&
           ((kind->flags & STREE_KIND_PAGES) || stree_kind_find_prop (kind, "options")))
    {
      g_string_append_printf (c, "  stree_test_select (%s, %d);\n", where, (int) g_variant_get_int64 (event->value));
    }
  else
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_dtostr (buffer, sizeof buffer,
                      g_variant_is_of_type (event->value, G_VARIANT_TYPE_INT64) ? (double) g_variant_get_int64 (event->value)
                                                                                : g_variant_get_double (event->value));
      g_string_append_printf (c, "  stree_test_set_number (%s, %s);\n", where, buffer);
    }
}

static void
write_event (GString *c, const StreeHistoryEvent *event)
{
  g_autofree char *where = event->path ? locator (event) : NULL;
  g_autofree char *key = event->key ? quote (event->key) : NULL;
  guint            keyval, modifiers;

  if (event->travel)
    {
      write_put (c, event);
      return;
    }
  switch (event->deed)
    {
    case STREE_DEED_ACTIVATE:
      if (g_str_equal (event->name, "on_activate") && key)
        g_string_append_printf (c, "  stree_test_act (app, %s);\n", key);
      else
        g_string_append_printf (c, "  stree_test_click (%s);\n", where);
      break;
    case STREE_DEED_INPUT:
      write_input (c, event);
      break;
    case STREE_DEED_SUBMIT:
      g_string_append_printf (c, "  stree_test_submit (%s);\n", where);
      break;
    case STREE_DEED_KEY:
      if (event->secret)
        break;
      g_variant_get (event->value, "(uu)", &keyval, &modifiers);
      g_string_append_printf (c, "  stree_test_press (%s, 0x%x, 0x%x);\n", where, keyval, modifiers);
      break;
    case STREE_DEED_PROGRAM:
    case STREE_DEED_DROP:
    case STREE_DEED_MENU:
    case STREE_DEED_REPORT:
    case STREE_DEED_ANSWER:
    case STREE_DEED_TRAVEL:
    default:
      write_put (c, event);
    }
}

/* ISO C knows no end of a list, but one of a string literal: a line each. */
static void
write_tree (GString *c, const char *tree)
{
  g_auto (GStrv) lines = g_strsplit (tree, "\n", -1);

  g_string_append (c, "/* What was there at the end. */\nstatic const char *const tree[] = {\n");
  for (char **line = lines; *line; line++)
    {
      g_autofree char *quoted = quote (*line);

      g_string_append_printf (c, "  %s,\n", quoted);
    }
  g_string_append (c, "  NULL,\n};\n\n");
}

static void
write_start (GString *c, StreeReport *self)
{
  GVariantIter iter;
  const char  *place;
  GVariant    *value;

  g_string_append (c, "/* What the session held at first: where, and as GVariant prints it. */\n"
                      "static const char *const start[][2] = {\n");
  g_variant_iter_init (&iter, self->start);
  while (g_variant_iter_loop (&iter, "{&sv}", &place, &value))
    {
      g_autofree char *where = quote (place);
      g_autofree char *text = g_variant_print (value, TRUE);
      g_autofree char *what = quote (text);

      g_string_append_printf (c, "  { %s, %s },\n", where, what);
    }
  g_string_append (c, "  { NULL, NULL },\n};\n\n");
}

/**
 * stree_report_dup_test:
 * @self: a report
 * @source: (nullable): the C file with the program's main (), as the test is to include it; %NULL: the program is linked with the
 *   test, and its main () is called `app_main`
 * @tree: the tree that is expected at the end: what [method@StreamTree.Test.dump] says after [method@StreamTree.Report.play]
 *
 * The report as a test in C, with a main () of its own.
 *
 * The program's main () is entered, up to where it calls `stree_run ()`. What came from elsewhere is set as it was set then. Time
 * stands still.
 *
 * Returns: (transfer full): the source of the test
 *
 * Since: 1.0
 */
char *
stree_report_dup_test (StreeReport *self, const char *source, const char *tree)
{
  g_autoptr (GString) c = g_string_new ("/* A report, played again: what the user did, and the tree that came of it. */\n\n"
                                        "#include <streamtree-gtk.h>\n\n");
  g_autofree char    *path = NULL;

  g_return_val_if_fail (STREE_IS_REPORT (self), NULL);
  g_return_val_if_fail (tree != NULL, NULL);
  if (source)
    {
      path = quote (source);
      g_string_append_printf (c, "/* The program, under another name than main (). */\n#define main app_main\n#include %s\n#undef main\n\n", path);
    }
  else
    {
      g_string_append (c, "/* The program: its main () under another name (cc -Dmain=app_main). */\nint app_main (int argc, char **argv);\n\n");
    }
  write_start (c, self);
  write_tree (c, tree);
  g_string_append (
    c, "static void\nset (StreeSession *session, GVariant *values)\n{\n  g_autoptr (GError) error = NULL;\n\n"
       "  stree_session_deserialize (session, values, &error);\n  g_assert_no_error (error);\n}\n\n"
       "/* What came from elsewhere. */\nG_GNUC_UNUSED static void\nput (StreeTest *app, const char *text)\n{\n"
       "  g_autoptr (GError)   error = NULL;\n"
       "  g_autoptr (GVariant) values = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, &error);\n\n"
       "  g_assert_no_error (error);\n  set (stree_test_get_session (app), values);\n  stree_test_settle (app);\n}\n\n"
       "static StreeSession *\nnew_session (void)\n{\n  StreeSession        *session = stree_session_new ();\n  GVariantDict         dict;\n"
       "  g_autoptr (GVariant) values = NULL;\n\n  g_variant_dict_init (&dict, NULL);\n"
       "  for (guint i = 0; start[i][0]; i++)\n    {\n      g_autoptr (GError)   error = NULL;\n"
       "      g_autoptr (GVariant) value = g_variant_parse (NULL, start[i][1], NULL, NULL, &error);\n\n"
       "      g_assert_no_error (error);\n      g_variant_dict_insert_value (&dict, start[i][0], value);\n    }\n"
       "  values = g_variant_ref_sink (g_variant_dict_end (&dict));\n  set (session, values);\n"
       "  (void) stree_session_keep_history (session);\n  return session;\n}\n\n");
  g_string_append (c, "static void\nplay (StreeTest *app)\n{\n");
  for (guint i = 0; i < self->events->len; i++)
    write_event (c, self->events->pdata[i]);
  g_string_append (c, "}\n\n");
  path = (g_free (path), quote (self->component));
  g_string_append_printf (
    c,
    "static int\nrun_cb (const char *application_id, const char *name, StreeComponentFunc func, int argc, char **argv, const StreeAppArgs *args,\n"
    "        gpointer data)\n{\n"
    "  g_autoptr (StreeSession) session = new_session ();\n"
    "  g_autoptr (StreeTest)    app = NULL;\n"
    "  g_autofree char         *expected = g_strjoinv (\"\\n\", (char **) (gpointer) tree);\n"
    "  StreeRunRoot             root = { name, func, args->sidebar, args->props };\n"
    "  gpointer                 props;\n"
    "  StreeComponentFunc       shown = stree_run_root_choose (&root, &props);\n\n"
    "  (void) argc;\n  (void) argv;\n"
    "  stree_location_set_application_id (stree_session_get_location (session), application_id);\n"
    "  if (args->theme)\n    stree_session_set_theme (session, args->theme);\n"
    "  app = stree_test_new (session, %s, shown, props);\n"
    "  play (app);\n  stree_test_assert_tree (stree_test_root (app), expected);\n  *(gboolean *) data = TRUE;\n  return 0;\n}\n\n",
    path);
  g_string_append (c, "static void\ntest_report (void)\n{\n  char     name[] = \"app\";\n  char    *argv[] = { name, NULL };\n"
                      "  gboolean played = FALSE;\n\n"
                      "  stree_run_catch (run_cb, &played);\n  app_main (1, argv);\n  stree_run_catch (NULL, NULL);\n  g_assert_true (played);\n}\n\n"
                      "int\nmain (int argc, char **argv)\n{\n  stree_test_init (&argc, &argv);\n"
                      "  g_test_add_func (\"/report\", test_report);\n  return g_test_run ();\n}\n");
  return g_strdup (c->str);
}
