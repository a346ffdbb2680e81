'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { parts } = require('../pieces.js');

const { opening } = parts(['element', 'fichier', 'dossier-plusieurs']).dossierPlusieurs;

test('a new document opens under the name of the contract, seen by nobody else', () => {
  const address = new URL(opening({ type: 'docs', adresse: 'https://docs.exemple.fr/', titre: 'Étude & « trajets »' }));
  assert.equal(address.origin + address.pathname, 'https://docs.exemple.fr/docs/new');
  assert.deepEqual([address.searchParams.get('title'), address.searchParams.get('link-reach')], ['Étude & « trajets »', 'restricted']);
});

test('a pad has a name that Etherpad takes', () => {
  assert.equal(opening({ type: 'etherpad', adresse: 'https://pad.exemple.fr/equipe', titre: 'Études 1/2 & 3 ?' }), 'https://pad.exemple.fr/equipe/p/etudes-1-2-3');
});

test('without a tool, or with an address that is none, nothing opens', () => {
  assert.equal(opening({ type: '', adresse: '', titre: 'x' }), '');
  assert.equal(opening({ type: 'docs', adresse: 'javascript:alert(1)', titre: 'x' }), '');
});
