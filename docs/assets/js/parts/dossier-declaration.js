/* What a dossier has the buyer declare: the values of the DECP, of eForms and of OCDS, from the declaration of each clause.

     of(packets, options)   { decp, eforms: [{ champ, nom, valeurs: [words] }], ocds, raisons: [{ valeur, packets }] }; options: { contrat, points(packet) }
     json(decp or ocds)     as it is copied
     links(cpv, decp)       [{ code, adresse }]: the contracts of decp.info with such considerations; cpv: codes such as "90910000-9"

   Sources: the schema of the DECP (French wording, as published), the code lists of eForms (fields BT-06, BT-539 to BT-541, BT-774, BT-775), the « sustainability » extension of OCDS. */
(() => {
  "use strict";

  const SOCIALE = { "clause-sociale": "Clause sociale", "critere-social": "Critère social", "marche-reserve": "Marché réservé" };
  const ENVIRONNEMENTALE = { "clause-environnementale": "Clause environnementale", "critere-environnemental": "Critère environnemental" };
  const NONE = { sociale: "Pas de considération sociale", environnementale: "Pas de considération environnementale" };
  const STRATEGIES = {
    specification: "technicalSpecifications", candidature: "selectionCriteria", "critere-attribution": "awardCriteria",
    "condition-execution": "contractPerformanceConditions", suivi: "contractPerformanceConditions",
  };
  const MOST = 6; // links

  function of(packets, { contrat = "marche", points = () => null } = {}) {
    const word = (table, name) => (name === "marche-reserve" && contrat === "concession" ? "Concession réservée" : table[name]);
    const raisons = [];
    const values = (table, key) => {
      for (const name of Object.keys(table)) {
        const found = packets.filter((packet) => packet.declaration[key] === name);
        if (found.length) raisons.push({ valeur: word(table, name), packets: found });
      }
      const found = Object.keys(table).filter((name) => packets.some((packet) => packet.declaration[key] === name)).map((name) => word(table, name));
      return found.length ? found : [NONE[key]];
    };
    const sociales = values(SOCIALE, "sociale");
    const environnementales = values(ENVIRONNEMENTALE, "environnementale");
    const isSocial = sociales[0] !== NONE.sociale;
    const isGreen = environnementales[0] !== NONE.environnementale;
    return {
      decp: {
        considerationsSociales: { considerationSociale: sociales },
        considerationsEnvironnementales: { considerationEnvironnementale: environnementales },
      },
      eforms: eforms(packets, isSocial, isGreen, points),
      ocds: ocds(packets, isSocial, isGreen),
      raisons,
    };
  }

  function eforms(packets, isSocial, isGreen, points) {
    const fields = [{
      champ: "BT-06-Lot", nom: "passation stratégique",
      valeurs: isSocial || isGreen ? [isGreen && "env-imp (réduction des incidences sur l’environnement)", isSocial && "soc-obj (réalisation d’objectifs sociaux)"].filter(Boolean) : ["none (pas de passation de marché stratégique)"],
    }];
    if (isGreen) fields.push({ champ: "BT-774-Lot", nom: "incidence sur l’environnement, à choisir", valeurs: ["biodiv-eco (biodiversité)", "circ-econ (économie circulaire)", "clim-adapt (adaptation)", "clim-mitig (atténuation)", "pollu-prev (pollution)", "water-mar (eaux)", "other (autre)"] });
    if (isSocial) fields.push({ champ: "BT-775-Lot", nom: "objectif social, à choisir", valeurs: ["opp (emploi de personnes défavorisées ou handicapées)", "acc-all (accessibilité)", "gen-eq (égalité femmes-hommes)", "et-eq (égalité des ethnies)", "hum-right (droits humains dans les chaînes)", "work-cond (conditions de travail)", "other (autre)"] });
    for (const packet of packets.filter(({ critere }) => critere)) {
      const weight = points(packet);
      fields.push({ champ: "BT-539, BT-540, BT-541", nom: "critère d’attribution", valeurs: ["quality", packet.critere.libelle, weight === null ? "poids à fixer" : String(weight)] });
    }
    return fields;
  }

  function ocds(packets, isSocial, isGreen) {
    const goal = (name, key) => {
      const found = packets.filter((packet) => packet.declaration[key] !== "aucune");
      const strategies = found.map((packet) => (packet.declaration[key] === "marche-reserve" ? "reservedParticipation" : STRATEGIES[packet.etape])).filter(Boolean);
      return { goal: name, strategies: [...new Set(strategies)], description: found.map(({ titre }) => titre).join(" ; ") };
    };
    const goals = [isGreen && goal("environmental", "environnementale"), isSocial && goal("social", "sociale")].filter(Boolean);
    return goals.length ? { hasSustainability: true, sustainability: goals } : { hasSustainability: false };
  }

  const json = (value) => JSON.stringify(value, null, 2);

  /* A code without its check digit nor the zeros that end it is what decp.info takes as the beginning of codes. */
  function links(cpv, decp) {
    const given = (name, values) => values.filter((value) => !value.startsWith("Pas de")).map((value) => [name, value]);
    const pairs = [...given("social", decp.considerationsSociales.considerationSociale), ...given("env", decp.considerationsEnvironnementales.considerationEnvironnementale)];
    const starts = cpv.map((code) => code.slice(0, 8).replace(/0+$/, "").padEnd(2, "0"));
    return starts.filter((code, place) => !starts.some((other, rank) => code.startsWith(other) && (other !== code || rank < place))).slice(0, MOST).map((code) => ({ code, adresse: `https://decp.info/observatoire?${new URLSearchParams([["cpv", code], ...pairs])}` }));
  }

  guideParts.dossierDeclaration = { of, json, links };
})();
