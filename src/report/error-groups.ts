/**
 * Errors of files for the log: the same error of many files is one line, with their number and the first names.
 */
import { formatErrorWithLink, ServiceFailure, type TroubleshootingPage } from '../core/errors.ts';

/** A file that failed. */
export interface FileError {
  /** As the log names the file. */
  readonly name: string;
  /** Paths of the file that may stand in the text of the error. */
  readonly paths: readonly string[];
  readonly error: unknown;
}

/** One error of one or more files. */
export interface ErrorGroup {
  readonly names: readonly string[];
  /** With the names of the files if they are several. */
  readonly text: string;
}

/** Fewer files have a line each. */
const minGroupFiles = 4;
const shownNames = 3;
/** A shorter path may be a word of the text. */
const minPathLength = 4;

/** Groups errors that differ only in the file's path and the id of the request. The order is that of the first file of each group. */
export function groupFileErrors(errors: readonly FileError[], page: TroubleshootingPage): ErrorGroup[] {
  const groups = new Map<string, FileError[]>();
  for (const one of errors) {
    const text = textWithoutPath(one, page);
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [one]);
    else group.push(one);
  }
  return [...groups].flatMap(([text, files]) => {
    if (files.length < minGroupFiles)
      return files.map(({ name, error }) => ({ names: [name], text: formatErrorWithLink(error, page) }));
    const names = files.map(({ name }) => name);
    return [{ names, text: `${files.length} files (${formatNames(names)}): ${text}` }];
  });
}

function textWithoutPath({ paths, error }: FileError, page: TroubleshootingPage): string {
  const { requestId } = error instanceof ServiceFailure ? error.service : {};
  const text = formatErrorWithLink(error, page).replace(` (request-id ${requestId})`, '');
  return paths
    .filter((path) => path.length >= minPathLength)
    .sort((a, b) => b.length - a.length)
    .reduce((shortened, path) => shortened.replaceAll(path, '…'), text);
}

function formatNames(names: readonly string[]): string {
  return `${names.slice(0, shownNames).join(', ')} and ${names.length - shownNames} more`;
}
