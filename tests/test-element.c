/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Elements by name and value: every prop of every kind, what is refused and how it is said, and how long elements live. */

#include "core/stree-error.h"
#include "support.h"

/* A value that a prop of this type takes; FALSE: it takes none through this interface. */
static gboolean
sample (const StreeProp *prop, GValue *value)
{
  static const char *const strv[] = { "one", "two", NULL };
  static const double      numbers[] = { 1, 2.5 };

  switch (prop->type)
    {
    case STREE_PROP_STRING:
      g_value_init (value, G_TYPE_STRING);
      g_value_set_static_string (value, "text");
      return TRUE;
    case STREE_PROP_BOOL:
      g_value_init (value, G_TYPE_BOOLEAN);
      g_value_set_boolean (value, TRUE);
      return TRUE;
    case STREE_PROP_INT:
      g_value_init (value, G_TYPE_INT);
      g_value_set_int (value, 3);
      return TRUE;
    case STREE_PROP_DOUBLE:
      g_value_init (value, G_TYPE_DOUBLE);
      g_value_set_double (value, 0.25);
      return TRUE;
    case STREE_PROP_ENUM:
      g_value_init (value, prop->get_gtype ());
      g_value_set_enum (value, 1);
      return TRUE;
    case STREE_PROP_VALUE:
      g_value_init (value, G_TYPE_INT64);
      g_value_set_int64 (value, 7);
      return TRUE;
    case STREE_PROP_STRV:
      g_value_init (value, G_TYPE_STRV);
      g_value_set_boxed (value, strv);
      return TRUE;
    case STREE_PROP_DOUBLES:
      g_value_init (value, G_TYPE_VARIANT);
      g_value_set_variant (value, g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, numbers, 2, sizeof *numbers));
      return TRUE;
    case STREE_PROP_ELEMENT:
      g_value_init (value, STREE_TYPE_ELEMENT);
      g_value_take_boxed (value, stree_element_new ("Text", NULL));
      return TRUE;
    case STREE_PROP_OBJECT:
    case STREE_PROP_BOXED:
    case STREE_PROP_HANDLER:
    case STREE_PROP_MENU:
    case STREE_PROP_POINTER:
    default:
      return FALSE;
    }
}

