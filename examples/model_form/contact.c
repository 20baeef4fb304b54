/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "contact.h"

#include <glib/gi18n-lib.h>

struct _Contact
{
  GObject     parent_instance;
  char       *name;
  char       *email;
  int         age; /* -1: not known */
  GDate      *birthday;
  ContactKind kind;
  gboolean    newsletter;
};

G_DEFINE_TYPE (Contact, contact, G_TYPE_OBJECT)

enum
{
  PROP_NAME = 1,
  PROP_EMAIL,
  PROP_AGE,
  PROP_BIRTHDAY,
  PROP_KIND,
  PROP_NEWSLETTER,
};

GType
contact_kind_get_type (void)
{
  static const GEnumValue values[] = {
    { CONTACT_FRIEND, "CONTACT_FRIEND", "friend" },
    { CONTACT_COLLEAGUE, "CONTACT_COLLEAGUE", "colleague" },
    { CONTACT_OTHER, "CONTACT_OTHER", "other" },
    { 0, NULL, NULL },
  };
  static GType type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("ContactKind", values));
  return type;
}

static void
contact_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  Contact *self = CONTACT_CONTACT (object);

  switch (id)
    {
    case PROP_NAME:
      g_free (self->name);
      self->name = g_value_dup_string (value);
      break;
    case PROP_EMAIL:
      g_free (self->email);
      self->email = g_value_dup_string (value);
      break;
    case PROP_AGE:
      self->age = g_value_get_int (value);
      break;
    case PROP_BIRTHDAY:
      g_clear_pointer (&self->birthday, g_date_free);
      self->birthday = g_value_dup_boxed (value);
      break;
    case PROP_KIND:
      self->kind = (ContactKind) g_value_get_enum (value);
      break;
    case PROP_NEWSLETTER:
      self->newsletter = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
contact_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  Contact *self = CONTACT_CONTACT (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_EMAIL:
      g_value_set_string (value, self->email);
      break;
    case PROP_AGE:
      g_value_set_int (value, self->age);
      break;
    case PROP_BIRTHDAY:
      g_value_set_boxed (value, self->birthday);
      break;
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_NEWSLETTER:
      g_value_set_boolean (value, self->newsletter);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
contact_finalize (GObject *object)
{
  Contact *self = CONTACT_CONTACT (object);

  g_free (self->name);
  g_free (self->email);
  g_clear_pointer (&self->birthday, g_date_free);
  G_OBJECT_CLASS (contact_parent_class)->finalize (object);
}

static void
contact_class_init (ContactClass *klass)
{
  GObjectClass    *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = contact_set_property;
  object_class->get_property = contact_get_property;
  object_class->finalize = contact_finalize;
  g_object_class_install_property (object_class, PROP_NAME, g_param_spec_string ("name", _ ("Full name"), NULL, NULL, flags));
  g_object_class_install_property (
    object_class, PROP_EMAIL, g_param_spec_string ("email", _ ("E-mail"), _ ("Where messages are sent to"), NULL, flags));
  g_object_class_install_property (object_class, PROP_AGE, g_param_spec_int ("age", _ ("Age"), _ ("In years"), -1, 150, -1, flags));
  g_object_class_install_property (object_class, PROP_BIRTHDAY,
                                   g_param_spec_boxed ("birthday", _ ("Birthday"), NULL, G_TYPE_DATE, flags));
  g_object_class_install_property (
    object_class, PROP_KIND, g_param_spec_enum ("kind", _ ("Who it is"), NULL, CONTACT_TYPE_KIND, CONTACT_FRIEND, flags));
  g_object_class_install_property (object_class, PROP_NEWSLETTER,
                                   g_param_spec_boolean ("newsletter", _ ("Gets the newsletter"), NULL, FALSE, flags));
}

static void
contact_init (Contact *self)
{
  self->age = -1;
}
