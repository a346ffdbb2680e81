'use strict';

const assert = require('node:assert');
const path = require('node:path');
const test = require('node:test');
const { parts, root } = require('../pieces.js');

const Diff = require(path.join(root, 'docs/assets/vendor/diff.min.js'));
const { comparaison } = parts(['tranches', 'ressemblance', 'nombre', 'jour', 'comparaison-valeurs', 'comparaison'], { window: { Diff } });

const lines = (text) => text.split('\n').map((line) => ({ text: line, level: 0, bullet: false }));
const compare = (before, after) => comparaison.compare(lines(before), lines(after));
const kinds = (found) => found.blocks.map(({ kind }) => kind);

test('the words of both texts can be read again from the differences', () => {
  const before = 'Le délai est de 48 heures.\nLe titulaire remet le bilan annuel des produits.\nFin du marché en mars.';
  const after = 'Le délai est de 24 heures ouvrées.\nLe titulaire remet chaque trimestre le bilan des produits.\nTout autre chose ici, sans rapport.';
  const { blocks } = compare(before, after);
  const said = (kept, skipped) => blocks.map(({ words, kind }) => (kind === skipped[1] ? '' : words.filter((word) => word.kind !== skipped[0]).map(({ text }) => text).join(''))).filter(Boolean).join('\n');
  assert.strictEqual(said('plus', ['moins', 'supprime']), after);
  assert.strictEqual(said('moins', ['plus', 'ajoute']), before);
});

test('a paragraph that moved is said to have moved, and where it was', () => {
  const found = compare('Un premier paragraphe assez long.\nCelui-ci va changer de place dans le texte.\nUn troisième paragraphe assez long.\nUn quatrième.', 'Celui-ci va changer de place dans le texte.\nUn premier paragraphe assez long.\nUn troisième paragraphe assez long.\nUn quatrième.');
  assert.strictEqual(found.counts.deplace, 1);
  assert.strictEqual(found.counts.ajoute + found.counts.supprime + found.counts.change, 0);
});

test('a moved paragraph shows the words that changed in it', () => {
  const moved = 'Le titulaire remet chaque mois le relevé des produits employés, avec leur dosage et leur nom.';
  const found = compare(`Un.\n${moved}\nDeux paragraphes restent ici.\nTrois paragraphes restent là.`, `Un.\nDeux paragraphes restent ici.\nTrois paragraphes restent là.\n${moved.replace('mois', 'trimestre')}`);
  assert.deepStrictEqual(found.counts, { change: 0, ajoute: 0, supprime: 0, deplace: 1 });
  const block = found.blocks.find(({ kind }) => kind === 'deplace');
  assert.deepStrictEqual(block.words.filter(({ kind }) => kind !== 'meme').map(({ text }) => text), ['mois', 'trimestre']);
  assert.strictEqual(block.from, 'Un.');
});

test('numbers and dates that change are listed apart, and a thin space is no change', () => {
  const found = compare('Une pénalité de 1 500 € par jour, avant le 12 mars 2027.\nUn forfait de 2 000 €.', 'Une pénalité de 1\u202f500 € par jour, avant le 15 mars 2027.\nUn forfait de 2\u202f000 €.');
  assert.deepStrictEqual(found.figures.map(({ before, after }) => [before, after]), [[['12 mars 2027'], ['15 mars 2027']]]);
});

test('the same text, another space or another apostrophe are no difference', () => {
  const found = compare('L\'acheteur  remet « le plan ».', 'L’acheteur remet «\u00a0le plan\u00a0».');
  assert.deepStrictEqual(kinds(found), ['meme']);
  assert.deepStrictEqual(found.figures, []);
});

test('of two long texts, only what both hold is looked for, and within a bound', () => {
  const many = (word) => Array.from({ length: 3000 }, (_, number) => `Le ${word} numéro ${number} est remis au magasin.`);
  const asked = [];
  const { diffArrays } = Diff;
  Diff.diffArrays = (before, after, options) => {
    asked.push([before.length, after.length, options && options.maxEditLength]);
    return diffArrays(before, after, options);
  };
  try {
    const apart = compare(many('bac').join('\n'), many('sac').map((line) => line.replace('remis', 'déposé dès neuf heures')).join('\n'));
    assert.strictEqual(apart.counts.ajoute + apart.counts.change, 3000);
    assert.deepStrictEqual(asked[0], [0, 0, 300]);
    const turned = compare(many('bac').join('\n'), many('bac').reverse().join('\n'));
    assert.strictEqual(turned.counts.deplace, 3000);
    assert.strictEqual(turned.blocks.filter(({ kind }) => kind === 'parti').length, 3000);
  } finally {
    Diff.diffArrays = diffArrays;
  }
});

