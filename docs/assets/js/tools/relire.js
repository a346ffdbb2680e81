/* The reading of a draft: pasted or dropped, it is read here and goes nowhere. The device keeps it until it is erased. */
(() => {
  "use strict";

  const { answering, button, confirming, make, say, status } = guideParts.element;
  const { inWords, today } = guideParts.jour;
  const { take, takeTable } = guideParts.fichier;
  const memoire = guideParts.memoire;
  const lire = guideParts.lireFichier;
  const rapport = guideParts.relireRapport;
  const vue = guideParts.relireVue;

  const root = document.querySelector("[data-relire]");
  if (!root) return;
  const MOST = 1e6;
  const LONG = 2e5; // characters: a reading of some seconds
  const UNBROKEN = /\S{2001}/; // no sentence: a picture in letters, a row of signs
  const ENDLESS = /[^\n]{20001,}/g; // lines: to read one takes as long as its length times itself
  const STRETCH = /([^\n]{4000}(?:[^\n]{0,3000}?[.;](?= )|\S*)) /g;
  const racine = new URL(document.querySelector("meta[name=guide-racine]").content.replace(/\/?$/, "/"), document.baseURI);
  const rules = new Map(window.guideRelire.regles.map((rule) => [rule.id, rule]));
  const engine = guideParts.relireMoteur.engine(window.guideRelire);
  const kept = memoire.open("guide.relire", read, { isEmpty: ({ texte }) => !texte });
  const EXAMPLE = [
    "RÈGLEMENT DE LA CONSULTATION (exemple fictif)",
    "Article 4 - Critères de jugement des offres",
    "- Prix : 60 points",
    "- Démarche RSE de l’entreprise : 20 points",
    "- Environnement",
    "Le titulaire remet chaque trimestre un bilan de ses livraisons.",
    "",
    "CAHIER DES CLAUSES TECHNIQUES PARTICULIÈRES (exemple fictif)",
    "Article 2 - Papier",
    "Le papier est certifié FSC. Le titulaire réduit l’impact de ses livraisons et privilégie les fournisseurs locaux.",
    "Les livraisons sont faites dans les dix (15) jours, selon le calendrier de l’annexe 3.",
    "En cas de manquement, une pénalité est appliquée, conformément à l’article 14 du code des marchés publics.",
  ].join("\n");

  let reading = null;
  let before = null; // what « Annuler » gives back

  function read(found, flaw) {
    if (found === undefined) return { texte: "", ecartes: {} };
    if (!found || typeof found !== "object" || typeof found.texte !== "string") return null;
    const ecartes = {};
    for (const [key, reason] of Object.entries(found.ecartes || {})) {
      if (typeof reason === "string") ecartes[key] = reason.slice(0, 300);
      else flaw();
    }
    return { texte: found.texte.slice(0, MOST), ecartes };
  }

  const aside = () => new Map(Object.entries(kept.value.ecartes));
  const link = (address) => new URL(location.protocol === "file:" ? address.replace(/\/(#|$)/, "/index.html$1") : address, racine).href;

  /* What is typed. */

  const area = make("textarea", { id: "relire-texte", rows: "10", spellcheck: "false", "aria-describedby": "relire-aide" });
  const said = status({ class: "relire-dit" });
  const result = make("div", { class: "relire-resultat" });
  const manque = guideParts.relireManque.panel({ link });
  const input = make("input", { type: "file", accept: lire.ACCEPT });
  input.addEventListener("change", () => {
    if (input.files[0]) open(input.files[0]);
    input.value = "";
  });

  function keep(change) {
    kept.change((state) => { change(state); });
    return memoire.trouble(kept, "votre brouillon", "il disparaîtra avec cette page");
  }

  function take_(text, words) {
    before = area.value && area.value !== text ? area.value : null;
    area.value = text;
    show(words);
  }

  async function open(file) {
    say(said, "Lecture du fichier…");
    try {
      const { paragraphs, notes } = await lire.read(file);
      take_(lire.text(paragraphs), [`« ${file.name} » a été lu.`, ...notes].join(" "));
    } catch (error) {
      say(said, error.message);
      said.focus();
    }
  }

  /* What is found. */

  /* Once the page has shown what was just said: the reading keeps it busy. */
  const painted = () => new Promise((done) => { setTimeout(done, 30); });

  const WITHOUT_JUDGE = "Les exemples appris n’ont pas pu être chargés : seules les règles écrites ont lu ce texte.";

  let asked = 0; // readings: the last one asked for is the one that is shown

  async function show(words = "") {
    const text = area.value;
    asked += 1;
    const own = asked;
    offer();
    if (!text.trim()) {
      reading = null;
      result.replaceChildren();
      manque.element.hidden = true;
      say(said, "Collez un texte, ou déposez un fichier.");
      return;
    }
    if (text.length > MOST) {
      say(said, "Ce texte dépasse un million de caractères : relisez-le pièce par pièce.");
      return;
    }
    if (UNBROKEN.test(text)) {
      say(said, "Ce texte contient plus de 2 000 signes à la suite, sans espace : ce n’est pas une phrase. Retirez-les, puis relisez.");
      return;
    }
    const trouble = keep((state) => { state.texte = text; });
    say(said, text.length > LONG ? "Lecture… Un texte aussi long prend plusieurs secondes." : "Lecture…");
    const judge = await guideParts.relireJuge.load().catch(() => null);
    await painted();
    if (own !== asked) return; // another reading was asked for, or the text erased
    reading = engine.read(text.replace(ENDLESS, (line) => line.replace(STRETCH, "$1\n")), judge);
    const times = new Map();
    for (const fault of reading.faults) {
      const name = `${fault.rule}|${fault.words}`;
      times.set(name, (times.get(name) || 0) + 1);
      fault.nth = times.get(name);
    }
    draw();
    manque.show(reading);
    say(said, [words, judge ? "" : WITHOUT_JUDGE, summary(), trouble].filter(Boolean).join(" "));
  }

  const waiting = () => reading.faults.filter((fault) => !aside().has(rapport.keyOf(fault)));

  function summary() {
    const put = reading.faults.length - waiting().length;
    return rapport.count(waiting()) + (put ? ` ${put > 1 ? `${put} points écartés` : "1 point écarté"}.` : "");
  }

  function options() {
    return { rules, aside: aside(), link, putAside, takeBack };
  }

  function changed(fault, change) {
    const number = reading.faults.indexOf(fault);
    const trouble = keep(change);
    draw();
    say(said, [summary(), trouble].filter(Boolean).join(" "));
    vue.goTo(number);
  }

  const putAside = (fault, reason) => changed(fault, (state) => { state.ecartes[rapport.keyOf(fault)] = reason; });
  const takeBack = (fault) => changed(fault, (state) => { delete state.ecartes[rapport.keyOf(fault)]; });

  function draw() {
    const own = options();
    const nothing = make("p", {}, "Aucune règle de cette page ne trouve à redire. Cela ne dit pas que le texte est bon : faites-le lire.");
    result.replaceChildren(
      make("section", { class: "relire-liste", "aria-labelledby": "relire-points" },
        make("h2", { id: "relire-points" }, "Les points relevés"),
        make("p", { class: "note" }, `Relecture du ${inWords(today())}.`),
        reading.faults.length ? vue.list(reading, own) : nothing,
        reading.faults.length ? reportButtons() : ""),
      make("section", { class: "relire-brouillon", "aria-labelledby": "relire-votre-texte" },
        make("h2", { id: "relire-votre-texte" }, "Votre texte"),
        vue.text(reading, own)),
    );
  }

  function lines() {
    return rapport.report(reading, { rules, aside: aside(), day: inWords(today()), site: racine.href });
  }

  function reportButtons() {
    const name = `relecture-${today()}`;
    const copied = guideParts.copie.button("Copier le rapport", () => lines().join("\n"), { attributes: { class: "secondaire" } });
    return make("p", { class: "relire-rapport" },
      button("Imprimer le rapport", () => print()), " ", copied.button, " ",
      button("Télécharger (texte)", () => take(`${lines().join("\r\n")}\r\n`, "text/plain", `${name}.txt`), { class: "secondaire" }), " ",
      button("Télécharger (tableur)", () => takeTable(rapport.rows(reading, { rules, aside: aside() }), `${name}.csv`), { class: "secondaire" }), " ",
      copied.said);
  }

  /* The page. */

  function erase() {
    asked += 1;
    before = area.value;
    area.value = "";
    kept.forget();
    reading = null;
    result.replaceChildren();
    manque.element.hidden = true;
    offer();
    say(said, "Effacé de la page et de cet appareil.");
    area.focus();
  }

  const undo = answering("Annuler", () => {
    if (before === null) return "Rien à annuler.";
    const text = before;
    take_(text, "Texte précédent repris.");
    if (before === null) area.focus(); // the button is gone
    return "";
  }, { class: "secondaire" });

  const erasing = confirming("Effacer", () => "Effacer le texte et les points écartés ?", erase);

  /* What there is nothing to undo or to erase of is not offered. */
  function offer() {
    undo.button.hidden = before === null;
    erasing.hidden = !area.value;
  }

  const zone = make("div", { class: "relire-zone" },
    make("label", { for: "relire-texte" }, "Votre brouillon"),
    make("p", { class: "note", id: "relire-aide" }, "Collez le texte, ou déposez ici un fichier .docx, .odt ou .txt (20 Mo au plus). Il reste sur cet appareil."),
    area,
    make("p", { class: "relire-actions" },
      button("Relire", () => show()), " ",
      make("label", { class: "bouton-fichier" }, "Ouvrir un fichier ", input), " ",
      button("Essayer un exemple fictif", () => take_(EXAMPLE, "Exemple fictif."), { class: "secondaire" }), " ",
      undo.button, " ", erasing, undo.said));

  for (const name of ["dragenter", "dragover"]) {
    root.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("survol");
    });
  }
  root.addEventListener("dragleave", () => zone.classList.remove("survol"));
  root.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("survol");
    const [file] = event.dataTransfer.files;
    const text = event.dataTransfer.getData("text/plain");
    if (file) open(file);
    else if (text) take_(text, "");
  });
  area.addEventListener("input", offer);
  area.addEventListener("paste", () => setTimeout(() => show())); // once the words are there
  area.addEventListener("focus", () => { // before there is anything to read
    for (const part of [guideParts.relireBibliotheque, guideParts.relireJuge]) part.load().catch(() => {});
  });
  root.replaceChildren(zone, said, result, manque.element);
  offer();
  if (kept.value.texte) {
    area.value = kept.value.texte;
    show("Votre brouillon de la dernière fois.");
  } else {
    say(said, memoire.trouble(kept, "votre brouillon", "il disparaîtra avec cette page"));
  }
})();
