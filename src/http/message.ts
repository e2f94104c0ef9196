/** Requests and replies of the HTTP client. Types only. */

/** A body of known size, read anew for every attempt. A piece is not kept after the next one is asked for. */
export interface RequestBody {
  readonly sizeBytes: number;
  read(): AsyncIterable<Uint8Array>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  /** Always the official address; the door itself maps it to an emulator. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | RequestBody;
  /** The answer is a page of a list: 16 MiB at most, not 2. */
  readonly mayBeLarge?: boolean;
  /** Receives a 2xx answer's body piece by piece instead of `text`, of any size and for as long as it moves. */
  readonly onChunk?: (chunk: Uint8Array, head: ResponseHead) => Promise<void> | void;
  readonly signal?: AbortSignal;
  /** How long it may go on, in milliseconds, when the run is cancelled: what opens or deletes a session must end well. */
  readonly cancelGraceMs?: number;
}

export interface ResponseHead {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface HttpResponse extends ResponseHead {
  readonly text: string;
}
