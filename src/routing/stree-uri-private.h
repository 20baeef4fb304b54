/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The text of a location: "app-id:/route?key=value". Inside, a location is a list of parameters in their order, and the
 * route is one of them: the one named "route" that is written as the path. */

#include <glib.h>

G_BEGIN_DECLS

#define STREE_URI_ROUTE "route"

typedef struct
{
  char *name;
  char *value;
} StreeUriParam;

/* StreeUriParam, owned; names are unique. */
GPtrArray  *stree_uri_params_new  (void);
GPtrArray  *stree_uri_params_copy (GPtrArray *params);
const char *stree_uri_params_get  (GPtrArray *params, const char *name);
/* @value NULL: removes it. TRUE: something changed. */
gboolean    stree_uri_params_set  (GPtrArray *params, const char *name, const char *value);
/* Reads a URI of @scheme, or what such a URI has behind its scheme. NULL: @error says what is wrong, and where. */
GPtrArray  *stree_uri_parse       (const char *uri, const char *scheme, GError **error);
/* "/route?key=value": reads back as the same parameters. */
char       *stree_uri_build       (GPtrArray *params);
/* The scheme of an application's links: in lower case, as a desktop file has it. */
char       *stree_uri_scheme      (const char *application_id);

/* NULL for NULL, else @text without the white space around it. */
char       *stree_uri_strip       (const char *text);

G_END_DECLS
