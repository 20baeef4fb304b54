/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "model_form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "contact.h"

/* --- what the class does not say --- */

static char *
check_email (const GValue *value, gpointer data)
{
  const char *text = g_value_get_string (value);
  const char *at = text ? strchr (text, '@') : NULL;

  (void) data;
  return at && at > text && at[1] ? NULL : g_strdup (_ ("An address such as name@example.org"));
}

static void
check_contact (gpointer contact, StreeValidationErrors *errors, gpointer data)
{
  int                age;
  g_autoptr (GDate)  birthday = NULL;

  (void) data;
  g_object_get (contact, "age", &age, "birthday", &birthday, NULL);
  if (age >= 0 && birthday)
    stree_validation_errors_add (errors, "age", _ ("The birthday says it already"));
}

static StreeModel *
contact_model (void)
{
  static StreeModel *model;

  if (!model)
    {
      model = stree_model_new (CONTACT_TYPE, NULL);
      stree_model_set_required (model, "name", NULL);
      stree_model_set_optional (model, "age", -1, NULL);
      stree_model_set_value_label (model, "kind", "friend", _ ("Friend"), NULL);
      stree_model_set_value_label (model, "kind", "colleague", _ ("Colleague"), NULL);
      stree_model_set_value_label (model, "kind", "other", _ ("Other"), NULL);
      stree_model_add_validator (model, "email", check_email, NULL, NULL, NULL);
      stree_model_add_model_validator (model, check_contact, NULL, NULL);
    }
  return model;
}

/* --- what happens --- */

typedef struct
{
  StreeBindings *fields;
  StreeState    *tried; /* somebody wanted to save: from then on every field says what it lacks */
  StreeState    *json;
  StreeState    *problem;
} Form;

/* The fields into an object, and the object into JSON. */
static void
save_cb (StreeEvent *event, gpointer data)
{
  const Form          *form = data;
  g_autoptr (GObject)  contact = stree_build_model_from_bindings (contact_model (), form->fields, NULL, NULL);
  g_autofree char     *json = contact ? stree_model_to_json (contact_model (), contact, NULL) : NULL;

  (void) event;
  stree_state_set_bool (form->tried, TRUE);
  stree_state_set_string (form->problem, "");
  if (json)
    stree_state_set_string (form->json, json);
}

/* And back. */
static void
load_cb (StreeEvent *event, gpointer data)
{
  const Form                       *form = data;
  g_autoptr (StreeValidationErrors) errors = stree_validation_errors_new ();
  g_autoptr (GObject)               contact = NULL;
  g_autofree char                  *list = NULL;

  (void) event;
  contact = stree_model_validate_json (contact_model (), stree_state_get_string (form->json), errors, NULL);
  list = stree_format_validation_errors (errors);
  stree_state_set_string (form->problem, list);
  if (contact)
    stree_bindings_load (form->fields, contact_model (), contact, NULL);
}

static void
clear_cb (StreeEvent *event, gpointer data)
{
  const Form *form = data;

  (void) event;
  stree_bindings_reset (form->fields);
  stree_state_set_bool (form->tried, FALSE);
}

/* --- what is shown --- */

StreeElement *
model_form (StreeContext *cx, gpointer props)
{
  StreeModel            *model = contact_model ();
  StreeBindings         *fields = stree_bind_fields (cx, model, "contact_form");
  StreeState            *tried = stree_state_bool (cx, "tried", FALSE);
  StreeState            *json = stree_state_string (cx, "json", "");
  StreeState            *problem = stree_state_string (cx, "problem", "");
  StreeValidationErrors *errors =
    stree_state_get_bool (tried) ? stree_validate_bindings (cx, model, fields) : stree_validate_edited (cx, model, fields);
  Form                   form = { fields, tried, json, problem };
  gboolean               good = stree_validation_errors_get_n_errors (errors) == 0;

  (void) props;
  return stree_page (
    stree_model_field_grid (cx, model, STREE_STRV ("name", "email", "age birthday", "kind", "newsletter"), fields, errors),
    stree_hstack (stree_button (_ ("Save"), .key = "save", .disabled = !good, .on_click = stree_call_copy (save_cb, &form, sizeof form)),
                  stree_button (_ ("Start again"), .key = "clear", .on_click = stree_call_copy (clear_cb, &form, sizeof form))),
    stree_divider (),
    stree_text_input (_ ("As JSON"), .key = "json", .value = stree_bind (json),
                      .error = *stree_state_get_string (problem) ? stree_state_get_string (problem) : NULL),
    stree_hstack (stree_button (_ ("Fill in the form"), .key = "load", .on_click = stree_call_copy (load_cb, &form, sizeof form))));
}
