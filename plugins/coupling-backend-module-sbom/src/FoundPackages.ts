/** Packages of a document, by their canonical address, and why some components name none. */
import { Enums } from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';
import { shown, type Fields } from './fields';

/** What an observation can hold. */
const MAX_PURL = 1500;

const { ComponentType } = Enums;
const IMAGES: readonly unknown[] = [
  ComponentType.Container,
  ComponentType.OperatingSystem,
  ComponentType.Platform,
];
const LIBRARIES: readonly unknown[] = [
  ComponentType.Library,
  ComponentType.Framework,
];

/** Whether a component is something to build with; an application, a file or a device is not. */
export function namesPackage({ type }: Fields): boolean {
  return IMAGES.includes(type) || LIBRARIES.includes(type);
}

export class FoundPackages {
  private readonly images = new Set<string>();
  private readonly libraries = new Set<string>();
  private readonly left = new Map<string, { count: number; such: string }>();

  add({ type, purl, name }: Fields): void {
    if (purl === undefined) {
      this.count('have no package URL', shown(name));
      return;
    }
    const canonical = canonicalOf(purl);
    if (canonical === undefined) {
      this.count('have a package URL that is none', shown(purl));
    } else {
      (IMAGES.includes(type) ? this.images : this.libraries).add(canonical);
    }
  }

  count(why: string, such: string): void {
    const known = this.left.get(why);
    if (known) known.count += 1;
    else this.left.set(why, { count: 1, such });
  }

  get purls(): string[] {
    return [...new Set([...this.images, ...this.libraries])];
  }

  get problems(): string[] {
    return [...this.left].map(
      ([why, { count, such }]) => `${count} components ${why}, such as ${such}`,
    );
  }
}

function canonicalOf(purl: unknown): string | undefined {
  if (typeof purl !== 'string' || purl.length > MAX_PURL) return undefined;
  try {
    return PackageURL.fromString(purl).toString();
  } catch {
    return undefined;
  }
}
