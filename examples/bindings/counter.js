#!/usr/bin/env -S gjs -m
// SPDX-License-Identifier: LGPL-2.1-or-later
// The counter of counter.c, in JavaScript.
import StreamTree from 'gi://StreamTree?version=1.0';

const {Button, Card, Text} = StreamTree;

function counter(cx) {
    const count = cx.use_state('count', 0);

    return Card(
        Text(`Count: ${count.get()}`),
        Button('Increment', {on_click: () => count.add(1)}),
        count.get() > 0 ? Button('Reset', {on_click: () => count.set(0)}) : null
    );
}

StreamTree.run('org.example.Counter', counter, ARGV);
