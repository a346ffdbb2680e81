/* The calendar of the law: a line where the reader's day stands. Without JavaScript, or in another year than those drawn, there is none. */
(() => {
  "use strict";

  const { draw } = guideParts.dessin;
  const { make } = guideParts.element;
  const { today, inWords } = guideParts.jour;

  const drawing = document.querySelector("svg.annees");
  const [year, month, day] = today().split("-").map(Number);
  const row = drawing && drawing.querySelector(`[data-annee="${year}"]`);
  if (!row) return;

  const x = Number(drawing.dataset.marge) + Number(drawing.dataset.colonne) * (month - 1 + (day - 1) / new Date(year, month, 0).getDate());
  row.after(draw("path", { class: "aujourd-hui", d: `M${x.toFixed(1)} ${row.dataset.y - 20}v40` }));
  const legend = make("span", {}, make("span", { class: "signe trait" }), ` aujourd’hui, ${inWords(today())}`);
  drawing.parentElement.querySelector(".legende").append(legend);
})();
