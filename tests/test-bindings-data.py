# SPDX-License-Identifier: LGPL-2.1-or-later
"""Frames in and out in Python: JSON, CSV, exports, objects, profiles, orders. Run by check-bindings.py."""

import os
import sys
import tempfile
import threading

import gi

gi.require_version('Gtk', '4.0')
gi.require_version('StreamTree', '1.0')
from gi.repository import Gio, GLib, GObject  # pylint: disable=wrong-import-position
from gi.repository import StreamTree as st  # pylint: disable=wrong-import-position


def cells(frame):
    return [[frame.dup_cell_text(row, column) for column in range(frame.get_n_columns())]
            for row in range(frame.get_n_rows())]


def names(frame):
    return [frame.get_column_name(i) for i in range(frame.get_n_columns())]


def fails(func, domain):
    try:
        func()
    except GLib.Error as error:
        assert error.domain == domain, error.domain
        return error.message
    raise AssertionError('it did not fail')


def finish(start, end):
    """What an asynchronous call comes to: `start` gets the callback, `end` its result."""
    loop = GLib.MainLoop()
    told = []

    def done(_source, result, *_data):
        told.append(result)
        loop.quit()

    start(done)
    loop.run()
    return end(told[0])


def json_frame(text, options=None):
    return st.Frame.new_from_json_bytes(GLib.Bytes.new(text.encode()), options, None)


def exported(frame, options):
    return frame.export_bytes(options, None).get_data().decode()


def test_json():
    frame = json_frame('[{"a": 1, "b": "x"}, {"b": null, "c": [1, 2]}]')
    assert names(frame) == ['a', 'b', 'c']
    assert cells(frame) == [['1', 'x', ''], ['', '', '[1,2]']]
    assert frame.get_column_type(0) == st.ColumnType.INT64
    assert frame.get_rejects() is None
    assert 'line 2, column 8' in fails(lambda: json_frame('{"a": 1}\n{"a": 1'), 'stree-json-error-quark')

    options = st.JsonOptions.new()
    options.set_format(st.JsonFormat.LINES)
    options.set_column_type('a', st.ColumnType.DOUBLE)
    options.set_keep_rejects(True)
    frame = json_frame('{"a": 1}\nno\n{"a": 2}\n', options)
    assert frame.get_column_type(0) == st.ColumnType.DOUBLE
    assert cells(frame.get_rejects()) == [['2', '1', 'expected a value', 'no']]


def test_load_json():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'a.jsonl')
        with open(path, 'w', encoding='utf-8') as file:
            file.writelines('{"i": %d}\n' % i for i in range(200000))
        reports = []
        frame = finish(
            lambda done: st.Frame.load_json_async(
                Gio.File.new_for_path(path), None, None, lambda now, total, *data: reports.append((now, total)), (), done),
            st.Frame.load_json_finish)
        assert frame.get_n_rows() == 200000
        assert frame.get_label() == 'a.jsonl'
        assert reports and reports[-1][0] == reports[-1][1] == os.path.getsize(path)


def test_csv():
    options = st.CsvOptions.new()
    options.set_encoding('ISO-8859-1')
    options.set_quote(ord("'"))
    options.set_keep_rejects(True)
    frame = st.Frame.new_from_csv_bytes(GLib.Bytes.new("a;b\n'\xe4;';1\n1;2;3\n".encode('latin-1')), options, None)
    assert cells(frame) == [['ä;', '1']]
    assert cells(frame.get_rejects())[0][3] == '1;2;3'
    assert cells(st.Frame.new_from_tsv_block('a\t"b\n c"\r\nd\t')) == [['a', 'b\n c'], ['d', '']]


