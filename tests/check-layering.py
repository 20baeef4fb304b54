#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The rules of the house that a compiler does not know.

  src/ never includes GTK, GDK or GSK, nor anything from widgets/
  no file is over 800 lines
  every C file begins with its licence, every header with #pragma once after it
  a header that is not private includes no private header
  no test waits for time to pass
  GTK's class of dialogs, which is deprecated, is named in one file only
"""

import os
import re
import sys

MAX_LINES = 800
LICENCE = '/* SPDX-License-Identifier: LGPL-2.1-or-later */'
FOLDERS = ('src', 'widgets', 'cli', 'examples', 'tests', 'data', 'po', 'flatpak', '.ci')
SOURCES = ('.c', '.h', '.py', '.js', '.build', '.in', '.yml', '.css')
TEMPLATES = os.path.join('data', 'templates', '')  # what comes of them is the user's own
SLEEP = re.compile(r'\b(g_usleep|usleep|nanosleep|sleep)\s*\(')
DIALOG = re.compile(r'\bGtkDialog\b|\bGTK_DIALOG\s*\(|\bGTK_TYPE_DIALOG\b|\bgtk_dialog_')
DIALOG_FILE = os.path.join('widgets', 'stree-gtk-dialog.c')
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.M)


def files(root):
    for folder in FOLDERS:
        for place, folders, names in os.walk(os.path.join(root, folder)):
            folders[:] = [name for name in folders if name not in ('node_modules', '__pycache__')]
            for name in names:
                path = os.path.join(place, name)
                if os.path.islink(path):
                    continue
                if name.endswith(SOURCES) or ('.' not in name and os.access(path, os.X_OK)):
                    yield os.path.relpath(path, root), path


def main():
    root = sys.argv[1]
    wrong = []
    checked = 0
    widget_headers = {name for place, _, names in os.walk(os.path.join(root, 'widgets'))
                      for name in names if name.endswith('.h')}
    for name, path in sorted(files(root)):
        with open(path, encoding='utf-8') as source:
            text = source.read()
        checked += 1
        lines = text.count('\n')
        if lines > MAX_LINES:
            wrong.append('%s: %d lines, at most %d' % (name, lines, MAX_LINES))
        if not name.endswith(('.c', '.h')) or name.startswith(TEMPLATES):
            continue
        first = text.split('\n', 1)[0]
        if first != LICENCE:
            wrong.append('%s:1: the first line must be %s' % (name, LICENCE))
        if name.endswith('.h') and '\n#pragma once\n' not in text:
            wrong.append('%s: a header without #pragma once' % name)
        if name.startswith('tests/'):
            for match in SLEEP.finditer(text):
                wrong.append('%s:%d: %s: wait for a condition' % (name, text.count('\n', 0, match.start()) + 1, match.group(1)))
        if not name.startswith('tests/') and bool(DIALOG.search(text)) != (name == DIALOG_FILE):
            wrong.append('%s: GtkDialog is named in %s, and nowhere else' % (name, DIALOG_FILE))
        for match in INCLUDE.finditer(text):
            included = match.group(1)
            line = text.count('\n', 0, match.start(1)) + 1
            if name.startswith('src/'):
                if included.startswith(('gtk/', 'gdk/', 'gsk/', 'graphene')):
                    wrong.append('%s:%d: the runtime includes %s' % (name, line, included))
                elif os.path.basename(included) in widget_headers:
                    wrong.append('%s:%d: the runtime includes %s from widgets/' % (name, line, included))
            if (name.startswith(('src/', 'widgets/')) and name.endswith('.h') and not name.endswith('-private.h')
                    and included.endswith('-private.h')):
                wrong.append('%s:%d: a public header includes %s' % (name, line, included))
    if checked == 0:
        wrong.append('%s: there is nothing here to check' % root)
    for message in wrong:
        print(message)
    print('%d files checked, %d complaints' % (checked, len(wrong)))
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
