'use strict';

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const test = require('node:test');
const { parts, root, vectors } = require('../pieces.js');

/* The rules as the site gives them, the clauses, the open drafts and the short texts, and what Python finds in them. */
const READ = `
import json, sys, yaml
from pathlib import Path
sys.path.append("tests/relire")
from passages import SHORT, passages
from macros.model import Clause
from macros.read.load import load
from macros.relire import brouillon, donnees, par_les_regles, relire
from macros.relire.juge import donnees_du_juge
catalog = load(Path("data")).catalog
data = donnees(catalog)
texts = [brouillon(catalog, clause) for clause in catalog.all(Clause)]
files = [file for part, step in (("ouverts", 1), ("scelles", 1), ("appris", 15)) for file in sorted(Path("tests/relire", part).glob("*.yml"))[::step]]
texts += [yaml.safe_load(file.read_text(encoding="utf-8"))["texte"] for file in files]
texts += [passage.texte for passage in passages(SHORT)]
said = lambda faults: [[f.regle, f.extrait, f.precision] for f in faults]
print(json.dumps({"data": data, "juge": donnees_du_juge(), "textes": [[text, said(par_les_regles(text, data)), said(relire(text, data))] for text in texts]}))
`;
const { data, juge, textes } = JSON.parse(execFileSync(process.env.PYTHON || 'python3', ['-c', READ], { cwd: root, encoding: 'utf-8', maxBuffer: 1e8 }));
const { relireBibliotheque, relireJuge, relireMoteur, relireRapport, relireTexte, tranches } = parts(['texte', 'tranches', 'relire-rapport', 'relire-texte', 'relire-plafonds', 'relire-valeurs', 'relire-juge', 'relire-moteur', 'relire-bibliotheque']);
const engine = relireMoteur.engine(data);
const found = (text, judge = null) => engine.read(text, judge).faults.map(({ rule, words, note }) => [rule, words, note]);

test('the browser finds in each vector what Python finds', () => {
  for (const { texte, constats } of vectors('relire')) assert.deepStrictEqual(found(texte), constats, texte);
});

test('the browser finds in each turn of phrase what Python finds', () => {
  const documents = { RC: 'RÈGLEMENT DE LA CONSULTATION' };
  const lines = readFileSync(`${root}/tests/vecteurs/relire-tournures.tsv`, 'utf-8').trim().split('\n').filter((line) => !line.startsWith('#')).slice(1);
  assert.ok(lines.length > 900);
  for (const line of lines) {
    const [rule, piece, known, text] = line.split('\t');
    const rules = found(`${documents[piece] || piece}\n\n${text.replace(/⏎/g, '\n')}`).map(([one]) => one);
    assert.strictEqual(rules.includes(rule), ['oui', 'non-fausse'].includes(known), line);
  }
});

test('the browser finds in every clause and every draft what Python finds, by the written rules alone and with the judge', () => {
  assert.ok(textes.length > 900);
  const judge = relireJuge.made(juge);
  textes.forEach(([text, faults, judged], number) => {
    assert.deepStrictEqual(found(text), faults, `text ${number}`);
    assert.deepStrictEqual(found(text, judge), judged, `text ${number}, judged`);
  });
  assert.ok(textes.some(([, , judged]) => judged.some(([, , note]) => note.startsWith('Repéré par ressemblance'))));
});

test('a reading is made of steps, about one a sentence for each thing that is looked for, and says how far it is', () => {
  const text = 'CCTP\n\n' + 'Le titulaire remet le relevé. Le papier est certifié FSC. Le lavage est fait à l\'eau froide.\n\n'.repeat(200);
  const shares = [];
  let steps = 0;
  const reading = engine.reading(text, relireJuge.made(juge));
  let step = reading.next();
  for (; !step.done; step = reading.next()) {
    steps += 1;
    if (step.value !== undefined) shares.push(step.value);
  }
  assert.strictEqual(step.value.draft.sentences.length, 601);
  assert.ok(steps > 10 * 601, steps);
  assert.deepStrictEqual([shares[0], shares.at(-1) > 0.99, shares.at(-1) < 1], [0, true, true]);
  assert.ok(shares.every((share, at) => !at || share >= shares[at - 1]));
});

test('a place in the folded text is a place in the text', () => {
  const text = relireTexte.clean('« L’Œuvre » — Été\u00a0: 5\u202f€…');
  assert.strictEqual(relireTexte.fold(text).length, text.length);
  assert.strictEqual(relireTexte.fold(text), '" L\'Ouvre " - Ete : 5 €.');
});

test('every fault stands where it says', () => {
  for (const { texte } of vectors('relire')) {
    const reading = engine.read(texte);
    for (const { start, end, words } of reading.faults) assert.strictEqual(reading.text.slice(start, end), words);
  }
});

