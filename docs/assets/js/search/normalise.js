/* From French text to index terms: the same code as macros/search/normalise.py, which says why. tests/search/vecteurs.json
   holds the two together. */
(function (root) {
  'use strict';

  const STOP_WORDS = new Set((
    'a afin ai aie aient ainsi alors art article articles as au aucun aucune aura aurait aussi autre autres aux avaient avait ' +
    'avec avez avoir avons ayant bien c car ce ceci cela celle celles celui ces cet cette ceux chaque chez ci comme comment ' +
    'concernant cpv d dans de depuis des dessous dessus doit doivent donc dont du elle elles en encore entre es est et ' +
    'etaient etait etant etes etre eu eux faire fait faites faut font furent fut il ils j je jusqu l la laquelle le lequel ' +
    'les lesquelles lesquels leur leurs lors lorsqu lui m ma mais me meme memes mes moi mon n ne ni non nos notre nous on ont ' +
    'ou par parmi pas pendant peut peuvent peux plus plusieurs plutot pour pourquoi puis puisqu qu quand que quel quelle ' +
    'quelles quelqu quels qui quoi s sa se sera serait seront ses si soit son sont sous suis sur t ta tant te tel telle ' +
    'telles tels tes toi ton tous tout toute toutes tres tu un une vers via voici voila vos votre vous y'
  ).split(' '));

  const SPELLED = {
    'œ': 'oe', 'æ': 'ae', 'ø': 'o', 'ł': 'l', 'ß': 'ss', 'ﬀ': 'ff', 'ﬁ': 'fi', 'ﬂ': 'fl', 'ﬃ': 'ffi', 'ﬄ': 'ffl', 'ﬅ': 'st', 'ﬆ': 'st',
  };
  for (const dash of '\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d') SPELLED[dash] = '-';
  for (const invisible of '\u00ad\u200b\u200c\u200d\u2060') SPELLED[invisible] = '';
  for (const digits of ['⁰¹²³⁴⁵⁶⁷⁸⁹', '₀₁₂₃₄₅₆₇₈₉']) {
    Array.from(digits).forEach((char, value) => { SPELLED[char] = String(value); });
  }
  const TO_SPELL = new RegExp('[' + Object.keys(SPELLED).join('') + ']', 'g');
  const MARKS = /\p{M}/gu;

  const FEMININE = [['euse', 'eu'], ['trice', 'teu'], ['ive', 'if'], ['ique', 'ic'], ['iqu', 'ic'], ['iq', 'ic'], ['iere', 'ier'],
    ['aise', 'ai'], ['oise', 'oi']];

  const PREFIXES = 'agro|anti|auto|bio|co|eco|inter|low|micro|multi|pre|re|socio|sous|tele|visio';
  const TOKEN = new RegExp(
    `(?<reference>[lrd](?:\\.\\s*|\\s+)?\\*?(?<article>[0-9]{4}(?:\\s[0-9]{1,2}){1,2}|[0-9]{1,4}(?:-[0-9]+)*)(?![a-z0-9]))` +
    '|(?<acronym>(?:[a-z]\\.){2,}(?:[a-z](?![a-z0-9]))?)' +
    `|(?<thousands>[0-9]{1,3}(?:\\s+[0-9]{3})+(?![a-z0-9-]))` +
    '|(?<code>[0-9]+(?:-[0-9]+)+(?![a-z0-9]))' +
    `|(?<compound>(?:${PREFIXES})-(?<rest>[a-z]{3,}))` +
    '|(?<word>[a-z0-9]+)', 'g');
  const CPV_LENGTH = 8;

  /** Lower case, ligatures spelled, marks removed: "Œuvre réalisée" → "oeuvre realisee". */
  function fold(text) {
    return text.toLowerCase().replace(TO_SPELL, (char) => SPELLED[char]).normalize('NFD').replace(MARKS, '');
  }

  function singular(word) {
    if (word.endsWith('eaux')) return word.slice(0, -1);
    if (word.endsWith('aux') && word.length >= 6) return word.slice(0, -3) + 'al';
    if (word.endsWith('s') || word.endsWith('x')) return word.slice(0, -1);
    return word.endsWith('iau') ? word.slice(0, -3) + 'ial' : word;
  }

  function masculine(word) {
    const rule = FEMININE.find(([ending]) => word.endsWith(ending));
    return rule ? word.slice(0, -rule[0].length) + rule[1] : word;
  }

  function withoutEnding(word) {
    for (const letter of 'ree') {
      if (word.endsWith(letter)) word = word.slice(0, -1);
    }
    return word.length > 4 && word[word.length - 1] === word[word.length - 2] ? word.slice(0, -1) : word;
  }

  /** The term of one folded word. */
  function stem(word) {
    if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
    word = singular(word);
    return word.length < 6 ? word : withoutEnding(masculine(word));
  }

  /** {text, terms} of one match of TOKEN. */
  function token(match) {
    const text = match[0];
    const groups = match.groups;
    if (groups.word !== undefined) return { text, terms: /^[a-z]$/.test(text) ? [] : [stem(text)] };
    if (groups.reference !== undefined) {
      const article = groups.article.replace(/\s/g, '-');
      return { text: text[0] + article, terms: article.includes('-') ? [text[0] + article, article] : [text[0] + article] };
    }
    if (groups.code !== undefined) {
      const number = text.split('-')[0];
      return { text, terms: number.length === CPV_LENGTH ? [text, number] : [text] };
    }
    if (groups.compound !== undefined) {
      const joined = text.replace('-', '');
      return { text: joined, terms: [stem(joined), stem(groups.rest)] };
    }
    const joined = text.replace(/[^a-z0-9]/g, '');
    return { text: joined, terms: [joined] };
  }

  /** Every token of a text but lone letters: {text, terms, stop, start, end}; places are in the folded text. */
  function tokens(text) {
    const found = [];
    for (const match of fold(text).matchAll(TOKEN)) {
      const { text: word, terms } = token(match);
      if (terms.length) found.push({ text: word, terms, stop: STOP_WORDS.has(word), start: match.index, end: match.index + match[0].length });
    }
    return found;
  }

  /** The same, with places in the text itself, for whoever marks words in it. */
  function locatedTokens(text) {
    const places = [];
    let offset = 0;
    for (const char of text) {
      for (let i = char < '\u0080' ? 1 : fold(char).length; i > 0; i -= 1) places.push(offset);
      offset += char.length;
    }
    places.push(offset);
    return tokens(text).map((found) => ({ ...found, start: places[found.start], end: places[found.end] }));
  }

  const api = { fold, singular, stem, tokens, locatedTokens };
  root.GuideNormalise = api;
  if (typeof module !== 'undefined' && module.exports) module.exports = api;
})(typeof self !== 'undefined' ? self : globalThis);
