/** The example catalog, as it is and with the listed fields alone, is one model. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { DEFAULT_POLICY } from '../policy';
import { buildModel } from './build-model';
import { ENTITY_FIELDS } from './entity-fields';

const FOLDER = join(__dirname, '../../../../examples/harbor');

type Tree = { [key: string]: unknown };

const entities = readdirSync(FOLDER)
  .flatMap(file =>
    parseAllDocuments(readFileSync(join(FOLDER, file), 'utf8')).map(
      document => document.toJS() as Tree | null,
    ),
  )
  .filter(entity => entity !== null);

/** As a catalog answers: the values at some fields, in the shape of the whole. */
function pick(entity: Tree, fields: readonly string[]): Tree {
  const picked: Tree = {};
  for (const field of fields) {
    const way = field.split('.');
    const last = way.pop()!;
    const inner = way.reduce<Tree | undefined>(
      (at, key) => at?.[key] as Tree | undefined,
      entity,
    );
    if (inner?.[last] === undefined) continue;
    const to = way.reduce((at, key) => (at[key] ??= {}) as Tree, picked);
    to[last] = inner[last];
  }
  return picked;
}

function modelOf(trees: readonly Tree[]) {
  return buildModel(
    trees.map(entity => ({ entity })),
    DEFAULT_POLICY,
  );
}

it('are all that the model is made of, beside whether there is a definition', () => {
  expect(entities.length).toBeGreaterThan(50);
  const picked = entities.map(entity =>
    pick(entity, [...ENTITY_FIELDS, 'spec.definition']),
  );
  expect(modelOf(picked)).toEqual(modelOf(entities));
});

it('leave the definition in the catalog', () => {
  expect(ENTITY_FIELDS).not.toContain('spec');
  expect(ENTITY_FIELDS).not.toContain('spec.definition');
});
