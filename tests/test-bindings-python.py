# SPDX-License-Identifier: LGPL-2.1-or-later
"""The counter in Python, headless and in a window; and what a binding must keep true. Run by check-bindings.py."""

import functools
import gc
import http.server
import os
import sys
import tempfile
import threading
import traceback
import weakref

import gi

gi.require_version('Gtk', '4.0')
gi.require_version('StreamTree', '1.0')
from gi.repository import Gio, GLib, GObject, Gtk  # pylint: disable=wrong-import-position
from gi.repository import StreamTree as st  # pylint: disable=wrong-import-position

EXAMPLES = sys.argv[1]
sys.path.insert(0, EXAMPLES)
import bindings_grid  # pylint: disable=wrong-import-position
import counter  # pylint: disable=wrong-import-position,import-error


def headless(func):
    return st.Headless.new(None, 'app', func)


def widgets(root):
    yield root
    child = root.get_first_child()
    while child:
        yield from widgets(child)
        child = child.get_next_sibling()


def button(root, label):
    return next((w for w in widgets(root) if isinstance(w, Gtk.Button) and w.get_label() == label), None)


def shows(root, text):
    return any(isinstance(w, Gtk.Label) and w.get_text() == text and w.get_mapped() for w in widgets(root))


def wait(condition, what):
    """Runs the main loop until a condition holds."""
    late = []
    source = GLib.timeout_add_seconds(20, lambda: late.append(True))
    while not condition():
        assert not late, 'waited for ' + what
        GLib.MainContext.default().iteration(True)
    GLib.source_remove(source)


def fails(call, words):
    try:
        call()
    except GLib.Error as error:
        assert words in error.message, error.message
        return
    raise AssertionError('no error; expected: ' + words)


def test_counter_is_short():
    with open(os.path.join(EXAMPLES, 'counter.py'), encoding='utf-8') as text:
        assert len(text.readlines()) < 30


def test_counter_without_a_display():
    view = headless(counter.counter)
    assert view.has_text('Count: 0')
    assert not view.has_text('Reset')
    view.click_named('button', 'Increment')
    view.click_named('button', 'Increment')
    view.flush()
    assert view.has_text('Count: 2')
    view.click_named('button', 'Reset')
    view.flush()
    assert view.has_text('Count: 0')
    assert not view.has_text('Reset')


def test_counter_in_a_window():
    app = st.Application.new('org.example.Counter', 'counter', counter.counter)
    app.register(None)
    app.activate()
    window = app.get_windows()[0]
    wait(lambda: shows(window, 'Count: 0'), 'the first count')
    button(window, 'Increment').emit('clicked')
    wait(lambda: shows(window, 'Count: 1'), 'the click to count')
    button(window, 'Reset').emit('clicked')
    wait(lambda: shows(window, 'Count: 0'), 'the reset')
    window.destroy()


def test_view_in_a_window_of_ones_own():
    session = st.Session.new()
    window = Gtk.Window(child=st.View.new(session, 'counter', counter.counter))
    window.present()
    wait(lambda: shows(window, 'Count: 0'), 'the first count')
    button(window, 'Increment').emit('clicked')
    wait(lambda: shows(window, 'Count: 1'), 'the click to count')
    window.destroy()


def test_states_hold_what_they_are_given():
    seen = []

    def app(cx):
        for name, value in (('i', 7), ('f', 1.5), ('s', 'Ada'), ('b', True)):
            state = cx.use_state(name, value)
            seen.append((state.get_name(), state.get()))
            shared = cx.use_global('global-' + name, value)
            assert shared.get() == value
        return st.Text('x')

    view = headless(app)
    assert seen == [('i', 7), ('f', 1.5), ('s', 'Ada'), ('b', True)], seen
    assert isinstance(seen[0][1], int) and isinstance(seen[3][1], bool)
    view.get_session().lookup('global-s').set('Grace')
    assert view.get_session().lookup('global-s').get() == 'Grace'


