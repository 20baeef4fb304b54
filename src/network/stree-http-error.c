/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "network/stree-http-error-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (stree-fetch-error-quark, stree_fetch_error)

static GError *
explain_timeout (const StreeRequest *request, const StreeHttpTrouble *trouble, const char *shown)
{
  static const char *const messages[] = {
    [STREE_HTTP_RESOLVING] = N_("%s: the server's name was not looked up within %s s"),
    [STREE_HTTP_CONNECTING] = N_("%s: no connection within %s s"),
    [STREE_HTTP_SECURING] = N_("%s: no secure connection within %s s"),
    [STREE_HTTP_WAITING] = N_("%s: the server did not answer within %s s"),
    [STREE_HTTP_RECEIVING] = N_("%s: the server stopped in the middle of its answer, and sent nothing for %s s"),
  };
  g_autofree char *seconds = g_strdup_printf ("%g", request->timeout / 1000.0);
  g_autofree char *text = g_strdup_printf (g_dgettext (GETTEXT_PACKAGE, messages[trouble->phase]), shown, seconds);

  return g_error_new_literal (STREE_FETCH_ERROR, STREE_FETCH_ERROR_TIMED_OUT, text);
}

static const char *
explain_certificate (GTlsCertificateFlags flags)
{
  if (flags & G_TLS_CERTIFICATE_REVOKED)
    return _("the server's certificate has been revoked");
  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    return _("the server's certificate has expired");
  if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return _("the server's certificate is not valid yet; is the clock of this computer right?");
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return _("the server's certificate belongs to another server");
  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return _("the server's certificate was signed by nobody this computer trusts");
  if (flags & G_TLS_CERTIFICATE_INSECURE)
    return _("the server's certificate is too weak to be safe");
  return _("the server's certificate is not in order");
}

static GError *
explain_tls (const StreeHttpTrouble *trouble, const char *shown, const GError *cause)
{
  if (trouble->tls_errors)
    return g_error_new (STREE_FETCH_ERROR, STREE_FETCH_ERROR_TLS, _("%s: no secure connection: %s"), shown,
                        explain_certificate (trouble->tls_errors));
  return g_error_new (STREE_FETCH_ERROR, STREE_FETCH_ERROR_TLS, _("%s: no secure connection: %s"), shown, cause->message);
}

GError *
stree_http_explain (const StreeRequest *request, const StreeHttpTrouble *trouble, const GError *cause)
{
  g_autofree char *shown = stree_request_show_uri (trouble->uri);
  g_autofree char *received = g_strdup_printf ("%" G_GUINT64_FORMAT, trouble->n_received);

  if (trouble->insecure_redirect)
    return g_error_new (STREE_FETCH_ERROR, STREE_FETCH_ERROR_REDIRECT,
                        _("%s leads to %s, which is not secure; expected https"), request->shown, shown);
  if (trouble->too_many_redirects || g_error_matches (cause, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_TOO_MANY_REDIRECTS))
    return g_error_new (STREE_FETCH_ERROR, STREE_FETCH_ERROR_REDIRECT,
                        g_dngettext (GETTEXT_PACKAGE, "%s leads on and on, at last to %s; expected at most %u redirect",
                                     "%s leads on and on, at last to %s; expected at most %u redirects", request->max_redirects),
                        request->shown, shown, request->max_redirects);
  if (g_error_matches (cause, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_REDIRECT_BAD_URI) ||
      g_error_matches (cause, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_REDIRECT_NO_LOCATION))
    return g_error_new (STREE_FETCH_ERROR, STREE_FETCH_ERROR_REDIRECT, _("%s leads nowhere: %s"), shown, cause->message);
  if (trouble->timed_out)
    return explain_timeout (request, trouble, shown);
  if (cause->domain == G_RESOLVER_ERROR)
    return g_error_new (STREE_FETCH_ERROR, STREE_FETCH_ERROR_NAME_NOT_FOUND,
                        _("%s: there is no server '%s', or no network to reach it"), shown, g_uri_get_host (trouble->uri));
  if (cause->domain == G_TLS_ERROR)
    return explain_tls (trouble, shown, cause);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return g_error_new (STREE_FETCH_ERROR, STREE_FETCH_ERROR_NO_CONNECTION, _("%s: the server refuses connections"), shown);
  if (trouble->phase <= STREE_HTTP_SECURING)
    return g_error_new (STREE_FETCH_ERROR, STREE_FETCH_ERROR_NO_CONNECTION, _("%s: no connection: %s"), shown, cause->message);
  if (g_error_matches (cause, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING))
    return g_error_new (STREE_FETCH_ERROR, STREE_FETCH_ERROR_BAD_ANSWER, _("%s: what the server answered is not HTTP"), shown);
  if (trouble->phase == STREE_HTTP_WAITING)
    return g_error_new (STREE_FETCH_ERROR, STREE_FETCH_ERROR_INTERRUPTED,
                        _("%s: the connection ended before there was an answer"), shown);
  return g_error_new (STREE_FETCH_ERROR, STREE_FETCH_ERROR_INTERRUPTED,
                      _("%s: the connection ended in the middle of the answer, after %s bytes"), shown, received);
}

/* --- what the server itself says --- */

#define EXCERPT_CHARS 200

/* The beginning of the body, on one line. NULL: there is none that can be read; a page in HTML cannot, as it is. */
static char *
excerpt (const StreeResponse *response)
{
  gsize            size = 0;
  const char      *data = response->body ? g_bytes_get_data (response->body, &size) : NULL;
  g_autofree char *text = NULL;
  char            *cut;

  if (size == 0)
    return NULL;
  text = g_utf8_make_valid (data, (gssize) MIN (size, EXCERPT_CHARS * 4));
  cut = g_utf8_substring (text, 0, MIN (EXCERPT_CHARS, g_utf8_strlen (text, -1)));
  for (char *p = cut; *p; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  g_strstrip (cut);
  if (g_ascii_strncasecmp (cut, "<!doctype html", 14) != 0 && g_ascii_strncasecmp (cut, "<html", 5) != 0)
    return cut;
  g_free (cut);
  return NULL;
}

GError *
stree_http_explain_status (const StreeResponse *response)
{
  g_autofree char *text = excerpt (response);

  if (text && *text)
    return g_error_new (STREE_FETCH_ERROR, STREE_FETCH_ERROR_STATUS, _("%s: the server answered %u (%s): %s"), response->shown,
                        response->status, soup_status_get_phrase (response->status), text);
  return g_error_new (STREE_FETCH_ERROR, STREE_FETCH_ERROR_STATUS, _("%s: the server answered %u (%s)"), response->shown,
                      response->status, soup_status_get_phrase (response->status));
}

gboolean
stree_http_is_passing (const GError *error, guint status)
{
  if (status)
    return status == 408 || status == 429 || status == 502 || status == 503 || status == 504;
  return g_error_matches (error, STREE_FETCH_ERROR, STREE_FETCH_ERROR_NAME_NOT_FOUND) ||
         g_error_matches (error, STREE_FETCH_ERROR, STREE_FETCH_ERROR_NO_CONNECTION) ||
         g_error_matches (error, STREE_FETCH_ERROR, STREE_FETCH_ERROR_TIMED_OUT) ||
         g_error_matches (error, STREE_FETCH_ERROR, STREE_FETCH_ERROR_INTERRUPTED);
}
