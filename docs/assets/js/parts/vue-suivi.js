/* The controls of a contract: its dates, what is due, what was seen; kept on the device, taken as files. Needs: element, texte, jour, memoire, fichier, csv, documents, plan, plan-fichiers, registre, vue-documents.

     draw(place, options, tell)   fills an element (options: documents-vue.js); gives { refresh } */
(() => {
  "use strict";

  const { button, confirming, make, say } = guideParts.element;
  const { documents, fichier, jour, memoire, plan, planFichiers, registre } = guideParts;
  const { plural } = guideParts.texte;
  const STEP = 12; // controls that are shown at once
  const LONGEST = 1000;

  function draw(place, { context, cle }, tell) {
    const store = registre.open();
    let shown = STEP;
    let isAll = false;
    const own = () => registre.of(store.value, cle());
    const full = () => ({ ...context(), dates: own().dates, vus: own().vus });
    const controls = () => plan.controls(full(), own().dates);

    function keep(act) {
      registre.set(store, cle(), act);
      tell(memoire.trouble(store, "le suivi des contrôles", "il disparaîtra avec cette page"));
    }

    function dateField(event) {
      const input = make("input", { type: "date", id: `date-${event}`, "data-date": event });
      input.value = own().dates[event] || "";
      input.addEventListener("change", () => {
        keep(({ dates }) => {
          if (jour.isDay(input.value)) dates[event] = input.value;
          else delete dates[event];
        });
        drawControls();
      });
      return make("div", {}, make("label", { for: `date-${event}` }, plan.EVENTS[event]), input);
    }

    const lists = make("div", {});
    const counted = make("span", {});
    let recount = () => {};

    function lateness(one, state) {
      if (state !== "attendu" || !one.date) return "";
      const today = jour.today();
      return one.date < today ? "en retard" : one.date <= jour.after(today, 15) ? "bientôt" : "";
    }

    function item(one) {
      const seen = own().vus[one.cle] || {};
      const state = seen.etat || "attendu";
      const late = lateness(one, state);
      const id = `controle-${one.cle}`;
      const change = (name, value) => {
        keep(({ vus }) => { vus[one.cle] = { ...vus[one.cle], [name]: value }; });
        recount();
        mark.textContent = lateness(one, (own().vus[one.cle] || {}).etat || "attendu");
      };
      const mark = make("mark", {}, late);
      const choice = make("select", { "aria-label": `État : ${one.preuve}`, "data-controle": one.cle }, planFichiers.STATES.map((words) => make("option", { value: words }, words)));
      choice.value = state;
      choice.addEventListener("change", () => {
        change("etat", choice.value);
        if (choice.value !== "attendu" && !day.value) {
          day.value = jour.today();
          change("le", day.value);
        }
      });
      const day = make("input", { type: "date", "aria-label": `Vu le : ${one.preuve}` });
      day.value = seen.le || "";
      day.addEventListener("change", () => change("le", day.value));
      const note = make("input", { type: "text", maxlength: LONGEST, "aria-label": `Observations : ${one.preuve}`, placeholder: "Observations", autocomplete: "off" });
      note.value = seen.note || "";
      note.addEventListener("change", () => change("note", note.value));
      return make("li", { id },
        make("p", {}, make("strong", {}, one.date ? jour.inWords(one.date) : one.manque || one.quand), " ", mark, " — ", one.preuve, " ",
          make("small", {}, `${one.donne}, vu par : ${one.qui}${one.minutes ? `, ${one.minutes}\u00a0min` : ""}. ${one.packet.titre}.`)),
        make("p", { class: "documents-gestes" }, choice, " ", day, " ", note),
        one.penalite ? make("p", { class: "note" }, `Si elle manque\u00a0: ${one.penalite}`) : null);
    }

    function drawControls() {
      const all = controls();
      const vus = own().vus;
      const waiting = all.filter((one) => !["vérifié", "sans objet"].includes((vus[one.cle] || {}).etat));
      const list = isAll ? all : waiting;
      const minutes = plan.minutesAMonth(all, own().dates);
      const count = () => {
        const done = controls().filter((one) => ["vérifié", "sans objet"].includes((own().vus[one.cle] || {}).etat)).length;
        return `${[plural(all.length, "contrôle"), `${done} ${done < 2 ? "fait" : "faits"}`, minutes ? `${minutes}\u00a0minutes par mois` : ""].filter(Boolean).join(", ")}.`;
      };
      counted.textContent = count();
      recount = () => { counted.textContent = count(); };
      lists.replaceChildren(
        make("p", {}, counted, " ", button(isAll ? "Ne montrer que ce qui reste" : "Montrer aussi ce qui est fait", () => { isAll = !isAll; drawControls(); }, { class: "secondaire" })),
        make("ul", { class: "documents-liste" }, list.slice(0, shown).map(item)),
        list.length > shown ? make("p", {}, button(`Montrer la suite (${list.length - shown})`, () => {
          const next = list[shown];
          shown += STEP;
          drawControls();
          const reached = lists.querySelector(`[data-controle="${CSS.escape(next.cle)}"]`);
          if (reached) reached.focus();
        }, { class: "secondaire" })) : "");
    }

    function register() {
      fichier.takeTable(planFichiers.register(full(), own().dates, own().vus), documents.fileName(full(), "registre-des-controles", "csv"));
      return "Le registre est dans vos téléchargements.";
    }

    function feedback() {
      const found = plan.bilan(full());
      fichier.take(`${JSON.stringify({ format: "retours-pour-le-guide", retours: found }, null, 1)}\n`, "application/json", documents.fileName(full(), "retours-a-remplir", "json"));
      return "Une fiche par clause, à remplir puis à proposer au guide.";
    }

    let drawn = "";

    function refresh() {
      const current = full();
      const { dossier, paquets } = current;
      const key = JSON.stringify([cle(), dossier, dossier.clauses.map(({ id }) => paquets.has(id)), own()]);
      if (key === drawn) return;
      drawn = key;
      if (!plan.controls(current, {}).length) {
        place.replaceChildren(make("p", {}, "Aucune clause de ce dossier ne demande de preuve pendant le marché."));
        return;
      }
      const said = make("span", { role: "status", class: "documents-dit" });
      const file = (words, act, name) => button(words, () => say(said, act()), { class: "secondaire", "data-document": name });
      place.replaceChildren(
        make("p", {}, "Écrivez les dates que vous connaissez : les échéances en découlent. Elles restent sur cet appareil."),
        make("div", { class: "documents-dates" }, plan.used(current).map(dateField)),
        guideParts.vueDocuments.rows(documents.list(current).filter(({ suite }) => suite), full),
        make("p", { class: "documents-gestes" }, file("Registre (CSV)", register, "registre.csv"), file("Retours pour le guide (JSON)", feedback, "retours.json"), said),
        make("h3", {}, "Ce qui est attendu"), lists,
        make("p", {}, confirming("Effacer le suivi de ce dossier", () => "Effacer ses dates et ce qui a été vu ?", () => {
          keep((kept) => { kept.dates = Object.create(null); kept.vus = Object.create(null); });
          refresh();
          tell("Le suivi de ce dossier est effacé de cet appareil.");
        })));
      drawControls();
    }

    const trouble = memoire.trouble(store, "le suivi des contrôles", "il disparaîtra avec cette page");
    if (trouble) tell(trouble);
    store.follow(refresh); // another tab
    refresh();
    return { refresh };
  }

  guideParts.vueSuivi = { draw };
})();
