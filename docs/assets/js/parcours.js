/* The onboarding path: role, progress, quiz, attestation. The address says the role; the rest stays on the device, in one key. */
(() => {
  "use strict";

  const KEY = "guide-parcours";
  const VERSION = 1;
  const ID = /^[a-z0-9-]{1,80}$/;
  const steps = Array.from(document.querySelectorAll("[data-module]"), function (item) {
    const link = item.querySelector("a");
    return { item: item, link: link, id: item.dataset.module, roles: item.dataset.roles.split(" "), minutes: Number(item.dataset.minutes || 0) };
  });
  if (!steps.length) return;

  // What is kept on the device. Whatever stands there, from an older guide or another page, is read with care or left aside.

  function whole(value, most) {
    return Number.isInteger(value) && value >= 0 && value <= most ? value : null;
  }

  function day(value) {
    return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : "";
  }

  function clean(found) {
    const kept = { version: VERSION, role: "", modules: Object.create(null), coches: [] };
    if (!found || typeof found !== "object" || found.version !== VERSION) return kept;
    if (typeof found.role === "string" && ID.test(found.role)) kept.role = found.role;
    if (Array.isArray(found.coches)) {
      kept.coches = found.coches.filter(function (id) { return typeof id === "string" && ID.test(id); }).slice(0, 60);
    }
    if (found.modules && typeof found.modules === "object") {
      Object.keys(found.modules).filter(function (id) { return ID.test(id); }).slice(0, 60).forEach(function (id) {
        const one = found.modules[id];
        if (!one || typeof one !== "object") return;
        const answers = Array.isArray(one.reponses) ? one.reponses.slice(0, 9).map(function (value) { return whole(value, 8); }) : [];
        kept.modules[id] = { reponses: answers, justes: whole(one.justes, 9) || 0, questions: whole(one.questions, 9) || 0, fait: day(one.fait) };
      });
    }
    return kept;
  }

  function read() {
    try {
      return clean(JSON.parse(localStorage.getItem(KEY)));
    } catch {
      return clean(null); // storage refused, or not ours
    }
  }

  const state = read();

  function save() {
    try {
      localStorage.setItem(KEY, JSON.stringify(state));
    } catch {
      warn();
    }
  }

  function warn() {
    if (document.querySelector(".parcours-refus")) return;
    const note = document.createElement("p");
    note.className = "parcours-refus";
    note.setAttribute("role", "status");
    document.querySelector("h1").after(note);
    note.textContent = "Ce navigateur refuse de garder votre progression : elle disparaîtra avec cette page.";
  }

  function progress(id) {
    if (!state.modules[id]) state.modules[id] = { reponses: [], justes: 0, questions: 0, fait: "" };
    return state.modules[id];
  }

  function done(step) {
    return state.modules[step.id] ? state.modules[step.id].fait : "";
  }

  function today() {
    const now = new Date();
    return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
  }

  function inWords(iso) {
    return new Date(iso + "T00:00").toLocaleDateString("fr-FR", { dateStyle: "long" }).replace(/^1 /, "1er ");
  }

  function plural(number, word) {
    return number + " " + word + (number < 2 ? "" : "s");
  }

  function button(words, act, secondary) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    if (secondary) made.className = "secondaire";
    made.addEventListener("click", act);
    return made;
  }

  // The role: from the address, else from the device; and kept in the links from page to page.

  const known = new Set(steps.flatMap(function (step) { return step.roles; }));
  const asked = new URLSearchParams(location.search).get("role");

  if (asked && known.has(asked) && asked !== state.role) {
    state.role = asked;
    save();
  }
  if (!known.has(state.role)) state.role = "";

  function mine() {
    return steps.filter(function (step) { return !state.role || step.roles.includes(state.role); });
  }

  function withRole(address) {
    const url = new URL(address, location.href);
    url.searchParams.delete("role");
    if (state.role) url.searchParams.set("role", state.role);
    return url.href;
  }

  function toAddress() {
    history.replaceState(null, "", withRole(location.href));
  }

  function links() {
    steps.forEach(function (step) {
      if (step.link) step.link.href = withRole(step.link.href);
    });
  }

  // The page of all modules.

  function overview() {
    const form = document.querySelector("[data-parcours-role]");
    const said = document.querySelector("[data-parcours-etat]");
    const actions = document.querySelector("[data-parcours-actions]");
    const select = form.elements.role;
    select.value = state.role;
    form.hidden = false;
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    select.addEventListener("change", function () {
      state.role = select.value;
      save();
      toAddress();
      show();
    });

    const resume = document.createElement("a");
    resume.className = "bouton";
    const erase = document.createElement("details");
    const summary = document.createElement("summary");
    const warning = document.createElement("p");
    summary.textContent = "Effacer ma progression";
    warning.textContent = "Rôle, réponses, modules terminés et coches seront effacés de cet appareil. ";
    warning.append(button("Tout effacer", forget));
    erase.append(summary, warning);
    const take = button("Exporter ma progression (CSV)", exported, true);
    actions.append(resume, take, erase);
    actions.hidden = false;

    function forget() {
      try {
        localStorage.removeItem(KEY);
      } catch {
        warn();
      }
      Object.assign(state, clean(null));
      select.value = "";
      erase.open = false;
      toAddress();
      document.querySelectorAll("[data-coches] input").forEach(function (box) { box.checked = false; });
      show();
      resume.focus();
    }

    function show() {
      const path = mine();
      const left = path.filter(function (step) { return !done(step); });
      const started = steps.some(function (step) { return state.modules[step.id]; });
      take.hidden = erase.hidden = !started && !state.role && state.coches.length === 0;
      const minutes = left.reduce(function (sum, step) { return sum + step.minutes; }, 0);
      steps.forEach(function (step) {
        step.item.hidden = !path.includes(step);
        step.item.classList.toggle("fait", Boolean(done(step)));
        mark(step);
      });
      links();
      const finished = path.length - left.length;
      said.textContent = left.length === 0 ? "Tous vos modules sont terminés."
        : (!started ? plural(path.length, "module")
          : finished === 0 ? "Aucun module terminé sur " + path.length
            : plural(finished, "module") + " sur " + path.length + (finished < 2 ? " terminé" : " terminés"))
          + ", environ " + minutes + " minutes" + (started ? " restantes." : ".");
      resume.href = left.length ? left[0].link.href : withRole("attestation/");
      resume.textContent = left.length === 0 ? "Obtenir mon attestation" : started ? "Reprendre au module " + (path.indexOf(left[0]) + 1) : "Commencer";
    }

    function mark(step) {
      const one = state.modules[step.id];
      const words = !one ? "" : (one.fait ? "Terminé le " + inWords(one.fait) : "Commencé")
        + (one.questions ? " · " + plural(one.justes, "réponse") + (one.justes < 2 ? " juste" : " justes") + " sur " + one.questions : "");
      let told = step.item.querySelector(".etat");
      if (!told && words) {
        told = document.createElement("span");
        told.className = "etat";
        step.item.append(told);
      }
      if (told) told.textContent = words;
    }

    function exported() {
      const lines = [["module", "minutes", "terminé le", "questions", "réponses justes"]];
      steps.forEach(function (step) {
        const one = state.modules[step.id] || { fait: "", questions: 0, justes: 0 };
        lines.push([step.link.textContent, step.minutes, one.fait, one.questions, one.justes]);
      });
      document.querySelectorAll("[data-coches] li").forEach(function (item) {
        if (state.coches.includes(item.id)) lines.push([item.textContent.trim(), "", "coché", "", ""]);
      });
      window.guideFichier.takeTable(lines, "parcours-nouvel-arrivant.csv");
    }

    if (list) list.addEventListener("parcours", show);
    show();
  }

  // « Première heure, première semaine, premier mois ».

  function checklist(list) {
    list.querySelectorAll("li[id]").forEach(function (item) {
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = state.coches.includes(item.id);
      box.setAttribute("aria-labelledby", item.id);
      box.addEventListener("change", function () {
        state.coches = state.coches.filter(function (id) { return id !== item.id; });
        if (box.checked) state.coches.push(item.id);
        save();
        list.dispatchEvent(new CustomEvent("parcours"));
      });
      item.prepend(box);
    });
    list.classList.add("vive");
  }

  // The page of a module: where the reader stands, the quiz, the end.

  function rank() {
    const current = steps.find(function (step) { return step.item.hasAttribute("aria-current"); });
    if (!current) return null;
    const path = mine().includes(current) ? mine() : steps;
    const place = path.indexOf(current);
    steps.forEach(function (step) {
      step.item.hidden = !path.includes(step);
      step.item.classList.toggle("fait", Boolean(done(step)));
      if (path.includes(step)) step.item.querySelector("b").textContent = path.indexOf(step) + 1;
    });
    links();
    document.querySelector("[data-parcours-place]").textContent = "Module " + (place + 1) + " sur " + path.length;
    neighbour(document.querySelector("[data-parcours-avant]"), path[place - 1]);
    neighbour(document.querySelector("[data-parcours-apres]"), path[place + 1]);
    return current;
  }

  /* Before and after, in the order of the role. After the last one comes the attestation, as the static page of the last module says. */
  function neighbour(holder, step) {
    if (!holder) return;
    const link = holder.querySelector("a");
    if (step) {
      link.href = step.link.href;
      link.querySelector("span").textContent = step.item.querySelector(".guide-cache").textContent;
    } else if (holder.hasAttribute("data-parcours-avant")) {
      holder.hidden = true;
    } else {
      link.href = withRole("../attestation/");
      link.querySelector("span").textContent = "Votre attestation";
    }
  }

  function quiz(current) {
    const boxes = Array.from(document.querySelectorAll("[data-question]"));
    const score = document.querySelector("[data-quiz-score]");
    const end = document.querySelector("[data-parcours-fin]");
    const finish = button("", function () {
      const one = progress(current.id);
      one.fait = one.fait ? "" : today();
      keep();
      finish.focus();
    });
    const told = document.createElement("span");
    told.setAttribute("role", "status");
    end.append(finish, told);
    end.hidden = false;
    document.querySelector("[data-quiz-mode]").textContent = "Choisissez une réponse : l’explication s’affiche, juste ou fausse. On peut changer d’avis, rien n’est envoyé.";
    const questions = boxes.map(function (box, index) {
      return question(box, index, function (chosen) {
        const one = progress(current.id);
        one.reponses[index] = chosen;
        count(one);
        if (!one.fait && questions.every(function (other) { return other.chosen() !== null; })) one.fait = today();
        keep();
      });
    });
    const before = state.modules[current.id];
    if (before) questions.forEach(function (one, index) { one.restore(before.reponses[index]); });

    function count(one) {
      one.questions = questions.length;
      one.justes = questions.filter(function (other) { return other.right(); }).length;
      one.reponses = questions.map(function (other) { return other.chosen(); });
    }

    function keep() {
      save();
      show();
      rank();
    }

    function show() {
      const one = state.modules[current.id];
      const answered = questions.filter(function (other) { return other.chosen() !== null; }).length;
      const right = questions.filter(function (other) { return other.right(); }).length;
      score.textContent = answered < questions.length ? "" : plural(right, "réponse") + (right < 2 ? " juste" : " justes") + " sur " + questions.length + ".";
      finish.textContent = one && one.fait ? "À reprendre plus tard" : "J’ai terminé ce module";
      finish.className = one && one.fait ? "secondaire" : "";
      told.textContent = one && one.fait ? "Terminé le " + inWords(one.fait) + "." : "";
    }

    show();
  }

  /* A list of answers becomes a choice; the explanation of the one chosen is read out, the others can be opened. */
  function question(box, index, changed) {
    const list = box.querySelector("ol");
    const details = box.querySelector("details");
    const reasons = Array.from(details.querySelectorAll("li"));
    const group = document.createElement("fieldset");
    const said = document.createElement("p");
    group.setAttribute("aria-labelledby", box.querySelector("h3").id);
    said.setAttribute("role", "status");
    const choices = Array.from(list.children, function (item, place) {
      const label = document.createElement("label");
      const input = document.createElement("input");
      input.type = "radio";
      input.name = "question-" + (index + 1);
      input.value = place;
      input.addEventListener("change", function () {
        explain(place);
        changed(place);
      });
      const words = document.createElement("span");
      words.textContent = item.textContent; // a link in a label would be clicked by mistake
      label.append(input, words);
      group.append(label);
      return input;
    });
    list.replaceWith(group, said);
    details.hidden = true;

    function explain(place) {
      const right = reasons[place].hasAttribute("data-juste");
      said.className = "explication " + (right ? "juste" : "faux");
      said.replaceChildren(...Array.from(reasons[place].childNodes, function (node) { return node.cloneNode(true); }));
      details.hidden = false;
    }

    function chosen() {
      const place = choices.findIndex(function (input) { return input.checked; });
      return place < 0 ? null : place;
    }

    return {
      chosen: chosen,
      right: function () { return chosen() !== null && reasons[chosen()].hasAttribute("data-juste"); },
      restore: function (place) {
        if (!choices[place]) return;
        choices[place].checked = true;
        explain(place);
      }
    };
  }

  // The attestation: what the device knows, and a name that stays in the page.

  function attestation() {
    const form = document.querySelector("[data-attestation-nom]");
    const actions = document.querySelector("[data-attestation-actions]");
    const path = mine();
    const finished = path.filter(done);
    steps.forEach(function (step) {
      step.item.hidden = !path.includes(step);
      step.item.classList.toggle("fait", Boolean(done(step)));
      if (done(step)) step.item.append(", terminé le " + inWords(done(step)));
    });
    const minutes = finished.reduce(function (sum, step) { return sum + step.minutes; }, 0);
    document.querySelector("[data-attestation-total]").textContent = finished.length === 0 ? "Aucun module terminé sur cet appareil : cochez à la main ce que vous avez parcouru."
      : plural(finished.length, "module") + " sur " + path.length + ", environ " + minutes + " minutes.";
    document.querySelector("[data-attestation-date]").textContent = inWords(today());
    form.hidden = false;
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.elements.nom.addEventListener("input", function () {
      document.querySelector("[data-attestation-signe]").textContent = form.elements.nom.value.trim();
    });
    actions.append(button("Imprimer", function () { print(); }));
    actions.hidden = false;
  }

  const home = document.querySelector("[data-parcours-accueil]");
  const list = document.querySelector("[data-coches]");
  if (list) checklist(list);
  if (home) overview();
  if (document.querySelector("[data-attestation]")) attestation();
  const current = rank();
  if (current) quiz(current);
})();
