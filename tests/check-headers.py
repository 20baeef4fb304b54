#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every public header says what it must.

  #pragma once, and the check that only the umbrella headers are included directly
  STREE_AVAILABLE_IN_1_0 before each function and type it declares
  a doc comment with Since: for each function, in the header or beside the code
"""

import os
import re
import sys

UMBRELLAS = ('src/streamtree.h', 'widgets/streamtree-gtk.h')
AVAILABLE = 'STREE_AVAILABLE_IN_1_0'
CHECK = '''#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif
'''
DOC = re.compile(r'^/\*\*\n \* (\w+):(.*?)\*/', re.M | re.S)
DECLARED = re.compile(r'\b(stree_\w+|G_DECLARE_\w+_TYPE)\s*\((.*)', re.S)


def sources(root):
    for folder in ('src', 'widgets'):
        for place, _, names in os.walk(os.path.join(root, folder)):
            for name in sorted(names):
                if name.endswith(('.c', '.h')):
                    path = os.path.join(place, name)
                    yield os.path.relpath(path, root), path


def statements(text):
    """What a header declares, each with the attributes before it; without comments, macros and inline code."""
    text = re.sub(r'/\*.*?\*/', ' ', text, flags=re.S)
    text = re.sub(r'^[ \t]*#(?:[^\n]*\\\n)*[^\n]*', '', text, flags=re.M)
    text = re.sub(r'\bG_(BEGIN|END)_DECLS\b', '', text)
    text = re.sub(r'\bG_DEFINE_AUTOPTR_CLEANUP_FUNC\s*\([^)]*\)', '', text)
    while True:
        shorter = re.sub(r'\{[^{}]*\}', '@', text)
        if shorter == text:
            break
        text = shorter
    text = re.sub(r'static inline[^;@]*@', '', text)
    text = re.sub(r'(G_DECLARE_\w+_TYPE\s*\([^)]*\))', r'\1;', text)
    return [statement.strip() for statement in text.split(';') if statement.strip()]


def check(name, text, docs):
    wrong = []
    if name in UMBRELLAS:
        if '#define STREE_H_INSIDE\n' not in text or '#undef STREE_H_INSIDE\n' not in text:
            wrong.append('%s: an umbrella header defines STREE_H_INSIDE around its includes' % name)
        return wrong, 0
    if CHECK not in text:
        wrong.append('%s: without the umbrella check:\n%s' % (name, CHECK))
    functions = 0
    for statement in statements(text):
        if statement.startswith(('typedef', 'struct', 'enum', 'union')):
            continue
        found = DECLARED.search(statement)
        if not found:
            continue
        functions += 1
        function = found.group(1)
        if not statement.startswith(AVAILABLE):
            wrong.append('%s: %s is not %s' % (name, function, AVAILABLE))
        if function.startswith('G_DECLARE') or function.endswith(('_get_type', '_quark')):
            continue
        doc = docs.get(function)
        if doc is None:
            wrong.append('%s: %s has no doc comment' % (name, function))
        elif 'Since: ' not in doc:
            wrong.append('%s: the doc comment of %s does not say since when' % (name, function))
    return wrong, functions


def main():
    root = sys.argv[1]
    texts = {}
    docs = {}
    for name, path in sources(root):
        with open(path, encoding='utf-8') as source:
            texts[name] = source.read()
        docs.update(DOC.findall(texts[name]))
    wrong = []
    headers = functions = 0
    for name, text in texts.items():
        if name.endswith('.h') and not name.endswith('-private.h'):
            said, declared = check(name, text, docs)
            wrong += said
            headers += 1
            functions += declared
    for message in wrong:
        print(message)
    print('%d headers, %d declarations, %d complaints' % (headers, functions, len(wrong)))
    return 1 if wrong or functions == 0 else 0


if __name__ == '__main__':
    sys.exit(main())
