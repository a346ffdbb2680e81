/* What a dossier still lacks, each with its reason. Nothing here touches the page. Needs: dossier-texte, jour, nombre, regles, texte.

     loi(given)        what the law asks of this contract: [{ rule, etat: "oui" | "non" | "voir", raison, propositions: [{ id, achat }] }]; rule: of paquets.regles()
     poids(given)      { etat: "oui" | "non" | "voir" | "sans", raison, total, criteres: [{ packet, points }] }
     paires(given)     [{ titres: [one, other], raison }]: clauses that cannot go together, or say the same twice
     effort(given)     { degre: 0 to 5, raison, lourdes: packets }
     charge(given)     { pieces, reviennent, parMois, uneFois, parLivraison, raison }; minutes of control
     etapes(given)     the stages without a clause: [{ id, libelle }]
     minutes(number)   « 2 h 30 »
     months(text)      how many months « 3 mois », « 1 an », « 15 jours » are; 0 where it says nothing

   given: { dossier, packets, valeurs (dossierValeurs.of), regles } */
(() => {
  "use strict";

  const { dossierTexte, jour, nombre } = guideParts;
  const { list, plural, quoted } = guideParts.texte;

  const CONTRACT = ["CCAP", "CCTP", "CCP", "AE"];
  const named = (packets) => list(packets.map(({ titre }) => quoted(titre)));

  /* The law. */

  function loi({ dossier, packets, regles }) {
    const { marche } = dossier;
    const amount = nombre.read(marche.montant);
    const answers = { ...marche, contrat: marche.contrat || "marche", famille: marche.segment, cpv: "", lot: null, montant: Number.isNaN(amount) ? null : amount, date: marche.date || jour.today() };
    const states = guideParts.regles.answer(regles.achat, answers);
    return regles.regles
      .filter((rule) => rule.socle || (marche.segment && !rule.familles.includes("tous-achats")))
      .map((rule) => judged(rule, reach(rule, states[rule.id], regles), { dossier, packets, regles, answers }))
      .filter(Boolean)
      .sort((one, other) => rank(one) - rank(other));
  }

  const parent = (regles, segment) => (regles.segments[segment] ? regles.segments[segment].parent : "");
  const rank = ({ rule, etat }) => (rule.socle ? 0 : 10) + ["non", "voir", "oui"].indexOf(etat);

  /* Whether this contract is one of the rule's: "oui", "non", or what it depends on. */
  const reach = (rule, { state, why }, regles) => (state === "selon" ? guideParts.regles.words(regles.achat, why) : state);

  function judged(rule, reached, given) {
    if (reached === "non") return null;
    const { etat, raison, propositions } = rule.socle ? floor(rule, given) : own(rule, given);
    const doubt = etat === "non" && reached !== "oui";
    return { rule, etat: doubt ? "voir" : etat, raison: doubt ? `À voir\u00a0: ${reached}.` : raison, propositions };
  }

  const FLOOR = {
    critere: { has: (packet) => packet.declaration.environnementale === "critere-environnemental", none: "Aucun critère environnemental dans ce dossier." },
    condition: { has: (packet) => packet.declaration.environnementale === "clause-environnementale" && isWritten(packet), none: "Aucune condition d’exécution environnementale dans ce dossier." },
    sociale: { has: (packet) => packet.declaration.sociale === "clause-sociale" && isWritten(packet), none: "Aucune condition sociale ou d’emploi dans ce dossier." },
  };

  const isWritten = (packet) => packet.pieces.some(({ piece }) => CONTRACT.includes(piece));

  function floor(rule, { dossier, packets, regles, answers }) {
    const { has, none } = FLOOR[rule.socle];
    const found = packets.filter(has);
    const firm = found.filter((packet) => rule.socle === "critere" || packet.etape !== "specification");
    const propositions = floorClauses(rule, regles, answers.segment, packets);
    if (firm.length) return { etat: "oui", raison: `Écrit par ${named(firm)}.`, propositions: [] };
    if (found.length) return { etat: "voir", raison: `${named(found)}\u00a0: une spécification technique, pas une condition d’exécution. Ajoutez-en une, ou faites-la relire.`, propositions };
    if (rule.socle === "sociale" && dossier.marche.exception) return { etat: "voir", raison: `Exception écrite, à garder dans les documents de la procédure et à faire relire\u00a0: ${dossier.marche.exception}`, propositions };
    return { etat: "non", raison: none, propositions };
  }

  /* The clauses of the segment's pairs, else of its parent's, else those of all purchases, else those of the rule. */
  function floorClauses(rule, regles, segment, packets) {
    const chosen = new Set(packets.map(({ id }) => id));
    for (const name of [segment, parent(regles, segment), "tous-achats"]) {
      const found = (regles.minimum[name] || []).filter((pair) => pair[rule.socle]).map((pair) => ({ id: pair[rule.socle], achat: pair.achat }));
      const left = found.filter(({ id }, place) => !chosen.has(id) && found.findIndex((one) => one.id === id) === place);
      if (left.length) return left;
    }
    return rule.clauses.filter((id) => !chosen.has(id)).map((id) => ({ id, achat: "" }));
  }

  function own(rule, { packets }) {
    const found = packets.filter(({ id }) => rule.clauses.includes(id));
    const propositions = rule.clauses.filter((id) => !packets.some((packet) => packet.id === id)).map((id) => ({ id, achat: "" }));
    if (found.length) return { etat: "oui", raison: `${named(found)} y aide${found.length > 1 ? "nt" : ""}.`, propositions: [] };
    return { etat: "voir", raison: `À vérifier pour cet achat (${rule.quand}).`, propositions };
  }

  /* Weights. */

  function poids({ dossier, packets, valeurs }) {
    const criteres = packets.filter(({ critere }) => critere).map((packet) => ({ packet, points: valeurs.number(packet, packet.critere.poids) }));
    const [price, others] = [nombre.read(dossier.marche.prix), nombre.read(dossier.marche.autres)];
    const known = criteres.map(({ points }) => points);
    const sum = (numbers) => numbers.filter((number) => number !== null && !Number.isNaN(number)).reduce((total, number) => total + number, 0);
    const total = Math.round(sum([price, others, ...known]) * 100) / 100;
    const said = (etat, raison) => ({ etat, raison, total, criteres });
    const write = (number) => nombre.write(Math.round(number * 100) / 100);
    if (!criteres.length && price === null && others === null) return said("sans", "Aucun critère du guide dans ce dossier.");
    if ([price, others, ...known].some(Number.isNaN)) return said("voir", "Un poids n’est pas un nombre.");
    if (known.includes(null)) return said("voir", "Le poids d’un critère reste à fixer.");
    if (price === null) return said("voir", `Les autres critères prennent ${write(total)} points sur 100\u00a0: dites ceux du prix.`);
    if (total === 100) return said("oui", "Les poids font 100 avec le prix.");
    return said("non", total < 100 ? `Il manque ${write(100 - total)} points pour faire 100.` : `${write(total - 100)} points de trop.`);
  }

  /* Pairs. */

  function paires({ packets }) {
    const found = [];
    const fold = (text) => text.normalize("NFD").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
    const proofs = (packet) => packet.verification.filter((step) => step.fournie_par !== "acheteur").map((step) => fold(dossierTexte.words(step.preuve)));
    packets.forEach((one, place) => packets.slice(place + 1).forEach((other) => {
      const say = (raison) => found.push({ titres: [one.titre, other.titre], raison });
      if (one.incompatible.includes(other.id)) say("Ces deux clauses ne vont pas ensemble.");
      else if (one.remplacantes.includes(other.id) || other.remplacantes.includes(one.id)) say("L’une remplace l’autre\u00a0: gardez la nouvelle.");
      else if (one.critere && other.critere && fold(one.critere.libelle) === fold(other.critere.libelle)) say("Deux critères de même nom\u00a0: le même point serait noté deux fois.");
      else if (one.effet && other.effet && fold(one.effet.mesure) === fold(other.effet.mesure)) say(`Même effet mesuré\u00a0: ${one.effet.mesure}.`);
      else if (proofs(one).some((proof) => proofs(other).includes(proof))) say("La même preuve est demandée deux fois.");
    }));
    return found;
  }

  /* Effort and load. */

  function effort({ packets }) {
    const degre = Math.max(0, ...packets.map(({ charge_fournisseur: load }) => load));
    const lourdes = packets.filter(({ charge_fournisseur: load }) => load >= 4);
    const offre = packets.flatMap(({ verification }) => verification).filter((step) => ["offre", "candidature"].includes(step.moment) && step.fournie_par !== "acheteur").length;
    const asked = `${plural(offre, "preuve")} à joindre à l’offre`;
    if (!packets.length) return { degre, raison: "Aucune clause.", lourdes };
    return { degre, lourdes, raison: lourdes.length ? `${asked}. Demande${lourdes.length > 1 ? "nt" : ""} un effort de 4 ou 5 sur 5\u00a0: ${named(lourdes)}.` : `${asked}. Aucune clause ne demande plus de 3 sur 5.` };
  }

  const DAYS = 365 / 12; // of a month

  function months(text) {
    const found = /^(\d+) (jour|semaine|mois|an)/.exec(text);
    if (!found) return 0;
    return Number(found[1]) * { jour: 1 / DAYS, semaine: 7 / DAYS, mois: 1, an: 12 }[found[2]];
  }

  const EACH = ["livraison", "commande", "reception"];

  function charge({ packets }) {
    const steps = packets.flatMap(({ verification }) => verification).filter(({ moment }) => ["execution", "fin"].includes(moment));
    const received = steps.filter((step) => step.fournie_par !== "acheteur");
    const every = (step) => (step.echeance ? months(step.echeance.tous_les) : 0);
    const total = (some, share) => some.reduce((sum, step) => sum + (step.minutes || 0) * share(step), 0);
    const coming = steps.filter(every);
    const rest = steps.filter((step) => !every(step));
    const each = rest.filter((step) => step.echeance && EACH.includes(step.echeance.depuis));
    const once = rest.filter((step) => !each.includes(step));
    const parMois = Math.round(total(coming, (step) => 1 / every(step)));
    const [uneFois, parLivraison] = [total(once, () => 1), total(each, () => 1)];
    const mute = steps.filter((step) => step.minutes === null).length;
    const reviennent = received.filter(every).length;
    const raison = !packets.length ? "Aucune clause." : [
      `${plural(received.length, "pièce")} à recevoir pendant le marché${reviennent ? `, dont ${reviennent} à dates régulières` : ""}.`,
      parLivraison && `${minutes(parLivraison)} à chaque livraison ou commande.`,
      uneFois && `${minutes(uneFois)} en plus, une fois.`,
      mute && `${plural(mute, "contrôle")} sans durée connue.`,
    ].filter(Boolean).join(" ");
    return { pieces: received.length, reviennent, parMois, uneFois, parLivraison, raison };
  }

  function minutes(number) {
    const [hours, left] = [Math.floor(number / 60), Math.round(number % 60)];
    return hours ? `${hours}\u00a0h${left ? `\u00a0${String(left).padStart(2, "0")}` : ""}` : `${left}\u00a0min`;
  }

  function etapes({ packets, regles }) {
    return regles.etapes.filter(({ id }) => !packets.some(({ etape }) => etape === id));
  }

  guideParts.dossierJauges = { loi, poids, paires, effort, charge, etapes, minutes, months };
})();
