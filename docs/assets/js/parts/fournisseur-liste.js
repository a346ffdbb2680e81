/* The lines of a page that a supplier ticks, kept in their own file. Needs: element, jour, fournisseur-etat.

     mount(list, store, changed)   makes the lines of `list` fields; gives { pieces: [{ key, title, item, group, box, date, remise, moment, canSkip }], fill }.
                                   fill() shows what is kept; changed() is called after each gesture
     dates(pieces, state)          the events of a calendar, each with two alarms (parts/ics.js), of what has a last day
     left(day)                     "expire dans 12 jours", by the day of the device */
(() => {
  "use strict";

  const { make } = guideParts.element;
  const { jour, fournisseurEtat: etat } = guideParts;

  const SOON = 60; // days before a paper is said to end
  const ALARMS = [30, 7];

  function left(day) {
    const days = etat.remaining(day, jour.today());
    if (days < 0) return `expirée depuis le ${jour.inWords(day)}`;
    if (days === 0) return "expire aujourd’hui";
    return days === 1 ? "expire demain" : days <= SOON ? `expire dans ${days} jours` : "";
  }

  function mount(list, store, changed) {
    const pieces = Array.from(list.querySelectorAll("[data-piece]"), (item) => fillable(item, store, () => { fill(); changed(); }));

    function fill() {
      if (pieces.some(({ old }) => old && store.value.pieces[old])) store.change(renamed);
      for (const piece of pieces) piece.fill(store.value.pieces[piece.key] || {});
    }

    /* What an older guide named by its place takes the name that does not move. */
    function renamed(state) {
      for (const { old, key, title } of pieces) {
        if (!old || !state.pieces[old]) continue;
        state.pieces[key] = { ...state.pieces[old], ...state.pieces[key], mots: title };
        delete state.pieces[old];
      }
    }

    list.classList.add("avec-cases");
    return { pieces, fill };
  }

  function fillable(item, store, after) {
    const words = item.querySelector("span");
    const group = item.parentNode;
    const title = words.textContent.trim();
    const key = item.getAttribute("data-piece");
    const old = item.getAttribute("data-ancien");
    const box = make("input", { type: "checkbox" });
    const isPaper = group.getAttribute("data-dossier-groupe") === "Pièce";
    const count = Number(item.getAttribute("data-mois"));
    const field = (label, type, name) => ({ label, name, input: make("input", { type, "aria-label": `${label} : ${title}`, ...(type === "text" ? { maxlength: "500", autocomplete: "off" } : {}) }) });
    const fields = [
      isPaper && group.hasAttribute("data-complet") && count && field("Datée du", "date", "du"),
      isPaper && field("Valable jusqu’au", "date", "fin"),
      isPaper && group.hasAttribute("data-complet") && field("Rangée où", "text", "ou"),
    ].filter(Boolean);
    const soon = make("strong", { class: "bientot" });
    item.prepend(make("label", {}, box, ...words.childNodes));
    words.remove();
    if (fields.length) item.append(make("p", { class: "jusqu-au" }, fields.map(({ label, input }) => make("label", {}, `${label} `, input)), soon));

    function keep(changed) {
      store.undoable(`« ${title} »`, (state) => {
        const mine = { ...state.pieces[key], mots: title };
        delete mine.prete;
        if (box.checked) mine.prete = true;
        for (const { name, input } of fields) {
          delete mine[name];
          if (input.value.trim()) mine[name] = input.value;
        }
        if (changed === "du" && jour.isDay(mine.du)) mine.fin = jour.months(mine.du, count);
        const { mots, ...rest } = mine;
        if (Object.keys(rest).length) state.pieces[key] = mine;
        else delete state.pieces[key];
      });
      after();
    }

    box.addEventListener("change", () => keep(""));
    for (const { name, input } of fields) input.addEventListener("change", () => keep(name));
    const fill = (mine) => {
      box.checked = mine.prete === true;
      for (const { name, input } of fields) input.value = mine[name] || "";
      soon.textContent = mine.fin ? left(mine.fin) : "";
      item.classList.toggle("expiree", Boolean(mine.fin) && mine.fin < jour.today());
    };
    const date = (fields.find(({ name }) => name === "fin") || {}).input || null;
    return { key, old, title, item, group, box, date, fill, remise: item.getAttribute("data-remise"), moment: item.getAttribute("data-moment"), canSkip: item.hasAttribute("data-deja") };
  }

  function dates(pieces, state) {
    return pieces.filter(({ key }) => (state.pieces[key] || {}).fin).map(({ key, title }) => ({
      uid: `${key.replace(":", "-")}@${location.hostname || "guide"}`, title: `Expire : ${title}`, start: state.pieces[key].fin, description: state.pieces[key].ou ? `Rangée : ${state.pieces[key].ou}` : "",
      alarms: ALARMS.map((days) => ({ days, words: `Expire dans ${days} jours : ${title}` })),
    }));
  }

  guideParts.fournisseurListe = { mount, dates, left };
})();
