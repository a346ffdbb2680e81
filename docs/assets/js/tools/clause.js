/* The page of a clause: fix its values, then copy what goes into each document. The values stay with this page of the browser's history (reload, back);
   a link carries them to somebody else. */
(() => {
  "use strict";

  const { button, make, say, status, whenFilled } = guideParts.element;
  const { copie, extrait, valeur } = guideParts;
  const { plural } = guideParts.texte;

  const root = document.querySelector(".clause-pieces");
  const bar = document.querySelector("[data-clause-actions]");
  if (!root || !bar) return;

  // A link may name the version that it was made for.
  const asked = new URLSearchParams(location.search).get("v");
  const old = root.dataset.anciennes;
  if (old && old.split(" ").includes(asked)) location.replace(`v${asked}/${location.protocol === "file:" ? "index.html" : ""}`);

  const values = Array.from(document.querySelectorAll("[data-valeur]"), valueOf);
  const chosen = new Map(); // name → what the reader wrote instead of what is proposed
  let before = null; // what was chosen before the proposals came back

  /* A place to fill, with its field. Without JavaScript its proposal is read. Few elements: a page has a dozen of them. */
  function valueOf(cell) {
    const data = cell.dataset;
    const name = data.valeur;
    const term = cell.previousElementSibling;
    const label = term.textContent.trim();
    const id = `valeur-${name}`;
    const value = {
      ...valeur.of({ ...data, nom: name, libelle: label, choix: data.choix ? data.choix.split("|") : [] }),
      cell,
      label: make("label", { for: id }, label),
      link: cell.querySelector("a[href*=textes]"),
      places: document.querySelectorAll(`[data-champ="${name}"]`),
      fault: make("strong", { class: "valeur-probleme" }),
    };
    value.field = valeur.field(value, { id, "aria-describedby": `${id}-aide` });
    cell.id = `${id}-aide`;
    term.replaceChildren(value.label, value.field);
    return value;
  }

  const held = (value) => valeur.held(value, chosen);

  /* What the text says of it: "" while it is to be fixed. */
  const words = (value) => valeur.inWords(value, held(value));

  function choose(value, text) {
    const typed = valeur.clean(text);
    const isFollowed = !typed && value.calcul; // emptied, it follows the others again
    if (isFollowed || valeur.inWords(value, typed) === valeur.inWords(value, value.proposed)) chosen.delete(value.nom);
    else chosen.set(value.nom, typed);
  }

  /* What is wrong with it, with the article where the law sets the least. */
  function problem(value) {
    const found = valeur.problem(value, words(value));
    if (!found) return [];
    const article = value.link ? [" (", value.link.cloneNode(true), ")"] : [];
    return found.isFloor ? [found.words, ...article, "."] : [found.words];
  }

  const STATES = { vide: "à fixer", choisie: "✓ fixée", proposee: "proposée" };
  const following = (state, value) => ({ vide: "à calculer", calculee: "calculée" }[state] || `${STATES.choisie}${value.proposed && ` (calcul : ${value.proposed})`}`);

  function stateOf(value) {
    if (!words(value)) return "vide";
    return chosen.has(value.nom) ? "choisie" : value.calcul ? "calculee" : "proposee";
  }

  /* `isSaid`: problems are said once the reader leaves the field, not at each letter. */
  function show(isSaid) {
    valeur.workOut(values, chosen);
    for (const value of values) {
      const text = words(value);
      const state = stateOf(value);
      const fault = problem(value);
      value.places.forEach((place) => {
        place.textContent = text || valeur.short(value);
        place.dataset.etat = state;
      });
      value.cell.parentElement.dataset.etat = state;
      value.label.dataset.etat = value.calcul ? following(state, value) : STATES[state];
      if (value.field.value.trim() !== held(value) && (isSaid || value.field !== document.activeElement)) value.field.value = held(value);
      if (fault.length) value.field.setAttribute("aria-invalid", "true");
      else value.field.removeAttribute("aria-invalid");
      if (!fault.length) value.fault.remove();
      else if (isSaid) value.cell.prepend(faulty(value, fault));
    }
    reset.hidden = !chosen.size && !before;
    reset.textContent = before ? "Annuler : reprendre mes valeurs" : "Remettre les valeurs proposées";
  }

  function faulty(value, fault) {
    value.fault.replaceChildren(...fault);
    return value.fault;
  }

  function changed(value, isSaid) {
    before = null;
    choose(value, value.field.value);
    show(isSaid);
    keep();
    if (isSaid) say(said, value.fault.isConnected ? `${value.libelle}\u00a0: ${value.fault.textContent}` : "");
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

  function take(pairs) {
    let refused = 0;
    let taken = 0;
    for (const [name, text] of pairs) {
      const value = values.find((one) => one.nom === name);
      if (!value || !valeur.accepts(value, text)) {
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
    valeur.workOut(values, chosen);
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
      if (chosen.has(value.nom) || !value.calcul) params.append(value.nom, value.isNumber ? held(value).replace(/\s/g, "") : held(value));
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
  if (values.length) document.querySelector(".champs").after(make("div", { class: "valeurs-outils" }, shared, reset, make("a", { class: "revenir", href: "#texte" }, "Revenir au texte")));

  for (const value of values) {
    value.field.addEventListener("input", () => changed(value, value.field.tagName === "SELECT"));
    value.field.addEventListener("change", () => changed(value, true));
  }
  // A place of the text leads to its field, for who points; by keyboard the fields come after the text.
  root.addEventListener("click", (event) => {
    const place = event.target.closest("[data-champ]");
    const value = place && values.find((one) => one.nom === place.dataset.champ);
    if (value && getSelection().isCollapsed) value.field.focus();
  });
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
