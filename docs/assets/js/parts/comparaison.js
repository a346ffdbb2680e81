/* What changed between two texts, paragraph by paragraph and word by word. Needs: ressemblance, tranches, comparaison-valeurs; the library jsdiff, loaded before (vendor/diff.min.js).

     comparing(before, after) lists of { text, level, bullet } → a generator, that yields between its steps, of { blocks, counts, figures }
         blocks: { kind, before, after, from, words, rewritten }. The paragraphs `after` of all blocks are the text of today in its order; the paragraphs `before` of all but "deplace", the former text in its own
            kind: "meme" | "change" | "ajoute" | "supprime" | "deplace" (it stands elsewhere now) | "parti" (where it stood)
            before, after: lists of paragraphs: one was cut into several, or several were joined, where a side of a "change" has more than one; from: for what moved, the first words of what stood before it; for where it stood, its own;
            words: [{ kind: "meme" | "plus" | "moins", text, isEnd }] of what changed; isEnd: the end of a paragraph that is not the last of its side;
            rewritten: [[before, after]], the numbers and dates that are written otherwise and worth the same
         counts: { change, ajoute, supprime, deplace }
         figures: [{ before, after, where }]: the numbers and dates that changed, each list as it is written
     compare(before, after)   the same, at once
     exactWords(before, after)  words of two lists of paragraphs, an apostrophe or a space that differs being a change too */
