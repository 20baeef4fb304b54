#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The streamtree command, as a developer uses it, on a machine without a display. Speaks TAP.

  - tree: every example, in each format; C files, folders, modules, functions; what is wrong is said in one line
  - run --headless: the tree at first and after each change, with the state; where it goes and how it looks
  - doctor: each line ok, warn or fail; the exit status says which
"""

import argparse
import glob
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

EXAMPLES = ['app_shell', 'async_bg', 'async_loader_demo', 'async_ordered_loader_demo', 'counter', 'crud', 'crud_automation_demo',
            'crud_pattern_demo', 'datagrid_demo', 'datagrid_selection_demo', 'deferred_region_demo', 'gallery', 'log_follow', 'model_form', 'notes', 'numeric_nav_demo', 'overlay_demo',
            'pages_helpers_demo', 'phase2_composite_demo', 'phase2_layout_demo', 'routed_app', 'todo']

APP = '''#include <streamtree-gtk.h>

StreeElement *part (StreeContext *cx, gpointer props);
StreeElement *
part (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_text_with (.body = "a \\"part\\" <of> it", .key = "k\\"<1>");
}

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  (void) cx;
  return stree_vstack (stree_title ((const char *) props), stree_component (part), stree_component (part, .key = "b"));
}

int
main (int argc, char **argv)
{
  char title[] = "on the stack";

  return stree_run_with ("org.example.App", app, argc, argv, .props = argc > 1 ? argv[1] : title);
}
'''


class Suite:
    def __init__(self, command, root, build, work):
        self.command = command
        self.root = root
        self.build = build
        self.work = work
        self.environment = dict(os.environ, PKG_CONFIG_PATH=os.path.join(build, 'cli'), XDG_CACHE_HOME=os.path.join(work, 'cache'),
                                XDG_STATE_HOME=os.path.join(work, 'state'), CFLAGS='\'-DGETTEXT_PACKAGE="streamtree-1"\'',
                                LC_ALL='C.UTF-8', NO_AT_BRIDGE='1')
        for name in ('DISPLAY', 'WAYLAND_DISPLAY', 'G_DEBUG', 'CC', 'DBUS_SESSION_BUS_ADDRESS'):
            self.environment.pop(name, None)

    def run(self, *words, status=0, **environment):
        done = subprocess.run([self.command, *words], env=dict(self.environment, **environment), capture_output=True, text=True,
                              check=False, stdin=subprocess.DEVNULL, timeout=120)
        assert done.returncode == status, '%s: exit status %d, expected %d\n%s%s' % (' '.join(words), done.returncode, status,
                                                                                    done.stdout, done.stderr)
        return done.stdout, done.stderr

    def write(self, name, text):
        path = os.path.join(self.work, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        return path


def wait_for(condition, process):
    while not condition():
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.05)


def one_line(said, part):
    assert part in said, 'no %r in: %s' % (part, said)
    assert said.count('\n') == 1 and said.startswith('streamtree: '), said


def test_examples(suite):
    for name in EXAMPLES:
        out, said = suite.run('tree', '--expand-components', os.path.join(suite.root, 'examples', name + '.c'), LSAN_OPTIONS='detect_leaks=0')
        assert len(out.splitlines()) > 2, '%s: %s%s' % (name, out, said)
        assert 'Something failed' not in out, out


def test_formats(suite):
    path = suite.write('formats/app.c', APP)
    text, said = suite.run('tree', path)
    assert said == '', said
    assert text == ("app\n  VStack\n    Title: body='on the stack'\n    part\n    part key='b'\n"), text
    text, _ = suite.run('tree', '-e', path, '--', 'given')
    assert text == ("app\n  VStack\n    Title: body='given'\n    part\n      Text key='k\"<1>': body='a \"part\" <of> it'\n"
                    "    part key='b'\n      Text key='k\"<1>': body='a \"part\" <of> it'\n"), text
    tree = json.loads(suite.run('tree', '-e', '--format', 'json', path)[0])
    assert tree['name'] == 'app' and tree['kind'] == 'ComponentCall', tree
    assert tree['children'][0]['children'][1]['children'][0]['body'] == 'a "part" <of> it', tree
    mermaid, _ = suite.run('tree', '-e', '--format=mermaid', path)
    assert mermaid.startswith('flowchart TD\n  n0["app"]\n  n1["VStack"]\n  n0 --> n1\n'), mermaid
    assert "k='k#quot;#lt;1#gt;'" in mermaid, mermaid
    dot, _ = suite.run('tree', '-e', '--format=dot', path)
    assert dot.startswith('digraph tree {\n  node [shape=box];\n  n0 [label="app"];\n  n1 [label="VStack"];\n  n0 -> n1;\n'), dot
    assert dot.endswith('}\n') and "k='k\\\"<1>'" in dot, dot
    assert suite.run('tree', '--summarize', path)[0] == 'ComponentCall 3\nTitle 1\nVStack 1\n'
    assert json.loads(suite.run('tree', '--summarize', '-e', '-f', 'json', path)[0]) == {'ComponentCall': 3, 'Text': 2, 'Title': 1, 'VStack': 1}


def test_targets(suite):
    path = suite.write('targets/app.c', APP)
    assert suite.run('tree', path + ':part')[0] == "part\n  Text key='k\"<1>': body='a \"part\" <of> it'\n"
    assert suite.run('run', '--headless', '--no-watch', path + ':part')[0] == "part\n  Text key='k\"<1>': body='a \"part\" <of> it'\n"
    suite.write('targets/test-app.c', 'this is no C')
    assert suite.run('tree', os.path.dirname(path))[0].startswith('app\n')
    assert suite.run('run', '--headless', '--no-watch', os.path.dirname(path))[0].startswith('app\n')
    suite.write('split/part.h', '#pragma once\n#include <streamtree-gtk.h>\nStreeElement *part (StreeContext *cx, gpointer props);\n')
    suite.write('split/part.c', '#include "part.h"\nStreeElement *part (StreeContext *cx, gpointer props)\n'
                '{ (void) cx; (void) props; return stree_text ("elsewhere"); }\n')
    main = suite.write('split/main.c', '#include "part.h"\nint main (int argc, char **argv)\n'
                       '{ return stree_run ("org.example.Split", part, argc, argv); }\n')
    assert suite.run('tree', main)[0] == "app\n  Text: body='elsewhere'\n"
    module = os.path.join(suite.work, 'app.so')
    flags = subprocess.run(['pkg-config', '--cflags', '--libs', 'streamtree-1'], env=suite.environment, capture_output=True, text=True,
                           check=True).stdout.split()
    subprocess.run(['cc', '-shared', '-fPIC', '-o', module, path] + flags, env=suite.environment, check=True)
    assert suite.run('tree', module)[0].startswith('app\n')
    assert suite.run('tree', module + ':part')[0].startswith('part\n')
    assert os.path.exists(module)
    assert not [name for _, _, names in os.walk(os.path.join(suite.work, 'cache')) for name in names if name.startswith('module-')]


def test_codegen(suite):
    path = suite.write('plain/app.c', APP)
    code = suite.run('tree', '-e', '--format', 'c', path)[0]
    assert 'GtkWidget *\nbuild_app (void)\n{' in code
    assert suite.run('tree', '-e', '--format', 'ui', path)[0].startswith('<?xml')
    built = suite.write('plain/built.c', code)
    flags = subprocess.run(['pkg-config', '--cflags', 'gtk4'], env=suite.environment, capture_output=True, text=True, check=True).stdout.split()
    subprocess.run(['cc', '-std=c11', '-Wall', '-Wextra', '-Wpedantic', '-Werror', '-fsyntax-only', built] + flags,
                   env=suite.environment, check=True)


def test_meson_project(suite):
    suite.write('project/app.c', APP.replace('"org', 'PREFIX "org'))
    suite.write('project/test-app.c', 'int main (void) { return 0; }\n')
    suite.write('project/meson.build', "project('app', 'c', default_options: ['c_std=gnu11'])\n"
                "add_project_arguments('-DPREFIX=\"\"', language: 'c')\n"
                "executable('app', 'app.c', dependencies: dependency('streamtree-1'), install: true)\n"
                "executable('test-app', 'test-app.c')\n")
    assert suite.run('tree', os.path.join(suite.work, 'project'))[0].startswith('app\n  VStack\n')
    broken = suite.write('project/app.c', '#include <streamtree-gtk.h>\nint main (void) { return 1 }\n')
    said = suite.run('tree', os.path.join(suite.work, 'project'), status=1)[1]
    assert re.search('^' + re.escape(broken) + r':2:\d+: error: ', said, re.M), said
    assert not re.search(r'^(INFO|ninja|FAILED|\[)|-Winvalid-pch', said, re.M), said
    suite.write('two/meson.build', "project('two', 'c')\nexecutable('a', 'a.c')\nexecutable('b', 'a.c')\n")
    suite.write('two/a.c', 'int main (void) { return 0; }\n')
    one_line(suite.run('tree', os.path.join(suite.work, 'two'), status=1)[1], 'there is: a, b')


# A project with libraries and a resource, whose test is half edited: what is changed in each is shown. The cache lies in a folder with a
# space in its name, and the precompiled header in it is used, though it is included from within another one.
def test_meson_changes(suite):
    suite.write('parts/app.h', '#pragma once\n#include <streamtree-gtk.h>\nconst char *part (void);\n')
    main = suite.write('parts/app.c', '''/* The app. */
#include "app.h"
#include <math.h>

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  g_autoptr (GBytes) text = g_resources_lookup_data ("/text.txt", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  volatile double    nine = 9;

  (void) cx;
  (void) props;
  return stree_text ("own %s %.0f %.*s", part (), sqrt (nine), (int) g_bytes_get_size (text), (const char *) g_bytes_get_data (text, NULL));
}

int
main (int argc, char **argv)
{
  return stree_run (NULL, app, argc, argv);
}
''')
    part = suite.write('parts/lib/inner/part.c', 'const char *part (void); const char *part (void) { return "one"; }\n')
    text = suite.write('parts/data/text.txt', 'first')
    suite.write('parts/data/app.gresource.xml', '<gresources><gresource><file>text.txt</file></gresource></gresources>\n')
    suite.write('parts/test-app.c', 'this is no C\n')
    suite.write('parts/meson.build', '''project('parts', 'c', default_options: ['c_std=gnu11'])
part = static_library('part', 'lib/inner/part.c', pic: false)
resources = import('gnome').compile_resources('resources', 'data/app.gresource.xml', source_dir: 'data')
executable('parts', 'app.c', resources, link_with: part, install: true,
  dependencies: [dependency('streamtree-1'), meson.get_compiler('c').find_library('m')])
executable('test-app', 'test-app.c')
''')
    cache = os.path.join(suite.work, 'a cache')
    version = subprocess.run(['cc', '--version'], capture_output=True, text=True, check=True).stdout
    gcc = 'Free Software Foundation' in version and 'clang' not in version
    process = subprocess.Popen([suite.command, 'run', '--headless', os.path.join(suite.work, 'parts')], stdout=subprocess.PIPE,
                               env=dict(suite.environment, XDG_CACHE_HOME=cache), stderr=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL)
    limit = threading.Timer(60, process.terminate)
    limit.start()
    try:
        for path, old, new, shown in ((None, '', '', 'own one 3 first'), (main, '"own ', '"new ', 'new one 3 first'),
                                      (part, 'one', 'two', 'new two 3 first'), (text, 'first', 'second', 'new two 3 second')):
            if path == main and gcc:
                wait_for(lambda: glob.glob(os.path.join(cache, 'streamtree', 'headers', '*', '*.gch')), process)
            if path:
                with open(path, encoding='utf-8') as file:
                    content = file.read()
                suite.write(path, content.replace(old, new))
            assert any(shown in line for line in process.stdout), '%s\n%s' % (shown, process.stderr.read())
        process.send_signal(signal.SIGINT)
        assert process.wait() == 0, process.returncode
    finally:
        limit.cancel()
        process.terminate()
        process.communicate()
    (build,) = glob.glob(os.path.join(cache, 'streamtree', 'build', '*', 'meson'))
    if gcc:
        commands = subprocess.run(['ninja', '-C', build, '-f', 'streamtree.ninja', '-t', 'commands', 'streamtree/module.so'], check=True,
                                  capture_output=True, text=True).stdout
        (command,) = [line for line in commands.splitlines() if line.endswith('/app.c')]
        said = subprocess.run(command + ' -H', shell=True, cwd=build, check=True, capture_output=True, text=True).stderr
        assert re.search(r'^! .*/a cache/.*streamtree-gtk\.h\.gch$', said, re.M), said


def test_wrong(suite):
    path = suite.write('wrong/app.c', APP)
    one_line(suite.run('tree', path + ':app', status=1)[1], 'it must not be static')
    one_line(suite.run('tree', path + ':1x', status=1)[1], "'1x' is no name of a function")
    one_line(suite.run('tree', os.path.join(suite.work, 'missing.c'), status=1)[1], 'there is no such file')
    one_line(suite.run('tree', suite.write('wrong/text.txt', ''), status=1)[1], 'expected a C file')
    one_line(suite.run('tree', '--format', 'svg', path, status=1)[1], 'expected text, json, mermaid, dot')
    one_line(suite.run('tree', status=2)[1], 'which TARGET')
    one_line(suite.run('tre', status=2)[1], 'there is no command')
    one_line(suite.run('tree', '--wrong', path, status=2)[1], '--wrong')
    one_line(suite.run('tree', suite.write('wrong/silent.c', 'int main (void) { return 3; }\n'), status=1)[1], 'main () returned 3')
    one_line(suite.run('tree', suite.write('wrong/none.c', 'int x;\n'), status=1)[1], 'has no main ()')
    one_line(suite.run('tree', suite.write('wrong/undefined.c', 'int f (void); int main (void) { return f (); }\n'), status=1)[1],
             'undefined symbol: f')
    said = suite.run('tree', '--pkg', 'no-such-package', path, status=1)[1]
    assert 'no-such-package' in said, said
    broken = suite.write('wrong/broken.c', '#include <streamtree-gtk.h>\n\nint main (void) { return 1 }\n')
    said = suite.run('tree', broken, status=1)[1]
    assert re.search(re.escape(broken) + r':3:\d+: error: ', said), said
    assert said.endswith('streamtree: cc failed with exit status 1\n'), said
    os.makedirs(os.path.join(suite.work, 'empty'))
    one_line(suite.run('tree', os.path.join(suite.work, 'empty'), status=1)[1], 'there is no C file in it')


# It counts its starts, in the session.
HEADLESS = '''#include <streamtree-gtk.h>

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  StreeLocation   *location = stree_session_get_location (stree_context_get_session (cx));
  StreeState      *n = stree_global_int (cx, "n", 0);
  g_autofree char *uri = stree_location_dup_uri (location);
  StreeTheme      *theme = stree_theme (cx);
  static gboolean  counted;

  (void) props;
  if (!counted)
    stree_state_add (n, counted = 1);
  CRASH;
  return stree_text ("WORD %d at %s, mode %d %s", stree_state_get_int (n), uri, (int) stree_theme_get_mode (theme),
                     stree_theme_get_primary_color (theme));
}

G_GNUC_UNUSED static StreeElement *
side (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_text ("beside it");
}

int
main (int argc, char **argv)
{
  g_autoptr (StreeTheme) theme = stree_theme_new ("#0066cc", STREE_THEME_LIGHT, NULL);

  return stree_run_with ("org.example.App", app, argc, argv, .theme = theme, .sidebar = SIDEBAR);
}
'''


def headless(word, crash='(void) 0', sidebar='NULL'):
    return HEADLESS.replace('WORD', word).replace('CRASH', crash).replace('SIDEBAR', sidebar)


def test_headless(suite):
    path = suite.write('headless/app.c', headless('first'))
    shown = suite.run('run', '--headless', '--no-watch', path)[0]
    assert shown == "app\n  Text: body='first 1 at org.example.app:/, mode 1 #0066cc'\n", shown
    assert suite.run('tree', path)[0] == shown
    suite.write('headless/app.c', headless('first', sidebar='side'))
    beside = suite.run('run', '--headless', '--no-watch', path)[0]
    assert "    Text: body='first 1 at org.example.app:/, mode 1 #0066cc'" in beside and "Text: body='beside it'" in beside, beside
    assert suite.run('tree', '-e', path)[0] == beside
    suite.write('headless/app.c', headless('first'))
    theme = suite.write('headless/theme.json', '{ "primary_color": "#00aa00", "mode": "dark" }')
    state = os.path.join(suite.work, 'headless', 'state.json')
    words = ['run', '--headless', '--no-watch', '--state', state]
    shown = suite.run(*words, '--route', '/orders?id=3', '--theme', 'dark', '--format', 'json', path)[0]
    body = json.loads(shown)['children'][0]['body']
    assert body == 'first 1 at org.example.app:/orders?id=3, mode 2 #0066cc', body
    shown = suite.run(*words, '--theme', theme, path)[0]
    assert "'first 2 at org.example.app:/orders?id=3, mode 2 #00aa00'" in shown, shown


class Running:
    """An app in a folder, run without a window, that is read line by line and edited."""

    def __init__(self, suite, target, path):
        self.suite, self.path = suite, path
        self.process = subprocess.Popen([suite.command, 'run', '--headless', target], env=suite.environment, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL)
        self.limit = threading.Timer(120, self.process.terminate)

    def __enter__(self):
        self.limit.start()
        return self

    def __exit__(self, *_):
        self.limit.cancel()
        self.process.terminate()
        self.process.communicate()

    def shows(self, wanted):
        self.read(self.process.stdout, wanted)

    def says(self, wanted):
        self.read(self.process.stderr, wanted)

    @staticmethod
    def read(stream, wanted):
        said = ''
        for line in stream:
            said += line
            if wanted in line:
                return
        raise AssertionError('it has not said "%s":\n%s' % (wanted, said))

    def change(self, text):
        self.suite.write(self.path + '.new', text)
        os.rename(self.path + '.new', self.path)

    def interrupt(self):
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait() == 0, self.process.returncode


# Until it is interrupted; a change, a broken one and one that crashes in between.
def test_headless_changes(suite):
    path = suite.write('changes/app.c', headless('first'))
    with Running(suite, path, path) as app:
        app.shows("'first 1 at")
        app.change(headless('second'))
        app.shows("'second 2 at org.example.app:/")
        app.change('this is no C\n')
        app.says('failed with exit status')
        app.change(headless('third', 'abort ()'))
        app.says('it starts again with its last session')
        app.says('waiting for a change of the sources')
        app.change(headless('fourth'))
        app.shows("'fourth 3 at")
        app.interrupt()


TYPED = '''#include <streamtree-gtk.h>

typedef struct { GObject parent_instance; } Thing;
typedef struct { GObjectClass parent_class; } ThingClass;
static GType thing_get_type (void);
G_DEFINE_TYPE (Thing, thing, G_TYPE_OBJECT)
static void thing_init (Thing *self) { (void) self; }
static void thing_class_init (ThingClass *klass) { (void) klass; }

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  g_autoptr (GObject) thing = g_object_new (thing_get_type (), NULL);

  (void) cx;
  (void) props;
  return stree_text ("WORD %s", G_OBJECT_TYPE_NAME (thing));
}

int main (int argc, char **argv) { return stree_run ("org.example.App", app, argc, argv); }
'''


# A type of the app is registered by each build, and has a name of its own; in a Meson project, too.
def test_headless_types(suite):
    suite.write('typed/meson.build', "project('app', 'c')\nexecutable('app', 'app.c', dependencies: dependency('streamtree-1'))\n")
    path = suite.write('typed/app.c', TYPED.replace('WORD', 'first'))
    for target in (path, os.path.dirname(path)):
        with Running(suite, target, path) as app:
            app.shows("'first Thing'")
            app.change(TYPED.replace('WORD', 'second'))
            app.shows("'second Thing-2'")
            app.change(TYPED.replace('WORD', 'first'))
            app.shows("'first Thing-3'")
            app.interrupt()


# A component that lets the main loop go on hears of it first.
STOPPED = '''
  {
    gboolean heard = FALSE;

    g_unix_signal_add (SIGTERM, heard_cb, &heard);
    raise (SIGTERM);
    while (!heard)
      g_main_context_iteration (NULL, TRUE);
  }
'''


HEARD = '''
#include <glib-unix.h>

static gboolean
heard_cb (gpointer heard)
{
  *(gboolean *) heard = TRUE;
  return G_SOURCE_REMOVE;
}
'''


# Before all of it is shown.
def test_headless_stopped(suite):
    path = suite.write('stopped/app.c', headless('only', STOPPED).replace('#include', HEARD + '#include', 1))
    assert "'only 1 at" in suite.run('run', '--headless', path)[0]


def test_run_wrong(suite):
    path = suite.write('headless/app.c', headless('first'))
    text = suite.write('headless/no-theme.json', '{ "mode": "grey" }')
    one_line(suite.run('run', path, status=1)[1], 'there is no display; “streamtree run --headless”')
    one_line(suite.run('run', '--headless', '--size', '80x80', path, status=1)[1], '--size is of a window')
    one_line(suite.run('run', '--format', 'json', path, status=1)[1], '--format is of what is written down')
    one_line(suite.run('run', '--headless', '--format', 'svg', path, status=1)[1], 'expected text, json, mermaid, dot')
    one_line(suite.run('run', '--headless', '--theme', 'grey', path, status=1)[1], '“grey” is no theme: expected light, dark')
    one_line(suite.run('run', '--headless', '--theme', text, path, status=1)[1], 'no-theme.json: Theme: /mode: expected one of')
    one_line(suite.run('run', '--headless', '--no-watch', '--route', 'http://example.org/', path, status=1)[1], 'http://example.org/')


def test_help(suite):
    out, _ = suite.run('--help')
    assert 'doctor' in out and 'tree' in out, out
    assert '--expand-components' in suite.run('tree', '--help')[0]
    for command in ('doctor', 'init', 'replay', 'run', 'tree'):
        assert '  streamtree %s [OPTION…]' % command in suite.run(command, '--help')[0], command
    assert suite.run('--version')[0].startswith('streamtree ')
    suite.run(status=2)


def test_doctor(suite):
    out, _ = suite.run('doctor')
    assert re.search(r'^warn  display: there is none\n      → ', out, re.M), out
    assert re.search(r'^ok    headers: <streamtree-gtk.h> compiles$', out, re.M), out
    assert re.search(r'^\d+ ok, \d+ warnings, 0 failures\n\Z', out, re.M), out
    verbose, _ = suite.run('doctor', '--verbose')
    assert len(verbose.splitlines()) > len(out.splitlines()) and '        /' in verbose, verbose
    out, _ = suite.run('doctor', status=1, CC='no-such-compiler')
    assert re.search(r'^fail  compiler: .*no-such-compiler.*\n      → Install a C compiler', out, re.M), out
    out, _ = suite.run('doctor', status=1, PKG_CONFIG_PATH='/nonexistent')
    assert re.search(r'^fail  pkg-config: ', out, re.M), out
    assert re.search(r'^warn  locale: C, ', suite.run('doctor', LC_ALL='C')[0], re.M)


# Where next to nothing is there: no display, no bus, no home, no such locale, a flatpak that does not run. Each line says what it is
# about, and each that is not ok what to do.
def test_doctor_nothing_there(suite):
    suite.write('bin/flatpak', '#!/bin/sh\necho it broke >&2\nexit 3\n')
    os.chmod(os.path.join(suite.work, 'bin', 'flatpak'), 0o755)
    out, _ = suite.run('doctor', status=1, HOME='/proc/nothing', XDG_CACHE_HOME='', XDG_RUNTIME_DIR='', LC_ALL='xx_YY.UTF-8', LANG='', CCACHE_DISABLE='1',
                       PATH=os.path.join(suite.work, 'bin') + os.pathsep + os.environ['PATH'])
    lines = out.splitlines()
    for number, line in enumerate(lines[:-2]):
        assert re.match(r'(ok|warn|fail) +\S[^:]*: \S|      \S', line), out
        if line.startswith(('warn', 'fail')):
            assert lines[number + 1].startswith('      '), out
    for part in ('StreamTree', 'GTK', 'GLib', 'json-glib', 'libsoup', 'SQLite', 'display', 'pictures', 'fonts', 'compiler', 'pkg-config', 'headers', 'addr2line',
                 'meson', 'ninja', 'session bus', 'flatpak', 'flatpak-builder', 'locale', 'plug-ins', 'cache'):
        assert re.search(r'^(ok|warn|fail) +%s: ' % part, out, re.M), '%s\n%s' % (part, out)
    assert re.search(r'^fail  cache: /proc/nothing/.cache/streamtree: .*\n      . Apps are built there: set XDG_CACHE_HOME', out, re.M), out
    assert re.search(r'^warn  locale: xx_YY.UTF-8 is not installed\n      . Install it, or set LC_ALL', out, re.M), out
    assert re.search(r'^warn  flatpak: flatpak failed with exit status 3\n      . It is installed, but', out, re.M), out
    assert re.search(r'^warn  session bus: .*\n      . Log in to a desktop, or run with dbus-run-session', out, re.M), out
    assert re.search(r'^\d+ ok, \d+ warnings, 1 failures$', lines[-1]), out


# A plug-in that is there is named by what it opens, one that cannot be loaded by its file.
def test_doctor_plugins(suite):
    engines = os.path.join(suite.build, 'tests', 'engines')
    shutil.copytree(os.path.join(suite.root, 'tests', 'engines'), os.path.join(suite.work, 'engines'))
    for module in [name for name in os.listdir(engines) if name.endswith('.so')]:
        shutil.copy(os.path.join(engines, module), os.path.join(suite.work, 'engines'))
    out, _ = suite.run('doctor', '--verbose', STREE_PLUGIN_PATH=os.path.join(suite.work, 'engines'))
    assert re.search(r'^ok    plug-ins: .*test:', out, re.M), out
    assert re.search(r'^        /.*\.so$', out, re.M), out
    assert re.search(r'^warn  plug-in: lost.engine: .*\n.*\n      → Install what it needs', out, re.M), out
    assert re.search(r'^ok    plug-ins: there are none$', suite.run('doctor', STREE_PLUGIN_PATH=suite.work)[0], re.M)


# A folder that says another version than the command is of.
def test_doctor_other_version(suite):
    pc = os.path.join(suite.build, 'cli', 'streamtree-1.pc')
    with open(pc, encoding='utf-8') as text:
        suite.write('other/streamtree-1.pc', re.sub(r'^Version:.*$', 'Version: 9.9', text.read(), flags=re.M))
    out, _ = suite.run('doctor', PKG_CONFIG_PATH=os.path.join(suite.work, 'other'))
    assert re.search(r'^warn  pkg-config: streamtree-1 9.9\n      → Apps are built with another version', out, re.M), out


# Its words have other lengths in letters than in bytes there, and stand below each other all the same.
def test_doctor_aligned(suite):
    made = os.path.join(suite.work, 'locales', 'ar_EG.UTF-8')
    os.makedirs(os.path.dirname(made))
    if not shutil.which('localedef'):
        return 'localedef is not installed'
    if subprocess.run(['localedef', '-i', 'ar_EG', '-f', 'UTF-8', made], capture_output=True, check=False).returncode not in (0, 1):
        return 'the locale cannot be made'
    out, _ = suite.run('doctor', LC_ALL='ar_EG.UTF-8', LOCPATH=os.path.dirname(made), STREE_LOCALEDIR=os.path.join(suite.build, 'po'))
    words = re.findall(r'^([^ :\n]+ +)\S.*:', out, re.M)
    assert len({word.strip() for word in words}) > 1 and {len(word) for word in words} == {6}, out
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--source', required=True)
    parser.add_argument('--build', required=True)
    parser.add_argument('--sanitize', default='none')
    parser.add_argument('only', nargs='?', default='')
    arguments = parser.parse_args()

    if arguments.sanitize != 'none':
        print('1..0 # SKIP a sanitizer cannot be loaded with a module that has none')
        return 0
    tests = [(name, test) for name, test in sorted(globals().items()) if name.startswith('test_') and arguments.only in name]
    failed = 0
    print('1..%d' % len(tests))
    with tempfile.TemporaryDirectory(prefix='streamtree-cli-') as work:
        suite = Suite(os.path.join(arguments.build, 'cli', 'streamtree'), os.path.abspath(arguments.source),
                      os.path.abspath(arguments.build), work)
        for number, (name, test) in enumerate(tests, 1):
            try:
                skipped = test(suite)
                print('ok %d %s%s' % (number, name[5:], ' # SKIP ' + skipped if skipped else ''))
            except Exception as problem:  # pylint: disable=broad-except
                failed = 1
                print('not ok %d %s' % (number, name[5:]))
                for line in ('%s: %s' % (type(problem).__name__, problem)).splitlines():
                    print('# ' + line)
            sys.stdout.flush()
    return failed


if __name__ == '__main__':
    sys.exit(main())
