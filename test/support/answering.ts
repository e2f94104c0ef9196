/** A door with nothing behind it: a test gives the answers and reads what was asked. */
import type { Door } from '../../src/http/client.ts';
import type { Reply, Request } from '../../src/http/message.ts';

/** Answers by number, from 1, or by the request, and never in the same turn; `asked` holds the requests in order. */
export function answering(answer: (number: number, request: Request) => Reply): {
  readonly door: Door;
  readonly asked: Request[];
} {
  const asked: Request[] = [];
  const door: Door = {
    emulated: false,
    async send(request) {
      const number = asked.push(request);
      await new Promise((resolve) => setImmediate(resolve));
      return answer(number, request);
    },
    close: async () => {},
  };
  return { door, asked };
}
