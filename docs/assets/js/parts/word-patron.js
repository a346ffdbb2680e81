/* What every Word document of the guide shares: styles, numbering, settings. Needs: xml, office.

     parts({ titre, auteur, pied, date, suites, pieces, chapitres, commentaires, sansNumero })   { name: text } of every part but word/document.xml
        suites: [{ sorte: "-" | "1." | "a)", debut }], the lists of the document, whose numbers are FIRST_LIST, FIRST_LIST + 1…; pieces: how often the articles begin again at 1 (numbers 1 to `pieces`)
        commentaires: XML of the comments; sansNumero: headings take no number
     section(paysage, isLast)   w:sectPr
     WIDTH                      twips of a line of text, upright and lying

   The same look as the files of macros/exports/word_pattern.py. The library docx (npm, 9.15) was looked at: 1 MB, 230 kB compressed, and neither block content controls nor tracked rows;
   this is 8 kB. Rules: ECMA-376, part 1, § 17 (order of elements) and part 2 (packages). */
(() => {
  "use strict";

  const { escaped } = guideParts.xml;
  const { core, theme, COLORS, FONT, HEAD } = guideParts.office;

  const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
  const OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml";
  const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const MARGIN = 1134; // 2 cm
  const PAGE = [11906, 16838]; // A4
  const WIDTH = [PAGE[0] - 2 * MARGIN, PAGE[1] - 2 * MARGIN];
  const FIRST_LIST = 100;

  const style = (id, name, { base = "Normal", next = "", paragraph = "", run = "", custom = true, more = "" } = {}) => `<w:style w:type="paragraph"${custom ? ' w:customStyle="1"' : ""} w:styleId="${id}"><w:name w:val="${name}"/>`
    + `${base && `<w:basedOn w:val="${base}"/>`}${next && `<w:next w:val="${next}"/>`}${more}<w:qFormat/>${paragraph && `<w:pPr>${paragraph}</w:pPr>`}${run && `<w:rPr>${run}</w:rPr>`}</w:style>`;
  const spacing = (before, after) => `<w:spacing w:before="${before}" w:after="${after}"/>`;
  const size = (half) => `<w:sz w:val="${half}"/><w:szCs w:val="${half}"/>`;
  const colored = (color) => `<w:color w:val="${color}"/>`;

  const titled = (half) => `<w:b/><w:bCs/>${colored(COLORS.teinte)}${size(half)}`;

  function heading(level, half, before, hasNumber) {
    const number = hasNumber ? `<w:numPr><w:ilvl w:val="${level - 1}"/><w:numId w:val="1"/></w:numPr>` : "";
    const paragraph = `<w:keepNext/><w:keepLines/>${number}${spacing(before, 80)}<w:outlineLvl w:val="${level - 1}"/>`;
    return style(`Heading${level}`, `heading ${level}`, { next: "Normal", custom: false, paragraph, run: titled(half) });
  }

  function styles(hasNumbers) {
    const fonts = `<w:rFonts w:ascii="${FONT}" w:hAnsi="${FONT}" w:eastAsia="${FONT}" w:cs="${FONT}"/>`;
    const edge = (side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="${COLORS.filet}"/>`;
    const cell = (id, half) => style(id, id, { paragraph: spacing(40, 40), run: size(half) });
    return `${HEAD}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr>${fonts}${size(21)}<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>`
      + '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
      + '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
      + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
      + '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
      + '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
      + '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
      + heading(1, 28, 360, hasNumbers) + heading(2, 24, 240, hasNumbers) + heading(3, 22, 200, hasNumbers)
      + style("TitreLibre", "Titre sans numéro", { next: "Normal", paragraph: `<w:keepNext/>${spacing(240, 80)}<w:outlineLvl w:val="0"/>`, run: titled(28) })
      + style("Title", "Title", { next: "Subtitle", custom: false, paragraph: `<w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="8" w:space="4" w:color="${COLORS.teinte}"/></w:pBdr>${spacing(0, 120)}<w:outlineLvl w:val="0"/>`, run: titled(40) })
      + style("Subtitle", "Subtitle", { next: "Normal", custom: false, paragraph: spacing(0, 240), run: `${colored(COLORS.gris)}${size(24)}` })
      + style("Note", "Note", { paragraph: spacing(60, 160), run: `<w:i/><w:iCs/>${colored(COLORS.gris)}${size(19)}` })
      + style("Reference", "Référence du guide", { paragraph: `${spacing(0, 160)}<w:jc w:val="right"/>`, run: `${colored("595959")}${size(15)}` })
      + style("ListParagraph", "List Paragraph", { custom: false, paragraph: `${spacing(0, 80)}` })
      + cell("Cellule", 19) + cell("CelluleSerree", 15)
      + style("Footer", "footer", { custom: false, paragraph: `<w:tabs><w:tab w:val="right" w:pos="${WIDTH[0]}"/></w:tabs>${spacing(0, 0)}`, run: `${colored(COLORS.gris)}${size(16)}` })
      + style("CommentText", "annotation text", { custom: false, paragraph: spacing(0, 0), run: size(20) })
      + '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>'
      + `<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:tblPr><w:tblBorders>${["top", "left", "bottom", "right", "insideH", "insideV"].map(edge).join("")}</w:tblBorders></w:tblPr></w:style>`
      + "</w:styles>";
  }

  const level = (rank, format, text, left, hanging, more = "") => `<w:lvl w:ilvl="${rank}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${left}" w:hanging="${hanging}"/></w:pPr></w:lvl>`;
  const abstract = (id, kind, levels) => `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="${kind}"/>${levels.join("")}</w:abstractNum>`;
  const ABSTRACT = { "-": 1, "1.": 2, "a)": 3 };

  function numbering(lists, pieces, hasChapters, hasNumbers) {
    const listed = (format, text) => [0, 1, 2].map((rank) => level(rank, format, text(rank), 426 + 426 * rank, 426));
    const articles = [["Article %1", 0, 0], ["%1.%2", 567, 567], ["%1.%2.%3", 709, 709]].map(([text, left, hanging], rank) => {
      const own = `${hasNumbers ? `<w:pStyle w:val="Heading${rank + 1}"/>` : ""}${rank ? "" : '<w:suff w:val="space"/>'}`;
      return level(rank, "decimal", rank ? text : hasChapters ? "%1." : `${text} –`, left, hanging, own);
    });
    const count = Math.max(1, pieces);
    const again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>';
    return `${HEAD}<w:numbering ${W}>${abstract(0, "multilevel", articles)}${abstract(1, "hybridMultilevel", listed("bullet", () => "–"))}`
      + `${abstract(2, "multilevel", listed("decimal", (rank) => `%${rank + 1}.`))}${abstract(3, "multilevel", listed("lowerLetter", (rank) => `%${rank + 1})`))}`
      + Array.from({ length: count }, (_, place) => `<w:num w:numId="${place + 1}"><w:abstractNumId w:val="0"/>${place ? again : ""}</w:num>`).join("")
      + lists.map(({ sorte, debut }, place) => {
        const starts = sorte === "-" ? "" : [0, 1, 2].map((rank) => `<w:lvlOverride w:ilvl="${rank}"><w:startOverride w:val="${rank ? 1 : debut}"/></w:lvlOverride>`).join("");
        return `<w:num w:numId="${FIRST_LIST + place}"><w:abstractNumId w:val="${ABSTRACT[sorte]}"/>${starts}</w:num>`;
      }).join("") + "</w:numbering>";
  }

  function section(isLying, isLast = true) {
    const [width, height] = isLying ? [PAGE[1], PAGE[0]] : PAGE;
    return `<w:sectPr><w:footerReference w:type="default" r:id="rIdPied"/>${isLast ? "" : '<w:type w:val="nextPage"/>'}<w:pgSz w:w="${width}" w:h="${height}"${isLying ? ' w:orient="landscape"' : ""}/>`
      + `<w:pgMar w:top="${MARGIN}" w:right="${MARGIN}" w:bottom="${MARGIN}" w:left="${MARGIN}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>`;
  }

  const field = (name) => `<w:fldSimple w:instr="${name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>`;
  const run = (words) => `<w:r><w:t xml:space="preserve">${escaped(words)}</w:t></w:r>`;

  function parts({ titre, auteur, pied, date, suites, pieces, chapitres, commentaires, sansNumero }) {
    const types = [["document", "document.main"], ["styles", "styles"], ["numbering", "numbering"], ["settings", "settings"], ["comments", "comments"], ["fontTable", "fontTable"], ["footer1", "footer"]];
    const relations = ["styles", "numbering", "settings", "comments", "fontTable"];
    return {
      "[Content_Types].xml": `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`
        + types.map(([name, type]) => `<Override PartName="/word/${name}.xml" ContentType="${OFFICE}.${type}+xml"/>`).join("")
        + '<Override PartName="/word/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
        + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
      "_rels/.rels": `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATION}/officeDocument" Target="word/document.xml"/>`
        + '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
      "docProps/core.xml": core({ titre, auteur, date }),
      "word/_rels/document.xml.rels": `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
        + relations.map((name) => `<Relationship Id="rId-${name}" Type="${RELATION}/${name}" Target="${name}.xml"/>`).join("")
        + `<Relationship Id="rIdTheme" Type="${RELATION}/theme" Target="theme/theme1.xml"/><Relationship Id="rIdPied" Type="${RELATION}/footer" Target="footer1.xml"/></Relationships>`,
      "word/fontTable.xml": `${HEAD}<w:fonts ${W}><w:font w:name="${FONT}"><w:panose1 w:val="020F0502020204030204"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>`,
      "word/theme/theme1.xml": theme(),
      "word/styles.xml": styles(!sansNumero),
      "word/numbering.xml": numbering(suites, pieces, chapitres, !sansNumero),
      "word/settings.xml": `${HEAD}<w:settings ${W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>`
        + '<w:themeFontLang w:val="fr-FR"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>',
      "word/comments.xml": `${HEAD}<w:comments ${W}>${commentaires}</w:comments>`,
      "word/footer1.xml": `${HEAD}<w:ftr ${W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>${run(pied)}<w:r><w:tab/></w:r>${run("Page ")}${field("PAGE")}${run(" sur ")}${field("NUMPAGES")}</w:p></w:ftr>`,
    };
  }

  const document = (body) => `${HEAD}<w:document ${W} ${R}><w:body>${body}</w:body></w:document>`;

  guideParts.wordPatron = { parts, section, document, WIDTH, FIRST_LIST };
})();
