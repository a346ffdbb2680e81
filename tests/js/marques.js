/* Word files of comparisons: `node marques.js <folder> <count>` writes <n>-apres.docx and <n>-avant.docx, and prints [[paragraphs of before, paragraphs of today], …].
   In the second file each mark is the opposite one: accepting all of it does what refusing all of the first does. */
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { parts, root } = require('./pieces.js');
const { pair } = require('./textes-modifies.js');

const [folder, count] = process.argv.slice(2);
const window = { Diff: require(path.join(root, 'docs/assets/vendor/diff.min.js')), fflate: require(path.join(root, 'docs/assets/vendor/fflate.min.js')) };
const { comparaison, comparaisonWord } = parts(
  ['xml', 'texte', 'tranches', 'ressemblance', 'nombre', 'jour', 'archive', 'office', 'ecrit', 'word-patron', 'word', 'comparaison-valeurs', 'comparaison', 'comparaison-word'],
  { window },
);
const OPPOSITES = { ins: 'del', del: 'ins', moveTo: 'moveFrom', moveFrom: 'moveTo', moveToRangeStart: 'moveFromRangeStart', moveFromRangeStart: 'moveToRangeStart', moveToRangeEnd: 'moveFromRangeEnd', moveFromRangeEnd: 'moveToRangeEnd' };

function inverted(xml) {
  return xml
    .replace(/<w:(ins|del) [^>]*[^/]>.*?<\/w:\1>/gs, (mark, tag) => (tag === 'ins' ? mark.replace(/w:t(?=[ >])/g, 'w:delText') : mark.replace(/w:delText/g, 'w:t')))
    .replace(/(<\/?w:)(\w+)(?=[ />])/g, (whole, start, tag) => (tag in OPPOSITES ? start + OPPOSITES[tag] : whole));
}

const texts = [];
for (let seed = 1; seed <= Number(count); seed += 1) {
  const [before, after] = pair(seed);
  const bytes = comparaisonWord.redline(comparaison.compare(before, after), { auteur: 'Essai', date: '2026-11-29', pied: 'Essai', titre: 'Essai' });
  fs.writeFileSync(path.join(folder, `${seed}-apres.docx`), bytes);
  const files = window.fflate.unzipSync(bytes);
  files['word/document.xml'] = window.fflate.strToU8(inverted(window.fflate.strFromU8(files['word/document.xml'])));
  fs.writeFileSync(path.join(folder, `${seed}-avant.docx`), window.fflate.zipSync(files));
  texts.push([before, after].map((paragraphs) => paragraphs.map(({ text }) => text)));
}
process.stdout.write(JSON.stringify(texts));
