/* The control plan of a contract: each proof with its day, who gives it, who looks, how long it takes, what follows where it is missing. Needs: ecrit, ressemblance, jour, texte.

     controls(context, dates)   [{ cle, packet, etape (of the clause's verification), rang, preuve, donne, qui, minutes, controle, moment, quand, depuis, delai, tous_les, date (a day or ""), manque (why it has none, or ""), siManque: [sentences of its clause], penalite (the one of them that is for this proof, or ""), annexe (its title or "") }],
                                in the order of their days, those without a day last. dates: { notification, demarrage, livraison, reception, fin, commande }, days or "".
                                What comes back every so often goes up to `fin`, or for MONTHS months where it is not known
     used(context)              the events that the plan counts from, of EVENTS, and "fin" where a proof comes back
     shifted(day, duration, times)   "3 mois" after a day, so many times; "-5 jours" before. The last day of a month stays the last of a shorter one
     minutesAMonth(controls, dates)  minutes of control a month, or null where nothing is dated
     bilan(context)             [{ clause, titre, version, lot, offres_recues, ce_qui_changerait, source }], the sheet of the last meeting, to fill: one `retour` of the guide for each clause
     EVENTS                     { event: words } */
(() => {
  "use strict";

  const { jour } = guideParts;
  const { of, soigne, words } = guideParts.ecrit;

  const { likeness } = guideParts.ressemblance;

  const LIKE = 0.25;
  const MONTHS = 12;
  const MOST = 120; // of one proof
  const EVENTS = {
    notification: "Notification", commande: "Première commande", demarrage: "Démarrage", livraison: "Livraison", reception: "Réception", fin: "Fin du marché",
  };
  const DURATION = /^(-?\d+) (jours?|semaines?|mois|ans?)$/;
  const CONTRACT = ["execution", "fin"];
  const GIVERS = { acheteur: "acheteur", candidat: "candidat", titulaire: "titulaire", tiers: "tiers" };

  function months(day, count) {
    const [year, month, date] = day.split("-").map(Number);
    const all = year * 12 + month - 1 + count;
    const first = `${String(Math.floor(all / 12)).padStart(4, "0")}-${String((all % 12) + 1).padStart(2, "0")}`;
    for (let last = date; last > 27; last -= 1) {
      if (jour.isDay(`${first}-${String(last).padStart(2, "0")}`)) return `${first}-${String(last).padStart(2, "0")}`;
    }
    return `${first}-${String(Math.min(date, 27)).padStart(2, "0")}`;
  }

  function shifted(day, duration, times = 1) {
    const found = DURATION.exec(duration);
    if (!found) return day;
    const count = Number(found[1]) * times;
    if (/^jour/.test(found[2])) return jour.after(day, count);
    if (/^semaine/.test(found[2])) return jour.after(day, 7 * count);
    return months(day, count * (/^an/.test(found[2]) ? 12 : 1));
  }

  /* The days of a proof: [day or "", rank, why it has none]. */
  function daysOf(due, dates) {
    const base = dates[due.depuis] || "";
    const end = dates.fin || "";
    const missing = soigne(`date à donner : ${EVENTS[due.depuis].toLowerCase()}`);
    if (!base) return [["", 1, missing]];
    const first = due.delai ? shifted(base, due.delai) : due.tous_les ? shifted(base, due.tous_les) : base;
    if (!due.tous_les) return [[first, 1, ""]];
    const last = end || months(base, MONTHS);
    const days = [];
    for (let rank = 0; rank < MOST; rank += 1) {
      const day = rank ? shifted(first, due.tous_les, rank) : first;
      if (rank && day > last) break;
      days.push([day, rank + 1, ""]);
    }
    return days;
  }

  const key = (text) => guideParts.texte.flat(text).replace(/[^a-z0-9]+/g, "-").slice(0, 60);

  function failure(read, packet) {
    const penalties = packet.pieces.flatMap(({ morceaux }) => morceaux).filter(({ sorte }) => sorte === "penalites").flatMap(({ blocs }) => (packet.penalites.length && blocs[0] && blocs[0].points ? blocs[0].points : []));
    return { penalites: penalties.map(([said]) => words(read.run(packet, said))), suites: packet.suites.map((said) => words(read.run(packet, said))) };
  }

  /* A clause does not say which penalty is for which proof: the one whose breach has its words. */
  function penaltyOf(preuve, penalties) {
    const scored = penalties.map((said) => ({ said, score: likeness(preuve, said.split(" : ")[0].split("\u00a0: ")[0]) }));
    const [best] = scored.sort((one, other) => other.score - one.score);
    return best && best.score >= LIKE ? best.said : "";
  }

  const steps = (packet) => packet.verification.filter(({ moment }) => CONTRACT.includes(moment));

  function controls(context, dates) {
    const read = of(context);
    const found = read.packets.flatMap((packet) => {
      const { penalites, suites } = failure(read, packet);
      const siManque = [...penalites, ...suites];
      return steps(packet).flatMap((step) => {
        const preuve = words(read.run(packet, step.preuve));
        const days = step.echeance ? daysOf(step.echeance, dates) : [["", 1, ""]];
        const penalite = step.fournie_par === "acheteur" ? "" : penaltyOf(preuve, penalites);
        const annexe = packet.annexes.find(({ id }) => id === step.annexe);
        return days.map(([date, rang, manque]) => ({
          cle: `${packet.id}:${key(preuve)}:${rang}`, packet, etape: step, rang, preuve, donne: GIVERS[step.fournie_par], qui: step.qui, minutes: step.minutes || 0, controle: words(read.run(packet, step.controle)),
          moment: step.moment, quand: step.quand, depuis: step.echeance ? step.echeance.depuis : "", delai: step.echeance ? step.echeance.delai : "", tous_les: step.echeance ? step.echeance.tous_les : "",
          date, manque, siManque, penalite, annexe: annexe ? annexe.titre : "",
        }));
      });
    });
    return found.map((one, place) => [one, place]).sort(([one, place], [other, next]) => (one.date && other.date ? (one.date < other.date ? -1 : one.date > other.date ? 1 : place - next) : one.date ? -1 : other.date ? 1 : place - next)).map(([one]) => one);
  }

  function used(context) {
    const events = new Set(of(context).packets.flatMap(steps).filter(({ echeance }) => echeance).flatMap(({ echeance }) => (echeance.tous_les ? [echeance.depuis, "fin"] : [echeance.depuis])));
    return Object.keys(EVENTS).filter((event) => events.has(event));
  }

  function minutesAMonth(found, { notification, demarrage, fin }) {
    const days = found.filter(({ date }) => date).map(({ date }) => date);
    if (!days.length) return null;
    const from = notification || demarrage || days[0];
    const to = fin && fin > days[days.length - 1] ? fin : days[days.length - 1];
    const span = Math.max(1, (Date.parse(to) - Date.parse(from)) / (864e5 * 30.44));
    return Math.round(found.filter(({ date }) => date).reduce((sum, { minutes }) => sum + minutes, 0) / span);
  }

  function bilan(context) {
    return of(context).packets.map(({ id, version, titre }) => ({ clause: id, titre, version, lot: "", offres_recues: "", ce_qui_changerait: "", source: "" }));
  }

  guideParts.plan = { controls, used, shifted, minutesAMonth, bilan, EVENTS };
})();
