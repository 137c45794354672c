import { createHash } from 'node:crypto';
import { ComponentType, HashAlgorithm } from '@cyclonedx/cyclonedx-library/Enums';
import * as Models from '@cyclonedx/cyclonedx-library/Models';
import { JSON as Json, JsonSerializer } from '@cyclonedx/cyclonedx-library/Serialize';
import { isSupportedSpdxId } from '@cyclonedx/cyclonedx-library/SPDX';
import { Spec1dot6 } from '@cyclonedx/cyclonedx-library/Spec';
import type { Metafile } from 'esbuild';
import { type Component, componentsIn } from './third-party-licenses.ts';

/**
 * What an artefact holds of others' software, as CycloneDX 1.6 in JSON (https://cyclonedx.org/docs/1.6/json): what was
 * bundled, not what was installed. Without serial number and time, so that the same artefact has the same one.
 */
export const sbomOf = ({ name, version, license, bytes }: Artefact, bundle: Metafile): string => {
  const subject = new Models.Component(ComponentType.Application, name, {
    bomRef: name,
    version,
    hashes: new Models.HashDictionary([[HashAlgorithm['SHA-256'], sha256Of(bytes)]]),
    licenses: new Models.LicenseRepository([licenseOf(license)]),
  });
  const parts = new Map(componentsIn(bundle).map((part) => [purlOf(part), part]));
  const components = [...parts].sort(byPurl).map(([purl, part]) => describe(purl, part));
  for (const { bomRef } of components) subject.dependencies.add(bomRef);
  const bom = new Models.Bom({
    metadata: new Models.Metadata({ component: subject }),
    components: new Models.ComponentRepository(components),
  });
  const serializer = new JsonSerializer(new Json.Normalize.Factory(Spec1dot6));
  return `${serializer.serialize(bom, { space: 2 })}\n`;
};

export interface Artefact {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly bytes: Uint8Array;
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The library itself sorts as the locale has it. */
const byPurl = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

const describe = (purl: string, part: Component): Models.Component => {
  const [, group, name = part.name] = /^(@[^/]+)\/(.+)$/.exec(part.name) ?? [];
  return new Models.Component(ComponentType.Library, name, {
    bomRef: purl,
    group,
    version: part.version,
    purl,
    licenses: new Models.LicenseRepository([licenseOf(part.license)]),
  });
};

/** https://github.com/package-url/purl-spec */
const purlOf = ({ from, name, version }: Component): string =>
  `pkg:${from === 'npm' ? 'npm' : 'generic'}/${name.replace('@', '%40')}@${version}`;

const licenseOf = (license: string): Models.License =>
  isSupportedSpdxId(license) ? new Models.SpdxLicense(license) : new Models.NamedLicense(license);
