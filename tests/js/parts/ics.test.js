'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { parts, vectors } = require('../pieces.js');

const { ics } = parts(['jour', 'ics']);
const STAMP = new Date('2026-11-22T00:00:00Z');

const moment = (text) => (text && text.includes('T') ? new Date(text) : text);

test('calendars are those that Python writes', () => {
  for (const { nom, evenements, texte } of vectors('ics')) {
    const events = evenements.map((event) => ({
      uid: event.uid, title: event.titre, start: moment(event.debut), end: moment(event.fin), description: event.description, place: event.lieu,
      url: event.adresse, categories: event.categories, isCancelled: event.annule,
    }));
    assert.strictEqual(ics.calendar(nom, events, STAMP), texte);
  }
});

test('an alarm stands in its event', () => {
  const text = ics.calendar('Échéances', [{ uid: 'a', title: 'Expire', start: '2027-03-31', alarms: [{ days: 30, words: 'Dans 30 jours ; bientôt' }] }], STAMP);
  assert.match(text, /TRANSP:TRANSPARENT\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Dans 30 jours \\; bientôt\r\nTRIGGER:-P30D\r\nEND:VALARM\r\nEND:VEVENT/);
});

test('the stamp is now where none is given', () => {
  assert.match(ics.calendar('x', [{ uid: 'a', title: 'b', start: '2027-03-31' }]), new RegExp(`DTSTAMP:${new Date().toISOString().slice(0, 4)}\\d{4}T\\d{6}Z`));
});
