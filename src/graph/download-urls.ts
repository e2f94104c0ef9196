/**
 * Pre-authenticated addresses of contents, as a listing gives them (`@microsoft.graph.downloadUrl`): each spares the
 * request for `/content`. They are valid for about an hour (docs/facts.md, "Downloads").
 */
import type { Clock } from '../core/host.ts';

/** They have one or two kilobytes each; of a larger tree, the other files cost a request more. */
const maxUrls = 20_000;
/** A fetch that starts within this time is not refused because of the address's age. */
const maxAgeMs = 45 * 60_000;

/** Keeps addresses until they are taken. They are secrets: never log one that was not masked before. */
export class DownloadUrls {
  readonly #byItem = new Map<string, { readonly url: string; readonly listedMs: number }>();
  readonly #clock: Pick<Clock, 'now'>;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  add(itemId: string, url: string): void {
    if (this.#byItem.size < maxUrls) this.#byItem.set(itemId, { url, listedMs: this.#clock.now() });
  }

  /** Returns the address once; undefined if there is none or it is too old. */
  take(itemId: string): string | undefined {
    const known = this.#byItem.get(itemId);
    this.#byItem.delete(itemId);
    return known !== undefined && this.#clock.now() - known.listedMs < maxAgeMs ? known.url : undefined;
  }
}
