/** A fake HTTP client: a test gives the responses and reads the requests. */
import type { HttpClient } from '../../src/http/client.ts';
import type { HttpRequest, HttpResponse } from '../../src/http/message.ts';

/** Responds by request number, from 1, or by request, always asynchronously. `asked` has the requests in order. */
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
