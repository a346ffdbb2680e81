/* Where to write a demand: what becomes of it at each stage. What was tried stays marked, so that the reader draws the map. */
(() => {
  "use strict";

  const { start, states, copy, choices } = guideParts.figure;
  const { make } = guideParts.element;

  const moved = start("lieux");
  if (!moved) return;
  const places = states(moved.text.querySelector("dl"));
  const effects = ({ dits }) => dits.filter((dit) => dit.dataset.demande);
  const demands = effects(places[0]).map((dit) => dit.dataset.demande);
  const tried = demands.map(() => new Set());

  const demand = choices("Votre demande (exemples fictifs)", demands, show);
  const where = choices("Où l’écrire\u00a0?", places.map(({ titre }) => titre), show);
  where.group.classList.add("en-file");

  function show() {
    const [what] = demand.chosen();
    const [place] = where.chosen();
    const found = places[place];
    const effect = effects(found)[what];
    tried[what].add(place);
    where.labels.forEach((label, index) => {
      const mark = label.querySelector("span");
      if (mark) mark.remove();
      if (tried[what].has(index)) label.append(make("span", { class: "marque" }, effects(places[index])[what].dataset.mots));
    });
    const left = places.length - tried[what].size;
    moved.show(`${demands[what]}, ${found.titre.toLowerCase()}\u00a0: ${effect.dataset.mots.replace(/^\S+ /, "")}.`,
      make("p", { class: `figure-verdict${effect.dataset.verdict === "exclu" ? " alerte" : ""}` }, copy(effect)),
      found.dits.filter((dit) => !dit.dataset.demande).map((dit) => make("p", {}, copy(dit))),
      left ? make("p", { class: "note" }, left === 1 ? "Encore un endroit à essayer." : `Encore ${left} endroits à essayer.`) : null);
  }

  moved.place(demand.group, where.group);
  show();
})();
