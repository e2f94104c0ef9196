/**
 * The journal of `resume-journal`: stores unfinished sessions so that the next run can resume them. An uploadUrl is a
 * credential, so the file is encrypted with AES-256-GCM under a key from the secrets. A changed file does not decrypt.
 * Entries have no mtime, because it is always new on a fresh runner.
 */
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { formatError, seeTroubleshooting } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { asObject, asString, asWholeNumber, parseJsonObject } from '../core/json.ts';
import { replaceFailure, replacePrivateFile } from '../core/private-file.ts';
import { readRegularFile } from '../core/read-file.ts';
import { completeDriveId } from '../graph/drive-id.ts';
import { pathKey } from '../graph/paths.ts';
import { isKnownUploadUrl } from '../http/microsoft-hosts.ts';

/** A session that a later run may resume. */
export interface JournalEntry {
  readonly uploadUrl: string;
  readonly sizeBytes: number;
  readonly conflict: string;
  /** SHA-256 in hex of the first `byte` bytes, at the last few fragment boundaries. */
  readonly marks: readonly { readonly byte: number; readonly sha256: string }[];
}

/** Identifies the file of an entry. Another drive, path or source must not resume it. */
export interface JournalKey {
  readonly driveId: string;
  readonly remotePath: string;
  /** Path of the local file below the root. It is the same on the next runner. */
  readonly relativePath: string;
}

export interface Journal {
  find(key: JournalKey): JournalEntry | undefined;
  save(key: JournalKey, entry: JournalEntry): void;
  delete(key: JournalKey): void;
}

export interface JournalOptions {
  readonly path: string;
  readonly key: string;
  readonly host: Host;
  /** Allows loopback addresses, for the emulator. */
  readonly emulated: boolean;
}

const magic = Buffer.from('onedrive-upload journal 1\n');
const saltBytes = 16;
const ivBytes = 12;
const tagBytes = 16;
/** About 50,000 unfinished uploads. */
const limitBytes = 64 * 1024 * 1024;

/**
 * Opens the journal, or starts a new one. Logs a warning when it does not decrypt, and for each kind of entry that it
 * drops: unreadable or with an unknown host. Throws a Failure of kind `usage` when the path is not a file, cannot be
 * read or is too large.
 */
export function openJournal({ path, key, host, emulated }: JournalOptions): Journal {
  const encrypted = readEncrypted(path);
  const salt = encrypted?.subarray(magic.length, magic.length + saltBytes) ?? randomBytes(saltBytes);
  const secret = scryptSync(key, salt, 32);
  const warned = new Set<string>();
  const warn = (warning: string) => {
    if (!warned.has(warning)) host.log.warning(warning);
    warned.add(warning);
  };
  const entries = new Map<string, JournalEntry>();
  const decrypted = encrypted === undefined ? undefined : decrypt(encrypted, secret);
  if (encrypted !== undefined && decrypted === undefined) {
    host.log.warning(
      `resume-journal ${escapeControls(path)} cannot be opened with this key, or was changed: starting a new journal.`,
    );
  }
  for (const [name, value] of Object.entries(decrypted ?? {})) {
    const entry = parseEntry(value);
    if (entry === undefined) warn('The journal has an entry that cannot be read: it is ignored.');
    else if (isKnownUploadUrl(entry.uploadUrl, emulated)) entries.set(currentName(name), entry);
    else warn('The journal has an upload host that is not a known Microsoft host: that entry is ignored.');
  }
  // The journal only helps the next run, so a failed write does not fail this one.
  const write = () => {
    try {
      // An empty cache has not created the folder yet.
      mkdirSync(dirname(path), { recursive: true });
      const warning = replacePrivateFile(path, encrypt(Object.fromEntries(entries), { secret, salt }));
      if (warning !== undefined) warn(warning);
    } catch (error) {
      const failure = replaceFailure('resume-journal', path, error);
      warn(
        `${formatError(failure)}. The next run would start from the beginning. ${seeTroubleshooting(failure, host)}`,
      );
    }
  };
  return {
    find: (about) => entries.get(entryName(about)),
    save(entryKey, entry) {
      entries.set(entryName(entryKey), entry);
      write();
    },
    delete(about) {
      if (entries.delete(entryName(about))) write();
    },
  };
}

function entryName({ driveId, remotePath, relativePath }: JournalKey): string {
  return JSON.stringify([driveId, pathKey(remotePath), relativePath]);
}

/** Earlier versions wrote ids of drives as they came: without leading zeros. */
function currentName(name: string): string {
  return name.replace(/^\["([0-9a-f]{1,15})(?=["/])/i, (_, id: string) => `["${completeDriveId(id)}`);
}

function readEncrypted(path: string): Buffer | undefined {
  const hint = 'use a file that can be read and written; it does not have to exist yet';
  const encrypted = readRegularFile(path, { name: 'resume-journal', limitBytes, hint });
  return encrypted?.length === 0 ? undefined : encrypted;
}

function encrypt(
  value: unknown,
  { secret, salt }: { readonly secret: Buffer; readonly salt: Buffer },
): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', secret, iv).setAAD(magic);
  const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
  return Buffer.concat([magic, salt, iv, cipher.getAuthTag(), body]);
}

function decrypt(encrypted: Buffer, secret: Buffer): Record<string, unknown> | undefined {
  const ivAt = magic.length + saltBytes;
  const tagAt = ivAt + ivBytes;
  const bodyAt = tagAt + tagBytes;
  if (!encrypted.subarray(0, magic.length).equals(magic)) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', secret, encrypted.subarray(ivAt, tagAt)).setAAD(magic);
    decipher.setAuthTag(encrypted.subarray(tagAt, bodyAt));
    const body = Buffer.concat([decipher.update(encrypted.subarray(bodyAt)), decipher.final()]);
    return parseJsonObject(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function parseEntry(value: unknown): JournalEntry | undefined {
  const entry = asObject(value);
  const sizeBytes = asWholeNumber(entry?.sizeBytes);
  if (entry === undefined || sizeBytes === undefined || !Array.isArray(entry.marks)) return undefined;
  const marks = entry.marks.flatMap((mark: unknown) => {
    const found = asObject(mark);
    const [byte, sha256] = [asWholeNumber(found?.byte), asString(found?.sha256)];
    return byte === undefined || sha256 === '' ? [] : [{ byte, sha256 }];
  });
  return { uploadUrl: asString(entry.uploadUrl), sizeBytes, conflict: asString(entry.conflict), marks };
}
