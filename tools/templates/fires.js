// Fires: queueMicrotask drops the promise that the callback returns, and a rejection with it.
function flushLater(log) {
  queueMicrotask(async () => {
  //<^^^^^^^^^^^ RULE_ID
    await log.flush();
  });
}

module.exports = { flushLater };
