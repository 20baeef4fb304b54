#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""po/POTFILES names exactly the files that hold strings to translate, each once, in alphabetical order; and they are found."""

import os
import re
import sys

FOLDERS = ('src', 'widgets', 'cli', 'examples', 'data')
# Calls that xgettext collects with meson's preset 'glib'. A string of its own or a macro may follow.
MARK = re.compile(r'(?<![A-Za-z0-9_])(?:_|N_|C_|NC_|Q_|ngettext|gettext|g_dgettext|g_dngettext|g_dpgettext|g_dpgettext2'
                  r'|dngettext|dgettext)\s*\(')
COMMENT = re.compile(r'/\*.*?\*/|//[^\n]*', re.S)
STRING = re.compile(r'"(?:\\.|[^"\\\n])*"')
DEFINE = re.compile(r'^\s*#\s*define\b.*$', re.M)


def translates(path):
    if path.endswith(('.desktop.in', '.metainfo.xml.in', '.ui')):
        return True
    if not path.endswith(('.c', '.h')):
        return False
    with open(path, encoding='utf-8') as source:
        text = source.read()
    # Strings first: a comment's beginning may stand in one.
    text = STRING.sub('""', text)
    return MARK.search(DEFINE.sub('', COMMENT.sub('', text))) is not None


def asks_another(path):
    """Includes the header whose _ () looks the words up in the catalog of the program, which nobody named."""
    if not path.endswith(('.c', '.h')):
        return False
    with open(path, encoding='utf-8') as source:
        return '#include <glib/gi18n.h>' in source.read()


def main():
    root = sys.argv[1]
    with open(os.path.join(root, 'po', 'POTFILES'), encoding='utf-8') as potfiles:
        listed = [line.strip() for line in potfiles if line.strip() and not line.startswith('#')]
    found = set()
    for folder in FOLDERS:
        for place, _, names in os.walk(os.path.join(root, folder)):
            for name in names:
                path = os.path.join(place, name)
                if translates(path):
                    found.add(os.path.relpath(path, root))
    wrong = []
    for name in sorted(found - set(listed)):
        wrong.append('%s holds strings to translate and is not in po/POTFILES' % name)
    for name in listed:
        if not os.path.exists(os.path.join(root, name)):
            wrong.append('po/POTFILES names %s, which does not exist' % name)
        elif name not in found:
            wrong.append('po/POTFILES names %s, which holds nothing to translate' % name)
        elif asks_another(os.path.join(root, name)):
            wrong.append('%s includes glib/gi18n.h; its words are found with glib/gi18n-lib.h' % name)
    for name in sorted(set(listed)):
        if listed.count(name) > 1:
            wrong.append('po/POTFILES names %s twice' % name)
    if listed != sorted(listed):
        wrong.append('po/POTFILES is not in alphabetical order')
    if not found:
        wrong.append('no file holds strings to translate: is this the right folder?')
    for message in wrong:
        print(message)
    print('%d files with strings to translate, %d complaints' % (len(found), len(wrong)))
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
