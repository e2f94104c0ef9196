/** The links of an archive. They are kept as links, wherever they lead. */
import { readlink } from 'node:fs/promises';
import path from 'node:path';
import { systemReason } from '../core/errors.ts';
import { quote } from '../core/format.ts';
import type { FoundLink } from '../files/find.ts';
import { normalizedPathKey } from '../graph/paths.ts';

/** A link that goes into an archive. */
export interface ArchiveLink extends FoundLink {
  /** As the system has it, whatever its encoding; with `/` on Windows. */
  readonly linkTarget: Uint8Array;
}

export interface ArchiveLinks {
  readonly links: readonly ArchiveLink[];
  readonly warnings: readonly string[];
  /** Sentences about links that cannot be read. */
  readonly unseen: readonly string[];
}

const linksAtOnce = 64;

/** Without folders a link would point elsewhere. */
export function skipLinks(found: readonly FoundLink[]): ArchiveLinks {
  return {
    links: [],
    unseen: [],
    warnings: found.map(
      (link) => `link ${quote(link.localPath)} is left out: with flatten it would point to another place`,
    ),
  };
}

/** Reads where the links lead. */
export async function readLinks(found: readonly FoundLink[]): Promise<ArchiveLinks> {
  const links: ArchiveLink[] = [];
  const unseen: string[] = [];
  for (let first = 0; first < found.length; first += linksAtOnce) {
    const targets = await Promise.all(found.slice(first, first + linksAtOnce).map(readTarget));
    for (const target of targets)
      if (typeof target === 'string') unseen.push(target);
      else links.push(target);
  }
  return { links, unseen, warnings: unseen.map((text) => `${text} and is left out`) };
}

/** The link with its target, or a sentence that it cannot be read. */
async function readTarget(link: FoundLink): Promise<ArchiveLink | string> {
  try {
    const target = await readlink(link.localPath, { encoding: 'buffer' });
    const linkTarget = path.sep === '/' ? target : Buffer.from(String(target).replaceAll('\\', '/'));
    return { ...link, linkTarget };
  } catch (error) {
    return `link ${quote(link.localPath)} cannot be read (${systemReason(error)})`;
  }
}

interface NamedEntry {
  readonly kind: string;
  readonly name: string;
  readonly localPath: string;
}

/**
 * Sentences about links that are one name with a folder on a disk that ignores case or accents' spelling: unpacked
 * there, what is in the folder would be written where the link leads.
 */
export function linkAsFolderProblems(entries: readonly NamedEntry[]): string[] {
  const links = entries.filter(({ kind }) => kind === 'link');
  if (links.length === 0) return [];
  const byKey = new Map(links.map((link) => [normalizedPathKey(link.name), link]));
  return entries.flatMap((folder) => {
    const link = folder.kind === 'folder' ? byKey.get(normalizedPathKey(folder.name)) : undefined;
    if (link === undefined || link.name === folder.name) return [];
    return [
      `link ${quote(link.localPath)} and folder ${quote(folder.localPath)} have one name on a disk that ignores case: what is in the folder would be written where the link leads; rename one, or exclude it with !`,
    ];
  });
}