def test_exports():
    frame = json_frame('[{"a": 1, "b": "x|y"}, {"a": null, "b": "<z>"}]')
    assert exported(frame, st.ExportOptions.new(st.ExportFormat.CSV)) == 'a,b\n1,"x|y"\n,<z>\n'
    assert exported(frame, st.ExportOptions.new(st.ExportFormat.MARKDOWN)).endswith('| 1 | x\\|y |\n|  | \\<z\\> |\n')
    assert exported(frame, st.ExportOptions.new(st.ExportFormat.JSON_LINES)) == '{"a":1,"b":"x|y"}\n{"a":null,"b":"<z>"}\n'

    options = st.ExportOptions.new(st.ExportFormat.TSV)
    options.set_columns([1, 0])
    options.set_header(False)
    options.set_cell_func(lambda table, row, column, *data: '%d-%d' % (row, column))
    assert exported(frame, options) == '0-1\t0-0\n1-1\t\n'
    options.set_cell_func(None)
    options.set_columns([7])
    assert 'column 7' in fails(lambda: frame.export_bytes(options, None), 'g-io-error-quark')


def test_export_in_a_thread():
    frame = json_frame('[{"a": 1}, {"a": 2}]')
    threads = set()
    options = st.ExportOptions.new(st.ExportFormat.HTML)

    def show(_frame, row, _column, *_data):
        threads.add(threading.get_ident())
        return 'row %d' % row

    options.set_cell_func(show)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'a.html')
        assert finish(lambda done: frame.export_file_async(options, Gio.File.new_for_path(path), None, None, None, done),
                      st.Frame.export_file_finish)
        with open(path, encoding='utf-8') as file:
            assert '<td align="right">row 1</td>' in file.read()
        assert threads and threading.get_ident() not in threads
        stream = Gio.MemoryOutputStream.new_resizable()
        assert finish(lambda done: frame.export_stream_async(options, stream, None, None, None, done), st.Frame.export_stream_finish)
        stream.close()
        assert stream.steal_as_bytes().get_size() > 0
        message = fails(lambda: frame.export_file(options, Gio.File.new_for_path('/nowhere/a'), None), 'g-io-error-quark')
        assert message == '/nowhere/a could not be written: there is no such folder', message


class Person(GObject.Object):
    name = GObject.Property(type=str)
    age = GObject.Property(type=int)
    friend = GObject.Property(type=GObject.Object)


def test_objects():
    people = Gio.ListStore.new(Person)
    people.append(Person(name='Ada', age=36))
    people.append(Person(age=-1))
    frame = st.Frame.new_from_model(people, ['name', 'age'])
    assert cells(frame) == [['Ada', '36'], ['', '-1']]
    assert sorted(names(st.Frame.new_from_model(people, None))) == ['age', 'name']
    assert '"friend"' in fails(lambda: st.Frame.new_from_model(people, ['friend']), 'stree-error-quark')


def test_profile():
    frame = json_frame('\n'.join('{"i": %d, "t": "%s"}' % (i, 'ab'[i % 2]) for i in range(101)))
    reports = []
    profile = finish(lambda done: frame.profile_async(None, lambda now, total, *data: reports.append((now, total)), (), done),
                     st.Frame.profile_finish)
    assert reports == [(1, 2), (2, 2)], reports
    assert profile.get_n_rows() == 101 and profile.get_n_columns() == 2
    numbers = profile.get_column(0)
    assert numbers.get_quantile(st.Quantile.MEDIAN) == (True, 50.0)
    assert numbers.get_range() == (True, 0.0, 100.0, 50.0)
    bins = [numbers.get_bin(i) for i in range(numbers.get_n_bins())]
    assert sum(count for count, _, _ in bins) == 101
    assert bins[0] == (6, 0.0, 6.0), bins[0]
    text = profile.get_column(1)
    assert text.get_top(0) == ('a', 51)
    assert text.get_quantile(st.Quantile.P05)[0] is False


def test_collation():
    frame = json_frame('\n'.join('{"t": "%s"}' % name for name in ('file10', 'file9', 'File1')))

    def order(collation):
        query = st.Query.new()
        query.add_collated_sort('t', False, collation)
        return [row[0] for row in cells(frame.query(query, None))]

    assert order(st.Collation.DEFAULT) == ['File1', 'file10', 'file9']
    assert order(st.Collation.NATURAL) == ['File1', 'file9', 'file10']
    assert order(st.Collation.BINARY) == ['File1', 'file10', 'file9']


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
