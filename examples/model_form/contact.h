/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

/* The model: somebody to write to. An ordinary GObject class; it knows nothing of forms. */
#define CONTACT_TYPE (contact_get_type ())
G_DECLARE_FINAL_TYPE (Contact, contact, CONTACT, CONTACT, GObject)

typedef enum
{
  CONTACT_FRIEND,
  CONTACT_COLLEAGUE,
  CONTACT_OTHER,
} ContactKind;

#define CONTACT_TYPE_KIND (contact_kind_get_type ())
GType contact_kind_get_type (void);
