/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-macros.h"

G_BEGIN_DECLS

#ifndef __GI_SCANNER__

/* What the about window of a program says; its name and icon are those of the window. All may be left out. */
typedef struct
{
  const char        *version;
  const char        *comments; /* what the program is for, in a line or two */
  const char        *website;
  const char        *copyright;
  const char        *license;  /* its whole text */
  const char *const *authors;  /* STREE_STRV ("Ada <ada@example.org>") */
  char               stree_end_;
} StreeAbout;

/* stree_run_with (..., .about = STREE_ABOUT (.version = "1.2", .comments = _("Counts."))) */
#define STREE_ABOUT(...) (&(StreeAbout){ __VA_ARGS__, .stree_end_ = 0 })

#endif

G_END_DECLS
