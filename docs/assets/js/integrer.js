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
    const preview = element("iframe", { title: "Aperçu du bloc", height: 420 });
    preview.setAttribute("data-guide", "");
    const said = element("p", { className: "note" });
    said.setAttribute("role", "status");
    const copy = element("button", { type: "button", textContent: "Copier le code" });
    copy.addEventListener("click", () => {
      const done = () => (said.textContent = "Copié.");
      const refused = () => (said.textContent = "Copie refusée par le navigateur : sélectionnez le code.");
      navigator.clipboard ? navigator.clipboard.writeText(code.textContent).then(done, refused) : refused();
    });
    let path = block.dataset.bloc;

    // A frame that is lazy by itself is fetched from two screens away: all of them were, when the page opened.
    let near = false;
    new IntersectionObserver((seen, observer) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      observer.disconnect();
      near = true;
      show();
    }, { rootMargin: "100px" }).observe(preview);

    function show() {
      if (near) preview.src = new URL("embed/" + path, site).href;
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
    block.append(copy, said, preview);
  }

  Array.prototype.forEach.call(holder.querySelectorAll(".integration"), furnish);
})();
