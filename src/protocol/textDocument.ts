// A document of headings, tables, lists and drawings, as Markdown and as one HTML page without scripts, that asks nobody for anything and follows the
// theme of whoever reads it.

import type { TextTable } from './comparisonTables';
import { withoutControls } from './plainText';

export type DocumentPiece =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'table'; table: TextTable }
  | { kind: 'code'; text: string }
  /** In HTML alone; its colours are the classes `s0` to `s6`. @see curvesDrawing */
  | { kind: 'drawing'; svg: string };

const inMarkdown = (text: string): string =>
  withoutControls(text)
    .replace(/[\\|`*_<>[\]#]/g, '\\$&')
    .replace(/\s+/g, ' ');

export function documentMarkdown(title: string, pieces: readonly DocumentPiece[]): string {
  const written = pieces.flatMap((piece): string[] => {
    if (piece.kind === 'heading') return [`## ${inMarkdown(piece.text)}`];
    if (piece.kind === 'paragraph') return [inMarkdown(piece.text)];
    if (piece.kind === 'list') return [piece.items.map((item) => `- ${inMarkdown(item)}`).join('\n')];
    if (piece.kind === 'code') return [`\`\`\`text\n${withoutControls(piece.text).replace(/`{3,}/g, "'''")}\n\`\`\``];
    return piece.kind === 'table' ? [tableMarkdown(piece.table)] : [];
  });
  return `${[`# ${inMarkdown(title)}`, ...written].join('\n\n')}\n`;
}

function tableMarkdown({ title, columns, rows }: TextTable): string {
  const lineOf = (cells: readonly string[]): string => `| ${cells.map(inMarkdown).join(' | ')} |`;
  return [
    ...(title === undefined ? [] : [`**${inMarkdown(title)}**`, '']),
    lineOf(columns.map((column) => column.title)),
    `| ${columns.map(({ align }) => (align === 'right' ? '---:' : '---')).join(' | ')} |`,
    ...rows.map(lineOf),
  ].join('\n');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text and for attributes in quotes. */
export const inHtml = (text: string): string => withoutControls(text).replace(/[&<>"']/g, (mark) => ESCAPES[mark]);

/** @param language of its texts, as `ko` */
export function documentHtml(title: string, pieces: readonly DocumentPiece[], language = 'en'): string {
  const written = pieces.map((piece): string => {
    if (piece.kind === 'heading') return `<h2>${inHtml(piece.text)}</h2>`;
    if (piece.kind === 'paragraph') return `<p>${inHtml(piece.text)}</p>`;
    if (piece.kind === 'list') return `<ul>${piece.items.map((item) => `<li>${inHtml(item)}</li>`).join('')}</ul>`;
    if (piece.kind === 'code') return `<pre>${inHtml(piece.text)}</pre>`;
    return piece.kind === 'table' ? tableHtml(piece.table) : `<figure>${piece.svg}</figure>`;
  });
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return `<!doctype html>
<html lang="${inHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${inHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${inHtml(title)}</h1>
${written.join('\n')}
</body>
</html>
`;
}

function tableHtml({ title, columns, rows }: TextTable): string {
  const kind = (i: number): string => (columns[i]?.align === 'right' ? ' class="number"' : '');
  const head = columns.map(({ title: text }, i) => `<th scope="col"${kind(i)}>${inHtml(text)}</th>`).join('');
  const lines = rows.map(
    (cells) =>
      `<tr>${cells.map((text, i) => (i === 0 ? `<th scope="row">${inHtml(text)}</th>` : `<td${kind(i)}>${inHtml(text)}</td>`)).join('')}</tr>`,
  );
  const caption = title === undefined ? '' : `<caption>${inHtml(title)}</caption>`;
  return `<div class="wide"><table>${caption}<thead><tr>${head}</tr></thead><tbody>${lines.join('')}</tbody></table></div>`;
}

const STYLE = `
:root{color-scheme:light dark;--ink:#1f1f1f;--paper:#fff;--quiet:#5f5f5f;--line:#d4d4d4;
--s0:#0b62c4;--s1:#b3261e;--s2:#1a7f37;--s3:#8a4600;--s4:#7b3fb5;--s5:#00707a;--s6:#5f5f5f}
@media (prefers-color-scheme:dark){:root{--ink:#d4d4d4;--paper:#1f1f1f;--quiet:#a0a0a0;--line:#454545;
--s0:#6cb6ff;--s1:#ff8f85;--s2:#6bd68a;--s3:#f2b66d;--s4:#cfa8ff;--s5:#5cd3dd;--s6:#b8b8b8}}
body{max-width:960px;margin:24px auto;padding:0 16px;color:var(--ink);background:var(--paper);font:14px/1.5 system-ui,sans-serif}
h1{font-size:1.5em}h2{margin-top:32px;font-size:1.15em}
.wide{overflow-x:auto;margin:12px 0}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
caption{padding:4px 0;color:var(--quiet);text-align:left}
th,td{padding:4px 12px 4px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400;overflow-wrap:break-word}
thead th{color:var(--quiet)}.number{text-align:right;white-space:nowrap}
pre{padding:8px;overflow-x:auto;border:1px solid var(--line)}
figure{margin:12px 0}svg{max-width:100%;height:auto}svg text{fill:var(--quiet);font:12px system-ui,sans-serif}
.axis{stroke:var(--line);fill:none}.curve{fill:none;stroke-width:1.5}
${[0, 1, 2, 3, 4, 5, 6].map((i) => `.s${i}{stroke:var(--s${i})}`).join('')}
`;
