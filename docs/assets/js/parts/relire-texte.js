/* A draft cut into what rules look at: the same code as macros/relire/texte.py, which says why (tests/vecteurs/relire.json holds the two together).

     clean(text)               without what cannot be seen
     fold(text)                without accents nor curled marks, character for character; capitals stay
     compile(sources)          the expressions that Python gives → { search, start, all, split }, by name
     draft(text, expressions)  a generator, that yields between its steps, of { text, cased, flat, paragraphs, sentences, articles, sentenceAt(place), scope(number, name) } */
(() => {
  "use strict";

  const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\uFEFF]/g;
  const SPELLED = { "œ": "o", "Œ": "O", "æ": "a", "Æ": "A", "…": ".", "\t": "|" };
  for (const char of "’‘ʼ´") SPELLED[char] = "'";
  for (const char of "«»“”„") SPELLED[char] = '"';
  for (const char of "‐‑‒–—―−") SPELLED[char] = "-";
  for (const char of "\u00a0\u2007\u2009\u202f\u2002\u2003") SPELLED[char] = " ";
  const DOTTED = /\b(?:[Hh]\.[Tt]|[Tt]\.[Tt]\.[Cc])\b(?:\.(?= *[a-z0-9(,;:]))?/g; // « H.T. », with its last point where the sentence goes on
  const LONGEST_HEADING = 90;
  const LONGEST_PARAGRAPH = 700;
  const LONG_LINE = 40;
  const NAMING = 4;
  const MANY = 500; // lines cut in a step
  const PIECES = ["RC", "CCAP", "CCTP", "CCP", "AE"];
  const folded = new Map();

  function foldedChar(char) {
    if (!folded.has(char)) {
      const first = char.normalize("NFD")[0];
      folded.set(char, SPELLED[char] || (/[A-Za-z]/.test(first) ? first : char));
    }
    return folded.get(char);
  }

  const clean = (text) => text.replace(/\r\n?/g, "\n").normalize("NFC").replace(INVISIBLE, "").replace(/^[ \t]+/gm, (margin) => " ".repeat(margin.length));
  const fold = (text) => text.replace(/[^\x00-\x7f]|\t/g, foldedChar).replace(DOTTED, (found) => found.replace(/\./g, "").padEnd(found.length));
  const trimmed = (line) => line.replace(/^[ \f\v]+|[ \f\v]+$/g, "");

  /* Python's search, match and finditer. */
  function expression(source) {
    const once = new RegExp(source);
    const atStart = new RegExp(`^(?:${source})`);
    const every = new RegExp(source, "g");
    return {
      search: (text) => once.exec(text),
      start: (text) => atStart.exec(text),
      all: (text) => Array.from(text.matchAll(every)),
      split: (text) => text.split(every),
      every,
    };
  }

  const compile = (sources) => Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, expression(source)]));

  /* Where paragraphs run: lines, joined where one stops in the middle of a sentence. */
  function* spans(text, E) {
    const found = [];
    let start = 0;
    let afterBlank = true;
    let last = "";
    for (const [number, line] of text.split("\n").entries()) {
      if (number % MANY === 0) yield;
      const stripped = trimmed(line);
      if (stripped) {
        const begin = start + line.indexOf(stripped);
        const end = begin + stripped.length;
        if (!afterBlank && goesOn(last, stripped, E)) found[found.length - 1][1] = end;
        else found.push([begin, end]);
        last = stripped;
      }
      afterBlank = !stripped;
      start += line.length + 1;
    }
    return found.flatMap(([begin, end]) => apart(text, begin, end, E));
  }

  /* A paragraph that tells award criteria one after the other, each in a sentence, as one paragraph a criterion. */
  function apart(text, start, end, E) {
    const flat = text.slice(start, end).replace(/\n/g, " ").toLowerCase();
    const cuts = E.critere_numerote.all(flat).map((match) => match.index);
    const rows = E.phrase_pesee.all(flat);
    const isOneByOne = rows.length > 1 || (rows.length && !rows[0].index); // no point of a list, that tells more of its criterion
    if (isOneByOne && rows.some(([row]) => E.prix_seul.start(row))) cuts.push(...rows.flatMap((row) => [row.index, row.index + row[0].length]));
    const edges = [start, ...[...new Set(cuts)].filter(Boolean).sort((a, b) => a - b).map((place) => start + place), end];
    return edges.slice(1).map((last, place) => [edges[place], edges[place] + text.slice(edges[place], last).replace(/[ \n]+$/, "").length]);
  }

  /* Whether a line goes on with the sentence of the one before. */
  function goesOn(last, line, E) {
    if (".;:!?".includes(last[last.length - 1]) || E.puce.start(line)) return false;
    if (E.ligne_de_tableau.search(last.toLowerCase()) && E.ligne_de_tableau.search(line.toLowerCase())) return false;
    if (/^[a-z]/.test(line) || E.lien.search(last)) return true;
    if (/[A-Z]/.test(last) && !/[a-z]/.test(last) && E.suite_en_capitales.start(line)) return true;
    return last.length >= LONG_LINE && Boolean(E.reprise.start(line));
  }

  /* `capitalsTell`: whether a line in capitals is a heading; where the whole draft is in capitals, they say nothing. */
  function isHeading(flat, cased, capitalsTell, E) {
    if (flat.length > LONGEST_HEADING || ".;,!?".includes(flat[flat.length - 1]) || flat.includes("|")) return false;
    if (flat.startsWith("#") || E.nom_de_piece.start(flat) || E.gras.start(flat)) return true;
    const letters = cased.replace(/[^A-Za-z]/g, "");
    if (capitalsTell && letters.length >= 4 && letters === letters.toUpperCase() && !E.titre_pese.search(flat)) return true;
    if (!E.numerote.start(flat) || E.sujet.search(flat)) return false;
    const number = E.article.start(flat) && E.prefixe.start(cased);
    return !E.suite_de_titre.search(number ? flat.slice(number[0].length) : flat);
  }

  function pieceOf(flat, E) {
    let best = null;
    for (const name of PIECES) {
      const found = E[`piece_${name.toLowerCase()}`].search(flat);
      if (found && (!best || found.index < best.index || (found.index === best.index && name < best.name))) best = { index: found.index, name };
    }
    return best ? best.name : "";
  }

  function sentencesOf(flat, start, E) {
    const found = [];
    let begin = 0;
    for (const mark of E.fin.all(flat)) {
      if (mark[0] === "." && E.abreviation.search(flat.slice(Math.max(0, mark.index - 8), mark.index))) continue;
      const stop = mark.index + mark[0].length;
      found.push([start + begin, start + stop]);
      begin = stop;
      while (begin < flat.length && flat[begin] === " ") begin += 1;
    }
    if (begin < flat.length) found.push([start + begin, start + flat.length]);
    return found;
  }

  function* draft(given, E) {
    const text = clean(given);
    yield;
    const all = fold(text);
    yield;
    const places = yield* spans(all, E);
    let cased = "";
    let last = 0;
    for (const [start, end] of places) {
      cased += all.slice(last, start) + all.slice(start, end).replace(/\n/g, " ");
      last = end;
    }
    cased += all.slice(last);
    const flatText = cased.toLowerCase();
    const made = { text, cased, flat: flatText, paragraphs: [], sentences: [], articles: places.length ? [[0, 0]] : [] };
    let piece = "";
    let opening = -1;
    const capitalsTell = /[a-z]/.test(cased);
    for (const [number, [start, end]] of places.entries()) {
      yield;
      const flat = flatText.slice(start, end);
      const own = cased.slice(start, end);
      const heading = places.length > 1 && isHeading(flat, own, capitalsTell, E);
      const bullet = Boolean(E.puce.start(flat));
      if (heading || E.article.start(flat)) {
        if (number) made.articles.push([number, number]);
        piece = pieceOf(flat, E) || piece;
        opening = -1;
      } else if (number < NAMING && !piece && flat.length <= LONGEST_HEADING && !".;,".includes(flat[flat.length - 1])) {
        piece = pieceOf(flat, E);
      }
      made.articles[made.articles.length - 1][1] = number + 1;
      const prefix = E.prefixe.start(own);
      const body = start + (prefix && prefix[0].length < own.length ? prefix[0].length : 0);
      if (!bullet) opening = -1;
      for (const [begin, stop] of sentencesOf(flatText.slice(body, end), body, E)) made.sentences.push({ start: begin, end: stop, paragraph: number, opening });
      made.paragraphs.push({ start, body, end, heading, bullet, article: made.articles.length - 1, piece });
      if (flat.endsWith(":")) opening = made.sentences.length - 1;
    }

    made.sentenceAt = (place) => {
      let low = 0;
      let high = made.sentences.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (made.sentences[middle].start <= place) low = middle + 1;
        else high = middle;
      }
      return Math.max(0, low - 1);
    };
    made.scope = (number, name) => {
      const sentence = made.sentences[number];
      if (name === "texte") return [0, flatText.length];
      const paragraph = made.paragraphs[sentence.paragraph];
      if (name === "article") {
        const [first, after] = made.articles[paragraph.article];
        return [made.paragraphs[first].start, made.paragraphs[after - 1].end];
      }
      if (name === "phrase") return [sentence.start, sentence.end];
      if (paragraph.end - paragraph.start <= LONGEST_PARAGRAPH) return [paragraph.body, paragraph.end];
      const beside = (other) => (other && other.paragraph === sentence.paragraph ? other : sentence);
      return [beside(made.sentences[number - 1]).start, beside(made.sentences[number + 1]).end];
    };
    return made;
  }

  guideParts.relireTexte = { clean, fold, compile, draft, LONGEST_PARAGRAPH };
})();
