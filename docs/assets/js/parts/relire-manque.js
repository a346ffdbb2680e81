/* « Ce qui est là, ce qui manque » : the clauses of the guide in a draft, and the legal floor of the purchase. Needs: element, texte, jour, relire-achat, relire-bibliotheque, relire-ecarts, relire-plancher, tranches.

     panel(options)      { element, show(reading), forget() }: options { link(address), propose(remedy) }, remedy(rule) gives the rule with the clauses and texts of the purchase; show() is a promise, broken where the library could not be loaded; forget() erases the purchase that is kept */
(() => {
  "use strict";

  const { button, make, say, status } = guideParts.element;
  const { list, quoted } = guideParts.texte;
  const { inWords } = guideParts.jour;
  const { inSlices } = guideParts.tranches;
  const library = guideParts.relireBibliotheque;
  const NATURES = { critere: "Critère", condition: "Condition", sociale: "Condition sociale" };
  const STATES = {
    la: "✓ Vu dans votre texte. ",
    motif: "✓ Motif de l’exception écrit. ",
    doute: "? À vérifier dans votre texte. ",
    manque: "✗ Rien de tel n’est vu. ",
  };
  const LONGEST = 160; // characters of a passage

  const excerpt = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST).replace(/\s\S*$/, "")} …` : text);
  const sentence = (text) => text.replace(/^./, (letter) => letter.toUpperCase());

  function panel({ link, propose }) {
    const said = status();
    const clauses = make("div", {});
    const floor = make("div", {});
    const element = make("section", { class: "relire-manque", "aria-labelledby": "relire-la" },
      make("h2", { id: "relire-la" }, "Ce qui est là, ce qui manque"), said, clauses);
    let reading = null;
    let known = null;
    let engine = null;
    let purchase = null; // the form
    let found = []; // clauses of the guide in the draft
    let seen = null; // what it follows of the floor

    async function show(read) {
      reading = read;
      const loaded = await library.load();
      if (!known) {
        known = loaded;
        engine = guideParts.relirePlancher.engine(known.plancher);
        purchase = guideParts.relireAchat.form(known, drawFloor);
        element.append(purchase.element, floor);
      }
      const stopped = () => reading !== read;
      const all = await inSlices(library.clauses(known, read.text), { stopped });
      const passages = all && await inSlices(engine.passages(read), { stopped });
      const guessed = passages && await inSlices(library.segment(known, read.text), { stopped });
      if (guessed === undefined) return;
      found = all.found;
      seen = passages;
      purchase.guess(guessed);
      drawClauses(all.unknown);
      drawFloor();
    }

    function drawClauses(unknown) {
      say(said, found.length ? "" : "Aucune clause du guide n’est reconnue dans ce texte.");
      clauses.replaceChildren(
        ...(found.length ? [make("p", {}, "Clauses du guide reconnues\u00a0:"), make("ul", {}, found.map(item))] : []),
        ...(unknown.length ? [make("p", { class: "relire-inconnues" }, `Le guide n’a pas de clause de ce nom\u00a0: ${list(unknown)}.`)] : []));
    }

    function item(one) {
      const version = !one.isPublished ? `version ${one.version}, que le guide n’a pas publiée ; la dernière est la ${one.derniere}`
        : `version ${one.version}${one.version === one.derniere ? "" : `, la dernière est la ${one.derniere}`}`;
      const words = one.par === "reference" ? "par sa référence" : `par ses mots, ${Math.round(one.part * 100)}\u00a0% des passages retrouvés`;
      const place = make("div", {});
      return make("li", { "data-clause": one.id },
        make("a", { href: link(`clauses/${one.id}/`) }, one.titre), ` (${one.isSimple ? "variante simple, " : ""}${version})\u00a0: reconnue ${words}. `,
        one.isPublished ? button("Voir ce qui diffère", () => differ(one, place), { class: "secondaire" }) : "", place);
    }

    async function differ(one, place) {
      place.replaceChildren(make("p", { role: "status" }, "Le texte de la clause est demandé au site ; le vôtre reste ici…"));
      try {
        place.replaceChildren(...await guideParts.relireEcarts.differences(reading, one, link));
      } catch {
        place.replaceChildren(make("p", { role: "status" }, "Le texte de la clause n’a pas pu être chargé. Son lien y mène."));
      }
    }

    const articlesOf = ({ articles }) => articles.map(({ numero, adresse, confirme, etat }, at) => [
      at ? ", " : "", adresse ? make("a", { class: "article", href: link(adresse) }, numero) : numero, ` ${confirme ? "✓" : "⚠"} ${etat}`]);

    function lineOf(line) {
      return make("li", { "data-plancher": line.nature || line.id, "data-etat": line.etat },
        make("strong", {}, STATES[line.etat]), line.adresse ? make("a", { href: link(`obligations/#${line.id}`) }, line.dit) : line.dit, ". ",
        line.selon && `${sentence(line.selon.startsWith("selon") ? `à confirmer ${line.selon}` : line.selon)}. `,
        articlesOf(line), ". ",
        line.passage && make("span", { class: "relire-extrait" }, `${quoted(excerpt(line.passage))}\u00a0: à relire par vous.`));
    }

    /* Why the list is short: what holds only from a later day. */
    function laterOf(later, day) {
      return later.length > 0 && make("p", { class: "relire-plus-tard" },
        `Pour une consultation lancée le ${inWords(day)}, la loi ne demande pas encore\u00a0: ${later.map(({ dit, depuis }) => `${dit.replace(/^./, (letter) => letter.toLowerCase())} (à compter du ${depuis})`).join(" ; ")}.`);
    }

    function drawFloor() {
      if (!seen) return;
      const bought = purchase.purchase();
      const { lines, later, achat, clauses: completing } = library.floor(known, reading.draft, seen, found, bought);
      propose(library.remedies(known, reading.draft, bought.famille));
      const query = purchase.query();
      const trouble = purchase.trouble();
      floor.replaceChildren(...[
        trouble && make("p", { role: "status" }, trouble),
        make("ul", { class: "relire-plancher" }, lines.map(lineOf)),
        laterOf(later, bought.date),
        completing.length > 0 && make("div", {}, make("p", {}, `${completing.length > 1 ? "Les deux clauses du guide qui compléteraient" : "La clause du guide qui compléterait"} ce texte${achat && ` (${achat})`}\u00a0:`),
          make("ul", { class: "relire-completer" }, completing.map((one) => make("li", {}, `${NATURES[one.nature]}\u00a0: `, make("a", { href: link(`clauses/${one.id}/`) }, one.titre), ".")))),
        make("p", { class: "note" }, "Un critère se lit dans le règlement, une condition dans le CCAP ou le CCTP\u00a0: collez toutes les pièces, l’une après l’autre."),
        make("p", { class: "note" }, bought.famille ? "" : "Choisissez ce que vous achetez pour voir ses règles et les clauses qui conviennent. ",
          make("a", { href: link("obligations/") + (location.protocol === "file:" ? "" : query) }, "Toutes les règles de cet achat"), "."),
      ].filter(Boolean));
    }

    function forget() {
      if (purchase) purchase.forget();
    }

    return { element, show, forget };
  }

  guideParts.relireManque = { panel };
})();
