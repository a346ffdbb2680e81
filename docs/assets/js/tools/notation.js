/* The marking simulator: a purchase is typed, the ranking and what makes it are shown. The address holds all of it, so that it can be sent; the device keeps
   it too. Nothing is computed here: notation.js does. */
(() => {
  "use strict";

  const { answering, button, make, say, status } = guideParts.element;
  const { has, write } = guideParts.adresse;
  const memoire = guideParts.memoire;
  const nombre = guideParts.nombre;
  const { plural } = guideParts.texte;
  const notation = guideParts.notation;
  const { LIBRE, MOST, criterion, fromAddress, offer, read, same, toPairs } = guideParts.notationEtat;
  const { criterion: criterionWords, find: alerts, offer: offerName, offers: offerNames, points: pointsWords, mark: twoDecimals, short } = guideParts.notationAlertes;
  const drawings = guideParts.notationDessins;

  const root = document.querySelector("[data-notation]");
  if (!root) return;
  const KEY = "guide.notation";
  const known = window.guideNotation;
  const racine = document.querySelector("meta[name=guide-racine]").content;
  const methods = new Map(known.formules.map((method) => [method.id, method]));
  const ids = [...methods.keys()];
  const FREE = {
    id: LIBRE, titre: "Votre formule", reglages: [], cas: [],
    avis: { feu: "orange", dit: "Le guide n’a pas d’avis sur une formule qu’il ne connaît pas. Le juge regarde l’effet\u00a0: lisez les alertes plus bas.", textes: ["ce-2014-373362"] },
  };
  const FEUX = { vert: "Utilisable", orange: "Sous conditions", rouge: "À ne pas employer" };
  const GRAVITES = { grave: "À corriger", moyenne: "À regarder", legere: "À savoir" };
  const POUVOIRS = {
    gagnant: "Il fait le gagnant", ordre: "Il change l’ordre, pas le gagnant", neutre: "Sans lui, même classement", aucun: "Il ne sépare pas ces offres", "trop-peu": "Il ne peut pas changer le gagnant",
  };

  const example = read(known.exemple, ids);
  const empty = () => ({ ...read({ criteres: [], offres: [] }, ids), poids: 40, criteres: [{ ...criterion(), nom: "Environnement", poids: 60, environnement: true }], offres: [] });
  const kept = memoire.open(KEY, (found) => (found === undefined ? { etat: null } : found && read(found.etat, ids) && { etat: read(found.etat, ids) }), { isEmpty: ({ etat }) => !etat });
  const sent = fromAddress(ids);
  const mine = kept.value.etat;
  let state = sent || mine || copyOf(example);
  let before = []; // what « Annuler » gives back
  let told = "";

  function copyOf(some) {
    return read(JSON.parse(JSON.stringify(some)), ids);
  }

  const method = () => (state.formule === LIBRE ? { ...FREE, expression: state.expression } : methods.get(state.formule));

  function settings(one = method()) {
    return Object.fromEntries(one.reglages.map(({ nom, defaut }) => [nom, one.id === state.formule && has(state.reglages, nom) ? state.reglages[nom] : defaut]));
  }

  /* The state as a formula reads it. */
  const asked = (one = method()) => ({ ...state, reglages: settings(one) });

  /* Fields. A number that does not read stays in its field, and its value is missing. */

  const unread = new WeakMap();

  function fault(input, words) {
    const label = input.closest("label");
    const place = label.querySelector(".notation-faute");
    if (words && !place) label.append(make("span", { class: "notation-faute" }, words));
    else if (words) place.textContent = words;
    else if (place) place.remove();
  }

  function labelled(words, input, more) {
    return make("label", more, make("span", {}, words), input);
  }

  function numberField(words, holder, key, limits, missing = null, act = changed) {
    const input = nombre.field(make("input", {}));
    const left = unread.get(holder) || {};
    unread.set(holder, left);
    input.value = has(left, key) ? left[key] : holder[key] === null || holder[key] === undefined ? "" : nombre.write(holder[key]);
    const label = labelled(words, input);
    const take = () => {
      const given = nombre.check(input, limits);
      const isGood = given !== null && !input.validationMessage;
      holder[key] = isGood ? given : missing;
      if (isGood || given === null) delete left[key];
      else left[key] = input.value;
      fault(input, input.validationMessage);
    };
    input.addEventListener("input", () => {
      take();
      act();
    });
    if (has(left, key)) queueMicrotask(take);
    return label;
  }

  function textField(words, holder, key, attributes, act = changed) {
    const input = make("input", { type: "text", autocomplete: "off", maxlength: "80", ...attributes });
    input.value = holder[key];
    input.addEventListener("input", () => {
      holder[key] = input.value;
      act();
    });
    return labelled(words, input);
  }

  function box(words, holder, key, act = changed) {
    const input = make("input", { type: "checkbox", autocomplete: "off" });
    input.checked = holder[key];
    input.addEventListener("change", () => {
      holder[key] = input.checked;
      act();
    });
    return make("label", { class: "notation-case" }, input, " ", words);
  }

  function choice(words, options, value, act) {
    const select = make("select", { autocomplete: "off" }, options);
    select.value = value;
    select.addEventListener("change", () => act(select.value));
    return labelled(words, select);
  }

  const option = (value, words) => make("option", { value }, words);

  /* What is typed. */

  const priceForm = make("div", { class: "notation-champs" });
  const settingFields = make("div", { class: "notation-champs" });
  const formulaSays = make("div", { class: "notation-formule" });
  const criteriaForm = make("div", {});
  const offersForm = make("div", {});
  const result = make("div", { class: "notation-resultat" });
  const said = status({ class: "notation-dit" });
  const heard = status({ class: "notation-annonce" });

  function formulas() {
    const groups = Object.keys(FEUX).map((feu) => [feu, known.formules.filter(({ avis }) => avis.feu === feu)]);
    return [
      ...groups.map(([feu, some]) => make("optgroup", { label: FEUX[feu] }, some.map(({ id, titre }) => option(id, titre)))),
      make("optgroup", { label: "Autre" }, option(LIBRE, "Écrire votre formule")),
    ];
  }

  function showPrice() {
    priceForm.replaceChildren(
      textField("Achat (facultatif)", state, "objet", { maxlength: "120" }),
      numberField("Points du prix", state, "poids", { min: 0, max: 100, unit: "points" }, 0),
      choice("Formule du prix", formulas(), state.formule, (id) => {
        step();
        if (id === LIBRE && !state.expression) state.expression = method().expression;
        state.formule = id;
        state.reglages = {};
        showSettings();
        changed();
      }),
      numberField("Votre estimation, en € HT (facultatif)", state, "estimation", { min: 0.01, unit: "€" }),
    );
    showSettings();
  }

  function showSettings() {
    state.reglages = settings();
    settingFields.replaceChildren(
      ...method().reglages.map(({ nom, libelle, min, max }) => numberField(`${nom}\u00a0: ${libelle}`, state.reglages, nom, { min, max })),
      ...(state.formule === LIBRE ? [textField("Votre formule", state, "expression", { maxlength: "200", spellcheck: "false", class: "notation-expression" }), make("p", { class: "note" },
        "N\u00a0: points du prix. P\u00a0: prix de l’offre. Pmin, Pmax, Pmoy\u00a0: prix le plus bas, le plus haut, moyen. E\u00a0: votre estimation. rang, offres. Signes + − × / ^ ( ) et max( ; ), min( ; ), abs, racine, exp, ln, plafond.")] : []),
    );
  }

  const SCALE_FREE = "note";

  function scales(own) {
    const all = known.echelles.map(({ titre, echelons }) => [echelons.join(), `${titre}\u00a0: ${echelons.map(short).join(", ")}`]);
    const current = own.echelons.join();
    if (current && !all.some(([value]) => value === current)) all.unshift([current, `Échelons\u00a0: ${own.echelons.map(short).join(", ")}`]);
    return [option(SCALE_FREE, "Note libre"), ...all.map(([value, words]) => option(value, words))];
  }

  function criterionFields(own, place) {
    return make("fieldset", { class: "notation-ligne" },
      make("legend", { class: "guide-cache" }, `Critère ${place + 1}`),
      textField("Critère", own, "nom", {}, renamed),
      numberField("Points", own, "poids", { min: 0, max: 100, unit: "points" }, 0),
      choice("Échelle", scales(own), own.echelons.join() || SCALE_FREE, (value) => {
        step();
        own.echelons = value === SCALE_FREE ? [] : value.split(",").map(Number);
        if (own.echelons.length) [own.sur] = own.echelons;
        rebuild();
      }),
      numberField("Noté sur", own, "sur", { min: 0.01, max: 1000 }, 10, renamed),
      make("div", { class: "notation-cases" }, box("Environnement", own, "environnement"), box("Meilleure note portée au maximum", own, "maximum")),
      button("Retirer", () => {
        step();
        state.criteres.splice(place, 1);
        for (const each of state.offres) {
          each.notes.splice(place, 1);
          unread.delete(each.notes);
        }
        rebuild(`Critère retiré\u00a0: ${own.nom || place + 1}.`);
        heard.focus();
      }, { class: "secondaire", "aria-label": `Retirer le critère ${own.nom || place + 1}` }));
  }

  const markWords = (own, place) => `${own.nom || `Critère ${place + 1}`}, sur ${short(own.sur)}`;

  /* A criterion has another name: the fields of its marks say it, and stay where they are under the finger. */
  function renamed() {
    state.criteres.forEach((own, place) => {
      for (const label of offersForm.querySelectorAll(`[data-note="${place}"]`)) label.firstChild.textContent = markWords(own, place);
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
    if (!own.echelons.length) return numberField(words, each.notes, place, { min: 0, get max() { return own.sur; } });
    const value = each.notes[place];
    const off = value !== null && !own.echelons.includes(value) ? [option(String(value), `${short(value)} (hors échelle)`)] : [];
    return choice(words, [option("", "—"), ...off, ...own.echelons.map((points) => option(String(points), short(points)))], value === null ? "" : String(value), (given) => {
      each.notes[place] = given === "" ? null : Number(given);
      changed();
    });
  }

  function offerFields(each, place) {
    return make("fieldset", { class: "notation-ligne" },
      make("legend", { class: "guide-cache" }, `Offre ${place + 1}`),
      textField("Offre", each, "nom"),
      numberField("Prix, en € HT", each, "prix", { min: 0.01, unit: "€" }),
      state.criteres.map((own, criterionPlace) => mark(each, own, criterionPlace)),
      box("Compter", each, "compte"),
      button("Retirer", () => {
        step();
        state.offres.splice(place, 1);
        rebuild(`Offre retirée\u00a0: ${each.nom || place + 1}.`);
        heard.focus();
      }, { class: "secondaire", "aria-label": `Retirer l’offre ${each.nom || place + 1}` }));
  }

  function adding(words, all, most, make_) {
    const made = button(words, () => {
      step();
      all.push(make_());
      for (const each of state.offres) while (each.notes.length < state.criteres.length) each.notes.push(null);
      rebuild();
      const lines = (all === state.criteres ? criteriaForm : offersForm).querySelectorAll("fieldset");
      lines[lines.length - 1].querySelector("input").focus();
    }, { class: "secondaire" });
    made.disabled = all.length >= most;
    return make("p", {}, made, made.disabled ? ` ${most} au plus.` : "");
  }

  function build() {
    showPrice();
    criteriaForm.replaceChildren(...state.criteres.map(criterionFields), adding("Ajouter un critère", state.criteres, MOST.criteres, criterion));
    offersForm.replaceChildren(...state.offres.map(offerFields), adding("Ajouter une offre", state.offres, MOST.offres, () => offer(state)));
  }

  function rebuild(words) {
    build();
    changed(words);
  }

  /* What comes of it. */

  const text = (id) => known.textes[id];

  function cited(textes) {
    return textes.filter((id) => has(known.textes, id)).flatMap((id) => [" ", make("span", { class: text(id).confirme ? "confirme" : "a-verifier" },
      make("a", { href: racineTo(text(id).adresse) }, text(id).mot), ` ${text(id).confirme ? "✓" : "⚠"} ${text(id).etat}`)]);
  }

  const racineTo = (address) => `${racine.replace(/\/?$/, "/")}${address}`;

  function table(caption, heads, rows) {
    return make("div", { class: "defile-x", tabindex: "0", role: "region", "aria-label": caption }, make("table", { class: "notation-table" }, make("caption", {}, caption),
      make("thead", {}, make("tr", {}, heads.map((words) => make("th", { scope: "col" }, words)))),
      make("tbody", {}, rows.map(([first, ...cells]) => make("tr", {}, make("th", { scope: "row" }, first), cells.map((cell, place) => make("td", { "data-libelle": heads[place + 1] }, cell)))))));
  }

  const names = () => ["Prix", ...state.criteres.map(({ nom }, place) => nom || `Critère ${place + 1}`)];

  /* « Offre C gagne avec 86,56 points sur 100, devant Offre B (86,4). » */
  function outcome(ranking) {
    const { rangs } = ranking;
    if (!rangs.length) return "Tapez au moins une offre complète\u00a0: un prix, et une note pour chaque critère.";
    const first = notation.winners(ranking);
    const next = rangs.find(({ rang }) => rang > 1);
    const head = first.length > 1 ? `${offerNames(state, first)} sont à égalité` : `${offerName(state, first[0])} gagne`;
    return `${head} avec ${twoDecimals(rangs[0].total)} points sur 100${next ? `, devant ${offerName(state, next.offre)} (${twoDecimals(next.total)})` : ""}.`;
  }

  function left({ laissees }) {
    return laissees.length ? [make("p", { class: "note" }, `Non ${laissees.length > 1 ? "classées" : "classée"}\u00a0: ${laissees.map(({ offre, raison }) => `${offerName(state, offre)} (${raison})`).join("\u00a0; ")}.`)] : [];
  }

  function ranks({ rangs }) {
    const heads = ["Offre", "Rang", "Total", "Prix", ...names().map((name, place) => `${name}, sur ${short(place ? state.criteres[place - 1].poids : state.poids)}`)];
    return table("Classement", heads, rangs.map(({ offre, points, total, rang }) => [
      offerName(state, offre), rangs.filter((other) => other.rang === rang).length > 1 ? `${rang} ex æquo` : String(rang), make("strong", {}, twoDecimals(total)),
      `${nombre.write(state.offres[offre].prix)}\u202f€`, ...points.map(twoDecimals),
    ]));
  }

  function warnings(found) {
    if (!found.length) return [make("p", {}, "Aucune alerte sur ces offres. Essayez-en d’autres\u00a0: deux presque égales, une très basse, une très chère.")];
    return [make("ul", { class: "notation-alertes" }, found.map(({ gravite, dit, textes }) => make("li", { class: `alerte-${gravite}` }, make("strong", {}, GRAVITES[gravite]), `\u00a0: ${dit}`, cited(textes))))];
  }

  function weights(found) {
    return table("Ce que pèse vraiment chaque critère", ["Critère", "Poids annoncé", "Étendue des notes", "Part de ce qui départage", "Notes différentes", "Son effet"],
      found.map(({ critere, poids, etendue, part, distinctes, sans, pouvoir }) => [
        names()[critere + 1], pointsWords(poids), `${pointsWords(etendue)}${poids ? `, soit ${Math.round((100 * etendue) / poids)}\u202f% de son poids` : ""}`, `${Math.round(part)}\u202f%`, String(distinctes),
        `${POUVOIRS[pouvoir]}${pouvoir === "gagnant" ? `\u00a0: sans lui, ${offerNames(state, sans)}` : ""}`,
      ]));
  }

  function exchanged(one, points) {
    let found = null;
    try {
      found = notation.price(asked(), one.expression, points);
    } catch {
      return "La formule ne se calcule pas";
    }
    if (!found) return "Pas de prix fixe\u00a0: il dépend des autres offres";
    return found.surcout === Infinity ? "Aucun prix ne l’efface" : `+${nombre.write(Math.round(found.surcout))}\u202f€, soit ${short(Number(found.part.toFixed(1)))}\u202f%`;
  }

  function exchange(one) {
    const useful = state.criteres.map((own, place) => ({ ...own, place })).filter(({ poids }) => poids > 0);
    return table("Ce que vaut un point de qualité, en prix au-dessus de l’offre la moins chère", ["Un point de plus", "Sur le total", "Se paie jusqu’à"],
      [["Un point sur 100", "1 point", exchanged(one, 1)], ...useful.map(({ place, poids, sur }) => [`${names()[place + 1]}\u00a0: 1 sur ${short(sur)}`, pointsWords(poids / sur), exchanged(one, poids / sur)])]);
  }

  function others() {
    const rows = known.formules.map((one) => {
      const [light] = notation.lights(one, situation(one));
      const head = [make("a", { href: racineTo(`outils/methodes-de-notation/#${one.id}`) }, one.titre), make("span", { class: `feu feu-${light.feu}` }, FEUX[light.feu])];
      try {
        const ranking = notation.rank(asked(one), one.expression);
        const marks = ranking.rangs.map(({ points }) => points[0]);
        return [...head, offerNames(state, notation.winners(ranking)), twoDecimals(ranking.rangs[0].total), pointsWords(Math.max(...marks) - Math.min(...marks))];
      } catch (error) {
        return [...head, `Non calculée\u00a0: ${error.message}`, "", ""];
      }
    });
    return table("Les mêmes offres avec une autre formule", ["Formule", "Feu", "Gagnant", "Total", "Étendue des notes de prix"], rows);
  }

  function situation(one = method()) {
    const { rangs } = ranked();
    return { offres: rangs.length, poids: state.poids, reglages: settings(one) };
  }

  /* The ranking; without any offer where the formula does not compute. */
  function ranked() {
    try {
      return notation.rank(asked(), method().expression);
    } catch (error) {
      return { rangs: [], laissees: [], error: error.message };
    }
  }

  function showFormula(one, ranking) {
    formulaSays.replaceChildren(
      make("p", {}, one.mots ? `${one.mots} ` : "", make("code", {}, one.expression)),
      ...notation.lights(one, { offres: ranking.rangs.length, poids: state.poids, reglages: settings(one) }).map(({ feu, dit, textes }) => make("p", { class: "notation-feu" }, make("strong", { class: `feu feu-${feu}` }, FEUX[feu]), `. ${dit}`, cited(textes))),
    );
  }

  function show() {
    const one = method();
    const ranking = ranked();
    showFormula(one, ranking);
    say(said, ranking.error ? `La formule ne se calcule pas\u00a0: ${ranking.error}.` : outcome(ranking));
    const isRanked = ranking.rangs.length > 0;
    const compared = isRanked && ranking.rangs.length > 1;
    result.replaceChildren(
      make("p", {}, make("strong", {}, said.textContent)), ...left(ranking), ...(isRanked ? [ranks(ranking), drawings.bars(ranking.rangs.map(({ offre, points, total }) => ({ nom: offerName(state, offre), points, total })), names())] : []),
      make("h3", {}, "Alertes"), ...warnings(alerts(asked(), one.expression)),
      ...(compared ? [make("h3", {}, "Poids réels"), weights(notation.weigh(asked(), one.expression))] : []),
      ...(isRanked ? [make("h3", {}, "Prix et qualité"), exchange(one), ...curve(one, ranking), make("h3", {}, "Autres formules"), others()] : []),
    );
    showClause();
  }

  function curve(one, { rangs }) {
    try {
      const dots = rangs.map(({ offre, points }) => ({ nom: offerName(state, offre), prix: state.offres[offre].prix, note: points[0] }));
      return [drawings.curve(notation.curve(asked(), one.expression), dots, state.poids)];
    } catch {
      return []; // a price between two offers at which the formula does not compute
    }
  }

  /* Does this criterion separate offers? The four trial offers of a clause. */

  const clauses = new Map(known.clauses.flatMap((segment) => segment.clauses).map((clause) => [clause.id, clause]));
  const clauseSays = make("div", {});
  const clauseChoice = choice("Critère d’une clause du guide", [option("", "Choisir…"), ...known.clauses.map(({ segment, clauses: some }) => make("optgroup", { label: segment }, some.map(({ id, titre }) => option(id, titre))))], "", () => showClause());

  function showClause() {
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
    const one = method();
    const verdict = different === notes.length ? `Oui\u00a0: ${plural(notes.length, "offre d’essai", "offres d’essai")}, ${plural(different, "note différente", "notes différentes")}.`
      : different === 1 ? "Non\u00a0: toutes ont la même note." : `En partie\u00a0: ${plural(different, "note différente", "notes différentes")} pour ${plural(notes.length, "offre")}.`;
    clauseSays.replaceChildren(
      make("p", {}, make("strong", {}, verdict), ` D’un bout à l’autre\u00a0: ${pointsWords(spread)} sur ${short(weight)}.`, state.offres.some(({ prix }) => prix) ? ` Avec vos prix et votre formule, cet écart se paie\u00a0: ${exchanged(one, spread).replace(/^Pas/, "pas").replace(/^Aucun/, "aucun")}.` : ""),
      table(`${clause.libelle}\u00a0: offres d’essai (inventées)`, ["Offre d’essai", `Note sur ${short(top)}`, `Points sur ${short(weight)}`, "Ce qu’elle répond"], clause.essais.map(([note, nom, reponses]) => [nom, short(note), short((note * weight) / top), reponses])),
      table("L’échelle de la clause", ["Note", "Ce qu’elle attend"], clause.bareme.map(([points, attendu]) => [short(points), attendu])),
      make("p", { class: "notation-actions" }, button("Mettre ce critère dans ma simulation", () => take(clause)), " ", make("a", { href: racineTo(`clauses/${clause.id}/`) }, "Lire la clause")),
    );
  }

  function take(clause) {
    if (state.criteres.length >= MOST.criteres) {
      rebuild(`${MOST.criteres} critères de qualité au plus\u00a0: retirez-en un d’abord.`);
      heard.focus();
      return;
    }
    step();
    const steps = clause.bareme.map(([points]) => points);
    const echelons = clause.essais.every(([note]) => steps.includes(note)) ? steps : []; // some scales give marks between their steps
    while (state.offres.length < clause.essais.length) state.offres.push(offer(state));
    state.criteres.push({ ...criterion(), nom: clause.libelle, poids: clause.poids || 10, sur: steps[0], environnement: clause.environnement, echelons });
    state.offres.forEach((each, place) => each.notes.push(place < clause.essais.length ? clause.essais[place][0] : null));
    rebuild(`Critère ajouté\u00a0: ${clause.libelle}, avec les notes des offres d’essai. Revoyez les poids.`);
    heard.focus();
  }

  /* Keeping, undoing, giving. */

  function step() {
    before = [...before.slice(-19), copyOf(state)];
  }

  function changed(words = "") {
    told = words;
    const isExample = same(asked(), { ...example, reglages: {} });
    write(isExample ? [] : toPairs(asked()));
    if (isExample) kept.forget();
    else kept.change(() => ({ etat: copyOf(asked()) }));
    show();
    hear();
  }

  function hear() {
    undoButton.disabled = before.length === 0;
    say(heard, [told, memoire.trouble(kept, "votre simulation", "copiez le lien avant de quitter cette page")].filter(Boolean).join(" "));
  }

  function become(next, words) {
    step();
    state = copyOf(next);
    rebuild(words);
    heard.focus();
  }

  const undoButton = button("Annuler", () => {
    state = before.pop();
    rebuild("Annulé\u00a0: la simulation est revenue à ce qu’elle était.");
    heard.focus();
  }, { class: "secondaire" });

  const cell = (value) => (typeof value === "number" ? short(value).replace(/\u202f/g, "") : value);

  function lines() {
    const one = method();
    const ranking = ranked();
    const [light] = notation.lights(one, situation(one));
    return [
      ["Achat", state.objet], ["Formule du prix", one.titre], ["Calcul", one.expression], ...Object.entries(settings(one)).map(([name, given]) => [`Réglage ${name}`, given]), ["Estimation (€ HT)", state.estimation === null ? "" : state.estimation],
      ["Feu", FEUX[light.feu]], ["Textes", light.textes.filter((id) => has(known.textes, id)).map((id) => `${text(id).mot} (${text(id).etat})`).join(" ; ")], [],
      ["Critère", "Points", "Noté sur", "Échelons", "Environnement", "Meilleure note au maximum"], ["Prix", state.poids, "", "", "", ""],
      ...state.criteres.map((own) => [own.nom, own.poids, own.sur, own.echelons.map(short).join(" / "), own.environnement ? "oui" : "non", own.maximum ? "oui" : "non"]), [],
      ["Rang", "Offre", "Prix (€ HT)", ...names().flatMap((name, place) => (place ? [`${name} : note`, `${name} : points`] : ["Prix : points"])), "Total"],
      ...ranking.rangs.map(({ offre, points, total, rang }) => [rang, offerName(state, offre), state.offres[offre].prix, points[0], ...state.criteres.flatMap((own, place) => [state.offres[offre].notes[place], points[place + 1]]), total]),
      ...ranking.laissees.map(({ offre, raison }) => ["", offerName(state, offre), state.offres[offre].prix === null ? "" : state.offres[offre].prix, raison]), [],
      ["Alertes"], ...alerts(asked(), one.expression).map(({ gravite, dit }) => [GRAVITES[gravite], dit]),
    ].map((line) => line.map(cell));
  }

  function onPaper() {
    const one = method();
    const ranking = ranked();
    const day = guideParts.jour.inWords(guideParts.jour.today());
    const sheet = make("div", { class: "notation-planche" },
      make("h2", {}, "Fiche de notation"), make("p", {}, state.objet || "Achat\u00a0: ………………………………………………"),
      make("p", {}, make("strong", {}, `Formule du prix\u00a0: ${one.titre}. `), one.expression, Object.entries(settings(one)).map(([name, given]) => `\u00a0; ${name} = ${short(given)}`).join("")),
      notation.lights(one, situation(one)).map(({ feu, dit, textes }) => make("p", {}, make("strong", {}, FEUX[feu]), `. ${dit} ${textes.filter((id) => has(known.textes, id)).map((id) => `${text(id).mot} (${text(id).etat})`).join("\u00a0; ")}`)),
      table("Critères", ["Critère", "Points", "Noté sur", "Échelle", "Meilleure note"], [["Prix", short(state.poids), "formule", "", ""], ...state.criteres.map((own) => [own.nom || "…", short(own.poids), short(own.sur), own.echelons.map(short).join(", ") || "note libre", own.maximum ? "portée au maximum" : "telle quelle"])]),
      make("p", {}, said.textContent), ranking.rangs.length ? [ranks(ranking), ...left(ranking), drawings.bars(ranking.rangs.map(({ offre, points, total }) => ({ nom: offerName(state, offre), points, total })), names())] : [],
      ranking.rangs.length > 1 ? weights(notation.weigh(asked(), one.expression)) : [], ...warnings(alerts(asked(), one.expression)),
      make("p", {}, `Simulé le ${day}. Formule, poids et échelles arrêtés avant l’ouverture des plis, le\u00a0: ……………………  Par\u00a0: ……………………………………`),
      make("p", { class: "notation-pied" }, location.href));
    document.body.append(sheet);
    document.documentElement.classList.add("notation-imprime");
    addEventListener("afterprint", () => {
      sheet.remove();
      document.documentElement.classList.remove("notation-imprime");
    }, { once: true });
    print();
  }

  /* The page. */

  const copying = guideParts.copie.button("Copier le lien", () => location.href, { done: "Lien copié\u00a0: il contient toute la simulation.", refused: "Copie refusée\u00a0: copiez l’adresse de la page.", attributes: { class: "secondaire" } });
  const exporting = answering("Exporter (CSV)", () => {
    guideParts.fichier.takeTable(lines(), "simulation-de-notation.csv");
    return "Fichier prêt, pour un tableur.";
  }, { class: "secondaire" });
  const taking = sent && mine && !same(sent, mine) ? button("Reprendre ma simulation", () => become(mine, "Votre simulation, gardée sur cet appareil, est revenue."), { class: "secondaire" }) : null;
  const section = (id, words, ...children) => make("section", { "aria-labelledby": id }, make("h2", { id }, words), children);
  root.replaceChildren(
    make("p", { class: "notation-actions" }, undoButton, button("Revenir à l’exemple", () => become(example, "L’exemple fictif est revenu. « Annuler » rend votre simulation."), { class: "secondaire" }),
      button("Tout vider", () => become(empty(), "Simulation vidée. « Annuler » la rend."), { class: "secondaire" }), copying.button, exporting.button, button("Imprimer la fiche", onPaper, { class: "secondaire" }), taking, copying.said, exporting.said),
    heard, said,
    section("notation-prix", "Le prix", priceForm, settingFields, formulaSays),
    section("notation-criteres", "Les critères de qualité", criteriaForm),
    section("notation-offres", "Les offres", offersForm),
    section("notation-resultat", "Le résultat", result),
    section("notation-clause", "Ce critère sépare-t-il les offres\u00a0?", make("p", {}, "Chaque critère du guide a quatre offres d’essai, inventées. S’il ne les sépare pas, il ne sert à rien."), clauseChoice, clauseSays),
  );
  root.classList.add("vive");
  for (const each of document.querySelectorAll("[data-notation-exemple]")) each.remove(); // the page's own example is what the tool begins with
  build();
  show();
  hear();
  kept.follow(() => {
    if (!kept.value.etat || same(kept.value.etat, asked())) return;
    say(heard, "Une autre page de ce site a changé la simulation gardée sur cet appareil. Celle-ci reste affichée.");
  });
})();
