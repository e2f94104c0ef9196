/** What a line of `path`, or an argument, that finds nothing looks like: paths that are written as for another program. */

/** Returns a clause in brackets to put behind the path; '' when nothing stands out. Does not repeat the path. */
export function pathShapeClause(text: string, platform: NodeJS.Platform = process.platform): string {
  const shape = shapeOf(text.replace(/^(?:!\s*)+/, ''), platform);
  return shape === undefined ? '' : ` (${shape})`;
}

function shapeOf(text: string, platform: NodeJS.Platform): string | undefined {
  if (/^(["'“‘`]).*["'”’`]$/s.test(text))
    return 'it has quotes around it, which belong to the path here: leave them out';
  if (/^[-•]\s/.test(text))
    return 'it looks like an item of a list in YAML: path is one text, with a line for each path and without “- ”';
  if (/\$\{?\w|\$\(|^%\w+%/.test(text))
    return 'nothing replaces a variable here: write its value, or an expression of GitHub in the workflow file';
  if (/\{[^{},]*,[^{}]*\}/.test(text))
    return 'a pattern here cannot have braces with commas: write a separate line, or argument, for each';
  if (platform !== 'win32' && text.includes('\\'))
    return 'a backslash before a character only escapes it here: write / between folders';
  if (/[^\s,;][,;]\s*[^\s,;]/.test(text))
    return 'it looks like a list: write a separate line, or argument, for each path';
  return undefined;
}
