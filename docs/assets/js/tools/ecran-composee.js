/* The page that plays a composed loop: its slides are those that its address names. It comes before the loop starts. */
(() => {
  "use strict";

  guideParts.boucleComposee.fill(document, guideParts.boucleComposee.read(new URLSearchParams(location.search)), window.guideDiapositives || []);
})();
