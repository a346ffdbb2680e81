/* The calendar of the law: a line where the reader's day stands. Without JavaScript, or in another year than those drawn, there is none. */
(() => {
  "use strict";

  const { today, inWords } = guideParts.jour;

  const drawing = document.querySelector("svg.annees");
  const [year, month, day] = today().split("-").map(Number);
  const row = drawing && drawing.querySelector(`[data-annee="${year}"]`);
  if (!row) return;

  const x = Number(drawing.dataset.marge) + Number(drawing.dataset.colonne) * (month - 1 + (day - 1) / new Date(year, month, 0).getDate());
  const line = document.createElementNS(drawing.namespaceURI, "path");
  line.setAttribute("class", "aujourd-hui");
  line.setAttribute("d", `M${x.toFixed(1)} ${row.dataset.y - 20}v40`);
  row.after(line);

  const sign = document.createElement("span");
  sign.className = "signe trait";
  const legend = document.createElement("span");
  legend.append(sign, ` aujourd’hui, ${inWords(today())}`);
  drawing.parentElement.querySelector(".legende").append(legend);
})();
