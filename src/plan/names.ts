/**
 * Names and paths that OneDrive and SharePoint refuse. Linear in the length of the name. Source: support.microsoft.com
 * "Restrictions and limitations in OneDrive and SharePoint", docs/facts.md, "Names". Characters that only old tenants
 * refused (`#`, `%`) are valid. The service decides what depends on the kind of library (folders that start with `~`).
 */
import { quote } from '../core/format.ts';
import { quotePathUnlessSecret } from '../inputs/quote-unless-secret.ts';

/** Characters of a whole path with its folders, decoded. */
const pathLimit = 400;
/** Characters of a name. */
const nameLimit = 255;
/** Each message repeats the path up to the bad name, so the output would grow with the square of its length. */
const maxReportedNames = 20;

/** Returns the problems of a name, as clauses that follow it. One more rule applies at the drive's root. */
export function nameProblems(name: string, isAtRoot: boolean): string[] {
  return [
    ...characterProblems(name),
    ...reservedProblems(name.toLowerCase(), isAtRoot),
    ...(name.length > nameLimit ? [`is ${name.length} characters long, the limit is ${nameLimit}`] : []),
  ];
}

/** Returns the problems with a name's characters, which another spelling could solve. */
export function characterProblems(name: string): string[] {
  const problems: string[] = [];
  const forbidden = [...new Set(name.match(/["*:<>?/\\|]/g))];
  if (forbidden.length > 0) problems.push(`contains ${forbidden.join(' ')}`);
  if (/\p{Cc}/u.test(name)) problems.push('contains a control character');
  // With the u flag a surrogate pair is one character, so this matches only a lone surrogate.
  if (/\p{Cs}/u.test(name)) problems.push('is not valid Unicode');
  const unassigned = [...new Set(name.match(/\p{Noncharacter_Code_Point}/gu))].slice(0, 3).map(codePointName);
  if (unassigned.length > 0)
    problems.push(
      `contains ${unassigned.join(' ')} (not ${unassigned.length === 1 ? 'a Unicode character' : 'Unicode characters'})`,
    );
  if (name.startsWith(' ')) problems.push('starts with a space');
  if (name.endsWith(' ')) problems.push('ends with a space');
  if (name.endsWith('.')) problems.push('ends with a dot');
  return problems;
}

/** As in U+FFFE. */
function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** DOS device names are refused with any extension. */
function reservedProblems(lower: string, isAtRoot: boolean): string[] {
  if (/^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/.test(lower)) return ['is a reserved name'];
  if (lower === '.lock' || lower === 'desktop.ini') return ['is a reserved name'];
  if (lower.startsWith('~$')) return ['starts with ~$'];
  if (lower.includes('_vti_')) return ['contains _vti_'];
  return isAtRoot && lower === 'forms' ? ["is reserved at a library's root"] : [];
}

/**
 * Returns the problems of a path from the drive's root, as sentences. `checkedPaths` collects folders, so that each
 * problem is reported once and not for every file below. Reports only the last names of a path with more than 20 bad
 * ones.
 */
export function pathProblems(remotePath: string, checkedPaths: Set<string>): string[] {
  const problems: string[] = [];
  const shownWhole = quotePathUnlessSecret(remotePath);
  const isSafe = shownWhole === quote(remotePath);
  if (remotePath.length > pathLimit) {
    const length = `${remotePath.length} characters long with its folders, the limit is ${pathLimit}`;
    problems.push(`${shownWhole} is ${length}`);
  }
  for (let end = remotePath.length; end > 0; end = remotePath.lastIndexOf('/', end - 1)) {
    const path = remotePath.slice(0, end);
    if (checkedPaths.has(path) || problems.length > maxReportedNames) break;
    checkedPaths.add(path);
    const start = path.lastIndexOf('/') + 1;
    const clauses = nameProblems(path.slice(start), start === 0);
    if (clauses.length > 0)
      problems.push(
        `${isSafe ? quote(path) : shownWhole}: the name ${clauses.join(', ')}, which OneDrive does not allow`,
      );
  }
  return problems;
}
