#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes the registry of element kinds, or the header that includes them all, from the list in meson.build."""
import sys

what, output, *kinds = sys.argv[1:]
licence = "/* SPDX-License-Identifier: LGPL-2.1-or-later */\n/* Made from the list of kinds in meson.build. */\n"
names = ["stree_%s_kind" % kind.replace("-", "_") for kind in kinds]

with open(output, "w", encoding="utf-8") as out:
    out.write(licence)
    if what == "header":
        out.write("#pragma once\n\n")
        out.write("#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)\n")
        out.write('#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."\n#endif\n\n')
        for kind in kinds:
            out.write('#include "elements/stree-%s.h"\n' % kind)
    else:
        out.write('#include "core/stree-kind-private.h"\n\n')
        for name in names:
            out.write("extern StreeKind %s;\n" % name)
        out.write("\nStreeKind *const stree_element_kinds[] = {\n")
        for name in names:
            out.write("  &%s,\n" % name)
        out.write("  NULL,\n};\n")
