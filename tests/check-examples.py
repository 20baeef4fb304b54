#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Starts each example on the X server, waits for its window, and quits it as a user does: Control and Q.

A warning of GTK or GLib ends an example at once; so does nothing else but that key. What it says on standard error is
part of what is checked.

check-examples.py PROGRAM...
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

LIMIT = 60  # seconds; reached only by what has failed
COMPLAINT = re.compile(r'^.*-(WARNING|CRITICAL|ERROR) \*\*.*$|^==\d+==ERROR.*$', re.MULTILINE)


class Failure(Exception):
    pass


def xdotool(*arguments):
    done = subprocess.run(['xdotool', *arguments], capture_output=True, text=True, check=False, timeout=LIMIT)
    return done.stdout.split('\n')[0].strip() if done.returncode == 0 else ''


def wait_for(program, what, condition):
    """What the condition returns, once that is something; as soon as the program has ended it is too late."""
    deadline = time.monotonic() + LIMIT
    while True:
        found = condition()
        if found:
            return found
        try:
            program.wait(0.05)
        except subprocess.TimeoutExpired:
            if time.monotonic() > deadline:
                raise Failure(f'waited in vain for {what}') from None
        else:
            raise Failure(f'it ended before there was {what}, with status {program.returncode}')


def use(program):
    window = wait_for(program, 'a window', lambda: xdotool('search', '--onlyvisible', '--pid', str(program.pid), '--name', '.'))
    title = xdotool('getwindowname', window)
    if not title:
        raise Failure('its window has no title')
    # A user whom nothing happens to presses the key once more: the window may have come to the fore just now.
    deadline = time.monotonic() + LIMIT
    while program.poll() is None:
        if time.monotonic() > deadline:
            raise Failure('Control and Q did not end it')
        xdotool('windowfocus', window, 'key', 'ctrl+q')
        try:
            program.wait(1)
        except subprocess.TimeoutExpired:
            pass
    if program.returncode != 0:
        raise Failure(f'it ended with status {program.returncode}')
    return title


def check(path):
    """The title of the window, and what was printed."""
    environment = dict(os.environ, G_DEBUG='fatal-warnings')
    with tempfile.TemporaryDirectory(prefix='stree-example-') as home, tempfile.TemporaryFile('w+') as errors:
        # What an example remembers is of no use to the next one, nor to who runs this.
        for name in ('DATA', 'CONFIG', 'STATE', 'CACHE'):
            environment[f'XDG_{name}_HOME'] = os.path.join(home, name.lower())
        program = subprocess.Popen([path], env=environment, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors)
        try:
            title = use(program)
            failure = None
        except Failure as problem:
            title, failure = None, str(problem)
        finally:
            if program.poll() is None:
                program.kill()
            program.wait()
        errors.seek(0)
        printed = errors.read()
    if not failure and COMPLAINT.search(printed):
        failure = 'it complains'
    return title, failure, printed


def main():
    programs = sys.argv[1:]
    for needed, why in ((os.environ.get('DISPLAY'), 'there is no display'), (shutil.which('xdotool'), 'xdotool is not installed')):
        if not needed:
            print('1..0 # SKIP ' + why)
            return 0
    print(f'1..{len(programs)}')
    n_failed = 0
    for number, path in enumerate(programs, 1):
        title, failure, printed = check(path)
        name = os.path.basename(path)
        if failure:
            n_failed += 1
            print(f'not ok {number} {name}')
            for line in (failure + '\n' + printed).splitlines():
                print('# ' + line)
        else:
            print(f'ok {number} {name}, "{title}"'.replace('#', ''))
        sys.stdout.flush()
    return 1 if n_failed else 0


if __name__ == '__main__':
    sys.exit(main())
