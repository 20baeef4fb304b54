/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/postgres/stree-pg-error-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

StreeSourceError
stree_pg_error_code (const char *sqlstate)
{
  /* The longest that fits counts. */
  static const struct
  {
    const char *state;
    StreeSourceError code;
  } codes[] = {
    { "08", STREE_SOURCE_ERROR_LOST },       /* connection */
    { "22", STREE_SOURCE_ERROR_CONSTRAINT }, /* a value that the column cannot hold */
    { "23", STREE_SOURCE_ERROR_CONSTRAINT },
    { "25006", STREE_SOURCE_ERROR_READ_ONLY },
    { "28", STREE_SOURCE_ERROR_DENIED },
    { "3D000", STREE_SOURCE_ERROR_NOT_FOUND },
    { "3F000", STREE_SOURCE_ERROR_NOT_FOUND },
    { "40", STREE_SOURCE_ERROR_BUSY }, /* deadlock, serialization */
    { "42501", STREE_SOURCE_ERROR_DENIED },
    { "42703", STREE_SOURCE_ERROR_NOT_FOUND },
    { "42P01", STREE_SOURCE_ERROR_NOT_FOUND },
    { "44", STREE_SOURCE_ERROR_CONSTRAINT }, /* check option of a view */
    { "53100", STREE_SOURCE_ERROR_FULL },
    { "53200", STREE_SOURCE_ERROR_FULL },
    { "53300", STREE_SOURCE_ERROR_BUSY }, /* too many connections */
    { "55", STREE_SOURCE_ERROR_BUSY },    /* locks */
    { "57P", STREE_SOURCE_ERROR_LOST },   /* shut down, or not up yet */
    { "XX001", STREE_SOURCE_ERROR_CORRUPT },
    { "XX002", STREE_SOURCE_ERROR_CORRUPT },
  };
  StreeSourceError code = STREE_SOURCE_ERROR_FAILED;

  if (!sqlstate)
    return STREE_SOURCE_ERROR_LOST;
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_str_has_prefix (sqlstate, codes[i].state))
      code = codes[i].code;
  return code;
}

gboolean
stree_pg_result_failed (PGresult *result, GError **error)
{
  ExecStatusType status = PQresultStatus (result);
  const char *sqlstate, *message, *detail;

  if (status != PGRES_FATAL_ERROR && status != PGRES_BAD_RESPONSE && status != PGRES_PIPELINE_ABORTED)
    return FALSE;
  sqlstate = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  message = PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY);
  detail = PQresultErrorField (result, PG_DIAG_MESSAGE_DETAIL);
  if (sqlstate && g_str_equal (sqlstate, "57014"))
    g_set_error_literal (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_BUSY, message);
  else
    g_set_error (error, STREE_SOURCE_ERROR, stree_pg_error_code (sqlstate), detail ? "%s (%s)" : "%s",
                 message ? message : _ ("The server is not there any more"), detail);
  return TRUE;
}

/* Of what libpq says verbosely, such as
 *
 *     connection to server at "db" (10.0.0.1), port 5432 failed: FATAL:  28P01: password authentication failed for user "me"
 *     LOCATION:  auth_failed, auth.c:326
 *
 * the code, which stands nowhere else, and the sentence; the words around them may be of any language. */
static GError *
read_refusal (const char *message)
{
  g_autoptr (GRegex) regex = g_regex_new (":  ([0-9A-Z]{5}): ([^\n]+)", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *sqlstate = NULL;
  g_autofree char *sentence = NULL;

  if (!g_regex_match (regex, message, 0, &match))
    return NULL;
  sqlstate = g_match_info_fetch (match, 1);
  sentence = g_match_info_fetch (match, 2);
  return g_error_new_literal (STREE_SOURCE_ERROR, stree_pg_error_code (sqlstate), sentence);
}

/* Whether no other try will help: it is about TLS, or a service file. */
static gboolean
is_final (const char *message)
{
  static const char *const words[] = { "SSL", "sslmode", "certificate", "private key file", "service" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (message, words[i]))
      return TRUE;
  return FALSE;
}

GError *
stree_pg_connect_error (PGconn *conn)
{
  g_autofree char *message = g_strchomp (g_utf8_make_valid (PQerrorMessage (conn), -1));
  GError *refusal = read_refusal (message);
  StreeSourceError code = STREE_SOURCE_ERROR_LOST;

  if (refusal)
    return refusal;
  if (PQconnectionNeedsPassword (conn))
    code = STREE_SOURCE_ERROR_DENIED;
  else if (is_final (message))
    code = STREE_SOURCE_ERROR_FAILED;
  return g_error_new_literal (STREE_SOURCE_ERROR, code, message);
}

GError *
stree_pg_uri_error (const char *uri, const char *reason)
{
  g_autofree char *masked = stree_source_mask_uri (uri);
  g_autofree char *words = g_strchomp (g_strdup (reason ? reason : ""));
  char *quoted = g_strrstr (words, ": \"");

  if (quoted)
    *quoted = '\0'; /* it is a part of the URI, perhaps the password */
  return g_error_new (STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_FAILED,
                      /* Translators: a URI, and what is wrong with it */
                      _ ("“%s” is not a URI of a PostgreSQL database: %s"), masked, words);
}
