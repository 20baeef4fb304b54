/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Programs at random over the generic interface: any kind, any prop, any value, misuse included. Every step works or
 * gives an error; nothing crashes, and what is built can be dumped, mounted, updated and unmounted.
 */

#include "core/stree-error.h"
#include "support.h"

typedef struct
{
  GRand     *rand;
  GPtrArray *elements; /* owned references */
  char     **kinds;
  guint      n_ok;
  guint      n_refused;
} Program;

static const char *const texts[] = { "", "a", "\n\"'<>&\\", "日本", "center", "typing", "10px", "%s", "k", "x.y/[z]" };

static int
below (Program *program, int n)
{
  return g_rand_int_range (program->rand, 0, n);
}

static const char *
random_text (Program *program)
{
  return texts[below (program, G_N_ELEMENTS (texts))];
}

static StreeElement *
pick (Program *program)
{
  return program->elements->pdata[below (program, (int) program->elements->len)];
}

static void
random_value (Program *program, GValue *value)
{
  static const char *const strv[] = { "one", "two", "two", NULL };

  switch (below (program, 13))
    {
    case 0:
      g_value_init (value, G_TYPE_STRING);
      g_value_set_string (value, below (program, 4) ? random_text (program) : NULL);
      break;
    case 1:
      g_value_init (value, G_TYPE_BOOLEAN);
      g_value_set_boolean (value, below (program, 2));
      break;
    case 2:
      g_value_init (value, G_TYPE_INT);
      g_value_set_int (value, below (program, 5) ? below (program, 5) - 1 : G_MININT);
      break;
    case 3:
      g_value_init (value, G_TYPE_INT64);
      g_value_set_int64 (value, below (program, 2) ? below (program, 9) : G_MAXINT64);
      break;
    case 4:
      g_value_init (value, G_TYPE_DOUBLE);
      g_value_set_double (value, below (program, 2) ? g_rand_double (program->rand) : -1e308 * 10);
      break;
    case 5:
      g_value_init (value, G_TYPE_STRV);
      g_value_set_boxed (value, below (program, 4) ? strv : NULL);
      break;
    case 6:
      g_value_init (value, G_TYPE_VARIANT);
      if (below (program, 3))
        g_value_take_variant (value, g_variant_ref_sink (g_variant_new_parsed ("[1.0, 2.0, nan]")));
      break;
    case 7:
      g_value_init (value, STREE_TYPE_ELEMENT);
      g_value_set_boxed (value, below (program, 5) ? pick (program) : NULL);
      break;
    case 8:
      g_value_init (value, G_TYPE_OBJECT);
      if (below (program, 2))
        g_value_take_object (value, g_object_new (G_TYPE_OBJECT, NULL));
      break;
    case 9:
      g_value_init (value, STREE_TYPE_ALIGN);
      g_value_set_enum (value, below (program, 6));
      break;
    case 10:
      g_value_init (value, G_TYPE_BYTES);
      g_value_take_boxed (value, g_bytes_new ("xyz", 3));
      break;
    case 11:
      g_value_init (value, STREE_TYPE_STATE);
      break;
    default:
      g_value_init (value, G_TYPE_POINTER);
      break;
    }
}

static char *
random_prop (Program *program, StreeElement *element)
{
  g_auto (GStrv) props = NULL;
  guint          n;

  switch (below (program, 6))
    {
    case 0:
      return g_strdup (random_text (program));
    case 1:
      return g_strdup (stree_common_plan ()->props[below (program, (int) stree_common_plan ()->n_props)].name);
    default:
      props = stree_kind_list_props (stree_element_get_kind (element));
      n = props ? g_strv_length (props) : 0;
      return g_strdup (n ? props[below (program, (int) n)] : "nothing");
    }
}

static void
nothing (StreeEvent *event, gpointer data)
{
  (void) event;
  (void) data;
}

