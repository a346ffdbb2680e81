/* What the guide keeps on this device: said as it is now, and cleared when asked. The page's own table is the list of what is
   looked at, so that nothing of another site of the same origin is ever read or cleared. */
(() => {
  "use strict";

  const { button, make, say, status, whenFilled } = guideParts.element;
  const { erase, kept, works } = guideParts.memoire;
  const { plural } = guideParts.texte;

  const place = document.querySelector("[data-appareil]");
  const rows = Array.from(document.querySelectorAll("[data-conserve]"), (name) => ({ key: name.dataset.conserve, title: name.textContent.trim(), line: name.closest("tr") }));
  if (!place || !rows.length) return;

  const said = status();
  const all = button("Tout effacer de cet appareil", () => {
    erase(rows.map((row) => row.key));
    show("Effacé.");
    said.focus();
  });
  place.append(said, all);
  rows[0].line.closest("table").querySelector("thead tr").append(make("th", { scope: "col" }, "Sur cet appareil"));
  for (const row of rows) {
    row.cell = make("td", { class: "appareil-etat" });
    row.line.append(row.cell);
  }

  /* Whether the row has something to show. */
  function shown(row) {
    const values = kept(row.key);
    if (!values.length) {
      row.cell.replaceChildren(make("span", {}, "Rien n’est gardé."));
      return false;
    }
    const clear = button("Effacer", () => {
      erase([row.key]);
      show(`Effacé : ${row.title}.`);
      (all.hidden ? said : all).focus();
    }, { class: "secondaire", "aria-label": `Effacer : ${row.title}` });
    row.cell.replaceChildren(make("details", {}, make("summary", {}, "Gardé : voir"), make("code", {}, values.join(" "))), clear);
    return true;
  }

  function show(done) {
    const count = rows.filter(shown).length;
    const state = count ? `${plural(count, "chose est gardée", "choses sont gardées")} en ce moment sur cet appareil.` : "Rien n’est gardé sur cet appareil.";
    say(said, works() ? `${done || ""} ${state}`.trim() : "Ce navigateur refuse de garder quoi que ce soit pour ce site : rien n’est gardé.");
    all.hidden = !count;
  }

  addEventListener("storage", () => show()); // another tab keeps or clears something
  addEventListener("guide-garde", () => show()); // the theme is chosen here
  document.querySelector("[data-appareil-sans]").hidden = true;
  place.hidden = false;
  whenFilled(() => show());
})();
