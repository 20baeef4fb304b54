/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "network/stree-request-private.h"

G_BEGIN_DECLS

typedef enum
{
  STREE_HTTP_RESOLVING,
  STREE_HTTP_CONNECTING,
  STREE_HTTP_SECURING,
  STREE_HTTP_WAITING,
  STREE_HTTP_RECEIVING,
} StreeHttpPhase;

/* What is known of a message that failed. */
typedef struct
{
  StreeHttpPhase       phase;
  GUri                *uri; /* owned; where redirects have led */
  guint                n_redirects;
  gboolean             insecure_redirect;
  gboolean             too_many_redirects;
  gboolean             timed_out;
  GTlsCertificateFlags tls_errors;
  guint64              n_received;
} StreeHttpTrouble;

/* In plain words. */
GError *stree_http_explain        (const StreeRequest *request, const StreeHttpTrouble *trouble, const GError *cause);
GError *stree_http_explain_status (const StreeResponse *response);
/* Whether the same request may do better a little later. */
gboolean stree_http_is_passing    (const GError *error, guint status);

G_END_DECLS
