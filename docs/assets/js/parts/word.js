/* Elements (ecrit.js) as a Word document. Needs: xml, archive, office, word-patron, ecrit.

     bytes({ titre, sousTitre, corps, paysage, chapitres }, { auteur, pied, date })   a Uint8Array: the .docx; `paysage`: the whole of it lies; `chapitres`: "1.", not "Article 1"
     mark({ id, version, piece, sorte })   the name of a bookmark: at most 40 letters, digits and _
     MIME

   A clause is a content control (tag `<id>@<version>`), a bookmark, and its reference in small letters with a comment. A value that is still to be fixed is highlighted. */
(() => {
  "use strict";

  const { escaped } = guideParts.xml;
  const { words } = guideParts.ecrit;
  const { COLORS } = guideParts.office;
  const patron = guideParts.wordPatron;

  const MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  const LONGEST_TAG = 64; // Word refuses longer ones
  const LONGEST_MARK = 40;
  const STYLES = { note: "Note", reference: "Reference" };

  function mark({ id, version, piece, sorte }) {
    return `g_${piece}_${sorte[0]}_${String(version).split("+")[0]}_${id.replace(/-/g, "_")}`.slice(0, LONGEST_MARK);
  }

  const text = (said) => `<w:t xml:space="preserve">${escaped(said)}</w:t>`;
  const properties = (isBold, isUnset) => (isBold || isUnset ? `<w:rPr>${isBold ? "<w:b/><w:bCs/>" : ""}${isUnset ? '<w:highlight w:val="yellow"/>' : ""}</w:rPr>` : "");

  /* A line break of a value is one in the document. */
  function run(said, isBold, isUnset, tag = "w:t") {
    const open = tag === "w:t" ? text : (piece) => `<${tag} xml:space="preserve">${escaped(piece)}</${tag}>`;
    return `<w:r>${properties(isBold, isUnset)}${String(said).split("\n").map(open).join("<w:br/>")}</w:r>`;
  }

  function runs(inlines, isBold = false) {
    return inlines.map((piece) => {
      if (typeof piece === "string") return piece && run(piece, isBold, false);
      return piece.gras ? runs(piece.gras, true) : run(piece.valeur, isBold, piece.etat === "vide");
    }).join("");
  }

  function paragraph(style, inner, more = "") {
    const own = `${style && `<w:pStyle w:val="${style}"/>`}${more}`;
    return `<w:p>${own && `<w:pPr>${own}</w:pPr>`}${inner}</w:p>`;
  }

  /* The last paragraph stays on the page of what follows. */
  function kept(body) {
    const place = body.lastIndexOf("<w:p>");
    if (place < 0) return body;
    const last = body.slice(place);
    const keep = "<w:keepNext/>";
    const styled = last.replace(/^<w:p><w:pPr>(<w:pStyle [^>]*>)?/, (start) => start + keep);
    return body.slice(0, place) + (styled === last ? last.replace("<w:p>", `<w:p><w:pPr>${keep}</w:pPr>`) : styled);
  }

  /* A table of two columns is a scale: few points, many words. */
  const tableWidths = (count) => (count === 2 ? [1, 7] : Array.from({ length: count }, () => 1));

  function writer(shape) {
    const found = { lists: [], comments: [], pieces: 1, marks: 0, lies: false };
    const width = () => patron.WIDTH[found.lies ? 1 : 0];

    function heading({ titre, niveau, libre }, before = "", after = "") {
      if (libre) return paragraph("TitreLibre", `${before}${runs(titre)}${after}`);
      const own = found.pieces > 1 ? `<w:numPr><w:ilvl w:val="${niveau - 1}"/><w:numId w:val="${found.pieces}"/></w:numPr>` : "";
      return paragraph(`Heading${niveau}`, `${before}${runs(titre)}${after}`, own);
    }

    /* What numbers the points of a list of its own. */
    function numberOf({ liste, debut }, rank = 0) {
      const number = patron.FIRST_LIST + found.lists.length;
      found.lists.push({ sorte: liste, debut: debut || 1 });
      return `<w:numPr><w:ilvl w:val="${Math.min(rank, 2)}"/><w:numId w:val="${number}"/></w:numPr>`;
    }

    /* The lists under a point are lists of their own. */
    function list(one, rank = 0) {
      const numbered = numberOf(one, rank);
      return one.points.map(([said, under]) => `${paragraph("ListParagraph", runs(said), numbered)}${under.map((one) => list(one, rank + 1)).join("")}`).join("");
    }

    function widthsOf(largeurs) {
      const sum = largeurs.reduce((all, one) => all + one, 0);
      return largeurs.map((one) => Math.round((width() * one) / sum));
    }

    /* A row of these cells, each already written; `change`: what is tracked of the row itself. */
    function row(cells, widths, { isHead = false, style = "Cellule", more = "", change = "" } = {}) {
      const shade = isHead ? `<w:shd w:val="clear" w:color="auto" w:fill="${COLORS.fond}"/>` : "";
      const inner = widths.map((wide, place) => `<w:tc><w:tcPr><w:tcW w:w="${wide}" w:type="dxa"/>${shade}</w:tcPr>${paragraph(style, cells[place] || "", isHead ? "<w:keepNext/>" : "")}</w:tc>`);
      return `<w:tr><w:trPr><w:cantSplit/>${more}${isHead ? "<w:tblHeader/>" : ""}${change}</w:trPr>${inner.join("")}</w:tr>`;
    }

    const tableEnd = () => `</w:tbl>${paragraph("", "", '<w:spacing w:after="60" w:line="120" w:lineRule="exact"/>')}`;

    function table({ legende, entetes, lignes, largeurs, vides = 0, total = false, serre = false }) {
      const widths = widthsOf(largeurs);
      const style = serre ? "CelluleSerree" : "Cellule";
      const head = entetes.length ? row(entetes.map((cell) => runs(cell, true)), widths, { isHead: true, style }) : "";
      const body = lignes.map((cells, place) => row(cells.map((cell) => runs(cell, total && place === lignes.length - 1)), widths, { style })).join("");
      const empty = row([], widths, { style, more: '<w:trHeight w:val="510" w:hRule="atLeast"/>' }).repeat(vides);
      return `${tableStart(legende, widths)}${head}${body}${empty}${tableEnd()}`;
    }

    function tableStart(legende, widths) {
      const sum = widths.reduce((all, one) => all + one, 0);
      return `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="${sum}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`
        + `${legende ? `<w:tblCaption w:val="${escaped(legende)}"/>` : ""}</w:tblPr><w:tblGrid>${widths.map((one) => `<w:gridCol w:w="${one}"/>`).join("")}</w:tblGrid>`;
    }

    /* Labels on the left, what is said on the right. */
    function form(rows) {
      const widths = [0.28, 0.72].map((share) => Math.round(width() * share));
      const cell = (inlines, place) => `<w:tc><w:tcPr><w:tcW w:w="${widths[place]}" w:type="dxa"/>${place ? "" : `<w:shd w:val="clear" w:color="auto" w:fill="${COLORS.fond}"/>`}</w:tcPr>${paragraph("Cellule", runs(inlines, !place))}</w:tc>`;
      return `${tableStart("", widths)}${rows.map((row) => `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cell([row[0]], 0)}${cell(row[1], 1)}</w:tr>`).join("")}</w:tbl>${paragraph("", "")}`;
    }

    function comment(said) {
      const id = found.comments.length;
      const body = `<w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>${run(said)}</w:p>`;
      found.comments.push(`<w:comment w:id="${id}" w:author="${escaped(shape.auteur)}" w:date="${shape.date}T00:00:00Z" w:initials="GAD">${body}</w:comment>`);
      return [`<w:commentRangeStart w:id="${id}"/>`, `<w:commentRangeEnd w:id="${id}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="${id}"/></w:r>`];
    }

    /* What a clause writes, in its marks: the bookmark runs from its heading to its reference. */
    function unit(one) {
      const { unite } = one;
      found.marks += 1;
      const id = found.marks;
      const tag = `${unite.id}@${unite.version}`;
      const [from, to] = comment(unite.mention);
      const [first, ...others] = one.corps;
      const start = `<w:bookmarkStart w:id="${id}" w:name="${escaped(mark(unite))}"/>`;
      const end = `<w:bookmarkEnd w:id="${id}"/>`;
      const content = `${heading(first, start)}${kept(elements(others))}${paragraph("Reference", `${from}${run(`[${tag}]`)}${to}${end}`)}`;
      return `<w:sdt><w:sdtPr><w:alias w:val="${escaped(unite.titre.slice(0, LONGEST_TAG))}"/><w:tag w:val="${escaped(tag.slice(0, LONGEST_TAG))}"/><w:id w:val="${1000 + id}"/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
    }

    function turn(isLying) {
      const before = found.lies;
      found.lies = isLying;
      return before === isLying ? "" : `<w:p><w:pPr>${patron.section(before, false)}</w:pPr></w:p>`;
    }

    function piece(one, isFirst) {
      if (!isFirst) found.pieces += 1;
      return paragraph("Title", run(one.piece), isFirst ? "" : "<w:pageBreakBefore/>") + paragraph("Subtitle", run(one.sousTitre));
    }

    function element(one) {
      if (one.titre) return heading(one);
      if (one.p) return paragraph(STYLES[one.style] || "", runs(one.p));
      if (one.liste) return list(one);
      if (one.tableau) return table(one.tableau);
      if (one.fiche) return form(one.fiche);
      if (one.unite) return unit(one);
      if (one.brut) return one.brut(tools);
      if (one.page) return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';
      if (one.paysage) return turn(true);
      if (one.portrait) return turn(false);
      return piece(one, false);
    }

    /* What stands above a table goes with it. */
    const elements = (list) => list.map((one, place) => (list[place + 1] && list[place + 1].tableau && !one.tableau ? kept(element(one)) : element(one))).join("");
    const rowOf = (cells, change, isHead, count) => row(cells, widthsOf(tableWidths(count)), { isHead, change });
    const tableOf = ({ legende, entetes }, rows) => `${tableStart(legende, widthsOf(tableWidths(entetes.length)))}${rows}${tableEnd()}`;
    const tools = { found, elements, numberOf, rowOf, tableOf };

    return tools;
  }

  function bytes({ titre, sousTitre, corps, paysage, chapitres }, shape) {
    const written = writer(shape);
    written.found.lies = Boolean(paysage);
    const head = paragraph("Title", run(titre)) + (sousTitre ? paragraph("Subtitle", run(sousTitre)) : "");
    const body = head + written.elements(corps) + patron.section(written.found.lies);
    const { lists, pieces, comments } = written.found;
    const parts = patron.parts({ titre, auteur: shape.auteur, pied: shape.pied, date: shape.date, suites: lists, pieces, chapitres, commentaires: comments.join("") });
    return guideParts.archive.pack({ ...parts, "word/document.xml": patron.document(body) });
  }

  guideParts.word = { bytes, mark, words, run, runs, paragraph, MIME };
})();
