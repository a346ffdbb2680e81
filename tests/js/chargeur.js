/* The engine in Node: search files are read from a folder and run as the browser would run them. */
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const root = path.join(__dirname, '..', '..');
const { Engine } = require(path.join(root, 'docs/assets/js/search/engine.js'));
globalThis.lunr = require(path.join(root, 'docs/assets/vendor/lunr.min.js'));

/** An engine on the files of `folder`. `asked` collects their names; `fails` says which of them cannot be had. */
function engineOn(folder, { asked = [], fails = () => false } = {}) {
  const load = async (url) => {
    const name = url.replace(/\?.*/, '');
    asked.push(name);
    if (fails(name)) throw new Error(`${name} did not load`);
    vm.runInThisContext(fs.readFileSync(path.join(folder, name), 'utf-8'));
  };
  return new Engine({ base: '', lunrUrl: '', load });
}

module.exports = { engineOn, root };
