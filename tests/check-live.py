#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""streamtree tree --live, on the session bus of the suite: what apps that are running say of themselves."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time

LIVE = 'org.streamtree.LiveTest'
PATIENCE = 60


class Suite:
    def __init__(self, build, work):
        self.command = os.path.join(build, 'cli', 'streamtree')
        self.programs = os.path.join(build, 'examples')
        self.live = os.path.join(build, 'tests', 'live-app')
        self.environment = dict(os.environ, LC_ALL='C.UTF-8', NO_COLOR='1')
        for name in ('XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_STATE_HOME', 'XDG_CACHE_HOME'):
            self.environment[name] = work

    def tree(self, *arguments, status=0, **environment):
        done = subprocess.run([self.command, 'tree', *arguments], env={**self.environment, **environment}, capture_output=True, text=True,
                              timeout=PATIENCE, check=False)
        assert done.returncode == status, '%s: %d, %s%s' % (arguments, done.returncode, done.stdout, done.stderr)
        return done.stdout if status == 0 else done.stderr

    def ask(self, application, *arguments):
        return self.tree('--live', application, *arguments)

    def wait(self, application, condition):
        """Until what it says fulfils the condition."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            done = subprocess.run([self.command, 'tree', '--live', application, '-e', '-f', 'json'], env=self.environment,
                                  capture_output=True, text=True, check=False)
            if condition(done.stdout if done.returncode == 0 else '', done.stderr):
                return
        raise AssertionError('waited too long: ' + done.stdout + done.stderr)


class App:
    def __init__(self, suite, program, application, *arguments, shown=True):
        self.process = subprocess.Popen([program, *arguments], env=suite.environment)
        suite.wait(application, lambda out, err: out if shown else 'does not tell' in err)

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        self.process.kill()
        self.process.wait()


def one_line(text, *parts):
    assert text.count('\n') == 1 and all(part in text for part in parts), text


def test_as_headless(suite):
    for name, application in (('counter', 'org.streamtree.Counter'), ('phase2_layout_demo', 'org.streamtree.Phase2LayoutDemo'),
                              ('app_shell', 'org.streamtree.AppShell')):
        module = os.path.join(suite.programs, 'kit-%s.so' % name)
        with App(suite, os.path.join(suite.programs, name), application):
            for options in ((), ('-e',), ('-s',), ('-s', '-e'), ('-s', '-f', 'json')):
                assert suite.ask(application, *options) == suite.tree(*options, module), options
            for form in ('text', 'json', 'mermaid', 'dot', 'c', 'ui'):
                for options in (('-f', form), ('-f', form, '-e')):
                    assert suite.ask(application, *options) == suite.tree(*options, module), options


def test_passwords(suite):
    with App(suite, suite.live, LIVE):
        suite.wait(LIVE, lambda out, err: 'typed, and not told' in out)
        for form in ('text', 'json', 'mermaid', 'dot', 'c', 'ui'):
            for options in ((), ('-e',)):
                said = suite.ask(LIVE, '-f', form, *options)
                assert 'hunter2' not in said, said
        assert 'typed, and not told' in suite.ask(LIVE, '-e', '-f', 'c')


def test_windows(suite):
    with App(suite, suite.live, LIVE):
        subprocess.run(['gapplication', 'action', LIVE, 'stree-new-window'], env=suite.environment, check=True)
        suite.wait(LIVE, lambda out, err: out.startswith('['))
        windows = json.loads(suite.ask(LIVE, '-f', 'json'))
        assert [window['window'] for window in windows] == ['Live */ --> test'] * 2, windows
        assert windows[0]['tree']['kind'] == 'ComponentCall'
        said = suite.ask(LIVE)
        assert said.startswith('# Window 1: Live') and '\n\n# Window 2: Live' in said, said
        assert '\n\n/* Window 2: Live    --> test */\n' in suite.ask(LIVE, '-f', 'c')
        assert '\n\n<!-- Window 2: Live      > test -->\n' in suite.ask(LIVE, '-f', 'ui')
        assert suite.ask(LIVE, '-s', '-e').count('TextInput 2\n') == 2
        assert [window['tree']['TextInput'] for window in json.loads(suite.ask(LIVE, '-s', '-e', '-f', 'json'))] == [2, 2]


def test_empty(suite):
    with App(suite, suite.live, LIVE, '--empty'):
        suite.wait(LIVE, lambda out, err: 'typed, and not told' in out)
        assert json.loads(suite.ask(LIVE, '-f', 'json'))['kind'] == 'ComponentCall'
        assert suite.ask(LIVE, '-s', '-e').startswith('ComponentCall 1\n')


def test_gone(suite):
    with App(suite, suite.live, LIVE):
        suite.ask(LIVE)
    one_line(suite.tree('--live', LIVE, status=1), LIVE, 'is not running')


def test_private(suite):
    with App(suite, suite.live, LIVE, '--private', shown=False):
        one_line(suite.tree('--live', LIVE, status=1), LIVE, 'does not let others look')


def test_not_ours(suite):
    one_line(suite.tree('--live', 'org.freedesktop.DBus', status=1), 'is not made with StreamTree')


def test_wrong(suite):
    one_line(suite.tree('--live', 'counter', status=2), '“counter” is no application id', 'org.example.App')
    one_line(suite.tree('--live', 'org.example..App', status=2), 'is no application id')
    one_line(suite.tree('--live', LIVE, 'app.c', status=2), '--live', 'TARGET')
    one_line(suite.tree('--live', LIVE, '--pkg', 'gtk4', status=2), '--pkg')
    one_line(suite.tree('--live', LIVE, '-f', 'svg', status=1), 'is no format')
    one_line(suite.tree('--live', LIVE, status=1, DBUS_SESSION_BUS_ADDRESS='unix:path=/nonexistent'), 'There is no session bus')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', required=True)
    parser.add_argument('only', nargs='?', default='')
    arguments = parser.parse_args()
    tests = [(name, test) for name, test in sorted(globals().items()) if name.startswith('test_') and arguments.only in name]
    failed = 0
    print('1..%d' % len(tests))
    with tempfile.TemporaryDirectory(prefix='streamtree-live-') as work:
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
