/** Compares a recorded response with a reply of the emulator: the same status, the same fields, values of the same form. */
import { headerForm, valueForm } from './value-form.ts';

export interface Reply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON or a text; null if a source does not show it. */
  readonly body: unknown;
}

/** One place where the two differ, such as `body.value[0].eTag`. */
export interface Difference {
  readonly where: string;
  readonly recorded: string;
  readonly emulated: string;
}

/** They are the connection's and the clock's, not the service's. */
const ignoredHeaders = /^(date|transfer-encoding|connection|keep-alive)$/;

/**
 * Returns all differences. Headers that were not recorded count for nothing. Fields that were not recorded count if the
 * recording is `whole`, else its source may have left them out.
 */
export function findDifferences(recorded: Reply, emulated: Reply, isWhole: boolean): Difference[] {
  const found: Difference[] = [];
  const report = (where: string, ours: string, theirs: string) => {
    if (ours !== theirs) found.push({ where, recorded: ours, emulated: theirs });
  };
  report('status', String(recorded.status), String(emulated.status));
  for (const [name, value] of Object.entries(recorded.headers)) {
    if (ignoredHeaders.test(name)) continue;
    const other = emulated.headers[name];
    report(
      `headers.${name}`,
      headerForm(name, value),
      other === undefined ? 'nothing' : headerForm(name, other),
    );
  }
  if (recorded.body !== null) compareValues('body', recorded.body, emulated.body);
  return found;

  function compareValues(where: string, ours: unknown, theirs: unknown): void {
    const name = /\.([^.[]+)(?:\[\d+\])?$/.exec(where)?.[1] ?? '';
    const forms = [valueForm(name, ours), valueForm(name, theirs)] as const;
    report(where, ...forms);
    if (forms[0] !== forms[1]) return;
    if (Array.isArray(ours) && Array.isArray(theirs)) compareLists(where, ours, theirs);
    else if (isObject(ours) && isObject(theirs)) compareObjects(where, ours, theirs);
  }

  function compareLists(where: string, ours: readonly unknown[], theirs: readonly unknown[]): void {
    report(`${where}.length`, String(ours.length), String(theirs.length));
    for (const [index, value] of ours.entries())
      if (index < theirs.length) compareValues(`${where}[${index}]`, value, theirs[index]);
  }

  function compareObjects(where: string, ours: JsonFields, theirs: JsonFields): void {
    for (const [name, value] of Object.entries(ours)) {
      if (Object.hasOwn(theirs, name)) compareValues(`${where}.${name}`, value, theirs[name]);
      else report(`${where}.${name}`, valueForm(name, value), 'nothing');
    }
    if (isWhole)
      for (const name of Object.keys(theirs))
        if (!Object.hasOwn(ours, name)) report(`${where}.${name}`, 'nothing', valueForm(name, theirs[name]));
    const isOneId = (fields: JsonFields) => fields['request-id'] === fields['client-request-id'];
    if (typeof ours['client-request-id'] === 'string' && isOneId(ours))
      report(
        `${where}.client-request-id`,
        'the request-id',
        isOneId(theirs) ? 'the request-id' : 'another id',
      );
  }
}

type JsonFields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
