/* Where a draft follows the legal floor: what is sure, what is left to the reader. A false tick costs more than a passage left to read. Needs: relire-texte.

     engine(expressions)   of macros/relire/plancher.py → { passages(reading) }
     .passages(reading)    a generator, that yields between its steps, of { condition, critere, sociale, regles: { id: … } }: each { etat, words },
                           etat "la" (it is there), "motif" (a written exception), "doute" (to be checked by the reader), "manque" (nothing is seen); words: the sentence, or "" */
(() => {
  "use strict";

  const { compile } = guideParts.relireTexte;
  const RANKS = ["manque", "doute", "motif", "la"];
  const NOT_SEEN = { etat: "manque", words: "" };
  const VAGUE = ["mesure-absente", "mot-vague"];
  const UNWEIGHED = "critere-sans-poids"; // a criterion that is there, badly written
  const OF_THE_FIRM = "politique-generale";
  const OF_THE_CONTRACT = ["CCTP", "CCAP"];
  const LEAST_LISTED = 2; // weights in a sentence that lists criteria
  const LONGEST_ROW = 110; // characters of a row that names a criterion and its weight
  const HEAD = 500; // characters, where a letter says what it is
  const STRETCH = 4000; // characters that are looked at in a step
  const LONGEST = 1500; // characters of a sentence that is looked at

  function engine(expressions) {
    const { regles, ...own } = expressions;
    const E = compile(own);
    const ofRules = Object.entries(compile(regles));
    const has = (name, flat) => E[name].search(flat) !== null;
    const without = (name, flat) => flat.replace(E[name].every, " ");

    /* The rules that point at each sentence, by its number. */
    function faultsOf({ draft, faults }) {
      const found = new Map();
      for (const { start, end, rule, severity } of faults) {
        for (let number = draft.sentenceAt(start); number <= draft.sentenceAt(Math.max(start, end - 1)); number += 1) {
          found.set(number, [...(found.get(number) || []), { rule, severity }]);
        }
      }
      return found;
    }

    /* The numbers of the sentences that have one of the words without which nothing is found. */
    function* spoken(draft) {
      const found = new Set();
      for (let start = 0; start < draft.flat.length;) {
        const end = draft.flat.indexOf("\n", start + STRETCH) + 1 || draft.flat.length;
        for (const match of draft.flat.slice(start, end).matchAll(E.mots.every)) found.add(draft.sentenceAt(start + match.index));
        yield;
        start = end;
      }
      return found;
    }

    /* What a sentence on the environment is worth as a condition. */
    function condition(flat, { piece, isContext, isVague }) {
      if (has("du_candidat", flat) || !has("vert", without("autre_vert", flat))) return "manque";
      if (has("acheteur", flat) || has("acheteur_agit", flat)) return "manque";
      const isSure = has("actes", flat) && has("tenue", flat) && !has("etudes", flat) && !has("loi", flat) && !has("peines", flat);
      if (isSure && !isContext && !isVague && piece !== "RC") return "la";
      if (piece === "RC") return isSure && has("tenus", flat) ? "doute" : "manque";
      return has("actes", flat) || (has("tenus", flat) && !isContext) ? "doute" : "manque";
    }

    function sociale(flat, paragraph, { piece, isContext, isVague }) {
      const said = without("autre_insertion", flat);
      if (!has("social", said)) return "manque";
      if (has("article_social", paragraph) && has("exceptions", paragraph)) return "motif";
      if (has("article_social", flat) && has("sans_clause", flat)) return "doute";
      if (has("reserve", said)) return "la";
      if (has("du_candidat", said) || has("acheteur", said) || has("acheteur_agit", said)) return "manque";
      if (has("loi", said) && !has("actes_sociaux", said)) return "manque";
      if (!has("actes_sociaux", said)) return has("tenus", said) && !isContext ? "doute" : "manque";
      return piece === "RC" || isContext || isVague || has("peines", said) || has("etudes", said) ? "doute" : "la";
    }

    /* What the name of a criterion is worth. */
    function named(flat) {
      const name = without("autre_vert", flat.split(/ ?[:|(]|, /)[0]);
      if (has("cout", name)) return "doute";
      if (has("critere", name)) return has("de_la_firme", flat) ? "doute" : "la";
      return has("critere_vague", name) || (has("critere", without("autre_vert", flat)) && has("poids", flat)) ? "doute" : "manque";
    }

    /* The same, of a sentence that names several: « prix 50 %, valeur environnementale 20 % ». */
    function listed(flat, title) {
      if (E.poids.all(flat).length < LEAST_LISTED || !(has("prix", flat) || has("attribution", title)) || has("tenus", flat)) return "manque";
      const parts = without("autre_vert", flat).replace(/\([^()]*\)/g, " ").split(/[,;:]/);
      const one = parts.find((part, at) => has("critere", part) && (has("poids", part) || (parts[at + 1] && E.poids.start(parts[at + 1].trim()))));
      if (!one) return "manque";
      return has("de_la_firme", one) || /\bdont\b/.test(one) ? "doute" : "la";
    }

    /* The articles where a criterion judges the firm and not its offer. */
    const judging = ({ draft, faults }) => new Set(faults.filter(({ rule }) => rule === OF_THE_FIRM).map(({ start }) => draft.paragraphs[draft.sentences[draft.sentenceAt(start)].paragraph].article));

    function* passages(reading) {
      const { draft, text, criteria } = reading;
      const pointed = faultsOf(reading);
      const ofTheFirm = judging(reading);
      const areCriteria = new Set(criteria);
      const isLetter = has("lettre", draft.flat.slice(0, HEAD));
      const best = { condition: NOT_SEEN, critere: NOT_SEEN, sociale: NOT_SEEN, regles: {} };
      const better = (name, etat, start, end) => {
        if (RANKS.indexOf(etat) > RANKS.indexOf(best[name].etat)) best[name] = { etat, words: text.slice(start, end).replace(/\s+/g, " ").trim() };
      };
      const near = yield* spoken(draft);
      for (const [number, sentence] of draft.sentences.entries()) {
        if (!near.has(number) && !near.has(sentence.opening)) continue;
        yield;
        const paragraph = draft.paragraphs[sentence.paragraph];
        if (paragraph.heading || sentence.end - sentence.start > LONGEST) continue;
        const rules = pointed.get(number) || [];
        const isUnweighed = rules.some(({ rule }) => rule === UNWEIGHED);
        if (rules.some(({ rule, severity }) => severity === "grave" && rule !== UNWEIGHED)) continue;
        const opening = draft.sentences[sentence.opening];
        const own = draft.flat.slice(sentence.start, sentence.end);
        const flat = opening ? `${draft.flat.slice(opening.start, opening.end)} ${own}` : own;
        const head = draft.paragraphs[draft.articles[paragraph.article][0]];
        const title = head.heading ? draft.flat.slice(head.start, head.end) : "";
        const sure = (etat) => (etat === "la" && (isUnweighed || ofTheFirm.has(paragraph.article)) ? "doute" : etat);
        if (areCriteria.has(sentence.paragraph)) {
          better("critere", sure(named(draft.flat.slice(paragraph.body, paragraph.end))), paragraph.body, paragraph.end);
          if (has("poids", own)) better("critere", sure(named(own)), sentence.start, sentence.end);
          better("critere", sure(listed(own, title)), sentence.start, sentence.end);
          continue;
        }
        const piece = isLetter ? "" : paragraph.piece;
        const isContext = has("titre_de_contexte", title) || has("titre_d_objet", title) || E.contexte.start(flat) !== null;
        const around = { piece, isContext, isVague: rules.some(({ rule }) => VAGUE.includes(rule)) };
        if (!OF_THE_CONTRACT.includes(piece)) {
          better("critere", isUnweighed ? "manque" : sure(listed(flat, title)), sentence.start, sentence.end);
          if (has("attribution", title) && has("poids", own) && own.length <= LONGEST_ROW && named(own) !== "manque") better("critere", "doute", sentence.start, sentence.end);
        }
        better("condition", condition(flat, around), sentence.start, sentence.end);
        better("sociale", sociale(flat, draft.flat.slice(paragraph.body, paragraph.end), around), sentence.start, sentence.end);
        if (isContext || piece === "RC" || has("du_candidat", flat) || has("acheteur", flat) || has("acheteur_agit", flat)) continue;
        for (const [id, expression] of ofRules) {
          if (!best.regles[id] && !around.isVague && expression.search(flat)) best.regles[id] = { etat: "la", words: text.slice(sentence.start, sentence.end).replace(/\s+/g, " ").trim() };
        }
      }
      return best;
    }

    return { passages };
  }

  guideParts.relirePlancher = { engine };
})();
