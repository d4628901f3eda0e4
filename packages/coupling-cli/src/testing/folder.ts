import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Folders made by tests; taken away by {@link removeFolders}. */
const made: string[] = [];

/** A new folder with these files in it; names may hold slashes. */
export function folderWith(files: Record<string, string | Buffer>): string {
  const folder = mkdtempSync(join(tmpdir(), 'coupling-cli-'));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return folder;
}

export function removeFolders(): void {
  made
    .splice(0)
    .forEach(folder => rmSync(folder, { recursive: true, force: true }));
}
