/* SPDX-License-Identifier: LGPL-2.1-or-later */

// Whether the machine is at its own speed; the same probe as in ../bench-quiet.c, which says why.

const N_LINES = 4096;
const STRIDE = 16; // of 32-bit words: a line
const PASSES = 200;
const TOLERANCE = 1.25;

const block = new Uint32Array(N_LINES * STRIDE);
let best = Infinity;
let sink = 0;

function walk() {
  let at = 0;

  for (let i = 0; i < N_LINES; i++)
    at = block[at];
  sink ^= at;
}

function timeWalk() {
  walk(); // brings it in
  const start = process.hrtime.bigint();
  walk();
  const us = Number(process.hrtime.bigint() - start) / 1000;
  best = Math.min(best, us);
  return us;
}

const order = Array.from({ length: N_LINES }, (_, i) => i);
let seed = 1;
for (let i = N_LINES - 1; i > 0; i--) {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  const k = seed % (i + 1);
  [order[i], order[k]] = [order[k], order[i]];
}
for (let i = 0; i < N_LINES; i++)
  block[order[i] * STRIDE] = order[(i + 1) % N_LINES] * STRIDE;
for (let i = 0; i < PASSES; i++)
  timeWalk();

export function isQuiet() {
  return timeWalk() <= best * TOLERANCE;
}
