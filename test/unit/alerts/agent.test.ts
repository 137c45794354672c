import { expect, it } from 'vitest';
import { agentIn } from '../../../src/alerts/agent.ts';

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

it.each([
  ['signin.amazonaws.com', 'AWS console'],
  ['console.amazonaws.com', 'AWS console'],
  ['[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.4]', 'AWS console'],
  ['cloudformation.amazonaws.com', 'CloudFormation'],
  ['autoscaling.amazonaws.com', 'autoscaling.amazonaws.com'],
  [
    'APN/1.0 HashiCorp/1.0 Terraform/1.9.5 (+https://www.terraform.io) terraform-provider-aws/5.67.0 aws-sdk-go-v2/1.30.5',
    'Terraform 1.9.5',
  ],
  ['aws-cli/2.15.1 Python/3.11.6 Linux/5.10 exe/x86_64 prompt/off command/iam.create-user', 'AWS CLI 2.15.1'],
  ['[aws-cli/1.16.305 Python/2.7.18 Linux/4.14 botocore/1.13.41]', 'AWS CLI 1.16.305'],
  ['aws-cli/2.15.1 Python/3.9 exec-env/CloudShell exe/x86_64', 'AWS CLI 2.15.1 in CloudShell'],
  [
    'Boto3/1.26.5 md/Botocore#1.29.5 ua/2.0 os/linux exec-env/AWS_Lambda_python3.12',
    'Boto3 1.26.5 in Lambda',
  ],
  ['Botocore/1.29.5 Python/3.8', 'Botocore 1.29.5'],
  ['aws-sdk-go/1.44.0 (go1.19; linux; amd64)', 'SDK for Go 1.44.0'],
  ['aws-sdk-go-v2/1.30.5 os/linux lang/go#1.22', 'SDK for Go 1.30.5'],
  ['aws-sdk-java/2.20.1 Linux/5.10', 'SDK for Java 2.20.1'],
  ['aws-sdk-js/3.600.0 ua/2.0', 'SDK for JavaScript 3.600.0'],
  ['aws-sdk-nodejs/2.1354.0 linux/v18', 'SDK for JavaScript 2.1354.0'],
  ['aws-sdk-dotnet-coreclr/3.7.1 .NET/8', 'SDK for .NET 3.7.1'],
  [chrome, 'browser Chrome 131'],
  [`${chrome} Edg/131.0.0.0`, 'browser Edge 131'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0', 'browser Firefox 133'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
    'browser Safari 18',
  ],
  ['aws-cli/2.31.0 md/awscrt#0.27 os/linux#6.12-kali-amd64', 'AWS CLI 2.31.0, kali'],
  ['Boto3/1.40 pacu/1.6', 'Boto3 1.40, pacu'],
  ['TruffleHog', 'TruffleHog, trufflehog'],
  ['my tool (AWS console)', '"my tool (AWS console)"'],
  ['x'.repeat(100_000), 'x'.repeat(80)],
  ['', undefined],
  [5, undefined],
])('%j is shown as %j', (userAgent, agent) => expect(agentIn({ userAgent })).toBe(agent));

it('a session of the console is one, whatever the browser', () => {
  expect(agentIn({ userAgent: chrome, sessionCredentialFromConsole: 'true' })).toBe('AWS console');
  expect(agentIn({ userAgent: 'x kali', sessionCredentialFromConsole: 'true' })).toBe('AWS console, kali');
});
