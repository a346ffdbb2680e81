/* Words that depend on a number or a list.

     number(count)                "12 345", with thin spaces
     plural(count, one, many)     "0 ligne prête", "2 lignes prêtes", the count bound to what it counts; without `many` every word of `one` takes an s
     list(words)                  "une, deux et trois"
     quoted(words)                "« mots »"
     flat(words)                  without accents nor capitals, to compare */
(() => {
  "use strict";

  /* As Intl.NumberFormat("fr-FR") writes it, which takes forty milliseconds to get ready. */
  const number = (count) => String(count).replace(/\B(?=(?:\d{3})+$)/g, "\u202f");

  function plural(count, one, many) {
    return `${number(count)}\u00a0${count < 2 ? one : many || one.split(" ").map((word) => `${word}s`).join(" ")}`;
  }

  function list(words) {
    return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} et ${words[words.length - 1]}`;
  }

  const quoted = (words) => `«\u00a0${words}\u00a0»`;

  const flat = (words) => words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  guideParts.texte = { number, plural, list, quoted, flat };
})();
