import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathOf } from './fixtures.ts';

const { TERRAFORM_PATH = 'terraform', TERRAFORM_MIRROR = '' } = process.env;

export const hasTerraform = TERRAFORM_MIRROR !== '';

/**
 * Runs Terraform in a folder with the providers of `TERRAFORM_MIRROR`, which `terraform providers mirror` fills. Throws
 * with what it said if it fails.
 */
export const terraform = (folder: string, ...args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const env = {
      ...process.env,
      TF_CLI_CONFIG_FILE: cliConfig(),
      CHECKPOINT_DISABLE: '1',
      TF_IN_AUTOMATION: '1',
    };
    execFile(TERRAFORM_PATH, args, { cwd: folder, env }, (error, stdout, stderr) =>
      error === null ? resolve(stdout) : reject(new Error(`${error.message}\n${stdout}\n${stderr}`)),
    );
  });

const cliConfig = (): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'tattletail-terraform-')), 'terraform.rc');
  writeFileSync(
    path,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(TERRAFORM_MIRROR)}\n  }\n}\n`,
  );
  return path;
};

/** A copy of the module that can be planned with the providers that there are. */
export const copyOfModule = (): string => {
  const copy = mkdtempSync(join(tmpdir(), 'tattletail-module-'));
  cpSync(pathOf('deploy/terraform'), copy, {
    recursive: true,
    filter: (path) => !/[/\\]\.terraform/.test(path),
  });
  const isOld = !versionsOf('aws').some(([major, minor]) => major > 6 || (major === 6 && minor >= 21));
  const missing = versionsOf('http').length === 0;
  for (const folder of ['.', 'tests'])
    for (const name of readdirSync(join(copy, folder)).filter((name) => /\.(tf|hcl)$/.test(name))) {
      const path = join(copy, folder, name);
      const text = readFileSync(path, 'utf8');
      writeFileSync(path, [...(isOld ? older : []), ...(missing ? withoutHttp : [])].reduce(change, text));
    }
  return copy;
};

type Change = readonly [RegExp, string];

const change = (text: string, [pattern, replacement]: Change): string => text.replace(pattern, replacement);

/** Version 5 of the provider has another name for the region, and does not know Lambda's newest runtime. */
const older: readonly Change[] = [
  [/(?<=source {2}= "hashicorp\/aws"\n +version = ">= )6\.21/, '5.0'],
  [/(?<=data\.aws_region\.current\.)region/, 'name'],
  [/nodejs24\.x/, 'nodejs22.x'],
];

/** The zip then comes from a resource that needs no provider. */
const withoutHttp: readonly Change[] = [
  [/ {4}http = \{[^}]*\}\n/, ''],
  [/^mock_provider "http" \{\}\n/m, ''],
  [/data "http" "zip" \{/, 'resource "terraform_data" "zip" {'],
  [/url {3}= var\.zip_url/, 'input = var.zip_url'],
  [/data\.http\.zip\[0\]\.response_body_base64/, 'base64encode(terraform_data.zip[0].input)'],
];

/** The versions that the mirror has of a provider of HashiCorp. */
const versionsOf = (provider: string): readonly (readonly [major: number, minor: number])[] => {
  const folder = join(TERRAFORM_MIRROR, 'registry.terraform.io/hashicorp', provider);
  return (existsSync(folder) ? readdirSync(folder) : []).flatMap((name) => {
    const [, major, minor] = /(\d+)\.(\d+)\.\d+/.exec(name) ?? [];
    return major === undefined ? [] : [[Number(major), Number(minor)] as const];
  });
};
