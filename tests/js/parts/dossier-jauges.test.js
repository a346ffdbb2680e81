'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { parts } = require('../pieces.js');

const { dossierJauges, dossierDeclaration, dossierTexte } = parts(['element', 'texte', 'jour', 'nombre', 'adresse', 'regles', 'dossier-texte', 'dossier-jauges', 'dossier-declaration']);

const packet = (id, given = {}) => ({
  id, titre: id, etape: 'condition-execution', pieces: [{ piece: 'CCAP' }], declaration: { sociale: 'aucune', environnementale: 'aucune' }, critere: null, effet: null,
  verification: [], incompatible: [], remplacantes: [], charge_fournisseur: 2, ...given,
});
const rule = (id, given = {}) => ({ id, titre: id, quand: '', familles: ['tous-achats'], contrats: ['marche'], clauses: [], socle: '', textes: [], ...given });
const when = (quand) => ({ quand: [quand], doutes: [] });
const FORMAL = { titre: 'Seuil', periodes: [{ du: '2026-01-01', au: '', montants: [{ montant: 216000, natures: ['fournitures-services'] }, { montant: 5404000, natures: ['travaux'] }] }] };
const REGLES = {
  regles: [
    rule('critere', { socle: 'critere' }), rule('condition', { socle: 'condition' }), rule('sociale', { socle: 'sociale' }),
    rule('papier', { familles: ['papier'], clauses: ['recycle'] }), rule('etat', { familles: ['papier'], clauses: ['recycle'] }),
    rule('concession', { socle: 'critere', contrats: ['concession'] }),
  ],
  achat: {
    seuils: { formel: FORMAL }, lignes: {}, cpv: {},
    regles: {
      critere: when({ contrats: ['marche'], depuis: '2026-08-22' }), condition: when({ contrats: ['marche'], depuis: '2026-08-22' }),
      sociale: when({ contrats: ['marche'], depuis: '2026-08-22', des_les_seuils: ['formel'] }), papier: when({ contrats: ['marche'], familles: ['papier'] }),
      etat: when({ contrats: ['marche'], familles: ['papier'], acheteurs: ['etat'] }), concession: when({ contrats: ['concession'] }),
    },
  },
  minimum: { papier: [{ achat: 'Ramettes', critere: 'papier-note', condition: 'recycle', sociale: '' }], 'tous-achats': [{ achat: '', critere: 'x', condition: 'y', sociale: 'z' }] },
  segments: { papier: { parent: '', titre: 'Papier', cpv: [] }, travaux: { parent: '', titre: 'Travaux', cpv: [] } },
  etapes: [{ id: 'sourcage', libelle: 'Sourçage' }, { id: 'condition-execution', libelle: 'Exécution' }],
};

function given(packets, marche = {}, points = {}) {
  return {
    dossier: { marche: { objet: '', acheteur: 'region', contrat: '', segment: '', montant: '', date: '2026-12-04', ccag: '', prix: '', autres: '', exception: '', ...marche }, clauses: [] },
    packets, regles: REGLES, valeurs: { number: ({ id }) => (id in points ? points[id] : null) },
  };
}

const states = (...args) => Object.fromEntries(dossierJauges.loi(given(...args)).map((one) => [one.rule.id, one.etat]));
const GREEN = { declaration: { sociale: 'aucune', environnementale: 'clause-environnementale' } };

test('the floor is what the law asks at this date, of this contract, from this amount', () => {
  assert.deepEqual(states([], { montant: '85 000', segment: 'papier' }), { papier: 'voir', critere: 'non', condition: 'non' });
  assert.deepEqual(states([], { montant: '216 000 €', segment: 'papier' }), { papier: 'voir', critere: 'non', condition: 'non', sociale: 'non' });
  assert.deepEqual(states([], { montant: '', segment: 'papier' }).sociale, 'voir');
  assert.deepEqual(states([], { montant: '300000', segment: 'travaux' }), { critere: 'non', condition: 'non' });
  assert.equal(states([], { montant: '300 000' }).sociale, 'voir'); // supplies or works: nobody has said
  assert.deepEqual(states([], { date: '2026-08-21' }), {});
  assert.deepEqual(states([], { contrat: 'concession' }), { concession: 'non' });
});

test('a condition of the contract answers, a technical specification is to be seen, an internal act does not', () => {
  assert.equal(states([packet('a', GREEN)]).condition, 'oui');
  assert.equal(states([packet('a', { ...GREEN, etape: 'specification' })]).condition, 'voir');
  assert.equal(states([packet('a', { ...GREEN, pieces: [{ piece: 'interne' }] })]).condition, 'non');
});

test('an exception that was written is to be read again, not taken as done', () => {
  assert.equal(states([], { montant: '300000', exception: 'Lien insuffisant avec l’objet' }).sociale, 'voir');
});

test('what is missing is offered from the segment, and not what is there already', () => {
  const [critere, condition] = dossierJauges.loi(given([packet('papier-note')], { segment: 'papier' }));
  assert.deepEqual(critere.propositions, [{ id: 'x', achat: '' }]);
  assert.deepEqual(condition.propositions, [{ id: 'recycle', achat: 'Ramettes' }]);
});

test('the rules of the segment are there, those of another buyer are not', () => {
  assert.equal(states([packet('recycle')], { segment: 'papier' }).papier, 'oui');
  assert.ok(!('etat' in states([], { segment: 'papier' })));
  assert.equal(states([], { segment: 'papier', acheteur: '' }).etat, 'voir');
});

