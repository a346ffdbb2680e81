'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { box } = require('../ecrire.js');
const { storage } = require('../pieces.js');

const OWN = ['xml', 'office', 'archive', 'classeur', 'ecrit', 'ecrit-pieces', 'ecrit-candidats', 'ecrit-justification', 'ecrit-texte', 'classeur-candidats', 'word-patron', 'word', 'ressemblance', 'plan', 'plan-fichiers', 'registre', 'documents', 'retour', 'revision'];
const made = box(OWN);
const { classeur, classeurCandidats, ecrit, ecritPieces, ecritTexte, plan, ressemblance, retour, revision, word, xml } = made;

test('what XML cannot hold is left out, and its marks are escaped', () => {
  assert.strictEqual(xml.escaped('a<b & "c">\u0000\u0007\ud800\ufffe'), 'a&lt;b &amp; &quot;c&quot;&gt;');
  assert.strictEqual(xml.escaped('😀\n\t'), '😀\n\t');
  assert.strictEqual(xml.attributes({ a: '"', b: null, c: 1 }), ' a="&quot;" c="1"');
});

test('words of ours have the spaces of French typography', () => {
  assert.strictEqual(ecrit.soigne("l'acheteur : « oui » ; 5 %"), 'l’acheteur\u00a0: «\u00a0oui\u00a0»\u202f; 5\u202f%');
});

test('numbers that follow each other are said as a span', () => {
  assert.strictEqual(ecrit.numbers([3]), 'n°\u00a03');
  assert.strictEqual(ecrit.numbers([2, 1]), 'n°\u00a01 et 2');
  assert.strictEqual(ecrit.numbers([5, 1, 2, 3]), 'n°\u00a01 à 3 et 5');
});

test('a bookmark has at most forty letters, digits and _, whatever the clause is called', () => {
  for (const id of ['a', 'maintenance-pieces-remises-en-etat-notees', 'x'.repeat(80)]) {
    assert.match(word.mark({ id, version: 12, piece: 'CCAP', sorte: 'penalites' }), /^[A-Za-z][A-Za-z0-9_]{0,39}$/);
  }
  assert.strictEqual(word.mark({ id: 'a-b', version: '3+region.1', piece: 'RC', sorte: 'critere' }), 'g_RC_c_3_a_b');
});

test('the last day of a month stays the last of a shorter one, and a date may come before its event', () => {
  assert.strictEqual(plan.shifted('2027-01-31', '1 mois'), '2027-02-28');
  assert.strictEqual(plan.shifted('2027-01-31', '1 mois', 2), '2027-03-31');
  assert.strictEqual(plan.shifted('2028-02-29', '1 an'), '2029-02-28');
  assert.strictEqual(plan.shifted('2027-01-10', '-15 jours'), '2026-12-26');
  assert.strictEqual(plan.shifted('2027-01-31', '-12 mois'), '2026-01-31');
  assert.strictEqual(plan.shifted('2027-01-01', '2 semaines'), '2027-01-15');
  assert.strictEqual(plan.shifted('2027-12-15', '3 mois'), '2028-03-15');
});

/* The least of a clause that the documents read. */
function packet(given) {
  return {
    id: 'essai', version: 1, titre: 'Essai', mention: 'Clause essai', statut: 'proposition', retrait: [], remplacantes: [], parametres: [], pieces: [], critere: null, penalites: [], piece_des_penalites: 'CCAP', suites: [],
    derogations: { retard: [], sans_mise_en_demeure: null }, annexes: [], verification: [], effet: null, ne_pas_employer_si: [], pourquoi: ['Parce que.'], fondements: [], risques: [], ...given,
  };
}

function contextOf(packets, marche = {}) {
  return {
    dossier: { nom: '', marche: { objet: 'Essai', ccag: '', date: '', ...marche }, clauses: packets.map(({ id, version }) => ({ id, version, note: '' })), valeurs: {} },
    paquets: new Map(packets.map((one) => [one.id, one])),
    dire: (one, nom) => ({ mots: `<${nom}>`, etat: 'choisie' }),
  };
}

const due = (depuis, delai, every) => packet({ verification: [{ preuve: ['Relevé'], fournie_par: 'titulaire', moment: 'execution', moment_dit: '', quand: '', echeance: { depuis, delai, tous_les: every }, controle: ['Lire.'], qui: 'acheteur', minutes: 10, annexe: null }] });
const days = (one, dates) => plan.controls(contextOf([one]), dates).map(({ date, manque }) => date || manque);

