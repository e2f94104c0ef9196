/**
 * Recognizes texts that no system has as a credential: a variable or an expression that nothing replaced, a masked
 * value from a log, the path of a file, characters that a word processor or a chat put in. Messages do not show them.
 */

const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/u;

/** Returns a clause that follows the input's name; undefined when the text may be a credential. */
export function unreplacedTextProblem(value: string): string | undefined {
  if (/\$\{\{/.test(value)) {
    return `is an expression $${'{{ … }}'} that nothing replaced: GitHub replaces it in a workflow file only`;
  }
  if (/^\$\([^()]*\)$/.test(value)) {
    return 'is $(…), a variable that nothing replaced: Azure Pipelines leaves it when there is no such variable, a shell in single quotes';
  }
  if (/^\$\w+$|^\$\{\w+\}$|^%\w+%$|^\$env:\w+$/i.test(value)) {
    return 'is the name of a variable that nothing replaced: look at the quotes around it';
  }
  if (/^[*•●]+$/.test(value))
    return 'is a masked value (***), as a log shows it: copy it where it was created';
  const invisibleCharacter = invisible.exec(value)?.[0];
  if (invisibleCharacter !== undefined) {
    const code = (invisibleCharacter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `contains a character that nobody sees (U+${code}): type it or copy it again, not from a chat or a document`;
  }
  if (/[\u2018-\u201f\u00ab\u00bb]/.test(value)) {
    return 'contains curly quotes, which a word processor or a chat puts in: paste only the value';
  }
  if (isFilePath(value)) return 'is the path of a file: give what is in it (gh secret set NAME < FILE)';
  return undefined;
}

/** A path in a usual folder, a Windows path, or a file of a usual kind. Random base64 may begin with a slash, too. */
function isFilePath(value: string): boolean {
  return (
    /^(?:~|\.{1,2}|\/(?:app|data|etc|github|home|mnt|opt|root|run|secrets|tmp|usr|var|Users))\/[\w./-]+$/.test(
      value,
    ) ||
    /^(?:[a-z]:|\.{1,2}|~)\\/i.test(value) ||
    /^(?:~|\.{0,2})\/[\w./-]{0,200}\.(?:txt|token|secret|key|pem|json|env)$/i.test(value)
  );
}