static void
step (Program *program)
{
  StreeElement      *element = pick (program);
  g_autofree char   *prop = random_prop (program, element);
  g_auto (GValue)    value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  gboolean           ok = TRUE;

  switch (below (program, 8))
    {
    case 0:
      {
        const char   *kind = below (program, 20) ? program->kinds[below (program, (int) g_strv_length (program->kinds))] : "No";
        StreeElement *fresh = stree_element_new (kind, &error);

        ok = fresh != NULL;
        if (fresh)
          g_ptr_array_add (program->elements, fresh);
      }
      break;
    case 1:
    case 2:
      ok = stree_element_append (element, below (program, 10) ? pick (program) : NULL, &error);
      break;
    case 3:
      ok = stree_element_set_key (element, below (program, 2) ? random_text (program) : NULL, &error);
      break;
    case 4:
      {
        g_autoptr (GClosure) closure = g_closure_ref (g_cclosure_new (G_CALLBACK (nothing), NULL, NULL));

        g_closure_sink (closure);
        ok = stree_element_on (element, prop, closure, &error);
      }
      break;
    case 5:
      ok = stree_element_get (element, prop, &value, &error);
      break;
    default:
      random_value (program, &value);
      ok = stree_element_set (element, prop, &value, &error);
      break;
    }
  g_assert_true (ok == (error == NULL));
  if (error)
    {
      g_assert_true (error->domain == STREE_ERROR);
      g_assert_cmpstr (error->message, !=, "");
      program->n_refused++;
    }
  else
    {
      program->n_ok++;
    }
}

static StreeElement *
show (StreeContext *cx, gpointer props)
{
  (void) cx;
  return *(StreeElement **) props;
}

static void
run_program (guint32 seed, guint *n_ok, guint *n_refused)
{
  g_autoptr (GRand)         rand = g_rand_new_with_seed (seed);
  g_autoptr (GPtrArray)     elements = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_element_unref);
  g_auto (GStrv)            kinds = stree_kind_list ();
  G_GNUC_UNUSED g_autoptr (StreeScope) scope = below (&(Program){ .rand = rand }, 2) ? stree_scope_new () : NULL;
  Program                   program = { rand, elements, kinds, 0, 0 };
  g_autoptr (StreeHeadless) view = NULL;
  StreeElement             *shown;

  g_ptr_array_add (elements, stree_element_new ("VStack", NULL));
  for (int i = 0; i < 120; i++)
    step (&program);

  shown = elements->pdata[0];
  view = stree_headless_new (NULL, "app", show, &shown);
  for (guint i = 0; i < elements->len; i += 1 + elements->len / 8)
    {
      g_autoptr (JsonNode) node = stree_element_dump_json (elements->pdata[i]);
      g_autofree char     *text = stree_element_dump_text (elements->pdata[i]);
      g_autofree char     *chart = stree_element_dump_mermaid (elements->pdata[i]);
      g_autofree char     *json = NULL;

      g_assert_nonnull (node);
      g_assert_true (g_str_has_prefix (text, stree_element_get_kind (elements->pdata[i])));
      g_assert_true (g_str_has_prefix (chart, "flowchart TD\n"));
      shown = elements->pdata[i];
      stree_headless_rerun (view);
      json = dump_json (view);
      g_assert_nonnull (strstr (json, "\"kind\""));
    }
  *n_ok += program.n_ok;
  *n_refused += program.n_refused;
}


static void
drop_warnings (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  /* Duplicate keys are warned of; worse than that is a failure. */
  if ((level & G_LOG_LEVEL_MASK) < G_LOG_LEVEL_WARNING)
    g_log_default_handler (domain, level, message, data);
}

static void
test_random (void)
{
  guint n_ok = 0, n_refused = 0;

  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
  g_log_set_default_handler (drop_warnings, NULL);
  for (guint32 seed = 1; seed <= 600; seed++)
    {
      if (g_test_verbose ())
        g_test_message ("seed %u", seed);
      run_program (seed, &n_ok, &n_refused);
    }
  g_assert_cmpuint (n_ok, >, 10000);
  g_assert_cmpuint (n_refused, >, 5000);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/tree/fuzz", test_random);
  return g_test_run ();
}
