/** Many small files in many folders, and the number of pages that listing them takes. */

/** Contents of 16 bytes by path. Folders are three deep and differ in size; one has a twentieth of all files. */
export function manyFiles(count: number, folders: number): Record<string, string> {
  const folder = (n: number) =>
    n < 20 ? `d${n}` : n < 100 ? `d${n % 20}/e${n}` : `d${n % 20}/e${20 + (n % 80)}/f${n}`;
  const paths = Array.from(
    { length: count },
    (_, n) => `${folder(n % 19 === 0 ? 7 : n % folders)}/file-${n}.txt`,
  );
  return Object.fromEntries(paths.map((path, n) => [path, `content ${String(n).padStart(7, '0')}\n`]));
}

/** Pages of 200 children for each folder that holds one of these files, and for the folder that all lie in. */
export function countListingPages(paths: readonly string[]): number {
  const children = new Map<string, Set<string>>();
  for (const path of paths) {
    const names = path.split('/');
    names.forEach((name, depth) => {
      const above = names.slice(0, depth).join('/');
      children.set(above, (children.get(above) ?? new Set()).add(name));
    });
  }
  return [...children.values()].reduce((sum, { size }) => sum + Math.ceil(size / 200), 0);
}
