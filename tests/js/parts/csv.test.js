'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { parts, vectors } = require('../pieces.js');

const { csv } = parts(['csv']);

test('lines are those that Python writes', () => {
  for (const { cellules, ligne } of vectors('csv')) assert.strictEqual(csv.table([cellules]), `\ufeff${ligne}\r\n`);
});

test('a table begins with its mark, once, and numbers are cells too', () => {
  assert.strictEqual(csv.table([['Points', 'Clause'], [3, 'é']]), '\ufeffPoints;Clause\r\n3;é\r\n');
});
