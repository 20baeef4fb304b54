#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""data/docs/css-classes.md names exactly the CSS classes that there are: of each kind with a widget, and of parts.

check-css-classes.py SOURCE_ROOT
"""

import glob
import os
import re
import sys

KIND = re.compile(r'\.kind = "(\w+)"')
# Where a class is given to a widget: a call, or the common prop of an element of ours.
GIVES = re.compile(r'(?:add|toggle)_css_class \([^;]*;|\.css = [^;,]*')
NAME = re.compile(r'"(stree-[a-z-]+)"')
SELECTOR = re.compile(r'\.(stree-[a-z-]+)')
KIND_ROW = re.compile(r'^\| (\w+) \| `(stree-[a-z-]+)` \|', re.M)
PART_ROW = re.compile(r'^\| `(stree-[a-z-]+)` \|', re.M)


def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


def class_of(kind):
    """As stree_kind_dup_css_class () makes it."""
    return 'stree-' + re.sub(r'(?<=[^A-Z])(?=[A-Z])', '-', kind).lower()


def main():
    root = sys.argv[1]
    sources = [read(path) for folder in ('widgets', 'widgets/inspector', 'src/core') for path in sorted(glob.glob(os.path.join(root, folder, '*.c')))]
    kinds = {kind for text in sources for kind in KIND.findall(text)}
    given = {name for text in sources for place in GIVES.finditer(text) for name in NAME.findall(place.group())}
    styled = {name for path in glob.glob(os.path.join(root, 'data', '*.css')) for name in SELECTOR.findall(read(path))}
    page = read(os.path.join(root, 'data', 'docs', 'css-classes.md'))
    kind_rows = dict(KIND_ROW.findall(page))
    part_rows = set(PART_ROW.findall(page))
    problems = []

    if len(kinds) < 20 or len(given) < 10:
        problems.append(f'only {len(kinds)} kinds and {len(given)} classes of parts were found in the code: does this test still read it?')
    for kind in sorted(kinds - set(kind_rows)):
        problems.append(f'the kind {kind} is not in the table: its class is {class_of(kind)}')
    for kind, name in sorted(kind_rows.items()):
        if kind not in kinds:
            problems.append(f'{kind} has no widget')
        elif name != class_of(kind):
            problems.append(f'the class of {kind} is {class_of(kind)}, not {name}')
    parts = given - {class_of(kind) for kind in kinds}
    for name in sorted(parts - part_rows):
        problems.append(f'{name} is given to a widget and not in the table of parts')
    for name in sorted(part_rows - given):
        problems.append(f'{name} is in the table of parts, and nothing has it')
    for name in sorted(styled - part_rows - set(kind_rows.values())):
        problems.append(f'{name} is styled in data/, and in neither table')
    for problem in problems:
        print(f'data/docs/css-classes.md: {problem}')
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
