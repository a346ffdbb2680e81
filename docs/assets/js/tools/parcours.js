/* The onboarding path: role, progress, quiz, attestation. The address says the role; the rest stays on the device, in one key. */
(() => {
  "use strict";

  const { changed, go, value } = guideParts.adresse;
  const { button, make, status, whenFilled } = guideParts.element;
  const { inWords, isDay, today } = guideParts.jour;
  const memoire = guideParts.memoire;
  const { plural } = guideParts.texte;
  const { whole } = memoire;

  const KEY = "guide-parcours";
  const VERSION = 1;
  const ID = /^[a-z0-9-]{1,80}$/;
  const steps = Array.from(document.querySelectorAll("[data-module]"), function (item) {
    const link = item.querySelector("a");
    return { item: item, link: link, id: item.dataset.module, roles: item.dataset.roles.split(" "), minutes: Number(item.dataset.minutes || 0) };
  });
  if (!steps.length) return;

  // What is kept on the device. Whatever stands there, from an older guide or another page, is read with care or left aside.

  function read(found, flaw) {
    const state = { version: VERSION, role: "", modules: Object.create(null), coches: [] };
    if (found === undefined) return state;
    if (!found || found.version !== VERSION) return null;
    const isId = (id) => typeof id === "string" && ID.test(id);
    if (isId(found.role)) state.role = found.role;
    if (Array.isArray(found.coches)) state.coches = found.coches.filter(isId).slice(0, 60);
    for (const [id, one] of Object.entries(found.modules || {}).filter(([key]) => isId(key)).slice(0, 60)) {
      if (!one || typeof one !== "object") {
        flaw();
        continue;
      }
      const answers = Array.isArray(one.reponses) ? one.reponses.slice(0, 9).map((value) => whole(value, 0, 8)) : [];
      state.modules[id] = { reponses: answers, justes: whole(one.justes, 0, 9) || 0, questions: whole(one.questions, 0, 9) || 0, fait: isDay(one.fait) ? one.fait : "" };
    }
    return state;
  }

  const kept = memoire.open(KEY, read);
  let note = null;
  warn();

  function save(act) {
    kept.change(act);
    warn();
  }

  function warn() {
    const words = memoire.trouble(kept, "votre progression", "elle disparaîtra avec cette page");
    if (!note && words) {
      note = status({ class: "parcours-refus" });
      document.querySelector("h1").after(note);
    }
    if (note && note.textContent !== words) note.textContent = words;
  }

  /* Changes what is known of a module. */
  function progress(id, act) {
    save(({ modules }) => {
      if (!modules[id]) modules[id] = { reponses: [], justes: 0, questions: 0, fait: "" };
      act(modules[id]);
    });
  }

  function done(step) {
    const one = kept.value.modules[step.id];
    return one ? one.fait : "";
  }

  // The role: from the address, else from the device; and kept in the links from page to page.

  const known = new Set(steps.flatMap((step) => step.roles));
  const asked = value("role", known);
  if (asked && asked !== kept.value.role) save((state) => { state.role = asked; });

  const role = () => (known.has(kept.value.role) ? kept.value.role : "");
  const mine = () => steps.filter((step) => !role() || step.roles.includes(role()));
  const withRole = (address) => changed(address, [["role", role()]]);
  const toAddress = () => go(withRole(location.href));

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
    form.hidden = false;
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    select.addEventListener("change", function () {
      save((state) => { state.role = select.value; });
      toAddress();
      show();
    });

    const resume = make("a", { class: "bouton" });
    const erase = make("details", {}, make("summary", {}, "Effacer ma progression"),
      make("p", {}, "Rôle, réponses, modules terminés et coches seront effacés de cet appareil. ", button("Tout effacer", forget)));
    const take = button("Exporter ma progression (CSV)", exported, { class: "secondaire" });
    const carry = button("Emporter ma progression", function () {
      guideParts.fichier.take(JSON.stringify(kept.value, null, 1), "application/json", "parcours-nouvel-arrivant.json");
    }, { class: "secondaire" });
    const brought = status({ class: "parcours-dit" });
    const bring = guideParts.fichier.chooser("Reprendre une progression emportée", received, { accept: ".json", most: 1e5, failed: (words) => { brought.textContent = words; } });
    actions.append(resume, take, carry, erase, bring, brought);
    actions.hidden = false;

    function forget() {
      kept.forget();
      warn();
      select.value = "";
      erase.open = false;
      toAddress();
      document.querySelectorAll("[data-coches] input").forEach(function (box) { box.checked = false; });
      show();
      resume.focus();
    }

    /* A file of another device adds to what this one knows: of two days, the first one stays. */
    function received(text) {
      const found = memoire.parse(text);
      const state = found && typeof found === "object" ? read(found, function () {}) : null;
      if (!state) {
        brought.textContent = "Ce fichier n’est pas une progression de ce parcours : rien n’a changé.";
        return;
      }
      save(function (own) {
        if (!own.role) own.role = state.role;
        own.coches = Array.from(new Set(own.coches.concat(state.coches))).slice(0, 60);
        for (const [id, one] of Object.entries(state.modules)) {
          const known = own.modules[id];
          if (!known || (one.fait && !known.fait)) own.modules[id] = one;
          else if (one.fait && one.fait < known.fait) known.fait = one.fait;
        }
      });
      const finished = steps.filter(done).length;
      brought.textContent = `Progression reprise : ${plural(finished, "module terminé", "modules terminés")}.`;
      document.querySelectorAll("[data-coches] li[id]").forEach(function (item) { item.querySelector("input").checked = kept.value.coches.includes(item.id); });
      fill();
    }

    function show() {
      const path = mine();
      const left = path.filter(function (step) { return !done(step); });
      const started = steps.some(function (step) { return kept.value.modules[step.id]; });
      take.hidden = carry.hidden = erase.hidden = !started && !role() && kept.value.coches.length === 0;
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
          : finished === 0 ? `Aucun module terminé sur ${path.length}`
            : `${plural(finished, "module")} sur ${path.length} ${finished < 2 ? "terminé" : "terminés"}`)
          + ", environ " + minutes + " minutes" + (started ? " restantes." : ".");
      resume.href = left.length ? left[0].link.href : withRole("attestation/");
      resume.textContent = left.length === 0 ? "Obtenir mon attestation" : started ? "Reprendre au module " + (path.indexOf(left[0]) + 1) : "Commencer";
    }

    function mark(step) {
      const one = kept.value.modules[step.id];
      const words = !one ? "" : (one.fait ? `Terminé le ${inWords(one.fait)}` : "Commencé") + (one.questions ? ` · ${plural(one.justes, "réponse juste")} sur ${one.questions}` : "");
      let told = step.item.querySelector(".etat");
      if (!told && words) {
        told = make("span", { class: "etat" });
        step.item.append(told);
      }
      if (told) told.textContent = words;
    }

    function exported() {
      const lines = [["module", "minutes", "terminé le", "questions", "réponses justes"]];
      steps.forEach(function (step) {
        const one = kept.value.modules[step.id] || { fait: "", questions: 0, justes: 0 };
        lines.push([step.link.textContent, step.minutes, one.fait, one.questions, one.justes]);
      });
      document.querySelectorAll("[data-coches] li").forEach(function (item) {
        if (kept.value.coches.includes(item.id)) lines.push([item.textContent.trim(), "", "coché", "", ""]);
      });
      guideParts.fichier.takeTable(lines, "parcours-nouvel-arrivant.csv");
    }

    function fill() {
      select.value = role();
      show();
    }

    if (list) list.addEventListener("parcours", show);
    whenFilled(fill);
    kept.follow(fill);
  }

  // « Première heure, première semaine, premier mois ».

  function checklist(list) {
    list.querySelectorAll("li[id]").forEach(function (item) {
      const box = make("input", { type: "checkbox", "aria-labelledby": item.id, autocomplete: "off" });
      box.checked = kept.value.coches.includes(item.id);
      box.addEventListener("change", function () {
        save((state) => {
          state.coches = state.coches.filter((id) => id !== item.id);
          if (box.checked) state.coches.push(item.id);
        });
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
      progress(current.id, (one) => { one.fait = one.fait ? "" : today(); });
      tell();
      finish.focus();
    });
    const told = make("span", { role: "status" });
    const onward = make("a", { class: "bouton", hidden: true });
    const again = button("Reprendre les questions", function () {
      progress(current.id, (one) => { one.reponses = []; one.justes = 0; });
      questions.forEach((one) => one.clear());
      tell();
      boxes[0].querySelector("input").focus();
    }, { class: "secondaire" });
    end.append(onward, finish, again, told);
    end.hidden = false;
    document.querySelector("[data-quiz-mode]").textContent = "Choisissez une réponse : l’explication s’affiche, juste ou fausse. On peut changer d’avis, rien n’est envoyé.";
    const questions = boxes.map(function (box, index) {
      return question(box, index, function (chosen) {
        progress(current.id, (one) => {
          one.reponses[index] = chosen;
          count(one);
          if (!one.fait && questions.every((other) => other.chosen() !== null) && questions.some((other) => other.right())) one.fait = today();
        });
        tell();
      });
    });
    const before = kept.value.modules[current.id];
    if (before) questions.forEach(function (one, index) { one.restore(before.reponses[index]); });

    function count(one) {
      one.questions = questions.length;
      one.justes = questions.filter(function (other) { return other.right(); }).length;
      one.reponses = questions.map(function (other) { return other.chosen(); });
    }

    function tell() {
      show();
      rank();
    }

    function show() {
      const one = kept.value.modules[current.id];
      const answered = questions.filter(function (other) { return other.chosen() !== null; }).length;
      const right = questions.filter(function (other) { return other.right(); }).length;
      score.textContent = answered < questions.length ? "" : right ? `${plural(right, "réponse juste")} sur ${questions.length}.`
        : `Aucune réponse juste sur ${questions.length} : lisez les explications, relisez le module, puis reprenez les questions.`;
      again.hidden = !answered;
      finish.textContent = one && one.fait ? "À reprendre plus tard" : "J’ai terminé ce module";
      finish.className = one && one.fait ? "secondaire" : "";
      const neighbouring = document.querySelector("[data-parcours-apres] a");
      onward.hidden = !(one && one.fait);
      onward.href = neighbouring.href;
      onward.textContent = neighbouring.href.includes("/attestation/") ? "Obtenir mon attestation" : `Module suivant : ${neighbouring.querySelector("span").textContent}`;
      told.textContent = one && one.fait ? "Terminé le " + inWords(one.fait) + "." : "";
    }

    show();
  }

  /* A list of answers becomes a choice; the explanation of the one chosen is read out, the others can be opened. */
  function question(box, index, changed) {
    const list = box.querySelector("ol");
    const details = box.querySelector("details");
    const reasons = Array.from(details.querySelectorAll("li"));
    const group = make("fieldset", { "aria-labelledby": box.querySelector("h3").id });
    const said = make("p", { role: "status" });
    const choices = Array.from(list.children, function (item, place) {
      const input = make("input", { type: "radio", name: `question-${index + 1}`, value: place, autocomplete: "off" });
      input.addEventListener("change", function () {
        explain(place);
        changed(place);
      });
      group.append(make("label", {}, input, make("span", {}, item.textContent))); // a link in a label would be clicked by mistake
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
      clear: function () {
        choices.forEach((input) => { input.checked = false; });
        said.className = "";
        said.replaceChildren();
        details.hidden = true;
      },
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
    const sign = () => { document.querySelector("[data-attestation-signe]").textContent = form.elements.nom.value.trim(); };
    form.elements.nom.addEventListener("input", sign);
    whenFilled(sign);
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
