'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { page } = require('../faux-document.js');
const { parts } = require('../pieces.js');

function box() {
  const blobs = [];
  const later = [];
  const document = page([]);
  const url = { createObjectURL: (blob) => { blobs.push(blob); return 'blob:1'; }, revokeObjectURL: (address) => { url.revoked = address; } };
  const { fichier } = parts(['element', 'csv', 'fichier'], { document, URL: url, setTimeout: (act) => later.push(act) });
  return { fichier, blobs, later, document, url };
}

const file = (bytes) => ({ size: bytes.length, arrayBuffer: async () => Uint8Array.from(bytes).buffer });

test('a download has its name, its type and its content, and lets its memory go', async () => {
  const { fichier, blobs, later, document, url } = box();
  fichier.take('é', 'text/calendar', 'a.ics');
  const [link] = document.made;
  assert.deepStrictEqual([link.href, link.download, link.clicked, blobs[0].type, await blobs[0].text()], ['blob:1', 'a.ics', true, 'text/calendar;charset=utf-8', 'é']);
  later.forEach((act) => act());
  assert.strictEqual(url.revoked, 'blob:1');
});

test('an image keeps its own type, and a table is a CSV', async () => {
  const { fichier, blobs } = box();
  fichier.take(new Blob(['x']), 'image/png', 'a.png');
  fichier.takeTable([['=1']], 'a.csv');
  assert.deepStrictEqual(blobs.map((blob) => blob.type), ['image/png', 'text/csv;charset=utf-8']);
  assert.strictEqual(Buffer.from(await blobs[1].arrayBuffer()).toString(), '\ufeff\'=1\r\n');
});

test('a file opened again is read, even as Windows writes it', async () => {
  const { fichier } = box();
  assert.strictEqual(await fichier.text(file([0xc3, 0xa9])), 'é');
  assert.strictEqual(await fichier.text(file([0xef, 0xbb, 0xbf, 0x61])), 'a');
  assert.strictEqual(await fichier.text(file([0x61, 0xe9])), 'aé');
  await assert.rejects(fichier.text(file([1, 2, 3]), 2), /trop grand/);
});

test('a chosen file is given, may be chosen again, and what fails is said', async () => {
  const { fichier } = box();
  const given = [];
  const label = fichier.chooser('Rouvrir', (text) => given.push(text), { accept: '.json', most: 3, failed: (words) => given.push(words) });
  const input = label.children.at(-1);
  assert.deepStrictEqual(input.attributes, { type: 'file', accept: '.json' });
  for (const files of [[file([0x7b, 0x7d])], [file([1, 2, 3, 4])], []]) {
    input.files = files;
    input.value = 'C:\\fakepath\\a.json';
    input.listeners.change();
    await new Promise(setImmediate);
  }
  assert.strictEqual(given.length, 2);
  assert.strictEqual(given[0], '{}');
  assert.match(given[1], /trop grand/);
});
