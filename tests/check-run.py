#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""streamtree run, supervised: an app that crashes comes back with its last session, again and again, and it is said where it
was. One that crashes before it has a window waits for its source to change. Speaks TAP; needs a display.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile

N_CRASHES = 8

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


class Suite:
    def __init__(self, build, work):
        self.command = os.path.join(build, 'cli', 'streamtree')
        self.work = work
        self.environment = dict(os.environ, PKG_CONFIG_PATH=os.path.join(build, 'cli'), XDG_CACHE_HOME=os.path.join(work, 'cache'))
        self.environment.pop('G_DEBUG', None)

    def write(self, name, text):
        path = os.path.join(self.work, name)
        with open(path + '.new', 'w', encoding='utf-8') as file:
            file.write(text)
        os.rename(path + '.new', path)
        return path

    def start(self, *words):
        return subprocess.Popen([self.command, 'run', *words], env=self.environment, stderr=subprocess.PIPE, text=True,
                                stdin=subprocess.DEVNULL)


def test_crashes(suite):
    path = suite.write('crashes.c', CRASHES.replace('LAST', str(N_CRASHES)))
    with suite.start(path) as process:
        said = process.stderr.read()
    assert process.returncode == 0, said
    starts = [int(number) for number in re.findall(r'^start (\d+)$', said, re.M)]
    assert starts == list(range(1, N_CRASHES + 2)), '%s\n%s' % (starts, said)
    assert said.count('ended by a signal: Segmentation fault') == N_CRASHES, said
    assert said.count('it starts again with its last session') == N_CRASHES, said
    line = CRASHES[:CRASHES.index('static int fall')].count('\n') + 1
    assert re.search(r'^  fall at crashes\.c:%d' % line, said, re.M), said
    kept = [name for _, _, names in os.walk(suite.work) for name in names if name.startswith('module-')]
    assert not kept, kept


def test_early(suite):
    path = suite.write('early.c', EARLY)
    said = ''
    with suite.start(path) as process:
        for line in process.stderr:
            said += line
            if 'waiting for a change of the sources' in line:
                # It watches from about now on: who saves too early saves again.
                suite.write('early.c', MENDED)
                break
        while True:
            try:
                process.wait(1)
                break
            except subprocess.TimeoutExpired:
                suite.write('early.c', MENDED)
        said += process.stderr.read()
    assert process.returncode == 0, said
    assert 'ended by a signal: Aborted' in said, said


def test_no_restart(suite):
    path = suite.write('once.c', EARLY)
    with suite.start('--no-restart', path) as process:
        process.stderr.read()
    assert process.returncode == -6, process.returncode


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', required=True)
    parser.add_argument('only', nargs='?', default='')
    arguments = parser.parse_args()

    if not os.environ.get('DISPLAY'):
        print('1..0 # SKIP there is no display')
        return 0
    tests = [(name, test) for name, test in sorted(globals().items()) if name.startswith('test_') and arguments.only in name]
    failed = 0
    print('1..%d' % len(tests))
    with tempfile.TemporaryDirectory(prefix='streamtree-run-') as work:
        suite = Suite(os.path.abspath(arguments.build), work)
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
