/* The page of a clause: fix its values, then copy what goes into each document. The values stay with this page of the browser's history (reload, back);
   a link carries them to somebody else. */
(() => {
  "use strict";

  const { button, make, say, status, whenFilled } = guideParts.element;
  const { calcul, copie, extrait, jour, nombre } = guideParts;
  const { plural } = guideParts.texte;

  const root = document.querySelector(".clause-pieces");
  const bar = document.querySelector("[data-clause-actions]");
  if (!root || !bar) return;

  // A link may name the version that it was made for.
  const asked = new URLSearchParams(location.search).get("v");
  const old = root.dataset.anciennes;
  if (old && old.split(" ").includes(asked)) location.replace(`v${asked}/${location.protocol === "file:" ? "index.html" : ""}`);

  const LONGEST = 300; // characters that a link may bring for one value
  const SHORT = 28; // … that a field of one line shows
  const values = Array.from(document.querySelectorAll("[data-valeur]"), valueOf);
  const chosen = new Map(); // name → what the reader wrote instead of what is proposed
  const formulas = new Map(values.filter((one) => one.data.calcul).map((one) => [one.name, one.data.calcul]));
  let before = null; // what was chosen before the proposals came back

  /* A place to fill, with its field. Without JavaScript its proposal is read. Few elements: a page has a dozen of them. */
  function valueOf(cell) {
    const data = cell.dataset;
    const name = data.valeur;
    const isNumber = ["nombre", "montant", "annee"].includes(data.type);
    const isYear = data.type === "annee";
    const term = cell.previousElementSibling;
    const label = term.textContent.trim();
    const id = `valeur-${name}`;
    const limit = (text) => (text && isNumber && !Number.isNaN(calcul.number(text)) ? calcul.number(text) : null);
    const value = {
      name, data, isNumber, isYear, cell,
      words: label,
      label: make("label", { for: id }, label),
      floor: limit(data.plancher),
      limits: { min: limit(data.min), max: limit(data.max), isWhole: isYear, isYear, unit: data.unite },
      link: cell.querySelector("a[href*=textes]"),
      places: document.querySelectorAll(`[data-champ="${name}"]`),
      problem: make("strong", { class: "valeur-probleme" }),
      proposed: data.defaut,
    };
    if (isNumber && data.defaut) value.proposed = written(value, calcul.number(data.defaut), data.defaut);
    else if (data.type === "date" && jour.isDay(data.defaut)) value.proposed = jour.inWords(data.defaut);
    const described = { id, autocomplete: "off", "aria-describedby": `${id}-aide` };
    if (data.choix) value.field = make("select", described, data.defaut ? null : make("option", { value: "" }, "à choisir"), data.choix.split("|").map((choice) => make("option", { value: choice }, choice)));
    else if (isNumber) value.field = nombre.field(make("input", described));
    else value.field = data.defaut.length > SHORT ? make("textarea", { rows: 2, ...described }) : make("input", { type: "text", ...described });
    if (isYear) value.field.setAttribute("inputmode", "numeric");
    cell.id = `${id}-aide`;
    term.replaceChildren(value.label, value.field);
    return value;
  }

  function written(value, number, otherwise) {
    return Number.isNaN(number) ? otherwise : nombre.write(number, value.isYear);
  }

  const held = (value) => (chosen.has(value.name) ? chosen.get(value.name) : value.proposed);

  /* What is typed, as the text says it. */
  function inWords(value, typed) {
    if (value.isNumber) return typed && written(value, nombre.read(typed), typed);
    const day = value.data.type === "date" ? jour.read(typed) : "";
    return day ? jour.inWords(day) : typed;
  }

  /* What the text says of it: "" while it is to be fixed. */
  const words = (value) => inWords(value, held(value));

  function choose(value, text) {
    const typed = text.replace(/[ \t\r\n]+/g, " ").trim();
    const isFollowed = !typed && formulas.has(value.name); // emptied, it follows the others again
    if (isFollowed || inWords(value, typed) === inWords(value, value.proposed)) chosen.delete(value.name);
    else chosen.set(value.name, typed);
  }

  /* What is wrong with it: said, never mended. */
  function problem(value) {
    const text = words(value);
    if (value.data.type === "date") return text && !jour.read(text) ? ["Écrivez une date, par exemple 1er mars 2029 ou 01/03/2029."] : [];
    if (!value.isNumber || !text) return [];
    if (value.floor !== null && nombre.read(text) < value.floor) {
      const article = value.link ? [" (", value.link.cloneNode(true), ")"] : [];
      return [`Inférieur au minimum légal : ${written(value, value.floor)}\u00a0${value.data.unite}`, ...article, "."];
    }
    const found = nombre.problem(text, value.limits);
    return found ? [found] : [];
  }

  function workOut() {
    const known = new Map();
    for (const value of values.filter((one) => one.isNumber)) {
      const isFree = !formulas.has(value.name) || chosen.has(value.name);
      const number = isFree ? nombre.read(words(value)) : null;
      if (number !== null && !Number.isNaN(number)) known.set(value.name, number);
    }
    calcul.follow(new Map([...formulas].filter(([name]) => !chosen.has(name))), known);
    for (const value of values.filter((one) => formulas.has(one.name))) {
      const result = chosen.has(value.name) ? calcul.evaluate(value.data.calcul, known) : known.get(value.name);
      value.proposed = result === undefined || Number.isNaN(result) ? "" : written(value, calcul.rounded(result));
    }
  }

  const STATES = { vide: "à fixer", choisie: "✓ fixée", proposee: "proposée" };
  const following = (state, value) => ({ vide: "à calculer", calculee: "calculée" }[state] || `${STATES.choisie}${value.proposed && ` (calcul : ${value.proposed})`}`);

  function stateOf(value) {
    if (!words(value)) return "vide";
    return chosen.has(value.name) ? "choisie" : formulas.has(value.name) ? "calculee" : "proposee";
  }

  /* `isSaid`: problems are said once the reader leaves the field, not at each letter. */
  function show(isSaid) {
    workOut();
    for (const value of values) {
      const text = words(value);
      const state = stateOf(value);
      const fault = problem(value);
      const short = /^.[A-Z]/.test(value.words) ? value.words : value.words.charAt(0).toLowerCase() + value.words.slice(1);
      value.places.forEach((place) => {
        place.textContent = text || `[${short}]`;
        place.dataset.etat = state;
      });
      value.cell.parentElement.dataset.etat = state;
      value.label.dataset.etat = formulas.has(value.name) ? following(state, value) : STATES[state];
      if (value.field.value.trim() !== held(value) && (isSaid || value.field !== document.activeElement)) value.field.value = held(value);
      if (fault.length) value.field.setAttribute("aria-invalid", "true");
      else value.field.removeAttribute("aria-invalid");
      if (!fault.length) value.problem.remove();
      else if (isSaid) value.cell.prepend(faulty(value, fault));
    }
    reset.hidden = !chosen.size && !before;
    reset.textContent = before ? "Annuler : reprendre mes valeurs" : "Remettre les valeurs proposées";
  }

  function faulty(value, fault) {
    value.problem.replaceChildren(...fault);
    return value.problem;
  }

  function changed(value, isSaid) {
    before = null;
    choose(value, value.field.value);
    show(isSaid);
    keep();
    if (isSaid) say(said, value.problem.isConnected ? `${value.words}\u00a0: ${value.problem.textContent}` : "");
  }

  const isLink = () => location.hash.includes("=");

  /* The history keeps them for this page, and nothing else does. A link that brought other values no longer says what is shown. */
  function keep(address = isLink() ? location.pathname + location.search : location.href) {
    try {
      history.replaceState({ valeurs: Object.fromEntries(chosen) }, "", address);
    } catch {
      // refused, or too often: the fields still hold them
    }
  }

  function accepts(value, text) {
    if (text.length > LONGEST) return false;
    if (value.data.choix) return value.data.choix.split("|").includes(text);
    return !text || (value.isNumber ? !Number.isNaN(nombre.read(text)) : value.data.type !== "date" || jour.read(text) !== "");
  }

  function take(pairs) {
    let refused = 0;
    let taken = 0;
    for (const [name, text] of pairs) {
      const value = values.find((one) => one.name === name);
      if (!value || typeof text !== "string" || !accepts(value, text)) {
        refused += 1;
        continue;
      }
      taken += 1;
      choose(value, text);
    }
    return { refused, taken };
  }

  /* What this page of the history holds, else what the link brings. */
  function recall() {
    const kept = history.state && history.state.valeurs;
    chosen.clear();
    workOut();
    if (kept) {
      take(Object.entries(kept));
    } else if (isLink()) {
      const { refused, taken } = take(new URLSearchParams(location.hash.slice(1)));
      const left = refused ? ` ${plural(refused, "valeur de ce lien n’a pas été comprise et est ignorée", "valeurs de ce lien n’ont pas été comprises et sont ignorées")}.` : "";
      say(said, `${taken ? "Valeurs reçues par le lien." : ""}${left}`.trim());
      keep(location.href);
    }
    show(true);
  }

  function link() {
    const params = new URLSearchParams();
    for (const value of values) {
      if (chosen.has(value.name) || !formulas.has(value.name)) params.append(value.name, value.isNumber ? held(value).replace(/\s/g, "") : held(value));
    }
    return `${location.href.split("#")[0]}#${params}`;
  }

  /* One document, or all of them. */
  function copied(sections) {
    const isOne = sections.length === 1;
    const parts = [extrait.heading(document.querySelector("h1").textContent.trim(), 2)];
    for (const section of sections) {
      if (!isOne) parts.push(extrait.heading(section.querySelector("h3").textContent.trim(), 3));
      parts.push(extrait.of([section.querySelector(".clause-texte")], isOne ? 2 : 3));
    }
    parts.push(extrait.note(`[${root.dataset.clause}@${root.dataset.version}] ${document.querySelector(".mention").textContent.trim()}`));
    const there = values.filter((value) => sections.some((section) => Array.from(value.places).some((place) => section.contains(place))));
    const count = (test, one, many) => (there.some(test) ? ` ${plural(there.filter(test).length, one, many)}.` : "");
    const done = `Copié, avec sa référence.${count((value) => !words(value), "valeur reste à fixer, entre crochets", "valeurs restent à fixer, entre crochets")}${count((value) => problem(value).length, "valeur est à revoir", "valeurs sont à revoir")}`;
    return { ...extrait.joined(parts), done };
  }

  /* A button that copies, and says so in the bar, which is always in sight. */
  function copying(name, content, look) {
    return button(name, () => {
      const { text, html, done } = content();
      copie.write(text, html).then(() => say(said, done), () => say(said, "La copie a été refusée : sélectionnez le texte."));
    }, { class: look });
  }

  function copies(section) {
    const target = section.dataset.pieceTitre.replace(/^Dans (?!:)/, "pour ").replace(/^Pour/, "pour");
    section.querySelector("h3").after(copying(`Copier ${/^pour/.test(target) ? target : "ce texte"}`, () => copied([section]), "secondaire"));
  }

  const said = status({ class: "copie-dite" });
  const shared = copying("Partager ces valeurs", () => ({ text: link(), done: "Lien copié\u00a0: il ouvre cette page avec ces valeurs." }), "secondaire");
  const reset = button("", () => {
    const again = before;
    before = again ? null : new Map(chosen);
    chosen.clear();
    if (again) again.forEach((text, name) => chosen.set(name, text));
    show(true);
    keep();
    say(said, again ? "Vos valeurs sont reprises." : "Les valeurs proposées sont remises.");
  }, { class: "secondaire" });

  const sections = Array.from(root.querySelectorAll(".clause-piece"));
  const signed = sections.filter((section) => section.dataset.piece !== "variante"); // the short form stands instead of the others, never beside them
  sections.forEach(copies);
  bar.prepend(copying("Tout copier", () => copied(signed)));
  bar.append(said);
  if (values.length) document.querySelector(".champs").after(make("div", { class: "valeurs-outils" }, shared, reset));

  for (const value of values) {
    value.field.addEventListener("input", () => changed(value, value.field.tagName === "SELECT"));
    value.field.addEventListener("change", () => changed(value, true));
  }
  addEventListener("popstate", () => (isLink() && !history.state ? recall() : keep()));
  recall();
  whenFilled(() => show(true));

  // What is selected by hand leaves the page as the buttons copy it.
  root.addEventListener("copy", (event) => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!root.contains(range.commonAncestorContainer)) return;
    const { text, html } = extrait.selected(range);
    event.clipboardData.setData("text/plain", text);
    event.clipboardData.setData("text/html", html);
    event.preventDefault();
  });
})();
