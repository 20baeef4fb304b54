/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The streamtree command: a function for each subcommand. They get the words behind it, and return the exit status. */

#include <streamtree-gtk.h>

#include "cli/stree-cli-private.h"

G_BEGIN_DECLS

/* What main () is to exit with; 2: it was not understood. */
enum
{
  CLI_OK = 0,
  CLI_FAILED = 1,
  CLI_USAGE = 2,
};

int cli_run    (int argc, char **argv);
int cli_replay (int argc, char **argv);
int cli_tree   (int argc, char **argv);
/* Of an app that is running. */
int cli_live   (const char *application_id, StreeDumpFormat format, gboolean summarize, gboolean expand);
/* A line for each kind of an `a{su}`. */
void cli_print_kinds (GVariant *kinds);
int cli_doctor (int argc, char **argv);
int cli_init   (int argc, char **argv);

/* Reads the options of a subcommand. @usage is what stands behind its name. -1: go on; else: exit with that. */
int cli_parse (int *argc, char ***argv, const char *command, const char *usage, const char *summary, const GOptionEntry *entries);
/* One line on standard error, with the name of the command before it. Returns CLI_FAILED. */
int cli_fail  (const GError *error);

/* A loaded module, never unloaded: its code may be held for longer than is known. */
typedef struct
{
  StreeComponentFunc func; /* NULL: main () */
  int (*enter) (int argc, char **argv);
} CliModule;

/* Builds and loads a target; says on standard error what the compiler says. */
gboolean cli_load (StreeTarget *target, CliModule *module, GError **error);
/* The same of a module that is built: it was for the target. */
gboolean cli_open (StreeTarget *target, const char *path, CliModule *module, GError **error);
/* Enters main () and takes what it runs. FALSE: it ran nothing. */
gboolean cli_enter (StreeTarget *target, CliModule *module, char **args, StreeRunFunc func, gpointer data, int *status);

/* What a module would run: as long as the module is there, and that is for good. */
typedef struct
{
  char              *name; /* owned */
  StreeComponentFunc func;
  StreeAppArgs       args; /* what it points to may be on the stack of main () */
} CliProgram;

/* Enters main () on a stack of its own and leaves it there, in stree_run (): what it has made stays good. FALSE: it came to
 * an end before that. */
gboolean cli_enter_apart (StreeTarget *target, CliModule *module, char **args, CliProgram *program, GError **error);

/* --- run --- */

typedef struct
{
  StreeTarget    *target; /* borrowed */
  char          **args;   /* borrowed: of the app */
  gboolean        headless;
  StreeDumpFormat format; /* what is written down of it */
  gboolean        no_watch;
  gboolean        no_restart;
  const char     *state;  /* borrowed: where to keep the session; NULL: where the app says */
  const char     *left;   /* borrowed: the session that the process before has left; NULL: none */
  const char     *record; /* borrowed: where to write down what is done; NULL: nowhere */
  const char     *route;  /* borrowed: where to go at first; NULL: where the app does */
  const char     *theme;  /* borrowed: light, dark, or JSON; NULL: as the app looks */
  int             width;
  int             height;
} CliRun;

/* A StreeRunFunc: runs it without a window; @data: a CliRun. */
int      cli_run_headless (const char *application_id, const char *name, StreeComponentFunc func, int argc, char **argv,
                           const StreeAppArgs *args, gpointer data);
/* Loads what a build has made, up to where it would run the app. */
gboolean cli_reload       (CliRun *self, const char *path, CliProgram *program, GError **error);
/* What to say of a build, and of the reload after it: @error is of the one that failed, NULL: none did. */
void     cli_say_built    (const char *said, const GError *error, gint64 microseconds);

/* The folder of a file that is to be written; where that fails, so does writing. */
void cli_make_folder_of (const char *file);

/* Checks what --theme says: light, dark, or a file of JSON. What is in it; owned. */
char       *cli_read_theme (const char *name, GError **error);
/* The theme of an app that itself says @own, or NULL. Owned; NULL: as the desktop does. */
StreeTheme *cli_make_theme (CliRun *self, StreeTheme *own);
/* Reads what --route says as a link of an app: "org.example.app:/place". Owned; NULL: it is none. */
char       *cli_make_link  (const char *route, const char *application_id, GError **error);

gboolean cli_parse_format (const char *name, StreeDumpFormat *format, GError **error);

/* --- supervising: the app runs in a process of its own, and comes back after a crash --- */

/* Runs the command again with the same words, as the child, until it ends by itself. Returns its exit status. */
int  cli_supervise (StreeTarget *target, char **argv);
/* In the child: says where it crashes, and keeps the session of the app from now on. The file of the one that the child before
 * has left; NULL: there is none, or nobody supervises. */
const char *cli_be_supervised (void);
gboolean cli_is_supervised (void);
/* In the child: what the crash of the one before it was, and where; owned. NULL: there was none. */
char *cli_supervise_dup_crash (void);
/* The same of an app without a window: this is its session. NULL: it has none any more. */
void cli_supervise_session (StreeSession *session);
/* In the child: writes its session down now; the code that comes next may crash. */
void cli_supervise_save (void);
/* In the child: it could not be built. */
void cli_supervise_unbuilt (void);

/* --- watching: builds what has changed, in a thread --- */

typedef struct _CliWatch CliWatch;

/* @path: the module; NULL: @error says why not. @said: what the compiler said. */
typedef void (*CliBuiltFunc) (const char *path, const char *said, const GError *error, gint64 microseconds, gpointer data);

CliWatch *cli_watch_new   (StreeTarget *target, CliBuiltFunc built, gpointer data);
/* Builds now, whether something has changed or not. */
void      cli_watch_build (CliWatch *self);
void      cli_watch_free  (CliWatch *self);

/* A widget that says why a build failed, or the app; a click opens what it is about, another one closes it. */
GtkWidget *cli_banner_new (const char *title, const char *said);
/* Puts one above all windows, and those that are opened later; in place of what was told before. @title: NULL: nothing. */
void       cli_tell       (const char *title, const char *said);
/* Opens a file in the user's editor, at that place if it is known how. @column: may be NULL. */
void       cli_edit       (const char *path, const char *line, const char *column);

G_END_DECLS
