/* A loop that somebody composed, as its address says it: what the page that plays it and the one that composes it share. Written for old players too (ES2015).

     read(query)              { slides: [{ key, seconds }], title, logo, zone } of a URLSearchParams, which anybody may have written: what cannot be is left out.
                              seconds is 0 where the slide keeps its own time; a slide may come twice
     pairs(state)             [[name, value]…] for an address
     fill(page, state, pool)  puts the slides, the title, the logo and the time zone into a document made from overrides/ecran.html; gives the keys that the guide no longer has.
                              pool: window.guideDiapositives (macros/exports/ecrans.py); its HTML is the build's own
     slides(entry, page)      the elements of one entry of the pool
     isZone(name)             whether this browser tells the time of a zone
     MOST, LONGEST, LEAST_SECONDS, MOST_SECONDS   slides of a loop, characters of a title, seconds of a slide */
(() => {
  "use strict";

  const MOST = 60;
  const LONGEST = 60;
  const LEAST_SECONDS = 5;
  const MOST_SECONDS = 600;
  const SLIDE = /^([a-z0-9][a-z0-9.-]{0,119})(?:_(\d{1,9}))?$/;

  function isZone(name) {
    try {
      return /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+){0,2}$/.test(name) && Boolean(new Intl.DateTimeFormat("en-US", { timeZone: name }));
    } catch (error) {
      return false;
    }
  }

  function read(query) {
    const slides = [];
    (query.get("d") || "").split(",", MOST * 4).forEach((text) => {
      const found = SLIDE.exec(text);
      const seconds = found ? Number(found[2] || 0) : 0;
      if (found && slides.length < MOST) slides.push({ key: found[1], seconds: seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS ? seconds : 0 });
    });
    const zone = query.get("fuseau") || "";
    return { slides: slides, title: clean(query.get("titre") || ""), logo: query.get("logo") !== "non", zone: isZone(zone) ? zone : "" };
  }

  /* One line of words. */
  function clean(text) {
    return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\s]+/g, " ").trim().slice(0, LONGEST);
  }

  function pairs(state) {
    return [
      ["d", state.slides.map((one) => one.key + (one.seconds ? "_" + one.seconds : "")).join(",")],
      ["titre", state.title],
      ["logo", state.logo ? "" : "non"],
      ["fuseau", state.zone],
    ];
  }

  function slides(entry, page) {
    const read = new DOMParser().parseFromString(entry[2], "text/html");
    return Array.prototype.map.call(read.querySelectorAll(".diapositive"), (one) => page.importNode(one, true));
  }

  function fill(page, state, pool) {
    const known = new Map(pool.map((entry) => [entry[0], entry]));
    const missing = [];
    const place = page.querySelector(".boucle");
    const empty = place.querySelector(".vide");
    state.slides.forEach((asked) => {
      if (!known.has(asked.key)) {
        missing.push(asked.key);
        return;
      }
      slides(known.get(asked.key), page).forEach((slide) => {
        if (asked.seconds) slide.dataset.duree = asked.seconds;
        place.appendChild(slide);
      });
    });
    if (missing.length < state.slides.length) empty.remove();
    if (state.title) {
      page.title = state.title;
      page.querySelector(".titre-boucle").textContent = state.title;
      brand(page, state.title);
    }
    const logo = page.querySelector(".marque img");
    if (logo && !state.logo) logo.remove();
    if (state.zone) page.documentElement.dataset.fuseau = state.zone;
    return missing;
  }

  /* The title takes the place of the organisation's name, beside the guide's. */
  function brand(page, title) {
    const mark = page.querySelector(".marque");
    const name = mark.querySelector("span") || mark.appendChild(page.createElement("span"));
    mark.insertBefore(page.createTextNode(" "), name);
    name.textContent = title;
  }

  guideParts.boucleComposee = { read, pairs, fill, slides, isZone, clean, MOST, LONGEST, LEAST_SECONDS, MOST_SECONDS };
})();
