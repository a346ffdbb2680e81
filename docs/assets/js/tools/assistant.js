/* The assistant: at most seven questions, one at a time, then what follows. The answers are in the address, each a step of the history. */
(() => {
  "use strict";

  const { adresse, copie, fichier, jour, nombre } = guideParts;
  const { UNKNOWN, questions, conclude, sets } = guideParts.assistant;
  const { articles, doubt, inWords, toDossier } = guideParts["regles-lignes"];
  const { make, more, button, say } = guideParts.element;
  const data = window.guideAssistant;

  const place = document.querySelector("[data-assistant]");
  if (!place || !data.questions) return;
  const racine = document.querySelector("meta[name=guide-racine]").content.replace(/\/?$/, "/");
  const IDS = data.questions.map(({ id }) => id).filter((id) => id !== "chiffres");
  const END = "fin";
  const KNOWN = Object.fromEntries(data.questions.map(({ id, choix }) => [id, [...Object.keys(choix), UNKNOWN]]));

  let state = { answers: {}, montant: "", debut: "", paire: 0, etape: "1" };

  /* The estimate is the buyer's alone until they publish: no server sees it. */
  const secret = adresse.own(["montant"]);
  const here = () => secret.link([["montant", state.montant]]);

  /* The address is the state: what it does not know is left out. */
  function read() {
    const answers = {};
    for (const id of IDS) {
      const given = adresse.value(id, KNOWN[id]);
      if (given) answers[id] = given;
    }
    const etape = adresse.value("etape", (given) => given === END || /^[1-9]$/.test(given)) || "1";
    state = { answers, montant: secret.value("montant"), debut: adresse.value("debut", jour.isDay), paire: Number(adresse.value("achat", (given) => /^\d{1,2}$/.test(given))) || 0, etape };
    const list = asked();
    if (state.etape !== END && Number(state.etape) > list.length) state.etape = String(list.length);
  }

  const asked = () => questions(data, state.answers.famille || "");
  const montant = () => (nombre.problem(state.montant, { min: 0, unit: "€" }) ? null : nombre.read(state.montant));

  function go(changes, isStep) {
    state = { ...state, ...changes };
    const kept = asked().map(({ id }) => id);
    adresse.write([
      ...IDS.filter((id) => kept.includes(id)).map((id) => [id, state.answers[id] || ""]),
      ["debut", state.debut], ["achat", state.paire || ""], ["etape", state.etape],
    ], isStep);
    secret.write([["montant", state.montant]]);
    show();
    if (isStep) {
      const title = place.querySelector("h2");
      title.focus({ preventScroll: true });
      place.scrollIntoView({ block: "nearest" });
    }
  }

  const back = () => String(state.etape === END ? asked().length : Math.max(1, Number(state.etape) - 1));

  function answerTo(question, value) {
    const answers = { ...state.answers, [question.id]: value };
    const after = questions(data, answers.famille || "");
    const index = after.findIndex(({ id }) => id === question.id);
    go({ answers, paire: question.id === "famille" ? 0 : state.paire, etape: index + 1 < after.length ? String(index + 2) : END }, true);
  }

  /* What was answered, in words; "" where nothing was. */
  function said(question) {
    if (question.id === "chiffres") {
      const amount = montant();
      return [amount === null ? "montant inconnu" : `${nombre.write(amount)}\u00a0€ hors taxes`, state.debut ? `début le ${jour.inWords(state.debut)}` : "début inconnu"].join(", ");
    }
    const given = state.answers[question.id];
    return given ? question.choix[given] || "Je ne sais pas" : "";
  }

  /* A question. */
  const unknown = (act) => button("Je ne sais pas", act, { class: "secondaire", "data-inconnu": true });

  function fieldsOf(question) {
    if (question.sorte === "segment") {
      const select = make("select", { id: "assistant-segment" }, make("option", { value: "" }, "choisir"), Object.entries(question.choix).map(([id, words]) => make("option", { value: id, selected: state.answers.famille === id }, words)));
      const told = make("p", { role: "status", class: "assistant-dit" });
      return [
        make("p", {}, make("label", { for: "assistant-segment" }, "Segment "), select),
        make("p", { class: "assistant-actions" }, button("Continuer", () => (select.value ? answerTo(question, select.value) : say(told, "Choisissez un segment, ou « Je ne sais pas »."))), unknown(() => answerTo(question, UNKNOWN))),
        told,
      ];
    }
    if (question.sorte === "chiffres") {
      const amount = nombre.field(make("input", { id: "assistant-montant", value: state.montant }));
      const day = make("input", { id: "assistant-debut", type: "date", value: state.debut });
      const told = make("p", { role: "status", class: "assistant-dit" });
      amount.value = state.montant;
      const done = () => {
        nombre.check(amount, { min: 0, unit: "€" });
        if (amount.validationMessage) say(told, amount.validationMessage);
        else go({ montant: amount.value.trim(), debut: day.value, etape: END }, true);
      };
      return [
        make("p", {}, make("label", { for: "assistant-montant" }, "Montant estimé, en euros hors taxes "), amount),
        make("p", {}, make("label", { for: "assistant-debut" }, "Début souhaité des prestations "), day),
        make("p", { class: "assistant-actions" }, button("Voir les réponses", done), unknown(() => go({ montant: "", debut: "", etape: END }, true))),
        told,
      ];
    }
    return [
      make("ul", { class: "assistant-choix" }, Object.entries(question.choix).map(([id, words]) => make("li", {}, button(words, () => answerTo(question, id), { class: "secondaire", "aria-pressed": String(state.answers[question.id] === id) })))),
      make("p", { class: "assistant-actions" }, unknown(() => answerTo(question, UNKNOWN))),
    ];
  }

  function ask() {
    const list = asked();
    const index = Number(state.etape) - 1;
    const question = list[index];
    return make("section", { class: "assistant-question", "aria-labelledby": "assistant-titre" },
      make("p", { class: "assistant-rang" }, `Question ${index + 1} sur ${list.length}`),
      make("progress", { max: list.length, value: index + 1, "aria-label": "Avancement" }),
      make("h2", { id: "assistant-titre", tabindex: "-1" }, question.titre),
      make("p", {}, question.aide),
      fieldsOf(question),
      index ? make("p", {}, button("Revenir à la question d’avant", () => go({ etape: back() }, true), { class: "secondaire" })) : null,
      index ? make("ol", { class: "assistant-journal" }, list.slice(0, index).map((before, number) => make("li", {}, `${before.titre} `, make("strong", {}, said(before) || "sans réponse"), " ", button("changer", () => go({ etape: String(number + 1) }, true), { class: "secondaire", "aria-label": `Changer : ${before.titre}` })))) : null);
  }

  /* The end: parts of a document, each { titre, id, lignes: [{ dit, suite, liens: [[words, address]], articles }] }, from which the page and the texts are made. */
  const clauseLinks = (ids) => ids.filter((id) => adresse.has(data.clauses, id)).map((id) => [data.clauses[id].titre, `clauses/${id}/`]);

  function lawLines(found, boite) {
    return Object.keys(data.achat.lignes).filter((name) => data.achat.lignes[name].boite === boite && found.law[name].state !== "non").map((name) => {
      const own = data.achat.lignes[name];
      const clause = ["condition", "critere", "sociale"].includes(own.nature) && found.pair[own.nature];
      return {
        dit: own.dit,
        suite: [found.law[name].state === "selon" && `${doubt(data.achat, found.law[name].why)}.`, own.precision, boite === "ecrire" && !clause && "Le guide n’a pas encore de clause pour cet achat."].filter(Boolean).join(" "),
        liens: clause ? clauseLinks([clause.id]) : [],
        depuis: own.depuis, articles: own.articles || [],
      };
    });
  }

  function calendar(found) {
    return found.steps.map((step) => ({
      dit: state.debut ? `${jour.inWords(jour.after(state.debut, -step.avant))} : ${step.titre}` : `${step.avant} jours avant : ${step.titre}`,
      suite: `${step.jours} jours jusqu’à la suite, ${step.article ? `minimum légal (${step.article})` : "durée proposée"}.`,
      liens: [],
      isPast: Boolean(state.debut) && jour.after(state.debut, -step.avant) < jour.today(),
    })).concat([{ dit: state.debut ? `${jour.inWords(state.debut)} : les prestations commencent` : "Jour du début : les prestations commencent", suite: "", liens: [] }]);
  }

  const inHours = (minutes) => (minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")}`);

  function parts(found) {
    const family = state.answers.famille;
    const segment = data.segments[adresse.has(data.segments, family) ? family : "tous-achats"] || { cas: [], questions: [] };
    const levels = sets(data, family, found);
    const moments = found.longest ? calendar(found) : [];
    return [
      { titre: "Faut-il acheter ?", chapeau: data.verdicts[found.verdict], lignes: found.advice.map((one) => ({ dit: one.dit, suite: one.suite, liens: [...clauseLinks(one.clauses), ...one.textes.map(({ mot, adresse: where }) => [mot, where])] })) },
      { titre: "À écrire : ce que la loi demande", id: "ecrire", lignes: lawLines(found, "ecrire") },
      { titre: "La procédure, et ce qui se publie", lignes: lawLines(found, "publier") },
      { titre: "À garder", lignes: lawLines(found, "garder") },
      {
        titre: "Trois niveaux d’ambition", chapeau: "Chaque niveau garde ce qui précède, à partir du minimum légal.",
        lignes: levels.map((level, index) => {
          const before = index ? levels[index - 1].clauses : [];
          const added = level.clauses.filter((id) => !before.includes(id));
          return {
            dit: `${data.niveaux[level.niveau]} : ${guideParts.texte.plural(level.clauses.length, "clause")}${index ? `, dont ${added.length || "aucune"} de plus` : ""}`,
            suite: level.clauses.length ? `Effort d’une petite entreprise : ${nombre.write(Math.round(level.charge * 10) / 10)} sur 5 en moyenne. Contrôle, chaque point une fois : ${inHours(level.minutes)}.` : "Le guide n’a pas encore de clause ici.",
            liens: clauseLinks(added), ajouter: level.clauses,
          };
        }),
      },
      {
        titre: "Le calendrier, à rebours", lignes: moments,
        chapeau: moments.some(({ isPast }) => isPast) ? "Certaines dates sont déjà passées : repoussez le début, ou raccourcissez ce qui n’est qu’une proposition."
          : found.start && state.debut ? `La consultation commence le ${jour.inWords(found.start)} : c’est la date des règles ci-dessus.` : "Sans date de début, les jours se comptent à rebours.",
      },
      { titre: "Des cas semblables", lignes: segment.cas.map((one) => ({ dit: one.acheteur, suite: "", liens: [[one.titre, one.adresse]] })) },
      { titre: "Questions pour le sourçage", lignes: segment.questions.map((words) => ({ dit: words, suite: "", liens: [] })) },
      {
        titre: "Journal des réponses", lignes: asked().map((question) => {
          const advice = found.advice.find((one) => one.question === question.id);
          return { dit: `${question.titre} ${said(question) || "Je ne sais pas"}`, suite: advice ? `Donc : ${advice.dit.charAt(0).toLowerCase()}${advice.dit.slice(1)}.` : "", liens: [] };
        }),
      },
    ].filter(({ lignes }) => lignes.length);
  }

  const link = ([words, where]) => make("a", { href: racine + where }, words);
  const joined = (links) => links.map((one, index) => [index ? ", " : "", link(one)]);

  function drawn(one) {
    return make("div", {},
      make("dt", {}, one.dit),
      make("dd", {},
        one.suite ? make("span", {}, one.suite) : null,
        one.liens.length ? make("span", {}, joined(one.liens)) : null,
        one.articles && one.articles.length ? make("small", {}, one.depuis && `depuis le ${one.depuis}, `, articles(one.articles, racine)) : null,
        one.ajouter && one.ajouter.length ? make("a", { class: "assistant-ajouter", href: toDossier(racine, one.ajouter, current.bought) }, "Tout ajouter à mon dossier") : null));
  }

  function which(found) {
    if (found.pairs.length < 2) return null;
    const select = make("select", { id: "assistant-paire" }, found.pairs.map((pair, index) => make("option", { value: index, selected: index === state.paire }, pair.achat || "Tous")));
    select.addEventListener("change", () => {
      go({ paire: Number(select.value) });
      document.getElementById("assistant-paire").focus();
    });
    return make("p", {}, make("label", { for: "assistant-paire" }, "Plus précisément "), select);
  }

  const heading = () => [`Établi le ${jour.inWords(jour.today())}.`, `Les mêmes réponses : ${here()}`, "Proposition du guide, à relire par vos juristes."];

  function asText(document) {
    return [
      "De la question à l’achat : réponses de l’assistant", "", ...heading(),
      ...document.flatMap(({ titre, chapeau, lignes }) => ["", titre.toUpperCase(), ...(chapeau ? [chapeau] : []), ...lignes.flatMap((one) => [
        `- ${one.dit}`,
        ...[one.suite, one.liens.map(([words]) => words).join(" ; "), [one.depuis && `depuis le ${one.depuis}`, inWords(one.articles || [])].filter(Boolean).join(", ")].filter(Boolean).map((text) => `  ${text}`),
      ])]),
      "",
    ].join("\r\n");
  }

  let current = null;
  function end() {
    const found = conclude(data, state.answers, { montant: montant(), debut: state.debut, paire: state.paire });
    current = found;
    const document = parts(found);
    const text = () => asText(document);
    const copied = copie.button("Copier le texte", text, { attributes: { class: "secondaire" } });
    const linked = copie.button("Copier le lien", here, { attributes: { class: "secondaire" } });
    return make("section", { class: "assistant-fin", "aria-labelledby": "assistant-titre" },
      make("div", { class: "assistant-actions" },
        button("Revenir aux questions", () => go({ etape: back() }, true), { class: "secondaire" }),
        button("Recommencer", () => go({ answers: {}, montant: "", debut: "", paire: 0, etape: "1" }, true), { class: "secondaire" }),
        button("Imprimer", () => window.print()), copied.button, copied.said,
        more(linked.button, linked.said, button("Texte (.txt)", () => fichier.take(text(), "text/plain", `assistant-${state.answers.famille || "achat"}-${jour.today()}.txt`), { class: "secondaire" }))),
      make("h2", { id: "assistant-titre", tabindex: "-1" }, data.verdicts[found.verdict]),
      make("p", { class: "assistant-date" }, `Établi le ${jour.inWords(jour.today())}. Proposition du guide, à relire par vos juristes.`),
      document.map((part, index) => make("section", {},
        make("h3", {}, part.titre),
        part.chapeau && index ? make("p", {}, part.chapeau) : null,
        part.id === "ecrire" ? which(found) : null,
        make("dl", {}, part.lignes.map(drawn)))));
  }

  function show() {
    place.replaceChildren(state.etape === END ? end() : ask());
  }

  read();
  place.hidden = false;
  document.querySelector("[data-assistant-arbre]").hidden = true;
  addEventListener("popstate", () => {
    read();
    show();
  });
  show();
})();
