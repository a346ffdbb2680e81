/* « Intégrer » : shows each block as it will be seen, copies its snippet, and follows the page that the reader has pasted.
   The frames get their height as in any host's page, from integrer-hote.js. */
(() => {
  "use strict";

  const { make, say, whenFilled } = guideParts.element;

  const holder = document.querySelector("[data-integrer]");
  if (!holder) return;
  const site = new URL(document.querySelector('meta[name="guide-racine"]').content.replace(/\/*$/, "/"), location.href);

  /* "…/clauses/bilan/" -> "clauses/bilan/"; "" for what has no block. */
  function blockOf(address) {
    const found = /(?:^|\/)((?:clauses|familles)\/[a-z0-9-]+)\/?(?:[?#].*)?$/.exec(address.trim());
    return found ? `${found[1]}/` : "";
  }

  function furnish(block) {
    const code = block.querySelector("code");
    const place = make("div", { class: "integration-apercu" });
    const copy = guideParts.copie.button("Copier le code", () => code.textContent, { refused: "Copie refusée par le navigateur : sélectionnez le code." });
    let path = block.dataset.bloc;

    // Each frame costs as much as a page: it is made when its place comes into view. One that is lazy is fetched from two screens away.
    let preview = null;
    new IntersectionObserver((seen, observer) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      observer.disconnect();
      preview = make("iframe", { title: "Aperçu du bloc", height: 420, referrerpolicy: "strict-origin", "data-guide": true });
      show();
      place.replaceWith(preview);
    }, { rootMargin: "100px" }).observe(place);

    function show() {
      if (preview) preview.src = new URL(`embed/${path}`, site).href;
    }

    if (blockOf(path)) {
      const field = make("input", { type: "text", value: new URL(path, site).href, autocomplete: "off" });
      const follow = () => {
        const asked = blockOf(field.value);
        if (!asked) {
          say(copy.said, "Collez l’adresse d’une clause ou d’un segment du guide.");
          return;
        }
        if (asked === path) return;
        code.textContent = code.textContent.split(path).join(asked);
        path = asked;
        say(copy.said, "");
        show();
      };
      field.addEventListener("change", follow);
      block.insertBefore(make("label", {}, "Adresse de la page à montrer ", field), block.firstChild);
      whenFilled(follow);
    }
    block.append(copy.button, copy.said, place);
  }

  holder.querySelectorAll(".integration").forEach(furnish);
})();
