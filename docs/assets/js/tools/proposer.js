/* The page « Proposer »: one of the forms is drawn from what the models say (formulaires-donnees.js), checked as it is filled in, kept on the device, shown as it will be read,
   and leaves by the way that the reader chooses. Nothing is sent from here.

   The answers of a form are a tree of the shape of its questions: words, lists, groups. Empty answers are not in it. */
(() => {
  "use strict";

  const { button, make, say, status } = guideParts.element;
  const { adresse, charger, copie, fichier, jour, memoire, nombre } = guideParts;
  const { list, plural, quoted } = guideParts.texte;

  const place = document.querySelector("[data-proposer]");
  if (!place) return;

  const FEW = 40; // choices that a menu shows; beyond, they are looked for
  const LONGEST = { forge: 7000, mail: 1800 }; // characters of an address that forges and mail programs take
  const DEEPEST = 8;
  const links = [...document.querySelectorAll("[data-fiche]")];
  const names = links.map((link) => link.dataset.fiche);
  const store = memoire.open("guide.proposer", drafts, { isEmpty: (state) => !Object.keys(state).length });
  let told; // what the models say
  let engine; // the drafting rules
  let form; // the form that is open, with its questions
  let answers;
  let before = null; // a correction that was begun and that a link replaced
  let fields = new Map(); // "0.sources.1.url" → its field, with what is said of it

  /* What was kept: trees of words, as deep as a form is. */
  function drafts(found, flaw) {
    const kept = {};
    if (!found || typeof found !== "object") return kept;
    for (const name of names) {
      const tree = found[name] === undefined ? undefined : words(found[name], 0);
      if (tree && typeof tree === "object" && !Array.isArray(tree)) kept[name] = tree;
      else if (found[name] !== undefined) flaw();
    }
    return kept;
  }

  function words(value, depth) {
    if (typeof value === "string") return value;
    if (!value || typeof value !== "object" || depth > DEEPEST) return undefined;
    if (Array.isArray(value)) return value.map((item) => words(item, depth + 1)).filter((item) => item !== undefined);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, words(item, depth + 1)]).filter(([, item]) => item !== undefined));
  }

  const isEmpty = (value) => value === undefined || (typeof value === "string" ? !value.trim() : Object.values(value).every(isEmpty));

  /* Questions: labels, choices, faults */

  const isGroup = (question) => question.sorte === "groupe" || question.sorte === "table";
  const item = (question) => (question.sorte === "table" ? { ...question, sorte: "groupe" } : question.champs[0]);
  const isList = (question) => question.sorte === "liste" || question.sorte === "table";
  const choices = (question) => (question.options ? question.options.map((option) => [option, option]) : told.listes[question.liste] || []);
  const label = (question, id) => (choices(question).find(([key]) => key === id) || [id, id])[1];
  const isTicked = (question) => question.sorte === "liste" && question.champs[0].sorte === "choix" && choices(question.champs[0]).length <= FEW;

  const FLAT = (text) => guideParts.texte.flat(text).replace(/’/g, "'").replace(/\s+/g, " ").trim();

  /* What a text of the tender must not hold: the first of the faults that the guide's drafting rules see. */
  function drafting(text) {
    const [found] = engine.read(text).faults;
    const rule = found && told.relire.regles.find((one) => one.id === found.rule);
    return rule ? `${quoted(found.words.replace(/\s+/g, " "))}\u00a0: ${rule.titre.toLowerCase()}. ${rule.explication}` : "";
  }

  /* What is wrong with one answer, in words, or "". */
  function fault(question, value, path) {
    const text = typeof value === "string" ? value.trim() : "";
    if (!text) return question.requis ? "Réponse attendue." : "";
    if (form.nom === "retour" && question.nom === "version" && Number(nombre.read(text)) > told.versions[answers.clause]) return `Cette clause en est à la version ${told.versions[answers.clause]}.`;
    if (question.sorte === "entier") return nombre.problem(text, { min: question.min === undefined ? null : question.min, max: question.max === undefined ? null : question.max, isWhole: true });
    if (question.sorte === "jour") return jour.read(text) ? "" : "Écrivez une date, par exemple 20 octobre 2026 ou 20/10/2026.";
    if (question.sorte === "choix") return choices(question).some(([key]) => key === text) ? "" : "Choisissez dans la liste.";
    if (question.longueur && text.length > question.longueur) return `${plural(text.length, "caractère", "caractères")}\u00a0: il en faut ${nombre.write(question.longueur)} au plus.`;
    if (question.motif && !new RegExp(question.motif).test(text)) return `Attendu\u00a0: ${question.attendu}.`;
    if (/<[a-zA-Z/!?]|\{[{%#]/.test(text)) return "Écrivez du texte simple, sans balise ni accolades doubles.";
    if (form.nom === "clause" && told.surveilles.includes(path.split(".")[1])) return drafting(text);
    return "";
  }

  /* Every fault of the form: [path, words], in the order of the questions. */
  function faults(questions, tree, path = "0") {
    return questions.flatMap((question) => {
      const own = `${path}.${question.nom}`;
      const value = tree && tree[question.nom];
      if (isList(question)) {
        const items = Array.isArray(value) ? value : [];
        const least = question.min || (question.requis ? 1 : 0);
        const filled = items.filter((one) => !isEmpty(one)).length;
        const missing = filled < least ? [[own, `Au moins ${plural(least, "réponse", "réponses")}.`]] : [];
        const many = question.max && filled > question.max ? [[own, `Au plus ${plural(question.max, "réponse", "réponses")}.`]] : [];
        const inner = items.flatMap((one, index) => (isEmpty(one) ? [] : isGroup(item(question)) ? faults(item(question).champs, one, `${own}.${index}`) : under(item(question), one, `${own}.${index}`)));
        return [...missing, ...many, ...inner];
      }
      if (question.sorte === "groupe") return isEmpty(value) && !question.requis ? [] : faults(question.champs, value, own);
      return under(question, value, own);
    });
  }

  function under(question, value, path) {
    const found = fault(question, value, path);
    return found ? [[path, found]] : [];
  }

  /* Fields */

  function keep() {
    store.change((state) => {
      if (isEmpty(answers)) delete state[form.nom];
      else state[form.nom] = answers;
    });
  }

  function changed() {
    keep();
    show();
  }

  /* Kept at once: the page may be left before what follows is drawn. */
  let pending = 0;
  function soon() {
    keep();
    clearTimeout(pending);
    pending = setTimeout(show, 250);
  }

  const NEEDED = (question) => (question.requis ? null : make("span", { class: "proposer-facultatif" }, " (facultatif)"));

  function draw(question, tree, path) {
    if (isTicked(question)) return ticked(question, tree, path);
    if (isList(question)) return listed(question, tree, path);
    if (question.sorte === "groupe") return grouped(question, tree, path);
    return field(question, tree, question.nom, path);
  }

  /* One answer. `tree[key]` holds it. */
  function field(question, tree, key, path, name = question.libelle) {
    const id = `champ-${path.replace(/\./g, "-")}`;
    const help = question.aide ? make("span", { class: "note", id: `${id}-aide` }, question.aide) : null;
    const wrong = make("strong", { class: "valeur-probleme", id: `${id}-faute` });
    const attributes = { id, "aria-describedby": `${help ? `${id}-aide ` : ""}${id}-faute`, autocomplete: "off" };
    let input;
    let read = () => input.value;
    if (question.sorte === "choix" && choices(question).length <= FEW) {
      input = make("select", attributes, make("option", { value: "" }, "à choisir"), choices(question).map(([value, words]) => make("option", { value }, words)));
    } else if (question.sorte === "choix") {
      input = make("input", { type: "text", list: `liste-${question.liste}`, ...attributes });
      const known = new Map(choices(question).flatMap(([value, words]) => [[FLAT(words), value], [FLAT(value), value]]));
      read = () => known.get(FLAT(input.value)) || input.value;
    } else if (question.sorte === "texte") {
      input = make("textarea", { rows: question.longueur && question.longueur < 400 ? 2 : 4, ...attributes });
    } else {
      input = make("input", { type: "text", inputmode: question.sorte === "entier" ? "numeric" : null, ...attributes });
    }
    const kept = typeof tree[key] === "string" ? tree[key] : "";
    input.value = question.sorte === "choix" && kept ? (input.tagName === "SELECT" ? kept : label(question, kept)) : kept;
    fields.set(path, { input, wrong, question, value: () => tree[key] });
    input.addEventListener("input", () => {
      tree[key] = read();
      soon();
    });
    input.addEventListener("change", () => {
      tree[key] = read();
      changed();
      mark(path);
    });
    return make("div", { class: "proposer-champ" }, make("label", { for: id }, name, NEEDED(question)), help, input, wrong);
  }

  function mark(path) {
    const { input, question, value, wrong } = fields.get(path);
    if (!wrong) return;
    const found = fault(question, value(), path);
    say(wrong, found);
    if (found) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }

  function heading(question, id) {
    return [make("legend", { id, tabindex: "-1" }, question.libelle, NEEDED(question)), question.aide ? make("p", { class: "note" }, question.aide) : null];
  }

  /* Some of a short list. The order is that in which they were chosen. */
  function ticked(question, tree, path) {
    const id = `champ-${path.replace(/\./g, "-")}`;
    if (!Array.isArray(tree[question.nom])) tree[question.nom] = [];
    const boxes = choices(question.champs[0]).map(([value, words], index) => {
      const box = make("input", { type: "checkbox", id: `${id}-${index}` });
      box.checked = tree[question.nom].includes(value);
      box.addEventListener("change", () => {
        const others = tree[question.nom].filter((one) => one !== value);
        tree[question.nom] = box.checked ? [...others, value] : others;
        changed();
      });
      return make("span", { class: "proposer-case" }, box, make("label", { for: `${id}-${index}` }, words));
    });
    const set = make("fieldset", { class: "proposer-cases" }, heading(question, id), boxes);
    fields.set(path, { input: set.firstChild });
    return set;
  }

  function grouped(question, tree, path) {
    if (!tree[question.nom] || typeof tree[question.nom] !== "object" || Array.isArray(tree[question.nom])) tree[question.nom] = {};
    const inner = question.champs.map((one) => draw(one, tree[question.nom], `${path}.${one.nom}`));
    if (question.requis) return make("fieldset", {}, heading(question), inner);
    const summary = make("summary", {}, question.libelle, NEEDED(question));
    return make("details", { open: !isEmpty(tree[question.nom]) }, summary, question.aide ? make("p", { class: "note" }, question.aide) : null, inner);
  }

  /* Any number of answers, each with its way out; what is taken out comes back while nothing else was. */
  function listed(question, tree, path) {
    const own = item(question);
    const id = `champ-${path.replace(/\./g, "-")}`;
    const items = make("div", {});
    const said = make("span", { role: "status", class: "copie-dite" });
    const again = button("Remettre", () => {
      tree[question.nom].splice(taken.index, 0, taken.value);
      redraw(taken.index);
      say(said, "Remis.");
    }, { class: "secondaire", hidden: true });
    let taken = null;
    if (!Array.isArray(tree[question.nom])) tree[question.nom] = [];
    while (tree[question.nom].length < (question.min || (question.requis ? 1 : 0))) tree[question.nom].push(isGroup(own) ? {} : "");

    function redraw(focus) {
      [...fields.keys()].filter((key) => key.startsWith(`${path}.`)).forEach((key) => fields.delete(key));
      items.replaceChildren(...tree[question.nom].map(drawn));
      again.hidden = true;
      changed();
      if (focus !== undefined) (items.children[focus] || set).querySelector("input, textarea, select, button").focus();
    }

    function drawn(value, index) {
      const name = `${question.libelle} ${index + 1}`;
      const away = button("Retirer", () => {
        taken = { index, value };
        tree[question.nom].splice(index, 1);
        redraw();
        again.hidden = isEmpty(value);
        say(said, `Retiré\u00a0: ${name}.`);
        (again.hidden ? more : again).focus();
      }, { class: "secondaire", "aria-label": `Retirer\u00a0: ${name}` });
      if (!isGroup(own)) return make("div", { class: "proposer-un" }, field({ ...own, aide: "", requis: true }, tree[question.nom], index, `${path}.${index}`, name), away);
      return make("fieldset", { class: "proposer-un" }, make("legend", {}, name), own.champs.map((one) => draw(one, value, `${path}.${index}.${one.nom}`)), away);
    }

    const more = button(`Ajouter\u00a0: ${question.libelle.toLowerCase()}`, () => {
      tree[question.nom].push(isGroup(own) ? {} : "");
      redraw(tree[question.nom].length - 1);
    }, { class: "secondaire" });
    items.append(...tree[question.nom].map(drawn));
    const set = make("fieldset", {}, heading(question, id), items, make("p", { class: "actions" }, more, again, said));
    fields.set(path, { input: set.firstChild });
    return set;
  }

  /* What the form says: words for people, a file for the command */

  const slug = (text) => FLAT(text.replace(/œ/g, "oe")).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "sans-titre";

  function simple(question, value) {
    const text = value.trim();
    if (question.sorte === "jour") return jour.read(text) || text;
    if (question.sorte === "entier") return Number.isInteger(nombre.read(text)) ? String(nombre.read(text)) : text;
    return text;
  }

  /* The answers as headings and words: what a mail or an issue holds, and what the command reads. */
  function headings(questions, tree, above = "") {
    return questions.flatMap((question) => {
      const value = tree[question.nom];
      const name = above + question.libelle;
      if (isEmpty(value)) return [];
      if (isTicked(question)) return [[name, value.map((one) => `- ${label(question.champs[0], one)}`).join("\n")]];
      if (isList(question)) {
        return value.filter((one) => !isEmpty(one)).flatMap((one, index) => {
          const numbered = `${name} ${index + 1}`;
          return isGroup(item(question)) ? headings(item(question).champs, one, `${numbered} › `) : [[numbered, simple(item(question), one)]];
        });
      }
      if (question.sorte === "groupe") return headings(question.champs, value, `${name} › `);
      return [[name, simple(question, value)]];
    });
  }

  function text() {
    return [[told.sorte, form.nom], ...headings(form.questions, answers), [told.fin, `Écrite sur la page «\u00a0Proposer\u00a0» de «\u00a0${told.guide}\u00a0».`]].map(([name, words]) => `### ${name}\n\n${words}\n`).join("\n");
  }

  /* The same as YAML: a JSON string is a YAML one. */
  function yaml(questions, tree, margin = "") {
    return questions.flatMap((question) => {
      const value = tree[question.nom];
      if (isEmpty(value)) return [];
      const head = `${margin}${question.nom}:`;
      const inner = `${margin}  `;
      if (question.sorte === "table") return [head, ...value.filter((one) => !isEmpty(one)).flatMap((one) => [`${inner}${slug(one.nom || "").replace(/-/g, "_")}:`, ...yaml(question.champs.slice(1), one, `${inner}  `)])];
      if (question.sorte === "liste") {
        return [head, ...value.filter((one) => !isEmpty(one)).flatMap((one) => {
          if (!isGroup(item(question))) return [`${inner}- ${scalar(item(question), one)}`];
          const [first, ...rest] = yaml(item(question).champs, one, `${inner}  `);
          return [`${inner}- ${first.trim()}`, ...rest];
        })];
      }
      return question.sorte === "groupe" ? [head, ...yaml(question.champs, value, inner)] : [`${head} ${scalar(question, value)}`];
    });
  }

  function scalar(question, value) {
    const words = simple(question, value);
    return (question.sorte === "entier" || question.sorte === "borne") && /^-?(0|[1-9]\d{0,17})$/.test(words) ? words : JSON.stringify(words);
  }

  const file = () => `# Proposition pour «\u00a0${told.guide}\u00a0». Qui la reçoit lance\u00a0: python -m macros depuis-formulaire <ce fichier>\nsorte: ${form.nom}\n${yaml(form.questions, answers).join("\n")}\n`;
  const subject = () => `${form.titre}\u00a0: ${(answers.titre || answers.page || "").trim()}`.replace(/\u00a0/g, " ");
  const fileName = () => `proposition-${form.nom}-${slug(answers.titre || answers.page || "")}.yml`;

  /* The preview */

  function shown(questions, tree, level) {
    return questions.flatMap((question) => {
      const value = tree[question.nom];
      if (isEmpty(value) || (level === 3 && ["titre", "resume"].includes(question.nom))) return [];
      const head = make(level < 5 ? `h${level}` : "p", {}, question.libelle);
      if (isTicked(question)) return [head, make("p", {}, list(value.map((one) => label(question.champs[0], one))))];
      if (isList(question)) {
        const items = value.filter((one) => !isEmpty(one));
        return [head, make("ul", {}, items.map((one) => make("li", {}, isGroup(item(question)) ? lines(item(question).champs, one) : paragraphs(item(question), one))))];
      }
      if (question.sorte === "groupe") return [head, make("ul", {}, question.champs.filter((one) => !isEmpty(value[one.nom])).map((one) => make("li", {}, lines([one], value))))];
      return [head, ...paragraphs(question, value)];
    });
  }

  function lines(questions, tree) {
    return questions.filter((question) => !isEmpty(tree[question.nom])).map((question) => make("p", {}, make("strong", {}, `${question.libelle}\u00a0: `), isList(question) || question.sorte === "groupe" ? headings([question], tree).map(([name, words]) => `${name.split("› ").pop()}\u00a0: ${words}`).join(" ; ") : said(question, tree[question.nom])));
  }

  const said = (question, value) => (question.sorte === "choix" ? label(question, value) : question.sorte === "jour" && jour.read(value) ? jour.inWords(jour.read(value)) : value.trim());
  const paragraphs = (question, value) => said(question, value).split(/\n\s*\n/).map((words) => make("p", {}, words));

  function preview() {
    if (isEmpty(answers)) return [make("p", { class: "note" }, "L’aperçu se remplit à mesure.")];
    if (form.nom !== "correction") return [make("h2", {}, answers.titre || "Sans titre"), make("p", { class: "chapeau" }, answers.resume || ""), ...shown(form.questions, answers, 3)];
    return [
      make("h2", {}, "Correction proposée"),
      make("p", {}, `Page\u00a0: ${answers.page || ""}`),
      make("blockquote", {}, make("p", {}, make("del", {}, answers.passage || "")), make("p", {}, make("ins", {}, answers.correction || ""))),
      answers.raison ? make("p", {}, `Raison\u00a0: ${answers.raison}`) : null,
      answers.source ? make("p", {}, `Source\u00a0: ${answers.source}`) : null,
    ].filter(Boolean);
  }

  /* The page */

  const kept = status({ class: "note" });
  const body = make("div", { class: "proposer-formulaire" });
  const result = make("section", { class: "proposer-apercu", "aria-label": "Aperçu" });
  const missing = make("div", { class: "proposer-manque", role: "status" });
  const ways = make("div", { class: "proposer-voies" });
  const erased = status({ class: "copie-dite" });

  /* What is being pressed stays where it is until it is released. */
  let isPressed = false;
  let isLate = false;
  addEventListener("pointerdown", () => { isPressed = true; }, true);
  for (const end of ["pointerup", "pointercancel"]) {
    addEventListener(end, () => {
      isPressed = false;
      if (isLate) setTimeout(show);
    }, true);
  }

  function show() {
    isLate = isPressed;
    if (isLate) return;
    say(kept, memoire.trouble(store, "ce que vous écrivez", "téléchargez le fichier avant de fermer la page") || (isEmpty(answers) ? "" : "Gardé sur cet appareil, jusqu’à ce que vous l’effaciez."));
    result.replaceChildren(...preview());
    missing.replaceChildren(...lacking(faults(form.questions, answers)));
    refreshed.forEach((one) => one.refresh());
  }

  function lacking(found) {
    if (!found.length) return [make("p", { class: "confirme" }, "✓ Rien ne manque.")];
    const items = found.slice(0, 12).map(([path, words]) => make("li", {}, button(called(path), () => go(path), { class: "lien" }), `\u00a0: ${words}`));
    const more = found.length > 12 ? [make("li", {}, `et ${plural(found.length - 12, "autre", "autres")}`)] : [];
    return [make("details", {}, make("summary", {}, `${plural(found.length, "réponse à compléter", "réponses à compléter")}`), make("ul", {}, items, more), make("p", { class: "note" }, "Vous pouvez l’envoyer ainsi\u00a0: qui la reçoit verra ce qui manque."))];
  }

  function called(path) {
    const steps = path.split(".").slice(1);
    let inside = form.questions;
    return steps.map((step) => {
      const question = inside.find((one) => one.nom === step);
      if (!question) return String(Number(step) + 1);
      inside = (isList(question) ? item(question).champs : question.champs) || inside;
      return question.libelle;
    }).join(" › ");
  }

  function go(path) {
    let found = fields.get(path);
    for (let above = path; !found && above.includes("."); found = fields.get(above)) above = above.slice(0, above.lastIndexOf("."));
    if (!found) return;
    for (let box = found.input.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    found.input.focus();
    if (found.wrong) mark(path);
  }

  const address = (start, pairs) => `${start}?${pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&")}`;

  /* A link with what it carries now. `full` and `short` give its address with the whole text, and without; `act` is done where the whole is too long. */
  function way(words, notes, most, full, short, act) {
    const link = make("a", { class: "bouton" }, words);
    const note = make("span", {});
    let isLong = false;
    function refresh() {
      isLong = full().length > most;
      link.href = isLong ? short() : full();
      note.textContent = ` ${notes[Number(isLong)]}`;
    }
    link.addEventListener("click", () => {
      refresh();
      if (isLong) act();
    });
    return { refresh, line: make("li", {}, link, note) };
  }

  const attached = () => `Bonjour,\n\nVoici une proposition pour le guide. Le fichier « ${fileName()} » est à joindre à ce message.\n`;
  let refreshed = [];

  function send() {
    refreshed = [];
    if (told.forge) {
      const { adresse: start, titre, texte } = told.forge;
      const paste = () => copie.write(text()).then(() => say(copied, "Le texte est copié\u00a0: collez-le dans la demande."), () => say(copied, "Copiez le texte, puis collez-le dans la demande."));
      const notes = ["La demande est préremplie. Un compte est demandé.", "Le texte est long\u00a0: il est copié, collez-le dans la demande. Un compte est demandé."];
      refreshed.push(way("Ouvrir une demande sur la forge", notes, LONGEST.forge, () => address(start, [[titre, subject()], [texte, text()]]), () => address(start, [[titre, subject()]]), paste));
    }
    if (told.contact) {
      const mail = (body) => address(`mailto:${told.contact}`, [["subject", subject()], ["body", body]]);
      const notes = ["Le message est écrit, sans compte.", "Le fichier se télécharge\u00a0: joignez-le au message qui s’ouvre."];
      refreshed.push(way(`Écrire à ${told.contact}`, notes, LONGEST.mail, () => mail(text()), () => mail(attached()), download));
    }
    const copied = make("span", { role: "status", class: "copie-dite" });
    const { button: copying, said: isCopied } = copie.button("Copier le texte", text, { attributes: { class: "secondaire" } });
    const lines = [
      make("li", {}, button("Télécharger le fichier", download), " ", copying, " ", button("Imprimer la feuille", () => print(), { class: "secondaire" }), " ", isCopied),
      told.forge || told.contact ? null : make("li", {}, make("a", { href: "#envoyer" }, "À qui le remettre")),
    ];
    ways.replaceChildren(make("h2", {}, "Envoyer"), make("ul", {}, refreshed.map((one) => one.line), lines.filter(Boolean)), copied);
  }

  const download = () => fichier.take(file(), "text/yaml", fileName());

  function empty() {
    return guideParts.element.confirming("Tout effacer", () => `Effacer ${quoted(form.titre)} de cet appareil\u00a0?`, () => {
      const gone = answers;
      answers = {};
      changed();
      redraw();
      const again = button("Annuler", () => {
        answers = gone;
        changed();
        redraw();
        say(erased, "Repris.");
      }, { class: "secondaire" });
      erased.replaceChildren("Effacé. ", again);
      again.focus();
    });
  }

  function redraw() {
    fields = new Map();
    body.replaceChildren(...form.questions.map((question) => draw(question, answers, `0.${question.nom}`)));
    show();
  }

  /* A correction that was begun is never lost to a link: it can be taken up again. */
  function arrive() {
    const hash = new URLSearchParams(location.hash.slice(1));
    const given = { page: adresse.value("page"), passage: hash.get("passage") || "", clause: adresse.value("clause", (id) => Boolean(told.versions[id])) };
    before = null;
    if (form.nom === "retour" && given.clause && !answers.clause) Object.assign(answers, { clause: given.clause, version: String(told.versions[given.clause]) });
    if (form.nom !== "correction" || !given.page) return;
    const isOther = answers.page !== given.page || (given.passage && answers.passage !== given.passage);
    if (!isOther) return;
    if (!isEmpty(answers)) before = answers;
    answers = { page: given.page, ...(given.passage ? { passage: given.passage, correction: given.passage } : {}) };
  }

  function resume() {
    if (!before) return null;
    const old = before;
    const words = (old.passage || old.page || "").slice(0, 80);
    return make("p", { class: "note" }, `Une autre correction était commencée\u00a0: ${quoted(words)} `, button("La reprendre", () => {
      answers = old;
      before = null;
      changed();
      open(form.nom, true);
    }, { class: "secondaire" }));
  }

  function open(name, isBack) {
    form = told.fiches.find((one) => one.nom === name);
    links.forEach((link) => (link.dataset.fiche === name ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current")));
    if (!form) {
      place.replaceChildren();
      return;
    }
    answers = store.value[name] || {};
    if (!isBack) arrive();
    const lists = new Set();
    const collect = (questions) => questions.forEach((question) => {
      if (question.liste && choices(question).length > FEW) lists.add(question.liste);
      collect(question.champs || []);
    });
    collect(form.questions);
    const given = [...lists].map((one) => make("datalist", { id: `liste-${one}` }, told.listes[one].map(([, words]) => make("option", { value: words }))));
    const title = make("h2", { tabindex: "-1" }, form.titre);
    place.replaceChildren(title, ...[resume()].filter(Boolean), body, kept, missing, make("p", { class: "actions" }, empty(), erased), result, ways, ...given);
    send();
    redraw();
    title.focus({ preventScroll: true });
  }

  /* The build writes a call of this function. */
  window.guideFormulaires = (found) => {
    told = found;
    engine = guideParts.relireMoteur.engine(told.relire);
  };

  function choose(name) {
    charger.script("assets/js/formulaires-donnees.js").then(() => open(name), () => place.replaceChildren(make("p", {}, "Les formulaires n’ont pas pu être chargés\u00a0: rechargez la page, ou répondez aux questions ci-dessous dans un message.")));
    document.querySelectorAll("[data-proposer-questions]").forEach((part) => { part.hidden = true; });
  }

  for (const link of links) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      adresse.go(`${location.pathname}?fiche=${link.dataset.fiche}`, true);
      choose(link.dataset.fiche);
    });
  }
  addEventListener("popstate", () => { if (adresse.value("fiche", names)) choose(adresse.value("fiche", names)); });
  addEventListener("hashchange", () => { if (adresse.value("fiche", names)) choose(adresse.value("fiche", names)); });
  store.follow(() => { if (form && !body.contains(document.activeElement)) open(form.nom, true); });
  place.hidden = false;
  document.querySelectorAll("[data-proposer-questions]").forEach((part) => { part.hidden = true; });
  if (adresse.value("fiche", names)) choose(adresse.value("fiche", names));
})();
