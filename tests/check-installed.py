#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a user of the library gets: configures for a temporary prefix, installs, and uses it from outside the tree.

  - everything that is promised is there
  - the library does not need libsoup to start: that is loaded by what uses the network
  - each installed header includes nothing that is not installed; the umbrella headers compile on their own, and every
    other one refuses to be included without them
  - tests/consumer/main.c builds with nothing but pkg-config, with gcc and with clang, without a warning, and runs
  - the program in README.md builds, too
  - tests/vala/tree.vala builds with the installed VAPI, and runs

The build directory is kept between runs: only the first one takes long. Speaks TAP.
"""

import argparse
import concurrent.futures
import glob
import os
import re
import shutil
import subprocess
import sys

STRICT = ['-std=c11', '-Wall', '-Wextra', '-Wpedantic', '-Werror']
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.M)
PACKAGE = 'streamtree-1'
UMBRELLAS = ('streamtree.h', 'streamtree-gtk.h')
REFUSAL = 'Only <streamtree.h> and <streamtree-gtk.h> are included directly'
PROMISED = [
    'lib/libstreamtree-1.so',
    'lib/pkgconfig/streamtree-1.pc',
    'bin/streamtree',
    'bin/streamtree-explorer',
    'share/applications/org.streamtree.Explorer.desktop',
    'share/metainfo/org.streamtree.Explorer.metainfo.xml',
    'share/icons/hicolor/scalable/apps/org.streamtree.Explorer.svg',
    'share/icons/hicolor/symbolic/apps/org.streamtree.Explorer-symbolic.svg',
    'share/streamtree-1/penguins.csv',
    'share/man/man1/streamtree.1',
    'share/bash-completion/completions/streamtree',
    'share/zsh/site-functions/_streamtree',
]
PROMISED_BINDINGS = [
    'share/gir-1.0/StreamTree-1.0.gir',
    'lib/girepository-1.0/StreamTree-1.0.typelib',
    'share/vala/vapi/streamtree-1.vapi',
    'share/gjs-1.0/overrides/StreamTree.js',
]


class Tap:
    def __init__(self):
        self.count = 0
        self.failed = 0

    def point(self, good, name, said=''):
        self.count += 1
        self.failed += not good
        print('%s %d %s' % ('ok' if good else 'not ok', self.count, name))
        if not good:
            for line in said.strip().splitlines():
                print('# ' + line)
        sys.stdout.flush()
        return good

    def skip(self, name, why):
        self.count += 1
        print('ok %d %s # SKIP %s' % (self.count, name, why))

    def finish(self):
        print('1..%d' % self.count)
        return 1 if self.failed else 0


def run(command, **kwargs):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
                          errors='replace', stdin=subprocess.DEVNULL, **kwargs)
    said = '$ %s\n%s' % (' '.join(command), done.stdout)
    if done.returncode != 0:
        said += '\nexit status %d' % done.returncode
    return done.returncode == 0, said


def install(source, work, prefix):
    build = os.path.join(work, 'build')
    if not os.path.exists(os.path.join(build, 'build.ninja')):
        shutil.rmtree(build, ignore_errors=True)
        good, said = run(['meson', 'setup', '--prefix=' + prefix, '-Dlibdir=lib', '-Dtests=false', '-Dbuildtype=plain',
                          build, source])
        if not good:
            return good, said
    shutil.rmtree(prefix, ignore_errors=True)
    return run(['meson', 'install', '-C', build])


def compile_headers(compiler, unit, headers, cflags, options=()):
    """What the compiler says of a unit that includes them; None: nothing."""
    with open(unit, 'w', encoding='utf-8') as text:
        text.writelines('#include <%s>\n' % header for header in headers)
        text.write('extern int stree_check;\nint stree_check;\n')
    good, said = run([compiler] + STRICT + ['-fsyntax-only', unit] + cflags + list(options))
    os.unlink(unit)
    return None if good else said


def check_headers(tap, include_dir, cflags, compilers, work):
    root = os.path.join(include_dir, PACKAGE)
    headers = sorted(os.path.relpath(path, root) for path in glob.glob(os.path.join(root, '**', '*.h'), recursive=True))
    if not tap.point(len(headers) > 0, 'headers are installed', 'none in ' + root):
        return
    names = {os.path.basename(header) for header in headers}
    strays = []
    for header in headers:
        if header.endswith('-private.h'):
            strays.append('%s is private, and installed' % header)
        with open(os.path.join(root, header), encoding='utf-8') as text:
            for included in INCLUDE.findall(text.read()):
                base = os.path.basename(included)
                if included == 'config.h' or (base.startswith('stree') and base not in names):
                    strays.append('%s includes %s, which is not installed' % (header, included))
    tap.point(not strays, 'headers include nothing private', '\n'.join(strays))

    def problem(header):
        """What is wrong with one; None: nothing. What it includes does not depend on the compiler: one looks at each."""
        def alone(*options):
            unit = os.path.join(work, 'header-%s.c' % header.replace('/', '-'))
            return compile_headers(compilers[0], unit, [header], cflags, options)

        if header in UMBRELLAS:
            return alone()
        # The first error ends it: the refusal comes before all that a header includes.
        if REFUSAL not in (alone('-Wfatal-errors') or ''):
            return '%s can be included directly' % header
        return alone('-DSTREE_COMPILATION')

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        wrong = [said for said in pool.map(problem, headers) if said]
    tap.point(not wrong, '%d headers include what they need, and only the umbrella headers compile alone, with %s'
              % (len(headers), compilers[0]), '\n'.join(wrong))
    for compiler in compilers:
        said = compile_headers(compiler, os.path.join(work, 'headers.c'), headers, cflags, ['-DSTREE_COMPILATION'])
        tap.point(not said, 'all of them together are clean with ' + compiler, said or '')


# What a compiler must refuse, and the word that its message must hold. Each is one wrong step from a line that is right.
WRONG = [
    ('a prop that the kind does not have', 'stree_button ("Save", .disable = TRUE)', 'disabled'),
    ('an event of another kind', 'stree_text_input ("Name", .on_click = NULL)', 'on_click'),
    ('a common prop that is none', 'stree_with (stree_text ("a"), .tool_tip = "b")', 'tooltip'),
    ('a number where a text is expected', 'stree_title (7)', 'int'),
    ('a format without its argument', 'stree_text ("%s")', 'format'),
]
RIGHT = [
    'stree_button ("Save")',
    'stree_button ("Save", .disabled = TRUE)',
    'stree_text_input ("Name", .value = stree_value ("Ada"), .common = stree_common (.tooltip = "b"))',
    'stree_with (stree_text ("a"), .tooltip = "b")',
    'stree_vstack (NULL, stree_divider (), stree_spacer (.height = 8))',
    'stree_hstack_with ((.gap = "1rem", .key = "k"), stree_checkbox ("On"))',
]


def check_mistakes(tap, cflags, compilers, work):
    """A wrong prop is a compile error that names the right one; what is right draws no warning."""
    def builds(compiler, number, expression):
        unit = os.path.join(work, 'mistake-%d.c' % number)
        with open(unit, 'w', encoding='utf-8') as text:
            text.write('#include <streamtree-gtk.h>\nStreeElement *make (void);\n'
                       'StreeElement *make (void) { return %s; }\n' % expression)
        return run([compiler] + STRICT + ['-fsyntax-only', unit] + cflags)

    expressions = [expression for _, expression, _ in WRONG] + RIGHT
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for compiler in compilers:
            done = list(pool.map(builds, [compiler] * len(expressions), range(len(expressions)), expressions))
            for (name, _, word), (good, said) in zip(WRONG, done):
                tap.point(not good and word in said, '%s: %s is refused' % (compiler, name), said)
            for expression, (good, said) in zip(RIGHT, done[len(WRONG):]):
                tap.point(good, '%s: %s is clean' % (compiler, expression.replace('#', '')), said)


def check_readme(tap, readme, flags, compilers, work):
    """A program in README.md is what a newcomer copies: it builds as it stands."""
    with open(readme, encoding='utf-8') as text:
        programs = re.findall(r'^```c\n(.*?)^```$', text.read(), re.M | re.S)
    if not tap.point(len(programs) > 0, 'README.md has a program'):
        return
    for number, program in enumerate(programs, 1):
        unit = os.path.join(work, 'readme-%d.c' % number)
        with open(unit, 'w', encoding='utf-8') as text:
            text.write(program)
        for compiler in compilers:
            good, said = run([compiler] + STRICT + ['-Wno-unused-parameter', '-o', unit[:-2], unit] + flags)
            tap.point(good, 'program %d of README.md builds with %s' % (number, compiler), said)


def check_vala(tap, source, prefix, environment, work):
    name = 'a program in Vala builds with the VAPI and runs'
    if not shutil.which('valac'):
        tap.skip(name, 'valac is not installed')
        return
    if not os.path.exists(os.path.join(prefix, PROMISED_BINDINGS[2])):
        tap.skip(name, 'there is no VAPI: vapigen is not installed')
        return
    program = os.path.join(work, 'tree-vala')
    good, said = run(['valac', '--quiet', '--vapidir', os.path.join(prefix, 'share', 'vala', 'vapi'), '--pkg', PACKAGE,
                      '--directory', work, '-o', program, os.path.join(source, 'tests', 'vala', 'tree.vala')], env=environment)
    if good:
        good, said = run([program], env=environment, timeout=60)
    tap.point(good and "Button key='save': label='Save'" in said and 'n = 7' in said, name, said)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--source', required=True)
    parser.add_argument('--work', required=True)
    parser.add_argument('--sanitize', default='none')
    arguments = parser.parse_args()
    if arguments.sanitize != 'none':
        print('1..0 # SKIP the installed library is checked without sanitizers')
        return 0

    tap = Tap()
    work = os.path.abspath(arguments.work)
    prefix = os.path.join(work, 'prefix')
    os.makedirs(work, exist_ok=True)
    good, said = install(arguments.source, work, prefix)
    if not tap.point(good, 'configures, builds and installs into a prefix of its own', said):
        return tap.finish()

    missing = [name for name in PROMISED if not os.path.exists(os.path.join(prefix, name))]
    tap.point(not missing, 'everything promised is installed', 'missing: ' + ' '.join(missing))
    if shutil.which('g-ir-scanner') and shutil.which('vapigen'):
        missing = [name for name in PROMISED_BINDINGS if not os.path.exists(os.path.join(prefix, name))]
        tap.point(not missing, 'GIR, typelib and VAPI are installed', 'missing: ' + ' '.join(missing))
    else:
        tap.skip('GIR, typelib and VAPI are installed', 'g-ir-scanner or vapigen is not installed')

    good, said = run(['readelf', '-d', os.path.join(prefix, 'lib', 'libstreamtree-1.so')], cwd=work)
    tap.point(good and 'libgtk-4' in said and 'libsoup' not in said, 'the library is linked to GTK and not to libsoup', said)

    environment = dict(os.environ)
    environment['PKG_CONFIG_PATH'] = os.path.join(prefix, 'lib', 'pkgconfig')
    flags = []
    for option in ('--cflags', '--libs'):
        done = subprocess.run(['pkg-config', option, PACKAGE], capture_output=True, text=True, env=environment, check=False)
        if not tap.point(done.returncode == 0, 'pkg-config %s %s' % (option, PACKAGE), done.stderr):
            return tap.finish()
        flags.append(done.stdout.split())
    cflags, libs = flags

    compilers = [name for name in ('gcc', 'clang') if shutil.which(name)]
    check_headers(tap, os.path.join(prefix, 'include'), cflags, compilers, work)

    check_mistakes(tap, cflags, compilers, work)

    consumer = os.path.join(arguments.source, 'tests', 'consumer', 'main.c')
    for compiler in ('gcc', 'clang'):
        name = 'a program outside the tree builds with ' + compiler
        if compiler not in compilers:
            tap.skip(name, compiler + ' is not installed')
            continue
        program = os.path.join(work, 'consumer-' + compiler)
        good, said = run([compiler] + STRICT + ['-o', program, consumer] + cflags + libs, cwd=work)
        if not tap.point(good, name, said):
            continue
        name = 'the program built with %s runs' % compiler
        if not os.environ.get('DISPLAY'):
            tap.skip(name, 'there is no display')
            continue
        environment['LD_LIBRARY_PATH'] = os.path.join(prefix, 'lib')
        try:
            good, said = run([program], env=environment, timeout=60)
        except subprocess.TimeoutExpired as late:
            good, said = False, 'still running after 60 s\n' + (late.stdout or b'').decode(errors='replace')
        tap.point(good and 'Count: 1' in said, name, said)
    environment['LD_LIBRARY_PATH'] = os.path.join(prefix, 'lib')
    check_vala(tap, arguments.source, prefix, environment, work)
    check_readme(tap, os.path.join(arguments.source, 'README.md'), cflags + libs, compilers, work)
    return tap.finish()


if __name__ == '__main__':
    sys.exit(main())
