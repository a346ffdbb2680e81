/* The judge of sentences: the same code as macros/relire/juge.py, which says why (tests/vecteurs/relire.json holds the two together). Needs: charger.

     load()                                        a promise of the judge (macros/relire/juge.py), asked for once
     made(data)                                    the judge of the weights that Python gives → { rules, concerns(rule, document), condemns(rule, signs) }
     .far(draft)                                   what each article says of all its sentences
     .signs(draft, number, title, document, known, far)  what a sentence is like, as numbers; `known`: what the written rules know of it */
(() => {
  "use strict";

  const BITS = 15;
  const STEM = 6; // letters of a word
  const PIECE_OF_WORD = 4; // letters, the edges included
  const NEIGHBOURS = 3; // sentences
  const LONGEST_NAME = 3; // words
  const MOST_WORDS = 200;
  const FAR = /\b(plafon|limite|exced|depass|ccag|equiva|calend|preuve|justif|attest|contro)/g;
  const ALPHABET = "#$%&()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~";
  const MIDDLE = (ALPHABET.length - 1) / 2;
  const ONLY_IN = { "engagement-dans-rc": "RC" };
  const NEVER_IN = { "preuve-absente": "RC" };
  const WORD = /[a-z]+|[0-9]+|[%€]/g;
  const NAME = /([a-z]+)['"]? (?:" )?[A-Z][A-Za-z0-9'-]+/g;
  const ACRONYM = /\b[A-Z]{2,}\b/g;
  const CAPITAL = /[a-z,] [A-Z][a-zA-Z]+/g;
  const MODEL = /[a-z,] [A-Z][A-Za-z]+ (?:(?:[A-Z]{1,4} ?)?\d+\b|[A-Z][A-Za-z]+\b)/g;
  const HEAD = 3; // paragraphs that may be the title page
  const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });

  function crc(text) {
    let value = -1;
    for (let place = 0; place < text.length; place += 1) value = TABLE[(value ^ text.charCodeAt(place)) & 255] ^ (value >>> 8);
    return ~value;
  }

  const stem = (word) => (/[0-9]/.test(word[0]) ? "#" : word === "€" ? "E" : word.slice(0, STEM));
  const wordsOf = (flat) => flat.match(WORD) || [];

  /* Stems of the neighbours of a sentence in its paragraph, and of the sentence that opens its list. */
  function around(draft, number) {
    const { paragraph, opening } = draft.sentences[number];
    const others = draft.sentences.slice(Math.max(0, number - NEIGHBOURS), number + NEIGHBOURS + 1)
      .filter((other) => other !== draft.sentences[number] && other.paragraph === paragraph);
    if (opening >= 0) others.push(draft.sentences[opening]);
    return others.flatMap((other) => wordsOf(draft.flat.slice(other.start, other.end)).slice(0, MOST_WORDS).map(stem));
  }

  /* The signs that each article gives to all its sentences: the stems of FAR that stand there, or anywhere in the text. */
  function far(draft) {
    const stems = (text) => [...new Set(Array.from(text.matchAll(FAR), (match) => match[1]))];
    const anywhere = stems(draft.flat).map((one) => `w:${one}`);
    return draft.articles.map(([first, after]) => [
      ...anywhere,
      ...stems(draft.flat.slice(draft.paragraphs[first].start, draft.paragraphs[after - 1].end)).map((one) => `a:${one}`),
    ]);
  }

  function made({ marques, regles }) {
    const brands = new Set(marques);
    const value = new Map(Array.from(ALPHABET, (char, place) => [char, (place - MIDDLE) * Math.abs(place - MIDDLE)]));
    const weights = new Map(Object.entries(regles).map(([rule, one]) => [rule, Int16Array.from(one.poids, (char) => value.get(char))]));

    function namesABrand(cased) {
      const words = (cased.match(/[A-Za-z]+|[0-9]+/g) || []).slice(0, MOST_WORDS);
      return words.some((word, place) => !/[a-z]/.test(word[0]) && Array.from({ length: LONGEST_NAME }, (_, more) => words.slice(place, place + more + 1).join(" ").toLowerCase()).some((name) => brands.has(name)));
    }

    function signs(draft, number, title, document, known, distant) {
      const found = new Set();
      const add = (sign) => found.add(crc(sign) & ((1 << BITS) - 1));
      const sentence = draft.sentences[number];
      const whole = wordsOf(draft.flat.slice(sentence.start, sentence.end)).slice(0, MOST_WORDS);
      const stems = whole.map(stem);
      stems.forEach(add);
      const edged = ["^", ...stems, "$"];
      for (let place = 1; place < edged.length; place += 1) add(`${edged[place - 1]} ${edged[place]}`);
      for (const word of whole) {
        const framed = `<${word === "€" ? "E" : word}>`;
        for (let start = 0; start + PIECE_OF_WORD <= framed.length; start += 1) add(`h:${framed.slice(start, start + PIECE_OF_WORD)}`);
      }
      for (const one of around(draft, number)) add(`c:${one}`);
      for (const word of wordsOf(title)) add(`t:${stem(word)}`);
      const paragraph = draft.paragraphs[sentence.paragraph];
      add(`p:${paragraph.piece}`);
      add(`d:${document}`);
      known.forEach(add);
      if (paragraph.bullet) add("puce");
      if (sentence.paragraph < HEAD) add("tete");
      if (!".;:".includes(draft.flat[sentence.end - 1])) add("ouverte");
      const cased = draft.cased.slice(sentence.start, sentence.end);
      const names = Array.from(cased.matchAll(NAME), (match) => match[1]);
      add(`maj${Math.min(names.length, 3)}`);
      for (const before of names) add(`n:${stem(before)}`);
      if (namesABrand(cased)) add("marque");
      for (const one of distant[paragraph.article]) add(one);
      const count = (expression, most) => Math.min((cased.match(expression) || []).length, most);
      add(`nom${count(CAPITAL, 3)}`);
      add(`modele${count(MODEL, 2)}`);
      add(`sigle${count(ACRONYM, 3)}`);
      add(`long${Math.min(Math.floor(whole.length / 8), 5)}`);
      return found;
    }

    function condemns(rule, found) {
      const own = weights.get(rule);
      let sum = 0;
      for (const sign of found) sum += own[sign];
      return sum + regles[rule].depart * Math.sqrt(found.size) >= 0;
    }

    const concerns = (rule, document) => (ONLY_IN[rule] || document) === document && NEVER_IN[rule] !== document;
    return { rules: Object.keys(regles), far, signs, concerns, condemns };
  }

  let received = null;
  window.guideRelireJuge = (data) => { received = made(data); };

  function load() {
    return guideParts.charger.script("assets/relire/juge.js").then(() => {
      if (!received) throw new Error("the judge brought nothing");
      return received;
    });
  }

  guideParts.relireJuge = { load, made };
})();
