#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes the table of HTML's named characters, for stree-markdown-entity.c.

Names and values come from Python's html.entities.html5, which has the list of the HTML standard ("The list is static and
will not be expanded or changed in the future"). Nothing of it is kept in this tree. Only names that end with a semicolon
count in Markdown.

The table is one text, `name NUL value NUL`, sorted by name as bytes, and the offset of each entry in it.
"""
import sys
from html.entities import html5

entries = sorted((name[:-1].encode("ascii"), value.encode("utf-8")) for name, value in html5.items() if name.endswith(";"))
text = b""
offsets = []
for name, value in entries:
    offsets.append(len(text))
    text += name + b"\0" + value + b"\0"


def write_array(out, declaration, numbers):
    out.write("static const %s[] = {\n" % declaration)
    for i in range(0, len(numbers), 24):
        out.write("  %s,\n" % ", ".join(map(str, numbers[i:i + 24])))
    out.write("};\n")


with open(sys.argv[1], "w", encoding="ascii") as out:
    out.write("/* Made by make-entities.py. */\n")
    write_array(out, "guchar entity_text", text)  # no string: C promises only 4095 characters of one
    write_array(out, "guint16 entity_at", offsets)

if len(entries) != 2125 or len(text) > 65535:
    sys.exit("%d names in %d bytes: the list of the HTML standard has 2125" % (len(entries), len(text)))
