/* The gauges of a dossier as elements: on the screen, and in the note that documents the preparation. Needs: adresse, dossier-jauges, dossier-texte, element, nombre, notation-depart, texte.

     cards(given, options)   the three boxes above the list. given: see dossier-jauges.js, with `repertoire`; options: { address(path), take(ids), toValues() }
     note(given, options)    the note that is printed: the contract, what the law asks, each clause with its reason and its notes, the values */
(() => {
  "use strict";

  const { dossierEtat, dossierJauges: jauges, dossierTexte, jour, nombre, notationDepart, notationEtat } = guideParts;
  const { button, make } = guideParts.element;
  const { list, plural, quoted } = guideParts.texte;

  const MARKS = { oui: "✓", voir: "?", non: "✗", sans: "–" };
  const SAID = { oui: "fait", voir: "à voir", non: "manque", sans: "sans objet" };
  const MOST_OFFERED = 6;

  const mark = (etat) => make("span", { class: `jauge-marque jauge-${etat}` }, make("span", { "aria-hidden": "true" }, MARKS[etat]), make("span", { class: "guide-cache" }, `${SAID[etat]}\u00a0: `));
  const line = (etat, title, ...rest) => make("li", {}, mark(etat), make("strong", {}, title), " ", rest);

  /* The first article with the state of its reading; the others are on the rule's line of the page of rules, and in the note. */
  function articles({ id, textes }, address) {
    const [first] = textes;
    const others = textes.length - 1;
    return [make("a", { href: address(`textes/${first.id}/`) }, first.reference), ` ${first.confirme ? "✓" : "⚠"} ${first.etat}`, others ? [", ", make("a", { href: `${address("obligations/")}#${id}` }, `et ${plural(others, "autre texte", "autres textes")}`)] : null];
  }

  function law(given, { address, take }) {
    const found = jauges.loi(given);
    const title = (id) => (given.repertoire[id] ? given.repertoire[id].titre : id);
    const offer = ({ id, achat }) => make("li", {}, achat ? `${achat}\u00a0: ` : null, make("a", { href: address(`clauses/${id}/`) }, title(id)), " ",
      button("Prendre", () => take([id]), { class: "secondaire ajouter", "data-cle": `prendre-${id}`, "aria-label": `Prendre : ${title(id)}` }));
    const item = ({ rule, etat, raison, propositions }) => line(etat, rule.titre, make("br"), raison, " ", make("small", {}, articles(rule, address)),
      propositions.length ? make("details", { "data-cle": `regle-${rule.id}` }, make("summary", {}, etat === "non" ? "en prendre une" : "clauses qui aident"), make("ul", {}, propositions.slice(0, MOST_OFFERED).map(offer))) : null);
    const due = found.filter(({ etat }) => etat === "non").length;
    const floor = found.filter(({ rule }) => rule.socle);
    const others = found.filter(({ rule }) => !rule.socle);
    const { segment, montant, date, acheteur, contrat } = given.dossier.marche;
    const query = new URLSearchParams([["famille", (given.regles.segments[segment] || {}).parent || segment], ["date", date], ["acheteur", acheteur], ["contrat", contrat || "marche"]].filter(([, value]) => value));
    const isDoubtful = floor.some(({ etat }) => etat === "voir");
    const state = due ? `${plural(due, "point")} à compléter` : isDoubtful ? "Des points à voir" : "Le socle est écrit";
    return card("Ce que la loi demande", state, due ? "non" : isDoubtful ? "voir" : "oui", [
      make("ul", { class: "jauges" }, floor.map(item)),
      others.length ? make("details", { "data-cle": "regles-du-segment" }, make("summary", {}, `${plural(others.length, "règle")} de cet achat`), make("ul", { class: "jauges" }, others.map(item))) : null,
      make("p", { class: "note" }, date ? null : "Sans date de lancement, la page compte avec aujourd’hui. ", segment ? null : "Dites ce que vous achetez pour voir les règles du segment. ", make("a", { href: `${address("obligations/")}?${query}${guideParts.adresse.fragment([["montant", montant]])}` }, "Toutes les règles de cet achat")),
    ]);
  }

  function values(given, { address, toValues }) {
    const { counts, values: all } = given.valeurs;
    const due = counts.vide + counts.problems;
    const weights = jauges.poids(given);
    const said = !all.length ? "Aucune valeur" : due ? `${[counts.vide && `${counts.vide} à fixer`, counts.problems && `${counts.problems} à revoir`].filter(Boolean).join(", ")} sur ${all.length}` : `${all.length} sur ${all.length}, rien à fixer`;
    return card("Valeurs", said, due ? "non" : all.length ? "oui" : "sans", [
      make("progress", { max: String(all.length || 1), value: String(all.length - counts.vide), "aria-label": "Valeurs fixées ou proposées" }),
      make("ul", { class: "jauges" },
        all.length ? line(counts.proposee ? "voir" : "oui", "Proposées par le guide\u00a0:", `${counts.proposee}. Fixées par vous\u00a0: ${counts.choisie}.`) : null,
        line(weights.etat, "Poids\u00a0:", weights.etat === "sans" ? null : `${nombre.write(weights.total)} sur 100. `, weights.raison, weights.criteres.length ? make("small", {}, ` ${list(weights.criteres.map(({ packet, points }) => `${packet.critere.libelle} ${points === null || Number.isNaN(points) ? "?" : nombre.write(points)}`))}.`) : null)),
      due ? button("Aller à la première valeur à fixer", toValues, { class: "secondaire", "data-cle": "vers-valeurs" }) : null,
      simulation(given, address),
    ]);
  }

  /* The criteria, their points and their scales, on the page that tries them. What the link carries stands after "#". */
  function simulation(given, address) {
    const state = notationDepart.fromDossier(given);
    if (!state) return null;
    const left = notationDepart.left(given);
    const target = address("outils/simulateur-notation/") + guideParts.adresse.fragment([...notationEtat.toPairs(state), ["depuis", "dossier"]]);
    return make("p", {}, make("a", { href: target, "data-cle": "simuler" }, "Simuler la notation"), left ? ` Sans ${left > 1 ? `les ${left} derniers critères` : "le dernier critère"} : le simulateur en prend ${state.criteres.length}.` : null);
  }

  function load(given, { address }) {
    const work = jauges.effort(given);
    const control = jauges.charge(given);
    const pairs = jauges.paires(given);
    const empty = jauges.etapes(given);
    const bar = (degree) => `${"▮".repeat(degree)}${"▯".repeat(5 - degree)}`;
    const { segment } = given.dossier.marche;
    const look = (etape) => `${address("recherche/")}?${new URLSearchParams([["type", "clauses"], ["etape", etape], ...(segment ? [["famille", segment]] : [])])}`;
    return card("Charge", `${jauges.minutes(control.parMois)} de contrôle par mois`, pairs.length ? "non" : "oui", [
      make("ul", { class: "jauges" },
        line(work.lourdes.length > 2 ? "voir" : "oui", "Petite entreprise\u00a0:", make("span", { class: "barre", "aria-hidden": "true" }, bar(work.degre)), ` ${work.degre} sur 5 au plus. `, work.raison),
        line("oui", "Preuves\u00a0:", control.raison),
        pairs.map(({ titres, raison }) => line("non", `${titres.map(quoted).join(" et ")}\u00a0:`, raison)),
        empty.length && given.packets.length ? line("sans", "Étapes sans clause\u00a0:", empty.map(({ id, libelle }, place) => [place ? ", " : "", make("a", { href: look(id) }, libelle.toLowerCase())]), ".") : null),
    ]);
  }

  function card(title, state, etat, rest) {
    return make("section", { class: "dossier-carte" }, make("h2", {}, title), make("p", { class: `jauge-${etat}` }, state), rest);
  }

  /* Without a clause there is neither a value nor a load to measure. */
  const cards = (given, options) => [law(given, options), ...(given.dossier.clauses.length ? [values(given, options), load(given, options)] : [])];

  /* The note. */

  function note(given, options) {
    const { dossier, packets, valeurs } = given;
    const { marche } = dossier;
    const table = (heads, rows) => make("table", {}, make("thead", {}, make("tr", {}, heads.map((head) => make("th", { scope: "col" }, head)))), make("tbody", {}, rows.map((row) => make("tr", {}, row.map((cell) => make("td", {}, cell))))));
    const weights = jauges.poids(given);
    const [work, control] = [jauges.effort(given), jauges.charge(given)];
    const pairs = jauges.paires(given);
    const facts = [
      ["Segment", (given.regles.segments[marche.segment] || {}).titre], ["Organisation", options.buyer], ["Contrat", marche.contrat === "concession" ? "concession" : "marché"], ["Montant estimé", marche.montant && `${nombre.written(marche.montant)} € HT`],
      ["Lancement", marche.date && jour.inWords(marche.date)], ["CCAG", marche.ccag && dossierEtat.CCAG[marche.ccag]],
    ].filter(([, value]) => value);
    return [
      make("h2", {}, `Note de préparation\u00a0: ${marche.objet || dossier.nom || "marché sans objet écrit"}`),
      make("p", {}, facts.map(([name, value]) => `${name}\u00a0: ${value}`).join(" · ")),
      make("p", {}, `Établie le ${jour.inWords(jour.today())} avec le guide. Les clauses sont des propositions, à faire relire par les juristes.`),
      make("h3", {}, "Ce que la loi demande"),
      table(["Règle", "État", "Raison", "Textes"], jauges.loi(given).map(({ rule, etat, raison }) => [rule.titre, SAID[etat], raison, rule.textes.map(({ reference, etat: read }) => `${reference} (${read})`).join("\u00a0; ")])),
      make("h3", {}, "Poids, charge, cohérence"),
      make("ul", {}, make("li", {}, `Poids\u00a0: ${weights.raison}`), make("li", {}, `Petite entreprise\u00a0: ${work.degre} sur 5 au plus. ${work.raison}`), make("li", {}, `Contrôle\u00a0: ${jauges.minutes(control.parMois)} par mois. ${control.raison}`),
        pairs.map(({ titres, raison }) => make("li", {}, `${titres.map(quoted).join(" et ")}\u00a0: ${raison}`))),
      make("h3", {}, "Les clauses et leur raison"),
      packets.map((packet) => {
        const own = dossier.clauses.find(({ id }) => id === packet.id);
        return make("section", {}, make("h4", {}, `${packet.titre} [${packet.id}@${packet.version}]`),
          make("p", {}, dossierTexte.words(packet.pourquoi)),
          make("p", {}, "Fondements\u00a0: ", packet.fondements.map(({ reference, etat }) => `${reference} (${etat})`).join("\u00a0; ") || "aucun texte cité", "."),
          packet.ne_pas_employer_si.length ? make("p", {}, "À ne pas employer si\u00a0: ", packet.ne_pas_employer_si.map((run) => dossierTexte.words(run)).join("\u00a0; ")) : null,
          own && own.note ? make("p", {}, make("strong", {}, "Note\u00a0: "), own.note) : null);
      }),
      make("h3", {}, "Les valeurs"),
      table(["Valeur", "Dans le dossier", "État"], valeurs.values.map((one) => [one.value.libelle, one.words ? `${one.words} ${one.value.unite}` : "—", { vide: "à fixer", proposee: "proposée par le guide", choisie: "fixée", calculee: "calculée" }[one.etat]])),
    ];
  }

  guideParts.dossierTableau = { cards, note };
})();