test('a proof that comes back does so up to the end of the contract, or for a year', () => {
  const monthly = due('demarrage', '', '1 mois');
  assert.deepStrictEqual(days(monthly, { demarrage: '2027-01-31', fin: '2027-04-30' }), ['2027-02-28', '2027-03-28', '2027-04-28']);
  assert.strictEqual(days(monthly, { demarrage: '2027-01-01' }).length, 12);
  assert.deepStrictEqual(days(due('demarrage', '15 jours', ''), { demarrage: '2027-01-01' }), ['2027-01-16']);
  assert.deepStrictEqual(days(due('livraison', '-5 jours', ''), { livraison: '2027-01-03' }), ['2026-12-29']);
});

test('a proof whose event has no date says which date is missing', () => {
  assert.deepStrictEqual(days(due('reception', '1 an', ''), { demarrage: '2027-01-01' }), ['date à donner\u00a0: réception']);
});

test('a clause that the guide no longer has is left out of the documents', () => {
  const context = contextOf([packet({ pieces: [{ piece: 'CCAP', titre: '', morceaux: [{ sorte: 'texte', titre: '', blocs: [{ p: ['Texte.'] }], tableau: null, suite: [] }] }] })]);
  context.dossier.clauses.push({ id: 'perdue', version: 1, note: '' });
  assert.deepStrictEqual(ecritPieces.available(context), ['CCAP', 'CCP']);
});

const withPenalties = (id, count, articles, penalites) => packet({
  id, titre: id, penalites: Array.from({ length: count }, () => ({})), derogations: { retard: [{ articles, penalites }], sans_mise_en_demeure: { penalites: [0], articles: '16.2 du CCAG-FCS ou 16.2 du CCAG-PI, selon le CCAG du marché' } },
  pieces: [{ piece: 'CCAP', titre: '', morceaux: [{ sorte: 'penalites', titre: '', blocs: [{ liste: '1.', debut: 1, points: Array.from({ length: count }, (_, place) => [[`Manquement ${place}`], []]) }], tableau: null, suite: [] }] }],
});

test('the derogations name the penalties by their new numbers, and the article of the contract’s own general conditions', () => {
  const context = contextOf([withPenalties('a', 2, '14 du CCAG-PI 2021', [0, 1]), withPenalties('b', 3, '14 du CCAG-PI 2021', [1])], { ccag: 'pi' });
  const rows = ecritPieces.document(context, 'CCAP').corps.filter(({ tableau }) => tableau && tableau.legende === 'Dérogations au CCAG')[0].tableau.lignes.map((row) => row.map(ecrit.words));
  assert.deepStrictEqual(rows.map(([which, article]) => [which, article]), [['Pénalités n°\u00a01, 2 et 4', 'Article 14 du CCAG-PI 2021'], ['Pénalités n°\u00a01 et 3', 'Article 16.2 du CCAG-PI']]);
});

test('a market under other general conditions is told to check the list, and one without has none', () => {
  const texts = (ccag) => ecrit.texts(ecritPieces.document(contextOf([withPenalties('a', 1, '14 du CCAG-FCS 2021', [0])], { ccag }), 'CCAP').corps).join('\n');
  assert.match(texts('travaux'), /à vérifier.*CCAG-Travaux/);
  assert.doesNotMatch(texts('fcs'), /à vérifier/);
  assert.doesNotMatch(texts('aucun'), /déroge/i);
});

test('Markdown keeps words that look like its own marks', () => {
  const text = ecritTexte.markdown({ titre: 'A', sousTitre: '', corps: [{ p: ['1. *x* [a](b) | c\n# d'], style: '' }, { p: [{ valeur: '[à fixer]', etat: 'vide' }], style: '' }] });
  assert.ok(text.includes('1\\. \\*x\\* \\[a\\](b) \\| c \\# d') || text.includes('\\1. \\*x\\*'), text);
  assert.ok(text.includes('==\\[à fixer\\]=='));
});

test('the clipboard’s HTML holds no markup of a value', () => {
  const { html, text } = ecritTexte.rich({ titre: '<b>', corps: [{ p: [{ valeur: '<img src=x>', etat: 'choisie' }], style: '' }] });
  assert.ok(!/<img|<b>/.test(html) && text.includes('<img src=x>'));
});

test('a sheet has a name that spreadsheets take, once', () => {
  assert.strictEqual(classeur.sheetName("[a]:b*?/\\'c", []), 'a b c');
  assert.strictEqual(classeur.sheetName('x'.repeat(40), ['x'.repeat(31)]), `${'x'.repeat(29)} 2`);
  assert.strictEqual(classeur.sheetName('', []), 'Feuille');
  assert.strictEqual(classeur.letter(27), 'AB');
});

