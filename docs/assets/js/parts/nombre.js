/* Numbers as French people type and read them. (Days: jour.js.)

     read(text)            "2,5" "85 000,50" "1.200.000" "40.000 €" "40 k€" "85k" "-5" "12 %" → the number; null where nothing is typed, NaN where it is not a number.
                           A comma is always the decimal mark; one point is, unless three digits follow one to three others ("40.000", not "0.125").
                           For what people type: a value that comes from the records is read by Number()
     write(number, isYear) "85 000,5", with all its decimals; a year keeps its digits together
     written(text)         what was typed, as it is written: "85000" → "85 000"; unchanged where it is not a number
     problem(text, limits) what is wrong with what is typed, in words, or "": limits { min, max, isWhole, isYear, unit }. Nothing is corrected
     field(input)          makes an input of type text with the keyboard of numbers, which no wheel changes; gives it back
     check(input, limits)  read(input.value), once the field is marked as wrong or right; its problem is then input.validationMessage, to be shown */
(() => {
  "use strict";

  const SPACES = /[\s\u00a0\u2007\u2009\u202f]+/g;
  const UNIT = /^(.*?) ?(k|m)?(?:€|eur|euros?|%)?(?: ?(?:ht|ttc))?$/i;
  const SCALES = { k: 1e3, m: 1e6 };

  function read(text) {
    const words = String(text).replace(SPACES, " ").replace(/[−–]/g, "-").trim();
    if (!words) return null;
    const [, digits, scale] = UNIT.exec(words);
    if (scale && scale.toLowerCase() === "m" && !/€|eur/i.test(words)) return NaN; // "3 m" is a length
    const found = /^([-+]?) ?(\d[\d .,'’]*)$/.exec(digits);
    if (!found) return NaN;
    const value = plain(found[2].trim());
    return (found[1] === "-" ? -1 : 1) * value * (scale ? SCALES[scale.toLowerCase()] : 1);
  }

  /* Digits with their marks → the number. */
  function plain(text) {
    const last = Math.max(text.lastIndexOf(","), text.lastIndexOf("."));
    const marks = text.replace(/[^.,]/g, "");
    const isThousands = marks.length === 1 ? marks === "." && /^[1-9]\d{0,2}\.\d{3}$/.test(text) : /^(,+|\.+)$/.test(marks);
    const head = last < 0 || isThousands ? text : text.slice(0, last);
    const tail = last < 0 || isThousands ? "" : text.slice(last + 1);
    if (!/^(?:\d+|\d{1,3}(?:([ .,'’])\d{3})(?:\1\d{3})*)$/.test(head) || !/^\d*$/.test(tail)) return NaN;
    return Number(`${head.replace(/\D/g, "")}.${tail || 0}`);
  }

  function write(number, isYear) {
    const [head, tail] = Math.abs(number).toFixed(12).replace(/\.?0+$/, "").split(".");
    const digits = isYear ? head : head.replace(/\B(?=(?:\d{3})+$)/g, "\u202f");
    return (number < 0 ? "-" : "") + digits + (tail ? `,${tail}` : "");
  }

  function written(text) {
    const value = read(text);
    return Number.isFinite(value) ? write(value) : String(text);
  }

  function problem(text, { min = null, max = null, isWhole = false, isYear = false, unit = "" } = {}) {
    const value = read(text);
    if (value === null) return "";
    if (Number.isNaN(value) && isYear) return "Écrivez une année, par exemple 2029.";
    if (Number.isNaN(value)) return isWhole ? "Écrivez un nombre entier, par exemple 12." : "Écrivez un nombre, par exemple 2,5.";
    if (isWhole && !Number.isInteger(value)) return "Écrivez un nombre entier, par exemple 12.";
    const bound = (limit) => write(limit, isYear) + (unit && `\u00a0${unit}`);
    const isLow = min !== null && value < min;
    if (!isLow && !(max !== null && value > max)) return "";
    if (min !== null && max !== null) return `Attendu : entre ${write(min, isYear)} et ${bound(max)}.`;
    return isLow ? `Attendu : au moins ${bound(min)}.` : `Attendu : au plus ${bound(max)}.`;
  }

  function field(input) {
    for (const name of ["min", "max", "step"]) input.removeAttribute(name);
    input.type = "text";
    input.setAttribute("inputmode", "decimal");
    input.setAttribute("autocomplete", "off");
    return input;
  }

  function check(input, limits) {
    const words = problem(input.value, limits);
    input.setCustomValidity(words);
    if (words) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    return read(input.value);
  }

  guideParts.nombre = { read, write, written, problem, field, check };
})();
