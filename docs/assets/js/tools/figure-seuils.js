/* The effect of a threshold: an amount moves, and what the law asks changes. The page holds what each threshold changes: what holds at an amount is all that was said up to it. */
(() => {
  "use strict";

  const { start, states, copy, choices, slider, link } = guideParts.figure;
  const { make } = guideParts.element;
  const { draw } = guideParts.dessin;
  const { write } = guideParts.nombre;
  const { plural } = guideParts.texte;

  const moved = start("seuils");
  if (!moved) return;
  const cases = Array.from(moved.text.querySelectorAll("dl"), (list) => ({ ...list.dataset, bands: states(list).map((band) => ({ ...band, des: Number(band.des) })) }));
  const euros = (amount) => `${write(amount)}\u00a0€`;

  /* Both sides of each threshold, and an amount between two. */
  function amounts({ bands }) {
    return bands.flatMap(({ des }, place) => {
      const end = place + 1 < bands.length ? bands[place + 1].des : des * 2;
      const middle = Math.round((des + end) / 2000) * 1000;
      return [...(des ? [des] : []), ...(middle > des && middle < end - 1 ? [middle] : []), ...(place + 1 < bands.length ? [end - 1] : [])];
    });
  }

  const bandOf = ({ bands }, amount) => bands.filter(({ des }) => des <= amount).length - 1;

  const STEP = 24;
  function stairs({ bands }, here) {
    const width = 324 / bands.length;
    const height = bands.length * STEP + 26;
    const steps = bands.map(({ des }, place) => {
      const top = height - 20 - (place + 1) * STEP;
      return [
        draw("rect", { class: place === here ? "ici" : "marche", x: place * width, y: top, width: width - 2, height: (place + 1) * STEP }),
        place === here ? draw("text", { class: "sur-fonce", x: place * width + width / 2, y: top + 17, "text-anchor": "middle" }, "ici") : "",
        draw("text", { x: place * width + width / 2, y: height - 5, "text-anchor": "middle" }, des ? write(des) : "0"),
      ];
    });
    return draw("svg", { viewBox: `0 0 324 ${height}`, "aria-hidden": "true" }, ...steps.flat());
  }

  function show() {
    const own = cases[which.chosen()[0]];
    const amount = amounts(own)[money.place()];
    const here = bandOf(own, amount);
    const holding = new Map();
    own.bands.slice(0, here + 1).forEach(({ dits }, place) => dits.forEach((dit) => holding.set(dit.dataset.cle, { dit, isNew: place > 0 && place === here })));
    const said = (isNew) => Array.from(holding.values()).filter((one) => one.isNew === isNew).map(({ dit }) => make("li", {}, copy(dit)));
    const lists = [["Ce que ce seuil change", said(true)], [here ? "Ce qui valait déjà" : "Ce qui vaut ici", said(false)]];
    const threshold = own.bands[here].des;
    const query = `?acheteur=${own.acheteur}&contrat=marche&famille=${own.famille}&montant=${amount}&date=${own.date}`;
    moved.show(here ? `Seuil de ${euros(threshold)} atteint\u00a0: ${plural(lists[0][1].length, "règle change", "règles changent")}.` : "Aucun seuil n’est atteint.",
      stairs(own, here),
      lists.filter(([, lines]) => lines.length).map(([title, lines]) => [make("p", { class: "fort" }, title), make("ul", {}, lines)]),
      link("Ouvrir les règles de cet achat, avec leurs articles", "obligations/", query));
  }

  function change() {
    money.set(amounts(cases[which.chosen()[0]]).map(euros), 0);
    show();
  }

  const which = choices("L’achat", cases.map((one) => one.cas), change);
  const money = slider("Montant hors taxes, pour toute la durée", amounts(cases[0]).map(euros), show);
  moved.place(which.group, money.row);
  show();
})();
