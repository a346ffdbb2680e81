/* What changed between two texts, paragraph by paragraph and word by word. Needs: ressemblance, tranches; the library jsdiff, loaded before (vendor/diff.min.js).

     comparing(before, after) lists of { text, level, bullet } → a generator, that yields between its steps, of { blocks, counts, figures }
         blocks, in the order of the text of today: { kind, before, after, from, words }
            kind: "meme" | "change" | "ajoute" | "supprime" | "deplace" (it stands elsewhere now) | "parti" (where it stood)
            before, after: the paragraphs, or null; from: for what moved, its words' first ones beside the other place; words: [{ kind: "meme" | "plus" | "moins", text }] of what changed
         counts: { change, ajoute, supprime, deplace }
         figures: [{ before, after, where }]: the numbers and dates that changed, each list as it is written
     compare(before, after)   the same, at once */
(() => {
  "use strict";

  const { even, wordsOf, overlap, TOKEN } = guideParts.ressemblance;
  const { drained } = guideParts.tranches;
  const LIKE = 0.45; // of two paragraphs, from which one is a change of the other
  const SAME = 0.7; // … from which one is the other, moved
  const LEAST_MOVED = 10; // characters of a paragraph that is the same elsewhere
  const LEAST_NEAR = 25; // … of one that changed as well
  const MOST_PAIRS = 250000; // comparisons of paragraphs that moved
  const MOST_TOKENS = 6000;
  const MOST_EDITS = 1000; // paragraphs of both texts to take away and to put back
  const MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre";
  const FIGURE = new RegExp(`\\d{1,2}(?:er)?\\s(?:${MONTHS})(?:\\s\\d{4})?|\\d{1,2}([/.])\\d{1,2}\\1\\d{2,4}|\\d+(?:[\\s\\u00a0\\u202f.]\\d{3})*(?!\\d)(?:,\\d+|(?:\\.\\d{1,2})+(?!\\d))?(?:\\s?(?:%|€|euros?|jours?|mois|ans?|semaines?|heures?|points?|km|kg|m²|h\\s?\\d{0,2})(?![\\p{L}\\p{N}]))?`, "giu");
  const NUMBERING = /^\s*(?:(?:article|chapitre|annexe|titre|section|lot)\s+(?:n\s?°\s?)?)?\d{1,2}(?:(?:\.\d{1,2})+\.?(?=\s)|\s?[.)°](?=\s)|\s?[-–:](?=\s\p{L}))/iu;

  function wordsOfChange(before, after) {
    const [old, present] = [before.match(TOKEN) || [], after.match(TOKEN) || []];
    if (old.length + present.length > MOST_TOKENS) return [{ kind: "moins", text: before }, { kind: "plus", text: after }];
    const kind = (token) => (/^\s/.test(token) ? " " : token.replace(/[’‘ʼ]/g, "'"));
    const found = [];
    let from = 0;
    let to = 0;
    for (const change of window.Diff.diffArrays(old.map(kind), present.map(kind))) {
      const count = change.value.length;
      if (!change.added) from += count;
      if (!change.removed) to += count;
      found.push({
        kind: change.added ? "plus" : change.removed ? "moins" : "meme",
        text: change.removed ? old.slice(from - count, from).join("") : present.slice(to - count, to).join(""),
      });
    }
    return joined(found);
  }

  /* A space alone between two changes is part of them: « deux mots » is one change, not two. */
  function joined(parts) {
    const whole = [];
    let minus = "";
    let plus = "";
    const flush = () => {
      if (minus) whole.push({ kind: "moins", text: minus });
      if (plus) whole.push({ kind: "plus", text: plus });
      minus = plus = "";
    };
    parts.forEach((part, place) => {
      const next = parts[place + 1];
      const isBetween = part.kind === "meme" && !part.text.trim() && (minus || plus) && next && next.kind !== "meme";
      if (part.kind === "moins") minus += part.text;
      else if (part.kind === "plus") plus += part.text;
      else if (isBetween) {
        minus += part.text;
        plus += part.text;
      } else {
        flush();
        whole.push(part);
      }
    });
    flush();
    return whole;
  }

  /* The hunks of two lists: pairs that are the same, and stretches that came or went. Only what both lists hold can be the same: the library looks at nothing else, and stops past MOST_EDITS. */
  function* hunks(before, after) {
    const texts = [before, after].map((list) => list.map(({ text }) => even(text)));
    const [ofBefore, ofAfter] = texts.map((list, side) => {
      const others = new Set(texts[1 - side]);
      return [...list.entries()].filter(([, text]) => others.has(text));
    });
    yield;
    const textOf = ([, text]) => text;
    const changes = window.Diff.diffArrays(ofBefore.map(textOf), ofAfter.map(textOf), { maxEditLength: MOST_EDITS }) || [];
    yield;
    const same = [];
    let from = 0;
    let to = 0;
    for (const { added, removed, value } of changes) {
      if (!added && !removed) same.push(...value.map((_, i) => [ofBefore[from + i][0], ofAfter[to + i][0]]));
      if (!added) from += value.length;
      if (!removed) to += value.length;
    }
    const found = [];
    from = to = 0;
    for (const [old, now] of [...same, [before.length, after.length]]) {
      if (old > from || now > to) found.push({ removed: before.slice(from, old), added: after.slice(to, now) });
      if (old < before.length && now < after.length) found.push({ same: [before[old], after[now]] });
      [from, to] = [old + 1, now + 1];
    }
    return found;
  }

  /* A Map paragraph of today → the one of before that it is, elsewhere. */
  function* moved(list, wordsIn) {
    const gone = list.flatMap((hunk, place) => (hunk.same ? [] : hunk.removed.map((one) => ({ one, place })))).filter(({ one }) => one.text.length >= LEAST_MOVED);
    const come = list.flatMap((hunk, place) => (hunk.same ? [] : hunk.added.map((one) => ({ one, place })))).filter(({ one }) => one.text.length >= LEAST_MOVED);
    const pairs = new Map();
    const taken = new Set();
    const byText = new Map();
    for (const { one } of gone) {
      const text = even(one.text);
      if (!byText.has(text)) byText.set(text, []);
      byText.get(text).push(one);
    }
    const take = (now, old) => {
      pairs.set(now, old);
      taken.add(old);
    };
    for (const now of come) {
      yield;
      const [old] = (byText.get(even(now.one.text)) || []).splice(0, 1);
      if (old) take(now.one, old);
    }
    if (gone.length * come.length > MOST_PAIRS) return pairs;
    for (const now of come) {
      yield;
      if (pairs.has(now.one) || now.one.text.length < LEAST_NEAR) continue;
      const near = gone.filter(({ one, place }) => !taken.has(one) && place !== now.place).map((old) => [overlap(wordsIn(old.one), wordsIn(now.one)), old]);
      const best = near.reduce((a, b) => (b[0] > a[0] ? b : a), [0, null]);
      if (best[0] >= SAME) take(now.one, best[1].one);
    }
    return pairs;
  }

  /* Pairs of one hunk, in order: [before or null, after or null]. */
  function* paired(removed, added, wordsIn) {
    const found = [];
    let from = 0;
    for (const now of added) {
      yield;
      let best = [LIKE, -1];
      for (let place = from; place < Math.min(removed.length, from + 40); place += 1) {
        const like = overlap(wordsIn(removed[place]), wordsIn(now));
        if (like > best[0]) best = [like, place];
      }
      if (best[1] < 0) {
        found.push([null, now]);
        continue;
      }
      while (from < best[1]) found.push([removed[from++], null]);
      found.push([removed[from++], now]);
    }
    while (from < removed.length) found.push([removed[from++], null]);
    return found;
  }

  /* The number of a paragraph is not one of its figures: where an article was added, those after it take another. */
  const figuresOf = (text) => (text.replace(NUMBERING, "").match(FIGURE) || []).map((one) => one.trim());
  const plain = (figure) => even(figure).replace(/[\s.](?=\d{3})/g, "").toLowerCase();

  function without(list, others) {
    const left = others.map(plain);
    return list.filter((one) => {
      const place = left.indexOf(plain(one));
      if (place < 0) return true;
      left.splice(place, 1);
      return false;
    });
  }

  /* The first words of a text. */
  const start = (text, most = 60) => (text.length > most ? `${text.slice(0, most).replace(/\s+\S*$/, "")}…` : text);

  function figure({ before, after }) {
    const [old, now] = [before ? figuresOf(before.text) : [], after ? figuresOf(after.text) : []];
    const [gone, come] = [without(old, now), without(now, old)];
    return gone.length || come.length ? { before: gone, after: come, where: start((after || before).text, 120) } : null;
  }

  function* comparing(before, after) {
    const known = new Map();
    /* The words of a paragraph, counted once. */
    function wordsIn(one) {
      if (!known.has(one)) known.set(one, wordsOf(one.text));
      return known.get(one);
    }
    const places = new Map(before.map((one, place) => [one, place]));
    const list = yield* hunks(before, after);
    const pairs = yield* moved(list, wordsIn);
    const gone = new Set(pairs.values());
    const blocks = [];
    for (const hunk of list) {
      if (hunk.same) {
        blocks.push({ kind: "meme", before: hunk.same[0], after: hunk.same[1], from: "", words: [] });
        continue;
      }
      for (const [old, now] of yield* paired(hunk.removed.filter((one) => !gone.has(one)), hunk.added.filter((one) => !pairs.has(one)), wordsIn)) {
        yield;
        if (old && now) blocks.push({ kind: "change", before: old, after: now, from: "", words: wordsOfChange(old.text, now.text) });
        else if (now) blocks.push({ kind: "ajoute", before: null, after: now, from: "", words: [{ kind: "plus", text: now.text }] });
        else blocks.push({ kind: "supprime", before: old, after: null, from: "", words: [{ kind: "moins", text: old.text }] });
      }
      for (const old of hunk.removed.filter((one) => gone.has(one))) blocks.push({ kind: "parti", before: old, after: null, from: "", words: [] });
      for (const now of hunk.added.filter((one) => pairs.has(one))) {
        yield;
        const old = pairs.get(now);
        const previous = before[places.get(old) - 1];
        blocks.push({ kind: "deplace", before: old, after: now, from: previous ? start(previous.text) : "", words: wordsOfChange(old.text, now.text) });
      }
    }
    const counts = { change: 0, ajoute: 0, supprime: 0, deplace: 0 };
    for (const { kind } of blocks) if (kind in counts) counts[kind] += 1;
    const figures = [];
    for (const block of blocks) {
      yield;
      const changed = ["meme", "parti"].includes(block.kind) ? null : figure(block);
      if (changed) figures.push(changed);
    }
    return { blocks, counts, figures };
  }

  guideParts.comparaison = { comparing, compare: (before, after) => drained(comparing(before, after)) };
})();
