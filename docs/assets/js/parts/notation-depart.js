/* What a simulation of marking starts from: a tender being written, a clause of the guide, its trial offers. Needs:
   nombre, notation-etat.

     fromDossier({ dossier, packets, valeurs })   a state with the criteria of a dossier (dossier-valeurs.js), its points
                                                  and its estimate, as typed; three empty offers. Null where it has none
     left(given)           how many criteria of the dossier the simulator has no room for
     fromClause(clause)    a state with the criterion of a clause alone, the price taking the other points, and its trial
                           offers; clause: one of window.guideNotation.clauses
     added(clause)         the criterion of a clause, to be put beside others
     trial(state, clauses) { offres, alike }: invented offers, each saying so, with the marks that the clauses of the
                           criteria gave to theirs; clauses: a Map of ids. The price, and the criteria without trials
                           (alike, their names), are the same for all: nothing else parts them. Null without any trial */
(() => {
  "use strict";

  const nombre = guideParts.nombre;
  const { MOST, criterion, offer } = guideParts.notationEtat;

  const FICTIVE = "exemple fictif";
  const START = 3; // empty offers
  const PRICE = 50000; // of trial offers, where nothing is estimated

  /* What was typed in a dossier: a number, the text where it cannot be read, or null. */
  function typed(text) {
    const found = nombre.read(text);
    return Number.isNaN(found) ? text : found;
  }

  const empty = { objet: "", formule: "", expression: "", reglages: {}, poids: null, estimation: null, decimales: null, postes: [] };

  function ofScale(steps, notes) {
    const isOnSteps = notes.every((note) => steps.includes(note)); // else a mark may stand between two steps
    return { sur: steps[0], echelons: isOnSteps && steps.length <= MOST.echelons ? steps : [] };
  }

  function criteriaOf({ dossier, packets, valeurs }) {
    const found = packets
      .filter(({ critere }) => critere)
      .map((packet) => {
        const { libelle, poids, bareme, essais } = packet.critere;
        const points = valeurs.number(packet, poids);
        return {
          ...criterion(),
          nom: libelle,
          poids: Number.isNaN(points) ? valeurs.dire(packet, poids).mots : points,
          environnement: packet.declaration.environnementale === "critere-environnemental",
          clause: packet.id,
          ...ofScale(
            bareme.map((step) => step.points),
            essais.map(({ note }) => note),
          ),
        };
      });
    const others = typed(dossier.marche.autres);
    return others === null ? found : [...found, { ...criterion(), nom: "Vos autres critères", poids: others }];
  }

  function fromDossier(given) {
    const { marche } = given.dossier;
    const criteres = criteriaOf(given).slice(0, MOST.criteres);
    if (!criteres.length) return null;
    const state = {
      ...empty,
      objet: marche.objet,
      poids: typed(marche.prix),
      estimation: typed(marche.montant),
      criteres,
      offres: [],
    };
    while (state.offres.length < START) state.offres.push(offer(state));
    return state;
  }

  const left = (given) => Math.max(0, criteriaOf(given).length - MOST.criteres);

  function added({ id, libelle, poids, environnement, bareme, essais }) {
    return {
      ...criterion(),
      nom: libelle,
      poids: poids || 10,
      environnement,
      clause: id,
      ...ofScale(
        bareme.map(([points]) => points),
        essais.map(([note]) => note),
      ),
    };
  }

  function fromClause(clause) {
    const own = added(clause);
    const state = {
      ...empty,
      objet: `Exemple fictif\u00a0: ${clause.titre}`,
      poids: 100 - own.poids,
      criteres: [own],
      offres: [],
    };
    return { ...state, offres: trial(state, new Map([[clause.id, clause]])).offres };
  }

  /* « Offre A (inventée) : deux personnes en train » → « Offre A (exemple fictif) : deux personnes en train ». */
  const named = (words) =>
    /\(inventée\)/.test(words) ? words.replace("(inventée)", `(${FICTIVE})`) : `${words} (${FICTIVE})`;

  function trial(state, clauses) {
    const trials = state.criteres.map(({ clause }) => (clauses.has(clause) ? clauses.get(clause).essais : null));
    const known = trials.filter(Boolean);
    if (!known.length) return null;
    const count = Math.min(MOST.offres, ...known.map((essais) => essais.length));
    const middle = ({ echelons, sur }) =>
      echelons.length ? echelons[Math.floor(echelons.length / 2)] : typeof sur === "number" ? sur / 2 : null;
    const prix = typeof state.estimation === "number" ? state.estimation : PRICE;
    const offres = Array.from({ length: count }, (each, place) => ({
      nom: (known.length > 1 ? `Offre d’essai ${place + 1} (${FICTIVE})` : named(known[0][place][1])).slice(0, 80),
      prix,
      postes: state.postes.map(() => null),
      notes: state.criteres.map((own, index) => (trials[index] ? trials[index][place][0] : middle(own))),
      compte: true,
    }));
    return { offres, alike: state.criteres.filter((own, index) => !trials[index]).map(({ nom }) => nom) };
  }

  guideParts.notationDepart = { fromDossier, left, fromClause, added, trial };
})();