def test_an_input_writes_to_its_state():
    def app(cx):
        name = cx.use_state('name', 'Ada')
        return st.VStack(st.TextInput('Name', value=name, key='name'), st.Text('Hello ' + name.get()))

    view = headless(app)
    assert view.has_text('Hello Ada')
    view.type('name', 'Grace')
    view.flush()
    assert view.has_text('Hello Grace')


def test_values_travel_down_the_tree():
    def reader(cx):
        theme = cx.lookup('theme')
        return st.Button('%s %d %s' % (cx.lookup('tenant_id'), cx.lookup('n', 7), cx.lookup('nobody')), key='b',
                         on_click=lambda event: theme.set(event.get_context().lookup('tenant_id')))

    def app(cx):
        theme = cx.use_state('theme', 'light')
        return st.Provider({'tenant_id': 'acme', 'theme': theme},
                           st.Text(theme.get()), st.Provider({'n': 3}, st.component(reader)))

    view = headless(app)
    assert view.dup_text('b') == 'acme 3 None'
    view.click('b')
    assert view.has_text('acme')


def test_actions():
    done = []
    view = headless(lambda cx: st.Action('save', label='Save', on_activate=lambda event: done.append(1), shortcut='<Control>s'))
    assert view.list_actions() == ['save']
    view.press_shortcut('<Control>s')
    view.activate_action('save')
    assert len(done) == 2
    fails(lambda: view.activate_action('other'), "no action 'other'")


def test_questions():
    told = []

    def app(cx):
        answer = cx.use_state('answer', -1)
        return st.VStack(
            st.Text('answer %d' % answer.get()),
            st.Button('Ask', key='ask', on_click=lambda event: event.get_context().ask(
                answer, 'Delete it?', buttons=['_Keep', '_Delete'], destructive=True, on_answer=told.append)),
            st.Button('Plain', key='plain', on_click=lambda event: event.get_context().ask(answer, 'Sure?', 'Really?', ['No', 'Yes'])))

    view = headless(app)
    for place in (1, 1, 0):
        view.click('ask')
        assert view.dup_question() == 'Delete it?'
        gc.collect()
        view.answer(('Keep', 'Delete')[place])
        assert view.has_text('answer %d' % place)
    gc.collect()
    assert [event.get_int() for event in told] == [1, 1, 0]
    view.click('plain')
    assert view.dup_question() == 'Sure?\nReally?'
    view.answer('Yes')
    assert view.has_text('answer 1')
    assert len(told) == 3


def test_questions_for_files():
    told = []
    failed = []

    def app(cx):
        uri = cx.use_state('uri', 'none')
        uris = cx.use_state('uris', GLib.Variant('as', []))
        return st.VStack(
            st.Text(uri.get()), st.Text(','.join(uris.get())),
            st.Button('Open', key='open', on_click=lambda event: event.get_context().ask_for_file(
                st.FileChoice.OPEN, uri, title='Open a Table', type_name='Tables', patterns=['*.csv'])),
            st.Button('Several', key='several', on_click=lambda event: event.get_context().ask_for_file(
                st.FileChoice.OPEN_SEVERAL, uris, on_answer=told.append)),
            st.Button('Save', key='save', on_click=lambda event: event.get_context().ask_for_file(
                st.FileChoice.SAVE, name='a.csv', on_answer=told.append, on_error=failed.append)))

    view = headless(app)
    view.click('open')
    assert view.dup_question() == 'Open a Table\nopen, Tables (*.csv)', view.dup_question()
    fails(lambda: view.answer_files(['file:///a', 'file:///b']), 'asks for one, not for 2')
    view.answer_files(['file:///a.csv'])
    assert view.has_text('file:///a.csv')
    view.click('several')
    view.answer_files(['file:///a', 'file:///b'])
    assert view.has_text('file:///a,file:///b')
    for _ in range(2):
        view.click('save')
        gc.collect()
        view.answer_files(['file:///c.csv'])
    view.click('save')
    view.answer_files(None)
    view.click('save')
    gc.collect()
    view.fail_files('no portal')
    assert [(event.get_name(), event.get_text()) for event in failed] == [('on_error', 'no portal')]
    assert [event.get_text() for event in told] == [None, 'file:///c.csv', 'file:///c.csv']
    assert list(told[0].get_value()[1]) == ['file:///a', 'file:///b'], told[0].get_value()


