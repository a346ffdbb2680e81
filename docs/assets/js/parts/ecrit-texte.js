/* Elements (ecrit.js) as Markdown, and as what the clipboard gives to Word, LibreOffice and mail: the same look as extrait.js. Needs: ecrit, xml.

     markdown({ titre, sousTitre, corps })   the text of a .md file; a value that is still to be fixed stands in ==marks==
     rich({ titre, corps })                  { text, html } */
(() => {
  "use strict";

  const { escaped } = guideParts.xml;
  const { words } = guideParts.ecrit;
  const AROUND = "margin-top:6pt;margin-bottom:6pt"; // LibreOffice reads "margin: 6pt 0" otherwise
  const EDGE = "border:1px solid #000;padding:3pt 5pt;text-align:left;vertical-align:top";

  /* What Markdown would read as its own. */
  const literal = (text) => text.replace(/([\\\x60*_[\]<>#|~=])/g, "\\$1").replace(/^(\s*)([-+]|\d+[.)])(?=\s)/gm, "$1\\$2").replace(/\r?\n/g, " ");

  const mark = (sorte, rank) => (sorte === "-" ? "-" : sorte === "a)" ? `${String.fromCharCode(96 + ((rank - 1) % 26) + 1)})` : `${rank}.`);

  function markdown({ titre, sousTitre, corps }) {
    const inline = (run) => run.map((piece) => {
      if (typeof piece === "string") return literal(piece);
      if (piece.gras) return `**${inline(piece.gras)}**`;
      return piece.etat === "vide" ? `==${literal(piece.valeur)}==` : literal(piece.valeur);
    }).join("");
    const points = (list, margin) => list.points.map(([said, under], place) => [
      `${margin}${list.liste === "1." ? `${(list.debut || 1) + place}.` : "-"} ${list.liste === "a)" ? `${mark("a)", (list.debut || 1) + place)} ` : ""}${inline(said)}`,
      ...under.map((one) => points(one, `${margin}   `)),
    ].join("\n")).join("\n");
    const row = (cells) => `| ${cells.map((cell) => inline(cell)).join(" | ")} |`;
    const block = (level) => (one) => {
      if (one.titre) return `${"#".repeat(Math.min(6, one.niveau + level))} ${inline(one.titre)}`;
      if (one.p) return one.p.length ? inline(one.p) : "";
      if (one.liste) return points(one, "");
      if (one.tableau) {
        const head = one.tableau.entetes;
        return [row(head), `|${" --- |".repeat(head.length)}`, ...one.tableau.lignes.map((cells) => row(head.map((_, place) => cells[place] || [])))].join("\n");
      }
      if (one.fiche) return one.fiche.map(([label, said]) => `- **${literal(label)}** : ${inline(said)}`).join("\n");
      if (one.unite) return [...one.corps.map(block(level)), `\\[${one.unite.id}@${one.unite.version}\\]`].join("\n\n");
      return one.piece ? `## ${literal(one.piece)}` : "";
    };
    const level = corps.some(({ piece }) => piece) ? 2 : 1;
    return `${[`# ${literal(titre)}`, sousTitre && literal(sousTitre), ...corps.map(block(level))].filter(Boolean).join("\n\n")}\n`;
  }

  function rich({ titre, corps }) {
    const tag = (name, style, html) => `<${name} style="${style}">${html}</${name}>`;
    const inline = (run) => run.map((piece) => {
      if (typeof piece === "string") return escaped(piece);
      if (piece.gras) return `<b>${inline(piece.gras)}</b>`;
      return piece.etat === "vide" ? tag("span", "background:yellow;mso-highlight:yellow", escaped(piece.valeur)) : escaped(piece.valeur);
    }).join("");
    const list = ({ liste, debut, points }, margin) => {
      const name = liste === "-" ? "ul" : "ol";
      const kind = `${liste !== "-" && debut > 1 ? ` start="${debut}"` : ""}${liste === "a)" ? ' type="a"' : ""}`;
      const under = points.map(([said, lists]) => [said, lists.map((one) => list(one, `${margin}   `))]);
      return {
        text: under.map(([said, lists], place) => [`${margin}${mark(liste, (debut || 1) + place)} ${words(said)}`, ...lists.map((one) => one.text)].join("\n")).join("\n"),
        html: `<${name}${kind}>${under.map(([said, lists]) => `<li>${inline(said)}${lists.map((one) => one.html).join("")}</li>`).join("")}</${name}>`,
      };
    };
    const table = ({ entetes, lignes }) => {
      const rows = [entetes, ...lignes];
      return {
        text: rows.map((cells) => cells.map(words).join("\t")).join("\n"),
        html: `<table border="1" cellspacing="0" width="100%" style="border-collapse:collapse">${rows.map((cells, place) => `<tr>${entetes.map((_, column) => tag(place ? "td" : "th", EDGE, inline(cells[column] || []))).join("")}</tr>`).join("")}</table>`,
      };
    };
    const block = (one) => {
      if (one.titre) return [{ text: words(one.titre), html: tag(`h${one.niveau + 1}`, AROUND, inline(one.titre)) }];
      if (one.p) return [{ text: words(one.p), html: tag("p", one.style ? `${AROUND};font-size:8pt` : AROUND, inline(one.p)) }];
      if (one.liste) return [list(one, "")];
      if (one.tableau) return [table(one.tableau)];
      if (one.fiche) return one.fiche.map(([label, said]) => ({ text: `${label}\u00a0: ${words(said)}`, html: tag("p", AROUND, `<b>${escaped(label)}\u00a0:</b> ${inline(said)}`) }));
      if (one.unite) return [...one.corps.flatMap(block), ...block({ p: [`[${one.unite.id}@${one.unite.version}]`], style: "reference" })];
      return one.piece ? [{ text: one.piece, html: tag("h1", AROUND, escaped(one.piece)) }] : [];
    };
    const all = [{ text: titre, html: tag("h1", AROUND, escaped(titre)) }, ...corps.flatMap(block)].filter(({ text }) => text);
    return { text: all.map(({ text }) => text).join("\n\n"), html: all.map(({ html }) => html).join("") };
  }

  guideParts.ecritTexte = { markdown, rich };
})();
