/* The drawings of the marking simulator, each with the same in words. Needs: dessin, element, nombre, notation-alertes.

     bars(rows, names, out)
         what each offer's total is made of: rows are { nom, points, total } from the first, names those of the
         criteria, the price first; out: the points that all weights make
     curve(line, dots, points, caption)
         the marks of prices: line is [[price, mark]…] or null, dots are { nom, prix, note }, points those of the
         price
     field(line, dots, caption)
         offers by price and by quality, and what quality it takes to win at each price: line is [[price, quality]…]
         or null, dots are { nom, prix, qualite, gagne } */
(() => {
  "use strict";

  const { draw } = guideParts.dessin;
  const { write } = guideParts.nombre;
  const { mark, short } = guideParts.notationAlertes;
  const euros = (number) => `${write(Math.round(number))}\u202f€`;

  function figure(width, height, words, caption, ...children) {
    const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": words }, ...children);
    return guideParts.element.make(
      "figure",
      { class: "notation-figure" },
      svg,
      guideParts.element.make("figcaption", {}, caption),
    );
  }

  const WIDTH = 480;
  const ROW = 54;

  function bars(rows, names, out) {
    const most = Math.max(out, ...rows.map(({ total }) => total));
    const shown = rows.flatMap(({ nom, points, total }, row) => {
      let x = 0;
      const parts = points.flatMap((own, place) => {
        const width = (Math.max(0, own) / most) * WIDTH;
        const from = x;
        x += width;
        if (width < 1) return [];
        const rect = draw("rect", {
          class: `part part-${place}`,
          x: from.toFixed(1),
          y: row * ROW + 22,
          width: Math.max(1, width - 2).toFixed(1),
          height: 24,
        });
        return width < 26
          ? [rect]
          : [
              rect,
              draw(
                "text",
                { class: `part-mot part-mot-${place}`, x: (from + width / 2 - 1).toFixed(1), y: row * ROW + 39 },
                place ? String(place) : "P",
              ),
            ];
      });
      return [draw("text", { x: 0, y: row * ROW + 16 }, `${nom}\u00a0: ${mark(total)}`), ...parts];
    });
    const words = rows
      .map(
        ({ nom, points, total }) =>
          `${nom}, ${mark(total)} (${points.map((own, place) => `${names[place]} ${mark(own)}`).join(", ")})`,
      )
      .join("\u00a0; ");
    return figure(
      WIDTH,
      rows.length * ROW,
      `Points de chaque offre sur ${short(out)}\u00a0: ${words}.`,
      names.map((name, place) => `${place || "P"}\u00a0: ${name}`).join("\u00a0; "),
      ...shown,
    );
  }

  const [LEFT, TOP, RIGHT, BOTTOM] = [44, 26, 470, 226];

  function curve(line, dots, points, caption) {
    const all = [...(line || []), ...dots.map(({ prix, note }) => [prix, note])];
    const low = Math.min(...all.map(([price]) => price));
    const high = Math.max(...all.map(([price]) => price), low + 1);
    const top = Math.max(points, ...all.map(([, mark]) => mark)) || 1;
    const bottom = Math.min(0, ...all.map(([, mark]) => mark));
    const x = (price) => (LEFT + ((price - low) / (high - low)) * (RIGHT - LEFT)).toFixed(1);
    const y = (mark) => (BOTTOM - ((mark - bottom) / (top - bottom)) * (BOTTOM - TOP)).toFixed(1);
    const words = dots.map(({ nom, prix, note }) => `${nom}, ${euros(prix)}, ${mark(note)}`).join("\u00a0; ");
    return figure(
      WIDTH,
      256,
      `Note de prix selon le prix\u00a0: ${words}.`,
      caption,
      draw("path", { class: "axes", d: `M${LEFT} ${TOP}V${BOTTOM}H${RIGHT}` }),
      draw("text", { x: LEFT - 6, y: TOP + 6, class: "fin" }, short(top)),
      draw("text", { x: LEFT - 6, y: BOTTOM + 4, class: "fin" }, short(bottom)),
      draw("text", { x: LEFT, y: BOTTOM + 22 }, euros(low)),
      draw("text", { x: RIGHT, y: BOTTOM + 22, class: "fin" }, euros(high)),
      ...(line
        ? [draw("path", { class: "courbe", d: `M${line.map(([price, mark]) => `${x(price)} ${y(mark)}`).join("L")}` })]
        : []),
      ...dots.flatMap(({ nom, prix, note }) => [
        draw("circle", { cx: x(prix), cy: y(note), r: 5 }),
        draw(
          "text",
          { x: x(prix), y: Number(y(note)) - 9, class: prix > (low + high) / 2 ? "fin" : "" },
          nom.replace(/^Offre /, ""),
        ),
      ]),
    );
  }

  function field(line, dots, caption) {
    const needed = line || [];
    const all = [...needed, ...dots.map(({ prix, qualite }) => [prix, qualite])];
    const low = Math.min(...all.map(([price]) => price));
    const high = Math.max(...all.map(([price]) => price), low + 1);
    const least = Math.min(...all.map(([, quality]) => quality));
    const most = Math.max(...all.map(([, quality]) => quality), least + 1);
    const x = (price) => (LEFT + 12 + ((price - low) / (high - low)) * (RIGHT - LEFT - 24)).toFixed(1);
    const y = (quality) => (BOTTOM - 12 - ((quality - least) / (most - least)) * (BOTTOM - TOP - 24)).toFixed(1);
    const words = dots
      .map(({ nom, prix, qualite, gagne }) => `${nom}, ${euros(prix)}, ${mark(qualite)}${gagne ? ", gagne" : ""}`)
      .join("\u00a0; ");
    const border = needed.map(([price, quality]) => `${x(price)} ${y(quality)}`).join("L");
    return figure(
      WIDTH,
      256,
      `Points de qualité selon le prix\u00a0: ${words}.`,
      caption,
      draw("path", { class: "axes", d: `M${LEFT} ${TOP}V${BOTTOM}H${RIGHT}` }),
      draw("text", { x: LEFT - 6, y: Number(y(most)) + 5, class: "fin" }, short(Math.round(most))),
      draw("text", { x: LEFT - 6, y: Number(y(least)) + 5, class: "fin" }, short(Math.round(least))),
      draw("text", { x: LEFT, y: BOTTOM + 22 }, euros(low)),
      draw("text", { x: RIGHT, y: BOTTOM + 22, class: "fin" }, euros(high)),
      ...(line
        ? [
            draw("path", { class: "gagnante", d: `M${border}V${TOP}H${x(needed[0][0])}Z` }),
            draw("path", { class: "courbe", d: `M${border}` }),
          ]
        : []),
      ...dots.flatMap(({ nom, prix, qualite, gagne }) => [
        gagne
          ? draw("rect", { class: "gagne", x: Number(x(prix)) - 6, y: Number(y(qualite)) - 6, width: 12, height: 12 })
          : draw("circle", { cx: x(prix), cy: y(qualite), r: 5 }),
        draw(
          "text",
          { x: x(prix), y: Number(y(qualite)) - 10, class: prix > (low + high) / 2 ? "nom fin" : "nom" },
          nom.replace(/^Offre /, ""),
        ),
      ]),
    );
  }

  guideParts.notationDessins = { bars, curve, field };
})();