def test_a_list_of_texts_is_a_prop():
    picked = []
    view = headless(lambda cx: st.VStack(
        st.Selectbox('Colour', options=['red', 'green'], key='colour', on_change=lambda event: picked.append(event.get_int()))))
    view.select('colour', 1)
    view.flush()
    assert picked == [1], picked
    assert st.Selectbox('Colour', options=('red', 'green')).get('options') == ['red', 'green']


def test_a_number_of_any_type_is_a_fraction():
    view = headless(lambda cx: st.VStack(st.ProgressBar(1, text='all', label='Files', key='all'),
                                         st.ProgressBar(0.25, key='quarter'), st.ProgressBar(indeterminate=True, key='some')))
    assert view.has_text('all')
    assert view.dup_text('all') == 'Files'
    assert st.ProgressBar(0.25).get('value') == 0.25
    fails(lambda: st.ProgressBar('half'), "prop 'value' takes a number")
    view = headless(lambda cx: st.ProgressBar(50))
    assert "expected a fraction from 0 to 1" in view.dump_text(), view.dump_text()


def sample_frame():
    builder = st.FrameBuilder.new()
    builder.add_column('n', st.ColumnType.INT64)
    builder.add_column('state', st.ColumnType.TEXT)
    builder.append_int64(0, 1234)
    builder.append_text(1, 'o')
    builder.end_row()
    return builder.finish()


def test_columns_of_a_grid():
    frame = sample_frame()
    seen = []

    def check(cell):
        seen.append(cell)
        return 'odd' if cell.get_int64() % 2 else None

    def make():
        return st.grid_columns(
            st.grid_column('n', label='Number', kind=st.GridColumnKind.NUMBER, unit='km', minimum=2, decimals=1, validate=check),
            st.grid_column('state', choices=[('o', 'Open', 'green'), 'closed']),
            st.grid_column(button_label='Go', on_click=seen.append),
            st.grid_column(label='More', cell=lambda frame, row: st.Text(f'row {row}')))

    columns = make().resolve(frame)
    number, state, button, more = (columns.get(i) for i in range(columns.get_n_columns()))
    assert number.get_kind() == st.GridColumnKind.NUMBER and state.get_kind() == st.GridColumnKind.CHOICE
    assert button.get_kind() == st.GridColumnKind.BUTTON and more.get_kind() == st.GridColumnKind.COMPONENT
    assert (number.get('decimals'), number.get('unit'), number.get_label()) == (1, 'km', 'Number')
    assert columns.find('state')[1] == 1 and columns.find('other')[0] is None
    assert number.format(frame, 0) == '1234.0\xa0km' and state.format(frame, 0) == 'Open'
    assert state.get_choice(0) == ('o', 'Open', 'green')
    assert state.parse('closed').get_text() == 'closed'
    cell = number.parse('5 km')
    assert cell.get_int64() == 5 and number.format_for_edit(cell) == '5'
    fails(lambda: number.parse('five'), 'such as 1234')
    fails(lambda: number.validate(cell), 'odd')
    fails(lambda: number.validate(st.Cell.new_int64(1)), 'At least')
    gc.collect()
    assert seen[0].get_int64() == 5  # what was lent is kept
    assert number.equal(number) and not make().equal(make())  # functions differ
    assert st.grid_columns('n', 'state').equal(st.grid_columns('n', 'state'))
    fails(lambda: st.grid_columns('x').resolve(frame), "no column 'x'")
    fails(lambda: st.grid_column('n', colour='red'), "no prop 'colour'")
    fails(lambda: number.set('label', 'x'), 'part of a list')


