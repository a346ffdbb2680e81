/* The texts of a packet (runs and blocks: macros/text/runs.py) as elements, and as words. Needs: element.

     nodes(run, say)       the elements and words of a run; say(name) gives { mots, etat } of a place to fill
     blocks(list, say)     the elements of blocks
     words(run, say)       a run as plain words; without `say`, a place is « … » */
(() => {
  "use strict";

  const { make } = guideParts.element;

  function nodes(run, say) {
    return run.map((piece) => {
      if (typeof piece === "string") return piece;
      if ("gras" in piece) return make("strong", {}, nodes(piece.gras, say));
      const { mots, etat } = say(piece.place);
      return make("span", { class: "champ", "data-champ": piece.place, "data-etat": etat }, mots);
    });
  }

  function blocks(list, say) {
    return list.map((block) => {
      if ("p" in block) return make("p", {}, nodes(block.p, say));
      const isOrdered = block.liste !== "-";
      return make(isOrdered ? "ol" : "ul", { start: isOrdered && block.debut !== 1 ? block.debut : null, type: block.liste === "a)" ? "a" : null },
        block.points.map(([run, under]) => make("li", {}, nodes(run, say), blocks(under, say))));
    });
  }

  function words(run, say = () => ({ mots: "…" })) {
    return run.map((piece) => (typeof piece === "string" ? piece : "gras" in piece ? words(piece.gras, say) : say(piece.place).mots)).join("");
  }

  guideParts.dossierTexte = { nodes, blocks, words };
})();
