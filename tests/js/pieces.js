'use strict';

/* The parts of docs/assets/js as a page has them, on a document that is not one. */

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const { page } = require('./faux-document.js');

const root = path.join(__dirname, '..', '..');

/* Runs a script of docs/assets/js in this realm; `globals`: what it finds around it. */
function run(name, globals) {
  const file = path.join(root, 'docs', 'assets', 'js', `${name}.js`);
  vm.compileFunction(fs.readFileSync(file, 'utf-8'), Object.keys(globals), { filename: file })(...Object.values(globals));
}

/* What a script may find: a window that hears, a document, an address. Replace what a test needs. */
function surroundings(given = {}) {
  const listeners = {};
  const document = given.document || page([]);
  return {
    guideParts: {},
    document,
    navigator: {},
    location: { protocol: 'https:', origin: 'https://guide.test', pathname: '/page/', search: '', hash: '', href: 'https://guide.test/page/', hostname: 'guide.test' },
    history: { replaceState() {}, pushState() {} },
    addEventListener: (name, listener) => { (listeners[name] = listeners[name] || []).push(listener); },
    Blob, URL, URLSearchParams, TextEncoder, TextDecoder, Date, setTimeout, listeners,
    ...given,
    window: Object.defineProperties({ isSecureContext: true }, Object.getOwnPropertyDescriptors(given.window || {})),
  };
}

/* The box of parts, with these in it, in this order. */
function parts(names, given) {
  const globals = surroundings(given);
  names.forEach((name) => run(`parts/${name}`, globals));
  return Object.assign(globals.guideParts, { globals });
}

/* The events of a window told to those who listen. */
function tell(globals, name, event = {}) {
  (globals.listeners[name] || []).forEach((listener) => listener(event));
}

/* A memory of a browser: a Storage with room for so many characters. */
function storage(kept = {}, room = Infinity) {
  const map = new Map(Object.entries(kept));
  return {
    map,
    get length() { return map.size; },
    getItem: (key) => (map.has(key) ? map.get(key) : null),
    removeItem: (key) => map.delete(key),
    setItem: (key, value) => {
      if (value.length > room) throw Object.assign(new Error('full'), { name: 'QuotaExceededError' });
      map.set(key, String(value));
    },
  };
}

const vectors = (name) => JSON.parse(fs.readFileSync(path.join(root, 'tests', 'vecteurs', `${name}.json`), 'utf-8'));

module.exports = { parts, root, run, storage, surroundings, tell, vectors };
