/* Two texts compared on the reader's device: words that changed, paragraphs that moved, numbers and dates apart, and a redline for Word. Nothing is kept nor sent. */
(() => {
  "use strict";

  const { answering, button, confirming, make, say, status, whenFilled } = guideParts.element;
  const { take } = guideParts.fichier;
  const { inWords, today } = guideParts.jour;
  const { plural, quoted } = guideParts.texte;
  const lire = guideParts.lireFichier;
  const { script } = guideParts.charger;
  const { inSlices } = guideParts.tranches;

  const root = document.querySelector("[data-comparer]");
  if (!root) return;
  const MOST = 2e6;
  const DIFF = "assets/vendor/diff.min.js";
  const KINDS = { change: "Changé", ajoute: "Ajouté", supprime: "Supprimé", deplace: "Déplacé", parti: "Déplacé plus loin ou plus haut" };
  const EXAMPLE = {
    avant: "Article 1 - Objet (exemple fictif)\nLe marché porte sur le nettoyage de 12 sites.\n\nArticle 2 - Délai\nLe délai d’intervention est de 48 heures à compter de la demande écrite.\n\nArticle 3 - Preuves\nLe titulaire remet chaque mois le relevé des produits employés, avec leur dosage.\n\nArticle 4 - Pénalités\nUne pénalité de 50 € par jour est due, plafonnée à 5 % du montant annuel.",
    apres: "Article 1 - Objet (exemple fictif)\nLe marché porte sur le nettoyage de 14 sites.\n\nLe titulaire remet chaque mois le relevé des produits employés, avec leur dosage.\n\nArticle 2 - Délai\nLe délai d’intervention est de 24 heures à compter de la demande écrite ou téléphonique.\n\nArticle 4 - Pénalités\nUne pénalité de 80 € par jour est due, plafonnée à 10 % du montant annuel.\n\nArticle 5 - Fin\nLe marché prend fin le 31 décembre 2027.",
  };

  const said = status({ class: "relire-dit" });
  const result = make("div", { class: "comparer-resultat" });
  const sides = { avant: side("avant", "Le texte d’avant"), apres: side("apres", "Le texte d’aujourd’hui") };
  let comparison = null;
  let asked = 0; // comparisons: the last one asked for is the one that is shown, the others stop
  let before = null; // what « Annuler » gives back

  function side(name, words) {
    const area = make("textarea", { id: `comparer-${name}`, rows: "8", spellcheck: "false" });
    const input = make("input", { type: "file", accept: lire.ACCEPT });
    const zone = make("div", { class: "relire-zone" }, make("label", { for: area.id }, words), area, make("p", { class: "relire-actions" }, make("label", { class: "bouton-fichier" }, "Ouvrir un fichier ", input)));
    const own = { area, zone, paragraphs: null };
    input.addEventListener("change", () => {
      if (input.files[0]) open(own, input.files[0]);
      input.value = "";
    });
    for (const event of ["dragenter", "dragover"]) {
      zone.addEventListener(event, (moved) => {
        moved.preventDefault();
        zone.classList.add("survol");
      });
    }
    zone.addEventListener("dragleave", () => zone.classList.remove("survol"));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("survol");
      const [file] = event.dataTransfer.files;
      const text = event.dataTransfer.getData("text/plain");
      if (file) open(own, file);
      else if (text) set(own, text, null);
    });
    area.addEventListener("input", () => { own.paragraphs = null; });
    area.addEventListener("focus", () => { script(DIFF).catch(() => {}); }); // before there is anything to compare
    return own;
  }

  function set(own, text, paragraphs) {
    own.area.value = text;
    own.paragraphs = paragraphs;
  }

  async function open(own, file) {
    say(said, "Lecture du fichier…");
    try {
      const { paragraphs, notes } = await lire.read(file);
      remember();
      set(own, lire.text(paragraphs), paragraphs);
      await compare([`« ${file.name} » a été lu.`, ...notes].join(" "), true);
    } catch (error) {
      say(said, error.message);
      said.focus();
    }
  }

  /* The paragraphs of a side: those of its file, or the lines of what was typed. */
  function paragraphsOf({ area, paragraphs }) {
    if (paragraphs) return paragraphs;
    return area.value.split(/\r?\n/).map((line) => {
      const [, hashes, bullet, text] = /^(?:(#{1,6})\s+)?(?:([-•*])\s+)?(.*)$/.exec(line.trim());
      return { text, level: hashes ? hashes.length : 0, bullet: Boolean(bullet), style: "" };
    }).filter(({ text }) => text);
  }

  async function compare(words = "", isWaiting = false) {
    asked += 1;
    const own = asked;
    const stopped = () => own !== asked;
    const [old, now] = [paragraphsOf(sides.avant), paragraphsOf(sides.apres)];
    offer();
    if (!old.length || !now.length) {
      result.replaceChildren();
      comparison = null;
      say(said, [words, isWaiting ? "Donnez l’autre texte." : "Il faut deux textes : celui d’avant et celui d’aujourd’hui."].filter(Boolean).join(" "));
      return;
    }
    if (sides.avant.area.value.length + sides.apres.area.value.length > MOST) {
      say(said, "Ces textes dépassent ensemble deux millions de caractères : comparez-les pièce par pièce.");
      return;
    }
    try {
      await script(DIFF);
    } catch {
      say(said, "La page n’a pas pu charger de quoi comparer. Vérifiez la connexion, puis recommencez : vos textes sont toujours là.");
      return;
    }
    if (stopped()) return;
    say(said, "Comparaison…");
    const found = await inSlices(guideParts.comparaison.comparing(old, now), { stopped });
    const shown = found && await inSlices(grouped(found.blocks), { stopped });
    if (!shown) return;
    comparison = found;
    draw(shown);
    say(said, [words, summary()].filter(Boolean).join(" "));
  }

  function summary() {
    const { change, ajoute, supprime, deplace } = comparison.counts;
    if (!change && !ajoute && !supprime && !deplace) return "Les deux textes disent la même chose, mot pour mot.";
    return [
      change && plural(change, "paragraphe changé"), ajoute && plural(ajoute, "ajouté"), supprime && plural(supprime, "supprimé"), deplace && plural(deplace, "déplacé"),
    ].filter(Boolean).join(", ") + `\u00a0; ${plural(comparison.figures.length, "passage où un nombre ou une date change", "passages où un nombre ou une date change")}.`;
  }

  const TAGS = { plus: "ins", moins: "del" };
  const piece = ({ kind, text }) => (TAGS[kind] ? make(TAGS[kind], {}, text) : text);

  function block(one) {
    if (one.kind === "parti") return make("p", { class: "comparer-parti" }, `Ici se trouvait un paragraphe déplacé\u00a0: ${quoted(one.before.text.slice(0, 60))}.`);
    const head = one.kind === "deplace" ? `Déplacé${one.from ? `, il était après ${quoted(one.from)}` : ", il était au début"}` : KINDS[one.kind];
    const { level } = one.after || one.before;
    return make("div", { class: `comparer-bloc comparer-${one.kind}`, "data-difference": one.kind }, make("p", { class: "comparer-sorte" }, head), make("p", { class: level ? "relire-titre" : null }, one.words.map(piece)));
  }

  /* What did not change is folded away, where it is long. */
  function same(blocks) {
    const paragraphs = blocks.map(({ after }) => make("p", { class: after.level ? "relire-titre" : null }, after.text));
    if (blocks.length < 3) return paragraphs;
    return [make("details", { class: "comparer-meme" }, make("summary", {}, plural(blocks.length, "paragraphe inchangé")), paragraphs)];
  }

  function* grouped(blocks) {
    const shown = [];
    let run = [];
    for (const one of blocks) {
      yield;
      if (one.kind === "meme") run.push(one);
      else {
        shown.push(...same(run), block(one));
        run = [];
      }
    }
    return [...shown, ...same(run)];
  }

  function figures() {
    if (!comparison.figures.length) return "";
    const cell = (list) => make("td", {}, list.length ? list.join(" · ") : "—");
    return make("section", { "aria-labelledby": "comparer-nombres" },
      make("h2", { id: "comparer-nombres" }, "Nombres et dates qui changent"),
      make("div", { class: "defile-x" }, make("table", {},
        make("thead", {}, make("tr", {}, ["Avant", "Aujourd’hui", "Où"].map((words) => make("th", { scope: "col" }, words)))),
        make("tbody", {}, comparison.figures.map((one) => make("tr", {}, cell(one.before), cell(one.after), make("td", {}, one.where)))))));
  }

  function draw(shown) {
    const word = answering("Télécharger en marques de révision (Word)", redline);
    result.replaceChildren(
      make("p", { class: "relire-actions" }, word.button, " ", button("Imprimer", () => print(), { class: "secondaire" }), " ", word.said),
      figures(),
      make("section", { "aria-labelledby": "comparer-texte" }, make("h2", { id: "comparer-texte" }, "Le texte, avec ses changements"),
        make("p", { class: "note" }, "Ce qui est ajouté est souligné entre deux signes +\u00a0; ce qui est enlevé est barré entre deux signes −."),
        make("div", { class: "relire-texte" }, shown)));
  }

  async function redline() {
    try {
      await script("assets/vendor/fflate.min.js");
      await script("assets/js/comparer-word.js");
    } catch {
      return "La page n’a pas pu charger de quoi écrire le fichier : recommencez avec le réseau.";
    }
    const shape = { auteur: "Comparaison", date: today(), pied: `Comparaison du ${inWords(today())}`, titre: "Comparaison de deux textes", sousTitre: "Marques de révision : les accepter toutes donne le texte d’aujourd’hui, les refuser toutes celui d’avant." };
    take(guideParts.comparaisonWord.redline(comparison, shape), guideParts.word.MIME, `comparaison-${today()}.docx`);
    return "Fichier téléchargé.";
  }

  /* The page. */

  function remember() {
    before = [sides.avant, sides.apres].map(({ area, paragraphs }) => [area.value, paragraphs]);
  }

  function give([old, now], words) {
    set(sides.avant, ...old);
    set(sides.apres, ...now);
    compare(words);
  }

  const undo = answering("Annuler", () => {
    if (!before) return "Rien à annuler.";
    const texts = before;
    remember();
    give(texts, "Textes précédents repris.");
    return "";
  }, { class: "secondaire" });

  const erasing = confirming("Effacer", () => "Effacer les deux textes ?", () => {
    remember();
    give([["", null], ["", null]], "");
    say(said, "Effacé.");
    sides.avant.area.focus();
  });

  /* What there is nothing to undo or to erase of is not offered. */
  function offer() {
    undo.button.hidden = !before;
    erasing.hidden = ![sides.avant, sides.apres].some(({ area }) => area.value);
  }

  root.replaceChildren(
    make("div", { class: "comparer-deux" }, sides.avant.zone, sides.apres.zone),
    make("p", { class: "relire-actions" },
      button("Comparer", () => compare()), " ",
      button("Inverser les deux", () => { remember(); give([before[1], before[0]], "Textes inversés."); }, { class: "secondaire" }), " ",
      button("Essayer un exemple fictif", () => { remember(); give([[EXAMPLE.avant, null], [EXAMPLE.apres, null]], "Exemple fictif."); }, { class: "secondaire" }), " ",
      undo.button, " ",
      erasing, undo.said),
    said,
    result,
  );
  root.addEventListener("input", offer);
  whenFilled(() => {
    offer();
    if (!comparison && sides.avant.area.value && sides.apres.area.value) compare();
  });
})();
