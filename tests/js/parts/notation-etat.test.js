'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { parts } = require('../pieces.js');

const KNOWN = ['classique', 'pente-reglable'];
const STATE = {
  objet: 'Étude & conseil',
  formule: 'pente-reglable',
  expression: '',
  reglages: { n: 2.5 },
  poids: 40,
  estimation: 55000,
  decimales: 2,
  postes: [{ nom: 'Directeur', quantite: 2 }, { nom: 'Consultant * junior', quantite: null }],
  criteres: [
    { nom: 'Méthode, équipe', poids: 45, sur: 20, environnement: false, maximum: true, quantite: true, echelons: [], clause: '' },
    { nom: 'Air * eau ~e', poids: 15, sur: 10, environnement: true, maximum: false, quantite: false, echelons: [10, 7.5, 0], clause: 'air-et-eau' },
  ],
  offres: [
    { nom: 'A', prix: 48000.5, postes: [1500.5, 700], notes: [12.5, 7.5], compte: true },
    { nom: 'B', prix: null, postes: [null, 0], notes: [null, 0], compte: false },
  ],
};

/* The part, on a page with this after its address. */
function at(search, hash = '') {
  const written = [];
  const location = { pathname: '/outil/', search, hash, href: `https://guide.test/outil/${search}${hash}` };
  const history = { replaceState: (state, title, address) => written.push(address), pushState() {} };
  const { notationEtat, adresse } = parts(['adresse', 'memoire', 'nombre', 'notation-etat'], { location, history });
  const own = adresse.own(notationEtat.KEYS);
  return { ...notationEtat, own, written, fromAddress: (known) => notationEtat.fromAddress(own, known) };
}

/* A state after a journey through an address. */
function travelled(state) {
  const page = at('');
  page.own.write(page.toPairs(state));
  const [address] = page.written;
  return at('', address.slice(address.indexOf('#'))).fromAddress(KNOWN);
}

const plain = (value) => JSON.parse(JSON.stringify(value));

test('the address alone gives a state back, and is readable', () => {
  const page = at('');
  page.own.write(page.toPairs(STATE));
  const [address] = page.written;
  assert.match(
    address,
    /^\/outil\/#.*&formule=pente-reglable&poids=40&estimation=55000&decimales=2&reglage=n\*2\.5&poste=Directeur\*2&.*critere=M%C3%A9thode,\+%C3%A9quipe\*45\*20\*mq&/,
  );
  assert.deepStrictEqual(plain(travelled(STATE)), STATE); // with the very mark that parts the fields in a name
});

test('a formula that was typed travels too', () => {
  const again = travelled({ ...STATE, formule: 'libre', expression: 'N × (Pmin / P)^2' });
  assert.deepStrictEqual([again.formule, again.expression], ['libre', 'N × (Pmin / P)^2']);
});

test('what cannot be read as a number is kept as it was typed, and never replaced', () => {
  const typed = plain(STATE);
  Object.assign(typed, { poids: '140', estimation: 'abc', reglages: { n: '* deux' } });
  Object.assign(typed.criteres[0], { poids: null, quantite: false, sur: '5000' });
  Object.assign(typed.offres[0], { prix: '50 000 000 000 000', notes: ['46', null] });
  const page = at('');
  assert.deepStrictEqual(plain(travelled(typed)), typed);
  assert.deepStrictEqual(plain(page.read(typed, KNOWN)), typed);
  const said = page.faults(typed, [{ nom: 'n', min: 1, max: 5 }]).map((words) => words.replace(/[\u00a0\u202f]/g, ' '));
  assert.deepStrictEqual(said, [
    'Points du prix, « 140 » : attendu : entre 0 et 100 points.',
    'Votre estimation, « abc » : écrivez un nombre, par exemple 2,5.',
    'Réglage n, « * deux » : écrivez un nombre, par exemple 2,5.',
    'Points de « Méthode, équipe » : à écrire.',
    '« Méthode, équipe », noté sur, « 5000 » : attendu : entre 0,01 et 1 000.',
    'Quantité de « Consultant * junior » : à écrire.',
  ]);
  const computed = page.legible(typed);
  assert.deepStrictEqual([computed.poids, computed.criteres[0].sur, computed.offres[0].prix, computed.offres[0].notes[0]], [NaN, NaN, NaN, NaN]);
  assert.deepStrictEqual(page.faults({ ...STATE, postes: [] }, [{ nom: 'n', min: 1, max: 5 }]), []);
  assert.deepStrictEqual(page.faults({ ...typed, poids: null, reglages: {}, estimation: null, criteres: [], postes: [] }, [], false), []);
});

test('a setting out of its bounds is said, whoever wrote the address', () => {
  const page = at('', '#formule=pente-reglable&reglage=n*0.5&poids=40');
  const found = page.fromAddress(KNOWN);
  assert.strictEqual(page.faults(found, [{ nom: 'n', min: 1, max: 5 }]).length, 1);
});

test('an older address, after "?", is read and moved', () => {
  const page = at('?poids=40&offre=Rouge*40000**10');
  assert.deepStrictEqual(page.written, ['/outil/#poids=40&offre=Rouge*40000**10']);
  assert.strictEqual(page.fromAddress(KNOWN).offres[0].prix, 40000);
});

test('an address that says nothing gives nothing', () => {
  assert.strictEqual(at('').fromAddress(KNOWN), null);
  assert.strictEqual(at('?autre=1').fromAddress(KNOWN), null);
});

test('what is hostile, wrong or too much is left out', () => {
  const page = at(
    '?formule=constructor&poids=1e3&estimation=-5&reglage=__proto__*1&reglage=n*x' +
      '&critere=<b>*200*0*e*5*x*5*3&offre=A*abc**9*1&offre=B*5*x',
  );
  const found = page.fromAddress(KNOWN);
  assert.deepStrictEqual(
    [found.formule, found.poids, found.estimation, Object.keys(found.reglages)],
    ['classique', '1e3', '-5', ['n']],
  );
  assert.deepStrictEqual(found.criteres, [
    { nom: '<b>', poids: '200', sur: '0', environnement: true, maximum: false, quantite: false, echelons: [5, 3], clause: '' },
  ]);
  assert.deepStrictEqual(found.offres, [
    { nom: 'A', prix: 'abc', postes: [], notes: [9], compte: true },
    { nom: 'B', prix: 5, postes: [], notes: [null], compte: false },
  ]);
  const many = page.read({ criteres: Array(30).fill({}), offres: Array(30).fill({ nom: 'x'.repeat(500) }) }, KNOWN);
  assert.deepStrictEqual([many.criteres.length, many.offres.length, many.offres[0].nom.length], [7, 10, 80]);
  for (const found of [undefined, null, 'x', [], { criteres: [] }, { offres: [], criteres: {} }])
    assert.strictEqual(page.read(found, KNOWN), null);
});

test('a new offer takes the first free letter, with a mark for each criterion', () => {
  const page = at('');
  const state = { ...STATE, offres: [{ nom: 'Offre A' }, { nom: 'Offre C' }] };
  assert.deepStrictEqual(page.offer(state), { nom: 'Offre B', prix: null, postes: [null, null], notes: [null, null], compte: true });
});

test('two states are the same when they say the same', () => {
  const page = at('');
  assert.ok(page.same(STATE, JSON.parse(JSON.stringify(STATE))));
  assert.ok(!page.same(STATE, { ...STATE, poids: 41 }));
});