test('an empty side, and two texts that share nothing', () => {
  assert.deepStrictEqual(kinds(comparaison.compare([], lines('a'))), ['ajoute']);
  assert.deepStrictEqual(kinds(compare('pommes et poires', 'un marteau')).sort(), ['ajoute', 'supprime']);
});

test('an article that takes another number is not a number that changes, what it says is', () => {
  const found = compare('7.1 Une pénalité de 50 € par jour.\n8. RECOURS\nArticle 9 - Délai de 10 jours.\n12 arbres sont plantés.', '8.1 Une pénalité de 75,50 € par jour.\n9. RECOURS\nArticle 10 - Délai de 15 jours.\n15 arbres sont plantés.');
  assert.deepStrictEqual(found.figures.map(({ before, after }) => [before, after]), [[['50 €'], ['75,50 €']], [['10 jours'], ['15 jours']], [['12'], ['15']]]);
});

test('a number is one word, with its decimals; so are an hour, a date and the number of an article', () => {
  const found = compare('Selon l\'article 4.1, une pénalité de 50 € après 17 h 30, le 5.10.2026.', 'Selon l\'article 4.2, une pénalité de 75,50 € après 17 h 00, le 6.10.2026.');
  assert.deepStrictEqual(found.blocks[0].words.filter(({ kind }) => kind === 'plus').map(({ text }) => text), ['4.2', '75,50', '00', '6.10.2026']);
  assert.deepStrictEqual(found.figures[0].after, ['4.2', '75,50 €', '17 h 00', '6.10.2026']);
});

test('the place of a number is not cut in a word', () => {
  const [{ where }] = compare(`${'Le titulaire remet chaque mois le relevé. '.repeat(4)}Dans 10 jours.`, `${'Le titulaire remet chaque mois le relevé. '.repeat(4)}Dans 15 jours.`).figures;
  assert.match(where, / (?:remet|chaque|mois|relevé\.|titulaire|le|Le)…$/);
});

test('two articles that swap places with a figure changed in each are moved and changed', () => {
  const penalty = (number, amount) => `Article ${number} - Pénalités\nRetard d'intervention : ${amount} € par jour de retard constaté par la commune.`;
  const end = (number, days) => `Article ${number} - Résiliation\nLe marché peut être résilié aux torts du titulaire après mise en demeure de ${days} jours.`;
  const found = compare(`Objet\n${penalty(5, 50)}\n${end(6, 15)}\nFin du marché.`, `Objet\n${end(5, 8)}\n${penalty(6, 80)}\nFin du marché.`);
  assert.deepStrictEqual(found.counts, { change: 2, ajoute: 0, supprime: 0, deplace: 2 });
  assert.deepStrictEqual(found.figures.map(({ before, after }) => [...before, ...after]).sort(), [['15 jours', '8 jours'], ['50 €', '80 €']]);
});

test('a paragraph cut in several, or several joined, are one change, whose numbers are not listed', () => {
  const sentences = ['Le titulaire remet le registre chaque trimestre.', 'Il remet les bons de pesée avec chaque facture.', 'Une pénalité de 1 000 € par jour est due.'];
  const [whole, cut] = [sentences.join(' '), sentences.join('\n')];
  for (const [before, after, kind] of [[whole, cut, 'plus'], [cut, whole, 'moins']]) {
    const found = compare(before, after);
    assert.deepStrictEqual([kinds(found), found.figures], [['change'], []]);
    assert.strictEqual(found.blocks[0].words.filter((word) => word.isEnd && word.kind === kind).length, 2);
  }
});

test('what is only written otherwise is said with its paragraph', () => {
  const found = compare('Le délai est de 8 jours.', 'Le délai est de huit jours.');
  assert.deepStrictEqual([kinds(found), found.figures, found.blocks[0].rewritten], [['change'], [], [['8 jours', 'huit jours']]]);
});

test('a space at the edge of a change is part of neither side', () => {
  const { blocks: [{ words }] } = compare('Entre le 15 septembre 2026 et le 15 mars.', 'Entre le 15/09/2026 et le 15 mars.');
  assert.deepStrictEqual(words.filter(({ kind }) => kind !== 'meme').map(({ text }) => text), ['15 septembre 2026', '15/09/2026']);
});

test('a long part that moved is what moved, past the bound too', () => {
  const list = Array.from({ length: 1000 }, (_, number) => `Le bac numéro ${number} est remis au magasin.`);
  const found = compare(list.join('\n'), [...list.slice(400), ...list.slice(0, 400)].join('\n'));
  assert.deepStrictEqual(found.counts, { change: 0, ajoute: 0, supprime: 0, deplace: 400 });
});
