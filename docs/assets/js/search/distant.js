/* Asks the search engine of the organisation (organisation.yml: moteur) what the results page wants: the same methods as the engine of
   the site's own index, over what macros/exports/engine_files.py gave to OpenSearch or Meilisearch. Loaded only where one is set. */
(function (root) {
  'use strict';

  const normalise = root.GuideNormalise || (typeof require === 'function' ? require('./normalise.js') : null);

  const FACETS = ['type', 'famille', 'etape', 'dimension', 'niveau', 'public', 'effort', 'statut'];
  const SHOWN = ['adresse', 'titre', 'contexte', 'resume', 'texte', 'facilite', ...FACETS];
  const SORTS = { facilite: 'facilite', effort: 'effort_leger', impact: 'impact', nouveaute: 'date', agents: 'pour_agents', elus: 'pour_elus', fournisseurs: 'pour_fournisseurs', nouveaux: 'pour_nouveaux' };
  const WEIGHTS = ['titre^10', 'sigles^10', 'alias^8', 'marche^6', 'resume^4', 'texte', 'reste^0.5'];
  const NAMES = ['titre', 'alias', 'resume'];
  const ENOUGH = '2<60%';
  /** Of three words or more, so many must be there. */
  const MANY = 1000, DEEPEST = 100000, LARGEST = 20;
  const LONGEST = 400;
  const PATIENCE = 4000;
  /** Milliseconds, after which the site's own index answers. */

  const has = (table, key) => Object.prototype.hasOwnProperty.call(table, key);

  /* ---- The two dialects: what is sent, and what comes back as {total, hits: [record…], counts: {facet: {id: count}}} ---- */

  const openSearch = {
    path: ({ index }) => `/${index}/_search`,
    authorization: (key) => `Basic ${key}`,

    body(asked, from, size) {
      const { q, filters, sort, typing } = asked;
      const terms = (but) => FACETS.filter((facet) => facet !== but && filters[facet].length).map((facet) => ({ terms: { [facet]: filters[facet] } }));
      const ways = [
        { multi_match: { query: q, fields: WEIGHTS, type: 'cross_fields', operator: 'or', minimum_should_match: ENOUGH } },
        { multi_match: { query: q, fields: NAMES, fuzziness: 'AUTO:5,12', prefix_length: 1, minimum_should_match: ENOUGH, boost: 0.1 } },
      ];
      if (typing) ways.push({ multi_match: { query: q, fields: NAMES, type: 'bool_prefix', operator: 'and' } });
      return {
        from, size, track_total_hits: true, _source: SHOWN,
        query: q ? { function_score: { query: { bool: { should: ways, minimum_should_match: 1 } }, field_value_factor: { field: 'poids', missing: 1 } } } : { match_all: {} },
        post_filter: { bool: { filter: terms('') } },
        sort: [...(sort ? [{ [sort]: { order: 'desc', missing: '_last' } }] : []), '_score', { ordre: 'asc' }],
        aggs: Object.fromEntries(FACETS.map((facet) => [facet, { filter: { bool: { filter: terms(facet) } }, aggs: { valeurs: { terms: { field: facet, size: MANY } } } }])),
      };
    },

    read(answer) {
      const counts = FACETS.map((facet) => [facet, Object.fromEntries(answer.aggregations[facet].valeurs.buckets.map((bucket) => [bucket.key, bucket.doc_count]))]);
      return { total: answer.hits.total.value, hits: answer.hits.hits.map((hit) => hit._source), counts: Object.fromEntries(counts) };
    },
  };

  const meilisearch = {
    path: () => '/multi-search',
    authorization: (key) => `Bearer ${key}`,

    /** A facet whose values are chosen is counted without them, by a query of its own. */
    body({ q, filters, sort, index }, from, size) {
      const chosen = FACETS.filter((facet) => filters[facet].length);
      const filter = (but) => chosen.filter((facet) => facet !== but).map((facet) => filters[facet].map((id) => `${facet} = ${JSON.stringify(id)}`));
      const shared = { indexUid: index, q, matchingStrategy: 'frequency' };
      return {
        queries: [
          { ...shared, filter: filter(''), facets: FACETS, page: from / size + 1, hitsPerPage: size, attributesToRetrieve: SHOWN, ...(sort ? { sort: [`${sort}:desc`] } : {}) },
          ...chosen.map((facet) => ({ ...shared, filter: filter(facet), facets: [facet], limit: 0 })),
        ],
      };
    },

    read({ results: [main, ...others] }) {
      const counts = Object.assign({}, main.facetDistribution, ...others.map((other) => other.facetDistribution));
      return { total: main.totalHits, hits: main.hits, counts };
    },
  };

  const DIALECTS = { opensearch: openSearch, meilisearch };

  /* ---- What the page asks ---- */

  class Distant {
    /** `settings`: {type, adresse, index, cle_publique?, labels}, as the build wrote them. */
    constructor(settings) {
      this.settings = settings;
      this.dialect = DIALECTS[settings.type];
      this.records = [];
    }

    /** A page of answers (see Engine.page). Rejects where the engine does not answer, or not as it should. */
    async page({ q, filters, tri, page }, size, { typing = false } = {}) {
      const { known, unknown } = this.sortedOut(filters);
      const count = Math.min(size, LARGEST);
      const asked = { q: Array.from(q.trim()).slice(0, LONGEST).join(''), filters: known, sort: has(SORTS, tri) ? SORTS[tri] : '', typing, index: this.settings.index };
      let own = Math.min(page, Math.floor(DEEPEST / count));
      let found = await this.ask(asked, (own - 1) * count, count);
      const pages = Math.max(1, Math.ceil(Math.min(found.total, DEEPEST) / count));
      if (own > pages) {
        own = pages;
        found = await this.ask(asked, (own - 1) * count, count);
      }
      const hits = found.hits.map((record) => ({ document: this.records.push(record) - 1 }));
      return { hits, total: found.total, counts: found.counts, page: own, pages, unknown, words: this.words(q), purchase: { segments: [] }, failed: [] };
    }

    async ask(asked, from, size) {
      const { adresse, cle_publique: key } = this.settings;
      const headers = { 'Content-Type': 'application/json' };
      if (key) headers.Authorization = this.dialect.authorization(key);
      const stop = new AbortController();
      const timer = setTimeout(() => stop.abort(), PATIENCE);
      try {
        const answer = await root.fetch(adresse + this.dialect.path(this.settings), {
          method: 'POST', headers, body: JSON.stringify(this.dialect.body(asked, from, size)), signal: stop.signal, credentials: 'omit', referrerPolicy: 'no-referrer',
        });
        if (!answer.ok) throw new Error(`${answer.status}`);
        const found = this.dialect.read(await answer.json());
        for (const facet of FACETS) found.counts[facet] = Object.assign(Object.create(null), found.counts[facet]);
        return { ...found, hits: found.hits.map(clean), total: Number(found.total) };
      } finally {
        clearTimeout(timer);
      }
    }

    /** The words to mark in the answers. */
    words(q) {
      const meant = normalise.tokens(q).filter((token) => !token.stop);
      return meant.map(({ text, terms }) => ({ text, main: terms[0], how: 'exact', spellings: [], terms: new Map(terms.map((term) => [{ term }, 1])) }));
    }

    /** What no list has is not sent: {known, unknown}, ids by facet. */
    sortedOut(filters) {
      const by = (test) => Object.fromEntries(FACETS.map((facet) => [facet, (filters[facet] || []).filter((id) => this.knows(facet, id) === test)]));
      return { known: by(true), unknown: by(false) };
    }

    knows(facet, id) {
      return has(this.labels(facet), id);
    }

    labels(facet) {
      return this.settings.labels[facet] || {};
    }

    label(facet, id) {
      return this.knows(facet, id) ? this.settings.labels[facet][id] : id;
    }

    facet(document, name) {
      return this.records[document][name];
    }

    async shown(document) {
      return this.records[document];
    }

    shownFile() {
      return 0;
    }

    holds(document, field, words) {
      const terms = new Set(normalise.tokens(this.records[document][field]).flatMap((token) => token.terms));
      return words.some(({ main }) => terms.has(main));
    }

    async text(document) {
      return this.records[document].texte;
    }
  }

  /** What an engine answers is not trusted: texts are texts, facets are lists of texts, an address stays below the site's root. */
  function clean(record) {
    const text = (value) => (typeof value === 'string' ? value : '');
    const texts = Object.fromEntries(['adresse', 'titre', 'contexte', 'resume', 'texte'].map((name) => [name, text(record[name])]));
    const facets = FACETS.map((facet) => [facet, [].concat(record[facet] === undefined ? [] : record[facet]).map(String)]);
    if (!/^(?:[a-z0-9-]+\/)*(?:#[^\s]*)?$/.test(texts.adresse)) throw new Error('not an address of this site');
    const ease = Number(record.facilite);
    return { ...texts, facilite: ease >= 1 && ease <= 5 ? Math.round(ease) : 0, ...Object.fromEntries(facets) };
  }

  const api = { Distant };
  root.GuideDistant = api;
  if (typeof module !== 'undefined' && module.exports) module.exports = api;
})(typeof self !== 'undefined' ? self : globalThis);
