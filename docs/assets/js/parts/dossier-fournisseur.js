/* What a supplier sees of a dossier: what to prove, when, with what, and the texts with their values. Needs: dossier-etat, dossier-texte, dossier-valeurs, element, jour, texte.

     view(dossier, packets, options)   the elements; options: { missing: ids whose packet did not come, address(path) } */
(() => {
  "use strict";

  const { dossierEtat, dossierTexte, dossierValeurs, jour } = guideParts;
  const { make } = guideParts.element;
  const { plural } = guideParts.texte;

  const MOMENTS = [
    ["candidature", "Avec la candidature"],
    ["offre", "Avec l’offre"],
    ["preparation", "Avant de commencer"],
    ["execution", "Pendant le marché"],
    ["fin", "À la fin"],
  ];

  function view(dossier, packets, { missing, address }) {
    const { dire } = dossierValeurs.of(packets, dossier.valeurs);
    const { objet, date, ccag } = dossier.marche;
    const facts = [date && `Lancement\u00a0: ${jour.inWords(date)}`, ccag && `CCAG\u00a0: ${dossierEtat.CCAG[ccag]}`, plural(packets.length, "clause")].filter(Boolean).join(" · ");
    return [
      make("p", { class: "chapeau" }, objet || "Marché sans objet écrit"),
      make("p", { class: "note" }, `${facts}. Vue préparée par l’acheteur, pour aider à répondre\u00a0: seuls les documents de la consultation font foi.`),
      missing.length ? make("p", { class: "dossier-alerte", role: "alert" }, `${plural(missing.length, "clause de ce lien n’est plus dans le guide ou n’a pas pu être lue", "clauses de ce lien ne sont plus dans le guide ou n’ont pas pu être lues")}\u00a0: ${missing.join(", ")}.`) : null,
      MOMENTS.map(([moment, title]) => proofs(title, packets, dire, (step) => step.moment === moment && step.fournie_par !== "acheteur", address)),
      make("h2", {}, "Clause par clause"),
      packets.map((packet) => clause(packet, dire, address)),
    ];
  }

  function proofs(title, packets, dire, isOf, address) {
    const rows = packets.flatMap((packet) => packet.verification.filter(isOf).map((step) => ({ packet, step })));
    if (!rows.length) return null;
    const say = (packet) => (name) => dire(packet, name);
    const annex = (packet, step) => {
      const own = packet.annexes.find(({ id }) => id === step.annexe);
      return own ? [make("br"), make("a", { href: address(own.fichiers.docx) }, `${own.titre} (Word)`), ", ", make("a", { href: address(own.fichiers.xlsx) }, "tableur")] : null;
    };
    return [
      make("h2", {}, title),
      make("div", { class: "defile-x table-empilee" }, make("table", {},
        make("thead", {}, make("tr", {}, ["Ce qu’il faut donner", "Quand", "Ce qui sera regardé", "Pour la clause"].map((head) => make("th", { scope: "col" }, head)))),
        make("tbody", {}, rows.map(({ packet, step }) => make("tr", {},
          make("td", {}, dossierTexte.nodes(step.preuve, say(packet)), annex(packet, step)), make("td", {}, step.quand),
          make("td", {}, dossierTexte.nodes(step.controle, say(packet))), make("td", {}, packet.titre)))))),
    ];
  }

  function clause(packet, dire, address) {
    const say = (name) => dire(packet, name);
    return make("details", { class: "dossier-clause" },
      make("summary", {}, packet.titre),
      make("p", {}, make("strong", {}, "Pour vous. "), dossierTexte.nodes(packet.publics.fournisseurs, say)),
      packet.pieces.filter(({ piece }) => piece !== "interne").map((piece) => [
        make("h3", {}, piece.titre),
        make("div", { class: "clause-texte" }, piece.morceaux.map((part) => [
          part.titre ? make("p", { class: "clause-article" }, part.titre) : null,
          dossierTexte.blocks(part.blocs, say), table(part.tableau, say), dossierTexte.blocks(part.suite, say),
        ])),
      ]),
      make("p", { class: "note" }, `[${packet.id}@${packet.version}] `, make("a", { href: address(packet.adresse) }, "La clause dans le guide")));
  }

  function table(given, say) {
    if (!given) return null;
    return make("div", { class: "defile-x" }, make("table", {},
      make("thead", {}, make("tr", {}, given.entetes.map((head) => make("th", { scope: "col" }, head)))),
      make("tbody", {}, given.lignes.map((row) => make("tr", {}, row.map((cell) => make("td", {}, dossierTexte.nodes(cell, say))))))));
  }

  guideParts.dossierFournisseur = { view };
})();
