/* A comparison as a Word document with tracked changes. Needs: word, texte; the library fflate, loaded before.

     redline(comparison, shape)   a Uint8Array: the .docx; accepting all of it gives the text of today, refusing all of it the text of before. shape: { auteur, date (a day), pied, titre, sousTitre }

   A paragraph that moved is a deletion and an insertion (ECMA-376, part 1, § 17.13.5), which every word processor reads. */
(() => {
  "use strict";

  const { escaped } = guideParts.xml;
  const word = guideParts.word;

  function redline({ blocks }, shape) {
    let id = 5000;
    const mark = () => {
      id += 1;
      return `w:id="${id}" w:author="${escaped(shape.auteur)}" w:date="${shape.date}T00:00:00Z"`;
    };
    const run = (text) => text.split("\n").map((line) => word.run(line, false, false)).join("<w:r><w:br/></w:r>");
    const gone = (text) => `<w:del ${mark()}>${text.split("\n").map((line) => word.run(line, false, false, "w:delText")).join("<w:r><w:br/></w:r>")}</w:del>`;
    const come = (text) => `<w:ins ${mark()}>${run(text)}</w:ins>`;
    const styleOf = ({ level, bullet }) => (level ? `Heading${Math.min(level, 3)}` : bullet ? "ListParagraph" : "");
    const lead = (one) => (one.bullet ? "– " : "");
    const whole = (one, tag) => word.paragraph(styleOf(one), (tag === "ins" ? come : gone)(lead(one) + one.text), `<w:rPr><w:${tag} ${mark()}/></w:rPr>`);
    const changed = ({ after, words }) => word.paragraph(styleOf(after), (lead(after) && run(lead(after))) + words.map(({ kind, text }) => ({ meme: run, plus: come, moins: gone })[kind](text)).join(""));

    function paragraph(block) {
      if (block.kind === "meme") return word.paragraph(styleOf(block.after), run(lead(block.after) + block.after.text));
      if (block.kind === "change") return changed(block);
      return block.after ? whole(block.after, "ins") : whole(block.before, "del");
    }

    const corps = [{ brut: () => blocks.map(paragraph).join("") }];
    return word.bytes({ titre: shape.titre, sousTitre: shape.sousTitre, corps, chapitres: true }, shape);
  }

  guideParts.comparaisonWord = { redline };
})();
