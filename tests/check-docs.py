#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the documentation shows works: every code block is checked in its language, the tutorial is carried out, and each
option of the command is in the man page and in the completions. Speaks TAP.

A block is fenced and names its language; an indented one is commands for a shell. `text` is not checked. In C, a block with
main () is a program; of any other one, includes, types and functions stay outside, and what is left is the body of a component
(cx, props). The names that such pieces take as given are declared in docs-given.h. In the tutorial:

  - a block goes into the file that is named last before it; `diff` takes lines of it away and adds others
  - the lines of `sh` are run one after the other; `streamtree run` goes on until the text says Ctrl+C
  - `text` is what was said since, in that order: any number stands for a number, and … for anything
"""

import argparse
import concurrent.futures
import glob
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading

from docs_languages import LANGUAGES, check_python

STRICT = ['-std=c11', '-Wall', '-Wextra', '-Wpedantic', '-Werror']
PIECE = ['-Wno-unused-function', '-Wno-unused-variable', '-Wno-unused-but-set-variable', '-Wno-unused-parameter']
# Programs of others that the documentation calls: what they take is theirs.
OTHERS = {'cat', 'cd', 'dot', 'env', 'flatpak', 'flatpak-builder', 'gcc', 'gdb', 'git', 'meson', 'ninja', 'pkg-config', 'bash', 'sudo', 'apt',
          'apt-get', 'ls', 'mkdir', 'diff', 'python3', 'node', 'npm', 'cc', 'make', 'xdg-open', 'jq', 'less', 'timeout', 'valgrind', 'perf', 'curl', 'dbus-run-session', 'gapplication', 'gdbus', 'psql', 'sqlite3',
          'sysprof', 'sysprof-cli', 'xdotool'}
LIMIT = 120  # seconds; reached only by what has failed


class Block:
    def __init__(self, path, line, language, text, prose):
        self.path = path
        self.line = line  # of its first line
        self.language = language
        self.text = text
        self.prose = prose  # since the block before

    def error(self, what, line=0):
        return '%s:%d: %s' % (self.path, self.line + line, what)


def read(path):
    with open(path, encoding='utf-8') as text:
        return text.read()


# --- finding the blocks ---

def blocks_of_lines(path, lines, first=1):
    """Of Markdown: the fenced ones, and those that are indented as a paragraph of their own."""
    found = []
    prose = []
    i = 0
    while i < len(lines):
        fence = re.match(r'( *)(```+|~~~+)\s*(.*?)\s*$', lines[i])
        if fence:
            end = i + 1
            while end < len(lines) and lines[end].strip() != fence.group(2):
                end += 1
            if end == len(lines):
                raise AssertionError('%s:%d: this block does not end' % (path, first + i))
            body = [line[len(fence.group(1)):] for line in lines[i + 1:end]]
            found.append(Block(path, first + i + 1, fence.group(3), '\n'.join(body) + '\n', '\n'.join(prose)))
            prose = []
            i = end + 1
        elif lines[i].startswith('    ') and (i == 0 or not lines[i - 1].strip()) and not in_list(prose):
            end = i
            while end < len(lines) and (lines[end].startswith('    ') or not lines[end].strip()):
                end += 1
            body = [line[4:] for line in lines[i:end]]
            found.append(Block(path, first + i, 'sh', '\n'.join(body).rstrip() + '\n', '\n'.join(prose)))
            prose = []
            i = end
        else:
            prose.append(lines[i])
            i += 1
    return found


def in_list(prose):
    """Whether what is indented is a paragraph of an item."""
    for line in reversed(prose):
        if line.strip() and not line.startswith(' '):
            return bool(re.match(r'([-*]|\d+\.) ', line))
    return False


def blocks_of_markdown(path):
    return blocks_of_lines(path, read(path).split('\n'))


def blocks_of_comments(path):
    """Of the gi-docgen comments of a C file: fenced, or |[ ... ]|."""
    found = []
    text = read(path)
    for comment in re.finditer(r'^/\*\*\n(.*?)\*/', text, re.M | re.S):
        if '```' not in comment.group(0) and '|[' not in comment.group(0):
            continue
        first = text.count('\n', 0, comment.start(1)) + 1
        lines = [re.sub(r'^ \* ?', '', line) for line in comment.group(1).split('\n')]
        lines = [re.sub(r'^\|\[.*$', '```c', re.sub(r'^\]\|$', '```', line)) for line in lines]
        found += [block for block in blocks_of_lines(path, lines, first) if '```' in lines[block.line - first - 1]]
    return found


def all_blocks(root):
    here = os.getcwd()
    os.chdir(root)
    try:
        documents = ['README.md', 'CONTRIBUTING.md', 'data/README.md', 'tests/benchmarks/README.md'] + sorted(glob.glob('data/docs/*.md'))
        sources = sorted(path for folder in ('src', 'widgets') for path in glob.glob(folder + '/**/*.[ch]', recursive=True))
        return ([block for path in documents for block in blocks_of_markdown(path)] +
                [block for path in sources for block in blocks_of_comments(path)])
    finally:
        os.chdir(here)


# --- C ---

class Compiler:
    def __init__(self, suite):
        self.suite = suite
        words = shlex.split(os.environ.get('CC', 'cc'))
        self.words = words + STRICT + ['-D_DEFAULT_SOURCE', '-DGETTEXT_PACKAGE="docs"'] + suite.flags()
        self.header = os.path.join(suite.work, 'docs.h')
        with open(self.header, 'w', encoding='utf-8') as text:
            text.write('#include <streamtree-gtk.h>\n#include <glib/gi18n-lib.h>\n')
        self.run([*self.words, '-x', 'c-header', self.header, '-o', self.header + '.gch'])

    def run(self, words):
        done = subprocess.run(words, capture_output=True, text=True, check=False, env=self.suite.environment, cwd=self.suite.work)
        return done.returncode == 0, done.stderr

    def check(self, block):
        program = re.search(r'\bmain \(', block.text)
        if program and '#include <streamtree' not in block.text:
            return [block.error('a program that includes nothing of StreamTree')]
        name = os.path.join(self.suite.work, 'block-%s-%d.c' % (re.sub(r'\W', '-', block.path), block.line))
        with open(name, 'w', encoding='utf-8') as text:
            text.write('#line %d "%s"\n%s' % (block.line, block.path, block.text) if program else piece(block))
        good, said = self.run([*self.words, *([] if program else PIECE), '-include', self.header, *([] if program else ['-I', self.suite.tests]),
                               '-fsyntax-only', name])
        if good:
            return []
        own = [line for line in said.splitlines() if re.match(re.escape(block.path) + r':\d+:.*error: ', line)]
        return own if own else [block.error('\n'.join(said.splitlines()[:8]))]


def chunks(text):
    """What stands between blank lines outside of braces, with where it begins."""
    found = []
    depth = 0
    for number, line in enumerate(text.split('\n')):
        if not line.strip() and depth == 0:
            found.append((number + 1, []))
            continue
        if not found:
            found.append((number, []))
        found[-1][1].append(line)
        depth += line.count('{') - line.count('}')
    return [(number, '\n'.join(lines)) for number, lines in found if lines]


def piece(block):
    outside, inside = '', ''
    for number, text in chunks(block.text):
        placed = '#line %d "%s"\n%s\n' % (block.line + number, block.path, text)
        if re.match(r'(#|typedef |static |struct \w+\n|enum\n|STREE_DEFINE_|STREE_PAGE |G_)', text) or re.match(r'[^\n]*\n\w+ \([^\n]*\)\n\{', text):
            outside += placed
        else:
            inside += placed
    return ('#include "docs-given.h"\n%sstatic StreeElement *docs_piece (StreeContext *cx, gpointer props)\n{\n%sreturn NULL;\n}\n'
            % (outside, inside))


def test_c(suite):
    compiler = Compiler(suite)
    blocks = [block for block in suite.blocks if block.language == 'c' and block.path != suite.tutorial]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return [error for errors in pool.map(compiler.check, blocks) for error in errors], len(blocks)


# --- the shell ---

class Command:
    """What each command of streamtree takes, as its --help says."""

    def __init__(self, suite):
        self.suite = suite
        self.commands = re.findall(r'^  ([a-z]+) ', self.ask('--help'), re.M)
        self.options = {name: options_of(self.ask(name, '--help')) for name in self.commands}

    def ask(self, *words):
        return subprocess.run([self.suite.command, *words], env=self.suite.environment, capture_output=True, text=True, check=True,
                              stdin=subprocess.DEVNULL).stdout


def options_of(text):
    """-s, --summarize: both words."""
    found = set()
    for line in re.findall(r'^  (-\S.*)$', text, re.M):
        found.update(re.findall(r'(?:^|, )(--?[a-zA-Z][\w-]*)', line))
    return found - {'-h', '--help', '-?', '--help-all'}


def simple_commands(line):
    """The words of each command of a line: those of pipes and lists are several."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars='|&;<>')
    lexer.whitespace_split = True
    words = []
    for word in lexer:
        if re.fullmatch(r'[|&;]+', word):
            yield words
            words = []
        else:
            words.append(word)
    yield words


