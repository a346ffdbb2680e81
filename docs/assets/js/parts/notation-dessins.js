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
  const ROW = 70;
  const LETTER = 20; // what a letter takes, at the size of small screens
  const LONGEST = 34; // letters of a name; the whole of it is in the words of the drawing

  const cut = (name) => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name);

  /* Where the names of narrow segments stand under a bar: none over another. */
  function under(segments) {
    let last = -LETTER;
    const places = segments.map(({ middle }) => (last = Math.max(middle, last + LETTER)));
    const over = Math.max(0, last - (WIDTH - LETTER / 2));
    return places.map((x, rank) => Math.max(x - over, LETTER / 2 + rank * LETTER));
  }

  /* Each segment has its letter: in it, or under it with a line where it is narrow. */
  function segments(points, most, row) {
    let x = 0;
    const all = points.map((own, place) => {
      const width = (Math.max(0, own) / most) * WIDTH;
      const from = x;
      x += width;
      return { place, from, width, middle: from + width / 2 };
    });
    const seen = all.filter(({ width }) => width > 0);
    const narrow = seen.filter(({ width }) => width < LETTER);
    const places = under(narrow);
    const name = (place) => (place ? String(place) : "P");
    const top = row * ROW + 22;
    return [
      ...seen.map(({ place, from, width }) =>
        draw("rect", {
          class: `part part-${place}`,
          x: from.toFixed(1),
          y: top,
          width: Math.max(1, width - 2).toFixed(1),
          height: 24,
        }),
      ),
      ...seen
        .filter(({ width }) => width >= LETTER)
        .map(({ place, middle }) =>
          draw(
            "text",
            { class: `part-mot part-mot-${place}`, x: (middle - 1).toFixed(1), y: top + 17, "data-part": name(place) },
            name(place),
          ),
        ),
      ...narrow.flatMap(({ place, middle }, rank) => [
        draw("path", { class: "renvoi", d: `M${(middle - 1).toFixed(1)} ${top + 24}L${places[rank].toFixed(1)} ${top + 30}` }),
        draw(
          "text",
          { class: "part-dehors", x: places[rank].toFixed(1), y: top + 44, "data-part": name(place) },
          name(place),
        ),
      ]),
    ];
  }

  function bars(rows, names, out) {
    const most = Math.max(out, ...rows.map(({ total }) => total));
    const shown = rows.flatMap(({ nom, points, total }, row) => [
      draw("text", { x: 0, y: row * ROW + 16 }, cut(nom)),
      draw("text", { x: WIDTH, y: row * ROW + 16, class: "fin total" }, mark(total)),
      ...segments(points, most, row),
    ]);
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

  const [LEFT, TOP, RIGHT, BOTTOM] = [44, 40, 470, 226];
  const HEIGHT = 256;
  const LINE = 21; // of a name, at the size of small screens
  const WIDE = 10.5; // of its letters

  const axes = (title) => [
    draw("path", { class: "axes", d: `M${LEFT} ${TOP}V${BOTTOM}H${RIGHT}` }),
    draw("text", { x: 0, y: 16, class: "axe" }, title),
    draw("text", { x: (LEFT + RIGHT) / 2, y: BOTTOM + 22, class: "axe milieu" }, "Prix, en € HT"),
  ];

  const meets = (one, other) =>
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

  const SHORT = 6; // letters of a name that stands beside its dot

  /* What names each dot, and the words that say it: the letter of « Offre A », else a number. */
  function keys(dots) {
    const names = dots.map(({ nom }) => nom.replace(/^Offre /, ""));
    if (names.every((name) => name.length <= SHORT)) return { cles: names, legende: "" };
    const said = dots.map(({ nom }, place) => `${place + 1}\u00a0: ${nom}`).join("\u00a0; ");
    return { cles: dots.map((dot, place) => String(place + 1)), legende: ` ${said}.` };
  }

  /* A name beside each dot { x, y, nom }, over no other name nor dot; a line leads to one that stands away. */
  function labels(dots) {
    const taken = dots.map(({ x, y }) => ({ left: x - 7, right: x + 7, top: y - 7, bottom: y + 7 }));
    return dots.flatMap(({ x, y, nom }) => {
      const width = nom.length * WIDE;
      const isFree = (box) =>
        box.left >= 0 && box.right <= WIDTH && box.top >= 20 && box.bottom <= BOTTOM && !taken.some((one) => meets(one, box));
      const spots = [];
      for (let away = 0; away < 12; away += 1) {
        for (const side of [-1, 1]) {
          const base = side < 0 ? y - 9 - away * LINE : y + 8 + LINE * (away + 1) - 5;
          for (const left of [x - width / 2, x + 10, x - width - 10, x + 40, x - width - 40])
            spots.push({ left, right: left + width, top: base - LINE + 5, bottom: base + 5, base, away });
        }
      }
      const spot = spots.find(isFree) || spots[0];
      taken.push(spot);
      const isAway = spot.away > 0 || Math.abs((spot.left + spot.right) / 2 - x) > width / 2 + 12;
      return [
        ...(isAway
          ? [draw("path", { class: "renvoi", d: `M${x} ${y}L${((spot.left + spot.right) / 2).toFixed(1)} ${(spot.base - 5).toFixed(1)}` })]
          : []),
        draw("text", { class: "nom milieu", x: ((spot.left + spot.right) / 2).toFixed(1), y: spot.base.toFixed(1) }, nom),
      ];
    });
  }

  function curve(line, dots, points, caption) {
    const all = [...(line || []), ...dots.map(({ prix, note }) => [prix, note])];
    const { cles, legende } = keys(dots);
    const low = Math.min(...all.map(([price]) => price));
    const high = Math.max(...all.map(([price]) => price), low + 1);
    const top = Math.max(points, ...all.map(([, mark]) => mark)) || 1;
    const bottom = Math.min(0, ...all.map(([, mark]) => mark));
    const x = (price) => (LEFT + ((price - low) / (high - low)) * (RIGHT - LEFT)).toFixed(1);
    const y = (mark) => (BOTTOM - ((mark - bottom) / (top - bottom)) * (BOTTOM - TOP)).toFixed(1);
    const words = dots.map(({ nom, prix, note }) => `${nom}, ${euros(prix)}, ${mark(note)}`).join("\u00a0; ");
    return figure(
      WIDTH,
      HEIGHT,
      `Note de prix selon le prix\u00a0: ${words}.`,
      `${caption}${legende}`,
      ...axes("Note de prix, en points"),
      draw("text", { x: LEFT - 6, y: TOP + 6, class: "fin" }, short(top)),
      draw("text", { x: LEFT - 6, y: BOTTOM + 4, class: "fin" }, short(bottom)),
      draw("text", { x: LEFT, y: BOTTOM + 22 }, euros(low)),
      draw("text", { x: RIGHT, y: BOTTOM + 22, class: "fin" }, euros(high)),
      ...(line
        ? [draw("path", { class: "courbe", d: `M${line.map(([price, mark]) => `${x(price)} ${y(mark)}`).join("L")}` })]
        : []),
      ...dots.map(({ prix, note }) => draw("circle", { cx: x(prix), cy: y(note), r: 5 })),
      ...labels(dots.map(({ prix, note }, place) => ({ nom: cles[place], x: Number(x(prix)), y: Number(y(note)) }))),
    );
  }

  function field(line, dots, caption) {
    const needed = line || [];
    const all = [...needed, ...dots.map(({ prix, qualite }) => [prix, qualite])];
    const { cles, legende } = keys(dots);
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
      HEIGHT,
      `Points de qualité selon le prix\u00a0: ${words}.`,
      `${caption}${legende}`,
      ...axes("Points de qualité"),
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
      ...dots.map(({ prix, qualite, gagne }) =>
        gagne
          ? draw("rect", { class: "gagne", x: Number(x(prix)) - 6, y: Number(y(qualite)) - 6, width: 12, height: 12 })
          : draw("circle", { cx: x(prix), cy: y(qualite), r: 5 }),
      ),
      ...labels(dots.map(({ prix, qualite }, place) => ({ nom: cles[place], x: Number(x(prix)), y: Number(y(qualite)) }))),
    );
  }

  guideParts.notationDessins = { bars, curve, field };
})();