def test_tables_of_a_database():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'things.db')
        csv = os.path.join(folder, 'things.csv')
        with open(csv, 'w', encoding='utf-8') as file:
            file.write('id,name\n1,one\n2,two\n')
        results = []

        def done(_object, result, *_data):
            results.append(result)

        def result_of(call, *arguments):
            call(*arguments)
            wait(lambda: results, call.__name__)
            return results.pop()

        seen = []
        imported = result_of(lambda: st.sqlite_import_csv_async(
            path, 'things', Gio.File.new_for_path(csv), progress=lambda now, total, *_: seen.append((now, total)), callback=done))
        assert st.sqlite_import_csv_finish(imported) == (True, 2)
        assert seen and seen[-1][0] == seen[-1][1], seen
        frame = st.Frame.new_from_sqlite(path, 'SELECT name FROM things WHERE id > ?1', [st.Cell.new_int64(1)], None)
        assert [frame.dup_cell_text(row, 0) for row in range(frame.get_n_rows())] == ['two']
        fails(lambda: st.Frame.new_from_sqlite(path, 'SELECT missing FROM things', [], None), 'no such column')

        source = st.SqliteSource.new_finish(result_of(lambda: st.SqliteSource.new_async(path, 'things', None, done, None)))
        rows = source.query_finish(result_of(lambda: source.query_async(st.Query.new(), None, done, None)))
        wait(lambda: rows.get_n_rows() == (2, True), 'rows')
        page = rows.page_finish(result_of(lambda: rows.page_async(0, 10, None, done, None)))
        changes = st.Changes.new()
        changes.set_cell(changes.add_update(page, 0), 1, st.Cell.new_text('another'))
        commit = source.commit_finish(result_of(lambda: source.commit_async(changes, None, done, None)))
        assert commit.get_n_conflicts() == 0
        again = source.commit_finish(result_of(lambda: source.commit_async(changes, None, done, None)))
        now, change, row = again.get_conflict(0)
        assert (now.dup_cell_text(row, 1), change) == ('another', 0)


def test_mistakes_are_told():
    fails(lambda: st.Button('Save', colour='red'), "Button has no prop 'colour'")
    fails(lambda: st.Button(label=7), "prop 'label' takes a text")
    fails(lambda: st.element('Buton'), "no element kind 'Buton'")
    fails(lambda: st.Text('x').append(st.Text('y')), 'Text takes no children')
    child = st.Text('x')
    parent = st.VStack(child)
    fails(lambda: child.set('body', 'y'), 'part of a tree already')
    assert parent.get_child(0).get('body') == 'x'


def test_what_a_component_raises_is_shown():
    broken = [True]

    def page(cx):
        if broken[0]:
            raise ValueError('the file is empty')
        return st.Text('all is well')

    view = headless(lambda cx: st.VStack(st.Text('around'), st.ErrorBoundary(child=st.component(page))))
    assert view.has_text('around')
    assert view.has_text('ValueError: the file is empty')
    broken[0] = False
    view.rerun()
    view.flush()
    assert view.has_text('all is well')
    assert headless(lambda cx: None).has_text('Something failed')


def test_elements_that_stand_in_for_a_picture():
    view = headless(lambda cx: st.VStack(st.Image(file='no-such-file.png', loading=st.Text('wait'), error=st.Text('sorry')),
                                         st.Markdown('![x](y.png)', remote_images=True)))
    assert view.has_text('wait')
    assert '(loading)' in view.dump_text()
    while not view.has_text('sorry'):
        GLib.MainContext.default().iteration(True)
    assert '(failed)' in view.dump_text() and not view.has_text('wait')


def test_what_a_handler_raises_ends_nothing():
    def app(cx):
        count = cx.use_state('count', 0)

        def click(event):
            count.add(1)
            raise ValueError(event.get_key())
        return st.VStack(st.Text(f'Count: {count.get()}'), st.Button('Add', key='add', on_click=click))

    view = headless(app)
    hook, sys.excepthook = sys.excepthook, lambda *args: None
    view.click('add')
    sys.excepthook = hook
    view.flush()
    assert view.has_text('Count: 1')


