/** Package URLs (https://github.com/package-url/purl-spec), as far as couplings are concerned. */
import { PackageURL } from 'packageurl-js';

/** What a package URL names. */
export interface Package {
  /** Without version, qualifiers and path: the same for every release, e.g. `pkg:npm/%40shop/client`. */
  key: string;
  /** Last part of its name, e.g. `client`. */
  name: string;
  /** Absent where none is stated: unknown, not the same as another unknown one. */
  version?: string;
  /** An image to build on, not a library to build in. */
  isImage: boolean;
}

const IMAGES = new Set(['oci', 'docker']);

/** Undefined for what is no package URL. */
export function packageOf(purl: string): Package | undefined {
  try {
    const parsed = PackageURL.fromString(purl);
    const { type, name, version } = parsed;
    if (!type || !name) return undefined;
    return {
      // In the canonical form these three stand nowhere else.
      key: parsed.toString().replace(/[@?#].*$/, ''),
      name,
      ...(version ? { version } : {}),
      isImage: IMAGES.has(type),
    };
  } catch {
    return undefined;
  }
}
