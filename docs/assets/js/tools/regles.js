/* « Quelles règles pour mon achat ? »: what to write, to publish and to keep for one purchase, then the other duties that hold. The address holds the case. */
(() => {
  "use strict";

  const { adresse, copie, csv, fichier, jour, nombre } = guideParts;
  const { answer, segment } = guideParts.regles;
  const { articles: articlesOf, doubt, inWords, line, pairs, toDossier } = guideParts["regles-lignes"];
  const { make, more, button, whenFilled } = guideParts.element;
  const { plural } = guideParts.texte;
  const data = window.guideRegles;

  const form = document.querySelector("[data-regles]");
  if (!form) return;
  const rules = Array.from(document.querySelectorAll(".regle"));
  const documents = Array.from(document.querySelectorAll(".regles-document"));
  const place = document.querySelector("[data-regles-boites]");
  const actions = make("div", { class: "regles-actions", hidden: true });
  document.getElementById("le-reste").before(actions);
  const said = form.querySelector("[data-regles-compte]");
  const { acheteur, contrat, famille, cpv, montant, lot, date } = form.elements;
  const fields = [acheteur, contrat, famille, cpv, montant, lot, date];
  const racine = document.querySelector("meta[name=guide-racine]").content.replace(/\/?$/, "/");
  let paire = 0;
  let shown = { boxes: [], rest: [] };
  [montant, lot].forEach(nombre.field);

  const chosen = (select) => select.options[select.selectedIndex].textContent.replace(/^– /, "");
  const amount = (field) => {
    const found = nombre.check(field, { min: 0, unit: "€" });
    return field.validationMessage ? null : found;
  };
  const isCode = (text) => /^\d{2,8}(-?\d)?$/.test(text.replace(/\s/g, ""));

  function purchase() {
    const code = cpv.value.trim();
    cpv.setCustomValidity(code && !isCode(code) ? "Écrivez un code CPV, par exemple 79311000-7." : "");
    cpv.toggleAttribute("aria-invalid", !cpv.validity.valid);
    return {
      acheteur: acheteur.value, contrat: contrat.value, famille: famille.value, cpv: cpv.validity.valid ? code.replace(/\s/g, "") : "",
      montant: amount(montant), lot: amount(lot), date: date.value,
    };
  }

  /* The case, as [what was asked, what was answered]. */
  function asked(bought) {
    const found = segment(data, bought);
    const option = Array.from(famille.options).find(({ value }) => value === found);
    const euros = (number) => `${nombre.write(number)}\u00a0€ hors taxes`;
    return [
      ["Acheteur", bought.acheteur && chosen(acheteur)],
      ["Contrat", bought.contrat && chosen(contrat)],
      ["Achat", option && found ? option.textContent.replace(/^– /, "") : ""],
      ["Code CPV", bought.cpv],
      ["Montant", bought.montant !== null && euros(bought.montant)],
      ["Lot", bought.lot !== null && `lot de ${euros(bought.lot)}`],
      ["Date", bought.date && `lancement le ${jour.inWords(bought.date)}`],
    ].filter(([, given]) => given);
  }

  function drawn(one) {
    return make("div", { class: "regles-ligne" },
      make("dt", {},
        one.sujet ? make("span", {}, one.sujet) : null,
        make("strong", {}, one.regle ? make("a", { href: `#${one.regle}` }, one.dit) : one.dit)),
      make("dd", {},
        one.why ? make("span", { class: "regles-selon" }, `${one.why}.`) : null,
        one.clause ? make("span", {}, "Clause : ", make("a", { href: `${racine}clauses/${one.clause.id}/` }, one.clause.titre), one.adaptee) : null,
        one.manque ? make("span", {}, one.manque) : null,
        one.precision ? make("details", { class: "regles-precision" }, make("summary", {}, one.isSocial ? "Exceptions" : "Précision"), one.precision) : null,
        make("small", {}, one.depuis && `depuis le ${one.depuis}, `, articlesOf(one.articles, racine))));
  }

  function which(bought) {
    const found = pairs(data, bought);
    if (found.length < 2) return null;
    const select = make("select", { id: "regles-paire", "data-regles-paire": true }, found.map((pair, index) => make("option", { value: index, selected: index === paire }, pair.achat || "Tous")));
    return make("p", { class: "regles-paire" }, make("label", { for: "regles-paire" }, "Plus précisément"), select);
  }

  function show(event) {
    const bought = purchase();
    if (paire >= pairs(data, bought).length) paire = 0;
    const states = answer(data, bought);
    shown = {
      asked: asked(bought),
      boxes: Object.entries(data.boites).map(([id, titre]) => ({
        id, titre,
        lignes: Object.keys(data.lignes).filter((name) => data.lignes[name].boite === id && states[name].state !== "non").map((name) => line(data, name, states[name], pairs(data, bought)[paire])),
      })),
      rest: [],
    };
    const isAsked = Boolean(segment(data, bought) || bought.acheteur || bought.montant !== null);
    actions.hidden = !isAsked;
    if (isAsked && !actions.firstChild) offer();
    if (isAsked) follow(bought);
    const told = new Set(shown.boxes.flatMap((box) => box.lignes.map((one) => one.regle)));
    if (place) {
      place.hidden = !isAsked;
      place.classList.add("regles-boites--pretes");
      const isHeld = event && event.target.id === "regles-paire";
      place.replaceChildren(...(isAsked ? shown.boxes : []).map((box) => make("section", { class: `regles-boite regles-boite--${box.id}` },
        make("h2", {}, box.titre),
        box.id === "ecrire" ? which(bought) : null,
        box.lignes.length ? make("dl", {}, box.lignes.map(drawn)) : make("p", {}, "Rien de relevé ici pour cet achat."))));
      if (isHeld) document.getElementById("regles-paire").focus();
    }
    let others = 0;
    for (const folder of documents) {
      const own = rules.filter((rule) => folder.contains(rule));
      for (const rule of own) {
        const { state, why } = states[rule.dataset.regle];
        rule.hidden = state === "non";
        rule.toggleAttribute("data-dite", isAsked && told.has(rule.dataset.regle));
        rule.querySelectorAll(".regles-selon").forEach((mark) => mark.remove());
        if (state === "selon" && isAsked) rule.querySelector("dt").after(make("dd", { class: "regles-selon" }, `${doubt(data, why)}.`));
      }
      const holding = own.filter((rule) => !rule.hidden && !rule.hasAttribute("data-dite"));
      others += holding.length;
      folder.hidden = own.every((rule) => rule.hidden);
      const summary = folder.querySelector("summary");
      summary.dataset.titre = summary.dataset.titre || summary.textContent;
      summary.textContent = `${summary.dataset.titre} (${holding.length})`;
      shown.rest.push({ titre: summary.dataset.titre, regles: holding });
    }
    count(others, isAsked);
  }

  function count(others, isAsked) {
    const lines = shown.boxes.reduce((sum, box) => sum + box.lignes.length, 0);
    shown.count = `${plural(lines, "réponse")} et ${plural(others, "autre règle", "autres règles")}`;
    said.textContent = [
      unknown && `Segment inconnu, laissé de côté : ${unknown}.`,
      montant.validationMessage && `Montant laissé de côté. ${montant.validationMessage}`,
      lot.validationMessage && `Lot laissé de côté. ${lot.validationMessage}`,
      cpv.validationMessage && `Code laissé de côté. ${cpv.validationMessage}`,
      isAsked ? `${shown.count}.` : "Dites qui vous êtes, ce que vous achetez ou pour combien : les réponses s’affichent ici.",
    ].filter(Boolean).join(" ");
    if (isAsked) said.append(make("span", { class: "regles-cas" }, ` Pour : ${shown.asked.map(([, given]) => given).join(", ")}.`), make("span", { class: "regles-etabli" }, ` Établi le ${jour.inWords(jour.today())}.`));
  }

  /* A piece for the file: the case, the day, the count, then every line. */
  const articles = (one) => inWords(one.articles);
  const clauseOf = (one) => (one.clause ? `Clause : ${one.clause.titre}${one.adaptee}` : one.manque);
  const wordsOf = (node) => node.textContent.replace(/[ \t\n]+/g, " ").trim();
  const parts = (rule) => ({ titre: wordsOf(rule.querySelector("dt")), dit: Array.from(rule.querySelectorAll("dd"), wordsOf) });
  const heading = () => [...shown.asked.map(([name, given]) => `${name} : ${given}`), `Établi le ${jour.inWords(jour.today())}, avec le guide en ligne à cette adresse : ${here()}`, `Total : ${shown.count}`];

  function asText() {
    return [
      "Quelles règles pour mon achat ?", "", ...heading(),
      ...shown.boxes.flatMap((box) => ["", box.titre.toUpperCase(), ...box.lignes.flatMap((one) => [
        `- ${one.sujet ? `${one.sujet} : ` : ""}${one.dit}`,
        ...[one.why, clauseOf(one), one.precision, one.depuis && `Depuis le ${one.depuis}`, articles(one)].filter(Boolean).map((text) => `  ${text}`),
      ])]),
      ...shown.rest.filter(({ regles }) => regles.length).flatMap(({ titre, regles }) => ["", titre.toUpperCase(), ...regles.map(parts).flatMap((one) => [`- ${one.titre}`, ...one.dit.map((text) => `  ${text}`)])]),
      "", "Proposition du guide, à relire par vos juristes.", "",
    ].join("\r\n");
  }

  const marked = (text) => text.replace(/([\\\x60*_[\]<>#|])/g, "\\$1");
  function markedLine(one) {
    const rest = [one.why, clauseOf(one), one.precision, one.depuis && `depuis le ${one.depuis}`, articles(one)].filter(Boolean).map(marked);
    return `- ${[`**${one.sujet ? `${one.sujet} : ` : ""}${marked(one.dit)}**`, ...rest].join(". ")}`;
  }

  function asMarkdown() {
    return [
      "# Quelles règles pour mon achat ?", "", ...heading().map((text) => `- ${marked(text)}`),
      ...shown.boxes.flatMap((box) => ["", `## ${box.titre}`, "", ...box.lignes.map(markedLine)]),
      ...shown.rest.filter(({ regles }) => regles.length).flatMap(({ titre, regles }) => ["", `## ${titre}`, "", ...regles.map(parts).map((one) => `- **${marked(one.titre)}** ${one.dit.map(marked).join(" ")}`)]),
      "",
    ].join("\n");
  }

  function asTable() {
    return [
      ["Quelles règles pour mon achat ?", ...heading()],
      ["Partie", "Sujet", "Réponse", "Ce qui en dépend", "Clause ou précision", "Texte"],
      ...shown.boxes.flatMap((box) => box.lignes.map((one) => [box.titre, one.sujet, one.dit, one.why, [clauseOf(one), one.precision].filter(Boolean).join(" "), [one.depuis && `depuis le ${one.depuis}`, articles(one)].filter(Boolean).join(", ")])),
      ...shown.rest.flatMap(({ titre, regles }) => regles.map(parts).map((one) => [titre, "", one.titre, "", one.dit.slice(0, -1).join(" "), one.dit[one.dit.length - 1]])),
    ];
  }

  const name = (ending) => `regles-${segment(data, purchase()) || "achat"}-${date.value || jour.today()}.${ending}`;
  const added = make("a", { class: "bouton" }, "Ajouter ce minimum à mon dossier");
  function follow(bought) {
    const ids = shown.boxes[0].lignes.filter((one) => one.clause).map((one) => one.clause.id);
    added.hidden = !ids.length;
    added.href = toDossier(racine, ids, { ...bought, famille: segment(data, bought) });
  }

  function offer() {
    const link = copie.button("Copier le lien", () => here(), { attributes: { class: "secondaire" } });
    const text = copie.button("Copier le texte", asText, { attributes: { class: "secondaire" } });
    actions.append(
      added, button("Imprimer", () => window.print(), { class: "secondaire" }), text.button, link.button, text.said, link.said,
      more(
        button("Texte (.txt)", () => fichier.take(asText(), "text/plain", name("txt")), { class: "secondaire" }),
        button("Markdown (.md)", () => fichier.take(asMarkdown(), "text/markdown", name("md")), { class: "secondaire" }),
        button("Tableau (.csv)", () => fichier.takeTable(asTable(), name("csv")), { class: "secondaire" })));
  }

  /* A line leads to its duty, which may be folded. */
  function unfold() {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const folder = target && target.closest(".regles-document");
    if (!folder) return;
    folder.open = true;
    const rule = target.closest(".regle");
    rule.hidden = false;
    rule.removeAttribute("data-dite"); // told above in short, and asked for at length
    target.scrollIntoView();
  }
  for (const folder of documents) folder.open = false;

  /* The amounts are the buyer's alone until they publish: no server sees them. */
  const secret = adresse.own(["montant", "lot"]);
  const values = (select) => Array.from(select.options, (option) => option.value);
  let unknown = adresse.value("famille", (given) => !values(famille).includes(given));
  for (const select of [acheteur, contrat, famille]) select.value = adresse.value(select.name, values(select));
  if (!adresse.values("contrat").length) contrat.value = "marche";
  cpv.value = adresse.value("cpv");
  for (const field of [montant, lot]) field.value = secret.value(field.name);
  date.value = adresse.value("date", jour.isDay) || jour.today();
  paire = Number(adresse.value("achat", /^\d{1,2}$/.test.bind(/^\d{1,2}$/))) || 0;

  form.hidden = false;
  const inPairs = (some) => some.map((field) => [field.name, field.value.trim()]);
  const here = () => secret.link(inPairs([montant, lot]));
  const write = () => {
    adresse.write([...inPairs(fields.filter((field) => field !== montant && field !== lot)), ["achat", paire || ""]]);
    secret.write(inPairs([montant, lot]));
  };
  form.addEventListener("input", (event) => {
    if (event.target === famille) unknown = "";
    if (event.target === famille || event.target === cpv) paire = 0;
    show(event);
    write();
  });
  if (place) {
    place.addEventListener("input", (event) => {
      if (event.target.id !== "regles-paire") return;
      paire = Number(event.target.value);
      show(event);
      write();
    });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", unfold);
  whenFilled(show);
  unfold();
})();
