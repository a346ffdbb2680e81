/* « Intégrer » : shows each block as it will be seen, copies its snippet, and fills it with the page or the purchase that the reader has chosen.
   The frames get their height as in any host's page, from integrer-hote.js. */
(() => {
  "use strict";

  const { make, say, whenFilled } = guideParts.element;
  const { nombre } = guideParts;
  const frames = window.guideCadres;

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
    const hole = (name) => code.querySelector(`[data-trou="${name}"]`);
    let path = block.dataset.bloc;

    // Each frame costs as much as a page: it is made when its place comes into view. One that is lazy is fetched from two screens away.
    let preview = null;
    new IntersectionObserver((seen, observer) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      observer.disconnect();
      // The guide's own pages say nobody who they are: the frame says it to the block, which then tells its height.
      preview = make("iframe", { title: "Aperçu du bloc", height: 420, referrerpolicy: "strict-origin", "data-guide": true });
      show();
      place.replaceWith(preview);
    }, { rootMargin: "100px" }).observe(place);

    function show() {
      if (preview) preview.src = new URL(`embed/${path}`, site).href;
    }

    /* The code of another block of the same sort. */
    function take(asked) {
      say(copy.said, "");
      if (asked === path) return;
      const [own] = asked.split("?");
      const [hauteur, regle] = frames[own];
      const [before] = path.split("?");
      const written = (address) => address.replace(/&/g, "&amp;");
      const base = hole("adresse").textContent.split("embed/")[0];
      hole("adresse").textContent = written(`${base}embed/${asked}`);
      hole("lien").textContent = own === before ? hole("lien").textContent.split("?")[0] + written(asked.slice(own.length)) : `${base}${own}`;
      hole("hauteur").textContent = hauteur;
      hole("regle").textContent = regle;
      path = asked;
      show();
    }

    if (blockOf(path)) {
      const field = make("input", { type: "text", value: new URL(path, site).href, autocomplete: "off" });
      const follow = () => {
        const asked = blockOf(field.value);
        if (!asked) say(copy.said, "Collez l’adresse d’une clause ou d’un segment du guide.");
        else if (!guideParts.adresse.has(frames, asked)) say(copy.said, "Le guide n’a pas de bloc à cette adresse : vérifiez-la. Le code reste celui d’avant.");
        else take(asked);
      };
      field.addEventListener("change", follow);
      block.insertBefore(make("label", {}, "Adresse de la page à montrer ", field), block.firstChild);
      whenFilled(follow);
    }

    const purchase = block.querySelector("[data-cas]");
    if (purchase) {
      const fields = Array.from(purchase.querySelectorAll("select, input"));
      const follow = () => {
        const wrong = fields.find((field) => field.localName === "input" && (nombre.check(field, { min: 0, unit: "€" }), field.validationMessage));
        if (wrong) {
          say(copy.said, `Montant laissé de côté. ${wrong.validationMessage}`);
          return;
        }
        const query = new URLSearchParams(fields.map((field) => [field.name, field.value.trim()]).filter(([, value]) => value));
        const [own] = path.split("?");
        take(String(query) ? `${own}?${query}` : own);
      };
      fields.forEach((field) => field.addEventListener("change", follow));
      purchase.hidden = false;
      whenFilled(follow);
    }
    code.parentElement.before(place); // what it gives, then its code
    block.append(copy.button, copy.said);
  }

  holder.querySelectorAll(".integration").forEach(furnish);
})();
