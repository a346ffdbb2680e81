/* A firm's own file: papers, practices, and one copy for each tender, from a buyer's address (#f=…) or from the checklist of a segment (#marche=…), up to what leaves tomorrow. */
(() => {
  "use strict";

  const { button, confirming, make, say, status, whenFilled } = guideParts.element;
  const { adresse, copie, dossierEtat, dossierTexte, dossierValeurs, fichier, fournisseurEtat: etat, fournisseurListe: liste, jour, memoire, paquets } = guideParts;
  const { plural, quoted } = guideParts.texte;

  const root = document.querySelector("[data-e-dossier]");
  const list = document.querySelector("[data-dossier]");
  if (!root || !list) return;
  const SUPPLIERS = ["candidat", "titulaire"];
  const MOST_MEMBERS = 12;
  const kept = etat.open();
  const { pieces, fill } = liste.mount(list, kept, refresh);
  const papers = pieces.map(({ key, title, remise, canSkip }) => ({ key, title, remise, canSkip }));

  const said = status({ class: "dossier-compte" });
  const answered = status({ class: "dossier-reponse" });
  const tell = (words) => say(answered, words);
  const undoButton = button("", undo, { class: "secondaire" });
  const past = make("div", {});
  const panel = make("div", {});
  const practices = make("div", { class: "pratiques" });
  const lost = make("div", {});
  const addressField = make("input", { id: "adresse-acheteur", type: "text", autocomplete: "off", placeholder: "https://…#f=…" });
  const addressButton = button("Préparer ma réponse", () => fromAddress(addressField.value));
  let cle = "";
  let sheetPlace = null;

  const market = () => kept.value.marches.find((one) => one.cle === cle) || null;
  const nameOf = (one) => one.nom || "Marché sans nom";
  const memberName = (one, place) => (place ? one.membres[place - 1] || `Membre ${place + 1}` : kept.value.firme.nom || "Nous");
  const options = (table, chosen) => Object.entries(table).map(([value, words]) => make("option", { value, selected: value === chosen }, words));

  function change(words, act, what) {
    kept.undoable(words, act, what);
    refresh();
  }

  /* Of the open tender. */
  const changeMarket = (words, act, what) => change(words, (state) => {
    const own = state.marches.find((one) => one.cle === cle);
    if (own) act(own, state);
  }, what);

  function undo() {
    const words = kept.undo();
    if (!market()) cle = "";
    drawAll();
    tell(`Annulé : ${words}.`);
    answered.focus();
  }

  /* ---- The file ---- */

  function save() {
    fichier.take(etat.fileText(kept.value), "application/json", `mon-dossier-${jour.today()}.edossier.json`);
    tell("Fichier enregistré dans vos téléchargements : gardez-le avec vos pièces.");
  }

  function openFile(text) {
    const found = etat.fromFile(text);
    if (!found) {
      tell("Ce fichier n’est pas un dossier de fournisseur (.edossier.json) : rien n’a changé.");
      return;
    }
    let came = null;
    kept.undoable("ouverture du fichier", (state) => { came = etat.merge(state, found.state); });
    drawAll();
    tell([
      `Fichier réuni à ce que garde cet appareil : ${plural(came.pieces, "pièce ou preuve nouvelle", "pièces ou preuves nouvelles")}, ${plural(came.pratiques, "pratique")}, ${plural(came.marches, "marché")}.`,
      came.doubles && `${plural(came.doubles, "donnée avait deux contenus", "données avaient deux contenus")} : la date la plus lointaine est gardée, les textes et les marchés le sont tous les deux.`,
      found.flawed && "Une partie n’a pas pu être lue et est laissée de côté.",
    ].filter(Boolean).join(" "));
  }

  function dates() {
    const events = liste.dates(pieces, kept.value);
    for (const one of kept.value.marches.filter(({ limite, etat: now }) => limite && now === "cours")) {
      events.push({ uid: `marche-${one.cle}@${location.hostname || "guide"}`, title: `Date limite : ${nameOf(one)}`, start: one.limite, alarms: [7, 1].map((days) => ({ days, words: `Dans ${plural(days, "jour")} : ${nameOf(one)}` })) });
    }
    if (!events.length) {
      tell("Écrivez d’abord une date à côté d’une pièce, ou la date limite d’un marché.");
      return;
    }
    fichier.take(guideParts.ics.calendar("Mes pièces et mes marchés", events), "text/calendar", "echeances-fournisseur.ics");
    tell(`${plural(events.length, "échéance")} : ouvrez le fichier dans votre agenda, qui sonnera avant.`);
  }

  function eraseAll() {
    kept.undoable("effacement de tout", (state) => Object.assign(state, etat.empty()));
    cle = "";
    drawAll();
    tell("Tout est effacé. « Annuler » le remet, tant que cette page reste ouverte.");
    answered.focus();
  }

  /* ---- A tender from a buyer's address ---- */

  async function fromAddress(text) {
    const found = /#(f|d)=([\w-]+)/.exec(text);
    const read = found ? await dossierEtat.decode(found[2]) : null;
    if (!read) {
      tell("Cette adresse n’est pas le lien d’un acheteur : elle doit contenir « #f= » et être copiée en entier.");
      return;
    }
    const dossier = dossierEtat.forSuppliers(read.dossier);
    const same = kept.value.marches.find((one) => one.dossier && dossierEtat.isSame(one.dossier, dossier));
    if (same) {
      openMarket(same.cle);
      tell(`Ce lien est déjà dans vos marchés : voici ${quoted(nameOf(same))}.`);
      return;
    }
    const packets = await paquets.load(dossier.clauses.map(({ id }) => id));
    const chosen = dossier.clauses.map(({ id }) => packets.get(id)).filter(Boolean);
    const { dire } = dossierValeurs.of(chosen, dossier.valeurs);
    const demandes = chosen.map((packet) => ({
      clause: packet.id, titre: packet.titre, demande: true,
      lignes: packet.verification.filter((step) => SUPPLIERS.includes(step.fournie_par)).map((step) => ({ cle: step.cle, mots: dossierTexte.words(step.preuve, (name) => dire(packet, name)), remise: step.moment })),
    })).filter(({ lignes }) => lignes.length);
    const missing = dossier.clauses.length - chosen.length;
    create(dossier.marche.objet || "Marché d’un acheteur", demandes, dossier);
    tell([`${plural(chosen.length, "clause")} : ${plural(demandes.reduce((sum, { lignes }) => sum + lignes.length, 0), "preuve")} à donner.`, missing && `${plural(missing, "clause de ce lien n’a pas pu être lue", "clauses de ce lien n’ont pas pu être lues")} : demandez-les à l’acheteur.`].filter(Boolean).join(" "));
  }

  function create(nom, demandes, dossier) {
    const made = etat.newKey(kept.value.marches);
    kept.undoable("nouveau marché", (state) => {
      state.marches.push({ cle: made, nom, acheteur: "", limite: "", etat: "cours", envoye: "", remises: [], forme: "seul", membres: [], demandes, qui: {}, recu: {}, objet: {}, dossier });
    });
    openMarket(made);
  }

  function openMarket(name) {
    cle = name;
    drawAll();
    const title = panel.querySelector("h3");
    if (title) title.focus();
  }

  /* ---- What is drawn ---- */

  function build() {
    const firm = make("input", { id: "firme-nom", type: "text", maxlength: "200", autocomplete: "organization" });
    const sort = make("select", { id: "firme-sorte" }, options(etat.SORTES, ""));
    firm.addEventListener("input", () => change("nom de l’entreprise", (state) => { state.firme.nom = firm.value; }, "firme"));
    sort.addEventListener("change", () => change("sorte d’entreprise", (state) => { state.firme.sorte = sort.value; }));
    build.fields = () => { firm.value = kept.value.firme.nom; sort.value = kept.value.firme.sorte; };
    root.append(
      make("div", { class: "dossier-outils" }, said,
        button("Enregistrer le fichier", save), fichier.chooser("Ouvrir un fichier", openFile, { accept: ".json", failed: tell }), button("Alarmes (.ics)", dates, { class: "secondaire" }),
        confirming("Tout effacer", () => "Effacer vos pièces, vos pratiques et vos marchés de cet appareil ?", eraseAll), undoButton, answered,
        make("p", { class: "note" }, "Tout reste sur cet appareil, et rien n’est envoyé. Le fichier le fait passer à un autre, ou à un collègue : rouvert, il se réunit à ce qui est déjà là.")),
      make("div", { class: "e-champs" }, make("p", {}, make("label", { for: "firme-nom" }, "Votre entreprise"), firm), make("p", {}, make("label", { for: "firme-sorte" }, "Vous êtes"), sort)),
      make("h2", { id: "marches" }, "Vos marchés"),
      make("div", { class: "e-champs" },
        make("p", {}, make("label", { for: "adresse-acheteur" }, "Le lien donné par un acheteur"), addressField),
        make("p", { class: "e-gestes" }, addressButton, button("Marché sans lien", () => { create("", [], null); tell("Nouveau marché. Copiez-y la liste d’un ou de plusieurs métiers : voir « Par métier »."); }, { class: "secondaire" }))),
      past, panel,
      make("h2", { id: "pratiques" }, "Vos pratiques"), practices, lost);
    root.hidden = false;
    for (const title of document.querySelectorAll("[data-modeles] h3")) {
      const text = title.nextElementSibling;
      title.after(make("p", { class: "e-gestes" }, button("Reprendre ce texte", () => takeModel(title.firstChild.textContent.trim(), text.textContent.trim()), { class: "secondaire", "aria-label": `Reprendre ce texte : ${title.firstChild.textContent.trim()}` })));
    }
  }

  function drawAll() {
    fill();
    build.fields();
    drawPanel();
    drawPractices();
    refresh();
  }

  /* What follows from each gesture; the fields themselves stay. */
  function refresh() {
    const state = kept.value;
    const today = jour.today();
    const ready = pieces.filter(({ box }) => box.checked).length;
    const ends = pieces.filter(({ key }) => (state.pieces[key] || {}).fin).map(({ key, title }) => ({ title, fin: state.pieces[key].fin })).filter(({ fin }) => liste.left(fin)).sort((one, other) => (one.fin < other.fin ? -1 : 1));
    say(said, [`${plural(ready, "pièce prête", "pièces prêtes")} sur ${pieces.length}.`, ...ends.map(({ title, fin }) => `${title} ${liste.left(fin)}.`), memoire.trouble(kept, "votre dossier", "enregistrez le fichier")].filter(Boolean).join(" "));
    undoButton.hidden = !kept.last;
    undoButton.textContent = `Annuler : ${kept.last}`;
    drawHistory(today);
    drawSheet(today);
    drawLost();
  }

  function redraw(place, ...children) {
    const active = place.contains(document.activeElement) ? document.activeElement.dataset.cle : null;
    place.replaceChildren(...children.flat(Infinity).filter(Boolean));
    if (active === null) return;
    const again = active && place.querySelector(`[data-cle="${CSS.escape(active)}"]`);
    if (again) again.focus();
    else answered.focus();
  }

  function drawHistory(today) {
    const all = kept.value.marches;
    const when = (one) => (one.etat === "cours" ? (one.limite ? (one.limite < today ? `date limite passée le ${jour.inWords(one.limite)}` : `avant le ${jour.inWords(one.limite)}`) : "sans date limite") : one.envoye ? `envoyé le ${jour.inWords(one.envoye)}` : "");
    redraw(past, all.length
      ? make("ul", { class: "e-marches" }, [...all].reverse().map((one) => make("li", { class: one.cle === cle ? "ouvert" : null },
        button(nameOf(one), () => openMarket(one.cle), { class: "secondaire", "data-cle": `ouvrir-${one.cle}`, "aria-pressed": String(one.cle === cle) }), " ", make("small", {}, [etat.ETATS[one.etat], one.acheteur, when(one)].filter(Boolean).join(" · ")))))
      : make("p", {}, "Aucun marché encore. Collez le lien d’un acheteur, ou copiez la liste d’un métier : chaque marché a sa copie, et rien d’un marché ne change un autre."));
  }

  /* A field of the open tender. */
  function field(id, words, input, name, isText) {
    input.id = `marche-${id}`;
    input.addEventListener(isText ? "input" : "change", () => changeMarket(words.toLowerCase(), (own) => { own[name] = input.value; }, isText ? `champ-${name}` : ""));
    return make("p", {}, make("label", { for: input.id }, words), input);
  }

  function drawPanel() {
    const one = market();
    sheetPlace = null;
    if (!one) {
      panel.replaceChildren();
      return;
    }
    const input = (type, value, most) => {
      const made = make("input", { type, maxlength: most, autocomplete: "off" });
      made.value = value;
      return made;
    };
    const members = make("textarea", { id: "marche-membres", rows: "2" });
    members.value = one.membres.join("\n");
    const memberField = make("p", { hidden: one.forme !== "groupement" }, make("label", { for: "marche-membres" }, "Les autres membres, un par ligne"), members);
    const form = make("select", { id: "marche-forme" }, options(etat.FORMES, one.forme));
    const now = make("select", { id: "marche-etat" }, options(etat.ETATS, one.etat));
    form.addEventListener("change", () => {
      changeMarket("façon de répondre", (own) => { own.forme = form.value; });
      memberField.hidden = form.value !== "groupement";
      drawDemandes(demandes);
    });
    members.addEventListener("change", () => {
      const names = [...new Set(members.value.split("\n").map((name) => name.trim()).filter(Boolean))];
      const taken = names.map((name) => name.slice(0, 120)).slice(0, MOST_MEMBERS);
      let dropped = 0;
      changeMarket("membres du groupement", (own) => { dropped = etat.rename(own, taken); });
      drawDemandes(demandes);
      tell([names.length > MOST_MEMBERS && `Seuls les ${MOST_MEMBERS} premiers membres sont gardés.`, dropped && `${plural(dropped, "ligne d’un membre retiré a été reprise", "lignes d’un membre retiré ont été reprises")} : vérifiez qui fournit quoi, ou « Annuler ».`].filter(Boolean).join(" "));
    });
    now.addEventListener("change", () => {
      changeMarket("état du marché", (own, state) => turn(own, state, now.value));
      tell(`${nameOf(market())} : ${etat.ETATS[now.value].toLowerCase()}.`);
    });
    sheetPlace = make("div", { class: "envoi" });
    const demandes = make("div", { class: "e-demandes" });
    const framePlace = make("div", {});
    panel.replaceChildren(make("section", { class: "marche", "aria-label": "Le marché ouvert" },
      make("h3", { tabindex: "-1" }, nameOf(one)),
      make("div", { class: "e-champs" },
        field("nom", "Nom du marché", input("text", one.nom, "300"), "nom", true), field("acheteur", "Service acheteur", input("text", one.acheteur, "200"), "acheteur", true), field("limite", "Date limite", input("date", one.limite), "limite"),
        make("p", {}, make("label", { for: "marche-forme" }, "Vous répondez"), form), make("p", {}, make("label", { for: "marche-etat" }, "Où en est-il"), now), memberField),
      sheetPlace,
      make("h4", {}, "Ce que ce marché demande"), demandes, framePlace,
      make("p", { class: "e-gestes" }, confirming("Supprimer ce marché", () => `Supprimer ${quoted(nameOf(market()))} de cet appareil ?`, remove))));
    drawDemandes(demandes);
    mountFrame(framePlace);
  }

  /* What was given to the service is noted the day it leaves: the next tender of the same service does not ask for it again. */
  function turn(own, state, name) {
    own.etat = name;
    if (!["envoye", "retenu", "refuse"].includes(name)) return;
    own.envoye = own.envoye || jour.today();
    const given = etat.sheet(state, own, papers, jour.today()).filter(({ isPaper, membre, groupe, etat: now }) => isPaper && !membre && (groupe === "prete" || (name === "retenu" && groupe === "tard" && now === "prete")));
    own.remises = [...new Set([...own.remises, ...given.map((line) => line.cle)])];
  }

  function remove() {
    const gone = nameOf(market());
    kept.undoable(`suppression de ${quoted(gone)}`, (state) => { state.marches = state.marches.filter((one) => one.cle !== cle); });
    cle = "";
    drawAll();
    tell(`${quoted(gone)} est supprimé. « Annuler » le remet, tant que cette page reste ouverte.`);
    answered.focus();
  }

  function drawDemandes(place) {
    const one = market();
    if (!one) return;
    if (!one.demandes.length) {
      place.replaceChildren(make("p", {}, "Aucune preuve encore : collez le lien de l’acheteur, ou, d’une liste « Par métier », choisissez « Copier » vers ce marché."));
      return;
    }
    const isNew = one.demandes.some(({ demande }) => !demande);
    place.replaceChildren(...[isNew ? make("p", {}, "Lisez le dossier de l’acheteur, et cochez ce qu’il demande vraiment : le reste ne compte pas.") : null, ...one.demandes.map((asked) => demande(one, asked))].filter(Boolean));
  }

  function demande(one, asked) {
    const box = make("input", { type: "checkbox" });
    box.checked = asked.demande;
    const inner = make("ul", { class: "e-lignes", hidden: !asked.demande });
    box.addEventListener("change", () => {
      changeMarket(quoted(asked.titre), (own) => { own.demandes.find(({ clause }) => clause === asked.clause).demande = box.checked; });
      inner.hidden = !box.checked;
    });
    inner.append(...asked.lignes.map((line) => proof(one, line)));
    return make("div", { class: "demande" }, make("label", {}, box, ` ${asked.titre}`), inner);
  }

  function proof(one, { cle: key, mots }) {
    const state = kept.value;
    const where = make("input", { type: "text", maxlength: "500", autocomplete: "off", "aria-label": `Rangée où : ${mots}` });
    where.value = (state.pieces[key] || {}).ou || "";
    where.addEventListener("input", () => change("rangement", (all) => {
      const { ou, ...rest } = all.pieces[key] || {};
      const mine = { ...rest, mots, ...(where.value.trim() && { ou: where.value }) };
      if (mine.prete || mine.fin || mine.ou) all.pieces[key] = mine;
      else delete all.pieces[key];
    }, `ou-${key}`));
    const practice = make("select", { "aria-label": `Pratique qui l’appuie : ${mots}` }, make("option", { value: "" }, "aucune"),
      state.pratiques.map(({ cle: id, titre, preuves }) => make("option", { value: id, selected: preuves.includes(key) }, titre || "sans titre")));
    practice.addEventListener("change", () => change("pratique d’une preuve", (all) => {
      for (const own of all.pratiques) own.preuves = own.preuves.filter((other) => other !== key).concat(own.cle === practice.value ? [key] : []);
    }));
    const who = one.forme === "groupement" ? make("select", { "aria-label": `Fournie par : ${mots}` }, ["", ...one.membres].map((name, place) => make("option", { value: place, selected: (one.qui[key] || 0) === place }, memberName(one, place)))) : null;
    if (who) who.addEventListener("change", () => changeMarket("qui fournit", (own) => { own.qui[key] = Number(who.value); }));
    return make("li", {}, make("span", {}, mots), make("p", { class: "e-ligne" },
      who ? make("label", {}, "Fournie par ", who) : null, make("label", {}, "Rangée où ", where), make("label", {}, "Pratique qui l’appuie ", practice)));
  }

  /* ---- What leaves tomorrow ---- */

  const GROUPS = [
    ["absente", "Il manque", "Rien ne manque."],
    ["expiree", "Expirées, ou qui le seront à la date limite", ""],
    ["prete", "Prêtes à joindre", ""],
    ["deja", "Déjà chez ce service : pas à redonner si elles valent encore (R2143-14)", ""],
    ["tard", "Plus tard : si vous êtes retenu, ou pendant le contrat", ""],
    ["sans-objet", "Pas demandées ici", ""],
  ];

  function drawSheet(today) {
    const one = market();
    if (!one || !sheetPlace) return;
    panel.querySelector("h3").textContent = nameOf(one);
    const lines = etat.sheet(kept.value, one, papers, today);
    const count = (group) => lines.filter(({ groupe }) => groupe === group).length;
    const days = one.limite ? etat.remaining(one.limite, today) : null;
    const due = days === null ? "Sans date limite écrite." : days < 0 ? `Date limite passée le ${jour.inWords(one.limite)}.` : days === 0 ? "À envoyer aujourd’hui." : days === 1 ? "À envoyer au plus tard demain." : `À envoyer avant le ${jour.inWords(one.limite)} : dans ${days} jours.`;
    redraw(sheetPlace,
      make("h4", {}, "À envoyer demain"),
      make("p", { class: "envoi-tete" }, make("strong", {}, `${nameOf(one)}${one.acheteur ? `, ${one.acheteur}` : ""}. `), `${due} ${plural(count("prete"), "prête")}, ${plural(count("absente"), "manquante")}, ${plural(count("expiree"), "expirée")}.`),
      GROUPS.map(([name, title, none]) => group(one, name, title, none, lines.filter(({ groupe }) => groupe === name))),
      make("p", { class: "e-gestes" }, button("Imprimer cette feuille", printSheet, { "data-cle": "imprimer" })));
  }

  function group(one, name, title, none, lines) {
    if (!lines.length) return none ? make("p", { class: "envoi-bon" }, none) : null;
    const rows = make("ul", {}, lines.map((line) => row(one, name, line)));
    const isFolded = name === "tard" || name === "sans-objet";
    if (!isFolded) return [make("h5", {}, `${title} (${lines.length})`), rows];
    const folded = make("details", { class: "envoi-reste", "data-groupe": name }, make("summary", {}, `${title} (${lines.length})`), rows);
    const before = sheetPlace.querySelector(`[data-groupe="${name}"]`);
    folded.open = Boolean(before && before.open);
    return folded;
  }

  function row(one, name, { cle: key, mots, membre, fin, ou, deja, isPaper, clause, pratique, prete }) {
    const whose = one.forme === "groupement" ? `${memberName(one, membre)} : ` : "";
    const box = make("input", { type: "checkbox", "data-cle": `prete-${membre}-${key}` });
    box.checked = prete;
    box.addEventListener("change", () => {
      change(quoted(mots), (state) => {
        const own = state.marches.find((other) => other.cle === cle);
        if (membre) {
          if (box.checked) own.recu[`${membre}|${key}`] = true;
          else delete own.recu[`${membre}|${key}`];
          return;
        }
        const { prete: before, ...rest } = state.pieces[key] || {};
        const mine = { ...rest, mots, ...(box.checked && { prete: true }) };
        if (mine.prete || mine.du || mine.fin || mine.ou) state.pieces[key] = mine;
        else delete state.pieces[key];
      });
      fill();
    });
    const facts = [clause && `pour ${quoted(clause)}`, fin && (liste.left(fin) || `valable jusqu’au ${jour.inWords(fin)}`), ou && `rangée : ${ou}`, pratique && `pratique : ${pratique.titre}`, deja && `remise avec ${quoted(nameOf(deja))}${deja.envoye ? ` le ${jour.inWords(deja.envoye)}` : ""}${fin ? "" : " ; vérifiez qu’elle vaut encore"}`].filter(Boolean);
    const isOff = name === "sans-objet";
    const asked = isPaper ? button(isOff ? "Demandée" : "Pas demandée", () => changeMarket(quoted(mots), (own) => { own.objet[`${membre}|${key}`] = isOff; }), { class: "secondaire", "data-cle": `objet-${membre}-${key}`, "aria-label": `${isOff ? "Demandée ici" : "Pas demandée ici"} : ${whose}${mots}` }) : null;
    return make("li", {}, isOff ? `${whose}${mots}` : make("label", {}, box, ` ${whose}${mots}`), facts.length ? [" ", make("small", {}, facts.join(" ; "))] : null, asked ? [" ", asked] : null);
  }

  function printSheet() {
    document.documentElement.classList.add("envoi-seul");
    print();
    document.documentElement.classList.remove("envoi-seul");
  }

  /* ---- The response frame ---- */

  function mountFrame(place) {
    const ids = () => market().demandes.filter(({ demande }) => demande).map(({ clause }) => clause);
    if (!market().demandes.length) return;
    const frame = make("div", {});
    const context = async () => {
      const one = market();
      const found = await paquets.load(ids());
      const dossier = { ...(one.dossier || dossierEtat.empty()) };
      dossier.marche = { ...dossier.marche, objet: dossier.marche.objet || one.nom };
      const known = new Map(dossier.clauses.map((each) => [each.id, each]));
      dossier.clauses = ids().filter((id) => found.has(id)).map((id) => known.get(id) || { id, version: found.get(id).version, note: "" });
      const chosen = dossier.clauses.map(({ id }) => found.get(id));
      return { dossier, paquets: found, dire: dossierValeurs.of(chosen, dossier.valeurs).dire, candidat: answers(one) };
    };
    const show = button("Remplir le cadre de réponse", async () => {
      const given = await context();
      guideParts.documentsVue.mountFrame(frame, { context: () => given });
      frame.querySelector("details").open = true;
      tell("Cadre de réponse : vos textes et vos pièces y sont. Relisez-le pour ce marché avant de l’envoyer.");
    });
    place.replaceChildren(make("h4", {}, "Le cadre de réponse"), make("p", {}, "Vos pratiques et vos pièces à la place prévue, en Word ou en tableur. Si l’acheteur impose son propre cadre, recopiez-les dans le sien."), make("p", { class: "e-gestes" }, show), frame);
  }

  /* What the frame is filled with: { nom, reponses: { key: { texte, piece } } }. */
  function answers(one) {
    const reponses = Object.create(null);
    for (const line of etat.sheet(kept.value, one, papers, jour.today()).filter(({ isPaper }) => !isPaper)) {
      reponses[line.cle] = { texte: [line.pratique && line.pratique.texte, line.membre && `Fournie par ${memberName(one, line.membre)}.`].filter(Boolean).join(" "), piece: line.ou };
    }
    return { nom: [kept.value.firme.nom, ...(one.forme === "groupement" ? one.membres : [])].filter(Boolean).join(", "), reponses };
  }

  /* ---- Practices ---- */

  function takeModel(titre, texte) {
    const made = etat.newKey(kept.value.pratiques);
    kept.undoable(`reprise de ${quoted(titre)}`, (state) => { state.pratiques.push({ cle: made, titre, texte, preuves: [] }); });
    drawAll();
    tell(`${quoted(titre)} est dans vos pratiques : remplacez ce qui est entre crochets.`);
    const area = practices.querySelector(`[data-cle="texte-${made}"]`);
    if (area) area.focus();
  }

  function drawPractices() {
    practices.replaceChildren(
      make("p", {}, "Écrivez une fois ce que vous faites vraiment, pour l’environnement, le social ou la conduite de l’entreprise. Dans chaque marché, reliez-le aux preuves qu’il appuie. Des textes à reprendre sont plus bas."),
      ...kept.value.pratiques.map(card),
      make("p", { class: "e-gestes" }, button("Ajouter une pratique", () => takeModel("Nouvelle pratique", ""), { class: "secondaire" })));
  }

  function card({ cle: id, titre, texte, preuves }) {
    const own = (state) => state.pratiques.find((one) => one.cle === id);
    const title = make("input", { type: "text", maxlength: "200", "aria-label": "Titre de la pratique" });
    const area = make("textarea", { rows: "3", maxlength: "4000", "data-cle": `texte-${id}`, "aria-label": `Texte : ${titre}` });
    title.value = titre;
    area.value = texte;
    title.addEventListener("input", () => change("titre d’une pratique", (state) => { if (own(state)) own(state).titre = title.value; }, `titre-${id}`));
    title.addEventListener("change", drawPanel); // its name is in the lists of the open tender
    area.addEventListener("input", () => change("texte d’une pratique", (state) => { if (own(state)) own(state).texte = area.value; }, `texte-${id}`));
    const copier = copie.button("Copier", () => area.value, { attributes: { class: "secondaire", "aria-label": `Copier : ${titre}` } });
    const known = preuves.map((key) => (kept.value.pieces[key] || {}).mots || kept.value.marches.flatMap(({ demandes }) => demandes.flatMap(({ lignes }) => lignes)).filter((line) => line.cle === key).map(({ mots }) => mots)[0] || key);
    return make("div", { class: "pratique" }, title, area, known.length ? make("p", {}, make("small", {}, `Appuie : ${known.join(" ; ")}`)) : null,
      make("p", { class: "e-gestes" }, copier.button, copier.said, confirming("Supprimer", () => `Supprimer ${quoted(title.value)} ?`, () => {
        kept.undoable(`suppression de ${quoted(title.value)}`, (state) => { state.pratiques = state.pratiques.filter((one) => one.cle !== id); });
        drawAll();
        tell("Pratique supprimée. « Annuler » la remet.");
        answered.focus();
      })));
  }

  /* What is kept of a proof that is ready, and that no open list shows: its words changed in the guide, or it is of a segment. */
  function drawLost() {
    const shown = new Set([...pieces.map(({ key }) => key), ...kept.value.marches.flatMap(({ demandes }) => demandes.flatMap(({ lignes }) => lignes.map((line) => line.cle)))]);
    const others = Object.entries(kept.value.pieces).filter(([key]) => !shown.has(key));
    redraw(lost, others.length ? make("details", {}, make("summary", {}, `Aussi gardé sur cet appareil : ${plural(others.length, "preuve cochée dans une liste de métier", "preuves cochées dans une liste de métier")}`),
      make("ul", {}, others.map(([key, { mots }]) => make("li", {}, mots || key)))) : null);
  }

  /* A link adds nothing before the reader says so. */
  function arrive() {
    const wanted = /^#marche=([a-z0-9]+)$/.exec(location.hash);
    const isLink = /^#(f|d)=/.test(location.hash);
    if (wanted && kept.value.marches.some((one) => one.cle === wanted[1])) openMarket(wanted[1]);
    if (isLink) {
      addressField.value = location.href;
      tell("Un lien d’acheteur est arrivé : « Préparer ma réponse » en fait un marché de votre dossier.");
      addressButton.focus();
    }
    if (wanted || isLink) adresse.go(location.pathname + location.search);
  }

  const [latest] = kept.value.marches.filter((one) => one.etat === "cours").slice(-1);
  if (latest) cle = latest.cle;
  build();
  whenFilled(drawAll);
  kept.follow(drawAll);
  arrive();
  addEventListener("hashchange", arrive);
})();
