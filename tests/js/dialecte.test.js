'use strict';

/* One dialect: ES2020 on the site, ES2015 on screens, whose players are old. Syntax is read by Node's own parser; what came later than the dialect is named. */

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { root } = require('./pieces.js');

const BUILD = `
import json
from pathlib import Path
from macros.browser import TOOLS
print(json.dumps({tool.name: [tool.script(Path(".")), tool.alone] for tool in TOOLS if tool.sources}))
`;
const tools = JSON.parse(execFileSync(process.env.PYTHON || 'python3', ['-c', BUILD], { cwd: root, encoding: 'utf-8', maxBuffer: 1e8 }));
const PARSE = `
const { parse } = require('internal/deps/acorn/acorn/dist/acorn');
const { text, ecmaVersion } = JSON.parse(require('fs').readFileSync(0, 'utf-8'));
try { parse(text, { ecmaVersion }); } catch (error) { process.stdout.write(error.message); }
`;
const LATER = /\.at\(|\.findLast|\.replaceAll\(|Object\.(?:hasOwn|groupBy)\b|structuredClone|\.to(?:Sorted|Reversed|Spliced)\(|\b(?:params|searchParams)\.size\b|\(\?<[=!]|\bimport\s*\(|^\s*(?:im|ex)port\s/m;
const LATER_THAN_2015 = /\.(?:includes|flat|flatMap|padStart|append|prepend|replaceChildren|finally)\(|Object\.(?:entries|values|fromEntries)\b/;

const faults = (text, ecmaVersion) => execFileSync(process.execPath, ['--expose-internals', '-e', PARSE], { input: JSON.stringify({ text, ecmaVersion }), encoding: 'utf-8' });

test('the reader of syntax reads it', () => {
  assert.strictEqual(faults('a?.b', 2020), '');
  assert.notStrictEqual(faults('a?.b', 2015), '');
  assert.notStrictEqual(faults('a ||= b', 2020), '');
  assert.ok(LATER.test('list.at(-1)') && LATER.test('params.size ? 1 : 2') && LATER.test('/(?<=a)b/') && !LATER.test('/(?<name>a)/'));
});

for (const [name, [text, isAlone]] of Object.entries(tools)) {
  const isForScreens = isAlone && name !== 'embed-regles'; // made of the site's parts, in other sites' pages: no player shows it, and without it the block holds every answer
  const version = isForScreens ? 2015 : 2020;
  test(`${name} is written in ES${version}, and still is once its comments are gone`, () => {
    assert.strictEqual(faults(text, version), '');
    assert.doesNotMatch(text, LATER);
    if (isForScreens) assert.doesNotMatch(text, name === 'ecran' ? LATER_THAN_2015 : /$^/);
  });
}

test('no text runs over several lines: the build takes away margins and lines of comments', () => {
  const folder = path.join(root, 'docs', 'assets', 'js');
  for (const name of fs.readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.js'))) {
    fs.readFileSync(path.join(folder, name), 'utf-8').split('\n').forEach((line, place) => {
      assert.strictEqual((line.match(/`/g) || []).length % 2, 0, `${name}:${place + 1}`);
    });
  }
});

test('an element, a memory and the clipboard are made in one place each', () => {
  const folder = path.join(root, 'docs', 'assets', 'js');
  for (const name of fs.readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.js'))) {
    const text = fs.readFileSync(path.join(folder, name), 'utf-8').replace(/\/\*[\s\S]*?\*\//g, '');
    const only = (pattern, part) => assert.ok(name === path.join('parts', part) || !pattern.test(text), `${name}: ${pattern}`);
    only(/localStorage|sessionStorage/, 'memoire.js');
    only(/navigator\.clipboard|execCommand/, 'copie.js');
    only(/BEGIN:VCALENDAR/, 'ics.js');
    only(/["'`]\\ufeff/, 'csv.js'); // written before a text
    only(/function plural/, 'texte.js');
    assert.ok(!/type="number"|type: ["']number["']/.test(text), `${name}: a wheel changes such a field`);
    assert.ok(!/toISOString\(\)\.slice/.test(text) || name === path.join('parts', 'jour.js'), `${name}: today is the reader's day`);
  }
});
