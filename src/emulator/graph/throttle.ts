/**
 * SharePoint's throttling: resource units per minute and day, the RateLimit headers, the 429. The emulator has one
 * budget, like one app in one tenant. Source: sp-dev-docs,
 * how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online.md.
 */
import { randomUUID } from 'node:crypto';
import type { Clock, EmulatorReply } from '../core/messages.ts';
import type { AdmissionCheck, AdmissionRequest } from './service.ts';

/** A tenant's budget in resource units. The smallest is 1,250 a minute and 1,200,000 a day. */
export interface ThrottleOptions {
  readonly unitsPerMinute: number;
  /** Unlimited by default. */
  readonly unitsPerDay?: number;
  /** Cost of a request to the upload host, which is not documented. Default 1. */
  readonly uploadHostUnits?: number;
  /** Length of the emulated minute in milliseconds, default 60,000. A shorter one makes benchmarks faster. */
  readonly minuteMs?: number;
}

/** The units of one minute. */
export interface MinuteUsage {
  /** Counted from the first request on. Minutes without a request have no entry. */
  readonly minute: number;
  granted: number;
  refused: number;
}

/** The current minute, in resource units. */
export interface ThrottleState {
  readonly limit: number;
  /** Requested so far. Includes refused requests and the excess of earlier minutes. */
  readonly used: number;
  readonly refused: number;
  /** Until the minute ends. */
  readonly leftMs: number;
}

const MINUTE_MS = 60_000;
const dayMs = 86_400_000;
/** From this share of the minute's quota on, replies have the RateLimit headers. */
const headerThreshold = 0.8;
const permissionPath = /[/:](microsoft\.graph\.)?(createLink|invite|permissions|permission)(\(\))?(\/|$)/i;
const listPath = /(\/(children|drives|sites|search\(.*\)))$/i;
const deltaPath = /[/:](microsoft\.graph\.)?delta(\(.*\))?$/i;

/** Resource units of one request. */
export function resourceUnits(request: AdmissionRequest, uploadHostUnits = 1): number {
  const { surface, method, path, query } = request;
  if (surface === 'upload') return uploadHostUnits;
  if (permissionPath.test(path) || /permissions/i.test(query?.get('$expand') ?? '')) return 5;
  if (method !== 'GET' && method !== 'HEAD') return 2;
  if (deltaPath.test(path)) return query?.has('token') ? 1 : 2;
  return listPath.test(path) ? 2 : 1;
}

/** Admits requests while there are units left. */
export class Throttle {
  readonly spent: MinuteUsage[] = [];
  readonly #clock: Clock;
  readonly #uploadHostUnits: number;
  readonly #minute: UnitWindow;
  readonly #day: UnitWindow;

  constructor(options: ThrottleOptions, clock: Clock) {
    this.#clock = clock;
    this.#uploadHostUnits = options.uploadHostUnits ?? 1;
    this.#minute = new UnitWindow(options.unitsPerMinute, options.minuteMs ?? MINUTE_MS);
    this.#day = new UnitWindow(options.unitsPerDay ?? Number.POSITIVE_INFINITY, dayMs);
  }

