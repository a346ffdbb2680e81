/* The paragraphs of a text that was typed or pasted.

     paragraphs(text)   { paragraphs: [{ text, level, bullet, style }], joined }: "# " before a line makes a heading, "- " a point of a list, tabs apart the cells of a row; joined: how many lines were joined to the one before

   What is copied from a PDF comes line by line: a line that goes on in the middle of a sentence is of the paragraph of the one before. Where a sentence ends with its line, nothing tells: the lines stay apart. */
(() => {
  "use strict";

  const LEAST_WIDTH = 40;
  const LONGEST = 5000; // signs of a paragraph that another line may still join
  const FULL = 0.8; // of the longest line, from which a line was cut for want of room
  const STOPS = /[.;:!?…|]["»”)\]]*$/;
  const WAITS = /(?:^|[\s'’(])(?:à|au|aux|avec|ce|ces|cette|chaque|dans|de|des|du|en|est|et|la|le|les|leur|ou|par|pour|que|qui|sa|ses|son|sont|sous|sur|un|une|[LR]\.|n°|,)$/iu;
  const OPENS = /^(?:[-–—•·*▪]|#{1,6}\s|\(?(?:\d{1,2}|\p{L}|[ivx]+)\s?[.)°](?:\s|\d)|\d+(?:\.\d+)+|(?:article|chapitre|annexe|titre|section|lot)\s)/iu;

  /* A row of a table: its cells are written as those of a file are. */
  const isRow = (line) => line.includes("|");
  const cells = (line) => line.split("\t").map((cell) => cell.trim()).filter(Boolean).join(" | ");

  /* Whether `line` goes on with the sentence of `last`; width: of the longest line of the text. */
  function goesOn(last, line, width) {
    if (STOPS.test(last) || OPENS.test(line) || isRow(last) || isRow(line) || /^#{1,6}\s/.test(last)) return false;
    if (/^\p{Ll}/u.test(line) || WAITS.test(last)) return true;
    return !OPENS.test(last) && last.length >= FULL * width;
  }

  function paragraphs(text) {
    const lines = text.split(/\r?\n/).map(cells);
    const width = Math.max(LEAST_WIDTH, ...longest(lines));
    const found = [];
    let joined = 0;
    let last = "";
    for (const line of lines) {
      const isCut = last && line && found[found.length - 1].text.length < LONGEST && goesOn(last, line, width);
      if (isCut) {
        const before = found[found.length - 1];
        before.text = /\u00ad$/.test(before.text) ? before.text.slice(0, -1) + line : before.text + (/\p{L}-$/u.test(before.text) ? "" : " ") + line;
        joined += 1;
      } else if (line) {
        const [, hashes, bullet, words] = /^(?:(#{1,6})\s+)?(?:([-•*])\s+)?(.*)$/.exec(line);
        if (words) found.push({ text: words, level: hashes ? hashes.length : 0, bullet: Boolean(bullet), style: "" });
      }
      last = line;
    }
    return { paragraphs: found, joined };
  }

  /* The length of the longest line, where lines are cut: several times in the middle of a sentence. */
  function longest(lines) {
    const cut = lines.filter((line, place) => place && lines[place - 1] && line && /^\p{Ll}/u.test(line) && !STOPS.test(lines[place - 1]) && !OPENS.test(line));
    return cut.length < 2 ? [Infinity] : [lines.reduce((most, line) => Math.max(most, line.length), 0)];
  }

  guideParts.comparaisonLignes = { paragraphs };
})();