test('the figures of an annex are those of its files', () => {
  const annexe = { colonnes: [{ libelle: 'Poids' }, { libelle: 'Prix' }] };
  const said = (operation, par) => classeurCandidats.formula(annexe, { operation, colonne: 'Poids', par }, 5, 9);
  assert.strictEqual(said('somme'), 'SUM($A$5:$A$9)');
  assert.strictEqual(said('rapport', 'Prix'), 'IF(SUM($B$5:$B$9)=0,"",SUM($A$5:$A$9)/SUM($B$5:$B$9))');
  assert.strictEqual(said('produit', 'Prix'), 'SUMPRODUCT($A$5:$A$9,$B$5:$B$9)');
  assert.strictEqual(said('nombre'), 'COUNTA($A$5:$A$9)');
});

test('what word processors change by themselves is no difference', () => {
  assert.strictEqual(ressemblance.even('l’un\u00a0: «\u00a0a\u00a0» '), ressemblance.even('l\'un : "a"'));
  assert.ok(ressemblance.likeness('un relevé chaque mois', 'un relevé chaque trimestre') > 0.6);
  assert.strictEqual(ressemblance.likeness('', ''), 0);
});

test('lines that moved, came and went are paired with what they are most like', () => {
  const line = (text) => ({ text });
  const pairs = revision.aligned(['un deux trois', 'quatre cinq six', 'neuf'].map(line), ['un deux trois', 'perdu perdu', 'quatre cinq sept'].map(line));
  assert.deepStrictEqual(pairs.map(({ now, before }) => [now && now.text, before && before.text]), [['un deux trois', 'un deux trois'], [null, 'perdu perdu'], ['quatre cinq six', 'quatre cinq sept'], ['neuf', null]]);
});

test('the version of an adapted clause is read whole', () => {
  const { units } = retour.find([{ text: 'Un texte.', level: 0 }, { text: '[essai@3+region.1]', level: 0 }], { essai: { titre: 'Essai' } });
  assert.deepStrictEqual([units[0].version, retour.number(units[0].version)], ['3+region.1', 3]);
});

test('the register takes nothing on trust, and keeps the rest', () => {
  const kept = { 'guide.controles': JSON.stringify({ a: { dates: { demarrage: '2027-01-01', fin: '2027-13-01' }, vus: { x: { etat: 'vérifié', le: 'hier', note: 'n' }, y: 4 } }, b: [], __proto__: { dates: {} } }) };
  const other = box(OWN, { window: { localStorage: storage(kept), sessionStorage: storage() } });
  const store = other.registre.open();
  assert.strictEqual(store.trouble, 'damaged');
  assert.deepStrictEqual(JSON.parse(JSON.stringify(store.value)), { a: { dates: { demarrage: '2027-01-01' }, vus: { x: { etat: 'vérifié', note: 'n' } } } });
  other.registre.set(store, 'a', ({ vus }) => { vus.x = { etat: 'attendu' }; });
  assert.deepStrictEqual(Object.keys(store.value.a.vus), []);
});

test('the weights of the price and of the other criteria are in the table, and a total that is not 100 is to be fixed', () => {
  const one = packet({ parametres: [{ nom: 'poids', libelle: 'Poids', unite: '', bornes: '' }], critere: { libelle: 'Trajets', poids: 'poids', juge: [], elements: [], bareme: [{ points: 10, attendu: [] }], methode: [] } });
  const table = (marche) => {
    const context = { ...contextOf([one], marche), dire: () => ({ mots: '20', etat: 'choisie' }) };
    return ecritPieces.document(context, 'RC').corps.find(({ tableau }) => tableau && tableau.legende === 'Critères et poids').tableau.lignes.map((row) => row.slice(0, 2).map(ecrit.words));
  };
  assert.deepStrictEqual(table({}), [['Trajets', '20'], ['Total de ces critères', '20']]);
  assert.deepStrictEqual(table({ prix: '40', autres: '40' }), [['Trajets', '20'], ['Prix', '40'], ['Autres critères de l’acheteur', '40'], ['Total', '100']]);
  assert.match(table({ prix: '40', autres: '30' })[3][1], /^90 \[100 attendus\]$/);
});

test('words that changed one after the other are one change, and the text of today is whole', () => {
  const changes = revision.changesOf('il tire au sort\u00a0: huit', 'il choisit avec le titulaire : huit');
  assert.deepStrictEqual(changes.slice(0, 2), [{ kept: 'il ' }, { removed: 'choisit avec le titulaire', added: 'tire au sort' }]);
  assert.strictEqual(changes.slice(2).map(({ kept }) => kept).join(''), '\u00a0: huit');
  for (const [now, before] of [['a b c', 'a c'], ['', 'a b'], ['a b', ''], ['l’un et l’autre', 'l\'un']]) {
    assert.strictEqual(revision.changesOf(now, before).map(({ kept, added }) => (kept === undefined ? added : kept)).join(''), now);
  }
});
