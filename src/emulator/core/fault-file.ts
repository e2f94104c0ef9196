/** Parses the JSON that `emulate --faults` takes. Parsing is strict: an error names the fault and the field. */
import { pathPattern, type Surface } from './fault-match.ts';
import { type Fault, type FaultEffect, type FaultTiming, type ListFault, listFaults } from './faults.ts';
import { isRefusalName, type RefusalName, refusalNames } from './refusals.ts';

type Fields = Record<string, unknown>;

const surfaces: readonly string[] = ['identity', 'graph', 'upload', 'github'];
const timings: readonly string[] = ['before', 'amid', 'after'];

/** Reads a JSON array of faults. Throws an Error that names the fault and the field. */
export function parseFaults(text: string): Fault[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    // V8's message quotes the start of the text. Remove it: the wrong file may have been passed, for example one with a
    // token.
    throw new Error(`the faults are not JSON: ${why.replace(/, [."][\s\S]*is not valid JSON$/, '')}`);
  }
  if (!Array.isArray(value)) throw new Error('the faults must be a JSON array');
  return value.map((one, index) => readFault(one, `fault ${index + 1}`));
}

function readFault(value: unknown, where: string): Fault {
  const fields = requireObject(value, where);
  checkFields(fields, ['on', 'after', 'times', 'probability', 'seed', 'do'], where);
  const probability = optional(fields, 'probability', where, number);
  if (probability !== undefined && (probability < 0 || probability > 1)) {
    throw new Error(`${where}: probability must be between 0 and 1`);
  }
  return {
    on: readMatch(requireObject(fields.on ?? {}, `${where}: on`), `${where}: on`),
    ...optionalField('after', optional(fields, 'after', where, count)),
    ...optionalField('times', optional(fields, 'times', where, count)),
    ...optionalField('probability', probability),
    ...optionalField('seed', optional(fields, 'seed', where, number)),
    do: readEffect(requireObject(fields.do, `${where}: do`), `${where}: do`),
  };
}

function readMatch(fields: Fields, where: string): Fault['on'] {
  checkFields(fields, ['surface', 'method', 'path'], where);
  const path = optional(fields, 'path', where, string);
  try {
    pathPattern(path ?? '');
  } catch {
    throw new Error(`${where}: path is not a regular expression: ${path}`);
  }
  return {
    ...optionalField('surface', optional(fields, 'surface', where, surface)),
    ...optionalField('method', optional(fields, 'method', where, string)),
    ...optionalField('path', path),
  };
}

const effectFields: Readonly<Record<FaultEffect['kind'], readonly string[]>> = {
  status: ['status', 'retryAfter', 'headers', 'body', 'code', 'message', 'processed', 'echo'],
  cut: ['when'],
  'lost-reply': [],
  partial: ['keepBytes'],
  slow: ['bytesPerSecond'],
  stall: ['when'],
  'drop-session': [],
  corrupt: [],
  list: ['how'],
  refusal: ['name'],
};

function readEffect(fields: Fields, where: string): FaultEffect {
  const { kind } = fields;
  if (!isKind(kind)) {
    throw new Error(
      `${where}: kind must be one of ${Object.keys(effectFields).join(', ')}, not ${JSON.stringify(kind)}`,
    );
  }
  checkFields(fields, ['kind', ...effectFields[kind]], where);
  switch (kind) {
    case 'status':
      return readStatus(fields, where);
    case 'cut':
    case 'stall':
      return { kind, when: required(fields, 'when', where, timing) };
    case 'list':
      return { kind, how: required(fields, 'how', where, listFault) };
    case 'refusal':
      return { kind, name: required(fields, 'name', where, refusalName) };
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

function readStatus(fields: Fields, where: string): FaultEffect {
  const status = required(fields, 'status', where, count);
  if (status < 200 || status > 599) throw new Error(`${where}: status must be between 200 and 599`);
  const headers =
    fields.headers === undefined ? undefined : requireObject(fields.headers, `${where}: headers`);
  return {
    kind: 'status',
    status,
    ...optionalField('retryAfter', optional(fields, 'retryAfter', where, string)),
    ...optionalField(
      'headers',
      headers === undefined ? undefined : stringRecord(headers, `${where}: headers`),
    ),
    ...optionalField('body', fields.body),
    ...optionalField('code', optional(fields, 'code', where, string)),
    ...optionalField('message', optional(fields, 'message', where, string)),
    ...optionalField('processed', optional(fields, 'processed', where, boolean)),
    ...optionalField('echo', optional(fields, 'echo', where, boolean)),
  };
}

type Reader<T> = (value: unknown) => T | string[];

// A reader returns the value, or an array with a description of what was expected.
const string: Reader<string> = (value) => (typeof value === 'string' ? value : ['a string']);
const boolean: Reader<boolean> = (value) => (typeof value === 'boolean' ? value : ['true or false']);
const number: Reader<number> = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? value : ['a number'];
const count: Reader<number> = (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : ['a whole number'];
const surface: Reader<Surface> = (value) => (isSurface(value) ? value : [`one of ${surfaces.join(', ')}`]);
const timing: Reader<FaultTiming> = (value) => (isTiming(value) ? value : [`one of ${timings.join(', ')}`]);
const listFault: Reader<ListFault> = (value) =>
  listFaults.find((how) => how === value) ?? [`one of ${listFaults.join(', ')}`];
const refusalName: Reader<RefusalName> = (value) =>
  isRefusalName(value) ? value : [`one of ${refusalNames.join(', ')}`];

function isSurface(value: unknown): value is Surface {
  return typeof value === 'string' && surfaces.includes(value);
}

function isTiming(value: unknown): value is FaultTiming {
  return typeof value === 'string' && timings.includes(value);
}

function isKind(value: unknown): value is FaultEffect['kind'] {
  return typeof value === 'string' && Object.hasOwn(effectFields, value);
}

function required<T>(fields: Fields, name: string, where: string, read: Reader<T>): T {
  const value = read(fields[name]);
  if (Array.isArray(value)) throw new Error(`${where}: ${name} must be ${value[0]}`);
  return value;
}

function optional<T>(fields: Fields, name: string, where: string, read: Reader<T>): T | undefined {
  return fields[name] === undefined ? undefined : required(fields, name, where, read);
}

function optionalField<K extends string, V>(name: K, value: V | undefined): { [key in K]?: V } {
  const fields: { [key in K]?: V } = {};
  if (value !== undefined) fields[name] = value;
  return fields;
}

function requireObject(value: unknown, where: string): Fields {
  if (!isFields(value)) throw new Error(`${where} must be an object`);
  return value;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function stringRecord(fields: Fields, where: string): Record<string, string> {
  return Object.fromEntries(Object.keys(fields).map((name) => [name, required(fields, name, where, string)]));
}

function checkFields(fields: Fields, names: readonly string[], where: string): void {
  const wrong = Object.keys(fields).find((name) => !names.includes(name));
  if (wrong !== undefined) throw new Error(`${where}: unknown field ${wrong}`);
}
