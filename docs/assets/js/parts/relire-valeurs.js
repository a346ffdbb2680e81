/* Two values for one thing: the same code as macros/relire/valeurs.py, which says why.

     engine(E, words, weights)   the expressions (see relire-texte), the words and the weights that Python gives → { numberOf, contradictions }
     .numberOf(text)             a number in figures or in words
     .contradictions(draft)      a generator, that yields between its steps, of [start, end, note] of each value that an earlier one denies */
(() => {
  "use strict";

  const LEAST_NEAR = 0.35; // the smaller value over the larger
  const LEAST_SHARED = 0.4;
  const STEPS_NEAR = 5;
  const STEPS_SHARED = 3;
  const MOST_SHARED = 8;
  const MOST_COUNTED = 6;
  const EXCERPT = 5; // paragraphs of a text that is a part of a draft at most
  const LIGHT = 0.35;
  const NOT = "zz"; // how the stem of what is denied begins
  const CONVERTED = 0.07; // what two durations in different units may differ by
  const OTHER = "autre";
  const OBJECTS = { date: ["cloture", "question", OTHER], horaire: ["cloture", OTHER], minute: ["validite", "duree", "execution", OTHER] };
  const SHORT_TITLE = 30; // the words that open a paragraph
  const WHOLE = 100; // what two shares of one thing make together
  const NO_SCALE = new Set(["date", "periode", "jours", "semaine"]); // what is not more or less than another
  const NO_SCALE_NEAR = 0.8;
  const MOST_COMPARED = 400; // values of a genre
  const LONGEST_WAIT = 96; // more hours are an amount of work
  const FAR = 120; // between two dates
  const SIDE_GENRES = new Set(["%", "€", "n", "mm", "g", "ml", "m2", "minute"]);

  const endOf = (match) => match.index + match[0].length;

  function engine(E, words, weights) {
    const cut = (word) => {
      const whole = word.replace(/s+$/, "");
      const root = E.desinence.start(whole);
      return (root ? root[1] : whole).slice(0, 6);
    };
    const SAME = new Map();
    for (const group of words.synonymes) {
      const [first] = group.split(" ");
      for (const word of group.split(" ")) if (!SAME.has(cut(word))) SAME.set(cut(word), cut(first));
    }
    const known = new Map();
    function stemOf(word) {
      if (!known.has(word)) {
        const stem = cut(word);
        known.set(word, SAME.has(stem) ? SAME.get(stem) : stem);
      }
      return known.get(word);
    }
    const EMPTY = new Set(words.sans_sujet);
    const WEAK = new Set(words.legers.map(stemOf));
    const BOUNDS = ["minimum", "maximum"].map(stemOf);
    const { nombres, ordinaux, mois, jours, frequences, unites } = words;

    /* The stems of a text, in their order. */
    function stemsOf(text) {
      const plain = text.replace(E.locution.every, " ").replace(E.rechange.every, "rechange").replace(E.negation.every, `${NOT}$1`);
      const stems = E.mot.all(plain).filter(([word]) => !EMPTY.has(word.startsWith(NOT) ? word.slice(NOT.length) : word)).map(([word]) => stemOf(word));
      return [...new Set(stems.filter((stem) => stem.length >= 3))];
    }

    function numberOf(text) {
      if (/^\d/.test(text)) return Number(text.replace(/ /g, "").replace(",", "."));
      let total = 0;
      let current = 0;
      for (const [word] of E.mot_de_nombre.all(text)) {
        const value = nombres[word];
        if (value === 1000) {
          total += Math.max(current, 1) * 1000;
          current = 0;
        } else if (value === 100) current = Math.max(current, 1) * 100;
        else if (value === 20 && current % 100 === 4) current += 76; // quatre-vingt
        else current += value;
      }
      return total + current;
    }

    /* The values of a sentence: dates and times first, so that their numbers are not read again. */
    function rawValues(text) {
      const found = [];
      const taken = [];
      const add = (start, end, genre, measure, unit = "") => {
        if (taken.some(([first, last]) => start < last && first < end)) return;
        taken.push([start, end]);
        if (genre) found.push({ start, end, genre, measure, unit });
      };
      for (const match of E.periode.all(text)) {
        const { j, m, j2, m2 } = match.groups;
        const [first, last] = [[m, j], [m2, j2]].map(([month, day]) => mois.indexOf(month) * 40 + Number(day));
        add(match.index, endOf(match), "periode", first * 1000 + last);
      }
      for (const match of E.date.all(text)) {
        const { jour, mois: name, j2, m2 } = match.groups;
        const month = name ? mois.indexOf(name) + 1 : Number(m2);
        add(match.index, endOf(match), E.texte_date.search(text.slice(0, match.index)) ? "" : "date", month * 40 + Number(jour || j2));
      }
      for (const match of E.horaire.all(text)) {
        const { h, h2, minutes, minutes2, midi } = match.groups;
        const past = minutes || minutes2 || "0";
        const hour = midi ? { midi: 12, minuit: 24 }[midi] : numberOf(h || h2);
        if (h && (hour > 24 || E.duree_en_h.search(text.slice(0, match.index)))) add(match.index, endOf(match), "minute", hour * 60 + Number(past), "heure");
        else if (hour <= 24) add(match.index, endOf(match), "horaire", hour * 60 + (past === "trente" ? 30 : Number(past)));
      }
      for (const match of E.semaine.all(text)) add(match.index, endOf(match), "semaine", Number(match.groups.numero));
      for (const match of E.jours.all(text)) {
        const days = new Set(E.jour.all(match[0]).map(([day]) => day));
        add(match.index, endOf(match), "jours", [...days].reduce((sum, day) => sum + 2 ** jours.indexOf(day), 0));
      }
      for (const match of E.frequence.all(text)) {
        const { nombre, unite, adjectif } = match.groups;
        add(match.index, endOf(match), `fois ${frequences[unite || adjectif]}`, numberOf(nombre));
      }
      for (const match of E.ordinal.all(text)) {
        const { nombre, unite } = match.groups;
        add(match.index, endOf(match), "minute", ordinaux[nombre] * unites[unite][1], unite);
      }
      for (const match of E.lots_comptes.all(text)) {
        const { nombre, nombre2, nombre3 } = match.groups;
        add(match.index, endOf(match), "lots", numberOf(nombre || nombre2 || nombre3));
      }
      for (const match of E.valeur.all(text)) {
        const { nombre, unite } = match.groups;
        if (unite) {
          const [genre, factor] = unites[unite];
          const isWork = unite === "heures" && numberOf(nombre) > LONGEST_WAIT;
          add(match.index, endOf(match), isWork ? "travail" : genre, numberOf(nombre) * factor, unite);
          continue;
        }
        const end = match.index + nombre.length;
        const before = text.slice(0, match.index);
        const after = text.slice(end);
        if (nombre === "un" || nombre === "une" || E.zero_en_tete.start(nombre) || E.numero_de.search(before)) continue;
        const thing = E.chose_comptee.start(after);
        if (thing && !E.autre_quantite.start(thing[1])) add(match.index, end + thing[0].length, `n ${stemOf(thing[1])}`, numberOf(nombre));
        else if (E.apres_etiquette.search(before) && E.fin_de_compte.start(after)) add(match.index, end, "n", numberOf(nombre));
      }
      if (!found.some(({ genre }) => genre.startsWith("fois"))) {
        for (const match of E.rythme.all(text)) {
          if (E.assiette.search(text.slice(0, match.index))) continue;
          add(match.index, endOf(match), "rythme", frequences[match.groups.rythme || match.groups.tous]);
        }
      }
      return found.sort((a, b) => a.start - b.start);
    }

    /* Of a sentence that tells candidates how to answer: of a criterion, its weight alone; nothing that is counted. */
    function valuesInRc(text) {
      const weighed = E.poids_dit_en.all(text);
      if (weighed.length === 1) {
        const [match] = weighed;
        return [{ start: match.index, end: endOf(match), genre: `poids ${match.groups.unite[0]}`, measure: numberOf(match.groups.nombre), unit: "" }];
      }
      if (E.poids.search(text)) return [];
      return rawValues(text).filter(({ genre }) => genre !== "%" && (!genre.startsWith("n") || genre === "n page"));
    }

    /* Where the part of a sentence that holds a value runs. */
    function clauseOf(text, value) {
      let start = 0;
      for (const match of (value.alike > 1 ? E.coupe : E.coupe_forte).all(text)) {
        if (endOf(match) <= value.start) start = endOf(match);
        else if (endOf(match) >= value.end) return [start, endOf(match)];
      }
      return [start, text.length];
    }

    /* What a value sets, as the words between its neighbours of the genre say it. */
    function objectOf(text, value, values, opening) {
      const alike = values.filter(({ genre }) => genre === value.genre);
      const start = Math.max(0, ...alike.filter(({ end }) => end <= value.start).map(({ end }) => end));
      const end = Math.min(text.length, ...alike.filter((one) => one.start >= value.end).map((one) => one.start));
      const before = text.slice(start, value.start).split(". ").pop();
      const [after] = text.slice(value.end, end).split(". ");
      const said = `${start ? "" : opening} ${before}§${after}`;
      return (OBJECTS[value.genre] || []).find((name) => E[`objet_${name}`].search(said)) || "";
    }

    /* The few words that open the paragraph of a sentence, before it. */
    function openingOf(draft, number) {
      const first = number ? draft.sentences[number - 1] : null;
      if (!first || first.paragraph !== draft.sentences[number].paragraph || first.end - first.start > SHORT_TITLE) return "";
      const isFirst = number === 1 || draft.sentences[number - 2].paragraph !== first.paragraph;
      const text = draft.flat.slice(first.start, first.end);
      return isFirst && !E.chiffre.search(text) ? text : "";
    }

    const joined = (matches) => [...new Set(matches.map(([one]) => one.replace("sur les", "pour les")))].sort().join(" | ");

    /* The words of the sentence before, where this one goes on with its subject. */
    function wordsBefore(draft, number, text) {
      if (!number || !E.suite_de_valeur.start(text)) return [];
      const other = draft.sentences[number - 1];
      return other.paragraph === draft.sentences[number].paragraph ? stemsOf(draft.flat.slice(other.start, other.end)) : [];
    }

    /* The first word of a value's clause; of « réunions trimestrielles », the word before. */
    function subjectOf(text, value, own) {
      if (value.genre === "rythme" && !E.rythme_en_mots.start(text.slice(value.start))) {
        const before = E.mot.all(text.slice(0, value.start)).map(([word]) => word);
        const last = before[before.length - 1];
        if (last && !EMPTY.has(last)) return stemOf(last);
      }
      return own.find((stem) => !WEAK.has(stem)) || "";
    }

    function lotsOf(draft, sentence) {
      const paragraph = draft.paragraphs[sentence.paragraph];
      const head = draft.paragraphs[draft.articles[paragraph.article][0]];
      return joined(E.lots.all(`${head.heading ? draft.flat.slice(head.start, head.end) : ""} ${draft.flat.slice(paragraph.start, sentence.end)}`));
    }

    /* The values of a sentence, each with what is known of it. */
    function valuesOf(draft, number) {
      const sentence = draft.sentences[number];
      const text = draft.flat.slice(sentence.start, sentence.end);
      const paragraph = draft.paragraphs[sentence.paragraph];
      if (!E.chiffre.search(text) || E.avant_sanction.search(text) || E.palier.start(draft.flat.slice(paragraph.start, paragraph.end))) return [];
      const values = paragraph.piece === "RC" ? valuesInRc(text) : rawValues(text);
      const before = values.length ? wordsBefore(draft, number, text) : [];
      const opening = values.length ? openingOf(draft, number) : "";
      const lots = values.length ? lotsOf(draft, sentence) : "";
      const cases = joined(E.qualifie.all(text));
      const label = E.etiquette_de_valeur.start(text);
      for (const value of values) value.alike = values.filter(({ genre }) => genre === value.genre).length;
      return values.map((value) => {
        const [start, end] = clauseOf(text, value);
        const clause = value.genre.startsWith("fois") ? text.slice(start, end) : `${text.slice(start, value.start)} ${text.slice(value.end, end)}`;
        const own = stemsOf(`${opening} ${clause}`);
        const share = value.genre === "%" ? E.part_de_quoi.start(text.slice(value.end)) : null;
        const counted = value.genre.startsWith("n ") ? [value.genre.slice(2)] : [];
        const complements = new Map();
        for (const match of E.complement.all(clause)) {
          const [[one], [other]] = [stemsOf(match[1]), stemsOf(match[2])];
          if (one && other) complements.set(one, other);
        }
        return {
          ...value,
          sentence: number,
          stems: new Set(value.genre === "lots" ? ["lot"] : [...own, ...before, ...counted]),
          resumed: new Set(before.filter((stem) => !own.includes(stem))),
          object: objectOf(text, value, values, opening),
          label: label && label[0].length <= value.start ? stemsOf(label[0]) : [],
          complements,
          subject: subjectOf(text, value, [...before, ...own]),
          others: values.filter(({ genre }) => genre !== value.genre && SIDE_GENRES.has(genre)),
          part: share ? stemsOf(share[1])[0] || "" : "",
          lots,
          cases,
          isReminder: Boolean(E.rappelle.search(text.slice(Math.max(0, start - 40), end + 40))),
          isSanction: Boolean(E.sanction.search(text)),
          isConditional: Boolean(E.condition.search(text)),
          isBound: Boolean(E.borne.search(text.slice(0, value.start))),
          isTotal: Boolean(E.total.search(text.slice(start, value.start))),
          start: sentence.start + value.start,
          end: sentence.start + value.end,
        };
      });
    }

    /* Whether one says « non bloquante » of what the other calls « bloquante ». */
    function denies(one, other) {
      const denied = [...one.stems].filter((stem) => stem.startsWith(NOT) && !other.stems.has(stem)).map((stem) => stem.slice(NOT.length));
      return denied.some((word) => [...other.stems].some((stem) => stem.startsWith(word)));
    }

    const differ = (one, other) => Boolean(one && other && one !== other);

    /* Whether two values are said of two things. */
    function areApart(draft, one, other) {
      if (differ(one.lots, other.lots)) return true;
      if (one.genre === "horaire" && one.isConditional !== other.isConditional) return true;
      const isFar = one.genre === "date" && Math.abs(one.measure - other.measure) > FAR;
      if (isFar && (!other.stems.has(one.subject) || !one.stems.has(other.subject))) return true;
      const isApart = one.genre === "jours" ? !other.stems.has(one.subject) && !one.stems.has(other.subject) : differ(one.cases, other.cases);
      if (isApart || (one.alike > 1 && other.alike > 1) || (one.isBound && other.isBound)) return true;
      if (one.cases !== other.cases && (one.cases + other.cases).includes("pour un")) return true;
      const [low, high] = BOUNDS;
      if ((one.stems.has(low) && other.stems.has(high)) || (one.stems.has(high) && other.stems.has(low))) return true;
      if (one.label.length && other.label.length && !one.label.some((stem) => other.stems.has(stem)) && !other.label.some((stem) => one.stems.has(stem))) return true;
      if (denies(one, other) || denies(other, one)) return true;
      const [mine, theirs] = [one, other].map(({ others }) => new Map(others.map(({ genre, measure }) => [genre, measure])));
      if ([...mine].some(([genre, measure]) => theirs.has(genre) && theirs.get(genre) !== measure)) return true;
      for (const [stem, told] of one.complements) {
        const elseTold = other.complements.has(stem) ? other.complements.get(stem) : told;
        if (elseTold !== told && other.stems.has(stem) && !one.stems.has(elseTold) && !other.stems.has(told)) return true;
      }
      if (differ(one.part, other.part) && (!other.stems.has(one.part) || !one.stems.has(other.part))) return true;
      if (one.genre === "€" && one.isSanction !== other.isSanction) return true;
      const arePartsOfAWhole = one.genre === "%" && one.measure + other.measure === WHOLE;
      if ((arePartsOfAWhole || one.genre === "rythme" || one.genre.startsWith("poids")) && one.subject !== other.subject) return true;
      const [first, last] = [draft.sentences[one.sentence], draft.sentences[other.sentence]];
      if (first.paragraph !== last.paragraph) return false;
      return one.isTotal || other.isTotal || !draft.flat.slice(first.end - 1, last.start).includes(".");
    }

    /* How the labels of two values (« Livraison : 5 jours ») answer each other. */
    function labels(one, other) {
      const isIn = (value, stems) => value.label.some((stem) => stems.has(stem));
      if (one.label.length && other.label.length) {
        if (isIn(one, new Set(other.label))) return "communes";
        return isIn(one, other.stems) || isIn(other, one.stems) ? "croisées" : "distinctes";
      }
      if (!one.label.length && !other.label.length) return "aucune";
      return isIn(one, other.stems) || isIn(other, one.stems) ? "reprise" : "étrangère";
    }

    /* Each value that an earlier one denies, the one that it denies most; the same two measures are said once. */
    function* contradictions(draft) {
      const counts = new Map();
      for (const { start, end } of draft.sentences) {
        yield;
        for (const stem of stemsOf(draft.flat.slice(start, end))) counts.set(stem, (counts.get(stem) || 0) + 1);
      }
      const weightOf = (stem) => (WEAK.has(stem) ? LIGHT : 1) / Math.sqrt(counts.get(stem) || 1);
      const weightOfAll = (stems) => stems.reduce((sum, stem) => sum + weightOf(stem), 0);

      /* What says, or denies, that two values are two for one thing; empty where they cannot be. */
      function signs(one, other) {
        const [small, large] = one.measure < other.measure ? [one.measure, other.measure] : [other.measure, one.measure];
        if (one.sentence === other.sentence || small === large) return [];
        const near = NO_SCALE.has(one.genre) ? NO_SCALE_NEAR : small / large;
        if (near < LEAST_NEAR && one.genre !== "rythme") return [];
        if (one.genre === "minute" && one.unit.replace(/s+$/, "") !== other.unit.replace(/s+$/, "") && large - small <= CONVERTED * large) return [];
        if (differ(one.object, other.object)) return [];
        const isSame = Boolean(one.object && one.object === other.object && one.object !== OTHER);
        const follows = other.sentence === one.sentence + 1;
        const shared = weightOfAll([...one.stems].filter((stem) => other.stems.has(stem) && !(follows && other.resumed.has(stem))));
        if (isSame ? differ(one.lots, other.lots) || differ(one.cases, other.cases) : shared < LEAST_SHARED || areApart(draft, one, other)) return [];
        const apart = draft.sentences[other.sentence].paragraph - draft.sentences[one.sentence].paragraph;
        return [
          "toujours",
          `genre ${one.genre.split(" ")[0]}`,
          `proches ${Math.floor(near * STEPS_NEAR)}`,
          `objet ${isSame ? "le même" : one.object && other.object ? "autre" : "inconnu"}`,
          ...Array.from({ length: Math.min(MOST_SHARED, Math.floor(shared * STEPS_SHARED)) + 1 }, (_, step) => `commun ${step}`),
          `sujet ${other.stems.has(one.subject) + one.stems.has(other.subject)}`,
          ...(one.subject === other.subject ? ["même sujet"] : []),
          `paragraphes ${Math.min(3, apart)}`,
          `étiquettes ${labels(one, other)}`,
          ...(other.isReminder ? ["rappel"] : []),
          ...(one.isReminder ? ["rappelé"] : []),
        ];
      }

      const values = [];
      for (const number of draft.sentences.keys()) {
        yield;
        values.push(...valuesOf(draft, number));
      }
      const alike = new Map();
      for (const { genre } of values) alike.set(genre, (alike.get(genre) || 0) + 1);
      const context = draft.paragraphs.length <= EXCERPT ? ["extrait"] : [];
      const groups = new Map();
      const best = new Map();
      for (const value of values) {
        yield;
        const earlier = groups.get(value.genre) || [];
        for (const other of earlier.slice(-MOST_COMPARED)) {
          const found = signs(other, value);
          if (!found.length) continue;
          const total = [...found, ...context, `nombre ${Math.min(MOST_COUNTED, alike.get(value.genre))}`].reduce((sum, sign) => sum + (weights[sign] || 0), 0);
          if (total >= 0 && !(best.has(value.start) && best.get(value.start).total >= total)) best.set(value.start, { total, one: other, other: value });
        }
        groups.set(value.genre, earlier);
        earlier.push(value);
      }
      const said = new Set();
      return [...best.values()].flatMap(({ one, other }) => {
        const measures = `${other.genre} ${Math.min(one.measure, other.measure)} ${Math.max(one.measure, other.measure)}`;
        if (said.has(measures)) return [];
        said.add(measures);
        return [[other.start, other.end, `Ailleurs dans ce texte : ${draft.text.slice(one.start, one.end)}.`]];
      });
    }

    return { numberOf, contradictions };
  }

  guideParts.relireValeurs = { engine };
})();
