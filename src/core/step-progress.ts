/** How far a step on this machine is: the search for files, the packing of an archive, the reading of a stream. */

/** The step writes it, and a display reads it. */
export interface StepProgress {
  readonly name: 'find' | 'pack' | 'read';
  itemsDone: number;
  bytesDone: number;
  /** Undefined while nobody knows it, as in a search. */
  readonly itemsTotal: number | undefined;
  readonly bytesTotal: number | undefined;
}

/** Shows a step until the returned function is called. */
export type ShowStep = (step: StepProgress) => () => void;

/** A search that has found nothing yet. */
export function searchProgress(): StepProgress {
  return { name: 'find', itemsDone: 0, bytesDone: 0, itemsTotal: undefined, bytesTotal: undefined };
}

/** An archive with nothing in it yet. */
export function packingProgress(itemsTotal: number, bytesTotal: number): StepProgress {
  return { name: 'pack', itemsDone: 0, bytesDone: 0, itemsTotal, bytesTotal };
}

/** A stream of which nothing was read yet. */
export function readingProgress(): StepProgress {
  return { name: 'read', itemsDone: 0, bytesDone: 0, itemsTotal: undefined, bytesTotal: undefined };
}
