/**
 * @jest-environment node
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// Loading the TypeScript compiler takes a while.
jest.setTimeout(60_000);

const ROOT = join(__dirname, '../../../..');
const DOCUMENT = join(ROOT, 'plugins/coupling-backend/src/schema/openapi.yaml');

describe('the generated types', () => {
  it('are those of the OpenAPI document: `yarn openapi` would change nothing', async () => {
    const {
      default: openapiTS,
      astToString,
      COMMENT_HEADER,
    } = await import('openapi-typescript');
    const types = astToString(await openapiTS(pathToFileURL(DOCUMENT)));
    const generated = readFileSync(
      join(__dirname, 'openapi.generated.ts'),
      'utf8',
    );
    expect(generated).toBe(`${COMMENT_HEADER}${types}`);
  });
});
