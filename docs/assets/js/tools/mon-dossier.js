/* « Mon dossier » : the tender being written. Kept on the device; an address (#d=…), a file or a link for suppliers (#f=…) carries it.
   What other pages ask for comes as #ajouter=id,id&segment=…: nothing is added before the reader has said where. */
(() => {
  "use strict";

  const { button, confirming, make, more, say, status, whenFilled } = guideParts.element;
  const { copie, dossierChamps, dossierDeclaration, dossierEtat: etat, dossierFournisseur, dossierTableau, dossierValeurs, fichier, memoire, nombre, paquets } = guideParts;
  const { plural, quoted } = guideParts.texte;

  const root = document.querySelector("[data-mon-dossier]");
  if (!root) return;
  const SITE = new URL(`${document.querySelector('meta[name="guide-racine"]').content.replace(/\/*$/, "/")}`, document.baseURI);
  const MOST_UNDO = 50;
  const form = root.querySelector("[data-marche]");
  const fields = Array.from(form.elements).filter(({ name }) => name);

  const store = etat.open();
  const damaged = store.trouble === "damaged" ? memoire.kept(etat.KEY)[0] : "";
  let cle = store.value.actif;
  let copy = null; // the dossier as it was last shown: what another tab deletes is still here
  let isGone = false;
  const undone = []; // { words, cle, before, what }; before: the dossier's text, "" for a new one
  const packets = new Map();
  let repertoire = null;
  let regles = null;
  const failed = { repertoire: false, regles: false };
  const openNotes = new Set();

  /* On a disk no server turns a folder into its index.html. */
  function address(path) {
    const [page, query] = path.split("?");
    const file = location.protocol === "file:" && page.endsWith("/") ? `${page}index.html` : page;
    return new URL(file + (query ? `?${query}` : ""), SITE).href;
  }

  /* ---- State ---- */

  const current = () => etat.inAll(store.value, cle) || copy || { cle, ...etat.empty() };
  const title = (dossier) => dossier.nom || dossier.marche.objet || "Dossier sans nom";
  const plain = ({ nom, marche, clauses, valeurs }) => ({ nom, marche, clauses, valeurs });

  /* Changes the shown dossier, and can be undone; the same `what` twice in a row is one gesture. */
  function change(words, act, what = "") {
    const before = JSON.stringify(current());
    const target = cle;
    store.change((all) => {
      const own = etat.inAll(all, target) || put(all, JSON.parse(before));
      act(own);
      all.actif = target;
    });
    isGone = false;
    const last = undone[undone.length - 1];
    if (!(what && last && last.what === what && last.cle === target)) undone.push({ words, cle: target, before, what });
    if (undone.length > MOST_UNDO) undone.shift();
    show();
  }

  function put(all, dossier) {
    all.dossiers.push(dossier);
    return dossier;
  }

  function undo() {
    const last = undone.pop();
    store.change((all) => {
      if (!last.before) {
        all.dossiers = all.dossiers.filter((one) => one.cle !== last.cle);
        if (!all.dossiers.length) put(all, { cle: last.cle, ...etat.empty() });
        all.actif = all.dossiers[0].cle;
        cle = all.actif;
        return;
      }
      const dossier = JSON.parse(last.before);
      const place = all.dossiers.findIndex((one) => one.cle === last.cle);
      if (place < 0) put(all, dossier);
      else all.dossiers[place] = dossier;
      all.actif = last.cle;
      cle = last.cle;
    });
    isGone = false;
    show();
    tell(`Annulé\u00a0: ${last.words}.`);
    if (!undone.length) said.focus();
  }

  function turnTo(name) {
    cle = name;
    openNotes.clear();
    store.change((all) => { if (etat.inAll(all, name)) all.actif = name; });
    show();
  }

  /* A dossier that comes from a file or a link never takes the place of another. */
  function bring(dossier, from) {
    const same = store.value.dossiers.find((one) => etat.isSame(one, dossier));
    const shown = current();
    const target = same ? same.cle : etat.hasText(shown) || shown.nom ? etat.newKey(store.value) : cle;
    if (!same) {
      const before = target === cle ? JSON.stringify(shown) : "";
      store.change((all) => {
        all.dossiers = all.dossiers.filter((one) => one.cle !== target);
        put(all, { cle: target, ...plain(dossier) });
      });
      undone.push({ words: `ouverture ${from}`, cle: target, before, what: "" });
    }
    turnTo(target);
    return same ? `Ce dossier est déjà sur cet appareil\u00a0: le voici.` : `Ouvert ${from}\u00a0: ${plural(dossier.clauses.length, "clause")}.`;
  }

  /* ---- Elements ---- */

  const said = status({ class: "copie-dite" });
  const tell = (words) => say(said, words);
  const alerts = make("div", {});
  const incoming = make("div", {});
  const chooser = make("select", { id: "dossier-choix" });
  const name = make("input", { id: "dossier-nom", type: "text", maxlength: "80", autocomplete: "off" });
  const undoButton = button("", undo, { class: "secondaire" });
  const deleting = confirming("Supprimer", () => `Supprimer ${quoted(title(current()))}\u00a0?`, remove);
  const duplicating = button("Dupliquer", duplicate, { class: "secondaire" });
  const taking = [button("Enregistrer le fichier", save), button("Copier le lien", () => copyLink("d"), { class: "secondaire" })];
  const rarely = [button("Lien pour les fournisseurs", () => copyLink("f"), { class: "secondaire" }), button("Imprimer la note de préparation", printNote, { class: "secondaire" }), duplicating];
  const others = more(rarely, deleting);
  const cards = make("div", { class: "dossier-cartes" });
  const list = make("div", {});
  const panel = dossierChamps.panel(type, ({ texte, dit }) => make("a", { href: address(`textes/${texte}/`) }, dit), share);
  const valuesTitle = make("h2", { id: "valeurs" }, "Les valeurs");
  const lost = make("div", {});
  const declared = make("div", {});
  const together = make("div", {});
  const paper = make("div", { class: "dossier-note" });
  const documentsPlace = make("div", {});
  const documents = guideParts.documentsVue.mount(documentsPlace, { context, cle: () => cle, repertoire: paquets.repertoire, bring });
  const marketSummary = make("summary");
  const market = make("details", { class: "dossier-marche" }, marketSummary);

  function build() {
    const opened = fichier.chooser("Ouvrir un fichier", openFile, { accept: ".json", failed: tell });
    const bar = make("div", { class: "dossier-barre" },
      make("div", {}, make("label", { for: "dossier-choix" }, "Dossier"), chooser), make("div", {}, make("label", { for: "dossier-nom" }, "Son nom"), name),
      make("div", { class: "dossier-actions" }, button("Nouveau", create, { class: "secondaire" })));
    const keep = make("div", { class: "dossier-actions" }, taking[0], opened, taking[1], undoButton, others);
    form.before(bar, alerts, incoming, keep, said, market);
    market.append(form);
    for (const id of Object.keys(etat.CCAG)) form.elements.ccag.append(make("option", { value: id }, etat.CCAG[id]));
    for (const numeric of ["montant", "prix", "autres"]) nombre.field(form.elements[numeric]);
    root.append(cards, make("h2", { id: "clauses" }, "Les clauses"), list, valuesTitle, panel.element, lost, documentsPlace, declared, together, paper);
    root.hidden = false;
    chooser.addEventListener("change", () => {
      turnTo(chooser.value);
      tell(`Voici ${quoted(title(current()))}.`);
    });
    name.addEventListener("input", () => change("nom du dossier", (dossier) => { dossier.nom = name.value.slice(0, 80); }, "nom"));
    for (const field of fields) field.addEventListener("input", () => change("description du marché", (dossier) => { dossier.marche[field.name] = field.value; }, `marche-${field.name}`));
    form.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("beforeprint", () => drawNote());
  }

  /* Draws anew without losing the reader's place: what has the focus, what is open. */
  function redraw(place, ...children) {
    const active = place.contains(document.activeElement) ? document.activeElement : null;
    const key = active ? active.dataset.cle : "";
    const isOpen = new Map(Array.from(place.querySelectorAll("details[data-cle]"), (one) => [one.dataset.cle, one.open]));
    place.replaceChildren(...children.flat(Infinity).filter(Boolean));
    for (const one of place.querySelectorAll("details[data-cle]")) if (isOpen.has(one.dataset.cle)) one.open = isOpen.get(one.dataset.cle);
    if (!active) return;
    const again = key ? place.querySelector(`[data-cle="${CSS.escape(key)}"]`) : null;
    if (again && !again.disabled) again.focus();
    else said.focus();
  }

  /* ---- Bars ---- */

  function create() {
    const made = etat.newKey(store.value);
    store.change((all) => { put(all, { cle: made, ...etat.empty() }); });
    undone.push({ words: "nouveau dossier", cle: made, before: "", what: "" });
    turnTo(made);
    tell("Nouveau dossier, vide.");
    name.focus();
  }

  function duplicate() {
    const made = etat.newKey(store.value);
    const dossier = { ...JSON.parse(JSON.stringify(plain(current()))), nom: `${title(current())}, copie`.slice(0, 80) };
    store.change((all) => { put(all, { cle: made, ...dossier }); });
    undone.push({ words: "copie du dossier", cle: made, before: "", what: "" });
    turnTo(made);
    tell(`Voici ${quoted(dossier.nom)}.`);
  }

  function remove() {
    const gone = current();
    undone.push({ words: `suppression de ${quoted(title(gone))}`, cle: gone.cle, before: JSON.stringify(gone), what: "" });
    store.change((all) => {
      all.dossiers = all.dossiers.filter((one) => one.cle !== gone.cle);
      if (!all.dossiers.length) put(all, { cle: etat.newKey(all), ...etat.empty() });
      all.actif = all.dossiers[0].cle;
      cle = all.actif;
    });
    show();
    tell(`${quoted(title(gone))} est supprimé. «\u00a0Annuler\u00a0» le remet, tant que cette page reste ouverte.`);
    said.focus();
  }

  function save() {
    fichier.take(etat.fileText(current()), "application/json", `${fichier.slug(title(current())) || "dossier"}.guide.json`);
    tell("Fichier enregistré dans vos téléchargements.");
  }

  function openFile(text) {
    const found = etat.fromFile(text);
    if (!found) {
      tell("Ce fichier n’est pas un dossier du guide (.guide.json)\u00a0: rien n’a changé.");
      return;
    }
    const notes = [found.isNewer && "Il vient d’un guide plus récent\u00a0: une partie peut manquer.", found.flawed && "Une partie n’a pas pu être lue et est laissée de côté."].filter(Boolean);
    tell([bring(found.dossier, "depuis le fichier"), ...notes].join(" "));
  }

  async function copyLink(kind) {
    const dossier = current();
    const link = `${location.href.split("#")[0]}#${kind}=${await etat.encode(kind === "f" ? etat.forSuppliers(dossier) : plain(dossier))}`;
    const what = kind === "f" ? "Lien pour les fournisseurs copié\u00a0: clauses et valeurs, sans votre estimation ni vos notes." : "Lien copié\u00a0: il ouvre une copie de ce dossier, notes comprises.";
    const long = link.length > etat.LONGEST ? ` Il est long (${link.length} caractères) et certaines messageries le couperaient\u00a0: envoyez plutôt le fichier.` : "";
    copie.write(link).then(() => tell(what + long), () => {
      tell("La copie a été refusée\u00a0: sélectionnez ce lien.");
      redraw(incoming, make("p", { class: "dossier-lien" }, link));
    });
  }

  /* ---- List ---- */

  const order = (dossier) => dossier.clauses.map(({ id }) => packets.get(id)).filter(Boolean);

  function move(id, step) {
    change("ordre des clauses", ({ clauses }) => {
      const place = clauses.findIndex((one) => one.id === id);
      const [moved] = clauses.splice(place, 1);
      clauses.splice(place + step, 0, moved);
    }, `ordre-${id}`);
    const place = current().clauses.findIndex((one) => one.id === id);
    tell(`${nameOf(id)}\u00a0: place ${place + 1} sur ${current().clauses.length}.`);
  }

  function take(ids, words = "ajout") {
    change(words, (dossier) => ids.forEach((id) => etat.add(dossier, id)));
    tell(`${plural(ids.length, "clause ajoutée", "clauses ajoutées")}\u00a0: ${ids.map(nameOf).join(", ")}.`);
    load();
  }

  function drop(id) {
    change(`retrait de ${quoted(nameOf(id))}`, (dossier) => { dossier.clauses = dossier.clauses.filter((one) => one.id !== id); });
    tell(`${quoted(nameOf(id))} est retirée\u00a0; ses valeurs restent, si vous la reprenez.`);
  }

  function nameOf(id) {
    const known = packets.get(id) || (repertoire && repertoire[id]);
    return known ? known.titre : id;
  }

  const PIECES = { interne: "Interne" };

  /* The picture of a document, which the page brings; null for one that has none. */
  function picto(piece) {
    const drawn = document.querySelector("template[data-pictos]").content.querySelector(`[data-picto="${CSS.escape(piece)}"] svg`);
    return drawn && drawn.cloneNode(true);
  }

  function item(one, place, all) {
    const { id } = one;
    const packet = packets.get(id);
    const words = nameOf(id);
    const step = (text, spoken, change_, isDisabled) => button(text, () => move(id, change_), { class: "secondaire", "data-cle": `${spoken}-${id}`, "aria-label": `${spoken} : ${words}`, title: spoken, disabled: isDisabled });
    const marks = packet ? [packet.pieces.map(({ piece }, rank) => [rank ? " · " : "", picto(piece), PIECES[piece] || piece]), ` · ${packet.etape_dite} · ${packet.niveau_dit}`] : "";
    return make("li", { "data-clause": id },
      make("div", { class: "dossier-rang" },
        make("p", {}, make("a", { href: address(`clauses/${id}/`) }, words), " ", make("small", {}, marks), state(one, packet)),
        make("p", { class: "dossier-gestes" },
          step("↑", "Monter", -1, place === 0), step("↓", "Descendre", 1, place === all.length - 1),
          button("✎", () => toggleNote(id), { class: "secondaire", "data-cle": `note-${id}`, "aria-label": `Noter : ${words}`, title: "Noter", "aria-expanded": String(openNotes.has(id) || Boolean(one.note)) }),
          button("×", () => drop(id), { class: "secondaire", "data-cle": `retirer-${id}`, "aria-label": `Retirer : ${words}`, title: "Retirer" }))),
      openNotes.has(id) || one.note ? noteField(one, words) : null);
  }

  function noteField({ id, note }, words) {
    const area = make("textarea", { rows: 2, maxlength: "2000", "data-cle": `texte-${id}`, "aria-label": `Note : ${words}`, placeholder: "Une note pour vous et vos collègues" });
    area.value = note;
    area.addEventListener("input", () => {
      openNotes.add(id);
      change("note", (dossier) => {
        const own = dossier.clauses.find((one) => one.id === id);
        if (own) own.note = area.value;
      }, `note-${id}`);
    });
    return area;
  }

  function toggleNote(id) {
    openNotes.add(id);
    drawList(true);
    const area = list.querySelector(`[data-cle="texte-${CSS.escape(id)}"]`);
    if (area) area.focus();
  }

  /* What the reader should know of a clause: gone, withdrawn, changed, not loaded. */
  function state({ id, version }, packet) {
    const warn = (...words) => make("span", { class: "dossier-etat" }, " ", words);
    if (!packet && repertoire && !repertoire[id]) return warn("Cette clause n’est plus dans ce guide\u00a0: elle ne sera pas dans les documents.");
    if (!packet) return isLoading ? null : warn("Sa fiche n’a pas pu être lue\u00a0: rechargez la page.");
    if (packet.statut === "retiree") {
      const others = packet.remplacantes.filter((other) => !current().clauses.some((one) => one.id === other));
      return warn("Retirée\u00a0: ne l’employez plus. ", guideParts.dossierTexte.words(packet.retrait), " ",
        others.map((other) => button(`Prendre ${quoted(nameOf(other))} à la place`, () => replace(id, other), { class: "secondaire", "data-cle": `remplacer-${id}` })));
    }
    if (version && version !== packet.version) {
      return warn(`Choisie en version ${version}\u00a0; le guide en est à la ${packet.version} du ${guideParts.jour.inWords(packet.date)}. `, make("a", { href: address(`clauses/${id}/historique/`) }, "Ce qui a changé"), " ",
        button(`Passer à la version ${packet.version}`, () => change("passage à la version du guide", (dossier) => { dossier.clauses.find((one) => one.id === id).version = packet.version; }), { class: "secondaire", "data-cle": `version-${id}` }));
    }
    return null;
  }

  function replace(id, other) {
    change(`remplacement de ${quoted(nameOf(id))}`, (dossier) => {
      const own = dossier.clauses.find((one) => one.id === id);
      Object.assign(own, { id: other, version: 0 });
    });
    load();
  }

  let listed = "";

  /* The list is drawn anew where it changed; a note that is being typed changes nothing of it. */
  function drawList(isForced = false) {
    const { clauses } = current();
    const shape = JSON.stringify([cle, isLoading, Boolean(repertoire), clauses.map((one) => [one.id, one.version, packets.has(one.id), openNotes.has(one.id), document.activeElement && document.activeElement.dataset.cle === `texte-${one.id}` ? "" : one.note])]);
    if (shape === listed && !isForced) return;
    listed = shape;
    if (!clauses.length) {
      redraw(list, make("p", {}, "Aucune clause encore. ", make("a", { href: address("clauses/") }, "Choisissez-en parmi les clauses"), ", par ", make("a", { href: address("familles/") }, "segment"), ", ou par une ", make("a", { href: address("recherche/") }, "recherche"), "\u00a0: «\u00a0Ajouter à mon dossier\u00a0»."));
      return;
    }
    redraw(list, make("ol", { class: "dossier-liste" }, clauses.map(item)));
  }

  /* ---- Values ---- */

  function type(key, text, value) {
    const typed = guideParts.valeur.clean(text).slice(0, 300);
    const isProposed = guideParts.valeur.inWords(value.value, typed) === guideParts.valeur.inWords(value.value, value.value.proposed) && value.uses.every((use) => use.value.proposed === value.value.proposed);
    change(`valeur «\u00a0${value.value.libelle}\u00a0»`, (dossier) => {
      if ((isProposed && !value.isApart) || (!typed && value.value.calcul)) delete dossier.valeurs[key];
      else dossier.valeurs[key] = typed;
    }, `valeur-${key}`);
  }

  function share(one, isApart) {
    const { libelle } = one.value;
    change(`partage de la valeur «\u00a0${libelle}\u00a0»`, (dossier) => {
      if (isApart) Object.assign(dossier.valeurs, dossierValeurs.apart(one));
      else for (const key of dossierValeurs.together(one, dossier.valeurs)) delete dossier.valeurs[key];
    });
    tell(isApart ? `${quoted(libelle)}\u00a0: chaque clause a maintenant la sienne.` : `${quoted(libelle)}\u00a0: une seule valeur, celle d’avant le partage.`);
    said.focus();
  }

  function drawLost(dossier, chosen) {
    const keys = isLoading || chosen.length < dossier.clauses.length ? [] : dossierValeurs.lost(chosen, dossier.valeurs);
    redraw(lost, keys.length ? make("details", { "data-cle": "sans-place" }, make("summary", {}, `${plural(keys.length, "valeur gardée", "valeurs gardées")} d’une clause retirée`),
      make("p", {}, keys.map((key) => `${key.split("~")[0]}\u00a0: ${dossier.valeurs[key]}`).join("\u00a0; ")),
      button("Les effacer", () => change("effacement de valeurs sans clause", (own) => keys.forEach((key) => { delete own.valeurs[key]; })), { class: "secondaire", "data-cle": "effacer-valeurs" })) : null);
  }

  /* ---- What is declared ---- */

  function drawDeclared(dossier, chosen, valeurs) {
    if (!chosen.length) {
      redraw(declared);
      return;
    }
    const { contrat, segment } = dossier.marche;
    const found = dossierDeclaration.of(chosen, { contrat: contrat || "marche", points: (packet) => valeurs.number(packet, packet.critere.poids) });
    const copied = (words, content, key) => {
      const { button: made, said: told } = copie.button(words, content, { attributes: { class: "secondaire", "data-cle": key } });
      return make("p", { class: "actions" }, made, " ", told);
    };
    const own = regles && regles.segments[segment];
    const links = own ? dossierDeclaration.links(own.cpv, found.decp) : [];
    redraw(declared, make("details", { "data-cle": "declarer" }, make("summary", {}, "Ce que vous déclarerez (données essentielles, avis)"),
      make("p", {}, "Déduit de vos clauses, à vérifier avant d’envoyer."),
      make("ul", {}, found.decp.considerationsSociales.considerationSociale.concat(found.decp.considerationsEnvironnementales.considerationEnvironnementale).map((valeur) => {
        const why = found.raisons.find((one) => one.valeur === valeur);
        return make("li", {}, make("strong", {}, valeur), why ? `\u00a0: ${why.packets.map(({ titre }) => titre).join("\u00a0; ")}` : null);
      })),
      copied("Copier les données essentielles (JSON)", () => dossierDeclaration.json(found.decp), "copier-decp"),
      make("h3", {}, "Avis européen (eForms)"),
      make("ul", {}, found.eforms.map(({ champ, nom, valeurs: words }) => make("li", {}, make("code", {}, champ), ` ${nom}\u00a0: ${words.join("\u00a0; ")}`))),
      copied("Copier ces champs", () => found.eforms.map(({ champ, nom, valeurs: words }) => `${champ} ${nom}\u00a0: ${words.join("\u00a0; ")}`).join("\n"), "copier-eforms"),
      copied("Copier l’extension OCDS (JSON)", () => dossierDeclaration.json(found.ocds), "copier-ocds"),
      links.length ? make("p", {}, "Marchés déclarés avec de telles considérations, sur decp.info (douze derniers mois)\u00a0: ", links.map(({ code, adresse }, place) => [place ? ", " : "", make("a", { href: adresse }, `CPV ${code}…`)]), ". Un marché y déclare une clause\u00a0; rien n’y dit ce qu’elle contient, ni si elle est tenue.") : make("p", { class: "note" }, "Dites ce que vous achetez pour voir les marchés déclarés du même code CPV.")));
  }

  /* ---- The note ---- */

  function given() {
    const dossier = current();
    const chosen = order(dossier);
    return { dossier, packets: chosen, valeurs: dossierValeurs.of(chosen, dossier.valeurs), regles, repertoire: repertoire || {} };
  }

  /* What the documents are made of (parts/documents.js). */
  function context() {
    const { dossier, valeurs } = given();
    return { dossier, paquets: packets, dire: valeurs.dire };
  }

  const buyer = () => (form.elements.acheteur.value ? form.elements.acheteur.selectedOptions[0].textContent : "");

  function drawNote() {
    if (regles && !supplier) redraw(paper, dossierTableau.note(given(), { buyer: buyer() }));
  }

  function printNote() {
    if (!regles) {
      tell("Les règles n’ont pas pu être lues\u00a0: rechargez la page.");
      return;
    }
    print();
  }

  /* ---- All ---- */

  let supplier = false;
  let isLoading = true;

  function show() {
    if (supplier) return;
    const dossier = current();
    copy = JSON.parse(JSON.stringify(dossier));
    const all = store.value.dossiers;
    chooser.replaceChildren(...all.map((one) => make("option", { value: one.cle }, `${title(one)} (${one.clauses.length})`)));
    chooser.value = cle;
    if (document.activeElement !== name) name.value = dossier.nom;
    for (const field of fields) {
      if (field === document.activeElement) continue;
      field.value = dossier.marche[field.name] || (field.name === "contrat" ? "marche" : "");
      // A segment or a buyer that this guide no longer has is kept, and seen.
      if (field.tagName === "SELECT" && field.selectedIndex < 0) {
        field.append(make("option", { value: dossier.marche[field.name] }, `${dossier.marche[field.name]} (inconnu)`));
        field.value = dossier.marche[field.name];
      }
    }
    for (const numeric of ["montant", "prix", "autres"]) nombre.check(form.elements[numeric], { min: 0, max: numeric === "montant" ? null : 100 });
    drawMarket(dossier);
    drawList();
    drawAlerts();
    const last = undone[undone.length - 1];
    undoButton.hidden = !last;
    undoButton.textContent = last ? `Annuler\u00a0: ${last.words}` : "";
    // An empty dossier has nothing to copy, to send or to print.
    const isBlank = !dossier.nom && !etat.hasText(dossier);
    for (const one of [...taking, ...rarely]) one.hidden = isBlank;
    deleting.hidden = others.hidden = isBlank && all.length < 2;
    const data = given();
    panel.show(data.valeurs);
    valuesTitle.hidden = !data.valeurs.values.length;
    drawLost(dossier, data.packets);
    redraw(cards, regles ? dossierTableau.cards(data, { address, take, toValues: () => panel.focus() }) : failed.regles ? make("p", { class: "dossier-alerte" }, "Les règles n’ont pas pu être lues\u00a0: rechargez la page.") : null);
    drawDeclared(dossier, data.packets, data.valeurs);
    redraw(together, data.packets.length ? make("details", { "data-cle": "plusieurs" }, make("summary", {}, "Écrire à plusieurs"),
      guideParts.dossierPlusieurs.view({ type: root.dataset.outil || "", adresse: root.dataset.outilAdresse || "", titre: title(dossier), address })) : null);
    documents.refresh();
  }

  function drawMarket({ marche }) {
    const words = (field) => (field.value ? field.selectedOptions[0].textContent : "");
    const { segment, acheteur } = form.elements;
    const amount = marche.montant && `${nombre.written(marche.montant)}\u00a0€`;
    const facts = [words(acheteur), words(segment), amount, marche.date && guideParts.jour.inWords(marche.date)].filter(Boolean).join(" · ");
    marketSummary.replaceChildren(make("strong", {}, `Le marché\u00a0: ${marche.objet || (facts ? "sans objet écrit" : "à décrire")}`), " ", make("small", {}, facts));
  }

  let alerted = "";

  function drawAlerts() {
    const trouble = memoire.trouble(store, "vos dossiers", "enregistrez le fichier avant de quitter cette page");
    const shape = JSON.stringify([trouble, isGone, failed]);
    if (shape === alerted) return;
    alerted = shape;
    const alert = (...words) => make("p", { class: "dossier-alerte", role: "alert" }, words);
    redraw(alerts,
      trouble ? alert(trouble, " ", damaged ? button("Enregistrer ce que l’appareil gardait", () => fichier.take(damaged, "application/json", "dossiers-illisibles.json"), { class: "secondaire", "data-cle": "sauver-ancien" }) : null) : null,
      isGone ? alert("Ce dossier a été supprimé dans un autre onglet\u00a0; il est encore affiché ici. ", button("Le remettre", () => {
        change("remise du dossier", () => {});
        tell("Remis.");
      }, { class: "secondaire", "data-cle": "remettre" })) : null,
      failed.repertoire ? alert("La liste des clauses n’a pas pu être lue\u00a0: les clauses retirées du guide ne sont pas signalées.") : null);
  }

  /* The packets of the shown dossier; a clause whose version was not known takes that of today. */
  async function load() {
    const target = cle;
    isLoading = true;
    show();
    const found = await paquets.load(current().clauses.map(({ id }) => id));
    found.forEach((packet, id) => packets.set(id, packet));
    if (current().clauses.some(({ id, version }) => !version && packets.has(id)) && target === cle) {
      store.change((all) => {
        const own = etat.inAll(all, target);
        for (const one of own ? own.clauses : []) if (!one.version && packets.has(one.id)) one.version = packets.get(one.id).version;
      });
    }
    isLoading = false;
    show();
  }

  /* ---- Addresses ---- */

  const forget = () => {
    try {
      history.replaceState(null, "", location.pathname + location.search);
    } catch {
      // the address still says it; nothing is lost
    }
  };

  async function follow() {
    const [, kind, text] = /^#(d|f|ajouter)=([^&]*)/.exec(location.hash) || [];
    if (!kind) return;
    if (kind === "ajouter") {
      const wanted = new URLSearchParams(location.hash.slice(1));
      ask(wanted.get("ajouter").split(",").filter(paquets.isId), wanted);
      return;
    }
    const found = await etat.decode(text);
    if (!found) {
      tell("Ce lien est coupé ou abîmé\u00a0: demandez-le de nouveau, ou le fichier. Rien n’a changé.");
      forget();
      return;
    }
    if (kind === "f") {
      await showSupplier(found.dossier);
      return;
    }
    forget();
    tell([bring(found.dossier, "depuis le lien"), found.flawed && "Une partie n’a pas pu être lue et est laissée de côté."].filter(Boolean).join(" "));
    load();
  }

  /* « Ajouter … à quel dossier ? » */
  async function ask(ids, params) {
    await paquets.repertoire().then((table) => { repertoire = table; }, () => {});
    const known = repertoire ? ids.filter((id) => repertoire[id]) : ids;
    const strangers = ids.filter((id) => !known.includes(id));
    const shown = current();
    const place = make("select", { id: "dossier-ou" }, make("option", { value: "" }, "un nouveau dossier"), store.value.dossiers.map((one) => make("option", { value: one.cle }, title(one))));
    place.value = etat.hasText(shown) && params.get("segment") && shown.marche.segment && params.get("segment") !== shown.marche.segment ? "" : cle;
    const close = () => {
      forget();
      redraw(incoming);
    };
    const accept = () => {
      if (!place.value) create();
      else if (place.value !== cle) turnTo(place.value);
      const kept = [];
      change(`ajout de ${plural(known.length, "clause")}`, (dossier) => {
        known.forEach((id) => etat.add(dossier, id));
        for (const field of fields) {
          const brought = (params.get(field.name) || "").trim();
          const isGood = brought && (field.tagName !== "SELECT" || Array.from(field.options).some(({ value }) => value === brought)) && (field.type !== "date" || guideParts.jour.isDay(brought)) && brought.length <= 300;
          if (!isGood || dossier.marche[field.name] === brought) continue;
          if (dossier.marche[field.name]) kept.push(field.labels[0].textContent.toLowerCase());
          else dossier.marche[field.name] = brought;
        }
      });
      if (current().marche.objet) market.open = false;
      close();
      tell(`${plural(known.length, "clause ajoutée", "clauses ajoutées")} à ${quoted(title(current()))}.${kept.length ? ` Gardé comme il était\u00a0: ${kept.join(", ")}.` : ""}`);
      load();
    };
    redraw(incoming, make("div", { class: "dossier-arrivee", role: "group", "aria-label": "Clauses à ajouter" },
      make("p", {}, make("strong", {}, `Ajouter ${plural(known.length, "clause")}\u00a0: `), known.map(nameOf).join(", "), "."),
      strangers.length ? make("p", {}, `Inconnue${strangers.length > 1 ? "s" : ""} de ce guide, laissée${strangers.length > 1 ? "s" : ""} de côté\u00a0: ${strangers.join(", ")}.`) : null,
      make("p", { class: "dossier-actions" }, make("label", { for: "dossier-ou" }, "dans"), place, known.length ? button("Ajouter", accept) : null, button("Ne rien ajouter", close, { class: "secondaire" }))));
    const first = incoming.querySelector("button");
    if (first) first.focus();
  }

  async function showSupplier(dossier) {
    supplier = true;
    const found = await paquets.load(dossier.clauses.map(({ id }) => id));
    const chosen = dossier.clauses.map(({ id }) => found.get(id)).filter(Boolean);
    document.querySelector("h1").textContent = "Ce que ce marché demande, et comment le prouver";
    for (const other of Array.from(root.parentNode.children)) if (other !== root && other.tagName !== "H1") other.remove();
    root.replaceChildren(...dossierFournisseur.view(dossier, chosen, { missing: dossier.clauses.map(({ id }) => id).filter((id) => !found.has(id)), address }).flat(Infinity).filter(Boolean), make("p", { class: "actions" }, make("a", { href: `${address("fournisseurs/dossier/")}#f=${await etat.encode(dossier)}` }, "Préparer ma réponse dans mon dossier de fournisseur"), " ", button("Imprimer", () => print(), { class: "secondaire" })), documentsPlace);
    guideParts.documentsVue.mountFrame(documentsPlace, { context: () => ({ dossier, paquets: found, dire: dossierValeurs.of(chosen, dossier.valeurs).dire }) });
    root.classList.add("vue-fournisseur");
  }

  /* ---- Start ---- */

  build();
  whenFilled(show);
  store.follow(() => {
    if (supplier) return;
    if (etat.inAll(store.value, cle)) {
      if (isGone || !copy || !etat.isSame(copy, current())) tell("Mis à jour depuis un autre onglet.");
      isGone = false;
    } else if (copy && (copy.nom || etat.hasText(copy))) {
      isGone = true;
    } else {
      cle = store.value.actif;
    }
    load();
  });
  addEventListener("hashchange", follow);
  market.open = !etat.hasText(current()) || !current().marche.objet;
  paquets.repertoire().then((table) => { repertoire = table; }, () => { failed.repertoire = true; }).then(show);
  paquets.regles().then((table) => { regles = table; }, () => { failed.regles = true; }).then(show);
  load();
  follow();
})();
