// Looks like a retry. Count the calls.
export async function retryPromise(work, { retries = 3 } = {}) {
  for (let attempt = 0; attempt < retries; attempt++) {
    try {
      return work(attempt);
    } catch {
      // again
    }
  }
}