def check_words(suite, words):
    """What is wrong with a command, or None."""
    while words and (re.match(r'\w+=', words[0]) or words[0] in ('env', 'sudo')):
        words = words[1:]
    if not words:
        return None
    name = words[0]
    if os.path.basename(name) == 'streamtree' and (len(words) < 2 or words[1].isupper() or words[1] in ('--help', '--version')):
        return None
    options = [re.sub(r'=.*', '', word) for word in words[1:words.index('--') if '--' in words else None] if re.match(r'--?[a-zA-Z]', word)]
    if os.path.basename(name) == 'streamtree':
        known = suite.streamtree.options.get(words[1])
        if known is None:
            return 'streamtree has no command “%s”: there is %s' % (words[1], ', '.join(suite.streamtree.commands))
        wrong = [option for option in options if option not in known and option != '--help']
        return 'streamtree %s has no option %s: see its --help' % (words[1], wrong[0]) if wrong else None
    path = os.path.join(suite.root, name)
    if '/' in name and not name.startswith(('build/', '$', '~', '/')) and name != name.upper():
        if not os.path.exists(path):
            return 'there is no %s' % name
        if os.path.basename(name) == 'with-xvfb':
            return check_words(suite, words[1:])
        text = read(path)
        wrong = [option for option in options if option not in text]
        return '%s has no option %s' % (name, wrong[0]) if wrong else None
    if '/' not in name and name not in OTHERS:
        return 'what is the command “%s”? (OTHERS in check-docs.py has those that are not ours)' % name
    return None


