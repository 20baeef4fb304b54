/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the streamtree command is made of, but for what needs GTK: that is in cli/.
 *
 * A target is what a developer points at: a C file, a folder of them, a Meson project, or a module that is built already;
 * with :FUNCTION behind it, a component in it. C is built into a module of its own, with the user's compiler and the flags
 * of pkg-config, in the cache folder. The sources of a C file are itself and, for each header that one of them includes in
 * quotes, the C file of the same name beside that header.
 *
 * A module without a function is entered through its main (), which calls stree_run () as in a program; the command has
 * asked for that call (stree_run_catch ()) and takes it from there. So there is no other name for main, and no macro.
 */

#include <gio/gio.h>
#include <gmodule.h>
#include <streamtree.h>

G_BEGIN_DECLS

typedef enum
{
  STREE_TARGET_C,
  STREE_TARGET_FOLDER,
  STREE_TARGET_MESON,
  STREE_TARGET_MODULE,
} StreeTargetType;

typedef struct
{
  StreeTargetType type;
  char           *path;     /* owned, absolute */
  char           *function; /* owned; NULL: main () says it */
  char          **packages; /* owned: what pkg-config is asked for besides the library; NULL: nothing */
  gint64          stamp;    /* of a Meson project: when what was built last was linked; 0: nothing was, or that failed */
} StreeTarget;

StreeTarget *stree_target_new       (const char *spec, const char *const *packages, GError **error);
/* A thread that builds it holds it. */
StreeTarget *stree_target_ref       (StreeTarget *self);
void         stree_target_unref     (StreeTarget *self);
/* The folder that its sources are in, and include from. Owned. */
char        *stree_target_dup_root  (StreeTarget *self);
/* The folder where its modules are built; it is made. NULL with a %G_FILE_ERROR. */
char        *stree_target_dup_cache (StreeTarget *self, GError **error);

/* The C files and headers it is made of, absolute; @headers: those, too, and a module itself. */
char       **stree_sources_list     (StreeTarget *self, gboolean headers, GError **error);

/* Builds the module, under a new name. @said: what the compiler said, owned; it may warn. NULL with an error: what it said
 * is there. What is a module already is copied: under its own name it would be loaded once and no more. NULL
 * without an error: a Meson project, in which nothing has changed since this built it. */
char        *stree_target_build     (StreeTarget *self, char **said, GError **error);
/* Removes what stree_target_build () has made, by its name; what is loaded of it stays. The path of the target is not touched. */
void         stree_target_discard   (StreeTarget *self, const char *module);
/* Copies a module. */
gboolean     stree_target_copy      (const char *path, const char *module, GError **error);
/* Prepares what makes later builds faster; in a thread. */
void         stree_target_prepare   (StreeTarget *self);

/* --- Meson projects --- */

/* Builds it. @same: nothing has changed, and there is no new module. */
gboolean     stree_meson_build      (StreeTarget *self, const char *module, gboolean *same, char **said, GError **error);
/* What is built already, by another process, is what stree_meson_build () has built last. */
void         stree_meson_take_built (StreeTarget *self);
void         stree_meson_prepare    (StreeTarget *self);

/* What a module is compiled with, besides: whoever is named on the command line has to be found in it. */
#define STREE_MODULE_FLAGS "-fPIC -fvisibility=default"
/* Below the folder of the build. */
#define STREE_NINJA_MODULE "streamtree/module." G_MODULE_SUFFIX
/* How ninja builds that in a folder that Meson has set up, of the program of that name: owned. @words: how the precompiled header for it is
 * compiled, owned; NULL: there is none. */
char        *stree_ninja_dup_recipe (const char *build, const char *program, char ***words, GError **error);

/* Words for the compiler: types of a program that is built again and again are registered under names of their own. */
extern const char *const stree_build_defines[];

/* A command, to its end: FALSE if it could not be run, or said that it failed. @said: all it said, owned. @out: apart from
 * that, what it wrote to standard output; NULL: together. */
gboolean     stree_command_run      (const char *const *argv, const char *folder, char **out, char **said, GError **error);
/* The compiler as the user has chosen it, in the words of a command. */
char       **stree_command_compiler (void);
/* What pkg-config says: words. */
char       **stree_command_flags    (const char *const *packages, const char *what, GError **error);
/* Whether a program is there; where. Owned. */
char        *stree_command_find     (const char *name);

/* --- the precompiled header; @words are those of a command that compiles with it, without sources, @where the
 * folder that they are relative to, or NULL --- */

/* The folder to look into first; owned. NULL: there is none, or a header has changed since. */
char        *stree_header_find       (char **words, const char *where);
/* The same, whether there is one or not; owned. NULL: there is no place for it. */
char        *stree_header_folder     (char **words, const char *where);
/* Takes seconds: in a thread. FALSE: the compiler has no use for one, or it could not be built. */
gboolean     stree_header_build      (char **words, const char *where);
/* Whether a source includes <streamtree-gtk.h> before all else, itself or by a header of its own: gcc takes a precompiled one from within
 * another header only if it is named on the command line. */
gboolean     stree_header_leads      (const char *path);
/* The words of a target; NULL with an error. Of a Meson project NULL without one: it has its own flags. */
char       **stree_target_dup_words  (StreeTarget *self, GError **error);

/* --- doctor: a line for each thing that is looked at --- */

typedef enum
{
  STREE_FINDING_OK,
  STREE_FINDING_WARN, /* something will not work, and most does */
  STREE_FINDING_FAIL, /* apps cannot be built, or not be run */
} StreeFindingStatus;

typedef struct
{
  StreeFindingStatus status;
  char              *name;   /* owned */
  char              *detail; /* owned: what was found */
  char              *more;   /* owned: where, and the like; NULL: nothing */
  char              *advice; /* owned: what to do; NULL: nothing */
} StreeFinding;

/* StreeFinding, owned. */
GPtrArray *stree_findings_new    (void);
/* Takes the texts. */
void       stree_findings_add    (GPtrArray *findings, StreeFindingStatus status, const char *name, char *detail, char *more,
                                  const char *advice);
/* Compiler, pkg-config, headers, Meson. */
void       stree_findings_build  (GPtrArray *findings);
/* Session bus, portals, accessibility, Flatpak. */
void       stree_findings_desktop (GPtrArray *findings);
/* Locale, plug-ins, cache. */
void       stree_findings_system (GPtrArray *findings);

/* --- init: a new project --- */

typedef struct
{
  const char *folder;   /* where: it is made */
  const char *template; /* NULL: default */
  const char *name;     /* what people call it; NULL: as the folder is called */
  const char *app_id;   /* NULL: made of the name */
  gboolean    pages;    /* with pages */
  gboolean    force;    /* what is there is overwritten */
} StreeInit;

/* The templates, by name. */
extern const char *const stree_init_templates[];

/* Writes it; what was written, relative to the folder. NULL with an error: nothing was, or with a %G_FILE_ERROR a part. */
char       **stree_init_write       (const StreeInit *init, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeTarget, stree_target_unref)

G_END_DECLS
