/* The list of cases: keeps those that answer to the questions. The address holds the answers, so that a list can be sent. */
(function () {
  "use strict";

  var form = document.querySelector("[data-cas-filtres]");
  var list = document.querySelector("[data-cas]");
  if (!form || !list) return;
  var said = document.querySelector("[data-cas-compte]");
  var active = document.querySelector("[data-cas-actifs]");
  var none = document.querySelector("[data-cas-vide]");
  var fields = Array.prototype.slice.call(form.elements);
  var cases = Array.prototype.map.call(list.children, function (item) {
    var values = {};
    fields.forEach(function (field) {
      values[field.name] = (item.getAttribute("data-" + field.name) || "").split("|");
    });
    return { item: item, values: values };
  });
  fields.forEach(function (field) {
    Array.prototype.forEach.call(field.options || [], function (option) {
      option.setAttribute("data-libelle", option.textContent);
    });
  });

  function answer(field) {
    return field.type === "checkbox" ? (field.checked ? field.value : "") : field.value;
  }

  function give(field, value) {
    if (field.type === "checkbox") field.checked = value === field.value;
    else field.value = Array.prototype.some.call(field.options, function (option) { return option.value === value; }) ? value : "";
  }

  function label(field) {
    if (field.type === "checkbox") return field.parentNode.textContent.trim();
    var chosen = field.options[field.selectedIndex].getAttribute("data-libelle").replace(/^—\s/, "");
    return form.querySelector('label[for="' + field.id + '"]').textContent + " : " + chosen;
  }

  /* Whether a case answers to every question, but for one. */
  function answers(values, except) {
    return fields.every(function (field) {
      var asked = field === except ? "" : answer(field);
      return !asked || values[field.name].indexOf(asked) >= 0;
    });
  }

  function count(field) {
    var found = {};
    cases.forEach(function (one) {
      if (!answers(one.values, field)) return;
      one.values[field.name].forEach(function (value) {
        found[value] = (found[value] || 0) + 1;
      });
    });
    Array.prototype.forEach.call(field.options, function (option) {
      if (!option.value) return;
      var number = found[option.value] || 0;
      option.textContent = option.getAttribute("data-libelle") + " (" + number + ")";
      option.disabled = number === 0 && !option.selected;
    });
  }

  function button(text, spoken, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    if (spoken) made.setAttribute("aria-label", spoken);
    made.addEventListener("click", function () {
      act();
      show();
      toAddress();
      said.focus();
    });
    return made;
  }

  function showActive() {
    var asked = fields.filter(answer);
    active.textContent = "";
    active.hidden = asked.length === 0;
    asked.forEach(function (field) {
      active.append(button(label(field) + " ×", "Enlever le filtre " + label(field), function () { give(field, ""); }));
    });
    var all = button("Tout effacer", "", function () { fields.forEach(function (field) { give(field, ""); }); });
    all.className = "secondaire";
    active.append(all);
  }

  function show() {
    var number = 0;
    cases.forEach(function (one) {
      one.item.hidden = !answers(one.values, null);
      if (!one.item.hidden) number += 1;
    });
    fields.forEach(function (field) {
      if (field.options) count(field);
    });
    showActive();
    none.hidden = number > 0;
    said.textContent = number === cases.length ? number + " cas" : (number || "Aucun") + " cas sur " + cases.length;
  }

  function toAddress() {
    var kept = new URLSearchParams();
    fields.forEach(function (field) {
      if (answer(field)) kept.set(field.name, answer(field));
    });
    var query = kept.toString();
    history.replaceState(null, "", location.pathname + (query ? "?" + query : "") + location.hash);
  }

  var asked = new URLSearchParams(location.search);
  fields.forEach(function (field) {
    give(field, asked.get(field.name) || "");
  });
  form.hidden = false;
  show();
  form.addEventListener("change", function () {
    show();
    toAddress();
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
  });
})();
