/** Content that comes from a stream and not from a file: it is written to a private temporary file, then uploaded. */
import { writeFile } from 'node:fs/promises';
import { Failure } from '../core/errors.ts';
import { formatBytes } from '../core/format.ts';
import { readingProgress, type StepProgress } from '../core/step-progress.ts';
import type { Encryption } from '../encrypt/age.ts';
import type { FoundFiles } from '../files/find.ts';
import { writeTemporaryFile } from '../files/temporary.ts';
import { fileLimitBytes, type PlannedFile, type UploadPlan } from '../plan/plan.ts';
import type { ContentSource, RunContext } from './context.ts';

/** The content as the only file that a search found. Its size is not known. */
export function foundContent(name: string): FoundFiles {
  return {
    files: [{ localPath: '-', relativePath: name, sizeBytes: 0 }],
    ...{ root: '', hiddenCount: 0, linkCount: 0 },
    ...{ onlyHidden: [], links: [], folders: [], unmatched: [], missingArguments: [] },
    ...{ warnings: [], unseen: [], problems: [] },
  };
}

interface SpoolOptions {
  readonly content: ContentSource;
  readonly encryption: Encryption | undefined;
}

/** The plan with the temporary file in place of the content. The caller calls `dispose`. */
interface SpooledContent {
  readonly plan: UploadPlan;
  dispose(): Promise<void>;
}

/**
 * Reads the content to its end; a dry run keeps nothing. With encryption no plain byte is written. Throws a Failure of
 * kind `usage` if it is empty, and what the stream throws.
 */
export async function spoolContent(
  { host, inputs, showStep }: RunContext,
  plan: UploadPlan,
  { content, encryption }: SpoolOptions,
): Promise<SpooledContent> {
  const progress = readingProgress();
  const stop = showStep(progress);
  try {
    const pieces = countPieces(content.open(host.signal), { progress, content });
    if (inputs.cleanup.dryRun) {
      for await (const _ of pieces) host.signal.throwIfAborted();
      const { bytesDone } = progress;
      const sizeBytes = encryption?.encryptedBytes(bytesDone) ?? bytesDone;
      return { plan: withFile(plan, { sizeBytes }), dispose: async () => {} };
    }
    const bytes = encryption === undefined ? pieces : encryption.encrypt(copyPieces(pieces));
    const { localPath, dispose } = await writeTemporaryFile(
      { parent: host.tempDir, name: 'content' },
      (path) => writeFile(path, bytes, { mode: 0o600, flag: 'wx', signal: host.signal }),
    );
    const sizeBytes = encryption?.encryptedBytes(progress.bytesDone) ?? progress.bytesDone;
    return { plan: withFile(plan, { localPath, sizeBytes }), dispose };
  } finally {
    stop();
  }
}

/** The bytes that are sent are in the file already. */
function withFile(
  plan: UploadPlan,
  facts: Partial<PlannedFile> & { readonly sizeBytes: number },
): UploadPlan {
  const files = plan.files.map(({ plainBytes: _, ...file }) => ({ ...file, ...facts, isTemporary: true }));
  return { ...plan, files, totalBytes: facts.sizeBytes };
}

async function* countPieces(
  source: AsyncIterable<Uint8Array>,
  { progress, content }: { readonly progress: StepProgress; readonly content: ContentSource },
): AsyncGenerator<Uint8Array> {
  for await (const piece of source) {
    progress.bytesDone += piece.length;
    if (progress.bytesDone > fileLimitBytes)
      throw new Failure(`${content.name} has more than ${formatBytes(fileLimitBytes)}`, {
        code: 'file-too-large',
        kind: 'file',
        hint: 'OneDrive allows at most 250 GB per file: split it',
      });
    yield piece;
  }
  if (progress.bytesDone === 0)
    throw new Failure(`${content.name} is empty, and nothing was uploaded`, {
      code: 'content-empty',
      kind: 'usage',
      hint: 'the program that writes it may have failed; to upload nothing if it fails, use --stdin-from-command',
    });
}

/** A stream may use its buffers again. */
async function* copyPieces(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield Uint8Array.from(piece);
}
