/* Workbooks. Needs: xml, archive, office.

     bytes({ titre, auteur, date, feuilles })   a Uint8Array: the .xlsx; the first sheet opens
        a sheet: { nom, largeurs: [signs], rangees: [[cell]], pied, paysage, fige: [rows, columns], tete: [first, last row printed on each page],
                   fusions: ["A1:D1"], choix: [{ plage, valeurs: [words] }], formats: [{ plage, formule, couleur: "vert" | "jaune" | "rouge" | "gris" }] }
        a cell: null, or { v, s }: `s` the name of a style (STYLES), `v` a text, a number, a day of jour.js as { jour }, or { formule, valeur } in the names that the format keeps in every language; `valeur`: what it gives today
     letter(index)      0 → "A"
     range(column, first, last)   "$A$2:$A$9"
     sheetName(words, taken)      a name that spreadsheets take, at most 31 signs, that is not among `taken`
     MIME

   Written as macros/exports/tableur.py writes them: a text stays a text, whatever it begins with. Rules: ECMA-376, part 1, § 18. */
(() => {
  "use strict";

  const { escaped } = guideParts.xml;
  const { core, theme, COLORS, FONT, HEAD } = guideParts.office;

  const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const MIME = `${TYPE}.sheet`;
  const COMPUTES = /^[=+\-@\t\r]/;
  const EPOCH = Date.UTC(1899, 11, 30);
  const LONGEST = 32767; // characters of a cell
  const LEADING = 5; // points above and below the text of a row
  const LINE = 13.5;

  // Fonts, fills, borders and formats by their places; a style is [font, fill, border, format, horizontal].
  const FONTS = [["", 10, "000000"], ["b", 10, "000000"], ["b", 15, COLORS.teinte], ["", 9, COLORS.gris], ["b", 10, "FFFFFF"], ["b", 12, COLORS.teinte]];
  const FILLS = ["", "", COLORS.fond, COLORS.teinte, "FFFBE6"];
  const FORMATS = { general: 0, texte: 49, jour: 164, nombre: 165, entier: 3, part: 10, montant: 166 };
  const STYLES = {
    vide: [0, 0, 0, "general", ""], titre: [2, 0, 0, "general", ""], rubrique: [5, 0, 0, "general", ""], note: [3, 0, 0, "general", "left"],
    tete: [4, 3, 1, "general", "left"], texte: [0, 0, 1, "general", "left"], gras: [1, 2, 1, "general", "left"], champ: [0, 4, 1, "texte", "left"],
    date: [0, 0, 1, "jour", "left"], saisieDate: [0, 4, 1, "jour", "left"], nombre: [0, 0, 1, "nombre", "right"], saisieNombre: [0, 4, 1, "general", "right"],
    saisieMontant: [0, 4, 1, "montant", "right"], entier: [0, 0, 1, "entier", "right"], resultat: [1, 2, 1, "nombre", "right"], resultatEntier: [1, 2, 1, "entier", "right"],
    resultatPart: [1, 2, 1, "part", "right"], resultatMontant: [1, 2, 1, "montant", "right"], simple: [0, 0, 0, "general", "left"],
  };
  const NAMES = Object.keys(STYLES);
  const WRAPPED = NAMES.filter((name) => !["vide", "titre", "rubrique"].includes(name));
  const LOOKS = { vert: ["1B5E20", "D9EFDD"], jaune: ["5F4700", "FFF0C2"], rouge: ["8A1C1C", "FBDCDC"], gris: ["4A4A4A", "E6E6E6"] };
  const KINDS = Object.keys(LOOKS);

  function letter(index) {
    return index < 26 ? String.fromCharCode(65 + index) : letter(Math.floor(index / 26) - 1) + letter(index % 26);
  }

  const range = (column, first, last) => `$${letter(column)}$${first}:$${letter(column)}$${last}`;

  function sheetName(words, taken = []) {
    const clean = words.replace(/[[\]:*?/\\']/g, " ").replace(/\s+/g, " ").trim() || "Feuille";
    for (let rank = 1; ; rank += 1) {
      const end = rank > 1 ? ` ${rank}` : "";
      const name = `${clean.slice(0, 31 - end.length).trim()}${end}`;
      if (!taken.some((one) => one.toLowerCase() === name.toLowerCase())) return name;
    }
  }

  function styles() {
    const font = ([bold, size, color]) => `<font>${bold ? "<b/>" : ""}<sz val="${size}"/><color rgb="FF${color}"/><name val="${FONT}"/><family val="2"/></font>`;
    const fill = (color, place) => (place < 2 ? `<fill><patternFill patternType="${place ? "gray125" : "none"}"/></fill>` : `<fill><patternFill patternType="solid"><fgColor rgb="FF${color}"/><bgColor indexed="64"/></patternFill></fill>`);
    const side = (name) => `<${name} style="thin"><color rgb="FF${COLORS.filet}"/></${name}>`;
    const cell = ([fontId, fillId, borderId, format, horizontal], isQuoted, isWrapped) => `<xf numFmtId="${FORMATS[format]}" fontId="${fontId}" fillId="${fillId}" borderId="${borderId}" xfId="0"${isQuoted ? ' quotePrefix="1"' : ""} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">`
      + `<alignment${horizontal && ` horizontal="${horizontal}"`} vertical="center"${isWrapped ? ' wrapText="1"' : ""}${borderId && horizontal ? ' indent="1"' : ""}/></xf>`;
    const look = ([color, ground]) => `<dxf><font><color rgb="FF${color}"/></font><fill><patternFill patternType="solid"><fgColor rgb="FF${ground}"/><bgColor rgb="FF${ground}"/></patternFill></fill></dxf>`;
    return `${HEAD}<styleSheet ${MAIN}><numFmts count="3"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="#,##0.00"/><numFmt numFmtId="166" formatCode="#,##0.00\\ &quot;€&quot;"/></numFmts>`
      + `<fonts count="${FONTS.length}">${FONTS.map(font).join("")}</fonts><fills count="${FILLS.length}">${FILLS.map(fill).join("")}</fills>`
      + `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${["left", "right", "top", "bottom"].map(side).join("")}<diagonal/></border></borders>`
      + '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
      + `<cellXfs count="${NAMES.length * 2}">${NAMES.map((name) => cell(STYLES[name], false, WRAPPED.includes(name)) + cell(STYLES[name], true, WRAPPED.includes(name))).join("")}</cellXfs>`
      + `<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="${KINDS.length}">${KINDS.map((kind) => look(LOOKS[kind])).join("")}</dxfs></styleSheet>`;
  }

  const days = (day) => Math.round((Date.parse(`${day}T00:00:00Z`) - EPOCH) / 864e5);

  /* The texts of a book are kept once each. "_x0041_" in a text would be read as a code (§ 22.9.2.19). */
  function texts() {
    const places = new Map();
    const place = (said) => {
      if (!places.has(said)) places.set(said, places.size);
      return places.get(said);
    };
    const coded = (said) => escaped(said.replace(/_x(?=[0-9A-Fa-f]{4}_)/g, "_x005F_x"));
    const xml = () => `${HEAD}<sst ${MAIN} count="${places.size}" uniqueCount="${places.size}">${Array.from(places.keys(), (said) => `<si><t xml:space="preserve">${coded(said)}</t></si>`).join("")}</sst>`;
    return { place, xml };
  }

  function cellXml(where, cell, book) {
    if (!cell) return "";
    const { v, s = "texte" } = cell;
    const style = NAMES.indexOf(s) * 2;
    if (v === null || v === undefined || v === "") return `<c r="${where}" s="${style}"/>`;
    if (typeof v === "number") return Number.isFinite(v) ? `<c r="${where}" s="${style}"><v>${v}</v></c>` : `<c r="${where}" s="${style}"/>`;
    if (v.jour) return `<c r="${where}" s="${style}"><v>${days(v.jour)}</v></c>`;
    if (v.formule) return `<c r="${where}" s="${style}"${typeof v.valeur === "string" ? ' t="str"' : ""}><f>${escaped(v.formule)}</f>${v.valeur === undefined ? "" : `<v>${escaped(v.valeur)}</v>`}</c>`;
    return `<c r="${where}" s="${style + (COMPUTES.test(v) ? 1 : 0)}" t="s"><v>${book.place(String(v).slice(0, LONGEST))}</v></c>`;
  }

  /* A row as high as its longest text: neither format works it out where it was never opened. */
  function height(cells, widths, merged) {
    const lines = cells.map((cell, place) => {
      if (!cell || typeof cell.v !== "string" || !WRAPPED.includes(cell.s || "texte")) return 1;
      const wide = merged.has(place) ? [...merged].reduce((sum, one) => sum + widths[one], 0) : widths[place];
      return cell.v.split("\n").reduce((sum, part) => sum + Math.max(1, Math.ceil((part.length * 1.02) / Math.max(wide - 1.5, 1))), 0);
    });
    return Math.min(400, Math.max(18, Math.max(1, ...lines) * LINE + LEADING));
  }

  function sheetXml(sheet, book, isFirst) {
    const { largeurs, rangees, fige, fusions = [], choix = [], formats = [], paysage = true, pied = "" } = sheet;
    const across = new Map(); // row → columns that a merge covers
    for (const one of fusions) {
      const [, from, row, to] = /^([A-Z]+)(\d+):([A-Z]+)\d+$/.exec(one);
      across.set(Number(row), new Set(largeurs.map((_, place) => place).filter((place) => letter(place) >= from && letter(place) <= to)));
    }
    const rows = rangees.map((cells, place) => {
      const number = place + 1;
      const high = cells.length ? ` ht="${height(cells, largeurs, across.get(number) || new Set())}" customHeight="1"` : "";
      return `<row r="${number}"${high}>${cells.map((cell, index) => cellXml(`${letter(index)}${number}`, cell, book)).join("")}</row>`;
    });
    const [fixed, columns] = fige || [0, 0];
    const side = columns ? "bottomRight" : "bottomLeft";
    const pane = fixed ? `<pane${columns ? ` xSplit="${columns}"` : ""} ySplit="${fixed}" topLeftCell="${letter(columns)}${fixed + 1}" activePane="${side}" state="frozen"/><selection pane="${side}" activeCell="A${fixed + 1}" sqref="A${fixed + 1}"/>` : "";
    const rule = ({ plage, formule, couleur }, place) => `<conditionalFormatting sqref="${plage}"><cfRule type="expression" dxfId="${KINDS.indexOf(couleur)}" priority="${place + 1}"><formula>${escaped(formule)}</formula></cfRule></conditionalFormatting>`;
    const listed = ({ plage, valeurs }) => `<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="Réponse de la liste" error="Choisissez une réponse de la liste." sqref="${plage}"><formula1>${escaped(`"${valeurs.join(",")}"`)}</formula1></dataValidation>`;
    return `${HEAD}<worksheet ${MAIN}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView showGridLines="0"${isFirst ? ' tabSelected="1"' : ""} workbookViewId="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="18" customHeight="1"/>`
      + `<cols>${largeurs.map((width, place) => `<col min="${place + 1}" max="${place + 1}" width="${width}" customWidth="1"/>`).join("")}</cols><sheetData>${rows.join("")}</sheetData>`
      + (fusions.length ? `<mergeCells count="${fusions.length}">${fusions.map((one) => `<mergeCell ref="${one}"/>`).join("")}</mergeCells>` : "") + formats.map(rule).join("")
      + (choix.length ? `<dataValidations count="${choix.length}">${choix.map(listed).join("")}</dataValidations>` : "")
      + `<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.7" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="${paysage ? "landscape" : "portrait"}" fitToWidth="1" fitToHeight="0"/>`
      + `<headerFooter><oddFooter>${escaped(`&L&8 ${pied.slice(0, 150).replace(/&/g, "&&")}&R&8 Page &P sur &N`)}</oddFooter></headerFooter></worksheet>`;
  }

  function bytes({ titre, auteur, date, feuilles }) {
    const book = texts();
    const sheets = feuilles.map((sheet, place) => sheetXml(sheet, book, place === 0));
    const names = feuilles.map(({ nom }) => nom);
    const heads = feuilles.map(({ tete }, place) => (tete ? `<definedName name="_xlnm.Print_Titles" localSheetId="${place}">'${escaped(names[place])}'!$${tete[0]}:$${tete[1]}</definedName>` : "")).join("");
    const parts = {
      "[Content_Types].xml": `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`
        + `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}.sharedStrings+xml"/>`
        + sheets.map((_, place) => `<Override PartName="/xl/worksheets/sheet${place + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`).join("")
        + '<Override PartName="/xl/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
      "_rels/.rels": `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/>`
        + '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
      "docProps/core.xml": core({ titre, auteur, date }),
      "xl/workbook.xml": `${HEAD}<workbook ${MAIN} xmlns:r="${RELATION}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${names.map((name, place) => `<sheet name="${escaped(name)}" sheetId="${place + 1}" r:id="rId${place + 1}"/>`).join("")}</sheets>`
        + `${heads ? `<definedNames>${heads}</definedNames>` : ""}<calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>`,
      "xl/_rels/workbook.xml.rels": `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((_, place) => `<Relationship Id="rId${place + 1}" Type="${RELATION}/worksheet" Target="worksheets/sheet${place + 1}.xml"/>`).join("")}`
        + `<Relationship Id="rIdStyles" Type="${RELATION}/styles" Target="styles.xml"/><Relationship Id="rIdTextes" Type="${RELATION}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rIdTheme" Type="${RELATION}/theme" Target="theme/theme1.xml"/></Relationships>`,
      "xl/styles.xml": styles(),
      "xl/theme/theme1.xml": theme(),
      "xl/sharedStrings.xml": book.xml(),
    };
    sheets.forEach((xml, place) => { parts[`xl/worksheets/sheet${place + 1}.xml`] = xml; });
    return guideParts.archive.pack(parts);
  }

  guideParts.classeur = { bytes, letter, range, sheetName, days, MIME };
})();
