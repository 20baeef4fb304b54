#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""streamtree init: each template, with pages and without, under odd names, as it is written: it builds without a warning,
passes its tests (its files for the desktop among them), is installed into an empty prefix, has a manifest that flatpak-builder
reads, and what is there is not overwritten. Speaks TAP.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

TEMPLATES = ['default', 'crud', 'explore', 'enterprise']
NAMES = {
    ('default', False): 'Plain',
    ('default', True): 'He said "hi" \\ it\'s 100% <b>&amp; ??/',
    ('crud', False): 'Größe & Maße',
    ('crud', True): '3 D  prints',
    ('explore', False): '日本語',
    ('explore', True): 'test-app',
    ('enterprise', False): 'Emoji 🙂; rm -rf; $HOME `id` @NAME@',
    ('enterprise', True): '%s %d %n #{x}',
}


class Suite:
    def __init__(self, build, work):
        self.command = os.path.join(build, 'cli', 'streamtree')
        self.work = work
        self.environment = dict(os.environ, PKG_CONFIG_PATH=os.path.join(build, 'cli'), LC_ALL='C.UTF-8', CFLAGS='-Werror',
                                XDG_CACHE_HOME=os.path.join(work, 'cache'))
        for name in ('DISPLAY', 'WAYLAND_DISPLAY', 'G_DEBUG', 'CC'):
            self.environment.pop(name, None)

    def call(self, words, status=0, cwd=None):
        done = subprocess.run(words, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
                              stdin=subprocess.DEVNULL, cwd=cwd or self.work)
        assert done.returncode == status, '%s: exit status %d\n%s' % (' '.join(words), done.returncode, done.stdout)
        return done.stdout

    def init(self, *words, status=0):
        return self.call([self.command, 'init', *words], status)


def check_prefix(suite, folder, build, app_id):
    """What is installed, and nothing else."""
    prefix = os.path.join(folder, 'prefix')
    suite.call(['meson', 'configure', build, '-Dprefix=' + prefix])
    suite.call(['meson', 'install', '-C', build])
    found = {os.path.relpath(os.path.join(path, name), prefix) for path, _, names in os.walk(prefix) for name in names}
    # Caches of the desktop, where the tools for them are.
    found = {name for name in found if not name.endswith(('icon-theme.cache', 'mimeinfo.cache'))}
    with open(os.path.join(prefix, 'share', 'applications', app_id + '.desktop'), encoding='utf-8') as text:
        program = re.search(r'^Exec=(\S+)$', text.read(), re.M).group(1)
    assert found == {'bin/' + program, 'share/applications/%s.desktop' % app_id, 'share/metainfo/%s.metainfo.xml' % app_id,
                     'share/icons/hicolor/scalable/apps/%s.svg' % app_id}, found
    assert 'Usage:' in suite.call([os.path.join(prefix, 'bin', program), '--help'])


def check_manifest(suite, manifest):
    if not shutil.which('flatpak-builder'):
        return
    # It leaves a cache where it runs, and only mentions a key that it does not know.
    with tempfile.TemporaryDirectory(dir=suite.work) as place:
        said = suite.call(['flatpak-builder', '--show-manifest', manifest], cwd=place)
    json.loads(said)


def generate(suite, template, pages):
    name = NAMES[template, pages]
    folder = os.path.join(suite.work, template + ('-pages' if pages else ''))
    out = suite.init(folder, '--template', template, '--name', name, *(['--with-pages'] if pages else []))
    written = out.splitlines()
    assert len(written) == (15 if pages else 12), out
    assert all(os.path.isfile(path) for path in written), out
    with open(os.path.join(folder, 'README.md'), encoding='utf-8') as text:
        assert '\n    streamtree run .\n' in text.read()
    build = os.path.join(folder, 'build')
    suite.call(['meson', 'setup', '--fatal-meson-warnings', build, folder])
    suite.call(['meson', 'compile', '-C', build])
    out = suite.call(['meson', 'test', '-C', build, '--print-errorlogs'])
    tests = sum(shutil.which(tool) is not None for tool in ('desktop-file-validate', 'appstreamcli'))
    assert re.search(r'^Ok: +%d *$' % (1 + tests), out, re.M), out
    metainfo = [path for path in written if path.endswith('.metainfo.xml')][0]
    assert xml.etree.ElementTree.parse(metainfo).find('name').text == name
    manifest = [path for path in written if path.endswith('.json')][0]
    with open(manifest, encoding='utf-8') as text:
        app_id = json.load(text)['id']
    assert os.path.basename(metainfo) == app_id + '.metainfo.xml', metainfo
    for path in written:
        with open(path, encoding='utf-8') as text:
            content = text.read()
        content = content.replace('@NAME@', '') if '@NAME@' in name else content
        assert '@end@' not in content and '@NAME' not in content and '@ID' not in content, path
    check_prefix(suite, folder, build, app_id)
    check_manifest(suite, manifest)
    # And the command knows what it wrote.
    tree = suite.call([suite.command, 'tree', folder])
    assert tree.startswith('window\n' if pages else 'app\n'), tree


