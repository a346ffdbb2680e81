'use strict';

/* Makes the files of a dossier as a page does, for the tests that open them. Reads one JSON from the standard input:
   { parts, paquets: [packet], dossier, nombres (true: each number is set), dates, folder, fichiers: [[cle, format]], retour: { paragraphs, repertoire, passes, prendre } }, writes the files below `folder`, and answers in JSON what they are
   called and what came back (« redline.docx », where `prendre` holds the places of the entries to take, or "tout"). */

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
  return parts([...new Set([...READING, ...own])], { ...given, window: { ...window, ...given.window } });
}

function contextOf(made, { paquets, dossier }) {
  const { dire } = made.dossierValeurs.of(paquets, dossier.valeurs);
  return { dossier, paquets: new Map(paquets.map((packet) => [packet.id, packet])), dire };
}

/* What a document that comes back is read as, and its redline. */
function comeBack(made, { paquets, folder, retour: { paragraphs, repertoire, passes, prendre } }) {
  const known = new Map(paquets.map((packet) => [packet.id, packet]));
  const { units, rest } = made.retour.find(paragraphs, repertoire);
  const { dossier, lues } = made.retour.restore(units, known, made.dossierEtat.empty());
  const context = contextOf(made, { paquets: paquets.filter(({ id }) => dossier.clauses.some((one) => one.id === id)), dossier });
  const entries = made.revision.compare(context, units, new Map(Object.entries(passes)));
  const choices = prendre === 'tout' ? new Map(entries.map((_, place) => [place, true])) : prendre ? new Map(prendre.map((place) => [place, true])) : made.revision.proposed(entries);
  const shape = { auteur: 'Guide', date: '2026-11-28', pied: 'Essai', titre: 'Marques de révision', sousTitre: '' };
  fs.writeFileSync(path.join(folder, 'redline.docx'), Buffer.from(made.revision.redline(entries, choices, shape)));
  return { rest, lues, dossier, choices: [...choices], entries: entries.map(({ apres, ...entry }) => ({ ...entry, apres: apres && made.revision.linesOf(apres.corps.slice(1)).map(({ text }) => text) })) };
}

/* A value for each number to fix, that the guide does not propose. */
function numbersOf(made, paquets) {
  const valeurs = {};
  for (const packet of paquets) {
    for (const { nom, type, calcul, min, max, defaut } of packet.parametres) {
      const most = Number(String(max || defaut || 7).replace(/\s/g, '').replace(',', '.'));
      const other = most === Number(defaut) ? Number(min || most + 1) : most;
      if (['nombre', 'montant'].includes(type) && !calcul) valeurs[made.dossierValeurs.key(packet, nom)] = String(other).replace('.', ',');
    }
  }
  return valeurs;
}

async function main() {
  const asked = JSON.parse(fs.readFileSync(0, 'utf-8'));
  const made = box(asked.parts);
  if (asked.nombres) asked.dossier.valeurs = numbersOf(made, asked.paquets);
  const context = { ...contextOf(made, asked), dates: asked.dates || {}, vus: asked.vus || {} };
  const answer = { liste: made.documents.list(context), valeurs: asked.dossier.valeurs, fichiers: {} };
  for (const [cle, format] of asked.fichiers) {
    const { name, blob } = await made.documents.file(context, cle, format);
    const file = path.join(asked.folder, `${cle}.${format}`);
    fs.writeFileSync(file, Buffer.from(await blob.arrayBuffer()));
    answer.fichiers[`${cle}.${format}`] = { nom: name };
  }
  if (asked.retour) answer.retour = comeBack(made, asked);
  process.stdout.write(JSON.stringify(answer));
}

if (require.main === module) main();

module.exports = { box, contextOf };
