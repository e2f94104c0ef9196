/**
 * A file of faults, as `emulate --faults` takes it: read strictly, every mistake named with its place. Knows
 * the shapes of faults and nothing of what they do.
 */
import {
  type BadList,
  badLists,
  type Fault,
  type Mishap,
  type Moment,
  pathPattern,
  type Surface,
} from './faults.ts';

type Fields = Record<string, unknown>;

const surfaces: readonly string[] = ['identity', 'graph', 'upload', 'github'];
const moments: readonly string[] = ['before', 'amid', 'after'];

/** Reads a JSON array of faults. Throws an Error that names the fault and the field. */
export function parseFaults(text: string): Fault[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    // Without the beginning of what may be another file, such as a token's.
    throw new Error(`the faults are not JSON: ${why.replace(/, [."][\s\S]*is not valid JSON$/, '')}`);
  }
  if (!Array.isArray(value)) throw new Error('the faults must be a JSON array');
  return value.map((one, index) => readFault(one, `fault ${index + 1}`));
}

function readFault(value: unknown, where: string): Fault {
  const fields = object(value, where);
  only(fields, ['on', 'after', 'times', 'probability', 'seed', 'do'], where);
  const probability = optional(fields, 'probability', where, number);
  if (probability !== undefined && (probability < 0 || probability > 1)) {
    throw new Error(`${where}: probability must lie between 0 and 1`);
  }
  return {
    on: readOn(object(fields.on ?? {}, `${where}: on`), `${where}: on`),
    ...given('after', optional(fields, 'after', where, count)),
    ...given('times', optional(fields, 'times', where, count)),
    ...given('probability', probability),
    ...given('seed', optional(fields, 'seed', where, number)),
    do: readMishap(object(fields.do, `${where}: do`), `${where}: do`),
  };
}

function readOn(fields: Fields, where: string): Fault['on'] {
  only(fields, ['surface', 'method', 'path'], where);
  const path = optional(fields, 'path', where, string);
  try {
    pathPattern(path ?? '');
  } catch {
    throw new Error(`${where}: path is not a regular expression: ${path}`);
  }
  return {
    ...given('surface', optional(fields, 'surface', where, surface)),
    ...given('method', optional(fields, 'method', where, string)),
    ...given('path', path),
  };
}

const FIELDS: Readonly<Record<Mishap['kind'], readonly string[]>> = {
  status: ['status', 'retryAfter', 'headers', 'body', 'code', 'message', 'processed', 'echo'],
  cut: ['when'],
  'lost-reply': [],
  partial: ['keepBytes'],
  slow: ['bytesPerSecond'],
  stall: ['when'],
  'drop-session': [],
  corrupt: [],
  list: ['how'],
};

function readMishap(fields: Fields, where: string): Mishap {
  const { kind } = fields;
  if (!isKind(kind)) {
    throw new Error(
      `${where}: kind must be one of ${Object.keys(FIELDS).join(', ')}, not ${JSON.stringify(kind)}`,
    );
  }
  only(fields, ['kind', ...FIELDS[kind]], where);
  switch (kind) {
    case 'status':
      return readStatus(fields, where);
    case 'cut':
    case 'stall':
      return { kind, when: required(fields, 'when', where, moment) };
    case 'list':
      return { kind, how: required(fields, 'how', where, badList) };
    case 'partial':
      return { kind, keepBytes: required(fields, 'keepBytes', where, count) };
    case 'slow': {
      const bytesPerSecond = required(fields, 'bytesPerSecond', where, number);
      if (bytesPerSecond <= 0) throw new Error(`${where}: bytesPerSecond must be more than 0`);
      return { kind, bytesPerSecond };
    }
    default:
      return { kind };
  }
}

function readStatus(fields: Fields, where: string): Mishap {
  const status = required(fields, 'status', where, count);
  if (status < 200 || status > 599) throw new Error(`${where}: status must lie between 200 and 599`);
  const headers = fields.headers === undefined ? undefined : object(fields.headers, `${where}: headers`);
  return {
    kind: 'status',
    status,
    ...given('retryAfter', optional(fields, 'retryAfter', where, string)),
    ...given('headers', headers === undefined ? undefined : texts(headers, `${where}: headers`)),
    ...given('body', fields.body),
    ...given('code', optional(fields, 'code', where, string)),
    ...given('message', optional(fields, 'message', where, string)),
    ...given('processed', optional(fields, 'processed', where, boolean)),
    ...given('echo', optional(fields, 'echo', where, boolean)),
  };
}

type Reader<T> = (value: unknown) => T | string[];

// A reader answers the value, or in an array what it should have been.
const string: Reader<string> = (value) => (typeof value === 'string' ? value : ['a text']);
const boolean: Reader<boolean> = (value) => (typeof value === 'boolean' ? value : ['true or false']);
const number: Reader<number> = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? value : ['a number'];
const count: Reader<number> = (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : ['a whole number'];
const surface: Reader<Surface> = (value) => (isSurface(value) ? value : [`one of ${surfaces.join(', ')}`]);
const moment: Reader<Moment> = (value) => (isMoment(value) ? value : [`one of ${moments.join(', ')}`]);
const badList: Reader<BadList> = (value) =>
  badLists.find((how) => how === value) ?? [`one of ${badLists.join(', ')}`];

function isSurface(value: unknown): value is Surface {
  return typeof value === 'string' && surfaces.includes(value);
}

function isMoment(value: unknown): value is Moment {
  return typeof value === 'string' && moments.includes(value);
}

function isKind(value: unknown): value is Mishap['kind'] {
  return typeof value === 'string' && Object.hasOwn(FIELDS, value);
}

function required<T>(fields: Fields, name: string, where: string, read: Reader<T>): T {
  const value = read(fields[name]);
  if (Array.isArray(value)) throw new Error(`${where}: ${name} must be ${value[0]}`);
  return value;
}

function optional<T>(fields: Fields, name: string, where: string, read: Reader<T>): T | undefined {
  return fields[name] === undefined ? undefined : required(fields, name, where, read);
}

function given<K extends string, V>(name: K, value: V | undefined): { [key in K]?: V } {
  const fields: { [key in K]?: V } = {};
  if (value !== undefined) fields[name] = value;
  return fields;
}

function object(value: unknown, where: string): Fields {
  if (!isFields(value)) throw new Error(`${where} must be an object`);
  return value;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function texts(fields: Fields, where: string): Record<string, string> {
  return Object.fromEntries(Object.keys(fields).map((name) => [name, required(fields, name, where, string)]));
}

function only(fields: Fields, names: readonly string[], where: string): void {
  const wrong = Object.keys(fields).find((name) => !names.includes(name));
  if (wrong !== undefined) throw new Error(`${where}: unknown field ${wrong}`);
}
