/* How much two texts say the same, whatever word processors change by themselves.

     even(text)             a text with one kind of space, of quotes and of apostrophes
     flat(text)             … and without capitals
     wordsOf(text)          a Map word → how often
     overlap(one, other)    0 to 1, of two such Maps
     likeness(one, other)   … of two texts
     TOKEN                  what cuts a text into words, numbers with their decimals, spaces and signs */
(() => {
  "use strict";

  const TOKEN = /\d+(?:[.,]\d+)+|[\p{L}\p{N}]+|\s+|[^\s]/gu;
  const WORD = /[\p{L}\p{N}]{2,}/gu;

  const even = (text) => text.replace(/\s+/g, " ").replace(/[’‘ʼ]/g, "'").replace(/[«“] ?| ?[»”]/g, '"').trim();
  const flat = (text) => even(text).toLowerCase();
  function wordsOf(text) {
    const counts = new Map();
    for (const word of flat(text).match(WORD) || []) counts.set(word, (counts.get(word) || 0) + 1);
    return counts;
  }

  function overlap(one, other) {
    let common = 0;
    let all = 0;
    for (const [word, count] of one) {
      common += Math.min(count, other.get(word) || 0);
      all += count;
    }
    for (const count of other.values()) all += count;
    return all ? (2 * common) / all : 0;
  }

  const likeness = (one, other) => overlap(wordsOf(one), wordsOf(other));

  guideParts.ressemblance = { even, flat, wordsOf, overlap, likeness, TOKEN };
})();
