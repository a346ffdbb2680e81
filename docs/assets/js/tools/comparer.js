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
  const MOST_ROWS = 200;
  const DIFF = "assets/vendor/diff.min.js";
  const JOINED = "Des lignes coupées au milieu d’une phrase, comme dans un PDF, ont été recollées.";
  const LATER = [DIFF, "assets/vendor/fflate.min.js", "assets/js/comparer-word.js"];
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
    const input = make("input", { type: "file", accept: guideParts.fichier.DOCUMENTS });
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
    return own;
  }

  function set(own, text, paragraphs) {
    own.area.value = text;
    own.paragraphs = paragraphs;
  }

  async function open(own, file) {
    say(said, "Lecture du fichier…");
    try {
      const { paragraphs, kind, notes } = await lire.read(file);
      remember();
      set(own, lire.text(paragraphs), kind === "texte" ? null : paragraphs);
      await compare([`« ${file.name} » a été lu.`, ...notes].join(" "), true);
    } catch (error) {
      say(said, error.message);
      said.focus();
    }
  }

  /* The paragraphs of a side, those of its file or those of what was typed, and how many of its lines were joined. */
  const paragraphsOf = ({ area, paragraphs }) => (paragraphs ? { paragraphs, joined: 0 } : guideParts.comparaisonLignes.paragraphs(area.value));

  async function compare(words = "", isWaiting = false) {
    asked += 1;
    const own = asked;
    const stopped = () => own !== asked;
    const read = [paragraphsOf(sides.avant), paragraphsOf(sides.apres)];
    const [old, now] = read.map(({ paragraphs }) => paragraphs);
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
    const joined = read[0].joined + read[1].joined;
    say(said, [words, summary(), joined && JOINED].filter(Boolean).join(" "));
  }

  function summary() {
    const { change, ajoute, supprime, deplace } = comparison.counts;
    if (!change && !ajoute && !supprime && !deplace) return "Les deux textes disent la même chose, mot pour mot.";
    return [
      change && plural(change, "paragraphe changé"), ajoute && plural(ajoute, "ajouté"), supprime && plural(supprime, "supprimé"), deplace && plural(deplace, "déplacé"),
    ].filter(Boolean).join(", ") + `\u00a0; ${plural(comparison.figures.length, "passage où un nombre ou une date change", "passages où un nombre ou une date change")}.`;
  }

  const TAGS = { plus: "ins", moins: "del" };

  /* The end of a paragraph that came or went is written as word processors show it, without the space that it stands for. */
  function piece({ kind, text, isEnd }, place, words) {
    if (!TAGS[kind]) return isEnd ? "\n" : text;
    if (!isEnd && !text.trim() && [place - 1, place + 1].some((beside) => words[beside] && words[beside].isEnd && words[beside].kind !== kind)) return null;
    const marked = make(TAGS[kind], {}, make("span", {}, isEnd ? "¶" : text));
    return isEnd ? [marked, kind === "plus" ? "\n" : " "] : marked;
  }

  const isSaid = ({ kind, text, isEnd }) => kind !== "meme" && (isEnd || text.trim());

  /* What happened to a paragraph, in words. */
  function headOf({ kind, before, after, from, words }) {
    if (kind === "ajoute") return "Ajouté";
    if (kind === "supprime") return "Supprimé";
    if (kind === "deplace") return `Déplacé${words.some(isSaid) ? " et changé" : ""}${from ? `, il était après ${quoted(from)}` : ", il était au début"}`;
    const changes = words.filter(isSaid).every(({ isEnd }) => isEnd) ? "Mêmes mots" : "Changé";
    if (after.length > before.length) return `${changes}, paragraphe coupé en ${after.length}`;
    return after.length < before.length ? `${changes}, ${before.length} paragraphes réunis` : "Changé";
  }

  const lookOf = ({ level, bullet }) => (level ? "relire-titre" : bullet ? "relire-puce" : null);

  function block(one) {
    const { kind, before, after, words, rewritten } = one;
    if (kind === "parti") return make("p", { class: "comparer-parti" }, `Ici se trouvait un paragraphe déplacé\u00a0: ${quoted(one.from)}.`);
    return make("div", { class: `comparer-bloc comparer-${kind}`, "data-difference": kind },
      make("p", { class: "comparer-sorte" }, headOf(one)),
      make("p", { class: lookOf(after[0] || before[0]) }, words.map(piece)),
      rewritten.length ? make("p", { class: "note" }, `Écrit autrement, même valeur\u00a0: ${rewritten.map((pair) => pair.map(quoted).join(" puis ")).join(", ")}.`) : null);
  }

  /* What did not change is folded away, where it is long. */
  function same(blocks) {
    const paragraphs = blocks.map(({ after: [after] }) => make("p", { class: lookOf(after) }, after.text));
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
    const body = make("tbody", {});
    const rest = button("", () => add(), { class: "secondaire" });
    let shown = 0;
    /* A longer table would hold the page still while it is laid out. */
    function add() {
      const next = comparison.figures.slice(shown, shown + MOST_ROWS).map((one) => make("tr", {}, cell(one.before), cell(one.after), make("td", {}, one.where)));
      body.append(...next);
      shown += next.length;
      rest.hidden = shown === comparison.figures.length;
      rest.textContent = `Montrer la suite (${plural(comparison.figures.length - shown, "passage")})`;
    }
    add();
    return make("section", { "aria-labelledby": "comparer-nombres" },
      make("h2", { id: "comparer-nombres" }, "Nombres et dates qui changent"),
      make("div", { class: "defile-x" }, make("table", {},
        make("thead", {}, make("tr", {}, ["Avant", "Aujourd’hui", "Où"].map((words) => make("th", { scope: "col" }, words)))),
        body)),
      make("p", { class: "relire-actions" }, rest));
  }

  function draw(shown) {
    const word = answering("Télécharger en marques de révision (Word)", redline);
    result.replaceChildren(
      make("p", { class: "relire-actions" }, word.button, " ", button("Imprimer", () => print(), { class: "secondaire" }), " ", word.said),
      figures(),
      make("section", { "aria-labelledby": "comparer-texte" }, make("h2", { id: "comparer-texte" }, "Le texte, avec ses changements"),
        make("p", { class: "note" }, "Ce qui est ajouté est souligné, entre { et }\u00a0; ce qui est enlevé est barré, entre ‹ et ›. Le signe ¶ est une fin de paragraphe."),
        make("div", { class: "relire-texte" }, shown)));
  }

  async function redline() {
    try {
      for (const path of LATER) await script(path);
    } catch {
      return "La page n’a pas pu charger de quoi écrire le fichier : recommencez avec le réseau.";
    }
    const shape = { auteur: "Comparaison", date: today(), pied: `Comparaison du ${inWords(today())}`, titre: "Comparaison de deux textes" };
    const bytes = await inSlices(guideParts.comparaisonWord.redlining(comparison, shape), { stopped: () => false });
    take(bytes, guideParts.word.MIME, `comparaison-${today()}.docx`);
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
  /* Once the page stands, what it needs without the network; what does not come is asked for again when it is needed. */
  addEventListener("load", () => setTimeout(() => LATER.reduce((done, path) => done.then(() => script(path)), Promise.resolve()).catch(() => {})));
  whenFilled(() => {
    offer();
    if (!comparison && sides.avant.area.value && sides.apres.area.value) compare();
  });
})();
