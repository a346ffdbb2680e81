/* A decision given in the page, for who has no Word: it becomes a file that macros/relecture/lecture.py reads. What is typed is kept on the device until it is erased. */
(() => {
  "use strict";

  const { button, confirming, make, say, status, whenFilled } = guideParts.element;
  const { take } = guideParts.fichier;
  const { inWords, isDay, read: readDay, today } = guideParts.jour;
  const { plural, quoted } = guideParts.texte;
  const memoire = guideParts.memoire;

  const place = document.querySelector("[data-relecture-outil]");
  if (!place) return;
  const DECISIONS = { "bon-a-employer": "Bon à employer", "a-corriger": "À corriger", "a-retirer": "À retirer" };
  const FORMAT = place.dataset.format;
  const MOST = 8000;
  const clauses = new Map(JSON.parse(place.dataset.clauses).map(([id, version, title]) => [id, { id, version, title }]));
  const roles = new Map([...document.querySelectorAll("[data-questions]")].map((list) => [
    list.dataset.questions, { label: list.dataset.libelle, questions: [...list.children].map((item) => item.textContent.trim()) },
  ]));
  const isText = (value) => typeof value === "string" && value.length <= MOST;
  const store = memoire.open("guide.relecture", kept, { isEmpty: (state) => !state.decisions.length && !Object.keys(state.brouillon).length });
  const said = status();

  function decision(found) {
    const { clause, version, role, decision: chosen, date, prochaine, remarques, reponses } = found || {};
    const isWhole = isText(clause) && isText(version) && isText(role) && typeof chosen === "string" && Object.keys(DECISIONS).includes(chosen) && isDay(date);
    if (!isWhole || (prochaine !== undefined && !isDay(prochaine)) || !isText(remarques) || !Array.isArray(reponses) || !reponses.every(isText)) return null;
    return { clause, version, role, decision: chosen, date, ...(prochaine && { prochaine }), remarques, reponses: reponses.slice(0, 3) };
  }

  /* { decisions: what is ready, brouillon: { field: what is typed } } */
  function kept(found, flaw) {
    if (found === undefined) return { decisions: [], brouillon: {} };
    if (!found || !Array.isArray(found.decisions)) return null;
    const decisions = found.decisions.map(decision).filter(Boolean);
    const draft = Object.entries(found.brouillon || {}).filter(([, value]) => isText(value));
    if (decisions.length !== found.decisions.length) flaw();
    return { decisions, brouillon: Object.fromEntries(draft) };
  }

  /* The form. */

  const names = make("datalist", { id: "relecture-clauses" });
  const fields = {
    clause: make("input", { type: "text", id: "relecture-clause", list: names.id, autocomplete: "off" }),
    role: make("select", { id: "relecture-role" }, [...roles].map(([id, { label }]) => make("option", { value: id }, label))),
    decision: make("select", { id: "relecture-decision" }, make("option", { value: "" }, "choisir"), Object.entries(DECISIONS).map(([id, label]) => make("option", { value: id }, label))),
    date: make("input", { type: "text", id: "relecture-date", inputmode: "numeric", autocomplete: "off" }),
    prochaine: make("input", { type: "text", id: "relecture-prochaine", inputmode: "numeric", autocomplete: "off" }),
    reponse1: make("textarea", { id: "relecture-reponse1", rows: 2 }),
    reponse2: make("textarea", { id: "relecture-reponse2", rows: 2 }),
    reponse3: make("textarea", { id: "relecture-reponse3", rows: 2 }),
    remarques: make("textarea", { id: "relecture-remarques", rows: 3 }),
  };
  const labels = {
    clause: "La clause, par son titre", role: "Votre rôle", decision: "Votre décision", date: "Lue le", prochaine: "À relire avant le (vide : dans un an)",
    reponse1: "", reponse2: "", reponse3: "", remarques: "Remarques : ce qui est à corriger, ou pourquoi la retirer",
  };
  const asked = ["reponse1", "reponse2", "reponse3"];
  const lines = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, make("p", { class: `relecture-${name}` }, make("label", { for: field.id }, labels[name]), field)]));
  const ready = make("div", { class: "relecture-pretes" });

  fields.clause.addEventListener("focus", () => {
    if (!names.childElementCount) names.append(...[...clauses.values()].map(({ title }) => make("option", { value: title })));
  });
  for (const field of Object.values(fields)) {
    field.addEventListener("input", () => {
      field.removeAttribute("aria-invalid");
      keepDraft();
    });
    field.addEventListener("change", keepDraft);
  }
  fields.role.addEventListener("change", ask);

  function keepDraft() {
    store.change((state) => {
      state.brouillon = {};
      for (const [name, field] of Object.entries(fields)) if (field.value) state.brouillon[name] = field.value.slice(0, MOST);
    });
  }

  function ask() {
    const { questions } = roles.get(fields.role.value);
    asked.forEach((name, index) => { lines[name].firstChild.textContent = questions[index]; });
  }

  function fill() {
    for (const [name, field] of Object.entries(fields)) field.value = store.value.brouillon[name] || "";
    if (!roles.has(fields.role.value)) fields.role.value = [...roles.keys()][0];
    if (!fields.date.value) fields.date.value = inWords(today());
    ask();
    show();
  }

  /* What stands in the form as a decision, or the fields that lack something. */
  function typed() {
    const name = fields.clause.value.trim();
    const clause = clauses.get(name) || [...clauses.values()].find(({ title }) => title.toLowerCase() === name.toLowerCase());
    const date = readDay(fields.date.value);
    const again = fields.prochaine.value.trim();
    const next = again ? readDay(again) : "";
    const remarks = fields.remarques.value.trim();
    const answers = asked.map((one) => fields[one].value.trim());
    const chosen = fields.decision.value;
    const faults = [
      [!clause, "clause", "Choisissez une clause de la liste."],
      [!chosen, "decision", "Choisissez une décision."],
      [!date, "date", "Écrivez la date de lecture, comme 5/12/2026."],
      [date && date > today(), "date", "Cette date n’est pas encore venue."],
      [again && !next, "prochaine", "Écrivez une date, comme 5/12/2027, ou rien."],
      [next && date && next <= date, "prochaine", "La prochaine lecture vient après celle-ci."],
      [chosen && chosen !== "bon-a-employer" && !remarks && !answers.some(Boolean), "remarques", "Dites pourquoi, en quelques mots."],
      ...["remarques", ...asked].map((one) => [fields[one].value.length > MOST, one, "Ce texte est trop long : 8 000 signes au plus."]),
    ].filter(([isFault]) => isFault);
    if (faults.length) return { faults };
    return { found: { clause: clause.id, version: clause.version, role: fields.role.value, decision: chosen, date, ...(next && chosen === "bon-a-employer" && { prochaine: next }), remarques: remarks, reponses: answers } };
  }

  function add() {
    const { found, faults } = typed();
    for (const field of Object.values(fields)) field.removeAttribute("aria-invalid");
    if (faults) {
      for (const [, name] of faults) fields[name].setAttribute("aria-invalid", "true");
      say(said, [...new Set(faults.map(([, , words]) => words))].join(" "));
      fields[faults[0][1]].focus();
      return;
    }
    const isSame = (one) => one.clause === found.clause && one.role === found.role;
    const replaced = store.value.decisions.some(isSame);
    store.change((state) => {
      state.decisions = [...state.decisions.filter((one) => !isSame(one)), found];
      state.brouillon = { role: found.role, date: fields.date.value };
    });
    fill();
    say(said, `${replaced ? "Décision remplacée" : "Décision ajoutée"} : ${titleOf(found)}.${trouble()}`);
    fields.clause.focus();
  }

  const titleOf = ({ clause }) => (clauses.get(clause) || { title: clause }).title;
  const trouble = () => {
    const words = memoire.trouble(store, "vos décisions", "enregistrez le fichier avant de quitter la page");
    return words && ` ${words}`;
  };

  function takeOut(one) {
    store.change((state) => { state.decisions = state.decisions.filter((other) => !(other.clause === one.clause && other.role === one.role)); });
    show();
    const undo = button("Remettre", () => {
      store.change((state) => { state.decisions.push(one); });
      show();
      say(said, `Décision remise : ${titleOf(one)}.`);
      said.focus();
    }, { class: "secondaire" });
    said.replaceChildren(`Décision retirée : ${titleOf(one)}. `, undo);
    undo.focus();
  }

  function save() {
    const content = { format: FORMAT, decisions: store.value.decisions };
    take(`${JSON.stringify(content, null, 1)}\n`, "application/json", `decisions-${today()}.relecture.json`);
    say(said, "Fichier enregistré : envoyez-le à la personne qui tient le guide.");
  }

  function eraseAll() {
    store.forget();
    fill();
    say(said, "Décisions et brouillon effacés.");
    said.focus();
  }

  function show() {
    const decisions = store.value.decisions;
    ready.replaceChildren(...(decisions.length ? [
      make("h3", {}, plural(decisions.length, "décision prête", "décisions prêtes")),
      make("ul", {}, decisions.map((one) => make("li", {},
        `${DECISIONS[one.decision]} : ${quoted(titleOf(one))}, version ${one.version}, ${(roles.get(one.role) || { label: one.role }).label}, le ${inWords(one.date)} `,
        button("Retirer", () => takeOut(one), { class: "secondaire", "aria-label": `Retirer la décision : ${titleOf(one)}` })))),
      make("p", { class: "actions" }, button("Enregistrer le fichier", save), " ", confirming("Tout effacer", () => "Effacer les décisions prêtes et ce qui est en cours ?", eraseAll)),
    ] : []));
  }

  place.append(
    names, make("div", { class: "relecture-champs" }, Object.values(lines)), make("p", { class: "actions" }, button("Ajouter cette décision", add)), said, ready,
    make("p", { class: "note" }, "Ce que vous écrivez reste sur cet appareil jusqu’à ce que vous l’effaciez."),
  );
  place.hidden = false;
  whenFilled(fill);
  store.follow(fill);
  if (store.trouble) say(said, trouble().trim());
})();
