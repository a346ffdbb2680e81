/* The list of cases: keeps those that answer to the questions. The address holds the answers, so that a list can be sent. */
(() => {
  "use strict";

  const { value, write } = guideParts.adresse;
  const { button, whenFilled } = guideParts.element;

  const form = document.querySelector("[data-cas-filtres]");
  const list = document.querySelector("[data-cas]");
  if (!form || !list) return;
  const said = document.querySelector("[data-cas-compte]");
  const active = document.querySelector("[data-cas-actifs]");
  const none = document.querySelector("[data-cas-vide]");
  const fields = Array.from(form.elements);
  const cases = Array.from(list.children, (item) => ({
    item, values: new Map(fields.map((field) => [field.name, (item.getAttribute(`data-${field.name}`) || "").split("|")])),
  }));
  for (const field of fields) {
    for (const option of field.options || []) option.setAttribute("data-libelle", option.textContent);
  }

  function answer(field) {
    if (field.type !== "checkbox") return field.value;
    return field.checked ? field.value : "";
  }

  function give(field, given) {
    if (field.type === "checkbox") field.checked = given === field.value;
    else field.value = given;
  }

  /* What the address may ask of a field. */
  const choices = (field) => (field.options ? Array.from(field.options, (option) => option.value) : [field.value]);

  function label(field) {
    if (field.type === "checkbox") return field.parentNode.textContent.trim();
    const chosen = field.options[field.selectedIndex].getAttribute("data-libelle").replace(/^—\s/, "");
    return `${form.querySelector(`label[for="${field.id}"]`).textContent} : ${chosen}`;
  }

  /* Whether a case answers to every question, but for one. */
  function answers(values, except) {
    return fields.every((field) => {
      const asked = field === except ? "" : answer(field);
      return !asked || values.get(field.name).includes(asked);
    });
  }

  function count(field) {
    const found = new Map();
    for (const { values } of cases.filter((one) => answers(one.values, field))) {
      for (const each of values.get(field.name)) found.set(each, (found.get(each) || 0) + 1);
    }
    for (const option of field.options) {
      if (!option.value) continue;
      const number = found.get(option.value) || 0;
      option.textContent = `${option.getAttribute("data-libelle")} (${number})`;
      option.disabled = number === 0 && !option.selected;
    }
  }

  function removing(words, some, attributes) {
    return button(words, () => {
      for (const field of some) give(field, "");
      changed();
      said.focus();
    }, attributes);
  }

  function showActive() {
    const asked = fields.filter(answer);
    active.hidden = asked.length === 0;
    active.replaceChildren(
      ...asked.map((field) => removing(`${label(field)} ×`, [field], { "aria-label": `Enlever le filtre ${label(field)}` })),
      removing("Tout effacer", fields, { class: "secondaire" }),
    );
  }

  function show() {
    let number = 0;
    for (const one of cases) {
      one.item.hidden = !answers(one.values, null);
      if (!one.item.hidden) number += 1;
    }
    fields.filter((field) => field.options).forEach(count);
    showActive();
    none.hidden = number > 0;
    said.textContent = number === cases.length ? `${number} cas` : `${number || "Aucun"} cas sur ${cases.length}`;
  }

  function changed() {
    show();
    write(fields.map((field) => [field.name, answer(field)]));
  }

  for (const field of fields) give(field, value(field.name, choices(field)));
  form.hidden = false;

  /* On a small screen the questions fold away, so that the first case is seen; on a large one they stand beside the list. */
  const wide = matchMedia("(min-width: 60em)");
  const fold = () => { form.closest("[data-cas-replier]").open = wide.matches; };
  wide.addEventListener("change", fold);
  fold();
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  whenFilled(show);
})();
