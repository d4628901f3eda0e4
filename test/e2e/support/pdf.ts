import { spawnSync } from 'node:child_process';

/** Whether PDF can be read: `pdftotext` is of Debian's package `poppler-utils`. */
export function hasPdfToText(): boolean {
  return spawnSync('pdftotext', ['-v']).status === 0;
}

/** The text of each page, in the order in which it was drawn. */
export function pagesOf(pdf: Buffer): string[] {
  const { stdout, status, stderr } = spawnSync(
    'pdftotext',
    ['-raw', '-enc', 'UTF-8', '-', '-'],
    { input: pdf, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (status !== 0) throw new Error(`pdftotext: ${stderr}`);
  return stdout.split('\f').slice(0, -1);
}

/** Without what lines and fonts make of it: white space and ligatures. */
export function bare(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}
