import { readFile } from 'node:fs/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { parse } from 'yaml';

type OpenApiDocument = Parameters<typeof createValidatedOpenApiRouter>[0];

/** The document of the API. It ships with the package as it was written, like the migrations. */
export async function loadOpenApiDocument(): Promise<OpenApiDocument> {
  const path = resolvePackagePath(
    '@posiwid/backstage-plugin-coupling-backend',
    'src/schema/openapi.yaml',
  );
  return parse(await readFile(path, 'utf8'));
}
