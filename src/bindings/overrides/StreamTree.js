// SPDX-License-Identifier: LGPL-2.1-or-later
//
// StreamTree for gjs: a function for each element kind.
//
//   StreamTree.Card(StreamTree.Text('Hello'), StreamTree.Button('Save', {on_click: save, key: 'save'}))
//
// An element, null or an array of elements is a child; a plain object holds props; any other argument is the kind's first
// prop. A function is a handler; a state is shown and written to; a plain object as a prop is what a Provider provides.

/* exported _init */

function _init() {
    const StreamTree = this;
    const {GLib} = imports.gi;
    const {Application, Cache, Context, Element, Headless, Kind, State, Test, TestLocator, Values, View} = StreamTree;

    // Lets a component that throws fail with what it threw: the nearest ErrorBoundary shows it.
    function guarded(func) {
        return cx => {
            try {
                return func(cx);
            } catch (error) {
                logError(error);
                cx.fail(`${error}`);
                return null;
            }
        };
    }

    function append(parent, child) {
        parent.append(Array.isArray(child) ? StreamTree.element('Fragment', ...child) : child);
    }

    function set(made, name, value) {
        if (name === 'key')
            made.set_key(value);
        else if (value instanceof State)
            made.bind(name, value);
        else if (typeof value === 'function')
            made.on(name, value);
        else if (isProps(value))
            made.set(name, values(value));
        else if (Array.isArray(value) && value.every(item => typeof item === 'string'))
            made.set_strings(name, value);
        else
            made.set(name, value);
    }

    function values(object) {
        const made = new Values();

        for (const [name, value] of Object.entries(object))
            made.set(name, value);
        return made;
    }

    const isChild = value => value === null || value instanceof Element || Array.isArray(value);
    const isProps = value => typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;

    // Makes an element of a kind, such as element('Button', 'Save', {on_click: save}).
    StreamTree.element = function (kind, ...args) {
        const made = Element.new(kind);

        for (const arg of args) {
            if (isChild(arg)) {
                append(made, arg);
            } else if (isProps(arg)) {
                for (const [name, value] of Object.entries(arg)) {
                    if (value !== null && value !== undefined)
                        set(made, name, value);
                }
            } else {
                set(made, Kind.list_props(kind)[0], arg);
            }
        }
        return made;
    };

    // A call of a component, run by the reconciler: component(row, {key: 'a'}, item) calls row(cx, item).
    StreamTree.component = function (func, {key = null} = {}, ...args) {
        const made = Element.new_component(func.name || 'app', cx => func(cx, ...args));

        made.set_key(key);
        return made;
    };

    // What a column of a grid shows: grid_column('price', {kind: 'currency', currency: 'EUR', minimum: 0}).
    //
    // choices: values, or arrays of a value, a label and a CSS colour; validate(cell) returns what is wrong with it; cell(frame,
    // row) makes the element of a row.
    StreamTree.grid_column = function (name = null, {choices = [], validate = null, on_click = null, cell = null, ...props} = {}) {
        const made = StreamTree.GridColumn.new(name);

        for (const [prop, value] of Object.entries(props)) {
            if (value !== null && value !== undefined)
                made.set(prop, value);
        }
        for (const choice of choices) {
            const [value, label = null, color = null] = Array.isArray(choice) ? choice : [choice];

            made.add_choice(value, label, color);
        }
        if (validate)
            made.set_validator(validate);
        if (on_click)
            made.set_on_click(on_click);
        if (cell)
            made.set_cell(cell);
        return made;
    };

    // The columns of a grid, from left to right; a text is the name of one that shows what it has by itself.
    StreamTree.grid_columns = function (...columns) {
        const made = StreamTree.GridColumns.new();

        for (const column of columns)
            made.append(typeof column === 'string' ? StreamTree.GridColumn.new(column) : column);
        return made;
    };

    // Runs a program that shows a component; returns its exit status.
    StreamTree.run = function (applicationId, func, argv = []) {
        return Application.new(applicationId, func.name || 'app', func).run([imports.system.programInvocationName, ...argv]);
    };

    for (const [owner, method] of [[Application, 'new'], [Element, 'new_component'], [Headless, 'new'],
        [Test, 'new'], [Test, 'new_in_window'], [View, 'new']]) {
        const original = owner[method];

        owner[method] = function (...args) {
            return original.call(this, ...args.slice(0, -1), guarded(args[args.length - 1]));
        };
    }

    // gjs gives the success of a function that throws beside its value, unlike Python.
    for (const [owner, method] of [[Element, 'get'], [StreamTree.GridColumn, 'get'], [Headless, 'get_value'], [TestLocator, 'get_value']]) {
        const original = owner.prototype[method];

        owner.prototype[method] = function (name) {
            const result = original.call(this, name);

            return Array.isArray(result) && result[0] === true ? result[1] : result;
        };
    }

    const lookup = Context.prototype.lookup;

    Context.prototype.lookup = function (name, fallback = null) {
        return this.provides(name) ? lookup.call(this, name)[1] : fallback;
    };

    function dep(value) {
        if (value instanceof GLib.Variant)
            return value;
        if (value === null || value === undefined)
            return new GLib.Variant('()', []);
        if (typeof value === 'number')
            return new GLib.Variant(Number.isSafeInteger(value) ? 'x' : 'd', value);
        if (typeof value === 'boolean' || typeof value === 'string')
            return new GLib.Variant(typeof value === 'string' ? 's' : 'b', value);
        throw new TypeError(`deps are numbers, texts, booleans, null or GLib.Variant, not ${typeof value}`);
    }

    const deps = values => new GLib.Variant('av', values.map(dep));
    const cached = StreamTree.cached;

    // What start(task) begins to load, once for all who ask with this key and these deps, in every session: a task, which is
    // done at once if it is there: cached(cx, 'table', start, {deps: [path], ttl: 60}).
    StreamTree.cached = function (cx, key, start, {deps: on = [], ttl = 0, keep = false, cost = 0} = {}) {
        return cached.call(this, cx, key, deps(on), ttl, keep, cost, null, true, start);
    };

    const invalidate = Cache.prototype.invalidate;

    // What was loaded by this key, for these deps or for any, is loaded again for all who show it.
    Cache.prototype.invalidate = function (key, on = null) {
        if (on === null)
            invalidate.call(this, key);
        else
            this.invalidate_variant(key, deps(on));
    };

    const ask = Context.prototype.ask;

    // The state gets the place of a button; on_answer is called with each answer's event.
    Context.prototype.ask = function (answer, title, detail, buttons, {destructive = false, on_answer = null} = {}) {
        ask.call(this, answer, title, detail, buttons, destructive, on_answer);
    };

    const askForFile = Context.prototype.ask_for_file;

    // A file: ask_for_file(FileChoice.OPEN, state, {patterns: ['*.csv']}). The state gets its URI, or a list of them.
    Context.prototype.ask_for_file = function (what, answer = null, {title = null, accept = null, type_name = null, patterns = null,
        name = null, folder = null, on_answer = null, on_error = null} = {}) {
        askForFile.call(this, what, answer, title, accept, type_name, patterns, name, folder, on_answer, on_error);
    };

    for (const kind of Kind.list())
        StreamTree[kind] = (...args) => StreamTree.element(kind, ...args);
}
