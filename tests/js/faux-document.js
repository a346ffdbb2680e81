'use strict';

/* The little of a document that the guide's own scripts use. */

class Element {
  constructor(tag, { dataset = {}, text = '', matches = [] } = {}) {
    Object.assign(this, { tag, dataset, matches, children: [], listeners: {}, attributes: {}, textContent: text, hidden: false, value: '', focused: false });
    const names = new Set();
    this.classList = { names, add: (name) => names.add(name), toggle: (name, on) => (on ? names.add(name) : names.delete(name)) };
  }

  get innerText() {
    return this.textContent;
  }

  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  getAttribute(name) {
    return this.attributes[name] ?? null;
  }

  removeAttribute(name) {
    delete this.attributes[name];
  }

  setCustomValidity(words) {
    this.validationMessage = words;
  }

  addEventListener(name, listener) {
    this.listeners[name] = listener;
  }

  removeEventListener(name) {
    delete this.listeners[name];
  }

  click(event = {}) {
    this.clicked = true;
    return this.listeners.click && this.listeners.click(event);
  }

  append(...added) {
    this.children.push(...added);
    for (const text of added.filter((one) => typeof one === 'string')) this.textContent += text;
  }

  prepend(...added) {
    this.children.unshift(...added);
  }

  after(...added) {
    this.next = added;
  }

  replaceChildren(...added) {
    this.children = added;
  }

  remove() {
    this.removed = true;
  }

  select() {
    this.selected = true;
  }

  focus() {
    this.focused = true;
  }
}

/* A document whose elements say which selectors they answer to. */
function page(elements) {
  const document = new Element('document');
  document.documentElement = new Element('html');
  document.body = new Element('body');
  document.made = [];
  document.querySelectorAll = (selector) => elements.filter((element) => element.matches.includes(selector));
  document.querySelector = (selector) => document.querySelectorAll(selector)[0] || null;
  document.getElementById = (id) => document.querySelector(`#${id}`);
  document.createElement = (tag) => {
    const element = new Element(tag);
    document.made.push(element);
    return element;
  };
  return document;
}

/* A Date that stands still. */
function dateAt(day) {
  return class extends Date {
    constructor(...given) {
      super(...(given.length ? given : [`${day}T12:00:00Z`]));
    }
  };
}

module.exports = { Element, dateAt, page };
