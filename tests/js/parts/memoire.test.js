'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { parts, storage, tell } = require('../pieces.js');

const KEY = 'essai';

/* A state of the shape { points: {name: whole} }. */
function read(found, flaw) {
  const state = { points: Object.create(null) };
  if (found === undefined) return state;
  if (!found || typeof found !== 'object' || !found.points || typeof found.points !== 'object') return null;
  for (const [name, value] of Object.entries(found.points)) {
    if (Number.isInteger(value) && value >= 0) state.points[name] = value;
    else flaw();
  }
  return state;
}

function opened(kept, { room, window, options } = {}) {
  const localStorage = storage(kept === undefined ? {} : { [KEY]: kept }, room);
  const { memoire, globals } = parts(['memoire'], { window: window || { localStorage, sessionStorage: storage() } });
  return { store: memoire.open(KEY, read, options), memoire, globals, memory: localStorage.map };
}

const REFUSING = {
  get localStorage() { throw new Error('SecurityError'); },
  get sessionStorage() { throw new Error('SecurityError'); },
};

test('what was kept is found again, and nothing is written before something changes', () => {
  const { store, memory } = opened('{"points":{"a":2}}');
  assert.deepStrictEqual([store.value.points.a, store.trouble, memory.get(KEY)], [2, '', '{"points":{"a":2}}']);
  assert.strictEqual(opened().memory.size, 0);
});

test('a change is kept', () => {
  const { store, memory } = opened();
  assert.strictEqual(store.change((state) => { state.points.a = 1; }), '');
  assert.deepStrictEqual([memory.get(KEY), store.value.points.a], ['{"points":{"a":1}}', 1]);
});

for (const foreign of ['not json', '', 'null', '[]', '"x"', '42', '{"points":3}', '{"points":null}', '{'.repeat(9), '['.repeat(1e5)]) {
  test(`of another shape, it is left aside, which is known: ${foreign.slice(0, 20)}`, () => {
    const { store, memory } = opened(foreign);
    assert.deepStrictEqual([Object.keys(store.value.points), store.trouble, memory.get(KEY)], [[], 'damaged', foreign]);
    assert.strictEqual(store.change((state) => { state.points.a = 1; }), '');
    assert.strictEqual(memory.get(KEY), '{"points":{"a":1}}');
  });
}

test('a part that cannot be read is left out, which is known; the rest stays', () => {
  const { store } = opened('{"points":{"a":2,"b":-4,"c":"3"}}');
  assert.deepStrictEqual([{ ...store.value.points }, store.trouble], [{ a: 2 }, 'damaged']);
});

test('no key that objects have by nature gets in', () => {
  const { store, memoire } = opened('{"points":{"__proto__":1,"constructor":2,"prototype":3,"toString":4}}');
  assert.deepStrictEqual(Object.keys(store.value.points), ['toString']);
  const found = memoire.parse('{"__proto__":{"bad":1},"a":[{"constructor":1,"b":2}]}');
  assert.deepStrictEqual([found.bad, Object.getPrototypeOf(found), Object.keys(found.a[0]), found.a[0].constructor], [undefined, null, ['b'], undefined]);
  assert.strictEqual(memoire.parse('{'), undefined);
});

test('bare words of an older guide are given as they stand', () => {
  const localStorage = storage({ [KEY]: 'elus' });
  const { memoire } = parts(['memoire'], { window: { localStorage } });
  assert.strictEqual(memoire.open(KEY, (found) => found || '').value, 'elus');
});

for (const [name, window] of [['throws', REFUSING], ['gives nothing', {}]]) {
  test(`a browser that keeps nothing (${name}) blocks nothing: the state lasts as long as the page, which is known`, () => {
    const { store, memoire } = opened(undefined, { window });
    assert.deepStrictEqual([store.trouble, memoire.works(), memoire.kept(KEY)], ['', false, []]);
    assert.strictEqual(store.change((state) => { state.points.a = 1; }), 'refused');
    store.change((state) => { state.points.b = 2; });
    assert.deepStrictEqual({ ...store.value.points }, { a: 1, b: 2 });
    memoire.erase([KEY]);
    store.forget();
    assert.deepStrictEqual(Object.keys(store.value.points), []);
  });
}

