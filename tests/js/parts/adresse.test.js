'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { parts } = require('../pieces.js');

/* URLSearchParams as it was until Chrome 112, Firefox 111 and Safari 16. */
class OldSearchParams extends URLSearchParams {}
Object.defineProperty(OldSearchParams.prototype, 'size', { value: undefined });

function at(search, { history, hash = '', pathname = '/page/' } = {}) {
  const written = [];
  const { adresse } = parts(['adresse'], {
    URLSearchParams: OldSearchParams,
    location: { search, hash, pathname, href: `https://guide.test${pathname}${search}${hash}` },
    history: history || { replaceState: (...given) => written.push(['replace', given[2]]), pushState: (...given) => written.push(['push', given[2]]) },
  });
  return { ...adresse, written };
}

test('an old browser keeps the state too', () => {
  const { write, written } = at('');
  write([['q', 'insertion'], ['page', 2]]);
  assert.deepStrictEqual(written, [['replace', '/page/?q=insertion&page=2']]);
});

test('empty values are left out, zero is not empty, commas are read by people', () => {
  const { write, written } = at('?a=1', { hash: '#ici' });
  write([['a', ''], ['b', null], ['c', 0], ['choix', 'x,y'], ['f', 'u'], ['f', 'v']], true);
  write([]);
  assert.deepStrictEqual(written, [['push', '/page/?c=0&choix=x,y&f=u&f=v#ici'], ['replace', '/page/#ici']]);
});

test('nothing is written where nothing changes', () => {
  const { write, written } = at('?a=1');
  write([['a', '1']]);
  assert.deepStrictEqual(written, []);
});

test('a browser that refuses, as on a disk, breaks nothing', () => {
  const refuse = () => { throw new Error('SecurityError'); };
  at('', { history: { replaceState: refuse, pushState: refuse } }).write([['a', '1']]);
});

test('only what is known is read', () => {
  const { value, values } = at('?tri=constructor&famille=__proto__&famille=a&famille=&famille=b');
  assert.strictEqual(value('tri', ['facilite']), '');
  assert.deepStrictEqual(values('famille', new Set(['a', 'b'])), ['a', 'b']);
  assert.strictEqual(value('famille', (id) => id === 'b'), 'b');
  assert.strictEqual(value('tri'), 'constructor');
  assert.strictEqual(value('absent'), '');
});

test('what every object has is in no list', () => {
  const { has } = at('');
  assert.deepStrictEqual(['a', 'constructor', '__proto__', 'toString'].map((key) => has({ a: 1 }, key)), [true, false, false, false]);
});

test('an address keeps what is not changed', () => {
  const { changed } = at('');
  assert.strictEqual(changed('../autre/?a=1&b=2#c', [['a', ''], ['role', 'elu']]), 'https://guide.test/autre/?b=2&role=elu#c');
});

test('what is the reader\'s alone is written after "#", and an older address is moved there at once', () => {
  const old = at('?q=mot&poids=40&offre=A&offre=B', { hash: '#ici' });
  const { values, link } = old.own(['poids', 'offre']);
  assert.deepStrictEqual(old.written, [['replace', '/page/?q=mot#poids=40&offre=A&offre=B']]);
  assert.deepStrictEqual(values('offre'), ['A', 'B']); // even where the browser refused to move it
  assert.strictEqual(link([['poids', 3]]), 'https://guide.test/page/?q=mot&poids=40&offre=A&offre=B#poids=3');

  const now = at('', { hash: '#poids=41' });
  const own = now.own(['poids', 'offre']);
  assert.deepStrictEqual([own.value('poids'), own.isGiven(), now.written], ['41', true, []]);
  own.write([['poids', 41]]);
  own.write([['poids', 42], ['offre', '']], true);
  own.write([]);
  assert.deepStrictEqual(now.written, [['push', '/page/#poids=42'], ['replace', '/page/']]);

  const anchor = at('', { hash: '#exemple' });
  assert.strictEqual(anchor.own(['poids']).isGiven(), false);
  anchor.own(['poids']).write([]);
  assert.deepStrictEqual(anchor.written, []);
});