def test_what_is_held_outlives_its_run():
    held = []
    events = []

    def app(cx):
        held[:] = [cx, st.Text('kept'), st.Text('also ' + 'long ' * 1000)]
        return st.VStack(*held[1:], st.Button('Keep', key='keep', on_click=events.append))

    view = headless(app)
    cx, first, second = held
    assert cx.dup_path() == 'app'
    view.click('keep')
    for _ in range(10):
        view.rerun()
        view.flush()
    del view
    gc.collect()
    assert first.get('body') == 'kept'
    assert second.get('body').startswith('also long')
    assert cx.dup_path() == '(unmounted)'
    assert events[0].get_key() == 'keep'


def test_reruns_leave_nothing_behind():
    class Witness:
        """Something that a handler holds."""

    witnesses = weakref.WeakSet()

    def app(cx):
        witness = Witness()
        witnesses.add(witness)
        count = cx.use_state('count', 0)
        return st.VStack(
            st.Text(f'Count: {count.get()}'),
            [st.component(lambda cx, n: st.Text(f'row {n}'), n, key=str(n)) for n in range(3)],
            st.Button('Add', key='add', on_click=lambda event, witness=witness: count.add(1)))

    def thousand():
        for _ in range(1000):
            view.click('add')
            view.flush()
        gc.collect()
        with open('/proc/self/statm', encoding='ascii') as statm:
            return len(gc.get_objects()), int(statm.read().split()[1]) * os.sysconf('SC_PAGE_SIZE')

    view = headless(app)
    thousand()
    objects, memory = thousand()
    for _ in range(3):
        objects_then, memory_then = thousand()
    assert view.has_text('Count: 5000')
    assert len(witnesses) == 1, len(witnesses)
    assert objects_then - objects < 100, (objects, objects_then)
    assert memory_then - memory < 1024 * 1024, (memory, memory_then)
    del view
    gc.collect()
    assert not witnesses


def test_tasks():
    ran = []

    def work(task):
        ran.append(threading.current_thread() is threading.main_thread())
        task.set_progress(0.5)
        return 42

    def boom(_task):
        raise ValueError('no such luck')

    def app(cx):
        answer = st.submit(cx, 'answer', work)
        luck = st.submit(cx, 'luck', boom)
        return st.VStack(st.Text(f'{answer.get_status() == st.TaskStatus.DONE} {answer.result} {answer.get_progress()}'),
                         st.Text(luck.get_error().message if luck.get_error() else 'waiting'))

    hook, traceback.print_exc = traceback.print_exc, lambda: None
    view = headless(app)
    wait(lambda: view.has_text('True 42 0.5') and view.has_text('ValueError: no such luck'), 'the tasks')
    traceback.print_exc = hook
    assert ran == [False]


def test_task_results():
    """What comes of a task whose function returns nothing, of one that fails, of one that is not done; a key is begun once."""
    gate = threading.Event()
    ran = []
    seen = []
    kept = []
    rows = []

    def none(task):
        ran.append('none')
        kept.append(task)

    def boom(_task):
        raise KeyError('gone')

    def waits(_task):
        gate.wait(60)
        return {'a': [1]}

    def app(cx):
        tasks = [st.submit(cx, 'none', none), st.submit(cx, 'boom', boom), st.submit(cx, 'waits', waits)]
        again = st.submit(cx, 'none', none)
        seen[:] = [(task.get_key(), task.get_status(), task.result) for task in tasks]
        rows[:] = [(row['key'], row['has_result']) for row in st.summarize_tasks(cx).unpack()]
        assert again.get_key() == 'none'
        return st.Text(' '.join(f'{task.get_status() == st.TaskStatus.DONE} {task.result}' for task in tasks))

    hook, traceback.print_exc = traceback.print_exc, lambda: ran.append('told')
    view = headless(app)
    wait(lambda: view.has_text('True None False None False None') and seen[1][1] == st.TaskStatus.ERROR, 'the first tasks')
    traceback.print_exc = hook
    gate.set()
    wait(lambda: view.has_text("True None False None True {'a': [1]}"), 'the task that waits')
    assert sorted(ran) == ['none', 'told'], ran
    assert rows == [('boom', False), ('none', False), ('waits', True)], rows

    # What a worker was given outlives the task's place.
    del view
    gc.collect()
    assert kept[0].get_key() == 'none' and kept[0].get_progress() == -1