test('a memory that fills up loses nothing of what stands in the page', () => {
  const { store, memory, memoire } = opened('{"points":{"a":1}}', { room: 20 });
  const add = (name) => store.change((state) => { state.points[name] = 1; });
  assert.deepStrictEqual([add('b'), add('c')], ['full', 'full']);
  assert.deepStrictEqual([{ ...store.value.points }, memory.get(KEY)], [{ a: 1, b: 1, c: 1 }, '{"points":{"a":1}}']);
  assert.match(memoire.trouble(store, 'le vote', 'il disparaîtra avec cette page'), /pleine.*le vote/);
});

test('two tabs do not undo each other', () => {
  const { store, memory } = opened('{"points":{"a":1}}');
  memory.set(KEY, '{"points":{"a":1,"other":7}}');
  store.change((state) => { state.points.b = 2; });
  assert.deepStrictEqual(JSON.parse(memory.get(KEY)).points, { a: 1, other: 7, b: 2 });
});

test('what another tab erased does not come back with the next change, and the page is told', () => {
  const { store, memory, globals } = opened('{"points":{"a":1}}');
  let told = 0;
  store.follow(() => { told += 1; });
  memory.delete(KEY);
  tell(globals, 'storage', { key: KEY });
  assert.deepStrictEqual([told, Object.keys(store.value.points)], [1, []]);
  tell(globals, 'storage', { key: 'other' });
  tell(globals, 'pageshow', { persisted: false });
  assert.strictEqual(told, 1);
  tell(globals, 'storage', { key: null });
  tell(globals, 'pageshow', { persisted: true });
  assert.strictEqual(told, 3);
  store.change((state) => { state.points.b = 2; });
  assert.deepStrictEqual(JSON.parse(memory.get(KEY)).points, { b: 2 });
});

test('an empty state leaves no key behind', () => {
  const { store, memory } = opened('{"points":{"a":1}}', { options: { isEmpty: (state) => !Object.keys(state.points).length } });
  store.change((state) => { delete state.points.a; });
  assert.strictEqual(memory.size, 0);
});

test('to forget removes the key and begins again', () => {
  const { store, memory } = opened('{"points":{"a":1}}');
  store.forget();
  assert.deepStrictEqual([memory.size, Object.keys(store.value.points)], [0, []]);
});

test('each trouble has its words, and no trouble has none', () => {
  const { memoire } = opened();
  const said = (trouble) => memoire.trouble({ trouble }, 'votre progression', 'elle disparaîtra avec cette page');
  assert.strictEqual(said('refused'), 'Ce navigateur refuse de garder votre progression : elle disparaîtra avec cette page.');
  assert.match(said('damaged'), /n’a pas pu être relue/);
  assert.strictEqual(said(''), '');
});

test('whole numbers between two bounds, and nothing else', () => {
  const { whole } = opened().memoire;
  assert.deepStrictEqual([0, 8, 9, -1, 1.5, '1', NaN, null].map((value) => whole(value, 0, 8)), [0, 8, null, null, null, null, null, null]);
});

test('what is kept is shown and erased in both memories, and nothing else', () => {
  const window = { localStorage: storage({ a: '1', b: '2' }), sessionStorage: storage({ a: '3' }) };
  const { memoire } = parts(['memoire'], { window });
  assert.deepStrictEqual([memoire.works(), memoire.kept('a')], [true, ['1', '3']]);
  memoire.erase(['a', 'absent']);
  assert.deepStrictEqual([[...window.localStorage.map.keys()], window.sessionStorage.length], [['b'], 0]);
});
