/* The reading of a draft: pasted or dropped, it is read here and goes nowhere. The device keeps it until it is erased. */
(() => {
  "use strict";

  const { answering, button, confirming, make, say, status } = guideParts.element;
  const { inWords, today } = guideParts.jour;
  const { DOCUMENTS, take, takeTable } = guideParts.fichier;
  const { script } = guideParts.charger;
  const { inSlices } = guideParts.tranches;
  const memoire = guideParts.memoire;
  const rapport = guideParts.relireRapport;
  const vue = guideParts.relireVue;

  const root = document.querySelector("[data-relire]");
  if (!root) return;
  const MOST = 1e6;
  const LONG = 2e5; // characters: a reading of some seconds
  const UNBROKEN = /(?:^|\s)\S{2001}/; // no sentence: a picture in letters, a row of signs
  const ENDLESS = /^[^\n]{20001,}/gm; // lines: to read one takes as long as its length times itself
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
  let own = { ...kept.value }; // this page's draft: another tab may keep its own
  let isElsewhere = false; // the device keeps that of another tab
  let before = null; // what « Annuler » gives back: a draft
  let file = own.fichier; // the name of the one that was opened, or ""

  function read(found, flaw) {
    if (found === undefined) return { texte: "", fichier: "", ecartes: {} };
    if (!found || typeof found !== "object" || typeof found.texte !== "string") return null;
    const ecartes = {};
    for (const [key, reason] of Object.entries(found.ecartes || {})) {
      if (typeof reason === "string") ecartes[key] = reason.slice(0, 300);
      else flaw();
    }
    return { texte: found.texte.slice(0, MOST), fichier: typeof found.fichier === "string" ? found.fichier.slice(0, 120) : "", ecartes };
  }

  const aside = () => new Map(Object.entries(own.ecartes));
  const link = (address) => new URL(location.protocol === "file:" ? address.replace(/\/(#|$)/, "/index.html$1") : address, racine).href;

  /* What is typed. */

  const area = make("textarea", { id: "relire-texte", rows: "10", spellcheck: "false", "aria-describedby": "relire-aide" });
  const said = status({ class: "relire-dit" });
  const share = make("progress", { class: "relire-part", "aria-label": "Part du texte déjà lue", hidden: true });
  const result = make("div", { class: "relire-resultat" });
  const missing = make("div", {});
  const input = make("input", { type: "file", accept: DOCUMENTS });
  input.addEventListener("change", () => {
    if (input.files[0]) open(input.files[0]);
    input.value = "";
  });

  const ELSEWHERE = "Une autre page de ce site garde maintenant un autre brouillon sur cet appareil. Le vôtre reste affiché ici ; « Relire » le garde à la place de l’autre.";

  /* What this page has, kept on the device: what it says of it. */
  function keep() {
    if (isElsewhere) return ELSEWHERE;
    kept.change(() => own);
    return memoire.trouble(kept, "votre brouillon", "il disparaîtra avec cette page");
  }

  const present = () => ({ texte: area.value, fichier: file, ecartes: own.ecartes });

  function take_(text, words, name = "", ecartes = own.ecartes) {
    before = area.value && area.value !== text ? present() : null;
    own = { ...own, ecartes };
    area.value = text;
    file = name;
    prepareFiles();
    show(words);
  }

  /* The reasons given about another draft are not those of this one. */
  function leaveReasons(text) {
    if (!Object.keys(own.ecartes).length || !rapport.isAnother(text, own.texte)) return "";
    if (!before || before.texte !== own.texte) before = { ...own };
    own = { ...own, ecartes: {} };
    return "C’est un autre brouillon : ce que vous aviez écarté ne compte plus. « Annuler » rend le précédent, avec vos raisons.";
  }

  const UNLOADED = "La page n’a pas pu charger de quoi ouvrir ce fichier. Rechargez-la, ou collez le texte.";

  /* What reads a file weighs, and few readers give one. */
  const reader = () => script("assets/js/lire-fichier.js").then(() => guideParts.lireFichier);

  /* … but a file may come once the network is gone. */
  const prepareFiles = () => { reader().then((lire) => lire.prepare(), () => {}); };

  async function open(given) {
    say(said, "Lecture du fichier…");
    try {
      const lire = await reader().catch(() => { throw new Error(UNLOADED); });
      const { paragraphs, notes } = await lire.read(given);
      take_(lire.text(paragraphs), [`« ${given.name} » a été lu.`, ...notes].join(" "), given.name);
    } catch (error) {
      say(said, error.message);
      said.focus();
    }
  }

  /* What is found. */

  /* Once the page has shown what was just said: an answer that is the same as before is read out again. */
  const painted = () => new Promise((done) => { setTimeout(done, 30); });

  const WITHOUT_JUDGE = "Les exemples appris n’ont pas pu être chargés : seules les règles écrites ont lu ce texte.";

  let asked = 0; // readings: the last one asked for is the one that is shown, the others stop
  let drawn = 0; // the same, of what was read

  async function show(words = "") {
    const text = area.value;
    asked += 1;
    const number = asked;
    share.hidden = true;
    offer();
    if (!text.trim()) {
      reading = null;
      clear();
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
    const left = leaveReasons(text);
    own = { ...own, texte: text, fichier: file };
    isElsewhere = false;
    const trouble = keep();
    offer();
    say(said, text.length > LONG ? "Lecture… Un texte aussi long prend plusieurs secondes." : "Lecture…");
    const judge = await guideParts.relireJuge.load().catch(() => null);
    await painted();
    if (number !== asked) return; // another reading was asked for, or the text erased
    const lines = text.replace(ENDLESS, (line) => line.replace(STRETCH, "$1\n"));
    const found = await inSlices(engine.reading(lines, judge), { stopped: () => number !== asked, said: (part) => {
      share.value = part;
      share.hidden = false;
    } });
    if (!found) return;
    rapport.named(found);
    reading = found;
    await draw(); // or what was put aside meanwhile draws it
    if (number !== asked) return;
    share.hidden = true;
    showMissing();
    say(said, [words, judge ? "" : WITHOUT_JUDGE, summary(), left, trouble].filter(Boolean).join(" "));
  }

  function clear() {
    result.replaceChildren();
    missing.hidden = true;
  }

  /* Beside each point, what suits the purchase. */
  function propose(remedy) {
    for (const rule of window.guideRelire.regles) rules.set(rule.id, remedy(rule));
    vue.renew(rules, link);
  }

  const withMissing = () => script("assets/js/relire-manque.js");
  let panel = null;

  /* What is there, what is missing: what looks for it weighs, and comes at the first reading. */
  async function showMissing() {
    const now = reading;
    missing.hidden = false;
    try {
      await withMissing();
      if (!panel) panel = guideParts.relireManque.panel({ link, propose });
      if (!panel.element.isConnected) missing.replaceChildren(panel.element);
      await panel.show(now);
    } catch {
      const excuse = status();
      missing.replaceChildren(make("section", { class: "relire-manque" }, excuse));
      say(excuse, "La liste des clauses du guide n’a pas pu être chargée\u00a0: ce qui est là et ce qui manque n’est pas dit.");
    }
  }

  const waiting = () => reading.faults.filter((fault) => !aside().has(fault.key));

  function summary() {
    const put = reading.faults.length - waiting().length;
    return rapport.count(waiting()) + (put ? ` ${put > 1 ? `${put} points écartés` : "1 point écarté"}.` : "");
  }

  function options() {
    return { rules, aside: aside(), link, putAside, takeBack };
  }

  async function changed(fault, ecartes) {
    const number = reading.faults.indexOf(fault);
    own = { ...own, ecartes };
    const trouble = keep();
    if (!await draw()) return;
    say(said, [summary(), trouble].filter(Boolean).join(" "));
    vue.goTo(number);
  }

  const putAside = (fault, reason) => changed(fault, { ...own.ecartes, [fault.key]: reason });
  const takeBack = (fault) => changed(fault, Object.fromEntries(Object.entries(own.ecartes).filter(([key]) => key !== fault.key)));

  /* Whether it was drawn: not where something else was asked for meanwhile. */
  async function draw() {
    drawn += 1;
    const [number, now, shown] = [drawn, reading, options()];
    const stopped = () => number !== drawn || now !== reading;
    const made = await inSlices((function* both() { return [yield* vue.list(now, shown), yield* vue.text(now, shown)]; })(), { stopped });
    if (!made) return false;
    const [list, text] = made;
    const nothing = make("p", {}, "Aucune règle de cette page ne trouve à redire. Cela ne dit pas que le texte est bon : faites-le lire.");
    result.replaceChildren(
      make("section", { class: "relire-liste", "aria-labelledby": "relire-points" },
        make("h2", { id: "relire-points" }, "Les points relevés"),
        make("p", { class: "note" }, `Relecture du ${inWords(today())}${name() && `\u00a0: ${name()}`}.`),
        now.faults.length > vue.MOST_LISTED ? make("p", {}, `Les ${vue.MOST_LISTED} premiers sont montrés ; le rapport à télécharger les dit tous.`) : "",
        now.faults.length ? list : nothing,
        now.faults.length ? reportButtons() : ""),
      make("section", { class: "relire-brouillon", "aria-labelledby": "relire-votre-texte" },
        make("h2", { id: "relire-votre-texte" }, "Votre texte"),
        text),
    );
    return true;
  }

  const name = () => rapport.nameOf(reading, own.fichier);

  function lines() {
    return rapport.report(reading, { rules, aside: aside(), day: inWords(today()), site: racine.href, name: name() });
  }

  function reportButtons() {
    const stem = `relecture-${today()}`;
    const copied = guideParts.copie.button("Copier le rapport", () => lines().join("\n"), { attributes: { class: "secondaire" } });
    return make("p", { class: "relire-rapport" },
      button("Imprimer le rapport", () => print()), " ", copied.button, " ",
      button("Télécharger (texte)", () => take(`${lines().join("\r\n")}\r\n`, "text/plain", `${stem}.txt`), { class: "secondaire" }), " ",
      button("Télécharger (tableur)", () => takeTable(rapport.rows(reading, { rules, aside: aside(), name: name() }), `${stem}.csv`), { class: "secondaire" }), " ",
      copied.said);
  }

  /* The page. */

  function erase() {
    asked += 1;
    before = present();
    area.value = "";
    file = "";
    own = { texte: "", fichier: "", ecartes: {} };
    if (!isElsewhere) kept.forget();
    if (panel) panel.forget();
    reading = null;
    share.hidden = true;
    clear();
    offer();
    say(said, isElsewhere ? "Effacé de cette page. L’appareil garde le brouillon de l’autre page." : "Effacé de la page et de cet appareil.");
    area.focus();
  }

  const undo = answering("Annuler", () => {
    if (before === null) return "Rien à annuler.";
    const { texte, fichier, ecartes } = before;
    own = { ...own, texte }; // its reasons are its own
    take_(texte, "Texte précédent repris.", fichier, ecartes);
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
    const [dropped] = event.dataTransfer.files;
    const text = event.dataTransfer.getData("text/plain");
    if (dropped) open(dropped);
    else if (text) take_(text, "");
  });
  area.addEventListener("input", () => {
    if (!area.value.trim()) file = "";
    offer();
  });
  area.addEventListener("paste", () => {
    const left = area.value.slice(0, area.selectionStart) + area.value.slice(area.selectionEnd);
    if (!left.trim()) file = ""; // another draft
    setTimeout(() => show()); // once the words are there
  });
  area.addEventListener("focus", () => { // before there is anything to read
    prepareFiles();
    for (const coming of [withMissing().then(() => guideParts.relireBibliotheque.load()), guideParts.relireJuge.load()]) coming.catch(() => {});
  });
  kept.follow(() => {
    isElsewhere = Boolean(own.texte) && kept.value.texte !== "" && kept.value.texte !== own.texte;
    if (isElsewhere) say(said, ELSEWHERE);
  });
  root.replaceChildren(zone, said, share, result, missing);
  offer();
  if (own.texte) {
    area.value = own.texte;
    show("Votre brouillon de la dernière fois.");
  } else {
    say(said, memoire.trouble(kept, "votre brouillon", "il disparaîtra avec cette page"));
  }
})();
