/** A CycloneDX document with these components; more fields lie over it. */
export function bill(components: object[], more: object = {}): object {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { timestamp: '2026-03-01T10:00:00Z' },
    components,
    ...more,
  };
}

export function library(name: string, version = '1.0.0'): object {
  return {
    type: 'library',
    name,
    version,
    purl: `pkg:npm/${name}@${version}`,
  };
}

export function image(name: string, version: string): object {
  return { type: 'container', name, purl: `pkg:oci/${name}@${version}` };
}
