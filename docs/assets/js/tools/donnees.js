/* The open data: the text to paste into an assistant is copied by a button. */
(() => {
  "use strict";

  const code = document.querySelector("[data-consigne] code");
  const note = document.querySelector("[data-consigne-copie]");
  if (!code || !note) return;
  const { button, said } = guideParts.copie.button("Copier la consigne", () => code.textContent, { done: "Copiée : joignez-y tous les fichiers du lot." });
  note.className = "actions";
  note.replaceChildren(button, said);
})();
