/* Who holds the file: from stage to stage, who acts. */
(() => {
  "use strict";

  const { start, states, copy, slider, link } = guideParts.figure;
  const { make } = guideParts.element;
  const { draw } = guideParts.dessin;

  const moved = start("passages");
  if (!moved) return;
  const stages = states(moved.text.querySelector("dl"));
  const drawing = moved.figure.querySelector("svg");
  const columns = Array.from(drawing.querySelectorAll("text.centre"), (text) => Number(text.getAttribute("x")));
  const cursor = draw("rect", { class: "figure-curseur", y: 0, width: 20, height: drawing.viewBox.baseVal.height, rx: 4 });
  drawing.querySelector("title").after(cursor);

  const holder = ({ dits }) => dits.filter((dit) => dit.dataset.role === "pilote").map((dit) => dit.dataset.acteur.toLowerCase()).join(" et ");

  function show(place) {
    const stage = stages[place];
    cursor.setAttribute("x", columns[place] - 10);
    const before = place ? holder(stages[place - 1]) : "";
    const passes = !before ? "" : before === holder(stage) ? " Il reste dans les mêmes mains." : ` Il change de mains\u00a0: avant, ${before}.`;
    moved.show(`Tient le dossier\u00a0: ${holder(stage)}.${passes}`,
      make("ul", {}, stage.dits.map((dit) => make("li", { class: dit.dataset.role === "pilote" && "neuf" }, copy(dit)))),
      link("Lire cette étape sur la carte", stage.adresse));
  }

  const { row } = slider("Étape de l’achat", stages.map(({ titre }) => titre), show);
  moved.place(row);
  show(0);
})();