const { bibliotheque } = JSON.parse(execFileSync(process.env.PYTHON || 'python3', ['-c', `
import json
from pathlib import Path
from macros.read.load import load
from macros.relire.bibliotheque import bibliotheque
print(json.dumps({"bibliotheque": bibliotheque(load(Path("data")).catalog)}))
`], { cwd: root, encoding: 'utf-8', maxBuffer: 1e8 }));
const segment = (text, library = bibliotheque) => tranches.drained(relireBibliotheque.segment(library, text));

test('what is bought is guessed from the whole words of a draft', () => {
  const library = { segments: [{ id: 'formation', mots: ['formation', 'cours'], proches: [] }, { id: 'espaces-verts', mots: ['arbre', 'plantation'], proches: [] }] };
  assert.strictEqual(segment('Réfection de la cour de l\'école. La cour reçoit douze arbres ; plantation en mars. Dans la cour, un banc.', library), 'espaces-verts');
  assert.strictEqual(segment('Des cours du soir. Les cours ont lieu le lundi.', library), 'formation');
});

test('a title and an object say what is bought before the rest of the text', () => {
  const cases = {
    'CCTP⏎Fourniture de denrées alimentaires pour les écoles⏎Les livraisons sont faites par des véhicules à faibles émissions, en véhicules électriques.': 'restauration ',
    'Règlement de la consultation⏎Objet : prestations de traiteur pour la cérémonie des vœux.': 'restauration evenementiel ',
    'CCP⏎Conception d\'une campagne de communication sur le tri des déchets.': 'communication',
    'CCP⏎Étude de mobilité sur le territoire de l\'agglomération': 'etudes',
    'CCTP⏎Nettoyage de deux collèges et d\'un gymnase': 'nettoyage',
    'CCTP⏎Fourniture de papier pour copieurs': 'impression',
    'CCTP⏎Travaux de réfection de la voirie, enrobés et bordures': 'travaux',
    'CCTP⏎Location longue durée de véhicules utilitaires': 'vehicules',
    'CCTP⏎Le présent marché a pour objet l\'élagage des arbres d\'alignement.': 'espaces-verts',
    'CCTP⏎Tierce maintenance applicative du logiciel de gestion financière': 'conseil-informatique services-numeriques ',
    'CCTP⏎Marché d\'assurance : dommages aux biens et flotte automobile': 'tous-achats ',
    'CCAP⏎Le titulaire remet un rapport chaque mois.': ' ',
  };
  for (const [text, ids] of Object.entries(cases)) assert.ok(ids.split(' ').includes(segment(text.replace(/⏎/g, '\n'))), `${text}: ${segment(text.replace(/⏎/g, '\n'))}`);
});

test('a draft is called by its file, or by its first words that name a document', () => {
  const reading = engine.read('Ville de Nulle-Part\n\n# CAHIER DES CLAUSES\u00a0TECHNIQUES PARTICULIÈRES\n\nArticle 1 - Papier\nLe papier est certifié FSC.');
  assert.strictEqual(relireRapport.nameOf(reading, 'ccap.docx'), 'ccap.docx');
  assert.strictEqual(relireRapport.nameOf(reading, ''), 'CAHIER DES CLAUSES TECHNIQUES PARTICULIÈRES');
  assert.strictEqual(relireRapport.nameOf(engine.read('Le papier est certifié FSC.'), ''), '');
  const options = { rules: new Map(data.regles.map((rule) => [rule.id, rule])), aside: new Map(), day: '3 mai 2027', site: '/', name: 'ccap.docx' };
  assert.strictEqual(relireRapport.report(reading, options)[0], 'Relecture du 3 mai 2027 : ccap.docx');
  assert.strictEqual(relireRapport.report(reading, { ...options, name: '' })[0], 'Relecture du 3 mai 2027');
  assert.deepStrictEqual(relireRapport.rows(reading, options).map(([name]) => name), ['Brouillon', 'ccap.docx']);
});

test('the words around a fault are whole words', () => {
  const reading = engine.read(`CCTP\n\n${'Le titulaire de ce marché, une fois averti par écrit, '.repeat(4)}remet un papier certifié FSC${', à chaque livraison faite au magasin central'.repeat(4)}.`);
  const fault = reading.faults.find(({ rule }) => rule === 'ou-equivalent');
  const said = relireRapport.sentence(reading, fault);
  const inside = said.replace(/^… | …$/g, '');
  assert.ok(said.startsWith('… ') && said.endsWith(' …') && inside.includes('certifié FSC'));
  assert.match(reading.text, new RegExp(`\\s${inside.replace(/[.]/g, '\\.')}(?=[\\s,.])`));
});
