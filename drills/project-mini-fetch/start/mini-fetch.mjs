// Goes well, if all goes well.
import { request } from 'node:http';

export function miniFetch(url, { method = 'GET', headers } = {}) {
  return new Promise((resolve) => {
    const outgoing = request(url, { method, headers }, (incoming) => {
      let text = '';
      incoming.on('data', (chunk) => (text += chunk));
      incoming.on('end', () => resolve({ status: incoming.statusCode, ok: true, text: () => text }));
    });
    outgoing.end();
  });
}
