/* The supplier's checklist: what is ready and until when. It is kept on the device, and leaves it only as the supplier's own file. */
(function () {
  "use strict";

  var list = document.querySelector("[data-dossier]");
  var tools = document.querySelector("[data-dossier-outils]");
  if (!list || !tools) return;
  var KEY = "dossier-fournisseur";
  var segment = tools.getAttribute("data-segment");
  var kept = read();
  var pieces = Array.prototype.map.call(list.querySelectorAll("[data-piece]"), fillable);
  var said = make("p", "", { role: "status", "class": "dossier-compte" });

  function read() {
    try {
      var found = JSON.parse(localStorage.getItem(KEY));
      return found && typeof found === "object" && !Array.isArray(found) ? found : {};
    } catch (error) {
      return {};
    }
  }

  function keep() {
    try {
      if (Object.keys(kept).length) localStorage.setItem(KEY, JSON.stringify(kept));
      else localStorage.removeItem(KEY);
    } catch (error) {
      said.append(" Cet appareil refuse de garder la liste : enregistrez le tableau.");
    }
  }

  function make(tag, text, attributes) {
    var made = document.createElement(tag);
    made.textContent = text || "";
    Object.keys(attributes || {}).forEach(function (name) { made.setAttribute(name, attributes[name]); });
    return made;
  }

  /* One line of the list becomes a box to tick; a paper also has the date until which it holds. */
  function fillable(item) {
    var id = item.getAttribute("data-piece");
    var words = item.querySelector("span");
    var group = item.parentNode;
    var title = words.textContent.trim();
    var mine = kept[id] || {};
    var label = make("label");
    var box = make("input", "", { type: "checkbox" });
    box.checked = mine.prete === true;
    item.prepend(label);
    label.append(box, ...words.childNodes);
    words.remove();
    var paper = group.getAttribute("data-dossier-groupe") === "Pièce";
    var date = paper ? make("input", "", { type: "date", "aria-label": "Valable jusqu’au : " + title }) : null;
    if (date) {
      date.value = typeof mine.fin === "string" ? mine.fin : "";
      var until = make("label", "Valable jusqu’au ", { "class": "jusqu-au" });
      until.append(date);
      item.append(until);
    }
    var piece = { id: id, item: item, box: box, date: date, title: title, group: group };
    [box, date].forEach(function (field) {
      if (field) field.addEventListener("change", function () {
        var now = {};
        if (box.checked) now.prete = true;
        if (date && date.value) now.fin = date.value;
        if (Object.keys(now).length) kept[id] = now;
        else delete kept[id];
        show();
        keep();
      });
    });
    return piece;
  }

  function late(piece) {
    return Boolean(piece.date && piece.date.value && piece.date.value < new Date().toISOString().slice(0, 10));
  }

  function show() {
    var ready = pieces.filter(function (piece) { return piece.box.checked; }).length;
    var over = 0;
    pieces.forEach(function (piece) {
      piece.item.classList.toggle("expiree", late(piece));
      if (late(piece)) over += 1;
    });
    said.textContent = ready + (ready > 1 ? " lignes prêtes sur " : " ligne prête sur ") + pieces.length + "." + (over ? " Date passée : " + over + "." : "");
  }

  function table() {
    var lines = [["Sorte", "Pièce ou preuve", "Demandée par", "Quand", "Effort (1 à 5)", "Prête", "Valable jusqu’au"]];
    pieces.forEach(function (piece) {
      lines.push([
        piece.group.getAttribute("data-dossier-groupe"), piece.title, piece.group.getAttribute("data-clause") || "", piece.item.getAttribute("data-moment"),
        piece.group.getAttribute("data-effort") || "", piece.box.checked ? "oui" : "non", piece.date ? piece.date.value : ""
      ]);
    });
    return lines;
  }

  function value(text) {
    return text.replace(/([\\;,])/g, "\\$1").replace(/\r?\n/g, "\\n");
  }

  /* No line longer than 75 octets (RFC 5545, 3.1), none cut inside a character. */
  function folded(line) {
    var parts = [], current = "", size = 0, coder = new TextEncoder();
    Array.from(line).forEach(function (character) {
      var octets = coder.encode(character).length;
      if (size + octets > (parts.length ? 74 : 75)) {
        parts.push(current);
        current = "";
        size = 0;
      }
      current += character;
      size += octets;
    });
    return parts.concat(current).join("\r\n ");
  }

  function nextDay(day) {
    var date = new Date(day + "T00:00:00Z");
    date.setUTCDate(date.getUTCDate() + 1);
    return date.toISOString().slice(0, 10);
  }

  function calendar(dated) {
    var compact = function (day) { return day.replace(/-/g, ""); };
    var stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
    var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Guide des achats durables//FR", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"];
    dated.forEach(function (piece) {
      lines.push("BEGIN:VEVENT", "UID:" + value(piece.id.replace(":", "-")) + "@" + (location.hostname || "guide"), "DTSTAMP:" + stamp,
        "DTSTART;VALUE=DATE:" + compact(piece.date.value), "DTEND;VALUE=DATE:" + compact(nextDay(piece.date.value)),
        "SUMMARY:" + value("Expire : " + piece.title), "TRANSP:TRANSPARENT",
        "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:" + value("Expire dans 30 jours : " + piece.title), "TRIGGER:-P30D", "END:VALARM", "END:VEVENT");
    });
    return lines.concat("END:VCALENDAR").map(folded).join("\r\n") + "\r\n";
  }

  function button(words, act, secondary) {
    var made = make("button", words, { type: "button" });
    if (secondary) made.className = "secondaire";
    made.addEventListener("click", act);
    return made;
  }

  function dates() {
    var dated = pieces.filter(function (piece) { return piece.date && piece.date.value; });
    if (!dated.length) {
      said.textContent = "Écrivez d’abord une date à côté d’une pièce.";
      return;
    }
    window.guideFichier.take(calendar(dated), "text/calendar", "echeances-fournisseur.ics");
  }

  function erase() {
    kept = {};
    pieces.forEach(function (piece) {
      piece.box.checked = false;
      if (piece.date) piece.date.value = "";
    });
    show();
    keep();
  }

  tools.append(
    said,
    button("Tableau (.csv)", function () { window.guideFichier.takeTable(table(), "dossier-fournisseur.csv"); }),
    button("Échéances (.ics)", dates),
    button("Imprimer", function () { window.print(); }, true),
    button("Tout effacer", erase, true),
    make("p", "Ce que vous cochez pour « " + segment + " » reste sur cet appareil, et rien n’est envoyé. Sur un ordinateur partagé, effacez tout en partant.", { "class": "note" })
  );
  tools.hidden = false;
  list.classList.add("avec-cases");
  show();
})();
