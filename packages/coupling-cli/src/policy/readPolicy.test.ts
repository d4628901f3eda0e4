import { DEFAULT_POLICY } from '@posiwid/coupling-engine';
import { folderWith, removeFolders } from '../testing/folder';
import { readPolicy } from './readPolicy';

afterAll(removeFolders);

const read = (content: string, name = 'policy.yaml') =>
  readPolicy(name, folderWith({ [name]: content }));

const complaints = async (content: string) => {
  const error = await read(content).catch(e => e);
  return error.lines;
};

describe('readPolicy', () => {
  it('keeps the default of everything that the file leaves out', async () => {
    expect(await read('hub:\n  minShare: 0.25\n')).toEqual({
      ...DEFAULT_POLICY,
      hub: { ...DEFAULT_POLICY.hub, minShare: 0.25 },
    });
    expect(await read('')).toEqual(DEFAULT_POLICY);
  });

  it('takes one default availability and keeps the others', async () => {
    expect(await read('availability:\n  datastore: 0.9999\n')).toEqual({
      ...DEFAULT_POLICY,
      availability: { ...DEFAULT_POLICY.availability, datastore: 0.9999 },
    });
    expect(await complaints('availability:\n  service: 99.9\n')).toEqual([
      'policy.yaml:2: availability.service must be a share between 0 and 1, e.g. 0.1',
    ]);
  });

  it('replaces a list whole', async () => {
    const policy = await read('{"inertTypes": ["jar"]}', 'policy.json');
    expect(policy.inertTypes).toEqual(['jar']);
  });

  it('names every key and value that it does not understand, with its line', async () => {
    expect(
      await complaints(
        'hub:\n  minShare: 40\n  minFail: 3\nsplitPath:\n  minOwners: few\nplaceholderOwners:\n  - "("\ndisabledRules: hub\n',
      ),
    ).toEqual([
      'policy.yaml:2: hub.minShare must be a share between 0 and 1, e.g. 0.1',
      'policy.yaml:3: unknown key hub.minFail; known: minShare, minFails, minTeams',
      'policy.yaml:5: splitPath.minOwners must be a whole number, 0 or more',
      expect.stringMatching(
        /^policy\.yaml:7: placeholderOwners\[0\] is not a regular expression/,
      ),
      'policy.yaml:8: disabledRules must be a list of texts',
    ]);
  });

  it.each([
    ['a list', '- hub\n', /^policy\.yaml:1: a policy must be a map/],
    ['broken YAML', 'hub: {\n', /^policy\.yaml:\d: not valid YAML/],
    [
      'a key of the language',
      '__proto__:\n  x: 1\n',
      /^policy\.yaml:1: unknown key __proto__/,
    ],
    [
      'an alias',
      'hub: &a\n  minTeams: 1\nsplitPath: *a\n',
      /^policy\.yaml:3: splitPath must be a map/,
    ],
  ])('refuses %s', async (_, content, line) => {
    expect((await complaints(content))[0]).toMatch(line);
  });

  it('says which file is missing', async () => {
    await expect(readPolicy('gone.yaml', folderWith({}))).rejects.toThrow(
      /^gone\.yaml: cannot be read/,
    );
  });
});
