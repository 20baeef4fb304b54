# SPDX-License-Identifier: LGPL-2.1-or-later
"""How check-docs.py reads blocks of languages other than C and the shell: each function returns what is wrong."""

import csv
import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree


def check_python(block):
    try:
        compile(block.text, block.path, 'exec')
    except SyntaxError as problem:
        return [block.error(problem.msg, (problem.lineno or 1) - 1)]
    return []


def check_js(block):
    # Imports and exports are not of a function: only the rest of them is read.
    text = re.sub(r'^import [^;]*;', lambda found: '/*' + found.group(0) + '*/', block.text, flags=re.M)
    text = re.sub(r'^export (default )?', '', text, flags=re.M)
    if shutil.which('gjs'):
        words = ['gjs', '-c', 'new Function(%s)' % json.dumps(text)]
    elif shutil.which('node'):
        words = ['node', '-e', 'new Function(%s)' % json.dumps(text)]
    else:
        return []
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return [block.error(done.stderr.strip())] if done.returncode != 0 else []


def check_csv(block):
    rows = list(csv.reader(block.text.splitlines()))
    return [block.error('%d fields, and %d titles' % (len(row), len(rows[0])), number) for number, row in enumerate(rows)
            if len(row) != len(rows[0])]


def check_json(block):
    try:
        json.loads(block.text)
    except json.JSONDecodeError as problem:
        return [block.error(problem.msg, problem.lineno - 1)]
    return []


def check_xml(block):
    try:
        xml.etree.ElementTree.fromstring(block.text)
    except xml.etree.ElementTree.ParseError as problem:
        return [block.error(str(problem), problem.position[0] - 1)]
    return []


def check_ini(block):
    return [block.error('neither a group, nor a key with a value, nor a comment', number) for number, line in enumerate(block.text.splitlines())
            if not re.match(r'\s*($|[#;]|\[[^\]]+\]\s*$|[^=]+=)', line)]


def check_brackets(block):
    """As far as a language goes that is not ours."""
    closes = {')': '(', ']': '[', '}': '{'}
    opened = []
    text = re.sub(r"'[^'\n]*'|\"[^\"\n]*\"", lambda found: ' ' * len(found.group(0)), block.text)
    for place, letter in enumerate(text):
        line = text.count('\n', 0, place)
        if letter in closes.values():
            opened.append((letter, line))
        elif letter in closes and (not opened or opened.pop()[0] != closes[letter]):
            return [block.error('“%s” closes nothing' % letter, line)]
    return [block.error('“%s” is not closed' % opened[-1][0], opened[-1][1])] if opened else []


def check_meson(block):
    try:
        from mesonbuild import mesonlib, mparser  # pylint: disable=import-outside-toplevel
    except ImportError:
        return check_brackets(block)
    try:
        mparser.Parser(block.text, block.path).parse()
    except mesonlib.MesonException as problem:
        return [block.error(str(problem).splitlines()[0], (getattr(problem, 'lineno', None) or 1) - 1)]
    return []


def check_po(block):
    if not shutil.which('msgfmt'):
        return []
    done = subprocess.run(['msgfmt', '--check-format', '--check-header', '-o', os.devnull, '-'], input=block.text, capture_output=True, text=True, check=False)
    return [block.error(done.stderr.strip())] if done.returncode != 0 else []


def check_diff(block):
    return [block.error('a line of a difference begins with +, - or a space', number) for number, line in enumerate(block.text.splitlines())
            if line and line[0] not in '+- ']


def check_nothing(_block):
    return []


LANGUAGES = {'csv': check_csv, 'css': check_brackets, 'diff': check_diff, 'ini': check_ini, 'js': check_js, 'json': check_json, 'meson': check_meson,
             'po': check_po, 'sql': check_brackets, 'text': check_nothing, 'toml': check_ini, 'vala': check_brackets, 'xml': check_xml}