static void
check_prop (const char *kind, const StreeProp *prop)
{
  g_autoptr (StreeElement) element = stree_element_new (kind, NULL);
  g_autoptr (GError)       error = NULL;
  g_autoptr (GError)       wrong_type = NULL;
  g_auto (GValue)          value = G_VALUE_INIT;
  g_auto (GValue)          back = G_VALUE_INIT;
  g_auto (GValue)          wrong = G_VALUE_INIT;

  g_value_init (&wrong, G_TYPE_POINTER);
  g_assert_false (stree_element_set (element, prop->name, &wrong, &wrong_type));
  g_assert_error (wrong_type, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_assert_true (g_str_has_prefix (wrong_type->message, kind));
  g_assert_nonnull (strstr (wrong_type->message, prop->name));

  if (!sample (prop, &value))
    return;
  if (!stree_element_set (element, prop->name, &value, &error))
    g_error ("%s.%s: %s", kind, prop->name, error->message);
  g_assert_true (stree_element_get (element, prop->name, &back, &error));
  g_assert_no_error (error);
  g_assert_true (G_VALUE_TYPE (&back) == G_VALUE_TYPE (&value));
  if (prop->type == STREE_PROP_VALUE)
    g_assert_cmpint (g_value_get_int64 (&back), ==, 7);
  else if (prop->type == STREE_PROP_ELEMENT)
    g_assert_true (g_value_get_boxed (&back) == g_value_get_boxed (&value));
  else
    {
      g_autofree char *there = g_strdup_value_contents (&value);
      g_autofree char *and_back = g_strdup_value_contents (&back);

      if (prop->type != STREE_PROP_DOUBLES)
        g_assert_cmpstr (there, ==, and_back);
      else
        g_assert_cmpvariant (g_value_get_variant (&value), g_value_get_variant (&back));
    }
}

static void
test_every_prop (void)
{
  g_auto (GStrv) kinds = stree_kind_list ();
  guint          n = 0;

  for (char **kind = kinds; *kind; kind++)
    {
      StreeKind *record = stree_kind_lookup (*kind);

      for (guint i = 0; i < record->n_props; i++, n++)
        check_prop (*kind, &record->props[i]);
      for (guint i = 0; i < STREE_COMMON_N_PROPS; i++)
        check_prop (*kind, &stree_common_plan ()->props[i]);
    }
  g_assert_cmpuint (n, >, 20);
}

static void
test_messages (void)
{
  g_autoptr (StreeElement) button = stree_element_new ("Button", NULL);
  g_autoptr (StreeElement) stack = stree_element_new ("VStack", NULL);
  g_auto (GValue)          big = G_VALUE_INIT;
  GError                  *error = NULL;

  g_assert_null (stree_element_new ("Buton", &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_UNKNOWN_KIND);
  g_assert_true (g_str_has_prefix (error->message, "There is no element kind 'Buton'. There are: "));
  g_clear_error (&error);

  g_assert_true (stree_element_set_key (button, "go", NULL));
  g_value_init (&big, G_TYPE_INT64);
  g_value_set_int64 (&big, G_GINT64_CONSTANT (1) << 40);
  g_assert_false (stree_element_set (button, "lable", &big, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_UNKNOWN_PROP);
  g_assert_true (g_str_has_prefix (error->message, "Button 'go' has no prop 'lable'. It has: label, on_click"));
  g_clear_error (&error);
  g_assert_false (stree_element_set (button, "margin", &big, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_false (stree_element_append (button, stack, &error));
  g_assert_cmpstr (error->message, ==, "Button 'go' takes no children");
  g_clear_error (&error);
  g_assert_false (stree_element_append (stack, stack, &error));
  g_assert_cmpstr (error->message, ==, "VStack cannot contain itself");
  g_clear_error (&error);

  /* Part of a tree: no more changes. */
  g_assert_true (stree_element_append (stack, button, NULL));
  g_assert_false (stree_element_set_key (button, "x", &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_FROZEN);
  g_assert_cmpstr (error->message, ==, "Button 'go' is part of a tree already and cannot be changed");
  g_clear_error (&error);
  g_assert_cmpuint (stree_element_get_n_children (stack), ==, 1);
  g_assert_true (stree_element_get_child (stack, 0) == button);
}

/* --- beyond the run --- */

static StreeElement *
keeps (StreeContext *cx, gpointer props)
{
  StreeElement **kept = props;
  StreeElement  *element = stree_vstack (stree_text ("kept %d", 7), stree_button (stree_str ("b"), .key = stree_key_int (G_MININT64)));

  (void) cx;
  if (!*kept)
    *kept = stree_element_ref (element);
  return element;
}

static void
test_kept (void)
{
  g_autoptr (StreeElement) kept = NULL;
  StreeHeadless           *view = stree_headless_new (NULL, "app", keeps, &kept);
  g_autofree char         *text = NULL;

  stree_headless_rerun (view);
  stree_headless_rerun (view);
  g_assert_finalize_object (view);
  text = stree_element_dump_text (kept);
  g_assert_cmpstr (text, ==, "VStack\n  Text: body='kept 7'\n  Button key='-9223372036854775808': label='b'\n");
}

/* --- from C: builders, arrays, empty places --- */

static void
test_children (void)
{
  G_GNUC_UNUSED g_autoptr (StreeScope) scope = stree_scope_new ();
  StreeBuilder          *builder = stree_builder_new ();
  StreeElement          *array[] = { stree_text ("a"), NULL, stree_text ("b") };
  StreeElement          *stack;
  g_autofree char       *text = NULL;
  g_autofree char       *longer = g_strnfill (1000, 'x');

  for (int i = 0; i < 100; i++)
    stree_builder_add (builder, i % 2 ? NULL : stree_text ("%d", i));
  stack = stree_vstack (stree_children (3, array), stree_builder_end (builder), NULL, stree_fragment (stree_fragment (stree_text ("deep"))));
  g_assert_cmpuint (stree_element_get_n_children (stack), ==, 4);
  g_assert_null (stree_element_get_child (stack, 2));
  g_assert_cmpuint (stree_element_get_n_children (stree_element_get_child (stack, 0)), ==, 3);
  g_assert_cmpuint (stree_element_get_n_children (stree_element_get_child (stack, 1)), ==, 100);
  text = stree_element_dump_text (stree_element_get_child (stack, 3));
  g_assert_cmpstr (text, ==, "Fragment\n  Fragment\n    Text: body='deep'\n");
  g_assert_cmpstr (stree_str ("%s", longer), ==, longer);
  g_assert_cmpstr (stree_key_int (0), ==, "0");
  g_assert_cmpstr (stree_key_int (-12), ==, "-12");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/element/every-prop", test_every_prop);
  g_test_add_func ("/element/messages", test_messages);
  g_test_add_func ("/element/kept", test_kept);
  g_test_add_func ("/element/children", test_children);
  return g_test_run ();
}
