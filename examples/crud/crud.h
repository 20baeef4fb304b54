/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <streamtree.h>

/* What the program gives its root component. */
typedef struct
{
  const char *path; /* of the database; one that is not there is made, with a few rows */
} CrudProps;

StreeElement *crud (StreeContext *cx, gpointer props);
