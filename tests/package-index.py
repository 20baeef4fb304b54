#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes Debian's index of packages as CSV to the file that is named, as far as this machine has it: apt-cache dumpavail.

Says on standard output how many rows there are, 0 where there is no index."""

import csv
import shutil
import subprocess
import sys

FIELDS = ["Package", "Version", "Architecture", "Section", "Installed-Size", "Size", "Maintainer", "Homepage", "Depends",
          "Description-md5", "Tag"]


def stanzas(lines):
    fields, name = {}, None
    for line in lines:
        line = line.rstrip("\n")
        if not line:
            if fields:
                yield fields
            fields, name = {}, None
        elif line[0] in " \t":
            if name:
                fields[name] += "\n" + line[1:]
        else:
            name, _, value = line.partition(":")
            if name == "Description" or name.startswith("Description-") and name != "Description-md5":
                name = "Description"
            fields[name] = value.strip()
    if fields:
        yield fields


def main():
    if not shutil.which("apt-cache"):
        print(0)
        return
    n = 0
    with subprocess.Popen(["apt-cache", "dumpavail"], stdout=subprocess.PIPE, encoding="utf-8", errors="replace") as apt, \
            open(sys.argv[1], "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["n"] + [field.lower() for field in FIELDS] + ["description"])
        for n, fields in enumerate(stanzas(apt.stdout), 1):
            writer.writerow([n] + [fields.get(field, "") for field in FIELDS] + [fields.get("Description", "")])
    print(n)


main()
