/**
 * Reads every bill of materials and tells what each entity is built with, whenever that has changed and once a month. What an
 * entity is built with is always told as a whole: what is not among it any more grows old, and is gone.
 */
import { createHash } from 'node:crypto';
import type {
  AuthService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  CollectContext,
  EvidenceCollector,
  ObservationSink,
} from '@posiwid/backstage-plugin-coupling-node';
import { DocumentReader, shownTarget } from './DocumentReader';
import { byEntity, documentsInCatalog } from './documents';
import { readBill } from './readBill';
import { RunProblems } from './RunProblems';
import type { Bill, SbomConfig } from './types';

/** Observations of one `send`. */
const BATCH = 1000;
/** Documents read at once. */
const AT_ONCE = 4;
/** What has not changed is told again after this: the engine holds what it has not heard of for 90 days to be gone. */
const REPEAT_MS = 30 * 24 * 60 * 60_000;
/** What was last told of one entity. */
interface Told {
  /** Of its only document; of several none is kept, since they are told together. */
  etag?: string;
  /** Documents and packages, as a hash. */
  digest: string;
  /** Time of what was told, ISO 8601. */
  at: string;
}

export interface SbomCollectorOptions {
  config: SbomConfig;
  catalog: CatalogService;
  auth: AuthService;
  reader: UrlReaderService;
  now?: () => number;
}

export class SbomCollector implements EvidenceCollector {
  readonly id = 'sbom';
  readonly title = 'Bills of materials';
  readonly schedule: SbomConfig['schedule'];
  private readonly documents: DocumentReader;
  private readonly now: () => number;

  constructor(private readonly options: SbomCollectorOptions) {
    const { config, reader, now = Date.now } = options;
    this.schedule = config.schedule;
    this.documents = new DocumentReader(reader, config.maxBytes);
    this.now = now;
  }

  /** @throws Error when there are documents and not one could be read. */
  async collect({
    sink,
    checkpoint,
    setCheckpoint,
    signal,
  }: CollectContext): Promise<void> {
    const { catalog, auth, config } = this.options;
    const named = await documentsInCatalog(catalog, auth, signal);
    const problems = new RunProblems(sink);
    named.problems.forEach(problem => problems.add(problem));
    const before = toldOf(checkpoint);
    const after: Record<string, Told> = {};
    const entities = byEntity([...named.documents, ...config.files]);
    const failures: string[] = [];
    await eachOf(entities, async ([entity, targets]) => {
      signal.throwIfAborted();
      const known = before[entity];
      if (known) after[entity] = known;
      try {
        after[entity] = await this.tell(entity, targets, known, {
          sink,
          problems,
          signal,
        });
      } catch (error) {
        signal.throwIfAborted();
        failures.push(`${entity}: ${(error as Error).message}`);
      }
    });
    if (failures.length > 0 && failures.length === entities.length) {
      throw new Error(failures[0]);
    }
    failures.forEach(failure => problems.add(failure));
    problems.sum();
    setCheckpoint(JSON.parse(JSON.stringify(after)));
  }

  /** Reads the documents of one entity and sends what they say, if it is news. Resolves with what is told by now. */
  private async tell(
    entity: string,
    targets: readonly string[],
    known: Told | undefined,
    {
      sink,
      problems,
      signal,
    }: { sink: ObservationSink; problems: RunProblems; signal: AbortSignal },
  ): Promise<Told> {
    const now = this.now();
    const isDue = !known || now - Date.parse(known.at) >= REPEAT_MS;
    const bills: Bill[] = [];
    let etag: string | undefined;
    for (const target of targets) {
      const place = shownTarget(target);
      const earlier = targets.length === 1 && !isDue ? known.etag : undefined;
      const read = await this.documents
        .read(target, earlier && untagged(target, earlier), signal)
        .catch(error => {
          throw new Error(`${place}: ${error.message}`);
        });
      if (!read) return known!;
      if (targets.length === 1 && read.etag) etag = tagged(target, read.etag);
      const bill = await readBill(read.bytes, now).catch(error => {
        throw new Error(`${place} ${error.message}`);
      });
      bill.problems.forEach(problem =>
        problems.add(`${entity}: ${place}: ${problem}`),
      );
      bills.push(bill);
    }
    const purls = this.kept(entity, bills, problems);
    const digest = digestOf(purls);
    if (!isDue && digest === known.digest) {
      return { ...known, ...(etag === undefined ? {} : { etag }) };
    }
    const at = timeOf(bills, known, now);
    await sendAll(sink, entity, purls, at, problems);
    return { ...(etag === undefined ? {} : { etag }), digest, at };
  }

  private kept(
    entity: string,
    bills: readonly Bill[],
    problems: RunProblems,
  ): string[] {
    const { maxArtifacts } = this.options.config;
    const all = [...new Set(bills.flatMap(({ purls }) => purls))];
    if (all.length > maxArtifacts) {
      problems.add(
        `${entity}: is built with ${all.length} packages; images and the first of the others are kept, ${maxArtifacts} in all`,
      );
    }
    return all.slice(0, maxArtifacts).sort();
  }
}

/**
 * When the newest document was made. When it was read, where it does not say, where it claims to be no newer than what was told
 * before and yet says something else, and where it is told again.
 */
function timeOf(
  bills: readonly Bill[],
  known: Told | undefined,
  now: number,
): string {
  const made = bills
    .flatMap(({ timestamp }) => timestamp ?? [])
    .sort()
    .pop();
  const read = new Date(now).toISOString();
  if (made === undefined) return read;
  return known && made <= known.at ? read : made;
}

async function sendAll(
  sink: ObservationSink,
  entity: string,
  purls: readonly string[],
  at: string,
  problems: RunProblems,
): Promise<void> {
  let refused = 0;
  let such: string | undefined;
  for (let i = 0; i < purls.length; i += BATCH) {
    const report = await sink.send(
      purls.slice(i, i + BATCH).map(purl => ({
        id: `${entity} ${purl} ${at}`,
        kind: 'artifact',
        at,
        entity,
        purl,
      })),
    );
    refused += report.problems.length;
    such ??= report.problems[0]?.message;
  }
  if (refused > 0) {
    problems.add(
      `${entity}: ${refused} of ${purls.length} were refused, such as: ${such}`,
    );
  }
}

function digestOf(purls: readonly string[]): string {
  return createHash('sha256').update(purls.join('\n')).digest('base64url');
}

/** An etag belongs to its address: another document may have the same. */
function tagged(target: string, etag: string): string {
  return `${digestOf([target])} ${etag}`;
}

function untagged(target: string, text: string): string | undefined {
  const [of, ...etag] = text.split(' ');
  return of === digestOf([target]) ? etag.join(' ') : undefined;
}

/** What an earlier run left, or nothing where it cannot be read. */
function toldOf(checkpoint: unknown): Record<string, Told | undefined> {
  return Object.fromEntries(
    Object.entries(checkpoint ?? {}).filter(
      ([, told]) =>
        typeof told?.digest === 'string' && !Number.isNaN(Date.parse(told?.at)),
    ),
  );
}

/** Goes through a list, a few at once. */
async function eachOf<T>(
  list: readonly T[],
  work: (one: T) => Promise<void>,
): Promise<void> {
  const rest = list.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const one of rest) await work(one);
    }),
  );
}
