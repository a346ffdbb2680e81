/* The target of elected officials: filters, the clauses of a debate, the vote by points, the poster and the cards.
   The address holds the filters and the choice, so that a debate can be sent; only a vote is kept on the device. */
(() => {
  "use strict";

  const { value, write } = guideParts.adresse;
  const { button, confirming, make, status, whenFilled } = guideParts.element;
  const memoire = guideParts.memoire;
  const nombre = guideParts.nombre;
  const { list: listed, plural } = guideParts.texte;
  const { draw } = guideParts.dessin;

  const root = document.querySelector("[data-cible]");
  if (!root) return;
  const MOST = 10; // clauses of a debate
  const MOST_EACH = 10; // points of a person
  const KEY = "guide.cible-vote";
  const form = root.querySelector("[data-cible-filtres]");
  const drawing = root.querySelector("[data-cible-dessin]");
  const list = root.querySelector("[data-cible-choix]");
  const said = root.querySelector("[data-cible-dit]");
  const [choosingButton, copyButton, posterButton, cardsButton, voteButton, projectButton] = ["choisir", "copier", "affiche", "cartes", "voter", "projeter"].map((name) => root.querySelector(`[data-cible-${name}]`));
  const fields = Array.from(form.elements);

  const dots = new Map(Array.from(drawing.querySelectorAll("circle[data-clause]"), (dot) => [dot.dataset.clause, dot]));
  const clauses = Array.from(root.querySelectorAll("td a[data-clause]"), (link, order) => {
    const row = link.closest("tr");
    const { clause: id } = link.dataset;
    const data = window.guideCible[id];
    return {
      id, link, row, order, title: link.textContent, effect: Number(row.children[0].textContent), ease: Number(row.children[1].textContent),
      load: data.charge, segment: data.segment, summary: data.resume, advice: data.conseil, values: data, dot: dots.get(id), box: null,
    };
  });
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  let choice = [];
  let isChoosing = false;
  let told = ""; // what the last gesture did

  /* Filters. */

  function answers(clause) {
    return fields.every((field) => !field.value || clause.values[field.name].includes(field.value));
  }

  function filter() {
    const kept = clauses.filter(answers);
    for (const clause of clauses) {
      const isOut = !kept.includes(clause);
      (clause.box ? clause.box.parentNode : clause.link).hidden = isOut;
      clause.dot.classList.toggle("hors", isOut);
    }
    for (const row of root.querySelectorAll("tbody tr")) {
      const number = kept.filter((clause) => clause.row === row).length;
      row.hidden = number === 0;
      const cell = drawing.querySelector(`a[href="#${row.id}"]`);
      cell.classList.toggle("hors", number === 0);
      cell.querySelector(".nombre").textContent = number;
      cell.setAttribute("aria-label", cell.getAttribute("aria-label").replace(/\d+ clauses?/, plural(number, "clause")));
    }
    const all = plural(kept.length, "clause");
    root.querySelector("[data-cible-compte]").textContent = kept.length === clauses.length ? all
      : kept.length ? `${all} sur ${clauses.length}` : "Aucune clause : changez de segment ou de dimension.";
  }

  /* The debate: what was chosen, else the clauses nearest to the heart. */

  function heart() {
    return clauses.filter(answers)
      .sort((one, other) => other.effect + other.ease - one.effect - one.ease || other.effect - one.effect || one.load - other.load || one.order - other.order)
      .slice(0, MOST);
  }

  function debated() {
    return choice.length ? choice.map((id) => byId.get(id)) : heart();
  }

  function toggle(id) {
    told = "";
    if (choice.includes(id)) {
      choice = choice.filter((other) => other !== id);
      giveBack(byId.get(id));
    } else if (choice.length < MOST) {
      choice.push(id);
    }
    show();
    toAddress();
  }

  function choose(on) {
    isChoosing = on;
    for (const clause of on ? clauses.filter(({ box }) => !box) : []) {
      clause.box = make("input", { type: "checkbox", "aria-label": `Choisir : ${clause.title}` });
      clause.box.addEventListener("change", () => toggle(clause.id));
      const line = make("span", { class: "cible-ligne" }, clause.box);
      clause.link.replaceWith(line);
      line.append(clause.link);
      clause.link.hidden = false;
    }
    root.classList.toggle("cible-au-choix", on);
    choosingButton.setAttribute("aria-pressed", String(on));
    choosingButton.textContent = on ? "Fini de choisir" : "Choisir des clauses";
    filter();
    show();
  }

  function ranks() {
    drawing.querySelectorAll(".rang").forEach((text) => text.remove());
    for (const clause of clauses) clause.dot.classList.remove("choisi");
    debated().forEach((clause, index) => {
      clause.dot.classList.add("choisi");
      const place = { x: clause.dot.getAttribute("cx"), y: Number(clause.dot.getAttribute("cy")) + 3.6 };
      clause.dot.after(draw("text", { class: "rang", ...place }, index + 1));
    });
  }

  function sayState() {
    const state = !choice.length ? `Sans choix de votre part : les ${debated().length} clauses affichées les plus proches du cœur.`
      : choice.length >= MOST ? "10 clauses choisies, le maximum." : `${plural(choice.length, "clause choisie")}, 10 au plus.`;
    said.textContent = [told, state, isChoosing && "Cochez dans le tableau, ou touchez un point."].filter(Boolean).join(" ");
  }

  function show() {
    for (const clause of clauses.filter(({ box }) => box)) {
      clause.box.checked = choice.includes(clause.id);
      clause.box.disabled = choice.length >= MOST && !clause.box.checked;
    }
    sayState();
    root.querySelector("[data-cible-ajouter]").dataset.ajouter = debated().map(({ id }) => id).join(",");
    list.replaceChildren(...debated().map((clause) => make("li", {},
      make("a", { href: clause.link.getAttribute("href") }, clause.title), " ", make("span", { class: "marques" }, `effet ${clause.effect}, facilité ${clause.ease}`),
      isOpen ? points(clause) : null,
      choice.length ? button("Retirer", () => {
        toggle(clause.id);
        said.setAttribute("tabindex", "-1");
        said.focus();
      }, { class: "secondaire", "aria-label": `Retirer : ${clause.title}` }) : null)));
    ranks();
    showVote();
  }

  function toAddress() {
    write([...fields.map((field) => [field.name, field.value]), ["choix", choice.join(",")]]);
  }

  /* The vote, as it is kept. `points`: all that was given; `tour`: what the person of the moment has given. */

  const kept = memoire.open(KEY, read, { isEmpty: ({ points: given, personne }) => !sum(given) && personne === 1 });
  let isOpen = kept.value.ouvert;
  let each = kept.value.par;

  function read(found, flaw) {
    const vote = { ouvert: false, par: 3, personne: 1, points: Object.create(null), tour: Object.create(null), choix: [] };
    if (found === undefined) return vote;
    if (!found || typeof found !== "object" || ![found.points, found.tour].every((one) => one && typeof one === "object")) return null;
    const checked = (from, most) => {
      const some = Object.create(null);
      for (const [id, number] of Object.entries(from)) {
        if (byId.has(id) && memoire.whole(number, 0, most) !== null) some[id] = number;
        else flaw();
      }
      return some;
    };
    vote.ouvert = found.ouvert === true;
    vote.par = memoire.whole(found.par, 1, MOST_EACH) || vote.par;
    vote.personne = memoire.whole(found.personne, 1, 1e6) || vote.personne;
    vote.points = checked(found.points, 1e6);
    vote.tour = checked(found.tour, MOST_EACH);
    if (Array.isArray(found.choix)) vote.choix = found.choix.filter((id, place) => byId.has(id) && found.choix.indexOf(id) === place).slice(0, MOST);
    return vote;
  }

  function keep(act) {
    kept.change((vote) => {
      if (act) act(vote);
      Object.assign(vote, { ouvert: isOpen, par: each, choix: choice.slice() });
    });
  }

  function sum(given) {
    return Object.values(given).reduce((total, number) => total + number, 0);
  }

  const given = (clause) => kept.value.points[clause.id] || 0;
  const left = () => Math.max(0, each - sum(kept.value.tour));

  function give(clause, number) {
    told = "";
    keep((vote) => {
      vote.tour[clause.id] = (vote.tour[clause.id] || 0) + number;
      vote.points[clause.id] = (vote.points[clause.id] || 0) + number;
    });
    show();
    const again = list.querySelector(`[data-vote="${number > 0 ? "plus" : "moins"}"][data-clause="${clause.id}"]`);
    (again.disabled ? turn : again).focus();
  }

  /* A clause that leaves the list: the person of the moment has their points again, those of the others stay in the ranking. */
  function giveBack(clause) {
    const own = kept.value.tour[clause.id] || 0;
    const others = given(clause) - own;
    if (own) {
      keep((vote) => {
        vote.points[clause.id] -= own;
        delete vote.tour[clause.id];
      });
    } else if (others) {
      keep();
    }
    told = [
      own && `${plural(own, "point rendu", "points rendus")} à la personne ${kept.value.personne}.`,
      others && `${plural(others, "point")} d’autres personnes : ${others > 1 ? "ils restent" : "il reste"} au classement.`,
    ].filter(Boolean).join(" ");
  }

  function points(clause) {
    const number = given(clause);
    const step = (words, name, change, spoken, isDisabled) => button(words, () => give(clause, change), {
      class: change < 0 && "secondaire", "data-vote": name, "data-clause": clause.id, "aria-label": `${spoken} un point : ${clause.title}`, disabled: isDisabled,
    });
    return [
      make("span", { class: "cible-points" }, make("span", { "aria-hidden": "true" }, "●".repeat(Math.min(number, 30))), ` ${plural(number, "point")}`),
      step("−", "moins", -1, "Reprendre", !kept.value.tour[clause.id]),
      step("+", "plus", 1, "Donner", left() === 0),
    ];
  }

  /* Every clause that has points, in the list or not: [{clause, number, rank}…]; equals share a rank. */
  function ranking() {
    const found = clauses.filter((clause) => given(clause) > 0).map((clause) => ({ clause, number: given(clause) })).sort((one, other) => other.number - one.number);
    for (const one of found) one.rank = found.findIndex(({ number }) => number === one.number) + 1;
    return found;
  }

  let panel = null;
  let turn, next, per, result;

  function openPanel() {
    per = nombre.field(make("input", { value: String(each) }));
    per.setAttribute("inputmode", "numeric");
    per.addEventListener("change", () => {
      const asked = nombre.check(per, { min: Math.max(1, sum(kept.value.tour)), max: MOST_EACH, isWhole: true });
      if (per.value.trim() && !per.validationMessage) {
        each = asked;
        if (sum(kept.value.points)) keep();
      }
      show();
    });
    turn = status();
    next = button("Personne suivante", () => {
      keep((vote) => {
        vote.personne += 1;
        vote.tour = Object.create(null);
      });
      show();
      turn.focus();
    });
    result = make("div", { class: "cible-classement" });
    const erase = confirming("Remettre à zéro", () => `Effacer ${plural(sum(kept.value.points), "point")} ?`, () => {
      kept.forget();
      told = "";
      show();
      turn.focus();
    });
    erase.className = "cible-actions";
    panel = make("div", { class: "cible-vote", role: "group", "aria-label": "Vote par points" },
      make("label", {}, "Points par personne ", per), turn, next, button("Exporter (CSV)", exportVote, { class: "secondaire" }), erase, result);
    list.before(panel);
  }

  function showRanking() {
    const found = ranking();
    result.replaceChildren(...(found.length ? [
      make("h3", {}, "Classement"),
      make("ol", {}, found.map(({ clause, number, rank }) => make("li", { value: rank }, `${clause.title} : ${plural(number, "point")}${debated().includes(clause) ? "" : ", retirée de la liste"}`))),
    ] : []));
  }

  function showVote() {
    voteButton.setAttribute("aria-expanded", String(isOpen));
    voteButton.textContent = isOpen ? "Fermer le vote" : "Voter par points";
    if (isOpen && !panel) openPanel();
    if (!isOpen && panel) {
      panel.remove();
      panel = null;
    }
    if (!panel) return;
    const { personne, points: all, tour } = kept.value;
    turn.textContent = [
      `Personne ${personne} : il reste ${plural(left(), "point")}. En tout : ${plural(sum(all), "point")}.`, per.validationMessage,
      memoire.trouble(kept, "le vote", "exportez-le avant de quitter cette page"),
    ].filter(Boolean).join(" ");
    next.disabled = sum(tour) === 0;
    showRanking();
  }

  function exportVote() {
    const shown = debated();
    const rows = shown.concat(clauses.filter((clause) => given(clause) && !shown.includes(clause))).sort((one, other) => given(other) - given(one));
    guideParts.fichier.takeTable([
      ["Points", "Clause", "Segment", "Effet politique (1 à 5)", "Facilité (1 à 5)", "Adresse", "Dans la liste"],
      ...rows.map((clause) => [given(clause), clause.title, clause.segment, clause.effect, clause.ease, clause.link.href, shown.includes(clause) ? "oui" : "non"]),
    ], "vote-cible-des-elus.csv");
  }

  /* Paper. */

  function votes(clause) {
    return isOpen && given(clause) ? ` · ${plural(given(clause), "point")}` : "";
  }

  /* Its place in the drawing says the rest. */
  function item(clause) {
    return make("li", {}, make("strong", {}, clause.title + votes(clause)), make("p", {}, clause.summary));
  }

  /* What a phone reads to come to a clause, where the library could be had: its short address on the published site. */
  function code(clause) {
    if (!window.qrcode) return "";
    const published = document.querySelector('link[rel="canonical"]');
    const drawn = window.qrcode(0, "M"); // the smallest size that holds it
    drawn.addData(new URL(`../../c/${clause.id}/`, published ? published.href : location.href).href);
    drawn.make();
    const places = [...Array(drawn.getModuleCount()).keys()];
    const dark = places.flatMap((row) => places.filter((column) => drawn.isDark(row, column)).map((column) => `M${column} ${row}h1v1h-1z`));
    return draw("svg", { viewBox: `-2 -2 ${places.length + 4} ${places.length + 4}`, "aria-hidden": "true" }, draw("path", { d: dark.join("") }));
  }

  function card(clause, index) {
    const meter = (number) => "●".repeat(number) + "○".repeat(5 - number);
    return make("article", {},
      make("h2", {}, `${index + 1}. ${clause.title}`), make("div", { class: "cible-dit" }, code(clause), make("p", {}, clause.summary), make("p", {}, `Côté élus : ${clause.advice}`)),
      make("p", { class: "cible-notes" }, `Effet politique ${meter(clause.effect)}  Facilité ${meter(clause.ease)}  Effort d’une petite entreprise ${meter(clause.load)}`),
      make("p", { class: "cible-pied" }, `${clause.segment} · appréciation du guide · ${clause.link.href.replace(/^https?:\/\//, "")}${votes(clause)}`));
  }

  /* Who comes first, where a vote is open: "1. Titre (5 points)". */
  function podium() {
    const first = isOpen ? ranking().filter(({ rank }) => rank <= 3) : [];
    return first.length ? make("p", {}, `En tête du vote : ${listed(first.map(({ clause, number }) => `${clause.title} (${plural(number, "point")})`))}.`) : null;
  }

  /* What the debate is about, and the day: « Nettoyage · Social · 3 mars 2027 ». */
  function subject() {
    const narrowed = fields.filter((field) => field.value).map((field) => field.selectedOptions[0].textContent);
    return [...(narrowed.length ? narrowed : ["Tous les segments"]), guideParts.jour.inWords(guideParts.jour.today())].join(" · ");
  }

  function onPaper(mode) {
    const sheet = make("div", { class: `cible-planche cible-${mode}` });
    if (mode === "affiche") {
      sheet.append(
        make("div", {}, make("h2", {}, "Notre cible"), make("p", {}, "Quelles clauses voulons-nous dans nos marchés ? Effet politique et facilité : appréciation du guide, à discuter."), make("p", {}, subject()), podium(), drawing.cloneNode(true)),
        make("ol", {}, debated().map(item)));
    } else {
      sheet.append(...debated().map(card));
    }
    document.body.append(sheet);
    document.documentElement.classList.add("cible-imprime");
    addEventListener("afterprint", () => {
      sheet.remove();
      document.documentElement.classList.remove("cible-imprime");
    }, { once: true });
    print();
  }

  function printCards() {
    const ready = () => onPaper("cartes");
    guideParts.charger.script("assets/vendor/qrcode.js").then(ready, ready); // without codes, the addresses are there
  }

  /* For a room: the list, the points and the drawing alone, in large letters. */
  function project() {
    const on = document.documentElement.classList.toggle("cible-projetee");
    projectButton.setAttribute("aria-pressed", String(on));
    projectButton.textContent = on ? "Quitter la vue projecteur" : "Vue projecteur";
    projectButton.focus();
  }

  function copy() {
    guideParts.copie.write(location.href).then(() => "Lien copié.", () => "Copie refusée par le navigateur : copiez l’adresse de la page.").then((words) => {
      told = words;
      sayState();
    });
  }

  /* Start. */

  for (const field of fields) field.value = value(field.name, Array.from(field.options, (option) => option.value));
  const named = new URLSearchParams(location.search).has("choix") ? value("choix").split(",") : isOpen ? kept.value.choix : [];
  choice = named.filter((id, place) => byId.has(id) && named.indexOf(id) === place).slice(0, MOST);
  form.hidden = false;
  root.querySelector("[data-cible-debat]").hidden = false;
  whenFilled(() => {
    if (fields.some((field) => field.value)) filter(); // else the page says it already
    show();
  });
  if (choice.length) toAddress();
  kept.follow(show);
  form.addEventListener("change", () => {
    told = "";
    filter();
    show();
    toAddress();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  choosingButton.addEventListener("click", () => choose(!isChoosing));
  copyButton.addEventListener("click", copy);
  posterButton.addEventListener("click", () => onPaper("affiche"));
  cardsButton.addEventListener("click", printCards);
  projectButton.addEventListener("click", project);
  addEventListener("keydown", (event) => { if (event.key === "Escape" && document.documentElement.classList.contains("cible-projetee")) project(); });
  voteButton.addEventListener("click", () => {
    isOpen = !isOpen;
    // A vote is on a fixed list: filters no longer change it.
    if (isOpen && !choice.length) choice = heart().map((clause) => clause.id);
    if (sum(kept.value.points)) keep();
    show();
    toAddress();
  });
  drawing.addEventListener("click", (event) => {
    const id = event.target.getAttribute("data-clause");
    if (!isChoosing || !id || byId.get(id).dot.classList.contains("hors")) return;
    event.preventDefault();
    toggle(id);
  });
})();
