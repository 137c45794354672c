import { type JsonValue, nonEmptyString } from '../json.ts';
import { plain } from './target/plain.ts';

/**
 * The program that made a call, in a few words: `AWS CLI 2.15.1`, `Terraform 1.9.5`, `AWS console`. Callers choose what
 * they send as user agent, so it is a hint only.
 */
export const agentIn = ({
  userAgent,
  sessionCredentialFromConsole,
}: {
  readonly userAgent?: JsonValue;
  readonly sessionCredentialFromConsole?: JsonValue;
}): string | undefined => {
  const sent = nonEmptyString(userAgent)?.slice(0, maxCharacters);
  if (sent === undefined) return undefined;
  // CloudTrail User Guide, "CloudTrail record contents": "true" in events of console sessions.
  const name = String(sessionCredentialFromConsole) === 'true' ? 'AWS console' : agentNamed(sent);
  const marks = new Set((sent.match(marksOfAttackers) ?? []).map((mark) => mark.toLowerCase()));
  return [name, ...marks].join(', ');
};

/** The same for an agent alone. */
export const agentNamed = (userAgent: string): string => {
  const sent = userAgent
    .slice(0, maxCharacters)
    .replace(/^\[|\]$/g, '')
    .trim();
  for (const [pattern, name] of agents) {
    const found = pattern.exec(sent);
    if (found === null) continue;
    const { version, what = '' } = found.groups ?? {};
    return [name, names[what.toLowerCase()] ?? what, version, placeIn(sent)].filter(Boolean).join(' ');
  }
  return plain(sent.slice(0, 80));
};

/** Nobody sends more to be known by. */
const maxCharacters = 1000;

/** The first that matches counts: Terraform's agent names the SDK that it uses too. */
const agents: readonly (readonly [RegExp, string])[] = [
  [/^(?:console|signin)\.(?:aws\.)?amazon(?:aws)?\.com$|^S3Console\/|^AWS-?Console/i, 'AWS console'],
  [/^cloudformation\.amazonaws\.com$/, 'CloudFormation'],
  [/^(?<what>[a-z\d.-]{1,60}\.amazonaws\.com)$/, ''],
  [/(?:^|\s)(?<what>Terraform|OpenTofu|Pulumi)\/(?<version>\d[\d.]{0,15})/, ''],
  [/(?:^|\s)aws-cli\/(?<version>\d[\d.]{0,15})/, 'AWS CLI'],
  [/(?:^|\s)(?<what>Boto3|Botocore)\/(?<version>\d[\d.]{0,15})/i, ''],
  [/(?:^|\s)AWSPowerShell[\w.]*\/(?<version>\d[\d.]{0,15})/, 'AWS Tools for PowerShell'],
  [
    /(?:^|\s)aws-sdk-(?<what>go|java|js|nodejs|ruby|php|rust|cpp|kotlin|swift)[\w-]{0,20}\/(?<version>\d[\d.]{0,15})/i,
    'SDK for',
  ],
  [/(?:^|\s)aws-sdk-(?<what>dotnet)[\w-]{0,20}\/(?<version>\d[\d.]{0,15})/i, 'SDK for'],
  [/^Mozilla\/.*\s(?<what>Edg|Firefox)\/(?<version>\d{1,4})/, 'browser'],
  [/^Mozilla\/.*\s(?<what>Chrome)\/(?<version>\d{1,4})/, 'browser'],
  [/^Mozilla\/.*\sVersion\/(?<version>\d{1,4})[\d.]*\s.*(?<what>Safari)\//, 'browser'],
];

const names: Readonly<Record<string, string>> = {
  boto3: 'Boto3',
  botocore: 'Botocore',
  go: 'Go',
  java: 'Java',
  js: 'JavaScript',
  nodejs: 'JavaScript',
  ruby: 'Ruby',
  php: 'PHP',
  rust: 'Rust',
  cpp: 'C++',
  kotlin: 'Kotlin',
  swift: 'Swift',
  dotnet: '.NET',
  edg: 'Edge',
};

/** SDKs name the AWS_EXECUTION_ENV in which they run. */
const placeIn = (sent: string): string | undefined => {
  const { place } = / exec-env\/(?<place>CloudShell|AWS_(?:Lambda|ECS)|EC2)/.exec(sent)?.groups ?? {};
  return place === undefined ? undefined : `in ${place.replace('AWS_', '')}`;
};

/** Distributions and tools of attackers. */
const marksOfAttackers =
  /kali|parrot|pentoo|blackarch|\bpacu\b|trufflehog|gitleaks|cloudfox|enumerate-iam|peirates|weirdaal|aws_consoler|s3scanner|sqlmap|nuclei/gi;