def check_shell(suite, block):
    done = subprocess.run(['bash', '-n'], input=block.text, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return [block.error(done.stderr.strip())]
    errors = []
    for number, line in enumerate(block.text.replace('\\\n', '  ').split('\n')):
        try:
            found = [check_words(suite, words) for words in simple_commands(line)]
        except ValueError as problem:
            found = [str(problem)]
        errors += [block.error(error, number) for error in found if error]
    return errors


def test_shell(suite):
    blocks = [block for block in suite.blocks if block.language == 'sh']
    return [error for block in blocks for error in check_shell(suite, block)], len(blocks)


# Commands in the middle of a sentence, too.
def test_spans(suite):
    errors = []
    n = 0
    for path in sorted({block.path for block in suite.blocks if block.path.endswith('.md')}):
        for number, line in enumerate(read(os.path.join(suite.root, path)).split('\n'), 1):
            for span in re.findall(r'`([^`]+)`', line):
                if not re.match(r'(streamtree|tests/[\w-]+|examples/[\w-]+|\.ci/run) ', span):
                    continue
                n += 1
                wrong = check_words(suite, shlex.split(span.replace('…', ' ')))
                if wrong:
                    errors.append('%s:%d: %s' % (path, number, wrong))
    return errors, n


# Files that are named are there.
def test_paths(suite):
    errors = []
    n = 0
    for path in ('README.md', 'CONTRIBUTING.md', 'data/README.md', 'tests/benchmarks/README.md'):
        for number, line in enumerate(read(os.path.join(suite.root, path)).split('\n'), 1):
            spans = re.findall(r'`((?:src|widgets|tests|data|examples|cli|po|flatpak|\.ci)/[^`\s]*)`', line)
            for span in spans + re.findall(r'\]\(([^):#]+)\)', line):
                if re.search(r'[A-Z*]{3,}', span) and not span.endswith(('README.md', 'LINGUAS', 'POTFILES', 'CONTRIBUTING.md', 'COPYING')):
                    continue
                n += 1
                places = (span, span + '.c', os.path.join(os.path.dirname(path), span)) # a program by its name, too
                if not any(os.path.exists(os.path.join(suite.root, place)) for place in places):
                    errors.append('%s:%d: there is no %s' % (path, number, span))
    return errors, n


# The options of the build, in the table of CONTRIBUTING.md.
def test_build_options(suite):
    known = dict(re.findall(r"^option\('(\w+)'.*?value: '?(\w+)", read(os.path.join(suite.root, 'meson_options.txt')), re.M))
    said = dict(re.findall(r'^\| `-D(\w+)=` \| (\w+) \|', read(os.path.join(suite.root, 'CONTRIBUTING.md')), re.M))
    return (['CONTRIBUTING.md: -D%s= is %s, and the table says %s' % (name, known.get(name), said.get(name))
             for name in sorted({*known, *said}) if known.get(name) != said.get(name)], len(known))


# --- what the command takes: --help, man page, completions ---

def section(text, begin, end):
    found = re.search(begin + r'(.*?)(?=' + end + r'|\Z)', text, re.S | re.M)
    return found.group(1) if found else None


# Other names of the same command: in the man page they are no more than named.
ALIASES = ('preview', 'serve')


def places_of(suite, name):
    """What stands about a command, by where it stands; None: nothing."""
    man = re.sub(r'\\(?=-)|\\f[A-Z]', '', read(os.path.join(suite.root, 'data', 'man', 'streamtree.1')))
    if name in ALIASES:
        named = re.search(r'^\.B %s$' % name, man, re.M)
        texts = {'the man page': section(man, r'^\.SS run\n', r'^\.S[SH] ') if named else None}
    else:
        synopsis = re.findall(r'^\.B streamtree %s\b(.*?)(?=^\.(?:br|SH))' % name, man, re.S | re.M)
        texts = {'the man page': section(man, r'^\.SS %s\n' % name, r'^\.S[SH] '), 'the synopsis of the man page': '\n'.join(synopsis) or None}
    for place in ('data/completions/streamtree', 'data/completions/_streamtree'):
        text = read(os.path.join(suite.root, place))
        named = re.search(r'\b%s\b' % name, section(text, r'(?:commands=|compgen -W)', r'\)'))
        texts[place] = section(text, r'^ +(?:\w+\|)*%s(?:\|\w+)*\)' % name, r'^ +[\w|]+\)(?:$| mapfile)') if named else None
    return texts


def check_options(suite, name, place, text):
    known = suite.streamtree.options[name]
    text = re.sub(r'\$\([^()]*\)', '', text) # options of other programs
    said = set(re.findall(r'(?<![\w-])--?[a-zA-Z][\w-]*', text.replace('{-', ' -').replace(',-', ' -')))
    for line in suite.streamtree.ask(name, '--help').splitlines():
        # -s, --summarize: the synopsis has one of them, completions for bash the long one.
        option = options_of(line)
        long = {word for word in option if word.startswith('--')}
        missing = set() if place.startswith('the synopsis') and option & said else (long if place.endswith('/streamtree') else option) - said
        for word in sorted(missing):
            yield '%s: “streamtree %s” has no %s' % (place, name, word)
    if place.startswith('data/'):
        for word in sorted(word for word in said - known if word.startswith('--') and word != '--help'):
            yield '%s: “streamtree %s” takes no %s' % (place, name, word)


def test_options(suite):
    errors = []
    for name in suite.streamtree.commands:
        for place, text in places_of(suite, name).items():
            if text is None:
                errors.append('%s: there is nothing of “streamtree %s”' % (place, name))
            else:
                errors += check_options(suite, name, place, text)
    return errors, len(suite.streamtree.commands)


# --- other languages: docs_languages.py ---

# What is in the block is run: its components are shown without a display, and the program's end is reached.
RUN = '''import sys, gi
gi.require_version('StreamTree', '1.0')
from gi.repository import StreamTree as st
shown = []
def show(name, func):
    view = st.Headless.new(None, 'app', func)
    assert 'Something failed' not in view.dump(st.DumpFormat.TEXT, True), name
    shown.append(func)
    return 0
class Given:
    run = staticmethod(show)
    def __getattr__(self, name): return getattr(st, name)
names = {'st': Given()}
code = compile(sys.stdin.read().replace('from gi.repository import StreamTree as st', ''), '<block>', 'exec')
try:
    exec(code, names)
except SystemExit as status:
    assert not status.code, status.code
for func in list(names.values()):
    code = getattr(func, '__code__', None)
    if code and code.co_varnames[:code.co_argcount] == ('cx',) and func not in shown:
        show(None, func)
assert shown, 'there is no component in it'
'''


# As bash asks for them, with what bash-completion would give.
COMPLETE = '''
_init_completion () { words=("${COMP_WORDS[@]}") cword=$COMP_CWORD cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}; }
_filedir () { COMPREPLY=("files:$1"); }
complete () { :; }
. "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
_streamtree
printf '%s\\n' "${COMPREPLY[@]}"
'''


def test_completions(suite):
    errors = []
    n = 0
    for shell, name in (('bash', 'streamtree'), ('zsh', '_streamtree')):
        if shutil.which(shell):
            subprocess.run([shell, '-n', os.path.join(suite.root, 'data', 'completions', name)], check=True)
    for words, wanted in ((['r'], ['replay', 'run']), (['run', '--no'], ['--no-watch', '--no-restart']), (['run', '--theme', 'l'], ['files:json', 'light']),
                          (['tree', '-f', 'j'], ['json']), (['init', '-t', 'e'], ['explore', 'enterprise']), (['run', 'a'], ['files:@(c|so)'])):
        said = subprocess.run(['bash', '-c', COMPLETE, 'bash', os.path.join(suite.root, 'data', 'completions', 'streamtree'), 'streamtree', *words],
                              check=True, capture_output=True, text=True).stdout.split('\n')[:-1]
        n += 1
        if said != wanted:
            errors.append('%s: %s, expected %s' % (' '.join(words), said, wanted))
    return errors, n


def test_python(suite):
    blocks = [block for block in suite.blocks if block.language == 'python']
    errors = [error for block in blocks for error in check_python(block)]
    library = os.path.join(suite.build, 'widgets')
    if errors or not os.path.exists(os.path.join(library, 'StreamTree-1.0.typelib')):
        return errors, len(blocks)
    if subprocess.run(['/usr/bin/python3', '-c', 'import gi'], capture_output=True, check=False).returncode != 0:
        return errors, len(blocks)
    for block in blocks:
        done = subprocess.run(['/usr/bin/python3', '-c', RUN], input=block.text, capture_output=True, text=True, check=False,
                              env=dict(suite.environment, GI_TYPELIB_PATH=library, LD_LIBRARY_PATH=library, PYTHONDONTWRITEBYTECODE='1',
                                       PYTHONPATH=os.path.join(suite.root, 'src', 'bindings')))
        if done.returncode != 0:
            errors.append(block.error(done.stderr.strip()))
    return errors, len(blocks)


APART = ('c', 'python', 'sh')


def check_language(block):
    if block.language in APART:
        return []
    if block.language not in LANGUAGES:
        return [block.error('“%s” is no language of a block: expected %s' % (block.language, ', '.join(sorted([*LANGUAGES, *APART]))))]
    return LANGUAGES[block.language](block)


def test_languages(suite):
    blocks = [block for block in suite.blocks if block.language not in APART]
    return [error for block in blocks for error in check_language(block)], len(blocks)


# --- the tutorial ---

class Tutorial:
    def __init__(self, suite):
        self.suite = suite
        self.folder = os.path.join(suite.work, 'tutorial')
        self.display = bool(os.environ.get('DISPLAY')) and bool(os.environ.get('DBUS_SESSION_BUS_ADDRESS')) and bool(shutil.which('gdbus'))
        home = os.path.join(suite.work, 'home')
        self.environment = dict(suite.environment, HOME=home, PATH=os.path.join(suite.build, 'cli') + os.pathsep + os.environ['PATH'],
                                CFLAGS=' '.join(STRICT), XDG_CACHE_HOME=os.path.join(home, 'cache'), XDG_DATA_HOME=os.path.join(home, 'data'),
                                XDG_STATE_HOME=os.path.join(home, 'state'), XDG_CONFIG_HOME=os.path.join(home, 'config'))
        os.makedirs(self.folder)
        os.makedirs(home)
        self.file = None
        self.said = ''
        self.spoken = threading.Condition()
        self.app = None

    def listen(self, stream):
        for line in stream:
            with self.spoken:
                self.said += line
                self.spoken.notify_all()

    def hear(self, pattern, block):
        """Waits for what the app says."""
        with self.spoken:
            if self.app:
                self.spoken.wait_for(lambda: re.search(pattern, self.said, re.S) or self.app.poll() is not None, LIMIT)
            assert re.search(pattern, self.said, re.S), block.error('it has not said this, but at the end:\n' + '\n'.join(self.said.splitlines()[-25:]))

    def stop(self, block):
        if self.app:
            # It may have to come back first.
            if self.display:
                self.wait_for_app(block)
            else:
                self.hear('app\n', block)
            self.app.send_signal(signal.SIGINT)
            try:
                status = self.app.wait(LIMIT)
            except subprocess.TimeoutExpired:
                self.app.kill()
                raise
            finally:
                self.app = None
            assert status == 0, 'streamtree run ended with %d:\n%s' % (status, self.said)

    def start(self, block, words):
        """An app that goes on."""
        if not self.display:
            words = ['streamtree', 'run', '--headless', *[word for word in words[2:] if not re.match(r'--size|\d+x', word)]]
        self.app = subprocess.Popen(words, env=self.environment, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                    stdin=subprocess.DEVNULL)
        threading.Thread(target=self.listen, args=(self.app.stdout,), daemon=True).start()
        if self.display:
            self.wait_for_app(block)
        else:
            self.hear('app\n', block)

    def wait_for_app(self, block):
        done = subprocess.run(['gdbus', 'wait', '--session', '--timeout', str(LIMIT), 'org.example.Books'], env=self.environment, check=False)
        assert done.returncode == 0, block.error('no app is there:\n' + self.said)

    def open(self, block, line):
        """The app itself, which is quit when it is there."""
        if not self.display:
            self.call(block, line + ' --help')
            return
        app = subprocess.Popen(['bash', '-c', 'exec ' + line], env=self.environment, cwd=self.folder, stdin=subprocess.DEVNULL)
        try:
            self.wait_for_app(block)
            self.call(block, 'gapplication action org.example.Books stree-quit')
            assert app.wait(LIMIT) == 0, block.error('exit status %d' % app.returncode)
        finally:
            app.kill()

    def call(self, block, line):
        done = subprocess.run(['bash', '-c', line], env=self.environment, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, check=False, stdin=subprocess.DEVNULL, timeout=LIMIT)
        self.said += done.stdout
        assert done.returncode == 0, block.error('%s: exit status %d\n%s' % (line, done.returncode, done.stdout))

    def run(self, block):
        self.said = ''
        for line in filter(None, block.text.split('\n')):
            words = shlex.split(line)
            if words[0] == 'cd':
                self.folder = os.path.join(self.folder, words[1])
            elif words[:2] == ['streamtree', 'run']:
                self.start(block, words)
            elif words[0].endswith('/bin/books'):
                self.open(block, line)
            elif words[0] == 'flatpak-builder' and shutil.which(words[0]):
                # What it would build comes from the network.
                self.call(block, 'flatpak-builder --show-manifest ' + shlex.quote(words[-1]))
            elif not words[0].startswith('flatpak'):
                self.call(block, line)

    def write(self, block):
        path = os.path.join(self.folder, self.file)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path + '~', 'w', encoding='utf-8') as text:
            text.write(block.text)
        os.rename(path + '~', path)

    def edit(self, block):
        path = os.path.join(self.folder, self.file)
        before = ''.join(line[1:] for line in block.text.splitlines(True) if line[0] != '+')
        after = ''.join(line[1:] for line in block.text.splitlines(True) if line[0] != '-')
        text = read(path)
        assert text.count(before) == 1, block.error('this is not once in %s:\n%s' % (self.file, text))
        self.said = ''
        with open(path + '~', 'w', encoding='utf-8') as new:
            new.write(text.replace(before, after))
        os.rename(path + '~', path)

    def expect(self, block):
        lines = [re.sub(r'\d+', r'\\d+', re.escape(line)).replace('…', '[^\n]*') for line in block.text.strip('\n').split('\n')]
        self.hear('[^\n]*\n(?:[^\n]*\n)*?[^\n]*'.join(lines), block)

    def step(self, block):
        names = [span for span in re.findall(r'`([^`\s]+)`', block.prose) if re.search(r'\w[./]\w', span)]
        self.file = names[-1] if names else self.file
        if 'Ctrl+C' in block.prose:
            self.stop(block)
        if block.language == 'sh':
            self.run(block)
        elif block.language == 'diff':
            self.edit(block)
        elif block.language == 'text' and not block.prose.strip().split('\n\n')[-1].startswith('`'):
            self.expect(block)
        else:
            self.write(block)


