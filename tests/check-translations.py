#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Each language of po/LINGUAS says all that there is to say: check-translations.py SOURCE-FOLDER XGETTEXT-ARGUMENT..."""

import os
import shutil
import subprocess
import sys
import tempfile


def run(*command, **options):
    return subprocess.run(command, check=False, capture_output=True, text=True, encoding='utf-8', **options)


def ids(*options):
    """The texts in what a gettext tool prints, each as it is written in a catalog."""
    done = run(*options)
    if done.returncode:
        raise RuntimeError(done.stderr)
    found = []
    for entry in done.stdout.split('\n\n'):
        lines = [line for line in entry.split('\n') if line and not line.startswith('#')]
        text = ''
        for line in lines:
            if line.startswith(('msgid_plural', 'msgstr')):
                break
            text += line[line.index('"') + 1:-1]
        if text:
            found.append(text)
    return found


def main():
    root, keywords = sys.argv[1], sys.argv[2:]
    for tool in ('xgettext', 'msgfmt', 'msgcmp', 'msgattrib', 'msgcat'):
        if shutil.which(tool) is None:
            print('%s is not installed (gettext)' % tool)
            return 77
    with open(os.path.join(root, 'po', 'LINGUAS'), encoding='utf-8') as lines:
        languages = [line.strip() for line in lines if line.strip() and not line.startswith('#')]
    wrong = []
    if languages != sorted(set(languages)) or not languages:
        wrong.append('po/LINGUAS is empty, names a language twice or is not in alphabetical order')
    with tempfile.TemporaryDirectory() as work:
        template = os.path.join(work, 'template.pot')
        done = run('xgettext', '--from-code=UTF-8', '--add-comments', '--directory=' + root, '--output=' + template,
                   '--files-from=' + os.path.join(root, 'po', 'POTFILES'), *keywords)
        if done.returncode:
            print(done.stderr)
            return 1
        for message in done.stderr.splitlines():
            if 'not a valid C format string' in message:
                wrong.append(message)
        wanted = ids('msgcat', '--no-wrap', template)
        for language in languages:
            catalog = os.path.join(root, 'po', language + '.po')
            done = run('msgfmt', '--check', '--output-file=' + os.devnull, catalog)
            if done.returncode:
                wrong.append('po/%s.po: %s' % (language, done.stderr.strip()))
                continue
            said = set(ids('msgattrib', '--translated', '--no-fuzzy', '--no-obsolete', '--no-wrap', catalog))
            for text in wanted:
                if text not in said:
                    wrong.append('po/%s.po does not translate "%s"' % (language, text))
            for text in sorted(said - set(wanted)):
                wrong.append('po/%s.po translates "%s", which nobody says' % (language, text))
            # Singular and plural, and the context, in one go: what is left is told in gettext's own words.
            done = run('msgcmp', '--no-fuzzy-matching', catalog, template)
            if done.returncode and all('po/%s.po' % language not in message for message in wrong):
                wrong.append('po/%s.po: %s' % (language, done.stderr.strip()))
    for message in wrong:
        print(message)
    print('%d languages, %d texts, %d complaints' % (len(languages), len(wanted), len(wrong)))
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