test('weights are added with the price, and what is not known is asked', () => {
  const own = [packet('a', { critere: { poids: 'p', libelle: 'A' } }), packet('b', { critere: { poids: 'p', libelle: 'B' } })];
  const poids = (marche, points) => dossierJauges.poids(given(own, marche, points));
  assert.deepEqual([poids({ prix: '40' }, { a: 35, b: 25 }).etat, poids({ prix: '40' }, { a: 35, b: 25 }).total], ['oui', 100]);
  assert.match(poids({ prix: '40', autres: '10' }, { a: 35, b: 25 }).raison, /10 points de trop/);
  assert.match(poids({ prix: '33,3' }, { a: 33.3, b: 33.3 }).raison, /Il manque 0,1 points/);
  assert.equal(poids({}, { a: 35, b: 25 }).etat, 'voir');
  assert.equal(poids({ prix: '40' }, { a: 35 }).etat, 'voir');
  assert.equal(poids({ prix: 'beaucoup' }, { a: 35, b: 25 }).etat, 'voir');
  assert.equal(dossierJauges.poids(given([packet('c')])).etat, 'sans');
});

test('two clauses that exclude or repeat each other are told once', () => {
  const step = { preuve: ['Relevé de l’année'], fournie_par: 'titulaire', moment: 'execution', minutes: 5, echeance: null };
  const found = (one, other) => dossierJauges.paires(given([packet('a', one), packet('b', other)])).map(({ raison }) => raison);
  assert.match(found({ incompatible: ['b'] }, { incompatible: ['a'] })[0], /ne vont pas ensemble/);
  assert.match(found({ remplacantes: ['b'] }, {})[0], /remplace/);
  assert.match(found({ critere: { libelle: 'Émissions' } }, { critere: { libelle: 'émissions' } })[0], /même nom/);
  assert.match(found({ verification: [step] }, { verification: [{ ...step, preuve: ['Relevé de l\'année'] }] })[0], /même preuve/);
  assert.deepEqual(found({}, {}), []);
});

test('control is counted by month where it comes back, and once where it does not', () => {
  const step = (given_) => ({ preuve: ['x'], fournie_par: 'titulaire', moment: 'execution', minutes: 30, echeance: null, ...given_ });
  const load = dossierJauges.charge(given([packet('a', {
    verification: [
      step({ echeance: { depuis: 'demarrage', delai: '', tous_les: '3 mois' } }), step({ echeance: { depuis: 'demarrage', delai: '', tous_les: '1 an' }, minutes: 120 }),
      step({ echeance: { depuis: 'livraison', delai: '', tous_les: '' } }), step({ moment: 'fin', fournie_par: 'acheteur' }), step({ moment: 'offre' }),
    ],
  })]));
  assert.deepEqual([load.pieces, load.reviennent, load.parMois, load.uneFois, load.parLivraison], [3, 2, 20, 30, 30]);
  assert.equal(dossierJauges.minutes(150), '2\u00a0h\u00a030');
  assert.equal(dossierJauges.months('15 jours') < 0.5, true);
  assert.equal(dossierJauges.months('quand on veut'), 0);
});

test('stages without a clause are named', () => {
  assert.deepEqual(dossierJauges.etapes(given([packet('a')])).map(({ id }) => id), ['sourcage']);
});

test('what is declared adds up, in the words of the published lists', () => {
  const own = [
    packet('a', GREEN), packet('b', { etape: 'critere-attribution', critere: { libelle: 'Émissions', poids: 'p' }, declaration: { sociale: 'aucune', environnementale: 'critere-environnemental' } }),
    packet('c', { declaration: { sociale: 'marche-reserve', environnementale: 'aucune' } }),
  ];
  const found = dossierDeclaration.of(own, { contrat: 'concession', points: () => 20 });
  assert.deepEqual(found.decp.considerationsSociales.considerationSociale, ['Concession réservée']);
  assert.deepEqual(found.decp.considerationsEnvironnementales.considerationEnvironnementale, ['Clause environnementale', 'Critère environnemental']);
  assert.deepEqual(found.ocds.sustainability.map(({ strategies }) => strategies), [['contractPerformanceConditions', 'awardCriteria'], ['reservedParticipation']]);
  assert.ok(found.eforms.some(({ champ, valeurs }) => champ.startsWith('BT-539') && valeurs.join() === 'quality,Émissions,20'));
  const nothing = dossierDeclaration.of([]);
  assert.deepEqual(nothing.decp.considerationsSociales.considerationSociale, ['Pas de considération sociale']);
  assert.deepEqual(nothing.ocds, { hasSustainability: false });
});

test('links name the beginning of codes, each once', () => {
  const { decp } = dossierDeclaration.of([packet('a', GREEN)]);
  assert.deepEqual(dossierDeclaration.links(['73000000-2', '73210000-7', '90910000-9'], decp).map(({ code }) => code), ['73', '9091']);
  assert.match(dossierDeclaration.links(['90910000-9'], decp)[0].adresse, /cpv=9091&env=Clause\+environnementale$/);
});

test('the words of a run stand without its places, or with what they say', () => {
  const run = ['Au moins ', { place: 'h' }, ' heures, ', { gras: ['dès ', { place: 'd' }] }];
  assert.equal(dossierTexte.words(run), 'Au moins … heures, dès …');
  assert.equal(dossierTexte.words(run, (name) => ({ mots: name.toUpperCase() })), 'Au moins H heures, dès D');
});
