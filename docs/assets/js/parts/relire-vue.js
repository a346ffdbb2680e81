/* A draft that was read, on the page. Needs: element, texte, relire-rapport.

     list(reading, options)      a generator, that yields between its steps, of the list of faults, the first MOST_LISTED of them: options { rules, aside (a Map key → reason), link(address), putAside(fault, reason), takeBack(fault) }
     text(reading, options)      … of the draft with its faults marked where they are
     renew(rules, link)          writes again, beside each fault that is shown, the texts and clauses of its rule
     goTo(number)                shows a fault of the list, and gives it the focus */
(() => {
  "use strict";

  const { button, make } = guideParts.element;
  const { quoted } = guideParts.texte;
  const { LEVELS, sentence } = guideParts.relireRapport;

  const MOST_LISTED = 2000;

  const id = (number) => `constat-${number + 1}`;
  const place = (number) => `passage-${number + 1}`;

  /* A link inside the page that does not change its address. */
  function jump(target, ...words) {
    const link = make("a", { href: `#${target}` }, ...words);
    link.addEventListener("click", (event) => {
      const found = document.getElementById(target);
      if (!found) return;
      event.preventDefault();
      found.scrollIntoView({ block: "center" });
      found.focus({ preventScroll: true });
    });
    return link;
  }

  function goTo(number) {
    const found = document.getElementById(id(number));
    if (found) found.focus();
  }

  /* The texts of a rule, the clauses that do it well. */
  function references(rule, link) {
    return [
      rule.textes.length > 0 && make("p", { class: "note" }, "Texte\u00a0: ", rule.textes.map((text, at) => [
        at ? ", " : "", make("a", { href: link(text.adresse) }, text.mot), ` ${text.lu ? "✓" : "⚠"} ${text.etat}`,
      ])),
      rule.clauses.length > 0 && make("p", { class: "note" }, "Une clause qui le fait bien\u00a0: ", rule.clauses.slice(0, 2).map((clause, at) => [
        at ? ", " : "", make("a", { href: link(clause.adresse) }, clause.titre),
      ])),
    ].filter(Boolean);
  }

  function renew(rules, link) {
    for (const shown of document.querySelectorAll("[data-constat] > .relire-renvois")) shown.replaceChildren(...references(rules.get(shown.parentNode.dataset.constat), link));
  }

  function details(rule, fault, link) {
    return [
      fault.note && make("p", { class: "relire-precision" }, fault.note),
      make("p", {}, rule.explication),
      rule.remede && make("p", {}, make("strong", {}, "Écrire plutôt. "), rule.remede),
      make("div", { class: "relire-renvois" }, references(rule, link)),
    ];
  }

  /* The button that puts a fault aside, then the field of its reason. */
  function aside(fault, number, { putAside }) {
    const box = make("p", { class: "relire-ecarter" });
    const open = button("Écarter…", () => {
      const input = make("input", { type: "text", id: `raison-${number}`, maxlength: "300" });
      const done = () => putAside(fault, input.value.trim());
      const back = () => {
        box.replaceChildren(open);
        open.focus();
      };
      box.addEventListener("keydown", (event) => { if (event.key === "Escape") back(); });
      input.addEventListener("keydown", (event) => { if (event.key === "Enter") done(); });
      box.replaceChildren(make("label", { for: `raison-${number}` }, "Votre raison"), " ", input, " ", button("Écarter", done), " ", button("Annuler", back, { class: "secondaire" }));
      input.focus();
    }, { class: "secondaire", "aria-label": `Écarter… le point ${number + 1}` });
    box.append(open);
    return box;
  }

  function item(reading, fault, number, options) {
    const rule = options.rules.get(fault.rule);
    const level = LEVELS[fault.severity];
    const reason = options.aside.get(fault.key);
    const isAside = reason !== undefined;
    const head = make("h3", {}, make("span", { class: "relire-numero" }, String(number + 1)), " ", make("span", { class: `relire-gravite gravite-${fault.severity}` }, level.sign, " ", level.one), " ", rule.titre);
    const shown = make("p", { class: "relire-extrait" }, jump(place(number), quoted(sentence(reading, fault))));
    const made = make("li", { id: id(number), tabindex: "-1", "data-constat": fault.rule, "data-gravite": fault.severity, class: isAside ? "ecarte" : null }, head, shown);
    if (isAside) {
      made.append(make("p", {}, `Écarté. ${reason ? `Raison\u00a0: ${reason}` : "Raison non dite."} `, button("Reprendre", () => options.takeBack(fault), { class: "secondaire" })));
    } else {
      made.append(...details(rule, fault, options.link).filter(Boolean), aside(fault, number, options));
    }
    return made;
  }

  function* list(reading, options) {
    const made = make("ol", { class: "relire-constats" });
    for (const [number, fault] of reading.faults.slice(0, MOST_LISTED).entries()) {
      yield;
      made.append(item(reading, fault, number, options));
    }
    return made;
  }

  /* The words of a paragraph, and the marks of the faults that begin in it. A fault whose words are all in the marks before it has but its number after them. */
  function marked(reading, paragraph, faults) {
    const parts = [];
    let last = paragraph.start;
    for (const [fault, number] of faults) {
      const start = Math.max(fault.start, last);
      const end = Math.min(Math.max(fault.end, start), paragraph.end);
      parts.push(reading.text.slice(last, start));
      const back = jump(id(number), String(number + 1));
      back.setAttribute("aria-label", `Point ${number + 1}, ${LEVELS[fault.severity].one}`);
      if (start < end) parts.push(make("mark", { id: place(number), tabindex: "-1", class: `gravite-${fault.severity}` }, reading.text.slice(start, end)));
      else back.id = place(number);
      parts.push(make("sup", {}, back));
      last = Math.max(last, end);
    }
    parts.push(reading.text.slice(last, paragraph.end));
    return parts.filter((part) => part !== "");
  }

  function* text(reading, options) {
    const made = make("div", { class: "relire-texte" });
    const waiting = reading.faults.slice(0, MOST_LISTED).map((fault, number) => [fault, number]).filter(([fault]) => !options.aside.has(fault.key));
    let next = 0;
    for (const paragraph of reading.draft.paragraphs) {
      yield;
      const own = [];
      for (; next < waiting.length && waiting[next][0].start < paragraph.end; next += 1) own.push(waiting[next]);
      made.append(make("p", { class: paragraph.heading ? "relire-titre" : paragraph.bullet ? "relire-puce" : null }, marked(reading, paragraph, own)));
    }
    return made;
  }

  guideParts.relireVue = { renew, list, text, goTo, MOST_LISTED };
})();
