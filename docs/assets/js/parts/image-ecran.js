/* Slides as pictures: the drawings of macros/exports/slide_pictures.py, filled in the page. Needs: xml.

     drawing(moulds, slide, options)   the SVG of a slide element. moulds: window.guideComposer.images; options: sense ("paysage" | "portrait"), scale (of its words), title, logo */
(() => {
  "use strict";

  function drawing(moulds, slide, { sense, scale, title, logo }) {
    const { escaped } = guideParts.xml;
    const mould = moulds[sense];
    const name = title || moulds.nom;
    const parts = {
      haut: mould.taille[1],
      y: 0,
      fond: slide.dataset.fond ? ` fond-${slide.dataset.fond}` : "",
      echelle: scale.toFixed(2),
      marque: (logo && moulds.logo ? `<img src="${moulds.logo}" alt=""/> ` : "") + `<b>${escaped(moulds.guide)}</b>` + (name ? ` <span>${escaped(name)}</span>` : ""),
      html: new XMLSerializer().serializeToString(slide),
    };
    return (mould.debut + mould.diapositive).replace(/@([a-z]+)@/g, (mark, key) => (key in parts ? parts[key] : mark)) + "</svg>";
  }

  guideParts.imageEcran = { drawing };
})();
