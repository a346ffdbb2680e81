/* The search engine of the guide: it fetches the files of macros/search/shards.py that a query needs, rebuilds a lunr.Index
   from them and ranks as tests/search/reference/query.py does, which explains the rules. No page, no element: see pages.js.

   Files are scripts that call `guideSearch.receive`, so that they load over http and from file:// alike. */
(function (root) {
  'use strict';

  const other = (name, file) => root[name] || (typeof require === 'function' ? require(file) : null);
  const normalise = other('GuideNormalise', './normalise.js');
  const { read } = other('GuideReading', './reading.js');
  const mending = other('GuideMending', './mending.js');
  const { NOTHING: NO_PURCHASE, recognised } = other('GuidePurchase', './purchase.js');

  const MAX_WORDS = 12, MAX_READ = 60, MAX_SLOTS = 30, MAX_PHRASE = 5, MAX_EXPANSIONS = 24;
  const PREFIX_LETTERS = 3, PREFIX_LETTERS_UNKNOWN = 4;
  const ROOT_LETTERS = 5, ROOT_CUT = 3, LONG_NUMBER = 5;
  const TITLE = 5, PROCEDURE = 0.1, NOTION = 0.5, FEW = 5;
  const QUESTION_BOOSTS = { obligations: 1.5, pages: 1.5 };
  const SEGMENTS = 'familles', SEGMENT_KINDS = ['obligations', 'clauses'];
  const LEADS = { 3: 1.1, 2: 0.8, 1: 0.6 };
  const KNOWN = ['exact', 'market'];
  const REFERENCE = /^[lrd][0-9]{2,}(?:-[0-9]+)*$/, REFERENCE_BOOST = 3;
  const THRESHOLD = 'seuil';
  const NAMES = 2, SHOWN = 3, FAR_BETTER = 1.5;
  const NO_VOTES = new Map();
  const SORT_COLUMNS = new Map([['facilite', 'facilite'], ['effort', 'effort'], ['impact', 'impact'], ['nouveaute', 'date']]);
  const LESS_PRECISE = 0.5, PREFIX_BESIDE_EXACT = 0.25, PREFIX = 0.8, ROOT = 0.6, SYNONYM = 0.5;
  const SYNONYM_COVERS = 0.9, KEPT_SHARE = 0.4;
  const K1 = 1.2, B = 0.75;
  const RANKED_BY_LUNR = 100;
  const NOTHING = -1;

  /* ---- Characters → numbers: the reverse of macros/search/codes.py ---- */

  const ALPHABET = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).filter((c) => !'"\\,<'.includes(c));
  const LAST = 60, MORE = 16;
  const PLACE = new Uint8Array(128);
  ALPHABET.forEach((char, place) => { PLACE[char.charCodeAt(0)] = place; });

  /** The postings of a term in one field: [document, count, document, count…]. */
  function decodePostings(written) {
    const found = [];
    let document = -1, gap = 0, scale = 1;
    for (let i = 0; i < written.length; i += 1) {
      const place = PLACE[written.charCodeAt(i)];
      if (place >= LAST + MORE) {
        found[found.length - 1] += place - LAST - MORE + 1;
      } else if (place >= LAST) {
        gap += scale * place;
        scale *= MORE;
      } else {
        document += 1 + gap + scale * place;
        found.push(document, 1);
        gap = 0;
        scale = 1;
      }
    }
    return found;
  }

  /** How many document fields hold a term, from its written postings: those of so many fields. */
  function countPostings(written, fields) {
    let count = 0, field = 0;
    for (let i = 0; i < written.length && field < fields; i += 1) {
      const code = written.charCodeAt(i);
      if (code === 44) field += 1;
      else if (PLACE[code] < LAST) count += 1;
    }
    return count;
  }

  /** One number a document. */
  function decodeColumn(written) {
    const width = Number(written[0]);
    const column = new Uint32Array((written.length - 1) / width);
    for (let i = 0; i < column.length; i += 1) {
      for (let digit = 0; digit < width; digit += 1) {
        column[i] = column[i] * ALPHABET.length + PLACE[written.charCodeAt(1 + i * width + digit)];
      }
    }
    return column;
  }

  /* ---- Files ---- */

  const waiting = new Map();

  /** Called by every search file. */
  function receive(name, version, content) {
    const wait = waiting.get(name);
    if (wait) wait({ version, content });
  }

  /** Adds a script to the page and takes it away once it ran. Rejects if it cannot be loaded. The head of a page may begin the engine before the parts that every page has (parts/charger.js). */
  function addScript(url) {
    return new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = url;
      script.onload = () => { script.remove(); resolve(); };
      script.onerror = () => { script.remove(); reject(new Error(`${url} did not load`)); };
      document.head.append(script);
    });
  }

  class StaleIndexError extends Error {}

  /** Files by name, each fetched once; one that failed is asked for again the next time. */
  class Files {
    constructor(base, load) {
      this.base = base;
      this.load = load;
      this.version = '';
      this.promises = new Map();
    }

    get(name) {
      if (!this.promises.has(name)) {
        const promise = this.fetch(name).catch((error) => {
          this.promises.delete(name);
          throw error;
        });
        this.promises.set(name, promise);
      }
      return this.promises.get(name);
    }

    async fetch(name) {
      let received = null;
      waiting.set(name, (file) => { received = file; });
      try {
        await this.load(`${this.base}${name}.js${this.version && `?v=${this.version}`}`);
      } finally {
        waiting.delete(name);
      }
      if (!received) throw new Error(`${name} brought nothing`);
      if (!this.version) this.version = received.version;
      if (received.version !== this.version) throw new StaleIndexError(received.version);
      return received.content;
    }

    /** Forgets everything: the guide was published again while its page stayed open. */
    restart(version) {
      this.version = version;
      this.promises.clear();
    }
  }

  const numbered = (kind, number) => `${kind}-${String(number).padStart(3, '0')}`;

  /** The last whose first term is not after a term. */
  function placeAmong(first, term) {
    let low = 0, high = first.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (first[middle] <= term) low = middle + 1; else high = middle;
    }
    return Math.max(0, low - 1);
  }

  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

  /* ---- One query ---- */

  /** Reads a query's words with the files that can be had; `failed` names those that cannot. */
  class Query {
    constructor(engine) {
      this.engine = engine;
      this.failed = new Set();
    }

    /** What a promise brings or, where its file is missing, `otherwise`. */
    async attempt(name, promise, otherwise) {
      try {
        return await promise;
      } catch (error) {
        if (error instanceof StaleIndexError) throw error;
        this.failed.add(name);
        return otherwise;
      }
    }

    shard(number) {
      return this.attempt(numbered('t', number), this.engine.shard(number), new Map());
    }

    /** The entry of a term, or null where no document has it. */
    async find(term) {
      const written = (await this.shard(this.engine.shardNumber(term))).get(term);
      return written === undefined ? null : this.engine.entry(term, written);
    }

    /** The terms that begin so, the most frequent first. */
    async begun(prefix, letters) {
      if (prefix.length < letters) return [];
      const numbers = [];
      for (let number = this.engine.shardNumber(prefix); number <= this.engine.shardNumber(prefix + '~'); number += 1) numbers.push(number);
      const found = [];
      for (const terms of await Promise.all(numbers.map((number) => this.shard(number)))) {
        for (const [term, written] of terms) {
          if (term.startsWith(prefix)) found.push(this.engine.entry(term, written));
        }
      }
      return found.filter(({ frequency }) => frequency > 0).sort((a, b) => b.frequency - a.frequency || compare(a.term, b.term)).slice(0, MAX_EXPANSIONS);
    }

    /** {words, purchase, leads, asksRule}: the words of a query, what is bought, and what the lexicon leads to (a Map document → its part of
        the best score). */
    async read(query, typing) {
      const { procedure, empty } = this.engine;
      const reading = read(query, this.engine.manifest.divisions);
      let words = await this.words(reading.text, typing);
      const codes = (await Promise.all(reading.codes.map((code) => this.code(code)))).filter(Boolean);
      const groups = await this.groups(words);
      const blank = placesOf(groups, empty);
      const numbers = groups.filter(({ group }) => group.length === 1 && /^[0-9]+$/.test(group[0].main)).map(({ start }) => start);
      const quiet = new Set([...placesOf(groups, procedure), ...blank, ...numbers]);
      const spoken = groups.filter(({ start, group }) => !quiet.has(start) && (group.length > 1 || group[0].how !== 'unknown'));
      words = groups.flatMap(({ group }) => (group.length > 1 ? group.map(ofPhrase) : group));
      let purchase = codes.length ? this.engine.bought(codes[0]) : NO_PURCHASE;
      const isSegment = (document) => this.engine.kindOf(document) === SEGMENTS;
      const led = countWords(spoken.filter(({ votes }) => votes.size && ![...votes.keys()].some(isSegment)));
      if (!purchase.segments.length && !reading.isQuestion && led < NOTION * countWords(spoken)) {
        purchase = recognised(spoken.map(({ votes }) => new Map([...votes].filter(([document]) => isSegment(document)))));
      }
      const weak = purchase.segments.length && words.length >= TITLE ? quiet : blank;
      if (weak.size < words.length) words = words.map((word, place) => (weak.has(place) ? times(word, PROCEDURE) : word));
      const amounts = purchase.segments.length ? [] : await this.amounts(reading.amounts, words);
      const leads = leadsOf([...spoken, ...amounts.map((word) => ({ group: [word], votes: word.votes }))], isSegment);
      const ofCodes = await Promise.all(codes.map((code) => this.codeWord(code)));
      words = rarest([...words, ...amounts, ...ofCodes]);
      return { words, purchase, leads, asksRule: reading.isQuestion || words.some(({ how }) => how === 'amount') };
    }

    /** [{start, group, votes}…]: the words that go together, the longest phrases first, and what each says; a word alone otherwise. */
    async groups(words) {
      const found = [];
      for (let start = 0; start < words.length;) {
        const { length, votes } = await this.phrase(words.slice(start, start + MAX_PHRASE));
        found.push({ start, group: words.slice(start, start + length), votes });
        start += length;
      }
      return found;
    }

    /** The longest phrase that these words begin with, and what it says; the first word otherwise. */
    async phrase(words) {
      for (let { length } = words; length > 1; length -= 1) {
        const phrase = phraseOf(words.slice(0, length));
        const entry = await this.find(phrase);
        if (entry) return { length, votes: entry.votes };
        if (this.engine.procedure.has(phrase) || this.engine.empty.has(phrase)) return { length, votes: NO_VOTES };
      }
      return { length: 1, votes: words[0].votes };
    }

    async words(text, typing) {
      const found = normalise.tokens(text);
      const meaningful = found.filter((token) => !token.stop);
      const kept = new Map();
      for (const token of (meaningful.length ? meaningful : found).slice(0, MAX_READ)) {
        if (!kept.has(token.terms[0])) kept.set(token.terms[0], token);
      }
      const unfinished = typing && /[a-z0-9]$/.test(text) && found.length ? found[found.length - 1].terms[0] : null;
      const isLong = kept.size > MAX_WORDS;
      return Promise.all([...kept.values()].map((token) => this.word(token, token.terms[0] === unfinished, isLong)));
    }

    /** {text, main, how, terms: Map entry → boost, weight, spellings, votes}. */
    async word(token, unfinished, isLong) {
      const known = await Promise.all(token.terms.map((term) => this.find(term)));
      const votes = known[0] ? known[0].votes : NO_VOTES;
      const exact = new Map(known.map((entry, place) => [entry, place ? LESS_PRECISE : 1]).filter(([entry]) => entry && entry.frequency));
      let begun = unfinished ? await this.begun(token.text, PREFIX_LETTERS) : [];
      if (exact.size) {
        for (const entry of begun) {
          if (!exact.has(entry)) exact.set(entry, PREFIX_BESIDE_EXACT);
        }
        const word = understood(token, 'exact', exact, votes);
        return REFERENCE.test(word.main) ? times(word, REFERENCE_BOOST) : word;
      }
      if (votes.size || this.engine.procedure.has(token.terms[0]) || this.engine.empty.has(token.terms[0])) {
        return understood(token, 'market', new Map(begun.map((entry) => [entry, PREFIX])), votes);
      }
      if (isLong || (/^[0-9]+$/.test(token.text) && token.text.length >= LONG_NUMBER)) return this.unknown(token);
      if (!begun.length) begun = await this.begun(token.text, PREFIX_LETTERS_UNKNOWN);
      if (begun.length) return understood(token, 'prefix', new Map(begun.map((entry) => [entry, PREFIX])));
      if (this.isMissing(token)) return this.unknown(token);
      return token.stop ? this.unknown(token) : this.unknownWord(token);
    }

    isMissing(token) {
      return this.failed.has(numbered('t', this.engine.shardNumber(token.terms[0])));
    }

    unknown(token) {
      return understood(token, this.isMissing(token) ? 'failed' : 'unknown', new Map());
    }

    async unknownWord(token) {
      const spellings = mending.canMend(token.text) ? mending.spellings(token.text, await this.attempt('lexique', this.engine.lexicon(), [])) : [];
      if (spellings.length) {
        const entry = await this.find(normalise.tokens(spellings[0])[0].terms[0]);
        return understood(token, entry ? 'mended' : 'failed', new Map(entry ? [[entry, 1]] : []), entry ? entry.votes : NO_VOTES, spellings);
      }
      const root = /^[a-z]+$/.test(token.text) ? await this.root(token.terms[0]) : [];
      return understood(token, root.length ? 'root' : 'unknown', new Map(root.map((entry) => [entry, ROOT])));
    }

    /** An amount asks for thresholds: the word, and the figure where the guide has it. */
    async amounts(amounts, words) {
      const asked = amounts.length ? [THRESHOLD, ...amounts.map(String)] : [];
      const entries = await Promise.all(asked.filter((term) => !words.some(({ main }) => main === term)).map((term) => this.find(term)));
      const known = entries.filter((entry) => entry && entry.frequency);
      return known.map((entry) => understood({ text: entry.term, terms: [entry.term] }, 'amount', new Map([[entry, 1]]), entry.votes));
    }

    /** {asked, code, label, segments} of a CPV code, or of what it belongs to. */
    async code(asked) {
      const division = asked.slice(0, 2);
      const codes = await this.attempt(`cpv-${division}`, this.engine.codes(division), new Map());
      for (let length = 8; length > 1; length -= 1) {
        const found = codes.get(asked.slice(0, length).padEnd(8, '0'));
        if (found) return { asked, ...found };
      }
      return null;
    }

    /** The code itself, or the nearest of those that it belongs to and that the guide names. */
    async codeWord({ asked }) {
      for (let length = 8; length > 1; length -= 1) {
        const entry = await this.find(asked.slice(0, length).padEnd(8, '0'));
        if (entry && entry.frequency) return understood({ text: asked, terms: [asked] }, 'code', new Map([[entry, 1]]));
      }
      return understood({ text: asked, terms: [asked] }, 'code', new Map());
    }

    async root(term) {
      for (let cut = 1; cut <= ROOT_CUT; cut += 1) {
        const found = await this.begun(term.slice(0, Math.max(0, term.length - cut)), ROOT_LETTERS);
        if (found.length) return found;
      }
      return [];
    }

    /** [{words, synonyms: [[entry…]…]}…]: words that go together, and the phrases that mean the same. */
    async concepts(words) {
      const concepts = [];
      let slots = words.length;
      for (let start = 0; start < words.length;) {
        const length = this.phraseLength(words.slice(start));
        const own = words.slice(start, start + length);
        const synonyms = [];
        for (const phrase of this.engine.synonyms.get(phraseOf(own)) || []) {
          const entries = await Promise.all(phrase.split(' ').map((term) => this.find(term)));
          if (entries.every((entry) => entry && entry.frequency) && slots + entries.length <= MAX_SLOTS) {
            synonyms.push(entries);
            slots += entries.length;
          }
        }
        concepts.push({ words: own, synonyms });
        start += length;
      }
      return concepts;
    }

    /** How many of the first words make the longest phrase that has synonyms; 1 if none has. */
    phraseLength(words) {
      for (let length = Math.min(MAX_PHRASE, words.length); length > 1; length -= 1) {
        if (this.engine.synonyms.has(phraseOf(words.slice(0, length)))) return length;
      }
      return 1;
    }
  }

  /* ---- The engine ---- */

  class Engine {
    /** `base` is the address of the search files; `lunrUrl` that of lunr; `load` runs the script at an address. */
    constructor({ base, lunrUrl, load = addScript }) {
      this.files = new Files(base, load);
      let loading = null;
      this.loadLunr = async () => {
        if (!root.lunr) {
          loading = loading || load(lunrUrl).catch((error) => { loading = null; throw error; });
          await loading;
        }
        return root.lunr;
      };
      this.shards = new Map();
      this.entries = new Map();
      this.spelled = null;
    }

    /** What every query needs. Rejects if it cannot be had. */
    async open() {
      const [manifest, columns, lunr] = await Promise.all([this.files.get('manifest'), this.files.get('colonnes'), this.loadLunr()]);
      if (this.manifest === manifest) return;
      this.lunr = lunr;
      this.manifest = manifest;
      this.fields = manifest.fields.map(([name]) => name);
      this.boosts = manifest.fields.map(([, boost]) => boost);
      this.lengths = columns.lengths.map(decodeColumn);
      this.averages = this.lengths.map((lengths) => lengths.reduce((sum, length) => sum + length, 0) / lengths.length);
      this.columns = {};
      for (const [name, { values, codes }] of Object.entries(columns.facets)) {
        this.columns[name] = { values, codes: decodeColumn(codes) };
      }
      const { values, codes } = this.columns.type;
      this.kindBoosts = values.map(([kind]) => manifest.kindBoosts[kind] || 1);
      this.kinds = codes;
      this.synonyms = new Map(Object.entries(manifest.synonyms));
      this.procedure = new Set(manifest.procedure);
      this.empty = new Set(manifest.empty);
      this.segmentNumbers = null;
      this.shards.clear();
      this.entries.clear();
      this.spelled = null;
    }

    /** {hits: [{document, score}…] best first, words, failed: names of the files that could not be had}. An empty query finds
        everything, in index order. */
    async search(text, { typing = false } = {}) {
      try {
        return await this.searchOnce(text, typing);
      } catch (error) {
        if (!(error instanceof StaleIndexError)) throw error;
        this.files.restart(error.message);
        return this.searchOnce(text, typing);
      }
    }

    /** Asks for the files of a query's words while the rest of what every query needs is on its way. */
    async fetchAhead(text) {
      const { divisions, firstTerms } = await this.files.get('manifest');
      const tokens = normalise.tokens(read(text, divisions).text).slice(0, MAX_WORDS);
      const terms = tokens.filter((token) => !token.stop).map((token) => token.terms[0]);
      for (const number of new Set(terms.map((term) => placeAmong(firstTerms, term)))) this.files.get(numbered('t', number)).catch(() => {});
    }

    async searchOnce(text, typing) {
      this.fetchAhead(text).catch(() => {}); // told by who needs them
      await this.open();
      const query = new Query(this);
      const { words, purchase, leads, asksRule } = await query.read(text, typing);
      if (!words.length && !purchase.segments.length) {
        const everything = Array.from({ length: this.manifest.documents }, (_, document) => ({ document, score: 0 }));
        return { hits: text.trim() ? [] : everything, words, purchase, failed: [] };
      }
      const concepts = await query.concepts(words);
      const ranked = this.rank(concepts, asksRule);
      const hits = this.first(purchase, led(ranked, leads, this.manifest.documents));
      return { hits: purchase.code ? hits : this.bestSaid(ranked, hits, words), words, purchase, failed: [...query.failed] };
    }

    /** One page of `size` answers: {hits, total, counts, page, pages, unknown, words, purchase, failed}. `filters` ({famille: ['etudes'], …})
        keep what no list has out, which `unknown` tells alike; `tri` is a sort, or an audience. */
    async page({ q, filters, tri, page }, size, { typing = false } = {}) {
      const found = await this.search(q, { typing });
      const sift = (test) => Object.fromEntries(Object.entries(filters).map(([facet, ids]) => [facet, ids.filter((id) => this.knows(facet, id) === test)]));
      const selected = this.select(found.hits, sift(true));
      const hits = await this.inOrder(selected.hits, tri);
      const pages = Math.max(1, Math.ceil(hits.length / size));
      const own = Math.min(page, pages);
      return { ...found, total: hits.length, counts: selected.counts, page: own, pages, unknown: sift(false), hits: hits.slice((own - 1) * size, own * size) };
    }

    async inOrder(hits, tri) {
      const column = SORT_COLUMNS.get(tri);
      if (column) return this.sortedBy(hits, column);
      return this.knows('public', tri) ? this.forAudience(hits, tri) : hits;
    }

    /* What is bought */

    kindOf(document) {
      return this.facet(document, 'type')[0];
    }

    /** Id of a segment → its document. */
    segmentNumber(id) {
      if (!this.segmentNumbers) {
        this.segmentNumbers = new Map();
        for (let document = 0; document < this.manifest.documents; document += 1) {
          if (this.kindOf(document) === SEGMENTS) this.segmentNumbers.set(this.facet(document, 'famille')[0], document);
        }
      }
      return this.segmentNumbers.get(id);
    }

    bought({ code, label, segments }) {
      const known = segments.map((id) => this.segmentNumber(id)).filter((document) => document !== undefined);
      return { segments: known, isSure: true, code, label };
    }

    /** Code of eight digits → {code, label, segments}, of one division of the CPV. */
    async codes(division) {
      const [answers, rows] = await this.files.get(`cpv-${division}`);
      const codes = new Map();
      for (let i = 0; i < rows.length; i += 3) {
        const code = division + rows[i];
        codes.set(code.slice(0, 8), { code, label: rows[i + 1], segments: answers[rows[i + 2]] });
      }
      return codes;
    }

    /** {minimum: [[title, address]…], rules: [[title, address]…]} of a segment. */
    async demands(segment) {
      const [minimum, rules] = (await this.files.get('segments'))[this.facet(segment, 'famille')[0]];
      return { minimum, rules };
    }

    /** The segments that were recognised, the other answers and, where these are few, what the segment has. */
    first(purchase, hits) {
      if (!purchase.segments.length) return hits;
      const scores = new Map(hits.map(({ document, score }) => [document, score]));
      const first = purchase.segments.map((document) => ({ document, score: scores.get(document) || 0 }));
      const rest = hits.filter(({ document }) => !purchase.segments.includes(document));
      if (purchase.isSure && rest.length < FEW) {
        for (const document of this.ofSegment(purchase.segments[0])) {
          if (!scores.has(document)) rest.push({ document, score: 0 });
        }
      }
      return [...first, ...rest];
    }

    /** The answers, the best of `ranked` (what the words alone find) before the first where it says the query and the first does not: its names
        hold every word, or what is shown of it does and it scores far more. */
    bestSaid(ranked, hits, words) {
      if (!ranked.length || ranked[0].document === hits[0].document) return hits;
      const [best, first] = [ranked[0].document, hits[0].document];
      const isNamed = this.saysAll(best, words, NAMES) && !this.saysAll(first, words, NAMES);
      const own = ranked.find(({ document }) => document === first);
      const isFarBetter = this.saysAll(best, words, SHOWN) && ranked[0].score >= FAR_BETTER * (own ? own.score : 0);
      if (!isNamed && !isFarBetter) return hits;
      return [...hits.filter(({ document }) => document === best), ...hits.filter(({ document }) => document !== best)];
    }

    /** Whether the first fields of a document hold every word of the query that says something. */
    saysAll(document, words, fields) {
      const asked = words.filter(({ main }) => !this.procedure.has(main) && !this.empty.has(main));
      const isHeld = (entry) => this.scored(entry).slice(0, fields).some((pairs) => isAmong(document, pairs));
      return asked.length > 0 && asked.every((word) => [...word.terms.keys()].some(isHeld));
    }

    ofSegment(segment) {
      const own = this.facet(segment, 'famille')[0];
      const everything = Array.from({ length: this.manifest.documents }, (_, document) => document);
      const documents = everything.filter((document) => this.facet(document, 'famille').includes(own));
      return SEGMENT_KINDS.flatMap((kind) => documents.filter((document) => this.kindOf(document) === kind));
    }

    /* Terms */

    /** Term → written postings, of one file of terms. */
    async shard(number) {
      const pairs = await this.files.get(numbered('t', number));
      if (!this.shards.has(number)) {
        const terms = new Map();
        for (let i = 0; i < pairs.length; i += 2) terms.set(pairs[i], pairs[i + 1]);
        this.shards.set(number, terms);
      }
      return this.shards.get(number);
    }

    /** The number of the file where a term would stand. */
    shardNumber(term) {
      return placeAmong(this.manifest.firstTerms, term);
    }

    /** {term, written, frequency, rarity, postings, votes}: what is known of a term, counted once. */
    entry(term, written) {
      if (!this.entries.has(term)) {
        const frequency = countPostings(written, this.fields.length);
        const ratio = (this.manifest.documents - frequency + 0.5) / (frequency + 0.5);
        this.entries.set(term, { term, written, frequency, rarity: Math.log(1 + Math.abs(ratio)), postings: null, votes: this.votesOf(written) });
      }
      return this.entries.get(term);
    }

    /** Document → how much a term speaks for it (see macros/search/market.py). */
    votesOf(written) {
      const part = written.split(',')[this.fields.length];
      if (!part) return NO_VOTES;
      const pairs = decodePostings(part);
      const votes = new Map();
      for (let i = 0; i < pairs.length; i += 2) votes.set(pairs[i], pairs[i + 1]);
      return votes;
    }

    /** Every word that a mistake may be mended into. */
    async lexicon() {
      const groups = await this.files.get('lexique');
      if (!this.spelled) this.spelled = mending.readWords(groups);
      return this.spelled;
    }

    /* Rank */

    /** {documents, scores}, best first. lunr.Index allocates several objects for every document field it meets, a quarter of a
        second for a word that 10,000 documents hold: so the scores are first added up here, and lunr ranks the best. */
    rank(concepts, asksRule) {
      const boosts = boostsOf(concepts);
      const { sums, masks } = this.sum(boosts, concepts);
      const shares = new Coverage(concepts).shares(masks);
      const asked = (document) => (asksRule && QUESTION_BOOSTS[this.kindOf(document)]) || 1;
      const score = (document, sum) => sum * shares[document] ** 2 * asked(document);
      const documents = coveredDocuments(shares);
      const hits = byScore(documents, documents.map((document) => score(document, sums[document])), masks.length);
      const best = hits.slice(0, RANKED_BY_LUNR).map((hit) => hit.document);
      const lunrScores = new Map(this.lunrResults(boosts, new Set(best)).map((result) => [Number(result.ref), result.score]));
      return byScore(best, best.map((document) => score(document, lunrScores.get(document))), masks.length).concat(hits.slice(RANKED_BY_LUNR));
    }

    /** For each document, lunr's score for these terms, and which of the query's words it holds. */
    sum(boosts, concepts) {
      const bits = wordBits(concepts);
      const sums = new Float64Array(this.manifest.documents);
      const masks = new Uint32Array(this.manifest.documents);
      const norm = Math.hypot(...boosts.values());
      for (const [entry, boost] of boosts) {
        for (const pairs of this.scored(entry)) {
          for (let i = 0; i < pairs.length; i += 2) {
            sums[pairs[i]] += (boost * pairs[i + 1]) / norm;
            masks[pairs[i]] |= bits.get(entry);
          }
        }
      }
      return { sums, masks };
    }

    /** lunr's own answer to these terms and boosts (a Map entry → boost), among some documents or all. */
    lunrResults(boosts, among = null) {
      if (!boosts.size) return [];
      return this.lunrIndex([...boosts.keys()], among).query((query) => {
        for (const [entry, boost] of boosts) query.term(entry.term, { boost, usePipeline: false });
      });
    }

    /** A lunr.Index of these terms only. lunr never divides by the length of a document's vector: the scores are those that
        the whole index gives. */
    lunrIndex(entries, among) {
      const invertedIndex = Object.create(null);
      const fieldVectors = Object.create(null);
      const sorted = entries.slice().sort((a, b) => compare(a.term, b.term));
      sorted.forEach((entry, termIndex) => {
        const posting = { _index: termIndex };
        this.scored(entry).forEach((pairs, field) => {
          const name = this.fields[field];
          posting[name] = {};
          for (let i = 0; i < pairs.length; i += 2) {
            if (among && !among.has(pairs[i])) continue;
            posting[name][pairs[i]] = {};
            const ref = `${name}/${pairs[i]}`;
            if (!fieldVectors[ref]) fieldVectors[ref] = new this.lunr.Vector();
            fieldVectors[ref].insert(termIndex, pairs[i + 1]);
          }
        });
        invertedIndex[entry.term] = posting;
      });
      const tokenSet = this.lunr.TokenSet.fromArray(sorted.map((entry) => entry.term));
      return new this.lunr.Index({ invertedIndex, fieldVectors, tokenSet, fields: this.fields, pipeline: new this.lunr.Pipeline() });
    }

    /** For each field, [document, score, document, score…] by the formula of lunr.Builder, rounded to 0.001. */
    scored(entry) {
      if (!entry.postings) {
        const fields = entry.written.split(',');
        entry.postings = this.fields.map((_, field) => {
          const pairs = decodePostings(fields[field] || '');
          const lengths = this.lengths[field], average = this.averages[field], boost = this.boosts[field];
          for (let i = 0; i < pairs.length; i += 2) {
            const count = pairs[i + 1];
            const norm = K1 * (1 - B + B * (lengths[pairs[i]] / average)) + count;
            pairs[i + 1] = Math.round(((entry.rarity * ((K1 + 1) * count)) / norm) * boost * this.kindBoosts[this.kinds[pairs[i]]] * 1000) / 1000;
          }
          return pairs;
        });
      }
      return entry.postings;
    }

    /** True where a field of the document holds a term of the query. */
    holds(document, field, words) {
      const place = this.fields.indexOf(field);
      return words.some((word) => [...word.terms.keys()].some((entry) => isAmong(document, this.scored(entry)[place])));
    }

    /* Facets */

    /** The documents among `hits` that pass every facet of `filters` ({famille: ['etudes'], …}), and for each facet the
        number of documents of each value if that facet's own choice were lifted. */
    select(hits, filters) {
      const names = Object.keys(this.columns);
      const counts = names.map((name) => new Uint32Array(this.columns[name].values.length));
      const result = (kept) => ({ hits: kept, counts: Object.fromEntries(names.map((name, i) => [name, this.countIds(name, counts[i])])) });
      if (!names.some((name) => filters[name] && filters[name].length)) {
        names.forEach((name, i) => {
          const { codes } = this.columns[name];
          for (const hit of hits) counts[i][codes[hit.document]] += 1;
        });
        return result(hits);
      }
      const tests = names.map((name) => this.facetTest(name, filters[name] || []));
      const kept = [];
      for (const hit of hits) {
        let refused = -1;
        let many = 0;
        for (let i = 0; i < names.length && many < 2; i += 1) {
          if (!tests[i][this.columns[names[i]].codes[hit.document]]) { refused = i; many += 1; }
        }
        if (many === 0) {
          kept.push(hit);
          for (let i = 0; i < names.length; i += 1) counts[i][this.columns[names[i]].codes[hit.document]] += 1;
        } else if (many === 1) {
          counts[refused][this.columns[names[refused]].codes[hit.document]] += 1;
        }
      }
      return result(kept);
    }

    /** For each value of a column, whether it passes: nothing is chosen, or one of its ids is. */
    facetTest(name, chosen) {
      return this.columns[name].values.map((ids) => !chosen.length || ids.some((id) => chosen.includes(id)));
    }

    countIds(name, counts) {
      const byId = Object.create(null);
      this.columns[name].values.forEach((ids, code) => {
        for (const id of ids) byId[id] = (byId[id] || 0) + counts[code];
      });
      return byId;
    }

    /** The ids of a document in a column: facet(12, 'famille') → ['etudes']. */
    facet(document, name) {
      const column = this.columns[name];
      return column.values[column.codes[document]];
    }

    /** The hits by a column of tri.js, highest first; equals stay as they were. Rejects if the file cannot be had. */
    async sortedBy(hits, name) {
      const { codes } = (await this.files.get('tri'))[name];
      const column = decodeColumn(codes);
      return hits.slice().sort((a, b) => column[b.document] - column[a.document]);
    }

    /** The hits of this audience first, then the others. */
    forAudience(hits, audience) {
      const test = this.facetTest('public', [audience]);
      const codes = this.columns.public.codes;
      return [...hits.filter(({ document }) => test[codes[document]]), ...hits.filter(({ document }) => !test[codes[document]])];
    }

    /* What is shown */

    /** {adresse, titre, contexte, resume, facilite} of a document. */
    async shown(document) {
      const count = this.manifest.documentsPerFile;
      const file = await this.files.get(numbered('d', Math.floor(document / count)));
      const [adresse, titre, contexte, resume, facilite] = file[document % count];
      return { adresse, titre, contexte, resume, facilite };
    }

    /** The number of the file that shows a document: those of one file come together. */
    shownFile(document) {
      return Math.floor(document / this.manifest.documentsPerFile);
    }

    /** The document's main text. */
    async text(document) {
      const count = this.manifest.textsPerFile;
      return (await this.files.get(numbered('x', Math.floor(document / count))))[document % count];
    }

    /** Id → label of a facet, in the order of its list. */
    labels(facet) {
      return this.manifest.labels[facet] || {};
    }

    /** The label of an id in a facet, or the id. */
    label(facet, id) {
      return this.labels(facet)[id] || id;
    }

    /** Whether a facet has this value: an address may ask for any. */
    knows(facet, id) {
      const column = this.columns[facet];
      return Boolean(column) && column.values.some((ids) => ids.includes(id));
    }
  }

  function understood(token, how, terms, votes = NO_VOTES, spellings = []) {
    const weight = terms.size ? Math.min(...[...terms.keys()].map((entry) => entry.rarity)) : 0;
    return { text: token.text, main: token.terms[0], how, terms, weight, spellings, votes };
  }

  /** The places of the words that make one of these phrases. */
  function placesOf(groups, phrases) {
    return new Set(groups.filter(({ group }) => phrases.has(phraseOf(group))).flatMap(({ start, group }) => group.map((_, i) => start + i)));
  }

  const countWords = (groups) => groups.reduce((sum, { group }) => sum + group.length, 0);

  /** A word of a phrase that is known is known, whatever it would have been taken for alone. */
  function ofPhrase(word) {
    return KNOWN.includes(word.how) ? word : { ...word, how: 'market', terms: new Map(), spellings: [] };
  }

  function times(word, factor) {
    return { ...word, terms: new Map([...word.terms].map(([entry, boost]) => [entry, boost * factor])), weight: word.weight * factor };
  }

  /** At most MAX_WORDS words, the rarest, in their order. */
  function rarest(words) {
    const key = (place) => Math.floor(words[place].weight * 1e6 + 0.5);
    const kept = [...words.keys()].sort((a, b) => key(b) - key(a) || a - b).slice(0, MAX_WORDS);
    return kept.sort((a, b) => a - b).map((place) => words[place]);
  }

  /** Document → its part of the best score, for what the lexicon leads to. */
  function leadsOf(spoken, isSegment) {
    const count = countWords(spoken);
    const leads = new Map();
    for (const { group, votes } of spoken) {
      votes.forEach((vote, document) => {
        if (!isSegment(document)) leads.set(document, (leads.get(document) || 0) + LEADS[vote] * Math.sqrt(group.length / count));
      });
    }
    return leads;
  }

  /** The answers with what the lexicon leads to, best first. */
  function led(hits, leads, count) {
    if (!leads.size) return hits;
    const best = hits.length ? hits[0].score : 1;
    const scores = new Map(hits.map(({ document, score }) => [document, score]));
    leads.forEach((part, document) => scores.set(document, (scores.get(document) || 0) + part * best));
    return byScore([...scores.keys()], [...scores.values()], count);
  }

  /** Whether [document, score, document, score…] holds a document. */
  const isAmong = (document, pairs) => pairs.some((value, i) => i % 2 === 0 && value === document);

  function phraseOf(words) {
    return words.map((word) => word.main).join(' ');
  }

  /** Entry → the sum of its boosts. */
  function boostsOf(concepts) {
    const boosts = new Map();
    const add = (entry, boost) => boosts.set(entry, (boosts.get(entry) || 0) + boost);
    for (const { words, synonyms } of concepts) {
      for (const word of words) word.terms.forEach((boost, entry) => add(entry, boost));
      for (const phrase of synonyms) phrase.forEach((entry) => add(entry, SYNONYM));
    }
    return boosts;
  }

  /** Entry → the bits of the words it stands for. Each word, then each word of a synonym, has one, in order. */
  function wordBits(concepts) {
    const bits = new Map();
    let bit = 1;
    const add = (entry) => bits.set(entry, bits.get(entry) | bit);
    for (const { words, synonyms } of concepts) {
      for (const word of words) {
        [...word.terms.keys()].forEach(add);
        bit <<= 1;
      }
      for (const entry of synonyms.flat()) {
        add(entry);
        bit <<= 1;
      }
    }
    return bits;
  }

  /** How much of a query a document covers, from the bits of what it holds (see wordBits). */
  class Coverage {
    constructor(concepts) {
      let bit = 1;
      const next = () => { const own = bit; bit <<= 1; return own; };
      this.concepts = concepts.map(({ words, synonyms }) => ({
        words: words.map((word) => ({ bit: next(), weight: word.weight })),
        phrases: synonyms.map((phrase) => phrase.reduce((mask) => mask | next(), 0)),
        weight: words.reduce((sum, word) => sum + word.weight, 0),
      }));
      this.total = this.concepts.reduce((sum, concept) => sum + concept.weight, 0);
    }

    /** For each document, from what it holds, the share that it covers; NOTHING where it holds no word. */
    shares(masks) {
      const known = new Map([[0, NOTHING]]);
      const shares = new Float64Array(masks.length);
      for (let document = 0; document < masks.length; document += 1) {
        const mask = masks[document];
        let share = known.get(mask);
        if (share === undefined) known.set(mask, share = this.total ? this.covered(mask) / this.total : 0);
        shares[document] = share;
      }
      return shares;
    }

    covered(mask) {
      let covered = 0;
      for (const { words, phrases, weight } of this.concepts) {
        const found = words.reduce((sum, word) => (mask & word.bit ? sum + word.weight : sum), 0);
        const isSynonym = phrases.some((phrase) => (mask & phrase) === phrase);
        covered += isSynonym ? Math.max(found, SYNONYM_COVERS * weight) : found;
      }
      return covered;
    }
  }

  /** The documents that hold something of the query, but for those that cover less than two fifths of what the best covers. */
  function coveredDocuments(shares) {
    let best = 0;
    for (const share of shares) best = Math.max(best, share);
    const found = [];
    for (let document = 0; document < shares.length; document += 1) {
      if (shares[document] >= KEPT_SHARE * best) found.push(document);
    }
    return found;
  }

  /** [{document, score}…], best first; equal to a millionth, in index order. Score and place make one number, for numbers are
      sorted three times faster than objects; it stays whole below 2^53: scores up to 900,000 among 10,000 documents. */
  function byScore(documents, scores, count) {
    const keys = new Float64Array(documents.length);
    for (let i = 0; i < keys.length; i += 1) keys[i] = Math.floor(scores[i] * 1e6 + 0.5) * count + (count - 1 - documents[i]);
    keys.sort();
    const hits = [];
    for (let i = keys.length - 1; i >= 0; i -= 1) hits.push({ document: count - 1 - (keys[i] % count), score: Math.floor(keys[i] / count) / 1e6 });
    return hits;
  }

  /** The engine of a page whose address asks for something: it fetches what `text` needs before the page's own scripts run. */
  function begin(assets, text) {
    const engine = new Engine({ base: new URL('recherche/', assets).href, lunrUrl: new URL('vendor/lunr.min.js', assets).href });
    engine.open().catch(() => {}); // told by who asks
    engine.fetchAhead(text).catch(() => {});
    return engine;
  }

  const api = { receive, begin, Engine, decodePostings, countPostings, decodeColumn };
  root.guideSearch = api;
  if (typeof module !== 'undefined' && module.exports) module.exports = api;
})(typeof self !== 'undefined' ? self : globalThis);
