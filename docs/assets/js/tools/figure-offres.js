/* A price against a mark: who wins, by the weight of the price and how much dearer the better offer is. */
(() => {
  "use strict";

  const { start, slider } = guideParts.figure;
  const { make } = guideParts.element;
  const { draw } = guideParts.dessin;
  const { write } = guideParts.nombre;

  const moved = start("offres");
  if (!moved) return;
  const rows = Array.from(moved.text.querySelectorAll("tbody tr"));
  const gaps = Array.from(moved.text.querySelectorAll("thead th"), (cell) => cell.textContent.replace("+", "")).slice(1, -1);
  const WIDTH = 300;
  const points = (number) => write(Math.round(number * 10) / 10);

  function bar(name, price, quality, y) {
    const part = (from, own, kind, word) => [
      draw("rect", { class: kind, x: from * WIDTH / 100, y: y + 6, width: Math.max(1, own * WIDTH / 100 - 2), height: 26 }),
      own > 17 ? draw("text", { class: kind === "prix" ? "sur-fonce" : "fort", x: from * WIDTH / 100 + 6, y: y + 24 }, `${word} ${points(own)}`) : "",
    ];
    return [
      draw("text", { x: 0, y }, `${name}\u00a0: ${points(price + quality)} points`),
      ...part(0, price, "prix", "prix"),
      ...part(price, quality, "note", "note"),
    ];
  }

  function show() {
    const row = rows[weight.place()];
    const cell = row.querySelectorAll("td")[gap.place()];
    const [dearer, priceA, qualityA, priceB, qualityB] = cell.dataset.points.split(" ").map(Number);
    const lead = Math.round((priceB + qualityB - priceA - qualityA) * 10) / 10;
    const winner = lead === 0 ? "Égalité" : `L’offre ${lead > 0 ? "B" : "A"} gagne de ${points(Math.abs(lead))}\u00a0${Math.abs(lead) < 2 ? "point" : "points"}`;
    const bought = row.querySelector("td:last-child").textContent;
    const drawing = draw("svg", { viewBox: `0 0 ${WIDTH} 102`, "aria-hidden": "true" }, ...bar("Offre A", priceA, qualityA, 14), ...bar("Offre B", priceB, qualityB, 68));
    moved.show(`${winner}. À ce poids, un point de note rattrape ${bought} de prix.`,
      make("p", {}, `Offre A\u00a0: prix ${points(priceA)}, note ${points(qualityA)}, total ${points(priceA + qualityA)}. Offre B, à ${write(dearer)}\u00a0€\u00a0: prix ${points(priceB)}, note ${points(qualityB)}, total ${points(priceB + qualityB)}.`),
      drawing);
  }

  const weight = slider("Poids du prix, sur 100", rows.map(({ dataset }) => `Prix ${dataset.poids}, qualité ${100 - dataset.poids}`), show);
  const gap = slider("L’offre B est plus chère de", gaps, show);
  moved.place(make("p", {}, moved.text.querySelector("p").textContent.split("Chaque colonne")[0]), weight.row, gap.row);
  show();
})();
