/* The page of a clause: fill its places, then copy it. What is typed stays in the page. */
(() => {
  "use strict";

  const text = document.querySelector(".clause-texte");
  if (!text) return;

  function places(name) {
    return document.querySelectorAll('[data-champ="' + name + '"]');
  }

  // Each declared value becomes a field; without JavaScript the list of proposed values stays.
  function fillable(cell) {
    const data = cell.dataset;
    const label = cell.previousElementSibling;
    const field = document.createElement(data.type === "choix" ? "select" : "input");
    if (data.type === "choix") {
      data.choix.split("|").forEach(function (choice) {
        field.append(new Option(choice, choice));
      });
    } else {
      field.type = { nombre: "number", date: "date" }[data.type] || "text";
      if (data.type === "nombre") field.step = "any";
    }
    field.value = data.type === "nombre" ? data.defaut.replace(/\s/g, "").replace(",", ".") : data.defaut;
    field.id = "valeur-" + data.valeur;
    const caption = document.createElement("label");
    caption.htmlFor = field.id;
    caption.textContent = label.textContent;
    label.replaceChildren(caption);
    const initial = places(data.valeur)[0] ? places(data.valeur)[0].textContent : "";
    field.addEventListener("input", function () {
      places(data.valeur).forEach(function (place) {
        place.textContent = shown(field) || initial;
      });
    });
    cell.prepend(field);
  }

  function shown(field) {
    if (field.type === "number" && field.value) return Number(field.value).toLocaleString("fr-FR");
    if (field.type === "date" && field.value) return new Date(field.value + "T00:00").toLocaleDateString("fr-FR", { dateStyle: "long" }).replace(/^1 /, "1er ");
    return field.value;
  }

  function copied(element) {
    const mention = document.querySelector(".mention").textContent.trim();
    return element.innerText.trim() + "\n\n" + mention + "\n";
  }

  function copyButton(element, words, holder) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    const said = document.createElement("span");
    said.className = "copie-dite";
    said.setAttribute("role", "status");
    button.addEventListener("click", function () {
      write(copied(element)).then(
        function () { said.textContent = "Copié, avec sa référence."; },
        function () { said.textContent = "La copie a été refusée : sélectionnez le texte."; }
      );
    });
    holder.prepend(button);
    holder.append(said);
  }

  // The clipboard API is missing on plain http intranets and on file://.
  function write(value) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(value);
    const focused = document.activeElement;
    const area = document.createElement("textarea");
    area.value = value;
    area.className = "copie-zone";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (focused) focused.focus({ preventScroll: true });
    return done ? Promise.resolve() : Promise.reject(new Error("refused"));
  }

  document.querySelectorAll("[data-valeur]").forEach(fillable);
  copyButton(text, "Copier la clause", document.querySelector(".actions"));
})();
