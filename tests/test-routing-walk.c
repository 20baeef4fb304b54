/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A random walk: routes, query values, links, back and forward, clicks, and the session saved and restored, beside a model that
 * is as simple as the rules are. STREE_SEED repeats a walk that failed. */

#include "core/stree-error.h"
#include "support.h"

#define N_WALKS 60
#define N_STEPS 150

/* --- the model --- */

typedef struct
{
  char *route; /* NULL: absent */
  char *q;
} Place;

typedef struct
{
  GPtrArray *places; /* Place */
  guint      at;
  char      *route; /* what was stored; NULL: nothing */
  char      *q;
  int        counts[3]; /* of a, b and c; c starts afresh */
} Model;

static const char *const names[] = { "a", "b", "c" };

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->route);
  g_free (place->q);
  g_free (place);
}

static Place *
place_new (const char *route, const char *q)
{
  Place *place = g_new0 (Place, 1);

  place->route = g_strdup (route);
  place->q = g_strdup (q);
  return place;
}

static Place *
here (Model *model)
{
  return model->places->pdata[model->at];
}

static void
replace (char **text, const char *with)
{
  char *copy = g_strdup (with);

  g_free (*text);
  *text = copy;
}

static char *
stripped (const char *text)
{
  return text ? g_strstrip (g_strdup (text)) : NULL;
}

static int
shown (Model *model)
{
  for (int i = 0; i < 3; i++)
    if (g_strcmp0 (here (model)->route, names[i]) == 0)
      return i;
  return 0; /* the default */
}

/* What every run does: the location, else what is stored, else the default; written to both. */
static void
model_run (Model *model, int before)
{
  g_autofree char *route = stripped (here (model)->route);
  g_autofree char *q = stripped (here (model)->q);

  if (!route || !*route)
    replace (&route, model->route ? model->route : "a");
  if (!q)
    replace (&q, model->q ? model->q : "all");
  replace (&model->route, route);
  replace (&model->q, q);
  replace (&here (model)->route, route);
  replace (&here (model)->q, q);
  if (before == 2 && shown (model) != 2)
    model->counts[2] = 0;
}

static void
model_push (Model *model, const char *route, const char *q)
{
  if (g_strcmp0 (route, here (model)->route) == 0 && g_strcmp0 (q, here (model)->q) == 0)
    return;
  g_ptr_array_set_size (model->places, (int) model->at + 1);
  g_ptr_array_add (model->places, place_new (route, q));
  if (model->places->len > 200)
    g_ptr_array_remove_index (model->places, 0);
  model->at = model->places->len - 1;
}

/* --- the program --- */

static StreeElement *
counter (StreeContext *cx, gpointer props)
{
  StreeState *count = stree_state_int (cx, "count", 0);
  const char *name = props;

  return stree_vstack (stree_text ("shown %s %d", name, stree_state_get_int (count)),
                       stree_button ("More", .key = "more", .on_click = stree_add (count, 1)));
}

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  const char *q = stree_sync_query_value (cx, "all", "q");

  (void) props;
  return stree_vstack (stree_text ("q %s", q),
                       stree_routes ("a", stree_route ("a", stree_component (counter, .props = names[0])),
                                     stree_route ("b", stree_component (counter, .props = names[1])),
                                     stree_route_with ((.name = "c", .forget = TRUE), stree_component (counter, .props = names[2]))));
}

/* --- the walk --- */

static const char *
pick (GRand *rand, const char *const *from)
{
  return from[g_rand_int_range (rand, 0, (gint32) g_strv_length ((char **) (gpointer) from))];
}

static const char *const some_routes[] = { "a", "b", "c", " b ", "zoo", "deep/er", NULL };
static const char *const some_values[] = { "", "1", " two ", "a&b=c?", "Zürich", "100%", "+", NULL };

static void
follow_link (GRand *rand, Model *model, StreeSession *session)
{
  g_autoptr (GError) error = NULL;
  const char        *route = g_rand_boolean (rand) ? pick (rand, some_routes) : NULL;
  const char        *q = g_rand_boolean (rand) ? pick (rand, some_values) : NULL;
  g_autofree char   *path = g_uri_escape_string (route ? route : "", "/", FALSE);
  g_autofree char   *value = g_uri_escape_string (q ? q : "", NULL, FALSE);
  g_autofree char   *uri = g_strconcat (g_rand_boolean (rand) ? "app:" : "", "/", path, q ? "?q=" : "", q ? value : "", NULL);

  g_assert_true (stree_location_navigate (stree_session_get_location (session), uri, &error));
  g_assert_no_error (error);
  model_push (model, route, q);
}

