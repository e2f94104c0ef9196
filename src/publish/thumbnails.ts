/**
 * Addresses of thumbnails, for the manifest alone: each opens its picture without a sign-in for some hours, so it
 * is shown nowhere else. Knows which files can have one; source: support.microsoft.com, "File types supported for
 * previewing files in OneDrive, SharePoint, and Teams".
 */
import { explain, Failure } from '../core/errors.ts';
import { count } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { workOff } from '../core/queue.ts';
import type { Drive } from '../graph/drive.ts';
import type { ShareInputs } from '../inputs/share.ts';
import type { Outcome } from '../upload/context.ts';

export interface ThumbnailJob {
  readonly drive: Pick<Drive, 'thumbnail'>;
  readonly host: Host;
  readonly size: ShareInputs['thumbnails'];
  readonly outcomes: readonly Outcome[];
}

export interface Thumbnails {
  /** By the id of the item. */
  readonly urls: ReadonlyMap<string, string>;
  readonly warnings: readonly string[];
}

/** What is asked for: archives and programs have none, and 10,000 files are not to cost 10,000 requests. */
const pictured = new RegExp(
  [
    /\.(?:jpe?g|jpe|jfif|png|gif|bmp|dib|tiff?|webp|heic|heif|avif|svg|ico|tga|psd|ai|eps|arw|cr2|crw|dng|erf|nef|nrw|orf|pef|rw2)$/,
    /\.(?:pdf|docx?|docm|dotx?|rtf|odt|txt|md|xlsx?|xlsm|xlsb|ods|csv|pptx?|pptm|ppsx?|potx?|odp|vsdx?|epub)$/,
    /\.(?:mp4|m4v|mov|avi|wmv|asf|mkv|webm|mpe?g|3gp|3g2|mts|m2ts|mp3|m4a|flac|glb|stl|obj|fbx|ply)$/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
);

/** Asks for them. Never throws; what has none, or none yet, is missing from the answer. */
export async function thumbnailsOf({ drive, host, size, outcomes }: ThumbnailJob): Promise<Thumbnails> {
  const urls = new Map<string, string>();
  if (size === 'none') return { urls, warnings: [] };
  const queue = outcomes
    .flatMap(({ action, item }) => (action === 'failed' || item === undefined ? [] : item))
    .filter(({ name }) => pictured.test(name))
    .reverse();
  try {
    await workOff(queue, async ({ id }) => {
      const url = await drive.thumbnail(id, size);
      if (url !== undefined && /^https?:\/\//i.test(url)) urls.set(id, url);
    });
  } catch (error) {
    if (host.signal.aborted) return { urls, warnings: [] };
    const rest = queue.length === 0 ? '' : ` (${count(queue.length, 'more file')} not tried)`;
    const why = error instanceof Failure ? error.message : explain(error);
    return { urls, warnings: [`Not every thumbnail has an address in the manifest${rest}: ${why}`] };
  }
  return { urls, warnings: [] };
}
