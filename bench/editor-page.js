/** Runs in the page that bench/editor.ts measures. Milliseconds. */
globalThis.bench = {
  /** From the next key until `text` is seen in what `selector` finds. */
  shown(selector, text) {
    let began = 0;
    addEventListener(
      "keydown",
      ({ timeStamp }) => {
        began = timeStamp;
      },
      { capture: true, once: true },
    );
    bench.seen = new Promise((resolve) => {
      const watcher = new MutationObserver(() => {
        if (!document.querySelector(selector)?.textContent.includes(text))
          return;
        watcher.disconnect();
        requestAnimationFrame(() => {
          setTimeout(() => resolve(performance.now() - began), 0);
        });
      });
      watcher.observe(document.body, {
        subtree: true,
        childList: true,
        characterData: true,
      });
    });
  },

  /** What was fetched so far, as it was sent, in bytes. */
  loaded: () =>
    [
      ...performance.getEntriesByType("navigation"),
      ...performance.getEntriesByType("resource"),
    ].reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
};
