/* The page of a clause: fill its places, then copy it. What is typed stays in the page. */
(() => {
  "use strict";

  const { make, whenFilled } = guideParts.element;
  const nombre = guideParts.nombre;
  const { inWords } = guideParts.jour;

  const text = document.querySelector(".clause-texte");
  if (!text) return;

  const places = (name) => document.querySelectorAll(`[data-champ="${name}"]`);

  function fieldOf(data) {
    if (data.type === "choix") return make("select", {}, data.choix.split("|").map((choice) => make("option", { value: choice }, choice)));
    const field = make("input", { type: data.type === "date" ? "date" : "text" });
    return data.type === "nombre" ? nombre.field(field) : field;
  }

  // Each declared value becomes a field; without JavaScript the list of proposed values stays.
  function fillable(cell) {
    const data = cell.dataset;
    const label = cell.previousElementSibling;
    const field = fieldOf(data);
    field.value = data.defaut;
    field.id = `valeur-${data.valeur}`;
    label.replaceChildren(make("label", { for: field.id }, label.textContent));
    const initial = places(data.valeur)[0] ? places(data.valeur)[0].textContent : "";
    const show = () => {
      const words = field.value === data.defaut ? initial : shown(field, data.type) || initial;
      places(data.valeur).forEach((place) => { place.textContent = words; });
    };
    field.addEventListener("input", show);
    cell.prepend(field);
    whenFilled(show);
  }

  function shown(field, type) {
    const number = type === "nombre" ? nombre.read(field.value) : NaN;
    if (type === "nombre" && !Number.isNaN(number) && number !== null) return nombre.write(number);
    return type === "date" && field.value ? inWords(field.value) : field.value.trim();
  }

  function copied() {
    return `${text.innerText.trim()}\n\n${document.querySelector(".mention").textContent.trim()}\n`;
  }

  document.querySelectorAll("[data-valeur]").forEach(fillable);
  const { button, said } = guideParts.copie.button("Copier la clause", copied, { done: "Copié, avec sa référence." });
  const holder = document.querySelector(".actions");
  holder.prepend(button);
  holder.append(said);
})();
