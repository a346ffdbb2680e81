/* A comparison as a Word document with tracked changes. Needs: comparaison, word, word-patron, archive, xml, tranches; the libraries fflate and jsdiff, loaded before.

     redlining(comparison, shape)   a generator, that yields between its steps, of a Uint8Array: the .docx. shape: { auteur, date (a day), pied, titre (of the file: none is written in the text) }
     redline(comparison, shape)     the same, at once

   Accepting all of it gives the text of today, refusing all of it the text of before, sign for sign. A paragraph that moved is a move (ECMA-376, part 1, § 17.13.5). */
(() => {
  "use strict";

  const { escaped } = guideParts.xml;
  const { drained } = guideParts.tranches;
  const { exactWords } = guideParts.comparaison;
  const { word, wordPatron: patron } = guideParts;
  const FIRST_MARK = 5000;
  const TRACKED = { meme: "", plus: "ins", moins: "del" };
  const COMES = ["ins", "moveTo"];

  /* What a paragraph looks like. The number of a heading is one of its words already. */
  function lookOf({ level, bullet }) {
    if (level) return `<w:pStyle w:val="Heading${Math.min(level, 3)}"/>`;
    return bullet ? `<w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="${patron.FIRST_LIST}"/></w:numPr>` : "";
  }

  function* redlining({ blocks }, shape) {
    let id = FIRST_MARK;
    const own = () => {
      id += 1;
      return `w:id="${id}" w:author="${escaped(shape.auteur)}" w:date="${shape.date}T00:00:00Z"`;
    };
    const tracked = (tag, text) => {
      const run = word.run(text, false, false, tag === "del" ? "w:delText" : "w:t");
      return tag ? `<w:${tag} ${own()}>${run}</w:${tag}>` : run;
    };

    /* Lines of the document: { look, former: its look before, content, mark: what its end is, "" | "ins" | "del" | "moveFrom" | "moveTo", after: what follows it }. */
    const lines = [];
    const add = (now, old, content, mark, after = "") => lines.push({ look: lookOf(now), former: lookOf(old), content, mark, after });

    function addPieces(block) {
      const [olds, nows] = [block.before, block.after].map((list) => [...list]);
      let content = "";
      const isSame = olds.length === 1 && nows.length === 1 && olds[0].text === nows[0].text;
      for (const { kind, text, isEnd } of isSame ? [{ kind: "meme", text: nows[0].text }] : exactWords(olds, nows)) {
        if (isEnd) {
          const [old, now] = [kind === "plus" ? null : olds.shift(), kind === "moins" ? null : nows.shift()];
          add(now || old, old || now, content, TRACKED[kind]);
          content = "";
        } else content += tracked(TRACKED[kind], text);
      }
      add(nows[0], olds[0], content, "");
    }

    const numbers = new Map(); // of moves, by the paragraph that moved
    const numberOf = (paragraph) => numbers.set(paragraph, numbers.get(paragraph) || numbers.size + 1).get(paragraph);
    function addMove(paragraph, number, tag, words) {
      const range = own();
      const content = `<w:${tag}RangeStart ${range} w:name="deplacement${number}"/>${words.map(({ kind, text }) => tracked(kind === "plus" ? "ins" : tag, text)).join("")}`;
      add(paragraph, paragraph, content, tag, `<w:${tag}RangeEnd ${/w:id="\d+"/.exec(range)[0]}/>`);
    }

    for (const block of blocks) {
      yield;
      const { kind, before: [old], after: [now] } = block;
      if (kind === "ajoute") add(now, now, tracked("ins", now.text), "ins");
      else if (kind === "supprime") add(old, old, tracked("del", old.text), "del");
      else if (kind === "parti") addMove(old, numberOf(old), "moveFrom", [{ kind: "meme", text: old.text }]);
      else if (kind === "deplace") addMove(now, numberOf(old), "moveTo", block.words.filter((one) => one.kind !== "moins"));
      else addPieces(block);
    }
    endWell(lines);
    let body = "";
    for (const { look, former, content, mark, after } of lines) {
      yield;
      const properties = look + (mark && `<w:rPr><w:${mark} ${own()}/></w:rPr>`) + (look === former ? "" : `<w:pPrChange ${own()}><w:pPr>${former}</w:pPr></w:pPrChange>`);
      body += `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${content}</w:p>${after}`;
    }
    const parts = patron.parts({ ...shape, suites: [{ sorte: "-", debut: 1 }], pieces: 1, chapitres: true, commentaires: "", sansNumero: true });
    yield;
    return guideParts.archive.pack({ ...parts, "word/document.xml": patron.document(body + patron.section(false)) });
  }

  /* The end of the last paragraph of a document can neither come nor go: the last ones that came or went share it, or the end of the paragraph before them does instead. */
  function endWell(lines) {
    let kept = lines.length - 1;
    while (kept >= 0 && lines[kept].mark) kept -= 1;
    if (kept === lines.length - 1) return;
    const last = lines[lines.length - 1];
    const tail = lines.slice(kept + 1);
    const gone = tail.filter(({ mark }) => !COMES.includes(mark)).pop();
    if (gone && gone !== last) {
      lines.splice(lines.indexOf(gone), 1);
      Object.assign(last, { former: gone.look, content: gone.content + last.content, mark: "", after: gone.after + last.after });
      return;
    }
    const before = lines[kept];
    if (gone) Object.assign(last, { former: last.look, look: before.look, mark: "" });
    else Object.assign(last, { former: before.former, mark: "" });
    before.mark = gone ? "del" : "ins";
  }

  guideParts.comparaisonWord = { redlining, redline: (comparison, shape) => drained(redlining(comparison, shape)) };
})();
