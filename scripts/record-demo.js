// Writes docs/demo.svg: what `demo` prints, as a picture that types itself. Run it with `npm run record` after a change of
// demo's lines; test/packaged/demo-and-emulate.test.ts compares the two.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli/index.js', 'demo'], {
  cwd: root,
  encoding: 'utf8',
});
if (status !== 0) throw new Error(`demo ended with ${status}: ${stderr}`);

const lineHeight = 21;
const width = 940;
const margin = 18;
/** Seconds between two lines. */
const pace = 0.6;

const escapeXml = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
// The port and the name of the folder are those of one machine.
const printed = stdout
  .trimEnd()
  .replace(/127\.0\.0\.1:\d+/, '127.0.0.1:40404')
  .replace(/^( +[\d.]+ \w+ +\d+ files? +)[^/\s]+\/(?=\S)/gm, '$1onedrive-upload/')
  .split('\n');
const lines = ['$ node dist/cli/index.js demo', ...printed];
const height = margin * 2 + lines.length * lineHeight;
const rows = lines.map((line, at) => {
  const y = margin + lineHeight * (at + 0.75);
  const style =
    at === 0 ? ' class="typed"' : ` class="line" style="animation-delay:${(at * pace).toFixed(1)}s"`;
  return `<text x="${margin}" y="${y}"${style} xml:space="preserve">${escapeXml(line)}</text>`;
});
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">
<title id="title">A terminal runs the demo: it signs in to an emulated OneDrive, uploads a folder, reads it back and compares every byte</title>
<style>
rect{fill:#0d1117;stroke:#30363d}
text{font:14px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:#e6edf3}
.typed{fill:#7ee787}
.line{animation:appear .2s both}
@keyframes appear{from{opacity:0}to{opacity:1}}
@media (prefers-reduced-motion:reduce){.line{animation:none}}
</style>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
${rows.join('\n')}
</svg>
`;
writeFileSync(new URL('../docs/demo.svg', import.meta.url), svg);
