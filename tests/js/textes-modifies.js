'use strict';

/* Pairs of texts, invented: the same at each run. */

const WORDS = 'le titulaire remet chaque mois un relevé des produits employés avec leur dosage pénalité délai jours ouvrés marché prix plafond annexe facture site école lot preuve « fiche » l’eau l\'air n° 12 48 1 500 € 15/09/2026 < & >'.split(' ');

/* Numbers from 0 to 1, the same at each run. */
function chance(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

/** A text and another made from it: paragraphs that came, went, moved, changed, were cut or joined, or look otherwise; each a list of { text, level, bullet }. */
function pair(seed) {
  const random = chance(seed);
  const below = (count) => Math.floor(random() * count);
  const words = (count) => Array.from({ length: count }, () => WORDS[below(WORDS.length)]).join(' ');
  const paragraph = () => ({ text: below(4) ? words(4 + below(25)) + '.' : `Article ${1 + below(9)} - ${words(1 + below(3))}`, level: below(5) ? 0 : 1 + below(3), bullet: !below(5) });
  const edits = [
    (list) => list.splice(below(list.length + 1), 0, paragraph()),
    (list) => list.splice(below(list.length), 1),
    (list) => list.push(paragraph()),
    (list) => list.pop(),
    (list) => { const [from, count] = [below(list.length), 1 + below(3)]; list.splice(below(list.length), 0, ...list.splice(from, count)); },
    (list) => { const place = below(list.length); list[place] = { ...list[place], text: list[place].text.replace(/\S+$/, words(2)) }; },
    (list) => { const place = below(list.length); list[place] = { ...list[place], text: list[place].text.replace(/'/g, '’').replace(/ /g, () => (below(6) ? ' ' : '\u00a0')) }; },
    (list) => { const place = below(list.length); list[place] = { ...list[place], level: below(2), bullet: !below(2) }; },
    (list) => { const place = below(list.length); list[place] = { ...list[place], text: list[place].text.replace(' ', '\n') }; },
    (list) => { // one paragraph becomes several
      const place = below(list.length);
      const cut = list[place].text.split(' ');
      const at = 1 + below(cut.length);
      const pieces = [cut.slice(0, at).join(' '), cut.slice(at).join(' ')].filter(Boolean);
      list.splice(place, 1, ...pieces.map((text) => ({ ...list[place], text })));
    },
    (list) => { // several become one
      const place = below(list.length);
      const group = list.slice(place, place + 2 + below(2));
      list.splice(place, group.length, { ...group[0], text: group.map(({ text }) => text).join(' ') });
    },
  ];
  const before = Array.from({ length: 1 + below(14) }, paragraph);
  const after = [...before];
  for (let count = below(9); count; count -= 1) {
    edits[below(edits.length)](after);
    if (!after.length) after.push(paragraph());
  }
  return [before, after];
}

module.exports = { pair };
