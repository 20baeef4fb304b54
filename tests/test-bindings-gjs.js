// SPDX-License-Identifier: LGPL-2.1-or-later
//
// The counter in JavaScript, headless and in a window; and what a binding must keep true. Run by check-bindings.py.

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';
import Gtk from 'gi://Gtk?version=4.0';
import StreamTree from 'gi://StreamTree?version=1.0';
import System, {exit} from 'system';

const EXAMPLES = ARGV[0];
const {Button, ErrorBoundary, Text, TextInput, VStack, component} = StreamTree;

// The example runs itself: what it runs is what is tested.
let counter = null;
StreamTree.run = (id, func) => {
    counter = func;
    return 0;
};
await import(`file://${EXAMPLES}/counter.js`);

const headless = func => StreamTree.Headless.new(null, 'app', func);

function assert(condition, message = 'assertion failed') {
    if (!condition)
        throw new Error(message);
}

function* widgets(root) {
    yield root;
    for (let child = root.get_first_child(); child; child = child.get_next_sibling())
        yield* widgets(child);
}

function button(root, label) {
    return [...widgets(root)].find(widget => widget instanceof Gtk.Button && widget.get_label() === label);
}

function shows(root, text) {
    return [...widgets(root)].some(widget => widget instanceof Gtk.Label && widget.get_text() === text && widget.get_mapped());
}

// Runs the main loop until a condition holds.
function wait(condition, what) {
    let late = false;
    const source = GLib.timeout_add_seconds(GLib.PRIORITY_DEFAULT, 20, () => (late = true));

    while (!condition()) {
        assert(!late, `waited for ${what}`);
        GLib.MainContext.default().iteration(true);
    }
    GLib.source_remove(source);
}

function fails(call, words) {
    try {
        call();
    } catch (error) {
        assert(error.message.includes(words), error.message);
        return;
    }
    throw new Error(`no error; expected: ${words}`);
}

const Person = GObject.registerClass({
    GTypeName: 'TestPerson',
    Properties: {
        'name': GObject.ParamSpec.string('name', 'Full name', 'Who it is', GObject.ParamFlags.READWRITE, ''),
        'age': GObject.ParamSpec.int('age', 'Age', 'In years', GObject.ParamFlags.READWRITE, -1, 150, -1),
    },
}, class Person extends GObject.Object {});

