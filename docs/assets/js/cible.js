/* The target of elected officials: filters, the clauses of a debate, the vote by points, the poster and the cards.
   The address holds the filters and the choice, so that a debate can be sent; only a vote is kept on the device. */
(function () {
  "use strict";

  var root = document.querySelector("[data-cible]");
  if (!root) return;
  var MOST = 10;
  var KEY = "guide.cible-vote";
  var form = root.querySelector("[data-cible-filtres]");
  var drawing = root.querySelector("[data-cible-dessin]");
  var debate = root.querySelector("[data-cible-debat]");
  var list = root.querySelector("[data-cible-choix]");
  var said = root.querySelector("[data-cible-dit]");
  var buttons = {};
  ["choisir", "copier", "affiche", "cartes", "voter"].forEach(function (name) {
    buttons[name] = root.querySelector("[data-cible-" + name + "]");
  });
  var fields = Array.prototype.slice.call(form.elements);

  var dots = {};
  Array.prototype.forEach.call(drawing.querySelectorAll("circle[data-clause]"), function (dot) { dots[dot.dataset.clause] = dot; });
  var clauses = Array.prototype.map.call(root.querySelectorAll("td a[data-clause]"), function (link, order) {
    var cells = link.closest("tr").children;
    var id = link.dataset.clause;
    var data = window.guideCible[id];
    return {
      id: id, link: link, row: link.closest("tr"), order: order, title: link.textContent, effect: Number(cells[0].textContent), ease: Number(cells[1].textContent),
      load: data.charge, segment: data.segment, summary: data.resume, advice: data.conseil, values: data,
      dot: dots[id], box: null
    };
  });
  var byId = {};
  clauses.forEach(function (clause) { byId[clause.id] = clause; });
  var choice = [];
  var choosing = false;
  var vote = read();

  function make(tag, text, attributes) {
    var made = document.createElement(tag);
    if (text) made.textContent = text;
    Object.keys(attributes || {}).forEach(function (name) { made.setAttribute(name, attributes[name]); });
    return made;
  }

  function plural(number, word) {
    return number + " " + word + (number > 1 ? "s" : "");
  }

  /* Filters. */

  function answers(clause) {
    return fields.every(function (field) { return !field.value || clause.values[field.name].indexOf(field.value) >= 0; });
  }

  function filter() {
    var kept = clauses.filter(answers);
    clauses.forEach(function (clause) {
      var out = kept.indexOf(clause) < 0;
      (clause.box ? clause.box.parentNode : clause.link).hidden = out;
      clause.dot.classList.toggle("hors", out);
    });
    Array.prototype.forEach.call(root.querySelectorAll("tbody tr"), function (row) {
      var number = kept.filter(function (clause) { return clause.row === row; }).length;
      row.hidden = number === 0;
      var cell = drawing.querySelector('a[href="#' + row.id + '"]');
      cell.classList.toggle("hors", number === 0);
      cell.querySelector(".nombre").textContent = number;
      cell.setAttribute("aria-label", cell.getAttribute("aria-label").replace(/\d+ clauses?/, plural(number, "clause")));
    });
    root.querySelector("[data-cible-compte]").textContent = kept.length === clauses.length ? plural(kept.length, "clause")
      : kept.length ? plural(kept.length, "clause") + " sur " + clauses.length : "Aucune clause : changez de segment ou de dimension.";
  }

  /* The debate: what was chosen, else the clauses nearest to the heart. */

  function heart() {
    return clauses.filter(answers).sort(function (one, other) {
      return other.effect + other.ease - one.effect - one.ease || other.effect - one.effect || one.load - other.load || one.order - other.order;
    }).slice(0, MOST);
  }

  function debated() {
    return choice.length ? choice.map(function (id) { return byId[id]; }) : heart();
  }

  function toggle(id) {
    var place = choice.indexOf(id);
    if (place >= 0) choice.splice(place, 1);
    else if (choice.length < MOST) choice.push(id);
    show();
    toAddress();
  }

  function choose(on) {
    choosing = on;
    if (on) {
      clauses.forEach(function (clause) {
        if (clause.box) return;
        var line = make("span", "", { "class": "cible-ligne" });
        clause.box = make("input", "", { type: "checkbox", "aria-label": "Choisir : " + clause.title });
        clause.box.addEventListener("change", function () { toggle(clause.id); });
        clause.link.replaceWith(line);
        line.append(clause.box, clause.link);
        clause.link.hidden = false;
      });
    }
    root.classList.toggle("cible-au-choix", on);
    buttons.choisir.setAttribute("aria-pressed", String(on));
    buttons.choisir.textContent = on ? "Fini de choisir" : "Choisir des clauses";
    filter();
    show();
  }

  function ranks() {
    Array.prototype.forEach.call(drawing.querySelectorAll(".rang"), function (text) { text.remove(); });
    clauses.forEach(function (clause) { clause.dot.classList.remove("choisi"); });
    debated().forEach(function (clause, index) {
      clause.dot.classList.add("choisi");
      var rank = document.createElementNS("http://www.w3.org/2000/svg", "text");
      rank.setAttribute("class", "rang");
      rank.setAttribute("x", clause.dot.getAttribute("cx"));
      rank.setAttribute("y", Number(clause.dot.getAttribute("cy")) + 3.6);
      rank.textContent = index + 1;
      clause.dot.after(rank);
    });
  }

  function marks(clause) {
    return "effet " + clause.effect + ", facilité " + clause.ease;
  }

  function show() {
    var full = choice.length >= MOST;
    clauses.forEach(function (clause) {
      if (!clause.box) return;
      clause.box.checked = choice.indexOf(clause.id) >= 0;
      clause.box.disabled = full && !clause.box.checked;
    });
    said.textContent = !choice.length ? "Sans choix de votre part : les " + debated().length + " clauses affichées les plus proches du cœur."
      : full ? "10 clauses choisies, le maximum." : plural(choice.length, "clause") + (choice.length > 1 ? " choisies" : " choisie") + ", 10 au plus.";
    if (choosing) said.textContent += " Cochez dans le tableau, ou touchez un point.";
    list.textContent = "";
    debated().forEach(function (clause) {
      var item = make("li");
      item.append(make("a", clause.title, { href: clause.link.getAttribute("href") }), " ", make("span", marks(clause), { "class": "marques" }));
      if (vote.ouvert) points(item, clause);
      if (choice.length) {
        var off = make("button", "Retirer", { type: "button", "class": "secondaire", "aria-label": "Retirer : " + clause.title });
        off.addEventListener("click", function () {
          toggle(clause.id);
          said.setAttribute("tabindex", "-1");
          said.focus();
        });
        item.append(off);
      }
      list.append(item);
    });
    ranks();
    showVote();
  }

  function toAddress() {
    var kept = new URLSearchParams();
    fields.forEach(function (field) { if (field.value) kept.set(field.name, field.value); });
    if (choice.length) kept.set("choix", choice.join(","));
    var query = kept.toString().replace(/%2C/g, ",");
    history.replaceState(null, "", location.pathname + (query ? "?" + query : "") + location.hash);
  }

  /* The vote. `points`: all that was given; `tour`: what the person of the moment has given. */

  var panel = null;
  var per, turn, next, erase;

  function fresh(each) {
    return { ouvert: true, par: each, personne: 1, points: {}, tour: {}, choix: [] };
  }

  function read() {
    try {
      var kept = JSON.parse(localStorage.getItem(KEY));
      if (kept && kept.par > 0 && kept.personne > 0 && kept.points && kept.tour && Array.isArray(kept.choix)) return kept;
    } catch (error) { /* storage refused or spoilt: a new vote */ }
    var vote = fresh(3);
    vote.ouvert = false;
    return vote;
  }

  function keep() {
    vote.choix = choice;
    try {
      localStorage.setItem(KEY, JSON.stringify(vote));
    } catch (error) { /* the vote then lasts as long as the page */ }
  }

  function forget() {
    try {
      localStorage.removeItem(KEY);
    } catch (error) { /* nothing was kept */ }
  }

  function sum(given) {
    return Object.keys(given).reduce(function (total, id) { return total + given[id]; }, 0);
  }

  function left() {
    return vote.par - sum(vote.tour);
  }

  function give(clause, number) {
    vote.tour[clause.id] = (vote.tour[clause.id] || 0) + number;
    vote.points[clause.id] = (vote.points[clause.id] || 0) + number;
    keep();
    show();
    var again = list.querySelector('[data-vote="' + (number > 0 ? "plus" : "moins") + '"][data-clause="' + clause.id + '"]');
    (again.disabled ? turn : again).focus();
  }

  function points(item, clause) {
    var number = vote.points[clause.id] || 0;
    var tally = make("span", "", { "class": "cible-points" });
    tally.append(make("span", "●".repeat(Math.min(number, 30)), { "aria-hidden": "true" }), " " + plural(number, "point"));
    var minus = make("button", "−", { type: "button", "class": "secondaire", "data-vote": "moins", "data-clause": clause.id, "aria-label": "Reprendre un point : " + clause.title });
    var plus = make("button", "+", { type: "button", "data-vote": "plus", "data-clause": clause.id, "aria-label": "Donner un point : " + clause.title });
    minus.disabled = !vote.tour[clause.id];
    plus.disabled = left() === 0;
    minus.addEventListener("click", function () { give(clause, -1); });
    plus.addEventListener("click", function () { give(clause, 1); });
    item.append(tally, minus, plus);
  }

  function button(text, kind, act) {
    var made = make("button", text, { type: "button" });
    if (kind) made.className = kind;
    made.addEventListener("click", act);
    return made;
  }

  function openPanel() {
    panel = make("div", "", { "class": "cible-vote", role: "group", "aria-label": "Vote par points" });
    var label = make("label", "Points par personne ");
    per = make("input", "", { type: "number", min: "1", max: "10", value: vote.par });
    per.addEventListener("change", function () {
      vote.par = Math.min(10, Math.max(1, Math.round(Number(per.value)) || 1, sum(vote.tour)));
      per.value = vote.par;
      if (sum(vote.points)) keep();
      show();
    });
    label.append(per);
    turn = make("p", "", { role: "status", tabindex: "-1" });
    next = button("Personne suivante", "", function () {
      vote.personne += 1;
      vote.tour = {};
      keep();
      show();
      turn.focus();
    });
    erase = make("span", "", { "class": "cible-actions" });
    ask(false);
    panel.append(label, turn, next, button("Exporter (CSV)", "secondaire", exportVote), erase);
    list.before(panel);
  }

  /* Erasing asks once more, in the page. */
  function ask(sure) {
    erase.textContent = "";
    if (!sure) {
      erase.append(button("Remettre à zéro", "secondaire", function () {
        ask(true);
        erase.querySelector("button").focus();
      }));
      return;
    }
    erase.append("Effacer " + plural(sum(vote.points), "point") + " ?", button("Oui, effacer", "", function () {
      vote = fresh(vote.par);
      forget();
      ask(false);
      show();
      turn.focus();
    }), button("Non", "secondaire", function () {
      ask(false);
      erase.querySelector("button").focus();
    }));
  }

  function showVote() {
    buttons.voter.setAttribute("aria-expanded", String(vote.ouvert));
    buttons.voter.textContent = vote.ouvert ? "Fermer le vote" : "Voter par points";
    if (vote.ouvert && !panel) openPanel();
    if (!vote.ouvert && panel) {
      panel.remove();
      panel = null;
    }
    if (!panel) return;
    turn.textContent = "Personne " + vote.personne + " : il reste " + plural(left(), "point") + ". En tout : " + plural(sum(vote.points), "point") + ".";
    next.disabled = sum(vote.tour) === 0;
  }

  function exportVote() {
    var rows = debated().map(function (clause) { return [vote.points[clause.id] || 0, clause]; }).sort(function (one, other) { return other[0] - one[0]; });
    var lines = [["Points", "Clause", "Segment", "Effet politique (1 à 5)", "Facilité (1 à 5)", "Adresse"]].concat(rows.map(function (row) {
      var clause = row[1];
      return [row[0], clause.title, clause.segment, clause.effect, clause.ease, clause.link.href];
    }));
    window.guideFichier.takeTable(lines, "vote-cible-des-elus.csv");
  }

  /* Paper. */

  function card(clause, rank, long) {
    var made = make(long ? "article" : "li");
    made.append(make(long ? "h2" : "strong", (long ? rank + ". " : "") + clause.title), make("p", clause.summary));
    if (long) made.append(make("p", "Côté élus : " + clause.advice));
    var meter = function (number) { return "●".repeat(number) + "○".repeat(5 - number); };
    if (!long) return made; // its place in the drawing says the rest
    made.append(make("p", "Effet politique " + meter(clause.effect) + "  Facilité " + meter(clause.ease) + "  Effort d’une petite entreprise " + meter(clause.load), { "class": "cible-notes" }));
    made.append(make("p", clause.segment + " · appréciation du guide · " + clause.link.href.replace(/^https?:\/\//, ""), { "class": "cible-pied" }));
    return made;
  }

  function onPaper(mode) {
    var sheet = make("div", "", { "class": "cible-planche cible-" + mode });
    var found = debated();
    if (mode === "affiche") {
      var side = make("div");
      var items = make("ol");
      found.forEach(function (clause) { items.append(card(clause, 0, false)); });
      side.append(make("h2", "Notre cible"), make("p", "Quelles clauses voulons-nous dans nos marchés ? Effet politique et facilité : appréciation du guide, à discuter."), drawing.cloneNode(true));
      sheet.append(side, items);
    } else {
      found.forEach(function (clause, index) { sheet.append(card(clause, index + 1, true)); });
    }
    document.body.append(sheet);
    document.documentElement.classList.add("cible-imprime");
    addEventListener("afterprint", function () {
      sheet.remove();
      document.documentElement.classList.remove("cible-imprime");
    }, { once: true });
    print();
  }

  function copy() {
    var done = function () { buttons.copier.textContent = "Lien copié"; };
    var refused = function () { said.textContent = "Copie refusée par le navigateur : copiez l’adresse de la page."; };
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(location.href).then(done, refused);
    else refused();
    setTimeout(function () { buttons.copier.textContent = "Copier le lien"; }, 3000);
  }

  /* Start. */

  var asked = new URLSearchParams(location.search);
  fields.forEach(function (field) {
    var value = asked.get(field.name) || "";
    field.value = Array.prototype.some.call(field.options, function (option) { return option.value === value; }) ? value : "";
  });
  var named = asked.has("choix") ? asked.get("choix").split(",") : vote.ouvert ? vote.choix : [];
  choice = named.filter(function (id, place) { return Object.prototype.hasOwnProperty.call(byId, id) && named.indexOf(id) === place; }).slice(0, MOST);
  form.hidden = false;
  debate.hidden = false;
  if (fields.some(function (field) { return field.value; })) filter(); // else the page says it already
  show();
  if (choice.length) toAddress();
  form.addEventListener("change", function () {
    filter();
    show();
    toAddress();
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  buttons.choisir.addEventListener("click", function () { choose(!choosing); });
  buttons.copier.addEventListener("click", copy);
  buttons.affiche.addEventListener("click", function () { onPaper("affiche"); });
  buttons.cartes.addEventListener("click", function () { onPaper("cartes"); });
  buttons.voter.addEventListener("click", function () {
    vote.ouvert = !vote.ouvert;
    // A vote is on a fixed list: filters no longer change it.
    if (vote.ouvert && !choice.length) choice = heart().map(function (clause) { return clause.id; });
    if (sum(vote.points)) keep();
    show();
    toAddress();
  });
  drawing.addEventListener("click", function (event) {
    var id = event.target.getAttribute("data-clause");
    if (!choosing || !id || byId[id].dot.classList.contains("hors")) return;
    event.preventDefault();
    toggle(id);
  });
})();
