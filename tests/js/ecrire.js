'use strict';

/* Makes the files of a dossier as a page does, for the tests that open them. Reads one JSON from the standard input:
   { paquets: [packet], dossier, folder, fichiers: [[cle, format]], … }, writes the files below `folder`, and answers in JSON what they are called. */

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const { parts, root } = require('./pieces.js');

const READING = ['element', 'texte', 'jour', 'memoire', 'nombre', 'calcul', 'csv', 'ics', 'charger', 'paquets', 'dossier-etat', 'valeur', 'dossier-valeurs'];

/* A script of docs/assets/vendor: its global. */
function vendor(file, name) {
  const context = vm.createContext({ TextEncoder, TextDecoder, Uint8Array, Uint16Array, Int32Array, Uint32Array });
  vm.runInContext(fs.readFileSync(path.join(root, 'docs', 'assets', 'vendor', file), 'utf-8'), context);
  return context[name];
}

/* The parts of the tool « documents », in the order of macros/browser.py, with what they find on a page. */
function box(own, given = {}) {
  const window = { fflate: vendor('fflate.min.js', 'fflate'), Diff: vendor('diff.min.js', 'Diff') };
  return parts([...new Set([...READING, ...own])], { window, crypto: globalThis.crypto, ...given });
}

function contextOf(made, { paquets, dossier }) {
  const { dire } = made.dossierValeurs.of(paquets, dossier.valeurs);
  return { dossier, paquets: new Map(paquets.map((packet) => [packet.id, packet])), dire };
}

async function main() {
  const asked = JSON.parse(fs.readFileSync(0, 'utf-8'));
  const made = box(asked.parts);
  const context = contextOf(made, asked);
  const answer = { liste: made.documents.list(context), fichiers: {} };
  for (const [cle, format] of asked.fichiers) {
    const { name, blob } = await made.documents.file(context, cle, format);
    const file = path.join(asked.folder, `${cle}.${format}`);
    fs.writeFileSync(file, Buffer.from(await blob.arrayBuffer()));
    answer.fichiers[`${cle}.${format}`] = { nom: name, aFixer: made.documents.toFix(context, cle) };
  }
  process.stdout.write(JSON.stringify(answer));
}

if (require.main === module) main();

module.exports = { box, contextOf };
