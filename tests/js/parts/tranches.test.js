'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { parts } = require('../pieces.js');

/* A clock that only the steps move on. */
function slices() {
  let now = 0;
  const { tranches } = parts(['tranches'], { performance: { now: () => now } });
  function* steps(count, duration) {
    for (let step = 0; step < count; step += 1) {
      now += duration;
      yield step % 2 ? undefined : step;
    }
    return 'done';
  }
  return { ...tranches, steps };
}

test('all the steps at once, or in slices, give the same', async () => {
  const { drained, inSlices, steps } = slices();
  assert.strictEqual(drained(steps(5, 30)), 'done');
  assert.strictEqual(await inSlices(steps(5, 30), { stopped: () => false }), 'done');
});

test('the page has its turn after each slice, and is told how far the work is', async () => {
  const { inSlices, steps } = slices();
  const said = [];
  let turns = 0;
  const work = inSlices(steps(20, 15), { stopped: () => { turns += 1; return false; }, said: (value) => said.push(value) });
  await work;
  assert.strictEqual(turns, 6); // three steps of 15 ms a slice
  assert.deepStrictEqual(said, [2, 4, 8, 10, 14, 16]);
});

test('what was stopped does not one step more, and gives nothing', async () => {
  const { inSlices, steps } = slices();
  let done = 0;
  function* counted() {
    for (const _ of steps(100, 15)) {
      done += 1;
      yield;
    }
  }
  let turns = 0;
  assert.strictEqual(await inSlices(counted(), { stopped: () => { turns += 1; return turns === 2; } }), undefined);
  assert.strictEqual(done, 6);
});

test('an error in a step is an error of the whole', async () => {
  const { inSlices } = slices();
  function* broken() {
    yield;
    throw new Error('broken');
  }
  await assert.rejects(inSlices(broken(), { stopped: () => false }), /broken/);
});
