/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A server on loopback that does what no server should, in a thread of its own, and counts what it was asked.
 *
 * What it says is chosen by the path: a test adds what it needs with bad_server_add ().
 */

#include <gio/gio.h>

typedef struct _BadServer BadServer;

/* Speaks to one client. @path is what it asked for, @head its whole request with its body, in bytes as they came. @n: how often
 * this path was asked for before. To leave ends the connection. */
typedef void (*BadServerFunc) (GOutputStream *out, const char *head, guint n, GCancellable *stop, gpointer data);

BadServer *bad_server_new     (GTlsCertificate *certificate);
void       bad_server_add     (BadServer *server, const char *path, BadServerFunc func, gpointer data);
/* How often the path was asked for. Any thread. */
guint      bad_server_count   (BadServer *server, const char *path);
/* The last request to the path. */
char      *bad_server_last    (BadServer *server, const char *path);
/* Free with g_free (). */
char      *bad_server_url     (BadServer *server, const char *path);
guint      bad_server_port    (BadServer *server);
/* Ends all that goes on. */
void       bad_server_free    (BadServer *server);

/* Says @text as it is. FALSE: the client is gone. */
gboolean   bad_server_say     (GOutputStream *out, const char *text);
/* A whole answer. @headers NULL: none but the length. */
void       bad_server_answer  (GOutputStream *out, const char *status, const char *headers, const char *body, gsize size);
/* Waits until the server is freed: so what was begun never goes on. */
void       bad_server_stall   (GCancellable *stop);

/* For bad_server_add (): a whole answer with this text as its body; this text, and then nothing; another place. */
void       bad_server_say_data      (GOutputStream *out, const char *head, guint n, GCancellable *stop, gpointer text);
void       bad_server_say_and_stall (GOutputStream *out, const char *head, guint n, GCancellable *stop, gpointer text);
void       bad_server_redirect      (GOutputStream *out, const char *head, guint n, GCancellable *stop, gpointer url);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BadServer, bad_server_free)
