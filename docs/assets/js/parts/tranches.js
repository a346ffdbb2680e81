/* Long work that lets the page answer: a generator does it in steps, and yields between two.

     drained(steps)                     what a generator returns, all its steps done at once
     inSlices(steps, { stopped, said }) a promise of the same, its steps done in slices of some milliseconds; of undefined once stopped() is true.
                                        said(value): called after a slice with the last value that a step gave, if it gave one */
(() => {
  "use strict";

  const SLICE = 40; // milliseconds

  /* The browser's next task: what was typed or clicked comes before it. A timer would wait for a second in a tab that is not shown. */
  const nextTask = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });

  function drained(steps) {
    let step;
    do step = steps.next(); while (!step.done);
    return step.value;
  }

  async function inSlices(steps, { stopped, said = () => {} }) {
    for (;;) {
      const end = performance.now() + SLICE;
      let last;
      while (performance.now() < end) {
        const { done, value } = steps.next();
        if (done) return value;
        if (value !== undefined) last = value;
      }
      if (last !== undefined) said(last);
      await nextTask();
      if (stopped()) return undefined;
    }
  }

  guideParts.tranches = { drained, inSlices };
})();