def test_watches():
    """What goes on outside the tree is a state."""
    rows = Gio.ListStore.new(GObject.Object)
    action = Gio.SimpleAction.new('save', None)

    def app(cx):
        changes = st.watch_list(cx, 'rows', rows)
        enabled = st.watch_property(cx, 'enabled', action, 'enabled')
        idle = st.watch_source(cx, 'idle', GLib.idle_source_new())
        return st.VStack(st.Text(f'{changes.get_int()} changes'), st.Text('on' if enabled.get_bool() else 'off'),
                         st.Text('often' if idle.get_int() > 2 else 'not yet'))

    view = headless(app)
    assert view.has_text('0 changes') and view.has_text('on')
    rows.append(GObject.Object())
    action.set_enabled(False)
    wait(lambda: view.has_text('1 changes') and view.has_text('off') and view.has_text('often'), 'the watches')


def test_cached():
    ran = []
    cache = st.Cache.get_default()

    def load(task):
        ran.append(threading.current_thread() is threading.main_thread())
        task.set_progress(0.5)
        return ['one', 'two'][len(ran) - 1:]

    def app(cx):
        table = st.cached(cx, 'table', load, ('file.csv', 3, 1.5, True, None), ttl=60, cost=1000)
        return st.Text(f'{table.result}')

    first, second = headless(app), headless(app)
    assert first.has_text('None')
    wait(lambda: first.has_text("['one', 'two']") and second.has_text("['one', 'two']"), 'the load')
    assert ran == [False], ran
    assert cache.get_memory_used() == 1000, cache.get_memory_used()
    third = headless(app)
    assert third.has_text("['one', 'two']")
    cache.invalidate('table', ('another.csv', 3, 1.5, True, None))
    cache.invalidate('table', ('file.csv', 3, 1.5, True, None))
    wait(lambda: first.has_text("['two']") and third.has_text("['two']"), 'the second load')
    assert ran == [False, False], ran
    del first, second, third
    gc.collect()
    cache.invalidate('table')
    assert cache.get_n_entries() == 0
    hook, traceback.print_exc = traceback.print_exc, lambda: None
    view = headless(lambda cx: st.Text(str(st.cached(cx, 'table', load, (object(),)))))
    traceback.print_exc = hook
    assert view.has_text('TypeError: deps are numbers, texts, booleans, None or GLib.Variant, not object')
def test_fetch():
    """A fetch is a task; what cannot be sent is an error that says so."""
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):  # noqa: N802
            body = self.rfile.read(int(self.headers['Content-Length'])).decode() + self.headers['X-Test']
            self.send_response(200)
            self.send_header('Content-Length', str(len(body)))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def app(cx):
        request = st.Request.new(f'http://127.0.0.1:{server.server_port}/')
        request.set_method('POST')
        request.set_header('X-Test', '!')
        request.set_body('text/plain', GLib.Bytes.new(b'hello'))
        posted = st.fetch_request(cx, 'posted', request, st.FetchAs.TEXT)
        refused = st.fetch(cx, 'refused', 'gopher://example.org/', st.FetchAs.BYTES)
        return st.VStack(st.Text(posted.get_variant().get_string() if posted.get_variant() else 'waiting'),
                         st.Text(refused.get_error().message if refused.get_error() else 'waiting'))

    view = headless(app)
    wait(lambda: view.has_text('hello!') and
         view.has_text("gopher://example.org/: the scheme is 'gopher'; expected http or https"), 'the fetches')
    server.shutdown()
    server.server_close()