def test_tutorial(suite):
    blocks = [block for block in suite.blocks if block.path == suite.tutorial]
    tutorial = Tutorial(suite)
    try:
        for block in blocks:
            tutorial.step(block)
        tutorial.stop(blocks[-1])
    finally:
        if tutorial.app:
            tutorial.app.kill()
    # What is installed speaks German.
    catalog = os.path.join(tutorial.environment['HOME'], '.local', 'share', 'locale', 'de', 'LC_MESSAGES', 'books.mo')
    assert os.path.exists(catalog), catalog
    return [], len(blocks)


# --- the checks themselves ---

BROKEN = '''# Broken

```c
StreeState *count = stree_state_int (cx, "count", 0);

return stree_button ("A", .on_clik = stree_add (count, 1));
```

    streamtree run --no-such-option app.c

```python
def f(:
```

```json
{ "a": }
```

```ini
[a]
b
```

```csv
a,b
1
```

```js
const a = ;
```

```meson
a = [
```

```klingon
Qapla'
```
'''


def test_broken(suite):
    path = os.path.join(suite.work, 'broken.md')
    with open(path, 'w', encoding='utf-8') as text:
        text.write(BROKEN)
    compiler = Compiler(suite)
    errors = []
    for block in blocks_of_markdown(path):
        if block.language == 'c':
            errors += compiler.check(block)
        elif block.language == 'sh':
            errors += check_shell(suite, block)
        else:
            errors += check_python(block) if block.language == 'python' else check_language(block)
    lines = {int(line) for line in re.findall(r'^%s:(\d+):' % re.escape(path), '\n'.join(errors), re.M)}
    expected = {6, 9, 12, 16, 21, 26, 34, 38} | ({30} if shutil.which('gjs') or shutil.which('node') else set())
    return [] if expected <= lines else ['%s: found %s, expected %s\n%s' % (path, sorted(lines), sorted(expected), '\n'.join(errors))], 9


