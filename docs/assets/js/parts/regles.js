/* What the law answers to a purchase, as macros/views/reponse.py; both read tests/vecteurs/regles.tsv.

     answer(data, purchase)   { rule: { state: "oui" | "selon" | "non", why: [what it depends on] } } for every line and duty of `data` (macros/views/achat.py).
                              purchase: { acheteur, contrat, famille, cpv, montant, lot, date }, "" or null where the buyer has not said; what depends on it is « selon »
     segment(data, purchase)  the segment that was chosen, or else that of the CPV code; "" for none
     words(data, why)         what « selon » depends on, in words */
(() => {
  "use strict";

  const FORCE = { non: 0, selon: 1, oui: 2 };
  const ALL = "tous-achats";
  const WORKS = "travaux";
  const SERVICES = "fournitures-services";
  const ASKED = { acheteur: "l’acheteur", contrat: "le contrat", famille: "ce que vous achetez", montant: "le montant", date: "la date de lancement", lot: "le montant du lot" };

  const digits = (code) => code.split("-")[0].replace(/\D/g, "").slice(0, 8);
  const union = (lists) => Array.from(new Set(lists.flat()));
  const said = (state, why) => ({ state, why: why || [] });
  const holds = (is) => said(is ? "oui" : "non");
  const opposite = ({ state, why }) => said({ oui: "non", non: "oui", selon: "selon" }[state], why);

  function segment(data, { famille, cpv }) {
    if (famille) return famille;
    const code = digits(cpv || "");
    for (let size = code.length; size > 1; size -= 1) {
      if (guideParts.adresse.has(data.cpv, code.slice(0, size))) return data.cpv[code.slice(0, size)];
    }
    return "";
  }

  function nature(cpv, famille) {
    const code = digits(cpv || "");
    if (code) return code.startsWith("45") ? WORKS : SERVICES;
    return famille && (famille === WORKS ? WORKS : SERVICES);
  }

  function among(allowed, given, asked) {
    if (!allowed) return said("oui");
    return given ? holds(allowed.includes(given)) : said("selon", [asked]);
  }

  /* Whether an amount reaches a threshold that lies between two. */
  function reaches(amount, { least, most, why, asked, isBeyond }) {
    if (amount === null) return said("selon", [asked]);
    if (amount > most || (amount === most && !isBeyond)) return said("oui");
    return amount < least || (amount === least && isBeyond) ? said("non") : said("selon", why);
  }

  /* Whether a lot stays within a share of the whole. One lot that exceeds it is already too much for the lots together (R2123-1 2° b). */
  const share = (lot, amount, percent) => (amount === null ? said("selon", ["montant"]) : holds(lot * 100 <= percent * amount));

  function engine(data, purchase) {
    const { acheteur, contrat, montant, lot, date } = purchase;
    const famille = segment(data, purchase);
    const kind = nature(purchase.cpv, famille);
    const filters = [["acheteurs", acheteur, "acheteur"], ["contrats", contrat, "contrat"], ["natures", kind, "famille"]];

    function threshold(name, amount, asked, when) {
      const { periodes } = data.seuils[name];
      const period = date ? periodes.find(({ du, au }) => du <= date && (!au || date <= au)) : periodes[periodes.length - 1];
      if (!period) return said("selon", [`periode:${name}`]);
      const rows = period.montants.filter((row) => filters.every(([filter, given]) => !row[filter]
        || (given ? row[filter].includes(given) : !when[filter] || row[filter].some((one) => when[filter].includes(one)))));
      if (!rows.length) return said("non");
      const unknown = rows.length > 1 ? union(rows.map((row) => filters.filter(([filter, given]) => row[filter] && !given).map(([, , word]) => word))) : [];
      return reaches(amount, {
        least: Math.min(...rows.map((row) => row.montant)),
        most: Math.max(...rows.map((row) => row.a || row.montant)),
        why: [...unknown, ...rows.filter((row) => row.selon).map((row) => row.selon)],
        asked,
      });
    }

    function bounds(given) {
      if (typeof given === "number") return { least: given, most: given, why: [] };
      if (kind) return { least: given[kind], most: given[kind], why: [] };
      return { least: Math.min(...Object.values(given)), most: Math.max(...Object.values(given)), why: ["famille"] };
    }

    /* Nobody is asked for a lot: without one, there is none. */
    function ofLot(when) {
      if (lot === null) return [holds(!Object.keys(when).some((name) => name.startsWith("lot_")))];
      const amount = (value) => reaches(lot, { least: value, most: value, why: [], asked: "lot" });
      const asks = {
        lot_sous: (value) => opposite(amount(value)),
        lot_des: amount,
        lot_sous_le_seuil: (name) => opposite(threshold(name, lot, "lot", when)),
        lot_des_le_seuil: (name) => threshold(name, lot, "lot", when),
        lot_part: (percent) => share(lot, montant, percent),
        lot_hors_part: (percent) => opposite(share(lot, montant, percent)),
      };
      return Object.keys(asks).filter((name) => name in when).map((name) => asks[name](when[name]));
    }

    function every(when, family) {
      const found = [
        among(when.acheteurs, acheteur, "acheteur"),
        among(when.contrats, contrat, "contrat"),
        among(when.familles, family, "famille"),
        among(when.natures, kind, "famille"),
        ...(when.des_les_seuils || []).map((name) => threshold(name, montant, "montant", when)),
      ];
      if ("des" in when) found.push(reaches(montant, { ...bounds(when.des), asked: "montant", isBeyond: Boolean(when.au_dela) }));
      if ("sous" in when) found.push(opposite(reaches(montant, { ...bounds(when.sous), asked: "montant" })));
      if ("sous_le_seuil" in when) found.push(opposite(threshold(when.sous_le_seuil, montant, "montant", when)));
      found.push(...ofLot(when));
      if ("depuis" in when) found.push(date ? holds(date >= when.depuis) : said("selon", ["date"]));
      const worst = found.reduce((least, one) => (FORCE[one.state] < FORCE[least.state] ? one : least)).state;
      return said(worst, worst === "selon" ? union(found.map((one) => one.why)) : []);
    }

    /* The best of several ways to hold. */
    function some(branches, family) {
      const found = branches.map((when) => every(when, family));
      const best = found.reduce((most, one) => (FORCE[one.state] > FORCE[most.state] ? one : most)).state;
      return said(best, union(found.filter((one) => one.state === best).map((one) => one.why)));
    }

    function rule({ quand, doutes }, family) {
      const found = some(quand, family);
      if (found.state === "non") return found;
      const doubts = doutes.filter((doubt) => !doubt.quand.length || some(doubt.quand, famille || ALL).state !== "non").map((doubt) => doubt.pourquoi);
      return doubts.length ? said("selon", [...found.why, ...doubts]) : found;
    }

    return { rule, famille };
  }

  function answer(data, purchase) {
    const { rule, famille } = engine(data, purchase);
    const found = {};
    for (const [name, one] of Object.entries(data.regles)) found[name] = rule(one, famille);
    for (const [name, one] of Object.entries(data.lignes)) found[name] = rule(one, famille || ALL);
    return found;
  }

  function words(data, why) {
    const asked = why.filter((word) => guideParts.adresse.has(ASKED, word)).map((word) => ASKED[word]);
    const periods = why.filter((word) => word.startsWith("periode:")).map((word) => `${data.seuils[word.slice(8)].titre} : montant de cette date à vérifier`);
    const others = why.filter((word) => !guideParts.adresse.has(ASKED, word) && !word.startsWith("periode:"));
    return [...(asked.length ? [`selon ${guideParts.texte.list(asked)}`] : []), ...periods, ...others].join(" ; ");
  }

  guideParts.regles = { answer, segment, words };
})();
