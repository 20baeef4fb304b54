#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""streamtree run, supervised: an app that crashes comes back with its last session, again and again, and it is said where it
was. One that crashes before it has shown anything waits for its source to change. Speaks TAP; needs a display.

The suite does with few crashes. The whole proof, for which it takes some minutes:

    tests/with-xvfb tests/check-run.py --build build --crashes 100 --edits 200

--edits runs test-run-gtk with so many edits, too; what it measures is printed. --frames DIR writes what the window looks like on
the way, as numbered PNG files: light, dark, and narrow.
"""

import argparse
import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading

from run_programs import CRASHES, EARLY, FRAMES, LOOKS, MENDED, OUTSIDE, QUITS, RECORDED, TELL, TOLD, counts

N_CRASHES = 8  # if the command line does not say
LIMIT = 60  # seconds; reached only by what has failed


class Suite:
    def __init__(self, build, work, crashes, edits, frames_folder):
        self.build = build
        self.crashes = crashes
        self.edits = edits
        self.frames = frames_folder
        self.command = os.path.join(build, 'cli', 'streamtree')
        self.work = work
        self.environment = dict(os.environ, PKG_CONFIG_PATH=os.path.join(build, 'cli'), XDG_CACHE_HOME=os.path.join(work, 'cache'),
                                TMPDIR=os.path.join(work, 'tmp'))
        self.environment.pop('G_DEBUG', None)
        os.mkdir(os.path.join(work, 'tmp'))

    def write(self, name, text):
        path = os.path.join(self.work, name)
        with open(path + '.new', 'w', encoding='utf-8') as file:
            file.write(text)
        os.rename(path + '.new', path)
        return path

    @contextlib.contextmanager
    def start(self, *words):
        process = subprocess.Popen([self.command, 'run', *words], env=self.environment, stderr=subprocess.PIPE, text=True,
                                   stdin=subprocess.DEVNULL)
        # Who waits for what it never says is told.
        limit = threading.Timer(LIMIT * (1 + self.crashes / 4), process.terminate)
        limit.start()
        try:
            yield process
            process.wait()
        finally:
            limit.cancel()
            process.terminate()
            process.wait()
            process.stderr.close()

    def modules(self):
        """Those that are kept."""
        return [os.path.join(path, name) for path, _, names in os.walk(os.path.join(self.work, 'cache')) for name in names
                if name.startswith('module-')]

    def folders(self):
        """Those of supervisors."""
        return [name for name in os.listdir(self.environment['TMPDIR']) if name.startswith('streamtree-run-')]


def read_until(process, wanted, never=None):
    """What it says up to a line with this in it."""
    said = ''
    for line in process.stderr:
        said += line
        if wanted in line:
            return said
        if never and said.count(never[0]) > never[1]:
            process.terminate()
            raise AssertionError('%s more than %d times:\n%s' % (*never, said))
    raise AssertionError('it has not said "%s":\n%s' % (wanted, said))


def read_all(process, status=0):
    said = process.stderr.read()
    assert process.wait(LIMIT) == status, '%d\n%s' % (process.returncode, said)
    return said


def test_crashes(suite):
    path = suite.write('crashes.c', CRASHES.replace('LAST', str(suite.crashes)))
    with suite.start(path) as process:
        said = process.stderr.read()
    assert process.returncode == 0, said
    starts = [int(number) for number in re.findall(r'^start (\d+)$', said, re.M)]
    assert starts == list(range(1, suite.crashes + 2)), '%s\n%s' % (starts, said)
    assert said.count('ended by a signal: Segmentation fault') == suite.crashes, said
    assert said.count('it starts again with its last session') == suite.crashes, said
    line = CRASHES[:CRASHES.index('static int fall')].count('\n') + 1
    assert re.search(r'^  fall at crashes\.c:%d' % line, said, re.M), said
    assert not suite.modules(), suite.modules()


# What is saved from the moment it says that it waits counts.
def test_early(suite):
    path = suite.write('early.c', EARLY)
    with suite.start(path) as process:
        said = read_until(process, 'waiting for a change of the sources')
        suite.write('early.c', MENDED)
        read_all(process)
    assert 'ended by a signal: Aborted' in said, said
    assert re.search(r'^  main at early\.c:3$', said, re.M), said


# What GLib ends a program with is a crash like others; the window that comes back says so, and opens the line.
def test_told(suite):
    text = counts(ran=TOLD).replace('#include <streamtree-gtk.h>\n', '#include <streamtree-gtk.h>\n' + TELL)
    path = suite.write('told.c', text)
    with suite.start(path) as process:
        said = read_all(process)
    line = text[:text.index('g_error')].count('\n') + 1
    # By the one or the other, as GLib's version has it.
    assert re.search(r'ended by a signal: (Trace/breakpoint trap|Aborted)', said), said
    assert re.search(r'^  later_cb at told\.c:%d$' % line, said, re.M), said
    assert 'told: The app has crashed. This is its last session.\n' in said, said
    assert 'told: Open told.c, line %d\n' % line in said, said


# An edit that crashes whenever it is shown: in the app that runs, and in the one that is started instead of it.
def test_edit_crashes_at_start(suite):
    path = suite.write('edit.c', counts())
    with suite.start(path) as process:
        read_until(process, 'start 1')
        suite.write('edit.c', counts(shown='g_abort ()'))
        said = read_until(process, 'waiting for a change of the sources', never=('ended by a signal', 2))
        assert said.count('ended by a signal: Aborted') == 2, said
        assert said.count('it starts again with its last session') == 1, said
        assert len(re.findall(r'^  app at edit\.c:\d+', said, re.M)) == 2, said
        suite.write('edit.c', counts(ran=QUITS))
        said = read_all(process)
    assert re.search(r'^start 2$', said, re.M), said
    assert 'ended by a signal' not in said, said


# It crashes while its source cannot be built.
def test_unbuilt(suite):
    sign = os.path.join(suite.work, 'crash now')
    path = suite.write('unbuilt.c', counts(ran='if (g_file_test ("%s", G_FILE_TEST_EXISTS)) g_abort ()' % sign))
    with suite.start(path) as process:
        read_until(process, 'start 1')
        suite.write('unbuilt.c', 'this is no C\n')
        read_until(process, 'failed with exit status')
        suite.write('crash now', '')
        said = read_until(process, 'streamtree: waiting for a change of the sources')
        assert 'it starts again with its last session' in said, said
        suite.write('unbuilt.c', counts(ran=QUITS))
        said = read_all(process)
    assert re.search(r'^start 2$', said, re.M), said


# Who stops it leaves nothing behind; the modules of others stay.
def test_stopped(suite):
    path = suite.write('stopped.c', counts())
    with suite.start(path) as process:
        read_until(process, 'start 1')
        mine = suite.modules()
        assert len(mine) == 1, mine
        others = os.path.join(os.path.dirname(mine[0]), 'module-%d-1.so' % os.getpid())
        with open(others, 'w', encoding='utf-8'):
            pass
        assert len(suite.folders()) == 1, suite.folders()
        process.send_signal(signal.SIGTERM)
        read_all(process)
    assert suite.modules() == [others], suite.modules()
    os.unlink(others)
    assert not suite.folders(), suite.folders()


# Under an id that is running already, it would only show that one's window.
def test_twice(suite):
    path = suite.write('twice.c', counts().replace('stree_run (NULL', 'stree_run ("org.example.Twice"'))
    with suite.start(path) as process:
        read_until(process, 'start 1')
        with suite.start(path) as other:
            said = read_all(other, status=1)
        assert said == 'streamtree: “org.example.Twice” is running already; this one would only show its window: quit it first\n', said
        process.send_signal(signal.SIGTERM)
        read_all(process)


# Where the session is kept: when it is interrupted, and when it has come back from a crash and quits.
def test_state(suite):
    path = suite.write('state.c', counts(ran='{ if (stree_state_get_int (starts) == 2) g_abort (); '
                                         'if (stree_state_get_int (starts) == 3) g_application_quit (application); }'))
    state = os.path.join(suite.work, 'no folder yet', 'state.json')
    with suite.start('--state', state, path) as process:
        read_until(process, 'start 1')
        process.send_signal(signal.SIGINT)
        read_all(process)
    os.rename(state, state + '.kept')
    os.rename(os.path.dirname(state), os.path.join(suite.work, 'elsewhere'))
    with suite.start('--state', os.path.join(suite.work, 'elsewhere', 'state.json.kept'), path) as process:
        said = read_until(process, 'it starts again with its last session')
        assert re.search(r'^start 2$', said, re.M), said
        said = read_all(process)
    assert re.search(r'^start 3$', said, re.M), said
    with open(os.path.join(suite.work, 'elsewhere', 'state.json.kept'), encoding='utf-8') as file:
        assert json.load(file), file
    path = suite.write('state.c', counts(ran=QUITS))
    with suite.start('--state', os.path.join(suite.work, 'elsewhere', 'state.json.kept'), path) as process:
        said = read_all(process)
    assert re.search(r'^start 4$', said, re.M), said


def test_route_and_theme(suite):
    path = suite.write('looks.c', LOOKS)
    theme = suite.write('theme.json', '{ "primary_color": "#00aa00", "mode": "dark" }')
    for words, shown in (([], 'at org.example.looks-1:/, mode 1, color #0066cc'),
                         (['--route', '/orders?id=3', '--theme', 'dark', '--size', '640x430'], 'at org.example.looks-1:/orders?id=3, mode 2, color #0066cc'),
                         (['--theme', theme], 'at org.example.looks-1:/, mode 2, color #00aa00')):
        with suite.start(*words, path) as process:
            said = read_all(process)
        assert shown in said.splitlines(), '%s not in:\n%s' % (shown, said)
        assert ('size 640x430' in said) == ('--size' in words), said


# Menu, title, icon, size and keys are those of the new code; the window, what is typed in it and where the focus is stay. So does a
# size that the user has chosen, until the source says another one.
def test_outside(suite):
    first = '.page_title = "One", .icon = "icon-a", .width = 400, .height = 300'
    item = ('.menu_items = STREE_MENU ({ .label = "%s", .accel = "%s", .on_click = stree_call (chosen_cb, (gpointer) "%s") }), ')
    path = suite.write('outside.c', OUTSIDE.replace('ARGUMENTS', first))
    with suite.start(path) as process:
        read_until(process, 'looks: One, icon-a, 700x500, typed, focus, menu  -')
        suite.write('outside.c', OUTSIDE.replace('ARGUMENTS', first.replace('One', 'Two').replace('icon-a', 'icon-b')))
        read_until(process, 'looks: Two, icon-b, 700x500, typed, focus, menu  -')
        suite.write('outside.c', OUTSIDE.replace('ARGUMENTS', item % ('Red', '<Control>e', 'red') + first.replace('One', 'Three')))
        said = read_until(process, 'chosen: red')
        assert re.search(r'^looks: Three, icon-a, 700x500, typed, focus, menu \|Red\|[^-]* <Control>e$', said, re.M), said
        suite.write('outside.c', OUTSIDE.replace('ARGUMENTS', item % ('Blue', '<Control>b', 'blue') + first.replace('400', '500')))
        said = read_until(process, 'chosen: blue')
        said += read_until(process, 'looks: One, icon-a, 500x') if '500x' not in said else ''
        assert re.search(r'^looks: One, icon-a, 500x500, typed, focus, menu \|Blue\|[^-]* <Control>b$', said, re.M), said
        suite.write('outside.c', OUTSIDE.replace('ARGUMENTS', '.about = STREE_ABOUT (.version = "1.0"), .single_window = TRUE'))
        said = read_until(process, 'About app')
        assert 'New Window' not in said.splitlines()[-1] and ' -' in said.splitlines()[-1], said
        process.send_signal(signal.SIGINT)
        read_all(process)


def build_module(suite, path, module):
    """As a build system does: under another name, and then renamed."""
    flags = subprocess.run(['pkg-config', '--cflags', '--libs', 'streamtree-1'], env=suite.environment, capture_output=True, text=True,
                           check=True).stdout.split()
    subprocess.run(['cc', '-g', '-shared', '-fPIC', '-o', module + '.new', path, *flags], env=suite.environment, check=True)
    os.rename(module + '.new', module)


# What the user has built is the user's: it is not removed, and shown anew when it is built anew.
def test_module(suite):
    module = os.path.join(suite.work, 'built', 'app.so')
    os.mkdir(os.path.dirname(module))
    build_module(suite, suite.write('built/app.c', EARLY), module)
    with suite.start(module) as process:
        read_until(process, 'waiting for a change of the sources')
        build_module(suite, suite.write('built/app.c', counts(ran='(void) 0')), module)
        read_until(process, 'start 1')
        build_module(suite, suite.write('built/app.c', counts(shown='g_printerr ("another\\n")')), module)
        read_until(process, 'another')
        assert os.path.exists(module)
        process.send_signal(signal.SIGTERM)
        read_all(process)
    assert not suite.modules(), suite.modules()


# What there is only on a desktop.
def test_doctor(suite):
    out, _ = run(suite, suite.command, 'doctor', without_display=False)
    assert re.search(r'^ok    display: .*Display\)$', out, re.M) and re.search(r'^ok    renderer: Gsk\w+Renderer$', out, re.M), out
    assert re.search(r'^ok    session bus: is there$', out, re.M) and re.search(r'^(ok|warn) +portals: \S', out, re.M), out
    assert re.search(r'^(ok|warn) +accessibility: \S', out, re.M), out


def test_no_restart(suite):
    path = suite.write('once.c', EARLY)
    with suite.start('--no-restart', path) as process:
        process.stderr.read()
    assert process.returncode == -6, process.returncode


def run(suite, *words, status=0, without_display=True):
    environment = dict(suite.environment, LC_ALL='C.UTF-8')
    if without_display:
        environment.pop('DISPLAY', None)
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=LIMIT,
                          cwd=suite.work)
    assert done.returncode == status, '%s: exit status %d\n%s%s' % (' '.join(words), done.returncode, done.stdout, done.stderr)
    return done.stdout, done.stderr


def recorded(suite, **replaced):
    text = RECORDED
    for name, value in dict({'STEP': '1', 'CRASHES': '0', 'MARK': '""'}, **replaced).items():
        text = re.sub(r'\b%s\b' % name, value, text)
    return suite.write('recorded.c', text)


def test_record(suite):
    path = recorded(suite)
    report = os.path.join(suite.work, 'report.json')
    with suite.start('--no-watch', '--record', report, path) as process:
        read_all(process)
    with open(report, encoding='utf-8') as file:
        text = file.read()
    assert 'Zoë' in text and 'hunter' not in text, text
    assert os.stat(report).st_mode & 0o77 == 0

    out, _ = run(suite, suite.command, 'replay', '--list', report)
    assert 'on_click of Button \'add\'' in out and re.search(r'^GTK: 4\.', out, re.M) and '[REDACTED]' in out, out
    out, _ = run(suite, suite.command, 'replay', report, path)
    assert re.search(r'^\d+ events, and the same came of them$', out, re.M), out
    # In a window, until it is told to go.
    process = subprocess.Popen([suite.command, 'replay', '--window', report, path], env=dict(suite.environment, LC_ALL='C.UTF-8'),
                               stdout=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL)
    limit = threading.Timer(LIMIT, process.kill)
    limit.start()
    said = process.stdout.readline()
    process.terminate()
    said += process.stdout.read()
    assert process.wait(LIMIT) == 0 and 'the same came of them' in said, said
    limit.cancel()
    process.stdout.close()

    # As a test: it compiles without a warning, passes, and fails once the app does something else.
    test = os.path.join(suite.work, 'tests', 'test-report.c')
    os.mkdir(os.path.dirname(test))
    run(suite, suite.command, 'replay', '--save-test', test, report, path)
    with open(test, encoding='utf-8') as file:
        text = file.read()
    assert '#include "../recorded.c"' in text and suite.work not in text, text
    flags = run(suite, 'pkg-config', '--cflags', '--libs', 'streamtree-1')[0].split()
    program = os.path.join(suite.work, 'test-report')
    compile_it = ['cc', '-std=c11', '-D_DEFAULT_SOURCE', '-Wall', '-Wextra', '-Wpedantic', '-Werror', '-Wno-unused-parameter', '-o', program, test,
                  *flags]
    run(suite, *compile_it)
    assert 'ok 1 /report' in run(suite, program)[0]
    recorded(suite, STEP='2')
    run(suite, *compile_it)
    run(suite, program, status=-6)

    # What is not the same any more is said, and where.
    _, said = run(suite, suite.command, 'replay', report, path, status=1)
    assert re.search(r"^streamtree: Event \d+ of \d+ \(on_click of Button 'add'\): state '/count' was set to 6; here it is set to 7$", said, re.M), said
    _, said = run(suite, suite.command, 'replay', path, path, status=1)
    assert 'recorded.c: Not JSON: line 1, column 1' in said, said
    _, said = run(suite, suite.command, 'replay', status=2)
    assert 'which FILE?' in said, said
    _, said = run(suite, suite.command, 'run', '--headless', '--record', report, path, status=1)
    assert '--record is of what a user does' in said, said


# What was done before a crash is kept, and is a report.
def test_record_crash(suite):
    path = recorded(suite, CRASHES='1', MARK='"%s"' % os.path.join(suite.work, 'crashed'))
    report = os.path.join(suite.work, 'crash.json')
    with suite.start('--no-watch', '--record', report, path) as process:
        said = read_all(process)
    assert 'what was done before the crash is in %s.crash' % report in said, said
    for name in (report, report + '.crash'):
        out, _ = run(suite, suite.command, 'replay', '--list', name)
        assert 'on_click of Button \'add\'' in out, out


# A picture of each: the first window, what is typed, an edit, a build that fails, one that does not, and the return from a crash.
def test_frames(suite):
    folder = os.path.abspath(suite.frames) if suite.frames else os.path.join(suite.work, 'frames')
    looks = {'light': [], 'dark': ['--theme', 'dark'], 'narrow': ['--size', '360x480']}
    os.makedirs(folder, exist_ok=True)
    for look, words in looks.items() if suite.frames else [('light', [])]:
        frames(suite, folder, look, words)


def frames(suite, folder, look, words):
    command = os.path.join(suite.work, 'command')
    first = FRAMES.replace('COMMAND', command).replace('LABEL', 'Items')
    second = first.replace('Items', 'Items in this order')
    path = suite.write('frames.c', first)
    taken = []

    def shoot(process, name):
        taken.append(os.path.join(folder, '%02d-%s-%s.png' % (len(taken) + 1, look, name)))
        suite.write('command', taken[-1])
        return read_until(process, 'written: ' + taken[-1])

    with suite.start(*words, path) as process:
        shoot(process, 'first')
        suite.write('command', 'type Ada Lovelace')
        read_until(process, 'typed')
        shoot(process, 'typed')
        suite.write('frames.c', second)
        read_until(process, 'loaded anew')
        shoot(process, 'edited')
        suite.write('frames.c', second.replace('.on_click = stree_add', '.on_clik = stree_add'))
        read_until(process, 'failed with exit status')
        shoot(process, 'broken')
        suite.write('frames.c', second)
        read_until(process, 'loaded anew')
        shoot(process, 'mended')
        suite.write('command', 'crash')
        read_until(process, 'it starts again with its last session')
        shoot(process, 'returned')
        process.send_signal(signal.SIGINT)
        read_all(process)
    for name in taken:
        with open(name, 'rb') as file:
            assert file.read(8) == b'\x89PNG\r\n\x1a\n', name


# test-run-gtk, which the suite runs by itself, with more edits.
def test_edits(suite):
    done = subprocess.run([os.path.join(suite.build, 'tests', 'test-run-gtk'), '--verbose'], check=False, text=True,
                          env=dict(suite.environment, STREE_RUN_EDITS=str(suite.edits)), stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stdout
    for line in re.findall(r'^# .*(?:save to screen|memory).*$', done.stdout, re.M):
        print(line)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', required=True)
    parser.add_argument('--crashes', type=int, default=N_CRASHES, metavar='N', help='how often an app crashes in a row')
    parser.add_argument('--edits', type=int, default=0, metavar='N', help='run test-run-gtk, with so many edits: more than 20')
    parser.add_argument('--frames', metavar='DIR', help='write pictures of the window there, in each look')
    parser.add_argument('only', nargs='?', default='')
    arguments = parser.parse_args()

    if not os.environ.get('DISPLAY'):
        print('1..0 # SKIP there is no display')
        return 0
    tests = [(name, test) for name, test in sorted(globals().items()) if name.startswith('test_') and arguments.only in name]
    if not arguments.edits:
        tests = [(name, test) for name, test in tests if test is not test_edits]
    failed = 0
    print('1..%d' % len(tests))
    with tempfile.TemporaryDirectory(prefix='streamtree-run-') as work:
        suite = Suite(os.path.abspath(arguments.build), work, arguments.crashes, arguments.edits, arguments.frames)
        for number, (name, test) in enumerate(tests, 1):
            try:
                test(suite)
                print('ok %d %s' % (number, name[5:]))
            except Exception as problem:  # pylint: disable=broad-except
                failed = 1
                print('not ok %d %s' % (number, name[5:]))
                for line in ('%s: %s' % (type(problem).__name__, problem)).splitlines():
                    print('# ' + line)
            sys.stdout.flush()
    return failed


if __name__ == '__main__':
    sys.exit(main())