  /** Refused requests count too. Graph's 429 has the error body of OneDrive/onedrive-api-docs#843. */
  readonly admit: AdmissionCheck = (request) => {
    const nowMs = this.#clock();
    const units = resourceUnits(request, this.#uploadHostUnits);
    const granted = [this.#minute.spend(units, nowMs), this.#day.spend(units, nowMs)].every(Boolean);
    const minute = this.#currentMinute();
    if (granted) {
      minute.granted += units;
      return undefined;
    }
    minute.refused += units;
    const waitMs = Math.max(this.#minute.waitMs(nowMs), this.#day.waitMs(nowMs));
    const headers = { 'retry-after': headerSeconds(waitMs), ...this.headers() };
    return request.surface === 'upload' ? throttledUpload(headers) : throttledCall(nowMs, headers);
  };

  /** RateLimit headers (IETF draft 3) for a reply, from 80 % of the minute's quota on. */
  headers(): Record<string, string> {
    const nowMs = this.#clock();
    const { limit } = this.#minute;
    const used = this.#minute.used(nowMs);
    if (used < limit * headerThreshold) return {};
    return {
      'ratelimit-limit': String(limit),
      'ratelimit-remaining': String(Math.max(0, limit - used)),
      'ratelimit-reset': headerSeconds(this.#minute.leftMs(nowMs)),
    };
  }

  /** The current minute. Does not start the first one: only a request does. */
  state(): ThrottleState {
    const { limit } = this.#minute;
    const last = this.spent.at(-1);
    if (last === undefined) return { limit, used: 0, refused: 0, leftMs: 0 };
    const nowMs = this.#clock();
    const used = this.#minute.used(nowMs);
    const refused = last.minute === this.#minute.index ? last.refused : 0;
    return { limit, used, refused, leftMs: this.#minute.leftMs(nowMs) };
  }

  #currentMinute(): MinuteUsage {
    const { index } = this.#minute;
    const last = this.spent.at(-1);
    if (last?.minute === index) return last;
    const isNew = { minute: index, granted: 0, refused: 0 };
    this.spent.push(isNew);
    return isNew;
  }
}

/**
 * Counts units in consecutive windows, which start with the first request. Units beyond a window's quota are charged to
 * the next windows, so requests made while throttled count too.
 */
class UnitWindow {
  readonly limit: number;
  /** Number of the current window, from 0. */
  index = 0;
  readonly #windowMs: number;
  #startMs: number | undefined;
  #used = 0;

  constructor(limit: number, windowMs: number) {
    this.limit = limit;
    this.#windowMs = windowMs;
  }

  /** Charges the units. Returns false if there were not enough left. */
  spend(units: number, nowMs: number): boolean {
    this.#used = this.used(nowMs) + units;
    return this.#used <= this.limit;
  }

  used(nowMs: number): number {
    this.#startMs ??= nowMs;
    const passed = Math.floor((nowMs - this.#startMs) / this.#windowMs);
    if (passed > 0) {
      this.#startMs += passed * this.#windowMs;
      this.index += passed;
      this.#used = Math.max(0, this.#used - passed * this.limit);
    }
    return this.#used;
  }

  /** Until the window ends. */
  leftMs(nowMs: number): number {
    return this.#windowMs - (nowMs - (this.#startMs ?? nowMs));
  }

  /** Until there are units again, or 0 if there are some. */
  waitMs(nowMs: number): number {
    const used = this.used(nowMs);
    if (used <= this.limit) return 0;
    return this.leftMs(nowMs) + (Math.floor(used / this.limit) - 1) * this.#windowMs;
  }
}

/** Rounded up to whole seconds, at least 1. */
function headerSeconds(durationMs: number): string {
  return String(Math.max(1, Math.ceil(durationMs / 1000)));
}

/** Graph's own headers are fewer than usual (recorded in OneDrive/onedrive-api-docs#744). */
function throttledCall(nowMs: number, headers: Record<string, string>): EmulatorReply {
  const innerError = {
    code: 'throttledRequest',
    innerError: { code: 'quota' },
    date: new Date(nowMs).toISOString().slice(0, 19),
    'request-id': randomUUID(),
  };
  const error = { code: 'activityLimitReached', message: 'The request has been throttled', innerError };
  const ownHeaders = { 'cache-control': 'private', 'content-type': 'application/json' };
  return { status: 429, headers: { ...ownHeaders, ...headers }, json: { error } };
}

/** The storage service's body has no ids (OneDrive/onedrive-api-docs#812; of the length that is told in #797). */
function throttledUpload(headers: Record<string, string>): EmulatorReply {
  const error = {
    code: 'activityLimitReached',
    innererror: { code: 'throttledRequest' },
    message: 'The request has been throttled',
  };
  return {
    status: 429,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    json: { error },
  };
}
