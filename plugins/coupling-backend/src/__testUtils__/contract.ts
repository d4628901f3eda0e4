import Ajv, { type ValidateFunction } from 'ajv';
import { loadOpenApiDocument } from '../schema';

type Json = Record<string, any>;

/** What the OpenAPI document says of answers, as checks. */
export class Contract {
  private readonly checks = new Map<string, ValidateFunction>();

  private constructor(private readonly document: Json) {}

  static async load(): Promise<Contract> {
    return new Contract(await loadOpenApiDocument());
  }

  /** What is wrong with the body of a good JSON answer to a GET; empty when it fits, with nothing that is not in the document. */
  problemsOf(path: string, body: unknown): unknown[] {
    let check = this.checks.get(path);
    if (!check) {
      const { content } = this.document.paths[path].get.responses['200'];
      const ajv = new Ajv({ strict: false, validateFormats: false });
      check = ajv.compile(
        closed({
          ...content['application/json'].schema,
          components: this.document.components,
        }),
      );
      this.checks.set(path, check);
    }
    check(body);
    return check.errors ?? [];
  }
}

/** The schema with every object refusing what it does not name. */
function closed(schema: unknown): any {
  if (Array.isArray(schema)) {
    return schema.map(closed);
  }
  if (typeof schema !== 'object' || schema === null) {
    return schema;
  }
  const copy: Json = {};
  for (const [key, value] of Object.entries(schema)) {
    copy[key] = closed(value);
  }
  return copy.type === 'object' &&
    copy.properties &&
    !('additionalProperties' in copy)
    ? { ...copy, additionalProperties: false }
    : copy;
}
