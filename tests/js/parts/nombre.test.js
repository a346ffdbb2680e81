'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { Element } = require('../faux-document.js');
const { parts } = require('../pieces.js');

const { nombre } = parts(['nombre']);

test('numbers are read as French people type them', () => {
  const typed = {
    '2,5': 2.5, '2.5': 2.5, '85 000,50': 85000.5, '85\u202f000,50': 85000.5, '85\u00a0000': 85000, '1.200.000': 1200000, '1.200.000,5': 1200000.5, '40.000 €': 40000,
    '40 k€': 40000, '85k': 85000, '85 K': 85000, '1,2 M€': 1200000, '221 000 € HT': 221000, '0.125': 0.125, '0,0125': 0.0125, '1234.567': 1234.567, '-5': -5, '−5': -5, '+3': 3, '12 %': 12, '1,200': 1.2,
    '1,234.56': 1234.56, '1,200,000': 1200000, '1’000': 1000, '2 029': 2029, 0: 0, '007': 7, '12,': 12,
  };
  for (const [text, number] of Object.entries(typed)) assert.strictEqual(nombre.read(text), number, text);
});

test('nothing is nothing, and what is not a number is not one', () => {
  assert.deepStrictEqual(['', ' ', '\u00a0'].map(nombre.read), [null, null, null]);
  for (const text of ['douze', '12 5', '8 5000', '1.20.000', '1,2,3', '3 m', '1e5', '--5', '5-', '1/2', 'constructor', '€']) assert.ok(Number.isNaN(nombre.read(text)), text);
});

test('numbers are written whole, and a year keeps its digits together', () => {
  assert.deepStrictEqual([0, 12345.5, 0.0125, -1500, 0.1 + 0.2, 1e6, 999].map((value) => nombre.write(value)), ['0', '12\u202f345,5', '0,0125', '-1\u202f500', '0,3', '1\u202f000\u202f000', '999']);
  assert.strictEqual(nombre.write(2029, true), '2029');
});

test('what is written is read again as it was', () => {
  for (const value of [0, 12345.5, 0.0125, -1500, 1200, 1234567.891]) assert.strictEqual(nombre.read(nombre.write(value)), value);
});

test('what is out of bounds is said', () => {
  const said = (text, limits) => nombre.problem(text, limits);
  assert.strictEqual(said('99 999', { min: 3, max: 6, unit: 'mois' }), 'Attendu : entre 3 et 6\u00a0mois.');
  assert.strictEqual(said('-5', { min: 0 }), 'Attendu : au moins 0.');
  assert.strictEqual(said('12 000', { max: 1500 }), 'Attendu : au plus 1\u202f500.');
  assert.match(said('beaucoup'), /Écrivez un nombre, par exemple 2,5/);
  assert.match(said('2,5', { isWhole: true }), /nombre entier/);
  assert.strictEqual(said('2020', { min: 2026, max: 2029, isYear: true }), 'Attendu : entre 2026 et 2029.');
  assert.match(said('bientôt', { isYear: true, isWhole: true }), /année/);
  for (const text of ['', '3', '6', '4,5']) assert.strictEqual(said(text, { min: 3, max: 6 }), '');
});

test('a wheel changes no value, and a wrong one is marked and not mended', () => {
  const input = new Element('input');
  input.type = 'number';
  Object.assign(input.attributes, { min: '0', step: '1000' });
  assert.strictEqual(nombre.field(input), input);
  assert.deepStrictEqual([input.type, input.attributes], ['text', { inputmode: 'decimal', autocomplete: 'off' }]);
  input.value = '10';
  assert.strictEqual(nombre.check(input, { max: 6 }), 10);
  assert.deepStrictEqual([input.value, input.attributes['aria-invalid'], input.validationMessage], ['10', 'true', 'Attendu : au plus 6.']);
  input.value = '5';
  nombre.check(input, { max: 6 });
  assert.deepStrictEqual([input.attributes['aria-invalid'], input.validationMessage], [undefined, '']);
});
