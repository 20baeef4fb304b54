#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Walks what assistive technology is told of each example, over AT-SPI: every control must have a name.

Each example is looked at as it starts, and after each of the steps that open more of it (STEPS).

check-names.py PROGRAM...
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

LIMIT = 60  # seconds; reached only by what has failed

# What is pressed, by its name, and what can be met then that could not before: its name. What opens over the rest closes
# with Escape, where that is the third.
STEPS = {
    'app_shell': [('+1', 'Counter: 1', None)],
    'counter': [('Increment', 'Reset', None)],
    'crud_automation_demo': [('Save', 'Dismiss: Record 1', None), ('Dismiss: Record 1', 'Nothing to tell of.', None)],
    'gallery': [
        ('Markdown', 'Lists', None), ('Inputs', 'Like', None), ('Form', 'Send', None), ('Layout', 'Open a dialog', None),
        ('Open a dialog', 'Your words', 'Escape'), ('Data', 'Islands', None), ('Pictures', 'As it is', None),
        ('Errors', 'Something failed', None),
    ],
    'numeric_nav_demo': [('Temperature', None, None), ('Scratch pad', None, None)],
    'overlay_demo': [('Edit…', 'Save', 'Escape')],
    'pages_helpers_demo': [('Temperature', None, None), ('Scratch pad', None, None)],
    'phase2_composite_demo': [('About', None, None)],
    'routed_app': [('Profile', 'JSON payload', None)],
}

# The roles that a user does something with, or hears of first; GTK 4.10 renamed some.
CONTROLS = {
    'button', 'push button', 'toggle button', 'check box', 'radio button', 'switch', 'combo box', 'entry', 'text', 'password text',
    'spin button', 'slider', 'page tab', 'link', 'menu item', 'tree table', 'image', 'dialog', 'frame', 'heading',
    'progress bar',
}
BUTTONS = {'button', 'push button', 'toggle button'}
# What can have the focus and is what is in it.
CONTENT = {'scroll pane', 'table row', 'table cell', 'list item', 'filler', 'panel'}
# GTK 4.8 says the type of what has no name.
TYPE = re.compile(r'^(Gtk|Stree|Gdk)[A-Z][A-Za-z]*$')


class Failure(Exception):
    pass


def need_gi():
    """This script in the Python that has PyGObject: the one of the build need not be it."""
    try:
        import gi
        gi.require_version('Atspi', '2.0')
        return True
    except (ImportError, ValueError):
        if os.environ.get('STREE_CHECK_NAMES') or not os.path.exists('/usr/bin/python3'):
            return False
        os.environ['STREE_CHECK_NAMES'] = '1'
        os.execv('/usr/bin/python3', ['/usr/bin/python3'] + sys.argv)
    return False


def wait_for(program, what, condition):
    deadline = time.monotonic() + LIMIT
    while True:
        found = condition()
        if found:
            return found
        if program.poll() is not None:
            raise Failure(f'it ended before there was {what}, with status {program.returncode}')
        if time.monotonic() > deadline:
            raise Failure(f'waited in vain for {what}')
        time.sleep(0.02)


def walk(accessible):
    """All below, itself included. What goes away meanwhile is left out."""
    from gi.repository import GLib
    try:
        yield accessible, accessible.get_role_name(), accessible.get_name() or ''
        children = [accessible.get_child_at_index(i) for i in range(accessible.get_child_count())]
    except GLib.Error:
        return
    for child in children:
        if child:
            yield from walk(child)


def find_application(pid):
    from gi.repository import Atspi, GLib
    try:
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            found = desktop.get_child_at_index(i)
            if found and found.get_process_id() == pid and found.get_child_count():
                return found
    except GLib.Error:
        pass
    return None


def find(application, name, roles=None):
    for accessible, role, its_name in walk(application):
        if its_name == name and (roles is None or role in roles):
            return accessible
    return None


def is_control(accessible, role):
    from gi.repository import Atspi
    if role == 'image':
        parents = set()
        above = accessible.get_parent()
        while above and len(parents) < 4:
            parents.add(above.get_role_name())
            above = above.get_parent()
        return not parents & (BUTTONS | {'text', 'entry', 'password text'})  # decoration there
    return role in CONTROLS or role not in CONTENT and accessible.get_state_set().contains(Atspi.StateType.FOCUSABLE)


def nameless(application):
    from gi.repository import GLib
    found = []
    for accessible, role, name in walk(application):
        path = []
        try:
            if (name and not TYPE.match(name)) or not is_control(accessible, role):
                continue
            above = accessible
            while above and len(path) < 12:
                path.append(f'{above.get_role_name()} "{above.get_name()}"')
                above = above.get_parent()
        except GLib.Error:
            continue  # gone
        if any(part.endswith(' "Calendar"') for part in path):
            continue  # its buttons are GTK's own, without names
        if role == 'link' and len(path) > 1 and path[1].startswith('label '):
            continue  # GTK 4.24 has one for each link within a label, without a name; the label's text says it
        found.append(' in '.join(path[:6]))
    return found


def press(program, application, name):
    button = wait_for(program, f'a button "{name}"', lambda: find(application, name, BUTTONS))
    if not button.do_action(0):
        raise Failure(f'"{name}" cannot be pressed')


def check(path):
    environment = dict(os.environ)
    environment.pop('GTK_A11Y', None)  # the suite's own is without a bus
    name = os.path.basename(path)
    with tempfile.TemporaryDirectory(prefix='stree-names-') as home:
        for folder in ('DATA', 'CONFIG', 'STATE', 'CACHE'):
            environment[f'XDG_{folder}_HOME'] = os.path.join(home, folder.lower())
        program = subprocess.Popen([path], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            application = wait_for(program, 'its accessible tree', lambda: find_application(program.pid))
            wait_for(program, 'a window', lambda: any(role == 'frame' and own for _, role, own in walk(application)))
            problems = nameless(application)
            for pressed, seen, key in STEPS.get(name, []):
                press(program, application, pressed)
                if seen:
                    wait_for(program, f'"{seen}"', lambda: find(application, seen))
                problems += [f'after "{pressed}": {problem}' for problem in nameless(application)]
                if key:
                    subprocess.run(['xdotool', 'key', key], check=False, timeout=LIMIT)
            return problems
        except Failure as problem:
            return [str(problem)]
        finally:
            if program.poll() is None:
                program.kill()
            program.wait()


def main():
    for missing, why in ((not os.environ.get('DISPLAY'), 'there is no display'), (not shutil.which('xdotool'), 'xdotool is not installed'),
                         (not need_gi(), 'AT-SPI for Python is not installed (python3-gi, gir1.2-atspi-2.0)')):
        if missing:
            print('1..0 # SKIP ' + why)
            return 0
    programs = sys.argv[1:]
    print(f'1..{len(programs)}')
    n_failed = 0
    for number, path in enumerate(programs, 1):
        problems = check(path)
        n_failed += bool(problems)
        print(f'{"not ok" if problems else "ok"} {number} {os.path.basename(path)}')
        for problem in problems:
            print('# nameless, or not there: ' + problem)
        sys.stdout.flush()
    return 1 if n_failed else 0


if __name__ == '__main__':
    sys.exit(main())
