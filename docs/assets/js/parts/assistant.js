/* Where the answers to the assistant lead, as macros/views/assistant.py; both read tests/vecteurs/assistant.tsv. Needs: regles, jour.

     questions(data, family)              what is asked of those who buy this
     conclude(data, answers, choice)      answers: { question: answer }, "inconnu" for « je ne sais pas »; choice: { montant, debut, paire }.
                                          { verdict, advice, law, pair, due, clauses, procedures, start, steps }: the law is that of the day on which the consultation begins
     sets(data, family, conclusion)       [{ niveau, clauses, charge, minutes }] for each level of ambition, from the legal minimum on */
(() => {
  "use strict";

  const UNKNOWN = "inconnu";
  const RANKS = ["acheter", "reduire", "attendre"];
  const PARTS = ["condition", "critere", "sociale"];

  function questions(data, family) {
    const path = data.intellectuelles.includes(family) ? "intellectuel" : "ordinaire";
    return data.questions.filter(({ chemin }) => !chemin || chemin === path);
  }

  /* Days from each moment to the start. */
  function steps(calendar) {
    return calendar.map((step, index) => ({ ...step, avant: calendar.slice(index).reduce((sum, { jours }) => sum + jours, 0) }));
  }

  function conclude(data, answers, { montant, debut, paire }) {
    const own = questions(data, answers.famille || "").map(({ id }) => id);
    const given = (name) => (own.includes(name) ? answers[name] || UNKNOWN : "");
    const known = (name) => (given(name) === UNKNOWN ? "" : given(name));
    const advice = data.conseils.filter(({ question, reponses }) => own.includes(question) && reponses.includes(given(question)));
    const bought = { acheteur: known("acheteur"), contrat: own.includes("contrat") ? known("contrat") : "marche", famille: known("famille"), cpv: "", montant, lot: null, date: debut };
    const { answer } = guideParts.regles;
    const first = answer(data.achat, bought);
    const possible = (law) => Object.keys(data.calendriers).filter((name) => law[name] && law[name].state !== "non");
    const length = (name) => steps(data.calendriers[name]).find(({ id }) => id === "lancement").avant;
    const longest = possible(first).sort((one, other) => length(other) - length(one))[0];
    const start = debut && longest ? guideParts.jour.after(debut, -length(longest)) : debut;
    const law = answer(data.achat, { ...bought, date: start });
    const has = guideParts.adresse.has;
    const pairs = (has(data.achat.minimum, bought.famille) && data.achat.minimum[bought.famille]) || data.achat.minimum["tous-achats"] || [{}];
    const pair = pairs[paire] || pairs[0];
    const due = PARTS.filter((name) => [name, `c-${name}`].some((line) => law[line] && law[line].state !== "non"));
    return {
      verdict: advice.reduce((most, { verdict }) => (RANKS.indexOf(verdict) > RANKS.indexOf(most) ? verdict : most), "acheter"),
      advice, law, pairs, pair, due, bought: { ...bought, date: start },
      clauses: due.filter((name) => pair[name]).map((name) => pair[name].id),
      procedures: possible(law), longest: longest || "", start,
      steps: longest ? steps(data.calendriers[longest]) : [],
    };
  }

  function sets(data, family, { clauses }) {
    const segment = data.segments[guideParts.adresse.has(data.segments, family) ? family : "tous-achats"];
    const kept = clauses.slice();
    return Object.keys(data.niveaux).map((niveau) => {
      for (const id of segment ? segment.niveaux[niveau] : []) {
        const apart = data.clauses[id].sauf || [];
        if (!kept.includes(id) && !kept.some((other) => apart.includes(other))) kept.push(id);
      }
      const own = kept.map((id) => data.clauses[id]);
      return {
        niveau, clauses: kept.slice(),
        charge: own.length ? own.reduce((sum, { charge }) => sum + charge, 0) / own.length : 0,
        minutes: own.reduce((sum, { minutes }) => sum + minutes, 0),
      };
    });
  }

  guideParts.assistant = { UNKNOWN, questions, conclude, sets };
})();
