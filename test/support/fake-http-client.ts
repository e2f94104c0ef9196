/** A door with nothing behind it: a test gives the answers and reads what was asked. */
import type { HttpClient } from '../../src/http/client.ts';
import type { HttpRequest, HttpResponse } from '../../src/http/message.ts';

/** Answers by number, from 1, or by the request, and never in the same turn; `asked` holds the requests in order. */
export function fakeHttpClient(answer: (number: number, request: HttpRequest) => HttpResponse): {
  readonly http: HttpClient;
  readonly requests: HttpRequest[];
} {
  const asked: HttpRequest[] = [];
  const door: HttpClient = {
    emulated: false,
    async send(request) {
      const number = asked.push(request);
      await new Promise((resolve) => setImmediate(resolve));
      return answer(number, request);
    },
    close: async () => {},
  };
  return { http: door, requests: asked };
}
