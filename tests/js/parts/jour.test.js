'use strict';

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const test = require('node:test');
const { parts, vectors } = require('../pieces.js');

const { jour } = parts(['jour']);

/* Half past midnight in universal time: yesterday in Martinique, today at noon in Nouméa. */
for (const [zone, expected] of [['America/Martinique', '2026-11-27'], ['Pacific/Noumea', '2026-11-28'], ['Europe/Paris', '2026-11-28'], ['UTC', '2026-11-28']]) {
  test(`today is the reader's day: ${zone}`, () => {
    const script = `const { parts } = require(${JSON.stringify(require.resolve('../pieces.js'))});
      process.stdout.write(parts(['jour']).jour.today(new Date('2026-11-28T00:30:00Z')));`;
    assert.strictEqual(execFileSync(process.execPath, ['-e', script], { env: { ...process.env, TZ: zone }, encoding: 'utf-8' }), expected);
  });
}

test('days are said as pages say them, bound to their month', () => {
  for (const { jour: day, mots } of vectors('jours')) assert.strictEqual(jour.inWords(day), mots);
});

test('a day exists or does not', () => {
  assert.deepStrictEqual(['2024-02-29', '2026-02-29', '2026-13-01', '2026-1-1', '9999-12-31', '', '2026-99-99'].map(jour.isDay), [true, false, false, false, true, false, false]);
});

test('days are counted over months, years and changes of hour', () => {
  assert.deepStrictEqual([jour.after('2026-12-31', 1), jour.after('2024-02-28', 1), jour.after('2026-03-28', 2), jour.after('2026-01-01', -1)],
    ['2027-01-01', '2024-02-29', '2026-03-30', '2025-12-31']);
});

test('days are read as French people type them', () => {
  const typed = { '1/3/2026': '2026-03-01', '01.03.26': '2026-03-01', '1er mars 2026': '2026-03-01', '21 AOUT 2026': '2026-08-21', '3 févr. 2026': '2026-02-03', ' 2026-03-01 ': '2026-03-01', '31\u00a0décembre 2026': '2026-12-31' };
  for (const [text, day] of Object.entries(typed)) assert.strictEqual(jour.read(text), day, text);
  for (const text of ['', '31/2/2026', '13/13/2026', 'demain', '1 ju 2026', '1 xmars 2026', '3/2026']) assert.strictEqual(jour.read(text), '', text);
});
