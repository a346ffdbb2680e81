/* The drafting rules over one draft: the same code as macros/relire/moteur.py, renvois.py, criteres.py and preuves.py, which say why. Needs: relire-texte, relire-plafonds, relire-valeurs, tranches.

     engine(data)    `data` as macros/relire/regles.py gives it → { reading(text, judge), read(text, judge) }
     .reading(text, judge)  a generator, that yields between its steps (now and then the share that is done, 0 to 1), of { text, draft, faults, criteria }: the cleaned text, its parts, { start, end, rule, severity, words, note } in the order of the text,
                         and the numbers of the paragraphs that name award criteria
     .read(text, judge)  the same, at once */
(() => {
  "use strict";

  const { compile, draft: cut, LONGEST_PARAGRAPH } = guideParts.relireTexte;
  const { drained } = guideParts.tranches;
  const LEAST_WORDS = 4;
  const LEAST_COLUMNS = 2; // semicolons or strokes, with a space on both sides, that make a row of a table
  const LEAST_DIVIDED = 2; // rows with a weight under a criterion, that divide its points
  const OF_THE_CONTRACT = ["CCTP", "CCAP"]; // documents where criteria stand only under a title that says so
  const LEAST_LETTERS = 3; // of what names a criterion
  const LONGEST_LABEL = 110;
  const MOST_ADDED = 2; // rows without a mark nor a weight, after the last that has one, that can be criteria
  const LONGEST_ROW = 1500; // characters of a paragraph that can be a row with a weight
  const SHORT_TITLE = 60; // characters
  const LONGEST_LINE = 400; // characters of a paragraph that is pointed at whole
  const LEAST_LISTED = 2; // documents that a list names
  const WHOLE = 100; // what weights make together
  const STEM_OF_NAME = 6; // letters by which the names of two criteria are compared
  const SHARED_WITH_PROOF = 2; // words
  const JUST_AFTER = 3; // sentences
  const STRETCH = 20000; // characters that an expression is looked for in at once
  const CODE_OF_2006 = "2006-975";
  const RENUMBERED = "Numéro d’avant la renumérotation du code du travail, le 1er mai 2008.";
  const ALIKE = "Repéré par ressemblance avec des phrases déjà lues : à vous d’en juger.";

  const endOf = (match) => match.index + match[0].length;

  function engine(data) {
    const E = compile(data.expressions);
    const words = data.mots;
    const { numberOf, contradictions } = guideParts.relireValeurs.engine(E, words, data.poids);
    const { capped } = guideParts.relirePlafonds.engine(E, words);
    const COMMON = new Set(words.de_critere.map((word) => word.slice(0, 8)));
    const EMPTY = new Set(words.vides);
    const NEUTRAL = new Set(words.neutres.map((word) => word.slice(0, 6)));
    const expressions = new Map();

    function search(source, text) {
      if (!source) return null;
      if (!expressions.has(source)) expressions.set(source, { once: new RegExp(source), every: new RegExp(source, "g") });
      return expressions.get(source).once.exec(text);
    }

    /* The matches in a text, and null after each stretch of it: a step. No expression goes past the end of a line. */
    function* every(source, text) {
      search(source, "");
      for (let start = 0; source && start < text.length;) {
        const end = text.indexOf("\n", start + STRETCH) + 1 || text.length;
        for (const match of text.slice(start, end).matchAll(expressions.get(source).every)) {
          match.index += start;
          yield match;
        }
        yield null;
        start = end;
      }
    }

    const flatOf = (draft, paragraph) => draft.flat.slice(paragraph.start, paragraph.end);

    /* The words of a scope, after those of the sentence that opens its list. */
    function scoped(draft, number, name) {
      const [start, end] = draft.scope(number, name);
      const { opening } = draft.sentences[number];
      const before = opening >= 0 && (name === "phrase" || name === "paragraphe") ? draft.sentences[opening] : null;
      return (before ? `${draft.flat.slice(before.start, before.end)} ` : "") + draft.flat.slice(start, end);
    }

    /* The title of the article of a sentence, or "". */
    function titleOf(draft, number) {
      const head = draft.paragraphs[draft.articles[draft.paragraphs[draft.sentences[number].paragraph].article][0]];
      return head.heading ? flatOf(draft, head) : "";
    }

    /* Whether a sentence asks for something. */
    function asks(draft, number) {
      if (E.titre_de_contexte.search(titleOf(draft, number))) return false;
      const { start, end } = draft.sentences[number];
      const text = draft.flat.slice(start, end);
      const goesOn = number && draft.sentences[number - 1].paragraph === draft.sentences[number].paragraph && E.suite.start(text);
      if (goesOn && !E.exige.search(text) && !asks(draft, number - 1)) return false;
      return !E.contexte.start(text) && (!E.acheteur_agit.start(text) || Boolean(E.exige.search(text)));
    }

    /* The short paragraph of a sentence, or the sentence. */
    function lineOf(draft, number) {
      const sentence = draft.sentences[number];
      const paragraph = draft.paragraphs[sentence.paragraph];
      const isShort = paragraph.end - paragraph.body <= LONGEST_LINE;
      const areCriteria = E.prix_pese.search(draft.flat.slice(paragraph.body, paragraph.end)); // several, one after the other
      return isShort && !areCriteria ? [paragraph.body, paragraph.end] : [sentence.start, sentence.end];
    }

    function* detected(draft, one) {
      const found = [];
      const done = new Set();
      let isSilent; // by what the whole text says: looked for once
      for (const match of every(one.quand, one.casse ? draft.cased : draft.flat)) {
        yield;
        if (!match) continue;
        const number = draft.sentenceAt(match.index);
        const sentence = draft.sentences[number];
        const paragraph = draft.paragraphs[sentence.paragraph];
        if (paragraph.heading || (one.piece && (one.piece_dite ? paragraph.piece : pieceOf(draft, paragraph.piece)) !== one.piece)) continue;
        if (isSilent === undefined) isSilent = search(one.sauf_texte, draft.flat) !== null;
        if (isSilent) return found;
        let around = scoped(draft, number, one.portee);
        if (one.titre && !search(one.titre, titleOf(draft, number))) continue;
        if (search(one.sauf_avant, draft.flat.slice(sentence.start, match.index))) continue;
        if (one.avec && !search(one.avec, around)) continue;
        if (one.ignore) {
          search(one.ignore, "");
          around = around.replace(expressions.get(one.ignore).every, " ");
        }
        if (search(one.sauf, around)) continue;
        const once = { phrase: number, paragraphe: sentence.paragraph, article: paragraph.article, texte: 0 }[one.fois];
        if (!done.has(once)) {
          done.add(once);
          found.push([match.index, match.index + match[0].length, ""]);
        }
      }
      return found;
    }

    /* The document of a paragraph; where none is named, a draft that lists award criteria, or speaks of candidates most, is an RC. */
    function pieceOf(draft, piece) {
      if (piece) return piece;
      if (draft.guessed === undefined) {
        const candidates = E.du_candidat.all(draft.flat).length;
        const holders = E.du_titulaire.all(draft.flat).length;
        draft.guessed = draft.criteria.length || (candidates > 1 && candidates >= holders) ? "RC" : "";
      }
      return draft.guessed;
    }

    /* Labels. */

    /* Whether « ou équivalent » stands in the sentence of a label, in the one that opens its list, or beside it in a sentence that names no other label. */
    function hasEquivalent(draft, number, label) {
      if (search(data.equivalent, scoped(draft, number, "phrase"))) return true;
      const [from, to] = draft.scope(number, "paragraphe");
      if (!search(data.equivalent, draft.flat.slice(from, to))) return false;
      return draft.sentences.slice(draft.sentenceAt(from), draft.sentenceAt(to - 1) + 1).some(({ start, end }) => {
        const named = [...draft.cased.slice(start, end).matchAll(expressions.get(data.labels).every)].map(([one]) => one);
        const isOfIt = !named.length || named.some((one) => label.includes(one) || one.includes(label));
        return isOfIt && search(data.equivalent, draft.flat.slice(start, end));
      });
    }

    function* labels(draft) {
      const found = [];
      for (const match of every(data.labels, draft.cased)) {
        yield;
        if (!match) continue;
        const number = draft.sentenceAt(match.index);
        const isTitle = draft.paragraphs[draft.sentences[number].paragraph].heading;
        if (!isTitle && !hasEquivalent(draft, number, match[0]) && !search(data.label_ecarte, scoped(draft, number, "paragraphe"))) found.push([match.index, match.index + match[0].length, ""]);
      }
      return found;
    }

    /* Annexes. */

    const unmarked = (flat) => flat.replace(/^[#\-*• ]+/, "");

    function isHeld(number, title, held) {
      if (title && held.some((one) => one.includes(title))) return true;
      if (number) {
        const named = new RegExp(`^annexe[ _-]*(?:n *° *)?${number}(?![a-z0-9])`);
        return held.some((one) => named.test(one));
      }
      return held.length > 0 && !title;
    }

    const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");

    /* Whether a sentence that lists documents names an annex, otherwise than to send the reader to it. */
    function names(annex, sentence) {
      const list = E.toutes_au_dossier.search(sentence) ? sentence : sentence.replace(E.annexe_appelee.every, " ");
      if (annex === undefined) return list.includes("annexe");
      const span = E.annexes_de_a.search(list);
      if (span && span.groups.de.padStart(2) <= annex.padStart(2) && annex.padStart(2) <= span.groups.a.padStart(2)) return true;
      return new RegExp(`annexes?(?![a-z])(?:.*[^a-z0-9])?${escaped(annex)}(?![a-z0-9])`).test(list);
    }

    /* The words that follow the name of an annex. */
    const afterIt = (draft, end) => draft.flat.slice(end, end + 60);

    /* Whether a sentence lists documents: it names some, or has no verb where they are listed. */
    function isAList(sentence, isListing) {
      return Boolean(E.annonce_de_pieces.start(sentence)) || E.nom_de_document.all(sentence).length >= LEAST_LISTED
        || (isListing && !E.conjugue.search(sentence));
    }

    /* Whether a paragraph names documents, or stands under a title that announces them. */
    function listsDocuments(draft, place) {
      const title = titleOf(draft, draft.sentenceAt(draft.paragraphs[place].body));
      return E.nom_de_document.all(bodyOf(draft, place)).length >= LEAST_LISTED || Boolean(E.titre_de_pieces.search(title));
    }

    /* The sentences, those that semicolons part being one: the number of the paragraph, from where to where. */
    function wholeSentences(draft) {
      const found = [];
      let begin = -1;
      for (const { start, end, paragraph } of draft.sentences) {
        if (begin < 0) begin = start;
        if (draft.flat[end - 1] === ";" && end < draft.paragraphs[paragraph].end) continue;
        found.push([paragraph, begin, end]);
        begin = -1;
      }
      return found;
    }

    function* annexes(draft) {
      const held = draft.paragraphs.map((paragraph) => unmarked(flatOf(draft, paragraph)))
        .filter((flat) => flat.startsWith("annexe") && !E.verbe.search(flat.slice(0, 60)));
      if (E.annexes_au_dossier.search(draft.flat)) return [];
      const whole = wholeSentences(draft).map(([place, start, end]) => [place, draft.flat.slice(start, end)]);
      const listing = [];
      for (const place of draft.paragraphs.keys()) {
        yield;
        listing.push(listsDocuments(draft, place));
      }
      const listed = new Set();
      for (const number of draft.sentences.keys()) {
        yield;
        const sentence = scoped(draft, number, "phrase");
        if (E.liste_de_pieces.search(sentence) && !E.annexe_en_tete.start(sentence)) listed.add(sentence);
      }
      for (const [place, sentence] of whole) {
        yield;
        const isListing = isAList(sentence, listing[place]) && !E.annexe_en_tete.start(sentence);
        if (isListing || E.toutes_au_dossier.search(sentence)) listed.add(sentence);
      }
      const given = new Map();
      /* Whether the draft holds or lists an annex; looked for once. */
      function isGiven(number, title) {
        const key = `${number}|${title}`;
        if (!given.has(key)) given.set(key, isHeld(number, title, held) || [...listed].some((sentence) => names(number || title, sentence)));
        return given.get(key);
      }
      const found = [];
      const done = new Set();
      const matches = E.annexe.all(draft.flat);
      const joined = new Set(matches.filter((match) => E.jointe.start(afterIt(draft, endOf(match)))).map(({ groups }) => groups.numero || groups.titre));
      for (const match of matches) {
        yield;
        const paragraph = draft.paragraphs[draft.sentences[draft.sentenceAt(match.index)].paragraph];
        const { titre } = match.groups;
        let { numero } = match.groups;
        let end = match.index + match[0].length;
        const named = titre ? match[0].slice(0, match[0].indexOf('"')) : match[0];
        if (numero && /^[a-z]/.test(draft.cased.slice(match.index + named.lastIndexOf(numero)))) {
          end = match.index + named.lastIndexOf(numero); // « annexé à »
          numero = undefined;
        }
        const before = draft.flat.slice(paragraph.start, match.index);
        const opens = unmarked(flatOf(draft, paragraph)).startsWith("annexe") && !unmarked(before);
        const elsewhere = E.ailleurs.start(afterIt(draft, end));
        const isElsewhere = elsewhere && elsewhere.groups.piece !== paragraph.piece.toLowerCase();
        if (opens || isElsewhere || E.texte_avant.search(before.slice(-60))) continue;
        const around = `${before.slice(-20)}annexe${draft.flat.slice(match.index + "annexe".length).slice(0, 20)}`;
        const annexed = "éÉ".includes(draft.text[match.index + "annex".length]) && !E.annexe_a.search(around);
        if (!numero && !titre && !annexed && !E.appelee.search(before.slice(-20))) continue;
        if ((numero || titre) && joined.has(numero || titre)) continue;
        if (isGiven(numero, titre)) continue;
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

    function* articles(draft) {
      const { connus: known, abroges: repealed } = data.articles;
      const found = [];
      for (const match of E.cite.all(draft.flat)) {
        yield;
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
        if (code.startsWith("code du travail") && E.numero_a_trois_chiffres.start(numero)) {
          found.push([match.index, at, RENUMBERED]);
          continue;
        }
        if (code && !code.startsWith(MAIN)) continue;
        if (!code && !sentence.includes("commande publique") && !sentence.includes("ccp")) {
          if (!E.numero_principal.start(numero) || namedBefore(draft, match.index, start)) continue;
        }
        if (E.code_principal.start(numero) && !exists(name, known)) found.push([match.index, at, notThere(name, known)]);
      }
      yield;
      return found.concat(beforeTheCode(draft));
    }

    const today = (text, number) => (Object.prototype.hasOwnProperty.call(data.concordance[text], number) ? data.concordance[text][number] : "");
    const isPast = (draft, place) => E.ne_vaut_plus.search(scoped(draft, draft.sentenceAt(place), "paragraphe"));

    function beforeTheCode(draft) {
      const found = [];
      for (const match of E.article_ancien.all(draft.flat)) {
        const text = words.anciens_textes[match.groups.texte];
        const said = new Set(E.numero_d_article.all(match.groups.numeros).map((number) => today(text, number[0])));
        said.delete("");
        if (said.size && !isPast(draft, match.index)) found.push([match.index, endOf(match), [...said].join(" ")]);
      }
      return found;
    }

    function* oldArticles(draft) {
      yield;
      return E.ancien.all(draft.flat)
        .filter((match) => !isPast(draft, match.index))
        .map((match) => [match.index, endOf(match), today(CODE_OF_2006, match.groups.numero)]);
    }

    /* Award criteria. */

    const firstWords = (flat) => E.premiers_mots.split(flat)[0];
    const bodyOf = (draft, place) => draft.flat.slice(draft.paragraphs[place].body, draft.paragraphs[place].end);
    // Most rows hold no figure: a look for one costs less than the expression, which goes back over the row many times.
    const weightOf = (flat) => (flat.length <= LONGEST_ROW && E.un_chiffre.search(flat) ? E.poids_de_ligne.search(flat) : null);

    /* The weight of a criterion that a sentence lists: « pour un tiers » too. */
    const shareOf = (part) => weightOf(part) || E.part_en_mots.search(part);

    /* Whether a row announces criteria: it has one of three words, which are looked for first. */
    const opens = (flat) => E.mot_qui_ouvre.search(flat) && E.ouvre.search(flat);

    /* The same words, with the weights that are in words in figures. */
    const inFigures = (flat) => flat.replace(E.poids_en_lettres.every, (found) => String(numberOf(found)));

    /* The words of a paragraph, in the columns of a table: what semicolons or strokes part; a weight that stands before it or on the next line comes last. */
    function rowOf(draft, place) {
      const body = inFigures(bodyOf(draft, place));
      const flat = E.colonnes.all(body).length >= LEAST_COLUMNS ? body.replace(E.colonnes.every, " |") : body;
      const before = E.poids_en_tete.start(flat);
      if (before && before[0].length < flat.length) return `${flat.slice(before[0].length)} | ${before.groups.poids}`;
      const under = place + 1 < draft.paragraphs.length && bodyOf(draft, place + 1);
      return under && E.poids_seul.start(under) ? `${flat} | ${under}` : flat;
    }

    /* The first row of a table, that names its columns. */
    const isHeader = (draft, place) => Boolean(E.entete.start(rowOf(draft, place))) && !(place && rowOf(draft, place - 1).includes("|"));

    /* What sort of mark opens a paragraph: the points of one list share it. */
    function markOf(draft, place) {
      const { start, body } = draft.paragraphs[place];
      const mark = draft.flat.slice(start, body).trim();
      return mark.replace(E.chiffres_de_marque.every, "1").replace(E.mots_de_marque.every, "a");
    }

    /* The lists of criteria: [{ article, criteria: [{ paragraph, end, isPrice }] }]. */
    function* listsOfCriteria(draft) {
      const lists = [];
      for (const [article, [first, end]] of draft.articles.entries()) {
        let after = end;
        const head = draft.paragraphs[first];
        const title = head.heading ? flatOf(draft, head) : "";
        const isElsewhere = Boolean(E.hors_attribution.search(title));
        const isEntitled = Boolean(E.titre_criteres.search(title)) && !isElsewhere;
        if (isEntitled) after = withShortOnes(draft, article, after);
        let isOpened = false;
        let lastBare = -1;
        const bare = [];
        const named = [];
        let weighed = [];
        let listed = [];
        let titleRank = head.heading ? rankOf(draft, first) : "";
        let lowest = "";
        for (let place = first; place < after; place += 1) {
          yield;
          const flat = rowOf(draft, place);
          const rank = rankOf(draft, place);
          const isBareTitle = flat.length <= SHORT_TITLE && E.titre_nu.start(flat);
          if (titleRank && rank && !(lowest && lowest <= titleRank) && follows(titleRank, rank)) {
            after = place; // the next section, told on one line
            break;
          }
          if (rank && place > first && !lowest) lowest = rank;
          if ((opens(flat) || isBareTitle) && !E.hors_attribution.search(flat)) {
            if (rank && !isOpened) [titleRank, lowest] = [rank, ""];
            isOpened = true;
            lastBare = place;
          } else if (place === first && head.heading && !E.critere.start(flatOf(draft, draft.paragraphs[place]))) continue;
          else if (E.somme_dite.search(flat) || isHeader(draft, place) || E.precise_un_critere.start(flat)) continue;
          else if (E.critere.start(flatOf(draft, draft.paragraphs[place])) && flat.length < 400 && !flat.startsWith("criteres")) named.push(place);
          else if (isCriterion(draft, place, flat)) {
            if (weightOf(flat)) weighed.push(place);
            if (isEntitled || isOpened) listed.push(place);
          } else if (place === lastBare + 1 && isBareName(flat)) {
            bare.push(place);
            lastBare = place;
          }
        }
        if (!listed.length && bare.length > 1 && hasPrice(draft, bare)) listed = bare;
        const areListed = new Set(listed);
        const isAnnounced = weighed.length > 0 && weighed.every((place) => areListed.has(place));
        const isContract = OF_THE_CONTRACT.includes(head.piece);
        if (!isAnnounced && (isElsewhere || isContract)) weighed = [];
        let blocks = blocksOf(draft, weighed).filter((block) => hasPrice(draft, block) || holdsPrice(draft, block));
        if (!blocks.length && weighed.length > 1 && (hasPrice(draft, weighed) || isAnnounced)) blocks = [weighed];
        if (blocks.length) listed = blocks.flatMap((block) => withThoseAlike(draft, block, first, after));
        else if (!listed.length && weighed.length === 1 && hasPrice(draft, weighed)) listed = comparedBeside(draft, weighed[0], first, after);
        else if (listed.length) {
          const mark = markOf(draft, listed[0]);
          const areWeighed = new Set(weighed);
          listed = listed.filter((place) => markOf(draft, place) === mark && (mark || areWeighed.has(place) || rowOf(draft, place).length <= LONGEST_LABEL));
          const isKnown = listed.some((place) => areWeighed.has(place) || E.prix.start(rowOf(draft, place)));
          if (!isOpened && !hasPrice(draft, listed) && (isContract || !isKnown)) listed = [];
        }
        const isDivided = blocks.length > 0 && !named.some((place) => E.prix.start(rowOf(draft, place)));
        // « Critère prix : note = … » under the table that gives the weights says how it is marked
        const isDetailed = blocks.length > 0 && !named.some((place) => weightOf(rowOf(draft, place)));
        const starts = isDivided || isDetailed || !named.length ? listed : named;
        if (starts.length) {
          const criteria = starts.map((place, index) => ({
            paragraph: place,
            end: endOfOne(draft, place, index + 1 < starts.length ? starts[index + 1] : endOfLast(draft, starts, after)),
            isPrice: Boolean(E.prix.start(rowOf(draft, place))),
          }));
          lists.push({ article, criteria });
        }
      }
      return lists;
    }

    /* The price, which alone has a weight, and the rows next to it that say how offers are compared; none where there is no such row. */
    function comparedBeside(draft, price, first, after) {
      const isCompared = (place) => {
        const flat = rowOf(draft, place);
        const isSaid = E.dit_ce_qui_compte.search(flat) || (isMeasured(flat) && !E.un_chiffre.search(flat));
        return isSaid && isAlike(draft, place, price);
      };
      let [start, end] = [price, price + 1];
      while (start > first && isCompared(start - 1)) start -= 1;
      while (end < after && isCompared(end)) end += 1;
      return end - start > 1 ? Array.from({ length: end - start }, (_, index) => start + index) : [];
    }

    /* Where a criterion ends: at the next point of its own list, whatever that is. */
    function endOfOne(draft, start, end) {
      const mark = markOf(draft, start);
      let place = start + 1;
      while (place < end && !(mark && markOf(draft, place) === mark)) place += 1;
      return Math.min(place, end);
    }

    /* Where the last criterion ends: at an empty line, where none parts the others. */
    function endOfLast(draft, starts, after) {
      if (starts.length < 2 || starts.slice(1).some((place) => isAfterBlank(draft, place))) return after;
      let place = starts[starts.length - 1] + 1;
      while (place < after && !isAfterBlank(draft, place)) place += 1;
      return place;
    }

    /* The rows of a list that have a weight, and those of the same shape that stand among them without one. */
    function withThoseAlike(draft, given, first, after) {
      const model = given.find((place) => hasPrice(draft, [place])) || given[0];
      const mark = markOf(draft, model);
      const ofTheMark = given.filter((place) => markOf(draft, place) === mark);
      const weighed = ofTheMark.length > 1 ? ofTheMark : given; // the others divide the criterion above them
      const last = weighed[weighed.length - 1];
      const isSpaced = weighed.slice(1).some((place) => isAfterBlank(draft, place));
      const found = [...weighed];
      const own = new Set(weighed);
      for (let place = weighed[0] - 1; place > first; place -= 1) {
        if (!mark || (!isSpaced && isAfterBlank(draft, place + 1)) || !isAlike(draft, place, model)) break;
        found.push(place);
      }
      for (let place = weighed[0] + 1; place < after; place += 1) {
        const alike = isAlike(draft, place, model);
        const isOver = (isAfterBlank(draft, place) && !isSpaced) || (markOf(draft, place) === mark && !alike);
        if (place > last && isOver) break;
        if (!own.has(place) && alike) found.push(place);
      }
      const isBefore = (place) => place <= last;
      if (!mark && found.filter((place) => !isBefore(place)).length > MOST_ADDED) return found.filter(isBefore).sort((a, b) => a - b); // rows of something else
      return found.sort((a, b) => a - b);
    }

    /* The rows that no empty line parts. */
    function blocksOf(draft, weighed) {
      const found = [];
      let before = -1;
      for (const place of weighed) {
        let isApart = before < 0;
        for (let one = before + 1; one <= place && !isApart; one += 1) isApart = isAfterBlank(draft, one);
        if (isApart) found.push([place]);
        else found[found.length - 1].push(place);
        before = place;
      }
      return found.filter((block) => block.length > 1);
    }

    const hasPrice = (draft, places) => places.some((place) => E.prix_seul.start(rowOf(draft, place)));

    /* Whether the price, of the same shape but without a weight, stands among the rows or next to them, half of them having a weight. */
    function holdsPrice(draft, block) {
      const first = Math.max(0, block[0] - 1);
      const after = Math.min(draft.paragraphs.length, block[block.length - 1] + 2);
      if (2 * block.length < after - first - 1) return false;
      for (let place = first; place < after; place += 1) {
        if (hasPrice(draft, [place]) && isAlike(draft, place, block[0])) return true;
      }
      return false;
    }

    /* Whether a row has the shape of a criterion: the same mark, the same first letter, a label and what it compares. */
    function isAlike(draft, place, model) {
      const flat = rowOf(draft, place);
      const label = firstWords(flat);
      const mark = markOf(draft, place);
      const isSmall = (one) => /[a-z]/.test(draft.cased[draft.paragraphs[one].body]);
      if (mark !== markOf(draft, model) || isSmall(place) !== isSmall(model)) return false;
      if (E.somme_dite.search(flat) || flat.endsWith(":") || isHeader(draft, place) || E.precise_un_critere.start(flat)) return false;
      if (!isLabel(label) || E.sujet.search(label)) return false;
      return Boolean(mark || E.etiquette.start(flat) || E.mesure_dans_le_nom.start(flat));
    }

    /* Whether an empty line stands before a paragraph. */
    const isAfterBlank = (draft, place) => draft.text.slice(draft.paragraphs[place - 1].end, draft.paragraphs[place].start).split("\n").length > 2;

    const isLabel = (words) => words.length <= LONGEST_LABEL && E.lettres.all(words).length >= LEAST_LETTERS && !E.raconte.search(words);

    /* A line that is but the name of a criterion, under what announces them: « Valeur technique ». */
    function isBareName(flat) {
      const isNamed = flat.length <= SHORT_TITLE && isLabel(flat) && !".:;?".includes(flat[flat.length - 1]);
      return isNamed && !(E.sujet.search(flat) || E.conjugue.search(flat) || E.un_chiffre.search(flat));
    }

    /* The number or the letter of a paragraph, or "". */
    function rankOf(draft, place) {
      const { start, end } = draft.paragraphs[place];
      const found = E.rang_de_titre.start(draft.cased.slice(start, end));
      return found ? found[1].padStart(2) : "";
    }

    function follows(one, other) {
      const areNumbers = [one, other].map((rank) => /^ ?\d+$/.test(rank));
      if (areNumbers[0] || areNumbers[1]) return areNumbers[0] && areNumbers[1] && Number(other) === Number(one) + 1;
      return other.charCodeAt(1) === one.charCodeAt(1) + 1;
    }

    /* Where the article of criteria ends, with those that follow and are one short line, or go on with its list: its criteria, numbered. */
    function withShortOnes(draft, number, given) {
      let after = given;
      for (const [first, end] of draft.articles.slice(number + 1)) {
        if (!draft.paragraphs[first].heading || (end - first > 1 && !goesOn(draft, first))) break;
        after = end;
      }
      return after;
    }

    /* Whether the number of a paragraph is the one after that of the paragraph before. */
    function goesOn(draft, place) {
      const [before, own] = [place - 1, place].map((one) => E.rang.start(flatOf(draft, draft.paragraphs[one])));
      return Boolean(before && own) && own[1] === before[1] && Number(own[2]) === Number(before[2]) + 1;
    }

    /* A criterion is named, not told. */
    function isCriterion(draft, place, flat) {
      const label = firstWords(flat);
      const paragraph = draft.paragraphs[place];
      const weight = weightOf(flat);
      const { opening } = draft.sentences[draft.sentenceAt(paragraph.body)];
      if (opening >= 0 && E.remise_du_candidat.search(draft.flat.slice(draft.sentences[opening].start, draft.sentences[opening].end))) return false;
      if (!isLabel(label) || (E.sujet.search(label) && !weight)) return false;
      if (!weight && /[a-z]/.test(draft.cased[paragraph.body])) return paragraph.bullet;
      return Boolean(weight || paragraph.bullet || E.etiquette.start(flat));
    }

    /* Between quotation marks, where it has some. */
    function nameIn(flat) {
      const quoted = flat.split('"');
      return (quoted.length > 2 ? quoted[1] : firstWords(flat)).trim();
    }

    const nameOf = (draft, one) => nameIn(rowOf(draft, one.paragraph));

    function labelOf(draft, one) {
      const { body } = draft.paragraphs[one.paragraph];
      const flat = bodyOf(draft, one.paragraph);
      const match = E.libelle.start(flat);
      return [body, body + (match ? match[0].length : flat.length), ""];
    }

    function isWeighed(draft, one) {
      if (weightOf(rowOf(draft, one.paragraph))) return true;
      for (let place = one.paragraph; place < one.end; place += 1) {
        if (E.poids_dit.search(bodyOf(draft, place))) return true;
      }
      return false;
    }

    /* The names of the criteria that have an article of their own, which says their weight: wherever else they are named, it need not be said again. */
    function weighedApart(draft) {
      const isWeight = (paragraph) => E.poids_dit.search(draft.flat.slice(paragraph.body, paragraph.end));
      return new Set(draft.articles.filter(([first, after]) => draft.paragraphs[first].heading && E.critere.start(bodyOf(draft, first))
        && draft.paragraphs.slice(first, after).some(isWeight)).map(([first]) => nameIn(bodyOf(draft, first))));
    }

    /* Whether nothing but money is compared: one criterion needs no weight, and prices may be listed for something else. */
    const hasPriceAlone = (draft, criteria) => criteria.every((one) => E.prix_seul.start(rowOf(draft, one.paragraph)));

    /* The last of the criteria of an article whose weights, all in per cent or all in points, make more than 100 together. */
    function weightsThatAddUpToTooMuch(draft) {
      return draft.criteria.flatMap(({ article, criteria }) => {
        const rows = criteria.map((one) => E.poids_en_chiffres.all(rowOf(draft, one.paragraph)).map(({ groups }) => groups));
        const weights = rows.filter((all) => all.length === 1).flat();
        const [first, after] = draft.articles[article];
        const around = draft.flat.slice(draft.paragraphs[first].start, draft.paragraphs[after - 1].end);
        const units = new Set(weights.map(({ unite }) => unite[0]));
        if (E.poids_en_chiffres.all(around).length !== weights.length || weights.length !== criteria.length || units.size !== 1) return [];
        const total = weights.reduce((sum, { nombre }) => sum + Number(nombre.replace(",", ".")), 0);
        if (total <= WHOLE || total % 10 === 0 || !hasPrice(draft, criteria.map((one) => one.paragraph))) return [];
        const [start, end] = labelOf(draft, criteria[criteria.length - 1]);
        return [[start, end, `Les poids de ces critères font ensemble ${Math.round(total)} ${units.has("p") ? "points" : "%"}.`]];
      });
    }

    const wordsOfName = (name) => E.mot_de_nom.all(name).map(([word]) => word.slice(0, STEM_OF_NAME));

    const isWithin = (named, row) => named.length > 0 && named.every((word) => row.includes(word));

    /* Whether « Critère prix » speaks of a criterion that has its weight elsewhere. `rows`: the words of the names of these. */
    function isNamedAgain(draft, one, rows) {
      if (!E.critere.start(flatOf(draft, draft.paragraphs[one.paragraph]))) return false;
      const named = wordsOfName(nameOf(draft, one));
      return rows.some((row) => isWithin(named, row));
    }

    /* Whether a sentence adds a criterion to others, and neither it nor the next gives a weight. */
    function isAdded(draft, { start, end, paragraph }) {
      const text = draft.flat.slice(start, end);
      if (!(E.critere_en_phrase_sans_poids.start(text) || E.critere_ajoute.start(text)) || E.pese.search(text)) return false;
      return !E.poids_ensuite.start(draft.flat.slice(end, draft.paragraphs[paragraph].end).trim());
    }

    function* withoutWeight(draft) {
      const isRanked = E.par_ordre.search(draft.flat) && E.sans_poids_permis.search(draft.flat);
      const apart = weighedApart(draft);
      const rows = draft.criteria.flatMap(({ criteria }) => criteria.filter((one) => isWeighed(draft, one)).map((one) => wordsOfName(nameOf(draft, one))));
      const found = draft.criteria.flatMap(({ criteria }) => {
        const weighed = new Set(criteria.filter((one) => isWeighed(draft, one)).map((one) => nameOf(draft, one)));
        if (!weighed.size && (isRanked || hasPriceAlone(draft, criteria))) return [];
        return criteria.filter((one) => !weighed.has(nameOf(draft, one)) && !apart.has(nameOf(draft, one)) && !isNamedAgain(draft, one, rows)).map((one) => labelOf(draft, one));
      });
      yield;
      found.push(...draft.listed.filter(([, , text]) => !shareOf(text) && isLabel(firstWords(text))).map(([start, end]) => [start, end, ""]));
      for (const [number, sentence] of draft.sentences.entries()) {
        yield;
        const { start, end } = sentence;
        const text = draft.flat.slice(start, end);
        if (isAdded(draft, sentence) && E.prix_pese.search(scoped(draft, number, "article"))) found.push([start, end, ""]);
        const last = E.dernier_sans_poids.search(text);
        if (!last || !E.de_prix.search(text) || E.sujet.search(last.groups.reste)) continue;
        const after = start + last.index + last[0].length;
        found.push([after - last.groups.reste.length, after, ""]);
      }
      return found;
    }

    /* The criteria that one sentence lists, two of them or more with a weight and one of them the price: each with its words, after what announces them. */
    function* listedInSentences(draft) {
      const found = [];
      for (const [place, start, end] of wholeSentences(draft)) {
        yield;
        const announced = E.annonce.start(draft.flat.slice(start, end));
        const own = start + (announced ? announced[0].length : 0);
        const text = draft.flat.slice(own, end);
        if (!text.includes(";") && !E.deux_parts.search(text)) continue; // no two weights
        const parts = E[text.includes(";") ? "part" : "part_pesee"].all(text).map((part) => {
          const { nom } = part.groups;
          const stop = own + part.index + part[0].length;
          return [stop - nom.length, stop, inFigures(nom)];
        });
        const weighed = parts.filter(([, , part]) => shareOf(part) && isLabel(firstWords(part)));
        if (weighed.length < 2 || !parts.some(([, , part]) => E.prix_seul.start(part))) continue;
        if (!E.poids_dans_la_ligne.search(draft.flat.slice(draft.paragraphs[place].start, start))) found.push(...parts);
      }
      return found;
    }

    /* Whether the name of a criterion says what is counted: « le délai de livraison, en jours ». */
    const isMeasured = (name) => Boolean(E.mesure_dans_le_nom.start(name));

    /* What is said of a criterion after its name, without its weight. */
    function afterName(flat) {
      const name = E.nom_seul.start(flat);
      return flat.slice(name ? name[0].length : 0).replace(E.poids_dans_la_ligne.every, " ");
    }

    /* Whether words name a thing to look at, besides who judges, on what document and how well. */
    const saysWhat = (told) => Boolean(E.mot_dit.search(told.replace(E.au_bon_vouloir.every, " ")));

    function isTold(draft, one) {
      const flat = rowOf(draft, one.paragraph);
      if (isMeasured(flat)) return true;
      const lines = [];
      let divided = 0;
      for (let place = one.paragraph + 1; place < one.end; place += 1) {
        lines.push(bodyOf(draft, place));
        if (weightOf(rowOf(draft, place))) divided += 1;
      }
      if (divided >= LEAST_DIVIDED) return true;
      const under = lines.join("\n");
      return saysWhat(`${afterName(flat)}\n${search(data.attentes, under) || E.poids_dit.search(under) ? under : ""}`);
    }

    function isToldElsewhere(name, others) {
      const named = E.mot_long.all(name).map(([word]) => word.slice(0, 8)).filter((word) => !COMMON.has(word));
      return others.some(([, sentence]) => named.some((word) => sentence.includes(word)));
    }

    /* Whether a sentence names a criterion and its weight, and neither it nor the next says more: « La sécurité vaut 20 points. » */
    function isBareSentence(draft, sentence) {
      const paragraph = draft.paragraphs[sentence.paragraph];
      const text = draft.flat.slice(sentence.start, sentence.end);
      if (OF_THE_CONTRACT.includes(paragraph.piece)) return false;
      const named = E.critere_en_phrase.start(text) || E.part_en_phrase.start(text);
      if (!named || saysWhat(named.groups.reste) || isMeasured(named.groups.nom || "")) return false;
      const following = draft.flat.slice(sentence.end, paragraph.end).trim();
      return !following || Boolean(E.critere_suivant.start(following));
    }

    /* Whether a sentence names the price and, of the rest, only « la valeur technique » or « la qualité ». */
    function namesVaguely(text) {
      const named = E.criteres_nommes.search(text);
      const parts = named ? E.entre_criteres.split(named.groups.noms) : [];
      const others = parts.filter((part) => !E.de_prix.search(part));
      return others.length < parts.length && others.some((one) => E.critere_vague.search(one) && !saysWhat(one));
    }

    function* withoutExpectations(draft) {
      const found = [];
      if (draft.sentences.length === 1 && E.critere_vague_seul.start(draft.flat)) found.push([draft.sentences[0].start, draft.sentences[0].end, ""]);
      for (const sentence of E.de_prix.search(draft.flat) ? draft.sentences : []) {
        yield;
        if (isBareSentence(draft, sentence) || namesVaguely(draft.flat.slice(sentence.start, sentence.end))) found.push([sentence.start, sentence.end, ""]);
      }
      for (const [start, end, text] of draft.listed) {
        if (shareOf(text) && !(E.prix.start(text) || saysWhat(afterName(text)) || isMeasured(text))) found.push([start, end, ""]);
      }
      for (const { article, criteria } of draft.criteria) {
        yield;
        const [first, after] = draft.articles[article];
        const told = new Set(criteria.filter((one) => isTold(draft, one)).map((one) => nameOf(draft, one)));
        const expecting = [];
        const again = []; // paragraphs that open with « Critère … » and say what is looked at
        for (let place = first; place < after; place += 1) {
          expecting.push(...bodyOf(draft, place).split(".").filter((sentence) => search(data.attentes, sentence)).map((sentence) => [place, sentence]));
          const body = bodyOf(draft, place);
          if (E.critere.start(flatOf(draft, draft.paragraphs[place])) && saysWhat(afterName(body))) again.push(body);
        }
        found.push(...criteria.filter((one) => {
          if (one.isPrice || told.has(nameOf(draft, one))) return false;
          const others = expecting.filter(([place]) => place !== one.paragraph);
          const row = wordsOfName(nameOf(draft, one));
          return !isToldElsewhere(nameOf(draft, one), others) && !again.some((body) => isWithin(wordsOfName(nameIn(body)), row));
        }).map((one) => labelOf(draft, one)));
      }
      return found;
    }

    /* Proofs. */

    function* unproved(draft) {
      const found = [];
      for (const [number, sentence] of draft.sentences.entries()) {
        yield;
        const paragraph = draft.paragraphs[sentence.paragraph];
        const text = draft.flat.slice(sentence.start, sentence.end);
        if (paragraph.heading || ["RC", "AE"].includes(pieceOf(draft, paragraph.piece)) || text.split(/\s+/).filter(Boolean).length < LEAST_WORDS) continue;
        const head = draft.paragraphs[draft.articles[paragraph.article][0]];
        if (head.heading && draft.flat.startsWith("annexe", head.start)) continue;
        if (!E.devoir.search(text) || E.pas_un_devoir.search(text)) continue;
        if (!E.mesurable.search(text.replace(E.mesure_de_service.every, " "))) continue;
        if (!proofsOf(draft, number).length && !isProvedJustAfter(draft, number)) found.push([sentence.start, sentence.end, ""]);
      }
      return found;
    }

    /* Where a draft names what proves a sentence: in its paragraph, in one that names the number of its paragraph, in one on the proofs of all duties or of the things that it names. */
    function proofsOf(draft, number) {
      const sentence = draft.sentences[number];
      const paragraph = draft.paragraphs[sentence.paragraph];
      const isClosed = draft.flat[sentence.end - 1] === ";";
      const around = paragraph.end - paragraph.start > LONGEST_PARAGRAPH
        ? draft.flat.slice(sentence.start, isClosed ? sentence.end : draft.scope(number, "paragraphe")[1]) : scoped(draft, number, "paragraphe");
      return [
        ...(E.preuve.search(around) ? ["ici"] : []),
        ...(isReferredTo(draft, sentence.paragraph) ? ["renvoi"] : []),
        ...(isProvedElsewhere(draft, number) ? ["ailleurs"] : []),
      ];
    }

    /* Whether another paragraph that names a proof names the number of this one. */
    function isReferredTo(draft, place) {
      const paragraph = draft.paragraphs[place];
      const found = E.numero.search(draft.flat.slice(paragraph.start, paragraph.body));
      if (!found) return false;
      if (!draft.references.has(place)) {
        const named = new RegExp(`\\b(?:articles?|points?|clauses?|paragraphes?|alineas?|du|au) (?:[^.\\n]{0,19}[^\\d.\\n])?${escaped(found[0])}(?![\\d.]*\\d)`);
        draft.references.set(place, draft.proofs.some((proof) => proof.place !== place && (named.test(proof.body) || spansNumber(proof.body, found[0]))));
      }
      return draft.references.get(place);
    }

    /* Whether « points 1 à 4 » holds this number. */
    function spansNumber(body, number) {
      const dot = number.lastIndexOf(".");
      const [before, last] = [number.slice(0, Math.max(0, dot)), number.slice(dot + 1)];
      if (!/^\d+$/.test(last)) return false;
      return E.plage.all(body).some(({ groups }) => ["", `${before}.`].includes(groups.avant) && Number(groups.de) <= Number(last) && Number(last) <= Number(groups.a));
    }

    const stems = (text) => new Set(E.racine.all(text).map(([word]) => word).filter((word) => !EMPTY.has(word)).map((word) => word.slice(0, 6)));

    /* Whether one of the next sentences of its article has somebody hand over a proof of the things that a sentence names, whatever else is thought of it. */
    function isProvedJustAfter(draft, number) {
      const { article } = draft.paragraphs[draft.sentences[number].paragraph];
      const textOf = ({ start, end }) => draft.flat.slice(start, end);
      const mine = [...stems(textOf(draft.sentences[number]))].filter((stem) => !NEUTRAL.has(stem));
      const next = draft.sentences.slice(number + 1, number + 1 + JUST_AFTER);
      const beyond = next.findIndex(({ paragraph }) => draft.paragraphs[paragraph].article !== article);
      return next.slice(0, beyond < 0 ? JUST_AFTER : beyond).map(textOf).some((text) => {
        const theirs = stems(text);
        return mine.filter((stem) => theirs.has(stem)).length >= SHARED_WITH_PROOF && E.preuve.search(text) && E.remet.search(text);
      });
    }

    /* The paragraphs that name a proof. */
    function* proofs(draft) {
      const found = [];
      for (const [place, paragraph] of draft.paragraphs.entries()) {
        yield;
        const body = bodyOf(draft, place);
        if (!E.preuve.search(body)) continue;
        const head = draft.paragraphs[draft.articles[paragraph.article][0]];
        const opening = body.replace(/^[*_ ]+/, "");
        found.push({
          place,
          article: paragraph.article,
          body,
          heading: paragraph.heading,
          isAnnounced: Boolean(E.titre_de_preuve.start(opening) || (head.heading && E.titre_de_preuve.search(flatOf(draft, head)))),
          isGeneral: Boolean(E.preuve_generale.search(body)),
          isOfWhatPrecedes: Boolean(E.preuve_de_ce_qui_precede.start(opening)),
          stems: stems(body),
        });
      }
      return found;
    }

    /* Whether a paragraph on proofs speaks of every duty, or of the things that this sentence names. */
    function isProvedElsewhere(draft, number) {
      const sentence = draft.sentences[number];
      const own = draft.paragraphs[sentence.paragraph];
      const mine = [...stems(draft.flat.slice(sentence.start, sentence.end))].filter((stem) => !NEUTRAL.has(stem));
      return draft.proofs.some((proof) => {
        if (proof.heading || proof.place === sentence.paragraph) return false;
        if ((proof.isAnnounced || proof.article === own.article) && proof.isGeneral) return true;
        if (proof.place === sentence.paragraph + 1 && proof.isOfWhatPrecedes) return true;
        return mine.filter((stem) => proof.stems.has(stem)).length >= (proof.isAnnounced ? SHARED_WITH_PROOF : 2 * SHARED_WITH_PROOF);
      });
    }

    /* Two values for one thing. */

    function* values(draft) {
      const found = [];
      for (const match of E.en_lettres.all(draft.flat)) {
        const { mots, chiffres } = match.groups;
        if (numberOf(mots) !== numberOf(chiffres)) {
          found.push([match.index, endOf(match), `« ${mots} » et « ${chiffres} » ne disent pas la même valeur.`]);
        }
      }
      return [...found, ...yield* contradictions(draft), ...weightsThatAddUpToTooMuch(draft)];
    }

    const STRUCTURES = {
      labels,
      annexes,
      articles,
      "anciens-articles": oldArticles,
      "criteres-poids": withoutWeight,
      "criteres-attentes": withoutExpectations,
      preuves: unproved,
      valeurs: values,
    };

    function compare(a, b) {
      for (let i = 0; i < a.length; i += 1) {
        if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
      }
      return 0;
    }

    /* The numbers of the sentences that hold a part of a place. */
    function spanned(draft, start, end) {
      const found = [];
      const last = draft.sentenceAt(Math.max(start, end - 1));
      for (let one = draft.sentenceAt(start); one <= last; one += 1) {
        if (draft.sentences[one].start < end && draft.sentences[one].end > start) found.push(one);
      }
      return found;
    }

    /* What the written rules find. */
    function* byTheRules(draft) {
      const found = new Map();
      for (const [done, rule] of data.regles.entries()) {
        yield done / data.regles.length / 2;
        const places = [];
        for (const one of rule.detections) {
          for (const place of yield* detected(draft, one)) places.push([...place, one.cede_a, one.tranche]);
        }
        if (rule.structure && !search(rule.sauf_texte, draft.flat)) {
          for (const place of yield* STRUCTURES[rule.structure](draft)) places.push([...place, [], false]);
        }
        const own = new Map();
        // what the judge has no say in stands first
        for (const [first, last, note, yields, isSure] of places.sort((a, b) => b[4] - a[4] || compare(a.slice(0, 3), b.slice(0, 3)))) {
          yield;
          const sentence = draft.sentenceAt(first);
          if ((rule.demande && !asks(draft, sentence)) || search(rule.sauf_titre, titleOf(draft, sentence))) continue;
          if (rule.plafonne && draft.capped.has(sentence)) continue;
          const [start, end] = rule.etendue === "ligne" ? lineOf(draft, sentence) : [first, last];
          for (const other of rule.etendue === "ligne" ? spanned(draft, start, end) : []) {
            if (!own.has(other)) own.set(other, []);
          }
          if (!own.has(sentence)) own.set(sentence, []);
          own.get(sentence).push([{ start, end, rule: rule.id, severity: rule.gravite, words: draft.text.slice(start, end), note, isSure }, [...rule.cede_a, ...yields]]);
        }
        found.set(rule.id, own);
      }
      const isSaid = (sentence, others) => others.some((other) => found.has(other) && found.get(other).has(sentence));
      return [...found.values()].flatMap((own) => [...own].flatMap(([sentence, all]) => {
        const kept = all.find(([, yields]) => !isSaid(sentence, yields));
        return kept ? [kept[0]] : [];
      }));
    }

    const documentOf = (draft, number) => pieceOf(draft, draft.paragraphs[draft.sentences[number].paragraph].piece);

    /* The same, where the judge decides for the rules that it learned. */
    function* judged(draft, found, judge) {
      const known = draft.sentences.map(() => []);
      for (const fault of found) {
        for (const number of spanned(draft, fault.start, fault.end)) known[number].push(`r:${fault.rule}`);
      }
      const condemned = new Map(data.regles.map(({ id }) => [id, new Set()]));
      const learned = judge.rules.filter((rule) => condemned.has(rule)); // an organisation may do without a rule
      const far = judge.far(draft);
      for (const [number, sentence] of draft.sentences.entries()) {
        yield (1 + number / draft.sentences.length) / 2;
        const paragraph = draft.paragraphs[sentence.paragraph];
        if (paragraph.heading) continue;
        const document = pieceOf(draft, paragraph.piece);
        if (draft.capped.has(number)) known[number].push("s:plafonne");
        known[number].push(...proofsOf(draft, number).map((where) => `s:preuve-${where}`));
        const signs = judge.signs(draft, number, titleOf(draft, number), document, known[number], far);
        for (const rule of learned) {
          if (judge.concerns(rule, document) && judge.condemns(rule, signs)) condemned.get(rule).add(number);
        }
      }
      const kept = [];
      for (const rule of data.regles) {
        yield;
        const said = found.filter((fault) => fault.rule === rule.id);
        const isBetterSaid = (number) => rule.cede_a.some((other) => condemned.has(other) && condemned.get(other).has(number));
        if (!learned.includes(rule.id)) {
          kept.push(...said.filter(({ start, end }) => !spanned(draft, start, end).some(isBetterSaid)));
          continue;
        }
        const left = new Set(condemned.get(rule.id));
        const own = [];
        for (const fault of said) {
          const places = spanned(draft, fault.start, fault.end);
          const isSure = fault.isSure && judge.concerns(rule.id, documentOf(draft, places[0]));
          if (isSure || places.some((place) => left.has(place))) {
            own.push(fault);
            for (const place of places) left.delete(place);
          }
        }
        for (const number of left) {
          if (isBetterSaid(number) || (rule.plafonne && draft.capped.has(number))) continue;
          if (rule.structure === "preuves" && isProvedJustAfter(draft, number)) continue;
          const sentence = draft.sentences[number];
          const [start, end] = rule.etendue === "ligne" ? lineOf(draft, number) : [sentence.start, sentence.end];
          const before = own[own.length - 1];
          if (!before || before.end <= start) own.push({ start, end, rule: rule.id, severity: rule.gravite, words: draft.text.slice(start, end), note: ALIKE });
        }
        kept.push(...own);
      }
      return kept;
    }

    /* Whether the words around a sentence are those of a reserve. */
    function holds(draft, number, reserve) {
      const around = scoped(draft, number, reserve.portee);
      return search(reserve.quand, around) && !search(reserve.sauf, around) && (!reserve.texte || search(reserve.texte, draft.flat));
    }

    /* The same, without what the words around make right; what they make less wrong weighs what they leave. */
    function* reserved(draft, found) {
      const reserves = new Map(data.regles.map((rule) => [rule.id, rule.reserves]));
      const kept = [];
      for (const fault of found) {
        yield;
        const number = draft.sentenceAt(fault.start);
        const one = reserves.get(fault.rule).find((reserve) => holds(draft, number, reserve));
        if (!one) kept.push(fault);
        else if (one.gravite) kept.push({ ...fault, severity: one.gravite, note: one.precision });
      }
      return kept;
    }

    /* `judge`: of relire-juge, or null to hold to the written rules. */
    function* reading(given, judge = null) {
      const draft = yield* cut(given, E);
      draft.criteria = yield* listsOfCriteria(draft);
      draft.listed = yield* listedInSentences(draft);
      draft.capped = yield* capped(draft);
      draft.proofs = yield* proofs(draft);
      draft.references = new Map(); // paragraph → whether one that names a proof names its number, once that was asked
      const found = yield* byTheRules(draft);
      const faults = yield* reserved(draft, judge ? yield* judged(draft, found, judge) : found);
      faults.sort((a, b) => a.start - b.start || a.end - b.end || compare([a.rule], [b.rule]));
      return { text: draft.text, draft, faults, criteria: draft.criteria.flatMap(({ criteria }) => criteria.map(({ paragraph }) => paragraph)) };
    }

    return { reading, read: (text, judge) => drained(reading(text, judge)) };
  }

  guideParts.relireMoteur = { engine };
})();
