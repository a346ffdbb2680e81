/* A drawing as a picture, without a server. Written for old players too (ES2015).

     address(svg)     an address for an image element, which holds the drawing
     png(svg, size)   a promise of a Blob, of [width, height]; broken where the browser will not draw it */
(() => {
  "use strict";

  const address = (svg) => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

  function png(svg, size) {
    return new Promise((resolve, reject) => {
      const image = new Image();
      image.onerror = () => reject(new Error("not drawn"));
      image.onload = () => {
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = size;
        canvas.getContext("2d").drawImage(image, 0, 0);
        canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("not drawn"))), "image/png");
      };
      image.src = address(svg);
    });
  }

  guideParts.image = { address, png };
})();
