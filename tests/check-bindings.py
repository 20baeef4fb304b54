#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs a test that is written in another language, on the library of the build directory.

It is skipped, with the reason, where the language, its GObject-Introspection or the typelib is missing.
"""

import argparse
import os
import shutil
import subprocess
import sys


def python():
    """The Python that has PyGObject; the one of the build need not be it."""
    for name in (sys.executable, '/usr/bin/python3'):
        if name and os.path.exists(name):
            done = subprocess.run([name, '-c', 'import gi; gi.require_version("Gtk", "4.0")'], capture_output=True, check=False)
            if done.returncode == 0:
                return [name]
    return None


def gjs():
    found = shutil.which('gjs')
    return [found, '-m'] if found else None


LANGUAGES = {
    'python': (python, 'PyGObject with GTK 4 is not installed (python3-gi, gir1.2-gtk-4.0)'),
    'gjs': (gjs, 'gjs is not installed'),
}


def skip(why):
    print('1..0 # SKIP ' + why)
    return 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--language', required=True, choices=LANGUAGES)
    parser.add_argument('--source', required=True)
    parser.add_argument('--library', required=True, help='the folder of the library and its typelib')
    parser.add_argument('--sanitize', default='none')
    parser.add_argument('script')
    arguments = parser.parse_args()

    find, missing = LANGUAGES[arguments.language]
    if arguments.sanitize != 'none':
        return skip('a sanitizer cannot be loaded into a foreign interpreter')
    if not os.path.exists(os.path.join(arguments.library, 'StreamTree-1.0.typelib')):
        return skip('the build has no typelib: -Dintrospection is off, or g-ir-scanner is not installed')
    if not os.environ.get('DISPLAY'):
        return skip('there is no display')
    interpreter = find()
    if not interpreter:
        return skip(missing)

    source = os.path.abspath(arguments.source)
    library = os.path.abspath(arguments.library)
    overrides = os.path.join(source, 'src', 'bindings')
    environment = dict(os.environ)
    for name, place in (('GI_TYPELIB_PATH', library), ('LD_LIBRARY_PATH', library),
                        ('PYTHONPATH', overrides), ('GJS_PATH', overrides)):
        environment[name] = os.pathsep.join(filter(None, [place, environment.get(name)]))
    environment['PYTHONDONTWRITEBYTECODE'] = '1'
    # What a language raises in a component or a handler it also logs, gjs as a critical: that is part of the test.
    environment.pop('G_DEBUG', None)
    sys.stdout.flush()
    os.execvpe(interpreter[0], interpreter + [os.path.abspath(arguments.script), os.path.join(source, 'examples', 'bindings')],
               environment)


if __name__ == '__main__':
    sys.exit(main())
