/**
 * URLs of thumbnails, for the manifest only: each opens its picture without sign-in for some hours. Source of the file
 * types: support.microsoft.com, "File types supported for previewing files in OneDrive, SharePoint, and Teams".
 */
import { Failure, formatError, seeTroubleshooting } from '../core/errors.ts';
import { formatCount } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { processQueue } from '../core/queue.ts';
import type { Drive } from '../graph/drive.ts';
import type { ShareInputs } from '../inputs/share.ts';
import type { UploadOutcome } from '../upload/context.ts';

export interface ThumbnailOptions {
  readonly drive: Pick<Drive, 'getThumbnailUrl'>;
  readonly host: Host;
  readonly size: ShareInputs['thumbnails'];
  readonly outcomes: readonly UploadOutcome[];
}

export interface ThumbnailResult {
  /** By the id of the item. */
  readonly urls: ReadonlyMap<string, string>;
  readonly warnings: readonly string[];
}

/** Types that can have a thumbnail. Without this list 10,000 archives would cost 10,000 requests. */
const thumbnailTypes = new RegExp(
  [
    /\.(?:jpe?g|jpe|jfif|png|gif|bmp|dib|tiff?|webp|heic|heif|avif|svg|ico|tga|psd|ai|eps|arw|cr2|crw|dng|erf|nef|nrw|orf|pef|rw2)$/,
    /\.(?:pdf|docx?|docm|dotx?|rtf|odt|txt|md|xlsx?|xlsm|xlsb|ods|csv|pptx?|pptm|ppsx?|potx?|odp|vsdx?|epub)$/,
    /\.(?:mp4|m4v|mov|avi|wmv|asf|mkv|webm|mpe?g|3gp|3g2|mts|m2ts|mp3|m4a|flac|glb|stl|obj|fbx|ply)$/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
);

/** Requests the URLs. Never throws. Files without a thumbnail, or without one yet, are missing from the result. */
export async function fetchThumbnailUrls({
  drive,
  host,
  size,
  outcomes,
}: ThumbnailOptions): Promise<ThumbnailResult> {
  const urls = new Map<string, string>();
  if (size === 'none') return { urls, warnings: [] };
  const queue = outcomes
    .flatMap(({ action, item }) => (action === 'failed' || item === undefined ? [] : item))
    .filter(({ name }) => thumbnailTypes.test(name))
    .reverse();
  try {
    await processQueue(queue, async ({ id }) => {
      const url = await drive.getThumbnailUrl(id, size);
      if (url !== undefined && /^https?:\/\//i.test(url)) urls.set(id, url);
    });
  } catch (error) {
    if (host.signal.aborted) return { urls, warnings: [] };
    const rest = queue.length === 0 ? '' : ` (${formatCount(queue.length, 'more file')} not tried)`;
    const why = error instanceof Failure ? error.message : formatError(error);
    const see = seeTroubleshooting(error, host);
    return {
      urls,
      warnings: [`Some files have no thumbnail address in the manifest${rest}: ${why}. ${see}`],
    };
  }
  return { urls, warnings: [] };
}
