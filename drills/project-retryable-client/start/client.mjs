// Tries everything again, at once, whatever it was.
export function createClient({ send = fetch, retries = 3 } = {}) {
  async function request(url, init) {
    for (let attempt = 0; attempt <= retries; attempt++) {
      try {
        const response = await send(url, init);
        if (response.ok) return response;
      } catch {
        // again
      }
    }
    throw new Error('request failed');
  }
  return { request };
}
