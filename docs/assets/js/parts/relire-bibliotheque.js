/* What a draft holds of the library, and what it lacks of the legal floor. Needs: charger, relire-texte, regles.

     load()                               a promise of the library (macros/relire/bibliotheque.py), asked for once
     clauses(library, text)               a generator, that yields between its steps, of [{ id, titre, statut, version, derniere, part (0 to 1), par: "reference" | "mots" }], the surest first
     segment(library, text)               … of the segment that the words of a draft name most, or ""
     passage(reading, nature)             where a draft seems to follow a line of the floor ("critere", "condition", "sociale"), or "": for a person to read
     floor(library, reading, found, purchase)   { lines: [{ nature, dit, articles, precision, etat: "oui" | "selon", selon, passage (a sentence, or "") }], pairs: [{ achat, manque, clauses: [{ nature, id, titre }] }] }
                                          purchase: see regles.js. */
(() => {
  "use strict";

  const { clean, fold } = guideParts.relireTexte;
  const RUN = 5;
  const HEAD = 200; // characters: a draft says first what it buys
  const LEAST = 0.3; // of the runs of a text, from which it is recognised
  const REFERENCE = /\[([a-z0-9]+(?:-[a-z0-9]+)*)@(\d{1,6}(?:\+[a-z0-9-]+\.\d+)?)\]/g;
  const GREEN = "\\b(?:environnement(?! (?:de|numerique|informatique|logiciel|technique)\\b)|ecologi|ecolabel|carbone|emissions\\b|gaz a effet|co2|energie|recycl|reemploi|reutilis|reconditionn"
    + "|dechet|biodechet|compost|gaspillage|phytosanitaire|pesticide|biodiversite|sobriete|durable|biologique|train\\b|velos?\\b|emballage|reparab|eau\\b)";
  const SOCIAL = "\\b(?:insertion|handicap|eloignees? de l'emploi|apprenti|egalite(?! de traitement)|alternan|clause sociale|salaire|droits humains|travail des enfants|economie sociale)";
  const SEEN = {
    critere: { words: new RegExp(GREEN), about: /critere|points?\b|%|note|ponder/, rc: true },
    condition: { words: new RegExp(GREEN), about: /./, rc: false },
    sociale: { words: new RegExp(SOCIAL), about: /titulaire|prestataire|heures|marche|reserv/, rc: false },
  };

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
    let run = [];
    for (const word of wordsOf(text)) {
      yield;
      run = [...run.slice(1 - RUN), hash(Array.from(word, (letter) => letter.charCodeAt(0)))];
      if (run.length === RUN) found.add(hash(run).toString(36));
    }
    return found;
  }

  function* clauses(library, text) {
    const named = new Map(Array.from(text.matchAll(REFERENCE), ([, id, version]) => [id, version]));
    const runs = yield* runsOf(text.replace(REFERENCE, " "));
    const found = [];
    for (const [id, titre, statut, versions] of library.clauses) {
      let best = { part: 0, version: "" };
      for (const [version, ...hashes] of versions) {
        const part = hashes.filter((one) => runs.has(one)).length / Math.max(hashes.length, 1);
        if (part > best.part) best = { part, version };
      }
      const isNamed = named.has(id);
      if (isNamed || best.part >= LEAST) {
        found.push({ id, titre, statut, version: isNamed ? named.get(id) : best.version, derniere: versions[0][0], part: best.part, par: isNamed ? "reference" : "mots" });
      }
    }
    return found.sort((a, b) => (b.par === "reference") - (a.par === "reference") || b.part - a.part);
  }

  function* segment(library, text) {
    const oneOf = (word) => (word.endsWith("ours") ? word : word.replace(/[sx]$/, "")); // « cours » is not a « cour »
    const singular = (given) => ` ${wordsOf(given).map(oneOf).join(" ")} `;
    const words = singular(text);
    const head = singular(text.slice(0, HEAD));
    const scores = [];
    for (const { id, mots } of library.segments.filter((one) => one.id !== "tous-achats")) {
      let score = 0;
      for (const name of mots) {
        yield;
        const phrase = singular(name);
        const times = (where) => Math.min(5, where.split(phrase).length - 1);
        if (phrase.length > 4) score += (times(words) + 3 * times(head)) * phrase.trim().split(" ").length;
      }
      scores.push([score, id]);
    }
    scores.sort((a, b) => b[0] - a[0]);
    return scores.length && scores[0][0] >= 2 && scores[0][0] > (scores[1] ? scores[1][0] : 0) ? scores[0][1] : "";
  }

  /* Where a draft seems to follow a line: in the name of a criterion, else in its first sentence on it, one without a fault if there is one. */
  function passage({ draft, text, faults, criteria }, nature) {
    const { words, about, rc } = SEEN[nature];
    const said = ({ start, end }) => text.slice(start, end).replace(/\s+/g, " ").trim();
    const holds = ({ start, end }) => words.test(draft.flat.slice(start, end));
    const named = rc && criteria.map((place) => draft.paragraphs[place]).find(holds);
    if (named) return said({ start: named.body, end: named.end });
    const found = draft.sentences.filter((sentence) => {
      const { piece, heading } = draft.paragraphs[sentence.paragraph];
      const flat = draft.flat.slice(sentence.start, sentence.end);
      if (heading || !holds(sentence) || !about.test(flat)) return false;
      return rc ? piece === "RC" || (!piece && /critere|points?\b|%/.test(flat)) : piece !== "RC";
    });
    const isFaulty = ({ start, end }) => faults.some((fault) => fault.start < end && fault.end > start);
    const first = found.find((sentence) => !isFaulty(sentence)) || found[0];
    return first ? said(first) : "";
  }

  function floor(library, reading, found, purchase) {
    const { achat } = library;
    const answers = guideParts.regles.answer(achat, purchase);
    const lines = Object.entries(achat.lignes).filter(([name]) => answers[name].state !== "non").map(([name, line]) => ({
      ...line, etat: answers[name].state, selon: answers[name].state === "selon" ? guideParts.regles.words(achat, answers[name].why) : "", passage: passage(reading, line.nature),
    }));
    const isThere = new Set(found.map(({ id }) => id));
    const natures = new Set(lines.filter(({ passage: words }) => !words).map(({ nature }) => nature));
    const pairs = (achat.minimum[purchase.famille] || []).map((pair) => ({
      achat: pair.achat || "", manque: pair.manque || false,
      clauses: ["critere", "condition", "sociale"].filter((nature) => pair[nature] && natures.has(nature) && !isThere.has(pair[nature].id)).map((nature) => ({ nature, ...pair[nature] })),
    })).filter((pair) => pair.clauses.length);
    return { lines, pairs };
  }

  guideParts.relireBibliotheque = { load, clauses, segment, floor, passage };
})();
