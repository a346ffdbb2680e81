/* Calendars (RFC 5545): written as macros/exports/ics.py writes them (tests/vecteurs/ics.json). Needs: jour.

     calendar(name, events, stamp)   the text of a file; `stamp` is a Date, now by default.
        an event: { uid, title, start, end, description, place, url, categories, isCancelled, alarms: [{ days, words }] }
        start and end: days ("2026-03-01", the end being the last one) or Dates, written in UTC; uid must never change */
(() => {
  "use strict";

  const { after } = guideParts.jour;
  const OCTETS = 75;
  const UNPRINTED = /[\u0000-\u001f\u007f]/g;

  function value(words) {
    return String(words).replace(/\r\n?/g, "\n").replace(/([\\;,])/g, "\\$1").replace(/\n/g, "\\n").replace(UNPRINTED, "");
  }

  /* No line is longer than OCTETS, its end not counted, and none is cut inside a character. */
  function folded(line) {
    const coder = new TextEncoder();
    const parts = [];
    let current = "";
    let size = 0;
    for (const character of line) {
      const octets = coder.encode(character).length;
      if (size + octets > (parts.length ? OCTETS - 1 : OCTETS)) {
        parts.push(current);
        current = "";
        size = 0;
      }
      current += character;
      size += octets;
    }
    return `${parts.concat(current).join("\r\n ")}\r\n`;
  }

  const utc = (date) => date.toISOString().replace(/[-:]|\.\d+/g, "");
  const compact = (day) => day.replace(/-/g, "");

  function moments({ start, end }) {
    if (start instanceof Date) return [`DTSTART:${utc(start)}`, ...(end ? [`DTEND:${utc(end)}`] : [])];
    return [`DTSTART;VALUE=DATE:${compact(start)}`, `DTEND;VALUE=DATE:${compact(after(end || start, 1))}`];
  }

  function lines(event, stamp) {
    const { uid, title, start, description, place, url, categories = [], isCancelled, alarms = [] } = event;
    return [
      "BEGIN:VEVENT", `UID:${value(uid)}`, `DTSTAMP:${utc(stamp)}`, ...moments(event), `SUMMARY:${value(title)}`,
      description && `DESCRIPTION:${value(description)}`,
      place && `LOCATION:${value(place)}`,
      url && `URL:${url.replace(UNPRINTED, "")}`,
      categories.length && `CATEGORIES:${categories.map(value).join(",")}`,
      isCancelled && "STATUS:CANCELLED",
      start instanceof Date ? "TRANSP:OPAQUE" : "TRANSP:TRANSPARENT", // a date to know of takes no one's time
      ...alarms.flatMap(({ days, words }) => ["BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${value(words)}`, `TRIGGER:-P${days}D`, "END:VALARM"]),
      "END:VEVENT",
    ].filter(Boolean);
  }

  function calendar(name, events, stamp = new Date()) {
    return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//guide-achats-durables//FR", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", `X-WR-CALNAME:${value(name)}`]
      .concat(events.flatMap((event) => lines(event, stamp)), "END:VCALENDAR").map(folded).join("");
  }

  guideParts.ics = { calendar };
})();
