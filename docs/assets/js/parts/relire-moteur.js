/* The drafting rules over one draft: the same code as macros/relire/moteur.py, which says why. Needs: relire-texte.

     engine(data)    `data` as macros/relire/regles.py gives it → { read(text) }
     .read(text)     { text, draft, faults }: the cleaned text, its parts, and { start, end, rule, severity, words, note } in the order of the text */
(() => {
  "use strict";

  const { compile, draft: cut } = guideParts.relireTexte;

  function engine(data) {
    const E = compile(data.expressions);
    const words = data.mots;
    const COMMON = new Set(words.de_critere.map((word) => word.slice(0, 8)));
    const EMPTY = new Set(words.vides);
    const expressions = new Map();

    function search(source, text) {
      if (!source) return null;
      if (!expressions.has(source)) expressions.set(source, { once: new RegExp(source), every: new RegExp(source, "g") });
      return expressions.get(source).once.exec(text);
    }

    function every(source, text) {
      search(source, "");
      return source ? text.matchAll(expressions.get(source).every) : [];
    }

    const flatOf = (draft, paragraph) => draft.flat.slice(paragraph.start, paragraph.end);

    /* The words of a scope, after those of the sentence that opens its list. */
    function scoped(draft, number, name) {
      const [start, end] = draft.scope(number, name);
      const { opening } = draft.sentences[number];
      const before = opening >= 0 && (name === "phrase" || name === "paragraphe") ? draft.sentences[opening] : null;
      return (before ? `${draft.flat.slice(before.start, before.end)} ` : "") + draft.flat.slice(start, end);
    }

    function detected(draft, one) {
      const found = [];
      const done = new Set();
      for (const match of every(one.quand, one.casse ? draft.cased : draft.flat)) {
        const number = draft.sentenceAt(match.index);
        const paragraph = draft.paragraphs[draft.sentences[number].paragraph];
        if (one.piece && paragraph.piece !== one.piece) continue;
        if (one.avec && !search(one.avec, scoped(draft, number, "phrase"))) continue;
        if (search(one.sauf, scoped(draft, number, one.portee))) continue;
        const once = { phrase: number, article: paragraph.article, texte: 0 }[one.fois];
        if (!done.has(once)) {
          done.add(once);
          found.push([match.index, match.index + match[0].length, ""]);
        }
      }
      return found;
    }

    /* Labels. */

    function labels(draft) {
      const found = [];
      for (const match of every(data.labels, draft.cased)) {
        const number = draft.sentenceAt(match.index);
        const isTitle = draft.paragraphs[draft.sentences[number].paragraph].heading;
        if (!isTitle && !search(data.equivalent, scoped(draft, number, "paragraphe"))) found.push([match.index, match.index + match[0].length, ""]);
      }
      return found;
    }

    /* Annexes. */

    const unmarked = (flat) => flat.replace(/^[#\-*• ]+/, "");

    function isHeld(number, title, held) {
      if (title && held.some((one) => one.includes(title))) return true;
      if (number) {
        const named = new RegExp(`^annexe *(?:n *° *)?${number}(?![a-z0-9])`);
        return held.some((one) => named.test(one));
      }
      return held.length > 0 && !title;
    }

    function annexes(draft) {
      const held = draft.paragraphs.map((paragraph) => unmarked(flatOf(draft, paragraph)))
        .filter((flat) => flat.startsWith("annexe") && !E.verbe.search(flat.slice(0, 60)));
      const found = [];
      const done = new Set();
      for (const match of E.annexe.all(draft.flat)) {
        const paragraph = draft.paragraphs[draft.sentences[draft.sentenceAt(match.index)].paragraph];
        const end = match.index + match[0].length;
        const before = draft.flat.slice(paragraph.start, match.index);
        const opens = unmarked(flatOf(draft, paragraph)).startsWith("annexe") && !unmarked(before);
        if (opens || E.ailleurs.start(draft.flat.slice(end, end + 60))) continue;
        const { numero, titre } = match.groups;
        if (!numero && !titre && !E.appelee.search(before.slice(-20))) continue;
        if (isHeld(numero, titre, held)) continue;
        const key = numero || titre || "";
        if (!done.has(key)) {
          done.add(key);
          found.push([match.index, end, ""]);
        }
      }
      return found;
    }

    /* Articles of law. */

    const MAIN = "code de la commande publique";

    function exists(name, known) {
      const dash = name.lastIndexOf("-");
      const spans = (dash > 0 && Object.prototype.hasOwnProperty.call(known, name.slice(0, dash)) && known[name.slice(0, dash)]) || [];
      const last = Number(name.slice(dash + 1));
      return known[""].includes(name) || spans.some((first, place) => place % 2 === 0 && first <= last && last <= spans[place + 1]);
    }

    function notThere(name, known) {
      const other = ["L", "R", "D"].map((letter) => letter + name.slice(1)).find((one) => exists(one, known));
      return `« ${name} » n’est pas dans le code de la commande publique${other ? ` ; ${other} existe` : ""}.`;
    }

    function namedBefore(draft, place, start) {
      const found = E.code.all(draft.flat.slice(start, place));
      return found.length > 0 && !found[found.length - 1][0].startsWith(MAIN);
    }

    function articles(draft) {
      const { connus: known, abroges: repealed } = data.articles;
      const found = [];
      for (const match of E.cite.all(draft.flat)) {
        const { lettre, numero } = match.groups;
        const name = lettre.toUpperCase() + numero;
        const at = match.index + match[0].length;
        const [start, end] = draft.scope(draft.sentenceAt(match.index), "phrase");
        const sentence = draft.flat.slice(start, end);
        const after = E.code.search(draft.flat.slice(at, end));
        const code = after ? after[0] : "";
        if (Object.prototype.hasOwnProperty.call(repealed, name)) {
          const [wanted, note] = repealed[name];
          if (!wanted || code.includes(wanted)) found.push([match.index, at, note]);
          continue;
        }
        if (code && !code.startsWith(MAIN)) continue;
        if (!code && !sentence.includes("commande publique") && !sentence.includes("ccp")) {
          if (!E.numero_principal.start(numero) || namedBefore(draft, match.index, start)) continue;
        }
        if (E.code_principal.start(numero) && !exists(name, known)) found.push([match.index, at, notThere(name, known)]);
      }
      return found;
    }

    function oldArticles(draft) {
      const today = (number) => (Object.prototype.hasOwnProperty.call(data.concordance, number) ? data.concordance[number] : "");
      return E.ancien.all(draft.flat).map((match) => [match.index, match.index + match[0].length, today(match.groups.numero)]);
    }

    /* Award criteria. */

    const firstWords = (flat) => flat.split(/[.:;|]/, 1)[0];

    /* The lists of criteria: [{ article, criteria: [{ paragraph, end, isPrice }] }]. */
    function criteriaOf(draft) {
      const lists = [];
      draft.articles.forEach(([first, after], article) => {
        const title = flatOf(draft, draft.paragraphs[first]);
        const isEntitled = draft.paragraphs[first].heading && E.titre_criteres.search(title) && !E.hors_attribution.search(title);
        let isOpened = false;
        const named = [];
        const listed = [];
        for (let place = first; place < after; place += 1) {
          const paragraph = draft.paragraphs[place];
          const flat = flatOf(draft, paragraph);
          if (E.ouvre.search(flat) && !E.hors_attribution.search(flat)) {
            isOpened = true;
            continue;
          }
          if (flat.includes("€") || flat.includes(" euros")) continue;
          const isCalled = E.critere.start(flat) && flat.length < 400 && !unmarked(flat).startsWith("criteres");
          const isListed = (paragraph.bullet || E.poids.search(flat.slice(0, 120))) && firstWords(flat).length < 120;
          if (place === first && paragraph.heading && !E.critere.start(flat)) continue;
          if (isCalled) named.push(place);
          else if ((isEntitled || isOpened) && isListed && !E.raconte.search(firstWords(flat))) listed.push(place);
        }
        const starts = named.length ? named : listed;
        if (starts.length) {
          const criteria = starts.map((place, index) => ({
            paragraph: place,
            end: index + 1 < starts.length ? starts[index + 1] : after,
            isPrice: Boolean(E.prix.start(flatOf(draft, draft.paragraphs[place]))),
          }));
          lists.push({ article, criteria });
        }
      });
      return lists;
    }

    const blockOf = (draft, one) => draft.flat.slice(draft.paragraphs[one.paragraph].start, draft.paragraphs[one.end - 1].end);

    function nameOf(draft, one) {
      const flat = flatOf(draft, draft.paragraphs[one.paragraph]);
      const quoted = flat.split('"');
      return (quoted.length > 2 ? quoted[1] : firstWords(flat)).trim();
    }

    function labelOf(draft, one) {
      const paragraph = draft.paragraphs[one.paragraph];
      const flat = flatOf(draft, paragraph);
      const match = E.libelle.start(flat);
      return [paragraph.start, paragraph.start + (match ? match[0].length : flat.length), ""];
    }

    function withoutWeight(draft) {
      return criteriaOf(draft).flatMap(({ criteria }) => {
        const weighed = new Set(criteria.filter((one) => E.poids.search(blockOf(draft, one))).map((one) => nameOf(draft, one)));
        return criteria.filter((one) => !weighed.has(nameOf(draft, one))).map((one) => labelOf(draft, one));
      });
    }

    function isToldElsewhere(draft, one, around) {
      const named = E.mot_long.all(firstWords(flatOf(draft, draft.paragraphs[one.paragraph]))).map(([word]) => word.slice(0, 8)).filter((word) => !COMMON.has(word));
      const sentences = around.split(/[.\n]/).filter((sentence) => search(data.attentes, sentence));
      return sentences.some((sentence) => named.some((word) => sentence.includes(word)));
    }

    function withoutExpectations(draft) {
      return criteriaOf(draft).flatMap(({ article, criteria }) => {
        const [first, after] = draft.articles[article];
        return criteria.filter((one) => {
          if (one.isPrice || search(data.attentes, blockOf(draft, one))) return false;
          const paragraph = draft.paragraphs[one.paragraph];
          const before = draft.flat.slice(draft.paragraphs[first].start, paragraph.start);
          const afterList = draft.flat.slice(paragraph.end, draft.paragraphs[after - 1].end);
          return !isToldElsewhere(draft, one, `${before}\n${afterList}`);
        }).map((one) => labelOf(draft, one));
      });
    }

    /* Two values for one thing. */

    const stems = (text) => new Set(E.racine.all(text).map(([word]) => word).filter((word) => !EMPTY.has(word)).map((word) => word.slice(0, 6)));

    function values(draft) {
      const found = [];
      for (const match of E.en_lettres.all(draft.flat)) {
        const { mots, chiffres } = match.groups;
        if (words.en_lettres[mots] !== Number(chiffres)) {
          found.push([match.index, match.index + match[0].length, `« ${mots} » et « ${chiffres} » ne disent pas la même valeur.`]);
        }
      }
      const seen = new Map();
      for (const sentence of draft.sentences) {
        const text = draft.flat.slice(sentence.start, sentence.end);
        const matches = E.valeur.all(text);
        if (matches.length !== 1) continue;
        const [match] = matches;
        const unit = words.unites[match.groups.unite] || match.groups.unite;
        const value = match.groups.nombre.replace(/ /g, "").replace(/,/g, ".");
        const end = match.index + match[0].length;
        const own = stems(`${text.slice(0, match.index)} ${text.slice(end)}`);
        if (own.size < 2) continue;
        if (!seen.has(unit)) seen.set(unit, []);
        for (const other of seen.get(unit)) {
          let shared = 0;
          for (const stem of own) if (other.stems.has(stem)) shared += 1;
          if (other.value !== value && shared >= 2 && shared / (own.size + other.stems.size - shared) >= data.ressemblance) {
            found.push([sentence.start + match.index, sentence.start + end, `Ailleurs dans ce texte : ${other.written}.`]);
            break;
          }
        }
        seen.get(unit).push({ value, stems: own, written: draft.text.slice(sentence.start + match.index, sentence.start + end) });
      }
      return found;
    }

    const STRUCTURES = {
      labels,
      annexes,
      articles,
      "anciens-articles": oldArticles,
      "criteres-poids": withoutWeight,
      "criteres-attentes": withoutExpectations,
      valeurs: values,
    };

    function compare(a, b) {
      for (let i = 0; i < a.length; i += 1) {
        if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
      }
      return 0;
    }

    function read(given) {
      const draft = cut(given, E);
      const faults = [];
      for (const rule of data.regles) {
        const places = rule.detections.flatMap((one) => detected(draft, one));
        if (rule.structure) places.push(...STRUCTURES[rule.structure](draft));
        const seen = new Set();
        for (const [start, end, note] of places.sort(compare)) {
          const sentence = draft.sentenceAt(start);
          if (seen.has(sentence)) continue;
          seen.add(sentence);
          faults.push({ start, end, rule: rule.id, severity: rule.gravite, words: draft.text.slice(start, end), note });
        }
      }
      faults.sort((a, b) => a.start - b.start || a.end - b.end || compare([a.rule], [b.rule]));
      return { text: draft.text, draft, faults };
    }

    return { read };
  }

  guideParts.relireMoteur = { engine };
})();
