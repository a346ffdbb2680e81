/* The slide on show as a PNG, without a server: the loop is laid out at the size of the picture in a frame, then drawn. */
(() => {
  "use strict";

  const SIZES = { paysage: [1920, 1080], portrait: [1080, 1920] };
  const SVG = "http://www.w3.org/2000/svg";

  function start() {
    const buttons = document.querySelector(".commandes");
    buttons.addEventListener("click", (event) => {
      const button = event.target.closest("[data-image]");
      if (!button) return;
      button.disabled = true;
      picture(button.dataset.image)
        .catch(() => alert("Ce navigateur refuse de dessiner l’image : essayez avec un autre, ou faites une capture d’écran."))
        .then(() => {
          button.disabled = false;
        });
    });
  }

  function rank() {
    const slides = Array.prototype.slice.call(document.querySelectorAll(".diapositive"));
    return slides.indexOf(document.querySelector(".diapositive.visible")) + 1;
  }

  function picture(name) {
    const size = SIZES[name];
    const slide = rank();
    const theme = document.documentElement.classList.contains("nuit") ? "nuit" : "jour";
    const asked = new URLSearchParams(location.search);
    asked.set("affichage", "ecran");
    asked.set("diapo", slide);
    asked.set("theme", theme);
    return laidOut(size, "?" + asked)
      .then((frame) => {
        const text = drawing(frame.contentDocument, size);
        frame.remove();
        return guideParts.image.png(text, size);
      })
      .then((blob) => guideParts.fichier.take(blob, "image/png", document.documentElement.dataset.ecran + "-" + slide + "-" + name + ".png"));
  }

  /* The same page in a frame of the picture's size: its script makes the words fit there. */
  function laidOut(size, query) {
    return new Promise((resolve) => {
      const frame = document.createElement("iframe");
      frame.className = "atelier";
      frame.width = size[0];
      frame.height = size[1];
      frame.title = "Image en préparation";
      frame.addEventListener("load", () => setTimeout(() => resolve(frame), 100));
      frame.src = location.pathname + query;
      document.body.appendChild(frame);
    });
  }

  /* The document as one drawing: its style sheet within, nothing loaded from outside, and no clock that would stay at one time. */
  function drawing(page, size) {
    const sheet = page.createElement("style");
    Array.prototype.forEach.call(page.styleSheets, (source) => {
      Array.prototype.forEach.call(source.cssRules, (rule) => {
        sheet.textContent += rule.cssText + "\n";
      });
    });
    const copy = page.documentElement.cloneNode(true);
    Array.prototype.forEach.call(copy.querySelectorAll("script, link, meta, .diapositive:not(.visible), .commandes, .heure"), (element) => element.remove());
    copy.querySelector("head").appendChild(sheet);
    return (
      '<svg xmlns="' + SVG + '" width="' + size[0] + '" height="' + size[1] + '"><foreignObject x="0" y="0" width="100%" height="100%">' +
      new XMLSerializer().serializeToString(copy) + "</foreignObject></svg>"
    );
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
