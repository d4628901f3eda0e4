import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { UnusableError } from '../errors';
import { folderWith, removeFolders } from '../testing/folder';
import { readCatalog } from './catalog';

afterAll(removeFolders);

const component = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name },
});

const yaml = (...names: string[]) =>
  names
    .map(
      name =>
        `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${name}\n`,
    )
    .join('---\n');

async function read(
  files: Record<string, string | Buffer>,
  paths = ['.'],
  stdin: Buffer[] = [],
) {
  const cwd = folderWith(files);
  const input = await readCatalog(paths, { cwd, stdin: Readable.from(stdin) });
  return {
    ...input,
    names: input.entities.map(
      ({ entity }) =>
        (entity as { metadata?: { name?: string } }).metadata?.name,
    ),
    places: input.entities.map(({ file, line }) => `${file}:${line}`),
  };
}

describe('readCatalog', () => {
  it('reads several documents of one YAML file, each with its line', async () => {
    const input = await read({ 'c.yaml': yaml('a', 'b') }, ['c.yaml']);
    expect(input.names).toEqual(['a', 'b']);
    expect(input.places).toEqual(['c.yaml:1', 'c.yaml:6']);
    expect(input.problems).toEqual([]);
  });

  it.each([
    [
      'an array',
      JSON.stringify([component('a'), component('b')], null, 1),
      [2, 9],
    ],
    [
      'items',
      JSON.stringify({ items: [component('a'), component('b')] }),
      [1, 1],
    ],
    ['a single entity', JSON.stringify(component('a')), [1]],
  ])('reads JSON holding %s', async (_, json, lines) => {
    const input = await read({ 'c.json': json }, ['c.json']);
    expect(input.names).toEqual(['a', 'b'].slice(0, lines.length));
    expect(input.entities.map(e => e.line)).toEqual(lines);
  });

  it('reads JSON lines, also under the name of plain JSON', async () => {
    const lines = `${JSON.stringify(component('a'))}\n\n${JSON.stringify(
      component('b'),
    )}\n`;
    for (const name of ['c.jsonl', 'c.ndjson', 'c.json']) {
      const input = await read({ [name]: lines }, [name]);
      expect(input.names).toEqual(['a', 'b']);
      expect(input.places).toEqual([`${name}:1`, `${name}:3`]);
    }
  });

  it.each([
    ['c.yaml.gz', yaml('a')],
    ['c.json.gz', JSON.stringify([component('a')])],
    ['c.jsonl.gz', JSON.stringify(component('a'))],
    ['named-plain.yaml', yaml('a')],
  ])('reads %s gzipped', async (name, content) => {
    const input = await read({ [name]: gzipSync(content) }, [name]);
    expect(input.names).toEqual(['a']);
  });

  it('keeps lines whole that lie across chunks, also inside a character', async () => {
    const bytes = Buffer.from(
      `${JSON.stringify(component('größe'))}\n${JSON.stringify(
        component('b'),
      )}`,
    );
    const single = [...bytes].map(byte => Buffer.from([byte]));
    const input = await read({}, ['-'], single);
    expect(input.names).toEqual(['größe', 'b']);
    expect(input.places).toEqual(['(standard input):1', '(standard input):2']);
  });

  it.each([
    ['YAML', yaml('a', 'b'), 2],
    ['JSON', JSON.stringify([component('a')]), 1],
    [
      'gzipped JSON lines',
      gzipSync(
        `${JSON.stringify(component('a'))}\n${JSON.stringify(
          component('b'),
        )}\n`,
      ),
      2,
    ],
  ])('tells %s on standard input by its content', async (_, content, count) => {
    const input = await read({}, ['-'], [Buffer.from(content)]);
    expect(input.entities).toHaveLength(count);
  });

  it('reads what it can beside a broken document, and says where that is', async () => {
    const broken = `${yaml('a')}---\nkind: [Component\n---\n${yaml('b')}`;
    const input = await read({ 'c.yaml': broken }, ['c.yaml']);
    expect(input.names).toEqual(['a', 'b']);
    expect(input.problems).toEqual([
      expect.objectContaining({
        code: 'unreadable-file',
        file: 'c.yaml',
        line: 7,
        message: expect.stringMatching(/not valid YAML/),
      }),
    ]);
  });

  it('loses one line to a broken line of JSON', async () => {
    const input = await read(
      {
        'c.jsonl': `${JSON.stringify(
          component('a'),
        )}\n{"kind":\n${JSON.stringify(component('b'))}`,
      },
      ['c.jsonl'],
    );
    expect(input.names).toEqual(['a', 'b']);
    expect(input.problems).toMatchObject([{ file: 'c.jsonl', line: 2 }]);
  });

  it('says the line at which JSON breaks', async () => {
    const cwd = folderWith({
      'c.json': '[\n  {"kind": "Component"},\n  {"kind": oops}\n]',
    });
    await expect(
      readCatalog(['c.json'], { cwd, stdin: Readable.from([]) }),
    ).rejects.toThrow(/^c\.json:3: not valid JSON/);
  });

  it('keeps what came before the end of a truncated archive', async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) =>
      JSON.stringify(component(`c${i * 7919}`)),
    ).join('\n');
    const whole = gzipSync(lines);
    const input = await read(
      { 'c.jsonl.gz': whole.subarray(0, whole.length / 2) },
      ['c.jsonl.gz'],
    );
    expect(input.entities.length).toBeGreaterThan(1000);
    expect(
      input.problems.some(p => /unexpected end of file/.test(p.message)),
    ).toBe(true);
  });

  it('lists a hundred broken lines and counts the rest', async () => {
    const input = await read(
      {
        'c.jsonl': `${JSON.stringify(component('a'))}\n${'{oops\n'.repeat(
          5000,
        )}`,
      },
      ['c.jsonl'],
    );
    expect(input.problems).toHaveLength(101);
    expect(input.problems[100].message).toBe('and 4900 more such problems');
  });

  it('refuses an alias bomb, not the file', async () => {
    const levels = Array.from({ length: 12 }, (_, i) =>
      i === 0
        ? 'l0: &l0 [x, x, x, x, x, x, x, x, x]'
        : `l${i}: &l${i} [${Array(9)
            .fill(`*l${i - 1}`)
            .join(', ')}]`,
    ).join('\n');
    const input = await read({ 'c.yaml': `${levels}\n---\n${yaml('a')}` }, [
      'c.yaml',
    ]);
    expect(input.names).toEqual(['a']);
    expect(input.problems).toMatchObject([
      { line: 1, message: expect.stringMatching(/alias/) },
    ]);
  });

  it('survives nesting deeper than any stack', async () => {
    const cwd = folderWith({
      'c.yaml': `a: ${'['.repeat(20_000)}`,
      'd.json': '['.repeat(20_000),
    });
    await expect(
      readCatalog(['c.yaml', 'd.json'], { cwd, stdin: Readable.from([]) }),
    ).rejects.toThrow(UnusableError);
  });

  it('reads values of a megabyte', async () => {
    const big = {
      ...component('a'),
      metadata: { name: 'a', annotations: { note: 'x'.repeat(1 << 20) } },
    };
    for (const [name, content] of [
      ['c.jsonl', JSON.stringify(big)],
      ['c.yaml', JSON.stringify(big)],
    ]) {
      expect(
        (await read({ [name]: content }, [name])).entities[0].entity,
      ).toEqual(big);
    }
  });

  it('takes names of the language itself as plain keys', async () => {
    const hostile =
      '{"apiVersion":"backstage.io/v1alpha1","kind":"Component","metadata":{"name":"a","__proto__":{"polluted":true}}}';
    for (const name of ['c.yaml', 'c.json', 'c.jsonl']) {
      const { entities } = await read({ [name]: hostile }, [name]);
      const { metadata } = entities[0].entity as { metadata: object };
      expect(Object.hasOwn(metadata, '__proto__')).toBe(true);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    }
  });

  it('calls a binary file what it is', async () => {
    const cwd = folderWith({
      'c.yaml': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]),
    });
    await expect(
      readCatalog(['c.yaml'], { cwd, stdin: Readable.from([]) }),
    ).rejects.toThrow(/^c\.yaml: holds binary data/);
  });

  it('reads an empty catalog as an empty catalog', async () => {
    for (const [name, content] of [
      ['c.yaml', ''],
      ['c.json', '[]'],
      ['c.jsonl', '\n'],
    ]) {
      expect((await read({ [name]: content }, [name])).entities).toEqual([]);
    }
  });

  it('names every PATH that does not exist', async () => {
    const cwd = folderWith({ 'c.yaml': yaml('a') });
    const reading = readCatalog(['c.yaml', 'nope', 'nor-this'], {
      cwd,
      stdin: Readable.from([]),
    });
    await expect(reading).rejects.toMatchObject({
      lines: [
        'nope: no such file or folder',
        'nor-this: no such file or folder',
      ],
    });
  });
});

