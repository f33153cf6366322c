// Silent: the callback returns nothing that could be lost.
function flushLater(log) {
  queueMicrotask(() => {
    log.flushSync();
  });
}

module.exports = { flushLater };