class Events(http.server.BaseHTTPRequestHandler):
    def do_GET(self):  # pylint: disable=invalid-name
        self.send_response(200)
        self.send_header('Content-Type', 'text/event-stream')
        self.end_headers()
        self.wfile.write(b'retry: 600000\n\nid: 1\ndata: one\n\nevent: add\ndata: two\n\n')

    def log_message(self, *_args):  # pylint: disable=arguments-differ
        pass


def test_streams():
    server = http.server.HTTPServer(('127.0.0.1', 0), Events)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    url = f'127.0.0.1:{server.server_port}'
    seen, sockets = [], []

    def app(cx):
        source = st.watch_events_each(cx, 'news', f'http://{url}', lambda _cx, it, *_data: seen.append(it.get_data()))
        socket = st.watch_web_socket(cx, 'chat', f'ws://{url}')
        sockets[:] = [socket]
        error = socket.get_error()
        return st.VStack(st.Text(str(source.get_event())), st.Text('no socket' if error else 'waiting'))

    view = headless(app)
    wait(lambda: view.has_text("('add', 'two', '1')") and view.has_text('no socket'), 'the streams')
    assert seen == ['one', 'two'], seen
    assert sockets[0].get_status() == st.ConnectionStatus.ERROR
    try:
        sockets[0].send_text('hello')
        assert False, 'it was sent'
    except GLib.Error as error:
        assert error.matches(Gio.io_error_quark(), Gio.IOErrorEnum.NOT_CONNECTED), error
    server.shutdown()
    thread.join()
    server.server_close()


class Address(GObject.Object):
    __gtype_name__ = 'TestAddress'
    city = GObject.Property(type=str, default='Ulm')


class Person(GObject.Object):
    __gtype_name__ = 'TestPerson'
    name = GObject.Property(type=str, nick='Full name')
    age = GObject.Property(type=int, minimum=-1, maximum=150, default=-1)
    address = GObject.Property(type=Address)


def person_model():
    model = st.Model.new(Person.__gtype__)
    model.set_optional('age', -1)
    model.set_required('name')
    model.add_validator('name', lambda value, *data: None if value[0].isupper() else 'begins with a small letter')
    return model


def test_model_of_a_python_class():
    model = person_model()
    assert sorted(model.get_field_names()) == ['address', 'age', 'name']
    assert st.str_field_names(model) == ['name']
    assert model.get_field_label('name') == 'Full name'
    assert model.get_field_type('address.city') == st.FieldType.STRING
    person = model.validate_json('{"name": "Ada", "address": {"city": "Bonn"}}', None)
    assert isinstance(person, Person)
    assert (person.name, person.age, person.address.city) == ('Ada', -1, 'Bonn')
    assert model.validate_json(model.to_json(person), None).address.city == 'Bonn'
    errors = st.ValidationErrors.new()
    fails(lambda: model.validate_json('{"name": "ada", "age": 151}', errors), 'TestPerson at /')
    assert sorted(st.format_validation_errors(errors).split('\n')) == [
        '- **age**: At most 150', '- **name**: begins with a small letter']
    fails(lambda: model.set_optional('name', 0), 'no number')


def test_form_of_a_python_class():
    model = person_model()
    asked = []
    seen = {}
    model.add_async_validator('name', lambda task, value, *data: asked.append((task, value)))
    model.add_model_validator(lambda person, errors, *data: person.age > 100 and errors.add('age', 'that old?'))

    def form(cx):
        fields = st.bind_fields(cx, model, 'person')
        errors = st.validate_bindings(cx, model, fields)
        seen.update(fields=fields, errors=errors)
        return st.Card(st.model_field_grid(cx, model, ['name age', 'address.city'], fields, errors))

    view = headless(form)
    assert seen['errors'].lookup('name') == 'Required'
    view.type('name', 'Ada')
    view.type('age', '101')
    assert seen['errors'].lookup('age') == 'that old?'
    assert [value for _, value in asked] == ['Ada']
    asked[0][0].return_error(GLib.Error('somebody has that name'))
    wait(lambda: view.flush() or not seen['errors'].get_n_pending(), 'the answer')
    assert seen['errors'].lookup('name') == 'somebody has that name'
    view.type('age', '')
    person = st.build_model_from_bindings(model, seen['fields'], None)
    assert (person.name, person.age, person.address.city) == ('Ada', -1, 'Ulm')


