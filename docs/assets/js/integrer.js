/* « Intégrer » : shows each block as it will be seen, copies its snippet, and follows the page that the reader has pasted.
   The frames get their height as in any host's page, from integrer-hote.js. */
(() => {
  "use strict";

  const holder = document.querySelector("[data-integrer]");
  if (!holder) return;
  const site = new URL(document.querySelector('meta[name="guide-racine"]').content + "/", location.href);

  function element(tag, properties) {
    return Object.assign(document.createElement(tag), properties);
  }

  /* "…/clauses/bilan/" -> "clauses/bilan/"; "" for what has no block. */
  function blockOf(address) {
    const found = /(?:^|\/)((?:clauses|familles)\/[a-z0-9-]+)\/?(?:[?#].*)?$/.exec(address.trim());
    return found ? found[1] + "/" : "";
  }

  function furnish(block) {
    const code = block.querySelector("code");
    const place = element("div", { className: "integration-apercu" });
    const said = element("p", { className: "note" });
    said.setAttribute("role", "status");
    const copy = element("button", { type: "button", textContent: "Copier le code" });
    copy.addEventListener("click", () => {
      const done = () => (said.textContent = "Copié.");
      const refused = () => (said.textContent = "Copie refusée par le navigateur : sélectionnez le code.");
      navigator.clipboard ? navigator.clipboard.writeText(code.textContent).then(done, refused) : refused();
    });
    let path = block.dataset.bloc;

    // Each frame costs as much as a page: it is made when its place comes into view. One that is lazy is fetched from two screens away.
    let preview = null;
    new IntersectionObserver((seen, observer) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      observer.disconnect();
      preview = element("iframe", { title: "Aperçu du bloc", height: 420 });
      preview.setAttribute("data-guide", "");
      show();
      place.replaceWith(preview);
    }, { rootMargin: "100px" }).observe(place);

    function show() {
      if (preview) preview.src = new URL("embed/" + path, site).href;
    }

    if (blockOf(path)) {
      const label = element("label", { textContent: "Adresse de la page à montrer " });
      const field = element("input", { type: "text", value: new URL(path, site).href });
      field.addEventListener("change", () => {
        const asked = blockOf(field.value);
        if (!asked) {
          said.textContent = "Collez l’adresse d’une clause ou d’un segment du guide.";
          return;
        }
        code.textContent = code.textContent.split(path).join(asked);
        path = asked;
        said.textContent = "";
        show();
      });
      label.appendChild(field);
      block.insertBefore(label, block.firstChild);
    }
    block.append(copy, said, place);
  }

  Array.prototype.forEach.call(holder.querySelectorAll(".integration"), furnish);
})();
