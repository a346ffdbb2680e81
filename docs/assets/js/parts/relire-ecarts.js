/* What a draft changes of a clause of the guide that it holds. Needs: charger, comparaison, element, paquets, passes, ressemblance.

     differences(reading, one, link)   a promise of elements: `one` as relire-bibliotheque.js finds it; link(address). Broken where the clause could not be loaded */
(() => {
  "use strict";

  const { make } = guideParts.element;
  const { list, quoted } = guideParts.texte;
  const DIFF = "assets/vendor/diff.min.js";
  const LEAST = 0.4; // of likeness, from which a paragraph of the draft is one of the clause
  const LEAST_NAMED = 0.6; // of the words of a penalty or of an annex, from which a paragraph names it
  const BRACKETS = /\[([^[\]@\n]{1,120})\]/g; // a value left as the guide proposes it; `[id@1]` is a reference
  const MOST_VALUES = 20;

  const flat = (blocks, words) => blocks.flatMap((block) => (block.liste ? block.points.flatMap(([said, under]) => [words(said), ...flat(under, words)]) : [words(block.p || block)]));

  /* The words of a run, its values where they are placed. */
  function wordsWith(packet) {
    const values = new Map(packet.parametres.map(({ nom, defaut, libelle }) => [nom, String(defaut || libelle)]));
    const words = (run) => run.map((one) => (typeof one === "string" ? one : one.gras ? words(one.gras) : values.get(one.place) || "")).join("");
    return words;
  }

  /* The lines of the version that the draft names, or follows: of today's packet, else of those that are kept; null where neither is there. */
  async function linesOf(packet, one) {
    const words = wordsWith(packet);
    if (one.isSimple) return flat(packet.variante_simple, words);
    if (String(packet.version) === one.version) {
      return packet.pieces.flatMap(({ morceaux }) => morceaux.filter(({ sorte }) => sorte === "texte").flatMap(({ blocs, suite }) => flat([...blocs, ...suite], words)));
    }
    const past = (await guideParts.passes.load([packet.id])).get(packet.id);
    const version = past && past.versions[one.version];
    return version ? version.textes.filter(({ piece, titre }) => !["variante", "annexe"].includes(piece) && !titre).flatMap(({ lignes }) => lignes) : null;
  }

  /* The titles that no paragraph of the draft names. */
  function absent(titles, paragraphs) {
    const { wordsOf } = guideParts.ressemblance;
    const share = (own, other) => Array.from(own.keys()).filter((word) => other.has(word)).length / Math.max(own.size, 1);
    return titles.filter((title) => !paragraphs.some((counts) => share(wordsOf(title), counts) >= LEAST_NAMED));
  }

  function together(one, other) {
    const all = new Map(one);
    for (const [word, count] of other) all.set(word, (all.get(word) || 0) + count);
    return all;
  }

  /* Where a draft says what a line says most: one paragraph, or several that follow one another, which word processors part and join. */
  function nearest(counts, paragraphs) {
    const { overlap } = guideParts.ressemblance;
    const likenesses = paragraphs.map((own) => overlap(own, counts));
    const best = likenesses.reduce((at, likeness, place) => (likeness > likenesses[at] ? place : at), 0);
    let [from, to, likeness, words] = [best, best + 1, likenesses[best], paragraphs[best]];
    for (;;) {
      const longer = [[from - 1, to, paragraphs[from - 1]], [from, to + 1, paragraphs[to]]].filter(([, , added]) => added)
        .map(([start, end, added]) => ({ start, end, words: together(words, added), likeness: overlap(together(words, added), counts) }))
        .reduce((a, b) => (b.likeness > a.likeness ? b : a), { likeness });
      if (longer.likeness <= likeness) return { likeness, from, to };
      [from, to, likeness, words] = [longer.start, longer.end, longer.likeness, longer.words];
    }
  }

  async function differences(reading, one, link) {
    const [packets] = await Promise.all([guideParts.paquets.load([one.id]), guideParts.charger.script(DIFF)]);
    const packet = packets.get(one.id);
    if (!packet) throw new Error("no packet");
    const { wordsOf } = guideParts.ressemblance;
    const texts = reading.draft.paragraphs.map(({ body, end }) => reading.text.slice(body, end).replace(/\s+/g, " "));
    const own = texts.map((text) => wordsOf(text.replace(BRACKETS, "$1")));
    const lineOf = (text) => ({ text: text.replace(BRACKETS, "$1"), level: 0, bullet: false });
    const lines = (await linesOf(packet, one) || []).filter(Boolean);
    if (!lines.length) {
      return [make("p", {}, `Votre texte suit la version ${one.version} ; la version actuelle est la ${packet.version}. `, make("a", { href: link(`clauses/${one.id}/historique/`) }, "Ce qui a changé"), ".")];
    }
    const left = new Set();
    const shown = [];
    for (const text of lines) {
      const counts = wordsOf(text.replace(BRACKETS, "$1"));
      const { likeness, from, to } = nearest(counts, own);
      if (likeness < LEAST) {
        shown.push(make("p", {}, make("strong", {}, "Absent du brouillon\u00a0: "), text));
        continue;
      }
      const mine = texts.slice(from, to).join(" ");
      for (const [, value] of mine.matchAll(BRACKETS)) left.add(value);
      const { blocks } = guideParts.comparaison.compare([lineOf(text)], [lineOf(mine)]);
      if (blocks.every(({ kind }) => kind === "meme")) continue;
      shown.push(make("p", {}, blocks.flatMap(({ words }) => words.map(({ kind, text: part }) => (kind === "meme" ? part : make(kind === "plus" ? "ins" : "del", {}, part))))));
    }
    const words = wordsWith(packet);
    const penalties = one.isSimple ? [] : absent(packet.penalites.map(({ manquement }) => words(manquement)), own);
    const annexes = one.isSimple ? [] : absent(packet.annexes.map(({ titre }) => titre), own);
    const said = (title, names) => (names.length ? make("p", {}, make("strong", {}, `${title}\u00a0: `), `${list(names.map(quoted))}.`) : "");
    return [make("div", { class: "relire-texte" },
      make("p", { class: "note" }, `De la clause (${one.isSimple ? "variante simple" : `version ${one.version}`}, valeurs proposées) à votre texte.`),
      shown.length ? shown : make("p", {}, "Mêmes mots."),
      left.size ? make("p", {}, make("strong", {}, left.size > 1 ? "Valeurs à fixer\u00a0: " : "Valeur à fixer\u00a0: "), `${list([...left].slice(0, MOST_VALUES))}.`) : "",
      said(penalties.length > 1 ? "Pénalités de la clause, absentes du brouillon" : "Pénalité de la clause, absente du brouillon", penalties),
      said(annexes.length > 1 ? "Annexes de la clause, absentes du brouillon" : "Annexe de la clause, absente du brouillon", annexes))];
  }

  guideParts.relireEcarts = { differences };
})();
