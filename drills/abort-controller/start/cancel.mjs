// Takes a signal, and does not listen to it.
export function sleep(ms, { signal } = {}) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

// If one fails, the others go on.
export function downloadAll(urls, download, { signal } = {}) {
  return Promise.all(urls.map((url) => download(url, { signal })));
}
