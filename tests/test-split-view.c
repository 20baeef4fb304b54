/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* SplitView without a display: what it takes, and what a session keeps of it. */

#include "support.h"

#include <math.h>

#include "core/stree-node-own-private.h"

static StreeElement *
three (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_split_view_with ((.key = "split"), stree_text ("narrow"), stree_text ("main"), stree_text ("third"));
}

static StreeElement *
one (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_split_view_with ((.key = "split"), stree_text ("alone"));
}

static StreeElement *
words (StreeContext *cx, gpointer props)
{
  (void) props;
  return stree_split_view_with ((.key = "split", .narrow_ratio = stree_bind (stree_state_string (cx, "ratio", "0.4"))), NULL,
                                stree_text ("main"));
}

static StreeElement *
two (StreeContext *cx, gpointer props)
{
  (void) cx;
  return stree_split_view_with ((.key = "split", .narrow_ratio = *(StreeValue *) props), stree_text ("narrow"), stree_text ("main"));
}

static void
refused (StreeValue ratio, const char *part)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", two, &ratio);

  assert_shows (view, part);
}

static void
test_refused (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", three, NULL);
  g_autoptr (StreeHeadless) alone = stree_headless_new (NULL, "app", one, NULL);
  g_autoptr (StreeHeadless) bound_to_words = stree_headless_new (NULL, "app", words, NULL);

  assert_shows (view, "SplitView 'split': it has 3 children: it takes two");
  assert_shows (view, "app.SplitView[split]");
  assert_shows (alone, "SplitView 'split': it has 1 children: it takes two");
  assert_shows (bound_to_words, "takes a number between 0 and 1, or a state that holds a double");
  refused (stree_value (0), "SplitView 'split': prop 'narrow_ratio' is 0: expected a share of the width, greater than 0 and less than 1");
  refused (stree_value (1), "prop 'narrow_ratio' is 1:");
  refused (stree_value (1.5), "prop 'narrow_ratio' is 1.5:");
  refused (stree_value (-0.25), "prop 'narrow_ratio' is -0.25:");
  refused (stree_value ((double) NAN), "prop 'narrow_ratio' is nan:");
  refused (stree_value ("half"), "takes a number between 0 and 1, or a state that holds a double");
}

static double
ratio_of (StreeHeadless *view)
{
  g_auto (GValue)    value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  stree_headless_get_value (view, "split", &value, &error);
  g_assert_no_error (error);
  return g_value_get_double (&value);
}

static void
test_ratio (void)
{
  StreeValue                none = { .type = STREE_VALUE_NONE };
  StreeValue                half = stree_value (0.5);
  g_autoptr (StreeHeadless) a = stree_headless_new (NULL, "app", two, &none);
  g_autoptr (StreeHeadless) b = stree_headless_new (NULL, "app", two, &half);

  assert_has_text (a, "narrow");
  assert_has_text (a, "main");
  g_assert_cmpfloat_with_epsilon (ratio_of (a), 0.28, 1e-9);
  g_assert_cmpfloat_with_epsilon (ratio_of (b), 0.5, 1e-9);
}

static StreeElement *
bound (StreeContext *cx, gpointer props)
{
  StreeState *ratio = stree_state_double (cx, "ratio", 0.4);

  (void) props;
  return stree_vstack (stree_split_view_with ((.key = "split", .narrow_ratio = stree_bind (ratio)), NULL, stree_text ("main")),
                       stree_button ("Wide", .key = "wide", .on_click = stree_set (ratio, 0.75)),
                       stree_button ("Odd", .key = "odd", .on_click = stree_set (ratio, 7.0)));
}

static void
test_bound (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", bound, NULL);

  g_assert_cmpfloat_with_epsilon (ratio_of (view), 0.4, 1e-9);
  click (view, "wide");
  stree_headless_flush (view);
  g_assert_cmpfloat_with_epsilon (ratio_of (view), 0.75, 1e-9);
  click (view, "odd");
  stree_headless_flush (view);
  g_assert_cmpfloat_with_epsilon (ratio_of (view), 0.28, 1e-9);
}

/* What a widget keeps with its node goes with the session, and runs nothing. */
static void
test_kept (void)
{
  StreeValue                none = { .type = STREE_VALUE_NONE };
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autoptr (StreeSession)  next = stree_session_new ();
  g_autoptr (StreeHeadless) view = stree_headless_new (session, "app", two, &none);
  StreeNode                *node = stree_headless_find (view, "split");
  g_autoptr (GVariant)      saved = NULL;
  g_autoptr (GError)        error = NULL;
  guint                     reruns = count_reruns (view);
  double                    value = 0;

  g_assert_false (stree_node_get_own (node, "handle", &value));
  stree_node_set_own (node, "handle", 0.6);
  g_assert_true (stree_node_get_own (node, "handle", &value));
  g_assert_cmpfloat (value, ==, 0.6);
  stree_headless_flush (view);
  g_assert_cmpuint (count_reruns (view), ==, reruns);
  saved = g_variant_ref_sink (stree_session_serialize (session));
  g_assert_true (stree_session_deserialize (next, saved, &error));
  g_assert_no_error (error);

  {
    g_autoptr (StreeHeadless) again = stree_headless_new (next, "app", two, &none);

    node = stree_headless_find (again, "split");
    g_assert_true (stree_node_get_own (node, "handle", &value));
    g_assert_cmpfloat (value, ==, 0.6);
    stree_node_drop_own (node, "handle");
    g_assert_false (stree_node_get_own (node, "handle", &value));
  }
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/split-view/refused", test_refused);
  g_test_add_func ("/split-view/ratio", test_ratio);
  g_test_add_func ("/split-view/bound", test_bound);
  g_test_add_func ("/split-view/kept", test_kept);
  return g_test_run ();
}