class Suite:
    def __init__(self, root, build, work):
        self.root = root
        self.build = build
        self.work = work
        self.tests = os.path.join(root, 'tests')
        self.command = os.path.join(build, 'cli', 'streamtree')
        self.tutorial = 'data/docs/tutorial.md'
        self.environment = dict(os.environ, PKG_CONFIG_PATH=os.path.join(build, 'cli'), LC_ALL='C.UTF-8', XDG_CACHE_HOME=os.path.join(work, 'cache'))
        for name in ('G_DEBUG', 'CFLAGS', 'G_MESSAGES_DEBUG'):
            self.environment.pop(name, None)
        self.blocks = all_blocks(root)
        self.streamtree = Command(self)

    def flags(self):
        done = subprocess.run(['pkg-config', '--cflags', 'streamtree-1'], env=self.environment, capture_output=True, text=True, check=True)
        return shlex.split(done.stdout)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--source', required=True)
    parser.add_argument('--build', required=True)
    parser.add_argument('--sanitize', default='none')
    parser.add_argument('only', nargs='?', default='')
    arguments = parser.parse_args()

    if arguments.sanitize != 'none':
        print('1..0 # SKIP what the tutorial makes is built without a sanitizer')
        return 0
    tests = [(name, test) for name, test in sorted(globals().items()) if name.startswith('test_') and arguments.only in name]
    failed = 0
    print('1..%d' % len(tests))
    with tempfile.TemporaryDirectory(prefix='streamtree-docs-') as work:
        suite = Suite(os.path.abspath(arguments.source), os.path.abspath(arguments.build), work)
        for number, (name, test) in enumerate(tests, 1):
            try:
                errors, n = test(suite)
            except Exception as problem:  # pylint: disable=broad-except
                errors, n = ['%s: %s' % (type(problem).__name__, problem)], 0
            failed = failed or bool(errors)
            print('%s %d %s: %d' % ('not ok' if errors else 'ok', number, name[5:], n))
            for error in errors:
                print('# ' + error.replace('\n', '\n# '))
            sys.stdout.flush()
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
