/* What Word documents and workbooks share: properties, colours, theme. Needs: xml.

     core({ titre, auteur, date })   docProps/core.xml; date: a day of jour.js
     theme()                         theme1.xml
     HEAD, COLORS, FONT              the first line of every part; { fond, filet, gris, teinte }; the name of a font */
(() => {
  "use strict";

  const { escaped } = guideParts.xml;

  const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const COLORS = { fond: "EEF3F0", filet: "8A9A91", gris: "4A5A52", teinte: "1F6B4A" };
  const FONT = "Calibri";

  function core({ titre, auteur, date }) {
    const when = `${date}T00:00:00Z`;
    return `${HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`
      + `<dc:title>${escaped(titre)}</dc:title><dc:creator>${escaped(auteur)}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${when}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${when}</dcterms:modified><dc:language>fr-FR</dc:language></cp:coreProperties>`;
  }

  /* No style names it; readers of the format expect one (part 1, § 14.2.7). */
  function theme() {
    const color = (name, value) => `<a:${name}><a:srgbClr val="${value}"/></a:${name}>`;
    const colors = ["dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"];
    const values = ["000000", "FFFFFF", COLORS.gris, COLORS.fond, COLORS.teinte, COLORS.filet, COLORS.gris, COLORS.teinte, COLORS.filet, COLORS.gris, COLORS.teinte, COLORS.gris];
    const font = (kind) => `<a:${kind}><a:latin typeface="${FONT}"/><a:ea typeface=""/><a:cs typeface=""/></a:${kind}>`;
    const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
    const three = (tag, one) => `<a:${tag}>${one.repeat(3)}</a:${tag}>`;
    return `${HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Guide"><a:themeElements><a:clrScheme name="Guide">${colors.map((name, place) => color(name, values[place])).join("")}</a:clrScheme>`
      + `<a:fontScheme name="Guide">${font("majorFont")}${font("minorFont")}</a:fontScheme><a:fmtScheme name="Guide">${three("fillStyleLst", fill)}${three("lnStyleLst", `<a:ln w="6350">${fill}</a:ln>`)}`
      + `${three("effectStyleLst", "<a:effectStyle><a:effectLst/></a:effectStyle>")}${three("bgFillStyleLst", fill)}</a:fmtScheme></a:themeElements></a:theme>`;
  }

  guideParts.office = { core, theme, HEAD, COLORS, FONT };
})();
