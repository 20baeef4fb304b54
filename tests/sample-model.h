/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Models for tests: a class with a property of every type that a form can edit, and the same as a struct. */

#include "streamtree.h"

#define SAMPLE_TYPE_COLOUR (sample_colour_get_type ())
GType sample_colour_get_type (void);

enum
{
  SAMPLE_RED = 3,
  SAMPLE_GREEN = 7,
  SAMPLE_LIGHT_BLUE = 8,
};

#define SAMPLE_TYPE_DAYS (sample_days_get_type ())
GType sample_days_get_type (void);

enum
{
  SAMPLE_NO_DAY = 0,
  SAMPLE_MONDAY = 1 << 0,
  SAMPLE_FRIDAY = 1 << 4,
};

#define SAMPLE_TYPE_ADDRESS (sample_address_get_type ())
G_DECLARE_FINAL_TYPE (SampleAddress, sample_address, SAMPLE, ADDRESS, GObject)

#define SAMPLE_TYPE_PERSON (sample_person_get_type ())
G_DECLARE_FINAL_TYPE (SamplePerson, sample_person, SAMPLE, PERSON, GObject)

/* Anew each time; age is optional (-1). */
StreeModel *sample_person_model (void);

typedef struct
{
  char   *city;
  guint16 number;
} SamplePlace;

typedef struct
{
  char         *name;
  int           age;
  gint64        big;
  guint8        tiny;
  double        height;
  float         weight;
  gboolean      member;
  _Bool         quiet;
  int           colour;
  unsigned int  days;
  GDate        *born;
  GDateTime    *seen;
  SamplePlace   place;
  int          *unsupported;
} SampleRecord;

StreeModel *sample_record_model (void);
