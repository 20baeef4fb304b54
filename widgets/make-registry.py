#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes the list of GTK widget files that are element kinds, from the list in meson.build."""
import sys

output, *kinds = sys.argv[1:]
names = ["stree_gtk_%s" % kind.replace("-", "_") for kind in kinds]

with open(output, "w", encoding="utf-8") as out:
    out.write("/* SPDX-License-Identifier: LGPL-2.1-or-later */\n/* Made from the list of kinds in meson.build. */\n")
    out.write('#include "stree-gtk-private.h"\n\n')
    for name in names:
        out.write("extern const StreeGtkKind %s;\n" % name)
    out.write("\nconst StreeGtkKind *const stree_gtk_kinds[] = {\n")
    for name in names:
        out.write("  &%s,\n" % name)
    out.write("  NULL,\n};\n")