def test_sources_by_uri():
    os.environ['STREE_PLUGIN_PATH'] = os.path.join(os.environ['G_TEST_BUILDDIR'], 'engines')
    got = []

    def answer(_source, result):
        got.append(result)

    st.Source.open_async('nobody://me:secret@host', None, None, answer)
    wait(lambda: got, 'that nobody opens it')
    try:
        st.Source.open_finish(got.pop())
        raise AssertionError('it was opened')
    except GLib.Error as error:
        assert error.matches(st.source_error_quark(), st.SourceError.NOT_FOUND), error
        assert 'nobody' in error.message and 'secret' not in error.message, error
    st.Source.list_tables_async('test:', None, answer)
    wait(lambda: got, 'the tables')
    assert st.Source.list_tables_finish(got.pop()) == ['numbers']
    st.Source.open_async('test:', 'numbers', None, answer)
    wait(lambda: got, 'the source')
    source = st.Source.open_finish(got.pop())
    assert source.get_schema().get_column_name(0) == 'number'
    source.query_async(st.Query.new(), None, answer)
    wait(lambda: got, 'the rows')
    assert source.query_finish(got.pop()).get_n_rows()[0] == 5
    assert st.Source.mask_uri('x://me:secret@host') == 'x://me:***@host'


def sign_up(cx):
    name = cx.use_state('name', '')
    done = cx.use_state('done', 0)

    return st.VStack(
        st.TextInput('Name', value=name, key='name'),
        st.Button('Send', key='send', disabled=not name.get(), on_click=lambda event: done.add(1)),
        st.Text(f'{done.get()} from {name.get()}'))


def use_sign_up(app):
    fails(app.by_key('send').click, "Button 'send' is disabled")
    app.by_label('Name').type('Ada')
    app.by_role('button', 'Send').click()
    app.by_text('1 from Ada').expect_shown()
    app.by_key('name').expect_value('Ada')
    assert app.by_key('name').get_value() == 'Ada'
    assert app.by_role('button', None).count() == 1
    fails(app.by_key('nam').click, "Closest:\n  TextInput 'name' (textbox named 'Name')")
    fails(lambda: app.by_key('send').expect_tree('Button\n'), '-Button\n+Button key=')
    assert app.summarize_tree_kinds().unpack() == {'Button': 1, 'Text': 1, 'TextInput': 1, 'VStack': 1}
    assert [row['key'] for row in app.summarize_session().unpack()] == ['app/done', 'app/name']
    app.advance(1000)
    app.wait_for_tasks()


def test_kit():
    app = st.Test.new(None, 'app', sign_up)
    use_sign_up(app)
    assert app.get_renderer() == 'headless'


def test_kit_in_a_window():
    app = st.Test.new_in_window(None, 'app', sign_up)
    use_sign_up(app)
    assert app.get_renderer() == 'gtk'


def add_tests(module):
    """Those of a file of their own, which are given what they share with these."""
    for name, test in vars(module).items():
        if name.startswith('test_'):
            globals()[name] = functools.partial(test, headless, wait, fails)


add_tests(bindings_grid)


def main():
    tests = [(name[5:].replace('_', ' '), test) for name, test in sorted(globals().items()) if name.startswith('test_')]
    failed = 0
    print('1..%d' % len(tests))
    for number, (name, test) in enumerate(tests, 1):
        try:
            test()
            print('ok %d %s' % (number, name))
        except Exception:  # pylint: disable=broad-except
            failed = 1
            print('not ok %d %s' % (number, name))
            sys.excepthook(*sys.exc_info())
        sys.stdout.flush()
    return failed


if __name__ == '__main__':
    sys.exit(main())
