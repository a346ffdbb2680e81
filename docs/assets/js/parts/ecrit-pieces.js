/* What the clauses of a dossier write into each document of a tender, as elements (ecrit.js). Needs: ecrit, texte, nombre, jour.

     available(context)          the documents that have something to say: ["RC", "CCAP", …] in the order of a tender
     document(context, piece)    { piece, titre, sousTitre, corps, aFixer }: one document; "CCP" takes in what the CCAP and the CCTP would say
     whole(context)              the same of all of them, with the annexes as tables
     units(context)              what each clause writes into each document, as ecrit's `unite` elements: what a returning file is compared with
     context                     { dossier, paquets, dire }: see documents.js
     TITLES                      the names of the documents

   Sources of the rules: R2112-3 (the last article of a CCAP lists what departs from the general conditions); the texts, scales and penalties are those of the packets. */
(() => {
  "use strict";

  const { of, origin, soigne, numbers, texts, unset, values } = guideParts.ecrit;
  const { plural } = guideParts.texte;
  const { nombre, jour } = guideParts;

  const ORDER = ["RC", "CCAP", "CCTP", "CCP", "AE"];
  const TITLES = {
    RC: "Règlement de la consultation (RC)",
    CCAP: "Cahier des clauses administratives particulières (CCAP)",
    CCTP: "Cahier des clauses techniques particulières (CCTP)",
    CCP: "Cahier des clauses particulières (CCP)",
    AE: "Acte d’engagement (AE)",
  };
  const CCAG = { fcs: "CCAG-FCS", pi: "CCAG-PI", tic: "CCAG-TIC", travaux: "CCAG-Travaux", moe: "CCAG-MOE", mi: "CCAG-MI" };
  const DELAY = soigne("Formule ou exonération des pénalités de retard, que les montants de ces pénalités remplacent");
  const NOTICE = soigne("Pénalité appliquée sans mise en demeure");

  const sources = (piece) => (piece === "CCP" ? ["CCAP", "CCTP", "CCP"] : [piece]);
  const parts = (packet, piece, kinds) => packet.pieces.filter((one) => sources(piece).includes(one.piece)).flatMap((one) => one.morceaux).filter(({ sorte }) => kinds.includes(sorte));
  const title = (said, niveau) => ({ titre: typeof said === "string" ? [said] : said, niveau });
  const paragraph = (said, style = "") => ({ p: typeof said === "string" ? [said] : said, style });

  function unit(packet, piece, sorte, corps) {
    const { id, version, titre, mention } = packet;
    return { unite: { id, version, titre, piece, sorte, mention }, corps };
  }

  /* The blocks of a part, its table and what follows. */
  function body(read, packet, part) {
    const elements = read.blocks(packet, part.blocs);
    if (part.tableau) {
      elements.push({ tableau: {
        legende: part.titre, largeurs: [1, 7],
        entetes: part.tableau.entetes.map((head) => [head]),
        lignes: part.tableau.lignes.map((row) => row.map((cell) => read.run(packet, cell))),
      } });
    }
    return [...elements, ...read.blocks(packet, part.suite)];
  }

  const bodies = (read, packet, found) => found.flatMap((part) => body(read, packet, part));

  /* Each clause that has a text there, under its heading. */
  function articles(read, piece) {
    return read.packets.filter((packet) => !(piece === "RC" && packet.critere)).flatMap((packet) => {
      const found = parts(packet, piece, ["texte"]);
      return found.length ? [unit(packet, piece, "texte", [title(packet.titre, 1), ...bodies(read, packet, found)])] : [];
    });
  }

  /* The criteria as one article: their weights, then each with its scale. The price and the buyer's other criteria count where the dossier says their points. */
  function criteria(read, { prix = "", autres = "" }) {
    const found = read.packets.filter((packet) => packet.critere);
    if (!found.length) return [];
    const weights = found.map((packet) => read.value(packet, packet.critere.poids));
    const others = [["Prix", prix], [soigne("Autres critères de l'acheteur"), autres]].filter(([, points]) => points);
    const points = [...weights.map(({ valeur, etat }) => (etat === "vide" ? null : nombre.read(valeur))), ...others.map(([, typed]) => nombre.read(typed))];
    const isKnown = points.every((one) => one !== null && !Number.isNaN(one));
    const sum = isKnown ? points.reduce((all, one) => all + one, 0) : null;
    const rows = found.map((packet, place) => [[packet.critere.libelle], [weights[place]], [packet.critere.bareme.map((one) => one.points).join(", ")]]);
    const wrong = prix && sum !== null && sum !== 100 ? [" ", { valeur: soigne("[100 attendus]"), etat: "vide", cle: "total-des-poids" }] : [];
    const total = [[prix ? "Total" : "Total de ces critères"], [sum === null ? soigne("à calculer : un poids reste à fixer") : nombre.write(sum), ...wrong], []];
    return [
      title(prix ? "Critères d’attribution" : "Critères d’attribution liés à l’achat durable", 1),
      paragraph(soigne(prix ? "Les critères et leur poids sont les suivants ; l'ensemble compte pour 100 points." : "Les critères ci-dessous s'ajoutent au prix et aux autres critères du marché ; l'ensemble compte pour 100 points.")),
      { tableau: { legende: "Critères et poids", largeurs: [5, 2, 2], entetes: [["Critère"], ["Points sur 100"], ["Notes possibles"]], lignes: [...rows, ...others.map(([label, typed]) => [[label], [typed], []]), total], total: true } },
      ...found.map((packet) => unit(packet, "RC", "critere", [
        title(soigne(`Critère « ${packet.critere.libelle} »`), 2),
        ...bodies(read, packet, parts(packet, "RC", ["texte"])), ...bodies(read, packet, parts(packet, "RC", ["critere"])),
      ])),
    ];
  }

  /* The penalties as one article whose numbers follow each other, and what departs from the general conditions. */
  function penalties(read, piece, ccag) {
    const found = read.packets.filter((packet) => sources(piece).includes(packet.piece_des_penalites) && parts(packet, piece, ["penalites"]).length);
    if (!found.length) return { article: [], derogations: [] };
    const derogations = new Map();
    let next = 1;
    const units = found.map((packet) => {
      const [part] = parts(packet, piece, ["penalites"]);
      const first = next;
      next += packet.penalites.length;
      derogate(packet, first, derogations, ccag);
      return unit(packet, piece, "penalites", penaltiesOf(read, packet, part, first));
    });
    const isListed = derogations.size > 0 && ccag !== "aucun";
    return {
      article: [
        title("Pénalités et suites des manquements", 1),
        paragraph(soigne(`Le présent article réunit les pénalités propres aux dispositions d'achat durable, et les autres suites de leurs manquements.${isListed ? " Ce qui déroge au CCAG est récapitulé au dernier article." : ""}`)),
        ...units,
      ],
      derogations: isListed ? derogationList(derogations) : [],
    };
  }

  function penaltiesOf(read, packet, part, first) {
    const besides = packet.suites.length ? [{ liste: "-", debut: 1, points: packet.suites.map((said) => [read.run(packet, said), []]) }] : [];
    if (!packet.penalites.length) return [title(packet.titre, 2), ...besides];
    const [listed] = read.blocks(packet, part.blocs.slice(0, 1));
    return [title(packet.titre, 2), { ...listed, debut: first }, ...(besides.length ? [paragraph(soigne("Outre les pénalités :")), ...besides] : [])];
  }

  /* Adds what a clause departs from: "articles\nobject" → the numbers of its penalties. */
  function derogate(packet, first, found, ccag) {
    const add = (articles, object, places) => {
      const key = `${articles}\n${object}`;
      found.set(key, [...(found.get(key) || []), ...places.map((place) => first + place)]);
    };
    const { retard, sans_mise_en_demeure: notice } = packet.derogations;
    for (const { articles, penalites } of retard) add(ofMarket(articles, ccag), DELAY, penalites);
    if (notice) add(ofMarket(notice.articles, ccag), NOTICE, notice.penalites);
  }

  /* « 16.2 du CCAG-FCS ou 16.2 du CCAG-PI, selon le CCAG du marché »: the one of this contract, where it is known. */
  function ofMarket(articles, ccag) {
    const choices = articles.replace(/, selon le CCAG du marché$/, "").split(" ou ");
    return (choices.length > 1 && choices.find((one) => one.endsWith(` du ${CCAG[ccag]}`))) || articles;
  }

  function derogationList(found) {
    const rows = Array.from(found, ([key, places]) => {
      const [articles, object] = key.split("\n");
      return [[`Pénalités ${numbers([...new Set(places)])}`], [`Article ${articles}`], [object]];
    });
    return [
      title("Dérogations au CCAG", 1),
      paragraph(soigne("Le présent document déroge aux articles suivants du cahier des clauses administratives générales que vise le marché :")),
      { tableau: { legende: "Dérogations au CCAG", largeurs: [3, 4, 5], entetes: [["Article du présent document"], ["Déroge à"], ["Objet"]], lignes: rows } },
    ];
  }

  /* The general conditions of the market are not those that a list of derogations names: said, where it can be seen. */
  function otherConditions(elements, ccag) {
    const named = new Set(texts(elements).flatMap((said) => said.match(/CCAG-[A-Za-z]+/g) || []));
    if (!CCAG[ccag] || !named.size || [...named].every((one) => one === CCAG[ccag])) return [];
    const words = soigne(`[à vérifier : le marché vise le ${CCAG[ccag]}, un article ci-dessus est celui d'un autre CCAG]`);
    return [paragraph([{ valeur: words, etat: "vide", cle: "ccag" }])];
  }

  const frames = (read) => read.packets.flatMap((packet) => packet.annexes.filter(({ sorte }) => sorte === "cadre-de-reponse").map((annexe) => ({ packet, annexe })));

  /* The frames that the successful candidate filled in, whose figures the clauses make binding. */
  function commitment(read) {
    const found = frames(read).filter(({ packet }) => texts(bodies(read, packet, parts(packet, "CCP", ["texte"]))).some((said) => said.includes("acte d’engagement")));
    if (!found.length) return [];
    return [
      title("Cadres de réponse annexés", 1),
      paragraph(soigne("Sont annexés au présent acte d'engagement, remplis par le titulaire, les cadres de réponse suivants :")),
      { liste: "1.", debut: 1, points: found.map(({ packet, annexe }) => [[annexe.titre, ` (${origin(packet)})`], []]) },
    ];
  }

  /* What a document names, to be joined to it. */
  function annexes(read, piece, elements) {
    const said = texts(elements).join("\n");
    const found = read.packets.flatMap((packet) => packet.annexes.map((annexe) => ({ packet, annexe })))
      .filter(({ annexe }) => said.includes(annexe.titre) || (piece === "RC" && annexe.sorte === "cadre-de-reponse"));
    if (!found.length) return [];
    const by = { acheteur: "l’acheteur", candidat: "le candidat", titulaire: "le titulaire" };
    const file = (annexe) => `annexe-${annexe.id} (${Object.keys(annexe.fichiers).join(" ou ")})`;
    const rows = found.map(({ packet, annexe }) => [[annexe.titre], [by[annexe.remplie_par]], [packet.id], [file(annexe)]]);
    return [
      title("Annexes", 1),
      paragraph(soigne("Ces annexes se téléchargent sur la page de chaque clause du guide, et sont à joindre au présent document.")),
      { tableau: { legende: "Annexes", largeurs: [4, 2, 3, 4], entetes: [["Annexe"], ["Remplie par"], ["Clause du guide"], ["Fichier"]], lignes: rows } },
    ];
  }

  const STATES = { vide: "à fixer", proposee: "proposée par le guide", choisie: "fixée", calculee: "calculée" };

  /* The values that these texts say: what was chosen, what is only proposed, what is missing. */
  function valuesPage(read, elements, isNewPage = true) {
    const said = values(elements);
    const seen = new Map();
    for (const packet of read.packets) {
      for (const given of packet.parametres) {
        const value = read.value(packet, given.nom);
        if (!said.has(value.cle)) continue;
        const unite = given.unite ? ` ${given.unite}` : "";
        const key = `${value.cle}|${value.valeur}|${unite}`;
        if (!seen.has(key)) seen.set(key, { given, value, unite, titles: [] });
        seen.get(key).titles.push(packet.titre);
      }
    }
    if (!seen.size) return [];
    const rows = Array.from(seen.values(), ({ given, value, unite, titles }) => [
      [given.libelle], [value, value.etat === "vide" ? "" : soigne(unite)], [STATES[value.etat]], [given.bornes], [titles.length > 2 ? plural(titles.length, "clause") : titles.join("\u202f; ")],
    ]);
    return [
      ...(isNewPage ? [{ page: true }] : []),
      { ...title("Valeurs retenues", 1), libre: true },
      paragraph(soigne("Page de travail, à retirer avant la publication."), "note"),
      { tableau: { legende: "Valeurs retenues", largeurs: [4, 3, 2, 4, 5], entetes: [["Valeur"], ["Retenue"], ["État"], ["Bornes"], ["Clauses"]], lignes: rows } },
    ];
  }

  function market({ objet, ccag, date }) {
    const rows = [["Marché", objet], ["CCAG visé", CCAG[ccag] || ""], ["Lancement prévu", date && jour.inWords(date)]].filter(([, said]) => said);
    return rows.length ? [{ fiche: rows.map(([label, said]) => [label, [said]]) }] : [];
  }

  /* What a document says, without its head and its last pages. */
  function contents(read, piece, marche) {
    const { ccag } = marche;
    const said = articles(read, piece);
    const { article, derogations } = penalties(read, piece, ccag);
    const before = [...(piece === "RC" ? criteria(read, marche) : []), ...said, ...article, ...(piece === "AE" ? commitment(read) : [])];
    if (!before.length) return [];
    return [...before, ...annexes(read, piece, before), ...derogations, ...otherConditions(derogations, ccag)];
  }

  function available(context) {
    const read = of(context);
    return ORDER.filter((piece) => contents(read, piece, {}).length);
  }

  function counted(elements) {
    const count = unset(elements);
    return count ? [paragraph([{ valeur: soigne(`${plural(count, "valeur")} à fixer : ${count < 2 ? "elle est surlignée" : "elles sont surlignées"} dans le texte.`), etat: "vide", cle: "" }], "note")] : [];
  }

  function document(context, piece) {
    const read = of(context);
    const { marche } = context.dossier;
    const corps = contents(read, piece, marche);
    return {
      piece, titre: TITLES[piece], sousTitre: "Dispositions d’achat durable", aFixer: unset(corps),
      corps: [...market(marche), ...counted(corps), ...corps, ...valuesPage(read, corps)],
    };
  }

  const CELLS = 6; // columns of a table, beyond which the paper lies

  function tables(read) {
    const found = read.packets.flatMap((packet) => packet.annexes.map((annexe) => ({ packet, annexe })));
    if (!found.length) return [];
    return [
      { paysage: true },
      { piece: "Annexes", sousTitre: soigne("Tableaux à remplir ; les mêmes, en tableur et en traitement de texte, sont sur la page de chaque clause") },
      ...found.flatMap(({ packet, annexe }, place) => [
        { ...title(soigne(`Annexe ${place + 1} : ${annexe.titre}`), 1), libre: true },
        paragraph(`${annexe.sorte_dite} — rempli par ${annexe.remplie_par === "acheteur" ? "l’acheteur" : `le ${annexe.remplie_par}`} (${origin(packet)})`, "reference"),
        ...read.blocks(packet, annexe.mode_d_emploi),
        { tableau: {
          legende: annexe.titre, largeurs: annexe.colonnes.map(() => 1), vides: 4, serre: annexe.colonnes.length > CELLS,
          entetes: annexe.colonnes.map(({ libelle, precision }) => [precision ? `${libelle} (${precision})` : libelle]),
          lignes: annexe.lignes.map((row) => annexe.colonnes.map((_, place) => (row[place] ? [row[place]] : []))),
        } },
        ...(annexe.calculs.length ? [{ liste: "-", debut: 1, points: annexe.calculs.map(({ libelle, dit, unite }) => [[soigne(`${libelle} : ${dit}${unite ? ` (${unite})` : ""}`)], []]) }] : []),
      ]),
      { portrait: true },
    ];
  }

  /* A file of several documents: each begins on a page. The CCP is there for the clauses that write into it alone. */
  function whole(context) {
    const read = of(context);
    const { marche } = context.dossier;
    const own = read.packets.some((packet) => packet.pieces.some(({ piece }) => piece === "CCP"));
    const order = own && !read.packets.some((packet) => packet.pieces.some(({ piece }) => ["CCAP", "CCTP"].includes(piece))) ? ["RC", "CCP", "AE"] : ORDER.filter((piece) => piece !== "CCP");
    const written = order.map((piece) => [piece, contents(read, piece, marche)]).filter(([, corps]) => corps.length);
    const alone = own && order.includes("CCAP") ? [["CCP", contents({ ...read, packets: read.packets.filter((packet) => packet.pieces.some(({ piece }) => piece === "CCP")) }, "CCP", marche)]] : [];
    const all = [...written, ...alone].flatMap(([piece, corps]) => [{ piece: TITLES[piece], sousTitre: "Dispositions d’achat durable" }, ...corps]);
    const annexed = tables(read);
    return {
      piece: "tout", titre: "Dossier de consultation", sousTitre: soigne("Dispositions d'achat durable de chaque document"), aFixer: unset(all),
      corps: [...market(marche), ...counted(all), ...all, ...annexed, ...valuesPage(read, [...all, ...annexed], !annexed.length)],
    };
  }

  const units = (context) => {
    const read = of(context);
    return ORDER.flatMap((piece) => contents(read, piece, context.dossier.marche).filter((one) => one.unite));
  };

  guideParts.ecritPieces = { available, document, whole, units, TITLES };
})();