describe('a folder', () => {
  it('is read in the order of names, without installed packages and version control', async () => {
    const input = await read({
      'b/catalog-info.yaml': yaml('b'),
      'a.yml': yaml('a'),
      'c/d/e.jsonl': JSON.stringify(component('e')),
      'node_modules/x/catalog-info.yaml': yaml('installed'),
      '.git/catalog-info.yaml': yaml('versioned'),
      'notes.txt': yaml('text'),
    });
    expect(input.names).toEqual(['a', 'b', 'e']);
    expect(input.places[1]).toBe('b/catalog-info.yaml:1');
  });

  it('passes over files that are for something else, and counts them', async () => {
    const input = await read({
      'catalog-info.yaml': yaml('a'),
      'deployment.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: x\n',
      'package.json': '{"name":"x"}',
      'templates/chart.yaml': '{{ if .Values.x }}\nkind: [\n{{ end }}',
    });
    expect(input.names).toEqual(['a']);
    expect(input.otherFiles).toBe(3);
    expect(input.problems).toEqual([]);
  });

  it('keeps the defective entities and the broken catalog files, which a report should name', async () => {
    const input = await read({
      'a.yaml': yaml('a'),
      'defective.yaml': 'kind: component\nmetadata: {}\n',
      'broken.yaml': 'apiVersion: backstage.io/v1alpha1\nkind: [Component\n',
    });
    expect(input.entities).toHaveLength(2);
    expect(input.problems).toMatchObject([{ file: 'broken.yaml' }]);
    expect(input.otherFiles).toBe(0);
  });

  it('ends although links lead in a circle, and reads a file once under all its names', async () => {
    const cwd = folderWith({ 'a/catalog-info.yaml': yaml('a') });
    symlinkSync(cwd, join(cwd, 'a', 'loop'));
    symlinkSync(join(cwd, 'a', 'catalog-info.yaml'), join(cwd, 'z.yaml'));
    symlinkSync(join(cwd, 'gone'), join(cwd, 'dangling'));
    const input = await readCatalog(['.'], { cwd, stdin: Readable.from([]) });
    expect(input.entities).toHaveLength(1);
  });
});
