/* The note that says why these clauses: article, risk and answer. It is the buyer's own; it alone holds their notes. Needs: ecrit, ecrit-pieces.

     note(context)   { titre, sousTitre, corps } (ecrit.js) */
(() => {
  "use strict";

  const { of, soigne } = guideParts.ecrit;

  const list = (sorte, points) => ({ liste: sorte, debut: 1, points: points.map((said) => [said, []]) });
  const strong = (label, said) => ({ p: [{ gras: [soigne(`${label} : `)] }, ...said], style: "" });

  function grounds(read, packet) {
    if (!packet.fondements.length) return [strong("Textes", [soigne("aucun texte n'est cité par cette clause.")])];
    const rows = packet.fondements.map(({ reference, etat, note }) => [[reference], [etat], read.run(packet, note)]);
    return [{ tableau: { legende: "Textes", largeurs: [4, 3, 6], entetes: [["Texte"], ["Lecture du texte par le guide"], ["Ce qu’il apporte"]], lignes: rows } }];
  }

  function risks(read, packet) {
    const rows = packet.risques.map(({ risque, parade }) => [read.run(packet, risque), read.run(packet, parade)]);
    return [{ tableau: { legende: "Risques et réponses", largeurs: [1, 1], entetes: [["Risque"], ["Réponse"]], lignes: rows } }];
  }

  function internal(read, packet) {
    const found = packet.pieces.filter(({ piece }) => piece === "interne").flatMap(({ morceaux }) => morceaux);
    return found.length ? [{ titre: ["À faire en interne"], niveau: 2 }, ...found.flatMap((part) => read.blocks(packet, part.blocs))] : [];
  }

  /* What the file of the procedure must hold where the social condition is set aside (L2112-2-1). */
  function exception({ exception: reason }) {
    return reason ? [{ titre: ["Exception à la condition sociale"], niveau: 1 }, strong("Motif écrit", [reason])] : [];
  }

  function note(context) {
    const read = of(context);
    const notes = new Map(context.dossier.clauses.map((one) => [one.id, one.note]));
    const corps = read.packets.flatMap((packet) => [
      { titre: [packet.titre], niveau: 1 },
      strong("Pourquoi", read.run(packet, packet.pourquoi)),
      ...(packet.effet ? [strong("Effet mesuré", [`${packet.effet.mesure} (${packet.effet.unite})`])] : []),
      ...grounds(read, packet), ...risks(read, packet),
      ...(packet.ne_pas_employer_si.length ? [strong("À ne pas employer si", []), list("-", packet.ne_pas_employer_si.map((said) => read.run(packet, said)))] : []),
      ...(notes.get(packet.id) ? [strong("Note de l’acheteur", [notes.get(packet.id)])] : []),
      ...internal(read, packet),
      { p: [packet.mention], style: "reference" },
    ]);
    return {
      titre: "Note de justification", sousTitre: context.dossier.marche.objet, chapitres: true,
      corps: [...exception(context.dossier.marche), { p: [soigne("Document interne : ce qui a été choisi, et pourquoi. Les lectures des textes sont celles du guide à la date de chaque clause ; vos juristes relisent.")], style: "note" }, ...corps],
    };
  }

  guideParts.ecritJustification = { note };
})();
