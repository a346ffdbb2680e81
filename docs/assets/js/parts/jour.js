/* Days, written as in the records: "2026-03-01". Today is the reader's own day, wherever they are; nothing is computed by UTC's.
   Written for the old players of screens too (ES2015).

     today(now)          the day of the device; `now` is a Date, for tests and clocks
     isDay(text)         whether it is a day that exists, written so
     inWords(day)        "1er mars 2026", as macros/text/dates.py writes it, the day bound to its month
     after(day, count)   so many days after, or before
     MONTHS              their names, in order
     months(day, count)  the same day so many months later; the last day of a shorter month
     read(text)          the day that someone typed: "1/3/2026", "01.03.26", "1er mars 2026", "2026-03-01"; "" where it is none */
(() => {
  "use strict";

  const MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
  const two = (number) => (number < 10 ? "0" : "") + number;

  function written(year, month, day) {
    return ("000" + year).slice(-4) + "-" + two(month) + "-" + two(day);
  }

  function today(now) {
    const date = now || new Date();
    return written(date.getFullYear(), date.getMonth() + 1, date.getDate());
  }

  /* At noon of no place in particular: only for sums of days. */
  function moment(day) {
    return new Date(day + "T12:00:00Z");
  }

  function isDay(text) {
    if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
    const date = moment(text);
    return !isNaN(date) && date.toISOString().slice(0, 10) === text;
  }

  function inWords(day) {
    const parts = day.split("-").map(Number);
    return (parts[2] === 1 ? "1er" : parts[2]) + "\u00a0" + MONTHS[parts[1] - 1] + " " + parts[0];
  }

  function months(day, count) {
    const parts = day.split("-").map(Number);
    const last = new Date(Date.UTC(parts[0], parts[1] + count, 0));
    last.setUTCDate(Math.min(parts[2], last.getUTCDate()));
    return last.toISOString().slice(0, 10);
  }

  function after(day, count) {
    const date = moment(day);
    date.setUTCDate(date.getUTCDate() + count);
    return date.toISOString().slice(0, 10);
  }

  const plain = (word) => word.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  function read(text) {
    const words = plain(String(text)).replace(/[\s\u00a0\u202f]+/g, " ").trim();
    let found = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words);
    if (found) return checked(found[1], found[2], found[3]);
    found = /^(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4}|\d\d)$/.exec(words);
    if (found) return checked(found[3], found[2], found[1]);
    found = /^(\d{1,2})(?:er)? ([a-z]+)\.? (\d{4})$/.exec(words);
    if (!found) return "";
    const months = MONTHS.filter((month) => plain(month) === found[2] || (found[2].length > 2 && plain(month).indexOf(found[2]) === 0));
    return months.length === 1 ? checked(found[3], MONTHS.indexOf(months[0]) + 1, found[1]) : "";
  }

  function checked(year, month, day) {
    const text = written(year.length === 2 ? "20" + year : year, Number(month), Number(day));
    return isDay(text) ? text : "";
  }

  guideParts.jour = { MONTHS, today, isDay, inWords, after, read, months };
})();
