'use strict';

/* What the comparison promises: accepting all of it gives the text of today, refusing all of it the text of before, sign for sign, on the page and in the Word file. On random texts, edited at random. */

const assert = require('node:assert');
const path = require('node:path');
const test = require('node:test');
const { parts, root } = require('../pieces.js');
const { pair } = require('../textes-modifies.js');

const window = { Diff: require(path.join(root, 'docs/assets/vendor/diff.min.js')), fflate: require(path.join(root, 'docs/assets/vendor/fflate.min.js')) };
const { comparaison, comparaisonWord } = parts(
  ['xml', 'texte', 'tranches', 'ressemblance', 'nombre', 'jour', 'archive', 'office', 'ecrit', 'word-patron', 'word', 'comparaison-valeurs', 'comparaison', 'comparaison-word'],
  { window },
);

const PAIRS = 400;
const SHAPE = { auteur: 'Essai', date: '2026-11-29', pied: 'Essai', titre: 'Essai' };
const textsOf = (paragraphs) => paragraphs.map(({ text }) => text);

/* The lines of a side, read again from the words that are shown. */
function read(block, but) {
  if (block.kind === 'meme' || block.kind === 'parti') return textsOf(but === 'moins' ? block.after : block.before);
  return block.words.filter(({ kind }) => kind !== but).reduce((lines, { text, isEnd }) => (isEnd ? [...lines, ''] : [...lines.slice(0, -1), lines[lines.length - 1] + text]), ['']);
}

const even = (text) => text.replace(/\s+/g, ' ').replace(/’/g, "'").trim();

test('on the page, each side stands whole and in its order', () => {
  for (let seed = 1; seed <= PAIRS; seed += 1) {
    const [before, after] = pair(seed);
    const { blocks } = comparaison.compare(before, after);
    assert.deepStrictEqual(blocks.flatMap((block) => block.after), after, `seed ${seed}`);
    assert.deepStrictEqual(blocks.filter(({ kind }) => kind !== 'deplace').flatMap((block) => block.before), before, `seed ${seed}`);
    for (const block of blocks) {
      if (block.after.length) assert.deepStrictEqual(read(block, 'moins'), textsOf(block.after), `seed ${seed}`);
      if (block.before.length) assert.deepStrictEqual(read(block, 'plus').map(even), textsOf(block.before).map(even), `seed ${seed}`);
    }
  }
});

/* The paragraphs of word/document.xml once every mark is accepted or refused, as a word processor does: what goes takes the end of its paragraph with it. */
function resolved(xml, isAccepted) {
  const goes = isAccepted ? ['del', 'moveFrom'] : ['ins', 'moveTo'];
  const plain = (text) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&');
  const found = [];
  let text = '';
  let isOpen = false;
  for (const [paragraph] of xml.matchAll(/<w:p>.*?<\/w:p>/gs)) {
    const [, own = '', body] = /^<w:p>(?:<w:pPr>(.*?)<\/w:pPr>(?!<\/w:pPrChange>))?(.*)<\/w:p>$/s.exec(paragraph);
    let shown = body;
    for (const tag of goes) shown = shown.replace(new RegExp(`<w:${tag} .*?</w:${tag}>`, 'gs'), '');
    for (const [, words] of shown.matchAll(/<w:(?:t|delText) [^>]*>([^<]*)<|<w:br\/>/g)) text += words === undefined ? '\n' : plain(words);
    isOpen = goes.some((tag) => own.includes(`<w:rPr><w:${tag} `));
    if (!isOpen) {
      found.push(text);
      text = '';
    }
  }
  assert.ok(!isOpen, 'the end of the last paragraph stays');
  return found;
}

test('in the Word file, accepting all gives the text of today and refusing all the text of before, sign for sign', () => {
  const seen = new Set();
  for (let seed = 1; seed <= PAIRS; seed += 1) {
    const [before, after] = pair(seed);
    const files = window.fflate.unzipSync(comparaisonWord.redline(comparaison.compare(before, after), SHAPE));
    const xml = window.fflate.strFromU8(files['word/document.xml']);
    assert.deepStrictEqual(resolved(xml, true), textsOf(after), `seed ${seed}, accepted`);
    assert.deepStrictEqual(resolved(xml, false), textsOf(before), `seed ${seed}, refused`);
    const ids = [...xml.matchAll(/ w:id="(\d+)"/g)].length - [...xml.matchAll(/<w:move(?:From|To)RangeEnd /g)].length;
    assert.strictEqual(new Set([...xml.matchAll(/ w:id="(\d+)"/g)].map(([, id]) => id)).size, ids, `seed ${seed}, each mark has its number`);
    for (const [tag] of xml.matchAll(/<w:(?:ins|del|moveFrom|moveTo|pPrChange) |w:rPr><w:(?:ins|del|moveFrom|moveTo) /g)) seen.add(tag);
  }
  assert.strictEqual(seen.size, 9, [...seen].join(' '));
});