static void
go_bad (GRand *rand, StreeSession *session)
{
  static const char *const bad[] = { "http://example.org/", "/%zz", "app://me@host/x", "/?q=%FF", NULL };
  g_autoptr (GError)       error = NULL;

  g_assert_false (stree_location_navigate (stree_session_get_location (session), pick (rand, bad), &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
}

static void
step (GRand *rand, Model *model, StreeHeadless *view)
{
  StreeSession  *session = stree_headless_get_session (view);
  StreeLocation *location = stree_session_get_location (session);
  const char    *text;

  switch (g_rand_int_range (rand, 0, 10))
    {
    case 0:
    case 1:
      {
        g_autofree char *route = stripped (text = pick (rand, some_routes));

        g_assert_true (stree_set_route (session, text, NULL, NULL));
        replace (&model->route, route);
        model_push (model, route, here (model)->q);
        break;
      }
    case 2:
      g_assert_cmpint (stree_location_back (location), ==, model->at > 0);
      model->at -= model->at > 0;
      break;
    case 3:
      g_assert_cmpint (stree_location_forward (location), ==, model->at + 1 < model->places->len);
      model->at += model->at + 1 < model->places->len;
      break;
    case 4:
    case 5:
      follow_link (rand, model, session);
      break;
    case 6:
      text = pick (rand, some_values);
      g_assert_true (stree_set_query_value (session, text, "q", NULL));
      replace (&model->q, text);
      replace (&here (model)->q, text);
      break;
    case 7:
      if (g_rand_boolean (rand))
        {
          g_assert_true (stree_clear_route (session, NULL, NULL));
          replace (&model->route, NULL);
          model_push (model, NULL, here (model)->q);
        }
      else
        {
          g_assert_true (stree_clear_query_param (session, "q", NULL));
          replace (&model->q, NULL);
          replace (&here (model)->q, NULL);
        }
      break;
    case 8:
      go_bad (rand, session);
      break;
    default:
      click (view, "more");
      model->counts[shown (model)]++;
      break;
    }
}

static void
compare (Model *model, StreeHeadless *view)
{
  StreeLocation   *location = stree_session_get_location (stree_headless_get_session (view));
  g_autofree char *route = stree_location_dup_param (location, "route");
  g_autofree char *q = stree_location_dup_param (location, "q");
  g_autofree char *text = g_strdup_printf ("shown %s %d", names[shown (model)], model->counts[shown (model)]);
  g_autofree char *filter = g_strdup_printf ("q %s", here (model)->q);

  g_assert_cmpstr (route, ==, here (model)->route);
  g_assert_cmpstr (q, ==, here (model)->q);
  g_assert_cmpuint (stree_location_get_n_entries (location), ==, model->places->len);
  g_assert_cmpuint (stree_location_get_index (location), ==, model->at);
  assert_has_text (view, text);
  assert_has_text (view, filter);
}

/* As at the end of a program and the start of the next. */
static StreeHeadless *
restart (StreeHeadless *view)
{
  g_autoptr (StreeHeadless) old = view;
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autoptr (GVariant)      saved = g_variant_ref_sink (stree_session_serialize (stree_headless_get_session (old)));

  g_assert_true (stree_session_deserialize (session, saved, NULL));
  return stree_headless_new (session, "app", app, NULL);
}

static void
walk (guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  StreeHeadless    *view = stree_headless_new (NULL, "app", app, NULL);
  Model             model = { g_ptr_array_new_with_free_func (place_free), 0, NULL, NULL, { 0 } };

  g_ptr_array_add (model.places, place_new (NULL, NULL));
  model_run (&model, 0);
  compare (&model, view);
  for (guint i = 0; i < N_STEPS; i++)
    {
      int before = shown (&model);

      g_test_message ("seed %u, step %u", seed, i);
      step (rand, &model, view);
      stree_headless_flush (view);
      model_run (&model, before);
      compare (&model, view);
      if (g_rand_int_range (rand, 0, 25) == 0)
        {
          view = restart (view);
          compare (&model, view);
        }
    }
  g_object_unref (view);
  g_ptr_array_unref (model.places);
  g_free (model.route);
  g_free (model.q);
}

static void
test_walk (void)
{
  const char *seed = g_getenv ("STREE_SEED");

  if (seed)
    walk ((guint32) g_ascii_strtoull (seed, NULL, 10));
  else
    for (guint i = 0; i < N_WALKS; i++)
      walk (i < N_WALKS / 2 ? i : (guint32) g_test_rand_int ());
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/routing/walk", test_walk);
  return g_test_run ();
}
