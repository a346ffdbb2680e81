/* What a query costs on an index, for the bench: `node croissance.js <folder of search files> <queries.json>`. Each query
   is asked by a new engine, which has read nothing. Prints [{octets: {file: gzipped}, millisecondes, total}…]. */
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');
const { performance } = require('node:perf_hooks');
const { engineOn } = require('./chargeur.js');

(async () => {
  const [folder, queries] = process.argv.slice(2);
  const sizes = new Map();
  const size = (name) => {
    if (!sizes.has(name)) sizes.set(name, zlib.gzipSync(fs.readFileSync(path.join(folder, name)), { level: 6 }).length);
    return sizes.get(name);
  };
  const answers = [];
  for (const text of JSON.parse(fs.readFileSync(queries, 'utf-8'))) {
    const engine = engineOn(folder);
    const start = performance.now();
    const { hits, total } = await engine.page({ q: text, filters: {}, tri: '', page: 1 }, 20);
    if (hits.length) await engine.shown(hits[0].document);
    const milliseconds = performance.now() - start;
    const names = [...engine.files.promises.keys()].map((name) => `${name}.js`);
    answers.push({ octets: Object.fromEntries(names.map((name) => [name, size(name)])), millisecondes: milliseconds, total });
  }
  process.stdout.write(JSON.stringify(answers));
})();
