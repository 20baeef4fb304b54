# SPDX-License-Identifier: LGPL-2.1-or-later
"""StreamTree for Python: a function for each element kind.

    st.Card(st.Text("Hello"), st.Button("Save", on_click=save, key="save"))

An element, None or a list of elements is a child; any other positional argument is the kind's first prop; a function is
a handler; a state is shown and written to; a dictionary is what a Provider provides.
"""

import functools
import sys
import traceback

from gi.module import get_introspection_module
from gi.repository import GLib

StreamTree = get_introspection_module('StreamTree')

__all__ = ['cached', 'component', 'element', 'grid_column', 'grid_columns', 'run', 'submit']


# PyGObject lends a closure its arguments: what a program may keep has to be a copy, which is a reference.

def _guarded(func):
    """Lets a component that raises fail with what it raised: the nearest ErrorBoundary shows it."""
    @functools.wraps(func)
    def call(cx):
        try:
            return func(cx.copy())
        except Exception as error:  # pylint: disable=broad-except
            traceback.print_exc()
            cx.fail('%s: %s' % (type(error).__name__, error))
            return None
    return call


def _name(func):
    return getattr(func, '__name__', 'app').replace('<lambda>', 'app')


def _append(parent, child):
    if child is None or isinstance(child, StreamTree.Element):
        parent.append(child)
    else:
        parent.append(element('Fragment', *child))


def _values(mapping):
    made = StreamTree.Values.new()
    for name, value in mapping.items():
        made.set(name, value)
    return made


def _set(made, name, value):
    if name == 'key':
        made.set_key(value)
    elif isinstance(value, dict):
        made.set(name, _values(value))
    elif isinstance(value, StreamTree.State):
        made.bind(name, value)
    elif callable(value):
        made.on(name, lambda event: value(event.copy()))
    elif isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
        made.set_strings(name, value)
    else:
        made.set(name, value)


def element(kind, *args, **props):
    """Makes an element of a kind, such as element("Button", "Save", on_click=save)."""
    made = StreamTree.Element.new(kind)
    for arg in args:
        if arg is None or isinstance(arg, (StreamTree.Element, list, tuple)):
            _append(made, arg)
        else:
            _set(made, StreamTree.Kind.list_props(kind)[0], arg)
    for name, value in props.items():
        if value is not None:
            _set(made, name, value)
    return made


def component(func, *args, key=None, **kwargs):
    """A call of a component, run by the reconciler: component(row, item, key=item.id) calls row(cx, item)."""
    made = StreamTree.Element.new_component(_name(func), lambda cx: func(cx, *args, **kwargs))
    made.set_key(key)
    return made


def grid_column(name=None, *, choices=(), validate=None, on_click=None, cell=None, **props):
    """What a column of a grid shows: grid_column('price', kind='currency', currency='EUR', minimum=0).

    choices: values, or tuples of a value, a label and a CSS colour; validate(cell) returns what is wrong with it; cell(frame, row)
    makes the element of a row."""
    made = StreamTree.GridColumn.new(name)
    for prop, value in props.items():
        if value is not None:
            made.set(prop, value)
    for choice in choices:
        parts = (choice,) if isinstance(choice, str) else tuple(choice)
        made.add_choice(*(parts + (None, None))[:3])
    if validate:
        made.set_validator(lambda cell_, *_data: validate(cell_.copy()))
    if on_click:
        made.set_on_click(lambda event: on_click(event.copy()))
    if cell:
        made.set_cell(lambda frame, row: cell(frame.copy(), row))
    return made


def grid_columns(*columns):
    """The columns of a grid, from left to right; a text is the name of one that shows what it has by itself."""
    made = StreamTree.GridColumns.new()
    for column in columns:
        made.append(StreamTree.GridColumn.new(column) if isinstance(column, str) else column)
    return made


def run(application_id, func, argv=None):
    """Runs a program that shows a component; returns its exit status."""
    return StreamTree.Application.new(application_id, _name(func), func).run(sys.argv if argv is None else argv)


