/* A clause that goes wrong: the parts that the reader adds, and the second year with what is still missing. */
(() => {
  "use strict";

  const { start, states, choices } = guideParts.figure;
  const { make } = guideParts.element;
  const { plural } = guideParts.texte;

  const moved = start("clause");
  if (!moved) return;
  const all = states(moved.text.querySelector("dl"));
  const of = (kind) => all.filter(({ piece }) => piece === kind);
  const words = (dit) => dit.textContent.replace(/^[^:]*:\s*/, "");
  const bare = (dit) => words(dit).replace(/^«\s*|\s*»$/g, "");
  const [draft] = of("brouillon");
  const [kept] = of("tenue");
  const parts = of("manquante");

  function show() {
    const chosen = added.chosen();
    const missing = parts.filter((part, place) => !chosen.includes(place));
    moved.show(missing.length ? `Il manque ${plural(missing.length, "chose")}\u00a0: la clause tourne mal.` : "Tout y est\u00a0: la clause tient.",
      make("p", { class: "fort" }, "La clause"),
      make("p", { class: "figure-verdict" }, `«\u00a0${[draft, ...chosen.map((place) => parts[place])].map(({ dits }) => bare(dits[0])).join(" ")}\u00a0»`),
      make("p", { class: "fort" }, "En deuxième année"),
      missing.length
        ? make("ul", {}, missing.map((part) => make("li", {}, make("b", {}, `Sans « ${part.titre.toLowerCase()} »\u00a0: `), words(part.dits[1]))))
        : make("p", {}, words(kept.dits[0])));
  }

  const added = choices("Ce que vous ajoutez au brouillon", parts.map(({ titre }) => titre), show, "checkbox");
  moved.place(added.group);
  show();
})();
