'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { parts } = require('../pieces.js');

/* A page below its root, whose scripts bring what `files` says. */
function opened(files) {
  const asked = [];
  const window = {};
  const document = {
    baseURI: 'file:///guide/outils/mon-dossier/index.html',
    querySelector: () => ({ content: '../..' }),
    createElement: () => ({ remove() {} }),
    head: {
      append(script) {
        const name = script.src.replace(/^.*\//, '').replace('.js', '');
        asked.push(script.src);
        setTimeout(() => {
          if (!(name in files)) return script.onerror();
          files[name](globals.window);
          return script.onload();
        });
      },
    },
  };
  const { paquets, globals } = parts(['charger', 'paquets'], { document, window });
  return { paquets, asked };
}

test('packets come in the order asked, from the folder beside, each address once', async () => {
  const { paquets, asked } = opened({ a: (page) => page.guidePaquet('a', { id: 'a' }), b: (page) => page.guidePaquet('b', { id: 'b' }) });
  assert.deepEqual([...(await paquets.load(['b', 'a', 'b'])).keys()], ['b', 'a']);
  await paquets.load(['a']);
  assert.deepEqual(asked, ['file:///guide/assets/paquets/b.js', 'file:///guide/assets/paquets/a.js']);
});

test('what does not come is absent, what is no id is never asked for', async () => {
  const { paquets, asked } = opened({ a: (page) => page.guidePaquet('a', { id: 'a' }), vide: () => {} });
  assert.deepEqual([...(await paquets.load(['a', 'perdue', 'vide', '../../x', 'repertoire', 3])).keys()], ['a']);
  await paquets.load(['perdue']);
  assert.equal(asked.length, 3);
});

test('the table of clauses has no name but those of clauses', async () => {
  const { paquets } = opened({ repertoire: (page) => page.guideRepertoire({ a: { titre: 'A' } }) });
  const table = await paquets.repertoire();
  assert.equal(table.a.titre, 'A');
  assert.equal(table.constructor, undefined);
  await assert.rejects(opened({}).paquets.repertoire());
});
