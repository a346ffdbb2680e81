/* The marking simulator: a purchase is typed, the ranking and what makes it are shown. The address holds all of it after
   "#", so that it can be sent and no server sees it; the device keeps it too. Nothing is computed here:
   parts/notation.js does. */
(() => {
  "use strict";

  const { answering, button, make, say, status } = guideParts.element;
  const { has } = guideParts.adresse;
  const memoire = guideParts.memoire;
  const { list, plural, quoted } = guideParts.texte;
  const notation = guideParts.notation;
  const { KEYS, LIBRE, LIMITS, MOST, criterion, faults, fromAddress, legible, offer, post, read, same, toPairs } =
    guideParts.notationEtat;
  const { points: pointsWords, short } = guideParts.notationAlertes;
  const { FEUX, create, table } = guideParts.notationResultat;
  const { alertsOf, conclusion } = guideParts.notationFiche;
  const { option } = guideParts.notationChamps;
  const depart = guideParts.notationDepart;

  const root = document.querySelector("[data-notation]");
  if (!root) return;
  const KEY = "guide.notation";
  const racine = document.querySelector("meta[name=guide-racine]").content.replace(/\/?$/, "/");
  /* On a disk no server turns a folder into its index.html. */
  const page = (path) => (location.protocol === "file:" ? path.replace(/\/(#|$)/, "/index.html$1") : path);
  const known = { ...window.guideNotation, link: (path) => racine + page(path) };
  const methods = new Map(known.formules.map((method) => [method.id, method]));
  const ids = [...methods.keys()];
  const FREE = {
    id: LIBRE,
    titre: "Votre formule",
    reglages: [],
    cas: [],
    avis: {
      feu: "orange",
      dit:
        "Le guide n’a pas d’avis sur une formule qu’il ne connaît pas. Le juge regarde l’effet\u00a0: " +
        "lisez les alertes plus bas.",
      textes: ["ce-2014-373362"],
    },
  };
  const clauses = new Map(known.clauses.flatMap((segment) => segment.clauses).map((clause) => [clause.id, clause]));
  const example = read(known.exemple, ids);
  const empty = () => ({
    ...read({ criteres: [], offres: [] }, ids),
    poids: 40,
    criteres: [{ ...criterion(), nom: "Environnement", poids: 60, environnement: true }],
    offres: [],
  });
  /* What the device keeps: the reader's own simulation, and the one that a link brought, once it was changed. */
  const OWN = "etat";
  const BROUGHT = "autre";
  const kept = memoire.open(KEY, readKept, { isEmpty: (all) => !all[OWN] && !all[BROUGHT] });
  const address = guideParts.adresse.own([...KEYS, "depuis", "essayer"]);
  const tried = clauses.get(address.value("essayer"));
  const sent = tried ? read(depart.fromClause(tried), ids) : fromAddress(address, ids);
  const DOSSIER = "dossier";
  const origin = tried ? tried.id : address.value("depuis", (given) => given === DOSSIER || clauses.has(given));
  let shown = placeOf(sent);
  let state = sent || kept.value[OWN] || copyOf(example);
  let before = []; // what « Annuler » gives back: { state, shown }
  let typing = null; // { holder, key } of what is being typed: one gesture
  let told = "";

  function readKept(found, flaw) {
    const all = { [OWN]: null, [BROUGHT]: null };
    if (found === undefined) return all;
    for (const name of Object.keys(all)) {
      if (!found || !found[name]) continue;
      all[name] = read(found[name], ids);
      if (!all[name]) flaw();
    }
    return all[OWN] || all[BROUGHT] ? all : null;
  }

  /* Where a simulation that a link brought is kept: it never takes the place of the reader's own. */
  function placeOf(brought) {
    const own = kept.value[OWN];
    return brought && own && !same(own, brought) ? BROUGHT : OWN;
  }

  function copyOf(some) {
    return read(JSON.parse(JSON.stringify(some)), ids);
  }

  const method = () =>
    state.formule === LIBRE ? { ...FREE, expression: state.expression } : methods.get(state.formule);

  function settings(one = method()) {
    return Object.fromEntries(
      one.reglages.map(({ nom, defaut }) => [
        nom,
        one.id === state.formule && has(state.reglages, nom) ? state.reglages[nom] : defaut,
      ]),
    );
  }

  /* The state with the settings of its formula: what is kept, and sent. */
  const whole = () => ({ ...state, reglages: settings() });
  const isExample = () => same(whole(), { ...example, reglages: {} });
  const link = () => address.link(isExample() ? [] : toPairs(whole()));
  const toAddress = () => address.write(isExample() ? [] : [...toPairs(whole()), ["depuis", origin]]);

  /* What is rendered. */
  function view() {
    const one = method();
    const fautes = faults(whole(), one.reglages, !notation.isWhole(one));
    const found = {
      state: legible(whole()),
      method: one,
      ranking: { rangs: [], laissees: [] },
      error: "",
      fautes,
      settings,
      lien: link(),
    };
    if (fautes.length) return found;
    try {
      found.ranking = notation.rank(found.state, one);
    } catch (error) {
      found.error = error.message;
    }
    return found;
  }

  const results = create(known);
  const fields = guideParts.notationChamps.create(() => changed(), step);

  /* What is typed. */

  const priceForm = make("div", { class: "notation-champs" });
  const settingFields = make("div", { class: "notation-champs" });
  const postsForm = make("div", {});
  const formulaSays = make("div", { class: "notation-formule" });
  const criteriaForm = make("div", {});
  const offersForm = make("div", {});
  const result = make("div", { class: "notation-resultat" });
  const said = status({ class: "notation-dit" });
  const heard = status({ class: "notation-annonce" });

  function formulas() {
    const groups = Object.keys(FEUX).map((feu) => [feu, known.formules.filter(({ avis }) => avis.feu === feu)]);
    return [
      ...groups.map(([feu, some]) =>
        make(
          "optgroup",
          { label: FEUX[feu] },
          some.map(({ id, titre }) => option(id, titre)),
        ),
      ),
      make("optgroup", { label: "Autre" }, option(LIBRE, "Écrire votre formule")),
    ];
  }

  function showPrice() {
    priceForm.replaceChildren(
      fields.text("Achat (facultatif)", state, "objet", { maxlength: "120" }),
      fields.number("Points du prix", state, "poids", LIMITS.poids),
      fields.choice("Formule du prix", formulas(), state.formule, (id) => {
        step();
        if (id === LIBRE && !state.expression) state.expression = method().expression;
        state.formule = id;
        state.reglages = {};
        if (!isByPosts()) dropEmptyPosts();
        else if (!state.postes.length) addPost();
        showSettings();
        showPosts();
        showOffers();
        changed();
      }),
      fields.number("Votre estimation, en € HT (facultatif)", state, "estimation", LIMITS.estimation),
      fields.choice("Égalité entre deux totaux", roundings(), state.decimales === null ? "" : String(state.decimales), (value) => {
        step();
        state.decimales = value === "" ? null : Number(value);
        changed();
      }),
    );
    showSettings();
    showPosts();
  }

  const roundings = () => [
    option("", "Au chiffre exact"),
    ...Array.from({ length: MOST.decimales + 1 }, (each, count) =>
      option(String(count), count ? `Totaux arrondis à ${plural(count, "décimale")}` : "Totaux arrondis à l’unité"),
    ),
  ];

  /* Posts of price: what they add up to is the price of an offer. */

  const isByPosts = () => ["total-des-postes", "notes-des-postes"].includes(method().calcul);

  function addPost() {
    state.postes.push(post());
    for (const each of state.offres) each.postes.push(null);
  }

  /* Posts that a formula asked for and nobody filled: the prices that were typed count again. */
  function dropEmptyPosts() {
    const isEmpty = state.postes.every(
      ({ nom, quantite }, place) =>
        !nom && quantite === null && state.offres.every(({ postes }) => postes[place] === null),
    );
    if (!isEmpty) return;
    state.postes = [];
    for (const each of state.offres) each.postes = [];
  }

  function postFields(own, place) {
    return make(
      "fieldset",
      { class: "notation-ligne" },
      make("legend", { class: "guide-cache" }, `Poste ${place + 1}`),
      fields.text("Poste", own, "nom", {}, () => {
        showOffers(); // their prices are named after it
        changed();
      }),
      fields.number("Quantité", own, "quantite", LIMITS.quantite),
      button(
        "Retirer",
        () => {
          step();
          state.postes.splice(place, 1);
          for (const each of state.offres) each.postes.splice(place, 1);
          rebuild(`Poste retiré\u00a0: ${own.nom || place + 1}.`);
          heard.focus();
        },
        { class: "secondaire", "aria-label": `Retirer le poste ${own.nom || place + 1}` },
      ),
    );
  }

  function showPosts() {
    const more = button(
      state.postes.length ? "Ajouter un poste" : "Détailler le prix par postes",
      () => {
        step();
        addPost();
        rebuild();
        const lines = postsForm.querySelectorAll("fieldset");
        lines[lines.length - 1].querySelector("input").focus();
      },
      { class: "secondaire" },
    );
    more.disabled = state.postes.length >= MOST.postes;
    postsForm.replaceChildren(
      ...(state.postes.length
        ? [make("p", { class: "note" }, "Le prix de chaque offre est la somme de ses postes\u00a0: quantité × prix unitaire.")]
        : []),
      ...state.postes.map(postFields),
      make("p", {}, more, more.disabled ? ` ${MOST.postes} au plus.` : ""),
    );
  }

  function showSettings() {
    state.reglages = settings();
    settingFields.replaceChildren(
      ...method().reglages.map(({ nom, libelle, min, max }) =>
        fields.number(`${nom}\u00a0: ${libelle}`, state.reglages, nom, { min, max }),
      ),
      ...(state.formule === LIBRE
        ? [
            fields.text("Votre formule", state, "expression", {
              maxlength: "200",
              spellcheck: "false",
              class: "notation-expression",
            }),
            make(
              "p",
              { class: "note" },
              "N\u00a0: points du prix. P\u00a0: prix de l’offre. Pmin, Pmax, Pmoy\u00a0: prix le plus " +
                "bas, le plus haut, moyen. E\u00a0: votre estimation. rang, offres. Signes + − × / ^ ( ) " +
                "et max( ; ), min( ; ), abs, racine, exp, ln, plafond.",
            ),
          ]
        : []),
    );
  }

  const SCALE_FREE = "note";
  const SCALE_COUNTED = "quantite";

  function scales(own) {
    const all = known.echelles.map(({ titre, echelons }) => [
      echelons.join(),
      `${titre}\u00a0: ${echelons.map(short).join(", ")}`,
    ]);
    const current = own.echelons.join();
    if (current && !all.some(([value]) => value === current))
      all.unshift([current, `Échelons\u00a0: ${own.echelons.map(short).join(", ")}`]);
    all.push([SCALE_COUNTED, "Quantité comptée"]);
    return [option(SCALE_FREE, "Note libre"), ...all.map(([value, words]) => option(value, words))];
  }

  function criterionFields(own, place) {
    return make(
      "fieldset",
      { class: "notation-ligne" },
      make("legend", { class: "guide-cache" }, `Critère ${place + 1}`),
      fields.text("Critère", own, "nom", {}, renamed),
      fields.number("Points", own, "poids", LIMITS.poids),
      fields.choice("Échelle", scales(own), own.quantite ? SCALE_COUNTED : own.echelons.join() || SCALE_FREE, (value) => {
        step();
        const was = own.quantite;
        own.quantite = value === SCALE_COUNTED;
        own.echelons = own.quantite || value === SCALE_FREE ? [] : value.split(",").map(Number);
        if (own.echelons.length) [own.sur] = own.echelons;
        else if (was !== own.quantite) own.sur = null; // a scale and a ceiling are not the same number
        rebuild();
      }),
      fields.number(own.quantite ? "Plafond (facultatif)" : "Noté sur", own, "sur", own.quantite ? LIMITS.quantite : LIMITS.sur, () => {
        showOffers(); // the limits of its marks are others
        changed();
      }),
      make(
        "div",
        { class: "notation-cases" },
        fields.box("Environnement", own, "environnement"),
        fields.box("Meilleure note portée au maximum", own, "maximum"),
      ),
      button(
        "Retirer",
        () => {
          step();
          state.criteres.splice(place, 1);
          for (const each of state.offres) each.notes.splice(place, 1);
          rebuild(`Critère retiré\u00a0: ${own.nom || place + 1}.`);
          heard.focus();
        },
        { class: "secondaire", "aria-label": `Retirer le critère ${own.nom || place + 1}` },
      ),
    );
  }

  function markWords(own, place) {
    const scale = own.quantite ? ", quantité" : typeof own.sur === "number" ? `, sur ${short(own.sur)}` : "";
    return `${own.nom || `Critère ${place + 1}`}${scale}`;
  }

  /* A criterion has another name: the fields of its marks say it, and stay where they are under the finger. */
  function renamed() {
    state.criteres.forEach((own, place) => {
      for (const label of offersForm.querySelectorAll(`[data-note="${place}"]`))
        label.firstChild.textContent = markWords(own, place);
    });
    changed();
  }

  function mark(each, own, place) {
    const label = markField(each, own, place);
    label.dataset.note = place;
    return label;
  }

  function markField(each, own, place) {
    const words = markWords(own, place);
    if (own.quantite) return fields.number(words, each.notes, place, { min: 0, max: LIMITS.quantite.max });
    if (!own.echelons.length)
      return fields.number(words, each.notes, place, { min: 0, max: typeof own.sur === "number" ? own.sur : null });
    const value = each.notes[place];
    const offScale = typeof value === "number" ? short(value) : value;
    const off =
      value !== null && !own.echelons.includes(value) ? [option(String(value), `${offScale} (hors échelle)`)] : [];
    return fields.choice(
      words,
      [option("", "—"), ...off, ...own.echelons.map((points) => option(String(points), short(points)))],
      value === null ? "" : String(value),
      (given) => {
        step();
        each.notes[place] = given === "" ? null : Number(given);
        changed();
      },
    );
  }

  function offerFields(each, place) {
    return make(
      "fieldset",
      { class: "notation-ligne" },
      make("legend", { class: "guide-cache" }, `Offre ${place + 1}`),
      fields.text("Offre", each, "nom"),
      state.postes.length
        ? state.postes.map(({ nom }, post) =>
            fields.number(`Prix unitaire, en € HT\u00a0: ${nom || `poste ${post + 1}`}`, each.postes, post, LIMITS.unitaire),
          )
        : fields.number("Prix, en € HT", each, "prix", LIMITS.prix),
      state.criteres.map((own, criterionPlace) => mark(each, own, criterionPlace)),
      fields.box("Compter", each, "compte"),
      button(
        "Retirer",
        () => {
          step();
          state.offres.splice(place, 1);
          rebuild(`Offre retirée\u00a0: ${each.nom || place + 1}.`);
          heard.focus();
        },
        { class: "secondaire", "aria-label": `Retirer l’offre ${each.nom || place + 1}` },
      ),
    );
  }

  function adding(words, all, most, make_) {
    const made = button(
      words,
      () => {
        step();
        all.push(make_());
        for (const each of state.offres) while (each.notes.length < state.criteres.length) each.notes.push(null);
        rebuild();
        const lines = (all === state.criteres ? criteriaForm : offersForm).querySelectorAll("fieldset");
        lines[lines.length - 1].querySelector("input").focus();
      },
      { class: "secondaire" },
    );
    made.disabled = all.length >= most;
    return make("p", {}, made, made.disabled ? ` ${most} au plus.` : "");
  }

  function build() {
    showPrice();
    criteriaForm.replaceChildren(
      ...state.criteres.map(criterionFields),
      adding("Ajouter un critère", state.criteres, MOST.criteres, criterion),
    );
    showOffers();
  }

  function showOffers() {
    offersForm.replaceChildren(
      trialOffer(),
      ...state.offres.map(offerFields),
      adding("Ajouter une offre", state.offres, MOST.offres, () => offer(state)),
    );
  }

  /* The reader may ask for invented offers: none is brought unasked. */
  function trialOffer() {
    const isAny = state.criteres.some(({ clause }) => clauses.has(clause));
    const place = make("p", { class: "note" });
    if (isAny)
      place.append(
        button("Essayer avec des offres inventées", tryOut, { class: "secondaire" }),
        " Elles prennent la place de celles-ci\u00a0; «\u00a0Annuler\u00a0» les rend.",
      );
    return place;
  }

  function tryOut() {
    const { offres, alike } = depart.trial(state, clauses);
    const same = alike.length ? `, et même note sur ${list(alike.map((nom) => quoted(nom)))}` : "";
    become({ ...state, offres }, `Offres inventées, «\u00a0exemple fictif\u00a0»\u00a0: même prix pour toutes${same}.`);
  }

  function rebuild(words) {
    build();
    changed(words);
  }

  /* What comes of it. */

  function show() {
    const now = view();
    formulaSays.replaceChildren(
      make("p", {}, now.method.mots ? `${now.method.mots} ` : "", make("code", {}, now.method.expression)),
      ...results
        .lights(now)
        .map(({ feu, words, dit, textes }) =>
          make(
            "p",
            { class: "notation-feu" },
            make("strong", { class: `feu feu-${feu}` }, words),
            `. ${dit}`,
            results.cited(textes),
          ),
        ),
    );
    say(said, conclusion(now));
    result.replaceChildren(...(now.fautes.length ? [make("p", {}, conclusion(now))] : results.all(now)));
    showClause(now);
  }

  /* Does this criterion separate offers? The four trial offers of a clause. */

  const clauseSays = make("div", {});
  const clauseChoice = fields.choice(
    "Critère d’une clause du guide",
    [
      option("", "Choisir…"),
      ...known.clauses.map(({ segment, clauses: some }) =>
        make(
          "optgroup",
          { label: segment },
          some.map(({ id, titre }) => option(id, titre)),
        ),
      ),
    ],
    "",
    () => showClause(view()),
  );

  function showClause(now) {
    const clause = clauses.get(clauseChoice.querySelector("select").value);
    if (!clause) {
      clauseSays.replaceChildren();
      return;
    }
    const notes = clause.essais.map(([note]) => note);
    const [[top]] = clause.bareme;
    const different = new Set(notes).size;
    const weight = clause.poids || 10;
    const spread = ((Math.max(...notes) - Math.min(...notes)) * weight) / top;
    const verdict =
      different === notes.length
        ? `Oui\u00a0: ${plural(notes.length, "offre d’essai", "offres d’essai")}, ` +
          `${plural(different, "note différente", "notes différentes")}.`
        : different === 1
          ? "Non\u00a0: toutes ont la même note."
          : `En partie\u00a0: ${plural(different, "note différente", "notes différentes")} pour ` +
            `${plural(notes.length, "offre")}.`;
    const cost = results.exchanged(now, spread).replace(/^./, (letter) => letter.toLowerCase());
    const isPriced = !now.fautes.length && state.offres.some(({ prix }) => prix);
    clauseSays.replaceChildren(
      make(
        "p",
        {},
        make("strong", {}, verdict),
        ` D’un bout à l’autre\u00a0: ${pointsWords(spread)} sur ${short(weight)}.`,
        isPriced ? ` Avec vos prix et votre formule, cet écart se paie\u00a0: ${cost}.` : "",
      ),
      table(
        `${clause.libelle}\u00a0: offres d’essai (inventées)`,
        ["Offre d’essai", `Note sur ${short(top)}`, `Points sur ${short(weight)}`, "Ce qu’elle répond"],
        clause.essais.map(([note, nom, reponses]) => [nom, short(note), short((note * weight) / top), reponses]),
      ),
      table(
        "L’échelle de la clause",
        ["Note", "Ce qu’elle attend"],
        clause.bareme.map(([points, attendu]) => [short(points), attendu]),
      ),
      make(
        "p",
        { class: "notation-actions" },
        button("Ajouter ce critère à ma simulation", () => take(clause)),
        button(
          "L’essayer avec ses offres inventées",
          () => become(depart.fromClause(clause), `${trialWords(clause)} « Annuler » rend votre simulation.`),
          { class: "secondaire" },
        ),
        make("a", { href: known.link(`clauses/${clause.id}/`) }, "Lire la clause"),
      ),
    );
  }

  function take(clause) {
    if (state.criteres.length >= MOST.criteres) {
      rebuild(`${MOST.criteres} critères de qualité au plus\u00a0: retirez-en un d’abord.`);
      heard.focus();
      return;
    }
    step();
    state.criteres.push(depart.added(clause));
    for (const each of state.offres) each.notes.push(null); // the trial marks are not those of these offers
    rebuild(`Critère ajouté\u00a0: ${clause.libelle}. Notez vos offres. ${weightWords()}`);
    heard.focus();
  }

  /* What the weights come to, once a criterion came in. */
  function weightWords() {
    const all = [state.poids, ...state.criteres.map(({ poids }) => poids)];
    if (!all.every((poids) => typeof poids === "number")) return "Un poids reste à écrire.";
    const total = Number(all.reduce((sum, poids) => sum + poids, 0).toFixed(2));
    return total === 100 ? "Les poids font 100." : `Les poids font ${short(total)}\u00a0: ramenez-les à 100.`;
  }

  const trialWords = (clause) =>
    `${clause.libelle}\u00a0: offres inventées, «\u00a0exemple fictif\u00a0», toutes au même prix. ` +
    `Le critère prend ${pointsWords(depart.added(clause).poids)}, le prix le reste.`;

  /* Keeping, undoing, giving. */

  /* Before a change. What is typed in one field is one gesture, undone at once. */
  function step(holder = null, key = "") {
    const isSame = holder && typing && typing.holder === holder && typing.key === key;
    typing = holder && { holder, key };
    if (!isSame) before = [...before.slice(-19), { state: copyOf(state), shown }];
  }

  function changed(words = "") {
    told = words;
    toAddress();
    const own = isExample() ? null : copyOf(whole());
    if (!own && !kept.value[shown === OWN ? BROUGHT : OWN]) kept.forget();
    else kept.change((all) => ({ ...all, [shown]: own }));
    show();
    hear();
  }

  function hear() {
    undoButton.disabled = before.length === 0;
    choosing.replaceChildren(...choices());
    say(
      heard,
      [told, memoire.trouble(kept, "votre simulation", "copiez le lien avant de quitter cette page")]
        .filter(Boolean)
        .join(" "),
    );
  }

  /* Between the reader's own simulation and the one that a link brought. */
  const choosing = make("span", { class: "notation-choix" });

  function choices() {
    const lesser = { class: "secondaire" };
    if (shown === BROUGHT)
      return [
        button("Reprendre ma simulation", () => turnTo(OWN, "Votre simulation est revenue."), lesser),
        button("Garder celle-ci à sa place", keepBrought, lesser),
      ];
    return kept.value[BROUGHT]
      ? [button("Revoir l’autre simulation", () => turnTo(BROUGHT, "Voici l’autre simulation."), lesser)]
      : [];
  }

  function turnTo(place, words) {
    const next = kept.value[place];
    if (!next) return;
    step();
    shown = place;
    state = copyOf(next);
    rebuild(`${words} L’autre reste gardée sur cet appareil.`);
    heard.focus();
  }

  /* The two change places: nothing is lost. */
  function keepBrought() {
    const other = { [OWN]: BROUGHT, [BROUGHT]: OWN };
    kept.change((all) => ({ [OWN]: copyOf(whole()), [BROUGHT]: all[OWN] }));
    before = before.map((one) => ({ ...one, shown: other[one.shown] }));
    shown = OWN;
    changed("Cette simulation est maintenant la vôtre. L’ancienne reste gardée sur cet appareil.");
    heard.focus();
  }

  function become(next, words) {
    step();
    state = copyOf(next);
    rebuild(words);
    heard.focus();
  }

  const undoButton = button(
    "Annuler",
    () => {
      ({ state, shown } = before.pop());
      typing = null;
      rebuild("Annulé\u00a0: la simulation est revenue à ce qu’elle était.");
      heard.focus();
    },
    { class: "secondaire" },
  );

  /* The page. */

  const copying = guideParts.copie.button("Copier le lien", link, {
    done: "Lien copié\u00a0: il contient toute la simulation.",
    refused: "Copie refusée\u00a0: copiez l’adresse de la page.",
    attributes: { class: "secondaire" },
  });
  const exporting = answering(
    "Exporter (CSV)",
    () => {
      guideParts.fichier.takeTable(guideParts.notationFiche.lines(view(), results), "simulation-de-notation.csv");
      return "Fichier prêt, pour un tableur.";
    },
    { class: "secondaire" },
  );
  const section = (id, words, ...children) =>
    make("section", { "aria-labelledby": id }, make("h2", { id }, words), children);
  /* The steps of a criterion with what each expects: those of its clause, as long as the points are the same. */
  function scale({ clause, echelons }) {
    const written = clauses.has(clause) ? clauses.get(clause).bareme : [];
    const isSame = !echelons.length || echelons.join() === written.map(([points]) => points).join();
    if (written.length && isSame) return written.map(([points, attendu]) => ({ points, attendu }));
    return echelons.map((points) => ({ points, attendu: "" }));
  }

  async function writeWord(isBlank) {
    const now = view();
    try {
      await guideParts.charger.script("assets/vendor/fflate.min.js");
      await guideParts.charger.script("assets/js/notation-word.js");
    } catch {
      return "Le fichier n’a pas pu être écrit\u00a0: recommencez avec le réseau.";
    }
    const warnings = isBlank ? alertsOf({ ...now, state: { ...now.state, offres: [] } }) : alertsOf(now);
    const made = guideParts.notationGrille.write(now, { scale, lights: results.lights(now), warnings, isBlank });
    const engine = document.querySelector('link[rel="search"]');
    const shape = {
      titre: made.titre,
      auteur: (engine && engine.title) || "Guide",
      date: guideParts.jour.today(),
      pied: [now.state.objet, made.titre].filter(Boolean).join(" — "),
    };
    const bytes = guideParts.word.bytes(made, shape);
    const name = [isBlank ? "grille-vierge" : "grille-d-analyse", guideParts.fichier.slug(now.state.objet)];
    guideParts.fichier.take(bytes, guideParts.word.MIME, `${name.filter(Boolean).join("-")}.docx`);
    return "Fichier prêt, dans vos téléchargements.";
  }

  const grid = answering("Grille d’analyse (Word)", () => writeWord(false), { class: "secondaire" });
  const blank = answering("Grille vierge (Word)", () => writeWord(true), { class: "secondaire" });
  const back =
    origin === DOSSIER
      ? make("a", { href: known.link("outils/mon-dossier/") }, "Revenir à mon dossier")
      : origin && make("a", { href: known.link(`clauses/${origin}/`) }, "Revenir à la clause");
  root.replaceChildren(
    make(
      "p",
      { class: "notation-actions" },
      back || null,
      undoButton,
      button(
        "Revenir à l’exemple",
        () => become(example, "L’exemple fictif est revenu. « Annuler » rend votre simulation."),
        { class: "secondaire" },
      ),
      button("Tout vider", () => become(empty(), "Simulation vidée. « Annuler » la rend."), { class: "secondaire" }),
      copying.button,
      exporting.button,
      button("Imprimer la fiche", () => guideParts.notationFiche.print(view(), results), { class: "secondaire" }),
      grid.button,
      blank.button,
      choosing,
      grid.said,
      blank.said,
      copying.said,
      exporting.said,
    ),
    heard,
    said,
    section("notation-prix", "Le prix", priceForm, settingFields, postsForm, formulaSays),
    section("notation-criteres", "Les critères de qualité", criteriaForm),
    section("notation-offres", "Les offres", offersForm),
    section("notation-resultat", "Le résultat", result),
    section(
      "notation-clause",
      "Ce critère sépare-t-il les offres\u00a0?",
      make(
        "p",
        {},
        "Chaque critère du guide a quatre offres d’essai, inventées. S’il ne les sépare pas, il ne sert à rien.",
      ),
      clauseChoice,
      clauseSays,
    ),
  );
  root.classList.add("vive");
  for (const each of document.querySelectorAll("[data-notation-exemple]")) each.remove(); // the tool begins with it
  build();
  show();
  if (tried) {
    told = trialWords(tried);
    toAddress();
  } else if (address.value("essayer")) told = "Cette clause n’a pas d’offres d’essai dans ce guide.";
  else if (sent && origin === DOSSIER) told = "Voici les critères de votre dossier\u00a0: tapez les offres.";
  hear();
  kept.follow(() => {
    if (!kept.value[shown] || same(kept.value[shown], whole())) return;
    say(heard, "Une autre page de ce site a changé la simulation gardée sur cet appareil. Celle-ci reste affichée.");
  });
  addEventListener("hashchange", () => {
    const brought = address.isGiven() && fromAddress(address, ids);
    if (!brought || same(brought, whole())) return;
    step();
    shown = placeOf(brought);
    state = brought;
    told = "Voici la simulation du lien.";
    build();
    show();
    hear();
  });
})();
