/* « Quelles règles pour mon achat ? » : keeps the rules that apply to a segment, an amount, a date, a buyer and a kind of contract. The address holds the answers. */
(() => {
  "use strict";

  const form = document.querySelector("[data-regles]");
  if (!form) return;
  const rules = Array.prototype.slice.call(document.querySelectorAll(".regle"));
  const said = form.querySelector("[data-regles-compte]");
  const NAMES = ["famille", "montant", "date", "acheteur", "contrat"];

  function fromAddress() {
    const asked = new URLSearchParams(location.search);
    NAMES.forEach(function (name) {
      form.elements[name].value = asked.get(name) || "";
    });
  }

  function toAddress() {
    const kept = new URLSearchParams();
    NAMES.forEach(function (name) {
      if (form.elements[name].value) kept.set(name, form.elements[name].value);
    });
    history.replaceState(null, "", location.pathname + (kept.size ? "?" + kept : "") + location.hash);
  }

  function applies(rule, answers) {
    const data = rule.dataset;
    const families = data.familles.split(" ");
    if (answers.famille && families.indexOf("tous-achats") < 0 && families.indexOf(answers.famille) < 0) return false;
    if (answers.acheteur && data.acheteurs && data.acheteurs.split(" ").indexOf(answers.acheteur) < 0) return false;
    if (answers.contrat && data.contrats.split(" ").indexOf(answers.contrat) < 0) return false;
    // Works have thresholds of their own: they hold where the segment bought is works.
    const least = answers.famille === "travaux" && data.travaux ? data.travaux : data.montant;
    if (answers.montant && least && Number(answers.montant) < Number(least)) return false;
    if (answers.montant && data.moins && Number(answers.montant) >= Number(data.moins)) return false;
    return !(answers.date && data.depuis && answers.date < data.depuis);
  }

  function show() {
    const answers = {};
    NAMES.forEach(function (name) {
      answers[name] = form.elements[name].value;
    });
    let count = 0;
    rules.forEach(function (rule) {
      rule.hidden = !applies(rule, answers);
      if (!rule.hidden) count += 1;
    });
    said.textContent = count === 0 ? "Aucune des règles relevées ici ne s’applique ; les principes de la commande publique valent toujours."
      : count + (count > 1 ? " règles s’appliquent." : " règle s’applique.");
  }

  form.hidden = false;
  fromAddress();
  show();
  form.addEventListener("input", function () {
    show();
    toAddress();
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
  });
})();
