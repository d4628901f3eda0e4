/**
 * The order of rooms in docs/architecture.md, held against the imports: no room reads from a later one, and no files read from each
 * other in a circle. Tests may read from anywhere.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fromEdges } from './structure/csr';
import { stronglyConnected } from './structure/scc';

const SRC = __dirname;
const PAGE = path.resolve(SRC, '../../../docs/architecture.md');

/** The rooms in the order of the page: one a row of the table, with its folder in the last column. */
function roomsOfThePage(): string[] {
  const page = fs.readFileSync(PAGE, 'utf8');
  return [...page.matchAll(/^\|.*\| `coupling-engine\/src\/(\w+)`/gm)].map(
    ([, room]) => room,
  );
}

/** Files of the engine without its tests, from the folder of sources. */
const files = fs
  .readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map(file => file.split(path.sep).join('/'))
  .filter(
    file => file.endsWith('.ts') && !/\.test\.ts$|(^|\/)__\w+__\//.test(file),
  );

/** What each file reads from, without data. */
const imports = files.flatMap(from => {
  const text = fs.readFileSync(path.join(SRC, from), 'utf8');
  return [...text.matchAll(/\bfrom '(\.[^']*)(?<!\.json)'/g)].map(
    ([, named]) => {
      const at = path.posix.join(path.posix.dirname(from), named);
      const to = [`${at}.ts`, `${at}/index.ts`].find(f => files.includes(f));
      return { from, named, to };
    },
  );
});

/** The room of a file; undefined for what stands before them all, and puts them together. */
function roomOf(file: string): string | undefined {
  return file.includes('/') ? file.split('/')[0] : undefined;
}

describe('the rooms of the engine', () => {
  const rooms = roomsOfThePage();

  it('are the folders that the page lists', () => {
    expect(rooms.length).toBeGreaterThan(0);
    const folders = files.map(roomOf).filter(room => room !== undefined);
    expect([...new Set(folders)].sort()).toEqual([...rooms].sort());
  });

  it('are read from files that are there', () => {
    expect(imports.filter(({ to }) => to === undefined)).toEqual([]);
  });

  it('do not read from a later one', () => {
    const backwards = imports.filter(({ from, to }) => {
      const [here, there] = [roomOf(from), roomOf(to!)];
      return (
        here !== undefined &&
        there !== undefined &&
        rooms.indexOf(there) > rooms.indexOf(here)
      );
    });
    expect(backwards).toEqual([]);
  });

  it('know the whole analysis only where it is shown', () => {
    const knowing = imports
      .filter(({ from, to }) => roomOf(from) && !roomOf(to!))
      .map(({ from }) => roomOf(from));
    expect([...new Set(knowing)].sort()).toEqual(['report', 'views']);
  });

  it('have no files that read from each other in a circle', () => {
    const position = new Map(files.map((file, i) => [file, i]));
    const { count, of } = stronglyConnected(
      fromEdges(
        files.length,
        imports.map(({ from }) => position.get(from)!),
        imports.map(({ to }) => position.get(to!)!),
      ),
    );
    const sizes = new Uint32Array(count);
    of.forEach(component => sizes[component]++);
    expect(files.filter((_, i) => sizes[of[i]] > 1)).toEqual([]);
  });
});
