import fc from 'fast-check';
import { bill, image, library } from './__testUtils__/bills';
import { readBill } from './readBill';

// Compiling the schema of a version takes a while on a busy machine.
jest.setTimeout(60_000);

const NOW = Date.UTC(2026, 2, 2);
const read = (document: unknown) =>
  readBill(
    Buffer.from(
      typeof document === 'string' ? document : JSON.stringify(document),
    ),
    NOW,
  );

describe('readBill', () => {
  it('reads libraries, frameworks and images with a package URL, images first, and when it was made', async () => {
    const { purls, timestamp, problems } = await read(
      bill([
        library('left-pad'),
        { type: 'framework', name: 'spring', purl: 'pkg:maven/org/spring@6' },
        { type: 'file', name: 'readme' },
        { type: 'application', name: 'itself', purl: 'pkg:npm/itself@1' },
        image('debian', '12'),
      ]),
    );
    expect(problems).toEqual([]);
    expect(timestamp).toBe('2026-03-01T10:00:00.000Z');
    expect(purls).toEqual([
      'pkg:oci/debian@12',
      'pkg:npm/left-pad@1.0.0',
      'pkg:maven/org/spring@6',
    ]);
  });

  it('reads what components hold, and what the document is the bill of when that is an image', async () => {
    const { purls } = await read(
      bill([{ ...library('a'), components: [library('b')] }], {
        metadata: { component: image('shop', '7') },
      }),
    );
    expect(purls).toEqual([
      'pkg:oci/shop@7',
      'pkg:npm/a@1.0.0',
      'pkg:npm/b@1.0.0',
    ]);
  });

  it('writes one package in one way', async () => {
    const { purls } = await read(
      bill([
        { type: 'library', name: 'x', purl: 'pkg:NPM/%40Shop/X@1' },
        { type: 'library', name: 'y', purl: 'pkg:npm/%40shop/x@1' },
      ]),
    );
    expect(purls).toEqual(['pkg:npm/%40shop/x@1']);
  });

  it.each(['1.2', '1.3', '1.4', '1.5', '1.6', '1.7'])(
    'reads version %s of the format',
    async specVersion => {
      const found = await read(bill([library('a')], { specVersion }));
      expect(found).toMatchObject({
        purls: ['pkg:npm/a@1.0.0'],
        problems: [],
      });
    },
  );

  it.each([
    ['nothing', '', 'is no JSON'],
    ['XML', '<?xml version="1.0"?><bom/>', 'is XML or HTML'],
    ['half a document', '{"bomFormat": "Cyclo', 'is no JSON'],
    ['a list', [], 'bomFormat is missing'],
    ['null', 'null', 'bomFormat is missing'],
    ['SPDX', { spdxVersion: 'SPDX-2.3' }, 'is SPDX; expected CycloneDX'],
    ['no version', bill([], { specVersion: undefined }), 'version nothing'],
    [
      'a version to come',
      bill([], { specVersion: '9.9' }),
      'version 9.9; expected 1.2 to 1.7',
    ],
    [
      'a version before JSON',
      bill([], { specVersion: '1.1' }),
      'version 1.1; expected',
    ],
    [
      'a version that is a number',
      bill([], { specVersion: 1.6 }),
      'version 1.6; expected',
    ],
  ])('refuses %s and says what was expected', async (_, document, message) => {
    await expect(read(document)).rejects.toThrow(message);
  });

  it.each<[string, object, string]>([
    [
      'no package URL',
      { type: 'library', name: 'x' },
      '1 components have no package URL, such as x',
    ],
    [
      'a package URL that is none',
      { ...library('x'), purl: 'npm:x' },
      '1 components have a package URL that is none, such as npm:x',
    ],
    [
      'a package URL of another type',
      { ...library('x'), purl: 7 },
      '1 components do not fit the schema, such as x (/purl must be string)',
    ],
    [
      'no name',
      { type: 'library', purl: 'pkg:npm/x@1' },
      "must have required property 'name'",
    ],
  ])(
    'counts a component with %s, and reads the others',
    async (_, component, problem) => {
      const { purls, problems } = await read(
        bill([component, library('good')]),
      );
      expect(purls).toEqual(['pkg:npm/good@1.0.0']);
      expect(problems).toEqual([expect.stringContaining(problem)]);
    },
  );

  it('tells a head that does not fit, and reads the components', async () => {
    const { purls, problems } = await read(
      bill([library('a')], { metadata: { timestamp: 7 } }),
    );
    expect(purls).toHaveLength(1);
    expect(problems).toEqual([
      '/metadata/timestamp must be string; the components are read',
    ]);
  });

  it.each([
    ['1970', '1970-01-01T00:00:00Z'],
    ['the future', '2031-01-01T00:00:00Z'],
    ['no offset', '2026-03-01T10:00:00'],
    ['no text', 5],
  ])('does not believe a time of %s', async (_, timestamp) => {
    const { timestamp: found } = await read(
      bill([], { metadata: { timestamp } }),
    );
    expect(found).toBeUndefined();
  });

  it('lets other work go on while it reads ten thousand components', async () => {
    const components = Array.from({ length: 10_000 }, (_, i) =>
      library(`p${i}`),
    );
    let longest = 0;
    let last = performance.now();
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const { purls } = await read(bill(components));
    clearInterval(beat);
    expect(purls).toHaveLength(10_000);
    // All at once would hold everything up for more than ten seconds.
    expect(longest).toBeLessThan(4000);
  });

  it('never fails on the contents of a document', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.anything(), async (one, metadata) => {
        const document = bill([one as object, library('good')], { metadata });
        const { purls } = await read(document);
        expect(purls).toContain('pkg:npm/good@1.0.0');
      }),
      { numRuns: 50 },
    );
  });
});
