/* « Ce qui est là, ce qui manque » : the clauses of the guide in a draft, and the legal floor of the purchase. Needs: element, texte, nombre, jour, paquets, relire-bibliotheque, tranches.

     panel(options)      { element, show(reading) }: options { link(address) }; show() is a promise, broken where the library could not be loaded */
(() => {
  "use strict";

  const { button, make, say, status } = guideParts.element;
  const { isDay } = guideParts.jour;
  const { quoted } = guideParts.texte;
  const { inSlices } = guideParts.tranches;
  const nombre = guideParts.nombre;
  const library = guideParts.relireBibliotheque;
  const DIFF = "assets/vendor/diff.min.js";
  const NATURES = { critere: "Critère", condition: "Condition", sociale: "Condition sociale" };

  /* The words of a packet's texts, a line a paragraph; its values where they are placed. */
  function linesOf(packet) {
    const values = new Map(packet.parametres.map(({ nom, defaut, libelle }) => [nom, String(defaut || `[${libelle}]`)]));
    const words = (inlines) => inlines.map((one) => (typeof one === "string" ? one : one.gras ? words(one.gras) : values.get(one.place) || "")).join("");
    const ofBlock = (block) => (block.liste ? block.points.flatMap(([said, under]) => [words(said), ...under.flatMap(ofBlock)]) : [words(block.p || block)]);
    return packet.pieces.flatMap(({ morceaux }) => morceaux.filter(({ sorte }) => sorte === "texte").flatMap(({ blocs, suite }) => [...blocs, ...suite].flatMap(ofBlock))).filter(Boolean);
  }

  function panel({ link }) {
    const said = status();
    const clauses = make("div", {});
    const floor = make("div", {});
    const select = (id, words, options) => [make("label", { for: id }, words), make("select", { id }, options)];
    const segments = select("relire-segment", "Ce que vous achetez", []);
    const buyers = select("relire-acheteur", "Acheteur", []);
    const amount = nombre.field(make("input", { id: "relire-montant", type: "text" }));
    const date = make("input", { id: "relire-date", type: "date" });
    const form = make("div", { class: "relire-achat", hidden: true },
      make("div", {}, segments), make("div", {}, make("label", { for: "relire-montant" }, "Montant estimé, en euros hors taxes"), amount), make("div", {}, buyers), make("div", {}, make("label", { for: "relire-date" }, "Date de lancement"), date));
    const element = make("section", { class: "relire-manque", "aria-labelledby": "relire-la" },
      make("h2", { id: "relire-la" }, "Ce qui est là, ce qui manque"), said, clauses, form, floor);
    let reading = null;
    let known = null;
    let found = []; // clauses of the guide in the draft
    let isChosen = false;

    form.addEventListener("input", (event) => {
      if (event.target === segments[1]) isChosen = true;
      drawFloor();
    });

    function fill() {
      const option = (value, words) => make("option", { value }, words);
      segments[1].append(option("", "à choisir"), ...known.segments.map(({ id, titre }) => option(id, titre)));
      buyers[1].append(option("", "tous les acheteurs"), ...Object.entries(known.acheteurs).map(([id, words]) => option(id, words)));
    }

    async function show(read) {
      reading = read;
      const loaded = await library.load();
      if (!known) {
        known = loaded;
        fill();
      }
      const stopped = () => reading !== read;
      const all = await inSlices(library.clauses(known, read.text), { stopped });
      const guessed = all && await inSlices(library.segment(known, read.text), { stopped });
      if (guessed === undefined) return;
      found = all;
      form.hidden = false;
      if (!isChosen) segments[1].value = guessed;
      drawClauses();
      drawFloor();
    }

    function drawClauses() {
      say(said, found.length ? "" : "Aucune clause du guide n’est reconnue dans ce texte.");
      clauses.replaceChildren(...(found.length ? [make("p", {}, "Clauses du guide reconnues\u00a0:"), make("ul", {}, found.map(item))] : []));
    }

    function item(one) {
      const isOld = one.version !== one.derniere;
      const words = one.par === "reference" ? "par sa référence" : `par ses mots, ${Math.round(one.part * 100)}\u00a0% des passages retrouvés`;
      const place = make("div", {});
      return make("li", { "data-clause": one.id },
        make("a", { href: link(`clauses/${one.id}/`) }, one.titre), ` (version ${one.version}${isOld ? `, la dernière est la ${one.derniere}` : ""})\u00a0: reconnue ${words}. `,
        button("Voir ce qui diffère", () => differ(one, place), { class: "secondaire" }), place);
    }

    /* Line by line: those of the clause that the draft does not hold as they are, with its nearest words. */
    async function differ(one, place) {
      place.replaceChildren(make("p", { role: "status" }, "Le texte de la clause est demandé au site ; le vôtre reste ici…"));
      try {
        const [packets] = await Promise.all([guideParts.paquets.load([one.id]), guideParts.charger.script(DIFF)]);
        const packet = packets.get(one.id);
        if (!packet) throw new Error("no packet");
        const lines = linesOf(packet).map((text) => ({ text, level: 0, bullet: false }));
        const own = reading.draft.paragraphs.map(({ body, end }) => ({ text: reading.text.slice(body, end).replace(/\s+/g, " "), level: 0, bullet: false }));
        const { likeness } = guideParts.ressemblance;
        const near = lines.map((line) => own.map((mine) => [likeness(mine.text, line.text), mine]).reduce((a, b) => (b[0] > a[0] ? b : a), [0, null]));
        const shown = lines.map((line, at) => {
          if (near[at][0] < 0.4) return make("p", {}, make("strong", {}, "Absent du brouillon\u00a0: "), line.text);
          const { blocks } = guideParts.comparaison.compare([line], [near[at][1]]);
          if (blocks.every(({ kind }) => kind === "meme")) return null;
          return make("p", {}, blocks.flatMap(({ words }) => words.map(({ kind, text }) => (kind === "meme" ? text : make(kind === "plus" ? "ins" : "del", {}, text)))));
        }).filter(Boolean);
        place.replaceChildren(make("div", { class: "relire-texte" }, make("p", { class: "note" }, `De la clause (version ${packet.version}, valeurs proposées) à votre texte.`), shown.length ? shown : make("p", {}, "Mêmes mots.")));
      } catch {
        place.replaceChildren(make("p", { role: "status" }, "Le texte de la clause n’a pas pu être chargé. Son lien y mène."));
      }
    }

    function drawFloor() {
      if (!known || !reading) return;
      const given = nombre.check(amount, { min: 0, unit: "€" });
      const purchase = { acheteur: buyers[1].value, contrat: "marche", famille: segments[1].value, cpv: "", montant: amount.validationMessage ? null : given, lot: null, date: isDay(date.value) ? date.value : "" };
      const { lines, pairs } = library.floor(known, reading, found, purchase);
      const query = new URLSearchParams(Object.entries({ famille: purchase.famille, acheteur: purchase.acheteur, montant: amount.value.trim(), date: purchase.date }).filter(([, value]) => value));
      floor.replaceChildren(
        amount.validationMessage ? make("p", { role: "status" }, `Montant laissé de côté. ${amount.validationMessage}`) : "",
        make("ul", { class: "relire-plancher" }, lines.map((line) => make("li", { "data-plancher": line.nature, "data-etat": line.passage ? "la" : "manque" },
          make("strong", {}, line.passage ? "✓ Un passage y ressemble. " : "✗ Rien de tel n’est vu. "), `${line.dit}. `,
          line.selon && `À confirmer ${line.selon}. `,
          line.articles.map(({ numero, adresse, confirme, etat }, at) => [at ? ", " : "", adresse ? make("a", { class: "article", href: link(adresse) }, numero) : numero, ` ${confirme ? "✓" : "⚠"} ${etat}`]), ". ",
          line.passage && make("span", { class: "relire-extrait" }, `${quoted(line.passage.slice(0, 160))}\u00a0: à relire par vous.`)))),
        pairs.length ? make("div", {}, make("p", {}, "Les clauses du guide qui compléteraient ce texte\u00a0:"), make("ul", {}, pairs.slice(0, 3).map((pair) => make("li", {}, pair.achat && `${pair.achat}\u00a0: `,
          pair.clauses.map((one, at) => [at ? " ; " : "", `${NATURES[one.nature]}\u00a0: `, make("a", { href: link(`clauses/${one.id}/`) }, one.titre)]), ".")))) : "",
        make("p", { class: "note" }, "Un critère se lit dans le règlement, une condition dans le CCAP ou le CCTP\u00a0: collez toutes les pièces, l’une après l’autre."),
        make("p", { class: "note" }, segments[1].value ? "" : "Choisissez ce que vous achetez pour voir les clauses qui conviennent. ", make("a", { href: link("obligations/") + (location.protocol !== "file:" && query.toString() ? `?${query}` : "") }, "Toutes les règles de cet achat"), "."),
      );
    }

    return { element, show };
  }

  guideParts.relireManque = { panel };
})();
