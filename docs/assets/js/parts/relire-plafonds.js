/* Which sentences of a draft a cap covers: the same code as macros/relire/plafonds.py, which says why.

     engine(E, words)   the expressions (see relire-texte) and the words that Python gives → { capped }
     .capped(draft)     a generator, that yields between its steps, of the numbers of these sentences, a Set */
(() => {
  "use strict";

  const STEM = 5; // letters of a word that tell one penalty from another
  const NEAR = 8; // sentences before a cap, one of which speaks of penalties
  const MOST_CAPS = 100; // common ones that are looked at
  const LATE = "late";

  const endOf = (match) => match.index + match[0].length;
  const meets = (some, others) => [...some].some((one) => others.has(one));
  const within = ([first, after]) => (number) => first <= number && number < after;

  function engine(E, words) {
    const NEUTRAL = new Set(words.de_penalite.map((word) => word.slice(0, STEM)));

    function stemsOf(text) {
      const stems = E.mot_de_penalite.all(text).map(([word]) => word.slice(0, STEM)).filter((stem) => !NEUTRAL.has(stem));
      return new Set(E.retard.search(text) ? [...stems, LATE] : stems);
    }

    /* What a penalty is for: the words before its amount, or all of them where it comes first. */
    function labelOf(text) {
      const amount = E.montant.search(text);
      const before = amount ? text.slice(0, amount.index) : text;
      return E.mot_de_penalite.search(before) ? before : text;
    }

    /* Whether a sentence bounds its own amount. */
    function isCappedAlone(text) {
      const amount = E.montant.search(text);
      if (!amount) return false;
      const after = text.slice(endOf(amount));
      const cap = E.plafond.search(text);
      return Boolean((cap && cap.groups.apres && E.montant.search(text.slice(endOf(cap))))
        || E.bornee.search(after) || E.une_fois.search(after) || E.sous_plafond.search(after));
    }

    const numberOf = (text) => E.partie_de_numero.all(text).map(([part]) => (/^\d/.test(part) ? Number(part) : part.charCodeAt(0)));

    const cited = (text) => E.numero_cite.all(text).map(({ groups: { seul, de, a } }) => [numberOf(seul || de), numberOf(a || seul || de)]);

    function isBefore(one, other) {
      for (let i = 0; i < Math.min(one.length, other.length); i += 1) if (one[i] !== other[i]) return one[i] < other[i];
      return one.length <= other.length;
    }

    /* Whether « 5.3 » is one of « 5.1 à 5.4 », or within « 5 ». */
    const isAmong = (number, spans) => spans.some(([first, last]) => isBefore(first, number.slice(0, first.length)) && isBefore(number.slice(0, last.length), last));

    /* Under which number each sentence stands; [] for none. */
    function numbersOf(draft, texts) {
      let [own, article, paragraph] = [[], -1, -1];
      return draft.sentences.map((sentence, at) => {
        const place = draft.paragraphs[sentence.paragraph];
        if (place.article !== article) [article, own] = [place.article, []];
        const isFirst = sentence.paragraph !== paragraph;
        paragraph = sentence.paragraph;
        const head = E.numero_de_tete.start(isFirst ? draft.flat.slice(place.start, sentence.end) : texts[at]);
        if (head && (isFirst || E.numero_compose.start(head.groups.numero))) own = numberOf(head.groups.numero);
        return own;
      });
    }

    /* How many numbers of an ordered list are less than one. */
    function countBefore(sorted, number) {
      let [low, high] = [0, sorted.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sorted[middle] < number) low = middle + 1;
        else high = middle;
      }
      return low;
    }

    /* What a sentence covers, if it is a cap on other penalties than its own. */
    function reachesOf(draft, number, { texts, stems, numbers, paragraphs, amounts, counts }) {
      const text = texts[number];
      const cap = E.plafond.search(text);
      if (!cap || E.exonere.search(text)) return [];
      const { apres, avant } = cap.groups;
      const start = apres ? endOf(cap) - apres.length : cap.index;
      const end = apres ? endOf(cap) : cap.index + avant.length;
      const amount = E.montant.search(text);
      const bears = amount && endOf(amount) <= cap.index; // a penalty, then a cap
      let before = text.slice(bears ? endOf(amount) : 0, start);
      const ofAll = E.toutes_penalites.search(bears ? before : text);
      const { paragraph } = draft.sentences[number];
      const sentencesOf = (first, after) => [countBefore(paragraphs, first), countBefore(paragraphs, after)];
      const withAmount = (first, after) => amounts.slice(countBefore(amounts, first), countBefore(amounts, after));
      const own = sentencesOf(paragraph, paragraph + 1);
      const article = sentencesOf(...draft.articles[draft.paragraphs[paragraph].article]);
      const earlier = withAmount(article[0], number);
      const beside = withAmount(own[0], number);
      const isBeforeIt = (some) => some[some.length - 1] === number - 1;
      const near = [texts[article[0]], ...texts.slice(Math.max(article[0], number - NEAR), number + 1)];
      if (!beside.length && !isBeforeIt(earlier) && !near.some((one) => E.parle_de_penalites.search(one))) return [];
      let numbersCited = cited(before);
      let subject = stemsOf(before);
      const here = amount ? stems[number] : new Set();
      const knownElsewhere = (some) => new Set([...some].filter((stem) => (counts.get(stem) || 0) > here.has(stem))); // in another sentence with an amount
      const together = E.penalites_ensemble.search(text.slice(0, end));
      const isUnknown = subject.size && !knownElsewhere(subject).size && !numbersCited.length;
      const labelled = E.sujet_de_plafond.search(before);
      if (!ofAll && (bears || E.une_penalite.search(before) || (isUnknown && (labelled || !together)))) return [];
      const counted = E.ces_n.search(before);
      let among = () => true;
      if (E.pour_ce_motif.search(text) || !(numbersCited.length || subject.size || together)) {
        const goesOn = isBeforeIt(beside) && texts[number - 1].endsWith(";");
        among = within(goesOn ? [number - 1, number] : own);
      } else if (counted) {
        const size = words.nombres[counted.groups.nombre] || Number(counted.groups.nombre);
        const those = beside.length >= size ? beside : earlier;
        const chosen = counted.groups.premieres ? those.slice(0, size) : those.slice(-size);
        among = (one) => chosen.includes(one);
      } else if (beside.length && !ofAll && numbers[number].length > 1) {
        among = within(own);
      } else if (earlier.length && (E.article_seul.search(before) || !ofAll)) {
        among = within(article);
      }
      const exception = E.a_l_exception.search(text);
      const leftOut = exception ? text.slice(endOf(exception)) : "";
      if (exception && exception.index < start) {
        before = text.slice(0, exception.index);
        [numbersCited, subject] = [cited(before), stemsOf(before)];
      }
      const named = numbersCited.length || counted ? new Set() : new Set([...knownElsewhere(subject), ...(subject.has(LATE) ? [LATE] : [])]);
      const found = [{ among, numbers: numbersCited, stems: named, butNumbers: cited(leftOut), butStems: knownElsewhere(stemsOf(leftOut)) }];
      const rest = text.slice(end);
      for (const other of E.montant.all(rest)) { // « et, pour les absences, 300 € »
        const others = knownElsewhere(stemsOf(rest.slice(0, other.index)));
        if (others.size) found.push({ among: () => true, numbers: [], stems: others, butNumbers: [], butStems: new Set() });
      }
      return found;
    }

    /* Whether a cap covers a sentence, which stands under `own` and has these stems. */
    function isReached(reach, number, own, stems) {
      return reach.among(number)
        && (!reach.numbers.length || !own.length || isAmong(own, reach.numbers))
        && (!reach.stems.size || meets(reach.stems, stems))
        && !(own.length && isAmong(own, reach.butNumbers))
        && !meets(reach.butStems, stems);
    }

    /* The paragraphs that are rows of a table with a column of caps, and an amount in it. */
    function rowsOf(draft) {
      const found = new Set();
      for (const [start, after] of draft.articles) {
        let [place, columns] = [-1, 0];
        for (let number = start; number < after; number += 1) {
          const paragraph = draft.paragraphs[number];
          const cells = E.colonne.split(draft.flat.slice(paragraph.start, paragraph.end)).map((cell) => cell.trim());
          const head = cells.reduce((last, cell, at) => (E.titre_de_plafond.start(cell) ? at : last), -1);
          if (cells.length > 2 && head >= 0 && !E.montant.search(cells[head])) [place, columns] = [head, cells.length];
          else if (place >= 0 && cells.length >= columns && /\d/.test(cells[place])) found.add(number);
        }
      }
      return found;
    }

    function* capped(draft) {
      const texts = draft.sentences.map(({ start, end }) => draft.flat.slice(start, end));
      const stems = [];
      for (const text of texts) {
        yield;
        stems.push(stemsOf(labelOf(text)));
      }
      const numbers = numbersOf(draft, texts);
      const paragraphs = draft.sentences.map(({ paragraph }) => paragraph);
      const amounts = [];
      for (const [number, text] of texts.entries()) {
        yield;
        if (E.montant.search(text)) amounts.push(number);
      }
      const counts = new Map();
      for (const number of amounts) for (const stem of stems[number]) counts.set(stem, (counts.get(stem) || 0) + 1);
      const caps = [];
      for (const number of texts.keys()) {
        yield;
        caps.push(reachesOf(draft, number, { texts, stems, numbers, paragraphs, amounts, counts }));
      }
      const reaches = caps.flat().slice(0, MOST_CAPS);
      const late = E.ccag_plafonne.search(draft.flat) && !E.ccag_sans_plafond.search(draft.flat);
      const rows = rowsOf(draft);
      const found = new Set();
      for (const [number, text] of texts.entries()) {
        yield;
        if (!E.hors_plafond.search(text) && (caps[number].length
          || isCappedAlone(text)
          || rows.has(draft.sentences[number].paragraph)
          || (late && stems[number].has(LATE))
          || reaches.some((reach) => isReached(reach, number, numbers[number], stems[number])))) found.add(number);
      }
      return found;
    }

    return { capped };
  }

  guideParts.relirePlafonds = { engine };
})();
