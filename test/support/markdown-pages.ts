/**
 * Reads the documentation as GitHub renders it: headings with their anchors, links, code blocks and inline code.
 * Supports only the Markdown that this project uses.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url));

export interface CodeBlock {
  readonly language: string;
  readonly text: string;
}

export interface MarkdownPage {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly headings: readonly string[];
  readonly anchors: ReadonlySet<string>;
  /** Targets as they are written. */
  readonly links: readonly string[];
  readonly blocks: readonly CodeBlock[];
  /** Texts between backticks, outside of blocks. */
  readonly spans: readonly string[];
  /** Rows of tables, as cells. */
  readonly rows: readonly (readonly string[])[];
  /** All but the blocks. */
  readonly prose: string;
}

/** The pages that people read: README and its like, and everything in docs. */
export function readPages(): MarkdownPage[] {
  const docs = readdirSync(join(repositoryRoot, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`);
  return ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...docs.sort()].map(readPage);
}

function readPage(path: string): MarkdownPage {
  const text = readFileSync(join(repositoryRoot, path), 'utf8');
  const blocks: CodeBlock[] = [];
  const prose = text.replace(
    /^( *)```(\w*)\n([\s\S]*?)^ *```$/gm,
    (_, indent: string, language: string, body: string) => {
      const lines = body
        .split('\n')
        .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
      blocks.push({ language, text: lines.join('\n') });
      return '';
    },
  );
  const headings = [...prose.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => heading.trim());
  const bare = prose.replace(/`[^`\n]*`/g, '');
  return {
    path,
    headings,
    anchors: new Set([...anchorsOf(headings), ...namedAnchors(prose)]),
    links: [...bare.matchAll(/\]\(([^()\s]+)\)/g)].map(([, target = '']) => target),
    blocks,
    spans: [...prose.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span),
    rows: [...prose.matchAll(/^ *\|(.*)\|$/gm)].map(([, row = '']) =>
      row.split('|').map((cell) => cell.trim()),
    ),
    prose,
  };
}

/** `<a id="…"></a>`, each in a line of its own. */
function namedAnchors(prose: string): string[] {
  return [...prose.matchAll(/^<a id="([a-z0-9-]+)"><\/a>$/gm)].map(([, id = '']) => id);
}

/** As GitHub makes them: letters, digits, `_` and `-` stay, blanks become `-`, a second one gets `-1`. */
function anchorsOf(headings: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headings.map((heading) => {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const slug = words.replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '').replaceAll(' ', '-');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  });
}
