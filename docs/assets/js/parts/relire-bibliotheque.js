/* What a draft holds of the library, and what it lacks of the legal floor. Needs: charger, relire-texte, regles.

     load()                               a promise of the library (macros/relire/bibliotheque.py), asked for once
     clauses(library, text)               a generator, that yields between its steps, of { found: [{ id, titre, statut, version, derniere, isPublished (the version that is named), isSimple (its variant for small purchases),
                                          part (0 to 1), par: "reference" | "mots" }], the surest first, unknown: [ids that the draft names and the guide does not have] }
     segment(library, text)               … of the segment that the words of a draft name most, or ""
     floor(library, draft, seen, found, purchase)   { lines: [{ id, isRule (a duty of the segment, else a line of the law), nature, dit, articles, etat, selon, passage (a sentence, or "") }], later: the same of what holds from a later day, achat, clauses: [{ nature, id, titre }] (two at most) }
     remedies(library, draft, famille)    rule → the same with the clauses of this purchase that do it well, and the article of the general conditions of this draft
                                          draft: of a reading; seen: of relire-plancher.js, which says the states; found: of clauses(); purchase: see regles.js. */
(() => {
  "use strict";

  const { clean, fold } = guideParts.relireTexte;
  const RUN = 5;
  const MANY = 500; // words in a step
  const HEAD = 200; // characters of a line that says what is bought
  const FIRST_LINES = 3;
  const OBJECT = /\b(?:objet\b|a pour objet|porte sur|concerne\b)[^\n]{0,200}/gi;
  const MOST_OBJECTS = 2;
  const CCAG = /\bccag[ -]*(?:des marches (?:publics )?(?:de |d')?)?(fcs|pi|tic|travaux|moe|mi)\b/;
  const LEAST_LETTERS = 4; // of a word that tells one purchase of a segment from another
  const MOST_CLAUSES = 2; // that would complete a draft
  const LEAST = 0.3; // of the runs of a text, from which it is recognised
  const REFERENCE = /\[([a-z0-9]+(?:-[a-z0-9]+)*)@(\d{1,6}(?:\+[a-z0-9-]+\.\d+)?)\]/g;
  let received = null;
  window.guideRelireBibliotheque = (library) => { received = library; };

  function load() {
    return guideParts.charger.script("assets/relire/bibliotheque.js").then(() => {
      if (!received) throw new Error("the library brought nothing");
      return received;
    });
  }

  const flat = (text) => fold(clean(text)).toLowerCase();
  const wordsOf = (text) => flat(text).replace(/[^a-z0-9]+/g, " ").trim().split(" ").filter(Boolean);

  /* FNV-1a on 32 bits, as in Python: of the letters of a word, of the hashes of the words of a run. */
  const hash = (values) => values.reduce((value, one) => Math.imul(value ^ one, 0x01000193), 0x811c9dc5) >>> 0;

  function* runsOf(text) {
    const found = new Set();
    const hashes = new Map();
    const hashOf = (word) => {
      if (!hashes.has(word)) hashes.set(word, hash(Array.from(word, (letter) => letter.charCodeAt(0))));
      return hashes.get(word);
    };
    const words = wordsOf(text).map(hashOf);
    for (let at = RUN; at <= words.length; at += 1) {
      if (at % MANY === 0) yield;
      found.add(hash(words.slice(at - RUN, at)));
    }
    return found;
  }

  function* clauses(library, text) {
    const named = new Map(Array.from(text.matchAll(REFERENCE), ([, id, version]) => [id, version]));
    const runs = yield* runsOf(text.replace(REFERENCE, " "));
    const found = [];
    for (const [id, titre, statut, versions, ...simple] of library.clauses) {
      yield;
      const share = (hashes) => hashes.filter((one) => runs.has(Number.parseInt(one, 36))).length / Math.max(hashes.length, 1);
      let best = { part: 0, version: versions[0][0], isSimple: false };
      for (const [version, ...hashes] of versions) {
        const part = share(hashes);
        if (part > best.part) best = { part, version, isSimple: false };
      }
      for (const hashes of best.part < LEAST ? simple : []) { // a sheet of the guide holds both: it is the whole clause
        const part = share(hashes);
        if (part > best.part) best = { part, version: versions[0][0], isSimple: true };
      }
      const isNamed = named.has(id);
      if (isNamed || best.part >= LEAST) {
        const version = isNamed ? named.get(id) : best.version;
        const isPublished = versions.some(([one]) => one === version);
        found.push({ id, titre, statut, ...best, version, isPublished, derniere: versions[0][0], par: isNamed ? "reference" : "mots" });
      }
    }
    found.sort((a, b) => (b.par === "reference") - (a.par === "reference") || b.part - a.part);
    const known = new Set(library.clauses.map(([id]) => id));
    return { found, unknown: [...named.keys()].filter((id) => !known.has(id)) };
  }

  /* Phrase → [[segment, weight]], and the number of words of the longest. */
  function namesOf(segments) {
    const names = new Map();
    const add = (phrase, id, weight) => names.set(phrase, [...(names.get(phrase) || []), [id, weight]]);
    for (const { id, mots, proches } of segments) {
      for (const phrase of mots) add(phrase, id, 2);
      for (const phrase of proches) add(phrase, id, 1);
    }
    return { names, longest: Math.max(0, ...Array.from(names.keys(), (phrase) => phrase.split(" ").length)) };
  }

  /* The names in a text, in its order: of those that begin at one word, the longest. */
  function* named({ names, longest }, text) {
    const words = wordsOf(text).map(oneOf);
    const found = [];
    for (let at = 0; at < words.length;) {
      yield;
      let size = Math.min(longest, words.length - at);
      while (size && !names.has(words.slice(at, at + size).join(" "))) size -= 1;
      if (size) found.push(words.slice(at, at + size).join(" "));
      at += size || 1;
    }
    return found;
  }

  /* What a draft says that it buys: its first lines, then where it says its object. */
  function objects(text) {
    const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
    const said = Array.from(text.matchAll(OBJECT), (match) => match[0]).slice(0, MOST_OBJECTS);
    return [...lines.slice(0, FIRST_LINES), ...said].map((line) => line.slice(0, HEAD));
  }

  /* The first of the scores, where it is enough and far from the second. */
  function clear(scores, least, share) {
    const ranked = [...scores].sort((a, b) => b[1] - a[1]);
    return ranked.length && ranked[0][1] >= least && (ranked.length === 1 || ranked[1][1] <= share * ranked[0][1]) ? ranked[0][0] : "";
  }

  function* segment(library, text) {
    const market = namesOf(library.segments);
    const scores = new Map();
    const add = (phrase, factor) => {
      const length = (phrase.split(" ").length + 1) / 2;
      for (const [id, weight] of market.names.get(phrase)) scores.set(id, (scores.get(id) || 0) + weight * length * factor);
    };
    for (const [place, line] of objects(text).entries()) {
      // a title says first what is bought, then where or for what
      for (const [rank, phrase] of (yield* named(market, line)).entries()) add(phrase, 0.7 ** place * 0.5 ** rank);
    }
    const told = clear(scores, 1.35, 0.51);
    if (told) return told;
    for (const [id, score] of scores) scores.set(id, 3 * score);
    const times = new Map();
    for (const phrase of yield* named(market, text)) times.set(phrase, (times.get(phrase) || 0) + 1);
    for (const [phrase, count] of times) add(phrase, Math.min(3, count));
    return clear(scores, 10, 0.5);
  }

  /* The lines of a purchase, as « selon » and « non » are said of them; those that the day alone leaves out. */
  function linesOf(achat, purchase) {
    const answers = guideParts.regles.answer(achat, purchase);
    const anyDay = guideParts.regles.answer(achat, { ...purchase, date: "" });
    const rules = purchase.famille ? Object.entries(achat.regles) : [];
    const all = [...Object.entries(achat.lignes), ...rules].map(([id, line]) => ({ id, isRule: !line.nature, ...line, state: answers[id].state, why: answers[id].why }));
    return {
      lines: all.filter(({ state }) => state !== "non"),
      later: all.filter(({ id, state, depuis }) => state === "non" && depuis && anyDay[id].state !== "non"),
    };
  }

  const oneOf = (word) => (word.endsWith("ours") ? word : word.replace(/[sx]$/, "")); // « cours » is not a « cour »

  /* The pair of clauses of the purchase that a draft names most by the words that are its own, or the usual one. */
  function pairOf(pairs, draft) {
    const said = new Set(wordsOf(draft.text).map(oneOf));
    const words = pairs.map(({ achat }) => new Set(wordsOf(achat).filter((word) => word.length >= LEAST_LETTERS).map(oneOf)));
    const own = words.map((set, place) => [...set].filter((word) => said.has(word) && !words.some((other, at) => at !== place && other.has(word))).length);
    return pairs.length ? pairs[own.indexOf(Math.max(...own))] : null;
  }

  function floor(library, draft, seen, found, purchase) {
    const { achat } = library;
    const { lines, later } = linesOf(achat, purchase);
    const said = lines.map(({ state, why, ...line }) => {
      const { etat, words } = (line.isRule ? seen.regles[line.id] : seen[line.nature]) || { etat: "manque", words: "" };
      return { ...line, etat: line.isRule && etat === "manque" ? "doute" : etat, selon: state === "selon" ? guideParts.regles.words(achat, why) : "", passage: words };
    });
    const isThere = new Set(found.map(({ id }) => id));
    const missing = new Set(said.filter(({ isRule, etat }) => !isRule && ["manque", "doute"].includes(etat)).map(({ nature }) => nature));
    const pair = pairOf(achat.minimum[purchase.famille] || [], draft);
    const clauses = ["critere", "condition", "sociale"].filter((nature) => pair && pair[nature] && missing.has(nature) && !isThere.has(pair[nature].id)).map((nature) => ({ nature, ...pair[nature] }));
    return { lines: said, later, achat: pair ? pair.achat : "", clauses: clauses.slice(0, MOST_CLAUSES) };
  }

  /* The general conditions that a draft names first, or those of its segment. */
  function conditionsOf(library, draft, famille) {
    const named = CCAG.exec(draft.flat);
    const kind = named ? named[1].toUpperCase() : library.ccag.segments[famille] || "FCS";
    return library.ccag.articles[kind];
  }

  function remedies(library, draft, famille) {
    const article = conditionsOf(library, draft, famille);
    const isOther = ({ adresse }) => Object.values(library.ccag.articles).some((one) => one.adresse === adresse);
    return (rule) => {
      const own = library.remedes[rule.id] || {};
      return { ...rule, clauses: own[famille] || own[""] || [], textes: rule.textes.map((text) => (article && isOther(text) ? article : text)) };
    };
  }

  guideParts.relireBibliotheque = { load, clauses, segment, floor, remedies };
})();
