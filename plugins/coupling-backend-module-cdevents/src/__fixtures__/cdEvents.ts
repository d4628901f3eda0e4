/** Events as pipelines send them, one of each version of the specification that is about, and both ways to carry them. */

/** By the specification's versions: the version of the events, and the name of its own version in the context. */
export const VERSIONS = [
  { spec: '0.3.0', event: '0.1.1', key: 'version' },
  { spec: '0.4.1', event: '0.2.0', key: 'version' },
  { spec: '0.5.1', event: '0.3.0', key: 'specversion' },
] as const;

export interface EventParts {
  id?: string;
  source?: string;
  at?: string;
  subject?: string;
  subjectSource?: string;
  content?: object;
  customData?: unknown;
  version?: (typeof VERSIONS)[number];
}

/** `cdEvent('service.deployed', …)`. */
export function cdEvent(name: string, parts: EventParts = {}) {
  const version = parts.version ?? VERSIONS[2];
  const source = parts.source ?? '/tekton/prod';
  return {
    context: {
      [version.key]: version.spec,
      id: parts.id ?? '271069a8-fc18-44f1-b38f-9d70a1695819',
      source,
      type: `dev.cdevents.${name}.${version.event}`,
      timestamp: parts.at ?? '2026-03-20T14:27:05.315384Z',
      ...(version.event === '0.1.1'
        ? {}
        : { chainId: '4c8cb7dd-3448-41de-8768-eec704e2829b', links: [] }),
    },
    subject: {
      id: parts.subject ?? 'orders',
      source: parts.subjectSource ?? source,
      ...(version.event === '0.3.0' ? {} : { type: name.split('.')[0] }),
      content: parts.content ?? {
        environment: { id: 'production', source: '/clusters/eu' },
        artifactId: 'pkg:oci/orders@sha256%3A0b31b1c02ff458ad9b7b81c',
      },
    },
    ...(parts.customData === undefined
      ? {}
      : {
          customData: parts.customData,
          customDataContentType: 'application/json',
        }),
  };
}

export type CDEventFixture = ReturnType<typeof cdEvent>;

export function binaryHeaders({ context, subject }: CDEventFixture) {
  return {
    'content-type': 'application/json; charset=UTF-8',
    'ce-specversion': '1.0',
    'ce-id': context.id,
    'ce-source': context.source,
    'ce-type': context.type,
    'ce-subject': subject.id,
    'ce-time': context.timestamp,
  };
}

export function structured(event: CDEventFixture) {
  const { context, subject } = event;
  return {
    specversion: '1.0',
    id: context.id,
    source: context.source,
    type: context.type,
    subject: subject.id,
    time: context.timestamp,
    datacontenttype: 'application/json',
    data: event as unknown,
  };
}
