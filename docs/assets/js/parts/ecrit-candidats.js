/* What candidates answer, and what the buyer marks: as elements (ecrit.js). Needs: ecrit.

     asked(read, candidat)   what each clause asks of a candidate: [{ packet, demandes: [{ quoi, texte, piece }], cadres: [annexe] }]; quoi is inlines;
                          texte and piece are the words of a candidate who fills it, else "". candidat: { nom, reponses: { key of a proof: { texte, piece } } }, or nothing
     frame(context)       { titre, sousTitre, corps } of the response frame; it says nothing of the buyer's notes: the same for every candidate, filled where context.candidat is given
     grid(context)        … of the grid of analysis, or null where no clause is a criterion
     criteria(read)       [{ packet, libelle, juge, poids (a value), elements: [inlines], bareme: [{ points, attendu: inlines }], methode: elements }] */
(() => {
  "use strict";

  const { of, origin, soigne, words } = guideParts.ecrit;
  const BEFORE = ["candidature", "offre"];

  function asked(read, candidat) {
    const reponses = candidat ? candidat.reponses : {};
    return read.packets.map((packet) => {
      const proofs = packet.verification.filter(({ moment, fournie_par: by }) => BEFORE.includes(moment) && ["candidat", "tiers"].includes(by))
        .map(({ cle, preuve }) => ({ quoi: read.run(packet, preuve), ...(reponses[cle] || { texte: "", piece: "" }) }));
      const said = new Map(proofs.map((one) => [words(one.quoi), one]));
      const elements = (packet.critere ? packet.critere.elements : []).map((given) => {
        const quoi = read.run(packet, given);
        return { texte: "", piece: "", ...said.get(words(quoi)), quoi };
      });
      const seen = new Set(elements.map(({ quoi }) => words(quoi)));
      return {
        packet,
        demandes: [...elements, ...proofs.filter(({ quoi }) => !seen.has(words(quoi)))],
        cadres: packet.annexes.filter(({ sorte, remplie_par: by }) => sorte === "cadre-de-reponse" || by === "candidat"),
      };
    }).filter(({ demandes, cadres }) => demandes.length || cadres.length);
  }

  const columns = (annexe) => annexe.colonnes.map(({ libelle, precision }) => [precision ? `${libelle} (${precision})` : libelle]);

  function frame(context) {
    const read = of(context);
    const found = asked(read, context.candidat);
    if (!found.length) return null;
    const parts = found.flatMap(({ packet, demandes, cadres }) => [
      { titre: [packet.critere ? soigne(`Critère « ${packet.critere.libelle} »`) : packet.titre], niveau: 1 },
      ...(packet.critere ? [{ p: [{ gras: [soigne("Ce qui est comparé : ")] }, ...read.run(packet, packet.critere.juge)], style: "" }] : []),
      ...(demandes.length ? [{ tableau: {
        legende: packet.titre, largeurs: [5, 6, 3], entetes: [["Ce qui est demandé"], ["Votre réponse"], ["Pièce jointe (nom, page)"]], lignes: demandes.map(({ quoi, texte, piece }) => [quoi, texte ? [texte] : [], piece ? [piece] : []]),
      } }] : []),
      ...cadres.flatMap((annexe) => [
        { titre: [annexe.titre], niveau: 2 },
        ...read.blocks(packet, annexe.mode_d_emploi),
        { tableau: { legende: annexe.titre, largeurs: annexe.colonnes.map(() => 1), vides: 6, serre: annexe.colonnes.length > 6, entetes: columns(annexe), lignes: annexe.lignes.map((row) => row.map((cell) => [cell])) } },
      ]),
      { p: [origin(packet)], style: "reference" },
    ]);
    return {
      titre: "Cadre de réponse", sousTitre: context.dossier.marche.objet, paysage: true, chapitres: true,
      corps: [
        { fiche: [["Candidat", context.candidat && context.candidat.nom ? [context.candidat.nom] : []], ["SIRET", []], ["Lot", []], ["Personne à joindre", []]] },
        { p: [soigne("Ce cadre est le même pour tous les candidats. Répondez à chaque ligne ; nommez la pièce jointe et sa page. N'écrivez aucune donnée de santé ni aucune adresse privée.")], style: "note" },
        ...parts,
      ],
    };
  }

  function criteria(read) {
    return read.packets.filter(({ critere }) => critere).map((packet) => {
      const { critere } = packet;
      return {
        packet, libelle: critere.libelle, juge: read.run(packet, critere.juge), poids: read.value(packet, critere.poids), elements: critere.elements.map((one) => read.run(packet, one)),
        bareme: critere.bareme.map(({ points, attendu }) => ({ points, attendu: read.run(packet, attendu) })), methode: read.blocks(packet, critere.methode),
      };
    });
  }

  function grid(context) {
    const read = of(context);
    const found = criteria(read);
    if (!found.length) return null;
    const corps = found.flatMap(({ packet, libelle, juge, poids, elements, bareme, methode }) => [
      { titre: [soigne(`Critère « ${libelle} »`)], niveau: 1 },
      { p: [poids, " points sur 100. ", ...juge], style: "" },
      { tableau: { legende: soigne(`Barème : ${libelle}`), largeurs: [1, 8], entetes: [["Points"], ["Ce qui est attendu"]], lignes: bareme.map(({ points, attendu }) => [[String(points)], attendu]) } },
      ...methode,
      { tableau: { legende: soigne(`Analyse : ${libelle}`), largeurs: [2, 5, 1, 4], vides: 5, entetes: [["Offre"], [`Éléments remis (${elements.length} attendus) : où, dans l’offre`], ["Note"], ["Motif de la note"]], lignes: [] } },
      { p: [origin(packet)], style: "reference" },
    ]);
    return { titre: "Grille d’analyse des offres", sousTitre: context.dossier.marche.objet, paysage: true, chapitres: true, corps: [{ p: [soigne("Document interne. La note suit le barème publié, et lui seul ; le motif cite la pièce et la page.")], style: "note" }, ...corps] };
  }

  guideParts.ecritCandidats = { asked, frame, criteria, grid };
})();
