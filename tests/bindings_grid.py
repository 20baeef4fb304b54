# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a grid is made of, and records of a source, in Python. Run by test-bindings-python.py."""

import gc

import gi

gi.require_version('StreamTree', '1.0')
from gi.repository import StreamTree as st  # pylint: disable=wrong-import-position


def make_source():
    rows = st.FrameBuilder.new()
    rows.add_column('id', st.ColumnType.INT64)
    rows.add_column('name', st.ColumnType.TEXT)
    rows.add_column('price', st.ColumnType.DOUBLE)
    for number, name in enumerate(('Ada', 'Bob', 'Cleo'), 1):
        rows.append_int64(0, number)
        rows.append_text(1, name)
        rows.append_double(2, number + 0.5)
        rows.end_row()
    return st.FrameSource.new(rows.finish(), ['id'])


def test_grid_edits(_headless, wait, _fails):
    source = make_source()
    edits = st.GridEdits.new(source)
    frame = source.get_frame()
    changes, rekeyed, done = [], [], []
    freed = []

    class Rule:
        def __call__(self, column, cell, *_):
            return 'too much' if column == 2 and cell.get_double() > 100 else None

        def __del__(self):
            freed.append(True)

    edits.connect('changed', lambda *_: changes.append(True))
    edits.connect('rekeyed', lambda _edits, _old, new: rekeyed.append(new.to_string()))
    edits.set_validate_func(Rule())
    key = st.RowKey.new([st.Cell.new_int64(2)])
    assert edits.set_text(key, frame, 1, 2, 'much') and edits.get_text(key, 2) == 'much'
    assert edits.get_error(key, 2) == 'A number was expected'
    assert edits.set_text(key, frame, 1, 2, '500') and edits.get_error(key, 2) == 'too much'
    assert edits.set_cell(key, frame, 1, 2, st.Cell.new_double(9.5)) and edits.get_error(key, 2) is None
    assert edits.get_cell(key, 2).get_double() == 9.5 and edits.get_cell(key, 1) is None
    assert edits.get_row_state(key) == st.GridEditState.CHANGED and len(changes) == 3
    assert [k.to_string() for k in edits.list_rows(st.GridEditState.CHANGED)] == ['2']

    new = edits.insert_row(st.GridPlace.END)
    edits.set_cell(new, None, 0, 0, st.Cell.new_int64(7))
    block = st.GridRange.new()
    block.add_row(st.RowKey.new([st.Cell.new_int64(1)]), frame, 0)
    block.add_row(st.RowKey.new([st.Cell.new_int64(3)]), frame, 2)
    block.add_column(1)
    assert edits.paste(block, ['x', 'y'], 1) == 2 and edits.get_undo_name() == 'Paste 2 cells'
    assert edits.undo() and edits.get_redo_name() == 'Paste 2 cells'
    assert '"inserted":[{"cells":{"id":7}}]' in edits.to_json()
    assert edits.to_variant().unpack()['changed'][0]['key'] == '2'

    edits.commit_async(None, lambda it, result: done.append(it.commit_finish(result)))
    wait(lambda: done, 'a commit')
    assert done == [True] and edits.get_n_rows(0) == 0 and rekeyed == ['7']
    assert source.get_frame().get_n_rows() == 4

    edits.delete_row(key, source.get_frame(), 1)
    edits.set_text(st.RowKey.new([st.Cell.new_int64(9)]), None, 0, 1, 'nobody')
    assert edits.get_n_rows(st.GridEditState.DELETED) == 1
    edits.set_validate_func(None)
    gc.collect()
    assert freed


def test_grid_options(_headless, _wait, fails):
    price = st.Filter.new_compare('price', st.FilterOp.GREATER_EQUAL, st.Cell.new_double(10))
    options = st.GridOptions.new().with_column_filter('price', price)
    options = options.with_sort('name', st.GridSort.DESCENDING, True).with_column_order(['price', 'name'])
    schema = make_source().get_schema()
    assert [options.describe(i, schema) for i in range(options.get_n_parts())] == ['price ≥ 10', 'sorted by name, Z to A']
    assert options.get_part(0) == (st.GridPart.COLUMN_FILTER, 'price')
    assert options.get_sort('name') == (st.GridSort.DESCENDING, 0)
    assert options.get_column_order() == ['price', 'name']
    assert st.GridOptions.new_from_json(options.to_json()).equal(options)
    assert options.without(0).get_n_parts() == 1
    fails(lambda: st.GridOptions.new_from_json('{"search": 1}'), 'expected a text')


def test_crud(_headless, _wait, _fails):
    source = make_source()
    crud = st.Crud.new(source)
    field = crud.dup_field('name')
    crud.get_model().set_label(field, 'Name')
    counts = []

    def app(cx):
        counter_state = st.save_intent_counter(cx, None)
        counts.append(counter_state.get_int())
        return st.VStack([st.Button('Count', key='count', on_click=lambda event: counter_state.add(1)), st.Crud.view(cx, crud)])

    test = st.Test.new(None, 'app', app)
    records = test.by_key('records')
    records.expect_rows(3)
    test.by_key('count').click()
    records.select_rows(1, 1)
    test.by_text('Record 2').wait()
    assert counts[-1] == 1
    test.by_key(field).type('Beth')
    test.by_key('save').click()
    test.by_text('Saved.').wait()
    assert source.get_frame().get_text(1, 1) == 'Beth'
