/* « Quelles règles pour mon achat ? » : keeps the rules that apply to a segment, an amount, a date, a buyer and a kind of contract. The address holds the answers. */
(() => {
  "use strict";

  const adresse = guideParts.adresse;
  const { whenFilled } = guideParts.element;
  const { inWords, isDay } = guideParts.jour;
  const nombre = guideParts.nombre;
  const { plural } = guideParts.texte;

  const form = document.querySelector("[data-regles]");
  if (!form) return;
  const rules = Array.from(document.querySelectorAll(".regle"));
  const said = form.querySelector("[data-regles-compte]");
  const { famille, montant, date, acheteur, contrat } = form.elements;
  const fields = [famille, montant, date, acheteur, contrat];
  nombre.field(montant);

  function applies(rule, answers) {
    const data = rule.dataset;
    const families = data.familles.split(" ");
    if (answers.famille && !families.includes("tous-achats") && !families.includes(answers.famille)) return false;
    if (answers.acheteur && data.acheteurs && !data.acheteurs.split(" ").includes(answers.acheteur)) return false;
    if (answers.contrat && !data.contrats.split(" ").includes(answers.contrat)) return false;
    // Works have thresholds of their own: they hold where the segment bought is works.
    const least = answers.famille === "travaux" && data.travaux ? data.travaux : data.montant;
    if (answers.montant !== null && least && answers.montant < Number(least)) return false;
    if (answers.montant !== null && data.moins && answers.montant >= Number(data.moins)) return false;
    return !(answers.date && data.depuis && answers.date < data.depuis);
  }

  const chosen = (select) => select.options[select.selectedIndex].textContent;

  /* What was understood, so that it can be read again, and printed. */
  function understood(answers) {
    return [
      answers.famille && chosen(famille),
      answers.montant !== null && `${nombre.write(answers.montant)}\u00a0€ hors taxes`,
      answers.date && `lancement le ${inWords(answers.date)}`,
      answers.acheteur && chosen(acheteur),
      answers.contrat && chosen(contrat),
    ].filter(Boolean).join(", ");
  }

  function show() {
    const amount = nombre.check(montant, { min: 0, unit: "€" });
    const answers = { famille: famille.value, montant: montant.validationMessage ? null : amount, date: date.value, acheteur: acheteur.value, contrat: contrat.value };
    let count = 0;
    for (const rule of rules) {
      rule.hidden = !applies(rule, answers);
      if (!rule.hidden) count += 1;
    }
    const told = understood(answers);
    said.textContent = [
      unknown && `Segment inconnu, laissé de côté : ${unknown}.`,
      montant.validationMessage && `Montant laissé de côté. ${montant.validationMessage}`,
      count ? `${plural(count, "règle s’applique", "règles s’appliquent")}${told && ` (${told})`}.`
        : "Aucune des règles relevées ici ne s’applique ; les principes de la commande publique valent toujours.",
    ].filter(Boolean).join(" ");
  }

  const segments = Array.from(famille.options, (option) => option.value);
  famille.value = adresse.value("famille", segments);
  montant.value = adresse.value("montant");
  date.value = adresse.value("date", isDay);
  for (const select of [acheteur, contrat]) select.value = adresse.value(select.name, Array.from(select.options, (option) => option.value));
  let unknown = adresse.value("famille", (given) => !segments.includes(given));

  form.hidden = false;
  form.addEventListener("input", (event) => {
    if (event.target === famille) unknown = "";
    show();
    adresse.write(fields.map((field) => [field.name, field.value.trim()]));
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  whenFilled(show);
})();
