/* Misspelled words: the same code as tests/search/reference/mending.py, which says why. */
(function (root) {
  'use strict';

  const normalise = root.GuideNormalise || (typeof require === 'function' ? require('./normalise.js') : null);

  const SHORTEST = 6, LONG = 12, SPELLINGS = 3;

  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

  /** A folded word without its plural, doubled letters made one. */
  const bare = (word) => (word.length >= 4 ? normalise.singular(word) : word).replace(/(.)\1/g, '$1');

  /** How many letters are missing, added, changed, or change places with the next; `limit` + 1 for anything beyond. */
  function edits(one, other, limit) {
    let above = [], before = [], row = Array.from({ length: other.length + 1 }, (_, i) => i);
    for (let i = 1; i <= one.length; i += 1) {
      [above, before, row] = [before, row, [i]];
      for (let j = 1; j <= other.length; j += 1) {
        let cost = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) cost = Math.min(cost, above[j - 2] + 1);
        row.push(cost);
      }
      if (Math.min(...row) > limit) return limit + 1;
    }
    return Math.min(row[row.length - 1], limit + 1);
  }

  /** The words that a mistake may be mended into, from the file of the lexicon: groups of words, the rarest first. */
  function readWords(groups) {
    return groups.flatMap((words, group) => words.split(' ').filter(Boolean).map((word) => ({ group, word, other: bare(normalise.fold(word)) })));
  }

  /** The words close to an unknown one: the closest first, then the most frequent. They begin with the same letter. */
  function spellings(text, words) {
    if (!canMend(text)) return [];
    const own = bare(text);
    const limit = text.length >= LONG ? 2 : 1;
    const near = [];
    for (const { group, word, other } of words) {
      if (other[0] !== own[0] || Math.abs(other.length - own.length) > limit) continue;
      const count = edits(own, other, limit);
      if (count <= limit) near.push({ count, group, word });
    }
    return near.sort((a, b) => a.count - b.count || b.group - a.group || compare(a.word, b.word)).slice(0, SPELLINGS).map(({ word }) => word);
  }

  const canMend = (text) => text.length >= SHORTEST && /^[a-z]+$/.test(text);

  const api = { bare, canMend, edits, readWords, spellings };
  root.GuideMending = api;
  if (typeof module !== 'undefined' && module.exports) module.exports = api;
})(typeof self !== 'undefined' ? self : globalThis);
