/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * A PostgreSQL server of the tests' own, from the packages that are installed: in a folder that is removed afterwards, on
 * loopback and a socket in that folder, as a user that is not root. It ends with the program, however that ends.
 */

#include <gio/gio.h>

/* Of the user "tester", who may do everything; with characters that a URI has for itself. */
#define POSTGRES_PASSWORD "s3cret/w?rd@"
#define POSTGRES_PASSWORD_IN_URI "s3cret%2Fw%3Frd%40"

typedef struct _PostgresFixture PostgresFixture;

/* Why there can be none; NULL: there can. */
const char *postgres_fixture_missing (void);
PostgresFixture *postgres_fixture_new (void);
void postgres_fixture_free (PostgresFixture *fixture);

guint postgres_fixture_get_port (PostgresFixture *fixture);
const char *postgres_fixture_get_folder (PostgresFixture *fixture);
/* By loopback, with the password. */
char *postgres_fixture_uri (PostgresFixture *fixture, const char *database);

/* At once, as if it crashed; all connections break. */
void postgres_fixture_kill (PostgresFixture *fixture);
/* On the same port. */
void postgres_fixture_start (PostgresFixture *fixture);

/* Statements, and the first value of the last of them (transfer full): "" if there is none. */
char *postgres_fixture_ask (PostgresFixture *fixture, const char *sql);
void postgres_fixture_run (PostgresFixture *fixture, const char *sql);

/* A transaction that has run some statements, and stays open. */
typedef struct _PostgresLock PostgresLock;

PostgresLock *postgres_lock_new (PostgresFixture *fixture, const char *sql);
void postgres_lock_free (PostgresLock *lock);
/* The same, where the server is gone. */
void postgres_lock_drop (PostgresLock *lock);

/* What the server wrote to its log so far (transfer full). */
char *postgres_fixture_get_log (PostgresFixture *fixture);