const tests = {
    'columns of a grid'() {
        const builder = StreamTree.FrameBuilder.new();

        builder.add_column('n', StreamTree.ColumnType.INT64);
        builder.append_int64(0, 1234);
        builder.end_row();

        const frame = builder.finish();
        const columns = StreamTree.grid_columns(
            StreamTree.grid_column('n', {unit: 'km', minimum: 2, validate: cell => cell.get_int64() % 2 ? 'odd' : null}),
            StreamTree.grid_column(null, {button_label: 'Go', on_click: () => {}}),
            StreamTree.grid_column(null, {label: 'More', cell: (_, row) => Text(`row ${row}`)})).resolve(frame);
        const number = columns.get(0);

        assert(number.get_kind() === StreamTree.GridColumnKind.NUMBER);
        assert(columns.get(1).get_kind() === StreamTree.GridColumnKind.BUTTON);
        assert(columns.get(2).get_kind() === StreamTree.GridColumnKind.COMPONENT);
        assert(number.format(frame, 0) === '1234\u00a0km', number.format(frame, 0));
        assert(number.get('unit') === 'km');
        assert(number.parse('5 km').get_int64() === 5);
        fails(() => number.parse('five'), 'such as');
        fails(() => number.validate(number.parse('5')), 'odd');
        fails(() => StreamTree.grid_columns('x').resolve(frame), "no column 'x'");
    },

    'a JavaScript class is a model'() {
        const model = StreamTree.Model.new(Person.$gtype);
        let fields;
        let errors;

        model.set_optional('age', -1);
        model.add_validator('name', value => value === 'Bob' ? 'not Bob' : null);
        assert(model.get_field_names().join() === 'name,age');
        assert(model.get_field_label('name') === 'Full name');

        const person = model.validate_json('{"name": "Ada", "age": 36}', null);
        assert(person instanceof Person && person.name === 'Ada' && person.age === 36);
        assert(model.to_json(person) === '{"name":"Ada","age":36}', model.to_json(person));
        fails(() => model.validate_json('{"name": "Bob"}', null), 'at /name: not Bob');

        const view = headless(cx => {
            fields = StreamTree.bind_fields(cx, model, 'person');
            errors = StreamTree.validate_bindings(cx, model, fields);
            return StreamTree.model_field_grid(cx, model, ['name age'], fields, errors);
        });
        view.type('name', 'Bob');
        assert(errors.lookup('name') === 'not Bob');
        view.type('name', 'Grace');
        assert(StreamTree.build_model_from_bindings(model, fields, null).name === 'Grace');
    },

    'the counter is short'() {
        const [, bytes] = GLib.file_get_contents(`${EXAMPLES}/counter.js`);
        assert(new TextDecoder().decode(bytes).trim().split('\n').length < 30);
    },

    'the counter without a display'() {
        const view = headless(counter);

        assert(view.has_text('Count: 0'));
        assert(!view.has_text('Reset'));
        view.click_named('button', 'Increment');
        view.click_named('button', 'Increment');
        view.flush();
        assert(view.has_text('Count: 2'));
        view.click_named('button', 'Reset');
        view.flush();
        assert(view.has_text('Count: 0'));
        assert(!view.has_text('Reset'));
    },

    'questions'() {
        const told = [];
        const view = headless(cx => {
            const answer = cx.use_state('answer', -1);

            return VStack(
                Text(`answer ${answer.get()}`),
                Button('Ask', {key: 'ask', on_click: event => event.get_context().ask(
                    answer, 'Delete it?', null, ['_Keep', '_Delete'], {destructive: true, on_answer: e => told.push(e.get_int())})}),
                Button('Plain', {key: 'plain', on_click: event => event.get_context().ask(answer, 'Sure?', 'Really?', ['No', 'Yes'])}));
        });

        for (const place of [1, 1, 0]) {
            view.click('ask');
            assert(view.dup_question() === 'Delete it?');
            System.gc();
            view.answer(['Keep', 'Delete'][place]);
            assert(view.has_text(`answer ${place}`));
        }
        assert(told.join() === '1,1,0', told.join());
        view.click('plain');
        assert(view.dup_question() === 'Sure?\nReally?');
        view.answer('Yes');
        assert(view.has_text('answer 1'));
        assert(told.length === 3);
    },

    'questions for files'() {
        const {FileChoice} = StreamTree;
        const told = [];
        const failed = [];
        const view = headless(cx => {
            const uri = cx.use_state('uri', 'none');

            return VStack(
                Text(uri.get()),
                Button('Open', {key: 'open', on_click: event => event.get_context().ask_for_file(
                    FileChoice.OPEN, uri, {title: 'Open a Table', type_name: 'Tables', patterns: ['*.csv']})}),
                Button('Several', {key: 'several', on_click: event => event.get_context().ask_for_file(
                    FileChoice.OPEN_SEVERAL, null, {on_answer: e => told.push(e.get_value()[1].deepUnpack())})}),
                Button('Save', {key: 'save', on_click: event => event.get_context().ask_for_file(
                    FileChoice.SAVE, null, {name: 'a.csv', on_answer: e => told.push(e.get_text()),
                        on_error: e => failed.push(e.get_text())})}));
        });

        view.click('open');
        assert(view.dup_question() === 'Open a Table\nopen, Tables (*.csv)');
        fails(() => view.answer_files(['file:///a', 'file:///b']), 'asks for one, not for 2');
        view.answer_files(['file:///a.csv']);
        assert(view.has_text('file:///a.csv'));
        view.click('several');
        view.answer_files(['file:///a', 'file:///b']);
        assert(told[0].join() === 'file:///a,file:///b', `${told[0]}`);
        for (let i = 0; i < 2; i++) {
            view.click('save');
            System.gc();
            view.answer_files(['file:///c.csv']);
        }
        view.click('save');
        view.answer_files(null);
        view.click('save');
        System.gc();
        view.fail_files('no portal');
        assert(failed.join() === 'no portal');
        assert(told.slice(1).join() === 'file:///c.csv,file:///c.csv');
    },

    'the counter in a window'() {
        const app = StreamTree.Application.new('org.example.Counter', 'counter', counter);

        app.register(null);
        app.activate();
        const [window] = app.get_windows();
        wait(() => shows(window, 'Count: 0'), 'the first count');
        button(window, 'Increment').emit('clicked');
        wait(() => shows(window, 'Count: 1'), 'the click to count');
        button(window, 'Reset').emit('clicked');
        wait(() => shows(window, 'Count: 0'), 'the reset');
        window.destroy();
    },

    'a view in a window of its own'() {
        const window = new Gtk.Window({child: StreamTree.View.new(new StreamTree.Session(), 'counter', counter)});

        window.present();
        wait(() => shows(window, 'Count: 0'), 'the first count');
        button(window, 'Increment').emit('clicked');
        wait(() => shows(window, 'Count: 1'), 'the click to count');
        window.destroy();
    },

    'states hold what they are given'() {
        const seen = [];

        headless(cx => {
            for (const value of [7, 1.5, 'Ada', true]) {
                seen.push(cx.use_state(`s${value}`, value).get());
                assert(cx.use_global(`g${value}`, value).get() === value);
            }
            return Text('x');
        });
        assert(JSON.stringify(seen) === '[7,1.5,"Ada",true]', JSON.stringify(seen));
    },

    'an input writes to its state'() {
        const view = headless(cx => {
            const name = cx.use_state('name', 'Ada');
            return VStack(TextInput('Name', {value: name, key: 'name'}), Text(`Hello ${name.get()}`));
        });

        assert(view.has_text('Hello Ada'));
        view.type('name', 'Grace');
        view.flush();
        assert(view.has_text('Hello Grace'));
    },

    'a stream'() {
        const view = headless(cx => {
            const source = StreamTree.watch_events(cx, 'news', 'no such place');
            const chat = StreamTree.watch_web_socket_each(cx, 'chat', null, () => {});

            return Text(`${source.get_status() === StreamTree.ConnectionStatus.ERROR} ` +
                `${chat.get_status() === StreamTree.ConnectionStatus.CLOSED} ${source.get_event()}`);
        });

        wait(() => view.has_text('true true null'), 'the streams');
    },

    'a task that is begun'() {
        let begun = 0;
        const view = headless(cx => {
            const task = StreamTree.Task.begin(cx, 'answer', started => {
                begun++;
                GLib.idle_add(GLib.PRIORITY_DEFAULT_IDLE, () => {
                    started.return_variant(new GLib.Variant('i', 42));
                    return GLib.SOURCE_REMOVE;
                });
            });
            return Text(task.get_status() === StreamTree.TaskStatus.DONE ? `${task.get_variant().deepUnpack()}` : 'waiting');
        });

        assert(view.has_text('waiting'));
        wait(() => view.has_text('42'), 'the task');
        view.rerun();
        view.flush();
        assert(begun === 1, `${begun}`);
    },

    'what goes on outside is a state'() {
        const rows = Gio.ListStore.new(GObject.Object.$gtype);
        const view = headless(cx => Text(`${StreamTree.watch_list(cx, 'rows', rows).get_int()} changes`));

        assert(view.has_text('0 changes'));
        rows.append(new GObject.Object());
        wait(() => view.has_text('1 changes'), 'the list');
    },

    'a cached load'() {
        const cache = StreamTree.Cache.get_default();
        let begun = 0;
        const app = cx => {
            const task = StreamTree.cached(cx, 'answer', started => {
                begun++;
                GLib.idle_add(GLib.PRIORITY_DEFAULT_IDLE, () => {
                    started.return_variant(new GLib.Variant('i', 41 + begun));
                    return GLib.SOURCE_REMOVE;
                });
            }, {deps: ['a', 1, 0.5, true, null]});
            return Text(task.get_variant() ? `${task.get_variant().deepUnpack()}` : 'waiting');
        };
        const first = headless(app);
        const second = headless(app);

        assert(first.has_text('waiting'));
        wait(() => first.has_text('42') && second.has_text('42'), 'the load');
        assert(begun === 1, `${begun}`);
        cache.invalidate('answer', ['b']);
        cache.invalidate('answer', ['a', 1, 0.5, true, null]);
        wait(() => first.has_text('43') && second.has_text('43'), 'the second load');
        assert(begun === 2, `${begun}`);
    },

    'a fetch is a task'() {
        const view = headless(cx => {
            const task = StreamTree.fetch(cx, 'bad', 'gopher://user:secret@example.org/?q=secret', StreamTree.FetchAs.JSON);
            const error = task.get_error();

            return Text(error && error.matches(StreamTree.FetchError, StreamTree.FetchError.BAD_REQUEST) ? error.message : 'waiting');
        });

        wait(() => view.has_text("gopher://example.org/?…: the scheme is 'gopher'; expected http or https"), 'the fetch');
    },

    'values travel down the tree'() {
        const reader = cx => Text(`${cx.lookup('tenant_id')} ${cx.lookup('n', 7)} ${cx.lookup('nobody')}`);
        const view = headless(() => StreamTree.Provider({values: {tenant_id: 'acme', n: 3}}, StreamTree.component(reader)));

        assert(view.has_text('acme 3 null'));
    },

    'a list of texts is a prop'() {
        const picked = [];
        const view = headless(() => StreamTree.Selectbox('Colour', {
            options: ['red', 'green'], key: 'colour', on_change: event => picked.push(event.get_int()),
        }));

        view.select('colour', 1);
        view.flush();
        assert(picked.length === 1 && picked[0] === 1, `${picked}`);
        assert(StreamTree.Selectbox('Colour', {options: ['red', 'green']}).get('options').join() === 'red,green');
    },

    'a number of any type is a fraction'() {
        const view = headless(() => VStack(StreamTree.ProgressBar(1, {text: 'all', label: 'Files', key: 'all'}),
            StreamTree.ProgressBar(0.25), StreamTree.ProgressBar({indeterminate: true})));

        assert(view.has_text('all'));
        assert(view.dup_text('all') === 'Files');
        fails(() => StreamTree.ProgressBar('half'), "prop 'value' takes a number");
    },

    'mistakes are told'() {
        fails(() => Button('Save', {colour: 'red'}), "Button has no prop 'colour'");
        fails(() => Button({label: 7}), "prop 'label' takes a text");
        fails(() => StreamTree.element('Buton'), "no element kind 'Buton'");
        fails(() => Text('x').append(Text('y')), 'Text takes no children');
        const child = Text('x');
        const parent = VStack([child, null]);
        fails(() => child.set('body', 'y'), 'part of a tree already');
        assert(parent.get_child(0).get_child(0).get('body') === 'x');
    },

    'what a component throws is shown'() {
        let broken = true;
        const page = () => {
            if (broken)
                throw new TypeError('the file is empty');
            return Text('all is well');
        };
        const view = headless(() => VStack(Text('around'), ErrorBoundary({child: component(page)})));

        assert(view.has_text('around'));
        assert(view.has_text('TypeError: the file is empty'));
        broken = false;
        view.rerun();
        view.flush();
        assert(view.has_text('all is well'));
        assert(headless(() => null).has_text('Something failed'));
    },

    'elements stand in for a picture'() {
        const view = headless(() => StreamTree.Image({file: 'no-such-file.png', loading: Text('wait'), error: Text('sorry')}));

        assert(view.has_text('wait'));
        assert(view.dump_text().includes('(loading)'));
        while (!view.has_text('sorry'))
            GLib.MainContext.default().iteration(true);
        assert(view.dump_text().includes('(failed)'));
    },

    'what a handler throws ends nothing'() {
        const view = headless(cx => {
            const count = cx.use_state('count', 0);
            const click = event => {
                count.add(1);
                throw new Error(event.get_key());
            };
            return VStack(Text(`Count: ${count.get()}`), Button('Add', {key: 'add', on_click: click}));
        });

        view.click('add');
        view.flush();
        assert(view.has_text('Count: 1'));
    },

    'reruns leave nothing behind'() {
        const view = headless(cx => {
            const count = cx.use_state('count', 0);
            return VStack(
                Text(`Count: ${count.get()}`),
                [1, 2, 3].map(n => component(function row(_, number) { // eslint-disable-line no-unused-vars
                    return Text(`row ${number}`);
                }, {key: `${n}`}, n)),
                Button('Add', {key: 'add', on_click: () => count.add(1)}));
        });
        const thousand = () => {
            for (let i = 0; i < 1000; i++) {
                view.click('add');
                view.flush();
            }
            System.gc();
            const [, bytes] = GLib.file_get_contents('/proc/self/statm');
            return Number(new TextDecoder().decode(bytes).split(' ')[1]) * 4096;
        };

        for (let i = 0; i < 4; i++)
            thousand();
        const before = thousand();
        for (let i = 0; i < 4; i++)
            thousand();
        const after = thousand();
        assert(view.has_text('Count: 10000'));
        assert(after - before < 3 * 1024 * 1024, `${before} bytes, then ${after}`);
    },

    // The same script without a display and in a window.
    'test kit': () => {
        for (const how of ['new', 'new_in_window']) {
            const app = StreamTree.Test[how](null, 'app', cx => {
                const name = cx.use_state('name', '');
                const done = cx.use_state('done', 0);

                return VStack(
                    TextInput('Name', {value: name, key: 'name'}),
                    Button('Send', {key: 'send', disabled: !name.get(), on_click: () => done.add(1)}),
                    Text(`${done.get()} from ${name.get()}`));
            });

            fails(() => app.by_key('send').click(), "Button 'send' is disabled");
            app.by_label('Name').type('Ada');
            app.by_role('button', 'Send').click();
            app.by_text('1 from Ada').expect_shown();
            assert(app.by_key('name').get_value() === 'Ada');
            fails(() => app.by_key('nam').click(), "Closest:\n  TextInput 'name'");
            app.run_dispose();
        }
    },
};

let failed = 0;
print(`1..${Object.keys(tests).length}`);
Object.entries(tests).forEach(([name, test], index) => {
    try {
        test();
        print(`ok ${index + 1} ${name}`);
    } catch (error) {
        failed = 1;
        print(`not ok ${index + 1} ${name}`);
        logError(error);
    }
});
exit(failed);
