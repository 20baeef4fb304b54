/* SPDX-License-Identifier: LGPL-2.1-or-later */

// usage: NODE_ENV=production node bench.mjs react|react-memo [N...]
// The operations of tests/benchmarks on React; prints one JSON object a line. Method: ../README.md.

import { createElement as h, memo } from 'react';
import { isQuiet } from './quiet.mjs';
import { counts, createRoot, resetCounts } from './null-host.mjs';

const MIN_BLOCKS = 5;
const BLOCK_MS = 10;
const WARM_UP_US = 300_000;
const MEASURE_US = 700_000;
const PATIENCE_MS = 6000;
const APPENDED = 1000;

const impl = process.argv[2];
const sizes = process.argv.length > 3 ? process.argv.slice(3).map(Number) : [1000, 10000];

if (process.env.NODE_ENV !== 'production')
  throw new Error('Run this with NODE_ENV=production: the development build of React is several times slower');
if (impl !== 'react' && impl !== 'react-memo')
  throw new Error(`The variant must be react or react-memo, not ${impl}`);

// ---- The components -------------------------------------------------------------------------------------------

let clicked = null;

function removeRow(key) {
  clicked = key;
}

function PlainRow({ id, label1, label2 }) {
  return h('box', { orientation: 'horizontal' },
           h('label', { text: label1 }),
           h('label', { text: label2 }),
           h('button', { label: 'Remove', onClick: () => removeRow(id) }));
}

const Row = impl === 'react-memo' ? memo(PlainRow) : PlainRow;

function List({ rows }) {
  return h('box', { orientation: 'vertical' },
           rows.map((row) => h(Row, { key: row.key, id: row.key, label1: row.label1, label2: row.label2 })));
}

const MemoList = memo(List);

function App({ counter, rows, list }) {
  return h('box', { orientation: 'vertical' },
           h('label', { text: `Count: ${counter}` }),
           h(list, { rows }));
}

// ---- The data: changed between the measured reruns, without writing into what React holds ---------------------

function makeRows(from, n) {
  return Array.from({ length: n }, (_, i) => ({
    key: `row-${from + i}`,
    label1: `Item ${from + i}`,
    label2: `Value ${from + i}`,
  }));
}

function update10(rows, generation) {
  return rows.map((row, i) => i % 10 ? row : { ...row, label2: `Value ${i}${generation % 2 ? ' !' : ''}` });
}

function swap(rows) {
  const next = rows.slice();
  [next[1], next[next.length - 2]] = [next[next.length - 2], next[1]];
  return next;
}

// ---- Measuring ------------------------------------------------------------------------------------------------

// Wall clock, or the CPU time of the process where that is less: a busy machine then adds little.
function timed(action) {
  const cpu = process.cpuUsage();
  const start = process.hrtime.bigint();
  action();
  const wall = Number(process.hrtime.bigint() - start) / 1000;
  const spent = process.cpuUsage(cpu);
  const used = spent.user + spent.system;
  return used > 50 && used < wall ? used : wall;
}

function expect(what, op, value, wanted) {
  if (value !== wanted)
    throw new Error(`${impl}, ${op}: ${wanted} host ${what} operations were expected, React made ${value}`);
}

function expectUpdates(op, least) {
  expect('create, place and remove', op, counts.create + counts.place + counts.remove, 0);
  if (counts.update < least)
    throw new Error(`${impl}, ${op}: at least ${least} host updates were expected, React made ${counts.update}`);
}

// step() prepares the data and returns { act, check, undo }; only act() is measured. Samples are taken in blocks between
// two looks at the machine; those of a disturbed one count only where there are no others.
function measure(step) {
  const quiet = [];
  const disturbed = [];
  let spent = 0;
  let began = performance.now();

  const once = () => {
    const { act, check, undo } = step();
    resetCounts();
    const us = timed(act);
    check?.();
    undo?.();
    return us;
  };

  for (let n = 0; n < 2 || (spent < WARM_UP_US && performance.now() - began < 1000); n++)
    spent += once();

  spent = 0;
  began = performance.now();
  for (let blocks = 0; blocks < MIN_BLOCKS || spent < MEASURE_US;) {
    const samples = [];
    const start = performance.now();
    const before = isQuiet();

    if (start - began > PATIENCE_MS)
      break;
    // The look at the machine was in the caches: the first of a quick operation brings it back into them.
    if (once() > BLOCK_MS * 1000 / 4)
      samples.push(once());
    else
      do
        samples.push(once());
      while (performance.now() - start < BLOCK_MS);
    if (isQuiet() && before) {
      quiet.push(...samples);
      spent += samples.reduce((sum, us) => sum + us, 0);
      blocks++;
    } else {
      disturbed.push(...samples);
    }
  }
  if (quiet.length === 0)
    console.error('bench: no quiet moment for React: its figures are those of a disturbed machine');
  return quiet.length > 0 ? quiet : disturbed;
}

function print(suite, op, n, elements, samples) {
  samples.sort((a, b) => a - b);
  const middle = samples.length >> 1;
  const median = samples.length % 2 ? samples[middle] : (samples[middle - 1] + samples[middle]) / 2;
  const round = (us) => Number(us.toFixed(3));

  console.log(JSON.stringify({
    suite, impl, n, op, mapped: false, elements, median_us: round(median), min_us: round(samples[0]),
  }));
}

function run(n) {
  const elements = 4 * n + 3;
  const root = createRoot();
  let rows = makeRows(0, n);
  let counter = 0;
  let list = List;

  const render = (with_rows) => root.render(h(App, { counter, rows: with_rows, list }));
  const report = (op, step) => print('reconcile', op, n, elements, measure(step));

  render([]);
  report('create', () => ({
    act: () => render(rows),
    check: () => expect('create', 'create', counts.create, 4 * n),
    undo: () => render([]),
  }));
  report('clear', () => {
    render(rows);
    return {
      act: () => render([]),
      check: () => expect('remove', 'clear', counts.remove, n),
    };
  });

  render(rows);
  report('unchanged', () => ({
    act: () => render(rows),
    check: () => expectUpdates('unchanged', 0),
  }));
  report('counter', () => {
    counter++;
    return {
      act: () => render(rows),
      check: () => expectUpdates('counter', 1),
    };
  });

  let generation = 0;
  report('update10', () => {
    rows = update10(rows, ++generation);
    return {
      act: () => render(rows),
      check: () => expectUpdates('update10', n / 10),
    };
  });
  report('swap', () => {
    rows = swap(rows);
    return {
      act: () => render(rows),
      check: () => expect('create and remove', 'swap', counts.create + counts.remove, 0),
    };
  });
  report('remove', () => {
    const fewer = rows.filter((_, i) => i !== n >> 1);
    return {
      act: () => render(fewer),
      check: () => expect('remove', 'remove', counts.remove, 1),
      undo: () => render(rows),
    };
  });

  const extra = makeRows(n, APPENDED);
  report('append1000', () => {
    const more = rows.concat(extra);
    return {
      act: () => render(more),
      check: () => expect('create', 'append1000', counts.create, 4 * APPENDED),
      undo: () => render(rows),
    };
  });

  list = MemoList;
  render(rows);
  print('memo', 'memo-counter', n, elements, measure(() => {
    counter++;
    return {
      act: () => render(rows),
      check: () => expectUpdates('memo-counter', 1),
    };
  }));
  render([]);
}

for (const n of sizes)
  run(n);
