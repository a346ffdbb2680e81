/* Slides as pictures, without a server: the drawings of macros/exports/slide_pictures.py, filled in the page. Needs: xml.

     drawing(moulds, slide, options)   the SVG of a slide element. moulds: window.guideComposer.images; options: sense ("paysage" | "portrait"), scale (of its words), title, logo
     address(text)                     an address for an image element, which holds the drawing
     png(text, size)                   a promise of a Blob, of [width, height]; broken where the browser will not draw it */
(() => {
  "use strict";

  const GREEN = /\b(question|elus)\b/;

  function drawing(moulds, slide, { sense, scale, title, logo }) {
    const { escaped } = guideParts.xml;
    const mould = moulds[sense];
    const name = title || moulds.nom;
    const parts = {
      haut: mould.taille[1],
      y: 0,
      fond: GREEN.test(slide.className) ? " fond-vert" : "",
      echelle: scale.toFixed(2),
      marque: (logo && moulds.logo ? `<img src="${moulds.logo}" alt=""/> ` : "") + `<b>${escaped(moulds.guide)}</b>` + (name ? ` <span>${escaped(name)}</span>` : ""),
      html: new XMLSerializer().serializeToString(slide),
    };
    return (mould.debut + mould.diapositive).replace(/@([a-z]+)@/g, (mark, key) => (key in parts ? parts[key] : mark)) + "</svg>";
  }

  const address = (text) => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;

  function png(text, size) {
    return new Promise((resolve, reject) => {
      const image = new Image();
      image.onerror = () => reject(new Error("not drawn"));
      image.onload = () => {
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = size;
        canvas.getContext("2d").drawImage(image, 0, 0);
        canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("not drawn"))), "image/png");
      };
      image.src = address(text);
    });
  }

  guideParts.imageEcran = { drawing, address, png };
})();
