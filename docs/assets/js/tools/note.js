/* The note of elected officials: its paragraph for the assembly is copied with its places to fill. */
(() => {
  "use strict";

  const { make } = guideParts.element;

  const section = document.querySelector(".note-deliberation");
  if (!section) return;
  const paragraphs = Array.from(section.children).filter((child) => !child.matches("h2, .note"));

  /* « plus de [montant] € HT »: a place to fill that lost its mark would read as a word. */
  function marked(paragraph) {
    const copy = paragraph.cloneNode(true);
    copy.querySelectorAll(".champ").forEach((place) => place.replaceWith(make("b", {}, `[${place.textContent}]`)));
    return copy;
  }

  function content() {
    const copies = paragraphs.map(marked);
    return { text: copies.map((copy) => copy.textContent.trim()).join("\n\n"), html: copies.map((copy) => `<p>${copy.innerHTML}</p>`).join("") };
  }

  const { button, said } = guideParts.copie.button("Copier ce paragraphe", content, { done: "Copié : ce qui est entre crochets reste à fixer." });
  section.append(make("p", { class: "actions" }, button, said));
})();
