#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""streamtree run, supervised: an app that crashes comes back with its last session, again and again, and it is said where it
was. One that crashes before it has shown anything waits for its source to change. Speaks TAP; needs a display.

The suite does with few crashes. The whole proof, for which it takes some minutes:

    tests/with-xvfb tests/check-run.py --build build --crashes 100 --edits 200

--edits runs test-run-gtk with so many edits, too; what it measures is printed.
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

N_CRASHES = 8  # if the command line does not say
LIMIT = 60  # seconds; reached only by what has failed

# Each start counts; once that is on the screen and written down, it crashes. The last one quits.
CRASHES = '''#include <streamtree-gtk.h>
#include <signal.h>

static int fall (int n) { volatile int *nowhere = NULL; return *nowhere + n; }

static void
count_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  (void) data;
}

static gboolean
later_cb (gpointer data)
{
  GApplication *application = g_application_get_default ();
  StreeSession *session = stree_application_get_session (STREE_APPLICATION (application));
  StreeState   *starts = stree_session_lookup (session, "starts");
  static int    n;

  (void) data;
  if (!starts)
    return G_SOURCE_CONTINUE;
  if (n++ == 0)
    {
      stree_state_add (starts, 1);
      g_printerr ("start %d\\n", stree_state_get_int (starts));
    }
  if (n < 8)
    return G_SOURCE_CONTINUE;
  if (stree_state_get_int (starts) > LAST)
    g_application_quit (application);
  else
    fall (n);
  return G_SOURCE_CONTINUE;
}

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  StreeState *starts = stree_global_int (cx, "starts", 0);

  (void) props;
  return stree_vstack (stree_text ("starts %d", stree_state_get_int (starts)), stree_button ("Go", .on_click = stree_call (count_cb, NULL)));
}

int
main (int argc, char **argv)
{
  g_timeout_add (100, later_cb, NULL);
  return stree_run (NULL, app, argc, argv);
}
'''

EARLY = '''#include <streamtree-gtk.h>
#include <stdlib.h>
int main (void) { abort (); }
'''
MENDED = '''#include <streamtree-gtk.h>
static gboolean quit_cb (gpointer data) { (void) data; g_application_quit (g_application_get_default ()); return TRUE; }
static StreeElement *app (StreeContext *cx, gpointer props) { (void) cx; (void) props; return stree_text ("mended"); }
int main (int argc, char **argv) { g_timeout_add (500, quit_cb, NULL); return stree_run (NULL, app, argc, argv); }
'''


# How an app begins: what it says with RAN comes once its session is written down, a line for each start.
COUNTS = '''#include <streamtree-gtk.h>

static gboolean
later_cb (gpointer data)
{
  GApplication *application = g_application_get_default ();
  StreeSession *session = stree_application_get_session (STREE_APPLICATION (application));
  StreeState   *starts = stree_session_lookup (session, "starts");
  static int    n;

  (void) data;
  if (!starts)
    return G_SOURCE_CONTINUE;
  if (n++ == 0)
    stree_state_add (starts, 1);
  if (n == 8)
    g_printerr ("start %d\\n", stree_state_get_int (starts));
  if (n >= 8)
    RAN;
  return G_SOURCE_CONTINUE;
}

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  StreeState *starts = stree_global_int (cx, "starts", 0);

  (void) props;
  SHOWN;
  return stree_text ("starts %d", stree_state_get_int (starts));
}

int
main (int argc, char **argv)
{
  g_timeout_add (100, later_cb, NULL);
  return stree_run (NULL, app, argc, argv);
}
'''
QUITS = 'g_application_quit (application)'


def counts(ran='(void) 0', shown='(void) 0'):
    return COUNTS.replace('RAN', ran).replace('SHOWN', shown)


# Says where it is and how it looks, and quits.
LOOKS = '''#include <streamtree-gtk.h>
static gboolean quit_cb (gpointer data) { (void) data; g_application_quit (g_application_get_default ()); return TRUE; }
static StreeElement *
app (StreeContext *cx, gpointer props)
{
  g_autofree char *uri = stree_location_dup_uri (stree_session_get_location (stree_context_get_session (cx)));
  StreeTheme      *theme = stree_theme (cx);
  (void) props;
  g_printerr ("at %s, mode %d, color %s\\n", uri, (int) stree_theme_get_mode (theme), stree_theme_get_primary_color (theme));
  return stree_text ("looks");
}
int
main (int argc, char **argv)
{
  g_autoptr (StreeTheme) theme = stree_theme_new ("#0066cc", STREE_THEME_LIGHT, NULL);
  g_timeout_add (500, quit_cb, NULL);
  return stree_run_with ("org.example.Looks_1", app, argc, argv, .theme = theme);
}
'''


class Suite:
    def __init__(self, build, work, crashes, edits):
        self.build = build
        self.crashes = crashes
        self.edits = edits
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
                         (['--route', '/orders?id=3', '--theme', 'dark'], 'at org.example.looks-1:/orders?id=3, mode 2, color #0066cc'),
                         (['--theme', theme], 'at org.example.looks-1:/, mode 2, color #00aa00')):
        with suite.start(*words, path) as process:
            said = read_all(process)
        assert shown in said.splitlines(), '%s not in:\n%s' % (shown, said)


def test_no_restart(suite):
    path = suite.write('once.c', EARLY)
    with suite.start('--no-restart', path) as process:
        process.stderr.read()
    assert process.returncode == -6, process.returncode


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
        suite = Suite(os.path.abspath(arguments.build), work, arguments.crashes, arguments.edits)
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
