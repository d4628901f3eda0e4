/**
 * A CycloneDX document to the packages it names. Of the document only what is read is checked against the schema of its
 * version, by the CycloneDX library; a component that does not fit it costs that component only.
 *
 * Components are checked in slices: the schema asks that they be unique, which a validator answers by comparing each with each
 * (10,000 at once: 11 s; in slices of 100: linear, and other work goes on between two slices).
 */
import { setImmediate } from 'node:timers/promises';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { asFields, shown, type Fields } from './fields';
import { FoundPackages, namesPackage } from './FoundPackages';
import type { Bill } from './types';

/** The bytes are no document that can be read. */
export class BillError extends Error {
  readonly name = 'BillError';
}

const SLICE = 100;
/** Components within components within components. */
const MAX_DEPTH = 20;
/** More components than this are no bill of one entity. */
const MAX_COMPONENTS = 200_000;
const SKEW_MS = 5 * 60_000;
const EARLIEST = Date.UTC(2000, 0, 1);
const ISO =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * @param now - milliseconds since 1970: a document from later than that does not know the time
 * @throws BillError that says what was expected
 */
export async function readBill(bytes: Buffer, now: number): Promise<Bill> {
  const document = documentOf(bytes);
  const { bomFormat, specVersion, version, metadata } = document;
  const validator = validatorOf(specVersion);
  const problems: string[] = [];
  const head = { bomFormat, specVersion, version };
  const wrong = await defectOf(validator, {
    ...head,
    ...(metadata === undefined ? {} : { metadata }),
  });
  if (wrong) problems.push(`${wrong.text}; the components are read`);

  const subject = asFields(asFields(metadata)?.component);
  const components = [
    ...(subject ? [subject] : []),
    ...flattened(document.components),
  ].filter(namesPackage);
  const found = new FoundPackages();
  for (let i = 0; i < components.length; i += SLICE) {
    const slice = components.slice(i, i + SLICE);
    for (const component of await fitting(validator, head, slice, found)) {
      found.add(component);
    }
    await setImmediate();
  }
  const timestamp = timeOf(asFields(metadata)?.timestamp, now);
  return {
    purls: found.purls,
    ...(timestamp === undefined ? {} : { timestamp }),
    problems: [...problems, ...found.problems],
  };
}

function documentOf(bytes: Buffer): Fields {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BillError(
      text.trimStart().startsWith('<')
        ? 'is XML or HTML; expected CycloneDX as JSON'
        : 'is no JSON; expected CycloneDX as JSON',
    );
  }
  const document = asFields(value);
  if (document?.bomFormat !== 'CycloneDX') {
    throw new BillError(
      document && 'spdxVersion' in document
        ? 'is SPDX; expected CycloneDX'
        : 'is no CycloneDX document: bomFormat is missing',
    );
  }
  return document;
}

type Validator = InstanceType<typeof Validation.JsonValidator>;
const validators = new Map<Spec.Version, Validator>();

/** One a version: compiling a schema takes a third of a second. */
function validatorOf(specVersion: unknown): Validator {
  const versions = Object.values(Spec.Version);
  const version = versions.find(known => known === specVersion);
  // The first two versions had no JSON.
  if (
    version === undefined ||
    version === Spec.Version.v1dot0 ||
    version === Spec.Version.v1dot1
  ) {
    throw new BillError(
      `is of CycloneDX version ${shown(specVersion)}; expected 1.2 to ${[
        ...versions,
      ]
        .sort()
        .pop()}`,
    );
  }
  let validator = validators.get(version);
  if (!validator) {
    validator = new Validation.JsonValidator(version);
    validators.set(version, validator);
  }
  return validator;
}

/** Where a document first differs from its schema. */
interface Defect {
  path: string;
  text: string;
}

async function defectOf(
  validator: Validator,
  document: object,
): Promise<Defect | undefined> {
  const errors = (await validator.validate(JSON.stringify(document))) as
    | { instancePath?: string; message?: string }[]
    | null;
  if (!errors) return undefined;
  const { instancePath = '', message = 'does not fit' } = errors[0] ?? {};
  return {
    path: instancePath,
    text: `${instancePath || 'the document'} ${message}`,
  };
}

/** Those of a slice that fit the schema; the others are counted. One that is wrong is found by asking again without it. */
async function fitting(
  validator: Validator,
  head: Fields,
  slice: readonly Fields[],
  found: FoundPackages,
): Promise<Fields[]> {
  const left = [...slice];
  while (left.length > 0) {
    const defect = await defectOf(validator, { ...head, components: left });
    const at = /^\/components\/(\d+)/.exec(defect?.path ?? '')?.[1];
    // What is wrong with the head is told already; one of two that are alike is no loss.
    if (at === undefined) return left;
    const [wrong] = left.splice(Number(at), 1);
    found.count(
      'do not fit the schema',
      `${shown(wrong.name)} (${defect!.text.replace(
        /^\/components\/\d+/,
        '',
      )})`,
    );
  }
  return left;
}

/** Components and what they hold, without what they hold. */
function flattened(components: unknown): Fields[] {
  const flat: Fields[] = [];
  const add = (list: unknown, depth: number) => {
    if (!Array.isArray(list) || depth > MAX_DEPTH) return;
    for (const one of list) {
      if (flat.length >= MAX_COMPONENTS) return;
      const component = asFields(one);
      if (!component) continue;
      const { components: inner, ...own } = component;
      flat.push(own);
      add(inner, depth + 1);
    }
  };
  add(components, 0);
  return flat;
}

function timeOf(timestamp: unknown, now: number): string | undefined {
  const ms =
    typeof timestamp === 'string' && ISO.test(timestamp)
      ? Date.parse(timestamp)
      : NaN;
  return ms >= EARLIEST && ms <= now + SKEW_MS
    ? new Date(ms).toISOString()
    : undefined;
}
