/* What a query says before its words: the same rules as tests/search/reference/reading.py, which says why. tests/search/lectures.json holds the two
   together. */
(function (root) {
  'use strict';

  const normalise = root.GuideNormalise || (typeof require === 'function' ? require('./normalise.js') : null);

  const LONGEST = 400;
  const SCALES = { k: 1e3, mille: 1e3, millier: 1e3, milliers: 1e3, m: 1e6, million: 1e6, millions: 1e6 };
  const AMOUNT = new RegExp('(?<before>^|[^a-z0-9])(?<number>[0-9]{1,3}(?:[\\s.][0-9]{3})+|[0-9]+)(?:,[0-9]+)?' +
    "\\s*(?<scale>k|m|milliers?|mille|millions?)?" +
    "\\s*(?:d['’]\\s*)?(?:(?:€|euros?|eur)(?:\\s*(?:ht|ttc|hors\\s+taxes?))?|ht|ttc)(?![a-z])", 'g');
  const DATE = /(^|[^0-9.])(?:0?[1-9]|[12][0-9]|3[01])[/.](?:0?[1-9]|1[0-2])[/.](?:[0-9]{4}|[0-9]{2})(?![0-9.])/g;
  const LOT = /(^|[^a-z0-9])lots?\s*(?:n?\s*[°o]?\s*)[0-9]{1,3}(?:\s*(?:,|\/|-|et)\s*[0-9]{1,3})*(?![a-z0-9])/g;
  const RUN = /(?<before>^|[^a-z0-9])(?<run>[0-9](?:[\s.]?[0-9])*)(?:\s?-\s?[0-9](?![0-9]))?(?![a-z0-9-])/g;
  const THOUSANDS = /^[0-9]{1,3}(?:[\s.][0-9]{3})+$/;
  const VERBS = 'est|peut|doit|faut|a|ont|sont|puis|dois|suis|sommes|engendre|peuvent|doivent';
  const QUESTION = new RegExp(`(?:^|[^a-z])(?:(?:${VERBS})(?:-t)?-(?:on|il|elle|ils|elles|ce|je|nous)|quel(?:le)?s?\\s+(?:est|sont)` +
    '|comment|pourquoi|combien|que faire|oblige|obligatoire|obligations?)(?![a-z])|\\?');

  /** The CPV code that these digits are, or null. */
  function codeOf(run, saysCpv, divisions) {
    if (THOUSANDS.test(run) && !saysCpv) return null;
    const digits = run.replace(/[^0-9]/g, '');
    const whole = digits.length === 8 ? digits : digits.length === 7 ? `0${digits}` : '';
    return divisions.includes(whole.slice(0, 2)) ? whole : null;
  }

  /** {text, amounts, codes, isQuestion}: the folded query without its amounts, codes, lots and dates, and these. */
  function read(query, divisions) {
    const folded = normalise.fold(Array.from(query).slice(0, LONGEST).join(''));
    const saysCpv = /(?:^|[^a-z])cpv(?![a-z])/.test(folded);
    const amounts = new Set(), codes = new Set();
    const text = folded
      .replace(AMOUNT, (...match) => {
        const { before, number, scale } = match[match.length - 1];
        amounts.add(Number(number.replace(/[^0-9]/g, '')) * (SCALES[scale] || 1));
        return `${before} `;
      })
      .replace(DATE, '$1 ')
      .replace(LOT, '$1lot ')
      .replace(RUN, (...match) => {
        const { before, run } = match[match.length - 1];
        const code = codeOf(run, saysCpv, divisions);
        if (!code) return match[0];
        codes.add(code);
        return `${before} `;
      });
    return { text, amounts: [...amounts], codes: [...codes], isQuestion: QUESTION.test(folded) };
  }

  const api = { read };
  root.GuideReading = api;
  if (typeof module !== 'undefined' && module.exports) module.exports = api;
})(typeof self !== 'undefined' ? self : globalThis);