def _worker(func):
    def work(task, *_data):
        task = task.copy()
        try:
            result = func(task)
        except Exception as error:  # pylint: disable=broad-except
            traceback.print_exc()
            task.fail('%s: %s' % (type(error).__name__, error))
            return
        if result is not None:
            task.return_value(result)
    return work


def submit(cx, key, func):
    """Starts a task, or finds the one of this key. func(task) runs in a thread; what it returns is the task's result."""
    return StreamTree.Task.submit(cx, key, _worker(func))


def _dep(value):
    if isinstance(value, GLib.Variant):
        return value
    if value is None:
        return GLib.Variant('()', ())
    for kind, letter in ((bool, 'b'), (int, 'x'), (float, 'd'), (str, 's')):
        if isinstance(value, kind):
            return GLib.Variant(letter, value)
    raise TypeError('deps are numbers, texts, booleans, None or GLib.Variant, not %s' % type(value).__name__)


def _deps(values):
    return GLib.Variant('av', [_dep(value) for value in values])


def cached(cx, key, func, deps=(), *, ttl=0, keep=False, cost=0, pool=None):
    """What func(task) loads in a thread, once for all who ask with this key and these deps, in every session: a task, which is
    done at once if it is there. The result is that of all who ask: do not change it."""
    return StreamTree.cached(cx, key, _deps(deps), ttl, keep, cost, pool, False, _worker(func))


def _invalidate(cache, key, deps=None):
    """What was loaded by this key, for these deps or for any, is loaded again for all who show it."""
    if deps is None:
        _invalidate_all(cache, key)
    else:
        cache.invalidate_variant(key, _deps(deps))


_invalidate_all = StreamTree.Cache.invalidate
StreamTree.Cache.invalidate = _invalidate


def _task_result(task):
    """What came of it; None if it is not done, or nothing did."""
    try:
        return task.get_value()[1]
    except TypeError:  # of a value without a type, which says that there is none
        return None


StreamTree.Task.result = property(_task_result)


def _take_guarded(owner, method):
    original = getattr(owner, method)

    @functools.wraps(original)
    def call(*args):
        return original(*args[:-1], _guarded(args[-1]))
    setattr(owner, method, staticmethod(call))


_lookup = StreamTree.Context.lookup


def _lookup_or(cx, name, default=None):
    """What a Provider above, or the session, provides by this name."""
    return _lookup(cx, name)[1] if cx.provides(name) else default


StreamTree.Context.lookup = _lookup_or


def _lent(func):
    return func and (lambda event: func(event.copy()))


_ask = StreamTree.Context.ask


def _ask_with(cx, answer, title, detail=None, buttons=(), destructive=False, on_answer=None):
    """Asks the user something. The state gets the place of a button; on_answer is called with each answer's event."""
    _ask(cx, answer, title, detail, buttons, destructive, _lent(on_answer))


_ask_for_file = StreamTree.Context.ask_for_file


def _ask_for_file_with(cx, what, answer=None, *, title=None, accept=None, type_name=None, patterns=None, name=None, folder=None,
                       on_answer=None, on_error=None):
    """Asks the user for a file: ask_for_file(FileChoice.OPEN, state, patterns=['*.csv']). The state gets its URI, or a list of
    them; on_answer is called with each answer's event, on_error with that of a dialog that failed."""
    _ask_for_file(cx, what, answer, title, accept, type_name, patterns, name, folder, _lent(on_answer), _lent(on_error))


StreamTree.Context.ask = _ask_with
StreamTree.Context.ask_for_file = _ask_for_file_with

_take_guarded(StreamTree.Application, 'new')
_take_guarded(StreamTree.Element, 'new_component')
_take_guarded(StreamTree.Headless, 'new')
_take_guarded(StreamTree.Test, 'new')
_take_guarded(StreamTree.Test, 'new_in_window')
_take_guarded(StreamTree.View, 'new')

for _kind in StreamTree.Kind.list():
    globals()[_kind] = functools.partial(element, _kind)
    globals()[_kind].__doc__ = StreamTree.Kind.get_blurb(_kind)
    __all__.append(_kind)
