/* What is drawn each week: the same on all devices. Written for the old players of screens too (ES2015).

     weekOf(day)                      "2026-48", of a Date
     drawn(items, name, week, can)    the items of a week, in their order; `name` is that of the loop, `can(item)` says whether one may be shown now */
(() => {
  "use strict";

  const two = (number) => (number < 10 ? "0" : "") + number;

  /* The week of a day, as ISO 8601 counts: "2026-48". It begins on Monday, and is of the year of its Thursday. */
  function weekOf(day) {
    const thursday = new Date(day.getFullYear(), day.getMonth(), day.getDate() - ((day.getDay() + 6) % 7) + 3);
    const days = Math.round((thursday - new Date(thursday.getFullYear(), 0, 1)) / 86400000);
    return thursday.getFullYear() + "-" + two(1 + Math.floor(days / 7));
  }

  /* Numbers from 0 to 1, always the same ones for the same words (FNV-1a, then mulberry32): all the screens of a house show one loop. */
  function chance(words) {
    let state = 2166136261;
    for (let place = 0; place < words.length; place += 1) state = Math.imul(state ^ words.charCodeAt(place), 16777619);
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
  }

  /* Of each rule as many groups as it shows, one of each source in turn. What is not drawn keeps together too: a question and its answer. */
  function drawn(items, name, week, can) {
    const sources = [];
    const ranks = {};
    items.forEach((item) => {
      const place = item.dataset.tirage || "";
      const rule = place.split(".")[0];
      if (place && !can(item)) return; // another one takes its place
      if (!(rule in ranks)) ranks[rule] = sources.push({ rule: rule, many: Number(item.dataset.nombre) || Infinity, groups: [] }) - 1;
      const groups = sources[ranks[rule]].groups;
      const last = groups[groups.length - 1];
      const follows = last && (place ? last[0].dataset.tirage === place : last[last.length - 1].classList.contains("question"));
      if (follows) last.push(item);
      else groups.push([item]);
    });
    sources.forEach((source) => {
      if (!source.rule) return;
      const next = chance(name + "/" + source.rule + "/" + week);
      const keyed = source.groups.map((group) => ({ group: group, key: next() }));
      source.groups = keyed.sort((one, other) => one.key - other.key).slice(0, source.many).map((one) => one.group);
    });
    const found = [];
    for (let turn = 0; sources.some((source) => turn < source.groups.length); turn += 1) {
      sources.forEach((source) => (source.groups[turn] || []).forEach((item) => found.push(item)));
    }
    return found;
  }

  guideParts.tirage = { weekOf, drawn };
})();
