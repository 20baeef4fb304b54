/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "routed_app.h"

#include <glib/gi18n-lib.h>
#include <stdbool.h>
#include <string.h>

/* What the profile is made of: the JSON that is typed must be one. */
typedef struct
{
  char *name;
  char *email;
} Profile;

static char *
check_email (const GValue *value, gpointer data)
{
  const char *at = strchr (g_value_get_string (value), '@');

  (void) data;
  return at && at[1] ? NULL : g_strdup (_ ("there is no @ with something behind it"));
}

STREE_DEFINE_MODEL (Profile, profile_model, STREE_FIELD (Profile, name, .required = TRUE),
                    STREE_FIELD (Profile, email, .required = TRUE, .validate = check_email))

/* --- the profile: what is typed, and what was committed last --- */

typedef struct
{
  StreeState *typed;
  StreeState *committed;
  StreeState *problems;
} Form;

static void
commit_cb (StreeEvent *event, gpointer data)
{
  const Form                       *form = data;
  g_autoptr (StreeValidationErrors) errors = stree_validation_errors_new ();
  const char                       *text = stree_state_get_string (form->typed);
  gpointer                          profile = stree_model_validate_json (profile_model (), text, errors, NULL);
  g_autofree char                  *problems = profile ? NULL : stree_format_validation_errors (errors);

  (void) event;
  stree_state_set_string (form->problems, problems ? problems : "");
  if (!profile)
    return;
  stree_state_set_string (form->committed, text);
  stree_model_free_instance (profile_model (), profile);
}

static StreeElement *
profile_form (StreeContext *cx, gpointer props)
{
  static const char empty[] = "{\"name\": \"\", \"email\": \"\"}";
  Form              form = { stree_state_string (cx, "typed", empty), stree_state_string (cx, "committed", empty),
                             stree_state_string (cx, "problems", "") };
  gboolean          changed = g_strcmp0 (stree_state_get_string (form.typed), stree_state_get_string (form.committed)) != 0;
  const char       *problems = stree_state_get_string (form.problems);

  (void) props;
  return stree_vstack (
    stree_title (_ ("Profile")),
    stree_text ("%s", _ ("The form is JSON with a name and an email.")),
    stree_text_input (_ ("JSON payload"), .value = stree_bind (form.typed), .key = "json",
                      .on_submit = stree_call_with (commit_cb, Form, form.typed, form.committed, form.problems)),
    *problems ? stree_with (stree_markdown (problems, .key = "problems"), .css = "stree-problem") : NULL,
    stree_hstack (stree_button (_ ("Validate & commit"), .primary = TRUE, .disabled = !changed, .key = "commit",
                                .on_click = stree_call_with (commit_cb, Form, form.typed, form.committed, form.problems)),
                  stree_text_with (changed ? _ ("Not committed yet") : _ ("All is committed"), .key = "status")),
    stree_guard (_ ("The profile is not committed yet. It is kept while the program runs."), .when = stree_value ((bool) changed)));
}

/* --- the program --- */

static void
filter_cb (StreeEvent *event, gpointer data)
{
  (void) data;
  stree_set_query_value (stree_event_get_session (event), stree_event_get_text (event), "q", NULL);
}

static StreeElement *
home (StreeContext *cx, gpointer props)
{
  const char *visitor = stree_sync_query_value (cx, "", "name");

  (void) props;
  return stree_vstack (stree_title (_ ("Home")),
                       *visitor ? stree_text (_ ("Welcome, %s!"), visitor) : NULL,
                       stree_text ("%s", _ ("Open Profile to try how JSON is validated.")),
                       stree_text_input (_ ("Filter"), .value = stree_value (stree_sync_query_value (cx, "", "q")), .key = "q",
                                         .placeholder = _ ("It is part of the location"), .on_change = stree_call (filter_cb, NULL)));
}

StreeElement *
routed_app (StreeContext *cx, gpointer props)
{
  StreeLocation   *location = stree_session_get_location (stree_context_get_session (cx));
  g_autofree char *uri = stree_location_dup_uri (location);

  (void) props;
  return stree_page (
    stree_hstack (stree_page_link (_ ("Home"), .page = "home", .icon = "go-home-symbolic", .key = "home"),
                  stree_page_link (_ ("Profile"), .page = "profile", .icon = "avatar-default-symbolic", .key = "profile")),
    stree_divider (),
    stree_routes ("home", stree_route_with ((.name = "home", .title = _ ("Home")), stree_component (home)),
                  stree_route_with ((.name = "profile", .title = _ ("Profile")), stree_component (profile_form))),
    stree_with (stree_text_with (stree_str (_ ("Location: %s"), uri), .key = "uri"), .css = "dim-label"));
}
