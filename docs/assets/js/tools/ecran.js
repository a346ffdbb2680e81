/* A loop of slides. A screen runs it for weeks: no node is made nor thrown away, one timer waits at a time.

   In the address: ?affichage=ecran hides the buttons, ?theme=jour|nuit imposes the light, ?diapo=3 stays on one slide, of all that may be drawn,
   ?fuseau=America/Martinique says where the screen is, ?imprimer=oui asks for paper or a PDF. Written for old players too (Chromium 67, ES2015). */
(() => {
  "use strict";

  const RELOAD = 2 * 3600 * 1000;
  const RETRY = 5 * 60 * 1000;
  const NIGHT = { from: 20, to: 7 };
  // The loop turns around its place, a hair's breadth, so that no edge burns into the screen.
  const DRIFT = [[0, 0], [1, 0], [1, 1], [0, 1], [-1, 1], [-1, 0], [-1, -1], [0, -1], [1, -1]];
  const SMALLEST = 0.3;

  const { weekOf, drawn } = guideParts.tirage;
  const root = document.documentElement;
  const asked = new URLSearchParams(location.search);
  const onScreen = asked.get("affichage") === "ecran" || root.dataset.affichage === "ecran";
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  root.classList.add("joue");
  if (onScreen) root.classList.add("sur-ecran");

  const two = (number) => (number < 10 ? "0" : "") + number;

  // Many players are left on universal time, which is the time of no screen of ours.
  const UNIVERSAL = /^(UTC|UCT|GMT|Etc\/(UTC|UCT|GMT|Universal|Zulu))$/;
  const clockwork = elsewhere(asked.get("fuseau") || root.dataset.fuseau || (UNIVERSAL.test(new Intl.DateTimeFormat().resolvedOptions().timeZone) ? "Europe/Paris" : ""));

  /* What tells the time of a zone; null for the time of this player, or where it does not know that zone. */
  function elsewhere(zone) {
    try {
      return zone ? new Intl.DateTimeFormat("en-US", { timeZone: zone, hour12: false, year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" }) : null;
    } catch (error) {
      return null;
    }
  }

  /* The Date whose own day and hour are those of the place of the screen. */
  function here() {
    const now = new Date();
    if (!clockwork) return now;
    const parts = {};
    clockwork.formatToParts(now).forEach((part) => (parts[part.type] = Number(part.value)));
    return new Date(parts.year, parts.month - 1, parts.day, parts.hour % 24, parts.minute);
  }

  function start() {
    const all = Array.prototype.slice.call(document.querySelectorAll(".diapositive"));
    const fixed = asked.has("diapo");
    let slides = all;
    const clock = document.querySelector(".heure");
    const rank = document.querySelector(".rang");
    const pause = document.querySelector('[data-geste="pause"]');
    if (!slides.length) return;

    let place = -1;
    let turns = 0;
    let waiting = 0;
    let week = "";
    let paused = fixed || (calm.matches && !onScreen);

    /* A slide of another month, or of a day that has passed, is skipped. */
    function isShown(slide) {
      const now = here();
      const months = slide.dataset.mois ? slide.dataset.mois.split(" ") : [];
      if (months.length && months.indexOf(String(now.getMonth() + 1)) < 0) return false;
      return !slide.dataset.jusquA || slide.dataset.jusquA >= guideParts.jour.today(now);
    }

    /* On Monday another draw. A slide that is shown stays until its time is over. */
    function draw() {
      const now = here();
      const asOf = weekOf(now) + "/" + now.getMonth();
      if (fixed || asOf === week) return;
      week = asOf;
      const shown = slides[place];
      slides = drawn(all, root.dataset.ecran, weekOf(now), isShown);
      const found = slides.indexOf(shown);
      if (place >= 0 && found < 0) shown.classList.remove("visible");
      place = found;
    }

    function next(from, step) {
      for (let tried = 1; tried <= slides.length; tried += 1) {
        const index = (from + step * tried + slides.length * tried) % slides.length;
        if (isShown(slides[index])) return index;
      }
      return -1;
    }

    /* The words take all the room that they have: larger where they are few, never cut. */
    function fit(slide) {
      const words = slide.querySelector(".mots");
      let scale = 1.3;
      do {
        scale -= 0.05;
        slide.style.setProperty("--echelle", scale.toFixed(2));
      } while (scale > SMALLEST && (words.scrollHeight > words.clientHeight + 1 || words.scrollWidth > words.clientWidth + 1));
    }

    function show(index) {
      if (index < 0) return;
      if (place >= 0) slides[place].classList.remove("visible");
      place = index;
      turns += 1;
      const drift = DRIFT[turns % DRIFT.length];
      root.style.setProperty("--derive-x", drift[0] * 0.4 + "vmin");
      root.style.setProperty("--derive-y", drift[1] * 0.4 + "vmin");
      fit(slides[place]);
      slides[place].classList.add("visible");
      root.classList.toggle("fond-vert", slides[place].dataset.fond === "vert");
      const shown = slides.filter(isShown);
      write(rank, shown.indexOf(slides[place]) + 1 + " / " + shown.length);
      wait();
    }

    function wait() {
      clearTimeout(waiting);
      if (!paused && place >= 0) waiting = setTimeout(() => show(next(place, 1)), Number(slides[place].dataset.duree) * 1000);
    }

    function stop(value) {
      paused = value;
      write(pause, paused ? "Lecture" : "Pause");
      wait();
    }

    /* The text node is kept: a new one each minute is a leak on some players. A browser that translates has put an element in its place. */
    function write(element, text) {
      if (!element.firstChild) element.appendChild(document.createTextNode(""));
      if (element.firstChild.textContent !== text) element.firstChild.textContent = text;
    }

    function tick() {
      const now = here();
      const hour = now.getHours();
      write(clock, two(hour) + ":" + two(now.getMinutes()));
      const theme = asked.get("theme");
      const night = theme ? theme === "nuit" : hour >= NIGHT.from || hour < NIGHT.to || dark.matches;
      root.classList.toggle("nuit", night);
      const before = place;
      draw();
      if (before >= 0 && place < 0) show(next(-1, 1));
    }

    /* A page that does not answer would leave the screen on the browser's error: the loop goes on with what it has. */
    function reload() {
      fetch(location.href, { cache: "no-store" })
        .then((answer) => (answer.ok ? answer.text() : ""))
        .then((text) => {
          if (text.indexOf('data-ecran="' + root.dataset.ecran + '"') < 0) throw new Error("not this page");
          location.reload();
        })
        .catch(() => setTimeout(reload, RETRY));
    }

    const gestures = {
      precedente: () => show(next(place, -1)),
      suivante: () => show(next(place, 1)),
      pause: () => stop(!paused),
    };
    document.querySelector(".commandes").addEventListener("click", (event) => {
      const button = event.target.closest("[data-geste]");
      if (button) gestures[button.dataset.geste]();
    });
    document.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === "ArrowLeft") gestures.precedente();
      else if (event.key === "ArrowRight") gestures.suivante();
      else if (event.key === " " && !event.target.closest("button, a")) {
        event.preventDefault();
        gestures.pause();
      }
    });
    addEventListener("resize", () => place >= 0 && fit(slides[place]));
    addEventListener("beforeprint", () => slides.forEach(fit));
    clock.hidden = false;
    document.querySelector(".commandes").hidden = onScreen;

    tick();
    setInterval(tick, 5000);
    show(fixed ? Math.min(Math.max(Math.trunc(Number(asked.get("diapo"))) || 1, 1), slides.length) - 1 : next(-1, 1));
    stop(paused);
    if (location.protocol !== "file:") setTimeout(reload, RELOAD);
    if (asked.has("imprimer")) setTimeout(() => print(), 300);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
