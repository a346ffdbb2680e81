/* Which segment of purchase a query describes, from the votes of its words: the same code as macros/search/purchase.py, which says why. */
(function (root) {
  'use strict';

  const ENOUGH = 5, EACH = 1.5;
  const SURE = 0.55, CLOSE = 0.5, AT_MOST = 3;
  const NOTHING = { segments: [], isSure: false, code: '', label: '' };

  /** What the votes of a query's known words or phrases say together: each is a Map document → how much. */
  function recognised(votes) {
    const total = new Map();
    for (const own of votes) own.forEach((vote, document) => total.set(document, (total.get(document) || 0) + vote));
    const ranked = [...total].sort(([a, voteA], [b, voteB]) => voteB - voteA || a - b);
    if (!ranked.length || ranked[0][1] < ENOUGH + EACH * votes.length) return NOTHING;
    const best = ranked[0][1];
    const isSure = ranked.length === 1 || ranked[1][1] < SURE * best;
    const named = ranked.slice(0, isSure ? 1 : AT_MOST).filter(([, vote]) => vote >= CLOSE * best).map(([document]) => document);
    return { ...NOTHING, segments: named, isSure };
  }

  const api = { NOTHING, recognised };
  root.GuidePurchase = api;
  if (typeof module !== 'undefined' && module.exports) module.exports = api;
})(typeof self !== 'undefined' ? self : globalThis);