def test_force(suite):
    folder = os.path.join(suite.work, 'again')
    suite.init(folder)
    with open(os.path.join(folder, 'app.c'), 'w', encoding='utf-8') as text:
        text.write('mine\n')
    os.unlink(os.path.join(folder, 'main.c'))
    said = suite.init(folder, status=1)
    assert 'there is something already, and --force was not given: ' in said and 'app.c' in said and 'main.c' not in said, said
    assert not os.path.exists(os.path.join(folder, 'main.c'))
    with open(os.path.join(folder, 'app.c'), encoding='utf-8') as text:
        assert text.read() == 'mine\n'
    suite.init(folder, '--force')
    with open(os.path.join(folder, 'app.c'), encoding='utf-8') as text:
        assert text.read().startswith('#include "app.h"\n')


# A folder whose name is not only letters, which is what the app is called then.
def test_odd_folder(suite):
    folder = os.path.join(suite.work, "Größe & it's (100 %)")
    suite.init(folder)
    build = os.path.join(folder, 'build')
    suite.call(['meson', 'setup', '--fatal-meson-warnings', build, folder])
    suite.call(['meson', 'test', '-C', build, '--print-errorlogs'])
    assert suite.call([suite.command, 'tree', folder]).startswith('app\n')


def test_wrong(suite):
    folder = os.path.join(suite.work, 'wrong')
    for words, part in ((['--template', 'none'], 'expected default, crud, explore, enterprise'),
                        (['--name', 'two\nlines'], 'is no name of an app'),
                        (['--name', ' '], 'is no name of an app'),
                        (['--app-id', 'plain'], 'is no id of an app'),
                        (['--app-id', 'org.example.9'], 'is no id of an app'),
                        (['--app-id', '../../etc.x.y'], 'is no id of an app')):
        said = suite.init(folder, *words, status=1)
        assert part in said and said.count('\n') == (2 if 'two' in said else 1), said
    assert not os.path.exists(folder)
    suite.init('a', 'b', status=2)


def test_ids(suite):
    for name, slug, app_id in (('Sales Report', 'sales-report', 'org.example.SalesReport'), ('3D', 'app-3d', 'org.example.App3d'),
                               ('日本', 'app', 'org.example.App'), ('test-app', 'app-test-app', 'org.example.AppTestApp'),
                               ("Ada's", 'adas', 'org.example.Adas')):
        folder = os.path.join(suite.work, 'ids', slug)
        suite.init(folder, '--name', name)
        with open(os.path.join(folder, app_id + '.json'), encoding='utf-8') as text:
            assert json.load(text)['command'] == slug
    suite.init(os.path.join(suite.work, 'ids', 'own'), '--app-id', 'de.ulm.My_App')
    assert os.path.exists(os.path.join(suite.work, 'ids', 'own', 'data', 'de.ulm.My_App.desktop'))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', required=True)
    parser.add_argument('--sanitize', default='none')
    parser.add_argument('only', nargs='?', default='')
    arguments = parser.parse_args()

    if arguments.sanitize != 'none':
        print('1..0 # SKIP what is generated is built without a sanitizer')
        return 0
    tests = [('force', test_force), ('ids', test_ids), ('odd-folder', test_odd_folder), ('wrong', test_wrong)]
    for template in TEMPLATES:
        for pages in (False, True):
            tests.append((template + ('-pages' if pages else ''), lambda suite, t=template, p=pages: generate(suite, t, p)))
    tests = [(name, test) for name, test in tests if arguments.only in name]
    failed = 0
    print('1..%d' % len(tests))
    with tempfile.TemporaryDirectory(prefix='streamtree-init-') as work:
        suite = Suite(os.path.abspath(arguments.build), work)
        for number, (name, test) in enumerate(tests, 1):
            try:
                test(suite)
                print('ok %d %s' % (number, name))
            except Exception as problem:  # pylint: disable=broad-except
                failed = 1
                print('not ok %d %s' % (number, name))
                for line in ('%s: %s' % (type(problem).__name__, problem)).splitlines():
                    print('# ' + line)
            sys.stdout.flush()
    return failed


if __name__ == '__main__':
    sys.exit(main())