(() => {
  "use strict";

  const { even, wordsOf } = guideParts.ressemblance;
  const { drained } = guideParts.tranches;
  const { changed, unnumbered, TOKEN } = guideParts.comparaisonValeurs;
  const LIKE = 0.45; // of two paragraphs, from which one is a change of the other
  const SAME = 0.7; // … from which one is the other, moved; or several are one that was cut
  const PART = 0.6; // of the words of a paragraph, which are in the one that it was cut from
  const LEAST_MOVED = 10; // characters of a paragraph that is the same elsewhere
  const LEAST_NEAR = 25; // … of one that changed as well
  const MOST_PAIRS = 250000; // comparisons of paragraphs that moved
  const MOST_PIECES = 12; // paragraphs that one was cut into
  const MOST_TOKENS = 6000;
  const MOST_WORDS = 600; // words of two paragraphs to take away and to put back
  const MOST_EDITS = 300; // paragraphs of both texts to take away and to put back
  const BAND = 40; // paragraphs around its own place where the change of one is looked for
  const END = Symbol("end of a paragraph");

  /* A word as it is compared: whatever its spaces and apostrophes. */
  const plain = (token) => (token === END ? END : token.replace(/\s+/g, " ").replace(/[’‘ʼ]/g, "'"));

  /* The words of paragraphs, with what ends each of them but the last. */
  const tokensOf = (paragraphs) => paragraphs.flatMap(({ text }, place) => [...(place ? [END] : []), ...(text.match(TOKEN) || [])]);

  function piecesOf(kind, tokens) {
    const found = [];
    let text = "";
    const flush = () => {
      if (text) found.push({ kind, text, isEnd: false });
      text = "";
    };
    for (const token of tokens) {
      if (token === END) {
        flush();
        found.push({ kind, text: "", isEnd: true });
      } else text += token;
    }
    flush();
    return found;
  }

  /* What is the same at both ends is set aside: the library looks at what is between. */
  function wordsOfChange(before, after, form) {
    const [old, now] = [tokensOf(before), tokensOf(after)];
    const [former, present] = [old.map(form), now.map(form)];
    let start = 0;
    while (start < old.length && start < now.length && former[start] === present[start]) start += 1;
    let end = 0;
    while (end < old.length - start && end < now.length - start && former[old.length - 1 - end] === present[now.length - 1 - end]) end += 1;
    const between = [former.slice(start, old.length - end), present.slice(start, now.length - end)];
    const isHuge = between[0].length + between[1].length > MOST_TOKENS;
    const changes = (!isHuge && window.Diff.diffArrays(...between, { maxEditLength: MOST_WORDS })) || [{ removed: true, value: between[0] }, { added: true, value: between[1] }];
    const found = [];
    let from = 0;
    let to = 0;
    for (const { added, removed, value } of [{ value: former.slice(0, start) }, ...changes, { value: former.slice(old.length - end) }]) {
      if (!added) from += value.length;
      if (!removed) to += value.length;
      if (removed) found.push(...piecesOf("moins", old.slice(from - value.length, from)));
      else found.push(...piecesOf(added ? "plus" : "meme", now.slice(to - value.length, to)));
    }
    return joined(found);
  }

  /* A space alone between two changes is part of them: « deux mots » is one change, not two. One at the edge of both sides of a change is part of neither. */
  function joined(parts) {
    const whole = [];
    let minus = "";
    let plus = "";
    const push = (kind, text) => {
      if (text) whole.push({ kind, text, isEnd: false });
    };
    const flush = () => {
      const [head, tail] = [/^\s*/, /\s*$/].map((edge) => {
        const [old, now] = [minus, plus].map((text) => edge.exec(text)[0]);
        return minus.trim() && plus.trim() && old === now ? old : "";
      });
      push("meme", head);
      push("moins", minus.slice(head.length, minus.length - tail.length));
      push("plus", plus.slice(head.length, plus.length - tail.length));
      push("meme", tail);
      minus = plus = "";
    };
    parts.forEach((part, place) => {
      const next = parts[place + 1];
      const isBetween = part.kind === "meme" && !part.isEnd && !part.text.trim() && (minus || plus) && next && next.kind !== "meme" && !next.isEnd;
      if (isBetween) {
        minus += part.text;
        plus += part.text;
      } else if (part.isEnd || part.kind === "meme") {
        flush();
        whole.push(part);
      } else if (part.kind === "moins") minus += part.text;
      else plus += part.text;
    });
    flush();
    return whole;
  }

  /* Places of the paragraphs that are the same, in order: [of before, of today]. Only what both lists hold can be the same: the library looks at nothing else. Past MOST_EDITS it stops, and those that each text holds once are put in the longest order that they share. */
  function* unchanged(before, after) {
    const texts = [before, after].map((list) => list.map(({ text }) => even(text)));
    const [ofBefore, ofAfter] = texts.map((list, side) => {
      const others = new Set(texts[1 - side]);
      return [...list.entries()].filter(([, text]) => others.has(text));
    });
    yield;
    const textOf = ([, text]) => text;
    const changes = window.Diff.diffArrays(ofBefore.map(textOf), ofAfter.map(textOf), { maxEditLength: MOST_EDITS });
    yield;
    if (!changes) return longestOrder(ofBefore, ofAfter);
    const same = [];
    let from = 0;
    let to = 0;
    for (const { added, removed, value } of changes) {
      if (!added && !removed) same.push(...value.map((_, i) => [ofBefore[from + i][0], ofAfter[to + i][0]]));
      if (!added) from += value.length;
      if (!removed) to += value.length;
    }
    return same;
  }

  /* The places of the texts that both lists hold once, [of before, of today], the most of them that stand in one order: a longest increasing subsequence. One alone tells no order. */
  function longestOrder(before, after) {
    const once = ([list, other]) => {
      const counts = new Map();
      for (const [, text] of [...list, ...other]) counts.set(text, (counts.get(text) || 0) + 1);
      return list.filter(([, text]) => counts.get(text) === 2);
    };
    const placeOf = new Map(once([after, before]).map(([place, text]) => [text, place]));
    const pairs = once([before, after]).filter(([, text]) => placeOf.has(text)).map(([place, text]) => ({ place, to: placeOf.get(text), previous: null }));
    const ends = []; // of the orders of each length, the one that ends first
    for (const pair of pairs) {
      let [low, high] = [0, ends.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (ends[middle].to < pair.to) low = middle + 1;
        else high = middle;
      }
      pair.previous = ends[low - 1] || null;
      ends[low] = pair;
    }
    const found = [];
    for (let pair = ends[ends.length - 1]; pair; pair = pair.previous) found.unshift([pair.place, pair.to]);
    return found.length > 1 ? found : [];
  }

  function common(one, other) {
    let count = 0;
    for (const [word, times] of one.words) count += Math.min(times, other.words.get(word) || 0);
    return count;
  }

  const overlap = (shared, one, other) => (one + other ? (2 * shared) / (one + other) : 0);
  const likeness = (one, other) => overlap(common(one, other), one.size, other.size);
  /* Long paragraphs that are close weigh more than short ones that are somewhat alike. */
  const weight = (like, one, other) => like * like * (one + other + 1);

  /* What two stretches that stand at the same place have in common, in order: [how many of removed, how many of added] paragraphs that answer each other, or 0 on one side where they came or went.
     A paragraph may answer several, that it was cut into. The best sum of weights, looked for around the diagonal. */
  function* aligned(removed, added) {
    const [rows, columns] = [removed.length, added.length];
    const low = (row) => Math.max(0, Math.floor(((row - 1) * columns) / rows) - BAND);
    const high = (row) => Math.min(columns, Math.ceil(((row + 1) * columns) / rows) + BAND);
    const table = Array.from({ length: rows + 1 }, (_, row) => ({ from: low(row), best: [], steps: [], shared: [] }));
    const at = (row, column, name) => table[row][name][column - table[row].from];
    for (let row = 0; row <= rows; row += 1) {
      yield;
      for (let column = low(row); column <= high(row); column += 1) {
        let [best, step] = row || column ? [-1, null] : [0, null];
        const offer = (height, width, more) => {
          const before = row >= height && column >= width ? at(row - height, column - width, "best") : undefined;
          if (before !== undefined && before + more > best) [best, step] = [before + more, [height, width]];
        };
        const shared = row && column ? common(removed[row - 1], added[column - 1]) : 0;
        table[row].shared.push(shared);
        offer(1, 0, 0);
        offer(0, 1, 0);
        if (row && column) {
          const [old, now] = [removed[row - 1].size, added[column - 1].size];
          const like = overlap(shared, old, now);
          if (like >= LIKE) offer(1, 1, weight(like, old, now));
          else if (!old && !now) offer(1, 1, 0.01); // « 5 € », « 8 € »: no word to tell
          grouped(shared, old, now, (far) => (follows(added, column - 1, far) ? [at(row, column - far, "shared"), added[column - 1 - far].size] : []), (count, more) => offer(1, count, more));
          grouped(shared, now, old, (far) => (follows(removed, row - 1, far) ? [at(row - far, column, "shared"), removed[row - 1 - far].size] : []), (count, more) => offer(count, 1, more));
        }
        table[row].best.push(best);
        table[row].steps.push(step);
      }
    }
    const found = [];
    for (let [row, column] = [rows, columns]; row || column;) {
      const [height, width] = at(row, column, "steps");
      found.push([height, width]);
      [row, column] = [row - height, column - width];
    }
    return found.reverse();
  }

  /* Whether nothing that moved stands between a paragraph and the one that is so far before it. */
  const follows = (list, at, far) => at >= far && list[at - far].place === list[at].place - far;

  /* A paragraph of `size` words, and those of the other side that end at one that shares `shared` words of its `last`: told how many of them it may have been cut into, and what that weighs. */
  function grouped(shared, size, last, previous, tell) {
    let [sum, words] = [shared, last];
    if (!last || shared < PART * last || size <= last) return;
    for (let count = 1; count < MOST_PIECES; count += 1) {
      const [more, length] = previous(count);
      if (!more || more < PART * length) return;
      [sum, words] = [sum + more, words + length];
      const like = overlap(Math.min(sum, size), size, words);
      if (like >= SAME) tell(count + 1, weight(like, size, words));
    }
  }

  /* Adds to `pairs`, a Map place of today → place before, the paragraphs that moved: the same elsewhere. */
  function addSame(pairs, gone, come) {
    const byText = new Map();
    for (const old of gone.filter(({ text }) => text.length >= LEAST_MOVED)) byText.set(even(old.text), [...(byText.get(even(old.text)) || []), old]);
    for (const now of come.filter(({ text }) => text.length >= LEAST_MOVED)) {
      const [old] = (byText.get(even(now.text)) || []).splice(0, 1);
      if (old) pairs.set(now.place, old.place);
    }
  }

  /* … nearly the same, the closest first; then what stands beside one that moved, and moved with it: its heading. */
  function* addNear(pairs, gone, come) {
    const taken = new Set(pairs.values());
    const take = (now, old) => {
      pairs.set(now.place, old.place);
      taken.add(old.place);
    };
    const isFree = (old, now) => old && now && !taken.has(old.place) && !pairs.has(now.place);
    const [olds, nows] = [gone, come].map((list) => list.filter(({ text }) => text.length >= LEAST_NEAR));
    const near = [];
    if (olds.length * nows.length <= MOST_PAIRS) {
      for (const now of nows) {
        yield;
        for (const old of olds) {
          const like = isFree(old, now) ? likeness(old, now) : 0;
          if (like >= SAME) near.push([like, old, now]);
        }
      }
    }
    for (const [, old, now] of near.sort((one, other) => other[0] - one[0])) if (isFree(old, now)) take(now, old);
    const [oldAt, nowAt] = [gone, come].map((list) => new Map(list.map((one) => [one.place, one])));
    for (const side of [-1, 1]) {
      for (const [place, former] of [...pairs]) {
        yield;
        for (let far = side; ; far += side) {
          const [old, now] = [oldAt.get(former + far), nowAt.get(place + far)];
          if (!isFree(old, now) || likeness(old, now) < SAME) break;
          take(now, old);
        }
      }
    }
  }

  /* The first words of a text. */
  const start = (text, most = 60) => (text.length > most ? `${text.slice(0, most).replace(/\s+\S*$/, "")}…` : text);
  const textOf = (paragraphs) => paragraphs.map(({ text }) => text).join(" ");

  /* Paragraphs with their place and their words, which are counted once. */
  function* counted(paragraphs) {
    const found = [];
    for (const [place, { text }] of paragraphs.entries()) {
      yield;
      const words = wordsOf(unnumbered(text));
      found.push({ text, place, words, size: [...words.values()].reduce((sum, count) => sum + count, 0) });
    }
    return found;
  }

  /* Which paragraphs answer which: { links: [places before, places of today] in order, moved: a Map place of today → place before }. */
  function* matched(before, after) {
    const [olds, nows] = [yield* counted(before), yield* counted(after)];
    const same = yield* unchanged(before, after);
    const [lone, new_] = [0, 1].map((side) => {
      const known = new Set(same.map((pair) => pair[side]));
      return [olds, nows][side].filter(({ place }) => !known.has(place));
    });
    const moved = new Map();
    addSame(moved, lone, new_);
    const links = [];
    const gone = new Set(moved.values());
    let [from, to] = [0, 0];
    for (const [old, now] of [...same, [before.length, after.length]]) {
      const removed = olds.slice(from, old).filter(({ place }) => !gone.has(place));
      const added = nows.slice(to, now).filter(({ place }) => !moved.has(place));
      if (removed.length && added.length) {
        let [row, column] = [0, 0];
        for (const [height, width] of yield* aligned(removed, added)) {
          const [mine, theirs] = [removed.slice(row, row + height), added.slice(column, column + width)].map((list) => list.map(({ place }) => place));
          if (height && width) links.push([mine, theirs]);
          [row, column] = [row + height, column + width];
        }
      }
      if (old < before.length) links.push([[old], [now]]);
      [from, to] = [old + 1, now + 1];
    }
    const [linked, answered] = [0, 1].map((side) => new Set(links.flatMap((pair) => pair[side])));
    yield* addNear(moved, lone.filter(({ place }) => !linked.has(place)), new_.filter(({ place }) => !answered.has(place)));
    return { links, moved };
  }

  function* comparing(before, after) {
    const { links, moved } = yield* matched(before, after);
    const gone = new Set(moved.values());
    const blocks = [];
    const add = (kind, olds, nows, more) => blocks.push({ kind, before: olds, after: nows, from: "", words: [], rewritten: [], ...more });
    const figures = [];
    function* addChange(kind, olds, nows, more) {
      const found = changed(...[olds, nows].map((list) => list.map(({ text }) => unnumbered(text)).join(" ")));
      if (found.gone.length || found.come.length) figures.push({ before: found.gone, after: found.come, where: start(textOf(nows.length ? nows : olds), 120) });
      yield;
      add(kind, olds, nows, { words: wordsOfChange(olds, nows, plain), rewritten: found.rewritten, ...more });
    }
    let [from, to] = [0, 0];
    for (const [olds, nows] of [...links, [[before.length], [after.length]]]) {
      for (; from < olds[0]; from += 1) {
        yield;
        if (gone.has(from)) add("parti", [before[from]], [], { from: start(before[from].text) });
        else yield* addChange("supprime", [before[from]], []);
      }
      for (; to < nows[0]; to += 1) {
        yield;
        const old = moved.get(to);
        if (old === undefined) yield* addChange("ajoute", [], [after[to]]);
        else yield* addChange("deplace", [before[old]], [after[to]], { from: old ? start(before[old - 1].text) : "" });
      }
      yield;
      const [former, present] = [olds.map((place) => before[place]), nows.map((place) => after[place])];
      if (olds[0] === before.length) break;
      if (olds.length === 1 && nows.length === 1 && even(former[0].text) === even(present[0].text)) add("meme", former, present);
      else yield* addChange("change", former, present);
      [from, to] = [from + olds.length, to + nows.length];
    }
    const counts = { change: 0, ajoute: 0, supprime: 0, deplace: 0 };
    for (const { kind } of blocks) if (kind in counts) counts[kind] += 1;
    return { blocks, counts, figures };
  }

  guideParts.comparaison = {
    comparing,
    compare: (before, after) => drained(comparing(before, after)),
    exactWords: (before, after) => wordsOfChange(before, after, (token) => token),
  };
})();
