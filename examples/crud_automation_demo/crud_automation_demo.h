/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <streamtree.h>

#include "crud_automation_demo/records.h"

/* The root component; @records is a Records. It knows no GTK, so that a test can run it without a window. */
StreeElement *crud_automation_demo (StreeContext *cx, gpointer records);
