/** Types of requests and responses. */

/** A body of known size, read again for each attempt. A chunk is valid only until the next one is requested. */
export interface RequestBody {
  readonly sizeBytes: number;
  read(): AsyncIterable<Uint8Array>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  /** Always the official URL; the client redirects it to the emulator. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | RequestBody;
  /** The response is a page of a list: up to 16 MiB instead of 2. */
  readonly mayBeLarge?: boolean;
  /** Receives a 2xx body in chunks instead of in `text`, with no limit on size or total time. */
  readonly onChunk?: (chunk: Uint8Array, head: ResponseHead) => Promise<void> | void;
  readonly signal?: AbortSignal;
  /** Milliseconds that it may go on after the run is cancelled, to finish opening or deleting a session. */
  readonly cancelGraceMs?: number;
}

export interface ResponseHead {
  readonly status: number;
  /** Names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface HttpResponse extends ResponseHead {
  readonly text: string;
}
