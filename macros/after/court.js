/* Pages of the offline edition whose address was too long for Windows stand elsewhere: a link that a script has made is mended as it is followed.
   `moved`: file from the root of the edition → where it stands. */
((moved) => {
  "use strict";

  const root = new URL(document.querySelector('meta[name="guide-racine"]').content.replace(/\/*$/, "/"), document.baseURI).href;

  function mend(event) {
    const link = event.target.closest && event.target.closest("a[href]");
    if (!link || !link.href.startsWith(root)) return;
    const [path, anchor] = link.href.slice(root.length).split("#");
    const place = moved[path.endsWith("/") || path === "" ? `${path}index.html` : path];
    if (place) link.href = `${root}${place}${anchor === undefined ? "" : `#${anchor}`}`;
  }

  for (const name of ["click", "auxclick", "contextmenu"]) document.addEventListener(name, mend, true);
})
